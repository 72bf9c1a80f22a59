"""Checks JSON Feed 1.1."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from publisher.check import dates, syntax
from publisher.check.findings import quote
from publisher.check.jsontree import Number
from publisher.check.markup import check_html
from publisher.check.values import (
    check_count,
    check_free_id,
    check_ids,
    check_language,
    check_moment,
    check_text,
    check_url,
)
from publisher.check.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from publisher.check.findings import Report
    from publisher.check.jsontree import Node

VERSION = "https://jsonfeed.org/version/1.1"
OLD_VERSION = "https://jsonfeed.org/version/1"
_FEED = {
    "version": str, "title": str, "home_page_url": str, "feed_url": str, "description": str, "user_comment": str,
    "next_url": str, "icon": str, "favicon": str, "authors": list, "author": dict, "language": str, "expired": bool,
    "hubs": list, "items": list,
}  # fmt: skip
_ITEM = {
    "id": str, "url": str, "external_url": str, "title": str, "content_html": str, "content_text": str, "summary": str,
    "image": str, "banner_image": str, "date_published": str, "date_modified": str, "authors": list, "author": dict,
    "tags": list, "language": str, "attachments": list,
}  # fmt: skip
_AUTHOR = {"name": str, "url": str, "avatar": str}
_HUB = {"type": str, "url": str}
_ATTACHMENT = {"url": str, "mime_type": str, "title": str, "size_in_bytes": Number, "duration_in_seconds": Number}
_URLS = words("home_page_url feed_url next_url icon favicon url external_url image banner_image avatar")
_EXTENSION = re.compile(r"_[A-Za-z][^.]*")
_NAMES: dict[type, str] = {
    str: "a string",
    list: "a list",
    dict: "an object",
    bool: "true or false",
    Number: "a number",
}

# What an empty one breaks.
_EMPTY_RULES = {
    "id": "json-id",
    "title": "item-title",
    "mime_type": "json-attachment-type",
    "date_published": "json-date",
    "date_modified": "json-date",
    "language": "language-invalid",
    "title of the feed": "feed-title",
    "type of a hub": "json-hub",
    "url of a hub": "json-hub",
    "url of an attachment": "json-attachment",
    **dict.fromkeys(_URLS, "url-relative"),
}


class JsonCheck:
    """A feed that is being checked."""

    def __init__(self, report: Report, root: dict[str, Node], line: int, url: str) -> None:
        self._report = report
        self._root = root
        self._line = line
        self._url = url

    def check(self) -> None:
        """Check the whole feed."""
        report, root = self._report, self._root
        for name in ("version", "title", "items"):
            if name not in root:
                report.add("json-required", self._line, f"the feed has no {name}")
        if next(iter(root), "version") != "version" and "version" in root:
            report.add("json-version-first", root["version"].line, "version is not the first member")
        self._members(root, _FEED, "the feed")
        self._version()
        for name, rule in (("feed_url", "json-self"), ("home_page_url", "json-home"), ("language", "language-missing")):
            if name not in root:
                report.add(rule, self._line, f"the feed has no {name}")
        own = _text(root, "feed_url")
        if self._url and own and own != self._url:
            report.add("self-link-url", root["feed_url"].line, f"feed_url is {quote(own)}")
        self._people(root)
        for hub in _list(root, "hubs"):
            self._hub(hub)
        self._items()

    def _version(self) -> None:
        version = _text(self._root, "version")
        if version == OLD_VERSION:
            self._report.add("json-version-old", self._root["version"].line, "the version is 1")
        elif "version" in self._root and version != VERSION:
            self._report.add("json-version", self._root["version"].line, f"the version is {quote(version)}")

    def _items(self) -> None:
        report, items = self._report, _list(self._root, "items")
        ids = []
        for number, node in enumerate(items, start=1):
            if not isinstance(node.value, dict):
                report.add("json-type", node.line, f"item {number} is not an object")
                continue
            item = node.value
            uri = _text(item, "id")
            report.where = uri[:200] or f"item {number}"
            ids.append((uri, node.line))
            self._item(item, node.line)
        report.where = ""
        check_ids(report, ids)
        check_count(report, len(items), self._line)

    # Members ---------------------------------------------------------------------------------------------------

    def _members(self, found: Mapping[str, Node], known: Mapping[str, type], name: str) -> None:
        """Check the names and types of an object's members, and what any value of them must keep."""
        report = self._report
        for key, node in found.items():
            value, label = node.value, f"{key[:60]} of {name}"
            if key.startswith("_"):
                if not _EXTENSION.fullmatch(key):
                    report.add("json-extension-name", node.line, f"{name} has {quote(key)}")
                elif not isinstance(value, dict):
                    report.add("json-extension", node.line, f"{quote(key)} is not an object")
            elif key not in known:
                report.add("json-unknown", node.line, f"{name} has {quote(key)}")
            elif value is None:
                report.add("json-null", node.line, f"{label} is null")
            elif type(value) is not known[key]:
                rule = "json-id" if key == "id" else "json-type"
                report.add(rule, node.line, f"{label} is not {_NAMES[known[key]]}")
            elif isinstance(value, str):
                self._string(key, value, node.line, label)
            elif value == [] and key != "items":
                report.add("json-empty", node.line, f"{label} is empty")

    def _string(self, key: str, value: str, line: int, label: str) -> None:
        report = self._report
        check_text(report, value, line, label)
        if not value.strip():
            rule = _EMPTY_RULES.get(label) or _EMPTY_RULES.get(key, "json-empty")
            # What is wrong with an empty version is said of the version.
            if not key.startswith("content_") and key != "version":
                report.add(rule, line, f"{label} is empty")
        elif key in _URLS:
            check_url(report, value, line, label)
        elif key == "language":
            check_language(report, value, line, label)
        elif key in {"date_published", "date_modified"}:
            date = dates.read_rfc3339(value.upper())
            if date.moment is None:
                report.add("json-date", line, f"{label} is {quote(value)}")
            check_moment(report, date, line, label)

    def _people(self, found: Mapping[str, Node]) -> None:
        report = self._report
        if "author" in found:
            if "authors" not in found:
                report.add("json-author-old", found["author"].line, "there is author, and no authors")
            self._person(found["author"])
        for node in _list(found, "authors"):
            if isinstance(node.value, dict):
                self._person(node)
            else:
                report.add("json-type", node.line, "an author is not an object")

    def _person(self, node: Node) -> None:
        if not isinstance(node.value, dict):
            return
        self._members(node.value, _AUTHOR, "an author")
        address = syntax.find_email_in_name(_text(node.value, "name"))
        if address:
            self._report.add("name-email", node.line, f"the name holds {quote(address)}")
        if not any(_text(node.value, name) for name in _AUTHOR):
            self._report.add("json-author-empty", node.line, "an author has no name, url or avatar")

    def _hub(self, node: Node) -> None:
        if not isinstance(node.value, dict):
            self._report.add("json-type", node.line, "a hub is not an object")
            return
        self._members(node.value, _HUB, "a hub")
        for name in _HUB:
            if name not in node.value:
                self._report.add("json-hub", node.line, f"a hub has no {name}")

    # Items -----------------------------------------------------------------------------------------------------

    def _item(self, item: dict[str, Node], line: int) -> None:
        report = self._report
        self._members(item, _ITEM, "the item")
        if "id" not in item:
            report.add("json-required", line, "the item has no id")
        elif _text(item, "id"):
            check_free_id(report, _text(item, "id"), item["id"].line)
        if "title" not in item:
            report.add("item-title", line, "the item has no title")
        if "url" not in item:
            report.add("json-url", line, "the item has no url")
        self._content(item, line)
        self._dates(item, line)
        self._people(item)
        for node in _list(item, "tags"):
            if not isinstance(node.value, str):
                report.add("json-type", node.line, "a tag is not a string")
            elif not node.value.strip():
                report.add("json-empty", node.line, "a tag is empty")
            else:
                check_text(report, node.value, node.line, "a tag")
        for node in _list(item, "attachments"):
            self._attachment(node)

    def _content(self, item: dict[str, Node], line: int) -> None:
        report = self._report
        if "content_html" not in item and "content_text" not in item:
            report.add("json-content", line, "the item has neither content_html nor content_text")
        elif "content_html" not in item:
            report.add("json-content-html", line, "the item has content_text only")
        if {"content_html", "content_text"} & item.keys() and not any(
            _text(item, name).strip() for name in ("content_html", "content_text", "summary")
        ):
            report.add("item-content", line, "the item's content is empty")
        if "content_html" in item:
            # The lines of a text in JSON are not those of the document.
            start = item["content_html"].line
            check_html(report, _text(item, "content_html").replace("\n", " "), start, "content_html")

    def _dates(self, item: dict[str, Node], line: int) -> None:
        published, modified = (_moment(item, name) for name in ("date_published", "date_modified"))
        if "date_published" not in item:
            self._report.add("item-date", line, "the item has no date_published")
        if published is not None and modified is not None and modified < published.replace(microsecond=0):
            self._report.add("date-order", item["date_modified"].line, "date_modified is before date_published")

    def _attachment(self, node: Node) -> None:
        report, found = self._report, node.value
        if not isinstance(found, dict):
            report.add("json-type", node.line, "an attachment is not an object")
            return
        self._members(found, _ATTACHMENT, "an attachment")
        for name in ("url", "mime_type"):
            if name not in found:
                report.add("json-attachment", node.line, f"an attachment has no {name}")
        kind = _text(found, "mime_type")
        if kind.strip() and not syntax.is_media_type(kind):
            report.add("json-attachment-type", found["mime_type"].line, f"mime_type is {quote(kind)}")
        for name in ("size_in_bytes", "duration_in_seconds"):
            value = found[name].value if name in found else None
            if isinstance(value, Number) and value.text.startswith("-"):
                report.add("json-number", found[name].line, f"{name} is {quote(value.text)}")


def _text(found: Mapping[str, Node], name: str) -> str:
    value = found[name].value if name in found else ""
    return value if isinstance(value, str) else ""


def _list(found: Mapping[str, Node], name: str) -> list[Node]:
    value = found[name].value if name in found else None
    return value if isinstance(value, list) else []


def _moment(found: Mapping[str, Node], name: str) -> datetime | None:
    # RFC 3339 §5.6 has `t` and `z` too; only Atom forbids them.
    return dates.read_rfc3339(_text(found, name).upper()).moment
