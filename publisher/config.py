"""Reads the settings file once, and composes the options that the parts define."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import tomllib
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import timedelta, tzinfo
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from publisher import __version__
from publisher.clean import CleanOptions
from publisher.dates import parse_date
from publisher.errors import ConfigError
from publisher.model import ReleaseRule
from publisher.parse.options import ParseOptions
from publisher.render.options import Granularity, RenderOptions
from publisher.slots import Slot, parse_interval, parse_quiet, parse_slot
from publisher.sources import SourceOptions
from publisher.split import SplitOptions
from publisher.timetable import CatchUp, ScheduleOptions

SETTINGS_NAMES = ("publisher.toml", "pyproject.toml")
_READING = 2
"""Raised when more is kept of an article than before: each is read once more then, in silence."""
_LOCAL_URL = "http://127.0.0.1:8000/"
ANNOUNCEMENT = "What is to come\nThis article comes in {parts} parts, {rhythm}."
FAREWELL = "Complete\nThat was the last part: the article is complete."
_SPLIT = SplitOptions()
_PARSE = ParseOptions()
_AUTHORITY = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?,\d{4}(-\d\d(-\d\d)?)?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_T = TypeVar("_T")
_FORMER = dict.fromkeys((("schedule", "at"), ("schedule", "days")), 'is now `slots`, such as ["mon-fri 07:30"]')
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
    folders: tuple[tuple[str, ScheduleOptions], ...] = ()
    """Schedules of folders below the content folder that have their own, by name; the deepest counts."""
    is_watching: bool = False
    """What changes in the content folder is published without waiting for the schedule."""
    time_limit: timedelta = timedelta(minutes=30)
    """A run that takes longer is cut."""
    article_limit: timedelta = timedelta(minutes=2)
    """An article that takes longer is given up, and the others go on."""
    stop_within: timedelta = timedelta(seconds=20)
    """When asked to stop, a run gives up the article in hand after this time."""
    releases: tuple[tuple[str, ReleaseRule], ...] = ()
    """How articles are released that do not say it themselves, by folder, an empty one for all; the deepest counts."""
    announcement: str = ""
    """An item before the first of an article that is released over time: what is to come. Empty for none."""
    farewell: str = ""
    """An item after the last: that it is complete."""
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
        release = (self.releases, self.announcement, self.farewell)
        return _digest(__version__, _READING, site, self.parse, self.split, self.clean, release)

    @property
    def look(self) -> str:
        """Name of the program and the settings that decide how items are written into files."""
        return _digest(__version__, self.render)

    def folder_of(self, name: str) -> str:
        """Return the folder whose schedule an article is published on; empty for that of all others."""
        return _find_folder(name, [folder for folder, _ in self.folders])

    def release_of(self, name: str) -> ReleaseRule | None:
        """Return how the settings have an article released; None for everything at once."""
        rules = dict(self.releases)
        return rules.get(_find_folder(name, rules))


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
    slots: list[str] = field(default_factory=list)
    timezone: str = ""
    jitter: str = ""
    quiet: list[str] = field(default_factory=list)
    catch_up: str = "once"
    watch: bool = False
    time_limit: str = "30 minutes"
    stop_within: str = "20 seconds"
    folders: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _FolderSchedule:
    every: str = ""
    slots: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class _FolderRelease:
    every: str = ""
    slots: list[str] = field(default_factory=list)
    per_slot: int = 1
    reading: str = ""
    start: Any = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Release(_FolderRelease):
    announce: bool | str = False
    announce_end: bool | str = False
    folders: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Limits:
    file_bytes: str | int = "10 MiB"
    files: int = 100_000
    items: int = 500
    nesting: int = _PARSE.max_depth
    blocks: int = _PARSE.max_blocks
    min_percent: int = 50
    article_time: str = "2 minutes"


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
    "release": _Release,
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
        shape = _TABLES[name]
        values = data if not name else data.get(name, {})
        if not isinstance(values, Mapping):
            self.complain("", name, f"must be a table: [{name}]")
            return shape()
        return self._read_values(values, name, shape)

    def _read_values(self, values: Mapping[str, Any], name: str, shape: type) -> Any:  # noqa: ANN401  Of that shape.
        import msgspec

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
        timing: _Schedule = tables["schedule"]
        schedule = self._schedule(timing, zone)
        folders = self._folder_schedules(timing.folders, schedule)
        release: _Release = tables["release"]
        releases = self._releases(release, schedule.zone)
        time_limit = self._span("schedule", "time_limit", timing.time_limit) or timedelta(minutes=30)
        stop_within = self._span("schedule", "stop_within", timing.stop_within) or timedelta(seconds=20)
        article_limit = self._span("limits", "article_time", limits.article_time) or timedelta(minutes=2)
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
            folders=folders,
            is_watching=timing.watch,
            time_limit=time_limit,
            article_limit=article_limit,
            stop_within=stop_within,
            releases=releases,
            announcement=_choose_text(release.announce, ANNOUNCEMENT),
            farewell=_choose_text(release.announce_end, FAREWELL),
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
        zone = self._zone("schedule", table.timezone) if table.timezone else zone
        quiet = tuple(dict.fromkeys(self._each("schedule", "quiet", table.quiet, parse_quiet)))
        jitter = self._span("schedule", "jitter", table.jitter) or timedelta()
        catch_up = CatchUp.ONCE
        try:
            catch_up = CatchUp(table.catch_up)
        except ValueError:
            near = difflib.get_close_matches(table.catch_up, list(CatchUp), n=1)
            hint = f'; did you mean "{near[0]}"?' if near else ""
            self.complain("schedule", "catch_up", f'must be "once", "skip" or "spread"{hint}')
        every, slots = self._beat("schedule", table)
        common = {"zone": zone, "jitter": jitter, "quiet": quiet, "catch_up": catch_up, "seed": self._where}
        return self._options("schedule", every=every, slots=slots, **common)

    def _folder_schedules(
        self, folders: Mapping[str, Any], schedule: ScheduleOptions
    ) -> tuple[tuple[str, ScheduleOptions], ...]:
        found = {}
        for name, table, where in self._folders("schedule", folders, _FolderSchedule):
            every, slots = self._beat(where, table)
            if not every and not slots:
                self.complain("schedule.folders", name, "needs `every` or `slots`")
            common = {name: getattr(schedule, name) for name in ("zone", "jitter", "quiet", "catch_up")}
            found[name] = self._options(where, every=every, slots=slots, seed=f"{schedule.seed} {name}", **common)
        return tuple(sorted(found.items()))

    def _options(self, where: str, **values: Any) -> ScheduleOptions:  # noqa: ANN401  Its own fields.
        try:
            return ScheduleOptions(**values)
        except ValueError as error:
            key = next((name for name in ("jitter", "quiet") if name in str(error)), "slots")
            if not self.problems:
                self.complain(where, key, f"is wrong: {error}")
            return ScheduleOptions()

    def _releases(self, table: _Release, zone: tzinfo) -> tuple[tuple[str, ReleaseRule], ...]:
        found = {}
        for name, part, where in [("", table, "release"), *self._folders("release", table.folders, _FolderRelease)]:
            every, slots = self._beat(where, part)
            if not 1 <= part.per_slot <= 9999:  # noqa: PLR2004  More sections than any article has.
                self.complain(where, "per_slot", "must lie between 1 and 9,999")
            reading = self._span(where, "reading", part.reading)
            start = self._date(where, "start", part.start, zone)
            if every or slots or reading or name:
                found[name] = ReleaseRule(
                    every=every,
                    slots=slots,
                    per_slot=part.per_slot,
                    reading=reading,
                    start=start,
                    at_once=part.every == "at once",
                )
        return tuple(sorted(found.items()))

    def _folders(self, table: str, folders: Mapping[str, Any], shape: type) -> Iterator[tuple[str, Any, str]]:
        """Read the tables of folders, each with its name as articles are named, and where it stands."""
        for name, values in sorted(folders.items()):
            folder = name.strip().strip("/")
            if not folder or not isinstance(values, Mapping) or ".." in folder.split("/"):
                hint = f'[{table}.folders.news] for the articles below "news" in the content folder'
                self.complain(f"{table}.folders", name, f"must be a folder with its settings: {hint}")
                continue
            where = f"{table}.folders.{name}"
            yield folder, self._read_values(values, where, shape), where

    def _beat(self, where: str, table: Any) -> tuple[timedelta | None, tuple[Slot, ...]]:  # noqa: ANN401  Four tables.
        """Read when something happens: every so often, or at set times."""
        if table.every and table.slots:
            self.complain(where, "slots", "and `every` exclude each other: keep one of them")
        every = (
            None
            if table.every == "at once" and where.startswith("release.")
            else self._span(where, "every", table.every)
        )
        return every, tuple(dict.fromkeys(self._each(where, "slots", table.slots, parse_slot)))

    def _each(self, where: str, key: str, texts: list[str], parse: Callable[[str], _T]) -> Iterator[_T]:
        for text in texts:
            try:
                yield parse(text)
            except ValueError as error:
                self.complain(where, key, f"is wrong: {error}")

    def _span(self, where: str, key: str, text: str) -> timedelta | None:
        return next(self._each(where, key, [text] if text else [], parse_interval), None)

    def _date(self, where: str, key: str, value: object, zone: tzinfo) -> dt.datetime | None:
        # TOML has dates of its own.
        text = value.isoformat() if isinstance(value, dt.date) else str(value)
        return next(self._each(where, key, [text] if text else [], lambda found: parse_date(found, zone)), None)

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
        if (table, key) in _FORMER:
            self.complain(table, key, _FORMER[table, key])
            return
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


def _find_folder(name: str, folders: Iterable[str]) -> str:
    """Return the deepest of some folders in which an article lies; empty if it lies in none."""
    return max((folder for folder in folders if folder and name.startswith(f"{folder}/")), key=len, default="")


def _choose_text(choice: bool | str, text: str) -> str:  # noqa: FBT001  As it stands in the settings.
    return choice.strip() if isinstance(choice, str) else text if choice else ""


def _types_of(shape: type) -> dict[str, Any]:
    return typing.get_type_hints(shape, vars(typing) | vars(types))


def list_settings() -> dict[str, list[str]]:
    """Return the names of all settings by table; the empty name is the top of the file.

    Folders that have settings of their own are not among them.
    """
    return {name: [item.name for item in fields(shape) if item.name != "folders"] for name, shape in _TABLES.items()}


def _digest(*parts: object) -> str:
    return sha256(repr(parts).encode()).hexdigest()[:32]
