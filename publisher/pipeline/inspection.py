"""Checks what is published, what would be, and what authors wrote, all in one form."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from publisher.config import Config
from publisher.errors import OperatorError, PublisherError, SourceError
from publisher.model import Level
from publisher.sources import SourceOptions, find_files, list_paths, read_file
from publisher.web import FetchOptions
from publisher.web.fetching import Fetched, fetch

if TYPE_CHECKING:
    from publisher.sources import FoundFile

_SUFFIXES = frozenset({".xml", ".json", ".rss", ".atom", ".opml", ".rdf"})
_NO_FEEDS = frozenset({"record.json", "gone.json", "releases.json", "heartbeat.json"})
_FEED_TYPES = frozenset({"application/atom+xml", "application/rss+xml", "application/feed+json"})
_MOST_FEEDS = 10
"""Of those that a page names."""
_MAX_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A place where something is wrong, or could be better."""

    where: str
    """A file or an address."""
    line: int
    """Counted from 1; 0 where it is about no line."""
    level: Level
    rule: str
    """The rule's id."""
    message: str
    cure: str = ""


@dataclass(slots=True, kw_only=True)
class Inspection:
    """Goes through files and addresses, and counts them.

    Args:
        now: What later dates are compared with.
        on_progress: Told how far it is.
    """

    now: datetime
    on_progress: Callable[[int, int, str], None]
    feeds: int = 0
    """How many feeds and lists of feeds were looked at."""
    articles: int = 0
    _pins: set[str] | None = None
    """Names that authors gave to articles, once they were asked for."""

    def check_place(self, config: Config) -> Iterator[Found]:
        """Check articles, and feeds as they would be if they were published now.

        Raises:
            PublisherError: They could not be published.
        """
        from publisher.pipeline.rehearsal import rehearse

        yield from self._check_articles(config, find_files(config.content, config.sources))
        rehearsal = rehearse(config, self.now)
        # What cannot be read was said already, of the article.
        yield from (_fail(error) for error in rehearsal.report.failed if not isinstance(error, SourceError))
        for change in rehearsal.changes:
            for regression in change.regressions:
                yield Found(
                    where=f"{config.feeds.name}/{change.feed}*",
                    line=0,
                    level=regression.level,
                    rule=regression.rule,
                    message=regression.message,
                    cure=regression.cure,
                )
        published = {path.relative_to(config.feeds).as_posix(): path for path in _find_feeds(config.feeds)}
        would_be = {path for path in rehearsal.files if _is_feed(Path(path))}
        names = sorted((published.keys() - set(rehearsal.removed)) | would_be)
        for number, name in enumerate(names):
            self.on_progress(number, len(names), name)
            data = rehearsal.files.get(name)
            if data is None:
                data = _read(published[name])
            yield from self._check_feed(data, f"{config.feeds.name}/{name}", url=f"{config.render.url}{name}")

    def check_path(self, path: Path, config: Config | None) -> Iterator[Found]:
        """Check a feed, an article, or a folder of either.

        Args:
            path: What is to be checked.
            config: Of the place, if this is one; articles are read by its settings.

        Raises:
            OperatorError: There is nothing to check.
        """
        if not path.exists():
            raise OperatorError("there is no such file or folder", str(path), "name a feed, an article or an address")
        files = _find_feeds(path) if path.is_dir() else [path] if _is_feed(path) else []
        for number, file in enumerate(files):
            self.on_progress(number, len(files), file.name)
            yield from self._check_feed(_read(file), str(file))
        if config and path.resolve().is_relative_to(config.content.resolve()):
            name = path.resolve().relative_to(config.content.resolve()).as_posix()
            found = find_files(config.content, config.sources)
            chosen = {key: file for key, file in found.items() if name in {".", key} or key.startswith(f"{name}/")}
            yield from self._check_articles(config, chosen, beside=found)
        elif not files:
            yield from self._check_loose_articles(path, config)
        if not self.feeds and not self.articles:
            raise OperatorError("holds no feed and no article", str(path), "name a feed, an article or an address")

    def check_url(self, url: str, options: FetchOptions) -> Iterator[Found]:
        """Check the feed at an address, or the feeds that a page names.

        Raises:
            FetchError: It cannot be fetched.
        """
        found = fetch(url, options)
        addresses = _find_links(found.data, found.url) if _is_page(found.data) else []
        for page in [fetch(address, options) for address in addresses[:_MOST_FEEDS]] or [found]:
            yield from self._check_feed(page.data, page.url, url=page.url, content_type=page.content_type)
            yield from self._check_answers(page, options)

    def _check_answers(self, page: Fetched, options: FetchOptions) -> Iterator[Found]:
        """Ask once more, as readers do, and see how the server answers."""
        from publisher.check import Answer, check_answers, list_conditions

        first = Answer(status=page.status, headers=page.headers)
        conditions = list_conditions(first)
        repeated = fetch(page.url, options, conditions) if conditions else None
        again = Answer(status=repeated.status, headers=repeated.headers) if repeated else None
        for found in check_answers(page.data, first, again, now=self.now).findings:
            yield Found(
                where=page.url, line=0, level=found.level, rule=found.rule, message=found.message, cure=found.cure
            )

    def _check_feed(self, data: bytes, where: str, *, url: str = "", content_type: str = "") -> Iterator[Found]:
        from publisher.check import check_feed

        self.feeds += 1
        for found in check_feed(data, url=url, content_type=content_type, now=self.now).findings:
            about = f"{found.message} ({found.where})" if found.where else found.message
            yield Found(
                where=where, line=found.line, level=found.level, rule=found.rule, message=about, cure=found.cure
            )

    def _check_articles(
        self, config: Config, files: dict[str, FoundFile], beside: dict[str, FoundFile] | None = None
    ) -> Iterator[Found]:
        """Check articles of the content folder, by name."""
        for number, (name, file) in enumerate(sorted(files.items())):
            self.on_progress(number, len(files), name)
            yield from self._check_article(config, file, f"{config.content.name}/{name}", beside or files)

    def _check_loose_articles(self, path: Path, config: Config | None) -> Iterator[Found]:
        """Check an article, or a folder of articles, that belongs to no place."""
        options = config.sources if config else SourceOptions()
        folder = path if path.is_dir() else path.parent
        others = find_files(folder, options)
        chosen = others if path.is_dir() else {path.name: others[path.name]} if path.name in others else {}
        for name, file in chosen.items():
            yield from self._check_article(config, file, str(folder / name), others)

    def _check_article(
        self, config: Config | None, file: FoundFile, where: str, others: dict[str, FoundFile]
    ) -> Iterator[Found]:
        from publisher.lint import lint_article
        from publisher.parse import ParseOptions, parse_article

        self.articles += 1
        try:
            raw = read_file(file, config.sources if config else SourceOptions())
            if raw is None:
                return  # It is gone since.
            options = config.parse if config else ParseOptions()
            document = parse_article(raw, options)
        except SourceError as error:
            line = error.where.rpartition(":")[2]
            number = int(line) if line.isdigit() else 0
            yield Found(
                where=where, line=number, level=Level.ERROR, rule="unreadable", message=error.message, cure=error.hint
            )
            return
        remarks = lint_article(
            file.name,
            raw.data.decode("utf-8", "replace"),
            document,
            is_there=lambda target: _is_there(file, target),
            is_article=lambda said: self._is_article(file.name, said, others),
            zone=options.zone,
        )
        for remark in remarks:
            yield Found(
                where=where,
                line=remark.line,
                level=remark.level,
                rule=remark.rule,
                message=remark.message,
                cure=remark.cure,
            )

    def _is_article(self, name: str, said: str, others: dict[str, FoundFile]) -> bool:
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(name), said))
        if beside in others or said.removeprefix("/") in others:
            return True
        if self._pins is None:
            self._pins = {pin for file in others.values() if (pin := _read_pin(file))}
        return said in self._pins


