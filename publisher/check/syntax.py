"""What dates, addresses, languages and the like look like: each function says what is wrong with a value.

All patterns take time in proportion to the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

_RFC3339 = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,30}))?(?:Z|([+-])([0-9]{2}):([0-9]{2}))"
)
_RFC822 = re.compile(
    r"(?:(Mon|Tue|Wed|Thu|Fri|Sat|Sun),? {1,4})?([0-9]{1,2}) {1,4}"
    r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,4}([0-9]{4}|[0-9]{2}) {1,4}"
    r"([0-9]{2}):([0-9]{2})(?::([0-9]{2}))? {1,4}(UT|GMT|EST|EDT|CST|CDT|MST|MDT|PST|PDT|[A-IK-Z]|[+-][0-9]{4})"
)
_W3CDTF = re.compile(
    r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01])"
    r"(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,30})?)?(?:Z|[+-][0-9]{2}:[0-9]{2}))?)?)?"
)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ZONES = {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
_CENTURY_BREAK = 70
_LEAP_SECOND = 60
_MINUTES = 60

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,63}):")
_REFERENCE = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?"
    r"(?://(?:[A-Za-z0-9\-._~!$&'()*+,;=:]|%[0-9A-Fa-f]{2})*+(?:@(?:[A-Za-z0-9\-._~!$&'()*+,;=:]|%[0-9A-Fa-f]{2})*+)?"
    r"(?:\[[0-9A-Fa-f:.]{2,45}\](?::[0-9]{0,5})?)?(?=[/?#]|\Z))?"
    r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-Fa-f]{2})*+"
    r"(?:\?(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})*+)?"
    r"(?:#(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})*+)?"
)
_HOST = re.compile(r"//(?:[^/?#@]*@)?([^/?#@]*)")
_LOWER_PERCENT = re.compile(r"%(?:[a-f][0-9A-Fa-f]|[0-9A-F][a-f])")
_TAG = re.compile(
    r"(?i:tag):(?:[A-Za-z0-9._-]+@)?[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*,"
    r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?:"
    r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})*+(?:#(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})*+)?"
)
_UUID = re.compile(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
# RFC 5646 §2.1: a language (with extended ones), a script, a region, variants, extensions, private use; or x-….
_LANGUAGE = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
    r"|x(?:-[a-z0-9]{1,8})+|i-[a-z]{3,8}|sgn-[a-z]{2}-[a-z]{2}|art-lojban|zh-[a-z]{3,8}|en-gb-oed",
    re.IGNORECASE,
)
_MEDIA_TYPE = re.compile(r"[A-Za-z0-9!#$&^_.+-]{1,127}/[A-Za-z0-9!#$&^_.+-]{1,127}(?: *;[ -~]*)?")
_EMAIL = re.compile(r"[^\s@<>()\",;:\x00-\x1f]{1,64}@[A-Za-z0-9][A-Za-z0-9.-]{0,250}\.[A-Za-z][A-Za-z0-9-]{0,60}")
_RSS_EMAIL = re.compile(rf"(?:mailto:)?{_EMAIL.pattern}(?: *\([^()]*\))?")
_LONGEST = 4000
"""Of a date, a language and the like: what is longer is none."""


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
    """Read a date of RSS or OPML.

    >>> read_rfc822("Sun, 01 Mar 2026 12:00:05 GMT").moment
    datetime.datetime(2026, 3, 1, 12, 0, 5, tzinfo=datetime.timezone.utc)
    >>> read_rfc822("Mon, 01 Mar 2026 12:00:05 GMT").has_wrong_day
    True
    """
    match = _RFC822.fullmatch(text)
    if match is None:
        return WrittenDate(moment=None)
    weekday, day, month, year, hour, minute, second, zone = match.groups()
    number = int(year)
    if len(year) < len("2026"):
        number += 1900 if number >= _CENTURY_BREAK else 2000
    offset = timedelta(hours=_ZONES.get(zone, 0))
    if zone[0] in "+-":
        if int(zone[3:]) >= _MINUTES:
            return WrittenDate(moment=None)
        offset = timedelta(hours=int(zone[:3]), minutes=int(zone[0] + zone[3:]))
    fields = (number, _MONTHS.index(month) + 1, int(day), int(hour), int(minute), int(second or 0))
    moment = _moment(fields, offset)
    return WrittenDate(
        moment=moment,
        is_utc=zone in {"GMT", "UT", "Z", "+0000"},
        has_short_year=len(year) < len("2026"),
        has_wrong_day=bool(weekday and moment)
        and _DAYS[datetime(fields[0], fields[1], fields[2], tzinfo=UTC).weekday()] != weekday,
    )


def _moment(fields: tuple[int, int, int, int, int, int], offset: timedelta) -> datetime | None:
    year, month, day, hour, minute, second = fields
    # A leap second is a second of its own (RFC 3339 §5.7), which `datetime` does not know.
    shown = 59 if second == _LEAP_SECOND else second
    try:
        return datetime(year, month, day, hour, minute, shown, tzinfo=timezone(offset)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def is_w3c_date(text: str) -> bool:
    """Whether a text is a date of Dublin Core.

    >>> is_w3c_date("2026-03"), is_w3c_date("March 2026")
    (True, False)
    """
    return _W3CDTF.fullmatch(text) is not None


def is_language(text: str) -> bool:
    """Whether a text has the form of a BCP 47 tag.

    >>> is_language("zh-Hant-TW"), is_language("en_US")
    (True, False)
    """
    return len(text) < _LONGEST and _LANGUAGE.fullmatch(text) is not None


def is_media_type(text: str) -> bool:
    """Whether a text has the form of a media type.

    >>> is_media_type("audio/mpeg"), is_media_type("mp3")
    (True, False)
    """
    return len(text) < _LONGEST and _MEDIA_TYPE.fullmatch(text) is not None


def is_email(text: str) -> bool:
    """Whether a text is an address.

    >>> is_email("ada@example.org"), is_email("Ada")
    (True, False)
    """
    return len(text) < _LONGEST and _EMAIL.fullmatch(text) is not None


def is_rss_email(text: str) -> bool:
    """Whether a text is an address, perhaps with a name after it.

    >>> is_rss_email("ada@example.org (Ada)"), is_rss_email("Ada")
    (True, False)
    """
    return len(text) < _LONGEST and _RSS_EMAIL.fullmatch(text) is not None


def is_tag_uri(text: str) -> bool:
    """Whether a text is a tag URI.

    >>> is_tag_uri("tag:example.org,2026:a"), is_tag_uri("tag:example.org:a")
    (True, False)
    """
    return len(text) < _LONGEST and _TAG.fullmatch(text) is not None


def is_uuid_urn(text: str) -> bool:
    """Whether a text is a URN of a UUID.

    >>> is_uuid_urn("urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a")
    True
    """
    return _UUID.fullmatch(text) is not None


def is_number(text: str) -> bool:
    """Whether a text is a number that is not negative, in plain digits.

    >>> is_number("12"), is_number("1,2"), is_number("-1")
    (True, False, False)
    """
    return 0 < len(text) <= 20 and text.isascii() and text.isdigit()  # noqa: PLR2004  More digits than any size has.


def scheme_of(url: str) -> str:
    """Return the scheme of an address in lower case, empty for a relative one.

    >>> scheme_of("HTTP://example.org"), scheme_of("/a:b")
    ('http', '')
    """
    match = _SCHEME.match(url)
    return match[1].lower() if match else ""


def unsafe_scheme(url: str) -> str:
    r"""Return the scheme of an address that a browser would run, read as browsers read it.

    >>> unsafe_scheme("java\nscript:alert(1)"), unsafe_scheme("data:image/png;base64,AA==")
    ('javascript', '')
    """
    head = re.sub(r"[\x00-\x20]", "", url[:200]).lower()
    scheme = scheme_of(head)
    if scheme == "data" and head.startswith(("data:image/png", "data:image/gif", "data:image/jpeg", "data:image/webp")):
        return ""
    return scheme if scheme in {"javascript", "vbscript", "data", "livescript", "mocha"} else ""


def find_url_fault(url: str) -> str:  # noqa: PLR0911  One for each fault.
    """Say why a text is no URI reference in ASCII; empty if it is one.

    >>> find_url_fault("https://example.org/a b")
    'has a character that may not stand there'
    """
    if not url:
        return "is empty"
    if url != url.strip():
        return "is surrounded by white space"
    if not _REFERENCE.fullmatch(url):
        return "has a character that may not stand there"
    if scheme_of(url) in {"http", "https"}:
        match = _HOST.search(url)
        if match is None or not url.partition(":")[2].startswith("//"):
            return "has no `//` after its scheme"
        if not match[1].partition(":")[0]:
            return "has no host"
        host, _, port = match[1].rpartition(":") if not match[1].endswith("]") else (match[1], "", "")
        if host and not host.startswith("[") and ":" in host:
            return "has a host that is none"
        if host and port and not port.isdigit():
            return "has a port that is no number"
    return ""


def has_lower_percent(url: str) -> bool:
    """Whether percent-encoding is in lower-case hex.

    >>> has_lower_percent("/%c3%a9"), has_lower_percent("/%C3%A9")
    (True, False)
    """
    return _LOWER_PERCENT.search(url) is not None


def is_normal_id(uri: str) -> bool:
    """Whether an id is as RFC 4287 §4.2.6.1 advises.

    >>> is_normal_id("HTTP://example.org/"), is_normal_id("http://example.org/a")
    (False, True)
    """
    scheme = uri.partition(":")[0]
    if scheme != scheme.lower() or has_lower_percent(uri):
        return False
    if scheme not in {"http", "https"}:
        return True
    match = _HOST.search(uri)
    host = match[1] if match else ""
    port = ":80" if scheme == "http" else ":443"
    path = uri.partition("//")[2]
    is_host_normal = host == host.lower() and not host.endswith((port, ":"))
    return is_host_normal and "/" in path and "/./" not in path and "/../" not in path


def words(text: str) -> frozenset[str]:
    """Return the words of a list.

    >>> sorted(words("b a"))
    ['a', 'b']
    """
    return frozenset(text.split())
