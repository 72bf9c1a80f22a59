"""What two entries have in common: their words, and how alike these are."""

from __future__ import annotations

import re
from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publisher.preview.views import EntryView

# Neither `<` nor `>` inside: a text of nothing but `<` is passed once, not once for each.
_TAG = re.compile(r"<[^<>]*>")
# Scripts that put no space between words are taken by the character.
_WORD = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+")
_RUN = 3
"""Words that follow each other: two texts of one language share most words, but few runs of three."""


def strip_markup(html: str) -> str:
    """Return the text of HTML, white space collapsed; takes time in proportion to its length.

    >>> strip_markup("<p>Salt &amp; <b>smoke</b></p>")
    'Salt & smoke'
    """
    return " ".join(unescape(_TAG.sub(" ", html)).split())


def fold_title(title: str) -> str:
    """Return a title as titles are compared: its words, whatever their case and punctuation.

    >>> fold_title("Salt, and  SMOKE!")
    'salt and smoke'
    """
    return " ".join(_WORD.findall(title.casefold()))


class Wording:
    """The words of an entry, looked at only as far as they are asked for."""

    def __init__(self, entry: EntryView) -> None:
        self.entry = entry

    @cached_property
    def text(self) -> str:
        """The content without markup; the summary where there is no content."""
        return strip_markup(self.entry.content or self.entry.summary)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the text, without case."""
        return tuple(_WORD.findall(self.text.casefold()))

    @cached_property
    def key(self) -> str:
        """The same for two texts that differ in nothing but case, punctuation and markup."""
        return " ".join(self.words)

    @cached_property
    def title(self) -> str:
        """The title as titles are compared."""
        return fold_title(self.entry.title)

    @cached_property
    def runs(self) -> frozenset[tuple[str, ...]]:
        """Every three words that follow each other; all words of a shorter text."""
        words = self.words
        if len(words) < _RUN:
            return frozenset({words} if words else ())
        return frozenset(zip(words, words[1:], words[2:], strict=False))


def likeness(one: Wording, other: Wording) -> float:
    """Return how alike two texts are, from 0 to 1: the runs of words that both have, of all they have."""
    total = len(one.runs) + len(other.runs)
    if not total:
        return 1.0
    smaller, larger = sorted((one.runs, other.runs), key=len)
    return 2 * sum(run in larger for run in smaller) / total
