"""Reads and writes the words of a schedule: intervals, slots ("mon-fri 07:30") and quiet hours ("22:00-06:00")."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import time, timedelta

ALL_DAYS = (0, 1, 2, 3, 4, 5, 6)
MIN_INTERVAL = timedelta(seconds=1)
MAX_INTERVAL = timedelta(days=366)

_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SETS = {"daily": ALL_DAYS, "weekdays": ALL_DAYS[:5], "weekends": ALL_DAYS[5:]}
_UNITS = {
    name: unit
    for names, unit in (
        ("s sec secs second seconds", timedelta(seconds=1)),
        ("min mins minute minutes", timedelta(minutes=1)),
        ("h hr hrs hour hours", timedelta(hours=1)),
        ("d day days", timedelta(days=1)),
        ("w week weeks", timedelta(weeks=1)),
    )
    for name in names.split()
}
_INTERVAL = re.compile(r"([0-9]{1,9})\s*([a-z]+)")
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9]))?")
_MIDNIGHT_AFTER = re.compile(r"24:00(:00)?")
_DASHES = str.maketrans("‐‑‒–—−", "------")

_MOST_CHARACTERS = 200
"""A longer text is none of ours: no time is spent on what may have been meant."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A time of the day, on some days of the week, by the clocks of a zone that is named elsewhere."""

    time: dt.time
    """In whole seconds, without a zone."""
    days: tuple[int, ...] = ALL_DAYS
    """In order, each once; 0 is Monday."""

    def __post_init__(self) -> None:
        """Check the time, put the days in order."""
        object.__setattr__(self, "time", _check_time(self.time))
        object.__setattr__(self, "days", _order_days(self.days))

    def __str__(self) -> str:
        """Write it as `parse_slot` reads it.

        >>> str(Slot(time(7, 30), (0, 1, 2, 3, 4)))
        'mon-fri 07:30'
        """
        return _write_days(self.days) + _write_time(self.time)


@dataclass(frozen=True, slots=True)
class Quiet:
    """A span of the day in which nothing runs, by the clocks of a zone that is named elsewhere."""

    start: dt.time
    """The first moment that is quiet."""
    end: dt.time
    """The first that is not; where it is no later than `start`, one of the next day."""
    days: tuple[int, ...] = ALL_DAYS
    """On which it begins: in order, each once; 0 is Monday."""

    def __post_init__(self) -> None:
        """Check the times, put the days in order."""
        object.__setattr__(self, "start", _check_time(self.start))
        object.__setattr__(self, "end", _check_time(self.end))
        object.__setattr__(self, "days", _order_days(self.days))

    def __str__(self) -> str:
        """Write it as `parse_quiet` reads it.

        >>> str(Quiet(time(0), time(0), (5, 6)))
        'sat-sun 00:00-24:00'
        """
        end = _write_time(self.end) if self.end != time() else "24:00"
        return f"{_write_days(self.days)}{_write_time(self.start)}-{end}"


def parse_slot(text: str) -> Slot:
    """Read a slot: a time of the day, and before it the days of the week that it is for, unless for all.

    Days are names, ranges and lists of both (``mon``, ``monday``, ``mon-fri``, ``mon,wed-fri``), ``daily``,
    ``weekdays`` or ``weekends``. Times are on the 24-hour clock.

    Raises:
        ValueError: It is none; the message says why, and what was probably meant.

    >>> parse_slot("mon-fri 07:30")
    Slot(time=datetime.time(7, 30), days=(0, 1, 2, 3, 4))
    """
    try:
        days, clock = _divide(text)
        return Slot(_read_time(clock), _read_days(days))
    except ValueError as error:
        raise ValueError(f"not a slot: {_shorten(text)}: {error}{_suggest(_mend_slot, text, parse_slot)}") from None


def parse_quiet(text: str) -> Quiet:
    """Read quiet hours: ``22:00-06:00``, or ``fri-sat 23:00-09:00`` with the days on which they begin.

    They may end at ``24:00``; where they end no later than they begin, they do on the day after.

    Raises:
        ValueError: It is none; the message says why, and what was probably meant.

    >>> parse_quiet("sat-sun 00:00-24:00")
    Quiet(start=datetime.time(0, 0), end=datetime.time(0, 0), days=(5, 6))
    """
    try:
        days, span = _divide(text)
        return Quiet(*_read_span(span), _read_days(days))
    except ValueError as error:
        mended = _suggest(_mend_quiet, text, parse_quiet)
        raise ValueError(f"not quiet hours: {_shorten(text)}: {error}{mended}") from None


