"""Pairs the blocks of two versions, and the words of two blocks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from publisher.compare.leaves import Leaf, Token

_LIKE = 0.4
"""Share of their words that two blocks must have in common to be shown as one, edited."""
_MOST_PAIRS = 10_000
"""Blocks of a stretch without an equal one, multiplied; beyond, they are shown one after the other."""
_EXACT_PAIRS = 20_000
"""Pairs of equal elements of two runs; beyond, only what each run has once is searched for, and what stands beside it.
difflib takes time with their number and with that of the edits: 1,000 equal words beside two in turn took it 15 s."""
_MOST_CELLS = 64_000_000
"""Elements of two runs, multiplied; beyond, what differs is taken for wholly different."""
_SHORT = 3
"""Letters; a word of no more, alone between two edits, belongs to them."""
_ISLAND = 2
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True)
class Step:
    """A block of the old version, of the new one, or one that is in both."""

    old: Leaf | None
    new: Leaf | None

    @property
    def is_equal(self) -> bool:
        """Whether a reader sees no difference."""
        return self.old is not None and self.new is not None and self.old.key == self.new.key


def align_leaves(old: Sequence[Leaf], new: Sequence[Leaf]) -> list[Step]:
    """List the blocks of both versions, each once, those that belong together side by side; the order of both stays."""
    steps: list[Step] = []
    for tag, a, b, c, d in _find_opcodes([leaf.key for leaf in old], [leaf.key for leaf in new]):
        if tag == "equal":
            steps += [Step(one, other) for one, other in zip(old[a:b], new[c:d], strict=True)]
        else:
            before = steps[-1] if steps else None
            after = Step(old[b], new[d]) if b < len(old) and d < len(new) else None
            steps += _align_stretch(old[a:b], new[c:d], before, after)
    return steps


def _find_opcodes(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[str, int, int, int, int]]:
    """Do what `SequenceMatcher.get_opcodes` does, in bounded time."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    left, right = old[head : len(old) - tail], new[head : len(new) - tail]
    codes: list[tuple[str, int, int, int, int]] = []
    if head:
        codes.append(("equal", 0, head, 0, head))
    if len(left) * len(right) > _MOST_CELLS:
        codes.append(("replace", head, head + len(left), head, head + len(right)))
    else:
        counts = Counter(left), Counter(right)
        pairs = sum(count * counts[1][key] for key, count in counts[0].items())
        is_repeated = None if pairs <= _EXACT_PAIRS else lambda key: max(counts[0][key], counts[1][key]) > 1
        matcher = SequenceMatcher(is_repeated, left, right, autojunk=False)
        codes += [(tag, a + head, b + head, c + head, d + head) for tag, a, b, c, d in matcher.get_opcodes()]
    if tail:
        codes.append(("equal", len(old) - tail, len(old), len(new) - tail, len(new)))
    return codes


def _align_stretch(old: Sequence[Leaf], new: Sequence[Leaf], before: Step | None, after: Step | None) -> list[Step]:
    """Pair blocks of a stretch without equal ones: from both ends by their places, and between by their words."""
    head: list[Step] = []
    while len(head) < min(len(old), len(new)):
        step = Step(old[len(head)], new[len(head)])
        if not _has_same_place(old[len(head)], new[len(head)], before):
            break
        head.append(step)
        before = step
    old, new = old[len(head) :], new[len(head) :]
    tail: list[Step] = []
    while len(tail) < min(len(old), len(new)):
        step = Step(old[-1 - len(tail)], new[-1 - len(tail)])
        if not _is_row_of(old[-1 - len(tail)], new[-1 - len(tail)], after):
            break
        tail.append(step)
        after = step
    rest = _align_similar(old[: len(old) - len(tail)], new[: len(new) - len(tail)])
    return [*head, *rest, *reversed(tail)]


def _has_same_place(old: Leaf, new: Leaf, before: Step | None) -> bool:
    """Tell whether two blocks belong together though their words may not: headings at one place, cells of one row."""
    tags = {old.path[-1].tag if old.path else "", new.path[-1].tag if new.path else ""}
    return (len(tags) == 1 and tags <= _HEADINGS) or _is_row_of(old, new, before)


def _is_row_of(old: Leaf, new: Leaf, neighbour: Step | None) -> bool:
    if neighbour is None or neighbour.old is None or neighbour.new is None:
        return False
    rows = [_find_row(leaf) for leaf in (old, neighbour.old, new, neighbour.new)]
    return None not in rows and rows[0] == rows[1] and rows[2] == rows[3]


def _find_row(leaf: Leaf) -> int | None:
    return next((element.number for element in reversed(leaf.path) if element.tag == "tr"), None)


def _align_similar(old: Sequence[Leaf], new: Sequence[Leaf]) -> list[Step]:
    """Pair blocks so that the sum of their likeness is greatest, without crossing."""
    pairs = _pair_similar(old, new) if len(old) * len(new) <= _MOST_PAIRS else []
    steps: list[Step] = []
    a = c = 0
    for i, j in [*pairs, (len(old), len(new))]:
        steps += [Step(leaf, None) for leaf in old[a:i]]
        steps += [Step(None, leaf) for leaf in new[c:j]]
        if i < len(old) and j < len(new):
            steps.append(Step(old[i], new[j]))
        a, c = i + 1, j + 1
    return steps


def _pair_similar(old: Sequence[Leaf], new: Sequence[Leaf]) -> list[tuple[int, int]]:
    words = [[Counter(token.key for token in leaf.tokens) for leaf in side] for side in (old, new)]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    scores: dict[tuple[int, int], float] = {}
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1])
            if old[i].path[-1:] and new[j].path[-1:] and old[i].path[-1].tag != new[j].path[-1].tag:
                continue
            mine, theirs = words[0][i], words[1][j]
            likeness = 2 * (mine & theirs).total() / max(1, mine.total() + theirs.total())
            if likeness >= _LIKE:
                scores[i, j] = likeness
                best[i][j] = max(best[i][j], best[i + 1][j + 1] + likeness)
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


def find_changes(old: Sequence[Token], new: Sequence[Token]) -> list[tuple[int, int, int, int]]:
    """List where two runs of tokens differ, as slices of both; edits with next to nothing between them are one."""
    changes: list[tuple[int, int, int, int]] = []
    for tag, a, b, c, d in _find_opcodes([token.key for token in old], [token.key for token in new]):
        if tag == "equal":
            continue
        if changes and _is_island(old[changes[-1][1] : a]):
            changes[-1] = (changes[-1][0], b, changes[-1][2], d)
        else:
            changes.append((a, b, c, d))
    return changes


def _is_island(tokens: Sequence[Token]) -> bool:
    return len(tokens) <= _ISLAND and all(len(token.key) <= _SHORT for token in tokens)
