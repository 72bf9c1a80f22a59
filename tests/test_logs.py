"""What is logged, for people and for machines."""

from __future__ import annotations

import io
import json
import logging
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from publisher.logs import set_up_logs

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=40)
"""Any text at all, halves of surrogate pairs included."""
HOSTILE = ANYTHING | st.sampled_from(
    [
        "\x1b[2J\x1b]0;owned\x07.md",
        "\x9b31m.md",
        'a.md" level=error x="',
        "a.md new=3",
        "a.md\n12:00:00 [error    ] all is lost",
        "a.md\r\n{}",
        "a\u2028b\u2029c\x85d\x0be\x0cf",
        "\u202etxt.exe\u2066",
        "\udcff\ud83d",
        "",
        "\\",
    ]
)
NAMES = st.text("abcxyz_", min_size=1, max_size=5).map(lambda name: f"f_{name}")
LOGGER = logging.getLogger("publisher.test")


class Stream(io.TextIOWrapper):
    """Keeps what is written."""

    def __init__(self, encoding: str = "utf-8") -> None:
        super().__init__(io.BytesIO(), encoding=encoding, newline="\n", write_through=True)

    def take(self) -> str:
        """Return what was written since the last time."""
        self.seek(0)
        text = self.read()
        self.seek(0)
        self.truncate()
        return text


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Leave logging as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    # What pytest itself writes down is not looked at.
    root.handlers.clear()
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def _set_up(stream: Stream, *, is_terminal: bool, use_colour: bool = False) -> None:
    set_up_logs(level=logging.INFO, stream=stream, is_terminal=is_terminal, use_colour=use_colour)


def _log(*, is_terminal: bool, event: str, fields: dict[str, Any]) -> str:
    stream = Stream()
    _set_up(stream, is_terminal=is_terminal)
    LOGGER.info(event, extra=fields)
    return stream.take()


def _is_obeyed(character: str) -> bool:
    """Tell whether a terminal would do something else with a character than show it."""
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and character not in "\u200c\u200d"


def _as_json_reads_it(text: str) -> str:
    # Two halves that meet are one character.
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


# For machines -----------------------------------------------------------------------------------------------------


def test_a_machine_gets_one_object_a_line() -> None:
    """An object has the time, level, event and logger, then the fields in the order written."""
    line = _log(is_terminal=False, event="article published", fields={"article": "ä.md", "new": 3, "path": Path("x/y")})

    found = json.loads(line)
    assert list(found) == ["time", "level", "event", "logger", "article", "new", "path"]
    assert found["level"] == "info"
    assert found["event"] == "article published"
    assert found["logger"] == "publisher.test"
    assert found["article"] == "ä.md"
    assert found["new"] == 3
    assert found["path"] == "x/y"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", found["time"])
    assert "ä.md" in line


@given(event=HOSTILE, fields=st.dictionaries(NAMES, HOSTILE, max_size=3))
def test_no_text_breaks_a_line_of_json(event: str, fields: dict[str, str]) -> None:
    """Whatever is logged makes one line without control characters, and reads back as it was."""
    line = _log(is_terminal=False, event=event, fields=fields)

    assert line.endswith("\n")
    assert not any(map(_is_obeyed, line[:-1]))
    found = json.loads(line)
    assert found["event"] == _as_json_reads_it(event)
    assert {name: found[name] for name in fields} == {name: _as_json_reads_it(text) for name, text in fields.items()}


@given(value=st.recursive(HOSTILE | st.none() | st.floats() | st.integers(), lambda parts: st.lists(parts, max_size=3)))
@example(value=[float("nan"), float("-inf")])
def test_any_value_is_json(value: object) -> None:
    """Values of any kind and depth make JSON that other languages read: no NaN, no infinity."""
    found = json.loads(_log(is_terminal=False, event="odd", fields={"value": value}), parse_constant=pytest.fail)

    assert "value" in found


