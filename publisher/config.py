"""Reads the settings file once, and composes the options that the parts define."""

from __future__ import annotations

import difflib
import re
import tomllib
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import time, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from publisher import __version__
from publisher.clean import CleanOptions
from publisher.errors import ConfigError
from publisher.parse.options import ParseOptions
from publisher.render.options import Granularity, RenderOptions
from publisher.sources import SourceOptions
from publisher.split import SplitOptions
from publisher.timetable import ScheduleOptions, parse_days, parse_interval, parse_slot_time

SETTINGS_NAMES = ("publisher.toml", "pyproject.toml")
_READING = 2
"""Raised when more is kept of an article than before: each is read once more then, in silence."""
_LOCAL_URL = "http://127.0.0.1:8000/"
_SPLIT = SplitOptions()
_PARSE = ParseOptions()
_AUTHORITY = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?,\d{4}(-\d\d(-\d\d)?)?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*(B|KB|KiB|MB|MiB|GB|GiB)?", re.IGNORECASE)
_UNITS = {"": 1, "b": 1, "kb": 1000, "kib": 1024, "mb": 1000**2, "mib": 1024**2, "gb": 1000**3, "gib": 1024**3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything an operator may set; each part's options live with that part."""

    where: str
    """The settings file, for messages."""
    content: Path
    feeds: Path
    state: Path
    authority: str = ""
    """Domain and date of all ids; empty takes the URL's host and the year of the first run."""
    render: RenderOptions
    parse: ParseOptions = field(default_factory=ParseOptions)
    split: SplitOptions = field(default_factory=SplitOptions)
    clean: CleanOptions = field(default_factory=CleanOptions)
    sources: SourceOptions = field(default_factory=SourceOptions)
    schedule: ScheduleOptions = field(default_factory=ScheduleOptions)
    min_percent: int = 50
    """An article that comes back with less of its sections, or of its text, than this is held until confirmed."""
    versions: int = 20
    """So many versions of an article are kept."""
    return_days: int = 365
    """What was withdrawn is the same item again if it comes back within so many days."""
    host: str = "127.0.0.1"
    port: int = 8000

    @property
    def engine(self) -> str:
        """Name of the program and the settings that decide what an article becomes.

        An article that was read under another name has to be read again.
        """
        site = (self.render.url, self.render.language)
        return _digest(__version__, _READING, site, self.parse, self.split, self.clean)

    @property
    def look(self) -> str:
        """Name of the program and the settings that decide how items are written into files."""
        return _digest(__version__, self.render)


# The tables of the settings file, with the types that TOML must hold.


@dataclass(frozen=True, slots=True, kw_only=True)
class _Top:
    title: str = "Articles"
    url: str = _LOCAL_URL
    description: str = ""
    language: str = "en"
    author: str = ""
    authors: list[str] = field(default_factory=list)
    license: str = ""
    authority: str = ""
    timezone: str = "UTC"
    content: str = "content"
    feeds: str = "feeds"
    state: str = ".publisher/state.sqlite3"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Split:
    level: int = _SPLIT.level
    min_words: int = _SPLIT.min_words
    max_words: int = _SPLIT.max_words
    part_words: int = _SPLIT.part_words


@dataclass(frozen=True, slots=True, kw_only=True)
class _Publish:
    everything: str = "sections"
    articles: str = "article"
    each: str = "sections"
    max_items: int = 100
    max_bytes: str | int = "512 KiB"
    changes: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class _History:
    versions: int = 20
    return_days: int = 365
    tombstone_days: int = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class _Schedule:
    every: str = ""
    at: list[str] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    timezone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Limits:
    file_bytes: str | int = "10 MiB"
    files: int = 100_000
    items: int = 500
    nesting: int = _PARSE.max_depth
    blocks: int = _PARSE.max_blocks
    min_percent: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class _Serve:
    host: str = "127.0.0.1"
    port: int = 8000


_TABLES: dict[str, type] = {
    "": _Top,
    "split": _Split,
    "publish": _Publish,
    "history": _History,
    "schedule": _Schedule,
    "limits": _Limits,
    "serve": _Serve,
}


def read_config(path: Path) -> Config:
    """Read a settings file: ``publisher.toml``, or ``[tool.publisher]`` of a ``pyproject.toml``.

    Raises:
        ConfigError: It cannot be read, or names every setting in it that is wrong or unknown.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        hint = "run `publisher init DIR` to make a place to publish from"
        raise ConfigError(f"cannot read the settings: {error.strerror}", str(path), hint) from error
    except UnicodeDecodeError as error:
        raise ConfigError("the settings are not UTF-8", str(path), "save the file as UTF-8") from error
    prefix = "tool.publisher" if path.name == "pyproject.toml" else ""
    return parse_config(text, str(path), path.parent, prefix)


def find_config(folder: Path) -> Path:
    """Find the settings of a folder.

    Raises:
        ConfigError: There are none.
    """
    for name in SETTINGS_NAMES:
        path = folder / name
        if path.is_file() and (name == "publisher.toml" or "[tool.publisher]" in path.read_text("utf-8", "replace")):
            return path
    raise ConfigError(
        "no publisher.toml here",
        str(folder),
        "run `publisher init DIR` to make a place to publish from, or name the settings with --config",
    )


def parse_config(text: str, where: str, folder: Path, prefix: str = "") -> Config:
    """Read settings from TOML.

    Args:
        text: The file's text.
        where: The file, for messages.
        folder: What paths in the settings are relative to.
        prefix: The table that holds the settings, e.g. ``tool.publisher``; empty for the whole file.

    Raises:
        ConfigError: One error that names every wrong or unknown setting with its line.
    """
    try:
        data: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"not TOML: {error}", where, "strings need quotes, tables stand in [brackets]") from error
    for part in prefix.split(".") if prefix else ():
        data = data.get(part, {})
    reader = _Reader(text, where, prefix)
    config = reader.compose({name: reader.read_table(data, name) for name in _TABLES}, folder)
    if reader.problems or config is None:
        count = len(reader.problems)
        intro = "a setting is wrong" if count == 1 else f"{count} settings are wrong"
        lines = [f"line {line}: {problem}" if line else problem for line, problem in sorted(reader.problems)]
        raise ConfigError(f"{intro}: " + "; ".join(lines), where)
    return config


class _Reader:
    """Reads tables and gathers what is wrong with them, so that all of it is said at once."""

    def __init__(self, text: str, where: str, prefix: str) -> None:
        self.problems: list[tuple[int, str]] = []
        self._lines = text.splitlines()
        self._where = where
        self._prefix = prefix

    def complain(self, table: str, key: str, problem: str) -> None:
        """Note what is wrong with a setting."""
        name = f"{table}.{key}" if table else key
        self.problems.append((self._find_line(table, key), f"`{name}` {problem}"))

    def read_table(self, data: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401  One of the tables above.
        """Read a table into its class; what is wrong keeps its default."""
        import msgspec

        shape = _TABLES[name]
        values = data if not name else data.get(name, {})
        if not isinstance(values, Mapping):
            self.complain("", name, f"must be a table: [{name}]")
            return shape()
        hints = _types_of(shape)
        right = {}
        for key, value in values.items():
            if key not in hints:
                if name or not (key in _TABLES and isinstance(value, Mapping)):
                    self._complain_unknown(name, key, [*hints, *(_TABLES if not name else ())])
                continue
            try:
                right[key] = msgspec.convert(value, hints[key])
            except msgspec.ValidationError as error:
                self.complain(name, key, f"is wrong: {str(error)[0].lower()}{str(error)[1:]}")
        return shape(**right)

    def compose(self, tables: Mapping[str, Any], folder: Path) -> Config | None:
        """Turn the tables into a `Config`; None if anything is wrong."""
        top: _Top = tables[""]
        split: _Split = tables["split"]
        limits: _Limits = tables["limits"]
        history: _History = tables["history"]
        serve: _Serve = tables["serve"]
        zone = self._zone("", top.timezone)
        file_bytes = self._size("limits", "file_bytes", limits.file_bytes)
        self._check_ranges(tables)
        if top.authority and not _AUTHORITY.fullmatch(top.authority):
            self.complain("", "authority", 'must be a domain and a date, such as "example.org,2026"')
        render = self._render(top, tables["publish"], history)
        schedule = self._schedule(tables["schedule"], zone)
        if self.problems:
            return None
        return Config(
            where=self._where,
            content=folder / top.content,
            feeds=folder / top.feeds,
            state=folder / top.state,
            authority=top.authority,
            render=render,
            parse=ParseOptions(zone=zone, max_bytes=file_bytes, max_depth=limits.nesting, max_blocks=limits.blocks),
            split=SplitOptions(
                level=split.level,
                min_words=split.min_words,
                max_words=split.max_words,
                part_words=split.part_words,
                max_items=limits.items,
            ),
            sources=SourceOptions(max_bytes=file_bytes, max_files=limits.files),
            schedule=schedule,
            min_percent=limits.min_percent,
            versions=history.versions,
            return_days=history.return_days,
            host=serve.host,
            port=serve.port,
        )

    def _render(self, top: _Top, publish: _Publish, history: _History) -> RenderOptions:
        if not top.title.strip():
            self.complain("", "title", "is empty: readers show it as the feed's name")
        if not _LANGUAGE.fullmatch(top.language):
            self.complain("", "language", 'must be a language tag such as "en" or "pt-BR"')
        authors = tuple(author.strip() for author in (*top.authors, top.author) if author.strip())
        return RenderOptions(
            title=top.title.strip(),
            url=self._url(top.url),
            description=top.description.strip(),
            language=top.language,
            authors=authors,
            license=top.license.strip(),
            authority=top.authority,
            max_items=publish.max_items,
            max_bytes=self._size("publish", "max_bytes", publish.max_bytes),
            everything=self._granularity("everything", publish.everything),
            articles=self._granularity("articles", publish.articles),
            each=self._granularity("each", publish.each),
            has_changes=publish.changes,
            tombstone_age=timedelta(days=max(0, min(10_000, history.tombstone_days))),
        )

    def _schedule(self, table: _Schedule, zone: ZoneInfo) -> ScheduleOptions:
        if table.every and table.at:
            self.complain("schedule", "at", "and `every` exclude each other: keep one of them")
        if table.days and not table.at:
            self.complain("schedule", "days", "goes with `at` only")
        every: timedelta | None = None
        at: tuple[time, ...] = ()
        days = tuple(range(7))
        try:
            key = "every"
            every = parse_interval(table.every) if table.every else None
            key = "at"
            at = tuple(sorted({parse_slot_time(slot) for slot in table.at}))
            key = "days"
            days = tuple(sorted(set(parse_days(table.days)))) if table.days else days
        except ValueError as error:
            self.complain("schedule", key, f"is wrong: {error}")
            return ScheduleOptions()
        if table.timezone:
            zone = self._zone("schedule", table.timezone)
        if self.problems:
            return ScheduleOptions()
        if not at:
            return ScheduleOptions(every=every or timedelta(minutes=15), zone=zone)
        return ScheduleOptions(at=at, days=days, zone=zone)

    def _check_ranges(self, tables: Mapping[str, Any]) -> None:
        for table, key, low, high in (
            ("split", "level", 0, 6),
            ("split", "min_words", 0, 10_000),
            ("split", "max_words", 0, 1_000_000),
            ("split", "part_words", 0, 1_000_000),
            ("publish", "max_items", 1, 1000),
            ("limits", "files", 1, 10_000_000),
            ("limits", "items", 1, 10_000),
            ("limits", "nesting", 10, 2000),
            ("limits", "blocks", 10, 1_000_000),
            ("limits", "min_percent", 0, 100),
            ("history", "versions", 1, 1000),
            ("history", "return_days", 0, 10_000),
            ("history", "tombstone_days", 0, 10_000),
            ("serve", "port", 0, 65_535),
        ):
            if not low <= getattr(tables[table], key) <= high:
                self.complain(table, key, f"must lie between {low:,} and {high:,}")

    def _url(self, url: str) -> str:
        try:
            parts = urlsplit(url)
            right = parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.query + parts.fragment
            right = right and (parts.port is None or parts.port > 0) and url.isascii() and not set(url) & set(' "<>\\')
        except ValueError:
            right = False
        if not right:
            self.complain("", "url", 'must be the address that `feeds/` has on the web, such as "https://example.org/"')
            return _LOCAL_URL
        return url if url.endswith("/") else f"{url}/"

    def _zone(self, table: str, name: str) -> ZoneInfo:
        try:
            return ZoneInfo(name)
        except (OSError, ValueError, LookupError):
            self.complain(table, "timezone", f'is not a known time zone: "{name}" (such as "Europe/Berlin")')
            return ZoneInfo("UTC")

    def _size(self, table: str, key: str, value: str | int) -> int:
        match = _SIZE.fullmatch(str(value).strip())
        if not match or not 1 <= (count := float(match[1]) * _UNITS[(match[2] or "").lower()]) <= 2**40:
            self.complain(table, key, 'must be a size such as "512 KiB" or "10 MB"')
            return 1
        return int(count)

    def _granularity(self, key: str, value: str) -> Granularity:
        try:
            return Granularity(value)
        except ValueError:
            self.complain("publish", key, 'must be "sections", "article" or "off"')
            return Granularity.SECTIONS

    def _complain_unknown(self, table: str, key: str, known: list[str]) -> None:
        near = difflib.get_close_matches(key, known, n=1)
        self.complain(table, key, f"is not a setting; did you mean `{near[0]}`?" if near else "is not a setting")

    def _find_line(self, table: str, key: str) -> int:
        """Find the line of a setting: `tomllib` does not tell. 0 if it is written in some unusual way."""
        current = ""
        wanted = ".".join(part for part in (self._prefix, table) if part)
        for number, line in enumerate(self._lines, start=1):
            header = re.match(r"\s*\[+\s*([^\]]+?)\s*\]", line)
            if header:
                current = header[1].replace('"', "").replace(" ", "")
                if current == f"{wanted}.{key}".lstrip("."):
                    return number
            elif current == wanted and re.match(rf"\s*\"?{re.escape(key)}\"?\s*=", line):
                return number
        return 0


def _types_of(shape: type) -> dict[str, Any]:
    return typing.get_type_hints(shape, vars(typing) | vars(types))


def list_settings() -> dict[str, list[str]]:
    """Return the names of all settings by table; the empty name is the top of the file."""
    return {name: [item.name for item in fields(shape)] for name, shape in _TABLES.items()}


def _digest(*parts: object) -> str:
    return sha256(repr(parts).encode()).hexdigest()[:32]
