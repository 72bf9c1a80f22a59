"""Answers requests for what is published.

From a request to an answer there are five steps: `Limiter` and `Access` say whether it is to be answered at all,
`Gone` knows what is no longer there, `resolve` finds the file that a path may mean, `Files` reads it as one
consistent whole, `judge` weighs the request's conditions. What was answered once is kept ready, and given again for
as long as the file is the same: that is the short way that nearly all requests of readers take.
"""

from __future__ import annotations

import gzip
import logging
import os
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote, urlsplit

from publisher.config import ServeOptions
from publisher.dates import rfc822
from publisher.server.access import Access, Pass, drop_hubs, rewrite
from publisher.server.clients import CHEAP, COST, DEAR, Clients, Limiter
from publisher.server.codings import choose_codings
from publisher.server.conditions import find_range, judge, read_etags
from publisher.server.counting import Counter
from publisher.server.delta import Deltas, can_take_delta, wants_delta
from publisher.server.files import File, Files, Key, make_etag, make_key
from publisher.server.message import NAME, Answer, Asked, Extract, refuse, secure
from publisher.server.paths import INDEX, find_type, is_feed, is_medium, resolve
from publisher.server.told import Gone, Releases

_logger = logging.getLogger(__name__)

# Short, because nobody knows when an article will be changed.
_MAX_AGE_SECONDS = 60
_CACHE_CONTROL = f"max-age={_MAX_AGE_SECONDS}"
_SOON_SECONDS = 5
"""While a release is overdue, which may come at any moment."""
_OVERDUE_SECONDS = 300
_MOST_RETRY_SECONDS = 60
_HELD_BYTES = 1024 * 1024
"""A larger file is sent piece by piece."""
_MOST_REWRITTEN_BYTES = 16 * 1024 * 1024
_MOST_READY_BYTES = 64 * 1024 * 1024
_LOOK_AGAIN_SECONDS = 0.05
"""What is gone and what is due is looked at so often."""
_SURE_SECONDS = 0.005
"""A file that is asked for all the time is looked at so often; where one request comes alone, at each."""
_MOST_LOGGED = 1_000
_LOGGED_PER_SECOND = 100
_GZIP_FROM_BYTES = 500
_GZIP_LEVEL = 6
_SAFE_IN_QUERY = "%?/:@!$&'()*+,;=~"
_REWRITTEN = ("text/", "application/")
_AHEAD_SECONDS = 2
_HEADERS_OF_304 = ("ETag", "Last-Modified", "Cache-Control", "Vary", "Link", "Content-Location")

Lines = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Ready:
    """An answer that was given, to be given again while nothing changes."""

    full: Lines
    unchanged: Lines
    body: bytes
    etag: str
    feed: str


@dataclass(slots=True)
class _Known:
    """A path that leads to a file, and the answers for it, by `Accept-Encoding`."""

    file: str
    key: Key
    told: int
    """Which reading of what is gone and due it goes by."""
    sure_until: float = 0.0
    """Until then the file is taken to be what it was."""
    answers: dict[str, _Ready] = field(default_factory=dict)


Quick = tuple[int, Lines, bytes]
"""An answer on the short way: its status, its headers, ready to be sent, and its body."""


