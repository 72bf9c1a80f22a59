"""Fits what each sign says for or against two sections being one item, and writes `publisher/identify/weights.py`.

    python -m tests.quality.fit_matching DIR

DIR holds ``revisions/dev.jsonl.gz`` and ``revisions/dev-synthetic.jsonl.gz``. A logistic regression (L2) over the pairs
that `identify` weighs when it knows the true items of the revision before, by Newton's method: deterministic, and with
nothing but the standard library. What is weighed rests on what was sure before, and so on the weights: run it again
until they stay. Then each project is left out in turn, and printed is how many of its sections go to
the wrong item.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path
from typing import Any

import publisher.identify.weights as target
from publisher.identify.evidence import SIGNS, Profile
from publisher.identify.sides import Side
from publisher.model import Fingerprint
from tests.quality.lines import read_lines
from tests.quality.logistic import write_module
from tests.quality.revisions import take_fingerprint

FILES = ("dev.jsonl.gz", "dev-synthetic.jsonl.gz")
PENALTY = 1.0
"""On the square of each weight, in units of its sign's spread. A third of it does no better in projects left out."""
ROUNDS = 12
"""Newton's method doubles the digits with each; seven suffice."""
CERTAIN = 30.0

ABOUT = (
    "What each sign says for or against two sections being one item, in units of log odds.",
    "",
    "Fitted by logistic regression (``make fit CORPUS=DIR``, L2 with C = 1) on histories of documents whose identities",
    "are known, and rounded: the signs overlap; set one by one, weights would count the same fact twice.",
)


@dataclass(frozen=True, slots=True)
class Row:
    """A pair that was weighed."""

    signs: tuple[float, ...]
    """With a 1 as the last, for no sign at all."""
    is_same: bool
    section: tuple[str, int, int]
    """Document, revision, and place of the section."""
    project: str


def read_rows(corpus: Path) -> Iterator[Row]:
    """Read the signs of every pair of the corpus that is weighed."""
    for name in FILES:
        for record in read_lines(corpus / "revisions" / name):
            yield from read_history(record)


def read_history(record: dict[str, Any]) -> Iterator[Row]:
    """Weigh the pairs of each revision with the true items of the one before; sections without an answer are left."""
    known: dict[str, Fingerprint] = {}
    removed: dict[str, Fingerprint] = {}
    for place, revision in enumerate(record["revisions"]):
        lines = revision["text"].split("\n")
        sections = [take_fingerprint(lines, span) for span in revision["sections"]]
        ids = list(known)
        for (i, j), signs in weigh_pairs(sections, known, removed):
            span = revision["sections"][i]
            if not span.get("skip"):
                section = (record["id"], place, i)
                yield Row((*signs, 1.0), ids[j] == str(span["gid"]), section, record["project"])
        live = name_sections(revision["sections"], sections)
        removed = {id_: item for id_, item in (removed | known).items() if id_ not in live}
        known = live


def weigh_pairs(
    sections: Sequence[Fingerprint], known: dict[str, Fingerprint], removed: dict[str, Fingerprint]
) -> list[tuple[tuple[int, int], tuple[float, ...]]]:
    """Return the signs of the pairs that are neither equal nor merely edited."""
    profiles = [Profile(section) for section in sections]
    live = Side(profiles, known, "{}")
    gone = Side(profiles, removed, "{}", live.matching.known)
    live.match_equal(gone)
    gone.match_equal(live)
    return [(pair, evidence.signs) for pair, evidence in live.match_likely(gone).items()]


def name_sections(spans: Sequence[dict[str, Any]], sections: Sequence[Fingerprint]) -> dict[str, Fingerprint]:
    """Name sections by their true identities; one that stands twice has it once."""
    named: dict[str, Fingerprint] = {}
    for place, (span, section) in enumerate(zip(spans, sections, strict=True)):
        id_ = str(span["gid"])
        named[f"{id_} again {place}" if id_ in named else id_] = section
    return named


