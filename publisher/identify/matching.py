"""Pairs the sections of an article with the items that it had, from the surest pairs to the least sure."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from dataclasses import dataclass
from heapq import nlargest
from itertools import chain, product
from typing import TYPE_CHECKING, TypedDict

from publisher.identify.assign import assign
from publisher.identify.evidence import Likeness, Profile, Scale, Setting, can_be_same, compare_bodies, observe, weigh

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence

Pair = tuple[int, int]
"""A current section and a known item, by their places."""

# Each section is compared with so many others that have most of its rare words.
_CANDIDATES = 5
# So many of them are looked at, and for each so many items that have it.
_TELLING = 100
_COMMON = 32
# Groups of equal sections, or equal headings, with more pairs than this are told apart by their order alone.
_GROUP_PAIRS = 400
# Under the same heading, so much of a body leaves no doubt.
_EDITED = 0.8
# What is matched changes what is known of its neighbours, so pairs whose odds are above 4 to 1 go before the others.
_SURE = 1.4
# Most articles need two or three rounds; the bound is for those that are made to need one for each section.
_ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is to be said of a pair."""

    likeness: Likeness
    signs: tuple[float, ...]
    odds: float
    """The logarithm of the odds that it is one item."""


class Matching:
    """Current sections and known items, both in reading order, and who is matched with whom."""

    def __init__(self, current: Sequence[Profile], known: Sequence[Profile]) -> None:
        self.current = current
        self.known = known
        self.taken: Collection[int] = frozenset()
        """Current sections that are matched with something else: not to be had, yet rivals to the others."""
        self.pairs: dict[int, int] = {}
        """Current to known."""

    def free_current(self) -> list[int]:
        """List the current sections that have no partner."""
        return [n for n in range(len(self.current)) if n not in self.pairs and n not in self.taken]

    def free_known(self) -> list[int]:
        """List the known items that have no partner."""
        used = set(self.pairs.values())
        return [n for n in range(len(self.known)) if n not in used]

    def anchors(self) -> dict[int, int]:
        """Return the pairs, with the two edges of the article as two more."""
        return {-1: -1, len(self.current): len(self.known)} | self.pairs

    def pair_equal(self, key: Callable[[Profile], Hashable | None], *, is_unique: bool = False) -> list[int]:
        """Match sections and items with the same key; None is no key.

        Where a key stands more often on one side than on the other, neighbours decide, and then order.

        Args:
            key: Reads what must be equal.
            is_unique: Leave keys that stand on a side more than once.

        Returns:
            The current sections that were matched.
        """
        twins = []
        found: list[int] = []
        for left, right in self._group_by(key):
            if len(left) == len(right) and (len(left) == 1 or not is_unique):
                self.pairs.update(zip(left, right, strict=True))
                found += left
            elif not is_unique:
                twins.append((left, right))
        for left, right in twins:
            chosen = self._choose_twins(left, right)
            self.pairs.update(chosen)
            found += chosen
        return found

    def pair_edited(self) -> dict[int, float]:
        """Match what was merely edited: a heading that stands once on each side, over nearly the same body.

        All the evidence together would say the same, but dearer: here reading the bodies is the whole cost.

        Returns:
            For each current section that was matched, the share of its body that it kept.
        """
        found = {}
        for left, right in self._group_by(_read_heading):
            if len(left) == len(right) == 1:
                section, item = self.current[left[0]], self.known[right[0]]
                kept, _ = compare_bodies(section, item)
                if kept >= _EDITED and can_be_same(section, item):
                    self.pairs[left[0]] = right[0]
                    found[left[0]] = kept
        return found

    def _group_by(self, key: Callable[[Profile], Hashable | None]) -> list[tuple[list[int], list[int]]]:
        """List, for each key that both sides have, the sections and the items that have it."""
        groups: dict[Hashable, tuple[list[int], list[int]]] = {}
        for side, members, profiles in ((0, self.free_current(), self.current), (1, self.free_known(), self.known)):
            for n in members:
                if (name := key(profiles[n])) is not None:
                    groups.setdefault(name, ([], []))[side].append(n)
        return [(left, right) for left, right in groups.values() if left and right]

    def _choose_twins(self, left: list[int], right: list[int]) -> dict[int, int]:
        if len(left) * len(right) > _GROUP_PAIRS:
            return dict(zip(left, right, strict=False))
        anchors = self.anchors()
        return assign(
            {
                (i, j): 1 + sum(anchors.get(i + side) == j + side for side in (-1, 1)) + self._nearness(i, j)
                for i in left
                for j in right
            }
        )

    def _nearness(self, i: int, j: int) -> float:
        """Return a number too small to decide anything but a tie: 0 for the same place, less for a farther one.

        It falls faster than the distance, so that of two equal ways to match, the one without crossing wins.
        """
        return -1e-3 * ((i - j) / (len(self.current) + len(self.known))) ** 2

    def pair_likely(self) -> dict[Pair, Evidence]:
        """Match what is left by all the evidence together, as the likeliest whole.

        Returns:
            What was found for each pair that was weighed.
        """
        weighing = Weighing(self)
        weighed: dict[Pair, Evidence] = {}
        chosen: dict[int, int] = {}
        for _ in range(_ROUNDS):
            scores = {}
            for (i, j), setting in weighing.describe():
                likeness = weighing.likeness[i, j]
                signs = observe(likeness, setting)
                weighed[i, j] = Evidence(likeness, signs, weigh(signs) + self._nearness(i, j))
                if i not in self.taken:
                    scores[i, j] = weighed[i, j].odds
            chosen = assign(scores)
            sure = {i: j for i, j in chosen.items() if scores[i, j] > _SURE}
            if not sure:
                break
            self.pairs |= sure
        self.pairs |= chosen
        return weighed

    def pair_alike(self, is_alike: Callable[[Likeness], bool]) -> dict[int, Likeness]:
        """Match what is left by body and heading alone.

        Returns:
            What each current section that was matched has in common with its item.
        """
        if not self.free_current():
            return {}
        likeness = {pair: found for pair, found in Weighing(self).likeness.items() if pair[0] not in self.taken}
        alike = {pair: found.dice + self._nearness(*pair) for pair, found in likeness.items() if is_alike(found)}
        chosen = assign(alike)
        self.pairs |= chosen
        return {i: likeness[i, j] for i, j in chosen.items()}


