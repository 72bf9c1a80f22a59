"""What a check finds, and how it is gathered."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from publisher.check.rules import RULES, Level

_MOST_OF_A_RULE = 50
_LONGEST_VALUE = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A place where a rule is broken."""

    rule: str
    """The rule's id."""
    level: Level
    line: int
    """Counted from 1; 0 where it is about no line."""
    message: str
    """What is wrong here, with the value at fault."""
    cure: str
    where: str
    """The item's id, or its number; empty for the feed itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """All that was found."""

    format: str
    """``rss``, ``atom``, ``json``, ``opml`` or ``unknown``."""
    findings: tuple[Finding, ...]
    """In the order of lines."""


@dataclass(slots=True, kw_only=True)
class Report:
    """Gathers findings, not more than fifty of a rule."""

    now: datetime
    where: str = ""
    """The item that is being looked at."""
    tags: int = 0
    """So many were read in contents: what takes long has an end."""
    _found: list[Finding] = field(default_factory=list)
    _counts: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, line: int, message: str, where: str | None = None) -> None:
        """Note that a rule is broken."""
        rule = RULES[name]
        self._counts[name] += 1
        if self._counts[name] <= _MOST_OF_A_RULE:
            self._found.append(
                Finding(
                    rule=name,
                    level=rule.level,
                    line=line,
                    message=message,
                    cure=rule.cure,
                    where=self.where if where is None else where,
                )
            )

    @property
    def has_errors(self) -> bool:
        """Whether any rule of the level error is broken."""
        return any(found.level is Level.ERROR for found in self._found)

    def close(self, kind: str) -> Checked:
        """Put the findings in order; the last of a rule says how many more there are."""
        more = {name: count - _MOST_OF_A_RULE for name, count in self._counts.items() if count > _MOST_OF_A_RULE}
        for name, count in more.items():
            self.add_summary(name, count)
        ordered = sorted(self._found, key=lambda found: found.line or 1 << 40)
        return Checked(format=kind, findings=tuple(ordered))

    def add_summary(self, name: str, count: int) -> None:
        """Say how many findings of a rule were left out."""
        rule = RULES[name]
        self._found.append(
            Finding(rule=name, level=rule.level, line=0, message=f"{count} more like this", cure=rule.cure, where="")
        )


def quote(value: str) -> str:
    r"""Show a value in a message, shortened, and so that nothing in it can be mistaken.

    >>> quote("a\n" * 90)[:10]
    "'a\\na\\na\\n"
    """
    cut = value if len(value) <= _LONGEST_VALUE else value[: _LONGEST_VALUE - 1] + "…"
    return ascii(cut) if any(not (character.isprintable()) for character in cut) else repr(cut)
