"""Shows what changed between two versions of an item: word by word, as HTML and in a sentence.

Blocks are paired first, equal ones and then those that share most of their words; inside a pair, words are. What is
returned is HTML that has not been cleaned: its parts were clean, and it is cleaned once more as a whole.
"""

from __future__ import annotations

from publisher.compare.align import align_leaves, find_changes
from publisher.compare.leaves import read_leaves, read_tokens
from publisher.compare.write import write_comparison

__all__ = ["compare_html", "summarize_change"]

_LONGEST = 200
_QUOTED = 60
_FEW_WORDS = 8


def compare_html(old: str, new: str, *, context: int | None = 1) -> str:
    """Show two versions of an item's cleaned HTML as one: what went in ``<del>``, what came in ``<ins>``.

    Each edit also stands in brackets, because text-only readers show neither element: ``[−gone]``, ``[+come]``,
    ``[gone → come]``. Markup that changed around the same words is shown as it is now.

    Args:
        old: The earlier version.
        new: The later version.
        context: So many unchanged blocks are shown on either side of a change, longer runs of them are folded into a
            line; None shows all.

    Returns:
        HTML; the new version as it is if no word differs.

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
    parts = []
    if old_title != new_title:
        parts.append(f"renamed from “{_cut(old_title)}” to “{_cut(new_title)}”")
    before, after = read_tokens(old_text), read_tokens(new_text)
    edits = [(before[a:b], after[c:d]) for a, b, c, d in find_changes(before, after)]
    gone = sum(token.is_word for old, _ in edits for token in old)
    come = sum(token.is_word for _, new in edits for token in new)
    if len(edits) == 1 and max(gone, come) <= _FEW_WORDS and gone + come:
        parts.append(_quote_edit(*("".join(token.spaced for token in side).strip() for side in edits[0])))
    elif gone + come:
        counts = [f"{count} {verb}" for count, verb in ((come, "added"), (gone, "removed")) if count]
        counts[0] = counts[0].replace(" ", " word " if (come or gone) == 1 else " words ", 1)
        where = f" in {len(edits)} places" if len(edits) > 1 else ""
        parts.append(f"{' and '.join(counts)}{where}")
    elif edits:
        parts.append("punctuation changed")
    text = "; ".join(parts) or "edited"
    sentence = f"{text[0].upper()}{text[1:]}."
    return sentence if len(sentence) <= _LONGEST else f"{sentence[: _LONGEST - 1]}…"


def _quote_edit(old: str, new: str) -> str:
    if not old:
        return f"“{_cut(new)}” added"
    if not new:
        return f"“{_cut(old)}” removed"
    return f"“{_cut(old)}” became “{_cut(new)}”"


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _QUOTED else f"{text[: _QUOTED - 1].rstrip()}…"
