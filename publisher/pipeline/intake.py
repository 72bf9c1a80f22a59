"""Takes changed articles into the state."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import PurePosixPath
from shlex import quote
from typing import TYPE_CHECKING

from publisher.config import Config
from publisher.errors import PublisherError, SourceError
from publisher.model import Article, Document, Draft, Item, Match, Metadata, Raw, Section
from publisher.pipeline.report import ArticleReport, Tally
from publisher.release import (
    Minting,
    Revision,
    Stamps,
    Standing,
    choose_release,
    judge_standing,
    mint_id,
    mint_slug,
    revise_items,
)
from publisher.sources import FoundFile, read_file
from publisher.store import SourceRow, Store

if TYPE_CHECKING:
    from publisher.clean import Cleaner

logger = logging.getLogger(__name__)

_COMMIT_EVERY = 64
"""Articles to one commit: each commit waits for the disk."""
_CERTAIN = 0.9
"""Confidence of a match between two openings that share most of their words."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_MOST_MOVED = 50
"""Files gone at once whose words are compared with those of a new one; each is read from the state."""
_FEW_SECTIONS = 3
"""An article of fewer may well lose half of them on purpose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What of the content folder a run has to look at."""

    changed: tuple[FoundFile, ...]
    gone: Mapping[str, SourceRow]
    rows: Mapping[str, SourceRow]
    untouched: int
    rebuild: bool
    """Read also what did not change."""
    accepted: Collection[str] = ()
    """Names of articles that may shrink as they like."""
    is_minor: bool = False
    """Changes are corrections of which nobody is told."""


