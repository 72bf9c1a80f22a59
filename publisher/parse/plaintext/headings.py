"""Tells headings from short paragraphs, weighing many small signs over the whole document."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from publisher.model import LineKind
from publisher.parse.plaintext import words
from publisher.parse.plaintext.furniture import has_date, normalize
from publisher.parse.plaintext.layout import Unit, is_wide
from publisher.parse.plaintext.markers import Marker, is_chapter
from publisher.parse.plaintext.phrases import describe_sign
from publisher.parse.plaintext.reading import Reading
from publisher.parse.plaintext.weights import BASE, WEIGHTS

_COLUMNS_MAX = 150
_LINES_MAX = 4
# Of 12,000 such lines of the corpus 29 were headings, and none was found: weighing them is a quarter of all the work.
_SENTENCE_COLUMNS = 56
_SENTENCE_ENDS = frozenset(".。:：,，、;；")
# Below this score nobody wonders why a line is no heading.
_CLOSE = -3.0
_REASONS = 4


def _name_bins(*edges: int) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Return the upper edges of some intervals, and their names."""
    return edges, (*(f"to {edge}" for edge in edges), "more")


_COLUMNS = _name_bins(8, 14, 20, 28, 36, 46, 56, 66, 78, 92, 110)
_WORDS = _name_bins(1, 2, 3, 4, 6, 8, 10, 13, 17)
_BELOW = _name_bins(40, 80, 140, 220, 400, 800)


def _word_set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_MAY_END = re.compile(r"[.?!] ")
_INNER_SENTENCE = re.compile(r"[a-zà-ÿа-я0-9)][.!?] [A-ZÀ-ÞА-Я]|[。！？].")
_END_NAMES = {
    "period": ".。",
    "question": "?？",
    "exclamation": "!！",
    "colon": ":：",
    "comma": ",，、",
    "semicolon": ";；",
    "ellipsis": "…",
    "paren": ")）",
    "quote": "\"”’»」'",
}
_ENDS = {mark: name for name, marks in _END_NAMES.items() for mark in marks}
_BELOW_ENDS = {".": "closed", "。": "closed", "?": "question", "？": "question", ":": "colon", "：": "colon"}
_ABOVE_ENDS = dict.fromkeys('.。!！?？"”)', "closed") | {":": "colon", "：": "colon"}
_LINK = re.compile(r"https?://|www\.|\S@[^\s@]+\.\S|\b\w+\.(?:com|org|net|io|gov)\b")
_LABEL = re.compile(r"[^\s:：]{1,20}(?: [^\s:：]{1,20}){0,2}[:：] ?\S")
_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
_FOREIGN = frozenset({LineKind.FURNITURE, LineKind.RULE, LineKind.CONTENTS})
_PARAGRAPH = LineKind.PARAGRAPH
_HEADING = LineKind.HEADING
_ITEM = LineKind.ITEM
_MARKS = re.compile(r"[{}<>=|\\_\[\]]")
_CAPTIONS = _word_set(
    "note notes figure fig table image photo source update edit example nota figura imagen tabla abbildung "
    "bild hinweis 注 図 图 表"
)
# What refers to something before it, or says who speaks: a sentence of a text, not its name.
_DEICTIC = _word_set(
    "this that these those it he she they we i you there here thanks thank see but and so or if as for in on "
    "at by after before when while since also however esto este esta estos ellos nosotros pero y si para por "
    "en gracias il elle ils nous vous je ce cette mais et pour dans er sie wir ich es das dies und aber für "
    "wenn isso isto eles nós eu mas e se no na obrigado он она они мы я это но и если для в"
)
_QUESTIONS = _word_set(
    "how what why who when where which should can do does is are cómo qué quién cuándo cuál wie was warum wer "
    "wann comment pourquoi quoi como quando как что почему зачем кто когда"
)
_QUESTION_PAIRS = frozenset({("o", "que"), ("por", "que"), ("por", "qué")})
_VERBS = _word_set(
    "is are was were has have had will would can could should must may might be been es son fue está están ha "
    "han ist sind war hat haben wird werden est sont été ont é são foi tem"
)


