"""Records what happens to articles: versions to publish again, and changes for those who want to see them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from html import escape
from typing import TYPE_CHECKING

from publisher.config import Config
from publisher.dates import rfc3339
from publisher.model import Article, Change, ChangeKind, Decision, Draft, Fingerprint, Item, Outcome, SafeHtml, Version
from publisher.pipeline.opening import show_opening
from publisher.pipeline.report import Tally
from publisher.release import Revision, Stamps, Step, mint_id, mint_slug
from publisher.store import Store

if TYPE_CHECKING:
    from publisher.clean import Cleaner

_KINDS = {
    Outcome.NEW: ChangeKind.ADDED,
    Outcome.UPDATED: ChangeKind.EDITED,
    Outcome.RETURNED: ChangeKind.RETURNED,
    Outcome.MOVED: ChangeKind.MOVED,
    Outcome.WITHDRAWN: ChangeKind.WITHDRAWN,
}
Owned = tuple[str, Item]
"""An item and the id of its article."""
WAITING = "waiting "
"""Begins the names of sections that wait to be released; no id has a space in it."""
_MOST_LOST = 2_000
"""Items withdrawn last among which the new ones are looked for."""


class Chronicler:
    """Records what happens to articles.

    Args:
        config: The settings.
        store: The state; every method belongs inside one of its transactions.
        authority: For the ids of changes.
        now: In UTC.
        find_cleaner: Returns the cleaner, when it is needed.
    """

    def __init__(
        self, config: Config, store: Store, authority: str, now: datetime, find_cleaner: Callable[[], Cleaner]
    ) -> None:
        self._config = config
        self._store = store
        self._authority = authority
        self._now = now
        # Changes have their own seconds, so that they take none from items.
        self._stamps = Stamps(store.history.has_change_at)
        self._find_cleaner = find_cleaner

    @property
    def earliest_return(self) -> datetime:
        """What was withdrawn before this time does not come back as what it was."""
        return self._now - timedelta(days=self._config.return_days)

    def keep_version(
        self, article: Article, revision: Revision, source: bytes, *, is_minor: bool = False, restores: int = 0
    ) -> None:
        """Keep an article, just saved, as its newest version."""
        version = Version(
            number=article.version,
            at=self._now,
            title=article.title,
            source=source,
            decisions=list_decisions(revision),
            is_minor=is_minor,
            restores=restores,
        )
        self._store.history.save_version(article.id, version, keep=self._config.versions)

    def tell_changes(self, article: Article, revision: Revision, old: Article) -> None:
        """Record each significant change of an article that was published before, as `old`."""
        if not self._config.render.has_changes:
            return
        for step in revision.steps:
            if step.outcome in _KINDS:
                self._tell_step(article, show_opening(self._config.render, step, old, article))
        # No feed holds more.
        render = self._config.render
        self._store.history.prune_changes(article.id, render.max_items, render.min_live)

    def tell_published(self, article: Article, *, is_again: bool) -> None:
        """Record that a whole article came, or came back: one change, not one for each of its sections."""
        count = _count_sections(article)
        titles = "".join(f"<li>{escape(item.title, quote=False)}</li>" for item in article.items)
        self._tell(
            article,
            kind=ChangeKind.RETURNED if is_again else ChangeKind.ADDED,
            item_id=article.id,
            title=article.title,
            summary=f"Published again with {count}." if is_again else f"Published with {count}.",
            html=f"<ul>{titles}</ul>",
        )

    def tell_withdrawn(self, article: Article) -> None:
        """Record that a whole article went."""
        count = _count_sections(article)
        summary = f"Withdrawn with {count}."
        self._tell(
            article,
            kind=ChangeKind.WITHDRAWN,
            item_id=article.id,
            title=article.title,
            summary=summary,
            html=f"<p>{summary}</p>",
        )

    def tell_retracted(self, article: Article, item: Item) -> None:
        """Record that the operator took an item back: nothing of it is shown any longer, its changes included."""
        history = self._store.history
        history.forget_changes(item.id)
        # When an article came, all of its headings were listed.
        for article_id in (article.id, *history.former_owners(item.id)):
            for change in history.whole_changes(article_id):
                content = self._clean(f"<p>{escape(change.summary, quote=False)}</p>", article)
                history.replace_content(change.id, content)
        summary = "Retracted by the publisher."
        self._tell(
            article,
            kind=ChangeKind.WITHDRAWN,
            item_id=item.id,
            slug=item.slug,
            title="A section",
            summary=summary,
            html=f"<p>{summary}</p>",
        )

    def tell_restored(self, article: Article, item: Item) -> None:
        """Record that an item that was retracted is back."""
        old = replace(item, withdrawn=True)
        self._tell_step(article, Step(item=item, old=old, outcome=Outcome.RETURNED))

    def settle_moves(self, tally: Tally) -> None:
        """Give new items that are withdrawn ones of other articles the ids which those had."""
        history = self._store.history
        if not history.has_lost(self.earliest_return):
            return
        fresh = {item.id: (article_id, item) for article_id, item in history.fresh_items()}
        if not fresh:
            return
        from publisher.identify import find_moved

        lost = {item.id: (owner, item) for owner, item in history.lost_items(self.earliest_return, _MOST_LOST)}
        known = recall_words([item for _, item in lost.values()], (item for _, item in fresh.values()))
        lost = {item.id: (lost[item.id][0], item) for item in known}
        found = find_moved(
            {id_: item.fingerprint for id_, (_, item) in fresh.items()},
            {id_: item.fingerprint for id_, (_, item) in lost.items()},
        )
        for fresh_id, match in found.items():
            if match.id is not None:
                source, old = lost[match.id]
                target, new = fresh[fresh_id]
                if source != target:
                    self._move(old, new, source=source, target=target, reason=match.reason, tally=tally)

    def _move(self, old: Item, new: Item, *, source: str, target: str, reason: str, tally: Tally) -> None:  # noqa: PLR0913
        from publisher.identify import words_digest

        history = self._store.history
        before, after = self._store.article(source), self._store.article(target)
        if before is None or after is None:
            return
        taken = {item.slug for item in (*after.items, *self._store.items(target, withdrawn=True)) if item.id != new.id}
        taken |= history.reserved_slugs(target) - history.former_slugs(target, old.id)
        slug = next(iter(sorted(history.former_slugs(target, old.id))), "")
        item = replace(
            new,
            id=old.id,
            slug=slug or mint_slug(old.slug, "section", taken.__contains__),
            published=old.published,
            updated=old.updated,
            version=old.version,
        )
        if words_digest(old.title, old.text) != words_digest(new.title, new.text):
            item = replace(item, updated=max(new.updated, old.updated), version=old.version + 1)
        history.forget_changes(new.id, fresh=True)
        history.forget_changes(old.id, fresh=True)
        history.move_item(new.id, item, old_article=source, new_article=target, now=self._now, reason=reason)
        step = Step(item=item, old=old, outcome=Outcome.MOVED)
        if self._config.render.has_changes:
            self._tell_step(after, step, origin=before)
            if not before.withdrawn:
                self._tell_left(before, old, after)
        tally.note_move(source=before.name, target=after.name, fresh_id=new.id, item=item, reason=reason)

    def _tell_left(self, article: Article, item: Item, target: Article) -> None:
        summary = f"Moved to “{target.title}”."
        self._tell(
            article,
            kind=ChangeKind.WITHDRAWN,
            item_id=item.id,
            slug=item.slug,
            title=item.title,
            summary=summary,
            html=f"<p>{escape(summary, quote=False)}</p>",
        )

    def _tell_step(self, article: Article, step: Step, origin: Article | None = None) -> None:
        from publisher.compare import compare_html
        from publisher.identify import words_digest

        old = None if step.old is None or (step.old.withdrawn and not origin) else step.old
        new = None if step.outcome is Outcome.WITHDRAWN else step.item
        before = _write_headed(old, step.item) if old else ""
        after = _write_headed(new, old or new) if new else ""
        shown = compare_html(before, after) if before and after else after
        old_digest = words_digest(old.title, old.text) if old else ""
        new_digest = words_digest(new.title, new.text) if new else ""
        summary = f"Moved here from “{origin.title}”." if origin else _summarize(step)
        is_update = new is not None and old is not None and old.updated != new.updated
        self._tell(
            article,
            kind=_KINDS[step.outcome],
            item_id=step.item.id,
            slug=step.item.slug,
            title=step.item.title,
            summary=summary,
            # Many readers show no summary. An item that is new or returns is shown as it is: marking every word would
            # only be in the way. Of one that was removed no word is published any longer.
            html=f"<p><em>{escape(summary, quote=False)}</em></p>\n{shown}",
            old_digest=old_digest,
            new_digest=new_digest,
            at=step.item.updated if is_update else None,
        )

    def _tell(  # noqa: PLR0913  A change has that many sides.
        self,
        article: Article,
        *,
        kind: ChangeKind,
        item_id: str,
        title: str,
        summary: str,
        html: str,
        at: datetime | None = None,
        slug: str = "",
        old_digest: str = "",
        new_digest: str = "",
    ) -> None:
        if not self._config.render.has_changes:
            return
        history = self._store.history
        moment = self._stamps.take(at or self._now)
        change = Change(
            id=mint_id(self._authority, ("change", article.id, item_id, kind, rfc3339(moment)), history.has_change),
            kind=kind,
            item_id=item_id,
            slug=slug,
            title=title,
            summary=summary,
            content=self._clean(html, article),
            old_digest=old_digest,
            new_digest=new_digest,
            at=moment,
        )
        history.save_change(article.id, change)

    def _clean(self, html: str, article: Article) -> SafeHtml:
        from publisher.clean import Form

        page = f"{self._config.render.url}{article.slug}/"
        return self._find_cleaner().clean(html, "", page=page, form=Form.FEED)


def list_decisions(revision: Revision) -> tuple[Decision, ...]:
    """List which item each section was taken for, which sections wait to be released, and which items were lost."""
    decisions = [
        Decision(
            item_id=step.item.id,
            fingerprint=step.item.fingerprint,
            outcome=step.outcome,
            reason=step.match.reason if step.match else "its section is gone",
            confidence=step.match.confidence if step.match else 1.0,
        )
        for step in revision.steps
    ]
    for held in revision.waiting:
        waiting = Decision(item_id=held.item_id, fingerprint=held.fingerprint, outcome=Outcome.WAITING)
        decisions.insert(held.place, waiting)
    return tuple(decisions)


def find_known(version: Version) -> Mapping[str, Decision]:
    """Return what the items of a version were like, by id, in reading order."""
    absent = {Outcome.WITHDRAWN, Outcome.WAITING}
    return {decision.item_id: decision for decision in version.decisions if decision.outcome not in absent}


def find_waiting(store: Store, article: Article | None) -> Sequence[Decision]:
    """Return what became of an article's sections the last time, if some of them were not released yet."""
    version = store.history.version(article.id, article.version) if article and article.to_come else None
    return version.decisions if version else ()


