"""Checks OPML 2.0 and its ancestors 1.0 and 1.1, as lists of feeds use it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.check import dates, syntax
from publisher.check.findings import quote
from publisher.check.values import check_language, check_moment, check_url
from publisher.check.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from publisher.check.findings import Report
    from publisher.check.tree import Element

_HEAD = words(
    "title dateCreated dateModified ownerName ownerEmail ownerId docs expansionState vertScrollState windowTop"
    " windowLeft windowBottom windowRight"
)
_NUMBERS = frozenset({"vertScrollState", "windowTop", "windowLeft", "windowBottom", "windowRight"})
_ATTRIBUTES = words(
    "text type isComment isBreakpoint created category xmlUrl htmlUrl url description language title version"
)
_OLD_VERSIONS = frozenset({"1.0", "1.1"})
_VERSIONS = frozenset({"RSS", "RSS1", "RSS2", "scriptingNews"})


def check_opml(report: Report, root: Element) -> None:
    """Check a list of feeds."""
    version = root.attributes.get("version")
    is_old = version in _OLD_VERSIONS
    if is_old:
        report.add("opml-version-old", root.line, f"the version is {version}")
    elif version != "2.0":
        report.add("opml-version", root.line, f"the version is {quote(version)}" if version else "there is none")
    names = [child.name for child in root.children if not child.namespace]
    if names != ["head", "body"]:
        report.add("opml-structure", root.line, f"the root holds {quote(', '.join(names[:5]) or 'nothing')}")
    _check_stray(report, root)
    for head in root.all("head")[:1]:
        _check_head(report, head)
    for body in root.all("body")[:1]:
        _check_body(report, body, is_old=is_old)


def _check_stray(report: Report, element: Element) -> None:
    if element.text.strip():
        report.add("stray-text", element.line, f"<{element.local[:60]}> holds text: {quote(element.text.strip())}")


def _check_head(report: Report, head: Element) -> None:  # noqa: C901  A case for each element.
    _check_stray(report, head)
    if not head.value("title"):
        report.add("opml-title", head.line, "the head has no title")
    seen: set[str] = set()
    for child in head.children:
        name, text = child.name, child.text.strip()
        if child.namespace:
            continue
        if name not in _HEAD:
            report.add("opml-element", child.line, f"the head holds <{name[:60]}>")
            continue
        if name in seen:
            report.add("opml-once", child.line, f"the head holds <{name}> more than once")
        seen.add(name)
        if name in {"dateCreated", "dateModified"}:
            _check_date(report, text, child.line, name)
        elif name == "docs":
            report.add("opml-docs", child.line, "the head has docs")
        elif name == "ownerEmail" and not syntax.has_email(text):
            report.add("opml-email", child.line, f"ownerEmail is {quote(text)}")
        elif name == "ownerId" and text:
            check_url(report, text, child.line, name)
        elif not _is_value(name, text):
            report.add("opml-value", child.line, f"{name} is {quote(text)}")


def _is_value(name: str, text: str) -> bool:
    """Tell whether an element of the head holds what it may; an ``ownerId`` that comes here is empty."""
    if name == "expansionState":
        return not text or all(syntax.is_number(part.strip()) for part in text.split(","))
    return name != "ownerId" and (name not in _NUMBERS or syntax.is_number(text))


def _check_date(report: Report, text: str, line: int, name: str) -> None:
    date = dates.read_rfc822(text)
    if date.moment is None or date.has_wrong_day:
        report.add("opml-date", line, f"{name} is {quote(text)}")
    else:
        check_moment(report, date, line, name)


def _find_lacking(found: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what an outline of OPML 2.0 lacks: the rule, and a message."""
    kind = found.get("type", "").lower()
    if not found.get("text", "").strip():
        yield "opml-text", "the outline has no text"
    if kind == "rss" and not found.get("xmlUrl"):
        yield "opml-feed", "the outline has no xmlUrl"
    if kind in {"link", "include"} and not found.get("url"):
        yield "opml-link", "the outline has no url"


def _check_body(report: Report, body: Element, *, is_old: bool) -> None:
    if not any(child.name == "outline" for child in body.children):
        report.add("opml-body", body.line, "the body has no outline")
    feeds: dict[str, int] = {}
    for element in body.walk():
        _check_stray(report, element)
        for child in element.children:
            if not child.namespace and child.name != "outline":
                report.add("opml-element", child.line, f"<{element.local[:60]}> holds <{child.name[:60]}>")
        if element.name == "outline":
            _check_outline(report, element, feeds, is_old=is_old)


def _check_outline(report: Report, outline: Element, feeds: dict[str, int], *, is_old: bool) -> None:
    found, line = outline.attributes, outline.line
    where = found.get("text", "")[:200]
    for rule, message in _find_lacking(found):
        # OPML 1.0 requires no attribute at all.
        report.add("opml-outline" if is_old else rule, line, message, where)
    _check_attributes(report, found, line, where)
    address = found.get("xmlUrl", "")
    if address and address in feeds:
        report.add("opml-feed-twice", line, f"{quote(address)} is in line {feeds[address]} too", where)
    feeds.setdefault(address, line)


def _check_attributes(report: Report, found: Mapping[str, str], line: int, where: str) -> None:
    for key in found:
        if key[0] != "{" and key not in _ATTRIBUTES:
            report.add("opml-attribute", line, f"the outline has {quote(key)}", where)
    for name in ("xmlUrl", "htmlUrl", "url"):
        if found.get(name):
            check_url(report, found[name], line, name)
    if "version" in found and found["version"] not in _VERSIONS:
        report.add("opml-feed-version", line, f"the version is {quote(found['version'])}", where)
    for name in ("isComment", "isBreakpoint"):
        if name in found and found[name].lower() not in {"true", "false"}:
            report.add("opml-value", line, f"{name} is {quote(found[name])}", where)
    if "created" in found:
        _check_date(report, found["created"], line, "created")
    if found.get("language") and found["language"] != "unknown":
        check_language(report, found["language"], line, "language")
