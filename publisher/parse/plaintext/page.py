"""Finds what stands around an article: title and standfirst, furniture, table of contents."""

from __future__ import annotations

import re

from publisher.model import LineKind
from publisher.parse.plaintext import byline, furniture
from publisher.parse.plaintext.layout import Unit, is_wide
from publisher.parse.plaintext.reading import Reading

# How many titles one list of related articles has.
_RELATED_MAX = 12
_CONTENTS_REACH = 12
_LABELS_REACH = 7
_LABEL_WORDS = 2
_LABEL_COLUMNS = 22
_WIDE_LABEL = 12
_BYLINE_NEAR = 3
_TITLE_COLUMNS = 160
_PROSE_COLUMNS = 200
_SENTENCE_COLUMNS = 100
_TEXTS = frozenset({LineKind.PARAGRAPH, LineKind.ITEM, LineKind.HEADING})
_PASSED = frozenset({LineKind.FURNITURE, LineKind.RULE})
_FURNITURE = LineKind.FURNITURE
_NAMED = _TEXTS - {LineKind.ITEM}


def mark_furniture(reading: Reading) -> None:
    """Mark the lines of the page that are not the article's, wherever they stand."""
    known: dict[str, str] = {}
    for n, unit in enumerate(reading.units):
        if n in reading.decided:
            continue
        # A single line is looked at as it stands: wide gaps part the links of a row.
        text = unit.text if unit.last > unit.first or unit.marker is not None else reading.lines[unit.first]
        if len(text) > furniture.LENGTH_MAX or unit.kind not in _TEXTS or (unit.marker and unit.marker.number):
            continue
        if text not in known:
            known[text] = furniture.match_furniture(text)
        if reason := known[text]:
            reading.settle(n, LineKind.FURNITURE, reason)
    _spare_items(reading)
    _mark_related(reading)
    _mark_comments(reading)
    _mark_neighbours(reading)


def _spare_items(reading: Reading) -> None:
    """Among items of the article's own, one that happens to say what pages say is the article's too."""
    kinds, units = reading.kinds, reading.units
    for n, unit in enumerate(units):
        if kinds[n] is _FURNITURE and unit.kind is LineKind.ITEM:
            around = [m for m in (n - 1, n + 1) if 0 <= m < len(units) and units[m].kind is LineKind.ITEM]
            if around and all(kinds[m] is LineKind.ITEM for m in around):
                reading.settle(n, LineKind.ITEM, "an item among others of the article")


def _mark_related(reading: Reading) -> None:
    """Below a line like "Related posts", short lines are other articles' titles, if no prose follows any more."""
    prose = next((n for n in range(len(reading.units) - 1, -1, -1) if _is_prose(reading, n)), -1)
    count = 0
    is_open = False
    for n in range(prose + 1, len(reading.units)):
        if reading.kinds[n] is LineKind.FURNITURE:
            is_open = furniture.opens_related(reading.units[n].text)
            count = 0
        elif is_open and count < _RELATED_MAX:
            count += 1
            reading.settle(n, LineKind.FURNITURE, "a title below related articles")


def _is_prose(reading: Reading, n: int) -> bool:
    if reading.kinds[n] in _PASSED:
        return False
    text = reading.units[n].text
    return reading.columns[n] > _PROSE_COLUMNS or (
        reading.columns[n] > _SENTENCE_COLUMNS and text.endswith((".", "。"))
    )


def _mark_comments(reading: Reading) -> None:
    """Below the heading of a comment form near the end, all that follows is readers' or the page's."""
    if len(reading.units) < 3:  # noqa: PLR2004
        return
    total = sum(reading.columns)
    done = 0
    for n, unit in enumerate(reading.units):
        done += reading.columns[n]
        if reading.kinds[n] is _FURNITURE and done * 2 > total and furniture.opens_comments(unit.text):
            rest = range(n + 1, len(reading.units))
            if any(reading.kinds[m] is LineKind.HEADING for m in rest):
                return
            for m in rest:
                if reading.kinds[m] is not LineKind.FURNITURE:
                    reading.settle(m, LineKind.FURNITURE, "below the comment form")
            return


def _mark_neighbours(reading: Reading) -> None:
    """A word of navigation is furniture beside other furniture, above the title, or at the very end."""
    count = len(reading.units)
    kinds = reading.kinds
    # At the end an item is the article's: a list of names may close with one that is a network's too.
    for order, texts in ((range(count), _TEXTS), (range(count - 1, -1, -1), _TEXTS - {LineKind.ITEM})):
        beside = True
        for n in order:
            if kinds[n] is _FURNITURE:
                beside = True
            elif not beside:
                continue
            elif kinds[n] in texts and (reason := _match_navigation(reading, n)):
                reading.settle(n, _FURNITURE, reason)
            elif kinds[n] is not LineKind.RULE:
                beside = False


