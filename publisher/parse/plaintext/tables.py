"""Finds the rows of tables in plain text: cells apart by tabs, by runs of spaces, or by drawn lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from publisher.parse.plaintext.markers import read_marker

if TYPE_CHECKING:
    from collections.abc import Sequence

_GAP = re.compile(r" {2,}")
# After a full stop two spaces are how some people type, and no column begins there.
_TYPED = frozenset(".!?:;,")
_BARS = "|│┃║"
_OPENING = frozenset("+|┌├└│┏┣┗┃╔╠╚║╭╰")
_CLOSING = frozenset("+|┐┤┘│┓┫┛┃╗╣╝║╮╯")
_BORDER = frozenset("+-=:|_ ") | frozenset(map(chr, range(0x2500, 0x2580)))
# A bar without white space beside it is part of a word.
_BAR = re.compile(r"(?<!\S)\|(?!\S)|[│┃║]")
_PIPE = re.compile(r"\s\|\s")
_ROW_MAX = 400
_ROWS_MAX = 2000
_ALIGNED_ROWS = 3
_PIPED_ROWS = 3
_SPLIT_GROUPS = 3


def may_be_row(line: str) -> bool:
    """Return whether a line may be a row of a table: a quick look that spares most lines a slow one."""
    return "\t" in line or "  " in line or " | " in line or line.lstrip()[0] in _OPENING


def end_of_table(lines: Sequence[str], start: int, end: int) -> int:
    """Return the index after the table that begins at ``start``; ``start`` if none does.

    Rows of a table have as many cells as one another where tabs or bars part them; where spaces do, three rows or more
    have a column that begins or ends at the same place.
    """
    end = min(end, start + _ROWS_MAX)
    first = lines[start]
    if _is_drawn(first):
        stop = start + 1
        while stop < end and _is_drawn(lines[stop]):
            stop += 1
        return stop if stop - start > 1 else start
    if len(first) > _ROW_MAX or read_marker(first) is not None:
        return start
    cells = count_cells(first)
    if cells > 1:
        stop = start + 1
        while stop < end and count_cells(lines[stop]) == cells:
            stop += 1
        # Two rows with bars may be two rows of links, unless nothing else stands with them.
        if stop - start > 1 and ("\t" in first or stop - start >= _PIPED_ROWS or stop == end):
            return stop
    return _end_of_columns(lines, start, end)


def count_cells(line: str) -> int:
    """Count the cells of a row that tabs or bars part; 1 where neither does."""
    stripped = line.strip()
    return 1 + (stripped.count("\t") or (len(_PIPE.findall(stripped)) if "|" in stripped else 0))


def _is_drawn(line: str) -> bool:
    stripped = line.strip()
    return len(stripped) > 2 and stripped[0] in _OPENING and stripped[-1] in _CLOSING  # noqa: PLR2004


def _end_of_columns(lines: Sequence[str], start: int, end: int) -> int:
    edges = _read_edges(lines[start])
    stop = start
    while stop < end and edges:
        own = _read_edges(lines[stop])
        if edges.isdisjoint(own) or read_marker(lines[stop]) is not None:
            break
        stop += 1
    return stop if stop - start >= _ALIGNED_ROWS else start


def _read_edges(line: str) -> set[tuple[str, int]]:
    """Return where the cells of a row begin and end, but for the first, which begins where every line does."""
    line = line.expandtabs() if len(line) <= _ROW_MAX else ""
    indent = len(line) - len(line.lstrip())
    edges: set[tuple[str, int]] = set()
    for gap in _GAP.finditer(line[indent:]):
        if gap.end() - gap.start() == 2 and line[indent + gap.start() - 1] in _TYPED:  # noqa: PLR2004
            continue
        edges.add(("begin", indent + gap.end()))
    if edges:
        edges.add(("end", len(line)))
    return edges


def split_rows(text: str) -> list[list[str]]:
    r"""Split the lines of a table into rows of cells; drawn borders are left out.

    A row that is drawn over several lines is one row where borders part all rows.

    >>> split_rows("Mill   2 m\nChurch 1 m")
    [['Mill', '2 m'], ['Church 1 m']]
    """
    lines = text.split("\n")
    groups: list[list[list[str]]] = [[]]
    for line in lines:
        stripped = line.strip()
        if set(stripped) <= _BORDER:
            groups.append([])
        elif any(bar in stripped for bar in _BARS):
            groups[-1].append([cell.strip() for cell in _BAR.split(stripped.strip(_BARS))])
        else:
            groups[-1].append(
                [cell.strip() for cell in (stripped.split("\t") if "\t" in stripped else _GAP.split(stripped))]
            )
    groups = [group for group in groups if group]
    if len(groups) >= _SPLIT_GROUPS and any(len(group) > 1 for group in groups):
        return [_join(group) for group in groups]
    return [row for group in groups for row in group] or [[line.strip()] for line in lines]


def _join(group: list[list[str]]) -> list[str]:
    width = max(map(len, group))
    return [" ".join(row[n] for row in group if n < len(row) and row[n]) for n in range(width)]
