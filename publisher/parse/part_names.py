"""Reads what the parts of a page are named as: class, id and the like tell a menu, a comment, a caption or the body."""

from __future__ import annotations

import re
from functools import lru_cache

from publisher.parse.tree import Node, names

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
# What builders of pages call their parts, too.
_BUILT = frozenset({"navigation", "a side column"})
_PARTS = 3
"""A builder gave a name to no fewer parts with prose."""
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
_MAX_NAME_WORDS = 5
_NAMED = ("class", "id", "data-component", "data-testid")
_CAPTIONS = re.compile(
    r"(?:^|[\s_-])(?:(?:image|photo|img|wp|media|picture)?-?caption(?:-?text)?|figcaption|cutline|bildunterschrift"
    r"|bildtext|legende|pie-?de-?foto|didascalia)(?:$|[\s_-])"
)
_FOOTNOTES = re.compile(r"(?:^|[\s_-])(?:foot-?notes?|end-?notes?|fn|references|reflist|bibliography)(?:$|[\s_:-])")


def name_reason(node: Node, *, is_prose: bool) -> str:
    """Say what an element is named as.

    Args:
        node: The element.
        is_prose: It reads like prose: only names that no part of an article has count.
    """
    if node.named is None:
        key = _list_names(node)
        node.named = _read_all_names(key) if any(key) else ("", "")
    return node.named[0] if is_prose else node.named[1]


def forgive_names(node: Node, *, is_figure: bool) -> None:
    """Leave out of what an element is named as the words that say nothing against a picture.

    Args:
        node: It holds one, or is a part of what does.
        is_figure: That is sure.
    """
    key = _list_names(node)
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
@lru_cache(4096)
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
        for before, word, reason, count in _read_name(name):
            if count >= _MAX_NAME_WORDS and is_id:
                # A generator made it of a heading's words.
                break
            is_told = word in _STRONG_WORDS or not is_prose
            if is_told and word not in ignored and f"{before} {word}" not in ignored:
                return reason
    return ""


# Sites name thousands of elements alike, and most of their names tell nothing.
@lru_cache(4096)
def _read_name(name: str) -> tuple[tuple[str, str, str, int], ...]:
    """Return the words of a name that name furniture: the word before, the word, what it names, how many there are."""
    words = [word.lower() for word in _CUT.split(name) if word]
    if "embed" in words:
        # It holds someone's post, which the article quotes.
        return ()
    found = []
    for before, word in zip(["", *words], words, strict=False):
        reason = _PAIRS.get((before, word)) or _WORDS.get(word)
        if reason and before not in _NEGATIONS:
            # What asks for an address in a pop-up is one, however well it reads.
            is_opened = reason == _NEWSLETTER and not _OPENING.isdisjoint(words)
            found.append((before, word, _POP_UP if is_opened else reason, len(words)))
    return tuple(found)


def ignore_built_names(root: Node, limit: float) -> list[Node]:
    """Leave out of what elements are named as the names that more than some of the prose stands in, in several parts.

    A builder of pages gave them to all its parts; they say nothing.

    Args:
        root: Weighed.
        limit: Characters of prose.

    Returns:
        The elements with such names.
    """
    shares: dict[str, list[float]] = {}
    _sum_names(root, frozenset(), shares)
    idle = frozenset(name for name, found in shares.items() if len(found) >= _PARTS and sum(found) > limit)
    renamed: list[Node] = []
    if idle:
        _ignore_names(root, idle, renamed)
    return renamed


def _sum_names(node: Node, outside: frozenset[str], shares: dict[str, list[float]]) -> None:
    """List how much prose stands in elements of each telling name; in several of one name, once."""
    for child in node.children:
        if type(child) is Node and child.good:
            inside = outside
            if child.attributes and (found := _list_telling(child)):
                for name in found:
                    shares.setdefault(name, []).append(0.0 if name in outside else child.good)
                inside = outside | found
            _sum_names(child, inside, shares)


def _ignore_names(node: Node, idle: frozenset[str], renamed: list[Node]) -> None:
    for child in node.children:
        if type(child) is Node:
            if child.attributes and not idle.isdisjoint(_list_telling(child)):
                child.named = _read_all_names(_list_names(child), idle)
                child.judged = None
                renamed.append(child)
            _ignore_names(child, idle, renamed)


def _list_names(node: Node) -> tuple[str, ...]:
    attributes = node.attributes
    return tuple([attributes.get(name, "")[:500] for name in _NAMED])


def _list_telling(node: Node) -> frozenset[str]:
    key = _list_names(node)
    return _cut_telling(key) if any(key) else frozenset()


@lru_cache(1024)
def _cut_telling(values: tuple[str, ...]) -> frozenset[str]:
    """Return the words that builders give to any part, each with the word before it."""
    return frozenset([word for value in values for name in value.split() for word in _list_built(name)])


def _list_built(name: str) -> tuple[str, ...]:
    # A bare word is rather the part's own name.
    return tuple(
        f"{before} {word}"
        for before, word, reason, _ in _read_name(name)
        if before and _WORDS.get(word) == reason and reason in _BUILT
    )


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


def is_caption(node: Node) -> bool:
    """Tell by its name whether an element is a picture's caption."""
    named = node.attributes.get("class")
    return bool(named) and _names_caption(str(named)[:300])


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
