"""Finds the article in a web page, and what on the page is not the article.

Three steps, each of which says why: what no reader sees goes first, then the element that holds the article is
chosen, then furniture inside it goes. A page without furniture keeps everything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bs4.element import NavigableString, Tag


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BLOCKS = _words("""
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table
    tbody td tfoot th thead tr ul
""")
"""Elements that stand for themselves; all others run along in text."""
HEADINGS = _words("h1 h2 h3 h4 h5 h6")
MEDIA = _words("img picture video audio iframe object embed amp-img amp-video amp-youtube amp-iframe")

# No text of these is ever read by anyone.
_UNSEEN = _words("script style template noframes meta link base title head datalist param")
_CONTROLS = _words("button input select textarea optgroup option progress meter dialog")
_FURNITURE_ROLES = {
    **dict.fromkeys(("navigation", "menu", "menubar", "tablist", "toolbar"), "navigation"),
    **dict.fromkeys(("banner", "contentinfo"), "the site's header or footer"),
    **dict.fromkeys(("complementary", "search", "dialog", "alertdialog", "form"), "beside the article"),
}
_NOT_SHOWN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)

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
_WORDS = {word: reason for reason, words in (*_WEAK.items(), *_STRONG.items()) for word in words.split()}
_STRONG_WORDS = frozenset(word for words in _STRONG.values() for word in words.split())
# Whole names; as words they also stand in names like `label-hidden`.
_HIDDEN_NAMES = _words("hidden hide sr-only visually-hidden screen-reader-text d-none is-hidden")
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

    tag: Tag
    line: int
    text: str
    reason: str


@dataclass(slots=True)
class Weight:
    """What an element holds, all below it included."""

    text: int = 0
    """Characters, spaces not counted."""
    link: int = 0
    """Of these, inside links."""
    good: float = 0.0
    """Characters in paragraphs that read like prose."""
    paragraphs: int = 0

    @property
    def link_share(self) -> float:
        """Share of the text that is links, 0 to 1."""
        return self.link / self.text if self.text else 0.0


_Judge = Callable[[Tag, Weight], str]


def is_text(node: object) -> bool:
    """Tell text from tags, comments and declarations.

    >>> is_text(NavigableString("a"))
    True
    """
    return type(node) is NavigableString


def text_of(tag: Tag) -> str:
    """Return an element's text, with white space collapsed and a space wherever a block begins or ends."""
    pieces: list[str] = []
    collect_text(tag, pieces)
    return " ".join("".join(pieces).split())


def collect_text(tag: Tag, pieces: list[str]) -> None:
    """Append an element's text in pieces, with a space wherever a block or line begins or ends."""
    gap = " " if tag.name in BLOCKS or tag.name == "br" else ""
    pieces.append(gap)
    for child in tag.contents:
        if isinstance(child, Tag):
            if child.name not in _UNSEEN:
                collect_text(child, pieces)
        elif is_text(child):
            pieces.append(str(child))
    pieces.append(gap)


# What no reader sees --------------------------------------------------------------------------------------------


def drop_unseen(root: Tag) -> list[Dropped]:
    """Take out scripts, forms' controls and what is hidden; show pictures that wait for a script.

    Returns:
        What had text.
    """
    for noscript in root.find_all("noscript"):
        _open_noscript(noscript)
    dropped = []
    for tag in root.find_all(_is_any):
        if tag.decomposed:
            continue
        if tag.name in _UNSEEN or tag.name in _CONTROLS:
            tag.decompose()
        elif _is_hidden(tag):
            dropped.append(_describe(tag, "hidden from readers"))
            tag.extract()
    return [piece for piece in dropped if piece.text]


def _is_any(tag: Tag) -> bool:
    return tag is not None


def _is_hidden(tag: Tag) -> bool:
    if not tag.attrs or tag.name in {"html", "body"}:
        return False
    if "hidden" in tag.attrs and tag["hidden"] != "until-found":
        return True
    style = tag.get("style")
    return bool(style and _NOT_SHOWN.search(str(style)))


def _open_noscript(noscript: Tag) -> None:
    """Put the picture of a ``noscript`` where its placeholder stood; drop any other."""
    images = noscript.find_all("img")
    if len(images) != 1 or text_of(noscript):
        noscript.decompose()
        return
    before = noscript.find_previous_sibling()
    if isinstance(before, Tag) and before.name == "img":
        before.decompose()
    noscript.replace_with(images[0].extract())


# Weighing ---------------------------------------------------------------------------------------------------------


def weigh(root: Tag, *, without_furniture: bool = False) -> dict[int, Weight]:
    """Weigh an element and all below it, by identity; the prose in furniture may be left out."""
    weights: dict[int, Weight] = {}
    _weigh(root, weights, in_link=False, judge=None)
    if without_furniture:
        limit = _HALF * weights[id(root)].good
        _weigh(root, weights, in_link=False, judge=lambda tag, weight: _judge_within(tag, weight, limit))
    return weights


