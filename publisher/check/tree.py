"""Reads XML into a small tree that knows its lines.

expat, not lxml: it tells the line of every element however long the document is, where a text stands in the source,
and what was written as CDATA. Nothing is fetched: of a document type only what is in the document itself is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publisher.check.findings import Report

_NESTED = re.compile("&[^#]")
# XML_ERROR_AMPLIFICATION_LIMIT_BREACH, which `pyexpat.errors` does not name in every version.
_AMPLIFIED = 43
_GROWTH = 2
_SLACK = 100_000
MOST_DEEP = 100
MOST_ELEMENTS = 200_000
XML = "{http://www.w3.org/XML/1998/namespace}"


class Element:
    """An element, as it was written."""

    __slots__ = ("attributes", "children", "end", "has_cdata", "line", "name", "parts", "start", "text_line")

    def __init__(self, name: str, attributes: dict[str, str], line: int, start: int) -> None:
        self.name = name
        """With its namespace in braces, if it has one."""
        self.attributes = attributes
        self.line = line
        self.start = start
        """Where its tag begins, in bytes of the document as UTF-8."""
        self.end = start
        """Where its end tag begins."""
        self.text_line = line
        """Where its first text begins."""
        self.children: list[Element] = []
        self.parts: list[str] = []
        """Its own texts, those between its children too."""
        self.has_cdata = False

    @property
    def text(self) -> str:
        """Its own text, without that of its children."""
        return "".join(self.parts)

    @property
    def local(self) -> str:
        """Its name without the namespace."""
        return self.name.rpartition("}")[2]

    @property
    def namespace(self) -> str:
        """Its namespace, or nothing."""
        return self.name[1:].partition("}")[0] if self.name[0] == "{" else ""

    def all(self, name: str) -> list[Element]:
        """Return its children of a name."""
        return [child for child in self.children if child.name == name]

    def first(self, name: str) -> Element | None:
        """Return its first child of a name."""
        return next((child for child in self.children if child.name == name), None)

    def value(self, name: str) -> str:
        """Return the text of the first child of a name, without white space around it; empty if there is none."""
        child = self.first(name)
        return child.text.strip() if child else ""

    def walk(self) -> Iterator[Element]:
        """Yield it and all below it in the order of the document."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(reversed(element.children))


class Document:
    """A document that was read."""

    __slots__ = ("has_declarations", "prefixes", "root", "source", "stylesheets")

    def __init__(self, source: bytes) -> None:
        self.source = source
        """The document in UTF-8."""
        self.root: Element | None = None
        self.has_declarations = False
        """Whether its document type declares entities or attributes."""
        self.prefixes: list[tuple[str, str, int]] = []
        """Each prefix with its namespace and line, once."""
        self.stylesheets: list[tuple[str, int]] = []
        """What each ``xml-stylesheet`` says."""

    def raw(self, element: Element) -> str:
        """Return what was written between the tags of an element."""
        inner = self.source[element.start : element.end]
        # A start tag ends at the first `>`: in attributes of titles there is none but in odd cases.
        return inner.partition(b">")[2].decode("utf-8", "replace")


class _StoppedError(Exception):
    """Enough was read to refuse the rest."""


class _Reader:
    """Takes what expat tells."""

    def __init__(self, source: bytes, report: Report) -> None:
        from xml.parsers import expat

        self.document = Document(source)
        self.report = report
        self.open: list[Element] = []
        self.count = 0
        self.seen: set[tuple[str, str]] = set()
        self.size = 0
        self.largest = _GROWTH * len(source) + _SLACK
        parser = expat.ParserCreate("utf-8", "\n")
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.finish
        parser.CharacterDataHandler = self.text
        parser.StartCdataSectionHandler = self.cdata
        parser.StartNamespaceDeclHandler = self.prefix
        parser.ProcessingInstructionHandler = self.instruction
        parser.StartDoctypeDeclHandler = self.doctype
        parser.EntityDeclHandler = self.entity
        self.parser = parser

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        line = self.parser.CurrentLineNumber
        if self.count > MOST_ELEMENTS:
            self.stop("xml-elements", f"there are more than {MOST_ELEMENTS} elements; the rest was not read")
        if len(self.open) >= MOST_DEEP:
            self.stop("xml-depth", f"elements are nested deeper than {MOST_DEEP}; the rest was not read")
        if attributes:
            attributes = {_full_name(key): value for key, value in attributes.items()}
            self.grow(sum(map(len, attributes.values())))
        element = Element(_full_name(name), attributes, line, self.parser.CurrentByteIndex)
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.document.root = element
        self.open.append(element)

    def finish(self, _: str) -> None:
        self.open.pop().end = self.parser.CurrentByteIndex

    def text(self, text: str) -> None:
        self.grow(len(text))
        self.open[-1].parts.append(text)

    def grow(self, count: int) -> None:
        """Count characters: without declarations there are never more than the document has."""
        self.size += count
        if self.size > self.largest:
            self.stop("xml-dtd-growth", "entities or attributes make the document many times larger")

    def cdata(self) -> None:
        self.open[-1].has_cdata = True

    def prefix(self, prefix: str | None, uri: str | None) -> None:
        key = (prefix or "", uri or "")
        if key not in self.seen:
            self.seen.add(key)
            self.document.prefixes.append((*key, self.parser.CurrentLineNumber))

    def instruction(self, target: str, data: str) -> None:
        if target == "xml-stylesheet":
            self.document.stylesheets.append((data, self.parser.CurrentLineNumber))

    def doctype(self, name: str, system: str | None, public: str | None, has_internal: int) -> None:
        self.document.has_declarations = bool(has_internal)
        rule = "xml-dtd-internal" if has_internal else "xml-doctype"
        self.report.add(rule, self.parser.CurrentLineNumber, f"there is a DTD: {public or system or name}"[:200])

    def entity(self, name: str, is_parameter: int, value: str | None, *_: str | None) -> None:
        # Entities in entities grow exponentially. A character reference, as in the DTDs of HTML, does not.
        if not is_parameter and value and _NESTED.search(value):
            self.stop("xml-dtd-growth", f"the entity {name[:60]!r} holds other entities; the rest was not read")

    def stop(self, rule: str, message: str) -> None:
        self.report.add(rule, self.parser.CurrentLineNumber, message)
        raise _StoppedError


def _full_name(name: str) -> str:
    uri, found, local = name.rpartition("\n")
    return f"{{{uri}}}{local}" if found else name


def read_tree(text: str, report: Report) -> Document:
    """Read a document; where it is not well-formed, its root is None and the report says why."""
    from xml.parsers import expat

    source = text.encode("utf-8", "surrogatepass")
    reader = _Reader(source, report)
    try:
        # All at once: before expat 2.6, a long token in many pieces took quadratic time.
        reader.parser.Parse(source, True)  # noqa: FBT003  It takes no names.
    except _StoppedError:
        reader.document.root = None
    except expat.ExpatError as fault:
        reader.document.root = None
        rule = "xml-dtd-growth" if fault.code == _AMPLIFIED else "xml-well-formed"
        report.add(rule, fault.lineno, f"{expat.ErrorString(fault.code)}, column {fault.offset + 1}")
    return reader.document
