"""Finds out what a document is, and has it checked."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from publisher.check.atom import SPACE, AtomCheck
from publisher.check.decode import decode
from publisher.check.extensions import check_namespaces
from publisher.check.findings import Checked, Report, quote
from publisher.check.grammar import check_grammar
from publisher.check.jsonfeed import JsonCheck
from publisher.check.jsontree import read_json
from publisher.check.opml import check_opml
from publisher.check.rss import RssCheck
from publisher.check.tree import read_tree
from publisher.check.values import check_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from publisher.check.jsontree import Node
    from publisher.check.tree import Document, Element

MAX_BYTES = 15 * 1024 * 1024
"""What Miniflux refuses; a larger document is not read at all."""
_LARGE_BYTES = 512 * 1024
_TYPES = {
    "rss": ("application/rss+xml",),
    "atom": ("application/atom+xml",),
    "json": ("application/feed+json",),
    "opml": ("text/x-opml", "text/x-opml+xml", "application/opml+xml"),
}
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF"
_OTHER_SPACES = {
    "http://purl.org/rss/1.0/": "RSS 1.0",
    "http://my.netscape.com/rdf/simple/0.9/": "RSS 0.90",
    "http://channel.netscape.com/rdf/simple/0.9/": "RSS 0.90",
}
"""Formats in RDF that are refused without a judgement, by a namespace that they declare."""
_OTHER_ROOTS = {"{http://purl.org/net/rss1.1#}Channel": "RSS 1.1", "outlineDocument": "a forerunner of OPML"}
"""More of them, by their root."""
_GENERIC = {"json": ("application/json",)}
_GENERIC_XML = ("application/xml", "text/xml")


def check_feed(data: bytes, *, url: str = "", content_type: str = "", now: datetime) -> Checked:
    """Check a feed against everything that one document can show.

    Never raises and never fetches anything, whatever the bytes are. Time and memory are bounded: documents of more than
    15 MB are not read, and of one rule at most fifty findings are kept.

    Args:
        data: The feed as it was published.
        url: Where it was fetched from; empty if that is not known.
        content_type: The HTTP header; empty if there was none.
        now: What later dates are compared with; aware.

    >>> from datetime import UTC
    >>> checked = check_feed(b"<rss/>", now=datetime(2026, 3, 1, tzinfo=UTC))
    >>> checked.format, [found.rule for found in checked.findings]
    ('rss', ['rss-version', 'rss-channel'])
    """
    report = Report(now=now)
    if not data.strip():
        report.add("document-empty", 0, "there is nothing in it")
        return report.close("unknown")
    if len(data) > MAX_BYTES:
        report.add("size-too-large", 0, f"it is {len(data)} bytes; it was not read")
        return report.close("unknown")
    if len(data) > _LARGE_BYTES:
        report.add("size-large", 0, f"it is {len(data)} bytes")
    text = decode(data, content_type[:400], report)
    if text is None:
        return report.close("unknown")
    if text.lstrip(" \t\r\n")[:1] in {"{", "["}:
        kind = _check_json(report, text, data, url)
    else:
        kind = _check_xml(report, text, url)
    _check_type(report, kind, content_type[:400])
    return report.close(kind)


def _check_json(report: Report, text: str, data: bytes, url: str) -> str:
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        report.add("json-bom", 1, "the document begins with a byte order mark")
    root = read_json(text, report)
    if root is None:
        return "json"
    value = root.value
    if not isinstance(value, dict) or not _is_json_feed(value):
        report.add("format-unknown", root.line, "it is JSON, but no feed")
        return "unknown"
    JsonCheck(report, value, root.line, url).check()
    return "json"


def _is_json_feed(root: Mapping[str, Node]) -> bool:
    """Whether an object says that it is a feed, or has what only feeds have together."""
    version = root["version"].value if "version" in root else None
    if isinstance(version, str) and "jsonfeed.org" in version:
        return True
    return "feed_url" in root or len({"version", "title", "items", "home_page_url"} & root.keys()) > 1


def _check_xml(report: Report, text: str, url: str) -> str:
    document = read_tree(text, report)
    root = document.root
    if root is None:
        return "unknown"
    kind = _kind(root)
    check_namespaces(report, document)
    if kind == "unknown":
        _refuse(report, document, root)
        return kind
    for instruction, line in document.stylesheets:
        if re.search(r"""type\s{0,9}=\s{0,9}["'](?:text|application)/(?:xsl|xml|xslt\+xml)["']""", instruction):
            report.add("xml-xslt", line, f"the style sheet is {quote(instruction)}")
    _check_texts(report, root)
    match kind:
        case "rss":
            RssCheck(report, document, root, url).check()
        case "atom":
            AtomCheck(report, root, url).check()
            if not document.has_declarations:
                check_grammar(report, document.source)
        case _:
            check_opml(report, root)
    return kind


def _refuse(report: Report, document: Document, root: Element) -> None:
    """Report why a document is not checked: it is of a format that is not known here, or no feed."""
    other = _OTHER_ROOTS.get(root.name, "")
    if root.name == _RDF:
        other = next((_OTHER_SPACES[uri] for _, uri, _ in document.prefixes if uri in _OTHER_SPACES), "")
    if other:
        report.add("format-unchecked", root.line, f"it is {other}; only its XML and its characters were checked")
        _check_texts(report, root)
    else:
        report.add("format-unknown", root.line, f"the root is <{root.local[:60]}>, namespace {quote(root.namespace)}")


def _kind(root: Element) -> str:
    return {"rss": "rss", f"{SPACE}feed": "atom", f"{SPACE}entry": "atom", "opml": "opml"}.get(root.name, "unknown")


def _check_texts(report: Report, root: Element) -> None:
    for element in root.walk():
        if element.parts:
            check_text(report, element.text, element.line, f"<{element.local[:60]}>")
        for key, value in element.attributes.items():
            check_text(report, value, element.line, f"{key.rpartition('}')[2][:60]} of <{element.local[:60]}>")


def _check_type(report: Report, kind: str, content_type: str) -> None:
    if not content_type or kind == "unknown":
        return
    essence, _, parameters = content_type.partition(";")
    essence = essence.strip().lower()
    if essence in _GENERIC.get(kind, _GENERIC_XML):
        report.add("http-type-generic", 0, f"it is {quote(essence)}")
    elif essence not in _TYPES[kind]:
        report.add("http-type", 0, f"it is {quote(essence)}")
    elif "charset" not in parameters.lower():
        report.add("http-charset", 0, f"it is {quote(content_type)}")
