"""Which times dates leave for items, and that no two items get the same."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from publisher.dates import EARLIEST, find_day
from publisher.model import Metadata
from publisher.release import Stamps, Window, choose_release, find_old_day, find_window

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
ZONES = st.sampled_from(
    [
        *("UTC", "Europe/Berlin", "Europe/London", "America/Los_Angeles", "America/St_Johns", "America/Sao_Paulo"),
        *("America/Havana", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Pacific/Auckland", "Pacific/Apia"),
        *("Pacific/Chatham", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Beirut", "Etc/GMT+12"),
    ]
).map(ZoneInfo)
DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))
TIMES = st.datetimes(datetime(1990, 1, 2), datetime(2030, 12, 31), timezones=st.just(UTC)).map(  # noqa: DTZ001
    lambda moment: moment.replace(microsecond=0)
)
LATER = st.timedeltas(timedelta(), timedelta(days=3)).map(lambda span: span - span % SECOND)


def take(window: Window, count: int, taken: frozenset[datetime] = frozenset()) -> list[datetime]:
    """Take times for the items of one article."""
    return Stamps(taken.__contains__).take_all(window, count)


@given(zone=ZONES, day=DAYS, counts=st.lists(st.integers(1, 40), min_size=1, max_size=5), later=LATER)
@example(zone=ZoneInfo("America/St_Johns"), day=date(2006, 10, 28), counts=[40], later=timedelta())
@example(zone=ZoneInfo("America/Sao_Paulo"), day=date(2018, 11, 4), counts=[40], later=timedelta())
@example(zone=ZoneInfo("Pacific/Apia"), day=date(2011, 12, 29), counts=[40] * 5, later=2 * DAY)
def test_the_items_of_a_day_are_inside_it(zone: tzinfo, day: date, counts: list[int], later: timedelta) -> None:
    """Whatever the zone, every item of a day is dated on it, in reading order, at a time of its own that is over."""
    begin = datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
    if find_day(begin, zone) != day:
        return  # A day that the zone skipped.
    now = begin + later
    stamps = Stamps(lambda _: False)

    groups = [stamps.take_all(find_window(day, now, zone), count) for count in counts]

    for times in groups:
        assert {find_day(moment, zone) for moment in times} == {day}
        assert all(newer > older for newer, older in pairwise(times))
        assert all(moment.replace(microsecond=0) <= now for moment in times)
    assert len({moment for times in groups for moment in times}) == sum(counts)


@given(zone=ZONES, day=DAYS, count=st.integers(1, 1000))
def test_a_day_that_is_over_is_the_same_in_utc(zone: tzinfo, day: date, count: int) -> None:
    """Of a day that is over, every item is dated on the day of that name in UTC too, in whole seconds."""
    times = take(find_window(day, datetime(2031, 1, 2, tzinfo=UTC), zone), count)

    assert {moment.date() for moment in times} == {day}
    assert not any(moment.microsecond for moment in times)


@pytest.mark.parametrize("reader", ["Pacific/Honolulu", "America/New_York", "Asia/Tokyo", "Pacific/Auckland"])
@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"])
def test_most_readers_see_the_day_that_the_author_wrote(zone: str, reader: str) -> None:
    """From Honolulu to Auckland the hundred sections of an article are shown under its date, in summer and winter."""
    for day in (date(2020, 1, 2), date(2020, 7, 2)):
        times = take(find_window(day, NOON, ZoneInfo(zone)), 100)
        assert {find_day(moment, ZoneInfo(reader)) for moment in times} == {day}


@given(
    zone=ZONES,
    stated=TIMES,
    counts=st.lists(st.integers(1, 40), min_size=1, max_size=5),
    taken=st.frozensets(st.integers(-50, 0), max_size=20),
)
def test_a_time_is_kept_to_the_second(zone: tzinfo, stated: datetime, counts: list[int], taken: frozenset[int]) -> None:
    """However many articles state a time, the newest item of each has it; the others are before it, on that day."""
    used = {stated + number * SECOND for number in taken}
    stamps = Stamps(used.__contains__)

    for count in counts:
        times = stamps.take_all(find_window(stated, datetime(2031, 1, 1, tzinfo=UTC), zone), count)
        assert times[0].replace(microsecond=0) == stated
        assert all(newer > older for newer, older in pairwise(times))
        for each in (zone, UTC):
            assert {find_day(moment, each) for moment in times} == {find_day(stated, each)}
        assert used.isdisjoint(times)
        used.update(times)


def test_a_time_of_its_own_has_no_fraction() -> None:
    """Fractions of a second are only used where whole seconds do not do."""
    stated = datetime(2020, 1, 2, 8, 30, tzinfo=UTC)

    assert take(find_window(stated, NOON, UTC), 3) == [stated, stated - SECOND, stated - 2 * SECOND]


def test_midnight_is_divided_where_a_time_is_kept() -> None:
    """Sections of an article of midnight share its second, and the first of them is the newest."""
    stated = datetime(2020, 1, 2, tzinfo=UTC)

    times = take(find_window(stated, NOON, UTC), 3)

    assert times == [stated + number * timedelta(milliseconds=1) for number in (3, 2, 1)]


def test_a_thousand_articles_of_one_second_keep_it() -> None:
    """Where milliseconds do not do, microseconds do."""
    stated = datetime(2020, 1, 2, tzinfo=UTC)
    stamps = Stamps(lambda _: False)

    times = [moment for _ in range(1200) for moment in stamps.take_all(find_window(stated, NOON, UTC), 2)]

    assert len(set(times)) == 2400
    assert {moment.replace(microsecond=0) for moment in times} == {stated}


@pytest.mark.parametrize(
    ("metadata", "released", "changed"),
    [
        (Metadata(), NOON, None),
        (Metadata(date=NOON - DAY), NOON - DAY, None),
        (Metadata(date=NOON - 2 * DAY, lastmod=NOON - DAY), NOON - 2 * DAY, NOON - DAY),
        (Metadata(date=NOON - DAY, lastmod=NOON - 2 * DAY), NOON - DAY, None),
        (Metadata(date=NOON - DAY, lastmod=NOON + DAY), NOON - DAY, None),
        (Metadata(date=NOON - DAY, publish_date=NOON - 2 * DAY), NOON - 2 * DAY, None),
        (Metadata(date=date(2026, 3, 1)), NOON, None),
        (Metadata(date=date(2026, 2, 1), lastmod=date(2026, 2, 1)), datetime(2026, 2, 1, 10, 59, 59, tzinfo=UTC), None),
        (
            Metadata(date=date(2026, 2, 1), lastmod=datetime(2026, 2, 1, 8, tzinfo=UTC)),
            datetime(2026, 2, 1, 7, 59, 59, tzinfo=UTC),
            datetime(2026, 2, 1, 8, tzinfo=UTC),
        ),
        (
            Metadata(date=date(2026, 2, 1), lastmod=date(2026, 2, 3)),
            datetime(2026, 2, 1, 10, 59, 59, tzinfo=UTC),
            datetime(2026, 2, 3, 10, 59, 59, tzinfo=UTC),
        ),
        (
            Metadata(date=datetime(2026, 2, 1, 8, tzinfo=UTC), lastmod=date(2026, 2, 1)),
            datetime(2026, 2, 1, 8, tzinfo=UTC),
            None,
        ),
        (
            Metadata(date=datetime(1990, 1, 1, tzinfo=UTC), lastmod=date(1960, 2, 1)),
            datetime(1990, 1, 1, tzinfo=UTC),
            None,
        ),
        (Metadata(date=datetime(1851, 5, 1, tzinfo=UTC)), datetime(1990, 1, 1, 10, 59, 59, tzinfo=UTC), None),
        (Metadata(date=date(1911, 5, 3)), datetime(1990, 1, 1, 10, 59, 59, tzinfo=UTC), None),
    ],
)
def test_first_dates(metadata: Metadata, released: datetime, changed: datetime | None) -> None:
    """The author's dates are taken; what validators take for a mistake becomes the first day of 1990."""
    first, last = choose_release(metadata, NOON, UTC)

    assert (first.latest, last and last.latest) == (released, changed)