def fit(rows: Sequence[Row]) -> list[float]:
    """Return the weight of each sign, and that of no sign at all as the last; rounded."""
    count = len(rows[0].signs)
    penalties = [PENALTY * find_spread([row.signs[n] for row in rows]) for n in range(count - 1)] + [0.0]
    weights = [0.0] * count
    for _ in range(ROUNDS):
        slope = [penalty * weight for penalty, weight in zip(penalties, weights, strict=True)]
        curve = [[penalties[n] if n == k else 0.0 for k in range(count)] for n in range(count)]
        for row in rows:
            chance = to_chance(dot(weights, row.signs))
            pull, bend = chance - row.is_same, chance * (1 - chance)
            for n, value in enumerate(row.signs):
                if value:
                    slope[n] += pull * value
                    line, scaled = curve[n], bend * value
                    for k in range(n + 1):
                        line[k] += scaled * row.signs[k]
        for n in range(count):
            for k in range(n):
                curve[k][n] = curve[n][k]
        step = solve(curve, slope)
        weights = [weight - change for weight, change in zip(weights, step, strict=True)]
    return [round(weight, 2) for weight in weights]


def find_spread(values: Sequence[float]) -> float:
    """Return the variance of a sign; never 0, so that one that never shows gets no weight."""
    mean = sum(values) / len(values)
    return max(1e-6, sum((value - mean) ** 2 for value in values) / len(values))


def to_chance(odds: float) -> float:
    """Turn the logarithm of odds into a probability."""
    return 1 / (1 + exp(-max(-CERTAIN, min(CERTAIN, odds))))


def dot(first: Sequence[float], second: Sequence[float]) -> float:
    """Return the product of two vectors."""
    return sum([a * b for a, b in zip(first, second, strict=True)])


def solve(matrix: Sequence[Sequence[float]], vector: Sequence[float]) -> list[float]:
    """Solve linear equations by elimination.

    >>> solve([[0.0, 2.0], [4.0, 0.0]], [2.0, 8.0])
    [2.0, 1.0]
    """
    size = len(vector)
    rows = [[*line, value] for line, value in zip(matrix, vector, strict=True)]
    for n in range(size):
        best = max(range(n, size), key=lambda k: abs(rows[k][n]))
        rows[n], rows[best] = rows[best], rows[n]
        pivot = rows[n][n]
        rows[n] = [value / pivot for value in rows[n]]
        for k in range(size):
            if k != n and rows[k][n]:
                share = rows[k][n]
                rows[k] = [a - share * b for a, b in zip(rows[k], rows[n], strict=True)]
    return [line[-1] for line in rows]


def count_wrong(rows: Iterable[Row], weights: Sequence[float]) -> Counter[str]:
    """Count the sections whose likeliest item is not theirs, or is one although they are new."""
    likeliest: dict[tuple[str, int, int], tuple[float, bool]] = {}
    have_item = set()
    for row in rows:
        odds = dot(weights, row.signs)
        # To be new has even odds.
        likeliest[row.section] = max(likeliest.get(row.section, (0.0, False)), (odds, row.is_same))
        if row.is_same:
            have_item.add(row.section)
    counts: Counter[str] = Counter(sections=len(likeliest))
    for section, (odds, is_same) in likeliest.items():
        if odds > 0:
            counts["taken for another"] += not is_same
        else:
            counts["shown again"] += section in have_item
    return counts


def hold_out(rows: Sequence[Row]) -> Counter[str]:
    """Count what goes wrong in projects that the weights were not fitted to, each left out in turn."""
    total: Counter[str] = Counter()
    for project in sorted({row.project for row in rows}):
        weights = fit([row for row in rows if row.project != project])
        total += count_wrong((row for row in rows if row.project == project), weights)
    return total


def describe(counts: Counter[str]) -> str:
    """Say how many sections go wrong, and how."""
    again, another = counts["shown again"], counts["taken for another"]
    return f"of {counts['sections']} sections {again} are shown again, {another} are taken for another item"


def main() -> int:
    """Run the command line."""
    corpus = Path(sys.argv[1]) if len(sys.argv) == 2 else None
    if corpus is None or not all((corpus / "revisions" / name).is_file() for name in FILES):
        print(
            f"usage: python -m tests.quality.fit_matching DIR, with {', '.join(FILES)} in DIR/revisions",
            file=sys.stderr,
        )
        return 2
    rows = list(read_rows(corpus))
    weights = fit(rows)
    Path(str(target.__file__)).write_text(write_module(weights, SIGNS, ABOUT), encoding="utf-8", newline="\n")
    print(f"{len(rows)} pairs, {len(SIGNS)} signs")
    print(f"seen:     {describe(count_wrong(rows, weights))}", flush=True)
    print(f"held out: {describe(hold_out(rows))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
