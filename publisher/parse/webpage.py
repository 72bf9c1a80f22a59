"""Reads articles that are HTML: written by hand, exported, or saved from a site."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from html import escape
from itertools import islice
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from publisher.errors import SourceError
from publisher.model import Block, Document, Kind, LineKind, Metadata, Note
from publisher.parse.boilerplate import (
    BLOCKS,
    HEADINGS,
    MEDIA,
    Dropped,
    drop_unseen,
    find_content,
    frame_captions,
    has_chrome,
    number,
    weigh,
)
from publisher.parse.boilerplate import text_of as text_of_node
from publisher.parse.content import select_article
from publisher.parse.frontmatter import merge_metadata
from publisher.parse.head import Head, choose_title, read_head
from publisher.parse.lines import drop_lines
from publisher.parse.options import ParseOptions
from publisher.parse.outline import normalise_levels, note_block
from publisher.parse.tree import VOID, Node, TooComplexError, join_texts, names, read_html
from publisher.urls import WEB_SCHEMES, resolve

_WHOLE = {
    "ul": Kind.LIST,
    "ol": Kind.LIST,
    "dl": Kind.LIST,
    "menu": Kind.LIST,
    "dir": Kind.LIST,
    "blockquote": Kind.QUOTE,
    "pre": Kind.CODE,
    "listing": Kind.CODE,
    "xmp": Kind.CODE,
    "hr": Kind.RULE,
}
_BELOW_TITLE = frozenset({"p", "h2", "h3", "h4"})
_DECKS = frozenset({"p", "div", "h2", "h3", "h4", "span", "section", "strong"})
_NO_DECK = frozenset({"h1", "h2", "h3", "form", "nav"})
_DECK_REACH = 40
_DECK = re.compile(
    r"(?:^|[\s_-])(?:deck|dek|standfirst|subtitle|sub-title|subhead(?:line)?|sub-heading|strapline|tagline|kicker-text"
    r"|article-?summary|article-?description|article-?lead|chapo|sapo|vorspann|untertitel|bajada|teaser-text)(?:$|[\s_-])"
)
_LEAD = re.compile(
    r"(?:^|[\s_-])(?:lead|lede|leader|intro|introduction|intro-?text|excerpt|abstract|teaser|teaser-?text|summary|vorspann"
    r"|ingress|entradilla|bajada|copete|perex|anons|lid|hero-?text)(?:$|[\s_-])"
)
_MIN_DECK, _MAX_DECK = 30, 700
_FIRST_PARAGRAPH = 200
_REPEATS_REACH = 4
_FIGURES = MEDIA | names("pre table svg figcaption")
_TABLES, _CODE = names("table"), names("pre")
_BIG = names("table figure")
_HEADED = names("th caption")
_CELLS, _ROWS = names("td"), names("tr")
_LINKS, _ANCHORS = names("a"), names("a span")
_PLAYERS = names("video audio iframe object embed amp-video amp-audio amp-youtube amp-iframe lite-youtube lite-vimeo")
_NUMBERING = re.compile(
    r"(?:^|[\s_-])(?:linenos?|lineno|line-?num(?:ber)?s?|gutter|blob-num|hljs-ln-numbers)(?:$|[\s_-])"
)
_LANGUAGE = re.compile(r"(?:^|\s)(?:language-|lang-|highlight-source-|sourceCode\s+)([A-Za-z][\w+#.-]{0,29})", re.ASCII)
_BOXES = 3
_LONGEST_ASIDE = 4000
_LONGEST_NUMBER = 6
"""Digits of a line number; a longer one is data."""
_DRESS = "script[src], link[rel=stylesheet], meta[property], meta[name=generator], meta[name=viewport]"
_SITE_LINKS = 5
_SOURCED = names("img amp-img source iframe")
_LAZY = ("data-src", "data-original", "data-lazy-src", "data-lazy", "data-original-src", "data-hi-res-src", "data-url")
_PLACEHOLDER = re.compile(r"(?:blank|placeholder|spacer|lazy|loading|transparent|pixel|1x1|grey)[^/]{0,30}$")
_ADDRESSES = ("href", "src", "poster", "cite", "longdesc", "data")
# What generators put beside a heading to link to it.
_LINK_SIGNS = frozenset({"", "#", "¶", "§", "🔗", "⚓"})
_READINGS = names("rt rp")
"""What stands above a word of Japanese or Chinese to say how it is read: written out, but no part of the text."""
_SPACE = " \t\n\r\f\u00a0"


@dataclass(slots=True)
class _Walk:
    """Blocks and notes, gathered in reading order."""

    blocks: list[Block] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    """Ids that stand before the next block and could be a heading's."""
    seen: set[str] = field(default_factory=set)
    pins: bool = False


