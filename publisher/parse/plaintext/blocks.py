"""Writes what was read as blocks of HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from publisher.model import Block, Kind, LineKind
from publisher.parse.plaintext.layout import Unit, read_indent
from publisher.parse.plaintext.markers import Marker
from publisher.parse.plaintext.reading import Reading
from publisher.parse.plaintext.tables import split_rows

_URL = re.compile(r"\bhttps?://[^\s<>\"“”「」『』（）、。，]{1,2000}")
_URL_END = ".,;:!?'’*_"
_DEPTH_MAX = 8
_SENTENCE_LENGTH = 90
_SILENT = frozenset({LineKind.FURNITURE, LineKind.CONTENTS, LineKind.METADATA, LineKind.TITLE, LineKind.DECK})
_NESTED = frozenset({LineKind.PARAGRAPH, LineKind.CODE, LineKind.TABLE, LineKind.QUOTE})
_ITEM = LineKind.ITEM
_CODE = LineKind.CODE
_STEPPED_OVER = frozenset({LineKind.FURNITURE, LineKind.METADATA})
_SIMPLE = {
    LineKind.PARAGRAPH: (Kind.PARAGRAPH, "<p>", "</p>"),
    LineKind.QUOTE: (Kind.QUOTE, "<blockquote><p>", "</p></blockquote>"),
}


@dataclass(slots=True)
class _Item:
    depth: int
    marker: Marker
    parts: list[str]
    """HTML of its text, and of what else stands in it."""
    texts: list[str]


def set_depths(reading: Reading) -> tuple[list[int], list[bool]]:
    """Work out how deep each item is nested, and which other units stand inside an item.

    Returns:
        For each unit its depth, 0 if it is no item and in none; and whether it continues an item.
    """
    depths = [0] * len(reading.units)
    inside = [False] * len(reading.units)
    stack: list[int] = []
    for n, unit in enumerate(reading.units):
        kind = reading.kinds[n]
        if kind is _ITEM:
            while stack and stack[-1] > unit.indent + 1:
                stack.pop()
            if (not stack or unit.indent > stack[-1] + 1) and len(stack) < _DEPTH_MAX:
                stack.append(unit.indent)
            depths[n] = max(len(stack), 1)
        elif n in reading.joined:
            continue
        elif stack and kind in _NESTED and unit.indent > stack[-1] + 1:
            depths[n] = len(stack)
            inside[n] = True
        elif stack and kind not in _STEPPED_OVER:
            stack = []
    return depths, inside


def mark_indented(reading: Reading, inside: list[bool]) -> None:
    """Mark indented paragraphs as quotations or code, unless they belong to an item above them."""
    margin = reading.layout.margin
    wrapped = reading.layout.width > 0
    for n, unit in enumerate(reading.units):
        if reading.kinds[n] is not LineKind.PARAGRAPH or inside[n] or unit.indent <= margin + 1:
            continue
        whole = min(read_indent(line) for line in reading.lines[unit.first : unit.last + 1])
        if whole <= margin + (1 if unit.last > unit.first else 3):
            continue
        if not wrapped and not _is_sentence(unit.text):
            reading.settle(n, LineKind.CODE, "indented, and no sentence")
        else:
            reading.settle(n, LineKind.QUOTE, "indented as a whole")


def _is_sentence(text: str) -> bool:
    return len(text) > _SENTENCE_LENGTH or text[-1] in '.!?…。！？"”’)'


def write_blocks(reading: Reading, depths: list[int], inside: list[bool]) -> tuple[Block, ...]:
    """Write the blocks of the article's own units, in order; a list with all that stands in it is one block."""
    blocks: list[Block] = []
    kinds = reading.kinds
    texts = reading.join_texts()
    n = 0
    while n < len(kinds):
        kind = kinds[n]
        if kind is _ITEM:
            stop = _end_of_list(reading, n, inside)
            blocks.append(_write_list(reading, n, stop, depths, texts))
            n = stop
            continue
        if kind is _CODE:
            stop = _end_of_code(reading, n)
            blocks.append(_write_code(reading, n, stop))
            n = stop
            continue
        if kind not in _SILENT and n not in reading.joined:
            blocks.append(_write_block(reading, n, texts.get(n) or reading.units[n].text))
        n += 1
    return tuple(blocks)


def _link_line(line: str) -> str:
    """Write one of the lines that were broken on purpose, its indentation kept."""
    return "&#160;" * min(read_indent(line), _DEPTH_MAX) + link_text(line.strip())


def _end_of_code(reading: Reading, start: int) -> int:
    """Return the index after the last of neighbouring units of code, which blank lines may part."""
    stop = start + 1
    while stop < len(reading.units) and reading.kinds[stop] is LineKind.CODE:
        stop += 1
    return stop


def _write_code(reading: Reading, start: int, stop: int) -> Block:
    first = reading.units[start].first
    text = dedent("\n".join(reading.lines[first : reading.units[stop - 1].last + 1]))
    return Block(kind=Kind.CODE, html=f"<pre><code>{escape(text, quote=False)}</code></pre>", text=text, line=first + 1)


def _end_of_list(reading: Reading, start: int, inside: list[bool]) -> int:
    """Return the index after the last unit of the list that begins at ``start``, furniture in it stepped over."""
    stop = start + 1
    first = reading.units[start]
    for n in range(start + 1, len(reading.units)):
        kind = reading.kinds[n]
        unit = reading.units[n]
        if kind is _ITEM:
            if unit.indent <= first.indent + 1 and _style(unit) != _style(first):
                break
            stop = n + 1
        elif inside[n] or n in reading.joined:
            stop = n + 1
        elif kind not in _STEPPED_OVER:
            break
    return stop


