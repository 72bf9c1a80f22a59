"""Runs a job at set times in one process, until it is told to stop.

What is due is computed by `timetable` and remembered in the state database; the `schedule` library only calls
a tick every second. Its own idea of due times is not used: it forgets them at the end, counts intervals from
the end of a run, and reckons in naive local time.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import TYPE_CHECKING, Protocol

from publisher.errors import LockedError, PublisherError
from publisher.pipeline.status import Beat
from publisher.scheduler.signals import stop_on_signals
from publisher.timetable import CatchUp, ScheduleOptions, last_due, next_due

if TYPE_CHECKING:
    import schedule

__all__ = ["Beat", "Memory", "Order", "Plan", "read_clock", "run_schedule", "stop_on_signals"]

_logger = logging.getLogger(__name__)

_TICK_SECONDS = 1
_SECOND = timedelta(seconds=1)
_LATE = timedelta(minutes=1)
"""A run later than this was missed."""
_APART = timedelta(minutes=1)
"""Between missed runs of several folders that are made up for one by one."""
_LOOK_AGAIN = timedelta(seconds=30)
"""Other commands change what is due in the state: it is asked for so often."""
_LOCKED_AGAIN = timedelta(seconds=10)
"""When another command is at work, a run is tried again after this time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """When to run."""

    schedules: Mapping[str, ScheduleOptions]
    """By folder; an empty name is all the rest."""

    def is_quiet(self, now: datetime) -> bool:
        """Tell whether nothing may run now but what was put off until now."""
        main = self.schedules[""]
        if not main.quiet:
            return False
        always = ScheduleOptions(every=_SECOND, zone=main.zone, quiet=main.quiet)
        now = now.replace(microsecond=0)
        return next_due(always, anchor=now, last=now - _SECOND, now=now) > now


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a run is for."""

    now: datetime
    """The present, in UTC, not the time it was due: what is due now is to be published."""
    folders: frozenset[str] = frozenset()
    """The folders whose time has come; whatever is due by itself comes besides."""
    is_everything: bool = False
    """What changed anywhere is to be published: someone saw that something did."""


class Memory(Protocol):
    """Where it survives the end of the process how far the schedules are."""

    def load_beats(self) -> Mapping[str, Beat]:
        """Return how far each schedule is, by folder."""

    def save_beats(self, beats: Mapping[str, Beat]) -> None:
        """Remember how far each schedule is."""

    def find_due(self) -> datetime | None:
        """Return when the first article has to be looked at by itself, in UTC; None if none has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hooks:
    """What else happens at every tick; each may be left out."""

    read_plan: Callable[[], Plan | None] = lambda: None
    """Returns the plan if it is another than before."""
    take_change: Callable[[], bool] = lambda: False
    """Tells, once, that something changed in the content folder and has settled."""
    tell: Callable[[datetime, datetime], None] = lambda _now, _due: None
    """Told the present and when the next run is due, while nothing runs."""


def read_clock() -> datetime:
    """Return the present in UTC."""
    return datetime.now(UTC)


def run_schedule(  # noqa: PLR0913  Each is another side of the world.
    job: Callable[[Order], bool],
    plan: Plan,
    *,
    memory: Memory,
    stop: Event,
    hooks: Hooks | None = None,
    clock: Callable[[], datetime] = read_clock,
) -> None:
    """Run a job whenever it is due, one run after the other, until `stop` is set.

    What was missed while no process ran, or while the machine slept, is made up for by one run at once, unless the
    schedule has it otherwise; so is a slot that passed while a run was at work. An interval that passed meanwhile is
    skipped: the next is near.

    A run is remembered when it has ended, unless `stop` was set by then: it may have been cut short. So one that
    was killed or stopped half-way is made up at the next start. One that raised counts as done: its error is
    logged, and it is not tried again before the next due time, so that a lasting fault makes no busy loop. The
    same holds where its due time cannot be saved. Only one that found another command at work is tried again soon.

    Args:
        job: What to do; returns False if it could not be done to its end, and is to go on soon.
        plan: When to do it.
        memory: Where it is kept what is done; it is called in this thread only.
        stop: Ends the schedule after the run at hand, within a second if there is none.
        hooks: What else happens at every tick.
        clock: Returns the present, in UTC.

    Raises:
        PublisherError: It could not be read how far the schedules are; nothing ran.
    """
    # Commands other than this one would pay for the import.
    import schedule

    runs = _Runs(job, plan, memory, stop, hooks or Hooks(), clock)
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


@dataclass(slots=True)
class _Waiting:
    """What a tick has found to be due."""

    dues: dict[str, datetime] = field(default_factory=dict)
    """By folder: the due moment that is run for."""
    has_change: bool = False
    has_due: bool = False

    def __bool__(self) -> bool:
        return bool(self.dues) or self.has_change or self.has_due


