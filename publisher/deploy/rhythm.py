"""Says a schedule in the words of other clocks: cron's five fields, systemd's calendar events.

Both know times of a week. A schedule is laid out over one week first, by `timetable` itself, so that quiet hours are
heeded; then moments that share their hours and minutes are put together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from itertools import takewhile
from zoneinfo import ZoneInfo

from publisher.errors import OperatorError
from publisher.slots import ALL_DAYS, Slot
from publisher.timetable import ScheduleOptions, iter_due

_SECOND = timedelta(seconds=1)
_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)
_MONDAY = datetime(2024, 1, 1, tzinfo=UTC)
_STEPS = (
    *(minutes * _MINUTE for minutes in (1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30)),
    *(hours * _HOUR for hours in (1, 2, 3, 4, 6, 8, 12, 24)),
    _WEEK,
)
"""What comes round with the hour, the day or the week: other intervals no calendar can say."""
_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_FEW = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Times of a week: each of the hours with each of the minutes, on each of the days."""

    days: tuple[int, ...]
    """0 is Monday. All numbers are in order, each once."""
    hours: tuple[int, ...]
    minutes: tuple[int, ...]
    second: int = 0


def find_step(every: timedelta) -> timedelta:
    """Find the longest interval that a calendar can say and that is no longer than another; at least a minute."""
    return max((step for step in _STEPS if step <= every), default=_MINUTE)


def list_week(options: ScheduleOptions) -> tuple[timedelta, ...]:
    """List when a schedule is due in a week, counted from Monday's midnight by the clocks of its zone.

    An interval begins at midnight, and is taken as `find_step` has it; jitter is left out, quiet hours are heeded.
    """
    every = None if options.every is None else find_step(options.every)
    # A week in UTC has no hour twice and none left out; the clocks that follow the text know about their own.
    plain = replace(options, every=every, zone=UTC, jitter=timedelta())
    dues = iter_due(plain, anchor=_MONDAY - _WEEK, after=_MONDAY - _SECOND)
    return tuple(due - _MONDAY for due in takewhile(lambda due: due < _MONDAY + _WEEK, dues))


