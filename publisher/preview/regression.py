"""Says what subscribers would lose, or see twice, if a published feed were replaced by a new one.

Only what no ordinary edit does is an error: an article edited, withdrawn, split or retitled, sections released, a feed
that has grown past its length give none.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from publisher.model import Level
from publisher.preview.entries import read_entries
from publisher.preview.pairing import Pair, pair_entries, shared_links
from publisher.preview.views import EntryView, FeedView
from publisher.preview.words import Wording, likeness

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from datetime import datetime

_LONG_ENTRY = 500
"""Characters: of a shorter text a third may go in any edit."""
_ENOUGH_WORDS = 20
_OTHER_TEXT = 0.02
"""Runs of words that two texts share; unrelated ones of one language share no more."""
_SAME_TEXT = 0.8
_MANY = 3


class Rule(StrEnum):
    """What was found; these names never change."""

    ID_CHANGED = "id-changed"
    ID_LOST = "id-lost"
    ID_REUSED = "id-reused"
    ID_TWICE = "id-twice"
    VANISHED = "vanished"
    RETURNED = "returned"
    PUBLISHED_MOVED = "published-moved"
    UPDATED_BACK = "updated-back"
    UPDATED_MOVED = "updated-moved"
    UPDATED_STALE = "updated-stale"
    ENTRY_SHRANK = "entry-shrank"
    TEXT_LOST = "text-lost"
    FEED_EMPTIED = "feed-emptied"
    FEED_ID_CHANGED = "feed-id-changed"
    SELF_CHANGED = "self-changed"
    TITLE_CHANGED = "title-changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Regression:
    """One thing that would be worse for subscribers, or that they would notice."""

    rule: Rule
    level: Level
    """An error: subscribers see doubles or lose what they have, so the new feed should not take the old one's place."""
    message: str
    """What would happen, in a sentence."""
    cure: str = ""
    """What to do about it."""
    old: EntryView | None = None
    """The entry as it is published; None for what concerns the whole feed, or is new."""
    new: EntryView | None = None
    """The entry as it would be; None for what concerns the whole feed, or is gone."""


def compare_feeds(
    old: bytes | FeedView, new: bytes | FeedView, *, gone: Collection[str] = ()
) -> tuple[Regression, ...]:
    """Compare a published feed with what would take its place.

    Args:
        old: As it is published.
        new: As it would be.
        gone: Ids known to be withdrawn, or to have left this feed on purpose. RSS has no word for them, and a feed
            says it of a limited number only.

    Returns:
        The findings: errors, then warnings, then notes; of the feed first, then in the order of the entries.

    Raises:
        UnreadableError: One of the two is no feed.
    """
    comparison = _Comparison(_view(old), _view(new), frozenset(gone))
    found = [*comparison.check_feed(), *comparison.check_entries()]
    levels = list(Level)
    return tuple(sorted(found, key=lambda regression: levels.index(regression.level)))


def has_errors(regressions: Iterable[Regression]) -> bool:
    """Return whether the new feed should not take the old one's place."""
    return any(regression.level is Level.ERROR for regression in regressions)


def summarize(regressions: Iterable[Regression]) -> str:
    """Say in a few sentences what would happen; empty if nothing would.

    >>> summarize([Regression(rule=Rule.ID_CHANGED, level=Level.ERROR, message="")])
    '1 id would change: subscribers will see 1 double.'
    """
    counts = Counter(regression.rule for regression in regressions)
    return " ".join(_SENTENCES[rule](counts[rule]) for rule in Rule if counts[rule] and rule in _SENTENCES)


def _count(number: int, one: str, more: str = "") -> str:
    return f"{number} {one if number == 1 else more or f'{one}s'}"