def parse_webpage(text: str, metadata: Metadata, options: ParseOptions, *, address: str = "") -> Document:
    """Read an article from HTML, a whole page or a fragment.

    A page of a site loses its furniture; a text written by hand keeps everything. Blocks stand in reading order and
    none is repeated.

    Args:
        text: Decoded; lines are counted in it.
        metadata: What front matter said; it wins over what the page says.
        options: Limits.
        address: Where the page was found, if it was on the web.

    Raises:
        SourceError: The page is nested too deep, or too large; its ``where`` is empty.
    """
    document = _parse_page(text, metadata, options, address, is_whole=False)
    if not document.blocks and any(note.kind is LineKind.FURNITURE for note in document.notes):
        # A page of little but links: better all of it than nothing.
        document = _parse_page(text, metadata, options, address, is_whole=True)
    return document


def _parse_page(text: str, front: Metadata, options: ParseOptions, address: str, *, is_whole: bool) -> Document:
    page, body = _read(text, options)
    head = Head(page, body)
    metadata = merge_metadata(front, read_head(head, front.canonical or address, options))
    if address and not metadata.canonical:
        metadata = replace(metadata, canonical=address)
    dropped = drop_unseen(body)
    source_text = text_of_node(body)
    nodes = number(body)
    weigh(body)
    is_site = not is_whole and (has_chrome(nodes) or (body.links >= _SITE_LINKS and is_dressed(page)))
    content, reason = body, "the whole file"
    if is_site:
        frame_captions(nodes)
        content, reason = find_content(nodes)
    if not metadata.language:
        metadata = replace(metadata, language=find_language(content))
    headings = _order_headings(nodes, content)
    title, place = choose_title(head, [text_of_node(heading) for heading in headings], front.title)
    shown = None if place is None else headings[place]
    standfirst, deck = _find_standfirst(shown, content, nodes, front.description)
    notes = _note_parts(title, shown, standfirst, deck)
    for part in (shown, deck):
        if part is not None:
            part.drop()
    if is_site:
        dropped += select_article(nodes, content)
    _show_pictures(body)
    _apply_base(page, body, metadata.canonical)
    walk = _Walk(pins=not is_site and not address)
    _walk_page(body, walk)
    _check_size(len(walk.blocks), options)
    blocks, repeats = _drop_repeats(walk.blocks, title, standfirst)
    notes += repeats
    if is_site:
        blocks, lines = drop_lines(blocks)
        notes += lines
    notes += [note_block(block, reason) for block in blocks]
    notes += [_note_dropped(piece) for piece in dropped]
    return Document(
        title=title,
        standfirst=standfirst,
        metadata=metadata,
        blocks=normalise_levels(blocks),
        notes=tuple(sorted(notes, key=lambda note: note.line)),
        source_text=source_text,
    )


def read_fragment(text: str, line: int, options: ParseOptions) -> tuple[Block, ...]:
    """Read the blocks of a piece of HTML inside another format.

    Args:
        text: The piece.
        line: Its first line in the file.
        options: Limits.

    Raises:
        SourceError: It is nested too deep, or too large; its ``where`` is empty.
    """
    # Without it, a script that comes first would go into the head.
    _, body = _read(f"<body>{text}", options)
    drop_unseen(body)
    _show_pictures(body)
    walk = _Walk(pins=True)
    _walk_page(body, walk)
    return tuple(replace(block, line=block.line + line - 1 if block.line else line) for block in walk.blocks)


def _read(text: str, options: ParseOptions) -> tuple[LexborHTMLParser, Node]:
    try:
        return read_html(text, max_depth=options.max_depth)
    except TooComplexError as error:
        raise SourceError(f"the HTML cannot be read: {error}", "", "simplify its markup") from error


def _check_size(count: int, options: ParseOptions) -> None:
    if count > options.max_blocks:
        raise SourceError(
            f"the article has more than {options.max_blocks} paragraphs", "", "split it into several files"
        )


# The page as a whole ----------------------------------------------------------------------------------------------


