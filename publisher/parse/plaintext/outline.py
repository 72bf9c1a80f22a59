"""Gives each heading its level: from numbers, underlines and gaps where there are any, from their order where not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from publisher.model import LineKind
from publisher.parse.plaintext.reading import Reading

LEVEL_MAX = 6
_LABEL_COLUMNS = 28
_LABEL_WORDS = 4
_SKIPPED = frozenset({LineKind.FURNITURE, LineKind.RULE, LineKind.CONTENTS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """What of a heading's form tells its level; smaller is higher."""

    depth: int
    """Parts of its number, 0 if it has none."""
    underline: int
    """Place of its underline's character among those of the document."""
    indent: int
    gap: int
    """Blank lines before it, negative: more stand before a higher heading."""

    @property
    def key(self) -> tuple[int, int, int, int]:
        """What is compared, most telling first."""
        return (self.depth, self.underline, self.indent, self.gap)


def mark_labels(reading: Reading) -> None:
    """Mark labels such as "Pros:" as headings, if a list follows and the same section has another such label."""
    group: list[int] = []
    own = [n for n in range(len(reading.units)) if reading.kinds[n] not in _SKIPPED]
    for place, n in enumerate(own):
        kind = reading.kinds[n]
        after = reading.kinds[own[place + 1]] if place + 1 < len(own) else None
        if kind in {LineKind.PARAGRAPH, LineKind.HEADING} and after is LineKind.ITEM and is_label(reading, n):
            group.append(n)
        elif kind is LineKind.HEADING:
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
    """Read the ranks of headings, leaving out each part of a form that does not vary on purpose."""
    units = reading.units
    marks = list(dict.fromkeys(units[n].underline for n in headings if units[n].underline))
    numbered = sum(_depth(reading, n) > 0 for n in headings) * 2 > len(headings)
    indents = _telling([units[n].indent for n in headings])
    gaps = _telling([units[n].blanks for n in headings[1:]])
    ranks = {}
    for n in headings:
        unit = units[n]
        underline = marks.index(unit.underline) if unit.underline else len(marks)
        ranks[n] = Rank(
            depth=_depth(reading, n) or 1 if numbered else 0,
            underline=underline,
            indent=unit.indent if indents else 0,
            gap=-unit.blanks if gaps and not marks and not numbered else 0,
        ).key
    return ranks


def _depth(reading: Reading, n: int) -> int:
    marker = reading.units[n].marker
    return len(marker.number) if marker is not None else 0


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
