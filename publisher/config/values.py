"""Reads single values of the settings, and gathers what is wrong with them."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta, tzinfo
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from publisher.config.tables import TABLES
from publisher.dates import parse_date
from publisher.slots import parse_interval

_T = TypeVar("_T")
_FORMER = dict.fromkeys((("schedule", "at"), ("schedule", "days")), 'is now `slots`, such as ["mon-fri 07:30"]')
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*(B|KB|KiB|MB|MiB|GB|GiB)?", re.IGNORECASE)
_UNITS = {"": 1, "b": 1, "kb": 1000, "kib": 1024, "mb": 1000**2, "mib": 1024**2, "gb": 1000**3, "gib": 1024**3}


class Values:
    """Reads values and gathers what is wrong with them, so that all of it is said at once."""

    def __init__(self, text: str, where: str, prefix: str) -> None:
        self.problems: list[tuple[int, str]] = []
        self._lines = text.splitlines()
        self._where = where
        self._prefix = prefix

    def complain(self, table: str, key: str, problem: str) -> None:
        """Note what is wrong with a setting."""
        plain = table.partition("#")[0]
        shown = key if re.fullmatch(r"[\w.-]*", key) else f'"{key}"'
        name = f"{plain}.{shown}" if plain else shown
        self.problems.append((self._find_line(table, key), f"`{name}` {problem}"))

    def read_table(self, data: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401  One of the tables above.
        """Read a table into its class; what is wrong keeps its default."""
        shape = TABLES[name]
        values = data if not name else data.get(name, {})
        if not isinstance(values, Mapping):
            self.complain("", name, f"must be a table: [{name}]")
            return shape()
        return self.read_values(values, name, shape)

    def read_values(self, values: Mapping[str, Any], name: str, shape: type) -> Any:  # noqa: ANN401  Of that shape.
        """Read values into a class; what is wrong keeps its default."""
        import msgspec

        hints = _types_of(shape)
        right = {}
        for key, value in values.items():
            if key not in hints:
                if name or not (key in TABLES and isinstance(value, Mapping)):
                    self._complain_unknown(name, key, [*hints, *(TABLES if not name else ())])
                continue
            try:
                right[key] = msgspec.convert(value, hints[key])
            except msgspec.ValidationError as error:
                # Where in the value, msgspec says in a notation of its own.
                said = str(error).partition(" - at `$")[0]
                self.complain(name, key, f"is wrong: {said[0].lower()}{said[1:]}")
        return shape(**right)

    def each(self, where: str, key: str, texts: list[str], parse: Callable[[str], _T]) -> Iterator[_T]:
        """Read each of some texts; what is wrong with one is noted, and it is left out."""
        for text in texts:
            try:
                yield parse(text)
            except ValueError as error:
                self.complain(where, key, f"is wrong: {error}")

    def span(self, where: str, key: str, text: str) -> timedelta | None:
        """Read a span of time; None if there is none, or a wrong one."""
        return next(self.each(where, key, [text] if text else [], parse_interval), None)

    def span_or_zero(self, where: str, key: str, text: str) -> timedelta:
        """Read a span of time that may be none at all: ``0 days``, or nothing."""
        return (
            timedelta()
            if re.fullmatch(r"(0+ *[A-Za-z]*)?", text.strip())
            else self.span(where, key, text) or timedelta()
        )

    def date(self, where: str, key: str, value: object, zone: tzinfo) -> dt.datetime | None:
        """Read a time; None if there is none, or a wrong one."""
        # TOML has dates of its own.
        text = value.isoformat() if isinstance(value, dt.date) else str(value)
        return next(self.each(where, key, [text] if text else [], lambda found: parse_date(found, zone)), None)

    def zone(self, table: str, name: str) -> ZoneInfo:
        """Find a time zone; UTC if there is none of that name."""
        try:
            return ZoneInfo(name)
        except (OSError, ValueError, LookupError):
            self.complain(table, "timezone", f'is not a known time zone: "{name}" (such as "Europe/Berlin")')
            return ZoneInfo("UTC")

    def size(self, table: str, key: str, value: str | int) -> int:
        """Read a size in bytes; 1 if it is none."""
        match = _SIZE.fullmatch(str(value).strip())
        if not match or not 1 <= (count := float(match[1]) * _UNITS[(match[2] or "").lower()]) <= 2**40:
            self.complain(table, key, 'must be a size such as "512 KiB" or "10 MB"')
            return 1
        return int(count)

    def _complain_unknown(self, table: str, key: str, known: list[str]) -> None:
        if (table, key) in _FORMER:
            self.complain(table, key, _FORMER[table, key])
            return
        near = difflib.get_close_matches(key, known, n=1)
        self.complain(table, key, f"is not a setting; did you mean `{near[0]}`?" if near else "is not a setting")

    def _find_line(self, table: str, key: str) -> int:
        """Find the line of a setting: `tomllib` does not tell. 0 if it is written in some unusual way.

        Of several tables of one name, as in ``[[feed]]``, ``feed#2`` is the second.
        """
        table, _, number = table.partition("#")
        current, seen, head = "", 0, 0
        wanted = ".".join(part for part in (self._prefix, table) if part)
        for line_number, line in enumerate(self._lines, start=1):
            header = re.match(r"\s*\[+\s*([^\]]+?)\s*\]", line)
            if header:
                current = header[1].replace('"', "").replace(" ", "")
                seen += current == wanted
                if current == f"{wanted}.{key}".lstrip("."):
                    return line_number
                if number and current == wanted and seen == int(number):
                    head = line_number
                continue
            is_there = current == wanted and (not number or seen == int(number))
            if is_there and re.match(rf"\s*\"?{re.escape(key)}\"?\s*=", line):
                return line_number
        return head


def _types_of(shape: type) -> dict[str, Any]:
    return typing.get_type_hints(shape, vars(typing) | vars(types))