def _is_there(file: FoundFile, target: str) -> bool:
    """Tell whether a relative link leads to a file in the content folder."""
    root = file.path
    for _ in file.name.split("/"):
        root = root.parent
    return any((root / path).is_file() for path in list_paths(file.name, target))


def _read_pin(file: FoundFile) -> str:
    from publisher.parse import ParseOptions, read_metadata

    try:
        raw = read_file(file, SourceOptions())
        return read_metadata(raw, ParseOptions()).id if raw else ""
    except SourceError:
        return ""


def _fail(error: PublisherError) -> Found:
    return Found(
        where=error.where, line=0, level=Level.ERROR, rule="not-published", message=error.message, cure=error.hint
    )


def _find_feeds(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and _is_feed(path))


def _is_feed(path: Path) -> bool:
    is_other = path.name in _NO_FEEDS or path.name.startswith((".", "sitemap"))
    return path.suffix.lower() in _SUFFIXES and not is_other


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_MAX_BYTES)
    except OSError as error:
        raise OperatorError(f"cannot be read: {error.strerror}", str(path)) from error


def _is_page(data: bytes) -> bool:
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head"))


class _Links(HTMLParser):
    """Collects the feeds that a page names (the autodiscovery of RSS and Atom)."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        is_alternate = "alternate" in values.get("rel", "").lower().split()
        if tag in {"link", "a"} and is_alternate and values.get("type", "").lower().strip() in _FEED_TYPES:
            self.found.append(values.get("href", ""))


def _find_links(data: bytes, url: str) -> list[str]:
    links = _Links()
    links.feed(data.decode("utf-8", "replace"))
    return list(dict.fromkeys(urljoin(url, link) for link in links.found if link))


def count_levels(found: Iterable[Found]) -> dict[Level, int]:
    """Count findings by their level."""
    counts = dict.fromkeys(Level, 0)
    for each in found:
        counts[each.level] += 1
    return counts
