"""Turns the bytes of an article into clean text, whatever encoding they are in."""

from __future__ import annotations

import codecs
import re
from collections import Counter

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Files that people drop into a folder of articles by mistake, by their first bytes.
_BINARY = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a compressed file"),
)
# What browsers read for each label (WHATWG Encoding Standard §4.2): the codec to use, then its labels. Only these
# are let through: `codecs.lookup` also knows `zip`, `rot13`, `unicode_escape` and the like.
_CODECS = {
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 unicode utf-16 utf-16le utf-16be",
    "cp1252": "windows-1252 cp1252 iso-8859-1 iso8859-1 iso_8859-1 latin1 latin-1 l1 ascii us-ascii ansi cp819",
    "iso8859-2": "iso-8859-2 iso8859-2 iso_8859-2 latin2 latin-2 l2",
    "iso8859-3": "iso-8859-3 iso8859-3 latin3 l3",
    "iso8859-4": "iso-8859-4 iso8859-4 latin4 l4",
    "iso8859-5": "iso-8859-5 iso8859-5 cyrillic",
    "iso8859-6": "iso-8859-6 iso8859-6 arabic",
    "iso8859-7": "iso-8859-7 iso8859-7 greek",
    "iso8859-8": "iso-8859-8 iso8859-8 iso-8859-8-i logical hebrew visual",
    "cp1254": "iso-8859-9 iso8859-9 latin5 l5 windows-1254 cp1254",
    "iso8859-10": "iso-8859-10 iso8859-10 latin6 l6",
    "iso8859-13": "iso-8859-13 iso8859-13",
    "iso8859-14": "iso-8859-14 iso8859-14",
    "iso8859-15": "iso-8859-15 iso8859-15 latin-9 latin9 l9",
    "iso8859-16": "iso-8859-16",
    "cp1250": "windows-1250 cp1250",
    "cp1251": "windows-1251 cp1251",
    "cp1253": "windows-1253 cp1253",
    "cp1255": "windows-1255 cp1255",
    "cp1256": "windows-1256 cp1256",
    "cp1257": "windows-1257 cp1257",
    "cp1258": "windows-1258 cp1258",
    "cp866": "ibm866 cp866 866",
    "koi8-r": "koi8-r koi8 koi koi8_r",
    "koi8-u": "koi8-u koi8-ru",
    "mac-roman": "macintosh mac x-mac-roman",
    "cp874": "windows-874 tis-620 iso-8859-11 dos-874",
    "gb18030": "gb18030 gbk gb2312 gb_2312 gb_2312-80 chinese x-gbk",
    "big5hkscs": "big5 big5-hkscs x-x-big5 cn-big5",
    "euc-jp": "euc-jp x-euc-jp",
    "iso2022-jp": "iso-2022-jp",
    "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji windows-31j ms932",
    "cp949": "euc-kr euckr ks_c_5601-1987 ks_c_5601-1989 korean windows-949",
}
_LABELS = {label: codec for codec, labels in _CODECS.items() for label in labels.split()}
# Browsers look at the first 1,024 bytes; real pages put it later now and then.
_SNIFFED_BYTES = 8192
_DECLARED = re.compile(
    rb"""<meta\b[^>]{0,500}?\bcharset\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE
)
_DECLARED_XML = re.compile(rb"""\A\s{0,9}<\?xml\b[^>]{0,200}?\bencoding\s{0,9}=\s{0,9}["']([A-Za-z0-9_.:-]{1,40})""")

# What charset-normalizer may choose from. All of what it knows would bring in EBCDIC and DOS code pages.
_GUESSED = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874"),
    *("iso8859_2", "iso8859_5", "iso8859_7", "koi8_r", "koi8_u", "mac_roman"),
    *("gb18030", "big5", "euc_jp", "shift_jis", "iso2022_jp", "euc_kr"),
]
# Its own samples are five chunks of 512 bytes; more text than this changes no guess and costs time.
_ASCII = bytes(range(128))
_GUESS_BYTES = 100_000

# What stands at 0x80 to 0x9F in windows-1252; five places are empty. Text that was wrongly decoded as ISO 8859-1
# has these as C1 controls, and browsers read numeric references to them the same way (HTML §13.2.5.80).
_C1 = {byte: bytes([byte]).decode("cp1252", "ignore") or None for byte in range(0x80, 0xA0)}
_LONE_BYTES = {0xDC00 + byte: bytes([byte]).decode("cp1252", "ignore") or None for byte in range(0x80, 0x100)}
_EMPTY_PLACES = {byte: 0xDC00 + byte for byte, text in _C1.items() if text is None}
_EMPTY_CHARACTERS = frozenset(map(chr, _EMPTY_PLACES))
_C1_BUT_NEXT_LINE = frozenset(map(chr, _C1)) - {"\u0085"}

