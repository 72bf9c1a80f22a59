"""Makes blocks and footnotes of the events of a Markdown parser.

pulldown-cmark, by its binding pyromark, reads CommonMark and GFM in Rust and tells what it meets as events, each with
the bytes of the source that it stands for. Its own HTML does not say where a block begins and ends, nor on what line,
and puts footnotes where no cut between sections could take them along; so the HTML is written here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from html import escape, unescape
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeAlias

from publisher.errors import SourceError
from publisher.model import Block, Kind
from publisher.parse.bracketed import find_closed, is_bracketed_word
from publisher.parse.language_marks import Marks, mark_html, mark_words, read_marks, read_tag_marks, write_marks
from publisher.parse.markdown_links import find_links
from publisher.parse.options import ParseOptions

if TYPE_CHECKING:
    from pyromark.event import Range

_Payload: TypeAlias = Any
"""What an event holds: another dict or string for each kind of event."""

REFERENCE = re.compile("\0([0-9]+)\0")
"""Stands in HTML for a reference to a footnote, until all are numbered; the number is its place in the list."""

_KINDS = {
    "List": Kind.LIST,
    "DefinitionList": Kind.LIST,
    "BlockQuote": Kind.QUOTE,
    "CodeBlock": Kind.CODE,
    "Table": Kind.TABLE,
}
_INLINE = {"Emphasis": ("<em>", "</em>"), "Strong": ("<strong>", "</strong>"), "Strikethrough": ("<s>", "</s>")}
_BLOCKS = {
    "Paragraph": ("<p>", "</p>\n"),
    "Item": ("<li>", "</li>\n"),
    "DefinitionList": ("<dl>\n", "</dl>\n"),
    "DefinitionListTitle": ("<dt>", "</dt>\n"),
}
_ALIGNED = {side: f' style="text-align:{side.lower()}"' for side in ("Left", "Center", "Right")}
# Deeper lists and quotes are made by machines, or to harm: no reader shows them.
_MAX_NESTING = 40
_MAX_EMPHASIS = 20
_CONTAINERS = frozenset({"List", "BlockQuote", "DefinitionList", "FootnoteDefinition"})
# Prose gives 40,000 for each MB, dense tables 250,000. Markup for its own sake gives more, and so do wide tables with
# short rows, whose missing cells the parser makes up.
_MAX_EVENTS = 4_000_000
# An id in front of the `#` that close a heading, which kramdown allows and the parser takes for text.
_CLOSED_ATTRIBUTES = re.compile(r"[ \t]+\{:?[ \t]*#([^\s{}#]{1,200})(?:[ \t][^{}]{0,300})?\}[ \t]*\Z")
# Emphasis that begins inside an address.
_CUT = re.compile(rb"[_~][A-Za-z0-9]")
_BRACES = re.compile(rb"\{[^\n]*\}")
_MEDIA = re.compile(r"<(?:img|video|audio|iframe|picture)\b", re.IGNORECASE)
_UNSEEN = re.compile(
    # Each match goes on to its end or to the end of all, so none is tried twice.
    r"<!--.*?(?:-->|\Z)|<(?P<name>script|style|template)\b.*?(?:</(?P=name)\b[^>]*(?:>|\Z)|\Z)|<[/!?a-z][^>]*(?:>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
# Atomic, so that no comment is tried again with a later end.
_COMMENTS = re.compile(r"(?>\s*<!--(?:>|->|.*?-->))*+\s*", re.DOTALL)
_BREAK = re.compile(r"</?(?:br|p|div|li|tr|td|th|dt|dd|h[1-6])\b", re.IGNORECASE)
_LINK = re.compile(r"<a[\s>]", re.IGNORECASE)
_LANGUAGE = re.compile(r"[^\s,{]+")


@dataclass(slots=True, kw_only=True)
class Footnote:
    """What is defined as a footnote, wherever in the source that was."""

    label: str
    """Folded."""
    html: str
    text: str
    line: int


@dataclass(slots=True, kw_only=True)
class Reference:
    """A place that refers to a footnote."""

    label: str
    """The footnote's, folded."""
    block: int | None = None
    """The place of the block that it stands in; None within a footnote, or in what is no block."""
    owner: str | None = None
    """The label of the footnote that it stands in."""


