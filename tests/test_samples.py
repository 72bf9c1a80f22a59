"""The sample articles of the repository, published whole."""

from __future__ import annotations

import json
import re
import shutil
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree

from publisher.config import find_config, read_config
from publisher.errors import SourceError
from publisher.model import Kind, Raw
from publisher.pipeline import Publisher, read_document
from tests.drawings import DRAWINGS
from tests.place import Place, read_tree
from tests.rendering.checks import check_atom, check_json, check_page, check_rss

ROOT = Path(__file__).parent.parent
RICH = Path(__file__).with_name("rich.html")
GOLDEN = Path(__file__).parent / "golden"
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
SETTINGS = """
title = "Samples"
description = "Long articles, section by section."
url = "https://example.org/feeds/"
authority = "example.org,2026"
author = "The Publisher authors"
license = "https://creativecommons.org/publicdomain/zero/1.0/"
"""


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The sample articles, and one with all that an article may hold, published."""
    place = Place(tmp_path_factory.mktemp("samples") / "place", timedelta(), SETTINGS)
    shutil.copytree(ROOT / "content", place.content, dirs_exist_ok=True)
    shutil.copy(RICH, place.content / "restoring-and-balancing.html")
    report = place.publish(NOW)
    assert (report.failed, report.notices) == ((), ())
    return place


def _list_articles(folder: Path) -> list[Path]:
    """Return the articles; their pictures lie in folders."""
    return [path for path in folder.iterdir() if path.is_file()]


def test_published_files(samples: Place, request: pytest.FixtureRequest) -> None:
    """The articles give, byte for byte, the files recorded here; a second run changes none."""
    if request.config.getoption("--update-golden"):
        shutil.rmtree(GOLDEN, ignore_errors=True)
        shutil.copytree(samples.feeds, GOLDEN, ignore=shutil.ignore_patterns("*.br", "*.gz", "*.zst"))
    before = samples.times()

    assert samples.publish(NOW + timedelta(days=1)).changed == ()

    assert samples.times() == before
    assert read_tree(samples.feeds) == read_tree(GOLDEN)


@pytest.mark.parametrize("path", sorted(DRAWINGS))
def test_the_pictures_are_our_own(path: str) -> None:
    """They hold what our own program draws; how it is packed depends on the version of zlib."""
    kept = (ROOT / "content" / path).read_bytes()
    drawn = DRAWINGS[path]()

    start, end = kept.index(b"IDAT") + 4, kept.index(b"IEND") - 8
    assert zlib.decompress(kept[start:end]) == b"".join(b"\0" + row for row in drawn.rows)
    assert kept[: start - 8] == drawn.encode()[: start - 8]


def test_a_rebuild_gives_the_same_bytes(samples: Place) -> None:
    """Reading and rendering everything again changes no file."""
    report = samples.publish(NOW + timedelta(days=1), rebuild=True)

    assert report.changed == ()
    assert len(report.articles) == len(_list_articles(samples.content))
    assert all(done.new == done.updated == done.withdrawn == 0 for done in report.articles)


def test_the_order_of_the_files_does_not_matter(samples: Place, tmp_path: Path) -> None:
    """The articles dropped in one by one give the same ids as all at once."""
    place = Place(tmp_path / "place", timedelta(), SETTINGS)
    for path in sorted(samples.content.iterdir(), reverse=True):
        if path.is_dir():
            shutil.copytree(path, place.content / path.name)
        else:
            shutil.copy(path, place.content)
        place.publish(NOW)

    for name in ("feed.json", "articles/feed.json"):
        assert place.ids(name) == samples.ids(name)


def test_all_feeds_are_right(samples: Place) -> None:
    """Every feed passes the checks of its format, and the three formats of one feed hold the same items."""
    folders = sorted(path.parent for path in samples.feeds.rglob("atom.xml"))
    assert len(folders) == 2 + len(_list_articles(samples.content))
    for folder in folders:
        atom, rss, json_feed = ((folder / name).read_bytes() for name in ("atom.xml", "rss.xml", "feed.json"))
        ids = check_atom(atom)
        assert ids == check_rss(rss) == check_json(json_feed)
        assert ids
        for data in (atom, rss):
            parsed = feedparser.parse(data)
            assert not parsed.bozo
            assert [entry.id for entry in parsed.entries] == ids
            assert all(entry.title and entry.summary and entry.published for entry in parsed.entries)
    for path in samples.feeds.rglob("*.html"):
        if "snippets" not in path.parts:
            check_page(path.read_bytes())


def test_every_link_between_our_files_leads_somewhere(samples: Place) -> None:
    """Links of pages, feeds and the list of feeds to our own files find a file, and an anchor that is there."""
    base = "https://example.org/feeds/"
    pattern = rb'(?:href|xmlUrl|htmlUrl|src)="([^"]+)"|<link>([^<]+)</link>'
    found = 0
    for path in samples.feeds.rglob("*"):
        if not path.is_file() or path.suffix not in {".html", ".xml", ".opml"} or "snippets" in path.parts:
            continue
        here = base + path.relative_to(samples.feeds).as_posix()
        for match in re.finditer(pattern, path.read_bytes()):
            url = (match[1] or match[2]).decode().replace("&amp;", "&")
            target, _, anchor = _join(here, url).partition("#")
            if not target.startswith(base):
                continue
            found += 1
            file = samples.feeds / target.removeprefix(base)
            file = file / "index.html" if file.is_dir() else file
            assert file.is_file(), (path, url)
            if anchor and file.suffix == ".html":
                assert f'id="{anchor}"' in file.read_text(encoding="utf-8"), (path, url)
    assert found > 200


def _join(base: str, url: str) -> str:
    from urllib.parse import urljoin

    return urljoin(base, url)


def test_every_kind_of_block_is_shown(samples: Place) -> None:
    """The samples show what can be published: every kind of block, three formats and several languages."""
    kinds: set[Kind] = set()
    languages = set()
    for path in _list_articles(ROOT / "content"):
        document, _ = read_document(Raw(name=path.name, data=path.read_bytes()), samples.config)
        kinds |= {block.kind for block in document.blocks}
        languages.add(document.metadata.language or "en")
        words = sum(len(block.text.split()) for block in document.blocks)
        assert words > 800 or document.metadata.language == "ja", path.name
    assert kinds == set(Kind)
    assert len(languages) >= 3
    assert {path.suffix for path in _list_articles(ROOT / "content")} == {".txt", ".md", ".html"}


def test_no_furniture_is_published(samples: Place) -> None:
    """What came along with the pages is in no feed."""
    text = (samples.feeds / "feed.json").read_text(encoding="utf-8")

    for words in ("Leave a", "cookie", "Share this", "newsletter", "All rights reserved"):
        assert words.lower() not in json.loads(text)["items"].__repr__().lower(), words


def test_the_repository_is_a_place_to_publish_from() -> None:
    """`make publish` finds its settings in pyproject.toml."""
    config = read_config(find_config(ROOT))

    assert config.content == ROOT / "content"
    assert config.authority


def test_snippets_stand_alone(samples: Place) -> None:
    """A snippet is the cleaned fragment of one item, as its page shows it, with the words that feeds carry."""
    for article in json.loads((samples.feeds / "articles/feed.json").read_text(encoding="utf-8"))["items"]:
        assert article["content_html"]
    snippets = list((samples.feeds / "snippets").rglob("*.html"))
    words = {_read_words(item["content_html"]) for item in samples.items()}
    assert len(snippets) >= len(words)
    for path in snippets:
        fragment = path.read_text(encoding="utf-8")
        page = (samples.feeds / path.parent.name / "index.html").read_text(encoding="utf-8")
        # An opening begins with the standfirst, which is below the title of the page.
        own = fragment.strip()
        if path.name == "lead.html" and own not in page:
            standfirst, _, own = own.partition("\n")
            assert standfirst.removeprefix("<p>").removesuffix("</p>") in page
        assert own
        assert own in page
        # Formulas and directions are written differently for feeds.
        assert _read_words(fragment) in words or re.search("<math|<bdo", fragment)


def _read_words(html: str) -> str:
    return "".join("".join(etree.fromstring(f"<div>{html}</div>").itertext()).split())


@pytest.mark.browser
def test_pages_fit_every_window(browser: Any, samples: Place) -> None:  # noqa: ANN401  The browser is not typed here.
    """No page of the samples scrolls sideways or complains, in light and in dark."""
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme=scheme)
        messages: list[str] = []
        page.on("console", lambda message, seen=messages: seen.append(message.text))
        page.on("pageerror", lambda error, seen=messages: seen.append(str(error)))
        page.route("http*://**", lambda route: route.abort())
        for path in sorted(samples.feeds.rglob("index.html")):
            page.goto(path.as_uri())
            for width in (320, 360, 768, 1280):
                page.set_viewport_size({"width": width, "height": 800})
                assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
        # What the samples embed from elsewhere is not there in a test.
        assert [message for message in messages if "Failed to load resource" not in message] == []
        page.close()


@pytest.mark.browser
def test_a_rich_article_works_in_a_browser(browser: Any, samples: Place) -> None:  # noqa: ANN401  It is not typed here.
    """Formulas are drawn, notes lead to and fro, folds open, directions hold, and no player starts by itself."""
    page = browser.new_page(viewport={"width": 800, "height": 900})
    page.route("http*://**", lambda route: route.abort())
    page.goto((samples.feeds / "restoring-and-balancing/index.html").as_uri())
    height = "selector => document.querySelector(selector).getBoundingClientRect().height"
    visible = "selector => document.querySelector(selector).checkVisibility()"
    assert page.evaluate(height, "math mfrac") > 1.3 * page.evaluate(height, "math mfrac mn")
    assert page.evaluate("getComputedStyle(document.querySelector('blockquote')).direction") == "rtl"
    assert page.evaluate("[...document.querySelectorAll('video, audio')].every(player => player.paused)")
    assert not page.evaluate(visible, "details p")
    page.click("summary")
    assert page.evaluate(visible, "details p")
    # The address of the page as published is not that of the file looked at here: only what follows `#` is the same.
    notes = page.evaluate(
        "[...document.querySelectorAll('.content a')].map(link => link.hash.slice(1)).filter(Boolean)"
    )
    assert len(notes) == 2
    assert all(page.evaluate("id => document.querySelectorAll('#' + id).length", note) == 1 for note in notes)
    page.close()


def test_feeds_of_a_rich_article_have_what_readers_know(samples: Place) -> None:
    """Feeds say in text what pages draw; code is code without its line numbers; nothing counts who reads."""
    content = "\n".join(item["content_html"] for item in samples.items("restoring-and-balancing/feed.json"))
    page = (samples.feeds / "restoring-and-balancing/index.html").read_text(encoding="utf-8")

    assert not re.search(r"<(?:math|picture|bdo|iframe|script)\b|data-|autoplay|utm_|count\.example", content)
    assert "x<sup>2</sup>+10x=39" in content
    assert "<pre><code>def solve(roots, number):\n    half = roots / 2\n" in content
    assert 'src="https://example.org/img/page.png"' in content
    for kept in ("<msqrt>", "<picture>", '<bdo dir="rtl">', '<code data-language="python">', "<details>", "<ruby>"):
        assert kept in page
    for tag in (
        "table",
        "thead",
        "th",
        "figcaption",
        "video",
        "audio",
        "track",
        "details",
        "ruby",
        "dl",
        "mark",
        "kbd",
    ):
        assert f"<{tag}" in content


def test_a_sample_that_breaks_keeps_the_rest(samples: Place) -> None:
    """The samples' own settings refuse what is too large, and say which setting to raise."""
    with Publisher.open(samples.config) as publisher:
        assert publisher.store.count_live()[0] == len(_list_articles(samples.content))
    with pytest.raises(SourceError):
        read_document(Raw(name="x.md", data=b"---\ndate: never\n---\n"), samples.config)
