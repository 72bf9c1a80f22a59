"""Finds the article in a web page, and what on the page is not the article.

What no reader sees has gone before (`unseen`). The element that holds the article is chosen, then furniture inside it
goes; each step says why. A page without furniture keeps everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publisher.parse.part_names import ignore_built_names, is_article_body, is_body_named, is_caption, name_reason
from publisher.parse.tree import Node, names

BLOCKS = names("""
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table
    tbody td tfoot th thead tr ul
""")
"""Elements that stand for themselves; all others run along in text."""
_PARTED = BLOCKS | {"br"}
HEADINGS = names("h1 h2 h3 h4 h5 h6")
MEDIA = names(
    "img picture video audio iframe object embed amp-img amp-video amp-youtube amp-iframe lite-youtube lite-vimeo"
)

# No text of these is ever read by anyone.
UNSEEN = names("script style template noframes meta link base title head datalist param")
FURNITURE_ROLES = {
    **dict.fromkeys(("navigation", "menu", "menubar", "tablist", "toolbar"), "navigation"),
    **dict.fromkeys(("banner", "contentinfo"), "the site's header or footer"),
    **dict.fromkeys(("complementary", "search", "form"), "beside the article"),
    **dict.fromkeys(("dialog", "alertdialog"), "a cookie or pop-up notice"),
}

_SENTENCE = re.compile("[.!?…,;:。！？，、؟،۔।]")
_CJK = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_MIN_PARAGRAPH = 40
"""Characters; a shorter run of text is as likely a caption, a teaser or a button."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A piece of the page that is not the article."""

    line: int
    text: str
    reason: str


def text_of(node: Node) -> str:
    """Return an element's text, with white space collapsed and a space wherever a block begins or ends."""
    pieces: list[str] = []
    _collect_text(node, pieces)
    return " ".join("".join(pieces).split())


def _collect_text(node: Node, pieces: list[str]) -> None:
    is_parted = node.name in _PARTED
    if is_parted:
        pieces.append(" ")
    for child in node.children:
        if type(child) is not Node:
            pieces.append(child)  # type: ignore[arg-type]  # What is no node is text.
        elif child.children and child.name not in UNSEEN:
            _collect_text(child, pieces)
        elif child.name in _PARTED:
            pieces.append(" ")
    if is_parted:
        pieces.append(" ")


def describe(node: Node, reason: str) -> Dropped:
    """Describe an element that goes by its text; one without text by the pictures in it."""
    return Dropped(node.line, text_of(node) or list_pictures(node), reason)


def list_pictures(node: Node) -> str:
    """Name the pictures in an element, but for those that are there to count readers."""
    images = [node] if node.name in IMAGES else node.find_all(IMAGES)
    shown = [image for image in images if not _SMALL.issuperset({image.get("width"), image.get("height")})]
    found = [name_picture(image) for image in shown]
    return f"picture {', '.join(dict.fromkeys(found))}" if found else ""


IMAGES = names("img amp-img")
_SMALL = frozenset({"0", "1", "0px", "1px"})
_SOURCES = ("src", "data-src", "data-original", "data-lazy-src", "srcset", "data-srcset")


def name_picture(image: Node) -> str:
    """Return the name of a picture's file, or else its alternative text."""
    sources = [image.get(name).strip() for name in _SOURCES]
    source = next((source for source in sources if source and not source.startswith("data:")), "")
    file = source.split()[0].partition("?")[0].rstrip("/").rpartition("/")[2] if source else ""
    return file or image.get("alt").strip() or "without an address"


# Numbering and weighing -------------------------------------------------------------------------------------------

HOLDS_MEDIA, HOLDS_PICTURE, HOLDS_TITLE, HOLDS_HEADING, HOLDS_BLOCK = 1, 2, 4, 8, 16


def _flags(name: str) -> int:
    return (
        HOLDS_MEDIA * (name in MEDIA)
        + HOLDS_PICTURE * (name in _PICTURES)
        + HOLDS_TITLE * (name in _TITLES)
        + HOLDS_HEADING * (name in HEADINGS)
        + HOLDS_BLOCK * (name in BLOCKS)
    )


_TITLES = names("h1 h2")
_PICTURES = names("img picture figure")
_FLAGS = {name: _flags(name) for name in BLOCKS | HEADINGS | MEDIA | _PICTURES}
_HALF_PROSE = names("li dd td figcaption")


def number(root: Node) -> list[Node]:
    """Number an element and all below it, in reading order, and list them."""
    nodes: list[Node] = []
    _number(root, nodes)
    return nodes


def _number(node: Node, nodes: list[Node]) -> None:
    node.order = len(nodes)
    nodes.append(node)
    for child in node.children:
        if type(child) is Node:
            _number(child, nodes)
    node.end = len(nodes)


