"""Correct feeds with one thing dropped, doubled, emptied or swapped: what is invalid is caught, what is valid is not.

What is invalid is said here by the specifications alone, in tables, and not by the checker.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import pytest
from lxml import etree

from publisher.check import Level, check_feed
from tests.checking.feeds import FEEDS, NOW

_NAMES = {
    "http://www.w3.org/2005/Atom": "atom",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://search.yahoo.com/mrss/": "media",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://purl.org/syndication/history/1.0": "fh",
    "http://purl.org/syndication/thread/1.0": "thr",
    "http://purl.org/atompub/tombstones/1.0": "at",
    "http://www.w3.org/XML/1998/namespace": "xml",
}


@dataclass(frozen=True)
class Mutant:
    """A feed with one change."""

    operation: str
    path: str
    """Names from the root, and what tells links and items apart."""
    data: bytes


# For each format and operation what is invalid, as patterns of whole paths; all else is valid. RSS 2.0 (what is
# required, and of which form; once each by the Best Practices Profile), RFC 4287 §3, §4, RFC 4685 §3, RFC 6721 §3,
# Media RSS, OPML 2.0, JSON Feed 1.1. An empty text is a text, and an empty address is one in Atom and JSON Feed: that
# of the document itself (RFC 3986 §4.4), which is no picture, hub or sound. Entries with one id are versions of one
# entry (RFC 4287 §4.1.1).
INVALID = {
    "rss": {
        "drop": "channel|channel/(title|link|description)|channel/image/(url|title|link)"
        "|.*/cloud/@.*|.*/enclosure/@.*|.*/source/@url|rss/@version|.*/atom:link[^/]*/@href"
        "|.*/media:(thumbnail|content)/@url|.*/thr:in-reply-to/@ref|.*/guid/@isPermaLink",
        "double": "channel|channel/(title|link|description|language|copyright|managingEditor|webMaster|pubDate"
        "|lastBuildDate|generator|docs|cloud|ttl|image|skipHours|skipDays)|channel/item\\d"
        "|channel/item\\d/(title|link|description|author|comments|guid|pubDate|source|content:encoded)"
        "|channel/image/.*|channel/skipHours/hour|channel/skipDays/day|@.*",
        "empty": "channel|channel/(image|item\\d|language|managingEditor|webMaster|pubDate|lastBuildDate|ttl|link|docs)"
        "|channel/image/(url|link|width|height)|channel/skipHours/hour|channel/skipDays/day"
        "|channel/item\\d/(pubDate|author|dc:date|thr:total|comments|link)|.*/cloud/@(domain|port|protocol)"
        "|channel/sy:.*|rss/@version|.*/enclosure/@.*|.*/source/@url|.*/guid/@isPermaLink"
        "|.*/media:content/@(medium|expression|fileSize)|.*/media:thumbnail/@(width|height)|.*/thr:in-reply-to/@ref"
        "|.*/atom:link[^/]*/@(rel|type)",
        "swap": "",
    },
    "atom": {
        "drop": "(id|title|updated|author)|entry\\d/(id|title|updated)|.*(author|contributor)/name|entry2/summary"
        "|.*link[^/]*/@href|.*category/@term|at:deleted-entry/@(ref|when)|.*thr:in-reply-to/@ref"
        "|.*media:thumbnail/@url",
        "double": "(id|title|subtitle|updated|generator|icon|logo|rights|at:deleted-entry(/at:comment)?)"
        "|entry\\d/(id|title|updated|published|summary|content|rights|source)|entry\\d/source/(id|title|updated)"
        "|.*(author|contributor)/(name|uri|email)|link-alternate|entry\\d/link-alternate|@.*",
        "empty": "(id|updated|icon|logo|author|contributor|entry\\d)|entry\\d/(id|updated|published|author)"
        "|.*(author|contributor)/email|entry\\d/source/(id|updated)|.*thr:total"
        "|.*link[^/]*/@(rel|type|hreflang)|at:deleted-entry/@(ref|when)|.*content/@type|.*subtitle/@type"
        "|.*thr:in-reply-to/@ref|.*/@thr:count|category/@scheme|.*media:thumbnail/@(width|height)",
        "swap": "",
    },
    "opml": {
        "drop": "head|body|body/outline1|@version|.*outline\\d/@text|.*outline1/outline1/@xmlUrl"
        "|.*outline1/outline2/@url",
        "double": "head|body|head/.*|@.*",
        "empty": "body|head/(dateCreated|dateModified|ownerEmail|ownerId|vertScrollState)|@version|.*outline\\d/@text"
        "|.*/@(isComment|created|xmlUrl|url)",
        "swap": "head",
    },
    "json": {
        "drop": "version|title|items|items/\\d/id|items/1/content_html|.*attachments/0/(url|mime_type)"
        "|hubs/0/(type|url)|items/0/authors/0/name",
        "double": "items/\\d|[a-z_]+|.*/[a-z_]+",
        "empty": "version|.*language|items/\\d|items/\\d/(id|date_published|date_modified)|.*authors/0|hubs/0"
        "|items/0/authors/0/name|.*attachments/0|.*attachments/0/(url|mime_type)|hubs/0/(type|url)",
        "swap": "",
    },
}


def _name(element: Any) -> str:  # noqa: ANN401  lxml has no types.
    space, _, local = element.tag.rpartition("}")
    prefix = _NAMES.get(space[1:], "")
    is_own = not prefix or element.getroottree().getroot().tag.startswith(space + "}")
    name = local if is_own else f"{prefix}:{local}"
    if local == "link" and (prefix == "atom" or is_own) and "href" in element.attrib:
        return f"{name}-{element.get('rel', 'alternate')}"
    if local in {"item", "entry", "outline"}:
        return f"{name}{[each for each in element.getparent() if each.tag == element.tag].index(element) + 1}"
    return name


def _path(element: Any) -> str:  # noqa: ANN401
    names = []
    while element.getparent() is not None:
        names.append(_name(element))
        element = element.getparent()
    return "/".join(reversed(names))


def _attribute_path(element: Any, key: str) -> str:  # noqa: ANN401
    space, _, local = key.rpartition("}")
    name = f"{_NAMES[space[1:]]}:{local}" if space else local
    path = _path(element) or ("rss" if element.tag == "rss" else "")
    return f"{path}/@{name}" if path else f"@{name}"


def mutate_xml(text: str) -> Iterator[Mutant]:
    """Change each element and each attribute."""
    count = sum(1 for _ in etree.fromstring(text.encode()).iter())
    for number in range(count):
        for operation in ("drop", "double", "empty", "swap"):
            root = etree.fromstring(text.encode())
            element = list(root.iter())[number]
            if element.getparent() is not None:
                path, before = _path(element), etree.tostring(root)
                _change_element(element, operation)
                if etree.tostring(root) != before:
                    yield Mutant(operation, path, etree.tostring(root))
        for key in list(etree.fromstring(text.encode()).iter())[number].attrib:
            for operation in ("drop", "empty"):
                root = etree.fromstring(text.encode())
                element = list(root.iter())[number]
                path = _attribute_path(element, key)
                element.attrib.update({key: ""}) if operation == "empty" else element.attrib.pop(key)
                yield Mutant(operation, path, etree.tostring(root))
    # What stands twice in a tag is no XML: it can be made of text alone.
    for tag in re.finditer(r"<[a-z][^<>]*>", text):
        for found in re.finditer(r' [a-zA-Z:]+="[^"]*"', tag[0]):
            place = tag.start() + found.end()
            yield Mutant("double", f"@{found[0].strip()}", (text[:place] + found[0] + text[place:]).encode())


def _change_element(element: Any, operation: str) -> None:  # noqa: ANN401
    after = element.getnext()
    if operation == "drop":
        element.getparent().remove(element)
    elif operation == "double":
        element.addnext(deepcopy(element))
    elif operation == "empty":
        for child in list(element):
            element.remove(child)
        element.text = None
    elif after is not None and after.tag != element.tag:
        after.addnext(element)


def mutate_json(text: str) -> Iterator[Mutant]:
    """Change each member and each element of a list."""
    for path in _list_paths(json.loads(text)):
        for operation in ("drop", "double", "empty", "swap"):
            document = json.loads(text)
            holder = document
            for step in path[:-1]:
                holder = holder[step]
            changed = _change_json(holder, path[-1], operation)
            if changed is not None:
                data = json.dumps(document) if changed == "" else json.dumps(document).replace('"\\u0001', '"')
                yield Mutant(operation, "/".join(map(str, path)), data.encode())


def _list_paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        if not str(key).startswith("_"):
            yield (*path, key)
            yield from _list_paths(inner, (*path, key))


def _change_json(holder: Any, key: Any, operation: str) -> str | None:  # noqa: ANN401
    """Change a member in place; None if there is nothing to change, a mark where the text has to be changed too."""
    if operation == "drop":
        del holder[key]
    elif operation == "double":
        if isinstance(holder, list):
            holder.insert(key, deepcopy(holder[key]))
        else:
            # A name that differs until the text is written.
            holder[f"\x01{key}"] = holder[key]
            return "doubled"
    elif operation == "empty":
        if isinstance(holder[key], bool | int):
            return None
        holder[key] = type(holder[key])()
    else:
        return _swap(holder, key)
    return ""


def _swap(holder: Any, key: Any) -> str | None:  # noqa: ANN401
    keys = list(range(len(holder))) if isinstance(holder, list) else list(holder)
    place = keys.index(key)
    if place + 1 >= len(keys):
        return None
    keys[place], keys[place + 1] = keys[place + 1], keys[place]
    if isinstance(holder, list):
        holder[:] = [holder[each] for each in keys]
    else:
        values = {name: holder[name] for name in keys}
        holder.clear()
        holder.update(values)
    return ""


def is_invalid(name: str, mutant: Mutant) -> bool:
    """Say by the tables whether a mutant is invalid."""
    return re.fullmatch(INVALID[name][mutant.operation], mutant.path, re.DOTALL) is not None


@pytest.mark.parametrize("name", FEEDS)
def test_invalid_mutants_are_caught_and_valid_ones_pass(name: str, record_property: Any) -> None:  # noqa: ANN401
    """Every invalid mutant has an error; no valid one has."""
    mutants = list((mutate_json if name == "json" else mutate_xml)(FEEDS[name]))
    invalid = [mutant for mutant in mutants if is_invalid(name, mutant)]
    valid = [mutant for mutant in mutants if not is_invalid(name, mutant)]
    missed = [(mutant.operation, mutant.path) for mutant in invalid if not _has_error(mutant)]
    wronged = [(mutant.operation, mutant.path) for mutant in valid if _has_error(mutant)]

    share = 1 - len(missed) / len(invalid)
    record_property("caught", f"{share:.4f} of {len(invalid)} invalid, {len(wronged)} of {len(valid)} valid")
    print(
        f"{name}: {share:.2%} of {len(invalid)} invalid mutants caught; {len(wronged)} of {len(valid)} valid ones too"
    )
    assert len(invalid) > 20
    assert len(valid) > 20
    assert missed == []
    assert wronged == []


def _has_error(mutant: Mutant) -> bool:
    return any(found.level is Level.ERROR for found in check_feed(mutant.data, now=NOW).findings)
