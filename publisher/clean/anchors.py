"""Names for the ids in an article: one each, the same whenever it is cleaned, and of no other item."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from publisher.urls import slugify

_RENAMED = re.compile(r"x-[a-z0-9]+(?:-[a-z0-9]+)*")
_MAX_ID = 80


def rename_id(id: str) -> str:  # noqa: A002  The attribute's own name.
    """Give an id of a source the name that it has on our pages, where it meets ids of our own and of other articles.

    It depends on the id alone, so links across items find each other. A name that this function gave stays.

    >>> rename_id("setup")
    'x-setup'
    >>> rename_id("fn:1") == rename_id("fn-1")
    False
    """
    id = id.strip()  # noqa: A001
    if not id or (_RENAMED.fullmatch(id) and len(id) <= _MAX_ID):
        return id
    slug = slugify(id, "id")
    if slug != id:
        # Something of the id was lost: two that differ must still not meet.
        slug += "-" + sha256(id.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return f"x-{slug}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchors:
    """What the ids of an article are called, as one of its sections sees them."""

    own: Mapping[str, str]
    """Names by the section's own ids."""
    article: Mapping[str, str]
    """Names by all ids of the article; of an id that several sections have, the first one's."""
    taken: frozenset[str]
    """All names."""
    linked: frozenset[str] = frozenset()
    """Those that links lead to."""

    def name(self, id: str) -> str:  # noqa: A002  The attribute's own name.
        """Return the name of an id, or of a name the name itself: what was renamed once stays."""
        found = self.own.get(id) or self.article.get(id)
        return found or (id if id in self.taken else rename_id(id))


def name_ids(
    sections: Sequence[Iterable[str]], headings: Sequence[Iterable[str]] = (), links: Sequence[Iterable[str]] = ()
) -> tuple[Anchors, ...]:
    """Name the ids of each section of an article, no two alike.

    Args:
        sections: The ids of each section, as the source has them.
        headings: What headings without an id are known by, section by section; they come after all ids, so that none
            takes an id's name.
        links: The ids that each section's links point to.

    Returns:
        One for each section.

    >>> first, second = name_ids([["fn"], ["fn", "end"]])
    >>> first.name("fn"), second.name("fn"), first.name("end")
    ('x-fn', 'x-fn-2', 'x-end')
    """
    # What looks renamed already keeps its name, the first time: cleaned HTML may be cleaned again.
    kept = {id_ for ids in (*sections, *headings) for id_ in ids if id_ and rename_id(id_) == id_}
    free = set(kept)
    article: dict[str, str] = {}
    taken = set(kept)
    owns: list[dict[str, str]] = [{} for _ in sections]
    for groups, choose in ((sections, rename_id), (headings, _name_heading)):
        for own, ids in zip(owns, groups, strict=False):
            for id_ in sorted({*ids} - own.keys() - {""}):
                own[id_] = id_ if id_ in free else _find_free(choose(id_), taken)
                free.discard(id_)
                taken.add(own[id_])
                article.setdefault(id_, own[id_])
    found = zip(owns, links, strict=False)
    linked = frozenset(own.get(id_) or article.get(id_, "") for own, ids in found for id_ in ids)
    settled = frozenset(taken)
    return tuple(Anchors(own=own, article=article, taken=settled, linked=linked) for own in owns)


def _name_heading(words: str) -> str:
    return f"x-{slugify(words, 'section')}"


def _find_free(name: str, taken: set[str]) -> str:
    found, count = name, 1
    while found in taken:
        count += 1
        found = f"{name}-{count}"
    return found