# Bytes that text has none of; ESC is left out, as ISO-2022-JP switches by it.
_CONTROLS = bytes(sorted({*range(1, 32), 127} - set(b"\t\n\v\f\r\x1b")))
_CONTROL_SHARE = 0.02

_PRINTED = bytes([*range(0x20, 0x7F), *b"\t\n"])
_LINE_ENDS = frozenset("\r\u0085\u2028\u2029")
_PAGE_BREAK = re.compile(r"(?<=\n)[\v\f]+|[\v\f]+(?=\n)|\A[\v\f]+|[\v\f]+\Z")
_FORBIDDEN_SET = frozenset(
    chr(code)
    for first, last in (
        *((0, 8), (0xE, 0x1F), (0x7F, 0x84), (0x86, 0x9F)),
        *((0xD800, 0xDFFF), (0xFDD0, 0xFDEF), (0xFFFE, 0xFFFF)),
    )
    for code in range(first, last + 1)
)
_FORBIDDEN = re.compile(f"[{''.join(sorted(_FORBIDDEN_SET))}]")
# The letters beyond ASCII of the languages of Europe, with the code pages that write them, the likeliest first.
# charset-normalizer knows scripts well, but took French for Baltic and Turkish for Latvian.
_ALPHABETS = (
    ("cp1252", "àâæçéèêëîïôœùûüÿ äöüß áéíóúüñ¿¡ªº áâãàçéêíóôõúüªº àèéìíòóù åäöéü åæøéôò éëïöü áéíóúýþæöð àçèéíïòóúü"),
    ("cp1250", "ąćęłńóśźż áčďéěíňóřšťúůýž áäčďéíľĺňóôŕšťúýž áéíóöőúüű ăâîşţ čćđšž"),
    ("cp1254", "çğıöşüâîûi̇"),
    ("cp1257", "ąčęėįšųūž āčēģīķļņšūž äõöüšž"),
    ("iso8859-2", "ąćęłńóśźż áčďéěíňóřšťúůýž áäčďéíľĺňóôŕšťúýž áéíóöőúüű"),
)
# What all of them write alike says nothing.
_SIGNS = frozenset("€‚„…‘’“”‹›•–—™£§©«®°±·»×\u00a0\u00ad")
# Text in Latin letters has one accented letter in six at the most (Vietnamese aside); Cyrillic or Greek has almost
# only letters from the upper half.
_ACCENTED_SHARE = 0.18
_SURE_SHARE = 0.93
# By chance one pair of bytes in eight of Chinese text is valid UTF-8; in all others fewer.
_MOSTLY = 2


class UndecodableError(ValueError):
    """The bytes are no text.

    Args:
        message: What they are instead.
        line: Line of the first byte that tells, counted from 1.
    """

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message, line)
        self.message = message
        self.line = line


def decode_text(data: bytes, *, is_html: bool = False) -> str:
    r"""Decode an article and normalise its characters.

    A byte order mark decides, then UTF-8 if the bytes are that, then what an HTML page declares, then a guess.
    Line ends become ``\n``; characters that XML forbids are gone, so the text may stand in any feed; text that is
    certainly mojibake is repaired.

    Raises:
        UndecodableError: The file is binary. Nothing else is ever raised.

    >>> decode_text(b"caf\xe9\r\nbar")
    'café\nbar'
    >>> decode_text("cafÃ©".encode())
    'café'
    """
    for start, what in _BINARY:
        if data.startswith(start):
            raise UndecodableError(f"it is {what}, not text", 1)
    return clean_text(_repair_mojibake(_decode(data, is_html=is_html)))


def clean_text(text: str) -> str:
    r"""Normalise line ends and drop the characters that XML 1.0 forbids or discourages.

    >>> clean_text("a\0\rb\x93")
    'a\nb“'
    """
    if text.isprintable():
        # So are almost all short texts.
        return text
    # Almost no text has any of these. What is plain ASCII is left out as bytes, which takes a tenth of the time that a
    # set of all characters takes; and to look once which there are is 20 times as fast as `sub`.
    rare = text.encode("utf-8", "surrogatepass").translate(None, _PRINTED).decode("utf-8", "surrogatepass")
    present = set(rare)
    if present & _C1_BUT_NEXT_LINE:
        # Among other such controls, U+0085 is the ellipsis of windows-1252 and no line end.
        text = text.translate(_C1)
    text = text.replace("\r\n", "\n")
    for end in present & _LINE_ENDS:
        text = text.replace(end, "\n")
    if present & {"\v", "\f"}:
        text = _PAGE_BREAK.sub("", text).replace("\v", " ").replace("\f", " ")
    return _FORBIDDEN.sub("", text) if present & _FORBIDDEN_SET else text


