"""Turns a parsed article into published items: which they are, and what they have become."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import PurePosixPath
from shlex import quote
from typing import TYPE_CHECKING

from publisher.config import Config
from publisher.dates import EARLIEST, find_day, find_day_line, write_day
from publisher.errors import SourceError
from publisher.lint import find_doubts
from publisher.model import Article, Decision, Document, Draft, Fingerprint, Item, Match, Outcome, Section, Version
from publisher.pipeline.announcing import FAREWELL, add_announcement, add_farewell, say_rhythm
from publisher.pipeline.chronicle import (
    WAITING,
    Chronicler,
    find_known,
    find_waiting,
    list_decisions,
    order_known,
    recall_words,
)
from publisher.pipeline.illustrating import Gallery
from publisher.pipeline.opening import settle_opening
from publisher.pipeline.recognition import describe_article, describe_file
from publisher.pipeline.releasing import Releaser, Turn, hold_sections
from publisher.pipeline.report import ArticleReport
from publisher.pipeline.work import NOT_WITHDRAWN
from publisher.release import (
    Minting,
    Revision,
    Stamps,
    Waiting,
    choose_release,
    find_old_day,
    find_window,
    mint_id,
    mint_slug,
    revise_items,
)
from publisher.store import Store

if TYPE_CHECKING:
    from publisher.clean import Cleaner

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_FEW_SECTIONS = 3
"""An article of fewer may well lose half of them on purpose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article that was read, and how it is to be taken."""

    name: str
    document: Document
    source: bytes
    """What the document was parsed from."""
    is_silent: bool = False
    """The author did not touch the file: what differs is ours, and no reader is told."""
    is_minor: bool = False
    """What differs is a correction, and no reader is told."""
    is_accepted: bool = False
    """It may be a fraction of what it was."""
    is_same: bool = False
    """The file was recognised as its article, whatever its title and text."""
    is_kept: bool = False
    """The file has been there since the article was published last."""
    restored: Version | None = None
    """The version that is published again by it."""
    turn: Turn | None = None
    """How much of it may come out now; None for all of it."""


class Reviser:
    """Turns parsed articles into published items, in the state.

    Args:
        config: The settings.
        store: The state; every method belongs inside one of its transactions.
        authority: For new ids.
        now: In UTC.
    """

    def __init__(self, config: Config, store: Store, authority: str, now: datetime) -> None:
        self._config = config
        self._store = store
        self._authority = authority
        self._now = now
        self.stamps = Stamps(store.has_stamp)
        self.releaser = Releaser(config, store, now)
        self.chronicler = Chronicler(config, store, authority, now, lambda: self._cleaner)

    @cached_property
    def _cleaner(self) -> Cleaner:
        from publisher.clean import Cleaner

        return Cleaner(self._config.clean)

    def revise(self, reading: Reading, old: Article | None) -> tuple[Article, list[ArticleReport]]:
        """Match an article's sections with its items, and remember what they have become.

        Args:
            reading: The article.
            old: What is known of it; None if it is new.

        Returns:
            The article, and what happened to it, or to it and the one that had its name.

        Raises:
            SourceError: There is nothing to publish in it, or so little of what there was that it must be confirmed.
        """
        slug = old.slug if old else self._mint_slug(reading)
        gallery = Gallery(self._config, self._store, reading.name, reading.document.metadata.canonical)
        gallery.note_unreachable(reading.document.blocks)
        drafts = self._draft(reading, slug, old, gallery)
        live, gone = (recall_words(items, drafts) for items in self._find_items(old))
        if not (reading.is_silent or reading.is_accepted or reading.restored):
            self._check_shrunk(reading.name, drafts, [item for item in live if not item.withdrawn])
        matches = _identify(drafts, live, gone, reading.restored, find_waiting(self._store, old))
        if old and self._is_another(reading, old, drafts, matches):
            # An id is never given to anything else, so the old article leaves and the new one gets its own.
            left = [] if old.withdrawn else [self.withdraw(old)]
            article, reports = self.revise(reading, None)
            return article, [*left, *reports]
        minting = self._prepare_minting(reading, old)
        held = hold_sections(reading.turn, drafts, matches)
        revision = revise_items(
            [draft for place, draft in enumerate(drafts) if place not in held],
            [match for place, match in enumerate(matches) if place not in held],
            live,
            gone,
            minting=minting,
        )
        revision = settle_opening(self._config.render, revision, old, reading.document.standfirst, minting)
        revision = replace(
            revision,
            waiting=tuple(
                Waiting(place=place, item_id=matches[place].id or "", fingerprint=drafts[place].fingerprint)
                for place in held
            ),
        )
        article = self._compose(reading, old, revision, gallery, minting=minting, slug=slug)
        if reading.turn:
            row = self.releaser.settle(reading.turn, [matches[place].id for place in held], revision.released)
            to_come = sum(drafts[place].pin != FAREWELL for place in held)
            article = replace(article, to_come=to_come, next_release=row.due)
        if article != old or revision.hidden:
            is_quiet = minting.is_silent and not (reading.turn and revision.released)
            self._save(reading, old, article, revision, is_quiet=is_quiet)
        gallery.keep()
        report = _report(reading.name, article, revision)
        notices = (
            *gallery.describe_problems(reading.source),
            *self._describe_old_day(reading, old, article),
            *(f"{reading.name}: {doubt.message} ({doubt.cure})" for doubt in find_doubts(reading.document)),
        )
        return article, [replace(report, notices=notices)]

    def draft(self, name: str, document: Document) -> list[Draft]:
        """Return the sections of a file, only to see what is in it; the addresses in them are not final.

        Raises:
            SourceError: There is nothing to publish in it.
        """
        gallery = Gallery(self._config, self._store, name, document.metadata.canonical)
        return self._draft(Reading(name=name, document=document, source=b""), "article", None, gallery)

    def withdraw(self, article: Article) -> ArticleReport:
        """Take a whole article out of publication."""
        self._store.withdraw_article(article.id, self._now)
        self.chronicler.tell_withdrawn(article)
        return ArticleReport(name=article.name, slug=article.slug, title=article.title, withdrawn=len(article.items))

    def _find_items(self, old: Article | None) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
        """Return the items that an article has, those kept out by the operator among them, and those it had."""
        if old is None:
            return (), ()
        hidden = self._store.items(old.id, withdrawn=True)
        kept = [item for item in hidden if item.retracted]
        gone = [item for item in hidden if not item.retracted]
        if old.withdrawn:
            # All that it had was withdrawn with it.
            gone, live = [*(replace(item, withdrawn=True, gone=old.gone) for item in old.items), *gone], kept
        else:
            live = sorted((*old.items, *kept), key=lambda item: (item.position, item.id))
        return tuple(live), tuple(map(self._age, gone))

    def _age(self, item: Item) -> Item:
        """Leave of an item that was withdrawn too long ago only what keeps its id and its slug from being used."""
        if item.pin or item.gone is None or item.gone >= self.chronicler.earliest_return:
            return item
        return replace(item, title="", text="", is_lead=False)

    def _is_another(self, reading: Reading, old: Article, drafts: Sequence[Draft], matches: Sequence[Match]) -> bool:
        """Return whether nothing of an article is left in the file that has its name."""
        if old.pin or reading.restored or reading.is_same or reading.document.title == old.title:
            return False
        texts = {item.id: item.text for item in old.items}
        if any(
            _is_evidence(draft, match, texts.get(match.id or "", ""))
            for draft, match in zip(drafts, matches, strict=True)
        ):
            return False
        return not (reading.is_kept and self._is_same_in_place(reading, old, drafts))

    def _is_same_in_place(self, reading: Reading, old: Article, drafts: Sequence[Draft]) -> bool:
        from publisher.identify import is_same_in_place

        file = describe_file(self._config, reading.name, reading.document, drafts)
        return is_same_in_place(file, describe_article(self._config, self._store, old))

    def _prepare_minting(self, reading: Reading, old: Article | None) -> Minting:
        from publisher.identify import words_digest

        metadata = reading.document.metadata
        zone = self._config.parse.zone
        present = find_window(None, self._now, zone)
        released, modified = (present, None) if old or reading.turn else choose_release(metadata, self._now, zone)
        return Minting(
            authority=self._authority,
            article_id=old.id
            if old
            else mint_id(self._authority, ("article", metadata.id or reading.name), self._store.has_id),
            released=released,
            modified=modified,
            edited=present,
            now=self._now,
            is_silent=reading.is_silent or reading.is_minor or metadata.minor,
            is_id_taken=self._store.has_id,
            reserved_slugs=self._store.history.reserved_slugs(old.id) if old else frozenset(),
            stamps=self.stamps,
            digest=words_digest,
        )

    def _save(
        self, reading: Reading, old: Article | None, article: Article, revision: Revision, *, is_quiet: bool
    ) -> None:
        is_version = self._store.history.version(article.id, article.version) is None
        hidden = list(revision.hidden)
        if old and old.withdrawn:
            # What was live in it then, and is not in it now, did not come back with it.
            back = {item.id for item in article.items}
            hidden += [replace(item, withdrawn=True, gone=old.gone) for item in old.items if item.id not in back]
        self._store.save_article(article, hidden)
        if is_version:
            restores = reading.restored.number if reading.restored else 0
            self.chronicler.keep_version(
                article, revision, reading.source, is_minor=is_quiet and old is not None, restores=restores
            )
        if old is None or old.withdrawn:
            self.chronicler.tell_published(article, is_again=old is not None)
        elif not is_quiet:
            self.chronicler.tell_changes(article, revision, old)

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
        hint = f"{NOT_WITHDRAWN}; if that is meant: publisher publish --accept {quote(name)}"
        raise SourceError(f"only {lost} came back", name, hint)

    def _draft(self, reading: Reading, slug: str, old: Article | None, gallery: Gallery) -> list[Draft]:
        """Split, clean and summarize an article."""
        from publisher.clean import clean_section, name_anchors
        from publisher.split import find_fragment, split_document
        from publisher.summarize import summarize

        document, name = reading.document, reading.name
        metadata = document.metadata
        sections = list(split_document(document, self._config.split))
        if not sections:
            raise SourceError("no text in it", name, "write something below the title, or set `draft: true`")
        if len(sections) > self._config.split.max_items:
            hint = "split the article into several files, or raise `limits.items`"
            raise SourceError(f"more than {self._config.split.max_items} sections", name, hint)
        if reading.turn:
            said = {
                "{title}": document.title.strip(),
                "{parts}": str(len(sections)),
                "{rhythm}": say_rhythm(reading.turn.row.rule),
            }
            add_announcement(sections, old, self._config.announcement, said=said)
            add_farewell(sections, old, self._config.farewell, said=said)
        page = f"{self._config.render.url}{slug}/"
        drafts = []
        for section, anchors in zip(sections, name_anchors(sections), strict=True):
            draft = clean_section(
                section,
                self._cleaner,
                base=metadata.canonical,
                page=page,
                anchors=anchors,
                find_media=gallery.find,
            )
            draft = summarize(draft, metadata.description if section.is_lead else "")
            if metadata.canonical:
                draft = replace(draft, fragment=find_fragment(section, document))
            drafts.append(replace(draft, title=_find_title(section, draft, document)))
        return drafts

    def _compose(  # noqa: PLR0913  An article has that many sides.
        self,
        reading: Reading,
        old: Article | None,
        revision: Revision,
        gallery: Gallery,
        *,
        minting: Minting,
        slug: str,
    ) -> Article:
        from publisher.urls import WEB_SCHEMES, resolve

        document, metadata, items = reading.document, reading.document.metadata, revision.items
        own = gallery.find(metadata.image) if metadata.image else None
        image = resolve(metadata.image, metadata.canonical, schemes=WEB_SCHEMES) if metadata.image else ""
        image = own.url if own else image
        published = old.published if old else revision.steps[0].item.published
        language = metadata.language if _LANGUAGE.fullmatch(metadata.language) else self._config.render.language
        article = Article(
            name=reading.name,
            id=minting.article_id,
            slug=slug,
            title=document.title.strip() or revision.steps[0].item.title,
            standfirst=document.standfirst,
            authors=metadata.authors,
            tags=metadata.tags,
            language=language,
            canonical=metadata.canonical,
            license=metadata.license,
            image=image,
            media=(own,) if own else (),
            pin=metadata.id,
            in_reply_to=metadata.in_reply_to,
            related=metadata.related,
            published=published,
            dated=find_old_day(metadata, published, self._config.parse.zone),
            updated=self._find_updated(reading, old, revision, minting),
            version=max(1, old.version) if old else 1,
            items=items,
        )
        is_new_version = old is not None and (
            revision.is_changed
            or (old.title, old.standfirst) != (article.title, article.standfirst)
            or reading.restored is not None
            or self._has_edited_waiting(old, revision)
        )
        return replace(article, version=article.version + 1) if is_new_version else article

    def _describe_old_day(self, reading: Reading, old: Article | None, article: Article) -> Iterator[str]:
        """Report, once, a date that feeds cannot have."""
        day = article.dated
        if day is None or day >= EARLIEST.date() or (old and old.dated == day):
            return
        line = find_day_line(reading.source.decode("utf-8", "replace"), day)
        where = f"{reading.name}:{line}" if line else reading.name
        shown = write_day(find_day(article.published, self._config.parse.zone))
        yield f"{where}: {write_day(day)} is before 1990: the page shows this day, feeds show {shown}"

    def _has_edited_waiting(self, old: Article, revision: Revision) -> bool:
        """Tell whether sections that are still to come are others than before: no reader is told, but a version is."""
        before = [found.fingerprint for found in find_waiting(self._store, old) if found.outcome is Outcome.WAITING]
        return before != [held.fingerprint for held in revision.waiting]

    def _find_updated(self, reading: Reading, old: Article | None, revision: Revision, minting: Minting) -> datetime:
        """Return when an article changed last: when an item of it did, or one was taken out, or moved."""
        newest = max((item.updated for item in revision.items), default=self._now)
        if old is None:
            return newest
        is_release = reading.turn is not None and bool(revision.released)
        is_quiet = (reading.is_silent and not is_release) or (minting.is_silent and not revision.count(Outcome.NEW))
        if is_quiet or not revision.is_changed:
            return old.updated
        return newest if newest > old.updated else self.stamps.take(self._now, after=old.updated)

    def _mint_slug(self, reading: Reading) -> str:
        path = PurePosixPath(reading.name)
        # A folder with an `index.md` and its pictures is one article, as in Hugo.
        stem = path.parent.name if path.stem == "index" and path.parent.name else path.stem
        return mint_slug(reading.document.metadata.slug or stem, "article", self._store.has_slug)


def _identify(
    drafts: Sequence[Draft],
    live: Sequence[Item],
    gone: Sequence[Item],
    restored: Version | None,
    waiting: Sequence[Decision],
) -> tuple[Match, ...]:
    from publisher.identify import identify

    current = [draft.fingerprint for draft in drafts]
    items = {item.id: item for item in (*live, *gone)}
    if not items:
        return tuple(Match(id=None, reason="first published", confidence=1.0) for _ in drafts)
    known: Mapping[str, Fingerprint] = {item.id: item.fingerprint for item in live}
    if restored is not None:
        # What the items were like then, not what they are like now.
        found = find_known(restored)
        known = {id_: decision.fingerprint for id_, decision in found.items() if id_ in items}
    elif waiting:
        known = order_known(live, waiting)
    others = {id_: item.fingerprint for id_, item in items.items() if id_ not in known and (item.text or item.pin)}
    return tuple(
        replace(match, id=None, reason="not released before") if (match.id or "").startswith(WAITING) else match
        for match in identify(current, known, others)
    )


def _report(name: str, article: Article, revision: Revision) -> ArticleReport:
    return ArticleReport(
        name=name,
        slug=article.slug,
        title=article.title,
        new=revision.count(Outcome.NEW),
        updated=revision.count(Outcome.UPDATED),
        unchanged=revision.count(Outcome.UNCHANGED),
        returned=revision.count(Outcome.RETURNED),
        withdrawn=revision.count(Outcome.WITHDRAWN),
        waiting=article.to_come,
        decisions=list_decisions(revision),
    )


def _is_evidence(draft: Draft, match: Match, before: str) -> bool:
    """Tell whether a match shows that an article is still the one it was.

    Any two openings are matched if nothing speaks for another: where even the title is another, that alone is no proof.
    """
    if not draft.is_lead or match.id is None:
        return match.id is not None
    from publisher.identify import find_same_article

    return draft.text == before or find_same_article(draft.text, {"": before}) is not None


def _find_title(section: Section, draft: Draft, document: Document) -> str:
    """Return a section's title, or its first words: readers hide items without one."""
    title = " ".join((section.title or (document.title if section.is_lead else "")).split())
    if title:
        return title
    words = draft.text.split()
    return " ".join(words[:8]) + (" …" if len(words) > 8 else "") or "Untitled"  # noqa: PLR2004