def test_an_exception_is_text_in_its_object() -> None:
    """A traceback does not leave its line."""
    stream = Stream()
    _set_up(stream, is_terminal=False)

    try:
        raise ValueError("broken\nin two")  # noqa: TRY301  It is to be caught.
    except ValueError:
        LOGGER.exception("article failed", extra={"article": "a.md"})

    found = json.loads(stream.take())
    assert found["level"] == "error"
    assert found["exception"].startswith("Traceback (most recent call last):\n")
    assert found["exception"].endswith("ValueError: broken\nin two")


def test_a_long_value_is_cut() -> None:
    """A line stays below the 16 KiB at which collectors cut it themselves."""
    stream = Stream()
    _set_up(stream, is_terminal=False)

    try:
        raise ValueError("y" * 50_000)  # noqa: TRY301  It is to be caught.
    except ValueError:
        LOGGER.exception("x" * 50_000)

    line = stream.take()
    assert len(line) < 16_384
    assert json.loads(line)["exception"].endswith("yyy")


def test_fields_take_nobodys_place() -> None:
    """A field that is named like what every line has stands beside it."""
    found = json.loads(
        _log(is_terminal=False, event="real", fields={"event": "x", "level": "y", "time": 1, "logger": 2})
    )

    assert (found["event"], found["level"], found["logger"]) == ("real", "info", "publisher.test")
    assert (found["event_"], found["level_"], found["time_"], found["logger_"]) == ("x", "y", 1, 2)


def test_libraries_are_written_alike() -> None:
    """What uvicorn and asyncio log comes out the same way, without their own marks."""
    stream = Stream()
    _set_up(stream, is_terminal=False)

    logging.getLogger("uvicorn.error").warning("port %d", 8000, extra={"color_message": "port \x1b[1m%d\x1b[0m"})
    logging.getLogger("asyncio").warning("slow")

    first, second = map(json.loads, stream.take().splitlines())
    assert (first["logger"], first["event"]) == ("uvicorn.error", "port 8000")
    assert "color_message" not in first
    assert (second["logger"], second["event"]) == ("asyncio", "slow")


def test_another_handler_leaves_no_trace() -> None:
    """What another handler wrote into a record is no field of it."""
    other = logging.StreamHandler(Stream())
    other.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    logging.getLogger().addHandler(other)

    found = json.loads(_log(is_terminal=False, event="read", fields={"article": "a.md"}))

    assert list(found) == ["time", "level", "event", "logger", "article"]


def test_the_time_is_that_of_the_event() -> None:
    """A record says when it was made, in UTC, to the millisecond."""
    stream = Stream()
    _set_up(stream, is_terminal=False)
    record = LOGGER.makeRecord("x", logging.INFO, "", 0, "late", (), None)
    record.created = datetime(2026, 3, 1, 12, 0, 5, 678_000, UTC).timestamp()

    LOGGER.handle(record)

    assert json.loads(stream.take())["time"] == "2026-03-01T12:00:05.678Z"


def test_a_stream_gets_only_what_it_can_take() -> None:
    """On a stream that is not in UTF-8 the rest is escaped as JSON has it."""
    stream = Stream("ascii")
    _set_up(stream, is_terminal=False)

    LOGGER.info("read", extra={"article": "ä\udcff.md"})

    line = stream.take()
    assert "\\u00e4" in line
    assert json.loads(line)["article"] == "ä\udcff.md"


# For people -------------------------------------------------------------------------------------------------------


def test_people_get_time_level_event_and_fields() -> None:
    """A line for people begins with the time of day; what could be taken for two fields is quoted."""
    line = _log(is_terminal=True, event="article published", fields={"article": "a b.md", "new": 3, "empty": ""})

    assert re.fullmatch(r'\d\d:\d\d:\d\d \[info +\] article published article="a b\.md" new=3 empty=""\n', line)


@given(event=HOSTILE, fields=st.dictionaries(NAMES, HOSTILE, max_size=3))
def test_no_text_gives_orders_to_a_terminal(event: str, fields: dict[str, str]) -> None:
    """Whatever is logged makes one line in which no character is a control or reorders the others."""
    line = _log(is_terminal=True, event=event, fields=fields)

    assert line.endswith("\n")
    assert not any(map(_is_obeyed, line[:-1]))


