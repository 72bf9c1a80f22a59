"""Which articles and items are public at `now`, with which ids, slugs and dates.

Everything here is minted once: an item that is known keeps its id, its slug and its first release for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from enum import StrEnum

from publisher.dates import first_moment
from publisher.model import Draft, Fingerprint, Item, Match, Metadata, Outcome, ReleaseRule
from publisher.release.moments import Stamps, Window, choose_release, find_old_day, find_window
from publisher.urls import mint_tag, slugify

__all__ = [
    "Minting",
    "Revision",
    "Stamps",
    "Standing",
    "Step",
    "Waiting",
    "Window",
    "choose_release",
    "count_released",
    "find_old_day",
    "find_window",
    "judge_standing",
    "mint_id",
    "mint_slug",
    "revise_items",
]

_WORDS_A_MINUTE = 200
"""Read in silence, by adults: Brysbaert (2019) found 238 in English, fewer in most other languages."""


class Standing(StrEnum):
    """Whether an article is public."""

    LIVE = "live"
    DRAFT = "draft"
    WAITING = "waiting"
    EXPIRED = "expired"


def judge_standing(metadata: Metadata, now: datetime, zone: tzinfo) -> tuple[Standing, datetime | None]:
    """Return whether an article is public at `now`, and when that changes.

    As in Hugo: a draft never is; a date in the future (``publishDate``, else ``date``) makes it wait; after
    ``expiryDate`` it is withdrawn. A day without a time begins with its first moment in the zone.

    Returns:
        The standing, and the next moment at which it will be another; None if there is no such moment.
    """
    if metadata.draft:
        return Standing.DRAFT, None
    if metadata.expiry_date and metadata.expiry_date <= now:
        return Standing.EXPIRED, None
    stated = metadata.publish_date or metadata.date
    if stated and (release := first_moment(stated, zone)) > now:
        return Standing.WAITING, release
    return Standing.LIVE, metadata.expiry_date


def count_released(words: Sequence[int], steps: int, rule: ReleaseRule) -> int:
    """Return how many of the sections that wait come out in so many steps.

    Args:
        words: Of each section that waits, in reading order.
        steps: How many are due.
        rule: So many sections come out in each step, or as many as are read in the time that it gives; at least one.

    >>> from datetime import timedelta
    >>> count_released([1500, 400, 500, 1200], 2, ReleaseRule(reading=timedelta(minutes=5)))
    3
    """
    if rule.reading is None:
        return min(len(words), steps * rule.per_slot)
    budget = rule.reading.total_seconds() / 60 * _WORDS_A_MINUTE
    place = 0
    for _ in range(steps):
        if place == len(words):
            break
        taken = words[place]
        place += 1
        while place < len(words) and taken + words[place] <= budget:
            taken += words[place]
            place += 1
    return place


@dataclass(frozen=True, slots=True, kw_only=True)
class Minting:
    """What new items of an article are minted with."""

    authority: str
    """Domain and date of the ids (RFC 4151), e.g. ``example.org,2026``."""
    article_id: str
    released: Window
    """When new items are released."""
    modified: Window | None = None
    """When new items were changed last, as their author states; None if that is when they are released."""
    edited: Window
    """When known items changed."""
    now: datetime
    """When this happens, in UTC: items that are withdrawn leave at this time."""
    is_silent: bool = False
    """The author did not touch the file: what differs is ours, and no reader is told."""
    is_id_taken: Callable[[str], bool]
    reserved_slugs: Collection[str] = frozenset()
    """Anchors of sections that moved to other articles."""
    stamps: Stamps
    digest: Callable[[str, str], str]
    """Of a title and a text: differs only where words differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one item has become."""

    item: Item
    old: Item | None
    """What it was before, None for a new one."""
    outcome: Outcome
    match: Match | None = None
    """Why the section was taken for this item; None where there is no section."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A section that is not released yet."""

    place: int
    """Among all sections, from 0."""
    item_id: str
    """Of the item that it was when it was out before; empty if it never was."""
    fingerprint: Fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What an article's items have become."""

    steps: tuple[Step, ...]
    """Of its sections in reading order, then of the items it lost."""
    waiting: tuple[Waiting, ...] = ()
    """Sections that are not released yet, in reading order."""
    is_reordered: bool = False

    @property
    def items(self) -> tuple[Item, ...]:
        """The live items, in reading order."""
        return tuple(step.item for step in self.steps if not step.item.withdrawn)

    @property
    def released(self) -> tuple[Item, ...]:
        """The items that came out, or came out again, in reading order."""
        outcomes = {Outcome.NEW, Outcome.RETURNED}
        return tuple(step.item for step in self.steps if step.outcome in outcomes)

    @property
    def hidden(self) -> tuple[Item, ...]:
        """The items withdrawn just now, and those kept out by the operator."""
        return tuple(step.item for step in self.steps if step.item.withdrawn)

    def count(self, outcome: Outcome) -> int:
        """Return how many items have become this."""
        return sum(step.outcome is outcome for step in self.steps)

    @property
    def is_changed(self) -> bool:
        """Whether a subscriber has anything to be told."""
        quiet = {Outcome.UNCHANGED, Outcome.RETRACTED}
        return self.is_reordered or any(step.outcome not in quiet for step in self.steps)


