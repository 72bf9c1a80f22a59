"""Reads the dates that people write, and writes the two forms that feeds want.

All times inside the package are aware and in UTC. A day without a time is a `date`: a calendar day in the zone of the
publication, which is not an instant.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""Validators take anything before for a mistake."""

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LONG_MONTHS: tuple[str, ...] = ("January", "February", "March", "April", "May", "June", "July", "August", "September")
_LONG_MONTHS += ("October", "November", "December")
_SECOND = timedelta(seconds=1)


def rfc3339(moment: datetime) -> str:
    """Write a time for Atom and JSON Feed (RFC 3339 §5.6), in UTC with ``Z``.

    A fraction of a second is written only if there is one: with three digits, as Blogger's feeds have had them for
    twenty years, or with six where three would not tell two times apart.

    >>> rfc3339(datetime(2026, 3, 1, 12, 0, 5, tzinfo=UTC))
    '2026-03-01T12:00:05Z'
    >>> rfc3339(datetime(2026, 3, 1, 12, 0, 5, 2000, tzinfo=UTC))
    '2026-03-01T12:00:05.002Z'
    """
    fraction = f".{moment.microsecond:06}" if moment.microsecond else ""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S") + fraction.removesuffix("000") + "Z"


def rfc3339_local(when: date | datetime, zone: tzinfo) -> str:
    """Write a time for pages (HTML, §2.3.5.7 of the standard; schema.org), to the second, as clocks in a zone show it.

    A day without a time is written as a day.

    >>> rfc3339_local(datetime(2026, 3, 1, 23, 30, tzinfo=UTC), timezone(timedelta(hours=1)))
    '2026-03-02T00:30:00+01:00'
    >>> rfc3339_local(date(1911, 5, 3), UTC)
    '1911-05-03'
    """
    if not isinstance(when, datetime):
        return when.isoformat()
    return when.astimezone(zone).isoformat(timespec="seconds").replace("+00:00", "Z")


def write_day(day: date) -> str:
    """Write a day for people, in English and the same on every machine: `strftime` follows the locale.

    >>> write_day(date(2026, 3, 1))
    '1 March 2026'
    """
    return f"{day.day} {_LONG_MONTHS[day.month - 1]} {day.year}"


def rfc822(moment: datetime) -> str:
    """Write a time for RSS (RFC 822 §5 with four digits of year), in ``GMT``, whatever the locale.

    ``GMT`` and not ``+0000``: some readers ignore offsets.

    >>> rfc822(datetime(2026, 3, 1, 12, 0, 5, tzinfo=UTC))
    'Sun, 01 Mar 2026 12:00:05 GMT'
    """
    utc = moment.astimezone(UTC)
    return f"{_DAYS[utc.weekday()]}, {utc.day:02} {_MONTHS[utc.month - 1]} {utc.year:04} {utc:%H:%M:%S} GMT"


def parse_date(text: str, zone: tzinfo) -> datetime:
    """Read a date or a time as people write it; a day without a time is taken as its first moment in ``zone``.

    Raises:
        ValueError: It is no date, or one outside the years that UTC can express.

    >>> parse_date("2026-05-12", UTC)
    datetime.datetime(2026, 5, 12, 0, 0, tzinfo=datetime.timezone.utc)
    """
    try:
        return first_moment(read_date(text, zone), zone)
    except OverflowError as error:
        raise ValueError(f"not a date: {text!r}") from error


def read_date(text: str, zone: tzinfo) -> date | datetime:
    """Read a day, or a time, as people write it.

    ISO 8601 first, then what dateutil understands (``12 May 2026``, ``May 12, 2026 3pm``).

    Args:
        text: The date, and nothing else.
        zone: Of a time without an offset.

    Returns:
        A `date` if the text names no time of the day, else a `datetime` in UTC, to the second.

    Raises:
        ValueError: It is no date, or one outside the years that UTC can express.

    >>> read_date("12 May 2026", UTC)
    datetime.date(2026, 5, 12)
    >>> read_date("2026-05-12 00:00", UTC)
    datetime.datetime(2026, 5, 12, 0, 0, tzinfo=datetime.timezone.utc)
    """
    text = text.strip()
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment, has_time = _parse_loosely(text)
        if not has_time:
            return moment.date()
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    try:
        return moment.astimezone(UTC).replace(microsecond=0)
    except OverflowError as error:
        raise ValueError(f"not a date: {text!r}") from error


