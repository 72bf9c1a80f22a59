"""Tells headings from short paragraphs, weighing many small signs over the whole document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from publisher.model import LineKind
from publisher.parse.plaintext import words
from publisher.parse.plaintext.furniture import has_date, normalize
from publisher.parse.plaintext.layout import is_code, is_wide
from publisher.parse.plaintext.markers import Marker, is_chapter
from publisher.parse.plaintext.phrases import describe_sign
from publisher.parse.plaintext.reading import Reading
from publisher.parse.plaintext.weights import BASE, WEIGHTS

_COLUMNS_MAX = 150
# Below this score nobody wonders why a line is no heading.
_CLOSE = -3.0
_REASONS = 4
_BINS = (8, 14, 20, 28, 36, 46, 56, 66, 78, 92, 110)
_WORD_BINS = (1, 2, 3, 4, 6, 8, 10, 13, 17)
_NEXT_BINS = (40, 80, 140, 220, 400, 800)
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
_LINK = re.compile(r"https?://|www\.|\S@[^\s@]+\.\S|\b\w+\.(?:com|org|net|io|gov)\b")
_LABEL = re.compile(r"[^\s:：]{1,20}(?: [^\s:：]{1,20}){0,2}[:：] ?\S")


def _opening(listed: str) -> re.Pattern[str]:
    """Match a text that opens with one of some words."""
    return re.compile(rf"(?:{'|'.join(listed.split())})\b", re.IGNORECASE)


_CAPTION = _opening(
    "note notes figure fig\\. table image photo source update edit example nota "
    "figura imagen tabla abbildung bild hinweis "
    "注 図 图 表"
)
_DEIXIS = _opening(
    "this that these those it he she they we i you there here thanks thank see "
    "but and so or if as for in on at by after "
    "before when while since also however esto este esta estos ellos nosotros "
    "pero y si para por en gracias il elle ils "
    "nous vous je ce cette mais et pour dans er sie wir ich es das dies und aber "
    "für wenn isso isto eles nós eu mas e se no "
    "na obrigado он она они мы я это но и если для в"
)
_QUESTION = _opening(
    "how what why who when where which should can do does is are cómo qué quién "
    "cuándo cuál ¿cómo ¿qué wie was warum wer "
    "wann comment pourquoi quoi como o\\s+que por\\s+que por\\s+qué quando как что почему зачем кто когда"
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|must|may"
    r"|might|be|been|es|son|fue|está|están|ha|han"
    r"|ist|sind|war|hat|haben|wird|werden|est|sont|a été|ont|é|são|foi|tem)\b"
)
_WORDING = (
    ("inner sentence", _INNER_SENTENCE),
    ("link", _LINK),
    ("label", _LABEL),
    ("caption", _CAPTION),
    ("deixis", _DEIXIS),
    ("question word", _QUESTION),
    ("verb", _VERB),
)
_AT_START = frozenset({"label", "caption", "deixis", "question word"})
_MARKS = frozenset("{}<>=|\\_[]")
_LINES_MAX = 4


def list_candidates(reading: Reading) -> list[int]:
    """Return the units that may be headings at all."""
    return [
        n
        for n, unit in enumerate(reading.units)
        if reading.kinds[n] is LineKind.HEADING
        or (reading.columns[n] <= _COLUMNS_MAX and unit.last - unit.first < _LINES_MAX and _may_be(reading, n))
    ]


def _may_be(reading: Reading, n: int) -> bool:
    unit = reading.units[n]
    if reading.kinds[n] is LineKind.PARAGRAPH:
        return any(map(str.isalnum, unit.text))
    if reading.kinds[n] is not LineKind.ITEM or unit.marker is None or unit.marker.is_bullet:
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
        self._own = [
            n for n in range(len(units)) if kinds[n] not in {LineKind.FURNITURE, LineKind.RULE, LineKind.CONTENTS}
        ]
        self._place = {n: place for place, n in enumerate(self._own)}
        self._texts = Counter(unit.text for unit in units)
        self._worded: dict[str, list[str]] = {}
        """The signs of each text's own words: in a text of short lines many are alike."""
        paragraphs = [n for n in self._own if kinds[n] is LineKind.PARAGRAPH and reading.columns[n] > _COLUMNS_MAX]
        gaps = Counter(units[n].blanks for n in paragraphs)
        self._gap = gaps.most_common(1)[0][0] if gaps else 1
        self._margin = (
            Counter(units[n].indent for n in paragraphs).most_common(1)[0][0] if paragraphs else reading.layout.margin
        )
        self._forms = {n: self._read_forms(n) for n in candidates}
        self._form_counts = Counter(form for forms in self._forms.values() for form in forms)

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

    def read(self, n: int) -> list[str]:
        """Return the names of the signs of one candidate."""
        reading = self._reading
        unit = reading.units[n]
        signs = self._read_text(unit.text, reading.columns[n])
        signs += self._read_neighbours(n)
        signs += self._read_document(n)
        if unit.last > unit.first and not unit.underline:
            signs.append("two lines")
        if unit.marker is not None:
            signs += self._read_number(n, unit.marker)
        elif is_chapter(reading.lines[unit.first]):
            signs.append("chapter")
        return signs

    def _read_text(self, text: str, columns: int) -> list[str]:
        """Return what the text of a candidate says, wherever it stands."""
        if text in self._worded:
            return list(self._worded[text])
        signs = [f"columns {_bin(columns, _BINS)}"]
        tokens = text.split()
        wide = is_wide(text[0]) or is_wide(text[-1])
        if not wide:
            signs.append(f"words {_bin(len(tokens), _WORD_BINS)}")
        else:
            signs.append("wide script")
        end = _ENDS.get(text[-1], "bare" if text[-1].isalnum() else "sign")
        if text.endswith("..."):
            end = "ellipsis"
        signs += [f"ends {end}", f"starts {_start(text)}"]
        if wide and end in {"period", "colon", "bare"}:
            signs.append(f"wide ends {end}")
        signs += self._read_words(text, tokens)
        self._worded[text] = signs
        return list(signs)

    def _read_number(self, n: int, marker: Marker) -> list[str]:
        """Return how the number of a candidate goes with its neighbours': numbers that run on are a list's."""
        place = self._place.get(n, 0)
        signs = ["deep number"] if len(marker.number) > 1 else []
        for step, name in ((-1, "number runs on from above"), (1, "number runs on below")):
            other = self._reading.units[self._own[place + step]].marker if 0 <= place + step < len(self._own) else None
            if other is not None and other.number and other.number == marker.shift(step):
                signs.append(name)
        return signs

    def _read_words(self, text: str, tokens: list[str]) -> list[str]:
        """Return what the words of a candidate say."""
        signs = [name for name, pattern in _WORDING if (pattern.match if name in _AT_START else pattern.search)(text)]
        long = [token for token in tokens if len(token) > 3 and token[0].isalpha()]  # noqa: PLR2004
        if len(long) > 1:
            capitals = sum(not token[0].islower() for token in long)
            many = capitals * 2 > len(long)
            signs.append("title case" if capitals == len(long) else "mostly capitals" if many else "few capitals")
        commas = text.count(",") + text.count("，") + text.count("、")
        if commas:
            signs.append("commas" if commas > 1 else "comma")
        plain = normalize(text)
        facts = {
            "code": is_code(text),
            "marks": not _MARKS.isdisjoint(text),
            "parentheses": "(" in text or "（" in text,
            "digits": sum(map(str.isdigit, text)) * 3 > len(text),
            "date": has_date(text),
            "usual name": plain in words.HEADINGS,
            "in contents": plain in self._reading.listed,
            "repeated": self._texts[text] > 1,
            "starts mark": text[0] in "@#*([",
        }
        return signs + [name for name, fact in facts.items() if fact]

    def _read_neighbours(self, n: int) -> list[str]:
        reading = self._reading
        place = self._place.get(n, 0)
        before = self._own[place - 1] if place else -1
        after = self._own[place + 1] if place + 1 < len(self._own) else -1
        later = self._own[place + 2] if place + 2 < len(self._own) else -1
        signs = [f"after {self._describe_before(before)}", f"above {self._describe(after)}"]
        if after in self._is_candidate and later >= 0:
            signs.append(f"above short above {self._describe(later)}")
        if before in self._is_candidate and place > 1:
            signs.append(f"below short below {self._describe_before(self._own[place - 2])}")
        if n and reading.kinds[n - 1] is LineKind.FURNITURE:
            signs.append("below furniture")
        if after < 0 or (n + 1 < len(reading.units) and reading.kinds[n + 1] is LineKind.FURNITURE):
            signs.append("above furniture")
        return signs

    def _describe(self, n: int) -> str:
        """Describe a following unit in a word or two."""
        reading = self._reading
        if n < 0:
            return "end"
        kind = reading.kinds[n]
        if kind is LineKind.PARAGRAPH:
            text = reading.units[n].text
            if n in self._is_candidate:
                end = (
                    "closed"
                    if text[-1] in ".。"
                    else "question"
                    if text[-1] in "?？"
                    else "colon"
                    if text[-1] in ":："
                    else "open"
                )
                return f"short {end}"
            return f"text {_bin(reading.columns[n], _NEXT_BINS)}"
        return str(kind)

    def _describe_before(self, n: int) -> str:
        reading = self._reading
        if n < 0:
            return "nothing"
        kind = reading.kinds[n]
        if kind is LineKind.PARAGRAPH:
            text = reading.units[n].text
            end = "colon" if text[-1] in ":：" else "closed" if text[-1] in '.。!！?？"”)' else "open"
            return f"{'short' if n in self._is_candidate else 'text'} {end}"
        return str(kind)

    def _read_document(self, n: int) -> list[str]:
        """Return how a candidate compares with the document's other candidates."""
        signs = []
        forms = self._forms.get(n, [])
        for form, count in self._form_counts.items():
            if count < 2:  # noqa: PLR2004
                continue
            signs.append(form if form in forms else f"not {form}")
        if self._reading.units[n].indent > self._margin:
            signs.append("indented")
        return signs


