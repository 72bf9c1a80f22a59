"""feedgen 1.0.0 without its defects; each is shown by a test in ``tests/test_render_feedgen.py``.

This is the only module that knows feedgen, and loading it loads feedgen, lxml and dateutil: import it
inside the function that renders.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from publisher.dates import rfc822, rfc3339
from publisher.render.text import looks_like_markup

if TYPE_CHECKING:
    from datetime import datetime

    from publisher.model import Media

ATOM = "http://www.w3.org/2005/Atom"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"
HISTORY = "http://purl.org/syndication/history/1.0"
THREADS = "http://purl.org/syndication/thread/1.0"
MEDIA = "http://search.yahoo.com/mrss/"
_NAMESPACES = {"at": TOMBSTONES, "atom": ATOM, "dc": DC, "fh": HISTORY, "media": MEDIA, "thr": THREADS}
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LINK_ATTRIBUTES = ("rel", "type", "hreflang", "title", "length")
_PLAIN_TEXTS = ("title", "subtitle", "rights")
"""Always plain text in Atom. The tree has no namespace until it is written, so these are bare tags."""
_LONGEST_URL = 200
# The text between the tags is escaped, so no tag can be part of it. The pattern for a description also matches those
# of items, which are HTML; only the first one, which is the channel's, is plain text.
_RSS_TEXT = re.compile(rb"<(title|category|copyright|dc:creator|dc:rights)>[^<]*</\1>")
_RSS_DESCRIPTION = re.compile(rb"<description>[^<]*</description>")


class _Extras(BaseExtension):  # type: ignore[misc]  # feedgen has no types.
    """What feedgen has no setter for, on the feed itself."""

    updated: datetime
    is_complete = False
    is_archive = False
    license_url = ""
    links: tuple[tuple[str, str], ...] = ()
    deleted: tuple[tuple[str, datetime], ...] = ()

    def extend_ns(self) -> dict[str, str]:
        """Declare our namespaces on the root, where readers expect them."""
        return _NAMESPACES

    def extend_atom(self, feed: Any) -> Any:  # noqa: ANN401  lxml has no types.
        """Add the license, the archive and what was withdrawn (RFC 6721 §3), before the entries."""
        if self.license_url:
            # feedgen knows no such relation (RFC 4946).
            etree.SubElement(feed, "link", href=self.license_url, rel="license")
        for rel, href in self.links:
            etree.SubElement(feed, "link", href=href, rel=rel)
        self._mark(feed)
        for ref, when in self.deleted:
            etree.SubElement(feed, f"{{{TOMBSTONES}}}deleted-entry", ref=ref, when=rfc3339(when))
        return feed

    def extend_rss(self, feed: Any) -> Any:  # noqa: ANN401
        """Add ``lastBuildDate``, the license (RFC 4946) and the archive to the channel, before its items."""
        channel = feed[0]
        _add(channel, "lastBuildDate", rfc822(self.updated))
        if self.license_url:
            etree.SubElement(channel, f"{{{ATOM}}}link", href=self.license_url, rel="license")
        for rel, href in self.links:
            etree.SubElement(channel, f"{{{ATOM}}}link", href=href, rel=rel)
        self._mark(channel)
        return feed

    def _mark(self, parent: Any) -> None:  # noqa: ANN401
        """Say that it holds everything, or that it will always be the same (RFC 5005 §2 and §4)."""
        if self.is_complete:
            etree.SubElement(parent, f"{{{HISTORY}}}complete")
        if self.is_archive:
            etree.SubElement(parent, f"{{{HISTORY}}}archive")


class Generator(FeedGenerator):  # type: ignore[misc]
    """A feed whose every time comes from its maker, never from the clock."""

    def __init__(  # noqa: PLR0913  Each is a field of a feed, by name.
        self,
        *,
        updated: datetime,
        is_complete: bool,
        is_archive: bool = False,
        links: tuple[tuple[str, str], ...] = (),
        license_url: str = "",
        deleted: tuple[tuple[str, datetime], ...] = (),
        stylesheet: str = "",
        home: str = "",
    ) -> None:
        super().__init__()
        self.updated(updated)
        self._stylesheet = stylesheet
        self._home = home
        # With a date of its own, feedgen would set the locale of the whole process to write it, with an
        # offset that some readers ignore; `_Extras` writes it instead.
        self._FeedGenerator__rss_lastBuildDate = None
        self.generator("Publisher")
        self.docs("https://www.rssboard.org/rss-specification")
        self.register_extension("extras", _Extras)
        self.extras.updated = updated
        self.extras.is_complete = is_complete
        self.extras.is_archive = is_archive
        self.extras.links = links
        self.extras.license_url = license_url
        self.extras.deleted = deleted

    def atom_bytes(self) -> bytes:
        """Write Atom 1.0 in UTF-8."""
        root, document = self._create_atom()
        root.find("updated").text = rfc3339(self.updated())
        _declare_plain(root)
        self._explain(root)
        return _write(document)

    def rss_bytes(self) -> bytes:
        """Write RSS 2.0 in UTF-8."""
        root, document = self._create_rss()
        self._explain(root)
        written = _RSS_DESCRIPTION.sub(_write_hexadecimal, _write(document), count=1)
        return _RSS_TEXT.sub(_write_hexadecimal, written)

    def _explain(self, root: Any) -> None:  # noqa: ANN401  lxml has no types.
        """Have the feed say to whom opens it in a browser what it is; readers pass it over.

        Where feeds have the types that are registered for them, Chromium shows their source, whatever style sheet they
        name (xml-stylesheet §3); so the first line of the source says it too. It is short, as some readers look for
        the root element in the first 512 bytes.
        """
        if self._home:
            url = self._home if len(self._home) <= _LONGEST_URL else ""
            where = f" The page for people: {url} " if url else " "
            # No comment may have two hyphens in it (XML 1.0 §2.5).
            text = f" This is a feed. Give its address to a feed reader.{where}".replace("--", "-%2D")
            root.addprevious(etree.Comment(text))
        if self._stylesheet:
            root.addprevious(etree.PI("xml-stylesheet", f'type="text/css" href="{self._stylesheet}"'))


class Entry(FeedEntry):  # type: ignore[misc]
    """An entry that keeps its links, and whose times come from its maker.

    Times go through the constructor alone: feedgen sets the locale of the whole process to write a ``pubDate``.
    """

    def __init__(  # noqa: PLR0913  Each is a field of an entry, by name.
        self,
        *,
        published: datetime,
        updated: datetime,
        creators: tuple[str, ...] = (),
        language: str = "",
        rights: str = "",
        license_url: str = "",
        thumbnail: str = "",
        answers: tuple[str, str] | None = None,
        related: tuple[tuple[str, str], ...] = (),
        picture: Media | None = None,
    ) -> None:
        super().__init__()
        self.updated(updated)
        self._published = published
        self._creators = creators
        self._language = language
        self._rights = rights
        self._license_url = license_url
        self._thumbnail = thumbnail
        self._answers = answers
        self._related = related
        self._picture = picture

    def atom_entry(self, extensions: bool = True) -> Any:  # noqa: ANN401, FBT001, FBT002  Overrides.
        """Build the entry; every link keeps ``rel``, ``type`` and the rest, which feedgen drops."""
        entry = super().atom_entry(extensions)
        updated = entry.find("updated")
        updated.text = rfc3339(self.updated())
        # Before `updated`: libmrss takes the first date that it finds.
        published = etree.Element("published")
        published.text = rfc3339(self._published)
        updated.addprevious(published)
        for element, link in zip(entry.iterfind("link"), self.link() or (), strict=True):
            for name in _LINK_ATTRIBUTES:
                if link.get(name):
                    element.set(name, link[name])
        _declare_plain(entry)
        _declare_markup(entry.find("summary"))
        if self._language:
            entry.set(_XML_LANG, self._language)
        if self._license_url:
            etree.SubElement(entry, "link", href=self._license_url, rel="license")
        # The Atom tree has no namespace until it is written.
        self._add_references(entry, "link")
        self._add_picture(entry)
        return entry

    def rss_entry(self, extensions: bool = True) -> Any:  # noqa: ANN401, FBT001, FBT002  Overrides.
        """Build the item; full text is always in ``content:encoded``, and people need no e-mail address."""
        item = super().rss_entry(extensions)
        if item.find(f"{{{CONTENT}}}encoded") is None:
            # Without a summary feedgen puts the content into `description`.
            item.find("description").tag = f"{{{CONTENT}}}encoded"
        _add(item, "pubDate", rfc822(self._published))
        for name in self._creators:
            # `author` must be an e-mail address, so feedgen drops every name without one.
            _add(item, f"{{{DC}}}creator", name)
        if self._language:
            _add(item, f"{{{DC}}}language", self._language)
        if self._rights:
            _add(item, f"{{{DC}}}rights", self._rights)
        if self._license_url:
            etree.SubElement(item, f"{{{ATOM}}}link", href=self._license_url, rel="license")
        self._add_references(item, f"{{{ATOM}}}link")
        self._add_picture(item)
        return item

    def _add_references(self, parent: Any, tag: str) -> None:  # noqa: ANN401
        """Say what the entry answers (RFC 4685 §3), and what belongs with it (RFC 4287 §4.2.7.2)."""
        for url, title in self._related:
            etree.SubElement(parent, tag, href=url, rel="related", **({"title": title} if title else {}))
        if self._answers:
            ref, url = self._answers
            etree.SubElement(parent, f"{{{THREADS}}}in-reply-to", ref=ref, href=url, type="text/html")

    def _add_picture(self, parent: Any) -> None:  # noqa: ANN401
        # feedgen's own media extension wraps both in a group, where the thumbnail is invalid.
        if self._picture:
            etree.SubElement(parent, f"{{{MEDIA}}}content", _describe_picture(self._picture))
        if self._thumbnail:
            etree.SubElement(parent, f"{{{MEDIA}}}thumbnail", url=self._thumbnail)


def _describe_picture(picture: Media) -> dict[str, str]:
    """Write what is known of a picture in the attributes of ``media:content``, and nothing of what is not."""
    found = {
        "url": picture.url,
        "type": picture.type,
        "medium": picture.kind.value,
        "fileSize": picture.size_bytes,
        "width": picture.width_px,
        "height": picture.height_px,
    }
    return {name: str(value) for name, value in found.items() if value}


def _add(parent: Any, tag: str, text: str) -> None:  # noqa: ANN401
    etree.SubElement(parent, tag).text = text


def _declare_plain(parent: Any) -> None:  # noqa: ANN401
    """Declare the plain texts of a feed or an entry (RFC 4287 §3.1.1.1), whatever they look like.

    Ten readers and thirteen parsers show a ``type="html"`` title wrong: `Vec<T>` as `Vec&lt;T&gt;`.
    """
    for tag in _PLAIN_TEXTS:
        for element in parent.iterfind(tag):
            element.set("type", "text")


def _declare_markup(summary: Any) -> None:  # noqa: ANN401
    """Escape a summary that looks like markup once more, and declare it as HTML (RFC 4287 §3.1.1.2).

    Readers show a summary in place of the content, so many take it for HTML whatever its type says.
    """
    if summary is not None and looks_like_markup(summary.text):
        summary.text = escape(summary.text, quote=False)
        summary.set("type", "html")


def _write_hexadecimal(element: re.Match[bytes]) -> bytes:
    """Write the two references in a plain text as the RSS Best Practices Profile (§4.1.1) wants them.

    A reader that decodes a text twice leaves these alone; lxml only writes the named ones.
    """
    return element.group().replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;")


def _write(document: Any) -> bytes:  # noqa: ANN401
    etree.cleanup_namespaces(document)
    written: bytes = etree.tostring(document, pretty_print=True, encoding="UTF-8", xml_declaration=True)
    return written
