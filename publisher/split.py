"""Cuts a document into the sections that become items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from math import log2
from unicodedata import category, east_asian_width
from zlib import crc32

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
    """A section of more words is cut at its sub-headings, or between paragraphs; 0 never cuts."""
    part_words: int = 600
    """What has no headings to be cut at is cut between paragraphs, into parts of about so many words; 0 never cuts."""
    max_items: int = 500
    """An article of more items is refused: it is more likely a mistake than an article."""


# A figure, a table or a listing is worth an item of its own, however few words it holds.
_SUBSTANTIAL = frozenset({Kind.FIGURE, Kind.TABLE, Kind.CODE})
# Scripts without spaces: one character counts as half a word, the usual rate of translators.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WORD = re.compile(r"\w+")
_FRAGMENT_WORDS = (8, 12, 16, 24)
_TITLE_WIDTH = 60
_JOINERS = frozenset("\u200c\u200d\ufe0e\ufe0f")

# What is shorter than so many parts stays whole, and a part is so long at least and at most.
_WHOLE = 1.5
_LEAST = 0.5
_MOST = 2.0
# What a part costs that is twice or half as long as it should be, and one that is beyond that. The costs are weighed
# against those of places, which are between -1.3 and 0.5 where nothing but chance speaks. In made-up essays of 3,000 to
# 12,000 words, a paragraph put in changes 1.3 parts in the mean (paragraphs of equal length throughout would be 1.0,
# parts of the same length 4.5, parts filled in turn 3.1), and nine parts of ten have 360 to 890 words. Twice the weight
# brings 400 to 820 words and 1.5 parts.
_LENGTH = 0.5
_BEYOND = 50.0
_CHANCE = 3.0
_LANDMARK = -4.0
_MEAN = -1.44
# Between two scenes, whatever chance says; before what depends on the paragraph above it, only for a good reason.
_SCENE = -2.0
_DEPENDENCE = 1.0
# A listing, a quotation and the like belong to the paragraph before them.
_DEPENDENT = frozenset({Kind.LIST, Kind.QUOTE, Kind.CODE, Kind.TABLE, Kind.FIGURE})
_CAPTION_WORDS = 25
_COLON = re.compile(r"[:：][\s\"'”’»›」』)]*\Z")
_OPENING = 24
# Of places nearer to each other than this share of a part only the best is weighed: it bounds the time.
_NEAR = 24
_FAR = 3


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

    A document without headings, and a section too long that has none below it, is cut between paragraphs. Its first
    part keeps its title, the others are called by their first words.

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
    options = _fit_parts(blocks, options)
    if sections and not any(block.level for block in blocks):
        return tuple(_cut_parts(sections[0], options.part_words))
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
    # A part is called by its first words, which the source does not end with an ellipsis.
    return [section.title, *openings] if section.heading and section.title.strip() else openings


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
    parts = _cut_at_headings(section, options)
    if len(parts) == 1:
        return _cut_parts(section, options.part_words)
    return [part for whole in parts for part in _cut_long(whole, options)]


def _cut_at_headings(section: Section, options: SplitOptions) -> list[Section]:
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
    return _join_tiny(parts, options.min_words)


def _fit_parts(blocks: Sequence[Block], options: SplitOptions) -> SplitOptions:
    """Double the length of parts until no number of them is beyond the limit: a book without chapters is no mistake."""
    part_words = options.part_words
    # Parts are at least half as long as they should be; by doubling, an edit does not move the length.
    most = _LEAST * max(1, options.max_items)
    # No text has more words than characters, and those are counted at once.
    if not part_words or sum(len(block.text) for block in blocks) <= part_words * most:
        return options
    words = sum(count_words(block.text) for block in blocks)
    while words > part_words * most:
        part_words *= 2
    return replace(options, part_words=part_words)


def _cut_parts(section: Section, part_words: int) -> list[Section]:
    """Cut a section between paragraphs into parts of about the same length.

    Each place has a cost, and the cuts are chosen so that all parts and places together cost least. Chance has its
    share in the cost of a place: the digest of the words that follow it. So where the next cut falls depends on the
    words around it more than on how many went before, and an edit moves the cuts beside it only.
    """
    blocks = section.blocks
    words = [count_words(block.text) for block in blocks]
    if not part_words or sum(words) < _WHOLE * part_words:
        return [section]
    cuts = _choose_cuts(blocks, words, part_words)
    spans = pairwise([0, *cuts, len(blocks)])
    parts = [blocks[start:end] for start, end in spans]
    return [replace(section, blocks=parts[0]), *(_open_part(part, section) for part in parts[1:])]


def _open_part(blocks: tuple[Block, ...], whole: Section) -> Section:
    texts = [block.text for block in blocks if block.kind is Kind.PARAGRAPH] + [block.text for block in blocks]
    title = next((title for title in map(_cut_title, texts) if title), whole.title)
    return Section(title=title, blocks=blocks, line=blocks[0].line)


def _cut_title(text: str) -> str:
    """Return the first words of a text, as many as make a title.

    >>> _cut_title("The rain had stopped by noon, and when the doors opened the whole street came out to look.")
    'The rain had stopped by noon, and when the doors opened the…'
    """
    text = " ".join(text.split())
    width = end = 0
    space = 0
    for end, character in enumerate(text):
        width += 2 if east_asian_width(character) in "WF" else 1
        if width > _TITLE_WIDTH:
            break
        if character == " ":
            space = end
    else:
        return text
    if space * 2 > end:
        end = space
    while end > 1 and (category(text[end]).startswith("M") or {text[end], text[end - 1]} & _JOINERS):
        end -= 1
    words = text[:end].rstrip(" .,;:–—-、，；：。…")
    return f"{words}…" if words else ""


def _choose_cuts(blocks: Sequence[Block], words: Sequence[int], part_words: int) -> list[int]:
    """Choose the blocks before which to cut, so that the sum of all costs is the least."""
    before = [0, *accumulate(words)]
    places = [(0, 0.0), *_find_places(blocks, before, part_words), (len(blocks), 0.0)]
    best = [0.0]
    previous = [0]
    for n in range(1, len(places)):
        end, cost = places[n]
        least, chosen, far = float("inf"), 0, 0
        for m in range(n - 1, -1, -1):
            length = (before[end] - before[places[m][0]]) / part_words
            total = best[m] + _weigh_part(length)
            if total < least:
                least, chosen = total, m
            # A part is too long only around a block that is, or to take in what would be too short alone.
            far += length > _MOST
            if far > _FAR:
                break
        best.append(least + cost)
        previous.append(chosen)
    cuts = []
    n = previous[-1]
    while n:
        cuts.append(places[n][0])
        n = previous[n]
    return cuts[::-1]


def _weigh_part(length: float) -> float:
    """Return what a part costs, given its length as a share of what it should be."""
    if length < _LEAST:
        return _BEYOND * (1 + _LEAST - length)
    if length > _MOST:
        return _BEYOND * (1 + length - _MOST)
    return _LENGTH * log2(length) ** 2


def _find_places(blocks: Sequence[Block], before: Sequence[int], part_words: int) -> list[tuple[int, float]]:
    """List where a cut may fall and what it costs there; of places close to each other, only the cheapest."""
    found = []
    start = 0
    for n in range(1, len(blocks)):
        # What belongs together is held together up to the length of a part: a poem in small letters is no one block.
        if not _belong_together(blocks[n - 1], blocks[n]) or before[n] - before[start] >= part_words:
            found.append((n, _weigh_place(blocks[n - 1], blocks[n])))
            start = n
    return _thin_places(_thin_places(found, before, part_words // _NEAR)[::-1], before, part_words // _NEAR)[::-1]


def _thin_places(places: Sequence[tuple[int, float]], before: Sequence[int], reach: int) -> list[tuple[int, float]]:
    """Drop each place that has one not dearer so near before it."""
    kept = []
    cheaper: list[tuple[int, float]] = []
    for n, cost in places:
        while cheaper and cheaper[-1][1] > cost:
            cheaper.pop()
        if not cheaper or abs(before[n] - before[cheaper[-1][0]]) > reach:
            kept.append((n, cost))
            cheaper.append((n, cost))
    return kept


def _belong_together(block: Block, following: Block) -> bool:
    """Whether no cut may fall between two blocks."""
    if block.kind in {Kind.HEADING, Kind.FIGURE} or following.kind is Kind.RULE:
        return True
    if block.kind is not Kind.PARAGRAPH:
        return False
    if _COLON.search(block.text[-8:]):
        return True
    if following.kind in {Kind.TABLE, Kind.CODE, Kind.FIGURE}:
        return count_words(block.text) <= _CAPTION_WORDS
    return following.text[:1].islower()


def _weigh_place(block: Block, following: Block) -> float:
    opening = "".join(_WORD.findall(following.text[:200].casefold()))[:_OPENING]
    chance = (crc32(opening.encode("utf-8", "replace")) + 1) / 2**32
    # The logarithm makes a few places far better than all others: there cuts fall, whatever is edited around them.
    cost = max(_LANDMARK, log2(chance) - _MEAN) / _CHANCE
    if block.kind is Kind.RULE:
        cost += _SCENE
    elif following.kind in _DEPENDENT:
        cost += _DEPENDENCE
    return cost
