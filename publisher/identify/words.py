"""What of a text counts as its words, for comparing it with an earlier version of itself."""

from __future__ import annotations

import re
from hashlib import sha256
from unicodedata import normalize

# Soft hyphen, zero-width space, word joiner, byte order mark: nobody sees them.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_HYPHEN = re.compile("[\u2010\u2011\u2212\ufe63\uff0d]")
# Typographers turn quotes, dashes and dots into their printed forms, and white space beside them comes and goes with
# the style (French guillemets, American and British dashes), so both go together. Single quotes never become double
# ones, nor one hyphen two: in code, of which a text may consist, each means something else.
_SINGLES, _DOUBLES = "'‘’‚‛‹›´ʼ′＇", '"“”„‟«»″〝〞＂'
_SINGLE = re.compile(f"[ ]?[{_SINGLES}][ ]?")
_DOUBLE = re.compile(f"[ ]?[{_DOUBLES}][ ]?")
_DASHES = re.compile("[ ]?[-–—―⸺⸻][- –—―⸺⸻]*")
_TYPED_DASHES = frozenset({"--", "---"})
# A word is a run of anything but white space and punctuation, so that combining marks stay with their letters: `\w`
# would cut Hindi at each vowel sign. Scripts that are written without spaces go by characters: Thai, Lao, Burmese,
# Khmer, kana and Han.
_PUNCTUATION = (
    r"\s!-/:-@\[-`{-~\u00a1-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u0964\u0965\u2010-\u2027\u2030-\u205e"
    r"\u3000-\u3004\u3008-\u3020\u3030\u30fb\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)
_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}\U00020000-\U0003ffff]|[^{_PUNCTUATION}{_UNSPACED}\U00020000-\U0003ffff]+")


def normalize_words(text: str) -> str:
    """Write a text in the one way that stands for all its typographic variants.

    Texts that differ only in white space, in the style of quotes, dashes and ellipses, in soft hyphens or in Unicode
    normalisation become equal; a change of a word, of case or of other punctuation stays.

    >>> normalize_words("“Well --  it is…”")
    '"Well—it is..."'
    """
    text = " ".join(normalize("NFC", _INVISIBLE.sub("", text)).split())
    text = _HYPHEN.sub("-", text.replace("…", "..."))
    return _DOUBLE.sub('"', _SINGLE.sub("'", _DASHES.sub(_write_dash, text))).strip()


def _write_dash(match: re.Match[str]) -> str:
    """Tell a dash, however it is written, from a hyphen and from the sign before an option (`ls --all`)."""
    run, text = match[0], match.string
    signs = run.strip().replace("–", "-")
    is_open, is_closed = run[0] != " ", run[-1] != " "
    if not set(signs) <= {"-", " "}:
        return "—"
    if signs == "-":
        return run.replace("–", "-") if is_open or is_closed else "—"
    if signs in _TYPED_DASHES and match.start() > 0 and match.end() < len(text):
        # The space between a quote and a dash is the quote's as well.
        beside_quote = {text[match.start() - 1], text[match.end()]} & set(_SINGLES + _DOUBLES)
        if beside_quote or is_open == is_closed:
            return "—"
    return run.replace("–", "-")


def words_digest(title: str, text: str) -> str:
    """Digest what a reader would call the words of an item: another digest means that the item was updated.

    The same for any white space, style of quotes, dashes and ellipses, soft hyphens and Unicode normalisation; case
    and every other character count.

    Returns:
        32 hexadecimal digits.

    >>> words_digest("Rain", "“It’s  wet”") == words_digest("Rain", '"It’s wet"')
    True
    >>> words_digest("Rain", "It is wet") == words_digest("rain", "It is wet")
    False
    """
    parts = f"{normalize_words(title)}\x00{normalize_words(text)}"
    return sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def split_words(text: str) -> list[str]:
    """List the words of a text, without case and punctuation; characters where a script has no spaces.

    >>> split_words("Rain, again: 雨が")
    ['rain', 'again', '雨', 'が']
    """
    return _WORD.findall(normalize("NFC", _INVISIBLE.sub("", text)).casefold())
