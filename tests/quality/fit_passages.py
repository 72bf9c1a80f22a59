"""Fits what each sign says for or against a passage of a page, and writes `publisher/parse/passage_weights.py`.

    python -m tests.quality.fit_passages DIR

DIR holds ``pages/`` and perhaps ``wcxb/``, saved pages with what people found in them. A passage is the article's if
most of its runs of four words stand in the gold text; where only short passages are gold, those that hold one are
judged by it. Then each of five groups of sites is left out in turn, and printed is how much of the text that was not
seen is judged rightly.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zlib import crc32

import publisher.parse.passage_weights as target
from publisher.parse.boilerplate import find_content, frame_captions
from publisher.parse.content import read_passages
from publisher.parse.encoding import decode_text
from publisher.parse.passages import Passage
from publisher.parse.tree import Node, TooComplexError, read_html
from publisher.parse.unseen import drop_unseen
from publisher.parse.webpage import is_named_standfirst, weigh_page
from tests.quality import pages
from tests.quality.lines import read_lines
from tests.quality.logistic import Row, minimize, write_module

GROUPS = 5
RARE = 60
"""A sign seen less often than this is left out."""
RUN = 4
MOSTLY, HARDLY = 0.6, 0.3
LONGEST = 400
PROSE = 100
# Pages count alike, however long; those of which little is known count less.
PAGE, SNIPPETS, MOST = 26.0, 5.0, 2.6
# Some of its gold texts are cut short. Of 0, 0.15, 0.3, 0.6 and 1 this is best for the sites left out of all.
SHARES = {"wcxb": 0.3}
WORD = re.compile(r"\w+")
Judge = Callable[[str], "bool | None"]


ABOUT = (
    "What each sign says for or against a passage of a page, in units of log odds.",
    "",
    "Fitted by logistic regression (``make fit CORPUS=DIR``, L2 with C = 0.2) on saved pages whose articles people",
    "have read, and rounded: the signs overlap; set one by one, weights would count the same fact twice.",
)


@dataclass(frozen=True, slots=True)
class Sample:
    """A page's judged passages."""

    rows: tuple[tuple[Row, float], ...]
    """Each with its share."""
    group: int


def read_samples(folders: Iterable[Path]) -> tuple[list[Sample], list[str], Counter[str]]:
    """Read the signs of every judged passage of the pages, the names of the signs, and how often each is seen."""
    names: dict[str, int] = {}
    seen: Counter[str] = Counter()
    samples = []
    for folder in folders:
        part = SHARES.get(folder.name, 1.0)
        gold = {record["id"]: record for record in read_lines(folder / "gold.jsonl")}
        for page in pages.read_folder(folder):
            record = gold[page.name]
            if not record["text"] and not record.get("with"):
                continue
            try:
                found = prepare(decode_text(page.data, is_html=True))
            except TooComplexError:
                continue
            sample = _judge_page(found, record, names, part)
            if sample is not None:
                samples.append(sample)
                for passage in found:
                    seen.update(passage.signs)
    return samples, list(names), seen


def prepare(markup: str) -> list[Passage]:
    """Bring a page to the point where its passages are judged."""
    _, body = read_html(markup, max_depth=300)
    drop_unseen(body)
    nodes, _, _ = weigh_page(body)
    frame_captions(nodes)
    content, _ = find_content(nodes)
    _, passages = read_passages(nodes, content)
    return passages


def _judge_page(
    passages: Sequence[Passage], record: Mapping[str, Any], names: dict[str, int], part: float
) -> Sample | None:
    """Judge the passages of a page.

    Returns:
        None for a page of a collection that counts less whose gold text leaves out most of what the rules find.
    """
    judge = _judge_by_text(record["text"]) if record["text"] else partial(_judge_by_snippets, record)
    rows = []
    agreed = doubted = 0
    for passage in passages:
        verdict = judge(passage.text)
        if verdict is not None and not _is_apart(passage.node):
            signs = tuple(names.setdefault(sign, len(names)) for sign in passage.signs)
            rows.append((Row(signs, verdict), min(passage.length, LONGEST) ** 0.5))
            if "inside" in passage.signs and passage.length > PROSE:
                agreed += verdict
                doubted += not verdict
    if part < 1 and doubted * 2 > agreed:
        # Cut short, or about something else on the page.
        return None
    whole = sum(share for _, share in rows) or 1.0
    limit = float("inf") if record["text"] else MOST
    scale = (PAGE if record["text"] else SNIPPETS) * part / whole
    host = ".".join((urlsplit(record["url"]).hostname or "").split(".")[-2:])
    shares = tuple((row, min(share * scale, limit)) for row, share in rows)
    return Sample(shares, crc32(host.encode()) % GROUPS)


