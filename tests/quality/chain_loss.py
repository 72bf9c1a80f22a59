"""Measures how well scores of states explain the gold states of texts, as a linear-chain conditional random field.

The loss of a text is the log of the weight of all its readings, less that of the readings that its gold states allow;
both by forward and backward sums over the texts of a batch together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from publisher.parse.plaintext.network import STATES
from publisher.parse.plaintext.zones import BODY, FIRSTS, FOLLOWING, LASTS, State
from tests.quality.gold_states import ANY, ANY_IN_BODY

Doubles = NDArray[np.float64]

_STRAY = 1e-60
"""What a forbidden step weighs: enough that a text with a wrong gold answer is no division by 0."""
_TINY = 1e-290


def _mask(states: tuple[State, ...]) -> NDArray[np.bool_]:
    mask = np.zeros(STATES, np.bool_)
    mask[list(states)] = True
    return mask


STEPS = np.array([_mask(FOLLOWING[state]) for state in State])
STARTS = _mask(FIRSTS)
ENDS = _mask(LASTS)
# What each gold state allows; the last two rows are of the states below 0.
_ALLOWED = np.concatenate([np.eye(STATES, dtype=np.bool_), np.zeros((2, STATES), np.bool_)])
_ALLOWED[ANY] = True
_ALLOWED[ANY_IN_BODY] = _mask((*sorted(BODY), State.INSIDE))


@dataclass(frozen=True, slots=True)
class ChainSlopes:
    """The loss of a batch, and how it changes with each number."""

    loss: float
    scores: Doubles
    steps: Doubles
    starts: Doubles
    ends: Doubles


@dataclass(frozen=True, slots=True)
class _Chain:
    """Weights of states, of each step, and of beginning and ending in each state."""

    own: Doubles
    """Of each unit n of each text of both passes: n, pass, text, state. Texts are in order of their lengths, longest
    first, so that those that have a unit n are the first `active[n]`."""
    active: list[int]
    steps: Doubles
    starts: Doubles
    ends: Doubles


def measure_chain(
    scores: Doubles,
    states: NDArray[np.int64],
    lengths: NDArray[np.int64],
    weights: Doubles,
    transitions: tuple[Doubles, Doubles, Doubles],
) -> ChainSlopes:
    """Return the loss of some texts and its slopes.

    Args:
        scores: Unit n, text, state; longest texts first, what is past a text's end is not read.
        states: Gold states, unit n by text.
        lengths: How many units each text has.
        weights: How much each text counts.
        transitions: The scores of steps, of beginning and of ending.
    """
    longest, texts, _ = scores.shape
    is_unit = np.arange(longest)[:, None] < lengths
    allowed = np.ones((longest, 2, texts, STATES), np.bool_)
    allowed[:, 1] = _ALLOWED[states]
    shown = np.where(allowed, scores[:, None], -np.inf)
    shown[~np.broadcast_to(is_unit[:, None], shown.shape[:3])] = 0.0
    tops = shown.max(axis=3)
    chain = _Chain(
        np.exp(shown - tops[..., None]),
        is_unit.sum(axis=1).tolist(),
        *(
            np.where(mask, np.exp(values), _STRAY)
            for values, mask in zip(transitions, (STEPS, STARTS, ENDS), strict=True)
        ),
    )
    ahead, sums = _go_ahead(chain)
    behind = _go_back(chain, lengths)
    meeting = ahead * behind
    totals = np.maximum(meeting.sum(axis=3), _TINY)
    both = np.arange(2)[:, None], np.arange(texts)
    ending = (ahead[lengths - 1, *both] * chain.ends).sum(axis=2)
    odds = ((np.log(sums) + tops) * is_unit[:, None]).sum(axis=0) + np.log(np.maximum(ending, _TINY))
    share = weights / lengths.sum()
    chances = meeting / totals[..., None] * is_unit[:, None, :, None]
    # The readings that the gold states allow are to gain what the others lose.
    signed = np.array([1.0, -1.0])[:, None] * share
    to_steps = ahead[:-1] * (signed * is_unit[1:, None] / (sums[1:] * totals[1:]))[..., None]
    reached = chain.own[1:] * behind[1:]
    slopes = to_steps.reshape(-1, STATES).T @ reached.reshape(-1, STATES) * chain.steps
    last = chances[lengths - 1, *both]
    return ChainSlopes(
        loss=float(((odds[0] - odds[1]) * share).sum()),
        scores=(chances[:, 0] - chances[:, 1]) * share[:, None],
        steps=slopes * STEPS,
        starts=np.einsum("pbk,pb->k", chances[0], signed) * STARTS,
        ends=np.einsum("pbk,pb->k", last, signed) * ENDS,
    )


def _go_ahead(chain: _Chain) -> tuple[Doubles, Doubles]:
    """Return the share of the readings of each beginning that end in each state, and by how much each unit scales."""
    own = chain.own
    ahead = np.zeros_like(own)
    sums = np.ones(own.shape[:3])
    value = chain.starts * own[0]
    for n, count in enumerate(chain.active):
        if n:
            value = value[:, :count] @ chain.steps
            value *= own[n, :, :count]
        total = np.maximum(value.sum(axis=2), _TINY)
        value /= total[..., None]
        ahead[n, :, :count] = value
        sums[n, :, :count] = total
    return ahead, sums


def _go_back(chain: _Chain, lengths: NDArray[np.int64]) -> Doubles:
    """Return for each state of each unit how likely the rest of the text is after it, up to a factor of each unit."""
    own = chain.own
    behind = np.zeros_like(own)
    behind[lengths - 1, :, np.arange(len(lengths))] = chain.ends
    backwards = np.ascontiguousarray(chain.steps.T)
    for n in range(len(chain.active) - 2, -1, -1):
        count = chain.active[n + 1]
        value = (own[n + 1, :, :count] * behind[n + 1, :, :count]) @ backwards
        value /= np.maximum(value.sum(axis=2), _TINY)[..., None]
        behind[n, :, :count] = value
    return behind
