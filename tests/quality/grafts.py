"""Makes more texts to train on: excerpts, parts of copied pages, and articles in pages that they are not from.

All are made of gold answers alone. An excerpt is a short text without a page around it, as people type. An article is
put into another page so that no words of the page tell the article; a part is what a person selects who does not begin
and end exactly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from tests.quality.gold_states import FURNITURE_KINDS, UNSCORED_KINDS

Record = Mapping[str, Any]

EXCERPTS = 0.5
"""The share of texts of which an excerpt is made."""
SHORTEST, LONGEST = 2, 15
"""An excerpt has at least and at most so many blocks below the title."""
GRAFTS = 2
"""Of each article."""
PARTED = 0.5
"""The share of grafts of which only a part is taken."""
ABOVE, BELOW = 14, 25
"""Parts have at most so many lines above and below the article."""
LEAST_BLOCKS = 4
DECK_FIRST = 0.7
"""The share of grafts with the standfirst above the furniture that is below the title."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A block, its lines, and how many blank lines are above it."""

    block: Record
    lines: list[str]
    gap: int

    @property
    def kind(self) -> str:
        """The kind of the block."""
        return str(self.block["kind"])


def make_grafts(records: Sequence[Record], seed: int) -> Iterator[Record]:
    """Yield excerpts of the records, and parts and grafts of those that were copied from pages."""
    random = Random(seed)
    for record in records:
        if random.random() < EXCERPTS and (excerpt := take_excerpt(cut_pieces(record), random)):
            yield join_pieces(record, record, excerpt, "part")
    copied = [record for record in records if record["flavour"] == "copied" and not record.get("as_is")]
    alike: dict[tuple[bool, bool], list[Record]] = defaultdict(list)
    for record in copied:
        alike[_sort_style(record)].append(record)
    for record in copied:
        pieces = cut_pieces(record)
        if record["selection"] == "whole" and (part := take_part(pieces, random)):
            yield join_pieces(record, record, part, "part")
        for _ in range(GRAFTS):
            # Gaps and bullets of the two must be alike.
            page = random.choice(alike[_sort_style(record)])
            if page["source"] == record["source"]:
                continue
            grafted = graft(pieces, cut_pieces(page), random)
            if not grafted:
                continue
            if random.random() < PARTED:
                yield join_pieces(record, page, take_part(grafted, random), "part")
            else:
                yield join_pieces(record, page, grafted, "whole")


def _sort_style(record: Record) -> tuple[bool, bool]:
    return "tight" in record["style"], "bullets" in record["style"]


def cut_pieces(record: Record) -> list[Piece]:
    """Cut a text at its blocks."""
    lines = record["text"].split("\n")
    pieces = []
    end = 0
    for block in record["blocks"]:
        start = block["line_start"] - 1
        pieces.append(Piece(block, lines[start : block["line_end"]], start - end))
        end = block["line_end"]
    return pieces


def join_pieces(article: Record, page: Record, pieces: Sequence[Piece], selection: str) -> Record:
    """Return a record of some pieces of an article and of a page."""
    lines: list[str] = []
    blocks = []
    for piece in pieces:
        if lines:
            lines += [""] * piece.gap
        blocks.append({**piece.block, "line_start": len(lines) + 1, "line_end": len(lines) + len(piece.lines)})
        lines += piece.lines
    return {
        **article,
        "page": page.get("page"),
        "selection": selection,
        "text": "\n".join(lines),
        "blocks": blocks,
    }


def take_excerpt(pieces: Sequence[Piece], random: Random) -> list[Piece]:
    """Return the title and some neighbouring blocks of the body, without furniture; nothing if there is no title."""
    own = [pieces[n] for n in _list_inside(pieces)]
    body = [piece for piece in own if piece.kind not in {"title", "deck"}]
    if not own or own[0].kind != "title" or len(body) < SHORTEST:
        return []
    count = min(random.randint(SHORTEST, LONGEST), len(body))
    start = random.randint(0, len(body) - count)
    return [own[0], *body[start : start + count]]


def take_part(pieces: Sequence[Piece], random: Random) -> list[Piece]:
    """Leave out all but a few lines above and below the article; return nothing if there is no article."""
    inside = _list_inside(pieces)
    if not inside:
        return []
    above = _cut_lines(pieces[: inside[0]])
    below = _cut_lines(pieces[inside[-1] + 1 :])
    count = random.randint(0, ABOVE)
    return [
        *above[max(len(above) - count, 0) :],
        *pieces[inside[0] : inside[-1] + 1],
        *below[: random.randint(0, BELOW)],
    ]


def _list_inside(pieces: Sequence[Piece]) -> list[int]:
    """Return which pieces are of the article."""
    return [n for n, piece in enumerate(pieces) if piece.kind not in FURNITURE_KINDS | UNSCORED_KINDS]


def _cut_lines(pieces: Sequence[Piece]) -> list[Piece]:
    """Cut runs of furniture, which are one block each, into lines."""
    cut = []
    for piece in pieces:
        if piece.kind == "boilerplate":
            cut += [Piece(piece.block, [line], 0 if n else piece.gap) for n, line in enumerate(piece.lines)]
        else:
            cut.append(piece)
    return cut


def graft(article: Sequence[Piece], page: Sequence[Piece], random: Random) -> list[Piece]:
    """Put an article in the place of a page's own, with what is strewn into that; return nothing if either is odd."""
    own, other = [article[n] for n in _list_inside(article)], _list_inside(page)
    head = [piece for piece in own if piece.kind in {"title", "deck"}]
    body = [piece for piece in own if piece.kind not in {"title", "deck"}]
    other_body = [n for n in other if page[n].kind not in {"title", "deck"}]
    if min(len(own), len(other)) < LEAST_BLOCKS or not (head and body and other_body):
        return []
    if head[0].kind != "title" or page[other[0]].kind != "title":
        return []
    between: list[Piece] = []
    strewn: dict[int, list[Piece]] = defaultdict(list)
    for n in range(other[0], other[-1] + 1):
        if page[n].kind not in {"boilerplate", "other"}:
            continue
        if n < other_body[0]:
            between.append(page[n])
        else:
            share = sum(m < n for m in other_body) / len(other_body)
            strewn[min(max(round(share * len(body)), 1), len(body) - 1)].append(page[n])
    decks = head[1:]
    below_title = [*decks, *between] if random.random() < DECK_FIRST else [*between, *decks]
    grafted = [*page[: other[0]], replace(head[0], gap=page[other[0]].gap), *below_title]
    for n, piece in enumerate(body):
        grafted += [*strewn[n], piece]
    return [*grafted, *page[other[-1] + 1 :]]