def _show_pictures(body: Node) -> None:
    """Give pictures that a script would load their address."""
    for image in body.find_all(_SOURCED):
        if image.name == "amp-img":
            image.name = "img"
        attributes = image.attributes
        source = image.get("src")
        if source and not source.startswith("data:") and image.name != "img":
            continue
        lazy = next((attributes[name] for name in _LAZY if image.get(name)), "")
        if (
            lazy
            and not lazy.startswith(("data:", "{", "["))
            and (not source or source.startswith("data:") or _is_blank(source))
        ):
            attributes["src"] = lazy
        if image.get("data-srcset") and not image.get("srcset"):
            attributes["srcset"] = attributes["data-srcset"]


def _is_blank(source: str) -> bool:
    return _PLACEHOLDER.search(source.lower()) is not None


def _apply_base(page: LexborHTMLParser, body: Node, address: str) -> None:
    """Write out what ``<base href>`` does to the article's relative addresses."""
    tag = page.css_first("base[href]")
    href = (tag.attributes.get("href") or "").strip() if tag is not None else ""
    if not href:
        return
    base = resolve(href, address, schemes=WEB_SCHEMES) or href
    for node in (body, *body.walk()):
        for name in _ADDRESSES:
            value = node.get(name)
            if value and not value.startswith("#"):
                node.attributes[name] = _join(base, value)


def _join(base: str, value: str) -> str:
    try:
        return resolve(value, base) or urljoin(base, value)
    except ValueError:
        return value


def is_dressed(page: LexborHTMLParser) -> bool:
    """Tell by its head whether a page was made for a site: who writes by hand links no style and runs no script."""
    return page.css_first(_DRESS) is not None or page.css_first("body[bgcolor], body[background], font") is not None


def _order_headings(nodes: Sequence[Node], content: Node) -> list[Node]:
    """List the ``h1`` elements: those inside the article first, then those before it, the nearest first."""
    found = [node for node in nodes if node.name == "h1"]
    return sorted(found, key=lambda node: not content.holds_node(node))


def find_language(content: Node) -> str:
    """Return the language that the content itself, or the one element that holds all of it, is marked with."""
    element: Node | None = content
    while element is not None:
        language = element.get("lang") or element.get("xml:lang")
        if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*", language):
            return language
        inner = [child for child in element.children if type(child) is Node]
        element = inner[0] if len(inner) == 1 else None
    return ""


def _find_standfirst(
    title: Node | None, content: Node, nodes: Sequence[Node], description: str
) -> tuple[str, Node | None]:
    """Find the sentence or two below the title, and the element that shows them.

    Front matter's description wins; else they need a mark of their own, as a first paragraph is none.
    """
    shown, deck = _find_deck(title, content, nodes) if title is not None else ("", None)
    if description:
        return description, deck if _fold(shown) == _fold(description) else None
    return shown, deck


def is_named_standfirst(node: Node, *, loosely: bool) -> bool:
    """Tell by its name whether an element holds a standfirst; loosely, by names that parts of an article have too."""
    named = f"{node.get('class')} {node.get('itemprop')} {node.get('data-testid')}".lower()[:500]
    return _DECK.search(named) is not None or (loosely and _LEAD.search(named) is not None)


def _find_deck(title: Node, content: Node, nodes: Sequence[Node]) -> tuple[str, Node | None]:
    group = next((parent for parent in title.parents() if parent.name == "hgroup"), None)
    if group is not None:
        below = [node for node in group.find_all(_BELOW_TITLE) if text_of_node(node)]
        return (text_of_node(below[0]), below[0]) if len(below) == 1 else ("", None)
    following = (node for node in nodes[title.order + 1 :] if node.name in _DECKS)
    for node in islice(following, _DECK_REACH):
        # Twice, as a character of some scripts weighs as much as two.
        if node.text > 2 * _MAX_DECK or node.holds_node(content):
            continue
        text = text_of_node(node)
        if not _MIN_DECK <= len(text) <= _MAX_DECK or node.find(_NO_DECK) is not None or node.link * 2 > node.text:
            continue
        is_outside = not content.holds_node(node)
        if is_named_standfirst(node, loosely=is_outside):
            return text, node
        if node.name == "p" and not is_outside and len(text) > _FIRST_PARAGRAPH:
            break
    return "", None