def _decode(data: bytes, *, is_html: bool) -> str:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _decode_as(data[len(mark) :], codec).removeprefix("\ufeff")
    if b"\0" in data:
        return _decode_wide(data)
    if len(data) - len(data.translate(None, _CONTROLS)) > _CONTROL_SHARE * len(data) + 1:
        raise UndecodableError("it is a binary file, not text", 1)
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        pass
    codec = _find_declared(data) if is_html else ""
    if codec and codec != "utf-8":
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            if codec in {"cp1252", "cp1254", "cp874"}:
                # Python leaves some places of these empty that browsers do not.
                return data.decode(codec, "ignore")
    return _guess(data, declared=codec)


def _decode_as(data: bytes, codec: str) -> str:
    if codec == "utf-8":
        # A mark at the start and a stray byte later: the mark is right.
        return data.decode("utf-8", "surrogateescape").translate(_LONE_BYTES)
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(codec, "ignore").count("\n") + 1
        raise UndecodableError(f"it begins like {codec.upper()}, but is not", line) from error


def _decode_wide(data: bytes) -> str:
    """Decode UTF-16 without a mark, which shows in a zero in every other byte; all else with zeros is binary."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    codec = "utf-16-le" if odd > even else "utf-16-be"
    if max(even, odd) > len(data) / 5 and min(even, odd) <= len(data) / 100 and len(data) % 2 == 0:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            pass
        else:
            if _FORBIDDEN_SET.isdisjoint(text):
                return text
    raise UndecodableError("it is a binary file, not text", data[: data.index(0)].count(b"\n") + 1)


def _find_declared(data: bytes) -> str:
    head = data[:_SNIFFED_BYTES]
    found = _DECLARED.search(head) or _DECLARED_XML.search(head)
    return _LABELS.get(found[1].decode("ascii").lower(), "") if found else ""


def _guess(data: bytes, *, declared: str) -> str:
    text = data.decode("utf-8", "surrogateescape")
    valid = data.decode("utf-8", "ignore")
    stray = len(text) - len(valid)
    wide = len(valid) - len(valid.encode("ascii", "ignore"))
    if wide > _MOSTLY * stray or (declared == "utf-8" and wide >= stray):
        # UTF-8 with a few bytes pasted in from elsewhere, or cut off in the middle of a character.
        return text.translate(_LONE_BYTES)
    sample = _sample(data)
    codec = _guess_latin(sample)
    if not codec:
        # Costs 30 ms to import, and almost every file is UTF-8.
        from charset_normalizer import from_bytes

        best = from_bytes(sample, cp_isolation=_GUESSED, enable_fallback=False).best()
        codec = best.encoding if best else "cp1252"
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        # One more stray byte than the sample had.
        return data.decode(codec, "ignore")


def _sample(data: bytes) -> bytes:
    """Take whole lines around the first byte that is not ASCII, as many as a guess needs."""
    if len(data) <= _GUESS_BYTES:
        return data
    first = len(data) - len(data.lstrip(_ASCII))
    start = data.rfind(b"\n", 0, first) + 1
    end = data.find(b"\n", start + _GUESS_BYTES)
    return data[start : end if 0 <= end <= start + 2 * _GUESS_BYTES else start + _GUESS_BYTES]


def _guess_latin(data: bytes) -> str:
    """Tell the code page by the alphabet that covers its accented letters best; empty if none does."""
    best, best_share = "", _SURE_SHARE
    for codec, alphabets in _ALPHABETS:
        text = data.decode(codec, "replace")
        upper = Counter(character for character in text.lower() if character > "\x7f" and character not in _SIGNS)
        count = upper.total()
        if not count:
            return codec
        if count > _ACCENTED_SHARE * len(text) + 1:
            return ""
        for alphabet in alphabets.split():
            share = sum(upper[letter] for letter in set(alphabet)) / count
            if share > best_share:
                best, best_share = codec, share
    return best


def _repair_mojibake(text: str) -> str:
    """Undo UTF-8 that was read as windows-1252, if the whole text says so.

    Every character beyond ASCII has to be part of such a sequence: then chance is ruled out, as no language
    writes its accents in pairs of that kind.
    """
    # Twice, as it also happens twice.
    for _ in range(2):
        if text.isascii():
            return text
        try:
            # The five empty places of windows-1252 pass as themselves, in lossy tools' way. Whatever else cannot be
            # encoded shows within its first characters, so the common case costs nothing.
            has_empty = any(character in text for character in _EMPTY_CHARACTERS)
            mapped = text.translate(_EMPTY_PLACES) if has_empty else text
            text = mapped.encode("cp1252", "surrogateescape").decode("utf-8")
        except UnicodeError:
            return text
    return text
