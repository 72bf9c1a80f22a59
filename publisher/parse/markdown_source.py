"""Rewrites what our Markdown parser does not know into what it knows.

Two things: a footnote written in place, ``^[like this]``, and a bare address that the parser took emphasis out of,
``https://example.org/_like_/this``. Only a first reading tells where they are, for in code or in a link they are
neither; so the few sources that have them are read twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from publisher.parse.markdown_links import find_links

MARK = "<wbr>"
"""What the text of a footnote that was written in place begins with."""

_BRACKETS = re.compile(rb"\\.|\[|\]", re.DOTALL)
_UNBROKEN = re.compile(rb"[^\s<>|`\\\]]{1,1000}")
_MARKS = re.compile("[_~]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """A source, rewritten."""

    source: bytes
    lost: tuple[tuple[int, int], ...]
    """Where in it lines of the original are missing, and how many (fewer than none: too many); in bytes, ascending."""
    lines: dict[str, int]
    """For the label of each footnote that was written in place: its line."""


def mend_source(source: bytes, notes: Sequence[tuple[int, int]], cut: Sequence[tuple[int, int]]) -> Mended | None:
    """Rewrite a source, or return None if there is nothing to rewrite.

    Args:
        source: In UTF-8.
        notes: Where footnotes written in place may begin, and where the text around each ends; in bytes, ascending.
        cut: Where bare addresses begin that emphasis broke off, and where each may end; in bytes, ascending.
    """
    addresses = [(start, end, False) for start, end in _find_addresses(source, cut)]
    edits = _drop_inner(addresses + [(start, end, True) for start, end in _find_notes(source, notes)])
    if not edits:
        return None
    label = _choose_label(source)
    prefix, body, lost = [], [], []
    lines: dict[str, int] = {}
    at, length, line = 0, 0, 1
    for start, end, is_note in edits:
        name = f"{label}{len(lines)}"
        line += source.count(b"\n", at, start)
        if is_note:
            # Text behind a tag is never the start of a list or a heading.
            prefix.append(f"[^{name}]: {MARK}".encode() + b" ".join(source[start + 2 : end - 1].split()) + b"\n\n")
            lines[name] = line
        piece = f"[^{name}]".encode() if is_note else b"<" + source[start:end] + b">"
        body += [source[at:start], piece]
        length += start - at + len(piece)
        missing = source.count(b"\n", start, end)
        lost.append((length, missing))
        at, line = end, line + missing
    # The footnotes go to the top: at the bottom, code or a comment may be open. The definition of a link that nothing
    # refers to keeps them apart from what follows.
    prefix.append(f"[{label}]: #\n\n".encode())
    above = b"".join(prefix)
    return Mended(
        source=b"".join([above, *body, source[at:]]),
        lost=((len(above), -above.count(b"\n")), *((len(above) + place, missing) for place, missing in lost)),
        lines=lines,
    )


def _drop_inner(edits: list[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    """Sort what is to be rewritten; of an address in a footnote, or a footnote in another, the outer one stays."""
    kept: list[tuple[int, int, bool]] = []
    for edit in sorted(edits):
        if not kept or edit[0] >= kept[-1][1]:
            kept.append(edit)
    return kept


def _choose_label(source: bytes) -> str:
    """Make up a word that the source does not have."""
    label = "note-"
    while label.encode() in source.lower():
        label += "-"
    return label


def _find_addresses(source: bytes, cut: Iterable[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    last = 0
    for start, limit in cut:
        if start < last:
            continue
        run = _UNBROKEN.match(source, start, limit)
        if run is None:
            continue
        text = run[0].decode("utf-8", "ignore")
        link = next(iter(find_links(text)), None)
        if link is not None and link.start == 0 and _MARKS.search(text, 0, link.end):
            last = start + len(text[: link.end].encode())
            yield start, last


def _find_notes(source: bytes, notes: Iterable[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Find where each footnote ends: at the bracket that closes it."""
    by_limit: dict[int, set[int]] = {}
    for start, limit in notes:
        by_limit.setdefault(limit, set()).add(start)
    for limit, starts in by_limit.items():
        opened: list[int] = []
        for bracket in _BRACKETS.finditer(source, min(starts), limit):
            if bracket[0] == b"[":
                opened.append(bracket.start() - 1)
            elif bracket[0] == b"]" and opened:
                start = opened.pop()
                if start in starts and source[start + 2 : bracket.start()].strip():
                    yield start, bracket.end()
