"""Chooses the article's passages on a page, and takes out all else.

Rules find the element that most likely holds the article; then each passage is weighed by its signs, and goes or stays
with what it belongs to: a list, a table or a quotation as a whole, a heading with what it stands above, a caption with
its picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from publisher.parse.boilerplate import (
    HOLDS_BLOCK,
    HOLDS_HEADING,
    HOLDS_MEDIA,
    MEDIA,
    Dropped,
    describe,
    judge,
    name_reason,
    text_of,
)
from publisher.parse.passage_weights import BASE, WEIGHTS
from publisher.parse.passages import Passage, collect_passages, read_signs
from publisher.parse.picture_frames import leads_away
from publisher.parse.tree import Node, names

_BIAS = 0.2
"""A passage in doubt goes: a stray line of furniture is read by all, and most of those in doubt are that."""
_STAYS, _GOES = 1.0, -1.0
_UNITS = names("ul ol dl table blockquote pre")
_HEADED = frozenset({"th", "caption"})
# A list may be how a page is arranged; a table with header cells is not.
_MOST_OF_PAGE, _HALF_OF_PAGE = 0.9, 0.5
_NEVER = frozenset({"judged comments", "judged a cookie or pop-up notice"})
_INLINE = frozenset({"a tool of the page", "hidden from readers", "share buttons"})
_WRITTEN = names("p li td th pre dd dt blockquote h1 h2 h3 h4 h5 h6")
_LOWEST_HEADING = -2.5
_PARTS = frozenset({"in pre", "in blockquote", "in table"})
_LOWEST_PART = -2.5
_LOWEST_SHORT = -1.5
_DOUBTS = frozenset({"below related", "links many", "links all", "repeated", "byline", "date", "arrows", "copyright"})
_SAID_AGAINST = ("judged ", "named ", "perhaps ", "role ", "phrase ", "opens ")
# What an element is perhaps named as counts for its paragraphs: a heading stays with those.
_SAID_OF_HEADING = tuple(said for said in _SAID_AGAINST if said != "perhaps ")
_BYLINES = frozenset({"byline", "date", "judged by-line and date", "judged by-line, date and tags"})
"""Signs of lines below a title, never below a section's heading."""
_STACKED_HEADINGS = 3
_FEW_DROPPED = 6
_BESIDE_HEADING = 40
"""Characters of a link or two to edit a section, beside its heading."""
_HEADERS = names("header hgroup")
# From a cell up past row, body and table, or from code past what highlights it, to where the heading stands.
_STEPS = 6
_LOOK_BELOW = 2
_BEFORE, _AFTER = 4, 2
_ELSEWHERE = ("judged", "named related", "named a side", "named comments", "named navigation")
_REPEATED = 40
_LOOSE_CAPTION = 60
_SAID = ("judged ", "named ", "perhaps ", "role ", "phrase ")
_UNLIKE = "unlike the article around it"


def select_article(nodes: Sequence[Node], content: Node) -> list[Dropped]:
    """Take out of a page what is not the article.

    Args:
        nodes: The page's elements, the body first, numbered and weighed. The body is changed in place.
        content: The element that rules take for the article.

    Returns:
        What went; where nothing reads like an article, only what is idle.
    """
    body = nodes[0]
    idle, passages = read_passages(nodes, content)
    scores = judge_passages(body, passages)
    kept = {passage.node.order for passage, score in zip(passages, scores, strict=True) if score > _BIAS}
    if not kept:
        return idle
    return idle + _Pruner(passages, scores, kept).prune(body)


def read_passages(nodes: Sequence[Node], content: Node) -> tuple[list[Dropped], list[Passage]]:
    """Take out what is idle, and read the passages of the rest with their signs."""
    body = nodes[0]
    idle = drop_idle(body, content)
    passages = collect_passages(body)
    read_signs(nodes, content, passages)
    return idle, passages


def drop_idle(body: Node, content: Node) -> list[Dropped]:
    """Take out menus and the like that stand outside the article's element and hold nothing that reads like prose.

    Most of a page's passages are of this kind; to judge each would take longer than all the rest.
    """
    dropped: list[Dropped] = []
    _drop_idle(body, content, dropped)
    return dropped


