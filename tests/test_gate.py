"""Feeds that would show subscribers doubles, or take away what they have, are held back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import timedelta

import pytest

from publisher.errors import RegressionError
from tests.place import NOON, SETTINGS, Place, article

HOUR = timedelta(hours=1)
FEEDS = ("atom.xml", "rss.xml", "feed.json")


@pytest.fixture
def published(place: Place) -> Place:
    """Two articles of three sections, published."""
    for name in ("Alpha", "Beta"):
        place.write(f"{name.lower()}.md", article(name, ("One", f"The first of {name}."), ("Two", f"More of {name}.")))
    place.publish(NOON)
    return place


def forget(place: Place) -> None:
    """Lose the state and all records, and mint other ids from now on."""
    shutil.rmtree(place.folder / ".publisher")
    for record in place.feeds.rglob("record.json"):
        record.unlink()
    place.set(SETTINGS.replace("example.org,2026", "example.org,2027"))


def test_new_ids_for_the_same_items_are_held_back(published: Place) -> None:
    """Not a byte of what subscribers have changes; the error says what they would see; pages are published."""
    before = published.tree()
    forget(published)
    published.write("beta.md", article("Beta", ("One", "The first of Beta."), ("Two", "Less of Beta.")))

    report = published.publish(NOON + HOUR)

    assert {error.where for error in report.failed} >= {"feeds/*", "feeds/articles/*", "feeds/alpha/*", "feeds/beta/*"}
    top = next(error for error in report.failed if error.where == "feeds/*")
    assert isinstance(top, RegressionError)
    assert "6 ids would change: subscribers will see 6 doubles." in top.message
    assert "--force" in top.hint
    after = published.tree()
    for folder in ("", "articles/", "alpha/", "beta/"):
        for name in FEEDS:
            assert after[f"{folder}{name}"] == before[f"{folder}{name}"]
    assert "Less of Beta." in after["beta/index.html"].decode()


def test_what_is_held_back_is_tried_again(published: Place) -> None:
    """At every run, until its cause is gone or the operator wants it so; a patient run speaks of it once."""
    before = published.tree()
    forget(published)
    count = len(published.publish(NOON + HOUR).failed)

    assert len(published.publish(NOON + 2 * HOUR).failed) == count
    patient = published.publish(NOON + 3 * HOUR, is_patient=True)
    assert (patient.failed, patient.still_failing) == ((), count)
    assert published.tree()["atom.xml"] == before["atom.xml"]
    forced = published.publish(NOON + 4 * HOUR, is_forced=True)
    assert forced.failed == ()
    assert "example.org,2027" in published.tree()["atom.xml"].decode()
    times = published.times()
    assert published.publish(NOON + 5 * HOUR).failed == ()
    assert published.times() == times


def test_a_cause_that_is_gone_lets_the_feed_pass(published: Place) -> None:
    """Here the published feeds were of somebody else's making, until they were removed."""
    before = published.tree()
    for name in FEEDS:
        (published.feeds / name).write_bytes(before[name].replace(b"example.org,2026:", b"other.example,2020:"))
    published.write("alpha.md", article("Alpha", ("One", "The first of all."), ("Two", "More of Alpha.")))
    assert [error.where for error in published.publish(NOON + HOUR).failed] == ["feeds/*"]
    for name in FEEDS:
        (published.feeds / name).unlink()

    assert published.publish(NOON + 2 * HOUR).failed == ()

    assert len(published.items()) == 6
    assert "The first of all." in published.tree()["atom.xml"].decode()


def test_what_cannot_be_read_is_replaced(published: Place) -> None:
    """Nobody is subscribed to what no reader can read."""
    (published.feeds / "feed.json").write_bytes(b"{")
    published.write("alpha.md", article("Alpha", ("One", "The first of all."), ("Two", "More of Alpha.")))

    assert published.publish(NOON + HOUR).failed == ()
    assert len(json.loads(published.tree()["feed.json"])["items"]) == 6


@pytest.mark.parametrize("granularity", ["sections", "article"])
def test_what_the_state_knows_passes(published: Place, granularity: str) -> None:
    """Edits, removals, new articles, renamed files, other settings: none of it is held back."""
    changes: tuple[Callable[[], object], ...] = (
        lambda: published.write("alpha.md", article("Alpha", ("One", "Quite another text."))),
        lambda: published.write("gamma.md", article("Gamma", ("One", "New."))),
        lambda: (published.content / "beta.md").rename(published.content / "delta.md"),
        (published.content / "gamma.md").unlink,
        lambda: published.set(SETTINGS.replace("https://example.org/", "https://example.net/feeds/")),
        lambda: published.set(f"{SETTINGS}[publish]\nmax_items = 2\nmin_live = '0 days'\n"),
        lambda: published.set(f'{SETTINGS}[publish]\neach = "{granularity}"\n'),
        lambda: published.write("alpha.md", article("Alpha", ("One", "Quite another text."), ("Two", "Back."))),
        (published.content / "alpha.md").unlink,
    )
    for step, change in enumerate(changes):
        change()
        report = published.publish(NOON + (step + 1) * HOUR, accepted=["alpha.md"])
        assert report.failed == (), step
