"""Each defect of feedgen 1.0.0 that we work around, beside the proof that ours has it no more.

A test that fails in its first half says that feedgen was mended, and that a fix of ours may go.
"""

from __future__ import annotations

import locale
from datetime import UTC, datetime
from typing import Any

import pytest
from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from lxml import etree

from publisher.render.feedgen_fixes import CONTENT, DC, HISTORY, TOMBSTONES, Entry, Generator
from tests.rendering.samples import NOON


def _entry(**changes: Any) -> Entry:  # noqa: ANN401
    entry = Entry(**{"published": NOON, "updated": NOON, **changes})
    _fill(entry)
    return entry


def _fill(entry: Any) -> Any:  # noqa: ANN401
    entry.id("tag:ledger.example,2026:a")
    entry.title("A title")
    entry.link(href="https://ledger.example/a", rel="alternate", type="text/html")
    entry.content("<p>Text</p>", type="html")
    return entry


def _feed(generator: Any) -> Any:  # noqa: ANN401
    generator.id("tag:ledger.example,2026:feed")
    generator.title("A feed")
    generator.description("About it")
    generator.link(href="https://ledger.example/atom.xml", rel="self")
    generator.link(href="https://ledger.example/", rel="alternate")
    return generator


def test_entry_links_keep_their_attributes() -> None:
    """An entry's link says how it relates and what it leads to."""
    plain = _fill(FeedEntry()).atom_entry().find("link")
    assert dict(plain.attrib) == {"href": "https://ledger.example/a"}

    mended = _entry().atom_entry().find("link")

    assert dict(mended.attrib) == {"href": "https://ledger.example/a", "rel": "alternate", "type": "text/html"}


def test_no_time_comes_from_the_clock() -> None:
    """Every time of a feed is one that its maker gave."""
    assert FeedGenerator().updated().year >= 2026
    assert b"lastBuildDate" in _feed(FeedGenerator()).rss_str()

    generator = _feed(Generator(updated=NOON, is_complete=False))

    assert b"<lastBuildDate>Sun, 01 Mar 2026 12:00:00 GMT</lastBuildDate>" in generator.rss_bytes()
    assert b"<updated>2026-03-01T12:00:00Z</updated>" in generator.atom_bytes()


def test_writing_leaves_the_locale_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Writing a feed never touches the process's locale, which other threads rely on."""
    calls: list[object] = []
    original = locale.setlocale

    def recorded(*arguments: Any) -> str:  # noqa: ANN401
        calls.append(arguments)
        return original(*arguments)

    monkeypatch.setattr(locale, "setlocale", recorded)
    plain = _feed(FeedGenerator())
    plain.rss_str()
    assert calls
    calls.clear()

    generator = _feed(Generator(updated=NOON, is_complete=True))
    generator.add_entry(_entry(), order="append")
    generator.rss_bytes()
    generator.atom_bytes()

    assert calls == []


def test_dates_are_written_without_offsets() -> None:
    """RSS dates end in GMT and Atom dates in Z: some readers ignore offsets."""
    plain = _fill(FeedEntry())
    plain.published(NOON)
    assert plain.rss_entry().findtext("pubDate").endswith("+0000")
    assert plain.atom_entry().findtext("published").endswith("+00:00")

    entry = _entry()

    assert entry.rss_entry().findtext("pubDate") == "Sun, 01 Mar 2026 12:00:00 GMT"
    assert entry.atom_entry().findtext("published") == "2026-03-01T12:00:00Z"
    assert entry.atom_entry().findtext("updated") == "2026-03-01T12:00:00Z"


def test_people_without_an_address_reach_rss() -> None:
    """Every author stands in a dc:creator; `author` is for e-mail addresses."""
    plain = _fill(FeedEntry())
    plain.author(name="Ida Strand")
    assert len(plain.rss_entry().findall("author")) == 0

    item = _entry(creators=("Ida Strand", "Jon Vik")).rss_entry()

    assert [creator.text for creator in item.iterfind(f"{{{DC}}}creator")] == ["Ida Strand", "Jon Vik"]
    assert item.find("author") is None


def test_full_text_without_summary_stays_in_content_encoded() -> None:
    """The full text is in content:encoded, with or without a summary."""
    assert _fill(FeedEntry()).rss_entry().findtext("description") == "<p>Text</p>"

    item = _entry().rss_entry()

    assert item.findtext(f"{{{CONTENT}}}encoded") == "<p>Text</p>"
    assert item.find("description") is None


