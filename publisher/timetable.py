"""Computes when runs are due: every so often, or at set times of the day in a time zone.

A schedule is a strictly increasing line of *due moments*, in UTC and in whole seconds. They are made in three steps,
each of which keeps the order of the one before:

1. Nominal moments: an anchor and every so often after it, or the slots.
2. Each is delayed by a jitter, always by less than what parts it from the next.
3. What falls into quiet hours is put off to their end; what then falls together is one due moment.

A slot falls due at the first moment at which the zone's clocks show its time or a later one: the usual moment on most
days, the end of the gap where clocks jump over it, and the first of two where they are set back. So slots keep their
order, and none is lost or comes twice. An interval of whole days keeps its time of the day by the same rule.

Every question is answered from the nearest moment that matters, so that sleeping for years costs nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from enum import StrEnum
from functools import lru_cache
from operator import itemgetter
from typing import Protocol

from publisher.slots import ALL_DAYS, Quiet, Slot, check_interval

DEFAULT_INTERVAL = timedelta(minutes=15)

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)
_SECOND = timedelta(seconds=1)
_NOTHING = timedelta(0)
_MONDAY = datetime(1, 1, 1)  # noqa: DTZ001  A wall-clock time; the first day there is was one.
# Any eight days in a row hold each day of the week; one more on either side for the distance to UTC, and for
# a day that a zone left out (Samoa had no 30 December 2011).
_SEARCH_DAYS = 10
# What the clocks show is asked for so often to find the moment at which they are changed: no zone ever changed its
# offset twice within less than 167 hours (all of tzdata 2026; Recife in October 2000).
_OFFSET_STEP_SECONDS = 24 * 3600
_BEGINNING = datetime.min.replace(tzinfo=UTC)
_END = datetime.max.replace(tzinfo=UTC)


class CatchUp(StrEnum):
    """What becomes of due moments that passed while nothing could run."""

    ONCE = "once"
    """One run makes up for all of them, at once."""
    SKIP = "skip"
    """They are left out; the next run is at the next due moment."""
    SPREAD = "spread"
    """One run for each of them, a little apart from each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleOptions:
    """When to run: every so often, or at set times, never both; every 15 minutes if neither is given."""

    every: timedelta | None = None
    """In whole seconds, one second to 366 days; whole days keep their time of the day in `zone`."""
    slots: tuple[Slot, ...] = ()
    """Kept in order of time, without repeats."""
    zone: tzinfo = UTC
    jitter: timedelta = timedelta(0)
    """How much later than planned a run may be, so that many places do not run all at once; less than `every`."""
    quiet: tuple[Quiet, ...] = ()
    """When nothing runs; what is due then is due at the end."""
    catch_up: CatchUp = CatchUp.ONCE
    seed: str = ""
    """Varies the jitter between places."""

    def __post_init__(self) -> None:
        """Check the choice, put slots and quiet hours in order."""
        if self.every is not None and self.slots:
            raise ValueError("a schedule has either an interval or slots, not both")
        if not self.slots:
            every = DEFAULT_INTERVAL if self.every is None else self.every
            object.__setattr__(self, "every", check_interval(every))
        if self.jitter < _NOTHING or (self.every is not None and self.jitter >= self.every):
            raise ValueError(f"a jitter is not negative, and shorter than the interval, not {self.jitter}")
        object.__setattr__(self, "slots", tuple(sorted(set(self.slots), key=lambda slot: (slot.time, slot.days))))
        quiet = sorted(set(self.quiet), key=lambda quiet: (quiet.start, quiet.end, quiet.days))
        object.__setattr__(self, "quiet", tuple(quiet))
        if any(end - start >= _WEEK for start, end in _merge_quiet(self.quiet)):
            raise ValueError("quiet hours that cover the whole week leave no time in which anything could run")


def iter_due(options: ScheduleOptions, *, anchor: datetime, after: datetime) -> Iterator[datetime]:
    """Return the due moments after a moment, each computed when it is asked for.

    Args:
        options: The schedule.
        anchor: Where an interval is counted from, to the second; slots need none.
        after: Any time.

    Returns:
        Times in UTC, strictly increasing; they end where dates do.

    Raises:
        ValueError: A time is naive.

    >>> from itertools import islice
    >>> noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    >>> [f"{due:%H:%M}" for due in islice(iter_due(ScheduleOptions(), anchor=noon, after=noon), 3)]
    ['12:15', '12:30', '12:45']
    """
    line = _Line(options, _to_utc(anchor))
    return _walk(line, _to_utc(after))


