"""The words of a schedule: intervals, slots and quiet hours."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from publisher.slots import (
    ALL_DAYS,
    Quiet,
    Slot,
    check_interval,
    parse_days,
    parse_interval,
    parse_quiet,
    parse_slot,
    parse_slot_time,
)
from tests.patience import ends_within

times = st.times().map(lambda moment: moment.replace(microsecond=0))
day_sets = st.sets(st.sampled_from(ALL_DAYS), min_size=1).map(tuple)
slots = st.builds(Slot, times, day_sets)
spans = st.builds(Quiet, times, times, day_sets)

# Texts made of what is in schedules come nearer to being right than any others.
crumbs = st.sampled_from(
    ["mon", "tuesday", "mno", "daily", "weekend", "every", "at", "-", "–", ",", ":", ".", "7", "07", "30", "24", "am",
     "p.m.", "h", "day", "minutes", "hour", "15", "1.5", "22:00", "😀", "٧"]
)  # fmt: skip
texts = st.text() | st.lists(crumbs | st.sampled_from(["", " "])).map("".join)


def suggested(message: str) -> str:
    """What a message says was probably meant; empty if it says nothing."""
    match = re.search(r'did you mean "([^"]+)"\?$', message)
    return match[1] if match else ""


@pytest.mark.parametrize(
    ("text", "moment", "days"),
    [
        ("07:30", time(7, 30), ALL_DAYS),
        ("7:30", time(7, 30), ALL_DAYS),
        ("daily 07:30", time(7, 30), ALL_DAYS),
        ("mon-fri 07:30", time(7, 30), (0, 1, 2, 3, 4)),
        ("weekdays 07:30", time(7, 30), (0, 1, 2, 3, 4)),
        ("weekends 09:00", time(9), (5, 6)),
        ("mon,wed,fri 18:00", time(18), (0, 2, 4)),
        ("mon, wed , fri 18:00", time(18), (0, 2, 4)),
        ("monday 7:30", time(7, 30), (0,)),
        ("sat-mon,wed 00:00", time(0), (0, 2, 5, 6)),
        ("  MON - Fri\t23:59 ", time(23, 59), (0, 1, 2, 3, 4)),
        ("mon – fri 07:30", time(7, 30), (0, 1, 2, 3, 4)),
        ("07:30:15", time(7, 30, 15), ALL_DAYS),
    ],
)
def test_slots_as_people_write_them(text: str, moment: time, days: tuple[int, ...]) -> None:
    """Days come first, or none for all; names in full or short, ranges and lists; case and white space are free."""
    assert parse_slot(text) == Slot(moment, days)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("mno-fri 07:30", "mon-fri 07:30"),
        ("7.30", "07:30"),
        ("07:30 am", "07:30"),
        ("7:30 p.m.", "19:30"),
        ("12 am", "00:00"),
        ("12pm", "12:00"),
        ("mon 7h30", "mon 07:30"),
        ("0730", "07:30"),
        ("24:00", "00:00"),
        ("07:30 mon-fri", "mon-fri 07:30"),
        ("mon-fri at 7.30", "mon-fri 07:30"),
        ("mon wed fri 18:00", "mon,wed,fri 18:00"),
        ("every day 07:30", "daily 07:30"),
        ("weekday 7:30", "weekdays 07:30"),
        ("mo-fr 7:30", "mon-fri 07:30"),
        ("Sonnabend 7:30", ""),
        ("mon-fri", ""),
        ("", ""),
        ("07:30; rm -rf", ""),
        ("mon-fri 07:30" + " " * 300, ""),
    ],
)
def test_what_is_no_slot_is_refused_with_what_was_meant(text: str, meant: str) -> None:
    """The message says what is wrong, in a line, and the nearest right writing where there is one."""
    with pytest.raises(ValueError, match=r"^not a slot: .*(time of the day|day of the week|200 characters)") as caught:
        parse_slot(text)
    assert suggested(str(caught.value)) == meant
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("text", ["25:00", "07:60", "99:99"])
def test_a_time_that_no_clock_shows_is_refused_with_one_that_it_does(text: str) -> None:
    """The message shows how times are written, and some time that is like it."""
    with pytest.raises(ValueError, match='"00:00" to "23:59"') as caught:
        parse_slot(text)
    assert "did you mean" not in str(caught.value) or parse_slot(suggested(str(caught.value)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("22:00-06:00", Quiet(time(22), time(6))),
        ("22:00 – 6:00", Quiet(time(22), time(6))),
        ("sat-sun 00:00-24:00", Quiet(time(0), time(0), (5, 6))),
        ("fri,sat 23:00-09:00", Quiet(time(23), time(9), (4, 5))),
        ("weekdays 12:00 - 13:00", Quiet(time(12), time(13), (0, 1, 2, 3, 4))),
    ],
)
def test_quiet_hours_as_people_write_them(text: str, expected: Quiet) -> None:
    """A span of times, which may end at 24:00 or on the next day, behind the days on which it begins."""
    assert parse_quiet(text) == expected


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("10pm-6am", "22:00-06:00"),
        ("22-6", "22:00-06:00"),
        ("22:00 to 06:00", "22:00-06:00"),
        ("from 22.00-6.00", "22:00-06:00"),
        ("fir 22:00-6:00", "fri 22:00-06:00"),
        ("24:00-06:00", "00:00-06:00"),
        ("22:00", ""),
        ("sat", ""),
        ("", ""),
        ("22:00-06:00" + " " * 300 + "sat", ""),
    ],
)
def test_what_are_no_quiet_hours_is_refused_with_what_was_meant(text: str, meant: str) -> None:
    """The message says what is wrong, in a line, and the nearest right writing where there is one."""
    with pytest.raises(ValueError, match=r"^not quiet hours: ") as caught:
        parse_quiet(text)
    assert suggested(str(caught.value)) == meant
    assert len(str(caught.value)) < 300


@given(slot=slots)
@example(Slot(time(7, 30), (0, 1, 2, 3, 4)))
def test_slots_read_back(slot: Slot) -> None:
    """A slot is written as it is read."""
    assert parse_slot(str(slot)) == slot


@given(quiet=spans)
def test_quiet_hours_read_back(quiet: Quiet) -> None:
    """Quiet hours are written as they are read."""
    assert parse_quiet(str(quiet)) == quiet


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Slot(time(7, 30)), "07:30"),
        (Slot(time(7, 30), (0, 1, 2, 3, 4)), "mon-fri 07:30"),
        (Slot(time(18), (4, 0, 2, 0)), "mon,wed,fri 18:00"),
        (Slot(time(9), (5, 6, 0)), "mon,sat-sun 09:00"),
        (Quiet(time(0), time(0), (5, 6)), "sat-sun 00:00-24:00"),
        (Quiet(time(22), time(6)), "22:00-06:00"),
    ],
)
def test_writing(value: Slot | Quiet, written: str) -> None:
    """Days are written short and in order, runs of them as ranges, and not at all if there are all."""
    assert str(value) == written


@given(text=texts)
@pytest.mark.parametrize(
    "parse", [parse_interval, parse_slot_time, parse_slot, parse_quiet, lambda text: parse_days([text])]
)
def test_parsers_never_fail_otherwise(parse: Callable[[str], object], text: str) -> None:
    """Any text is read, or refused with a ValueError, and what that suggests can be read."""
    try:
        parse(text)
    except ValueError as error:
        meant = suggested(str(error))
        assert not meant or parse(meant) is not None
        assert len(str(error)) < 400  # noqa: PT017


@pytest.mark.parametrize("text", ["9" * 1_000_000, " " * 1_000_000, "mon," * 250_000, "- " * 500_000, "1:" * 500_000])
def test_long_texts_take_no_time(text: str) -> None:
    """What is far too long is refused without a search for what was meant."""

    def parse_all() -> list[str]:
        said = []
        for parse in (parse_interval, parse_slot_time, parse_slot, parse_quiet):
            with pytest.raises(ValueError, match=r"^not ") as caught:
                parse(text)
            said.append(str(caught.value))
        return said

    assert all(len(line) < 400 for line in ends_within(1, parse_all))


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
        ("1 week", 7 * 86400),
        ("2 weeks", 14 * 86400),
        ("52w", 364 * 86400),
    ],
)
def test_intervals_as_people_write_them(text: str, seconds: int) -> None:
    """Seconds, minutes, hours, days and weeks; singular, plural and short; any case."""
    assert parse_interval(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "text", ["", "15", "minutes", "0 minutes", "-5 minutes", "1.5 hours", "2 months", "15 m", "١٥ minutes", "367 days",
             "1 hour 5 minutes", "999999999 days", "9" * 5000 + " days", "15 minutes\nrm", "53 weeks"]
)  # fmt: skip
def test_other_intervals_are_refused_with_help(text: str) -> None:
    """What is no interval, or too short or long a one, is refused in a short message that says what to write."""
    with pytest.raises(ValueError, match=r"15 minutes|at least 1 second and at most 366 days") as caught:
        parse_interval(text)
    assert len(str(caught.value)) < 250


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("15 minuts", "15 minutes"),
        ("every 15 minutes", "15 minutes"),
        ("1.5 hours", "90 minutes"),
        ("1 hour 5 minutes", "65 minutes"),
        ("1h30m", "90 minutes"),
        ("24.0 hours", "1 day"),
        ("400.0 days", ""),
        ("often", ""),
    ],
)
def test_what_interval_was_meant(text: str, meant: str) -> None:
    """Several units and fractions are put into one whole number; a wrong unit is replaced by one like it."""
    with pytest.raises(ValueError, match="not an interval") as caught:
        parse_interval(text)
    assert suggested(str(caught.value)) == meant


@given(interval=st.timedeltas())
def test_an_interval_is_in_whole_seconds(interval: timedelta) -> None:
    """From one second to 366 days, without fractions."""
    good = timedelta(seconds=1) <= interval <= timedelta(days=366) and not interval.microseconds
    try:
        assert check_interval(interval) == interval
    except ValueError:
        assert not good
    else:
        assert good


@given(slot=st.times())
def test_slot_times_read_back(slot: time) -> None:
    """Every time of the day that is written in hours and minutes is read."""
    assert parse_slot_time(f"{slot:%H:%M}") == slot.replace(second=0, microsecond=0)


@pytest.mark.parametrize("text", ["24:00", "7", "7pm", "07:60", "07:00:60", "٠٧:٠٠", ""])
def test_other_slot_times_are_refused(text: str) -> None:
    """Only hours and minutes, and perhaps seconds, on the 24-hour clock are a time of the day."""
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
        (["weekdays", "sat"], (0, 1, 2, 3, 4, 5)),
    ],
)
def test_days_as_people_write_them(names: list[str], days: tuple[int, ...]) -> None:
    """Short and full names, and ranges that may run over the end of the week."""
    assert parse_days(names) == days


@pytest.mark.parametrize("names", [[], ["mo"], ["mon-"], ["-fri"], ["mon-wed-fri"], [""], ["every day"], ["daily-fri"]])
def test_other_days_are_refused(names: list[str]) -> None:
    """What is no day is refused in a message that says what to write."""
    with pytest.raises(ValueError, match="mon"):
        parse_days(names)


@pytest.mark.parametrize(
    ("moment", "days"),
    [
        (time(7), ()),
        (time(7), (7,)),
        (time(7), (-1, 0)),
        (time(7, tzinfo=UTC), ALL_DAYS),
        (time(7, 0, 0, 1), ALL_DAYS),
    ],
)
def test_what_no_clock_shows_is_refused(moment: time, days: tuple[int, ...]) -> None:
    """Times are in whole seconds and have no zone; days are 0 to 6, at least one."""
    for build in (
        lambda: Slot(moment, days),
        lambda: Quiet(moment, time(8), days),
        lambda: Quiet(time(6), moment, days),
    ):
        with pytest.raises(ValueError, match=r"days|whole seconds"):
            build()


def test_days_are_put_in_order() -> None:
    """The same days make the same slot, however they are listed."""
    assert Slot(time(7), (4, 0, 4)) == Slot(time(7), (0, 4))
    assert hash(Quiet(time(7), time(8), (4, 0, 4))) == hash(Quiet(time(7), time(8), (0, 4)))
