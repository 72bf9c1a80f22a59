"""WebSub: hubs are told of what is new once it is in place, whatever fails meanwhile."""

from __future__ import annotations

import json
import logging
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.cli import main
from publisher.pipeline import Publisher
from publisher.pipeline.telling import Teller, Told
from publisher.scheduler import read_clock
from publisher.store import Store
from tests.hub import Hub, run_hub
from tests.place import NOON, SETTINGS, Place, article, read_tree

SITE = "https://example.org/"
FEEDS = {"atom.xml", "rss.xml", "feed.json"}
SECOND = timedelta(seconds=1)


@pytest.fixture
def hub() -> Iterator[Hub]:
    """A hub on this machine."""
    with run_hub() as found:
        yield found


@pytest.fixture
def told_place(place: Place, hub: Hub) -> Place:
    """A place with two articles whose hub knows of all that is published."""
    _set_hub(place, hub.url)
    place.write("a.md", article("Ash", ("One", "First."), ("Two", "Second.")))
    place.write("b.md", article("Birch", ("One", "Other words.")))
    place.publish()
    Teller(place.config, read_clock).tell()
    hub.told.clear()
    return place


def _set_hub(place: Place, *urls: str, more: str = "") -> None:
    place.set(f"{SETTINGS}[publish]\nhubs = {json.dumps(urls)}\n[fetch]\nprivate = true\n{more}")


class Clock:
    """Goes on when it is told to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the present."""
        return self.now


def _paths(hub: Hub) -> set[str]:
    return {topic.removeprefix(SITE) for topic in hub.told}


def _live(place: Place) -> set[str]:
    return {path for path in place.tree() if re.fullmatch(r"(.*/)?(changes\.)?(atom\.xml|rss\.xml|feed\.json)", path)}


def test_a_hub_is_told_of_every_feed_and_then_of_what_changed(place: Place, hub: Hub) -> None:
    """At first of all feeds; after an edit of those whose bytes are others; after a run without changes of none."""
    _set_hub(place, hub.url)
    place.write("a.md", article("Ash", ("One", "First.")))
    place.write("b.md", article("Birch", ("One", "Other words.")))
    place.publish()
    assert hub.asked == 0

    assert Teller(place.config, read_clock).tell() == [Told(hub=hub.url, told=len(_live(place)))]
    assert sorted(hub.told) == sorted(f"{SITE}{path}" for path in _live(place))

    hub.told.clear()
    place.write("a.md", article("Ash", ("One", "First and last.")))
    changed = set(place.publish(NOON + SECOND).changed)
    Teller(place.config, read_clock).tell()
    assert _paths(hub) == _live(place) & changed
    assert {f"a/{name}" for name in FEEDS} < _paths(hub)
    assert not {path for path in _paths(hub) if path.startswith("b/")}

    hub.told.clear()
    place.publish(NOON + 2 * SECOND)
    place.publish(NOON + 3 * SECOND, rebuild=True)
    assert Teller(place.config, read_clock).tell() == []
    assert hub.told == []


def test_what_is_told_is_in_place(told_place: Place, hub: Hub) -> None:
    """A hub that fetches at once finds the new item, and exactly that."""
    before = told_place.ids()
    seen: list[set[str]] = []

    def look(topic: str) -> None:
        if topic == f"{SITE}feed.json":
            seen.append(set(told_place.ids()))

    hub.on_told = look
    told_place.write("a.md", article("Ash", ("One", "First."), ("Two", "Second."), ("Three", "Third words.")))
    told_place.publish(NOON + SECOND)
    Teller(told_place.config, read_clock).tell()
    (titles,) = seen
    assert titles - set(before) == {"Three — Ash"}


