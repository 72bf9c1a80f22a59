"""Scores each unit of a text for each state that it may be in, with a small convolutional network of whole numbers.

It has three layers: the signs of a unit and of its neighbours give its first hidden values, those of the unit and its
neighbours the second, and these, with the unit's own signs, the scores. Weights are whole numbers of 8 bits, so that
every machine gets the same scores, and `make fit` writes them.

Pure Python is fast enough because all weights of a sign are packed into the lanes of one large integer: one addition
adds them all. Sums below 0 borrow from the next lane; a constant is added before lanes are read, which pays it back.
"""

from __future__ import annotations

import zlib
from array import array
from dataclasses import dataclass
from functools import cache
from operator import mul
from pkgutil import get_data
from struct import Struct
from typing import TYPE_CHECKING

from publisher.parse.plaintext.signs import NEAR_SIZE, SIZE, WORDLESS_SIZE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

STATES = 13
HIDDEN = 24
FIRST_REACH = 4
"""How many neighbours on each side the first layer sees."""
SECOND_REACH = 4
SHIFT = 5
"""A weight or a hidden value of 1 is written as 32."""
LIMIT = 6 << SHIFT
"""No hidden value is larger."""
_FIRST_BLOCKS = 2 * FIRST_REACH + 1
_SECOND_BLOCKS = 2 * SECOND_REACH + 1
SMALL = {
    "near": (NEAR_SIZE, _FIRST_BLOCKS * HIDDEN),
    "place": (WORDLESS_SIZE - NEAR_SIZE, HIDDEN),
    "word": (SIZE - WORDLESS_SIZE, HIDDEN),
    "direct": (WORDLESS_SIZE, STATES),
    "second": (HIDDEN, _SECOND_BLOCKS * HIDDEN),
    "last": (HIDDEN, STATES),
}
"""Rows and columns of each table of 8-bit weights, in the order of the file."""
LARGE = {
    "first_bias": HIDDEN,
    "second_bias": HIDDEN,
    "last_bias": STATES,
    "steps": STATES**2,
    "starts": STATES,
    "ends": STATES,
}
"""The 32-bit numbers that follow them: in units of 1/32 for the first, of 1/1024 for the others."""
_FILE = "network.bin"
_NARROW = 16
_WIDE = 32
_MIDDLE = 1 << (_NARROW - 1)
"""What stands for 0 in narrow lanes; a test makes sure that the weights let no sum get further from it."""
_ZERO = 1 << 24
"""What stands for 0 in wide lanes: more than 24 hidden values of nine units can take away."""
_CUT = bytes([min(max(value - _MIDDLE, 0), LIMIT) for value in range(1 << _NARROW)])
"""The hidden value for each narrow lane."""


class Rows(dict[int, int]):
    """The lanes of each sign. Those of a word are packed when it is first seen: a text has few of all the words."""

    def __init__(self, wordless: Iterable[int], words: Sequence[array[int]]) -> None:
        super().__init__(enumerate(wordless))
        self._words = words

    def __missing__(self, sign: int) -> int:
        """Pack the lanes of a word."""
        row = self[sign] = _pack(self._words[sign - WORDLESS_SIZE], _NARROW) << _CENTRE
        return row


