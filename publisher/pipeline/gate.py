"""Holds back feeds that would show subscribers doubles, or take away what they have."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from publisher.errors import RegressionError, UnreadableError
from publisher.output import File, Output
from publisher.store import Store

_HELD = "held"
_MAX_BYTES = 64 * 1024 * 1024
# Archives are not among them: a page never changes but for what was withdrawn.
_FEED = re.compile(r"(?P<feed>(?:[^/]+/){0,2}(?:changes\.)?)(?:feed\.json|atom\.xml|rss\.xml)")
_HINT = "`publisher preview` shows which; `publisher publish --force` publishes them all the same"


class Gate:
    """Compares feeds with those that are published before they take their place.

    What is held back is tried again at every run, for its cause may be gone.

    Args:
        store: The state.
        output: The feeds folder.
        name: What the feeds folder is called, for messages.
        is_open: Lets everything pass: the operator wants it so.
    """

    def __init__(self, store: Store, output: Output, name: str, *, is_open: bool = False) -> None:
        self._store = store
        self._output = output
        self._name = name
        self._is_open = is_open
        self._before = read_held(store)
        self._held: dict[str, str] = {}

    def filter(self, files: Iterable[File]) -> Iterator[File]:
        """Let the files of feeds pass that are no worse than those in their place, and all other files."""
        for feed, group in groupby(files, key=lambda file: _feed_of(file[0])):
            if feed is None:
                yield from group
                continue
            documents = list(group)
            problem = "" if self._is_open else self._find_problem(documents)
            if problem:
                self._held[feed] = problem
            else:
                yield from documents

    def list_errors(self, *, is_patient: bool = False) -> list[RegressionError]:
        """Return what was held back; a patient run leaves out what was held back for the same before."""
        return [
            RegressionError(problem, f"{self._name}/{feed}*", _HINT)
            for feed, problem in self._held.items()
            if not (is_patient and self._before.get(feed) == problem)
        ]

    @property
    def count(self) -> int:
        """How many feeds were held back."""
        return len(self._held)

    def save(self) -> None:
        """Remember, inside a transaction, what was held back."""
        if self._held != self._before:
            self._store.save_meta(_HELD, json.dumps(self._held) if self._held else "")

    def _find_problem(self, documents: list[File]) -> str:
        """Say what subscribers would see; empty if all is well, or if nothing that can be read is in their place."""
        # All formats hold the same items; JSON is read in the least time, RSS has no word for what was withdrawn.
        for path, data in sorted(
            documents, key=lambda file: ("json", "atom.xml", "rss.xml").index(_format_of(file[0]))
        ):
            published = self._output.read(path, _MAX_BYTES)
            if published is not None:
                return "" if published == data else self._compare(published, data)
        return ""

    def _compare(self, published: bytes, data: bytes) -> str:
        from publisher.preview import Level, compare_feeds, read_entries, summarize

        try:
            old = read_entries(published)
        except UnreadableError:
            return ""
        # What the state knows left the feed for a reason: it was withdrawn, filed, moved, or is no longer wanted here.
        known = {entry.id for entry in old.entries if self._store.has_id(entry.id)}
        found = compare_feeds(old, data, gone=known)
        return summarize(regression for regression in found if regression.level is Level.ERROR)


def read_held(store: Store) -> dict[str, str]:
    """Return the feeds that were held back by the last run, with what subscribers would have seen."""
    text = store.read_meta(_HELD)
    return dict(json.loads(text)) if text else {}


def _feed_of(path: str) -> str | None:
    found = _FEED.fullmatch(path)
    return found["feed"] if found else None


def _format_of(path: str) -> str:
    return "json" if path.endswith(".json") else path.rpartition("/")[2].removeprefix("changes.")
