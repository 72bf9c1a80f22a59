"""The network that judges plain text scores as its weights say, to the last bit, and its zones are always possible."""

from __future__ import annotations

import random
from functools import cache
from itertools import pairwise
from struct import pack
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.model import LineKind
from publisher.parse.plaintext.network import (
    FIRST_REACH,
    HIDDEN,
    LARGE,
    LIMIT,
    SECOND_REACH,
    SHIFT,
    SMALL,
    STATES,
    read_tables,
    unpack_network,
)
from publisher.parse.plaintext.signs import NEAR_SIZE, SIZE, WORDLESS_SIZE
from publisher.parse.plaintext.zones import FIRSTS, FOLLOWING, KINDS, LASTS, State, find_zones

if TYPE_CHECKING:
    from array import array


@cache
def make_weights() -> bytes:
    """Return weights by lot, the same each time."""
    lot = random.Random(7)
    small = [lot.randrange(-20, 21) for rows, columns in SMALL.values() for _ in range(rows * columns)]
    large = [lot.randrange(-500, 500) for _ in range(sum(LARGE.values()))]
    return pack(f"<{len(small)}b{len(large)}i", *small, *large)


def clip(value: int) -> int:
    """Cut a hidden value off at 0 and at the limit."""
    return min(max(value, 0), LIMIT)


def spread(rows: list[list[int]], reach: int, bias: list[int]) -> list[list[int]]:
    """Add up what each unit adds to those within reach: a block of each row for each of them, the first above."""
    sums = [list(bias) for _ in rows]
    for n, row in enumerate(rows):
        for m in range(max(n - reach, 0), min(n + reach + 1, len(rows))):
            block = (m - n + reach) * HIDDEN
            sums[m] = [a + b for a, b in zip(sums[m], row[block : block + HIDDEN], strict=True)]
    return sums


def mix(values: list[int], table: list[array[int]]) -> list[int]:
    """Add up the rows of a table, each as many times as its value says."""
    return [sum(value * row[k] for value, row in zip(values, table, strict=True)) for k in range(len(table[0]))]


def score_plainly(data: bytes, signs: list[list[int]]) -> list[list[int]]:
    """Score as the definition says, weight by weight."""
    tables, numbers = read_tables(data)
    own = [*tables["place"], *tables["word"]]
    near = [[0] * (SMALL["near"][1]) for _ in signs]
    first = [[0] * HIDDEN for _ in signs]
    for n, found in enumerate(signs):
        for sign in found:
            row = tables["near"][sign] if sign < NEAR_SIZE else own[sign - NEAR_SIZE]
            target = near if sign < NEAR_SIZE else first
            target[n] = [a + b for a, b in zip(target[n], row, strict=True)]
    sums = spread(near, FIRST_REACH, numbers["first_bias"])
    hidden = [[clip(a + b) for a, b in zip(one, other, strict=True)] for one, other in zip(first, sums, strict=True)]
    rows = [mix(values, tables["second"]) for values in hidden]
    scores = []
    for n, values in enumerate(spread(rows, SECOND_REACH, numbers["second_bias"])):
        total = mix([clip(value >> SHIFT) for value in values], tables["last"])
        direct = [tables["direct"][sign] for sign in signs[n] if sign < WORDLESS_SIZE]
        scores.append(
            [total[k] + numbers["last_bias"][k] + sum(row[k] << SHIFT for row in direct) for k in range(STATES)]
        )
    return scores


@settings(max_examples=20)  # Each adds up some ten thousand weights one by one.
@given(
    st.lists(
        st.lists(st.integers(0, SIZE - 1), unique=True, max_size=12)
        | st.lists(st.integers(0, NEAR_SIZE - 1), unique=True, max_size=30),
        min_size=1,
        max_size=6,
    )
)
def test_scores_are_exact(signs: list[list[int]]) -> None:
    """Packed into lanes, any weights add up to what they add up to one by one, but for a constant."""
    found = unpack_network(make_weights()).score(signs, ())
    wanted = score_plainly(make_weights(), signs)

    assert [[value - row[0] for value in row] for row in found] == [[value - row[0] for value in row] for row in wanted]


def test_signs_of_the_text_are_signs_of_every_unit() -> None:
    """What all units share may be given once."""
    network = unpack_network(make_weights())
    shared = [NEAR_SIZE + 3, NEAR_SIZE + 9]

    assert network.score([[1, 5], [2]], shared) == network.score([[1, 5, *shared], [2, *shared]], ())


@settings(max_examples=40)
@given(
    st.lists(st.lists(st.integers(-9000, 9000), min_size=STATES, max_size=STATES), min_size=1, max_size=12),
    st.dictionaries(st.integers(0, 11), st.lists(st.sampled_from(State), min_size=1, max_size=4), max_size=4),
)
def test_zones_are_always_possible(scores: list[list[int]], allowed: dict[int, list[State]]) -> None:
    """Whatever the scores and the marks, states follow one another as they may, and no title comes twice."""
    network = unpack_network(make_weights())
    verdicts = find_zones(network, scores, allowed)
    states = [verdict.state for verdict in verdicts]

    assert len(states) == len(scores)
    assert states[0] in FIRSTS
    assert all(after in FOLLOWING[before] for before, after in pairwise(states))
    assert states.count(State.TITLE) <= 1
    assert states.count(State.DECK) <= 1
    assert states[-1] in LASTS or not any(state in LASTS for state in states)


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_kind(state: State) -> None:
    """Each state tells what a unit is."""
    assert isinstance(KINDS[state], LineKind)
