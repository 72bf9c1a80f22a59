"""Finds out which articles have moved to other files, before any file is published."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from hashlib import sha256
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from publisher.config import Config
from publisher.dates import find_day
from publisher.errors import SourceError
from publisher.model import Article, Document, Draft, Fingerprint, Item, Media, Metadata, Raw, Version
from publisher.pipeline.announcing import OWN_PINS
from publisher.pipeline.chronicle import find_known, find_waiting, order_known
from publisher.pipeline.limit import OvertimeError, limit_time
from publisher.pipeline.work import Work
from publisher.sources import FoundFile, read_file
from publisher.store import SourceRow, Store

if TYPE_CHECKING:
    from publisher.identify import ArticleTraits

_DAY = re.compile(r"\d{4}-\d\d-\d\d[-_ ]")
_MOST_EDITED = 200
"""Edited files of one run among which articles are looked for that changed places; each is parsed once more."""

DraftMaker = Callable[[str, Document], Sequence[Draft]]
"""Returns the sections of a file, given its name and its document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """Which articles go by the name of another file now."""

    articles: Mapping[str, str] = field(default_factory=dict)
    """By the file that an article is in now, its id."""
    origins: Mapping[str, str] = field(default_factory=dict)
    """By the id of such an article, the file that it was in."""
    parted: Mapping[str, str] = field(default_factory=dict)
    """Files with another text than before, each with the id of the article that it had."""


