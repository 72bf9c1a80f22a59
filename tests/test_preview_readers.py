"""What each reader shows of a feed, by its own rules."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.preview import READERS, FeedFormat, Outcome, Reader, read_entries, simulate
from publisher.preview.readers.reader import Identities
from tests.preview.feeds import NOON, WRITERS, Item, Source, feed, item, prose
from tests.test_preview_regression import sources

D, C, B, A = (item(name) for name in "dcba")
RSS, ATOM, JSON = FeedFormat.RSS, FeedFormat.ATOM, FeedFormat.JSON
NOW = NOON + timedelta(days=8)
EVERY = pytest.mark.parametrize("name", sorted(READERS))


def show(name: str, old: Source | None, new: Source, format_: FeedFormat = ATOM) -> Outcome:
    """Show a feed to a reader that has seen another, or none."""
    seen = [] if old is None else [WRITERS[format_](old)]
    return simulate(READERS[name], seen, WRITERS[format_](new), NOW)


def told(outcome: Outcome) -> dict[str, list[str]]:
    """Return titles by what became of them."""
    lists = {
        "new": [entry.title for entry in outcome.new],
        "updated": [one.new.title for one in outcome.updated],
        "doubled": [pair.new.title for pair in outcome.doubled],
        "lost": [lost.entry.title for lost in outcome.lost],
    }
    return {name: titles for name, titles in lists.items() if titles}


# What holds for all -------------------------------------------------------------------------------------------------


@EVERY
@pytest.mark.parametrize("format_", FeedFormat)
def test_a_first_subscription_shows_everything(name: str, format_: FeedFormat) -> None:
    """Who subscribes today sees what is in the feed, in its order."""
    outcome = show(name, None, feed(C, B, A), format_)
    assert told(outcome) == {"new": [C.title, B.title, A.title]}
    assert outcome.reader == name


@EVERY
def test_a_new_item_is_new(name: str) -> None:
    """What has an id of its own is shown, and nothing else is touched."""
    outcome = show(name, feed(B, A), feed(C, B, A))
    assert told(outcome) == {"new": [C.title]}
    assert outcome.unchanged == 2


@EVERY
@pytest.mark.parametrize("format_", FeedFormat)
def test_another_id_is_a_double(name: str, format_: FeedFormat) -> None:
    """Same link, title and text: known by the id alone, it comes twice."""
    outcome = show(name, feed(B, A), feed(replace(B, id="tag:other"), A), format_)
    assert told(outcome) == {"doubled": [B.title]}
    assert (outcome.doubled[0].old.id, outcome.doubled[0].new.id) == (B.id, "tag:other")


@EVERY
def test_another_link_is_none(name: str) -> None:
    """With the same id a new link is an edit."""
    outcome = show(name, feed(B, A), feed(replace(B, link="https://other.example/"), A))
    assert told(outcome) == {"updated": [B.title]}


@EVERY
def test_edits_are_taken_in_silence(name: str) -> None:
    """The text is replaced, and the item is not unread again."""
    outcome = show(name, feed(B, A), feed(replace(B, text="It shines.", updated=NOW), A))
    assert told(outcome) == {"updated": [B.title]}
    assert not outcome.updated[0].is_unread


def test_a_setting_has_edits_unread_again() -> None:
    """Where readers have such a setting, it can be tried."""
    reader = replace(READERS["freshrss"], marks_unread=True)
    old, new = (WRITERS[ATOM](feed(one)) for one in (B, replace(B, text="It shines.")))
    (updated,) = simulate(reader, old, new, NOW).updated
    assert updated.is_unread


@EVERY
def test_a_tombstone_takes_nothing_back(name: str) -> None:
    """None of these readers looks at tombstones: what was fetched stays, and what comes back is not new."""
    gone = feed(A, deleted=[B.id])
    assert told(show(name, feed(B, A), gone)) == {}
    seen = [WRITERS[ATOM](source) for source in (feed(B, A), gone)]
    assert told(simulate(READERS[name], seen, WRITERS[ATOM](feed(B, A)), NOW)) == {}


@EVERY
def test_a_new_text_under_an_old_heading_is_new(name: str) -> None:
    """A double is the same text; another one at the same place is none."""
    other = replace(B, id="tag:other", text=prose("other"), published=NOW)
    assert told(show(name, feed(B, A), feed(other, A))) == {"new": [B.title]}


@EVERY
@settings(max_examples=25)
@given(source=sources(), format_=st.sampled_from(FeedFormat))
def test_the_same_again_is_nothing_new(name: str, source: Source, format_: FeedFormat) -> None:
    """Whatever a feed looks like: seen twice, it shows nothing the second time."""
    data = WRITERS[format_](source)
    outcome = simulate(READERS[name], data, data, NOW)
    assert (outcome.new, outcome.updated, outcome.doubled) == ((), (), ())


@EVERY
@settings(max_examples=25)
@given(old=sources(), new=sources(), format_=st.sampled_from(FeedFormat))
def test_every_entry_is_told_of_once(name: str, old: Source, new: Source, format_: FeedFormat) -> None:
    """Of each entry of the new feed one thing is said, and the same each time."""
    seen, given_now = (read_entries(WRITERS[format_](source)) for source in (old, new))
    outcome = simulate(READERS[name], seen, given_now, NOW)

    entries = [*outcome.new, *(one.entry for one in outcome.lost)]
    entries += [one.new for one in outcome.updated]
    entries += [pair.new for pair in outcome.doubled]
    own = [entry for entry in entries if any(entry is one for one in given_now.entries)]
    assert len(own) + outcome.unchanged == len(given_now.entries)
    assert outcome == simulate(READERS[name], seen, given_now, NOW)


# Identity -----------------------------------------------------------------------------------------------------------


def keys(name: str, *items: Item, format_: FeedFormat = RSS) -> Identities:
    """Return what a reader takes some entries for."""
    return READERS[name].identify(read_entries(WRITERS[format_](feed(*items))), "")


BARE = Item(title="Rain", text="It rains.", link="https://example.org/rain")
LINKLESS = replace(BARE, link="")


@pytest.mark.parametrize(
    ("name", "format_", "one", "other", "is_same"),
    [
        ("miniflux", RSS, BARE, replace(BARE, title="Sun", published=NOW), True),
        ("miniflux", RSS, BARE, replace(BARE, link="https://example.org/sun"), False),
        ("miniflux", RSS, LINKLESS, replace(LINKLESS, published=NOW), True),
        ("miniflux", RSS, LINKLESS, replace(LINKLESS, text="It shines."), False),
        ("miniflux", ATOM, LINKLESS, replace(LINKLESS, title="Sun", text="It shines."), True),
        ("miniflux", JSON, LINKLESS, replace(LINKLESS, title="Sun"), True),
        ("freshrss", RSS, BARE, replace(BARE, title="Sun"), True),
        ("freshrss", RSS, BARE, replace(BARE, published=NOW), False),
        ("netnewswire", RSS, BARE, replace(BARE, title="Sun"), True),
        ("netnewswire", RSS, BARE, replace(BARE, published=NOW), False),
        ("netnewswire", RSS, replace(BARE, published=None), replace(BARE, published=None, title="Sun"), True),
        ("netnewswire", ATOM, LINKLESS, replace(LINKLESS, text="It shines."), True),
        ("netnewswire", ATOM, LINKLESS, replace(LINKLESS, title="Sun"), False),
        ("newsboat", RSS, BARE, replace(BARE, title="Sun"), True),
        ("newsboat", RSS, BARE, replace(BARE, published=NOW), False),
        ("newsboat", RSS, LINKLESS, replace(LINKLESS, published=NOW, text="It shines."), True),
        ("reader", RSS, BARE, replace(BARE, title="Sun", published=NOW), True),
        ("feedly", RSS, BARE, replace(BARE, title="Sun", published=NOW), True),
        ("feedly", RSS, LINKLESS, replace(LINKLESS, text="It shines."), False),
    ],
)
def test_without_an_id(name: str, format_: FeedFormat, one: Item, other: Item, *, is_same: bool) -> None:
    """Each reader has its own way to know what has no id: what it takes for the same, and what not."""
    known = keys(name, one, format_=format_).keys
    assert known[0]
    assert (known == keys(name, other, format_=format_).keys) is is_same


@pytest.mark.parametrize(
    ("name", "format_", "item_"),
    [("netnewswire", JSON, BARE), ("reader", ATOM, BARE), ("reader", RSS, LINKLESS)],
)
def test_some_pass_over_what_has_no_id(name: str, format_: FeedFormat, item_: Item) -> None:
    """It is never shown, and the reason is said."""
    outcome = show(name, None, feed(A, item_), format_)
    assert told(outcome) == {"new": [A.title], "lost": ["Rain"]}
    assert "no id" in outcome.lost[0].why


def test_reader_refuses_a_json_feed_with_an_item_without_an_id() -> None:
    """One such item, and nothing of the feed is read; what was seen before stays."""
    outcome = show("reader", feed(A), feed(B, A, BARE), JSON)
    assert told(outcome) == {"lost": [B.title, "Rain"]}
    assert outcome.unchanged == 1
    assert "not read" in outcome.refused


TWICE = replace(B, id=A.id)


@pytest.mark.parametrize(
    ("name", "format_", "expected"),
    [
        ("miniflux", RSS, {"new": [C.title, B.title, A.title]}),
        ("miniflux", ATOM, {"new": [C.title, B.title], "lost": [A.title]}),
        ("miniflux", JSON, {"new": [C.title, B.title], "lost": [A.title]}),
        ("freshrss", RSS, {"new": [C.title, B.title, A.title]}),
        ("netnewswire", RSS, {"new": [C.title, B.title], "lost": [A.title]}),
        ("newsboat", RSS, {"new": [C.title, B.title], "lost": [A.title]}),
        ("reader", RSS, {"new": [C.title, B.title], "lost": [A.title]}),
        ("feedly", RSS, {"new": [C.title, B.title], "lost": [A.title]}),
    ],
)
def test_an_id_that_stands_twice(name: str, format_: FeedFormat, expected: dict[str, list[str]]) -> None:
    """One of the two is not shown, unless the reader tells them apart."""
    assert told(show(name, None, feed(C, TWICE, A), format_)) == expected


# Each one's own -----------------------------------------------------------------------------------------------------


def test_miniflux_keeps_the_date_and_looks_at_tags_and_authors() -> None:
    """A date that moves is no change; another author is one."""
    moved = replace(B, published=NOW, updated=NOW)
    assert told(show("miniflux", feed(B), feed(moved))) == {}
    assert told(show("miniflux", feed(B), feed(replace(B, author="Grace")))) == {"updated": [B.title]}


def test_miniflux_refuses_what_is_too_large() -> None:
    """More than 15 MiB is not read: nothing new is seen."""
    large = [replace(one, text="salt " * 1_600_000) for one in (D, C)]
    outcome = show("miniflux", feed(B), feed(*large, B))
    assert told(outcome) == {"lost": [D.title, C.title]}
    assert outcome.refused == "larger than 15 MiB"
    assert told(show("newsboat", feed(B), feed(*large, B))) == {"new": [D.title, C.title]}


def test_freshrss_gives_all_other_ids_after_one_id_twice() -> None:
    """From then on it knows all by link and date: what it had comes again, and that is so for good."""
    broken = feed(D, C, TWICE, A)
    outcome = show("freshrss", feed(D, C, A), broken, RSS)
    assert sorted(told(outcome)["doubled"]) == [A.title, C.title, D.title]
    assert told(outcome)["new"] == [B.title]
    seen = [WRITERS[RSS](source) for source in (feed(D, C, A), broken)]
    assert told(simulate(READERS["freshrss"], seen, WRITERS[RSS](feed(D, C, A)), NOW)) == {}


def test_freshrss_lets_one_in_twenty_pass() -> None:
    """One bad id among twenty is not enough; the later of the two entries is shown."""
    many = [
        replace(item("e"), id=f"tag:{n}", title=f"T{n}", text=prose(f"{n}"), link=f"https://e/{n}") for n in range(20)
    ]
    outcome = show("freshrss", feed(*many), feed(replace(B, id="tag:19"), *many), RSS)
    assert told(outcome) == {"lost": [B.title]}


def test_freshrss_looks_at_no_date() -> None:
    """A date may be made up there; the text, link, title, authors and tags count."""
    moved = replace(B, published=NOW, updated=NOW)
    assert told(show("freshrss", feed(B), feed(moved))) == {}


def test_freshrss_keeps_two_hundred() -> None:
    """What left a feed goes, oldest first, when more than 200 are kept; what is in it stays."""
    old = [
        replace(item("e"), id=f"tag:{n}", title=f"T{n}", text=prose(f"{n}"), published=NOON + timedelta(hours=n))
        for n in range(230)
    ]
    outcome = show("freshrss", feed(*old), feed(*old[:40]))
    assert [lost.entry.title for lost in outcome.lost] == [f"T{n}" for n in range(40, 70)]
    assert outcome.unchanged == 40


def test_netnewswire_has_read_what_is_old() -> None:
    """What was released more than 183 days ago comes as if it had been read."""
    old = replace(B, published=NOW - timedelta(days=184))
    young = replace(A, published=NOW - timedelta(days=182))
    outcome = show("netnewswire", feed(C), feed(C, young, old))
    assert told(outcome) == {"new": [A.title], "lost": [B.title]}
    assert "183 days" in outcome.lost[0].why
    assert told(show("netnewswire", feed(old), feed(replace(old, title="Other")))) == {"updated": ["Other"]}


def test_netnewswire_deletes_what_left_long_ago() -> None:
    """Thirty days after it came it goes with the feed; an empty feed deletes nothing."""
    old = replace(B, published=NOW - timedelta(days=31))
    young = replace(A, published=NOW - timedelta(days=29))
    assert told(show("netnewswire", feed(C, young, old), feed(C))) == {"lost": [B.title]}
    assert told(show("netnewswire", feed(C, young, old), feed())) == {}


def test_netnewswire_takes_dates_for_changes() -> None:
    """Another date is stored, in silence."""
    assert told(show("netnewswire", feed(B), feed(replace(B, updated=NOW)))) == {"updated": [B.title]}


def test_newsboat_keeps_the_date() -> None:
    """The date of an item is that of the first time."""
    assert told(show("newsboat", feed(B), feed(replace(B, published=NOW, updated=NOW)), RSS)) == {}


def test_reader_trusts_the_time_of_change() -> None:
    """Another time is a change, and so is another text without one."""
    assert told(show("reader", feed(B), feed(replace(B, updated=NOW)))) == {"updated": [B.title]}
    assert told(show("reader", feed(B), feed(replace(B, text="It shines.")))) == {"updated": [B.title]}


def test_feedly_is_not_certain() -> None:
    """What nobody can read is said to be a guess; all others are known."""
    assert {name for name, reader in READERS.items() if not reader.is_certain} == {"feedly"}


def test_the_page_for_authors_tells_of_each_reader_what_the_rules_do() -> None:
    """Names, rules and sources on the page are those of the code, word by word."""
    page = (Path(__file__).parent.parent / "docs/readers.md").read_text(encoding="utf-8")
    parts = {part.partition("\n")[0]: " ".join(part.split()) for part in re.split(r"^## ", page, flags=re.MULTILINE)}

    def plain(text: str) -> str:
        return " ".join(text.split())

    for name, reader in READERS.items():
        part = parts[reader.title]
        assert f"`{name}`" in part
        for rule in (reader.version, reader.identity, reader.edits, reader.leaving, reader.limits, reader.order):
            assert plain(rule) in part, (name, rule)
        for source in reader.sources:
            assert source.partition(": ")[2] in part, (name, source)
            assert source.partition(": ")[0] in part, (name, source)


def test_readers_are_values() -> None:
    """Each is listed under its own name, and says which formats it reads."""
    assert all(isinstance(reader, Reader) and reader.name == name for name, reader in READERS.items())
    assert all(RSS in reader.formats and ATOM in reader.formats for reader in READERS.values())
