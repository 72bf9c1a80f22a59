"""Fits what each sign says for or against a heading, and writes `publisher/parse/plaintext/weights.py`.

    python -m tests.quality.fit_headings DIR [--held-out]

DIR holds ``sections/dev.jsonl.gz``. A logistic regression (L2) over the signs of all lines that may be headings, by
L-BFGS: deterministic, and with nothing but the standard library. ``--held-out`` instead leaves out each of six groups
of sources in turn, and prints how well headings are found in the texts that were not seen.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, log1p
from pathlib import Path
from typing import Any

import publisher.parse.plaintext.weights as target
from publisher.parse.plaintext import blocks, headings, page
from publisher.parse.plaintext.layout import cut_units, detect_layout, split_lines
from publisher.parse.plaintext.reading import Reading
from tests.quality.__main__ import read_lines

PENALTY = 1 / 0.3
# Text without any markup is what people paste most.
FLAVOURS = {"web": 1.5, "blank": 1.0, "readability": 1.0, "wrapped": 1.2}
GROUPS = 6
ITERATIONS = 120
MEMORY = 10
RARE = 40
"""A sign seen less often than this is left out."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line that may be a heading."""

    signs: tuple[int, ...]
    is_heading: bool
    weight: float
    source: str


def read_rows(corpus: Path) -> tuple[list[Row], list[str]]:
    """Read the signs of every candidate of the corpus, and the names of the signs."""
    names: dict[str, int] = {}
    rows = []
    for record in read_lines(corpus / "sections" / "dev.jsonl.gz"):
        reading, candidates = prepare(record["text"])
        signs = headings.Signs(reading, candidates)
        gold, ignored = read_gold(record["blocks"])
        for n in candidates:
            line = reading.units[n].first + 1
            if line not in ignored:
                found = tuple(names.setdefault(name, len(names)) for name in signs.read(n))
                rows.append(Row(found, line in gold, FLAVOURS[record["flavour"]], record["source"]))
    return rows, list(names)


def prepare(text: str) -> tuple[Reading, list[int]]:
    """Bring a text to the point where the parser looks for headings."""
    lines = split_lines(text)
    layout = detect_layout(lines)
    reading = Reading(lines=lines, layout=layout, units=cut_units(lines, layout))
    page.mark_furniture(reading)
    title = page.find_title(reading)
    page.mark_below_title(reading, title)
    page.mark_contents(reading, title)
    if not layout.width:
        blocks.mark_indented(reading, blocks.set_depths(reading)[1])
    return reading, headings.list_candidates(reading)


def read_gold(found: Iterable[dict[str, Any]]) -> tuple[set[int], set[int]]:
    """Return the first lines of the headings, and the lines that are not to be judged."""
    gold: set[int] = set()
    ignored: set[int] = set()
    for block in found:
        if block["kind"] in {"other", "hr"} or block.get("optional") or block.get("label") or block.get("ignore"):
            ignored.update(range(block["line_start"], block["line_end"] + 1))
        elif block["kind"] == "heading":
            gold.add(block["line_start"])
    return gold, ignored


def fit(rows: Sequence[Row], count: int) -> list[float]:
    """Return the weight of each sign, and that of no sign at all as the last."""
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
        done = loss - new_loss < 1e-5 * loss
        weights, loss, slope = tried, new_loss, new_slope
        if done:
            break
    return weights


def measure(rows: Sequence[Row], weights: list[float]) -> tuple[float, list[float]]:
    """Return the loss and its slope."""
    loss = sum(weight * weight for weight in weights[:-1]) * PENALTY / 2
    slope = [weight * PENALTY for weight in weights[:-1]] + [0.0]
    base = weights[-1]
    for row in rows:
        odds = base + sum([weights[sign] for sign in row.signs])
        signed = odds if row.is_heading else -odds
        loss += row.weight * (log1p(exp(-signed)) if signed > -30 else -signed)
        pull = row.weight * (1 / (1 + exp(-min(max(odds, -30.0), 30.0))) - row.is_heading)
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


def count_found(rows: Iterable[Row], weights: list[float]) -> Counter[str]:
    """Count the headings that are found, predicted and there."""
    counts: Counter[str] = Counter()
    for row in rows:
        is_predicted = weights[-1] + sum(weights[sign] for sign in row.signs) > 0
        counts["predicted"] += is_predicted
        counts["there"] += row.is_heading
        counts["found"] += is_predicted and row.is_heading
    return counts


def hold_out(rows: Sequence[Row], count: int) -> None:
    """Print how well headings are found in sources that the weights were not fitted to."""
    groups = {source: n % GROUPS for n, source in enumerate(sorted({row.source for row in rows}))}
    total: Counter[str] = Counter()
    for group in range(GROUPS):
        weights = fit([row for row in rows if groups[row.source] != group], count)
        total += count_found((row for row in rows if groups[row.source] == group), weights)
    precision, recall = total["found"] / total["predicted"], total["found"] / total["there"]
    print(f"held out: precision {precision:.1%}, recall {recall:.1%}, F1 {2 / (1 / precision + 1 / recall):.1%}")


def write_module(weights: Sequence[float], names: Sequence[str], rows: Sequence[Row]) -> str:
    """Return the source of the module of weights."""
    seen = Counter(sign for row in rows for sign in row.signs)
    table: dict[str, dict[str, float]] = defaultdict(dict)
    for sign, name in enumerate(names):
        if abs(weight := round(weights[sign], 1)) >= 0.1 and seen[sign] >= RARE:
            table[name.partition(" ")[0]][name] = weight
    lines = [
        '"""What each sign says for or against a heading, in units of log odds.',
        "",
        "Fitted by logistic regression (``make fit CORPUS=DIR``, L2 with C = 0.3) on articles whose structure is known",
        "from their markup, and rounded: the signs overlap; set one by one, weights would count the same fact twice.",
        '"""',
        "",
        f"BASE = {round(weights[-1], 1)}",
        "WEIGHTS = {",
    ]
    for first in sorted(table):
        lines += [f'    "{name}": {weight},' for name, weight in sorted(table[first].items())]
    return "\n".join([*lines, "}", ""])


def main() -> None:
    """Run the command line."""
    if len(sys.argv) < 2:
        raise SystemExit("usage: python -m tests.quality.fit_headings DIR [--held-out]")
    rows, names = read_rows(Path(sys.argv[1]))
    if "--held-out" in sys.argv:
        hold_out(rows, len(names))
        return
    weights = fit(rows, len(names))
    counts = count_found(rows, weights)
    Path(str(target.__file__)).write_text(write_module(weights, names, rows), encoding="utf-8")
    print(f"{len(rows)} lines, {len(names)} signs: {dict(counts)}")


if __name__ == "__main__":
    main()
