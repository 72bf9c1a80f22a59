"""Reads articles that are Markdown: CommonMark with tables, strikethrough, footnotes and definition lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from publisher.errors import SourceError
from publisher.model import Block, Document, Kind, LineKind, Metadata, Note
from publisher.parse.options import ParseOptions
from publisher.parse.outline import normalise_levels, note_block

_KINDS = {
    "heading": Kind.HEADING,
    "paragraph": Kind.PARAGRAPH,
    "bullet_list": Kind.LIST,
    "ordered_list": Kind.LIST,
    "dl": Kind.LIST,
    "blockquote": Kind.QUOTE,
    "fence": Kind.CODE,
    "code_block": Kind.CODE,
    "table": Kind.TABLE,
    "hr": Kind.RULE,
}
# `## Title {#id}` as in Hugo, `{: #id}` as in kramdown; classes and the like beside the id are passed over.
_ATTRIBUTES = re.compile(r"[ \t]+\{:?[ \t]*#([^\s{}#]{1,200})(?:[ \t][^{}]{0,300})?\}[ \t]*\Z")
# Twice what CommonMark's own preset allows. Deeper blocks would silently vanish, and each opening bracket costs a
# search of this depth: 50,000 of them take about five seconds.
_MAX_NESTING = 40
_MAX_BRACKETS = 50_000


@dataclass(slots=True)
class _Reading:
    """What is gathered while the tokens are walked."""

    source: MarkdownIt
    options: ParseOptions
    environment: dict[str, Any] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    footnotes: list[Sequence[Token]] = field(default_factory=list)
    referred: list[tuple[int, int]] = field(default_factory=list)
    """For each footnote that a block refers to: the block's place, then the footnote's."""


def parse_markdown(text: str, metadata: Metadata, options: ParseOptions, *, address: str = "") -> Document:
    """Read an article from Markdown.

    The first heading of level one is the title, unless front matter has one. A footnote stands at the end of the
    section that refers to it first. Raw HTML is read as HTML, and Hugo's shortcodes are text.

    Args:
        text: Decoded; lines are counted in it, and lines of front matter are blank.
        metadata: What front matter said.
        options: Limits.
        address: Where the article was found, if it was on the web.

    Raises:
        SourceError: It is nested too deep or too large; its ``where`` is the line, or empty.
    """
    if text.count("[") > _MAX_BRACKETS:
        raise SourceError(f"the article has more than {_MAX_BRACKETS} brackets", "", "split it into several files")
    reading = _Reading(_make_reader(), options)
    tokens = reading.source.parse(text, reading.environment)
    deep = next((token for token in tokens if token.level >= _MAX_NESTING - 1), None)
    if deep is not None:
        line = str(deep.map[0] + 1) if deep.map else ""
        raise SourceError("lists or quotes are nested too deep", line, f"use at most {_MAX_NESTING // 2} levels")
    for group in _group(tokens):
        _read_group(group, reading)
    if len(reading.blocks) > options.max_blocks:
        raise SourceError(
            f"the article has more than {options.max_blocks} paragraphs", "", "split it into several files"
        )
    return _make_document(_place_footnotes(reading), metadata, address)


def _make_reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": True, "maxNesting": _MAX_NESTING})
    reader.enable(["table", "strikethrough"]).use(footnote_plugin).use(deflist_plugin)
    reader.core.ruler.before("inline", "heading_id", _read_heading_ids)
    return reader


def _read_heading_ids(state: StateCore) -> None:
    for token, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if token.type == "heading_open":
            found = _ATTRIBUTES.search(inline.content)
            if found:
                token.attrSet("id", found[1])
                inline.content = inline.content[: found.start()]


# Tokens to blocks ---------------------------------------------------------------------------------------------------


def _group(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Yield the tokens of one block after the other; pieces of raw HTML without anything between them are one."""
    start = depth = 0
    for place, token in enumerate(tokens):
        depth += token.nesting
        if depth:
            continue
        following = tokens[place + 1].type if place + 1 < len(tokens) else ""
        if token.type == "html_block" == following:
            continue
        yield tokens[start : place + 1]
        start = place + 1


