"""When runs are due."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.timetable import (
    ALL_DAYS,
    ScheduleOptions,
    is_missed,
    last_due,
    next_due,
    parse_days,
    parse_interval,
    parse_slot_time,
)

SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)
QUARTER = timedelta(minutes=15)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)  # A Sunday.

# Each with years in which its clocks do something odd.
ODD_ZONES = (
    ("Australia/Lord_Howe", 2025),  # Half an hour of summer time.
    ("Europe/Dublin", 2025),  # Summer is standard, winter is "negative" summer time.
    ("Africa/Casablanca", 2025),  # Set back for Ramadan.
    ("Pacific/Apia", 2011),  # 30 December does not exist.
    ("Asia/Kathmandu", 1985),  # From +5:30 to +5:45 at the turn of the year.
    ("America/New_York", 2026),
    ("America/Sao_Paulo", 2018),  # Midnight does not exist.
    ("Africa/Monrovia", 1971),  # An offset with seconds in it, then 44 minutes and 30 seconds left out.
    ("Pacific/Kwajalein", 1993),  # Another day left out.
    ("America/Scoresbysund", 2024),  # A change of zone and of summer time at once.
)

odd_zones = st.sampled_from(ODD_ZONES).map(lambda zone: ZoneInfo(zone[0]))
zones = st.timezones() | odd_zones | st.just(UTC) | st.just(timezone(timedelta(hours=5, minutes=45)))
slot_times = st.times().map(lambda slot: slot.replace(microsecond=0))
day_sets = st.sets(st.sampled_from(ALL_DAYS), min_size=1).map(tuple)
moments = st.datetimes(datetime(1971, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
schedules = st.builds(
    ScheduleOptions, at=st.lists(slot_times, min_size=1, max_size=4).map(tuple), days=day_sets, zone=zones
)
intervals = st.builds(ScheduleOptions, every=st.timedeltas(SECOND, timedelta(days=366)))


def wall(moment: datetime, zone: ZoneInfo) -> datetime:
    """What the clocks of a zone show."""
    return moment.astimezone(zone).replace(tzinfo=None)


@pytest.mark.parametrize(("name", "year"), ODD_ZONES)
def test_each_slot_comes_exactly_once(name: str, year: int) -> None:
    """Over two years, each slot of each day has its one moment: the first at which clocks show it or have passed it."""
    zone = ZoneInfo(name)
    times = (time(0), time(1, 30), time(2, 15), time(2, 45), time(23, 50))
    options = ScheduleOptions(at=times, zone=zone)
    begin, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 2, 1, 1, tzinfo=UTC)

    due = [begin]
    while due[-1] < end:
        due.append(next_due(options, last=due[-1], now=due[-1]))

    # Now from the slots' side, and knowing nothing of how the moments were found.
    accounted = set()
    for n in range(-2, (end - begin).days + 3):
        for slot in times:
            when = datetime.combine(begin.date() + n * DAY, slot)
            near = when.replace(tzinfo=UTC)
            nearby = due[bisect_left(due, near - 2 * DAY) : bisect_right(due, near + 2 * DAY)]
            found = [moment for moment in nearby if wall(moment, zone) >= when > wall(moment - SECOND, zone)]
            accounted.update(found)
            assert len(found) == 1 or not begin + 2 * DAY < near < end - 2 * DAY
    assert set(due[1:]) <= accounted
    assert due == sorted(set(due))


@pytest.mark.parametrize(
    ("zone", "at", "last", "expected"),
    [
        # New York: 02:00 to 03:00 on 8 March 2026 does not exist; two slots inside are one run.
        ("America/New_York", ("02:15", "02:45"), "2026-03-08T05:00Z", "2026-03-08T07:00Z"),
        ("America/New_York", ("02:15", "02:45"), "2026-03-08T07:00Z", "2026-03-09T06:15Z"),
        # 01:30 on 1 November 2026 comes twice: the first one counts.
        ("America/New_York", ("01:30",), "2026-11-01T04:00Z", "2026-11-01T05:30Z"),
        ("America/New_York", ("01:30",), "2026-11-01T05:30Z", "2026-11-02T06:30Z"),
        # Lord Howe leaves out 02:00 to 02:30.
        ("Australia/Lord_Howe", ("02:15",), "2026-10-03T12:00Z", "2026-10-03T15:30Z"),
        # A whole day left out: its slot comes with the next day's midnight.
        ("Pacific/Apia", ("07:00",), "2011-12-29T17:00Z", "2011-12-30T10:00Z"),
        ("Pacific/Apia", ("07:00",), "2011-12-30T10:00Z", "2011-12-30T17:00Z"),
        ("Asia/Kathmandu", ("07:00",), "2026-03-01T12:00Z", "2026-03-02T01:15Z"),
        ("Europe/Dublin", ("01:30",), "2026-03-28T12:00Z", "2026-03-29T01:00Z"),
    ],
)
def test_gap_and_fold(zone: str, at: tuple[str, ...], last: str, expected: str) -> None:
    """A slot in a gap comes at the gap's end, one in a fold the first time only."""
    options = ScheduleOptions(at=tuple(parse_slot_time(slot) for slot in at), zone=ZoneInfo(zone))
    moment = datetime.fromisoformat(last)

    assert next_due(options, last=moment, now=moment) == datetime.fromisoformat(expected)