def _read_heading(section: Profile) -> Hashable | None:
    return section.heading


class Weighing:
    """The pairs that may be one item, and what is to be said for each."""

    def __init__(self, matching: Matching) -> None:
        self._matching = matching
        self._current = [n for n in range(len(matching.current)) if n not in matching.pairs]
        self._known = matching.free_known()
        sides = [matching.current[i] for i in self._current], [matching.known[j] for j in self._known]
        self.likeness: dict[Pair, Likeness] = {}
        """What each pair that was compared has in common."""
        self._rivals: dict[Pair, Rivals] = {}
        if all(sides):
            self._scale = Scale(chain(*sides))
            self._add(self._share_heading())
            self._add(self._share_words())

    def _add(self, pairs: Iterable[Pair]) -> None:
        for i, j in pairs:
            left, right = self._matching.current[i], self._matching.known[j]
            if (i, j) not in self.likeness and can_be_same(left, right):
                self.likeness[i, j] = self._scale.compare(left, right)

    def _share_heading(self) -> Iterator[Pair]:
        groups: dict[str, tuple[list[int], list[int]]] = {}
        for i in self._current:
            groups.setdefault(self._matching.current[i].heading, ([], []))[0].append(i)
        for j in self._known:
            groups.setdefault(self._matching.known[j].heading, ([], []))[1].append(j)
        for left, right in groups.values():
            if len(left) * len(right) <= _GROUP_PAIRS:
                yield from product(left, right)
            else:
                yield from zip(left, right, strict=False)

    def _share_words(self) -> Iterator[Pair]:
        """Propose, for each section and each item, those that share most of its rare words."""
        holders: dict[str, list[int]] = {}
        for j in self._known:
            for term in self._find_telling(self._matching.known[j]):
                holders.setdefault(term, []).append(j)
        columns: dict[int, list[tuple[int, int, int]]] = {}
        for i in self._current:
            shared: Counter[int] = Counter()
            for term in self._find_telling(self._matching.current[i]):
                weight = self._scale.weights[term]
                for j in holders.get(term, ())[:_COMMON]:
                    shared[j] += weight
            row = [(weight, -abs(i - j), j) for j, weight in shared.items()]
            yield from ((i, j) for _, _, j in nlargest(_CANDIDATES, row))
            for weight, near, j in row:
                columns.setdefault(j, []).append((weight, near, i))
        for j, column in columns.items():
            yield from ((i, j) for _, _, i in nlargest(_CANDIDATES, column))

    def _find_telling(self, profile: Profile) -> Iterable[str]:
        """List the words of a section that the fewest others have."""
        if len(profile.terms) <= _TELLING:
            return profile.terms
        weights = self._scale.weights
        return nlargest(_TELLING, sorted(profile.terms), key=weights.__getitem__)

    def _share_neighbour(self) -> Iterator[Pair]:
        current, known = set(self._current), set(self._known)
        for i, j in self._matching.anchors().items():
            for side in (-1, 1):
                if i + side in current and j + side in known:
                    yield i + side, j + side

    def describe(self) -> Iterator[tuple[Pair, Setting]]:
        """Describe what surrounds each pair of which neither is matched by now."""
        matching = self._matching
        self._add(self._share_neighbour())
        anchors = matching.anchors()
        rivals = self._find_rivals()
        open_current = {i for i in self._current if i not in matching.pairs}
        open_known = set(matching.free_known())
        left = Counter(matching.current[i].heading for i in open_current)
        right = Counter(matching.known[j].heading for j in open_known)
        claims = self._find_claims(open_current, open_known)
        pairs = sorted((i, j) for i, j in self.likeness if i in open_current and j in open_known)
        for (i, j), crossing in zip(pairs, _find_crossings(pairs, anchors), strict=True):
            heading = matching.current[i].heading
            is_same = heading == matching.known[j].heading
            yield (
                (i, j),
                Setting(
                    **rivals[i, j],
                    crossing=crossing,
                    is_heading_alone=is_same and left[heading] == right[heading] == 1,
                    claim=0.0 if is_same else max(claims.get((0, i), 0.0), claims.get((1, j), 0.0)),
                    neighbours=sum(anchors.get(i + side) == j + side for side in (-1, 1)),
                ),
            )

    def _find_claims(self, open_current: Collection[int], open_known: Collection[int]) -> dict[Pair, float]:
        """Find how like each section, and each item, those of its heading are that are still unmatched.

        Returns:
            The greatest likeness for each side (0 the sections, 1 the items) and place.
        """
        claims: dict[Pair, float] = {}
        for (i, j), likeness in self.likeness.items():
            if likeness.heading == 1.0:
                if j in open_known:
                    claims[0, i] = max(claims.get((0, i), 0.0), likeness.dice)
                if i in open_current:
                    claims[1, j] = max(claims.get((1, j), 0.0), likeness.dice)
        return claims

    def _find_rivals(self) -> dict[Pair, Rivals]:
        """Find how like each of a pair some third section is."""
        if len(self._rivals) == len(self.likeness):
            return self._rivals
        rows: dict[int, list[tuple[float, int]]] = {}
        columns: dict[int, list[tuple[float, int]]] = {}
        for (i, j), likeness in self.likeness.items():
            rows.setdefault(i, []).append((likeness.dice, j))
            columns.setdefault(j, []).append((likeness.dice, i))
        best = {i: nlargest(2, row) for i, row in rows.items()}
        best_known = {j: nlargest(2, column) for j, column in columns.items()}
        for (i, j), likeness in self.likeness.items():
            others = [dice for dice, n in best[i] if n != j] + [dice for dice, n in best_known[j] if n != i]
            another = max(others, default=0.0)
            likest = max(likeness.dice, another)
            rank = likeness.dice / likest if likest else 0.0
            self._rivals[i, j] = {"rival": likest - likeness.dice, "another": another, "rank": rank}
        return self._rivals


class Rivals(TypedDict):
    """Part of a `Setting`."""

    rival: float
    another: float
    rank: float


def _find_crossings(pairs: Iterable[Pair], anchors: Mapping[int, int]) -> Iterator[float]:
    """Find, for sorted pairs, which share of the anchors stands before the one and after the other."""
    waiting = sorted(anchors.items(), reverse=True)
    ends = sorted(anchors.values())
    passed: list[int] = []
    for i, j in pairs:
        while waiting[-1][0] < i:
            insort(passed, waiting.pop()[1])
        both = bisect_left(passed, j)
        yield (len(passed) + bisect_left(ends, j) - 2 * both) / len(ends)
