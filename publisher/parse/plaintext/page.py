"""Finds a table of contents, and a standfirst that the front matter repeats."""

from __future__ import annotations

import re

from publisher.model import LineKind
from publisher.parse.plaintext import furniture
from publisher.parse.plaintext.layout import Unit
from publisher.parse.plaintext.reading import Reading

_CONTENTS_REACH = 12
_TITLE_COLUMNS = 160
_TEXTS = frozenset({LineKind.PARAGRAPH, LineKind.ITEM, LineKind.HEADING})
_PASSED = frozenset({LineKind.FURNITURE, LineKind.RULE})
_NAMED = _TEXTS - {LineKind.ITEM}


def mark_contents(reading: Reading, title: int) -> None:
    """Mark tables of contents: runs of lines above the first sections that name what comes below them, in its order."""
    units = reading.units
    below: dict[str, int] = {}
    seen = 0
    n = title + 1
    while n < len(units) and seen < _CONTENTS_REACH:
        if reading.kinds[n] in _TEXTS:
            seen += 1
            opened = furniture.opens_contents(units[n].text)
            if opened or units[n].kind is LineKind.ITEM:
                below = below or _index_lines(reading)
                stop = _end_of_entries(reading, n + opened, below, opened=opened)
                if stop > n + opened:
                    for m in range(n, stop):
                        reading.settle(m, LineKind.CONTENTS, "names what comes below")
                    return
        n += 1


def _index_lines(reading: Reading) -> dict[str, int]:
    """Return the place of each line that a table of contents may name; of the last, if there are several."""
    return {
        _key(unit.text): n
        for n, unit in enumerate(reading.units)
        if reading.columns[n] <= _TITLE_COLUMNS and reading.kinds[n] in _NAMED
    }


def _end_of_entries(reading: Reading, start: int, below: dict[str, int], *, opened: bool) -> int:
    """Return where the table of contents that begins at ``start`` ends; ``start`` if there is none."""
    found: list[int] = []
    keys: list[str] = []
    count = 0
    n = start
    while n < len(reading.units) and reading.kinds[n] in _TEXTS:
        unit = reading.units[n]
        is_item = unit.kind is LineKind.ITEM
        if not is_item and not opened:
            break
        entries = [_key(entry) for entry in ([unit.text] if is_item else reading.lines[unit.first : unit.last + 1])]
        named = [key for key in entries if below.get(key, -1) > n]
        if (not named and not (is_item and found)) or (keys and named and named[0] in keys[:1]):
            break
        found += [below[key] for key in named]
        keys += named
        count += len(entries)
        n += 1
    is_list = len(found) * 5 >= count * (3 if opened else 4) and found == sorted(found)
    if not is_list or len(found) < (1 if opened else 3):
        return start
    reading.listed.update(keys)
    return n


def _key(text: str) -> str:
    return _NUMBERING.sub("", furniture.normalize(text))


_NUMBERING = re.compile(
    r"^(?:chapter |kapitel |chapitre |capítulo |глава )?(?:\d{1,3}(?:\.\d{1,3})*|[ivxlc]{1,8})[.):\s]\s*"
)


def following(units: list[Unit], kinds: list[LineKind], n: int) -> int:
    """Return the index of the next unit that is the article's own; the number of units if none is."""
    n += 1
    while n < len(units) and kinds[n] in _PASSED:
        n += 1
    return n


def match_deck(reading: Reading, title: int, description: str) -> int:
    """Mark the line below the title if it repeats a standfirst known otherwise; return its index, or -1."""
    n = following(reading.units, reading.kinds, title)
    if n < len(reading.units) and has_same_words(reading.units[n].text, description):
        reading.settle(n, LineKind.DECK, "repeats the description of the front matter")
        return n
    return -1


def has_same_words(one: str, other: str) -> bool:
    """Return whether two texts have the same words, whatever their case and the marks around them."""
    return furniture.normalize(one) == furniture.normalize(other)
