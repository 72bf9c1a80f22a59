"""Fetching: real servers on this machine, and addresses that lead where nothing may be fetched from."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.errors import FetchError
from publisher.web import FetchOptions
from publisher.web.fetching import fetch, is_public

HERE = FetchOptions(is_private_allowed=True, time_limit=timedelta(seconds=5), max_bytes=100_000)


class Pages(BaseHTTPRequestHandler):
    """A server with one page of every kind."""

    def do_GET(self) -> None:
        """Answer as the path says."""
        kind = self.path.strip("/").partition("?")[0]
        if kind.startswith("to-"):
            self._send(302, b"", location=f"/to-{int(kind[3:]) - 1}" if kind != "to-0" else "/feed")
        elif kind == "inside":
            self._send(301, b"", location="http://10.0.0.1/")
        elif kind == "script":
            self._send(301, b"", location="javascript:alert(1)")
        elif kind == "gone":
            self._send(410, b"gone")
        elif kind == "packed":
            self._send(200, gzip.compress(b"packed"), content_encoding="gzip")
        elif kind == "bomb":
            self._send(200, gzip.compress(bytes(10_000_000)), content_encoding="gzip")
        elif kind == "endless":
            self.send_response(200)
            self.end_headers()
            with suppress(OSError):
                while True:
                    self.wfile.write(bytes(10_000))
        else:
            self._send(200, f"{self.headers['Host']} {self.path}".encode(), content_type="application/atom+xml")

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _send(self, status: int, data: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of a server."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@contextmanager
def answering(answer: Callable[[socket.socket], None]) -> Iterator[str]:
    """The address of a server that does anything with its connections."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def run() -> None:
            with suppress(OSError):
                connection, _ = server.accept()
                with connection:
                    answer(connection)

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"


def test_what_is_there_is_fetched(site: str) -> None:
    """With its type and its last address; the server is asked by the name that was given."""
    found = fetch(f"{site}/feed?a=1#part", HERE)

    assert found.data.decode() == f"{site.removeprefix('http://')} /feed?a=1"
    assert found.content_type == "application/atom+xml"
    assert fetch(f"{site.replace('127.0.0.1', 'localhost')}/feed", HERE).data.startswith(b"localhost:")
    assert fetch(f"{site}/packed", HERE).data == b"packed"
    assert fetch(f"{site}/to-3", HERE).url == f"{site}/feed"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("gone", "answered 410"),
        ("to-9", "more than 5 redirects"),
        ("script", "no address on the web"),
        ("bomb", "larger than 100,000 bytes"),
        ("endless", "larger than 100,000 bytes"),
    ],
)
def test_what_is_wrong_is_said(site: str, path: str, said: str) -> None:
    """An answer that is no answer, too much of it, or too many detours."""
    with pytest.raises(FetchError, match=said):
        fetch(f"{site}/{path}", HERE)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://10.1.2.3/",
        "http://192.168.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://0.0.0.0/",
        "http://0x7f.1/",
        "http://2130706433/",
        "http://0177.0.0.1/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::a00:1]/",
        "http://[2002:a00:1::]/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://224.0.0.1/",
    ],
)
def test_no_private_network_is_asked(url: str) -> None:
    """However its address is written."""
    with pytest.raises(FetchError, match="private network"):
        fetch(url, FetchOptions())


def test_a_redirect_leads_to_no_private_network(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each step is looked at anew: here the first machine passes for a public one."""
    real = is_public
    monkeypatch.setattr("publisher.web.fetching.is_public", lambda ip: str(ip) == "127.0.0.1" or real(ip))

    with pytest.raises(FetchError, match="private network"):
        fetch(f"{site}/inside", FetchOptions())
    assert fetch(f"{site}/to-1", FetchOptions()).url == f"{site}/feed"


def test_a_name_is_looked_up_once(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was looked at is what is asked: a name that leads elsewhere the second time gains nothing."""
    looked: list[str] = []
    real = socket.getaddrinfo

    def look_up(host: str, *rest: object, **more: object) -> list[tuple[object, ...]]:
        if host != "rebound.example":
            return real(host, *rest, **more)  # type: ignore[arg-type, return-value]
        looked.append(host)
        address = "127.0.0.1" if len(looked) == 1 else "127.0.0.2"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 0))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)

    found = fetch(f"{site.replace('127.0.0.1', 'rebound.example')}/feed", HERE)

    assert found.data.startswith(b"rebound.example:")
    assert len(looked) == 1


@pytest.mark.parametrize(
    "url", ["", "/etc/passwd", "file:///etc/passwd", "ftp://example.org/", "gopher://x/", "javascript:1", "http://"]
)
def test_only_the_web_is_asked(url: str) -> None:
    """Nothing but http and https."""
    with pytest.raises(FetchError, match="not an address"):
        fetch(url, HERE)


def test_a_password_goes_nowhere(site: str) -> None:
    """Addresses with one are refused, so that none is logged or sent on."""
    with pytest.raises(FetchError, match="name and a password"):
        fetch(site.replace("//", "//ada:secret@"), HERE)


def test_hosts_that_are_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a name without an address nor a port without a server takes long."""

    def look_up(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    with pytest.raises(FetchError, match="cannot be fetched"):
        fetch("http://127.0.0.1:1/", HERE)
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with pytest.raises(FetchError, match="no host"):
        fetch("http://nowhere.example/", HERE)


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_a_slow_server_is_left(head: bytes) -> None:
    """One that sends a byte now and then, in its head or in its body."""

    def trickle(connection: socket.socket) -> None:
        connection.recv(10_000)
        connection.sendall(head)
        for _ in range(100):
            time.sleep(0.05)
            connection.sendall(b"a")

    begun = time.monotonic()
    with answering(trickle) as url, pytest.raises(FetchError, match="took too long"):
        fetch(url, FetchOptions(is_private_allowed=True, time_limit=timedelta(seconds=0.3)))
    assert time.monotonic() - begun < 4


@given(noise=st.binary(max_size=300))
def test_no_answer_is_anything_but_an_answer_or_an_error(noise: bytes) -> None:
    """Whatever bytes a server sends."""
    with answering(lambda connection: connection.sendall(noise)) as url, suppress(FetchError):
        fetch(url, HERE)


def test_a_certificate_must_be_right(site: str) -> None:
    """A server that is not the one of that name is not asked."""
    with pytest.raises(FetchError, match="cannot be fetched"):
        fetch(site.replace("http:", "https:"), HERE)
    assert ssl.create_default_context().check_hostname


@given(
    ip=st.one_of(
        st.ip_addresses(v=4, network="10.0.0.0/8"),
        st.ip_addresses(v=4, network="127.0.0.0/8"),
        st.ip_addresses(v=4, network="169.254.0.0/16"),
        st.ip_addresses(v=4, network="172.16.0.0/12"),
        st.ip_addresses(v=4, network="100.64.0.0/10"),
        st.ip_addresses(v=4, network="224.0.0.0/3"),
    )
)
def test_private_addresses_are_never_public(ip: IPv4Address) -> None:
    """Nor when they are dressed as addresses of version 6."""
    number = int(ip)
    dressed = [
        IPv6Address((0xFFFF << 32) | number),
        IPv6Address((0x2002 << 112) | (number << 80)),
        IPv6Address(int(IPv6Network("64:ff9b::/96").network_address) | number),
    ]
    assert not any(map(is_public, [ip_address(str(ip)), *dressed]))
    assert is_public(ip_address("2606:2800:21f:cb07:6820:80da:af6b:8b2c"))
