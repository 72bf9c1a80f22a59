"""What stands in each feed; what says that something was withdrawn is in `test_render_tombstones`."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.model import Article, Feed
from publisher.render import RenderOptions
from publisher.render.compose import article_feed, articles_feed, item_url, site_feed
from tests.rendering.hostile import articles
from tests.rendering.samples import NOON, OPTIONS, arabic, article, item, pairs


@pytest.mark.parametrize(
    ("canonical", "number", "url"),
    [
        ("", 0, "https://ledger.example/feeds/tide-books/#section-0"),
        ("", 2, "https://ledger.example/feeds/tide-books/#section-2"),
        ("https://o.example/a", 0, "https://o.example/a"),
        ("https://o.example/a", 1, "https://o.example/a"),
        ("https://o.example/a#old", 2, "https://o.example/a#numbers"),
        ("https://o.example/å", 2, "https://o.example/%C3%A5#numbers"),
        ("javascript:alert(1)", 0, "https://ledger.example/feeds/tide-books/#section-0"),
    ],
)
def test_items_lead_to_the_original_or_to_their_anchor(canonical: str, number: int, url: str) -> None:
    """An item leads to its section of the original if there is one, else to its anchor on our page."""
    source = article(canonical=canonical)

    assert item_url(source, source.items[number], OPTIONS) == url


def test_text_fragments_survive() -> None:
    """A fragment that names the text of the original is published as it was proven."""
    part = item(1, "A", fragment=":~:text=Pros%20%26%20Cons%2C%20in%2Ddepth")

    url = item_url(article(canonical="https://o.example/a"), part, OPTIONS)

    assert url == "https://o.example/a#:~:text=Pros%20%26%20Cons%2C%20in%2Ddepth"


def test_titles_say_which_article_where_articles_mix() -> None:
    """In a mixed feed a section's title names its article; the lead's is the article's."""
    feed = site_feed(OPTIONS, pairs(article()))

    assert [found.title for found in feed.items] == [
        "Nine shelves of water",
        "The man with the key — Nine shelves of water",
        "What the numbers say — Nine shelves of water",
        "What happens next — Nine shelves of water",
    ]


def test_own_feed_does_not_repeat_the_title_of_the_article() -> None:
    """In an article's own feed a title is the section's alone."""
    feed = article_feed(OPTIONS, article())

    assert [found.title for found in feed.items][1:] == [
        "The man with the key",
        "What the numbers say",
        "What happens next",
    ]
    assert feed.title == "Nine shelves of water — The Harbour Ledger"
    assert feed.is_complete


def test_untitled_items_get_their_first_words() -> None:
    """A title is never empty: the first words, or else the article's title."""
    source = article(items=(item(1, "\u200b", text="Word " * 40), item(2, " ", text="", summary="")))

    first, second = article_feed(OPTIONS, source).items

    assert first.title.startswith("Word Word")
    assert first.title.endswith("Word…")
    assert len(first.title) <= 80
    assert second.title == "Nine shelves of water"


def test_whole_articles_join_their_sections() -> None:
    """A whole article has its sections' contents under their titles, escaped; the lead comes without one."""
    source = article(items=(item(0, "Lead", "<p>0</p>"), item(1, "A <b> & c", "<p>1</p>")))

    (whole,) = articles_feed(OPTIONS, [source]).items

    assert whole.content == f"<p>{source.standfirst}</p>\n<p>0</p>\n<h2>A &lt;b&gt; &amp; c</h2>\n<p>1</p>"
    assert whole.id == source.id
    assert whole.url == "https://ledger.example/feeds/tide-books/"
    assert whole.summary == source.standfirst


def test_parts_called_by_their_first_words_say_them_once() -> None:
    """A part of an article without headings has no title above the words that it repeats."""
    words = "The rain had stopped by noon, and the street came out."
    part = item(1, "The rain had stopped by noon…", f"<p>{words}</p>", text=words)
    other = item(2, "The rain had stopped by noon…", "<p>It had not.</p>", text="It had not.")

    (whole,) = articles_feed(OPTIONS, [article(standfirst="", items=(part, other))]).items

    assert whole.content == f"<p>{words}</p>\n<h2>The rain had stopped by noon…</h2>\n<p>It had not.</p>"


