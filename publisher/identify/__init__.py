"""Matches the sections of an article with the items that it had, so that ids survive edits.

The author's pins come first, then what is equal: heading and body, or a body of its own. For the rest, the evidence of
bodies, headings, neighbours and rivals is weighed for each likely pair (`evidence`), and of all ways to match them the
likeliest whole is taken (`matching`, `assign`): no pair is picked at the cost of two better ones.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from publisher.identify.articles import (
    ArticleTraits,
    find_same_article,
    is_same_in_place,
    keeps_article,
    match_articles,
)
from publisher.identify.evidence import Profile, to_probability
from publisher.identify.moves import find_moved
from publisher.identify.sides import SPLIT, Side
from publisher.identify.words import words_digest
from publisher.model import Match

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from publisher.identify.matching import Evidence, Pair
    from publisher.model import Fingerprint

__all__ = [
    "ArticleTraits",
    "find_moved",
    "find_same_article",
    "identify",
    "is_same_in_place",
    "keeps_article",
    "match_articles",
    "words_digest",
]

_NONE: Mapping[str, Fingerprint] = MappingProxyType({})
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
    live = Side(sections, known, "{}")
    gone = Side(sections, withdrawn, "removed earlier and back: {}", live.matching.known)
    # What is certain on either side goes before what is only likely on the other.
    for side, other in ((live, gone), (gone, live)):
        side.match_pins(other)
    for side, other in ((live, gone), (gone, live)):
        side.match_equal(other)
    weighed = live.match_likely(gone)
    gone.match_returned(live)
    found = live.matches | gone.matches
    return tuple(found.get(n) or _explain_new(n, live, weighed) for n in range(len(sections)))


def _explain_new(n: int, live: Side, weighed: Mapping[Pair, Evidence]) -> Match:
    pairs = {j: evidence for (i, j), evidence in weighed.items() if i == n}
    likeliest = max((evidence.odds for evidence in pairs.values()), default=-30.0)
    lives_on = set(live.matching.pairs.values())
    likeness = {j: evidence.likeness for j, evidence in pairs.items()}
    namesakes = [found.dice for found in likeness.values() if found.heading == 1.0]
    closest = max((found.dice for found in likeness.values()), default=0.0)
    if any(found.within >= SPLIT and j in lives_on for j, found in likeness.items()):
        reason = "split off an item that lives on"
    elif namesakes:
        reason = f"an old heading over a new text, {max(namesakes):.0%} of it in common"
    elif closest >= _NOTICEABLE:
        reason = f"the likest item left has only {closest:.0%} of the text in common"
    else:
        reason = "no item left is like it"
    # Above even odds it was likely enough, but another section was the likelier one.
    return Match(id=None, reason=reason, confidence=round(max(0.5, 1 - to_probability(likeliest)), 3))
