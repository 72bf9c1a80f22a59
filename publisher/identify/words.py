"""What of a text counts as its words, for comparing it with an earlier version of itself."""

from __future__ import annotations

import re
from hashlib import sha256
from unicodedata import normalize

# Soft hyphen, zero-width space, word joiner, byte order mark: nobody sees them.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_HYPHEN = re.compile("[\u2010\u2011\u2212\ufe63\uff0d]")
# Typographers turn quotes, dashes and dots into their printed forms, and white space beside them comes and goes with
# the style (French guillemets, American and British dashes), so both go together.
_QUOTE = re.compile(r"""[ ]?["'‘’‚‛“”„‟«»‹›´ʼ′″〝〞＂＇][ ]?""")
_DASH = re.compile("[ ]?[–—―⸺⸻]+[ ]?|[ ]-{1,3}[ ]|(?<=[^ -])-{2,3}(?=[^ -])")
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

    >>> normalize_words("“It’s —  well…”")
    "'It's-well...'"
    """
    text = " ".join(normalize("NFC", _INVISIBLE.sub("", text)).split())
    text = _HYPHEN.sub("-", text.replace("…", "..."))
    return _QUOTE.sub("'", _DASH.sub("-", text)).strip()


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
