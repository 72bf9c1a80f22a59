"""Pictures, sound, video and embeds: the real address instead of a script's placeholder, a link instead of a frame."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

from bs4 import Tag

from publisher.clean.addresses import (
    find_original,
    find_thumbnail,
    is_data_image,
    is_pixel_host,
    parse_srcset,
    read_data_size,
    resolve_link,
    resolve_media,
    write_srcset,
)
from publisher.clean.tree import (
    Place,
    children,
    find_before,
    is_gone,
    is_space,
    new_tag,
    read,
    replace,
    text_of,
    unwrap,
)
from publisher.model import Media
from publisher.urls import guess_type

_LAZY = (
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-original-src",
    "data-actualsrc",
    "data-hi-res-src",
    "data-full-src",
    "data-orig-file",
    "data-img-src",
    "data-lazy",
    "data-echo",
)
_LAZY_SETS = ("data-srcset", "data-lazy-srcset", "data-original-srcset")
_PLAUSIBLE = re.compile(r"[^\s{}<>\"]{1,8000}")
_PLACEHOLDER = re.compile(
    r"(?:^|[/_-])(?:blank|spacer|transparent|pixel|placeholder|lazy|1x1|clear|grey|loading)\.gif$"
)
_LENGTH = re.compile(r"\s*(\d{1,5})(?:\.\d+)?(?:px)?\s*", re.ASCII)
_STYLE_LENGTH = re.compile(r"(?:^|[;\s])(width|height)\s*:\s*([\d.]{1,8})(?:px)?(?=[\s;!]|$)", re.ASCII)
_FILLER = 400
"""Characters; a picture of 300 bytes that nothing is said of is a grey box, or a blank."""
_DOTS = 9
_MAX_EMOJI = 12
_MAX_FALLBACK = 300
_PORTABLE = frozenset({"", "image/jpeg", "image/png", "image/gif"})
_PICTURE_TYPES = re.compile(r"image/(?!svg)[a-z.+-]+")


def mend_image(image: Tag, place: Place) -> None:
    """Give an image its real, absolute address; one that has none leaves its alternative text."""
    image.name = "img"
    alt = read(image, "alt")
    address = find_address(image, place)
    # What stands in the address itself asks nobody for anything, however small it is.
    if _is_pixel(image) and not is_data_image(address):
        image.decompose()
    elif _is_emoji(alt) or not address:
        replace(image, alt)
    else:
        _write_addresses(image, address, place)
        _write_size(image, place.find(address))
        # Without it, some readers show the file's name.
        image.attrs.setdefault("alt", "")
        if is_pixel_host(read(image, "src")):
            image.decompose()


def find_address(image: Tag, place: Place) -> str:
    """Return the absolute address that an image is shown from, once a script has run; empty if there is none."""
    if (found := place.find(read(image, "src"))) and not 0 < found.width_px * found.height_px <= _DOTS:
        # A page that was saved with its pictures.
        return found.url
    for name in _LAZY:
        value = read(image, name).strip()
        if _PLAUSIBLE.fullmatch(value) and (address := place.locate(value)):
            return address
    source = place.locate(read(image, "src"))
    if source and not _PLACEHOLDER.search(urlsplit(source).path.lower()):
        return source
    candidates = parse_srcset(_find_srcset(image), place.base, place.locate)
    if candidates:
        return max(candidates, key=lambda found: found.weight).url
    return source or _find_data(image)


def _find_data(image: Tag) -> str:
    """Return the picture that an address itself holds, unless it only keeps the place of another.

    Such a one is a dot or two, meant to be shown larger; or small, with nothing said of it.
    """
    address = "".join(read(image, "src").split())
    if not is_data_image(address) or (len(address) < _FILLER and not read(image, "alt").strip()):
        return ""
    width, height = read_data_size(address)
    is_dot = 0 < width * height <= _DOTS
    return "" if is_dot and not _is_pixel(image) else address


def _is_stand_in(address: str) -> bool:
    return address.startswith("data:") or bool(_PLACEHOLDER.search(urlsplit(address).path.lower()))


def _find_srcset(image: Tag) -> str:
    return next((read(image, name) for name in (*_LAZY_SETS, "srcset") if read(image, name).strip()), "")


def _write_addresses(image: Tag, address: str, place: Place) -> None:
    candidates = parse_srcset(_find_srcset(image), place.base, place.locate)
    if place.find(address):
        # Beside a file of ours, those of another site would be loaded instead of it.
        candidates = tuple(candidate for candidate in candidates if place.find(candidate.url))
    image.attrs["src"] = address
    if candidates:
        image.attrs["srcset"] = write_srcset(candidates)
    else:
        image.attrs.pop("srcset", None)
        image.attrs.pop("sizes", None)
    for name in (*_LAZY, *_LAZY_SETS):
        image.attrs.pop(name, None)


def _write_size(image: Tag, media: Media | None) -> None:
    """Say how large a picture is, so that the text around it does not move when it comes."""
    if media is None or not media.width_px or not media.height_px:
        return
    # What its author says of one side goes for the other.
    width, height = (_LENGTH.fullmatch(read(image, name)) for name in ("width", "height"))
    if width and height:
        return
    ratio = media.height_px / media.width_px
    sides = media.width_px, media.height_px
    if width and int(width[1]):
        sides = int(width[1]), max(1, round(int(width[1]) * ratio))
    elif height and int(height[1]):
        sides = max(1, round(int(height[1]) / ratio)), int(height[1])
    image.attrs["width"], image.attrs["height"] = map(str, sides)


def _is_pixel(element: Tag) -> bool:
    """Say whether an image or a frame is too small to be seen."""
    sizes: dict[str, float] = {}
    for name, value in _STYLE_LENGTH.findall(read(element, "style").lower()):
        sizes[name] = float(value) if value.replace(".", "", 1).isdecimal() else 2
    for name in ("width", "height"):
        if match := _LENGTH.fullmatch(read(element, name)):
            sizes[name] = float(match[1])
    width, height = sizes.get("width"), sizes.get("height")
    return width == 0 or height == 0 or (width is not None and height is not None and max(width, height) <= 1)


def _is_emoji(alt: str) -> bool:
    """Say whether an alternative text is nothing but emoji, which the image only draws."""
    return 0 < len(alt) <= _MAX_EMOJI and all(
        unicodedata.category(character) in {"So", "Sk", "Mn", "Cf", "Cs"} or 0x1F000 <= ord(character) <= 0x1FAFF  # noqa: PLR2004
        for character in alt
    )


def unwrap_picture(picture: Tag, place: Place) -> None:
    """Leave the image of a ``picture`` alone, which readers understand everywhere."""
    image = picture.find("img") or picture.find("amp-img")
    sources = picture.find_all("source")
    if image is None:
        for source in sources:
            source.decompose()
        unwrap(picture)
        return
    _borrow_address(image, sources, place)
    for source in sources:
        unwrap(source)
    unwrap(picture)


def mend_picture(picture: Tag, place: Place) -> None:
    """Leave of a ``picture`` its sources, with absolute addresses, and its image, which has an address of its own."""
    image = picture.find("img") or picture.find("amp-img")
    sources = picture.find_all("source")
    for source in sources:
        candidates = parse_srcset(_find_srcset(source), place.base, place.locate)
        kind = read(source, "type").strip().lower()
        if candidates and (not kind or _PICTURE_TYPES.fullmatch(kind)):
            source.attrs["srcset"] = write_srcset(candidates)
        else:
            source.attrs.pop("srcset", None)
    if image is None or not any("srcset" in source.attrs for source in sources):
        unwrap_picture(picture, place)
        return
    _borrow_address(image, sources, place)
    mend_image(image, place)
    if is_gone(image):
        unwrap_picture(picture, place)
        return
    for source in sources:
        source.extract()
        source.attrs.pop("src", None)
    for node in [node for node in picture.contents if node is not image]:
        # Nothing else has a place in it; and an image inside something else comes out of that.
        picture.insert_after(node.extract())
    picture.append(image.extract())
    for n, source in enumerate(source for source in sources if "srcset" in source.attrs):
        picture.insert(n, source)


def _borrow_address(image: Tag, sources: list[Tag], place: Place) -> None:
    """Give an image without an address that of a source: what every reader can draw first, else whatever there is."""
    if find_address(image, place).startswith("http"):
        return
    ordered = sorted(sources, key=lambda source: read(source, "type").lower() not in _PORTABLE)
    found = (find_address(source, place) for source in ordered)
    if address := next((address for address in found if address), ""):
        image.attrs["src"] = address
    for name in _LAZY:
        image.attrs.pop(name, None)


def mend_noscript(noscript: Tag, place: Place) -> None:
    """Take the image that a page without scripts shows instead of the placeholder before it.

    Anything else in it is shown to nobody, except where it is the only picture or player.
    """
    images = noscript.find_all(["img", "amp-img"])
    if not images and not noscript.find(["x-frame", "video", "audio"]):
        noscript.decompose()
        return
    before = _find_image_before(noscript)
    if before is not None and images:
        shown = find_address(before, place)
        if shown and (shown == find_address(images[0], place) or any(name in before.attrs for name in _LAZY)):
            noscript.decompose()
            return
        if not shown or _is_stand_in(shown):
            (before.find_parent("picture") or before).decompose()
    unwrap(noscript, " ")


def _find_image_before(noscript: Tag) -> Tag | None:
    before = find_before(noscript)
    if before is None:
        return None
    if before.name in {"img", "amp-img"}:
        return before
    found = before.find_all(["img", "amp-img"])
    return found[-1] if found and not text_of(before) else None


def mend_player(player: Tag, place: Place) -> None:
    """Give a video or a sound absolute addresses and controls; it never starts by itself."""
    player.name = player.name.removeprefix("amp-")
    sources = player.find_all(["source", "track"])
    for element in [player, *sources]:
        value = read(element, "src") or read(element, "data-src")
        element.attrs["src"] = place.locate(value)
        if not element.attrs["src"]:
            del element.attrs["src"]
            if element is not player:
                element.decompose()
    if "src" not in player.attrs and not any(child.name == "source" for child in children(player)):
        for element in children(player):
            if element.name == "track":
                element.decompose()
        unwrap(player, " ")
        return
    player.attrs["controls"] = ""
    poster = place.locate(read(player, "poster") or read(player, "data-poster"))
    player.attrs["poster"] = poster


def replace_frame(frame: Tag, place: Place) -> None:
    """Put a link in the place of an embedded page."""
    fallback = text_of(frame)
    address = resolve_media(read(frame, "data-src") or read(frame, "data-lazy-src") or read(frame, "src"), place.base)
    if (embed := _EMBEDS.get(frame.name)) and (found := _EMBED_ID.fullmatch(read(frame, embed[0]).strip())):
        address = embed[1] + found[0]
    if _is_pixel(frame) or is_pixel_host(address) or address.partition("#")[0] in place.addresses:
        address = ""
    if address:
        frame.insert_before(_make_link(frame, address))
    # Browsers show nothing of what a frame holds; but one that was never closed holds the rest of the article.
    if len(fallback) < _MAX_FALLBACK and not frame.find("p"):
        frame.decompose()
    else:
        unwrap(frame, " ")


_EMBEDS = {
    "amp-instagram": ("data-shortcode", "https://www.instagram.com/p/"),
    "amp-twitter": ("data-tweetid", "https://twitter.com/i/status/"),
    "amp-vimeo": ("data-videoid", "https://vimeo.com/"),
    "amp-youtube": ("data-videoid", "https://www.youtube.com/watch?v="),
    "lite-vimeo": ("videoid", "https://vimeo.com/"),
    "lite-youtube": ("videoid", "https://www.youtube.com/watch?v="),
}
"""Elements that a script makes into a player: the attribute that says of what, and the page of that."""
_EMBED_ID = re.compile(r"[A-Za-z0-9_-]{4,30}")


def replace_object(element: Tag, place: Place) -> None:
    """Put what an ``object`` or ``embed`` falls back on in its place, or else a link to its data."""
    movie = next(
        (read(p, "value") for p in element.find_all("param") if read(p, "name").lower() in {"movie", "src"}), ""
    )
    data = read(element, "data") or read(element, "src") or movie
    # It may be a whole page as well, which is none of our files.
    address = place.locate(data) if guess_type(data) else resolve_media(data, place.base)
    if element.find(["object", "embed", "x-frame"]) and not text_of(element):
        # The embed inside an object is the same thing once more, for older browsers.
        unwrap(element)
    elif text_of(element) or element.find(["img", "video", "audio"]):
        unwrap(element, " ")
    elif address and not _is_pixel(element) and address.partition("#")[0] not in place.addresses:
        if _PICTURE_TYPES.fullmatch(read(element, "type").lower()):
            replace(element, new_tag("img", src=address, alt=read(element, "aria-label") or read(element, "title")))
        else:
            replace(element, _make_link(element, address))
    else:
        element.decompose()


def _make_link(element: Tag, address: str) -> Tag:
    """Make a link to what an embed shows: its title, and its picture where one is known."""
    link = resolve_link(find_original(address), "")
    labels = (" ".join(read(element, name).split()) for name in ("title", "aria-label", "videotitle", "playlabel"))
    host = (urlsplit(link).hostname or link).removeprefix("www.")
    anchor = new_tag("a", next(filter(None, labels), "") or host, href=link)
    parent = element.parent
    is_alone = parent is not None and all(node is element or is_space(node) for node in parent.contents)
    if parent is not None and parent.name in _INLINE_PARENTS and not (is_alone and parent.name == "p"):
        return anchor
    if thumbnail := find_thumbnail(link):
        anchor.insert(0, new_tag("br"))
        anchor.insert(0, new_tag("img", src=thumbnail, alt=""))
    # A frame between blocks is a block itself.
    return anchor if is_alone and parent is not None and parent.name == "p" else new_tag("p", anchor)


_INLINE_PARENTS = frozenset({"p", "span", "a", "td", "th", "li", "b", "i", "em", "strong"})
