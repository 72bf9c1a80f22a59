"""Renders articles and the site, and writes them in an order that is right at every moment."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from publisher.config import Config
from publisher.errors import TemplateError
from publisher.model import Article, Feed, FeedItem, Item, Tombstone
from publisher.output import File, Output
from publisher.pipeline.archiving import Archivist, Stream
from publisher.pipeline.gate import Gate, feed_of
from publisher.pipeline.illustrating import Exhibition
from publisher.pipeline.neighbours import Neighbours
from publisher.pipeline.record import ADDRESS, RECORD, read_owner, write_record
from publisher.pipeline.references import References
from publisher.pipeline.work import Manner
from publisher.render.options import Granularity
from publisher.store import Store
from publisher.urls import is_below

_MOST_STONES = 1_000
"""Withdrawn sections, of any articles, among which those of a feed are looked for."""
_WRITE_BYTES = 8 * 1024 * 1024
"""Files are written together up to this size: bounds the memory of a large run."""


class Writer:
    """Renders articles and the site, and writes them in an order that is right at every moment."""

    def __init__(  # noqa: PLR0913, PLR0917  Each is a part of the place.
        self,
        config: Config,
        store: Store,
        output: Output,
        authority: str,
        exhibition: Exhibition,
        manner: Manner,
        neighbours: Neighbours,
        now: datetime,
        lost: Iterable[str] = (),
    ) -> None:
        self.gate = Gate(store, output, config.feeds.name, is_open=manner.is_forced)
        self._options = replace(config.render, authority=authority)
        pages = [page for owner in lost if (page := read_owner(owner))]
        self.archivist = Archivist(options=self._options, store=store, look=config.look, now=now, lost=pages)
        self._references = References(self._options, store)
        self._neighbours = neighbours
        self._store = store
        self._output = output
        self._exhibition = exhibition
        self._waiting: list[File] = []
        self._waiting_bytes = 0
        self.changed: list[str] = []
        self.written: dict[str, list[str]] = {}
        self._faults: dict[str, TemplateError] = {}
        self._digests: dict[str, str] = {}

    @property
    def faults(self) -> list[TemplateError]:
        """What is wrong with templates of the site's own, each once."""
        return list(self._faults.values())

    def _note_fault(self, error: TemplateError) -> None:
        self._faults.setdefault(str(error), error)

    def add_article(self, article_id: str) -> None:
        """Render an article's files."""
        from publisher.identify import words_digest
        from publisher.render.files import render_article_files

        article = self._store.article(article_id)
        paths = self.written.setdefault(article_id, [])
        if article is None:
            return
        history = self._store.history
        article = self._references.fill(replace(article, tombstones=history.tombstones(article_id)))
        changes = history.changes(article_id, self._options.max_items, self._options.min_live)
        self.changed += self._exhibition.add(article, changes)
        feed = None
        if self._options.each is not Granularity.OFF:
            stream = self._stream_article(article)
            # Nothing links to a page of an archive before the live document does.
            self._add_all(self.archivist.render_pages(stream))
            feed = self.archivist.compose_live(stream)
        around = self._neighbours.around(article_id)
        files = render_article_files(self._options, article, changes, feed, around, self._note_fault)
        self._add_gated(files, paths)
        record = f"{article.slug}/{RECORD}"
        paths.append(record)
        self._add(record, write_record(self._store.dump_article(article_id, words_digest)))

    def add_site(self) -> None:
        """Render what lists all articles, after all of them are in place."""
        from publisher.render.files import render_site_files

        self.flush()
        streams = self._stream_site()
        for stream in streams:
            self._add_all(self.archivist.render_pages(stream))
        self._drop_archives({stream.feed.path for stream in streams})
        paths = self.written.setdefault("", [])
        releases = self._store.next_releases()
        due = min(releases.values(), default=None)
        files = render_site_files(
            self._options,
            feeds=(replace(self.archivist.compose_live(stream), next_release=due) for stream in streams),
            newest=self._store.newest_items(self._options.max_items),
            listings=self._store.listings(),
            changes=self._store.history.newest_changes(self._options.max_items, self._options.min_live),
            # What an operator says of a path goes before what is known of it.
            gone=self._store.history.gone_paths() | dict(self._options.moved),
            releases=releases,
            on_fault=self._note_fault,
        )
        self._add_gated(files, paths)
        paths.append(RECORD)
        known = {"authority": self._options.authority, ADDRESS: self._options.url}
        rows = [{"table": "meta", "key": key, "value": value} for key, value in known.items()]
        self._add(RECORD, write_record(rows))

    def mark_written(self) -> None:
        """Remember, inside a transaction, that all files are in place."""
        self._store.mark_written(self.written | self.archivist.written)
        self.archivist.mark_written(self.gate.held_folders)
        self.gate.save()
        self._neighbours.save()
        if self._options.hubs:
            self._store.outbox.note(self._options.hubs, self._digests)

    def _stream_article(self, article: Article) -> Stream:
        """Return an article's own feed and what belongs in it."""
        from publisher.render.archive import limits_of
        from publisher.render.compose import list_own_sections, own_feed, own_stones

        def list_open() -> Iterable[tuple[str, datetime]]:
            if article.withdrawn:
                return []
            if self._options.each is Granularity.ARTICLE:
                return [(article.id, article.updated.replace(microsecond=0))]
            filed = self._store.archives.filed(article.slug)
            # Archives know times to the second.
            times = {item.id: item.updated.replace(microsecond=0) for item in article.items}
            left = [item for item in article.items if item.id not in filed or filed[item.id] < times[item.id]]
            # The sort is stable: what changed at the same time stays in reading order.
            left.sort(key=lambda item: (item.updated, item.published), reverse=True)
            return [(item.id, times[item.id]) for item in left]

        def make_sections(pairs: Iterable[tuple[Article, Item]]) -> Iterable[FeedItem]:
            known = [(article if owner.id == article.id else owner, item) for owner, item in sort_pairs(pairs)]
            return list_own_sections(self._options, known)

        return Stream(
            feed=own_feed(self._options, article),
            list_open=list_open,
            load=lambda ids: self._load(ids, make_sections, self._make_wholes),
            tombstones=own_stones(self._options, article),
            # An article's own feed is the article: only its size is limited.
            limits=replace(limits_of(self._options), max_items=None),
        )

    def _make_wholes(self, articles: Iterable[Article]) -> Iterable[FeedItem]:
        from publisher.render.compose import list_wholes

        return list_wholes(self._options, map(self._references.fill, articles))

    def _load(
        self,
        ids: Sequence[str],
        make_sections: Callable[[Sequence[tuple[Article, Item]]], Iterable[FeedItem]],
        make_wholes: Callable[[Sequence[Article]], Iterable[FeedItem]],
    ) -> list[FeedItem]:
        """Make items of sections and of whole articles, by their ids."""
        pairs = self._store.pairs(ids)
        sections = {item.id for _, item in pairs}
        articles = [article for id_ in ids if id_ not in sections and (article := self._store.article(id_))]
        return [*make_sections(pairs), *make_wholes(articles)]

    def _stream_site(self) -> list[Stream]:
        """Return the feeds that mix articles, in the order in which they are written, and what belongs in each."""
        from publisher.render.compose import ARTICLES, lasting, mixed_feed, select_articles, selected_feed

        options, history = self._options, self._store.history
        labels = {article.id: self._references.fill(article) for article in self._store.labels()}
        streams = []
        for path, granularity in ((ARTICLES, options.articles), ("", options.everything)):
            if granularity is not Granularity.OFF:
                is_whole = granularity is Granularity.ARTICLE
                find_stones = history.newest_article_tombstones if is_whole else history.newest_tombstones
                streams.append(
                    self._stream(
                        mixed_feed(options, path), labels, lasting(find_stones(options.max_items)), is_whole=is_whole
                    )
                )
        for chosen in options.feeds:
            found = {article.id: article for article in select_articles(chosen.select, labels.values(), options)}
            is_whole = chosen.granularity is Granularity.ARTICLE
            stones = [] if is_whole else lasting(self._find_stones(found, chosen.max_items))
            stream = self._stream(
                selected_feed(options, chosen), found, stones, is_whole=is_whole, is_full=chosen.is_full
            )
            limits = replace(stream.limits, max_items=chosen.max_items, max_bytes=chosen.max_bytes)
            streams.append(replace(stream, limits=limits))
        return streams

    def _stream(
        self,
        feed: Feed,
        articles: Mapping[str, Article],
        tombstones: Sequence[Tombstone],
        *,
        is_whole: bool,
        is_full: bool = True,
    ) -> Stream:
        """Return a feed of some articles, given by id and without their items, and what belongs in it."""
        from publisher.render.archive import limits_of
        from publisher.render.compose import list_sections, shorten_item

        archives = self._store.archives

        def fit(items: Iterable[FeedItem]) -> Iterable[FeedItem]:
            return items if is_full else map(shorten_item, items)

        def make_sections(pairs: Iterable[tuple[Article, Item]]) -> Iterable[FeedItem]:
            known = [(articles.get(owner.id, owner), item) for owner, item in pairs]
            return fit(list_sections(self._options, known))

        def list_open() -> Iterable[tuple[str, datetime]]:
            find = archives.open_articles if is_whole else archives.open_items
            return find(feed.path, articles)

        return Stream(
            feed=feed,
            list_open=list_open,
            load=lambda ids: self._load(ids, make_sections, lambda wholes: fit(self._make_wholes(wholes))),
            tombstones=tombstones,
            limits=limits_of(self._options),
        )

    def _drop_archives(self, feeds: Collection[str]) -> None:
        """Remove the archives of feeds that are switched off; an article's own feed stays, whatever became of it."""
        from publisher.render.compose import ARTICLES, FEEDS

        for feed in self._store.archives.feeds():
            is_own = feed not in {"", ARTICLES} and not feed.startswith(f"{FEEDS}/")
            if feed not in feeds and not (is_own and self._options.each is not Granularity.OFF):
                self.archivist.drop(feed)

    def _find_stones(self, found: Collection[str], count: int) -> list[Tombstone]:
        """Find what is left of the sections withdrawn last from some articles."""
        newest = self._store.history.newest_tombstones(_MOST_STONES)
        return [stone for stone in newest if self._store.article_id_of_item(stone.id) in found][:count]

    def kept(self, owners: Mapping[str, str]) -> set[str]:
        """Return which files stay: those written now, and those of owners that were not looked at."""
        written = self.written | self.archivist.written
        now = {path for paths in written.values() for path in paths}
        return now | {path for path, owner in owners.items() if owner not in written}

    def flush(self) -> None:
        """Write what is waiting."""
        self.changed += self._output.write(self._waiting)
        self._waiting = []
        self._waiting_bytes = 0

    def _add_gated(self, files: Iterable[File], paths: list[str]) -> None:
        """Have files written, but for feeds that are held back; all of them stay."""

        def note(files: Iterable[File]) -> Iterator[File]:
            for path, data in files:
                paths.append(path)
                yield path, data

        self._add_all(self.gate.filter(note(files)))

    def _add_all(self, files: Iterable[File]) -> None:
        for path, data in files:
            self._add(path, data)

    def _add(self, path: str, data: bytes) -> None:
        if self._options.hubs and feed_of(path) is not None:
            is_private = is_below(path, self._options.private)
            self._digests[path] = "" if is_private else sha256(data).hexdigest()[:32]
        self._waiting.append((path, data))
        self._waiting_bytes += len(data)
        if self._waiting_bytes > _WRITE_BYTES:
            self.flush()


def sort_pairs(pairs: Iterable[tuple[Article, Item]]) -> list[tuple[Article, Item]]:
    """Put sections into reading order."""
    return sorted(pairs, key=lambda pair: (pair[1].position, pair[1].id))
