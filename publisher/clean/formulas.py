"""Formulas and drawings as text: MathML and SVG are not safe in a reader, their words are."""

from __future__ import annotations

from collections.abc import Callable

from bs4 import Tag
from bs4.element import NavigableString

from publisher.clean.tree import children, new_tag, read, replace, text_of

_MAX_DEPTH = 60
_Nodes = list[str | Tag]


def replace_math(math: Tag) -> None:
    """Put a formula's text in its place: what the page says of it, its TeX, or else its symbols in reading order."""
    text = read(math, "alttext").strip()
    if not text:
        source = next((note for note in math.find_all("annotation") if "tex" in read(note, "encoding").lower()), None)
        text = text_of(source) if source else ""
    replace(math, *([text] if text else _write_out(math, 0)))


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