@settings(deadline=None)
@given(options=schedules, last=moments, ahead=st.timedeltas(timedelta(0), timedelta(days=40)))
def test_next_and_last_agree(options: ScheduleOptions, last: datetime, ahead: timedelta) -> None:
    """No slot lies between the newest that has come and the next to come, and each is found from both sides."""
    now = last + ahead
    newest = last_due(options, last=last, now=now)
    coming = next_due(options, last=newest or last, now=now)

    assert coming > (newest or last)
    assert coming >= now
    assert newest is None or last < newest <= now
    assert last_due(options, last=newest or last, now=coming) == coming
    assert last_due(options, last=newest or last, now=coming - timedelta(microseconds=1)) is None
    assert is_missed(options, last=last, now=now) == (newest is not None)
    assert coming.tzinfo is UTC


@settings(deadline=None)
@given(options=schedules, last=moments)
def test_slots_fall_on_chosen_days(options: ScheduleOptions, last: datetime) -> None:
    """A slot shows its time on one of its days, unless the clocks jumped over it just then."""
    due = next_due(options, last=last, now=last)

    local = due.astimezone(options.zone)
    before = (due - SECOND).astimezone(options.zone)
    jumped = local.replace(tzinfo=None) - before.replace(tzinfo=None) > SECOND
    assert jumped or (local.weekday() in options.days and local.time() in options.at)


@given(options=intervals, last=moments, ahead=st.timedeltas(timedelta(0), timedelta(days=4000)))
def test_intervals_never_drift(options: ScheduleOptions, last: datetime, ahead: timedelta) -> None:
    """Every due time is a whole number of intervals after the last one, and is the nearest that is not past."""
    every, now = options.every, last + ahead
    assert every is not None
    due = next_due(options, last=last, now=now)
    newest = last_due(options, last=last, now=now)

    assert (due - last) % every == timedelta(0)
    assert due > last
    assert now <= due
    assert due - every == last or due - every < now
    assert newest is None or ((newest - last) % every == timedelta(0) and last < newest <= now < newest + every)
    assert (newest is None) == (ahead < every)


@settings(deadline=None)
@given(options=schedules | intervals, last=moments, now=moments)
def test_a_wrong_clock_never_stops_publishing(options: ScheduleOptions, last: datetime, now: datetime) -> None:
    """Whatever time was remembered, the next run is at most ten days or two intervals away."""
    due = next_due(options, last=last, now=now)

    if last > now + (options.every or DAY):
        assert is_missed(options, last=last, now=now)
    assert now <= due <= now + max(2 * (options.every or DAY), timedelta(days=10) if options.at else DAY)


def test_long_run_skips_what_passed() -> None:
    """A run that took longer than its interval is followed by the next time on the same clock face."""
    options = ScheduleOptions(every=QUARTER)

    assert next_due(options, last=NOON, now=NOON + timedelta(minutes=20)) == NOON + 2 * QUARTER


def test_first_start_is_due_at_once() -> None:
    """Where nothing ever ran, a run is due now."""
    for options in (ScheduleOptions(), ScheduleOptions(at=(time(7),))):
        assert is_missed(options, last=None, now=NOON)
        assert next_due(options, last=None, now=NOON) == NOON
        assert last_due(options, last=None, now=NOON) == NOON


def test_nothing_missed_right_after_a_run() -> None:
    """A start shortly after a run makes nothing up; a start after the next due time does."""
    options = ScheduleOptions(at=(time(7), time(19)))
    morning = NOON.replace(hour=7)

    assert not is_missed(options, last=morning, now=morning.replace(hour=18, minute=59))
    assert is_missed(options, last=morning, now=morning.replace(hour=19))


def test_clock_set_back_by_seconds_brings_no_slot_twice() -> None:
    """After a run at 07:00 a clock corrected to 06:59:58 does not lead to a second one at 07:00."""
    options = ScheduleOptions(at=(time(7),))
    seven = NOON.replace(hour=7)

    assert next_due(options, last=seven, now=seven - 2 * SECOND) == seven + DAY
    assert last_due(options, last=seven, now=seven) is None


def test_weekly_slot() -> None:
    """Days count from Monday, in the schedule's zone."""
    options = ScheduleOptions(at=(time(0, 30),), days=(0,), zone=ZoneInfo("Asia/Tokyo"))

    assert next_due(options, last=NOON, now=NOON) == datetime(2026, 3, 1, 15, 30, tzinfo=UTC)


def test_end_of_time() -> None:
    """Where dates end, a due time is refused and nothing else breaks."""
    end = datetime.max.replace(tzinfo=UTC)
    for options in (ScheduleOptions(), ScheduleOptions(at=(time(7),), zone=ZoneInfo("Asia/Tokyo"))):
        with pytest.raises(ValueError, match="no run can be due"):
            next_due(options, last=end, now=end)
        assert last_due(options, last=end - SECOND, now=end) is None
    assert last_due(ScheduleOptions(at=(time(7),)), last=end - DAY, now=end) == datetime.combine(date.max, time(7), UTC)