def weigh(root: Node) -> list[Node]:
    """Weigh an element and all below it.

    Returns:
        Those whose names say nothing, as most of the page's prose stands in elements so named: a builder gave them.
    """
    _weigh(root, in_link=False)
    limit = _HALF * root.good
    renamed = ignore_built_names(root, limit) if root.good else []
    _discount(root, limit)
    return renamed


def measure(text: str) -> int:
    """Return the length of a text, white space not counted; a character of a script without spaces counts twice.

    >>> measure("a b")
    2
    >>> measure("日 本")
    4
    """
    # Such a character says about as much as two letters.
    string = "".join(text.split())
    return len(string) if string.isascii() else len(string) + len(_CJK.findall(string))


def is_link(node: Node) -> bool:
    """Tell a link that leads away: one to a place on the page, or to a larger picture, is the article's own."""
    if node.name != "a":
        return False
    href = node.attributes.get("href", "#")
    return href[:1] != "#" and not href.endswith(_PICTURE_FILES)


_PICTURE_FILES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".JPG", ".PNG")


def _weigh(node: Node, *, in_link: bool) -> tuple[int, int, bool]:
    """Weigh one element; return of text that runs on in the block around it length, links, and if it is marked."""
    leads = node.name == "a" and is_link(node)
    in_link = in_link or leads
    own = own_link = 0
    marked = False
    text = link = paragraphs = 0
    links = int(leads)
    good = 0.0
    holds = _FLAGS.get(node.name, 0)
    for child in node.children:
        if type(child) is Node:
            if not child.children:
                child.links = int(child.name == "a" and is_link(child))
                child.holds = _FLAGS.get(child.name, 0)
            else:
                more, more_link, is_marked = _weigh(child, in_link=in_link)
                own += more
                own_link += more_link
                marked = marked or is_marked
                text += child.text
                link += child.link
                good += child.good
                paragraphs += child.paragraphs
            links += child.links
            holds |= child.holds
        elif words := child.split():  # type: ignore[union-attr]  # What is no node is text.
            string = "".join(words)
            length = len(string) if string.isascii() else len(string) + len(_CJK.findall(string))
            own += length
            marked = marked or _SENTENCE.search(string) is not None
            text += length
            if in_link:
                own_link += length
                link += length
    if node.name in BLOCKS:
        if own >= _MIN_PARAGRAPH and own_link < own / 2 and marked:
            good += (own - own_link) * (0.5 if node.name in _HALF_PROSE else 1.0)
            paragraphs += 1
        own = own_link = 0
        marked = False
    node.text, node.link, node.links, node.good, node.paragraphs = text, link, links, good, paragraphs
    node.holds = holds
    return own, own_link, marked


def _discount(node: Node, limit: float) -> None:
    """Work out how much prose stands in no furniture; what holds much of the prose is none, but for comments."""
    if not node.good:
        return
    inner = below = 0.0
    for child in node.children:
        if type(child) is Node and child.good:
            _discount(child, limit)
            below += child.good
            inner += child.prose
    node.prose = node.good - below + inner
    reason = judge(node)
    if reason and (node.good <= limit or reason == "comments"):
        node.prose = 0.0


# Choosing the article ----------------------------------------------------------------------------------------------

_MOST = 0.75
_HALF = 0.5
_BODIES = names("div section article td main")
_LEAVES = names("p ul ol dl table pre blockquote")


def find_content(nodes: Sequence[Node]) -> tuple[Node, str]:
    """Find the smallest element that holds the article, and say why it is that one.

    Args:
        nodes: A page's elements, the body first, numbered and weighed.
    """
    body = nodes[0]
    if not body.prose:
        return body, "the whole page"
    for reason, share, candidates in _candidates(nodes):
        heavy = [node for node in candidates if node.prose >= share * body.prose]
        if heavy and sum(node.prose for node in heavy) < _MOST * body.prose:
            forms = {(node.name, node.get("class")) for node in heavy if node.name != "article"}
            # A builder cut the article into parts, of which one is long.
            heavy = [node for node in candidates if node in heavy or (node.name, node.get("class")) in forms]
        content = _merge_siblings(heavy, body)
        if content is not None:
            return content, reason
    return _descend(body), "most of the page's prose"


def _candidates(nodes: Sequence[Node]) -> Iterator[tuple[str, float, list[Node]]]:
    nodes = [node for node in nodes if node.prose]
    yield "marked as the article's body", 0.3, [node for node in nodes if is_article_body(node)]
    yield (
        "named as the article's body",
        0.35,
        _outermost([node for node in nodes if node.name in _BODIES and is_body_named(node)]),
    )
    yield "marked as an article", 0.4, _outermost([node for node in nodes if node.name == "article"])
    main = [node for node in nodes if node.name == "main"] or [node for node in nodes if node.get("role") == "main"]
    yield "marked as the main part", 0.3, main