class Recognizer:
    """Finds out which articles have moved to other files; it changes nothing.

    Args:
        config: The settings.
        store: The state.
        draft: Makes the sections of a file.
    """

    def __init__(self, config: Config, store: Store, draft: DraftMaker) -> None:
        self._config = config
        self._store = store
        self._draft = draft

    def find_moves(self, work: Work, is_stopped: Callable[[], bool], on_file: Callable[[str], None]) -> Moves:
        """Match the new and the rewritten files of a run with the articles that lost their files.

        Files that cannot be read, or take too long, are left out: taking them in will report why.

        Args:
            work: The files of the run.
            is_stopped: Returns whether the run is to end.
            on_file: Called with the name of each file before it is read.
        """
        from publisher.identify import match_articles

        every = [*work.changed, *work.waiting]
        new = [file for file in every if not self._has_article(file.name, work.rows.get(file.name))]
        edited = [file for file in every if (row := work.rows.get(file.name)) and row.article_id]
        gone = work.gone
        lost = {row.article_id: name for name, row in gone.items() if row.article_id}
        if not (new or edited) or not (lost or edited) or (len(edited) == 1 and not new and not lost):
            # Nothing can move.
            return Moves()
        found = self._match_bytes(new, lost, work)
        origins = dict(lost)
        new = [file for file in new if file.name not in found]
        taken = set(found.values())
        lost = {id_: name for id_, name in lost.items() if id_ not in taken}
        files: dict[str, ArticleTraits] = {}
        for file in new if lost or edited else ():
            if is_stopped():
                return Moves()
            on_file(file.name)
            row = work.rows.get(file.name)
            if known := self._read(file, lost, row.digest if row else ""):
                files[file.name] = known
        articles = {
            id_: describe_article(self._config, self._store, article, digest=gone[name].digest)
            for id_, name in (lost.items() if files or edited else ())
            if (article := self._store.article(id_))
        }
        parted: dict[str, str] = {}
        # A title of one file only stays with that file.
        titles = {known.title for known in files.values()} | self._find_shared_titles(edited, work.rows)
        for file in edited if len(edited) <= _MOST_EDITED else ():
            if is_stopped():
                return Moves()
            on_file(file.name)
            id_ = work.rows[file.name].article_id or ""
            if pair := self._part(file, work.rows[file.name], titles):
                files[file.name], articles[id_] = pair
                origins[id_] = file.name
                parted[file.name] = id_
        found |= match_articles(files, articles)
        taken = set(found.values())
        return Moves(
            articles=found,
            origins={id_: name for id_, name in origins.items() if id_ in taken},
            parted=parted,
        )

    def find_withdrawn(
        self, name: str, document: Document, digest: str, names: Collection[str], is_over: Callable[[Article], bool]
    ) -> str | None:
        """Return the id of the article, withdrawn in an earlier run, that is back in a new file.

        Args:
            name: The file.
            document: What is in it.
            digest: SHA-256 of it.
            names: Of all files that exist.
            is_over: Tells whether an article was withdrawn too long ago.
        """
        from publisher.identify import match_articles
        from publisher.urls import slugify

        slug = slugify(document.metadata.slug, "article") if document.metadata.slug else ""
        candidates = {
            id_: article
            for id_ in self._store.find_withdrawn(name=name, slug=slug, title=document.title.strip())
            if (article := self._store.article(id_))
            and not is_over(article)
            and (self._store.file_of_article(id_) or "") not in names
        }
        if not candidates:
            return None
        try:
            drafts = self._draft(name, document)
        except SourceError:
            return None
        file = describe_file(self._config, name, document, drafts, digest)
        articles = {
            id_: replace(describe_article(self._config, self._store, article), is_old=True)
            for id_, article in candidates.items()
        }
        return match_articles({name: file}, articles).get(name)

    def _find_shared_titles(self, edited: Sequence[FoundFile], rows: Mapping[str, SourceRow]) -> set[str]:
        ids = [rows[file.name].article_id for file in edited[: _MOST_EDITED + 1]]
        counts = Counter(article.title for id_ in ids if id_ and (article := self._store.article(id_)))
        return {title for title, count in counts.items() if count > 1}

    def _has_article(self, name: str, row: SourceRow | None) -> bool:
        return row is not None and (row.article_id or self._store.article_id_of_name(name)) is not None

    def _match_bytes(self, new: Iterable[FoundFile], lost: Mapping[str, str], work: Work) -> dict[str, str]:
        """Match the files that were only renamed; neither they nor their articles are looked into."""
        from publisher.identify import ArticleTraits, match_articles

        articles = {
            id_: ArticleTraits(digest=work.gone[name].digest, stem=find_stem(name)) for id_, name in lost.items()
        }
        digests = {article.digest for article in articles.values()}
        files = {}
        for file in new if digests else ():
            with suppress(SourceError):
                raw = read_file(file, self._config.sources)
                row = work.rows.get(file.name)
                digest = sha256(raw.data).hexdigest() if raw else ""
                if digest in digests and not (row and row.digest == digest):
                    files[file.name] = ArticleTraits(digest=digest, stem=find_stem(file.name))
        return match_articles(files, articles)

    def _part(
        self, file: FoundFile, row: SourceRow, titles: Collection[str]
    ) -> tuple[ArticleTraits, ArticleTraits] | None:
        """Return what is known of an edited file and of its article, if their texts have nothing in common."""
        from publisher.identify import keeps_article

        article = self._store.article(row.article_id) if row.article_id else None
        if article is None or article.pin:
            return None

        def is_same(document: Document) -> bool:
            # A file that still has its title, and no other file has it, is its article.
            is_titled = document.title == article.title and document.title not in titles
            return is_titled or bool(document.metadata.id)

        file_traits = self._read(file, {}, row.digest, is_same)
        if file_traits is None:
            return None
        own = describe_article(self._config, self._store, article)
        if keeps_article(file_traits, own):
            return None
        is_titled = file_traits.title == own.title
        return (
            replace(file_traits, holder=file.name, is_titled=is_titled),
            replace(own, holder=file.name, is_titled=is_titled),
        )

    def _read(
        self,
        file: FoundFile,
        lost: Collection[str],
        unless: str = "",
        is_passed_over: Callable[[Document], bool] = lambda _: False,
    ) -> ArticleTraits | None:
        """Read a file; None if it cannot be read, or if there is nothing to find out.

        Args:
            file: Which one.
            lost: Ids of the articles without a file; if its author names any other, it is that one.
            unless: The SHA-256 with which it is not looked into.
            is_passed_over: Returns whether the rest of it does not matter.
        """
        from publisher.parse import parse_article

        # Whatever is wrong is found again, and reported, when the file is taken in.
        with suppress(Exception, OvertimeError), limit_time(self._config.article_limit):
            raw = read_file(file, self._config.sources)
            if raw is None:
                return None
            digest = sha256(raw.data).hexdigest()
            if digest == unless:
                return None
            document = parse_article(raw, self._config.parse)
            pinned = self._store.article_id_of_pin(document.metadata.id) if document.metadata.id else None
            if (pinned and pinned not in lost) or is_passed_over(document):
                return None
            return describe_file(self._config, file.name, document, self._draft(file.name, document), digest)
        return None


