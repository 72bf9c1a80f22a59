"""A real feed reader subscribes to everything that is published."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from publisher.model import ChangeKind
from publisher.render.compose import articles_feed, site_feed
from publisher.render.files import render_article_files, render_site_files
from tests.place import Place
from tests.rendering.samples import OPTIONS, article, change, listing, pairs, tombstone, withdrawn
from tests.served import served
from tests.test_cli import ENVIRONMENT, PUBLISHER, wait_for
from tests.test_samples import RICH, ROOT, SETTINGS

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)


class Newsboat:
    """newsboat with a cache and a list of feeds of its own."""

    def __init__(self, program: str, folder: Path, feeds: list[str]) -> None:
        self._program = program
        self._folder = folder
        folder.mkdir()
        (folder / "urls").write_text("\n".join(feeds) + "\n")
        (folder / "config").touch()

    def reload(self) -> None:
        """Fetch all feeds."""
        names = [f"--{option}-file={self._folder / name}" for option, name in self._files()]
        subprocess.run([self._program, *names, "-x", "reload"], check=True, capture_output=True, timeout=120)

    def items(self) -> list[tuple[str, str, str, int, str, int]]:
        """Return feed, guid, title, date, content and whether it is unread, of every item."""
        with sqlite3.connect(self._folder / "cache.db") as cache:
            query = "SELECT feedurl, guid, title, pubDate, content, unread FROM rss_item ORDER BY feedurl, pubDate DESC"
            found = cache.execute(query).fetchall()
        cache.close()
        return found

    @staticmethod
    def _files() -> tuple[tuple[str, str], ...]:
        return (("url", "urls"), ("cache", "cache.db"), ("config", "config"))


@pytest.mark.newsboat
def test_newsboat_sees_every_item_once(newsboat: str, tmp_path: Path) -> None:
    """Each feed as Atom and as RSS (older newsboats read no JSON Feed): every item once, then 304."""
    place = Place(tmp_path / "place", timedelta(), SETTINGS + "[serve]\nport = 0\n")
    shutil.copytree(ROOT / "content", place.content, dirs_exist_ok=True)
    shutil.copy(RICH, place.content)
    place.publish(NOW)
    files = [path for path in place.feeds.rglob("*.xml") if path.name != "sitemap.xml"]
    paths = sorted(path.relative_to(place.feeds).as_posix() for path in files)
    log = tmp_path / "log"
    with (
        log.open("wb") as file,
        subprocess.Popen([*PUBLISHER, "serve"], cwd=place.folder, stderr=file, env=ENVIRONMENT) as server,
    ):
        try:
            wait_for(lambda: "http://" in log.read_text())
            found = re.search(r"http://[\d.:]+", log.read_text())
            assert found
            address = found[0]
            # Each feed has a reader of its own: newsboat shows an item that stands in two feeds in one of them only.
            readers = [
                Newsboat(newsboat, tmp_path / f"newsboat-{number}", [f"{address}/{path}"])
                for number, path in enumerate(paths)
            ]
            for reader in readers:
                reader.reload()
            first = [reader.items() for reader in readers]
            for reader in readers:
                reader.reload()
            second = [reader.items() for reader in readers]
            # newsboat 2.21 forgets the validators of its very first answer: it stores them in a row that is not there.
            asked = len(log.read_text())
            for reader in readers:
                reader.reload()
            answers = log.read_text()[asked:]
        finally:
            server.terminate()

    for path, seen in zip(paths, first, strict=True):
        items = place.items(re.sub(r"(?:atom|rss)\.xml$", "feed.json", path))
        assert sorted(row[1] for row in seen) == sorted(item["id"] for item in items), path
        assert {row[1]: row[2] for row in seen} == {item["id"]: item["title"] for item in items}, path
        # newsboat keeps whole seconds.
        dates = {item["id"]: int(datetime.fromisoformat(item["date_published"]).timestamp()) for item in items}
        assert {row[1]: row[3] for row in seen} == dates, path
        assert all(len(row[4]) > (0 if "changes." in path else 100) for row in seen), path
    assert second == first
    assert answers.count(" 304") == len(paths)
    assert " 200" not in answers


@pytest.mark.newsboat
def test_newsboat_reads_changes_and_feeds_with_tombstones(newsboat: str, tmp_path: Path) -> None:
    """An edit is an item that newsboat shows; what says that others are gone stands in nobody's way."""
    source = article(tombstones=(tombstone(1), tombstone(2, days=1)))
    edits = [change(number, kind) for number, kind in enumerate(ChangeKind)]
    files = dict(render_article_files(OPTIONS, source, edits))
    files |= render_article_files(OPTIONS, withdrawn())
    files |= render_site_files(
        OPTIONS,
        feeds=[site_feed(OPTIONS, pairs(source), source.tombstones), articles_feed(OPTIONS, [source])],
        newest=pairs(source),
        listings=[listing(source)],
        changes=[(source, edit) for edit in edits],
    )
    for path, data in files.items():
        (tmp_path / "feeds" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "feeds" / path).write_bytes(data)
    sections = sorted(part.id for part in source.items)
    changes = sorted(edit.id for edit in edits)
    expected = {
        "atom.xml": sections,
        "rss.xml": sections,
        "tide-books/atom.xml": sections,
        "old-wharf/atom.xml": [],
        "changes.atom.xml": changes,
        "changes.rss.xml": changes,
        "tide-books/changes.atom.xml": changes,
        "old-wharf/changes.rss.xml": [],
    }
    assert b"<at:deleted-entry" in files["atom.xml"]
    assert b"<at:deleted-entry" in files["old-wharf/atom.xml"]

    with served(tmp_path / "feeds") as site:
        for number, (path, ids) in enumerate(expected.items()):
            reader = Newsboat(newsboat, tmp_path / str(number), [f"http://{site.host}:{site.port}/{path}"])
            reader.reload()
            seen = reader.items()
            assert sorted(row[1] for row in seen) == ids, path
            assert all("<ins>by eye</ins>" in row[4] for row in seen if "changes" in path), path
