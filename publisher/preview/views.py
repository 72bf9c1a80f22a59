"""A feed and its entries as a subscriber gets them, whatever the format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from publisher.dates import parse_date

_DATE_LENGTH = 64
# As nearly all of RSS writes it; dateutil takes a hundred times as long.
_RFC822 = re.compile(
    r"[A-Z][a-z]{2}, ([0-9]{2}) ([A-Z][a-z]{2}) ([0-9]{4}) ([0-9]{2}):([0-9]{2}):([0-9]{2}) (?:GMT|\+0000)"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class FeedFormat(StrEnum):
    """A format of feeds."""

    RSS = "rss"
    ATOM = "atom"
    JSON = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """An entry as it stands in a feed. An empty text was not said, or is empty."""

    id: str = ""
    """``guid``, ``atom:id`` or ``id``, without white space around it."""
    is_permalink: bool = False
    """Of RSS: the guid says that it is an address as well."""
    link: str = ""
    title: str = ""
    """Plain text."""
    published: datetime | None = None
    """Aware, in UTC; None for no date, or none that can be read."""
    updated: datetime | None = None
    """RSS has no word for it."""
    authors: tuple[str, ...] = ()
    """The entry's, or the feed's where it names none."""
    tags: tuple[str, ...] = ()
    summary: str = ""
    """What stands beside the content: a plain text, or HTML in RSS."""
    content: str = ""
    """HTML; of RSS the description where there is nothing longer."""
    enclosures: tuple[str, ...] = ()
    """Addresses."""
    position: int = 0
    """In the feed, from 0."""
    line: int = 0
    """Where it begins in the file, from 1; 0 if that is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedView:
    """A feed as a subscriber gets it."""

    format: FeedFormat
    id: str = ""
    """``atom:id``; of our JSON Feeds the same. RSS has none."""
    title: str = ""
    self_url: str = ""
    """Where it says that it is."""
    is_archive: bool = False
    """An archive page (RFC 5005 §4)."""
    is_complete: bool = False
    """Says that it holds everything (RFC 5005 §2), so that what is missing is gone."""
    has_older: bool = False
    """Says where older entries are: what leaves it is not lost."""
    deleted: tuple[str, ...] = ()
    """Ids of withdrawn entries (RFC 6721), in the order written."""
    entries: tuple[EntryView, ...] = ()
    size_bytes: int = 0

    @property
    def is_change_log(self) -> bool:
        """Whether it is one of our own feeds of edits, whose items leave together with what they tell of."""
        name = self.self_url.rpartition("/")[2]
        return name in {"changes.atom.xml", "changes.rss.xml", "changes.feed.json"}


def read_date(text: str) -> datetime | None:
    """Read a date as feeds write it; None if it is none.

    >>> read_date("Sun, 01 Mar 2026 12:00:05 GMT")
    datetime.datetime(2026, 3, 1, 12, 0, 5, tzinfo=datetime.timezone.utc)
    """
    text = text.strip()
    if not text or len(text) > _DATE_LENGTH:
        return None
    try:
        if found := _RFC822.fullmatch(text):
            day, month, year, hour, minute, second = found.groups()
            number = _MONTHS.index(month) + 1
            return datetime(int(year), number, int(day), int(hour), int(minute), int(second), tzinfo=UTC)
        return parse_date(text, UTC)
    except (ValueError, ArithmeticError, LookupError, AttributeError, TypeError):
        # dateutil promises `ValueError` only, and lets others through for some texts.
        return None


def well_formed(text: str) -> str:
    """Return a text without halves of characters, which nothing could write down."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if _has_halves(text) else text


def _has_halves(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False
