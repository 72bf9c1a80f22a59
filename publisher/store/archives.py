"""Remembers which items of a feed are in which page of its archive, and since when the others are offered."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from publisher.model import Tombstone
from publisher.store.rows import read_time, read_time_or_none, write_time, write_time_or_none

# Whether what stands in a page is withdrawn by now: an item, the article it is in, or a whole article.
_IS_GONE = (
    "CASE WHEN articles.id IS NULL OR articles.withdrawn = 1 OR coalesce(items.withdrawn, 0) = 1 THEN 1 ELSE 0 END"
    " FROM archived LEFT JOIN items ON items.id = archived.item_id"
    " LEFT JOIN articles ON articles.id = coalesce(items.article_id, archived.item_id)"
)
_MEMBER = "feed, number, item_id, updated, gone"
_OFFER = "item_id, updated, file_bytes, queued, since"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An item that is in no page of a feed's archive as it is now."""

    item_id: str
    """Of an item, or of a whole article."""
    updated: datetime
    """Its last change: an item that changes is offered anew."""
    file_bytes: int
    """What it takes in the largest format."""
    queued: datetime | None = None
    """When it was first meant for the feed, in UTC; None for the backlog of a new feed."""
    since: datetime | None = None
    """When it was first in the live document, in UTC; None while it waits for room."""


class Archives:
    """Where the items of feeds are: offered, waiting or filed; a part of `Store`, whose transactions it shares.

    A feed goes by its folder below ``feeds/``. The last of its pages is the one to be filled next.

    Args:
        execute: Runs a query.
    """

    def __init__(self, execute: Callable[..., sqlite3.Cursor]) -> None:
        self._execute = execute

    def feeds(self) -> list[str]:
        """Return the feeds that have an archive, or items that are offered."""
        rows = self._execute("SELECT feed FROM archives UNION SELECT feed FROM offers ORDER BY feed")
        return [row[0] for row in rows]

    def count_filled(self, feed: str) -> int:
        """Return how many pages of a feed are filled."""
        row = self._execute("SELECT max(number) FROM archives WHERE feed = ?", (feed,)).fetchone()
        return int(row[0] or 1) - 1

    def filed(self, feed: str) -> dict[str, datetime]:
        """Return what is in a page of a feed, by id, with the time of its last change when it was filed last."""
        rows = self._execute("SELECT item_id, max(updated) FROM archived WHERE feed = ? GROUP BY item_id", (feed,))
        return {row[0]: read_time(row[1]) for row in rows}

    def open_items(self, feed: str, articles: Collection[str]) -> list[tuple[str, datetime]]:
        """Return the live items of some articles that are in no page as they are now, what changed last first.

        Each comes with the time of its last change.

        Args:
            feed: Whose archive.
            articles: Ids; there may be more than a query may have parameters.
        """
        rows = self._execute(
            "SELECT items.id, items.updated, items.article_id FROM items LEFT JOIN archived"
            " ON archived.feed = ? AND archived.item_id = items.id AND archived.updated >= items.updated"
            " WHERE items.withdrawn = 0 AND archived.item_id IS NULL"
            " ORDER BY items.updated DESC, items.published DESC, items.article_id, items.position, items.id",
            (feed,),
        )
        return [(row[0], read_time(row[1])) for row in rows if row[2] in articles]

    def open_articles(self, feed: str, articles: Collection[str]) -> list[tuple[str, datetime]]:
        """Return those of some articles that are in no page as they are now, likewise."""
        rows = self._execute(
            "SELECT articles.id, articles.updated FROM articles LEFT JOIN archived"
            " ON archived.feed = ? AND archived.item_id = articles.id AND archived.updated >= articles.updated"
            " WHERE articles.withdrawn = 0 AND archived.item_id IS NULL"
            " ORDER BY articles.updated DESC, articles.published DESC, articles.id",
            (feed,),
        )
        return [(row[0], read_time(row[1])) for row in rows if row[0] in articles]

    def offers(self, feed: str) -> dict[str, Offer]:
        """Return what is offered in a feed, or waits for it, by id."""
        rows = self._execute(f"SELECT {_OFFER} FROM offers WHERE feed = ?", (feed,))
        return {
            row[0]: Offer(
                item_id=row[0],
                updated=read_time(row[1]),
                file_bytes=row[2],
                queued=read_time_or_none(row[3]),
                since=read_time_or_none(row[4]),
            )
            for row in rows
        }

    def save_offers(self, feed: str, known: Mapping[str, Offer], offers: Iterable[Offer]) -> None:
        """Save what is offered in a feed, or waits for it, in place of what was.

        Args:
            feed: Whose live document it is.
            known: What `offers` returned.
            offers: All there are now.
        """
        left = dict(known)
        for offer in offers:
            if left.pop(offer.item_id, None) != offer:
                self._execute(
                    f"INSERT INTO offers (feed, {_OFFER}) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (feed, item_id) DO"
                    " UPDATE SET updated = excluded.updated, file_bytes = excluded.file_bytes,"
                    " queued = excluded.queued, since = excluded.since",
                    (
                        feed,
                        offer.item_id,
                        write_time(offer.updated),
                        offer.file_bytes,
                        write_time_or_none(offer.queued),
                        write_time_or_none(offer.since),
                    ),
                )
        for item_id in left:
            self._execute("DELETE FROM offers WHERE feed = ? AND item_id = ?", (feed, item_id))

    def feeds_with_room(self, latest: datetime) -> list[str]:
        """Return the feeds in which items wait although some are offered since that time or longer."""
        rows = self._execute(
            "SELECT feed FROM offers WHERE feed IN (SELECT feed FROM offers WHERE since IS NULL)"
            " GROUP BY feed HAVING coalesce(min(since), 0) <= ? ORDER BY feed",
            (write_time(latest),),
        )
        return [row[0] for row in rows]

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

    def set_stale_with(self, item_id: str) -> None:
        """Have the files of all pages written again that hold an item or a whole article, of any feed."""
        self._execute(
            "UPDATE archives SET look = '' WHERE EXISTS (SELECT 1 FROM archived WHERE archived.feed = archives.feed"
            " AND archived.number = archives.number AND archived.item_id = ?)",
            (item_id,),
        )

    def forget(self, feed: str) -> None:
        """Forget the archive of a feed that is no longer there."""
        self._execute("DELETE FROM archived WHERE feed = ?", (feed,))
        self._execute("DELETE FROM archives WHERE feed = ?", (feed,))
        self._execute("DELETE FROM offers WHERE feed = ?", (feed,))

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
