"""Writes an article as people's plain texts look, and says what each line is.

`web`: copied from a page, one block a line, no blank lines, with the page's furniture. `blank`: blocks apart by blank
lines. `wrapped STYLE`: wrapped at 72 columns; headings are `bare`, `caps`, `underline`, `numbered` or `spaced`.
`dump`: a page as a text browser prints it. `copied whole`, `copied part`: out of a browser, with a page's furniture.
A flavour is a pure function of the article.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from textwrap import wrap
from typing import Any

from publisher.model import LineKind
from tests.quality.own.articles import Article, Part
from tests.quality.own.copied import write_copied
from tests.quality.own.lines import Text, list_facts, split_cells

_WIDTH = 72
_SPACELESS = frozenset({"ja", "zh"})
_UNDERLINES = ("=", "-", "~")
"""By level; a title has none."""
_TIGHT = frozenset({LineKind.ITEM, LineKind.FURNITURE, LineKind.CONTENTS})


def write_records(article: Article) -> Iterator[dict[str, Any]]:
    """Yield a record for each flavour of an article: its text, and what every line of it is."""
    for flavour in article.flavours:
        kind, _, style = flavour.partition(" ")
        text = Text()
        facts: dict[str, str | None] = {"style": style or None}
        if kind == "copied":
            facts = {"selection": style, **write_copied(article, style, text)}
        elif kind == "web":
            _write_web(article, text)
        elif kind == "dump":
            _write_dump(article, text)
        else:
            _write_apart(article, text, style=style)
        yield {
            "id": f"{article.name}:{flavour.replace(' ', '-')}",
            "source": "own",
            "lang": article.language,
            "flavour": kind,
            **facts,
            "text": "\n".join(text.lines),
            "blocks": text.blocks,
        }


def _list_parts(article: Article, *, with_furniture: bool) -> Iterator[Part]:
    """Yield the parts of the whole page, title and furniture among them."""

    def furniture(lines: Sequence[str]) -> Iterator[Part]:
        if with_furniture:
            yield from (Part(kind=LineKind.FURNITURE, lines=(line,)) for line in lines)

    yield from furniture(article.top)
    yield Part(kind=LineKind.TITLE, lines=(article.title,))
    if article.deck:
        yield Part(kind=LineKind.DECK, lines=(article.deck,))
    yield from furniture(article.byline)
    if article.contents:
        headings = [part.lines[0] for part in article.parts if part.kind is LineKind.HEADING and part.level == 1]
        yield from (Part(kind=LineKind.CONTENTS, lines=(line,)) for line in [article.contents, *headings])
    for part in article.parts:
        if part.kind is not LineKind.FURNITURE or with_furniture:
            yield part
    yield from furniture(article.tail)


def _write_web(article: Article, text: Text) -> None:
    number = 0
    for part in _list_parts(article, with_furniture=True):
        number = number + 1 if part.ordered else 0
        bullet = f"{number}. " if part.ordered else "- "
        if part.kind is LineKind.ITEM:
            text.add(part.kind, [bullet + part.lines[0]], **list_facts(part))
        elif part.kind is LineKind.TABLE:
            text.add(part.kind, ["\t".join(split_cells(line)) for line in part.lines])
        else:
            text.add(part.kind, part.lines, **list_facts(part))


def _write_apart(article: Article, text: Text, *, style: str) -> None:
    """Write blocks apart by blank lines; with a style, wrapped."""
    width = _WIDTH if style else 0
    parts = list(_list_parts(article, with_furniture=False))
    numbers = _number_headings(parts) if style == "numbered" else {}
    number = 0
    for n, (before, part) in enumerate(pairwise([None, *parts])):
        assert part is not None
        is_heading = part.kind is LineKind.HEADING
        if before is None or part.kind not in _TIGHT or before.kind is not part.kind:
            text.skip(2 if is_heading and style == "spaced" else 1)
        number = number + 1 if part.ordered else 0
        if is_heading or part.kind is LineKind.TITLE:
            text.add(part.kind, _write_heading(part, style, numbers.get(n, "")), **list_facts(part))
        else:
            text.add(part.kind, _write_part(part, number, width, article.language), **list_facts(part))


def _number_headings(parts: Sequence[Part]) -> dict[int, str]:
    found = {}
    above = below = 0
    for n, part in enumerate(parts):
        if part.kind is LineKind.HEADING:
            above, below = (above + 1, 0) if part.level == 1 else (above, below + 1)
            found[n] = f"{above}. " if part.level == 1 else f"{above}.{below} "
    return found


def _write_heading(part: Part, style: str, number: str) -> list[str]:
    line = number + part.lines[0]
    if style == "caps":
        return [line.upper()]
    if style == "underline":
        return [line, _UNDERLINES[part.level] * _count_columns(line)]
    return [line]


def _write_part(part: Part, number: int, width: int, language: str) -> list[str]:
    if part.kind is LineKind.ITEM:
        bullet = f"{number}. " if part.ordered else "- "
        indent = "  " * (part.level - 1)
        return _wrap(part.lines[0], width, language, indent + bullet, indent + " " * len(bullet))
    if part.kind is LineKind.QUOTE:
        lines = [line for verse in part.lines for line in _wrap(verse, width and width - 8, language)]
        return [f"    {line}" for line in lines] if width else [f"> {line}" for line in lines]
    if part.kind is LineKind.CODE:
        return [f"    {line}" for line in part.lines]
    if part.kind is LineKind.TABLE:
        return _align(part.lines)
    return _wrap(part.lines[0], width, language)


def _wrap(text: str, width: int, language: str, first: str = "", other: str = "") -> list[str]:
    if not width:
        return [first + text]
    if language in _SPACELESS:
        size = width // 2 - len(other)
        pieces = [text[start : start + size] for start in range(0, len(text), size)]
        return [(other if n else first) + piece for n, piece in enumerate(pieces)]
    return wrap(
        text, width, initial_indent=first, subsequent_indent=other, break_long_words=False, break_on_hyphens=False
    )


def _align(lines: Sequence[str]) -> list[str]:
    rows = [split_cells(line) for line in lines]
    widths = [max(_count_columns(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell + " " * (width - _count_columns(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _count_columns(text: str) -> int:
    """Return how wide a text is where characters of East Asia take two columns."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _write_dump(article: Article, text: Text) -> None:
    """Write what a text browser prints: text indented by three columns, headings less, links numbered."""
    links = number = 0
    # By-lines and marks of advertising are no links.
    plain = {*article.byline, *(part.lines[0] for part in article.parts if part.kind is LineKind.FURNITURE)}
    for before, part in pairwise([None, *_list_parts(article, with_furniture=True)]):
        assert part is not None
        if before is None or part.kind not in _TIGHT or before.kind is not part.kind:
            text.skip()
        number = number + 1 if part.ordered else 0
        if part.kind is LineKind.TITLE:
            line = part.lines[0]
            text.add(part.kind, [" " * max(0, (_WIDTH - _count_columns(line)) // 2) + line])
        elif part.kind is LineKind.HEADING:
            text.add(part.kind, ["  " * (part.level - 1) + part.lines[0]], **list_facts(part))
        elif part.kind in {LineKind.FURNITURE, LineKind.CONTENTS} and part.lines[0] not in plain:
            links += 1
            text.add(part.kind, _wrap(f"[{links}]{part.lines[0]}", _WIDTH, article.language, "     * ", "       "))
        elif part.kind is LineKind.ITEM:
            bullet = f"{number}. " if part.ordered else "* "
            indent = " " * (1 + 4 * part.level)
            lines = _wrap(part.lines[0], _WIDTH, article.language, indent + bullet, indent + " " * len(bullet))
            text.add(part.kind, lines, **list_facts(part))
        elif part.kind is LineKind.QUOTE:
            lines = [
                line for verse in part.lines for line in _wrap(verse, _WIDTH - 8, article.language, "     ", "     ")
            ]
            text.add(part.kind, lines)
        elif part.kind is LineKind.TABLE:
            text.add(part.kind, [f"   {line}" for line in _align(part.lines)])
        elif part.kind is LineKind.CODE:
            text.add(part.kind, [f"   {line}" for line in part.lines])
        else:
            text.add(part.kind, _wrap(part.lines[0], _WIDTH, article.language, "   ", "   "))
    _write_references(article, text, links)


def _write_references(article: Article, text: Text, links: int) -> None:
    if links:
        text.skip()
        text.add(LineKind.FURNITURE, ["References"])
        text.skip()
        for n in range(1, links + 1):
            text.add(LineKind.FURNITURE, [f"{n:4}. https://www.example.org/{article.name}/{n}"])
