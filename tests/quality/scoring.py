"""Scores predictions against gold answers, column by column.

Sections: headings, items, paragraphs and furniture by the lines they stand on, counted over all texts. Pages: the body
by runs of four words, as a mean over pages; all else counted over all pages. What the gold answer leaves open
(``null``, or a block that is ``optional``, ``label`` or ``ignore``) is in no figure, neither way.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from html.parser import HTMLParser
from itertools import pairwise
from math import nan
from typing import Any

Record = Mapping[str, Any]
Columns = dict[str, float]


@dataclass(slots=True)
class Tally:
    """How many things there are, how many were predicted, and how many were both."""

    both: int = 0
    predicted: int = 0
    there: int = 0

    def count(self, there: AbstractSet[Any], predicted: AbstractSet[Any]) -> None:
        """Compare two sets."""
        self.both += len(there & predicted)
        self.predicted += len(predicted)
        self.there += len(there)

    @property
    def precision(self) -> float:
        """The share of the predicted that are there; 1 for nothing predicted where nothing is."""
        return self.both / self.predicted if self.predicted else float(not self.there)

    @property
    def recall(self) -> float:
        """The share of what is there that was predicted; 1 where nothing is."""
        return self.both / self.there if self.there else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return harmonic(self.precision, self.recall)


@dataclass(slots=True)
class Share:
    """How many of some answers are right."""

    right: int = 0
    total: int = 0

    def count(self, *, right: bool) -> None:
        """Count one answer."""
        self.right += right
        self.total += 1

    @property
    def value(self) -> float:
        """The share, or NaN where there was no question."""
        return self.right / self.total if self.total else nan


def harmonic(precision: float, recall: float) -> float:
    """Return the harmonic mean.

    >>> harmonic(1.0, 0.5) == 2 / 3
    True
    """
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


# Sections -----------------------------------------------------------------------------------------------------------

_FEW = 10
"""A style of fewer texts has no figures of its own: each text would move them by more than the floors' margin."""


@dataclass(slots=True)
class _Outline:
    """What is scored of the blocks of one text."""

    headings: dict[int, int] = field(default_factory=dict)
    """Level by first line."""
    items: set[int] = field(default_factory=set)
    paragraphs: set[tuple[int, int]] = field(default_factory=set)
    furniture: set[int] = field(default_factory=set)
    title: int | None = None
    deck: int | None = None


@dataclass(slots=True)
class SectionScore:
    """The figures of some texts."""

    texts: int = 0
    headings: Tally = field(default_factory=Tally)
    items: Tally = field(default_factory=Tally)
    paragraphs: Tally = field(default_factory=Tally)
    furniture: Tally = field(default_factory=Tally)
    decks: Tally = field(default_factory=Tally)
    steps: Share = field(default_factory=Share)
    title: Share = field(default_factory=Share)
    deck: Share = field(default_factory=Share)
    exact: Share = field(default_factory=Share)
    perfect: Share = field(default_factory=Share)

    def count(self, gold: Record, prediction: Record | None) -> None:
        """Score one text; one without a prediction counts as if nothing had been found in it."""
        open_lines = _find_open_lines(gold["blocks"])
        lines = gold["text"].split("\n")
        there = _read_outline(gold["blocks"], open_lines, lines)
        found = _read_outline(prediction["blocks"] if prediction else (), open_lines, lines)
        self.texts += 1
        self.headings.count(there.headings.keys(), found.headings.keys())
        self.items.count(there.items, found.items)
        self.paragraphs.count(there.paragraphs, found.paragraphs)
        self.furniture.count(there.furniture, found.furniture)
        self.decks.count({there.deck} - {None}, {found.deck} - {None})
        for line, after in pairwise(sorted(there.headings.keys() & found.headings.keys())):
            step = _sign(there.headings[after] - there.headings[line])
            self.steps.count(right=step == _sign(found.headings[after] - found.headings[line]))
        if there.title is not None:
            self.title.count(right=there.title == found.title)
        self.deck.count(right=there.deck == found.deck)
        is_exact = there.headings.keys() == found.headings.keys()
        self.exact.count(right=is_exact)
        self.perfect.count(
            right=is_exact
            and (there.title, there.items, there.furniture, there.paragraphs)
            == (found.title, found.items, found.furniture, found.paragraphs)
        )

    def columns(self) -> Columns:
        """Return the figures by name, 0 to 1; the first is a count."""
        return {
            "n": self.texts,
            "headP": self.headings.precision,
            "headR": self.headings.recall,
            "headF1": self.headings.f1,
            "level": self.steps.value,
            "title": self.title.value,
            "deck": self.deck.value,
            "deckF1": self.decks.f1,
            "liF1": self.items.f1,
            "paraF1": self.paragraphs.f1,
            "boilP": self.furniture.precision,
            "boilR": self.furniture.recall,
            "exact": self.exact.value,
            "perfect": self.perfect.value,
        }