def _read_group(group: Sequence[Token], reading: _Reading) -> None:
    first = group[0]
    if first.type == "footnote_block_open":
        reading.footnotes = list(_cut_footnotes(group[1:-1]))
        return
    if first.type == "html_block":
        _read_html(group, reading)
        return
    kind = _KINDS.get(first.type.removesuffix("_open"), Kind.PARAGRAPH)
    place = len(reading.blocks)
    reading.referred += [(place, note) for note in _references(group)]
    line = first.map[0] + 1 if first.map else 0
    if kind is Kind.HEADING:
        name = str(first.attrGet("id") or "")
        html = _render(group[1:2], reading)
        text = _text(group)
        if text:
            level = int(first.tag[1])
            reading.blocks.append(Block(kind=kind, html=html, text=text, level=level, line=line, anchor=name, pin=name))
        return
    html = _render(group, reading).strip()
    text = _text(group)
    if kind is Kind.PARAGRAPH and not text:
        # Pictures alone; a paragraph of nothing but a comment has not even these.
        if not any(_has_media(token) for token in group):
            return
        kind = Kind.FIGURE
    if not text.strip() and kind not in {Kind.FIGURE, Kind.RULE} and not any(_has_media(token) for token in group):
        return
    reading.blocks.append(Block(kind=kind, html=html, text=text, line=line))


def _read_html(group: Sequence[Token], reading: _Reading) -> None:
    # Only an article with raw HTML needs the HTML parser.
    from publisher.parse.webpage import read_fragment

    start = group[0].map[0] if group[0].map else 0
    pieces: list[str] = []
    for token in group:
        line = token.map[0] if token.map else 0
        # Blank lines between two pieces keep the count of lines right.
        pieces.append("\n" * max(0, line - start - sum(piece.count("\n") for piece in pieces)))
        pieces.append(token.content)
    reading.blocks += read_fragment("".join(pieces), start + 1, reading.options)


def _render(tokens: Sequence[Token], reading: _Reading) -> str:
    return str(reading.source.renderer.render(tokens, reading.source.options, reading.environment))


def _text(tokens: Sequence[Token]) -> str:
    """Return the plain text of some tokens; code keeps its white space if it is all there is."""
    if len(tokens) == 1 and tokens[0].type in {"fence", "code_block"}:
        return tokens[0].content.strip("\n")
    pieces: list[str] = []
    for token in tokens:
        if token.type in {"fence", "code_block"}:
            pieces.append(token.content)
        for child in token.children or ():
            if child.type in {"text", "code_inline", "text_special"}:
                pieces.append(child.content)
            elif child.type in {"softbreak", "hardbreak"}:
                pieces.append(" ")
        if token.type == "inline":
            pieces.append(" ")
    return " ".join("".join(pieces).split())


def _has_media(token: Token) -> bool:
    return any(
        child.type == "image" or (child.type == "html_inline" and child.content[1:4] in {"img", "vid", "aud", "ifr"})
        for child in token.children or ()
    )


# Footnotes ----------------------------------------------------------------------------------------------------------


def _references(tokens: Sequence[Token]) -> Iterator[int]:
    for token in tokens:
        for child in token.children or ():
            if child.type == "footnote_ref":
                yield int(child.meta["id"])


def _cut_footnotes(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    start = 0
    for place, token in enumerate(tokens):
        if token.type == "footnote_close":
            yield tokens[start : place + 1]
            start = place + 1


def _place_footnotes(reading: _Reading) -> tuple[Block, ...]:
    """Put each footnote at the end of the section that refers to it, so that a cut takes it along."""
    homes: dict[int, int] = {}
    for block, note in reading.referred:
        homes.setdefault(note, block)
    # A footnote that only another refers to goes where that one goes.
    for number, tokens in enumerate(reading.footnotes):
        for note in _references(tokens):
            homes.setdefault(note, homes.get(number, len(reading.blocks)))
    below: dict[int, list[int]] = {}
    for number in range(len(reading.footnotes)):
        below.setdefault(_find_end(reading.blocks, homes.get(number, len(reading.blocks))), []).append(number)
    placed: list[Block] = []
    for place in range(len(reading.blocks) + 1):
        if place in below:
            placed += _write_footnotes(below[place], reading)
        placed += reading.blocks[place : place + 1]
    return tuple(placed)


def _find_end(blocks: Sequence[Block], place: int) -> int:
    return next((n for n in range(place + 1, len(blocks)) if blocks[n].level), len(blocks))


def _write_footnotes(numbers: Sequence[int], reading: _Reading) -> Iterator[Block]:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    for run in runs:
        tokens = [token for number in run for token in reading.footnotes[number]]
        start = f' start="{run[0] + 1}"' if run[0] else ""
        line = next((token.map[0] + 1 for token in tokens if token.map), 0)
        html = f'<ol class="footnotes"{start}>\n{_render(tokens, reading)}</ol>'
        yield Block(kind=Kind.LIST, html=html, text=_text(tokens), line=line)


# Title and standfirst -----------------------------------------------------------------------------------------------


def _make_document(blocks: Sequence[Block], metadata: Metadata, address: str) -> Document:
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
    blocks = normalise_levels(blocks)
    if address and not metadata.canonical:
        metadata = replace(metadata, canonical=address)
    notes += [note_block(block, "Markdown") for block in blocks]
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
