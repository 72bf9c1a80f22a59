"""Renders articles and the site, and writes them in an order that is right at every moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from publisher.config import Config
from publisher.model import Article, Feed, Item, Tombstone
from publisher.output import File, Output
from publisher.pipeline.illustrating import Exhibition
from publisher.pipeline.recovery import ADDRESS, RECORD, write_record
from publisher.render.options import Granularity
from publisher.store import Store

_MOST_STONES = 1_000
"""Withdrawn sections, of any articles, among which those of a feed are looked for."""
_WRITE_BYTES = 8 * 1024 * 1024
"""Files are written together up to this size: bounds the memory of a large run."""


class Writer:
    """Renders articles and the site, and writes them in an order that is right at every moment."""

    def __init__(self, config: Config, store: Store, output: Output, authority: str, exhibition: Exhibition) -> None:
        self._options = replace(config.render, authority=authority)
        self._store = store
        self._output = output
        self._exhibition = exhibition
        self._waiting: list[File] = []
        self._waiting_bytes = 0
        self.changed: list[str] = []
        self.written: dict[str, list[str]] = {}

    def add_article(self, article_id: str) -> None:
        """Render an article's files."""
        from publisher.identify import words_digest
        from publisher.render.files import render_article_files

        article = self._store.article(article_id)
        paths = self.written.setdefault(article_id, [])
        if article is None:
            return
        history = self._store.history
        article = replace(article, tombstones=history.tombstones(article_id))
        changes = history.changes(article_id, self._options.max_items)
        self.changed += self._exhibition.add(article, changes)
        for path, data in render_article_files(self._options, article, changes):
            paths.append(path)
            self._add(path, data)
        record = f"{article.slug}/{RECORD}"
        paths.append(record)
        self._add(record, write_record(self._store.dump_article(article_id, words_digest)))

    def add_site(self) -> None:
        """Render what lists all articles, after all of them are in place."""
        from publisher.render.files import render_site_files

        self.flush()
        paths = self.written.setdefault("", [])
        count = self._options.max_items
        history = self._store.history
        for path, data in render_site_files(
            self._options,
            newest=self._store.newest_items(count),
            newest_articles=self._store.newest_articles(count),
            listings=self._store.listings(),
            tombstones=history.newest_tombstones(count),
            article_tombstones=history.newest_article_tombstones(count),
            changes=history.newest_changes(count),
            gone=history.gone_paths(),
            releases=self._store.next_releases(),
            selected=self._select_feeds(),
        ):
            paths.append(path)
            self._add(path, data)
        paths.append(RECORD)
        known = {"authority": self._options.authority, ADDRESS: self._options.url}
        rows = [{"table": "meta", "key": key, "value": value} for key, value in known.items()]
        self._add(RECORD, write_record(rows))

    def _select_feeds(self) -> list[Feed]:
        """Compose the feeds that are of some of the articles."""
        if not self._options.feeds:
            return []
        from publisher.render.compose import select_articles, selected_feed

        labels = self._store.labels()
        feeds = []
        for chosen in self._options.feeds:
            found = {article.id: article for article in select_articles(chosen.select, labels, self._options)}
            pairs: list[tuple[Article, Item]] = []
            wholes: list[Article] = []
            if chosen.granularity is Granularity.ARTICLE:
                newest = list(found.values())[: chosen.max_items]
                wholes = [replace(article, items=self._store.items(article.id)) for article in newest]
            else:
                pairs = self._store.newest_items_of(found, chosen.max_items)
            stones = () if wholes else self._find_stones(found, chosen.max_items)
            feeds.append(selected_feed(self._options, chosen, pairs, wholes, stones))
        return feeds

    def _find_stones(self, articles: Mapping[str, Article], count: int) -> list[Tombstone]:
        """Find what is left of the sections withdrawn last from some articles."""
        newest = self._store.history.newest_tombstones(_MOST_STONES)
        return [stone for stone in newest if self._store.article_id_of_item(stone.id) in articles][:count]

    def kept(self, owners: Mapping[str, str]) -> set[str]:
        """Return which files stay: those written now, and those of owners that were not looked at."""
        now = {path for paths in self.written.values() for path in paths}
        return now | {path for path, owner in owners.items() if owner not in self.written}

    def flush(self) -> None:
        """Write what is waiting."""
        self.changed += self._output.write(self._waiting)
        self._waiting = []
        self._waiting_bytes = 0

    def _add(self, path: str, data: bytes) -> None:
        self._waiting.append((path, data))
        self._waiting_bytes += len(data)
        if self._waiting_bytes > _WRITE_BYTES:
            self.flush()
