"""Reads HTML into a tree, the way browsers do.

Lexbor builds the tree of the HTML Standard in C, in a hundredth of the time that html5lib took. Its tree is copied into
light nodes of our own: to build BeautifulSoup's for the article alone took a tenth of the time of all that is done.

Lexbor has no limits, and some markup costs it a time that grows with the square of its length: tags nested without
end, formatting tags never closed, a tag with thousands of attributes. So tags are counted before it is asked, and a
page that would take too long is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

# The largest of 700 real pages has 11,529.
_MAX_ELEMENTS = 200_000
_FEW_ATTRIBUTES = 300
_MAX_COMPARED = 200_000_000
# Our own walks of the tree go two calls deeper for each level, and Python allows a thousand.
_MAX_DEPTH = 300
# Before the tree is built, its depth is a guess: a tag that is not closed may be closed by another.
_MAX_OPEN = 1_500
_MAX_REOPENED = 500_000

_ATTRIBUTES = r"[^>\"'=]*+(?:(?:=\s*+(?:\"[^\"]*+\"|'[^']*+')|[\"'=])[^>\"'=]*+)*+"
_TAG = re.compile(
    # What is possessive (+) is never tried again: each step is linear.
    r"<!--(?:>|->|.*?--!?>|.*)"
    r"|<(script|style|textarea|title|xmp|iframe|noembed|noframes)(?=[\s/>])"
    rf"{_ATTRIBUTES}>.*?(?:</\1(?=[\s/>])|\Z)"
    rf"|<(/?+[a-z][^\s/>]*+)({_ATTRIBUTES}>?)",
    re.IGNORECASE | re.DOTALL,
)


def names(text: str) -> frozenset[str]:
    """Return the words of a text as a set: a list of names that is easily read."""
    return frozenset(text.split())


VOID = names("area base br col embed hr img input link meta param source track wbr")
"""Elements without an end tag (HTML §13.1.2)."""
_LEAVES = VOID | names("p li dt dd tr td th thead tbody tfoot option colgroup rt rp")
"""Elements that are empty, or that the next of their kind closes."""
_FORMATTING = names("a b big code em font i nobr s small strike strong tt u")
_FORMATS = re.compile(rf"<(?:{'|'.join(sorted(_FORMATTING))})(?=[\s/>]|\Z)", re.IGNORECASE)
_DRAWN = names("""
    animate animatetransform circle clippath defs ellipse feblend fecolormatrix fecomposite feflood fegaussianblur
    femerge femergenode feoffset filter g image line lineargradient marker mask path pattern polygon polyline
    radialgradient rect set stop svg symbol text textpath tspan use
