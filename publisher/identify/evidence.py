"""Weighs how likely it is that a section is a known item, edited."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from math import exp, log
from typing import TYPE_CHECKING

from publisher.identify.weights import BASE, WEIGHTS
from publisher.identify.words import normalize_words, split_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from publisher.model import Fingerprint

# Below this many words a body has too few pairs of words to be compared, or recognised, by them alone.
SHORT_WORDS = 8
# So many characters of each end stand for a long body: a bound to the cost of 500 sections of 5,000 words, all of them
# edited at once. Of the 25,658 sections of the histories that the weights come from, 5 are longer.
_EDGE = 4_000
_LEAD = "\x00lead"
_BOTH = 2


class Profile:
    """One section, made ready for comparing; each part is made when it is first asked for."""

    def __init__(self, source: Fingerprint) -> None:
        self.source = source

    @cached_property
    def heading(self) -> str:
        """The heading without case and punctuation; one and the same for every lead, whose title is the article's."""
        title = self.source.title
        return _LEAD if self.source.is_lead else " ".join(split_words(title)) or normalize_words(title)

    @cached_property
    def words(self) -> list[str]:
        """The body's words, without case and punctuation; of a long body, those of its beginning and its end."""
        text = self.source.text
        return split_words(text if len(text) <= 2 * _EDGE else f"{text[:_EDGE]} {text[-_EDGE:]}")

    @cached_property
    def bare(self) -> str:
        """The body without case and punctuation; as it is where nothing else is in it."""
        return " ".join(self.words) or normalize_words(self.source.text)

    @cached_property
    def terms(self) -> frozenset[str]:
        """Each different word of the body."""
        return frozenset(self.words)

    @cached_property
    def pairs(self) -> frozenset[object]:
        """Each different pair of words that stand side by side."""
        return frozenset(pairwise(self.words))


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What two sections have in common, whatever stands around them."""

    dice: float
    """Share of the pairs of words that both have, 0 to 1 (Dice)."""
    within: float
    """The same as a share of the shorter one, 0 to 1."""
    rare: float
    """Share of the words that both have, each weighing the more the fewer sections have it."""
    heading: float
    """Share of the headings' words, 1 for the same heading."""
    short: int
    """Words of the shorter body."""


def can_be_same(left: Profile, right: Profile) -> bool:
    """Whether the author did not say otherwise: two pins are two items."""
    return not (left.source.pin and right.source.pin) or left.source.pin == right.source.pin


def compare_bodies(left: Profile, right: Profile) -> tuple[float, float]:
    """Return the share of the pairs of words that both bodies have, of the whole (Dice) and of the shorter one."""
    mine, theirs = left.pairs, right.pairs
    if min(len(left.words), len(right.words)) < SHORT_WORDS:
        mine, theirs = mine | left.terms, theirs | right.terms
    shared = len(mine & theirs)
    return 2 * shared / max(1, len(mine) + len(theirs)), shared / max(1, min(len(mine), len(theirs)))


class Scale:
    """Weighs words by how few of the sections to be compared have them.

    In whole thousandths, because a sum of floats depends on its order, and a set has none that lasts.
    """

    def __init__(self, profiles: Iterable[Profile]) -> None:
        profiles = tuple(profiles)
        counts = Counter(chain.from_iterable(profile.terms for profile in profiles))
        # A word that stands in a single section weighs as if in two, or each new word would count twice.
        logs = {count: round(1000 * log((len(profiles) + 1) / max(2, count))) for count in set(counts.values())}
        self.weights = {term: logs[count] for term, count in counts.items()}
        self._totals = {id(profile): self.sum(profile.terms) for profile in profiles}

    def sum(self, terms: Iterable[str]) -> int:
        """Add up the weights of words."""
        return sum(map(self.weights.__getitem__, terms))

    def compare(self, left: Profile, right: Profile) -> Likeness:
        """Compare the headings and bodies of two of the sections; symmetric."""
        short = min(len(left.words), len(right.words))
        if not left.words and not right.words:
            dice = within = rare = float(left.bare == right.bare)
        else:
            dice, within = compare_bodies(left, right)
            total = self._totals[id(left)] + self._totals[id(right)]
            rare = 2 * self.sum(left.terms & right.terms) / max(1, total)
        heading = _compare_headings(left, right)
        return Likeness(dice=dice, within=within, rare=rare, heading=heading, short=short)


def _compare_headings(left: Profile, right: Profile) -> float:
    if left.heading == right.heading:
        return 1.0
    mine, theirs = Counter(left.heading.split()), Counter(right.heading.split())
    return 2 * (mine & theirs).total() / max(1, mine.total() + theirs.total())


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What stands around a pair of sections and competes with it."""

    rival: float
    """How much more like one of the two some third section is, by Dice; 0 where none is."""
    another: float
    """How like one of the two, by Dice, the likest of the other sections is."""
    rank: float
    """How like each other the two are, as a share of how like one of them the likest of all sections is."""
    is_heading_alone: bool
    """No third section, still unmatched, has the heading that the two share."""
    claim: float
    """How like one of the two, by Dice, a third section is that has that one's heading, which the other has not."""
    neighbours: int
    """How many of the sections before and after are matched with each other, 0 to 2."""
    crossing: float
    """The share of the matched pairs that stand before the one and after the other."""


# From this share of the body on, that two sections are most like each other counts in full; and as soon as a third is
# more like one of them by so much, not at all.
_LIKE = 0.2
_UNRIVALLED = 0.1
SIGNS = (
    "rare words",
    "rare words, squared",
    "rare words, below the same heading",
    "body, below the same heading",
    "body, below another heading, one within the other",
    "body, one within the other",
    "heading of its own, over another body",
    "heading, words of it",
    "neighbours",
    "neighbours, both",
    "crossing",
    "rival",
    "rival, likeness",
    "rival, rank",
    "rival, none",
    "claim",
)
"""What speaks for or against a pair, in the order of `observe`.

All of it is the same from either side, so that the undo of a revision finds what it kept. Tried without gain in other
projects than the weights were fitted to: the headings' level, parent, numbers and characters; triples of words; the
words that a body begins and ends with; the parts of it that stand elsewhere in the article; lengths; decision trees.
"""
# A dictionary for each pair would be a third of the cost.
_WEIGHTS = tuple(WEIGHTS.get(sign, 0.0) for sign in SIGNS)


def observe(likeness: Likeness, setting: Setting) -> tuple[float, ...]:
    """List the evidence for two sections being one item, in the order of `SIGNS`."""
    is_same = likeness.heading == 1.0
    return (
        likeness.rare,
        likeness.rare**2,
        likeness.rare * is_same,
        likeness.dice * is_same,
        likeness.within * (not is_same),
        likeness.within,
        # A heading that recurs ("Example") says nothing by itself.
        (1 - likeness.dice) * (is_same and setting.is_heading_alone),
        likeness.heading * (not is_same),
        float(setting.neighbours),
        float(setting.neighbours == _BOTH),
        setting.crossing,
        setting.rival,
        setting.another,
        setting.rank,
        min(1.0, likeness.dice / _LIKE) * max(0.0, 1 - setting.rival / _UNRIVALLED),
        setting.claim,
    )


def weigh(signs: Iterable[float]) -> float:
    """Return the logarithm of the odds that two sections are one item; above 0 they rather are."""
    return BASE + sum(weight * value for weight, value in zip(_WEIGHTS, signs, strict=True))


def to_probability(log_odds: float) -> float:
    """Turn the logarithm of odds into a probability."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, log_odds))))
