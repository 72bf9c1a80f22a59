"""Finds the texts that articles answer, and those that belong with them."""

from __future__ import annotations

import posixpath
from dataclasses import replace

from publisher.model import Article, Reference
from publisher.render.options import RenderOptions
from publisher.store import Store
from publisher.urls import WEB_SCHEMES, resolve


class References:
    """Finds the texts that articles refer to in their front matter.

    Args:
        options: Where articles are published.
        store: Which there are.
    """

    def __init__(self, options: RenderOptions, store: Store) -> None:
        self._options = options
        self._store = store
        self._found: dict[str, Reference] = {}

    def fill(self, article: Article) -> Article:
        """Give an article what it refers to, as far as it is there."""
        if not article.in_reply_to and not article.related:
            return article
        relatives = (self._find(article, said) for said in article.related)
        return replace(
            article,
            answers=self._find(article, article.in_reply_to) if article.in_reply_to else None,
            relatives=tuple(dict.fromkeys(reference for reference in relatives if reference)),
        )

    def find_waiting(self, article_ids: set[str]) -> set[str]:
        """Return the articles that refer to some others: their files name those by title and address."""
        return {
            article.id
            for article in self._store.referring_articles()
            for said in (article.in_reply_to, *article.related)
            if self._find_id(article, said) in article_ids
        }

    def _find(self, article: Article, said: str) -> Reference | None:
        url = resolve(said, schemes=WEB_SCHEMES)
        if url:
            return Reference(id=url, url=url)
        id_ = self._find_id(article, said)
        if id_ is None or id_ == article.id:
            return None
        if id_ not in self._found:
            from publisher.render.compose import article_title, article_url

            other = self._store.history.bare_articles([id_])[id_]
            # Of what was withdrawn not even the title is told.
            title = "" if other.withdrawn else article_title(other)
            self._found[id_] = Reference(id=id_, url=article_url(other, self._options), title=title)
        return self._found[id_]

    def _find_id(self, article: Article, said: str) -> str | None:
        """Return the id of the article that goes by a name: beside this one, from the content folder, or its own."""
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(article.name), said))
        for name in (beside, said.removeprefix("/")):
            found = self._store.article_id_of_name(name)
            if found:
                return found
        return self._store.article_id_of_pin(said) if said else None
