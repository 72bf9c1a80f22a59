"""The standfirst reaches those who subscribe: at the beginning of the first item, in every feed and format."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from html import escape, unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from publisher.model import ANNOUNCEMENT, Article, Match, SafeHtml
from publisher.pipeline.opening import settle_opening
from publisher.release import revise_items
from publisher.render.compose import article_feed, articles_feed, shorten_item, site_feed
from publisher.render.opening import begins_with, write_standfirst
from publisher.render.text import one_line
from tests.place import NOON, SETTINGS, Place, article
from tests.rendering.hostile import articles
from tests.rendering.samples import OPTIONS, item, pairs
from tests.rendering.samples import article as sample
from tests.test_release import draft, first_release, minting

DECK = "The river rose a hand’s breadth every hour."
FEED = '\n[[feed]]\nname = "short"\nfolders = ["in"]\ncontent = "summary"\n[[feed]]\nname = "all"\nfolders = ["in"]\n'
DAY = timedelta(days=1)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A place with feeds of every granularity."""
    return Place(tmp_path / "place", timedelta(), SETTINGS + FEED)


def _write(place: Place, deck: str = DECK, *sections: tuple[str, str], more: str = "") -> None:
    front = f"description: {json.dumps(deck, ensure_ascii=False)}\n{more}"
    place.write("in/flood.md", article("The flood", *(sections or (("The mill", "It went."),)), front=front))


def _first(place: Place, feed: str) -> dict[str, Any]:
    """Return the item of a JSON Feed that the article begins with."""
    return next(found for found in place.items(feed) if found["title"].startswith("The flood"))


FEEDS = ("feed.json", "articles/feed.json", "flood/feed.json", "feeds/all/feed.json", "feeds/short/feed.json")


@pytest.mark.parametrize("feed", FEEDS)
def test_the_first_item_of_every_feed_begins_with_it(place: Place, feed: str) -> None:
    """Sections, whole articles, an article's own feed, chosen articles, summaries: each has it, once."""
    _write(place)
    place.publish(NOON)

    assert _first(place, feed)["content_html"].startswith(f"<p>{DECK}</p>\n<p>" if "short" not in feed else "<p>")
    assert sum(found["content_html"].count(DECK) for found in place.items(feed)) == 1
    folder = place.feeds / Path(feed).parent
    for name in ("atom.xml", "rss.xml"):
        contents = "".join(
            element.text or ""
            for element in etree.fromstring((folder / name).read_bytes()).iter()
            if str(element.tag).endswith(("}content", "}encoded"))
        )
        assert contents.count(DECK) == 1


def test_a_page_shows_it_below_the_title_alone(place: Place) -> None:
    """A page has it once; a snippet, which is embedded alone, begins with it."""
    _write(place)
    place.publish(NOON)

    page = (place.feeds / "flood/index.html").read_text(encoding="utf-8")
    assert page.partition("<main")[2].count(DECK) == 1
    assert (place.feeds / "snippets/flood/lead.html").read_text(encoding="utf-8").startswith(f"<p>{DECK}</p>\n<p>")
    assert DECK not in (place.feeds / "snippets/flood/the-mill.html").read_text(encoding="utf-8")


def test_without_a_lead_the_first_section_has_it(place: Place) -> None:
    """An article that begins with a heading begins, in feeds, with its first section."""
    place.write(
        "a.html",
        "<h1>Gauges</h1><p class=subtitle>Ninety years of tides, read by hand.</p>"
        "<h2>The mill</h2><p>" + "It went on. " * 30 + "</p><h2>The church</h2><p>" + "It stayed. " * 30 + "</p>",
    )
    place.publish(NOON)

    contents = {found["title"]: found["content_html"] for found in place.items("a/feed.json")}
    assert list(contents) == ["The mill", "The church"]
    assert contents["The mill"].startswith("<p>Ninety years of tides, read by hand.</p>\n<p>It went")
    assert "Ninety" not in contents["The church"]
    (whole,) = place.items("articles/feed.json")
    assert whole["content_html"].startswith("<p>Ninety years of tides, read by hand.</p>\n<h2>The mill</h2>")


def test_the_first_item_has_it_when_sections_come_one_by_one(place: Place) -> None:
    """What was released first has it, and nothing that is released later; an announcement has not."""
    place.set(SETTINGS + FEED + '[release]\nannounce = "Soon\\n{title} comes in {parts} parts."\n')
    _write(place, DECK, ("One", "First."), ("Two", "Second."), more="release: 1 day\n")
    for day in range(4):
        place.publish(NOON + day * DAY)
        with_deck = [found["title"] for found in place.items() if DECK in found["content_html"]]
        assert with_deck == ["The flood"]
    assert len(place.items()) == 4


