"""Remembers what happened: versions of articles, changes of items, and what was withdrawn or moved."""

from __future__ import annotations

import json
import sqlite3
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from publisher.model import (
    Article,
    Change,
    ChangeKind,
    Decision,
    Fingerprint,
    Item,
    Outcome,
    SafeHtml,
    Tombstone,
    Version,
)
from publisher.store.rows import (
    ARTICLE,
    ITEM,
    OPENING,
    list_columns,
    read_article,
    read_item,
    read_time,
    write_item,
    write_time,
)

_CHANGE = "id, kind, item_id, slug, title, summary, content, old_digest, new_digest, at"
# Of an article that is withdrawn only that it came and went, of such a section only that it went: their words are no
# longer shown.
_CHANGES_SHOWN = (
    "FROM changes JOIN articles ON articles.id = changes.article_id LEFT JOIN items ON items.id = changes.item_id"
    # A section that moved may be withdrawn with the article that it is in now.
    " LEFT JOIN articles AS owners ON owners.id = items.article_id"
    " WHERE (changes.slug = '' OR (articles.withdrawn = 0 AND (coalesce(items.withdrawn + owners.withdrawn, 0) = 0"
    f" OR changes.kind = '{ChangeKind.WITHDRAWN.value}')))"
)
_CHANGE_COLUMNS = ", ".join(list_columns(_CHANGE, "changes"))
_ITEM = ", ".join(list_columns(ITEM, "items"))
_VERSION = "number, at, title, source, decisions, minor, restores"
_MAX_UNPACKED = 256 * 1024 * 1024
"""Bytes; what was packed here is far smaller."""
# A withdrawn section, or any section of a withdrawn article: where it stood, and when it left; what an export of an
# older publisher brought in has no such time.
_GONE = (
    "SELECT items.id AS id, items.slug AS slug, articles.slug AS folder, items.article_id AS article_id,"
    " coalesce(items.gone, items.updated) AS gone FROM items JOIN articles ON articles.id = items.article_id"
    " WHERE items.withdrawn = 1"
    " UNION ALL SELECT items.id, items.slug, articles.slug, items.article_id,"
    " coalesce(articles.gone, articles.updated) FROM articles"
    # In this order: few articles are withdrawn, and most items are not.
    " CROSS JOIN items WHERE items.article_id = articles.id AND articles.withdrawn = 1 AND items.withdrawn = 0"
)


