"""What feeds and pages say of what was withdrawn."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.render.atom import render_atom
from publisher.render.compose import article_feed, articles_feed, site_feed
from publisher.render.files import render_article_files
from publisher.render.jsonfeed import render_json
from publisher.render.options import Granularity
from publisher.render.page import render_article_page, render_withdrawn_page
from publisher.render.rss import render_rss
from tests.rendering.checks import check_atom, check_json, check_page, check_rss, read_deleted
from tests.rendering.hostile import articles, tombstones
from tests.rendering.samples import NOON, OPTIONS, arabic, article, item, pairs, tombstone, withdrawn

if TYPE_CHECKING:
    from publisher.model import Article, Feed, Tombstone
    from publisher.render import RenderOptions

BY_ARTICLE = replace(OPTIONS, each=Granularity.ARTICLE)


def _deleted(feed: Feed) -> list[str]:
    """Return the ids that a feed says are gone: the same in Atom and JSON Feed."""
    found = read_deleted(render_atom(feed))
    stated = json.loads(render_json(feed))["_publisher"].get("deleted", [])
    assert [(tombstone["id"], tombstone["when"]) for tombstone in stated] == found
    return [ref for ref, _ in found]


@given(source=articles(), gone=tombstones(), seed=st.integers(), days=st.integers(0, 30), count=st.integers(1, 9))
def test_no_id_is_ever_both_live_and_deleted(
    source: Article, gone: tuple[Tombstone, ...], seed: int, days: int, count: int
) -> None:
    """Any mix of items and tombstones gives sound feeds: each id once, live or deleted, whatever the order given."""
    options = replace(OPTIONS, tombstone_age=timedelta(days=days), max_items=count)
    source = replace(source, tombstones=gone)
    live = [(source, part) for part in source.items]
    shuffled = random.Random(seed).sample(gone, len(gone))

    for feed, again in (
        (site_feed(options, live, gone), site_feed(options, live, shuffled)),
        (articles_feed(options, [source], gone), articles_feed(options, [source], shuffled)),
        (article_feed(options, source), article_feed(options, replace(source, tombstones=tuple(shuffled)))),
        (article_feed(options, replace(source, withdrawn=True)), None),
    ):
        ids = check_atom(render_atom(feed))
        assert ids == check_rss(render_rss(feed)) == check_json(render_json(feed))
        assert not set(_deleted(feed)) & set(ids)
        assert len(feed.tombstones) <= count
        assert all(feed.updated - stone.when <= options.tombstone_age for stone in feed.tombstones)
        assert again in {None, feed}


def test_each_feed_names_what_was_withdrawn_from_it() -> None:
    """Feeds of sections carry the tombstones of sections, feeds of articles those of articles."""
    sections, whole = [tombstone(1), tombstone(2, days=1)], [tombstone(9, days=3)]

    assert _deleted(site_feed(OPTIONS, pairs(article()), sections)) == [sections[1].id, sections[0].id]
    assert _deleted(articles_feed(OPTIONS, [article()], whole)) == [whole[0].id]
    assert _deleted(article_feed(OPTIONS, article(tombstones=tuple(sections)))) == [sections[1].id, sections[0].id]
    assert _deleted(article_feed(BY_ARTICLE, article(tombstones=tuple(sections)))) == []
    assert _deleted(article_feed(BY_ARTICLE, withdrawn())) == [withdrawn().id]


def test_a_section_that_moved_is_gone_from_its_article_only() -> None:
    """What lives on in another article is not deleted from a feed of all articles, be it listed there or not."""
    moved = tombstone(1, successor="dafatir-al-madd/#section-1")

    assert _deleted(article_feed(OPTIONS, article(tombstones=(moved,)))) == [moved.id]
    assert _deleted(site_feed(OPTIONS, pairs(article()), [moved])) == []


def test_old_tombstones_are_left_out() -> None:
    """A feed looks back from its own newest time, item or tombstone, never from the clock."""
    stones = [tombstone(1, days=-100), tombstone(2, days=-90), tombstone(3)]

    assert _deleted(site_feed(OPTIONS, pairs(article()), stones)) == [stones[2].id, stones[1].id]
    assert _deleted(site_feed(OPTIONS, pairs(article()), [*stones, tombstone(4, days=1)])) == [
        tombstone(4).id,
        stones[2].id,
    ]
    late = article(items=(item(0, "A", updated=NOON + timedelta(days=91)),))
    assert _deleted(site_feed(OPTIONS, pairs(late), stones)) == []


def test_no_more_tombstones_than_items() -> None:
    """A feed carries at most as many tombstones as items, the newest."""
    stones = [tombstone(number, days=number) for number in range(9)]

    feed = site_feed(replace(OPTIONS, max_items=3), [], stones)

    assert _deleted(feed) == [stones[8].id, stones[7].id, stones[6].id]


def test_a_withdrawal_is_an_update_of_the_feed() -> None:
    """The newest tombstone moves the feed's own time in all formats that have one."""
    feed = site_feed(OPTIONS, pairs(article()), [tombstone(1, days=4)])

    assert feedparser.parse(render_atom(feed)).feed.updated == "2026-03-05T12:00:00Z"
    assert b"<lastBuildDate>Thu, 05 Mar 2026 12:00:00 GMT</lastBuildDate>" in render_rss(feed)


def test_a_stranger_reads_items_beside_tombstones() -> None:
    """A parser that is not ours finds every item of a feed with tombstones."""
    feed = site_feed(OPTIONS, pairs(article(), arabic()), [tombstone(1), tombstone(2, days=1)])

    for data in (render_atom(feed), render_rss(feed)):
        parsed = feedparser.parse(data)
        assert not parsed.bozo
        assert [entry.id for entry in parsed.entries] == [entry.id for entry in feed.items]


