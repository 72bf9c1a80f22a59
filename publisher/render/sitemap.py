"""Writes the list of all pages for search engines (sitemaps.org protocol 0.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.dates import rfc3339
from publisher.render.compose import listings_newest_first

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from publisher.model import Listing
    from publisher.render.options import RenderOptions

FILE = "sitemap.xml"
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST_URLS = 50_000
"""In one file, by the protocol; that it has no more than 50 MB then follows from the length of our addresses."""


def render_sitemaps(
    options: RenderOptions, listings: Sequence[Listing], *, most: int = MOST_URLS
) -> Iterator[tuple[str, bytes]]:
    """Write the front page and every article's page, with the time of its last change.

    Where they are too many for one file, there are several, ``sitemap-1.xml`` and so on, the oldest articles first so
    that only the last of them changes when one is added, and ``sitemap.xml`` lists those.

    Yields:
        A path below ``feeds/`` and the file's bytes; ``sitemap.xml`` last.
    """
    oldest = listings_newest_first(listings)[::-1]
    updated = max((listing.updated for listing in listings), default=None)
    pages = [(options.url, updated), *((f"{options.url}{listing.slug}/", listing.updated) for listing in oldest)]
    if len(pages) <= most:
        yield FILE, _write("urlset", "url", pages)
        return
    parts: list[tuple[str, datetime | None]] = []
    for number, start in enumerate(range(0, len(pages), most), start=1):
        part = pages[start : start + most]
        name = f"sitemap-{number}.xml"
        parts.append((f"{options.url}{name}", max((moment for _, moment in part if moment), default=None)))
        yield name, _write("urlset", "url", part)
    yield FILE, _write("sitemapindex", "sitemap", parts)


def _write(root_tag: str, tag: str, pages: Sequence[tuple[str, datetime | None]]) -> bytes:
    from lxml import etree

    root = etree.Element(f"{{{_NAMESPACE}}}{root_tag}", nsmap={None: _NAMESPACE})
    for url, moment in pages:
        entry = etree.SubElement(root, f"{{{_NAMESPACE}}}{tag}")
        etree.SubElement(entry, f"{{{_NAMESPACE}}}loc").text = url
        if moment is not None:
            etree.SubElement(entry, f"{{{_NAMESPACE}}}lastmod").text = rfc3339(moment)
    written: bytes = etree.tostring(root, pretty_print=True, encoding="UTF-8", xml_declaration=True)
    return written
