"""Writes a feed as RSS 2.0."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from publisher.render.archive import list_links, own_url, style_href
from publisher.render.media import find_picture, list_players
from publisher.render.text import is_url

if TYPE_CHECKING:
    from datetime import datetime

    from publisher.model import Feed, FeedItem
    from publisher.render.feedgen_fixes import Entry

FILE = "rss.xml"
TYPE = "application/rss+xml"
_LONGEST_TTL = 60


def render_rss(feed: Feed) -> bytes:
    """Write a feed as RSS 2.0; the same feed gives the same bytes.

    The format has no word for what was withdrawn: only ``lastBuildDate`` tells that something was.
    """
    from publisher.render.feedgen_fixes import Generator  # Loads feedgen and lxml.

    channel = Generator(
        updated=feed.updated,
        is_complete=feed.is_complete,
        is_archive=bool(feed.page) and not feed.is_open,
        license_url=feed.license if is_url(feed.license) else "",
        links=list_links(feed, FILE),
        stylesheet=style_href(feed),
        home=feed.home,
    )
    channel.title(feed.title)
    channel.description(feed.description)
    channel.language(feed.language)
    if feed.license:
        channel.copyright(feed.license)
    channel.link(href=own_url(feed, FILE), rel="self", type=TYPE)
    if feed.next_release:
        channel.ttl(_count_minutes(feed.updated, feed.next_release))
    # The alternate last: feedgen makes the last link the channel's own.
    channel.link(href=feed.home, rel="alternate")
    for item in feed.items:
        # feedgen would put it first.
        channel.add_entry(_item(feed, item), order="append")
    return channel.rss_bytes()


def _count_minutes(updated: datetime, due: datetime) -> int:
    """Return for how many minutes a reader may keep the feed: half the time to the next release, an hour at most.

    Counted from the newest item and not from the clock: the same items give the same bytes.
    """
    return max(1, min(_LONGEST_TTL, int((due - updated).total_seconds() // 120)))


def _item(feed: Feed, item: FeedItem) -> Entry:
    from publisher.render.feedgen_fixes import Entry

    entry = Entry(
        published=item.published,
        updated=item.updated,
        creators=item.authors or feed.authors,
        language=item.language if item.language != feed.language else "",
        rights=item.license,
        license_url=item.license if is_url(item.license) else "",
        thumbnail=item.image,
        answers=(item.answers.id, item.answers.url) if item.answers else None,
        related=tuple((reference.url, reference.title) for reference in item.relatives),
        picture=find_picture(item),
    )
    entry.guid(item.id, permalink=False)
    entry.title(item.title)
    entry.link(href=item.url, rel="alternate")
    entry.content(item.content)
    if item.summary:
        # A description is HTML: the plain summary is escaped once here, once more as XML.
        entry.summary(escape(item.summary, quote=False))
    for tag in item.tags:
        entry.category(term=tag)
    # One at most, with a type and a length, which is 0 where it is not known (RSS Best Practices Profile §4.3).
    player = next((media for media in list_players(item) if media.type), None)
    if player:
        entry.enclosure(url=player.url, length=str(player.size_bytes), type=player.type)
    return entry
