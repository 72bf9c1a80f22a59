"""Checks Atom 1.0 (RFC 4287): each rule with its own words, then the grammar for what is left."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from publisher.check import dates, extensions, syntax
from publisher.check.findings import quote
from publisher.check.markup import XHTML, check_html, check_plain, check_xhtml
from publisher.check.people import check_person
from publisher.check.tree import XML
from publisher.check.values import check_count, check_id, check_ids, check_language, check_moment, check_url

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from publisher.check.findings import Report
    from publisher.check.tree import Element

SPACE = "{http://www.w3.org/2005/Atom}"
_FEED_ONCE = frozenset({"generator", "icon", "id", "logo", "rights", "subtitle", "title", "updated"})
_ENTRY_ONCE = frozenset({"content", "id", "published", "rights", "source", "summary", "title", "updated"})
_MANY = frozenset({"author", "category", "contributor", "link"})
_CHILDREN = {
    "feed": _FEED_ONCE | _MANY | {"entry"},
    "source": _FEED_ONCE | _MANY,
    "entry": _ENTRY_ONCE | _MANY,
    "author": frozenset({"name", "uri", "email"}),
    "contributor": frozenset({"name", "uri", "email"}),
}
_TEXTS = frozenset({"title", "subtitle", "summary", "rights"})
_FILLED = frozenset({"id", "updated", "published", "email", "icon", "logo"})
_BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{4})*+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
_XML_TYPE = re.compile(r"[^;]{1,200}[+/]xml(?: *;.*)?", re.IGNORECASE | re.DOTALL)


class AtomCheck:
    """A feed, or an entry by itself, that is being checked."""

    def __init__(self, report: Report, root: Element, url: str) -> None:
        self._report = report
        self._root = root
        self._url = url

    def check(self) -> None:
        """Check the whole document."""
        self._bases()
        if self._root.local == "entry":
            self._entry(self._root, has_author=False)
            return
        self._feed(self._root)

    def _bases(self) -> None:
        """`xml:base` is of no harm where all addresses are absolute, but nobody can rely on it."""
        for element in self._root.walk():
            base = element.attributes.get(f"{XML}base")
            if base is not None:
                self._report.add("atom-base", element.line, f"<{element.local[:60]}> has xml:base")
                if base.isascii() and syntax.find_url_fault(base or "."):
                    self._report.add("url-invalid", element.line, f"xml:base is {quote(base)}")
            if element.attributes.get(f"{XML}lang"):
                check_language(self._report, element.attributes[f"{XML}lang"], element.line, "xml:lang")

    # Structure -------------------------------------------------------------------------------------------------

    def _feed(self, feed: Element) -> None:
        report, entries = self._report, feed.all(f"{SPACE}entry")
        self._structure(feed)
        self._order(feed)
        if f"{XML}lang" not in feed.attributes:
            report.add("language-missing", feed.line, "the feed has no xml:lang")
        selves = [link for link in feed.all(f"{SPACE}link") if link.attributes.get("rel") == "self"]
        if not selves:
            report.add("atom-self", feed.line, "the feed has no link to itself")
        for link in selves[1:]:
            report.add("atom-selves", link.line, "there is another link to the feed itself")
        extensions.check_self(report, selves, self._url)
        extensions.check_history(report, feed, entries)
        title = feed.first(f"{SPACE}title")
        if title is not None and not title.text.strip() and not title.children:
            report.add("feed-title", title.line, "the title is empty")
        for child in feed.children:
            if child.name != f"{SPACE}entry":
                self._value(child, "feed")
        extensions.check_container(report, feed, "feed")
        self._alternates(feed)
        self._entries(feed, entries)

    def _entries(self, feed: Element, entries: Sequence[Element]) -> None:
        report = self._report
        has_author = feed.first(f"{SPACE}author") is not None
        moments: dict[datetime, int] = {}
        live: dict[str, datetime | None] = {}
        for number, entry in enumerate(entries, start=1):
            uri = entry.value(f"{SPACE}id")
            report.where = uri[:200] or f"entry {number}"
            updated = live[uri] = self._entry(entry, has_author=has_author)
            if updated is not None and updated in moments:
                report.add(
                    "atom-updated-unique", entry.line, f"updated is that of the entry in line {moments[updated]}"
                )
            elif updated is not None:
                moments[updated] = entry.line
        report.where = ""
        own = feed.value(f"{SPACE}id")
        ids = [(entry.value(f"{SPACE}id"), entry.line) for entry in entries]
        check_ids(report, ids, "atom-id-twice")
        for uri, line in ids:
            if uri and uri == own:
                report.add("id-feed-item", line, f"the id {quote(uri)} is the feed's", where=uri[:200])
        check_count(report, len(entries), feed.line)
        extensions.check_tombstones(report, feed, live)
        built = dates.read_rfc3339(feed.value(f"{SPACE}updated")).moment
        element = feed.first(f"{SPACE}updated")
        if element is not None and built is not None and moments and built < max(moments):
            report.add("date-feed-stale", element.line, "the feed's updated is before that of its newest entry")

    def _structure(self, parent: Element) -> None:
        report, name = self._report, parent.local
        allowed = _CHILDREN[name]
        if parent.text.strip():
            report.add("stray-text", parent.line, f"<{name}> holds text: {quote(parent.text.strip())}")
        seen: set[str] = set()
        for child in parent.children:
            if child.namespace != SPACE[1:-1]:
                if not child.namespace:
                    report.add("atom-no-namespace", child.line, f"<{name}> holds <{child.local[:60]}>")
                continue
            if child.local not in allowed:
                report.add("atom-element", child.line, f"<{name}> holds <{child.local[:60]}>")
            elif child.local in seen and child.local not in _MANY | {"entry", "name"}:
                report.add("atom-once", child.line, f"<{name}> holds <{child.local}> more than once")
            seen.add(child.local)
        if name in {"feed", "entry", "source"}:
            lacking = [key for key in ("id", "title", "updated") if key not in seen]
            for key in lacking:
                rule = "atom-source" if name == "source" else "atom-required"
                report.add(rule, parent.line, f"the {name} has no <{key}>")

    def _order(self, feed: Element) -> None:
        has_entry = False
        for child in feed.children:
            has_entry = has_entry or child.name == f"{SPACE}entry"
            if (
                has_entry
                and child.namespace == SPACE[1:-1]
                and child.local != "entry"
                and child.local in _CHILDREN["feed"]
            ):
                self._report.add("atom-order", child.line, f"<{child.local}> stands after an entry")

    def _entry(self, entry: Element, *, has_author: bool) -> datetime | None:
        report = self._report
        self._structure(entry)
        extensions.check_container(report, entry, "entry")
        source = entry.first(f"{SPACE}source")
        if (
            not has_author
            and entry.first(f"{SPACE}author") is None
            and (source is None or source.first(f"{SPACE}author") is None)
        ):
            report.add("atom-author", entry.line, "neither the entry nor the feed has an author")
        title = entry.first(f"{SPACE}title")
        if title is not None and not title.text.strip() and not title.children:
            report.add("item-title", title.line, "the title is empty")
        for child in entry.children:
            self._value(child, "entry")
        self._entry_links(entry)
        self._entry_content(entry)
        return self._entry_dates(entry)

    def _entry_dates(self, entry: Element) -> datetime | None:
        updated = dates.read_rfc3339(entry.value(f"{SPACE}updated")).moment
        published = entry.first(f"{SPACE}published")
        if published is None:
            self._report.add("item-date", entry.line, "the entry has no published")
        else:
            moment = dates.read_rfc3339(published.text.strip()).moment
            # Many feeds state one of the two with a fraction of a second, and the other without.
            if moment is not None and updated is not None and updated < moment.replace(microsecond=0):
                self._report.add("date-order", published.line, "updated is before published")
        return updated

    def _entry_links(self, entry: Element) -> None:
        report, links = self._report, entry.all(f"{SPACE}link")
        relations = [link.attributes.get("rel", "alternate") for link in links]
        if "alternate" not in relations:
            if entry.first(f"{SPACE}content") is None:
                report.add("atom-alternate", entry.line, "the entry has neither a content nor an alternate link")
            else:
                report.add("atom-link", entry.line, "the entry has no alternate link")
        elif "enclosure" in relations[: relations.index("alternate")]:
            report.add("atom-alternate-first", links[0].line, "an enclosure stands before the alternate link")
        self._alternates(entry)

    def _alternates(self, parent: Element) -> None:
        seen: set[tuple[str, str]] = set()
        for link in parent.all(f"{SPACE}link"):
            if link.attributes.get("rel", "alternate") == "alternate":
                kind = (link.attributes.get("type", ""), link.attributes.get("hreflang", ""))
                if kind in seen:
                    self._report.add("atom-alternates", link.line, f"type {kind[0]!r} and language {kind[1]!r} again")
                seen.add(kind)

    def _entry_content(self, entry: Element) -> None:
        report, content = self._report, entry.first(f"{SPACE}content")
        summary = entry.first(f"{SPACE}summary")
        if content is None:
            if summary is None or not (summary.text.strip() or summary.children):
                report.add("item-content", entry.line, "the entry has no content and no summary")
            return
        kind = content.attributes.get("type", "text").strip()
        if summary is None and ("src" in content.attributes or _is_base64(kind)):
            report.add("atom-content-summary", entry.line, "the entry has no summary")
        if "src" not in content.attributes and not content.text.strip() and not content.children:
            rule, more = ("atom-blank", "") if summary is not None else ("item-content", ", and there is no summary")
            report.add(rule, content.line, f"the content is empty{more}")

    # Values ----------------------------------------------------------------------------------------------------

    def _value(self, child: Element, place: str) -> None:  # noqa: C901, PLR0912  A case for each element.
        """Check one child of a feed, an entry or a source."""
        if child.namespace != SPACE[1:-1]:
            extensions.check_element(self._report, child, place)
            return
        name, text = child.local, child.text.strip()
        if name in _FILLED and not text:
            self._report.add("atom-empty", child.line, f"<{name}> is empty")
            return
        match name:
            case "id":
                self._id(child)
            case "updated" | "published":
                self._date(child)
            case "title" | "subtitle" | "summary" | "rights":
                self._text(child)
            case "author" | "contributor":
                self._structure(child)
                check_person(self._report, child)
            case "link":
                extensions.check_link(self._report, child)
            case "category":
                self._category(child)
            case "content":
                self._content(child)
            case "icon" | "logo":
                check_url(self._report, child.text, child.line, name)
            case "generator":
                self._generator(child)
            case "source" if place == "entry":
                self._structure(child)
                self._alternates(child)
                for inner in child.children:
                    self._value(inner, "source")

    def _id(self, element: Element) -> None:
        report, uri = self._report, element.text
        if not uri.isascii():
            report.add("url-non-ascii", element.line, f"the id is {quote(uri)}")
        elif not syntax.scheme_of(uri) or syntax.find_url_fault(uri):
            report.add("atom-id", element.line, f"the id is {quote(uri)}")
        else:
            check_id(report, uri, element.line)
            if not syntax.is_normal_id(uri):
                report.add("atom-id-normal", element.line, f"the id is {quote(uri)}")

    def _date(self, element: Element) -> None:
        date = dates.read_rfc3339(element.text)
        if date.moment is None:
            self._report.add("atom-date", element.line, f"{element.local} is {quote(element.text)}")
        check_moment(self._report, date, element.line, element.local)

    def _generator(self, element: Element) -> None:
        if not element.text.strip():
            self._report.add("atom-blank", element.line, "<generator> is empty")
        if "uri" in element.attributes:
            check_url(self._report, element.attributes["uri"], element.line, "generator")

    def _category(self, element: Element) -> None:
        report, found = self._report, element.attributes
        if "term" not in found:
            report.add("atom-category-term", element.line, "the category has no term")
        elif not found["term"].strip():
            report.add("atom-blank", element.line, "the category's term is empty")
        check_plain(report, found.get("label", ""), element.line, "label of the category")
        scheme = found.get("scheme")
        if scheme is not None and (
            not syntax.scheme_of(scheme) or (scheme.isascii() and syntax.find_url_fault(scheme))
        ):
            report.add("atom-category-scheme", element.line, f"the scheme is {quote(scheme)}")

    # Texts and contents ----------------------------------------------------------------------------------------

    def _text(self, element: Element) -> None:
        report, name = self._report, element.local
        kind = element.attributes.get("type", "text")
        if kind not in {"text", "html", "xhtml"}:
            report.add("atom-text-type", element.line, f"the type of <{name}> is {quote(kind)}")
        elif kind == "xhtml":
            self._xhtml(element)
        elif element.children:
            report.add("atom-text-children", element.line, f"<{name}> holds <{element.children[0].local[:60]}>")
        elif name == "title":
            self._title(element, kind)
        elif not element.text.strip():
            report.add("atom-blank", element.line, f"<{name}> is empty")
        elif kind == "html":
            self._html(element)
        else:
            check_plain(report, element.text, element.line, name, "atom-text-html")

    def _title(self, title: Element, kind: str) -> None:
        """Check a title: plain text, in which a closing tag or an entity is a sign of HTML escaped once too often.

        One of type html has to look like markup, or it could be plain.
        """
        from html import unescape

        text = title.text.strip()
        if kind == "text":
            check_plain(self._report, text, title.line, "the title", "title-markup")
        elif re.search(r"</?[A-Za-z]", text):
            self._report.add("title-markup", title.line, f"the title is {quote(text)}")
        elif not re.search(r"<[A-Za-z/!?]|&#?[A-Za-z0-9]+;", unescape(text)):
            self._report.add("atom-title-html", title.line, f"the title is {quote(text)}, of type html")

    def _html(self, element: Element) -> None:
        if element.has_cdata:
            self._report.add("xml-cdata", element.line, f"<{element.local}> is CDATA")
        check_html(self._report, element.text, element.line, element.local)

    def _xhtml(self, element: Element) -> None:
        if element.text.strip() or [child.name for child in element.children] != [f"{{{XHTML}}}div"]:
            self._report.add("atom-xhtml", element.line, f"<{element.local}> holds not one div of XHTML alone")
            return
        div = element.children[0]
        strangers = [child for child in div.walk() if not child.namespace]
        if strangers:
            self._report.add("atom-xhtml", strangers[0].line, f"<{strangers[0].local[:60]}> has no namespace")
        elif not div.children:
            # Among elements of XHTML, as in `<code>`, escaped markup is meant to be read.
            check_plain(self._report, div.text, div.line, element.local, "atom-text-html")
        check_xhtml(self._report, div, element.local)

    def _content(self, content: Element) -> None:
        report, found = self._report, content.attributes
        kind = found.get("type", "text").strip()
        if "src" in found:
            check_url(report, found["src"], content.line, "the content's src")
            if content.text.strip() or content.children:
                report.add("atom-content-src", content.line, "the content has a src, and is not empty")
            if "type" not in found:
                report.add("atom-content-src-type", content.line, "the content has a src and no type")
            elif not _is_single(kind):
                report.add("atom-content-type", content.line, f"the type is {quote(kind)}")
        elif kind == "text":
            if content.children:
                report.add("atom-text-children", content.line, f"<content> holds <{content.children[0].local[:60]}>")
            else:
                check_plain(report, content.text, content.line, "content", "atom-text-html")
        elif kind == "html":
            if content.children:
                report.add("atom-text-children", content.line, f"<content> holds <{content.children[0].local[:60]}>")
            else:
                self._html(content)
        elif kind == "xhtml":
            report.add("atom-xhtml-content", content.line, "the content is of type xhtml")
            self._xhtml(content)
        else:
            self._media(content, kind)

    def _media(self, content: Element, kind: str) -> None:
        report = self._report
        if not _is_single(kind):
            report.add("atom-content-type", content.line, f"the type is {quote(kind)}")
        elif kind.lower().startswith("text/") and content.children and not _XML_TYPE.fullmatch(kind):
            report.add("atom-text-children", content.line, f"<content> holds <{content.children[0].local[:60]}>")
        elif _XML_TYPE.fullmatch(kind) and (content.text.strip() or len(content.children) > 1):
            report.add("atom-content-xml", content.line, f"the content of type {quote(kind)} has not one root")
        elif _is_base64(kind) and (content.children or not _BASE64.fullmatch("".join(content.text.split()))):
            report.add("atom-content-base64", content.line, f"the content of type {quote(kind)} is not in Base64")


def _is_single(kind: str) -> bool:
    """Whether a type is a media type of one thing (RFC 2045 §5.1 calls the others composite)."""
    return syntax.is_media_type(kind) and not kind.lower().startswith(("multipart/", "message/"))


def _is_base64(kind: str) -> bool:
    return syntax.is_media_type(kind) and not kind.lower().startswith("text/") and not _XML_TYPE.fullmatch(kind)
