"""Holds back feeds that would show subscribers doubles, or take away what they have."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from publisher.errors import RegressionError, UnreadableError
from publisher.model import Level
from publisher.output import File, Output
from publisher.store import Store

if TYPE_CHECKING:
    from publisher.preview import Regression

LOCAL = ("127.", "localhost", "0.0.0.0", "::1")  # noqa: S104  Nothing is bound to it here.
"""Beginnings of hosts that are this machine: nobody else can have subscribed there."""
_HELD = "held"
MAX_BYTES = 64 * 1024 * 1024
# Archives are not among them: a page never changes but for what was withdrawn.
_FEED = re.compile(r"(?P<feed>(?:feeds/[^/]+/|[^/]+/)?(?:changes\.)?)(?:feed\.json|atom\.xml|rss\.xml)")
_BEST_FIRST = ("feed.json", "atom.xml", "rss.xml")
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
        for feed, group in groupby(files, key=lambda file: feed_of(file[0])):
            if feed is None:
                yield from group
                continue
            documents = list(group)
            problem = "" if self._is_open else self._find_problem(feed, documents)
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

    @property
    def held_folders(self) -> frozenset[str]:
        """Folders below ``feeds/`` whose feeds of items were held back."""
        return frozenset(feed.rstrip("/") for feed in self._held if not feed.endswith("."))

    def save(self) -> None:
        """Remember, inside a transaction, what was held back."""
        if self._held != self._before:
            self._store.save_meta(_HELD, json.dumps(self._held) if self._held else "")

    def _find_problem(self, feed: str, documents: list[File]) -> str:
        """Say what subscribers would see; empty if all is well, or if nothing that can be read is in their place."""
        new = {path.removeprefix(feed): data for path, data in documents}
        found = compare_published(self._store, lambda name: self._output.read(f"{feed}{name}", MAX_BYTES), new)
        if not found:
            return ""
        from publisher.preview import summarize

        return summarize(regression for regression in found if regression.level is Level.ERROR)


def compare_published(
    store: Store, read: Callable[[str], bytes | None], new: Mapping[str, bytes]
) -> tuple[Regression, ...]:
    """Compare a feed with what would take its place.

    Args:
        store: The state.
        read: Returns the published file of a name; None if there is none.
        new: The files that would take the place of those, by name.

    Returns:
        What would be worse for subscribers, or what they would notice; nothing if what is published cannot be read.
    """
    # All formats hold the same items; JSON is read in the least time, and RSS has no word for what was withdrawn.
    pairs = ((published, new[name]) for name in _BEST_FIRST if name in new and (published := read(name)) is not None)
    published, data = next(pairs, (b"", b""))
    if published == data:
        return ()
    from publisher.preview import compare_feeds, read_entries

    try:
        old = read_entries(published)
    except UnreadableError:
        return ()
    if old.id.removeprefix("tag:").startswith(LOCAL):
        # It was tried out here, before it had an address in the world.
        return ()
    # What the state knows left the feed for a reason: it was withdrawn, filed, moved, or is no longer wanted here.
    known = {entry.id for entry in old.entries if store.has_id(entry.id)}
    return compare_feeds(old, data, gone=known)


def read_held(store: Store) -> dict[str, str]:
    """Return the feeds that were held back by the last run, with what subscribers would have seen."""
    text = store.read_meta(_HELD)
    return dict(json.loads(text)) if text else {}


def feed_of(path: str) -> str | None:
    """Return which feed a file is of: its folder, and what its name begins with; None for what is no live feed.

    >>> feed_of("tides/changes.atom.xml"), feed_of("rss.xml"), feed_of("archive/1/rss.xml")
    ('tides/changes.', '', None)
    """
    found = _FEED.fullmatch(path)
    return found["feed"] if found else None