def test_a_hub_that_is_down_costs_nothing_and_is_told_later(told_place: Place, hub: Hub) -> None:
    """It is left alone for longer and longer, and asked once each time; back again, it is told all at once."""
    clock = Clock()
    teller = Teller(told_place.config, clock=clock, draw=lambda: 1.0)
    told_place.write("a.md", article("Ash", ("One", "First again.")))
    changed = _live(told_place) & set(told_place.publish(NOON + SECOND).changed)
    hub.status, hub.asked = 503, 0
    waits = []
    for _ in range(12):
        (told,) = teller.tell()
        assert (told.told, told.waiting, told.problem) == (0, len(changed), "the hub answered 503")
        (status,) = teller.list_hubs()
        assert status.row.next_try is not None
        waits.append((status.row.next_try - clock.now) / timedelta(minutes=1))
        assert teller.tell() == []
        clock.now = status.row.next_try
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360]
    assert hub.asked == 12

    hub.status = 204
    teller.tell()
    assert _paths(hub) == changed
    (status,) = teller.list_hubs()
    assert (status.row.attempts, status.row.next_try, status.waiting) == (0, None, ())


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "300"}, 300),
        ({"Retry-After": "Mon, 02 Mar 2026 12:20:00 GMT"}, 1200),
        ({"Retry-After": "99999999999"}, 86400),
        ({"Retry-After": "soon"}, 60),
        ({"Retry-After": "-5"}, 60),
        ({}, 60),
    ],
)
def test_a_hub_that_names_a_time_is_left_alone_until_then(
    told_place: Place, hub: Hub, headers: dict[str, str], seconds: int
) -> None:
    """429 and 503 with Retry-After, as seconds or a date, at most a day."""
    clock = Clock()
    teller = Teller(told_place.config, clock=clock, draw=lambda: 1.0)
    told_place.write("a.md", article("Ash", ("One", "First again.")))
    told_place.publish(NOON + SECOND)
    hub.status, hub.headers = 429, headers
    teller.tell()
    (status,) = teller.list_hubs()
    assert status.row.next_try == clock.now + timedelta(seconds=seconds)


def test_what_a_hub_will_not_hear_of_is_not_told_again(
    told_place: Place, hub: Hub, caplog: pytest.LogCaptureFixture
) -> None:
    """A feed that is refused (4xx) keeps no other waiting, and is told again when it has changed."""
    caplog.set_level(logging.WARNING)
    hub.answer = lambda topic: 400 if topic.endswith("/a/rss.xml") else 202
    told_place.write("a.md", article("Ash", ("One", "First again.")))
    changed = _live(told_place) & set(told_place.publish(NOON + SECOND).changed)
    (told,) = Teller(told_place.config, read_clock).tell()
    assert (told.told, told.refused, told.waiting) == (len(changed) - 1, 1, 0)
    assert _paths(hub) == changed - {"a/rss.xml"}
    assert Teller(told_place.config, read_clock).tell() == []
    assert [record.getMessage() for record in caplog.records] == ["hub refuses a feed"]
    hub.answer = None
    told_place.write("a.md", article("Ash", ("One", "First once more.")))
    told_place.publish(NOON + 2 * SECOND)
    Teller(told_place.config, read_clock).tell()
    assert "a/rss.xml" in _paths(hub)


def test_a_hub_is_given_up_after_a_week_with_one_word(
    told_place: Place, hub: Hub, caplog: pytest.LogCaptureFixture
) -> None:
    """What is new was long seen by then; the next change is told as ever."""
    clock = Clock()
    teller = Teller(told_place.config, clock=clock)
    told_place.write("a.md", article("Ash", ("One", "First again.")))
    told_place.publish(NOON + SECOND)
    hub.status = 500
    for _ in range(100):
        teller.tell()
        (status,) = teller.list_hubs()
        if not status.waiting:
            break
        clock.now = status.row.next_try or clock.now
    assert timedelta(days=7) < clock.now - Clock().now < timedelta(days=7, hours=7)
    assert [record.getMessage() for record in caplog.records] == ["hub not reached; it is told later", "hub not told"]


