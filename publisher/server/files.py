"""Reads files as consistent wholes, whatever happens to their names meanwhile, and knows them by their bytes."""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from publisher.server.codings import SUFFIXES

_MAX_BYTES = 100 * 1024 * 1024
_MAX_ETAGS = 4096
_SETTLED_SECONDS = 3
_CHUNK = 256 * 1024

Key = tuple[str, int, int, int, int]
"""A file's path, number, size and times: the same only for the same bytes, once it has settled."""


class Files:
    """Opens files, and remembers the ETags of those that it has read."""

    def __init__(self, feeds: Path) -> None:
        self._feeds = feeds
        self._etags: dict[Key, str] = {}

    @property
    def root(self) -> Path:
        """The folder without symbolic links; found anew each time, as it may be replaced as a whole."""
        return self._feeds.resolve()

    @contextmanager
    def open(self, path: Path) -> Iterator[File]:
        """Open a regular file; whatever happens to its name meanwhile, all that is read is of this one file."""
        file = self._open(path)
        try:
            yield file
        finally:
            file.close()

    @contextmanager
    def open_variant(self, path: Path, codings: tuple[str, ...]) -> Iterator[tuple[File, str]]:
        """Open a file, or the first of its compressed variants that there is.

        Args:
            path: Of the file itself.
            codings: Those that are wanted, the best first.

        Yields:
            What was opened, and its coding; an empty one for the file itself.
        """
        with self.open(path) as file:
            for coding in codings:
                with suppress(OSError):
                    variant = self._open(path.with_name(f"{path.name}{SUFFIXES[coding]}"))
                    try:
                        # A variant has the time of its file: one that was left behind is of other bytes.
                        if variant.times[0] == file.times[0]:
                            yield variant, coding
                            return
                    finally:
                        variant.close()
            yield file, ""

    def _open(self, path: Path) -> File:
        # Opened without blocking, or a named pipe would hold the thread for ever.
        flags = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOFOLLOW", "O_BINARY"))
        handle = os.fdopen(os.open(path, flags), "rb")
        try:
            facts = _check(path, handle)
            key = make_key(str(path), facts)
            file = File(handle, facts, self._etags.get(key, ""))
            if not file.etag:
                file.identify()
                self._remember(key, file)
        except BaseException:
            handle.close()
            raise
        return file

    def _remember(self, key: Key, file: File) -> None:
        if file.is_settled:
            if len(self._etags) >= _MAX_ETAGS:
                self._etags.clear()
            self._etags[key] = file.etag


def _check(path: Path, handle: BinaryIO) -> os.stat_result:
    """Return what the system knows of an open file, if it is one that may be sent."""
    facts = os.fstat(handle.fileno())
    if not stat.S_ISREG(facts.st_mode):
        raise FileNotFoundError(path)
    if facts.st_size > _MAX_BYTES:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return facts


class File:
    """One open file."""

    def __init__(self, handle: BinaryIO, facts: os.stat_result, etag: str) -> None:
        self._handle = handle
        self._data: bytes | None = None
        self._is_kept = False
        self.key = make_key("", facts)
        self.times = facts.st_mtime_ns, facts.st_ctime_ns
        """Of its last change, and of the last change of what the system knows of it; in nanoseconds since 1970."""
        self.etag = etag
        """Strong: the same only for the same bytes. Empty until it is known."""
        self.modified = facts.st_mtime_ns // 1_000_000_000
        """In seconds since 1970, rounded down."""
        self.size_bytes = facts.st_size

    @property
    def is_settled(self) -> bool:
        """Whether no other bytes can have the same times.

        A file just written could be written again within one tick of its file system's clock, with the same size, and
        nothing but its bytes would tell. Ticks are 4 ms on Linux and 2 s on FAT.
        """
        return time.time() - max(self.times) / 1_000_000_000 > _SETTLED_SECONDS

    def read(self) -> bytes:
        """Read all of it, and make its ETag from what was read."""
        if self._data is None:
            self._handle.seek(0)
            self._data = self._handle.read(_MAX_BYTES)
            self.size_bytes = len(self._data)
            self.etag = _make_etag(sha256(self._data).hexdigest())
        return self._data

    def identify(self) -> None:
        """Make its ETag; a large file is not held in memory for it."""
        if self.size_bytes <= _CHUNK:
            self.read()
            return
        digest = sha256()
        size = 0
        while chunk := self._handle.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
        self.size_bytes = size
        self.etag = _make_etag(digest.hexdigest())

    def keep(self) -> BinaryIO:
        """Hand over the open file, which is then closed by whoever has it."""
        self._is_kept = True
        return self._handle

    def close(self) -> None:
        """Close it, unless it was handed over."""
        if not self._is_kept:
            self._handle.close()


def make_key(path: str, facts: os.stat_result) -> Key:
    """Return what tells whether a file is still the same."""
    return path, facts.st_ino, facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns


def make_etag(data: bytes) -> str:
    """Return the strong ETag of bytes (RFC 9110 §8.8.3)."""
    return _make_etag(sha256(data).hexdigest())


def _make_etag(digest: str) -> str:
    return f'"{digest[:32]}"'
