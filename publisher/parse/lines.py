"""Tells by their words which blocks of a saved page are its furniture, where no markup does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from publisher.model import Block, Kind, LineKind, Note
from publisher.parse.bylines import cut_by, fold_name
from publisher.parse.plaintext.furniture import (
    match_byline,
    match_furniture,
    opens_comments,
    opens_contents,
    opens_related,
)
from publisher.people import split_people

_SHORT = frozenset({Kind.HEADING, Kind.PARAGRAPH})
_BYLINE_REACH = 4
_RELATED_REACH = 12
_PROSE = 160
_LONGEST_BYLINE = 200
_LINK_WITHIN = re.compile(r'<a [^>]*?href="#[^"]*"[^>]*>.*?</a>', re.DOTALL)
_FEWEST_LINKS = 2
_NUMBER = re.compile(r"^\W*(?:\d+[.)]?)*\s+")
_LISTED = frozenset({Kind.LIST, Kind.PARAGRAPH})
_SUMMARY = re.compile(r"<summary>(.{0,500}?)</summary>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_COMMA = re.compile(r",\s*")
_SENTENCE = (".", "!", "?", "。", "”", "“", "«", "»", '"', ":", "…", ")")


def drop_lines(blocks: Sequence[Block], authors: Sequence[str] = ()) -> tuple[list[Block], list[Note]]:
    """Leave out stock phrases, by-lines, tables of contents, and the lists below "Related articles".

    Args:
        blocks: Of the article, in reading order.
        authors: Its authors' names.

    Returns:
        The blocks that stay, and a note for each that went.
    """
    kept: list[Block] = []
    notes: list[Note] = []
    related: Block | None = None
    reach = 0
    contents = _find_contents(blocks)
    names = frozenset(map(fold_name, authors))
    for place, block in enumerate(blocks):
        reason = ""
        if block.kind in _SHORT:
            if opens_related(block.text):
                reason, related, reach = "opens related articles", block, _RELATED_REACH
            elif place < _BYLINE_REACH and block.kind is Kind.PARAGRAPH:
                reason = match_byline(block.text) or _match_authors(block.text, names)
            reason = reason or match_furniture(block.text)
        if place in contents:
            reason = "a table of contents"
        if not reason and related and reach and not _ends_related(block, related):
            reason = "below related articles"
            reach -= 1
        elif not reason:
            related = None
        if opens_comments(block.text) and block.kind in _SHORT and place > len(blocks) / 2:
            notes += [_note(gone, "comments") for gone in blocks[place:]]
            break
        if reason:
            notes.append(_note(block, reason))
        else:
            kept.append(block)
    return kept, notes


def drop_contents(blocks: Sequence[Block]) -> tuple[list[Block], list[Note]]:
    """Leave out tables of contents only, whose links lead nowhere once each section stands by itself."""
    contents = _find_contents(blocks)
    kept = [block for place, block in enumerate(blocks) if place not in contents]
    return kept, [_note(blocks[place], "a table of contents") for place in sorted(contents)]


def _find_contents(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the places of tables of contents, and of the lines that open them.

    One is nothing but links within the page, and is opened by such a line or names headings of the article only.
    """
    headings = {_fold(block.text) for block in blocks if block.kind is Kind.HEADING}
    places: set[int] = set()
    for place, block in enumerate(blocks):
        if block.kind not in _LISTED or 'href="#' not in block.html:
            continue
        summary = _SUMMARY.search(block.html)
        is_folded = summary is not None and opens_contents(_TAG.sub("", summary[1]))
        html = _SUMMARY.sub("", block.html) if is_folded else block.html
        links = [_fold(_TAG.sub("", link)) for link in _LINK_WITHIN.findall(html)]
        if len(links) < _FEWEST_LINKS or any(map(str.isalpha, _TAG.sub("", _LINK_WITHIN.sub("", html)))):
            continue
        before = blocks[place - 1] if place else None
        is_opened = before is not None and before.kind in _SHORT and opens_contents(before.text)
        if is_opened or is_folded or headings.issuperset(links):
            places |= {place - 1, place} if is_opened else {place}
    return frozenset(places)


def _fold(text: str) -> str:
    """Return the words of a heading, without its number."""
    return " ".join(_NUMBER.sub("", unescape(text)).casefold().split())


def _match_authors(text: str, names: frozenset[str]) -> str:
    """Return why a line below the title is a by-line: it has names of the authors and at most their addresses."""
    if len(text) > _LONGEST_BYLINE or not names:
        return ""
    people = [fold_name(part) for name in split_people(cut_by(text)[0]) for part in _COMMA.split(name)]
    return "a by-line below the title" if people and names.issuperset(people) else ""


def _ends_related(block: Block, opener: Block) -> bool:
    """Tell where the article goes on: a heading like the opener's or not a link, prose, or a list of no links."""
    if block.kind is Kind.HEADING:
        return block.level <= opener.level if opener.level else "<a " not in block.html
    if block.kind is Kind.LIST:
        return "<a " not in block.html
    if block.kind is Kind.PARAGRAPH:
        return len(block.text) > _PROSE and block.text.endswith(_SENTENCE)
    return block.kind in {Kind.QUOTE, Kind.CODE, Kind.TABLE}


def _note(block: Block, reason: str) -> Note:
    return Note(line=block.line, line_end=block.line, kind=LineKind.FURNITURE, text=block.text, reason=reason)