""")
"""Elements of a drawing. In one, what ends with a slash is closed; any other element may end the drawing."""
_SHAPES = names("circle defs ellipse line path polygon polyline rect stop use")
"""Those of them that say nothing when empty, and are many."""
_SCOPES = names("table td th caption html template object marquee applet svg math select button")
"""Elements beyond which an end tag closes nothing."""
_REACH = 30

_UNREAD = names("script style template noframes noembed")
_LISTING = re.compile(r"(?:https?:)?//gist\.github\.com/[\w-]+/[\w-]+\.js(?:\?|$)", re.ASCII)
_LOCATABLE = re.compile(r"[^&<>\s\u00a0\"'‘-”\u00ad][^&<>\n\r\t\u00a0\"'‘-”\u00ad]{2,39}")
_WHITE = " \t\n\r\f"
_WINDOW = 20_000
_LONG = 12
_SEARCHES = 200
# Each level of them is read once more.
_MAX_SHADOWS, _MOST_INSIDE = 500, 3


class TooComplexError(Exception):
    """Markup that would take too long to read; its message says in what it is too much."""


class Node:
    """An element of a page: its name, its attributes, and what is in it."""

    __slots__ = (
        "attributes", "children", "end", "good", "holds", "judged", "letters", "line", "link", "links", "name", "named",
        "order",
        "paragraphs", "parent", "prose", "text",
    )  # fmt: skip

    def __init__(self, name: str, attributes: dict[str, str], parent: Node | None, line: int = 0) -> None:
        """Make an element without content, which its parent does not hold yet."""
        self.name = name
        self.attributes = attributes
        self.parent = parent
        self.children: list[Node | str] = []
        self.line = line
        """Where its text begins in the source; 0 if unknown."""
        self.letters = 0
        """Characters of all text below, as it was read."""
        self.order = self.end = 0
        """Its place among the page's elements, and that of the first one after all below it; set by numbering."""
        self.text = 0
        """Characters of all text below, white space not counted; set by weighing, as is all that follows."""
        self.link = 0
        """Of these, inside links to elsewhere."""
        self.links = 0
        self.good = 0.0
        """Characters in paragraphs that read like prose."""
        self.prose = 0.0
        """The same without what stands in furniture."""
        self.paragraphs = 0
        self.holds = 0
        """Kinds of elements in it and itself, a flag for each."""
        self.judged: str | None = None
        """Why it is furniture, once that was asked."""
        self.named: tuple[str, str] | None = None
        """What it is named as, strictly and loosely, once that was asked."""

    def get(self, name: str) -> str:
        """Return an attribute, empty if the element has none of this name."""
        return self.attributes.get(name, "")

    def walk(self) -> Iterator[Node]:
        """Yield all elements below, in reading order; what is in one is looked at after it was yielded."""
        # A stack, as generators inside generators hand each element up through every one around it.
        waiting = self.children[::-1]
        while waiting:
            node = waiting.pop()
            if type(node) is Node:
                yield node
                if node.children:
                    waiting += node.children[::-1]

    def find(self, names: frozenset[str]) -> Node | None:
        """Return the first element below that has one of these names."""
        waiting = self.children[::-1]
        while waiting:
            node = waiting.pop()
            if type(node) is Node:
                if node.name in names:
                    return node
                if node.children:
                    waiting += node.children[::-1]
        return None

    def find_all(self, names: frozenset[str]) -> list[Node]:
        """Return the elements below that have one of these names, in reading order."""
        found: list[Node] = []
        waiting = self.children[::-1]
        while waiting:
            node = waiting.pop()
            if type(node) is Node:
                if node.name in names:
                    found.append(node)
                if node.children:
                    waiting += node.children[::-1]
        return found

    def parents(self) -> Iterator[Node]:
        """Yield the elements around it, from the inside out."""
        parent = self.parent
        while parent is not None:
            yield parent
            parent = parent.parent

    def holds_node(self, other: Node) -> bool:
        """Return whether another element is below this one, or is this one; both must be numbered."""
        return self.order <= other.order < self.end

    def drop(self) -> None:
        """Take it out of its parent."""
        if self.parent is not None:
            # By identity, as nodes have no other equality.
            self.parent.children.remove(self)
            self.parent = None


def read_html(markup: str, *, max_depth: int) -> tuple[LexborHTMLParser, Node]:
    """Read a page or a fragment of HTML as a browser would.

    Any text at all gives a tree. Scripts and styles are not in the nodes; of a template the place alone, unless a
    browser shows it.

    Args:
        markup: The page.
        max_depth: How deep elements may be nested; never more than 300.

    Returns:
        The whole page as lexbor has it, and its body as nodes.

    Raises:
        TooComplexError: The markup is nested deeper, or made to keep a parser busy. Nothing else is ever raised.
    """
    _check(markup)
    page = LexborHTMLParser(markup)
    reader = _Reader(markup, min(max_depth, _MAX_DEPTH))
    body = page.body
    root = Node("body", {}, None)
    if body is not None:
        root.attributes = _attributes(body)
        reader.read(body, root, 1)
    return page, root


