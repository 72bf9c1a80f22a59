"""Reads an item's HTML into leaves: runs of words and inline elements, each in the blocks around it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from html import unescape
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Scripts that put no spaces between words go by characters.
_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# The cleaner writes no `<` or `>` but around tags, and double quotes only. html.parser would take hostile markup as
# well, but in time that grows with its square (`<a <a <a`), and not in the same way in each release of Python.
_PIECE = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>|([^<]+|<)")
_ATTRIBUTE = re.compile(r'\s([a-zA-Z-]+)(?:="([^"]*)")?')
_BLANKS = re.compile(r"[\t\n\f\r ]+")
_JOINERS = frozenset("\u200c\u200d")
_VOID = frozenset({"br", "col", "hr", "img", "source", "track", "wbr"})
# Shown whole or not at all: half of them would mean nothing.
_ATOMS = frozenset({"math", "ruby", "picture", "audio", "video"})
_INLINE_NAMES = """
a abbr b bdi bdo br cite code data del dfn em i img ins kbd mark meter q s samp small span strong sub sup time u var wbr
"""
_INLINE = frozenset(_INLINE_NAMES.split())
# The author's own marks must not be taken for ours, and what they struck must not stand there as if they had not.
_RENAMED = {"del": "s", "ins": "u"}
_CELLS = frozenset({"td", "th"})
_ID = re.compile(r' id="[^"]*"')
_NUMBER = re.compile(r"-?[0-9]{1,5}")
_MAX_DEPTH = 60
_MAX_REPEATED = 2000
"""Characters of attributes that an element may have each time an edit cuts it in two."""


@dataclass(frozen=True, slots=True)
class Element:
    """An element around words, told from all others of its version by its number."""

    tag: str
    number: int
    attributes: str = ""
    """As they are written, with a space before each."""
    ordinal: int | None = None
    """Of an item of a numbered list: its number there."""

    @property
    def repeated(self) -> str:
        """The attributes where the element comes again, or is of the old version: no id may come twice."""
        attributes = strip_ids(self.attributes)
        return attributes if len(attributes) <= _MAX_REPEATED else ""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a sign, or something that is shown whole; equal to another if a reader sees the same."""

    key: str
    """What a reader sees."""
    html: str
    space: str = ""
    """The white space before it."""
    inline: tuple[Element, ...] = ()
    """The inline elements around it, the outermost first."""

    @property
    def is_word(self) -> bool:
        """Whether it is more than a sign."""
        return self.key[:1].isalnum()

    @property
    def is_whole(self) -> bool:
        """Whether it is an element and no text: a picture, a formula, the end of a line."""
        return self.html[:1] == "<"

    @property
    def is_break(self) -> bool:
        """Whether nothing of it is seen but where the next line begins."""
        return self.key in {"<br>", "<wbr>"}


@dataclass(frozen=True, slots=True)
class Leaf:
    """A run of tokens that no block divides; empty only in a table."""

    path: tuple[Element, ...]
    """The blocks around it, the outermost first; at least one."""
    tokens: tuple[Token, ...]

    @property
    def is_code(self) -> bool:
        """Whether its tokens are whole lines."""
        return any(element.tag == "pre" for element in self.path)

    @property
    def key(self) -> tuple[str, ...]:
        """What a reader sees; of the markup around it only whether it is code."""
        return ("<pre>" if self.is_code else "", *(token.key for token in self.tokens))


def read_leaves(html: str) -> list[Leaf]:
    """Read HTML as the cleaner writes it.

    What is not balanced is closed where its parent ends, what is nested too deep is flattened, and what is no tag is
    text.
    """
    reader = _Reader()
    for match in _PIECE.finditer(html):
        end, tag, attributes, text = match.groups()
        if text:
            reader.read_text(unescape(text))
        elif end:
            reader.end_element(tag.lower())
        else:
            reader.start_element(tag.lower(), attributes)
    reader.end_blocks(0)
    return reader.leaves


def read_tokens(text: str, inline: tuple[Element, ...] = (), space: str = "") -> list[Token]:
    """Cut plain text into words and signs: a letter never loses its accents, nor a syllable its vowel."""
    # `\w` knows no combining marks, of which every word of Hindi and every decomposed accent has some.
    marks = "".join(sorted(c for c in set(text) if c in _JOINERS or unicodedata.category(c)[0] == "M"))
    tokens = []
    for found in _token_pattern(marks).findall(text):
        if found.isspace():
            space = _BLANKS.sub(" ", found)
        else:
            tokens.append(Token(found, escape(found), space, inline))
            space = ""
    return tokens


@lru_cache(maxsize=64)
def _token_pattern(marks: str) -> re.Pattern[str]:
    more = f"[{re.escape(marks)}]*" if marks else ""
    letter = rf"(?![{_UNSPACED}])\w{more}"
    return re.compile(rf"\s+|[{_UNSPACED}]{more}|(?:{letter})+(?:['’.](?:{letter})+)*|[^\w\s]{more}")


