"""Reads the signs of each unit of a text, by which the network judges what the unit is.

A sign is a number below `SIZE`. Most know no language: how long a line is and how it begins and ends, its marks, digits
and capitals, the words that it shares with the text's own prose, how often it occurs, where it is among the prose. The
rest are its words, hashed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING
from zlib import crc32

from publisher.model import LineKind
from publisher.parse.plaintext.furniture import sort_furniture

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from publisher.parse.plaintext.layout import Layout, Unit
    from publisher.parse.plaintext.reading import Reading

_sizes: list[int] = [0]


def _take(size: int) -> int:
    """Reserve numbers for a group of signs and return the first."""
    _sizes.append(_sizes[-1] + size)
    return _sizes[-2]


def _bins(*edges: int) -> tuple[int, ...]:
    """Return the interval that each value up to the last edge is in."""
    return tuple(bisect_right(edges, value) for value in range(edges[-1] + 1))


# How a unit looks; the network sees these of the neighbours, too.
_COLUMN_BINS = _bins(3, 6, 9, 13, 17, 22, 28, 35, 43, 52, 62, 74, 88, 105, 130, 170, 230, 320, 450, 700)
_WORD_BINS = _bins(1, 2, 3, 4, 5, 6, 7, 9, 11, 14, 18, 24, 32, 48)
_DIGIT_BINS = _bins(1, 3, 5, 9)
_INDENT_BINS = _bins(1, 3, 5, 9)
_LINE_BINS = _bins(1, 2, 3, 6)
_REPEAT_BINS = _bins(2, 3, 4, 8)
_CODE_BINS = _bins(1, 2, 3, 5, 10)
_COMMA_BINS = _bins(1, 2, 4)
_LENGTH_BINS = _bins(4, 5, 6, 8, 11)
_NEAR_BINS = _bins(1, 2, 3, 5, 9, 17, 33, 65, 129, 257)
_DISTANCE_BINS = _bins(1, 2, 3, 4, 6, 10, 20, 50)
_COLUMNS = _take(_COLUMN_BINS[-1] + 1)
_WORDS = _take(_WORD_BINS[-1] + 1)
_FIRST = _take(12)
_LAST = _take(22)
_KIND = _take(10)
_MARKER = _take(8)
_CAPITALS = _take(8)
_DIGITS = _take(6)
_MARKS = _take(32)
_FORMS = _take(8)
_INDENT = _take(5)
_MARGIN = _take(3)
_BLANKS = _take(5)
_GAP = _take(3)
_LINES = _take(5)
_COMMON = _take(8)
_KNOWN = _take(8)
_REPEATS = _take(5)
_CODE = _take(6)
_SENTENCES = _take(5)
_COMMAS = _take(4)
_LENGTH = _take(6)
_LIKE_NEXT = _take(4)
_LIKE_PREVIOUS = _take(4)
_SEQUENCE = _take(5)
_PHRASE = _take(8)
_ECHO = _take(3)
NEAR_SIZE = _sizes[-1]
"""Signs below this number are of a unit's looks."""
# Where a unit is, and what its text as a whole is like.
_PLACE = _take(20)
_FROM_START = _take(_NEAR_BINS[-1] + 1)
_FROM_END = _take(_NEAR_BINS[-1] + 1)
_ABOVE = _take(14)
_NEXT_PROSE = _take(_DISTANCE_BINS[-1] + 1)
_PREVIOUS_PROSE = _take(_DISTANCE_BINS[-1] + 1)
_DENSITY = _take(4 * 8)
_SPAN = _take(3 * 16)
_TEXT = _take(44)
WORDLESS_SIZE = _sizes[-1]
"""Signs from this number on are hashed words."""
_HASHES = 1 << 16
SIZE = WORDLESS_SIZE + _HASHES

