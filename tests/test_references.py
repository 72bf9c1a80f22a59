"""Articles that answer others, or belong with them."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from lxml import etree

from tests.place import NOON, SETTINGS, Place, article
from tests.rendering.checks import ATOM, THREADS, check_atom, check_json, check_page, check_rss

HOUR = timedelta(hours=1)


def answers(place: Place, path: str) -> list[tuple[str, str]]:
    """Return what the items of an Atom or RSS feed answer: the id and the address of each."""
    root = etree.fromstring(place.tree()[path])
    return [(found.get("ref"), found.get("href")) for found in root.iter(f"{THREADS}in-reply-to")]


def related(place: Place, path: str) -> list[tuple[str, str]]:
    """Return what belongs with the items of an Atom or RSS feed."""
    links = etree.fromstring(place.tree()[path]).iter(f"{ATOM}link")
    return [(link.get("href"), link.get("title")) for link in links if link.get("rel") == "related"]


def article_id(place: Place, title: str) -> str:
    """Return the id of a whole article."""
    return place.ids("articles/feed.json")[title]


@pytest.mark.parametrize("said", ["b.md", "sea/b.md", "/sea/b.md", "./b.md", "../sea/b.md", "bee"])
def test_an_article_answers_another(place: Place, said: str) -> None:
    """By its file, beside it or from the content folder, or by its own name; in every feed, and on the page."""
    place.write("sea/b.md", article("Beta", ("One", "First."), front="id: bee\n"))
    place.write("sea/a.md", article("Alpha", ("One", "First."), front=f"in_reply_to: {said}\n"))

    place.publish(NOON)

    tree = place.tree()
    target = (article_id(place, "Beta"), "https://example.org/b/")
    for path in ("a/atom.xml", "a/rss.xml", "atom.xml", "rss.xml", "articles/atom.xml", "articles/rss.xml"):
        assert answers(place, path) == [target]
        (check_atom if path.endswith("atom.xml") else check_rss)(tree[path])
    lead = place.items("a/feed.json")[0]
    assert lead["_publisher"]["in_reply_to"] == {"id": target[0], "url": target[1], "title": "Beta"}
    assert ["in_reply_to" in item.get("_publisher", {}) for item in place.items("a/feed.json")] == [True, False]
    check_json(tree["a/feed.json"])
    check_page(tree["a/index.html"])
    assert '<a href="https://example.org/b/"><bdi>Beta</bdi></a>' in tree["a/index.html"].decode()


def test_what_belongs_with_an_article_is_named(place: Place) -> None:
    """Ours by title, others by address; what is not there, and the article itself, is left out."""
    front = "related:\n  - b.md\n  - https://other.example/Ü\n  - none.md\n  - a.md\n  - javascript:alert(1)\n"
    place.write("b.md", article("Beta <1>", ("One", "First.")))
    place.write("a.md", article("Alpha", ("One", "First."), front=front))

    place.publish(NOON)

    tree = place.tree()
    expected = [("https://example.org/b/", "Beta <1>"), ("https://other.example/%C3%9C", None)]
    assert related(place, "a/atom.xml") == related(place, "a/rss.xml") == expected
    document = json.loads(tree["articles/feed.json"])
    (found,) = [item for item in document["items"] if item["title"] == "Alpha"]
    assert [each["url"] for each in found["_publisher"]["related"]] == [url for url, _ in expected]
    check_atom(tree["a/atom.xml"])
    check_rss(tree["a/rss.xml"])
    check_page(tree["a/index.html"])


def test_what_is_referred_to_may_come_later_change_and_go(place: Place) -> None:
    """Who refers to it is written again then, and only then; nobody is told of a change, for its words are the same."""
    place.write("a.md", article("Alpha", ("One", "First."), front="in_reply_to: b.md\n"))
    place.publish(NOON)
    dates = [item["date_modified"] for item in place.items()]
    assert answers(place, "a/atom.xml") == []

    place.write("b.md", article("Beta", ("One", "First.")))
    place.publish(NOON + HOUR)
    assert len(answers(place, "a/atom.xml")) == 1
    assert [item["date_modified"] for item in place.items("a/feed.json")] == dates
    times = place.times()
    place.publish(NOON + 2 * HOUR)
    assert place.times() == times
    place.write("b.md", article("Better", ("One", "First.")))
    place.publish(NOON + 3 * HOUR)
    assert "Better" in place.tree()["a/index.html"].decode()
    (place.content / "b.md").unlink()
    place.publish(NOON + 4 * HOUR)
    assert len(answers(place, "a/atom.xml")) == 1
    assert "Better" not in place.tree()["a/index.html"].decode()


def test_what_is_referred_to_is_known_after_a_lost_state(tmp_path: Path) -> None:
    """The records beside the files say it."""
    place = Place(tmp_path / "place", timedelta(), f"{SETTINGS}[publish]\nmax_items = 2\nmin_live = '0 days'\n")
    place.write("a.md", article("Alpha", ("One", "First."), ("Two", "Second."), front="in_reply_to: b.md\n"))
    place.write("b.md", article("Beta", ("One", "First."), front="related: [a.md, https://example.com/]\n"))
    place.publish(NOON)
    tree = place.tree()
    for path in place.config.state.parent.iterdir():
        path.unlink()

    place.publish(NOON + HOUR)

    assert place.tree() == tree
