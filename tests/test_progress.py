"""Progress of a long run, on a real pseudo-terminal."""

from __future__ import annotations

import fcntl
import io
import logging
import os
import re
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import TextIO

import pytest

from publisher.progress import show_progress

_STEP = re.compile(r"\x1b\[(\??[0-9;]*)([A-Za-z])|([\x00-\x1f])|([^\x00-\x1f])", re.DOTALL)

_HALF = re.compile(r"\x1b(?:\[[?0-9;]*)?\Z")


class Screen:
    """What a person sees: as much of a terminal as is needed, and an error for all else."""

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self.lines = [""]
        self.sent = ""
        self.row = 0
        self.column = 0
        self.has_cursor = True
        self.was_wide = False

    def feed(self, text: str) -> None:
        """Obey what a program sends."""
        self.sent += text
        for arguments, command, control, character in _STEP.findall(text):
            if character:
                self._put(character)
            elif control == "\r":
                self.column = 0
            elif control == "\n":
                self.row += 1
                self.lines += [""] * (self.row + 1 - len(self.lines))
            elif command == "A":
                self.row -= int(arguments or 1)
            elif command == "K":
                assert arguments == "2"
                self.lines[self.row] = ""
            elif command in {"h", "l"}:
                assert arguments == "?25"
                self.has_cursor = command == "h"
            else:
                assert command == "m", (arguments, command, control)

    def _put(self, character: str) -> None:
        if self.column == self.columns:
            self.was_wide = True
            self.feed("\r\n")
        line = self.lines[self.row].ljust(self.column)
        self.lines[self.row] = f"{line[: self.column]}{character}{line[self.column + 1 :]}"
        self.column += 1

    @property
    def shown(self) -> list[str]:
        """The lines, without spaces at their ends, down to the last that is not empty."""
        return "\n".join(line.rstrip() for line in self.lines).rstrip("\n").split("\n")


class Terminal:
    """Both ends of a pseudo-terminal."""

    def __init__(self, columns: int) -> None:
        self._reader, writer = os.openpty()
        fcntl.ioctl(writer, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        self.stream: TextIO = os.fdopen(writer, "w", encoding="utf-8", errors="backslashreplace")
        self.screen = Screen(columns)
        self._mark = 0
        self._thread = Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        data = b""
        while True:
            try:
                more = os.read(self._reader, 65_536)
            except OSError:
                return
            if not more:
                return
            data += more
            # A character may come in two parts, an order as well.
            text = data.decode("utf-8", "ignore")
            if text.encode() == data and not _HALF.search(text):
                self.screen.feed(text)
                data = b""

    def see(self) -> Screen:
        """Return the screen, once it has shown everything that was sent."""
        self._mark += 1
        mark = f"\x1b[{1000 + self._mark}m"
        self.stream.write(mark)
        self.stream.flush()
        _wait_until(lambda: mark in self.screen.sent)
        return self.screen

    def close(self) -> None:
        """Hang up."""
        self.stream.close()
        self._thread.join(10)
        os.close(self._reader)


def _wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.005)


@pytest.fixture(autouse=True)
def _usual_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(params=[40, 80])
def terminal(request: pytest.FixtureRequest) -> Iterator[Terminal]:
    """A terminal, narrow or usual."""
    made = Terminal(request.param)
    yield made
    made.close()


def _go_on_until_shown(terminal: Terminal, on_progress: Callable[[int, int, str], None], name: str) -> None:
    """Report the same step again until it is on the screen."""

    def is_shown() -> bool:
        on_progress(16, 40, name)
        return "17 of 40" in terminal.screen.sent

    _wait_until(is_shown)


def test_a_long_run_is_shown_and_leaves_nothing(terminal: Terminal) -> None:
    """How far a run is stands in one line, which is gone in the end; the cursor is back."""
    with show_progress(terminal.stream) as on_progress:
        _go_on_until_shown(terminal, on_progress, "a.md")
        shown = terminal.see().shown
        assert len(shown) == 1
        assert re.fullmatch(r"reading 17 of 40 ━+[╸╺]?━* a\.md", shown[0])
        assert not terminal.screen.has_cursor

    screen = terminal.see()
    assert screen.shown == [""]
    assert screen.has_cursor
    assert screen.column == 0
    assert not screen.was_wide


def test_names_are_shown_as_they_are(terminal: Terminal) -> None:
    """A name gives no orders to the terminal or to rich, and is cut where the line ends."""
    name = "[red]{x}\x1b[2J\x07\n\u202e" + "long" * 40

    with show_progress(terminal.stream) as on_progress:
        _go_on_until_shown(terminal, on_progress, name)
        shown = terminal.see().shown

    assert len(shown) == 1
    assert "[red]{x}" in shown[0]
    assert shown[0].endswith("…")
    assert not terminal.screen.was_wide
    assert "\x1b[2J" not in terminal.screen.sent
    assert "\u202e" not in terminal.screen.sent


