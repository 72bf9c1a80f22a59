"""Shows people how far a long run is."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TextIO, cast

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

_FEWEST = 20
"""Fewer are done before one could read it."""
_PATIENCE_SECONDS = 0.5
_REFRESH_SECONDS = 0.1
_USUAL_COLUMNS = 80
_WRITING = "writing"
"""What a run says in place of a name when it writes files."""


@contextmanager
def show_progress(stream: TextIO) -> Iterator[Callable[[int, int, str], None]]:
    """Show progress on a terminal, in its last line, while the context lasts; nothing elsewhere.

    It appears after half a second, where there are at least twenty things to do, and leaves nothing behind. What is
    logged to the stream meanwhile appears above it. No fault of the terminal reaches the run.

    Args:
        stream: Where to show it, e.g. `sys.stderr`.

    Yields:
        What to call before each thing: how many are done, how many there are, the name of the one at hand.
    """
    # A dumb terminal cannot move its cursor.
    if not stream.isatty() or os.environ.get("TERM", "") in {"", "dumb", "unknown"}:
        yield lambda _done, _total, _name: None
        return
    display = _Display(stream)
    try:
        yield display.show
    finally:
        display.close()


class _Display:
    """A line that is drawn again and again.

    It has no thread: rich's own would meet the faults of a terminal where nobody catches them.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._next = time.monotonic() + _PATIENCE_SECONDS
        self._progress: Progress | None = None
        self._handlers: list[logging.StreamHandler[TextIO]] = []
        self._is_broken = False

    def show(self, done: int, total: int, name: str) -> None:
        """Say how far it is, if it is time to say so."""
        now = time.monotonic()
        is_long = total >= _FEWEST or self._progress is not None
        if self._is_broken or not is_long or now < self._next:
            return
        self._next = now + _REFRESH_SECONDS
        try:
            self._draw(done, total, name)
        except Exception:  # noqa: BLE001  Whatever it is, the run matters more.
            self._is_broken = True
            self.close()

    def close(self) -> None:
        """Leave the terminal as it was."""
        if self._progress is not None:
            with suppress(Exception):
                self._progress.stop()
            self._progress = None
        for handler in self._handlers:
            with suppress(Exception):  # It writes out what the stream holds, and that may be gone.
                handler.setStream(self._stream)
        self._handlers.clear()

    def _draw(self, done: int, total: int, name: str) -> None:
        is_writing = name == _WRITING
        fields: dict[str, Any] = {
            "action": "writing" if is_writing else "reading",
            "count": f"{done + 1} of {total}",
            "name": "" if is_writing else self._make_printable(name),
        }
        if self._progress is None:
            self._progress = _open_progress(self._stream)
            self._progress.console.width = _measure(self._stream)
            self._progress.add_task("", completed=done, total=total, **fields)
            self._progress.start()
            self._redirect_logs(self._progress.console)
        else:
            self._progress.console.width = _measure(self._stream)
            # The number of things changes from reading to writing.
            self._progress.update(self._progress.task_ids[0], completed=done, total=total, **fields)
            self._progress.refresh()

    def _redirect_logs(self, console: Console) -> None:
        """Have what is logged to the stream printed above the line."""
        lines = cast("TextIO", _LinesAbove(self._stream, console))
        for handler in logging.getLogger().handlers:
            if isinstance(handler, logging.StreamHandler) and handler.stream is self._stream:
                handler.setStream(lines)
                self._handlers.append(handler)

    def _make_printable(self, name: str) -> str:
        shown = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in name)
        encoding = self._stream.encoding or "utf-8"
        return shown.encode(encoding, "replace").decode(encoding)


class _LinesAbove:
    """A stream whose lines appear above what is shown."""

    def __init__(self, stream: TextIO, console: Console) -> None:
        self._stream = stream
        self._console = console

    def write(self, text: str) -> int:
        """Print whole lines as they are."""
        # rich's own way for redirected output wraps them at the width of the terminal and colours numbers.
        self._console.out(text, end="", highlight=False)
        return len(text)

    def flush(self) -> None:
        """Write out what the stream holds."""
        self._stream.flush()


def _measure(stream: TextIO) -> int:
    """Return how many columns a terminal has."""
    # rich would ask the terminal of standard input first, which may be another one.
    try:
        return os.get_terminal_size(stream.fileno()).columns or _USUAL_COLUMNS
    except (OSError, ValueError):
        return _USUAL_COLUMNS


def _open_progress(stream: TextIO) -> Progress:
    # 70 ms, which only a run that takes long pays.
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn
    from rich.table import Column

    def text(format_: str, column: Column) -> TextColumn:
        return TextColumn(format_, markup=False, table_column=column)

    return Progress(
        text("{task.fields[action]}", Column(no_wrap=True)),
        text("{task.fields[count]}", Column(no_wrap=True)),
        BarColumn(bar_width=10),
        text("{task.fields[name]}", Column(no_wrap=True, overflow="ellipsis", ratio=1)),
        console=Console(file=stream),
        auto_refresh=False,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
        expand=True,
    )
