"""Pairs the blocks of two versions, and the words of two blocks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, groupby, zip_longest
from typing import TYPE_CHECKING

from publisher.compare.runs import Span, find_differences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from publisher.compare.leaves import Leaf, Token

_LIKE = 0.4
"""Share of their words that two blocks must have in common to be shown as one, edited."""
_LIKE_ALONE = 0.2
"""The same, where each version has just one block at a place."""
_SAME_PLACE = 0.1
"""What two headings count that have no more in common than that there is one in both versions."""
_MOST_WORK = 6_000_000
"""Words of blocks that are looked up in each other; blocks beyond are shown one after the other. About a second."""
_SHORT = 3
"""Letters; a word of no more, alone between two edits, belongs to them."""
_ISLAND = 2
_SENTENCE_ENDS = frozenset(".!?…。！？।")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True)
class Step:
    """A block of the old version, of the new one, or one that is in both."""

    old: Leaf | None
    new: Leaf | None
    unit: int
    """Steps of one table row, or one figure, have the same number; it never falls from one step to the next."""

    @property
    def is_equal(self) -> bool:
        """Whether a reader sees no difference."""
        return self.old is not None and self.new is not None and self.old.key == self.new.key


class _Unit:
    """What is paired as a whole: a table row, a figure, or a block."""

    def __init__(self, leaves: tuple[Leaf, ...], kind: str) -> None:
        self.leaves = leaves
        self.kind = kind

    @cached_property
    def key(self) -> tuple[tuple[str, ...], ...]:
        return tuple(leaf.key for leaf in self.leaves)

    @cached_property
    def words(self) -> Counter[str]:
        """Its words; its signs only if it has no words."""
        tokens = [token for leaf in self.leaves for token in leaf.tokens]
        found = Counter(token.key for token in tokens if token.is_word or self.kind == "pre")
        return found or Counter(token.key for token in tokens)

    @cached_property
    def size(self) -> int:
        return self.words.total()


def _group_units(leaves: Sequence[Leaf]) -> list[_Unit]:
    units = []
    numbered = [(_find_whole(leaf), leaf) for leaf in leaves]
    keyed = [(whole or ("", -1 - place), leaf) for place, (whole, leaf) in enumerate(numbered)]
    for (kind, _), group in groupby(keyed, key=lambda pair: pair[0]):
        members = tuple(leaf for _, leaf in group)
        units.append(_Unit(members, kind or _find_kind(members[0])))
    return units


def _find_whole(leaf: Leaf) -> tuple[str, int] | None:
    for tag in ("tr", "figure"):
        for element in leaf.path:
            if element.tag == tag:
                return tag, element.number
    return None


def _find_kind(leaf: Leaf) -> str:
    tag = leaf.path[-1].tag
    if leaf.is_code:
        return "pre"
    return tag if tag == "hr" else "heading" if tag in _HEADINGS else "text"


def align_leaves(old: Sequence[Leaf], new: Sequence[Leaf]) -> list[Step]:
    """List the blocks of both versions, each once, those that belong together side by side; the order of both stays."""
    before, after = _group_units(old), _group_units(new)
    steps: list[Step] = []
    for number, (one, other) in enumerate(_align_units(before, after)):
        for leaf, its in _align_cells(one.leaves if one else (), other.leaves if other else ()):
            steps.append(Step(leaf, its, number))
    return steps


def _align_units(old: Sequence[_Unit], new: Sequence[_Unit]) -> Iterator[tuple[_Unit | None, _Unit | None]]:
    work = _MOST_WORK
    place = 0
    for a, b, c, d in [
        *find_differences([u.key for u in old], [u.key for u in new]),
        (len(old),) * 2 + (len(new),) * 2,
    ]:
        yield from zip(old[place:a], new[c - (a - place) : c], strict=True)
        cost = (b - a) * sum(unit.size + 10 for unit in new[c:d])
        pairs = _pair_similar(old[a:b], new[c:d]) if cost <= work else []
        work -= cost if cost <= work else 0
        i = j = 0
        for one, other in [*pairs, (b - a, d - c)]:
            yield from ((unit, None) for unit in old[a + i : a + one])
            yield from ((None, unit) for unit in new[c + j : c + other])
            if one < b - a and other < d - c:
                yield old[a + one], new[c + other]
            i, j = one + 1, other + 1
        place = b


def _align_cells(old: Sequence[Leaf], new: Sequence[Leaf]) -> Iterator[tuple[Leaf | None, Leaf | None]]:
    """Pair what is in two units: by places if there are as many, else where they are equal."""
    if len(old) == len(new):
        yield from zip(old, new, strict=True)
        return
    place = 0
    spans = find_differences([leaf.key for leaf in old], [leaf.key for leaf in new])
    for a, b, c, d in [*spans, (len(old),) * 2 + (len(new),) * 2]:
        yield from zip(old[place:a], new[c - (a - place) : c], strict=True)
        yield from zip_longest(old[a:b], new[c:d])
        place = b


def _pair_similar(old: Sequence[_Unit], new: Sequence[_Unit]) -> list[tuple[int, int]]:
    """Pair blocks so that the sum of their likeness is greatest, without crossing."""
    least = _LIKE_ALONE if len(old) == len(new) == 1 else _LIKE
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    scores: dict[tuple[int, int], float] = {}
    for i in reversed(range(len(old))):
        row, below = best[i], best[i + 1]
        for j in reversed(range(len(new))):
            likeness = _weigh(old[i], new[j], least)
            row[j] = max(below[j], row[j + 1])
            if likeness:
                scores[i, j] = likeness
                row[j] = max(row[j], below[j + 1] + likeness)
    pairs = []
    i = j = 0
    while i < len(old) and j < len(new):
        if (i, j) in scores and best[i][j] == best[i + 1][j + 1] + scores[i, j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _weigh(old: _Unit, new: _Unit, least: float) -> float:
    """Return how much two blocks are alike; 0 if they are not shown as one."""
    if old.kind != new.kind or old.kind == "hr":
        return 0.0
    likeness = 0.0
    if not old.words.keys().isdisjoint(new.words):
        likeness = 2 * (old.words & new.words).total() / (old.size + new.size)
    if likeness >= least:
        return likeness
    if old.kind in {"tr", "figure"} and old.leaves[0].tokens and old.leaves[0].key == new.leaves[0].key:
        # What stands first in a row says what the row is about; a figure is its picture.
        return _LIKE
    return _SAME_PLACE if old.kind == "heading" else 0.0


def find_changes(old: Sequence[Token], new: Sequence[Token]) -> list[Span]:
    """List where two runs of tokens differ, as slices of both; edits with next to nothing between them are one."""
    letters = [[0, *accumulate(len(token.key) for token in side)] for side in (old, new)]
    changes: list[Span] = []
    spans = find_differences([token.key for token in old], [token.key for token in new])
    for number, raw in enumerate(spans):
        after = spans[number + 1] if number + 1 < len(spans) else (len(old), 0, len(new), 0)
        change = _slide(raw, old, new, before=changes[-1] if changes else (0, 0, 0, 0), after=after)
        # A longer edit takes in more: what stands before it is looked at again.
        while changes and _is_island(
            old[changes[-1][1] : change[0]], min(_size(changes[-1], letters), _size(change, letters))
        ):
            change = (changes[-1][0], change[1], changes[-1][2], change[3])
            changes.pop()
        changes.append(change)
    return changes


def find_changed_lines(old: Sequence[Token], new: Sequence[Token]) -> list[Span]:
    """List where two runs of lines differ."""
    return find_differences([token.key for token in old], [token.key for token in new])


def _size(change: Span, letters: Sequence[Sequence[int]]) -> int:
    a, b, c, d = change
    return max(letters[0][b] - letters[0][a], letters[1][d] - letters[1][c])


def _is_island(tokens: Sequence[Token], size: int) -> bool:
    """Tell whether so little stands between two edits that they read better as one; the smaller has so many letters."""
    if len(tokens) > size or any(token.is_whole for token in tokens):
        return False
    if len(tokens) <= _ISLAND and all(len(token.key) <= _SHORT for token in tokens):
        return True
    return 2 * sum(len(token.key) for token in tokens) <= size


def _slide(change: Span, old: Sequence[Token], new: Sequence[Token], *, before: Span, after: Span) -> Span:
    """Move what came, or went, by words that it ends and begins with, to where a sentence begins.

    “The sea rose. [+The moon came.] The wind fell.” is the same as “… The [+moon came. The] wind fell.”
    """
    a, b, c, d = change
    if (a < b) == (c < d):
        return change
    side, start, end, first = (new, c, d, before[3]) if a == b else (old, a, b, before[1])
    last = after[2] if a == b else after[0]
    away = 0
    while start + away > first and side[start + away - 1].key == side[end + away - 1].key:
        if _begins_sentence(side, start + away):
            break
        away -= 1
    else:
        if not _begins_sentence(side, start + away):
            away = 0
            while end + away < last and side[start + away].key == side[end + away].key:
                away += 1
                if _begins_sentence(side, start + away):
                    break
            else:
                away = 0
    return a + away, b + away, c + away, d + away


def _begins_sentence(tokens: Sequence[Token], place: int) -> bool:
    return not place or tokens[place - 1].key in _SENTENCE_ENDS
