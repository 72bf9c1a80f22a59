"""Decides what each unit of a text is: title, standfirst, body, or furniture of the page that it was copied from.

The network and the zones decide together; what an author marked on purpose is never overruled: underlines, bullets,
and a title or description that the front matter repeats.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from typing import TYPE_CHECKING, NamedTuple

from publisher.model import LineKind
from publisher.parse.plaintext.byline import BELOW
from publisher.parse.plaintext.furniture import match_byline, match_furniture
from publisher.parse.plaintext.network import load_network
from publisher.parse.plaintext.page import has_same_words
from publisher.parse.plaintext.pagebreaks import MEMO_HEAD
from publisher.parse.plaintext.signs import is_prose, read_signs
from publisher.parse.plaintext.zones import BODY, FURNITURE, KINDS, State, Verdict, find_zones

if TYPE_CHECKING:
    from publisher.model import Metadata
    from publisher.parse.plaintext.network import Network
    from publisher.parse.plaintext.reading import Reading

_UNREAD = frozenset({LineKind.RULE, LineKind.METADATA})
_DRAWN = frozenset("+┌╔├╭")
_LISTED = (State.HEADING, State.TITLE)
_JOINED = (State.PARAGRAPH, State.QUOTE, State.ITEM)
_SHORT = frozenset({LineKind.PARAGRAPH, LineKind.HEADING})
_OUTER = frozenset({LineKind.FURNITURE, LineKind.CONTENTS})
_UNDERLINED = (State.HEADING, State.TITLE, *sorted(FURNITURE))
_BULLET = (State.ITEM, *sorted(FURNITURE))
_TABLE = (State.TABLE, *sorted(FURNITURE))
_DECIDED = {kind: tuple(state for state in State if KINDS[state] is kind) for kind in frozenset(KINDS.values())} | {
    LineKind.QUOTE: (State.QUOTE, State.PARAGRAPH),
    LineKind.CONTENTS: tuple(sorted(FURNITURE)),
}
_TITLES_MAX = 4
_TITLE_REACH = 30
"""Pages seldom have more lines above a title that somebody copied along."""
_SHORT_TEXT = 16
"""Texts of so few units are more often typed than copied."""
_STRAYS_MAX = 2
"""So few lines of furniture in a short text, none of them a stock phrase of pages, are the author's own.

In short parts of articles without any furniture this keeps 37 of 67 lines lost, and 13 of 18 on sources held out; most
others are dates and by-lines below the title. It costs 6 of 100 furniture lines in parts of pages of ten lines, and
1 in those of 24.
"""
_NATURAL = 1 << 10
_CAUTION = _NATURAL
"""Prose is left out only if that is e times as likely as the network says: words lost are worse than words too many.

On sources left out, twice as much changed nothing for better, and cost two of a hundred furniture lines.
"""
_DECK_BONUS = _NATURAL // 2
"""Half of the standfirsts of a text are first paragraphs to others, and to call one by the other's name loses no word.

