"""Predicts, and scores, with the functions that the publisher itself uses.

python -m tests.quality own [--peers] [--record] [--export DIR]   our own set
python -m tests.quality score DIR [--peers]     DIR holds sections/, pages/, wcxb/, xss/, revisions/, with scorers
python -m tests.quality predict KIND IN OUT     KIND: sections, pages, clean, revisions
python -m tests.quality fuzz [--seconds N] [--format FORMAT] [--corpus DIR]
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.quality.cost import Stopwatch, measure_peak, read_peak

KINDS = ("sections", "pages", "clean", "revisions")


def read_lines(path: Path) -> Iterator[Any]:
    """Read JSON lines, packed or not, one at a time."""
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        for line in file:
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

        yield from filter(None, map(pages.predict, pages.read_folder(source)))
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


# A corpus with scorers of its own ------------------------------------------------------------------------------------


def score(corpus: Path, *, with_peers: bool) -> int:
    """Run every scorer that the corpus holds and print what each says."""
    tasks: list[tuple[str, str, Path, list[str]]] = [
        ("sections", "sections", corpus / "sections/dev.jsonl.gz", ["score.py", "{gold}", "{out}"]),
        ("pages", "pages", corpus / "pages", ["score.py", "{out}"]),
        ("pages", "wcxb", corpus / "wcxb", ["score.py", "{out}"]),
        ("clean", "xss", corpus / "xss/harmless.jsonl", ["check.py", "harmless", "{out}"]),
        ("clean", "xss", corpus / "xss/snippets.jsonl", ["check.py", "snippets", "{out}"]),
        ("revisions", "revisions", corpus / "revisions/dev.jsonl.gz", ["score.py", "{gold}", "{out}", "--json"]),
        (
            "revisions",
            "revisions",
            corpus / "revisions/dev-synthetic.jsonl.gz",
            ["score.py", "{gold}", "{out}", "--json"],
        ),
    ]
    found = 0
    with tempfile.TemporaryDirectory() as temporary:
        for kind, folder, gold, command in tasks:
            if not gold.exists():
                continue
            found += 1
            out = Path(temporary) / "predictions.jsonl"
            print(f"== {kind}: {gold.name}", flush=True)
            if folder == "pages" and with_peers:
                write_lines(compare_folder(gold), out)
            else:
                watch = Stopwatch()
                with watch:
                    count = write_lines(predict(kind, gold), out)
                print(f"{count} records in {watch.seconds:.1f} s of processor time", flush=True)
            if kind == "sections":
                texts = [record["text"] for record in read_lines(gold)]
                print(describe_speed(texts, watch.seconds, gold), flush=True)
            words = [word.format(gold=gold.resolve(), out=out) for word in command]
            if kind == "revisions":
                print(compare_matchers(gold, out, [sys.executable, *words], corpus / folder), flush=True)
            else:
                subprocess.run([sys.executable, *words], cwd=corpus / folder, check=True)
    if not found:
        print(f"no corpus in {corpus}: it has none of sections/, pages/, wcxb/, xss/, revisions/", file=sys.stderr)
    return 0 if found else 2


def compare_matchers(gold: Path, out: Path, command: Sequence[str], folder: Path) -> str:
    """Return a table of what the scorer says of our predictions, which `out` holds, and of each simple way's."""
    from tests.quality import revisions

    def run_scorer() -> dict[str, Any]:
        overall: dict[str, Any] = json.loads(
            subprocess.run(command, cwd=folder, check=True, capture_output=True).stdout
        )["OVERALL"]
        return overall

    scores = {"identify": run_scorer()}
    missed = revisions.count_untold(read_lines(gold), read_lines(out))
    for name, way in revisions.BASELINES.items():
        write_lines((revisions.predict_simply(record, way) for record in read_lines(gold)), out)
        scores[name] = run_scorer()
    kinds = ", ".join(f"{number} in {kind}" for kind, number in missed.items()) or "none"
    return f"{revisions.format_scores(scores)}\nchanges that identify calls none: {kinds}"


def describe_speed(texts: Iterable[str], seconds: float, source: Path | None) -> str:
    """Say how fast texts were read, and in how much memory."""
    size = sum(len(text.encode()) for text in texts)
    peak = measure_peak("sections", source)
    return f"{size / 1e6:.1f} MB of text, {size / 1e6 / seconds:.2f} MB/s, peak memory {peak:.0f} MiB"


def compare_folder(folder: Path) -> Iterable[Mapping[str, Any]]:
    """Score all extractors on a folder of saved pages, print their table, and return our own predictions."""
    from tests.quality import pages, peers
    from tests.quality.scoring import score_pages

    names = peers.list_installed()
    found, costs = peers.extract_all(pages.read_folder(folder), names)
    gold = list(read_lines(folder / "gold.jsonl"))
    print_comparison({name: score_pages(gold, found[name]) for name in names}, costs, folder)
    return found[peers.OURS].values()


