"""What a run did."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from publisher.errors import PublisherError
from publisher.release import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleReport:
    """What a run did to one article."""

    name: str
    slug: str
    title: str
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    standing: Standing = Standing.LIVE
    due: datetime | None = None
    """When its standing changes by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a run did."""

    articles: tuple[ArticleReport, ...] = ()
    """Those that were read, and those that were withdrawn, in the order of names."""
    untouched: int = 0
    """Articles that did not have to be read."""
    failed: tuple[PublisherError, ...] = ()
    changed: tuple[str, ...] = ()
    """Paths below ``feeds/`` that were written, in that order."""
    removed: tuple[str, ...] = ()
    live_articles: int = 0
    live_items: int = 0
    is_stopped: bool = False
    """The run was asked to stop before it was through; the next one goes on from there."""


@dataclass(slots=True)
class Tally:
    """What a run has done so far."""

    articles: list[ArticleReport] = field(default_factory=list)
    failed: list[PublisherError] = field(default_factory=list)
    untouched: int = 0
    is_stopped: bool = False
