"""Strict checks of what was written, made without looking at how: each returns the ids it found, in order."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from lxml import etree, html

if TYPE_CHECKING:
    from collections.abc import Mapping

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
DC = "{http://purl.org/dc/elements/1.1/}"
HISTORY = "{http://purl.org/syndication/history/1.0}"
THREADS = "{http://purl.org/syndication/thread/1.0}"
MEDIA = "{http://search.yahoo.com/mrss/}"
TOMBSTONES = "{http://purl.org/atompub/tombstones/1.0}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3}(?:\d{3})?)?Z")
_RFC822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=]|%[0-9A-F]{2})+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
# Name, the fewest and the most that may stand in a feed or an entry (RFC 4287 §4.1.1, §4.1.2).
_MANY = 10_000
_ATOM_COMMON = {"id": (1, 1), "title": (1, 1), "updated": (1, 1), "author": (0, _MANY), "link": (1, _MANY)}
_HISTORY = (f"{HISTORY}complete", f"{HISTORY}archive")
_RELATIONS = ("current", "prev-archive", "next-archive")
_ATOM_FEED = {**_ATOM_COMMON, "generator": (0, 1), "subtitle": (0, 1), "rights": (0, 1), "entry": (0, _MANY)}
_ATOM_ENTRY = {
    **_ATOM_COMMON,
    "content": (1, 1),
    "summary": (0, 1),
    "category": (0, _MANY),
    "published": (1, 1),
    "rights": (0, 1),
}
_RSS_CHANNEL = ("title", "link", "description", "language", "lastBuildDate", "docs", "generator")
_JSON_FEED = {
    "version": str,
    "title": str,
    "home_page_url": str,
    "feed_url": str,
    "next_url": str,
    "hubs": list,
    "description": str,
    "language": str,
    "authors": list,
    "items": list,
}
_JSON_ITEM = {
    "id": str,
    "url": str,
    "title": str,
    "summary": str,
    "image": str,
    "date_published": str,
    "date_modified": str,
    "authors": list,
    "tags": list,
    "language": str,
    "content_html": str,
    "attachments": list,
}


def check_text(data: bytes) -> None:
    """The bytes are UTF-8, end with one newline, and hold no character that XML forbids or discourages."""
    text = data.decode("utf-8")
    assert text.endswith("\n")
    assert not [c for c in text if (ord(c) < 32 and c not in "\t\n") or 0x7F <= ord(c) <= 0x9F]
    assert not [c for c in text if 0xFDD0 <= ord(c) <= 0xFDEF or ord(c) & 0xFFFE == 0xFFFE]


def check_atom(data: bytes) -> list[str]:
    """The bytes are an Atom feed as RFC 4287 and the readers want it."""
    check_text(data)
    feed = etree.fromstring(data, etree.XMLParser(resolve_entities=False))
    assert feed.tag == f"{ATOM}feed"
    assert _LANGUAGE.fullmatch(feed.get(LANG))
    entries = feed.findall(f"{ATOM}entry")
    _check_atom_children(feed, _ATOM_FEED, {*_HISTORY, f"{TOMBSTONES}deleted-entry"})
    _check_history(feed)
    assert feed.find(f"{ATOM}author") is not None or all(e.find(f"{ATOM}author") is not None for e in entries)
    assert [link.get("rel") for link in feed.iterfind(f"{ATOM}link")].count("self") == 1
    for entry in entries:
        _check_atom_children(entry, _ATOM_ENTRY, {f"{MEDIA}thumbnail", f"{MEDIA}content", f"{THREADS}in-reply-to"})
        _check_picture(entry)
        assert entry.find(f"{ATOM}content").get("type") == "html"
        assert entry.findtext(f"{ATOM}published") <= entry.findtext(f"{ATOM}updated")
        order = [child.tag for child in entry]
        assert order.index(f"{ATOM}published") < order.index(f"{ATOM}updated")
        assert entry.find(f"{ATOM}summary") is not None
    times = [entry.findtext(f"{ATOM}updated") for entry in entries]
    assert len(set(times)) == len(times)
    deleted = dict(read_deleted(data))
    newest = feed.findtext(f"{ATOM}updated")
    # A page that is not filled yet has the time of what was filed last.
    is_open = not entries and bool(_find_links(feed, "current"))
    default = newest if is_open else "2000-01-01T00:00:00Z"
    # As texts, 00.001Z is before 00Z.
    assert newest == max([*times, *deleted.values()], key=datetime.fromisoformat, default=default)
    ids = _unique([entry.findtext(f"{ATOM}id") for entry in entries])
    assert not deleted.keys() & set(ids)
    return ids


def _find_links(parent: Any, relation: str) -> list[str]:  # noqa: ANN401
    return [link.get("href") for link in parent.findall(f"{ATOM}link") if link.get("rel") == relation]


def _check_history(parent: Any) -> None:  # noqa: ANN401
    """The links of an archived feed stand on the feed alone, each once, as RFC 5005 §4 has them."""
    links = {relation: _find_links(parent, relation) for relation in _RELATIONS}
    assert all(len(found) <= 1 for found in links.values())
    is_complete, is_archive = (parent.find(name) is not None for name in _HISTORY)
    assert not (is_complete and (is_archive or any(links.values())))
    assert bool(links["current"]) >= is_archive
    assert bool(links["next-archive"]) == is_archive
    assert len({*_find_links(parent, "self"), *(url for found in links.values() for url in found)}) == 1 + sum(
        map(bool, links.values())
    )


def read_deleted(data: bytes) -> list[tuple[str, str]]:
    """The tombstones of an Atom feed keep RFC 6721 §3; returns the id and the time of each, in order."""
    assert (b"xmlns:at=" in data) == (b"<at:deleted-entry " in data)
    found = etree.fromstring(data).findall(f"{TOMBSTONES}deleted-entry")
    for element in found:
        assert set(element.attrib) == {"ref", "when"}
        assert (len(element), element.text) == (0, None)
        _check_uri(element.get("ref"))
        assert _RFC3339.fullmatch(element.get("when"))
    _unique([element.get("ref") for element in found])
    times = [element.get("when") for element in found]
    assert times == sorted(times, reverse=True)
    return [(element.get("ref"), element.get("when")) for element in found]


def _check_atom_children(parent: Any, grammar: dict[str, tuple[int, int]], extensions: set[str]) -> None:  # noqa: ANN401
    found = [child.tag for child in parent]
    assert {tag for tag in found if not tag.startswith(ATOM)} <= extensions
    assert {tag.removeprefix(ATOM) for tag in found} - extensions <= set(grammar)
    for name, (least, most) in grammar.items():
        assert least <= found.count(ATOM + name) <= most, name
    for name in ("updated", "published"):
        assert all(_RFC3339.fullmatch(child.text) for child in parent.iterfind(ATOM + name))
    for name in ("title", "subtitle", "summary", "rights"):
        for child in parent.iterfind(ATOM + name):
            assert child.text.strip()
            assert child.get("type") in ({None, "html"} if name == "summary" else {"text"})
    assert all(author.findtext(f"{ATOM}name").strip() for author in parent.iterfind(f"{ATOM}author"))
    assert all(category.get("term").strip() for category in parent.iterfind(f"{ATOM}category"))
    _check_uri(parent.findtext(f"{ATOM}id"))
    links = parent.findall(f"{ATOM}link")
    for link in links:
        _check_uri(link.get("href"))
        assert link.get("rel") in {"self", "alternate", "license", "hub", "related", "enclosure", *_RELATIONS}
        assert set(link.attrib) <= {"rel", "href", "type", "hreflang", "length", "title"}
        assert link.get("length") is None or int(link.get("length")) > 0
    rels = [link.get("rel") for link in links]
    assert "enclosure" not in rels or rels.index("alternate") < rels.index("enclosure")
    alternates = [(link.get("type"), link.get("hreflang")) for link in links if link.get("rel") == "alternate"]
    assert alternates == [("text/html", None)]


def _check_picture(item: Any) -> None:  # noqa: ANN401
    """An item's picture is described once, by attributes of Media RSS 1.5.1, beside its thumbnail."""
    pictures, thumbnails = item.findall(f"{MEDIA}content"), item.findall(f"{MEDIA}thumbnail")
    assert len(pictures) == len(thumbnails) <= 1
    for picture, thumbnail in zip(pictures, thumbnails, strict=True):
        assert set(picture.attrib) <= {"url", "type", "medium", "fileSize", "width", "height"}
        assert picture.get("medium") == "image"
        assert picture.get("type", "image/").startswith("image/")
        assert all(int(picture.get(name, "1")) > 0 for name in ("fileSize", "width", "height"))
        assert (picture.get("width") is None) == (picture.get("height") is None)
        assert picture.get("url") == thumbnail.get("url")
        _check_uri(picture.get("url"))


