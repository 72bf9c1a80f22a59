"""Formulas and drawings: MathML in its plain shape for browsers, and text for readers, as all SVG is."""

from __future__ import annotations

import re
from collections.abc import Callable

from bs4 import Tag
from bs4.element import NavigableString

from publisher.clean.names import MATH, MATH_TOKENS
from publisher.clean.tree import children, elements, is_gone, new_tag, read, replace, text_of, unwrap

_MAX_DEPTH = 60
_SPACES = re.compile(r"[\t\n\f\r ]+")
_SYMBOLS = sorted(MATH_TOKENS - {"annotation"})
_Nodes = list[str | Tag]


def replace_math(math: Tag) -> None:
    """Put a formula's text in its place: what the page says of it, its TeX, or else its symbols in reading order."""
    for fenced in math.find_all("mfenced"):
        _write_fences(fenced)
    text = read(math, "alttext").strip()
    if not text:
        source = next((note for note in math.find_all("annotation") if "tex" in read(note, "encoding").lower()), None)
        text = text_of(source) if source else ""
    replace(math, *([text] if text else _write_out(math, 0)))


def mend_math(math: Tag) -> None:
    """Leave of a formula the elements that lay it out, and text in those that hold symbols, and nothing else.

    So no parser can come to see HTML inside it: that only happens where text or an HTML element stands in the wrong
    one, and is what attacks by MathML rest upon.
    """
    if math.find_parent("math") is not None:
        unwrap(math)
        return
    for element in elements(math):
        if not is_gone(element):
            _settle_element(element)
    for node in [node for node in math.descendants if isinstance(node, NavigableString)]:
        if node.parent is not None and node.parent.name not in MATH_TOKENS:
            _settle_text(node)
    for semantics in math.find_all("semantics"):
        for other in [child for child in list(children(semantics))[1:] if child.name != "annotation"]:
            other.decompose()
    if not any(text_of(token) for token in math.find_all(_SYMBOLS)):
        replace_math(math)


def _settle_element(element: Tag) -> None:
    if element.name in MATH_TOKENS:
        text = _SPACES.sub(" ", element.get_text()).strip(" ")
        element.clear()
        if text:
            element.append(NavigableString(text))
    elif element.name == "annotation-xml":
        element.decompose()
    elif element.name == "mfenced":
        _write_fences(element)
    elif element.name not in MATH:
        element.unwrap()


def _settle_text(node: NavigableString) -> None:
    if node.strip():
        node.replace_with(new_tag("mtext", _SPACES.sub(" ", node).strip(" ")))
    else:
        node.extract()


def _write_fences(fenced: Tag) -> None:
    """Write out the brackets and commas that ``mfenced`` draws; browsers no longer know it."""
    separators = "".join(read(fenced, "separators").split()) if "separators" in fenced.attrs else ","
    parts = list(children(fenced))
    for n, part in enumerate(parts[1:]):
        if separators:
            part.insert_before(new_tag("mo", separators[min(n, len(separators) - 1)]))
    fenced.insert(0, new_tag("mo", read(fenced, "open") if "open" in fenced.attrs else "("))
    fenced.append(new_tag("mo", read(fenced, "close") if "close" in fenced.attrs else ")"))
    fenced.attrs = {}
    fenced.name = "mrow"


def replace_drawing(svg: Tag) -> None:
    """Put what a drawing says in its place; one that says nothing is ornament."""
    if read(svg, "aria-hidden") == "true":
        svg.decompose()
        return
    title = next((child for child in children(svg) if child.name == "title"), None)
    text = read(svg, "aria-label").strip() or (text_of(title) if title else "")
    if not text:
        words = [text_of(found) for found in svg.find_all(["text", "foreignObject", "p", "span", "div"])]
        # An element inside another one listed says the same again.
        text = " ".join(word for n, word in enumerate(words) if word and not (n and word in words[n - 1]))
    # Labels of drawings often stand right beside words.
    replace(svg, *([f" {text} "] if text else []))


def _write_out(element: Tag, depth: int) -> _Nodes:
    """Write the inside of an element in one line."""
    if depth > _MAX_DEPTH:
        return [text_of(element)]
    parts = [_write_out_one(child, depth + 1) for child in children(element)]
    layout = _LAYOUTS.get(element.name)
    if layout is not None and len(parts) == layout[0]:
        return layout[1](parts)
    if element.name == "semantics":
        return parts[0] if parts else []
    if element.name == "msqrt":
        return ["√", "(", *_join(parts), ")"]
    if element.name == "mtr":
        return [node for part in parts for node in (*part, " ")]
    own = ["".join(node.split()) for node in element.contents if isinstance(node, NavigableString)]
    return [*own, *_join(parts)]


def _write_out_one(child: Tag, depth: int) -> _Nodes:
    if child.name in {"mphantom", "annotation"}:
        return []
    if child.name in {"mi", "mn", "mo", "ms", "mtext"}:
        text = " ".join(child.get_text().split())
        return [f" {text} " if child.name == "mtext" and text else text]
    nodes = _write_out(child, depth)
    if child.name == "mfrac" and any(
        isinstance(near, Tag) and near.name != "mo"
        for near in (child.find_previous_sibling(), child.find_next_sibling())
    ):
        # What stands beside a fraction without an operator is not below its line.
        return ["(", *nodes, ")"]
    return nodes


def _join(parts: list[_Nodes]) -> _Nodes:
    return [node for part in parts for node in part]


def _group(nodes: _Nodes) -> _Nodes:
    """Put brackets around more than one symbol, without which a fraction written in a line says something else."""
    text = "".join(node if isinstance(node, str) else node.get_text() for node in nodes).strip()
    return nodes if text.isalnum() else ["(", *nodes, ")"]


_SUB_SUP = (3, lambda parts: [*parts[0], new_tag("sub", *parts[1]), new_tag("sup", *parts[2])])
_SUP = (2, lambda parts: [*parts[0], new_tag("sup", *parts[1])])
_SUB = (2, lambda parts: [*parts[0], new_tag("sub", *parts[1])])
_LAYOUTS: dict[str, tuple[int, Callable[[list[_Nodes]], _Nodes]]] = {
    "mfrac": (2, lambda parts: [*_group(parts[0]), "/", *_group(parts[1])]),
    "mover": _SUP,
    "mroot": (2, lambda parts: [new_tag("sup", *parts[1]), "√", "(", *parts[0], ")"]),
    "msub": _SUB,
    "msubsup": _SUB_SUP,
    "msup": _SUP,
    "munder": _SUB,
    "munderover": _SUB_SUP,
}
"""How many parts an element has, and how they stand in a line."""
