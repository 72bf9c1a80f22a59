"""How articles and items lie in their tables."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from publisher.model import Article, Item, SafeHtml, Tombstone

ARTICLE = (
    "id, name, slug, title, standfirst, authors, tags, language, canonical, license, image, pin, published, updated,"
    " withdrawn, gone, version"
)
ITEM = (
    "id, slug, position, title, content, page_content, summary, text, pin, is_lead, anchor, image, fragment, published,"
    " updated, version, withdrawn, gone, retracted, digest"
)


def read_time(seconds: int) -> datetime:
    """Read a time as it lies in the state."""
    return datetime.fromtimestamp(seconds, UTC)


def write_time(moment: datetime) -> int:
    """Write a time as it lies in the state."""
    return int(moment.timestamp())


def read_article(row: tuple[Any, ...], items: tuple[Item, ...], tombstones: tuple[Tombstone, ...] = ()) -> Article:
    """Read a row of the columns of `ARTICLE`."""
    return Article(
        id=row[0],
        name=row[1],
        slug=row[2],
        title=row[3],
        standfirst=row[4],
        authors=tuple(json.loads(row[5])),
        tags=tuple(json.loads(row[6])),
        language=row[7],
        canonical=row[8],
        license=row[9],
        image=row[10],
        pin=row[11],
        published=read_time(row[12]),
        updated=read_time(row[13]),
        withdrawn=bool(row[14]),
        gone=None if row[15] is None else read_time(row[15]),
        version=row[16],
        items=items,
        tombstones=tombstones,
    )


def write_article(article: Article) -> tuple[Any, ...]:
    """Write an article in the columns of `ARTICLE`."""
    return (
        article.id,
        article.name,
        article.slug,
        article.title,
        article.standfirst,
        json.dumps(article.authors, ensure_ascii=False),
        json.dumps(article.tags, ensure_ascii=False),
        article.language,
        article.canonical,
        article.license,
        article.image,
        article.pin,
        write_time(article.published),
        write_time(article.updated),
        int(article.withdrawn),
        write_time(article.gone) if article.gone else None,
        article.version,
    )


def read_item(row: tuple[Any, ...]) -> Item:
    """Read a row of the columns of `ITEM`."""
    return Item(
        id=row[0],
        slug=row[1],
        position=row[2],
        title=row[3],
        content=SafeHtml(row[4]),
        page_content=None if row[5] is None else SafeHtml(row[5]),
        summary=row[6],
        text=row[7],
        pin=row[8],
        is_lead=bool(row[9]),
        anchor=row[10],
        image=row[11],
        fragment=row[12],
        published=read_time(row[13]),
        updated=read_time(row[14]),
        version=row[15],
        withdrawn=bool(row[16]),
        gone=None if row[17] is None else read_time(row[17]),
        retracted=bool(row[18]),
        digest=row[19],
    )


def write_item(item: Item) -> tuple[Any, ...]:
    """Write an item in the columns of `ITEM`."""
    return (
        item.id,
        item.slug,
        item.position,
        item.title,
        item.content,
        item.page_content,
        item.summary,
        item.text,
        item.pin,
        int(item.is_lead),
        item.anchor,
        item.image,
        item.fragment,
        write_time(item.published),
        write_time(item.updated),
        item.version,
        int(item.withdrawn),
        write_time(item.gone) if item.gone else None,
        int(item.retracted),
        item.digest,
    )
