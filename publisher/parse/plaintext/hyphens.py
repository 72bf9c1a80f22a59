"""Finds words that were broken at the ends of lines, whose hyphens are not their own."""

from __future__ import annotations

import re

SOFT_HYPHEN = "\u00ad"
"""What a line ends with whose last word goes on in the next one."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HEAD = re.compile(r"[^\W\d_]*\Z")
_TAIL = re.compile(r"[^\W\d_]*")


def mark_broken_words(lines: list[str]) -> list[str]:
    """Return the lines of a wrapped text, a soft hyphen in place of each hyphen that only breaks a word.

    The text itself decides: whether it has the word elsewhere, whole or with a hyphen. A word that is nowhere else is
    whole if more words of the text are found whole than with a hyphen.
    """
    ends = [n for n in range(len(lines) - 1) if lines[n][-1:] == "-" and lines[n][-2:-1].isalpha() and lines[n + 1]]
    pairs = {n: _read_parts(lines[n], lines[n + 1]) for n in ends}
    pairs = {n: parts for n, parts in pairs.items() if parts[1][:1].islower()}
    if not pairs:
        return lines
    words = set(_WORD.findall("\n".join(lines).lower()))
    whole = {n for n, (head, tail) in pairs.items() if f"{head}{tail}" in words}
    kept = {n for n, (head, tail) in pairs.items() if f"{head}-{tail}" in words} - whole
    broken = whole if len(whole) <= len(kept) else set(pairs) - kept
    return [line[:-1] + SOFT_HYPHEN if n in broken else line for n, line in enumerate(lines)]


def _read_parts(line: str, below: str) -> tuple[str, str]:
    head, tail = _HEAD.search(line[-41:-1]), _TAIL.match(below.lstrip()[:40])
    return (head[0] if head else "").lower(), tail[0] if tail else ""
