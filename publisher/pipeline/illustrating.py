"""Joins articles and the pictures, sounds and films beside them: finds, publishes and removes them."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from html import escape, unescape
from pathlib import PurePosixPath

from publisher.config import Config
from publisher.model import Article, Block, Change, Item, Media
from publisher.output import Output
from publisher.sources import (
    MediaError,
    MediaFile,
    is_local,
    is_root_relative,
    list_paths,
    look_at_media,
    open_media,
    read_media,
)
from publisher.store import MediaRow, Store
from publisher.urls import MEDIA_TYPES

logger = logging.getLogger(__name__)

FOLDER = "media"
"""Where they are published, below the feeds folder."""
_NAME = r"[a-z0-9][a-z0-9-]{0,70}-[0-9a-f]{16}\.[a-z0-9]{3,4}"
# As for other files: a disk syncs several in hardly more time than one.
_WRITERS = 8
_SHOWN = 200
"""Characters of a reference in a message."""
# What word processors, mail readers and scripts of pages write; and drives of Windows.
_ON_ONE_MACHINE = re.compile(
    r"""<(?:img|audio|video|source)\s[^<>]{0,2000}?\bsrc=(["'])\s*((?:file|blob|cid|[a-z]):.{1,2000}?)\1""",
    re.IGNORECASE,
)
_OWN_FILE = re.compile(rf"{FOLDER}/{_NAME}")


def find_stale(config: Config, store: Store) -> set[str]:
    """Return the articles, by their files, that refer to a file which is not as it was, or has appeared.

    Each known file is asked for its size and its time, and nothing is read.
    """
    return {
        source
        for source, path, size, mtime_ns in store.media.seen()
        if look_at_media(config.content, path) != (size, mtime_ns)
    }


class Gallery:
    """Finds the files that an article refers to, and notes what it saw of them.

    Args:
        config: The settings.
        store: The state.
        name: The article's own file.
        base: The absolute URL that other relative addresses in it resolve against; empty if there is none.
    """

    def __init__(self, config: Config, store: Store, name: str, base: str) -> None:
        self._config = config
        self._store = store
        self._name = name
        self._base = base
        self._found: dict[str, Media | None] = {}
        self._published: dict[str, Media] = {}
        self._files: dict[str, MediaFile] = {}
        self._problems: dict[str, str] = {}

    def find(self, reference: str) -> Media | None:
        """Return the published file that a reference means; None if it means none that may be published.

        Args:
            reference: As it stands in the article, or the address at which such a file is published.

        Raises:
            BusyError: The file is being written just now.
        """
        if found := self._published.get(reference):
            return found
        if not is_local(reference):
            return None
        if reference not in self._found:
            is_full = len(self._files) >= self._config.media.max_files
            self._found[reference] = None if is_full else self._look(reference)
        return self._found[reference]

    def note_unreachable(self, blocks: Iterable[Block]) -> None:
        """Note what has an address that only the author's machine or program can open: the cleaner drops it."""
        for block in blocks:
            if "src=" in block.html:
                for found in _ON_ONE_MACHINE.finditer(block.html):
                    self._note(
                        unescape(found[2].strip()),
                        "is on one machine only; copy the file beside the article and give its name",
                    )

    def keep(self) -> None:
        """Remember, inside a transaction, to which files the article refers."""
        self._store.media.save(self._name, [self._to_row(file) for file in self._files.values()])

    def describe_problems(self, source: bytes) -> tuple[str, ...]:
        """Say in a sentence for each file that is not published which one, why, and in which line it is asked for."""
        return tuple(
            f"{_locate(self._name, source, reference)}: {message}" for reference, message in self._problems.items()
        )

    def _look(self, reference: str) -> Media | None:
        paths = list_paths(self._name, reference)
        if not paths and not self._base:
            self._note(reference, "leads out of the content folder, or to what is hidden in it")
        # The page that an article was saved from has most of its pictures below its own root.
        is_elsewhere = bool(self._base) and is_root_relative(reference)
        for path in paths:
            try:
                file = read_media(self._config.content, path, self._config.media, self._recall)
            except MediaError as error:
                if error.file is not None:
                    self._files[path] = error.file
                self._note(reference, str(MediaError(error.message, "", error.hint)))
                return None
            if not (file.is_missing and is_elsewhere):
                self._files[path] = file
            if not file.is_missing:
                if file.right_name:
                    self._note(reference, f"is really {_name_type(file.type)}; rename it to {file.right_name}")
                return self._publish(file)
        if paths and not is_elsewhere and (not self._base or self._is_expected(paths[0])):
            shown = f"{_name_kind(paths[0])} {_cut(reference)}"
            self._problems.setdefault(reference, f"{shown} not found; add it and publish again")
        return None

    def _is_expected(self, path: str) -> bool:
        """Return whether an article with an address of its own means a file beside it, and not one at that address."""
        own, folder = self._name.rpartition("/")[0], path.rpartition("/")[0]
        return folder != own and (self._config.content / folder).is_dir()

    def _publish(self, file: MediaFile) -> Media:
        media = Media(
            url=f"{self._config.render.url}{FOLDER}/{file.name}",
            kind=file.kind,
            type=file.type,
            size_bytes=file.size,
            width_px=file.width_px,
            height_px=file.height_px,
        )
        self._published[media.url] = media
        return media

    def _note(self, reference: str, message: str) -> None:
        self._problems.setdefault(reference, f"{_cut(reference)} {message}")

    def _recall(self, path: str, size: int, mtime_ns: int) -> MediaFile | None:
        row = self._store.media.recall(path, size, mtime_ns)
        return _to_file(row) if row else None

    def _to_row(self, file: MediaFile) -> MediaRow:
        return MediaRow(
            source=self._name,
            path=file.path,
            size=file.size,
            mtime_ns=file.mtime_ns,
            digest=file.digest,
            name=file.name,
            type=file.type,
            width=file.width_px,
            height=file.height_px,
        )


def _to_file(row: MediaRow) -> MediaFile:
    return MediaFile(
        path=row.path,
        size=row.size,
        mtime_ns=row.mtime_ns,
        digest=row.digest,
        name=row.name,
        type=row.type,
        width_px=row.width,
        height_px=row.height,
    )


def _cut(reference: str) -> str:
    return reference if len(reference) <= _SHOWN else f"{reference[:_SHOWN]}…"


def _name_kind(path: str) -> str:
    """Return what a file is called in a message, by its name.

    >>> _name_kind("a.PNG"), _name_kind("a.mp3"), _name_kind("a.mp4"), _name_kind("a")
    ('image', 'sound', 'video', 'file')
    """
    media_type = MEDIA_TYPES.get(PurePosixPath(path).suffix.lower().removeprefix("."), "")
    return {"image": "image", "audio": "sound", "video": "video"}.get(media_type.partition("/")[0], "file")


_TYPE_NAMES = {
    "image/jpeg": "a JPEG",
    "image/png": "a PNG",
    "image/gif": "a GIF",
    "image/webp": "a WebP",
    "image/avif": "an AVIF",
    "audio/mpeg": "an MP3",
    "audio/mp4": "an M4A",
    "audio/aac": "an AAC file",
    "audio/ogg": "an Ogg file",
    "audio/flac": "a FLAC",
    "audio/wav": "a WAV",
    "video/mp4": "an MP4",
    "video/webm": "a WebM",
}


def _name_type(media_type: str) -> str:
    """Return a media type by the name that people know it by, with its article."""
    return _TYPE_NAMES.get(media_type, media_type)


def _locate(name: str, source: bytes, reference: str) -> str:
    """Return an article and the line in which it refers to something, as far as that can be found."""
    for text in (reference, escape(reference), escape(reference, quote=False)):
        place = source.find(text.encode("utf-8", "surrogatepass"))
        if place >= 0:
            line = source.count(b"\n", 0, place) + 1
            return f"{name}:{line}"
    return name


class Exhibition:
    """Publishes the files that live items show, and removes those that none has shown since it is live.

    Args:
        config: The settings.
        store: The state.
        output: The feeds folder.
    """

    def __init__(self, config: Config, store: Store, output: Output) -> None:
        self._config = config
        self._store = store
        self._output = output
        url = f"{config.render.url}{FOLDER}/"
        self._address = re.compile(f"(?:{re.escape(escape(url, quote=False))}|{re.escape(url)})({_NAME})")
        self._changed: list[str] = []

    def find_missing(self) -> set[str]:
        """Return the ids of the articles that show files which are not where they were published."""
        wanted = {f"{FOLDER}/{name}" for name in self._store.media.names()}
        lost = self._output.find_missing(wanted)
        return self._store.media.users([path.removeprefix(f"{FOLDER}/") for path in lost])

    def add(self, article: Article, changes: Sequence[Change]) -> list[str]:
        """Bring the files into place that an article shows, or its changes do, and remember that.

        Returns:
            The paths that were written.
        """
        self._changed = []
        if article.withdrawn:
            return []
        shown = {article.id: self._find_names(article.image)}
        shown |= {item.id: self._find_item_names(item) for item in article.items}
        if self._config.render.has_changes:
            shown |= {change.id: self._find_names(change.content) for change in changes}
        known = {owner: self._store.media.used(owner) for owner in shown}
        in_place = self._bring({name for owner, names in shown.items() for name in (*names, *known[owner])})
        wanted = {
            owner: dict.fromkeys((names | known[owner].keys()) & in_place, article.id) for owner, names in shown.items()
        }
        if wanted != known:
            # What could be restored from nowhere is given up: the next run would not find it either.
            with self._store.transaction():
                for owner, names in wanted.items():
                    self._store.media.save_uses(owner, article.id, names)
        return self._changed

    def sweep(self) -> list[str]:
        """Remove the files that nothing public has shown since it is public; return their paths."""
        with self._store.transaction():
            self._store.media.forget_unused(has_changes=self._config.render.has_changes)
        kept = {f"{FOLDER}/{name}" for name in self._store.media.names()}
        files = self._output.find_files(FOLDER)
        return self._output.remove(path for path in files if path not in kept and _OWN_FILE.fullmatch(path))

    def _find_item_names(self, item: Item) -> set[str]:
        parts = (item.content, item.page_content or "", item.image, *(media.url for media in item.media))
        return set().union(*map(self._find_names, parts))

    def _find_names(self, text: str) -> set[str]:
        return set(self._address.findall(text))

    def _bring(self, names: set[str]) -> set[str]:
        """Bring files into place, unless they are there; return those that are."""
        rows = {name: self._store.media.rows(name) for name in sorted(names)}
        missing = [name for name in rows if not self._is_in_place(name, rows[name])]
        with ThreadPoolExecutor(_WRITERS) as pool:
            copied = list(pool.map(lambda name: self._copy(name, rows[name]), missing))
        self._changed += [f"{FOLDER}/{name}" for name, is_done in zip(missing, copied, strict=True) if is_done]
        if missing:
            self._output.settle(FOLDER)
        return names - {name for name, is_done in zip(missing, copied, strict=True) if not is_done}

    def _is_in_place(self, name: str, rows: Sequence[MediaRow]) -> bool:
        # What is there is whole, for it was renamed into place; another length is none of ours.
        size = self._output.size(f"{FOLDER}/{name}")
        return size >= 0 and (not rows or size in {row.size for row in rows})

    def _copy(self, name: str, rows: Sequence[MediaRow]) -> bool:
        """Copy a file from the first place where it is still as it was; tell whether there is one."""
        for row in rows:
            try:
                with open_media(self._config.content, row.path) as file:
                    if self._output.copy(f"{FOLDER}/{name}", file, row.digest):
                        return True
            except MediaError as error:
                logger.debug("a file cannot be published", extra={"path": row.path, "reason": error.message})
        if rows:
            logger.warning("a file changed while it was published", extra={"path": rows[0].path})
        return False
