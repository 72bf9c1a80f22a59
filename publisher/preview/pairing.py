"""Finds the entries that one feed has under one id, and another under another: what subscribers see twice."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from publisher.preview.words import Wording, likeness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from publisher.preview.views import EntryView

# Runs of three words that two texts share, of all they have. An edit of every tenth word leaves 0.7, one of every
# fourth 0.4; unrelated texts of one language share less than 0.02.
_SAME_LINK = 0.1
_SAME_TITLE = 0.3
_NEARLY = 0.6
_FEW_WORDS = 8
"""Fewer are no evidence of anything without a title or a link."""
_COMMON = 4
"""Runs of words that more entries have are of the publication, not of the entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """An entry of the earlier feed, and the same one in the later feed under another identity."""

    old: EntryView
    new: EntryView
    why: str
    """``link``, ``content``, ``title`` or ``nearly``: what they were recognised by."""
    likeness: float
    """Of their texts, 0 to 1."""


def pair_entries(lost: Sequence[Wording], come: Sequence[Wording], shared: Iterable[str] = ()) -> tuple[Pair, ...]:
    """Pair what an earlier feed lost with what came in a later one, where both are the same to a reader.

    What is the same in everything comes first, then by link, by content, by title, and by what is nearly the same
    content. Each entry is in one pair at most. Takes time in proportion to the words.

    Args:
        lost: Of the earlier feed, in its order.
        come: Of the later feed, in its order.
        shared: Links that more than one entry has, and that say nothing therefore.

    Returns:
        Pairs in the order of the later feed.
    """
    work = _Work(lost, come)
    ambiguous = set(shared)
    work.pair_equal("content", _everything)
    work.pair_by("link", lambda entry: "" if entry.entry.link in ambiguous else entry.entry.link, _is_under_link)
    work.pair_equal("content", lambda entry: f"{entry.title}\n{entry.key}" if entry.title or entry.key else "")
    work.pair_equal("content", lambda entry: entry.key if len(entry.words) >= _FEW_WORDS else "")
    work.pair_by("title", lambda entry: entry.title, _is_under_title)
    work.pair_nearly()
    return tuple(work.pairs[n] for n in sorted(work.pairs))


def shared_links(entries: Iterable[EntryView]) -> frozenset[str]:
    """Return the links that more than one entry of a feed has."""
    counts = Counter(entry.link for entry in entries)
    return frozenset(link for link, count in counts.items() if count > 1)


def _everything(entry: Wording) -> str:
    told = (entry.title, entry.key, entry.entry.link)
    # Of nothing but an id there is nothing to recognise.
    return "\n".join((*told, str(entry.entry.published))) if any(told) or not entry.entry.id else ""


def _is_under_link(old: Wording, new: Wording, alike: float) -> bool:
    if min(len(old.words), len(new.words)) < _FEW_WORDS:
        return old.title == new.title
    return alike >= _SAME_LINK or (old.title == new.title and _same_time(old, new))


def _is_under_title(old: Wording, new: Wording, alike: float) -> bool:
    if min(len(old.words), len(new.words)) < _FEW_WORDS:
        return _same_time(old, new)
    return alike >= _SAME_TITLE


def _same_time(old: Wording, new: Wording) -> bool:
    return old.entry.published is not None and old.entry.published == new.entry.published


class _Work:
    """What is not paired yet."""

    def __init__(self, lost: Sequence[Wording], come: Sequence[Wording]) -> None:
        self.lost, self.come = lost, come
        self.pairs: dict[int, Pair] = {}
        self._taken: set[int] = set()

    def pair_by(self, why: str, key: Callable[[Wording], str], fits: Callable[[Wording, Wording, float], bool]) -> None:
        """Pair what only one entry on either side has, and where the texts do not speak against it."""
        old, new = self._only(self._open_lost(), self.lost, key), self._only(self._open_come(), self.come, key)
        for found, n in new.items():
            if found in old:
                alike = likeness(self.lost[old[found]], self.come[n])
                if fits(self.lost[old[found]], self.come[n], alike):
                    self._take(old[found], n, why, alike)

    def pair_equal(self, why: str, key: Callable[[Wording], str]) -> None:
        """Pair what is equal, the first with the first."""
        waiting: dict[str, deque[int]] = defaultdict(deque)
        for n in self._open_lost():
            if found := key(self.lost[n]):
                waiting[found].append(n)
        for n in self._open_come():
            found = key(self.come[n])
            if found and waiting.get(found):
                self._take(waiting[found].popleft(), n, why, 1.0)

    def pair_nearly(self) -> None:
        """Pair what shares most runs of words; only the likeliest is compared."""
        holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for n in self._open_lost():
            for run in self.lost[n].runs:
                holders[run].append(n)
        for n in self._open_come():
            votes: Counter[int] = Counter()
            for run in self.come[n].runs:
                found = holders.get(run, ())
                if len(found) <= _COMMON:
                    votes.update(m for m in found if m not in self._taken)
            if not votes or len(self.come[n].words) < _FEW_WORDS:
                continue
            # The order of runs is that of a set: ties go to the earlier entry.
            best = min(votes, key=lambda m: (-votes[m], m))
            alike = likeness(self.lost[best], self.come[n])
            if alike >= _NEARLY:
                self._take(best, n, "nearly", alike)

    def _take(self, old: int, new: int, why: str, alike: float) -> None:
        self._taken.add(old)
        self.pairs[new] = Pair(old=self.lost[old].entry, new=self.come[new].entry, why=why, likeness=alike)

    def _open_lost(self) -> Iterator[int]:
        return (n for n in range(len(self.lost)) if n not in self._taken)

    def _open_come(self) -> Iterator[int]:
        return (n for n in range(len(self.come)) if n not in self.pairs)

    @staticmethod
    def _only(open_: Iterable[int], side: Sequence[Wording], key: Callable[[Wording], str]) -> dict[str, int]:
        places: dict[str, list[int]] = defaultdict(list)
        for n in open_:
            if found := key(side[n]):
                places[found].append(n)
        return {found: numbers[0] for found, numbers in places.items() if len(numbers) == 1}
