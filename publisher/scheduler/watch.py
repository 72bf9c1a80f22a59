"""Notices that articles were created, changed, moved or removed."""

from __future__ import annotations

import logging
import os
import platform
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from publisher.errors import SourceError
from publisher.sources import SUFFIXES, SourceOptions, find_files, find_folders, may_name_article, may_name_media
from publisher.urls import MEDIA_TYPES

if TYPE_CHECKING:
    from watchfiles import Change

_logger = logging.getLogger(__name__)

_STEP_MS = 100
"""How often watchfiles looks whether more has changed, and whether to stop: this takes 0.1 % of a processor."""
_START_SECONDS = 5.0
_LONGEST_PAUSE_SECONDS = 60.0
_MOST_CHANGES = 1_000
"""After more at once some may have been lost: the kernel's queue holds 16,384."""
_LIMIT_MARKS = ("watch limit reached", "os error 24", "os error 28")
"""What watchfiles says for no more watches (ENOSPC, also by its number) and no more watchers (EMFILE)."""
_ALL_FILES = SourceOptions(max_files=sys.maxsize)
_WATCHED = SUFFIXES | {f".{suffix}" for suffix in MEDIA_TYPES}
"""Pictures and the like count too: an article that shows one is published again when it changes."""
_FOLDERS, _ARTICLE = "folders", "article"
_LIMIT_HINT = "raise fs.inotify.max_user_watches or fs.inotify.max_user_instances with sysctl"


