"""How articles and items lie in their tables."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from publisher.model import ANNOUNCEMENT, Article, Item, Media, MediaKind, ReleaseRule, SafeHtml, Tombstone
from publisher.slots import parse_slot
from publisher.urls import MEDIA_TYPES

SOURCE = "name, size, mtime_ns, digest, engine, article_id, due"
RELEASE = "name, begun, last, due, paused, skip, extra, again, log, rule"
FAILURE = "name, size, mtime_ns, engine, message, hint, since, tries, next_try"
ARTICLE = (
    "id, name, slug, title, standfirst, authors, tags, language, canonical, license, image, pin, published, updated,"
    " withdrawn, gone, version, to_come, next_release, in_reply_to, related, media, published_us, updated_us, dated"
)
OPENING = (
    "(SELECT items.id FROM items WHERE items.article_id = articles.id AND items.withdrawn = 0"
    f" AND items.pin <> '{ANNOUNCEMENT}' ORDER BY items.position, items.id LIMIT 1)"
)
"""Follows `ARTICLE` where an article is read without its items."""
ITEM = (
    "id, slug, position, title, content, page_content, summary, text, pin, is_lead, anchor, image, fragment, published,"
    " updated, version, withdrawn, gone, retracted, digest, media, published_us, updated_us"
)
_OPENING_AT = ARTICLE.count(",") + 1
_MEDIA_TYPES = {"", *MEDIA_TYPES.values()}
MEDIA = "source, path, size, mtime_ns, digest, name, type, width, height"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """What was last seen of a file in the content folder."""

    name: str
    size: int
    mtime_ns: int
    digest: str
    """SHA-256 of its bytes."""
    engine: str
    """Names the program and settings that read it: under others it has to be read again."""
    article_id: str | None = None
    """None for a draft that was never published."""
    due: datetime | None = None
    """When it has to be looked at again although the file did not change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureRow:
    """An article that could not be published, and when it is tried again."""

    name: str
    size: int
    mtime_ns: int
    engine: str
    """As in `SourceRow`: what was tried."""
    message: str
    hint: str = ""
    since: datetime
    tries: int
    next_try: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseRow:
    """How far an article is released that comes section by section."""

    name: str
    """Of its file: the article itself may not be published yet."""
    anchor: datetime
    """Where steps are counted from."""
    last: datetime
    """The newest step that was taken, or that passed without one; a second before the first."""
    due: datetime | None = None
    """The next step; None if nothing is left to come, or while it is paused."""
    paused: datetime | None = None
    """Since when it is."""
    skip: int = 0
    """So many of the next steps pass without a release."""
    extra: int = 0
    """So many sections are released at once, beside those that are due."""
    again: tuple[str, ...] = ()
    """Ids of items that were released, and wait for their turn once more."""
    log: tuple[ReleaseCommand, ...] = ()
    """What the operator did, the newest last; it can be undone in that order."""
    rule: ReleaseRule = field(default_factory=ReleaseRule)
    """The rule of the last time that the article was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseCommand:
    """What an operator did to a release, and what it was before."""

    verb: str
    anchor: datetime
    last: datetime
    paused: datetime | None
    skip: int
    again: tuple[str, ...]
    released: tuple[str, ...] = ()
    """Ids of the items that it released."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaRow:
    """What was last seen of a file that an article refers to."""

    source: str
    """The article's own file."""
    path: str
    """Below the content folder."""
    size: int
    """-1 if it was not there."""
    mtime_ns: int
    digest: str
    """SHA-256 of its bytes; empty if it is not published."""
    name: str
    """Under which it is published; empty if it is not."""
    type: str
    width: int
    """In pixels; 0 if it is not known."""
    height: int


def list_columns(columns: str, table: str = "") -> list[str]:
    """Return the names in a list of columns, with the table's before them where it is named."""
    prefix = f"{table}." if table else ""
    return [prefix + column.strip() for column in columns.split(",")]


def read_time(seconds: int, microseconds: int = 0) -> datetime:
    """Read a time from its columns in the state."""
    return datetime.fromtimestamp(seconds, UTC) + timedelta(microseconds=microseconds)


def write_time(moment: datetime) -> int:
    """Write a time for the state, in whole seconds."""
    return int(moment.timestamp())


def read_day(text: str) -> date | None:
    """Read a day from the state; None if there is none.

    Raises:
        ValueError: It is nothing that `write_day` wrote.
    """
    return date.fromisoformat(text) if text else None


def write_day(day: date | None) -> str:
    """Write a day for the state."""
    return day.isoformat() if day else ""


def read_time_or_none(seconds: int | None) -> datetime | None:
    """Read a time that may be missing."""
    return None if seconds is None else read_time(seconds)


def write_time_or_none(moment: datetime | None) -> int | None:
    """Write a time that may be missing."""
    return None if moment is None else write_time(moment)


def read_source(row: tuple[Any, ...]) -> SourceRow:
    """Read a row of the columns of `SOURCE`."""
    return SourceRow(
        name=row[0],
        size=row[1],
        mtime_ns=row[2],
        digest=row[3],
        engine=row[4],
        article_id=row[5],
        due=read_time_or_none(row[6]),
    )


def write_source(row: SourceRow) -> tuple[Any, ...]:
    """Write what was seen of a file in the columns of `SOURCE`."""
    return (row.name, row.size, row.mtime_ns, row.digest, row.engine, row.article_id, write_time_or_none(row.due))


def read_failure(row: tuple[Any, ...]) -> FailureRow:
    """Read a row of the columns of `FAILURE`."""
    return FailureRow(
        name=row[0],
        size=row[1],
        mtime_ns=row[2],
        engine=row[3],
        message=row[4],
        hint=row[5],
        since=read_time(row[6]),
        tries=row[7],
        next_try=read_time(row[8]),
    )


