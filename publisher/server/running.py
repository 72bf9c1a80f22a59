"""Listens on a socket, and runs the application on granian until told to stop."""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from publisher.config import ServeOptions
from publisher.errors import ServerError
from publisher.server.app import Door
from publisher.server.recording import keep_visits
from publisher.server.reload import Reloader
from publisher.server.site import Site
from publisher.store.visits import FILE

if TYPE_CHECKING:
    from granian.server.embed import Server

_logger = logging.getLogger(__name__)

_SHUTDOWN_SECONDS = 5
_FLUSH_SECONDS = 0.2
"""For what was answered to get onto its way."""
_HEADER_SECONDS = 10
"""For the head of a request, and for the next one on a connection that is kept."""
_STALLED_SECONDS = 30
"""Until a connection is given up whose other end takes nothing (TCP_USER_TIMEOUT, RFC 5482; Linux only)."""
_SILENT_SECONDS = 1
"""While nothing was asked on a new connection, it is left to the system (Linux only).

Not for long: where that knows no SYN cookies, a thousand silent ones keep others waiting meanwhile.
"""
_HEADER_BYTES = 64 * 1024
"""Also how much is written at once: with 16 KiB a third fewer requests are answered."""
_BACKLOG = 1024
_MOST_CONNECTIONS = 20_000
_SPARE_FILES = 200


def serve(  # noqa: PLR0913  Each is another side of the world.
    feeds: Path,
    *,
    host: str,
    port: int,
    options: ServeOptions | None = None,
    stop: threading.Event | None = None,
    on_ready: Callable[[str], None] | None = None,
    on_site: Callable[[Site], None] | None = None,
    reloader: Reloader | None = None,
    state: Path | None = None,
) -> None:
    """Serve a folder until told to stop, finishing the answers under way (for at most 5 seconds).

    In the main thread SIGTERM and Ctrl-C stop it too, and it returns as it does otherwise; handlers that the
    caller had set are called as well, once it has stopped. In another thread signals are left alone.

    Requests are logged through ``logging`` (level INFO), but for those beyond 50 a second.

    Args:
        feeds: The folder; it need not exist yet.
        host: Address or name to listen on.
        port: 0 takes a free one.
        options: Who may read what, and how much.
        stop: Stops it when set, within a tenth of a second.
        on_ready: Called, in the thread of the event loop, with the URL at which it answers.
        on_site: Called before, with what is served, which can be told other settings later.
        reloader: Has browsers show pages anew while somebody writes.
        state: What the publisher remembers: its measures come from there, and statistics are kept beside it. None for
            a folder of which nothing is known but what it holds.

    Raises:
        ServerError: It cannot listen there.
    """
    site = Site(feeds, options or ServeOptions(), state=state)
    if on_site is not None:
        on_site(site)
    with _listen(host, port) as listener:

        def tell() -> None:
            if on_ready is not None:
                on_ready(_url(host, listener))

        asked = threading.Event()
        with _signals_end(asked), _keep_visits(site):
            door = Door(site, reloader)
            _run_loop(lambda: _run(door, listener, (asked, *([stop] if stop else [])), tell))


def _keep_visits(site: Site) -> AbstractContextManager[None]:
    """Keep what is counted beside the state, if there is one."""
    if site.state is None:
        return nullcontext()
    return keep_visits(
        site.counter, site.state.with_name(FILE), lambda: site.has_statistics, lambda: datetime.now(UTC).date()
    )


def _run_loop(make: Callable[[], Coroutine[None, None, None]]) -> None:
    """Run a coroutine on the fastest event loop there is: with uvloop a third more requests are answered."""
    try:
        import uvloop
    except ImportError:  # Not on Windows.
        asyncio.run(make())
        return
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(make())


async def _run(
    door: Door, listener: socket.socket, stops: tuple[threading.Event, ...], tell: Callable[[], None]
) -> None:
    """Run a server, tell when it is there, and pass on the request to stop."""
    server = _make_server(door, listener)
    serving = asyncio.create_task(server.serve())
    await asyncio.sleep(0)
    tell()
    try:
        while not serving.done() and not any(stop.is_set() for stop in stops):
            await asyncio.wait({serving}, timeout=0.1)
    finally:
        server.stop()  # type: ignore[no-untyped-call]
        # Answers under way are finished; a connection on which nothing is asked is not waited for.
        await asyncio.wait({serving}, timeout=_FLUSH_SECONDS)
        loop = asyncio.get_running_loop()
        end = loop.time() + _SHUTDOWN_SECONDS
        while door.is_busy and loop.time() < end:
            await asyncio.wait({serving}, timeout=_FLUSH_SECONDS)
        serving.cancel()
        with suppress(asyncio.CancelledError):
            await serving


def _make_server(door: Door, listener: socket.socket) -> Server:
    from granian._granian import SocketHolder
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings
    from granian.server.embed import Server

    class Embedded(Server):
        """Takes a socket that is there already: granian itself would end the process where it cannot listen."""

        def _init_shared_socket(self) -> None:
            holder: Any = SocketHolder  # Its types say less than it takes.
            # A copy, for it is closed there.
            self._sfd: Any = os.dup(listener.fileno())
            self._shd: Any = holder(self._sfd, False, _BACKLOG)  # noqa: FBT003  It is no Unix socket.
            self._ssp = None

    for name in ("_granian", "granian"):
        logging.getLogger(name).setLevel(logging.WARNING)
    return Embedded(
        door,
        interface=Interfaces.RSGI,
        # Told apart from HTTP/2 by its first bytes, a connection without any would be kept for ever; proxies speak 1.1.
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=_HEADER_SECONDS * 1000, max_buffer_size=_HEADER_BYTES),
        websockets=False,
        backlog=_BACKLOG,
        backpressure=_allow_connections(),
        # Logging belongs to the command.
        log_enabled=False,
        log_access=False,
    )


def _allow_connections() -> int:
    """Return how many connections there may be at a time, and have the system allow as many files as it may."""
    if sys.platform == "win32":
        return _BACKLOG
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _MOST_CONNECTIONS + _SPARE_FILES
    allowed = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < allowed:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
            soft = allowed
    most = wanted if soft == resource.RLIM_INFINITY else min(wanted, soft)
    return max(128, most - _SPARE_FILES)


@contextmanager
def _signals_end(asked: threading.Event) -> Iterator[None]:
    """Have signals end a server, and hand them to whoever had been handling them once it has stopped."""
    caught: list[int] = []

    def end(number: int, _frame: FrameType | None) -> None:
        caught.append(number)
        asked.set()

    previous = {}
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGINT):
            previous[number] = signal.signal(number, end)
    try:
        yield
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)
            # By default it would kill the process, which has done what it was asked for.
            if number in caught and handler not in {signal.SIG_DFL, signal.SIG_IGN, signal.default_int_handler, None}:
                signal.raise_signal(number)


def _listen(host: str, port: int) -> socket.socket:
    """Open a listening socket; granian itself would end the process where it cannot."""
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
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            # Connections inherit it.
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, _STALLED_SECONDS * 1000)
        if hasattr(socket, "TCP_DEFER_ACCEPT"):
            # A twelfth more new connections a second are answered.
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, _SILENT_SECONDS)
        listener.bind(address)
        # Now and not later: another server may bind the same port as long as nobody listens on it.
        listener.listen(_BACKLOG)
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
