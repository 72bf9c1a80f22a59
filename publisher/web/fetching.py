"""Asks the web: never a private network unless that is allowed, never for too much, never for too long."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urljoin, urlsplit

from publisher import __version__
from publisher.errors import FetchError
from publisher.urls import WEB_SCHEMES, resolve
from publisher.web.options import FetchOptions

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 5
_STEP = timedelta(seconds=10)
"""Nothing may come from a server for no longer than this."""
_GRACE = 0.5
_CHUNK_BYTES = 64 * 1024
_OK = 200
_NOT_MODIFIED = 304
_NAT64 = IPv6Network("64:ff9b::/96")
_ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address led to."""

    url: str
    """Where it was in the end, after all redirects."""
    data: bytes
    content_type: str
    """The header; empty if there was none."""
    status: int = 200
    """200, or 304 where that was asked for."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """All headers, their names in small letters; of several with one name, joined with commas."""


def fetch(url: str, options: FetchOptions, conditions: Mapping[str, str] | None = None) -> Fetched:
    """Fetch what an address leads to.

    Args:
        url: Absolute; http or https.
        options: Limits.
        conditions: Headers under which nothing need be sent again, such as ``If-None-Match`` (RFC 9110 §13.1).

    The name of the host is looked up once, every address of it is looked at, and the connection goes to one of these:
    a name that leads elsewhere the next time (DNS rebinding) gains nothing. Each redirect is held to the same rules.

    Raises:
        FetchError: It is no web address, leads to a private one, or does not answer as it should, in time.
    """
    return _in_time(url, options, lambda: _fetch(url, options, conditions or {}))


def post_form(url: str, fields: Sequence[tuple[str, str]], options: FetchOptions) -> Fetched:
    """Send a form to an address, and return what it says, whatever its status; redirects are not followed.

    Args:
        url: Absolute; http or https.
        fields: Names and values, in their order.
        options: Limits; no more of the answer is read than `max_bytes`.

    Raises:
        FetchError: It is no web address, leads to a private one, or does not answer in time.
    """
    return _in_time(url, options, lambda: _post(url, fields, options))


def _in_time(url: str, options: FetchOptions, ask: Callable[[], Fetched]) -> Fetched:
    found: list[Fetched] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            found.append(ask())
        except BaseException as error:  # noqa: BLE001  It is raised in the other thread.
            failed.append(error)

    # A server may answer so slowly, byte by byte, that no single wait is too long.
    thread = threading.Thread(target=run, name="fetch", daemon=True)
    thread.start()
    thread.join(options.time_limit.total_seconds() + _GRACE)
    if failed:
        raise failed[0]
    if not found:
        raise _too_late(url)
    return found[0]


def _fetch(url: str, options: FetchOptions, conditions: Mapping[str, str]) -> Fetched:
    deadline = time.monotonic() + options.time_limit.total_seconds()
    address = resolve(url, schemes=WEB_SCHEMES)
    if not address:
        raise FetchError("not an address on the web", url, "write it out, beginning with https://")
    for _ in range(_MOST_REDIRECTS + 1):
        with _open(address, options, deadline, {"Accept": _ACCEPT, **conditions}) as answer:
            if answer.status in _REDIRECTS and "location" in answer.headers:
                address = _follow(address, answer.headers["location"])
                continue
            if answer.status != _OK and not (conditions and answer.status == _NOT_MODIFIED):
                raise FetchError(f"the server answered {answer.status}", address, "open it in a browser")
            return _make_answer(answer, address, _read(answer, address, options, deadline))
    raise FetchError(f"more than {_MOST_REDIRECTS} redirects", url, "ask for the address that they lead to")


def _post(url: str, fields: Sequence[tuple[str, str]], options: FetchOptions) -> Fetched:
    deadline = time.monotonic() + options.time_limit.total_seconds()
    address = resolve(url, schemes=WEB_SCHEMES)
    if not address:
        raise FetchError("not an address on the web", url, "write it out, beginning with https://")
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    with _open(address, options, deadline, headers, urlencode(fields).encode()) as answer:
        # No more than that is of any use, and no fault: what matters was said by the status.
        data = answer.read1(options.max_bytes, decode_content=False)
        return _make_answer(answer, address, data[: options.max_bytes])


def _make_answer(answer: BaseHTTPResponse, url: str, data: bytes) -> Fetched:
    return Fetched(
        url=url,
        data=data,
        content_type=answer.headers.get("content-type", ""),
        status=answer.status,
        headers={name.lower(): value for name, value in answer.headers.items()},
    )


def _follow(address: str, target: str) -> str:
    found = resolve(urljoin(address, target), schemes=WEB_SCHEMES)
    if not found:
        raise FetchError(f"redirects to {target[:200]!r}, which is no address on the web", address)
    return found


@contextmanager
def _open(
    url: str, options: FetchOptions, deadline: float, more: Mapping[str, str], form: bytes | None = None
) -> Iterator[BaseHTTPResponse]:
    """Ask the very machine whose address was looked at."""
    import ssl

    import urllib3

    parts = urlsplit(url.partition("#")[0])
    if parts.username or parts.password:
        raise FetchError("has a name and a password in it", url, "leave them out")
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    seconds = min(_STEP.total_seconds(), _left(url, deadline))
    target = _find_address(url, host, port, options)
    timeout = urllib3.Timeout(connect=seconds, read=seconds)
    pool = (
        urllib3.HTTPSConnectionPool(
            target,
            port,
            ssl_context=ssl.create_default_context(),
            server_hostname=host,
            assert_hostname=host,
            timeout=timeout,
            retries=False,
        )
        if parts.scheme == "https"
        else urllib3.HTTPConnectionPool(target, port, timeout=timeout, retries=False)
    )
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    headers = {
        "Host": parts.netloc,
        "Accept-Encoding": "gzip",
        "User-Agent": f"publisher/{__version__}",
        **more,
    }
    try:
        answer = pool.urlopen(
            "GET" if form is None else "POST",
            path,
            body=form,
            headers=headers,
            redirect=False,
            assert_same_host=False,
            preload_content=False,
        )
        try:
            yield answer
        finally:
            answer.close()
    except (urllib3.exceptions.HTTPError, OSError) as error:
        reason = str(getattr(error, "reason", "") or error)
        raise FetchError(f"cannot be fetched: {reason[:300]}", url, "is the address right?") from error
    finally:
        pool.close()


def _find_address(url: str, host: str, port: int, options: FetchOptions) -> str:
    """Return an address of a host, all of which may be asked."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"there is no host {host!r}", url, "is the address right?") from error
    addresses = [ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    if not options.is_private_allowed and not all(map(is_public, addresses)):
        hint = "if it is yours, allow it: private = true in [fetch] of the settings"
        raise FetchError("leads to a private network", url, hint)
    return str(addresses[0])


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Tell whether an address is one of the public internet.

    >>> is_public(ip_address("93.184.215.14")), is_public(ip_address("::ffff:10.0.0.1"))
    (True, False)
    """
    # Addresses that stand for one of version 4: mapped, 6to4, Teredo, and NAT64 (RFC 6052 §2.1).
    if isinstance(address, IPv6Address):
        inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in _NAT64:
            inner.append(IPv4Address(int(address) & 0xFFFFFFFF))
        if any(other is not None and not is_public(other) for other in inner):
            return False
        if address.ipv4_mapped is not None:
            return True
    return address.is_global and not address.is_multicast


def _read(answer: BaseHTTPResponse, url: str, options: FetchOptions, deadline: float) -> bytes:
    data = bytearray()
    # What is there, not as much as was asked for: a server that sends a byte now and then would never be looked at.
    while chunk := answer.read1(_CHUNK_BYTES, decode_content=True):
        data += chunk
        _left(url, deadline)
        if len(data) > options.max_bytes:
            raise FetchError(f"is larger than {options.max_bytes:,} bytes", url, "no feed should be")
    return bytes(data)


def _left(url: str, deadline: float) -> float:
    """Return how many seconds are left."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise _too_late(url)
    return left


def _too_late(url: str) -> FetchError:
    return FetchError("took too long", url, "try again, or give it more time: time_limit in [fetch]")
