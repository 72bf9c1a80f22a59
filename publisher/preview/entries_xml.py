"""Reads RSS 2.0 and Atom 1.0, as lenient as readers are with what is well-formed."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from publisher.errors import UnreadableError
from publisher.preview.views import EntryView, FeedFormat, FeedView, read_date
from publisher.preview.words import strip_markup

if TYPE_CHECKING:
    from collections.abc import Iterator

_ATOM = "{http://www.w3.org/2005/Atom}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_HISTORY = "{http://purl.org/syndication/history/1.0}"
_TOMBSTONES = "{http://purl.org/atompub/tombstones/1.0}"
_USERLAND = "{http://backend.userland.com/rss2}"
"""Some feeds of RSS 2.0 stand in a namespace, which the format does not have."""


def read_xml(data: bytes) -> FeedView:
    """Read RSS 2.0 or Atom 1.0.

    Raises:
        UnreadableError: It is not well-formed, or no feed.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        remove_blank_text=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.LxmlError as error:
        raise UnreadableError("not well-formed XML", "", str(error)[:200]) from error
    if root.tag == f"{_ATOM}feed":
        return _read_atom(root)
    if root.tag in {"rss", f"{_USERLAND}rss"}:
        channel = next(_named(root, "channel"), None)
        if channel is not None:
            return _read_rss(channel)
    raise UnreadableError("XML, but neither RSS 2.0 nor Atom 1.0", "")


# Atom -------------------------------------------------------------------------------------------------------------


def _read_atom(root: Any) -> FeedView:  # noqa: ANN401
    authors = _people(root)
    entries = root.findall(f"{_ATOM}entry")
    return FeedView(
        format=FeedFormat.ATOM,
        id=_text(root, f"{_ATOM}id"),
        title=_atom_plain(root, "title"),
        self_url=_link(root, "self"),
        is_archive=root.find(f"{_HISTORY}archive") is not None,
        is_complete=root.find(f"{_HISTORY}complete") is not None,
        has_older=bool(_link(root, "prev-archive") or _link(root, "next")),
        deleted=_deleted(root),
        entries=tuple(_atom_entry(entry, position, authors) for position, entry in enumerate(entries)),
    )


def _atom_entry(entry: Any, position: int, authors: tuple[str, ...]) -> EntryView:  # noqa: ANN401
    return EntryView(
        id=_text(entry, f"{_ATOM}id"),
        link=_link(entry, "alternate"),
        title=_atom_plain(entry, "title"),
        published=read_date(_text(entry, f"{_ATOM}published")),
        updated=read_date(_text(entry, f"{_ATOM}updated")),
        authors=_people(entry) or authors,
        tags=tuple(tag for found in entry.iterfind(f"{_ATOM}category") if (tag := _attribute(found, "term"))),
        summary=_atom_plain(entry, "summary"),
        content=_atom_html(entry.find(f"{_ATOM}content")),
        enclosures=tuple(
            href
            for link in entry.iterfind(f"{_ATOM}link")
            if _attribute(link, "rel") == "enclosure" and (href := _attribute(link, "href"))
        ),
        position=position,
        line=entry.sourceline or 0,
    )


def _atom_plain(parent: Any, name: str) -> str:  # noqa: ANN401
    element = parent.find(f"{_ATOM}{name}")
    if element is None:
        return ""
    text = _all_text(element)
    return strip_markup(text) if _attribute(element, "type") in {"html", "text/html"} else " ".join(text.split())


def _atom_html(element: Any) -> str:  # noqa: ANN401
    if element is None:
        return ""
    kind = _attribute(element, "type") or "text"
    if kind in {"html", "text/html"}:
        return _all_text(element).strip()
    if kind in {"xhtml", "application/xhtml+xml"}:
        from lxml import etree

        inside = [etree.tostring(child, encoding="unicode") for child in element]
        return f"{element.text or ''}{''.join(inside)}".strip()
    return escape(_all_text(element).strip(), quote=False)


