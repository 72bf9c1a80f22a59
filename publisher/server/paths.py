"""Says which file a path of a request may mean: one inside the folder, under plain names, or none."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

from publisher.server.codings import SUFFIXES
from publisher.urls import MEDIA_TYPES

INDEX = "index.html"

_TYPES_BY_NAME = {
    "rss.xml": "application/rss+xml; charset=utf-8",
    "atom.xml": "application/atom+xml; charset=utf-8",
    "feed.json": "application/feed+json; charset=utf-8",
}
_CHANGES = "changes."
_TYPES_BY_SUFFIX = {f".{suffix}": kind for suffix, kind in MEDIA_TYPES.items()} | {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
    ".pdf": "application/pdf",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
}

# What Windows opens instead of a file, whatever the extension.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|$)", re.IGNORECASE)
# Control characters, halves of surrogate pairs, the separators of Windows' paths and streams, its wildcards, and
# `~`, which marks backups and the short names by which Windows also knows a file whose long name we refuse.
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f-\x9f\ud800-\udfff\\/:*?"<>|~]')
_TEMPORARY_SUFFIXES = (".tmp", ".temp", ".part", ".partial", ".swp", ".bak", ".new")
# They are sent for the files that they are made from.
_VARIANT_SUFFIXES = tuple(SUFFIXES.values())


def find_type(name: str) -> str:
    """Return the media type of a file, by its name; with the charset of text."""
    of_feed = _TYPES_BY_NAME.get(name.removeprefix(_CHANGES))
    return of_feed or _TYPES_BY_SUFFIX.get(Path(name).suffix.lower(), "application/octet-stream")


def is_feed(name: str) -> bool:
    """Say whether a file is a feed, by its name."""
    return name.removeprefix(_CHANGES) in _TYPES_BY_NAME


def is_medium(kind: str) -> bool:
    """Say whether parts of a file may be asked for, by its media type: of what players seek in."""
    return kind.startswith(("image/", "audio/", "video/")) or kind in {"application/pdf", "application/octet-stream"}


def resolve(root: Path, path: str) -> Path | str | None:
    """Find what a path means.

    Args:
        root: The folder that is served, without symbolic links.
        path: Of the request, decoded.

    Returns:
        A file inside the root; or, for a folder with a page in it but without a slash at the end, the path
        to redirect to, percent-encoded; None if there is nothing.
    """
    first, *names = path.split("/")
    if first or not names:
        return None
    is_folder = names[-1] == ""
    names = names[:-1] if is_folder else names
    if not all(map(is_plain_name, names)):
        return None
    try:
        found = Path(root, *names).resolve(strict=True)
        if found.is_dir() and not is_folder:
            has_page = (found / INDEX).is_file() and _is_inside(root, found)
            return quote(f"{path}/") if has_page else None
        if is_folder:
            found = (found / INDEX).resolve(strict=True)
    except PermissionError:
        raise
    except (OSError, RuntimeError):
        # Not there, a file where a folder should be, a loop of links (a RuntimeError before Python 3.13), a name
        # longer than any can be.
        return None
    return found if _is_inside(root, found) else None


def _is_inside(root: Path, found: Path) -> bool:
    """Say whether a resolved path lies inside the root, under plain names: a link may lead anywhere."""
    return found.is_relative_to(root) and all(map(is_plain_name, found.relative_to(root).parts))


def is_plain_name(name: str) -> bool:
    """Say whether a name means the same file on every system, and one that is meant to be seen."""
    return not (
        not name
        or name.startswith(".")
        # Windows drops these, so `feed.json.` would be another name for `feed.json`, and `.. ` for `..`.
        or name.endswith((".", " "))
        or name.lower().endswith((*_TEMPORARY_SUFFIXES, *_VARIANT_SUFFIXES))
        or _NOT_IN_NAMES.search(name)
        or _DEVICE.match(name)
    )


def is_plain_path(path: object) -> bool:
    """Say whether something is a path, of a file or with a slash of a folder, that is made of plain names."""
    return isinstance(path, str) and all(map(is_plain_name, path.removesuffix("/").split("/")))
