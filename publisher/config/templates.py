"""Reads the templates of the site's own."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable
from pathlib import Path

from publisher.render.options import MORE_STYLE_FILE, STATIC, OwnFile

_KINDS = {".html", ".css", ".js", ".svg"}
_NAMES = (*STATIC, MORE_STYLE_FILE)
_MOST_BYTES = 512 * 1024
_MOST_FILES = 100


def read_templates(folder: Path, shown: str, complain: Callable[[str], None]) -> tuple[OwnFile, ...]:
    """Read every file of a folder that takes the place of one of ours, or that such a one may name.

    Args:
        folder: Need not exist. What a link leads to outside it is not read.
        shown: What the folder is called in messages.
        complain: Is told what is wrong, with the file.

    Returns:
        The files by name; nothing of what has another kind than templates, style sheets, scripts and drawings.
    """
    found = []
    for path in _list_files(folder):
        name = path.relative_to(folder).as_posix()
        where = f"{shown}/{name}"
        if path.suffix != ".html" and name not in _NAMES:
            near = difflib.get_close_matches(name, _NAMES, n=1)
            complain(f"{where}: nothing has this name" + (f'; did you mean "{near[0]}"?' if near else ""))
            continue
        try:
            if path.stat().st_size > _MOST_BYTES:
                complain(f"{where}: is larger than {_MOST_BYTES // 1024} KiB")
                continue
            text = path.read_text(encoding="utf-8-sig")
        except OSError as error:
            complain(f"{where}: cannot be read: {error.strerror}")
        except UnicodeDecodeError:
            complain(f"{where}: is not UTF-8: save it as UTF-8")
        else:
            found.append(OwnFile(name=name, text=text, where=where))
    if len(found) > _MOST_FILES:
        complain(f"{shown}: holds more than {_MOST_FILES} templates")
    return tuple(found)


def _list_files(folder: Path) -> list[Path]:
    """Return the files of the kinds that are read, by name; links to elsewhere and hidden ones are none."""
    home = os.path.realpath(folder)
    paths = []
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(root, name)
            is_inside = os.path.realpath(path).startswith(home + os.sep)
            if path.suffix in _KINDS and not name.startswith(".") and is_inside and path.is_file():
                paths.append(path)
                if len(paths) > _MOST_FILES:
                    return paths
    return paths