def _check(markup: str) -> None:
    """Refuse what would keep the parser busy."""
    is_flat = _is_flat(markup)
    if is_flat and _count_attributes(markup) ** 2 <= _MAX_COMPARED:
        # However its tags stand: to count takes a fifth of the time of a look at each.
        return
    stack: list[str] = []
    formatting = reopened = elements = compared = 0
    in_drawing = False
    for found in _TAG.finditer(markup):
        name, rest = found.group(2, 3)
        if name is None:
            continue
        if len(name) + len(rest) >= _FEW_ATTRIBUTES and name[0] != "/":
            compared += _count_attributes(found[0]) ** 2
        if is_flat:
            continue
        name = name.lower()
        in_drawing = name.lstrip("/") in _DRAWN and (in_drawing or name == "svg") and name != "/svg"
        if name[0] == "/":
            if stack and stack[-1] == name[1:]:
                formatting -= stack.pop() in _FORMATTING
            else:
                formatting -= _close(name[1:], stack)
            continue
        elements += 1
        if name not in _LEAVES and not (in_drawing and rest.endswith("/>")):
            stack.append(name)
            formatting += name in _FORMATTING
        reopened += formatting
        if len(stack) > _MAX_OPEN or reopened > _MAX_REOPENED or compared > _MAX_COMPARED:
            break
    _refuse(len(stack) > _MAX_OPEN, f"it is nested deeper than {_MAX_DEPTH} elements")
    _refuse(reopened > _MAX_REOPENED, "its tags are misnested too often")
    _refuse(compared > _MAX_COMPARED, "its tags have too many attributes")
    _refuse(elements > _MAX_ELEMENTS, f"it has more than {_MAX_ELEMENTS} elements")


def _is_flat(markup: str) -> bool:
    """Tell markup of so few tags that they are not nested too deep, nor reopened too often, even if none is closed."""
    elements = markup.count("<") - markup.count("</")
    if elements > _MAX_OPEN:
        return False
    if elements * (elements + 1) // 2 <= _MAX_REOPENED:
        return True
    formatting = len(_FORMATS.findall(markup))
    # At worst the formatting elements come first.
    return formatting * (formatting + 1) // 2 + (elements - formatting) * formatting <= _MAX_REOPENED


def _refuse(is_too_much: bool, problem: str) -> None:  # noqa: FBT001  A sentence with its condition.
    if is_too_much:
        raise TooComplexError(problem)


def _close(name: str, stack: list[str]) -> int:
    """Close the nearest element of a name and those in it; return how many formatting elements that are."""
    for place in range(len(stack) - 1, max(-1, len(stack) - _REACH), -1):
        if stack[place] == name:
            closed = stack[place:]
            del stack[place:]
            return sum(1 for other in closed if other in _FORMATTING)
        if stack[place] in _SCOPES:
            break
    return 0


def _count_attributes(text: str) -> int:
    """Return at least how many attributes a tag has, if they are many."""
    count = len(text.split()) + text.count("=") + text.count("/")
    return count if count > _FEW_ATTRIBUTES else 0


def _attributes(node: LexborNode) -> dict[str, str]:
    attributes = node.attributes
    if None in attributes.values():
        # An attribute without a value.
        return {name: value or "" for name, value in attributes.items()}
    return attributes  # type: ignore[return-value]  # None was ruled out.


