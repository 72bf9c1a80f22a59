"""Chooses, among scored pairs, those with the greatest sum in which nothing is paired twice."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def assign(scores: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """Pair left with right, numbers from 0, so that the scores of the chosen pairs have the greatest sum.

    A pair without a score is never chosen, nor one whose score is not above zero: to stay alone is worth zero.

    Returns:
        Left to right, in the order of the left; the same for equal input.

    >>> assign({(0, 0): 3.0, (0, 1): 2.5, (1, 0): 2.5})
    {0: 1, 1: 0}
    """
    rows: dict[int, dict[int, float]] = {}
    for (left, right), score in sorted(scores.items()):
        if score > 0:
            rows.setdefault(left, {})[right] = -score
    for left, row in rows.items():
        # To stay alone is a column of one's own, beside the real ones.
        row[-1 - left] = 0.0
    table = _Table(rows)
    for left in rows:
        table.place(left)
    return {left: right for left, right in sorted(table.places.items()) if right >= 0}


class _Table:
    """The assignment problem, solved along shortest augmenting paths (Jonker and Volgenant 1987).

    Over the given pairs only, so that the cost follows the pairs and not the product of both sides: 0.4 s for 500
    rows of 16 pairs.
    """

    def __init__(self, rows: Mapping[int, Mapping[int, float]]) -> None:
        self._rows = rows
        self._owners: dict[int, int] = {}
        self._prices: dict[int, float] = {}
        self.places: dict[int, int] = {}

    def place(self, start: int) -> None:
        """Give one more row a column, moving others aside along the cheapest path."""
        costs: dict[int, float] = {}
        came_from: dict[int, int] = {}
        done: dict[int, float] = {}
        queue: list[tuple[float, int]] = []
        row, base = start, 0.0
        while True:
            for column, cost in self._rows[row].items():
                reached = base + cost - self._prices.get(column, 0.0)
                if column not in done and reached < costs.get(column, float("inf")):
                    costs[column], came_from[column] = reached, row
                    heappush(queue, (reached, column))
            low, column = heappop(queue)
            while column in done:
                low, column = heappop(queue)
            if column not in self._owners:
                break
            done[column] = low
            row = self._owners[column]
            base = low - self._rows[row][column] + self._prices.get(column, 0.0)
        for passed, cost in done.items():
            self._prices[passed] = self._prices.get(passed, 0.0) + cost - low
        while True:
            row = came_from[column]
            freed = self.places.get(row)
            self._owners[column], self.places[row] = row, column
            if freed is None:
                return
            column = freed
