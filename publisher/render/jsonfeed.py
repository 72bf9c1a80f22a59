"""Writes a feed as JSON Feed 1.1."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from publisher.dates import rfc3339
from publisher.render.archive import live_url, older_url, own_url
from publisher.render.media import list_players

if TYPE_CHECKING:
    from publisher.model import Change, Feed, FeedItem, Media, Reference

FILE = "feed.json"
TYPE = "application/feed+json"


def render_json(feed: Feed) -> bytes:
    """Write a feed as JSON Feed 1.1; the same feed gives the same bytes.

    What the format has no word for, the license, what was withdrawn and what was changed, stands under ``_publisher``.
    """
    document = _without_empty(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            "home_page_url": feed.home,
            "feed_url": own_url(feed, FILE),
            "description": feed.description,
            "next_url": older_url(feed, FILE),
            "language": feed.language,
            "authors": [{"name": name} for name in feed.authors],
            "hubs": [{"type": "WebSub", "url": url} for url in feed.hubs],
            "_publisher": _without_empty(
                {
                    "id": feed.id,
                    "current": live_url(feed, FILE) if feed.page else "",
                    "license": feed.license,
                    "to_come": feed.to_come,
                    "next_release": rfc3339(feed.next_release) if feed.next_release else "",
                    "deleted": [{"id": tombstone.id, "when": rfc3339(tombstone.when)} for tombstone in feed.tombstones],
                }
            ),
        }
    )
    # The one list that may be empty, but not absent.
    document["items"] = [_item(item) for item in feed.items]
    return f"{json.dumps(document, ensure_ascii=False, indent=1)}\n".encode()


def _item(item: FeedItem) -> dict[str, Any]:
    found = _without_empty(
        {
            "id": item.id,
            "url": item.url,
            "title": item.title,
            "summary": item.summary,
            "image": item.image,
            "date_published": rfc3339(item.published),
            "date_modified": rfc3339(item.updated),
            "authors": [{"name": name} for name in item.authors],
            "tags": list(item.tags),
            "language": item.language,
            "attachments": [_attachment(media) for media in list_players(item) if media.type],
            "_publisher": _without_empty(
                {
                    "license": item.license,
                    "in_reply_to": _reference(item.answers) if item.answers else {},
                    "related": [_reference(reference) for reference in item.relatives],
                    **_change(item.change),
                }
            ),
        }
    )
    # An item must have a content, even an empty one.
    return {**found, "content_html": item.content}


def _reference(reference: Reference) -> dict[str, str]:
    return _without_empty({"id": reference.id, "url": reference.url, "title": reference.title})


def _attachment(media: Media) -> dict[str, Any]:
    return _without_empty(
        {"url": media.url, "mime_type": media.type, "title": media.title, "size_in_bytes": media.size_bytes}
    )


def _change(change: Change | None) -> dict[str, str]:
    if change is None:
        return {}
    return {"kind": change.kind.value, "item": change.item_id, "old": change.old_digest, "new": change.new_digest}


def _without_empty(fields: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not said: the format has no nulls."""
    return {name: value for name, value in fields.items() if value}
