"""Articles in a folder."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from publisher.errors import SourceError
from publisher.model import Raw

SUFFIXES = frozenset({".txt", ".md", ".markdown", ".html", ".htm", ".xhtml"})
_MAX_DEPTH = 32
_FOLDER_HINT = "create it, or set `content` to where the articles are"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOptions:
    """What counts as a file to read."""

    max_bytes: int = 10 * 1024 * 1024
    """A larger file is refused."""
    max_files: int = 100_000
    """A folder with more articles is refused."""
    settle: timedelta = timedelta(milliseconds=300)
    """A file that was changed less than two seconds ago is read only if it stays the same for so long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFile:
    """A file that looks like an article, not yet read."""

    name: str
    """Path below the folder, with ``/`` between its parts."""
    path: Path
    size: int
    mtime_ns: int


def find_files(folder: Path, options: SourceOptions, suffixes: frozenset[str] = SUFFIXES) -> dict[str, FoundFile]:
    """Find what looks like an article in a folder and its folders, in the order of names.

    Dotfiles, names that begin with ``_`` and editors' temporary files are none, nor are links that lead out of the
    folder. No content is read.

    Args:
        folder: The content folder.
        options: How many there may be.
        suffixes: What the names of articles end in.

    Raises:
        SourceError: The folder is not there or cannot be listed, or holds too many files.
    """
    found: dict[str, FoundFile] = {}
    root = folder.resolve()
    waiting = [("", 0)]
    while waiting:
        below, depth = waiting.pop()
        try:
            with os.scandir(folder / below) as entries:
                for entry in sorted(entries, key=lambda entry: entry.name):
                    if _is_hidden(entry.name):
                        continue
                    name = f"{below}{entry.name}"
                    if entry.is_dir(follow_symlinks=False):
                        if depth < _MAX_DEPTH:
                            waiting.append((f"{name}/", depth + 1))
                    elif os.path.splitext(entry.name)[1].lower() in suffixes:  # noqa: PTH122  No Path for each entry.
                        file = _look_at(entry, name, root)
                        if file:
                            found[name] = file
        except OSError as error:
            where = str(folder / below)
            raise SourceError(f"cannot list this folder: {error.strerror}", where, _FOLDER_HINT) from error
        if len(found) > options.max_files:
            raise SourceError(f"more than {options.max_files:,} articles", str(folder), "raise `limits.files`")
    return dict(sorted(found.items()))


def find_folders(folder: Path) -> tuple[Path, ...]:
    """Find the folders in which `find_files` looks for articles, the given one first.

    Raises:
        SourceError: The folder is not there or cannot be listed.
    """
    found = []
    waiting = [(folder, 0)]
    while waiting:
        at, depth = waiting.pop()
        try:
            with os.scandir(at) as entries:
                below = [Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False)]
        except OSError as error:
            if depth:
                continue  # Removed just now.
            raise SourceError(f"cannot list this folder: {error.strerror}", str(at), _FOLDER_HINT) from error
        found.append(at)
        if depth < _MAX_DEPTH:
            waiting += [(path, depth + 1) for path in sorted(below, reverse=True) if _is_visible(path.name)]
    return tuple(found)


def may_name_article(name: str) -> bool:
    """Tell whether `find_files` would list a file of this name, given as its path below the folder.

    >>> [may_name_article(name) for name in ("a/b.md", "a/b.md~", "_drafts/b.md", "a/.b.md.swp")]
    [True, False, False, False]
    """
    return all(_is_visible(part) for part in name.split("/")) and Path(name).suffix.lower() in SUFFIXES


def _is_hidden(name: str) -> bool:
    # `#a.txt#` and `a.txt~` end in no suffix of ours; `~$a.html` and `.#a.md` are editors' locks.
    return name.startswith((".", "_", "~", "#"))


def _is_visible(name: str) -> bool:
    return not _is_hidden(name) and _is_text(name)


def _is_text(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _look_at(entry: os.DirEntry[str], name: str, root: Path) -> FoundFile | None:
    try:
        if entry.is_symlink() and not Path(entry.path).resolve(strict=True).is_relative_to(root):
            return None
        status = entry.stat()
    except (OSError, RuntimeError):
        return None  # A link to nothing or in a circle, or a file that was removed just now.
    if not stat.S_ISREG(status.st_mode):
        return None
    if not _is_text(name):
        return None  # A name in no encoding could not be remembered, nor be printed.
    return FoundFile(name=name, path=Path(entry.path), size=status.st_size, mtime_ns=status.st_mtime_ns)


def wait_until_settled(files: Iterable[FoundFile], options: SourceOptions) -> set[str]:
    """Wait a moment if any of the files was changed just now.

    Returns:
        The names of those that are still being written: they are for the next run.
    """
    # The file system's clock is compared with the system's own; neither reaches any output.
    now_ns = time.time_ns()
    young = [file for file in files if abs(now_ns - file.mtime_ns) < 2_000_000_000]  # noqa: PLR2004
    if not young or not options.settle:
        return set()
    time.sleep(options.settle.total_seconds())
    return {file.name for file in young if not _is_same(file)}


def _is_same(file: FoundFile) -> bool:
    try:
        status = file.path.stat()
    except OSError:
        return False
    return (status.st_size, status.st_mtime_ns) == (file.size, file.mtime_ns)


def read_file(file: FoundFile, options: SourceOptions) -> Raw | None:
    """Read a file.

    Returns:
        Its bytes; None if it changed while it was read, so that the next run should read it.

    Raises:
        SourceError: It cannot be read, or is too large.
    """
    hint = f"split it, or raise `limits.file_bytes` (now {options.max_bytes:,})"
    if file.size > options.max_bytes:
        raise SourceError(f"too large: {file.size:,} bytes", file.name, hint)
    try:
        with file.path.open("rb") as stream:
            data = stream.read(options.max_bytes + 1)
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror}", file.name, "check its permissions") from error
    if len(data) > options.max_bytes:
        raise SourceError(f"too large: more than {options.max_bytes:,} bytes", file.name, hint)
    return Raw(name=file.name, data=data) if len(data) == file.size and _is_same(file) else None
