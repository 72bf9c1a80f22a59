"""Writes a feed as Atom 1.0 (RFC 4287)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.render.archive import list_links, own_url, style_href
from publisher.render.media import find_picture, list_enclosures
from publisher.render.text import is_url

if TYPE_CHECKING:
    from publisher.model import Feed, FeedItem, Media
    from publisher.render.feedgen_fixes import Entry

FILE = "atom.xml"
TYPE = "application/atom+xml"


def render_atom(feed: Feed) -> bytes:
    """Write a feed as Atom 1.0; the same feed gives the same bytes."""
    from publisher.render.feedgen_fixes import Generator  # Loads feedgen and lxml.

    is_link = is_url(feed.license)
    generator = Generator(
        updated=feed.updated,
        is_complete=feed.is_complete,
        license_url=feed.license if is_link else "",
        deleted=tuple((tombstone.id, tombstone.when) for tombstone in feed.tombstones),
        is_archive=bool(feed.page) and not feed.is_open,
        links=list_links(feed, FILE),
        stylesheet=style_href(feed),
        home=feed.home,
    )
    generator.id(feed.id)
    generator.title(feed.title)
    generator.subtitle(feed.description)
    generator.language(feed.language)
    if feed.license and not is_link:
        generator.rights(feed.license)
    for name in feed.authors:
        generator.author(name=name)
    generator.link(href=own_url(feed, FILE), rel="self", type=TYPE)
    generator.link(href=feed.home, rel="alternate", type="text/html")
    for item in feed.items:
        # feedgen would put it first.
        generator.add_entry(_entry(feed, item), order="append")
    return generator.atom_bytes()


def _entry(feed: Feed, item: FeedItem) -> Entry:
    from publisher.render.feedgen_fixes import Entry

    is_link = is_url(item.license)
    entry = Entry(
        published=item.published,
        updated=item.updated,
        language=item.language if item.language != feed.language else "",
        license_url=item.license if is_link else "",
        thumbnail=item.image,
        answers=(item.answers.id, item.answers.url) if item.answers else None,
        related=tuple((reference.url, reference.title) for reference in item.relatives),
        picture=find_picture(item),
    )
    entry.id(item.id)
    entry.title(item.title)
    entry.link(href=item.url, rel="alternate", type="text/html")
    for media in list_enclosures(item):
        # After the alternate: some readers take the first link for it.
        entry.link(href=media.url, rel="enclosure", **_describe(media))
    entry.content(item.content, type="html")
    if item.summary:
        entry.summary(item.summary)
    if item.license and not is_link:
        entry.rights(item.license)
    for name in item.authors:
        entry.author(name=name)
    for tag in item.tags:
        entry.category(term=tag)
    return entry


def _describe(media: Media) -> dict[str, str]:
    found = {"type": media.type, "length": str(media.size_bytes) if media.size_bytes else "", "title": media.title}
    return {name: value for name, value in found.items() if value}