def print_comparison(rows: Mapping[str, Mapping[str, float]], costs: Mapping[str, float], source: Path | None) -> None:
    """Print every column of each extractor, what a page costs it, and its peak memory in a process of its own."""
    from tests.quality.scoring import format_table

    print(format_table({name: dict(columns) for name, columns in rows.items()}), flush=True)
    for name in rows:
        print(f"{name}: {costs[name]:.1f} ms a page, peak memory {measure_peak('pages', source, name):.0f} MiB")


# Our own set ---------------------------------------------------------------------------------------------------------


def score_own(*, with_peers: bool, record: bool) -> int:
    """Score our own set, and record floors or hold the figures against them."""
    from tests.quality import floors, peers
    from tests.quality.revisions import describe_own
    from tests.quality.scoring import format_table

    watch = Stopwatch()
    figures = floors.measure_sections(watch)
    print("== sections")
    print(format_table(figures))
    texts = [text["text"] for text in floors.list_records()]
    print(describe_speed(texts, watch.seconds, None), flush=True)
    print("== pages")
    names = peers.list_installed() if with_peers else [peers.OURS]
    found, costs = peers.extract_all(floors.list_saved(), names)
    rows = {name: floors.measure_pages(found[name]) for name in names}
    print_comparison(rows, costs, None)
    figures["pages"] = rows[peers.OURS]
    print(f"== revisions\n{describe_own()}")
    if record:
        floors.write_floors(figures)
        print(f"floors recorded in {floors.PATH}", file=sys.stderr)
        return 0
    falls = floors.find_falls(figures, floors.read_floors())
    print("\n".join(falls) or "no figure is below its floor")
    return 1 if falls else 0


def export_own(folder: Path) -> None:
    """Write our own set as a corpus: records and gold answers in the form that other scorers read."""
    from tests.quality import floors
    from tests.quality.own.saved import read_pages

    (folder / "sections").mkdir(parents=True, exist_ok=True)
    (folder / "pages").mkdir(exist_ok=True)
    write_lines(floors.list_records(), folder / "sections" / "dev.jsonl")
    write_lines((page.gold for page in read_pages()), folder / "pages" / "gold.jsonl")
    for page in read_pages():
        (folder / "pages" / f"{page.name}.html.gz").write_bytes(gzip.compress(page.data, mtime=0))


def print_peak(kind: str, source: Path | None, extractor: str) -> None:
    """Do the work of one kind and print this process's peak memory in MiB: `cost.measure_peak` reads it."""
    from tests.quality import floors, pages, peers, sections

    if kind == "sections":
        for record in read_lines(source) if source else floors.list_records():
            sections.predict(record)
    else:
        extract = peers.load_extractor(extractor)
        for page in pages.read_folder(source) if source else floors.list_saved():
            extract(page, Stopwatch())
    print(read_peak())


# The command line ----------------------------------------------------------------------------------------------------


def read_arguments(words: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality", description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    own = commands.add_parser("own", help="score our own set; exits with 1 if a figure is below its floor")
    own.add_argument("--peers", action="store_true", help="score other extractors beside us")
    own.add_argument("--record", action="store_true", help="record the figures as floors")
    own.add_argument("--export", type=Path, metavar="DIR", help="only write the set as a corpus")
    scoring = commands.add_parser("score", help="predict and score all that a corpus holds")
    scoring.add_argument("corpus", type=Path)
    scoring.add_argument("--peers", action="store_true", help="score other extractors beside us")
    predicting = commands.add_parser("predict", help="write predictions for a scorer")
    predicting.add_argument("kind", choices=KINDS)
    predicting.add_argument("source", type=Path, help="JSON lines, packed or not; for pages, a folder")
    predicting.add_argument("out", type=Path)
    peak = commands.add_parser("peak", help="print the peak memory of one kind of work, in MiB")
    peak.add_argument("kind", choices=("sections", "pages"))
    peak.add_argument("source", type=Path, nargs="?", help="as for predict; our own set if not given")
    peak.add_argument("--extractor", default="publisher")
    fuzzing = commands.add_parser("fuzz", help="look for crashes and lost words, guided by coverage (needs atheris)")
    fuzzing.add_argument("--seconds", type=int, default=60, help="for each format")
    fuzzing.add_argument("--format", choices=("txt", "md", "html", "all"), default="all")
    fuzzing.add_argument("--corpus", type=Path, help="inputs to begin with; those found are added")
    return parser.parse_args(words)


def main() -> int:
    """Run the command line."""
    arguments = read_arguments()
    if arguments.command == "predict":
        count = write_lines(predict(arguments.kind, arguments.source), arguments.out)
        print(f"{count} predictions in {arguments.out}", file=sys.stderr)
        return 0
    if arguments.command == "peak":
        print_peak(arguments.kind, arguments.source, arguments.extractor)
        return 0
    if arguments.command == "score":
        return score(arguments.corpus, with_peers=arguments.peers)
    if arguments.command == "fuzz":
        from tests.quality import fuzz

        return fuzz.run(arguments.format, arguments.seconds, arguments.corpus)
    if arguments.export:
        export_own(arguments.export)
        return 0
    return score_own(with_peers=arguments.peers, record=arguments.record)


if __name__ == "__main__":
    sys.exit(main())
