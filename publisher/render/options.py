"""What an operator may set about feeds and pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta, tzinfo
from enum import StrEnum

STYLE_FILE = "style.css"
FEED_STYLE_FILE = "feed.css"
"""Makes feeds readable in browsers that apply it."""
STATIC = (STYLE_FILE, "page.js", "icon.svg", FEED_STYLE_FILE)
"""What stands below ``feeds/`` as it is."""
MORE_STYLE_FILE = "extra.css"
"""Of a site's own: what is said here is added to the style sheet."""


class Granularity(StrEnum):
    """What becomes one item of a feed."""

    SECTIONS = "sections"
    ARTICLE = "article"
    OFF = "off"
    """These feeds are not written."""


class Format(StrEnum):
    """A format of feeds, by the name that settings have for it."""

    ATOM = "atom"
    RSS = "rss"
    JSON = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which articles a feed is of: those that fit all that is said, each by one of its values."""

    tags: tuple[str, ...] = ()
    """Compared without regard to case."""
    authors: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    """BCP 47; ``pt`` fits ``pt-BR`` too."""
    folders: tuple[str, ...] = ()
    """Below the content folder, with all that is in them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedOptions:
    """A feed of some of the articles."""

    name: str
    """Its folder below ``feeds/feeds/``."""
    title: str = ""
    """Plain text; empty says by itself what it is of."""
    description: str = ""
    select: Selection
    granularity: Granularity = Granularity.SECTIONS
    is_full: bool = True
    """Whether items have their whole content, or only their summary."""
    formats: tuple[Format, ...] = (Format.ATOM, Format.RSS, Format.JSON)
    max_items: int = 100
    max_bytes: int = 512 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFile:
    """A template, style sheet or picture of the site's own, which takes the place of ours of that name."""

    name: str
    """Below the folder of templates, with ``/`` between the parts."""
    text: str
    where: str
    """Its path, for messages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderOptions:
    """Who publishes, where, and which feeds."""

    title: str
    """The publication's name; plain text."""
    url: str
    """Absolute address of the folder ``feeds/``, with a slash at its end."""
    authority: str
    """A domain and a date (RFC 4151 §2.1), ``example.org,2026``: feed ids are minted from it."""
    description: str = ""
    language: str = "en"
    """A BCP 47 tag, for the site and for articles that name none."""
    zone: tzinfo = UTC
    """Of the days and times that pages show."""
    authors: tuple[str, ...] = ()
    """For articles that name none."""
    license: str = ""
    """A URL or a name, for articles that name none."""
    max_items: int = 100
    """Of a feed that mixes articles; Liferea keeps no more than 100."""
    max_bytes: int = 512 * 1024
    """Of the contents in a feed that mixes articles; one item is always let through."""
    min_live: timedelta = timedelta(days=7)
    """How long a new or changed item stays in a live feed at least, though the feed then exceeds these limits."""
    everything: Granularity = Granularity.SECTIONS
    """Of the feeds at the top."""
    articles: Granularity = Granularity.ARTICLE
    """Of the feeds in ``articles/``."""
    each: Granularity = Granularity.SECTIONS
    """Of the feeds beside each article's page."""
    feeds: tuple[FeedOptions, ...] = ()
    """Of some of the articles, in the order of the settings."""
    has_changes: bool = True
    """Whether change feeds are written."""
    hubs: tuple[str, ...] = ()
    """Absolute URLs of WebSub hubs, which tell subscribers of what is new."""
    private: tuple[str, ...] = ()
    """Folders that need a token, each with a slash at its end; an empty one stands for everything."""
    tombstone_age: timedelta = timedelta(days=90)
    """How far a feed's tombstones go back from the newest time in it."""
    moved: tuple[tuple[str, str], ...] = ()
    """Old paths below the site's address, each with where it is now; of a folder, all that is below it moves too."""
    templates: tuple[OwnFile, ...] = ()
    """Of the site's own, by name."""

    def __post_init__(self) -> None:
        """Refuse an address that relative ones cannot be appended to."""
        if not self.url.startswith(("http://", "https://")) or not self.url.endswith("/"):
            raise ValueError(f"url must be absolute and end with a slash: {self.url!r}")
        if self.max_items < 1:
            raise ValueError(f"max_items must be positive: {self.max_items}")
        if self.tombstone_age < timedelta():
            raise ValueError(f"tombstone_age must not be negative: {self.tombstone_age}")