def escape(text: str) -> str:
    """Write text as HTML, as the cleaner does."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def strip_ids(html: str) -> str:
    """Leave out the ids of elements or of attributes."""
    return _ID.sub("", html)


class _Reader:
    def __init__(self) -> None:
        self.leaves: list[Leaf] = []
        self._numbers = count()
        self._stack: list[Element] = []
        self._ordinals: dict[int, int] = {}
        self._filled: dict[int, int] = {}
        self._inline: tuple[Element, ...] = ()
        self._tokens: list[Token] = []
        self._code: list[str] = []
        self._space = ""
        self._atom: list[str] = []
        self._atom_depth = 0

    def start_element(self, tag: str, written: str) -> None:
        values = {name.lower(): unescape(value) for name, value in _ATTRIBUTE.findall(written)}
        attributes = "".join(f' {name}="{escape(value).replace(chr(34), "&quot;")}"' for name, value in values.items())
        if self._atom_depth or tag in _ATOMS:
            self._atom_depth += tag not in _VOID
            self._atom.append(f"<{tag}{attributes}{'/' if tag in _VOID else ''}>")
        elif tag in _VOID:
            self._add_void(tag, attributes, values)
        elif len(self._stack) < _MAX_DEPTH:
            self._open(tag, attributes, values)

    def end_element(self, tag: str) -> None:
        if self._atom_depth:
            self._end_in_atom(tag)
            return
        tag = _RENAMED.get(tag, tag)
        place = next((n for n in reversed(range(len(self._stack))) if self._stack[n].tag == tag), None)
        if place is not None:
            self.end_blocks(place)

    def read_text(self, data: str) -> None:
        if self._atom_depth:
            self._atom.append(escape(data))
        elif self._is_code():
            self._code.append(data)
        else:
            for token in read_tokens(data, self._inline, self._space):
                self._add(token)
            trailing = data[len(data.rstrip()) :]
            self._space = _BLANKS.sub(" ", trailing) if data.strip() else self._space or _BLANKS.sub(" ", trailing)

    def end_blocks(self, place: int) -> None:
        """Close the elements from a place in the stack on."""
        while len(self._stack) > place:
            element = self._stack[-1]
            if element.tag not in _INLINE:
                # An empty cell moves the others to their columns.
                self._end_leaf(keep=element.tag in _CELLS and self._filled[element.number] == len(self.leaves))
            del self._stack[-1]
        self._inline = tuple(element for element in self._stack if element.tag in _INLINE)
        if not place:
            self._end_leaf()

    def _open(self, tag: str, attributes: str, values: dict[str, str]) -> None:
        ordinal = None
        if tag not in _INLINE:
            self._end_leaf()
            ordinal = self._count_item(values.get("value")) if tag == "li" else None
        element = Element(_RENAMED.get(tag, tag), next(self._numbers), attributes, ordinal)
        if tag == "ol" and "reversed" not in values:
            self._ordinals[element.number] = read_number(values.get("start"), 1)
        self._stack.append(element)
        self._filled[element.number] = len(self.leaves)
        if tag in _INLINE:
            self._inline = (*self._inline, element)

    def _count_item(self, value: str | None) -> int | None:
        parent = next((element.number for element in reversed(self._stack) if element.tag in {"ol", "ul"}), -1)
        if parent not in self._ordinals:
            return None
        ordinal = read_number(value, self._ordinals[parent])
        self._ordinals[parent] = ordinal + 1
        return ordinal

    def _end_in_atom(self, tag: str) -> None:
        if tag in _VOID:
            return
        self._atom_depth -= 1
        self._atom.append(f"</{tag}>")
        if not self._atom_depth:
            html = "".join(self._atom)
            self._atom = []
            self._add(Token(strip_ids(html), html, self._space, self._inline))

    def _end_leaf(self, *, keep: bool = False) -> None:
        if self._code:
            lines = "".join(self._code).rstrip().split("\n")
            self._tokens = [Token(line, escape(line)) for line in lines]
            self._code = []
        if self._tokens or keep:
            path = tuple(element for element in self._stack if element.tag not in _INLINE)
            self.leaves.append(Leaf(path or (Element("p", next(self._numbers)),), tuple(self._tokens)))
        self._tokens = []
        self._space = ""

    def _add_void(self, tag: str, attributes: str, values: dict[str, str]) -> None:
        html = f"<{tag}{attributes}/>"
        if tag == "hr":
            self._end_leaf()
            path = tuple(element for element in self._stack if element.tag not in _INLINE)
            rule = Element("hr", next(self._numbers), attributes)
            self.leaves.append(Leaf((*path, rule), (Token("<hr>", html),)))
        elif self._is_code():
            self._code += ["\n"] if tag == "br" else []
        elif tag == "img":
            self._add(Token(f"<img {values.get('src')} {values.get('alt')}>", html, self._space, self._inline))
        elif tag in _INLINE:
            self._add(Token(f"<{tag}>", html, self._space, self._inline))

    def _add(self, token: Token) -> None:
        is_first = not self._tokens or self._tokens[-1].key == "<br>"
        self._tokens.append(replace(token, space="") if token.space and (is_first or token.key == "<br>") else token)
        self._space = ""

    def _is_code(self) -> bool:
        return any(element.tag == "pre" for element in self._stack)


def read_number(value: str | None, default: int) -> int:
    """Read a whole number of at most five digits, as lists are numbered with."""
    return int(value) if value and _NUMBER.fullmatch(value) else default


def write_tokens(tokens: Sequence[Token], seen: set[int] | None, *, is_start: bool = False) -> Iterator[str]:
    """Write tokens with the inline elements around them.

    Args:
        tokens: Of one leaf.
        seen: Numbers of the elements that were written before and come again without their ids; None for tokens of the
            old version, which have none at all.
        is_start: Whether the space before the first one is left out.
    """
    open_: tuple[Element, ...] = ()
    for number, token in enumerate(tokens):
        shared = 0
        while shared < min(len(open_), len(token.inline)) and open_[shared] is token.inline[shared]:
            shared += 1
        yield "".join(f"</{element.tag}>" for element in reversed(open_[shared:]))
        yield "" if is_start and not number else token.space
        for element in token.inline[shared:]:
            is_new = seen is not None and element.number not in seen
            if seen is not None:
                seen.add(element.number)
            yield f"<{element.tag}{element.attributes if is_new else element.repeated}>"
        open_ = token.inline
        yield strip_ids(token.html) if seen is None and token.is_whole else token.html
    yield "".join(f"</{element.tag}>" for element in reversed(open_))