def _judge_within(tag: Tag, weight: Weight, limit: float) -> str:
    """Say why an element is furniture; what holds much of the prose is not, but for comments."""
    reason = _judge(tag, weight) if weight.good else ""
    return reason if weight.good <= limit or reason == "comments" else ""


def _weigh(tag: Tag, weights: dict[int, Weight], *, in_link: bool, judge: _Judge | None) -> tuple[int, int, int]:
    """Weigh one element; return length, links and sentence marks of text that runs on in the block around it."""
    in_link = in_link or (tag.name == "a" and tag.has_attr("href"))
    own = own_link = marks = 0
    total = Weight()
    for child in tag.contents:
        if isinstance(child, Tag):
            running = _weigh(child, weights, in_link=in_link, judge=judge)
            own, own_link, marks = own + running[0], own_link + running[1], marks + running[2]
            below = weights[id(child)]
            total.text += below.text
            total.link += below.link
            total.good += below.good
            total.paragraphs += below.paragraphs
        elif is_text(child) and (words := str(child).split()):
            # A character of a script without spaces says about as much as two.
            string = "".join(words)
            length = len(string) + len(_CJK.findall(string))
            own += length
            own_link += length if in_link else 0
            marks += len(_SENTENCE.findall(string))
            total.text += length
            total.link += length if in_link else 0
    weights[id(tag)] = total
    if tag.name not in BLOCKS:
        return own, own_link, marks
    if own >= _MIN_PARAGRAPH and own_link < own / 2 and marks:
        factor = 0.5 if tag.name in {"li", "dd", "td", "figcaption"} else 1.0
        total.good += (own - own_link) * factor
        total.paragraphs += 1
    if judge and total.good and judge(tag, total):
        total.good = 0.0
        total.paragraphs = 0
    return 0, 0, 0


# Choosing the article ----------------------------------------------------------------------------------------------


def find_content(body: Tag) -> tuple[Tag, str]:
    """Find the smallest element that holds the article, and say why it is that one."""
    weights = weigh(body, without_furniture=True)
    whole = weights[id(body)].good
    if not whole:
        return body, "the whole page"
    for reason, share, tags in _candidates(body):
        heavy = _merge_siblings([tag for tag in tags if weights[id(tag)].good >= share * whole], body)
        if heavy is not None:
            return heavy, reason
    return _descend(body, weights), "most of the page's prose"


def _candidates(body: Tag) -> Iterator[tuple[str, float, list[Tag]]]:
    yield "marked as the article's body", 0.3, body.find_all(itemprop=re.compile("^articleBody$", re.IGNORECASE))
    named = [tag for tag in body.find_all(["div", "section", "article", "td", "main"]) if _is_body_named(tag)]
    yield "named as the article's body", 0.35, _outermost(named)
    yield "marked as an article", 0.4, _outermost(body.find_all("article"))
    yield "marked as the main part", 0.3, body.find_all(["main"]) or body.find_all(role="main")


def _is_body_named(tag: Tag) -> bool:
    names = f"{tag.get('class') or ''} {tag.get('id') or ''}".lower()
    return bool(names.strip()) and _BODY_NAMES.search(names[:500]) is not None


def _outermost(tags: list[Tag]) -> list[Tag]:
    chosen: set[int] = set()
    outer = []
    for tag in tags:
        if not any(id(parent) in chosen for parent in tag.parents):
            chosen.add(id(tag))
            outer.append(tag)
    return outer


def _merge_siblings(tags: list[Tag], body: Tag) -> Tag | None:
    """Choose the one candidate; of several that share the prose, what holds them all."""
    if not tags:
        return None
    if len(tags) == 1:
        return tags[0]
    common = next((parent for parent in tags[0].parents if all(parent in tag.parents for tag in tags[1:])), body)
    return common if isinstance(common, Tag) else body


def _descend(body: Tag, weights: dict[int, Weight]) -> Tag:
    """Go down as long as one child holds nearly all the prose."""
    tag = body
    while True:
        children = [child for child in tag.contents if isinstance(child, Tag) and child.name in BLOCKS]
        heaviest = max(children, key=lambda child: weights[id(child)].good, default=None)
        if heaviest is None or weights[id(heaviest)].good < _MOST * weights[id(tag)].good:
            return tag
        if (
            heaviest.name in {"p", "ul", "ol", "dl", "table", "pre", "blockquote"}
            and weights[id(heaviest)].paragraphs <= 1
        ):
            return tag
        tag = heaviest


# Furniture --------------------------------------------------------------------------------------------------------

