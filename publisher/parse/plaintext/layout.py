"""Reads how a text is laid out, and cuts it into the runs of lines that belong together."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from publisher.model import LineKind
from publisher.parse.plaintext.code import find_code
from publisher.parse.plaintext.hyphens import SOFT_HYPHEN, mark_broken_words
from publisher.parse.plaintext.markers import (
    BULLETS,
    CHAPTER_MAX,
    RULES,
    UNDERLINES,
    Marker,
    ends_sentence,
    is_chapter,
    is_rule,
    is_underline,
    read_marker,
)
from publisher.parse.plaintext.quoted import QUOTED, read_quotes
from publisher.parse.plaintext.tables import end_of_table, may_be_row
from publisher.parse.plaintext.verse import VERSE, VERSE_COLUMNS, is_verse

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

TAB_COLUMNS = 8
# Beyond this a line was not wrapped by anybody; below it nobody wraps prose.
_WIDTH_MAX = 132
_WIDTH_MIN = 36
# Chinese, Japanese and Korean characters, and full-width forms, take two columns (UAX 11).
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]"
)
_FIRST_WIDE = "\u1100"
# People break a line some columns early; one this much shorter than the rest was broken on purpose.
_RAGGED = 6
_HEAD_LINES = 200
_HEAD_LENGTH = 4000
_VERBATIM = frozenset({LineKind.CODE, LineKind.TABLE})
_SHORT = 0.7
_LONG = 0.8
_VERSE_MAX = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a whole text is laid out."""

    width: int
    """Column at which its prose was wrapped; 0 if every block is one line."""
    is_spaced: bool
    """Whether blank lines stand between its blocks."""
    margin: int
    """Column at which its prose begins."""
    has_wide: bool
    """Whether it is in a script whose characters take two columns."""

    @property
    def measure(self) -> Callable[[str], int]:
        """What counts the columns of a piece of this text."""
        return count_columns if self.has_wide else len


class Unit(NamedTuple):
    """Some neighbouring lines that are one thing, whatever that will turn out to be.

    A named tuple, since a text has tens of thousands, and a frozen dataclass takes four times as long to make.
    """

    first: int
    """Index of its first line, from 0."""
    last: int
    text: str
    """Its words with wrapping, indentation and marker undone."""
    kind: LineKind
    """What its form alone says: an item, code, a table, a rule, a heading if it is underlined; else a paragraph."""
    indent: int
    """Columns before its first line."""
    blanks: int
    """Blank lines before it."""
    marker: Marker | None = None
    underline: str = ""
    """Of a heading: the character that its underline is made of."""
    reason: str = ""
    """Why its form leaves no question; empty if others may still ask what it is."""


def split_lines(text: str) -> list[str]:
    """Split a text at line feeds, as editors count lines; a carriage return before one is dropped."""
    return [line.rstrip() for line in text.split("\n")]


def count_columns(text: str) -> int:
    """Count the columns that a text takes on a terminal.

    >>> count_columns("aé"), count_columns("漢字")
    (2, 4)
    """
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def is_wide(character: str) -> bool:
    """Return whether a character is of a script written without spaces (or a full-width form)."""
    if character < _FIRST_WIDE or "\u1100" <= character <= "\u115f" or "\uac00" <= character <= "\ud7a3":
        # Hangul is as wide, and written with spaces.
        return False
    return _WIDE.match(character) is not None


def read_indent(line: str) -> int:
    """Count the columns of white space that a line begins with."""
    if not line[:1].isspace():
        return 0
    stripped = len(line) - len(line.lstrip())
    if "\t" not in line[:stripped]:
        return stripped
    return len(line[:stripped].expandtabs(TAB_COLUMNS))