def test_writing_follows_reading(terminal: Terminal) -> None:
    """The phases of a run share the line, each with its own total, however small that is."""
    with show_progress(terminal.stream) as on_progress:
        _go_on_until_shown(terminal, on_progress, "a.md")

        def is_shown() -> bool:
            on_progress(2, 9, "writing")
            return "3 of 9" in terminal.screen.sent

        _wait_until(is_shown)
        shown = terminal.see().shown

    assert len(shown) == 1
    assert shown[0].startswith("writing 3 of 9 ")


def test_what_is_logged_stands_above(terminal: Terminal) -> None:
    """A line that is logged meanwhile is kept whole, as it is, and progress goes on below it."""
    handler = logging.StreamHandler(terminal.stream)
    root = logging.getLogger()
    root.addHandler(handler)
    message = "note [b] 12 " + "words and words " * 8
    try:
        with show_progress(terminal.stream) as on_progress:
            _go_on_until_shown(terminal, on_progress, "a.md")
            logging.getLogger("publisher.test").warning(message)
            shown = terminal.see().shown
            assert shown[-1].startswith("reading 17 of 40")
        assert handler.stream is terminal.stream
        logging.getLogger("publisher.test").warning("after")
    finally:
        root.removeHandler(handler)

    columns = terminal.screen.columns
    wrapped = [message[start : start + columns].rstrip() for start in range(0, len(message), columns)]
    assert terminal.see().shown == [*wrapped, "after"]
    # No colours were added to its words.
    assert message in terminal.screen.sent


def test_no_colour_where_none_is_wanted(monkeypatch: pytest.MonkeyPatch, terminal: Terminal) -> None:
    """NO_COLOR is obeyed."""
    monkeypatch.setenv("NO_COLOR", "1")

    with show_progress(terminal.stream) as on_progress:
        _go_on_until_shown(terminal, on_progress, "a.md")

    assert not re.search(r"\x1b\[[0-9;]*[34][0-9;]*m", terminal.screen.sent)


@pytest.mark.parametrize("term", ["dumb", "", "unknown"])
def test_nothing_on_a_dumb_terminal(monkeypatch: pytest.MonkeyPatch, term: str) -> None:
    """A terminal that cannot move its cursor gets nothing."""
    monkeypatch.setenv("TERM", term)
    terminal = Terminal(80)

    _run_for_a_while(terminal.stream, 40)

    assert terminal.see().shown == [""]
    assert "\x1b[?25l" not in terminal.screen.sent
    terminal.close()


def test_nothing_for_a_few_things() -> None:
    """Fewer than twenty things are done before one could read it."""
    terminal = Terminal(80)

    _run_for_a_while(terminal.stream, 19)

    assert terminal.see().sent == "\x1b[1001m"
    terminal.close()


def test_nothing_for_a_short_run() -> None:
    """A run that is over in a moment shows nothing, and loads no library for it."""
    terminal = Terminal(80)
    began = time.monotonic()

    with show_progress(terminal.stream) as on_progress:
        for number in range(1_000):
            on_progress(number, 1_000, "a.md")
        is_short = time.monotonic() - began < 0.4

    if is_short:
        assert terminal.see().sent == "\x1b[1001m"
    terminal.close()


def test_nothing_in_a_file(tmp_path: Path) -> None:
    """What is no terminal gets nothing."""
    with (tmp_path / "log").open("w") as stream:
        _run_for_a_while(stream, 40)

    assert (tmp_path / "log").read_bytes() == b""
    _run_for_a_while(buffer := io.StringIO(), 40)
    assert buffer.getvalue() == ""


def _run_for_a_while(stream: TextIO, total: int) -> None:
    with show_progress(stream) as on_progress:
        end = time.monotonic() + 0.7
        while time.monotonic() < end:
            on_progress(16, total, "a.md")
            time.sleep(0.01)


def test_a_terminal_that_goes_away_does_not_matter() -> None:
    """A run goes on to its end although its terminal was closed."""
    terminal = Terminal(80)
    handler = logging.StreamHandler(terminal.stream)
    logging.getLogger().addHandler(handler)
    steps = 0
    try:
        with show_progress(terminal.stream) as on_progress:
            _go_on_until_shown(terminal, on_progress, "a.md")
            terminal.close()
            end = time.monotonic() + 0.5
            while time.monotonic() < end:
                on_progress(17, 40, "b.md")
                steps += 1
    finally:
        logging.getLogger().removeHandler(handler)

    assert steps > 1


def test_an_error_passes_through() -> None:
    """What ends the run reaches the caller, and the terminal is as it was."""
    terminal = Terminal(80)

    with pytest.raises(KeyboardInterrupt), show_progress(terminal.stream) as on_progress:
        _go_on_until_shown(terminal, on_progress, "a.md")
        raise KeyboardInterrupt

    assert terminal.see().shown == [""]
    assert terminal.screen.has_cursor
    terminal.close()


def test_importing_it_loads_no_rich() -> None:
    """A run without changes does not pay for what it does not show."""
    program = "import sys, publisher.progress; sys.exit('rich' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
