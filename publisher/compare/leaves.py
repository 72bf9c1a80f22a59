"""Reads an item's HTML into leaves: runs of words and inline elements, each in the blocks around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# A word is letters and digits with what joins them; scripts without spaces go by characters, all else by itself.
_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"\s+|[{_UNSPACED}]|(?:(?![{_UNSPACED}])\w)+(?:['’.](?:(?![{_UNSPACED}])\w)+)*|[^\w\s]")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_VOID = frozenset({"br", "col", "hr", "img", "source", "track", "wbr"})
# Shown whole or not at all: half of them would mean nothing.
_ATOMS = frozenset({"math", "ruby", "picture", "audio", "video"})
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "br",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "i",
        "img",
        "ins",
        "kbd",
        "mark",
        "meter",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
    ]
)
_MAX_DEPTH = 60


@dataclass(frozen=True, slots=True)
class Element:
    """An element around words, told from all others of its version by its number."""

    tag: str
    number: int
    attributes: str = ""
    """As they are written, with a space before each."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a sign, or something that is shown whole; equal to another if a reader sees the same."""

    key: str
    """What a reader sees."""
    html: str
    has_space: bool = False
    """White space stands before it."""
    inline: tuple[Element, ...] = ()
    """The inline elements around it, the outermost first."""

    @property
    def is_word(self) -> bool:
        """Whether it is more than a sign."""
        return self.key[:1].isalnum()

    @property
    def spaced(self) -> str:
        """The token as plain text with the space before it."""
        return f" {self.key}" if self.has_space else self.key


@dataclass(frozen=True, slots=True)
class Leaf:
    """A run of tokens that no block divides."""

    path: tuple[Element, ...]
    """The blocks around it, the outermost first."""
    tokens: tuple[Token, ...]

    @property
    def is_code(self) -> bool:
        """Whether its tokens are whole lines."""
        return any(element.tag == "pre" for element in self.path)

    @property
    def key(self) -> tuple[str, ...]:
        """What a reader sees; blocks of different kinds are never equal."""
        return (*(element.tag for element in self.path), "", *(token.key for token in self.tokens))


def read_leaves(html: str) -> list[Leaf]:
    """Read HTML; what is not balanced is closed where its parent ends, what is nested too deep is flattened."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_leaf()
    return reader.leaves


def read_tokens(text: str, inline: tuple[Element, ...] = (), *, has_space: bool = False) -> list[Token]:
    """Cut plain text into words and signs."""
    tokens = []
    for match in _TOKEN.finditer(text):
        found = match[0]
        if found.isspace():
            has_space = True
        else:
            tokens.append(Token(found, escape(found, quote=False), has_space, inline))
            has_space = False
    return tokens


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.leaves: list[Leaf] = []
        self._numbers = count()
        self._stack: list[Element] = []
        self._tokens: list[Token] = []
        self._has_space = False
        self._atom: list[str] = []
        self._atom_depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = "".join(f' {name}="{escape(value or "")}"' for name, value in attrs)
        if self._atom_depth or tag in _ATOMS:
            self._atom_depth += tag not in _VOID
            self._atom.append(f"<{tag}{attributes}>" if tag not in _VOID else f"<{tag}{attributes} />")
        elif tag in _VOID:
            self._add_void(tag, attributes, dict(attrs))
        elif len(self._stack) < _MAX_DEPTH:
            if tag not in _INLINE:
                self.end_leaf()
            self._stack.append(Element(tag, next(self._numbers), attributes))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._atom_depth:
            if tag not in _VOID:
                self._atom_depth -= 1
                self._atom.append(f"</{tag}>")
            if not self._atom_depth:
                self._add(Token(html := "".join(self._atom), html, self._has_space, self._inline()))
                self._atom = []
            return
        places = [place for place, element in enumerate(self._stack) if element.tag == tag]
        if not places:
            return
        if any(element.tag not in _INLINE for element in self._stack[places[-1] :]):
            self.end_leaf()
        del self._stack[places[-1] :]

    def handle_data(self, data: str) -> None:
        if self._atom_depth:
            self._atom.append(escape(data, quote=False))
        elif any(element.tag == "pre" for element in self._stack):
            for line in _LINE.findall(data):
                self._add(Token(line, escape(line, quote=False), False, self._inline()))  # noqa: FBT003
        else:
            for token in read_tokens(data, self._inline(), has_space=self._has_space):
                self._add(token)
            self._has_space = data[-1:].isspace() or (self._has_space and not data.strip())

    def end_leaf(self) -> None:
        if self._tokens:
            path = tuple(element for element in self._stack if element.tag not in _INLINE)
            self.leaves.append(Leaf(path, tuple(self._tokens)))
        self._tokens = []
        self._has_space = False

    def _add_void(self, tag: str, attributes: str, values: dict[str, str | None]) -> None:
        html = f"<{tag}{attributes} />"
        if tag == "hr":
            self.end_leaf()
            self._add(Token("<hr>", html))
            self.end_leaf()
        elif tag == "img":
            self._add(Token(f"<img {values.get('src')} {values.get('alt')}>", html, self._has_space, self._inline()))
        elif tag in _INLINE:
            self._add(Token(f"<{tag}>", html, self._has_space, self._inline()))
        elif tag in {"col", "source", "track"}:
            self._has_space = False

    def _add(self, token: Token) -> None:
        self._tokens.append(token)
        self._has_space = False

    def _inline(self) -> tuple[Element, ...]:
        # Two versions may have been compared before: their marks are none of ours.
        return tuple(element for element in self._stack if element.tag in _INLINE and element.tag not in {"ins", "del"})


def write_tokens(tokens: tuple[Token, ...], seen: set[int]) -> Iterator[str]:
    """Write tokens with the inline elements around them; an element that comes again is written without its id."""
    open_: tuple[Element, ...] = ()
    for token in tokens:
        shared = 0
        while shared < min(len(open_), len(token.inline)) and open_[shared] is token.inline[shared]:
            shared += 1
        yield "".join(f"</{element.tag}>" for element in reversed(open_[shared:]))
        if token.has_space:
            yield " "
        for element in token.inline[shared:]:
            attributes = (
                re.sub(r' id="[^"]*"', "", element.attributes) if element.number in seen else element.attributes
            )
            seen.add(element.number)
            yield f"<{element.tag}{attributes}>"
        open_ = token.inline
        yield token.html
    yield "".join(f"</{element.tag}>" for element in reversed(open_))