def test_titles_are_plain_text() -> None:
    """A title says that it is text, whatever it looks like, and is escaped once."""
    plain = _fill(FeedEntry())
    plain.title("The <b> tag")
    assert plain.atom_entry().find("title").get("type") is None

    entry = _entry()
    entry.title("The <b> tag & more")
    title = entry.atom_entry().find("title")
    other = _entry().atom_entry().find("title")

    assert (title.get("type"), title.text) == ("text", "The <b> tag & more")
    assert (other.get("type"), other.text) == ("text", "A title")
    for text in ("title", "subtitle", "rights"):
        generator = _feed(Generator(updated=NOON, is_complete=False))
        getattr(generator, text)("AT&T; and <b>")
        element = etree.fromstring(generator.atom_bytes()).find(f"{{http://www.w3.org/2005/Atom}}{text}")
        assert (element.get("type"), element.text) == ("text", "AT&T; and <b>")


def test_published_comes_before_updated() -> None:
    """A library that takes the first date of an entry for its date takes the right one."""
    assert [child.tag for child in _fill(FeedEntry()).atom_entry()][:3] == ["id", "title", "updated"]

    tags = [child.tag for child in _entry().atom_entry()]

    assert tags[:4] == ["id", "title", "published", "updated"]


def test_plain_texts_of_rss_use_the_references_that_survive() -> None:
    """In plain texts of RSS `<` and `&` are hexadecimal references; what is HTML keeps the named ones."""
    entry = _entry(creators=("C & <d>",), rights="R & <d>")
    entry.category(term="T & <d>")
    entry.summary("S &amp; &lt;d&gt;")
    generator = _feed(Generator(updated=NOON, is_complete=False))
    generator.description("D & <d>")
    generator.copyright("P & <d>")
    generator.add_entry(entry)

    written = generator.rss_bytes()

    for start in (b"<dc:creator>C", b"<dc:rights>R", b"<category>T", b"<description>D", b"<copyright>P"):
        assert start + b" &#x26; &#x3C;d&gt;<" in written
    assert b"<description>S &amp;amp; &amp;lt;d&amp;gt;</description>" in written


def test_rss_titles_use_the_references_that_survive() -> None:
    """In RSS titles `<` and `&` are hexadecimal references."""
    plain = _feed(FeedGenerator())
    plain.title("<b> & c")
    assert b"<title>&lt;b&gt; &amp; c</title>" in plain.rss_str()

    generator = _feed(Generator(updated=NOON, is_complete=False))
    generator.title("<b> & c")

    assert b"<title>&#x3C;b&gt; &#x26; c</title>" in generator.rss_bytes()
    assert etree.fromstring(generator.rss_bytes()).findtext("channel/title") == "<b> & c"


@pytest.mark.parametrize(("is_complete", "count"), [(True, 1), (False, 0)])
def test_complete_feeds_say_so(is_complete: bool, count: int) -> None:  # noqa: FBT001
    """fh:complete stands in complete feeds alone, before the items."""
    generator = _feed(Generator(updated=NOON, is_complete=is_complete))
    generator.add_entry(_entry(), order="append")

    for data in (generator.atom_bytes(), generator.rss_bytes()):
        root = etree.fromstring(data)
        assert len(list(root.iter(f"{{{HISTORY}}}complete"))) == count
        assert (b"xmlns:fh=" in data) == is_complete
        assert data.find(b"<fh:complete/>") < max(data.find(b"<item>"), data.find(b"<entry>"))


def test_tombstones_stand_before_the_entries_of_atom() -> None:
    """What was withdrawn is in Atom alone, and its namespace is declared only where it is used (RFC 6721 §3)."""
    deleted = (("tag:ledger.example,2026:b", NOON), ("tag:ledger.example,2026:<&", NOON))
    generator = _feed(Generator(updated=NOON, is_complete=True, deleted=deleted))
    generator.add_entry(_entry(), order="append")

    atom, rss = generator.atom_bytes(), generator.rss_bytes()

    found = list(etree.fromstring(atom).iter(f"{{{TOMBSTONES}}}deleted-entry"))
    assert [dict(element.attrib) for element in found] == [
        {"ref": "tag:ledger.example,2026:b", "when": "2026-03-01T12:00:00Z"},
        {"ref": "tag:ledger.example,2026:<&", "when": "2026-03-01T12:00:00Z"},
    ]
    assert atom.find(b"<at:deleted-entry") < atom.find(b"<entry>")
    for data in (rss, _feed(Generator(updated=NOON, is_complete=True)).atom_bytes()):
        assert b"tombstones" not in data


def test_entry_times_are_those_given() -> None:
    """An entry without an explicit time does not exist: feedgen would take the clock's."""
    assert FeedEntry().updated() > datetime(2026, 1, 1, tzinfo=UTC)
    with pytest.raises(TypeError):
        Entry()  # type: ignore[call-arg]
