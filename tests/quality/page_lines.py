"""Reads what a browser shows of a saved page, line by line, and the elements that each line is in."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from lxml import etree

from publisher.parse.encoding import decode_text

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
CELLS = frozenset({"td", "th"})
_LISTS = frozenset({"ul", "ol"})
_BLOCKS = HEADINGS | {
    *("address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "dialog"),
    *("dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr"),
    *("label", "legend", "li", "main", "menu", "nav", "ol", "option", "p", "pre", "section", "summary", "table"),
    *("tbody", "tfoot", "thead", "tr", "ul"),
}
_UNSEEN = frozenset(
    {
        *("audio", "canvas", "head", "iframe", "math", "noscript", "object", "script", "select", "style", "svg"),
        *("template", "textarea", "video"),
    }
)
_TELLING = HEADINGS | CELLS | {"li", "pre", "blockquote", "figcaption", "caption", "dt", "dd"}
"""Elements whose innermost says what kind of line is in them; outside of all, whether it is in a paragraph counts."""
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_PLAIN = re.compile(r"[\W_]+")


@dataclass(slots=True)
class Line:
    """What a browser shows as a line; one of code may have line breaks."""

    text: str
    tag: str
    """The element that tells its kind; empty if none does."""
    group: int
    """The number of the element that its block is in."""
    edges: frozenset[str]
    """Names of elements that begin or end between the line above and this one."""
    mark: str
    """Of an item, for its first line: its number or `*`."""
    letters: str = field(init=False)

    def __post_init__(self) -> None:
        """Reduce the text to what is compared."""
        self.letters = reduce_text(self.text)


def reduce_text(text: str) -> str:
    """Return the letters and digits of a text, which are alike however it is set."""
    return _PLAIN.sub("", unicodedata.normalize("NFKC", text).casefold())


def read_page(data: bytes) -> tuple[list[Line], str]:
    """Return the lines that a browser shows of a page, whatever its style sheets hide, and the title in its head."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    root = etree.fromstring(decode_text(data, is_html=True).encode() or b" ", parser)
    body = None if root is None else root.find("body")
    return ([], "") if body is None else (_Dump(body).lines, root.findtext("head/title") or "")


class _Place(NamedTuple):
    """A block that is open."""

    tag: str
    number: int
    telling: str
    """The element that tells the kind of lines in it."""
    items: list[int] | None
    """How many items the innermost list has so far, and whether they have numbers; `None` outside of lists."""


class _Dump:
    """Collects the lines of a page while its elements open and close."""

    def __init__(self, body: Any) -> None:  # noqa: ANN401  lxml has no types.
        self.lines: list[Line] = []
        self._text: list[str] = []
        self._edges: set[str] = set()
        # Deep pages are hostile: what a line needs to know of all that it is in is known to the innermost.
        self._open = [_Place("", 0, "", None)]
        self._count = 0
        self._mark = ""
        walk = etree.iterwalk(body, events=("start", "end"))
        for event, node in walk:
            is_shown = not _is_unseen(node)
            if event == "start" and is_shown:
                self._start(node)
            elif event == "end":
                if is_shown:
                    self._end(node.tag)
                if node is not body:
                    self._text.append(node.tail or "")
            if event == "start" and (not is_shown or node.tag == "pre"):
                walk.skip_subtree()

    def _start(self, node: Any) -> None:  # noqa: ANN401
        tag = node.tag
        if tag in _BLOCKS:
            self._flush()
            self._add_edge(tag)
        elif tag == "br":
            self._flush()
        elif tag in CELLS:
            self._text.append("\v")
        above = self._open[-1]
        if tag == "li":
            if above.items:
                above.items[0] += 1
            self._mark = f"{above.items[0]}." if above.items and above.items[1] else "*"
        if tag in _BLOCKS or tag in CELLS:
            self._count += 1
            is_telling = tag in _TELLING or (tag == "p" and not above.telling)
            items = [0, int(tag == "ol")] if tag in _LISTS else above.items
            self._open.append(_Place(tag, self._count, tag if is_telling else above.telling, items))
        if tag == "pre":
            self._add_line("\n".join(line.rstrip() for line in "".join(node.itertext()).strip("\n").splitlines()))
        else:
            self._text.append(node.text or "")

    def _end(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._flush()
        if tag in _BLOCKS or tag in CELLS:
            self._open.pop()
            self._add_edge(tag)
        if tag == "li":
            self._mark = ""

    def _add_edge(self, tag: str) -> None:
        # A list within another has no margin.
        if tag not in _LISTS or not self._open[-1].items:
            self._edges.add(tag)

    def _flush(self) -> None:
        cells = (" ".join(cell.split()) for cell in "".join(self._text).split("\v"))
        self._add_line("\t".join(cells).strip())
        self._text.clear()

    def _add_line(self, text: str) -> None:
        if not text.strip():
            return
        group = self._open[-2].number if len(self._open) > 1 else 0
        self.lines.append(Line(text, self._open[-1].telling, group, frozenset(self._edges), self._mark))
        self._edges.clear()
        self._mark = ""


def _is_unseen(node: Any) -> bool:  # noqa: ANN401
    return node.tag in _UNSEEN or node.get("hidden") is not None or bool(_HIDDEN.search(node.get("style") or ""))