On sources left out this finds 9 of 100 standfirsts more in texts typed, and 3 less in pages copied.
"""
_ZONES = {
    State.ABOVE: "above the article",
    State.BETWEEN: "between the title and the text",
    State.BETWEEN_DECK: "between the standfirst and the text",
    State.INSIDE: "part of the page, inside the article",
    State.BELOW: "below the end of the article",
}
_LIKENESS = {
    LineKind.PARAGRAPH: "text",
    LineKind.ITEM: "like its neighbours, without a bullet",
    LineKind.CODE: "among code",
    LineKind.TABLE: "among rows of a table",
}


class Judgement(NamedTuple):
    """Where title and standfirst are, and how sure the whole reading is."""

    title: int
    """Index of the unit; -1 for none."""
    deck: int
    confidence: float
    """Which share of the units is likely to be read right, as far as the network can tell; from 0 to 1."""


def judge(reading: Reading, metadata: Metadata, network: Network | None = None) -> Judgement:
    """Settle what every unit is; rules and lone bullets stay what they are.

    Args:
        reading: Nothing but its runs is marked yet.
        metadata: What front matter said.
        network: The one that the package holds, unless another is to be tried.
    """
    units = reading.units
    if not units:
        return Judgement(-1, -1, 1.0)
    network = network or load_network()
    scores = network.score(*read_signs(reading))
    for unit, columns, found in zip(units, reading.columns, scores, strict=True):
        found[State.DECK] += _DECK_BONUS
        if is_prose(unit.text, columns):
            for state in FURNITURE:
                found[state] -= _CAUTION
    verdicts = _keep_strays(reading, _find_verdicts(reading, network, scores, _read_marks(reading, metadata)))
    title = deck = -1
    for n, verdict in enumerate(verdicts):
        if units[n].kind in _UNREAD or (
            n in reading.decided and (verdict.state not in FURNITURE or reading.kinds[n] in _OUTER)
        ):
            continue
        kind = KINDS[verdict.state]
        if kind is LineKind.TITLE:
            title = n
        elif kind is LineKind.DECK:
            deck = n
        elif kind is LineKind.TABLE and units[n].kind is not LineKind.TABLE:
            kind = LineKind.PARAGRAPH
        reading.settle(n, kind, _describe(reading, n, verdict.state))
    _mark_below_title(reading, title)
    return Judgement(title, deck, _measure(verdicts))


def _find_verdicts(
    reading: Reading, network: Network, scores: list[list[int]], allowed: dict[int, Sequence[State]]
) -> list[Verdict]:
    """Find the zones, and once more without a title that is a stock phrase of pages."""
    for _ in range(_TITLES_MAX):
        verdicts = find_zones(network, scores, allowed)
        title = next((n for n, verdict in enumerate(verdicts) if verdict.state is State.TITLE), -1)
        if title < 0 or len(allowed.get(title, State)) == 1 or not match_furniture(reading.units[title].text):
            break
        allowed[title] = [state for state in allowed.get(title, State) if state is not State.TITLE]
    return verdicts


def _keep_strays(reading: Reading, verdicts: list[Verdict]) -> list[Verdict]:
    """Take for text what a short text has of furniture that is more likely the author's own words.

    To search for the zones again without it kept as many lines, and lost headings that are right.
    """
    strays = set(_find_strays(reading, verdicts)) if len(verdicts) <= _SHORT_TEXT else ()
    return [Verdict(State.PARAGRAPH, verdict.margin) if n in strays else verdict for n, verdict in enumerate(verdicts)]


def _find_strays(reading: Reading, verdicts: Sequence[Verdict]) -> list[int]:
    """Return the units of a short text that were wrongly taken for furniture.

    Whoever copies a part of a page gets more furniture than a line or two, or a stock phrase among it. And a text of
    which only furniture is left was not written for nothing.
    """
    found = [
        n
        for n, verdict in enumerate(verdicts)
        if verdict.state in FURNITURE
        and _is_in_doubt(reading, n)
        # A lone by-line is what the title and the text of many pages have between them.
        and (verdict.state is State.BELOW or not match_byline(reading.units[n].text))
    ]
    if not any(verdict.state in BODY for verdict in verdicts):
        return [n for n in found if not match_furniture(reading.units[n].text)] or found
    if len(found) > _STRAYS_MAX or any(match_furniture(unit.text) for unit in reading.units):
        return []
    return found


def _is_in_doubt(reading: Reading, n: int) -> bool:
    """Return whether the network alone says that a unit is furniture."""
    return reading.units[n].kind not in _UNREAD and not (n in reading.decided and reading.kinds[n] in _OUTER)


def _mark_below_title(reading: Reading, title: int) -> None:
    """Mark by-lines and dates right below the title, which name themselves."""
    prose = 0
    for n in range(title + 1, min(title + 1 + BELOW, len(reading.units))):
        prose += is_prose(reading.units[n].text, reading.columns[n])
        if prose > 1:
            # One may be the standfirst.
            break
        if reading.kinds[n] in _SHORT and (reason := match_byline(reading.units[n].text)):
            reading.settle(n, LineKind.FURNITURE, reason)


def _read_marks(reading: Reading, metadata: Metadata) -> dict[int, Sequence[State]]:
    """Return the states that the marks of units and the front matter leave to some units."""
    allowed: dict[int, Sequence[State]] = {}
    for n, unit in enumerate(reading.units):
        if n in reading.decided:
            states = _DECIDED.get(reading.kinds[n], tuple(State))
            # Whole runs may belong to the page; what its form alone decides may not.
            allowed[n] = states if unit.reason else (*states, *sorted(FURNITURE))
        elif unit.underline:
            allowed[n] = _UNDERLINED
        elif unit.marker is not None and unit.marker.is_bullet:
            allowed[n] = _BULLET
        elif unit.kind is LineKind.TABLE:
            # No menu has its cells drawn.
            allowed[n] = _TABLE[:1] if unit.text.lstrip()[0] in _DRAWN else _TABLE
        elif unit.text.lower() in reading.listed:
            allowed[n] = _LISTED
    for n in {*reading.joined, *reading.joined.values()}:
        # What a page break parts is text on both sides.
        allowed[n] = _JOINED
    for n in reading.plain - reading.decided:
        allowed[n] = [state for state in allowed.get(n, State) if state is not State.HEADING]
    return _add_known(reading, metadata, allowed)


def _add_known(reading: Reading, metadata: Metadata, allowed: dict[int, Sequence[State]]) -> dict[int, Sequence[State]]:
    """Leave title and standfirst to the lines that repeat those of the front matter, or that a memo has them in."""
    known = {State.TITLE} if metadata.title else set()
    if metadata.description:
        known.add(State.DECK)
    if known:
        for n in range(len(reading.units)):
            allowed[n] = [state for state in allowed.get(n, State) if state not in known]
    title = _find_title(reading, metadata.title) if metadata.title else _find_memo_title(reading)
    if title >= 0:
        allowed[title] = (State.TITLE,)
    return allowed


def _find_memo_title(reading: Reading) -> int:
    """Return the unit below the head of a memo, which is its title; -1 if there is none."""
    heads = [n for n, unit in enumerate(reading.units[:_TITLE_REACH]) if unit.reason == MEMO_HEAD]
    title = heads[-1] + 1 if heads else len(reading.units)
    if title >= len(reading.units) or title in reading.decided or reading.kinds[title] not in _SHORT:
        return -1
    return -1 if is_prose(reading.units[title].text, reading.columns[title]) else title


def _find_title(reading: Reading, title: str) -> int:
    """Return the unit above all prose that has the words of a title known otherwise; -1 if there is none."""
    for n, unit in enumerate(reading.units[:_TITLE_REACH]):
        if has_same_words(unit.text, title):
            return n
        if is_prose(unit.text, reading.columns[n]):
            return -1
    return -1


def _describe(reading: Reading, n: int, state: State) -> str:
    """Return in words why a unit was taken for what it is."""
    unit = reading.units[n]
    kind = KINDS[state]
    if state in FURNITURE:
        return match_furniture(unit.text) or _ZONES[state]
    if state is State.TITLE:
        return "the first line" if n == 0 else "where the article begins"
    if state is State.DECK:
        return "short, and apart from the text below"
    if state is State.HEADING:
        return ", ".join(_describe_heading(reading, n))
    return reading.reasons[n] if kind is unit.kind else _LIKENESS[kind]


def _describe_heading(reading: Reading, n: int) -> list[str]:
    """Return what is seen of a heading."""
    unit = reading.units[n]
    found = []
    if unit.underline:
        found.append("underlined")
    if unit.marker is not None and not unit.marker.is_bullet:
        found.append("numbered")
    if unit.text.isupper():
        found.append("in capitals")
    if unit.blanks:
        found.append("apart")
    if n + 1 < len(reading.units) and is_prose(reading.units[n + 1].text, reading.columns[n + 1]):
        found.append("above prose")
    if unit.text[-1].isalnum():
        found.append("without a full stop")
    return ["short", *found]


def _measure(verdicts: Sequence[Verdict]) -> float:
    """Return the mean of what the margins say of the odds."""
    return sum([1 / (1 + exp(-verdict.margin / _NATURAL)) for verdict in verdicts]) / len(verdicts)