def _people(parent: Any) -> tuple[str, ...]:  # noqa: ANN401
    names = (_text(person, f"{_ATOM}name") for person in parent.iterfind(f"{_ATOM}author"))
    return tuple(dict.fromkeys(name for name in names if name))


def _link(parent: Any, rel: str) -> str:  # noqa: ANN401
    for link in parent.iterfind(f"{_ATOM}link"):
        href = _attribute(link, "href")
        # RFC 4287 §4.2.7.2: without a relation it is the alternate.
        if href and (_attribute(link, "rel") or "alternate") == rel:
            return href
    return ""


def _deleted(parent: Any) -> tuple[str, ...]:  # noqa: ANN401
    stones = parent.iterfind(f"{_TOMBSTONES}deleted-entry")
    return tuple(dict.fromkeys(ref for stone in stones if (ref := _attribute(stone, "ref"))))


# RSS --------------------------------------------------------------------------------------------------------------


def _read_rss(channel: Any) -> FeedView:  # noqa: ANN401
    # RSS 2.0 wants items in the channel; a few have them beside it.
    items = list(_named(channel, "item")) or list(_named(channel.getparent(), "item"))
    return FeedView(
        format=FeedFormat.RSS,
        title=" ".join(_own(channel, "title").split()),
        self_url=_link(channel, "self"),
        is_archive=channel.find(f"{_HISTORY}archive") is not None,
        is_complete=channel.find(f"{_HISTORY}complete") is not None,
        has_older=bool(_link(channel, "prev-archive") or _link(channel, "next")),
        deleted=_deleted(channel),
        entries=tuple(_rss_item(item, position) for position, item in enumerate(items)),
    )


def _rss_item(item: Any, position: int) -> EntryView:  # noqa: ANN401
    guid = next(_named(item, "guid"), None)
    id_ = _all_text(guid).strip() if guid is not None else ""
    # The attribute is true where it is not said.
    is_permalink = bool(id_) and _attribute(guid, "isPermaLink").lower() != "false"
    encoded, description = _text(item, f"{_CONTENT}encoded"), _own(item, "description")
    creators = [_all_text(found).strip() for found in item.iterfind(f"{_DC}creator")]
    return EntryView(
        id=id_,
        is_permalink=is_permalink,
        link=_own(item, "link") or _link(item, "alternate") or (id_ if is_permalink else ""),
        title=" ".join(_own(item, "title").split()),
        published=read_date(_own(item, "pubDate") or _text(item, f"{_DC}date")),
        updated=read_date(_text(item, f"{_ATOM}updated")),
        authors=tuple(dict.fromkeys(filter(None, creators))) or tuple(filter(None, (_own(item, "author"),))),
        tags=tuple(tag for found in _named(item, "category") if (tag := _all_text(found).strip())),
        summary=description if encoded else "",
        content=encoded or description,
        enclosures=tuple(url for found in _named(item, "enclosure") if (url := _attribute(found, "url"))),
        position=position,
        line=item.sourceline or 0,
    )


# Both -------------------------------------------------------------------------------------------------------------


def _named(parent: Any, name: str) -> Iterator[Any]:  # noqa: ANN401
    for child in parent:
        if child.tag in {name, f"{_USERLAND}{name}"}:
            yield child


def _own(parent: Any, name: str) -> str:  # noqa: ANN401
    element = next(_named(parent, name), None)
    return "" if element is None else _all_text(element).strip()


def _text(parent: Any, tag: str) -> str:  # noqa: ANN401
    element = parent.find(tag)
    return "" if element is None else _all_text(element).strip()


def _all_text(element: Any) -> str:  # noqa: ANN401
    return "".join(element.itertext())


def _attribute(element: Any, name: str) -> str:  # noqa: ANN401
    return (element.get(name) or "").strip()
