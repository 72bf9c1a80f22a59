"""Finds what an item shows: feeds name its picture, its sounds and its films by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

from publisher.model import Media, MediaFinder, MediaKind
from publisher.urls import guess_type

_MOST = 50
_SHOWN = re.compile(r"<(/?)(img|audio|video|source|a)\b([^>]*)>")
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_KINDS = {"audio": MediaKind.AUDIO, "video": MediaKind.VIDEO}


def list_media(html: str, find: MediaFinder | None = None) -> tuple[Media, ...]:
    """List what cleaned HTML shows: its first picture, then every sound and film, each once, in their order.

    Of the sources of one player only the first is listed whose type is known, else the first. A link counts if it leads
    to a sound or a film of ours.

    Args:
        html: Cleaned, so that each tag is written in one way.
        find: Finds files of ours by their addresses.

    >>> [found.url for found in list_media('<p><img src="https://example.org/a.png" alt=""/></p>')]
    ['https://example.org/a.png']
    """
    pictures: list[Media] = []
    players: dict[str, Media] = {}
    for found in _list_shown(html, find):
        if found.kind is MediaKind.IMAGE:
            pictures.append(found)
        else:
            players.setdefault(found.url, found)
    return (*pictures[:1], *list(players.values())[:_MOST])


def _list_shown(html: str, find: MediaFinder | None) -> Iterator[Media]:
    player = ""
    title = ""
    sources: list[str] = []
    for match in _SHOWN.finditer(html):
        is_end, tag = bool(match[1]), match[2]
        attributes = {name: unescape(value) for name, value in _ATTRIBUTE.findall(match[3])}
        if tag in _KINDS:
            if sources:
                chosen = next((url for url in sources if guess_type(url)), sources[0])
                yield _describe(chosen, _KINDS[player], title, find)
            player = "" if is_end else tag
            title = attributes.get("title", "")
            sources = [] if is_end or "src" not in attributes else [attributes["src"]]
        elif tag == "source" and player and "src" in attributes:
            sources.append(attributes["src"])
        elif tag == "img" and attributes.get("src", "").startswith("http"):
            yield _describe(attributes["src"], MediaKind.IMAGE, "", find)
        elif tag == "a" and find and guess_type(attributes.get("href", "")):
            linked = find(attributes["href"])
            if linked and linked.kind is not MediaKind.IMAGE:
                yield linked


def _describe(url: str, kind: MediaKind, title: str, find: MediaFinder | None) -> Media:
    known = find(url) if find else None
    found = known or Media(url=url, kind=kind, type=guess_type(url))
    # A film's file may hold sound alone, and be played as such; a picture never is.
    fits = found.type.startswith("image/") == (kind is MediaKind.IMAGE)
    return replace(found, kind=kind, type=found.type if fits else "", title=title)
