"""Reads the passages of a web page: what each says of itself that tells the article from what is around it.

A passage is a block element's own text: a paragraph, a list item, a cell, a heading. What tells is gathered as signs,
words such as ``in nav`` or ``links all``, whose weights are in `passage_weights`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from publisher.parse import boilerplate, part_names
from publisher.parse.boilerplate import BLOCKS, FURNITURE_ROLES, HEADINGS, MEDIA
from publisher.parse.plaintext.furniture import has_date, match_byline, match_furniture, opens_comments, opens_related
from publisher.parse.tree import Node, names

_LENGTHS = (6, 12, 20, 30, 45, 65, 90, 130, 200, 350, 700)
_LENGTH_SIGNS = (*(f"length to {edge}" for edge in _LENGTHS), "length more")
_AROUND = names("""
    article main nav aside footer header form figure figcaption table ul ol dl blockquote pre section a details
""")
_ENDS = {
    **dict.fromkeys(".。।", "ends period"),
    **dict.fromkeys("!！", "ends exclamation"),
    **dict.fromkeys("?？؟", "ends question"),
    **dict.fromkeys(":：", "ends colon"),
    **dict.fromkeys(",;，；、", "ends comma"),
    "…": "ends ellipsis",
    **dict.fromkeys("\"'”’»」』)）]", "ends closer"),
}
_ARROWS = re.compile(r"[»›→▶►«‹←]|>>|\s[>|·•]\s")
_DIGITS = re.compile(r"\d")
_COMMAS = re.compile("[,，、]")
_LEVELS = ((0.01, "0"), (0.15, "low"), (0.4, "some"), (0.7, "half"), (0.95, "most"))
_LEVEL_NAMES = (*(name for _, name in _LEVELS), "all")
_FORM_PROSE = {name: f"form prose {name}" for name in _LEVEL_NAMES}
_FORM_COUNTS = [f"form count {count if count < 4 else 4 if count < 10 else 10}" for count in range(11)]  # noqa: PLR2004
_KINDS = [
    "end", "heading", "heading link",
    *(f"{size} {name}" for size in ("short", "middle", "long") for name in ("link", "p", "li", "other")),
]  # fmt: skip
_PREV, _NEXT, _PREV2, _NEXT2 = ({kind: f"{at} {kind}" for kind in _KINDS} for at in ("prev", "next", "prev2", "next2"))
_TAGS = {name: f"tag {name}" for name in sorted(BLOCKS)}
_SHORT, _LONG = 25, 90
_PHRASE = 120
_FEW, _MANY = 0.3, 0.9
_NEAR, _FAR = 4, 24
_RELATED = 15


@dataclass(slots=True)
class Passage:
    """A block's own text."""

    node: Node
    """The block element, or what holds loose text."""
    text: str
    length: int
    """Characters without white space; one of a script without spaces counts twice."""
    link: int
    """Of these, inside links to elsewhere."""
    pieces: list[tuple[Node, int]]
    """Where its text stands: elements, and places among their children."""
    signs: list[str] = field(default_factory=list)

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading by its tag."""
        return self.node.name in HEADINGS

    @property
    def is_linked(self) -> bool:
        """Whether most of it is links."""
        return self.link * 2 > self.length


_Run = list[tuple[Node, int, bool]]
"""Text that runs on until a block begins or ends: where it stands, and whether it is a link's."""


def collect_passages(body: Node) -> list[Passage]:
    """List the passages of a page in reading order."""
    passages: list[Passage] = []
    run: _Run = []
    _collect(body, body, run, passages, in_link=False)
    _end(body, run, passages)
    return passages


