"""Pictures, sounds and films beside articles: found by what an article says, and never outside the folder.

An article is not trusted: what it calls a picture may be any path on the machine, and any bytes.
"""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from unicodedata import normalize
from urllib.parse import unquote

from publisher.errors import SourceError
from publisher.model import MediaKind
from publisher.sources.signatures import HEAD_BYTES, find_type, is_type, measure_picture
from publisher.urls import MEDIA_TYPES, slugify

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_MAX_REFERENCE = 2_000
_CHUNK = 1024 * 1024
_ROOTS = ("", "static", "assets", "public")
"""Folders of the content folder that may be the root of a site: site generators copy the last three there."""
_NEVER = -1
"""Size of a file that is not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaOptions:
    """Which files are published beside an article."""

    max_bytes: int = 64 * 1024 * 1024
    """A larger file is refused."""
    max_files: int = 2_000
    """Of one article; more are passed over."""
    settle: timedelta = timedelta(milliseconds=300)
    """A file that was changed less than this ago is taken only if it then stays the same for so long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaFile:
    """What was seen of a file that an article refers to."""

    path: str
    """Below the content folder, with ``/`` between its parts."""
    size: int = _NEVER
    """-1 if there is none."""
    mtime_ns: int = 0
    digest: str = ""
    """SHA-256 of its bytes; empty if it is not published."""
    name: str = ""
    """Under which it is published; empty if it is not."""
    type: str = ""
    width_px: int = 0
    """Of a picture; 0 if it is not known."""
    height_px: int = 0

    @property
    def is_missing(self) -> bool:
        """Whether there is no such file."""
        return self.size == _NEVER

    @property
    def kind(self) -> MediaKind:
        """What it is, by its type."""
        return MediaKind(self.type.partition("/")[0])

    @property
    def right_name(self) -> str:
        """The name that the file should have where its extension is that of another type; empty if it is right."""
        if not self.type or MEDIA_TYPES.get(_suffix(self.path)) == self.type:
            return ""
        return f"{PurePosixPath(self.path).stem}.{_EXTENSIONS[self.type]}"


_EXTENSIONS = {media_type: extension for extension, media_type in reversed(MEDIA_TYPES.items())}
"""The first extension of each type."""


class MediaError(SourceError):
    """A file that an article refers to is not published; the article is."""

    def __init__(self, message: str, where: str, hint: str = "", file: MediaFile | None = None) -> None:
        super().__init__(message, where, hint)
        self.file = file
        """What was seen of it, so that it is not looked into again while it stays the same."""


class BusyError(SourceError):
    """A file that an article refers to is being written; the article is for the next run."""


def may_name_media(name: str) -> bool:
    """Tell whether a file of this name, given as its path below the folder, may be one that articles refer to.

    >>> [may_name_media(name) for name in ("a/b.PNG", "a/b.svg", ".a/b.png", "a/.b.png")]
    [True, False, False, False]
    """
    return _suffix(name) in MEDIA_TYPES and not any(part.startswith(".") for part in name.split("/"))


def list_paths(article: str, reference: str) -> tuple[str, ...]:
    r"""Return which paths below the content folder a reference may mean, the likeliest first.

    A reference is relative to the article, or begins with one slash and is relative to the root of the site: the
    content folder, or its folder ``static``, ``assets`` or ``public``. Anything else has no path: what has a scheme or
    a host, a place in a page, and whatever leads out of the folder or to a hidden file, however it is spelt.

    Args:
        article: Its name: its path below the content folder.
        reference: As written in the article.

    >>> list_paths("notes/a.md", "pics/a%20b.png")
    ('notes/pics/a b.png', 'notes/pics/a%20b.png')
    >>> list_paths("notes/a.md", "/pics/b.png")
    ('pics/b.png', 'static/pics/b.png', 'assets/pics/b.png', 'public/pics/b.png')
    >>> list_paths("notes/a.md", "../b.png"), list_paths("notes/a.md", "..\\..\\b.png"), list_paths("a.md", ".git/b")
    (('b.png',), (), ())
    """
    reference = reference.strip()
    if not is_local(reference) or len(reference) > _MAX_REFERENCE:
        return ()
    plain = re.split("[?#]", reference, maxsplit=1)[0]
    texts = [_decode(plain), plain, _decode(reference), reference]
    forms = dict.fromkeys(form for text in texts for form in (text, normalize("NFC", text), normalize("NFD", text)))
    is_rooted = is_root_relative(reference)
    article = "" if is_rooted else article
    found = dict.fromkeys(path for form in forms if (path := _join(article, form)))
    if not is_rooted:
        return tuple(found)
    return tuple(f"{root}/{path}" if root else path for root in _ROOTS for path in found)