def test_naive_times_are_refused() -> None:
    """A time without a zone is a mistake of ours."""
    naive = NOON.replace(tzinfo=None)
    with pytest.raises(ValueError, match="without a zone"):
        next_due(ScheduleOptions(), last=None, now=naive)
    with pytest.raises(ValueError, match="without a zone"):
        last_due(ScheduleOptions(), last=naive, now=NOON)


def test_default_is_every_quarter_of_an_hour() -> None:
    """Without a choice, runs come every 15 minutes."""
    assert ScheduleOptions().every == QUARTER
    assert ScheduleOptions(at=(time(7),)).every is None


def test_order_and_repeats_do_not_matter() -> None:
    """Times and days are put in order, each once."""
    options = ScheduleOptions(at=(time(19), time(7), time(19)), days=(4, 0, 4))

    assert options.at == (time(7), time(19))
    assert options.days == (0, 4)


@pytest.mark.parametrize(
    ("every", "at", "days"),
    [
        (QUARTER, (time(7),), ALL_DAYS),
        (QUARTER, (), (0,)),
        (timedelta(0), (), ALL_DAYS),
        (timedelta(days=367), (), ALL_DAYS),
        (None, (time(7),), ()),
        (None, (time(7),), (7,)),
        (None, (time(7, tzinfo=UTC),), ALL_DAYS),
        (None, (time(7, 0, 0, 1),), ALL_DAYS),
    ],
)
def test_contradictions_are_refused(every: timedelta | None, at: tuple[time, ...], days: tuple[int, ...]) -> None:
    """A schedule that cannot be meant is refused when it is made."""
    with pytest.raises(ValueError, match=r"interval|days|whole seconds"):
        ScheduleOptions(every=every, at=at, days=days)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("15 minutes", 900),
        ("1 minute", 60),
        ("1 second", 1),
        ("90 seconds", 90),
        ("90s", 90),
        ("20min", 1200),
        ("2 h", 7200),
        ("1 hour", 3600),
        (" 6 Hours ", 21600),
        ("1 day", 86400),
        ("366d", 366 * 86400),
    ],
)
def test_intervals_as_people_write_them(text: str, seconds: int) -> None:
    """Seconds, minutes, hours and days; singular, plural and short; any case."""
    assert parse_interval(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "text", ["", "15", "minutes", "0 minutes", "-5 minutes", "1.5 hours", "2 weeks", "15 m", "١٥ minutes", "367 days",
             "1 hour 5 minutes", "999999999 days", "9" * 5000 + " days", "15 minutes\nrm"]
)  # fmt: skip
def test_other_intervals_are_refused_with_help(text: str) -> None:
    """What is no interval, or too short or long a one, is refused in a short message that says what to write."""
    with pytest.raises(ValueError, match=r"15 minutes|at least 1 second and at most 366 days") as caught:
        parse_interval(text)
    assert len(str(caught.value)) < 200


@given(text=st.text())
def test_parsers_never_fail_otherwise(text: str) -> None:
    """Any text is read, or refused with a ValueError."""
    for parse in (parse_interval, parse_slot_time, lambda name: parse_days([name])):
        try:
            parse(text)
        except ValueError as error:
            assert str(error)  # noqa: PT017  That it is a ValueError is the rule; most texts raise, some do not.


@given(slot=st.times())
def test_slot_times_read_back(slot: time) -> None:
    """Every time of the day that is written in hours and minutes is read."""
    assert parse_slot_time(f"{slot:%H:%M}") == slot.replace(second=0, microsecond=0)


@pytest.mark.parametrize("text", ["24:00", "7", "7pm", "07:60", "07:00:00", "٠٧:٠٠", ""])
def test_other_slot_times_are_refused(text: str) -> None:
    """Only hours and minutes on the 24-hour clock are a time of the day."""
    with pytest.raises(ValueError, match="00:00"):
        parse_slot_time(text)


@pytest.mark.parametrize(
    ("names", "days"),
    [
        (["mon-fri", "sun"], (0, 1, 2, 3, 4, 6)),
        (["Saturday"], (5,)),
        (["sat-mon"], (0, 5, 6)),
        (["wed", "Tue", "wednesday"], (1, 2)),
        (["mon – fri"], (0, 1, 2, 3, 4)),
        (["sun-sat"], ALL_DAYS),
        (["tue-tue"], (1,)),
    ],
)
def test_days_as_people_write_them(names: list[str], days: tuple[int, ...]) -> None:
    """Short and full names, and ranges that may run over the end of the week."""
    assert parse_days(names) == days


@pytest.mark.parametrize("names", [[], ["mo"], ["mon-"], ["-fri"], ["mon-wed-fri"], [""], ["every day"]])
def test_other_days_are_refused(names: list[str]) -> None:
    """What is no day is refused in a message that says what to write."""
    with pytest.raises(ValueError, match="mon"):
        parse_days(names)