class _Runs:
    """The runs of the schedules: which were the last, and whether another is due."""

    def __init__(  # noqa: PLR0913, PLR0917  As in `run_schedule`.
        self,
        job: Callable[[Order], bool],
        plan: Plan,
        memory: Memory,
        stop: Event,
        hooks: Hooks,
        clock: Callable[[], datetime],
    ) -> None:
        self._job = job
        self._plan = plan
        self._memory = memory
        self._stop = stop
        self._hooks = hooks
        self._clock = clock
        self._beats = dict(memory.load_beats())
        self._due: datetime | None = None
        self._look_again: datetime | None = None
        self._not_before: datetime | None = None
        self._spread_until: datetime | None = None
        self._has_change = False

    def tick(self) -> None:
        """Run the job if it is due."""
        # An exception that left the tick would end the loop, and `schedule` would drop its tick.
        try:
            self._tick()
        except Exception:
            _logger.exception("tick failed")

    def _tick(self) -> None:
        plan = self._hooks.read_plan()
        if plan is not None:
            self._plan = plan
        self._has_change = self._hooks.take_change() or self._has_change
        now = self._clock()
        found = self._find_work(now)
        if found and not self._is_too_soon(now):
            self._run(now, found)
            now = self._clock()
        if not self._stop.is_set():
            self._hooks.tell(now, self._find_next(now))

    def _is_too_soon(self, now: datetime) -> bool:
        # A clock that was set back must not make it wait for longer.
        return self._not_before is not None and now < self._not_before <= now + _LOCKED_AGAIN

    def _find_work(self, now: datetime) -> _Waiting:
        found = _Waiting()
        late: dict[str, datetime] = {}
        for folder, options in self._plan.schedules.items():
            beat = self._beats.get(folder)
            if beat is None or beat.anchor > now:
                # An anchor that lies ahead was set under a clock that was wrong.
                beat = Beat(anchor=now.replace(microsecond=0), last=beat.last if beat else None)
                self._beats[folder] = beat
            due = last_due(options, anchor=beat.anchor, last=beat.last, now=now)
            if due is None:
                continue
            if now - due <= _LATE:
                found.dues[folder] = due
            elif options.catch_up is CatchUp.SKIP:
                _logger.info("missed run left out", extra={"folder": folder, "due": _write(due)})
                self._remember({folder: due}, now)
            else:
                late[folder] = due
        found.dues |= self._choose_late(late, now)
        if not self._plan.is_quiet(now):
            found.has_change = self._has_change
            found.has_due = self._has_due(now)
        return found

    def _choose_late(self, late: Mapping[str, datetime], now: datetime) -> dict[str, datetime]:
        """Choose which missed runs are made up for now: all of them, or of those to be spread one a minute."""
        spread = [name for name in late if self._plan.schedules[name].catch_up is CatchUp.SPREAD]
        chosen = {name: due for name, due in late.items() if name not in spread}
        is_free = self._spread_until is None or not now < self._spread_until <= now + _APART
        if spread and is_free:
            chosen[spread[0]] = late[spread[0]]
            self._spread_until = now + _APART
        for name, due in chosen.items():
            _logger.info("making up for a missed run", extra={"folder": name, "due": _write(due)})
        return chosen

    def _has_due(self, now: datetime) -> bool:
        if self._look_again is None or not now < self._look_again <= now + _LOOK_AGAIN:
            self._due = self._memory.find_due()
            self._look_again = now + _LOOK_AGAIN
        return self._due is not None and self._due <= now

    def _run(self, now: datetime, found: _Waiting) -> None:
        order = Order(now=now, folders=frozenset(found.dues), is_everything=found.has_change)
        is_done = True
        try:
            is_done = self._job(order)
        except LockedError as error:
            _logger.warning("another command is at work", extra={"reason": error.message})
            is_done = False
        except PublisherError as error:
            _logger.error("run failed", extra={"reason": str(error)})  # noqa: TRY400  It says itself what to do.
        except Exception:
            _logger.exception("run failed")
        self._look_again = None
        ended = self._clock()
        self._not_before = None if is_done else ended + _LOCKED_AGAIN
        if self._stop.is_set() or not is_done:
            return
        self._has_change = False if found.has_change else self._has_change
        self._remember(found.dues, ended)
        before, self._due = self._due, self._memory.find_due()
        if found.has_due and self._due == before:
            # What is due cannot be had now: a file that fails, or is not settled. It must not make a busy loop.
            self._not_before = ended + _LOCKED_AGAIN
        _logger.info("waiting", extra={"next_run": _write(self._find_next(ended))})

    def _remember(self, dues: Mapping[str, datetime], ended: datetime) -> None:
        """Remember that due moments are done, and the intervals that passed meanwhile."""
        for folder, due in dues.items():
            options, beat = self._plan.schedules[folder], self._beats[folder]
            newest = None
            if options.every is not None:
                newest = last_due(options, anchor=beat.anchor, last=due, now=ended)
            self._beats[folder] = replace(beat, last=newest or due)
        if not dues:
            return
        try:
            self._memory.save_beats(self._beats)
        except Exception:
            _logger.exception("could not remember that a run is done")

    def _find_next(self, now: datetime) -> datetime:
        dues = [
            next_due(options, anchor=beat.anchor, last=beat.last, now=now)
            for folder, options in self._plan.schedules.items()
            if (beat := self._beats.get(folder))
        ]
        return min([*dues, *([max(self._due, now)] if self._due else [])])


def _write(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC"