@pytest.mark.parametrize("options", [OPTIONS, BY_ARTICLE])
def test_the_feed_of_a_withdrawn_article_is_the_same_feed_without_items(options: RenderOptions) -> None:
    """Its subscribers learn what was withdrawn from the feed that they know: same id, title and address, no text."""
    before = article_feed(options, replace(withdrawn(), withdrawn=False, tombstones=()))

    after = article_feed(options, withdrawn())

    assert (after.id, after.title, after.base) == (before.id, before.title, before.base)
    assert before.description == withdrawn().standfirst
    assert after.description == withdrawn().title
    assert after.is_complete
    assert before.items
    assert not after.items
    assert after.tombstones
    assert after.updated == withdrawn().gone


@given(source=articles())
def test_nothing_of_a_withdrawn_article_is_on_its_page(source: Article) -> None:
    """Whatever stood in it, the page of a withdrawn article says that and when it was withdrawn, and no more."""
    plain = replace(article(), withdrawn=True, gone=NOON)
    hostile = replace(source, withdrawn=True, gone=NOON, slug=plain.slug, tombstones=())

    assert render_withdrawn_page(OPTIONS, hostile) == render_withdrawn_page(OPTIONS, plain)


def test_the_page_of_a_withdrawn_article() -> None:
    """It says when, is not to be indexed, leads to the front page, and offers the change feed alone."""
    files = dict(render_article_files(OPTIONS, withdrawn()))
    page = check_page(files["old-wharf/index.html"])

    assert not [path for path in files if path.startswith("snippets/")]
    assert "withdrawn on 3 March 2026." in " ".join(page.xpath("string(//main)").split())
    assert page.xpath("//time/@datetime") == ["2026-03-03T12:00:00Z"]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("//main//p[@class='onward']/a/@href") == ["../index.html"]
    assert page.xpath("//link[@rel='alternate']/@href") == ["changes.atom.xml", "changes.rss.xml", "changes.feed.json"]
    assert not page.xpath("//link[@rel='canonical']")
    assert "secret" not in files["old-wharf/index.html"].decode()
    assert "Ida Strand" not in files["old-wharf/index.html"].decode()


def test_a_withdrawal_without_a_date_is_still_told() -> None:
    """Of an article withdrawn before dates were kept the page says no date."""
    page = check_page(render_withdrawn_page(OPTIONS, replace(withdrawn(), gone=None)))

    assert "was withdrawn." in page.xpath("string(//main)")
    assert not page.xpath("//time")


def test_old_links_land_on_words_that_explain_them() -> None:
    """Where a section was, its anchor says when it was withdrawn, or leads to where it moved."""
    stones = (tombstone(1, days=2), tombstone(2, days=1, successor="dafatir-al-madd/#section-1"))

    page = check_page(render_article_page(OPTIONS, article(tombstones=stones)))

    assert page.xpath("string(//*[@id='gone-1'])") == "The section that was here was withdrawn on 3 March 2026."
    moved = "The section that was here moved to another article on 2 March 2026."
    assert page.xpath("string(//*[@id='gone-2'])") == moved
    assert page.xpath("//*[@id='gone-2']/a/@href") == ["../dafatir-al-madd/index.html#section-1"]
    assert page.xpath("//footer[@id='_withdrawn']/preceding-sibling::section[last()]")
    assert not check_page(render_article_page(OPTIONS, article())).xpath("//*[@id='_withdrawn']")


def test_old_links_to_a_withdrawn_article_lead_to_what_moved() -> None:
    """On the page of a withdrawn article only what lives on elsewhere keeps its anchor."""
    stones = (tombstone(1), tombstone(2, successor="dafatir-al-madd/#section-1"))

    page = check_page(render_withdrawn_page(OPTIONS, replace(withdrawn(), tombstones=stones)))

    assert page.xpath("//main//li/@id") == ["gone-2"]
    assert page.xpath("//li/a/@href") == ["../dafatir-al-madd/index.html#section-1"]


def test_what_is_live_keeps_its_anchor() -> None:
    """A tombstone takes no id that a section, a heading's anchor, the page or a newer tombstone has."""
    stones = (
        tombstone(1, slug="section-1"),
        tombstone(2, slug="x-key"),
        tombstone(3, slug="_main"),
        tombstone(4, slug=""),
        tombstone(5, slug="gone", days=1),
        tombstone(6, slug="gone", days=2),
    )

    page = check_page(render_article_page(OPTIONS, article(tombstones=stones)))

    assert page.xpath("//footer//li/@id") == ["gone"]
    assert page.xpath("//footer//li//time/@datetime") == ["2026-03-03T12:00:00Z"]


def test_a_page_names_the_newest_hundred() -> None:
    """An article that loses sections for years does not become a list of them."""
    stones = tuple(tombstone(number, days=number) for number in range(150))

    page = check_page(render_article_page(OPTIONS, article(tombstones=stones)))

    assert page.xpath("//footer//li/@id") == [f"gone-{number}" for number in range(149, 49, -1)]


def test_our_words_say_their_language_beside_those_of_others() -> None:
    """On a page in another language, what we say of withdrawn sections is marked as English."""
    page = check_page(render_article_page(OPTIONS, replace(arabic(), tombstones=(tombstone(1),))))

    (footer,) = page.xpath("//footer[@id='_withdrawn']")
    assert (footer.get("lang"), footer.get("dir")) == ("en", "ltr")
