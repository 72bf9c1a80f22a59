"""Checks what other specifications add to RSS and Atom: RFC 5005, RFC 6721, Dublin Core, Media RSS, threading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.check import syntax
from publisher.check.findings import quote
from publisher.check.syntax import words
from publisher.check.values import check_id, check_moment, check_url

if TYPE_CHECKING:
    from collections.abc import Sequence

    from publisher.check.findings import Report
    from publisher.check.tree import Document, Element

ATOM = "{http://www.w3.org/2005/Atom}"
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
_MEDIA = words(
    "group content rating adult title description keywords thumbnail category hash player credit copyright text"
    " restriction community starRating statistics tags comments comment embed param responses response backLinks"
    " backLink status price license subTitle peerLink location rights scenes scene sceneTitle sceneDescription"
    " sceneStartTime sceneEndTime"
)
_MEDIA_NUMBERS = {"content": ("fileSize", "bitrate", "width", "height", "duration", "channels"),
                  "thumbnail": ("width", "height"), "player": ("width", "height")}  # fmt: skip
_MEDIUMS = frozenset({"image", "audio", "video", "document", "executable"})
_EXPRESSIONS = frozenset({"sample", "full", "nonstop"})
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


def _fold(uri: str) -> str:
    return uri.lower().replace("https:", "http:").replace("//www.", "//").rstrip("/#")


def check_element(report: Report, element: Element, place: str) -> None:  # noqa: C901, PLR0912  A case a namespace.
    """Check an element with a namespace in a channel, a feed, an item or an entry."""
    name, line = element.local, element.line
    match element.namespace:
        case "http://purl.org/dc/elements/1.1/":
            _check_dublin_core(report, element)
        case "http://purl.org/rss/1.0/modules/content/":
            if name != "encoded" or place not in {"item", "entry"}:
                report.add("content-element", line, f"content:{name[:60]} stands in the {place}")
        case "http://search.yahoo.com/mrss/":
            for inner in element.walk():
                _check_media(report, inner)
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
        case "http://www.w3.org/2005/Atom" if place in {"channel", "item"}:
            _check_atom_in_rss(report, element)


def _check_dublin_core(report: Report, element: Element) -> None:
    name, text = element.local, element.text.strip()
    if name not in _DUBLIN_CORE:
        report.add("dc-element", element.line, f"there is no dc:{name[:60]}")
    elif name == "date" and not syntax.is_w3c_date(text):
        report.add("dc-date", element.line, f"dc:date is {quote(text)}")
    elif name == "date":
        check_moment(report, syntax.read_rfc3339(text), element.line, "dc:date")
    elif name == "language" and not syntax.is_language(text):
        report.add("language-invalid", element.line, f"dc:language is {quote(text)}")


def _check_media(report: Report, element: Element) -> None:  # noqa: C901  A step for each rule.
    if element.namespace != "http://search.yahoo.com/mrss/":
        return
    name, found, line = element.local, element.attributes, element.line
    if name not in _MEDIA:
        report.add("media-element", line, f"there is no media:{name[:60]}")
    if name in {"thumbnail", "player", "content"}:
        if "url" in found:
            check_url(report, found["url"], line, f"media:{name}")
        elif name != "content" or element.first("{http://search.yahoo.com/mrss/}player") is None:
            report.add("media-url", line, f"media:{name} has no url")
    for key in _MEDIA_NUMBERS.get(name, ()):
        if key in found and not syntax.is_number(found[key].replace(".", "0", 1)):
            report.add("media-number", line, f"{key} of media:{name} is {quote(found[key])}")
    if name == "content":
        for key, words in (("medium", _MEDIUMS), ("expression", _EXPRESSIONS)):
            if key in found and found[key] not in words:
                report.add("media-value", line, f"{key} is {quote(found[key])}")


def _check_thread(report: Report, element: Element) -> None:
    name, text = element.local, element.text.strip()
    if name == "in-reply-to":
        if not element.attributes.get("ref"):
            report.add("thr-ref", element.line, "thr:in-reply-to has no ref")
    elif name == "total":
        if not syntax.is_number(text):
            report.add("thr-number", element.line, f"thr:total is {quote(text)}")
    else:
        report.add("thr-element", element.line, f"there is no thr:{name[:60]}")


def check_thread_count(report: Report, link: Element) -> None:
    """Check the number of replies that a link of Atom states."""
    count = link.attributes.get("{http://purl.org/syndication/thread/1.0}count")
    if count is not None and not syntax.is_number(count):
        report.add("thr-number", link.line, f"thr:count is {quote(count)}")


def _check_period(report: Report, element: Element) -> None:
    name, text = element.local, element.text.strip()
    is_right = {
        "updatePeriod": text in _PERIODS,
        "updateFrequency": syntax.is_number(text) and int(text) > 0,
        "updateBase": syntax.is_w3c_date(text),
    }
    if not is_right.get(name):
        report.add("sy-value", element.line, f"sy:{name[:60]} is {quote(text)}")


def _check_atom_in_rss(report: Report, element: Element) -> None:
    if element.local not in _ATOM_IN_RSS:
        report.add("rss-atom", element.line, f"atom:{element.local[:60]} stands in RSS")
    elif element.local == "link":
        href = element.attributes.get("href")
        if href is None:
            report.add("atom-link-href", element.line, "atom:link has no href")
        else:
            check_url(report, href, element.line, "atom:link")


# Feed history -----------------------------------------------------------------------------------------------------


def check_history(report: Report, feed: Element, items: Sequence[Element]) -> None:  # noqa: C901  A step a rule.
    """Check what a feed says of its other pages (RFC 5005)."""
    own = [element for element in feed.children if element.name.startswith(_HISTORY)]
    seen: set[str] = set()
    for element in own:
        if element.local not in {"complete", "archive"} or element.local in seen:
            report.add("fh-element", element.line, f"fh:{element.local[:60]} is unknown or stands twice")
        elif element.children or element.text.strip():
            report.add("fh-empty", element.line, f"fh:{element.local} is not empty")
        seen.add(element.local)
    links = _page_links(feed)
    relations = [relation for relation, _ in links]
    for number, (relation, link) in enumerate(links):
        if relation in relations[:number]:
            report.add("fh-link-twice", link.line, f"there is another link {relation!r}")
    here = {link.attributes.get("href") for link in feed.all(f"{ATOM}link") if link.attributes.get("rel") == "self"}
    for relation, link in links:
        if relation in _NOT_COMPLETE and link.attributes.get("href") in here:
            report.add("fh-link-self", link.line, f"{relation} leads to the page itself")
    if "complete" in seen and ("archive" in seen or _NOT_COMPLETE & set(relations)):
        report.add("fh-complete", own[0].line, "the feed is complete, and has other pages")
    if "archive" in seen and "current" not in relations:
        report.add("fh-current", own[0].line, "the archive has no link to the current feed")
    for item in items:
        for relation, link in _page_links(item):
            report.add("fh-entry-link", link.line, f"the link {relation!r} stands in an item")


def _page_links(parent: Element) -> list[tuple[str, Element]]:
    links = ((link.attributes.get("rel", ""), link) for link in parent.all(f"{ATOM}link"))
    return [(relation, link) for relation, link in links if relation in _PAGES]


def check_self(report: Report, links: Sequence[Element], url: str) -> None:
    """Check that a feed was fetched from where it says it is."""
    if url and links and url not in {link.attributes.get("href") for link in links}:
        report.add("self-link-url", links[0].line, f"it is {quote(links[0].attributes.get('href', ''))}")


# Tombstones -------------------------------------------------------------------------------------------------------


def check_tombstones(report: Report, feed: Element, ids: Sequence[str]) -> None:
    """Check what a feed says was deleted (RFC 6721)."""
    space = "{http://purl.org/atompub/tombstones/1.0}"
    live, seen = set(ids), set[str]()
    for stone in feed.all(f"{space}deleted-entry"):
        ref, when = stone.attributes.get("ref", ""), stone.attributes.get("when", "")
        if not syntax.scheme_of(ref):
            report.add("at-ref", stone.line, f"the ref is {quote(ref)}" if ref else "there is no ref", where=ref[:200])
        else:
            check_id(report, ref, stone.line)
        date = syntax.read_rfc3339(when)
        if date.moment is None:
            report.add("at-when", stone.line, f"when is {quote(when)}" if when else "there is no when", where=ref[:200])
        check_moment(report, date, stone.line, "when")
        if ref and ref in live:
            report.add("at-live", stone.line, f"{quote(ref)} is deleted, and an entry", where=ref[:200])
        if ref and ref in seen:
            report.add("at-twice", stone.line, f"{quote(ref)} is deleted twice", where=ref[:200])
        seen.add(ref)
        for child in stone.children:
            if child.namespace == space[1:-1] and child.local not in {"by", "comment"}:
                report.add("at-element", child.line, f"at:{child.local[:60]} stands in at:deleted-entry")
