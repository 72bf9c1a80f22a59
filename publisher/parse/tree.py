"""Reads HTML into a tree, the way browsers do.

Of the parsers that BeautifulSoup can drive, only html5lib builds the tree of the HTML Standard: libxml2 let an
``<embed>`` swallow the text after it, and Python's own parser nests ``<li>a<li>b`` and gives up on ``<![>``. It costs
about three times what they cost, and it was not made for hostile input: nested tags, a tag of many attributes, text
cut up by stray end tags and misnested tables each take it a time that grows with the square of their number. So every
step that may grow is counted here, and a page that takes too many is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import html5lib
from bs4 import BeautifulSoup
from bs4.builder._html5lib import Element, HTML5TreeBuilder, TreeBuilderForHtml5lib
from bs4.element import NavigableString
from bs4.exceptions import ParserRejectedMarkup
from html5lib._tokenizer import HTMLTokenizer
from html5lib.constants import tokenTypes

# The largest of 700 real pages has 11,529; each takes about 25 µs.
_MAX_ELEMENTS = 200_000
_MAX_ATTRIBUTES = 500
_MAX_ROOTS = 20
# Our own walks of the tree go two calls deeper for each level, and Python allows a thousand.
_MAX_DEPTH = 300
# Siblings looked at and characters copied again; so many take about two seconds.
_MAX_SIBLINGS = 20_000_000
_MAX_COPIED = 400_000_000


class TooComplexError(Exception):
    """Markup that would take too long to read; its message says in what it is too much."""


def read_html(markup: str, *, max_depth: int) -> BeautifulSoup:
    """Read a page or a fragment of HTML as a browser would.

    Any text at all gives a tree. It has ``html``, ``head`` and ``body``, added where the markup has none, and each
    tag knows its line in the markup.

    Args:
        markup: The page.
        max_depth: How deep elements may be nested; never more than 300.

    Raises:
        TooComplexError: The markup is nested deeper, or made to keep a parser busy. Nothing else is ever raised.
    """
    # Without a line end, BeautifulSoup takes a short text for a file name and warns.
    markup += "\n"
    max_depth = min(max_depth, _MAX_DEPTH)
    try:
        soup = BeautifulSoup(markup, builder=_Builder(max_depth))
    except TooComplexError:
        raise
    except Exception:  # noqa: BLE001  html5lib has open bugs, and a page is better read badly than not at all.
        soup = _read_loosely(markup)
        _check_depth(soup, max_depth)
    return soup


def _read_loosely(markup: str) -> BeautifulSoup:
    for parser in ("html.parser", "lxml"):
        try:
            soup = BeautifulSoup(markup, parser, multi_valued_attributes=None)
        except ParserRejectedMarkup:
            continue
        if soup.body is None:
            body = soup.new_tag("body")
            body.extend(list(soup.contents))
            soup.append(body)
        return soup
    return BeautifulSoup("<body></body>", "html.parser")


def _check_depth(soup: BeautifulSoup, max_depth: int) -> None:
    level = [soup.contents]
    for _ in range(max_depth + 1):
        level = [tag.contents for tags in level for tag in tags if hasattr(tag, "contents")]
        if not level:
            return
    raise TooComplexError(f"it is nested deeper than {max_depth} elements")


class _Limited(list[Any]):
    """The open elements of a parser, of which there may only be so many at a time."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def append(self, item: Any) -> None:  # noqa: ANN401  Untyped html5lib's own.
        if len(self) >= self._limit:
            raise TooComplexError(f"it is nested deeper than {self._limit} elements")
        super().append(item)


class _Element(Element):
    """An element under construction that counts what it costs."""

    tree: _Tree

    def insertText(self, data: str, insertBefore: Any = None) -> None:  # noqa: ANN401, N802, N803  html5lib's names.
        last = self.tag.contents[-1] if self.tag is not None and self.tag.contents else None
        if isinstance(last, NavigableString):
            # html5lib copies the text before for each bit that is added.
            self.tree.count_copied(len(last))
        super().insertText(data, insertBefore)

    def insertBefore(self, node: Any, refNode: Any) -> None:  # noqa: ANN401, N802, N803  html5lib's names.
        if self.tag is not None:
            self.tree.count_siblings(len(self.tag.contents))
        super().insertBefore(node, refNode)

    def removeChild(self, node: Any) -> None:  # noqa: ANN401, N802  html5lib's names.
        if self.tag is not None:
            self.tree.count_siblings(len(self.tag.contents))
        super().removeChild(node)


