"""Says what a reader that has seen a feed before would show of it now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from publisher.preview.entries import read_entries
from publisher.preview.pairing import Pair, pair_entries, shared_links
from publisher.preview.views import EntryView, FeedView
from publisher.preview.words import Wording

if TYPE_CHECKING:
    from datetime import datetime

    from publisher.preview.readers.reader import Identities, Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Updated:
    """An item that the reader has, and that changed."""

    old: EntryView
    new: EntryView
    is_unread: bool
    """Whether it is unread again; if not, nobody is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """An item that the reader does not show, or no longer."""

    entry: EntryView
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a reader would make of a feed. Each entry of it is in one of the lists, or unchanged."""

    reader: str
    new: tuple[EntryView, ...] = ()
    """Shown as new, in the order of the feed."""
    updated: tuple[Updated, ...] = ()
    doubled: tuple[Pair, ...] = ()
    """Shown as new although the reader has the same item, under another identity."""
    lost: tuple[Lost, ...] = ()
    """Never shown, or no longer."""
    unchanged: int = 0
    refused: str = ""
    """Why the feed was not read at all: everything stays as it was."""


def simulate(
    reader: Reader, published: Sequence[bytes | FeedView] | bytes | FeedView, new: bytes | FeedView, now: datetime
) -> Outcome:
    """Show a feed to a reader that has seen earlier ones.

    Args:
        reader: Which, from `READERS`.
        published: What it has seen, the oldest first; nothing for a first subscription.
        new: What it is given now.
        now: Aware; the age of items counts from here.

    Raises:
        UnreadableError: One of them is no feed.
    """
    memory = _Memory(reader)
    earlier = published if not isinstance(published, bytes | FeedView) else (published,)
    for feed in earlier:
        view = _view(feed)
        memory.take(view, memory.identify(view))
    return memory.show(_view(new), now)


def _view(feed: bytes | FeedView) -> FeedView:
    return feed if isinstance(feed, FeedView) else read_entries(feed)


class _Memory:
    """What a reader has of one feed."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: dict[str, EntryView] = {}
        self._policy = ""

    def identify(self, feed: FeedView) -> Identities:
        found = self._reader.identify(feed, self._policy)
        if found.refused or not 0 < self._reader.most_bytes < feed.size_bytes:
            return found
        return type(found)(keys=found.keys, refused=f"larger than {self._reader.most_bytes // 1024 // 1024} MiB")

    def take(self, feed: FeedView, found: Identities) -> None:
        """Store a feed."""
        if found.refused:
            return
        self._policy = found.policy
        for key, n in self._choose(found.keys).items():
            self._known[key] = feed.entries[n]

    def show(self, feed: FeedView, now: datetime) -> Outcome:
        """Say what a feed brings."""
        found = self.identify(feed)
        if found.refused:
            unseen = [entry for key, entry in zip(found.keys, feed.entries, strict=True) if key not in self._known]
            return Outcome(
                reader=self._reader.name,
                lost=tuple(Lost(entry=entry, why=found.refused) for entry in unseen),
                unchanged=len(feed.entries) - len(unseen),
                refused=found.refused,
            )
        chosen = self._choose(found.keys)
        arrived: list[EntryView] = []
        updated: list[Updated] = []
        unchanged = 0
        lost = self._passed_over(feed, found.keys, chosen)
        for key, n in sorted(chosen.items(), key=lambda item: item[1]):
            entry, known = feed.entries[n], self._known.get(key)
            if known is None:
                why = self._reader.refuse(entry, now)
                lost += [Lost(entry=entry, why=why)] if why else []
                arrived += [] if why else [entry]
            elif self._reader.look(known) != self._reader.look(entry):
                updated.append(Updated(old=known, new=entry, is_unread=self._reader.marks_unread))
            else:
                unchanged += 1
        left = [entry for key, entry in self._known.items() if key not in chosen]
        doubled = _find_doubles(left, arrived)
        again = {pair.new.position for pair in doubled}
        forgotten = self._reader.forget(left, len(chosen), now)
        return Outcome(
            reader=self._reader.name,
            new=tuple(entry for entry in arrived if entry.position not in again),
            updated=tuple(updated),
            doubled=doubled,
            lost=(*lost, *(Lost(entry=left[n], why=forgotten[n]) for n in sorted(forgotten))),
            unchanged=unchanged,
        )

    def _choose(self, keys: Sequence[str]) -> dict[str, int]:
        """Return which entry is shown of those with one identity."""
        chosen: dict[str, int] = {}
        for n, key in enumerate(keys):
            if key and (key not in chosen or self._reader.is_last_kept):
                chosen[key] = n
        return chosen

    def _passed_over(self, feed: FeedView, keys: Sequence[str], chosen: dict[str, int]) -> list[Lost]:
        lost = []
        for n, (key, entry) in enumerate(zip(keys, feed.entries, strict=True)):
            if not key:
                lost.append(Lost(entry=entry, why="has no id, and is passed over"))
            elif chosen[key] != n:
                lost.append(Lost(entry=entry, why="another item of the feed has the same identity"))
        return lost


def _find_doubles(left: Sequence[EntryView], arrived: Sequence[EntryView]) -> tuple[Pair, ...]:
    if not left or not arrived:
        return ()
    shared = shared_links(left) | shared_links(arrived)
    return pair_entries([Wording(entry) for entry in left], [Wording(entry) for entry in arrived], shared)