def list_candidates(reading: Reading) -> list[int]:
    """Return the units that may be headings at all."""
    units, columns = reading.units, reading.columns
    decided = reading.decided | reading.plain
    found = []
    for n, kind in enumerate(reading.kinds):
        if n in decided:
            continue
        if kind is _HEADING:
            found.append(n)
        elif columns[n] <= _COLUMNS_MAX and (kind is _PARAGRAPH or kind is _ITEM):
            unit = units[n]
            if unit.last - unit.first < _LINES_MAX and _may_be(reading, n, unit):
                found.append(n)
    return found


def _may_be(reading: Reading, n: int, unit: Unit) -> bool:
    if reading.kinds[n] is _PARAGRAPH:
        return unit.text[0].isalnum() or any(map(str.isalnum, unit.text))
    if unit.marker is None or unit.marker.is_bullet:
        return False
    return not _adjoins(reading, n, -1) and not _adjoins(reading, n, 1)


def _adjoins(reading: Reading, n: int, step: int) -> bool:
    """Return whether the next number, or the one before, is on the very next line: then it is a list's."""
    unit = reading.units[n]
    if not 0 <= n + step < len(reading.units) or unit.marker is None:
        return False
    other = reading.units[n + step]
    is_next = other.first == unit.last + 1 if step > 0 else other.last + 1 == unit.first
    shifted = unit.marker.shift(step)
    return is_next and other.marker is not None and other.marker.number == shifted != ()


