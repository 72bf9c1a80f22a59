"""Divides a feed that grows without end into a live document and pages of an archive (RFC 5005 §4).

No reader that was tested reads an archive, so what subscribers have not had the time to fetch stays in the live
document.

A page holds the same items from then on. An item that changes after it was filed is in the live document again, and
later in another page: a reader that knows several versions of an item takes the newest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import inf
from typing import TYPE_CHECKING

from publisher.render.options import FEED_STYLE_FILE

if TYPE_CHECKING:
    from publisher.model import Feed, FeedItem, Tombstone
    from publisher.render.options import RenderOptions

FOLDER = "archive"
HARD_BYTES = 4 * 1024 * 1024
"""What a live document never exceeds but by a single item: Feedly and The Old Reader gave up on several MB."""
_HEAD_BYTES = 24 * 1024
"""Kept free for a feed's own elements and its tombstones, but no more than an eighth of what it may hold."""
_ITEM_BYTES = 900
"""About what an item takes beside its texts: elements, dates, a guid."""
_NAME_BYTES = 60
"""About what the element around a name or a tag takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What decides where an item of a feed belongs."""

    id: str
    updated: datetime
    file_bytes: int
    """What it takes in the largest format."""
    offered: datetime | None = None
    """Since when this version of it is in the live document, in UTC; None if it never was."""
    queued: datetime | None = None
    """Of an item that was never offered: since when it waits, in UTC; None for the backlog of a new feed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a document holds."""

    max_items: int | None
    """None for any number."""
    max_bytes: int
    """Of a document. One item is always let through, however large it is."""
    min_live: timedelta = timedelta()
    """How long an item is offered before it may be filed. Within that time a feed exceeds the two limits above …"""
    hard_bytes: int = HARD_BYTES
    """… up to this size."""


def limits_of(options: RenderOptions) -> Limits:
    """Return how much a document of a feed that mixes articles holds."""
    return Limits(max_items=options.max_items, max_bytes=options.max_bytes, min_live=options.min_live)


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """Where the items of a feed belong."""

    live: tuple[Candidate, ...]
    pages: tuple[tuple[Candidate, ...], ...] = ()
    """New pages of the archive, the oldest first."""
    waiting: tuple[Candidate, ...] = ()
    """Items for which the live document has no room yet."""
    is_over: bool = False
    """Whether the live document exceeds the limits, but not the hard one."""


def divide(candidates: Iterable[Candidate], limits: Limits, now: datetime) -> Division:
    """Choose what stays in the live document, what is filed and what waits for a later run.

    As long as everything fits, everything stays. Otherwise items that were offered for `min_live` are filed, the
    longest offered first, until half of the limits is left: a page is written every so many items, not at each. Where
    the others exceed the hard limit, those that were never offered wait: the backlog of a new feed longest, as nobody
    subscribed before it came, else whatever came last.

    Args:
        candidates: What is in no page yet, or changed since it was filed; what changed last comes first.
        limits: Of a document.
        now: In UTC.

    Returns:
        Each candidate once: those that stay, in the order given, pages of others, and those that wait.

    >>> from datetime import UTC
    >>> noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    >>> found = [Candidate(id=str(n), updated=noon, offered=noon, file_bytes=10) for n in range(5)]
    >>> division = divide(found, Limits(max_items=4, max_bytes=1000), noon)
    >>> [each.id for each in division.live], [[each.id for each in page] for page in division.pages]
    (['0', '1'], [['4', '3', '2']])
    """
    known = list(candidates)
    room = _find_room(limits.max_bytes)
    if _count_fitting(known, limits.max_items, room) == len(known):
        return Division(live=tuple(known))
    hard = _find_room(max(limits.hard_bytes, limits.max_bytes))
    filed = _choose_filed(known, limits, hard, now)
    names = {candidate.id for candidate in filed}
    rest = [candidate for candidate in known if candidate.id not in names]
    waiting = _choose_waiting(rest, hard)
    names = {candidate.id for candidate in waiting}
    live = [candidate for candidate in rest if candidate.id not in names]
    pages = []
    while filed:
        count = _count_fitting(filed, limits.max_items, room)
        pages.append(tuple(filed[:count]))
        filed = filed[count:]
    return Division(
        live=tuple(live),
        pages=tuple(pages),
        waiting=tuple(waiting),
        is_over=_count_fitting(live, limits.max_items, room) < len(live),
    )


def _choose_filed(known: Sequence[Candidate], limits: Limits, hard: int, now: datetime) -> list[Candidate]:
    """Choose what is filed, in the order of the archive."""
    settled = [candidate for candidate in reversed(known) if (candidate.offered or now) + limits.min_live <= now]
    # The sort is stable: what was offered at the same time stays in the order of its changes, the oldest first.
    settled.sort(key=lambda candidate: candidate.offered or now)
    left = _Load(len(known), sum(candidate.file_bytes for candidate in known))
    is_urgent = left.file_bytes > hard
    room = _find_room(limits.max_bytes)
    filed = []
    for candidate in settled:
        if left.items == 1 or left.fits(limits.max_items, room, share=2):
            break
        left = left.without(candidate)
        filed.append(candidate)
    # While new items keep a feed above its limits, a page for each item that settles would be a flood of pages.
    page = _Load(len(filed), sum(candidate.file_bytes for candidate in filed))
    if not is_urgent and not left.fits(limits.max_items, room) and page.fits(limits.max_items, room, share=4):
        return []
    return filed


def _choose_waiting(rest: Sequence[Candidate], hard: int) -> list[Candidate]:
    """Choose what has to wait for room: of what was never offered, whatever came last."""
    fresh = [candidate for candidate in rest if candidate.offered is None]
    # The sort is stable: of what came together, what changed last goes first.
    fresh.sort(key=lambda candidate: candidate.queued.timestamp() if candidate.queued else inf)
    total = sum(candidate.file_bytes for candidate in rest if candidate.offered is not None)
    for count, candidate in enumerate(fresh):
        total += candidate.file_bytes
        if total > hard and (count or len(rest) > len(fresh)):
            return fresh[count:]
    return []


@dataclass(frozen=True, slots=True)
class _Load:
    """How much some items are."""

    items: int
    file_bytes: int

    def fits(self, max_items: int | None, max_bytes: int, *, share: int = 1) -> bool:
        """Return whether it takes no more than one part in ``share`` of the limits."""
        return self.file_bytes * share <= max_bytes and (max_items is None or self.items * share <= max_items)

    def without(self, candidate: Candidate) -> _Load:
        """Return what is left without an item."""
        return _Load(self.items - 1, self.file_bytes - candidate.file_bytes)


def cap_items(items: Iterable[FeedItem], limits: Limits) -> tuple[FeedItem, ...]:
    """Drop the last items of a document without an archive where they exceed its limits.

    Args:
        items: The newest first. As many as fit stay, at least one, and up to the hard limit all that are not older than
            the first by more than `min_live`.
        limits: Of a document.
    """
    known = tuple(items)
    sizes = [weigh(item) for item in known]
    recent = [one for one in sizes if one.updated >= sizes[0].updated - limits.min_live]
    count = _count_fitting(sizes, limits.max_items, _find_room(limits.max_bytes))
    return known[: max(count, _count_fitting(recent, None, _find_room(limits.hard_bytes)))]


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