def parse_interval(text: str) -> timedelta:
    """Read an interval such as ``15 minutes``, ``1 hour``, ``90s``, ``2 d``, ``1 week``.

    Raises:
        ValueError: It is not one, or not between 1 second and 366 days; the message may say what was meant.

    >>> parse_interval("15 minutes")
    datetime.timedelta(seconds=900)
    """
    match = _INTERVAL.fullmatch(text.strip().lower())
    if match is None or match[2] not in _UNITS:
        raise ValueError(
            f"not an interval: {_shorten(text)}; write a whole number and seconds, minutes, hours, days or weeks, "
            f'such as "15 minutes"{_suggest(_mend_interval, text, parse_interval)}'
        )
    return check_interval(int(match[1]) * _UNITS[match[2]])


def check_interval(interval: timedelta) -> timedelta:
    """Return the interval, if it is one that a schedule can have.

    Raises:
        ValueError: It is not between 1 second and 366 days, or not in whole seconds.
    """
    if not MIN_INTERVAL <= interval <= MAX_INTERVAL:
        raise ValueError(f"an interval is at least 1 second and at most 366 days long, not {interval}")
    if interval.microseconds:
        raise ValueError(f"an interval is in whole seconds, not {interval}")
    return interval


def parse_slot_time(text: str) -> time:
    """Read a time of the day on the 24-hour clock, such as ``07:00``; seconds may follow.

    Raises:
        ValueError: It is not one; the message may say what was meant.

    >>> parse_slot_time("07:00")
    datetime.time(7, 0)
    """
    try:
        return _read_time(text)
    except ValueError as error:
        raise ValueError(f"{error}{_suggest(_mend_time, text, parse_slot_time)}") from None


def parse_days(names: Iterable[str]) -> tuple[int, ...]:
    """Read days of the week: ``mon`` or ``monday``, ranges such as ``mon-fri`` or ``sat-mon``, ``weekdays``.

    Returns:
        Numbers in order, each once; 0 is Monday.

    Raises:
        ValueError: One of them is not a day, or there are none.

    >>> parse_days(["mon-fri", "sun"])
    (0, 1, 2, 3, 4, 6)
    """
    days: set[int] = set()
    for name in names:
        days.update(_read_range(name))
    if not days:
        raise ValueError('no days; write for example "mon-fri", or leave them out for every day')
    return tuple(sorted(days))


# Reading ----------------------------------------------------------------------------------------------------------


def _divide(text: str) -> tuple[str, str]:
    """Part the days from what follows; white space around dashes and commas means nothing."""
    if len(text) > _MOST_CHARACTERS:
        raise ValueError(f"longer than {_MOST_CHARACTERS} characters")
    text = re.sub(r"\s*([-,])\s*", r"\1", text.lower().translate(_DASHES)).strip()
    days, _, clock = " ".join(text.split()).rpartition(" ")
    return days, clock


def _read_days(text: str) -> tuple[int, ...]:
    return parse_days(text.split(",")) if text else ALL_DAYS


def _read_range(name: str) -> tuple[int, ...]:
    name = name.strip().lower().translate(_DASHES)
    if name in _SETS:
        return _SETS[name]
    first, dash, end = name.partition("-")
    start = _read_day(first, name)
    length = (_read_day(end, name) - start) % 7 if dash else 0
    return tuple((start + n) % 7 for n in range(length + 1))


def _read_day(text: str, name: str) -> int:
    text = text.strip()
    for number, day in enumerate(_DAY_NAMES):
        if text in {day, day[:3]}:
            return number
    raise ValueError(f'not a day of the week: {_shorten(name)}; write "mon" or "monday", or a range, "mon-fri"')


def _read_time(text: str) -> time:
    match = _TIME.fullmatch(text.strip())
    if match is None:
        raise ValueError(f'not a time of the day: {_shorten(text)}; write hours and minutes, "00:00" to "23:59"')
    return time(int(match[1]), int(match[2]), int(match[3] or 0))


def _read_span(text: str) -> tuple[time, time]:
    start, dash, end = text.partition("-")
    if not dash:
        raise ValueError('write when they begin and when they end, "22:00-06:00"')
    return _read_time(start), time() if _MIDNIGHT_AFTER.fullmatch(end) else _read_time(end)


def _check_time(moment: time) -> time:
    if moment.tzinfo is not None or moment.microsecond:
        raise ValueError(f"a time of the day is in whole seconds and without a zone: {moment!r}")
    return moment.replace(fold=0)


def _order_days(days: tuple[int, ...]) -> tuple[int, ...]:
    if not days or not set(days) <= set(ALL_DAYS):
        raise ValueError(f"days are numbers from 0 (Monday) to 6, at least one: {days!r}")
    return tuple(sorted(set(days)))


# Writing ----------------------------------------------------------------------------------------------------------


