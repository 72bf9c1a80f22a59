"""Tells by their words which blocks of a saved page are its furniture, where no markup does."""

from __future__ import annotations

from collections.abc import Sequence

from publisher.model import Block, Kind, LineKind, Note
from publisher.parse.plaintext.furniture import match_byline, match_furniture, opens_comments, opens_related

_SHORT = frozenset({Kind.HEADING, Kind.PARAGRAPH})
_BYLINE_REACH = 4
_RELATED_REACH = 12
_PROSE = 160
_SENTENCE = (".", "!", "?", "。", "”", "“", "«", "»", '"', ":", "…", ")")


def drop_lines(blocks: Sequence[Block]) -> tuple[list[Block], list[Note]]:
    """Leave out stock phrases, by-lines, and the lists below "Related articles".

    Returns:
        The blocks that stay, and a note for each that went.
    """
    kept: list[Block] = []
    notes: list[Note] = []
    related: Block | None = None
    reach = 0
    for place, block in enumerate(blocks):
        reason = ""
        if block.kind in _SHORT:
            if opens_related(block.text):
                reason, related, reach = "opens related articles", block, _RELATED_REACH
            elif place < _BYLINE_REACH and block.kind is Kind.PARAGRAPH:
                reason = match_byline(block.text)
            reason = reason or match_furniture(block.text)
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


def _ends_related(block: Block, opener: Block) -> bool:
    """Tell where the article goes on: a heading like the opener's, or prose."""
    if block.kind is Kind.HEADING:
        return bool(opener.level) and block.level <= opener.level
    if block.kind is Kind.PARAGRAPH:
        return len(block.text) > _PROSE and block.text.endswith(_SENTENCE)
    return block.kind in {Kind.QUOTE, Kind.CODE, Kind.TABLE}


def _note(block: Block, reason: str) -> Note:
    return Note(line=block.line, line_end=block.line, kind=LineKind.FURNITURE, text=block.text, reason=reason)
