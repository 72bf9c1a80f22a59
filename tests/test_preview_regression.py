"""What would be worse for subscribers if a feed took another's place."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.preview import FeedFormat, Level, Rule, compare_feeds, has_errors, summarize
from tests.patience import ends_within
from tests.preview.feeds import NOON, WRITERS, Item, Source, feed, item, prose

D, C, B, A = (item(name) for name in "dcba")
LATER = NOON + timedelta(days=20)
LONG = replace(B, text=prose("b", 200))
ALL = frozenset(FeedFormat)
NO_RSS = ALL - {FeedFormat.RSS}


def dated(one: Item) -> Item:
    """Give an entry a time of its last change."""
    return replace(one, updated=LATER)


CASES: dict[str, tuple[Source, Source, list[tuple[Rule, Level]], frozenset[FeedFormat]]] = {
    "another id, the same link": (
        feed(C, B, A),
        feed(C, replace(B, id="tag:other"), A),
        [(Rule.ID_CHANGED, Level.ERROR)],
        ALL,
    ),
    "another id and link, the same text": (
        feed(C, B, A),
        feed(C, replace(B, id="tag:other", link="https://other.example/", title="Renamed"), A),
        [(Rule.ID_CHANGED, Level.ERROR)],
        ALL,
    ),
    "another id and link, the same title, an edited text": (
        feed(C, B, A),
        feed(C, replace(B, id="tag:other", link="https://other.example/", text=f"{B.text} {prose('more', 30)}"), A),
        [(Rule.ID_CHANGED, Level.ERROR)],
        ALL,
    ),
    "another id, link and title, nearly the same text": (
        feed(C, B, A),
        feed(C, Item(id="tag:other", title="Renamed", link="https://other.example/", text=f"{B.text} And on."), A),
        [(Rule.ID_CHANGED, Level.ERROR)],
        ALL,
    ),
    "every id is another": (
        feed(C, B, A),
        feed(*(replace(one, id=f"{one.id}-again") for one in (C, B, A))),
        [(Rule.ID_CHANGED, Level.ERROR)] * 3,
        ALL,
    ),
    "an id is gone": (feed(C, B, A), feed(C, replace(B, id=""), A), [(Rule.ID_LOST, Level.ERROR)], ALL),
    "an id where there was none": (
        feed(C, replace(B, id=""), A),
        feed(C, B, A),
        [(Rule.ID_CHANGED, Level.WARNING)],
        ALL,
    ),
    "withdrawn, and there again under another id": (
        feed(C, B, A),
        feed(C, replace(B, id="tag:other"), A, deleted=[B.id]),
        [(Rule.ID_CHANGED, Level.WARNING)],
        NO_RSS,
    ),
    "everything withdrawn, and there again under other ids": (
        feed(C, B, A),
        feed(*(replace(one, id=f"{one.id}-again") for one in (C, B, A)), deleted=[C.id, B.id, A.id]),
        [(Rule.ID_CHANGED, Level.ERROR)] * 3,
        NO_RSS,
    ),
    "ids that follow positions": (
        feed(C, B),
        feed(replace(B, id=C.id, published=C.published), replace(C, id=B.id, published=B.published)),
        [(Rule.ID_REUSED, Level.ERROR)] * 2,
        frozenset({FeedFormat.RSS}),
    ),
    "an id given to another text": (
        feed(C, B, A),
        feed(C, replace(B, title="Other", text=prose("other")), A),
        [(Rule.ID_REUSED, Level.WARNING)],
        frozenset({FeedFormat.RSS}),
    ),
    "an id twice": (
        feed(C, B),
        feed(D, replace(C, link="https://x.example/"), C, B),
        [(Rule.ID_TWICE, Level.ERROR)],
        ALL,
    ),
    "gone from the middle": (feed(D, C, B, A), feed(D, B, A), [(Rule.VANISHED, Level.WARNING)], ALL),
    "the oldest gone from a feed that holds everything": (
        feed(D, C, B, A, is_complete=True),
        feed(D, C, B, is_complete=True),
        [(Rule.VANISHED, Level.WARNING)],
        frozenset({FeedFormat.RSS, FeedFormat.ATOM}),
    ),
    "the oldest gone from an archive page": (
        feed(D, C, B, A, is_archive=True),
        feed(D, C, B, is_archive=True),
        [(Rule.VANISHED, Level.WARNING)],
        frozenset({FeedFormat.RSS, FeedFormat.ATOM}),
    ),
    "back again": (
        feed(C, A, deleted=[B.id]),
        feed(C, B, A),
        [(Rule.RETURNED, Level.NOTE)],
        NO_RSS,
    ),
    "another date": (
        feed(*map(dated, (C, B, A))),
        feed(*map(dated, (C, replace(B, published=NOON), A))),
        [(Rule.PUBLISHED_MOVED, Level.WARNING)],
        ALL,
    ),
    "changed earlier than before": (
        feed(C, dated(B), A),
        feed(C, replace(B, updated=LATER - timedelta(hours=1)), A),
        [(Rule.UPDATED_BACK, Level.WARNING)],
        NO_RSS,
    ),
    "called changed": (feed(C, B, A), feed(C, dated(B), A), [(Rule.UPDATED_MOVED, Level.WARNING)], NO_RSS),
    "changed in silence": (
        feed(C, dated(B), A),
        feed(C, replace(dated(B), text=f"{B.text} More."), A),
        [(Rule.UPDATED_STALE, Level.NOTE)],
        NO_RSS,
    ),
    "an item of which little is left": (
        feed(C, LONG, A),
        feed(C, replace(LONG, text=prose("b", 20)), A),
        [(Rule.ENTRY_SHRANK, Level.WARNING)],
        frozenset({FeedFormat.RSS}),
    ),
    "less than half of the text": (
        feed(C, B, A),
        feed(*(replace(one, text=prose(one.id[-1], 25)) for one in (C, B, A))),
        [(Rule.TEXT_LOST, Level.ERROR)],
        frozenset({FeedFormat.RSS}),
    ),
    "an empty feed": (feed(C, B, A), feed(), [(Rule.FEED_EMPTIED, Level.ERROR)], ALL),
    "another feed": (
        feed(C, B, A),
        feed(C, B, A, id="tag:example.org,2026:other"),
        [(Rule.FEED_ID_CHANGED, Level.ERROR)],
        NO_RSS,
    ),
    "another address": (
        feed(C, B, A),
        feed(C, B, A, url="https://www.example.org/"),
        [(Rule.SELF_CHANGED, Level.WARNING)],
        ALL,
    ),
    "another title": (feed(C, B, A), feed(C, B, A, title="Longer reads"), [(Rule.TITLE_CHANGED, Level.NOTE)], ALL),
}


@pytest.mark.parametrize(("name", "format_"), [(name, format_) for name in CASES for format_ in sorted(CASES[name][3])])
def test_each_rule_finds_what_it_is_for_and_no_other_does(name: str, format_: FeedFormat) -> None:
    """One fault in a pair of feeds is one finding, in every format that can have it."""
    old, new, expected, _ = CASES[name]

    found = compare_feeds(WRITERS[format_](old), WRITERS[format_](new))

    assert [(one.rule, one.level) for one in found] == expected
    assert all(one.message and one.cure for one in found)
    assert summarize(found).endswith(".") or expected == [(Rule.UPDATED_STALE, Level.NOTE)]
    assert has_errors(found) == (expected[0][1] is Level.ERROR)


SPLIT = replace(LONG, text=" ".join(LONG.text.split()[:50]), updated=LATER)
REST = item("e", text=" ".join(LONG.text.split()[50:]))
KEPT: dict[str, tuple[Source, Source, frozenset[FeedFormat]]] = {
    "nothing": (feed(C, B, A), feed(C, B, A), ALL),
    "a new item": (feed(C, B, A), feed(D, C, B, A), ALL),
    "an edit": (feed(C, B), feed(C, replace(B, text=f"{B.text} More.", updated=LATER)), ALL),
    "a heading reworded": (feed(C, B), feed(C, replace(B, title="Renamed", updated=LATER)), ALL),
    "rewritten under its heading": (feed(C, B), feed(C, replace(B, text=prose("other"), updated=LATER)), ALL),
    "another link": (feed(C, B), feed(C, replace(B, link="https://other.example/", updated=LATER)), ALL),
    "the oldest rolls out": (feed(D, C, B, A), feed(item("e"), D, C, B), ALL),
    "all roll out": (feed(B, A), feed(D, C), ALL),
    "withdrawn": (feed(D, C, B, A), feed(D, B, A, deleted=[C.id]), NO_RSS),
    "all withdrawn": (feed(B, A), feed(deleted=[B.id, A.id]), NO_RSS),
    "out of a feed that says where the older are": (feed(D, C, B, A), feed(D, B, older="https://example.org/1"), ALL),
    "a heading over a new text, its old section withdrawn": (
        feed(C, B, A),
        feed(replace(B, id="tag:other", text=prose("other"), published=LATER), C, A, deleted=[B.id]),
        NO_RSS,
    ),
    "many sections with one link": (
        feed(*(replace(one, link="https://o.example/") for one in (C, B, A))),
        feed(*(replace(one, link="https://o.example/") for one in (D, C, A)), deleted=[B.id]),
        NO_RSS,
    ),
    "split in two": (feed(LONG, A), feed(REST, SPLIT, A), ALL),
    "an empty feed that fills": (feed(), feed(C, B, A), ALL),
    "spaced by a second": (
        feed(C, B),
        feed(C, replace(B, updated=B.published and B.published + timedelta(seconds=1))),
        ALL,
    ),
    "a short item halved": (
        feed(replace(A, text=prose("a", 20))),
        feed(replace(A, text=prose("a", 5), updated=LATER)),
        ALL,
    ),
}


@pytest.mark.parametrize(("name", "format_"), [(name, format_) for name in KEPT for format_ in sorted(KEPT[name][2])])
def test_what_is_right_is_not_spoken_of(name: str, format_: FeedFormat) -> None:
    """Edits, releases, withdrawals that are told and a feed that is full give no finding."""
    old, new, _ = KEPT[name]

    found = compare_feeds(WRITERS[format_](old), WRITERS[format_](new))

    assert found == ()
    assert summarize(found) == ""


@pytest.mark.parametrize("format_", FeedFormat)
def test_what_is_known_to_be_gone_is_not_missed(format_: FeedFormat) -> None:
    """RSS has no tombstones: the ids are said beside it."""
    old, new = WRITERS[format_](feed(D, C, B, A)), WRITERS[format_](feed(D, A))

    assert compare_feeds(old, new, gone=[B.id, C.id]) == ()
    assert compare_feeds(old, WRITERS[format_](feed()), gone=[one.id for one in (A, B, C, D)]) == ()
    assert [one.old and one.old.id for one in compare_feeds(old, new) if one.rule is Rule.VANISHED] == [C.id, B.id]


def test_our_own_feeds_of_edits_lose_items_with_what_they_tell_of() -> None:
    """An article withdrawn takes the record of its edits along, for which there are no tombstones."""
    names = ("changes.atom.xml", "changes.rss.xml", "changes.feed.json")
    for (format_, write), name in zip(sorted(WRITERS.items()), sorted(names), strict=True):
        own = f"https://example.org/a/{name}".encode()
        suffix = {"atom": b"atom.xml", "rss": b"rss.xml", "json": b"feed.json"}[format_]
        found = [
            write(source).replace(b"https://example.org/" + suffix, own)
            for source in (feed(D, C, B, A), feed(item("e"), A))
        ]
        assert compare_feeds(*found) == (), format_


def test_errors_come_first_and_each_entry_is_named() -> None:
    """The worst is read first; a finding names the entries that it is about."""
    old = WRITERS[FeedFormat.ATOM](feed(D, C, B, A))
    new = WRITERS[FeedFormat.ATOM](feed(D, replace(B, id="tag:other"), A, title="Other"))

    found = compare_feeds(old, new)

    assert [one.level for one in found] == [Level.ERROR, Level.WARNING, Level.NOTE]
    changed, vanished, title = found
    assert changed.old is not None
    assert changed.new is not None
    assert (changed.old.id, changed.new.id) == (B.id, "tag:other")
    assert vanished.old is not None
    assert (vanished.old.title, vanished.old.line, vanished.new) == ("About c", 4, None)
    assert (title.old, title.new) == (None, None)


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (1, "1 id would change: subscribers will see 1 double."),
        (14, "14 ids would change: subscribers will see 14 doubles."),
    ],
)
def test_the_summary_counts(count: int, sentence: str) -> None:
    """One is spoken of as one."""
    items = [
        replace(B, id=f"tag:{n}", text=prose(f"{n}"), title=f"{n}", link=f"https://e.example/{n}") for n in range(count)
    ]
    old, new = feed(*items), feed(*(replace(one, id=f"{one.id}x") for one in items))

    assert summarize(compare_feeds(WRITERS[FeedFormat.ATOM](old), WRITERS[FeedFormat.ATOM](new))) == sentence


_FIELDS = ("id", "title", "text", "link", "published")
NAMES = st.lists(st.sampled_from("abcdefgh"), max_size=8, unique=True)


@st.composite
def sources(draw: st.DrawFn) -> Source:
    """A feed of some entries, in any order, some without what they should have."""
    items = []
    for name in draw(NAMES):
        one = item(name)
        lacks = draw(st.sets(st.sampled_from(["id", "title", "text", "link"]), max_size=3))
        one = Item(**{**{name: getattr(one, name) for name in _FIELDS}, **dict.fromkeys(lacks, "")})
        if draw(st.booleans()):
            one = replace(one, id=f"tag:{draw(st.sampled_from('xyz'))}")
        items.append(one)
    gone = draw(st.lists(st.sampled_from([item(name).id for name in "abcdefgh"]), max_size=2))
    return feed(*items, deleted=gone, is_complete=draw(st.booleans()))


@given(source=sources(), format_=st.sampled_from(FeedFormat))
def test_a_feed_is_as_good_as_itself(source: Source, format_: FeedFormat) -> None:
    """Whatever a feed looks like, putting it in its own place changes nothing."""
    data = WRITERS[format_](source)
    back = [one for one in compare_feeds(data, data) if one.rule is not Rule.RETURNED]
    assert back == []


@given(old=sources(), new=sources(), formats=st.tuples(*[st.sampled_from(FeedFormat)] * 2))
def test_doubles_are_paired_one_to_one(old: Source, new: Source, formats: tuple[FeedFormat, FeedFormat]) -> None:
    """No entry is in two findings of a changed id, whatever the feeds; and the same feeds give the same findings."""
    before, after = WRITERS[formats[0]](old), WRITERS[formats[1]](new)
    found = compare_feeds(before, after)
    changed = [one for one in found if one.rule in {Rule.ID_CHANGED, Rule.ID_LOST}]

    assert len({one.old.position for one in changed if one.old}) == len(changed)
    assert len({one.new.position for one in changed if one.new}) == len(changed)
    assert found == compare_feeds(before, after)
    order = list(Level)
    assert [order.index(one.level) for one in found] == sorted(order.index(one.level) for one in found)


def test_large_feeds_are_compared_in_proportion_to_their_length() -> None:
    """Entries that all are under other ids and links, and slightly edited, are not each compared with each."""
    items = [
        Item(id=f"tag:{n}", title=f"T{n}", text=prose(f"{n}", 120), link=f"https://e.example/{n}") for n in range(800)
    ]
    moved = [replace(one, id=f"{one.id}x", link="", title=f"{one.title}x", text=f"{one.text} And.") for one in items]
    old, new = WRITERS[FeedFormat.ATOM](feed(*items)), WRITERS[FeedFormat.ATOM](feed(*moved))

    assert len(ends_within(10, lambda: compare_feeds(old, new))) == 800