class _Tree(TreeBuilderForHtml5lib):
    """A tree under construction that counts what it costs."""

    def __init__(self, soup: BeautifulSoup, max_depth: int) -> None:
        self._max_depth = max_depth
        self._elements = self._copied = self._siblings = 0
        super().__init__(namespaceHTMLElements=False, soup=soup, store_line_numbers=True)

    def reset(self) -> None:
        super().reset()
        self.openElements = _Limited(self._max_depth)

    def elementClass(self, name: str, namespace: str) -> _Element:  # noqa: N802  html5lib's name.
        self._elements += 1
        if self._elements > _MAX_ELEMENTS:
            raise TooComplexError(f"it has more than {_MAX_ELEMENTS} elements")
        tag = super().elementClass(name, namespace).tag
        assert tag is not None
        element = _Element(tag, self.soup, namespace)
        element.tree = self
        return element

    def count_copied(self, characters: int) -> None:
        self._copied += characters
        if self._copied > _MAX_COPIED:
            raise TooComplexError("its text is cut into too many pieces")

    def count_siblings(self, count: int) -> None:
        self._siblings += count
        if self._siblings > _MAX_SIBLINGS:
            raise TooComplexError("its tags are misnested too often")


class _Tokenizer(HTMLTokenizer):  # type: ignore[misc]  # html5lib is untyped.
    """The tokenizer, with text handed on in one piece and attributes limited."""

    def attributeNameState(self) -> bool:  # noqa: N802  html5lib's name.
        # Each attribute's name is compared with all before it.
        if len(self.currentToken["data"]) > _MAX_ATTRIBUTES:
            raise TooComplexError(f"a tag has more than {_MAX_ATTRIBUTES} attributes")
        return bool(super().attributeNameState())

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Join the pieces of text that are handed out at each ``&`` and ``<``, and leave out the errors."""
        characters, spaces = tokenTypes["Characters"], tokenTypes["SpaceCharacters"]
        pieces: list[str] = []
        roots = 0
        for token in super().__iter__():
            kind = token["type"]
            if kind == tokenTypes["ParseError"]:
                # Nobody asks for them, and one stands between any two such pieces.
                continue
            if kind == characters or (pieces and kind == spaces):
                pieces.append(token["data"])
                continue
            if pieces:
                yield {"type": characters, "data": "".join(pieces)}
                pieces = []
            if kind == tokenTypes["StartTag"] and token["name"] in {"html", "body"}:
                # A second one only adds its attributes, and all those before are copied each time.
                roots += 1
                token["data"] = token["data"] if roots < _MAX_ROOTS else type(token["data"])()
            yield token
        if pieces:
            yield {"type": characters, "data": "".join(pieces)}


class _Parser(html5lib.HTMLParser):  # type: ignore[misc]  # html5lib is untyped.
    """The parser, with that tokenizer."""

    def reset(self) -> None:
        super().reset()
        # There is no way to hand a tokenizer in.
        self.tokenizer.__class__ = _Tokenizer


class _Builder(HTML5TreeBuilder):
    """Joins BeautifulSoup to the limited parser."""

    def __init__(self, max_depth: int) -> None:
        super().__init__()
        self.cdata_list_attributes = {}
        self._max_depth = max_depth

    def prepare_markup(self, markup: Any, *_: Any, **__: Any) -> Iterator[tuple[Any, None, None, bool]]:  # noqa: ANN401  As in bs4.
        # The original warns of anything that looks like XML; XHTML is welcome here.
        yield markup, None, None, False

    def feed(self, markup: Any) -> None:  # noqa: ANN401  As in bs4.
        assert self.soup is not None
        tree = _Tree(self.soup, self._max_depth)
        parser = _Parser(tree=lambda _: tree)
        tree.parser = parser
        parser.parse(markup)
        tree.parser = None
