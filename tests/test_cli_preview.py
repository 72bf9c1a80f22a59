"""What `publisher preview` says, and what `publish` holds back, from the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.place import SETTINGS, Place, article
from tests.test_cli import run


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A place with an article, published through the command."""
    from datetime import timedelta

    made = Place(tmp_path / "place", timedelta())
    made.write("alpha.md", article("Alpha", ("One", "First."), ("Two", "Second.")))
    assert run(made.folder, "publish").returncode == 0
    return made


def test_an_edit_is_shown_before_it_is_published(place: Place) -> None:
    """Feed by feed, in numbers or item by item; nothing is written, neither files nor state."""
    assert run(place.folder, "preview").stdout == "Nothing would change for subscribers.\n"
    place.write("alpha.md", article("Alpha", ("One", "Quite another text."), ("Two", "Second."), ("Three", "Third.")))
    before, state = place.times(), place.config.state.read_bytes()

    shown = run(place.folder, "preview")

    assert shown.returncode == 0, shown.stderr
    assert "feeds/*\n  1 new, 1 changed, silently, 2 unchanged  in every reader\n" in shown.stdout
    assert place.times() == before
    assert place.config.state.read_bytes() == state
    one = run(place.folder, "preview", "alpha/atom.xml", "--reader", "newsboat")
    assert one.stdout.startswith("feeds/alpha/*\n")
    assert "new        Three" in one.stdout
    assert "changed    One" in one.stdout
    assert "articles" not in one.stdout
    data = json.loads(run(place.folder, "preview", "feeds/atom.xml", "--json").stdout)
    assert [(len(found["new"]), found["unchanged"]) for found in data[0]["readers"]] == [(1, 2)] * 6


def test_new_ids_are_seen_before_they_do_harm(place: Place) -> None:
    """`preview` says what would happen, `publish` holds the feeds back, `publish --force` publishes them."""
    shutil.rmtree(place.folder / ".publisher")
    for record in place.feeds.rglob("record.json"):
        record.unlink()
    place.set(SETTINGS.replace("example.org,2026", "example.org,2027"))
    before = place.tree()["atom.xml"]

    shown = run(place.folder, "preview", "atom.xml", "-r", "miniflux")
    assert shown.returncode == 1
    assert "3 doubled" in shown.stdout
    published = run(place.folder, "publish")
    assert published.returncode == 1
    assert "feeds/*: " in published.stderr
    assert "3 ids would change: subscribers will see 3 doubles." in published.stderr
    assert place.tree()["atom.xml"] == before
    assert run(place.folder, "publish", "--force").returncode == 0
    assert place.tree()["atom.xml"] != before


def test_what_is_not_published_yet_is_shown_as_it_would_be(tmp_path: Path) -> None:
    """No state and no folder is made; an article that cannot be read is an error."""
    run(tmp_path, "init", "place")
    folder = tmp_path / "place"
    (folder / "content/broken.md").write_text("---\ntitle: [\n---\nText\n", encoding="utf-8")

    shown = run(folder, "preview", "--at", "2026-03-01T12:00")

    assert shown.returncode == 1
    assert "broken.md:" in shown.stderr
    assert "feeds/*  (new)" in shown.stdout
    assert not (folder / ".publisher").exists()
    assert not list((folder / "feeds").rglob("*.xml"))
    assert run(folder, "preview", "--reader", "unknown").returncode == 2
