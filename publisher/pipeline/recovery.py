"""Makes a state that was lost again, from the records that lie beside the published files."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any

from publisher.config import Config
from publisher.errors import StoreError
from publisher.model import SafeHtml
from publisher.output import Output
from publisher.pipeline.illustrating import FOLDER
from publisher.pipeline.record import ADDRESS, FORMAT, HEAD, RECORD, name_owner
from publisher.store import Store

if TYPE_CHECKING:
    from publisher.clean import Cleaner

logger = logging.getLogger(__name__)

_MAX_BYTES = 64 * 1024 * 1024
_TABLES = frozenset({"sources", "articles", "items", "changes", "formers", "releases", "media_uses"})
_AUTHORITY = re.compile(r"tag:([^:]+):.+")
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")
_RECOVERING = "recovering"
_HINT = "it is published as if for the first time; remove the file if it is none of the publisher's"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered:
    """What was recovered."""

    articles: int
    items: int
    """Of these, live or withdrawn."""
    problems: tuple[StoreError, ...] = ()
    """Records that could not be read."""

    def describe(self) -> str:
        """Say it in a sentence or two."""
        if not self.articles:
            return (
                "the state was lost, and the feeds folder holds no records to recover from: articles are published as"
                " if for the first time. Most ids come out as they were, dates do not; if there is a backup of the"
                " state, put it back now"
            )
        articles = "1 article" if self.articles == 1 else f"{self.articles:,} articles"
        items = "1 item" if self.items == 1 else f"{self.items:,} items"
        return (
            f"the state was lost; ids, slugs and dates of {articles} with {items} were"
            " recovered from the feeds folder. Lost are the earlier versions of articles, and the words of what was"
            " withdrawn: it comes back as the same item only if not a word was changed"
        )


class Recovery:
    """Makes a state that was lost again.

    Args:
        config: The settings.
        store: A state without articles, or any other, which is left as it is.
        output: The feeds folder.
    """

    def __init__(self, config: Config, store: Store, output: Output) -> None:
        self._config = config
        self._store = store
        self._output = output

    @cached_property
    def _cleaner(self) -> Cleaner:
        from publisher.clean import Cleaner

        return Cleaner(self._config.clean)

    def run(self) -> Recovered | None:
        """Take in every record, if nothing is known and there are any; all of them or, after a crash, none.

        The files that lie there count as written by the publisher: what is no longer wanted of them is removed later.
        """
        if self._store.count_articles():
            return None
        folders = self._output.find_folders(RECORD)
        if not folders:
            was_published = self._output.find_folders("index.html") and not self._store.read_meta("authority")
            return Recovered(articles=0, items=0) if was_published else None
        problems = []
        with self._store.transaction():
            for folder in folders:
                try:
                    with self._store.savepoint():
                        self._load(folder)
                except StoreError as error:
                    problems.append(error)
            problems += self._load_archives(["", "articles", *self._find_feeds(), *folders])
            known = self._read_site()
            authority = known.get("authority") or self._find_authority()
            if authority and not self._store.read_meta("authority"):
                self._store.save_meta("authority", authority)
            address = known.get(ADDRESS) or self._config.render.url
            self._store.save_meta(ADDRESS, address)
            self._store.save_meta(_RECOVERING, address)
            articles, items = self._store.count_articles(), self._store.count_items()
        return Recovered(articles=articles, items=items, problems=tuple(problems))

    def fill_contents(self) -> None:
        """Give items whose articles could not be read again the contents that were published; cleaned once more."""
        address = self._store.read_meta(_RECOVERING)
        if not address:
            return
        from publisher.clean import Form
        from publisher.render.compose import opening_standfirst

        former, present = (escape(f"{url}{FOLDER}/", quote=False) for url in (address, self._config.render.url))

        with self._store.transaction():
            for article, item in self._store.items_without_content():
                data = self._output.read(f"snippets/{article.slug}/{item.slug}.html", _MAX_BYTES)
                html = data.decode("utf-8", "replace") if data else f"<p>{escape(item.text, quote=False)}</p>"
                # A snippet begins with the standfirst, which is no part of what is kept of an item.
                html = html.removeprefix(opening_standfirst(self._config.render, article, item)).lstrip("\n")
                html = html.replace(former, present)
                page = f"{self._config.render.url}{article.slug}/"
                rich = self._cleaner.clean(html, "", page=page, form=Form.PAGE)
                plain = self._cleaner.clean(rich, "", page=page, form=Form.FEED)
                self._store.save_item(
                    article.id, replace(item, content=plain, page_content=rich if rich != plain else None)
                )

    def finish(self) -> None:
        """Note, inside a transaction, that all files were written since."""
        if self._store.read_meta(_RECOVERING):
            self._store.save_meta(_RECOVERING, "")

    def _load(self, folder: str) -> None:
        where = f"{folder}/{RECORD}"
        rows = self._read(where)
        articles = [row for row in rows if row.get("table") == "articles"]
        if len(articles) != 1 or articles[0].get("slug") != folder or not {row.get("table") for row in rows} <= _TABLES:
            raise StoreError("not the record of this article", where, _HINT)
        article_id = str(articles[0].get("id"))
        # A row refers to its article, which must be there first.
        rows = sorted(rows, key=lambda row: row["table"] != "articles")
        for row in rows:
            is_other_file = row["table"] == "releases" and row.get("name") != articles[0].get("name")
            if row.get("article_id", article_id) != article_id or is_other_file:
                raise StoreError("not the record of this article", where, _HINT)
        self._store.load_article(self._fill_changes(rows, folder), where)
        paths = [*self._output.find_files(folder), *self._output.find_files(f"snippets/{folder}")]
        self._store.save_outputs(article_id, paths)

    def _find_feeds(self) -> list[str]:
        """Return the folders of the feeds that are of some of the articles."""
        names = {
            name
            for format_ in ("atom.xml", "rss.xml", "feed.json")
            for name in self._output.find_folders(format_, "feeds")
        }
        return [f"feeds/{name}" for name in sorted(names)]

    def _load_archives(self, feeds: Iterable[str]) -> list[StoreError]:
        """Take in what stands in which page of the archives of some feeds; return what could not be read."""
        problems = []
        for feed in feeds:
            below = f"{feed}/archive" if feed else "archive"
            for number in sorted(filter(_NUMBER.fullmatch, self._output.find_folders(RECORD, below)), key=int):
                where = f"{below}/{number}"
                try:
                    with self._store.savepoint():
                        self._load_page(feed, int(number), f"{where}/{RECORD}")
                except StoreError as error:
                    problems.append(error)
                self._store.save_outputs(name_owner(feed, int(number)), self._output.find_files(where))
        self._store.archives.mend()
        return problems

    def _load_page(self, feed: str, number: int, where: str) -> None:
        rows = self._read(where)
        page = [row for row in rows if row.get("table") == "archives"]
        is_ours = all(
            row.get("table") in {"archives", "archived"} and (row.get("feed"), row.get("number")) == (feed, number)
            for row in rows
        )
        if len(page) != 1 or not is_ours:
            raise StoreError("not the record of this page", where, _HINT)
        self._store.load_article(rows, where)

    def _fill_changes(self, rows: Iterable[dict[str, Any]], folder: str) -> Iterator[dict[str, Any]]:
        """Give changes their contents back from the change feed; those that it no longer holds are left out."""
        contents: dict[str, str] | None = None
        for row in rows:
            if row["table"] != "changes":
                yield row
                continue
            if contents is None:
                contents = self._read_contents(f"{folder}/changes.feed.json")
            if row.get("id") in contents:
                yield row | {"content": self._clean(contents[row["id"]], folder)}

    def _read_contents(self, path: str) -> dict[str, str]:
        try:
            items = json.loads(self._output.read(path, _MAX_BYTES) or b"")["items"]
            return {str(item["id"]): str(item["content_html"]) for item in items}
        except (ValueError, LookupError, TypeError, RecursionError):
            return {}

    def _clean(self, html: str, folder: str) -> SafeHtml:
        from publisher.clean import Form

        return self._cleaner.clean(html, "", page=f"{self._config.render.url}{folder}/", form=Form.FEED)

    def _find_authority(self) -> str:
        found = _AUTHORITY.fullmatch(self._store.find_any_id())
        return found[1] if found else ""

    def _read_site(self) -> dict[str, str]:
        """Return what the record of the whole site says: the authority of ids, and the address it was written for."""
        try:
            rows = self._read(RECORD)
        except StoreError:
            return {}
        return {str(row.get("key")): row["value"] for row in rows if isinstance(row.get("value"), str)}

    def _read(self, path: str) -> list[dict[str, Any]]:
        try:
            data = json.loads(self._output.read(path, _MAX_BYTES) or b"")
        except (ValueError, RecursionError) as error:
            raise StoreError("not a record", path, _HINT) from error
        rows = data.get("rows") if isinstance(data, dict) and data.get(HEAD) == FORMAT else None
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise StoreError("not a record, or one of a newer publisher", path, _HINT)
        return rows