@given(
    zone=ZONES,
    stated=DAYS | TIMES,
    changed=DAYS | TIMES,
    count=st.integers(1, 50),
)
def test_an_item_never_changes_before_it_comes(zone: tzinfo, stated: date, changed: date, count: int) -> None:
    """The last change of every item is later than its release, or there is none; neither is before 1990."""
    released, modified = choose_release(
        Metadata(date=stated, lastmod=changed), datetime(2030, 6, 1, 12, tzinfo=UTC), zone
    )
    stamps = Stamps(lambda _: False)
    published = stamps.take_all(released, count)
    updated = stamps.take_all(modified, count) if modified else published

    assert all(first <= last for first, last in zip(published, updated, strict=True))
    assert min(published) >= EARLIEST
    assert len({*published, *updated}) == (2 * count if modified else count)


@pytest.mark.parametrize(
    ("stated", "published", "day"),
    [
        (date(1911, 5, 3), datetime(1990, 1, 1, 11, tzinfo=UTC), date(1911, 5, 3)),
        (date(1911, 5, 3), NOON, date(1911, 5, 3)),
        (datetime(1989, 12, 31, 23, 30, tzinfo=UTC), datetime(1990, 1, 1, 11, tzinfo=UTC), None),
        (date(2011, 5, 3), datetime(1990, 1, 1, 11, tzinfo=UTC), date(2011, 5, 3)),
        (date(2011, 5, 3), NOON, None),
        (None, NOON, None),
    ],
)
def test_pages_show_what_feeds_cannot(stated: date | None, published: datetime, day: date | None) -> None:
    """A day before 1990 is remembered beside the date in feeds, and so is one that was corrected since."""
    assert find_old_day(Metadata(date=stated), published, ZoneInfo("Europe/Berlin")) == day


