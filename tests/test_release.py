"""Which items are public, with which ids and dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.model import Draft, Item, Match, Metadata, Outcome, SafeHtml
from publisher.release import (
    Minting,
    Revision,
    Stamps,
    Standing,
    find_window,
    judge_standing,
    mint_slug,
    revise_items,
)

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


def draft(title: str, text: str = "words", *, is_lead: bool = False) -> Draft:
    """Make a draft."""
    return Draft(title=title, content=SafeHtml(f"<p>{text}</p>"), summary=text, text=text, is_lead=is_lead)


def minting(now: datetime = NOON, taken: set[datetime] | None = None, *, is_silent: bool = False) -> Minting:
    """Make what new items are minted with."""
    stamps = Stamps((taken or set()).__contains__)
    return Minting(
        authority="example.org,2026",
        article_id="tag:example.org,2026:a",
        released=find_window(None, now, UTC),
        edited=find_window(None, now, UTC),
        now=now,
        is_silent=is_silent,
        is_id_taken=lambda _: False,
        stamps=stamps,
        digest=lambda title, text: f"{title}|{text}",
    )


def first_release(drafts: Sequence[Draft]) -> tuple[Item, ...]:
    """Publish drafts for the first time."""
    new = Match(id=None, reason="new", confidence=1)
    return revise_items(drafts, [new] * len(drafts), (), (), minting=minting()).items


def again(drafts: Sequence[Draft], ids: Sequence[str | None], known: Sequence[Item], now: datetime) -> Revision:
    """Publish drafts that match known items."""
    matches = [Match(id=found, reason="test", confidence=1) for found in ids]
    return revise_items(drafts, matches, known, (), minting=minting(now, {item.updated for item in known}))


@pytest.mark.parametrize(
    ("metadata", "standing", "due"),
    [
        (Metadata(), Standing.LIVE, None),
        (Metadata(draft=True, date=NOON - DAY), Standing.DRAFT, None),
        (Metadata(date=NOON + DAY), Standing.WAITING, NOON + DAY),
        (Metadata(date=NOON - DAY, publish_date=NOON + DAY), Standing.WAITING, NOON + DAY),
        (Metadata(date=NOON), Standing.LIVE, None),
        (Metadata(expiry_date=NOON), Standing.EXPIRED, None),
        (Metadata(expiry_date=NOON + DAY), Standing.LIVE, NOON + DAY),
    ],
)
def test_standing(metadata: Metadata, standing: Standing, due: datetime | None) -> None:
    """Drafts never are public, future dates wait, expired articles are withdrawn."""
    assert judge_standing(metadata, NOON, UTC) == (standing, due)


def test_a_day_begins_at_midnight_in_the_zone() -> None:
    """An article of tomorrow waits until tomorrow begins where it is published."""
    tomorrow = Metadata(date=date(2026, 3, 2))

    assert judge_standing(tomorrow, NOON, ZoneInfo("Pacific/Auckland"))[0] is Standing.LIVE
    assert judge_standing(tomorrow, NOON, ZoneInfo("Europe/Berlin")) == (
        Standing.WAITING,
        datetime(2026, 3, 1, 23, tzinfo=UTC),
    )


def test_sections_released_together_keep_their_order_in_readers() -> None:
    """Readers show the newest first, so the first section is the newest, each a second apart."""
    items = first_release([draft("T", is_lead=True), draft("One"), draft("Two")])

    assert [item.published for item in items] == [NOON, NOON - SECOND, NOON - 2 * SECOND]
    assert [item.updated for item in items] == [item.published for item in items]
    assert [item.slug for item in items] == ["lead", "one", "two"]


def test_ids_do_not_depend_on_text_or_place() -> None:
    """A new item's id is made from its heading on its first day, and equal headings get different ids."""
    items = first_release([draft("Example", "a"), draft("Example", "b"), draft("Step", "c")])
    other = first_release([draft("Step", "new"), draft("Example", "other")])

    assert len({item.id for item in items}) == 3
    assert {item.id for item in other} < {item.id for item in items}
    assert [item.slug for item in items] == ["example", "example-2", "step"]


def test_an_edit_moves_updated_and_nothing_else() -> None:
    """An edited item keeps id, slug and first release; an untouched one keeps everything."""
    known = first_release([draft("One", "a"), draft("Two", "b")])
    later = NOON + DAY

    revision = again([draft("One", "a"), draft("Second", "b c")], [item.id for item in known], known, later)

    assert revision.items[0] == known[0]
    assert revision.items[1].updated == later
    assert (revision.items[1].id, revision.items[1].slug) == (known[1].id, "two")
    assert (revision.items[1].published, revision.items[1].version) == (known[1].published, 2)
    assert [step.outcome for step in revision.steps] == [Outcome.UNCHANGED, Outcome.UPDATED]


def test_other_content_with_the_same_words_is_silent() -> None:
    """A changed tag replaces the content, and is no update."""
    known = first_release([draft("One", "a")])
    changed = Draft(title="One", content=SafeHtml("<p><em>a</em></p>"), summary="a", text="a")

    revision = again([changed], [known[0].id], known, NOON + DAY)

    assert revision.items[0].content == changed.content
    assert (revision.items[0].updated, revision.items[0].version) == (known[0].updated, 1)
    assert not revision.is_changed


def test_what_is_ours_is_silent() -> None:
    """Where the author did not touch the file, new words are no update."""
    known = first_release([draft("One", "a")])
    matches = [Match(id=known[0].id, reason="test", confidence=1)]

    revision = revise_items([draft("One", "b")], matches, known, (), minting=minting(NOON + DAY, is_silent=True))

    assert revision.items[0].text == "b"
    assert revision.items[0].updated == known[0].updated


def test_a_removed_section_is_withdrawn() -> None:
    """What no draft matches is withdrawn, and a move is noticed."""
    known = first_release([draft("One"), draft("Two"), draft("Three")])

    revision = again([draft("Three"), draft("One")], [known[2].id, known[0].id], known, NOON + DAY)

    assert [item.id for item in revision.hidden] == [known[1].id]
    assert [(item.withdrawn, item.gone) for item in revision.hidden] == [(True, NOON + DAY)]
    assert revision.is_reordered


@given(names=st.lists(st.text(max_size=20), max_size=20))
def test_slugs_are_never_given_twice(names: list[str]) -> None:
    """Whatever headings are called, each gets a slug of its own."""
    slugs: list[str] = []
    for name in names:
        slugs.append(mint_slug(name, "section", slugs.__contains__))

    assert len(set(slugs)) == len(slugs)
