"""A WebSub hub on a real socket, for tests: it takes notices, fetches what they are about, and fails when told to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs


@dataclass
class Hub:
    """What a hub was told, and how it answers."""

    url: str = ""
    told: list[str] = field(default_factory=list)
    """Topics, in the order in which it took them."""
    asked: int = 0
    status: int = 202
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    answer: Callable[[str], int] | None = None
    """Returns the status for a topic."""
    wait: threading.Event | None = None
    """Nothing is answered before it is set."""
    on_told: Callable[[str], None] = lambda _: None


@contextmanager
def run_hub() -> Iterator[Hub]:
    """Run a hub on this machine."""
    hub = Hub()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            hub.asked += 1
            fields = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            assert self.headers["Content-Type"] == "application/x-www-form-urlencoded"
            assert fields["hub.mode"] == ["publish"]
            assert fields["hub.url"] == fields["hub.topic"]
            (topic,) = fields["hub.url"]
            if hub.wait:
                hub.wait.wait(30)
            status = hub.answer(topic) if hub.answer else hub.status
            if 200 <= status < 300:
                hub.told.append(topic)
                hub.on_told(topic)
            try:
                self.send_response(status)
                for name, value in hub.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(hub.body)))
                self.end_headers()
                self.wfile.write(hub.body)
            except OSError:
                return

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        hub.url = f"http://127.0.0.1:{server.server_port}/"
        yield hub
        if hub.wait:
            hub.wait.set()
        server.shutdown()
