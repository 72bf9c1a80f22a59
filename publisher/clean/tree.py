"""What the rules share: the place an item stands in, and small steps on a BeautifulSoup tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from publisher.clean.addresses import resolve_media
from publisher.clean.anchors import Anchors, rename_id
from publisher.clean.names import BLOCKS
from publisher.clean.options import Form
from publisher.model import Media, MediaFinder
from publisher.urls import resolve

IDLE_ID = "idle-id"
"""Where an id stands that no link needs: it goes with its element."""
_PLAIN_ID = re.compile(r"[A-Za-z][\w.:-]{0,79}", re.ASCII)


class Element(Tag):
    """A tag that finds its children fast.

    bs4 4.15 looks for a child from the first one on whenever it moves one: 30,000 siblings took 30 seconds. Our rules
    go through siblings in order, so each is found beside the last.
    """

    _near: int = 0

    def index(self, element: PageElement) -> int:
        """Return the position of a child, by identity."""
        contents = self.contents
        size = len(contents)
        below = min(self._near, size - 1)
        above = below + 1
        while below >= 0 or above < size:
            if below >= 0 and contents[below] is element:
                self._near = below
                return below
            if above < size and contents[above] is element:
                self._near = above
                return above
            below -= 1
            above += 1
        raise ValueError("not a child of this element")


def read_tree(xml: str) -> tuple[Tag, int]:
    """Make a tree of well-formed XML, its white space as it is, and say how deep it is.

    Built here because BeautifulSoup's own builder takes twice as long, most of it for namespaces, and collapses the
    white space between the elements of code.
    """
    from lxml import etree

    parser = etree.XMLParser(recover=True, huge_tree=True, resolve_entities=False, no_network=True)
    source = etree.fromstring(f"<root>{xml}</root>", parser)
    root = Element(name="root")
    open_tags: list[Tag] = []
    depth = 0
    last: PageElement = root
    for event, node in etree.iterwalk(source, events=("start", "end")):
        text = node.text if event == "start" else node.tail
        if event == "start":
            parent = open_tags[-1] if open_tags else None
            tag = root if parent is None else Element(name=node.tag, parent=parent, previous=last)
            if parent is not None:
                parent.contents.append(tag)
                tag.attrs = dict(node.attrib)
                last = tag
            depth = max(depth, len(open_tags))
            open_tags.append(tag)
        else:
            open_tags.pop()
        if text and open_tags:
            string = NavigableString(text)
            string.setup(open_tags[-1], last)
            open_tags[-1].contents.append(string)
            last = string
    return root, depth


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an item stands."""

    base: str = ""
    """Absolute URL that its relative addresses resolve against."""
    page: str = ""
    """Absolute URL of its article's page."""
    anchors: Anchors | None = None
    """The names of the article's ids; without them, ids are looked for in the item alone."""
    form: Form = Form.PAGE
    max_depth: int
    top_heading: int = 0
    """Level of its highest heading, the others following without gaps; 0 leaves headings as they are."""

    addresses: frozenset[str] = frozenset()
    """What stands before ``#`` in absolute links to the article itself."""
    find_media: MediaFinder | None = None
    """Finds the files beside the article."""

    def find(self, url: str) -> Media | None:
        """Return the published file that an address means, if it means one of ours."""
        return self.find_media(url) if self.find_media and url.strip() else None

    def locate(self, url: str) -> str:
        """Make the address of a picture, a sound or a film absolute; empty if it may not be published."""
        found = self.find(url)
        return found.url if found else resolve_media(url, self.base)

    def name(self, id: str) -> str:  # noqa: A002  The attribute's own name.
        """Return the name that an id of the source goes by here.

        On a page, where it meets ids of our own and of other items, that is a name made for it. HTML that stands
        alone keeps its own, if it is one that any reader can link to.
        """
        id = id.strip()  # noqa: A001
        if self.anchors is not None:
            return self.anchors.name(id)
        return id if not self.page and _PLAIN_ID.fullmatch(id) else rename_id(id)

    def is_linked(self, name: str) -> bool:
        """Say whether a link anywhere in the article leads to a name."""
        return self.anchors is not None and name in self.anchors.linked

    def is_elsewhere(self, name: str) -> bool:
        """Say whether a name is that of an id in the article, in this item or another."""
        return self.anchors is not None and name in self.anchors.taken


