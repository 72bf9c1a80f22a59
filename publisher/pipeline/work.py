"""What of the content folder a run has to look at."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from publisher.sources import FoundFile
from publisher.store import FailureRow, SourceRow

NOT_WITHDRAWN = "nothing was withdrawn"
"""Begins the hint of an error after which the article stays as it is published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a run goes about its work."""

    rebuild: bool = False
    """Every article is read, and every file is rendered again."""
    is_forced: bool = False
    """Feeds are published although subscribers would see doubles, or lose what they have."""
    is_patient: bool = False
    """What failed before for the same reason is not reported again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What of the content folder a run has to look at."""

    changed: tuple[FoundFile, ...]
    gone: Mapping[str, SourceRow]
    rows: Mapping[str, SourceRow]
    untouched: int
    names: Collection[str]
    """Of all files there are."""
    rebuild: bool
    """Read also what did not change."""
    waiting: tuple[FoundFile, ...] = ()
    """Files that must be confirmed before they are published: the articles in them are not withdrawn meanwhile."""
    is_busy: bool = False
    """A new file is still being written: it may be one that is gone under another name."""
    stale: Collection[str] = ()
    """Names of articles that refer to files which changed."""
    accepted: Collection[str] = ()
    """Names of articles that may shrink as they like."""
    is_minor: bool = False
    """Changes are corrections of which nobody is told."""
    failures: Mapping[str, FailureRow] = field(default_factory=dict)
    """What could not be published before."""
    is_patient: bool = False
    """An article that fails again in the same way is not reported again."""
