"""Sets up logging: for people on a terminal, as one JSON object a line for machines.

Everything logs through the standard library, `logging.getLogger(__name__)`: a short constant phrase for what
happened, and what it happened to as fields.

    _logger.info("article published", extra={"article": "a.md", "new": 3})

structlog does the writing, for our records and for those of libraries alike. Only this module knows of it: importing
it takes 130 ms, a third of what a run without changes takes, so it waits for the first record that is written.
"""

from __future__ import annotations

import codecs
import json
import logging
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import partial
from math import isfinite
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from structlog.stdlib import ProcessorFormatter
    from structlog.typing import EventDict, Processor

_OWN_KEYS = ("time", "level", "event", "logger", "exception", "stack")
"""What stands in every line; a field of the same name gets an underscore behind its own."""
_NO_FIELDS = ("message", "asctime", "color_message")
"""What other handlers leave in a record that they formatted, and what servers say with a terminal's marks."""
_MOST_CHARACTERS = 2_000
"""A longer value is cut: collectors of logs break lines of 16 KiB in two, and half an object is none."""
_MOST_TRACE_CHARACTERS = 8_000
_MOST_DEPTH = 4
_JOINERS = "\u200c\u200d"
"""Invisible, harmless, and a part of words (Persian, Hindi) and of emoji."""


def set_up_logs(*, level: int, stream: TextIO, is_terminal: bool, use_colour: bool) -> None:
    """Write what is logged to a stream: for people on a terminal, as one JSON object a line elsewhere.

    An object has ``time`` (RFC 3339, UTC), ``level``, ``event`` and ``logger``, then the fields, then ``exception``
    and ``stack``, if there are any, as text. No value ever breaks a line or sends a control character, so neither a
    collector nor a terminal takes orders from the name of a file.

    May be called again: the last call counts, and nothing is written twice. Handlers that others set are left alone.

    Args:
        level: What is less than this is not written, e.g. ``logging.WARNING``.
        stream: Where to write.
        is_terminal: Whether people read it there.
        use_colour: Colour levels and keys; on a terminal only.
    """
    root = logging.getLogger()
    for handler in [handler for handler in root.handlers if isinstance(handler, _Handler)]:
        root.removeHandler(handler)
        handler.close()
    encoding = getattr(stream, "encoding", None) or "utf-8"
    choose = (
        partial(_for_people, use_colour=use_colour)
        if is_terminal
        else partial(_for_machines, keeps_unicode=codecs.lookup(encoding).name == "utf-8")
    )
    handler = _Handler(stream)
    handler.setFormatter(_LateFormatter(choose, encoding))
    root.addHandler(handler)
    root.setLevel(level)


class _Handler(logging.StreamHandler[TextIO]):
    """Known by its class, so that it can be replaced."""


class _LateFormatter(logging.Formatter):
    """Imports structlog when there is something to write."""

    def __init__(self, choose: Callable[[], Sequence[Processor]], encoding: str) -> None:
        super().__init__()
        self._choose = choose
        self._encoding = encoding
        self._formatter: ProcessorFormatter | None = None

    def format(self, record: logging.LogRecord) -> str:
        """Write a record as one line, and its exception below it or in it."""
        # The handler holds its lock: no two threads come here at once.
        if self._formatter is None:
            self._formatter = _make_formatter(self._choose())
        line = self._formatter.format(record)
        # What the stream cannot take would raise there, and the line be lost.
        return line.encode(self._encoding, "backslashreplace").decode(self._encoding)


def _make_formatter(render: Sequence[Processor]) -> ProcessorFormatter:
    from structlog.processors import format_exc_info
    from structlog.stdlib import ExtraAdder, ProcessorFormatter

    return ProcessorFormatter(
        foreign_pre_chain=[_free_own_keys, ExtraAdder()],
        processors=[_describe, format_exc_info, _put_in_order, *render],
    )


def _free_own_keys(_logger: Any, _method: str, event: EventDict) -> EventDict:  # noqa: ANN401  As structlog calls it.
    """Rename fields of a record that would take the place of what every line has."""
    # ProcessorFormatter hands over a copy: other handlers see the record as it was.
    fields = event["_record"].__dict__
    for key in _NO_FIELDS:
        fields.pop(key, None)
    for key in (*_OWN_KEYS, "_from_structlog"):
        if key in fields:
            fields[f"{key}_"] = fields.pop(key)
    return event


def _describe(_logger: Any, _method: str, event: EventDict) -> EventDict:  # noqa: ANN401  As structlog calls it.
    """Say when, how grave and by whom."""
    record: logging.LogRecord = event.pop("_record")
    del event["_from_structlog"]
    event["time"] = datetime.fromtimestamp(record.created, UTC)
    event["level"] = record.levelname.lower()
    event["logger"] = record.name
    if "stack_info" in event:
        event["stack"] = event.pop("stack_info")
    return event