@given(fields=st.dictionaries(NAMES, HOSTILE, min_size=1, max_size=3))
def test_no_value_passes_for_two(fields: dict[str, str]) -> None:
    """A line for people has the fields that were logged and no others."""
    line = _log(is_terminal=True, event="read", fields=fields).rstrip("\n")

    told = line.partition(" read ")[2]
    found = re.compile(r'([^=\s]+)=("(?:[^"\\]|\\.)*"|[^\s"]+)(?: |$)')
    assert [match[1] for match in found.finditer(told)] == list(fields)
    assert found.sub("", told) == ""


@given(message=HOSTILE)
def test_no_exception_passes_for_a_line(message: str) -> None:
    """The lines of a traceback are set in, and free of control characters."""
    stream = Stream()
    _set_up(stream, is_terminal=True)
    try:
        raise ValueError(message)  # noqa: TRY301  It is to be caught.
    except ValueError:
        LOGGER.exception("article failed")

    first, *others = stream.take().removesuffix("\n").split("\n")
    assert first.endswith("article failed")
    assert others
    assert all(line.startswith("    ") for line in others)
    assert not any(_is_obeyed(character) for line in others for character in line)


def test_colour_only_where_it_is_wanted() -> None:
    """Colour is a choice, and does not change the words."""
    plain, coloured = Stream(), Stream()
    for stream in (plain, coloured):
        _set_up(stream, is_terminal=True, use_colour=stream is coloured)
        LOGGER.warning("note", extra={"reason": "why not"})

    text = coloured.take()
    assert "\x1b[33m" in text
    assert re.sub(r"\x1b\[\d+m", "", text)[8:] == plain.take()[8:]


def test_invisible_parts_of_words_stay() -> None:
    """The joiners of emoji and of Persian words, and the spaces of other scripts, are shown as they are."""
    fields = {"article": "\N{MAN}\u200d\N{PERSONAL COMPUTER} نمی\u200cخواهم 空\u3000白.md"}

    assert f'article="{fields["article"]}"' in _log(is_terminal=True, event="read", fields=fields)


def test_a_terminal_gets_only_what_it_can_show() -> None:
    """What is not in the terminal's encoding is escaped, and no line is lost for it."""
    stream = Stream("latin-1")
    _set_up(stream, is_terminal=True)

    LOGGER.info("read", extra={"article": "ä空.md"})

    assert stream.take().endswith("read article=ä\\u7a7a.md\n")


# Setting up -------------------------------------------------------------------------------------------------------


def test_the_last_call_counts() -> None:
    """However often logs are set up, each record is written once, to the last stream; other handlers stay."""
    old, new, other = Stream(), Stream(), logging.NullHandler()
    logging.getLogger().addHandler(other)
    _set_up(old, is_terminal=False)
    _set_up(new, is_terminal=True)
    _set_up(new, is_terminal=False)

    LOGGER.info("once")

    assert old.take() == ""
    assert new.take().count("\n") == 1
    assert other in logging.getLogger().handlers


def test_the_level_is_kept() -> None:
    """What is less than the level is not written."""
    stream = Stream()
    set_up_logs(level=logging.WARNING, stream=stream, is_terminal=False, use_colour=False)

    LOGGER.info("quiet")
    LOGGER.warning("loud")

    assert [json.loads(line)["event"] for line in stream.take().splitlines()] == ["loud"]


def test_nothing_is_imported_before_it_is_needed() -> None:
    """Setting up logs loads no structlog; writing the first record does."""
    program = """
import logging, sys
from publisher.logs import set_up_logs
set_up_logs(level=logging.WARNING, stream=sys.stderr, is_terminal=False, use_colour=False)
logging.getLogger("x").info("too little")
assert "structlog" not in sys.modules
logging.getLogger("x").warning("enough")
assert "structlog" in sys.modules
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stderr)["event"] == "enough"
