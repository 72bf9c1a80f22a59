"""Serves what lies below ``feeds/``, for trying it out: an ASGI app with conditional requests.

From a request to an answer there are four steps: `_Gone` knows what is no longer there, `_resolve` finds the file
that a path may mean, `_Files.open` reads it as one consistent whole, `_judge` weighs the request's conditions
(RFC 9110 §13).
"""

from __future__ import annotations

import asyncio
import errno
import json
import logging
import os
import re
import signal
import socket
import stat
import threading
import time
from calendar import timegm
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, BinaryIO, Generic, TypeVar
from urllib.parse import quote

from publisher.dates import rfc822
from publisher.errors import ServerError
from publisher.urls import MEDIA_TYPES

if TYPE_CHECKING:
    import uvicorn
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

_logger = logging.getLogger(__name__)

_INDEX = "index.html"
_GONE = "gone.json"
_RELEASES = "releases.json"
# Short, because nobody knows when an article will be changed.
_MAX_AGE_SECONDS = 60
_CACHE_CONTROL = f"max-age={_MAX_AGE_SECONDS}"
_SOON_SECONDS = 5
"""While a release is overdue, which may come at any moment."""
_OVERDUE_SECONDS = 300
_SHUTDOWN_SECONDS = 5
_RETRY_SECONDS = 5
_MAX_BYTES = 100 * 1024 * 1024
_MAX_ETAGS = 4096
_MAX_TOLD_BYTES = 16 * 1024 * 1024
_SETTLED_SECONDS = 3

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

# On every answer: an SVG, or XHTML inside a feed, could run scripts as well as a page.
_SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' http: https: data:; media-src 'self' http: https:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    ),
}

# What Windows opens instead of a file, whatever the extension.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|$)", re.IGNORECASE)
# Control characters, halves of surrogate pairs, the separators of Windows' paths and streams, its wildcards, and
# `~`, which marks backups and the short names by which Windows also knows a file whose long name we refuse.
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f-\x9f\ud800-\udfff\\/:*?"<>|~]')
_TEMPORARY_SUFFIXES = (".tmp", ".temp", ".part", ".partial", ".swp", ".bak", ".new")

_SAFE_IN_QUERY = "%?/:@!$&'()*+,;=~"
# Between commas or white space; RFC 9110 §8.8.3.
_ENTITY_TAG = re.compile(r'(?<![^,\t ])(W/)?("[\x21\x23-\x7e\x80-\xff]*")(?![^,\t ])')
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_CLOCK = r"(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>[0-5]\d|60)"
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})"
# The three forms of RFC 9110 §5.6.7. Not `strptime`: it follows the locale of the process.
_HTTP_DATES = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?P<day>\d\d) {_MONTH} (?P<year>\d{{4}}) {_CLOCK} GMT",
        rf"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?P<day>\d\d)-{_MONTH}-(?P<year>\d\d) {_CLOCK} GMT",
        rf"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) {_MONTH} (?P<day>[ \d]\d) {_CLOCK} (?P<year>\d{{4}})",
    )
)

_ERRORS = {
    HTTPStatus.NOT_FOUND: (
        "Not found",
        "There is nothing here. It may have been withdrawn, or its address was mistyped.",
    ),
    HTTPStatus.GONE: ("Withdrawn", "What was here was withdrawn."),
    HTTPStatus.METHOD_NOT_ALLOWED: ("Method not allowed", "What is published here can only be read."),
    HTTPStatus.PRECONDITION_FAILED: ("Precondition failed", "What is published here is not what the request expected."),
    HTTPStatus.SERVICE_UNAVAILABLE: ("Not available just now", "This could not be read. Please try again in a moment."),
}


