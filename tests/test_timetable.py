"""When runs are due."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from itertools import islice, pairwise, takewhile
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given, reject, settings
from hypothesis import strategies as st

from publisher.slots import ALL_DAYS, Quiet, Slot, parse_quiet, parse_slot
from publisher.timetable import CatchUp, ScheduleOptions, iter_due, last_due, list_missed, next_due
from tests.patience import ends_within

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
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
    ("Pacific/Chatham", 2025),  # 2:45 to 3:45 does not exist.
    ("America/New_York", 2026),
    ("America/Sao_Paulo", 2018),  # Midnight does not exist.
    ("America/Recife", 2000),  # Summer time for a week.
    ("Africa/Monrovia", 1971),  # An offset with seconds in it, then 44 minutes and 30 seconds left out.
    ("America/Moncton", 2006),  # Set back at one minute past midnight.
    ("Pacific/Kwajalein", 1993),  # Another day left out.
    ("America/Scoresbysund", 2024),  # A change of zone and of summer time at once.
)


@cache
def list_changes(name: str, year: int) -> tuple[datetime, ...]:
    """Return about when a zone's clocks were changed in a year and the next, to the hour before."""
    zone = ZoneInfo(name)
    hours = [datetime(year, 1, 1, tzinfo=UTC) + n * HOUR for n in range(2 * 365 * 24)]
    return tuple(
        before
        for before, after in pairwise(hours)
        if before.astimezone(zone).utcoffset() != after.astimezone(zone).utcoffset()
    )


@st.composite
def draw_places(draw: st.DrawFn) -> tuple[tzinfo, datetime]:
    """Return a zone and a whole minute in it, mostly a few days around one at which its clocks are changed."""
    name, year = draw(st.sampled_from(ODD_ZONES))
    change = draw(st.sampled_from(list_changes(name, year)) | st.just(datetime(year, 6, 1, tzinfo=UTC)))
    return ZoneInfo(name), change + draw(st.integers(-180, 180) | st.integers(-4 * 24 * 60, 4 * 24 * 60)) * MINUTE


