"""Runs a job at set times in one process, until it is told to stop.

What is due is computed by `timetable` and remembered in the state database; the `schedule` library only calls
a tick every second. Its own idea of due times is not used: it forgets them at the end, counts intervals from
the end of a run, and reckons in naive local time.
"""

from __future__ import annotations

import logging
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Event, Thread
from types import FrameType
from typing import TYPE_CHECKING, Protocol

from publisher.errors import PublisherError
from publisher.timetable import ScheduleOptions, last_due, next_due

if TYPE_CHECKING:
    import schedule

_logger = logging.getLogger(__name__)

_STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT)
_TICK_SECONDS = 1


class Memory(Protocol):
    """Where the due time of the last run survives the end of the process."""

    def load_last(self) -> datetime | None:
        """Return when the last run was due, in UTC; None if there never was one."""

    def save_last(self, moment: datetime) -> None:
        """Remember when the last run was due, in UTC."""


def read_clock() -> datetime:
    """Return the present in UTC."""
    return datetime.now(UTC)


def run_schedule(
    job: Callable[[datetime], None],
    options: ScheduleOptions,
    *,
    memory: Memory,
    stop: Event,
    clock: Callable[[], datetime] = read_clock,
) -> None:
    """Run a job whenever it is due, one run after the other, until `stop` is set.

    What was missed while no process ran, or while the machine slept, is made up by one run at once; so is a set
    time that passed while a run was at work. An interval that passed meanwhile is skipped: the next is near.

    A run is remembered when it has ended, unless `stop` was set by then: it may have been cut short. So one that
    was killed or stopped half-way is made up at the next start. One that raised counts as done: its error is
    logged, and it is not tried again before the next due time, so that a lasting fault makes no busy loop. The
    same holds where its due time cannot be saved.

    Args:
        job: What to do. It is given the present, not the time it was due: it should publish what is due now.
        options: When to do it.
        memory: Where the last due time is kept; it is called in this thread only.
        stop: Ends the schedule after the run at hand, within a second if there is none.
        clock: Returns the present, in UTC.

    Raises:
        PublisherError: The last due time could not be read; nothing ran.
    """
    # Commands other than this one would pay for the import.
    import schedule

    runs = _Runs(job, options, memory, stop, clock)
    scheduler = schedule.Scheduler()

    def start_ticking() -> None:
        scheduler.clear()
        scheduler.every(_TICK_SECONDS).seconds.do(runs.tick)
        scheduler.run_all()

    if not stop.is_set():
        start_ticking()
    while not stop.wait(min(max(_idle_seconds(scheduler), 0), _TICK_SECONDS)):
        # `schedule` compares naive local times: when clocks are set back an hour, its tick would only come an
        # hour later (its issue #636). Nothing else makes it wait for longer than a tick.
        if _idle_seconds(scheduler) > _TICK_SECONDS:
            start_ticking()
        else:
            scheduler.run_pending()


def _idle_seconds(scheduler: schedule.Scheduler) -> float:
    """Return how long it is until the next tick, as `schedule` sees it."""
    return scheduler.idle_seconds or 0


class _Runs:
    """The runs of one schedule: which was the last, and whether another is due."""

    def __init__(
        self,
        job: Callable[[datetime], None],
        options: ScheduleOptions,
        memory: Memory,
        stop: Event,
        clock: Callable[[], datetime],
    ) -> None:
        self._job = job
        self._options = options
        self._memory = memory
        self._stop = stop
        self._clock = clock
        self._last = memory.load_last()

    def tick(self) -> None:
        """Run the job if it is due."""
        now = self._clock()
        due = last_due(self._options, last=self._last, now=now)
        if due is None:
            return
        if (now - due).total_seconds() > 2 * _TICK_SECONDS:
            _logger.info("making up for the run due at %s", _write(due))
        self._run(now)
        if self._stop.is_set():
            return
        ended = self._clock()
        if self._options.every is not None:
            due = last_due(self._options, last=due, now=ended) or due
        self._last = due
        self._save(due)
        _logger.info("next run at %s", _write(next_due(self._options, last=due, now=ended)))

    def _run(self, now: datetime) -> None:
        # An exception that left the tick would end the loop, and `schedule` would drop its tick.
        try:
            self._job(now)
        except PublisherError as error:
            _logger.error("run failed: %s", error)  # noqa: TRY400  It says itself what to do; a traceback hides it.
        except Exception:
            _logger.exception("run failed")

    def _save(self, due: datetime) -> None:
        try:
            self._memory.save_last(due)
        except Exception:
            _logger.exception("could not remember that the run due at %s is done", _write(due))


def _write(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S UTC")


@contextmanager
def stop_on_signals(stop: Event) -> Iterator[None]:
    """Turn SIGTERM and SIGINT (Ctrl-C) into a request to stop, while the context lasts.

    The first signal sets `stop`. SIGINT after that raises `KeyboardInterrupt`, for people who cannot wait.
    At the end the handlers from before are back.

    Args:
        stop: Set a moment after the signal, by another thread.

    Raises:
        ValueError: This is not the main thread, which alone may handle signals.
    """
    asked = False

    def ask(number: int, _frame: FrameType | None) -> None:
        nonlocal asked
        if asked and number == signal.SIGINT:
            raise KeyboardInterrupt
        if not asked:
            asked = True
            # `stop.set()` right here could wait for ever: a handler runs between any two steps of the main
            # thread, perhaps while that holds the lock inside `stop.wait()`, which is not reentrant.
            Thread(target=stop.set, name="stop", daemon=True).start()

    previous = {}
    try:
        for number in _STOP_SIGNALS:
            previous[number] = signal.signal(number, ask)
        yield
    finally:
        for number, handler in previous.items():
            # None stands for a handler that was not set from Python, which Python cannot put back.
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
