"""Files what may leave a live feed in pages of its archive, and renders the pages that need it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from publisher.model import Feed, FeedItem, Tombstone
from publisher.pipeline.record import RECORD, name_owner, write_record
from publisher.render.options import RenderOptions
from publisher.store import Offer, Store

if TYPE_CHECKING:
    from publisher.render.archive import Candidate, Division, Limits

_AT_ONCE = 100
"""Items that are taken from the state together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """A feed, and what belongs in it."""

    feed: Feed
    """As yet without items."""
    list_open: Callable[[], Iterable[tuple[str, datetime]]]
    """Lists what is in no page of its archive as it is now: ids and times of the last change, the newest first."""
    load: Callable[[Sequence[str]], Iterable[FeedItem]]
    """Makes the items of some ids; those that came at the same time are in reading order."""
    tombstones: Sequence[Tombstone]
    limits: Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Overflow:
    """A feed that does not keep its limits, so that every subscriber gets every item."""

    feed: str
    """Its folder below ``feeds/``, with a slash at its end; empty for the top."""
    limits: Limits
    live: int
    """Items in its live document."""
    waiting: int
    """Items that later runs publish in it."""
    due: datetime | None
    """When there will be room for the first of them, in UTC."""

    def describe(self, feeds: str) -> str:
        """Describe it in a sentence or two.

        Args:
            feeds: What the feeds folder is called.
        """
        days = f"{self.limits.min_live / timedelta(days=1):.4g} days"
        text = f"{feeds}/{self.feed}*: {self.live} items, more than the limits of a feed: new items stay for {days}"
        if not self.waiting:
            return text
        wait = "1 more item waits" if self.waiting == 1 else f"{self.waiting} more items wait"
        since = f" from {self.due:%Y-%m-%d} on" if self.due else ""
        return f"{text}; {wait} for room in it, which later runs have{since} (see `publish.min_live`)"


