"""Sends only the entries of a feed that are new to whoever asks (RFC 3229, with the instance manipulation ``feed``).

An ETag stands for a version of a feed. The server remembers which entries each version had that it has seen, by a
digest of each, so that an entry that was changed counts as new. Nothing is guessed: a version that is not remembered,
as after a start, is answered in full.
"""

from __future__ import annotations

import json
import re
import threading
from collections import OrderedDict
from collections.abc import Sequence
from hashlib import blake2b

_MOST_FEEDS = 2_000
_MOST_VERSIONS = 50
_MOST_BYTES = 4 * 1024 * 1024
_ENTRIES = re.compile(rb"[ \t\n]*<(entry|item)(?: [^<>]*)?>.*?</\1>", re.DOTALL)
"""In a feed of ours: no entry holds another, and what is in it is escaped."""
_MANIPULATION = re.compile(r"[ \t]*feed[ \t]*(?:;[ \t]*q=([01](?:\.\d{0,3})?)[ \t]*)?", re.IGNORECASE)


def wants_delta(manipulations: str) -> bool:
    """Say whether ``A-IM`` names ``feed`` (RFC 3229 §10.5.3).

    >>> wants_delta("vcdiff, feed"), wants_delta("feed;q=0"), wants_delta("feeds")
    (True, False, False)
    """
    matches = [_MANIPULATION.fullmatch(part) for part in manipulations[:1_000].split(",")]
    return any(match is not None and float(match[1] or 1) > 0 for match in matches)


def can_take_delta(user_agent: str, accepted: str) -> bool:
    """Say whether whoever asks for new entries only can be expected to understand the answer.

    feedparser asks for them in the name of every program that fetches with it, and most of these take 226 for a fault
    and the feed for dead: rss2email does. It is known by a type that it alone accepts. reader, which uses parts of it,
    asks for itself, and takes the answer as it is meant.

    >>> can_take_delta("newsboat/2.39.0", ""), can_take_delta("rss2email/3.14", "application/x-netcdf")
    (True, False)
    >>> can_take_delta("python-reader/3.26", "application/x-netcdf")
    True
    """
    return user_agent.startswith("python-reader/") or not ("x-netcdf" in accepted or "feedparser" in user_agent.lower())


class Deltas:
    """Which entries the versions of feeds had; safe to be used by several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._feeds: OrderedDict[str, OrderedDict[str, frozenset[bytes]]] = OrderedDict()

    def knows(self, path: str, etag: str) -> bool:
        """Say whether a version is remembered."""
        with self._lock:
            return etag in self._feeds.get(path, {})

    def note(self, path: str, etag: str, data: bytes) -> None:
        """Remember a version of a feed.

        Args:
            path: Of the feed.
            etag: By which it is known; it is another for each way in which it is compressed.
            data: The feed as it is, not compressed.

        Raises:
            ValueError: It is no feed.
        """
        if len(data) > _MOST_BYTES:
            return
        found = frozenset(_digest(entry) for entry in _split(path, data))
        with self._lock:
            versions = self._feeds.setdefault(path, OrderedDict())
            self._feeds.move_to_end(path)
            versions[etag] = found
            versions.move_to_end(etag)
            while len(versions) > _MOST_VERSIONS:
                versions.popitem(last=False)
            while len(self._feeds) > _MOST_FEEDS:
                self._feeds.popitem(last=False)

    def make(self, path: str, etags: Sequence[str], data: bytes) -> bytes | None:
        """Make a feed of the entries that are in none of the versions that are known to whoever asks.

        Args:
            path: Of the feed.
            etags: Of the versions that are known there. A cache on the way may have added one of its own, so an entry
                is left out only if it is in all of them.
            data: The feed as it is now.

        Returns:
            The feed with fewer entries; None where it has to be sent whole: no version is remembered, nothing would be
            saved, or nothing would be left.
        """
        with self._lock:
            versions = self._feeds.get(path) or OrderedDict()
            known = [versions[etag] for etag in etags if etag in versions]
        if not known or len(known) < len(etags):
            return None
        old = frozenset.intersection(*known)
        entries = _split(path, data)
        left = [entry for entry in entries if _digest(entry) not in old]
        if not left or len(left) == len(entries):
            return None
        return _join(path, data, old)


def _split(path: str, data: bytes) -> list[bytes]:
    """Return the entries of a feed, each as its bytes."""
    if not path.endswith(".json"):
        return [match[0].strip() for match in _ENTRIES.finditer(data)]
    return [_write(item) for item in _items(json.loads(data))]


def _join(path: str, data: bytes, old: frozenset[bytes]) -> bytes:
    """Return a feed without some of its entries."""
    if not path.endswith(".json"):
        return _ENTRIES.sub(lambda match: b"" if _digest(match[0].strip()) in old else match[0], data)
    feed = json.loads(data)
    feed["items"] = [item for item in _items(feed) if _digest(_write(item)) not in old]
    return json.dumps(feed, ensure_ascii=False, indent=1).encode() + b"\n"


def _items(feed: object) -> list[object]:
    items = feed.get("items") if isinstance(feed, dict) else None
    return items if isinstance(items, list) else []


def _write(item: object) -> bytes:
    return json.dumps(item, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _digest(entry: bytes) -> bytes:
    return blake2b(entry, digest_size=16).digest()
