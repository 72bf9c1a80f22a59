"""Remembers which hubs have to be told of which feeds (WebSub §7), until they are."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from publisher.store.rows import read_time_or_none, write_time_or_none


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A feed of which a hub does not know yet that it changed."""

    hub: str
    path: str
    """Of the feed's file below ``feeds/``."""
    digest: str
    """Of the bytes that are in place: what the hub will have been told of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HubRow:
    """How a hub takes it."""

    url: str
    attempts: int = 0
    """That failed since the last one that did not."""
    since: datetime | None = None
    """When the first of these was."""
    next_try: datetime | None = None
    """It is left alone until then."""
    said: str = ""
    """What was wrong last."""
    told: datetime | None = None
    """When it took a notice last."""


class Outbox:
    """What is to be told to whom; every method that changes something belongs inside a transaction."""

    def __init__(self, execute: Callable[..., sqlite3.Cursor]) -> None:
        self._execute = execute

    def note(self, hubs: Collection[str], digests: Mapping[str, str]) -> None:
        """Note what is in place now: each hub is to be told of every feed that is not what it was told of.

        Args:
            hubs: Their addresses.
            digests: Of feeds, by path; an empty one is of a feed that nobody is to be told of.
        """
        for path, digest in digests.items():
            if not digest:
                self._execute("DELETE FROM notices WHERE path = ?", (path,))
                continue
            for hub in hubs:
                self._execute(
                    "INSERT INTO notices (hub, path, digest) VALUES (?, ?, ?)"
                    " ON CONFLICT (hub, path) DO UPDATE SET digest = excluded.digest",
                    (hub, path, digest),
                )

    def prune(self, hubs: Collection[str]) -> None:
        """Forget hubs that are none any longer, and feeds that are not there any longer."""
        self._execute("DELETE FROM notices WHERE path NOT IN (SELECT path FROM outputs)")
        for table, column in (("notices", "hub"), ("hubs", "url")):
            for (hub,) in self._execute(f"SELECT DISTINCT {column} FROM {table}").fetchall():
                if hub not in hubs:
                    self._execute(f"DELETE FROM {table} WHERE {column} = ?", (hub,))

    def waiting(self, hub: str | None = None) -> list[Notice]:
        """Return what has not been told yet, to any hub or to one: feeds of everything first."""
        rows = self._execute(
            "SELECT hub, path, digest FROM notices WHERE told_digest <> digest AND (? IS NULL OR hub = ?)"
            " ORDER BY hub, length(path) - length(replace(path, '/', '')), path",
            (hub, hub),
        )
        return [Notice(hub=row[0], path=row[1], digest=row[2]) for row in rows]

    def settle(self, notices: Iterable[Notice]) -> None:
        """Note that these need not be told any more: but for a feed that changed again meanwhile."""
        for notice in notices:
            self._execute(
                "UPDATE notices SET told_digest = ? WHERE hub = ? AND path = ?",
                (notice.digest, notice.hub, notice.path),
            )

    def hubs(self) -> dict[str, HubRow]:
        """Return how each hub takes it, by address."""
        rows = self._execute("SELECT url, attempts, since, next_try, said, told FROM hubs ORDER BY url")
        return {
            row[0]: HubRow(
                url=row[0],
                attempts=row[1],
                since=read_time_or_none(row[2]),
                next_try=read_time_or_none(row[3]),
                said=row[4],
                told=read_time_or_none(row[5]),
            )
            for row in rows
        }

    def save_hub(self, hub: HubRow) -> None:
        """Remember how a hub takes it."""
        times = [write_time_or_none(moment) for moment in (hub.since, hub.next_try, hub.told)]
        self._execute(
            "INSERT OR REPLACE INTO hubs (url, attempts, since, next_try, said, told) VALUES (?, ?, ?, ?, ?, ?)",
            (hub.url, hub.attempts, times[0], times[1], hub.said, times[2]),
        )
