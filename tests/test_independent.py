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
MODULES = ROOT / ".venv/node"
FORMATS = ("atom.xml", "rss.xml", "feed.json")
Item = tuple[str, str, str, str, datetime]
"""Id, title, link, the words of the content, and the date of release."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The sample articles, and enough others for archives, published."""
    made = Place(
        tmp_path_factory.mktemp("independent") / "place",
        timedelta(),
        f"{SETTINGS}[publish]\nmax_items = 20\nmin_live = '0 days'\n",
    )
    shutil.copytree(ROOT / "content", made.content, dirs_exist_ok=True)
    for number in range(4):
        made.write(f"n{number}.md", article(f"<{number}> & “co”", ("One", "First <b> & more."), ("Two", "Second.")))
    assert made.publish(NOON + timedelta(days=365)).failed == ()
    return made


def folders(place: Place) -> list[str]:
    """Return where feeds are that are in all three formats: the beginnings of their files' paths."""
    found = [path.removesuffix("feed.json") for path in place.tree() if path.endswith("feed.json")]
    assert {"", "changes.", "articles/", "archive/1/"} <= set(found)
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
    """From RSS and from Atom, in the same order, to the last byte of the content, without a word of complaint."""
    tree = place.tree()
    for folder in folders(place):
        items = json.loads(tree[f"{folder}feed.json"])["items"]
        for name in ("atom.xml", "rss.xml"):
            parsed = feedparser.parse(tree[f"{folder}{name}"], sanitize_html=False, resolve_relative_uris=False)
            assert not parsed.bozo, f"{folder}{name}"
            assert [_describe(entry) for entry in parsed.entries] == expected(tree[f"{folder}feed.json"])
            assert [entry.content[0].value for entry in parsed.entries] == [item["content_html"] for item in items]
            for entry, item in zip(parsed.entries, items, strict=True):
                authors = item.get("authors") or json.loads(tree[f"{folder}feed.json"])["authors"]
                assert [author.name for author in entry.authors] == [author["name"] for author in authors]
                if name == "atom.xml":
                    assert moment(entry.updated_parsed) == _parse_date(item["date_modified"])


def _describe(entry: Any) -> Item:  # noqa: ANN401  A dictionary of feedparser's.
    date = moment(entry.published_parsed)
    return entry.id, " ".join(unescape(entry.title).split()), entry.link, words(entry.content[0].value), date


@pytest.mark.parametrize("name", FORMATS)
def test_reader_reads_the_same_items(place: Place, name: str) -> None:
    """lemon24/reader has every item of every feed, under its id, with its link, its words and its date, in order."""
    with make_reader(":memory:", feed_root="") as reader:
        paths = {str(place.feeds / f"{folder}{name}"): folder for folder in folders(place)}
        for path in paths:
            reader.add_feed(path)
        reader.update_feeds()
        for path, folder in paths.items():
            assert reader.get_feed(path).last_exception is None, path
            found = [
                (
                    entry.id,
                    " ".join(unescape(entry.title or "").split()),
                    entry.link,
                    words(entry.content[0].value),
                    # From JSON Feed it keeps what is below a second.
                    entry.published and entry.published.replace(microsecond=0),
                )
                for entry in reader.get_entries(feed=path)
            ]
            assert found == expected((place.feeds / f"{folder}feed.json").read_bytes()), path


def test_feedsmith_reads_the_same_items(place: Place) -> None:
    """A parser in another language, in all three formats, in the same order."""
    node = shutil.which("node")
    if node is None or not MODULES.exists():
        if os.environ.get("PUBLISHER_TEST_ALL"):
            pytest.fail("node or feedsmith is missing: install nodejs and npm, then run make test")
        pytest.skip("node or feedsmith is missing")
    paths = [f"{folder}{name}" for folder in folders(place) for name in FORMATS]
    script = Path(__file__).parent / "node/read.mjs"
    done = subprocess.run(
        [node, script, MODULES, *(place.feeds / path for path in paths)], capture_output=True, text=True, check=True
    )
    tree = place.tree()
    kinds = {"atom.xml": "atom", "rss.xml": "rss", "feed.json": "json"}
    for path, line in zip(paths, done.stdout.splitlines(), strict=True):
        parsed = json.loads(line)
        name = next(each for each in FORMATS if path.endswith(each))
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
        assert found == expected(tree[f"{path.removesuffix(name)}feed.json"]), path