@dataclass(slots=True, kw_only=True)
class Reading:
    """What the events gave."""

    blocks: list[Block] = field(default_factory=list)
    footnotes: list[Footnote] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    notes: list[tuple[int, int]] = field(default_factory=list)
    """Where a footnote written in place (``^[…]``) may begin, and where the text around it ends; in bytes."""
    cut: list[tuple[int, int]] = field(default_factory=list)
    """Where a bare address begins that emphasis broke off, and where it may end; in bytes."""


class Reader:
    """Reads the events of one source."""

    def __init__(self, source: bytes, options: ParseOptions, lost: Sequence[tuple[int, int]] = ()) -> None:
        """Begin to read.

        Args:
            source: What the ranges of the events are counted in.
            options: Limits.
            lost: Where lines are missing that are to be counted, and how many; in bytes, ascending. Fewer than none
                are lines that are not to be counted.
        """
        self._source = source
        self._options = options
        self._lost = list(reversed(lost))
        self._reading = Reading()
        self._has_notes = b"^[" in source
        self._closed = find_closed(source.decode("utf-8", "ignore")) if b"<" in source else frozenset()
        self._signs = [sign for sign in ("://", "www.", "@") if sign.encode() in source]
        """What the source has of the signs of a bare address; most texts have none."""
        self._html: list[str] = []
        self._text: list[str] = []
        self._open: list[str] = []
        """What closes the elements that are open, the innermost last."""
        self._marks: list[int] = []
        """Where in `_html` the open elements begin whose HTML is looked at when they end."""
        self._aside: list[tuple[Footnote, list[str], list[str]]] = []
        """Footnotes that are being read, with what was gathered around them."""
        self._raw: list[tuple[int, str]] = []
        """Pieces of raw HTML with nothing between them, each with its line."""
        self._folded: int | None = None
        """The place of the block whose ``<details>`` is still open."""
        self._around: list[tuple[str, Marks]] = []
        """Containers in raw HTML that are still open: to Markdown, a blank line ended them."""
        self._referred: list[Reference] = []
        """References in the block that is being read."""
        self._image: tuple[int, Any] | None = None
        """The picture whose description is being read: how deep it is, and what it is."""
        self._alt: list[str] = []
        self._links = 0
        """Links around the text: in one, a bare address is none."""
        self._is_code = self._has_media = self._has_tags = False
        self._heading: Any = None
        self._columns: tuple[str, ...] = ()
        self._cells = self._rows = 0
        self._before: Range = {"start": 0, "end": 0}
        self._outer = self._inner = self._before
        """The ranges of the event before, of the block that is being read, and of the innermost block in it."""
        self._at, self._line, self._start = 0, 1, 1
        """A place in the source, its line, and the first line of the block that is being read."""

    def read(self, events: Iterable[tuple[_Payload, Range]]) -> Reading:
        """Read all events.

        Raises:
            SourceError: The source is nested too deep, or too large; its ``where`` is a line, or empty.
        """
        # Most of the time that Markdown takes is spent in this loop and in what it calls.
        for count, (event, span) in enumerate(events):
            if count > _MAX_EVENTS:
                raise SourceError("the article has too much markup", str(self._start), "split it into several files")
            if type(event) is str:
                self._write_mark(event, span)
            elif "Text" in event:
                self._write_text(event["Text"], span)
            elif "Start" in event:
                self._enter(event["Start"], span)
            elif "End" in event:
                self._leave(event["End"], span)
            else:
                [(name, value)] = event.items()
                self._write_leaf(name, value)
            self._before = span
        self._flush_raw()
        return self._reading

    # Text and what stands in it -----------------------------------------------------------------------------------

    def _write_text(self, value: str, span: Range) -> None:
        if self._image:
            self._alt.append(value)
            return
        self._text.append(value)
        if not self._is_code and not self._links:
            if self._has_notes and "^[" in value:
                self._keep_notes(span)
            for sign in self._signs:
                if sign in value:
                    self._write_links(value, span)
                    return
        if "&" in value or "<" in value or ">" in value:
            value = escape(value, quote=False)
        self._html.append(value)

    def _check_count(self, count: int, what: str) -> None:
        limit = self._options.max_blocks
        if count >= limit:
            raise SourceError(f"the article has more than {limit} {what}", "", "split it into several files")

    def _keep_notes(self, span: Range) -> None:
        start = self._source.find(b"^[", span["start"], span["end"])
        while start >= 0:
            # In a list or a quote, the next line may begin with what is no part of the text.
            end = self._inner["end"]
            line_end = -1 if self._inner is self._outer else self._source.find(b"\n", start, end)
            self._check_count(len(self._reading.notes), "footnotes")
            self._reading.notes.append((start, end if line_end < 0 else line_end))
            start = self._source.find(b"^[", start + 2, span["end"])

    def _write_links(self, text: str, span: Range) -> None:
        at = 0
        for link in find_links(text):
            shown = escape(text[link.start : link.end], quote=False)
            self._html += [escape(text[at : link.start], quote=False), f'<a href="{escape(link.href)}">{shown}</a>']
            at = link.end
            if at == len(text) and _CUT.match(self._source, span["end"]):
                self._reading.cut.append((span["end"] - len(text[link.start :].encode()), self._inner["end"]))
        self._html.append(escape(text[at:], quote=False))

    def _write_mark(self, name: str, span: Range) -> None:
        if self._image:
            self._alt.append(" ")
        elif name == "SoftBreak":
            # Each line above a definition is a term of its own, as in PHP Markdown Extra.
            self._html.append("</dt>\n<dt>" if self._open[-1] == "</dt>\n" else "\n")
            self._text.append(" ")
        elif name == "HardBreak":
            self._html.append("<br />\n")
            self._text.append(" ")
        elif self._open:
            self._html.append("<hr />\n")
        else:
            self._begin("Rule", span)
            self._add(Block(kind=Kind.RULE, html="<hr />", text="", line=self._start))

    def _write_leaf(self, name: str, value: _Payload) -> None:
        if self._image:
            self._alt.append(value if name == "Code" else "")
        elif name == "Code":
            self._html.append(f"<code>{escape(value, quote=False)}</code>")
            self._text.append(value)
        elif name == "Html":
            self._html.append(value)
            self._has_tags = True
        elif name == "InlineHtml":
            self._write_tag(value)
        elif name == "FootnoteReference":
            self._write_reference(value)
        elif name == "TaskListMarker":
            # A form's box would be taken out: a mark stays.
            self._html.append("☑ " if value else "☐ ")
            self._text.append(self._html[-1])
        else:
            raise ValueError(f"an event of an extension that is not switched on: {name}")

    def _write_tag(self, tag: str) -> None:
        if is_bracketed_word(tag, self._closed):
            self._html.append(escape(tag, quote=False))
            self._text.append(tag)
            return
        self._html.append(tag)
        self._has_tags = True
        if _BREAK.match(tag):
            self._text.append(" ")
        elif _LINK.match(tag):
            self._links += 1
        elif tag[:3].lower() == "</a" and self._links:
            self._links -= 1
        elif _MEDIA.match(tag):
            self._has_media = True

    def _write_reference(self, label: str) -> None:
        self._check_count(len(self._reading.references), "footnotes")
        reference = Reference(label=fold_label(label))
        if self._aside:
            reference.owner = self._aside[-1][0].label
        else:
            self._referred.append(reference)
        self._html.append(f"\0{len(self._reading.references)}\0")
        self._reading.references.append(reference)

    # Where elements begin -------------------------------------------------------------------------------------------

    def _enter(self, tag: _Payload, span: Range) -> None:
        name: str = tag
        value: _Payload = None
        if type(tag) is not str:
            [(name, value)] = tag.items()
        if self._image:
            self._open.append("")
        elif name in _INLINE:
            self._enter_inline(name, span)
        elif name == "Link":
            self._links += 1
            address = f"mailto:{value['dest_url']}" if value["link_type"] == "Email" else value["dest_url"]
            self._html.append(f'<a href="{escape(address)}"{_write_title(value)}>')
            self._open.append("</a>")
        elif name == "Image":
            self._open.append("")
            self._image = len(self._open), value
        else:
            self._enter_block(name, value, span)

    def _enter_inline(self, name: str, span: Range) -> None:
        opening, closing = _INLINE[name]
        if len(self._open) >= _MAX_NESTING + _MAX_EMPHASIS:
            # Emphasis in emphasis without end: the words are what matters.
            opening = closing = ""
        elif name == "Strikethrough" and self._is_inside_word(span):
            opening = closing = "~"
            self._text.append("~")
        self._html.append(opening)
        self._open.append(closing)

    def _is_inside_word(self, span: Range) -> bool:
        """Tell whether single tildes touch letters or digits outside: between numbers (10~20) they mean a range."""
        start, end = span["start"], span["end"]
        if self._source[start : start + 2] == b"~~":
            return False
        before = self._source[max(0, start - 4) : start].decode("utf-8", "ignore")
        after = self._source[end : end + 4].decode("utf-8", "ignore")
        return before[-1:].isalnum() or after[:1].isalnum()

    def _enter_block(self, name: str, value: _Payload, span: Range) -> None:
        if not self._open:
            self._begin(name, span)
        elif len(self._open) >= _MAX_NESTING and name in _CONTAINERS:
            line = str(self._find_line(span["start"]))
            raise SourceError("lists or quotes are nested too deep", line, f"use at most {_MAX_NESTING // 2} levels")
        self._inner = span
        opening, closing = _BLOCKS.get(name) or self._open_block(name, value, span)
        self._html.append(opening)
        self._text.append(" ")
        self._open.append(closing)

    def _open_block(self, name: str, value: _Payload, span: Range) -> tuple[str, str]:
        """Return what opens and what closes a block, and remember what its end will need."""
        match name:
            case "Heading":
                self._heading = value
                level, anchor = value["level"][1], escape(value["id"] or "")
                opening = f'<h{level} id="{anchor}">' if anchor else f"<h{level}>"
                return (opening, f"</h{level}>\n") if self._open else ("", "")
            case "BlockQuote":
                return self._open_quote(value)
            case "List":
                start = f' start="{value}"' if value != 1 else ""
                return ("<ul>\n", "</ul>\n") if value is None else (f"<ol{start}>\n", "</ol>\n")
            case "CodeBlock":
                self._is_code = True
                language = _LANGUAGE.match(value["Fenced"]) if type(value) is dict else None
                shown = f' class="language-{escape(language[0])}"' if language else ""
                return f"<pre><code{shown}>", "</code></pre>\n"
            case _:
                return self._open_part(name, value, span)

    def _open_part(self, name: str, value: _Payload, span: Range) -> tuple[str, str]:
        match name:
            case "FootnoteDefinition":
                self._check_count(len(self._reading.footnotes), "footnotes")
                footnote = Footnote(label=fold_label(value), html="", text="", line=self._find_line(span["start"]))
                self._aside.append((footnote, self._html, self._text))
                self._html, self._text = [], []
                return "", ""
            case "HtmlBlock":
                self._marks.append(len(self._html))
                return "", ""
            case "DefinitionListDefinition":
                self._marks.append(len(self._html) + 1)
                return "<dd>", "</dd>\n"
            case _:
                return self._open_table(name, value)

    def _open_quote(self, kind: str | None) -> tuple[str, str]:
        if not kind:
            return "<blockquote>\n", "</blockquote>\n"
        # GitHub's alerts, `> [!NOTE]`.
        self._text.append(f" {kind} ")
        return f"<blockquote>\n<p><strong>{kind}</strong></p>\n", "</blockquote>\n"

    def _open_table(self, name: str, value: _Payload) -> tuple[str, str]:
        self._cells += 1
        match name:
            case "Table":
                self._rows = 0
                self._columns = tuple(_ALIGNED.get(align, "") for align in value)
                return "<table>\n", "</table>\n"
            case "TableHead":
                self._cells = 0
                return "<thead>\n<tr>\n", "</tr>\n</thead>\n"
            case "TableRow":
                self._cells = 0
                self._rows += 1
                return "<tr>\n" if self._rows > 1 else "<tbody>\n<tr>\n", "</tr>\n"
            case "TableCell":
                cell = "td" if self._rows else "th"
                return f"<{cell}{self._columns[self._cells - 1]}>", f"</{cell}>\n"
            case _:
                raise ValueError(f"an element of an extension that is not switched on: {name}")

    # Where elements end ---------------------------------------------------------------------------------------------

    def _leave(self, tag: _Payload, span: Range) -> None:
        name = tag if type(tag) is str else next(iter(tag))
        closing = self._open.pop()
        if self._image:
            if name == "Image" and len(self._open) < self._image[0]:
                self._write_image(self._image[1])
        elif name in _INLINE:
            self._html.append(closing)
            if closing == "~":
                self._text.append("~")
        elif name == "Link":
            self._html.append(closing)
            self._links -= 1
        else:
            if name not in _BLOCKS:
                self._close_block(name, span)
            self._html.append(closing)
            self._text.append(" ")
            if not self._open:
                self._finish(name)

    def _write_image(self, value: _Payload) -> None:
        alt = escape("".join(self._alt))
        self._html.append(f'<img src="{escape(value["dest_url"])}" alt="{alt}"{_write_title(value)} />')
        self._has_media = True
        self._image = None
        self._alt.clear()

    def _close_block(self, name: str, span: Range) -> None:
        match name:
            case "Heading":
                self._close_heading(span)
            case "CodeBlock":
                self._is_code = False
            case "FootnoteDefinition":
                footnote, html, text = self._aside.pop()
                footnote.html, footnote.text = "".join(self._html), _collapse(self._text)
                self._reading.footnotes.append(footnote)
                self._html, self._text = html, text
            case "HtmlBlock":
                raw = "".join(self._html[self._marks.pop() :])
                self._text.append(unescape(_UNSEEN.sub(" ", raw)) if self._open else "")
                self._has_media = self._has_media or _MEDIA.search(raw) is not None
            case "DefinitionListDefinition":
                self._close_definition(self._marks.pop())
            case "TableRow":
                self._close_row(span["end"])
            case "Table" if self._rows:
                self._html.append("</tbody>\n")
            case _:
                pass

    def _close_heading(self, span: Range) -> None:
        """Keep what stands in braces at the end of a heading, unless it is the heading's id."""
        said, at = _collapse(self._text), self._before["end"]
        if said.endswith("\\") and self._source.startswith(b"\\{", at - 1):
            # The parser takes attributes for such before it sees that their brace is escaped.
            self._html[-1] = self._html[-1][:-1]
            self._text = [said[:-1]]
        elif (said and self._heading["id"]) or self._has_media or self._find_closed_id(said, span):
            return
        braces = _BRACES.search(self._source, at if said else span["start"], span["end"])
        if braces:
            start = at if said else braces.start()
            shown = self._source[start : braces.end()].decode("utf-8", "replace")
            self._html.append(escape(shown, quote=False))
            self._text.append(shown)
            self._heading["id"] = None

    def _find_closed_id(self, said: str, span: Range) -> bool:
        """Find an id that stands before the closing ``#`` of a heading, where the parser does not."""
        is_closed = b"#" in self._source[self._before["end"] : span["end"]]
        found = _CLOSED_ATTRIBUTES.search(said) if is_closed else None
        if found is None or not self._html[-1].endswith(found[0]):
            return False
        self._html[-1] = self._html[-1][: -len(found[0])]
        self._text = [said[: found.start()]]
        self._heading["id"] = found[1]
        return True

    def _close_definition(self, mark: int) -> None:
        """Take a paragraph that is all of a definition out of its tags, as in a list without blank lines."""
        inner = "".join(self._html[mark:])
        if inner.startswith("<p>") and inner.find("</p>\n") == len(inner) - len("</p>\n"):
            self._html[mark:] = [inner[len("<p>") : -len("</p>\n")]]

    def _close_row(self, end: int) -> None:
        """Keep the cells of a row that are more than the table has columns; GFM would drop their words."""
        rest = self._source[self._before["end"] : end].decode("utf-8", "replace").strip().strip("|")
        if rest.strip():
            self._html += [f"<td>{escape(cell.strip(), quote=False)}</td>\n" for cell in rest.split("|")]
            self._text.append(f" {rest.replace('|', ' ')} ")

    # Blocks ---------------------------------------------------------------------------------------------------------

    def _begin(self, name: str, span: Range) -> None:
        if name not in {"HtmlBlock", "FootnoteDefinition"}:
            self._flush_raw()
        self._start = self._find_line(span["start"])
        self._outer = span
        self._html, self._text = [], []
        self._has_media = self._has_tags = False
        self._links = 0

    def _find_line(self, at: int) -> int:
        """Count the lines to a place, which is never before the last one asked for."""
        self._line += self._source.count(b"\n", self._at, at)
        self._at = max(at, self._at)
        while self._lost and self._lost[-1][0] <= self._at:
            self._line += self._lost.pop()[1]
        return self._line

    def _finish(self, name: str) -> None:
        html = "".join(self._html).strip()
        if self._has_tags:
            html = _close_tags(html)
        if name == "HtmlBlock":
            self._raw.append((self._start, "".join(self._html)))
        elif name == "CodeBlock":
            text = "".join(self._text[1:-1]).strip("\n")
            if text.strip():
                self._add_marked(Block(kind=Kind.CODE, html=html, text=text, line=self._start))
        elif name != "FootnoteDefinition":
            text = _collapse(self._text)
            if name == "Paragraph" and text:
                self._add_marked(Block(kind=Kind.PARAGRAPH, html=html, text=text, line=self._start))
            elif text or self._has_media:
                self._add_marked(self._make_block(name, html, text))
        self._referred.clear()

    def _make_block(self, name: str, html: str, text: str) -> Block:
        line = self._start
        if name == "Heading" and text:
            heading = self._heading
            level, anchor = int(heading["level"][1]), heading["id"] or ""
            html = mark_words(html, read_marks({key: said or "" for key, said in heading["attrs"]}))
            return Block(kind=Kind.HEADING, html=html, text=text, level=level, line=line, anchor=anchor, pin=anchor)
        if name == "Heading":
            html = f"<p>{html}</p>"
        return Block(kind=_KINDS.get(name, Kind.FIGURE), html=html, text=text, line=line)

    def _add_marked(self, block: Block) -> None:
        """Add a block of Markdown with the language and the direction of the containers around it."""
        if self._around and block.kind is not Kind.RULE:
            marks = dict(chain.from_iterable(marks.items() for _, marks in self._around))
            write = mark_words if block.kind is Kind.HEADING else mark_html
            block = replace(block, html=write(block.html, marks))
        self._add(block)

    def _add(self, block: Block) -> None:
        self._check_count(len(self._reading.blocks), "paragraphs")
        for reference in self._referred:
            reference.block = len(self._reading.blocks)
        self._referred.clear()
        self._reading.blocks.append(block)

    def _flush_raw(self) -> None:
        """Read pieces of raw HTML as one: a blank line between them only means that Markdown may follow."""
        if not self._raw:
            return
        start = self._raw[0][0]
        pieces: list[str] = []
        lines = start
        for line, piece in self._raw:
            # Blank lines between two pieces keep the count of lines right.
            pieces += ["\n" * (line - lines), piece]
            lines = max(line, lines) + piece.count("\n")
        self._raw.clear()
        html = "".join(pieces)
        if _COMMENTS.fullmatch(html):
            return
        # Only an article with raw HTML needs the HTML parser.
        from publisher.parse.webpage import read_fragment

        # What is still open is opened again, in the line where this begins, so that its end tag finds it.
        is_marked = any(marks for _, marks in self._around)
        opened = "".join([f"<{name}{write_marks(marks)}>" for name, marks in self._around]) if is_marked else ""
        try:
            blocks = read_fragment(opened + html, start, self._options)
        except SourceError as error:
            raise SourceError(error.message, str(start), error.hint) from error
        for block in blocks:
            self._add(block)
        self._follow_containers(html)
        depth = sum(-1 if tag[1] else 1 for tag in _DETAILS.finditer(html))
        last = len(self._reading.blocks) - 1
        if depth > 0 and last >= 0 and self._reading.blocks[last].html.endswith(_DETAILS_END):
            self._folded = last
        elif depth < 0 and self._folded is not None:
            self._fold_in(self._folded)

    def _follow_containers(self, html: str) -> None:
        """Note which containers a piece of raw HTML leaves open for the Markdown below it, and which it closes."""
        for found in _CONTAINER_TAGS.finditer(html):
            name = (found["name"] or "").lower()
            if found["end"]:
                places = [place for place, (other, _) in enumerate(self._around) if other == name]
                del self._around[places[-1] if places else len(self._around) :]
            elif name and len(self._around) < _MAX_NESTING:
                self._around.append((name, read_tag_marks(found["attributes"])))

    def _fold_in(self, first: int) -> None:
        """Put the blocks since ``<details>`` into it: to Markdown, the blank line after the tag had ended it."""
        self._folded = None
        opened, *inner = self._reading.blocks[first:]
        text = " ".join(block.text for block in (opened, *inner))
        if any(block.kind is Kind.HEADING for block in inner) or len(text) > _LONGEST_FOLD:
            return
        html = "\n".join([opened.html.removesuffix(_DETAILS_END), *(block.html for block in inner), _DETAILS_END])
        self._reading.blocks[first:] = [replace(opened, html=html, text=text)]
        for reference in self._reading.references:
            if reference.block is not None and reference.block > first:
                reference.block = first


