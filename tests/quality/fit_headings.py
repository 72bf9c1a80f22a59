"""Fits what each sign says for or against a heading, and writes `publisher/parse/plaintext/weights.py`.

    python -m tests.quality.fit_headings DIR

DIR holds ``sections/dev.jsonl.gz``. A logistic regression (L2) over the signs of all lines that may be headings, by
L-BFGS: deterministic, and with nothing but the standard library. Then each of six groups of sources is left out in
turn, and printed is how well headings are found in the texts that were not seen.
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
from tests.quality.lines import read_lines

PENALTY = 1 / 0.3
"""Of 0.1, 0.3 and 1 none finds more in sources left out; 0.03 finds less."""
# Text without any markup is what people paste most.
FLAVOURS = {"web": 1.5, "blank": 1.0, "readability": 1.0, "wrapped": 1.2}
GROUPS = 6
ITERATIONS = 300
PRECISION = 1e-12
"""A step that lowers the loss by less than this part of it is the last; a larger part left tenths to chance."""
MEMORY = 10
RARE = 40
"""A sign seen less often than this is left out."""


ABOUT = (
    "What each sign says for or against a heading, in units of log odds.",
    "",
    "Fitted by logistic regression (``make fit CORPUS=DIR``, L2 with C = 0.3) on articles whose structure is known",
    "from their markup, and rounded: the signs overlap; set one by one, weights would count the same fact twice.",
)


@dataclass(frozen=True, slots=True)
class Row:
    """A line that may be a heading."""

    signs: tuple[int, ...]
    is_heading: bool


@dataclass(frozen=True, slots=True)
class Sample:
    """A text, as far as its headings go."""

    rows: tuple[Row, ...]
    source: str
    weight: float
    hidden: int
    """Headings that cannot be found, since they are no candidates."""


def read_samples(corpus: Path) -> tuple[list[Sample], list[str]]:
    """Read the signs of every candidate of the corpus, and the names of the signs."""
    names: dict[str, int] = {}
    samples = []
    for record in read_lines(corpus / "sections" / "dev.jsonl.gz"):
        reading, candidates = prepare(record["text"])
        signs = headings.Signs(reading, candidates)
        gold, ignored = read_gold(record["blocks"])
        lines = {
            line: n
            for n in candidates
            if (line := reading.units[n].first + 1) not in ignored and not signs.is_sentence(n)
        }
        rows = tuple(
            Row(tuple(names.setdefault(name, len(names)) for name in signs.read(n)), line in gold)
            for line, n in lines.items()
        )
        hidden = len(gold - lines.keys() - ignored)
        samples.append(Sample(rows, record["source"], FLAVOURS[record["flavour"]], hidden))
    return samples, list(names)


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


def fit(samples: Iterable[Sample], count: int) -> list[float]:
    """Return the weight of each sign, and that of no sign at all as the last; rounded, and 0 if seldom seen."""
    rows: dict[Row, float] = defaultdict(float)
    seen: Counter[int] = Counter()
    for sample in samples:
        for row in sample.rows:
            # Short lines are often alike in all signs, and are summed once.
            rows[row] += sample.weight
            seen.update(row.signs)
    weights = minimize(rows, count)
    return [round(weight, 1) if n == count or seen[n] >= RARE else 0.0 for n, weight in enumerate(weights)]


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
        signed = odds if row.is_heading else -odds
        loss += share * (log1p(exp(-signed)) if signed > -30 else -signed)
        pull = share * (1 / (1 + exp(-min(max(odds, -30.0), 30.0))) - row.is_heading)
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


def count_found(samples: Iterable[Sample], weights: list[float]) -> Counter[str]:
    """Count the headings that are found, predicted and there, and the texts in which all are right."""
    counts: Counter[str] = Counter()
    for sample in samples:
        verdicts = [(weights[-1] + sum(weights[sign] for sign in row.signs) > 0, row.is_heading) for row in sample.rows]
        counts["predicted"] += sum(is_predicted for is_predicted, _ in verdicts)
        counts["there"] += sum(is_heading for _, is_heading in verdicts) + sample.hidden
        counts["found"] += verdicts.count((True, True))
        counts["exact"] += not sample.hidden and all(predicted == there for predicted, there in verdicts)
        counts["texts"] += 1
    return counts


def hold_out(samples: Sequence[Sample], count: int) -> Counter[str]:
    """Count what is found in sources that the weights were not fitted to, each group left out in turn."""
    groups = {source: n % GROUPS for n, source in enumerate(sorted({sample.source for sample in samples}))}
    total: Counter[str] = Counter()
    for group in range(GROUPS):
        weights = fit((sample for sample in samples if groups[sample.source] != group), count)
        total += count_found((sample for sample in samples if groups[sample.source] == group), weights)
    return total


def describe(counts: Counter[str]) -> str:
    """Say how many of the headings are found, and in how many texts all of them."""
    precision, recall = counts["found"] / counts["predicted"], counts["found"] / counts["there"]
    score = 2 / (1 / precision + 1 / recall)
    exact = counts["exact"] / counts["texts"]
    return f"precision {precision:.1%}, recall {recall:.1%}, F1 {score:.1%}, texts without an error {exact:.1%}"


def write_module(weights: Sequence[float], names: Sequence[str], about: Sequence[str]) -> str:
    """Return the source of a module of weights, whose docstring is about them."""
    lines = [f'"""{about[0]}', *about[1:], '"""', "", f"BASE = {weights[-1]}", "WEIGHTS = {"]
    lines += [f'    "{name}": {weight},' for name, weight in sorted(zip(names, weights, strict=False)) if weight]
    return "\n".join([*lines, "}", ""])


def main() -> int:
    """Run the command line."""
    if len(sys.argv) != 2 or not (Path(sys.argv[1]) / "sections" / "dev.jsonl.gz").is_file():
        print("usage: python -m tests.quality.fit_headings DIR, with sections/dev.jsonl.gz in DIR", file=sys.stderr)
        return 2
    samples, names = read_samples(Path(sys.argv[1]))
    weights = fit(samples, len(names))
    Path(str(target.__file__)).write_text(write_module(weights, names, ABOUT), encoding="utf-8", newline="\n")
    print(f"{sum(len(sample.rows) for sample in samples)} lines of {len(samples)} texts, {len(names)} signs")
    print(f"seen:     {describe(count_found(samples, weights))}", flush=True)
    print(f"held out: {describe(hold_out(samples, len(names)))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