class Intake:
    """Takes changed articles into the state."""

    def __init__(self, config: Config, store: Store, authority: str, now: datetime, tally: Tally) -> None:
        self._config = config
        self._store = store
        self._authority = authority
        self._now = now
        self._tally = tally
        self._stamps = Stamps(store.has_stamp)
        self._cleaner: Cleaner | None = None
        self._rebuild = False
        self._accepted = frozenset[str]()
        self._is_minor = False

    def take_in(
        self,
        work: Work,
        is_stopped: Callable[[], bool],
        on_progress: Callable[[int, int, str], None],
        *,
        dry_run: bool,
    ) -> None:
        """Read what changed and withdraw what is gone."""
        gone = dict(work.gone)
        self._rebuild = work.rebuild
        self._accepted = frozenset(work.accepted)
        self._is_minor = work.is_minor
        # A dry run is one transaction that is thrown away.
        step = len(work.changed) + 1 if dry_run else _COMMIT_EVERY
        for start in range(0, len(work.changed) + 1, step):
            with self._store.transaction(keep=not dry_run):
                if self._store.read_meta("authority") != self._authority:
                    self._store.save_meta("authority", self._authority)
                for number, file in enumerate(work.changed[start : start + step], start=start):
                    if is_stopped():
                        self._tally.is_stopped = True
                        return
                    on_progress(number, len(work.changed), file.name)
                    self._take_in_safely(file, work.rows.get(file.name), gone)
                if start + step > len(work.changed):
                    self._withdraw_gone(gone)
        self._tally.articles.sort(key=lambda report: report.name)

    def _take_in_safely(self, file: FoundFile, row: SourceRow | None, gone: dict[str, SourceRow]) -> None:
        """One bad article never holds back the others, nor drops its own items."""
        try:
            with self._store.savepoint():
                report = self._take_in_file(file, row, gone)
        except SourceError as error:
            self._tally.failed.append(error)
        except PublisherError:
            raise
        except Exception as error:
            # A fault of ours, not of the author's; it must not cost the other articles either.
            logger.exception("%s: internal error", file.name)
            message = f"internal error: {type(error).__name__}: {error}"
            wrapped = SourceError(message, file.name, "please report it with this file; the others were published")
            wrapped.__cause__ = error
            self._tally.failed.append(wrapped)
        else:
            if report:
                self._tally.articles.append(report)

    def _take_in_file(self, file: FoundFile, row: SourceRow | None, gone: dict[str, SourceRow]) -> ArticleReport | None:
        raw = read_file(file, self._config.sources)
        if raw is None:
            logger.info("%s: still being written, left for the next run", file.name)
            return None
        digest = sha256(raw.data).hexdigest()
        seen = SourceRow(
            name=file.name,
            size=file.size,
            mtime_ns=file.mtime_ns,
            digest=digest,
            engine=self._config.engine,
            article_id=row.article_id if row else None,
        )
        if row and not self._rebuild and (row.digest, row.engine, row.due) == (digest, seen.engine, None):
            # Touched, not changed.
            self._store.save_source(seen)
            self._tally.untouched += 1
            return None
        document = self._parse(raw)
        if row is None:
            seen = replace(seen, article_id=self._find_renamed(seen, gone) or self._find_moved(seen, document, gone))
        article_id = self._find_article(seen, document.metadata)
        standing, due = judge_standing(document.metadata, self._now)
        old = self._store.article(article_id) if article_id else None
        if standing is not Standing.LIVE:
            return self._hold_back(replace(seen, article_id=article_id, due=due), document, old, standing)
        is_silent = row is not None and row.digest == digest and old is not None and not old.withdrawn
        article, report = self._revise(raw.name, document, old, is_silent=is_silent)
        self._store.save_source(replace(seen, article_id=article.id, due=due))
        return replace(report, due=due)

    def _parse(self, raw: Raw) -> Document:
        from publisher.parse import parse_article

        return parse_article(raw, self._config.parse)

    def _find_renamed(self, seen: SourceRow, gone: dict[str, SourceRow]) -> str | None:
        """Find the article whose file is gone while its very bytes turned up under another name."""
        for name, row in gone.items():
            if row.digest == seen.digest and row.article_id:
                return self._rename(name, seen, gone)
        return None

    def _find_moved(self, seen: SourceRow, document: Document, gone: dict[str, SourceRow]) -> str | None:
        """Find the article whose file is gone while its words turned up under another name, or in another format."""
        if document.metadata.id or not gone:
            return None
        from publisher.identify import find_same_article

        known = {}
        for name, row in list(gone.items())[:_MOST_MOVED]:
            article = self._store.article(row.article_id) if row.article_id else None
            if article is not None and not article.withdrawn and not article.pin:
                known[name] = " ".join(item.text for item in article.items)
        found = find_same_article(" ".join(block.text for block in document.blocks), known)
        return self._rename(found, seen, gone) if found is not None else None

    def _rename(self, name: str, seen: SourceRow, gone: dict[str, SourceRow]) -> str | None:
        row = gone.pop(name)
        self._store.forget_source(name)
        if row.article_id is not None:
            self._store.rename_article(row.article_id, seen.name)
        return row.article_id

    def _find_article(self, seen: SourceRow, metadata: Metadata) -> str | None:
        """Find which article a file is: by the author's own name for it, else by the file's."""
        if not metadata.id:
            return seen.article_id or self._store.article_id_of_name(seen.name)
        found = self._store.article_id_of_pin(metadata.id)
        if found is None:
            return seen.article_id
        holder = self._store.article(found)
        if holder and holder.name != seen.name and not holder.withdrawn:
            path = self._config.content / holder.name
            if path.exists():
                hint = "give one of them another `id`"
                raise SourceError(f"`id: {metadata.id}` belongs to {holder.name} already", seen.name, hint)
        return found

    def _hold_back(self, seen: SourceRow, document: Document, old: Article | None, standing: Standing) -> ArticleReport:
        """Keep an article that is not public out of the feeds."""
        is_live = old is not None and not old.withdrawn
        if old and is_live:
            self._store.withdraw_article(old.id)
        self._store.save_source(seen)
        return ArticleReport(
            name=seen.name,
            slug=old.slug if old else "",
            title=document.title,
            withdrawn=len(old.items) if old and is_live else 0,
            standing=standing,
            due=seen.due,
        )

    def _revise(
        self, name: str, document: Document, old: Article | None, *, is_silent: bool
    ) -> tuple[Article, ArticleReport]:
        """Match an article's sections with its items, and remember what they have become."""
        from publisher.identify import identify, words_digest

        slug = old.slug if old else self._mint_slug(name, document)
        drafts = self._draft(document, slug, name)
        live = old.items if old else ()
        gone = self._store.items(old.id, withdrawn=True) if old else ()
        if old and old.withdrawn:
            # All that it had was withdrawn with it.
            live, gone = (), (*live, *gone)
        if not is_silent and name not in self._accepted:
            self._check_shrunk(name, drafts, live)
        matches = identify(
            [draft.fingerprint for draft in drafts],
            {item.id: item.fingerprint for item in live},
            {item.id: item.fingerprint for item in gone},
        )
        if old and not old.pin and document.title != old.title and not any(map(_is_evidence, drafts, matches)):
            # Nothing of the article is left in the file: another one goes by its name now. An id is never given
            # to anything else, so the old one leaves and the new one gets its own.
            self._store.withdraw_article(old.id)
            self._tally.articles.append(ArticleReport(name=name, slug=old.slug, title=old.title, withdrawn=len(live)))
            return self._revise(name, document, None, is_silent=False)
        released, changed = choose_release(document.metadata, self._now)
        article_id = old.id if old else self._mint_article_id(name, document.metadata)
        is_first = old is None
        minting = Minting(
            authority=self._authority,
            article_id=article_id,
            released=released if is_first else self._now,
            changed=changed if is_first else self._now,
            is_silent=is_silent or self._is_minor or document.metadata.minor,
            is_id_taken=self._store.has_id,
            stamps=self._stamps,
            digest=words_digest,
        )
        revision = revise_items(drafts, matches, live, gone, minting=minting)
        is_silent = is_silent or (minting.is_silent and not revision.new)
        article = self._compose(
            name, document, old=old, article_id=article_id, slug=slug, revision=revision, is_silent=is_silent
        )
        if article != old:
            self._store.save_article(article, revision.withdrawn)
        return article, ArticleReport(
            name=name,
            slug=slug,
            title=article.title,
            new=revision.new,
            updated=revision.updated,
            unchanged=revision.unchanged,
            withdrawn=len(revision.withdrawn),
        )

    def _check_shrunk(self, name: str, drafts: Sequence[Draft], live: Sequence[Item]) -> None:
        """Refuse a file that is a fraction of what it was: it may be half written, or a page behind a wall.

        Raises:
            SourceError: It has too few sections, or too little text; nothing of it was withdrawn.
        """
        share = self._config.min_percent / 100
        if len(live) < _FEW_SECTIONS:
            return
        before, after = sum(len(item.text) for item in live), sum(len(draft.text) for draft in drafts)
        if len(drafts) >= share * len(live) and after >= share * before:
            return
        lost = (
            f"{len(drafts)} of {len(live)} sections" if len(drafts) < len(live) else f"{100 * after // before} % of it"
        )
        hint = f"nothing was withdrawn; if that is meant: publisher publish --accept {quote(name)}"
        raise SourceError(f"only {lost} came back", name, hint)

    def _draft(self, document: Document, slug: str, name: str) -> list[Draft]:
        """Split, clean and summarize an article."""
        from publisher.clean import Cleaner, clean_section, name_anchors
        from publisher.split import find_fragment, split_document
        from publisher.summarize import summarize

        if self._cleaner is None:
            self._cleaner = Cleaner(self._config.clean)
        metadata = document.metadata
        sections = split_document(document, self._config.split)
        if not sections:
            raise SourceError("no text in it", name, "write something below the title, or set `draft: true`")
        if len(sections) > self._config.split.max_items:
            hint = "split the article into several files, or raise `limits.items`"
            raise SourceError(f"more than {self._config.split.max_items} sections", name, hint)
        page = f"{self._config.render.url}{slug}/"
        drafts = []
        for section, anchors in zip(sections, name_anchors(sections), strict=True):
            draft = clean_section(section, self._cleaner, base=metadata.canonical, page=page, anchors=anchors)
            draft = summarize(draft, metadata.description if section.is_lead else "")
            if metadata.canonical:
                draft = replace(draft, fragment=find_fragment(section, document))
            drafts.append(replace(draft, title=_find_title(section, draft, document)))
        return drafts

    def _compose(  # noqa: PLR0913  An article has that many sides.
        self,
        name: str,
        document: Document,
        *,
        old: Article | None,
        article_id: str,
        slug: str,
        revision: Revision,
        is_silent: bool,
    ) -> Article:
        from publisher.urls import WEB_SCHEMES, resolve

        metadata = document.metadata
        newest = max(item.updated for item in revision.items)
        if old and (is_silent or not revision.is_changed):
            newest = old.updated
        elif old and newest <= old.updated:
            # A section was taken out, or moved: the article changed though none of its items did.
            newest = self._stamps.take(self._now, after=old.updated)
        image = resolve(metadata.image, metadata.canonical, schemes=WEB_SCHEMES) if metadata.image else ""
        language = metadata.language if _LANGUAGE.fullmatch(metadata.language) else self._config.render.language
        return Article(
            name=name,
            id=article_id,
            slug=slug,
            title=document.title.strip() or revision.items[0].title,
            standfirst=document.standfirst,
            authors=metadata.authors,
            tags=metadata.tags,
            language=language,
            canonical=metadata.canonical,
            license=metadata.license,
            image=image or next((item.image for item in revision.items if item.image), ""),
            pin=metadata.id,
            published=old.published if old else revision.items[0].published,
            updated=newest,
            items=revision.items,
        )

    def _mint_article_id(self, name: str, metadata: Metadata) -> str:
        return mint_id(self._authority, ("article", metadata.id or name), self._store.has_id)

    def _mint_slug(self, name: str, document: Document) -> str:
        path = PurePosixPath(name)
        # A folder with an `index.md` and its pictures is one article, as in Hugo.
        stem = path.parent.name if path.stem == "index" and path.parent.name else path.stem
        return mint_slug(document.metadata.slug or stem, "article", self._store.has_slug)

    def _withdraw_gone(self, gone: Mapping[str, SourceRow]) -> None:
        for name, row in gone.items():
            self._store.forget_source(name)
            article = self._store.article(row.article_id) if row.article_id else None
            if article and not article.withdrawn and article.name == name:
                self._store.withdraw_article(article.id)
                self._tally.articles.append(
                    ArticleReport(name=name, slug=article.slug, title=article.title, withdrawn=len(article.items))
                )


def _is_evidence(draft: Draft, match: Match) -> bool:
    """Tell whether a match shows that an article is still the one it was.

    Any two openings are matched if nothing speaks for another: where even the title is another, that alone is no proof.
    """
    return match.id is not None and (not draft.is_lead or match.confidence >= _CERTAIN)


def _find_title(section: Section, draft: Draft, document: Document) -> str:
    """Return a section's title, or its first words: readers hide items without one."""
    title = " ".join((section.title or (document.title if section.is_lead else "")).split())
    if title:
        return title
    words = draft.text.split()
    return " ".join(words[:8]) + (" …" if len(words) > 8 else "") or "Untitled"  # noqa: PLR2004
