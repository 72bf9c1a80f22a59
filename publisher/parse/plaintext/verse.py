"""Tells lines that were broken on purpose, as in verse and addresses, from wrapped prose and from lists."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from publisher.parse.plaintext.code import is_code
from publisher.parse.plaintext.markers import ends_sentence, is_rule, read_marker
from publisher.parse.plaintext.tables import may_be_row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

VERSE = "lines of verse"
VERSE_COLUMNS = 72
"""No verse is wider, indented or not."""
_LINES_MAX = 200
_LINES_MIN = 3
_VERSE_WIDTH = 56
_RUNS_ON = frozenset(",;:–—-，；：、")


def is_verse(lines: Sequence[str], width: int, measure: Callable[[str], int], *, among: bool = False) -> bool:
    """Return whether the lines between two blank ones are verse.

    Sentences run on over the ends of verses, which have room for the next word, or begin with capitals.

    Args:
        lines: Without a blank one.
        width: Column at which the text is wrapped; 0 if it is not.
        measure: Counts the columns of a line.
        among: Whether the text has verse elsewhere, beside which fewer signs are enough.
    """
    if not _LINES_MIN - among <= len(lines) <= _LINES_MAX:
        return False
    # Verse itself may be what looks wrapped.
    limit = min(VERSE_COLUMNS, width * 0.9) if width > _VERSE_WIDTH else VERSE_COLUMNS
    columns = [measure(line.strip()) for line in lines]
    longest = max(columns)
    if longest > limit or sum(columns) < 12 * len(lines):
        return False
    runs_on = roomy = 0
    capitals = sum(not line.lstrip()[0].islower() for line in lines)
    for (before, after), count in zip(pairwise(lines), columns, strict=False):
        word = after.split(None, 1)[0]
        roomy += count + 1 + len(word) <= longest
        runs_on += before[-1] in _RUNS_ON or (not ends_sentence(before) and after.lstrip()[0].islower())
    inner = len(lines) - 1
    indents = [len(line) - len(line.lstrip()) for line in lines]
    by_turns = indents[0] < indents[1] and (inner == 1 or indents[1] > indents[2])
    # A line with a colon opens a list as often as a stanza.
    is_broken = by_turns or (
        lines[0][-1] != ":" and (roomy * 4 >= inner or (capitals * 5 >= len(lines) * 4 and not lines[0].isupper()))
    )
    runs = runs_on > 0 if by_turns or among else runs_on * 5 >= inner * 2
    return runs and is_broken and not any(map(_is_other, lines))


def _is_other(line: str) -> bool:
    """Return whether a line has a form of its own: an item, code, a rule, columns."""
    return (
        read_marker(line) is not None
        or is_code(line)
        or is_rule(line)
        or (may_be_row(line) and "  " in line.strip())
        or line.lstrip()[0] == ">"
    )
