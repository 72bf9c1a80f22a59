"""Knows which article comes before and after each, and whose page names others by now than it did."""

from __future__ import annotations

import json
from collections.abc import Mapping

from publisher.model import Listing
from publisher.render.compose import listings_newest_first
from publisher.store import Store

_KEY = "neighbours"


class Neighbours:
    """The live articles in the order in which they were published."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._listings = listings_newest_first(store.listings())
        newer = [None, *self._listings[:-1]] if self._listings else []
        older = [*self._listings[1:], None] if self._listings else []
        self._around = {
            listing.id: (before, after) for listing, before, after in zip(self._listings, older, newer, strict=True)
        }

    def around(self, article_id: str) -> tuple[Listing | None, Listing | None]:
        """Return the articles published before and after one; none if it was withdrawn."""
        return self._around.get(article_id, (None, None))

    def find_moved(self) -> set[str]:
        """Return the articles whose pages name other neighbours than they should."""
        written = self._read()
        names = {listing.id: _name(listing) for listing in self._listings}
        order = [listing.id for listing in self._listings]
        before = _pair(list(written), written)
        now = _pair(order, names)
        return {id_ for id_, around in now.items() if before.get(id_) != around}

    def save(self) -> None:
        """Remember, inside a transaction, which neighbours the pages name now."""
        text = json.dumps([[listing.id, *_name(listing)] for listing in self._listings], ensure_ascii=False)
        if text != self._store.read_meta(_KEY):
            self._store.save_meta(_KEY, text)

    def _read(self) -> dict[str, tuple[str, ...]]:
        """Return what the pages name, by article, in order."""
        try:
            rows = json.loads(self._store.read_meta(_KEY) or "[]")
            return {str(row[0]): tuple(map(str, row[1:])) for row in rows}
        except (ValueError, TypeError, IndexError, KeyError):
            return {}


def _name(listing: Listing) -> tuple[str, str]:
    return listing.slug, listing.title


def _pair(order: list[str], names: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[object, object]]:
    """Return the names of the neighbours of each."""
    shown = [None, *(names[id_] for id_ in order), None]
    return {id_: (shown[number], shown[number + 2]) for number, id_ in enumerate(order)}
