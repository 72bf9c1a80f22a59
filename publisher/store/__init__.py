"""Remembers articles and items between runs."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from publisher.errors import StoreError
from publisher.model import Article, Item, Listing, SafeHtml
from publisher.store.lock import RunLock
from publisher.store.schema import MIGRATIONS
from publisher.store.transfer import dump_rows, load_rows

__all__ = ["RunLock", "SourceRow", "Store"]

_ARTICLE = (
    "id, name, slug, title, standfirst, authors, tags, language, canonical, license, image, pin, published, updated,"
    " withdrawn"
)
_ITEM = (
    "id, slug, position, title, content, page_content, summary, text, pin, is_lead, anchor, image, fragment, published,"
    " updated, version, withdrawn"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """What was last seen of a file in the content folder."""

    name: str
    size: int
    mtime_ns: int
    digest: str
    """SHA-256 of its bytes."""
    engine: str
    """Names the program and settings that read it: under others it has to be read again."""
    article_id: str | None = None
    """None for a draft that was never published."""
    due: datetime | None = None
    """When it has to be looked at again although the file did not change."""


class Store:
    """The state in an SQLite database: WAL, durable at every commit.

    Every method that changes something belongs inside `transaction`. Any refusal of the database is a `StoreError`,
    and nothing of that transaction is saved.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
            # FULL, because an id must be on the disk before a file that shows it: in WAL mode, NORMAL may
            # lose the last commits when the power fails.
            for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
                self._db.execute(f"PRAGMA {pragma}")
            self._migrate()
        except (OSError, sqlite3.Error) as error:
            raise self._explain(error) from error

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    @contextmanager
    def transaction(self, *, keep: bool = True) -> Iterator[None]:
        """Save all that is changed inside, or nothing if an error leaves it.

        Args:
            keep: False throws the changes away at the end: a dry run.
        """
        self._execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.rollback()
            raise
        self._execute("COMMIT" if keep else "ROLLBACK")

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Inside a transaction: undo what is changed inside if an error leaves it, and nothing else."""
        self._execute("SAVEPOINT one")
        try:
            yield
        except BaseException:
            self._execute("ROLLBACK TO SAVEPOINT one")
            raise
        finally:
            self._execute("RELEASE SAVEPOINT one")

    # The whole of it.

    def dump(self) -> Iterator[str]:
        """Write all that is remembered as JSON Lines, without line ends; see `transfer`."""
        try:
            yield from dump_rows(self._db)
        except sqlite3.Error as error:
            raise self._explain(error) from error

    def load(self, lines: Iterable[str], where: str) -> int:
        """Take in what `dump` wrote, all of it or nothing; return how many rows that were.

        Raises:
            StoreError: The lines are no state, or this one is not empty.
        """
        with self.transaction():
            return load_rows(self._db, lines, where)

    # Settings of the state itself.

    def read_meta(self, key: str) -> str:
        """Return a remembered value, empty if there is none."""
        row = self._execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def save_meta(self, key: str, value: str) -> None:
        """Remember a value."""
        self._execute(
            "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, value),
        )

    # Files of the content folder.

    def sources(self) -> dict[str, SourceRow]:
        """Return what was last seen of every file, by name."""
        rows = self._execute("SELECT name, size, mtime_ns, digest, engine, article_id, due FROM sources")
        return {
            row[0]: SourceRow(
                name=row[0],
                size=row[1],
                mtime_ns=row[2],
                digest=row[3],
                engine=row[4],
                article_id=row[5],
                due=_time(row[6]) if row[6] is not None else None,
            )
            for row in rows
        }

    def save_source(self, row: SourceRow) -> None:
        """Remember what was seen of a file."""
        self._execute(
            "INSERT INTO sources (name, size, mtime_ns, digest, engine, article_id, due) VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (name) DO UPDATE SET size = excluded.size, mtime_ns = excluded.mtime_ns,"
            " digest = excluded.digest, engine = excluded.engine, article_id = excluded.article_id, due = excluded.due",
            (
                row.name,
                row.size,
                row.mtime_ns,
                row.digest,
                row.engine,
                row.article_id,
                _seconds(row.due) if row.due else None,
            ),
        )

    def forget_source(self, name: str) -> None:
        """Forget a file; what it published is not touched."""
        self._execute("DELETE FROM sources WHERE name = ?", (name,))

    # Articles and items.

    def article(self, article_id: str) -> Article | None:
        """Return an article with its live items in reading order."""
        row = self._execute(f"SELECT {_ARTICLE} FROM articles WHERE id = ?", (article_id,)).fetchone()
        return _article(row, self.items(article_id)) if row else None

    def article_id_of_pin(self, pin: str) -> str | None:
        """Return the id of the article that its author named so."""
        row = self._execute("SELECT id FROM articles WHERE pin = ? ORDER BY id", (pin,)).fetchone()
        return str(row[0]) if row else None

    def article_id_of_name(self, name: str) -> str | None:
        """Return the id of the newest article that the file of this name published, withdrawn or not."""
        row = self._execute("SELECT id FROM articles WHERE name = ? ORDER BY updated DESC, id", (name,)).fetchone()
        return str(row[0]) if row else None

    def items(self, article_id: str, *, withdrawn: bool = False) -> tuple[Item, ...]:
        """Return the live, or the withdrawn, items of an article in reading order."""
        rows = self._execute(
            f"SELECT {_ITEM} FROM items WHERE article_id = ? AND withdrawn = ? ORDER BY position, id",
            (article_id, int(withdrawn)),
        )
        return tuple(_item(row) for row in rows)

    def has_id(self, uri: str) -> bool:
        """Tell whether an id was ever given to an article or an item."""
        query = "SELECT 1 FROM articles WHERE id = ? UNION ALL SELECT 1 FROM items WHERE id = ?"
        return self._execute(query, (uri, uri)).fetchone() is not None

    def has_slug(self, slug: str) -> bool:
        """Tell whether a slug was ever given to an article."""
        return self._execute("SELECT 1 FROM articles WHERE slug = ?", (slug,)).fetchone() is not None

    def has_stamp(self, moment: datetime) -> bool:
        """Tell whether an article or an item was updated at exactly this second."""
        seconds = _seconds(moment)
        query = "SELECT 1 FROM items WHERE updated = ? UNION ALL SELECT 1 FROM articles WHERE updated = ?"
        return self._execute(query, (seconds, seconds)).fetchone() is not None

    def save_article(self, article: Article, withdrawn: Iterable[Item] = ()) -> None:
        """Remember an article with its live items and those withdrawn from it; its files are to be written."""
        columns = [column.strip() for column in _ARTICLE.split(",")]
        updates = ", ".join(f"{column} = excluded.{column}" for column in columns[1:])
        self._execute(
            f"INSERT INTO articles ({_ARTICLE}, pending) VALUES ({', '.join('?' * len(columns))}, 1)"
            f" ON CONFLICT (id) DO UPDATE SET {updates}, pending = 1",
            (
                article.id,
                article.name,
                article.slug,
                article.title,
                article.standfirst,
                json.dumps(article.authors, ensure_ascii=False),
                json.dumps(article.tags, ensure_ascii=False),
                article.language,
                article.canonical,
                article.license,
                article.image,
                article.pin,
                _seconds(article.published),
                _seconds(article.updated),
                int(article.withdrawn),
            ),
        )
        for item in (*article.items, *withdrawn):
            self._save_item(article.id, item)

    def _save_item(self, article_id: str, item: Item) -> None:
        columns = [column.strip() for column in _ITEM.split(",")]
        updates = ", ".join(f"{column} = excluded.{column}" for column in columns if column not in {"id", "slug"})
        self._execute(
            f"INSERT INTO items ({_ITEM}, article_id) VALUES ({', '.join('?' * len(columns))}, ?)"
            f" ON CONFLICT (id) DO UPDATE SET {updates}",
            (
                item.id,
                item.slug,
                item.position,
                item.title,
                item.content,
                item.page_content,
                item.summary,
                item.text,
                item.pin,
                int(item.is_lead),
                item.anchor,
                item.image,
                item.fragment,
                _seconds(item.published),
                _seconds(item.updated),
                item.version,
                int(item.withdrawn),
                article_id,
            ),
        )

    def rename_article(self, article_id: str, name: str) -> None:
        """Let an article go by the name of another file: the same bytes were found there."""
        self._execute("UPDATE articles SET name = ? WHERE id = ?", (name, article_id))

    def withdraw_article(self, article_id: str) -> None:
        """Take an article out of publication; its id, its slug and its items stay reserved."""
        self._execute("UPDATE articles SET withdrawn = 1, pending = 1 WHERE id = ?", (article_id,))

    # What feeds and lists show.

    def newest_items(self, count: int) -> list[tuple[Article, Item]]:
        """Return the live items released last, the newest first, each with its article (without items)."""
        item_columns = ", ".join(f"items.{column.strip()}" for column in _ITEM.split(","))
        rows = self._execute(
            f"SELECT {item_columns}, items.article_id FROM items JOIN articles ON articles.id = items.article_id"
            " WHERE items.withdrawn = 0 AND articles.withdrawn = 0"
            " ORDER BY items.published DESC, items.position, items.id LIMIT ?",
            (count,),
        ).fetchall()
        articles: dict[str, Article] = {}
        for row in rows:
            if row[-1] not in articles:
                found = self._execute(f"SELECT {_ARTICLE} FROM articles WHERE id = ?", (row[-1],)).fetchone()
                articles[row[-1]] = _article(found, ())
        return [(articles[row[-1]], _item(row[:-1])) for row in rows]

    def newest_articles(self, count: int) -> list[Article]:
        """Return the live articles released last, the newest first, with their items."""
        rows = self._execute(
            f"SELECT {_ARTICLE} FROM articles WHERE withdrawn = 0 ORDER BY published DESC, id LIMIT ?", (count,)
        ).fetchall()
        return [_article(row, self.items(row[0])) for row in rows]

    def listings(self) -> list[Listing]:
        """Return what lists say of every live article, the newest first."""
        rows = self._execute(
            "SELECT id, slug, title, standfirst, language, published, updated FROM articles WHERE withdrawn = 0"
            " ORDER BY published DESC, id"
        )
        return [
            Listing(
                id=row[0],
                slug=row[1],
                title=row[2],
                standfirst=row[3],
                language=row[4],
                published=_time(row[5]),
                updated=_time(row[6]),
            )
            for row in rows
        ]

    def count_live(self) -> tuple[int, int]:
        """Return how many articles and how many items are published."""
        query = (
            "SELECT (SELECT count(*) FROM articles WHERE withdrawn = 0), (SELECT count(*) FROM items JOIN articles"
            " ON articles.id = items.article_id WHERE items.withdrawn = 0 AND articles.withdrawn = 0)"
        )
        row = self._execute(query).fetchone()
        return int(row[0]), int(row[1])

    # Files under the feeds folder.

    def pending(self) -> list[str]:
        """Return the ids of articles whose files are still to be written or removed, by name."""
        return [row[0] for row in self._execute("SELECT id FROM articles WHERE pending = 1 ORDER BY name, id")]

    def set_pending(self, article_ids: Iterable[str]) -> None:
        """Have the files of these articles written again."""
        for article_id in article_ids:
            self._execute("UPDATE articles SET pending = 1 WHERE id = ?", (article_id,))

    def set_all_pending(self) -> None:
        """Have the files of every article written again."""
        self._execute("UPDATE articles SET pending = 1 WHERE withdrawn = 0")

    def mark_written(self, written: Mapping[str, Collection[str]]) -> None:
        """Remember that the files of these owners are in place.

        Args:
            written: The paths below the feeds folder by owner: an article's id, or empty for those of the whole site.
        """
        for owner, paths in written.items():
            self._execute("DELETE FROM outputs WHERE owner = ?", (owner,))
            for path in paths:
                self._execute(
                    "INSERT INTO outputs (path, owner) VALUES (?, ?)"
                    " ON CONFLICT (path) DO UPDATE SET owner = excluded.owner",
                    (path, owner),
                )
            self._execute("UPDATE articles SET pending = 0 WHERE id = ?", (owner,))

    def outputs(self, owner: str | None = None) -> dict[str, str]:
        """Return the owner of every file that was written, by path; of one owner if it is named."""
        if owner is None:
            return dict(self._execute("SELECT path, owner FROM outputs"))
        return dict(self._execute("SELECT path, owner FROM outputs WHERE owner = ?", (owner,)))

    # Inside.

    def _migrate(self) -> None:
        self._execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)")
        version = self._read_version()
        if version > len(MIGRATIONS):
            raise StoreError(
                f"written by a newer publisher (its version {version}, this one knows {len(MIGRATIONS)})",
                str(self._path),
                "upgrade the publisher",
            )
        if 0 < version < len(MIGRATIONS):
            self._keep_copy(version)
        for number, steps in enumerate(MIGRATIONS[version:], start=version + 1):
            with self.transaction():
                if self._read_version() >= number:
                    # Another process was here first.
                    continue
                for step in steps:
                    self._execute(step)
                self._execute("INSERT INTO schema_version (version) VALUES (?)", (number,))

    def _read_version(self) -> int:
        return int(self._execute("SELECT max(version) FROM schema_version").fetchone()[0] or 0)

    def _keep_copy(self, version: int) -> None:
        """Copy the state beside itself before it is changed: an older publisher can go on with the copy."""
        kept = self._path.with_name(f"{self._path.name}.v{version}")
        if kept.exists():
            return
        half = kept.with_name(f"{kept.name}.tmp")
        half.unlink(missing_ok=True)
        copy = sqlite3.connect(half)
        try:
            self._db.backup(copy)
        finally:
            copy.close()
        half.replace(kept)

    def _execute(self, query: str, values: tuple[Any, ...] = ()) -> sqlite3.Cursor:
        try:
            return self._db.execute(query, values)
        except sqlite3.Error as error:
            raise self._explain(error) from error

    def _explain(self, error: Exception) -> StoreError:
        hint = "is the disk full, or the folder not writable?"
        if isinstance(error, sqlite3.DatabaseError) and "not a database" in str(error):
            hint = "restore it from a backup; do not delete it: it holds the ids of all that was published"
        return StoreError(f"the state database refused: {error}", str(self._path), hint)


def _time(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _article(row: tuple[Any, ...], items: tuple[Item, ...]) -> Article:
    return Article(
        id=row[0],
        name=row[1],
        slug=row[2],
        title=row[3],
        standfirst=row[4],
        authors=tuple(json.loads(row[5])),
        tags=tuple(json.loads(row[6])),
        language=row[7],
        canonical=row[8],
        license=row[9],
        image=row[10],
        pin=row[11],
        published=_time(row[12]),
        updated=_time(row[13]),
        withdrawn=bool(row[14]),
        items=items,
    )


def _item(row: tuple[Any, ...]) -> Item:
    return Item(
        id=row[0],
        slug=row[1],
        position=row[2],
        title=row[3],
        content=SafeHtml(row[4]),
        page_content=None if row[5] is None else SafeHtml(row[5]),
        summary=row[6],
        text=row[7],
        pin=row[8],
        is_lead=bool(row[9]),
        anchor=row[10],
        image=row[11],
        fragment=row[12],
        published=_time(row[13]),
        updated=_time(row[14]),
        version=row[15],
        withdrawn=bool(row[16]),
    )