def _write_time(moment: time) -> str:
    return moment.isoformat("seconds" if moment.second else "minutes")


def _write_days(days: tuple[int, ...]) -> str:
    """Write days in front of a time: runs of them as ranges, nothing for all of them."""
    if days == ALL_DAYS:
        return ""
    starts = [day for day in days if day - 1 not in days]
    ends = [day for day in days if day + 1 not in days]
    names = [
        _DAY_NAMES[start][:3] + (f"-{_DAY_NAMES[end][:3]}" if start != end else "")
        for start, end in zip(starts, ends, strict=True)
    ]
    return ",".join(names) + " "


def _shorten(text: str) -> str:
    return repr(text if len(text) <= 40 else f"{text[:39]}…")  # noqa: PLR2004  Enough to recognise it by.


# Guessing what was meant ------------------------------------------------------------------------------------------

_LOOSE_TIME = re.compile(
    r"(?<![0-9])(?:(?P<hour>[0-9]{1,2})\s?[:.h]\s?(?P<minute>[0-9]{1,2})|(?P<compact>[0-9]{3,4})|(?P<alone>[0-9]{1,2}))"
    r"(?::[0-9]{1,2})?(?![0-9])(?:\s?(?P<half>[ap])\.?m\b\.?|\s?(?:h|uhr)\b)?"
)
_LOOSE_INTERVAL = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,3})?)\s?([a-z]+)")
_FILLERS = frozenset({"at", "on", "and", "every", "each", "um", "from"})


def _suggest(mend: Callable[[str], str], text: str, parse: Callable[[str], object]) -> str:
    """Return the end of a message: what was probably meant; nothing where that could not be read either."""
    if len(text) > _MOST_CHARACTERS:
        return ""
    try:
        mended = mend(" ".join(text.lower().translate(_DASHES).split()))
        if not mended:
            return ""
        parse(mended)
    except ValueError:
        return ""
    return f'; did you mean "{mended}"?'


def _mend_slot(text: str) -> str:
    match = _LOOSE_TIME.search(text)
    if match is None:
        return ""
    return _mend_days(f"{text[: match.start()]} {text[match.end() :]}") + _mend_match(match)


def _mend_quiet(text: str) -> str:
    times = list(_LOOSE_TIME.finditer(text))
    if len(times) != 2:  # noqa: PLR2004  A beginning and an end.
        return ""
    start, end = (_mend_match(match) for match in times)
    return f"{_mend_days(text[: times[0].start()])}{start}-{end}"


def _mend_time(text: str) -> str:
    match = _LOOSE_TIME.fullmatch(text)
    return _mend_match(match) if match else ""


def _mend_match(match: re.Match[str]) -> str:
    compact = match["compact"] or ""
    hour = int(match["hour"] or compact[:-2] or match["alone"])
    minute = int(match["minute"] or compact[-2:] or 0)
    if match["half"] and 1 <= hour <= 12:  # noqa: PLR2004  As on the face of a clock.
        hour = hour % 12 + (12 if match["half"] == "p" else 0)
    written = f"{hour % 24 if hour == 24 else hour:02}:{minute:02}"  # noqa: PLR2004  Midnight has two names.
    if _TIME.fullmatch(written):
        return written
    return _nearest(written, (f"{hour:02}:{minute:02}" for hour in range(24) for minute in range(60)))


def _mend_days(text: str) -> str:
    """Put what may be days in front of a time, spelled right; ranges stay ranges."""
    known = (*_DAY_NAMES, *(name[:3] for name in _DAY_NAMES), *_SETS)
    mended = ""
    for word in re.findall(r"[^\W\d_]+|-", text):
        if word == "-":
            mended = mended.rstrip(",") + "-"
        elif word not in _FILLERS:
            mended += _nearest(word, known) + ","
    days = mended.strip(",-")
    return f"{days} " if days else ""


def _mend_interval(text: str) -> str:
    """Add up what is written in several units or in fractions, with units spelled right."""
    total = timedelta(0)
    for number, name in _LOOSE_INTERVAL.findall(text):
        total += float(number) * _UNITS["minutes" if name == "m" else _nearest(name, _UNITS)]
    for name in ("week", "day", "hour", "minute", "second"):
        if total and not total % _UNITS[name]:
            count = total // _UNITS[name]
            return f"{count} {name}" if count == 1 else f"{count} {name}s"
    return ""


def _nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that is most like another.

    Raises:
        ValueError: None is like it.
    """
    # Only what is wrong has to pay for the import.
    from difflib import get_close_matches

    found = get_close_matches(word, list(known), n=1)
    if not found:
        raise ValueError(f"nothing is like {word!r}")
    return found[0]
