"""Makes a new place to publish from."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from publisher.errors import OutputError

_FILES = (("publisher.toml", "publisher.toml"), ("welcome.md", "content/welcome.md"))
_IGNORED = "# What the publisher makes. Keep .publisher/ in your backups: it holds every id.\n/feeds/\n/.publisher/\n"


def make_place(folder: Path) -> list[Path]:
    """Make settings, a folder for articles with a first one in it, and a folder for feeds.

    Args:
        folder: Made if it is not there. Files that are in it stay as they are.

    Returns:
        What was made, in that order.

    Raises:
        OutputError: There are settings already, or something cannot be written; nothing was overwritten.
    """
    settings = folder / "publisher.toml"
    if settings.exists():
        raise OutputError("there are settings here already", str(settings), "nothing was changed")
    content = folder / "content"
    is_first = not content.exists() or not any(content.iterdir())
    made: list[Path] = []
    try:
        for path in (content, folder / "feeds"):
            path.mkdir(parents=True, exist_ok=True)
        for source, target in _FILES:
            if target.startswith("content/") and not is_first:
                continue
            _write_new(folder / target, files(__name__).joinpath(source).read_text(encoding="utf-8"))
            made.append(folder / target)
        if not (folder / ".gitignore").exists():
            _write_new(folder / ".gitignore", _IGNORED)
            made.append(folder / ".gitignore")
    except OSError as error:
        raise OutputError(f"cannot make it: {error.strerror}", str(error.filename or folder)) from error
    return made


def _write_new(path: Path, text: str) -> None:
    # "x" refuses a file that is there, even one that came there a moment ago.
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
