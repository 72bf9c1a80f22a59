"""Predicts the articles of saved pages, to be scored against what people found in them."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from publisher.clean import Cleaner
from publisher.dates import rfc3339
from publisher.errors import SourceError
from publisher.model import Block, DayOrTime, Document, Kind, Raw
from publisher.parse import ParseOptions, parse_article


class Saved(NamedTuple):
    """A page as it was found."""

    name: str
    data: bytes
    address: str


def read_folder(folder: Path) -> Iterator[Saved]:
    """Read saved pages.

    Args:
        folder: Has ``gold.jsonl``, of which only ``id`` and ``url`` are read, and for each line ``<id>.html.gz``.
    """
    with (folder / "gold.jsonl").open(encoding="utf-8") as lines:
        pages = [(record["id"], record["url"]) for record in map(json.loads, lines)]
    for name, address in pages:
        yield Saved(name, gzip.decompress((folder / f"{name}.html.gz").read_bytes()), address)


def predict(page: Saved) -> dict[str, Any] | None:
    """Read a page as the publisher would, knowing nothing but its bytes and its address; None if it is refused."""
    try:
        document = parse_article(Raw(name=f"{page.name}.html", data=page.data), ParseOptions(), address=page.address)
    except SourceError as error:
        print(error, file=sys.stderr)
        return None
    return {
        "id": page.name,
        "title": document.title,
        "byline": "; ".join(document.metadata.authors),
        "published": _write_date(document.metadata.date) if document.metadata.date else "",
        # A caption is its figure's, not the text's.
        "text": "\n".join(
            part
            for part in (document.standfirst, *(b.text for b in document.blocks if b.kind is not Kind.FIGURE))
            if part
        ),
        "headings": [
            {"level": block.level, "text": block.text} for block in document.blocks if block.kind is Kind.HEADING
        ],
        "html": _clean(document, page.address),
    }


def _write_date(when: DayOrTime) -> str:
    return rfc3339(when) if isinstance(when, datetime) else when.isoformat()


@cache
def _cleaner() -> Cleaner:
    return Cleaner()


def _clean(document: Document, address: str) -> str:
    try:
        return _cleaner().clean("\n".join(map(_write, document.blocks)), address)
    except SourceError as error:
        print(error, file=sys.stderr)
        return ""


def _write(block: Block) -> str:
    if not block.level:
        return block.html
    # Links inside the article keep what they point to.
    own = f' id="{escape(block.anchor)}"' if block.anchor else ""
    return f"<h{block.level}{own}>{block.html}</h{block.level}>"
