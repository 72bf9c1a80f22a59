"""Matches the sections of an article with the items that it had, so that ids survive edits.

The author's pins come first, then what is equal: heading and body, or a body of its own. For the rest, the evidence of
bodies, headings, neighbours and rivals is weighed for each likely pair (`evidence`), and of all ways to match them the
likeliest whole is taken (`matching`, `assign`): no pair is picked at the cost of two better ones.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from publisher.identify.articles import find_same_article
from publisher.identify.evidence import SHORT_WORDS, Profile, to_probability
from publisher.identify.matching import Matching
from publisher.identify.moves import find_moved
from publisher.identify.words import words_digest
from publisher.model import Match

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence

    from publisher.identify.evidence import Likeness
    from publisher.identify.matching import Evidence, Pair
    from publisher.model import Fingerprint

__all__ = ["find_moved", "find_same_article", "identify", "words_digest"]

_NONE: Mapping[str, Fingerprint] = MappingProxyType({})
# Share of the text by which a removed section is known when it returns, and the same under its own heading. An id
# given back wrongly hides a new text from everyone who has read the old one; not given back, the old text is merely
# shown once more. So both are far above what two versions of a living section need.
_RETURNED = 0.8
_RETURNED_UNDER_HEADING = 0.6
# A section of which so much stands in another one was cut off it.
_SPLIT = 0.5
# Less in common than this is no news: the words of a language alone make as much.
_NOTICEABLE = 0.1


def identify(
    current: Sequence[Fingerprint],
    known: Mapping[str, Fingerprint],
    withdrawn: Mapping[str, Fingerprint] = _NONE,
) -> tuple[Match, ...]:
    """Say of each section of an article which item it is.

    No id is given twice. A section whose heading, text and pin did not change keeps its id wherever it stands. A
    withdrawn id is given back only to the section with its pin or, clearly, its text. The result depends on nothing
    but the arguments.

    Args:
        current: The sections, in reading order.
        known: The article's live items by id, in reading order.
        withdrawn: The items that were removed from it, by id.

    Returns:
        A match for each section, in order.

    >>> from publisher.model import Fingerprint
    >>> rain = Fingerprint(title="Rain", text="It rains.")
    >>> [match.id for match in identify([Fingerprint(title="Sun", text="It shines."), rain], {"a": rain})]
    [None, 'a']
    """
    withdrawn = {id_: item for id_, item in withdrawn.items() if id_ not in known}
    sections = [Profile(section) for section in current]
    live = _Side(sections, known, "{}")
    gone = _Side(sections, withdrawn, "removed earlier and back: {}")
    # What is certain on either side goes before what is only likely on the other.
    for side, other in ((live, gone), (gone, live)):
        side.match_pins(other)
    for side, other in ((live, gone), (gone, live)):
        side.match_equal(other)
    weighed = live.match_likely(gone)
    gone.match_returned(live)
    found = live.matches | gone.matches
    return tuple(found.get(n) or _explain_new(n, live, weighed) for n in range(len(sections)))


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


class _Side:
    """The live or the withdrawn items of an article, and the sections that are matched with them."""

    def __init__(self, sections: Sequence[Profile], items: Mapping[str, Fingerprint], phrase: str) -> None:
        self._ids = tuple(items)
        self._phrase = phrase
        self.matching = Matching(sections, [Profile(item) for item in items.values()])
        self.matches: dict[int, Match] = {}

    def match_pins(self, other: _Side) -> None:
        """Match by the author's pins; one that stands twice is none."""
        self.matching.taken = frozenset(other.matching.pairs)
        for n in self.matching.pair_equal(_read_pin, is_unique=True):
            self._add(n, f"pinned as “{self.matching.current[n].source.pin}”", 1.0)

    def match_equal(self, other: _Side) -> None:
        """Match what did not change, and whole texts under other headings."""
        self.matching.taken = frozenset(other.matching.pairs)
        for key, is_unique, reason in _EQUALITIES:
            for n in self.matching.pair_equal(key, is_unique=is_unique):
                self._add(n, reason, 1.0)

    def match_likely(self, other: _Side) -> Mapping[Pair, Evidence]:
        """Match what changed, and return what was found for each pair that was weighed."""
        self.matching.taken = frozenset(other.matching.pairs)
        for n, kept in self.matching.pair_edited().items():
            self._add(n, f"same heading, {kept:.0%} of the text in common", 1.0)
        weighed = self.matching.pair_likely()
        for n in self.matching.pairs.keys() - self.matches.keys():
            likeness, odds = weighed[n, self.matching.pairs[n]]
            self._add(n, _explain_same(likeness), round(to_probability(odds), 3))
        return weighed

    def match_returned(self, other: _Side) -> None:
        """Match what is clearly an item's text, though it changed a little."""
        self.matching.taken = frozenset(other.matching.pairs)
        for n, likeness in self.matching.pair_alike(_is_returned).items():
            self._add(n, _explain_same(likeness), round(likeness.dice, 3))

    def _add(self, n: int, reason: str, confidence: float) -> None:
        found = self._ids[self.matching.pairs[n]]
        self.matches[n] = Match(id=found, reason=self._phrase.format(reason), confidence=confidence)


def _is_returned(likeness: Likeness) -> bool:
    least = _RETURNED_UNDER_HEADING if likeness.heading == 1.0 else _RETURNED
    return likeness.short >= SHORT_WORDS and likeness.dice >= least


def _explain_same(likeness: Likeness) -> str:
    if likeness.heading == 1.0:
        heading = "same heading"
    elif likeness.heading >= _SPLIT:
        heading = "similar heading"
    else:
        heading = "another heading"
    return f"{heading}, {likeness.dice:.0%} of the text in common"


def _explain_new(n: int, live: _Side, weighed: Mapping[Pair, Evidence]) -> Match:
    pairs = {j: evidence for (i, j), evidence in weighed.items() if i == n}
    likeliest = max((odds for _, odds in pairs.values()), default=-30.0)
    lives_on = set(live.matching.pairs.values())
    namesakes = [likeness.dice for likeness, _ in pairs.values() if likeness.heading == 1.0]
    closest = max((likeness.dice for likeness, _ in pairs.values()), default=0.0)
    if any(likeness.within >= _SPLIT and j in lives_on for j, (likeness, _) in pairs.items()):
        reason = "split off an item that lives on"
    elif namesakes:
        reason = f"an old heading over a new text, {max(namesakes):.0%} of it in common"
    elif closest >= _NOTICEABLE:
        reason = f"the likest item left has only {closest:.0%} of the text in common"
    else:
        reason = "no item left is like it"
    # Above even odds it was likely enough, but another section was the likelier one.
    return Match(id=None, reason=reason, confidence=round(max(0.5, 1 - to_probability(likeliest)), 3))
