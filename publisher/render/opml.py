"""Writes the list of all feeds as OPML 2.0, for subscribing to them at once."""

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

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from publisher.model import Listing
    from publisher.render.options import RenderOptions

FILE = "feeds.opml"
TYPE = "text/x-opml"
FILES = {Format.ATOM: atom.FILE, Format.RSS: rss.FILE, Format.JSON: jsonfeed.FILE}
"""The file of each format."""


def render_opml(options: RenderOptions, listings: Sequence[Listing]) -> bytes:
    """Write every feed that exists as one outline, the articles' own in a group, newest first.

    Each is given by its Atom address alone: a reader would subscribe to every outline it finds.
    """
    from lxml import etree

    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = site_title(options)
    if listings:
        etree.SubElement(head, "dateModified").text = rfc822(max(listing.updated for listing in listings))
    site = etree.SubElement(etree.SubElement(root, "body"), "outline", text=site_title(options))
    for attributes in _mixed(options):
        etree.SubElement(site, "outline", attributes)
    if listings and options.each is not Granularity.OFF:
        group = etree.SubElement(site, "outline", text="Articles")
        for attributes in _own(options, listings):
            etree.SubElement(group, "outline", attributes)
    written: bytes = etree.tostring(root, pretty_print=True, encoding="UTF-8", xml_declaration=True)
    return written


def _mixed(options: RenderOptions) -> Iterator[dict[str, str]]:
    for path, granularity in (("", options.everything), (ARTICLES, options.articles)):
        if granularity is not Granularity.OFF:
            title = feed_title(options, path)
            yield {
                **_feed(title, options.description, language_tag(options.language)),
                "htmlUrl": options.url,
                "xmlUrl": f"{options.url}{path}/{atom.FILE}" if path else f"{options.url}{atom.FILE}",
            }
    for feed in options.feeds:
        yield {
            **_feed(selected_title(options, feed), feed.description, language_tag(options.language)),
            "htmlUrl": options.url,
            "xmlUrl": f"{options.url}{FEEDS}/{feed.name}/{FILES[feed.formats[0]]}",
        }


def _own(options: RenderOptions, listings: Sequence[Listing]) -> Iterator[dict[str, str]]:
    for listing in listings_newest_first(listings):
        language = language_tag(listing.language, options.language)
        page = f"{options.url}{listing.slug}/"
        yield {
            **_feed(listing_title(listing), listing.standfirst, language),
            "htmlUrl": page,
            "xmlUrl": f"{page}{atom.FILE}",
        }


def _feed(title: str, about: str, language: str) -> dict[str, str]:
    description = one_line(about)
    said = {"description": description} if description else {}
    return {"type": "rss", "text": title, "title": title, **said, "language": language}