def write_failure(row: FailureRow) -> tuple[Any, ...]:
    """Write a failure in the columns of `FAILURE`."""
    times = (write_time(row.since), row.tries, write_time(row.next_try))
    return (row.name, row.size, row.mtime_ns, row.engine, row.message, row.hint, *times)


def read_article(row: tuple[Any, ...], items: tuple[Item, ...], tombstones: tuple[Tombstone, ...] = ()) -> Article:
    """Read a row of the columns of `ARTICLE`, and perhaps `OPENING`."""
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
        published=read_time(row[12], row[22]),
        updated=read_time(row[13], row[23]),
        withdrawn=bool(row[14]),
        gone=read_time_or_none(row[15]),
        version=row[16],
        to_come=row[17],
        next_release=read_time_or_none(row[18]),
        in_reply_to=row[19],
        related=tuple(json.loads(row[20])),
        media=read_media(row[21]),
        opening=(row[_OPENING_AT] or "") if len(row) > _OPENING_AT else "",
        dated=read_day(row[24]),
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
        write_time_or_none(article.gone),
        article.version,
        article.to_come,
        write_time_or_none(article.next_release),
        article.in_reply_to,
        json.dumps(article.related, ensure_ascii=False),
        write_media(article.media),
        article.published.microsecond,
        article.updated.microsecond,
        write_day(article.dated),
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
        published=read_time(row[13], row[21]),
        updated=read_time(row[14], row[22]),
        version=row[15],
        withdrawn=bool(row[16]),
        gone=read_time_or_none(row[17]),
        retracted=bool(row[18]),
        digest=row[19],
        media=read_media(row[20]),
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
        write_time_or_none(item.gone),
        int(item.retracted),
        item.digest,
        write_media(item.media),
        item.published.microsecond,
        item.updated.microsecond,
    )


def read_media(text: str) -> tuple[Media, ...]:
    """Read what an item shows as it lies in the state.

    Raises:
        ValueError: It is nothing that `write_media` wrote.
    """
    if text == "[]":
        return ()
    rows = json.loads(text)
    if not isinstance(rows, list):
        raise ValueError(f"not a list: {text[:80]!r}")  # noqa: TRY004  Nobody asks for the type of an error here.
    return tuple(_read_medium(row) for row in rows)


def _read_medium(row: object) -> Media:
    match row:
        case [str(url), str(kind), str(type_), int(size), int(width), int(height), str(title)]:
            is_plausible = type_ in _MEDIA_TYPES and min(size, width, height) >= 0
            if is_plausible and url.startswith(("http://", "https://")):
                return Media(
                    url=url,
                    kind=MediaKind(kind),
                    type=type_,
                    size_bytes=size,
                    width_px=width,
                    height_px=height,
                    title=title,
                )
    raise ValueError(f"not a picture, a sound or a film: {str(row)[:80]}")


def write_media(media: tuple[Media, ...]) -> str:
    """Write what an item shows as it lies in the state."""
    rows = [
        [found.url, found.kind, found.type, found.size_bytes, found.width_px, found.height_px, found.title]
        for found in media
    ]
    return json.dumps(rows, ensure_ascii=False)


def read_release(row: tuple[Any, ...]) -> ReleaseRow:
    """Read a row of the columns of `RELEASE`."""
    return ReleaseRow(
        name=row[0],
        anchor=read_time(row[1]),
        last=read_time(row[2]),
        due=read_time_or_none(row[3]),
        paused=read_time_or_none(row[4]),
        skip=row[5],
        extra=row[6],
        again=tuple(json.loads(row[7])),
        log=tuple(_read_command(command) for command in json.loads(row[8])),
        rule=_read_rule(json.loads(row[9])),
    )


def write_release(row: ReleaseRow) -> tuple[Any, ...]:
    """Write how far a release is in the columns of `RELEASE`."""
    return (
        row.name,
        write_time(row.anchor),
        write_time(row.last),
        write_time_or_none(row.due),
        write_time_or_none(row.paused),
        row.skip,
        row.extra,
        json.dumps(row.again),
        json.dumps([_write_command(command) for command in row.log]),
        json.dumps(_write_rule(row.rule)),
    )


def _read_command(data: Mapping[str, Any]) -> ReleaseCommand:
    return ReleaseCommand(
        verb=data["verb"],
        anchor=read_time(data["anchor"]),
        last=read_time(data["last"]),
        paused=read_time_or_none(data["paused"]),
        skip=data["skip"],
        again=tuple(data["again"]),
        released=tuple(data["released"]),
    )


def _write_command(command: ReleaseCommand) -> dict[str, Any]:
    return {
        "verb": command.verb,
        "anchor": write_time(command.anchor),
        "last": write_time(command.last),
        "paused": write_time_or_none(command.paused),
        "skip": command.skip,
        "again": command.again,
        "released": command.released,
    }


def _read_rule(data: Mapping[str, Any]) -> ReleaseRule:
    return ReleaseRule(
        every=_read_span(data["every"]),
        slots=tuple(parse_slot(slot) for slot in data["slots"]),
        per_slot=data["per_slot"],
        reading=_read_span(data["reading"]),
        start=read_time_or_none(data["start"]),
    )


def _write_rule(rule: ReleaseRule) -> dict[str, Any]:
    return {
        "every": _write_span(rule.every),
        "slots": [str(slot) for slot in rule.slots],
        "per_slot": rule.per_slot,
        "reading": _write_span(rule.reading),
        "start": write_time_or_none(rule.start),
    }


def _read_span(seconds: int | None) -> timedelta | None:
    return None if seconds is None else timedelta(seconds=seconds)


def _write_span(span: timedelta | None) -> int | None:
    return None if span is None else int(span.total_seconds())