_MOST = 0.75
_HALF = 0.5
# What holds text of its own is judged by what is around it: headings carry names like `related-topic`.
_FLOWING = HEADINGS | {"html", "body", "main", "pre", "tr", "th", "tbody", "thead", "dl"}
_PROSE = 150
_LINKED = 0.35
_MAX_NAME_WORDS = 5
_LINK_BOXES = _words("div ul ol section table dl li form")
_ONLY_LINKS = 0.75
_FEW_LINKS = 3


def drop_furniture(root: Tag, *, whole: float = 0.0) -> list[Dropped]:
    """Take out of an element what is not the article: menus, share buttons, comments, teasers.

    Nothing that holds a good part of the prose is taken out, whatever it is called.

    Args:
        root: Changed in place.
        whole: The prose of the whole page, of which no piece may hold much; that of the element if not given.
    """
    weights = weigh(root)
    limit = _HALF * max(weights[id(root)].good, whole)
    dropped: list[Dropped] = []
    _drop_below(root, weights, limit, dropped)
    return dropped


def _drop_below(tag: Tag, weights: dict[int, Weight], limit: float, dropped: list[Dropped]) -> None:
    for child in list(tag.contents):
        if not isinstance(child, Tag):
            continue
        weight = weights[id(child)]
        reason = "" if weight.good > limit else _judge(child, weight)
        if reason:
            dropped.append(_describe(child, reason))
            child.extract()
        else:
            _drop_below(child, weights, limit, dropped)


def _is_quoted(tag: Tag) -> bool:
    """Tell whether an element belongs to a quotation, whose footer says who is quoted."""
    return tag.find_parent(["blockquote", "figure"]) is not None


def _judge(tag: Tag, weight: Weight) -> str:
    """Say why an element is furniture; empty if it is not."""
    name = tag.name
    if name in _FLOWING:
        return ""
    is_prose = weight.paragraphs > 0 and weight.good > _PROSE and weight.link_share < _LINKED
    if name in {"nav", "aside"}:
        return "navigation" if name == "nav" else "beside the article"
    if name in {"footer", "header"} and not is_prose and tag.find(["h1", "h2"]) is None and not _is_quoted(tag):
        return "the site's header or footer"
    role = str(tag.get("role") or "").lower()
    if role in _FURNITURE_ROLES and not (is_prose and role == "form"):
        return _FURNITURE_ROLES[role]
    if str(tag.get("aria-hidden") or "") == "true" and not is_prose and tag.find(list(MEDIA)) is None:
        return "hidden from readers"
    return _judge_words(tag, is_prose=is_prose) or _judge_links(tag, weight)


def _judge_words(tag: Tag, *, is_prose: bool) -> str:
    if not tag.attrs:
        return ""
    for attribute in ("class", "id", "data-component", "data-testid"):
        value = tag.get(attribute)
        if not value:
            continue
        for name in str(value)[:500].split():
            if name in _HIDDEN_NAMES and not is_prose:
                return "hidden from readers"
            words = [word.lower() for word in _CUT.split(name) if word]
            if (len(words) >= _MAX_NAME_WORDS and attribute == "id") or "embed" in words:
                # A generator made it of a heading's words; or it holds someone's post, which the article quotes.
                continue
            for before, word in zip(["", *words], words, strict=False):
                if before in _NEGATIONS or (is_prose and word not in _STRONG_WORDS):
                    continue
                reason = _PAIRS.get((before, word)) or _WORDS.get(word)
                if reason:
                    return reason
    return ""


def _judge_links(tag: Tag, weight: Weight) -> str:
    """Tell a list or box of links, such as related articles, from a list that has some links."""
    if tag.name not in _LINK_BOXES or weight.paragraphs or weight.link_share <= _ONLY_LINKS:
        return ""
    if tag.find(["img", "picture", "figure"]) is not None:
        return ""
    links = tag.find_all("a", href=True, limit=20)
    # A table of contents of the article's own is for its readers.
    is_own = all(str(link.get("href")).startswith("#") for link in links)
    return "almost only links" if len(links) >= _FEW_LINKS and not is_own else ""


def _describe(tag: Tag, reason: str) -> Dropped:
    return Dropped(tag, tag.sourceline or 0, text_of(tag), reason)


def has_chrome(body: Tag) -> bool:
    """Tell a page of a site from a text that someone wrote in HTML: only the first has menus and the like."""
    if body.find("nav") is not None:
        return True
    roles = {str(tag.get("role")).lower() for tag in body.find_all(role=True)}
    if not roles.isdisjoint(_FURNITURE_ROLES):
        return True
    boxes = body.find_all(["div", "ul", "section", "footer", "header", "aside"])
    named = sum(1 for tag in boxes if _judge_words(tag, is_prose=False))
    # One could be chance.
    return named > 1
