"""What a run did."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from publisher.errors import PublisherError
from publisher.model import Decision, Item
from publisher.release import Standing
from publisher.store import mark_moved


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleReport:
    """What a run did to one article."""

    name: str
    slug: str
    title: str
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    returned: int = 0
    """Withdrawn earlier, and back."""
    moved: int = 0
    """Come from another article."""
    withdrawn: int = 0
    left: int = 0
    """Gone to another article."""
    waiting: int = 0
    """Sections that are still to be released."""
    decisions: tuple[Decision, ...] = ()
    """Of its sections in reading order, then of those it lost."""
    standing: Standing = Standing.LIVE
    due: datetime | None = None
    """When its standing changes by itself."""
    notices: tuple[str, ...] = ()
    """What its author should know though it is published: which pictures are not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a run did."""

    articles: tuple[ArticleReport, ...] = ()
    """Those that were read, and those that were withdrawn, in the order of names."""
    untouched: int = 0
    """Articles that did not have to be read."""
    failed: tuple[PublisherError, ...] = ()
    still_failing: int = 0
    """Articles that failed before, in the same way, and of which a patient run says nothing more."""
    left: int = 0
    """Articles whose files were still being written: the next run sees to them."""
    changed: tuple[str, ...] = ()
    """Paths below ``feeds/`` that were written, in that order."""
    removed: tuple[str, ...] = ()
    live_articles: int = 0
    live_items: int = 0
    is_stopped: bool = False
    """The run was asked to stop before it was through; the next one goes on from there."""
    notices: tuple[str, ...] = ()
    """What an operator should know though nothing failed."""


@dataclass(slots=True)
class Tally:
    """What a run has done so far."""

    articles: list[ArticleReport] = field(default_factory=list)
    failed: list[PublisherError] = field(default_factory=list)
    untouched: int = 0
    still_failing: int = 0
    left: int = 0
    is_stopped: bool = False
    notices: list[str] = field(default_factory=list)
    """What is worth knowing of feeds."""

    def note_move(self, *, source: str, target: str, fresh_id: str, item: Item, reason: str) -> None:
        """Correct what was said of two articles: what one lost is what the other gained."""
        for number, report in enumerate(self.articles):
            if report.name == target:
                decisions = mark_moved(report.decisions, fresh_id, item.id, reason)
                self.articles[number] = replace(report, new=report.new - 1, moved=report.moved + 1, decisions=decisions)
            elif report.name == source and report.withdrawn:
                decisions = tuple(decision for decision in report.decisions if decision.item_id != item.id)
                self.articles[number] = replace(
                    report, withdrawn=report.withdrawn - 1, left=report.left + 1, decisions=decisions
                )
