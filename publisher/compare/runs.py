"""Finds where two runs of anything differ, in bounded time and memory."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

Span = tuple[int, int, int, int]
"""Where two runs differ: from and to in the old one, from and to in the new one."""

_MOST_CELLS = 64_000_000
"""Elements of two runs, multiplied, up to which the least difference is found: a bit of memory for each, so 8 MB."""
_MOST_CUTS = 8


def find_differences(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Span]:
    """List where two runs differ, in order; what lies between is equal in both.

    What two long runs have in common is found only between elements that each of them has once; what is then still
    too long is taken for wholly different. difflib is no choice here: a run of 20,000 equal elements beside one of two
    elements in turn takes it hours.

    >>> find_differences("abcd", "axcde")
    [(1, 2, 1, 2), (4, 4, 4, 5)]
    """
    found: list[Span] = []
    waiting = [(0, len(old), 0, len(new), _MOST_CUTS)]
    while waiting:
        a, b, c, d, cuts = waiting.pop()
        while a < b and c < d and old[a] == new[c]:
            a, c = a + 1, c + 1
        while a < b and c < d and old[b - 1] == new[d - 1]:
            b, d = b - 1, d - 1
        if a == b or c == d:
            found += [(a, b, c, d)] if a < b or c < d else []
        elif (b - a) * (d - c) <= _MOST_CELLS:
            found += _list_gaps(_match_most(old[a:b], new[c:d]), (a, b, c, d))
        else:
            anchors = _match_unique(old[a:b], new[c:d]) if cuts else []
            gaps = list(_list_gaps(anchors, (a, b, c, d)))
            if anchors:
                waiting += [(*gap, cuts - 1) for gap in reversed(gaps)]
            else:
                found += gaps
    return found


def _list_gaps(matches: Sequence[tuple[int, int]], bounds: Span) -> Iterator[Span]:
    """List what lies between matches, whose places count from the beginning of the bounds."""
    a, b, c, d = bounds
    place, other = a, c
    for i, j in [*matches, (b - a, d - c)]:
        if place < a + i or other < c + j:
            yield place, a + i, other, c + j
        place, other = a + i + 1, c + j + 1


def _match_most(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Match as many elements as can be matched without crossing.

    Hyyrö's algorithm (“Bit-parallel LCS-length computation revisited”, 2004): one long number holds a row of the usual
    table, in which a zero says that the common part becomes longer there. Two runs of 8,000 take about 50 ms.
    """
    size = (len(new) + 7) // 8
    wanted = set(old)
    places: dict[Hashable, bytearray] = {}
    for j, key in enumerate(new):
        if key in wanted:
            places.setdefault(key, bytearray(size))[j >> 3] |= 1 << (j & 7)
    masks = {key: int.from_bytes(bits, "little") for key, bits in places.items()}
    full = row = (1 << len(new)) - 1
    # As bytes, because looking at one bit of a long number takes as long as looking at all.
    rows = []
    for key in old:
        common = row & masks.get(key, 0)
        row = ((row + common) | (row - common)) & full
        rows.append(row.to_bytes(size, "little"))
    matches = []
    i, j = len(old), len(new)
    while i and j:
        if _has_bit(rows[i - 1], j - 1):
            j -= 1
            continue
        i -= 1
        if not i or _has_bit(rows[i - 1], j - 1):
            j -= 1
            matches.append((i, j))
    return matches[::-1]


def _has_bit(row: bytes, place: int) -> int:
    return row[place >> 3] >> (place & 7) & 1


def _match_unique(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Match elements that each side has once, as many as can be matched without crossing (Cohen’s patience diff)."""
    once, once_too = Counter(old), Counter(new)
    places = {key: i for i, key in enumerate(old) if once[key] == 1}
    pairs = [(places[key], j) for j, key in enumerate(new) if once_too[key] == 1 and key in places]
    ends: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for number, (i, _) in enumerate(pairs):
        pile = bisect_left(ends, i)
        before.append(piles[pile - 1] if pile else -1)
        ends[pile : pile + 1] = [i]
        piles[pile : pile + 1] = [number]
    chain = []
    number = piles[-1] if piles else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]
