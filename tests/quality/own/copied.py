"""Writes an article as a browser copies it: all of the page that it is on, or a part as somebody marks it.

A file of ``furniture/`` is a page without its article. Its head has the page's ``lang``; below it are what is `above`
the title, `under` it, `inside` the text (any number of boxes) and `below` the end, each after a line with its name::

    == above
    - Item of a menu
    Paragraph or other line      ? Caption, which may be counted as the article's or not

Blank lines are those between paragraphs. ``{title}`` is the article's title, ``{contents}`` a list of its headings.

Styles: `selection` is what `Selection.toString()` returns, a blank line after each paragraph; `innertext` has one
before it, too; `tight` has none. Items of lists are bare lines, as in Chrome, but with `+bullets`.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TypeVar

from publisher.model import LineKind
from tests.quality.own.articles import Article, Part
from tests.quality.own.lines import Text, list_facts, split_cells

FOLDER = Path(__file__).parent / "furniture"
STYLES = ("selection", "selection+bullets", "innertext", "innertext+bullets", "tight", "tight+bullets")
_T = TypeVar("_T")
_NAMES = ("above", "under", "inside", "below")
_SECTION = re.compile(r"^== (\w+)\n", re.MULTILINE)
_BULLETS = ("• ", "- ", "* ", "▪ ", "•\t", "◦ ")
_AFTER_NUMBERS = (". ", ".\t")
_MOST_ABOVE = 14
_MOST_BELOW = 25
_STRAY = 8
"""One page in so many is in any language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """A page without its article; each line is as it is in the file, a blank one is empty."""

    name: str
    language: str
    above: tuple[str, ...]
    under: tuple[str, ...]
    inside: tuple[tuple[str, ...], ...]
    below: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A block of the page; one without lines is a gap between paragraphs."""

    kind: LineKind = LineKind.FURNITURE
    lines: tuple[str, ...] = ()
    facts: dict[str, int] = field(default_factory=dict)
    number: int | None = None
    """Of an item of a list; 0 if it has a bullet."""


_GAP = _Piece()


def read_furniture(name: str, text: str) -> Furniture:
    """Read one file.

    Raises:
        ValueError: A section is unknown, missing or there twice.
    """
    head, *rest = _SECTION.split(text)
    names = rest[::2]
    if names.count("inside") != len(names) - 3 or {*names, "inside"} != {*_NAMES}:
        raise ValueError(f"{name}: sections are {names}")
    sections = [(part, tuple(body.rstrip("\n").split("\n"))) for part, body in zip(names, rest[1::2], strict=True)]
    one = dict(sections)
    return Furniture(
        name=name,
        language=head.strip().removeprefix("lang: "),
        above=one["above"],
        under=one["under"],
        inside=tuple(lines for part, lines in sections if part == "inside"),
        below=one["below"],
    )


@cache
def read_furnitures() -> tuple[Furniture, ...]:
    """Read all files, by name."""
    return tuple(read_furniture(path.stem, path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.txt")))


def write_copied(article: Article, selection: str, text: Text) -> dict[str, str]:
    """Write the article in a page that its name chooses.

    Args:
        article: Its own furniture is left out.
        selection: `whole` or `part`.
        text: What is written to.

    Returns:
        What else a record says: style, page and the page's language.
    """
    seed = f"{article.name}:{selection}"
    pages = read_furnitures()
    own = [page for page in pages if page.language == article.language]
    if not own or _draw(f"{seed} stray", _STRAY) == 0:
        own = list(pages)
    # Both selections of an article are of different pages where a language has two.
    page = own[(_draw(article.name, len(own)) + (selection == "part")) % len(own)]
    style = _pick(STYLES, f"{seed} style")
    above, below = list(_read_lines(page.above, article)), list(_read_lines(page.below, article))
    if selection == "part":
        above = _cut(above[::-1], _draw(f"{seed} above", _MOST_ABOVE + 1))[::-1]
        below = _cut(below, _draw(f"{seed} below", _MOST_BELOW + 1))
    form, _, with_bullets = style.partition("+")
    bullets = (_pick(_BULLETS, seed), _pick(_AFTER_NUMBERS, seed)) if with_bullets else None
    before = _GAP
    for piece in [*above, *_list_article(article, page, seed), *below]:
        if piece is not _GAP:
            is_apart = before is _GAP or _is_paragraph(before) or (form == "innertext" and _is_paragraph(piece))
            if is_apart and form != "tight":
                text.skip()
            text.add(piece.kind, _mark(piece, bullets), **piece.facts)
        before = piece
    return {"style": style, "page": page.name, "page_lang": page.language}


def _mark(piece: _Piece, bullets: tuple[str, str] | None) -> tuple[str, ...]:
    """Return the lines of a piece, those of an item with its bullet or number if the browser copies it."""
    if bullets is None or piece.number is None:
        return piece.lines
    bullet, after = bullets
    mark = f"{piece.number}{after}" if piece.number else bullet
    return mark + piece.lines[0], *piece.lines[1:]


def _draw(seed: str, count: int) -> int:
    """Return a number below `count`, the same for the same seed wherever and whenever it is asked for."""
    return zlib.crc32(seed.encode()) % count


def _pick(values: Sequence[_T], seed: str) -> _T:
    return values[_draw(seed, len(values))]


def _is_paragraph(piece: _Piece) -> bool:
    return piece.kind in {LineKind.PARAGRAPH, LineKind.QUOTE}


def _cut(pieces: Sequence[_Piece], count: int) -> list[_Piece]:
    """Return the first pieces that have lines, and the gaps between them."""
    places = [n for n, piece in enumerate(pieces) if piece is not _GAP]
    return list(pieces[: places[count]]) if count < len(places) else list(pieces)


def _read_lines(lines: Sequence[str], article: Article) -> Iterator[_Piece]:
    for line in lines:
        if not line:
            yield _GAP
        elif line == "{contents}":
            for part in article.parts:
                if part.kind is LineKind.HEADING and part.level == 1:
                    yield _Piece(kind=LineKind.CONTENTS, lines=part.lines, number=0)
        else:
            shown = line.replace("{title}", article.title)
            if shown.startswith("- "):
                yield _Piece(lines=(shown[2:],), number=0)
            elif shown.startswith("? "):
                yield _Piece(lines=(shown[2:],), facts={"ignore": True})
            else:
                yield _Piece(lines=(shown,))


def _list_article(article: Article, page: Furniture, seed: str) -> Iterator[_Piece]:
    """Yield title and text with the page's boxes between its blocks."""
    yield _Piece(kind=LineKind.TITLE, lines=(article.title,))
    if article.deck:
        yield _Piece(kind=LineKind.DECK, lines=(article.deck,))
    yield from _read_lines(page.under, article)
    parts = [part for part in article.parts if part.kind is not LineKind.FURNITURE]
    boxes = dict(zip(_choose_places(parts, len(page.inside), seed), page.inside, strict=False))
    number = 0
    for n, part in enumerate(parts):
        yield from _read_lines(boxes.get(n, ()), article)
        number = number + 1 if part.ordered else 0
        lines = part.lines
        if part.kind is LineKind.TABLE:
            lines = tuple("\t".join(split_cells(line)) for line in lines)
        is_item = part.kind is LineKind.ITEM
        yield _Piece(kind=part.kind, lines=lines, facts=list_facts(part), number=number if is_item else None)


def _choose_places(parts: Sequence[Part], count: int, seed: str) -> list[int]:
    """Return before which parts boxes are: never in a list or behind a heading, nor two in one place."""
    free = [
        n
        for n in range(1, len(parts))
        if parts[n - 1].kind is not LineKind.HEADING and not parts[n - 1].kind is parts[n].kind is LineKind.ITEM
    ]
    if not free:
        return []
    step = len(free) / (count + 1)
    shift = _draw(f"{seed} boxes", max(1, int(step)))
    return sorted({free[int(step * n + shift) % len(free)] for n in range(1, count + 1)})
