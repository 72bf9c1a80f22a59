"""Recognises an article whose file came back under another name, and not quite as it was."""

from __future__ import annotations

import re
from collections.abc import Mapping

_LIKE = 0.4
"""Share of the runs of words that the longer text must have in common with the other. Two articles of one author on one
subject share less than a hundredth; a text that was corrected throughout and cut by a third still shares a half."""
_CLEAR = 0.2
"""By how much the next best must be less like it."""
_FEW = 20
"""Runs of words; fewer may agree by chance."""
_RUN = 3
_MAX_CHARACTERS = 200_000
# A character of a script without spaces counts as a word.
_WORD = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")


def find_same_article(text: str, known: Mapping[str, str]) -> str | None:
    """Return which of some articles a text is, whatever its name or format; None if it is none of them for sure.

    Args:
        text: All words of the article that came in.
        known: The words of articles whose files are gone, by anything that names them.

    >>> words = "the tide comes twice a day because the earth turns below two bulges of the sea which the moon draws up"
    >>> find_same_article(words + " and lets go", {"old": words, "other": "nothing of it " * 30})
    'old'
    """
    runs = _read_runs(text)
    if len(runs) < _FEW:
        return None
    shares = sorted(((_share(runs, _read_runs(other)), name) for name, other in known.items()), reverse=True)
    if not shares or shares[0][0] < _LIKE:
        return None
    if len(shares) > 1 and shares[0][0] - shares[1][0] < _CLEAR:
        return None
    return shares[0][1]


def _share(one: set[tuple[str, ...]], other: set[tuple[str, ...]]) -> float:
    return len(one & other) / max(len(one), len(other))


def _read_runs(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text[:_MAX_CHARACTERS].casefold())
    return {tuple(words[n : n + _RUN]) for n in range(len(words) - _RUN + 1)}
