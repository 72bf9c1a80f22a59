"""What files of ours in the folder say: what is gone, what moved, and when the next sections are due."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Generic, TypeVar
from urllib.parse import quote

from publisher.server.files import Files, Key, make_key
from publisher.server.paths import INDEX, is_plain_name, is_plain_path

_logger = logging.getLogger(__name__)

_GONE = "gone.json"
_RELEASES = "releases.json"
_MOST_BYTES = 16 * 1024 * 1024

_T = TypeVar("_T")


class _Told(Generic[_T]):
    """What a file of ours in the folder says; read again only when it has changed.

    Args:
        files: The folder.
        name: Of the file.
        parse: Reads its bytes; raises ValueError or RecursionError if they are not as we write them.
        nothing: What is said where there is no such file.
    """

    def __init__(self, files: Files, name: str, parse: Callable[[bytes], _T], nothing: _T) -> None:
        self._files = files
        self._name = name
        self._parse = parse
        self._nothing = nothing
        self._lock = threading.Lock()
        self._key: Key | None = None
        self._found = nothing

    def read_key(self, root: Path) -> Key | None:
        """Return what tells whether it is still the same file; None if there is none."""
        path = root / self._name
        try:
            # It is replaced as a whole, by a file with another inode.
            return make_key(str(path), path.stat())
        except OSError:
            return None

    def read(self, root: Path) -> _T:
        """Return what it says now; `root` is the folder that is served, without symbolic links."""
        key = self.read_key(root)
        if key is None:
            return self._nothing
        with self._lock:
            if key != self._key:
                self._found = self._load(root / self._name, key[2])
                self._key = key
            return self._found

    def _load(self, path: Path, size_bytes: int) -> _T:
        try:
            if size_bytes <= _MOST_BYTES:
                with self._files.open(path) as file:
                    return self._parse(file.read())
            reason = f"it has {size_bytes} bytes"
        except (OSError, ValueError, RecursionError) as error:
            reason = str(error)
        _logger.warning("file ignored", extra={"file": str(path), "reason": reason})
        return self._nothing


class Gone:
    """What is no longer there, as ``gone.json`` says."""

    def __init__(self, files: Files) -> None:
        self._told: _Told[Mapping[str, str]] = _Told(files, _GONE, _parse_gone, {})
        self.read_key = self._told.read_key

    def find(self, root: Path, path: str) -> str | None:
        """Tell what became of a path.

        Args:
            root: The folder that is served, without symbolic links.
            path: Of the request, decoded.

        Returns:
            The path that it moved to, on this host, percent-encoded; an empty string if it was withdrawn; None if
            nothing is known of it.
        """
        targets = self._told.read(root)
        name = path.removeprefix("/")
        name = name.removesuffix(INDEX) if name.endswith(f"/{INDEX}") else name
        target = targets.get(name, targets.get(f"{name}/"))
        if target is None:
            target = _find_folder(targets, name)
        seen = {name, f"{name}/"}
        # What moved twice is told in one step, and what moved in a circle not at all.
        while target and (page := target.partition("#")[0]) in targets:
            if page in seen:
                return None
            seen.add(page)
            target = targets[page]
        # Every name in it is a plain one, so that it begins with a single slash.
        return quote(f"/{target}", safe="/#") if target else target


def _find_folder(targets: Mapping[str, str], name: str) -> str | None:
    """Return where a path went with its folder; None if that is where it was, or is gone."""
    folder, slash, _ = name.rpartition("/")
    while slash:
        target = targets.get(f"{folder}/", "")
        if target.endswith("/"):
            return f"{target}{name[len(folder) + 1 :]}"
        folder, slash, _ = folder.rpartition("/")
    return None


class Releases:
    """When the next sections are due, as ``releases.json`` says."""

    def __init__(self, files: Files) -> None:
        self._told: _Told[Mapping[str, float]] = _Told(files, _RELEASES, _parse_releases, {})
        self.read_key = self._told.read_key

    def next_due(self, root: Path) -> float | None:
        """Return when anything changes next, in seconds since 1970; None if that is not known."""
        return min(self._told.read(root).values(), default=None)

    def find(self, root: Path, path: str) -> float | None:
        """Return when something below a path changes next, in seconds since 1970; None if that is not known.

        Args:
            root: The folder that is served, without symbolic links.
            path: Of the request, decoded.
        """
        dues = self._told.read(root)
        folder, slash, _ = path.removeprefix("/").partition("/")
        if slash and folder in dues:
            return dues[folder]
        # What lists all articles; the others have no time of their own.
        return min(dues.values(), default=None) if not slash or folder == "articles" else None


def _parse_releases(data: bytes) -> dict[str, float]:
    """Read when the next sections are due, by folder.

    Raises:
        ValueError: Some of it is not as we write it.
        RecursionError: It is nested too deeply.
    """
    document = json.loads(data)
    found = document.get("next") if isinstance(document, dict) and document.get("version") == 1 else None
    if not isinstance(found, dict):
        raise ValueError("it is not of version 1, or has another shape")  # noqa: TRY004  Caught where a torn file is.
    return {str(folder): datetime.fromisoformat(str(due)).timestamp() for folder, due in found.items()}


def _parse_gone(data: bytes) -> dict[str, str]:
    """Read what is gone: each path, relative to the folder that is served, with where it moved to, if it did.

    Raises:
        ValueError: Some of it is not as we write it.
        RecursionError: It is nested too deeply.
    """
    document = json.loads(data)
    if not isinstance(document, dict) or document.get("version") != 1:
        raise ValueError("it is not of version 1")
    gone, moved = document.get("gone", []), document.get("moved", {})
    if not isinstance(gone, list) or not isinstance(moved, dict):
        raise ValueError("it has another shape")  # noqa: TRY004  Caught where a torn file is.
    for path in (*gone, *moved):
        if not is_plain_path(path):
            raise ValueError(f"not a path: {ascii(path)[:100]}")
    for target in moved.values():
        path, _, anchor = target.partition("#") if isinstance(target, str) else ("", "", "")
        if not is_plain_path(path) or (anchor and not is_plain_name(anchor)):
            raise ValueError(f"not a path: {ascii(target)[:100]}")
    return {**moved, **dict.fromkeys(gone, "")}
