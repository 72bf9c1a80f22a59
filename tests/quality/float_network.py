"""Trains the network that judges plain text, in floating point: what it computes, its slopes, and the steps (Adam).

What it computes is what `publisher.parse.plaintext.network` computes with whole numbers, but for rounding.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from struct import pack

import numpy as np
from numpy.typing import NDArray

from publisher.parse.plaintext.network import (
    FIRST_REACH,
    HIDDEN,
    LARGE,
    LIMIT,
    SECOND_REACH,
    SHIFT,
    SMALL,
    STATES,
)
from publisher.parse.plaintext.signs import NEAR_SIZE, WORDLESS_SIZE
from tests.quality.chain_loss import measure_chain
from tests.quality.gold_states import ANY, Sample

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]
Weights = dict[str, Floats]
"""By the names of `SMALL` and `LARGE`."""

ONE = 1 << SHIFT
MOST = 127 / ONE
"""The largest weight that a byte holds."""
CUT = LIMIT / ONE
"""No hidden value is larger."""
REACH = max(FIRST_REACH, SECOND_REACH)
"""Between texts of a batch are so many empty units, that none sees another."""
SPREAD = 0.05
"""Of the first weights of signs."""
PENALTY = 1e-5
MOMENTS = 0.9, 0.99
# From which neighbour each block of a layer takes: the first of a unit's blocks is for the unit farthest before it.
_FIRST = tuple(range(FIRST_REACH, -FIRST_REACH - 1, -1))
_SECOND = tuple(range(SECOND_REACH, -SECOND_REACH - 1, -1))
_UNITS = {"first_bias": ONE}
_LEAST = 1e-8


@dataclass(frozen=True, slots=True)
class Batch:
    """Some texts one after another, with empty units before, between and after them."""

    wordless: Floats
    """1 for each wordless sign of each unit."""
    words: Numbers
    """Numbers of common hashed words, in order of their units; others are left out."""
    owners: Numbers
    """The unit of each."""
    places: Numbers
    """The unit that each unit n of each text is; those past a text's end are 0, an empty one. Longest texts first."""
    states: Numbers
    lengths: Numbers
    weights: NDArray[np.float64]
    is_unit: Floats
    """1 for each unit that is not empty."""


@dataclass(frozen=True, slots=True)
class Dropout:
    """What is hidden in a step of training, so that the network relies on no one thing."""

    random: np.random.Generator
    hidden: float = 0.2
    """The share of hidden values."""
    words: float = 0.5
    """The share of hashed words."""

    def thin(self, size: int) -> Floats:
        """Return factors of hidden values: 0 for those that are hidden; the others make up for them."""
        kept = self.random.random((size, HIDDEN), dtype=np.float32) >= self.hidden
        return kept.astype(np.float32) / np.float32(1 - self.hidden)

    def choose_words(self, size: int) -> NDArray[np.bool_]:
        """Return which words are seen."""
        return self.random.random(size, dtype=np.float32) >= self.words


def join_samples(samples: Sequence[Sample], common: NDArray[np.bool_]) -> Batch:
    """Make a batch, with only those hashed words that are common."""
    samples = sorted(samples, key=len, reverse=True)
    lengths = np.array([len(sample) for sample in samples], np.int64)
    starts = REACH + np.cumsum(lengths + REACH) - lengths - REACH
    shape = int(lengths[0]), len(samples)
    n = np.arange(shape[0])[:, None]
    places = np.where(n < lengths, n + starts, 0)
    states = np.full(shape, ANY, np.int64)
    for k, sample in enumerate(samples):
        states[: len(sample), k] = sample.states
    size = int(starts[-1] + lengths[-1]) + REACH
    units = np.concatenate([start + np.arange(length) for start, length in zip(starts, lengths, strict=True)])
    signs = np.concatenate([sample.signs for sample in samples]).astype(np.int64)
    owners = np.repeat(units, np.concatenate([sample.counts for sample in samples]))
    is_wordless = signs < WORDLESS_SIZE
    wordless = np.zeros((size, WORDLESS_SIZE), np.float32)
    wordless[owners[is_wordless], signs[is_wordless]] = 1
    words, owners = signs[~is_wordless] - WORDLESS_SIZE, owners[~is_wordless]
    is_common = common[words]
    words = (np.cumsum(common) - 1)[words]
    is_unit = np.zeros((size, 1), np.float32)
    is_unit[units] = 1
    weights = np.array([sample.weight for sample in samples], np.float64)
    return Batch(wordless, words[is_common], owners[is_common], places, states, lengths, weights, is_unit)


