"""Finds what printed pages repeat: their numbers, and the lines at their heads and feet."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from publisher.model import LineKind
from publisher.parse.plaintext.layout import is_full
from publisher.parse.plaintext.markers import ends_sentence, read_marker

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from publisher.parse.plaintext.reading import Reading

PAGE_LINE = "the head or foot of a printed page"
MEMO_HEAD = "the head of a memo, in two columns"
_LINE_MAX = 140
# A head follows a foot within so many lines.
_REACH = 6
_HEAD_MIN = 4
_NAMED_MAX = 24
_HEAD_LINES_MAX = 12
_CENTRED = 8
_PAGES_MIN = 3
# Pages have more lines than that, chapters that are only numbered far more.
_PAGE_LINES_MIN = 8
_REPEATED_MIN = 20
_UNEVEN = 4
_DIGITS = re.compile(r"\d+")
_BARE = re.compile(r"\s*(?:[-–—|~*\[(]\s?)?\d{1,4}(?:\s?[-–—|~*\])])?")
_NAMED = re.compile(
    r".*(?:\b(?:page|seite|pagina|página|pág\.|p\.|sida|side|strona|стр\.?|страница)|第)\s*\d{1,4}\b.{0,14}",
    re.IGNORECASE,
)
_WIDE_GAP = re.compile(r"\S {3,}\S")
_MAY_END = frozenset("0123456789-–—|~*])页頁")


def find_page_lines(lines: Sequence[str]) -> set[int]:
    """Return the indices of the lines that belong to printed pages and not to what is printed on them.

    Such a line returns every so many lines. Its number goes up by one from page to page, or it parts sentences; the
    lines right above and below page numbers that are alike on most pages are the pages' too. Form feeds are of no help:
    few texts have kept them.
    """
    feet = _find_numbered(lines)
    if feet:
        return feet | _find_beside(lines, feet)
    return _find_repeated(lines)


def _find_repeated(lines: Sequence[str]) -> set[int]:
    """Return the lines that return unchanged, far from one another and mostly amid a sentence."""
    often = {
        line
        for line, count in Counter(lines).items()
        if count >= _PAGES_MIN
        and _HEAD_MIN <= len(line) <= _LINE_MAX
        and line[-1].isalnum()
        and line.lstrip()[0].isalnum()
    }
    if not often:
        return set()
    places: defaultdict[str, list[int]] = defaultdict(list)
    for n, line in enumerate(lines):
        if line not in often:
            continue
        # What returns line after line is text that was written twice.
        beside = {*lines[max(n - 1, 0) : n], *lines[n + 1 : n + 2]}
        if "" in beside and often.isdisjoint(beside):
            places[line].append(n)
    return {
        n
        for found in places.values()
        if len(found) >= _PAGES_MIN
        and min(b - a for a, b in pairwise(found)) >= _REPEATED_MIN
        and _parts_sentences(lines, found)
        for n in found
    }


def _parts_sentences(lines: Sequence[str], places: list[int]) -> bool:
    """Return whether sentences of prose run on over at least a third of some lines."""
    parted = 0
    for n in places:
        above, below = _next_filled(lines, _reach(lines, n, -1)), _next_filled(lines, _reach(lines, n, 1))
        if above >= 0 and below >= 0 and lines[below].lstrip()[0].islower():
            end = lines[above][-1]
            parted += (end.isalpha() or end in ",-") and min(map(_count_gaps, (lines[above], lines[below]))) > 2  # noqa: PLR2004
    return parted * 3 >= len(places)


def _count_gaps(line: str) -> int:
    return line.strip().count(" ")


def _next_filled(lines: Sequence[str], reach: Iterable[int]) -> int:
    return next((n for n in reach if lines[n]), -1)


def _form(line: str) -> str:
    """Return a line without what differs from page to page."""
    return _DIGITS.sub("0", " ".join(line[:_LINE_MAX].split()))


def _find_numbered(lines: Sequence[str]) -> set[int]:
    """Return the lines whose last number counts pages."""
    forms: defaultdict[str, list[int]] = defaultdict(list)
    for n, line in enumerate(lines):
        if line and len(line) <= _LINE_MAX and line[-1] in _MAY_END and _DIGITS.search(line) and not _is_item(line):
            forms[_form(line)].append(n)
    found: set[int] = set()
    for places in forms.values():
        if len(places) > 1 and _counts_pages(lines, places):
            found.update(places)
    return found


def _counts_pages(lines: Sequence[str], places: list[int]) -> bool:
    numbers = [int(_DIGITS.findall(lines[n])[-1][:9]) for n in places]
    steps = sum(b - a == 1 for a, b in pairwise(numbers))
    gaps = [b - a for a, b in pairwise(places)]
    # Pages are about as long as one another, but for those with pictures.
    if steps < len(gaps) or min(gaps) < _PAGE_LINES_MIN or max(gaps) > min(gaps) * _UNEVEN:
        return False
    first = lines[places[0]].strip()
    if _NAMED.fullmatch(first) is not None and (first[-1] == "]" or len(first) < _NAMED_MAX):
        return True
    if _WIDE_GAP.search(first) is not None:
        return len(places) >= _PAGES_MIN
    return _BARE.fullmatch(first) is not None and len(places) >= _PAGES_MIN and _parts_sentences(lines, places)


def _find_beside(lines: Sequence[str], feet: set[int]) -> set[int]:
    """Return the lines right above or below page numbers that are alike on most pages."""
    found: set[int] = set()
    for step in (-1, 1):
        beside = [_next_filled(lines, _reach(lines, n, step)) for n in sorted(feet)]
        beside = [n for n in beside if n >= 0 and n not in feet and not _is_item(lines[n])]
        forms = Counter(_form(lines[n]) for n in beside)
        found |= {n for n in beside if forms[_form(lines[n])] >= max(2, len(feet) // 3)}
    return found


def find_memo_head(lines: Sequence[str]) -> range:
    """Return the lines in two columns that a memo begins with, above a centred title; empty without them."""
    start = _next_filled(lines, range(min(_HEAD_LINES_MAX, len(lines))))
    end = start
    while 0 <= end < len(lines) and _WIDE_GAP.search(lines[end][:_LINE_MAX].strip()) is not None:
        end += 1
    below = _next_filled(lines, range(end, min(end + _REACH, len(lines))))
    is_head = 1 < end - start <= _HEAD_LINES_MAX and below > end and lines[below][:_CENTRED].isspace()
    return range(start, end) if is_head else range(0)


def _is_item(line: str) -> bool:
    marker = read_marker(line)
    return marker is not None and marker.is_bullet and not _BARE.fullmatch(line)


def _reach(lines: Sequence[str], n: int, step: int) -> range:
    return range(n + 1, min(n + _REACH, len(lines))) if step > 0 else range(n - 1, max(n - _REACH, -1), -1)


def join_pages(reading: Reading) -> None:
    """Join paragraphs that a page break parts."""
    units, kinds = reading.units, reading.kinds
    width = reading.layout.width
    above = -1
    is_parted = False
    for n, unit in enumerate(units):
        if unit.reason == PAGE_LINE:
            is_parted = True
            continue
        if is_parted and above >= 0 and kinds[n] is LineKind.PARAGRAPH and not unit.reason:
            before = units[above]
            last = reading.lines[before.last]
            runs_on = unit.text[0].islower() or (
                width > 0 and is_full(reading.layout.measure(last), unit.text, width) and before.last > before.first
            )
            if kinds[above] in _JOINED and runs_on and not ends_sentence(before.text) and before.text[-1] != ":":
                reading.join(n, above)
        above = n
        is_parted = False


_JOINED = frozenset({LineKind.PARAGRAPH, LineKind.ITEM})
