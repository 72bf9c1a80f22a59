"""Reads the dates that people write, and writes the two forms that feeds want.

All times inside the package are aware and in UTC.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""Validators take anything before for a mistake."""

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def rfc3339(moment: datetime) -> str:
    """Write a time for Atom and JSON Feed (RFC 3339 §5.6), in UTC with ``Z``, to the second.

    >>> rfc3339(datetime(2026, 3, 1, 12, 0, 5, tzinfo=UTC))
    '2026-03-01T12:00:05Z'
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def rfc822(moment: datetime) -> str:
    """Write a time for RSS (RFC 822 §5 with four digits of year), in ``GMT``, whatever the locale.

    ``GMT`` and not ``+0000``: some readers ignore offsets.

    >>> rfc822(datetime(2026, 3, 1, 12, 0, 5, tzinfo=UTC))
    'Sun, 01 Mar 2026 12:00:05 GMT'
    """
    utc = moment.astimezone(UTC)
    return f"{_DAYS[utc.weekday()]}, {utc.day:02} {_MONTHS[utc.month - 1]} {utc.year:04} {utc:%H:%M:%S} GMT"


def parse_date(text: str, zone: tzinfo) -> datetime:
    """Read a date or a time as people write it; a time without an offset is in ``zone``.

    ISO 8601 first, then what dateutil understands (``12 May 2026``, ``May 12, 2026 3pm``).

    Raises:
        ValueError: It is no date, or one outside the years that UTC can express.

    >>> parse_date("2026-05-12", UTC)
    datetime.datetime(2026, 5, 12, 0, 0, tzinfo=datetime.timezone.utc)
    """
    text = text.strip()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        # dateutil costs 20 ms to import, and almost every date is ISO 8601.
        from dateutil import parser

        try:
            moment = parser.parse(text, default=datetime(1, 1, 1), tzinfos=_find_zone)  # noqa: DTZ001  The zone is added below.
        except (ValueError, OverflowError, TypeError) as error:
            raise ValueError(f"not a date: {text!r}") from error
        if moment.year == 1:
            # Fields that the text does not name come from `default`: without a year there is no date.
            raise ValueError(f"not a date: {text!r}") from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    try:
        return moment.astimezone(UTC).replace(microsecond=0)
    except OverflowError as error:
        raise ValueError(f"not a date: {text!r}") from error


# The names of RFC 822 §5, which stand in dates to this day. Without them dateutil warns and drops the offset.
_HOURS = {
    "UT": 0,
    "UTC": 0,
    "GMT": 0,
    "Z": 0,
    "EST": -5,
    "EDT": -4,
    "CST": -6,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
}


def _find_zone(name: str | None, offset_s: int | None) -> tzinfo | None:
    """Tell dateutil the zone of a name; any other name is passed over."""
    if offset_s is None and name in _HOURS:
        offset_s = _HOURS[name] * 3600
    return None if offset_s is None or abs(offset_s) >= 24 * 3600 else timezone(timedelta(seconds=offset_s))
