"""Measures our server beside nginx, both serving the same folder: `python -m tests.serving` prints ratios.

Needs nginx and wrk (Debian packages). Each case is measured in turns, ours and theirs, and the medians are compared.
"""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).parent.parent

ROUNDS = 5
SECONDS = 3
CONNECTIONS = 32
FILE = "atom.xml"
GOALS = {"kept 200": 0.5, "kept 304": 0.4, "new 200": 0.8, "new 304": 0.8}

NGINX = """
user root;
worker_processes 1;
daemon off;
pid {place}/nginx.pid;
error_log {place}/nginx.log;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  sendfile on;
  tcp_nopush on;
  gzip_static on;
  keepalive_requests 100000000;
  types {{ application/atom+xml xml; }}
  client_body_temp_path {place}/body;
  proxy_temp_path {place}/proxy;
  fastcgi_temp_path {place}/fastcgi;
  uwsgi_temp_path {place}/uwsgi;
  scgi_temp_path {place}/scgi;
  server {{ listen 127.0.0.1:{port}; root {feeds}; }}
}}
"""
SETTINGS = """
title = "Measured"
url = "http://127.0.0.1:{port}/"
content = "{content}"

[publish]
hubs = ["https://hub.example.org/"]

[serve]
port = {port}
private = ["feeds/members/"]
requests_per_minute = 10_000_000
"""


@contextmanager
def run(command: list[str], port: int) -> Iterator[None]:
    """Run a server until it is no longer needed."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(100):
                time.sleep(0.1)
                try:
                    ask(port, {})
                    break
                except OSError:
                    continue
            yield
        finally:
            process.terminate()


def ask(port: int, headers: dict[str, str]) -> tuple[int, str, int]:
    """Ask once; return the status, the ETag and the size."""
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", f"/{FILE}", headers=headers)
    answer = connection.getresponse()
    size = len(answer.read())
    connection.close()
    return answer.status, answer.getheader("etag") or "", size


def measure(port: int, *, is_kept: bool, etag: str) -> float:
    """Return the requests a second."""
    headers = {"Accept-Encoding": "gzip"}
    if etag:
        headers["If-None-Match"] = etag
    if not is_kept:
        headers["Connection"] = "close"
    lines = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", *lines, f"http://127.0.0.1:{port}/{FILE}"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r"Requests/sec:\s+([\d.]+)", printed)
    assert found is not None
    assert "Non-2xx or 3xx" not in printed
    return float(found[1])


def main() -> int:
    """Measure and print."""
    if missing := [name for name in ("nginx", "wrk") if not shutil.which(name)]:
        print(f"needs {' and '.join(missing)}", file=sys.stderr)
        return 2
    ours, theirs = 8471, 8472
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        settings = place / "publisher.toml"
        settings.write_text(SETTINGS.format(port=ours, content=ROOT / "content"))
        publisher = [sys.executable, "-m", "publisher"]
        subprocess.run([*publisher, "publish", "--config", str(settings)], check=True, capture_output=True)
        conf = place / "nginx.conf"
        conf.write_text(NGINX.format(place=place, port=theirs, feeds=place / "feeds"))
        time.sleep(4)  # A file just written is not yet taken for settled.
        with (
            run([*publisher, "serve", "--config", str(settings)], ours),
            run(["nginx", "-c", str(conf)], theirs),
        ):
            failed = 0
            for name, goal in GOALS.items():
                kind, status = name.split()
                rates: dict[int, list[float]] = {ours: [], theirs: []}
                for port in (ours, theirs) * ROUNDS:
                    _, etag, size = ask(port, {"Accept-Encoding": "gzip"})
                    wanted = etag if status == "304" else ""
                    condition = {"If-None-Match": wanted} if wanted else {}
                    assert ask(port, {"Accept-Encoding": "gzip", **condition})[0] == int(status)
                    rates[port].append(measure(port, is_kept=kind == "kept", etag=wanted))
                mine, others = statistics.median(rates[ours]), statistics.median(rates[theirs])
                failed += mine / others < goal
                told = f"{name}  {mine:8,.0f} of {others:8,.0f} requests/s  {mine / others:.2f} (goal {goal})"
                print(f"{told}  {size:,} bytes" if status == "200" else told, flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
