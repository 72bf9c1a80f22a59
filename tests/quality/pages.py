"""Predicts the articles of a folder of saved pages, to be scored against what people found in them."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from publisher.clean import Cleaner
from publisher.dates import rfc3339
from publisher.errors import SourceError
from publisher.model import Block, Document, Kind, Raw
from publisher.parse import ParseOptions, parse_article


def predict_folder(folder: Path) -> Iterator[dict[str, object]]:
    """Read each page as the publisher would, knowing nothing but its bytes and its address.

    Args:
        folder: Has ``gold.jsonl``, of which only ``id`` and ``url`` are read, and for each line ``<id>.html.gz``.
    """
    with (folder / "gold.jsonl").open(encoding="utf-8") as lines:
        pages = [(record["id"], record["url"]) for record in map(json.loads, lines)]
    cleaner = Cleaner()
    for name, address in pages:
        raw = Raw(name=f"{name}.html", data=gzip.decompress((folder / f"{name}.html.gz").read_bytes()))
        try:
            document = parse_article(raw, ParseOptions(), address=address)
        except SourceError as error:
            print(error, file=sys.stderr)
            continue
        yield {
            "id": name,
            "title": document.title,
            "byline": "; ".join(document.metadata.authors),
            "published": rfc3339(document.metadata.date) if document.metadata.date else "",
            "text": "\n".join(
                part for part in (document.standfirst, *(block.text for block in document.blocks)) if part
            ),
            "headings": [
                {"level": block.level, "text": block.text} for block in document.blocks if block.kind is Kind.HEADING
            ],
            "html": _clean(cleaner, document, address),
        }


def _clean(cleaner: Cleaner, document: Document, address: str) -> str:
    try:
        return cleaner.clean("\n".join(map(_write, document.blocks)), address)
    except SourceError as error:
        print(error, file=sys.stderr)
        return ""


def _write(block: Block) -> str:
    return f"<h{block.level}>{block.html}</h{block.level}>" if block.level else block.html


if __name__ == "__main__":
    for prediction in predict_folder(Path(sys.argv[1])):
        print(json.dumps(prediction, ensure_ascii=False))