class Watcher:
    """Watches a folder, and says once after each group of changes that there were some.

    What counts is what `publisher.sources` would read; editors' temporary files and what is hidden do not, and links
    to folders are not followed. The folder may be missing, vanish, come back or be another one: each of these is a
    change. Faults are logged, and never reach the caller.

    Where the system has no notifications left to give, all files are looked at every two seconds instead, and more
    seldom if that takes long. Network file systems give none and do not say so: for these, set
    ``WATCHFILES_FORCE_POLLING=1`` in the environment.
    """

    def __init__(
        self,
        folder: Path,
        *,
        settle: timedelta = timedelta(seconds=1.5),
        longest: timedelta = timedelta(seconds=10),
        look: timedelta = timedelta(seconds=2),
        on_change: Callable[[], None] | None = None,
    ) -> None:
        """Prepare; watching begins with the context.

        Args:
            folder: It need not exist.
            settle: For how long nothing may happen before changes are told.
            longest: They are told so long after the first of them although more happen all the time.
            look: How often to look whether the folder is there and still the same, and at its files where need be.
            on_change: Called at each change, in another thread, e.g. to wake the one that calls `take`.
        """
        self._folder = folder.absolute()
        self._settle_seconds = settle.total_seconds()
        self._longest_seconds = longest.total_seconds()
        self._look_seconds = look.total_seconds()
        self._on_change = on_change
        self._lock = threading.Lock()
        self._first: float | None = None
        self._last = 0.0
        self._stop = threading.Event()
        self._has_begun = threading.Event()
        self._is_missing = False
        self._fault = ""
        self._is_looking = _asks_for_looking(os.environ)
        self._thread = threading.Thread(target=self._work, name="watch", daemon=True)

    def __enter__(self) -> Self:
        """Begin to watch: what happens from now on is noticed, unless the system needs more than five seconds."""
        # Its log tells of every change a second time.
        logging.getLogger("watchfiles").setLevel(logging.WARNING)
        self._thread.start()
        self._has_begun.wait(_START_SECONDS)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop watching, within a moment."""
        self._stop.set()
        self._thread.join(_START_SECONDS)

    def take(self, now: float | None = None) -> bool:
        """Tell whether something has changed since this was true last, and has settled.

        Args:
            now: The present as `time.monotonic` gives it, which is asked if this is None.
        """
        with self._lock:
            left = self._count_seconds(now)
            is_due = left is not None and left <= 0
            if is_due:
                self._first = None
            return is_due

    def seconds_left(self, now: float | None = None) -> float | None:
        """Return when `take` will be true if nothing more happens, 0 for now; None if nothing has changed."""
        with self._lock:
            left = self._count_seconds(now)
        return None if left is None else max(left, 0.0)

    def _count_seconds(self, now: float | None) -> float | None:
        if self._first is None:
            return None
        due = min(self._last + self._settle_seconds, self._first + self._longest_seconds)
        return due - (time.monotonic() if now is None else now)

    def _note_change(self) -> None:
        with self._lock:
            self._last = time.monotonic()
            if self._first is None:
                self._first = self._last
        if self._on_change is not None:
            self._on_change()

    # In the thread ------------------------------------------------------------------------------------------------

    def _work(self) -> None:
        """Watch until told to stop, whatever happens."""
        pause = 1.0
        while not self._stop.is_set():
            began = time.monotonic()
            try:
                if self._is_looking:
                    self._look()
                else:
                    self._watch()
            except SourceError as error:
                self._note_missing(error)
                self._stop.wait(self._look_seconds)
            except BaseException as error:  # noqa: BLE001  A panic in Rust is no Exception.
                pause = 1.0 if time.monotonic() - began > _LONGEST_PAUSE_SECONDS else pause
                self._note_fault(error)
                self._stop.wait(pause)
                pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)

    def _watch(self) -> None:
        """Watch the folders that there are, until there may be others."""
        import watchfiles

        folders = frozenset(find_folders(self._folder))
        identity = _identify(self._folder)
        changes = watchfiles.watch(
            # Each by itself: where watchfiles finds them, it follows links, in circles and out of the folder.
            *folders,
            recursive=False,
            watch_filter=None,
            stop_event=_Stop(self._stop, lambda: self._begin(folders)),
            step=_STEP_MS,
            debounce=2 * _STEP_MS,
            rust_timeout=round(self._look_seconds * 1000),
            yield_on_timeout=True,
            raise_interrupt=False,
            # Its own way of looking takes a file for the same that was written twice within a second.
            force_polling=False,
        )
        with closing(changes):
            for batch in changes:
                found = [self._judge(kind, path, folders) for kind, path in batch]
                if any(found):
                    self._note_change()
                if _FOLDERS in found or len(batch) > _MOST_CHANGES or _identify(self._folder) != identity:
                    return

    def _look(self) -> None:
        """Look at all files again and again."""
        known = find_files(self._folder, _ALL_FILES, _WATCHED)
        self._note_begin()
        took = 0.0
        while not self._stop.wait(max(self._look_seconds, 10 * took)):
            began = time.monotonic()
            found = find_files(self._folder, _ALL_FILES, _WATCHED)
            took = time.monotonic() - began
            if found != known:
                known = found
                self._note_change()

    def _begin(self, folders: frozenset[Path]) -> bool:
        """Note that the system tells of changes from now on.

        Returns:
            Whether to begin anew: a folder that was made while the others were found is not watched.
        """
        self._note_begin()
        return frozenset(find_folders(self._folder)) != folders

    def _note_begin(self) -> None:
        """Note that changes are seen from now on."""
        if self._is_missing:
            _logger.info("content folder is there again", extra={"folder": str(self._folder)})
            self._is_missing = False
        if self._has_begun.is_set():
            # What happened since the last time went by unseen.
            self._note_change()
        self._has_begun.set()

    def _judge(self, kind: Change, path: str, folders: frozenset[Path]) -> str:
        """Tell what a change may mean: _FOLDERS, _ARTICLE, or nothing."""
        at = Path(path)
        if at in folders:
            # macOS calls a folder modified for each file that comes or goes, hidden ones too.
            return "" if kind == kind.modified else _FOLDERS
        # On macOS paths come back with their links resolved.
        name = at.relative_to(self._folder).as_posix() if at.is_relative_to(self._folder) else at.name
        if kind == kind.added and at.is_dir():
            if at.is_symlink():
                # Files may be links that lead through it: so Kubernetes changes all files of a ConfigMap at once, by
                # a hidden link to a folder.
                return _ARTICLE
            return _FOLDERS if may_name_article(f"{name}/a.md") else ""
        return _ARTICLE if may_name_article(name) or may_name_media(name) else ""

    def _note_missing(self, error: SourceError) -> None:
        """Say once that there is no folder to watch."""
        if not self._is_missing:
            self._is_missing = True
            fields = {"folder": str(self._folder), "reason": error.message}
            _logger.warning("content folder cannot be watched", extra=fields)
            if self._has_begun.is_set():
                self._note_change()
        self._has_begun.set()

    def _note_fault(self, error: BaseException) -> None:
        """Say what kept the folder from being watched, once for each fault in a row."""
        self._has_begun.set()
        text = str(error)
        if any(mark in text for mark in _LIMIT_MARKS):
            self._is_looking = True
            _logger.warning(
                "watching reached a limit of the system; all files are looked at every few seconds instead",
                extra={"folder": str(self._folder), "hint": _LIMIT_HINT},
            )
        elif text != self._fault and not isinstance(error, FileNotFoundError):  # A folder that was removed just now.
            # A name in no encoding is such a fault; only what nobody foresaw needs a traceback.
            trace = None if isinstance(error, OSError | RuntimeError) else error
            fields = {"folder": str(self._folder), "error": text}
            _logger.warning("watching failed, and begins anew", exc_info=trace, extra=fields)
        self._fault = text


class _Stop:
    """Asked by watchfiles at each step whether to stop; the first time, it has just begun."""

    def __init__(self, stop: threading.Event, begin: Callable[[], bool]) -> None:
        self._stop = stop
        self._begin: Callable[[], bool] | None = begin

    def is_set(self) -> bool:
        """Tell whether to stop."""
        begin, self._begin = self._begin, None
        return self._stop.is_set() or (begin is not None and begin())


def _asks_for_looking(environ: Mapping[str, str]) -> bool:
    """Tell whether notifications cannot be relied on, by the signs that watchfiles goes by."""
    asked = environ.get("WATCHFILES_FORCE_POLLING", "")
    if asked:
        return asked.lower() not in {"false", "disable", "disabled"}
    # Windows does not notify Linux of changes on its drives.
    return "microsoft-standard" in platform.release().lower()


def _identify(folder: Path) -> tuple[int, int] | None:
    """Return what tells a folder from another one in its place; None if there is none."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
