"""Scores each unit of a text for each state that it may be in, with a small convolutional network of whole numbers.

It has three layers: the signs of a unit and of its neighbours give its first hidden values, those of the unit and its
neighbours the second, and these, with the unit's own signs, the scores. Weights are whole numbers of 8 bits, so that
every machine gets the same scores, and `make fit` writes them.

Pure Python is fast enough because all weights of a sign are packed into the lanes of one large integer: one addition
adds them all. A lane has 32 bits. Sums below 0 borrow from the next lane; a constant is added before lanes are read.
"""

from __future__ import annotations

import zlib
from array import array
from dataclasses import dataclass
from functools import cache
from operator import mul
from pkgutil import get_data
from struct import Struct
from typing import TYPE_CHECKING, NamedTuple

from publisher.parse.plaintext.signs import NEAR_SIZE, SIZE, WORDLESS_SIZE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

STATES = 13
HIDDEN = 24
FIRST_REACH = 4
"""How many neighbours on each side the first layer sees."""
SECOND_REACH = 2
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
LARGE = {"first_bias": HIDDEN, "second_bias": HIDDEN, "last_bias": STATES, "steps": STATES**2, "starts": STATES, "ends": STATES}
"""The 32-bit numbers that follow them: in units of 1/32 for the first, of 1/1024 for the others."""
_LANE = 32
_BLOCK = _LANE * HIDDEN
_MASK = (1 << _BLOCK) - 1
_DIRECT = _LANE * STATES
_DIRECT_MASK = (1 << _DIRECT) - 1
_BIAS = 1 << 20
"""More than a lane can fall below 0: by 200 signs, or by 24 hidden values, of the least weight."""
_ZERO = 1 << 26
"""What stands for 0 in the lanes of a sum over neighbours."""
_FILE = "network.bin"


@dataclass(frozen=True, slots=True)
class Network:
    """The weights, packed."""

    rows: list[int]
    """For each sign: lanes of the states, of the unit's own hidden values and of its neighbours'."""
    second: list[int]
    """For each first hidden value: lanes of the second hidden values of the unit and of its neighbours."""
    last: list[int]
    """For each second hidden value: lanes of the states."""
    first_bias: int
    second_bias: int
    last_bias: int
    steps: list[list[int]]
    """The score of each state after each other."""
    starts: list[int]
    ends: list[int]

    def score(self, signs: Sequence[Sequence[int]]) -> list[Sequence[int]]:
        """Return the score of each state for each unit, in units of 1/1024; only differences within a unit count."""
        get = self.rows.__getitem__
        sums = [sum(map(get, found)) for found in signs]
        hidden = _gather(sums, self.first_bias, FIRST)
        second = self.second
        hidden = _gather([sum(map(mul, values, second)) for values in hidden], self.second_bias, SECOND)
        last, bias = self.last, self.last_bias
        read = Struct(f"<{STATES}I").unpack
        size = _DIRECT // 8
        return [
            read(((((value + _LIFT) & _DIRECT_MASK) << SHIFT) + sum(map(mul, values, last)) + bias).to_bytes(size, "little"))
            for value, values in zip(sums, hidden, strict=True)
        ]


class _Layer(NamedTuple):
    offsets: tuple[int, ...]
    """Which neighbour each of its blocks of lanes takes from; the unit's own block is the lowest, since most signs
    have no other and stay small."""
    start: int
    """Bits before the lowest block."""
    shift: int
    """By how many bits its sums are finer than hidden values."""


def _reach(count: int) -> tuple[int, ...]:
    return (0, *range(-count, 0), *range(1, count + 1))


FIRST = _Layer(_reach(FIRST_REACH), _DIRECT, 0)
SECOND = _Layer(_reach(SECOND_REACH), 0, SHIFT)


def _gather(sums: Sequence[int], bias: int, layer: _Layer) -> Iterator[list[int]]:
    """Yield the hidden values of each unit: what it and its neighbours add up to, cut off at 0 and at the limit."""
    offsets = layer.offsets
    lift = _pack([_BIAS] * (HIDDEN * len(offsets))) << layer.start
    reach = max(offsets)
    edge = [lift] * reach
    padded = [*edge, *(value + lift for value in sums), *edge]
    places = [(reach + offset, layer.start + n * _BLOCK) for n, offset in enumerate(offsets)]
    bias += _pack([_ZERO - len(offsets) * _BIAS] * HIDDEN)
    shift, top = layer.shift, _ZERO + (LIMIT << layer.shift)
    read = Struct(f"<{HIDDEN}I").unpack
    for n in range(len(padded) - 2 * reach):
        total = bias
        for k, start in places:
            total += (padded[n + k] >> start) & _MASK
        yield [
            0 if value <= _ZERO else LIMIT if value >= top else (value - _ZERO) >> shift
            for value in read(total.to_bytes(_BLOCK // 8, "little"))
        ]


def _pack(values: Iterable[int]) -> int:
    """Put whole numbers into lanes, the first into the lowest."""
    return sum(value << (_LANE * n) for n, value in enumerate(values))


_LIFT = _pack([_BIAS] * STATES)


@cache
def load_network() -> Network:
    """Read the weights that the package holds."""
    return unpack_network(zlib.decompress(get_data(__package__, _FILE) or b""))


def unpack_network(data: bytes) -> Network:
    """Read weights: the tables of `SMALL`, a byte each, then the numbers of `LARGE`, four bytes each."""
    small = array("b", data[: sum(rows * columns for rows, columns in SMALL.values())])
    large = list(Struct(f"<{sum(LARGE.values())}i").unpack(data[len(small) :]))
    tables: dict[str, list[int]] = {}
    start = 0
    for name, (rows, columns) in SMALL.items():
        tables[name] = [_pack(small[n : n + columns]) for n in range(start, start + rows * columns, columns)]
        start += rows * columns
    numbers: dict[str, list[int]] = {}
    for name, size in LARGE.items():
        numbers[name], large = large[:size], large[size:]
    rows = [
        (row << _DIRECT) + own
        for row, own in zip([*tables["near"], *tables["place"]], tables["direct"], strict=True)
    ]
    rows += [row << _DIRECT for row in tables["word"]]
    return Network(
        rows=rows,
        second=tables["second"],
        last=tables["last"],
        first_bias=_pack(numbers["first_bias"]),
        second_bias=_pack(numbers["second_bias"]),
        last_bias=_pack([value + _BIAS for value in numbers["last_bias"]]),
        steps=[numbers["steps"][n : n + STATES] for n in range(0, STATES**2, STATES)],
        starts=numbers["starts"],
        ends=numbers["ends"],
    )
