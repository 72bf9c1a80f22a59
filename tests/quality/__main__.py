"""Predicts, and scores, with the functions that the publisher itself uses.

python -m tests.quality predict KIND IN OUT     KIND: sections, pages, clean, revisions
python -m tests.quality score DIR               DIR holds sections/, pages/, xss/, revisions/, each with its scorer
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

KINDS = ("sections", "pages", "clean", "revisions")


def read_lines(path: Path) -> Iterator[Any]:
    """Read JSON lines, packed or not."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    for line in data.split(b"\n"):
        if line.strip():
            yield json.loads(line)


def predict(kind: str, source: Path) -> Iterator[Any]:
    """Yield a prediction for each record of the source."""
    # Each kind loads only what it measures, so that its time is its own.
    if kind == "sections":
        from tests.quality import sections

        yield from map(sections.predict, read_lines(source))
    elif kind == "pages":
        from tests.quality import pages

        yield from pages.predict_folder(source)
    elif kind == "clean":
        from tests.quality import clean

        yield from map(clean.predict, read_lines(source))
    else:
        from tests.quality import revisions

        yield from map(revisions.predict, read_lines(source))


def write_lines(records: Iterable[Any], path: Path) -> int:
    """Write JSON lines and return how many."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for record in records:
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
            count += 1
    return count


def score(corpus: Path) -> int:
    """Run every scorer that the corpus holds and print what each says."""
    tasks: list[tuple[str, str, Path, list[str]]] = [
        ("sections", "sections", corpus / "sections/dev.jsonl.gz", ["score.py", "{gold}", "{out}"]),
        ("pages", "pages", corpus / "pages", ["score.py", "{out}"]),
        ("clean", "xss", corpus / "xss/harmless.jsonl", ["check.py", "harmless", "{out}"]),
        ("clean", "xss", corpus / "xss/snippets.jsonl", ["check.py", "snippets", "{out}"]),
        ("revisions", "revisions", corpus / "revisions/dev.jsonl.gz", ["score.py", "{gold}", "{out}"]),
        ("revisions", "revisions", corpus / "revisions/dev-synthetic.jsonl.gz", ["score.py", "{gold}", "{out}"]),
    ]
    found = 0
    with tempfile.TemporaryDirectory() as temporary:
        for kind, folder, gold, command in tasks:
            if not gold.exists():
                continue
            found += 1
            out = Path(temporary) / "predictions.jsonl"
            start = time.perf_counter()
            count = write_lines(predict(kind, gold), out)
            print(f"== {kind}: {gold.name}, {count} records in {time.perf_counter() - start:.1f} s", flush=True)
            words = [word.format(gold=gold.resolve(), out=out) for word in command]
            subprocess.run([sys.executable, *words], cwd=corpus / folder, check=True)
    if not found:
        print(f"no corpus in {corpus}: it has none of sections/, pages/, xss/, revisions/", file=sys.stderr)
    return 0 if found else 2


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality", description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    predicting = commands.add_parser("predict", help="write predictions for a scorer")
    predicting.add_argument("kind", choices=KINDS)
    predicting.add_argument("source", type=Path, help="JSON lines, packed or not; for pages, a folder")
    predicting.add_argument("out", type=Path)
    scoring = commands.add_parser("score", help="predict and score all that a corpus holds")
    scoring.add_argument("corpus", type=Path)
    arguments = parser.parse_args()
    if arguments.command == "predict":
        count = write_lines(predict(arguments.kind, arguments.source), arguments.out)
        print(f"{count} predictions in {arguments.out}", file=sys.stderr)
        return 0
    return score(arguments.corpus)


if __name__ == "__main__":
    sys.exit(main())
