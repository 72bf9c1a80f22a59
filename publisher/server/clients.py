"""Finds out who asks, behind proxies that are trusted, and bounds how much each may ask for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

_MOST_CLIENTS = 20_000
_MOST_HOPS = 20
_MOST_CHARACTERS = 1_000
COST = 1.0
CHEAP = 0.1
"""An answer without a body: whoever asks only for what has changed may ask ten times as often."""
DEAR = 20.0
"""A wrong secret: 1,200 a minute leave 60 guesses, of 2 to the 256th."""

Network = IPv4Network | IPv6Network


class Clients:
    """Who asks.

    Args:
        proxies: The addresses of proxies whose word is taken (``X-Forwarded-For``).
        insiders: The addresses from which the measures of the server may be asked for.
    """

    def __init__(self, proxies: Sequence[Network], insiders: Sequence[Network]) -> None:
        self._is_proxy = lru_cache(maxsize=4096)(_make_judge(tuple(proxies)))
        self._is_insider = lru_cache(maxsize=4096)(_make_judge(tuple(insiders)))

    def find(self, peer: str, forwarded: str) -> str:
        """Return the address of whoever asks; empty where it is not known, as behind a proxy on a Unix socket.

        Args:
            peer: The other end of the connection.
            forwarded: ``X-Forwarded-For``: each proxy adds whom it was asked by at the end.
        """
        client = peer
        if forwarded and self._is_proxy(peer):
            # Only what trusted proxies added counts; what stands before it, anyone may have written.
            for hop in reversed(forwarded[-_MOST_CHARACTERS:].split(",")[-_MOST_HOPS:]):
                address = _read_address(hop)
                if not address:
                    break
                client = address
                if not self._is_proxy(address):
                    break
        return client

    def is_insider(self, client: str) -> bool:
        """Say whether an address may see the measures of the server."""
        return self._is_insider(client)


def _make_judge(networks: tuple[Network, ...]) -> Callable[[str], bool]:
    def judge(address: str) -> bool:
        try:
            found = ip_address(address.partition("%")[0])
        except ValueError:
            return False
        mapped = getattr(found, "ipv4_mapped", None)
        found = mapped or found
        return any(found.version == network.version and found in network for network in networks)

    return judge


def _read_address(text: str) -> str:
    """Read an address as proxies write it, with or without a port; empty if it is none."""
    text = text.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        return str(ip_address(text))
    except ValueError:
        return ""


class Limiter:
    """Lets each client have so many answers a minute, and as many at once after a pause (a token bucket).

    Addresses of version 6 are taken by their network of 64 bits, all of which one household has.

    Args:
        per_minute: Answers; 0 for any number.
    """

    def __init__(self, per_minute: int) -> None:
        self._most = float(per_minute)
        self._per_second = per_minute / 60
        self._left: dict[str, list[float]] = {}

    def take(self, client: str, cost: float, now: float) -> float:
        """Take what an answer costs.

        Args:
            client: Its address; an empty one is not counted.
            cost: Of the answer.
            now: A clock that never goes backward, in seconds.

        Returns:
            0 if there was enough; else the seconds until there will be.
        """
        if not self._most or not client:
            return 0.0
        name = client if ":" not in client else _network_of(client)
        state = self._left.get(name)
        if state is None:
            if len(self._left) >= _MOST_CLIENTS:
                # The one that has been there longest: that it gets a full measure again is a small loss.
                self._left.pop(next(iter(self._left)), None)
            state = self._left[name] = [self._most, now]
        left = state[0] + (now - state[1]) * self._per_second
        left = min(left, self._most)
        state[1] = now
        if left < cost:
            state[0] = left
            return (cost - left) / self._per_second
        state[0] = left - cost
        return 0.0


@lru_cache(maxsize=4096)
def _network_of(address: str) -> str:
    try:
        return str(ip_network((address.partition("%")[0], 64), strict=False))
    except ValueError:
        return address
