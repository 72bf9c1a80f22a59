"""Shows what a page keeps hidden until a script shows it: folded sections, panels of tabs, parts that arrive late.

What is hidden for another reason stays so, and `unseen` takes it out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from publisher.parse.tree import Node, names

_HIDING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
# What React sends late, and the place that it is for: https://react.dev/reference/react-dom/server.
_PIECE = re.compile(r"(.{0,40})S:([0-9a-f]{1,8})", re.ASCII)
_PLACE = re.compile(r"(.{0,40})[BP]:([0-9a-f]{1,8})", re.ASCII)
_CONTROLS = names("a button summary div span h2 h3 h4 h5 h6 dt")
_BARRED = names("nav header footer dialog menu aside")
_LINKS = names("a")
_FIELDS = names("input select textarea")
_PANELS = frozenset({"region", "tabpanel"})
_DIALOGS = frozenset({"dialog", "alertdialog", "menu", "navigation"})
_BULK = 1000
"""Characters below which hidden text is never taken for the article."""
_TABS = 12


def is_hidden(node: Node) -> bool:
    """Return whether an element's own attributes hide it."""
    attributes = node.attributes
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    style = attributes.get("style")
    return bool(style and _HIDING.search(style))


@dataclass(slots=True)
class _Survey:
    """What a page has that a script would show, or would show something with."""

    hidden: list[Node] = field(default_factory=list)
    places: dict[tuple[str, str], Node] = field(default_factory=dict)
    """Where parts belong that arrive late."""
    openers: list[Node] = field(default_factory=list)
    """What a reader clicks to unfold something, by its ``aria-controls``."""


def reveal(root: Node) -> None:
    """Show what a script would show, in its place; the words of the button that does it stay too."""
    survey = _survey(root)
    targets = {name for opener in survey.openers for name in opener.get("aria-controls").split()[:_TABS]}
    panels = {name: node for node in root.walk() if (name := node.get("id")) in targets} if targets else {}
    folded = {id(node) for node in panels.values() if _is_panel(node)}
    for node in survey.hidden:
        piece = _PIECE.fullmatch(node.get("id"))
        place = survey.places.pop((piece[1], piece[2]), None) if piece else None
        if place is not None:
            _move(node, place)
        elif not _is_bulk(node, root) and not _is_folded(node, folded):
            continue
        _show(node)
    for opener in survey.openers:
        panel = panels.get(opener.get("aria-controls"))
        if opener.name == "button" and panel is not None and id(panel) in folded and opener.get("role") != "tab":
            opener.name = "div"


def _survey(root: Node) -> _Survey:
    survey = _Survey()
    for node in root.walk():
        attributes = node.attributes
        if node.name == "noscript":
            if _is_bulk(node, root):
                node.name = "div"
        elif not attributes:
            continue
        elif node.name == "template":
            if found := _PLACE.fullmatch(attributes.get("id", "")):
                survey.places.setdefault((found[1], found[2]), node)
        elif node.letters and is_hidden(node):
            survey.hidden.append(node)
        elif "aria-controls" in attributes and node.name in _CONTROLS:
            survey.openers.append(node)
    return survey


def _move(node: Node, place: Node) -> None:
    """Put a part that arrived late where its place was kept."""
    around = place.parent
    if around is None or node.parent is None or any(outer is node for outer in place.parents()):
        return
    node.drop()
    at = next(n for n, child in enumerate(around.children) if child is place)
    around.children[at] = node
    node.parent = around
    for outer in node.parents():
        outer.letters += node.letters


def _show(node: Node) -> None:
    node.attributes.pop("hidden", None)
    node.attributes.pop("aria-hidden", None)
    node.attributes.pop("style", None)


def _is_bulk(node: Node, root: Node) -> bool:
    """Return whether most of the page's text is in a hidden element: a script shows it once it has run."""
    return node.letters > _BULK and node.letters * 2 > root.letters and not _is_links(node)


def _is_folded(node: Node, folded: set[int]) -> bool:
    """Return whether a hidden element is what a click unfolds, or the box around just that."""
    inner = [child for child in node.children if type(child) is Node]
    boxes = [node, inner[0]] if len(inner) == 1 else [node]
    return any(id(box) in folded or (box.get("role").lower() in _PANELS and _is_panel(box)) for box in boxes)


def _is_panel(node: Node) -> bool:
    """Return whether what a click shows is a part of the text rather than a menu, a form or a dialog."""
    around = [node, *node.parents()]
    if any(outer.name in _BARRED or outer.get("role").lower() in _DIALOGS for outer in around):
        return False
    return node.letters > 0 and node.find(_FIELDS) is None and not _is_links(node)


def _is_links(node: Node) -> bool:
    return 2 * sum(link.letters for link in node.find_all(_LINKS)) > node.letters
