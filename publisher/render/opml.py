"""Writes lists of feeds as OPML 2.0, for subscribing to many at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.dates import rfc822
from publisher.render import atom, jsonfeed, rss
from publisher.render.compose import (
    ARTICLES,
    FEEDS,
    feed_title,
    listing_title,
    listings_newest_first,
    selected_title,
    site_title,
)
from publisher.render.options import Format, Granularity
from publisher.render.text import language_tag, one_line
from publisher.urls import is_below

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from publisher.model import Listing
    from publisher.render.options import RenderOptions

FILE = "feeds.opml"
ARTICLES_FILE = "articles.opml"
TYPE = "text/x-opml"
FILES = {Format.ATOM: atom.FILE, Format.RSS: rss.FILE, Format.JSON: jsonfeed.FILE}
"""The file of each format."""
_Row = tuple[str, dict[str, str]]
"""The path of a feed below ``feeds/``, and the attributes of its outline."""


def render_site_opml(options: RenderOptions, listings: Sequence[Listing]) -> bytes:
    """Write the feeds of the site: the one of everything, and those of some of the articles.

    A reader subscribes to every outline that it finds. So each feed is listed in one format; whole articles are listed
    only where there is no feed of all sections, as they are the same texts once more; and change feeds, which tell of
    items that the others have, are not listed. Nor are private feeds, in a list that is public.
    """
    return _write(options, FILE, site_title(options), _list_site_feeds(options), listings)


def render_articles_opml(options: RenderOptions, listings: Sequence[Listing]) -> bytes:
    """Write the articles' own feeds, newest first, for a reader who wants to follow some articles alone.

    They hold the items of the site's feeds once more, so they are in a list of their own.
    """
    return _write(
        options, ARTICLES_FILE, f"{site_title(options)}: articles", _list_own_feeds(options, listings), listings
    )


def _write(options: RenderOptions, file: str, title: str, rows: Iterable[_Row], listings: Sequence[Listing]) -> bytes:
    from lxml import etree

    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = title
    if listings:
        etree.SubElement(head, "dateModified").text = rfc822(max(listing.updated for listing in listings))
    group = etree.SubElement(etree.SubElement(root, "body"), "outline", text=title)
    is_private = is_below(file, options.private)
    for path, attributes in rows:
        if is_private or not is_below(path, options.private):
            etree.SubElement(group, "outline", {**attributes, "xmlUrl": f"{options.url}{path}"})
    written: bytes = etree.tostring(root, pretty_print=True, encoding="UTF-8", xml_declaration=True)
    return written


def _list_site_feeds(options: RenderOptions) -> Iterator[_Row]:
    mixed = (("", options.everything), (ARTICLES, options.articles))
    path = next((path for path, granularity in mixed if granularity is not Granularity.OFF), None)
    if path is not None:
        attributes = _describe(feed_title(options, path), options.description, language_tag(options.language))
        yield f"{path}/{atom.FILE}" if path else atom.FILE, {**attributes, "htmlUrl": options.url}
    for feed in options.feeds:
        attributes = _describe(selected_title(options, feed), feed.description, language_tag(options.language))
        # Atom, where it has that.
        file = next(FILES[format_] for format_ in Format if format_ in feed.formats)
        yield f"{FEEDS}/{feed.name}/{file}", {**attributes, "htmlUrl": options.url}


def _list_own_feeds(options: RenderOptions, listings: Sequence[Listing]) -> Iterator[_Row]:
    for listing in listings_newest_first(listings):
        language = language_tag(listing.language, options.language)
        attributes = _describe(listing_title(listing), listing.standfirst, language)
        yield f"{listing.slug}/{atom.FILE}", {**attributes, "htmlUrl": f"{options.url}{listing.slug}/"}


def _describe(title: str, about: str, language: str) -> dict[str, str]:
    description = one_line(about)
    said = {"description": description} if description else {}
    return {"type": "rss", "text": title, "title": title, **said, "language": language}
