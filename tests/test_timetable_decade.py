"""Ten years of runs in zones whose clocks are odd: nothing is lost or comes twice, whatever happens to the loop."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise, takewhile
from zoneinfo import ZoneInfo

import pytest

from publisher.slots import ALL_DAYS, Slot, parse_quiet, parse_slot
from publisher.timetable import ScheduleOptions, iter_due, last_due, list_missed, next_due

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
YEARS = 10

# Zones, the first year, and slots: some in the hours that are left out, some in those that come twice.
DECADES = (
    ("Australia/Lord_Howe", 2020, ("00:00", "01:45", "02:15", "mon-fri 23:30")),  # 02:00 to 02:30; 01:30 to 02:00.
    ("Europe/Dublin", 2020, ("00:59", "01:00", "01:30", "sun 01:59")),  # 01:00 to 02:00, both.
    ("Africa/Casablanca", 2020, ("02:00", "02:30", "02:59", "sun 03:00")),  # 02:00 to 03:00, both, around Ramadan.
    ("Pacific/Apia", 2005, ("00:00", "03:30", "fri 12:00", "23:59")),  # All of 30 December 2011; 03:00 to 04:00.
    ("Asia/Kathmandu", 1980, ("00:00", "00:10", "00:15", "23:59")),  # 00:00 to 00:15 on 1 January 1986.
    ("Pacific/Chatham", 2020, ("02:44", "02:45", "03:30", "weekends 03:45")),  # 02:45 to 03:45, both.
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which the clocks of a zone were not changed."""

    start: datetime
    end: datetime
    offset: timedelta


@cache
def list_stretches(name: str, year: int) -> tuple[Stretch, ...]:
    """Return the stretches of a decade and some weeks around it, found by asking each hour what the clocks show."""
    zone = ZoneInfo(name)
    begin, end = datetime(year, 1, 1, tzinfo=UTC) - 30 * DAY, datetime(year + YEARS, 1, 1, tzinfo=UTC) + 30 * DAY

    def offset(moment: datetime) -> timedelta:
        return moment.astimezone(zone).replace(tzinfo=UTC) - moment

    stretches = []
    start = hour = begin
    while hour < end:
        hour += HOUR
        if hour >= end or offset(hour) != offset(start):
            change = hour - HOUR
            while change < hour and offset(change) == offset(start):
                change += MINUTE
            stretches.append(Stretch(start, change, offset(start)))
            start = change
    return tuple(stretches)


def first_shown(stretches: tuple[Stretch, ...], wall: datetime) -> datetime:
    """Return the first moment at which the clocks show a time or a later one."""
    local = wall.replace(tzinfo=UTC)
    for stretch in stretches:
        if stretch.end + stretch.offset > local:
            return max(stretch.start, local - stretch.offset)
    raise AssertionError(f"{wall} is never shown")


def list_slots(name: str, year: int, slots: tuple[Slot, ...]) -> Iterator[tuple[datetime, datetime]]:
    """Yield each slot of the calendar, as it is written on the wall and when it should run; past both ends."""
    stretches = list_stretches(name, year)
    day = date(year, 1, 1) - 5 * DAY
    while day < date(year + YEARS, 1, 5):
        # Clocks show nothing of this day before, and all of it before long.
        local = datetime.combine(day, time(), UTC)
        near = tuple(
            stretch for stretch in stretches if stretch.end > local - 2 * DAY and stretch.start < local + 3 * DAY
        )
        for slot in slots:
            if day.weekday() in slot.days:
                wall = datetime.combine(day, slot.time)
                yield wall, first_shown(near, wall)
        day += DAY


def run_loop(options: ScheduleOptions, begin: datetime, end: datetime) -> list[datetime]:
    """Run as a scheduler does that sleeps until something is due: all that it keeps is what was done last."""
    last = begin
    runs = []
    while (now := next_due(options, anchor=begin, last=last, now=last)) < end:
        due = last_due(options, anchor=begin, last=last, now=now)
        assert due is not None
        runs.append(due)
        last = due
    return runs