@pytest.mark.parametrize("fault", ["redirect", "endless", "closed", "slow", "no host", "private"])
def test_a_bad_hub_fails_cleanly(told_place: Place, hub: Hub, fault: str) -> None:
    """A redirect is not followed, an answer without an end not read, nothing private asked; no error leaves it."""
    url = hub.url
    told_place.write("a.md", article("Ash", ("One", "First again.")))
    if fault == "redirect":
        hub.status, hub.headers = 307, {"Location": f"{hub.url}other"}
    elif fault == "endless":
        hub.body = bytes(50_000_000)
    elif fault == "slow":
        hub.wait = threading.Event()
    elif fault == "closed":
        url = "http://127.0.0.1:9/"
    elif fault == "no host":
        url = "http://hub.invalid/"
    _set_hub(told_place, url)
    if fault == "private":
        told_place.set(f"{SETTINGS}[publish]\nhubs = [{url!r}]\n")
    told_place.publish(NOON + SECOND)
    hub.asked = 0
    started = time.monotonic()
    (told,) = Teller(told_place.config, read_clock).tell(within=timedelta(seconds=3))
    assert time.monotonic() - started < 6
    if fault == "endless":
        assert told.told
    else:
        assert (told.told, told.waiting > 0, bool(told.problem)) == (0, True, True)
        assert hub.asked == (1 if fault in {"redirect", "slow"} else 0)
        (status,) = Teller(told_place.config, read_clock).list_hubs()
        assert status.row.attempts == 1


def test_nobody_is_told_of_what_is_private(place: Place, hub: Hub) -> None:
    """A private folder's feeds are for no hub, those of a withdrawn article say so; what is off is forgotten."""
    _set_hub(place, hub.url, more='[serve]\nprivate = ["a"]\n')
    place.write("a.md", article("Ash", ("One", "First.")))
    place.write("b.md", article("Birch", ("One", "Other words.")))
    place.write("c.md", article("Cedar", ("One", "Third words.")))
    place.publish()
    (place.content / "b.md").unlink()
    place.publish(NOON + SECOND)
    Teller(place.config, read_clock).tell()
    assert _paths(hub) == {path for path in _live(place) if not path.startswith("a/")}
    assert "b/atom.xml" in _paths(hub)
    hub.told.clear()
    _set_hub(place, hub.url, "https://hub.invalid/")
    text = (place.folder / "publisher.toml").read_text(encoding="utf-8")
    place.set(text.replace("[publish]", '[publish]\neach = "off"\nchanges = false'))
    place.write("c.md", article("Cedar", ("One", "Words.")))
    place.publish(NOON + 2 * SECOND)
    Teller(place.config, read_clock).tell()
    assert _paths(hub) == {*FEEDS, *(f"articles/{name}" for name in FEEDS)}
    _set_hub(place, hub.url)
    Teller(place.config, read_clock).tell()
    with closing(Store(place.config.state)) as store:
        assert {row.hub for row in store.outbox.waiting()} <= {hub.url}
        assert set(store.outbox.hubs()) == {hub.url}


def test_two_hubs_do_not_wait_for_each_other(told_place: Place, hub: Hub) -> None:
    """One that hangs keeps nothing from the other."""
    with run_hub() as other:
        hub.wait = threading.Event()
        _set_hub(told_place, hub.url, other.url)
        told_place.write("a.md", article("Ash", ("One", "First again.")))
        told_place.publish(NOON + SECOND)
        found = {told.hub: told for told in Teller(told_place.config, read_clock).tell(within=timedelta(seconds=3))}
        assert found[other.url].told == len(_live(told_place))
        assert found[hub.url].told == 0


_STEPS = st.lists(st.sampled_from(("edit", "add", "cut", "tell", "fail", "lose")), max_size=12)


class Cut(BaseException):
    """The process ends here."""


@settings(max_examples=12)
@given(_STEPS, st.integers(0, 6))
def test_no_change_is_ever_untold(steps: list[str], where: int) -> None:
    """Whatever ends a process at whatever point, the hub has in the end been told of each feed as it is now.

    And whenever it is told, the feed is in place as it will be.
    """
    with TemporaryDirectory() as folder, run_hub() as hub:
        place = Place(Path(folder) / "place", timedelta())
        _set_hub(place, hub.url)
        known: dict[str, bytes] = {}

        def fetch(topic: str) -> None:
            path = topic.removeprefix(SITE)
            known[path] = (place.feeds / path).read_bytes()

        hub.on_told = fetch
        for number, step in enumerate([*steps, "tell"], start=1):
            now = NOON + number * SECOND
            if step == "lose":
                hub.answer = lambda _: 503
            elif step == "fail":
                calls = iter(range(100))
                hub.answer = lambda _, calls=calls: 500 if next(calls) == where else 202
            else:
                if step in {"edit", "cut"}:
                    place.write("a.md", article("Ash", ("One", f"Text {number}.")))
                elif step == "add":
                    place.write(f"n{number}.md", article(f"New {number}", ("One", f"Words of {number}.")))
                hub.answer = hub.answer if step == "tell" else None
                _publish(place, now, cut_at=where if step == "cut" else None)
            if step != "cut":
                Teller(place.config, read_clock).tell(is_forced=True)
        hub.answer = None
        place.publish(NOON + timedelta(hours=1))
        Teller(place.config, read_clock).tell(is_forced=True)
        assert known == {path: data for path, data in read_tree(place.feeds).items() if path in _live(place)}


