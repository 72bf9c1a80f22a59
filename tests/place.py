"""A place to publish from, for tests: real files, a real state, no clock."""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from publisher.config import Config, parse_config
from publisher.pipeline import Publisher, Report
from publisher.store.schema import MIGRATIONS

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SETTINGS = 'title = "Long reads"\nurl = "https://example.org/"\nauthority = "example.org,2026"\nauthor = "Ada"\n'


class Place:
    """A folder with settings, articles and feeds."""

    def __init__(self, folder: Path, settle: timedelta, settings: str = SETTINGS) -> None:
        self.folder = folder
        self.content = folder / "content"
        self.feeds = folder / "feeds"
        self.content.mkdir(parents=True)
        self._settle = settle
        self.set(settings)

    def set(self, settings: str) -> None:
        """Write the settings."""
        (self.folder / "publisher.toml").write_text(settings, encoding="utf-8")

    @property
    def config(self) -> Config:
        """The settings, read anew."""
        text = (self.folder / "publisher.toml").read_text(encoding="utf-8")
        config = parse_config(text, "publisher.toml", self.folder)
        return replace(
            config,
            sources=replace(config.sources, settle=self._settle),
            media=replace(config.media, settle=self._settle),
        )

    def write(self, name: str, text: str | bytes) -> None:
        """Put an article into the content folder."""
        path = self.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def publish(self, now: datetime = NOON, *, dry_run: bool = False, **options: Any) -> Report:  # noqa: ANN401
        """Publish once, with whatever `Publisher.publish` takes."""
        with Publisher.open(self.config, dry_run=dry_run) as publisher:
            return publisher.publish(now, dry_run=dry_run, **options)

    def tree(self) -> dict[str, bytes]:
        """Return every file below the feeds folder."""
        return read_tree(self.feeds)

    def times(self) -> dict[str, int]:
        """Return the time of every file below the feeds folder."""
        return {str(path): path.stat().st_mtime_ns for path in self.feeds.rglob("*") if path.is_file()}

    def items(self, feed: str = "feed.json") -> list[dict[str, Any]]:
        """Return the items of a JSON Feed."""
        data = json.loads((self.feeds / feed).read_text(encoding="utf-8"))
        items: list[dict[str, Any]] = data["items"]
        return items

    def ids(self, feed: str = "feed.json") -> dict[str, str]:
        """Return the ids of a JSON Feed by title."""
        return {item["title"]: item["id"] for item in self.items(feed)}


def read_tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, but for those that are only another form of the one beside them."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix not in {".br", ".gz", ".zst"}
    }


def downgrade(database: sqlite3.Connection, version: int) -> None:
    """Turn a state into one of an earlier version: tables and columns that came later go."""
    for step in MIGRATIONS[version:]:
        for statement in step:
            if added := re.match(r"ALTER TABLE (\w+) ADD COLUMN (\w+)", statement):
                database.execute(f"ALTER TABLE {added[1]} DROP COLUMN {added[2]}")
            elif created := re.match(r"\s*CREATE TABLE (\w+)", statement):
                database.execute(f"DROP TABLE {created[1]}")
    database.execute("DELETE FROM schema_version WHERE version > ?", (version,))
    database.commit()


def article(title: str, *sections: tuple[str, str], front: str = "") -> str:
    """Write a Markdown article; each text is made long enough to stand alone."""
    filler = "It goes on with words that hold no meaning and only fill the line until there are enough of them."
    parts = [f"---\ntitle: {title}\n{front}---\n", f"{title} opens. {filler} {filler}\n"]
    parts += [f"## {heading}\n\n{text} {filler} {filler}\n" for heading, text in sections]
    return "\n".join(parts)
