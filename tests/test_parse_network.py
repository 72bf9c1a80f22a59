"""The network that judges plain text scores as its weights say, to the last bit, and its zones are always possible."""

from __future__ import annotations

import random
from functools import cache
from struct import pack

import pytest
from hypothesis import given
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
    Network,
    load_network,
    read_data,
    read_tables,
    unpack_network,
)
from publisher.parse.plaintext.signs import NEAR_SIZE, SIZE, WORDLESS_SIZE
from publisher.parse.plaintext.zones import FIRSTS, FOLLOWING, KINDS, LASTS, State, find_zones


@cache
def make_weights() -> bytes:
    """Return weights by lot, the same each time."""
    lot = random.Random(7)  # noqa: S311  Nothing is secret.
    small = [lot.randrange(-20, 21) for rows, columns in SMALL.values() for _ in range(rows * columns)]
    large = [lot.randrange(-500, 500) for _ in range(sum(LARGE.values()))]
    return pack(f"<{len(small)}b{len(large)}i", *small, *large)


def clip(value: int) -> int:
    """Cut a hidden value off at 0 and at the limit."""
    return min(max(value, 0), LIMIT)


def score_plainly(data: bytes, signs: list[list[int]]) -> list[list[int]]:
    """Score as the definition says, weight by weight."""
    tables, numbers = read_tables(data)
    count = len(signs)
    first = [list(numbers["first_bias"]) for _ in range(count)]
    for n, found in enumerate(signs):
        for sign in found:
            if sign < NEAR_SIZE:
                for m in range(max(n - FIRST_REACH, 0), min(n + FIRST_REACH + 1, count)):
                    block = (m - n + FIRST_REACH) * HIDDEN
                    for k in range(HIDDEN):
                        first[m][k] += tables["near"][sign][block + k]
            else:
                own = tables["place"][sign - NEAR_SIZE] if sign < WORDLESS_SIZE else tables["word"][sign - WORDLESS_SIZE]
                for k in range(HIDDEN):
                    first[n][k] += own[k]
    second = [list(numbers["second_bias"]) for _ in range(count)]
    for n in range(count):
        for m in range(max(n - SECOND_REACH, 0), min(n + SECOND_REACH + 1, count)):
            block = (m - n + SECOND_REACH) * HIDDEN
            for j in range(HIDDEN):
                for k in range(HIDDEN):
                    second[m][k] += clip(first[n][j]) * tables["second"][j][block + k]
    scores = []
    for n in range(count):
        hidden = [clip(value >> SHIFT) for value in second[n]]
        total = list(numbers["last_bias"])
        for k in range(STATES):
            total[k] += sum(value * tables["last"][j][k] for j, value in enumerate(hidden))
            total[k] += sum(tables["direct"][sign][k] << SHIFT for sign in signs[n] if sign < WORDLESS_SIZE)
        scores.append(total)
    return scores


@given(
    st.lists(
        st.lists(st.integers(0, SIZE - 1), unique=True, max_size=12)
        | st.lists(st.integers(0, NEAR_SIZE - 1), unique=True, max_size=30),
        min_size=1,
        max_size=8,
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


def test_lanes_never_overflow() -> None:
    """The weights of the package are so small that no signs that a unit can have leave their lanes."""
    tables, numbers = read_tables(read_data())
    # A unit has at most so many signs of its looks, of its place and of its words.
    groups = [("near", 64), ("place", 24), ("word", 36)]
    for sign in (1, -1):
        for k in range(HIDDEN):
            reach = abs(numbers["first_bias"][k])
            for name, count in groups:
                for block in range(k, SMALL[name][1], HIDDEN):
                    reach += sum(sorted((max(0, sign * row[block]) for row in tables[name]), reverse=True)[:count])
            assert reach < 1 << 15


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
    assert all(after in FOLLOWING[before] for before, after in zip(states, states[1:], strict=False))
    assert states.count(State.TITLE) <= 1
    assert states.count(State.DECK) <= 1
    assert states[-1] in LASTS or not any(state in LASTS for state in states)


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_kind(state: State) -> None:
    """Each state tells what a unit is."""
    assert isinstance(KINDS[state], LineKind)
