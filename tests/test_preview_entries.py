"""Reading feeds as subscribers get them: three formats, anyone's, and hostile ones."""

from __future__ import annotations

import json
import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from publisher.errors import UnreadableError
from publisher.preview import READERS, FeedFormat, compare_feeds, read_entries, simulate
from publisher.preview.entries import MOST_BYTES, MOST_ENTRIES
from publisher.preview.words import strip_markup
from tests.patience import ends_within
from tests.preview.feeds import NOON, WRITERS, feed, item

ATOM = b"""<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0"
  xmlns:at="http://purl.org/atompub/tombstones/1.0">
 <id> tag:feed </id><title type="html">Salt &amp;amp; &lt;b&gt;smoke&lt;/b&gt;</title>
 <author><name>Ada</name></author>
 <link rel="self" href="https://example.org/atom.xml"/><link rel="prev-archive" href="https://example.org/1"/>
 <fh:archive/><at:deleted-entry ref="tag:gone" when="2026-01-01T00:00:00Z"/>
 <entry><id>tag:one</id><title>One</title><link rel="enclosure" href="https://example.org/a.mp3"/>
  <link href="https://example.org/1"/><published>2026-03-01T13:00:00+01:00</published>
  <updated>2026-03-02T12:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">It
  <b>rains</b>.</div></content><summary>Rain.</summary><category term="wet"/></entry>
 <entry><title>Two</title><author><name>Grace</name></author><content>1 &lt; 2</content><updated>never</updated></entry>
</feed>"""

RSS = b"""<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
 <title>Salt &amp; smoke</title><link>https://example.org/</link><description>d</description>
 <atom:link rel="self" href="https://example.org/rss.xml"/>
 <item><title>One</title><guid>https://example.org/1</guid><pubDate>Sun, 01 Mar 2026 07:00:00 EST</pubDate>
  <description>Rain.</description><content:encoded><![CDATA[<p>It rains.</p>]]></content:encoded>
  <dc:creator>Ada</dc:creator><category>wet</category><enclosure url="https://example.org/a.mp3"/></item>
 <item><guid isPermaLink="false">two</guid><link>https://example.org/2</link><description>&lt;p&gt;Sun.</description>
  <dc:date>2026-03-01T12:00:00Z</dc:date></item>
</channel></rss>"""

JSON = b"""{"version": "https://jsonfeed.org/version/1.1", "title": "Salt & smoke",
 "feed_url": "https://example.org/feed.json", "next_url": "https://example.org/2.json",
 "authors": [{"name": "Ada"}], "_publisher": {"id": "tag:feed", "deleted": [{"id": "tag:gone"}, 7]},
 "items": [
  {"id": 1, "external_url": "https://example.org/1", "content_text": "1 < 2", "date_published": "2026-03-01T12:00:00Z",
   "x": {"items": [{}]}, "tags": ["wet", null], "attachments": [{"url": "https://example.org/a.mp3"}]},
  "no item",
  {"id": "two", "url": "https://example.org/2", "title": "Two \\ud800", "content_html": "<p>Sun.</p>",
   "author": {"name": "Grace"}, "date_modified": "2026-13-01"}]}"""


def test_atom() -> None:
    """Ids, times, people, tombstones and what RFC 5005 says, with markup taken for what it is."""
    view = read_entries(ATOM)

    assert (view.format, view.id, view.title) == (FeedFormat.ATOM, "tag:feed", "Salt & smoke")
    assert (view.self_url, view.deleted) == ("https://example.org/atom.xml", ("tag:gone",))
    assert (view.is_archive, view.is_complete, view.has_older) == (True, False, True)
    one, two = view.entries
    assert (one.id, one.title, one.link) == ("tag:one", "One", "https://example.org/1")
    assert (one.published, one.updated) == (NOON, datetime(2026, 3, 2, 12, tzinfo=UTC))
    assert (one.authors, one.tags, one.enclosures) == (("Ada",), ("wet",), ("https://example.org/a.mp3",))
    assert "<b>rains</b>" in one.content
    assert (one.summary, one.position, one.line) == ("Rain.", 0, 8)
    assert (two.id, two.authors, two.content, two.updated) == ("", ("Grace",), "1 &lt; 2", None)


def test_rss() -> None:
    """A guid is an address unless it says that it is none; the longer text is the content."""
    view = read_entries(RSS)

    assert (view.format, view.id, view.title) == (FeedFormat.RSS, "", "Salt & smoke")
    one, two = view.entries
    assert (one.id, one.is_permalink, one.link) == ("https://example.org/1", True, "https://example.org/1")
    assert (one.published, one.updated) == (NOON, None)
    assert (one.content, one.summary, one.authors) == ("<p>It rains.</p>", "Rain.", ("Ada",))
    assert (one.tags, one.enclosures, one.line) == (("wet",), ("https://example.org/a.mp3",), 5)
    assert (two.id, two.is_permalink, two.link) == ("two", False, "https://example.org/2")
    assert (two.published, two.content, two.summary) == (NOON, "<p>Sun.", "")


def test_json() -> None:
    """Numbers are ids too, what is no item is passed over, and half a character is none."""
    view = read_entries(JSON)

    assert (view.format, view.id, view.title) == (FeedFormat.JSON, "tag:feed", "Salt & smoke")
    assert (view.self_url, view.deleted, view.has_older) == ("https://example.org/feed.json", ("tag:gone",), True)
    one, two = view.entries
    assert (one.id, one.link, one.content) == ("1", "https://example.org/1", "1 &lt; 2")
    assert (one.published, one.tags, one.authors) == (NOON, ("wet",), ("Ada",))
    assert (one.line, two.line, two.position) == (5, 8, 1)
    assert (two.title, two.authors, two.updated) == ("Two �", ("Grace",), None)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_json_in_any_encoding(encoding: str) -> None:
    """What JSON may be written in is read, lines and all."""
    view = read_entries(JSON.decode().encode(encoding))
    assert [(entry.id, entry.line) for entry in view.entries] == [("1", 5), ("two", 8)]