@dataclass(slots=True, kw_only=True)
class Archivist:
    """Divides feeds into a live document and the pages of an archive; see `publisher.render.archive`.

    What is filed is saved before a file shows it, so that a page is never filled in two ways. Since when an item is
    offered is saved once its feed is in place: after a crash it is offered longer, never shorter.
    """

    options: RenderOptions
    store: Store
    look: str
    """Of the settings that decide how files look: pages written by others are written again."""
    now: datetime
    """In UTC."""
    lost: Collection[tuple[str, int]] = ()
    """Pages of feeds whose files are missing."""
    written: dict[str, list[str]] = field(default_factory=dict)
    """The paths that were rendered, by their owner."""
    overflows: list[Overflow] = field(default_factory=list)
    """Feeds that do not keep their limits."""
    _pages: list[tuple[str, int]] = field(default_factory=list)
    _dropped: list[str] = field(default_factory=list)
    _live: dict[str, list[FeedItem]] = field(default_factory=dict)
    """The items of the live document of a feed whose pages were rendered."""
    _offers: dict[str, tuple[dict[str, Offer], list[Offer]]] = field(default_factory=dict)
    """By feed: what is offered or waits, as the state has it, and as it is now."""
    _waiting: set[str] = field(default_factory=set)
    """Feeds in which items wait."""

    def render_pages(self, stream: Stream) -> Iterator[tuple[str, bytes]]:
        """File what may leave the live document, then render the pages that need it.

        Yields:
            A path below ``feeds/`` and the file's bytes.
        """
        from publisher.render.archive import archive_folder, make_page
        from publisher.render.compose import with_items
        from publisher.render.files import render_feed_files

        path = stream.feed.path
        archives = self.store.archives
        division = self._divide(stream)
        if division.pages:
            with self.store.transaction():
                archives.add_pages(path, [[(each.id, each.updated) for each in page] for page in division.pages])
        stale = set(archives.stale_pages(path, self.look)) | {number for feed, number in self.lost if feed == path}
        for number in sorted(stale):
            page = archives.page(path, number)
            feed = with_items(self.options, replace(stream.feed, floor=page.time), stream.load(page.live))
            files = dict(render_feed_files(self.options, make_page(feed, number, page.gone)))
            files[f"{archive_folder(stream.feed, number)}{RECORD}"] = write_record(
                archives.dump_page(path, number, self.look)
            )
            self.written[name_owner(path, number)] = list(files)
            self._pages.append((path, number))
            yield from files.items()

    def _divide(self, stream: Stream) -> Division:
        """Choose where the items of a feed belong, and keep those of its live document."""
        from publisher.render.archive import Candidate, divide, weigh

        path = stream.feed.path
        offers = self.store.archives.offers(path)
        is_new = not offers and not self.store.archives.count_filled(path)
        loaded: dict[str, FeedItem] = {}

        def weigh_all() -> Iterator[Candidate]:
            total = 0
            listed = iter(stream.list_open())
            while some := dict(islice(listed, _AT_ONCE)):
                known = {id_: offer for id_ in some if (offer := offers.get(id_)) and offer.updated == some[id_]}
                # A backlog that waits is not read again and again.
                fresh = {item.id: item for item in stream.load([id_ for id_ in some if id_ not in known])}
                for id_, updated in some.items():
                    if id_ in known:
                        offer = known[id_]
                        sizes = {"file_bytes": offer.file_bytes}
                        yield Candidate(id=id_, updated=updated, offered=offer.since, queued=offer.queued, **sizes)
                    elif id_ in fresh:
                        queued = None if is_new else self.now
                        if id_ in offers:
                            # What changed keeps its place, before all that came after it.
                            queued = offers[id_].queued or offers[id_].since or queued
                        candidate = replace(weigh(fresh[id_]), updated=updated, queued=queued)
                        total += candidate.file_bytes
                        if total <= stream.limits.hard_bytes:
                            loaded[id_] = fresh[id_]
                        yield candidate

        division = divide(weigh_all(), stream.limits, self.now)
        loaded |= {item.id: item for item in stream.load([one.id for one in division.live if one.id not in loaded])}
        self._live[path] = [loaded[one.id] for one in division.live if one.id in loaded]
        self._offers[path] = (offers, [*self._list_offers(division, loaded)])
        if division.waiting:
            self._waiting.add(path)
        if division.is_over or division.waiting:
            self.overflows.append(_describe_overflow(stream, division, self.now))
        return division

    def compose_live(self, stream: Stream) -> Feed:
        """Compose the live document; to be called once the pages are rendered."""
        from publisher.render.compose import with_items

        path = stream.feed.path
        older = self.store.archives.count_filled(path)
        feed = with_items(self.options, stream.feed, self._live.pop(path), stream.tombstones)
        is_complete = feed.is_complete and not older and path not in self._waiting
        return replace(feed, older=older, is_complete=is_complete)

    def drop(self, feed: str) -> None:
        """Have the archive of a feed that is no longer there removed."""
        numbers = range(1, self.store.archives.count_filled(feed) + 2)
        self.written |= {name_owner(feed, number): [] for number in numbers}
        self._dropped.append(feed)

    def mark_written(self, held: Collection[str]) -> None:
        """Remember, inside a transaction, that the pages and live documents are in place, and forget what was dropped.

        Args:
            held: Folders of feeds whose live documents were not replaced.
        """
        for feed, number in self._pages:
            self.store.archives.mark_written(feed, number, self.look)
        for feed, (known, offers) in self._offers.items():
            if feed not in held:
                self.store.archives.save_offers(feed, known, offers)
        for feed in self._dropped:
            self.store.archives.forget(feed)

    def _list_offers(self, division: Division, loaded: Mapping[str, FeedItem]) -> Iterator[Offer]:
        from publisher.render.archive import weigh

        for one in division.live:
            # Its markup may have changed without an update.
            file_bytes = weigh(loaded[one.id]).file_bytes if one.id in loaded else one.file_bytes
            yield Offer(
                item_id=one.id,
                updated=one.updated,
                file_bytes=file_bytes,
                queued=one.queued,
                since=one.offered or self.now,
            )
        for one in division.waiting:
            yield Offer(item_id=one.id, updated=one.updated, file_bytes=one.file_bytes, queued=one.queued)


def _describe_overflow(stream: Stream, division: Division, now: datetime) -> Overflow:
    since = [one.offered or now for one in division.live]
    return Overflow(
        feed=f"{stream.feed.path}/" if stream.feed.path else "",
        limits=stream.limits,
        live=len(division.live),
        waiting=len(division.waiting),
        due=min(since) + stream.limits.min_live if division.waiting and since else None,
    )