def start_weights(random: np.random.Generator, common: NDArray[np.bool_]) -> Weights:
    """Return weights to begin with, of words those of the common ones only."""
    weights = {name: np.zeros(shape, np.float32) for name, shape in (SMALL | _shape_large()).items()}
    for name in ("near", "place", "word"):
        shape = (int(common.sum()), HIDDEN) if name == "word" else SMALL[name]
        weights[name] = (random.standard_normal(shape) * SPREAD).astype(np.float32)
    for name, inputs in (("second", HIDDEN * len(_SECOND)), ("last", HIDDEN)):
        weights[name] = (random.uniform(-1, 1, SMALL[name]) / np.sqrt(inputs)).astype(np.float32)
    return weights


def add_rare_words(weights: Weights, common: NDArray[np.bool_]) -> Weights:
    """Return weights of all words: those that are not common have none."""
    table = np.zeros(SMALL["word"], np.float32)
    table[common] = weights["word"]
    return weights | {"word": table}


def _shape_large() -> dict[str, tuple[int, ...]]:
    return {name: (STATES, STATES) if name == "steps" else (size,) for name, size in LARGE.items()}


def score_batch(weights: Weights, batch: Batch) -> Floats:
    """Return the score of each state for each unit of a batch, empty ones included."""
    return _run(weights, batch, None).scores


def measure_batch(weights: Weights, batch: Batch, dropout: Dropout | None) -> tuple[float, Weights]:
    """Return the mean loss of a unit and its slopes; without `dropout`, nothing is hidden."""
    run = _run(weights, batch, dropout)
    transitions = tuple(weights[name].astype(np.float64) for name in ("steps", "starts", "ends"))
    chain = measure_chain(
        run.scores[batch.places].astype(np.float64),
        batch.states,
        batch.lengths,
        batch.weights,
        (transitions[0], transitions[1], transitions[2]),
    )
    upper = np.zeros_like(run.scores)
    is_inside = np.arange(len(batch.places))[:, None] < batch.lengths
    upper[batch.places[is_inside]] = chain.scores[is_inside]
    slopes: Weights = {name: getattr(chain, name).astype(np.float32) for name in ("steps", "starts", "ends")}
    slopes["last"] = run.second.T @ upper
    slopes["last_bias"] = upper.sum(axis=0)
    slopes["direct"] = batch.wordless.T @ upper
    lower = (upper @ weights["last"].T) * run.second_slope
    slopes["second_bias"] = lower.sum(axis=0)
    spread = _spread(lower, _SECOND)
    slopes["second"] = run.first.T @ spread
    lower = (spread @ weights["second"].T) * run.first_slope
    slopes["first_bias"] = lower.sum(axis=0)
    slopes["near"] = batch.wordless[:, :NEAR_SIZE].T @ _spread(lower, _FIRST)
    slopes["place"] = batch.wordless[:, NEAR_SIZE:].T @ lower
    order = np.argsort(run.words, kind="stable")
    slopes["word"] = np.zeros_like(weights["word"])
    _add_runs(slopes["word"], run.words[order], lower[run.owners[order]])
    return chain.loss, slopes


@dataclass(frozen=True, slots=True)
class _Run:
    """What a network computes for a batch."""

    scores: Floats
    first: Floats
    second: Floats
    first_slope: Floats
    """How hidden values change with the sums that they are made of: 0 where those are cut off."""
    second_slope: Floats
    words: Numbers
    owners: Numbers


