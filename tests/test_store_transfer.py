"""The state can be taken out as JSON Lines, and taken in elsewhere, whole or not at all."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.errors import StoreError
from publisher.store import Store
from publisher.store.schema import MIGRATIONS
from tests.place import NOON, Place, article
from tests.test_cli import ENVIRONMENT, PUBLISHER
from tests.test_store import make_article

DAY = timedelta(days=1)


@pytest.fixture
def published(place: Place) -> Place:
    """A place where something was published, changed and withdrawn."""
    place.write("a.md", article("Alpha", ("One", "First."), ("Two", "Second, with é and \u2028."), front="id: alpha\n"))
    place.write("b.md", article("Beta", ("Three", "So <math><mi>x</mi></math>.")))
    place.publish()
    (place.content / "b.md").unlink()
    place.write("a.md", article("Alpha", ("One", "First, changed."), front="id: alpha\n"))
    place.publish(NOON + DAY)
    return place


def dump(path: Path) -> list[str]:
    """Take out a state."""
    with closing(Store(path)) as store:
        return list(store.dump())


def test_a_state_comes_back_as_it_was(published: Place, tmp_path: Path) -> None:
    """What is taken out and taken in elsewhere is the same state, and the next run there writes the same files."""
    lines = dump(published.config.state)
    other = Place(tmp_path / "other", timedelta())
    shutil.copytree(published.content, other.content, dirs_exist_ok=True)
    with closing(Store(other.config.state)) as store:
        assert store.load(lines, "state.jsonl") == len(lines) - 1

    assert dump(other.config.state) == lines
    other.publish(NOON + 2 * DAY)
    assert other.tree() == published.tree()


def run(place: Place, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the publisher's command in a place."""
    command = [*PUBLISHER, *arguments]
    return subprocess.run(
        command, cwd=place.folder, capture_output=True, encoding="utf-8", env=ENVIRONMENT, check=False
    )


def test_the_commands(published: Place, tmp_path: Path) -> None:
    """`export` prints the state, `import` reads it; into a place that has published it is refused, whole."""
    done = run(published, "export")
    assert done.returncode == 0
    assert done.stdout.split("\n")[:-1] == dump(published.config.state)
    file = tmp_path / "state.jsonl"
    file.write_text(done.stdout, encoding="utf-8")
    other = Place(tmp_path / "other", timedelta())

    assert run(other, "export").returncode == 1
    assert run(other, "import", str(file)).returncode == 0
    again = run(other, "import", str(file))

    assert again.returncode == 1
    assert "holds articles already" in again.stderr
    assert dump(other.config.state) == done.stdout.split("\n")[:-1]


HEAD = json.dumps({"publisher_state": len(MIGRATIONS)})


@pytest.mark.parametrize(
    ("lines", "message", "where"),
    [
        ([], "no state in it", "f"),
        (["x"], "not JSON", "f:1"),
        (["[" * 100_000], "not JSON", "f:1"),
        (["[]"], "not a row", "f:1"),
        (['{"table": "meta", "key": "a", "value": "b"}'], "not the beginning", "f:1"),
        (['{"publisher_state": 99}'], "newer publisher", "f:1"),
        ([HEAD, "", '{"table": "sqlite_master", "name": "x"}'], "not a row", "f:3"),
        ([HEAD, '{"table": "meta", "key; DROP TABLE items": "x"}'], "not a row", "f:2"),
        ([HEAD, '{"table": "meta", "key": "a"}'], "cannot be taken in", "f:2"),
        ([HEAD, '{"table": "meta", "key": ["a"], "value": "b"}'], "not a row", "f:2"),
        ([HEAD, *['{"table": "outputs", "path": "a", "owner": ""}'] * 2], "cannot be taken in", "f:3"),
        *(
            ([HEAD, json.dumps({"table": "items", "id": "a", "media": media})], "no state has", "f:2")
            for media in (
                "",
                "x",
                "{}",
                "[1]",
                "[" * 100_000,
                '[["javascript:alert(1)", "image", "", 0, 0, 0, ""]]',
                '[["https://a/b", "page", "", 0, 0, 0, ""]]',
                '[["https://a/b", "image", "text/html", 0, 0, 0, ""]]',
                '[["https://a/b", "image", "", -1, 0, 0, ""]]',
                7,
            )
        ),
        *(
            ([HEAD, json.dumps({"table": "media_uses", "owner": "a", "name": name})], "no state has", "f:2")
            for name in ("", "a.png", "../a-0123456789abcdef.png", "a-0123456789abcdef.png/x", 7, None)
        ),
    ],
)
def test_what_is_no_state_is_refused(tmp_path: Path, lines: list[str], message: str, where: str) -> None:
    """The error names the line, and nothing of the file stays."""
    with closing(Store(tmp_path / "s.sqlite3")) as store:
        before = list(store.dump())
        with pytest.raises(StoreError, match=message) as caught:
            store.load(lines, "f")
        assert caught.value.where == where
        assert list(store.dump()) == before


@given(lines=st.lists(st.text() | st.just(HEAD) | st.builds(json.dumps, st.dictionaries(st.text(), st.integers()))))
def test_any_lines_are_taken_in_or_refused(lines: list[str]) -> None:
    """Whatever a file holds, the declared error is all that comes of it."""
    with closing(Store(Path(":memory:"))) as store:
        try:
            store.load(lines, "f")
        except StoreError as error:
            assert error.where.startswith("f")  # noqa: PT017  Either way is right.


def test_a_copy_is_kept_of_an_older_state(tmp_path: Path) -> None:
    """Before a state is changed to a newer form, it is copied beside itself, once."""
    path = tmp_path / "s.sqlite3"
    old = sqlite3.connect(path)
    for step in (*MIGRATIONS[0], "CREATE TABLE schema_version (version INTEGER NOT NULL)"):
        old.execute(step)
    old.execute("INSERT INTO schema_version (version) VALUES (1)")
    old.execute("INSERT INTO meta (key, value) VALUES ('k', 'v')")
    old.commit()
    old.close()

    Store(path).close()
    Store(path).close()

    assert sorted(found.name for found in tmp_path.iterdir()) == [
        "s.sqlite3",
        "s.sqlite3.seal",
        "s.sqlite3.v1",
    ]
    copy = sqlite3.connect(tmp_path / "s.sqlite3.v1")
    assert copy.execute("SELECT max(version) FROM schema_version").fetchall() == [(1,)]
    assert copy.execute("SELECT value FROM meta").fetchall() == [("v",)]
    copy.close()


def test_an_export_of_an_older_publisher_is_taken_in(tmp_path: Path) -> None:
    """Columns that it did not know get their defaults; what was withdrawn then has the time of its last change."""
    store = Store(tmp_path / "s.sqlite3")
    article = make_article("a.md")
    with store.transaction():
        store.save_article(replace(article, items=article.items[:1]), [replace(article.items[1], withdrawn=True)])
    lines = [json.loads(line) for line in store.dump()]
    store.close()
    for row in lines[1:]:
        for column in ("gone", "retracted", "fresh", "digest", "version", "refused", "page_content"):
            if row["table"] in {"articles", "items"} and not (row["table"] == "items" and column == "version"):
                row.pop(column, None)

    older = Store(tmp_path / "older.sqlite3")
    older.load(['{"publisher_state": 2}', *map(json.dumps, lines[1:])], "export")

    assert [(tombstone.id, tombstone.when) for tombstone in older.history.tombstones(article.id)] == [
        (article.items[1].id, article.items[1].updated)
    ]
    assert older.history.newest_tombstones(5) == list(older.history.tombstones(article.id))
