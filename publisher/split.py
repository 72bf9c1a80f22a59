"""Cuts a document into the sections that become items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from publisher.model import Block, Document, Kind, Section
from publisher.urls import quote_text_fragment


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitOptions:
    """Where an article is cut."""

    level: int = 0
    """Deepest heading level that opens an item, 1 to 6; 0 finds the article's own top level."""
    min_words: int = 20
    """A section of fewer words joins its neighbour."""
    max_words: int = 3000
    """A section of more words is cut at its sub-headings; 0 never cuts."""
    max_items: int = 500
    """An article of more items is refused: it is more likely a mistake than an article."""


# A figure, a table or a listing is worth an item of its own, however few words it holds.
_SUBSTANTIAL = frozenset({Kind.FIGURE, Kind.TABLE, Kind.CODE})
# Scripts without spaces: one character counts as half a word, the usual rate of translators.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WORD = re.compile(r"\w+")
_FRAGMENT_WORDS = (8, 12, 16, 24)


def count_words(text: str) -> int:
    """Count the words of a text; two characters of a script without spaces are one.

    >>> count_words("Read me, please.")
    3
    >>> count_words("日本語の文章")
    3
    """
    spaced, unspaced = _UNSPACED.subn(" ", text)
    return len(_WORD.findall(spaced)) + (unspaced + 1) // 2


def split_document(document: Document, options: SplitOptions) -> tuple[Section, ...]:
    """Cut a document at its headings.

    Blocks before the first heading form the lead, under the document's own title. Blocks are units: no cut falls
    inside a list, a table, code or a quote. No block is lost, repeated or moved; a heading that opens a section
    becomes its title, any other stays a block.

    Returns:
        Sections in reading order; empty only for a document without blocks.

    >>> split_document(Document(title="Empty"), SplitOptions())
    ()
    """
    blocks = document.blocks
    level = options.level or _find_top_level(blocks)
    cuts = [n for n, block in enumerate(blocks) if 0 < block.level <= level]
    sections = [_open_section(blocks[start:end]) for start, end in pairwise([*cuts, len(blocks)])]
    lead = blocks[: cuts[0]] if cuts else blocks
    if lead:
        sections.insert(0, Section(title=document.title, blocks=lead, is_lead=True, line=lead[0].line))
    sections = _join_tiny(sections, options.min_words)
    return tuple(part for section in sections for part in _cut_long(section, options))


def find_fragment(section: Section, document: Document) -> str:
    """Find what follows ``#`` in a link to a section of the original page.

    The heading's own id where the source has one; else a text directive (``:~:text=``, WICG Scroll to Text
    Fragment) of the heading or of the first words below it, if these words stand in the source exactly once.

    Returns:
        The fragment, percent-encoded; empty for the lead and where nothing could be proven unique.
    """
    if section.is_lead:
        return ""
    if section.anchor:
        return "".join(
            character if character.isascii() and (character.isalnum() or character in "-._~:") else _quote(character)
            for character in section.anchor
        )
    haystack = _fold(document.source_text)
    for text in _candidates(section):
        # Browsers match whole words, whatever their case, so the proof does the same.
        if haystack.count(_fold(text)) == 1:
            return f":~:text={quote_text_fragment(text)}"
    return ""


def _candidates(section: Section) -> list[str]:
    first = next((block.text for block in section.blocks if block.kind is Kind.PARAGRAPH), "")
    words = first.split()
    openings = [" ".join(words[:count]) for count in _FRAGMENT_WORDS if count <= len(words)]
    return [section.title, *openings] if section.title.strip() else openings


def _fold(text: str) -> str:
    # Each word has its own space on both sides, so that neighbours can be counted one by one.
    return "".join(f" {word} " for word in _WORD.findall(text.casefold()))


def _quote(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))


def _find_top_level(blocks: Sequence[Block]) -> int:
    """Return the highest level that cuts the document at least twice, or the highest there is."""
    levels = sorted(block.level for block in blocks if block.level)
    return levels[min(1, len(levels) - 1)] if levels else 0


def _open_section(blocks: Sequence[Block]) -> Section:
    heading = blocks[0]
    return Section(
        title=heading.text,
        blocks=tuple(blocks[1:]),
        anchor=heading.anchor,
        pin=heading.pin,
        line=heading.line,
        heading=heading,
    )


def _weigh(section: Section, enough: int) -> int:
    """Count the words of a section; one with a figure, a table or code always has enough."""
    if any(block.kind in _SUBSTANTIAL for block in section.blocks):
        return enough
    return sum(count_words(block.text) for block in section.blocks)


def _join_tiny(sections: Sequence[Section], min_words: int) -> list[Section]:
    """Join each tiny section with a neighbour.

    A bare heading introduces what follows and joins it; a section of a few words joins the one before it. A pinned
    section stays: its author named it.
    """
    joined: list[Section] = []
    waiting: Section | None = None
    for section in sections:
        current = _put_before(waiting, section) if waiting else section
        waiting = None
        if current.pin or _weigh(current, min_words) >= min_words:
            joined.append(current)
        elif joined and any(block.kind is not Kind.HEADING for block in current.blocks):
            joined[-1] = _append(joined[-1], current)
        else:
            waiting = current
    if waiting:
        joined[-1:] = [_append(joined[-1], waiting)] if joined else [waiting]
    return joined


def _put_before(tiny: Section, section: Section) -> Section:
    if tiny.is_lead:
        # The few words stand before the first heading: under that heading they still do no harm, while an item
        # of a by-line alone would.
        return replace(section, blocks=tiny.blocks + section.blocks, line=tiny.line)
    return replace(tiny, blocks=tiny.blocks + _as_blocks(section))


def _append(section: Section, tiny: Section) -> Section:
    return replace(section, blocks=section.blocks + _as_blocks(tiny))


def _as_blocks(section: Section) -> tuple[Block, ...]:
    return (section.heading, *section.blocks) if section.heading else section.blocks


def _cut_long(section: Section, options: SplitOptions) -> list[Section]:
    """Cut a section that is too long at its highest sub-headings, again and again until none is left."""
    if not options.max_words or sum(count_words(block.text) for block in section.blocks) <= options.max_words:
        return [section]
    levels = [block.level for block in section.blocks if block.level]
    if not levels:
        return [section]
    cuts = [n for n, block in enumerate(section.blocks) if block.level == min(levels)]
    parts = [replace(section, blocks=section.blocks[: cuts[0]])] if cuts[0] else []
    parts += [_open_section(section.blocks[start:end]) for start, end in pairwise([*cuts, len(section.blocks)])]
    if not cuts[0]:
        # The section begins with a sub-heading: its first part keeps the section's own title.
        parts[0] = replace(section, blocks=_as_blocks(parts[0]))
        if len(parts) == 1:
            return parts
    parts = _join_tiny(parts, options.min_words)
    if len(parts) == 1:
        return parts
    return [part for whole in parts for part in _cut_long(whole, options)]
