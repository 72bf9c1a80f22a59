"""Clients that mean harm: the server stays up, answers others, and tells nothing that is not public."""

from __future__ import annotations

import http.client
import resource
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.served import Site, served

PAGE = b"<!DOCTYPE html><title>All</title>"
SECRET = b"do not tell"
BIG = b"<feed>" + b"x" * 900_000 + b"</feed>"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server with a secret beside what it serves."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "secret.txt").write_bytes(SECRET)
    (folder / "feeds").mkdir()
    (folder / "feeds/index.html").write_bytes(PAGE)
    (folder / "feeds/atom.xml").write_bytes(BIG)
    with served(folder / "feeds") as site:
        yield site


def is_well(site: Site) -> bool:
    """Tell whether others are answered, long before the slow ones are given up."""
    before = time.monotonic()
    return site.ask("/").body == PAGE and time.monotonic() - before < 4


def test_slow_requests_hold_up_nobody(site: Site) -> None:
    """Half a request, none at all, or one letter at a time: each is given up after seconds, and others are answered."""
    with ExitStack() as stack:
        starts = [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: "]
        slow = [stack.enter_context(socket.create_connection((site.host, site.port))) for _ in range(60)]
        for number, connection in enumerate(slow):
            connection.sendall(starts[number % 3])
        assert is_well(site)
        end = time.monotonic() + 20
        left = list(slow)
        while left and time.monotonic() < end:
            for connection in list(left):
                with suppress(OSError):
                    connection.send(b"a")
                if _is_closed(connection):
                    left.remove(connection)
            time.sleep(0.5)
        assert not left
    assert is_well(site)


def _is_closed(connection: socket.socket) -> bool:
    connection.settimeout(0)
    try:
        return connection.recv(65536) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


def test_thousands_of_connections(site: Site) -> None:
    """While two thousand connections do nothing, others are answered."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    count = min(2_000, hard - 500 if hard != resource.RLIM_INFINITY else 2_000)
    if soft < count + 500:
        resource.setrlimit(resource.RLIMIT_NOFILE, (count + 500, hard))
    with ExitStack() as stack:
        for _ in range(count):
            stack.enter_context(socket.create_connection((site.host, site.port), timeout=10))
        assert all(is_well(site) for _ in range(5))
    assert is_well(site)


def test_who_takes_nothing_holds_up_nobody(site: Site) -> None:
    """Readers that ask for much and never read it do not keep others waiting."""
    with ExitStack() as stack:
        for _ in range(50):
            connection = stack.enter_context(socket.socket())
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.connect((site.host, site.port))
            connection.sendall(b"GET /atom.xml HTTP/1.1\r\nHost: a\r\n\r\n" * 5)
        assert all(is_well(site) for _ in range(5))


@pytest.mark.parametrize(
    "head",
    [
        b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 500_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\n" + b"".join(b"X-%d: a\r\n" % number for number in range(5_000)) + b"\r\n",
        b"GET /" + b"a" * 500_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        b"GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\n Folded: a\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: a\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"\x00" * 10_000,
    ],
    ids=[
        "long header",
        "many headers",
        "long path",
        "two lengths",
        "huge chunk",
        "negative length",
        "folded",
        "version",
        "HTTP/2",
        "TLS",
        "zeros",
    ],
)
def test_heads_that_mean_harm(site: Site, head: bytes) -> None:
    """They are refused, and the connection is closed."""
    received = b""
    with (
        suppress(ConnectionError, TimeoutError),
        socket.create_connection((site.host, site.port), timeout=12) as connection,
    ):
        connection.sendall(head)
        with suppress(OSError):
            connection.shutdown(socket.SHUT_WR)
        while chunk := connection.recv(65536):
            received += chunk
    assert SECRET not in received
    assert not received.startswith(b"HTTP/1.1 200") or b"GET / HTTP/1.1" in head
    assert is_well(site)


@pytest.mark.parametrize("body", [b"a" * 3_000_000, b""])
def test_bodies_are_not_read(site: Site, body: bytes) -> None:
    """What is sent with a request is not taken in, and harms nobody."""
    connection = http.client.HTTPConnection(site.host, site.port, timeout=10)
    with suppress(ConnectionError):
        connection.request("POST", "/", body=body)
        assert connection.getresponse().status == 405
    connection.close()
    assert is_well(site)


_hops = st.sampled_from(
    [
        "..",
        "%2e%2e",
        "%2E.",
        "..%2f",
        "..%5c",
        "%252e%252e",
        "..%c0%af",
        "%uff0e%uff0e",
        ".%00.",
        "....",
        "..;",
        "secret.txt",
        "feeds",
        "",
        "~",
        "%00",
        "C:",
        "file:",
    ]
)


@settings(deadline=None, max_examples=150)
@given(st.lists(_hops, min_size=1, max_size=7), st.sampled_from(["/", "//", "\\", "/%2f"]))
def test_no_way_out_by_any_encoding(site: Site, hops: list[str], slash: str) -> None:
    """However the way up is written, what lies beside the folder stays there."""
    answer = site.ask(f"/{slash.join([*hops, 'secret.txt'])}")

    assert SECRET not in answer.body
    assert answer.status in {301, 400, 404}


@settings(deadline=None, max_examples=100)
@given(
    st.dictionaries(
        st.sampled_from(
            [
                "Range",
                "If-Range",
                "Accept-Encoding",
                "A-IM",
                "If-None-Match",
                "X-Forwarded-For",
                "Authorization",
                "User-Agent",
                "Accept",
            ]
        ),
        st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=300).map(
            str.strip
        ),
        max_size=5,
    )
)
def test_any_headers_are_survived(site: Site, headers: dict[str, str]) -> None:
    """Whatever stands in headers, there is an answer, and none that says that something went wrong here."""
    for path in ("/atom.xml", "/", "/metrics", "/nothing"):
        assert site.ask(path, headers).status < 500
