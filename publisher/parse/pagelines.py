"""Reads a page's text as lines, and remembers which part of the page each stands in.

What a page says of itself in words (a by-line, a date) is known by where it stands: near the title, not among comments
or in a list of other articles. One walk of the tree finds that out for everything that is asked about it later.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from publisher.parse.encoding import clean_text
from publisher.parse.tree import Node
from publisher.parse.tree import names as _names

# The largest of 700 real pages has 25,600 nodes, text among them.
_MAX_NODES = 60_000
_MAX_MARKS = 2_000
_MAX_HEADINGS = 200
_LARGE, _MOST_PASSED = 400, 0.33
_MAX_PIECES, _LONGEST_PIECE = 200, 500
_LONGEST_NAMES, _LONGEST_ADDRESS = 400, 300

_SKIPPED = _names("""
    head script style template svg math iframe object select textarea canvas datalist video audio picture
    source img input link meta
    """)
_BLOCKS = _names("""
    address article aside blockquote body button center dd details dialog dir div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol option p pre section
    summary table tbody td tfoot th thead tr ul
    """)
_HEADINGS = frozenset({"h1", "h2", "h3"})
_PLAIN = frozenset({"html", "body", "main"})
_ROOTS = frozenset({"article", "main"})
_SAID_BY_ATTRIBUTE = frozenset({"itemprop", "rel", "property", "datetime", "itemtype", "typeof"})
_NOTED_TAGS = frozenset({"time", "h1", "address"})
_SPECIAL = _NOTED_TAGS | _PLAIN | _ROOTS | {"nav", "blockquote", "footer", "aside", "a"}
_NO_NAMES = (None, None)
_BREAK = "\0"  # No text of a page holds it: the HTML Standard replaces it.
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])")
# Words of class names and ids, and pairs of words without what joins them.
_COMMENTS = _names("""
    comment comments commentlist commentbody commentthread disqus disqusthread respond replies discussion
    discussions kommentar kommentare commentaire commentaires comentarios commenti reacties guestbook feedback
    review reviews testimonial testimonials livefyre
    """)
_OTHERS = _names("""
    related relatedposts relatedarticles recommended recommendation recommendations recommends recirc
    recirculation popular trending teaser teasers similar carousel slider slideshow morefrom morestories
    morenews moreposts morearticles moreon mostread mostviewed mostpopular mostrecent alsolike alsoread
    readmore readnext nextpost nextarticle nextup prevpost previouspost previousarticle postnav postnavigation
    latest recent outbrain taboola upnext sidebar rightrail breadcrumb breadcrumbs newsletter subscribe
    subscription promo promos advert advertisement cookie cookies popup modal login menu navigation navbar nav
    sponsor sponsored sponsors gallery quote quotes pullquote blockquote copyright masthead
    """)
_PAIR_HEADS = _names("comment related disqus more most also read next prev previous post up right")
_WHOLE_OTHERS = frozenset({"widget", "footer", "site-footer", "page-footer", "aside"})
_AUTHOR_DIRECTORIES = _names("""
    author authors autor autores autoren auteur auteurs autore autori contributor contributors journalist
    journalists writer writers columnist columnists redakteur redakteure profile profiles profil staff
    skribent forfatter colunista colunistas
    """)
_AUTHOR_PARTS = ("author", "byline", "vcard", "autor", "auteur")
_NOTED_PARTS = (
    *_AUTHOR_PARTS,
    *(
        "by-line",
        "autore",
        "writer",
        "written",
        "verfasser",
        "redakteur",
        "journalist",
        "contributor",
        "creator",
        "posted",
        "credit",
    ),
    *("signature", "date", "time", "publi", "datum", "fecha", "created", "erstellt", "stamp"),
)
_NOTED_WORDS = frozenset({"fn", "by", "meta", "info", "details", "detail", "source", "name"})


class Area(Enum):
    """What a part of a page is for."""

    PAGE = "page"
    ARTICLE = "article"
    OTHERS = "others"
    COMMENTS = "comments"


_UNSEEN = ("\u00ad", "\u200b", "\u2060", "\ufeff")
_NAMELESS: tuple[str, Area | None, bool] = ("", None, False)


class Line(NamedTuple):
    """A line as a reader sees it."""

    text: str
    """White space collapsed, never empty."""
    tag: str
    """The block that it stands in."""
    area: int
    """Number of its part of the page."""
    offset: int
    """Characters of all lines before."""
    piece: int
    """Number of its first piece of text."""


@dataclass(slots=True)
class Mark:
    """An element whose name or attributes promise something."""

    tag: str
    attributes: dict[str, str]
    names: str
    """Class and id, in lower case, camel case cut at its humps."""
    area: int
    line: int
    """Number of the line that it begins in."""
    start: int
    """Number of its first piece of text."""
    end: int = 0

    def get(self, name: str) -> str:
        """Return an attribute, empty if it has none of this name."""
        return self.attributes.get(name, "")


@dataclass(slots=True)
class PageLines:
    """A page as lines, marks and areas."""

    lines: list[Line] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    areas: list[tuple[Area, int]] = field(default_factory=lambda: [(Area.PAGE, 0)])
    """What each part is for, and the number of the part around it."""
    pieces: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    """Numbers of the lines in ``h1``, ``h2`` and ``h3`` elements."""

    def text(self, mark: Mark) -> str:
        """Return the text of a mark, its lines kept apart, cut after some hundred pieces."""
        return self.join(mark.start, mark.end)

    def join(self, start: int, end: int) -> str:
        """Return the text of pieces, its lines kept apart, cut after some hundred pieces."""
        joined = "".join(piece[:_LONGEST_PIECE] for piece in self.pieces[start : min(end, start + _MAX_PIECES)])
        lines = (_collapse(line) for line in joined.split(_BREAK))
        return "\n".join(line for line in lines if line)

    def chain(self, area: int) -> set[int]:
        """Return the numbers of a part and of all parts around it."""
        found = {area}
        while area:
            area = self.areas[area][1]
            found.add(area)
        return found


def read_lines(body: Node) -> PageLines:
    """Walk a page once, before anything is taken out of it. Only its first 60,000 elements are looked at."""
    walker = _Walker(body.letters * _MOST_PASSED)
    walker.open(body)
    walker.visit(body)
    walker.close()
    walker.end_line()
    return walker.page


def _collapse(text: str) -> str:
    if not text.isascii():
        for character in _UNSEEN:
            text = text.replace(character, "")
    text = " ".join(text.split())
    # A character reference may stand for what no text can hold.
    return text if text.isprintable() else " ".join(clean_text(text).split())


def leads_to_author(address: str) -> bool:
    """Whether a link goes to a page about an author, by the folder that it is in: ``/author/ada-low``."""
    folders = address[:_LONGEST_ADDRESS].lower().rstrip("/").split("/")
    return not _AUTHOR_DIRECTORIES.isdisjoint(folders[:-1])


def _names_author(names: str) -> bool:
    return _has_part(names, _AUTHOR_PARTS)


def _has_part(names: str, parts: tuple[str, ...]) -> bool:
    # Three times as fast as a pattern of alternatives, or `any` and its generator.
    for part in parts:  # noqa: SIM110
        if part in names:
            return True
    return False


def _judge_names(names: str) -> tuple[str, Area | None, bool]:
    """Say what class and id promise: sets of words, since searches for patterns took most of the walk's time."""
    if not names.islower():
        names = _HUMPS.sub("-", names).lower()
    words = names.replace("_", "-").replace(" ", "-").split("-")
    found = set(words)
    if not _PAIR_HEADS.isdisjoint(found):
        words = [word for word in words if word]
        found.update(map(str.__add__, words, words[1:]))
    kind = None
    if not _COMMENTS.isdisjoint(found):
        kind = Area.COMMENTS
    elif (not _OTHERS.isdisjoint(found) or not _WHOLE_OTHERS.isdisjoint(names.split())) and not _names_author(names):
        kind = Area.OTHERS
    return names, kind, not _NOTED_WORDS.isdisjoint(found) or _has_part(names, _NOTED_PARTS)