def _parse_loosely(text: str) -> tuple[datetime, bool]:
    """Read a date in words; return it, and whether the text names a time of the day."""
    # dateutil costs 20 ms to import, and almost every date is ISO 8601.
    from dateutil import parser

    def parse(hour: int) -> datetime:
        # Fields that the text does not name come from `default`.
        return parser.parse(text, default=datetime(1, 1, 1, hour), tzinfos=_find_zone)  # noqa: DTZ001  The zone comes later.

    try:
        moment = parse(0)
    except (ValueError, OverflowError, TypeError) as error:
        raise ValueError(f"not a date: {text!r}") from error
    if moment.year == 1:
        # Without a year there is no date.
        raise ValueError(f"not a date: {text!r}") from None
    # The second reading is only needed where midnight may mean that no time was named.
    return moment, moment.time() != time() or parse(1).hour == 0


def first_moment(when: date | datetime, zone: tzinfo) -> datetime:
    """Return the first moment of a day in a zone, in UTC; a time is returned as it is.

    Raises:
        OverflowError: UTC cannot express it.
    """
    return when if isinstance(when, datetime) else _find_midnight(when, zone)[0]


def find_day(when: date | datetime, zone: tzinfo) -> date:
    """Return the calendar day of a time in a zone; a day is returned as it is."""
    return when.astimezone(zone).date() if isinstance(when, datetime) else when


def find_day_line(text: str, day: date) -> int:
    r"""Return the line of a text, counted from 1, that names a day in whatever form; 0 if none does.

    >>> find_day_line("title: Diary\ndate: 3 May 1911", date(1911, 5, 3))
    2
    """
    year, number = str(day.year), re.compile(rf"(?<![0-9])0?{day.day}(?![0-9])|{day:%m%d}")
    lines = [(count, line) for count, line in enumerate(text.splitlines(), start=1) if year in line]
    return next((count for count, line in lines if number.search(line.replace(year, " "))), lines[0][0] if lines else 0)