UNREADABLE = {
    "nothing": b"",
    "text": b"Not found",
    "a page": b"<!DOCTYPE html><html><body>Not found</body></html>",
    "cut off": ATOM[:400],
    "other XML": b"<opml/>",
    "RSS without a channel": b"<rss/>",
    "other JSON": b'{"items": {}}',
    "damaged JSON": b'{"items": [',
    "an encoding that there is not": b'<?xml version="1.0" encoding="klingon"?><rss/>',
    "too deep XML": b"<rss><channel>" + b"<item>" * 10_000,
    "too deep JSON": b'{"items": ' + b"[" * 200_000,
    "a number too long": b'{"items": [{"id": ' + b"1" * 10_000 + b"}]}",
    "too large": b'{"items": [' + b" " * MOST_BYTES + b"]}",
    "too many": b'{"items": [' + b"{}," * MOST_ENTRIES + b"{}]}",
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_no_feed_is_said_to_be_none(name: str) -> None:
    """There is one error for all of it."""
    with pytest.raises(UnreadableError):
        read_entries(UNREADABLE[name])


def test_entities_are_neither_expanded_nor_fetched(tmp_path: Path) -> None:
    """A feed cannot have files or addresses read, nor grow inside."""
    secret = tmp_path / "secret"
    secret.write_text("hidden")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        port = server.getsockname()[1]
        head = (
            f'<!DOCTYPE rss [<!ENTITY file SYSTEM "file://{secret}">'
            f'<!ENTITY net SYSTEM "http://127.0.0.1:{port}/"><!ENTITY own "ha">]>'
        )
        body = "<item><guid>a&file;b&net;c&own;d</guid></item>"
        view = read_entries(f"{head}<rss><channel>{body}</channel></rss>".encode())
        with pytest.raises(TimeoutError):
            server.accept()
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]><rss><channel><item><guid>&l11;</guid></item></channel></rss>'
    with pytest.raises(UnreadableError):
        read_entries(bomb.encode())
    assert "hidden" not in view.entries[0].id
    assert "ha" not in view.entries[0].id


WORDS = st.sampled_from(
    [part for data in (ATOM, RSS, JSON) for part in data.replace(b">", b">\0").replace(b",", b",\0").split(b"\0")]
)
HOSTILE = st.one_of(
    st.binary(max_size=200),
    st.lists(WORDS, max_size=30).map(b"".join),
    st.builds(
        lambda data, cut, what: data[:cut] + what + data[cut:],
        st.sampled_from([ATOM, RSS, JSON]),
        st.integers(0, 900),
        st.one_of(st.binary(max_size=5), WORDS, st.sampled_from([b"&x;", b"\0", b'"', b"<", b"\xff", b"]]>"])),
    ),
)
DATES = st.text(alphabet="0123456789-:TZ+. ,JanFebMarEST/", max_size=30)


@given(data=HOSTILE, other=HOSTILE, name=st.sampled_from(sorted(READERS)))
@example(
    data=b'{"items":[{"id":1e999,"date_published":"0000-00-00"}]}', other=b"<rss><channel/></rss>", name="miniflux"
)
def test_nothing_but_the_declared_error(data: bytes, other: bytes, name: str) -> None:
    """Whatever the bytes: a feed that can be compared and shown to any reader, or `UnreadableError`."""
    views = []
    for found in (data, other):
        try:
            views.append(read_entries(found))
        except UnreadableError:
            continue
        for entry in views[-1].entries:
            f"{entry}".encode()
            assert all(time is None or time.tzinfo is UTC for time in (entry.published, entry.updated))
    if len(views) == 2:
        compare_feeds(*views)
        outcome = simulate(READERS[name], views[0], views[1], NOON)
        told = [*outcome.new, *(lost.entry for lost in outcome.lost)]
        told += [one.new for one in outcome.updated]
        told += [pair.new for pair in outcome.doubled]
        listed = [entry for entry in told if any(entry is own for own in views[1].entries)]
        assert len(listed) + outcome.unchanged == len(views[1].entries)


@given(text=DATES)
def test_dates_are_read_or_not(text: str) -> None:
    """No date, however it is written, is worse than none."""
    document = {"items": [{"id": "a", "date_published": text}]}
    (entry,) = read_entries(json.dumps(document).encode()).entries
    assert entry.published is None or entry.published.tzinfo is UTC


@pytest.mark.parametrize("text", ["<" * 500_000, "<a " * 200_000, "&" * 500_000, "&amp" * 200_000, "<" + "a" * 10**6])
def test_markup_is_taken_off_in_proportion_to_the_text(text: str) -> None:
    """No text takes longer than its length."""
    ends_within(2, lambda: strip_markup(text))


@pytest.mark.parametrize("format_", FeedFormat)
def test_lines_are_where_entries_begin(format_: FeedFormat) -> None:
    """The line that is named is that of the entry."""
    data = WRITERS[format_](feed(*(item(name) for name in "abc")))
    lines = data.decode().splitlines()
    for entry in read_entries(data).entries:
        assert lines[entry.line - 1].strip().startswith(("<item>", "<entry>", "{"))
        assert entry.id in "".join(lines[entry.line - 1 : entry.line + 2])
