"""The pages for people."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given

from publisher.render.compose import articles_feed, site_feed
from publisher.render.files import render_article_files, render_site_files
from publisher.render.page import render_article_page, render_index_page, render_list_page
from publisher.render.templating import read_static
from publisher.render.text import one_line
from tests.rendering.checks import check_page
from tests.rendering.hostile import articles
from tests.rendering.samples import NOON, OPTIONS, arabic, article, item, listing, pairs, tombstone, withdrawn

if TYPE_CHECKING:
    from publisher.model import Article, Listing

WIDTHS = (320, 360, 768, 1280)


def _site(*sources: Article) -> dict[str, bytes]:
    files = {path: data for source in sources for path, data in render_article_files(OPTIONS, source)}
    return files | dict(
        render_site_files(
            OPTIONS,
            feeds=[site_feed(OPTIONS, pairs(*sources)), articles_feed(OPTIONS, sources)],
            newest=pairs(*sources),
            listings=[listing(source) for source in sources],
        )
    )


def _many(count: int) -> list[Listing]:
    return [
        replace(
            listing(article()),
            id=f"tag:ledger.example,2026:{number}",
            slug=f"article-{number}",
            title=f"The harbour in week {number} & after",
            published=NOON - timedelta(days=number),
            updated=NOON,
        )
        for number in range(count)
    ]


def test_every_relative_link_leads_to_a_file_or_an_anchor() -> None:
    """Pages link to our own files without a host, and to nothing that is not there."""
    stones = (tombstone(1), tombstone(2, successor="dafatir-al-madd/#arqam"))
    files = _site(article(tombstones=stones), arabic())
    files |= render_article_files(OPTIONS, withdrawn())
    files |= render_article_files(OPTIONS, replace(withdrawn(), slug="other", tombstones=stones))

    for path in (path for path in files if path.endswith("index.html")):
        page = check_page(files[path])
        for url in page.xpath("//@href | //@src"):
            parts = urlsplit(url)
            if parts.scheme:
                continue
            target = _join(path, parts.path)
            assert target in files, url
            if parts.fragment:
                assert check_page(files[target]).xpath("//*[@id = $id]", id=parts.fragment), url


def _join(path: str, relative: str) -> str:
    if not relative:
        return path
    parts: list[str] = []
    for part in (PurePosixPath(path).parent / relative).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def test_atom_is_the_first_feed_that_a_page_names() -> None:
    """Readers that take the first feed of a page get Atom, and on an article's page the article's own."""
    for data, first in (
        (render_article_page(OPTIONS, article()), "atom.xml"),
        (render_index_page(OPTIONS, newest=[], listings=[]), "atom.xml"),
    ):
        links = check_page(data).xpath("//head/link[@rel='alternate']")
        assert links[0].get("href") == first
        assert links[0].get("type") == "application/atom+xml"


def test_an_articles_page_says_who_when_and_where() -> None:
    """The page has title, standfirst, authors, both dates and the way to the original."""
    source = article(
        canonical="https://original.example/tides",
        updated=NOON + timedelta(days=3),
    )
    page = check_page(render_article_page(OPTIONS, source))

    assert page.xpath("string(//h1)") == source.title
    assert source.standfirst in page.xpath("string(//article/header)")
    assert "Ida Strand, Jon Vik" in page.xpath("string(//article/header)")
    assert page.xpath("//time/@datetime") == ["2026-03-01T12:00:00Z", "2026-03-04T12:00:00Z"]
    assert [time.text for time in page.iter("time")] == ["1 March 2026", "4 March 2026"]
    assert page.xpath("//a[@rel='external']/@href") == ["https://original.example/tides"] * 2
    assert page.xpath("//link[@rel='canonical']/@href") == ["https://original.example/tides"]


def test_every_item_has_its_permanent_anchor() -> None:
    """Each section stands under its slug, with a link to itself, and headings keep the source's own anchors."""
    page = check_page(render_article_page(OPTIONS, article()))

    assert page.xpath("//section/@id") == [part.slug for part in article().items]
    assert page.xpath("//section/h2/a/@href") == ["#section-1", "#section-2", "#section-3"]
    assert page.xpath("//nav//a/@href") == ["#section-1", "#section-2", "#section-3"]
    assert page.xpath("string(//*[@id='x-key'])").startswith("The man with the key")


def test_the_sources_anchors_never_take_another_id() -> None:
    """An anchor that another element has already is not given twice."""
    source = article(
        items=(
            item(0, "A", anchor="section-1"),
            item(1, "B", anchor="x"),
            item(2, "C", anchor="x"),
            item(3, "D", anchor="_main"),
        )
    )

    page = check_page(render_article_page(OPTIONS, source))

    assert len(page.xpath("//*[@id='x']")) == 1


@given(source=articles())
def test_hostile_text_never_becomes_markup(source: Article) -> None:
    """Whatever stands in an article, its pages have no script, no handler and no id twice, and show its title."""
    page = check_page(render_article_page(OPTIONS, source))
    front = render_index_page(OPTIONS, newest=[(source, part) for part in source.items], listings=[listing(source)])

    assert len(page.xpath("//section")) == len(source.items)
    title = one_line(source.title)
    assert not title or " ".join(page.xpath("string(//h1)").split()) == title
    assert len(check_page(front).xpath("//main//section")) == 3


