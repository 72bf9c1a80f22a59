"""Checks what other specifications add to RSS and Atom: RFC 5005, RFC 6721, Dublin Core, Media RSS, threading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from publisher.check import dates, syntax
from publisher.check.findings import quote
from publisher.check.markup import check_plain
from publisher.check.media import check_media, check_once
from publisher.check.values import check_id, check_moment, check_url
from publisher.check.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from publisher.check.findings import Report
    from publisher.check.tree import Document, Element

ATOM = "{http://www.w3.org/2005/Atom}"
_REL = re.compile(r"[A-Za-z][A-Za-z0-9.-]{0,60}")
_THREAD = "{http://purl.org/syndication/thread/1.0}"
_HISTORY = "{http://purl.org/syndication/history/1.0}"
_PAGES = ("first", "last", "next", "previous", "prev-archive", "next-archive", "current")
_NOT_COMPLETE = frozenset({"next", "previous", "prev-archive", "next-archive"})

KNOWN = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
    "thr": "http://purl.org/syndication/thread/1.0",
    "fh": "http://purl.org/syndication/history/1.0",
    "at": "http://purl.org/atompub/tombstones/1.0",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "xhtml": "http://www.w3.org/1999/xhtml",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
}
"""The prefixes that everybody uses, and what they stand for."""

_OLD = {"http://purl.org/atom/ns#": "http://www.w3.org/2005/Atom"}
_DUBLIN_CORE = words(
    "title creator subject description publisher contributor date type format identifier source language relation"
    " coverage rights"
)
_COORDINATES = frozenset(
    {"http://www.w3.org/2003/01/geo/wgs84_pos#", "http://postneo.com/icbm", "http://geourl.org/rss/module/"}
)
_DEGREES = {"lat": 90, "latitude": 90, "long": 180, "lon": 180, "longitude": 180}
_DEGREE = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{0,40})?")
_PERIODS = frozenset({"hourly", "daily", "weekly", "monthly", "yearly"})
# What of Atom makes sense in RSS.
_ATOM_IN_RSS = words(
    "link author contributor id updated published category content summary rights icon logo generator subtitle title"
    " source"
)


def check_namespaces(report: Report, document: Document) -> None:
    """Check how well-known namespaces are written, and what well-known prefixes stand for."""
    exact = set(KNOWN.values())
    folded = {_fold(uri): uri for uri in KNOWN.values()}
    for prefix, uri, line in document.prefixes:
        if uri in exact:
            continue
        meant = _OLD.get(uri) or folded.get(_fold(uri))
        if meant:
            report.add("namespace-misspelt", line, f"{quote(uri)} should be {meant}")
        elif prefix in KNOWN:
            report.add("namespace-prefix", line, f"{prefix} stands for {quote(uri)}, not for {KNOWN[prefix]}")


# An element of RSS, and those of modules that say the same: readers take the first, the last or both.
_CHANNEL_TWINS = (
    ("managingEditor", "dc:creator"),
    ("webMaster", "dc:publisher"),
    ("category", "dc:subject"),
    ("pubDate", "dc:date"),
    ("lastBuildDate", "dcterms:modified"),
    ("language", "dc:language"),
    ("copyright", "dc:rights"),
    ("generator", "admin:generatorAgent"),
    ("cc:license", "creativeCommons:license"),
)
_ITEM_TWINS = (
    ("category", "dc:subject"),
    ("pubDate", "dc:date"),
    ("pubDate", "atom:published"),
    ("guid", "atom:id"),
    ("source", "dc:source"),
    ("title", "dc:title"),
    ("description", "dc:description"),
    ("description", "atom:content"),
    ("description", "xhtml:body"),
    ("cc:license", "creativeCommons:license"),
)
_TWIN_PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "admin": "http://webns.net/mvcb/",
    "cc": "http://web.resource.org/cc/",
    "creativeCommons": "http://backend.userland.com/creativeCommonsRssModule",
}


def check_container(report: Report, parent: Element, place: str) -> None:
    """Check what the children of a channel, an item, a feed or an entry say together."""
    check_once(report, parent)
    if place in {"channel", "item"}:
        _check_twins(report, parent, place)


def _check_twins(report: Report, parent: Element, place: str) -> None:
    """Check that a channel or an item of RSS says nothing twice: in RSS, and in a module."""
    spaces = KNOWN | _TWIN_PREFIXES
    for core, module in _CHANNEL_TWINS if place == "channel" else _ITEM_TWINS:
        names = [
            f"{{{spaces[prefix]}}}{name}" for prefix, _, name in (module.partition(":"), core.partition(":")) if name
        ]
        found = [parent.first(name) for name in names] + ([] if ":" in core else [parent.first(core)])
        if all(found) and found[0] is not None:
            report.add("rss-module", found[0].line, f"the {place} has <{core}> and <{module}>")


def _fold(uri: str) -> str:
    return uri.lower().replace("https:", "http:").replace("//www.", "//").rstrip("/#")


def check_element(report: Report, element: Element, place: str) -> None:  # noqa: C901, PLR0912  A case a namespace.
    """Check an element with a namespace in a channel, a feed, an item or an entry."""
    name, line = element.local, element.line
    match element.namespace:
        case "http://purl.org/dc/elements/1.1/":
            _check_dublin_core(report, element)
        case "http://purl.org/rss/1.0/modules/content/":
            if name not in {"encoded", "items"} or place not in {"item", "entry"}:
                report.add("content-element", line, f"content:{name[:60]} stands in the {place}")
        case "http://search.yahoo.com/mrss/":
            check_media(report, element)
        case "http://purl.org/syndication/thread/1.0":
            _check_thread(report, element)
        case "http://purl.org/syndication/history/1.0":
            if place not in {"channel", "feed"}:
                report.add("fh-place", line, f"fh:{name[:60]} stands in the {place}")
        case "http://purl.org/atompub/tombstones/1.0":
            if name != "deleted-entry":
                report.add("at-element", line, f"at:{name[:60]} stands in the {place}")
            elif place not in {"channel", "feed"}:
                report.add("at-place", line, f"at:deleted-entry stands in the {place}")
        case "http://purl.org/rss/1.0/modules/syndication/":
            _check_period(report, element)
        case space if space in _COORDINATES:
            _check_coordinate(report, element)
        case "http://backend.userland.com/creativeCommonsRssModule" if name == "license":
            check_url(report, element.text.strip(), line, "creativeCommons:license", relative="cc-license")
        case "http://www.w3.org/2005/Atom" if place in {"channel", "item"}:
            _check_atom_in_rss(report, element)


def _check_dublin_core(report: Report, element: Element) -> None:
    name, text = element.local, element.text.strip()
    if name not in _DUBLIN_CORE:
        report.add("dc-element", element.line, f"there is no dc:{name[:60]}")
    elif name == "date" and not dates.is_w3c_date(text):
        report.add("dc-date", element.line, f"dc:date is {quote(text)}")
    elif name == "date":
        check_moment(report, dates.read_rfc3339(text), element.line, "dc:date")
    elif name == "language" and not syntax.is_language(text):
        report.add("language-invalid", element.line, f"dc:language is {quote(text)}")


def _check_thread(report: Report, element: Element) -> None:
    name, text, found, line = element.local, element.text.strip(), element.attributes, element.line
    if name == "in-reply-to":
        if not syntax.scheme_of(found.get("ref", "")):
            report.add("thr-ref", line, f"the ref is {quote(found.get('ref', ''))}")
        for key in ("href", "source"):
            if key in found:
                check_url(report, found[key], line, f"{key} of thr:in-reply-to")
        if "type" in found and not syntax.is_media_type(found["type"]):
            report.add("thr-value", line, f"type is {quote(found['type'])}")
    elif name == "total":
        if not syntax.is_number(text):
            report.add("thr-number", line, f"thr:total is {quote(text)}")
    else:
        report.add("thr-element", line, f"there is no thr:{name[:60]}")


def _check_replies(report: Report, link: Element) -> None:
    """Check what a link of Atom says of the replies that it leads to."""
    count = link.attributes.get(f"{_THREAD}count")
    if count is not None and not syntax.is_number(count):
        report.add("thr-number", link.line, f"thr:count is {quote(count)}")
    if f"{_THREAD}when" in link.attributes:
        report.add("thr-value", link.line, "the link has thr:when, which is thr:updated now")
    updated = link.attributes.get(f"{_THREAD}updated")
    if updated is not None and dates.read_rfc3339(updated).moment is None:
        report.add("thr-value", link.line, f"thr:updated is {quote(updated)}")


def check_link(report: Report, link: Element) -> None:
    """Check a link of Atom, in a feed of whatever format."""
    found, line = link.attributes, link.line
    if "href" not in found:
        report.add("atom-link-href", line, "the link has no href")
    else:
        check_url(report, found["href"], line, "the link")
    relation = found.get("rel", "alternate")
    if not _REL.fullmatch(relation) and (not syntax.scheme_of(relation) or syntax.find_url_fault(relation)):
        report.add("atom-link-rel", line, f"rel is {quote(relation)}")
    if "type" in found and not syntax.is_media_type(found["type"]):
        report.add("atom-link-type", line, f"type is {quote(found['type'])}")
    if "hreflang" in found and not syntax.is_language(found["hreflang"]):
        report.add("atom-link-hreflang", line, f"hreflang is {quote(found['hreflang'])}")
    if "length" in found and not syntax.is_number(found["length"]):
        report.add("atom-link-length", line, f"length is {quote(found['length'])}")
    check_plain(report, found.get("title", ""), line, "title of the link")
    _check_replies(report, link)


def _check_period(report: Report, element: Element) -> None:
    name, text = element.local, element.text.strip()
    is_right = {
        "updatePeriod": text in _PERIODS,
        "updateFrequency": syntax.is_number(text) and int(text) > 0,
        "updateBase": dates.is_w3c_date(text),
    }
    if not is_right.get(name):
        report.add("sy-value", element.line, f"sy:{name[:60]} is {quote(text)}")


def _check_coordinate(report: Report, element: Element) -> None:
    most, text = _DEGREES.get(element.local), element.text.strip()
    if most and not (_DEGREE.fullmatch(text) and abs(float(text)) <= most):
        report.add("geo-value", element.line, f"geo:{element.local} is {quote(text)}")


def _check_atom_in_rss(report: Report, element: Element) -> None:
    if element.local not in _ATOM_IN_RSS:
        report.add("rss-atom", element.line, f"atom:{element.local[:60]} stands in RSS")
    elif element.local == "link":
        check_link(report, element)


# Feed history -----------------------------------------------------------------------------------------------------


def check_history(report: Report, feed: Element, items: Sequence[Element]) -> None:
    """Check what a feed says of its other pages (RFC 5005)."""
    own = [element for element in feed.children if element.name.startswith(_HISTORY)]
    seen = _check_history_elements(report, own)
    links = _page_links(feed)
    relations = {relation for relation, _ in links}
    _check_page_links(report, feed, links)
    if "complete" in seen and _NOT_COMPLETE & relations:
        report.add("fh-complete", own[0].line, "the feed is complete, and has other pages")
    elif "complete" in seen and "archive" in seen:
        report.add("fh-complete-archive", own[0].line, "the feed is complete, and an archive")
    elif "archive" in seen and "current" not in relations:
        report.add("fh-current", own[0].line, "the archive has no link to the current feed")
    for item in items:
        for relation, link in _page_links(item):
            report.add("fh-entry-link", link.line, f"the link {relation!r} stands in an item")


def _check_history_elements(report: Report, own: Sequence[Element]) -> set[str]:
    seen: set[str] = set()
    for element in own:
        if element.local not in {"complete", "archive"} or element.local in seen:
            report.add("fh-element", element.line, f"fh:{element.local[:60]} is unknown or stands twice")
        elif element.children or element.text.strip():
            report.add("fh-empty", element.line, f"fh:{element.local} is not empty")
        seen.add(element.local)
    return seen


def _check_page_links(report: Report, feed: Element, links: Sequence[tuple[str, Element]]) -> None:
    seen: set[str] = set()
    here = {link.attributes.get("href") for link in feed.all(f"{ATOM}link") if link.attributes.get("rel") == "self"}
    for relation, link in links:
        if relation in seen:
            report.add("fh-link-twice", link.line, f"there is another link {relation!r}")
        seen.add(relation)
        if relation in _NOT_COMPLETE and link.attributes.get("href") in here:
            report.add("fh-link-self", link.line, f"{relation} leads to the page itself")


def _page_links(parent: Element) -> list[tuple[str, Element]]:
    links = ((link.attributes.get("rel", ""), link) for link in parent.all(f"{ATOM}link"))
    return [(relation, link) for relation, link in links if relation in _PAGES]


def check_self(report: Report, links: Sequence[Element], url: str) -> None:
    """Check that a feed was fetched from where it says it is."""
    if url and links and url not in {link.attributes.get("href") for link in links}:
        report.add("self-link-url", links[0].line, f"it is {quote(links[0].attributes.get('href', ''))}")


# Tombstones -------------------------------------------------------------------------------------------------------


def check_tombstones(report: Report, feed: Element, live: Mapping[str, datetime | None]) -> None:
    """Check what a feed says was deleted (RFC 6721).

    Args:
        report: Where findings go.
        feed: A feed or a channel.
        live: The ids of its items, each with its last update, if that is known.
    """
    space = "{http://purl.org/atompub/tombstones/1.0}"
    seen: set[tuple[str, str]] = set()
    for stone in feed.all(f"{space}deleted-entry"):
        ref, when = stone.attributes.get("ref", ""), stone.attributes.get("when", "")
        if not syntax.scheme_of(ref):
            report.add("at-ref", stone.line, f"the ref is {quote(ref)}" if ref else "there is no ref", where=ref[:200])
        else:
            check_id(report, ref, stone.line)
        date = dates.read_rfc3339(when)
        if date.moment is None:
            report.add("at-when", stone.line, f"when is {quote(when)}" if when else "there is no when", where=ref[:200])
        check_moment(report, date, stone.line, "when")
        # An entry that was updated after the deletion has come back (RFC 6721 §3).
        updated = live.get(ref)
        if ref in live and not (updated and date.moment and updated > date.moment):
            report.add("at-live", stone.line, f"{quote(ref)} is deleted, and an entry", where=ref[:200])
        if (ref, when) in seen:
            report.add("at-twice", stone.line, f"{quote(ref)} is deleted twice at one time", where=ref[:200])
        seen.add((ref, when))
        names = [child.local for child in stone.children if child.namespace == space[1:-1]]
        if len(set(names)) < len(names):
            report.add("at-once", stone.line, f"{quote(ref)} has {quote(', '.join(names[:5]))}", where=ref[:200])
        for child in stone.children:
            if child.namespace == space[1:-1] and child.local not in {"by", "comment"}:
                report.add("at-element", child.line, f"at:{child.local[:60]} stands in at:deleted-entry")
