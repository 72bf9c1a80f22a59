"""The list of all pages for search engines."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from publisher.model import Listing
from publisher.render.options import RenderOptions
from publisher.render.sitemap import FILE, MOST_URLS, render_sitemaps
from tests.place import NOON, Place, article

OPTIONS = RenderOptions(title="T", url="https://example.org/", authority="example.org,2026")
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def listing(number: int) -> Listing:
    """An article, newer than those before it."""
    moment = NOON + timedelta(minutes=number)
    return Listing(id=f"tag:{number}", slug=f"a-{number}", title="A", language="en", published=moment, updated=moment)


def read(data: bytes) -> tuple[str, list[tuple[str, str]]]:
    """Return what a file is, and its addresses with their times."""
    root = etree.fromstring(data)
    entries = [(entry.findtext(f"{SITEMAP}loc") or "", entry.findtext(f"{SITEMAP}lastmod") or "") for entry in root]
    return etree.QName(root).localname, entries


@given(count=st.integers(0, 30), most=st.integers(2, 12))
def test_every_page_is_in_it_once(count: int, most: int) -> None:
    """All pages, each once, in files of no more than may be, which the first one lists."""
    files = dict(render_sitemaps(OPTIONS, [listing(number) for number in range(count)], most=most))
    kind, entries = read(files[FILE])
    pages = entries
    if kind == "sitemapindex":
        assert [url for url, _ in entries] == [
            f"https://example.org/sitemap-{n + 1}.xml" for n in range(len(files) - 1)
        ]
        parts = [read(files[url.rpartition("/")[2]]) for url, _ in entries]
        assert all(name == "urlset" and 0 < len(found) <= most for name, found in parts)
        assert [time for _, time in entries] == [max(time for _, time in found) for _, found in parts]
        pages = [page for _, found in parts for page in found]
    assert [url for url, _ in pages] == ["https://example.org/", *(f"https://example.org/a-{n}/" for n in range(count))]


def test_an_article_more_changes_only_the_last_part() -> None:
    """The oldest come first: files that are full stay as they are, but for the front page's own time."""
    before = dict(render_sitemaps(OPTIONS, [listing(number) for number in range(25)], most=10))
    after = dict(render_sitemaps(OPTIONS, [listing(number) for number in range(26)], most=10))

    assert [name for name in after if before.get(name) != after[name]] == ["sitemap-1.xml", "sitemap-3.xml", FILE]


def test_the_limit_is_that_of_the_protocol() -> None:
    """No more than 50,000 addresses and 50 MB to a file, with the longest addresses that there are."""
    assert MOST_URLS == 50_000
    line = f"  <url>\n    <loc>{'a' * 300}/</loc>\n    <lastmod>2026-03-01T12:00:00Z</lastmod>\n  </url>"
    assert MOST_URLS * len(line) < 50 * 1000 * 1000


@pytest.mark.parametrize("front", ["", "draft: true\n"])
def test_it_is_published(place: Place, front: str) -> None:
    """What is public is in it, nothing else."""
    place.write("a.md", article("Alpha", ("One", "First.")))
    place.write("b.md", article("Beta", ("One", "First."), front=front))
    place.publish(NOON)

    urls = [url for url, _ in read(place.tree()[FILE])[1]]
    assert ("https://example.org/b/" in urls) == (not front)
    assert {"https://example.org/", "https://example.org/a/"} <= set(urls)