def _drop_idle(node: Node, content: Node, dropped: list[Dropped]) -> None:
    kept: list[Node | str] = []
    for child in node.children:
        if type(child) is Node and child.text and child is not content:
            if not child.paragraphs and (reason := judge(child)) and not child.holds_node(content):
                dropped.append(Dropped(child.line, text_of(child), reason))
                continue
            _drop_idle(child, content, dropped)
        kept.append(child)
    node.children = kept


def judge_passages(body: Node, passages: Sequence[Passage]) -> list[float]:
    """Score passages: above 0 one is likelier the article's than not, in units of log odds."""
    scores = [_weigh(passage.signs) for passage in passages]
    scores = _pool(body, passages, scores)
    scores = _keep_parts(passages, scores)
    scores = _keep_between(passages, scores)
    scores = _lead_headings(passages, scores)
    scores = _frame(passages, scores)
    return _drop_repeats(passages, scores)


def _weigh(signs: Sequence[str]) -> float:
    value = BASE + sum([WEIGHTS.get(sign, 0.0) for sign in signs])
    # However well they read: nobody's article is in its comments, nor in a notice over it.
    return min(value, _GOES) if not _NEVER.isdisjoint(signs) else value


def _pool(body: Node, passages: Sequence[Passage], scores: Sequence[float]) -> list[float]:
    """Judge a list, a table or a quotation as one: give each of its passages the mean of all."""
    units: dict[int, list[int]] = {}
    known: dict[int, Node | None] = {}
    for n, passage in enumerate(passages):
        unit = _find_unit(passage.node, body, known)
        if unit is not None:
            units.setdefault(unit.order, []).append(n)
    pooled = list(scores)
    for members in units.values():
        weights = [sqrt(passages[n].length) for n in members]
        mean = sum(scores[n] * weight for n, weight in zip(members, weights, strict=True)) / sum(weights)
        for n in members:
            pooled[n] = mean
    return pooled


def _keep_parts(passages: Sequence[Passage], scores: Sequence[float]) -> list[float]:
    """Keep code, quotations and tables that stand amid the article, and its footnotes, which read like nothing else."""
    kept = list(scores)
    places = [n for n, score in enumerate(scores) if score > _BIAS] or [0]
    for n, passage in enumerate(passages):
        signs = passage.signs
        if scores[n] > _BIAS or "inside" not in signs or any(sign.startswith("judged") for sign in signs):
            continue
        is_amid = places[0] < n < places[-1] and not _PARTS.isdisjoint(signs) and not passage.is_linked
        if (is_amid and scores[n] > _LOWEST_PART) or "named footnotes" in signs:
            kept[n] = _STAYS
    return kept


def _find_unit(node: Node | None, body: Node, known: dict[int, Node | None]) -> Node | None:
    """Return the outermost list, table or quotation around a block that only arranges no page."""
    if node is None or node is body:
        return None
    if node.order not in known:
        outer = _find_unit(node.parent, body, known)
        if outer is None and node.name in _UNITS and not node.holds & HOLDS_HEADING:
            is_data = node.name == "table" and node.find(_HEADED) is not None
            if node.good <= (_MOST_OF_PAGE if is_data else _HALF_OF_PAGE) * body.good:
                outer = node
        known[node.order] = outer
    return known[node.order]


def _keep_between(passages: Sequence[Passage], scores: Sequence[float]) -> list[float]:
    """Keep paragraphs between others of the article that only their length speaks against."""
    kept = list(scores)
    places = [n for n, score in enumerate(scores) if score > _BIAS and "inside" in passages[n].signs]
    if not places:
        return kept
    is_teaser = False
    for n in range(places[0] + 1, places[-1]):
        passage = passages[n]
        # Below a heading that leads elsewhere, and goes, is what that is about.
        is_teaser = scores[n] <= _BIAS and (is_teaser or (passage.is_heading and passage.is_linked))
        is_short = passage.node.name == "p" and "inside" in passage.signs and _LOWEST_SHORT < scores[n] <= _BIAS
        if is_short and not is_teaser and not _is_doubtful(passage):
            kept[n] = _STAYS
    return kept


def _is_doubtful(passage: Passage, said: tuple[str, ...] = _SAID_AGAINST) -> bool:
    """Return whether what a passage says, or a sign that begins with what is ``said`` of it, speaks against it."""
    return any(sign in _DOUBTS or sign.startswith(said) for sign in passage.signs)


