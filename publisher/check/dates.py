"""Reads dates as feeds write them: RFC 3339, RFC 822 and the W3C profile of ISO 8601.

All patterns take time in proportion to the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

_RFC3339 = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,30}))?(?:Z|([+-])([0-9]{2}):([0-9]{2}))"
)
# Comments and folded lines are gone already. Names are in any case (RFC 822 §3.4.7).
_RFC822 = re.compile(
    r"(?:(Mon|Tue|Wed|Thu|Fri|Sat|Sun) ?, ?)?([0-9]{1,2}) "
    r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) ([0-9]{4}|[0-9]{2}) "
    r"([0-9]{2}) ?: ?([0-9]{2})(?: ?: ?([0-9]{2}))? (UT|GMT|EST|EDT|CST|CDT|MST|MDT|PST|PDT|[A-IK-Z]|[+-][0-9]{4})",
    re.IGNORECASE | re.ASCII,
)
_PLAIN_RFC822 = re.compile(
    r"(?:[MTWFS][a-z]{2}, )?[0-9]{1,2} [JFMASOND][a-z]{2} [0-9]{2,4} [0-9]{2}:[0-9]{2}(?::[0-9]{2})?"
    r" (?:UT|GMT|Z|[ECMP][SD]T|[+-][0-9]{2}(?:00|15|30|45))"
)
_W3CDTF = re.compile(
    r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})"
    r"(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]{1,30})?)?(?:Z|[+-][0-9]{2}:[0-9]{2}))?)?)?"
)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ZONES = {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
_CENTURY_BREAK = 70
_LEAP_SECOND = 60
_MINUTES = 60
_LONGEST = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDate:
    """A date as it was read."""

    moment: datetime | None
    """In UTC; None for what is no date."""
    is_utc: bool = True
    """Whether it is written in UTC."""
    has_short_year: bool = False
    has_wrong_day: bool = False
    """Whether it names another weekday."""
    is_plain: bool = True
    """Whether it is written as nearly every feed writes it: no comments, usual case and spaces, a known zone."""


def read_rfc3339(text: str) -> WrittenDate:
    """Read a date of Atom or JSON Feed.

    >>> read_rfc3339("2026-03-01T12:00:05Z").moment
    datetime.datetime(2026, 3, 1, 12, 0, 5, tzinfo=datetime.timezone.utc)
    >>> read_rfc3339("2026-03-01T12:00:05.25Z").moment
    datetime.datetime(2026, 3, 1, 12, 0, 5, 250000, tzinfo=datetime.timezone.utc)
    >>> read_rfc3339("2026-02-30T12:00:05Z").moment
    """
    match = _RFC3339.fullmatch(text)
    if match is None:
        return WrittenDate(moment=None)
    year, month, day, hour, minute, second = (int(match[number]) for number in range(1, 7))
    sign = -1 if match[8] == "-" else 1
    if match[10] and int(match[10]) >= _MINUTES:
        return WrittenDate(moment=None)
    offset = sign * timedelta(hours=int(match[9] or 0), minutes=int(match[10] or 0))
    moment = _moment((year, month, day, hour, minute, second), offset)
    if moment and match[7]:
        moment = moment.replace(microsecond=int(match[7][:6].ljust(6, "0")))
    return WrittenDate(moment=moment, is_utc=match[8] is None)


def read_rfc822(text: str) -> WrittenDate:
    """Read a date of RSS or OPML (RFC 822 §5, with years of four digits too).

    >>> read_rfc822("Sun, 01 Mar 2026 12:00:05 GMT").moment
    datetime.datetime(2026, 3, 1, 12, 0, 5, tzinfo=datetime.timezone.utc)
    >>> read_rfc822("Mon, 01 Mar 2026 12:00:05 GMT").has_wrong_day
    True
    >>> read_rfc822("SUN,1(st) mar 2026 12:00:05 z").is_plain
    False
    """
    bare = _strip_comments(text) if len(text) < _LONGEST else None
    match = _RFC822.fullmatch(bare) if bare is not None else None
    if match is None:
        return WrittenDate(moment=None)
    weekday, day, month, year, hour, minute, second, zone = match.groups()
    zone = zone.upper()
    number = int(year)
    if len(year) < len("2026"):
        number += 1900 if number >= _CENTURY_BREAK else 2000
    offset = timedelta(hours=_ZONES.get(zone, 0))
    if zone[0] in "+-":
        if int(zone[3:]) >= _MINUTES:
            return WrittenDate(moment=None)
        offset = timedelta(hours=int(zone[:3]), minutes=int(zone[0] + zone[3:]))
    fields = (number, _MONTHS.index(month.title()) + 1, int(day), int(hour), int(minute), int(second or 0))
    moment = _moment(fields, offset)
    return WrittenDate(
        moment=moment,
        is_utc=zone in {"GMT", "UT", "Z", "+0000"},
        has_short_year=len(year) < len("2026"),
        has_wrong_day=bool(weekday and moment)
        and _DAYS[datetime(fields[0], fields[1], fields[2], tzinfo=UTC).weekday()] != weekday.title(),
        is_plain=_PLAIN_RFC822.fullmatch(text) is not None,
    )


def _strip_comments(text: str) -> str | None:
    """Replace comments, which may be nested, and runs of white space by a space (RFC 822 §3.1, §3.4).

    >>> _strip_comments("1(st (really))  Mar")
    '1 Mar'
    >>> _strip_comments("1 (st Mar")
    """
    kept, depth = [], 0
    for part in re.split(r"(\\.|[()])", text, flags=re.DOTALL):
        if part == "(":
            depth += 1
            kept.append(" ")
        elif part == ")":
            depth -= 1
            if depth < 0:
                return None
        elif not depth:
            kept.append(part)
    return None if depth else re.sub(r"[ \t\r\n]+", " ", "".join(kept)).strip(" ")


def is_w3c_date(text: str) -> bool:
    """Return whether a text is a date of Dublin Core; one with a time has a zone.

    >>> is_w3c_date("2026-03"), is_w3c_date("March 2026"), is_w3c_date("2026-02-30")
    (True, False, False)
    """
    match = _W3CDTF.fullmatch(text)
    if match is None:
        return False
    year, month, day, hour, minute, second = (int(part) if part else None for part in match.groups())
    fields = (year or 0, month or (1 if month is None else 0), day or (1 if day is None else 0))
    return _moment((*fields, hour or 0, minute or 0, second or 0), timedelta()) is not None


def _moment(fields: tuple[int, int, int, int, int, int], offset: timedelta) -> datetime | None:
    year, month, day, hour, minute, second = fields
    # A leap second is a second of its own (RFC 3339 §5.7), which `datetime` does not know.
    shown = 59 if second == _LEAP_SECOND else second
    try:
        return datetime(year, month, day, hour, minute, shown, tzinfo=timezone(offset)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
