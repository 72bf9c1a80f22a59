"""Computes when runs are due: every so often, or at set times of the day in a time zone.

A slot is a wall-clock time on a day. It falls due at the first moment at which the zone's clocks show that
time or a later one: the usual moment on most days, the end of the gap where clocks jump over it, and the
first of two where they are set back. So slots keep their order, and none is lost or comes twice.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

ALL_DAYS = (0, 1, 2, 3, 4, 5, 6)
DEFAULT_INTERVAL = timedelta(minutes=15)
MIN_INTERVAL = timedelta(seconds=1)
MAX_INTERVAL = timedelta(days=366)

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)
# Any eight days in a row hold each day of the week; one more on either side for the distance to UTC, and for
# a day that a zone left out (Samoa had no 30 December 2011).
_SEARCH_DAYS = 10

_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_UNITS = {
    name: unit
    for names, unit in (
        ("s sec secs second seconds", _SECOND),
        ("min mins minute minutes", timedelta(minutes=1)),
        ("h hr hrs hour hours", timedelta(hours=1)),
        ("d day days", _DAY),
    )
    for name in names.split()
}
_INTERVAL = re.compile(r"([0-9]{1,9})\s*([a-z]+)")
_SLOT_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleOptions:
    """When to run: every so often, or at set times, never both; every 15 minutes if neither is given."""

    every: timedelta | None = None
    """One second to 366 days."""
    at: tuple[time, ...] = ()
    """Wall-clock times in `zone`, in whole seconds, kept in order and without repeats."""
    days: tuple[int, ...] = ALL_DAYS
    """Days of the week that `at` is for; 0 is Monday."""
    zone: tzinfo = UTC

    def __post_init__(self) -> None:
        """Check the choice, put times and days in order."""
        if self.every is not None and self.at:
            raise ValueError("a schedule has either an interval or times of the day, not both")
        if not self.days or not set(self.days) <= set(ALL_DAYS):
            raise ValueError(f"days are numbers from 0 (Monday) to 6, at least one: {self.days!r}")
        if any(slot.tzinfo is not None or slot.microsecond for slot in self.at):
            raise ValueError("times of the day are whole seconds, and their zone is the schedule's")
        if not self.at:
            if set(self.days) != set(ALL_DAYS):
                raise ValueError("days go with times of the day, not with an interval")
            every = DEFAULT_INTERVAL if self.every is None else self.every
            object.__setattr__(self, "every", _check_interval(every))
        object.__setattr__(self, "at", tuple(sorted(set(self.at))))
        object.__setattr__(self, "days", tuple(sorted(set(self.days))))


def next_due(options: ScheduleOptions, *, last: datetime | None, now: datetime) -> datetime:
    """Find when the next run is due, which is never before `now`.

    With an interval, counted from when the last run was due and not from when it ended, so nothing drifts;
    what lies in the past is skipped. At set times, the first slot after `last` that is not in the past.

    Args:
        options: The schedule.
        last: When the last run was due; None if there never was one, and then the next is due now.
        now: The present.

    Returns:
        A time in UTC, later than `last`, unless a clock was wrong (see `is_missed`).

    Raises:
        ValueError: A time is naive, or the next slot lies beyond the last year that dates can express.

    >>> next_due(ScheduleOptions(at=(time(7),)), last=datetime(2026, 3, 1, 7, tzinfo=UTC),
    ...          now=datetime(2026, 3, 1, 7, 20, tzinfo=UTC))
    datetime.datetime(2026, 3, 2, 7, 0, tzinfo=datetime.timezone.utc)
    """
    now = _to_utc(now)
    last = _trust(options, last, now)
    if last is None:
        return now
    try:
        if options.every is not None:
            # The number of intervals, rounded up, that lead from `last` to `now` or beyond.
            return last + max(1, -((last - now) // options.every)) * options.every
        day = _local_date(options, max(last, now)) - _DAY
        return next(slot for slot in _slots(options, day, 1) if slot > last and slot >= now)
    except (OverflowError, StopIteration) as error:
        raise ValueError(f"no run can be due after {max(last, now)}") from error


def last_due(options: ScheduleOptions, *, last: datetime | None, now: datetime) -> datetime | None:
    """Find the newest moment after `last`, and not after `now`, at which a run was due.

    Args:
        options: The schedule.
        last: When the last run was due; None if there never was one, and then one is due now.
        now: The present.

    Returns:
        A time in UTC; None if nothing was due.

    Raises:
        ValueError: A time is naive.

    >>> last_due(ScheduleOptions(), last=datetime(2026, 3, 1, 7, tzinfo=UTC),
    ...          now=datetime(2026, 3, 1, 7, 50, tzinfo=UTC))
    datetime.datetime(2026, 3, 1, 7, 45, tzinfo=datetime.timezone.utc)
    """
    now = _to_utc(now)
    last = _trust(options, last, now)
    if last is None:
        return now
    if options.every is not None:
        passed = (now - last) // options.every
        return last + passed * options.every if passed > 0 else None
    try:
        day = _local_date(options, now) + _DAY
    except OverflowError:
        day = date.max
    newest = next((slot for slot in _slots(options, day, -1) if slot <= now), None)
    return newest if newest is not None and newest > last else None


def is_missed(options: ScheduleOptions, *, last: datetime | None, now: datetime) -> bool:
    """Say whether a run was due after `last` and up to `now`; always true where none ever ran.

    A `last` that lies far in the future was written under a clock that was wrong. It is not waited for: more
    than one interval ahead, or a day with set times, it counts as None. Less than that it is believed, so
    that a clock corrected by seconds brings no slot twice.
    """
    return last_due(options, last=last, now=now) is not None


def parse_interval(text: str) -> timedelta:
    """Read an interval such as ``15 minutes``, ``1 hour``, ``90s``, ``2 d``.

    Raises:
        ValueError: It is not one, or not between 1 second and 366 days.

    >>> parse_interval("15 minutes")
    datetime.timedelta(seconds=900)
    """
    match = _INTERVAL.fullmatch(text.strip().lower())
    if match is None or match[2] not in _UNITS:
        raise ValueError(
            f"not an interval: {_shorten(text)}; write a whole number and seconds, minutes, hours or days, "
            'such as "15 minutes"'
        )
    return _check_interval(int(match[1]) * _UNITS[match[2]])


def parse_slot_time(text: str) -> time:
    """Read a time of the day on the 24-hour clock, such as ``07:00``.

    Raises:
        ValueError: It is not one.

    >>> parse_slot_time("07:00")
    datetime.time(7, 0)
    """
    match = _SLOT_TIME.fullmatch(text.strip())
    if match is None:
        raise ValueError(f'not a time of the day: {_shorten(text)}; write hours and minutes, "00:00" to "23:59"')
    return time(int(match[1]), int(match[2]))


def parse_days(names: Iterable[str]) -> tuple[int, ...]:
    """Read days of the week: ``mon`` or ``monday``, and ranges such as ``mon-fri`` or ``sat-mon``.

    Returns:
        Numbers in order, each once; 0 is Monday.

    Raises:
        ValueError: One of them is not a day, or there are none.

    >>> parse_days(["mon-fri", "sun"])
    (0, 1, 2, 3, 4, 6)
    """
    days: set[int] = set()
    for name in names:
        first, dash, end = name.lower().replace("–", "-").partition("-")
        start = _parse_day(first, name)
        length = (_parse_day(end, name) - start) % 7 if dash else 0
        days.update((start + n) % 7 for n in range(length + 1))
    if not days:
        raise ValueError('no days; write for example "mon-fri", or leave the setting out for every day')
    return tuple(sorted(days))


def _parse_day(text: str, name: str) -> int:
    text = text.strip()
    for number, day in enumerate(_DAY_NAMES):
        if text in {day, day[:3]}:
            return number
    raise ValueError(f'not a day of the week: {_shorten(name)}; write "mon" or "monday", or a range, "mon-fri"')


def _shorten(text: str) -> str:
    return repr(text if len(text) <= 40 else f"{text[:39]}…")  # noqa: PLR2004  Enough to recognise it by.


def _check_interval(interval: timedelta) -> timedelta:
    if not MIN_INTERVAL <= interval <= MAX_INTERVAL:
        raise ValueError(f"an interval is at least 1 second and at most 366 days long, not {interval}")
    return interval


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


def _local_date(options: ScheduleOptions, moment: datetime) -> date:
    return moment.astimezone(options.zone).date()


def _slots(options: ScheduleOptions, start: date, step: int) -> Iterator[datetime]:
    """Yield the slots from the day `start` on, forwards (`step` 1) or backwards (-1), in order of time."""
    for n in range(_SEARCH_DAYS + 1):
        try:
            day = start + n * step * _DAY
        except OverflowError:
            return
        if day.weekday() in options.days:
            for slot in options.at[::step]:
                try:
                    yield _first_moment(datetime.combine(day, slot), options.zone)
                except OverflowError:
                    # The zone shifts it out of the years that a date can express.
                    continue


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
