"""Tells authors what in an article their readers would trip over, in its own file and line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from publisher.dates import EARLIEST, find_day, find_day_line, write_day
from publisher.model import Block, Document, Level, LineKind
from publisher.urls import guess_type

_LONGEST_TITLE = 100
"""Characters. Readers cut longer ones in their lists, and mail readers fold them."""
_MARKDOWN = (".md", ".markdown")
_HTML = (".html", ".htm", ".xhtml")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_MARKUP = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>|&(?:#\d+|#x[0-9A-Fa-f]+|[A-Za-z]+);")
_SHOWN = 60
"""Characters of a text in a message."""
_DOUBTFUL = 0.93
"""Below this confidence a split is called doubtful: of texts left out one in eleven."""
_DROPPED_SHARE = 0.75
"""Of whole pages copied, half of the letters are often the page's own; more than this is unusual."""
_DROPPED_MIN = 400
"""Letters. A few short lines are soon most of a short text."""
_PARAGRAPH = 200
"""Letters. What is longer is a paragraph, whoever wrote it."""
_PARAGRAPHS_MIN = 3
_DROPPED = frozenset({LineKind.FURNITURE, LineKind.CONTENTS})


@dataclass(frozen=True, slots=True, kw_only=True)
class LintRule:
    """Something that an article should keep."""

    id: str
    level: Level
    title: str
    """The rule in one sentence."""
    cure: str


