"""What an operator may set, as the program takes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

from publisher import __version__
from publisher.clean import CleanOptions
from publisher.model import ReleaseRule
from publisher.parse.options import ParseOptions
from publisher.render.options import RenderOptions
from publisher.sources import MediaOptions, SourceOptions
from publisher.split import SplitOptions
from publisher.timetable import ScheduleOptions
from publisher.web import FetchOptions

_READING = 3
"""Raised when more is kept of an article than before: each is read once more then, in silence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """What opens private folders: in an address, or as the password of HTTP Basic."""

    name: str
    """For the log, and as the name of HTTP Basic."""
    digests: tuple[str, ...]
    """SHA-256 of its secret, in hexadecimal digits; of two while one takes the place of the other."""
    folders: tuple[str, ...] = ()
    """What it opens, each with a slash behind it; empty for all that is private."""
    expires: datetime | None = None


_LOOPBACK = (ip_network("127.0.0.1"), ip_network("::1"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeOptions:
    """How the feeds are served: to whom, and how much."""

    url: str = ""
    """The site's address, with a slash at its end; empty if it has none."""
    hubs: tuple[str, ...] = ()
    private: tuple[str, ...] = ()
    """Folders that need a token, each with a slash behind it; an empty one stands for everything."""
    tokens: tuple[Token, ...] = ()
    proxies: tuple[IPv4Network | IPv6Network, ...] = _LOOPBACK
    """Whose ``X-Forwarded-For`` is believed."""
    insiders: tuple[IPv4Network | IPv6Network, ...] = _LOOPBACK
    """Who may read the measures."""
    per_minute: int = 1200
    """Answers that one client may have in a minute; 0 for any number."""
    has_statistics: bool = True
    """Whether it is counted for good which readers come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything an operator may set; each part's options live with that part."""

    where: str
    """The settings file, for messages."""
    content: Path
    feeds: Path
    state: Path
    templates: Path
    """Of the site's own; need not exist."""
    authority: str = ""
    """Domain and date of all ids; empty takes the URL's host and the year of the first run."""
    render: RenderOptions
    parse: ParseOptions = field(default_factory=ParseOptions)
    split: SplitOptions = field(default_factory=SplitOptions)
    clean: CleanOptions = field(default_factory=CleanOptions)
    sources: SourceOptions = field(default_factory=SourceOptions)
    fetch: FetchOptions = field(default_factory=FetchOptions)
    media: MediaOptions = field(default_factory=MediaOptions)
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
    serve: ServeOptions = field(default_factory=ServeOptions)
    codings: tuple[str, ...] = ("gzip", "br", "zstd")
    """In which ways files are compressed beforehand, beside themselves: ``gzip``, ``br``, ``zstd``."""

    @property
    def engine(self) -> str:
        """Name of the program and the settings that decide what an article becomes.

        An article that was read under another name has to be read again.
        """
        site = (self.render.url, self.render.language)
        release = (self.releases, self.announcement, self.farewell)
        media = (self.media.max_bytes, self.media.max_files)
        return _digest(__version__, _READING, site, self.parse, self.split, self.clean, release, media)

    @property
    def look(self) -> str:
        """Name of the program and the settings that decide how items are written into feeds."""
        return _digest(__version__, replace(self.render, templates=(), moved=(), min_live=timedelta()))

    @property
    def design(self) -> str:
        """Name of all that decides how files look: of pages, the site's own templates too."""
        return _digest(self.look, self.render.moved, [(file.name, file.text) for file in self.render.templates])

    def folder_of(self, name: str) -> str:
        """Return the folder whose schedule an article is published on; empty for that of all others."""
        return _find_folder(name, [folder for folder, _ in self.folders])

    def release_of(self, name: str) -> ReleaseRule | None:
        """Return how the settings have an article released; None for everything at once."""
        rules = dict(self.releases)
        return rules.get(_find_folder(name, rules))


def _find_folder(name: str, folders: Iterable[str]) -> str:
    """Return the deepest of some folders in which an article lies; empty if it lies in none."""
    return max((folder for folder in folders if folder and name.startswith(f"{folder}/")), key=len, default="")


def _digest(*parts: object) -> str:
    return sha256(repr(parts).encode()).hexdigest()[:32]