def round_up(moments: Iterable[timedelta]) -> tuple[timedelta, ...]:
    """Put moments of a week off to the next whole minute: nothing may come before its time."""
    return tuple(sorted({-(-moment // _MINUTE) * _MINUTE % _WEEK for moment in moments}))


def list_times(moments: Iterable[timedelta]) -> tuple[Times, ...]:
    """Put moments of a week together, in as few lines as is easily found; they are all there, and no others."""
    minutes: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    for moment in sorted(set(moments)):
        seconds = moment // _SECOND
        minutes[seconds % 60, seconds // 86_400, seconds // 3600 % 24].append(seconds // 60 % 60)
    hours: dict[tuple[int, int, tuple[int, ...]], list[int]] = defaultdict(list)
    for (second, day, hour), found in minutes.items():
        hours[second, day, tuple(found)].append(hour)
    days: dict[tuple[int, tuple[int, ...], tuple[int, ...]], list[int]] = defaultdict(list)
    for (second, day, shared), at in hours.items():
        days[second, tuple(sorted(at)), shared].append(day)
    times = (
        Times(days=tuple(sorted(on)), hours=at, minutes=shared, second=second)
        for (second, at, shared), on in days.items()
    )
    return tuple(sorted(times, key=lambda times: (times.hours, times.minutes, times.second, times.days)))


def list_slot(slot: Slot) -> tuple[timedelta, ...]:
    """List when a slot is in a week, counted from Monday's midnight."""
    return list_week(ScheduleOptions(slots=(slot,)))


def name_zone(zone: tzinfo) -> str:
    """Return the name by which other programs know a time zone.

    Raises:
        OperatorError: It has none.

    >>> name_zone(timezone(timedelta(hours=-3)))
    'Etc/GMT+3'
    """
    if zone is UTC:
        return "UTC"
    if isinstance(zone, ZoneInfo) and zone.key:
        return zone.key
    offset = zone.utcoffset(None) if isinstance(zone, timezone) else None
    # The signs of these names are the other way round: POSIX counts what has to be added to get UTC.
    if offset is not None and not offset % _HOUR and -12 * _HOUR <= offset <= 14 * _HOUR:
        return f"Etc/GMT{-(offset // _HOUR):+}" if offset else "UTC"
    raise OperatorError("this time zone has no name", str(zone), 'name one in the settings, such as "Europe/Berlin"')


def write_span(span: timedelta) -> str:
    """Write a span for people, in the largest unit that it is a whole number of.

    >>> write_span(timedelta(hours=36))
    '36 hours'
    """
    units = (("week", _WEEK), ("day", _DAY), ("hour", _HOUR), ("minute", _MINUTE), ("second", _SECOND))
    name, unit = next(((name, unit) for name, unit in units if not span % unit), units[-1])
    return f"1 {name}" if span == unit else f"{span // unit} {name}s"


def is_zoned(options: ScheduleOptions) -> bool:
    """Tell whether it matters by which clocks a schedule goes."""
    return bool(options.slots or options.quiet) or (options.every is not None and find_step(options.every) >= _DAY)


# cron -------------------------------------------------------------------------------------------------------------


def write_fields(times: Times) -> str:
    """Write times as the five fields of cron; seconds are not said.

    >>> write_fields(Times(days=(0, 1, 2, 3, 4), hours=(7,), minutes=(30,)))
    '30 7 * * 1-5'
    """
    days = sorted((day + 1) % 7 for day in times.days)
    weekdays = "*" if times.days == ALL_DAYS else _write_runs(days, "-", "d")
    return f"{_write_field(times.minutes, 60)} {_write_field(times.hours, 24)} * * {weekdays}"


def _write_field(numbers: tuple[int, ...], size: int) -> str:
    step = _find_even_step(numbers, size)
    if step == 1:
        return "*"
    if step:
        return f"*/{step}" if numbers[0] == 0 else f"{numbers[0]}-{numbers[-1]}/{step}"
    return _write_runs(numbers, "-", "d")


# systemd ----------------------------------------------------------------------------------------------------------


def write_calendar(times: Times, zone: str = "") -> str:
    """Write times as a calendar event of systemd.time(7).

    >>> write_calendar(Times(days=(0, 1, 2, 3, 4), hours=(7,), minutes=(30,)), "Europe/Berlin")
    'Mon..Fri *-*-* 07:30:00 Europe/Berlin'
    """
    days = "" if times.days == ALL_DAYS else f"{_write_days(times.days)} "
    clock = f"{_write_part(times.hours, 24)}:{_write_part(times.minutes, 60)}:{times.second:02}"
    return f"{days}*-*-* {clock} {zone}".rstrip()


def _write_days(days: tuple[int, ...]) -> str:
    return ",".join(
        _NAMES[first] if first == last else f"{_NAMES[first]}..{_NAMES[last]}" for first, last in _find_runs(days)
    )


def _write_part(numbers: tuple[int, ...], size: int) -> str:
    step = _find_even_step(numbers, size)
    if step == 1:
        return "*"
    return f"{numbers[0]:02}/{step}" if step else _write_runs(numbers, "..", "02")


# Both -------------------------------------------------------------------------------------------------------------


def _find_even_step(numbers: tuple[int, ...], size: int) -> int:
    """Return by how much each number is more than the one before, if that goes round; 0 if it does not."""
    step = size // len(numbers)
    is_even = numbers == tuple(range(numbers[0], size, step)) and step * len(numbers) == size
    # Two numbers are shorter than a step, unless that begins with 0 and need not say so.
    return step if is_even and (len(numbers) > _FEW or (len(numbers) == _FEW and numbers[0] == 0)) else 0


def _write_runs(numbers: Iterable[int], dash: str, form: str) -> str:
    return ",".join(
        format(first, form) if first == last else f"{first:{form}}{dash}{last:{form}}"
        for first, last in _find_runs(tuple(numbers))
    )


def _find_runs(numbers: tuple[int, ...]) -> list[tuple[int, int]]:
    starts = [number for number in numbers if number - 1 not in numbers]
    ends = [number for number in numbers if number + 1 not in numbers]
    return list(zip(starts, ends, strict=True))
