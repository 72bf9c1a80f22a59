"""Recognises an article whose file has another name, another format or another text than before."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from publisher.identify.evidence import SHORT_WORDS, Profile, compare_bodies
from publisher.identify.words import normalize_words, split_words
from publisher.model import Fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

_LIKE = 0.4
"""Share of the runs of words that the longer text must have in common with the other. Two articles of one author on one
subject share less than a hundredth; a text that was corrected throughout and cut by a third still shares a half."""
_CLEAR = 0.2
"""By how much the next best must be less like it."""
_FEW = 20
"""Runs of words; fewer may agree by chance."""
_RUN = 3
_MAX_CHARACTERS = 200_000
_MAX_TOTAL = 4_000_000
"""Characters of all texts that are compared in one run; more articles mean shorter beginnings of each."""
_MOST_COMPARED = 200
"""Files, and articles, that are compared word by word in one run; equal ones do not count."""
# A character of a script without spaces counts as a word.
_WORD = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")

# Shares of the pairs of words (Dice) that short texts, or titles, have in common.
_NOTICEABLE = 0.2
_ALIKE = 0.5
_CLOSE = 0.6
_NEARLY_EQUAL = 0.8
_STAMPED = timedelta(hours=1)
"""By so much an article may be dated before the time that its author gave: no two items have the same second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleTraits:
    """What an article, or a file that may be one, is recognised by. Empty means unknown, and is never evidence."""

    digest: str = ""
    """SHA-256 of the file."""
    title: str = ""
    is_named: bool = False
    """The title may have been made from the file's name."""
    sections: tuple[str, ...] = ()
    """A digest of the words of each section, in reading order."""
    bodies: tuple[str, ...] = ()
    """The same, without the title of the article."""
    text: str = ""
    """The words of all sections."""
    slug: str = ""
    """The author's own."""
    address: str = ""
    """Of an article: the slug that it is published under."""
    date: datetime | None = None
    """The author's own date, in the time zone of the site; only its day counts."""
    published: datetime | None = None
    """Of an article: its first release, in the same time zone."""
    stem: str = ""
    """The file's name without folder, date and suffix."""
    pin: str = ""
    """The author's own name for it (``id`` in front matter)."""
    holder: str = ""
    """Of an article whose file still exists, and of that file, which now has another text: the file's name."""
    is_titled: bool = False
    """Of a file and its article that were parted: they still have the same title."""
    is_old: bool = False
    """The article was withdrawn in an earlier run."""


def match_articles(files: Mapping[str, ArticleTraits], articles: Mapping[str, ArticleTraits]) -> dict[str, str]:
    """Find which files are which known articles.

    The author's `id` comes first, then equal bytes, then equal words, then texts and front matter that are similar.
    Where a file and its article are parted (`holder`), both are matched with others only by equal words.

    Args:
        files: New files, and files whose text is no longer that of their article, by name.
        articles: Articles without a file, and those of such files, by any name.

    Returns:
        By file, the article that it is. No article is given to two files, two different pins never meet, and the result
        does not depend on the order of the arguments.
    """
    files = dict(sorted(files.items()))
    articles = dict(sorted(articles.items(), key=lambda pair: (pair[1].is_old, bool(pair[1].holder), pair[0])))
    found: dict[str, str] = {}
    for read_key in (_read_pin, _read_digest, _read_content, _read_untitled, _read_body):
        keys = {name: read_key(file) for name, file in files.items()}
        holders = {name: read_key(article) for name, article in articles.items()}
        for read_tie in (_read_all_ties, _read_stem, _read_slug, _read_date, _ignore):
            is_unique = read_key is _read_body and read_tie is _ignore
            pairs = _pair_equal(
                {name: (keys[name], read_tie(file)) for name, file in files.items()},
                {name: (holders[name], read_tie(article)) for name, article in articles.items()},
                lambda name, other: _may_take(name, files[name], articles[other]),
                is_unique=is_unique,
            )
            for name, other in pairs.items():
                found[name] = other
                del files[name], articles[other]
    return found | _match_likely(files, articles)


def is_same_in_place(file: ArticleTraits, article: ArticleTraits) -> bool:
    """Return whether a file that was rewritten, title and all, is still its article.

    The author's own slug, or the same date over a title or a text that is similar, is enough. Without either, both the
    title and the text of a short article must be similar.
    """
    pair = _Pair(_Side(file), _Side(article))
    if pair.is_apart:
        return False
    return (
        pair.has_slug
        or (pair.has_date and (pair.has_near_title or pair.share >= _ALIKE))
        or (pair.has_near_title and pair.share >= _CLOSE and not pair.has_other_date)
    )


def keeps_article(file: ArticleTraits, article: ArticleTraits) -> bool:
    """Return whether an edited file is its article still, even if another file has the words of it."""
    pair = _Pair(_Side(file), _Side(article))
    if pair.is_apart:
        return False
    has_words = bool(set(file.sections) & set(article.sections)) or pair.share >= (_LIKE if pair.is_long else _ALIKE)
    return pair.has_slug or has_words