def _collect(node: Node, block: Node, run: _Run, passages: list[Passage], *, in_link: bool) -> None:
    for place, child in enumerate(node.children):
        if type(child) is not Node:
            run.append((node, place, in_link))
        elif child.name in BLOCKS:
            if run:
                _end(block, run, passages)
            if child.text:
                _collect(child, child, run, passages, in_link=in_link)
                if run:
                    _end(child, run, passages)
        elif child.children and child.name not in MEDIA:
            # What a player shows where it cannot play is no text of the page.
            _collect(child, block, run, passages, in_link=in_link or boilerplate.is_link(child))
        elif child.name == "br":
            run.append((child, -1, False))


def _end(block: Node, run: _Run, passages: list[Passage]) -> None:
    texts = [str(node.children[place]) if place >= 0 else " " for node, place, _ in run]
    text = " ".join("".join(texts).split())
    if text:
        length = boilerplate.measure(text)
        link = 0
        if any(in_link for _, _, in_link in run):
            link = sum([boilerplate.measure(text) for text, (_, _, is_link) in zip(texts, run, strict=True) if is_link])
        passages.append(Passage(block, text, length, link, [(node, place) for node, place, _ in run if place >= 0]))
    run.clear()


def read_signs(nodes: Sequence[Node], content: Node, passages: Sequence[Passage]) -> None:
    """Give each passage its signs.

    Args:
        nodes: A page's elements, the body first, numbered and weighed.
        content: The element that rules take for the article.
        passages: Of the body.
    """
    reader = _Reader(nodes[0], content, passages)
    for n in range(len(passages)):
        passages[n].signs = reader.read(n)