def next_due(options: ScheduleOptions, *, anchor: datetime, last: datetime | None, now: datetime) -> datetime:
    """Find when the next run is due, which is never before `now`; what lies in the past is skipped.

    Args:
        options: The schedule.
        anchor: Where an interval is counted from, to the second; slots need none.
        last: The newest due moment that is done; None if there is none, and then the next is due now.
        now: The present.

    Returns:
        A time in UTC, later than `last`, unless a clock was wrong (see `last_due`).

    Raises:
        ValueError: A time is naive, or the next due moment lies beyond the last year that dates can express.

    >>> next_due(ScheduleOptions(slots=(Slot(time(7)),)), anchor=datetime(2026, 1, 1, tzinfo=UTC),
    ...          last=datetime(2026, 3, 1, 7, tzinfo=UTC), now=datetime(2026, 3, 1, 7, 20, tzinfo=UTC))
    datetime.datetime(2026, 3, 2, 7, 0, tzinfo=datetime.timezone.utc)
    """
    now = _to_utc(now)
    line = _Line(options, _to_utc(anchor))
    last = _trust(options, last, now)
    if last is None:
        return now
    try:
        due = line.first_since(max(_cut(last) + _SECOND, _cut(now + _SECOND - datetime.resolution)))
    except OverflowError:
        due = None
    if due is None:
        raise ValueError(f"no run can be due after {max(last, now)}")
    return due


def last_due(options: ScheduleOptions, *, anchor: datetime, last: datetime | None, now: datetime) -> datetime | None:
    """Find the newest due moment after `last` and not after `now`.

    A `last` that lies far in the future was written under a clock that was wrong. It is not waited for: more
    than one interval ahead, or a day with slots, it counts as None. Less than that it is believed, so that a clock
    corrected by seconds brings no run twice.

    Args:
        options: The schedule.
        anchor: Where an interval is counted from, to the second; slots need none.
        last: The newest due moment that is done; None if there is none, and then one is due now.
        now: The present.

    Returns:
        A time in UTC; None if nothing was due.

    Raises:
        ValueError: A time is naive.

    >>> seven = datetime(2026, 3, 1, 7, tzinfo=UTC)
    >>> last_due(ScheduleOptions(), anchor=seven, last=seven, now=datetime(2026, 3, 1, 7, 50, tzinfo=UTC))
    datetime.datetime(2026, 3, 1, 7, 45, tzinfo=datetime.timezone.utc)
    """
    return next(iter(list_missed(options, anchor=anchor, last=last, now=now, most=1)), None)


def list_missed(
    options: ScheduleOptions, *, anchor: datetime, last: datetime | None, now: datetime, most: int
) -> tuple[datetime, ...]:
    """List the due moments after `last` and not after `now`; `now` alone where `last` is None, as `last_due` has it.

    Args:
        options: The schedule.
        anchor: Where an interval is counted from, to the second; slots need none.
        last: The newest due moment that is done; None if there is none.
        now: The present.
        most: Of more than these, only the newest are listed.

    Returns:
        Times in UTC, strictly increasing.

    Raises:
        ValueError: A time is naive.
    """
    now = _to_utc(now)
    line = _Line(options, _to_utc(anchor))
    last = _trust(options, last, now)
    if last is None:
        return (now,)[:most]
    missed: list[datetime] = []
    until = _cut(now)
    while len(missed) < most and (due := line.last_until(until)) is not None and due > last:
        missed.append(due)
        until = due - _SECOND
    return tuple(reversed(missed))


def _walk(line: _Line, after: datetime) -> Iterator[datetime]:
    due: datetime | None = _cut(after)
    while due is not None:
        try:
            due = line.first_since(due + _SECOND)
        except OverflowError:
            return
        if due is not None:
            yield due


def _cut(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)


