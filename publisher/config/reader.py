"""Turns the tables of the settings file into settings."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta, tzinfo
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from publisher.config.serving import Serving
from publisher.config.settings import Config
from publisher.config.tables import (
    LOCAL_URL,
    Feed,
    Fetch,
    FolderRelease,
    FolderSchedule,
    History,
    Limits,
    Publish,
    Release,
    Schedule,
    Serve,
    Split,
    Top,
)
from publisher.config.templates import read_templates
from publisher.model import ReleaseRule
from publisher.parse.options import ParseOptions
from publisher.people import split_people
from publisher.render.options import FeedOptions, Format, Granularity, OwnFile, RenderOptions, Selection
from publisher.slots import Slot, parse_quiet, parse_slot
from publisher.sources import MediaOptions, SourceOptions
from publisher.split import SplitOptions
from publisher.timetable import CatchUp, ScheduleOptions
from publisher.urls import WEB_SCHEMES, resolve
from publisher.web import FetchOptions

ANNOUNCEMENT = "What is to come\nThis article comes in {parts} parts, {rhythm}."
FAREWELL = "Complete\nThat was the last part: the article is complete."
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")
_MOST_ITEMS = 1_000
_MOST_MOVED = 10_000
_PATH = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}/)*[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}/?")
_ANCHOR = re.compile(r"[A-Za-z0-9._-]{1,100}")
_AUTHORITY = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?,\d{4}(-\d\d(-\d\d)?)?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class Reader(Serving):
    """Composes the options that the parts define."""

    def compose(self, tables: Mapping[str, Any], folder: Path) -> Config | None:
        """Turn the tables into a `Config`; None if anything is wrong."""
        top: Top = tables[""]
        split: Split = tables["split"]
        limits: Limits = tables["limits"]
        history: History = tables["history"]
        serve: Serve = tables["serve"]
        fetch: Fetch = tables["fetch"]
        zone = self.zone("", top.timezone)
        file_bytes = self.size("limits", "file_bytes", limits.file_bytes)
        media_bytes = self.size("limits", "media_bytes", limits.media_bytes)
        self._check_ranges(tables)
        if top.authority and not _AUTHORITY.fullmatch(top.authority):
            self.complain("", "authority", 'must be a domain and a date, such as "example.org,2026"')
        render = self._render(top, tables["publish"], history, folder, zone)
        timing: Schedule = tables["schedule"]
        schedule = self._schedule(timing, zone)
        folders = self._folder_schedules(timing.folders, schedule)
        release: Release = tables["release"]
        releases = self._releases(release, schedule.zone)
        time_limit = self.span("schedule", "time_limit", timing.time_limit) or timedelta(minutes=30)
        stop_within = self.span("schedule", "stop_within", timing.stop_within) or timedelta(seconds=20)
        article_limit = self.span("limits", "article_time", limits.article_time) or timedelta(minutes=2)
        fetch_limit = self.span("fetch", "time_limit", fetch.time_limit) or timedelta(seconds=30)
        serving = self.serving(serve, top.token, zone, url=render.url, hubs=render.hubs)
        codings = self.codings(tables["publish"].compress)
        if self.problems:
            return None
        return Config(
            where=self._where,
            content=folder / top.content,
            feeds=folder / top.feeds,
            state=folder / top.state,
            templates=folder / top.templates,
            authority=top.authority,
            render=replace(render, private=serving.private),
            parse=ParseOptions(zone=zone, max_bytes=file_bytes, max_depth=limits.nesting, max_blocks=limits.blocks),
            split=SplitOptions(
                level=split.level,
                min_words=split.min_words,
                max_words=split.max_words,
                part_words=split.part_words,
                max_items=limits.items,
            ),
            sources=SourceOptions(max_bytes=file_bytes, max_files=limits.files),
            fetch=FetchOptions(is_private_allowed=fetch.private, time_limit=fetch_limit),
            media=MediaOptions(max_bytes=media_bytes),
            schedule=schedule,
            folders=folders,
            is_watching=timing.watch,
            time_limit=time_limit,
            article_limit=article_limit,
            stop_within=stop_within,
            releases=releases,
            announcement=_choose_text(release.announce, ANNOUNCEMENT),
            farewell=_choose_text(release.announce_end, FAREWELL),
            min_percent=limits.min_percent,
            versions=history.versions,
            return_days=history.return_days,
            host=serve.host,
            port=serve.port,
            serve=serving,
            codings=codings,
        )

    def _render(self, top: Top, publish: Publish, history: History, folder: Path, zone: tzinfo) -> RenderOptions:
        if not top.title.strip():
            self.complain("", "title", "is empty: readers show it as the feed's name")
        if not _LANGUAGE.fullmatch(top.language):
            self.complain("", "language", 'must be a language tag such as "en" or "pt-BR"')
        # An author's e-mail address is never published.
        authors = tuple(dict.fromkeys(name for text in (*top.authors, top.author) for name in split_people(text)))
        return RenderOptions(
            title=top.title.strip(),
            url=self._url(top.url),
            description=top.description.strip(),
            language=top.language,
            zone=zone,
            authors=authors,
            license=top.license.strip(),
            authority=top.authority,
            max_items=max(publish.max_items, 1),  # What is out of range was reported.
            max_bytes=self.size("publish", "max_bytes", publish.max_bytes),
            min_live=self.span_or_zero("publish", "min_live", publish.min_live),
            everything=self._granularity("everything", publish.everything),
            articles=self._granularity("articles", publish.articles),
            each=self._granularity("each", publish.each),
            feeds=tuple(self._feeds(top.feed)),
            has_changes=publish.changes,
            hubs=tuple(self._hubs(publish.hubs)),
            moved=tuple(self._moved(top.moved)),
            templates=self._templates(folder, top.templates),
            tombstone_age=timedelta(days=max(0, min(10_000, history.tombstone_days))),
        )

    def _hubs(self, addresses: list[str]) -> Iterator[str]:
        """Read the hubs that subscribers are sent to (WebSub §4)."""
        for address in dict.fromkeys(addresses):
            url = resolve(address.strip(), schemes=WEB_SCHEMES)
            if url:
                yield url
            else:
                self.complain("publish", "hubs", f"{address!r} is no address: it begins with https://")

    def _templates(self, folder: Path, name: str) -> tuple[OwnFile, ...]:
        """Read the site's own templates; without a settings file this is no site's folder."""
        if not self._where:
            return ()
        return read_templates(folder / name, name, lambda problem: self.complain("", "templates", problem))

    def _moved(self, table: dict[str, Any]) -> Iterator[tuple[str, str]]:
        """Read ``[moved]``: old paths below the site's address, each with where it is now."""
        if len(table) > _MOST_MOVED:
            self.complain("", "moved", f"has more than {_MOST_MOVED:,} paths")
        for old, new in table.items():
            if not isinstance(new, str):
                self.complain("moved", old, "must be a path below the site's address, as text")
                continue
            source, target = old.removeprefix("/"), new.removeprefix("/")
            path, _, anchor = target.partition("#")
            if not _PATH.fullmatch(source) or not _PATH.fullmatch(path) or (anchor and not _ANCHOR.fullmatch(anchor)):
                self.complain("moved", old, f"needs paths below the site's address, not {old!r} or {new!r}")
            elif source.endswith("/") and not path.endswith("/"):
                self.complain("moved", old, "is a folder: it can only move to one, with a slash at its end")
            else:
                yield source, target

    def _feeds(self, tables: list[dict[str, Any]]) -> Iterator[FeedOptions]:
        """Read ``[[feed]]``: the feeds of some of the articles."""
        names: set[str] = set()
        for number, values in enumerate(tables, start=1):
            where = f"feed#{number}"
            table = self.read_values(values, where, Feed)
            if not _NAME.fullmatch(table.name) or table.name in names:
                self.complain(where, "name", "must be a name of its own, of small letters, digits and hyphens")
            names.add(table.name)
            select = Selection(
                tags=tuple(table.tags),
                authors=tuple(name for text in table.authors for name in split_people(text) or (text,)),
                languages=tuple(table.languages),
                folders=tuple(folder.strip("/") for folder in table.folders),
            )
            if select == Selection():
                self.complain(
                    where, "name", "needs `tags`, `authors`, `languages` or `folders` beside it: what is it of?"
                )
            if table.content not in {"full", "summary"}:
                self.complain(where, "content", 'must be "full" or "summary"')
            formats = tuple(self.each(where, "formats", table.formats, _read_format))
            if not formats:
                self.complain(where, "formats", 'needs one of "atom", "rss" and "json"')
            if table.granularity == Granularity.OFF:
                self.complain(where, "granularity", 'must be "sections" or "article"; remove the table for none')
            if not 1 <= table.max_items <= _MOST_ITEMS:
                self.complain(where, "max_items", f"must lie between 1 and {_MOST_ITEMS:,}")
            yield FeedOptions(
                name=table.name,
                title=table.title,
                description=table.description,
                select=select,
                granularity=self._granularity("granularity", table.granularity, where),
                is_full=table.content == "full",
                formats=formats,
                max_items=table.max_items,
                max_bytes=self.size(where, "max_bytes", table.max_bytes),
            )

    def _schedule(self, table: Schedule, zone: ZoneInfo) -> ScheduleOptions:
        zone = self.zone("schedule", table.timezone) if table.timezone else zone
        quiet = tuple(dict.fromkeys(self.each("schedule", "quiet", table.quiet, parse_quiet)))
        jitter = self.span("schedule", "jitter", table.jitter) or timedelta()
        catch_up = CatchUp.ONCE
        try:
            catch_up = CatchUp(table.catch_up)
        except ValueError:
            near = difflib.get_close_matches(table.catch_up, list(CatchUp), n=1)
            hint = f'; did you mean "{near[0]}"?' if near else ""
            self.complain("schedule", "catch_up", f'must be "once", "skip" or "spread"{hint}')
        every, slots = self._beat("schedule", table)
        common = {"zone": zone, "jitter": jitter, "quiet": quiet, "catch_up": catch_up, "seed": self._where}
        return self._options("schedule", every=every, slots=slots, **common)

    def _folder_schedules(
        self, folders: Mapping[str, Any], schedule: ScheduleOptions
    ) -> tuple[tuple[str, ScheduleOptions], ...]:
        found = {}
        for name, table, where in self._folders("schedule", folders, FolderSchedule):
            every, slots = self._beat(where, table)
            if not every and not slots:
                self.complain("schedule.folders", name, "needs `every` or `slots`")
            common = {name: getattr(schedule, name) for name in ("zone", "jitter", "quiet", "catch_up")}
            found[name] = self._options(where, every=every, slots=slots, seed=f"{schedule.seed} {name}", **common)
        return tuple(sorted(found.items()))

    def _options(self, where: str, **values: Any) -> ScheduleOptions:  # noqa: ANN401  Its own fields.
        try:
            return ScheduleOptions(**values)
        except ValueError as error:
            key = next((name for name in ("jitter", "quiet") if name in str(error)), "slots")
            if not self.problems:
                self.complain(where, key, f"is wrong: {error}")
            return ScheduleOptions()

    def _releases(self, table: Release, zone: tzinfo) -> tuple[tuple[str, ReleaseRule], ...]:
        found = {}
        for name, part, where in [("", table, "release"), *self._folders("release", table.folders, FolderRelease)]:
            every, slots = self._beat(where, part)
            if not 1 <= part.per_slot <= 9999:  # noqa: PLR2004  More sections than any article has.
                self.complain(where, "per_slot", "must lie between 1 and 9,999")
            reading = self.span(where, "reading", part.reading)
            start = self.date(where, "start", part.start, zone)
            if every or slots or reading or name:
                found[name] = ReleaseRule(
                    every=every,
                    slots=slots,
                    per_slot=part.per_slot,
                    reading=reading,
                    start=start,
                    at_once=part.every == "at once",
                )
        return tuple(sorted(found.items()))

    def _folders(self, table: str, folders: Mapping[str, Any], shape: type) -> Iterator[tuple[str, Any, str]]:
        """Read the tables of folders, each with its name as articles are named, and where it stands."""
        for name, values in sorted(folders.items()):
            folder = name.strip().strip("/")
            if not folder or not isinstance(values, Mapping) or ".." in folder.split("/"):
                hint = f'[{table}.folders.news] for the articles below "news" in the content folder'
                self.complain(f"{table}.folders", name, f"must be a folder with its settings: {hint}")
                continue
            where = f"{table}.folders.{name}"
            yield folder, self.read_values(values, where, shape), where

    def _beat(self, where: str, table: Any) -> tuple[timedelta | None, tuple[Slot, ...]]:  # noqa: ANN401  Four tables.
        """Read when something happens: every so often, or at set times."""
        if table.every and table.slots:
            self.complain(where, "slots", "and `every` exclude each other: keep one of them")
        every = (
            None
            if table.every == "at once" and where.startswith("release.")
            else self.span(where, "every", table.every)
        )
        return every, tuple(dict.fromkeys(self.each(where, "slots", table.slots, parse_slot)))

    def _check_ranges(self, tables: Mapping[str, Any]) -> None:
        for table, key, low, high in (
            ("split", "level", 0, 6),
            ("split", "min_words", 0, 10_000),
            ("split", "max_words", 0, 1_000_000),
            ("split", "part_words", 0, 1_000_000),
            ("publish", "max_items", 1, 1000),
            ("limits", "files", 1, 10_000_000),
            ("limits", "items", 1, 10_000),
            ("limits", "nesting", 10, 2000),
            ("limits", "blocks", 10, 1_000_000),
            ("limits", "min_percent", 0, 100),
            ("history", "versions", 1, 1000),
            ("history", "return_days", 0, 10_000),
            ("history", "tombstone_days", 0, 10_000),
            ("serve", "port", 0, 65_535),
        ):
            if not low <= getattr(tables[table], key) <= high:
                self.complain(table, key, f"must lie between {low:,} and {high:,}")

    def _url(self, url: str) -> str:
        try:
            parts = urlsplit(url)
            right = parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.query + parts.fragment
            right = right and (parts.port is None or parts.port > 0) and url.isascii() and not set(url) & set(' "<>\\')
        except ValueError:
            right = False
        if not right:
            self.complain("", "url", 'must be the address that `feeds/` has on the web, such as "https://example.org/"')
            return LOCAL_URL
        return url if url.endswith("/") else f"{url}/"

    def _granularity(self, key: str, value: str, where: str = "publish") -> Granularity:
        try:
            return Granularity(value)
        except ValueError:
            self.complain(where, key, 'must be "sections", "article" or "off"')
            return Granularity.SECTIONS


def _read_format(text: str) -> Format:
    """Read the name of a format; raises ValueError for another."""
    try:
        return Format(text)
    except ValueError as error:
        raise ValueError(f'{text!r} is none of "atom", "rss" and "json"') from error


def _choose_text(choice: bool | str, text: str) -> str:  # noqa: FBT001  As it stands in the settings.
    return choice.strip() if isinstance(choice, str) else text if choice else ""