class History:
    """What happened to articles and items; a part of `Store`, whose transactions it shares.

    Args:
        execute: Runs a query.
    """

    def __init__(self, execute: Callable[..., sqlite3.Cursor]) -> None:
        self._execute = execute

    # Versions of articles.

    def save_version(self, article_id: str, version: Version, *, keep: int) -> None:
        """Keep a version, and of the earlier ones so many that there are `keep` in all."""
        self._execute(
            f"INSERT INTO versions (article_id, {_VERSION}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                article_id,
                version.number,
                write_time(version.at),
                version.title,
                _pack(version.source),
                _write_decisions(version.decisions),
                int(version.is_minor),
                version.restores,
            ),
        )
        self._execute("DELETE FROM versions WHERE article_id = ? AND number <= ?", (article_id, version.number - keep))

    def versions(self, article_id: str) -> list[Version]:
        """Return the versions that were kept of an article, the newest first."""
        rows = self._execute(
            f"SELECT {_VERSION} FROM versions WHERE article_id = ? ORDER BY number DESC", (article_id,)
        )
        return [_read_version(row) for row in rows]

    def version(self, article_id: str, number: int) -> Version | None:
        """Return one version of an article, None if it was not kept."""
        row = self._execute(
            f"SELECT {_VERSION} FROM versions WHERE article_id = ? AND number = ?", (article_id, number)
        ).fetchone()
        return _read_version(row) if row else None

    # Changes of items.

    def save_change(self, article_id: str, change: Change) -> None:
        """Remember a change of an item of an article, or of the article itself."""
        self._execute(
            f"INSERT INTO changes ({_CHANGE}, article_id, fresh) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
            (
                change.id,
                change.kind.value,
                change.item_id,
                change.slug,
                change.title,
                change.summary,
                change.content,
                change.old_digest,
                change.new_digest,
                write_time(change.at),
                article_id,
            ),
        )

    def has_change(self, uri: str) -> bool:
        """Tell whether a change has this id."""
        return self._execute("SELECT 1 FROM changes WHERE id = ?", (uri,)).fetchone() is not None

    def has_change_at(self, moment: datetime) -> bool:
        """Tell whether a change has exactly this second."""
        return self._execute("SELECT 1 FROM changes WHERE at = ?", (write_time(moment),)).fetchone() is not None

    def changes(self, article_id: str, count: int, span: timedelta) -> list[Change]:
        """Return the last changes of an article, the newest first.

        Args:
            article_id: Which article.
            count: How many at least, if there are as many.
            span: All that are not older than the newest by more than this, and all that no feed has shown yet.
        """
        rows = self._find_changes(" AND changes.article_id = ?", (article_id,), count, span)
        return [_read_change(row[:-1]) for row in rows]

    def newest_changes(self, count: int, span: timedelta) -> list[tuple[Article, Change]]:
        """Return the last changes of all articles, likewise, each with its article (without items)."""
        rows = self._find_changes("", (), count, span)
        articles = self.bare_articles(row[-1] for row in rows)
        return [(articles[row[-1]], _read_change(row[:-1])) for row in rows]

    def _find_changes(
        self, condition: str, values: tuple[str, ...], count: int, span: timedelta
    ) -> list[tuple[Any, ...]]:
        source = f"{_CHANGES_SHOWN}{condition}"
        last = self._execute(f"SELECT at {source} ORDER BY at DESC LIMIT ?", (*values, count)).fetchall()
        if not last:
            return []
        fresh = self._execute(f"SELECT min(at) {source} AND changes.fresh = 1", values).fetchone()[0]
        floor = min(last[-1][0], last[0][0] - int(span.total_seconds()), *([] if fresh is None else [fresh]))
        query = f"SELECT {_CHANGE_COLUMNS}, changes.article_id {source} AND at >= ? ORDER BY at DESC, changes.id"
        return self._execute(query, (*values, floor)).fetchall()

    def bare_articles(self, article_ids: Iterable[str]) -> dict[str, Article]:
        """Return articles without their items, by id; each must be known."""
        query = f"SELECT {ARTICLE}, {OPENING} FROM articles WHERE id = ?"
        return {id_: read_article(self._execute(query, (id_,)).fetchone(), ()) for id_ in set(article_ids)}

    def former_owners(self, item_id: str) -> list[str]:
        """Return the ids of the articles from which an item moved away."""
        query = "SELECT DISTINCT article_id FROM formers WHERE item_id = ? ORDER BY article_id"
        return [row[0] for row in self._execute(query, (item_id,))]

    def whole_changes(self, article_id: str) -> list[Change]:
        """Return the changes that are about a whole article, the newest first."""
        rows = self._execute(
            f"SELECT {_CHANGE_COLUMNS} FROM changes WHERE article_id = ? AND slug = '' ORDER BY at DESC, id",
            (article_id,),
        )
        return [_read_change(row) for row in rows]

    def replace_content(self, change_id: str, content: SafeHtml) -> None:
        """Give a change another content, because what it showed was retracted."""
        self._execute("UPDATE changes SET content = ? WHERE id = ?", (content, change_id))

    def forget_versions(self, article_id: str, *, before: int) -> None:
        """Forget the versions of an article that came before one of them."""
        self._execute("DELETE FROM versions WHERE article_id = ? AND number < ?", (article_id, before))

    def forget_changes(self, item_id: str, *, fresh: bool = False) -> None:
        """Forget the changes of an item: all of them, or only those that no feed has shown yet."""
        only = " AND fresh = 1" if fresh else ""
        self._execute(f"DELETE FROM changes WHERE item_id = ?{only}", (item_id,))

    def prune_changes(self, article_id: str, keep: int, span: timedelta) -> None:
        """Forget the changes of an article that `changes` no longer returns."""
        self._execute(
            "DELETE FROM changes WHERE article_id = ? AND fresh = 0"
            " AND at < (SELECT max(at) FROM changes WHERE article_id = ?) - ? AND id NOT IN"
            " (SELECT id FROM changes WHERE article_id = ? ORDER BY at DESC, id LIMIT ?)",
            (article_id, article_id, int(span.total_seconds()), article_id, keep),
        )

    # What was withdrawn.

    def tombstones(self, article_id: str) -> tuple[Tombstone, ...]:
        """Return what is left of an article's withdrawn sections, and of those that moved away, the newest first.

        Where a section moved to does not depend on whether it is still there: or the page of the article that it left
        would have to be written again whenever that changes.
        """
        rows = self._execute(
            f"SELECT id, slug, gone, NULL, NULL FROM ({_GONE}) AS lost WHERE article_id = ? UNION ALL"
            " SELECT formers.item_id, formers.slug, formers.gone, articles.slug, items.slug"
            " FROM formers JOIN items ON items.id = formers.item_id JOIN articles ON articles.id = items.article_id"
            " WHERE formers.article_id = ? ORDER BY 3 DESC, 1, 2",
            (article_id, article_id),
        )
        return tuple(
            Tombstone(
                id=row[0],
                slug=row[1],
                when=read_time(row[2]),
                successor=f"{row[3]}/#{row[4]}" if row[3] else "",
            )
            for row in rows
        )

    def newest_tombstones(self, count: int) -> list[Tombstone]:
        """Return what is left of the sections withdrawn last, of any article, the newest first."""
        rows = self._execute(f"SELECT id, slug, gone FROM ({_GONE}) AS lost ORDER BY gone DESC, id LIMIT ?", (count,))
        return [Tombstone(id=row[0], slug=row[1], when=read_time(row[2])) for row in rows]

    def newest_article_tombstones(self, count: int) -> list[Tombstone]:
        """Return what is left of the articles withdrawn last, the newest first."""
        rows = self._execute(
            "SELECT id, slug, coalesce(gone, updated) AS left_at FROM articles WHERE withdrawn = 1"
            " ORDER BY left_at DESC, id LIMIT ?",
            (count,),
        )
        return [Tombstone(id=row[0], slug=row[1], when=read_time(row[2])) for row in rows]

    def gone_paths(self) -> dict[str, str]:
        """Return the paths below ``feeds/`` where something was published, each with the path it moved to, or ""."""
        paths = {
            f"{row[0]}/": "" for row in self._execute("SELECT slug FROM articles WHERE withdrawn = 1 ORDER BY slug")
        }
        for folder, slug in self._execute(f"SELECT folder, slug FROM ({_GONE}) AS lost ORDER BY folder, slug"):
            paths[_snippet(folder, slug)] = ""
        moved = self._execute(
            "SELECT old.slug, formers.slug, new.slug, items.slug, items.withdrawn + new.withdrawn FROM formers"
            " JOIN articles AS old ON old.id = formers.article_id JOIN items ON items.id = formers.item_id"
            " JOIN articles AS new ON new.id = items.article_id ORDER BY old.slug, formers.slug"
        )
        for folder, slug, new_folder, new_slug, is_gone in moved:
            paths[_snippet(folder, slug)] = "" if is_gone else _snippet(new_folder, new_slug)
        return paths

    def reserved_slugs(self, article_id: str) -> set[str]:
        """Return the anchors of an article whose sections moved away: they are given to no other."""
        return {row[0] for row in self._execute("SELECT slug FROM formers WHERE article_id = ?", (article_id,))}

    # Sections that move between articles.

    def fresh_items(self) -> list[tuple[str, Item]]:
        """Return the live items that no file shows yet, each with the id of its article."""
        return self._with_articles(
            f"SELECT items.article_id, {_ITEM} FROM items JOIN articles ON articles.id = items.article_id"
            " WHERE items.fresh = 1 AND items.withdrawn = 0 AND articles.withdrawn = 0"
            " ORDER BY articles.name, items.position, items.id"
        )

    def lost_items(self, since: datetime, count: int) -> list[tuple[str, Item]]:
        """Return the items withdrawn since then, the newest first, each with its article; none that was retracted."""
        return self._with_articles(
            f"SELECT lost.article_id, {_ITEM} FROM ({_GONE}) AS lost JOIN items ON items.id = lost.id"
            " WHERE lost.gone >= ? AND items.retracted = 0 AND items.fresh = 0"
            " ORDER BY lost.gone DESC, items.id LIMIT ?",
            write_time(since),
            count,
        )

    def has_lost(self, since: datetime) -> bool:
        """Tell whether anything was withdrawn since then."""
        query = f"SELECT 1 FROM ({_GONE}) AS lost WHERE gone >= ?"
        return self._execute(query, (write_time(since),)).fetchone() is not None

    def former_slugs(self, article_id: str, item_id: str) -> set[str]:
        """Return the anchors that an item had in an article which it left."""
        rows = self._execute("SELECT slug FROM formers WHERE article_id = ? AND item_id = ?", (article_id, item_id))
        return {row[0] for row in rows}

    def move_item(  # noqa: PLR0913  A move has that many sides.
        self, fresh_id: str, item: Item, *, old_article: str, new_article: str, now: datetime, reason: str
    ) -> None:
        """Let an item take the place of one that was just made in another article, and was in no file yet.

        Args:
            fresh_id: The id that is taken back.
            item: As it is in its new article.
            old_article: The article it was in: its anchor there stays reserved.
            new_article: The article it is in now.
            now: When it moved.
            reason: Why it was taken for that item.
        """
        slug = self._execute("SELECT slug FROM items WHERE id = ?", (item.id,)).fetchone()[0]
        self._execute("DELETE FROM items WHERE id = ?", (fresh_id,))
        settings = ", ".join(f"{column} = ?" for column in list_columns(ITEM))
        self._execute(
            f"UPDATE items SET {settings}, article_id = ?, fresh = 0 WHERE id = ?",
            (*write_item(item), new_article, item.id),
        )
        self._execute("DELETE FROM formers WHERE article_id = ? AND slug = ?", (new_article, item.slug))
        self._execute(
            "INSERT INTO formers (article_id, slug, item_id, gone) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (article_id, slug) DO UPDATE SET item_id = excluded.item_id, gone = excluded.gone",
            (old_article, slug, item.id, write_time(now)),
        )
        # Every article that it ever left says where it is now.
        self._execute(
            "UPDATE articles SET pending = 1 WHERE id IN (SELECT article_id FROM formers WHERE item_id = ?) OR id = ?",
            (item.id, new_article),
        )
        version = next(iter(self.versions(new_article)), None)
        if version is not None:
            decisions = _write_decisions(mark_moved(version.decisions, fresh_id, item.id, reason))
            self._execute(
                "UPDATE versions SET decisions = ? WHERE article_id = ? AND number = ?",
                (decisions, new_article, version.number),
            )

    def _with_articles(self, query: str, *values: object) -> list[tuple[str, Item]]:
        return [(row[0], read_item(row[1:])) for row in self._execute(query, values)]


