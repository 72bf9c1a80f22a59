"""Recognises sections that moved from one article to another."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from publisher.identify.assign import assign
from publisher.identify.evidence import SHORT_WORDS, Profile, compare_bodies
from publisher.model import Match

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from publisher.model import Fingerprint

_LIKE = 0.8
"""Share of the pairs of words in common. An id given wrongly to a text of another article hides it from everyone who
read the old one; not given, the old text is merely shown once more."""
_LIKE_UNDER_HEADING = 0.6
_ENOUGH_WORDS = 20
"""A shorter text must not differ at all: “Thanks to all who helped” stands in many articles."""
_COMMON = 32
"""So many withdrawn items are looked at for each word of a new one."""


def find_moved(fresh: Mapping[str, Fingerprint], lost: Mapping[str, Fingerprint]) -> dict[str, Match]:
    """Say which new sections are withdrawn items of other articles.

    An item is given to one section at most. Openings stay with their articles. The result depends on nothing but the
    arguments, and not on the order of `lost`.

    Args:
        fresh: The new sections, by any name.
        lost: The withdrawn items, by id.

    Returns:
        By the names of the new sections, the item that each is; those that are none are left out.

    >>> from publisher.model import Fingerprint
    >>> rain = Fingerprint(title="Rain", text="Rain falls where warm and wet air has to rise and cools.")
    >>> find_moved({"new": rain}, {"old": rain})["new"].id
    'old'
    """
    sections = {name: Profile(section) for name, section in fresh.items() if not section.is_lead}
    items = {name: Profile(lost[name]) for name in sorted(lost) if not lost[name].is_lead}
    found: dict[str, Match] = {}
    for with_heading, reason in ((True, "same heading and text, in another article"), (False, "same text, in another")):
        for name, id_ in _pair_equal(sections, items, with_heading=with_heading).items():
            found[name] = Match(id=id_, reason=reason, confidence=1.0)
            del sections[name], items[id_]
    return found | _pair_alike(sections, items)


def _pair_equal(sections: Mapping[str, Profile], items: Mapping[str, Profile], *, with_heading: bool) -> dict[str, str]:
    """Pair what has the same words, where no other section and no other item has them."""

    def read_key(profile: Profile) -> Hashable:
        return (profile.heading if with_heading else "", profile.bare)

    counts = Counter(read_key(section) for section in sections.values())
    holders: dict[Hashable, list[str]] = {}
    for name, item in items.items():
        holders.setdefault(read_key(item), []).append(name)
    return {
        name: holders[key][0]
        for name, section in sections.items()
        if len(section.words) >= SHORT_WORDS
        and counts[key := read_key(section)] == 1
        and len(holders.get(key, ())) == 1
    }


def _pair_alike(sections: Mapping[str, Profile], items: Mapping[str, Profile]) -> dict[str, Match]:
    """Pair what was edited on its way, by the greatest likeness of all."""
    names, ids = list(sections), list(items)
    holders: dict[str, list[int]] = {}
    for number, id_ in enumerate(ids):
        for term in sorted(items[id_].terms):
            holders.setdefault(term, []).append(number)
    scores = {}
    for place, name in enumerate(names):
        section = sections[name]
        shared: Counter[int] = Counter()
        for term in sorted(section.terms):
            shared.update(holders.get(term, ())[:_COMMON])
        for number, _ in shared.most_common(5):
            item = items[ids[number]]
            if min(len(section.words), len(item.words)) < _ENOUGH_WORDS:
                continue
            dice, _ = compare_bodies(section, item)
            if dice >= (_LIKE_UNDER_HEADING if section.heading == item.heading else _LIKE):
                scores[place, number] = dice
    return {
        names[place]: Match(
            id=ids[number],
            reason=f"{scores[place, number]:.0%} of the text in common, in another article",
            confidence=round(scores[place, number], 3),
        )
        for place, number in assign(scores).items()
    }
