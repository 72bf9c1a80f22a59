"""Finds the headings of clauses: numbers that run on through a text, with paragraphs below each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from publisher.model import LineKind

if TYPE_CHECKING:
    from publisher.parse.plaintext.reading import Reading

_PARAGRAPH = LineKind.PARAGRAPH
_HEADING = LineKind.HEADING
_ITEM = LineKind.ITEM
_COLUMNS_MAX = 80
_CLAUSES_MIN = 3
_SILENT = frozenset({LineKind.FURNITURE, LineKind.RULE, LineKind.METADATA})
_STATUTE = re.compile(
    r"(?:§ ?|(?:art(?:icle|ikel|ículo|icolo|igo|ikla|\.)?|section|clause|статья|стаття)\s)"
    r"(\d{1,4})[a-z]?\b[.:)]?(?:\s|$)",
    re.IGNORECASE,
)


def mark_clauses(reading: Reading) -> None:
    """Mark the headings of numbered clauses, and of the sections of statutes."""
    units = reading.units
    numbered: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for n, unit in enumerate(units):
        if n in reading.decided or reading.columns[n] > _COLUMNS_MAX:
            continue
        marker = unit.marker
        if marker is not None and reading.kinds[n] is _ITEM and len(marker.number) == 1:
            numbered.setdefault((f"{marker.style} {marker.text[-1]}", unit.indent), []).append((n, marker.number[0]))
        elif marker is None and reading.kinds[n] is _PARAGRAPH and (found := _STATUTE.match(unit.text)) is not None:
            numbered.setdefault(("statute", 0), []).append((n, int(found[1])))
    for (style, _), found_units in numbered.items():
        if len(found_units) >= _CLAUSES_MIN:
            _settle(reading, found_units, is_statute=style == "statute")


def _settle(reading: Reading, found: list[tuple[int, int]], *, is_statute: bool) -> None:
    run: list[int] = []
    last = -1
    for n, number in [*found, (-1, -1)]:
        if run and number != last + 1:
            if len(run) >= _CLAUSES_MIN and all(_is_above_text(reading, m) for m in run):
                reason = "a section of a statute" if is_statute else "its number runs on, with text below each"
                for m in run:
                    reading.decide(m, _HEADING, reason)
            run = []
        if number >= 0 and (run or is_statute or number <= 1):
            run.append(n)
        last = number


def _is_above_text(reading: Reading, n: int) -> bool:
    """Return whether a paragraph follows that is not indented below the number, as what belongs to an item is."""
    # Where every block is a line, indentation is only ever nesting.
    margin = reading.layout.margin if reading.layout.width else 0
    for m in range(n + 1, len(reading.units)):
        if reading.kinds[m] not in _SILENT:
            below = reading.units[m]
            return (
                reading.kinds[m] is _PARAGRAPH
                and reading.columns[m] > reading.columns[n]
                and (below.indent <= reading.units[n].indent + 1 or below.indent <= margin)
            )
    return False
