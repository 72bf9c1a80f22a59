"""The whole state as JSON Lines, for backups, for moving to another machine, and for looking into it.

The first line is ``{"publisher_state": VERSION}``; each other line is one row, ``{"table": NAME, COLUMN: VALUE, …}``,
in the order in which they can be taken in again. Times are whole seconds since 1970 in UTC, as in the state itself.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from publisher.errors import StoreError
from publisher.store.rows import RELEASE, read_day, read_media, read_release, write_day
from publisher.store.schema import MIGRATIONS

_TABLES = ["meta", "sources", "articles", "items", "versions", "changes", "formers", "failures", "releases"]
_TABLES += ["archives", "archived", "offers", "outputs", "media", "media_uses", "notices", "hubs"]
_HEAD = "publisher_state"
_HINT = "import only what `publisher export` wrote"
_TIMES = frozenset({"published", "updated", "gone", "at", "due", "since", "next_try", "next_release"})
_TIMES |= {"begun", "last", "paused", "told", "queued"}
_MICROSECONDS = 1_000_000
"""In a second."""
_LATEST = 253_402_300_799  # The last second of the year 9999.
_INTEGERS = 2**63
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
_FEED = re.compile(rf"(?:{_SLUG.pattern}(?:/{_SLUG.pattern})?)?")
_MEDIA_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,70}-[0-9a-f]{16}\.[a-z0-9]{3,4}")
_SLUG_OR_NONE = re.compile(rf"(?:{_SLUG.pattern})?")
_MEDIA_NAME_OR_NONE = re.compile(rf"(?:{_MEDIA_NAME.pattern})?")
_MAX_LINE = 64 * 1024 * 1024
"""Characters; an item's content is refused long before it is that long."""


def dump_rows(database: sqlite3.Connection) -> Iterator[str]:
    """Write all that a state holds, a line at a time, without line ends; the same state gives the same lines."""
    yield json.dumps({_HEAD: len(MIGRATIONS)})
    for table in _TABLES:
        columns = _list_columns(database, table)
        for row in database.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY 1, 2"):
            yield json.dumps({"table": table, **dict(zip(columns, row, strict=True))}, ensure_ascii=False)


def dump_article(
    database: sqlite3.Connection, article_id: str, digest: Callable[[str, str], str]
) -> Iterator[dict[str, Any]]:
    """Write what has to be known of an article so that a state that was lost can be made again.

    That is every id, slug and date, and the words of what is public. Of what is withdrawn there are no words but a
    digest of them, contents are left out (files have them), and so is all that depends on the machine.

    Args:
        database: Of this version.
        article_id: Which article.
        digest: Of a title and a text.

    Yields:
        Rows as `load_rows` takes them.
    """
    for row in _select(database, "sources", "article_id = ? ORDER BY name", article_id):
        yield row | {"size": -1, "mtime_ns": 0, "engine": "", "due": None}
    is_withdrawn = False
    for row in _select(database, "articles", "id = ?", article_id):
        is_withdrawn = bool(row["withdrawn"])
        words = {"standfirst": "", "image": "", "media": "[]"} if is_withdrawn else {}
        yield row | words | {"pending": 1}
    for row in _select(database, "items", "article_id = ? ORDER BY withdrawn, position, id", article_id):
        known = row | {"content": "", "page_content": None, "fresh": 0}
        if is_withdrawn or row["withdrawn"]:
            known["digest"] = digest(row["title"], row["text"]) if row["text"] else row["digest"]
            known |= dict.fromkeys(("title", "summary", "text", "anchor", "image", "fragment"), "")
            known["media"] = "[]"
        yield known
    # Not a word of what is withdrawn, as in the change feeds.
    gone = "SELECT items.id FROM items JOIN articles ON articles.id = items.article_id"
    gone += " WHERE items.withdrawn = 1 OR articles.withdrawn = 1"
    public = f" AND (slug = '' OR kind = 'withdrawn' OR item_id NOT IN ({gone}))"
    public = " AND slug = ''" if is_withdrawn else public
    for row in _select(database, "changes", f"article_id = ?{public} ORDER BY at DESC, id", article_id):
        yield row | {"content": "", "fresh": 0}
    # Only what an operator could not set right again: his commands are forgotten.
    for row in _select(database, "releases", "name IN (SELECT name FROM articles WHERE id = ?)", article_id):
        yield row | {"log": "[]"}
    yield from _select(database, "formers", "article_id = ? ORDER BY slug", article_id)
    if not is_withdrawn:
        # Of what is withdrawn the files go too.
        live = "SELECT id FROM items WHERE article_id = media_uses.article_id AND withdrawn = 0"
        live += " UNION ALL SELECT id FROM changes WHERE article_id = media_uses.article_id"
        shown = f"article_id = ? AND (owner = article_id OR owner IN ({live})) ORDER BY owner, name"
        yield from _select(database, "media_uses", shown, article_id)


def _select(database: sqlite3.Connection, table: str, condition: str, value: str) -> Iterator[dict[str, Any]]:
    columns = _list_columns(database, table)
    for row in database.execute(f"SELECT {', '.join(columns)} FROM {table} WHERE {condition}", (value,)):
        yield {"table": table, **dict(zip(columns, row, strict=True))}