def bound_day(day: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """Return the first and the last second of a day in a zone, in UTC: every second between them is of that day.

    Where midnight comes twice, the time until the second one is left out. A day that the zone skipped ends before it
    begins.

    >>> [f"{moment:%d %H:%M:%S}" for moment in bound_day(date(2026, 3, 1), timezone(timedelta(hours=2)))]
    ['28 22:00:00', '01 21:59:59']
    """
    return _find_midnight(day, zone)[1], _find_midnight(day + timedelta(days=1), zone)[0] - _SECOND


def _find_midnight(day: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """Return the two moments, in UTC, at which clocks show a day's midnight; the same one twice on almost all days.

    Where clocks skip midnight it is the first moment after it.
    """
    wall = datetime.combine(day, time(), zone)
    usual, other = (wall.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    if usual <= other:
        return usual, other
    # PEP 495: in a gap the two readings are as far apart as clocks were put forward, and surround that moment.
    seconds = range(int((usual - other).total_seconds()))
    number = bisect_left(seconds, x=True, key=lambda n: (other + n * _SECOND).astimezone(zone).date() >= day)
    return (other + number * _SECOND,) * 2


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


# Days in words ----------------------------------------------------------------------------------------------------

# The months of some twenty-five languages, one after the other, in the forms that stand in dates: nominative, genitive,
# and what is short for them.
_MONTH_NAMES = """
jan january januar janvier janv enero ene janeiro gennaio gen januari jän jänner janar tammikuu tammikuuta
styczeń stycznia sty leden ledna január januára ianuarie ian янв январь января січень січня sičnja ocak ιαν
ιανουάριος ιανουαρίου siječanj siječnja gener януари јануар јануара januara sausio jaanuar يناير ינואר
| feb february februar feber février fevrier févr febrero fevereiro fev febbraio febr februari helmikuu helmikuuta
luty lutego lut únor února február februára februarie фев февр февраль февраля лютий лютого şubat φεβ
φεβρουάριος φεβρουαρίου veljača veljače febrer февруари фебруар фебруара februara vasario veebruar فبراير פברואר
| mar march märz mrz mär mars marzo março marco maart mrt marts mart marta maaliskuu maaliskuuta marzec marca
březen března marec március márc martie март марта березень березня μαρ μάρτιος μαρτίου ožujak ožujka març kovo
märts maret مارس מרץ
| apr april avril avr abril abr aprile huhtikuu huhtikuuta kwiecień kwietnia kwi duben dubna apríl apríla április
ápr aprilie апр апрель апреля квітень квітня nisan απρ απρίλιος απριλίου travanj travnja aprila април априла
balandžio aprill أبريل אפריל
| may mai mayo maio maggio mag mei maj maja květen května máj mája május maiu май мая травень травня mayıs μάιος
μαΐου μαΐ svibanj svibnja maig maí мај маја gegužės toukokuu toukokuuta مايو מאי
| jun june juni juin junio junho giugno giu kesäkuu kesäkuuta czerwiec czerwca cze červen června jún júna június
iunie iun июн июнь июня юни червень червня haziran ιουν ιούνιος ιουνίου lipanj lipnja juna juny јун јуна
birželio juuni يونيو יוני
| jul july juli juillet juil julio julho luglio lug heinäkuu heinäkuuta lipiec lipca lip červenec července júl
júla július iulie iul июл июль июля юли липень липня temmuz ιουλ ιούλιος ιουλίου srpanj srpnja jula juliol јул
јула liepos juuli يوليو יולי
| aug august août aout agosto ago augustus augusti elokuu elokuuta sierpień sierpnia sie srpen srpna augusta
augusztus авг август августа серпень серпня ağustos αυγ αύγουστος αυγούστου kolovoz kolovoza avgust avgusta
agost rugpjūčio agustus أغسطس אוגוסט
| sep sept september septembre septiembre setiembre setembro set settembre sett syyskuu syyskuuta wrzesień
września wrz září septembra szeptember szept septembrie сен сент сентябрь сентября септември септембар септембра
вересень вересня eylül σεπ σεπτ σεπτέμβριος σεπτεμβρίου rujan rujna setembre rugsėjo سبتمبر ספטמבר
| oct october oktober okt octobre octubre outubro out ottobre ott lokakuu lokakuuta październik października paź
říjen října október októbra octombrie окт октябрь октября октомври октобар октобра жовтень жовтня ekim οκτ
οκτώβριος οκτωβρίου oktobra spalio oktoober أكتوبر אוקטובר
| nov november novembre noviembre novembro marraskuu marraskuuta listopad listopada listopadu lis novembra
noiembrie ноя нояб ноябрь ноября ноември новембар новембра листопад листопада kasım νοε νοέμβριος νοεμβρίου
studeni studenoga studenog lapkričio نوفمبر נובמבר
| dec december dezember dez décembre décem déc diciembre dic dezembro dicembre joulukuu joulukuuta grudzień
grudnia gru prosinec prosince decembra decembrie дек декабрь декабря декември децембар децембра грудень грудня
aralık δεκ δεκέμβριος δεκεμβρίου prosinac prosinca desember des desembre gruodžio detsember ديسمبر דצמבר
"""
_CROATIAN_OCTOBER = frozenset({"listopad", "listopada"})
"""November in every other Slavic language."""

_YEAR = r"(?:19|20)[0-9]{2}"
_WRITTEN_DAY = re.compile(
    # 2026-05-12, 2026. 5. 12., 2026年5月12日, 2026년 5월 12일
    rf"(?<![0-9])(?P<y1>{_YEAR})\s?(?:[-/.–]|年|년)\s?(?P<m1>[0-9]{{1,2}})\s?(?:[-/.–]|月|월)\s?(?P<d1>[0-9]{{1,2}})(?![0-9])"
    # 12 May 2026, 12. května 2026, 1er mai 2026, 12 de mayo de 2026, 12-May-2026
    r"|(?<![0-9.,:])(?P<d2>[0-9]{1,2})(?:st|nd|rd|th|er|º|ª|:[ae]|-?го)?[\s.,/-]{0,3}(?:(?:de|of|del|di)\s{1,2}|d[’'])?"
    rf"(?P<w2>[^\W\d_]{{3,12}})[.,]{{0,2}}[\s/-]{{0,3}}(?:(?:de|del|of)\s)?(?P<y2>{_YEAR}|[’'][0-9]{{2}})(?![0-9])"
    # May 12, 2026, May 12th 2026
    rf"|(?P<w3>[^\W\d_]{{3,12}})[.,]?\s{{0,2}}(?P<d3>[0-9]{{1,2}})(?:st|nd|rd|th)?[,.]?\s{{1,3}}(?P<y3>{_YEAR}|[’'][0-9]{{2}})(?![0-9])"
    # 2026. május 12., 2026 m. gegužės 12 d.
    rf"|(?<![0-9])(?P<y4>{_YEAR})\.?\s(?:m\.\s)?(?P<w4>[^\W\d_]{{3,12}})\.?\s(?P<d4>[0-9]{{1,2}})(?![0-9])"
    # 12 tháng 5, 2026
    rf"|(?<![0-9])(?P<d6>[0-9]{{1,2}}) tháng (?P<m6>[0-9]{{1,2}}),?\s(?:năm\s)?(?P<y6>{_YEAR})(?![0-9])"
    # 12.5.2026, 5/12/26
    r"|(?<![0-9./:-])(?P<a>[0-9]{1,2})\s?(?P<sign>[./-])\s?(?P<b>[0-9]{1,2})\s?(?P=sign)\s?"
    rf"(?P<y5>{_YEAR}|[0-9]{{2}})(?![0-9]|[./-][0-9])",
    re.IGNORECASE,
)
_MOST_MONTHS = 12
_CENTURY_BREAK = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDay:
    """A day that a text names."""

    day: date
    start: int
    """Where it begins in the text."""
    end: int
    """Where it ends, exclusive."""


def find_days(text: str, language: str = "", *, month_first: bool = False) -> Iterator[WrittenDay]:
    """Find the days that a text names, in reading order: in figures, or in words of some twenty-five languages.

    A day needs its year, from 1990 to 2099; one of two figures is of these. Takes time in proportion to the text.

    Args:
        text: Of any length.
        language: A BCP 47 tag: the same word is October in Croatian and November in Polish.
        month_first: How to read ``5/12/2026``, where both readings are days. Dots and hyphens are never American.

    >>> [str(found.day) for found in find_days("Stand: 12. März 2026, seit 1/2/25 und dem 31.2.2024")]
    ['2026-03-12', '2025-02-01']
    """
    for match in _WRITTEN_DAY.finditer(text):
        found = _read_day(match.groupdict(), language, month_first=month_first)
        if found is not None:
            yield WrittenDay(day=found, start=match.start(), end=match.end())


def _read_day(parts: dict[str, str | None], language: str, *, month_first: bool) -> date | None:
    first, second = parts["a"], parts["b"]
    if first and second:
        numbers = (int(second), int(first))
        if (month_first and parts["sign"] == "/") or numbers[0] > _MOST_MONTHS:
            numbers = numbers[::-1]
        month, day = numbers
    else:
        word = parts["w2"] or parts["w3"] or parts["w4"]
        month = _month_number(word, language) if word else int(parts["m1"] or parts["m6"] or 0)
        day = int(parts["d1"] or parts["d2"] or parts["d3"] or parts["d4"] or parts["d6"] or 0)
    year = parts["y1"] or parts["y2"] or parts["y3"] or parts["y4"] or parts["y5"] or parts["y6"] or ""
    number = int(year.strip("’'"))
    if len(year) < len("2026"):
        number += 1900 if number >= _CENTURY_BREAK else 2000
    try:
        found = date(number, month, day)
    except ValueError:
        return None
    return found if found.year >= EARLIEST.year else None


def _month_number(word: str, language: str) -> int:
    key = _fold(word)
    if key in _CROATIAN_OCTOBER and language[:2].lower() in {"hr", "bs"}:
        return 10
    return _months().get(key, 0)


@cache
def _months() -> dict[str, int]:
    return {
        _fold(name): number for number, names in enumerate(_MONTH_NAMES.split("|"), start=1) for name in names.split()
    }


def _fold(word: str) -> str:
    """Forget case and accents: people leave both out."""
    return "".join(
        character
        for character in unicodedata.normalize("NFKD", word.casefold())
        if not unicodedata.combining(character)
    )
