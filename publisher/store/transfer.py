"""The whole state as JSON Lines, for backups, for moving to another machine, and for looking into it.

The first line is ``{"publisher_state": VERSION}``; each other line is one row, ``{"table": NAME, COLUMN: VALUE, …}``,
in the order in which they can be taken in again. Times are whole seconds since 1970 in UTC, as in the state itself.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from publisher.errors import StoreError
from publisher.store.schema import MIGRATIONS

_TABLES = ("meta", "sources", "articles", "items", "outputs")
_HEAD = "publisher_state"
_MAX_LINE = 64 * 1024 * 1024
"""Characters; an item's content is refused long before it is that long."""


def dump_rows(database: sqlite3.Connection) -> Iterator[str]:
    """Write all that a state holds, a line at a time, without line ends; the same state gives the same lines."""
    yield json.dumps({_HEAD: len(MIGRATIONS)})
    for table in _TABLES:
        columns = _list_columns(database, table)
        for row in database.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY 1"):
            yield json.dumps({"table": table, **dict(zip(columns, row, strict=True))}, ensure_ascii=False)


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
    columns = {table: set(_list_columns(database, table)) for table in _TABLES}
    count = 0
    is_headed = False
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        row = _read_row(line, f"{where}:{number}")
        if not is_headed:
            _check_head(row, f"{where}:{number}")
            is_headed = True
            continue
        table = row.pop("table", None)
        if table not in columns or not row or not row.keys() <= columns[table]:
            raise StoreError("not a row of a state", f"{where}:{number}", "import only what `publisher export` wrote")
        names = sorted(row)
        # A fresh state has settings of its own, and nothing else.
        verb = "INSERT OR REPLACE" if table == "meta" else "INSERT"
        query = f"{verb} INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
        try:
            database.execute(query, [row[name] for name in names])
        except sqlite3.Error as error:
            raise StoreError(f"cannot be taken in: {error}", f"{where}:{number}", "export it again") from error
        count += 1
    if not is_headed:
        raise StoreError("no state in it", where, "import only what `publisher export` wrote")
    return count


def _list_columns(database: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in database.execute(f"PRAGMA table_info({table})")]


def _read_row(line: str, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line) if len(line) <= _MAX_LINE else None
    except (ValueError, RecursionError) as error:
        raise StoreError("not JSON", where, "import only what `publisher export` wrote") from error
    if not isinstance(row, dict) or not all(isinstance(value, str | int | None) for value in row.values()):
        raise StoreError("not a row of a state", where, "import only what `publisher export` wrote")
    return row


def _check_head(row: dict[str, Any], where: str) -> None:
    version = row.get(_HEAD)
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise StoreError("not the beginning of a state", where, "import only what `publisher export` wrote")
    if version > len(MIGRATIONS):
        raise StoreError(f"written by a newer publisher (its state has version {version})", where, "upgrade this one")