def load_rows(database: sqlite3.Connection, lines: Iterable[str], where: str) -> int:
    """Take in what `dump_rows` wrote, inside a transaction of the caller's.

    Args:
        database: Of this version, without articles.
        lines: With or without line ends; empty ones are passed over.
        where: What the lines are from, for messages.

    Returns:
        How many rows were taken in.

    Raises:
        StoreError: A line is no row of a state, or the state is not empty; the caller must roll back.
    """
    if database.execute("SELECT 1 FROM articles").fetchone():
        raise StoreError("the state holds articles already", where, "import into a place that never published")
    inserter = RowInserter(database)
    count = 0
    is_headed = False
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        row = _read_row(line, f"{where}:{number}")
        if is_headed:
            inserter.insert(row, f"{where}:{number}")
            count += 1
        else:
            _check_head(row, f"{where}:{number}")
            is_headed = True
    if not is_headed:
        raise StoreError("no state in it", where, _HINT)
    return count


class RowInserter:
    """Takes rows of a state in, inside a transaction of the caller's.

    Args:
        database: Of this version.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._columns = {table: set(_list_columns(database, table)) for table in _TABLES}

    def insert(self, row: Mapping[str, Any], where: str) -> None:
        """Take one row in.

        Args:
            row: ``{"table": NAME, COLUMN: VALUE, …}``; columns that are missing get their defaults.
            where: What the row is from, for messages.

        Raises:
            StoreError: It is no row of a state, or one with its key is there already.
        """
        values = {name: value for name, value in row.items() if name != "table"}
        table = row.get("table")
        if (
            not isinstance(table, str)
            or table not in self._columns
            or not values
            or not values.keys() <= self._columns[table]
        ):
            raise StoreError("not a row of a state", where, _HINT)
        if not all(_is_plausible(table, name, value) for name, value in values.items()):
            raise StoreError("holds a value that no state has", where, _HINT)
        names = sorted(values)
        # A fresh state has settings of its own, and nothing else.
        verb = "INSERT OR REPLACE" if table == "meta" else "INSERT"
        query = f"{verb} INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
        try:
            self._database.execute(query, [values[name] for name in names])
        except sqlite3.Error as error:
            raise StoreError(f"cannot be taken in: {error}", where, "export it again") from error
        if table == "releases":
            self._check_release(str(values.get("name")), where)

    def _check_release(self, name: str, where: str) -> None:
        """Refuse a release that could not be read back: a part of it is JSON."""
        query = f"SELECT {RELEASE} FROM releases WHERE name = ?"
        try:
            read_release(self._database.execute(query, (name,)).fetchone())
        except (ValueError, LookupError, TypeError, OverflowError, RecursionError, OSError) as error:
            raise StoreError("holds a release that cannot be read", where, _HINT) from error


def _is_plausible(table: str, name: str, value: object) -> bool:
    """Tell whether a column may hold a value: it may come from a file that anybody could write."""
    if name in _TIMES:
        return value is None or (isinstance(value, int) and 0 <= value <= _LATEST)
    if name in _CHECKS:
        return _CHECKS[name](value)
    pattern = _find_pattern(table, name)
    if pattern is not None:
        return isinstance(value, str) and bool(pattern.fullmatch(value))
    return value is None or isinstance(value, str) or (isinstance(value, int) and abs(value) < _INTEGERS)


def _find_pattern(table: str, name: str) -> re.Pattern[str] | None:
    """Return what a column must look like whose values become paths; None for any other."""
    if name == "slug":
        # That of a change is empty where it is about a whole article.
        return _SLUG_OR_NONE if table == "changes" else _SLUG
    if name == "name" and table == "media":
        # A file that is not published has none.
        return _MEDIA_NAME_OR_NONE
    return {("media_uses", "name"): _MEDIA_NAME}.get((table, name)) or (_FEED if name == "feed" else None)


def _is_fraction(value: object) -> bool:
    return isinstance(value, int) and 0 <= value < _MICROSECONDS


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and write_day(read_day(value)) == value
    except ValueError:
        return False


def _is_media(value: object) -> bool:
    try:
        read_media(value if isinstance(value, str) else "")
    except (ValueError, RecursionError):
        return False
    return True


def _list_columns(database: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in database.execute(f"PRAGMA table_info({table})")]


_CHECKS: dict[str, Callable[[object], bool]] = {
    "number": lambda value: isinstance(value, int) and 0 < value < _INTEGERS,
    "media": _is_media,
    "dated": _is_day,
    "published_us": _is_fraction,
    "updated_us": _is_fraction,
}


def _read_row(line: str, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line) if len(line) <= _MAX_LINE else None
    except (ValueError, RecursionError) as error:
        raise StoreError("not JSON", where, _HINT) from error
    if not isinstance(row, dict) or not all(isinstance(value, str | int | None) for value in row.values()):
        raise StoreError("not a row of a state", where, _HINT)
    return row


def _check_head(row: dict[str, Any], where: str) -> None:
    version = row.get(_HEAD)
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise StoreError("not the beginning of a state", where, _HINT)
    if version > len(MIGRATIONS):
        raise StoreError(f"written by a newer publisher (its state has version {version})", where, "upgrade this one")
