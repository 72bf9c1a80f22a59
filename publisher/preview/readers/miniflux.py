"""Miniflux: a hash of the guid; changes come in silently; nothing that was fetched is dropped with the feed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from publisher.preview.readers.reader import Identities, Reader
from publisher.preview.views import FeedFormat

if TYPE_CHECKING:
    from publisher.preview.views import EntryView, FeedView


def _identify(feed: FeedView, _policy: str) -> Identities:
    """Follow ``BuildFeed`` in `internal/reader/rss/adapter.go`, `atom/atom_10_adapter.go` and `json/adapter.go`."""
    seen: Counter[str] = Counter()
    keys = []
    for entry in feed.entries:
        if entry.id:
            again = seen[entry.id]
            seen[entry.id] += 1
            # Only RSS tells apart what has one guid: by the address, or else by a number.
            keys.append(f"{entry.id}|{entry.link or again}" if again and feed.format is FeedFormat.RSS else entry.id)
        elif entry.link:
            keys.append(entry.link)
        elif feed.format is FeedFormat.ATOM:
            # The hash stays empty, and all such entries are one.
            keys.append("-")
        else:
            keys.append(
                f"{entry.title if feed.format is FeedFormat.RSS else ''}{entry.content or entry.summary}" or "-"
            )
    return Identities(keys=tuple(keys))


def _look(entry: EntryView) -> tuple[object, ...]:
    # `updateEntry` in `internal/storage/entry.go` leaves the date of release alone.
    return (entry.title, entry.link, entry.content or entry.summary, entry.authors, entry.tags, entry.enclosures)


MINIFLUX = Reader(
    name="miniflux",
    title="Miniflux",
    version="the source of 2026",
    identify=_identify,
    look=_look,
    most_bytes=15 * 1024 * 1024,
    identity="The guid or id; without one the link; without both RSS title and content. In RSS a guid that stands twice"
    " is told apart by the link, in Atom and JSON Feed both are one item.",
    edits="Title, link, content, author and tags are replaced in silence; read stays read, and the date stays the first"
    " one. A setting, or fetching whole pages, has it ignore changes.",
    leaving="Stays, until it is archived: 60 days after it came if it was read, 180 days if not.",
    limits="A feed of more than 15 MiB is not read. No age is too old, unless a filter says so.",
    order="By date of release.",
    sources=(
        "https://github.com/miniflux/v2: internal/reader/rss/adapter.go",
        "https://github.com/miniflux/v2: internal/reader/atom/atom_10_adapter.go",
        "https://github.com/miniflux/v2: internal/reader/json/adapter.go",
        "https://github.com/miniflux/v2: internal/storage/entry.go",
        "https://github.com/miniflux/v2: internal/reader/handler/handler.go",
    ),
)
