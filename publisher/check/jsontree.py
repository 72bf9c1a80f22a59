"""Reads JSON into values that know their lines, without recursion, however deep or large it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from json import loads
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from publisher.check.findings import Report

MOST_DEEP = 64
MOST_VALUES = 200_000
_SPACE = re.compile(r"[ \t\n\r]*+")
_STRING = re.compile(r'"(?:[^"\\\x00-\x1f]++|\\["\\/bfnrt]|\\u[0-9A-Fa-f]{4})*+"')
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?")
_WORDS = {"true": True, "false": False, "null": None}


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it was written: no conversion can be too large or lose anything."""

    text: str


Value: TypeAlias = "str | Number | bool | dict[str, Node] | list[Node] | None"


@dataclass(slots=True)
class Node:
    """A value and where it stands."""

    value: Value
    line: int


@dataclass(slots=True)
class _Open:
    """An object or a list that is being read."""

    node: Node
    key: str = ""
    seen: set[str] = field(default_factory=set)


class _SyntaxFault(Exception):  # noqa: N818  It is what was found, not what went wrong here.
    """The text is no JSON."""


class _Reader:
    def __init__(self, text: str, report: Report) -> None:
        self.text = text
        self.report = report
        self.place = 0
        self.breaks = [match.start() for match in re.finditer("\n", text)]
        self.open: list[_Open] = []
        self.count = 0

    def line(self) -> int:
        return bisect_right(self.breaks, self.place - 1) + 1

    def fail(self, message: str, rule: str = "json-syntax") -> _SyntaxFault:
        self.report.add(rule, self.line(), message)
        return _SyntaxFault()

    def skip(self) -> str:
        match = _SPACE.match(self.text, self.place)
        self.place = match.end() if match else self.place
        return self.text[self.place : self.place + 1]

    def read(self) -> Node:
        """Read one value, and all that is in it."""
        root = self.value()
        while self.open:
            self.step(self.open[-1])
        if self.skip():
            raise self.fail("something follows the end of the document")
        return root

    def step(self, container: _Open) -> None:
        """Read the next member of a container, or its end."""
        held = container.node.value
        is_object = isinstance(held, dict)
        sign = self.skip()
        if sign == ("}" if is_object else "]"):
            self.place += 1
            self.open.pop()
            return
        if held:
            if sign != ",":
                raise self.fail(f"a comma is missing before {self.around()}")
            self.place += 1
            self.skip()
        if isinstance(held, dict):
            self.member(held)
        elif isinstance(held, list):
            held.append(self.value())

    def member(self, held: dict[str, Node]) -> None:
        if self.text[self.place : self.place + 1] != '"':
            raise self.fail(f"a name is missing before {self.around()}")
        key = self.string()
        if key in held:
            self.report.add("json-key-twice", self.line(), f"{key[:60]!a} stands twice")
        if self.skip() != ":":
            raise self.fail(f"a colon is missing after {key[:60]!a}")
        self.place += 1
        held[key] = self.value()

    def value(self) -> Node:
        self.count += 1
        if self.count > MOST_VALUES:
            raise self.fail(f"there are more than {MOST_VALUES:,} values; the rest was not read", "json-values")
        sign, line = self.skip(), self.line()
        if sign == '"':
            return Node(self.string(), line)
        if sign in {"{", "["} and sign:
            if len(self.open) >= MOST_DEEP:
                raise self.fail(f"values are nested deeper than {MOST_DEEP}", "json-depth")
            node = Node({} if sign == "{" else [], line)
            self.place += 1
            self.open.append(_Open(node))
            return node
        for word, meant in _WORDS.items():
            if self.text.startswith(word, self.place):
                self.place += len(word)
                return Node(meant, line)
        number = _NUMBER.match(self.text, self.place)
        if number is None:
            raise self.fail(f"no value begins at {self.around()}")
        self.place = number.end()
        return Node(Number(number[0][:400]), line)

    def string(self) -> str:
        match = _STRING.match(self.text, self.place)
        if match is None:
            raise self.fail(f"no string begins at {self.around()}")
        text: str = loads(match[0])
        if not text.isascii() and re.search("[\ud800-\udfff]", text):
            self.report.add("json-surrogate", self.line(), "a text holds half of a surrogate pair")
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\ufffd", "?")
        self.place = match.end()
        return text

    def around(self) -> str:
        return ascii(self.text[self.place : self.place + 20])


def read_json(text: str, report: Report) -> Node | None:
    """Read a document; None, and the report says why, if it is no JSON."""
    reader = _Reader(text, report)
    try:
        return reader.read()
    except _SyntaxFault:
        return None
