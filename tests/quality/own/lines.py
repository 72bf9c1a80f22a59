"""The lines of a text as they are written, and the blocks they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from publisher.model import LineKind
from tests.quality.own.articles import Part


@dataclass(slots=True)
class Text:
    """Lines so far, and the gold block of each."""

    lines: list[str] = field(default_factory=list)
    blocks: list[dict[str, Any]] = field(default_factory=list)

    def add(self, kind: LineKind, lines: Sequence[str], **facts: int) -> None:
        """Write a block."""
        first = len(self.lines) + 1
        self.lines += lines
        self.blocks.append({"kind": str(kind), "line_start": first, "line_end": len(self.lines), **facts})

    def skip(self, count: int = 1) -> None:
        """Write blank lines, but none at the head."""
        if self.lines:
            self.lines += [""] * count


def list_facts(part: Part) -> dict[str, int]:
    """Return what a gold block says beside its kind: the level of a heading, the depth of an item."""
    if part.kind is LineKind.HEADING:
        return {"level": part.level}
    return {"depth": part.level, "ordered": part.ordered} if part.kind is LineKind.ITEM else {}


def split_cells(line: str) -> list[str]:
    """Return the cells of a row.

    >>> split_cells("Salt | 10 g")
    ['Salt', '10 g']
    """
    return [cell.strip() for cell in line.split("|")]