def _style(unit: Unit) -> str:
    return "" if unit.marker is None else unit.marker.style[:1]


def _write_list(reading: Reading, start: int, stop: int, depths: list[int], texts: dict[int, str]) -> Block:
    items: list[_Item] = []
    for n in range(start, stop):
        unit, kind = reading.units[n], reading.kinds[n]
        whole = texts.get(n) or unit.text
        if kind is _ITEM:
            items.append(_Item(depths[n], unit.marker or Marker(text="-"), [link_text(whole)], [whole]))
        elif kind not in _SILENT and n not in reading.joined:
            block = _write_block(reading, n, whole)
            items[-1].parts.append(block.html)
            items[-1].texts.append(" ".join(block.text.split()))
    text = " ".join([part for item in items for part in item.texts])
    return Block(kind=Kind.LIST, html=_nest_items(items), text=text, line=reading.units[start].first + 1)


def _nest_items(items: list[_Item]) -> str:
    """Write items as nested lists; a step down of several levels opens one list only."""
    html: list[str] = []
    stack: list[tuple[int, str]] = []
    for item in items:
        tag = "ul" if item.marker.is_bullet else "ol"
        while len(stack) > 1 and item.depth < stack[-1][0] and item.depth <= stack[-2][0]:
            html.append(f"</li></{stack.pop()[1]}>")
        if not stack or item.depth > stack[-1][0]:
            html.append(_open(tag, item.marker))
            stack.append((item.depth, tag))
        elif tag != stack[-1][1]:
            html.append(f"</li></{stack.pop()[1]}>{_open(tag, item.marker)}")
            stack.append((item.depth, tag))
        else:
            html.append("</li>")
        html.append(
            "<li>" + (item.parts[0] if len(item.parts) == 1 else f"<p>{item.parts[0]}</p>" + "".join(item.parts[1:]))
        )
    html += [f"</li></{tag}>" for _, tag in reversed(stack)]
    return "".join(html)


def _open(tag: str, marker: Marker) -> str:
    if tag == "ul":
        return "<ul>"
    kind = f' type="{marker.style}"' if marker.style in {"a", "A", "I"} else ""
    start = f' start="{marker.number[-1]}"' if marker.number[-1] != 1 else ""
    return f"<ol{kind}{start}>"


def _write_block(reading: Reading, n: int, text: str) -> Block:
    unit, kind = reading.units[n], reading.kinds[n]
    line = unit.first + 1
    if kind in _SIMPLE:
        name, opened, closed = _SIMPLE[kind]
        if unit.marker is not None:
            # What begins with a number or a dash and is no item after all.
            text = f"{unit.marker.text} {text}"
        html = "<br>".join(map(_link_line, text.split("\n"))) if "\n" in text else link_text(text)
        return Block(kind=name, html=opened + html + closed, text=text.replace("\n", " "), line=line)
    if kind is LineKind.HEADING:
        text = heading_text(unit)
        return Block(kind=Kind.HEADING, html=escape(text, quote=False), text=text, level=reading.levels[n], line=line)
    if kind is LineKind.RULE:
        return Block(kind=Kind.RULE, html="<hr>", text="", line=line)
    if kind is LineKind.CODE:
        return _write_code(reading, n, n + 1)
    return Block(kind=Kind.TABLE, html=_write_table(unit), text=" ".join(unit.text.split()), line=line)


def heading_text(unit: Unit) -> str:
    """Return a unit's words, with the number or mark that its author gave it."""
    return unit.text if unit.marker is None else f"{unit.marker.text} {unit.text}"


def dedent(text: str) -> str:
    """Take away the indentation that all lines share."""
    lines = text.split("\n")
    common = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return "\n".join(line[common:] for line in lines)


def _write_table(unit: Unit) -> str:
    rows = ["".join(f"<td>{link_text(cell)}</td>" for cell in row) for row in split_rows(unit.text)]
    return f"<table><tbody>{''.join(f'<tr>{row}</tr>' for row in rows)}</tbody></table>"


def link_text(text: str) -> str:
    """Escape a text for HTML, and make links of the bare URLs in it.

    >>> link_text("See https://example.org/a_(b). <Now>")
    'See <a href="https://example.org/a_(b)">https://example.org/a_(b)</a>. &lt;Now&gt;'
    """
    if "://" not in text:
        return escape(text, quote=False)
    parts: list[str] = []
    done = 0
    for found in _URL.finditer(text):
        url = _trim_url(found[0])
        parts += [
            escape(text[done : found.start()], quote=False),
            f'<a href="{escape(url)}">{escape(url, quote=False)}</a>',
        ]
        done = found.start() + len(url)
    return "".join(parts) + escape(text[done:], quote=False)


def _trim_url(url: str) -> str:
    """Leave out what belongs to the sentence around a URL, not to the URL."""
    surplus = {")": url.count(")") - url.count("("), "]": url.count("]") - url.count("[")}
    end = len(url)
    while url[end - 1] in _URL_END or surplus.get(url[end - 1], 0) > 0:
        if url[end - 1] in surplus:
            surplus[url[end - 1]] -= 1
        end -= 1
    return url[:end]
