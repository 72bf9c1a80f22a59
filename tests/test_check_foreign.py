"""Feeds that others wrote: what the specifications allow, however unusual, is never an error."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from xml.sax.saxutils import escape

from hypothesis import given
from hypothesis import strategies as st

from publisher.check import Level, check_feed
from tests.checking.feeds import FEEDS, NOW

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MOMENTS = st.datetimes(datetime(1995, 1, 1), datetime(2026, 3, 1), timezones=st.just(UTC))  # noqa: DTZ001
_SPACES = st.sampled_from(["", " ", "\n", "\t ", "\r\n  "])


def find_errors(data: str) -> list[str]:
    """Return the rules of level error that a feed breaks."""
    return [found.rule for found in check_feed(data.encode(), now=NOW).findings if found.level is Level.ERROR]


def change(feed: str, old: str, new: str) -> str:
    """Replace a text that is in a correct feed."""
    assert old in FEEDS[feed]
    return FEEDS[feed].replace(old, new, 1)


@st.composite
def rfc_822_dates(draw: st.DrawFn) -> str:
    """A date by the grammar of RFC 822 §5, with its comments, folding and cases."""
    moment = draw(_MOMENTS)
    zone = draw(st.sampled_from(["GMT", "UT", "Z", "EST", "PDT", "A", "M", "+0000", "-0330", "+0545", "+1400"]))
    day = draw(st.sampled_from([f"{moment.day}", f"{moment.day:02}"]))
    clock = draw(st.sampled_from([f"{moment:%H:%M}", f"{moment:%H:%M:%S}"]))
    year = draw(st.sampled_from([f"{moment.year}", f"{moment.year % 100:02}"]))
    name = draw(st.sampled_from(["", f"{_DAYS[moment.weekday()]},", f"{_DAYS[moment.weekday()]} ,"]))
    gap = st.sampled_from([" ", "  ", "\t", "\r\n ", " (a (nested) comment) ", r"(\))"])
    parts = [part for part in (name, day, _MONTHS[moment.month - 1], year, clock, zone) if part]
    text = "".join(part + draw(gap) for part in parts[:-1]) + parts[-1]
    return draw(st.sampled_from([text, text.upper(), text.lower()]))


@given(date=rfc_822_dates(), before=_SPACES, after=_SPACES)
def test_any_date_of_rfc_822_is_valid(date: str, before: str, after: str) -> None:
    """Case, comments, folding, zones: RFC 822 §3 and §5."""
    written = change("rss", "<pubDate>Sun, 01 Mar 2026 11:00:05 GMT", f"<pubDate>{before}{date}{after}")

    assert find_errors(written) == []


@given(moment=_MOMENTS, minutes=st.integers(-14 * 60, 14 * 60), digits=st.integers(0, 9))
def test_any_date_of_rfc_3339_is_valid(moment: datetime, minutes: int, digits: int) -> None:
    """Any offset and any fraction of a second."""
    local = moment.astimezone(timezone(timedelta(minutes=minutes)))
    fraction = f".{'5' * digits}" if digits else ""
    sign, offset = "-" if minutes < 0 else "+", abs(minutes)
    date = f"{local:%Y-%m-%dT%H:%M:%S}{fraction}{sign}{offset // 60:02}:{offset % 60:02}"

    assert find_errors(change("atom", "<published>2026-03-01T11:00:05Z", f"<published>{date}")) == []


_LOCAL = st.text("abcXYZ019.!#$%&'*+-/=?^_`{|}~", min_size=1, max_size=12).filter(lambda text: ".." not in text)
_HOST = st.sampled_from(["example.org", "localhost", "mail.example.co.uk", "xn--bcher-kva.example", "192.0.2.1"])


@given(local=_LOCAL, host=_HOST, form=st.sampled_from(["{}", "{} (Ada L.)", "Ada <{}>", "Ada, {}", "mailto:{}"]))
def test_any_address_is_valid(local: str, host: str, form: str) -> None:
    """RSS asks for an address, and for no form of it; Atom asks for the address alone."""
    address = f"{local}@{host}"

    written = escape(form.format(address.replace("%", "%25") if form.startswith("mailto") else address))

    assert find_errors(change("rss", "<author>bob@example.org", f"<author>{written}")) == []
    assert find_errors(change("atom", "<email>ada@example.org", f"<email>{escape(address)}")) == []


@given(before=_SPACES, after=_SPACES, name=st.sampled_from(["link", "comments", "docs", "guid", "url"]))
def test_space_around_an_address_of_rss_is_valid(before: str, after: str, name: str) -> None:
    """RSS 2.0 speaks of the first characters that are no white space."""
    feed = FEEDS["rss"].replace('<guid isPermaLink="false">tag:example.org,2026:high', "<guid>https://example.org/high")
    spaced = feed.replace(f"<{name}>", f"<{name}>{before}").replace(f"</{name}>", f"{after}</{name}>")

    assert find_errors(spaced) == []


@given(text=st.text("abc<>/&;b \u00e9", max_size=30), place=st.sampled_from(["title", "summary", "rights"]))
def test_any_plain_text_of_atom_is_valid(text: str, place: str) -> None:
    """Whatever a plain text shows, it is at most unlucky."""
    old = {"title": "<title>Low water", "summary": "<summary>It falls.", "rights": "<rights>Free"}[place]

    assert find_errors(change("atom", old, f"<{place}>{escape(text)}")) == []


@given(guid=st.text(st.characters(categories=["L", "N", "P", "S"], exclude_characters="\ufffd"), min_size=1))
def test_any_guid_that_is_no_permalink_is_valid(guid: str) -> None:
    """RSS 2.0: there are no rules for the syntax of a guid."""
    written = change("rss", "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a", escape(f"{guid}-2"))

    assert find_errors(written) == []


def test_older_versions_are_valid() -> None:
    """RSS 0.91 to 0.94 and OPML 1.0 and 1.1 are what they are."""
    for version in ("0.91", "0.92", "0.93", "0.94"):
        assert find_errors(change("rss", 'rss version="2.0"', f'rss version="{version}"')) == []
    asked = (
        "<textinput><title>Find</title><description>Words</description><name>q</name><link>https://example.org/</link>"
    )
    asking = change("rss", "<item>", f"{asked}</textinput><item>")
    assert find_errors(asking.replace('rss version="2.0"', 'rss version="0.91"')) == []
    assert set(find_errors(asking)) == {"rss-element"}
    typed = change("rss", "<description>It falls.", '<description type="text/plain">It falls.')
    dated = typed.replace("</item>", "<expirationDate>Sun, 01 Mar 2026 12:00:05 GMT</expirationDate></item>", 1)
    assert find_errors(dated.replace('rss version="2.0"', 'rss version="0.94"')) == []
    assert set(find_errors(dated)) == {"rss-attribute", "rss-element"}
    for version in ("1.0", "1.1"):
        feed = change("opml", 'opml version="2.0"', f'opml version="{version}"')
        assert find_errors(feed.replace('text="High" ', "").replace(' url="https://example.org/low"', "")) == []


def test_entities_of_a_document_are_read() -> None:
    """Text from an entity is checked like any other, in each format of XML."""
    for feed, old in (("rss", "<title>Low water"), ("atom", "<title>Low water"), ("opml", "<title>Feeds")):
        text = change(feed, "?>\n", f'?>\n<!DOCTYPE {feed} [<!ENTITY lost "&#xFFFD;">]>\n').replace(old, f"{old}&lost;")
        found = check_feed(text.encode(), now=NOW)

        assert [each.rule for each in found.findings if each.rule != "xml-dtd-internal"] == ["text-replacement"]
