"""One run at a time: a lock that a crash does not leave behind."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from types import TracebackType
from typing import Self

from publisher.errors import LockedError, StoreError


class RunLock:
    """Held while a run is at work; the operating system lets go of it when the process ends, however it ends.

    It is SQLite's own exclusive lock on an empty database beside the state: that works alike on every system, and
    costs nothing to import that a run does not import anyway.
    """

    def __init__(self, path: Path, *, what: str = "another run") -> None:
        """Make a lock.

        Args:
            path: The database that is the lock.
            what: What holds it then, for the message.
        """
        self._path = path
        self._what = what
        self._holder = path.with_name(f"{path.name}.pid")
        self._connection: sqlite3.Connection | None = None

    def acquire(self) -> None:
        """Take the lock at once or not at all.

        Raises:
            LockedError: Another process holds it.
            StoreError: The folder cannot be written.
        """
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            # The lock may be taken by one thread and given back by another.
            connection = sqlite3.connect(self._path, timeout=0, isolation_level=None, check_same_thread=False)
        except (OSError, sqlite3.Error) as error:
            raise StoreError(f"cannot create the lock: {error}", str(self._path), "is the folder writable?") from error
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            connection.close()
            if "locked" not in str(error):
                raise StoreError(f"cannot take the lock: {error}", str(self._path)) from error
            raise LockedError(
                f"{self._what} is at work{self._describe_holder()}",
                str(self._path),
                "wait until it ends; nothing was done",
            ) from error
        except sqlite3.DatabaseError as error:
            connection.close()
            raise StoreError(f"not a lock: {error}", str(self._path), "delete this file") from error
        self._connection = connection
        self._holder.write_text(f"{os.getpid()}\n", encoding="ascii")

    def release(self) -> None:
        """Give the lock back; does nothing if it is not held."""
        if self._connection is not None:
            self._holder.unlink(missing_ok=True)
            self._connection.close()
            self._connection = None

    def _describe_holder(self) -> str:
        try:
            return f" (process {int(self._holder.read_text(encoding='ascii'))})"
        except (OSError, ValueError):
            return ""

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
