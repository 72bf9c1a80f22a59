"""Checks RSS 2.0, and its ancestors 0.91 to 0.94."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.check import dates, extensions, syntax
from publisher.check.channel import CLOUD, check_cloud, check_days, check_hours, check_image, check_input
from publisher.check.findings import quote
from publisher.check.markup import check_html, check_plain, find_markup
from publisher.check.values import (
    MARKUP,
    check_count,
    check_free_id,
    check_ids,
    check_language,
    check_moment,
    check_url,
)
from publisher.check.vocabulary import words

if TYPE_CHECKING:
    from datetime import datetime

    from publisher.check.findings import Report
    from publisher.check.tree import Document, Element

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
DC = "{http://purl.org/dc/elements/1.1/}"
_CHANNEL = words(
    "title link description language copyright managingEditor webMaster pubDate lastBuildDate category generator docs"
    " cloud ttl image rating textInput skipHours skipDays item"
)
_ITEM = words("title link description author category comments enclosure guid pubDate source")
_CHILDREN = {
    "rss": frozenset({"channel"}),
    "channel": _CHANNEL,
    "item": _ITEM,
    "image": frozenset({"url", "title", "link", "width", "height", "description"}),
    "textInput": frozenset({"title", "description", "name", "link"}),
    "textinput": frozenset({"title", "description", "name", "link"}),
    "skipHours": frozenset({"hour"}),
    "skipDays": frozenset({"day"}),
}
_REPEATED = {
    "channel": frozenset({"category", "item"}),
    "item": frozenset({"category", "enclosure"}),
    "skipHours": frozenset({"hour"}),
    "skipDays": frozenset({"day"}),
    "rss": frozenset({"channel"}),
}
_ATTRIBUTES = {
    "rss": frozenset({"version"}),
    "category": frozenset({"domain"}),
    "cloud": CLOUD,
    "enclosure": frozenset({"url", "length", "type"}),
    "guid": frozenset({"isPermaLink"}),
    "source": frozenset({"url"}),
}
# What an empty one of breaks a rule of its own.
_TYPED = words(
    "title link docs comments url language pubDate lastBuildDate managingEditor webMaster author ttl guid hour day"
    " width height"
)
_MAY_BE_EMPTY = frozenset({"enclosure", "cloud", *_CHILDREN})
_OLD_VERSIONS = frozenset({"0.91", "0.92", "0.93", "0.94"})
# Of Netscape's RSS 0.91, which spells it so; and of RSS 0.93 and 0.94.
_OLD_ELEMENTS = {"channel": frozenset({"textinput"}), "item": frozenset({"expirationDate"})}
_OLD_ATTRIBUTES = frozenset({"type"})
# Texts that are no HTML, though readers that take them for it are common.
_PLAIN = frozenset({"category", "copyright", "source", "generator"})
_PLAIN_PARENTS = frozenset({"image", "textInput", "textinput"})
_WEB = frozenset({"http", "https"})
_SHORT_GUID = 9


class RssCheck:
    """A feed that is being checked."""

    def __init__(self, report: Report, document: Document, root: Element, url: str) -> None:
        self._report = report
        self._document = document
        self._root = root
        self._url = url
        self._is_old = root.attributes.get("version") in _OLD_VERSIONS

    def check(self) -> None:
        """Check the whole feed."""
        report, root = self._report, self._root
        version = root.attributes.get("version")
        if self._is_old:
            report.add("rss-version-old", root.line, f"the version is {version}")
        elif version != "2.0":
            report.add("rss-version", root.line, f"the version is {quote(version)}" if version else "there is none")
        channels = root.all("channel")
        if len(channels) != 1:
            report.add("rss-channel", root.line, f"there are {len(channels)} channels")
        self._structure(root)
        for channel in channels[:1]:
            self._channel(channel)

    # Names, places and numbers ---------------------------------------------------------------------------------

    def _structure(self, parent: Element) -> None:
        """Check which elements stand in a container, and how often."""
        report = self._report
        allowed = _CHILDREN[parent.name]
        self._check_attributes(parent)
        if parent.text.strip():
            report.add("stray-text", parent.line, f"<{parent.name}> holds text: {quote(parent.text.strip())}")
        seen: set[str] = set()
        for child in parent.children:
            if child.namespace:
                continue
            if child.name not in allowed and not (self._is_old and child.name in _OLD_ELEMENTS.get(parent.name, ())):
                report.add("rss-element", child.line, f"<{parent.name}> holds <{child.name[:60]}>")
                continue
            if child.name in seen and child.name not in _REPEATED.get(parent.name, ()):
                report.add("rss-once", child.line, f"<{parent.name}> holds <{child.name}> more than once")
            seen.add(child.name)
            if child.name in _CHILDREN and child.name not in {"item", "channel"}:
                self._structure(child)
                if not child.children:
                    report.add("rss-empty", child.line, f"<{child.name}> is empty")
            elif child.name not in _CHILDREN:
                self._leaf(child)
                if parent.name in _PLAIN_PARENTS:
                    self._plain(child)

    def _leaf(self, element: Element) -> None:
        self._check_attributes(element)
        if element.children:
            self._report.add("rss-children", element.line, f"<{element.name}> holds <{element.children[0].local}>")
        elif element.name in _PLAIN:
            self._plain(element)
        if not element.children and not element.text.strip() and element.name not in _MAY_BE_EMPTY | _TYPED:
            self._report.add("rss-empty", element.line, f"<{element.name}> is empty")

    def _check_attributes(self, element: Element) -> None:
        for key in element.attributes:
            known = _ATTRIBUTES.get(element.name, frozenset()) | (_OLD_ATTRIBUTES if self._is_old else frozenset())
            if key[0] != "{" and key not in known:
                self._report.add("rss-attribute", element.line, f"<{element.name}> has {key[:60]!r}")

    # The channel -----------------------------------------------------------------------------------------------

    def _channel(self, channel: Element) -> None:
        report = self._report
        self._structure(channel)
        for name in ("title", "link", "description"):
            if channel.first(name) is None:
                report.add("rss-required", channel.line, f"the channel has no <{name}>")
        self._order(channel)
        extensions.check_container(report, channel, "channel")
        self._channel_values(channel)
        self._self_links(channel)
        items = channel.all("item")
        extensions.check_history(report, channel, items)
        newest: datetime | None = None
        ids = []
        for number, item in enumerate(items, start=1):
            report.where = (item.value("guid") or item.value("link"))[:200] or f"item {number}"
            published = self._item(item)
            newest = max(filter(None, (newest, published)), default=None)
            guid = item.first("guid")
            if guid is not None:
                ids.append((guid.text.strip(), guid.line))
        report.where = ""
        check_ids(report, ids)
        check_count(report, len(items), channel.line)
        built = self._date(channel, "lastBuildDate")
        self._date(channel, "pubDate")
        if built is not None and newest is not None and built < newest:
            line = channel.first("lastBuildDate")
            report.add("date-feed-stale", line.line if line else 0, "lastBuildDate is before the newest item's pubDate")

    def _order(self, channel: Element) -> None:
        has_item = False
        for child in channel.children:
            has_item = has_item or child.name == "item"
            if has_item and child.name != "item":
                self._report.add("rss-order", child.line, f"<{child.local[:60]}> stands after an item")

    def _channel_values(self, channel: Element) -> None:  # noqa: C901, PLR0912  A case for each element.
        report = self._report
        for child in channel.children:
            text = child.text.strip()
            match child.name:
                case "link" | "docs":
                    check_url(report, text, child.line, child.name, relative="rss-link-scheme")
                case "title":
                    self._title(child)
                    if not text:
                        report.add("feed-title", child.line, "the title is empty")
                case "language":
                    check_language(report, text, child.line, "language")
                case "description":
                    self._plain(child)
                case "managingEditor" | "webMaster":
                    self._email(child)
                case "ttl" if not syntax.is_number(text) or int(text) == 0:
                    report.add("rss-ttl", child.line, f"ttl is {quote(text)}")
                case "image":
                    check_image(report, child, channel)
                case "skipHours":
                    check_hours(report, child, is_old=self._is_old)
                case "skipDays":
                    check_days(report, child)
                case "cloud":
                    check_cloud(report, child)
                case "textInput" | "textinput":
                    check_input(report, child)
                case _:
                    extensions.check_element(report, child, "channel")
        if channel.first("language") is None and channel.first(f"{DC}language") is None:
            report.add("language-missing", channel.line, "the channel has no language")

    def _self_links(self, channel: Element) -> None:
        links = [link for link in channel.all(f"{ATOM}link") if link.attributes.get("rel") == "self"]
        if not links:
            self._report.add("rss-self", channel.line, "there is no atom:link to the feed itself")
        for link in links[1:]:
            self._report.add("rss-selves", link.line, "there is another link to the feed itself")
        extensions.check_self(self._report, links, self._url)

    # Items -----------------------------------------------------------------------------------------------------

    def _item(self, item: Element) -> datetime | None:
        report = self._report
        self._structure(item)
        extensions.check_container(report, item, "item")
        title, description = item.first("title"), item.first("description")
        content = item.first(f"{CONTENT}encoded")
        if title is None and description is None and not self._is_old:
            report.add("rss-item", item.line, "the item has neither title nor description")
        elif not item.value("title"):
            report.add("item-title", item.line, "the item has no title")
        if not (description is not None and description.text.strip()) and not (
            content is not None and content.text.strip()
        ):
            report.add("item-content", item.line, "the item has no description and no content")
        if content is not None and description is None:
            report.add("rss-content-alone", content.line, "the item has content:encoded and no description")
        if item.first("link") is None and not _is_permalink(item.first("guid")):
            report.add("rss-link", item.line, "the item has no link")
        self._guid(item)
        for child in item.children:
            self._item_value(child)
        self._item_order(item)
        enclosures = item.all("enclosure")
        if len(enclosures) > 1:
            report.add("rss-enclosures", enclosures[1].line, f"the item has {len(enclosures)} enclosures")
        creator = item.first(f"{DC}creator")
        if creator is not None and item.first("author") is not None:
            report.add("rss-creator", creator.line, "the item has author and dc:creator")
        published = self._date(item, "pubDate")
        if item.first("pubDate") is None and item.first(f"{DC}date") is None:
            report.add("item-date", item.line, "the item has no pubDate")
        return published or dates.read_rfc3339(item.value(f"{DC}date")).moment

    def _item_value(self, child: Element) -> None:
        report, text = self._report, child.text.strip()
        match child.name:
            case "title":
                self._title(child)
            case "link" | "comments":
                check_url(report, text, child.line, child.name, relative="rss-link-scheme")
            case "description":
                self._html(child, "description")
            case "author":
                self._email(child)
            case "enclosure":
                self._enclosure(child)
            case "source" if "url" not in child.attributes:
                report.add("rss-source", child.line, "the source has no url")
            case "source":
                check_url(report, child.attributes["url"], child.line, "source", relative="rss-link-scheme")
            case _ if child.name == f"{CONTENT}encoded":
                self._html(child, "content:encoded")
                extensions.check_element(report, child, "item")
            case _:
                extensions.check_element(report, child, "item")

    def _item_order(self, item: Element) -> None:
        names = [child.name for child in item.children]
        encoded = f"{CONTENT}encoded"
        if encoded in names and "description" in names and names.index(encoded) < names.index("description"):
            self._report.add("rss-content-order", item.line, "content:encoded stands before description")
        if names.count(encoded) > 1:
            self._report.add("rss-once", item.line, "<item> holds <content:encoded> more than once")

    def _guid(self, item: Element) -> None:
        report, guid = self._report, item.first("guid")
        if guid is None:
            report.add("rss-guid", item.line, "the item has no guid")
            return
        text, permanent = guid.text.strip(), guid.attributes.get("isPermaLink", "true")
        if permanent not in {"true", "false"}:
            report.add("rss-permalink-value", guid.line, f"isPermaLink is {quote(permanent)}")
        elif not text and permanent == "false":
            report.add("rss-guid-empty", guid.line, "the guid is empty")
        elif permanent == "true" and syntax.scheme_of(text) in {"", "tag", "urn"}:
            report.add("rss-permalink", guid.line, f"the guid is {quote(text)}")
        elif permanent == "true":
            if syntax.scheme_of(text) not in _WEB:
                report.add("rss-permalink-scheme", guid.line, f"the guid is {quote(text)}")
            check_url(report, text, guid.line, "guid")
            check_free_id(report, text, guid.line)
        elif text.isdigit() and len(text) < _SHORT_GUID:
            report.add("rss-guid-short", guid.line, f"the guid is {quote(text)}")
        else:
            check_free_id(report, text, guid.line)

    def _enclosure(self, element: Element) -> None:
        report, found = self._report, element.attributes
        lacking = [name for name in ("url", "length", "type") if name not in found]
        if lacking:
            report.add("rss-enclosure", element.line, f"the enclosure has no {', '.join(lacking)}")
        if "url" in found:
            check_url(report, found["url"], element.line, "enclosure", relative="rss-link-scheme")
        if "length" in found and not syntax.is_number(found["length"]):
            report.add("rss-enclosure-length", element.line, f"the length is {quote(found['length'])}")
        if "type" in found and not syntax.is_media_type(found["type"]):
            report.add("rss-enclosure-type", element.line, f"the type is {quote(found['type'])}")

    # Texts and dates -------------------------------------------------------------------------------------------

    def _title(self, title: Element) -> None:
        """Check that a title is plain text, or writes `<` and `&` in hex (Best Practices Profile)."""
        if MARKUP.search(title.text) and not self._is_hex(title):
            self._report.add("title-markup", title.line, f"the title is {quote(title.text.strip())}")

    def _plain(self, element: Element) -> None:
        """Check that a text that is no HTML holds none, or writes `<` and `&` in hex."""
        if find_markup(element.text) and not self._is_hex(element):
            check_plain(self._report, element.text, element.line, element.name)

    def _is_hex(self, element: Element) -> bool:
        raw = self._document.raw(element)
        return not element.has_cdata and "&lt;" not in raw and "&amp;" not in raw

    def _email(self, element: Element) -> None:
        report, text = self._report, element.text.strip()
        if not syntax.has_email(text):
            report.add("rss-email", element.line, f"{element.name} is {quote(text)}")
        elif not syntax.is_rss_email(text):
            report.add("rss-email-form", element.line, f"{element.name} is {quote(text)}")
        elif syntax.has_dotless_host(text):
            report.add("email-host", element.line, f"{element.name} is {quote(text)}")
        self._plain(element)

    def _html(self, element: Element, name: str) -> None:
        if element.has_cdata:
            self._report.add("xml-cdata", element.line, f"{name} is CDATA")
        check_html(self._report, element.text, element.line, name)

    def _date(self, parent: Element, name: str) -> datetime | None:
        element = parent.first(name)
        if element is None:
            return None
        date = dates.read_rfc822(element.text.strip())
        if date.moment is None:
            self._report.add("rss-date", element.line, f"{name} is {quote(element.text.strip())}")
        if date.has_short_year:
            self._report.add("rss-date-year", element.line, f"{name} is {quote(element.text.strip())}")
        if date.moment is not None and not date.is_plain:
            self._report.add("rss-date-form", element.line, f"{name} is {quote(element.text.strip())}")
        if date.has_wrong_day:
            self._report.add("rss-date-day", element.line, f"{name} is {quote(element.text.strip())}")
        check_moment(self._report, date, element.line, name)
        return date.moment


def _is_permalink(guid: Element | None) -> bool:
    return guid is not None and guid.attributes.get("isPermaLink", "true") == "true" and bool(guid.text.strip())
