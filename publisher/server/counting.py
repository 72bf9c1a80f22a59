"""Counts requests: by feed, status and reader, for whoever looks at the measures; nobody is followed."""

from __future__ import annotations

import threading
from collections import Counter as Sums
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from publisher.audience import OTHER, Reader, recognize

_MOST_KEYS = 50_000
_MOST_AGENTS = 4_096
_MOST_NOTED = 1_000
_MOST_CLAIMS = 20_000

Key = tuple[str, int, str]
"""The feed's path, empty for everything else; the status; the reader's name."""
ClaimKey = tuple[str, str, str]
"""The feed's path; the reader's name; what it calls the feed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What came since the last time that was asked."""

    requests: Mapping[Key, int]
    claims: Mapping[ClaimKey, int]
    """For how many aggregators say that they read."""


class Counter:
    """Counts requests since the start."""

    def __init__(self) -> None:
        self._counts: dict[Key, int] = {}
        self._taken: dict[Key, int] = {}
        self._claims: dict[ClaimKey, int] = {}
        self._new_claims: dict[ClaimKey, int] = {}
        self._readers: dict[str, Reader] = {}
        self._noted: deque[tuple[str, int, str]] = deque()
        self._lock = threading.Lock()

    def count(self, feed: str, status: int, agent: str, number: int = 1) -> None:
        """Count a request, or some that were alike.

        Args:
            feed: The path of the feed that was asked for; empty if it was none.
            status: Of the answer.
            agent: What the reader calls itself, of which its name alone is kept.
            number: Of them.
        """
        reader = self._readers.get(agent) or self._recognize(agent)
        key = (feed, status, reader.name)
        with self._lock:
            if key not in self._counts and len(self._counts) >= _MOST_KEYS:
                key = ("", status, OTHER)
            self._counts[key] = self._counts.get(key, 0) + number
            if reader.subscribers is not None and feed:
                claim = (feed, reader.name, reader.feed_id)
                if claim in self._claims or len(self._claims) < _MOST_CLAIMS:
                    self._claims[claim] = self._new_claims[claim] = reader.subscribers

    def note(self, feed: str, status: int, agent: str) -> None:
        """Count a request later, with others: it costs a twentieth of counting it now."""
        self._noted.append((feed, status, agent))
        if len(self._noted) >= _MOST_NOTED:
            self.settle()

    def settle(self) -> None:
        """Count what was noted."""
        # Others may note meanwhile: what is there now is taken, one by one.
        noted = [self._noted.popleft() for _ in range(len(self._noted))]
        for (feed, status, agent), number in Sums(noted).items():
            self.count(feed, status, agent, number)

    def read(self) -> Mapping[Key, int]:
        """Return the counts since the start."""
        self.settle()
        with self._lock:
            return dict(self._counts)

    def read_claims(self) -> Mapping[ClaimKey, int]:
        """Return for how many aggregators said, since the start, that they read."""
        self.settle()
        with self._lock:
            return dict(self._claims)

    def take(self) -> Count:
        """Return what came since this was asked last."""
        self.settle()
        with self._lock:
            new = {key: count - self._taken.get(key, 0) for key, count in self._counts.items()}
            claims = self._new_claims
            self._new_claims = {}
            self._taken = dict(self._counts)
        return Count(requests={key: count for key, count in new.items() if count}, claims=claims)

    def _recognize(self, agent: str) -> Reader:
        reader = recognize(agent)
        if len(self._readers) >= _MOST_AGENTS:
            self._readers = {}
        if len(agent) <= 1_000:  # noqa: PLR2004  Longer ones are none that come again and again.
            self._readers[agent] = reader
        return reader
