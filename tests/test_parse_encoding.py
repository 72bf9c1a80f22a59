"""Any bytes become clean text, or are refused as binary."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.parse.encoding import UndecodableError, clean_text, decode_text

GERMAN = "Die Größe der Bäume überraschte uns – „schön“, sagte er. "
FRENCH = "L’été dernier, nous avons étudié la façon dont les élèves perçoivent leur région. Où êtes-vous né ? "
SPANISH = "El año pasado estudiamos cómo los niños perciben su región. ¿Dónde nació usted? "
SWEDISH = "På våren är det skönt att gå ut i skogen när solen står högt över ängarna. "
POLISH = "W zeszłym roku postanowiliśmy zbadać, jak dzieci postrzegają swój region. Żółć, źdźbło. "
CZECH = "Loni jsme se rozhodli zjistit, jak děti vnímají svůj kraj. Příliš žluťoučký kůň úpěl. "
HUNGARIAN = "Tavaly úgy döntöttünk, hogy megvizsgáljuk a szülőföldjüket. Hűséges őrök ülnek. "
TURKISH = "Geçen yıl çocukların bölgelerini nasıl algıladıklarını incelemeye karar verdik. İşçi şöyle dedi. "
RUSSIAN = "В прошлом году мы решили изучить, как дети воспринимают свой регион. Где вы родились? "
GREEK = "Πέρυσι αποφασίσαμε να μελετήσουμε πώς τα παιδιά αντιλαμβάνονται την περιοχή τους. "
HEBREW = "בשנה שעברה החלטנו לחקור כיצד ילדים תופסים את האזור שלהם. היכן נולדת? "
JAPANESE = "昨年、私たちは子どもたちが自分の地域をどう捉えているかを調べることにしました。"
CHINESE = "去年我们决定研究孩子们如何看待自己的地区。您在哪里出生？这是一个很重要的问题。"
KOREAN = "작년에 우리는 아이들이 자신의 지역을 어떻게 인식하는지 연구하기로 했습니다. "

FORBIDDEN = {
    *map(chr, range(0x09)),
    *map(chr, range(0x0B, 0x20)),
    *map(chr, range(0x7F, 0xA0)),
    *map(chr, range(0xD800, 0xE000)),
    *map(chr, range(0xFDD0, 0xFDF0)),
    "\ufffe",
    "\uffff",
}


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        *((text, "cp1252") for text in (GERMAN, FRENCH, SPANISH, SWEDISH)),
        *((text, "cp1250") for text in (POLISH, CZECH, HUNGARIAN)),
        (POLISH, "iso8859-2"),
        (TURKISH, "cp1254"),
        *((RUSSIAN, codec) for codec in ("cp1251", "koi8-r")),
        (GREEK, "cp1253"),
        (HEBREW, "cp1255"),
        *((JAPANESE, codec) for codec in ("cp932", "euc-jp")),
        (CHINESE, "gbk"),
        (KOREAN, "euc-kr"),
    ],
)
@pytest.mark.parametrize("times", [1, 40])
def test_undeclared_encodings_are_recognised(text: str, codec: str, times: int) -> None:
    """A sentence is enough to tell the encodings that people still use."""
    data = (text * times).encode(codec, "replace")

    assert decode_text(data) == data.decode(codec)


@pytest.mark.parametrize("label", ["windows-1251", "WINDOWS-1251", "'cp1251'", '"cp1251"'])
def test_declared_encoding_of_a_page_is_believed(label: str) -> None:
    """What a page declares beats any guess."""
    page = f"<html><head><meta charset={label}></head><p>Да</p>"

    assert "<p>Да</p>" in decode_text(page.encode("cp1251"), is_html=True)


def test_http_equiv_declares_too() -> None:
    """The old way to declare an encoding is read as well."""
    page = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2"><p>Żółć'

    assert decode_text(page.encode("iso8859-2"), is_html=True).endswith("Żółć")


def test_latin_1_means_windows_1252() -> None:
    """Browsers read the label so (Encoding Standard, 4.2), hence so do authors."""
    page = b"<meta charset=iso-8859-1><p>\x93quoted\x94 \x80 5"

    assert decode_text(page, is_html=True).endswith("“quoted” € 5")


@pytest.mark.parametrize("label", ["zip", "rot13", "unicode_escape", "utf-7", "idna", "no-such"])
def test_declared_codecs_that_are_no_encodings_are_passed_over(label: str) -> None:
    """A page cannot choose among Python's codecs that transform bytes in other ways."""
    page = f"<meta charset={label}><p>Größe +ADw-".encode("cp1252")

    assert decode_text(page, is_html=True).endswith("Größe +ADw-")


def test_utf_8_wins_over_a_wrong_declaration() -> None:
    """Bytes that are UTF-8 are that, whatever an editor left in the head."""
    assert "Größe" in decode_text("<meta charset=iso-8859-1><p>Größe".encode(), is_html=True)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_unicode_in_all_its_forms(codec: str) -> None:
    """Byte order marks are believed and vanish; UTF-16 is recognised without one."""
    text = "Plain words, and a Größe or two.\n"

    assert decode_text(text.encode(codec)) == text


def test_stray_bytes_in_utf_8_are_read_as_windows_1252() -> None:
    """One pasted byte does not cost the other accents."""
    assert decode_text("Größe und Bäume, überall schöne Äpfel — ".encode() + b"\xe9t\xe9") == (
        "Größe und Bäume, überall schöne Äpfel — été"
    )


def test_mojibake_is_repaired_only_where_certain() -> None:
    """A text that is whole as windows-1252 read from UTF-8 is undone, one that only has such a pair is not."""
    assert decode_text("cafÃ© â€“ naÃ¯ve".encode()) == "café – naïve"
    assert decode_text("café writes as cafÃ©".encode()) == "café writes as cafÃ©"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u0085", "\u2028"])
def test_line_ends_become_one(newline: str) -> None:
    """Every kind of line end counts as one line."""
    assert decode_text(newline.join(["á", "b", "c"]).encode()) == "á\nb\nc"


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"%PDF-1.7 text", 1),
        (b"PK\x03\x04rest", 1),
        (b"a\nb\nc\0d", 3),
        (b"\x01\x02\x03\x04\x05 text \x06\x07", 1),
        (codecs.BOM_UTF16_LE + "a\nb".encode("utf-16-le") + b"\x00\xd8", 2),
    ],
)
def test_binary_files_are_refused(data: bytes, line: int) -> None:
    """What is no text is refused, with the line that tells."""
    with pytest.raises(UndecodableError) as caught:
        decode_text(data)

    assert caught.value.line == line


@given(data=st.binary(max_size=400) | st.text(max_size=200).map(str.encode), is_html=st.booleans())
def test_any_bytes_give_clean_text_or_are_refused(data: bytes, *, is_html: bool) -> None:
    """No input raises anything else, and no character that XML forbids is left."""
    try:
        text = decode_text(data, is_html=is_html)
    except UndecodableError:
        return
    assert FORBIDDEN.isdisjoint(text)


@given(text=st.text(st.characters(categories=["L", "N", "P", "Zs"], max_codepoint=0x4FF)))
def test_utf_8_is_never_guessed_away(text: str) -> None:
    """Whatever is valid UTF-8 is read as such; repairing mojibake only ever makes it shorter."""
    read = decode_text(text.encode())

    assert read == text or len(read) < len(text)


@given(text=st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """Clean text is already clean."""
    once = clean_text(text)

    assert clean_text(once) == once
