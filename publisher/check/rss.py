"""Checks RSS 2.0."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.check import extensions, syntax
from publisher.check.findings import quote
from publisher.check.markup import check_html
from publisher.check.syntax import words
from publisher.check.values import MARKUP, check_count, check_id, check_ids, check_language, check_moment, check_url

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
    "cloud": frozenset({"domain", "port", "path", "registerProcedure", "protocol"}),
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
_DAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})
_PROTOCOLS = frozenset({"xml-rpc", "soap", "http-post"})
_MOST_WIDE = 144
_MOST_HIGH = 400
_HOURS = 24


class RssCheck:
    """A feed that is being checked."""

    def __init__(self, report: Report, document: Document, root: Element, url: str) -> None:
        self._report = report
        self._document = document
        self._root = root
        self._url = url

    def check(self) -> None:
        """Check the whole feed."""
        report, root = self._report, self._root
        version = root.attributes.get("version")
        if version != "2.0":
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
            if child.name not in allowed:
                report.add("rss-element", child.line, f"<{parent.name}> holds <{child.name[:60]}>")
                continue
            if child.name in seen and child.name not in _REPEATED.get(parent.name, ()):
                report.add("rss-once", child.line, f"<{parent.name}> holds <{child.name}> more than once")
            seen.add(child.name)
            if child.name in _CHILDREN and child.name not in {"item", "channel"}:
                self._structure(child)
            elif child.name not in _CHILDREN:
                self._leaf(child)

    def _leaf(self, element: Element) -> None:
        self._check_attributes(element)
        if element.children:
            self._report.add("rss-children", element.line, f"<{element.name}> holds <{element.children[0].local}>")
        elif not element.text.strip() and element.name not in _MAY_BE_EMPTY | _TYPED:
            self._report.add("rss-empty", element.line, f"<{element.name}> is empty")

    def _check_attributes(self, element: Element) -> None:
        for key in element.attributes:
            if key[0] != "{" and key not in _ATTRIBUTES.get(element.name, ()):
                self._report.add("rss-attribute", element.line, f"<{element.name}> has {key[:60]!r}")

    # The channel -----------------------------------------------------------------------------------------------

    def _channel(self, channel: Element) -> None:
        report = self._report
        self._structure(channel)
        for name in ("title", "link", "description"):
            if channel.first(name) is None:
                report.add("rss-required", channel.line, f"the channel has no <{name}>")
        self._order(channel)
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
                    check_url(report, child.text, child.line, child.name, relative="rss-link-scheme")
                case "title":
                    self._title(child)
                    if not text:
                        report.add("feed-title", child.line, "the title is empty")
                case "language":
                    check_language(report, text, child.line, "language")
                case "managingEditor" | "webMaster" if not syntax.is_rss_email(text):
                    report.add("rss-email", child.line, f"{child.name} is {quote(text)}")
                case "ttl" if not syntax.is_number(text) or int(text) == 0:
                    report.add("rss-ttl", child.line, f"ttl is {quote(text)}")
                case "image":
                    self._image(child, channel)
                case "skipHours":
                    self._hours(child)
                case "skipDays":
                    days = [day.text.strip() for day in child.all("day")]
                    if len(set(days)) < len(days) or not set(days) <= _DAYS:
                        report.add("rss-days", child.line, f"skipDays is {quote(', '.join(days))}")
                case "cloud":
                    self._cloud(child)
                case "textInput":
                    self._input(child)
                case _:
                    extensions.check_element(report, child, "channel")
        if channel.first("language") is None and channel.first(f"{DC}language") is None:
            report.add("language-missing", channel.line, "the channel has no language")

    def _hours(self, element: Element) -> None:
        hours = [hour.text.strip() for hour in element.all("hour")]
        numbers = [int(hour) for hour in hours if syntax.is_number(hour)]
        if len(numbers) < len(hours) or len(set(numbers)) < len(numbers) or any(hour >= _HOURS for hour in numbers):
            self._report.add("rss-hours", element.line, f"skipHours is {quote(', '.join(hours))}")

    def _cloud(self, element: Element) -> None:
        found = element.attributes
        lacking = sorted(_ATTRIBUTES["cloud"] - found.keys())
        if lacking:
            self._report.add("rss-cloud", element.line, f"the cloud has no {', '.join(lacking)}")
        elif not found["domain"] or not syntax.is_number(found["port"]) or found["protocol"] not in _PROTOCOLS:
            said = ", ".join(f"{key} {quote(found[key])}" for key in ("domain", "port", "protocol"))
            self._report.add("rss-cloud", element.line, f"the cloud has {said}")

    def _input(self, element: Element) -> None:
        lacking = [name for name in ("title", "description", "name", "link") if not element.value(name)]
        if lacking:
            self._report.add("rss-input", element.line, f"the textInput has no {', '.join(lacking)}")
        else:
            self._report.add("rss-input-unused", element.line, "there is a textInput")

    def _image(self, image: Element, channel: Element) -> None:
        report = self._report
        lacking = [name for name in ("url", "title", "link") if image.first(name) is None]
        if lacking:
            report.add("rss-image", image.line, f"the image has no {', '.join(lacking)}")
        else:
            for name in ("url", "link"):
                check_url(report, image.value(name), image.line, f"image/{name}", relative="rss-link-scheme")
            if (image.value("title"), image.value("link")) != (channel.value("title"), channel.value("link")):
                report.add("rss-image-channel", image.line, f"its title is {quote(image.value('title'))}, its link "
                           f"{quote(image.value('link'))}")  # fmt: skip
            path = image.value("url").lower().partition("?")[0].rpartition("/")[2]
            if "." in path and not path.endswith((".gif", ".jpg", ".jpeg", ".jpe", ".png")):
                report.add("rss-image-type", image.line, f"the image is {quote(image.value('url'))}")
        for name, most in (("width", _MOST_WIDE), ("height", _MOST_HIGH)):
            text = image.value(name)
            if image.first(name) is not None and (not syntax.is_number(text) or not 0 < int(text) <= most):
                report.add("rss-image-size", image.line, f"{name} is {quote(text)}")

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
        title, description = item.first("title"), item.first("description")
        content = item.first(f"{CONTENT}encoded")
        if title is None and description is None:
            report.add("rss-item", item.line, "the item has neither title nor description")
        elif not item.value("title"):
            report.add("item-title", item.line, "the item has no title")
        if not (description is not None and description.text.strip()) and not (
            content is not None and content.text.strip()
        ):
            report.add("item-content", item.line, "the item has no description and no content")
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
        return published

    def _item_value(self, child: Element) -> None:
        report, text = self._report, child.text.strip()
        match child.name:
            case "title":
                self._title(child)
            case "link" | "comments":
                check_url(report, child.text, child.line, child.name, relative="rss-link-scheme")
            case "description":
                self._html(child, "description")
            case "author" if not syntax.is_rss_email(text):
                report.add("rss-email", child.line, f"author is {quote(text)}")
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
        elif not text:
            report.add("rss-guid-empty", guid.line, "the guid is empty")
        elif permanent == "true" and syntax.scheme_of(text) not in {"http", "https"}:
            report.add("rss-permalink", guid.line, f"the guid is {quote(text)}")
        elif permanent == "true":
            check_url(report, guid.text, guid.line, "guid")
            check_id(report, text, guid.line)
        else:
            check_id(report, text, guid.line)

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
        """A title is plain text, unless its `<` and `&` are written in hex (Best Practices Profile)."""
        if not MARKUP.search(title.text):
            return
        raw = self._document.raw(title)
        if title.has_cdata or "&lt;" in raw or "&amp;" in raw:
            self._report.add("title-markup", title.line, f"the title is {quote(title.text.strip())}")

    def _html(self, element: Element, name: str) -> None:
        if element.has_cdata:
            self._report.add("xml-cdata", element.line, f"{name} is CDATA")
        check_html(self._report, element.text, element.line, name)

    def _date(self, parent: Element, name: str) -> datetime | None:
        element = parent.first(name)
        if element is None:
            return None
        date = syntax.read_rfc822(element.text.strip())
        if date.moment is None:
            self._report.add("rss-date", element.line, f"{name} is {quote(element.text.strip())}")
        if date.has_short_year:
            self._report.add("rss-date-year", element.line, f"{name} is {quote(element.text.strip())}")
        if date.has_wrong_day:
            self._report.add("rss-date-day", element.line, f"{name} is {quote(element.text.strip())}")
        check_moment(self._report, date, element.line, name)
        return date.moment


def _is_permalink(guid: Element | None) -> bool:
    return guid is not None and guid.attributes.get("isPermaLink", "true") == "true" and bool(guid.text.strip())