def describe_file(
    config: Config, name: str, document: Document, drafts: Sequence[Draft], digest: str = ""
) -> ArticleTraits:
    """Return what a file is recognised by."""
    from publisher.identify import ArticleTraits
    from publisher.urls import slugify

    metadata = document.metadata
    return ArticleTraits(
        digest=digest,
        title=document.title.strip(),
        is_named=_is_named(document.title, name),
        sections=tuple(_digest_section(draft) for draft in drafts),
        bodies=tuple(_digest_section(draft, is_titled=not draft.is_lead) for draft in drafts),
        text=_join((draft.is_lead, draft.title, draft.text) for draft in drafts),
        slug=slugify(metadata.slug, "article") if metadata.slug else "",
        date=_find_date(config, metadata),
        stem=find_stem(name),
        pin=metadata.id,
    )


def describe_article(config: Config, store: Store, article: Article, *, digest: str = "") -> ArticleTraits:
    """Return what an article is recognised by: its words as they are published, and what its file said last.

    Args:
        config: The settings.
        store: The state.
        article: With its items.
        digest: SHA-256 of its file.
    """
    from publisher.identify import ArticleTraits
    from publisher.urls import slugify

    version = _find_version(store, article)
    metadata = _read_metadata(config, article.name, version)
    title, sections = article.title, _list_known(store, article)
    if version and version.number != article.version:
        title, sections = version.title, [decision.fingerprint for decision in find_known(version).values()]
    return ArticleTraits(
        digest=digest,
        title=title,
        is_named=_is_named(title, article.name),
        sections=tuple(_digest_section(section) for section in sections),
        bodies=tuple(_digest_section(section, is_titled=not section.is_lead) for section in sections),
        text=_join((section.is_lead, section.title, section.text) for section in sections),
        slug=slugify(metadata.slug, "article") if metadata.slug else "",
        address=article.slug,
        date=_find_date(config, metadata),
        published=article.published.astimezone(config.parse.zone),
        stem=find_stem(article.name),
        pin=article.pin,
    )


def find_stem(name: str) -> str:
    """Return a file's name without folder, date and suffix; of a folder with an `index.md`, the folder's.

    >>> find_stem("notes/2026-03-01-Low_Tide.md"), find_stem("notes/low-tide/index.html")
    ('low-tide', 'low-tide')
    """
    from publisher.urls import slugify

    path = PurePosixPath(name)
    stem = path.parent.name if path.stem == "index" and path.parent.name else path.stem
    return slugify(_DAY.sub("", stem, count=1) if _DAY.match(stem) else stem, "")


def _find_version(store: Store, article: Article) -> Version | None:
    """Return the version that an article's file holds, if it was kept; after a rollback not the one published."""
    refused = store.refused(article.id)
    if refused:
        for version in store.history.versions(article.id):
            if sha256(version.source).hexdigest() == refused:
                return version
    return store.history.version(article.id, article.version)


def _read_metadata(config: Config, name: str, version: Version | None) -> Metadata:
    from publisher.parse import read_metadata

    with suppress(SourceError):
        if version is not None:
            return read_metadata(Raw(name=name, data=version.source), config.parse)
    return Metadata()


def _list_known(store: Store, article: Article) -> list[Item | Fingerprint]:
    """List the sections of an article as they are published, or wait to be, in reading order."""
    retracted = [item for item in store.items(article.id, withdrawn=True) if item.retracted]
    items = {item.id: item for item in sorted((*article.items, *retracted), key=lambda item: (item.position, item.id))}
    known = order_known(list(items.values()), find_waiting(store, article))
    return [items.get(id_, section) for id_, section in known.items() if section.pin not in OWN_PINS]


def _find_date(config: Config, metadata: Metadata) -> datetime | None:
    date = metadata.publish_date or metadata.date
    with suppress(OverflowError):  # The first or the last day that there is.
        return datetime.combine(find_day(date, config.parse.zone), time(), config.parse.zone) if date else None
    return None


def _is_named(title: str, name: str) -> bool:
    """Return whether a title is the one that an article without a title gets from the name of its file."""
    from publisher.identify import words_digest
    from publisher.parse.filenames import title_of_name

    return words_digest(title, "") == words_digest(title_of_name(name), "")


def _digest_section(section: Draft | Item | Fingerprint, *, is_titled: bool = True) -> str:
    from publisher.identify import words_digest

    if isinstance(section, Item) and section.digest:
        return section.digest
    shown: Iterable[Media] = () if isinstance(section, Fingerprint) else section.media
    # Without words, it is known by what it shows.
    return words_digest(section.title if is_titled else "", section.text or "\n".join(media.url for media in shown))


def _join(sections: Iterable[tuple[bool, str, str]]) -> str:
    """Join the words of sections, the title of the article left out."""
    return "\n".join(text if is_lead else f"{title}\n{text}" for is_lead, title, text in sections)
