"""Carries ``lang`` and ``dir`` from the containers of a page to the blocks in them.

Blocks have no containers: without this, a quotation in Arabic inside a ``div`` would lose its direction.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape

Marks = Mapping[str, str]
"""``lang`` and ``dir`` of an element, those that it has; an empty ``lang`` means an unknown language."""

_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,8}")
_DIRECTIONS = frozenset({"ltr", "rtl", "auto"})
_ATTRIBUTE = re.compile(r"\s(lang|xml:lang|dir)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>=`]+))", re.IGNORECASE)
_FIRST_TAG = re.compile(r"<([a-z][a-z0-9]*)((?:\s[^>]*?)?)(\s*/?)>")


def read_marks(attributes: Mapping[str, str]) -> Marks:
    """Return the language and the direction that an element says it has; values that mean nothing are left out.

    >>> read_marks({"lang": "ar", "dir": "RTL", "class": "x"})
    {'lang': 'ar', 'dir': 'rtl'}
    >>> read_marks({"lang": "no language", "dir": "up"})
    {}
    """
    marks = {}
    language = attributes.get("lang", attributes.get("xml:lang"))
    if language is not None and (not language.strip() or _LANGUAGE.fullmatch(language.strip())):
        marks["lang"] = language.strip()
    direction = attributes.get("dir", "").strip().lower()
    if direction in _DIRECTIONS:
        marks["dir"] = direction
    return marks


def read_tag_marks(attributes: str) -> Marks:
    """Return the marks in the source of a start tag's attributes.

    >>> read_tag_marks(" class=x lang='he' DIR=rtl")
    {'lang': 'he', 'dir': 'rtl'}
    """
    found: dict[str, str] = {}
    for name, *values in _ATTRIBUTE.findall(attributes):
        # The first of several counts (HTML Standard §13.2.5.33).
        found.setdefault(name.lower(), unescape("".join(values)))
    return read_marks(found)


def write_marks(marks: Marks) -> str:
    """Write marks as attributes, each with a space before it; an unknown language needs no attribute.

    >>> write_marks({"lang": "ar", "dir": "rtl"})
    ' lang="ar" dir="rtl"'
    """
    return "".join([f' {name}="{escape(value)}"' for name, value in marks.items() if value])


def mark_html(html: str, marks: Marks) -> str:
    """Write marks on the first element of a block; its own win.

    >>> mark_html('<p dir="ltr">A</p>', {"lang": "ar", "dir": "rtl"})
    '<p dir="ltr" lang="ar">A</p>'
    """
    if not marks:
        return html
    found = _FIRST_TAG.match(html)
    if found is None:
        return html
    own = read_tag_marks(found[2])
    added = write_marks({name: value for name, value in marks.items() if name not in own})
    return f"<{found[1]}{found[2]}{added}{found[3]}>{html[found.end() :]}"


def mark_words(html: str, marks: Marks) -> str:
    """Write marks on a ``span`` around words; without any, return the words as they are.

    >>> mark_words("A", {"dir": "rtl"})
    '<span dir="rtl">A</span>'
    """
    written = write_marks(marks)
    return f"<span{written}>{html}</span>" if written else html