def is_local(reference: str) -> bool:
    """Return whether a reference is relative to its article, or to the root of the site.

    >>> [is_local(text) for text in ("a.png", "/a.png", "#a", "//host/a.png", "https://host/a.png", "C:a.png", "")]
    [True, True, False, False, False, False, False]
    """
    reference = reference.strip()
    if is_root_relative(reference):
        return True
    return bool(reference) and reference[0] not in "/\\#?" and not _SCHEME.match(reference)


def is_root_relative(reference: str) -> bool:
    r"""Return whether a reference begins with one slash (RFC 3986 §4.2: an absolute-path reference).

    Browsers read a backslash as a slash, so two of either begin a host.

    >>> [is_root_relative(text) for text in ("/a.png", "//host/a.png", "/\\host/a.png", "a.png", "/")]
    [True, False, False, False, False]
    """
    reference = reference.strip()
    return reference[:1] == "/" and reference[1:2] not in {"/", "\\", ""}


def _decode(text: str) -> str:
    try:
        return unquote(text, errors="strict")
    except UnicodeDecodeError:
        return text


def _join(article: str, reference: str) -> str:
    """Return the path that a reference means, from an article; empty if that may not be published."""
    if _CONTROL.search(reference) or ":" in reference:
        # A colon names a drive, or a stream inside a file, on Windows.
        return ""
    parts = article.split("/")[:-1]
    # A backslash parts names on Windows, and in pages that were saved there.
    for part in re.split(r"[/\\]", reference):
        if part == "..":
            if not parts:
                return ""
            parts.pop()
        elif part.startswith(".") and part != ".":
            return ""
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)


def look_at_media(folder: Path, path: str) -> tuple[int, int]:
    """Return size and time of a file as it is now, -1 and 0 if there is none; nothing of it is read."""
    try:
        status = os.stat(f"{folder}/{path}")  # noqa: PTH116  Asked for every known file, at every run.
    except (OSError, ValueError):
        return _NEVER, 0
    return status.st_size, status.st_mtime_ns


def read_media(
    folder: Path, path: str, options: MediaOptions, recall: Callable[[str, int, int], MediaFile | None]
) -> MediaFile:
    """Look into a file that an article refers to.

    Args:
        folder: The content folder.
        path: One of `list_paths`.
        options: What may be published.
        recall: Given a path, a size and a time, returns what is known of a file that was so; it is not read again.

    Returns:
        What it is; `MediaFile.is_missing` if it is not there.

    Raises:
        MediaError: It may not be published.
        BusyError: It is being written just now.
    """
    size, mtime_ns = look_at_media(folder, path)
    missing = MediaFile(path=path)
    if size == _NEVER:
        return missing
    seen = MediaFile(path=path, size=size, mtime_ns=mtime_ns)
    known = recall(path, size, mtime_ns)
    if known and known.digest:
        with _opened(folder, seen):
            return known
    with _opened(folder, seen) as file:
        if size > options.max_bytes:
            hint = f"make it smaller, or raise `limits.media_bytes` (now {options.max_bytes:,})"
            raise MediaError(f"is too large: {size:,} bytes", path, hint, seen)
        media_type = _find_type(file, seen)
        _wait_until_settled(folder, seen, options)
        digest, count = _digest(file, size)
        if count != size or look_at_media(folder, path) != (size, mtime_ns):
            raise BusyError("is still being written", path)
        width, height = measure_picture(file, media_type)
    return MediaFile(
        path=path,
        size=size,
        mtime_ns=mtime_ns,
        digest=digest,
        name=f"{slugify(PurePosixPath(path).stem, 'media')}-{digest[:16]}.{_find_extension(path, media_type)}",
        type=media_type,
        width_px=width,
        height_px=height,
    )


