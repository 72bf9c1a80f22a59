"""Takes out of a page what no reader sees, and shows the pictures that wait for a script."""

from __future__ import annotations

import re

from publisher.parse.boilerplate import (
    HEADINGS,
    IMAGES,
    MEDIA,
    UNSEEN,
    Dropped,
    describe,
    list_pictures,
    name_picture,
    text_of,
)
from publisher.parse.part_names import name_reason, read_name_words
from publisher.parse.picture_frames import is_viewer
from publisher.parse.reveal import is_hidden, reveal
from publisher.parse.tree import Node, names

_CONTROLS = names("button input select textarea optgroup option progress meter dialog")
_BUTTON = frozenset({"button"})
# Words in the names of parts of a button in a heading.
_SIGNS = names("arrow caret chevron icon indicator toggle toggler")
_TITLES = names("heading label name text title")
_UNSHOWN = UNSEEN | _CONTROLS


def drop_unseen(root: Node) -> list[Dropped]:
    """Take out scripts, forms' controls and what is hidden; show pictures that wait for a script.

    Returns:
        What had text.
    """
    dropped: list[Dropped] = []
    reveal(root)
    _drop_unseen(root, dropped)
    return [piece for piece in dropped if piece.text]


def _drop_unseen(node: Node, dropped: list[Dropped]) -> None:
    kept: list[Node | str] = []
    for child in node.children:
        if type(child) is not Node:
            kept.append(child)
        elif child.name in _UNSHOWN:
            if child.name == "button" and _is_heading(child, node):
                child.name = "span"
                _drop_signs(child)
                _drop_unseen(child, dropped)
                kept.append(child)
            elif child.children and child.find(IMAGES) is not None:
                _drop_control(child, node, kept, dropped)
        elif child.attributes and is_hidden(child):
            dropped.append(describe(child, "hidden from readers"))
        elif child.name == "noscript":
            _open_noscript(child, kept, dropped)
        else:
            if child.children:
                _drop_unseen(child, dropped)
            kept.append(child)
    node.children = kept


def _is_heading(button: Node, parent: Node) -> bool:
    """Return whether a button that folds a section is the words of its heading, or holds the heading."""
    if button.find(HEADINGS) is not None:
        return True
    heading = next((around for around in (parent, *parent.parents()) if around.name in HEADINGS), None)
    if heading is None:
        return False
    buttons = [other for other in heading.find_all(_BUTTON) if text_of(other)]
    # Beside words of the heading's own, a button does something with them.
    outside = len("".join(text_of(heading).split())) - sum(len("".join(text_of(other).split())) for other in buttons)
    return bool(buttons) and buttons[0] is button and not outside


def _drop_signs(button: Node) -> None:
    """Drop the plus, the arrow or the word that shows whether a section is folded."""
    kept = [child for child in button.children if type(child) is not Node or not _is_sign(child)]
    if any(type(child) is Node or str(child).strip() for child in kept):
        button.children = kept


def _is_sign(node: Node) -> bool:
    if node.find(IMAGES) is not None or node.find(HEADINGS) is not None:
        return False
    words = read_name_words(node)
    is_named = "hidden" in words or (not words.isdisjoint(_SIGNS) and words.isdisjoint(_TITLES))
    return node.get("aria-hidden") == "true" or is_named or name_reason(node, is_prose=False) == "hidden from readers"


def _drop_control(control: Node, parent: Node, kept: list[Node | str], dropped: list[Dropped]) -> None:
    """Keep the picture of a button that shows it larger; drop any other control."""
    if control.name == "button" and _is_only_picture(control, parent):
        control.name = "span"
        control.children = [
            child
            for child in control.children
            if type(child) is Node and (child.name in MEDIA or child.find(MEDIA) is not None)
        ]
        kept.append(control)
    elif list_pictures(control):
        dropped.append(describe(control, "a control of the page"))


def _is_only_picture(button: Node, parent: Node) -> bool:
    """Return whether the picture in a button is the one that the figure around is about, or that the button opens."""
    figure = next((around for around in (parent, *parent.parents()) if around.name == "figure"), None)
    if figure is None:
        return is_viewer(button)
    controls = figure.find_all(_CONTROLS)
    inside = {id(image) for control in controls for image in control.find_all(IMAGES)}
    return all(id(image) in inside for image in figure.find_all(IMAGES)) and button.find(IMAGES) is not None


def _open_noscript(noscript: Node, kept: list[Node | str], dropped: list[Dropped]) -> None:
    """Put the picture of a ``noscript`` where its placeholder is; drop any other."""
    images = noscript.find_all(frozenset({"img"}))
    if len(images) != 1 or text_of(noscript):
        if list_pictures(noscript):
            dropped.append(describe(noscript, "shown only without scripts"))
        return
    place = len(kept) - 1
    while place >= 0 and type(kept[place]) is not Node:
        if str(kept[place]).strip():
            break
        place -= 1
    before = kept[place] if place >= 0 else None
    image = images[0]
    if type(before) is Node and before.name == "img":
        if _is_shown(before) and name_picture(image) != name_picture(before):
            # Another picture, or one that counts readers: the placeholder of a picture has its name.
            if list_pictures(image):
                dropped.append(describe(image, "shown only without scripts"))
            return
        del kept[place]
    elif _is_beside_itself(image, noscript):
        return
    image.parent = noscript.parent
    kept.append(image)


def _is_beside_itself(image: Node, noscript: Node) -> bool:
    """Return whether the figure around a ``noscript``, or what follows it, has its picture, too."""
    around = next((outer for outer in noscript.parents() if outer.name == "figure"), None) or _find_next(noscript)
    if around is None:
        return False
    # Perhaps in another format.
    stem = name_picture(image).partition(".")[0]
    others = [around] if around.name in IMAGES else around.find_all(IMAGES)
    return any(name_picture(other).partition(".")[0] == stem for other in others if other is not image)


def _find_next(node: Node) -> Node | None:
    """Return the element that follows another; none if text does."""
    following = iter(node.parent.children if node.parent is not None else ())
    for child in following:
        if child is node:
            break
    for child in following:
        if type(child) is Node:
            return child
        if str(child).strip():
            return None
    return None


def _is_shown(image: Node) -> bool:
    """Return whether an image is shown without the help of a script."""
    source = image.get("src").strip()
    is_lazy = any(name.startswith("data-") and ("src" in name or "original" in name) for name in image.attributes)
    return bool(source) and not source.startswith("data:") and not is_lazy and not is_stand_in(source)


def is_stand_in(source: str) -> bool:
    """Return whether the address of a picture is that of one which only keeps the place of another."""
    return _STAND_IN.search(source.lower()) is not None


_STAND_IN = re.compile(r"(?:blank|placeholder|spacer|lazy|loading|transparent|pixel|1x1|grey)[^/]{0,30}$")
