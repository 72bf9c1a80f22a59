"""Code as plain text: without colours, and without the line numbers that stand beside it."""

from __future__ import annotations

import re
from itertools import islice, pairwise

from bs4 import Tag
from bs4.element import NavigableString

from publisher.clean.names import MEDIA
from publisher.clean.tree import IDLE_ID, new_tag, read, replace

_NUMBERING = re.compile(
    r"(?:^|[\s_-])(?:linenos?|lineno|linenumbers?|line-?num(?:ber)?s?|ln(?:-num|t)?|gutter|blob-num|"
    r"hljs-ln-n(?:umbers)?|rouge-gutter)(?:$|[\s_-])"
)
_LANGUAGE_CLASS = re.compile(
    r"(?:^|\s)(?:language-|lang-|highlight-source-|highlight-|sourceCode\s+|brush:\s*)([A-Za-z][\w+#.-]{0,29})",
    re.ASCII,
)
_NO_LANGUAGE = frozenset({"none", "nohighlight", "plain", "plaintext", "text", "txt"})
_LINES = frozenset({"div", "p", "li", "tr", "ol", "ul", "table", "tbody", "pre"})


def flatten_code(pre: Tag) -> None:
    """Turn a ``pre`` into its text alone; pictures in it follow it."""
    if _NUMBERING.search(read(pre, "class")) and _is_count(pre.get_text().split()):
        pre.decompose()
        return
    for media in reversed(pre.find_all(MEDIA)):
        pre.insert_after(media.extract())
    _put_code(pre, _read_code(pre), find_language(pre))


def flatten_code_table(table: Tag) -> bool:
    """Turn a table of line numbers beside code into the code; say whether it was one."""
    rows = [list(row.find_all(["td", "th"])) for row in table.find_all("tr")]
    rows = [cells for cells in rows if len(cells) > 1]
    if not rows or any(len(cells) != 2 for cells in rows):  # noqa: PLR2004  Numbers, and the code.
        return False
    lines = _read_pair(*rows[0]) if len(rows) == 1 else _read_lines(rows)
    if lines is None:
        return False
    _put_code(table, lines, find_language(table))
    return True


def _read_pair(numbers: Tag, code: Tag) -> str | None:
    """Read one row whose first cell holds all the numbers."""
    if not code.find("pre") and not _NUMBERING.search(read(numbers, "class")):
        return None
    text = _read_code(code)
    count = len(text.strip("\n").split("\n"))
    # A cell that is lost or one too many is no reason to leave the others in.
    found = _read_code(numbers).split()
    return text if _is_count(found) and abs(len(found) - count) <= 1 else None


def _read_lines(rows: list[list[Tag]]) -> str | None:
    """Read a row for each line."""
    for numbers, _ in rows:
        marked = _NUMBERING.search(read(numbers, "class")) or "data-line-number" in numbers.attrs
        if not marked or not all(word.isdecimal() for word in numbers.get_text().split()):
            return None
    return "\n".join(_read_code(code).strip("\n") for _, code in rows)


def _is_count(words: list[str]) -> bool:
    """Say whether words are numbers that count upwards."""
    if not words or not all(word.isdecimal() and len(word) < 7 for word in words):  # noqa: PLR2004  A million lines.
        return False
    numbers = [int(word) for word in words]
    return all(after > before for before, after in pairwise(numbers))


def _read_code(element: Tag) -> str:
    parts: list[str] = []
    _collect(element, parts)
    return "".join(parts)


def _collect(element: Tag, parts: list[str]) -> None:
    for node in element.contents:
        if isinstance(node, NavigableString):
            parts.append(str(node))
        elif not isinstance(node, Tag) or node.name in {"button", "x-noscript", "textarea", "select", "title"}:
            continue
        elif node.name == "br":
            parts.append("\n")
        elif _NUMBERING.search(read(node, "class")) and not node.get_text().strip(" \n0123456789|:."):
            continue
        elif node.name in _LINES:
            _end_line(parts)
            _collect(node, parts)
            _end_line(parts)
        else:
            _collect(node, parts)


def _end_line(parts: list[str]) -> None:
    last = next((part for part in reversed(parts) if part), "\n")
    if not last.endswith("\n"):
        parts.append("\n")


def find_language(element: Tag) -> str:
    """Return the name of the language that code is said to be in, empty if nothing says.

    Highlighters put it into a class of the ``pre``, of the ``code`` inside it, or of one of the two boxes around it.
    """
    near = [element, *element.find_all(["code", "pre"], limit=3), *islice(element.parents, 2)]
    for found in near:
        match = _LANGUAGE_CLASS.search(read(found, "class"))
        name = read(found, "data-language") or read(found, "data-lang") or (match[1] if match else "")
        if name := name.strip().lower():
            return "" if name in _NO_LANGUAGE else name
    return ""


def _put_code(element: Tag, text: str, language: str) -> None:
    # A parser drops a newline right after `<pre>`, and blank lines at the ends show as gaps.
    text = re.sub(r"\A(?:[ \t]*\n)+", "", text).rstrip()
    if not text:
        element.decompose()
        return
    pre = new_tag("pre", new_tag("code", text))
    pre.attrs.update({name: read(element, name) for name in ("id", IDLE_ID, "dir", "lang") if element.attrs.get(name)})
    if language:
        pre.attrs["data-language"] = language
    element.attrs.pop("id", None)
    replace(element, pre)
