"""Trains the network that judges the units of plain text, and writes `publisher/parse/plaintext/network.bin`.

    python -m tests.quality.fit_network DIR [--epochs N] [--held-out] [--no-write] [--out FILE]

DIR holds ``copied/dev.jsonl.gz`` and ``sections/dev.jsonl.gz``. With ``--held-out`` one in five sources and one in five
pages are kept out of training, and printed is how well their texts are read by what would be written. The same corpus
gives the same bytes where numpy and its linear algebra are the same and run in one thread: OPENBLAS_NUM_THREADS=1.
"""

from __future__ import annotations

import argparse
import sys
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

import publisher.parse.plaintext.network as target
from publisher.model import Metadata
from publisher.parse.plaintext.judge import judge
from publisher.parse.plaintext.network import Network, unpack_network
from tests.quality.cost import Stopwatch
from tests.quality.float_network import (
    Adam,
    Dropout,
    Weights,
    add_rare_words,
    join_samples,
    measure_batch,
    pack_weights,
    start_weights,
)
from tests.quality.gold_states import (
    PARTS,
    Record,
    Sample,
    find_common_words,
    is_held_page,
    is_held_source,
    read_corpus,
    read_sample,
    read_text,
)
from tests.quality.grafts import make_grafts
from tests.quality.scoring import SectionScore, format_table

EPOCHS = 11
RATE = 0.01
WARM_UP = 50
"""Steps until the rate is full; from the first on it falls to 0 at the last."""
BATCH = 6000
"""Units of a batch."""
LONGEST = 1500
"""Longer texts are left out of training."""
JITTER = 10
"""Texts of a batch are about as long as each other; how long each counts as differs by less than this each time."""
GRAFT_WEIGHT = 0.5
SEED = 1
COLUMNS = ("n", "headF1", "title", "liF1", "paraF1", "boilP", "boilR", "exact", "perfect")


def fit(samples: Sequence[Sample], *, epochs: int = EPOCHS, batch: int = BATCH, warm_up: int = WARM_UP) -> Weights:
    """Return weights that explain the states of the samples."""
    random = np.random.default_rng(SEED)
    common = find_common_words(sample for sample in samples if sample.weight == 1)
    adam = Adam(start_weights(random, common))
    samples = [sample for sample in samples if len(sample) <= LONGEST]
    dropout = Dropout(random)
    done = 0
    for epoch in range(epochs):
        batches = list(_cut_batches(samples, batch, random))
        order = random.permutation(len(batches)).tolist()
        loss = 0.0
        watch = Stopwatch()
        for n, k in enumerate(order):
            with watch:
                found, slopes = measure_batch(adam.weights, join_samples(batches[k], common), dropout)
                rate = RATE * (1 - (epoch + n / len(order)) / epochs) * min(1, (done + 1) / warm_up)
                adam.step(slopes, rate)
            done += 1
            loss += found
            _report(f"epoch {epoch + 1} of {epochs}, batch {n + 1} of {len(order)}, loss {loss / (n + 1):.4f}")
        _report(f"epoch {epoch + 1} of {epochs}: loss {loss / len(order):.4f}, {watch.seconds:.0f} s\n")
    return add_rare_words(adam.weights, common)


def _cut_batches(samples: Sequence[Sample], size: int, random: np.random.Generator) -> Iterator[list[Sample]]:
    lengths = np.array([len(sample) for sample in samples]) + random.random(len(samples)) * JITTER
    batch: list[Sample] = []
    units = 0
    for n in np.argsort(lengths, kind="stable").tolist():
        if batch and units + len(samples[n]) > size:
            yield batch
            batch, units = [], 0
        batch.append(samples[n])
        units += len(samples[n])
    if batch:
        yield batch


def _report(text: str) -> None:
    """Show progress to a person."""
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def read_samples(records: Sequence[Record]) -> list[Sample]:
    """Return the samples of some records, and of the grafts made of them."""
    samples = []
    for n, record in enumerate(records):
        samples.append(read_sample(record))
        _report(f"read {n + 1} of {len(records)} records")
    for n, record in enumerate(make_grafts(records, SEED)):
        samples.append(read_sample(record, GRAFT_WEIGHT))
        _report(f"made {n + 1} grafts")
    return [sample for sample in samples if sample is not None]


def predict(network: Network, record: Record) -> dict[str, Any]:
    """Say what each unit of a text is by the network, the zones and what is marked in the text."""
    reading = read_text(record["text"])
    judge(reading, Metadata(), network)
    return {
        "blocks": [
            {"kind": str(kind), "line_start": unit.first + 1, "line_end": unit.last + 1}
            for unit, kind in zip(reading.units, reading.kinds, strict=True)
        ]
    }


def describe(network: Network, records: Sequence[Record]) -> str:
    """Return a table of how well texts are read: by part of the corpus, by flavour and selection of the copied part."""
    scores: dict[str, SectionScore] = {}
    for n, record in enumerate(records):
        names = [record["part"]]
        if record["part"] == "copied":
            words = ("as is",) if record.get("as_is") else (record["flavour"], record.get("selection") or "")
            names.append(" ".join(("copied:", *words)).strip())
        else:
            names.append(f"{record['part']}: {record['flavour']}")
        found = predict(network, record)
        for name in names:
            scores.setdefault(name, SectionScore()).count(record, found)
        _report(f"judged {n + 1} of {len(records)} texts")
    _report("")
    rows = {name: scores[name].columns() for name in sorted(scores)}
    return format_table({name: {column: row[column] for column in COLUMNS} for name, row in rows.items()})


def read_arguments(words: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality.fit_network", description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path, metavar="DIR", help="has " + ", ".join(f"{n}/dev.jsonl.gz" for n in PARTS))
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--held-out", action="store_true", help="judge by sources and pages kept out of training")
    parser.add_argument("--no-write", action="store_true", help="only train, and judge with --held-out")
    parser.add_argument("--out", type=Path, default=Path(str(target.__file__)).with_name("network.bin"))
    return parser.parse_args(words)


def main(words: Sequence[str] | None = None) -> int:
    """Run the command line."""
    arguments = read_arguments(words)
    missing = [name for name in PARTS if not (arguments.corpus / name / "dev.jsonl.gz").is_file()]
    if missing:
        print(f"no {missing[0]}/dev.jsonl.gz in {arguments.corpus}", file=sys.stderr)
        return 2
    records = read_corpus(arguments.corpus)
    held = [record for record in records if is_held_source(record)] if arguments.held_out else []
    if arguments.held_out:
        records = [record for record in records if not is_held_source(record) and not is_held_page(record)]
    samples = read_samples(records)
    units = sum(map(len, samples))
    print(f"{len(records)} texts and {len(samples) - len(records)} grafts of them, {units} units", flush=True)
    data = pack_weights(fit(samples, epochs=arguments.epochs))
    packed = zlib.compress(data, 9)
    print(f"{len(data)} bytes of weights, {len(packed)} packed", flush=True)
    if not arguments.no_write:
        arguments.out.write_bytes(packed)
    network = unpack_network(data)
    for name, is_seen in (("unseen", False), ("seen", True)):
        found = [record for record in held if _is_seen(record) is is_seen]
        if found:
            print(f"== held-out sources, {name} pages\n{describe(network, found)}", flush=True)
    return 0


def _is_seen(record: Record) -> bool:
    """Return whether the page around a text was seen in training, with other articles."""
    return record.get("page") is not None and not is_held_page(record) and not record.get("as_is")


if __name__ == "__main__":
    sys.exit(main())
