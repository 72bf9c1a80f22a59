"""Chooses the article's passages on a page, and takes out all else.

Rules find the element that most likely holds the article; then each passage is scored (`passage_scores`), and goes or
stays.
"""

from __future__ import annotations

from collections.abc import Sequence

from publisher.parse.boilerplate import (
    HOLDS_BLOCK,
    HOLDS_MEDIA,
    Dropped,
    describe,
    judge,
    text_of,
)
from publisher.parse.part_names import name_reason
from publisher.parse.passage_scores import LEAST_SCORE, fall_back, is_teaser, judge_passages
from publisher.parse.passages import Passage, collect_passages, read_signs
from publisher.parse.tree import Node

_INLINE = frozenset({"a tool of the page", "hidden from readers", "share buttons"})
_LOOSE_CAPTION = 60
_SAID = ("judged ", "named ", "perhaps ", "role ", "phrase ")
_UNLIKE = "unlike the article around it"


def select_article(nodes: Sequence[Node], content: Node) -> list[Dropped]:
    """Take out of a page what is not the article.

    Args:
        nodes: The page's elements, the body first, numbered and weighed. The body is changed in place.
        content: The element that rules take for the article.

    Returns:
        What went; where there is not even a paragraph, only what is idle.
    """
    body = nodes[0]
    idle, passages = read_passages(nodes, content)
    scores = judge_passages(body, passages)
    if not any(score > LEAST_SCORE for score in scores):
        scores = fall_back(passages)
    kept = {passage.node.order for passage, score in zip(passages, scores, strict=True) if score > LEAST_SCORE}
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
            if score > LEAST_SCORE:
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
        if node.text >= _LOOSE_CAPTION or is_teaser(node):
            return False
        shown = (inner for inner in node.walk() if inner.text or inner.holds & HOLDS_MEDIA)
        return not judge(node) and not any(judge(inner) for inner in shown)

    def _drop(self, node: Node) -> None:
        if text := describe(node, "").text:
            reason = judge(node) or self._reasons.get(node.order, "")
            if not reason:
                reason = next((self._reasons[inner.order] for inner in node.walk() if inner.order in self._reasons), "")
            self._dropped.append(Dropped(node.line, text, reason or _UNLIKE))