_CONTAINER_TAGS = re.compile(
    # What is possessive (+) is never tried again.
    r"<!--.*?(?:-->|\Z)|<(?P<end>/?)(?P<name>div|section|article|main|aside|header|footer|nav|center)"
    r"(?=[\s/>])(?P<attributes>(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>",
    re.IGNORECASE | re.DOTALL,
)
_DETAILS = re.compile(r"<(/?)details\b[^>]*>", re.IGNORECASE)
_DETAILS_END = "</details>"
_LONGEST_FOLD = 4000
"""Characters; what is longer is a part of the article, folded or not."""
# What an open one of these takes in is not shown.
_SWALLOWING = frozenset(
    [
        *("audio", "button", "iframe", "math", "noembed", "noframes", "object", "plaintext", "script", "select"),
        *("style", "svg", "template", "textarea", "title", "video", "xmp"),
    ]
)
_TAGS = re.compile(r"<!--|<(/?)([A-Za-z][A-Za-z0-9-]*)[^>]*>")
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_PLACEHOLDER = "\ufdd0"
"""Stands for the zero byte around references, which a parser of HTML would replace; no text has it."""


def _close_tags(html: str) -> str:
    """Close what a block leaves open, or it would take in the blocks below.

    An author who writes of the ``<title>`` tag without marking it as code means the word: a tag that hides what
    follows, and that the block does not close, becomes text.
    """
    pieces = []
    at = 0
    opened: Counter[str] = Counter()
    lower = html.lower()
    ends: dict[str, int] = {"": html.rfind("-->")}
    for found in _TAGS.finditer(html):
        name = (found[2] or "").lower()
        if name in _SWALLOWING and name not in ends:
            ends[name] = lower.rfind(f"</{name}")
        if not found[1] and ends.get(name, found.end()) < found.start():
            pieces += [html[at : found.start()], "&lt;"]
            at = found.start() + 1
        elif name and name not in _VOID:
            opened[name] += -1 if found[1] else 1
    html = "".join([*pieces, html[at:]])
    if not any(opened.values()):
        return html
    # Only an article with tags that do not match needs the HTML parser.
    from selectolax.lexbor import LexborHTMLParser

    body = LexborHTMLParser(html.replace("\0", _PLACEHOLDER)).body
    return (body.inner_html or "").replace(_PLACEHOLDER, "\0") if body is not None else ""


def fold_label(label: str) -> str:
    """Make labels of footnotes alike that differ in case or white space, as CommonMark does those of links."""
    return " ".join(label.split()).casefold()


def _write_title(value: _Payload) -> str:
    return f' title="{escape(value["title"])}"' if value["title"] else ""


def _collapse(pieces: Iterable[str]) -> str:
    text = "".join(pieces).strip()
    # White space other than a space does not print, and this takes less than half the time of splitting and joining.
    return text if "  " not in text and text.isprintable() else " ".join(text.split())