@pytest.mark.parametrize(
    ("source", "language", "direction"),
    [(article(), "en", "ltr"), (arabic(), "ar", "rtl"), (article(language="ur-PK"), "ur-PK", "rtl")],
)
def test_pages_say_language_and_direction(source: Article, language: str, direction: str) -> None:
    """A page is in its article's language, and says where our own words are in another."""
    page = check_page(render_article_page(OPTIONS, source))

    assert (page.get("lang"), page.get("dir")) == (language, direction)
    (heading,) = page.xpath("//aside//h2")
    assert heading.get("lang") == (None if language == "en" else "en")


def test_the_front_page_says_language_and_direction_of_each_title() -> None:
    """On the front page a title in another language than the page's says so."""
    page = check_page(render_index_page(OPTIONS, newest=pairs(arabic()), listings=[listing(arabic())]))

    (row,) = page.xpath("//ul[@class='rows']/li/a[1]")
    (story,) = page.xpath("//section/article")
    assert (row.get("lang"), row.get("dir")) == (story.get("lang"), story.get("dir")) == ("ar", "rtl")


def test_the_policy_lets_nothing_run() -> None:
    """Pages allow themselves no script but those beside them, whatever would get in."""
    for data in (render_article_page(OPTIONS, article()), render_index_page(OPTIONS, newest=[], listings=[])):
        (policy,) = check_page(data).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
        assert "unsafe" not in policy


def test_a_thousand_articles_are_listed_compactly() -> None:
    """A list has every article, the newest first, in less than half a kilobyte each; the front page names some."""
    listings = _many(1000)
    shown = [(article(), item(number, f"S{number}")) for number in range(100)]

    data = render_list_page(OPTIONS, list(reversed(listings)))
    front = render_index_page(OPTIONS, newest=shown, listings=list(reversed(listings)))

    page = check_page(front)
    assert [row.xpath("string(a)") for row in page.xpath("//ul[@class='rows']/li")] == [
        f"The harbour in week {number} & after" for number in range(30)
    ]
    assert page.xpath("//p[@class='onward']/a/@href") == ["articles/index.html"]
    assert len(page.xpath("//ul[@class='parts']/li")) == 29
    assert len(front) < 50 * 1024
    rows = check_page(data).xpath("//ul[@class='rows']/li")
    assert len(rows) == 1000
    assert rows[0].xpath("string(a)") == "The harbour in week 0 & after"
    assert len(data) < 1000 * 512


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_can_be_told_apart(scheme: str) -> None:
    """Text has a contrast of 4.5 on every ground it stands on (WCAG 2.2, 1.4.3), edges of controls 3 (1.4.11)."""
    style = read_static("style.css").decode()
    blocks = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", blocks[scheme == "dark"]))

    for ground in ("paper", "raised"):
        for text in ("ink", "soft", "accent"):
            assert _contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
        assert _contrast(colours["edge"], colours[ground]) >= 3, ground
    assert _contrast(colours["on-accent"], colours["accent"]) >= 4.5
    for edit in ("added", "removed"):
        for text in ("ink", "soft"):
            assert _contrast(colours[text], colours[edit]) >= 4.5, (text, edit)


def test_edits_can_be_told_apart_without_colour() -> None:
    """What was added is underlined, what was removed struck through (WCAG 2.2, 1.4.1)."""
    style = read_static("style.css").decode()

    assert re.search(r"^ins \{.*text-decoration-line: underline;", style, re.MULTILINE)
    assert re.search(r"^del \{.*text-decoration-line: line-through;", style, re.MULTILINE)


def _contrast(first: str, second: str) -> float:
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    channels = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.browser
def test_no_page_is_wider_than_its_window(browser: Any, tmp_path: Path) -> None:  # noqa: ANN401
    """From 320 to 1280 pixels, no page scrolls sideways, and the style sheet is let in even from a disk."""
    stones = (tombstone(1), tombstone(2, successor="dafatir-al-madd/#arqam"))
    long = article(slug="long", title="W" * 200, standfirst="https://" + "x" * 300, authors=("Y" * 120,))
    files = _site(article(tombstones=stones), arabic(), long)
    files |= render_article_files(OPTIONS, replace(withdrawn(), tombstones=stones))
    for path, data in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    page = browser.new_page()
    page.route("http*://**", lambda route: route.abort())

    for path in (
        "index.html",
        "tide-books/index.html",
        "long/index.html",
        "dafatir-al-madd/index.html",
        "old-wharf/index.html",
    ):
        page.goto((tmp_path / path).as_uri())
        assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute"
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)


@pytest.mark.browser
def test_the_first_tab_skips_to_the_text(browser: Any, tmp_path: Path) -> None:  # noqa: ANN401
    """The first key shows a link past the header, and what has the focus is outlined."""
    for path, data in _site(article()).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    page = browser.new_page()
    page.route("http*://**", lambda route: route.abort())
    page.goto((tmp_path / "tide-books/index.html").as_uri())

    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.getAttribute('href')") == "#_main"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
