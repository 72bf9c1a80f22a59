"""Finds when an article was published and changed: what its page and its address state, and what it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import chain

from publisher.dates import EARLIEST, find_days, first_moment, read_date
from publisher.model import DayOrTime
from publisher.parse.options import ParseOptions
from publisher.parse.pagelines import Mark
from publisher.parse.statements import Head, as_text, split_address

_KEYS = (
    *("article:published_time", "og:published_time", "datepublished", "article:published", "article:published_date"),
    *(
        "og:article:published_time",
        "parsely-pub-date",
        "sailthru.date",
        "dc.date.issued",
        "dcterms.issued",
        "dcterms.created",
    ),
    *("dc.date", "dcterms.date", "date", "dc.date.created", "pubdate", "publishdate", "publish-date", "publish_date"),
    *("published", "publication_date", "publicationdate", "publication-date", "originalpublicationdate"),
    *("cxenseparse:recs:publishtime", "article.published", "article_date_original", "citation_publication_date"),
    *(
        "citation_date",
        "citation_online_date",
        "rnews:datepublished",
        "created",
        "datecreated",
        "pdate",
        "displaydate",
        "ptime",
    ),
)
_CHANGED_KEYS = (
    *(
        "article:modified_time",
        "og:updated_time",
        "datemodified",
        "dcterms.modified",
        "dc.date.modified",
        "last-modified",
    ),
)
_MICRODATA = frozenset({"datepublished", "datecreated", "schema:datepublished"})
_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?!\d)|[/-]((?:19|20)\d\d)([01]\d)([0-3]\d)(?:[/_.-]|$)"
    r"|[/~_-]([0-3]\d)-([01]\d)-(20\d\d)(?:[/_.-]|$)"
)
_NAMES = re.compile(r"date|time|publi|datum|fecha|created|erstellt|posted|meta|byline|by-line|info|stamp|details?")
_PUBLISHED_NAMES = re.compile(r"publish|entry-date")
_CHANGED_NAMES = re.compile(r"modif|updat|aktualis|geaendert|edited|revis")
_CHANGED = re.compile(
    r"updat|aktuali|modifi|mis à jour|maj |geändert|zuletzt|actualiz|aggiorna|bijgewerkt|обновл|last edited"
    r"|atualizado|更新"
    r"|stand:?",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"registr|joined|member since|mitglied|geboren|born|©|copyright|deadline|bis zum|until", re.IGNORECASE
)
_ISO = re.compile(r"[0-9]{4}-?[0-9]{2}-?[0-9]{2}")
_OLD = re.compile(r"(1[0-9]{3}-[0-9]{2}-[0-9]{2})(?:[T ][0-9:.]{4,20}\s?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?$")
# Unix, Windows, OLE, Mac OS, and what databases have for no date.
_ZEROS = tuple(date(*day) for day in ((1970, 1, 1), (1601, 1, 1), (1899, 12, 30), (1904, 1, 1), (1900, 1, 1)))
_MIDNIGHT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]00:00(?::00)?(?:\.0+)?\s?(?:Z|[+-][0-9]{2}:?[0-9]{2})?")
_SECONDS = re.compile(r"(1[0-9]{9})(?:[0-9]{3})?")
_HAS_TIME = re.compile(r"[0-9]:[0-9]")
_LONGEST_TEXT, _LONGEST_DATE = 300, 80
_LONGEST_MARK, _LONGEST_LINE, _SHORT_LINE = 120, 160, 70
_LABEL, _DATELINE = 25, 60
_BELOW = 6
_LATER = 100_000
"""Characters: what an element that is more likely than others is ahead of them."""
_MOVED = timedelta(days=14)
_ZONES = timedelta(days=1, hours=14)
_AMERICAN = frozenset({"", "en", "en-US", "en-PH"})
_LAST = datetime(2100, 1, 1, tzinfo=UTC)


def read_published(head: Head, language: str, options: ParseOptions) -> DayOrTime | None:
    """Return when an article was first published, None where nothing says so: until 2099.

    A day before 1990 is only believed where the page states it for machines; anywhere else it is one that the text is
    about.
    """
    named = _read(_date_in(head.address), language, options) or _read(_find_own_line(head), language, options)
    stated = (_read_old(text, options) or _read(text, language, options) for text in _list_stated(head))
    shown = (_read(text, language, options) for text in _list_shown(head))
    for when in chain(stated, shown):
        if when:
            # A text that moves to another system is often dated anew, while its address stays.
            is_moved = named and first_moment(when, options.zone) - first_moment(named, options.zone) > _MOVED
            return named if is_moved else when
    return read_changed(head, language, options)


def read_changed(head: Head, language: str, options: ParseOptions) -> DayOrTime | None:
    """Return when an article was last changed, None where the page does not state it: from 1990 to 2099."""
    texts = [as_text(head.json("dateModified")), *(head.first(key) for key in _CHANGED_KEYS)]
    return next((moment for text in texts if (moment := _read(text, language, options))), None)


def _date_in(address: str) -> str:
    found = _IN_ADDRESS.search(split_address(address)[1][:_LONGEST_TEXT])
    parts = [part.zfill(2) for part in found.groups() if part] if found else []
    return "-".join(parts if parts and len(parts[0]) == len("2026") else parts[::-1])


def _find_own_line(head: Head) -> str:
    """Return the line right below the title that is a date and little else, empty if there is none."""
    if head.title_line < 0:
        return ""
    for line in head.lines.lines[head.title_line + 1 :][:_BELOW]:
        if line.area in head.own and len(line.text) <= _SHORT_LINE:
            found = next(find_days(line.text), None)
            rest = line.text[: found.start] + line.text[found.end :] if found else ""
            if found and len(rest) <= _LABEL and not _CHANGED.search(rest) and not _OF_OTHERS.search(rest):
                return line.text
    return ""


def _list_stated(head: Head) -> Iterator[str]:
    """Yield what the page states for machines of when the article was published, the surest first."""
    yield from (as_text(head.json(key)) for key in ("datePublished", "dateCreated", "uploadDate"))
    yield from (head.meta[key][0] for key in _KEYS if key in head.meta)
    for mark in _list_marks(head):
        said = f"{mark.get('itemprop')} {mark.get('property')}"
        if not said.isspace() and not _MICRODATA.isdisjoint(said.lower().split()):
            yield mark.get("datetime") or mark.get("content") or head.lines.text(mark)


def _list_marks(head: Head) -> list[Mark]:
    return [mark for mark in head.lines.marks if mark.area in head.own]


def _list_shown(head: Head) -> Iterator[str]:
    """Yield what else may name the day on which the article was published, the surest first."""
    yield _date_in(head.address)
    ranked = [ranked for mark in _list_marks(head) if (ranked := _rank_mark(mark, head)) is not None]
    # The day of its own in a box that names several.
    yield from (text for _, text in sorted(ranked, key=lambda pair: (pair[0], len(pair[1]))))
    yield from _date_lines(head)


def _rank_mark(mark: Mark, head: Head) -> tuple[int, str] | None:
    """Return a text that may be a date and how far it is from the title, or None if the element has no such text."""
    rank = head.distance(mark.line)
    is_change = _CHANGED_NAMES.search(mark.names) is not None
    if mark.tag == "time" or mark.get("datetime"):
        is_first = "pubdate" in mark.attributes or _PUBLISHED_NAMES.search(mark.names) is not None
        rank += -_LATER if is_first else _LATER if is_change else 0
        return rank, mark.get("datetime") or mark.get("title") or head.lines.text(mark)
    if mark.tag == "abbr" and mark.get("title"):
        return rank, mark.get("title")
    if is_change or not _NAMES.search(mark.names):
        return None
    text = head.lines.text(mark)
    if len(text) >= _LONGEST_MARK:
        return None
    return rank + (_LATER if _CHANGED.search(text[:_LABEL]) else 0) + 1, text


def _date_lines(head: Head) -> Iterator[str]:
    """Yield the lines around the title, then those of the article that are short or may begin with a date."""
    lines = head.lines.lines
    near = [text for number in head.near_title() if len(text := lines[number].text) < _LONGEST_LINE]
    yield from sorted((text for text in near if not _OF_OTHERS.search(text)), key=_rank_line)
    for line in lines[max(0, head.title_line) :]:
        if line.area in head.own and not _OF_OTHERS.search(line.text[:_LONGEST_LINE]):
            yield line.text if len(line.text) < _LONGEST_MARK else line.text[:_DATELINE]


def _rank_line(text: str) -> int:
    """A short line is likely a date; one that names a change is still a date of the article; a long one is any date."""
    if _CHANGED.search(text[:_LABEL]):
        return 1
    return 0 if len(text) < _SHORT_LINE else 2


def _read(text: str, language: str, options: ParseOptions) -> DayOrTime | None:
    text = " ".join(text[:_LONGEST_TEXT].split())
    if not any(character in "0123456789" for character in text):
        return None
    when = _read_date(text, options) if _ISO.match(text) else None
    if when:
        return when
    if seconds := _SECONDS.fullmatch(text):
        return datetime.fromtimestamp(int(seconds[1]), UTC)
    for found in find_days(text, language, month_first=language in _AMERICAN):
        when = _read_date(text, options) if _HAS_TIME.search(text) and len(text) <= _LONGEST_DATE else None
        # The library takes 3.4.2026 for a day in March; its time is right only where its day is.
        is_right = when and abs(first_moment(when, options.zone) - first_moment(found.day, options.zone)) <= _ZONES
        return when if is_right else _check_years(found.day, options)
    return None


def _read_date(text: str, options: ParseOptions) -> DayOrTime | None:
    try:
        return _check_years(_read_any(text, options), options)
    except ValueError:
        return None


def _read_any(text: str, options: ParseOptions) -> DayOrTime:
    # A day without a time is written as midnight, whatever the offset: it is that day everywhere.
    found = _MIDNIGHT.fullmatch(text)
    return date.fromisoformat(found[1]) if found else read_date(text, options.zone)


def _read_old(text: str, options: ParseOptions) -> DayOrTime | None:
    """Read a day from before 1990, in ISO 8601; None for any other text, and for the zero of a program's calendar."""
    found = _OLD.match(text.strip()[:_LONGEST_DATE])
    try:
        day = date.fromisoformat(found[1]) if found else None
        when = _read_any(text.strip(), options) if day and day < EARLIEST.date() else None
    except ValueError:
        return None
    return when if day and not any(abs(day - zero) <= timedelta(days=1) for zero in _ZEROS) else None


def _check_years(when: DayOrTime, options: ParseOptions) -> DayOrTime | None:
    first, last = (first_moment(year.date(), options.zone) for year in (EARLIEST, _LAST))
    try:
        return when if first <= first_moment(when, options.zone) < last else None
    except OverflowError:
        return None
