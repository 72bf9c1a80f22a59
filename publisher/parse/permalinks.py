"""Takes off headings and terms what generators put beside their words to link to them."""

from __future__ import annotations

import re

from publisher.parse.boilerplate import MEDIA, text_of
from publisher.parse.tree import Node, names

_SIGNS = frozenset({"", "#", "¶", "§", "🔗", "🔗\ufe0e", "🔗\ufe0f", "⚓", "∞", "link", "permalink", "anchor"})
_NAMED = re.compile(r"(?:^|[\s_-])(?:anchor|header-?link|permalink|heading-?link|hash-?link|direct-link)")
_INVISIBLE = " \u200b\u2060\ufeff"
_LINKS, _BUTTONS = names("a"), names("button")


def drop_permalinks(node: Node) -> list[Node]:
    """Take out of a heading or a term what links to it, and the buttons beside its words; return the links."""
    links = [link for link in node.find_all(_LINKS) if _is_permalink(link)]
    for link in links:
        link.drop()
    buttons = node.find_all(_BUTTONS)
    # A heading that folds its section is nothing but a button.
    if buttons and text_of(node) != " ".join(map(text_of, buttons)):
        for button in buttons:
            button.drop()
    return links


def _is_permalink(link: Node) -> bool:
    if not (link.get("href").startswith("#") or _NAMED.search(link.get("class"))) or link.find(MEDIA) is not None:
        return False
    return text_of(link).strip(_INVISIBLE).lower() in _SIGNS