def test_another_standfirst_is_an_update(place: Place) -> None:
    """The first item's `updated` moves, a change shows the words, and a second run changes nothing."""
    _write(place)
    place.publish(NOON)
    before = {found["id"]: found for found in place.items()}
    _write(place, DECK.replace("hand’s", "foot’s"))

    report = place.publish(NOON + DAY)

    assert [(done.updated, done.unchanged, done.new) for done in report.articles] == [(1, 1, 0)]
    moved = {
        f["title"]: f["date_modified"] for f in place.items() if f["date_modified"] != before[f["id"]]["date_modified"]
    }
    assert moved == {"The flood": "2026-03-02T12:00:00Z"}
    (change,) = [found for found in place.items("flood/changes.feed.json") if found["tags"] == ["edited"]]
    assert "<del>hand’s</del>" in change["content_html"]
    assert "<ins>foot’s</ins>" in change["content_html"]
    assert change["_publisher"]["old"] != change["_publisher"]["new"]
    assert place.publish(NOON + 2 * DAY).changed == ()


def test_a_paragraph_that_becomes_the_standfirst_is_no_update(place: Place) -> None:
    """Feeds show the same words as before, so no reader is told, and no change is recorded."""
    body = "It went on. " * 30
    place.write("a.md", f"---\ntitle: A\n---\n{DECK}\n\n{body}\n\n## B\n\n{body}\n")
    place.publish(NOON)
    before = {found["id"]: found["date_modified"] for found in place.items()}
    place.write("a.md", f"---\ntitle: A\ndescription: {DECK}\n---\n{DECK}\n\n{body}\n\n## B\n\n{body}\n")

    report = place.publish(NOON + DAY)

    assert [(done.updated, done.unchanged) for done in report.articles] == [(0, 2)]
    assert {found["id"]: found["date_modified"] for found in place.items()} == before
    assert [found["tags"] for found in place.items("a/changes.feed.json")] == [["added"]]


@pytest.mark.parametrize("minor", [True, False])
def test_a_correction_is_silent(place: Place, *, minor: bool) -> None:
    """Corrections and what the author did not touch move no time; the words are the new ones."""
    _write(place)
    place.publish(NOON)
    before = {found["id"]: found["date_modified"] for found in place.items()}
    _write(place, DECK.replace("hand’s", "foot’s"), more="" if minor else "significant: false\n")

    place.publish(NOON + DAY, is_minor=minor)

    assert {found["id"]: found["date_modified"] for found in place.items()} == before
    assert "foot’s" in _first(place, "feed.json")["content_html"]


def test_when_the_first_section_goes_the_next_has_it(place: Place) -> None:
    """The standfirst stays in the feeds; the section that has it now was not edited."""
    head = "<h1>Gauges</h1><p class=subtitle>Ninety years of tides, read by hand.</p>"
    one, two = (
        f"<h2>{name}</h2><p>{name} went on and on and stayed. </p>" + "<p>It is long. </p>" * 30 for name in "AB"
    )
    place.write("a.html", head + one + two)
    place.publish(NOON)
    before = {found["title"]: found["date_modified"] for found in place.items("a/feed.json")}
    place.write("a.html", head + two)

    place.publish(NOON + DAY)

    for feed in ("feed.json", "a/feed.json"):
        (found,) = place.items(feed)
        assert found["content_html"].startswith("<p>Ninety years")
        assert found["date_modified"] == before["B"]


def test_a_lost_state_does_not_double_it(place: Place) -> None:
    """What is recovered from a snippet is the item without its standfirst."""
    _write(place)
    place.publish(NOON)
    before = place.tree()
    for path in (place.folder / ".publisher").glob("*"):
        path.unlink()
    (place.content / "in/flood.md").write_text("---\ndate: never\n---\n", encoding="utf-8")

    place.publish(NOON + DAY)

    assert {name: data for name, data in place.tree().items() if "record" not in name} == {
        name: data for name, data in before.items() if "record" not in name
    }


def test_words_that_are_there_already_are_not_repeated() -> None:
    """A content that begins with the words of the standfirst stays as it is, whatever the case and the marks."""
    for content in (
        f"<p>{DECK}</p>",
        "<p><strong>The river</strong> ROSE a hand's breadth every hour, and more.</p>",
        "<p>The ri<em>ver</em> rose a hand’s<br>breadth every hour</p><p>On.</p>",
    ):
        source = sample(standfirst=DECK, items=(item(0, "", content=SafeHtml(content), is_lead=True),))
        for feed in (
            article_feed(OPTIONS, source),
            site_feed(OPTIONS, pairs(source)),
            articles_feed(OPTIONS, [source]),
        ):
            assert [found.content for found in feed.items] == [content]
    other = sample(standfirst=DECK, items=(item(0, "", content=SafeHtml("<p>The river rose.</p>"), is_lead=True),))
    assert article_feed(OPTIONS, other).items[0].content == f"<p>{DECK}</p>\n<p>The river rose.</p>"


