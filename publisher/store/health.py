"""Finds out whether a state database is damaged, before anything is read from it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from publisher.errors import CorruptError

DAMAGE_HINT = "run `publisher publish`: it sets the file aside and recovers ids and dates from the feeds folder"
_COMPANIONS = ("-wal", "-shm")
_MEMORY = ":memory:"


def check_soundness(database: sqlite3.Connection, path: Path) -> None:
    """Look for damage, unless the file is just as it was when it was closed last.

    Looking costs about as much as reading all of it, so a file that `seal` vouches for is taken as it is.

    Raises:
        CorruptError: It is damaged.
    """
    if str(path) == _MEMORY or not path.exists() or not path.stat().st_size or _read_seal(path) == _measure(path):
        return
    try:
        found = str(database.execute("PRAGMA quick_check(1)").fetchone()[0])
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        found = str(error)
    if found != "ok":
        database.close()
        raise CorruptError(f"the state database is damaged: {' '.join(found.split())}", str(path), DAMAGE_HINT)


def is_damage(error: sqlite3.Error) -> bool:
    """Tell whether an error means that the file is damaged, and not that it cannot be had just now."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def seal(path: Path) -> None:
    """Note what a state looks like that was closed in order; a crash leaves the old note, which no longer fits."""
    note = _measure(path)
    if note and note != _read_seal(path):
        target = _seal_of(path)
        half = target.with_name(f"{target.name}.tmp")
        try:
            half.write_text(note, encoding="ascii")
            half.replace(target)
        except OSError:
            # The next run looks for damage once more: that is all it costs.
            return


def set_aside(path: Path) -> Path:
    """Rename a damaged state and what belongs to it, so that a new one can be made; nothing is deleted.

    Returns:
        Where it is now.
    """
    number = 1
    while (kept := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    for ending in _COMPANIONS:
        companion = path.with_name(f"{path.name}{ending}")
        if companion.exists():
            companion.replace(kept.with_name(f"{kept.name}{ending}"))
    _seal_of(path).unlink(missing_ok=True)
    path.replace(kept)
    return kept


def _seal_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.seal")


def _read_seal(path: Path) -> str:
    try:
        return _seal_of(path).read_text(encoding="ascii")
    except (OSError, ValueError):
        return ""


def _measure(path: Path) -> str:
    """Return size and time of a state; empty if something is still to be moved into it."""
    wal = path.with_name(f"{path.name}-wal")
    try:
        status = path.stat()
        is_settled = not wal.exists() or not wal.stat().st_size
    except OSError:
        return ""
    return f"{status.st_size} {status.st_mtime_ns}\n" if is_settled else ""
