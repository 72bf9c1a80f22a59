"""Shows what changed between two versions of an item: word by word, as HTML and in a sentence.

Blocks are paired first, equal ones and then those that share most of their words; inside a pair, words are. What is
returned is HTML that has not been cleaned: its parts were clean, and it is cleaned once more as a whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.compare.align import align_leaves, find_changes
from publisher.compare.leaves import read_leaves, read_tokens
from publisher.compare.write import write_comparison

if TYPE_CHECKING:
    from collections.abc import Sequence

    from publisher.compare.leaves import Token

    _Edit = tuple[Sequence[Token], Sequence[Token]]

__all__ = ["compare_html", "summarize_change"]

_LONGEST = 200
_QUOTED = (60, 36)
"""Characters of a quote; fewer where four quotes would be too long together."""
_FEW_WORDS = 8


def compare_html(old: str, new: str, *, context: int | None = 1) -> str:
    """Show two versions of an item's cleaned HTML as one: what went in ``<del>``, what came in ``<ins>``.

    Each edit also stands in brackets, because many readers show neither element: ``[−gone]``, ``[+come]``,
    ``[gone → come]``. Markup that changed around the same words is shown as it is now.

    Args:
        old: The earlier version.
        new: The later version.
        context: So many unchanged blocks are shown on either side of a change, longer runs of them are folded into a
            line; None shows all.

    Returns:
        HTML, written as the cleaner writes it; the new version as it is if no word differs. In code, lines begin with
        ``-`` and ``+`` instead, because the cleaner leaves no element in it.

    >>> compare_html("<p>High water at noon.</p>", "<p>High water at dawn.</p>")
    '<p>High water at [<del>noon</del> → <ins>dawn</ins>].</p>'
    """
    before, after = read_leaves(old), read_leaves(new)
    steps = align_leaves(before, after)
    if all(step.is_equal for step in steps):
        return new
    return write_comparison(steps, context)


def summarize_change(old_title: str, new_title: str, old_text: str, new_text: str) -> str:
    """Say in one plain-text sentence what changed, at most 200 characters long.

    >>> summarize_change("Tides", "Tides", "High water at noon.", "High water at dawn.")
    '“noon” became “dawn”.'
    >>> summarize_change("Tides", "The tides", "High water.", "High water.")
    'Renamed from “Tides” to “The tides”.'
    """
    before, after = read_tokens(old_text), read_tokens(new_text)
    edits = [(before[a:b], after[c:d]) for a, b, c, d in find_changes(before, after)]
    titles = _collapse(old_title), _collapse(new_title)
    sentences = (_write_sentence(titles, edits, quoted) for quoted in _QUOTED)
    return next((sentence for sentence in sentences if len(sentence) <= _LONGEST), "Edited.")


def _write_sentence(titles: tuple[str, str], edits: Sequence[_Edit], quoted: int) -> str:
    """Write what changed, with quotes of at most so many characters."""
    parts = []
    if titles[0] != titles[1]:
        old, new = _cut_pair(*titles, quoted)
        parts.append(f"renamed from “{old}” to “{new}”")
    sizes = [tuple(sum(token.is_word for token in side) for side in edit) for edit in edits]
    if len(edits) == 1 and 0 < max(sizes[0]) <= _FEW_WORDS:
        parts.append(_quote_edit(*edits[0], quoted))
    elif any(map(any, sizes)):
        parts.append(_count_words(sizes))
    elif edits:
        parts.append("punctuation changed")
    text = "; ".join(parts) or "edited"
    return f"{text[0].upper()}{text[1:]}."


def _quote_edit(gone: Sequence[Token], come: Sequence[Token], quoted: int) -> str:
    old, new = _cut_pair(_join(gone), _join(come), quoted)
    if not old:
        return f"“{new}” added"
    return f"“{old}” became “{new}”" if new else f"“{old}” removed"


def _count_words(sizes: Sequence[tuple[int, ...]]) -> str:
    replaced = sum(min(size) for size in sizes)
    added = sum(come for _, come in sizes) - replaced
    removed = sum(gone for gone, _ in sizes) - replaced
    counted = [(replaced, "replaced"), (added, "added"), (removed, "removed")]
    counts = [f"{count} {verb}" for count, verb in counted if count]
    first, _, rest = counts[0].partition(" ")
    counts[0] = f"{first} {'word' if first == '1' else 'words'} {rest}"
    where = f" in {len(sizes)} places" if len(sizes) > 1 else ""
    return f"{', '.join(counts)}{where}"


def _join(tokens: Sequence[Token]) -> str:
    return _collapse("".join(f"{token.space}{token.key}" for token in tokens))


def _cut_pair(old: str, new: str, longest: int) -> tuple[str, str]:
    """Cut two texts at their ends, unless they would then read the same: then before the place where they differ."""
    if _cut(old, longest) != _cut(new, longest):
        return _cut(old, longest), _cut(new, longest)
    differs = next(
        (place for place, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
    )
    start = max(0, differs - longest // 2)
    return _cut(f"…{old[start:]}", longest), _cut(f"…{new[start:]}", longest)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def _collapse(text: str) -> str:
    return " ".join(text.split())