class Signs:
    """Reads the signs of each candidate; holds what is common to the whole document."""

    def __init__(self, reading: Reading, candidates: list[int]) -> None:
        self._reading = reading
        self._is_candidate = set(candidates)
        units, kinds = reading.units, reading.kinds
        self._own = [n for n, kind in enumerate(kinds) if kind not in _FOREIGN]
        self._place = {n: place for place, n in enumerate(self._own)}
        self._texts = Counter([units[n].text for n in candidates])
        self._worded: dict[str, list[str]] = {}
        """The signs of each text's own words: in a text of short lines many are alike."""
        columns = reading.columns
        paragraphs = [n for n in self._own if kinds[n] is _PARAGRAPH and columns[n] > _COLUMNS_MAX]
        gaps = Counter([units[n].blanks for n in paragraphs])
        self._gap = gaps.most_common(1)[0][0] if gaps else 1
        self._margin = (
            Counter([units[n].indent for n in paragraphs]).most_common(1)[0][0] if paragraphs else reading.layout.margin
        )
        self._forms = {n: self._read_forms(n) for n in candidates}
        counts = Counter(form for forms in self._forms.values() for form in forms)
        self._shared = [form for form, count in counts.items() if count > 1]

    def _read_forms(self, n: int) -> list[str]:
        """Return how a candidate stands out: the ways in which authors mark all headings of a text alike."""
        unit = self._reading.units[n]
        forms = []
        if unit.underline:
            forms.append("underlined")
        if unit.blanks > self._gap and self._gap and n:
            forms.append("gap")
        if unit.indent < self._margin:
            forms.append("outdent")
        if unit.text.isupper() and _is_capitals(unit.text):
            forms.append("caps")
        if unit.marker is not None and not unit.marker.is_bullet:
            forms.append("numbered")
        return forms

    def is_sentence(self, n: int) -> bool:
        """Return whether a candidate is too long a sentence to be weighed, and stands out in no way."""
        return (
            self._reading.columns[n] > _SENTENCE_COLUMNS
            and self._reading.units[n].text[-1] in _SENTENCE_ENDS
            and not self._forms[n]
        )

    def read(self, n: int) -> list[str]:
        """Return the names of the signs of one candidate."""
        return [*self.read_text(n), *self.read_place(n)]

    def read_text(self, n: int) -> Sequence[str]:
        """Return what the text of a candidate says, wherever it stands."""
        text = self._reading.units[n].text
        signs = self._worded.get(text)
        if signs is None:
            signs = self._worded[text] = self._read_words(text, self._reading.columns[n])
        return signs

    def read_place(self, n: int) -> list[str]:
        """Return what speaks for or against a candidate besides its text: its form, and what stands around it."""
        reading = self._reading
        unit = reading.units[n]
        signs = self._read_neighbours(n)
        forms = self._forms[n]
        signs += [form if form in forms else f"not {form}" for form in self._shared]
        if unit.indent > self._margin:
            signs.append("indented")
        if unit.last > unit.first and not unit.underline:
            signs.append("two lines")
        if unit.marker is not None:
            signs += self._read_number(n, unit.marker)
        elif is_chapter(reading.lines[unit.first]):
            signs.append("chapter")
        return signs

    def _read_words(self, text: str, columns: int) -> list[str]:
        signs = [f"columns {_bin(columns, _COLUMNS)}"]
        tokens = text.split(" ")
        first, last = text[0], text[-1]
        wide = is_wide(first) or is_wide(last)
        signs.append("wide script" if wide else f"words {_bin(len(tokens), _WORDS)}")
        end = "ellipsis" if text.endswith("...") else _ENDS.get(last, "bare" if last.isalnum() else "sign")
        signs += [f"ends {end}", f"starts {_start(first)}"]
        if wide and end in {"period", "colon", "bare"}:
            signs.append(f"wide ends {end}")
        long = [token for token in tokens if len(token) > 3 and token[0].isalpha()]  # noqa: PLR2004
        if len(long) > 1:
            capitals = sum([not token[0].islower() for token in long])
            many = capitals * 2 > len(long)
            signs.append("title case" if capitals == len(long) else "mostly capitals" if many else "few capitals")
        self._add_vocabulary(signs, text)
        _add_marks(signs, text, wide=wide)
        return signs

    def _add_vocabulary(self, signs: list[str], text: str) -> None:
        """Add what the words of a text say."""
        # What is underlined may be without a word.
        found = _WORD.findall(text) or [""]
        opening = text[0] == "¿" or text.startswith(found[0])
        first = found[0].casefold()
        plain = normalize(text)
        if not _VERBS.isdisjoint(found):
            signs.append("verb")
        if opening and first in _DEICTIC:
            signs.append("deixis")
        if opening and (first in _QUESTIONS or (first, *found[1:2]) in _QUESTION_PAIRS):
            signs.append("question word")
        if opening and first in _CAPTIONS:
            signs.append("caption")
        if plain in words.HEADINGS:
            signs.append("usual name")
        if plain in self._reading.listed:
            signs.append("in contents")
        if self._texts[text] > 1:
            signs.append("repeated")

    def _read_number(self, n: int, marker: Marker) -> list[str]:
        """Return how the number of a candidate goes with its neighbours': numbers that run on are a list's."""
        place = self._place[n]
        signs = ["deep number"] if len(marker.number) > 1 else []
        for step, name in ((-1, "number runs on from above"), (1, "number runs on below")):
            other = self._reading.units[self._own[place + step]].marker if 0 <= place + step < len(self._own) else None
            if other is not None and other.number and other.number == marker.shift(step):
                signs.append(name)
        return signs

    def _read_neighbours(self, n: int) -> list[str]:
        kinds, own = self._reading.kinds, self._own
        place = self._place[n]
        before = own[place - 1] if place else -1
        after = own[place + 1] if place + 1 < len(own) else -1
        signs = [f"after {self._describe_before(before)}", f"above {self._describe(after)}"]
        if after in self._is_candidate and place + 2 < len(own):
            signs.append(f"above short above {self._describe(own[place + 2])}")
        if before in self._is_candidate and place > 1:
            signs.append(f"below short below {self._describe_before(own[place - 2])}")
        if n and kinds[n - 1] is LineKind.FURNITURE:
            signs.append("below furniture")
        if after < 0 or (n + 1 < len(kinds) and kinds[n + 1] is LineKind.FURNITURE):
            signs.append("above furniture")
        return signs

    def _describe(self, n: int) -> str:
        """Describe a following unit in a word or two."""
        if n < 0:
            return "end"
        kind = self._reading.kinds[n]
        if kind is not _PARAGRAPH:
            return str(kind)
        if n in self._is_candidate:
            return f"short {_BELOW_ENDS.get(self._reading.units[n].text[-1], 'open')}"
        return f"text {_bin(self._reading.columns[n], _BELOW)}"

    def _describe_before(self, n: int) -> str:
        if n < 0:
            return "nothing"
        kind = self._reading.kinds[n]
        if kind is not _PARAGRAPH:
            return str(kind)
        end = _ABOVE_ENDS.get(self._reading.units[n].text[-1], "open")
        return f"{'short' if n in self._is_candidate else 'text'} {end}"