def _to_utc(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise ValueError(f"time without a zone: {moment!r}")
    return moment.astimezone(UTC)


def _trust(options: ScheduleOptions, last: datetime | None, now: datetime) -> datetime | None:
    """Drop a last run that lies too far in the future to be true."""
    if last is None:
        return None
    last = _to_utc(last)
    return last if last - now <= (options.every or _DAY) else None


class _Moments(Protocol):
    """A strictly increasing sequence of moments, all of them and what is asked in UTC and in whole seconds."""

    def first_since(self, moment: datetime) -> datetime | None:
        """Find the first that is not before a moment."""

    def last_until(self, moment: datetime) -> datetime | None:
        """Find the last that is not after a moment."""


class _Line:
    """The due moments of one schedule."""

    def __init__(self, options: ScheduleOptions, anchor: datetime) -> None:
        planned: _Moments = _Slots(options) if options.slots else _Intervals(options, _cut(anchor))
        self._delayed: _Moments = _Delayed(options, planned) if options.jitter >= _SECOND else planned
        self._quiet = _QuietHours(options)

    def first_since(self, moment: datetime) -> datetime | None:
        """Find the first due moment that is not before another."""
        try:
            # What is put off to `moment`, or to a later one, lies in the quiet hours that last until then.
            found = self._delayed.first_since(self._quiet.loud_until(moment - _SECOND) + _SECOND)
            return None if found is None else self._quiet.loud_since(found)
        except OverflowError:
            return None

    def last_until(self, moment: datetime) -> datetime | None:
        """Find the last due moment that is not after another."""
        try:
            # What lies in quiet hours that go on is not due yet.
            found = self._delayed.last_until(self._quiet.loud_until(moment))
            return None if found is None else self._quiet.loud_since(found)
        except OverflowError:
            return None


class _Intervals:
    """An anchor, and every so often after it."""

    def __init__(self, options: ScheduleOptions, anchor: datetime) -> None:
        self._every = options.every or DEFAULT_INTERVAL
        self._anchor = anchor
        self._zone = options.zone
        # By how many intervals a time of the day in the zone may differ from one that is counted in UTC.
        self._doubt = 0 if self._every % _DAY else -(-3 * _DAY // self._every)

    def first_since(self, moment: datetime) -> datetime | None:
        count = -((self._anchor - moment) // self._every)
        numbers = range(max(0, count - self._doubt), max(0, count + self._doubt) + 1)
        found = (self._at(number) for number in numbers)
        return next((planned for planned in found if planned is not None and planned >= moment), None)

    def last_until(self, moment: datetime) -> datetime | None:
        count = (moment - self._anchor) // self._every
        numbers = range(count + self._doubt, max(0, count - self._doubt) - 1, -1)
        found = (self._at(number) for number in numbers)
        return next((planned for planned in found if planned is not None and planned <= moment), None)

    def _at(self, number: int) -> datetime | None:
        """Return the moment with a number; the anchor has 0."""
        try:
            if number == 0 or not self._doubt:
                return self._anchor + number * self._every
            wall = _read_clock(self._anchor, self._zone) + number * self._every
            return _first_moment(wall, self._zone)
        except OverflowError:
            return None


class _Slots:
    """Times of the day, on days of the week."""

    def __init__(self, options: ScheduleOptions) -> None:
        self._times = _sort_slots(options.slots)
        self._zone = options.zone

    def first_since(self, moment: datetime) -> datetime | None:
        # What the clocks showed before is over. So may be what comes after it, where they have been set back.
        found = (_first_moment(wall, self._zone) for wall in self._after(_read_clock(moment - _SECOND, self._zone)))
        return next((planned for planned in found if planned >= moment), None)

    def last_until(self, moment: datetime) -> datetime | None:
        clock = _read_clock(moment, self._zone)
        # Where the clocks have been set back, they showed later times before.
        shown = clock + _measure_fold(clock, self._zone) if clock.fold else clock
        found = (_first_moment(wall, self._zone) for wall in self._until(shown))
        return next((planned for planned in found if planned <= moment), None)

    def _after(self, wall: datetime) -> Iterator[datetime]:
        """Yield what the clocks show at the slots after a time, in order."""
        for n in range(_SEARCH_DAYS):
            day = wall.date() + n * _DAY
            times = self._times[day.weekday()]
            for slot in times[bisect_right(times, wall.time()) if n == 0 else 0 :]:
                yield datetime.combine(day, slot)

    def _until(self, wall: datetime) -> Iterator[datetime]:
        """Yield what the clocks show at the slots up to a time, from the last to the first."""
        for n in range(_SEARCH_DAYS):
            day = wall.date() - n * _DAY
            times = self._times[day.weekday()]
            for slot in reversed(times[: bisect_right(times, wall.time()) if n == 0 else None]):
                yield datetime.combine(day, slot)


@lru_cache(maxsize=64)
def _sort_slots(slots: tuple[Slot, ...]) -> tuple[tuple[time, ...], ...]:
    """Return the times of each day of the week, in order."""
    return tuple(tuple(sorted({slot.time for slot in slots if day in slot.days})) for day in ALL_DAYS)


class _Delayed:
    """Moments, each delayed by less than what parts it from the next."""

    def __init__(self, options: ScheduleOptions, planned: _Moments) -> None:
        self._most = options.jitter
        self._seed = options.seed
        self._planned = planned

    def first_since(self, moment: datetime) -> datetime | None:
        before = self._planned.last_until(moment - _SECOND)
        if before is not None and (delay := self._delay(before)) >= moment - before:
            return before + delay
        planned = self._planned.first_since(moment)
        return None if planned is None else planned + self._delay(planned)

    def last_until(self, moment: datetime) -> datetime | None:
        planned = self._planned.last_until(moment)
        if planned is not None and self._delay(planned) > moment - planned:
            planned = self._planned.last_until(planned - _SECOND)
        return None if planned is None else planned + self._delay(planned)

    def _delay(self, planned: datetime) -> timedelta:
        """Draw a delay that is the same whenever it is asked for."""
        # Only those who want a jitter pay for the import.
        from hashlib import sha256

        following = self._planned.first_since(planned + _SECOND)
        most = self._most if following is None else min(self._most, following - planned - _SECOND)
        drawn = sha256(f"{self._seed}\n{planned.isoformat()}".encode(errors="surrogatepass")).digest()
        # Of 64 bits, that some delays come oftener than others cannot be noticed.
        return _SECOND * (int.from_bytes(drawn[:8]) % (most // _SECOND + 1))


class _QuietHours:
    """When nothing runs, as the clocks of the zone show it: an hour that comes twice is quiet twice."""

    def __init__(self, options: ScheduleOptions) -> None:
        self._spans = _merge_quiet(options.quiet)
        self._zone = options.zone

    def loud_since(self, moment: datetime) -> datetime:
        """Find the first moment that is not quiet and not before another."""
        while (spans := self._around(moment)) is not None:
            end = moment + spans[1]
            reached = _reach(moment, end, self._zone)
            moment = end if reached == end else reached + _SECOND
        return moment

    def loud_until(self, moment: datetime) -> datetime:
        """Find the last moment that is not quiet and not after another."""
        while (spans := self._around(moment)) is not None:
            moment = _reach(moment, moment - spans[0], self._zone) - _SECOND
        return moment

    def _around(self, moment: datetime) -> tuple[timedelta, timedelta] | None:
        """Return how long it has been quiet, and how long it will be, by the clocks; None if it is not quiet."""
        if not self._spans:
            return None
        clock = (_read_clock(moment, self._zone) - _MONDAY) % _WEEK
        start, end = self._spans[bisect_right(self._spans, clock, key=itemgetter(0)) - 1]
        return (clock - start, end - clock) if start <= clock < end else None


@lru_cache(maxsize=64)
def _merge_quiet(quiet: tuple[Quiet, ...]) -> tuple[tuple[timedelta, timedelta], ...]:
    """Return when it is quiet, counted from Monday's midnight, in the week before and in the week, joined."""
    spans = sorted(
        (start, start + length)
        for hours in quiet
        for day in hours.days
        for week in (-1, 0)
        for start in (week * _WEEK + day * _DAY + _since_midnight(hours.start),)
        for length in ((_since_midnight(hours.end) - _since_midnight(hours.start)) % _DAY or _DAY,)
    )
    joined: list[tuple[timedelta, timedelta]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return tuple(joined)


def _since_midnight(moment: time) -> timedelta:
    return timedelta(hours=moment.hour, minutes=moment.minute, seconds=moment.second)


# Clocks -----------------------------------------------------------------------------------------------------------


def _read_clock(moment: datetime, zone: tzinfo) -> datetime:
    """Return what the clocks of a zone show, with its `fold`, or the nearest that a date can express."""
    try:
        return moment.astimezone(zone).replace(tzinfo=None)
    except OverflowError:
        return (_BEGINNING if moment.year == _MONDAY.year else _END).replace(tzinfo=None)


def _measure_fold(wall: datetime, zone: tzinfo) -> timedelta:
    """Return by how much the clocks of a zone were set back, so that they showed a time twice."""
    first, second = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    return second - first


def _first_moment(wall: datetime, zone: tzinfo) -> datetime:
    """Find the first moment, in UTC, at which the clocks of a zone show a time or a later one."""
    # `fold=0` is the earlier of two moments; in a gap it counts with the offset from before the gap, which
    # leads to a moment after it, and `fold=1` with the offset from after, to one before (PEP 495).
    usual = wall.replace(tzinfo=zone).astimezone(UTC)
    if usual.astimezone(zone).replace(tzinfo=None) == wall:
        return usual
    before = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    seconds = range(int((usual - before).total_seconds()))
    return before + _SECOND * bisect_left(
        seconds, wall, key=lambda n: (before + n * _SECOND).astimezone(zone).replace(tzinfo=None, fold=0)
    )


def _reach(moment: datetime, limit: datetime, zone: tzinfo) -> datetime:
    """Find the farthest moment towards a limit until which the clocks of a zone are not changed."""
    offset = moment.astimezone(zone).utcoffset()
    toward = _SECOND if limit > moment else -_SECOND

    def is_changed(seconds: int) -> bool:
        return (moment + seconds * toward).astimezone(zone).utcoffset() != offset

    distance = abs(limit - moment) // _SECOND
    for near in range(0, distance, _OFFSET_STEP_SECONDS):
        far = min(near + _OFFSET_STEP_SECONDS, distance)
        if is_changed(far):
            return moment + toward * (near + bisect_left(range(near, far), x=True, key=is_changed) - 1)
    return limit
