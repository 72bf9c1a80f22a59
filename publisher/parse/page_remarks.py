"""Takes out of a word processor's web page the remarks of its reviewers, and the marks that refer to them."""

from __future__ import annotations

import re
from itertools import takewhile

from publisher.parse.boilerplate import MEDIA, Dropped, describe
from publisher.parse.plaintext.remarks import REMARK
from publisher.parse.tree import Node, names

# Google Docs links `cmnt1` and `cmnt_ref1` with each other, Word `_msocom_1` and `_msoanchor_1`.
_MARK = re.compile(r"#(?:cmnt|_msocom_)(\d{1,5})", re.ASCII)
_BACK = re.compile(r"#(?:cmnt_ref|_msoanchor_)(\d{1,5})", re.ASCII)
_MOST = 1_000
_LINKS = names("a")
_AROUND = names("a b dd div dl i li ol p span sup ul")


def drop_remarks(body: Node) -> list[Dropped]:
    """Take out remarks that the text refers to; return them."""
    marks: dict[str, Node] = {}
    backs: dict[str, Node] = {}
    for link in body.find_all(_LINKS):
        href = link.get("href")
        for pattern, found in ((_MARK, marks), (_BACK, backs)):
            if (match := pattern.fullmatch(href)) and len(found) < _MOST:
                found.setdefault(match[1], link)
    dropped = []
    for number, mark in marks.items():
        if number in backs:
            _find_outermost(mark, is_alone=True).drop()
            remark = _find_outermost(backs[number], is_alone=False)
            if remark.parent is not None:
                dropped.append(describe(remark, REMARK))
                remark.drop()
    return dropped


def _find_outermost(link: Node, *, is_alone: bool) -> Node:
    """Return the outermost element that a link begins, or that has no other text."""
    node = link
    while (parent := node.parent) is not None and parent.name in _AROUND:
        beside = (
            (child for child in parent.children if child is not node)
            if is_alone
            else takewhile(lambda child, node=node: child is not node, parent.children)  # type: ignore[misc]
        )
        if any(_holds_any(child) for child in beside):
            break
        node = parent
    return node


def _holds_any(child: Node | str) -> bool:
    """Return whether there is something to read or to see."""
    if type(child) is not Node:
        return bool(child.strip())  # type: ignore[union-attr]  # What is no node is text.
    return child.letters > 0 or child.name in MEDIA or child.find(MEDIA) is not None
