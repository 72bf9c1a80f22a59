"""What `publisher check` finds, from the command line: in a place, in files, and on the web."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.place import SETTINGS, Place, article
from tests.test_cli import run

RSS = b"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel>
<title>Tides</title><link>https://example.org/</link><description>When the sea comes.</description>
<item><title>High &lt;b&gt;water&lt;/b&gt;</title><guid>1</guid></item>
</channel></rss>
"""


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A place with an article, published through the command."""
    made = Place(tmp_path / "place", timedelta())
    made.write("alpha.md", article("Alpha", ("One", "First."), ("Two", "Second.")))
    assert run(made.folder, "publish").returncode == 0
    return made


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a word, with the types that feeds should have."""

    extensions_map = {  # noqa: RUF012  That of the class above.
        **SimpleHTTPRequestHandler.extensions_map,
        ".xml": "application/rss+xml; charset=utf-8",
        ".html": "text/html; charset=utf-8",
    }

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """The address of a server with a feed, and a page that names it."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "feed.xml").write_bytes(RSS)
    (folder / "index.html").write_text(
        '<!doctype html><title>Tides</title><link rel="alternate" type="application/rss+xml" href="feed.xml">',
        encoding="utf-8",
    )
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_a_place_that_is_right_passes(place: Place) -> None:
    """Articles and feeds are counted, nothing is found, and nothing is written."""
    times = place.times()

    checked = run(place.folder, "check", "--strict")

    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert checked.stdout == "17 feeds and 1 article: 0 errors, 0 warnings, 0 notes.\n"
    assert place.times() == times


def test_articles_are_checked_before_they_are_published(place: Place) -> None:
    """With the file, the line, and what to do; a warning fails a strict check alone."""
    place.write("beta.md", article("Beta", ("One", "See [this](gone.md).")) + "\n![](pier.png)\n")
    place.write("broken.md", "---\ntitle: [\n---\nText\n")

    checked = run(place.folder, "check")

    assert checked.returncode == 1
    assert "content/beta.md:9: warning link-dead: there is no file “gone.md”" in checked.stdout
    assert "note image-alt-empty" in checked.stdout
    assert "content/broken.md:3: error unreadable: " in checked.stdout
    (place.content / "broken.md").unlink()
    assert run(place.folder, "check").returncode == 0
    assert run(place.folder, "check", "--strict").returncode == 1
    one = run(place.folder, "check", "content/beta.md", "--json")
    found = json.loads(one.stdout)
    assert {each["rule"] for each in found} == {"link-dead", "image-alt-empty"}
    assert run(place.folder, "check", "content/alpha.md", "--strict").returncode == 0


def test_what_would_be_published_is_checked(place: Place) -> None:
    """New ids are an error before they are published, and so is a feed that somebody spoiled."""
    feed = place.feeds / "atom.xml"
    feed.write_bytes(feed.read_bytes().replace(b"<updated>", b"<updated>yesterday ", 1))
    checked = run(place.folder, "check")
    assert checked.returncode == 1
    assert "feeds/atom.xml:" in checked.stdout
    assert "error atom-date" in checked.stdout
    for record in [*place.feeds.rglob("record.json"), *(place.folder / ".publisher").iterdir()]:
        record.unlink()
    place.set(SETTINGS.replace("example.org,2026", "example.org,2027"))
    assert "error id-changed" in run(place.folder, "check").stdout


def test_any_feed_can_be_checked_anywhere(tmp_path: Path) -> None:
    """Without a place: a file, a folder, and what is no feed at all."""
    (tmp_path / "feed.xml").write_bytes(RSS)
    (tmp_path / "b.json").write_text("{}", encoding="utf-8")

    checked = run(tmp_path, "check", "feed.xml", "--json")

    rules = {each["rule"]: each for each in json.loads(checked.stdout)}
    assert checked.returncode == 1
    assert rules["title-markup"]["line"] == 4
    assert rules["rss-permalink"]["level"] == "error"
    assert all(each["cure"] for each in rules.values())
    both = run(tmp_path, "check", ".")
    assert "2 feeds: " in both.stdout
    assert "b.json:1: error format-unknown" in both.stdout
    assert run(tmp_path, "check", "gone.xml").returncode == 1
    assert "no such file" in run(tmp_path, "check", "gone.xml").stderr
    assert run(tmp_path, "check").returncode == 2


RSS_1 = b"""<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="https://example.org/tides.rdf">
<title>Tides</title><link>https://example.org/</link><description>When the sea comes.</description>
<items><rdf:Seq><rdf:li rdf:resource="https://example.org/high"/></rdf:Seq></items>
</channel>
<item rdf:about="https://example.org/high"><title>High water</title><link>https://example.org/high</link></item>
</rdf:RDF>
"""


def test_rss_1_is_not_called_wrong(tmp_path: Path) -> None:
    """A format that is not checked gets a warning that says so, and fails a strict check alone."""
    (tmp_path / "tides.rdf").write_bytes(RSS_1)

    checked = run(tmp_path, "check", "tides.rdf")

    assert checked.returncode == 0
    assert "tides.rdf:2: warning format-unchecked: it is RSS 1.0; only its XML" in checked.stdout
    assert checked.stdout.endswith("1 feed: 0 errors, 1 warning, 0 notes.\n")
    assert run(tmp_path, "check", "tides.rdf", "--strict").returncode == 1
    (tmp_path / "tides.rdf").write_bytes(RSS_1.replace(b"</item>", b""))
    broken = run(tmp_path, "check", "tides.rdf")
    assert broken.returncode == 1
    assert "error xml-well-formed" in broken.stdout


def test_a_feed_on_the_web_is_checked(tmp_path: Path, site: str) -> None:
    """By its own address or by that of a page that names it; no private network is asked unless the settings say so."""
    refused = run(tmp_path, "check", f"{site}feed.xml")
    assert refused.returncode == 1
    assert "private network" in refused.stderr
    assert "[fetch]" in refused.stderr
    (tmp_path / "publisher.toml").write_text(f"{SETTINGS}[fetch]\nprivate = true\n", encoding="utf-8")

    for address in (f"{site}feed.xml", site):
        checked = run(tmp_path, "check", address)
        assert checked.returncode == 1, checked.stderr
        assert f"{site}feed.xml:4: " in checked.stdout
        assert "1 feed: " in checked.stdout
    assert run(tmp_path, "check", f"{site}gone.xml").returncode == 1
