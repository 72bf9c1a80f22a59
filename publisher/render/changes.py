"""Composes change feeds: each edit an item of its own, for those who want to see it.

Most readers never show that an item was edited, and none shows what was: whoever must know needs an item that says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from publisher.model import ChangeKind, Feed, FeedItem
from publisher.render.archive import cap_items, limits_of
from publisher.render.compose import (
    article_title,
    authors_of,
    directed,
    keep_printable,
    license_of,
    page_url,
    site_title,
    space_updates,
)
from publisher.render.text import language_tag, one_line
from publisher.urls import mint_tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from publisher.model import Article, Change
    from publisher.render.options import RenderOptions

PREFIX = "changes."
"""What the names of a change feed's files begin with."""
ABOUT = "Each edit, shown word by word."


def article_changes(options: RenderOptions, article: Article, changes: Sequence[Change]) -> Feed:
    """Compose the feed of what was changed in one article, newest first, capped as `cap_items` does.

    The order of ``changes`` does not matter; one that comes twice is shown once.
    """
    items = (_item(options, article, change, _title(article, change)) for change in _newest_first(changes))
    return Feed(
        id=mint_tag(options.authority, "changes", article.slug),
        path=article.slug,
        prefix=PREFIX,
        title=f"{article_title(article)}: changes",
        description=ABOUT,
        home=page_url(article, options),
        base=page_url(article, options),
        language=language_tag(article.language, options.language),
        authors=authors_of(options, article) or (site_title(options),),
        license=license_of(options, article),
        hubs=options.hubs,
        items=space_updates(cap_items(items, limits_of(options))),
    )


def site_changes(options: RenderOptions, pairs: Sequence[tuple[Article, Change]]) -> Feed:
    """Compose the feed of what was changed in any article, newest first, capped as `cap_items` does.

    The order of ``pairs`` does not matter; a change that comes twice is shown once.
    """
    owners = {change.id: article for article, change in pairs}
    newest = _newest_first(change for _, change in pairs)
    items = (_item(options, owners[change.id], change, _title_in_mix(owners[change.id], change)) for change in newest)
    return Feed(
        id=mint_tag(options.authority, "changes", ""),
        path="",
        prefix=PREFIX,
        title=f"{site_title(options)}: changes",
        description=ABOUT,
        home=options.url,
        base=options.url,
        language=language_tag(options.language),
        authors=authors_of(options) or (site_title(options),),
        license=license_of(options),
        hubs=options.hubs,
        items=space_updates(cap_items(items, limits_of(options))),
    )


def _newest_first(changes: Iterable[Change]) -> list[Change]:
    """Sort by time, newest first, then by id; each id comes once."""
    settled = sorted({change.id: change for change in changes}.values(), key=lambda change: change.id)
    return sorted(settled, key=lambda change: change.at, reverse=True)


def _item(options: RenderOptions, article: Article, change: Change, title: str) -> FeedItem:
    page = page_url(article, options)
    return FeedItem(
        id=change.id,
        title=title,
        # Always our page, never the original: there the edit can be seen, under an anchor that is there. What was
        # withdrawn leaves its anchor behind.
        url=f"{page}#{change.slug}" if change.slug else page,
        content=directed(keep_printable(change.content), language_tag(article.language, options.language)),
        summary=one_line(change.summary) or title,
        published=change.at,
        updated=change.at,
        authors=authors_of(options, article),
        tags=(change.kind.value,),
        language=language_tag(article.language, options.language),
        license=license_of(options, article),
        change=change,
    )


def _title(article: Article, change: Change) -> str:
    return f"{_verb(change.kind)}: {one_line(change.title) or article_title(article)}"


def _title_in_mix(article: Article, change: Change) -> str:
    """Say which article a section belongs to; of a whole article, and of its lead, the title says it."""
    own, whole = one_line(change.title), article_title(article)
    is_whole = not change.slug or own.casefold() == whole.casefold()
    return _title(article, change) if is_whole or not own else f"{_title(article, change)} — {whole}"


def _verb(kind: ChangeKind) -> str:
    match kind:
        case ChangeKind.ADDED:
            return "Added"
        case ChangeKind.EDITED:
            return "Edited"
        case ChangeKind.WITHDRAWN:
            return "Withdrawn"
        case ChangeKind.RETURNED:
            return "Back again"
        case ChangeKind.MOVED:
            return "Moved"
        case _:
            assert_never(kind)
