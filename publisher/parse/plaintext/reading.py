"""What is known of a text while it is being read: its units, and what each was taken for so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from publisher.model import LineKind
from publisher.parse.plaintext.layout import Layout, Unit, join_lines


@dataclass(slots=True, kw_only=True)
class Reading:
    """The units of one text and the verdicts on them; every pass may overrule what stands for an unread unit."""

    lines: list[str]
    layout: Layout
    units: list[Unit]
    kinds: list[LineKind] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    """Of headings; 0 for all else."""
    columns: list[int] = field(default_factory=list)
    """How wide the text of each unit is."""
    listed: set[str] = field(default_factory=set)
    """Texts that a table of contents names, in lower case."""

    decided: set[int] = field(default_factory=set)
    """Units of which no later pass asks what they are."""
    plain: set[int] = field(default_factory=set)
    """Units that are no headings, whatever else they are."""
    joined: dict[int, int] = field(default_factory=dict)
    """For each unit that a page break parted from one above: which one that is."""

    def __post_init__(self) -> None:
        """Begin with what the form of each unit says."""
        self.kinds = [unit.kind for unit in self.units]
        self.reasons = [unit.reason or _FORMS[unit.kind] for unit in self.units]
        self.decided = {n for n, unit in enumerate(self.units) if unit.reason}
        self.levels = [0] * len(self.units)
        measure = self.layout.measure
        self.columns = [measure(unit.text) for unit in self.units]

    def settle(self, n: int, kind: LineKind, reason: str) -> None:
        """Take a unit for something, and say why."""
        self.kinds[n] = kind
        self.reasons[n] = reason

    def decide(self, n: int, kind: LineKind, reason: str) -> None:
        """Take a unit for something, and let no later pass ask again."""
        self.settle(n, kind, reason)
        self.decided.add(n)

    def join(self, n: int, above: int) -> None:
        """Take a unit for the rest of one above it."""
        self.joined[n] = self.joined.get(above, above)
        self.decide(n, self.kinds[n], "goes on after a page break")

    def join_texts(self) -> dict[int, str]:
        """Return the whole text of each unit that page breaks part."""
        parts: dict[int, list[str]] = {}
        for n, above in self.joined.items():
            parts.setdefault(above, [self.units[above].text]).append(self.units[n].text)
        return {n: join_lines(texts) for n, texts in parts.items()}


_FORMS = {
    LineKind.PARAGRAPH: "text",
    LineKind.ITEM: "begins with a bullet or a number",
    LineKind.CODE: "looks like code",
    LineKind.TABLE: "cells apart by bars or tabs",
    LineKind.RULE: "a drawn line",
    LineKind.METADATA: "a bullet whose text is on the next line",
    LineKind.HEADING: "underlined",
}
