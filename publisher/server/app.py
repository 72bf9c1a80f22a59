"""The web application: Starlette's router, with a door for granian that leaves it aside for what is ready."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from publisher.config import ServeOptions
from publisher.server.measures import check_ready, write_measures
from publisher.server.message import Answer, Asked, Extract, secure
from publisher.server.reload import KIND, SCRIPT_PATH, WAIT_PATH, Reloader, add_script
from publisher.server.site import Site

if TYPE_CHECKING:
    from granian._granian import RSGIHTTPProtocol as HTTPProtocol
    from granian.rsgi import Scope
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import Receive, Send
    from starlette.types import Scope as AsgiScope

_THREADS = 8
_MOST_WAITING = 512
"""Requests that wait for a thread; more are told to come back."""
_CHUNK = 256 * 1024
_TEXT = "text/plain; charset=utf-8"
_UNWANTED_BY_WRITERS = {"accept-encoding", "if-none-match", "if-modified-since"}

Message = MutableMapping[str, Any]
Application = Callable[
    [MutableMapping[str, Any], Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]], Awaitable[None]
]


def make_app(feeds: Path, options: ServeOptions | None = None) -> Starlette:
    """Make the ASGI app that serves a folder.

    Only regular files that lie inside the folder are served; dot files, temporary files and names that some
    system takes for more than a name are not there (404). Answers to GET and HEAD carry an ETag made from the
    bytes that are sent and the time of the file's last change, and heed every conditional header of RFC 9110 §13.1;
    parts of media may be asked for (§14).

    What ``gone.json`` in the folder calls gone is answered with 410, and with the page that lies there if there is
    one; what it calls moved, with 301.

    Args:
        feeds: The folder; it need not exist yet.
        options: Who may read what, and how much.
    """
    return make_site_app(Site(feeds, options or ServeOptions()))


def make_site_app(site: Site, reloader: Reloader | None = None) -> Starlette:
    """Make the ASGI app of a site.

    Args:
        site: What is served.
        reloader: Has browsers show pages anew; None where nobody is writing.
    """
    from starlette.applications import Starlette
    from starlette.exceptions import HTTPException
    from starlette.routing import Route

    def explain(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return _to_response(secure(site.refuse(HTTPStatus(error.status_code))), request.method)

    def fail(request: Request, _error: Exception) -> Response:
        return _to_response(secure(site.refuse(HTTPStatus.INTERNAL_SERVER_ERROR)), request.method)

    endpoints = _list_endpoints(site) | (_list_endpoints_for_writers(reloader) if reloader else {})
    app = Starlette(
        routes=[Route(path, endpoint, methods=["GET", "HEAD"]) for path, endpoint in endpoints.items()],
        exception_handlers={HTTPException: explain, Exception: fail},
    )
    app.router.redirect_slashes = False
    # No route, whose pattern would end at a line's end.
    app.router.default = _make_rest(site, reloader)
    return app


def _list_endpoints(site: Site) -> dict[str, Callable[[Request], Response]]:
    """Return what is asked for by whoever watches over the server; Starlette calls it in threads."""

    def live(_request: Request) -> Response:
        return _say("alive\n")

    def ready(_request: Request) -> Response:
        problem = check_ready(site)
        return _say("ready\n") if not problem else _say(f"{problem}\n", HTTPStatus.SERVICE_UNAVAILABLE)

    def measures(request: Request) -> Response:
        asked = _read(request)
        if not site.is_insider(asked):
            return _to_response(secure(site.refuse(HTTPStatus.NOT_FOUND)), request.method)
        body, kind = write_measures(site, asked.headers.get("accept", ""))
        headers = {"Content-Type": kind, "Cache-Control": "no-store", "Content-Length": str(len(body))}
        return _to_response(secure(Answer(status=200, headers=headers, body=body)), request.method)

    return {"/healthz": live, "/readyz": ready, "/metrics": measures}


def _list_endpoints_for_writers(reloader: Reloader) -> dict[str, Callable[[Request], Response]]:
    def wait(request: Request) -> Response:
        return _say(reloader.wait(request.query_params.get("since", "")), kind=KIND)

    def script(_request: Request) -> Response:
        return _say(reloader.write_script(), kind=KIND)

    return {SCRIPT_PATH: script, WAIT_PATH: wait}


def _make_rest(site: Site, reloader: Reloader | None) -> Callable[[AsgiScope, Receive, Send], Awaitable[None]]:
    """Return what answers for all that is published."""
    from starlette.concurrency import run_in_threadpool
    from starlette.requests import Request

    async def rest(scope: AsgiScope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        asked = _read(request)
        if reloader is not None:
            plain = {name: value for name, value in asked.headers.items() if name not in _UNWANTED_BY_WRITERS}
            asked = replace(asked, headers=plain)
        # In a thread: a slow disk holds up nobody else.
        answer = await run_in_threadpool(site.answer, asked)
        if reloader is not None:
            answer = add_script(answer)
        await _to_response(answer, request.method)(scope, receive, send)

    return rest


class Door:
    """What granian calls (RSGI 1.5): the short way first, the router for the rest.

    Args:
        site: What is served.
        reloader: Has browsers show pages anew; then there is no short way.
    """

    def __init__(self, site: Site, reloader: Reloader | None = None) -> None:
        self._site = site
        self._has_short_way = reloader is None
        self._app: Application = make_site_app(site, reloader)
        self._waiting = 0

    @property
    def is_busy(self) -> bool:
        """Whether requests are being answered."""
        return self._waiting > 0

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Get ready."""
        loop.set_default_executor(ThreadPoolExecutor(_THREADS, thread_name_prefix="site"))

    async def __rsgi__(self, scope: Scope, protocol: HTTPProtocol) -> None:
        """Answer a request."""
        headers = scope.headers
        path = scope.path
        quick = None
        if self._has_short_way:
            quick = self._site.answer_quickly(scope.method, path, scope.client.rpartition(":")[0], headers.get)
        if quick is not None:
            status, lines, body = quick
            if body:
                protocol.response_bytes(status, lines, body)
            else:
                protocol.response_empty(status, lines)
            return
        if self._waiting >= _MOST_WAITING:
            _send(protocol, secure(self._site.refuse(HTTPStatus.SERVICE_UNAVAILABLE)))
            return
        self._waiting += 1
        try:
            await self._ask_router(scope, protocol)
        finally:
            self._waiting -= 1

    async def _ask_router(self, scope: Scope, protocol: HTTPProtocol) -> None:
        """Hand a request to the ASGI app, and its answer back."""
        peer, _, port = scope.client.rpartition(":")
        asgi = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.4"},
            "http_version": scope.http_version,
            "method": scope.method,
            "scheme": scope.scheme,
            "path": scope.path,
            "raw_path": scope.path.encode("utf-8", "replace"),
            "query_string": scope.query_string.encode("latin-1", "replace"),
            "root_path": "",
            "headers": [(name.encode("latin-1"), value.encode("latin-1")) for name, value in scope.headers.items()],
            "client": (peer, int(port or 0)) if peer else None,
            "server": None,
        }
        await self._app(asgi, _receive, _Sender(protocol).send)