def _add_marks(signs: list[str], text: str, *, wide: bool) -> None:
    """Add what the marks and digits in a text say."""
    commas = text.count(",") + text.count("，") + text.count("、")
    if commas:
        signs.append("commas" if commas > 1 else "comma")
    if "(" in text or "（" in text:
        signs.append("parentheses")
    if _MARKS.search(text) is not None:
        signs.append("marks")
    if text[0] in "@#*([":
        signs.append("starts mark")
    if ("." in text[:-1] or "@" in text or "://" in text) and _LINK.search(text) is not None:
        signs.append("link")
    if (":" in text or "：" in text) and _LABEL.match(text) is not None:
        signs.append("label")
    # Most lines have no end of a sentence inside, and no digit, and need no further look.
    if (wide or _MAY_END.search(text) is not None) and _INNER_SENTENCE.search(text) is not None:
        signs.append("inner sentence")
    if _DIGIT.search(text) is not None:
        signs += _read_digits(text)


def _read_digits(text: str) -> list[str]:
    signs = ["digits"] if sum(map(str.isdigit, text)) * 3 > len(text) else []
    return [*signs, "date"] if has_date(text) else signs


def _is_capitals(text: str) -> bool:
    """Return whether an upper-case text has several letters, of a script that has cases and no full-width form."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 2 and not is_wide(letters[0])  # noqa: PLR2004


def _bin(value: int, bins: tuple[tuple[int, ...], tuple[str, ...]]) -> str:
    """Name the interval of a value."""
    edges, names = bins
    return names[bisect_left(edges, value)]


def _start(first: str) -> str:
    if first.isdigit():
        return "digit"
    if first.isalpha():
        return "upper" if first.isupper() else "lower" if first.islower() else "caseless"
    return "question" if first == "¿" else "quote" if first in "\"“‘«'「『" else "sign"


def mark_headings(reading: Reading) -> None:
    """Mark the headings among what is still taken for text or numbered items."""
    candidates = list_candidates(reading)
    signs = Signs(reading, candidates)
    for n in candidates:
        if signs.is_sentence(n):
            continue
        worded, placed = signs.read_text(n), signs.read_place(n)
        value = BASE + sum([_WEIGHTS(sign, 0.0) for sign in worded]) + sum([_WEIGHTS(sign, 0.0) for sign in placed])
        was_heading = reading.kinds[n] is LineKind.HEADING
        if value > 0:
            reading.settle(n, LineKind.HEADING, _explain([*worded, *placed], value))
        elif was_heading:
            reading.settle(n, LineKind.PARAGRAPH, _explain([*worded, *placed], value))
        elif value > _CLOSE:
            reading.reasons[n] += f", though nearly a heading: {_explain([*worded, *placed], value)}"


_WEIGHTS = WEIGHTS.get
_BEST = sorted((sign for sign in WEIGHTS if WEIGHTS[sign] > 0), key=lambda sign: -WEIGHTS[sign])
_RANKS = {sign: rank for rank, sign in enumerate(_BEST)}
_SAID = [describe_sign(sign) for sign in _BEST]


def _explain(signs: Sequence[str], value: float) -> str:
    """Name the signs that say most for a heading."""
    best = sorted([_RANKS[sign] for sign in signs if sign in _RANKS])[:_REASONS]
    return f"{', '.join(dict.fromkeys([_SAID[rank] for rank in best]))} ({value:+.1f})"