def check_rss(data: bytes) -> list[str]:
    """The bytes are an RSS 2.0 feed as the specification, its best practices and the readers want it."""
    check_text(data)
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False))
    assert (root.tag, root.get("version"), len(root)) == ("rss", "2.0", 1)
    channel = root[0]
    tags = [child.tag for child in channel]
    assert all(tags.count(name) == 1 for name in _RSS_CHANNEL)
    first_item = tags.index("item") if "item" in tags else len(tags)
    assert set(tags[first_item:]) <= {"item"}
    assert {*_RSS_CHANNEL, f"{ATOM}link", "copyright", "ttl", *_HISTORY} >= set(tags[:first_item])
    assert tags[:3] == ["title", "link", "description"]
    assert _RFC822.fullmatch(channel.findtext("lastBuildDate"))
    assert _LANGUAGE.fullmatch(channel.findtext("language"))
    (self_link,) = [link for link in channel.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert self_link.get("type") == "application/rss+xml"
    _check_uri(self_link.get("href"))
    _check_history(channel)
    _check_uri(channel.findtext("link"))
    for item in channel.iterfind("item"):
        _check_rss_item(item)
    texts = re.findall(rb"<(title|category|copyright|dc:rights|dc:creator)>(.*?)</\1>", data, re.DOTALL)
    texts += re.findall(rb"<(description)>(.*?)</\1>", data, re.DOTALL)[:1]
    for _, text in texts:
        assert b"&amp;" not in text
        assert b"&lt;" not in text
    return _unique([item.findtext("guid") for item in channel.iterfind("item")])


def _check_rss_item(item: Any) -> None:  # noqa: ANN401
    tags = [child.tag for child in item]
    repeated = {f"{DC}creator", "category"}
    once = {"title", "link", "description", f"{CONTENT}encoded", "guid", "pubDate"}
    others = {f"{DC}language", f"{DC}rights", f"{MEDIA}thumbnail", f"{MEDIA}content", "enclosure"}
    others |= {f"{THREADS}in-reply-to", f"{ATOM}link"}
    assert set(tags) <= {*repeated, *once, *others}
    _check_picture(item)
    for enclosure in item.iterfind("enclosure"):
        assert set(enclosure.attrib) == {"url", "length", "type"}
        assert enclosure.get("type").startswith(("audio/", "video/"))
        assert int(enclosure.get("length")) >= 0
        _check_uri(enclosure.get("url"))
    assert all(tags.count(name) == 1 for name in set(tags) - repeated - {f"{ATOM}link"})
    assert all(link.get("rel") in {"related", "license"} for link in item.iterfind(f"{ATOM}link"))
    assert once <= set(tags)
    assert item.findtext("description").strip()
    assert tags.index("description") < tags.index(f"{CONTENT}encoded")
    # It is HTML, made of a plain summary: no element comes out of it.
    assert not list(html.fragment_fromstring(item.findtext("description"), create_parent="div"))
    assert all(child.text.strip() for child in item if child.tag in {*repeated, "title"})
    assert item.find("guid").get("isPermaLink") == "false"
    assert _RFC822.fullmatch(item.findtext("pubDate"))
    _check_uri(item.findtext("link"))
    _check_uri(item.findtext("guid"))


def check_json(data: bytes) -> list[str]:
    """The bytes are a JSON Feed 1.1."""
    check_text(data)
    assert data.startswith(b'{\n "version": "https://jsonfeed.org/version/1.1",')
    feed = json.loads(data, parse_constant=_refuse)
    _check_fields(feed, _JSON_FEED, required={"version", "title", "items"})
    for url in (feed["home_page_url"], feed["feed_url"]):
        _check_uri(url)
    for item in feed["items"]:
        _check_fields(item, _JSON_ITEM, required={"id", "url", "title", "content_html", "date_published"})
        assert all(_RFC3339.fullmatch(item[name]) for name in ("date_published", "date_modified"))
        assert all(isinstance(tag, str) and tag.strip() for tag in item.get("tags", []))
        assert item["title"].strip()
        _check_uri(item["url"])
        for attachment in item.get("attachments", []):
            assert {"url", "mime_type"} <= set(attachment) <= {"url", "mime_type", "title", "size_in_bytes"}
            assert all(attachment.values())
            _check_uri(attachment["url"])
        if "kind" in item.get("_publisher", {}):
            _check_change(item)
    ids = _unique([item["id"] for item in feed["items"]])
    deleted = feed["_publisher"].get("deleted", [])
    assert all(set(tombstone) == {"id", "when"} for tombstone in deleted)
    assert not set(_unique([tombstone["id"] for tombstone in deleted])) & set(ids)
    return ids


def _check_change(item: dict[str, Any]) -> None:
    found = item["_publisher"]
    assert {"kind", "item"} <= set(found) <= {"kind", "item", "old", "new", "license"}
    assert all(isinstance(value, str) and value for value in found.values())
    assert item["tags"] == [found["kind"]]
    _check_uri(found["item"])


def _check_fields(found: dict[str, Any], known: Mapping[str, type], required: set[str]) -> None:
    assert required <= set(found)
    for name, value in found.items():
        if name.startswith("_"):
            assert isinstance(value, dict)
            assert value
        else:
            assert type(value) is known[name], name
            assert value or name in {"items", "content_html"}, name
    for author in found.get("authors", []):
        assert set(author) == {"name"}
        assert author["name"].strip()
    assert _LANGUAGE.fullmatch(found["language"])


def check_page(data: bytes) -> Any:  # noqa: ANN401
    """The bytes are a page with our script alone, no words in which run, and no id twice; returns its tree."""
    check_text(data)
    page = html.document_fromstring(data.decode(), html.HTMLParser(recover=True))
    assert data.startswith(b"<!DOCTYPE html>\n<html lang=")
    ids = page.xpath("//@id")
    assert len(set(ids)) == len(ids)
    ours, *data_blocks = page.xpath("//script")
    assert (ours.getparent().tag, sorted(ours.keys()), ours.text) == ("head", ["defer", "src"], None)
    assert ours.get("src") in {"page.js", "../page.js"}
    for block in data_blocks:
        assert (block.getparent().tag, dict(block.attrib)) == ("head", {"type": "application/ld+json"})
        assert json.loads(block.text)["@context"] == "https://schema.org"
    assert len(data_blocks) <= 1
    assert not page.xpath("//style | //@style | //iframe | //object | //base | //form")
    assert not [name for element in page.iter(etree.Element) for name in element.attrib if name.startswith("on")]
    assert page.xpath("string(//title)").strip()
    assert len(page.xpath("//h1")) == 1
    return page


def _check_uri(uri: str) -> None:
    assert _URI.fullmatch(uri), uri
    assert urlsplit(uri).scheme in {"https", "http", "tag"}


def _unique(ids: list[str]) -> list[str]:
    assert len(set(ids)) == len(ids)
    return ids


def _refuse(constant: str) -> None:
    raise AssertionError(constant)