def mark_moved(decisions: tuple[Decision, ...], fresh_id: str, item_id: str, reason: str) -> tuple[Decision, ...]:
    """Correct what was said of a section that turned out to be an item of another article."""
    return tuple(
        replace(decision, item_id=item_id, outcome=Outcome.MOVED, reason=reason)
        if decision.item_id == fresh_id
        else decision
        for decision in decisions
    )


def _snippet(folder: str, slug: str) -> str:
    return f"snippets/{folder}/{slug}.html"


def _read_change(row: tuple[Any, ...]) -> Change:
    return Change(
        id=row[0],
        kind=ChangeKind(row[1]),
        item_id=row[2],
        slug=row[3],
        title=row[4],
        summary=row[5],
        content=SafeHtml(row[6]),
        old_digest=row[7],
        new_digest=row[8],
        at=read_time(row[9]),
    )


def _read_version(row: tuple[Any, ...]) -> Version:
    return Version(
        number=row[0],
        at=read_time(row[1]),
        title=row[2],
        source=_unpack(row[3]),
        decisions=_read_decisions(row[4]),
        is_minor=bool(row[5]),
        restores=row[6],
    )


def _write_decisions(decisions: tuple[Decision, ...]) -> str:
    rows = [
        [
            decision.item_id,
            decision.fingerprint.title,
            decision.fingerprint.text,
            decision.fingerprint.pin,
            decision.fingerprint.is_lead,
            decision.outcome,
            decision.reason,
            decision.confidence,
        ]
        for decision in decisions
    ]
    return _pack(json.dumps(rows, ensure_ascii=False).encode())


def _read_decisions(text: str) -> tuple[Decision, ...]:
    return tuple(
        Decision(
            item_id=row[0],
            fingerprint=Fingerprint(title=row[1], text=row[2], pin=row[3], is_lead=row[4]),
            outcome=Outcome(row[5]),
            reason=row[6],
            confidence=row[7],
        )
        for row in json.loads(_unpack(text))
    )


def _pack(data: bytes) -> str:
    return b64encode(zlib.compress(data)).decode("ascii")


def _unpack(text: str) -> bytes:
    return zlib.decompressobj().decompress(b64decode(text), _MAX_UNPACKED)