def find_same_article(text: str, known: Mapping[str, str]) -> str | None:
    """Return which of some articles a text is, whatever its name or format; None if it is none of them for sure.

    Args:
        text: All words of the article that came in.
        known: The words of articles whose files are gone, by anything that names them.

    >>> words = "the tide comes twice a day because the earth turns below two bulges of the sea which the moon draws up"
    >>> find_same_article(words + " and lets go", {"old": words, "other": "nothing of it " * 30})
    'old'
    """
    runs = _read_runs(text)
    if len(runs) < _FEW:
        return None
    shares = sorted(((_share(runs, _read_runs(other)), name) for name, other in known.items()), reverse=True)
    if not shares or shares[0][0] < _LIKE:
        return None
    if len(shares) > 1 and shares[0][0] - shares[1][0] < _CLEAR:
        return None
    return shares[0][1]


def _share(one: set[tuple[str, ...]], other: set[tuple[str, ...]]) -> float:
    return len(one & other) / max(1, len(one), len(other))


def _read_runs(text: str, limit: int = _MAX_CHARACTERS) -> set[tuple[str, ...]]:
    words = _WORD.findall(text[:limit].casefold())
    return {tuple(words[n : n + _RUN]) for n in range(len(words) - _RUN + 1)}


# What is equal. A key of None pairs with nothing.


def _read_pin(traits: ArticleTraits) -> Hashable:
    return traits.pin or None


def _read_digest(traits: ArticleTraits) -> Hashable:
    return traits.digest or None


def _read_content(traits: ArticleTraits) -> Hashable:
    return (normalize_words(traits.title), traits.sections) if traits.sections else None


def _read_untitled(traits: ArticleTraits) -> Hashable:
    return traits.bodies if traits.is_named and traits.bodies else None


def _read_body(traits: ArticleTraits) -> Hashable:
    # Fewer words may be found under any title.
    return normalize_words(traits.text) if len(split_words(traits.text)) >= SHORT_WORDS else None


def _read_all_ties(traits: ArticleTraits) -> Hashable:
    slug, date, stem = _read_slug(traits), _read_date(traits), traits.stem
    return (slug, date, stem) if slug and date and stem else None


def _read_stem(traits: ArticleTraits) -> Hashable:
    return traits.stem or None


def _read_slug(traits: ArticleTraits) -> Hashable:
    return traits.slug or traits.address or None


def _read_date(traits: ArticleTraits) -> Hashable:
    return traits.date.date() if traits.date else None


def _ignore(_: ArticleTraits) -> Hashable:
    return True


_Key = tuple[Hashable, Hashable]


def _pair_equal(
    files: Mapping[str, _Key], articles: Mapping[str, _Key], may_take: Callable[[str, str], bool], *, is_unique: bool
) -> dict[str, str]:
    """Pair files and articles with equal keys, in their order; a key with None in it is no key."""
    waiting: dict[_Key, deque[str]] = {}
    for name, key in articles.items():
        waiting.setdefault(key, deque()).append(name)
    counts = Counter(files.values())
    found = {}
    for name, key in files.items():
        candidates = waiting.get(key, deque())
        if None in key or (is_unique and (counts[key] > 1 or len(candidates) > 1)):
            continue
        chosen = next((other for other in candidates if may_take(name, other)), None)
        if chosen is not None:
            candidates.remove(chosen)
            found[name] = chosen
    return found


def _may_take(name: str, file: ArticleTraits, article: ArticleTraits) -> bool:
    """Return whether a file with the words of an article may be it."""
    pair = _Pair(_Side(file), _Side(article))
    if pair.is_apart or article.holder == name:
        return False
    if pair.has_pin or not (article.is_old or article.is_titled or file.is_titled):
        return True
    # "Closed today." may be written twice, and mean another day.
    is_long = bool(article.text) and _read_body(article) is not None
    return not pair.has_other_date and (is_long or pair.has_slug or pair.has_date)


# What is similar.


class _Side:
    """A file or an article, made ready for comparing."""

    def __init__(self, traits: ArticleTraits, limit: int = _MAX_CHARACTERS) -> None:
        self.traits = traits
        self._limit = limit

    @cached_property
    def runs(self) -> set[tuple[str, ...]]:
        return _read_runs(self.traits.text, self._limit)

    @cached_property
    def body(self) -> Profile:
        return Profile(Fingerprint(title="", text=self.traits.text))

    @cached_property
    def title(self) -> Profile:
        return Profile(Fingerprint(title="", text=self.traits.title))