class Site:
    """Answers requests for what lies below a folder; safe to be asked by several threads.

    Args:
        feeds: The folder; it need not exist yet.
        options: What else there is to know.
        clock: The time, in seconds since 1970.
        state: What the publisher remembers, if that is known.
    """

    def __init__(
        self,
        feeds: Path,
        options: ServeOptions,
        clock: Callable[[], float] = time.time,
        state: Path | None = None,
    ) -> None:
        self.feeds = feeds
        self.state = state
        self.counter = Counter()
        self._clock = clock
        self._files = Files(feeds)
        self._gone = Gone(self._files)
        self._releases = Releases(self._files)
        self._deltas = Deltas()
        self._lock = threading.Lock()
        self._known: dict[str, _Known] = {}
        self._known_bytes = 0
        self._told = 0
        self._told_until = 0.0
        self._told_keys: tuple[object, ...] = ()
        self._log_left = float(_MOST_LOGGED)
        self._logged = time.monotonic()
        self._unlogged = 0
        self._log_again = 0.0
        self.update(options)

    def update(self, options: ServeOptions) -> None:
        """Go by other settings from now on, as after a token was taken back."""
        self._options = options
        self._clients = Clients(options.proxies, options.insiders)
        self._limiter = Limiter(options.per_minute)
        self._base = urlsplit(options.url).path.rstrip("/") if options.url else ""
        self._home = quote(f"{self._base}/", safe="/%")
        self._access = Access(options.private, options.tokens, self._home)
        with self._lock:
            self._known = {}
            self._known_bytes = 0

    @property
    def has_statistics(self) -> bool:
        """Whether it is counted for good which readers come."""
        return self._options.has_statistics

    def is_insider(self, asked: Asked) -> bool:
        """Say whether whoever asks may see the measures of the server."""
        return self._clients.is_insider(self._clients.find(asked.peer, asked.headers.get("x-forwarded-for", "")))

    def refuse(self, status: HTTPStatus, headers: Mapping[str, str] | None = None) -> Answer:
        """Say what is wrong in a small page of this site; see `message.refuse`."""
        return refuse(status, headers, self._home)

    def _log(self, method: str, path: str, status: int) -> None:
        """Log a request, unless so many come that nobody would read it.

        Neither who asked nor what stood behind a question mark is told: that is nobody's business, and may be secret.
        """
        now = time.monotonic()
        self._log_left = min(_MOST_LOGGED, self._log_left + (now - self._logged) * _LOGGED_PER_SECOND)
        self._logged = now
        if self._log_left < 1:
            self._unlogged += 1
            # Until one may be logged again.
            self._log_again = now + 1 / _LOGGED_PER_SECOND
            return
        self._log_left -= 1
        if self._unlogged:
            _logger.info("requests not logged: too many came", extra={"count": self._unlogged})
            self._unlogged = 0
        _logger.info("request", extra={"method": method, "path": path, "status": int(status)})

    # The short way ------------------------------------------------------------------------------------------------

    def answer_quickly(  # noqa: PLR0911  Each way out is a reason to take the long way.
        self, method: str, path: str, peer: str, get: Callable[[str], str | None]
    ) -> Quick | None:
        """Answer from what is ready, without a thread of its own; None where the long way is to be taken.

        Args:
            method: Of the request.
            path: Decoded.
            peer: The other end of the connection.
            get: Returns a header by its name, the first of several; None if there is none.
        """
        known = self._known.get(path)
        now = time.monotonic()
        if known is None or not self._is_fresh(known, now):
            return None
        ready = known.answers.get(get("accept-encoding") or "")
        if ready is None:
            return None
        status = 200
        tag = get("if-none-match")
        if tag is not None:
            if tag != ready.etag or get("if-match") is not None or get("if-unmodified-since") is not None:
                return None
            status = 304
        elif (
            get("if-modified-since") is not None
            or get("if-match") is not None
            or get("if-unmodified-since") is not None
            or get("range") is not None
        ):
            return None
        if method == "HEAD":
            lines, body = ready.full if status == 200 else ready.unchanged, b""  # noqa: PLR2004  OK.
        elif method == "GET":
            lines, body = (ready.full, ready.body) if status == 200 else (ready.unchanged, b"")  # noqa: PLR2004  OK.
        else:
            return None
        client = self._clients.find(peer, get("x-forwarded-for") or "")
        if self._limiter.take(client, COST if body else CHEAP, now):
            return None
        self.counter.note(ready.feed, status, get("user-agent") or "")
        if now < self._log_again:
            self._unlogged += 1
        else:
            self._log(method, path, status)
        return status, lines, body

    def _is_fresh(self, known: _Known, now: float) -> bool:
        """Say whether a file is still the one that was answered with, and nothing else was told meanwhile."""
        if now < known.sure_until:
            return known.told == self._told
        try:
            facts = os.stat(known.file)  # noqa: PTH116  A third of the time that a `Path` takes, for each request.
        except OSError:
            return False
        key = known.key
        if (
            facts.st_mtime_ns != key[3]
            or facts.st_ino != key[1]
            or facts.st_size != key[2]
            or facts.st_ctime_ns != key[4]
        ):
            return False
        if now > self._told_until:
            self._look_again(now)
        known.sure_until = min(now + _SURE_SECONDS, self._told_until)
        return known.told == self._told

    def _look_again(self, now: float) -> None:
        """Find out whether what is gone or due was told anew."""
        root = self._files.root
        found = (self._gone.read_key(root), self._releases.read_key(root))
        # An answer says for how long it may be kept: until the next release, if that is near.
        due = self._releases.next_due(root)
        near = due is not None and due - self._clock() < _MAX_AGE_SECONDS and self._clock() - due < _OVERDUE_SECONDS
        keys = (*found, int(now) if near else None)
        if keys != self._told_keys:
            self._told_keys = keys
            self._told += 1
        self._told_until = now + _LOOK_AGAIN_SECONDS

    def _make_ready(self, asked: Asked, known: _Known, answer: Answer) -> None:
        """Keep an answer to be given again."""
        assert isinstance(answer.body, bytes)
        path = asked.path
        full = _write_lines(secure(answer).headers)
        kept = {name: answer.headers[name] for name in _HEADERS_OF_304 if name in answer.headers}
        unchanged = _write_lines({**kept, **NAME})
        ready = _Ready(full, unchanged, answer.body, answer.headers["ETag"], answer.feed)
        with self._lock:
            if self._known_bytes > _MOST_READY_BYTES:
                self._known = {}
                self._known_bytes = 0
            old = self._known.get(path)
            if old is None or old.key != known.key or old.told != known.told or len(old.answers) > 20:  # noqa: PLR2004
                self._known[path] = old = known
            old.answers[asked.headers.get("accept-encoding", "")] = ready
            self._known_bytes += len(answer.body) + 1_000

    # The long way -------------------------------------------------------------------------------------------------

    def answer(self, asked: Asked) -> Answer:
        """Answer a request; never raises for anything that stands in it."""
        now = time.monotonic()
        client = self._clients.find(asked.peer, asked.headers.get("x-forwarded-for", ""))
        path = asked.path
        if self._base and path.startswith(f"{self._base}/"):
            # A proxy hands on the whole path, or what is below the site's own folder; either will do.
            path = path.removeprefix(self._base)
        shown = self._access.enter(path, asked.headers.get("authorization", ""), self._clock())
        try:
            answer = self._answer(asked, shown)
        except OSError:
            # An outage must not look like a withdrawal: readers drop a feed that is not found.
            _logger.exception("cannot read what is asked for", extra={"path": _hide(shown)})
            answer = self.refuse(HTTPStatus.SERVICE_UNAVAILABLE)
        cost = DEAR if shown.is_wrong else COST if answer.body else CHEAP
        wait = self._limiter.take(client, cost, now)
        if wait:
            _close(answer)
            seconds = min(_MOST_RETRY_SECONDS, int(wait) + 1)
            answer = self.refuse(HTTPStatus.TOO_MANY_REQUESTS, {"Retry-After": str(seconds)})
        self.counter.count(answer.feed, answer.status, asked.headers.get("user-agent", ""))
        self._log(asked.method, _hide(shown), answer.status)
        return secure(replace(answer, headers={**answer.headers, **self._guard(shown)}))

    def _answer(self, asked: Asked, shown: Pass) -> Answer:
        if asked.method not in {"GET", "HEAD"}:
            return self.refuse(HTTPStatus.METHOD_NOT_ALLOWED)
        refusal = self._access.check(shown)
        if refusal is not None:
            return refusal
        try:
            return self._find(asked, shown, shown.path)
        except (FileNotFoundError, NotADirectoryError):
            return self.refuse(HTTPStatus.NOT_FOUND)

    def _find(self, asked: Asked, shown: Pass, path: str) -> Answer:
        """Answer a request for a file or a folder."""
        told = self._told
        root = self._files.root
        target = self._gone.find(root, path)
        found = resolve(root, path)
        # A withdrawn folder is redirected to its slash as any other: its page has relative links.
        location = target or found
        if isinstance(location, str):
            return self._redirect(location, asked, shown)
        if target is not None:
            return self._answer_gone(location)
        if location is None:
            return self.refuse(HTTPStatus.NOT_FOUND)
        name = location.relative_to(root).as_posix()
        # A link, or letters in another case where the system does not mind, may lead to what is private.
        refusal = self._access.check(replace(shown, path=f"/{name}"))
        if refusal is not None:
            return refusal
        kind = find_type(location.name)
        has_parts = is_medium(kind)
        codings = () if has_parts or shown.prefix else choose_codings(asked.headers.get("accept-encoding", ""))
        with self._files.open_variant(location, codings) as (file, coding):
            due = self._releases.find(root, path)
            leads = _Found(file, coding, kind, name)
            answer = self._answer_file(asked, shown, leads, due)
            is_open = not shown.token and not self._access.is_private(path) and not self._access.is_private(name)
            is_usual = answer.status in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED} and not has_parts
            if is_open and is_usual and file.size_bytes <= _HELD_BYTES and file.is_settled:
                # The file itself is looked at later, not its variant, which is replaced after it.
                known = _Known(str(self.feeds / name), make_key("", location.stat()), told)
                if known.key[3] == file.times[0]:
                    # On most days nobody asks for more than whether it is still the same.
                    whole = answer if answer.body else self._answer_file(_without_conditions(asked), shown, leads, due)
                    self._make_ready(asked, known, whole)
            return answer

    def _redirect(self, target: str, asked: Asked, shown: Pass) -> Answer:
        path, mark, anchor = target.partition("#")
        query = f"?{quote(asked.query, safe=_SAFE_IN_QUERY)}" if asked.query else ""
        prefix = f"/{shown.prefix}".rstrip("/") if shown.prefix else ""
        headers = {"Location": f"{self._base}{prefix}{path}{query}{mark}{anchor}", "Cache-Control": _CACHE_CONTROL}
        headers["Content-Length"] = "0"
        return Answer(status=HTTPStatus.MOVED_PERMANENTLY, headers=headers)

    def _answer_gone(self, found: Path | None) -> Answer:
        """Answer with the page that says what was withdrawn, if there is one.

        Conditions are passed over: they are for answers that would be 2xx (RFC 9110 §13.2.1), and a 304 would have a
        reader keep what is gone.
        """
        refusal = self.refuse(HTTPStatus.GONE)
        if found is None or found.name != INDEX:
            return refusal
        try:
            with self._files.open(found) as file:
                body = file.read()
                headers = {**refusal.headers, "Content-Length": str(len(body))}
                return Answer(status=refusal.status, headers=headers, body=body)
        except (FileNotFoundError, NotADirectoryError):
            return refusal

    def _answer_file(self, asked: Asked, shown: Pass, found: _Found, due: float | None) -> Answer:
        """Answer a request for a file that is open, and that may change at a time that is known."""
        now = int(self._clock())
        file = found.file
        feed = found.name if is_feed(found.name.rpartition("/")[2]) else ""
        body, coding, etag = self._choose_body(asked, shown, found)
        headers = {"Content-Type": found.kind, **self._link(found.name, shown, is_feed=bool(feed))}
        if coding:
            headers["Content-Encoding"] = coding
        headers["ETag"] = etag
        headers |= _tell_time(file.modified, now)
        headers["Cache-Control"] = f"max-age={_choose_age(due, now)}"
        if is_medium(found.kind):
            headers["Accept-Ranges"] = "bytes"
        else:
            headers["Vary"] = "Accept-Encoding, A-IM" if feed else "Accept-Encoding"
        if feed and not shown.token:
            self._note(found)
        status = judge(asked.headers, etag, file.modified, now)
        if status is HTTPStatus.PRECONDITION_FAILED:
            return self.refuse(status)
        if status is HTTPStatus.NOT_MODIFIED:
            kept = {name: headers[name] for name in _HEADERS_OF_304 if name in headers}
            return Answer(status=status, headers=kept, feed=feed)
        if feed and not shown.token and (delta := self._make_delta(asked, found, headers)) is not None:
            return delta
        if is_medium(found.kind):
            part = find_range(asked.headers, etag, file.modified, file.size_bytes, now)
            if part is not None:
                return self._answer_part(asked, file, headers, part)
        size = file.size_bytes if body is None else len(body)
        data: bytes | Extract = b""
        if not asked.is_head:
            data = body if body is not None else _read_whole(file)
            size = data.length if isinstance(data, Extract) else len(data)
        headers["Content-Length"] = str(size)
        return Answer(status=status, headers=headers, body=data, feed=feed)

    def _answer_part(self, asked: Asked, file: File, headers: Mapping[str, str], part: tuple[int, int]) -> Answer:
        """Answer with part of a file (RFC 9110 §15.3.7)."""
        start, end = part
        if start >= end:
            told = {"Content-Range": f"bytes */{file.size_bytes}", "Accept-Ranges": "bytes"}
            return self.refuse(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, told)
        told = {
            **headers,
            "Content-Range": f"bytes {start}-{end - 1}/{file.size_bytes}",
            "Content-Length": str(end - start),
        }
        body: bytes | Extract = b""
        if not asked.is_head:
            body = Extract(handle=file.keep(), start=start, length=end - start)
        return Answer(status=HTTPStatus.PARTIAL_CONTENT, headers=told, body=body)

    def _choose_body(self, asked: Asked, shown: Pass, found: _Found) -> tuple[bytes | None, str, str]:
        """Choose what is sent of a file: itself, a variant, or what is made for one asker.

        Returns:
            What was made, or None for the file that is open; its coding; its ETag.
        """
        file = found.file
        if not (shown.prefix and found.kind.startswith(_REWRITTEN) and file.size_bytes <= _MOST_REWRITTEN_BYTES):
            return None, found.coding, file.etag
        data = rewrite(file.read(), self._options.url, shown.prefix)
        made, coding = _compress(drop_hubs(data) if is_feed(found.name.rpartition("/")[2]) else data, asked)
        return made, coding, make_etag(made)

    def _link(self, name: str, shown: Pass, *, is_feed: bool) -> Mapping[str, str]:
        """Say where a feed is and which hubs tell of it, as WebSub asks (§4)."""
        url = self._options.url
        if not url or not is_feed or "/archive/" in f"/{name}":
            return {}
        links = [f'<{url}{shown.prefix}{quote(name)}>; rel="self"']
        if not shown.prefix and not self._access.is_private(f"/{name}"):
            links += [f'<{hub}>; rel="hub"' for hub in self._options.hubs]
        return {"Link": ", ".join(links)}

    def _guard(self, shown: Pass) -> Mapping[str, str]:
        """Keep what is private out of caches that several people share, and out of searches."""
        if not shown.token and not self._access.is_private(shown.path):
            return {}
        return {
            "Cache-Control": "private, no-cache",
            "X-Robots-Tag": "noindex, nofollow",
            "Referrer-Policy": "no-referrer",
        }

    # Only what is new ---------------------------------------------------------------------------------------------

    def _note(self, found: _Found) -> None:
        """Remember which entries a version of a feed has, by every tag that it may be known by."""
        try:
            if not self._deltas.knows(found.name, found.file.etag):
                self._deltas.note(found.name, found.file.etag, self._read_plain(found))
        except (ValueError, RecursionError, OSError):
            # It is no feed of ours: it is sent as it is.
            return

    def _read_plain(self, found: _Found) -> bytes:
        if not found.coding:
            return found.file.read()
        with self._files.open(self.feeds / found.name) as file:
            if file.times[0] != found.file.times[0]:
                raise ValueError("it was replaced meanwhile")
            return file.read()

    def _make_delta(self, asked: Asked, found: _Found, headers: Mapping[str, str]) -> Answer | None:
        """Answer with the entries that are new to whoever asks (RFC 3229), where that is safe.

        A cache that knows nothing of this puts its own tag in place of the asker's and hands on what it gets, which
        may then lack entries. Caches say that they are there, and get the whole feed.
        """
        given = asked.headers.get("if-none-match", "")
        agent, accepted = asked.headers.get("user-agent", ""), asked.headers.get("accept", "")
        if not given or not wants_delta(asked.headers.get("a-im", "")) or not can_take_delta(agent, accepted):
            return None
        if "via" in asked.headers or "cdn-loop" in asked.headers:
            return None
        try:
            etags = read_etags(given)
            data = self._deltas.make(found.name, etags, self._read_plain(found))
        except (ValueError, RecursionError, OSError):
            return None
        if data is None:
            return None
        body, coding = _compress(data, asked)
        told = {name: value for name, value in headers.items() if name != "Content-Encoding"}
        told |= {"Content-Encoding": coding} if coding else {}
        told |= {
            "IM": "feed",
            "Delta-Base": etags[0],
            # `no-store` for caches that know nothing of it, `im` for those that do (RFC 3229 §10.8).
            "Cache-Control": "no-store, im",
            "Content-Length": str(len(body)),
        }
        return Answer(status=HTTPStatus.IM_USED, headers=told, body=b"" if asked.is_head else body, feed=found.name)