def _find_extension(path: str, media_type: str) -> str:
    """Return the extension under which a file is published: its own, unless it is that of another type."""
    suffix = _suffix(path)
    return suffix if MEDIA_TYPES.get(suffix) == media_type else _EXTENSIONS[media_type]


def _digest(file: BinaryIO, most: int) -> tuple[str, int]:
    """Return the SHA-256 of a file, and how long it is: a little more than the most is as good as any number."""
    digest, count = sha256(), 0
    file.seek(0)
    while (chunk := file.read(_CHUNK)) and count <= most:
        digest.update(chunk)
        count += len(chunk)
    return digest.hexdigest(), count


@contextmanager
def open_media(folder: Path, path: str) -> Iterator[BinaryIO]:
    """Open a file that `read_media` found before, with the same care.

    Raises:
        MediaError: It may not be published any longer, or is not there.
    """
    with _opened(folder, MediaFile(path=path)) as file:
        yield file


@contextmanager
def _opened(folder: Path, seen: MediaFile) -> Iterator[BinaryIO]:
    """Open a file for reading that lies in the folder, under no hidden name, and is a plain one."""
    try:
        root = folder.resolve(strict=True)
        real = (root / seen.path).resolve(strict=True)
        is_inside = real.is_relative_to(root)
        if not is_inside or any(part.startswith(".") for part in real.relative_to(root).parts):
            hint = "only what lies in the content folder, and is not hidden, is published"
            raise MediaError("leads out of the content folder", seen.path, hint, seen)
        # Opening a device may do something, and opening a pipe may wait for ever: it is looked at before.
        if not stat.S_ISREG(real.stat().st_mode):
            raise MediaError("is not a plain file", seen.path, "", seen)
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        descriptor = os.open(real, flags | getattr(os, "O_CLOEXEC", 0))
    except (OSError, RuntimeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "leads in a circle"
        raise MediaError(f"cannot be read: {reason}", seen.path, "check its permissions", seen) from error
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise MediaError("is not a plain file", seen.path, "", seen)
        try:
            yield file
        except OSError as error:
            raise MediaError(f"cannot be read: {error.strerror}", seen.path, "", seen) from error


def _find_type(file: BinaryIO, seen: MediaFile) -> str:
    """Return the type of a file by its bytes, which must be of the kind that its name says.

    A picture may have the extension of another type of picture, and a sound or a film that of another of these.
    """
    suffix = _suffix(seen.path)
    expected = MEDIA_TYPES.get(suffix, "")
    head = file.read(HEAD_BYTES)
    if expected and is_type(head, expected):
        return expected
    if not expected:
        hint = f"published are {', '.join(sorted(MEDIA_TYPES))}"
        raise MediaError(
            f"is of a type that is not published: .{suffix}" if suffix else "has no type", seen.path, hint, seen
        )
    is_picture = expected.startswith("image/")
    types = dict.fromkeys(MEDIA_TYPES.values())
    # Of the types of one kind first: sounds and films share a container.
    kind = expected.partition("/")[0]
    likely = sorted(types, key=lambda media_type: not media_type.startswith(kind))
    found = find_type(head, iter(likely))
    if found and found.startswith("image/") == is_picture:
        return found
    hint = f"it is {found}" if found else "is it damaged, or renamed?"
    raise MediaError(f"is not what its name says, {expected}", seen.path, hint, seen)


def _wait_until_settled(folder: Path, seen: MediaFile, options: MediaOptions) -> None:
    # The file system's clock is compared with the system's own; neither reaches any output.
    seconds = options.settle.total_seconds()
    if 0 <= time.time_ns() - seen.mtime_ns < seconds * 1e9:
        time.sleep(seconds)
        if look_at_media(folder, seen.path) != (seen.size, seen.mtime_ns):
            raise BusyError("is still being written", seen.path)


def _suffix(path: str) -> str:
    return PurePosixPath(path).suffix.lower().removeprefix(".")
