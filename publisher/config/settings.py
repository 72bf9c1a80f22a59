"""What an operator may set, as the program takes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from publisher import __version__
from publisher.clean import CleanOptions
from publisher.model import ReleaseRule
from publisher.parse.options import ParseOptions
from publisher.render.options import RenderOptions
from publisher.sources import FetchOptions, MediaOptions, SourceOptions
from publisher.split import SplitOptions
from publisher.timetable import ScheduleOptions

_READING = 3
"""Raised when more is kept of an article than before: each is read once more then, in silence."""


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
        """Name of the program and the settings that decide how items are written into files."""
        return _digest(__version__, self.render)

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
