"""Gives pages that word processors wrote the elements that they only draw: emphasis, lists, the title."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from publisher.parse.tree import Node, names

_MOST_STYLES, _LONGEST_STYLE = 20, 100_000
# Exports name each look that a text has, and put nothing else into these rules: `.c3{font-weight:700}`, `span.s1 {…}`.
_RULE = re.compile(r"(?:\A|(?<=[};/-]))\s*(?:span)?\.([\w-]{1,30})\s*\{([^{}]{0,300})\}")
_LOOKS = re.compile(r"font-(?:weight\s*:\s*(?:bold|[6-9]00)|style\s*:\s*italic)\b", re.IGNORECASE)
_SPANS = names("span")
_PARAGRAPHS = names("p")
_TITLES = frozenset({"title", "msotitle"})
_LISTED = re.compile(r"(?:^|\s)MsoList(?:Paragraph|Bullet|Number)", re.IGNORECASE)
_MSO_LIST = re.compile(r"mso-list\s*:\s*(?!none|ignore|skip)[\w ]{0,40}?level([1-9])", re.IGNORECASE)
_MSO_MARKER = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_MARGIN = re.compile(r"margin(?:-left\s*:|\s*:(?:\s*[\d.]+(?:pt|in|cm|mm|px)?){3})\s*([\d.]{1,8})(pt|in|cm|mm|px)")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75}
_INDENT = 36.0
"""Points: what Word moves each level of a list by."""
_DEEPEST = 9
_MARKER = re.compile(r"[·•▪◦‣§Øüo–—-]|\(?(?:(\d{1,3})|[a-zA-Z]|[ivxIVX]{1,5})[.)]")
_KIX = re.compile(r"(?:^|\s)lst-kix_(\w{1,40})-([0-8])(?:\s|$)")
_LISTS = frozenset({"ul", "ol"})
_SPACE = " \t\n\r\f\u00a0"


def write_out_looks(page: LexborHTMLParser, body: Node) -> None:
    """Change a tree so that it says what its page only draws.

    Emphasis by a class becomes a style of its own, which cleaning knows; paragraphs with a drawn bullet or number
    become a list, and parts of one list are put into each other; the paragraph in the style of a title becomes a
    heading.
    """
    _write_out_classes(page, body)
    if page.css_first('[class*="MsoList" i], [style*="mso-list" i]') is not None:
        for parent in {id(found.parent): found.parent for found in body.find_all(_PARAGRAPHS) if found.parent}.values():
            _make_lists(parent)
    if page.css_first('[class*="lst-kix_"]') is not None:
        for parent in {id(found.parent): found.parent for found in body.find_all(_LISTS) if found.parent}.values():
            _join_lists(parent)
    if page.css_first("h1") is None:
        first = next((found for found in body.find_all(_PARAGRAPHS) if found.letters), None)
        if first is not None and not _TITLES.isdisjoint(first.get("class").lower().split()):
            first.name = "h1"


def _write_out_classes(page: LexborHTMLParser, body: Node) -> None:
    looks: dict[str, str] = {}
    for style in page.css("style")[:_MOST_STYLES]:
        text = style.text() or ""
        if len(text) <= _LONGEST_STYLE:
            for name, rules in _RULE.findall(text):
                found = ";".join(_LOOKS.findall(rules))
                if found:
                    looks[name] = found
    if not looks:
        return
    for span in body.find_all(_SPANS):
        found = ";".join(looks[name] for name in span.get("class").split() if name in looks)
        if found:
            span.attributes["style"] = f"{found};{span.get('style')}"


def _make_lists(parent: Node) -> None:
    """Make lists of the paragraphs in an element that are drawn as entries of one."""
    children: list[Node | str] = []
    lists: list[Node] = []
    base = 0
    for child in parent.children:
        if type(child) is not Node:
            if not lists or child.strip(_SPACE):  # type: ignore[union-attr]  # What is no node is text.
                lists = []
                children.append(child)
            continue
        marker = _cut_marker(child) if _is_entry(child) else ""
        if not marker:
            lists = []
            children.append(child)
            continue
        depth = _read_depth(child)
        base = base if lists else depth
        level = min(max(0, depth - base), len(lists))
        name = "ol" if marker[-1] in ".)" else "ul"
        if level < len(lists) and lists[level].name != name:
            # A list of the other kind begins.
            del lists[level:]
        del lists[level + 1 :]
        if level == len(lists):
            made = _open_list(name, marker, child.line)
            entry = lists[-1].children[-1] if lists else None
            if type(entry) is Node:
                made.parent = entry
                entry.children.append(made)
            else:
                made.parent = parent
                children.append(made)
            lists.append(made)
        child.name, child.attributes, child.parent = "li", {}, lists[-1]
        lists[-1].children.append(child)
    parent.children = children


def _open_list(name: str, marker: str, line: int) -> Node:
    made = Node(name, {}, None, line)
    number = _MARKER.fullmatch(marker)
    if name == "ol" and number and number[1] and number[1] != "1":
        made.attributes["start"] = number[1]
    return made


def _is_entry(node: Node) -> bool:
    return node.name == "p" and (
        _LISTED.search(node.get("class")) is not None or _MSO_LIST.search(node.get("style")) is not None
    )


def _read_depth(node: Node) -> int:
    """Return how deep an entry is, in steps from the margin."""
    style = node.get("style")
    found = _MSO_LIST.search(style)
    if found:
        return int(found[1])
    margin = _MARGIN.search(style)
    try:
        return min(_DEEPEST, round(float(margin[1]) * _POINTS[margin[2]] / _INDENT)) if margin else 1
    except ValueError:
        return 1


def _cut_marker(entry: Node) -> str:
    """Take the drawn bullet or number off an entry, and return it; empty, and nothing changed, if there is none."""
    marked = next((span for span in entry.find_all(_SPANS) if _MSO_MARKER.search(span.get("style"))), None)
    if marked is not None:
        marker = _text_of(marked).strip(_SPACE)
        if _MARKER.fullmatch(marker):
            marked.drop()
            return marker
    text, has_gap = "", False
    for place, child in enumerate(entry.children[:4]):
        text += _text_of(child)
        marker, rest = text.strip(_SPACE), ""
        has_gap = text.endswith("\u00a0")
        if type(child) is not Node and not has_gap:
            marker, _, rest = text.lstrip(_SPACE).partition("\u00a0")
            has_gap = bool(rest)
        if has_gap and _MARKER.fullmatch(marker):
            entry.children[: place + 1] = [rest.lstrip(_SPACE)] if rest else []
            return marker
    return ""


def _text_of(child: Node | str) -> str:
    if type(child) is not Node:
        return str(child)
    return "".join(map(_text_of, child.children))


def _join_lists(parent: Node) -> None:
    """Put each part of a list that is drawn as a deeper one into the entry before it."""
    children: list[Node | str] = []
    open_lists: list[Node] = []
    for child in parent.children:
        if type(child) is not Node:
            if child.strip(_SPACE):  # type: ignore[union-attr]  # What is no node is text.
                open_lists = []
            children.append(child)
            continue
        found = _KIX.search(child.get("class")) if child.name in _LISTS else None
        level = int(found[2]) if found else 0
        del open_lists[level if found else 0 :]
        entry = open_lists[-1].children[-1] if open_lists and open_lists[-1].children else None
        if found and level and len(open_lists) == level and type(entry) is Node:
            child.parent = entry
            entry.children.append(child)
        else:
            children.append(child)
        if found and len(open_lists) == level:
            open_lists.append(child)
    parent.children = children