def score_sections(gold: Iterable[Record], predictions: Mapping[str, Record]) -> dict[str, Columns]:
    """Score texts, all together and by flavour, by what was selected, and by style where there are enough of one."""
    groups: dict[str, SectionScore] = {}
    for record in gold:
        prediction = predictions.get(record["id"])
        for name in list_groups(record):
            groups.setdefault(name, SectionScore()).count(record, prediction)
    return {
        name: groups[name].columns()
        for name in sorted(groups)
        if groups[name].texts >= _FEW or not name.startswith("style")
    }


def list_groups(record: Record) -> list[str]:
    """Name the groups of texts that a text is one of.

    >>> list_groups({"flavour": "copied", "selection": "part", "style": "tight"})
    ['OVERALL', 'flavour copied', 'copied part', 'style tight']
    """
    names = ["OVERALL", f"flavour {record['flavour']}"]
    if selection := record.get("selection"):
        names.append(f"{record['flavour']} {selection}")
    if style := record.get("style"):
        names.append(f"style {style}")
    return names


def _find_open_lines(blocks: Iterable[Record]) -> set[int]:
    return {
        line
        for block in blocks
        if block["kind"] in {"other", "hr"} or any(block.get(name) for name in ("optional", "label", "ignore"))
        for line in range(block["line_start"], block["line_end"] + 1)
    }


def _read_outline(blocks: Iterable[Record], open_lines: AbstractSet[int], text: Sequence[str]) -> _Outline:
    outline = _Outline()
    for block in blocks:
        first, last, kind = block["line_start"], block["line_end"], block["kind"]
        if first in open_lines:
            continue
        if kind == "heading":
            outline.headings[first] = block.get("level", 1)
        elif kind == "li":
            outline.items.add(first)
        elif kind in {"para", "quote"}:
            outline.paragraphs.add((first, last))
        elif kind in {"boilerplate", "toc"}:
            lines = range(first, last + 1)
            # A blank line is nobody's furniture.
            outline.furniture.update(line for line in lines if line not in open_lines and text[line - 1].strip())
        elif kind == "title" and outline.title is None:
            outline.title = first
        elif kind == "deck" and outline.deck is None:
            outline.deck = first
    return outline


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


# Pages --------------------------------------------------------------------------------------------------------------

KINDS = ("li", "td", "th", "figcaption", "pre", "blockquote", "img", "a")
_SHINGLE = 4
_SOFT = 0.8
_CUT = 80
_WORD = re.compile(r"\w+")
# Quotes and dashes that mean the same, and what is not seen at all.
_ALIKE = {**dict.fromkeys(map(ord, "‘’"), "'"), **dict.fromkeys(map(ord, "“”„"), '"')}
_ALIKE |= {**dict.fromkeys(map(ord, "–—\u2011"), "-"), **dict.fromkeys(map(ord, "\xad\u200b\ufeff"), "")}
_BY = re.compile(r"(?:(?:written|posted|story|words|text|article) )?(?:by|von|par|por|di|av|door)[: ]+")
_BETWEEN_NAMES = re.compile(r"[;,/|&\n]|\b(?:and|und|et|y)\b")
_DATE = re.compile(
    r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d\d):?(\d\d)(?::?\d\d)?(?:\.\d+)?\s*(?:Z|([+-])(\d\d):?(\d\d))?)?"
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


VOID = _words("area base br col embed hr img input link meta source track wbr")
"""Elements that have no end."""
_BLOCKS = _words("p div br li td th tr ul ol table h1 h2 h3 h4 h5 h6 figure figcaption blockquote pre section dd dt")


