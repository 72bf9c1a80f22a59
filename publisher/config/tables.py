"""The tables of the settings file, with the types that TOML must hold, and their defaults."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from publisher.parse.options import ParseOptions
from publisher.split import SplitOptions

LOCAL_URL = "http://127.0.0.1:8000/"
_SPLIT = SplitOptions()
_PARSE = ParseOptions()


@dataclass(frozen=True, slots=True, kw_only=True)
class Top:
    """What stands before all tables."""

    title: str = "Articles"
    url: str = LOCAL_URL
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
    templates: str = "templates"
    feed: list[dict[str, Any]] = field(default_factory=list)
    token: list[dict[str, Any]] = field(default_factory=list)
    moved: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """``[split]``."""

    level: int = _SPLIT.level
    min_words: int = _SPLIT.min_words
    max_words: int = _SPLIT.max_words
    part_words: int = _SPLIT.part_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Publish:
    """``[publish]``."""

    everything: str = "sections"
    articles: str = "article"
    each: str = "sections"
    max_items: int = 100
    max_bytes: str | int = "512 KiB"
    min_live: str = "7 days"
    changes: bool = True
    hubs: list[str] = field(default_factory=list)
    compress: list[str] = field(default_factory=lambda: ["gzip", "br", "zstd"])


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """``[history]``."""

    versions: int = 20
    return_days: int = 365
    tombstone_days: int = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """``[schedule]``."""

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
class FolderSchedule:
    """``[schedule.folders.NAME]``."""

    every: str = ""
    slots: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderRelease:
    """``[release.folders.NAME]``."""

    every: str = ""
    slots: list[str] = field(default_factory=list)
    per_slot: int = 1
    reading: str = ""
    start: Any = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Release(FolderRelease):
    """``[release]``."""

    announce: bool | str = False
    announce_end: bool | str = False
    folders: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """``[limits]``."""

    file_bytes: str | int = "10 MiB"
    media_bytes: str | int = "64 MiB"
    files: int = 100_000
    items: int = 500
    nesting: int = _PARSE.max_depth
    blocks: int = _PARSE.max_blocks
    min_percent: int = 50
    article_time: str = "2 minutes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """``[fetch]``."""

    private: bool = False
    time_limit: str = "30 seconds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Serve:
    """``[serve]``."""

    host: str = "127.0.0.1"
    port: int = 8000
    private: list[str] = field(default_factory=list)
    proxies: list[str] = field(default_factory=lambda: ["127.0.0.1", "::1"])
    metrics: list[str] = field(default_factory=lambda: ["127.0.0.1", "::1"])
    requests_per_minute: int = 1200
    statistics: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """``[[token]]``."""

    name: str = ""
    hash: str | list[str] = ""
    folders: list[str] = field(default_factory=list)
    expires: Any = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """``[[feed]]``."""

    name: str = ""
    title: str = ""
    description: str = ""
    tags: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)
    granularity: str = "sections"
    content: str = "full"
    formats: list[str] = field(default_factory=lambda: ["atom", "rss", "json"])
    max_items: int = 100
    max_bytes: str | int = "512 KiB"


TABLES: dict[str, type] = {
    "": Top,
    "split": Split,
    "publish": Publish,
    "history": History,
    "schedule": Schedule,
    "release": Release,
    "limits": Limits,
    "fetch": Fetch,
    "serve": Serve,
}
