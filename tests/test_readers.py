"""Real readers subscribe to the running server, as their users would, and see exactly what is new."""

from __future__ import annotations

import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import feedparser
import pytest
import requests
import zstandard
from lxml import html

from tests.conftest import find_program
from tests.place import NOON, SETTINGS, Place, article
from tests.served import Site, served

FILES = ("atom.xml", "rss.xml")


@dataclass
class World:
    """A place that is served under the address that its feeds name, and whose article goes on."""

    place: Place
    site: Site
    url: str
    now: datetime = NOON

    def write(self, *sections: tuple[str, str]) -> None:
        """Write the article as it is now, and publish."""
        self.now += timedelta(days=1)
        self.place.write("tides.md", article("Tides", *sections, front="slug: tides\n"))
        self.place.write("quiet.md", article("Quiet", ("Rest", "Nothing happens here."), front="slug: quiet\n"))
        assert self.place.publish(self.now).failed == ()
        # What was written this moment is looked at again by the server.
        time.sleep(0.2)

    def edit_and_add(self) -> None:
        """Edit a section, and add another."""
        self.write(("Moon", "It pulls twice a day."), ("Shore", "It waits."), ("Harbour", "It is dredged in spring."))

    @property
    def first(self) -> set[str]:
        """Ids of what was there at first."""
        return {item["id"] for item in self.place.items("tides/feed.json")} - {self.added}

    @property
    def added(self) -> str:
        """Id of the section that was added."""
        return self.place.ids("tides/feed.json").get("Harbour", "")

    def statuses(self, reader: str, seen: dict[Any, int]) -> dict[int, int]:
        """Return how often a reader got which answer to requests for feeds since some were seen."""
        found: dict[int, int] = {}
        for key, count in self.site.counter.read().items():
            feed, status, name = key
            if name == reader and (feed or status in {301, 308}) and count > seen.get(key, 0):
                found[int(status)] = found.get(int(status), 0) + count - seen.get(key, 0)
        return found


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Two articles, one of which was elsewhere before, and a server."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}/"
    settings = SETTINGS.replace("https://example.org/", url)
    place = Place(tmp_path / "place", timedelta(), f'{settings}[moved]\n"old/tides/" = "tides/"\n')
    with served(place.feeds, options=place.config.serve, port=port) as site:
        found = World(place, site, url)
        found.write(("Moon", "It pulls."), ("Shore", "It waits."))
        yield found


def _discover(page: str) -> list[str]:
    """Return the feeds that a page names, as readers find them."""
    answer = requests.get(page, timeout=10)
    tree = html.fromstring(answer.content, base_url=answer.url)
    tree.make_links_absolute()
    return [str(link.get("href")) for link in tree.xpath("//link[@rel='alternate'][contains(@type, '+')]")]