def _drop_repeats(blocks: Sequence[Block], title: str, standfirst: str) -> tuple[list[Block], list[Note]]:
    """Leave out a heading or paragraph among the first that repeats title or standfirst; note each."""
    said = {kind: _fold(text) for kind, text in ((Kind.HEADING, title), (Kind.PARAGRAPH, standfirst))}
    kept, notes = [], []
    for place, block in enumerate(blocks):
        if place < _REPEATS_REACH and said.get(block.kind) and _fold(block.text) == said[block.kind]:
            notes.append(_note_dropped(Dropped(block.line, block.text, "repeats the title or standfirst")))
        else:
            kept.append(block)
    return kept, notes


def _fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


# Notes ------------------------------------------------------------------------------------------------------------


def _note_parts(title: str, shown: Node | None, standfirst: str, deck: Node | None) -> list[Note]:
    notes = []
    if title:
        line = shown.line if shown is not None else 0
        reason = "the heading that names the page" if shown is not None else "stated in the page's head"
        notes.append(Note(line=line, line_end=line, kind=LineKind.TITLE, text=title, reason=reason))
    if deck is not None:
        line = deck.line
        notes.append(Note(line=line, line_end=line, kind=LineKind.DECK, text=standfirst, reason="marked as such"))
    return notes


def _note_dropped(piece: Dropped) -> Note:
    return Note(line=piece.line, line_end=piece.line, kind=LineKind.FURNITURE, text=piece.text, reason=piece.reason)


# Text and markup of the article -----------------------------------------------------------------------------------


def _text_of(nodes: Sequence[Node | str]) -> str:
    """Return the text of nodes, with white space collapsed and a space wherever a block or line begins or ends."""
    pieces: list[str] = []
    _collect_text(nodes, pieces)
    return " ".join("".join(pieces).split())


def _collect_text(nodes: Sequence[Node | str], pieces: list[str]) -> None:
    for node in nodes:
        if type(node) is not Node:
            pieces.append(node)  # type: ignore[arg-type]  # What is no node is text.
        elif node.name not in _READINGS:
            is_parted = node.name in BLOCKS or node.name == "br"
            if is_parted:
                pieces.append(" ")
            _collect_text(node.children, pieces)
            if is_parted:
                pieces.append(" ")


def _code_of(node: Node) -> str:
    """Return an element's text as it stands."""
    return "".join(
        (_code_of(child) if child.name not in _READINGS else "") if type(child) is Node else str(child)
        for child in node.children
    )


def _write(nodes: Sequence[Node | str]) -> str:
    """Write nodes as HTML."""
    pieces: list[str] = []
    _write_nodes(nodes, pieces)
    return "".join(pieces)


def _write_nodes(nodes: Sequence[Node | str], pieces: list[str]) -> None:
    for node in nodes:
        if type(node) is not Node:
            pieces.append(escape(node, quote=False))  # type: ignore[arg-type]  # What is no node is text.
            continue
        attributes = "".join([f' {name}="{escape(value)}"' for name, value in node.attributes.items()])
        pieces.append(f"<{node.name}{attributes}>")
        if node.name not in VOID:
            _write_nodes(node.children, pieces)
            pieces.append(f"</{node.name}>")


# The walk ---------------------------------------------------------------------------------------------------------


def _walk_page(body: Node, walk: _Walk) -> None:
    """Turn a page's body into blocks, once all that is not the article has been taken out."""
    join_texts(body)
    _walk_block(body, walk)


def _walk(node: Node, walk: _Walk) -> None:
    """Turn what is in an element into blocks; loose text between its blocks becomes paragraphs."""
    run: list[Node | str] = []
    # A copy, as a heading loses the link to itself.
    for child in tuple(node.children):
        if type(child) is not Node or _is_inline(child):
            run.append(child)
            continue
        _end_run(run, node, walk)
        run = []
        _walk_block(child, walk)
    _end_run(run, node, walk)


def _holds(node: Node, names: frozenset[str]) -> bool:
    """Return whether an element of one of these names is in another."""
    for child in node.children:  # noqa: SIM110  Three times as fast as `any` and its generator.
        if type(child) is Node and (child.name in names or _holds(child, names)):
            return True
    return False


def _is_inline(node: Node) -> bool:
    return node.name not in BLOCKS and not _holds(node, BLOCKS)