@dataclass(slots=True)
class PageScore:
    """The figures of some pages."""

    pages: int = 0
    precisions: list[float] = field(default_factory=list)
    recalls: list[float] = field(default_factory=list)
    wanted: Share = field(default_factory=Share)
    unwanted: int = 0
    title: Share = field(default_factory=Share)
    soft: Share = field(default_factory=Share)
    byline: Share = field(default_factory=Share)
    any_name: Share = field(default_factory=Share)
    false_byline: Share = field(default_factory=Share)
    date: Share = field(default_factory=Share)
    headings: Tally = field(default_factory=Tally)
    nesting: Share = field(default_factory=Share)
    structure: dict[str, Share] = field(default_factory=lambda: {kind: Share() for kind in KINDS})

    def count(self, gold: Record, prediction: Record | None) -> None:
        """Score one page; one without a prediction counts as if nothing had been found on it."""
        found = prediction or {}
        self.pages += 1
        if gold.get("text") is not None:
            self._count_body(gold["text"], found.get("text") or "")
        if gold.get("with"):
            text = " ".join((found.get("text") or "").split())
            for passage in gold["with"]:
                self.wanted.count(right=" ".join(passage.split()) in text)
            self.unwanted += sum(" ".join(passage.split()) in text for passage in gold["without"])
        self._count_head(gold, found)
        if gold.get("headings") is not None:
            self._count_headings(gold, found)
        if gold.get("structure") is not None and found.get("html") is not None:
            there = read_structure(found["html"])
            for kind, share in self.structure.items():
                wanted = Counter(map(fold, gold["structure"].get(kind, ())))
                share.right += (wanted & Counter(map(fold, there[kind]))).total()
                share.total += wanted.total()

    def _count_body(self, gold: str, found: str) -> None:
        wanted, given = shingles(gold), shingles(found)
        both = (wanted & given).total()
        # A page without any text on one side says nothing of that side's share.
        if given:
            self.precisions.append(both / given.total())
        if wanted:
            self.recalls.append(both / wanted.total())

    def _count_head(self, gold: Record, found: Record) -> None:
        if title := gold.get("title"):
            self.title.count(right=fold(title) == fold(found.get("title")))
            self.soft.count(right=is_alike(title, found.get("title") or ""))
        names = split_names(found.get("byline"))
        if wanted := split_names(gold.get("byline")):
            self.byline.count(right=wanted == names)
            self.any_name.count(right=bool(wanted & names))
        elif gold.get("byline") == "":
            self.false_byline.count(right=bool(names))
        if days := read_days(gold.get("published")):
            self.date.count(right=bool(days & read_days(found.get("published"))))

    def _count_headings(self, gold: Record, found: Record) -> None:
        titles = [title for title in (gold.get("title"), found.get("title")) if title]
        places: dict[str, list[int]] = defaultdict(list)
        predicted = list(_list_headings(found.get("headings") or (), titles))
        for text, level in reversed(predicted):
            places[text].append(level)
        there = list(_list_headings(gold["headings"], titles))
        pairs = [(level, places[text].pop()) for text, level in there if places[text]]
        self.headings.both += len(pairs)
        self.headings.predicted += len(predicted)
        self.headings.there += len(there)
        for (level, own), (after, own_after) in pairwise(pairs):
            self.nesting.count(right=_sign(after - level) == _sign(own_after - own))

    def columns(self) -> Columns:
        """Return the figures by name, 0 to 1; the first is a count."""
        precision, recall = _mean(self.precisions), _mean(self.recalls)
        predicted = self.wanted.right + self.unwanted
        segments = harmonic(self.wanted.right / predicted if predicted else 0.0, self.wanted.value)
        structure = Share(
            sum(share.right for share in self.structure.values()), sum(share.total for share in self.structure.values())
        )
        return {
            "n": self.pages,
            "bodyP": precision,
            "bodyR": recall,
            "bodyF1": harmonic(precision, recall),
            "segF1": segments if self.wanted.total else nan,
            "title": self.title.value,
            "soft": self.soft.value,
            "byline": self.byline.value,
            "anyname": self.any_name.value,
            "falseby": self.false_byline.value,
            "date": self.date.value,
            "headP": self.headings.precision if self.headings.predicted else 0.0,
            "headR": self.headings.recall,
            "headF1": self.headings.f1,
            "nesting": self.nesting.value,
            "struct": structure.value,
            **{name: share.value for name, share in self.structure.items()},
        }


