"""Reads articles that are plain text: copied from a page, typed, wrapped, or dumped by a tool.

Nothing marks a heading in plain text for certain, so the whole document decides: how it is laid out, what its
candidates have in common, and what stands around each.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from publisher.errors import SourceError
from publisher.model import Document, LineKind, Metadata, Note
from publisher.parse.plaintext import page
from publisher.parse.plaintext.blocks import heading_text, mark_indented, set_depths, write_blocks
from publisher.parse.plaintext.byline import read_byline
from publisher.parse.plaintext.closing import mark_closing
from publisher.parse.plaintext.judge import judge
from publisher.parse.plaintext.layout import Unit, cut_units, detect_layout, split_lines
from publisher.parse.plaintext.outer import complete_metadata, read_outer
from publisher.parse.plaintext.outline import mark_labels, set_levels
from publisher.parse.plaintext.reading import Reading
from publisher.parse.plaintext.runs import mark_runs

if TYPE_CHECKING:
    from publisher.parse.options import ParseOptions

__all__ = ["parse_plaintext"]

# Wrapping gives a block many lines, and a list is one block of many items: no article has more of them on average.
_LINES_A_BLOCK = 25
_UNITS_A_BLOCK = 5
# Nearly every other unit is a block of its own, but for furniture and lines of indented code: refused before the work.
_PLAIN_A_BLOCK = 2
_ITEM = LineKind.ITEM
_WORDLESS = frozenset({LineKind.RULE, LineKind.METADATA})
_PLAIN = frozenset({LineKind.PARAGRAPH, LineKind.HEADING, LineKind.TABLE, LineKind.RULE})


def parse_plaintext(text: str, metadata: Metadata, options: ParseOptions) -> Document:
    """Read an article from plain text.

    Every line that is not blank has a note that says what it was taken for, and every word is in the title, the
    standfirst, a block, or the note of what was left out (furniture of the page, a table of contents).

    Args:
        text: Decoded, without front matter.
        metadata: What front matter said; its title and description are not looked for in the text, and are left out
            of the blocks if the text begins with them. Authors and date that it leaves open are taken from the page's
            own lines around the title.
        options: Limits.

    Returns:
        The document; its title is empty if neither front matter nor the text has one.

    Raises:
        SourceError: The text has more blocks than `options` allow.
    """
    lines = split_lines(text)
    _check_size(sum(map(bool, lines)), options.max_blocks * _LINES_A_BLOCK)
    outer = read_outer(lines)
    lines, metadata = outer.lines, complete_metadata(metadata, outer.mail)
    layout = detect_layout(lines)
    units = cut_units(lines, layout, outer.reasons)
    _check_size(len(units), options.max_blocks * _UNITS_A_BLOCK)
    _check_size(sum([unit.kind in _PLAIN for unit in units]), options.max_blocks * _PLAIN_A_BLOCK)
    reading = Reading(lines=lines, layout=layout, units=units)
    title, deck, confidence = _read_parts(reading, metadata)
    if not (metadata.authors and metadata.date):
        authors, day = read_byline(reading, title)
        metadata = replace(metadata, authors=metadata.authors or authors, date=metadata.date or day)
    depths, inside = set_depths(reading)
    if layout.width:
        # Wrapped texts centre their headings, so indentation tells a quotation only after those are found.
        mark_indented(reading, inside)
    blocks = write_blocks(reading, depths, inside)
    _check_size(len(blocks), options.max_blocks)
    return Document(
        title=metadata.title or (_read_text(units[title]) if title >= 0 else ""),
        standfirst=metadata.description or (units[deck].text if deck >= 0 else ""),
        metadata=metadata,
        blocks=blocks,
        notes=_write_notes(reading, depths),
        confidence=confidence,
        source_text="\n".join(
            [unit.text if unit.marker is None else _read_text(unit) for unit in units if unit.kind not in _WORDLESS]
        ),
    )


def _check_size(count: int, limit: int) -> None:
    if count > limit:
        raise SourceError("too many lines or blocks for one article", "", "raise the limit, or split the file")


def _read_parts(reading: Reading, metadata: Metadata) -> tuple[int, int, float]:
    """Mark every unit, and return the indices of title and standfirst (-1 for none), and how sure all of it is."""
    mark_runs(reading)
    title, deck, confidence = judge(reading, metadata)
    # Once more, as buttons and counts below it are known now.
    mark_closing(reading)
    page.mark_contents(reading, title)
    if not reading.layout.width:
        mark_indented(reading, set_depths(reading)[1])
    mark_labels(reading)
    if metadata.description:
        deck = page.match_deck(reading, title, metadata.description)
    set_levels(reading)
    return title, deck, confidence


def _read_text(unit: Unit) -> str:
    """Return a unit's words as a reader of the page sees them: bullets are drawn, numbers of headings are text."""
    return heading_text(unit) if unit.marker is not None and not unit.marker.is_bullet else unit.text


def _write_notes(reading: Reading, depths: list[int]) -> tuple[Note, ...]:
    notes = []
    for n, (unit, kind, reason, level) in enumerate(
        zip(reading.units, reading.kinds, reading.reasons, reading.levels, strict=True)
    ):
        first, last, marker = unit.first + 1, unit.last + 1, unit.marker
        if kind is _ITEM:
            ordered = marker is not None and not marker.is_bullet
            note = Note(
                line=first,
                line_end=last,
                kind=kind,
                text=unit.text,
                reason=reason,
                depth=depths[n],
                ordered=ordered,
            )
        else:
            text = unit.text if marker is None else heading_text(unit)
            note = Note(line=first, line_end=last, kind=kind, text=text, reason=reason, level=level)
        notes.append(note)
    return tuple(notes)
