"""What every format does with its blocks once it has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from publisher.model import Block, Kind, LineKind, Note

_LINE_KINDS = {
    Kind.HEADING: LineKind.HEADING,
    Kind.PARAGRAPH: LineKind.PARAGRAPH,
    Kind.LIST: LineKind.ITEM,
    Kind.QUOTE: LineKind.QUOTE,
    Kind.CODE: LineKind.CODE,
    Kind.TABLE: LineKind.TABLE,
    Kind.FIGURE: LineKind.FIGURE,
    Kind.RULE: LineKind.RULE,
}


def normalise_levels(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Number the heading levels that are in use from 1, without gaps.

    >>> normalise_levels([Block(kind=Kind.HEADING, html="", text="", level=n) for n in (2, 4)])[1].level
    2
    """
    levels = sorted({block.level for block in blocks if block.level})
    ranks = {level: rank for rank, level in enumerate(levels, start=1)}
    return tuple(replace(block, level=ranks[block.level]) if block.level else block for block in blocks)


def note_block(block: Block, reason: str) -> Note:
    """Say of a block what it was taken for, and why."""
    depth = 1 if block.kind is Kind.LIST else 0
    return Note(
        line=block.line,
        line_end=block.line,
        kind=_LINE_KINDS[block.kind],
        text=block.text,
        reason=reason,
        level=block.level,
        depth=depth,
        ordered=block.html.startswith("<ol"),
    )