def find_addresses(*urls: str) -> frozenset[str]:
    """Return what stands before ``#`` in absolute links to any of some pages."""
    return frozenset(resolve(url).partition("#")[0] for url in urls if url) - {""}


def find_own_fragment(href: str, base: str, addresses: frozenset[str]) -> str | None:
    """Return what follows ``#`` in a link to the article itself, and None for a link that leads elsewhere."""
    href = href.strip()
    if href.startswith("#"):
        return unquote(href[1:])
    if "#" not in href or not addresses:
        return None
    address, _, fragment = resolve(href, base).partition("#")
    return unquote(fragment) if address in addresses else None


def read(element: Tag, name: str) -> str:
    """Return the value of an attribute, empty if it has none."""
    value = element.attrs.get(name)
    return value if isinstance(value, str) else ""


def new_tag(name: str, *content: str | Tag, **attributes: str) -> Tag:
    """Make an element that belongs to no tree yet."""
    element = Element(name=name, attrs=dict(attributes))
    for node in content:
        element.append(node)
    return element


def unwrap(element: Tag, apart: str = "") -> None:
    """Put the content of an element in its place; ``apart`` keeps its words off their neighbours."""
    if element.attrs.get("id"):
        element.insert_before(new_tag("span", id=read(element, "id")))
    if apart:
        element.insert_before(NavigableString(apart))
        element.insert_after(NavigableString(apart))
    element.unwrap()


def replace(element: Tag, *nodes: str | Tag) -> None:
    """Put other nodes in an element's place."""
    if element.attrs.get("id"):
        element.insert_before(new_tag("span", id=read(element, "id")))
    for node in nodes:
        if node:
            element.insert_before(NavigableString(node) if isinstance(node, str) else node)
    element.decompose()


def elements(root: Tag) -> list[Tag]:
    """Return all elements below one, in document order."""
    # Three times as fast as `find_all(True)`, and called for every round of rules.
    found: list[Tag] = []
    waiting = [node for node in reversed(root.contents) if isinstance(node, Tag)]
    while waiting:
        element = waiting.pop()
        found.append(element)
        waiting += [node for node in reversed(element.contents) if isinstance(node, Tag)]
    return found


def find_before(element: Tag) -> Tag | None:
    """Return the element right before one, with white space at most between them."""
    before = element.previous_sibling
    for _ in range(3):
        if not is_space(before):
            break
        before = before.previous_sibling if before is not None else None
    return before if isinstance(before, Tag) else None


def is_gone(element: Tag) -> bool:
    """Say whether an element has left the tree."""
    # Not `element.decomposed`: of an element still there, bs4 4.15 searches the content for a tag of such a name.
    return vars(element).get("parent") is None


def children(element: Tag) -> Iterator[Tag]:
    """Yield the elements directly inside one."""
    return (child for child in element.contents if isinstance(child, Tag))


def text_of(element: Tag) -> str:
    """Return the words of an element, white space collapsed."""
    return " ".join(element.get_text().split())


def has_block(element: Tag) -> bool:
    """Say whether a block stands anywhere below an element."""
    return any(isinstance(node, Tag) and node.name in BLOCKS for node in element.descendants)


def is_block(node: object) -> bool:
    """Say whether a node is a block, or an inline element around one."""
    return isinstance(node, Tag) and (node.name in BLOCKS or has_block(node))


def is_space(node: object) -> bool:
    """Say whether a node is text without a visible character."""
    return isinstance(node, NavigableString) and not node.strip()
