"""The configurations that docs/serve.md gives for nginx and Caddy, run as they stand."""

from __future__ import annotations

import http.client
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from ipaddress import ip_network
from pathlib import Path

import pytest

from publisher.config import ServeOptions
from tests.conftest import find_program
from tests.place import NOON, Place, article
from tests.served import Site, served
from tests.test_server_access import ANNA, token

DOCS = (Path(__file__).parent.parent / "docs" / "serve.md").read_text(encoding="utf-8")
NGINX_PROXY, NGINX_STATIC = re.findall(r"```nginx\n(.*?)```", DOCS, re.DOTALL)
CADDY_PROXY, CADDY_STATIC = re.findall(r"```caddyfile\n(.*?)```", DOCS, re.DOTALL)

NGINX = """
user root;
worker_processes 1;
daemon off;
pid {place}/pid;
error_log {place}/error.log;
events {{ worker_connections 256; }}
http {{
  include /etc/nginx/mime.types;
  access_log {place}/access.log;
  client_body_temp_path {place}/body; proxy_temp_path {place}/proxy; fastcgi_temp_path {place}/fastcgi;
  uwsgi_temp_path {place}/uwsgi; scgi_temp_path {place}/scgi;
{server}
}}
"""


def find_port() -> int:
    """Return a port that is free just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(command: list[str], feeds: Path, port: int) -> Iterator[Site]:
    """Run a server until it is no longer needed."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        site = Site(feeds, "127.0.0.1", port)
        try:
            for _ in range(100):
                try:
                    site.ask("/nothing")
                    break
                except (OSError, http.client.HTTPException):
                    time.sleep(0.1)
            yield site
        finally:
            process.terminate()


def start(name: str, config: str, folder: Path, feeds: Path, behind: int = 0) -> tuple[list[str], int]:
    """Write a configuration with our ports and folders in the place of those that the manual names."""
    port = find_port()
    folder.mkdir(parents=True)
    config = config.replace("/srv/articles/feeds", str(feeds)).replace("127.0.0.1:8000", f"127.0.0.1:{behind}")
    if name == "nginx":
        config = re.sub(r"listen \d+( ssl)?;", f"listen 127.0.0.1:{port};", config)
        config = re.sub(r" *ssl_certificate.*;\n", "", config)
        (folder / "nginx.conf").write_text(NGINX.format(place=folder, server=config))
        return [find_program("nginx"), "-c", str(folder / "nginx.conf")], port
    config = config.replace("articles.example.org {", f"http://127.0.0.1:{port} {{")
    options = f"{{\n\tadmin off\n\tauto_https off\n\tstorage file_system {folder}\n}}\n"
    (folder / "Caddyfile").write_text(options + config)
    return [find_program("caddy"), "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")], port


@pytest.fixture
def published(place: Place) -> Place:
    """A place with an article in it."""
    place.write("sea.md", article("Sea", ("Tide", "It rises."), ("Moon", "It pulls.")))
    place.publish(NOON)
    return place


@pytest.mark.parametrize(("name", "config"), [("nginx", NGINX_PROXY), ("caddy", CADDY_PROXY)])
def test_behind_a_proxy(published: Place, name: str, config: str) -> None:
    """All that our server says comes through, who asks is told, and no secret stands in the log."""
    options = ServeOptions(
        url="https://example.org/", private=("feeds/",), tokens=(token("anna", ANNA),), per_minute=100
    )
    with served(published.feeds, options=options) as own:
        command, port = start(name, config, published.folder / "proxy", published.feeds, own.port)
        with running(command, published.feeds, port) as site:
            answer = site.ask("/atom.xml", {"Accept-Encoding": "gzip", "A-IM": "feed"})
            assert (answer.status, answer.headers["content-encoding"]) == (200, "gzip")
            assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
            assert 'rel="self"' in answer.headers["link"]
            known = {"Accept-Encoding": "gzip", "If-None-Match": answer.headers["etag"], "A-IM": "feed"}
            assert site.ask("/atom.xml", known).status == 304
            assert site.ask("/atom.xml", {"If-Modified-Since": answer.headers["last-modified"]}).status == 304
            assert site.ask("/sea").headers["location"] == "/sea/"
            assert site.ask("/feeds/atom.xml").status == 401
            site.ask(f"/~{ANNA}/feeds/atom.xml")
            published.write(
                "sea.md", article("Sea", ("Tide", "It rises."), ("Moon", "It pulls."), ("Wind", "It blows."))
            )
            published.publish(NOON.replace(hour=13))
            # Caddy says that it is there (Via), and is given the whole feed.
            assert site.ask("/atom.xml", known).status in {200, 226}
            statuses = [site.ask("/sea/", {"X-Forwarded-For": f"192.0.2.{n}"}).status for n in range(120)]
            assert statuses[0] == 200
            assert statuses[-1] == 429, "what a client writes into the header makes it nobody else"
    for log in (published.folder / "proxy").glob("*.log"):
        assert ANNA not in log.read_text()


@pytest.mark.parametrize(("name", "config"), [("nginx", NGINX_STATIC), ("caddy", CADDY_STATIC)])
def test_as_plain_files(published: Place, name: str, config: str) -> None:
    """A static host sends the variants, with the types of feeds, and answers 304 to what it said."""
    command, port = start(name, config, published.folder / "static", published.feeds)
    with running(command, published.feeds, port) as site:
        for path, kind in (
            ("/atom.xml", "application/atom+xml; charset=utf-8"),
            ("/sea/rss.xml", "application/rss+xml; charset=utf-8"),
            ("/changes.feed.json", "application/feed+json; charset=utf-8"),
        ):
            plain = site.ask(path)
            assert plain.body == (published.feeds / path[1:]).read_bytes()
            assert plain.headers["content-type"] == kind
            packed = site.ask(path, {"Accept-Encoding": "gzip"})
            assert packed.headers["content-encoding"] == "gzip"
            assert packed.body == (published.feeds / f"{path[1:]}.gz").read_bytes()
            assert packed.headers["content-type"] == kind
            assert packed.headers["cache-control"] == "max-age=60"
            known = {"Accept-Encoding": "gzip", "If-None-Match": packed.headers["etag"]}
            assert site.ask(path, known).status == 304
        assert site.ask("/sea/").headers["content-type"].startswith("text/html")


def test_only_the_proxies_that_are_named_are_believed(tmp_path: Path) -> None:
    """Where this machine is no trusted proxy, its header says nothing."""
    (tmp_path / "atom.xml").write_bytes(b"<feed/>")
    options = replace(ServeOptions(per_minute=5), proxies=(ip_network("192.0.2.0/24"),))
    with served(tmp_path, options=options) as site:
        statuses = [site.ask("/atom.xml", {"X-Forwarded-For": f"192.0.2.{n}"}).status for n in range(12)]

    assert statuses[-1] == 429