def _lead_headings(passages: Sequence[Passage], scores: Sequence[float]) -> list[float]:
    """Keep headings of the article, drop those of what is dropped."""
    led = list(scores)
    for n, passage in enumerate(passages):
        if not passage.is_heading:
            continue
        below = n + 1
        while below < len(passages) and passages[below].is_heading:
            below += 1
        if below == len(passages) or below - n > _STACKED_HEADINGS:
            continue
        is_article = scores[below] > _BIAS and _are_near(passage.node, passages[below].node)
        is_own = not passage.is_linked or ("between" in passage.signs and scores[n - 1] > _BIAS)
        if is_article and is_own and scores[n] > _LOWEST_HEADING:
            led[n] = _STAYS
        elif _opens_section(passages, scores, n, below):
            led[n] = max(scores[n], _STAYS)
        elif scores[n] > _BIAS and all(score <= _BIAS for score in scores[below : below + _LOOK_BELOW]):
            led[n] = _GOES
    return led


def _opens_section(passages: Sequence[Passage], scores: Sequence[float], n: int, below: int) -> bool:
    """Return whether text of the article follows a heading of it in the same part, after lines that are dropped.

    Such lines are notes that lead to other articles, links to edit the section, and the like.

    Args:
        passages: Of the page.
        scores: Theirs.
        n: The heading's place.
        below: That of the first passage below it that is no heading.
    """
    heading = passages[n]
    is_sure = scores[n] > _BIAS
    if "inside" not in heading.signs or heading.is_linked or scores[n] <= _LOWEST_HEADING:
        return False
    if _is_doubtful(heading, _SAID_OF_HEADING):
        return False
    if not is_sure and "between" not in heading.signs:
        # Above the first paragraph, it is as likely a second title.
        return False
    part = _find_part(heading.node)
    for place in range(below, len(passages) if is_sure else min(below + _FEW_DROPPED, len(passages))):
        passage = passages[place]
        if passage.is_heading or any(sign in _BYLINES for sign in passage.signs):
            return False
        if scores[place] > _BIAS:
            return part.holds_node(passage.node) and _find_picture(passage.node) is None
    return False


def _find_part(heading: Node) -> Node:
    """Return the element that holds a heading and what it is above: not the box of the heading alone."""
    part = heading
    for around in heading.parents():
        part = around
        if around.text > heading.text + _BESIDE_HEADING and around.name not in _HEADERS:
            break
    return part


def _are_near(node: Node, other: Node) -> bool:
    """Return whether two elements stand in the same one, or nearly."""
    around = node.parent
    if around is not None and around.parent is not None:
        around = around.parent
    steps = 0
    parent = other.parent
    while parent is not None and steps < _STEPS:
        if parent is node.parent or parent is around:
            return True
        parent = parent.parent
        steps += 1
    return False


def _frame(passages: Sequence[Passage], scores: Sequence[float]) -> list[float]:
    """Keep the captions of the article's pictures, drop those of others."""
    pictures = [_find_picture(passage.node) for passage in passages]
    written = [n for n, score in enumerate(scores) if score > _BIAS and pictures[n] is None]
    framed = list(scores)
    if not written:
        return framed
    first, last = written[0] - _BEFORE, written[-1] + _AFTER
    for n, picture in enumerate(pictures):
        if picture is not None:
            is_here = first <= n <= last and not _is_teaser(picture)
            is_other = any(sign.startswith(_ELSEWHERE) for sign in passages[n].signs)
            framed[n] = _STAYS if is_here and not is_other else _GOES
    return framed


def _is_teaser(picture: Node) -> bool:
    """Return whether a picture and its text are links to something else; of a caption, a link to its author is part."""
    if picture.link * 2 <= picture.text:
        return False
    if picture.name != "figure":
        return True
    images = picture.find_all(MEDIA)
    return not images or any(leads_away(image) for image in images)


def _find_picture(node: Node) -> Node | None:
    """Return the figure or the caption that a block is part of."""
    caption = node if node.name == "figcaption" else None
    for parent in (node, *node.parents()):
        if parent.name == "figure" and parent.holds & HOLDS_MEDIA:
            return parent
        if parent.name == "figcaption":
            caption = parent
    return caption


