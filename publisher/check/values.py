"""Checks of single values that all formats share."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from publisher.check import syntax
from publisher.check.findings import quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from publisher.check.dates import WrittenDate
    from publisher.check.findings import Report

_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(minutes=10)
MOST_ITEMS = 100
# C0 but tab and line ends, C1, and what Unicode has set apart as no characters.
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
# Two or three bytes of UTF-8, each read as a character of Windows-1252.
_CONTINUED = (
    "[\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d"
    "\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]"
)
# In a word of capitals they are letters.
_MOJIBAKE = re.compile(
    f"(?<![A-Z\u00c0-\u00d6\u00d8-\u00de])[\u00c2\u00c3]{_CONTINUED}|\u00e2\u20ac{_CONTINUED}|\u00f0\u0178{_CONTINUED}{{2}}"
)
MARKUP = re.compile(
    r"<[A-Za-z/!?]"
    r"|&(?:#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
)


def check_text(report: Report, text: str, line: int, name: str) -> None:
    """Look for characters that are wrong in any text."""
    if text.isascii() and text.isprintable():
        return
    for rule, pattern in (("text-control", _CONTROL), ("text-mojibake", _MOJIBAKE)):
        found = pattern.search(text)
        if found:
            at = line + text.count("\n", 0, found.start()) if line else 0
            report.add(rule, at, f"{name} holds {found[0]!a} in {quote(_around(text, found.start()))}")
    place = text.find("\ufffd")
    if place >= 0:
        at = line + text.count("\n", 0, place) if line else 0
        report.add("text-replacement", at, f"{name} holds U+FFFD in {quote(_around(text, place))}")


def _around(text: str, place: int) -> str:
    return text[max(0, place - 20) : place + 20]


def check_url(report: Report, url: str, line: int, name: str, *, relative: str = "url-relative") -> None:
    """Look at an address of a feed; `relative` is the rule that one without a scheme breaks."""
    if not url:
        # It is a relative reference, to the document itself (RFC 3986 §4.4).
        report.add(relative, line, f"{name} is empty")
        return
    if not url.isascii():
        report.add("url-non-ascii", line, f"{name} is {quote(url)}")
        return
    fault = syntax.find_url_fault(url)
    unsafe = syntax.unsafe_scheme(url)
    if unsafe:
        report.add("url-unsafe", line, f"{name} leads to {unsafe}: {quote(url)}")
    elif fault:
        report.add("url-invalid", line, f"{name} {fault}: {quote(url)}")
    elif not syntax.scheme_of(url):
        report.add(relative, line, f"{name} is {quote(url)}")
    elif syntax.has_lower_percent(url):
        report.add("url-percent-case", line, f"{name} is {quote(url)}")


def check_id(report: Report, uri: str, line: int) -> None:
    """Look at an id that has to be an IRI, as in Atom, and is not empty."""
    rule = _find_id_fault(uri)
    if rule:
        report.add(rule, line, f"the id is {quote(uri)}")
    _check_id_url(report, uri, line)


def check_free_id(report: Report, uri: str, line: int) -> None:
    """Look at an id that may be any string, as in RSS and JSON Feed, and is not empty."""
    if _find_id_fault(uri):
        report.add("id-form", line, f"the id is {quote(uri)}")
    _check_id_url(report, uri, line)


def _find_id_fault(uri: str) -> str:
    """Return the rule that the form of an id breaks; empty for none."""
    start = uri[:9].lower()
    # A scheme in capitals has a rule of its own.
    if start.startswith("tag:"):
        return "" if syntax.is_tag_uri(f"tag:{uri[4:]}") else "id-tag"
    if start == "urn:uuid:":
        return "" if syntax.is_uuid_urn(uri) else "id-uuid"
    return "id-urn" if start.startswith("urn:") and not syntax.is_urn(uri) else ""


def _check_id_url(report: Report, uri: str, line: int) -> None:
    if uri[:6].lower().startswith(("http:", "https:")):
        report.add("id-url", line, f"the id is {quote(uri)}")


def check_language(report: Report, tag: str, line: int, name: str) -> None:
    """Look at a language."""
    if not syntax.is_language(tag):
        report.add("language-invalid", line, f"{name} is {quote(tag)}")


def check_moment(report: Report, date: WrittenDate, line: int, name: str) -> None:
    """Look at a date whose form is right."""
    moment = date.moment
    if moment is None:
        return
    if moment < _EARLIEST:
        report.add("date-ancient", line, f"{name} is {moment:%Y-%m-%d}")
    elif moment - report.now > _AHEAD:
        report.add("date-future", line, f"{name} is {moment:%Y-%m-%d %H:%M:%S}, later than now")
    if not date.is_utc:
        report.add("date-not-utc", line, f"{name} has an offset")


def check_ids(report: Report, ids: Iterable[tuple[str, int]], rule: str = "id-duplicate") -> None:
    """Look for ids that more than one item has."""
    seen: dict[str, int] = {}
    for uri, line in ids:
        if uri in seen:
            report.add(rule, line, f"the id {quote(uri)} is that of the item in line {seen[uri]}", where=uri[:200])
        elif uri:
            seen[uri] = line


def check_count(report: Report, count: int, line: int) -> None:
    """Look at the number of items."""
    if count > MOST_ITEMS:
        report.add("items-many", line, f"there are {count} items", where="")
