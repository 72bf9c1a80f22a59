"""Reads articles that are Markdown: CommonMark and GFM, with footnotes, definition lists and ids of headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any
from urllib.parse import unquote

from publisher.errors import SourceError
from publisher.model import Block, Document, Kind, LineKind, Metadata, Note
from publisher.parse.language_marks import mark_words, read_tag_marks
from publisher.parse.markdown_events import REFERENCE, Footnote, Reader, Reading
from publisher.parse.markdown_source import MARK, mend_source
from publisher.parse.options import ParseOptions
from publisher.parse.outline import normalise_levels, note_block

_SURROGATE = re.compile("[\ud800-\udfff]")
_INNER = re.compile('href="#([^"]+)"')
_NOT_IN_NAME = re.compile(r"[^\w\- ]")
_BOLD = re.compile(
    r"<p(?P<marks>(?: (?:lang|dir)=\"[^\"]*\")*)>(?P<em><em>)?<strong>(?P<words>.+)</strong>(?(em)</em>)</p>", re.DOTALL
)
_BOLD_REASON = "bold and alone in its paragraph, like others here, and the article has no headings"
_MIN_BOLD, _MAX_BOLD = 2, 100
_SENTENCE = (".", ",", ";", "。", "、", "…")
_BACK = '<a href="#fnref{}" class="footnote-backref">↩\ufe0e</a>'


def parse_markdown(text: str, metadata: Metadata, options: ParseOptions, *, address: str = "") -> Document:
    """Read an article from Markdown.

    The first heading of level one is the title, unless front matter has one. A footnote stands at the end of the
    section that refers to it first. In an article without headings, paragraphs that are nothing but bold are taken for
    them. A heading that the article links to, by the name that GitHub would give it, has that as its anchor. Raw HTML
    is read as HTML, and Hugo's shortcodes are text.

    Args:
        text: Decoded; lines are counted in it, and lines of front matter are blank.
        metadata: What front matter said.
        options: Limits.
        address: Where the article was found, if it was on the web.

    Raises:
        SourceError: It is nested too deep or too large; its ``where`` is the line, or empty.
    """
    reading = _read(text, options)
    reading.blocks = _name_anchors(reading.blocks)
    blocks, unused = _place_footnotes(reading)
    return _make_document(blocks, unused, metadata, address)


def _read(text: str, options: ParseOptions) -> Reading:
    # CommonMark §2.3 has NUL replaced; a lone surrogate is no character either, and no parser takes one.
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    try:
        source = text.encode()
    except UnicodeEncodeError:
        source = _SURROGATE.sub("\ufffd", text).encode()
    reading = _run(source, Reader(source, options))
    mended = mend_source(source, reading.notes, reading.cut) if reading.notes or reading.cut else None
    if mended is None:
        return reading
    again = _run(mended.source, Reader(mended.source, options, mended.lost))
    known = {reference.label for reference in again.references} & {footnote.label for footnote in again.footnotes}
    if not known.issuperset(mended.lines):
        # Rewritten, it says something else: better a footnote that shows its brackets.
        return reading
    for footnote in again.footnotes:
        if footnote.label in mended.lines:
            footnote.line = mended.lines[footnote.label]
            footnote.html = footnote.html.replace(MARK, "", 1)
    return again


def _run(source: bytes, reader: Reader) -> Reading:
    import pyromark

    on = pyromark.Options
    extensions = (
        on.ENABLE_TABLES
        | on.ENABLE_FOOTNOTES
        | on.ENABLE_STRIKETHROUGH
        | on.ENABLE_TASKLISTS
        | on.ENABLE_HEADING_ATTRIBUTES
        | on.ENABLE_DEFINITION_LIST
        | on.ENABLE_GFM
    )
    try:
        events: Any = pyromark.events_with_range(source.decode(), options=extensions, merge_text=True)
        return reader.read(events)
    except BaseException as error:
        # A panic in Rust is no Exception, so that it ends a program that has not asked for it; this one goes on.
        if type(error).__name__ != "PanicException":
            raise
        raise SourceError(
            "the Markdown parser failed", "", "report this as a fault, and simplify the article"
        ) from error


def _name_anchors(blocks: list[Block]) -> list[Block]:
    """Give headings without an id the one that links in the article expect, as GitHub, Hugo and others make them."""
    wanted = {unquote(name) for block in blocks if 'href="#' in block.html for name in _INNER.findall(block.html)}
    if not wanted:
        return blocks
    counts: dict[str, int] = {}
    named = []
    for block in blocks:
        anchor = block.anchor
        if block.level and not anchor:
            slug = _NOT_IN_NAME.sub("", block.text.lower()).replace(" ", "-")
            count = counts.get(slug, 0)
            counts[slug] = count + 1
            anchor = f"{slug}-{count}" if count else slug
        named.append(replace(block, anchor=anchor) if anchor in wanted and not block.anchor else block)
    return named


# Footnotes ----------------------------------------------------------------------------------------------------------


def _place_footnotes(reading: Reading) -> tuple[list[Block], list[Footnote]]:
    """Put each footnote at the end of the section that refers to it, so that a cut takes it along.

    Returns:
        All blocks, and the footnotes that nothing refers to.
    """
    if not reading.references:
        return reading.blocks, reading.footnotes
    defined: dict[str, Footnote] = {}
    for footnote in reading.footnotes:
        defined.setdefault(footnote.label, footnote)
    homes = _find_homes(reading)
    numbers = {label: number for number, label in enumerate(homes, start=1)}
    shown, counts = _write_references(reading, numbers)
    blocks = [_fill(block, shown) for block in reading.blocks]
    below: dict[int, list[str]] = {}
    ends = _find_ends(blocks)
    for label, home in homes.items():
        below.setdefault(ends[home], []).append(label)
    placed: list[Block] = []
    for place in range(len(blocks) + 1):
        if place in below:
            runs = _cut_runs(below[place], numbers)
            placed += [_write_footnotes([defined[label] for label in run], numbers, counts, shown) for run in runs]
        placed += blocks[place : place + 1]
    unused = [
        footnote
        for footnote in reading.footnotes
        if footnote is not defined.get(footnote.label) or footnote.label not in homes
    ]
    return placed, unused


def _find_homes(reading: Reading) -> dict[str, int]:
    """Return for each footnote that is referred to the block that does so first, in the order of their numbers.

    A footnote that only another refers to goes where that one goes.
    """
    homes: dict[str, int] = {}
    inner: dict[str, list[str]] = {}
    for reference in reading.references:
        if reference.block is not None:
            homes.setdefault(reference.label, reference.block)
        elif reference.owner is not None:
            inner.setdefault(reference.owner, []).append(reference.label)
    waiting = list(homes)
    for label in waiting:
        for other in inner.get(label, ()):
            if other not in homes:
                homes[other] = homes[label]
                waiting.append(other)
    return homes


def _write_references(reading: Reading, numbers: dict[str, int]) -> tuple[list[str], dict[str, int]]:
    """Return the HTML of each reference, and how many there are to each footnote."""
    counts: dict[str, int] = {}
    shown = []
    for reference in reading.references:
        number = numbers.get(reference.label)
        if number is None or (reference.block is None and reference.owner not in numbers):
            shown.append("")
            continue
        count = counts.get(reference.label, 0)
        counts[reference.label] = count + 1
        name = f"{number}:{count}" if count else f"{number}"
        shown.append(f'<sup class="footnote-ref"><a href="#fn{number}" id="fnref{name}">[{name}]</a></sup>')
    return shown, counts


def _fill(block: Block, shown: Sequence[str]) -> Block:
    return replace(block, html=_fill_html(block.html, shown)) if "\0" in block.html else block


def _fill_html(html: str, shown: Sequence[str]) -> str:
    return REFERENCE.sub(lambda found: shown[int(found[1])], html)


def _find_ends(blocks: Sequence[Block]) -> list[int]:
    """Return for each block where its section ends: at the next heading, or after the last block."""
    ends = [len(blocks)] * len(blocks)
    for place in range(len(blocks) - 2, -1, -1):
        ends[place] = place + 1 if blocks[place + 1].level else ends[place + 1]
    return ends


def _cut_runs(labels: Sequence[str], numbers: dict[str, int]) -> Iterator[list[str]]:
    """Cut where numbers are left out: one list counts on by itself."""
    ordered = sorted(labels, key=numbers.__getitem__)
    start = 0
    for place, (label, following) in enumerate(pairwise(ordered), start=1):
        if numbers[following] != numbers[label] + 1:
            yield ordered[start:place]
            start = place
    if ordered:
        yield ordered[start:]


def _write_footnotes(
    footnotes: Sequence[Footnote], numbers: dict[str, int], counts: dict[str, int], shown: Sequence[str]
) -> Block:
    items = []
    for footnote in footnotes:
        number = numbers[footnote.label]
        names = [f"{number}:{count}" if count else f"{number}" for count in range(counts.get(footnote.label, 0))]
        back = "".join(f" {_BACK.format(name)}" for name in names)
        html = _fill_html(footnote.html, shown)
        end = "</p>\n" if html.endswith("</p>\n") else ""
        html = f"{html.removesuffix(end)}{back}{end}"
        items.append(f'<li id="fn{number}" class="footnote-item">{html}</li>\n')
    first = numbers[footnotes[0].label]
    start = f' start="{first}"' if first > 1 else ""
    html = f'<ol class="footnotes"{start}>\n{"".join(items)}</ol>'
    text = " ".join(footnote.text for footnote in footnotes)
    return Block(kind=Kind.LIST, html=html, text=text, line=footnotes[0].line)


# Title and standfirst -----------------------------------------------------------------------------------------------


def _make_document(blocks: Sequence[Block], unused: Sequence[Footnote], metadata: Metadata, address: str) -> Document:
    source_text = " ".join(block.text for block in blocks)
    title, reason = metadata.title, "front matter names the article"
    notes = []
    shown = _find_title(blocks, title)
    if shown is not None:
        if not title:
            title, reason = shown.text, "the heading of level one above all others"
        notes.append(Note(line=shown.line, line_end=shown.line, kind=LineKind.TITLE, text=shown.text, reason=reason))
        blocks = [block for block in blocks if block is not shown]
    standfirst = metadata.description
    if standfirst and blocks and blocks[0].kind is Kind.PARAGRAPH and _fold(blocks[0].text) == _fold(standfirst):
        line = blocks[0].line
        note = "front matter's description, repeated"
        notes.append(Note(line=line, line_end=line, kind=LineKind.DECK, text=standfirst, reason=note))
        blocks = blocks[1:]
    bold = _find_bold(blocks)
    blocks = normalise_levels([_promote(block) if place in bold else block for place, block in enumerate(blocks)])
    if address and not metadata.canonical:
        metadata = replace(metadata, canonical=address)
    notes += [note_block(block, _BOLD_REASON if place in bold else "Markdown") for place, block in enumerate(blocks)]
    notes += [_note_unused(footnote) for footnote in unused]
    return Document(
        title=title,
        standfirst=standfirst,
        metadata=metadata,
        blocks=blocks,
        notes=tuple(sorted(notes, key=lambda note: note.line)),
        source_text=source_text,
    )


def _find_title(blocks: Sequence[Block], title: str) -> Block | None:
    """Find the heading that shows the article's title.

    It is of level one and the first heading, with nothing but pictures and rules before it. Where front matter
    names another title and there are more such headings, they are sections.
    """
    first = next((block for block in blocks if block.kind not in {Kind.FIGURE, Kind.RULE}), None)
    tops = [block for block in blocks if block.level == 1]
    if first is not None and first.level == 1:
        if not title or len(tops) == 1 or _fold(first.text) == _fold(title):
            return first
        return None
    # Below a paragraph, say a note to the reader, a heading is the title only if no other is like it.
    deeper = any(block.level > 1 for block in blocks)
    return tops[0] if len(tops) == 1 and deeper and not title and _is_highest(blocks, tops[0]) else None


def _is_highest(blocks: Sequence[Block], top: Block) -> bool:
    return next(block for block in blocks if block.level) is top


def _fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _note_unused(footnote: Footnote) -> Note:
    line, text = footnote.line, footnote.text
    return Note(
        line=line, line_end=line, kind=LineKind.FURNITURE, text=text, reason="a footnote that nothing refers to"
    )


# Bold paragraphs ----------------------------------------------------------------------------------------------------


def _find_bold(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the places of paragraphs that are headings in all but name.

    They are bold from end to end, short, no sentence, and each has something below it that is not so; the article
    has several, and no real heading below its title.
    """
    if any(block.level for block in blocks):
        return frozenset()
    likely = [_is_bold(block) for block in blocks]
    found = [place for place, (this, below) in enumerate(pairwise(likely)) if this and not below]
    return frozenset(found) if len(found) >= _MIN_BOLD else frozenset()


def _is_bold(block: Block) -> bool:
    if block.kind is not Kind.PARAGRAPH or len(block.text) > _MAX_BOLD or block.text.endswith(_SENTENCE):
        return False
    found = _BOLD.fullmatch(block.html)
    return found is not None and "<strong>" not in found["words"]


def _promote(block: Block) -> Block:
    found = _BOLD.fullmatch(block.html)
    assert found is not None
    html = mark_words(found["words"], read_tag_marks(found["marks"]))
    return replace(block, kind=Kind.HEADING, html=html, level=1)
