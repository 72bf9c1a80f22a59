"""Articles of our own, written once in a small form from which every flavour is made.

The head of a file has a ``key: value`` on each line, down to the first blank one; below it each line is a block::

    # Heading      ## Lower     > Quotation
    - Item         -- Deeper    + Numbered item
        Code       | Cell | Cell     ~ Verse
    @ Furniture between two blocks

All else is a paragraph. Lines of code, of a table and of verse that follow each other are one block.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from publisher.model import LineKind

FOLDER = Path(__file__).parent / "articles"
_MARKS = {
    "# ": (LineKind.HEADING, 1),
    "## ": (LineKind.HEADING, 2),
    "> ": (LineKind.QUOTE, 0),
    "- ": (LineKind.ITEM, 1),
    "-- ": (LineKind.ITEM, 2),
    "+ ": (LineKind.ITEM, 1),
    "    ": (LineKind.CODE, 0),
    "| ": (LineKind.TABLE, 0),
    "~ ": (LineKind.QUOTE, 0),
    "@ ": (LineKind.FURNITURE, 0),
}
_RUNS = frozenset({"    ", "| ", "~ "})
_MARK = re.compile(r"##? |> |--? |\+ | {4}|\| |~ |@ ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A block of an article."""

    kind: LineKind
    lines: tuple[str, ...]
    """One, but for code, tables and verse."""
    level: int = 0
    """Of a heading; of an item, its depth."""
    ordered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article and the furniture of the page that it might have stood on."""

    name: str
    language: str
    flavours: tuple[str, ...]
    title: str
    deck: str = ""
    top: tuple[str, ...] = ()
    """Furniture above the title."""
    byline: tuple[str, ...] = ()
    """Furniture below the title."""
    contents: str = ""
    """What stands above the table of contents, if there is one."""
    tail: tuple[str, ...] = ()
    """Furniture at the end."""
    parts: tuple[Part, ...]


def read_article(name: str, text: str) -> Article:
    """Read one file.

    Raises:
        ValueError: A key is unknown or missing.
    """
    head, _, body = text.partition("\n\n")
    values: dict[str, list[str]] = defaultdict(list)
    for line in head.splitlines():
        key, _, value = line.partition(": ")
        values[key].append(value)
    if unknown := values.keys() - {"lang", "flavours", "title", "deck", "top", "byline", "contents", "tail"}:
        raise ValueError(f"{name}: unknown keys {sorted(unknown)}")
    return Article(
        name=name,
        language=values["lang"][0],
        flavours=tuple(values["flavours"][0].split(", ")),
        title=values["title"][0],
        deck="".join(values["deck"]),
        top=tuple(values["top"]),
        byline=tuple(values["byline"]),
        contents="".join(values["contents"]),
        tail=tuple(values["tail"]),
        parts=tuple(_read_parts(body)),
    )


def _read_parts(body: str) -> list[Part]:
    marked = [(found[0] if (found := _MARK.match(line)) else "", line) for line in body.splitlines() if line.strip()]
    parts = []
    for mark, group in groupby(marked, key=lambda pair: pair[0]):
        kind, level = _MARKS.get(mark, (LineKind.PARAGRAPH, 0))
        lines = tuple(line.removeprefix(mark) for _, line in group)
        pieces = [lines] if mark in _RUNS else [(line,) for line in lines]
        parts += [Part(kind=kind, lines=piece, level=level, ordered=mark == "+ ") for piece in pieces]
    return parts


@cache
def read_articles() -> tuple[Article, ...]:
    """Read all files, by name."""
    return tuple(read_article(path.stem, path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.txt")))