def _publish(place: Place, now: datetime, cut_at: int | None) -> None:
    """Publish; be cut off after so many writes if that is asked for, before the state knows of them."""
    with Publisher.open(place.config) as publisher:
        if cut_at is None:
            publisher.publish(now)
            return
        real = publisher._output.write  # noqa: SLF001  What stands between a crash and the next file.
        count = 0

        def write(files: list[tuple[str, bytes]]) -> list[str]:
            nonlocal count
            done = []
            for file in files:
                count += 1
                if count > cut_at * 3:
                    raise Cut
                done += real([file])
            return done

        publisher._output.write = write  # type: ignore[method-assign,assignment]  # noqa: SLF001
        try:
            publisher.publish(now)
        except Cut:
            return


def test_the_commands_tell(place: Place, hub: Hub) -> None:
    """`publish` tells and says so, its exit code is its own; `hubs` shows what waits, and sends it."""
    config = ["--config", str(place.folder / "publisher.toml")]
    runner = CliRunner()
    _set_hub(place, hub.url)
    place.write("a.md", article("Ash", ("One", "First.")))
    hub.status = 503
    assert "hub" not in runner.invoke(main, ["publish", "--no-hubs", *config]).stdout.lower()
    assert hub.asked == 0
    done = runner.invoke(main, ["publish", *config])
    assert done.exit_code == 0
    count = len(_live(place))
    assert f"Could not tell {hub.url}; {count} wait (the hub answered 503)." in done.stdout
    shown = runner.invoke(main, ["hubs", *config])
    assert shown.exit_code == 0
    assert "told last   never" in shown.stdout
    assert "failed      once: the hub answered 503; again at " in shown.stdout
    assert runner.invoke(main, ["hubs", "--send", *config]).exit_code == 1
    hub.status = 202
    sent = runner.invoke(main, ["hubs", "--send", *config])
    assert (sent.exit_code, f"Told {hub.url} of {count} feeds." in sent.stdout) == (0, True)
    (status,) = json.loads(runner.invoke(main, ["hubs", "--json", *config]).stdout)
    assert (status["waiting"], status["attempts"], status["problem"]) == ([], 0, "")
    place.set(SETTINGS)
    assert "No hubs are set" in runner.invoke(main, ["hubs", *config]).stderr


def test_a_running_publisher_tells_and_goes_on(place: Place, hub: Hub) -> None:
    """`publisher run` tells soon after a run, a hub that hangs holds up neither it nor its end."""
    _set_hub(place, hub.url, more="[schedule]\nevery = '1 second'\n")
    place.write("a.md", article("Ash", ("One", "First.")))
    command = [sys.executable, "-m", "publisher", "run", "--config", str(place.folder / "publisher.toml")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, "NO_COLOR": "1"}) as process:
        try:
            _await(lambda: len(hub.told) >= 12)
            hub.wait = threading.Event()
            asked = hub.asked
            place.write("a.md", article("Ash", ("One", "First again.")))
            _await(lambda: hub.asked > asked)
            place.write("b.md", article("Birch", ("One", "Other words.")))
            _await((place.feeds / "b/atom.xml").exists)
        finally:
            started = time.monotonic()
            process.send_signal(signal.SIGTERM)
            _, log = process.communicate(timeout=20)
    assert process.returncode == 0
    assert time.monotonic() - started < 5
    assert "hub told" in log
    assert urlsplit(hub.url).hostname


def _await(is_so: Callable[[], bool]) -> None:
    for _ in range(300):
        if is_so():
            return
        time.sleep(0.1)
    pytest.fail("it did not happen")