def make_app(feeds: Path) -> Starlette:
    """Make the ASGI app that serves a folder.

    Only regular files that lie inside the folder are served; dot files, temporary files and names that some
    system takes for more than a name are not there (404). Answers to GET and HEAD carry an ETag made from the
    file's bytes and the time of its last change, and heed every conditional header of RFC 9110 §13.1 but
    If-Range, for there are no ranges.

    What ``gone.json`` in the folder calls gone is answered with 410, and with the page that lies there if there is
    one; what it calls moved, with 301.

    Args:
        feeds: The folder; it need not exist yet.
    """
    from starlette.applications import Starlette
    from starlette.exceptions import HTTPException
    from starlette.routing import Route

    files = _Files(feeds)
    gone = _Gone(files)
    releases = _Releases(files)

    # Not a coroutine, so Starlette calls it in a thread: a slow disk holds up nobody else.
    def answer(request: Request) -> Response:
        return _to_response(_answer(files, gone, releases, _Asked.read(request)))

    def explain(_request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return _to_response(_refuse(HTTPStatus(error.status_code)))

    return Starlette(
        routes=[Route("/{path:path}", answer, methods=["GET", "HEAD"])], exception_handlers={HTTPException: explain}
    )


def serve(
    feeds: Path,
    *,
    host: str,
    port: int,
    stop: threading.Event | None = None,
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Serve a folder until told to stop, finishing the answers under way (for at most 5 seconds).

    In the main thread SIGTERM and Ctrl-C stop it too, and it returns as it does otherwise; handlers that the
    caller had set are called as well, once it has stopped. In another thread signals are left alone.

    Requests are logged through ``logging`` (``uvicorn.access``, level INFO).

    Args:
        feeds: The folder; it need not exist yet.
        host: Address or name to listen on.
        port: 0 takes a free one.
        stop: Stops it when set, within a tenth of a second.
        on_ready: Called, in the thread of the event loop, with the URL at which it answers.

    Raises:
        ServerError: It cannot listen there.
    """
    import uvicorn

    with _listen(host, port) as listener:

        def tell() -> None:
            if on_ready is not None:
                on_ready(_url(host, listener))

        config = uvicorn.Config(
            make_app(feeds),
            # Always the same, not the fastest that happens to be installed.
            http="h11",
            ws="none",
            lifespan="off",
            # Logging belongs to the command, and nobody stands between us and the reader.
            log_config=None,
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=_SHUTDOWN_SECONDS,
        )
        logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
        logging.getLogger("uvicorn.access").setLevel(logging.INFO)
        server = uvicorn.Server(config)
        with _signals_end(server):
            asyncio.run(_run(server, listener, stop, tell))


async def _run(
    server: uvicorn.Server, listener: socket.socket, stop: threading.Event | None, tell: Callable[[], None]
) -> None:
    """Run a server, tell when it is there, and pass on the request to stop."""
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    has_told = False
    try:
        while not serving.done():
            if server.started and not has_told:
                has_told = True
                tell()
            if stop is not None and stop.is_set():
                server.should_exit = True
            await asyncio.wait({serving}, timeout=0.1 if has_told else 0.01)
    finally:
        server.should_exit = True
        await serving


@contextmanager
def _signals_end(server: uvicorn.Server) -> Iterator[None]:
    """Have signals end a server without ending the process, where nobody else handles them.

    When uvicorn has stopped for a signal, it raises the signal again for whoever had been handling it. By
    default that would kill the process, or cancel the event loop.
    """

    def end(_number: int, _frame: FrameType | None) -> None:
        server.should_exit = True

    previous = {}
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGINT):
            if signal.getsignal(number) in {signal.SIG_DFL, signal.default_int_handler}:
                previous[number] = signal.signal(number, end)
    try:
        yield
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)


def _listen(host: str, port: int) -> socket.socket:
    """Open a listening socket; uvicorn itself would end the process where it cannot."""
    where = f"{host}:{port}"
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as error:
        raise ServerError("no such address", where, "127.0.0.1 is this machine, 0.0.0.0 all its addresses") from error
    # `localhost` may mean ::1 first, where not everything looks for a server.
    family, kind, protocol, _, address = min(found, key=lambda entry: entry[0] != socket.AF_INET)
    listener = socket.socket(family, kind, protocol)
    try:
        if os.name == "posix":
            # Elsewhere this lets two servers share a port; here it lets one start again at once.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        # Now and not later: another server may bind the same port as long as nobody listens on it.
        listener.listen(128)
        listener.settimeout(0)
    except OSError as error:
        listener.close()
        raise ServerError(*_explain_bind(error, where)) from error
    return listener


def _explain_bind(error: OSError, where: str) -> tuple[str, str, str]:
    if error.errno == errno.EADDRINUSE:
        return "the port is in use", where, "stop the other program, choose another port, or 0 for any that is free"
    if error.errno == errno.EACCES:
        return "this port needs special rights", where, "choose a port above 1023"
    if error.errno == errno.EADDRNOTAVAIL:
        return "not an address of this machine", where, "127.0.0.1 is this machine, 0.0.0.0 all its addresses"
    return f"cannot listen: {error.strerror}", where, "choose another address or port"


def _url(host: str, listener: socket.socket) -> str:
    """Return the URL under which a person on this machine reaches a server."""
    port = listener.getsockname()[1]
    host = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  Compared, not bound.
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What of a request matters."""

    is_head: bool
    path: str
    """Decoded."""
    query: str
    """As sent, with its question mark; empty if there is none."""
    headers: Mapping[str, tuple[str, ...]]
    """The conditional ones, by their name in lower case, each line's value in order."""

    @staticmethod
    def read(request: Request) -> _Asked:
        """Take a request apart."""
        names = ("if-match", "if-none-match", "if-modified-since", "if-unmodified-since")
        query = request.scope["query_string"].decode("latin-1")
        return _Asked(
            is_head=request.method == "HEAD",
            path=request.scope["path"],
            query=f"?{query}" if query else "",
            headers={name: tuple(request.headers.getlist(name)) for name in names if name in request.headers},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """A response, before it is one of Starlette's."""

    status: HTTPStatus
    headers: Mapping[str, str]
    body: bytes = b""


def _to_response(answer: _Answer) -> Response:
    from starlette.responses import Response

    return Response(answer.body, answer.status, {**answer.headers, **_SECURITY_HEADERS})


def _refuse(status: HTTPStatus) -> _Answer:
    """Say what is wrong in a small page."""
    title, text = _ERRORS[status]
    headers = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store"}
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = "GET, HEAD"
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = str(_RETRY_SECONDS)
    page = (
        '<!DOCTYPE html>\n<html lang="en">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{title}</title>\n<h1>{title}</h1>\n<p>{text}</p>\n<p><a href="/">What is published here</a></p>\n'
    )
    return _Answer(status=status, headers=headers, body=page.encode())


def _answer(files: _Files, gone: _Gone, releases: _Releases, asked: _Asked) -> _Answer:
    """Answer a request for a file or a folder."""
    try:
        root = files.root
        target = gone.find(root, asked.path)
        found = _resolve(root, asked.path)
        # A withdrawn folder is redirected to its slash as any other: its page has relative links.
        location = target or found
        if isinstance(location, str):
            return _redirect(location, asked)
        if target is not None:
            return _answer_gone(files, location)
        if location is None:
            return _refuse(HTTPStatus.NOT_FOUND)
        with files.open(location) as file:
            return _answer_file(file, location.name, asked, releases.find(root, asked.path))
    except (FileNotFoundError, NotADirectoryError):
        return _refuse(HTTPStatus.NOT_FOUND)
    except OSError:
        # An outage must not look like a withdrawal: readers drop a feed that is not found.
        _logger.exception("cannot read what is asked for", extra={"path": asked.path})
        return _refuse(HTTPStatus.SERVICE_UNAVAILABLE)


def _redirect(target: str, asked: _Asked) -> _Answer:
    path, mark, anchor = target.partition("#")
    location = f"{path}{quote(asked.query, safe=_SAFE_IN_QUERY)}{mark}{anchor}"
    return _Answer(status=HTTPStatus.MOVED_PERMANENTLY, headers={"Location": location, "Cache-Control": _CACHE_CONTROL})


def _answer_gone(files: _Files, found: Path | None) -> _Answer:
    """Answer with the page that says what was withdrawn, if there is one.

    Conditions are passed over: they are for answers that would be 2xx (RFC 9110 §13.2.1), and a 304 would have a
    reader keep what is gone.
    """
    refusal = _refuse(HTTPStatus.GONE)
    if found is None or found.name != _INDEX:
        return refusal
    try:
        with files.open(found) as file:
            return _Answer(status=refusal.status, headers=refusal.headers, body=file.read())
    except (FileNotFoundError, NotADirectoryError):
        return refusal


def _answer_file(file: _File, name: str, asked: _Asked, due: float | None) -> _Answer:
    """Answer a request for a file that is open, and that may change at a time that is known."""
    now = int(time.time())
    status = _judge(asked.headers, file.etag, file.modified, now)
    if status is HTTPStatus.PRECONDITION_FAILED:
        return _refuse(status)
    headers = {}
    body = b""
    if status is HTTPStatus.OK:
        body = b"" if asked.is_head else file.read()
        suffix = Path(name).suffix.lower()
        of_feed = _TYPES_BY_NAME.get(name.removeprefix(_CHANGES))
        kind = of_feed or _TYPES_BY_SUFFIX.get(suffix, "application/octet-stream")
        headers = {"Content-Type": kind, "Content-Length": str(file.size_bytes)}
    headers["ETag"] = file.etag
    # Never later than the response itself (RFC 9110 §8.8.2.1), whatever a file's own time says.
    headers["Last-Modified"] = rfc822(datetime.fromtimestamp(max(0, min(file.modified, now)), UTC))
    headers["Cache-Control"] = f"max-age={_choose_age(due, now)}"
    return _Answer(status=status, headers=headers, body=body)


def _choose_age(due: float | None, now: int) -> int:
    """Return for how many seconds an answer may be kept: no longer than until the next release."""
    if due is None or now - due > _OVERDUE_SECONDS:
        return _MAX_AGE_SECONDS
    return max(_SOON_SECONDS, min(_MAX_AGE_SECONDS, int(due - now)))


def _resolve(root: Path, path: str) -> Path | str | None:
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
    if not all(map(_is_plain_name, names)):
        return None
    try:
        found = Path(root, *names).resolve(strict=True)
        if found.is_dir() and not is_folder:
            has_page = (found / _INDEX).is_file() and _is_inside(root, found)
            return quote(f"{path}/") if has_page else None
        if is_folder:
            found = (found / _INDEX).resolve(strict=True)
    except PermissionError:
        raise
    except (OSError, RuntimeError):
        # Not there, a file where a folder should be, a loop of links (a RuntimeError before Python 3.13), a name
        # longer than any can be.
        return None
    return found if _is_inside(root, found) else None


def _is_inside(root: Path, found: Path) -> bool:
    """Say whether a resolved path lies inside the root, under plain names: a link may lead anywhere."""
    return found.is_relative_to(root) and all(map(_is_plain_name, found.relative_to(root).parts))


def _is_plain_name(name: str) -> bool:
    """Say whether a name means the same file on every system, and one that is meant to be seen."""
    return not (
        not name
        or name.startswith(".")
        # Windows drops these, so `feed.json.` would be another name for `feed.json`, and `.. ` for `..`.
        or name.endswith((".", " "))
        or name.lower().endswith(_TEMPORARY_SUFFIXES)
        or _NOT_IN_NAMES.search(name)
        or _DEVICE.match(name)
    )


_T = TypeVar("_T")


class _Told(Generic[_T]):
    """What a file of ours in the folder says; read again only when it has changed.

    Args:
        files: The folder.
        name: Of the file.
        parse: Reads its bytes; raises ValueError or RecursionError if they are not as we write them.
        nothing: What is said where there is no such file.
    """

    def __init__(self, files: _Files, name: str, parse: Callable[[bytes], _T], nothing: _T) -> None:
        self._files = files
        self._name = name
        self._parse = parse
        self._nothing = nothing
        self._lock = threading.Lock()
        self._key: tuple[object, ...] = ()
        self._found = nothing

    def read(self, root: Path) -> _T:
        """Return what it says now; `root` is the folder that is served, without symbolic links."""
        path = root / self._name
        try:
            facts = path.stat()
        except OSError:
            return self._nothing
        # It is replaced as a whole, by a file with another inode.
        key = (path, facts.st_mtime_ns, facts.st_ctime_ns, facts.st_size, facts.st_ino)
        with self._lock:
            if key != self._key:
                self._found = self._load(path, facts.st_size)
                self._key = key
            return self._found

    def _load(self, path: Path, size_bytes: int) -> _T:
        try:
            if size_bytes <= _MAX_TOLD_BYTES:
                with self._files.open(path) as file:
                    return self._parse(file.read())
            reason = f"it has {size_bytes} bytes"
        except (OSError, ValueError, RecursionError) as error:
            reason = str(error)
        _logger.warning("file ignored", extra={"file": str(path), "reason": reason})
        return self._nothing


class _Gone:
    """What is no longer there, as ``gone.json`` says."""

    def __init__(self, files: _Files) -> None:
        self._told: _Told[Mapping[str, str]] = _Told(files, _GONE, _parse_gone, {})

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
        name = name.removesuffix(_INDEX) if name.endswith(f"/{_INDEX}") else name
        target = targets.get(name, targets.get(f"{name}/"))
        seen = {name, f"{name}/"}
        # What moved twice is told in one step, and what moved in a circle not at all.
        while target and (page := target.partition("#")[0]) in targets:
            if page in seen:
                return None
            seen.add(page)
            target = targets[page]
        # Every name in it is a plain one, so that it begins with a single slash.
        return quote(f"/{target}", safe="/#") if target else target


class _Releases:
    """When the next sections are due, as ``releases.json`` says."""

    def __init__(self, files: _Files) -> None:
        self._told: _Told[Mapping[str, float]] = _Told(files, _RELEASES, _parse_releases, {})

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
        if not _is_plain_path(path):
            raise ValueError(f"not a path: {ascii(path)[:100]}")
    for target in moved.values():
        path, _, anchor = target.partition("#") if isinstance(target, str) else ("", "", "")
        if not _is_plain_path(path) or (anchor and not _is_plain_name(anchor)):
            raise ValueError(f"not a path: {ascii(target)[:100]}")
    return {**moved, **dict.fromkeys(gone, "")}


def _is_plain_path(path: object) -> bool:
    """Say whether something is a path, of a file or with a slash of a folder, that is made of plain names."""
    return isinstance(path, str) and all(map(_is_plain_name, path.removesuffix("/").split("/")))


class _Files:
    """Opens files, and remembers the ETags of those that it has read."""

    def __init__(self, feeds: Path) -> None:
        self._feeds = feeds
        self._etags: dict[tuple[str, int, int, int, int], str] = {}

    @property
    def root(self) -> Path:
        """The folder without symbolic links; found anew each time, as it may be replaced as a whole."""
        return self._feeds.resolve()

    @contextmanager
    def open(self, path: Path) -> Iterator[_File]:
        """Open a regular file; whatever happens to its name meanwhile, all that is read is of this one file."""
        # Opened without blocking, or a named pipe would hold the thread for ever.
        flags = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOFOLLOW", "O_BINARY"))
        with os.fdopen(os.open(path, flags), "rb") as handle:
            facts = os.fstat(handle.fileno())
            if not stat.S_ISREG(facts.st_mode):
                raise FileNotFoundError(path)
            if facts.st_size > _MAX_BYTES:
                raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
            key = (str(path), facts.st_ino, facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns)
            file = _File(handle, facts, self._etags.get(key, ""))
            if not file.etag:
                file.read()
                self._remember(key, file.etag, max(facts.st_mtime, facts.st_ctime))
            yield file

    def _remember(self, key: tuple[str, int, int, int, int], etag: str, changed: float) -> None:
        # A file just written could be written again within one tick of its file system's clock, with the same
        # size, and nothing but its bytes would tell. Ticks are 4 ms on Linux and 2 s on FAT.
        if time.time() - changed > _SETTLED_SECONDS:
            if len(self._etags) >= _MAX_ETAGS:
                self._etags.clear()
            self._etags[key] = etag


class _File:
    """One open file."""

    def __init__(self, handle: BinaryIO, facts: os.stat_result, etag: str) -> None:
        self._handle = handle
        self._data: bytes | None = None
        self.etag = etag
        """Strong: the same only for the same bytes. Empty until it is known."""
        self.modified = facts.st_mtime_ns // 1_000_000_000
        """In seconds since 1970, rounded down."""
        self.size_bytes = facts.st_size

    def read(self) -> bytes:
        """Read all of it, and make its ETag from what was read."""
        if self._data is None:
            self._data = self._handle.read(_MAX_BYTES)
            self.size_bytes = len(self._data)
            self.etag = f'"{sha256(self._data).hexdigest()[:32]}"'
        return self._data


def _judge(headers: Mapping[str, tuple[str, ...]], etag: str, modified: int, now: int) -> HTTPStatus:
    """Weigh the conditions of a GET or HEAD request in the order of RFC 9110 §13.2.2.

    Args:
        headers: The conditional ones, by their name in lower case.
        etag: Of the file, strong.
        modified: When the file was changed last, in seconds since 1970.
        now: The present, likewise; a year of two digits depends on it.

    Returns:
        OK where the file is to be sent; else 304 or 412.
    """
    if "if-match" in headers:
        if not _has_etag(headers["if-match"], etag, is_strong=True):
            return HTTPStatus.PRECONDITION_FAILED
    else:
        unmodified_since = _read_date(headers.get("if-unmodified-since", ()), now)
        if unmodified_since is not None and modified > unmodified_since:
            return HTTPStatus.PRECONDITION_FAILED
    # With If-None-Match, even one that makes no sense, the date is not looked at (RFC 9110 §13.1.3).
    if "if-none-match" in headers:
        is_known = _has_etag(headers["if-none-match"], etag, is_strong=False)
    else:
        modified_since = _read_date(headers.get("if-modified-since", ()), now)
        is_known = modified_since is not None and modified <= modified_since
    return HTTPStatus.NOT_MODIFIED if is_known else HTTPStatus.OK


def _has_etag(lines: tuple[str, ...], etag: str, *, is_strong: bool) -> bool:
    """Say whether a list of entity tags names a file's, or is ``*``; weak ones count unless `is_strong`."""
    value = ",".join(lines).strip()
    if value == "*":
        return True
    # A comma may stand inside a tag, so the list is not split but searched.
    return any(match[2] == etag and not (is_strong and match[1]) for match in _ENTITY_TAG.finditer(value))


def _read_date(lines: tuple[str, ...], now: int) -> int | None:
    """Read the one HTTP date of a header, in seconds since 1970; None, to be ignored, for all else."""
    if len(lines) != 1:
        return None
    match = next(filter(None, (pattern.fullmatch(lines[0]) for pattern in _HTTP_DATES)), None)
    if match is None:
        return None
    year, day, hour, minute, second = (int(match[name]) for name in ("year", "day", "hour", "minute", "second"))
    if len(match["year"]) == len("94"):
        # Two digits mean the year that is at most 50 years ahead (RFC 9110 §5.6.7).
        this_year = time.gmtime(now).tm_year
        year += this_year // 100 * 100
        year -= 100 if year > this_year + 50 else 0
    try:
        # 60 is a leap second, for which `datetime` has no place.
        moment = datetime(year, _MONTHS.index(match["month"]) + 1, day, hour, minute, min(second, 59), tzinfo=UTC)
    except ValueError:
        return None
    return timegm(moment.timetuple()) + second // 60
