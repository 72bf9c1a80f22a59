"""Gives each heading its level: from numbers, underlines and gaps where there are any, from their order where not."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from publisher.model import LineKind
from publisher.parse.plaintext.reading import Reading

LEVEL_MAX = 6
_LABEL_COLUMNS = 28
_LABEL_WORDS = 4
_HEADING = LineKind.HEADING
_ITEM = LineKind.ITEM
_NAMING = frozenset({LineKind.PARAGRAPH, LineKind.HEADING})
_SKIPPED = frozenset({LineKind.FURNITURE, LineKind.RULE, LineKind.CONTENTS})


def mark_labels(reading: Reading) -> None:
    """Mark labels such as "Pros:" as headings, if a list follows and the same section has another such label."""
    group: list[int] = []
    kinds = reading.kinds
    own = [n for n, kind in enumerate(kinds) if kind not in _SKIPPED]
    for n, after in pairwise([*own, -1]):
        kind = kinds[n]
        if kind in _NAMING and after >= 0 and kinds[after] is _ITEM and is_label(reading, n):
            group.append(n)
        elif kind is _HEADING:
            _settle_labels(reading, group)
            group = []
    _settle_labels(reading, group)


def _settle_labels(reading: Reading, group: list[int]) -> None:
    if len(group) > 1:
        for n in group:
            reading.settle(n, LineKind.HEADING, "a label above a list, as others of its section are")


def is_label(reading: Reading, n: int) -> bool:
    """Return whether a unit is a word or few with a colon."""
    text = reading.units[n].text
    return text[-1] in ":：" and reading.columns[n] <= _LABEL_COLUMNS and len(text.split()) <= _LABEL_WORDS


def set_levels(reading: Reading) -> None:
    """Set the levels of all headings: the first of a document is never deeper than it must be, none above 6."""
    headings = [n for n, kind in enumerate(reading.kinds) if kind is LineKind.HEADING]
    if not headings:
        return
    # Labels stand below the headings that are none; where all headings end in a colon, none is a label.
    plain = [n for n in headings if not is_label(reading, n)] or headings
    ranks = _read_ranks(reading, plain)
    if len(set(ranks.values())) > 1:
        order = {key: place + 1 for place, key in enumerate(sorted(set(ranks.values())))}
        levels = {n: order[ranks[n]] for n in plain}
    else:
        levels = _nest(reading, plain)
    current = 0
    for n in headings:
        current = levels.get(n, current)
        level = current if n in levels else current + 1
        reading.levels[n] = max(1, min(level, LEVEL_MAX))


def _read_ranks(reading: Reading, headings: list[int]) -> dict[int, tuple[int, int, int, int]]:
    """Read what of each heading's form tells its level, most telling first; smaller is higher.

    They are the parts of its number, the place of its underline's character among those of the document, its
    indentation, and the blank lines before it, of which a higher heading has more. A part of a form that does not vary
    on purpose is left out.
    """
    units = reading.units
    marks = list(dict.fromkeys(units[n].underline for n in headings if units[n].underline))
    numbered = sum(_depth(reading, n) > 0 for n in headings) * 2 > len(headings) and _is_outline(reading, headings)
    indents = _telling([units[n].indent for n in headings])
    gaps = _telling([units[n].blanks for n in headings[1:]])
    ranks = {}
    for n in headings:
        unit = units[n]
        underline = marks.index(unit.underline) if unit.underline else len(marks)
        ranks[n] = (
            _depth(reading, n) or 1 if numbered else 0,
            underline,
            unit.indent if indents else 0,
            -unit.blanks if gaps and not marks and not numbered else 0,
        )
    return ranks


def _depth(reading: Reading, n: int) -> int:
    marker = reading.units[n].marker
    return len(marker.number) if marker is not None else 0


def _is_outline(reading: Reading, headings: list[int]) -> bool:
    """Return whether most numbers of several parts are below their own first parts: those of versions are not."""
    seen: set[tuple[int, ...]] = set()
    deep = nested = 0
    for n in headings:
        marker = reading.units[n].marker
        number = marker.number if marker is not None else ()
        seen.add(number)
        if len(number) > 1:
            deep += 1
            nested += number[:-1] in seen or (*number[:-1], number[-1] - 1) in seen
    return nested * 2 >= deep


def _telling(values: list[int]) -> bool:
    """Return whether values form few groups, as those that an author chose do."""
    counts = Counter(values)
    return 1 < len(counts) <= 4 and min(counts.values()) * 12 >= len(values)  # noqa: PLR2004


def _nest(reading: Reading, headings: list[int]) -> dict[int, int]:
    """Nest bare headings: one that stands right above another is higher than it."""
    levels: dict[int, int] = {}
    is_above = _above_another(reading, headings)
    current = 1
    for n in headings:
        if n in is_above:
            levels[n] = 1
            current = 2
        else:
            levels[n] = current
    return levels


def _above_another(reading: Reading, headings: list[int]) -> set[int]:
    found = set()
    chosen = set(headings)
    for n in headings:
        m = n + 1
        while m < len(reading.units) and reading.kinds[m] in _SKIPPED:
            m += 1
        if m in chosen:
            found.add(n)
    return found
