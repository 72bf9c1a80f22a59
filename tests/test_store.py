"""Remembering between runs."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from publisher.errors import LockedError, StoreError
from publisher.model import Article, Item, Media, MediaKind, SafeHtml
from publisher.store import MediaRow, RunLock, SourceRow, Store
from publisher.store.schema import MIGRATIONS

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def make_article(name: str, published: datetime = NOON, count: int = 2) -> Article:
    """Make an article with every field set."""
    items = tuple(
        Item(
            id=f"tag:{name}:{number}",
            slug=f"s{number}",
            title=f"Title {number} of {name}",
            content=SafeHtml("<p>Ünï</p>"),
            summary="Ünï",
            text="Ünï",
            pin="pin",
            is_lead=number == 0,
            anchor="x-a",
            image="https://example.org/a.png",
            media=(
                Media(url="https://example.org/a.png", kind=MediaKind.IMAGE, type="image/png", width_px=3, height_px=2),
                Media(url="https://example.org/a?b&é", kind=MediaKind.AUDIO, size_bytes=2**40, title="Ünï"),
            ),
            fragment="a",
            published=published - timedelta(seconds=number),
            updated=published + timedelta(hours=1, seconds=number),
            version=3,
            position=number,
        )
        for number in range(count)
    )
    return Article(
        name=name,
        id=f"tag:{name}",
        slug=name.partition(".")[0],
        title=f"Title of {name}",
        standfirst="Stand first",
        authors=("Ada", "Grace"),
        tags=("one", "two"),
        language="de",
        canonical="https://example.org/a",
        license="CC0",
        image="https://example.org/b.png",
        pin="",
        published=published,
        updated=published + timedelta(hours=1),
        items=items,
    )


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A state of its own."""
    return Store(tmp_path / "state" / "state.sqlite3")


def test_an_article_comes_back_as_it_was(store: Store) -> None:
    """Every field of an article and of its items survives."""
    article = make_article("a.md")
    with store.transaction():
        store.save_article(article)

    assert store.article(article.id) == article
    assert store.article("tag:nothing") is None
    assert store.pending() == [article.id]


def test_saving_again_changes_and_adds(store: Store) -> None:
    """An item that is known is changed in place, never doubled; a withdrawn one stays reserved."""
    article = make_article("a.md")
    with store.transaction():
        store.save_article(article)
    edited = replace(article.items[0], title="Other", version=4)
    gone = replace(article.items[1], withdrawn=True)
    with store.transaction():
        store.save_article(replace(article, items=(edited,)), [gone])

    assert store.items(article.id) == (edited,)
    assert store.items(article.id, withdrawn=True) == (gone,)
    assert store.has_id(gone.id)
    assert not store.has_id("tag:other")


def test_the_newest_come_first(store: Store) -> None:
    """Feeds get the newest items and articles, none that is withdrawn."""
    old, new, gone = (
        make_article(f"{name}.md", NOON + timedelta(days=day)) for day, name in enumerate(("old", "new", "gone"))
    )
    with store.transaction():
        for article in (old, new, gone):
            store.save_article(article)
        store.withdraw_article(gone.id, NOON)

    assert [item.id for _, item in store.newest_items(3)] == ["tag:new.md:0", "tag:new.md:1", "tag:old.md:0"]
    assert [article.slug for article, _ in store.newest_items(3)] == ["new", "new", "old"]
    assert [listing.slug for listing in store.listings()] == ["new", "old"]
    assert store.count_live() == (2, 4)
    assert store.has_slug("gone")


def test_an_error_saves_nothing(store: Store) -> None:
    """What happens in a transaction happens whole or not at all; a savepoint undoes its own part only."""
    one, two, three = (make_article(f"{name}.md") for name in ("one", "two", "three"))
    with pytest.raises(RuntimeError), store.transaction():
        store.save_article(one)
        raise RuntimeError
    with store.transaction():
        store.save_article(two)
        with pytest.raises(RuntimeError), store.savepoint():
            store.save_article(three)
            raise RuntimeError

    assert store.pending() == [two.id]


