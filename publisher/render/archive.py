"""Divides a feed that grows for ever into one document of what is new and pages of what was before (RFC 5005 §4).

A page holds the same items for ever. What changes after it was filed stands in the live document again, and in a later
page in the end: a reader that knows several versions of an item takes the newest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from publisher.render.options import FEED_STYLE_FILE

if TYPE_CHECKING:
    from publisher.model import Feed, FeedItem, Tombstone

FOLDER = "archive"
_HEAD_BYTES = 24 * 1024
"""Kept free for a feed's own elements and its tombstones, but no more than an eighth of what it may hold."""
_ITEM_BYTES = 900
"""About what an item takes beside its texts: elements, dates, a guid."""
_NAME_BYTES = 60
"""About what the element around a name or a tag takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What an item is worth to the choice of where it stands."""

    id: str
    updated: datetime
    file_bytes: int
    """What it takes in the largest format."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """Where the items of a feed stand."""

    live: tuple[Candidate, ...]
    pages: tuple[tuple[Candidate, ...], ...] = ()
    """New pages of the archive, the oldest first."""


def divide(candidates: Iterable[Candidate], max_items: int | None, max_bytes: int) -> Division:
    """Choose what stays in the live document and what is filed.

    As long as all of it fits, all of it stays. Else the oldest is filed until half of what may stay is left: a page is
    written every so many items, and not at each.

    Args:
        candidates: What is in no page yet, or changed since it was; what changed last comes first.
        max_items: Of a document; None for any number.
        max_bytes: Of a document. One item is always let through, however large it is.

    Returns:
        Each candidate once: those that stay, in the order given, and pages of the others.

    >>> from datetime import UTC
    >>> noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    >>> found = [Candidate(id=str(n), updated=noon, file_bytes=10) for n in range(5)]
    >>> division = divide(found, 4, 1000)
    >>> [each.id for each in division.live], [[each.id for each in page] for page in division.pages]
    (['0', '1'], [['4', '3', '2']])
    """
    known = list(candidates)
    room = _find_room(max_bytes)
    if _count_fitting(known, max_items, room) == len(known):
        return Division(live=tuple(known))
    kept = _count_fitting(known, None if max_items is None else max_items // 2, room // 2)
    pages = []
    rest = known[: kept - 1 : -1]
    while rest:
        count = _count_fitting(rest, max_items, room)
        pages.append(tuple(rest[:count]))
        rest = rest[count:]
    return Division(live=tuple(known[:kept]), pages=tuple(pages))


def cap_items(items: Iterable[FeedItem], max_items: int, max_bytes: int) -> tuple[FeedItem, ...]:
    """Take as many of the first items as fit into a document; one does always."""
    known = tuple(items)
    return known[: _count_fitting([weigh(item) for item in known], max_items, _find_room(max_bytes))]


def _find_room(max_bytes: int) -> int:
    return max_bytes - min(_HEAD_BYTES, max_bytes // 8)


def _count_fitting(candidates: Sequence[Candidate], max_items: int | None, max_bytes: int) -> int:
    """Return how many of the first fit; one does always."""
    total = 0
    for count, candidate in enumerate(candidates):
        total += candidate.file_bytes
        if count and (total > max_bytes or (max_items is not None and count >= max_items)):
            return count
    return len(candidates)


def weigh(item: FeedItem) -> Candidate:
    """Return about how many bytes an item takes in the largest of the three formats."""
    texts = len(item.title) * 2 + len(item.url) + len(item.id) + len(item.image)
    texts += sum(len(media.url) + _NAME_BYTES for media in item.media)
    texts += sum(len(reference.url) + len(reference.title) + _NAME_BYTES for reference in item.relatives)
    names = sum(len(name.encode()) + _NAME_BYTES for name in (*item.authors, *item.tags))
    summary = _escaped_bytes(item.summary) * 2
    return Candidate(
        id=item.id,
        updated=item.updated,
        file_bytes=_ITEM_BYTES + texts * 2 + names + summary + _escaped_bytes(item.content),
    )


def _escaped_bytes(text: str) -> int:
    """Return how many bytes a text takes in XML, or in JSON where that is more."""
    xml = 3 * (text.count("<") + text.count(">")) + 4 * text.count("&")
    return len(text.encode()) + max(xml, text.count('"') + text.count("\n") + text.count("\\"))


def make_page(feed: Feed, number: int, tombstones: Sequence[Tombstone] = ()) -> Feed:
    """Make a page of a feed's archive.

    Args:
        feed: With the items of this page; a page that has neither items nor tombstones is not filled yet.
        number: From 1, the oldest.
        tombstones: Of the items that it held and that were withdrawn since.
    """
    return replace(
        feed,
        page=number,
        older=number - 1,
        is_open=not feed.items and not tombstones,
        tombstones=tuple(sorted(tombstones, key=lambda stone: stone.when, reverse=True)),
        is_complete=False,
        to_come=0,
        next_release=None,
        hubs=(),
    )


def archive_folder(feed: Feed, number: int) -> str:
    """Return where a page lies below the feeds folder, with a slash at its end.

    >>> from publisher.model import Feed
    >>> feed = Feed(id="tag:a", path="tides", title="A", description="", home="", base="", language="en")
    >>> archive_folder(feed, 3)
    'tides/archive/3/'
    """
    return f"{feed.path}/{FOLDER}/{number}/" if feed.path else f"{FOLDER}/{number}/"


def style_href(feed: Feed) -> str:
    """Return where the style sheet of feeds lies, as seen from a feed: any host will do, and any folder on it."""
    folder = archive_folder(feed, feed.page) if feed.page else f"{feed.path}/" if feed.path else ""
    return f"{'../' * folder.count('/')}{FEED_STYLE_FILE}"


def own_url(feed: Feed, file: str) -> str:
    """Return the address of one of the feed's files."""
    return _page_url(feed, file, feed.page) if feed.page else live_url(feed, file)


def live_url(feed: Feed, file: str) -> str:
    """Return where the newest items of the feed are."""
    return f"{feed.base}{feed.prefix}{file}"


def older_url(feed: Feed, file: str) -> str:
    """Return the address of the page before this document; empty if there is none."""
    return _page_url(feed, file, feed.older) if feed.older else ""


def list_links(feed: Feed, file: str) -> tuple[tuple[str, str], ...]:
    """Return the links to hubs (WebSub §4) and among the documents of a feed (RFC 5005 §4), each with its relation.

    A page that is filled links the next one, which is there from that moment on, if only as an empty page that is not
    filled yet: so not a byte of a filled page ever changes.
    """
    links = [("hub", url) for url in feed.hubs]
    if feed.page:
        links.append(("current", live_url(feed, file)))
    if feed.older:
        links.append(("prev-archive", older_url(feed, file)))
    if feed.page and not feed.is_open:
        links.append(("next-archive", _page_url(feed, file, feed.page + 1)))
    return tuple(links)


def _page_url(feed: Feed, file: str, number: int) -> str:
    return f"{feed.base}{FOLDER}/{number}/{file}"
