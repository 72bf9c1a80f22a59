"""The feeds that tell of each edit."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.model import Article, Change, ChangeKind, SafeHtml
from publisher.render.atom import render_atom
from publisher.render.changes import article_changes, site_changes
from publisher.render.compose import articles_feed, site_feed
from publisher.render.files import render_article_files, render_site_files
from publisher.render.jsonfeed import render_json
from publisher.render.page import render_article_page, render_index_page
from publisher.render.rss import render_rss
from tests.rendering.checks import ATOM, check_atom, check_json, check_page, check_rss
from tests.rendering.hostile import articles, changes
from tests.rendering.samples import NOON, OPTIONS, arabic, article, change, listing, withdrawn

PATHS = ("changes.atom.xml", "changes.rss.xml", "changes.feed.json")


@pytest.mark.parametrize(
    ("kind", "own", "mixed"),
    [
        (ChangeKind.ADDED, "Added: The key", "Added: The key — Nine shelves of water"),
        (ChangeKind.EDITED, "Edited: The key", "Edited: The key — Nine shelves of water"),
        (ChangeKind.WITHDRAWN, "Withdrawn: The key", "Withdrawn: The key — Nine shelves of water"),
        (ChangeKind.RETURNED, "Back again: The key", "Back again: The key — Nine shelves of water"),
        (ChangeKind.MOVED, "Moved: The key", "Moved: The key — Nine shelves of water"),
    ],
)
def test_titles_say_what_happened(kind: ChangeKind, own: str, mixed: str) -> None:
    """A title says what happened to what, and where articles mix, in which article."""
    edit = change(1, kind, title="The key")

    assert [item.title for item in article_changes(OPTIONS, article(), [edit]).items] == [own]
    assert [item.title for item in site_changes(OPTIONS, [(article(), edit)]).items] == [mixed]


@pytest.mark.parametrize(
    ("slug", "title", "expected"),
    [
        ("", "Nine shelves of water", "Added: Nine shelves of water"),
        ("", "Its title of old", "Added: Its title of old"),
        ("section-0", "Nine Shelves of Water", "Added: Nine Shelves of Water"),
        ("section-1", "\u200b", "Added: Nine shelves of water"),
    ],
)
def test_the_title_of_an_article_is_said_once(slug: str, title: str, expected: str) -> None:
    """A change of a whole article, or of its lead, does not name the article again; a title is never empty."""
    edit = change(1, ChangeKind.ADDED, slug=slug, title=title)

    assert site_changes(OPTIONS, [(article(), edit)]).items[0].title == expected


@pytest.mark.parametrize(("slug", "anchor"), [("", ""), ("section-1", "#section-1")])
def test_changes_lead_to_our_own_page(slug: str, anchor: str) -> None:
    """An edit is looked at where it has its anchor, even if there is an original elsewhere."""
    source = article(canonical="https://o.example/a")

    (item,) = article_changes(OPTIONS, source, [change(1, slug=slug)]).items

    assert item.url == f"https://ledger.example/feeds/tide-books/{anchor}"


def test_a_program_can_tell_what_was_changed() -> None:
    """In JSON Feed a change names its kind, its item and both digests; a tag tells the kind in all formats."""
    feed = article_changes(OPTIONS, article(), [change(1), change(2, ChangeKind.ADDED, old_digest="")])

    added, edited = json.loads(render_json(feed))["items"]

    item_id = "tag:ledger.example,2026:the-man-with-the-key-1"
    assert edited["_publisher"] == {
        "license": OPTIONS.license,
        "kind": "edited",
        "item": item_id,
        "old": "a" * 16,
        "new": "b" * 16,
    }
    assert added["_publisher"] == {"license": OPTIONS.license, "kind": "added", "item": item_id, "new": "b" * 16}
    assert (added["tags"], edited["tags"]) == (["added"], ["edited"])
    assert edited["date_published"] == edited["date_modified"] == "2026-03-02T12:01:00Z"
    assert "<ins>by eye</ins>" in edited["content_html"]
    assert b'<category term="edited"/>' in render_atom(feed)


def test_each_file_names_itself() -> None:
    """The self link of a change feed is the address of the very file, and its id is no other feed's."""
    files = dict(render_article_files(OPTIONS, article(), [change(1)]))
    mixed = [site_feed(OPTIONS, []), articles_feed(OPTIONS, [])]
    files |= render_site_files(OPTIONS, feeds=mixed, newest=[], listings=[], changes=[(article(), change(1))])

    feeds = {path: json.loads(data) for path, data in files.items() if path.endswith("feed.json")}
    assert {feed["feed_url"] for feed in feeds.values()} == {f"{OPTIONS.url}{path}" for path in feeds}
    assert len({feed["_publisher"]["id"] for feed in feeds.values()}) == len(feeds) == 5
    for folder in ("", "tide-books/"):
        for path in (f"{folder}changes.atom.xml", f"{folder}changes.rss.xml"):
            assert f'href="{OPTIONS.url}{path}" rel="self"'.encode() in files[path]
    assert feeds["changes.feed.json"]["title"] == "The Harbour Ledger: changes"
    assert feeds["changes.feed.json"]["home_page_url"] == OPTIONS.url
    assert feeds["tide-books/changes.feed.json"]["title"] == "Nine shelves of water: changes"
    assert feeds["tide-books/changes.feed.json"]["home_page_url"] == f"{OPTIONS.url}tide-books/"