def _outermost(nodes: list[Node]) -> list[Node]:
    outer: list[Node] = []
    for node in nodes:
        if not (outer and outer[-1].holds_node(node)):
            outer.append(node)
    return outer


def _merge_siblings(nodes: list[Node], body: Node) -> Node | None:
    """Choose the one candidate; of several that share the prose, what holds them all."""
    if len(nodes) < 2:  # noqa: PLR2004
        return nodes[0] if nodes else None
    return next((around for around in nodes[0].parents() if all(around.holds_node(node) for node in nodes)), body)


def _descend(body: Node) -> Node:
    """Go down as long as one child holds nearly all the prose."""
    node = body
    while True:
        children = [child for child in node.children if type(child) is Node and child.name in BLOCKS]
        heaviest = max(children, key=lambda child: child.prose, default=None)
        if heaviest is None or heaviest.prose < _MOST * node.prose:
            return node
        if heaviest.name in _LEAVES and heaviest.paragraphs <= 1:
            return node
        node = heaviest


# Furniture --------------------------------------------------------------------------------------------------------

# What holds text of its own is judged by what is around it: headings carry names like `related-topic`.
_FLOWING = HEADINGS | {"html", "body", "main", "pre", "tr", "th", "tbody", "thead", "dl"}
_BESIDE = {"nav": "navigation", "aside": "beside the article"}
_PROSE = 150
_LINKED = 0.35
_LINK_BOXES = names("div ul ol section table dl li form td center")
_ONLY_LINKS = 0.75
_FEW_LINKS = 3
_QUOTES = names("blockquote figure")
_BOXES = names("div ul section footer header aside")


def judge(node: Node) -> str:
    """Say why a weighed element is furniture; empty if it is not."""
    if node.judged is None:
        node.judged = _judge(node)
    return node.judged


def _judge(node: Node) -> str:
    name = node.name
    if name in _FLOWING:
        return ""
    if name in _BESIDE:
        return _BESIDE[name]
    is_prose = node.paragraphs > 0 and node.good > _PROSE and node.link < _LINKED * node.text
    if name in {"footer", "header"} and not is_prose and not node.holds & HOLDS_TITLE and not _is_quoted(node):
        return "the site's header or footer"
    return _judge_attributes(node, is_prose=is_prose) or _judge_links(node)


def _judge_attributes(node: Node, *, is_prose: bool) -> str:
    if not node.attributes:
        return ""
    role = node.get("role").lower()
    if role in FURNITURE_ROLES and not (is_prose and role == "form"):
        return FURNITURE_ROLES[role]
    if node.get("aria-hidden") == "true" and not is_prose and not node.holds & HOLDS_MEDIA:
        return "hidden from readers"
    return name_reason(node, is_prose=is_prose)


def _judge_links(node: Node) -> str:
    """Tell a list or box of links, such as related articles, from a list that has some links."""
    if node.name not in _LINK_BOXES or node.paragraphs or node.holds & HOLDS_PICTURE:
        return ""
    return "almost only links" if node.link > _ONLY_LINKS * node.text and node.links >= _FEW_LINKS else ""


def _is_quoted(node: Node) -> bool:
    """Tell whether an element belongs to a quotation, whose footer says who is quoted."""
    return any(parent.name in _QUOTES for parent in node.parents())


def has_chrome(nodes: Sequence[Node]) -> bool:
    """Tell a page of a site from a text that someone wrote in HTML: only the first has menus and the like."""
    named = 0
    for node in nodes:
        if node.name == "nav" or (node.attributes and node.get("role").lower() in FURNITURE_ROLES):
            return True
        if node.name in _BOXES and node.attributes and name_reason(node, is_prose=False):
            named += 1
    # One could be chance.
    return named > 1


# Captions ---------------------------------------------------------------------------------------------------------

_CAPTION_TAGS = names("p div span dd small em cite figcaption h5 h6 li td")
_FRAMES = names("div p span dl section center li td aside a")
_TERMS = names("dt dd")
_MAX_CAPTION = 600
_CREDIT = 80


def frame_captions(nodes: Sequence[Node]) -> None:
    """Make figures of pictures whose caption only a name marks; the elements must be weighed."""
    for node in nodes:
        if node.name not in _CAPTION_TAGS or node.text > _MAX_CAPTION or node.holds & HOLDS_MEDIA:
            continue
        if not is_caption(node) or any(parent.name == "figure" for parent in node.parents()):
            continue
        frame = node.parent
        for _ in range(3):
            if frame is None or frame.name not in _FRAMES:
                break
            if frame.holds & HOLDS_MEDIA:
                if frame.text <= node.text + _CREDIT:
                    for term in frame.find_all(_TERMS) if frame.name == "dl" else ():
                        term.name = "div"
                    frame.name, node.name = "figure", "figcaption"
                break
            frame = frame.parent
