"""Figures of the sources that nobody tunes on: a fifth of a corpus, chosen by the sources' names.

Whatever reads a corpus to improve the parser leaves these sources out, so that their figures tell what a change is
worth elsewhere. A source counts as much as any other, however many texts it has.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import isnan, nan
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.quality.lines import read_lines, write_lines
from tests.quality.scoring import Columns, SectionScore, format_table, list_groups

Record = Mapping[str, Any]


def is_held_out(source: str) -> bool:
    """Return whether a source is one of the fifth."""
    return zlib.crc32(source.encode()) % 5 == 0


def name_site(page: Record) -> str:
    """Return the host that a page is of, its id if there is none.

    >>> name_site({"id": "7", "url": "https://www.example.org/a"})
    'example.org'
    """
    return (urlsplit(page.get("url") or "").hostname or str(page["id"])).removeprefix("www.")


def describe_sections(gold: Iterable[Record], predictions: Iterable[Record]) -> str:
    """Return two tables, of the other sources and of those held out, by flavour and selection.

    Args:
        gold: Texts with gold answers.
        predictions: One for each text, in the same order.
    """
    scores: dict[tuple[bool, str], dict[str, SectionScore]] = defaultdict(lambda: defaultdict(SectionScore))
    for record, prediction in zip(gold, predictions, strict=True):
        source = record["source"]
        for group in list_groups(record):
            if not group.startswith("style"):
                scores[is_held_out(source), group][source].count(record, prediction)
    tables = []
    for is_held, title in ((False, "other sources"), (True, "sources held out")):
        rows = {group: average(found.values()) for (held, group), found in sorted(scores.items()) if held is is_held}
        if rows:
            tables.append(f"-- {len(scores[is_held, 'OVERALL'])} {title}, mean over sources\n{format_table(rows)}")
    return "\n".join(tables)


def average(scores: Iterable[SectionScore]) -> Columns:
    """Return the mean of each figure over those sources that it was asked of, and how many texts there are in all."""
    rows = [score.columns() for score in scores]
    means = {}
    for name in rows[0]:
        asked = [row[name] for row in rows if not isnan(row[name])]
        means[name] = sum(asked) / len(asked) if asked else nan
    return {**means, "n": sum(row["n"] for row in rows)}


def score_pages_held_out(folder: Path, predictions: Path) -> None:
    """Run a folder's own scorer over the pages of sites that are held out; it prints their figures."""
    gold = [page for page in read_lines(folder / "gold.jsonl") if is_held_out(name_site(page))]
    names = {page["id"] for page in gold}
    with tempfile.TemporaryDirectory() as temporary:
        # Scorers read the gold answers beside them. Which of these pages are read worst is not shown.
        shutil.copy(folder / "score.py", temporary)
        write_lines(gold, Path(temporary) / "gold.jsonl")
        write_lines((p for p in read_lines(predictions) if p["id"] in names), Path(temporary) / "found.jsonl")
        print(f"-- {len(gold)} pages of sites held out", flush=True)
        subprocess.run([sys.executable, "score.py", "found.jsonl", "--worst", "0"], cwd=temporary, check=True)