def test_a_summary_does_not_repeat_it() -> None:
    """Where items are their summaries, one that is the standfirst, or a beginning of it, is shown once."""
    for summary, shown in (
        (DECK, f"<p>{DECK}</p>"),
        ("The river rose…", f"<p>{DECK}</p>"),
        ("By noon it fell.", f"<p>{DECK}</p>\n<p>By noon it fell.</p>"),
        (f"{DECK} And fell.", f"<p>{DECK} And fell.</p>"),
    ):
        source = sample(standfirst=DECK, items=(item(0, "", summary=summary, is_lead=True),))
        (found,) = article_feed(OPTIONS, source).items
        assert shorten_item(found).content == shown


def test_a_picture_stays_where_items_are_summaries() -> None:
    """An item without prose is shown as it is, with its standfirst."""
    picture = SafeHtml(
        '<figure><img src="https://a.example/b.png" alt="A pier"/><figcaption>A pier</figcaption></figure>'
    )
    source = sample(standfirst=DECK, items=(item(0, "", content=picture, summary="A pier", is_lead=True),))
    (found,) = article_feed(OPTIONS, source).items
    assert shorten_item(found).content == f"<p>{DECK}</p>\n{picture}"


def test_its_direction_is_kept() -> None:
    """It is inside the element that says the direction; one that runs the other way says so itself."""
    assert write_standfirst("تسعون عامًا", "ar") == "<p>تسعون عامًا</p>"
    assert write_standfirst("تسعون عامًا", "en") == '<p dir="rtl">تسعون عامًا</p>'
    assert write_standfirst("Ninety", "ar") == '<p dir="ltr">Ninety</p>'
    assert write_standfirst("90 — كتابة Tide", "en") == "<p>90 — كتابة Tide</p>"
    source = sample(language="ar", standfirst="تسعون عامًا", items=(item(0, "", is_lead=True),))
    (found,) = article_feed(OPTIONS, source).items
    assert found.content.startswith('<div dir="rtl" lang="ar">\n<p>تسعون عامًا</p>\n')


def test_an_announcement_comes_before_the_article() -> None:
    """The item that has the standfirst is the first of the article's own; in a whole article all begins with it."""
    first = item(0, "Soon", pin=ANNOUNCEMENT)
    source = sample(standfirst=DECK, items=(first, item(1, "", is_lead=True), item(2, "B")))
    assert [DECK in found.content for found in article_feed(OPTIONS, source).items] == [False, True, False]
    assert articles_feed(OPTIONS, [source]).items[0].content.startswith(f"<p>{DECK}</p>")


@given(source=articles(), deck=st.text())
def test_any_standfirst_is_escaped_and_in_the_first_item(source: Article, deck: str) -> None:
    """Hostile text is text: its words come out as they are, in one paragraph or where they were already."""
    source = replace(source, standfirst=deck)
    line = one_line(deck)
    paragraph = write_standfirst(deck, source.language)
    assert unescape(paragraph.partition(">")[2].removesuffix("</p>")) == line
    first = next((one for one in source.items if one.pin != ANNOUNCEMENT), None)
    for found in article_feed(OPTIONS, source).items:
        is_opening = first is not None and found.id == first.id
        assert bool(found.standfirst) <= is_opening
        if is_opening:
            assert escape(line, quote=False) in found.content or begins_with(found.content, paragraph)


@given(html=st.text(), opening=st.text())
def test_a_content_begins_with_what_is_put_before_it(html: str, opening: str) -> None:
    """So a standfirst that was added is never added again."""
    paragraph = write_standfirst(opening, "en")
    assert begins_with(f"{paragraph}\n{escape(html)}", paragraph)


TEXTS = st.lists(st.sampled_from(["It rained.", "Nobody slept.", "By noon it fell."]), max_size=3).map(" ".join)


@given(decks=st.tuples(TEXTS, TEXTS), texts=st.tuples(TEXTS, TEXTS), is_silent=st.booleans())
def test_the_first_item_is_updated_if_its_shown_words_change(
    decks: tuple[str, str], texts: tuple[str, str], *, is_silent: bool
) -> None:
    """Whatever moves between standfirst and text: `updated` moves if, and only if, feeds show other words."""
    before = first_release([draft("A", texts[0], is_lead=True), draft("B", "Last.")])
    old = sample(standfirst=decks[0], items=before)
    made = minting(NOON + DAY, {one.updated for one in before}, is_silent=is_silent)
    matches = [Match(id=one.id, reason="test", confidence=1) for one in before]
    drafts = [draft("A", texts[1], is_lead=True), draft("B", "Last.")]
    found = settle_opening(OPTIONS, revise_items(drafts, matches, before, (), minting=made), old, decks[1], made)

    new = sample(standfirst=decks[1], items=found.items)
    shown = [article_feed(OPTIONS, one).items[0].content.replace("</p>\n<p>", " ").split() for one in (old, new)]
    first, second = found.items
    is_other = [word for word in shown[0] if word != "<p></p>"] != [word for word in shown[1] if word != "<p></p>"]
    assert (first.updated > before[0].updated) == (is_other and not is_silent)
    assert first.version == before[0].version + (first.updated > before[0].updated)
    assert (second.updated, first.published) == (before[1].updated, before[0].published)
