"""Resolves and checks URLs, mints tag URIs and slugs.

URLs are read as browsers read them (the WHATWG URL Standard, by the ada library) and written as
feeds want them: absolute, ASCII, percent-encoded with upper-case hex (RFC 3986 §2.1).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from urllib.parse import urlsplit

WEB_SCHEMES = frozenset({"http", "https"})
LINK_SCHEMES = WEB_SCHEMES | {"mailto", "tel"}

MEDIA_TYPES = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "aac": "audio/aac",
    "ogg": "audio/ogg",
    "opus": "audio/ogg",
    "flac": "audio/flac",
    "wav": "audio/wav",
    "mp4": "video/mp4",
    "webm": "video/webm",
}
"""The media types of files that may be published beside an article, by their lower-case extensions.

No SVG: it is a document, and may run scripts where it is opened by itself.
"""

# Anything outside these stands percent-encoded in a URL (RFC 3986 §2); `%` is left as it is.
_NOT_URL_CHARACTER = re.compile(r"[^A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]")
_AUTHORITY = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?(?://[^/?#]*)?")
_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_STRIPPED = "".join(map(chr, range(33)))
"""Characters that browsers take off the start of an address (WHATWG URL §4.4): C0 controls and spaces."""
_SLUG_MAX = 60
# Names that Windows gives to devices, whatever the extension, and folders and files of our own.
_DEVICES = {"con", "prn", "aux", "nul"} | {f"{device}{n}" for device in ("com", "lpt") for n in range(10)}
_OURS = {"articles", "snippets", "index", "rss", "atom", "feed", "feeds", "style", "assets", "media", "tags", "authors"}
_RESERVED = frozenset(_DEVICES | _OURS | {"sitemap", "archive"})


# A page's addresses come up again at every step from parsing to the last round of cleaning.
@lru_cache(maxsize=1024)
def resolve(url: str, base: str = "", *, schemes: frozenset[str] = LINK_SCHEMES) -> str:
    r"""Make a URL absolute and safe to publish.

    Args:
        url: As found, perhaps relative, with stray white space or non-ASCII characters.
        base: Absolute URL that it is relative to; empty if there is none. Without it, an address that has only a host
            (``//example.org/x``, RFC 3986 §4.2) gets ``https``.
        schemes: Lower-case schemes that are let through.

    Returns:
        An absolute URL in ASCII, or an empty string if there is none that may be published
        (relative without a base, a scheme that is not allowed, not a URL at all).

    >>> resolve("../a b.png", "https://example.org/x/y.html")
    'https://example.org/a%20b.png'
    >>> resolve("java\nscript:alert(1)", "https://example.org/")
    ''
    >>> resolve("//example.org/x")
    'https://example.org/x'
    """
    # Every run that publishes nothing would pay for this import.
    import ada_url

    if not base and url.lstrip(_STRIPPED).startswith("//"):
        url = f"https:{url.lstrip(_STRIPPED)}"
    try:
        found = ada_url.join_url(base, url) if base else ada_url.URL(url).href
    except (ValueError, UnicodeError):
        return ""
    scheme, _, rest = found.partition(":")
    if scheme not in schemes or not rest:
        return ""
    if "%" in found:
        found = _BAD_PERCENT.sub("%25", found)
    found = _encode_strays(_NOT_URL_CHARACTER.sub(_encode, found))
    return _PERCENT.sub(lambda match: match.group().upper(), found) if "%" in found else found


def _encode_strays(url: str) -> str:
    """Encode the brackets and hashes that browsers leave where RFC 3986 §3 has none: brackets are for hosts.

    >>> _encode_strays("https://[::1]/a[1]?b[]=2#c#d")
    'https://[::1]/a%5B1%5D?b%5B%5D=2#c%23d'
    """
    if "[" not in url and "]" not in url and url.count("#") < 2:  # noqa: PLR2004
        return url
    head, _, tail = _AUTHORITY.sub(r"\g<0>\n", url, count=1).partition("\n")
    start, mark, fragment = tail.replace("[", "%5B").replace("]", "%5D").partition("#")
    return f"{head}{start}{mark}{fragment.replace('#', '%23')}"


def _encode(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group().encode("utf-8", "replace"))


def guess_type(url: str) -> str:
    """Return the media type of a picture, a sound or a film by its address; empty if that is not sure.

    >>> guess_type("https://example.org/a.MP3"), guess_type("a.jpg?format=webp"), guess_type("a.html")
    ('audio/mpeg', '', '')
    """
    try:
        split = urlsplit(url.strip())
    except ValueError:
        return ""
    name = split.path.rpartition("/")[2]
    return "" if split.query or "." not in name else MEDIA_TYPES.get(name.rpartition(".")[2].lower(), "")


def is_below(path: str, folders: Iterable[str]) -> bool:
    """Return whether a path below ``feeds/`` is in one of some folders, or is the file that one of them names.

    Case is ignored, as some file systems ignore it.

    Args:
        path: With ``/`` between its parts, and none before the first.
        folders: Each with a slash at its end; an empty one stands for everything.

    >>> is_below("feeds/Members/atom.xml", ["feeds/members/"]), is_below("feeds/membership/", ["feeds/members/"])
    (True, False)
    """
    name = path.casefold()
    return any(not folder or name == folder[:-1] or name.startswith(folder) for folder in map(str.casefold, folders))


def mint_tag(authority: str, *parts: str) -> str:
    """Mint a ``tag:`` URI (RFC 4151) whose name is a digest, so that it says nothing that could become untrue.

    Args:
        authority: A domain and a date, ``example.org,2026`` (RFC 4151 §2.1).
        parts: What the id is minted from; the same parts give the same URI.

    >>> mint_tag("example.org,2026", "a.md")
    'tag:example.org,2026:73gmzf2tert23p4t'
    """
    from base64 import b32encode

    digest = sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).digest()
    return f"tag:{authority}:{b32encode(digest[:10]).decode().lower()}"


def slugify(text: str, fallback: str) -> str:
    """Make a name that is safe as a folder, a file and an anchor on every system.

    Lower-case ASCII letters, digits and single hyphens, at most 60 characters, beginning with a letter or a
    digit, never a Windows device name nor one of our own folders. Other scripts are transliterated.

    Args:
        text: Any text.
        fallback: Used where nothing of the text is left; must be such a name itself.

    >>> slugify("Ünder the “Sea”: 20,000 leagues!", "item")
    'under-the-sea-20-000-leagues'
    >>> slugify("../../etc/passwd", "item")
    'etc-passwd'
    >>> slugify("CON", "item")
    'con-1'
    """
    from anyascii import anyascii

    text = re.sub("['’ʼ`]", "", text[:1000])
    slug = re.sub(r"[^a-z0-9]+", "-", anyascii(text).lower()).strip("-")
    # What begins with `x-` is an id of the author's own, inside an item's content.
    slug = re.sub("^(x-)+", "x", slug)
    if len(slug) > _SLUG_MAX:
        cut = slug[: _SLUG_MAX + 1]
        # Cut at a word, unless the first word alone is too long.
        slug = cut.rpartition("-")[0] if "-" in cut[20:] else cut[:_SLUG_MAX]
        slug = slug.strip("-")
    slug = slug or fallback
    return f"{slug}-1" if slug in _RESERVED else slug


def quote_text_fragment(text: str) -> str:
    """Percent-encode a text for ``#:~:text=`` (WICG Scroll to Text Fragment): ``-``, ``,`` and ``&`` too.

    >>> quote_text_fragment("Pros & Cons, in-depth")
    'Pros%20%26%20Cons%2C%20in%2Ddepth'
    """
    return "".join(
        character
        if character.isascii() and (character.isalnum() or character in "._~")
        else "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))
        for character in text
    )