def _put_in_order(_logger: Any, _method: str, event: EventDict) -> EventDict:  # noqa: ANN401  As structlog calls it.
    """Put what every line has first, traces last, and make plain values of all."""
    ordered = {"time": event.pop("time")} | {key: _make_plain(event.pop(key)) for key in ("level", "event", "logger")}
    traces = {key: str(event.pop(key)) for key in ("exception", "stack") if event.get(key)}
    ordered |= {str(key): _make_plain(value) for key, value in event.items()}
    # What went wrong stands at the end of a trace.
    return ordered | {key: trace[-_MOST_TRACE_CHARACTERS:] for key, trace in traces.items()}


def _make_plain(value: object, depth: int = 0) -> Any:  # noqa: ANN401  Whatever JSON has.
    """Make what JSON can say of a value."""
    if value is None or isinstance(value, bool | int) or (isinstance(value, float) and isfinite(value)):
        return value
    if depth < _MOST_DEPTH and isinstance(value, Mapping):
        return {str(key): _make_plain(part, depth + 1) for key, part in value.items()}
    if depth < _MOST_DEPTH and isinstance(value, list | tuple | set | frozenset):
        return [_make_plain(part, depth + 1) for part in value]
    if isinstance(value, datetime) and value.tzinfo is not None:
        return _write_time(value)
    text = value.isoformat() if isinstance(value, date) else str(value)
    return text if len(text) <= _MOST_CHARACTERS else f"{text[:_MOST_CHARACTERS]}…"


def _write_time(moment: datetime) -> str:
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"


# For machines -----------------------------------------------------------------------------------------------------


def _for_machines(*, keeps_unicode: bool) -> Sequence[Processor]:
    from structlog.processors import JSONRenderer

    def finish(_logger: Any, _method: str, event: EventDict) -> EventDict:  # noqa: ANN401  As structlog calls it.
        event["time"] = _write_time(event["time"])
        return event

    return [finish, JSONRenderer(serializer=partial(_write_json, keeps_unicode=keeps_unicode))]


def _write_json(event: EventDict, *, keeps_unicode: bool, **_: object) -> str:
    # `default` is not needed, all values are plain. What is invisible is escaped even where JSON does not ask for
    # it: half a surrogate pair is no UTF-8, U+2028 ends a line for some, and people look at logs on terminals.
    text = json.dumps(event, ensure_ascii=not keeps_unicode)
    return text if text.isprintable() else _INVISIBLE.sub(_escape_for_json, text)


def _escape_for_json(match: re.Match[str]) -> str:
    return match[0] if _is_harmless(match[0]) else json.dumps(match[0])[1:-1]


# For people -------------------------------------------------------------------------------------------------------


def _for_people(*, use_colour: bool) -> Sequence[Processor]:
    from structlog.dev import Column, ConsoleRenderer, KeyValueColumnFormatter, LogLevelColumnFormatter, plain_traceback

    styles = ConsoleRenderer.get_default_column_styles(colors=use_colour)

    def column(style: str, show: Callable[[Any], str], *, key_style: str | None = None) -> KeyValueColumnFormatter:
        return KeyValueColumnFormatter(key_style, style, styles.reset, value_repr=show)

    def clean_keys(_logger: Any, _method: str, event: EventDict) -> EventDict:  # noqa: ANN401  As structlog calls it.
        event.pop("logger")
        for key in ("exception", "stack"):
            if key in event:
                event[key] = _indent(event[key])
        return {_show_value(key) if key not in _OWN_KEYS else key: value for key, value in event.items()}

    return [
        clean_keys,
        ConsoleRenderer(
            columns=[
                Column("time", column(styles.timestamp, _show_time)),
                Column(
                    "level", LogLevelColumnFormatter(ConsoleRenderer.get_default_level_styles(use_colour), styles.reset)
                ),
                Column("event", column(styles.bright, _show_text)),
                Column("", column(styles.kv_value, _show_value, key_style=styles.kv_key)),
            ],
            # Others print the values of local variables, and need no end of time for it.
            exception_formatter=plain_traceback,
            sort_keys=False,
        ),
    ]


def _show_time(moment: datetime) -> str:
    return f"{moment.astimezone():%H:%M:%S}"


def _show_value(value: object) -> str:
    """Show a value so that it cannot be taken for two."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and _BARE.fullmatch(text) is None:
        text = text.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{_show_text(text)}"'
    return _show_text(text)


def _show_text(text: str) -> str:
    """Show a text in one line, with escapes for what a terminal would obey."""
    return text if text.isprintable() else _INVISIBLE.sub(_escape_for_people, text)


def _escape_for_people(match: re.Match[str]) -> str:
    character = match[0]
    if _is_harmless(character):
        return character
    return _SHORT.get(character) or character.encode("unicode_escape").decode("ascii")


def _indent(trace: str) -> str:
    """Set the lines of a trace apart from lines of the log: a message may look like one."""
    return "\n".join(f"    {_show_text(line)}" for line in trace.split("\n"))


_INVISIBLE = re.compile(r"[^ -~]")
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_BARE = re.compile(r"[^\s\"=\\]+")


def _is_harmless(character: str) -> bool:
    """Tell whether a character shows, or is a space: neither a control nor a mark that reorders a line."""
    return character.isprintable() or character in _JOINERS or unicodedata.category(character) == "Zs"