def _match_navigation(reading: Reading, n: int) -> str:
    """Return why a line at an end of the text, or beside furniture, is navigation."""
    units = reading.units
    around = [m for m in (n - 1, n + 1) if 0 <= m < len(units)]
    if around and around[-1] > n and _is_prose(reading, n + 1):
        # Right above prose the word is a title or a heading.
        return ""
    is_beside = any(reading.kinds[m] is _FURNITURE or furniture.match_navigation(units[m].text) != "" for m in around)
    return furniture.match_navigation(units[n].text, is_beside=is_beside)


def find_title(reading: Reading) -> int:
    """Mark the unit that is the article's title and those above it, and return its index; -1 if there is none."""
    for n, kind in enumerate(reading.kinds):
        if kind in _PASSED:
            continue
        if n in reading.decided:
            return -1
        if _is_above_title(reading, n):
            reading.settle(n, LineKind.FURNITURE, "a list or path above the title")
            continue
        if kind in {LineKind.PARAGRAPH, LineKind.HEADING, LineKind.ITEM} and reading.columns[n] <= _TITLE_COLUMNS:
            title = _pass_labels(reading, n)
            for m in range(n, title):
                reading.settle(m, LineKind.FURNITURE, "the name of a site or of a part of it, above the title")
            reading.settle(
                title, LineKind.TITLE, "the first line that is not the page's own" if title else "the first line"
            )
            return title
        return -1
    return -1


def _pass_labels(reading: Reading, first: int) -> int:
    """Return the title, if the first line is only the name of a site or of a part of it, and else the first line.

    No list has all such names. A line of a word or two is taken for one if a longer line without a full stop follows,
    and if besides there is navigation between them, or another such line, or a by-line soon below.
    """
    if not _is_label(reading, first):
        return first
    labels = 0
    has_navigation = False
    for n in range(first + 1, min(first + _LABELS_REACH, len(reading.units))):
        text = reading.units[n].text
        if furniture.match_navigation(text) or furniture.is_crumbs(text) or furniture.is_row(text):
            has_navigation = True
        elif reading.kinds[n] is _FURNITURE or _is_below_title(text):
            # Share links, reading times and by-lines stand below a title.
            return first
        elif _is_label(reading, n):
            labels += 1
        else:
            is_title = _is_headline(reading, n) and (labels or has_navigation or _has_byline(reading, n))
            return n if is_title else first
    return first


def _is_label(reading: Reading, n: int) -> bool:
    text = reading.units[n].text
    words = len(text.split())
    is_short = words <= _LABEL_WORDS and reading.columns[n] <= _LABEL_COLUMNS
    return (
        reading.kinds[n] in _NAMED
        and (is_short or (text.isupper() and words <= 2 * _LABEL_WORDS))
        and text[-1].isalnum()
    )


def _is_headline(reading: Reading, n: int) -> bool:
    text = reading.units[n].text
    is_long = len(text.split()) > _LABEL_WORDS or (is_wide(text[0]) and reading.columns[n] > _WIDE_LABEL)
    return (
        reading.kinds[n] in _NAMED and is_long and reading.columns[n] <= _SENTENCE_COLUMNS and text[-1] not in ".。:："
    )


def _has_byline(reading: Reading, title: int) -> bool:
    rest = range(title + 1, min(title + 1 + _BYLINE_NEAR, len(reading.units)))
    return any(_is_below_title(reading.units[n].text) for n in rest)


def _is_below_title(text: str) -> bool:
    return bool(furniture.match_byline(text)) or furniture.has_date(text)


def _is_above_title(reading: Reading, n: int) -> bool:
    unit = reading.units[n]
    if n + 1 == len(reading.units):
        return False
    if unit.kind is LineKind.ITEM and unit.marker is not None and unit.marker.is_bullet:
        # A title needs something other than items below it, or the whole text is one list.
        return any(kind is not LineKind.ITEM for kind in reading.kinds[n + 1 : n + 30])
    return furniture.is_crumbs(unit.text)


def mark_below_title(reading: Reading, title: int) -> None:
    """Mark by-lines and dates right below the title."""
    for n in range(title + 1, min(title + 1 + byline.BELOW, len(reading.units))):
        if reading.kinds[n] is LineKind.PARAGRAPH and (reason := furniture.match_byline(reading.units[n].text)):
            reading.settle(n, LineKind.FURNITURE, reason)


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


def match_title(reading: Reading, title: str) -> int:
    """Mark the first line of the article if it repeats a title known otherwise, and return its index; else -1."""
    for n, unit in enumerate(reading.units):
        if reading.kinds[n] in _TEXTS and has_same_words(unit.text, title):
            for m in range(n):
                reading.settle(m, LineKind.FURNITURE, "above the title")
            reading.settle(n, LineKind.TITLE, "repeats the title of the front matter")
            return n
        if reading.kinds[n] is not LineKind.FURNITURE:
            return -1
    return -1


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