def revise_items(
    drafts: Sequence[Draft],
    matches: Sequence[Match],
    known: Sequence[Item],
    gone: Sequence[Item],
    *,
    minting: Minting,
) -> Revision:
    """Turn an article's drafts into items.

    Args:
        drafts: In reading order.
        matches: For each draft, which known item it is.
        known: The items that the article had, in reading order: the live ones, and those kept out by the operator.
        gone: The items that were withdrawn earlier: their slugs stay reserved, and one of them may come back.
        minting: How new ones are made.

    Returns:
        The items. One that is known keeps id, slug and first release; `updated` and `version` move only if its words
        changed. Of items released together the first in reading order is the newest.
    """
    before: Mapping[str, Item] = {item.id: item for item in (*known, *gone)}
    slugs = {item.slug for item in before.values()} | set(minting.reserved_slugs)
    used = set(before)
    steps: list[Step] = []
    dates = _take_dates(minting, sum(match.id not in before for match in matches))
    for position, (draft, match) in enumerate(zip(drafts, matches, strict=True)):
        old = before.get(match.id) if match.id else None
        if old is None:
            item = _mint_item(draft, minting, next(dates), used, slugs)
            outcome = Outcome.NEW
        else:
            item, outcome = _renew_item(old, draft, minting)
        used.add(item.id)
        slugs.add(item.slug)
        steps.append(Step(item=replace(item, position=position), old=old, outcome=outcome, match=match))
    kept = {step.item.id for step in steps}
    lost = [item for item in known if item.id not in kept and not item.withdrawn]
    left = [
        Step(item=replace(item, withdrawn=True, gone=minting.now), old=item, outcome=Outcome.WITHDRAWN) for item in lost
    ]
    live = {item.id for item in known if not item.withdrawn}
    survivors = [item.id for item in known if item.id in kept & live]
    order = [step.item.id for step in steps if step.item.id in live]
    return Revision(steps=(*steps, *left), is_reordered=survivors != order)


def _renew_item(old: Item, draft: Draft, minting: Minting) -> tuple[Item, Outcome]:
    item = _take_over(old, draft)
    if old.retracted:
        return item, Outcome.RETRACTED
    item = replace(item, withdrawn=False, gone=None)
    outcome = Outcome.RETURNED if old.withdrawn else Outcome.UNCHANGED
    if not minting.is_silent and _has_new_words(old, draft, minting):
        stamp = minting.stamps.take(minting.edited.latest, after=old.updated, first=minting.edited.first)
        item = replace(item, updated=stamp, version=old.version + 1)
        outcome = Outcome.RETURNED if old.withdrawn else Outcome.UPDATED
    return item, outcome


def _has_new_words(old: Item, draft: Draft, minting: Minting) -> bool:
    return minting.digest(old.title, old.text) != minting.digest(draft.title, draft.text)


def _take_over(old: Item, draft: Draft) -> Item:
    """Give an item all that its draft says."""
    return replace(
        old,
        title=draft.title,
        content=draft.content,
        page_content=draft.page_content,
        summary=draft.summary,
        text=draft.text,
        pin=draft.pin,
        is_lead=draft.is_lead,
        anchor=draft.anchor,
        image=draft.image,
        media=draft.media,
        fragment=draft.fragment,
        digest="",
    )


def _take_dates(minting: Minting, count: int) -> Iterator[tuple[datetime, datetime]]:
    """Yield when each new item was released and changed last, in reading order."""
    published = minting.stamps.take_all(minting.released, count)
    updated = minting.stamps.take_all(minting.modified, count) if minting.modified else published
    yield from zip(published, updated, strict=True)


def _mint_item(
    draft: Draft, minting: Minting, dates: tuple[datetime, datetime], used: set[str], slugs: set[str]
) -> Item:
    published, updated = dates
    item = Item(
        id=mint_id(
            minting.authority,
            ("item", minting.article_id, draft.pin or draft.title),
            lambda uri: uri in used or minting.is_id_taken(uri),
        ),
        slug=mint_slug("lead" if draft.is_lead else draft.pin or draft.title, "section", slugs.__contains__),
        title=draft.title,
        content=draft.content,
        published=published,
        updated=updated,
    )
    return _take_over(item, draft)


def mint_id(authority: str, parts: tuple[str, ...], is_taken: Callable[[str], bool]) -> str:
    """Mint an id that was never given to anything.

    It is made from what the thing is called on its first day, so that a state that was lost can be made again from
    the same articles; after that day it depends on nothing.
    """
    uri = mint_tag(authority, *parts)
    count = 1
    while is_taken(uri):
        count += 1
        uri = mint_tag(authority, *parts, str(count))
    return uri


def mint_slug(text: str, fallback: str, is_taken: Callable[[str], bool]) -> str:
    """Mint a slug that was never given to anything of its kind: ``text``, ``text-2``, ``text-3`` and so on."""
    first = slugify(text, fallback)
    slug = first
    count = 1
    while is_taken(slug):
        count += 1
        slug = f"{first}-{count}"
    return slug
