"""The Python library reader: the id, strictly; a changed item is marked as modified and stays read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.preview.readers.reader import Identities, Reader
from publisher.preview.views import FeedFormat

if TYPE_CHECKING:
    from publisher.preview.views import EntryView, FeedView


def _identify(feed: FeedView, _policy: str) -> Identities:
    """Follow ``_process_entry`` in `_parser/feedparser.py` and `_parser/jsonfeed.py`."""
    keys = tuple(entry.id or (entry.link if feed.format is FeedFormat.RSS else "") for entry in feed.entries)
    if feed.entries and (not any(keys) or (feed.format is FeedFormat.JSON and not all(keys))):
        return Identities(keys=keys, refused="an item has no id, and the feed is not read at all")
    return Identities(keys=keys)


def _look(entry: EntryView) -> tuple[object, ...]:
    # `should_update_entry` in `_update/__init__.py`: another time of change is enough; so is another hash of the rest.
    texts = (entry.title, entry.link, entry.summary, entry.content)
    return (*texts, entry.authors, entry.published, entry.updated, entry.enclosures)


LEMON24_READER = Reader(
    name="reader",
    title="reader (lemon24)",
    version="3.26 (run here)",
    identify=_identify,
    look=_look,
    identity="The guid or id. Without one RSS items are known by their link, and Atom entries are passed over; a JSON"
    " Feed with one such item is not read at all.",
    edits="Replaced, and told to plugins as modified, where the time of change or anything else differs; read stays"
    " read. Where the time of change does not move, 24 times at most.",
    leaving="Stays.",
    limits="None.",
    order="By arrival, what arrives together by date; old items of a feed that is new by date.",
    sources=(
        "https://github.com/lemon24/reader: src/reader/_parser/feedparser.py",
        "https://github.com/lemon24/reader: src/reader/_parser/jsonfeed.py",
        "https://github.com/lemon24/reader: src/reader/_update/__init__.py",
        "https://github.com/lemon24/reader/issues/179",
        "https://github.com/lemon24/reader/issues/225",
    ),
)
