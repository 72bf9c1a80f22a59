"""Reads how a text is laid out, and cuts it into the runs of lines that belong together."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from publisher.model import LineKind
from publisher.parse.plaintext.markers import Marker, is_chapter, is_rule, is_underline, read_lone_marker, read_marker

TAB_COLUMNS = 8
# Beyond this a line was not wrapped by anybody; below it nobody wraps prose.
_WIDTH_MAX = 132
_WIDTH_MIN = 36
# Chinese, Japanese and Korean characters, and full-width forms, take two columns (UAX 11).
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]"
)
_FIRST_WIDE = "\u1100"
# Words that programs are made of, at the start of a line; and the marks that prose never ends with.
_COMMANDS = "sudo npm npx yarn pip3? apt(?:-get)? brew cargo rustup git docker kubectl curl wget cd ls mkdir zypper"
_CODE_START = re.compile(
    r"(?:\$ \S|>>> |[#;]!|#include\b|import [\w.]+$|from [\w.]+ import\b|def \w+\(|class \w+[:({]|const \w+ ="
    r"|let (?:mut )?\w+\b.*=|var \w+\b.*=|function\b.*[({]|return\b.*;$|public |private |fn \w+|func \w+\(|if \(.*\{$"
    r"|for \(|for \w+ in [\w.()]+:$|(?:else|try|finally):$|while \(|else \{|\} else|use \w+::"
    r"|</?[a-zA-Z][\w:-]*(?: [\w:-]+=\S*)*/?>|<!--|//|/\*|\*/|#'|\w+ ?<- ?\S"
    r"|[\w.$]+\((?:[^()]*[\"'.,=_][^()]*|)\)[;,]?$|@\w+\(|\w[\w.]*: \{$|[\w.\[\]]+ ?[-+*/|:]?= ?\S.*$"
    rf"|(?:{'|'.join(_COMMANDS.split())}) [\w./@:-]+(?: \S+){{0,5}}$|[\"']?[\w-]+[\"']?: ?[\"'\[{{])"
)
_CODE_ENDS = (";", "{", "}", "))", "=>", "&&", "||", "\\", '",', "',", "],", "},", "/>", "%>%", "|>")
# `return the key;` may be an item of a list of things to do; these are in no such item.
_CODE_MARKS = frozenset("()[]{}<>=$\\|&")
_PROSE_ENDS = frozenset(".!?…。！？")
_INSIDE_WORDS = str.maketrans("", "", "'’-")
_CLOSERS = "\"')”’»"
_CODE_LINE_MAX = 300
# People break a line some columns early; one this much shorter than the rest was broken on purpose.
_RAGGED = 6
_SHORT = 0.7
_LONG = 0.8
_PIPE_CELL = re.compile(r"\s\|\s|\t")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a whole text is laid out."""

    width: int
    """Column at which its prose was wrapped; 0 if every block is one line."""
    is_spaced: bool
    """Whether blank lines stand between its blocks."""
    margin: int
    """Column at which its prose begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """Some neighbouring lines that are one thing, whatever that will turn out to be."""

    first: int
    """Index of its first line, from 0."""
    last: int
    text: str
    """Its words with wrapping, indentation and marker undone."""
    kind: LineKind
    """What its form alone says: an item, code, a table, a rule, a heading if it is underlined; else a paragraph."""
    indent: int
    """Columns before its first line."""
    blanks: int
    """Blank lines before it."""
    marker: Marker | None = None
    underline: str = ""
    """Of a heading: the character that its underline is made of."""


def split_lines(text: str) -> list[str]:
    """Split a text at line feeds, as editors count lines; a carriage return before one is dropped."""
    return [line.rstrip() for line in text.split("\n")]


def count_columns(text: str) -> int:
    """Count the columns that a text takes on a terminal.

    >>> count_columns("aé"), count_columns("漢字")
    (2, 4)
    """
    if text.isascii() or max(text) < _FIRST_WIDE:
        return len(text)
    return len(text) + len(_WIDE.findall(text))


def is_wide(character: str) -> bool:
    """Return whether a character is of a script written without spaces (or a full-width form)."""
    return character >= _FIRST_WIDE and _WIDE.match(character) is not None


def read_indent(line: str) -> int:
    """Count the columns of white space that a line begins with."""
    stripped = len(line) - len(line.lstrip())
    if "\t" not in line[:stripped]:
        return stripped
    return len(line[:stripped].expandtabs(TAB_COLUMNS))


def detect_layout(lines: list[str]) -> Layout:
    """Find out from all lines of a text how it is laid out."""
    filled = sum(map(bool, lines))
    adjacent = [(a, b) for a, b in pairwise(lines) if a and b]
    width = _find_width(adjacent, lines)
    indents = Counter[int]()
    for line in lines:
        if len(line) > _WIDTH_MIN:
            indents[read_indent(line)] += 1
    margin = indents.most_common(1)[0][0] if indents else 0
    gaps = sum(1 for a, b in pairwise(lines) if a and not b)
    ends = sum(1 for a, _ in adjacent if len(a) < width * 0.7 and _ends_sentence(a)) if width else filled / 2
    return Layout(width=width, is_spaced=gaps >= ends, margin=margin)


def _find_width(adjacent: list[tuple[str, str]], lines: list[str]) -> int:
    """Return the column at which the text was wrapped, or 0.

    Wrapped prose is known by this: a line ends where the next line's first word would not have fitted.
    """
    # A sample is enough to tell, and keeps large texts cheap.
    pairs = [(a, b) for a, b in adjacent[:4000] if read_marker(b) is None]
    long = sum(len(line) > _WIDTH_MAX for line in lines)
    columns = sorted(count for a, _ in pairs if (count := count_columns(a)) <= _WIDTH_MAX)
    if len(columns) < 3 or long > len(columns) / 4:  # noqa: PLR2004  Fewer pairs prove nothing.
        return 0
    width = columns[len(columns) * 97 // 100]
    if width < _WIDTH_MIN:
        return 0
    # Books are set by people, who break a little early.
    full = sum(is_full(a, b, width - _RAGGED) for a, b in pairs)
    return width if full >= len(pairs) * 0.55 else 0


def is_full(line: str, following: str, width: int) -> bool:
    """Return whether a line had no room for the first word of the one that follows."""
    following = following.lstrip()
    if not following:
        return True
    word = 2 if is_wide(following[0]) else following.find(" ") % (len(following) + 1)
    return count_columns(line) + 1 + word > width


def is_code(line: str) -> bool:
    """Return whether a line looks like a program's or a shell's."""
    line = line.strip()
    if not line or len(line) > _CODE_LINE_MAX:
        return False
    if line[-1] == ";" and line[-2:-1].isspace():
        # French sets a space before its semicolons; programs do not.
        return False
    if not line.endswith(_CODE_ENDS) and (_ends_sentence(line) or _CODE_START.match(line) is None):
        return False
    marker = read_marker(line)
    return (marker is None or _is_code_marked(line[len(marker.text) :].lstrip())) and not _is_prose(line)


def _is_code_marked(rest: str) -> bool:
    """Return whether what follows a list mark is code, as in a comparison of programs: its end alone proves nothing."""
    return _CODE_START.match(rest) is not None and not _CODE_MARKS.isdisjoint(rest)


def _ends_sentence(line: str) -> bool:
    return line.rstrip(_CLOSERS)[-1:] in _PROSE_ENDS


def _is_prose(line: str) -> bool:
    """Return whether most of a line is plain words, as in a sentence that merely ends with a semicolon."""
    if "://" in line and line[0] not in "$#<":
        return True
    tokens = [bare for token in line.split() if (bare := token.strip("\"'“”‘’(),;:.!?«»"))]
    plain = sum(token.translate(_INSIDE_WORDS).isalpha() for token in tokens)
    return plain >= 5 and plain * 10 >= len(tokens) * 7 and not line.startswith(("$ ", "//", "#", "/*"))  # noqa: PLR2004


def join_lines(lines: list[str]) -> str:
    """Undo wrapping: one space for a line's end, none in scripts without spaces nor after a hyphen inside a word.

    >>> join_lines(["a well-", "known one"]), join_lines(["漢字", "仮名"])
    ('a well-known one', '漢字仮名')
    """
    joined = lines[0].strip()
    parts = [joined]
    for line in lines[1:]:
        part = line.strip()
        before = parts[-1]
        hyphenated = before[-1] == "-" and before[-2:-1].isalpha() and part[0].isalpha()
        parts.append(part if hyphenated or (is_wide(before[-1]) and is_wide(part[0])) else f" {part}")
    return " ".join("".join(parts).split())


def cut_units(lines: list[str], layout: Layout) -> list[Unit]:
    """Cut a text into units; every line that is not blank is in exactly one, in order."""
    return _Cutter(lines, layout).cut()


class _Cutter:
    """Walks once over the lines, holding the run that is still open."""

    def __init__(self, lines: list[str], layout: Layout) -> None:
        self._lines = lines
        self._layout = layout
        self._units: list[Unit] = []
        self._open = 0
        """Index of the open run's first line; the run ends before the current line."""
        self._marker: Marker | None = None
        self._blanks = 0

    def cut(self) -> list[Unit]:
        lines = self._lines
        start = 0
        while start < len(lines):
            if not lines[start]:
                self._blanks += 1
                start += 1
                continue
            end = start
            while end < len(lines) and lines[end]:
                end += 1
            self._cut_run(start, end)
            start = end
        return self._units

    def _cut_run(self, start: int, end: int) -> None:
        """Cut lines without a blank one among them."""
        if end - start > 1 and self._is_table(start, end):
            self._add(start, end, LineKind.TABLE)
            return
        n = start
        while n < end:
            stop = self._end_of_code(n, end)
            if stop > n:
                self._add(n, stop, LineKind.CODE)
            else:
                stop = self._cut_text(n, end)
            n = stop

    def _cut_text(self, start: int, end: int) -> int:
        """Add the unit that begins at ``start``, and return where the next one does."""
        lines = self._lines
        line = lines[start]
        if is_rule(line):
            self._add(start, start + 1, LineKind.RULE)
            return start + 1
        marker = read_marker(line)
        stop = start + 1
        lone = read_lone_marker(line) if stop < end and not self._layout.width else None
        if lone is not None and read_marker(lines[stop]) is None:
            # Some tools write a bullet on a line of its own, and its text below.
            self._add(start, stop, LineKind.METADATA)
            self._add(stop, stop + 1, LineKind.ITEM, marker=lone)
            return stop + 1
        if self._layout.width:
            indent = read_indent(line)
            while stop < end and self._continues(start, stop, indent, marker):
                stop += 1
        if marker is None and stop < end and is_underline(lines[stop], lines[start:stop]):
            self._add(start, stop, LineKind.HEADING, underline=lines[stop].strip()[0])
            return stop + 1
        self._add(start, stop, LineKind.PARAGRAPH if marker is None else LineKind.ITEM, marker=marker)
        return stop

    def _continues(self, start: int, n: int, indent: int, marker: Marker | None) -> bool:
        """Return whether line ``n`` of a wrapped text belongs to the unit that began at ``start``."""
        line, before = self._lines[n], self._lines[n - 1]
        if is_rule(line):
            return False
        if is_chapter(before):
            return n - 1 == start
        own = read_indent(line)
        full = is_full(before, line, self._layout.width - _RAGGED)
        found = read_marker(line)
        if found is not None and (found.is_bullet or not full or self._follows(found, marker)):
            # A dash may open a wrapped line of prose, but then the line before was full and at the same column.
            return found.text in "-–—" and full and marker is None and own == indent
        if marker is not None:
            return own > indent or full
        return full or not self._is_apart(start, n, own, indent)

    def _is_apart(self, start: int, n: int, own: int, indent: int) -> bool:
        """Return whether something new begins at line ``n``, which follows a line with room to spare."""
        line, before, width = self._lines[n], self._lines[n - 1], self._layout.width
        ended = _ends_sentence(before)
        if own > indent + 1 and own > self._layout.margin and n - 1 > start:
            return True
        short = count_columns(before) < width * _SHORT
        if n - 1 == start and short and count_columns(line) > width * _LONG and own >= indent:
            # A bare heading right above its text.
            return not ended
        return not self._layout.is_spaced and ended

    @staticmethod
    def _follows(found: Marker, marker: Marker | None) -> bool:
        """Return whether a number continues the list of the open item."""
        return marker is not None and not marker.is_bullet and found.number == marker.shift(1)

    def _end_of_code(self, start: int, end: int) -> int:
        """Return where the code that begins at ``start`` ends; ``start`` if none begins."""
        lines = self._lines
        if not is_code(lines[start]):
            return start
        stop = start + 1
        indent = read_indent(lines[start])
        loose = 0
        for n in range(start + 1, min(end, start + 2000)):
            line = lines[n]
            if is_code(line) or (line[0].isspace() and read_indent(line) > indent):
                stop, loose = n + 1, 0
            elif len(line) < 60 and not _ends_sentence(line) and read_marker(line) is None:  # noqa: PLR2004
                # One or two lines without marks are often inside code; more are not.
                loose += 1
                if loose > 2:  # noqa: PLR2004
                    break
            else:
                break
        if stop == start + 1 and self._layout.width and end - start > 1 and lines[start][-1] not in ";{}":
            return start
        return stop

    def _is_table(self, start: int, end: int) -> bool:
        counts = [len(_PIPE_CELL.findall(self._lines[n].strip())) for n in range(start, min(end, start + 200))]
        return min(counts) > 0 and max(counts) == min(counts)

    def _add(self, start: int, end: int, kind: LineKind, *, marker: Marker | None = None, underline: str = "") -> None:
        # The bullet of this item may be the line above.
        lone = marker is not None and bool(self._units) and self._units[-1].kind is LineKind.METADATA
        lines = self._lines[start:end]
        if kind in {LineKind.CODE, LineKind.TABLE}:
            text = "\n".join(lines)
        elif marker is not None and not lone:
            text = join_lines([lines[0].lstrip()[len(marker.text) :], *lines[1:]])
        else:
            text = join_lines(lines) if end - start > 1 else " ".join(lines[0].split())
        self._units.append(
            Unit(
                first=start,
                last=end - (0 if underline else 1),
                text=text,
                kind=kind,
                indent=self._units[-1].indent if lone else read_indent(lines[0]),
                blanks=self._blanks,
                marker=marker,
                underline=underline,
            )
        )
        self._blanks = 0