@given(
    wishes=st.lists(st.tuples(st.integers(0, 20), st.none() | st.integers(0, 30)), max_size=40),
    taken=st.frozensets(st.integers(-10, 25), max_size=20),
)
def test_no_two_stamps_are_equal(wishes: list[tuple[int, int | None]], taken: frozenset[int]) -> None:
    """A stamp is never one that is taken, never repeats, and is always after what it follows."""
    used = {NOON + n * SECOND for n in taken}
    stamps = Stamps(used.__contains__)

    for latest, after in wishes:
        floor = None if after is None else NOON + after * SECOND
        moment = stamps.take(NOON + latest * SECOND, floor)
        assert moment not in used
        assert moment <= NOON + latest * SECOND or (floor is not None and moment > floor)
        assert floor is None or moment > floor
        used.add(moment)


def test_ten_thousand_stamps_at_once_take_no_time() -> None:
    """A first run asks for the same second thousands of times: few questions are asked of the state."""
    questions = 0

    def is_taken(_: datetime) -> bool:
        nonlocal questions
        questions += 1
        return False

    stamps = Stamps(is_taken)
    given_out = [stamps.take(NOON) for _ in range(10_000)]

    assert len(set(given_out)) == 10_000
    assert questions < 30_000


def test_a_known_article_is_not_dated_by_its_name() -> None:
    """The page of an article that came out before names of files were read keeps its date, too."""
    named = Metadata(date=date(1954, 2, 3), is_dated_by_name=True)

    assert find_old_day(named, NOON, UTC) is None
    assert find_old_day(named, datetime(1990, 1, 1, 11, tzinfo=UTC), UTC) == date(1954, 2, 3)
