"""Reads JSON Feed 1.0 and 1.1, as lenient as readers are."""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any

from publisher.errors import UnreadableError
from publisher.preview.views import EntryView, FeedFormat, FeedView, read_date, well_formed

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]|\n', re.DOTALL)


def read_json(data: bytes) -> FeedView:
    """Read a JSON Feed.

    Raises:
        UnreadableError: It is JSON, but no feed.
        ValueError: It is no JSON.
    """
    document = json.loads(data)
    if not isinstance(document, dict) or not isinstance(document.get("items"), list):
        raise UnreadableError("JSON, but no JSON Feed: it has no list of items", "")
    own = _object(document.get("_publisher"))
    authors = _authors(document)
    lines = _item_lines(data.decode(json.detect_encoding(data), "surrogatepass"))
    items = [item for item in document["items"] if isinstance(item, dict)]
    return FeedView(
        format=FeedFormat.JSON,
        id=_text(own.get("id")),
        title=_text(document.get("title")),
        self_url=_text(document.get("feed_url")),
        has_older=bool(_text(document.get("next_url"))),
        deleted=tuple(_text(gone.get("id")) for gone in _objects(own.get("deleted")) if _text(gone.get("id"))),
        entries=tuple(
            _entry(item, position, lines[position] if len(lines) == len(items) else 0, authors)
            for position, item in enumerate(items)
        ),
    )


def _entry(item: dict[str, Any], position: int, line: int, authors: tuple[str, ...]) -> EntryView:
    plain = _text(item.get("content_text"))
    return EntryView(
        id=_text(item.get("id")),
        link=_text(item.get("url")) or _text(item.get("external_url")),
        title=" ".join(_text(item.get("title")).split()),
        published=read_date(_text(item.get("date_published"))),
        updated=read_date(_text(item.get("date_modified"))),
        authors=_authors(item) or authors,
        tags=tuple(_text(tag) for tag in _list(item.get("tags")) if _text(tag)),
        summary=_text(item.get("summary")),
        content=_text(item.get("content_html")) or escape(plain, quote=False),
        enclosures=tuple(
            _text(file.get("url")) for file in _objects(item.get("attachments")) if _text(file.get("url"))
        ),
        position=position,
        line=line,
    )


def _authors(owner: dict[str, Any]) -> tuple[str, ...]:
    found = _objects(owner.get("authors")) or [_object(owner.get("author"))]
    return tuple(dict.fromkeys(name for author in found if (name := _text(author.get("name")))))


def _text(value: object) -> str:
    """Return a text; a number is one too (JSON Feed 1.1, `id`)."""
    if isinstance(value, str):
        return well_formed(value).strip()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return ""


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _objects(value: object) -> list[dict[str, Any]]:
    return [found for found in _list(value) if isinstance(found, dict)]


def _item_lines(text: str) -> list[int]:
    """Return the lines where the objects of the list ``items`` begin: the parser does not say."""
    lines: list[int] = []
    line, depth, in_items, last = 1, 0, False, ""
    for match in _TOKEN.finditer(text):
        sign = match.group()
        if sign == "\n":
            line += 1
            continue
        if sign in "[{":
            depth += 1
            if sign == "[" and depth == 2:  # noqa: PLR2004  The document, and a list in it.
                in_items = last == '"items"'
                # A key that stands twice: the last one counts.
                lines = [] if in_items else lines
            elif sign == "{" and depth == 3 and in_items:  # noqa: PLR2004  An object in that list.
                lines.append(line)
        elif sign in "]}":
            depth -= 1
            in_items = in_items and depth > 1
        line += sign.count("\n")
        last = sign
    return lines
