"""Finds what only shows a picture, so that names like ``lightbox`` or ``share`` on it do not cost the picture.

Such a name speaks of a button, or of what a click opens. It judges text, never the picture beside it: the picture and
its caption stay, the button's text goes.
"""

from __future__ import annotations

import re

from publisher.parse.boilerplate import HEADINGS, HOLDS_MEDIA, MEDIA, Dropped, describe, measure, text_of
from publisher.parse.part_names import forgive_names, is_caption, name_reason, read_name_words
from publisher.parse.plaintext.furniture import match_furniture
from publisher.parse.tree import Node, names

_OPENERS = names("enlarge enlarger fullscreen lightbox magnifier magnify popup trigger zoom zoomer")
_TOOLS = names("""
    noprint print printer screenreader share shares sharing social socialmedia socials toolbar toolbox tools utilities
    utility visuallyhidden
""")
_LABELS = (
    _OPENERS
    | _TOOLS
    | names("""
    actions btn button buttons close download expand expander icon icons modal overlay toggle tooltip zoomable
""")
)
"""Words in the names of what is clicked or pointed at."""
_MAX_LABEL = 100
"""Characters of a label."""
_VIEWERS = names("""
    baguettebox carousel colorbox fancybox galleries gallery glightbox lightbox lightgallery magnific photoswipe pswp
    slideshow swipebox thickbox viewer zoom zoomable
""")
"""Words in the names of what shows pictures and nothing else."""
_CAPTION_WORDS = names("caption captions credit credits copyright description legend photographer source title")
"""Words in the names of what is said of a picture."""
_REASONS = frozenset({"share buttons", "a tool of the page", "hidden from readers"})
_DIALOGS = frozenset({"dialog", "alertdialog"})
_SHARING = re.compile(
    r"(?:/share|sharer|/pin/create|/intent/|/submit|/compose)[^?#]{0,40}\?.{0,300}?(?:u|url|media|href)=https?(?::|%3a)",
    re.IGNORECASE,
)
"""An address that hands a page, or a picture of it, over to another site."""
_BARRED = HEADINGS | names("form nav table article main")
"""What holds one of these shows more than pictures."""
_IMAGES = names("img amp-img")
_PICTURE_FILES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".heic")
_MAX_ELEMENTS = 2_000
"""In what only shows pictures; it bounds the time."""
_MAX_LOOSE = 60
"""Characters of text that is no caption by its tag or name, beside each picture."""
_MAX_VIEWED = 300
"""The same in what shows pictures and nothing else."""


def clear_frames(body: Node) -> tuple[list[Dropped], list[Node]]:
    """Take the labels of buttons off pictures, and ignore names that only speak of such buttons.

    Args:
        body: Of a page, numbered and weighed; changed in place, so that both must be done again.

    Returns:
        What was dropped; and the elements that were taken for frames by their names alone, which is less sure.
    """
    dropped: list[Dropped] = []
    unsure: list[Node] = []
    _clear(body, dropped, unsure)
    return dropped, unsure


def _clear(node: Node, dropped: list[Dropped], unsure: list[Node]) -> None:
    for child in node.children:
        if type(child) is not Node or not child.holds & HOLDS_MEDIA:
            continue
        if child.name == "a" and _SHARING.search(child.get("href")):
            dropped.append(describe(child, "share buttons"))
            child.children = []
        elif not child.children:
            forgive_names(child, is_figure=False)
        elif child.name == "figure":
            _clear_frame(child, dropped, is_figure=True)
        elif child.attributes and name_reason(child, is_prose=False) and _only_shows(child):
            unsure.append(child)
            _clear_frame(child, dropped, is_figure=all(_opens_itself(picture) for picture in child.find_all(_IMAGES)))
        else:
            _clear(child, dropped, unsure)


def _only_shows(node: Node) -> bool:
    """Return whether an element holds pictures, and of text no more than is said of them."""
    if node.name in MEDIA:
        return True
    if node.end - node.order > _MAX_ELEMENTS or node.find(_BARRED) is not None:
        return False
    if any(
        match_furniture(text_of(part))
        for part in node.walk()
        if 0 < part.text <= _MAX_LABEL and not _is_label(part, in_caption=False)
    ):
        # An invitation to subscribe, with its picture.
        return False
    pictures = node.find_all(MEDIA)
    shows = is_viewer(node)
    if not shows and any(leads_away(picture) for picture in pictures):
        return False
    return _measure_loose(node) <= len(pictures) * (_MAX_VIEWED if shows else _MAX_LOOSE)


def is_viewer(node: Node) -> bool:
    """Return whether an element is named as what shows pictures and nothing else."""
    return not _VIEWERS.isdisjoint(read_name_words(node))