def _run(command: list[str]) -> str:
    done = subprocess.run(command, check=False, capture_output=True, timeout=60, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("file", FILES)
def test_feedparser(world: World, file: str) -> None:
    """Finds the feed from the page, follows it where it moved, is told nothing twice, and then just what is new."""
    assert f"{world.url}tides/{file}" in _discover(f"{world.url}tides/")
    assert f"{world.url}{file}" in _discover(world.url)
    moved = feedparser.parse(f"{world.url}old/tides/{file}")
    assert (moved.status, moved.href) == (301, f"{world.url}tides/{file}")
    assert {entry.id for entry in moved.entries} == world.first
    # With its date alone, and with its tag alone.
    for known in ({"etag": moved.etag}, {"modified": moved.modified}, {"etag": moved.etag, "modified": moved.modified}):
        again = feedparser.parse(moved.href, **known)
        assert (again.status, again.entries) == (304, [])
    world.edit_and_add()
    new = feedparser.parse(moved.href, etag=moved.etag)
    assert not new.bozo
    assert world.added in {entry.id for entry in new.entries}
    assert {entry.id for entry in new.entries} - world.first == {world.added}
    # It asks for new entries only in the name of programs that do not know: they get all, which they understand.
    assert new.status == 200
    assert len(new.entries) == len(world.first) + 1


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd", "identity"])
def test_what_is_compressed_is_the_same(world: World, coding: str) -> None:
    """Whatever a reader can unpack, it gets, with a tag of its own."""
    plain = requests.get(f"{world.url}tides/atom.xml", headers={"Accept-Encoding": "identity"}, timeout=10)
    answer = requests.get(f"{world.url}tides/atom.xml", headers={"Accept-Encoding": coding}, timeout=10)
    assert answer.headers.get("Content-Encoding", "identity") == coding
    # requests unpacks this one only where Python itself can.
    is_packed = coding == "zstd" and answer.content.startswith(b"(\xb5/\xfd")
    content = zstandard.ZstdDecompressor().decompressobj().decompress(answer.content) if is_packed else answer.content
    assert content == plain.content
    assert {entry.id for entry in feedparser.parse(content).entries} == world.first
    assert (answer.headers["ETag"] == plain.headers["ETag"]) == (coding == "identity")


@pytest.mark.skipif(find_spec("reader") is None, reason="reader is not installed")
def test_lemon24_reader(world: World, tmp_path: Path) -> None:
    """Follows the move, gets 304, then one new entry and one that was modified."""
    script = tmp_path / "read.py"
    script.write_text(
        "import json, sys\n"
        "from reader import make_reader\n"
        "with make_reader(sys.argv[1]) as reader:\n"
        "    reader.add_feed(sys.argv[2], exist_ok=True)\n"
        "    value = reader.update_feed(sys.argv[2])\n"
        "    told = [value.new, value.modified, value.unmodified] if value else None\n"
        "    print(json.dumps([told, sorted(entry.id for entry in reader.get_entries())]))\n",
        encoding="utf-8",
    )

    def read() -> tuple[list[int] | None, set[str]]:
        feed = f"{world.url}old/tides/atom.xml"
        command = [sys.executable, str(script), str(tmp_path / "reader.sqlite"), feed]
        told, ids = json.loads(_run(command))
        return told, set(ids)

    count = len(world.first)
    assert read() == ([count, 0, 0], world.first)
    seen = dict(world.site.counter.read())
    told, ids = read()
    assert (not told or told[:2] == [0, 0], ids) == (True, world.first)
    assert world.statuses("reader", seen) == {301: 1, 304: 1}
    before = world.first
    world.edit_and_add()
    told, ids = read()
    assert told is not None
    assert told[:2] == [1, 1]
    assert ids - before == {world.added}


def _run_newsboat(program: str, folder: Path, *arguments: str) -> None:
    options = [f"--{name}-file={folder / name}" for name in ("url", "cache", "config")]
    subprocess.run([program, *options, *arguments], check=True, capture_output=True, timeout=120)


def _read_newsboat(folder: Path, *, mark: bool = False) -> dict[str, set[str]]:
    """Return ids of what is unread, by feed."""
    found: dict[str, set[str]] = {}
    with closing(sqlite3.connect(folder / "cache")) as cache:
        for url, guid in cache.execute("SELECT feedurl, guid FROM rss_item WHERE unread = 1"):
            found.setdefault(url, set()).add(guid)
        if mark:
            cache.execute("UPDATE rss_item SET unread = 0")
            cache.commit()
    return found


@pytest.mark.newsboat
def test_newsboat(newsboat: str, world: World, tmp_path: Path) -> None:
    """Takes all feeds from the OPML, gets 304, and then shows exactly the new item, in the feed where it moved too."""
    folder = tmp_path / "newsboat"
    folder.mkdir()
    (folder / "config").touch()
    (folder / "url").touch()
    _run_newsboat(newsboat, folder, f"--import-from-opml={world.place.feeds / 'articles.opml'}")
    listed = (folder / "url").read_text(encoding="utf-8")
    assert re.search(r"/tides/(atom|rss)\.xml", listed)
    # newsboat shows an item that stands in two feeds in one of them only.
    feed = f"{world.url}old/tides/atom.xml"
    (folder / "url").write_text(f"{feed}\n", encoding="utf-8")
    for _ in range(2):
        # newsboat 2.21 forgets the validators of its very first answer.
        _run_newsboat(newsboat, folder, "-x", "reload")
    assert _read_newsboat(folder, mark=True) == {feed: world.first}
    seen = dict(world.site.counter.read())
    _run_newsboat(newsboat, folder, "-x", "reload")
    assert world.statuses("Newsboat", seen) == {301: 1, 304: 1}
    world.edit_and_add()
    _run_newsboat(newsboat, folder, "-x", "reload")
    assert _read_newsboat(folder) == {feed: {world.added}}


def test_rss2email(world: World, tmp_path: Path) -> None:
    """Mails each item once, then nothing, then exactly what is new."""
    program = find_program("r2e")
    mails = tmp_path / "mails"
    mails.mkdir()
    sendmail = tmp_path / "sendmail"
    sendmail.write_text(f"#!/bin/sh\nexec cat > {mails}/$(date +%s%N)-$$\n", encoding="utf-8")
    sendmail.chmod(0o755)
    options = [f"--config={tmp_path / 'rss2email.cfg'}", f"--data={tmp_path / 'rss2email.json'}"]
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}

    def run(*arguments: str) -> list[str]:
        for path in mails.iterdir():
            path.unlink()
        done = subprocess.run(
            [program, *options, *arguments], check=False, capture_output=True, timeout=120, env=environment, text=True
        )
        assert done.returncode == 0, done.stderr
        texts = [path.read_text(encoding="utf-8") for path in sorted(mails.iterdir())]
        return sorted(found[1] for text in texts if (found := re.search(r"^Subject: (.*)$", text, re.MULTILINE)))

    run("new", "ida@example.org")
    config = (tmp_path / "rss2email.cfg").read_text(encoding="utf-8")
    config = re.sub(r"^sendmail = .*$", f"sendmail = {sendmail}", config, flags=re.MULTILINE)
    (tmp_path / "rss2email.cfg").write_text(config, encoding="utf-8")
    run("add", "tides", f"{world.url}tides/rss.xml")
    assert run("run") == ["Moon", "Shore", "Tides"]
    seen = dict(world.site.counter.read())
    assert run("run") == []
    # Debian's says only that feedparser asks.
    assert world.statuses("rss2email", seen) | world.statuses("feedparser", seen) == {304: 1}
    world.edit_and_add()
    assert run("run") == ["Harbour"]


