"""Reads what is quoted as in a reply to an e-mail: lines that begin with ``>``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.parse.plaintext.code import is_code

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

QUOTED = "quoted, as replies to an e-mail quote"
_MARKS = "> \t"
_SPACES_MIN = 2


def read_quotes(lines: Sequence[str], start: int, end: int, *, is_wrapped: bool) -> Iterator[tuple[int, list[str]]]:
    """Yield each quoted paragraph from ``start`` on: the index after it, and its lines without their marks."""
    bare: list[str] = []
    n = start
    if not _is_quoted(lines[n], lines[n + 1] if n + 1 < end else ""):
        return
    while n < end and lines[n].lstrip()[0] == ">":
        text = lines[n].lstrip(_MARKS)
        if text:
            bare.append(text)
        n += 1
        below = lines[n] if n < end else ""
        if bare and (not is_wrapped or not below.lstrip(_MARKS) or _depth(below) != _depth(lines[n - 1])):
            while n < end and not lines[n].strip(_MARKS):
                n += 1
            yield n, bare
            bare = []


def _depth(line: str) -> int:
    return line.count(">", 0, len(line) - len(line.lstrip(_MARKS)))


def _is_quoted(line: str, below: str) -> bool:
    """Return whether a line that begins with ``>`` is quoted prose: a shell and some tags begin so, too."""
    bare = line.lstrip(_MARKS)
    if not bare:
        return below.startswith(">")
    return bare.count(" ") >= _SPACES_MIN and not line.startswith(">>> ") and not is_code(bare)