_SENTENCES: dict[Rule, Callable[[int], str]] = {
    Rule.FEED_EMPTIED: lambda _: "The feed would be emptied.",
    Rule.ID_CHANGED: lambda n: f"{_count(n, 'id')} would change: subscribers will see {_count(n, 'double')}.",
    Rule.ID_LOST: lambda n: f"{_count(n, 'id')} would be lost: subscribers may see {_count(n, 'double')}.",
    Rule.ID_REUSED: lambda n: (
        f"{_count(n, 'id')} would be given to {'another text' if n == 1 else 'other texts'}:"
        f" subscribers may miss {'it' if n == 1 else 'them'}."
    ),
    Rule.ID_TWICE: lambda n: f"{_count(n, 'id')} would stand in the feed twice.",
    Rule.TEXT_LOST: lambda _: "More than half of the text would be gone.",
    Rule.ENTRY_SHRANK: lambda n: f"{_count(n, 'item')} would lose most of {'its' if n == 1 else 'their'} text.",
    Rule.VANISHED: lambda n: f"{_count(n, 'item')} would vanish without a word.",
    Rule.FEED_ID_CHANGED: lambda _: "The feed would be another one to readers.",
    Rule.SELF_CHANGED: lambda _: "The feed would name another address as its own.",
    Rule.TITLE_CHANGED: lambda _: "The feed would have another title.",
    Rule.PUBLISHED_MOVED: lambda n: f"{_count(n, 'date')} of release would move.",
    Rule.UPDATED_BACK: lambda n: f"{_count(n, 'time')} of the last change would go back.",
    Rule.UPDATED_MOVED: lambda n: f"{_count(n, 'item')} would be called changed though nothing was.",
    Rule.RETURNED: lambda n: f"{_count(n, 'withdrawn item')} would be back.",
}


def _view(feed: bytes | FeedView) -> FeedView:
    return feed if isinstance(feed, FeedView) else read_entries(feed)