def score_pages(gold: Iterable[Record], predictions: Mapping[str, Record]) -> Columns:
    """Score pages, all together."""
    score = PageScore()
    for record in gold:
        score.count(record, predictions.get(record["id"]))
    return score.columns()


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Count the runs of four words; a shorter text is one run.

    >>> sum(shingles("a b c d e").values())
    2
    """
    words = _WORD.findall(text)
    return Counter(tuple(words[n : n + _SHINGLE]) for n in range(max(min(1, len(words)), len(words) - _SHINGLE + 1)))


def fold(text: str | None) -> str:
    """Fold what does not matter: case, white space, the shape of quotes and dashes.

    >>> fold(" “A —  B” ")
    '"a - b"'
    """
    return " ".join(unicodedata.normalize("NFKC", text or "").translate(_ALIKE).split()).casefold()


def is_alike(first: str, second: str) -> bool:
    """Tell whether two titles share at least four fifths of their words."""
    words, others = Counter(_WORD.findall(fold(first))), Counter(_WORD.findall(fold(second)))
    both = (words & others).total()
    return bool(both) and 2 * both / (words.total() + others.total()) >= _SOFT


def split_names(byline: str | Sequence[str] | None) -> set[str]:
    """Return the names in a by-line.

    >>> sorted(split_names("By Ada Lovelace and Mary Somerville"))
    ['ada lovelace', 'mary somerville']
    """
    text = fold(byline if isinstance(byline, str) or byline is None else "; ".join(byline))
    opening = _BY.match(text)
    parts = _BETWEEN_NAMES.split(text[opening.end() :] if opening else text)
    return {" ".join(words) for part in parts if (words := _WORD.findall(part))}


def read_days(text: str | None) -> set[date]:
    """Return the days that a date may mean: as it is written, and in UTC.

    >>> len(read_days("2024-03-01T00:30+02:00"))
    2
    """
    found = _DATE.match(text or "")
    try:
        moment = datetime(*map(int, found.group(1, 2, 3))) if found else None  # type: ignore[arg-type]  # noqa: DTZ001
    except ValueError:
        moment = None
    if found is None or moment is None:
        return set()
    days = {moment.date()}
    if found[6]:
        offset = timedelta(hours=int(found[7]), minutes=int(found[8]))
        local = moment + timedelta(hours=int(found[4]), minutes=int(found[5]))
        days.add((local - offset if found[6] == "+" else local + offset).date())
    return days


def _list_headings(headings: Iterable[Record], titles: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Yield each heading's words and level; the page's own title is no heading of a section, on either side."""
    skipped = {" ".join(_WORD.findall(fold(title))) for title in titles}
    for heading in headings:
        words = " ".join(_WORD.findall(fold(heading.get("text"))))
        if words and words not in skipped:
            yield words, int(heading.get("level") or 0)


class _Structure(HTMLParser):
    """Gathers the texts of list items, cells, captions and the like, and the names of pictures."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, list[str]] = defaultdict(list)
        self._open: list[tuple[str, list[str], bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; a block parts the words around it."""
        values = dict(attrs)
        if tag in _BLOCKS:
            self.handle_data(" ")
        source = values.get("src") or ""
        if tag == "img" and source and not source.startswith("data:"):
            self.found["img"].append(source.partition("?")[0].rstrip("/").rpartition("/")[2][:_CUT])
        if tag not in VOID:
            self._open.append((tag, [], bool(values.get("href"))))

    def handle_endtag(self, tag: str) -> None:
        """Close an element and whatever was left open in it."""
        if tag in _BLOCKS:
            self.handle_data(" ")
        if any(name == tag for name, _, _ in self._open):
            while self._close() != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Add text to all that is open."""
        for _, pieces, _ in self._open:
            pieces.append(data)

    def close(self) -> None:
        """Close what is still open."""
        super().close()
        while self._open:
            self._close()

    def _close(self) -> str:
        tag, pieces, has_address = self._open.pop()
        text = " ".join("".join(pieces).split())[:_CUT]
        if text and tag in KINDS and (tag != "a" or has_address):
            self.found[tag].append(text)
        return tag


def read_structure(html: str) -> dict[str, list[str]]:
    """Return the texts of each kind of element in well-formed HTML, cut at 80 characters; pictures by file name.

    >>> read_structure('<ul><li>One</li></ul><img src="a/b.png?x"/>')["img"]
    ['b.png']
    """
    parser = _Structure()
    parser.feed(html)
    parser.close()
    return parser.found


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


# Tables -------------------------------------------------------------------------------------------------------------


def format_table(rows: Mapping[str, Columns], *, digits: int = 1) -> str:
    """Write rows of figures below each other, in per cent; counts as they are, a dash for what was not asked."""
    names = list(next(iter(rows.values())))
    width = max(map(len, rows))
    lines = [" " * width + "".join(f"{name:>{_cell(name)}}" for name in names)]
    for title, columns in rows.items():
        cells = (f"{_write_figure(name, columns[name], digits):>{_cell(name)}}" for name in names)
        lines.append(f"{title:{width}}" + "".join(cells))
    return "\n".join(lines)


def _cell(name: str) -> int:
    return max(7, len(name) + 2)


def _write_figure(name: str, value: float, digits: int) -> str:
    if value != value:  # noqa: PLR0124  NaN: the question was never asked.
        return "-"
    return f"{value:.0f}" if name == "n" else f"{100 * value:.{digits}f}"