@dataclass(frozen=True, slots=True)
class Network:
    """The weights, packed."""

    rows: Rows
    """For each sign: narrow lanes of the states, then of hidden values, a block for each unit that the sign reaches."""
    second: list[int]
    """For each first hidden value: wide lanes of the second hidden values, a block for each unit that it reaches."""
    last: list[int]
    """For each second hidden value: wide lanes of the states."""
    first_bias: int
    second_bias: int
    last_bias: int
    steps: list[list[int]]
    """The score of each state after each other."""
    starts: list[int]
    ends: list[int]

    def score(self, signs: Sequence[Sequence[int]], common: Sequence[int]) -> list[list[int]]:
        """Return the score of each state for each unit, in units of 1/1024.

        Args:
            signs: Those of each unit.
            common: Those that all units have.
        """
        get = self.rows.__getitem__
        shared = sum(map(get, common)) + _pack([_MIDDLE] * STATES, _NARROW)
        sums = [sum(map(get, found), shared) for found in signs]
        read = Struct(f"<{STATES}H").unpack
        own = [read((value & _DIRECT_MASK).to_bytes(_DIRECT // 8, "little")) for value in sums]
        hidden = self._find_second(self._find_first([value >> _DIRECT for value in sums]))
        last, bias = self.last, self.last_bias
        unpack = Struct(f"<{STATES}I").unpack
        scores = []
        for direct, values in zip(own, hidden, strict=True):
            total = sum(map(mul, values, last), bias)
            found = unpack(total.to_bytes(STATES * _WIDE // 8, "little"))
            scores.append([(value << SHIFT) + score for value, score in zip(direct, found, strict=True)])
        return scores

    def _find_first(self, sums: Sequence[int]) -> Iterator[Sequence[int]]:
        """Yield the first hidden values of each unit."""
        read = Struct(f"<{HIDDEN}H").unpack
        cut = _CUT.__getitem__
        for block in _slide(sums, FIRST_REACH, self.first_bias, _NARROW):
            yield list(map(cut, read(block)))

    def _find_second(self, first: Iterable[Sequence[int]]) -> Iterator[Sequence[int]]:
        """Yield the second hidden values of each unit."""
        read = Struct(f"<{HIDDEN}I").unpack
        second = self.second
        sums = [sum([row * value for row, value in zip(second, values, strict=True) if value]) for values in first]
        for block in _slide(sums, SECOND_REACH, self.second_bias, _WIDE):
            yield [
                0 if value <= _ZERO else LIMIT if value >= _TOP else (value - _ZERO) >> SHIFT for value in read(block)
            ]


_TOP = _ZERO + (LIMIT << SHIFT)


def _slide(sums: Sequence[int], reach: int, bias: int, lane: int) -> Iterator[bytes]:
    """Yield for each unit the lanes of all that units within reach add to it.

    The lowest block of a unit's sum is for the unit that is `reach` before it, the highest for the one as far behind:
    after a unit is added, the lowest block of the total is complete, and the rest is moved down.
    """
    block = lane * HIDDEN
    mask, size = (1 << block) - 1, block // 8
    total = 0
    for n in range(len(sums) + reach):
        # With the bias the lowest block is never below 0, and what is moved down is exact.
        total += bias + (sums[n] if n < len(sums) else 0)
        if n >= reach:
            yield (total & mask).to_bytes(size, "little")
        total >>= block


def _pack(values: Iterable[int], lane: int) -> int:
    """Put whole numbers into lanes, the first into the lowest."""
    return sum(value << (lane * n) for n, value in enumerate(values))


_DIRECT = _NARROW * STATES
_DIRECT_MASK = (1 << _DIRECT) - 1
_CENTRE = _DIRECT + FIRST_REACH * _NARROW * HIDDEN
"""Where the lanes of the unit's own block begin: what does not see neighbours has no others."""


@cache
def load_network() -> Network:
    """Read the weights that the package holds."""
    return unpack_network(read_data())


def read_data() -> bytes:
    """Return the weights that the package holds, as `unpack_network` reads them."""
    return zlib.decompress(get_data(__package__, _FILE) or b"")


def unpack_network(data: bytes) -> Network:
    """Read weights: the tables of `SMALL`, a byte each, then the numbers of `LARGE`, four bytes each."""
    tables, numbers = read_tables(data)
    near, place, own = ([_pack(row, _NARROW) for row in tables[name]] for name in ("near", "place", "direct"))
    rows = [(row << _DIRECT) + direct for row, direct in zip(near, own[:NEAR_SIZE], strict=True)]
    rows += [(row << _CENTRE) + direct for row, direct in zip(place, own[NEAR_SIZE:], strict=True)]
    return Network(
        rows=Rows(rows, tables["word"]),
        second=[_pack(row, _WIDE) for row in tables["second"]],
        last=[_pack(row, _WIDE) for row in tables["last"]],
        first_bias=_pack([value + _MIDDLE for value in numbers["first_bias"]], _NARROW),
        second_bias=_pack([value + _ZERO for value in numbers["second_bias"]], _WIDE),
        last_bias=_pack([value + _ZERO for value in numbers["last_bias"]], _WIDE),
        steps=[numbers["steps"][n : n + STATES] for n in range(0, STATES**2, STATES)],
        starts=numbers["starts"],
        ends=numbers["ends"],
    )


def read_tables(data: bytes) -> tuple[dict[str, list[array[int]]], dict[str, list[int]]]:
    """Return the rows of each table of 8-bit weights, and the 32-bit numbers."""
    small = array("b", data[: sum(rows * columns for rows, columns in SMALL.values())])
    tables = {}
    start = 0
    for name, (count, columns) in SMALL.items():
        tables[name] = [small[n : n + columns] for n in range(start, start + count * columns, columns)]
        start += count * columns
    large = list(Struct(f"<{sum(LARGE.values())}i").unpack(data[start:]))
    numbers = {}
    for name, size in LARGE.items():
        numbers[name], large = large[:size], large[size:]
    return tables, numbers
