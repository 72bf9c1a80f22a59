"""Writes small feeds by hand, in each format, as anyone might: right, wrong, or without what ours always have."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from html import escape

from publisher.dates import rfc822, rfc3339
from publisher.preview import FeedFormat

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
_VOCABULARY = """
salt water tide harbour rope winter lantern iron bread smoke river stone wheel letter garden copper needle market
island engine paper signal valley cellar mirror anchor timber candle bridge meadow kettle orchard thunder ladder
barrel compass feather hammer window saddle blanket granite pepper basket violin ribbon
"""
_WORDS = tuple(_VOCABULARY.split())
_RSS = (
    '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:fh="http://purl.org/syndication/history/1.0"><channel>'
)
_ATOM = (
    '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"'
    ' xmlns:fh="http://purl.org/syndication/history/1.0">'
)


def prose(name: str, words: int = 60) -> str:
    """Write a text that is the same for the same name, and shares no run of words with that of another to speak of."""
    found = []
    for number in range(words):
        digest = sha256(f"{name}/{number}".encode()).digest()
        found.append(_WORDS[int.from_bytes(digest[:4]) % len(_WORDS)])
    return " ".join(found).capitalize() + "."


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An entry; what is empty is left out."""

    id: str = ""
    title: str = ""
    text: str = ""
    link: str = ""
    published: datetime | None = NOON
    updated: datetime | None = None
    author: str = ""
    summary: str = ""


def item(name: str, **changes: object) -> Item:
    """Write an entry with everything; the later letter of the alphabet is the later one."""
    fields: dict[str, object] = {
        "id": f"tag:example.org,2026:{name}",
        "title": f"About {name}",
        "text": prose(name),
        "link": f"https://example.org/{name}",
        "published": NOON + timedelta(hours=ord(name[0])),
    }
    return Item(**{**fields, **changes})  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A feed, of which any format is made."""

    items: Sequence[Item] = ()
    id: str = "tag:example.org,2026:feed"
    title: str = "Long reads"
    url: str = "https://example.org/"
    deleted: Sequence[str] = ()
    is_complete: bool = False
    is_archive: bool = False
    older: str = ""


def feed(*items: Item, **changes: object) -> Source:
    """Compose a feed of some entries."""
    return Source(items=items, **changes)  # type: ignore[arg-type]


def write_rss(source: Source) -> bytes:
    """Write RSS 2.0."""
    parts = [
        _RSS,
        f"<title>{escape(source.title)}</title><link>{source.url}</link><description>d</description>",
        f'<atom:link rel="self" href="{source.url}rss.xml"/>',
        "<fh:complete/>" if source.is_complete else "",
        "<fh:archive/>" if source.is_archive else "",
        f'<atom:link rel="prev-archive" href="{source.older}"/>' if source.older else "",
    ]
    for one in source.items:
        parts += [
            "\n<item>",
            f"<title>{escape(one.title)}</title>" if one.title else "",
            f"<link>{escape(one.link)}</link>" if one.link else "",
            f'<guid isPermaLink="false">{escape(one.id)}</guid>' if one.id else "",
            f"<description>{escape(f'<p>{one.text}</p>')}</description>" if one.text else "",
            f"<pubDate>{rfc822(one.published)}</pubDate>" if one.published else "",
            f"<dc:creator>{escape(one.author)}</dc:creator>" if one.author else "",
            "</item>",
        ]
    return "".join([*parts, "</channel></rss>\n"]).encode()


def write_atom(source: Source) -> bytes:
    """Write Atom 1.0."""
    stones = "".join(
        f'<at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="{id_}" when="2026-03-01T12:00:00Z"/>'
        for id_ in source.deleted
    )
    parts = [
        _ATOM,
        f"<id>{source.id}</id><title>{escape(source.title)}</title><updated>2026-03-01T12:00:00Z</updated>",
        f'<link rel="self" href="{source.url}atom.xml"/>',
        "<fh:complete/>" if source.is_complete else "",
        "<fh:archive/>" if source.is_archive else "",
        f'<link rel="prev-archive" href="{source.older}"/>' if source.older else "",
        stones,
    ]
    for one in source.items:
        updated = one.updated or one.published
        parts += [
            "\n<entry>",
            f"<id>{escape(one.id)}</id>" if one.id else "",
            f"<title>{escape(one.title)}</title>" if one.title else "",
            f'<link href="{escape(one.link)}"/>' if one.link else "",
            f'<content type="html">{escape(f"<p>{one.text}</p>")}</content>' if one.text else "",
            f"<published>{rfc3339(one.published)}</published>" if one.published else "",
            f"<updated>{rfc3339(updated)}</updated>" if updated else "",
            f"<author><name>{escape(one.author)}</name></author>" if one.author else "",
            f"<summary>{escape(one.summary)}</summary>" if one.summary else "",
            "</entry>",
        ]
    return "".join([*parts, "</feed>\n"]).encode()


def write_json(source: Source) -> bytes:
    """Write JSON Feed 1.1."""
    items = []
    for one in source.items:
        updated = one.updated or one.published
        fields = {
            "id": one.id,
            "url": one.link,
            "title": one.title,
            "content_html": f"<p>{one.text}</p>" if one.text else "",
            "summary": one.summary,
            "date_published": rfc3339(one.published) if one.published else "",
            "date_modified": rfc3339(updated) if updated else "",
            "authors": [{"name": one.author}] if one.author else [],
        }
        items.append({name: value for name, value in fields.items() if value})
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": source.title,
        "feed_url": f"{source.url}feed.json",
        "next_url": source.older,
        "_publisher": {"id": source.id, "deleted": [{"id": id_} for id_ in source.deleted]},
        "items": items,
    }
    return json.dumps(document, indent=1).encode()


WRITERS: Mapping[FeedFormat, Callable[[Source], bytes]] = {
    FeedFormat.RSS: write_rss,
    FeedFormat.ATOM: write_atom,
    FeedFormat.JSON: write_json,
}