def _measure_loose(node: Node) -> int:
    """Measure the text that is neither a caption nor a label."""
    total = 0
    for child in node.children:
        if type(child) is not Node:
            total += measure(str(child))
        elif not _is_caption_part(child) and not _is_label(child, in_caption=False):
            total += _measure_loose(child)
    return total


def leads_away(picture: Node) -> bool:
    """Return whether a picture is a link to something else than itself: a teaser, or an advertisement."""
    address = _find_target(picture)
    return bool(address) and not address.endswith(_PICTURE_FILES)


def _opens_itself(picture: Node) -> bool:
    """Return whether a picture is a link to a file of it."""
    return _find_target(picture).endswith(_PICTURE_FILES)


def _find_target(picture: Node) -> str:
    """Return the path that the link around a picture leads to, in lower case; empty if that is on the page."""
    link = next((around for around in picture.parents() if around.name in {"a", "figure"}), None)
    if link is None or link.name != "a":
        return ""
    return link.get("href").partition("#")[0].partition("?")[0].strip().lower()


def _is_caption_part(node: Node) -> bool:
    """Return whether an element holds what is said of a picture, by its tag or its name."""
    return node.name == "figcaption" or is_caption(node) or not _CAPTION_WORDS.isdisjoint(read_name_words(node))


def _is_label(node: Node, *, in_caption: bool) -> bool:
    """Return whether an element is named as something to click, or as a menu of such; a caption may hold some."""
    if not node.attributes or node.text > _MAX_LABEL:
        return False
    if node.get("role").lower() == "button" or name_reason(node, is_prose=False) == "hidden from readers":
        return True
    return not read_name_words(node).isdisjoint(_OPENERS | _TOOLS if in_caption else _LABELS)


def _clear_frame(frame: Node, dropped: list[Dropped], *, is_figure: bool) -> None:
    """Drop the labels in a frame and the larger copies that a click would show; forgive the names of the rest."""
    forgive_names(frame, is_figure=is_figure)
    _clear_part(frame, None, dropped, is_figure=is_figure)


def _clear_part(node: Node, caption: Node | None, dropped: list[Dropped], *, is_figure: bool) -> None:
    """Clear a part of a frame.

    Args:
        node: The part.
        caption: The caption that it is, or is in.
        dropped: What was dropped; more is added.
        is_figure: The frame is surely one.
    """
    kept: list[Node | str] = []
    is_button = caption is None and node.holds & HOLDS_MEDIA and _is_in_button(node)
    for child in node.children:
        if type(child) is not Node:
            if is_button and str(child).strip():
                dropped.append(Dropped(node.line, str(child).strip(), "a button of a picture"))
                continue
        else:
            reason = _find_reason(child, node, caption)
            if is_button and child.text and not child.holds & HOLDS_MEDIA and not _is_caption_part(child):
                reason = reason or "a button of a picture"
            if reason:
                dropped.append(describe(child, reason))
                continue
            inner = caption or (child if _is_caption_part(child) else None)
            if child.attributes and (not child.text or child.holds & HOLDS_MEDIA or inner is not None):
                forgive_names(child, is_figure=is_figure)
            if child.children:
                _clear_part(child, inner, dropped, is_figure=is_figure)
        kept.append(child)
    node.children = kept


def _is_in_button(node: Node) -> bool:
    """Return whether a part of a figure is in what is pressed to see its picture: the text there is what that does."""
    while node.name != "figure" and node.parent is not None:
        if node.get("role").lower() == "button":
            return True
        node = node.parent
    return False


def _find_reason(node: Node, parent: Node, caption: Node | None) -> str:
    """Return why a part of a frame goes; empty if it stays."""
    if node.name in MEDIA or not node.attributes:
        return ""
    if node.name == "a" and _SHARING.search(node.get("href")):
        return "share buttons"
    if node.holds & HOLDS_MEDIA:
        is_copy = node.get("role").lower() in _DIALOGS and any(
            type(other) is Node and other is not node and other.holds & HOLDS_MEDIA for other in parent.children
        )
        return "a copy of the picture, shown on a click" if is_copy else ""
    is_label = bool(node.text) and not _is_caption_part(node) and _is_label(node, in_caption=caption is not None)
    if not is_label or any(_is_caption_part(inner) for inner in node.walk()):
        return ""
    if caption is not None and node.text >= caption.text and _TOOLS.isdisjoint(read_name_words(node)):
        # All that a caption says may be in an element that is named after how it appears.
        return ""
    reason = name_reason(node, is_prose=False)
    return reason if reason in _REASONS else "a button of a picture"
