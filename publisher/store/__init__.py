"""Remembers articles and items between runs."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from publisher.errors import CorruptError, StoreError
from publisher.model import Article, Item, Listing
from publisher.store.archives import ArchivePage, Archives, Offer
from publisher.store.health import DAMAGE_HINT, check_soundness, is_damage, seal, set_aside
from publisher.store.history import History, mark_moved
from publisher.store.lock import RunLock
from publisher.store.media import MediaStore
from publisher.store.outbox import HubRow, Notice, Outbox
from publisher.store.rows import (
    ARTICLE,
    FAILURE,
    ITEM,
    OPENING,
    RELEASE,
    SOURCE,
    FailureRow,
    MediaRow,
    ReleaseCommand,
    ReleaseRow,
    SourceRow,
    list_columns,
    read_article,
    read_day,
    read_failure,
    read_item,
    read_release,
    read_source,
    read_time,
    read_time_or_none,
    write_article,
    write_failure,
    write_item,
    write_release,
    write_source,
    write_time,
)
from publisher.store.schema import MIGRATIONS
from publisher.store.transfer import RowInserter, dump_article, dump_rows, load_rows

__all__ = [
    "ArchivePage",
    "Archives",
    "FailureRow",
    "History",
    "HubRow",
    "MediaRow",
    "MediaStore",
    "Notice",
    "Offer",
    "Outbox",
    "Overview",
    "ReleaseCommand",
    "ReleaseRow",
    "RunLock",
    "SourceRow",
    "Store",
    "copy_state",
    "mark_moved",
    "peek_meta",
    "set_aside",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """How a file of the content folder stands."""

    name: str
    slug: str
    """Empty if it was never published."""
    title: str
    is_live: bool
    items: int
    """Live ones."""
    updated: datetime | None
    to_come: int
    """Sections that are not released yet."""
    due: datetime | None
    """When that changes by itself."""


class Store:
    """The state in an SQLite database: WAL, durable at every commit.

    Every method that changes something belongs inside `transaction`. Any refusal of the database is a `StoreError`,
    a `CorruptError` if it is damaged, and nothing of that transaction is saved.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.history = History(self._execute)
        """What happened to articles and items."""
        self.archives = Archives(self._execute)
        """Where the items of feeds with an archive stand."""
        self.outbox = Outbox(self._execute)
        """What hubs have to be told."""
        self.media = MediaStore(self._execute)
        """The pictures, sounds and films of articles."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
            check_soundness(self._db, path)
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
        seal(self._path)

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

    def dump_article(self, article_id: str, digest: Callable[[str, str], str]) -> list[dict[str, Any]]:
        """Write what has to be known of an article to make a lost state again; see `transfer`."""
        try:
            return list(dump_article(self._db, article_id, digest))
        except sqlite3.Error as error:
            raise self._explain(error) from error

    def load_article(self, rows: Iterable[Mapping[str, Any]], where: str) -> None:
        """Take in what `dump_article` wrote, inside a transaction and a savepoint.

        Raises:
            StoreError: A row is none; the savepoint must be undone.
        """
        inserter = RowInserter(self._db)
        for row in rows:
            inserter.insert(row, where)

    # Settings of the state itself.

    def read_meta(self, key: str) -> str:
        """Return a remembered value, empty if there is none."""
        row = self._execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def save_meta(self, key: str, value: str) -> None:
        """Remember a value."""
        self._put("meta", "key, value", (key, value))

    # Files of the content folder.

    def sources(self) -> dict[str, SourceRow]:
        """Return what was last seen of every file, by name."""
        rows = self._execute(f"SELECT {SOURCE} FROM sources")
        return {row[0]: read_source(row) for row in rows}

    def save_source(self, row: SourceRow) -> None:
        """Remember what was seen of a file."""
        self._put("sources", SOURCE, write_source(row))

    def forget_source(self, name: str) -> None:
        """Forget a file; what it published is not touched."""
        self._execute("DELETE FROM sources WHERE name = ?", (name,))
        self._execute("DELETE FROM media WHERE source = ?", (name,))

    def part_source(self, name: str, article_id: str) -> None:
        """Note that an article is no longer in this file."""
        self._execute("UPDATE sources SET article_id = NULL WHERE name = ? AND article_id = ?", (name, article_id))

    def file_of_article(self, article_id: str) -> str | None:
        """Return the name of the file that an article is in; None if there was none in the last run."""
        row = self._execute("SELECT name FROM sources WHERE article_id = ? ORDER BY name", (article_id,)).fetchone()
        return str(row[0]) if row else None

    def next_due(self) -> datetime | None:
        """Return when the first file has to be looked at by itself: its article changes, or is tried once more."""
        row = self._execute(
            "SELECT min(due) FROM (SELECT sources.due AS due FROM sources"
            " WHERE sources.due IS NOT NULL AND sources.name NOT IN (SELECT name FROM failures)"
            " UNION ALL SELECT next_try FROM failures) AS dues"
        ).fetchone()
        return read_time_or_none(row[0])

    def overview(self) -> list[Overview]:
        """Return how each file of the content folder stands, by name; drafts and what waits have no slug yet."""
        rows = self._execute(
            "SELECT sources.name, articles.slug, articles.title, articles.withdrawn, articles.updated, sources.due,"
            " (SELECT count(*) FROM items WHERE items.article_id = articles.id AND items.withdrawn = 0),"
            " articles.to_come FROM sources LEFT JOIN articles ON articles.id = sources.article_id"
            " ORDER BY sources.name"
        )
        return [
            Overview(
                name=row[0],
                slug=row[1] or "",
                title=row[2] or "",
                is_live=row[3] == 0,
                updated=read_time_or_none(row[4]),
                due=read_time_or_none(row[5]),
                items=row[6] if row[3] == 0 else 0,
                to_come=row[7] if row[3] == 0 else 0,
            )
            for row in rows
        ]

    def failures(self) -> dict[str, FailureRow]:
        """Return the articles that could not be published, by name."""
        rows = self._execute(f"SELECT {FAILURE} FROM failures ORDER BY name")
        return {row[0]: read_failure(row) for row in rows}

    def save_failure(self, row: FailureRow) -> None:
        """Remember an article that could not be published."""
        self._put("failures", FAILURE, write_failure(row))

    def forget_failure(self, name: str) -> None:
        """Forget that an article could not be published: it could, or it is gone."""
        self._execute("DELETE FROM failures WHERE name = ?", (name,))

    # Articles that are released section by section.

    def releases(self) -> dict[str, ReleaseRow]:
        """Return how far every article is that is released section by section, by name."""
        return {row[0]: read_release(row) for row in self._execute(f"SELECT {RELEASE} FROM releases ORDER BY name")}

    def release(self, name: str) -> ReleaseRow | None:
        """Return how far an article is; None if it is published all at once."""
        row = self._execute(f"SELECT {RELEASE} FROM releases WHERE name = ?", (name,)).fetchone()
        return read_release(row) if row else None

    def save_release(self, row: ReleaseRow) -> None:
        """Remember how far an article is."""
        self._put("releases", RELEASE, write_release(row))

    def forget_release(self, name: str) -> None:
        """Forget that an article is released section by section."""
        self._execute("DELETE FROM releases WHERE name = ?", (name,))

    def rename_release(self, name: str, new: str) -> None:
        """Let a release go on under the name of another file, unless that has one of its own."""
        if self.release(new) is None:
            self._execute("UPDATE releases SET name = ? WHERE name = ?", (new, name))
        self.forget_release(name)

    def next_releases(self) -> dict[str, datetime]:
        """Return when the next section of each live article is due that has some to come, by the article's slug."""
        rows = self._execute(
            "SELECT slug, next_release FROM articles WHERE next_release IS NOT NULL AND withdrawn = 0 ORDER BY slug"
        )
        return {row[0]: read_time(row[1]) for row in rows}

    # Articles and items.

    def article(self, article_id: str) -> Article | None:
        """Return an article with its live items in reading order."""
        row = self._execute(f"SELECT {ARTICLE} FROM articles WHERE id = ?", (article_id,)).fetchone()
        return read_article(row, self.items(article_id)) if row else None

    def article_id_of_slug(self, slug: str) -> str | None:
        """Return the id of the article in this folder below ``feeds/``."""
        row = self._execute("SELECT id FROM articles WHERE slug = ?", (slug,)).fetchone()
        return str(row[0]) if row else None

    def article_id_of_item(self, item_id: str) -> str | None:
        """Return the id of the article that an item is in, or was in last."""
        row = self._execute("SELECT article_id FROM items WHERE id = ?", (item_id,)).fetchone()
        return str(row[0]) if row else None

    def refused(self, article_id: str) -> str:
        """Return the SHA-256 of the file whose text was taken back by a rollback; empty if there is none."""
        row = self._execute("SELECT refused FROM articles WHERE id = ?", (article_id,)).fetchone()
        return str(row[0]) if row else ""

    def set_refused(self, article_id: str, digest: str) -> None:
        """Remember that an article is not published as its file with this SHA-256 has it; empty forgets it."""
        self._execute("UPDATE articles SET refused = ? WHERE id = ?", (digest, article_id))

    def article_id_of_pin(self, pin: str) -> str | None:
        """Return the id of the article that its author named so."""
        row = self._execute("SELECT id FROM articles WHERE pin = ? ORDER BY id", (pin,)).fetchone()
        return str(row[0]) if row else None

    def article_id_of_name(self, name: str) -> str | None:
        """Return the id of the newest article that the file of this name published, withdrawn or not."""
        row = self._execute("SELECT id FROM articles WHERE name = ? ORDER BY updated DESC, id", (name,)).fetchone()
        return str(row[0]) if row else None

    def find_withdrawn(self, *, name: str, slug: str, title: str) -> list[str]:
        """Return the ids of withdrawn articles of this file, this slug or this title; an empty one finds none."""
        rows = self._execute(
            "SELECT id FROM articles WHERE withdrawn = 1"
            " AND ((name = ? AND name <> '') OR (slug = ? AND slug <> '') OR (title = ? AND title <> '')) ORDER BY id",
            (name, slug, title),
        )
        return [str(row[0]) for row in rows]

    def items(self, article_id: str, *, withdrawn: bool = False) -> tuple[Item, ...]:
        """Return the live, or the withdrawn, items of an article in reading order."""
        rows = self._execute(
            f"SELECT {ITEM} FROM items WHERE article_id = ? AND withdrawn = ? ORDER BY position, id",
            (article_id, int(withdrawn)),
        )
        return tuple(read_item(row) for row in rows)

    def has_id(self, uri: str) -> bool:
        """Tell whether an id was ever given to an article or an item."""
        query = "SELECT 1 FROM articles WHERE id = ? UNION ALL SELECT 1 FROM items WHERE id = ?"
        return self._execute(query, (uri, uri)).fetchone() is not None

    def has_slug(self, slug: str) -> bool:
        """Tell whether a slug was ever given to an article."""
        return self._execute("SELECT 1 FROM articles WHERE slug = ?", (slug,)).fetchone() is not None

    def has_stamp(self, moment: datetime) -> bool:
        """Return whether an article or an item was updated at exactly this time."""
        time = (write_time(moment), moment.microsecond)
        query = "SELECT 1 FROM items WHERE updated = ? AND updated_us = ?"
        query += " UNION ALL SELECT 1 FROM articles WHERE updated = ? AND updated_us = ?"
        return self._execute(query, (*time, *time)).fetchone() is not None

    def save_article(self, article: Article, withdrawn: Iterable[Item] = ()) -> None:
        """Remember an article with its live items and those withdrawn from it; its files are to be written.

        Archive pages that hold the whole article are to be written again once an item leaves it: its words go. So are
        the files of articles from which items moved here, as their change feeds show these.
        """
        self._put("articles", f"{ARTICLE}, pending", (*write_article(article), 1))
        withdrawn = tuple(withdrawn)
        if any(self._is_live(item.id) for item in withdrawn if item.withdrawn):
            self.archives.set_stale_with(article.id)
        for item in (*article.items, *withdrawn):
            self.save_item(article.id, item)
        self._set_former_owners_pending(article.id)

    def _set_former_owners_pending(self, article_id: str) -> None:
        self._execute(
            "UPDATE articles SET pending = 1 WHERE id IN (SELECT formers.article_id FROM formers"
            " JOIN items ON items.id = formers.item_id WHERE items.article_id = ?)",
            (article_id,),
        )

    def _is_live(self, item_id: str) -> bool:
        query = "SELECT 1 FROM items WHERE id = ? AND withdrawn = 0"
        return self._execute(query, (item_id,)).fetchone() is not None

    def save_item(self, article_id: str, item: Item) -> None:
        """Remember an item of an article; one that is new stays `fresh` until its article's files are written."""
        # The slug is minted once, `fresh` and the article change by `mark_written` and `move_item` alone.
        columns = f"{ITEM}, article_id, fresh"
        self._put("items", columns, (*write_item(item), article_id, 1), minted={"slug", "article_id", "fresh"})

    def referring_articles(self) -> list[Article]:
        """Return the live articles, without their items, that answer another text or name related ones."""
        rows = self._execute(
            f"SELECT {ARTICLE} FROM articles WHERE withdrawn = 0 AND (in_reply_to <> '' OR related <> '[]') ORDER BY id"
        )
        return [read_article(row, ()) for row in rows]

    def rename_article(self, article_id: str, name: str) -> None:
        """Let an article go by the name of another file."""
        self._execute("UPDATE articles SET name = ? WHERE id = ?", (name, article_id))

    def withdraw_article(self, article_id: str, now: datetime) -> None:
        """Take an article out of publication; its id, its slug and its items stay reserved."""
        self._execute(
            "UPDATE articles SET withdrawn = 1, gone = ?, pending = 1 WHERE id = ?", (write_time(now), article_id)
        )
        self._set_former_owners_pending(article_id)

    # What feeds and lists show.

    def labels(self) -> list[Article]:
        """Return every live article without its items, the newest first: enough to choose among them."""
        query = (
            f"SELECT {ARTICLE}, {OPENING} FROM articles WHERE withdrawn = 0"
            " ORDER BY published DESC, published_us DESC, id"
        )
        rows = self._execute(query)
        return [read_article(row, ()) for row in rows]

    def pairs(self, ids: Iterable[str]) -> list[tuple[Article, Item]]:
        """Return the items among some ids, in the order given, each with its article (without items)."""
        query = f"SELECT article_id, {ITEM} FROM items WHERE id = ?"
        rows = [row for id_ in ids if (row := self._execute(query, (id_,)).fetchone())]
        articles = self.history.bare_articles(row[0] for row in rows)
        return [(articles[row[0]], read_item(row[1:])) for row in rows]

    def newest_items(self, count: int) -> list[tuple[Article, Item]]:
        """Return the live items released last, the newest first, each with its article (without items)."""
        rows = self._execute(
            f"SELECT {', '.join(list_columns(ITEM, 'items'))}, items.article_id FROM items"
            " JOIN articles ON articles.id = items.article_id WHERE items.withdrawn = 0 AND articles.withdrawn = 0"
            " ORDER BY items.published DESC, items.published_us DESC, items.position, items.id LIMIT ?",
            (count,),
        ).fetchall()
        articles = self.history.bare_articles(row[-1] for row in rows)
        return [(articles[row[-1]], read_item(row[:-1])) for row in rows]

    def listings(self) -> list[Listing]:
        """Return what lists say of every live article, the newest first."""
        rows = self._execute(
            "SELECT id, slug, title, standfirst, language, published, updated, published_us, updated_us, dated"
            " FROM articles WHERE withdrawn = 0 ORDER BY published DESC, published_us DESC, id"
        )
        return [
            Listing(
                id=row[0],
                slug=row[1],
                title=row[2],
                standfirst=row[3],
                language=row[4],
                published=read_time(row[5], row[7]),
                updated=read_time(row[6], row[8]),
                dated=read_day(row[9]),
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

    # For making a lost state again.

    def count_articles(self) -> int:
        """Return how many articles are known, withdrawn ones included."""
        return int(self._execute("SELECT count(*) FROM articles").fetchone()[0])

    def count_items(self) -> int:
        """Return how many items are known, withdrawn ones included."""
        return int(self._execute("SELECT count(*) FROM items").fetchone()[0])

    def find_any_id(self) -> str:
        """Return the id of the article released last; empty if there is none."""
        row = self._execute("SELECT id FROM articles ORDER BY published DESC, id LIMIT 1").fetchone()
        return str(row[0]) if row else ""

    def items_without_content(self) -> list[tuple[Article, Item]]:
        """Return the live items whose contents were lost, each with its article (without items)."""
        rows = self._execute(
            f"SELECT {', '.join(list_columns(ITEM, 'items'))}, items.article_id FROM items"
            " JOIN articles ON articles.id = items.article_id"
            " WHERE items.content = '' AND items.withdrawn = 0 AND articles.withdrawn = 0"
            " ORDER BY items.article_id, items.position, items.id"
        ).fetchall()
        articles = self.history.bare_articles(row[-1] for row in rows)
        return [(articles[row[-1]], read_item(row[:-1])) for row in rows]

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
        self._execute("UPDATE articles SET pending = 1")

    def mark_written(self, written: Mapping[str, Collection[str]]) -> None:
        """Remember that the files of these owners are in place.

        Args:
            written: The paths below the feeds folder by owner: an article's id, or empty for those of the whole site.
        """
        for owner, paths in written.items():
            self._execute("DELETE FROM outputs WHERE owner = ?", (owner,))
            self.save_outputs(owner, paths)
            self._execute("UPDATE articles SET pending = 0 WHERE id = ?", (owner,))
            self._execute("UPDATE items SET fresh = 0 WHERE article_id = ? AND fresh = 1", (owner,))
            self._execute("UPDATE changes SET fresh = 0 WHERE article_id = ? AND fresh = 1", (owner,))

    def save_outputs(self, owner: str, paths: Iterable[str]) -> None:
        """Remember whose these files are."""
        for path in paths:
            self._put("outputs", "path, owner", (path, owner))

    def article_ids_of_outputs(self, paths: Iterable[str]) -> set[str]:
        """Return the articles in whose folders some files are, or were."""
        folders = {path.split("/")[1 if path.startswith("snippets/") else 0] for path in paths}
        return {id_ for folder in folders if (id_ := self.article_id_of_slug(folder))}

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
        _copy(self._db, half)
        half.replace(kept)

    def _put(self, table: str, columns: str, values: tuple[Any, ...], *, minted: Collection[str] = ()) -> None:
        """Save a row, known by its first column; of one that is there, columns that are minted once stay."""
        key, *others = list_columns(columns)
        updates = ", ".join(f"{column} = excluded.{column}" for column in others if column not in minted)
        self._execute(
            f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(values))})"
            f" ON CONFLICT ({key}) DO UPDATE SET {updates}",
            values,
        )

    def _execute(self, query: str, values: tuple[Any, ...] = ()) -> sqlite3.Cursor:
        try:
            return self._db.execute(query, values)
        except sqlite3.Error as error:
            raise self._explain(error) from error

    def _explain(self, error: Exception) -> StoreError:
        if isinstance(error, sqlite3.Error) and is_damage(error):
            return CorruptError(f"the state database is damaged: {error}", str(self._path), DAMAGE_HINT)
        hint = "is the disk full, or the folder not writable?"
        return StoreError(f"the state database refused: {error}", str(self._path), hint)


def peek_meta(path: Path, key: str) -> str:
    """Return a remembered value of a state that others use meanwhile; empty if it cannot be had. Nothing is changed."""
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, timeout=1)) as database:
            row = database.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    except sqlite3.Error:
        return ""
    return str(row[0]) if row else ""


def copy_state(path: Path, target: Path) -> None:
    """Copy a state as it is, whatever another process is doing to it.

    Raises:
        StoreError: It cannot be read.
    """
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro", uri=True, timeout=10)) as source:
            _copy(source, target)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"the state database cannot be copied: {error}", str(path), DAMAGE_HINT) from error


def _copy(source: sqlite3.Connection, target: Path) -> None:
    with closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
