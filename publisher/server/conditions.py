"""Weighs the conditions of requests (RFC 9110 §13) and finds the part that is asked for (§14)."""

from __future__ import annotations

import re
import time
from calendar import timegm
from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus

# Between commas or white space; RFC 9110 §8.8.3.
_ENTITY_TAG = re.compile(r'(?<![^,\t ])(W/)?("[\x21\x23-\x7e\x80-\xff]*")(?![^,\t ])')
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_CLOCK = r"(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>[0-5]\d|60)"
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})"
# The three forms of RFC 9110 §5.6.7. Not `strptime`: it follows the locale of the process.
_HTTP_DATES = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?P<day>\d\d) {_MONTH} (?P<year>\d{{4}}) {_CLOCK} GMT",
        rf"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?P<day>\d\d)-{_MONTH}-(?P<year>\d\d) {_CLOCK} GMT",
        rf"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) {_MONTH} (?P<day>[ \d]\d) {_CLOCK} (?P<year>\d{{4}})",
    )
)
_RANGE = re.compile(r"bytes=[ \t]*(?P<first>\d{0,18})-(?P<last>\d{0,18})[ \t]*", re.ASCII | re.IGNORECASE)


def judge(headers: Mapping[str, str], etag: str, modified: int, now: int) -> HTTPStatus:
    """Weigh the conditions of a GET or HEAD request in the order of RFC 9110 §13.2.2.

    Args:
        headers: The conditional ones, by their name in lower case.
        etag: Of the file, strong.
        modified: When the file was changed last, in seconds since 1970.
        now: The present, likewise; a year of two digits depends on it.

    Returns:
        OK where the file is to be sent; else 304 or 412.
    """
    if "if-match" in headers:
        if not _has_etag(headers["if-match"], etag, is_strong=True):
            return HTTPStatus.PRECONDITION_FAILED
    else:
        unmodified_since = read_date(headers.get("if-unmodified-since", ""), now)
        if unmodified_since is not None and modified > unmodified_since:
            return HTTPStatus.PRECONDITION_FAILED
    # With If-None-Match, even one that makes no sense, the date is not looked at (RFC 9110 §13.1.3).
    if "if-none-match" in headers:
        is_known = _has_etag(headers["if-none-match"], etag, is_strong=False)
    else:
        modified_since = read_date(headers.get("if-modified-since", ""), now)
        is_known = modified_since is not None and modified <= modified_since
    return HTTPStatus.NOT_MODIFIED if is_known else HTTPStatus.OK


def read_etags(value: str) -> tuple[str, ...]:
    """Read the entity tags of a list, without the marks of weak ones (RFC 9110 §8.8.3); what is none is left out.

    >>> read_etags('W/"a", "b,c", d')
    ('"a"', '"b,c"')
    """
    return tuple(match[2] for match in _ENTITY_TAG.finditer(value))


def _has_etag(value: str, etag: str, *, is_strong: bool) -> bool:
    """Say whether a list of entity tags names a file's, or is ``*``; weak ones count unless `is_strong`."""
    if value.strip() == "*":
        return True
    # A comma may stand inside a tag, so the list is not split but searched.
    return any(match[2] == etag and not (is_strong and match[1]) for match in _ENTITY_TAG.finditer(value))


def find_range(headers: Mapping[str, str], etag: str, modified: int, size: int, now: int) -> tuple[int, int] | None:
    """Find which part of a file is asked for (RFC 9110 §14.2).

    Args:
        headers: Of the request, by their names in small letters.
        etag: Of the file, strong.
        modified: When the file was changed last, in seconds since 1970.
        size: Of the file, in bytes.
        now: The present, in seconds since 1970.

    Returns:
        Where it begins and where it ends, the end not included; None for all of it: where nothing else was asked for,
        where several parts were, or where the file is another than the asker has a part of (If-Range). The part is
        empty where the file ends before it, which is refused with 416.
    """
    if "range" not in headers or not _is_same(headers.get("if-range", ""), etag, modified, now):
        return None
    match = _RANGE.fullmatch(headers["range"])
    if match is None or not (match["first"] or match["last"]):
        return None
    if not match["first"]:
        # The last so many bytes.
        return max(0, size - int(match["last"])), size
    first = int(match["first"])
    last = int(match["last"]) if match["last"] else size - 1
    if last < first and match["last"]:
        return None  # It makes no sense, and is passed over (RFC 9110 §14.1.1).
    return first, max(first, min(last + 1, size)) if first < size else first


def _is_same(condition: str, etag: str, modified: int, now: int) -> bool:
    """Weigh If-Range (RFC 9110 §13.1.5): a tag that is strong and the same, or exactly the date of the file."""
    if not condition or condition.strip() == etag:
        return True
    # A date is a strong validator only where the file was not written again within its second (§8.8.2.2).
    return read_date(condition.strip(), now) == modified and now - modified > 1


def read_date(value: str, now: int) -> int | None:
    """Read the one HTTP date of a header, in seconds since 1970; None, to be ignored, for all else."""
    match = next(filter(None, (pattern.fullmatch(value) for pattern in _HTTP_DATES)), None)
    if match is None:
        return None
    year, day, hour, minute, second = (int(match[name]) for name in ("year", "day", "hour", "minute", "second"))
    if len(match["year"]) == len("94"):
        # Two digits mean the year that is at most 50 years ahead (RFC 9110 §5.6.7).
        this_year = time.gmtime(now).tm_year
        year += this_year // 100 * 100
        year -= 100 if year > this_year + 50 else 0
    try:
        # 60 is a leap second, for which `datetime` has no place.
        moment = datetime(year, _MONTHS.index(match["month"]) + 1, day, hour, minute, min(second, 59), tzinfo=UTC)
    except ValueError:
        return None
    return timegm(moment.timetuple()) + second // 60
