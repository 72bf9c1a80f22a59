"""Feeds of some of the articles."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from publisher.errors import ConfigError
from publisher.model import Article
from publisher.render.compose import select_articles
from publisher.render.options import RenderOptions, Selection
from tests.place import NOON, SETTINGS, Place, article, read_tree
from tests.rendering.checks import check_atom, check_json, check_page, check_rss

DAY = timedelta(days=1)
FEEDS = """
[[feed]]
name = "sea"
tags = ["Tides", "ships"]

[[feed]]
name = "short"
title = "Auf Deutsch, in Kürze"
languages = ["de"]
granularity = "article"
content = "summary"
formats = ["json"]

[[feed]]
name = "deep"
folders = ["deep"]
authors = ["ada"]
max_items = 2
"""


@pytest.fixture
def library(tmp_path: Path) -> Place:
    """Four articles that differ in tags, language, folder and author, and three feeds of some of them."""
    place = Place(tmp_path / "place", timedelta(), f'{SETTINGS}[publish]\nmin_live = "0 days"\n{FEEDS}')
    place.write("a.md", article("Tides", ("One", "First."), front="tags: [tides]\n"))
    place.write("b.md", article("Ships", ("Two", "Second."), front="tags: [Ships, wood]\nlanguage: de-AT\n"))
    place.write("deep/c.md", article("Deep", ("Three", "Third."), ("Four", "Fourth."), front="author: Ada\n"))
    place.write("deep/d.md", article("Other", ("Five", "Fifth."), front="author: Grace\n"))
    assert place.publish(NOON).failed == ()
    return place


def test_a_feed_holds_what_it_is_of(library: Place) -> None:
    """Each article that fits all that is said, by one of the values; newest first, capped, in the chosen formats."""
    titles = {name: [item["title"] for item in library.items(f"feeds/{name}/feed.json")] for name in ("sea", "short")}
    assert titles["sea"] == ["Tides", "One — Tides", "Ships", "Two — Ships"]
    assert titles["short"] == ["Ships"]
    assert [item["title"] for item in library.items("feeds/deep/feed.json")] == ["Deep"]
    filed = library.items("feeds/deep/archive/1/feed.json")
    assert [item["title"] for item in filed] == ["Three — Deep", "Four — Deep"]
    assert sorted(read_tree(library.feeds / "feeds/short")) == ["feed.json"]
    assert sorted(read_tree(library.feeds / "feeds/sea")) == ["atom.xml", "feed.json", "rss.xml"]


def test_they_are_right_in_every_format(library: Place) -> None:
    """The same items in each, valid, with the ids that they have everywhere."""
    tree = library.tree()
    everything = set(library.ids().values())
    for name in ("sea", "deep"):
        ids = check_atom(tree[f"feeds/{name}/atom.xml"])
        assert ids == check_rss(tree[f"feeds/{name}/rss.xml"]) == check_json(tree[f"feeds/{name}/feed.json"])
        assert set(ids) <= everything
    short = json.loads(tree["feeds/short/feed.json"])
    check_json(tree["feeds/short/feed.json"])
    assert short["title"] == "Auf Deutsch, in Kürze"
    assert short["language"] == "de"
    assert short["items"][0]["content_html"] == f"<p>{short['items'][0]['summary']}</p>"


def test_they_are_listed(library: Place) -> None:
    """The front page and the OPML offer each, in a format that it has; so do articles' pages to browsers."""
    tree = library.tree()
    opml = etree.fromstring(tree["feeds.opml"])
    urls = {outline.get("xmlUrl") for outline in opml.iter("outline")}
    assert {
        f"https://example.org/feeds/{path}" for path in ("sea/atom.xml", "short/feed.json", "deep/atom.xml")
    } <= urls
    for page in ("index.html", "a/index.html"):
        check_page(tree[page])
        text = tree[page].decode()
        assert "feeds/sea/atom.xml" in text
        assert "feeds/short/feed.json" in text
        assert "feeds/short/atom.xml" not in text
    assert "Long reads: Tides, ships" in tree["index.html"].decode()