class _Comparison:
    """Two feeds, and what the rules need to know of both."""

    def __init__(self, old: FeedView, new: FeedView, gone: frozenset[str]) -> None:
        self.old, self.new = old, new
        self.old_words = [Wording(entry) for entry in old.entries]
        self.new_words = [Wording(entry) for entry in new.entries]
        # The first of several with one id stands for it: readers differ in which they take.
        self.by_old_id = {entry.entry.id: entry for entry in reversed(self.old_words) if entry.entry.id}
        self.by_new_id = {entry.entry.id: entry for entry in reversed(self.new_words) if entry.entry.id}
        self.withdrawn = gone | frozenset(new.deleted)

    @cached_property
    def lost(self) -> list[Wording]:
        """What has no id in the old feed, or one that the new feed does not have."""
        return [entry for entry in self.old_words if entry.entry.id not in self.by_new_id]

    @cached_property
    def come(self) -> list[Wording]:
        """What has no id in the new feed, or one that the old feed did not have."""
        return [entry for entry in self.new_words if entry.entry.id not in self.by_old_id]

    @cached_property
    def kept(self) -> list[tuple[Wording, Wording]]:
        """What has the same id in both."""
        return [(entry, self.by_new_id[id_]) for id_, entry in self.by_old_id.items() if id_ in self.by_new_id]

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """What is the same, and has another id than before, or none."""
        # Most feeds lose nothing, or get nothing new.
        if not self.lost or not self.come:
            return ()
        return pair_entries(self.lost, self.come, shared_links(self.old.entries) | shared_links(self.new.entries))

    @cached_property
    def doubles(self) -> list[Pair]:
        """What subscribers see twice."""
        return [pair for pair in self.pairs if (pair.old.id or pair.new.id) and self._is_double(pair)]

    def _is_double(self, pair: Pair) -> bool:
        if self.old.is_change_log:
            # Two edits of a section may read the same; their times never are.
            return pair.old.published == pair.new.published
        is_same_time = pair.old.published == pair.new.published
        is_excused = pair.old.id in self.withdrawn or (self._has_rolled_out(pair.old) and not is_same_time)
        # A new text in the place of one that had to leave may well have its link or its title; its text it has not.
        is_same_place = pair.old.link == pair.new.link or pair.old.title == pair.new.title
        return not is_excused or (is_same_place and pair.likeness >= _SAME_TEXT)

    @cached_property
    def _oldest(self) -> datetime | None:
        times = [_time(entry) for entry in self.new.entries]
        return min((time for time in times if time), default=None) if all(times) else None

    def _has_rolled_out(self, entry: EntryView) -> bool:
        """Return whether an entry is older than all that the new feed has: a feed of limited length drops these."""
        if self.new.is_complete or self.new.is_archive or not self.new.entries:
            return False
        time = _time(entry)
        if self._oldest and time:
            return time <= self._oldest
        return bool(self.kept) and entry.position > max(old.entry.position for old, _ in self.kept)

    @cached_property
    def missing(self) -> list[Wording]:
        """What is gone, and nothing says why."""
        paired = {pair.old.position for pair in self.pairs}
        return [
            entry
            for entry in self.lost
            if entry.entry.position not in paired
            and entry.entry.id not in self.withdrawn
            and not self._has_rolled_out(entry.entry)
        ]

    # The feed ------------------------------------------------------------------------------------------------------

    def check_feed(self) -> Iterator[Regression]:
        """Find what concerns the whole feed."""
        old, new = self.old, self.new
        if old.id and new.id and old.id != new.id:
            yield Regression(
                rule=Rule.FEED_ID_CHANGED,
                level=Level.ERROR,
                message=f"The feed's id would change from {old.id} to {new.id}: readers take it for another feed.",
                cure="Set `authority` back, or bring back the state that the ids were minted with.",
            )
        if old.self_url and new.self_url and old.self_url != new.self_url:
            yield Regression(
                rule=Rule.SELF_CHANGED,
                level=Level.WARNING,
                message=f"The feed would say that it is at {new.self_url}, no longer at {old.self_url}.",
                cure="If it moves, answer the old address with 301 for good; if not, check `url`.",
            )
        if old.title != new.title:
            yield Regression(
                rule=Rule.TITLE_CHANGED,
                level=Level.NOTE,
                message=f"The feed’s title would change from “{old.title}” to “{new.title}”.",
                cure="Most readers keep the title that they saw first.",
            )
        if self._is_emptied:
            yield Regression(
                rule=Rule.FEED_EMPTIED,
                # Accidents say of no item that it was withdrawn; of many that were, a feed may say it of some only.
                level=Level.ERROR if self.withdrawn.isdisjoint(self.by_old_id) else Level.WARNING,
                message=f"The feed would be emptied of {_count(len(self.old.entries), 'item')}.",
                cure="Check that the content folder is there and can be read.",
            )
        elif lost := self._lost_text():
            yield lost

    @property
    def _is_crowded(self) -> bool:
        """Whether more may be withdrawn than the feed says.

        Its tombstones are limited as its items are: one that got as many new ones as it had items may have had no room.
        """
        return len(set(self.new.deleted) - set(self.old.deleted)) >= len(self.old.entries)

    @cached_property
    def _is_emptied(self) -> bool:
        return not self.new.entries and 2 * len(self.missing) > len(self.old.entries)

    def _lost_text(self) -> Regression | None:
        if self.old.is_change_log or self._count_shrunk() < 2:  # noqa: PLR2004
            # One item alone is an edit, and has a finding of its own.
            return None
        # What had to leave, or was said to be gone, is not lost.
        owed = [
            entry
            for entry in self.old_words
            if entry.entry.id in self.by_new_id
            or not (entry.entry.id in self.withdrawn or self._has_rolled_out(entry.entry))
        ]
        before = sum(len(entry.text) for entry in owed)
        after = sum(len(entry.text) for entry in self.new_words)
        if before < _LONG_ENTRY or 2 * after >= before:
            return None
        return Regression(
            rule=Rule.TEXT_LOST,
            level=Level.WARNING if self._is_crowded else Level.ERROR,
            message=f"Of {before} characters of text {after} would be left.",
            cure="Check what reads the articles; if they are meant to be so short, publish all the same.",
        )

    def _count_shrunk(self) -> int:
        changed = [(old, new) for old, new in self.kept if old.entry.content != new.entry.content]
        changed += [(Wording(pair.old), Wording(pair.new)) for pair in self.doubles]
        return len(self.missing) + sum(2 * len(new.text) < len(old.text) for old, new in changed)

    # Entries ------------------------------------------------------------------------------------------------------

    def check_entries(self) -> Iterator[Regression]:
        """Find what concerns single entries, those of the old feed in its order first."""
        yield from self._check_ids()
        if not self.new.has_older and not self.old.is_change_log and not self._is_emptied:
            yield from map(_vanished, self.missing)
        swapped = self._swapped()
        arrived = frozenset[tuple[str, ...]]().union(*(entry.runs for entry in self.come)) if self.come else frozenset()
        for old, new in self.kept:
            yield from _check_times(old.entry, new.entry, timedelta(seconds=len(self.new.entries)))
            if old.entry.content != new.entry.content or old.entry.title != new.entry.title:
                yield from self._check_text(old, new, swapped, arrived)
        before = frozenset(self.old.deleted)
        for entry in self.come:
            if entry.entry.id and entry.entry.id in before:
                yield Regression(
                    rule=Rule.RETURNED,
                    level=Level.NOTE,
                    message=f"{_name(entry.entry)} was withdrawn, and would be back under the same id.",
                    cure="Readers that still have it show it as it was: read, if it was read.",
                    new=entry.entry,
                )

    def _check_ids(self) -> Iterator[Regression]:
        said = [pair for pair in self.doubles if pair.old.id in self.withdrawn]
        # One text given back under a new id may be meant; most of a feed is not.
        is_meant = len(said) < _MANY or 2 * len(said) <= len(self.old.entries)
        for pair in self.doubles:
            level = Level.WARNING if pair.old.id in self.withdrawn and is_meant else Level.ERROR
            yield _changed(pair, level if pair.old.id else Level.WARNING)
        old_counts = Counter(entry.id for entry in self.old.entries if entry.id)
        new_counts = Counter(entry.id for entry in self.new.entries if entry.id)
        for id_, number in new_counts.items():
            if number > 1 >= old_counts[id_]:
                yield Regression(
                    rule=Rule.ID_TWICE,
                    level=Level.ERROR,
                    message=f"The id {id_} would stand in the feed {number} times.",
                    cure="Readers show one of these items only, and FreshRSS may give all others new ids.",
                    new=self.by_new_id[id_].entry,
                )

    def _swapped(self) -> frozenset[str]:
        """Find the ids whose text is now under another id that both feeds have: ids that follow positions."""
        if sum(old.entry.content != new.entry.content for old, new in self.kept) < 2:  # noqa: PLR2004
            # One text alone changes places with none.
            return frozenset()
        old, new = _texts(self.old_words), _texts(self.new_words)
        return frozenset(
            id_
            for key, id_ in old.items()
            if id_ in self.by_new_id and new.get(key, id_) != id_ and new[key] in self.by_old_id
        )

    def _check_text(
        self, old: Wording, new: Wording, swapped: frozenset[str], arrived: frozenset[tuple[str, ...]]
    ) -> Iterator[Regression]:
        is_other = (
            old.title != new.title
            and min(len(old.words), len(new.words)) >= _ENOUGH_WORDS
            and likeness(old, new) < _OTHER_TEXT
        )
        if old.key != new.key and (is_other or old.entry.id in swapped):
            yield Regression(
                rule=Rule.ID_REUSED,
                level=Level.ERROR if old.entry.id in swapped else Level.WARNING,
                message=f"The id of {_name(old.entry)} would be given to another text, {_name(new.entry)}.",
                cure="Who has read the one is not shown the other: give the new text a section, or a pin, of its own.",
                old=old.entry,
                new=new.entry,
            )
        elif len(old.text) >= _LONG_ENTRY and 3 * len(new.text) < len(old.text):
            moved = sum(run in arrived for run in old.runs)
            if 2 * moved < len(old.runs):
                yield Regression(
                    rule=Rule.ENTRY_SHRANK,
                    level=Level.WARNING,
                    message=f"Of {_name(old.entry)} {len(new.text)} of {len(old.text)} characters would be left.",
                    cure="Check what was left of the section; readers replace what they have by it.",
                    old=old.entry,
                    new=new.entry,
                )


