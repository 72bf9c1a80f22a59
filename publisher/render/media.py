"""Chooses what feeds say of an item's picture, sounds and films."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from publisher.model import Media, MediaKind
from publisher.render.text import one_line
from publisher.urls import WEB_SCHEMES, guess_type, resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from publisher.model import FeedItem

_MOST_PLAYERS = 50


def choose_media(image: str, known: Sequence[Media]) -> tuple[Media, ...]:
    """Choose what an item shows: its picture first, then sounds and films, each once, in the order given.

    Args:
        image: The address of the picture; empty if there is none.
        known: What is known of the pictures, sounds and films of the item, and of others.
    """
    pictures = [media for media in known if media.kind is MediaKind.IMAGE and media.url == image]
    if image and not pictures:
        guessed = guess_type(image)
        pictures = [Media(url=image, kind=MediaKind.IMAGE, type=guessed if guessed.startswith("image/") else "")]
    players = {media.url: media for media in known if media.kind is not MediaKind.IMAGE}
    return tuple(_settle((*pictures[:1], *list(players.values())[:_MOST_PLAYERS])))


def _settle(found: Iterable[Media]) -> Iterable[Media]:
    for media in found:
        url = resolve(media.url, schemes=WEB_SCHEMES)
        if url:
            yield replace(media, url=url, title=one_line(media.title))


def find_picture(item: FeedItem) -> Media | None:
    """Return what is known of an item's picture; None if it has none."""
    return next((media for media in item.media if media.kind is MediaKind.IMAGE and media.url == item.image), None)


def list_players(item: FeedItem) -> tuple[Media, ...]:
    """Return an item's sounds and films."""
    return tuple(media for media in item.media if media.kind is not MediaKind.IMAGE)


def list_enclosures(item: FeedItem) -> tuple[Media, ...]:
    """Return what Atom links to as related and perhaps large (RFC 4287 §4.2.7.2): sounds, films, and our own picture.

    Of a picture on another site nobody here knows how large it is, and it is a part of the content already.
    """
    picture = find_picture(item)
    own = (picture,) if picture and picture.size_bytes else ()
    return (*own, *list_players(item))