def order_known(live: Sequence[Item], waiting: Sequence[Decision]) -> Mapping[str, Fingerprint]:
    """Put what waited between what was public, in reading order: a section that waits is not taken for another one."""
    items = {item.id: item.fingerprint for item in live}
    known: dict[str, Fingerprint] = {}
    for place, decision in enumerate(waiting):
        if decision.outcome is Outcome.WAITING and not decision.item_id:
            known[f"{WAITING}{place}"] = decision.fingerprint
        elif decision.item_id in items:
            known[decision.item_id] = items[decision.item_id]
    return known | items


def _count_sections(article: Article) -> str:
    return "1 section" if len(article.items) == 1 else f"{len(article.items)} sections"


def recall_words(items: Sequence[Item], sections: Iterable[Draft | Item]) -> tuple[Item, ...]:
    """Give items whose words were lost with the state their words again, where a section has just these."""
    if not any(item.digest for item in items):
        return tuple(items)
    from publisher.identify import words_digest

    words = {words_digest(section.title, section.text): section for section in sections}
    found = (words.get(item.digest) if item.digest else None for item in items)
    return tuple(
        replace(item, title=section.title, text=section.text, is_lead=section.is_lead) if section else item
        for item, section in zip(items, found, strict=True)
    )


def _summarize(step: Step) -> str:
    """Say in a sentence what happened to an item."""
    from publisher.compare import summarize_change

    if step.outcome is Outcome.WITHDRAWN:
        return "Taken out of the article."
    if step.old is None:
        return "Added to the article."
    if step.old.withdrawn:
        return "Back in the article."
    return summarize_change(step.old.title, step.item.title, step.old.text, step.item.text)


def _write_headed(item: Item, other: Item) -> str:
    """Write an item under its title, where the title is a part of the change."""
    if item.title == other.title:
        return item.content
    return f"<h2>{escape(item.title, quote=False)}</h2>\n{item.content}"
