"""Two real readers are shown the same feeds, and do what is said of them."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path

import pytest

from publisher.preview import READERS, FeedFormat, Outcome, simulate
from tests.preview.feeds import NOON, WRITERS, Item, Source, feed, item, prose

D, C, B, A = (item(name) for name in "dcba")
BARE = Item(title="Rain", text="It rains.", link="https://example.org/rain")
NOW = NOON + timedelta(days=8)
Shown = dict[str, list[str]]

PAIRS: dict[str, tuple[Source, Source]] = {
    "an edit, a new item and one that left": (
        feed(C, B, A),
        feed(D, C, replace(B, title="Renamed", text="It shines.", updated=NOW)),
    ),
    "other ids": (feed(C, B, A), feed(*(replace(one, id=f"{one.id}x") for one in (C, B)), A)),
    "another date only": (feed(C, B), feed(C, replace(B, published=NOON - timedelta(days=2)))),
    "an id twice": (feed(B), feed(replace(C, id=A.id), A, B)),
    "no ids, and one reworded": (feed(BARE, A), feed(replace(BARE, title="Sun", text="It shines."), A)),
    "no ids, and another link": (feed(BARE, A), feed(replace(BARE, link="https://example.org/x", text=prose("x")), A)),
    "withdrawn, and back": (feed(B, A, deleted=[C.id]), feed(C, B, A)),
}


def told(outcome: Outcome) -> Shown:
    """Return the titles of what is new, and of what changed; a reader cannot say what is a double."""
    new = [entry.title for entry in (*outcome.new, *(pair.new for pair in outcome.doubled))]
    return {"new": sorted(new), "updated": sorted(one.new.title for one in outcome.updated)}


def ask_newsboat(program: str, folder: Path, old: bytes, new: bytes) -> Shown:
    """Reload twice; return what came, and what changed though it was there."""
    path = folder / "feed.xml"
    (folder / "urls").write_text(f"file://{path}\n")
    (folder / "config").touch()
    options = [
        f"--{name}-file={folder / file}" for name, file in (("url", "urls"), ("cache", "c.db"), ("config", "config"))
    ]

    def reload(data: bytes) -> dict[str, tuple[object, ...]]:
        path.write_bytes(data)
        subprocess.run([program, *options, "-x", "reload"], check=True, capture_output=True, timeout=60)
        with sqlite3.connect(folder / "c.db") as cache:
            rows = cache.execute("SELECT guid, title, author, url, content, unread FROM rss_item").fetchall()
            cache.execute("UPDATE rss_item SET unread = 0")
        cache.close()
        return {row[0]: row[1:] for row in rows}

    before = {guid: (*row[:-1], 0) for guid, row in reload(old).items()}
    after = reload(new)
    come = [str(row[0]) for guid, row in after.items() if guid not in before]
    changed = [str(row[0]) for guid, row in after.items() if guid in before and before[guid] != row]
    assert all(row[-1] == 0 for guid, row in after.items() if guid in before)
    return {"new": sorted(come), "updated": sorted(changed)}


_SCRIPT = """
import json, sys, warnings
from pathlib import Path
warnings.simplefilter("ignore")
from reader import make_reader
folder, path = Path(sys.argv[1]), sys.argv[2]
with make_reader(str(folder / "reader.db"), feed_root="", plugins=[]) as reader:
    reader.add_feed(path, exist_ok=True)
    modified = set()
    reader.after_entry_update_hooks.append(lambda _reader, entry, _status: modified.add(entry.id))
    for data in sys.argv[3:]:
        # With an id twice in a feed the library tells of both, and keeps one: what it keeps is what people see.
        before = {entry.id for entry in reader.get_entries()}
        modified.clear()
        Path(path).write_bytes(Path(data).read_bytes())
        reader.update_feed(path)
        after = {entry.id: entry for entry in reader.get_entries()}
        assert all(after[id].read for id in before)
        for entry in after.values():
            reader.mark_entry_as_read(entry)
new = sorted(entry.title for id, entry in after.items() if id not in before)
print(json.dumps({"new": new, "updated": sorted(after[id].title for id in modified & before)}))
"""


def find_reader() -> str:
    """Return a Python that has the library, this one or that of ``PUBLISHER_READER_PYTHON``; skip if there is none."""
    other = os.environ.get("PUBLISHER_READER_PYTHON")
    if other is None and find_spec("reader") is None:
        pytest.skip("reader is not installed")
    return other or sys.executable


def ask_reader(python: str, folder: Path, old: bytes, new: bytes) -> Shown:
    """Update twice; return what the library calls new and modified."""
    (folder / "old").write_bytes(old)
    (folder / "new").write_bytes(new)
    command = [python, "-c", _SCRIPT, str(folder), str(folder / "feed.xml"), str(folder / "old"), str(folder / "new")]
    # The copy of feedparser that comes with it wants a module that nothing installs.
    environment = {**os.environ, "READER_NO_VENDORED_FEEDPARSER": "1"}
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60, env=environment)
    found: Shown = json.loads(done.stdout)
    return found


def check(name: str, pair: str, format_: FeedFormat, ask: Callable[[bytes, bytes], Shown]) -> None:
    """Compare what a reader does with what is said of it."""
    old, new = (WRITERS[format_](source) for source in PAIRS[pair])
    assert told(simulate(READERS[name], old, new, NOW)) == ask(old, new)


@pytest.mark.newsboat
@pytest.mark.parametrize("format_", [FeedFormat.RSS, FeedFormat.ATOM])
@pytest.mark.parametrize("pair", PAIRS)
def test_newsboat_does_as_is_said_of_it(newsboat: str, tmp_path: Path, pair: str, format_: FeedFormat) -> None:
    """What it stores after the second feed is what the simulation shows, and what was read stays read."""
    check("newsboat", pair, format_, lambda old, new: ask_newsboat(newsboat, tmp_path, old, new))


@pytest.mark.parametrize("format_", [FeedFormat.RSS, FeedFormat.ATOM])
@pytest.mark.parametrize("pair", PAIRS)
def test_reader_does_as_is_said_of_it(tmp_path: Path, pair: str, format_: FeedFormat) -> None:
    """What it calls new and modified is what the simulation shows."""
    python = find_reader()
    check("reader", pair, format_, lambda old, new: ask_reader(python, tmp_path, old, new))
