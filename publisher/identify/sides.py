"""Matches the sections of an article with its live items, or with those that were removed from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.identify.evidence import SHORT_WORDS, Profile, to_probability
from publisher.identify.matching import Matching
from publisher.model import Match

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence

    from publisher.identify.evidence import Likeness
    from publisher.identify.matching import Evidence, Pair
    from publisher.model import Fingerprint

# Share of the text by which a removed section is known when it returns, and the same under its own heading. An id
# given back wrongly hides a new text from everyone who has read the old one; not given back, the old text is merely
# shown once more. So both are far above what two versions of a living section need.
_RETURNED = 0.8
_RETURNED_UNDER_HEADING = 0.6
# A removed text that lived on in another item was not away, and gets its old id back under its old heading alone.
_LIVED_ON = 0.8
# A section of which so much stands in another one was cut off it.
SPLIT = 0.5


def _read_pin(section: Profile) -> Hashable | None:
    return section.source.pin or None


def _read_source(section: Profile) -> Hashable | None:
    return section.source


def _read_words(section: Profile) -> Hashable | None:
    return section.heading, section.bare


def _read_body(section: Profile) -> Hashable | None:
    # A shorter body ("To be written.") may stand under any heading.
    return section.bare if len(section.words) >= SHORT_WORDS else None


_EQUALITIES: tuple[tuple[Callable[[Profile], Hashable | None], bool, str], ...] = (
    (_read_source, False, "same heading and text"),
    (_read_words, False, "same heading and words"),
    (_read_body, True, "same text under another heading"),
)


class Side:
    """The live or the withdrawn items of an article, and the sections that are matched with them."""

    def __init__(
        self, sections: Sequence[Profile], items: Mapping[str, Fingerprint], phrase: str, hosts: Sequence[Profile] = ()
    ) -> None:
        self._ids = tuple(items)
        self._phrase = phrase
        self._hosts = hosts
        self.matching = Matching(sections, [Profile(item) for item in items.values()])
        self.matches: dict[int, Match] = {}

    def match_pins(self, other: Side) -> None:
        """Match by the author's pins; one that stands twice is none."""
        self.matching.taken = frozenset(other.matching.pairs)
        for n in self.matching.pair_equal(_read_pin, is_unique=True):
            self._add(n, f"pinned as “{self.matching.current[n].source.pin}”", 1.0)

    def match_equal(self, other: Side) -> None:
        """Match what did not change, and whole texts under other headings."""
        self.matching.taken = frozenset(other.matching.pairs)
        for key, is_unique, reason in _EQUALITIES:
            for n in self.matching.pair_equal(key, is_unique=is_unique):
                if self._is_credible(n):
                    self._add(n, reason, 1.0)

    def match_likely(self, other: Side) -> Mapping[Pair, Evidence]:
        """Match what changed, and return what was found for each pair that was weighed."""
        self.matching.taken = frozenset(other.matching.pairs)
        for n, kept in self.matching.pair_edited().items():
            self._add(n, f"same heading, {kept:.0%} of the text in common", 1.0)
        weighed = self.matching.pair_likely()
        for n in self.matching.pairs.keys() - self.matches.keys():
            evidence = weighed[n, self.matching.pairs[n]]
            self._add(n, _explain_same(evidence.likeness), round(to_probability(evidence.odds), 3))
        return weighed

    def match_returned(self, other: Side) -> None:
        """Match what is clearly an item's text, though it changed a little."""
        self.matching.taken = frozenset(other.matching.pairs)
        for n, likeness in self.matching.pair_alike(_is_returned).items():
            if self._is_credible(n):
                self._add(n, _explain_same(likeness), round(likeness.dice, 3))

    def _is_credible(self, n: int) -> bool:
        """Undo a match under another heading if the section is part of a host: it was cut off it, and never away."""
        section, item = self.matching.current[n], self.matching.known[self.matching.pairs[n]]
        if section.heading == item.heading:
            return True
        least = _LIVED_ON * len(section.pairs)
        if not any(len(section.pairs & host.pairs) >= least for host in self._hosts):
            return True
        del self.matching.pairs[n]
        return False

    def _add(self, n: int, reason: str, confidence: float) -> None:
        found = self._ids[self.matching.pairs[n]]
        self.matches[n] = Match(id=found, reason=self._phrase.format(reason), confidence=confidence)


def _is_returned(likeness: Likeness) -> bool:
    least = _RETURNED_UNDER_HEADING if likeness.heading == 1.0 else _RETURNED
    return likeness.short >= SHORT_WORDS and likeness.dice >= least


def _explain_same(likeness: Likeness) -> str:
    if likeness.heading == 1.0:
        heading = "same heading"
    elif likeness.heading >= SPLIT:
        heading = "similar heading"
    else:
        heading = "another heading"
    return f"{heading}, {likeness.dice:.0%} of the text in common"
