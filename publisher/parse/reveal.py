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
_FIELDS = names("input select textarea")
_PANELS = frozenset({"region", "tabpanel"})
_DIALOGS = frozenset({"dialog", "alertdialog", "menu", "navigation"})
_BULK = 1000
"""Characters below which hidden text is never taken for the article."""
_TABS = 12
_MOST = 1_000
"""Hidden elements, places and buttons of a page. Of 125 real pages none has more than 17 of a kind."""


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
    links: dict[int, int] = field(default_factory=dict)
    """Characters in links, of each element by its identity."""
    forms: set[int] = field(default_factory=set)
    """The elements that hold fields to fill in."""

    def count(self, node: Node) -> tuple[int, bool]:
        """Fill in `links` and `forms`, in one walk, as what is hidden may be in something hidden."""
        linked, has_field = 0, node.name in _FIELDS
        for child in node.children:
            if type(child) is Node:
                more, is_form = self.count(child)
                linked += more
                has_field = has_field or is_form
        linked = node.letters if node.name == "a" else linked
        self.links[id(node)] = linked
        if has_field:
            self.forms.add(id(node))
        return linked, has_field

    def is_bulk(self, node: Node, root: Node) -> bool:
        """Return whether most of the page's text is in a hidden element: a script shows it once it has run."""
        return node.letters > _BULK and node.letters * 2 > root.letters and not self._is_links(node)

    def is_panel(self, node: Node) -> bool:
        """Return whether what a click shows is a part of the text rather than a menu, a form or a dialog."""
        if not node.letters or id(node) in self.forms or self._is_links(node):
            return False
        around = (node, *node.parents())
        return not any(outer.name in _BARRED or outer.get("role").lower() in _DIALOGS for outer in around)

    def _is_links(self, node: Node) -> bool:
        return 2 * self.links[id(node)] > node.letters


def reveal(root: Node) -> None:
    """Show what a script would show, in its place; the words of the button that does it stay too."""
    survey = _survey(root)
    if not survey.hidden and not survey.openers:
        return
    survey.count(root)
    targets = {name for opener in survey.openers for name in opener.get("aria-controls").split()[:_TABS]}
    panels = {name: node for node in root.walk() if (name := node.get("id")) in targets} if targets else {}
    folded = {id(node) for node in panels.values() if survey.is_panel(node)}
    for node in survey.hidden:
        piece = _PIECE.fullmatch(node.get("id"))
        place = survey.places.pop((piece[1], piece[2]), None) if piece else None
        if place is not None:
            _move(node, place)
        elif not survey.is_bulk(node, root) and (node.name == "noscript" or not _is_folded(node, folded, survey)):
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
        if node.name == "template":
            found = _PLACE.fullmatch(attributes.get("id", ""))
            if found and len(survey.places) < _MOST:
                survey.places.setdefault((found[1], found[2]), node)
        elif node.letters and (node.name == "noscript" or (attributes and is_hidden(node))):
            if len(survey.hidden) < _MOST:
                survey.hidden.append(node)
        elif "aria-controls" in attributes and node.name in _CONTROLS and len(survey.openers) < _MOST:
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
    if node.name == "noscript":
        node.name = "div"
    for name in ("hidden", "aria-hidden", "style"):
        node.attributes.pop(name, None)


def _is_folded(node: Node, folded: set[int], survey: _Survey) -> bool:
    """Return whether a hidden element is what a click unfolds, or the box around just that."""
    inner = [child for child in node.children if type(child) is Node]
    boxes = [node, inner[0]] if len(inner) == 1 else [node]
    return any(id(box) in folded or (box.get("role").lower() in _PANELS and survey.is_panel(box)) for box in boxes)
