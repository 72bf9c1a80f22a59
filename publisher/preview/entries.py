"""Reads a feed as a subscriber gets it: RSS 2.0, Atom 1.0 or JSON Feed, ours or anyone's.

Feeds are hostile input: nothing is fetched, no entity is expanded, and size, nesting and number of entries are bounded.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from publisher.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable

    from publisher.preview.views import FeedView

MOST_BYTES = 32 * 1024 * 1024
"""Miniflux takes 15 MiB, Feedbin 10 MiB: no subscriber sees more."""
MOST_ENTRIES = 20_000


def read_entries(data: bytes) -> FeedView:
    """Read a feed, whichever of the three formats it is in.

    Raises:
        UnreadableError: It is none of them, damaged, or more than can be looked at.

    >>> feed = b'{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{"id": 7, "url": "x"}]}'
    >>> [entry.id for entry in read_entries(feed).entries]
    ['7']
    """
    if len(data) > MOST_BYTES:
        raise UnreadableError(f"a feed of {len(data)} bytes is more than is looked at", "", "most readers refuse it")
    # A byte order mark, and the zeros of UTF-16 and UTF-32, stand before and between the letters.
    head = data[:256].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if head.startswith(b"{"):
        from publisher.preview.entries_json import read_json

        view = _guarded(read_json, data)
    elif head.startswith(b"<"):
        from publisher.preview.entries_xml import read_xml

        view = _guarded(read_xml, data)
    else:
        raise UnreadableError("neither XML nor JSON", "")
    return replace(view, size_bytes=len(data))


def _guarded(read: Callable[[bytes], FeedView], data: bytes) -> FeedView:
    try:
        view = read(data)
    except (ValueError, LookupError, RecursionError, MemoryError) as error:
        # `ValueError` is of the parsers of JSON and of numbers, `LookupError` of encodings that there are not.
        raise UnreadableError("the feed is damaged", "", str(error)[:200]) from error
    if len(view.entries) > MOST_ENTRIES:
        raise UnreadableError(f"{len(view.entries)} entries are more than are looked at", "")
    return view