class _Reader:
    """Copies lexbor's tree and finds the lines of its text, which lexbor does not tell."""

    def __init__(self, markup: str, max_depth: int) -> None:
        self._markup = markup
        self._max_depth = max_depth
        found = re.search("<body", markup, re.IGNORECASE)
        self._at = found.start() if found else 0
        self._line = markup.count("\n", 0, self._at) + 1
        self._searches = _SEARCHES
        self._elements = 0
        self._shadows = _MAX_SHADOWS
        self._templates = 0

    def read(self, source: LexborNode, node: Node, depth: int) -> None:
        """Copy what is in an element."""
        if depth > self._max_depth:
            raise TooComplexError(f"it is nested deeper than {self._max_depth} elements")
        children = node.children
        is_after_text = False
        for child in source.iter(include_text=True, skip_empty=False):
            name = child.tag or ""
            if name == "-text":
                text = child.text_content or ""
                node.letters += len(text)
                if not node.line and not text.isspace():
                    self._locate(text, node)
                if is_after_text:
                    # A comment parted them.
                    children[-1] += text  # type: ignore[operator]  # It is text.
                else:
                    children.append(text)
                    is_after_text = True
            elif name[:1].isalpha() and name not in _UNREAD and (name not in _SHAPES or child.first_child):
                is_after_text = False
                self._elements += 1
                if self._elements > _MAX_ELEMENTS:
                    raise TooComplexError(f"it has more than {_MAX_ELEMENTS} elements")
                inner = Node(name, _attributes(child), node)
                children.append(inner)
                self.read(child, inner, depth + 1)
                node.letters += inner.letters
                if not node.line:
                    node.line = inner.line
            elif (other := self._read_other(child, node, depth)) is not None:
                is_after_text = False
                children.append(other)

    def _read_other(self, source: LexborNode, parent: Node, depth: int) -> Node | None:
        """Copy an element whose content is not part of the text, if it says what stands in its place."""
        if source.tag == "template":
            return self._read_template(source, parent, depth)
        if source.tag == "script" and _LISTING.match(address := source.attributes.get("src") or ""):
            # The one thing that a script puts where it stands: what it shows has a page of its own.
            return Node("iframe", {"src": address}, parent)
        return None

    def _read_template(self, source: LexborNode, parent: Node, depth: int) -> Node:
        """Copy a template as the mere place that it keeps; a shadow root, which a browser shows, as what is in it."""
        attributes = _attributes(source)
        if "shadowrootmode" not in attributes or self._shadows <= 0:
            return Node("template", attributes, parent)
        self._shadows -= 1
        self._templates += 1
        shown = Node("div", {}, parent)
        # Lexbor gives what is in a template as markup only.
        page = LexborHTMLParser(f"<body>{(source.html or '').partition('>')[2]}")
        if page.body is not None and self._templates <= _MOST_INSIDE:
            self.read(page.body, shown, depth + 1)
        self._templates -= 1
        parent.letters += shown.letters
        return shown

    def _locate(self, text: str, node: Node) -> None:
        """Find the line of a text by looking for it below the last one found; entities hide some."""
        found = _LOCATABLE.search(text)
        if found is None:
            return
        piece = found[0].rstrip()
        at = self._markup.find(piece, self._at, self._at + _WINDOW)
        if at < 0 and len(piece) >= _LONG and self._searches:
            # A long script may lie between; such searches are few, or they would take long.
            self._searches -= 1
            at = self._markup.find(piece, self._at)
        if at < 0:
            return
        node.line = self._line + self._markup.count("\n", self._at, at)
        if len(piece) >= _LONG:
            # A short word may well have been found too far down.
            self._at, self._line = at, node.line


def join_texts(node: Node, *, is_kept: bool = False) -> None:
    """Join texts that stand side by side, since what parted them went; white space alone becomes one character.

    Args:
        node: The element; all below it is changed too.
        is_kept: It stands in ``pre``: its white space stays.
    """
    is_kept = is_kept or node.name == "pre"
    children: list[Node | str] = []
    for child in node.children:
        if type(child) is Node:
            if child.children:
                join_texts(child, is_kept=is_kept)
            children.append(child)
        elif children and type(children[-1]) is str:
            children[-1] += child  # type: ignore[operator]  # What is no node is text.
        else:
            children.append(child)
    if not is_kept:
        for place, child in enumerate(children):
            if type(child) is str and not child.strip(_WHITE):
                children[place] = "\n" if "\n" in child else " "
    node.children = children
