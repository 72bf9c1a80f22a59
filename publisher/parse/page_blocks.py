"""Turns what is left of a page, once all that is not the article has been taken out, into blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from publisher.model import Block, Kind
from publisher.parse.boilerplate import BLOCKS, HEADINGS, MEDIA
from publisher.parse.language_marks import Marks, mark_words, read_marks, write_marks
from publisher.parse.permalinks import drop_permalinks
from publisher.parse.tree import VOID, Node, join_texts, names

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
_CONTAINERS = names("body main article section div")
_READINGS = names("rt rp")
"""The reading above a word of Japanese or Chinese: written out, but no part of the text."""
_SPACE = " \t\n\r\f\u00a0"


@dataclass(slots=True, kw_only=True)
class _Walk:
    """Blocks, gathered in reading order."""

    blocks: list[Block] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    """Ids before the next block that could be a heading's."""
    seen: set[str] = field(default_factory=set)
    has_pins: bool
    language: str
    """The page's own; a container that only repeats it says nothing new."""
    marks: Marks = field(default_factory=dict)
    """``lang`` and ``dir`` of the containers around."""

    def combine(self, node: Node) -> Marks:
        """Return the marks of the containers with an element's own, which win."""
        own = read_marks(node.attributes) if node.attributes else None
        return {**self.marks, **own} if own else self.marks

    def enter(self, node: Node) -> Marks:
        """Return the marks that a container passes on to what is in it."""
        marks = self.combine(node)
        repeats = marks.get("lang", "").lower() == self.language.lower() and "lang" not in self.marks
        if repeats and node.name != "p":
            return {name: value for name, value in marks.items() if name != "lang"}
        return marks


def collect_blocks(body: Node, *, has_pins: bool, language: str = "") -> list[Block]:
    """Turn a page's body into blocks, in reading order.

    ``lang`` and ``dir`` of a container are passed on to the blocks in it; a block's own win.

    Args:
        body: Without all that is not the article. It is changed.
        has_pins: Ids of headings were written by the author, and name items.
        language: What the page says of itself, empty if it says nothing.
    """
    join_texts(body)
    walk = _Walk(has_pins=has_pins, language=language)
    _walk_block(body, walk)
    return walk.blocks


def settle_whole(body: Node) -> str:
    """Return the language of a container that holds the whole body, and drop its direction if that is the usual one.

    It is the article's own: written on every block it would only repeat what each feed and page has once.
    """
    language, node = "", body
    while node.name in _CONTAINERS:
        marks = read_marks(node.attributes)
        language = marks.get("lang", language)
        if marks.get("dir") == "ltr":
            del node.attributes["dir"]
        inner = [child for child in node.children if type(child) is Node or str(child).strip()]
        if len(inner) != 1 or type(inner[0]) is not Node:
            break
        node = inner[0]
    return language


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
    """Return an element's text with its white space."""
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
        if "xml:lang" in node.attributes and "lang" not in node.attributes:
            # XHTML's own; HTML has no such attribute.
            attributes += f' lang="{escape(node.attributes["xml:lang"])}"'
        pieces.append(f"<{node.name}{attributes}>")
        if node.name not in VOID:
            _write_nodes(node.children, pieces)
            pieces.append(f"</{node.name}>")


# The walk ---------------------------------------------------------------------------------------------------------


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
        # Its picture waits for a script, or is elsewhere.
        figure = Node("figure", {}, None)
        figure.children.append(node)
        _add_whole(figure, Kind.FIGURE, walk)
    elif name not in _READINGS:
        _keep_anchor(node, walk)
        outer, walk.marks = walk.marks, walk.enter(node)
        _walk(node, walk)
        walk.marks = outer


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
    opening = f"<pre{_write_language(table)}{write_marks(walk.combine(table))}>"
    walk.blocks.append(Block(kind=Kind.CODE, html=f"{opening}{escape(text)}</pre>", text=text, line=table.line))


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
    for link in drop_permalinks(node):
        _keep_anchor(link, walk)
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
    pin = own if walk.has_pins and own == anchor else ""
    # The block's HTML is what is inside the heading, so what the heading says of it goes there too.
    html = mark_words(_write(node.children).strip(), walk.combine(node))
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
    if kind is not Kind.RULE:
        node.attributes |= walk.combine(node)
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
            # A player is a block, and has no place beside another in one paragraph.
            walk.blocks += [_make_player(tag, walk.marks) for tag in tags]
            continue
        kind = Kind.PARAGRAPH if text else Kind.FIGURE
        html = _write(part).strip()
        walk.blocks.append(
            Block(kind=kind, html=f"<p{write_marks(walk.marks)}>{html}</p>", text=text, line=_find_line(part, parent))
        )
        for node in reversed(part):
            if type(node) is Node and node.name == "a" and not node.children:
                # An old anchor at the end of loose text belongs to the heading that follows.
                _keep_anchor(node, walk)
            elif type(node) is Node or node.strip():  # type: ignore[union-attr]  # What is no node is text.
                break


def _make_player(tag: Node, marks: Marks) -> Block:
    return Block(kind=Kind.FIGURE, html=f"<p{write_marks(marks)}>{_write([tag])}</p>", text="", line=tag.line)


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