def _time(entry: EntryView) -> datetime | None:
    return entry.published or entry.updated


def _name(entry: EntryView) -> str:
    return f"“{entry.title}”" if entry.title else entry.link or entry.id or f"item {entry.position + 1}"


def _texts(entries: Sequence[Wording]) -> dict[str, str]:
    """Return the ids of texts that stand in a feed once."""
    counts = Counter(entry.key for entry in entries)
    return {
        entry.key: entry.entry.id
        for entry in entries
        if entry.entry.id and counts[entry.key] == 1 and len(entry.words) >= _ENOUGH_WORDS
    }


def _changed(pair: Pair, level: Level) -> Regression:
    if pair.old.id and not pair.new.id:
        return Regression(
            rule=Rule.ID_LOST,
            level=level,
            message=f"{_name(pair.old)} would lose its id {pair.old.id}.",
            cure="Readers know it by its id alone: give it the same one again.",
            old=pair.old,
            new=pair.new,
        )
    how = f"would change from {pair.old.id}" if pair.old.id else "is new, where there was none,"
    return Regression(
        rule=Rule.ID_CHANGED,
        level=level,
        message=f"The id of {_name(pair.new)} {how} to {pair.new.id}: subscribers would see it twice.",
        cure="Bring back the state that the ids were minted with, or pin the section to its old id.",
        old=pair.old,
        new=pair.new,
    )