def test_they_follow_what_happens(library: Place) -> None:
    """What comes, goes and changes its tags is followed; what is unchanged writes nothing; what is not wanted goes."""
    times = library.times()
    library.publish(NOON + timedelta(hours=1))
    assert library.times() == times
    library.write("deep/d.md", article("Other", ("Five", "Fifth."), front="author: Grace\ntags: [tides]\n"))
    library.write("a.md", article("Tides", front="tags: [tides]\n"))
    library.publish(NOON + timedelta(hours=2))
    assert "Other" in {item["title"] for item in library.items("feeds/sea/feed.json")}
    deleted = json.loads(library.tree()["feeds/sea/feed.json"])["_publisher"]["deleted"]
    assert len(deleted) == 1
    (library.content / "b.md").unlink()
    library.publish(NOON + timedelta(hours=3))
    assert library.items("feeds/short/feed.json") == []
    library.set(SETTINGS)
    library.publish(NOON + timedelta(hours=4))
    assert not list((library.feeds / "feeds").rglob("*.*"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[feed]]\ntags = ["a"]', ["line 1", "`feed.name`"]),
        ('[[feed]]\nname = "a"\ntags = ["a"]\n[[feed]]\nname = "a"\ntags = ["b"]', ["line 5", "of its own"]),
        ('[[feed]]\nname = "../a"\ntags = ["a"]', ["line 2", "`feed.name`"]),
        ('[[feed]]\nname = "a"', ["line 2", "what is it of"]),
        ('[[feed]]\nname = "a"\ntag = ["a"]', ["line 3", "did you mean `tags`"]),
        ('[[feed]]\nname = "a"\ntags = ["a"]\nformats = ["atom", "xml"]', ["line 4", "'xml' is none of"]),
        ('[[feed]]\nname = "a"\ntags = ["a"]\nformats = []', ["line 4", "needs one of"]),
        ('[[feed]]\nname = "a"\ntags = ["a"]\ncontent = "half"', ["line 4", '"full" or "summary"']),
        ('[[feed]]\nname = "a"\ntags = ["a"]\ngranularity = "off"', ["line 4", "remove the table"]),
        ('[[feed]]\nname = "a"\ntags = ["a"]\nmax_items = 0', ["line 4", "between 1 and"]),
        ('feed = "a"', ["line 1", "`feed`"]),
    ],
)
def test_wrong_ones_are_refused(place: Place, text: str, said: list[str]) -> None:
    """Each mistake says where it is and what would be right."""
    place.set(text)

    with pytest.raises(ConfigError) as caught:
        place.publish(NOON)

    assert all(part in str(caught.value) for part in said), str(caught.value)


_words = st.sampled_from(["a", "B", "ab", "de", "de-AT", "x/y"])


@given(tags=st.lists(_words, max_size=2), languages=st.lists(_words, max_size=2), folders=st.lists(_words, max_size=2))
def test_more_values_never_take_an_article_away(tags: list[str], languages: list[str], folders: list[str]) -> None:
    """One value more lets more in; one kind of value more lets less in; nothing said lets all in."""
    options = RenderOptions(title="T", url="https://example.org/", authority="example.org,2026")
    made = [
        Article(
            name=f"{folder}/{tag}.md",
            id=f"{tag}{language}{folder}",
            slug="a",
            title="A",
            tags=(tag,),
            language=language,
            published=NOON,
            updated=NOON,
        )
        for tag in ("a", "b", "ab")
        for language in ("de", "de-AT", "en")
        for folder in ("x/y", "x", "ab")
    ]

    def ids(**selection: tuple[str, ...]) -> set[str]:
        return {found.id for found in select_articles(Selection(**selection), made, options)}

    assert len(ids()) == len(made)
    if tags:
        assert ids(tags=tuple(tags)) <= ids(tags=(*tags, "ab"))
        assert ids(tags=tuple(tags), languages=tuple(languages)) <= ids(tags=tuple(tags))
    if folders:
        assert ids(folders=tuple(folders)) == set().union(*(ids(folders=(folder,)) for folder in folders))


def test_what_becomes_private_is_written_again(tmp_path: Path) -> None:
    """Its feeds lose their hubs and their places in the lists, archives and all; what becomes public gets them."""
    hubs = '[publish]\nhubs = ["https://hub.example.net/"]\nmax_items = 2\nmin_live = "0 days"\n'
    place = Place(tmp_path / "place", timedelta(), f"{SETTINGS}{hubs}")
    place.write("a.md", article("Alpha", ("One", "First."), ("Two", "Second.")))
    place.write("b.md", article("Beta", ("One", "Another."), ("Two", "Yet another.")))
    place.publish()
    public = place.tree()

    place.set(f'{SETTINGS}{hubs}[serve]\nprivate = ["a/"]\n')
    place.publish(NOON + DAY)

    names = {name for name, data in place.tree().items() if b"hub.example.net" in data}
    assert names
    assert {name for name, data in public.items() if b"hub.example.net" in data} - names == {
        f"a/{prefix}{name}" for prefix in ("", "changes.") for name in ("atom.xml", "rss.xml", "feed.json")
    }
    assert b"/a/atom.xml" in public["articles.opml"]
    assert b"/a/atom.xml" not in place.tree()["articles.opml"]
    place.set(f"{SETTINGS}{hubs}")
    place.publish(NOON + 2 * DAY)
    assert place.tree() == public
