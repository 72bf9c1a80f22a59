"""newsboat: the guid, one for all feeds together; changes come in silently; everything is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.preview.readers.reader import Identities, Reader
from publisher.preview.views import FeedFormat

if TYPE_CHECKING:
    from publisher.preview.views import EntryView, FeedView


def _identify(feed: FeedView, _policy: str) -> Identities:
    """Follow ``RssParser::get_guid`` in `src/rssparser.cpp`."""
    return Identities(keys=tuple(map(_key, feed.entries)))


def _key(entry: EntryView) -> str:
    date = entry.published or entry.updated
    if entry.id:
        return entry.id
    if entry.link:
        return f"{entry.link}{date.isoformat() if date else ''}"
    # Without anything the guid is empty, and all such items are one.
    return entry.title or "-"


def _look(entry: EntryView) -> tuple[object, ...]:
    # `Cache::update_rssitem_unlocked` in `src/cache.cpp` leaves the date alone.
    return (entry.title, entry.authors[:1], entry.link, entry.content or entry.summary, entry.enclosures[:1])


NEWSBOAT = Reader(
    name="newsboat",
    title="Newsboat",
    version="2.21 (run here), and the source of later versions",
    formats=frozenset({FeedFormat.RSS, FeedFormat.ATOM}),
    identify=_identify,
    look=_look,
    identity="The guid or id; without one link and date, or the link, or the title. A guid that stands in two feeds is"
    " one item, which belongs to the feed that was fetched last.",
    edits="Title, link, content and author are replaced in silence; read stays read, and the date stays the first."
    " `reset-unread-on-update` has it unread again.",
    leaving="Stays.",
    limits="None, unless `max-items` or `keep-articles-days` are set.",
    order="By date of release.",
    sources=(
        "https://github.com/newsboat/newsboat: src/rssparser.cpp",
        "https://github.com/newsboat/newsboat: src/cache.cpp",
        "https://github.com/newsboat/newsboat: rss/rss09xparser.cpp",
        "https://github.com/newsboat/newsboat: rss/atomparser.cpp",
    ),
)