def _judge_by_text(text: str) -> Judge:
    words = WORD.findall(text)
    runs = {tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1)}
    lines = {" ".join(WORD.findall(line)) for line in text.split("\n")}
    joined = f" {' '.join(words)} "

    def judge(passage: str) -> bool | None:
        own = WORD.findall(passage)
        if not own:
            return None
        if len(own) < RUN:
            line = " ".join(own)
            return True if line in lines else None if f" {line} " in joined else False
        own_runs = [tuple(own[n : n + RUN]) for n in range(len(own) - RUN + 1)]
        share = sum(run in runs for run in own_runs) / len(own_runs)
        return True if share >= MOSTLY else False if share <= HARDLY else None

    return judge


def _judge_by_snippets(record: Mapping[str, Any], passage: str) -> bool | None:
    is_article = any(_share(snippet, passage) for snippet in record["with"])
    is_other = any(_share(snippet, passage) for snippet in record["without"])
    return None if is_article == is_other else is_article


def _share(snippet: str, passage: str) -> bool:
    """Return whether one of two texts holds the other, and neither is a mere word."""
    snippet = " ".join(snippet.split())
    return (len(snippet) > 8 and snippet in passage) or (min(len(snippet), len(passage)) > 12 and passage in snippet)


def _is_apart(node: Node) -> bool:
    """Tell what other rules decide about, and gold answers differ in: captions, the title and the standfirst."""
    around = (node, *node.parents())
    is_caption = any(parent.name in {"figure", "figcaption"} for parent in around)
    return is_caption or any(parent.name == "h1" or is_named_standfirst(parent, loosely=False) for parent in around[:3])


def fit(samples: Iterable[Sample], names: Sequence[str], seen: Mapping[str, int]) -> list[float]:
    """Return the weight of each sign, and that of no sign at all as the last; rounded, and 0 if seldom seen."""
    rows: dict[Row, float] = defaultdict(float)
    common = {n for n, name in enumerate(names) if seen[name] >= RARE}
    for sample in samples:
        for row, share in sample.rows:
            rows[Row(tuple(sign for sign in row.signs if sign in common), row.is_wanted)] += share
    return [round(weight, 2) for weight in minimize(rows, len(names))]


def measure(samples: Iterable[Sample], weights: Sequence[float]) -> tuple[float, float]:
    """Return precision and recall of the passages taken for the article's, by their shares."""
    found = taken = there = 0.0
    for sample in samples:
        for row, share in sample.rows:
            is_taken = weights[-1] + sum(weights[sign] for sign in row.signs) > 0
            found += share * (is_taken and row.is_wanted)
            taken += share * is_taken
            there += share * row.is_wanted
    return found / taken, found / there


def main() -> int:
    """Run the command line."""
    folders = [Path(sys.argv[1]) / name for name in ("pages", "wcxb")] if len(sys.argv) == 2 else []
    folders = [folder for folder in folders if (folder / "gold.jsonl").is_file()]
    if not folders:
        print("usage: python -m tests.quality.fit_passages DIR, with pages/gold.jsonl in DIR", file=sys.stderr)
        return 2
    samples, names, seen = read_samples(folders)
    print(f"{sum(len(sample.rows) for sample in samples)} passages of {len(samples)} pages, {len(names)} signs")
    weights = fit(samples, names, seen)
    Path(str(target.__file__)).write_text(write_module(weights, names, ABOUT), encoding="utf-8", newline="\n")
    print("seen:     precision {:.1%}, recall {:.1%}".format(*measure(samples, weights)), flush=True)
    total = [0.0, 0.0]
    for group in range(GROUPS):
        held = fit((sample for sample in samples if sample.group != group), names, seen)
        found = measure((sample for sample in samples if sample.group == group), held)
        total = [a + b / GROUPS for a, b in zip(total, found, strict=True)]
    print("held out: precision {:.1%}, recall {:.1%}".format(*total))
    return 0


if __name__ == "__main__":
    sys.exit(main())