odd_zones = st.sampled_from(ODD_ZONES).map(lambda zone: ZoneInfo(zone[0]))
zones = st.timezones() | odd_zones | st.just(UTC) | st.just(timezone(timedelta(hours=5, minutes=45)))
minutes_of_day = st.integers(0, 24 * 60 - 1).map(lambda minutes: time(minutes // 60, minutes % 60))
slot_times = minutes_of_day | st.times().map(lambda slot: slot.replace(microsecond=0))
day_sets = st.sets(st.sampled_from(ALL_DAYS), min_size=1).map(tuple)
moments = st.datetimes(datetime(1971, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
every_kind = st.one_of(
    st.integers(1, 5 * 24 * 60).map(lambda minutes: minutes * MINUTE),
    st.sampled_from((DAY, 2 * DAY, 3 * DAY, 7 * DAY, 36 * HOUR, HOUR, QUARTER)),
)
intervals = st.timedeltas(SECOND, timedelta(days=366)).map(lambda every: every - every % SECOND)
day_hours = st.builds(Quiet, minutes_of_day, minutes_of_day, day_sets)


@st.composite
def draw_options(draw: st.DrawFn, zone: tzinfo, *, planned: bool = False) -> ScheduleOptions:
    """Return any schedule in whole minutes; without jitter and quiet hours if all runs are as planned."""
    every = draw(st.none() | every_kind)
    some_slots = st.builds(Slot, minutes_of_day, st.just(ALL_DAYS) | day_sets)
    slots = draw(st.lists(some_slots, min_size=1, max_size=5)) if every is None else []
    jitter = 0 if planned else draw(st.just(0) | st.integers(0, int((every or DAY).total_seconds()) - 1))
    quiet = [] if planned else draw(st.lists(day_hours, max_size=3))
    try:
        return ScheduleOptions(
            every=every,
            slots=tuple(slots),
            zone=zone,
            jitter=timedelta(seconds=jitter),
            quiet=tuple(quiet),
            seed=draw(st.sampled_from(("", "a", "b"))),
        )
    except ValueError:
        reject()
        raise


@st.composite
def draw_schedules(draw: st.DrawFn, *, planned: bool = False) -> tuple[ScheduleOptions, datetime, datetime]:
    """Return a schedule, its anchor, and a moment at which it is asked about."""
    zone, moment = draw(draw_places())
    anchor = moment - draw(st.just(0) | st.integers(-60 * 24, 60 * 24 * 1000)) * MINUTE
    return draw(draw_options(zone, planned=planned)), anchor, moment


def read_clock(moment: datetime, zone: tzinfo) -> datetime:
    """What the clocks of a zone show."""
    return moment.astimezone(zone).replace(tzinfo=None)


def is_quiet(options: ScheduleOptions, moment: datetime) -> bool:
    """Say whether the clocks show a time within quiet hours, day by day as people read them."""
    shown = read_clock(moment, options.zone)
    for quiet in options.quiet:
        ends_later = quiet.end <= quiet.start
        for begins in (shown.date() - DAY, shown.date()):
            start = datetime.combine(begins, quiet.start)
            end = datetime.combine(begins + DAY if ends_later else begins, quiet.end)
            if begins.weekday() in quiet.days and start <= shown < end:
                return True
    return False


def walk_minutes(options: ScheduleOptions, anchor: datetime, begin: datetime, end: datetime) -> Iterator[datetime]:
    """Find the planned moments by looking at the clock each minute, and at what it has come to show since."""
    every = options.every
    keeps_time = every is not None and not every % DAY
    if every is not None and not keeps_time:
        minute = begin
        while minute < end:
            if minute >= anchor and not (minute - anchor) % every:
                yield minute
            minute += MINUTE
        return
    # From a while before, so that it is known what the clocks had shown when they were set back.
    minute = begin - 2 * DAY
    highest = read_clock(minute, options.zone)
    first = read_clock(anchor, options.zone)
    while minute < end:
        shown = read_clock(minute, options.zone)
        is_due = every is not None and minute == anchor
        while highest < shown:
            highest += MINUTE
            if every is None:
                is_due |= any(highest.time() == slot.time and highest.weekday() in slot.days for slot in options.slots)
            else:
                is_due |= minute > anchor and highest > first and not (highest - first) % every
        if is_due and minute >= begin:
            yield minute
        minute += MINUTE


def list_due(options: ScheduleOptions, anchor: datetime, begin: datetime, end: datetime) -> list[datetime]:
    """List the due moments from one moment up to another, exclusive."""
    return list(takewhile(lambda due: due < end, iter_due(options, anchor=anchor, after=begin - SECOND)))


# What due moments are ---------------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=50)
@given(schedule=draw_schedules(planned=True))
def test_planned_moments_are_those_that_a_look_at_the_clock_each_minute_finds(
    schedule: tuple[ScheduleOptions, datetime, datetime],
) -> None:
    """Intervals from the anchor on, by the clocks of the zone if in whole days; slots as soon as clocks show them."""
    options, anchor, begin = schedule
    assume(options.zone.utcoffset(read_clock(begin - 4 * DAY, options.zone)) % MINUTE == timedelta(0))  # type: ignore[operator]
    end = begin + 5 * DAY

    assert list_due(options, anchor, begin, end) == list(walk_minutes(options, anchor, begin, end))


@settings(deadline=None)
@given(schedule=draw_schedules())
def test_due_moments_strictly_increase(schedule: tuple[ScheduleOptions, datetime, datetime]) -> None:
    """They are in UTC and whole seconds, after what was asked for and never before the anchor of an interval."""
    options, anchor, after = schedule
    after += timedelta(microseconds=after.minute)
    due = list(islice(iter_due(options, anchor=anchor, after=after), 50))

    assert len(due) == 50
    assert all(before < later for before, later in pairwise([after, *due]))
    assert all(moment.tzinfo is UTC and not moment.microsecond for moment in due)
    assert options.slots or due[0] >= anchor


@settings(deadline=None)
@given(schedule=draw_schedules())
def test_a_delay_keeps_the_order(schedule: tuple[ScheduleOptions, datetime, datetime]) -> None:
    """Each planned moment is delayed by at most the jitter, and by less than what parts it from the next."""
    options, anchor, begin = schedule
    plain = ScheduleOptions(every=options.every, slots=options.slots, zone=options.zone)
    delayed = ScheduleOptions(
        every=options.every, slots=options.slots, zone=options.zone, jitter=options.jitter, seed=options.seed
    )
    planned = list(islice(iter_due(plain, anchor=anchor, after=begin), 20))
    found = list_due(delayed, anchor, planned[0], planned[-1])

    # One that was planned before may be delayed until after the first.
    assert len(planned) - 1 <= len(found) <= len(planned)
    for moment, (start, end) in zip(found[-len(planned) + 1 :], pairwise(planned), strict=True):
        assert start <= moment < end
        assert moment - start <= options.jitter


@settings(deadline=None, max_examples=50)
@given(schedule=draw_schedules())
def test_quiet_hours_put_off_and_never_drop(schedule: tuple[ScheduleOptions, datetime, datetime]) -> None:
    """Nothing is due in quiet hours; what would be is due at their end, once; all else stays as it is."""
    options, anchor, begin = schedule
    loud = ScheduleOptions(
        every=options.every, slots=options.slots, zone=options.zone, jitter=options.jitter, seed=options.seed
    )
    # Each is put off as by someone who looks at the clock all the time.
    expected: list[datetime] = []
    loud_again = begin
    for moment in islice(iter_due(loud, anchor=anchor, after=begin), 300):
        loud_again = max(moment, loud_again)
        while loud_again < begin + 9 * DAY and is_quiet(options, loud_again):
            # Monrovia's clocks were half a minute off.
            loud_again += timedelta(seconds=30 - loud_again.second % 30)
        if loud_again >= begin + 9 * DAY:
            break
        expected.append(loud_again)
    assume(len(set(expected)) > 1)

    # To the first of them, others may have been put off that were due before it all begins.
    found = list_due(options, anchor, expected[0] + SECOND, expected[-1])

    assert not any(is_quiet(options, moment) for moment in found)
    assert found == sorted(set(expected))[1:-1]


def test_quiet_hours_as_an_example() -> None:
    """What falls into the night comes once, in the morning, by the clocks of the zone."""
    options = ScheduleOptions(every=HOUR, quiet=(parse_quiet("22:00-06:00"),), zone=ZoneInfo("Asia/Kathmandu"))
    found = list_due(options, NOON, NOON, NOON + DAY)

    assert found[0] == NOON
    # 22:00 in Kathmandu is 16:15 in UTC, 06:00 is 00:15.
    assert [f"{moment:%H:%M}" for moment in found[3:7]] == ["15:00", "16:00", "00:15", "01:00"]


@pytest.mark.parametrize(
    ("quiet", "due"),
    [
        # The clocks of New York jump from 02:00 to 03:00 on 8 March 2026, and go from 02:00 to 01:00 on 1 November.
        ("00:00-02:30", "2026-03-08T07:00Z"),
        ("00:00-04:00", "2026-03-08T08:00Z"),
        ("sun 00:00-24:00", "2026-03-09T04:00Z"),
        ("00:00-01:30", "2026-11-01T05:30Z"),
        ("01:00-02:00", "2026-11-01T07:00Z"),
        ("01:30-02:00", "2026-11-01T05:00Z"),
    ],
)
def test_quiet_hours_where_clocks_are_changed(quiet: str, due: str) -> None:
    """Quiet hours are what the clocks show: a run that was due at their beginning is due when they show none of it."""
    expected = datetime.fromisoformat(due)
    zone = ZoneInfo("America/New_York")
    day = expected.astimezone(zone).date() - (DAY if quiet.startswith("sun") else timedelta(0))
    slot = time(1) if quiet.startswith("01") else time(0)
    options = ScheduleOptions(slots=(Slot(slot),), quiet=(parse_quiet(quiet),), zone=zone)
    midnight = datetime.combine(day, time(0), zone).astimezone(UTC)

    assert next(iter_due(options, anchor=NOON, after=midnight - SECOND)) == expected


def test_a_long_jitter_never_runs_into_the_next_slot() -> None:
    """With slots a minute apart, each minute of a day has its one run, wherever the jitter puts it."""
    options = ScheduleOptions(slots=tuple(Slot(time(n // 60, n % 60)) for n in range(1440)), jitter=HOUR)
    due = list_due(options, NOON, NOON + MINUTE, NOON + DAY)

    assert [moment.replace(second=0) for moment in due] == [NOON + n * MINUTE for n in range(1, 1440)]
    assert len({moment.second for moment in due}) == 60


def test_a_jitter_depends_on_nothing_but_its_seed() -> None:
    """It is the same wherever and whenever it is asked for, differs between seeds, and uses its whole range."""
    slots = (Slot(time(7)), Slot(time(19)))
    options = ScheduleOptions(slots=slots, jitter=10 * MINUTE, seed="a")
    due = list(islice(iter_due(options, anchor=NOON, after=NOON), 500))
    # Written down; another value would move every run of every place at an upgrade.
    assert due[0] == NOON.replace(hour=19) + timedelta(minutes=6, seconds=49)
    assert (
        list(islice(iter_due(options, anchor=NOON - 999 * DAY, after=NOON + 30 * DAY), 9))
        == [moment for moment in due if moment > NOON + 30 * DAY][:9]
    )

    other = islice(iter_due(ScheduleOptions(slots=slots, jitter=10 * MINUTE, seed="b"), anchor=NOON, after=NOON), 500)
    assert sum(one == another for one, another in zip(due, other, strict=True)) < 20
    delays = [(moment.minute * 60 + moment.second) for moment in due]
    assert min(delays) < 20
    assert max(delays) > 580
    assert 250 < sum(delays) / 500 < 350


# Questions about them ---------------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=60)
@given(
    schedule=draw_schedules(),
    ahead=st.timedeltas(timedelta(0), 3 * HOUR) | st.timedeltas(timedelta(0), timedelta(days=9)),
    most=st.integers(0, 20),
)
def test_all_questions_have_one_answer(
    schedule: tuple[ScheduleOptions, datetime, datetime], ahead: timedelta, most: int
) -> None:
    """The next, the newest and the missed due moments are those of the line, seen from `last` and from `now`."""
    options, anchor, last = schedule
    now = last + ahead
    line = iter_due(options, anchor=anchor, after=last)
    passed: list[datetime] = []
    for coming in line:
        if coming > now:
            break
        passed.append(coming)
    # The same, but from behind: what is due now is the next one as well.
    following = passed[-1] if passed and passed[-1] == now else coming

    assert list_missed(options, anchor=anchor, last=last, now=now, most=most) == tuple(
        passed[max(0, len(passed) - most) :]
    )
    assert list_missed(options, anchor=anchor, last=last, now=now, most=99_999) == tuple(passed)
    assert last_due(options, anchor=anchor, last=last, now=now) == (passed[-1] if passed else None)
    assert next_due(options, anchor=anchor, last=last, now=now) == following


@settings(deadline=None)
@given(schedule=draw_schedules(), ahead=st.timedeltas(timedelta(0), timedelta(days=40)))
def test_next_and_last_agree(schedule: tuple[ScheduleOptions, datetime, datetime], ahead: timedelta) -> None:
    """Nothing is due between the newest that has come and the next to come, and each is found from both sides."""
    options, anchor, last = schedule
    now = last + ahead
    newest = last_due(options, anchor=anchor, last=last, now=now)
    coming = next_due(options, anchor=anchor, last=newest or last, now=now)

    assert coming > (newest or last)
    assert coming >= now
    assert newest is None or last < newest <= now
    assert last_due(options, anchor=anchor, last=newest or last, now=coming) == coming
    assert next_due(options, anchor=anchor, last=newest or last, now=coming) == coming
    assert last_due(options, anchor=anchor, last=newest or last, now=coming - timedelta(microseconds=1)) is None


@settings(deadline=None)
@given(zone=zones, slots=st.lists(st.builds(Slot, slot_times, day_sets), min_size=1, max_size=4), last=moments)
def test_slots_fall_on_chosen_days(zone: tzinfo, slots: list[Slot], last: datetime) -> None:
    """A slot shows its time on one of its days, unless the clocks jumped over it just then."""
    options = ScheduleOptions(slots=tuple(slots), zone=zone)
    due = next_due(options, anchor=last, last=last, now=last)

    local = read_clock(due, zone)
    jumped = local - read_clock(due - SECOND, zone) > SECOND
    assert jumped or any(local.time() == slot.time and local.weekday() in slot.days for slot in options.slots)
    assert last_due(options, anchor=last, last=last, now=due) == due


@given(every=intervals, anchor=moments, ahead=st.timedeltas(timedelta(0), timedelta(days=4000)))
def test_intervals_never_drift(every: timedelta, anchor: datetime, ahead: timedelta) -> None:
    """Every due moment is a whole number of intervals after the anchor, and is the nearest that is not past."""
    options, now = ScheduleOptions(every=every), anchor + ahead
    origin = anchor.replace(microsecond=0)
    due = next_due(options, anchor=anchor, last=anchor, now=now)
    newest = last_due(options, anchor=anchor, last=anchor, now=now)

    assert (due - origin) % every == timedelta(0)
    assert max(now, anchor) <= due
    assert due - every < now or due == origin + every
    assert newest is None or ((newest - origin) % every == timedelta(0) and anchor < newest <= now < newest + every)
    assert newest is not None or now < origin + every


@settings(deadline=None)
@given(place=draw_places(), days=st.integers(1, 9), count=st.integers(0, 500), drop=st.booleans())
def test_an_interval_of_whole_days_keeps_its_time_of_the_day(
    place: tuple[tzinfo, datetime], days: int, count: int, *, drop: bool
) -> None:
    """Through summer and winter, but for the days on which the clocks do not show it."""
    zone, anchor = place
    begin = anchor + count * days * DAY
    due = next(iter_due(ScheduleOptions(every=days * DAY, zone=zone), anchor=anchor, after=begin))

    before, after = read_clock(due - SECOND, zone), read_clock(due, zone)
    target = read_clock(anchor, zone).time()
    is_usual = after.time() == target and (after.date() - read_clock(anchor, zone).date()).days % days == 0
    assert is_usual or after - before > SECOND
    # The same interval in hours knows no clocks.
    if drop:
        hours = next(iter_due(ScheduleOptions(every=days * 24 * HOUR + HOUR, zone=zone), anchor=anchor, after=anchor))
        assert hours == anchor + days * 24 * HOUR + HOUR


@settings(deadline=None)
@given(schedule=draw_schedules(), last=moments, now=moments)
def test_a_wrong_clock_never_stops_publishing(
    schedule: tuple[ScheduleOptions, datetime, datetime], last: datetime, now: datetime
) -> None:
    """Whatever time was remembered, the next run is at most some weeks or two intervals away."""
    options, anchor, _ = schedule
    due = next_due(options, anchor=anchor, last=last, now=now)

    if last > now + (options.every or DAY):
        assert last_due(options, anchor=anchor, last=last, now=now) == now
        assert list_missed(options, anchor=anchor, last=last, now=now, most=5) == (now,)
    begin = now if options.slots else max(now, anchor)
    assert now <= due <= begin + 2 * (options.every or 7 * DAY) + options.jitter + 25 * DAY


def test_long_run_skips_what_passed() -> None:
    """A run that took longer than its interval is followed by the next time on the same clock face."""
    options = ScheduleOptions(every=QUARTER)

    assert next_due(options, anchor=NOON, last=NOON, now=NOON + 20 * MINUTE) == NOON + 2 * QUARTER


def test_first_start_is_due_at_once() -> None:
    """Where nothing ever ran, a run is due now, whatever the schedule."""
    quiet = (parse_quiet("mon-sat 00:00-24:00"), parse_quiet("sun 00:00-23:00"))
    for options in (ScheduleOptions(), ScheduleOptions(slots=(Slot(time(7)),)), ScheduleOptions(quiet=quiet)):
        assert next_due(options, anchor=NOON, last=None, now=NOON) == NOON
        assert last_due(options, anchor=NOON, last=None, now=NOON) == NOON
        assert list_missed(options, anchor=NOON, last=None, now=NOON, most=9) == (NOON,)
        assert list_missed(options, anchor=NOON, last=None, now=NOON, most=0) == ()


def test_nothing_missed_right_after_a_run() -> None:
    """A start shortly after a run makes nothing up; a start after the next due time does."""
    options = ScheduleOptions(slots=(Slot(time(7)), Slot(time(19))))
    morning = NOON.replace(hour=7)

    assert last_due(options, anchor=NOON, last=morning, now=morning.replace(hour=18, minute=59)) is None
    assert last_due(options, anchor=NOON, last=morning, now=morning.replace(hour=19)) == morning.replace(hour=19)


def test_clock_set_back_by_seconds_brings_no_slot_twice() -> None:
    """After a run at 07:00 a clock corrected to 06:59:58 does not lead to a second one at 07:00."""
    options = ScheduleOptions(slots=(Slot(time(7)),))
    seven = NOON.replace(hour=7)

    assert next_due(options, anchor=NOON, last=seven, now=seven - 2 * SECOND) == seven + DAY
    assert last_due(options, anchor=NOON, last=seven, now=seven) is None


def test_weekly_slot() -> None:
    """Days count from Monday, in the schedule's zone."""
    options = ScheduleOptions(slots=(Slot(time(0, 30), (0,)),), zone=ZoneInfo("Asia/Tokyo"))

    assert next_due(options, anchor=NOON, last=NOON, now=NOON) == datetime(2026, 3, 1, 15, 30, tzinfo=UTC)


def test_each_slot_has_days_of_its_own() -> None:
    """A late start at the weekend beside early ones in the week; the last slot of the week is found from far behind."""
    options = ScheduleOptions(slots=(parse_slot("mon-fri 07:30"), parse_slot("weekends 09:00")))
    due = [f"{moment:%a %H:%M}" for moment in islice(iter_due(options, anchor=NOON, after=NOON - DAY), 8)]

    assert due == [
        "Sun 09:00", "Mon 07:30", "Tue 07:30", "Wed 07:30", "Thu 07:30", "Fri 07:30", "Sat 09:00", "Sun 09:00"
    ]  # fmt: skip
    friday = ScheduleOptions(slots=(parse_slot("fri 07:30"),))
    assert last_due(friday, anchor=NOON, last=NOON - 999 * DAY, now=datetime(2026, 3, 6, 7, tzinfo=UTC)) == datetime(
        2026, 2, 27, 7, 30, tzinfo=UTC
    )


def test_a_sleep_of_years_costs_nothing() -> None:
    """Answers are found from the nearest moments, not from all those that passed in ten years."""
    zone = ZoneInfo("Europe/Dublin")
    weekend_only = (parse_quiet("mon-fri 00:00-24:00"),)
    schedules = [
        ScheduleOptions(every=SECOND),
        ScheduleOptions(every=SECOND, quiet=weekend_only, zone=zone),
        ScheduleOptions(every=DAY, zone=zone, jitter=HOUR),
        ScheduleOptions(slots=(parse_slot("sun 07:30"),), zone=zone, jitter=HOUR),
        ScheduleOptions(slots=tuple(Slot(time(n // 60, n % 60)) for n in range(1440)), zone=zone, quiet=weekend_only),
    ]
    now = NOON + 3650 * DAY

    def ask_all() -> None:
        for options in schedules:
            for minutes in range(20):
                moment = now + minutes * 7 * MINUTE
                assert last_due(options, anchor=NOON, last=NOON, now=moment) is not None
                assert len(list_missed(options, anchor=NOON, last=NOON, now=moment, most=10)) == 10
                assert next_due(options, anchor=NOON, last=NOON, now=moment) >= moment

    # Some 0.1 s. To go through the seconds of ten years would take minutes.
    ends_within(5, ask_all)


# Clocks that are changed ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "year"), ODD_ZONES)
def test_each_slot_comes_exactly_once(name: str, year: int) -> None:
    """Over two years, each slot of each day has its one moment: the first at which clocks show it or have passed it."""
    zone = ZoneInfo(name)
    times = (time(0), time(1, 30), time(2, 15), time(2, 45), time(23, 50))
    options = ScheduleOptions(slots=tuple(Slot(slot) for slot in times), zone=zone)
    begin, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 2, 1, 1, tzinfo=UTC)

    due = [begin]
    while due[-1] < end:
        due.append(next_due(options, anchor=begin, last=due[-1], now=due[-1]))

    # Now from the slots' side, and knowing nothing of how the moments were found.
    accounted = set()
    for n in range(-2, (end - begin).days + 3):
        for slot in times:
            when = datetime.combine(begin.date() + n * DAY, slot)
            near = when.replace(tzinfo=UTC)
            nearby = due[bisect_left(due, near - 2 * DAY) : bisect_right(due, near + 2 * DAY)]
            found = [
                moment for moment in nearby if read_clock(moment, zone) >= when > read_clock(moment - SECOND, zone)
            ]
            accounted.update(found)
            assert len(found) == 1 or not begin + 2 * DAY < near < end - 2 * DAY
    assert set(due[1:]) <= accounted
    assert due == sorted(set(due))


@pytest.mark.parametrize(
    ("zone", "slots", "last", "expected"),
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
        ("Pacific/Apia", ("fri 07:00",), "2011-12-29T17:00Z", "2011-12-30T10:00Z"),
        ("Asia/Kathmandu", ("07:00",), "2026-03-01T12:00Z", "2026-03-02T01:15Z"),
        ("Europe/Dublin", ("01:30",), "2026-03-28T12:00Z", "2026-03-29T01:00Z"),
    ],
)
def test_gap_and_fold(zone: str, slots: tuple[str, ...], last: str, expected: str) -> None:
    """A slot in a gap comes at the gap's end, one in a fold the first time only."""
    options = ScheduleOptions(slots=tuple(parse_slot(slot) for slot in slots), zone=ZoneInfo(zone))
    moment = datetime.fromisoformat(last)

    assert next_due(options, anchor=moment, last=moment, now=moment) == datetime.fromisoformat(expected)
    assert last_due(
        options, anchor=moment, last=moment, now=datetime.fromisoformat(expected)
    ) == datetime.fromisoformat(expected)


@pytest.mark.parametrize(
    ("zone", "slot", "now", "expected"),
    [
        ("America/New_York", "01:30", "2026-11-01T05:29Z", "2026-10-31T05:30Z"),
        ("America/New_York", "01:30", "2026-11-01T05:59Z", "2026-11-01T05:30Z"),
        ("America/New_York", "01:30", "2026-11-01T06:10Z", "2026-11-01T05:30Z"),
        ("America/New_York", "01:30", "2026-11-01T06:30Z", "2026-11-01T05:30Z"),
        ("Australia/Lord_Howe", "01:45", "2026-04-04T15:10Z", "2026-04-04T14:45Z"),
        # Clocks went from 00:00 on 18 February 2018 to 23:00 on the 17th.
        ("America/Sao_Paulo", "23:30", "2018-02-18T02:10Z", "2018-02-18T01:30Z"),
        ("America/Sao_Paulo", "00:00", "2018-02-18T02:10Z", "2018-02-17T02:00Z"),
        # From 00:01 on 29 October 2006 to 23:01 on the 28th: clocks had shown midnight.
        ("America/Moncton", "00:00", "2006-10-29T03:30Z", "2006-10-29T03:00Z"),
    ],
)
def test_an_hour_that_comes_twice(zone: str, slot: str, now: str, expected: str) -> None:
    """All through its second time, a slot that clocks have shown is past, though they show less again."""
    options = ScheduleOptions(slots=(parse_slot(slot),), zone=ZoneInfo(zone))
    moment, newest = datetime.fromisoformat(now), datetime.fromisoformat(expected)

    assert last_due(options, anchor=moment, last=moment - 9 * DAY, now=moment) == newest
    assert last_due(options, anchor=moment, last=newest, now=moment) is None
    assert next_due(options, anchor=moment, last=newest, now=moment) > moment


def test_an_anchor_in_an_hour_that_comes_twice() -> None:
    """An interval begins with its anchor, and goes on with the time of the day that the clocks showed then."""
    anchor = datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    options = ScheduleOptions(every=DAY, zone=ZoneInfo("America/New_York"))

    assert list(islice(iter_due(options, anchor=anchor, after=anchor - DAY), 2)) == [anchor, anchor + DAY]


def test_quiet_hours_between_two_changes_of_the_clocks() -> None:
    """Recife had summer time for a week, in October 2000; half an hour a week that is not quiet is found in it."""
    quiet = ("sun-fri 00:00-24:00", "sat 00:00-23:15", "sat 23:45-24:00")
    options = ScheduleOptions(every=HOUR, quiet=tuple(map(parse_quiet, quiet)), zone=ZoneInfo("America/Recife"))
    begin, end = datetime(2000, 10, 8, 2, 50, tzinfo=UTC), datetime(2000, 10, 15, 1, 15, tzinfo=UTC)

    assert next(iter_due(options, anchor=begin, after=begin)) == end
    assert last_due(options, anchor=begin, last=begin, now=end) == end
    assert last_due(options, anchor=begin, last=begin, now=end - SECOND) is None


def test_a_day_that_was_left_out() -> None:
    """An interval of a day gives Samoa's 30 December 2011 its moment at the midnight that ended it, in order."""
    zone = ZoneInfo("Pacific/Apia")
    seven = datetime(2011, 12, 28, 7, tzinfo=zone)
    due = islice(iter_due(ScheduleOptions(every=DAY, zone=zone), anchor=seven, after=seven - SECOND), 5)

    assert [f"{moment.astimezone(zone):%d %H:%M}" for moment in due] == [
        "28 07:00", "29 07:00", "31 00:00", "31 07:00", "01 07:00"
    ]  # fmt: skip


# Edges ------------------------------------------------------------------------------------------------------------


def test_end_of_time() -> None:
    """Where dates end, a due time is refused, the line ends, and nothing else breaks."""
    end = datetime.max.replace(tzinfo=UTC)
    tokyo = ZoneInfo("Asia/Tokyo")
    quiet = (parse_quiet("22:00-06:00"),)
    seven = (Slot(time(7)),)
    for options in (
        ScheduleOptions(),
        ScheduleOptions(every=DAY, zone=tokyo),
        ScheduleOptions(slots=seven, zone=tokyo),
        ScheduleOptions(slots=seven, zone=ZoneInfo("America/New_York"), quiet=quiet, jitter=HOUR),
        ScheduleOptions(quiet=quiet, jitter=MINUTE, zone=tokyo),
    ):
        with pytest.raises(ValueError, match="no run can be due"):
            next_due(options, anchor=NOON, last=end, now=end)
        assert last_due(options, anchor=NOON, last=end - SECOND, now=end) is None
        assert list(iter_due(options, anchor=NOON, after=end - 3 * DAY))[-1] > end - 2 * DAY
    options = ScheduleOptions(slots=seven)
    assert last_due(options, anchor=NOON, last=end - DAY, now=end) == datetime.combine(date.max, time(7), UTC)


@settings(deadline=None)
@given(
    schedule=draw_schedules(),
    anchor=st.datetimes(timezones=st.just(UTC)),
    last=st.datetimes(timezones=st.just(UTC)),
    now=st.datetimes(timezones=st.just(UTC)),
)
@example(
    schedule=(ScheduleOptions(quiet=(parse_quiet("22:00-06:00"),), zone=ZoneInfo("Asia/Tokyo")), NOON, NOON),
    anchor=datetime.min.replace(tzinfo=UTC),
    last=datetime.min.replace(tzinfo=UTC),
    now=datetime.max.replace(tzinfo=UTC),
)
def test_no_moment_breaks_anything(
    schedule: tuple[ScheduleOptions, datetime, datetime], anchor: datetime, last: datetime, now: datetime
) -> None:
    """Any times from the first to the last that dates can express are answered, or refused with a ValueError."""
    options, _, _ = schedule
    missed = list_missed(options, anchor=anchor, last=last, now=now, most=3)
    assert all(moment <= now for moment in missed)
    assert last_due(options, anchor=anchor, last=last, now=now) == (missed[-1] if missed else None)
    assert len(list(islice(iter_due(options, anchor=anchor, after=now), 3))) <= 3
    try:
        assert next_due(options, anchor=anchor, last=last, now=now) >= now
    except ValueError as error:
        assert "no run can be due" in str(error)  # noqa: PT017  It is for most years.


def test_naive_times_are_refused() -> None:
    """A time without a zone is a mistake of ours, and is said to be at once."""
    naive, options = NOON.replace(tzinfo=None), ScheduleOptions()
    with pytest.raises(ValueError, match="without a zone"):
        next_due(options, anchor=NOON, last=None, now=naive)
    with pytest.raises(ValueError, match="without a zone"):
        last_due(options, anchor=NOON, last=naive, now=NOON)
    with pytest.raises(ValueError, match="without a zone"):
        list_missed(options, anchor=naive, last=NOON, now=NOON, most=1)
    with pytest.raises(ValueError, match="without a zone"):
        iter_due(options, anchor=NOON, after=naive)


def test_default_is_every_quarter_of_an_hour() -> None:
    """Without a choice, runs come every 15 minutes, all that was missed is made up at once, and nothing is quiet."""
    options = ScheduleOptions()

    assert (options.every, options.catch_up, options.jitter, options.quiet) == (QUARTER, CatchUp.ONCE, timedelta(0), ())
    assert ScheduleOptions(slots=(Slot(time(7)),)).every is None
    assert list(CatchUp) == ["once", "skip", "spread"]


def test_order_and_repeats_do_not_matter() -> None:
    """Slots and quiet hours are put in order, each once, so that the same schedule is equal to itself."""
    early, late = Slot(time(7)), Slot(time(19), (4, 0))
    one, other = parse_quiet("22:00-06:00"), parse_quiet("sat 12:00-13:00")

    assert ScheduleOptions(slots=(late, early, late), quiet=(one, other, one)) == ScheduleOptions(
        slots=(early, late), quiet=(other, one)
    )


@pytest.mark.parametrize(
    "options",
    [
        {"every": QUARTER, "slots": (Slot(time(7)),)},
        {"every": timedelta(0)},
        {"every": timedelta(days=367)},
        {"every": timedelta(seconds=1.5)},
        {"jitter": -SECOND},
        {"jitter": QUARTER},
        {"every": SECOND, "jitter": SECOND},
        {"slots": (Slot(time(7)),), "jitter": -SECOND},
        {"quiet": (parse_quiet("00:00-24:00"),)},
        {"quiet": (parse_quiet("07:00-07:00"),)},
        {"quiet": (parse_quiet("08:00-20:00"), parse_quiet("20:00-08:00"))},
        {"slots": (Slot(time(7)),), "quiet": tuple(Quiet(time(n), time((n + 1) % 24)) for n in range(24))},
        {
            "quiet": (
                parse_quiet("weekdays 00:00-24:00"),
                parse_quiet("fri 23:00-22:00"),
                parse_quiet("weekends 22:00-22:00"),
            )
        },
    ],
    ids=str,
)
def test_contradictions_are_refused(options: dict[str, object]) -> None:
    """A schedule that cannot be meant is refused when it is made."""
    with pytest.raises(ValueError, match=r"interval|jitter|leave no time"):
        ScheduleOptions(**options)  # type: ignore[arg-type]


@settings(deadline=None)
@given(quiet=st.lists(day_hours | st.builds(Quiet, slot_times, slot_times, day_sets), max_size=12))
def test_quiet_hours_are_refused_only_if_they_leave_nothing(quiet: list[Quiet]) -> None:
    """Refused are those, and only those, that cover every second of the week."""
    edges = [(day * DAY + timedelta(hours=at.hour, minutes=at.minute, seconds=at.second)) for day in ALL_DAYS
             for hours in quiet for at in (hours.start, hours.end)]  # fmt: skip
    monday = datetime(2026, 3, 2, tzinfo=UTC)
    probe = ScheduleOptions()
    # What is not quiet begins where something else ends.
    object.__setattr__(probe, "quiet", tuple(quiet))
    has_room = not quiet or any(not is_quiet(probe, monday + edge) for edge in edges)

    try:
        ScheduleOptions(quiet=tuple(quiet))
    except ValueError:
        assert not has_room
    else:
        assert has_room