_KINDS = {
    kind: _KIND + n
    for n, kind in enumerate(
        (
            LineKind.PARAGRAPH,
            LineKind.ITEM,
            LineKind.CODE,
            LineKind.TABLE,
            LineKind.RULE,
            LineKind.METADATA,
            LineKind.HEADING,
            LineKind.FURNITURE,
            LineKind.CONTENTS,
            LineKind.QUOTE,
        )
    )
}
_FIRSTS = {
    mark: _FIRST + n
    for n, marks in enumerate(("\"“”„«‘'「『", "([（【", "#@$€£%&", "-–—•·*+‣▪", "<>«»‹›→←↑↓▶►|/\\", ".…,:;!?", "©®™"))
    for mark in marks
}
_LASTS = {
    mark: _LAST + n
    for n, marks in enumerate(
        (
            ".",
            "。।",
            "!！",
            "?？",
            "…",
            ":：",
            ",、，",
            ";；",
            ")]）】",
            "\"”’»'」』",
            ">›→»",
            "|",
            "-–—",
            "%",
            "/",
            "+*#",
            "{([",
        )
    )
    for mark in marks
}
_GROUPS = (
    *("|", "·•", "»›>", "/", "@", "©®", "#", "€$£", "→←↑↓", "(", '"“”„«', "–—", "…", ":", "&", "+", "%", "_", "?", "!"),
    *("{}", "[]", "=", ";", "<", "\\", "~^`", "*", ",，、"),
)
_MARK_SIGNS = {mark: _MARKS + n for n, marks in enumerate(_GROUPS) for mark in marks}
_MARK = re.compile(f"[{re.escape(''.join(_MARK_SIGNS))}]")
_CODE_MARKS = frozenset("{}[]()=;<>$\\_|&*`~^")
_STYLES = {"1": 4, "1.1": 5, "a": 6, "A": 6, "I": 7}
_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
_DATE = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}\.? [^\W\d]{3,12}\.?,? \d{4}"
    r"|[^\W\d]{3,12}\.? \d{1,2},? \d{4}|\d{4} ?[年년]"
)
_TIME = re.compile(r"\b\d{1,2}[:.h]\d{2}\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SENTENCE = re.compile(r"[.!?…][\"”’»)]* (?=[^\W\d_a-z])|[。！？](?=.)")
_PROSE_ENDS = frozenset('.!?。！？…"”»)।')
_PROSE_COLUMNS = 200
_SENTENCE_COLUMNS = 90
_HEAD = 300
"""Of a long paragraph the beginning tells as much as the whole."""
_FOLDED = 200
_COMMON_WORDS = 30
"""So many of the most frequent words of a text's prose are mostly those that hold sentences together."""
_SHORT_COLUMNS = 160
_ECHO_REACH = 12
_ADDRESS = re.compile(r"://|\w\.\w+/|\S@\S+\.\w")


class _Hashes(dict[str, int]):
    """The sign of each word; most words come again."""

    def __missing__(self, word: str) -> int:
        sign = self[word] = WORDLESS_SIZE + (crc32(word.encode()) & (_HASHES - 1))
        return sign


def is_prose(text: str, columns: int) -> bool:
    """Return whether a text is long enough for prose, and ends as sentences do unless it is longer still."""
    return columns > _PROSE_COLUMNS or (columns > _SENTENCE_COLUMNS and text[-1] in _PROSE_ENDS)


def read_signs(reading: Reading) -> tuple[list[list[int]], list[int]]:
    """Return the signs of each unit, and those that all units share since they are the text's."""
    reader = _Reader(reading)
    return reader.read(), reader.read_text()


class _Reader:
    """Holds what is common to a whole text."""

    def __init__(self, reading: Reading) -> None:
        self._units = units = reading.units
        self._columns = columns = reading.columns
        self._lines = reading.lines
        self._kinds = reading.kinds
        self._plain = reading.plain
        self._layout: Layout = reading.layout
        verbatim = (LineKind.CODE, LineKind.TABLE)
        self._prose = [
            count > _SENTENCE_COLUMNS and unit.kind not in verbatim and is_prose(unit.text, count)
            for unit, count in zip(units, columns, strict=True)
        ]
        self._folded = [unit.text[:_FOLDED].casefold() for unit in units]
        self._words = [_WORD.findall(text) for text in self._folded]
        self._counts = Counter(self._folded)
        self._pairs: set[str] = set()
        vocabulary: Counter[str] = Counter()
        for n in range(len(units)):
            if self._prose[n]:
                vocabulary.update(self._words[n])
                if self._layout.has_wide:
                    self._pairs.update(map("".join, pairwise(self._folded[n])))
        self._common = {word for word, _ in vocabulary.most_common(_COMMON_WORDS)}
        self._known = set(vocabulary)
        self._twice = {word for word, count in vocabulary.items() if count > 1}
        self._hashes = _Hashes()
        gaps = Counter([unit.blanks for unit, prose in zip(units, self._prose, strict=True) if prose])
        self._gap = gaps.most_common(1)[0][0] if gaps else 0

    def read(self) -> list[list[int]]:
        looks = [self._read_looks(n) for n in range(len(self._units))]
        for before, after in pairwise(looks):
            # Width, beginning and ending.
            like = (before[0] == after[0]) + (before[2] == after[2]) + (before[3] == after[3])
            before.append(_LIKE_NEXT + like)
            after.append(_LIKE_PREVIOUS + like)
        words = map(self._hash_words, range(len(looks)))
        return [[*look, *place, *hashes] for look, place, hashes in zip(looks, self._read_places(), words, strict=True)]

    def _read_looks(self, n: int) -> list[int]:
        unit, columns, words = self._units[n], self._columns[n], self._words[n]
        text = unit.text
        head = text[:_HEAD]
        first, last = head[0], text[-1]
        signs = [
            _COLUMNS + _COLUMN_BINS[min(700, columns)],
            _WORDS + _WORD_BINS[min(48, len(words))],
            _FIRSTS.get(first) or _FIRST + _sort_letter(first),
            _LASTS.get(last) or _LAST + 10 + _sort_letter(last),
            _KINDS[self._kinds[n]],
            _BLANKS + (min(4, unit.blanks)),
            _GAP + (1 if unit.blanks == self._gap else 2 * (unit.blanks > self._gap)),
            _REPEATS + _REPEAT_BINS[min(self._counts[self._folded[n]], 8)],
            _PHRASE + sort_furniture(self._folded[n], self._lines[unit.first].strip()),
        ]
        if unit.indent or self._layout.margin:
            margin = self._layout.margin
            signs.append(_INDENT + _INDENT_BINS[min(unit.indent, 9)])
            signs.append(_MARGIN + (1 if unit.indent == margin else 2 * (unit.indent > margin)))
        if unit.last > unit.first:
            signs.append(_LINES + _LINE_BINS[min(unit.last - unit.first, 6)])
        if n in self._plain:
            signs.append(_FORMS + 6)
        if 6 < columns <= _SHORT_COLUMNS:  # noqa: PLR2004  Shorter lines are in others by chance.
            signs += self._find_echoes(n)
        signs += self._read_marker(n, unit)
        signs += _read_characters(head, self._lines[unit.first])
        sentences = len(_SENTENCE.findall(text, 0, 600)) if columns > 20 else 0  # noqa: PLR2004
        signs.append(_SENTENCES + (min(4, sentences)))
        signs += self._read_words(n, words, head)
        return signs

    def _find_echoes(self, n: int) -> Iterable[int]:
        """Return whether other lines have this line in them: paths above a title do, and notes of the page below it."""
        folded = self._folded
        line = folded[n]
        above = "\n".join(folded[max(n - _ECHO_REACH, 0) : n])
        below = "\n".join(folded[n + 1 : n + 1 + _ECHO_REACH])
        if line in above:
            yield _ECHO
        if line in below:
            yield _ECHO + 1
        if f"{line}\n" in f"{above[-_FOLDED:]}\n":
            yield _ECHO + 2

    def _read_marker(self, n: int, unit: Unit) -> Iterable[int]:
        marker = unit.marker
        if marker is None:
            return (_MARKER,)
        if marker.is_bullet:
            return (_MARKER + (1 if marker.text in "•·●◦▪" else 2 if marker.text in "-–—*" else 3),)
        following = 0
        for step in (-1, 1):
            m = n + step
            if 0 <= m < len(self._units) and (other := self._units[m].marker) and other.number == marker.shift(step):
                following += 1
        return (
            _MARKER + _STYLES.get(marker.style, 4),
            _SEQUENCE + following,
            *((_SEQUENCE + 3,) if marker.number[-1] == 1 else ()),
        )

    def _read_words(self, n: int, words: list[str], head: str) -> list[int]:
        if self._layout.has_wide and not head.isascii():
            pairs = list(map("".join, pairwise(head[:100])))
            share = sum(map(self._pairs.__contains__, pairs)) * 6 // len(pairs) if pairs else 7
            return [_COMMON + 7, _KNOWN + share]
        if not words:
            return []
        common = sum(map(self._common.__contains__, words)) * 12 // len(words)
        signs = [_COMMON + min(common, 6), _LENGTH + _LENGTH_BINS[min(len(self._folded[n]) // len(words), 11)]]
        long = [word for word in words if len(word) > 3]  # noqa: PLR2004
        # Prose knows its own words.
        known = self._twice if self._prose[n] else self._known
        signs.append(_KNOWN + (sum(map(known.__contains__, long)) * 6 // len(long) if long else 7))
        return signs

    def _hash_words(self, n: int) -> set[int]:
        words = self._words[n]
        if self._columns[n] > _SHORT_COLUMNS:
            chosen = [f"^{word}" for word in words[:3]]
        else:
            chosen = words[:10]
            folded = self._folded[n]
            if len(words) <= 6:  # noqa: PLR2004
                chosen.append(f"={folded}")
            if self._layout.has_wide:
                chosen += map("".join, pairwise(folded[:24]))
        return set(map(self._hashes.__getitem__, chosen))

    def _read_places(self) -> Iterable[tuple[int, ...]]:
        """Return the signs of where each unit is, written column by column, which is three times as fast."""
        prose, columns = self._prose, self._columns
        count = len(prose)
        found = [0, *accumulate(prose)]
        weights = [min(width, 1200) if flag else 0 for flag, width in zip(prose, columns, strict=True)]
        total = sum(weights) or 1
        near = (*_NEAR_BINS, *[_NEAR_BINS[-1]] * max(0, count - len(_NEAR_BINS) + 1))
        ahead = _find_distances(prose[::-1])[::-1]
        gains = [min(width, 500) if flag else min(width, 60) // 5 for flag, width in zip(prose, columns, strict=True)]
        steps = [min(distance, 6) for distance in near]
        return zip(
            [_PLACE + n * 20 // count for n in range(count)],
            [_FROM_START + near[n] for n in range(count)],
            [_FROM_END + near[n] for n in range(count - 1, -1, -1)],
            [
                _ABOVE + (0 if above == 0 else 13 if above >= total else 1 + above * 12 // total)
                for above in accumulate(weights[:-1], initial=0)
            ],
            [_NEXT_PROSE + distance for distance in ahead],
            [_PREVIOUS_PROSE + distance for distance in _find_distances(prose)],
            *[
                [_DENSITY + 16 * k + share for share in _read_densities(found, reach)[:count]]
                for k, reach in enumerate((12, 40))
            ],
            *[
                [_DENSITY + 16 * k + 8 + share for share in _read_densities(found, reach)[reach + 1 :]]
                for k, reach in enumerate((12, 40))
            ],
            *[
                [_SPAN + 16 * k + place for place in _place_span(_find_span(gains, cost), steps, count)]
                for k, cost in enumerate((12, 30, 80))
            ],
            strict=True,
        )

    def read_text(self) -> list[int]:
        """Return the signs of the text as a whole."""
        units, count = self._units, len(self._units)
        items = sum([unit.kind is LineKind.ITEM for unit in units])
        underlined = sum([unit.kind is LineKind.HEADING for unit in units])
        tight = sum([unit.blanks == 0 for unit in units])
        loose = sum([unit.blanks > 1 for unit in units])
        short = sum([width < 40 for width in self._columns])  # noqa: PLR2004
        return [
            _TEXT + min(count.bit_length(), 7),
            _TEXT + 8 + bool(self._layout.width) + 2 * self._layout.is_spaced,
            _TEXT + 12 + self._layout.has_wide,
            _TEXT + 14 + sum(self._prose) * 7 // count,
            _TEXT + 22 + (0 if items == 0 else 1 if items < 4 else 2),  # noqa: PLR2004
            _TEXT + 25 + (0 if underlined == 0 else 1 if underlined < 3 else 2),  # noqa: PLR2004
            _TEXT + 28 + tight * 4 // count,
            _TEXT + 33 + (0 if loose == 0 else 1 if loose * 5 < count else 2),
            _TEXT + 36 + short * 7 // count,
        ]


def _sort_letter(character: str) -> int:
    """Return a number from 7 to 11 for what kind of character this is."""
    if character.isupper():
        return 7
    if character.islower():
        return 8
    if character.isdigit():
        return 9
    return 10 if character.isalpha() else 11


def _read_characters(head: str, line: str) -> list[int]:
    """Return the signs of capitals, digits and marks."""
    capitals = 0
    if head.isupper():
        capitals = 1
    elif " " in head:
        initials = [word[0] for word in head.split()[1:24]]
        if initials:
            capitals = 2 + sum(map(str.isupper, initials)) * 5 // len(initials)
    signs = [_CAPITALS + capitals]
    if head.isalpha():
        return signs
    if _DIGIT.search(head) is not None:
        signs += _read_digits(head)
    marks = _MARK.findall(head)
    if marks:
        signs += _read_marks(head, marks)
    if "\t" in line:
        signs.append(_FORMS + 4)
    if "  " in line and "  " in line.strip():
        signs.append(_FORMS + 5)
    return signs


def _read_digits(head: str) -> list[int]:
    digits = len(_DIGIT.findall(head))
    signs = [_DIGITS + _DIGIT_BINS[min(digits, 9)]]
    if digits * 2 >= len(head):
        signs.append(_DIGITS + 5)
    signs += [_FORMS + n for n, form in enumerate((_DATE, _TIME, _YEAR)) if form.search(head) is not None]
    return signs


def _read_marks(head: str, marks: list[str]) -> list[int]:
    codes = sum(map(_CODE_MARKS.__contains__, marks))
    commas = marks.count(",") + marks.count("、") + marks.count("，")
    signs = [_CODE + _CODE_BINS[min(codes, 10)], _COMMAS + _COMMA_BINS[min(commas, 4)]]
    # In the order of the text, so that the same text has the same signs in the same order.
    signs += dict.fromkeys(map(_MARK_SIGNS.__getitem__, marks))
    if ("/" in marks or "@" in marks) and _ADDRESS.search(head) is not None:
        signs.append(_FORMS + 3)
    return signs


def _find_distances(prose: Sequence[bool]) -> list[int]:
    """Return how far the prose before each unit is, in intervals."""
    distances = []
    last = -50
    for n, flag in enumerate(prose):
        distance = n - last
        distances.append(_DISTANCE_BINS[min(50, distance)])
        if flag:
            last = n
    return distances


def _read_densities(found: Sequence[int], reach: int) -> list[int]:
    """Return how much of the `reach` units before each place is prose, from 0 to 6; 7 where there are none.

    There are `reach` more places than units, since the units behind one are those before a later place.
    """
    count = len(found) - 1
    shares = []
    for stop in range(count + reach + 1):
        start = stop - reach if stop > reach else 0
        end = min(count, stop)
        if end <= start:
            shares.append(7)
            continue
        share = found[end] - found[start]
        shares.append(1 + min(5, share * 6 // (end - start)) if share else 0)
    return shares


def _find_span(gains: Sequence[int], cost: int) -> tuple[int, int]:
    """Return the first and the last unit of the run in which prose outweighs all else most, each unit at some cost."""
    best = (0, 0)
    most = run = start = 0
    for n, gain in enumerate(gains):
        if run <= 0:
            run, start = 0, n
        run += gain - cost
        if run > most:
            most, best = run, (start, n)
    return best


def _place_span(span: tuple[int, int], steps: Sequence[int], count: int) -> list[int]:
    """Return where each unit is relative to a span: from 0 to 6 above it, from 7 to 12 below it, or inside."""
    first, last = span
    inside = [13, *[15] * (last - first - 1), 14][: last - first + 1]
    below = [6 + step for step in steps[1 : count - last]]
    return [*steps[first:0:-1], *inside, *below]
