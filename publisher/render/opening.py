"""Puts an article's standfirst at the beginning of its first item.

A page shows the standfirst below the article's title. Feeds have no element for it, so that those who read feeds would
never see it; in plain text it may even be the first paragraph, which looks much like one. It is added when feeds are
written, and is no part of the item that is kept: what `identify` compares stays as it was, an article that another
version published is not changed by it, and a page does not show it twice.
"""

from __future__ import annotations

import re
import unicodedata
from html import escape, unescape
from typing import TYPE_CHECKING

from publisher.model import ANNOUNCEMENT
from publisher.render.text import direction, one_line

if TYPE_CHECKING:
    from publisher.model import Article

# A tag inside a word does not end it; any other does.
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u|var)\b[^<>]*>"
)
_TAG = re.compile(r"<[^<>]*>")
# Of a table inside a table some words are left, which does no harm.
_QUIET = re.compile(r"<(pre|table|figure|video|audio|h[1-6])\b.*?</\1>", re.DOTALL)
_WORD = re.compile(r"\w+")


def find_opening(article: Article) -> str:
    """Return the id of the item that an article begins with, empty if it has none.

    An announcement of what is to come is an item of ours: the article begins after it.
    """
    first = next((item for item in article.items if item.pin != ANNOUNCEMENT), None)
    return first.id if first else article.opening


def write_standfirst(standfirst: str, language: str) -> str:
    """Write a standfirst as a paragraph; empty if it has no words.

    Args:
        standfirst: Plain text.
        language: A BCP 47 tag: of what is around it. Text that runs the other way says so.
    """
    text = one_line(standfirst)
    own = _find_direction(text)
    mark = f' dir="{own}"' if own and own != direction(language) else ""
    return f"<p{mark}>{escape(text, quote=False)}</p>" if text else ""


def begins_with(html: str, opening: str) -> bool:
    """Return whether some HTML begins with the words of other HTML; case and punctuation do not count."""
    words = _list_words(opening)
    return _list_words(html)[: len(words)] == words


def has_prose(html: str) -> bool:
    """Return whether some HTML has words outside of pictures, listings, tables and headings."""
    return bool(_list_words(_QUIET.sub(" ", html)))


def _list_words(html: str) -> list[str]:
    text = unescape(_TAG.sub(" ", _INLINE.sub("", html)))
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _find_direction(text: str) -> str:
    """Return the direction of a text if all of its letters agree on it, else an empty string."""
    found = {unicodedata.bidirectional(character) for character in text} & {"L", "R", "AL"}
    return "" if not found or {"L"} < found else "ltr" if "L" in found else "rtl"