def _vanished(entry: Wording) -> Regression:
    return Regression(
        rule=Rule.VANISHED,
        level=Level.WARNING,
        message=f"{_name(entry.entry)} would vanish though newer and older items stay, and nothing says it is gone.",
        cure="Withdraw it, so that the feed says so; or check why its article is missing.",
        old=entry.entry,
    )


def _check_times(old: EntryView, new: EntryView, slack: timedelta) -> Iterator[Regression]:
    if old.published and new.published and old.published != new.published:
        yield Regression(
            rule=Rule.PUBLISHED_MOVED,
            level=Level.WARNING,
            message=f"The release of {_name(new)} would move from {old.published:%Y-%m-%d %H:%M:%S} to"
            f" {new.published:%Y-%m-%d %H:%M:%S} UTC.",
            cure="Readers sort by it: an old item comes to the top, or a new one is buried.",
            old=old,
            new=new,
        )
    if not old.updated or not new.updated:
        return
    is_changed = _visible(old) != _visible(new)
    # The times of a feed's entries are spaced by a second each, so that no two are the same: one edit may move others.
    if new.updated < old.updated - slack:
        yield Regression(
            rule=Rule.UPDATED_BACK,
            level=Level.WARNING,
            message=f"The last change of {_name(new)} would go back from {old.updated:%Y-%m-%d %H:%M:%S} to"
            f" {new.updated:%Y-%m-%d %H:%M:%S} UTC.",
            cure="Readers that compare times pass the change over.",
            old=old,
            new=new,
        )
    elif new.updated > old.updated + slack and not is_changed:
        yield Regression(
            rule=Rule.UPDATED_MOVED,
            level=Level.WARNING,
            message=f"{_name(new)} would be called changed though it is as it was.",
            cure="Readers that trust the time show it as changed.",
            old=old,
            new=new,
        )
    elif new.updated <= old.updated and (old.title != new.title or old.content != new.content):
        yield Regression(
            rule=Rule.UPDATED_STALE,
            level=Level.NOTE,
            message=f"{_name(new)} would change, and its time of the last change would not.",
            cure="Right for a minor correction; readers that compare times pass it over.",
            old=old,
            new=new,
        )


def _visible(entry: EntryView) -> tuple[object, ...]:
    return (entry.title, entry.content, entry.summary, entry.link, entry.enclosures, entry.authors, entry.tags)
