"""Remembers which readers came: how often a day, and for how many they say they read; nothing that leads to anybody.

It lies in a file of its own beside the state, so that a server that counts never waits for a run. A day is the finest
time in it; there is no address, and of what a reader calls itself only a name that is known.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from publisher.errors import StoreError

FILE = "visits.sqlite3"
_KEPT = timedelta(days=400)
"""A year, and what it takes to compare it with the one before."""
_MOST_ROWS = 20_000
"""A day; what comes beyond is counted together."""
_MOST_CLAIMS = 20_000
_SCHEMA = (
    """
    CREATE TABLE IF NOT EXISTS visits (
        day TEXT NOT NULL,
        feed TEXT NOT NULL,
        reader TEXT NOT NULL,
        status INTEGER NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (day, feed, reader, status)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE IF NOT EXISTS claims (
        feed TEXT NOT NULL,
        reader TEXT NOT NULL,
        feed_id TEXT NOT NULL,
        subscribers INTEGER NOT NULL,
        day TEXT NOT NULL,
        PRIMARY KEY (feed, reader, feed_id)
    ) WITHOUT ROWID
    """,
)
_HINT = "it holds nothing but statistics: remove it, and counting begins anew"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Requests of one kind on one day."""

    day: date
    """In UTC."""
    feed: str
    """The path of its file below ``feeds/``; empty for what is no feed."""
    reader: str
    status: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """For how many an aggregator says that it reads a feed."""

    feed: str
    reader: str
    feed_id: str
    """What it calls the feed; several count together."""
    subscribers: int
    day: date
    """When it said so last."""


class Visits:
    """The statistics in an SQLite database; safe with several processes.

    Raises:
        StoreError: From every method: the database refused.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._explained():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
            # What the last half minute brought may be lost when the power fails: it is statistics.
            for pragma in ("journal_mode = WAL", "synchronous = NORMAL"):
                self._db.execute(f"PRAGMA {pragma}")
            for step in _SCHEMA:
                self._db.execute(step)

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    def add(self, day: date, counts: Mapping[tuple[str, str, int], int], claims: Iterable[Claim] = ()) -> None:
        """Add what came on a day, all of it or nothing.

        Args:
            day: In UTC.
            counts: By feed, reader and status.
            claims: The latest of each.
        """
        with self._explained(), closing(self._db.cursor()) as cursor:
            cursor.execute("BEGIN IMMEDIATE")
            try:
                self._add(cursor, day, counts)
                self._claim(cursor, claims)
                oldest = (day - _KEPT).isoformat()
                cursor.execute("DELETE FROM visits WHERE day < ?", (oldest,))
                cursor.execute("DELETE FROM claims WHERE day < ?", (oldest,))
            except BaseException:
                cursor.execute("ROLLBACK")
                raise
            cursor.execute("COMMIT")

    def read(self, since: date) -> list[Visit]:
        """Return what came since a day, that day included, in order."""
        with self._explained():
            rows = self._db.execute(
                "SELECT day, feed, reader, status, count FROM visits WHERE day >= ? ORDER BY day, feed, reader, status",
                (since.isoformat(),),
            ).fetchall()
        return [
            Visit(day=date.fromisoformat(row[0]), feed=row[1], reader=row[2], status=row[3], count=row[4])
            for row in rows
        ]

    def claims(self, since: date) -> list[Claim]:
        """Return what aggregators said since a day, that day included, in order."""
        with self._explained():
            rows = self._db.execute(
                "SELECT feed, reader, feed_id, subscribers, day FROM claims WHERE day >= ?"
                " ORDER BY feed, reader, feed_id",
                (since.isoformat(),),
            ).fetchall()
        return [
            Claim(feed=row[0], reader=row[1], feed_id=row[2], subscribers=row[3], day=date.fromisoformat(row[4]))
            for row in rows
        ]

    def _add(self, cursor: sqlite3.Cursor, day: date, counts: Mapping[tuple[str, str, int], int]) -> None:
        text = day.isoformat()
        known = {tuple(row) for row in cursor.execute("SELECT feed, reader, status FROM visits WHERE day = ?", (text,))}
        for (feed, reader, status), count in sorted(counts.items()):
            key = (feed, reader, status)
            if key not in known and len(known) >= _MOST_ROWS:
                key = ("", "other", status)
            known.add(key)
            cursor.execute(
                "INSERT INTO visits (day, feed, reader, status, count) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (day, feed, reader, status) DO UPDATE SET count = count + excluded.count",
                (text, *key, count),
            )

    def _claim(self, cursor: sqlite3.Cursor, claims: Iterable[Claim]) -> None:
        (left,) = cursor.execute("SELECT ? - count(*) FROM claims", (_MOST_CLAIMS,)).fetchone()
        for claim in claims:
            values = (claim.subscribers, claim.day.isoformat(), claim.feed, claim.reader, claim.feed_id)
            done = cursor.execute(
                "UPDATE claims SET subscribers = ?, day = ? WHERE feed = ? AND reader = ? AND feed_id = ?", values
            )
            if not done.rowcount and left > 0:
                cursor.execute(
                    "INSERT INTO claims (subscribers, day, feed, reader, feed_id) VALUES (?, ?, ?, ?, ?)", values
                )
                left -= 1

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            raise StoreError(f"the statistics cannot be kept: {error}", str(self._path), _HINT) from error
