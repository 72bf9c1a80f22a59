"""Finds the article in a web page, and what on the page is not the article.

What no reader sees has gone before (`unseen`). The element that holds the article is chosen, then furniture inside it
goes; each step says why. A page without furniture keeps everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

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

# Words of a class or an id, after `nav-bar`, `navBar` and `nav_bar` have been cut into words. What they name is not
# the article, whatever it holds.
_STRONG = {
    "navigation": "nav navbar navigation menu submenu megamenu breadcrumb breadcrumbs crumbs pagination skiplink "
    "pagenav pagelinks navi topnav",
    "the site's header or footer": "footer masthead siteheader sitefooter colophon copyright topbar",
    "a side column": "sidebar sidebars sidecontent rightcol marginalia",
    "comments": "comment comments commentlist disqus respond commentform",
    "related articles": "related relatedposts relatedarticles recommended recommendation recommendations recirc "
    "recirculation trending mostread outbrain taboola yarpp readnext upnext alsoread readalso recs",
    "share buttons": "sharebar sharedaddy addthis sharethis addtoany shariff",
    "advertising": "adsense adslot adunit dfp gpt advertisement advertorial",
    "a newsletter or subscription box": "newsletter newsletters",
    "a cookie or pop-up notice": "cookie cookies gdpr popup",
    "a form": "searchform searchbox loginform",
    "a table of contents": "toc tableofcontents",
    "a tool of the page": "editsection",
}
# These also stand on parts of articles: what reads like prose is kept.
_WEAK = {
    "navigation": "pager wayfinder breadcrumblist",
    "the site's header or footer": "foot legal",
    "a side column": "aside rail secondary widget widgets",
    "share buttons": "share shares sharing social socials socialmedia jetpack likes follow",
    "comments": "reply replies discussion",
    "related articles": "similar popular teaser teasers suggestions carousel linklist rec more",
    "advertising": "ad ads adv advert adverts advertising banner promo promos promotion promoted sponsor sponsored "
    "sponsors",
    "a newsletter or subscription box": "subscribe subscription subscriptions signup paywall donate donation "
    "membership cta",
    "a cookie or pop-up notice": "consent modal overlay lightbox",
    "a form": "login signin register",
    "by-line and date": "byline dateline timestamp pubdate postmeta postmetadata postinfo authorbox authorbio "
    "authorinfo",
    "tags and categories": "tags taglist tagcloud posttags keywords",
    "a tool of the page": "tools toolbar toolbox print printer utility utilities actions buttons",
    "hidden from readers": "screenreader visuallyhidden noprint",
}
_NEWSLETTER, _POP_UP = "a newsletter or subscription box", "a cookie or pop-up notice"
_OPENING = names("lightbox modal overlay popup")
_WORDS = {word: reason for reason, words in (*_WEAK.items(), *_STRONG.items()) for word in words.split()}
_STRONG_WORDS = frozenset(word for words in _STRONG.values() for word in words.split())
_REMARK = re.compile(r"(?:^|[\s_-])(?:admonition|markdown-alert)")
# Whole names; as words they also stand in names like `label-hidden`.
_HIDDEN_NAMES = names("hidden hide sr-only visually-hidden screen-reader-text d-none is-hidden")
# Two words that mean something only together.
_PAIRS = {
    **dict.fromkeys(
        (
            ("entry", "meta"),
            ("post", "meta"),
            ("article", "meta"),
            ("entry", "footer"),
            ("post", "info"),
            ("post", "footer"),
            ("article", "info"),
            ("meta", "info"),
            ("entry", "utility"),
            ("author", "box"),
            ("author", "bio"),
            ("author", "info"),
            ("about", "author"),
            ("article", "author"),
            ("post", "author"),
        ),
        "by-line, date and tags",
    ),
    **dict.fromkeys(
        (
            ("read", "more"),
            ("read", "next"),
            ("read", "also"),
            ("more", "stories"),
            ("more", "news"),
            ("further", "reading"),
            ("most", "read"),
            ("up", "next"),
            ("see", "also"),
            ("next", "post"),
            ("previous", "post"),
            ("post", "navigation"),
        ),
        "related articles",
    ),
    **dict.fromkeys((("sign", "up"), ("mail", "chimp")), "a newsletter or subscription box"),
}
# `has-sidebar` stands on the whole page.
_NEGATIONS = frozenset({"has", "no", "with", "without", "not", "is", "hide", "non", "use", "show"})
_CUT = re.compile(r"[^A-Za-z0-9]+|(?<=[a-z])(?=[A-Z])")
# These name what opens a picture on a click: on an element that only holds pictures they say nothing against it.
_VIEWERS = names("carousel jetpack lightbox modal overlay popup widget widgets")
# These name buttons on a picture: on a figure they say nothing against it either.
_BUTTONS = names("""
    actions buttons copyright legal noprint print printer share shares sharing social socialmedia socials toolbar
    toolbox tools utilities utility
