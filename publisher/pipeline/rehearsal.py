"""Finds out what a run would do to the feeds that are published, without doing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from publisher.config import Config
from publisher.pipeline import Publisher, Report
from publisher.pipeline.gate import MAX_BYTES, compare_published, feed_of
from publisher.preview import FeedFormat, Outcome, Reader, Regression, simulate

_FILES = {FeedFormat.ATOM: "atom.xml", FeedFormat.RSS: "rss.xml", FeedFormat.JSON: "feed.json"}
"""In the order in which pages name them: readers take the first that they know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedChange:
    """A feed that a run would write."""

    feed: str
    """Its folder below the feeds folder, and what its files' names begin with: ``articles/``, ``changes.``."""
    published: Mapping[str, bytes]
    """Its files as they are, by name without the beginning; empty for a new feed."""
    new: Mapping[str, bytes]
    """As they would be."""
    regressions: tuple[Regression, ...]
    """What would be worse for subscribers, or what they would notice."""

    def show(self, reader: Reader, now: datetime) -> Outcome:
        """Return what a reader would make of it that has seen the published feed, if there is one."""
        formats = [format_ for format_ in _FILES if format_ in reader.formats and _FILES[format_] in self.new]
        # A reader that takes none of its formats is shown one all the same: it may be given one later.
        name = _FILES[formats[0]] if formats else next(iter(self.new))
        published = [self.published[name]] if name in self.published else []
        return simulate(reader, published, self.new[name], now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """What a run would do."""

    report: Report
    changes: tuple[FeedChange, ...]
    """By the names of the feeds."""
    files: Mapping[str, bytes]
    """All files that would be written, by their paths below the feeds folder."""
    removed: tuple[str, ...]


def rehearse(config: Config, now: datetime) -> Rehearsal:
    """Run for show: nothing is written, no state is changed.

    Raises:
        PublisherError: A run would end in the same way.
    """
    with Publisher.rehearse(config) as (publisher, draft):
        report = publisher.publish(now, is_forced=True)
        groups: dict[str, dict[str, bytes]] = {}
        for path, data in draft.files.items():
            feed = feed_of(path)
            if feed is not None:
                groups.setdefault(feed, {})[path.removeprefix(feed)] = data
        changes = []
        for feed, new in sorted(groups.items()):
            found = {name: draft.read(f"{feed}{name}", MAX_BYTES) for name in _FILES.values()}
            published = {name: data for name, data in found.items() if data is not None}
            # A format whose bytes stay the same is not written.
            whole = published | new
            changes.append(
                FeedChange(
                    feed=feed,
                    published=published,
                    new={name: whole[name] for name in _FILES.values() if name in whole},
                    regressions=compare_published(publisher.store, published.get, new),
                )
            )
        return Rehearsal(report=report, changes=tuple(changes), files=draft.files, removed=tuple(draft.removed))