def _walk_block(node: Node, walk: _Walk) -> None:
    name = node.name
    if name in HEADINGS or (node.get("role") == "heading" and not _holds(node, BLOCKS)):
        _add_heading(node, walk)
    elif name in _WHOLE and not _is_layout(node):
        _add_whole(node, _WHOLE[name], walk)
    elif name == "table" and (code := _find_numbered_code(node)):
        _add_numbered_code(node, code, walk)
    elif name == "table" and not _is_layout(node):
        _add_whole(node, Kind.TABLE, walk)
    elif name == "details" and _is_aside(node):
        _add_whole(node, Kind.PARAGRAPH, walk)
    elif name == "figure" and _holds(node, _FIGURES):
        kind = Kind.TABLE if _holds(node, _TABLES) else Kind.CODE if _holds(node, _CODE) else Kind.FIGURE
        _add_whole(node, kind, walk)
    elif name == "figcaption":
        # Its picture waits for a script, or stands elsewhere.
        figure = Node("figure", {}, None)
        figure.children.append(node)
        _add_whole(figure, Kind.FIGURE, walk)
    elif name not in _READINGS:
        _keep_anchor(node, walk)
        _walk(node, walk)


def _keep_anchor(node: Node, walk: _Walk) -> None:
    anchor = (node.get("id") or (node.get("name") if node.name == "a" else "")).strip()
    if anchor and " " not in anchor:
        walk.anchors.append(anchor)


def _is_aside(details: Node) -> bool:
    """Tell a few lines that are folded away from a section that is."""
    opens = any(type(child) is Node and child.name == "summary" for child in details.children)
    return opens and not _holds(details, HEADINGS) and len(_text_of([details])) <= _LONGEST_ASIDE


def _find_numbered_code(table: Node) -> list[Node]:
    """Return the cells with the code of a table that only puts line numbers beside it; none for any other table."""
    rows = [[cell for cell in row.children if type(cell) is Node] for row in table.find_all(_ROWS)]
    if not rows or any(len(cells) != 2 for cells in rows):  # noqa: PLR2004  The number, and the line.
        return []
    numbers = [number for cells in rows for number in _text_of(cells[:1]).split()]
    codes = [cells[1] for cells in rows]
    if len(rows) == 1:
        marked = _holds(codes[0], _CODE)
        count = len(_code_of(codes[0]).strip("\n").split("\n"))
    else:
        marked = all(_NUMBERING.search(row[0].get("class")) or "data-line-number" in row[0].attributes for row in rows)
        count = len(rows)
    counts = [int(number) for number in numbers if number.isdecimal() and len(number) < _LONGEST_NUMBER]
    is_count = bool(counts) and len(counts) == len(numbers) and counts == sorted(set(counts))
    return codes if marked and is_count and abs(len(counts) - count) <= 1 else []


def _add_numbered_code(table: Node, cells: list[Node], walk: _Walk) -> None:
    text = "\n".join(_code_of(cell).strip("\n") for cell in cells)
    walk.anchors.clear()
    walk.blocks.append(
        Block(kind=Kind.CODE, html=f"<pre{_write_language(table)}>{escape(text)}</pre>", text=text, line=table.line)
    )


def _write_language(code: Node) -> str:
    """Write what the boxes around some code say of its language, which are not kept themselves."""
    around = code.parent
    for _ in range(_BOXES):
        if around is None:
            break
        if match := _LANGUAGE.search(around.get("class")):
            return f' data-language="{escape(match[1].lower())}"'
        around = around.parent
    return ""


def _is_layout(node: Node) -> bool:
    """Tell a list or table that only arranges the page: it has headings or much text in its cells."""
    if node.name in {"blockquote", "pre", "hr", "listing", "xmp"}:
        return False
    if _holds(node, HEADINGS):
        return True
    return node.name == "table" and (node.get("role") in {"presentation", "none"} or _arranges(node))


def _arranges(table: Node) -> bool:
    if _holds(table, _HEADED):
        return False
    cells = table.find_all(_CELLS)[:400]
    if not cells or _holds(table, _BIG):
        return True
    rows = table.find_all(_ROWS)[:100]
    return len(rows) == 1 or len(cells) == len(rows) or len(_text_of([table])) > 400 * len(cells)


