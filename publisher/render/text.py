"""The text rules of feeds: which characters may stand in one, and what a title looks like."""

from __future__ import annotations

import re

# RFC 5646 §2.1, as far as a feed needs it: what does not look like a tag is not published as one.
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_RTL_LANGUAGES = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi"})
_RTL_SCRIPTS = frozenset({"adlm", "arab", "hebr", "nkoo", "syrc", "thaa"})
_NEWLINES = re.compile("\r\n?|\x85")
# XML 1.0 §2.2: the first line is forbidden there, the rest discouraged; validators warn of both.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
    "\x7f-\x9f\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
# What a reader that guesses would take for a tag, a comment or a character reference.
_MARKUP = re.compile(r"<[A-Za-z/!?]|&#?[A-Za-z0-9]+;")


def printable(text: str) -> str:
    r"""Drop the characters that XML forbids or discourages; every kind of line end becomes a newline.

    A question mark stands for what was lost before it came to us (U+FFFD): validators take that for a fault.

    >>> printable("one\r\ntwo\x00 caf\ufffd")
    'one\ntwo caf?'
    """
    return _FORBIDDEN.sub("", _NEWLINES.sub("\n", text)).replace("\ufffd", "?")


def one_line(text: str) -> str:
    r"""Make a line of plain text: printable, white space collapsed; empty if nothing in it can be seen.

    >>> one_line(" A\n title\x07 ")
    'A title'
    >>> one_line("\u200b \u202e")
    ''
    """
    line = " ".join(printable(" ".join(text.split())).split())
    return line if any(character.isprintable() and character != " " for character in line) else ""


def looks_like_markup(text: str) -> bool:
    """Whether a reader that guesses may take this plain text for HTML.

    >>> looks_like_markup("The <b> tag"), looks_like_markup("1 < 2 & 3 > 2")
    (True, False)
    """
    return _MARKUP.search(text) is not None


def shorten(text: str, limit: int) -> str:
    """Cut a line at a word, with an ellipsis, so that it has at most ``limit`` characters.

    >>> shorten("one two three", 9)
    'one two…'
    """
    if len(text) <= limit:
        return text
    cut = text[:limit]
    return (cut.rpartition(" ")[0] or cut[: limit - 1]).rstrip() + "…"


def language_tag(*candidates: str) -> str:
    """Return the first that has the form of a BCP 47 tag, ``en`` if none has.

    >>> language_tag("not a tag", "de-AT")
    'de-AT'
    """
    return next((tag for tag in candidates if _LANGUAGE.fullmatch(tag)), "en")


def direction(language: str) -> str:
    """Return ``rtl`` for a language, or a script, that runs from right to left, else ``ltr``.

    >>> direction("ar-EG"), direction("az-Arab"), direction("ar-Latn"), direction("en")
    ('rtl', 'rtl', 'ltr', 'ltr')
    """
    primary, *subtags = language.lower().split("-")
    # Only a script subtag has four letters (RFC 5646 §2.2.3); it says more than the language does.
    scripts = [subtag for subtag in subtags if len(subtag) == 4 and subtag.isalpha()]  # noqa: PLR2004
    if scripts:
        return "rtl" if scripts[0] in _RTL_SCRIPTS else "ltr"
    return "rtl" if primary in _RTL_LANGUAGES else "ltr"


def is_url(text: str) -> bool:
    """Whether a license is an address, not a name.

    >>> is_url("https://creativecommons.org/licenses/by/4.0/"), is_url("CC BY 4.0")
    (True, False)
    """
    return text.startswith(("https://", "http://"))