def test_a_dry_run_saves_nothing(store: Store) -> None:
    """Changes that are not to be kept are seen inside and gone outside."""
    with store.transaction(keep=False):
        store.save_article(make_article("a.md"))
        assert store.pending() == ["tag:a.md"]

    assert store.pending() == []


def test_sources_and_outputs_are_remembered(store: Store) -> None:
    """What was seen and what was written comes back; a path belongs to one owner."""
    row = SourceRow(name="a.md", size=3, mtime_ns=2**62, digest="d", engine="e", article_id="tag:a", due=NOON)
    with store.transaction():
        store.save_source(row)
        store.save_source(replace(row, name="b.md", article_id=None, due=None))
        store.mark_written({"tag:a": ["a/index.html", "a/rss.xml"], "": ["rss.xml"]})
        store.mark_written({"tag:a": ["a/index.html"]})

    assert store.sources()["a.md"] == row
    assert store.outputs() == {"a/index.html": "tag:a", "rss.xml": ""}
    with store.transaction():
        store.forget_source("a.md")
    assert list(store.sources()) == ["b.md"]


def test_a_state_of_a_newer_publisher_is_refused(store: Store, tmp_path: Path) -> None:
    """It is not guessed at, and not touched."""
    store._execute("INSERT INTO schema_version (version) VALUES (99)")  # noqa: SLF001  As a newer one would have.
    store.close()

    with pytest.raises(StoreError, match="upgrade the publisher"):
        Store(tmp_path / "state" / "state.sqlite3")


def test_a_file_that_is_no_state_is_not_overwritten(tmp_path: Path) -> None:
    """It is named, and stays as it is: only a run that can recover sets it aside."""
    path = tmp_path / "state.sqlite3"
    path.write_text("precious notes " * 100)

    with pytest.raises(StoreError, match="the state database is damaged"):
        Store(path)
    assert path.read_text() == "precious notes " * 100


def test_the_state_is_durable(store: Store) -> None:
    """An id is on the disk before a file shows it: write-ahead log, synced at every commit."""
    assert store._execute("PRAGMA journal_mode").fetchone() == ("wal",)  # noqa: SLF001
    assert store._execute("PRAGMA synchronous").fetchone() == (2,)  # noqa: SLF001


def test_one_run_at_a_time(tmp_path: Path) -> None:
    """A second lock is refused, says who holds the first, and is free again after it."""
    path = tmp_path / "lock"
    with RunLock(path), pytest.raises(LockedError, match=f"process {os.getpid()}"):
        RunLock(path).acquire()
    with RunLock(path):
        pass


def test_a_crash_leaves_no_lock(tmp_path: Path) -> None:
    """A process that is killed while it holds the lock does not hold it any longer."""
    path = tmp_path / "lock"
    script = (
        "import sys, time; from pathlib import Path; from publisher.store import RunLock\n"
        f"RunLock(Path({str(path)!r})).acquire() or print('held', flush=True) or time.sleep(60)"
    )
    # Keeps the object alive until the process is killed.
    script = script.replace("RunLock(Path", "lock = RunLock(Path").replace(")).acquire()", ")); lock.acquire()")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(LockedError, match=f"process {process.pid}"):
            RunLock(path).acquire()
        process.kill()
        process.wait()

    with RunLock(path):
        pass


def test_a_broken_lock_says_what_to_do(tmp_path: Path) -> None:
    """A file in its place that is none is named with the cure."""
    (tmp_path / "lock").write_text("not a lock " * 200)

    with pytest.raises(StoreError, match="delete this file"):
        RunLock(tmp_path / "lock").acquire()


