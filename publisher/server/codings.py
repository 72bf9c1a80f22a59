"""Chooses how an answer is compressed (RFC 9110 §12.5.3)."""

from __future__ import annotations

import re
from functools import lru_cache

SUFFIXES = {"br": ".br", "zstd": ".zst", "gzip": ".gz"}
"""What the name of a compressed variant ends with, by its coding; the smallest first, measured on feeds."""

_MOST_CHARACTERS = 1_000
_CODING = re.compile(r"[ \t]*([!#$%&'*+.^_`|~0-9a-z-]+)[ \t]*(?:;[ \t]*q=([01](?:\.\d{0,3})?)[ \t]*)?", re.IGNORECASE)
_ALIASES = {"x-gzip": "gzip"}


@lru_cache(maxsize=1024)
def choose_codings(accepted: str) -> tuple[str, ...]:
    """Return the codings that may be sent, the best first; none where only the file itself will do.

    Args:
        accepted: The header ``Accept-Encoding``; empty if there was none.

    >>> choose_codings("gzip, deflate, br"), choose_codings("br;q=0.1, gzip"), choose_codings("*;q=0, gzip")
    (('br', 'gzip'), ('gzip', 'br'), ('gzip',))
    """
    weights: dict[str, float] = {}
    for part in accepted[:_MOST_CHARACTERS].split(","):
        match = _CODING.fullmatch(part)
        if match:
            name = match[1].lower()
            weights.setdefault(_ALIASES.get(name, name), float(match[2] or 1))
    others = weights.get("*", 0)
    found = {coding: weights.get(coding, others) for coding in SUFFIXES}
    # What is sent as it is counts only where it is asked for: a weight of its own puts it before others.
    plain = weights.get("identity", 0)
    chosen = [coding for coding, weight in found.items() if weight > 0 and weight >= plain]
    return tuple(sorted(chosen, key=lambda coding: -found[coding]))