def _drop_repeats(passages: Sequence[Passage], scores: Sequence[float]) -> list[float]:
    """Drop what stands a second time word for word, as captions of galleries do; a refrain may."""
    seen: set[str] = set()
    result = list(scores)
    for n, passage in enumerate(passages):
        if scores[n] > _BIAS and passage.length > _REPEATED:
            is_written = passage.node.name in _WRITTEN and _find_picture(passage.node) is None
            if passage.text in seen and not is_written:
                result[n] = _GOES
            seen.add(passage.text)
    return result


def _explain(passage: Passage) -> str:
    """Say why a passage is not the article's."""
    for start in _SAID:
        reason = next((sign for sign in reversed(passage.signs) if sign.startswith(start)), "")
        if reason:
            return reason.removeprefix(start)
    return _UNLIKE


def _find_common(nodes: Sequence[Node]) -> Node:
    """Return the smallest element that holds several."""
    first, last = nodes[0], nodes[-1]
    return next((around for around in (first, *first.parents()) if around.holds_node(last)), first)


def _is_beside(tool: Node, node: Node) -> bool:
    """Return whether an element is but a tool of the one that it is in; a short heading may be no longer than it."""
    return tool.text * 2 <= node.text or (tool.text < node.text and name_reason(tool, is_prose=True) in _INLINE)


class _Pruner:
    """Takes out what holds nothing of the article."""

    def __init__(self, passages: Sequence[Passage], scores: Sequence[float], kept: set[int]) -> None:
        self._kept = kept
        # The text of a block may stand in inline elements that hold other blocks.
        holders = {node for passage in passages if passage.node.order in kept for node, _ in passage.pieces}
        self._around = {parent.order for node in holders for parent in (node, *node.parents())}
        self._last = max(kept)
        self._inner = _find_common([passage.node for passage in passages if passage.node.order in kept])
        self._reasons: dict[int, str] = {}
        self._dropped: list[Dropped] = []
        for passage, score in zip(passages, scores, strict=True):
            if score > _BIAS:
                continue
            self._reasons[passage.node.order] = _explain(passage)
            if self._stays(passage.node):
                # Loose text beside what stays.
                for node, place in passage.pieces:
                    node.children[place] = ""
                self._dropped.append(Dropped(passage.node.line, passage.text, _explain(passage)))

    def _stays(self, node: Node) -> bool:
        return node.order in self._kept or node.order in self._around

    def prune(self, node: Node) -> list[Dropped]:
        """Take out of an element what holds nothing of the article; return all that went so far."""
        children: list[Node | str] = []
        for child in node.children:
            if type(child) is Node and not child.holds & HOLDS_BLOCK:
                if child.text and child.attributes and judge(child) in _INLINE and _is_beside(child, node):
                    # Inside a heading or a paragraph, such as a link to edit it.
                    self._drop(child)
                    continue
            elif type(child) is Node:
                if self._stays(child):
                    self.prune(child)
                elif child.name == "summary" and node.name == "details":
                    # It heads what stays below it.
                    pass
                elif not self._is_empty(child) and not self._is_picture(child):
                    self._drop(child)
                    continue
            children.append(child)
        node.children = children
        return self._dropped

    def _is_empty(self, node: Node) -> bool:
        """Tell a rule or an empty cell of the article, which hold nothing but say where others stand."""
        return not node.text and not node.holds & HOLDS_MEDIA and node.order < self._last

    def _is_picture(self, node: Node) -> bool:
        """Tell a picture of the article from a teaser that has one; below the last passage stand others'."""
        if not node.holds & HOLDS_MEDIA:
            return False
        if node.order > self._last and (node.text or not self._inner.holds_node(node) or self._inner.name == "body"):
            return False
        if node.text >= _LOOSE_CAPTION or _is_teaser(node):
            return False
        shown = (inner for inner in node.walk() if inner.text or inner.holds & HOLDS_MEDIA)
        return not judge(node) and not any(judge(inner) for inner in shown)

    def _drop(self, node: Node) -> None:
        if text := describe(node, "").text:
            reason = judge(node) or self._reasons.get(node.order, "")
            if not reason:
                reason = next((self._reasons[inner.order] for inner in node.walk() if inner.order in self._reasons), "")
            self._dropped.append(Dropped(node.line, text, reason or _UNLIKE))