RULES = {
    rule.id: rule
    for rule in (
        LintRule(
            id="title-missing",
            level=Level.WARNING,
            title="An article has a title of its own.",
            cure="Write `title:` in the front matter, or a heading; the file's name was taken.",
        ),
        LintRule(
            id="title-long",
            level=Level.WARNING,
            title=f"A title has at most {_LONGEST_TITLE} characters.",
            cure="Say it in fewer words: lists of readers cut it off.",
        ),
        LintRule(
            id="title-markup",
            level=Level.NOTE,
            title="A title looks like plain text.",
            cure="Titles are plain text: some readers would show tags and references as they stand, others drop them.",
        ),
        LintRule(
            id="split-doubtful",
            level=Level.WARNING,
            title="It is clear what is the article, and where its sections begin.",
            cure="Look at `publisher split FILE --explain`; marking headings with `#` in a .md file leaves no doubt.",
        ),
        LintRule(
            id="much-dropped",
            level=Level.WARNING,
            title="Most of a text is its article.",
            cure="Look at `publisher split FILE`; copy less of the page, or remove the rest from the file.",
        ),
        LintRule(
            id="heading-empty",
            level=Level.WARNING,
            title="A heading has words.",
            cure="Write some, or remove it.",
        ),
        LintRule(
            id="heading-skip",
            level=Level.WARNING,
            title="Headings go down one level at a time.",
            cure="Use the level below the heading before: people who listen to a page find their way by levels.",
        ),
        LintRule(
            id="heading-twice",
            level=Level.NOTE,
            title="No two sections of an article have the same heading.",
            cure="Name them so that a list of items tells them apart.",
        ),
        LintRule(
            id="section-empty",
            level=Level.WARNING,
            title="A section has text.",
            cure="Write some, or remove the heading: it would be an empty item.",
        ),
        LintRule(
            id="image-alt",
            level=Level.WARNING,
            title="A picture says in words what it shows.",
            cure='Describe it in `alt`; `alt=""` says that it is only decoration.',
        ),
        LintRule(
            id="image-alt-empty",
            level=Level.NOTE,
            title="A picture in Markdown says in words what it shows.",
            cure="Write the description between the brackets, unless it is only decoration.",
        ),
        LintRule(
            id="link-dead",
            level=Level.WARNING,
            title="A relative link, or a picture at the root of the site, leads to an existing file.",
            cure="Correct the name, write the whole address, or say in `canonical` where the original is.",
        ),
        LintRule(
            id="anchor-dead",
            level=Level.WARNING,
            title="A link inside the article leads to a heading, or to an id, in it.",
            cure="Correct it: the ids of headings are their words, with hyphens.",
        ),
        LintRule(
            id="reference-dead",
            level=Level.WARNING,
            title="`in_reply_to` and `related` name articles that are there.",
            cure="Write a URL, an article's file, or its `id`.",
        ),
        LintRule(
            id="date-old",
            level=Level.NOTE,
            title="A date is not before 1990.",
            cure="Pages show this day; feeds show 1 January 1990, or later: readers take an earlier one for a mistake.",
        ),
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A place in an article that could be better."""

    rule: str
    """The rule's id, a key of `RULES`."""
    line: int
    """In the article's own file, counted from 1; 0 if it could not be found."""
    message: str

    @property
    def level(self) -> Level:
        """How bad it is."""
        return RULES[self.rule].level

    @property
    def cure(self) -> str:
        """What to do about it."""
        return RULES[self.rule].cure


def lint_article(  # noqa: PLR0913  An article has that many sides.
    name: str,
    source: str,
    document: Document,
    *,
    is_there: Callable[[str], bool],
    is_article: Callable[[str], bool],
    zone: tzinfo = UTC,
) -> tuple[Remark, ...]:
    """Look an article over.

    Args:
        name: Its file; the ending tells the format.
        source: What the file holds.
        document: The article, parsed.
        is_there: Tells whether a relative link leads to a file.
        is_article: Tells whether the name of another article, as front matter has it, means one.
        zone: Of the day on which a time is.

    Returns:
        In the order of lines; the same article gives the same remarks.
    """
    linter = _Linter(name, source, document)
    found = [
        *find_doubts(document),
        *linter.check_titles(),
        *linter.check_headings(),
        *linter.check_sections(),
        *linter.check_links(is_there),
        *linter.check_references(is_article),
        *linter.check_dates(zone),
    ]
    # Sorting is stable: within a line the order is that of the rules.
    return tuple(dict.fromkeys(sorted(found, key=lambda remark: remark.line)))


def find_doubts(document: Document) -> tuple[Remark, ...]:
    """Return what is doubtful about how an article was read; nothing for most.

    >>> find_doubts(Document(title="News"))
    ()
    """
    found = []
    if document.confidence < _DOUBTFUL:
        message = f"the split is doubtful: only {document.confidence:.0%} of the lines are likely to be read right"
        found.append(Remark(rule="split-doubtful", line=1, message=message))
    dropped = [note for note in document.notes if note.kind in _DROPPED]
    lost = sum([len(note.text) for note in dropped])
    total = sum([len(note.text) for note in document.notes])
    if lost >= _DROPPED_MIN and lost > total * _DROPPED_SHARE:
        message = f"{lost / total:.0%} of the text was left out as the furniture of a page"
        found.append(Remark(rule="much-dropped", line=1, message=message))
        return tuple(found)
    # Comments of readers are paragraphs, too; those of the article would be the worst loss of all.
    paragraphs = [note for note in dropped if len(note.text) > _PARAGRAPH]
    kept = sum([len(note.text) > _PARAGRAPH for note in document.notes]) - len(paragraphs)
    if len(paragraphs) >= _PARAGRAPHS_MIN and len(paragraphs) * 3 > kept:
        message = f"{len(paragraphs)} paragraphs were left out as the furniture of a page, the first in line"
        line = paragraphs[0].line
        found.append(Remark(rule="much-dropped", line=line, message=f"{message} {line}"))
    return tuple(found)


class _Linter:
    """What the rules need to know of an article."""

    def __init__(self, name: str, source: str, document: Document) -> None:
        self._name = name.lower()
        self._source = source
        self._document = document
        self._breaks = [match.start() for match in re.finditer("\n", source)]
        self._headings = [block for block in document.blocks if block.level]

    def check_titles(self) -> Iterator[Remark]:
        """Look at the titles of the article and of its sections."""
        title = self._document.title
        if not self._document.metadata.title and not self._says(title):
            yield Remark(rule="title-missing", line=1, message=f"there is no title; it is called {_quote(title)}")
        named = [(title, self._find_line(title, 1)), *((block.text, block.line) for block in self._headings)]
        for text, line in named:
            if len(text) > _LONGEST_TITLE:
                message = f"the title {_quote(text)} has {len(text)} characters"
                yield Remark(rule="title-long", line=line, message=message)
            if _MARKUP.search(text):
                yield Remark(rule="title-markup", line=line, message=f"the title {_quote(text)} looks like markup")

    def check_headings(self) -> Iterator[Remark]:
        """Look at the headings as they stand in the file: their levels are no longer known in the document."""
        last = 0
        for level, text, line in self._list_headings():
            if not text:
                yield Remark(rule="heading-empty", line=line, message=f"the heading of level {level} is empty")
            elif last and level > last + 1:
                message = f"the heading {_quote(text)} of level {level} follows one of level {last}"
                yield Remark(rule="heading-skip", line=line, message=message)
            last = level if text else last

    def check_sections(self) -> Iterator[Remark]:
        """Look at what stands under each heading, and whether a heading stands beside another like it."""
        # The levels of headings in plain text are guessed: what seems empty there is often a heading above others.
        is_guessed = not self._name.endswith((*_MARKDOWN, *_HTML))
        seen: dict[tuple[int, str], list[int]] = {}
        blocks = self._document.blocks
        for block, following in zip(blocks, (*blocks[1:], None), strict=True):
            if not block.level:
                continue
            if not is_guessed and (following is None or 0 < following.level <= block.level):
                message = f"the section {_quote(block.text)} is empty"
                yield Remark(rule="section-empty", line=block.line, message=message)
            # Under another heading the same words are another section.
            seen = {key: lines for key, lines in seen.items() if key[0] <= block.level}
            lines = seen.setdefault((block.level, _fold(block.text)), [])
            if len(lines) == 1:
                message = f"the heading {_quote(block.text)} stands in line {lines[0]} too"
                yield Remark(rule="heading-twice", line=block.line, message=message)
            lines.append(block.line)

    def check_links(self, is_there: Callable[[str], bool]) -> Iterator[Remark]:
        """Look at pictures, and at links that lead nowhere."""
        blocks = self._document.blocks
        elements = [(block, element) for block in blocks for element in _list_elements(block)]
        ids = {block.anchor for block in blocks} | {block.pin for block in blocks}
        ids |= {_slug(block.text) for block in blocks if block.level}
        ids |= {element.attributes["id"] for _, element in elements if "id" in element.attributes}
        ids |= {element.attributes["name"] for _, element in elements if "name" in element.attributes}
        for block, element in elements:
            if element.tag == "img":
                yield from self._check_picture(block, element)
            for attribute in ("href", "src", "poster"):
                target = element.attributes.get(attribute, "").strip()
                if target.startswith("#"):
                    if len(target) > 1 and unquote(target[1:]) not in ids and target[1:] not in ids:
                        line = self._find_line(target, block.line)
                        message = f"the link {_quote(target)} leads nowhere"
                        yield Remark(rule="anchor-dead", line=line, message=message)
                elif self._is_relative(target) and not is_there(target):
                    message = f"there is no file {_quote(target)}"
                    yield Remark(rule="link-dead", line=self._find_line(target, block.line), message=message)

    def check_references(self, is_article: Callable[[str], bool]) -> Iterator[Remark]:
        """Look at what the article answers, and what belongs with it."""
        metadata = self._document.metadata
        for said in (metadata.in_reply_to, *metadata.related):
            if said and not urlsplit(said).scheme and not is_article(said):
                message = f"{_quote(said)} is no article"
                yield Remark(rule="reference-dead", line=self._find_line(said, 1), message=message)

    def check_dates(self, zone: tzinfo) -> Iterator[Remark]:
        """Check that the dates are ones that feeds can have."""
        metadata = self._document.metadata
        for when in (metadata.date, metadata.publish_date):
            if when and (day := find_day(when, zone)) < EARLIEST.date():
                line = find_day_line(self._source, day)
                yield Remark(rule="date-old", line=line, message=f"{write_day(day)} is before 1990")

    def _says(self, title: str) -> bool:
        """Tell whether the file has the title in a line of its own, or somewhere among its tags."""
        wanted = _fold(title)
        if self._name.endswith(_HTML):
            return wanted in _fold(self._source)
        return any(_fold(line) == wanted for line in self._source.split("\n")) or len(wanted) > _LONGEST_TITLE

    def _check_picture(self, block: Block, picture: _Element) -> Iterator[Remark]:
        address = picture.attributes.get("src", "")
        line = self._find_line(address, block.line)
        if "alt" not in picture.attributes:
            yield Remark(rule="image-alt", line=line, message=f"the picture {_quote(address)} has no alt text")
        elif self._name.endswith(_MARKDOWN) and not picture.attributes["alt"].strip() + self._find_tag(line):
            yield Remark(rule="image-alt-empty", line=line, message=f"the picture {_quote(address)} has no words")

    def _is_relative(self, target: str) -> bool:
        """Return whether a link of an article without an address of its own means a file in the content folder.

        What begins with a slash may be any page of the site, but pictures, sounds and films are looked for here.
        """
        if not target or self._document.metadata.canonical:
            return False
        try:
            parts = urlsplit(target)
        except ValueError:
            return False
        is_path = not parts.scheme and not parts.netloc and bool(parts.path)
        return is_path and (not target.startswith("/") or bool(guess_type(parts.path)))

    def _list_headings(self) -> Iterable[tuple[int, str, int]]:
        """List the headings in the file: level, text and line."""
        if self._name.endswith(_MARKDOWN):
            return self._list_atx()
        if self._name.endswith(_HTML):
            known = {_fold(block.text) for block in self._document.blocks if block.level}
            known |= {_fold(self._document.title), ""}
            found = [heading for heading in _read_headings(self._source) if _fold(heading[1]) in known]
            # What comes before the title is the page's furniture.
            start = next((n for n, found in enumerate(found) if _fold(found[1]) == _fold(self._document.title)), 0)
            return [heading for heading in found[start:] if heading[1]]
        return []

    def _list_atx(self) -> Iterator[tuple[int, str, int]]:
        fence = ""
        first = next((block.line for block in self._document.blocks if block.line), 1)
        for number, line in enumerate(self._source.split("\n"), start=1):
            mark = _FENCE.match(line)
            if fence:
                fence = "" if mark and mark[1].startswith(fence) and not line.strip().strip(mark[1][0]) else fence
            elif mark:
                fence = mark[1]
            elif (heading := _ATX.match(line.rstrip("\r"))) and (
                # A comment in front matter looks like a heading.
                number >= first or _fold(heading[2] or "") == _fold(self._document.title)
            ):
                yield len(heading[1]), (heading[2] or "").strip(), number

    def _find_line(self, text: str, first: int) -> int:
        """Return the line of the first place from a line on where a text stands; that line itself if there is none."""
        start = self._breaks[first - 2] if 1 < first <= len(self._breaks) + 1 else 0
        for form in dict.fromkeys((text, unquote(text), text.replace("&", "&amp;"))):
            place = self._source.find(form, start) if form else -1
            if place >= 0:
                return bisect_right(self._breaks, place - 1) + 1
        return first

    def _find_tag(self, line: int) -> str:
        """Return the beginning of a picture in HTML, where an empty `alt` is written on purpose; empty for none."""
        start = self._breaks[line - 2] + 1 if 1 < line <= len(self._breaks) + 1 else 0
        end = self._breaks[line - 1] if 0 < line <= len(self._breaks) else len(self._source)
        return "<img" if "<img" in self._source[start:end] else ""


@dataclass(frozen=True, slots=True)
class _Element:
    """A start tag."""

    tag: str
    attributes: dict[str, str]


class _Elements(HTMLParser):
    """Collects the start tags of a block."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[_Element] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        # The first of several counts (HTML Standard §13.2.5.33).
        attributes = {name: value or "" for name, value in reversed(attrs)}
        self.found.append(_Element(tag, attributes))


class _Headings(HTMLParser):
    """Collects the headings of a page: level, text and line."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str, int]] = []
        self._open: tuple[int, int] | None = None
        self._text: list[str] = []

    def handle_starttag(self, tag: str, _attrs: Sequence[tuple[str, str | None]]) -> None:
        if re.fullmatch("h[1-6]", tag):
            self._open = (int(tag[1]), self.getpos()[0])
            self._text = []

    def handle_endtag(self, tag: str) -> None:
        if self._open and re.fullmatch("h[1-6]", tag):
            self.found.append((self._open[0], " ".join("".join(self._text).split()), self._open[1]))
            self._open = None

    def handle_data(self, data: str) -> None:
        if self._open:
            self._text.append(data)


def _list_elements(block: Block) -> list[_Element]:
    if "<" not in block.html:
        return []
    reader = _Elements()
    reader.feed(block.html)
    return reader.found


def _read_headings(source: str) -> list[tuple[int, str, int]]:
    reader = _Headings()
    reader.feed(source)
    return reader.found


def _fold(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _slug(text: str) -> str:
    """Return the id that a heading gets in Markdown."""
    kept = "".join(character for character in text.lower() if character.isalnum() or character in "-_ ")
    return kept.strip().replace(" ", "-")


def _quote(text: str) -> str:
    shown = " ".join(text.split())
    return f"“{shown if len(shown) <= _SHOWN else f'{shown[:_SHOWN]}…'}”"
