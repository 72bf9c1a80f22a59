"""Files what a feed can no longer hold in pages of its archive, and renders those that are not as they should be."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from publisher.model import Article, Feed, FeedItem, Item, Tombstone
from publisher.pipeline.record import RECORD, name_owner, write_record
from publisher.render.options import RenderOptions
from publisher.store import Store

if TYPE_CHECKING:
    from publisher.render.archive import Candidate


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """A feed, and what may stand in it."""

    feed: Feed
    """As yet without items."""
    candidates: Callable[[], Iterable[FeedItem]]
    """What is in no page of its archive as it is now; what changed last comes first."""
    list_sections: Callable[[Sequence[tuple[Article, Item]]], Iterable[FeedItem]]
    """Makes items of sections; what came at the same time stays in the order of the result."""
    list_wholes: Callable[[Sequence[Article]], Iterable[FeedItem]]
    """Makes items of whole articles."""
    tombstones: Sequence[Tombstone]
    max_items: int | None
    """Of a document; None for any number."""
    max_bytes: int


@dataclass(slots=True, kw_only=True)
class Archivist:
    """Divides feeds into a live document and the pages of an archive; see `publisher.render.archive`.

    What is filed is saved before a file shows it, so that a page is never filled in two ways.
    """

    options: RenderOptions
    store: Store
    look: str
    """Of the settings that decide how files look: pages written by others are written again."""
    lost: Collection[tuple[str, int]] = ()
    """Pages of feeds whose files are missing."""
    written: dict[str, list[str]] = field(default_factory=dict)
    """The paths that were rendered, by their owner."""
    _pages: list[tuple[str, int]] = field(default_factory=list)
    _dropped: list[str] = field(default_factory=list)
    _live: dict[str, list[FeedItem]] = field(default_factory=dict)
    """What stays in the live document of a feed whose pages were rendered."""

    def render_pages(self, stream: Stream) -> Iterator[tuple[str, bytes]]:
        """File what the live document cannot hold, then render the pages that are to be written.

        Yields:
            A path below ``feeds/`` and the file's bytes.
        """
        from publisher.render.archive import archive_folder, divide, make_page, weigh
        from publisher.render.compose import with_items
        from publisher.render.files import render_feed_files

        path = stream.feed.path
        archives = self.store.archives
        live: list[FeedItem] = []

        def weigh_all() -> Iterator[Candidate]:
            file_bytes = 0
            for item in stream.candidates():
                candidate = weigh(item)
                # What may stay in the live document is kept; at first the others may be all that there are.
                if not live or file_bytes <= stream.max_bytes:
                    live.append(item)
                file_bytes += candidate.file_bytes
                yield candidate

        division = divide(weigh_all(), stream.max_items, stream.max_bytes)
        self._live[path] = live[: len(division.live)]
        if division.pages:
            with self.store.transaction():
                archives.add_pages(path, [[(each.id, each.updated) for each in page] for page in division.pages])
        stale = set(archives.stale_pages(path, self.look)) | {number for feed, number in self.lost if feed == path}
        for number in sorted(stale):
            page = archives.page(path, number)
            items = self._list_items(stream, page.live)
            feed = with_items(self.options, replace(stream.feed, floor=page.time), items)
            files = dict(render_feed_files(self.options, make_page(feed, number, page.gone)))
            files[f"{archive_folder(stream.feed, number)}{RECORD}"] = write_record(
                archives.dump_page(path, number, self.look)
            )
            self.written[name_owner(path, number)] = list(files)
            self._pages.append((path, number))
            yield from files.items()

    def compose_live(self, stream: Stream) -> Feed:
        """Compose the live document; to be called once the pages are rendered."""
        from publisher.render.compose import with_items

        older = self.store.archives.count_filled(stream.feed.path)
        feed = with_items(self.options, stream.feed, self._live.pop(stream.feed.path), stream.tombstones)
        return replace(feed, older=older, is_complete=feed.is_complete and not older)

    def drop(self, feed: str) -> None:
        """Have the archive of a feed that is no longer there removed."""
        numbers = range(1, self.store.archives.count_filled(feed) + 2)
        self.written |= {name_owner(feed, number): [] for number in numbers}
        self._dropped.append(feed)

    def mark_written(self) -> None:
        """Remember, inside a transaction, that the pages are in place, and forget what was dropped."""
        for feed, number in self._pages:
            self.store.archives.mark_written(feed, number, self.look)
        for feed in self._dropped:
            self.store.archives.forget(feed)

    def _list_items(self, stream: Stream, ids: Sequence[str]) -> list[FeedItem]:
        pairs = self.store.pairs(ids)
        sections = {item.id for _, item in pairs}
        articles = [article for id_ in ids if id_ not in sections and (article := self.store.article(id_))]
        return [*stream.list_sections(pairs), *stream.list_wholes(articles)]