@pytest.mark.parametrize(("name", "year", "texts"), DECADES, ids=[name for name, _, _ in DECADES])
def test_every_slot_of_a_decade_runs_once(name: str, year: int, texts: tuple[str, ...]) -> None:
    """Each slot of each day runs exactly once: when the zone's clocks first show its time, or a later one."""
    zone = ZoneInfo(name)
    slots = tuple(parse_slot(text) for text in texts)
    options = ScheduleOptions(slots=slots, zone=zone)
    begin, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + YEARS, 1, 1, tzinfo=UTC)

    runs = run_loop(options, begin, end)

    planned = [(wall, due) for wall, due in list_slots(name, year, slots) if begin < due < end]
    counts = Counter(runs)
    assert all(counts[due] == 1 for _, due in planned)
    assert runs == sorted({due for _, due in planned})
    assert len(planned) > 3650 * 2
    # What is judged by has been in gaps and folds: there the clock shows another time, or shows it once more.
    shown = [(wall, due.astimezone(zone).replace(tzinfo=None)) for wall, due in planned]
    assert any(wall < at for wall, at in shown)
    assert all(wall <= at <= wall + 24 * HOUR for wall, at in shown)
    if name != "Asia/Kathmandu":
        assert any(
            (due + distance).astimezone(zone).replace(tzinfo=None) == wall
            for wall, due in planned
            for distance in (HOUR / 2, HOUR)
        )


def test_the_day_that_samoa_left_out() -> None:
    """What was planned for 30 December 2011 runs once, as the 31st begins; the 29th and the 31st are as ever."""
    zone = ZoneInfo("Pacific/Apia")
    options = ScheduleOptions(slots=(parse_slot("07:00"), parse_slot("fri 12:00"), parse_slot("23:59")), zone=zone)
    runs = run_loop(options, datetime(2011, 12, 29, 11, tzinfo=UTC), datetime(2011, 12, 31, 11, tzinfo=UTC))

    assert [f"{run.astimezone(zone):%d %H:%M}" for run in runs] == [
        "29 07:00", "29 23:59", "31 00:00", "31 07:00", "31 23:59"
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "year"), [(name, year) for name, year, _ in DECADES])
def test_a_daily_interval_of_a_decade_keeps_its_time(name: str, year: int) -> None:
    """A day after a day, by the clocks: once for each day of the calendar, even where clocks leave its time out."""
    begin, end = datetime(year, 1, 1, 14, 15, tzinfo=UTC), datetime(year + YEARS, 1, 1, tzinfo=UTC)
    zone = ZoneInfo(name)
    wall = begin.astimezone(zone).replace(tzinfo=None)
    stretches = list_stretches(name, year)

    runs = run_loop(ScheduleOptions(every=DAY, zone=zone), begin, end)

    expected = {first_shown(stretches, wall + n * DAY) for n in range(1, 3670)}
    assert runs == sorted(due for due in expected if due < end)


# Accidents --------------------------------------------------------------------------------------------------------


class Killed(Exception):  # noqa: N818  Nothing is wrong with the loop.
    """The process is gone; what it had not remembered is lost."""