class _Walker:
    """The state of the one walk."""

    def __init__(self, most: float) -> None:
        self.most = most
        """Characters that a part has which is never passed over."""
        self.page = PageLines()
        self.left = _MAX_NODES
        """Elements that may still be looked at."""
        self.line_start = 0
        self.offset = 0
        self.block = "body"
        self.opened: list[tuple[Mark | None, int, bool, bool]] = []
        """For each open element: its mark, the area outside, whether it is a block, whether the article is outside."""
        self.area = 0
        self.in_article = False
        self.judged: dict[tuple[str | None, str | None], tuple[str, Area | None, bool]] = {}

    def visit(self, node: Node) -> None:
        """Take in what is in an element."""
        for child in node.children:
            if type(child) is not Node:
                if child and (len(self.page.pieces) > self.line_start or not child.isspace()):  # type: ignore[union-attr]
                    self.page.pieces.append(child)  # type: ignore[arg-type]  # What is no node is text.
            elif child.name == "br":
                self.end_line()
            elif child.name not in _SKIPPED and self.left:
                self.left -= 1
                if self._is_plain(child):
                    self._visit_plain(child)
                    continue
                is_aside = self.open(child)
                if child.children and not (is_aside and self._is_passed(child)):
                    self.visit(child)
                self.close()

    def _is_plain(self, node: Node) -> bool:
        """Tell an element that opens no part and promises nothing, as most do."""
        attributes = node.attributes
        if node.name in _SPECIAL:
            return False
        return not attributes or (
            self._judge(attributes)[1:] == _NAMELESS[1:] and _SAID_BY_ATTRIBUTE.isdisjoint(attributes)
        )

    def _visit_plain(self, node: Node) -> None:
        if node.name not in _BLOCKS:
            self.visit(node)
            return
        self.end_line()
        self.block = node.name
        self.visit(node)
        self.end_line()

    def open(self, node: Node) -> bool:
        """Enter an element; say whether it opens a part that belongs to others."""
        tag, attributes = node.name, node.attributes
        is_block = tag in _BLOCKS
        if is_block:
            self.end_line()
            self.block = tag
        outside, was_article = self.area, self.in_article
        names, kind, noted = self._judge(attributes) if attributes else _NAMELESS
        if tag in _SPECIAL:
            kind = self._area_of(tag, names, kind)
            noted = noted or tag in _NOTED_TAGS or (tag == "a" and leads_to_author(attributes.get("href", "")))
        if kind is not None:
            self.page.areas.append((kind, outside))
            self.area = len(self.page.areas) - 1
        mark = None
        if (noted or (attributes and not _SAID_BY_ATTRIBUTE.isdisjoint(attributes))) and len(
            self.page.marks
        ) < _MAX_MARKS:
            mark = Mark(tag, attributes, names, self.area, len(self.page.lines), len(self.page.pieces))
            self.page.marks.append(mark)
        self.opened.append((mark, outside, is_block, was_article))
        return kind is Area.OTHERS or kind is Area.COMMENTS

    def _is_passed(self, node: Node) -> bool:
        """Whether to pass over a part: a large one without a title.

        Half of a page is menus, comments and other articles, which say nothing of this one. But some name a part that
        holds all the rest after something else in it.
        """
        return _LARGE < node.letters < self.most and not any(map(_is_title, node.walk()))

    def _judge(self, attributes: dict[str, str]) -> tuple[str, Area | None, bool]:
        """Return an element's names, the area that they announce, and whether they promise something."""
        key = (attributes.get("class"), attributes.get("id"))
        if key == _NO_NAMES:
            return _NAMELESS
        known = self.judged.get(key)
        if known is None:
            known = self.judged[key] = _judge_names(f"{key[0] or ''} {key[1] or ''}"[:_LONGEST_NAMES])
        return known

    def _area_of(self, tag: str, names: str, kind: Area | None) -> Area | None:
        """Return the area that an element opens, by its own name and that of its class."""
        if tag in _PLAIN:
            kind = None
        elif kind is None and tag == "article":
            kind = Area.ARTICLE
        elif (
            tag in {"nav", "blockquote"}
            or (tag == "footer" and not self.in_article)
            or (tag == "aside" and not _names_author(names))
        ):
            kind = kind or Area.OTHERS
        if tag in _ROOTS:
            self.in_article = True
        return kind

    def close(self) -> None:
        """Leave the innermost element."""
        mark, outside, is_block, self.in_article = self.opened.pop()
        if is_block:
            self.end_line()
        self.area = outside
        if mark is not None:
            mark.end = len(self.page.pieces)

    def end_line(self) -> None:
        """Make a line of the text since the last one."""
        pieces = self.page.pieces
        if self.line_start == len(pieces):
            return
        text = _collapse("".join(pieces[self.line_start :]))
        if text:
            if self.block in _HEADINGS and len(self.page.headings) < _MAX_HEADINGS:
                self.page.headings.append(len(self.page.lines))
            self.page.lines.append(Line(text, self.block, self.area, self.offset, self.line_start))
            self.offset += len(text) + 1
        pieces.append(_BREAK)
        self.line_start = len(pieces)


def _is_title(node: Node) -> bool:
    classes = node.get("class").split()
    return (
        node.name == "h1" or "entry-title" in classes or "post-title" in classes or node.get("itemprop") == "headline"
    )
