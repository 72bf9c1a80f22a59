"""What an operator does to what is published: looks at an article's history, takes items back, restores versions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from publisher.config import Config
from publisher.errors import OperatorError
from publisher.model import Article, Item, Raw, Version
from publisher.pipeline.releasing import Verb, command, undo
from publisher.pipeline.report import ArticleReport
from publisher.pipeline.revising import Reading, Reviser
from publisher.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleHistory:
    """An article with all that is remembered of it."""

    article: Article
    hidden: tuple[Item, ...]
    """Its items that are withdrawn."""
    versions: tuple[Version, ...]
    """The newest first."""
    is_rolled_back: bool
    """Its file holds a text that was taken back."""


class Operator:
    """Does what an operator asks for, in the state; the files are written later.

    Args:
        config: The settings.
        store: The state.
        authority: For ids.
        now: In UTC.
    """

    def __init__(self, config: Config, store: Store, authority: str, now: datetime) -> None:
        self._config = config
        self._store = store
        self._now = now
        self._reviser = Reviser(config, store, authority, now)

    def read_history(self, wanted: str) -> ArticleHistory:
        """Return all that is remembered of an article.

        Args:
            wanted: Its file below the content folder, its slug, its id, or its address.

        Raises:
            OperatorError: There is no such article.
        """
        article = self._find_article(wanted)
        return ArticleHistory(
            article=article,
            hidden=self._store.items(article.id, withdrawn=True),
            versions=tuple(self._store.history.versions(article.id)),
            is_rolled_back=bool(self._store.refused(article.id)),
        )

    def retract(self, wanted: str, *, is_forgetting: bool = False) -> ArticleReport:
        """Take an item out of publication although its section is still in the article, until it is restored.

        Args:
            wanted: Its id, its address, or ``article#section`` with their slugs.
            is_forgetting: Forget the earlier versions of its article too, whose files may hold its words, and those of
                articles that it moved away from.

        Raises:
            OperatorError: There is no such item, or it is retracted already.
        """
        article, item = self._find_item(wanted)
        if item.retracted:
            raise OperatorError("it is retracted already", wanted, "publisher retract --undo brings it back")
        hidden = replace(item, withdrawn=True, gone=self._now, retracted=True)
        items = tuple(other for other in article.items if other.id != item.id)
        self._store.save_article(replace(article, items=items, updated=self._move(article)), [hidden])
        self._reviser.chronicler.tell_retracted(article, item)
        if is_forgetting:
            self._store.history.forget_versions(article.id, before=article.version)
            for former in map(self._store.article, self._store.history.former_owners(item.id)):
                if former:
                    self._store.history.forget_versions(former.id, before=former.version)
        return ArticleReport(
            name=article.name, slug=article.slug, title=article.title, unchanged=len(items), withdrawn=1
        )

    def restore(self, wanted: str) -> ArticleReport:
        """Publish an item again that was retracted.

        Raises:
            OperatorError: There is no such item, or it is not retracted.
        """
        article, item = self._find_item(wanted)
        if not item.retracted:
            raise OperatorError("it is not retracted", wanted, "publisher history ARTICLE lists what is")
        if not item.content:
            hint = "publish first: its text was lost with the state"
            raise OperatorError("nothing is known of it but its id", wanted, hint)
        back = replace(item, withdrawn=False, gone=None, retracted=False)
        items = tuple(sorted((*article.items, back), key=lambda other: (other.position, other.id)))
        self._store.save_article(replace(article, items=items, updated=self._move(article)))
        self._reviser.chronicler.tell_restored(article, back)
        return ArticleReport(
            name=article.name, slug=article.slug, title=article.title, unchanged=len(article.items), returned=1
        )

    def roll_back(self, wanted: str, number: int | None) -> tuple[Version, ArticleReport]:
        """Publish an earlier version of an article again; its file is not touched, and is read again once it changes.

        Args:
            wanted: The article, as in `read_history`.
            number: Of the version; None takes the one before that which is published.

        Raises:
            OperatorError: There is no such article or version, or its file is gone.
        """
        from publisher.parse import parse_article

        history = self.read_history(wanted)
        article = history.article
        version = _choose_version(history, number)
        row = self._store.sources().get(article.name)
        if row is None or article.withdrawn:
            hint = "put its file back; an article that is withdrawn cannot be rolled back"
            raise OperatorError("it is not published", article.name, hint)
        document = parse_article(Raw(name=article.name, data=version.source), self._config.parse)
        # What waits to be released does not come out by this.
        turn = self._reviser.releaser.take_turn(article.name, document.metadata)
        reading = Reading(name=article.name, document=document, source=version.source, restored=version, turn=turn)
        _, reports = self._reviser.revise(reading, article)
        self._store.set_refused(article.id, row.digest)
        return version, reports[-1]

    def direct(self, verb: Verb, wanted: str, count: int, *, is_undone: bool) -> str:
        """Do something to the release of an article, or take it back; return the name of its file.

        What that brings out, or takes back, happens when the article is read again, which is due at once.

        Args:
            verb: What to do.
            wanted: The article, as in `read_history`, or its file where nothing of it was released yet.
            count: Of sections, or of steps.
            is_undone: Take it back.

        Raises:
            OperatorError: There is no such article, or that cannot be done to it.
        """
        name = self._name_below_content(wanted)
        row = self._store.release(name) or self._store.release(wanted)
        article_id = self._store.article_id_of_name(row.name) if row else self._find_article(wanted).id
        article = self._store.article(article_id) if article_id else None
        if row is None and article is not None:
            row = self._store.release(article.name)
        source = self._store.sources().get(row.name) if row else None
        if row is None or source is None:
            hint = "only an article with `release` in its front matter, or in the settings, comes section by section"
            raise OperatorError("it is published all at once", article.name if article else wanted, hint)
        released = article.items if article and not article.withdrawn else ()
        row = undo(row, verb, self._now) if is_undone else command(row, verb, count, self._now, released)
        self._store.save_release(row)
        self._store.save_source(replace(source, due=self._now))
        return row.name

    def _move(self, article: Article) -> datetime:
        return self._reviser.stamps.take(self._now, after=article.updated)

    def _find_article(self, wanted: str) -> Article:
        path, _, _ = self._strip_url(wanted).partition("#")
        path = path.strip("/").removesuffix("/index.html")
        below = self._name_below_content(wanted)
        for article_id in (
            wanted,
            self._store.article_id_of_name(below),
            self._store.article_id_of_slug(path),
            self._store.article_id_of_item(wanted),
        ):
            article = self._store.article(article_id) if article_id else None
            if article:
                return article
        raise OperatorError("there is no such article", wanted, "name its file, e.g. content/news.md, or its slug")

    def _find_item(self, wanted: str) -> tuple[Article, Item]:
        article_id = self._store.article_id_of_item(wanted)
        if article_id is None and "#" not in wanted:
            hint = "name it by its id, its address, or as ARTICLE#SECTION; publisher history ARTICLE lists them"
            raise OperatorError("there is no such item", wanted, hint)
        article = self._store.article(article_id) if article_id else self._find_article(wanted.partition("#")[0])
        slug = wanted.partition("#")[2]
        if article:
            for item in (*article.items, *self._store.items(article.id, withdrawn=True)):
                if wanted == item.id or (article_id is None and slug == item.slug):
                    if item.withdrawn and not item.retracted:
                        hint = "its section is no longer in the article"
                        raise OperatorError("it is withdrawn already", wanted, hint)
                    return article, item
        raise OperatorError("there is no such item", wanted, "publisher history ARTICLE lists them")

    def _strip_url(self, wanted: str) -> str:
        return wanted.removeprefix(self._config.render.url)

    def _name_below_content(self, wanted: str) -> str:
        """Return the name of a file that was named as it is seen from where the command runs."""
        try:
            return Path(wanted).resolve().relative_to(self._config.content.resolve()).as_posix()
        except (OSError, ValueError):
            return wanted


def _choose_version(history: ArticleHistory, number: int | None) -> Version:
    kept = ", ".join(str(version.number) for version in reversed(history.versions)) or "none"
    current = history.article.version
    if number is None:
        # After a rollback, the one before is that which came before the version that was restored.
        newest = next(iter(history.versions), None)
        before = newest.restores if newest and newest.restores else current
        found = next((version for version in history.versions if version.number < before), None)
    else:
        found = next((version for version in history.versions if version.number == number), None)
    if found is None:
        what = f"version {number} was not kept" if number is not None else "no earlier version was kept"
        raise OperatorError(what, history.article.name, f"kept are: {kept}")
    if found.number == current:
        raise OperatorError(f"version {number} is the one that is published", history.article.name, f"kept are: {kept}")
    return found