class Place:
    """A scheduler's loop, its state, its machine, and the accidents that happen to them."""

    def __init__(self, options: ScheduleOptions, seed: int, now: datetime) -> None:
        self.options = options
        self.chance = random.Random(seed)
        self.now = now
        self.anchor = now
        self.last = now
        """All that outlives the process."""
        self.finished: list[tuple[datetime, datetime]] = []
        """What had been done before each run that came to its end, and what it did."""
        self.awake: list[tuple[datetime, datetime]] = []
        """When there seemed to be nothing left to do, and what had been done last."""
        self.kills = self.half = self.steps_back = 0

    def live(self) -> None:
        """Run the process until it is killed."""
        while True:
            while (due := last_due(self.options, anchor=self.anchor, last=self.last, now=self.now)) is not None:
                self.run(due)
            self.awake.append((self.now, self.last))
            coming = next_due(self.options, anchor=self.anchor, last=self.last, now=self.now)
            assert coming > self.last
            self.sleep(coming)

    def run(self, due: datetime) -> None:
        """Do what is due, and remember that it is done."""
        self.now += self.chance.uniform(0, 90) * SECOND
        if self.chance.random() < 0.15:
            self.half += 1
            raise Killed
        self.finished.append((self.last, due))
        self.last = due
        if self.chance.random() < 0.15:
            raise Killed

    def sleep(self, until: datetime) -> None:
        """Wait for what comes next, unless something else does."""
        what = self.chance.random()
        if what < 0.6:
            self.now = max(self.now, until) + self.chance.random() * SECOND
        elif what < 0.75:
            # The machine sleeps, or the clock jumps forward: nobody can tell one from the other.
            self.now += self.chance.choice((MINUTE, HOUR, DAY, 4 * DAY)) * self.chance.random()
        elif what < 0.85:
            self.steps_back += 1
            self.now -= self.chance.choice((SECOND, MINUTE, HOUR)) * self.chance.random()
        elif what < 0.95:
            self.now += (until - self.now) * self.chance.random()
        else:
            raise Killed

    def restart(self) -> None:
        """Come back after a while, by a clock that may have been set back."""
        self.kills += 1
        self.now += self.chance.choice((-HOUR, SECOND, MINUTE, HOUR, 3 * DAY)) * self.chance.random()


ACCIDENTS = [
    ScheduleOptions(
        slots=tuple(Slot(time(hour, minute)) for hour in range(24) for minute in (0, 15, 40)),
        zone=ZoneInfo("Australia/Lord_Howe"),
    ),
    ScheduleOptions(
        slots=(Slot(time(2, 30)), Slot(time(2, 45)), Slot(time(14), ALL_DAYS[:5])), zone=ZoneInfo("Pacific/Apia")
    ),
    ScheduleOptions(every=6 * HOUR, jitter=HOUR, seed="here"),
    ScheduleOptions(
        every=2 * HOUR, jitter=20 * MINUTE, quiet=(parse_quiet("22:00-02:30"),), zone=ZoneInfo("Africa/Casablanca")
    ),
    ScheduleOptions(every=DAY, zone=ZoneInfo("Pacific/Chatham"), quiet=(parse_quiet("weekends 00:00-24:00"),)),
]


def list_passed(options: ScheduleOptions, begin: datetime, end: datetime) -> list[datetime]:
    """List the due moments after one moment, up to another; for slots they are looked up in the calendar."""
    line = iter_due(options, anchor=begin, after=begin)
    if options.slots:
        line = (due for _, due in list_slots(str(options.zone), begin.year, options.slots))
    found = takewhile(lambda due: due <= end, line)
    return sorted({due for due in found if due > begin})


@pytest.mark.parametrize("seed", [1, 20, 300, 4000])
@pytest.mark.parametrize("options", ACCIDENTS, ids=["quarters", "slots", "interval", "quiet", "daily"])
def test_accidents_neither_lose_nor_repeat_a_run(options: ScheduleOptions, seed: int) -> None:
    """Kills in a run and after it, sleeps of days, clocks that jump: each due moment is done once, and none is left."""
    begin = datetime(2011, 12, 20, 12, tzinfo=UTC)
    place = Place(options, seed, begin)
    while place.kills < 50:
        try:
            place.live()
        except Killed:
            place.restart()

    # A run does all that is due after the one before, up to its own moment. So nothing is done twice …
    assert all(before == previous for (_, previous), (before, _) in pairwise(place.finished))
    assert all(before < due for before, due in place.finished)
    # … and what is done, and what is made up for, is the line itself, to the last that was due before the loop ended.
    done = [due for _, due in place.finished]
    passed = list_passed(options, begin, done[-1])
    assert set(done) <= set(passed)
    made_up = [
        due
        for before, end in place.finished
        for due in list_missed(options, anchor=begin, last=before, now=end, most=100_000)
    ]
    assert made_up == passed
    # Whenever the loop went to sleep, all was done that was due by then.
    for now, last in place.awake:
        newest = bisect_right(passed, now)
        assert newest == 0 or passed[newest - 1] <= last
    # The accidents did happen: some runs were cut short, some made up for others, some clocks were set back.
    assert place.half > 3
    assert place.steps_back > 3
    assert len(passed) > len(done) > 50