@dataclass(frozen=True, slots=True)
class _Found:
    """What a request leads to."""

    file: File
    """The file itself, or a variant of it."""
    coding: str
    kind: str
    name: str
    """The path of the file itself, below the folder that is served."""


def _without_conditions(asked: Asked) -> Asked:
    """Return a request for all of the same."""
    return replace(asked, method="GET", headers={})


def _read_whole(file: File) -> bytes | Extract:
    """Return all of a file: at once, or piece by piece if it is large."""
    if file.size_bytes > _HELD_BYTES:
        return Extract(handle=file.keep(), start=0, length=file.size_bytes)
    return file.read()


def _tell_time(modified: int, now: int) -> dict[str, str]:
    """Say when a file was changed last: never later than the answer itself (RFC 9110 §8.8.2.1).

    One that took the place of another in the same second is dated a second later (see `Output`): until then it has no
    date at all.
    """
    if now < modified <= now + _AHEAD_SECONDS:
        return {}
    return {"Last-Modified": rfc822(datetime.fromtimestamp(max(0, min(modified, now)), UTC))}


def _compress(data: bytes, asked: Asked) -> tuple[bytes, str]:
    """Compress what is made for one asker only, if that is understood there."""
    if len(data) < _GZIP_FROM_BYTES or "gzip" not in choose_codings(asked.headers.get("accept-encoding", "")):
        return data, ""
    return gzip.compress(data, _GZIP_LEVEL, mtime=0), "gzip"


def _choose_age(due: float | None, now: int) -> int:
    """Return for how many seconds an answer may be kept: no longer than until the next release."""
    if due is None or now - due > _OVERDUE_SECONDS:
        return _MAX_AGE_SECONDS
    return max(_SOON_SECONDS, min(_MAX_AGE_SECONDS, int(due - now)))


def _write_lines(headers: Mapping[str, str]) -> Lines:
    return [(name.lower(), value) for name, value in headers.items()]


def _hide(shown: Pass) -> str:
    """Return a path as it may stand in a log: without its secret."""
    if shown.prefix and shown.token:
        return f"/~{shown.token.name}{shown.path}"
    return "/~…" if shown.is_wrong and shown.path.startswith("/~") else shown.path


def _close(answer: Answer) -> None:
    if isinstance(answer.body, Extract):
        answer.body.handle.close()
