"""Turns saved pages with gold answers into texts to train on: all that a browser shows, line by line.

A page's own article stands in it, with by-lines, teasers of the same subject and what else is strewn in. Where a line
is in the gold text says whether it is of the article; the elements that it is in say what kind of line it is. Gold
texts leave out some of an article: a line that may be of it or not is of kind `other`, which trains nothing.
"""

from __future__ import annotations

import gzip
import zlib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.quality.held_out import name_site
from tests.quality.lines import read_lines
from tests.quality.page_lines import CELLS, HEADINGS, Line, read_page, reduce_text

Record = Mapping[str, Any]

PARTS = ("wcxb", "pages")
WEIGHT = 1.0
"""Of each such text in training."""
STYLES = ("selection", "selection+bullets", "tight", "tight+bullets", "innertext", "innertext+bullets")
_BULLETS = ("• ", "- ", "▪ ")
LEAST_LINES, MOST_LINES = 8, 1400
LEAST_TEXT = 400
"""Letters of a gold text."""
COVERED = 0.75
"""So large a share of the gold text must be found among the lines."""
ANCHOR = 30
"""A line with so many letters that are in the gold text is of the article, if in order with the others."""
PROSE = 80
"""Characters of a line that is hardly furniture where the article's own lines are."""
STANDFIRST, LONGEST_STANDFIRST = 55, 400
"""Other lines between the title and the body, if longer than the first, may be a standfirst or a caption."""
INSIDE = 12
"""A line with so many letters is found within a line of the gold text, too."""
_ENDS = frozenset(".!?…:。！？：।\"'”’»")
SHORT = 25
"""A shorter paragraph may be a heading, or any other line."""

_APART = {
    "selection": HEADINGS | frozenset({"p", "blockquote", "pre", "ul", "ol", "dl", "figure"}),
    "innertext": frozenset({"p"}),
    "tight": frozenset[str](),
}
"""Elements that have a blank line above and below in each style."""
_KINDS = {
    "li": "li",
    "pre": "code",
    "blockquote": "quote",
    "caption": "other",
    "figcaption": "other",
} | dict.fromkeys(HEADINGS, "heading")


def read_saved_texts(folder: Path) -> list[Record]:
    """Return the records of a folder of saved pages: ``gold.jsonl`` and for each line ``<id>.html.gz``.

    Left out are pages without a gold text, and those in which it or the title is not found.
    """
    records = (
        make_record(gold, gzip.decompress((folder / f"{gold['id']}.html.gz").read_bytes()), folder.name)
        for gold in read_lines(folder / "gold.jsonl")
        if gold.get("text")
    )
    return [record for record in records if record is not None]


