"""Saved web pages of our own, with the gold answers written into them.

The first line of a file is a comment with the page's address, title, by-line and date, and the character set it was
saved in. ``data-gold="body"`` stands on what is the article (standfirst included), ``data-gold="not"`` on what inside
it is not. Comment and attributes are taken out before anyone reads the page. Where the article is in data for a
script only, the comment has it, too, as HTML in ``body``.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from tests.quality.scoring import VOID, read_structure

FOLDER = Path(__file__).parent / "pages"
_HEAD = re.compile(r"<!--gold (\{.*\}) -->\n")
_GOLD = re.compile(r' data-gold="(?:body|not)"')
_LAZY = ("data-src", "data-lazy-src", "data-original")
_UNSEEN = frozenset({"script", "style", "noscript", "template"})
_HEADING = re.compile(r"h[1-6]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A saved page."""

    name: str
    url: str
    data: bytes
    gold: dict[str, Any]


class _Marked(HTMLParser):
    """Copies what is marked as the article."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.html: list[str] = []
        self.headings: list[dict[str, Any]] = []
        self._marks: list[tuple[str, bool]] = []
        """The marked element we are in and the elements of its name inside it; whether each is the article's."""
        self._heading: list[str] | None = None

    @property
    def _is_inside(self) -> bool:
        return bool(self._marks) and self._marks[-1][1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        values = dict(attrs)
        mark = values.get("data-gold")
        if tag in VOID:
            mark = None
        elif mark or tag in _UNSEEN:
            self._marks.append((tag, mark == "body"))
        elif self._marks and tag == self._marks[-1][0]:
            self._marks.append((tag, self._is_inside))
        if not self._is_inside:
            return
        if tag == "img":
            values["src"] = next((values[name] for name in _LAZY if values.get(name)), values.get("src"))
        shown = "".join(
            f' {name}="{escape(value)}"' for name in ("href", "src") if (value := values.get(name)) is not None
        )
        self.html.append(f"<{tag}{shown}>")
        if _HEADING.fullmatch(tag) and not mark:
            self._heading = []
            self.headings.append({"level": int(tag[1]), "text": ""})

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        if self._is_inside and tag not in VOID:
            self.html.append(f"</{tag}>")
            if _HEADING.fullmatch(tag) and self._heading is not None:
                self.headings[-1]["text"] = " ".join("".join(self._heading).split())
                self._heading = None
        if self._marks and tag == self._marks[-1][0]:
            self._marks.pop()

    def handle_data(self, data: str) -> None:
        """Copy text."""
        if self._is_inside:
            self.html.append(escape(data))
            if self._heading is not None:
                self._heading.append(data)


def read_page(name: str, source: str) -> Page:
    """Read one file.

    Raises:
        ValueError: Its first line is not the comment that every file has.
    """
    head = _HEAD.match(source)
    if head is None:
        raise ValueError(f"{name}: the first line holds no gold answers")
    facts = json.loads(head[1])
    page = source[head.end() :]
    marked = _Marked()
    hidden = facts.pop("body", "")
    marked.feed(f'<div data-gold="body">{hidden}</div>' if hidden else page)
    marked.close()
    html = "".join(marked.html)
    encoding = facts.pop("encoding", "utf-8")
    return Page(
        name=name,
        url=facts["url"],
        data=_GOLD.sub("", page).encode(encoding),
        gold={
            "id": name,
            "source": "own",
            **facts,
            "text": _read_text(html),
            "headings": marked.headings,
            "structure": _list_structure(html),
            "with": None,
            "without": None,
        },
    )


def _list_structure(html: str) -> dict[str, list[str]]:
    found = read_structure(html)
    # A listing with numbered lines is a table in the page only.
    cells = [text for text in found["td"] if text not in found["pre"]]
    return {**found, "td": cells}


class _Text(HTMLParser):
    """Gathers text, with a space wherever a block begins or ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Part words at a block."""
        del attrs
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        """Part words at a block."""
        self._part(tag)

    def handle_data(self, data: str) -> None:
        """Add text."""
        self.pieces.append(data)

    def _part(self, tag: str) -> None:
        if tag not in {"a", "abbr", "b", "code", "em", "font", "i", "small", "span", "strong", "sup"}:
            self.pieces.append(" ")


def _read_text(html: str) -> str:
    parser = _Text()
    parser.feed(html)
    parser.close()
    return " ".join("".join(parser.pieces).split())


@cache
def read_pages() -> tuple[Page, ...]:
    """Read all files, by name."""
    return tuple(read_page(path.stem, path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.html")))
