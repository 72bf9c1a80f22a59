"""Parsers that are not ours read what we publish, each to the same items."""

from __future__ import annotations

import calendar
import json
import os
import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import feedparser
import pytest
from reader import make_reader

from publisher.dates import parse_date
from tests.place import NOON, SETTINGS, Place, article

ROOT = Path(__file__).parent.parent
MODULES = ROOT / ".venv/feedsmith"
FORMATS = ("atom.xml", "rss.xml", "feed.json")
Item = tuple[str, str, str, str, datetime]
"""Id, title, link, the words of the content, and the date of release."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The sample articles, and enough others for archives, published."""
    made = Place(
        tmp_path_factory.mktemp("independent") / "place", timedelta(), f"{SETTINGS}[publish]\nmax_items = 20\n"
    )
    shutil.copytree(ROOT / "content", made.content, dirs_exist_ok=True)
    for number in range(4):
        made.write(f"n{number}.md", article(f"<{number}> & “co”", ("One", "First <b> & more."), ("Two", "Second.")))
    assert made.publish(NOON + timedelta(days=365)).failed == ()
    return made


def folders(place: Place) -> list[str]:
    """Return the folders of all feeds, archives among them, that are in all three formats."""
    found = [path.removesuffix("feed.json") for path in place.tree() if path.rpartition("/")[2] == "feed.json"]
    assert "archive/1/" in found
    return found


def words(html: str) -> str:
    """Return the characters of a content without its tags: parsers remove some, and the spaces around them."""
    return "".join(unescape(re.sub("<[^>]*>", "", html)).split())


def moment(seconds: Any) -> datetime:  # noqa: ANN401  A `struct_time` in UTC.
    """Return a time of feedparser's."""
    return datetime.fromtimestamp(calendar.timegm(seconds), tz=UTC)


@cache
def _parse_date(text: str) -> datetime:
    return parse_date(text, UTC)


def expected(data: bytes) -> list[Item]:
    """Return the items of our JSON Feed."""
    return [
        (
            item["id"],
            " ".join(item["title"].split()),
            item["url"],
            words(item["content_html"]),
            _parse_date(item["date_published"]),
        )
        for item in json.loads(data)["items"]
    ]


def test_feedparser_reads_the_same_items(place: Place) -> None:
    """From RSS and from Atom, in the same order, without a word of complaint."""
    tree = place.tree()
    for folder in folders(place):
        for name in ("atom.xml", "rss.xml"):
            parsed = feedparser.parse(tree[f"{folder}{name}"])
            assert not parsed.bozo, f"{folder}{name}"
            found = [
                (
                    entry.id,
                    unescape(entry.title),
                    entry.link,
                    words(entry.content[0].value),
                    moment(entry.published_parsed),
                )
                for entry in parsed.entries
            ]
            assert found == expected(tree[f"{folder}feed.json"]), f"{folder}{name}"


@pytest.mark.parametrize("name", FORMATS)
def test_reader_reads_the_same_items(place: Place, name: str) -> None:
    """lemon24/reader has every item of every feed, under its id, with its link, its words and its date."""
    with make_reader(":memory:", feed_root="") as reader:
        paths = [place.feeds / folder / name for folder in folders(place)]
        for path in paths:
            reader.add_feed(str(path))
        reader.update_feeds()
        for path in paths:
            feed = reader.get_feed(str(path))
            assert feed.last_exception is None, path
            found = {
                (entry.id, unescape(entry.title or ""), entry.link, words(entry.content[0].value), entry.published)
                for entry in reader.get_entries(feed=str(path))
            }
            assert found == set(expected((path.parent / "feed.json").read_bytes())), path


def test_feedsmith_reads_the_same_items(place: Place) -> None:
    """A parser in another language, in all three formats, in the same order."""
    node = shutil.which("node")
    if node is None or not MODULES.exists():
        if os.environ.get("PUBLISHER_TEST_ALL"):
            pytest.fail("node or feedsmith is missing: install nodejs and npm, then run make test")
        pytest.skip("node or feedsmith is missing")
    paths = [f"{folder}{name}" for folder in folders(place) for name in FORMATS]
    script = Path(__file__).parent / "feedsmith/read.mjs"
    done = subprocess.run(
        [node, script, MODULES, *(place.feeds / path for path in paths)], capture_output=True, text=True, check=True
    )
    tree = place.tree()
    kinds = {"atom.xml": "atom", "rss.xml": "rss", "feed.json": "json"}
    for path, line in zip(paths, done.stdout.splitlines(), strict=True):
        parsed = json.loads(line)
        folder, _, name = path.rpartition("/")
        assert parsed["format"] == kinds[name], path
        found = [
            (
                item["id"],
                " ".join(unescape(item["title"]).split()),
                item["url"],
                words(item["content"]),
                _parse_date(item["published"]),
            )
            for item in parsed["items"]
        ]
        assert found == expected(tree[f"{folder}/feed.json" if folder else "feed.json"]), path
