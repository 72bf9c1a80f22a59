"""Reads how the feeds are served: what is private, whose tokens open it, and who else has a say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Any
from zoneinfo import ZoneInfo

from publisher.config.settings import ServeOptions, Token
from publisher.config.tables import Serve
from publisher.config.tables import Token as TokenTable
from publisher.config.values import Values

CODINGS = ("gzip", "br", "zstd")
_TOKEN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_HASH = re.compile(r"sha256:([0-9a-f]{64})")
_PART = re.compile(r"[a-z0-9][a-z0-9._-]*")
_MOST_REQUESTS = 10_000_000


class Serving(Values):
    """Reads ``[serve]`` and ``[[token]]``."""

    def serving(
        self, table: Serve, tokens: list[dict[str, Any]], zone: ZoneInfo, *, url: str, hubs: tuple[str, ...]
    ) -> ServeOptions:
        """Return how the feeds are served."""
        if not 0 <= table.requests_per_minute <= _MOST_REQUESTS:
            self.complain("serve", "requests_per_minute", f"must lie between 0 and {_MOST_REQUESTS:,}")
        private = tuple(dict.fromkeys(self.each("serve", "private", table.private, _read_folder)))
        if "" in private and hubs:
            hint = "and hubs could not read it: leave one of the two out"
            self.complain("publish", "hubs", f"tell everyone of what `serve.private` keeps from them, {hint}")
        return ServeOptions(
            url=url,
            hubs=hubs,
            private=private,
            tokens=tuple(self._tokens(tokens, zone)),
            proxies=tuple(self.each("serve", "proxies", table.proxies, _read_network)),
            insiders=tuple(self.each("serve", "metrics", table.metrics, _read_network)),
            per_minute=table.requests_per_minute,
            has_statistics=table.statistics,
        )

    def codings(self, names: list[str]) -> tuple[str, ...]:
        """Return in which ways published files are compressed beforehand."""
        return tuple(dict.fromkeys(self.each("publish", "compress", names, _read_coding)))

    def _tokens(self, tables: list[dict[str, Any]], zone: ZoneInfo) -> Iterator[Token]:
        names: set[str] = set()
        for number, values in enumerate(tables, start=1):
            where = f"token#{number}"
            table: TokenTable = self.read_values(values, where, TokenTable)
            if not _TOKEN_NAME.fullmatch(table.name) or table.name.casefold() in names:
                self.complain(where, "name", "must be a name of its own, of letters, digits and hyphens")
            names.add(table.name.casefold())
            hashes = [table.hash] if isinstance(table.hash, str) else table.hash
            digests = tuple(self.each(where, "hash", hashes, _read_hash))
            if not hashes:
                self.complain(where, "hash", "is missing: `publisher token NAME` makes a secret and its hash")
            folders = tuple(self.each(where, "folders", table.folders, _read_folder))
            expires = self.date(where, "expires", table.expires, zone)
            yield Token(name=table.name, digests=digests, folders=folders if "" not in folders else (), expires=expires)


def _read_folder(text: str) -> str:
    """Read a folder below the feeds; an empty one is all of them. Raises ValueError for another text."""
    name = text.strip().strip("/")
    if name and not all(_PART.fullmatch(part) for part in name.split("/")):
        raise ValueError(f'{text!r} is no folder below the feeds, such as "feeds/members/", nor "/" for everything')
    return f"{name}/" if name else ""


def _read_network(text: str) -> IPv4Network | IPv6Network:
    """Read an address or a network; raises ValueError for another text."""
    try:
        return ip_network(text.strip())
    except ValueError as error:
        raise ValueError(f'{text!r} is no address or network, such as "10.0.0.0/8"') from error


def _read_hash(text: str) -> str:
    """Read what is kept of a secret; raises ValueError for another text, which it does not repeat."""
    match = _HASH.fullmatch(text.strip())
    if match is None:
        raise ValueError("it begins with sha256: and has 64 digits; `publisher token NAME` makes one")
    return match[1]


def _read_coding(text: str) -> str:
    """Read the name of a way to compress; raises ValueError for another."""
    if text not in CODINGS:
        raise ValueError(f'{text!r} is none of "gzip", "br" and "zstd"')
    return text