class _Reader:
    """What is asked of each passage, with all that is asked of many worked out once."""

    def __init__(self, body: Node, content: Node, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._content = content
        self._holders = {content.order, *(parent.order for parent in content.parents())}
        self._whole = max(body.good, 1.0)
        self._texts = Counter(passage.text for passage in passages)
        self._contexts: dict[int, list[str]] = {}
        self._boxes: dict[int, list[str]] = {}
        self._kinds = ["end", "end", *(_kind(passage) for passage in passages), "end", "end"]
        prose = [
            n for n, passage in enumerate(passages) if passage.length > _LONG and passage.link * 3 < passage.length
        ]
        inner = [n for n in prose if content.holds_node(passages[n].node)] or prose or [0, len(passages) - 1]
        self._first, self._last = inner[0], inner[-1]
        self._forms = [_form(passage.node) for passage in passages]
        self._form_counts = Counter(self._forms)
        self._form_prose = Counter(self._forms[n] for n in prose)
        self._related, self._related_tag = -1, ""

    def read(self, n: int) -> list[str]:
        """Return the signs of one passage; they are asked for in reading order."""
        passage = self._passages[n]
        node = passage.node
        signs = _read_text(passage)
        if self._texts[passage.text] > 1:
            signs.append("repeated")
        signs += self._read_context(node)
        signs += self._read_box(node)
        signs.append("inside" if self._content.holds_node(node) else "outside")
        signs.append(self._place(n))
        form = self._forms[n]
        count = self._form_counts[form]
        signs += (_FORM_PROSE[_level(self._form_prose[form] / count)], _FORM_COUNTS[min(count, 10)])
        kinds = self._kinds
        signs += (_PREV[kinds[n + 1]], _NEXT[kinds[n + 3]], _PREV2[kinds[n]], _NEXT2[kinds[n + 4]])
        if "opens related" in signs:
            self._related, self._related_tag = n, node.name
        elif self._related >= 0:
            if n - self._related > _RELATED or (node.name in HEADINGS and node.name <= self._related_tag):
                self._related = -1
            else:
                signs.append("below related")
        return signs

    def _place(self, n: int) -> str:
        if n < self._first:
            gap = self._first - n
            return "just before" if gap <= _NEAR else "before" if gap <= _FAR else "long before"
        gap = n - self._last
        return "between" if gap <= 0 else "just after" if gap <= _NEAR else "after" if gap <= _FAR else "long after"

    def _read_box(self, node: Node) -> list[str]:
        """Return what the elements that hold a block say of its neighbourhood."""
        parent = node.parent or node
        signs = self._boxes.get(parent.order)
        if signs is None:
            grand = parent.parent or parent
            signs = self._boxes[parent.order] = [
                f"parent {parent.name}",
                f"share {_level(parent.good / self._whole)}",
                f"grand share {_level(grand.good / self._whole)}",
                f"box links {_level(parent.link / max(parent.text, 1))}",
                f"grand links {_level(grand.link / max(grand.text, 1))}",
            ]
        return signs

    def _read_context(self, node: Node) -> list[str]:
        """Return what the elements around a block say; each is looked at once."""
        signs = self._contexts.get(node.order)
        if signs is None:
            signs = self._read_context(node.parent) if node.parent is not None else []
            own = [sign for sign in self._read_element(node) if sign not in signs]
            signs = self._contexts[node.order] = signs + own if own else signs
        return signs

    def _read_element(self, node: Node) -> list[str]:
        signs = [f"in {node.name}"] if node.name in _AROUND else []
        if part_names.is_body_named(node):
            signs.append("body named")
        if part_names.is_article_body(node):
            signs.append("article body")
        if node.order not in self._holders:
            # What holds the article says nothing against its parts.
            signs += _read_names(node)
        return signs


def _read_names(node: Node) -> list[str]:
    """Return what an element's names and content say against what is in it."""
    signs = []
    if node.attributes:
        if reason := part_names.name_reason(node, is_prose=True):
            signs.append(f"named {reason}")
        elif reason := part_names.name_reason(node, is_prose=False):
            signs.append(f"perhaps {reason}")
        role = node.attributes.get("role")
        if role and role.lower() in FURNITURE_ROLES:
            signs.append(f"role {FURNITURE_ROLES[role.lower()]}")
        if part_names.is_caption(node):
            signs.append("named caption")
        if part_names.is_footnotes(node):
            signs.append("named footnotes")
    if reason := boilerplate.judge(node):
        signs.append(f"judged {reason}")
    return signs


def _form(node: Node) -> tuple[str, str, str]:
    return node.name, node.get("class"), node.parent.name if node.parent else ""


def _level(share: float) -> str:
    for edge, name in _LEVELS:
        if share <= edge:
            return name
    return "all"


def _kind(passage: Passage) -> str:
    if passage.is_heading:
        return "heading link" if passage.is_linked else "heading"
    size = "short" if passage.length < _SHORT else "middle" if passage.length < _LONG else "long"
    name = passage.node.name
    return f"{size} {'link' if passage.is_linked else name if name in {'p', 'li'} else 'other'}"


def _read_text(passage: Passage) -> list[str]:
    text, length = passage.text, passage.length
    signs = [_TAGS.get(passage.node.name, "tag other"), _LENGTH_SIGNS[bisect_left(_LENGTHS, length)]]
    share = passage.link / length if length else 0.0
    if not passage.link:
        signs.append("links none")
    else:
        signs.append("links few" if share < _FEW else "links many" if share < _MANY else "links all")
    signs.append(_ENDS.get(text[-1], "ends bare"))
    if commas := len(_COMMAS.findall(text)):
        signs.append("comma" if commas == 1 else "commas")
    if len(_DIGITS.findall(text)) * 4 > len(text):
        signs.append("digits")
    if _ARROWS.search(text[:300]):
        signs.append("arrows")
    if "©" in text or "copyright" in text[:60].lower():
        signs.append("copyright")
    if "@" in text[:200] or "http" in text[:200]:
        signs.append("address")
    if text.isupper():
        signs.append("capitals")
    if length <= _PHRASE:
        signs += _read_phrase(text)
    return signs


def _read_phrase(text: str) -> list[str]:
    signs = []
    if opens_related(text):
        signs.append("opens related")
    if opens_comments(text):
        signs.append("opens comments")
    if match_byline(text):
        signs.append("byline")
    if has_date(text):
        signs.append("date")
    if reason := match_furniture(text):
        signs.append(f"phrase {reason}")
    return signs