class _Sender:
    """Passes on what an ASGI app sends."""

    def __init__(self, protocol: HTTPProtocol) -> None:
        self._protocol = protocol
        self._status = 500
        self._headers: list[tuple[str, str]] = []
        self._stream: _Stream | None = None

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._status = message["status"]
            self._headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in message["headers"]]
            return
        body = message.get("body", b"")
        if self._stream is None and not message.get("more_body"):
            if body:
                self._protocol.response_bytes(self._status, self._headers, body)
            else:
                self._protocol.response_empty(self._status, self._headers)
            return
        if self._stream is None:
            self._stream = self._protocol.response_stream(self._status, self._headers)
        if body:
            await self._stream.send_bytes(body)


class _Stream(Protocol):
    async def send_bytes(self, data: bytes) -> None: ...


async def _receive() -> Message:
    """Say that a request has no body: none that is heeded."""
    return {"type": "http.request", "body": b"", "more_body": False}


def _send(protocol: HTTPProtocol, answer: Answer) -> None:
    assert isinstance(answer.body, bytes)
    protocol.response_bytes(int(answer.status), list(answer.headers.items()), answer.body)


def _read(request: Request) -> Asked:
    """Take a request apart."""
    headers: dict[str, str] = {}
    for name, value in request.headers.items():
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return Asked(
        method=request.method,
        path=request.scope["path"],
        query=request.scope["query_string"].decode("latin-1"),
        headers=headers,
        peer=request.client.host if request.client else "",
    )


def _to_response(answer: Answer, method: str) -> Response:
    from starlette.responses import Response, StreamingResponse

    if isinstance(answer.body, Extract):
        return StreamingResponse(_read_pieces(answer.body), answer.status, dict(answer.headers))
    response = Response(None, answer.status)
    response.raw_headers = [
        (name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in answer.headers.items()
    ]
    response.body = b"" if method == "HEAD" else answer.body
    return response


def _read_pieces(extract: Extract) -> Iterator[bytes]:
    with extract.handle as handle:
        handle.seek(extract.start)
        left = extract.length
        while left > 0 and (chunk := handle.read(min(_CHUNK, left))):
            left -= len(chunk)
            yield chunk


def _say(text: str, status: HTTPStatus = HTTPStatus.OK, kind: str = _TEXT) -> Response:
    data = text.encode()
    headers = {"Content-Type": kind, "Cache-Control": "no-store", "Content-Length": str(len(data))}
    return _to_response(secure(Answer(status=status, headers=headers, body=data)), "GET")
