"""Reading and writing dates."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.dates import parse_date, rfc822, rfc3339

MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1), timezones=st.timezones())  # noqa: DTZ001


@given(moment=MOMENTS)
def test_both_forms_name_the_same_second(moment: datetime) -> None:
    """What is written is read back by others' readers: RSS to the second, the others with its fraction."""
    assert datetime.fromisoformat(rfc3339(moment)) == moment.astimezone(UTC)
    assert parsedate_to_datetime(rfc822(moment)) == moment.astimezone(UTC).replace(microsecond=0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-05-12", datetime(2026, 5, 11, 22, tzinfo=UTC)),
        ("2026-05-12 08:30", datetime(2026, 5, 12, 6, 30, tzinfo=UTC)),
        ("2026-05-12T08:30:00Z", datetime(2026, 5, 12, 8, 30, tzinfo=UTC)),
        ("2026-01-12T08:30:00+05:30", datetime(2026, 1, 12, 3, tzinfo=UTC)),
        ("12 May 2026", datetime(2026, 5, 11, 22, tzinfo=UTC)),
        ("May 12, 2026 3pm", datetime(2026, 5, 12, 13, tzinfo=UTC)),
    ],
)
def test_dates_as_people_write_them(text: str, expected: datetime) -> None:
    """Without an offset, a date is in the zone of the settings."""
    assert parse_date(text, ZoneInfo("Europe/Berlin")) == expected


@pytest.mark.parametrize("text", ["", "soon", "2026-13-45", "12", "99999-01-01", "0001-01-01"])
def test_what_is_no_date_is_refused(text: str) -> None:
    """A text that names no day is a ValueError, never a guess."""
    with pytest.raises(ValueError, match="not a date"):
        parse_date(text, ZoneInfo("Asia/Tokyo"))


@given(text=st.text(max_size=40))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    """No text makes the reader crash."""
    with contextlib.suppress(ValueError):
        assert parse_date(text, UTC).tzinfo is UTC