def test_an_article_says_more_than_the_site() -> None:
    """Authors, license and language are the article's, else the site's."""
    named, unnamed = article(license="CC0"), arabic()

    ours, theirs = articles_feed(OPTIONS, [unnamed, named]).items

    assert (ours.authors, ours.license, ours.language) == (("Ida Strand", "Jon Vik"), "CC0", "en")
    assert (theirs.authors, theirs.license, theirs.language) == (("Harbour Desk",), "© Harbour Ledger", "ar")


@given(seed=st.integers())
def test_mixed_feeds_do_not_depend_on_the_order_given(seed: int) -> None:
    """The same items make the same feed in whatever order they come, the newest first."""
    found = pairs(article(), arabic())
    shuffled = random.Random(seed).sample(found, len(found))

    feed = site_feed(OPTIONS, shuffled)

    assert feed == site_feed(OPTIONS, found)
    assert [entry.published for entry in feed.items] == sorted((e.published for e in feed.items), reverse=True)


def test_later_sections_come_first_in_the_own_feed() -> None:
    """A section released later is newer than all before it, wherever it stands in the article."""
    late = item(3, "Late", published=NOON + timedelta(days=1), updated=NOON + timedelta(days=1))
    source = article(items=(item(0, "Lead"), item(1, "A"), late))

    assert [entry.title for entry in article_feed(OPTIONS, source).items] == ["Late", "Lead", "A"]


@given(source=articles())
def test_updates_are_unique_and_never_before_their_time(source: Article) -> None:
    """No two items of a feed have the same update time, and none has one before its own."""
    feed = article_feed(OPTIONS, source)

    times = [entry.updated for entry in feed.items]
    own = {part.id: part.updated for part in source.items}
    assert len(set(times)) == len(times)
    assert all(entry.updated >= own[entry.id] for entry in feed.items)
    assert all(entry.updated - own[entry.id] < timedelta(seconds=len(times)) for entry in feed.items)


@given(microseconds=st.lists(st.integers(0, 3_000_000), min_size=1, max_size=30, unique=True))
def test_times_that_differ_stay_as_they_are(microseconds: list[int]) -> None:
    """Where every item has a time of its own, if only by a fraction of a second, no feed moves one."""
    moments = [NOON + timedelta(microseconds=number) for number in microseconds]
    parts = tuple(
        item(number, f"Part {number}", published=NOON, updated=moment) for number, moment in enumerate(moments)
    )

    feed = article_feed(OPTIONS, article(items=parts, updated=max(moments)))

    assert {entry.id: entry.updated for entry in feed.items} == {part.id: part.updated for part in parts}


def test_many_sections_of_one_moment_are_spaced_in_time() -> None:
    """Ten thousand sections with the same time are spaced without fuss."""
    source = article(items=tuple(item(0, "S", id=f"tag:a,2026:{n}", slug=f"s{n}") for n in range(10_000)))

    assert len({entry.updated for entry in article_feed(OPTIONS, source).items}) == 10_000


def test_feed_ids_depend_on_nothing_but_the_place() -> None:
    """A feed keeps its id when title, language or content change, and each has another."""
    options = RenderOptions(title="X", url="https://x.example/", authority=OPTIONS.authority, language="fr")

    def ids(options: RenderOptions) -> list[str]:
        feeds: list[Feed] = [site_feed(options, []), articles_feed(options, []), article_feed(options, article())]
        return [feed.id for feed in feeds]

    assert ids(options) == ids(OPTIONS)
    assert len(set(ids(options))) == 3


@pytest.mark.parametrize("url", ["https://x.example/feeds", "/feeds/", "ftp://x.example/"])
def test_an_address_that_nothing_can_be_appended_to_is_refused(url: str) -> None:
    """The address of ``feeds/`` is absolute and ends with a slash."""
    with pytest.raises(ValueError, match="url must be"):
        RenderOptions(title="X", url=url, authority="x.example,2026")


def test_tombstones_never_come_from_the_future() -> None:
    """A span that is negative is refused."""
    with pytest.raises(ValueError, match="tombstone_age"):
        replace(OPTIONS, tombstone_age=timedelta(seconds=-1))


def test_an_item_without_content_says_its_title() -> None:
    """Nothing of it may be shown, an embedded map say: readers drop items without a content."""
    source = article(standfirst="", items=(item(1, "A <map>", ""),))

    assert article_feed(OPTIONS, source).items[0].content == "<p>A &lt;map&gt;</p>"
    assert articles_feed(OPTIONS, [replace(source, items=(item(0, "Lead", ""),))]).items[0].content