class Liferea:
    """liferea on a screen and a message bus of its own."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self._folder = folder
        self._environment = environment

    def call(self, method: str, *arguments: str) -> None:
        """Ask it to do something, as its own command line does."""
        command = ["dbus-send", "--session", "--print-reply", "--dest=org.gnome.feed.Reader", "/org/gnome/feed/Reader"]
        subprocess.run(
            [*command, f"org.gnome.feed.Reader.{method}", *arguments],
            check=True,
            capture_output=True,
            timeout=30,
            env=self._environment,
        )

    def items(self) -> dict[str, set[str]]:
        """Return the ids of the items of each feed, by the feed's address."""
        found: dict[str, set[str]] = {}
        path = self._folder / "data/liferea/liferea.db"
        with suppress(sqlite3.Error), closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
            query = "SELECT s.source, i.source_id FROM subscription s LEFT JOIN items i ON i.node_id = s.node_id"
            for source, guid in database.execute(query):
                found.setdefault(source, set()).update([guid] if guid else [])
        return found


@contextmanager
def _run_liferea(folder: Path, opml: bytes) -> Iterator[Liferea]:
    """Run it with a list of feeds."""
    for program in ("liferea", "Xvfb", "dbus-daemon", "dbus-send"):
        find_program(program)
    (folder / "config/liferea").mkdir(parents=True)
    (folder / "config/liferea/feedlist.opml").write_bytes(opml)
    environment = {
        **os.environ,
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "GSETTINGS_BACKEND": "memory",
        "NO_AT_BRIDGE": "1",
        "LIBGL_ALWAYS_SOFTWARE": "1",
    }
    with ExitStack() as stack:

        def start(*command: str, pipe: int | None = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
            process = subprocess.Popen(command, env=environment, stdout=pipe, stderr=subprocess.DEVNULL)
            stack.enter_context(process)
            stack.callback(process.terminate)
            return process

        screen = start(
            "Xvfb", "-displayfd", "1", "-screen", "0", "800x600x24", "-nolisten", "tcp", pipe=subprocess.PIPE
        )
        assert screen.stdout
        environment["DISPLAY"] = f":{screen.stdout.readline().decode().strip()}"
        bus = start("dbus-daemon", "--session", "--nofork", "--print-address=1", pipe=subprocess.PIPE)
        assert bus.stdout
        environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().decode().strip()
        start("liferea", "-p")
        yield Liferea(folder, environment)


def _await(is_so: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.2)


def test_liferea(world: World, tmp_path: Path) -> None:
    """Takes feeds from the OPML and from a page's address, gets 304, and then exactly what is new."""
    opml = (world.place.feeds / "articles.opml").read_bytes()
    with _run_liferea(tmp_path / "liferea", opml) as liferea:
        quiet = {item["id"] for item in world.place.items("quiet/feed.json")}
        # Every feed of the list, each with what is in it.
        _await(lambda: quiet in liferea.items().values() and world.first in liferea.items().values())
        for _ in range(100):
            with suppress(subprocess.CalledProcessError):
                liferea.call("Ping")
                break
            time.sleep(0.2)
        known = set(liferea.items())
        # The old address of the page: through 301, and from there to the feed that it names first.
        liferea.call("Subscribe", f"string:{world.url}old/tides/")
        _await(lambda: any(world.first == ids for url, ids in liferea.items().items() if url not in known))
        seen = dict(world.site.counter.read())
        time.sleep(1)
        liferea.call("Refresh")
        _await(lambda: world.statuses("Liferea", seen).get(304, 0) >= 3)
        before = {url: set(ids) for url, ids in liferea.items().items()}
        world.edit_and_add()
        liferea.call("Refresh")
        own = [url for url, ids in before.items() if ids == world.first]
        _await(lambda: all(liferea.items()[url] - before[url] == {world.added} for url in own))
        assert all(liferea.items()[url] >= before[url] for url in own)
