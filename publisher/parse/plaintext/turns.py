"""Finds who speaks when: the time stamps and the speakers' names of interviews, broadcasts and subtitles."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from publisher.model import LineKind
from publisher.parse.plaintext.markers import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from publisher.parse.plaintext.reading import Reading

_PARAGRAPH = LineKind.PARAGRAPH
_HEADING = LineKind.HEADING
_CLOCK = r"(?:\d{1,3}:)?[0-5]?\d:[0-5]\d(?:[.,]\d{1,3})?"
_STAMP = re.compile(rf"[\[(]?{_CLOCK}[\])]?(?:\s*(?:-->|-|–|—)\s*[\[(]?{_CLOCK}[\])]?)?")
_STAMPED = re.compile(rf"[\[(]{_CLOCK}[\])]\s*\S|\d{{1,3}}:[0-5]\d:[0-5]\d(?:[.,]\d{{1,3}})?\s+\S")
_STAMP_LAST = re.compile(rf".{{1,40}}[\s(\[]{_CLOCK}[\])]?")
_NAME = re.compile(r"[^\W\d_][^:：\d]{0,30}[:：](?=\s)")
_COLUMNS_MAX = 40
_NAME_MAX = 48
_WORDS_MAX = 4
_TURNS_MIN = 4
_RETURNS_MIN = 2
_STAMPS_MIN = 2
_SPEAKERS_MAX = 12


def mark_turns(reading: Reading, short: Sequence[int]) -> None:
    """Mark time stamps, and the names of speakers, as no headings.

    Args:
        reading: What is known of the text.
        short: The units that are short lines of text.
    """
    units = reading.units
    named = [n for n in range(len(units)) if ":" in units[n].text[:_NAME_MAX]]
    if len(named) >= _STAMPS_MIN:
        _mark_stamps(reading, named)
    if len(named) >= _TURNS_MIN:
        _mark_named(reading, named)
    counts = Counter([units[n].text for n in short])
    if sum([count >= _RETURNS_MIN for count in counts.values()]) >= _RETURNS_MIN:
        _mark_speakers(reading, [n for n in short if _is_open(reading, n) and _is_name(reading, n)])


def _is_open(reading: Reading, n: int) -> bool:
    return reading.kinds[n] in {_PARAGRAPH, _HEADING} and n not in reading.decided


def _mark_stamps(reading: Reading, named: Sequence[int]) -> None:
    units = reading.units
    clocks = [n for n in named if _is_open(reading, n)]
    stamps = [n for n in clocks if reading.columns[n] <= _COLUMNS_MAX and _STAMP.fullmatch(units[n].text)]
    stamped = [n for n in clocks if _STAMPED.match(units[n].text)]
    after = [n for n in clocks if reading.columns[n] <= 2 * _COLUMNS_MAX and _STAMP_LAST.fullmatch(units[n].text)]
    for found, reason in ((stamped, "begins with a time stamp"), (after, "ends with a time stamp")):
        if len(found) >= _STAMPS_MIN:
            for n in found:
                reading.decide(n, _PARAGRAPH, reason)
    if len(stamps) < _STAMPS_MIN:
        return
    for n in stamps:
        reading.decide(n, _PARAGRAPH, "a time stamp")
        if n and units[n - 1].text.isdigit() and _is_open(reading, n - 1):
            reading.decide(n - 1, _PARAGRAPH, "the number of a subtitle")
        if n + 2 < len(units) and n + 2 not in stamps and _is_open(reading, n + 1) and _is_name(reading, n + 1):
            reading.decide(n + 1, _PARAGRAPH, "who speaks, below a time stamp")


def _is_name(reading: Reading, n: int) -> bool:
    text = reading.units[n].text
    return reading.columns[n] <= _COLUMNS_MAX and text.count(" ") < _WORDS_MAX and not ends_sentence(text)


def _mark_named(reading: Reading, named: Sequence[int]) -> None:
    """Mark lines such as “Anna: No.” if some names return again and again."""
    names = {n: found[0] for n in named if (found := _NAME.match(reading.units[n].text)) is not None}
    counts = Counter(names.values())
    turns = [n for n, name in names.items() if counts[name] > 1]
    speakers = {names[n] for n in turns}
    if len(turns) >= _TURNS_MIN and 1 < len(speakers) <= _SPEAKERS_MAX and len(turns) * 2 >= turns[-1] - turns[0]:
        for n in turns:
            if _is_open(reading, n):
                reading.decide(n, _PARAGRAPH, "what somebody says, their name before it")


def _mark_speakers(reading: Reading, short: Sequence[int]) -> None:
    """Mark names on lines of their own that return by turns, if nearly no other line is short."""
    units = reading.units
    counts = Counter(units[n].text for n in short)
    if not 1 < sum(count >= _RETURNS_MIN for count in counts.values()) <= _SPEAKERS_MAX:
        return
    turns = [n for n in short if counts[units[n].text] >= _RETURNS_MIN]
    among = {n for n in short if turns[0] <= n <= turns[-1]}
    is_above_speech = all(
        n + 1 < len(units) and n + 1 not in among and not units[n + 1].text.startswith(units[n].text) for n in turns
    )
    if len(turns) >= _TURNS_MIN and len(turns) == len(among) and is_above_speech:
        for n in turns:
            reading.decide(n, _PARAGRAPH, "who speaks, as others do by turns")
