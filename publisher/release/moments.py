"""Chooses the times of items: which seconds a date leaves for them, and a different one for each.

See decision 4.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo

from publisher.dates import EARLIEST, bound_day, find_day, first_moment
from publisher.model import DayOrTime, Metadata

_SECOND = timedelta(seconds=1)
_FRACTIONS = (timedelta(milliseconds=1), timedelta(microseconds=1))
# At this time of the day in UTC it is the same date from Honolulu (UTC-10) to Auckland in summer (UTC+13), an hour of
# items included.
_IDEAL = timedelta(hours=10, minutes=59, seconds=59)
_ROOM = timedelta(minutes=30)
"""Left before the newest item in zones so far east of the date line that `_IDEAL` is before their day begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The times from which items that are released together get theirs; in UTC and in whole seconds."""

    first: datetime
    """No item is dated before."""
    latest: datetime
    """Of the newest item, if it is free."""
    last: datetime
    """No item is dated after this second; those between `latest` and this one are used if there are none before."""
    is_exact: bool = False
    """The author stated `latest` to the second, and the newest item keeps it."""


def choose_release(metadata: Metadata, now: datetime, zone: tzinfo) -> tuple[Window, Window | None]:
    """Choose the dates of an article that is published for the first time.

    Args:
        metadata: What the article states.
        now: In UTC.
        zone: Of days without a time.

    Returns:
        When it was released, and when it was changed last, if its author states a later time for that. What is not
        stated, or is still to come, is now; what is before 1990, which validators take for a mistake, is the first day
        of that year.
    """
    released = find_window(metadata.publish_date or metadata.date, now, zone)
    lastmod = metadata.lastmod
    if lastmod is None or not EARLIEST <= first_moment(lastmod, zone) <= now:
        return released, None
    modified = find_window(lastmod, now, zone)
    if not modified.is_exact and find_day(lastmod, zone) <= find_day(released.latest, zone):
        return released, None
    if modified.is_exact and not released.is_exact and released.first < modified.latest <= released.last:
        # The day began before the change.
        before = modified.latest - _SECOND
        released = replace(released, latest=min(released.latest, before), last=before)
    if modified.latest <= released.last:
        return released, None
    return released, replace(modified, first=max(modified.first, released.last + _SECOND))


def find_window(stated: DayOrTime | None, now: datetime, zone: tzinfo) -> Window:
    """Return the times that a date leaves for items.

    A day without a time leaves all seconds that it shares, in the zone, with the day of the same date in UTC: of two
    readers in different places most see that date. Of today only the seconds that are over count. A time leaves the
    seconds before it on its day, in the zone and in UTC.

    Args:
        stated: By the author; None, or a date that is still to come, is now.
        now: In UTC.
        zone: Of days without a time.
    """
    now = now.replace(microsecond=0)
    if stated is None or first_moment(stated, zone) > now:
        stated = find_day(now, zone)
        return _find_day_window(stated, now, zone)
    if isinstance(stated, datetime) and stated >= EARLIEST:
        starts = (bound_day(find_day(stated, each), each)[0] for each in (zone, UTC))
        # Where midnight comes twice, a time may be before the last beginning of its day.
        first = min(stated, max(EARLIEST, *starts))
        return Window(first=first, latest=stated, last=stated, is_exact=True)
    return _find_day_window(max(find_day(stated, zone), EARLIEST.date()), now, zone)


def find_old_day(metadata: Metadata, published: datetime, zone: tzinfo) -> date | None:
    """Return the day that an article's author states where `published` cannot: before 1990; None anywhere else.

    Args:
        metadata: What the article states.
        published: The first release, as feeds have it.
        zone: Of the day.
    """
    stated = metadata.publish_date or metadata.date
    day = find_day(stated, zone) if stated else None
    first = EARLIEST.date()
    # A date that was before 1990 when the article came out may be corrected later.
    is_substitute = find_day(published, UTC) == first
    if day is None or (metadata.is_dated_by_name and not is_substitute):
        # An article that came out before names of files were read keeps the date that it has had since.
        return None
    return day if day < first or (is_substitute and day > first) else None


def _find_day_window(day: date, now: datetime, zone: tzinfo) -> Window:
    own_first, own_last = bound_day(day, zone)
    first, last = bound_day(day, UTC)
    ideal = first + _IDEAL
    if own_first <= own_last:
        # Offsets are less than a day, so the two always overlap. A day that the zone skipped is that of UTC.
        first, last = max(first, own_first), min(last, own_last)
    first = max(first, EARLIEST)
    latest = min(last, max(ideal, first + _ROOM))
    if now <= max(last, own_last):
        first = first if first <= now else min(now, own_first)
        latest = last = now
    return Window(first=first, latest=latest, last=last)


class Stamps:
    """Hands out times of which no two are equal.

    Readers sort by time, and an Atom feed must not hold two entries with the same `updated`: each item gets a second of
    its own, and only where there is none left a fraction of one.

    Args:
        is_taken: Returns whether a time was given to something in an earlier run.
    """

    def __init__(self, is_taken: Callable[[datetime], bool]) -> None:
        self._is_taken = is_taken
        # From a second that is taken to one that may be free: followed and shortened as in a disjoint-set forest,
        # because thousands of items of a first run all ask for the same second.
        self._next: dict[datetime, datetime] = {}
        # Of a window's `latest`: all seconds between it and this one are taken.
        self._later: dict[datetime, datetime] = {}
        self._fractions: set[datetime] = set()
        # Of a second and a fraction of it: all multiples of the fraction below this one are taken.
        self._counts: dict[tuple[datetime, timedelta], int] = {}

    def take_all(self, window: Window, count: int) -> list[datetime]:
        """Take the times of items that are released together.

        Args:
            window: From which they are taken.
            count: How many, at least 0.

        Returns:
            As many times, the newest first. All are different unless there are more than a second has microseconds.
        """
        if window.is_exact:
            newest = self._find_fractions(window.latest, 1)
            older = self._find_seconds(window.latest - _SECOND, window.first, count - 1)
            found = (
                [*newest, *older] if len(older) >= count - 1 else self._find_fractions(window.latest, count, least=1)
            )
        else:
            found = self._find_seconds(window.latest, window.first, count)
            if len(found) < count:
                found = [*self._find_later(window, count - len(found)), *found]
            if len(found) < count:
                found = self._find_fractions(max(window.first, window.latest - _SECOND), count, least=1)
        found = found[:count]
        for moment in found:
            self._mark(moment)
        return found

    def take(self, latest: datetime, after: datetime | None = None, *, first: datetime | None = None) -> datetime:
        """Take the last free second that is not after `latest`.

        Args:
            latest: In UTC.
            after: The time taken is later than this one, even if it must be later than `latest`: an item's update never
                goes back, though the clock may.
            first: A fraction of the second `latest` is taken rather than a time before this one.
        """
        latest = latest.replace(microsecond=0)
        found = self._find_free(latest)
        if first is not None and found < first:
            found = self._find_fractions(latest, 1)[0]
        if after is not None and found <= after:
            found = max(after.replace(microsecond=0) + _SECOND, latest)
            while self._is_used(found):
                found += _SECOND
        self._mark(found)
        return found

    def _mark(self, moment: datetime) -> None:
        if moment.microsecond:
            self._fractions.add(moment)
        else:
            self._next[moment] = moment - _SECOND

    def _is_used(self, moment: datetime) -> bool:
        return moment in self._next or moment in self._fractions or self._is_taken(moment)

    def _find_seconds(self, latest: datetime, first: datetime, count: int) -> list[datetime]:
        """Return free seconds from `latest` back to `first`, at most `count`, the newest first."""
        found: list[datetime] = []
        moment = latest
        while len(found) < count and (moment := self._find_free(moment)) >= first:
            found.append(moment)
            moment -= _SECOND
        return found

    def _find_later(self, window: Window, count: int) -> list[datetime]:
        """Return free seconds after the `latest` of a window, at most `count`, the newest first."""
        found: list[datetime] = []
        moment = self._later.get(window.latest, window.latest + _SECOND)
        while len(found) < count and moment <= window.last:
            if not self._is_used(moment):
                found.append(moment)
            moment += _SECOND
        if len(found) == count:
            # All of them are about to be taken.
            self._later[window.latest] = moment
        return found[::-1]

    def _find_fractions(self, second: datetime, count: int, *, least: int = 0) -> list[datetime]:
        """Return times in a second that are free, the lowest ones, the newest first.

        Args:
            second: Which.
            count: How many times.
            least: 1 if each has a fraction: whoever sorts dates as texts has ``00.001Z`` before ``00Z``.
        """
        for fraction in _FRACTIONS:
            found: list[datetime] = []
            number = max(least, self._counts.get((second, fraction), 0))
            while len(found) < count and number * fraction < _SECOND:
                moment = second + number * fraction
                if not self._is_used(moment):
                    if not found and number > least:
                        self._counts[second, fraction] = number
                    found.append(moment)
                number += 1
            if len(found) == count:
                return found[::-1]
        # As many items as microseconds: their order decides.
        return [second] * count

    def _find_free(self, moment: datetime) -> datetime:
        passed = []
        while True:
            if moment in self._next:
                passed.append(moment)
                moment = self._next[moment]
            elif self._is_taken(moment):
                self._next[moment] = moment - _SECOND
            else:
                break
        for second in passed:
            self._next[second] = moment
        return moment