def make_record(gold: Record, data: bytes, part: str) -> Record | None:
    """Return a page as a text with blocks, or `None` if its article is not found for certain."""
    lines, name = read_page(data)
    if not LEAST_LINES <= len(lines) <= MOST_LINES:
        return None
    kinds = find_kinds(lines, gold.get("title") or _find_name(lines, name), gold["text"])
    if not kinds:
        return None
    # Articles of the copied part stand in the pages of one folder: each has one name.
    page = f"{part}-{gold['id']}" if part != "pages" else str(gold["id"])
    number = zlib.crc32(page.encode())
    style = STYLES[number % len(STYLES)]
    bullet = _BULLETS[number // len(STYLES) % len(_BULLETS)]
    text, blocks = _write_blocks(lines, kinds, style, bullet)
    return {
        "id": f"{part}-{gold['id']}:copied",
        "source": name_site(gold),
        "lang": None,
        "flavour": "copied",
        "style": style,
        "selection": "whole",
        "page": page,
        "part": part,
        "text": text,
        "blocks": blocks,
    }


def _find_name(lines: Sequence[Line], name: str) -> str:
    """Return the one first heading that the title in the head of the page has, too."""
    letters = reduce_text(name)
    found = {line.letters: line.text for line in lines if line.tag == "h1" and len(line.letters) >= INSIDE}
    same = [text for known, text in found.items() if known in letters]
    return same[0] if len(same) == 1 else ""


def find_kinds(lines: Sequence[Line], title: str, text: str) -> list[tuple[str, bool]]:
    """Return for each line its kind, and whether another would do as well; nothing if the article is not found."""
    gold = reduce_text(text)
    anchors = _find_anchors(lines, gold)
    start = _find_title(lines, reduce_text(title), anchors)
    anchors = {n: place for n, place in anchors.items() if start is not None and n > start}
    if start is None or len(gold) < LEAST_TEXT or not anchors:
        return []
    own = _find_own(lines, anchors, gold, {reduce_text(line) for line in text.split("\n")}, start)
    if sum(len(lines[n].letters) for n in own) < COVERED * len(gold):
        return []
    first, last = _skip_standfirst(lines, own), own[-1]
    inside = set(own)
    groups = {lines[n].group for n in anchors}
    texts = {lines[n].letters for n in own}
    found = []
    for n, line in enumerate(lines):
        if n == start:
            found.append(("title", False))
        elif n in inside:
            # A short line above code may name its language or file.
            is_label = lines[min(n + 1, last)].tag == "pre" and not line.tag and len(line.text) < SHORT
            found.append(("other", False) if n < first or is_label else _judge_own(line))
        else:
            is_open = n > start and _may_be_own(line, gold, groups, before=n < first, after=n > last)
            # Contents repeat headings.
            is_open = is_open and not (line.tag == "li" and line.letters in texts)
            found.append(("other" if is_open or not line.letters else "boilerplate", False))
    return found


def _find_anchors(lines: Sequence[Line], gold: str) -> dict[int, int]:
    """Return where in the gold text long lines are: the most of them that are in order."""
    places = {n: gold.find(line.letters) for n, line in enumerate(lines) if len(line.letters) >= ANCHOR}
    lowest: list[int] = []  # The lowest place that a row of so many lines ends at, and the line that it ends with.
    ends: list[int] = []
    above: dict[int, int | None] = {}
    for n, place in places.items():
        if place < 0:
            continue
        k = bisect_left(lowest, place)
        above[n] = ends[k - 1] if k else None
        lowest[k : k + 1] = [place]
        ends[k : k + 1] = [n]
    row = []
    n_last = ends[-1] if ends else None
    while n_last is not None:
        row.append(n_last)
        n_last = above[n_last]
    return {n: places[n] for n in reversed(row)}


def _find_title(lines: Sequence[Line], title: str, anchors: Mapping[int, int]) -> int | None:
    """Return the line of the title: that nearest to the body, in the best element."""
    first = next((n for n in anchors if len(lines[n].text) >= PROSE), None)
    if first is None or not title:
        return None
    above = [(n, line) for n, line in enumerate(lines[:first]) if line.letters]
    same = [(n, line.tag) for n, line in above if line.letters == title]
    alike = [
        n
        for n, line in above
        if line.tag == "h1" and len(line.letters) > 8 and (line.letters in title or title in line.letters)
    ]
    found = [n for n, tag in same if tag == "h1"] or [n for n, tag in same if tag != "li"] or alike
    return found[-1] if found else None


def _find_own(lines: Sequence[Line], anchors: Mapping[int, int], gold: str, whole: set[str], start: int) -> list[int]:
    """Return the lines of the article: the anchors, and those between them that the gold text has there."""
    title = lines[start].letters

    def has(letters: str, at: int) -> bool:
        return at >= 0 and letters not in {"", title} and (letters in whole or len(letters) >= INSIDE)

    own = []
    begin, above = 0, start
    for n, place in anchors.items():
        # From below: what stands above the text as contents stands there again as a heading.
        end = place
        for k in range(n - 1, above, -1):
            at = gold.rfind(lines[k].letters, begin, end)
            if has(lines[k].letters, at):
                own.append(k)
                end = at
        own.append(n)
        begin, above = place + len(lines[n].letters), n
    for k in range(above + 1, len(lines)):
        at = gold.find(lines[k].letters, begin)
        if not has(lines[k].letters, at):
            break
        own.append(k)
        begin = at + len(lines[k].letters)
    return sorted(own)


def _skip_standfirst(lines: Sequence[Line], own: Sequence[int]) -> int:
    """Return the first line of the body for certain: above may be a standfirst, which is short or stands elsewhere."""
    for n, below in pairwise(own[:3]):
        line, size = lines[n], len(lines[n].text)
        if line.tag == "li":
            is_open = size < SHORT
        elif line.tag in HEADINGS:
            is_open = size > STANDFIRST
        else:
            is_open = size < PROSE or (size < LONGEST_STANDFIRST and line.group != lines[below].group)
        if not is_open:
            return n
    return own[min(2, len(own) - 1)]


def _judge_own(line: Line) -> tuple[str, bool]:
    size = len(line.text)
    kind = _KINDS.get(line.tag, "para")
    if "\t" in line.text or (line.tag in CELLS and size < PROSE):
        return "other", False
    if kind == "li" and not line.mark:
        return "para", True
    is_open = line.tag in {"dt", "dd"} or (size < STANDFIRST and line.text[-1] not in _ENDS) or size < SHORT
    return kind, kind == "para" and is_open


def _may_be_own(line: Line, gold: str, groups: set[int], *, before: bool, after: bool) -> bool:
    """Return whether a line below the title that the gold text lacks may be of the article nevertheless."""
    size = len(line.text)
    if before:
        return size > STANDFIRST
    if line.letters[:ANCHOR] in gold and len(line.letters) > ANCHOR:
        return True
    if not after and ("\t" in line.text or line.tag in {"figcaption", "caption"}):
        return True
    if line.group not in groups:
        return False
    if after:
        return line.tag == "p" and size >= PROSE
    return size >= PROSE or line.tag not in {"p", ""}


def _write_blocks(
    lines: Sequence[Line], kinds: Sequence[tuple[str, bool]], style: str, bullet: str
) -> tuple[str, list[dict[str, Any]]]:
    """Write the lines as a browser copies them, and say where each is; a run of furniture is one block."""
    apart = _APART[style.partition("+")[0]]
    text: list[str] = []
    blocks: list[dict[str, Any]] = []
    for line, (kind, is_open) in zip(lines, kinds, strict=True):
        if text and not apart.isdisjoint(line.edges):
            text.append("")
        rows = line.text.split("\n")
        if line.mark and line.tag == "li" and "bullets" in style:
            rows[0] = f"{bullet if line.mark == '*' else line.mark + ' '}{rows[0]}"
        start = len(text) + 1
        text += rows
        above = blocks[-1] if blocks else {}
        if kind == "boilerplate" == above.get("kind") and above["line_end"] == start - 1:
            above["line_end"] = len(text)
            continue
        block = {"kind": kind, "line_start": start, "line_end": len(text)}
        blocks.append(block | {"optional": True} if is_open else block)
    return "\n".join(text), blocks