""")

# Class names that content systems give to the body of an article, with what stands between their words taken out.
_BODY_NAMES = re.compile(
    r"(?:^|\s)(?:[a-z]{0,12}[-_]{1,2})?"
    r"(?:(?:article|post|entry|story|blog|news|single|main|page)[-_]{0,2}(?:post|article)?[-_]{0,2}"
    r"(?:body|content|text|copy|bodytext|maintext)(?:[-_]{1,2}(?:text|inner|content|body))?"
    r"|articletext|storytext|bodytext|richtext|rich-text|field-name-body|mw-parser-output|markdown-body|post-?body)"
    r"(?=\s|$)"
)
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


def weigh(root: Node) -> None:
    """Weigh an element and all below it."""
    _weigh(root, in_link=False)
    _discount(root, _HALF * root.good)


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
        heavy = _merge_siblings([node for node in candidates if node.prose >= share * body.prose], body)
        if heavy is not None:
            return heavy, reason
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


def is_article_body(node: Node) -> bool:
    """Tell whether an element is marked as the body of an article (schema.org)."""
    return "itemprop" in node.attributes and node.attributes["itemprop"].lower() == "articlebody"


def is_body_named(node: Node) -> bool:
    """Tell whether an element has a name that content systems give to the body of an article."""
    if not node.attributes:
        return False
    named = f"{node.get('class')} {node.get('id')}"
    return len(named) > 1 and _names_body(named[:500])


# Sites name thousands of elements alike.
@lru_cache(4096)
def _names_body(named: str) -> bool:
    return _BODY_NAMES.search(named.lower()) is not None


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
_MAX_NAME_WORDS = 5
_LINK_BOXES = names("div ul ol section table dl li form td center")
_ONLY_LINKS = 0.75
_FEW_LINKS = 3
_QUOTES = names("blockquote figure")
_BOXES = names("div ul section footer header aside")
_NAMED = ("class", "id", "data-component", "data-testid")


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


def name_reason(node: Node, *, is_prose: bool) -> str:
    """Say what an element is named as.

    Args:
        node: The element.
        is_prose: It reads like prose: only names that no part of an article has count.
    """
    if node.named is None:
        attributes = node.attributes
        key = tuple([attributes.get(name, "")[:500] for name in _NAMED])
        node.named = _read_all_names(key) if any(key) else ("", "")
    return node.named[0] if is_prose else node.named[1]


def forgive_names(node: Node, *, is_figure: bool) -> None:
    """Leave out of what an element is named as the words that say nothing against a picture.

    Args:
        node: It holds one, or is a part of what does.
        is_figure: That is sure.
    """
    key = tuple([node.attributes.get(name, "")[:500] for name in _NAMED])
    node.named = _read_all_names(key, _VIEWERS | _BUTTONS if is_figure else _VIEWERS) if any(key) else ("", "")
    node.judged = None


def unforgive_names(node: Node, *, unless_in: Node) -> None:
    """Read every word again that an element is named as, unless it is in another one."""
    if not unless_in.holds_node(node):
        node.named = node.judged = None


def read_name_words(node: Node) -> frozenset[str]:
    """Return the words of an element's class and id, in lower case."""
    if "class" not in node.attributes and "id" not in node.attributes:
        return frozenset()
    return _cut_words(f"{node.get('class')} {node.get('id')}"[:500])


@lru_cache(4096)
def _cut_words(named: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _CUT.split(named) if word)


# Sites name thousands of elements alike.
@lru_cache(8192)
def _read_all_names(values: tuple[str, ...], ignored: frozenset[str] = frozenset()) -> tuple[str, str]:
    return _read_each(values, ignored, is_prose=True), _read_each(values, ignored, is_prose=False)


def _read_each(values: tuple[str, ...], ignored: frozenset[str], *, is_prose: bool) -> str:
    for name, value in zip(_NAMED, values, strict=True):
        if value and (reason := _read_names(value, ignored, is_id=name == "id", is_prose=is_prose)):
            return reason
    return ""


def _read_names(value: str, ignored: frozenset[str], *, is_id: bool, is_prose: bool) -> str:
    if _REMARK.search(value):
        # Its other names say what it looks like.
        return ""
    for name in value.split():
        if name in _HIDDEN_NAMES and not is_prose:
            return "hidden from readers"
        words = [word.lower() for word in _CUT.split(name) if word]
        if (len(words) >= _MAX_NAME_WORDS and is_id) or "embed" in words:
            # A generator made it of a heading's words; or it holds someone's post, which the article quotes.
            continue
        for before, word in zip(["", *words], words, strict=False):
            if before in _NEGATIONS or word in ignored or (is_prose and word not in _STRONG_WORDS):
                continue
            reason = _PAIRS.get((before, word)) or _WORDS.get(word)
            if reason:
                # What asks for an address in a pop-up is one, however well it reads.
                return _POP_UP if reason == _NEWSLETTER and not _OPENING.isdisjoint(words) else reason
    return ""


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

_CAPTIONS = re.compile(
    r"(?:^|[\s_-])(?:(?:image|photo|img|wp|media|picture)?-?caption(?:-?text)?|figcaption|cutline|bildunterschrift"
    r"|bildtext|legende|pie-?de-?foto|didascalia)(?:$|[\s_-])"
)
_CAPTION_TAGS = names("p div span dd small em cite figcaption h5 h6 li td")
_FRAMES = names("div p span dl section center li td aside a")
_TERMS = names("dt dd")
_MAX_CAPTION = 600
_CREDIT = 80


def is_caption(node: Node) -> bool:
    """Tell by its name whether an element is a picture's caption."""
    named = node.attributes.get("class")
    return bool(named) and _names_caption(str(named)[:300])


_FOOTNOTES = re.compile(r"(?:^|[\s_-])(?:foot-?notes?|end-?notes?|fn|references|reflist|bibliography)(?:$|[\s_:-])")


def is_footnotes(node: Node) -> bool:
    """Tell by its name whether an element holds footnotes or sources."""
    named = f"{node.get('class')} {node.get('id')} {node.get('role').removeprefix('doc-')}"
    return len(named) > 2 and _names_footnotes(named[:300])  # noqa: PLR2004


@lru_cache(4096)
def _names_footnotes(named: str) -> bool:
    return _FOOTNOTES.search(named.lower()) is not None


@lru_cache(4096)
def _names_caption(named: str) -> bool:
    return _CAPTIONS.search(named.lower()) is not None


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
