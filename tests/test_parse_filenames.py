"""What the name of an article's file says."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.parse.filenames import date_of_name, title_of_name


@given(day=st.dates(date(1900, 1, 1), date(2099, 12, 31)), sign=st.sampled_from(["-", "_", ".", ""]))
def test_any_day_of_two_centuries_is_found(day: date, sign: str) -> None:
    """A day at the beginning of a name is found, whatever separates its parts, and is no part of the title."""
    name = f"posts/{day:%Y}{sign}{day:%m}{sign}{day:%d}-high-water.md"

    assert date_of_name(name) == day
    assert title_of_name(name) == "High water"


@pytest.mark.parametrize(
    "name",
    [
        *("high-water.md", "2026.md", "2026-05.md", "2026-05-plans.md", "2026-13-01-x.md", "2026-02-30-x.md"),
        *("20261301-x.md", "202605121-x.md", "1066-10-14-hastings.md", "2126-01-01-x.md", "12-05-2026-x.md"),
        *("2026-05-12x.md", "2026-05_12-x.md", "posts/2026/05/high-water.md", "2026-05-12/high-water.md"),
    ],
)
def test_what_is_no_whole_day_says_nothing(name: str) -> None:
    """A year, a month, a number and what no calendar has are no dates, and stay in the title."""
    assert date_of_name(name) is None


@given(name=st.text(min_size=1, max_size=60))
def test_any_name_has_a_title(name: str) -> None:
    """No name makes the reader crash, and no title is empty."""
    day = date_of_name(name)

    assert day is None or 1900 <= day.year < 2100
    assert title_of_name(name)
