"""A real feed reader subscribes to everything that is published."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.place import Place
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
    paths = sorted(path.relative_to(place.feeds).as_posix() for path in place.feeds.rglob("*.xml"))
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
        folder = f"{path.rpartition('/')[0]}/" if "/" in path else ""
        items = place.items(f"{folder}feed.json")
        assert sorted(row[1] for row in seen) == sorted(item["id"] for item in items), path
        assert {row[1]: row[2] for row in seen} == {item["id"]: item["title"] for item in items}, path
        dates = {item["id"]: datetime.fromisoformat(item["date_published"]).timestamp() for item in items}
        assert {row[1]: row[3] for row in seen} == dates, path
        assert all(len(row[4]) > 100 for row in seen), path
    assert second == first
    assert answers.count(" 304") == len(paths)
    assert " 200" not in answers
