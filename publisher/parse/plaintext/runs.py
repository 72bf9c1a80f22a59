"""Reads runs of lines that are of one form: quantities, facts, time stamps, clauses, entries of a table of contents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from publisher.model import LineKind
from publisher.parse.plaintext.clauses import mark_clauses
from publisher.parse.plaintext.closing import mark_closing
from publisher.parse.plaintext.markers import ends_sentence
from publisher.parse.plaintext.pagebreaks import join_pages
from publisher.parse.plaintext.turns import mark_turns

if TYPE_CHECKING:
    from publisher.parse.plaintext.reading import Reading

_PARAGRAPH = LineKind.PARAGRAPH
_COLUMNS_MAX = 90
_NUMBER = r"(?:\d{1,5}(?:[.,/]\d{1,4})?(?: \d/\d)?|[¼½¾⅓⅔⅛])(?: ?[¼½¾⅓⅔⅛])?"
_QUANTITY = re.compile(rf"(?:ca\. |about )?{_NUMBER}(?:\s?[-–x×]\s?{_NUMBER})? ?[^\W\d_]")
_FACT = re.compile(r"[^\W\d_][^:：.!?]{0,30}[:：]\s?\S")
_LEADERS = re.compile(r"(?:\.{4,}|(?: \.){3,}|…{2,}|_{4,}) ?(?:\d{1,4}|[ivxl]{1,6})$")
_LEADERS_MIN = 2
_BOUND_MIN = 2
_CODE_MARKS = frozenset("=(){}[]<>/\\_$:;#@`|")
_BOUND_COLUMNS = 12
# A greeting ends in a comma; no heading does.
_OPEN_ENDS = frozenset(",，、")


def mark_runs(reading: Reading) -> None:
    """Mark the units that their run decides; what is furniture by then stays so."""
    join_pages(reading)
    mark_closing(reading)
    units, columns, kinds = reading.units, reading.columns, reading.kinds
    short = [n for n, kind in enumerate(kinds) if kind is _PARAGRAPH and columns[n] <= _COLUMNS_MAX]
    reading.plain.update([n for n in short if units[n].text[-1] in _OPEN_ENDS])
    _mark_leaders(reading)
    for run in _find_runs(reading, [n for n in short if _may_be_amount(units[n].text)], _QUANTITY, gap=1):
        for n in range(run[0], run[-1] + 1):
            reading.decide(n, LineKind.ITEM, "an amount, among others")
    for run in _find_runs(reading, [n for n in short if ":" in units[n].text[:40]], _FACT, gap=0):
        for n in run:
            reading.plain.add(n)
            reading.settle(n, _PARAGRAPH, "a name and its value, among others")
    _mark_bound(reading)
    mark_turns(reading, short)
    mark_clauses(reading)


def _may_be_amount(text: str) -> bool:
    return text[0].isnumeric() or text[:3] in {"ca.", "abo"}


def _mark_bound(reading: Reading) -> None:
    """Short lines between blank ones, right below a line that ends in a colon, are its items."""
    units = reading.units
    if not reading.layout.is_spaced:
        return
    for n in range(len(units) - 2):
        if units[n].text[-1] not in ":：" or reading.kinds[n] is not _PARAGRAPH:
            continue
        end = n + 1
        while end < len(units) and _may_be_bound(reading, end) and (end == n + 1 or not units[end].blanks):
            end += 1
        is_whole = end == len(units) or units[end].blanks > 0
        if end - n > _BOUND_MIN and is_whole and reading.columns[n] > _BOUND_COLUMNS:
            for m in range(n + 1, end):
                reading.decide(m, LineKind.ITEM, "a short line among others below a colon")


def _may_be_bound(reading: Reading, n: int) -> bool:
    """Return whether a unit is a short line that nothing marks as code, of which colons are as often a sign."""
    return _is_open(reading, n) and _CODE_MARKS.isdisjoint(reading.units[n].text) and reading.units[n].indent == 0


def _mark_leaders(reading: Reading) -> None:
    """Entries that dots lead to their page numbers are a table of contents, with what stands among them."""
    units, kinds = reading.units, reading.kinds
    entries = [n for n, unit in enumerate(units) if unit.text[-1].isalnum() and _LEADERS.search(unit.text[-40:])]
    if len(entries) < _LEADERS_MIN:
        return
    for n in range(max(entries[0] - 1, 0), entries[-1] + 1):
        if reading.columns[n] <= _COLUMNS_MAX or n in entries:
            if n < entries[0] and (kinds[n] not in {_PARAGRAPH, LineKind.HEADING} or n in reading.decided):
                continue
            reading.decide(n, LineKind.CONTENTS, "an entry of a table of contents, its page number at the end")
            reading.listed.add(_LEADERS.sub("", units[n].text).strip(" ._…").lower())


def _find_runs(reading: Reading, near: list[int], form: re.Pattern[str], *, gap: int) -> list[list[int]]:
    """Return the runs of two or more short units of a form, with at most so many others between two of them."""
    runs: list[list[int]] = []
    last = -9
    for n in near:
        if not _is_open(reading, n) or form.match(reading.units[n].text) is None:
            continue
        if n - last - 1 <= gap and all(_is_open(reading, m) for m in range(last + 1, n)):
            runs[-1].append(n)
        else:
            runs.append([n])
        last = n
    return [run for run in runs if len(run) > 1]


def _is_open(reading: Reading, n: int) -> bool:
    return (
        reading.kinds[n] is _PARAGRAPH
        and n not in reading.decided
        and reading.columns[n] <= _COLUMNS_MAX
        and not ends_sentence(reading.units[n].text)
    )