class _Pair:
    """A file and an article, compared."""

    def __init__(self, file: _Side, article: _Side) -> None:
        self._file = file
        self._article = article
        one, other = file.traits, article.traits
        self.is_apart = bool(one.pin and other.pin and one.pin != other.pin)
        self.has_pin = bool(one.pin and one.pin == other.pin)
        self.has_slug = bool(one.slug) and one.slug in {other.slug, other.address}
        self.has_date = _is_same_day(one.date, other)
        self.has_other_date = bool(one.date and other.date) and not self.has_date
        self.has_stem = bool(one.stem and one.stem == other.stem)

    @cached_property
    def has_title(self) -> bool:
        if self._file.traits.is_named and self._article.traits.is_named:
            return False
        one, other = self._file.title.words, self._article.title.words
        return bool(one) and one == other

    @cached_property
    def has_near_title(self) -> bool:
        if self._file.traits.is_named and self._article.traits.is_named:
            return False
        is_known = bool(self._file.title.words and self._article.title.words)
        return is_known and compare_bodies(self._file.title, self._article.title)[0] >= _ALIKE

    @cached_property
    def is_long(self) -> bool:
        return min(len(self._file.runs), len(self._article.runs)) >= _FEW

    @cached_property
    def share(self) -> float:
        """Of the text, that both have: of runs of words where there are enough, else of pairs."""
        if self.is_long:
            return _share(self._file.runs, self._article.runs)
        if not self._file.body.words or not self._article.body.words:
            return 0.0
        return compare_bodies(self._file.body, self._article.body)[0]

    @property
    def has_words(self) -> bool:
        """Whether so much of a long text is left that it needs no other evidence."""
        return self.is_long and self.share >= _LIKE

    @property
    def is_likely(self) -> bool:
        """Whether all that is known together is enough."""
        if self._article.traits.pin and not self.has_pin:
            return False
        return self._is_likely_old if self._article.traits.is_old else self._is_likely_new

    @property
    def _is_likely_new(self) -> bool:
        """Whether a file is the article whose file disappeared in the same run."""
        if self.has_words:
            return True
        if self.has_slug and (self.has_near_title or self.has_date or self.has_stem or self.share >= _NOTICEABLE):
            return True
        if self.has_date and (
            self.has_title
            or (self.has_stem and (self.has_near_title or self.share >= _NOTICEABLE))
            or (self.has_near_title and self.share >= _ALIKE)
        ):
            return True
        if self.has_other_date or not self.has_title:
            return False
        return self.share >= (_NOTICEABLE if self.has_stem else _ALIKE)

    @property
    def _is_likely_old(self) -> bool:
        """Whether a file is an article that was withdrawn before: another one may well have its title or its slug."""
        if self.has_slug and (self.share >= _ALIKE or (self.has_date and self.has_near_title)):
            return True
        if not self.has_title or self.has_other_date:
            return False
        is_enough = min(len(self._file.body.words), len(self._article.body.words)) >= SHORT_WORDS
        return self.share >= _NEARLY_EQUAL and is_enough

    @property
    def rank(self) -> int:
        """How good the evidence is; more evidence of the lower kinds never outweighs a higher one."""
        evidence = (self.has_words, self.has_slug, self.has_title, self.has_date, self.has_stem)
        return sum(has << place for place, has in enumerate(reversed(evidence)))


def _is_same_day(date: datetime | None, article: ArticleTraits) -> bool:
    if date is None:
        return False
    if article.date is not None:
        return date.date() == article.date.date()
    published = article.published
    return published is not None and date.date() in {published.date(), (published + _STAMPED).date()}


def _match_likely(files: Mapping[str, ArticleTraits], articles: Mapping[str, ArticleTraits]) -> dict[str, str]:
    """Match what was edited, the best evidence first; where two articles are as likely for a file, it is neither."""
    rest = [pair for pair in articles.items() if not pair[1].holder][:_MOST_COMPARED]
    fresh = [pair for pair in files.items() if not pair[1].holder][:_MOST_COMPARED]
    limit = min(_MAX_CHARACTERS, _MAX_TOTAL // max(1, len(rest) + len(fresh)))
    sides = {key: _Side(article, limit) for key, article in rest}
    likely: dict[str, list[tuple[int, float, str]]] = {}
    for name, traits in fresh:
        file = _Side(traits, limit)
        for key, article in sides.items():
            pair = _Pair(file, article)
            if pair.is_likely:
                likely.setdefault(name, []).append((-pair.rank, -pair.share, key))
    order = sorted((*chosen, name) for name, choices in likely.items() for chosen in choices)
    found: dict[str, str] = {}
    unsure: set[str] = set()
    taken: set[str] = set()
    for rank, share, key, name in order:
        if name in found or name in unsure or key in taken:
            continue
        rivals = [other for other in likely[name] if other[2] != key and other[2] not in taken and other[0] == rank]
        if any(abs(other[1] - share) < _CLEAR for other in rivals):
            unsure.add(name)
            continue
        found[name] = key
        taken.add(key)
    return found