def _add_heading(node: Node, walk: _Walk) -> None:
    for link in node.find_all(_LINKS):
        if link.get("href").startswith("#") and _text_of([link]) in _LINK_SIGNS and not _holds(link, MEDIA):
            _keep_anchor(link, walk)
            link.drop()
    text = _text_of([node])
    if not text:
        if _holds(node, MEDIA):
            _walk(node, walk)
        return
    level = int(node.name[1]) if node.name in HEADINGS else 2
    if node.name not in HEADINGS and node.get("aria-level").isdigit():
        level = min(6, max(1, int(node.get("aria-level")[:2])))
    own = node.get("id").strip()
    anchors = (own, _find_anchor(node), *reversed(walk.anchors))
    anchor = next((name for name in anchors if name and name not in walk.seen), "")
    walk.anchors.clear()
    walk.seen.add(anchor)
    pin = own if walk.pins and own == anchor else ""
    html = _write(node.children).strip()
    walk.blocks.append(
        Block(kind=Kind.HEADING, html=html, text=text, level=level, line=node.line, anchor=anchor, pin=pin)
    )


def _find_anchor(heading: Node) -> str:
    """Return the anchor inside a heading."""
    inner = heading.find_all(_ANCHORS)
    marked = next((node for node in inner if "id" in node.attributes), None)
    marked = marked or next((node for node in inner if node.name == "a" and "name" in node.attributes), None)
    return marked.get("id") or marked.get("name") if marked is not None else ""


def _add_whole(node: Node, kind: Kind, walk: _Walk) -> None:
    text = _code_of(node).strip("\n") if kind is Kind.CODE else _text_of([node])
    if not text.strip() and kind is not Kind.RULE and not _holds(node, MEDIA):
        return
    walk.anchors.clear()
    html = _write([node])
    if node.name == "pre" and (language := _write_language(node)):
        html = f"<pre{language}{html.removeprefix('<pre')}"
    walk.blocks.append(Block(kind=kind, html=html, text=text, line=node.line))


def _end_run(run: Sequence[Node | str], parent: Node, walk: _Walk) -> None:
    """Make paragraphs of text and inline elements that stand loose in an element; two line breaks part them."""
    for part in _cut_at_breaks(run):
        text = _text_of(part)
        tags = [node for node in part if type(node) is Node]
        if not text and not any(tag.name in MEDIA or _holds(tag, MEDIA) for tag in tags):
            for tag in tags:
                _keep_anchor(tag, walk)
                for link in tag.find_all(_LINKS)[:5]:
                    _keep_anchor(link, walk)
            continue
        walk.anchors.clear()
        if not text and any(tag.name in _PLAYERS for tag in tags):
            # A player stands for itself, and has no place beside another in one paragraph.
            walk.blocks += [_make_player(tag) for tag in tags]
            continue
        kind = Kind.PARAGRAPH if text else Kind.FIGURE
        html = _write(part).strip()
        walk.blocks.append(Block(kind=kind, html=f"<p>{html}</p>", text=text, line=_find_line(part, parent)))
        for node in reversed(part):
            if type(node) is Node and node.name == "a" and not node.children:
                # An old anchor at the end of loose text belongs to the heading that follows.
                _keep_anchor(node, walk)
            elif type(node) is Node or node.strip():  # type: ignore[union-attr]  # What is no node is text.
                break


def _make_player(tag: Node) -> Block:
    return Block(kind=Kind.FIGURE, html=f"<p>{_write([tag])}</p>", text="", line=tag.line)


def _find_line(part: Sequence[Node | str], parent: Node) -> int:
    if parent.name == "p":
        return parent.line
    for node in part:
        if type(node) is Node:
            return node.line
        if parent.line:
            return parent.line
    return 0


def _cut_at_breaks(run: Sequence[Node | str]) -> list[list[Node | str]]:
    parts: list[list[Node | str]] = [[]]
    breaks = 0
    for node in run:
        if type(node) is Node and node.name == "br":
            breaks += 1
        elif type(node) is Node or node.strip(_SPACE):  # type: ignore[union-attr]  # What is no node is text.
            if breaks > 1:
                parts.append([])
            breaks = 0
        parts[-1].append(node)
    return [_strip(part) for part in parts]


def _strip(part: list[Node | str]) -> list[Node | str]:
    """Take line breaks and white space off both ends."""
    start, end = 0, len(part)
    while start < end and _is_empty(part[start]):
        start += 1
    while end > start and _is_empty(part[end - 1]):
        end -= 1
    return part[start:end]


def _is_empty(node: Node | str) -> bool:
    return node.name == "br" if type(node) is Node else not node.strip(_SPACE)  # type: ignore[union-attr]
