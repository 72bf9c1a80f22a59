"""Renders articles and the site, and writes them in an order that is right at every moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from publisher.config import Config
from publisher.output import File, Output
from publisher.pipeline.recovery import RECORD, write_record
from publisher.store import Store

_WRITE_BYTES = 8 * 1024 * 1024
"""Files are written together up to this size: bounds the memory of a large run."""


class Writer:
    """Renders articles and the site, and writes them in an order that is right at every moment."""

    def __init__(self, config: Config, store: Store, output: Output, authority: str) -> None:
        self._options = replace(config.render, authority=authority)
        self._store = store
        self._output = output
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
        ):
            paths.append(path)
            self._add(path, data)
        paths.append(RECORD)
        self._add(RECORD, write_record([{"table": "meta", "key": "authority", "value": self._options.authority}]))

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
