"""What a rule is."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.model import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Something that a feed should keep."""

    id: str
    """Short and for ever the same."""
    level: Level
    title: str
    """The rule in one sentence."""
    source: str
    """The specification and its clause, or the readers that were seen to fail."""
    cure: str
    """What to do about a feed that breaks it."""


def error(name: str, source: str, title: str, cure: str) -> Rule:
    """Make a rule that no feed may break."""
    return Rule(id=name, level=Level.ERROR, title=title, source=source, cure=cure)


def warning(name: str, source: str, title: str, cure: str) -> Rule:
    """Make a rule that costs readers when it is broken."""
    return Rule(id=name, level=Level.WARNING, title=title, source=source, cure=cure)


def note(name: str, source: str, title: str, cure: str) -> Rule:
    """Make a rule that is good to keep."""
    return Rule(id=name, level=Level.NOTE, title=title, source=source, cure=cure)
