"""What is known of a feed reader: how it tells items apart, and what it does with those that change or leave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from publisher.preview.views import EntryView, FeedFormat, FeedView

ALL_FORMATS = frozenset(FeedFormat)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identities:
    """What a reader takes the entries of one feed for."""

    keys: tuple[str, ...]
    """For each entry what it is known by inside the reader; empty for one that is passed over."""
    policy: str = ""
    """How the keys were made, where a reader changes that for good."""
    refused: str = ""
    """Why the whole feed is not taken; empty if it is."""


def take_all(_entry: EntryView, _now: datetime) -> str:
    """Refuse nothing: every new entry is shown as new."""
    return ""


def keep_all(_left: Sequence[EntryView], _present: int, _now: datetime) -> dict[int, str]:
    """Forget nothing that left the feed."""
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A feed reader, as it is set up when it was just installed."""

    name: str
    """What commands call it."""
    title: str
    """What people call it."""
    version: str
    """What these rules were read from."""
    formats: frozenset[FeedFormat] = ALL_FORMATS
    """Those that it is known to read."""
    identify: Callable[[FeedView, str], Identities]
    """What it takes each entry for; the second is the policy of the last time."""
    look: Callable[[EntryView], tuple[object, ...]]
    """What it compares to find out whether an entry changed."""
    is_last_kept: bool = False
    """Of two entries with one identity in a feed the last one's text is shown, not the first one's."""
    marks_unread: bool = False
    """Whether what changed is unread again."""
    refuse: Callable[[EntryView, datetime], str] = take_all
    """Why a new entry is not shown as new; empty if it is."""
    forget: Callable[[Sequence[EntryView], int, datetime], dict[int, str]] = keep_all
    """Which of the entries that left the feed are dropped, and why, given how many are in it."""
    most_bytes: int = 0
    """A larger feed is not read; 0 for no limit that is known."""
    identity: str
    """In words, for people: what it knows an item by."""
    edits: str
    """What it does with an item that changed."""
    leaving: str
    """What it does with an item that left the feed."""
    limits: str
    """What it does not show, or not for long."""
    order: str
    """How items are sorted."""
    sources: tuple[str, ...]
    """Files and pages where this was found."""
    is_certain: bool = True
    """False where the reader's source cannot be read, and only its behaviour is known."""
