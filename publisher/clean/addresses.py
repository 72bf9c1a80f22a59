"""Rules for addresses inside an item: absolute, without tracking, and to the thing itself rather than its player."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from publisher.clean.names import names
from publisher.urls import LINK_SCHEMES, WEB_SCHEMES, resolve

_MAX_LENGTH = 8000
"""Longer addresses are refused by most servers; what is longer is data."""

_TRACKING = names(
    "fbclid gclid gclsrc dclid gbraid wbraid msclkid twclid ttclid yclid ysclid igshid igsh li_fat_id mc_cid mc_eid "
    "mkt_tok oly_anon_id oly_enc_id vero_id vero_conv wickedid rb_clickid ml_subscriber ml_subscriber_hash srsltid "
    "_openstat _branch_match_id _ga _gl epik"
)
_TRACKING_PREFIXES = ("utm_", "_hs", "__hs", "hsa_", "mtm_", "pk_", "piwik_", "hsctatracking")
_TWITTER = frozenset({"twitter.com", "x.com", "mobile.twitter.com", "www.twitter.com"})
_YOUTUBE = names("youtube.com youtube-nocookie.com m.youtube.com youtu.be")
_PIXEL_HOSTS = names(
    "pixel.wp.com stats.wp.com pixel.quantserve.com b.scorecardresearch.com sb.scorecardresearch.com "
    "www.google-analytics.com ad.doubleclick.net feeds.feedburner.com px.ads.linkedin.com analytics.twitter.com "
    "bat.bing.com counter.yadro.ru mc.yandex.ru"
)
_CANDIDATE = re.compile(r"[\s,]*([^\s]+)(?:\s+([^,()]*))?", re.ASCII)
_DESCRIPTOR = re.compile(r"[1-9]\d{0,5}w|\d{1,3}(?:\.\d{1,4})?x")
_FACEBOOK = re.compile(r"https://www\.facebook\.com/[\w./-]+", re.ASCII)
_VIDEO_ID = re.compile(r"[A-Za-z0-9_-]{6,20}")


# As many letters of base64 as tell the type: a browser goes by the bytes, whatever the address says.
_DATA_IMAGE = re.compile(
    r"data:image/(?:png;base64,iVBORw0KGgo|jpe?g;base64,/9j/|gif;base64,R0lGOD|webp;base64,UklGR)[A-Za-z0-9+/]*={0,2}"
)


def is_data_image(url: str) -> bool:
    """Say whether an address is itself a picture made of dots, of a kind that every browser knows.

    Never SVG, which is a document and may hold scripts.
    """
    return url.startswith("data:image/") and _DATA_IMAGE.fullmatch(url) is not None


def read_data_size(url: str) -> tuple[int, int]:
    """Return width and height of a PNG or a GIF that stands in its own address, in pixels; zeros for any other.

    >>> read_data_size("data:image/gif;base64,R0lGODlhAQABAAAAACw=")
    (1, 1)
    """
    data = url.partition(",")[2][:32].rstrip("=")
    head = b64decode(data[: len(data) // 4 * 4])
    if head.startswith(b"GIF8") and len(head) >= 10:  # noqa: PLR2004  Where its header ends.
        return int.from_bytes(head[6:8], "little"), int.from_bytes(head[8:10], "little")
    if head.startswith(b"\x89PNG") and len(head) >= 24:  # noqa: PLR2004
        return int.from_bytes(head[16:20]), int.from_bytes(head[20:24])
    return 0, 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """One image of a ``srcset``."""

    url: str
    descriptor: str

    @property
    def weight(self) -> float:
        """Width in pixels, or the pixel ratio where no width is given."""
        return float(self.descriptor[:-1]) if self.descriptor else 1.0


def resolve_link(url: str, base: str) -> str:
    """Make the address of a link absolute and drop its tracking; empty if it may not be published.

    >>> resolve_link("/p?utm_source=x&id=7#s", "https://example.org/")
    'https://example.org/p?id=7#s'
    """
    return drop_tracking(resolve(url, base, schemes=LINK_SCHEMES)) if len(url) <= _MAX_LENGTH else ""


def resolve_media(url: str, base: str) -> str:
    """Make the address of a picture, a sound or a page absolute; empty if it is not on the web."""
    return resolve(url, base, schemes=WEB_SCHEMES) if url.strip() and len(url) <= _MAX_LENGTH else ""


def drop_tracking(url: str) -> str:
    """Remove parameters that only say where a reader came from; the others keep their order and their spelling.

    >>> drop_tracking("https://example.org/?q=a%20b&fbclid=1")
    'https://example.org/?q=a%20b'
    """
    address, hash_sign, fragment = url.partition("#")
    path, question, query = address.partition("?")
    if not question or not url.startswith("http"):
        return url
    twitter = urlsplit(url).hostname in _TWITTER
    kept = [part for part in query.split("&") if not _is_tracking(unquote(part.partition("=")[0]).lower(), twitter)]
    if len(kept) == query.count("&") + 1:
        return url
    query = "&".join(kept)
    return f"{path}?{query}{hash_sign}{fragment}" if query else f"{path}{hash_sign}{fragment}"


def _is_tracking(key: str, twitter: bool) -> bool:  # noqa: FBT001  Its one caller reads well.
    return (
        key in _TRACKING or key.startswith(_TRACKING_PREFIXES) or (twitter and key in {"ref_src", "ref_url", "s", "t"})
    )


def is_pixel_host(url: str) -> bool:
    """Say whether an image comes from a host that serves counters only."""
    split = urlsplit(url)
    return split.hostname in _PIXEL_HOSTS or (split.hostname == "www.facebook.com" and split.path == "/tr")


def parse_srcset(text: str, base: str, locate: Callable[[str], str] | None = None) -> tuple[Candidate, ...]:
    """Read a ``srcset`` (HTML Standard §4.8.4.2.1): addresses may hold commas, but not begin or end with one.

    Args:
        text: The attribute's value.
        base: Absolute URL that relative addresses resolve against.
        locate: Makes an address absolute, empty if it may not be published; `resolve_media` if there is none.

    >>> [found.url for found in parse_srcset("/w_1,h_2/a.jpg 1x, b.jpg 2x", "https://example.org/")]
    ['https://example.org/w_1,h_2/a.jpg', 'https://example.org/b.jpg']
    """
    found = []
    position = 0
    while match := _CANDIDATE.match(text, position):
        url, descriptor = match[1], (match[2] or "").strip()
        position = match.end()
        if url.endswith(","):
            # No descriptor: what follows the comma is the next address.
            url, descriptor, position = url.rstrip(","), "", match.end(1)
        absolute = (locate(url) if locate else resolve_media(url, base)).strip(",")
        if absolute and (not descriptor or _DESCRIPTOR.fullmatch(descriptor)):
            found.append(Candidate(absolute, descriptor))
        position = max(position, match.end(1))
    return tuple(found)


def write_srcset(candidates: tuple[Candidate, ...]) -> str:
    """Write what `parse_srcset` reads."""
    return ", ".join(f"{found.url} {found.descriptor}".strip() for found in candidates)


def find_original(url: str) -> str:
    """Return the page that an embedded player or widget shows, or the address itself.

    >>> find_original("https://www.youtube-nocookie.com/embed/abcdefghijk?start=42")
    'https://www.youtube.com/watch?v=abcdefghijk&t=42s'
    >>> find_original("https://player.vimeo.com/video/76979871?h=1")
    'https://vimeo.com/76979871'
    """
    split = urlsplit(url)
    host = (split.hostname or "").removeprefix("www.")
    parts = [part for part in split.path.split("/") if part]
    query = dict(parse_qsl(split.query))
    # Never an address that a query holds, unless on the same host: a link must not lead where its host does not say.
    if host in _YOUTUBE:
        return _find_youtube(host, parts, query) or url
    return _find_post(host, parts, query) or _find_map(host, parts, query) or _find_player(host, parts) or url


def _find_post(host: str, parts: list[str], query: dict[str, str]) -> str:
    """Return the post that a frame shows; empty if it shows none."""
    match host, parts:
        case "platform.twitter.com" | "platform.x.com", ["embed", *_] if query.get("id", "").isdecimal():
            return f"https://twitter.com/i/status/{query['id']}"
        case "instagram.com", [("p" | "reel" | "tv") as kind, name, "embed", *_] if _VIDEO_ID.fullmatch(name):
            return f"https://www.instagram.com/{kind}/{name}/"
        case "facebook.com", ["plugins", _] if _FACEBOOK.match(query.get("href", "")):
            return query["href"]
        case "gist.github.com", [user, name] if name.endswith(".js"):
            return f"https://gist.github.com/{user}/{name.removesuffix('.js')}"
    return ""


def _find_player(host: str, parts: list[str]) -> str:
    """Return the page of what a frame plays; empty if its address does not say which."""
    found = ""
    match host, parts:
        case "player.vimeo.com", ["video", number, *_] if number.isdecimal():
            found = f"https://vimeo.com/{number}"
        case "dailymotion.com", ["embed", "video", name] if _VIDEO_ID.fullmatch(name):
            found = f"https://www.dailymotion.com/video/{name}"
        case "open.spotify.com", ["embed", *rest] if rest:
            found = f"https://open.spotify.com/{'/'.join(rest)}"
        case "codepen.io", [user, "embed", *rest] if rest:
            found = f"https://codepen.io/{user}/pen/{rest[-1]}"
        case "embed.ted.com", ["talks", *rest] if rest:
            found = f"https://www.ted.com/talks/{'/'.join(rest)}"
    return found


def find_thumbnail(link: str) -> str:
    """Return the address of a video's still picture, if it follows from that of its page.

    >>> find_thumbnail("https://www.youtube.com/watch?v=abcdefghijk&t=42s")
    'https://i.ytimg.com/vi/abcdefghijk/hqdefault.jpg'
    """
    if match := _YOUTUBE_PAGE.match(link):
        return f"https://i.ytimg.com/vi/{match[1]}/hqdefault.jpg"
    if match := _DAILYMOTION_PAGE.match(link):
        return f"https://www.dailymotion.com/thumbnail/video/{match[1]}"
    return ""


_YOUTUBE_PAGE = re.compile(r"https://www\.youtube\.com/watch\?v=([A-Za-z0-9_-]{6,20})(?![^&])")
_DAILYMOTION_PAGE = re.compile(r"https://www\.dailymotion\.com/video/([A-Za-z0-9_-]{6,20})(?![^?])")


def _find_map(host: str, parts: list[str], query: dict[str, str]) -> str:
    """Return the map that a frame shows a part of; empty if its address does not say which."""
    match host, parts:
        case "openstreetmap.org", ["export", "embed.html"]:
            if point := _POINT.fullmatch(query.get("marker", "")):
                return f"https://www.openstreetmap.org/?mlat={point[1]}&mlon={point[2]}"
            if box := _BOX.fullmatch(query.get("bbox", "")):
                west, south, east, north = (float(number) for number in box.groups())
                return f"https://www.openstreetmap.org/#map=14/{(south + north) / 2:.5f}/{(west + east) / 2:.5f}"
        case "google.com" | "maps.google.com", ["maps", "embed"] if found := _MAP_POINT.search(query.get("pb", "")):
            return f"https://www.google.com/maps?q={found[2]},{found[1]}"
        case "google.com" | "maps.google.com", ["maps", "embed", "v1", _] if query.get("q"):
            return f"https://www.google.com/maps?q={quote(query['q'])}"
        case "google.com" | "maps.google.com", ["maps"] if query.get("q") and "output" in query:
            return f"https://www.google.com/maps?q={quote(query['q'])}"
    return ""


_DEGREES = r"(-?\d{1,3}(?:\.\d{1,15})?)"
_POINT = re.compile(rf"{_DEGREES},{_DEGREES}", re.ASCII)
_BOX = re.compile(rf"{_DEGREES},{_DEGREES},{_DEGREES},{_DEGREES}", re.ASCII)
# Longitude and latitude of the middle of a Google map, in the one parameter that its frames have.
_MAP_POINT = re.compile(rf"!2d{_DEGREES}!3d{_DEGREES}", re.ASCII)


def _find_youtube(host: str, parts: list[str], query: dict[str, str]) -> str:
    playlist = query.get("list", "")
    name = ""
    match parts:
        case [("embed" | "v" | "shorts" | "live"), found, *_]:
            name = found.partition("&")[0]
        case [found] if host == "youtu.be":
            name = found
        case ["watch"]:
            name = query.get("v", "")
    if name in {"videoseries", ""} and re.fullmatch(r"[A-Za-z0-9_-]{10,60}", playlist):
        return f"https://www.youtube.com/playlist?list={playlist}"
    if not _VIDEO_ID.fullmatch(name):
        return ""
    start = query.get("start", "")
    return f"https://www.youtube.com/watch?v={name}" + (f"&t={start}s" if start.isdecimal() and start.isascii() else "")
