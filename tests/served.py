"""A real server on a real socket, for tests, and the requests that they make of it."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from publisher.config import ServeOptions
from publisher.server import Site as Served
from publisher.server import serve
from publisher.server.counting import Counter


@dataclass(frozen=True)
class Answer:
    """What a server said."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Site:
    """A server at work, and the folder it serves."""

    feeds: Path
    host: str
    port: int
    counter: Counter = field(default_factory=Counter)

    def ask(self, path: str, headers: Mapping[str, str] | None = None, method: str = "GET") -> Answer:
        """Make one request, its path exactly as given."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=10)
        try:
            connection.request(method, path, headers=dict(headers or {}))
            response = connection.getresponse()
            return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        finally:
            connection.close()

    def send(self, data: bytes) -> bytes:
        """Send bytes as they are, and return all that comes back."""
        with socket.create_connection((self.host, self.port), timeout=10) as connection:
            connection.sendall(data)
            received = b""
            while chunk := connection.recv(65536):
                received += chunk
        return received


@contextmanager
def served(
    feeds: Path, host: str = "127.0.0.1", options: ServeOptions | None = None, state: Path | None = None, port: int = 0
) -> Iterator[Site]:
    """Serve a folder from another thread, as `publisher run --serve` does."""
    stop, ready = threading.Event(), threading.Event()
    urls: list[str] = []
    sites: list[Served] = []

    def tell(url: str) -> None:
        urls.append(url)
        ready.set()

    thread = threading.Thread(
        target=serve,
        args=(feeds,),
        kwargs={
            "host": host,
            "port": port,
            "on_site": sites.append,
            "options": options,
            "stop": stop,
            "state": state,
            "on_ready": tell,
        },
    )
    thread.start()
    try:
        assert ready.wait(10)
        parts = urlsplit(urls[0])
        assert parts.hostname is not None
        assert parts.port is not None
        yield Site(feeds, parts.hostname, parts.port, sites[0].counter)
    finally:
        stop.set()
        thread.join(timeout=10)
        assert not thread.is_alive()
