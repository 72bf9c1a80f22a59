"""Remembers which items stand in which page of a feed's archive."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from publisher.model import Tombstone
from publisher.store.rows import read_time, write_time

# Whether what stands in a page is withdrawn by now: an item, the article it is in, or a whole article.
_IS_GONE = (
    "CASE WHEN articles.id IS NULL OR articles.withdrawn = 1 OR coalesce(items.withdrawn, 0) = 1 THEN 1 ELSE 0 END"
    " FROM archived LEFT JOIN items ON items.id = archived.item_id"
    " LEFT JOIN articles ON articles.id = coalesce(items.article_id, archived.item_id)"
)
_MEMBER = "feed, number, item_id, updated, gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivePage:
    """A page of a feed's archive."""

    live: tuple[str, ...] = ()
    """Ids of items, or of whole articles, the oldest first."""
    gone: tuple[Tombstone, ...] = ()
    """What was withdrawn since, in the same order."""
    time: datetime | None = None
    """Of the newest thing filed before it."""

    @property
    def is_open(self) -> bool:
        """Whether nothing was filed in it yet."""
        return not self.live and not self.gone


class Archives:
    """Which items stand in which page of a feed's archive; a part of `Store`, whose transactions it shares.

    A feed goes by its folder below ``feeds/``. The last of its pages is the one to be filled next.

    Args:
        execute: Runs a query.
    """

    def __init__(self, execute: Callable[..., sqlite3.Cursor]) -> None:
        self._execute = execute

    def feeds(self) -> list[str]:
        """Return the feeds that have an archive."""
        return [row[0] for row in self._execute("SELECT DISTINCT feed FROM archives ORDER BY feed")]

    def count_filled(self, feed: str) -> int:
        """Return how many pages of a feed are filled."""
        row = self._execute("SELECT max(number) FROM archives WHERE feed = ?", (feed,)).fetchone()
        return int(row[0] or 1) - 1

    def filed(self, feed: str) -> dict[str, datetime]:
        """Return what is in a page of a feed, by id, with the time of its last change when it was filed last."""
        rows = self._execute("SELECT item_id, max(updated) FROM archived WHERE feed = ? GROUP BY item_id", (feed,))
        return {row[0]: read_time(row[1]) for row in rows}

    def open_items(self, feed: str, articles: Collection[str]) -> list[str]:
        """Return the live items of some articles that are in no page as they are now, what changed last first.

        Args:
            feed: Whose archive.
            articles: Ids; there may be more than a query may have parameters.
        """
        rows = self._execute(
            "SELECT items.id, items.article_id FROM items LEFT JOIN archived"
            " ON archived.feed = ? AND archived.item_id = items.id AND archived.updated >= items.updated"
            " WHERE items.withdrawn = 0 AND archived.item_id IS NULL"
            " ORDER BY items.updated DESC, items.published DESC, items.article_id, items.position, items.id",
            (feed,),
        )
        return [row[0] for row in rows if row[1] in articles]

    def open_articles(self, feed: str, articles: Collection[str]) -> list[str]:
        """Return those of some articles that are in no page as they are now, what changed last first."""
        rows = self._execute(
            "SELECT articles.id FROM articles LEFT JOIN archived"
            " ON archived.feed = ? AND archived.item_id = articles.id AND archived.updated >= articles.updated"
            " WHERE articles.withdrawn = 0 AND archived.item_id IS NULL"
            " ORDER BY articles.updated DESC, articles.published DESC, articles.id",
            (feed,),
        )
        return [row[0] for row in rows if row[0] in articles]

    def add_pages(self, feed: str, pages: Iterable[Sequence[tuple[str, datetime]]]) -> None:
        """File items in new pages.

        Args:
            feed: Whose archive.
            pages: The oldest first, each with its items, the oldest first, and the times of their last changes.
        """
        number = self.count_filled(feed) + 1
        for members in pages:
            self._add_page(feed, number)
            for item_id, updated in members:
                self._execute(
                    f"INSERT INTO archived ({_MEMBER}) VALUES (?, ?, ?, ?, 0)",
                    (feed, number, item_id, write_time(updated)),
                )
            number += 1
        self._add_page(feed, number)

    def page(self, feed: str, number: int) -> ArchivePage:
        """Return what stands in a page."""
        live, gone = [], []
        rows = self._execute(
            "SELECT archived.item_id, coalesce(items.slug, ''),"
            f" coalesce(items.gone, articles.gone, archived.updated), {_IS_GONE}"
            " WHERE archived.feed = ? AND archived.number = ? ORDER BY archived.updated, archived.item_id",
            (feed, number),
        )
        for item_id, slug, when, is_gone in rows:
            if is_gone:
                gone.append(Tombstone(id=item_id, slug=slug, when=read_time(when)))
            else:
                live.append(item_id)
        row = self._execute(
            "SELECT max(updated) FROM archived WHERE feed = ? AND number < ?", (feed, number)
        ).fetchone()
        return ArchivePage(live=tuple(live), gone=tuple(gone), time=None if row[0] is None else read_time(row[0]))

    def stale_pages(self, feed: str, look: str) -> list[int]:
        """Return the pages whose files are not as they should be: new ones, and those that show what was withdrawn.

        Args:
            feed: Whose archive.
            look: Of the settings that decide how files look.
        """
        rows = self._execute(
            "SELECT number, 0, 1 FROM archives WHERE feed = ? AND look <> ?"
            f" UNION SELECT archived.number, archived.gone, {_IS_GONE} WHERE archived.feed = ? ORDER BY 1",
            (feed, look, feed),
        )
        return list(dict.fromkeys(int(number) for number, was_gone, is_gone in rows if was_gone != is_gone))

    def mark_written(self, feed: str, number: int, look: str) -> None:
        """Remember that the files of a page are in place."""
        self._execute("UPDATE archives SET look = ? WHERE feed = ? AND number = ?", (look, feed, number))
        rows = self._execute(
            f"SELECT archived.item_id, {_IS_GONE} WHERE archived.feed = ? AND archived.number = ?", (feed, number)
        ).fetchall()
        for item_id, is_gone in rows:
            self._execute(
                "UPDATE archived SET gone = ? WHERE feed = ? AND number = ? AND item_id = ? AND gone <> ?",
                (is_gone, feed, number, item_id, is_gone),
            )

    def set_stale(self, feed: str, number: int) -> None:
        """Have the files of a page written again."""
        self._execute("UPDATE archives SET look = '' WHERE feed = ? AND number = ?", (feed, number))

    def forget(self, feed: str) -> None:
        """Forget the archive of a feed that is no longer there."""
        self._execute("DELETE FROM archived WHERE feed = ?", (feed,))
        self._execute("DELETE FROM archives WHERE feed = ?", (feed,))

    # For making a lost state again.

    def dump_page(self, feed: str, number: int, look: str) -> list[dict[str, Any]]:
        """Return the rows of a page as they will be once its files are written."""
        page = self.page(feed, number)
        gone = {stone.id for stone in page.gone}
        rows = self._execute(
            f"SELECT {_MEMBER} FROM archived WHERE feed = ? AND number = ? ORDER BY updated, item_id", (feed, number)
        )
        head = {"table": "archives", "feed": feed, "number": number, "look": look}
        names = _MEMBER.split(", ")
        return [
            head,
            *({"table": "archived", **dict(zip(names, row, strict=True)), "gone": int(row[2] in gone)} for row in rows),
        ]

    def mend(self) -> None:
        """Make the page to be filled next where that was lost."""
        for feed in self.feeds():
            last = self.count_filled(feed) + 1
            if not self.page(feed, last).is_open:
                self._add_page(feed, last + 1)

    def _add_page(self, feed: str, number: int) -> None:
        self._execute(
            "INSERT INTO archives (feed, number, look) VALUES (?, ?, '')"
            " ON CONFLICT (feed, number) DO UPDATE SET look = ''",
            (feed, number),
        )
