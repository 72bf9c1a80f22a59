"""Reads what the name of an article's file says: the day it begins with, as in Jekyll and Hugo, and a title."""

from __future__ import annotations

import re
from datetime import date

from publisher.dates import write_day

_NAMED_DAY = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})"
    r"(?:(?P<sign>[-_.])(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})|(?P<mm>[0-9]{2})(?P<dd>[0-9]{2}))"
    # A time of the day is allowed, and not used: nothing says in which zone it is.
    r"(?:T[0-9]{2}[-:.]?[0-9]{2}(?:[-:.]?[0-9]{2})?Z?)?(?=$|[-_. ])"
)
_DATED_FOLDERS = re.compile(r"(?:^|/)(?P<year>(?:19|20)[0-9]{2})/(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})/[^/]*$")
_INDEX = "index"


def date_of_name(name: str) -> date | None:
    """Return the day that an article's file is named by; None if its name has none.

    Only a whole day of the calendar counts, from 1900 to 2099, at the beginning of the name or as three folders:
    ``2023-04-05-title.md``, ``20230405-title.md``, ``2023-04-05.md``, ``2023-04-05-title/index.md``,
    ``2023/04/05/title.md``.

    Args:
        name: A path with ``/`` between its parts.

    >>> date_of_name("posts/2023-04-05-first-light.md")
    datetime.date(2023, 4, 5)
    >>> [date_of_name(name) for name in ("2023-04-55-title.md", "20230405123-title.md", "first-2023-04-05.md")]
    [None, None, None]
    """
    path, stem = _split(name)
    day, _ = _cut_day(stem)
    if day:
        return day
    found = _DATED_FOLDERS.search(path)
    return _make_day(found["year"], found["month"], found["day"]) if found else None


def title_of_name(name: str) -> str:
    """Make a title of a file's name, without the day that it begins with; never empty.

    >>> title_of_name("2026/2026-05-12-first-light_of_day.md")
    'First light of day'
    >>> title_of_name("2026-05-12.md")
    '12 May 2026'
    """
    _, stem = _split(name)
    day, rest = _cut_day(stem)
    words = " ".join(re.split(r"[-_\s]+", rest.lstrip("."))).strip()
    title = words or (write_day(day) if day else stem) or name
    return title[:1].upper() + title[1:]


def _split(name: str) -> tuple[str, str]:
    """Return the path that counts and the last part of it, without its ending."""
    folder, _, file = name.rpartition("/")
    stem = file.rpartition(".")[0] or file
    # A folder with an `index.md` and its pictures is one article, as in Hugo.
    return (folder, folder.rpartition("/")[2]) if stem.lower() == _INDEX and folder else (name, stem)


def _cut_day(stem: str) -> tuple[date | None, str]:
    """Return the day that a name begins with, None if there is none, and what follows it."""
    found = _NAMED_DAY.match(stem)
    day = _make_day(found["year"], found["month"] or found["mm"], found["day"] or found["dd"]) if found else None
    return (day, stem[found.end() :]) if found and day else (None, stem)


def _make_day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