def test_media_of_an_article_are_remembered(tmp_path: Path) -> None:
    """What was seen of each file, replaced as a whole; a file is recalled by path, size and time, whoever saw it."""
    store = Store(tmp_path / "state.sqlite3")
    row = MediaRow(
        source="a.md",
        path="a.png",
        size=3,
        mtime_ns=2**62,
        digest="d",
        name="a-d.png",
        type="image/png",
        width=2,
        height=1,
    )
    missing = replace(row, path="b.png", size=-1, mtime_ns=0, digest="", name="", type="", width=0, height=0)

    with store.transaction():
        store.media.save("a.md", [row, missing])
        store.media.save("b.md", [replace(row, source="b.md")])
    assert sorted(store.media.seen()) == [
        ("a.md", "a.png", 3, 2**62),
        ("a.md", "b.png", -1, 0),
        ("b.md", "a.png", 3, 2**62),
    ]
    assert store.media.recall("a.png", 3, 2**62) == row
    assert store.media.recall("a.png", 4, 2**62) is store.media.recall("b.png", -1, 0) is None
    assert store.media.rows("a-d.png") == [row, replace(row, source="b.md")]
    with store.transaction():
        store.media.save("a.md", [missing])
        store.forget_source("b.md")
    assert store.media.seen() == [("a.md", "b.png", -1, 0)]


def test_only_what_is_live_keeps_media(tmp_path: Path) -> None:
    """An item, an article or a change; what is withdrawn keeps none."""
    store = Store(tmp_path / "state.sqlite3")
    article = make_article("a.md")
    with store.transaction():
        store.save_article(article)
        for owner in (article.id, *(item.id for item in article.items), "nobody"):
            store.media.save_uses(owner, article.id, {f"{owner[-1]}.png", "shared.png"})
        store.media.forget_unused(has_changes=True)
    assert store.media.names() == {"d.png", "0.png", "1.png", "shared.png"}
    assert store.media.users(["0.png"]) == {article.id}
    assert store.media.used(article.items[0].id) == {"0.png": article.id, "shared.png": article.id}

    with store.transaction():
        store.save_article(
            replace(article, items=article.items[:1]), [replace(article.items[1], withdrawn=True, gone=NOON)]
        )
        store.media.forget_unused(has_changes=True)
    assert store.media.names() == {"d.png", "0.png", "shared.png"}
    with store.transaction():
        store.withdraw_article(article.id, NOON)
        store.media.forget_unused(has_changes=True)
    assert store.media.names() == set()


def test_a_state_of_before_media_keeps_its_items(tmp_path: Path) -> None:
    """Articles and items of version 5 show nothing until they are read again; all else is as it was."""
    path = tmp_path / "state.sqlite3"
    article = make_article("a.md")
    store = Store(path)
    with store.transaction():
        store.save_article(article)
    store.close()
    old = sqlite3.connect(path)
    for table in ("media", "media_uses", "archives", "archived", "notices", "hubs"):
        old.execute(f"DROP TABLE {table}")
    for table, column in (
        ("articles", "media"),
        ("items", "media"),
        ("articles", "in_reply_to"),
        ("articles", "related"),
        *((table, column) for table in ("articles", "items") for column in ("published_us", "updated_us")),
        ("articles", "dated"),
    ):
        old.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    old.execute("DELETE FROM schema_version WHERE version > 5")
    old.commit()
    old.close()

    with closing(Store(path)) as newer:
        found = newer.article(article.id)

    items = tuple(replace(item, media=()) for item in article.items)
    assert found == replace(article, items=items, media=())


def test_old_states_are_migrated(tmp_path: Path) -> None:
    """An empty database, or one of an older version with all that it holds, becomes a state; the next time nothing."""
    path = tmp_path / "state.sqlite3"
    old = sqlite3.connect(path)
    for step in MIGRATIONS[0]:
        old.execute(step)
    old.execute("CREATE TABLE schema_version (version INTEGER NOT NULL)")
    old.execute("INSERT INTO schema_version (version) VALUES (1)")
    old.execute("INSERT INTO meta (key, value) VALUES ('k', 'kept')")
    old.commit()
    old.close()

    Store(path).close()
    Store(path).close()

    connection = sqlite3.connect(path)
    versions = [(number,) for number in range(1, len(MIGRATIONS) + 1)]
    assert connection.execute("SELECT version FROM schema_version").fetchall() == versions
    assert connection.execute("SELECT value FROM meta").fetchall() == [("kept",)]
    connection.close()
    empty = tmp_path / "empty.sqlite3"
    sqlite3.connect(empty).close()
    Store(empty).close()
