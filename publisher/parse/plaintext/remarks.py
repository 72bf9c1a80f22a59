"""Finds the remarks of reviewers that a word processor adds to the end of a text, and their marks in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

REMARK = "a reviewer's remark"
# Google Docs counts remarks [a], [b], …, [aa]; Word writes initials and a number.
_REMARK = re.compile(r"\[([a-z]{1,2}|[A-Z]{1,4}\d{1,3})\]")
_REMARKS_MAX = 1000
_REACH = 40


def find_remarks(lines: Sequence[str]) -> tuple[set[int], set[str]]:
    """Return the lines at the end that are remarks, and the marks by which the text refers to them.

    A remark begins with its mark, has no space after it or the same mark in the text above, and all are in order.
    """
    first = len(lines)
    marks: list[str] = []
    for n in range(len(lines) - 1, max(len(lines) - _REMARKS_MAX, -1), -1):
        line = lines[n]
        if line[:1] == "[" and (found := _REMARK.match(line)) is not None:
            first = n
            marks.append(found[0])
        elif (line and not marks and len(lines) - n > _REACH) or (line and marks and _is_first(marks[-1])):
            break
    if not marks or not _is_first(marks[-1]) or len(set(marks)) < len(marks):
        return set(), set()
    above = "\n".join(lines[:first])
    if not all(re.search(rf"\S{re.escape(mark)}", above) for mark in marks):
        return set(), set()
    return {n for n in range(first, len(lines)) if lines[n]}, set(marks)


def _is_first(mark: str) -> bool:
    return mark == "[a]" or (mark[-2] == "1" and mark[-3].isalpha())


def strip_marks(lines: Sequence[str], marks: set[str], remarks: set[int]) -> list[str]:
    """Return the lines without the marks of remarks."""
    pattern = re.compile("|".join(map(re.escape, sorted(marks))))
    return [line if n in remarks or "[" not in line else pattern.sub("", line) for n, line in enumerate(lines)]
