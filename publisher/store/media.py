"""Remembers the pictures, sounds and films of articles: what they were like, and who shows them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable
from dataclasses import astuple
from html import escape
from typing import Any

from publisher.store.rows import MEDIA, MediaRow, list_columns

FOLDER = "media/"
"""Where they are published, below the feeds folder."""
_LIVE = (
    "SELECT items.id FROM items JOIN articles ON articles.id = items.article_id"
    " WHERE items.withdrawn = 0 AND articles.withdrawn = 0"
    " UNION ALL SELECT id FROM articles WHERE withdrawn = 0"
)
_LIVE_CHANGES = (
    " UNION ALL SELECT changes.id FROM changes JOIN articles ON articles.id = changes.article_id"
    " WHERE articles.withdrawn = 0"
)


class MediaStore:
    """What is known of pictures, sounds and films; a part of `Store`, whose transactions it shares.

    Args:
        execute: Runs a query.
    """

    def __init__(self, execute: Callable[..., sqlite3.Cursor]) -> None:
        self._execute = execute

    # Files of the content folder.

    def seen(self) -> list[tuple[str, str, int, int]]:
        """Return for each file that an article refers to: the article's own, its path, its size and its time."""
        return list(self._execute("SELECT source, path, size, mtime_ns FROM media"))

    def recall(self, path: str, size: int, mtime_ns: int) -> MediaRow | None:
        """Return what is known of a file that had this size and time; None if nothing is, or it was refused."""
        row = self._execute(
            f"SELECT {MEDIA} FROM media WHERE path = ? AND size = ? AND mtime_ns = ? AND digest <> '' ORDER BY source",
            (path, size, mtime_ns),
        ).fetchone()
        return _read(row) if row else None

    def save(self, source: str, rows: Iterable[MediaRow]) -> None:
        """Remember to which files an article refers, and to no others."""
        wanted = sorted({astuple(row) for row in rows})
        if wanted == sorted(self._execute(f"SELECT {MEDIA} FROM media WHERE source = ?", (source,))):
            return
        self._execute("DELETE FROM media WHERE source = ?", (source,))
        for row in wanted:
            self._execute(f"INSERT INTO media ({MEDIA}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)

    def rows(self, name: str) -> list[MediaRow]:
        """Return what is known of the files that are published under a name."""
        rows = self._execute(f"SELECT {MEDIA} FROM media WHERE name = ? ORDER BY path, source", (name,))
        return [_read(row) for row in rows]

    # Files below the feeds folder.

    def used(self, owner: str) -> dict[str, str]:
        """Return the names of the files that an item, a change, or an article itself shows or has shown.

        Each comes with the id of the article that it was in then.
        """
        return dict(self._execute("SELECT name, article_id FROM media_uses WHERE owner = ?", (owner,)))

    def save_uses(self, owner: str, article_id: str, names: Collection[str]) -> None:
        """Remember which files an item, a change, or an article itself shows or has shown, and no others."""
        self._execute("DELETE FROM media_uses WHERE owner = ?", (owner,))
        for name in sorted(names):
            self._execute(
                "INSERT INTO media_uses (owner, name, article_id) VALUES (?, ?, ?)", (owner, name, article_id)
            )

    def forget_unused(self, *, has_changes: bool) -> None:
        """Forget what was shown by items, articles and changes that are not public any longer.

        Args:
            has_changes: Whether any changes are.
        """
        live = _LIVE + _LIVE_CHANGES if has_changes else _LIVE
        self._execute(f"DELETE FROM media_uses WHERE owner NOT IN ({live})")

    def names(self) -> set[str]:
        """Return the names of all files that are published, or are to be."""
        return {row[0] for row in self._execute("SELECT DISTINCT name FROM media_uses")}

    def users(self, names: Collection[str]) -> set[str]:
        """Return the ids of the articles that show, or have shown, any of some files."""
        query = "SELECT DISTINCT article_id FROM media_uses WHERE name = ?"
        return {row[0] for name in names for row in self._execute(query, (name,))}

    def move_site(self, old: str, new: str) -> None:
        """Let every address of a published file follow the site to another address.

        Articles are read again then; this is for what is not: what cannot be read just now, and what changes show.
        """
        for table, column, is_html in (
            ("items", "content", True),
            ("items", "page_content", True),
            ("items", "image", False),
            ("items", "media", False),
            ("articles", "image", False),
            ("articles", "media", False),
            ("changes", "content", True),
        ):
            before, after = (
                escape(f"{url}{FOLDER}", quote=False) if is_html else f"{url}{FOLDER}" for url in (old, new)
            )
            self._execute(
                f"UPDATE {table} SET {column} = replace({column}, ?, ?) WHERE {column} <> replace({column}, ?, ?)",
                (before, after, before, after),
            )


def _read(row: tuple[Any, ...]) -> MediaRow:
    return MediaRow(**dict(zip(list_columns(MEDIA), row, strict=True)))