@given(source=articles(), edits=changes(), seed=st.integers())
def test_no_change_ever_stands_twice(source: Article, edits: list[Change], seed: int) -> None:
    """Whatever the changes, their feeds are sound, newest first, hold each once, and depend on no order."""
    other = replace(source, id="tag:ledger.example,2026:other", slug="other")
    pairs = [(source if edit.id.endswith(("0", "2")) else other, edit) for edit in edits]
    shuffled = random.Random(seed).sample(edits, len(edits))

    feeds = (article_changes(OPTIONS, source, edits), site_changes(OPTIONS, pairs))

    for feed in feeds:
        ids = check_atom(render_atom(feed))
        assert ids == check_rss(render_rss(feed)) == check_json(render_json(feed))
        assert set(ids) == {edit.id for edit in edits}
        assert [item.published for item in feed.items] == sorted((edit.at for edit in _once(edits)), reverse=True)
        assert not feed.is_complete
    assert article_changes(OPTIONS, source, shuffled) == feeds[0]


def _once(edits: list[Change]) -> list[Change]:
    return list({edit.id: edit for edit in edits}.values())


@given(max_items=st.integers(1, 10), max_bytes=st.integers(0, 3000))
def test_change_feeds_are_capped(max_items: int, max_bytes: int) -> None:
    """A change feed never exceeds its number of items, nor its bytes unless by its only item: the newest are kept."""
    options = replace(OPTIONS, max_items=max_items, max_bytes=max_bytes, min_live=timedelta())
    edits = [change(number) for number in range(12)]

    for feed in (
        article_changes(options, article(), edits),
        site_changes(options, [(article(), edit) for edit in edits]),
    ):
        body_bytes = sum(len(item.content.encode()) for item in feed.items)
        assert 1 <= len(feed.items) <= max_items
        assert body_bytes <= max_bytes or len(feed.items) == 1
        assert [item.id for item in feed.items] == [edit.id for edit in reversed(edits)][: len(feed.items)]


def test_recent_changes_are_not_capped() -> None:
    """What came within `min_live` of the newest change stays though the limits are exceeded, up to 4 MiB."""
    options = replace(OPTIONS, max_items=2, max_bytes=2000, min_live=timedelta(days=7))
    old = change(20, at=NOON - timedelta(days=8))
    recent = [change(number, at=NOON - timedelta(days=number / 4)) for number in range(12)]
    huge = [replace(edit, content=SafeHtml(f"<p>{'x' * 1_000_000}</p>")) for edit in recent]

    assert len(article_changes(options, article(), [old, *recent]).items) == 12
    assert len(site_changes(options, [(article(), edit) for edit in [old, *recent]]).items) == 12
    assert 3 <= len(article_changes(options, article(), huge).items) <= 4


def test_changes_of_one_moment_in_two_articles_are_spaced() -> None:
    """Atom wants a time of its own for each entry; what was published stays when it was."""
    pairs = [(article(), change(1, at=NOON)), (arabic(), change(2, at=NOON))]

    feed = site_changes(OPTIONS, pairs)

    assert len({item.updated for item in feed.items}) == 2
    assert {item.published for item in feed.items} == {NOON}
    assert [item.language for item in feed.items] == ["en", "ar"]


def test_pages_offer_change_feeds_last() -> None:
    """A page's change feed is named in its head after all others, and in the box for subscribing."""
    pages = (
        render_article_page(OPTIONS, article()),
        render_index_page(OPTIONS, newest=[], listings=[listing(article())]),
    )
    for data in pages:
        page = check_page(data)
        links = page.xpath("//head/link[@rel='alternate']/@href")
        assert tuple(links[-3:]) == PATHS
        assert not [link for link in links[:-3] if "changes" in link]
        assert tuple(page.xpath("//*[@id='_subscribe']//p[@class='brief']/a/@href")) == PATHS


def test_a_page_offers_change_feeds_alone() -> None:
    """Where change feeds are the only ones, they are still offered; where there are none, none are."""
    from publisher.render.options import Granularity  # For this test alone.

    only = replace(OPTIONS, each=Granularity.OFF)
    none = replace(OPTIONS, has_changes=False)

    page = check_page(render_article_page(only, article()))

    assert page.xpath("//*[@id='_subscribe']//a/@href") == list(PATHS)
    for files in (
        dict(render_article_files(none, article(), [change(1)])),
        dict(render_article_files(none, withdrawn(), [change(1)])),
        dict(
            render_site_files(none, newest=[], listings=[], changes=[(article(), change(1))]),
        ),
    ):
        assert not [path for path in files if "changes" in path]
        assert not [path for path, data in files.items() if b"changes." in data]


def test_change_feeds_are_not_in_the_list_of_all_feeds() -> None:
    """Who imports all feeds does not get every text twice."""
    files = dict(render_site_files(OPTIONS, newest=[], listings=[listing(article())]))

    assert b"changes" not in files["feeds.opml"]


def test_the_change_feed_of_a_withdrawn_article_lives_on() -> None:
    """That an article was withdrawn is itself a change."""
    edit = change(1, ChangeKind.WITHDRAWN, slug="", title=withdrawn().title)
    files = dict(render_article_files(OPTIONS, withdrawn(), [edit]))

    assert check_atom(files["old-wharf/changes.atom.xml"]) == [edit.id]
    assert f"<{ATOM}" not in files["old-wharf/changes.atom.xml"].decode()
