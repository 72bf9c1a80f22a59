"""Fits logistic regressions (L2) by L-BFGS: deterministic, and with nothing but the standard library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log1p

PENALTY = 1 / 0.3
"""Of 0.1, 0.3 and 1 none finds more in sources left out; 0.03 finds less."""
ITERATIONS = 300
PRECISION = 1e-12
"""A step that lowers the loss by less than this part of it is the last; a larger part left tenths to chance."""
MEMORY = 10


@dataclass(frozen=True, slots=True)
class Row:
    """A thing that is judged by its signs."""

    signs: tuple[int, ...]
    is_wanted: bool


def minimize(rows: dict[Row, float], count: int) -> list[float]:
    """Return the weights at which the loss is least."""
    weights = [0.0] * (count + 1)
    loss, slope = measure(rows, weights)
    steps: list[tuple[list[float], list[float], float]] = []
    for _ in range(ITERATIONS):
        way = [-value for value in descend(slope, steps)]
        rise = dot(way, slope)
        length = 1.0 if steps else 1 / max(1.0, sum(map(abs, slope)))
        while True:
            tried = [weight + length * step for weight, step in zip(weights, way, strict=True)]
            new_loss, new_slope = measure(rows, tried)
            if new_loss <= loss + 1e-4 * length * rise or length < 1e-8:
                break
            length /= 2
        moved = [length * step for step in way]
        turned = [new - old for new, old in zip(new_slope, slope, strict=True)]
        curve = dot(moved, turned)
        if curve > 1e-10:
            steps = [*steps, (moved, turned, 1 / curve)][-MEMORY:]
        done = loss - new_loss < PRECISION * loss
        weights, loss, slope = tried, new_loss, new_slope
        if done:
            break
    return weights


def measure(rows: dict[Row, float], weights: list[float]) -> tuple[float, list[float]]:
    """Return the loss and its slope."""
    loss = sum(weight * weight for weight in weights[:-1]) * PENALTY / 2
    slope = [weight * PENALTY for weight in weights[:-1]] + [0.0]
    base = weights[-1]
    for row, share in rows.items():
        odds = base + sum([weights[sign] for sign in row.signs])
        signed = odds if row.is_wanted else -odds
        loss += share * (log1p(exp(-signed)) if signed > -30 else -signed)
        pull = share * (1 / (1 + exp(-min(max(odds, -30.0), 30.0))) - row.is_wanted)
        for sign in row.signs:
            slope[sign] += pull
        slope[-1] += pull
    return loss, slope


def descend(slope: list[float], steps: list[tuple[list[float], list[float], float]]) -> list[float]:
    """Turn the slope into a step, by what the last steps showed of the curve (L-BFGS, two loops)."""
    way = list(slope)
    shares = []
    for moved, turned, scale in reversed(steps):
        share = scale * dot(moved, way)
        shares.append(share)
        way = [value - share * turn for value, turn in zip(way, turned, strict=True)]
    if steps:
        moved, turned, _ = steps[-1]
        size = dot(moved, turned) / dot(turned, turned)
        way = [size * value for value in way]
    for (moved, turned, scale), share in zip(steps, reversed(shares), strict=True):
        rest = share - scale * dot(turned, way)
        way = [value + rest * move for value, move in zip(way, moved, strict=True)]
    return way


def dot(first: Sequence[float], second: Sequence[float]) -> float:
    """Return the product of two vectors."""
    return sum(a * b for a, b in zip(first, second, strict=True))


def write_module(weights: Sequence[float], names: Sequence[str], about: Sequence[str]) -> str:
    """Return the source of a module of weights, whose docstring is about them."""
    lines = [f'"""{about[0]}', *about[1:], '"""', "", f"BASE = {weights[-1]}", "WEIGHTS = {"]
    lines += [f'    "{name}": {weight},' for name, weight in sorted(zip(names, weights, strict=False)) if weight]
    return "\n".join([*lines, "}", ""])