def _is_capitals(text: str) -> bool:
    """Return whether an upper-case text has several letters, of a script that has cases and no full-width form."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 2 and not is_wide(letters[0])  # noqa: PLR2004


def _bin(value: int, edges: tuple[int, ...]) -> str:
    """Name the interval of a value."""
    for edge in edges:
        if value <= edge:
            return f"to {edge}"
    return "more"


def _start(text: str) -> str:
    first = text[0]
    if first.isdigit():
        return "digit"
    if first.isalpha():
        return "upper" if first.isupper() else "lower" if first.islower() else "caseless"
    return "question" if first == "¿" else "quote" if first in "\"“‘«'「『" else "sign"


def score(signs: Sequence[str]) -> float:
    """Weigh signs: above 0 a heading is likelier than not, in units of log odds."""
    return BASE + sum(WEIGHTS.get(sign, 0.0) for sign in signs)


def mark_headings(reading: Reading) -> None:
    """Mark the headings among what is still taken for text or numbered items."""
    candidates = list_candidates(reading)
    signs = Signs(reading, candidates)
    # Candidates with the same signs share one verdict.
    scores: dict[tuple[str, ...], float] = {}
    reasons: dict[tuple[str, ...], str] = {}
    for n in candidates:
        read = tuple(signs.read(n))
        if read not in scores:
            scores[read] = score(read)
        value = scores[read]
        was_heading = reading.kinds[n] is LineKind.HEADING
        if value <= _CLOSE and not was_heading:
            continue
        if read not in reasons:
            reasons[read] = _explain(read, value)
        if value > 0 or was_heading:
            reading.settle(n, LineKind.HEADING if value > 0 else LineKind.PARAGRAPH, reasons[read])
        else:
            reading.reasons[n] += f", though nearly a heading: {reasons[read]}"


def _explain(signs: Sequence[str], value: float) -> str:
    """Name the signs that say most for a heading."""
    best = sorted((sign for sign in signs if WEIGHTS.get(sign, 0.0) > 0), key=lambda sign: -WEIGHTS[sign])
    return f"{', '.join(dict.fromkeys(map(describe_sign, best[:_REASONS])))} ({value:+.1f})"