def _run(weights: Weights, batch: Batch, dropout: Dropout | None) -> _Run:
    words, owners = batch.words, batch.owners
    if dropout:
        seen = dropout.choose_words(len(words))
        words, owners = words[seen], owners[seen]
    sums = _gather(batch.wordless[:, :NEAR_SIZE] @ weights["near"], _FIRST)
    sums += batch.wordless[:, NEAR_SIZE:] @ weights["place"]
    _add_runs(sums, owners, weights["word"][words])
    first, first_slope = _cut(sums + weights["first_bias"], batch, dropout)
    sums = _gather(first @ weights["second"], _SECOND)
    second, second_slope = _cut(sums + weights["second_bias"], batch, dropout)
    scores = second @ weights["last"] + batch.wordless @ weights["direct"] + weights["last_bias"]
    return _Run(scores, first, second, first_slope, second_slope, words, owners)


def _cut(sums: Floats, batch: Batch, dropout: Dropout | None) -> tuple[Floats, Floats]:
    """Return hidden values and their slopes."""
    factors = batch.is_unit * dropout.thin(len(sums)) if dropout else batch.is_unit
    slope = ((sums > 0) & (sums < np.float32(CUT))) * factors
    return np.clip(sums, 0, np.float32(CUT)) * factors, slope


def _gather(blocks: Floats, offsets: Sequence[int]) -> Floats:
    """Add up what each unit takes from each neighbour; units at the edge are empty, and get nothing."""
    size = len(blocks)
    sums = np.zeros((size, HIDDEN), np.float32)
    for k, offset in enumerate(offsets):
        sums[REACH : size - REACH] += blocks[REACH + offset : size - REACH + offset, k * HIDDEN : (k + 1) * HIDDEN]
    return sums


def _spread(slopes: Floats, offsets: Sequence[int]) -> Floats:
    """Return what each unit gives to each neighbour: `_gather`, backwards."""
    size = len(slopes)
    blocks = np.zeros((size, len(offsets) * HIDDEN), np.float32)
    for k, offset in enumerate(offsets):
        blocks[REACH + offset : size - REACH + offset, k * HIDDEN : (k + 1) * HIDDEN] = slopes[REACH : size - REACH]
    return blocks


def _add_runs(target: Floats, keys: Numbers, rows: Floats) -> None:
    """Add rows to those of a table that the keys name; equal keys are next to each other."""
    if len(keys):
        starts = np.concatenate([[0], np.flatnonzero(np.diff(keys)) + 1])
        target[keys[starts]] += np.add.reduceat(rows, starts, axis=0)


class Adam:
    """Takes steps down the slopes."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._means = {name: np.zeros_like(table) for name, table in weights.items()}
        self._squares = {name: np.zeros_like(table) for name, table in weights.items()}
        self._count = 0

    def step(self, slopes: Mapping[str, Floats], rate: float) -> None:
        """Take a step; tables of signs take longer ones, since each sign is rare."""
        self._count += 1
        first, second = MOMENTS
        scale = np.sqrt(1 - second**self._count) / (1 - first**self._count)
        for name, table in self.weights.items():
            slope = slopes[name]
            is_sparse = name in {"near", "place", "word", "direct"}
            if is_sparse:
                slope = slope + np.float32(2 * PENALTY) * table
            mean, square = self._means[name], self._squares[name]
            mean += np.float32(1 - first) * (slope - mean)
            square += np.float32(1 - second) * (slope * slope - square)
            size = np.float32(rate * scale * (1 if is_sparse else 0.5))
            np.subtract(table, size * mean / (np.sqrt(square) + np.float32(_LEAST)), out=table)
            if name in SMALL:
                np.clip(table, -MOST, MOST, out=table)


def pack_weights(weights: Weights) -> bytes:
    """Write weights as whole numbers, as `unpack_network` reads them."""
    parts = [np.rint(weights[name] * ONE).astype(np.int8).tobytes() for name in SMALL]
    for name, size in LARGE.items():
        numbers = np.rint(weights[name].astype(np.float64) * _UNITS.get(name, ONE * ONE)).astype(np.int64).ravel()
        if name == "second_bias":
            # Second hidden values are cut down to whole numbers; with half of one more, they are rounded.
            numbers += ONE // 2
        parts.append(pack(f"<{size}i", *numbers.tolist()))
    return b"".join(parts)