def detect_layout(lines: list[str]) -> Layout:
    """Find out from all lines of a text how it is laid out."""
    filled = sum(map(bool, lines))
    # What is written in such a script begins in it; to look at all of a text costs as much as to split it.
    has_wide = _WIDE.search("\n".join(lines[:_HEAD_LINES]), 0, _HEAD_LENGTH) is not None
    adjacent = [(a, b) for a, b in pairwise(lines) if a and b]
    width = _find_width(adjacent, lines, count_columns if has_wide else len)
    indents = Counter([read_indent(line) for line in lines if len(line) > _WIDTH_MIN])
    margin = indents.most_common(1)[0][0] if indents else 0
    gaps = filled - len(adjacent) - bool(lines[-1])
    ends = sum(1 for a, _ in adjacent if len(a) < width * _SHORT and ends_sentence(a)) if width else filled / 2
    return Layout(width=width, is_spaced=gaps >= ends, margin=margin, has_wide=has_wide)


def _find_width(adjacent: list[tuple[str, str]], lines: list[str], measure: Callable[[str], int]) -> int:
    """Return the column at which the text was wrapped, or 0.

    Wrapped prose is known by this: a line ends where the next line's first word would not have fitted.
    """
    # A sample is enough to tell, and keeps large texts cheap.
    sample = adjacent[:4000]
    long = sum(len(line) > _WIDTH_MAX for line in lines)
    if long > len(sample) / 4:
        return 0
    pairs = [(measure(a), a, b) for a, b in sample if read_marker(b) is None]
    columns = sorted(count for count, _, _ in pairs if count <= _WIDTH_MAX)
    if len(columns) < 3 or long > len(columns) / 4:  # noqa: PLR2004  Fewer pairs prove nothing.
        return 0
    # Code and tables are often wider than the prose, and then the prose is what most lines are.
    for width in dict.fromkeys(columns[len(columns) * part // 100] for part in (97, 90, 80)):
        within = bisect_right(columns, width)
        over = long + len(columns) - within
        if width >= _WIDTH_MIN and over * 4 <= within and _is_wrapped(pairs, width, over):
            return width
    return 0


def _is_wrapped(pairs: list[tuple[int, str, str]], width: int, over: int) -> bool:
    """Return whether most lines, but for some that are wider, end where a text of such a width would be wrapped."""
    short = width * _SHORT
    # Neighbours that are both short are a list or an address: they tell nothing of the prose.
    told = [(count, a, b) for count, a, b in pairs if count <= width and (count > short or len(b) > short)]
    if len(told) <= 2 or over * 4 > len(told):  # noqa: PLR2004  Fewer prove nothing.
        return False
    # Books are set by people, who break a little early.
    full = [a for count, a, b in told if is_full(count, b, width - _RAGGED)]
    # Wrapping seldom falls on the end of a sentence; blocks of one line nearly all end with one.
    return len(full) >= len(told) * 0.55 and sum(map(ends_sentence, full)) * 2 < len(full)


def is_full(columns: int, following: str, width: int) -> bool:
    """Return whether a line of so many columns had no room for the first word of the one that follows."""
    following = following.lstrip()
    if columns >= width or not following:
        return True
    if following[0] >= _FIRST_WIDE and is_wide(following[0]):
        return columns + 3 > width
    word = following.find(" ")
    return columns + 1 + (word if word >= 0 else len(following)) > width


def join_lines(lines: Sequence[str]) -> str:
    """Undo wrapping: one space for a line's end, none in scripts without spaces nor after a hyphen inside a word.

    >>> join_lines(["a well-", "known one"]), join_lines(["漢字", "仮名"])
    ('a well-known one', '漢字仮名')
    """
    parts = [line.strip() for line in lines]
    for n in range(1, len(parts)):
        before, part = parts[n - 1], parts[n]
        last = before[-1]
        if last == SOFT_HYPHEN:
            parts[n - 1] = before[:-1]
            continue
        hyphenated = last == "-" and before[-2:-1].isalpha() and part[0].isalpha()
        if not hyphenated and not (last >= _FIRST_WIDE and is_wide(last) and is_wide(part[0])):
            parts[n] = f" {part}"
    return _collapse("".join(parts))


def _collapse(text: str) -> str:
    """Make every run of white space one space."""
    # To split a long paragraph costs three times as much as to look; white space other than a space is not printable.
    return text if "  " not in text and text.isprintable() and text[0] != " " else " ".join(text.split())


def cut_units(lines: list[str], layout: Layout, outer: Mapping[int, str] | None = None) -> list[Unit]:
    """Cut a text into units; every line that is not blank is in exactly one, in order.

    Args:
        lines: Without white space at their ends.
        layout: Of these lines.
        outer: Why some lines are no part of the article, by their indices.
    """
    code = find_code(lines)
    if layout.width:
        lines = mark_broken_words(lines)
    cutter = _Cutter(lines, layout, outer or {}, code)
    units = cutter.cut()
    # Where some stanzas are clear, the others are found on a second look.
    return _Cutter(lines, layout, outer or {}, code, has_verse=True).cut() if cutter.has_verse else units


class _Cutter:
    """Walks once over the lines, holding the run that is still open."""

    def __init__(
        self, lines: list[str], layout: Layout, outer: Mapping[int, str], code: set[int], *, has_verse: bool = False
    ) -> None:
        self._lines = lines
        self.has_verse = has_verse
        self._verse_min = 1 if has_verse else 2
        self._outer = outer
        self._code = code
        self._layout = layout
        self._measure = layout.measure
        self._width = layout.width
        self._room = layout.width - _RAGGED
        self._units: list[Unit] = []
        self._blanks = 0

    def cut(self) -> list[Unit]:
        lines, outer = self._lines, self._outer
        count = len(lines)
        start = 0
        while start < count:
            if not lines[start]:
                self._blanks += 1
                start += 1
                continue
            end = start + 1
            if start in outer:
                self._add(start, end, LineKind.FURNITURE, reason=outer[start])
                start = end
                continue
            while end < count and lines[end] and end not in outer:
                end += 1
            self._cut_run(start, end)
            start = end
        return self._units

    def _cut_run(self, start: int, end: int) -> None:
        """Cut lines without a blank one among them."""
        lines, code = self._lines, self._code
        n = start
        if end - start > self._verse_min and len(lines[start]) <= VERSE_COLUMNS and self._is_verse(start, end):
            self.has_verse = True
            self._add(start, end, LineKind.PARAGRAPH, reason=VERSE)
            return
        while n < end:
            if n in code:
                stop = n + 1
                while stop < end and stop in code:
                    stop += 1
                self._add(n, stop, LineKind.CODE)
            elif lines[n].lstrip()[0] == ">" and (stop := self._end_of_quote(n, end)) > n:
                pass
            elif n + 1 < end and may_be_row(lines[n]) and (stop := end_of_table(lines, n, end)) > n:
                self._add(n, stop, LineKind.TABLE)
            else:
                stop = self._cut_text(n, end)
            n = stop

    def _is_verse(self, start: int, end: int) -> bool:
        lines = self._lines[start : min(end, start + _VERSE_MAX)]
        return is_verse(lines, self._width, self._measure, among=self._verse_min == 1)

    def _cut_text(self, start: int, end: int) -> int:
        """Add the unit that begins at ``start``, and return where the next one does."""
        lines = self._lines
        line = lines[start]
        if line[-1] in RULES and is_rule(line):
            self._add(start, start + 1, LineKind.RULE)
            return start + 1
        stop = start + 1
        if line[-1] in BULLETS and stop < end and self._is_lone(line) and read_marker(lines[stop]) is None:
            # Some tools write a bullet on a line of its own, and its text below.
            self._add(start, stop, LineKind.METADATA)
            self._add(stop, stop + 1, LineKind.ITEM, marker=Marker(text=line[-1]))
            return stop + 1
        marker = read_marker(line)
        if self._width:
            indent = read_indent(line) if line[0].isspace() else 0
            while stop < end and stop not in self._code and self._continues(start, stop, indent, marker):
                stop += 1
        is_bullet = marker is not None and marker.is_bullet
        if (
            stop < end
            and not is_bullet
            and lines[stop][-1] in UNDERLINES
            and is_underline(lines[stop], lines[start:stop])
        ):
            self._add(start, stop, LineKind.HEADING, marker=marker, underline=lines[stop].strip()[0])
            return stop + 1
        self._add(start, stop, LineKind.PARAGRAPH if marker is None else LineKind.ITEM, marker=marker)
        return stop

    def _is_lone(self, line: str) -> bool:
        return not self._width and len(line.strip()) == 1

    def _continues(self, start: int, n: int, indent: int, marker: Marker | None) -> bool:
        """Return whether line ``n`` of a wrapped text belongs to the unit that began at ``start``."""
        line, before = self._lines[n], self._lines[n - 1]
        if line[-1] in RULES and is_rule(line):
            return False
        if (len(before) < CHAPTER_MAX or before[0].isspace()) and is_chapter(before):
            return n - 1 == start
        own = read_indent(line) if line[0].isspace() else 0
        columns = self._measure(before)
        full = is_full(columns, line, self._room)
        found = read_marker(line)
        if found is not None and (found.is_bullet or not full or self._follows(found, marker)):
            # A dash may open a wrapped line of prose, but then the line before was full and at the same column.
            return found.text in "-–—" and full and marker is None and own == indent
        if marker is not None:
            return own > indent or full
        return full or not self._is_apart(start, n, own, indent, columns)

    def _is_apart(self, start: int, n: int, own: int, indent: int, columns: int) -> bool:
        """Return whether something new begins at line ``n``, which follows a line with room to spare."""
        before, width = self._lines[n - 1], self._width
        ended = ends_sentence(before)
        if own > indent + 1 and own > self._layout.margin and n - 1 > start:
            return True
        is_first = n - 1 == start and columns < width * _SHORT and own >= indent
        if is_first and self._measure(self._lines[n]) > width * _LONG:
            # A bare heading right above its text.
            return not ended
        return not self._layout.is_spaced and ended

    @staticmethod
    def _follows(found: Marker, marker: Marker | None) -> bool:
        """Return whether a number continues the list of the open item."""
        return marker is not None and not marker.is_bullet and found.number == marker.shift(1)

    def _end_of_quote(self, start: int, end: int) -> int:
        """Add what is quoted from ``start`` on, and return where that ends; ``start`` if nothing is."""
        stop = start
        for stop, bare in read_quotes(self._lines, start, end, is_wrapped=self._width > 0):
            text = join_lines(bare)
            self._units.append(Unit(start, stop - 1, text, LineKind.QUOTE, 0, self._blanks, None, "", QUOTED))
            self._blanks, start = 0, stop
        return stop

    def _add(  # noqa: PLR0913
        self,
        start: int,
        end: int,
        kind: LineKind,
        *,
        marker: Marker | None = None,
        underline: str = "",
        reason: str = "",
    ) -> None:
        lines = self._lines
        line = lines[start]
        indent = read_indent(line) if line[0].isspace() else 0
        if kind in _VERBATIM or reason == VERSE:
            text = "\n".join(lines[start:end])
        elif marker is not None:
            if self._units and self._units[-1].kind is LineKind.METADATA:
                # The bullet of this item is the line above.
                indent = self._units[-1].indent
            else:
                line = line.lstrip()[len(marker.text) :]
            text = _collapse(line) if end - start == 1 else join_lines([line, *lines[start + 1 : end]])
        else:
            text = _collapse(line) if end - start == 1 else join_lines(lines[start:end])
        last = end if underline else end - 1
        self._units.append(Unit(start, last, text, kind, indent, self._blanks, marker, underline, reason))
        self._blanks = 0
