"""Articles that take too long, and runs that hang."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread, Timer

import pytest

from publisher.pipeline import HUNG, Publisher
from publisher.pipeline.limit import OvertimeError, limit_time
from publisher.scheduler import stop_on_signals
from tests.place import NOON, SETTINGS, Place, article

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="There are no timers on this system.")

SHORT = timedelta(milliseconds=50)
LONG = timedelta(seconds=30)


def busy(seconds: float) -> None:
    """Keep Python at work."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        sum(range(100))


def test_what_takes_too_long_is_interrupted() -> None:
    """Wherever it is, and though it catches every exception; afterwards all is as before."""
    before = signal.getsignal(signal.SIGALRM)

    with pytest.raises(OvertimeError), limit_time(SHORT):
        while True:
            try:
                busy(10)
            except Exception:  # noqa: BLE001  A library that takes everything for its own.
                continue

    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0


def test_a_ring_that_is_lost_is_not_the_last() -> None:
    """What is raised in a finalizer goes nowhere; the limit holds all the same."""

    class Slow:
        def __del__(self) -> None:
            busy(0.3)

    reached = False
    hook = sys.unraisablehook
    with pytest.raises(OvertimeError), limit_time(SHORT):
        Slow()
        reached = True
        busy(30)

    assert reached
    assert sys.unraisablehook is hook


def test_what_ends_in_time_is_left_alone() -> None:
    """No timer is left that could go off in something else."""
    with limit_time(SHORT):
        pass
    busy(0.2)


def test_other_threads_are_not_limited() -> None:
    """Only the main thread can be; elsewhere nothing happens."""
    done = Event()

    def work() -> None:
        with limit_time(SHORT):
            busy(0.2)
            done.set()

    thread = Thread(target=work)
    thread.start()
    thread.join()

    assert done.is_set()


def test_a_request_to_stop_shortens_the_time() -> None:
    """An article in hand has only so long left once it was asked to stop, and no longer than before."""
    stop = Event()
    with stop_on_signals(stop, within=SHORT), pytest.raises(OvertimeError), limit_time(LONG):
        signal.raise_signal(signal.SIGTERM)
        busy(10)
    with stop_on_signals(stop, within=LONG), pytest.raises(OvertimeError), limit_time(SHORT):
        signal.raise_signal(signal.SIGTERM)
        busy(10)


def slow_place(folder: Path) -> Place:
    """A place with an article that takes a second or more, between two that take none."""
    place = Place(folder, timedelta(), f'{SETTINGS}[limits]\narticle_time = "1 second"\n')
    place.write("a.md", article("Alpha", ("One", "First.")))
    line = "*word* [link](https://example.org/) `code` & more " * 10
    place.write("b.md", article("Beta", *((f"Section {n}", f"{line}\n\n" * 20) for n in range(100))))
    place.write("c.md", article("Gamma", ("One", "First.")))
    return place


def test_an_article_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    """It fails with the cure, nothing of it is kept, and the others are published."""
    place = slow_place(tmp_path / "place")

    report = place.publish(NOON)

    assert [error.where for error in report.failed] == ["b.md"]
    assert "took longer than 1 seconds" in report.failed[0].message
    assert "limits.article_time" in report.failed[0].hint
    assert {path.name for path in place.feeds.iterdir() if path.is_dir()} == {"a", "c", "articles", "snippets"}
    place.set(f'{SETTINGS}[limits]\narticle_time = "10 minutes"\n')
    assert place.publish(NOON).failed == ()
    assert (place.feeds / "b/index.html").exists()


def test_an_article_given_up_at_a_stop_is_no_failure(tmp_path: Path) -> None:
    """A run that is asked to stop leaves it as it was; the next one takes it up."""
    place = slow_place(tmp_path / "place")
    place.set(SETTINGS)
    stop = Event()
    timer = Timer(0.3, os.kill, [os.getpid(), signal.SIGTERM])
    with stop_on_signals(stop, within=SHORT), Publisher.open(place.config) as publisher:

        def begin(_done: int, _total: int, name: str) -> None:
            if name == "b.md":
                # The stop comes while the article is at work.
                timer.start()

        report = publisher.publish(NOON, is_stopped=stop.is_set, on_progress=begin)
        timer.join()

    assert report.is_stopped
    assert report.failed == ()
    assert place.publish(NOON).failed == ()
    assert (place.feeds / "b/index.html").exists()


def test_an_article_on_which_a_run_hung_is_put_aside(place: Place) -> None:
    """The process that hung left its name; it is tried again later, or when it changes, and the others go on."""
    place.write("a.md", article("Alpha", ("One", "First.")))
    place.write("b.md", article("Beta", ("One", "First.")))
    place.config.state.parent.mkdir(parents=True, exist_ok=True)
    note = place.config.state.with_name(HUNG)
    note.write_text(json.dumps({"name": "b.md"}))

    with Publisher.open(place.config) as publisher:
        publisher.note_hung(NOON)
        report = publisher.publish(NOON, is_patient=True)
        later = publisher.publish(NOON + timedelta(minutes=2), is_patient=True)

    assert not note.exists()
    assert (report.still_failing, [found.name for found in report.articles]) == (1, ["a.md"])
    assert [found.name for found in later.articles] == ["b.md"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"name": "../../etc/passwd"}', '{"name": 3}', "null"])
def test_a_bad_note_of_a_hung_run_does_nothing(place: Place, text: str) -> None:
    """It is removed, whatever it says."""
    place.write("a.md", article("Alpha", ("One", "First.")))
    place.config.state.parent.mkdir(parents=True, exist_ok=True)
    note = place.config.state.with_name(HUNG)
    note.write_text(text)

    with Publisher.open(place.config) as publisher:
        publisher.note_hung(NOON)
        report = publisher.publish(NOON, is_patient=True)

    assert not note.exists()
    assert [found.name for found in report.articles] == ["a.md"]
