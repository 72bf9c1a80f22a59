"""Decides who may read what: private folders, addresses with a secret in them, and HTTP Basic (RFC 7617)."""

from __future__ import annotations

import base64
import binascii
import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from http import HTTPStatus
from urllib.parse import quote

from publisher.config import Token
from publisher.server.message import Answer, refuse
from publisher.urls import is_below

MARK = "~"
"""Begins the first part of a path that is a secret; no name of ours begins with it."""

_SECRET = re.compile(r"[A-Za-z0-9_-]{16,128}")
_MOST_CHARACTERS = 1_000
_HUBS = re.compile(rb'[ \t]*<(?:atom:)?link [^<>]*\brel="hub"[^<>]*/>\n?|^ "hubs": \[[^\[\]]*\],\n', re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """With what right a request comes."""

    path: str
    """What is asked for, without the secret."""
    token: Token | None = None
    prefix: str = ""
    """What stood before the path, ``~SECRET/``; empty if nothing did."""
    is_wrong: bool = False
    """A secret was given that opens nothing."""


class Access:
    """What is private, and the tokens that open it.

    Args:
        private: Folders whose files are private, each with a slash behind it; an empty one makes all of it private.
        tokens: Those that are valid.
        home: The path of the front page, to which refusals lead.
    """

    def __init__(self, private: Sequence[str], tokens: Sequence[Token], home: str = "/") -> None:
        self._home = home
        self._private = tuple(private)
        self._tokens = tuple(tokens)

    @property
    def is_everything_public(self) -> bool:
        """Whether nothing is private."""
        return not self._private

    def is_private(self, path: str) -> bool:
        """Say whether a path, decoded and with its slash before it, is private."""
        return is_below(path.removeprefix("/"), self._private)

    def enter(self, path: str, authorization: str, now: float) -> Pass:
        """Look at what a request shows.

        Args:
            path: As asked for, decoded.
            authorization: The header of that name; empty if there was none.
            now: The present, in seconds since 1970.
        """
        first, slash, rest = path.removeprefix("/").partition("/")
        if first.startswith(MARK):
            secret = first.removeprefix(MARK)
            token = self._find(secret, "", now)
            if token is None or not slash:
                return Pass(path=path, is_wrong=True)
            return Pass(path=f"/{rest}", token=token, prefix=f"{first}/")
        if not authorization or self.is_everything_public:
            return Pass(path=path)
        name, secret = _read_basic(authorization)
        token = self._find(secret, name, now)
        return Pass(path=path, token=token, is_wrong=token is None)

    def check(self, shown: Pass) -> Answer | None:
        """Return the refusal if a request may not have what it asks for."""
        if shown.is_wrong and not shown.prefix and shown.path.startswith(f"/{MARK}"):
            # As if it had never been: nobody learns which secrets there are, or that there are any.
            return refuse(HTTPStatus.NOT_FOUND, home=self._home)
        if not self.is_private(shown.path):
            # An address with a secret opens what is public too: pages link from one to the other.
            return None
        if shown.token is None:
            challenge = 'Basic realm="Private feeds", charset="UTF-8"'
            return refuse(HTTPStatus.UNAUTHORIZED, {"WWW-Authenticate": challenge}, self._home)
        folders = shown.token.folders
        is_open = not folders or is_below(shown.path.removeprefix("/"), folders)
        return None if is_open else refuse(HTTPStatus.NOT_FOUND, home=self._home)

    def _find(self, secret: str, name: str, now: float) -> Token | None:
        """Find the token of a secret, in a time that does not depend on which it is, or whether there is one.

        Args:
            secret: As it was given.
            name: That the token must have; any if it is empty.
            now: The present.
        """
        is_secret = _SECRET.fullmatch(secret) is not None
        digest = sha256(secret.encode("utf-8", "replace")).hexdigest()
        found = None
        for token in self._tokens:
            for known in token.digests:
                is_same = hmac.compare_digest(digest, known)
                is_valid = token.expires is None or now < token.expires.timestamp()
                if is_same and is_secret and is_valid and (not name or hmac.compare_digest(name, token.name)):
                    found = token
        return found


def rewrite(data: bytes, site: str, prefix: str) -> bytes:
    """Have the addresses of a site in a text lead through a secret: whoever follows one is let in again.

    Args:
        data: HTML, XML or JSON.
        site: The site's address, with a slash at its end.
        prefix: What comes behind it, ``~SECRET/``.
    """
    plain = site.encode()
    return data.replace(plain, plain + quote(prefix, safe="~/").encode())


def drop_hubs(data: bytes) -> bytes:
    """Remove the hubs from one of our feeds, for a reader whose address for it has a secret in it.

    The feed names that address as its own, and a reader that subscribes at a hub sends it there (WebSub §5.1). A
    public feed names hubs, and an address with a secret opens it too.

    Args:
        data: RSS, Atom or JSON Feed as we write it: what is inside items is escaped, so it holds no such element.
    """
    return _HUBS.sub(b"", data)


def digest_secret(secret: str) -> str:
    """Return what is kept of a secret.

    It has 256 bits from the system's source of randomness, so one round of SHA-256 is enough: there is nothing to
    guess, as there is with passwords that people choose.
    """
    return f"sha256:{sha256(secret.encode()).hexdigest()}"


def _read_basic(header: str) -> tuple[str, str]:
    """Read the name and the secret of HTTP Basic; empty ones if there are none."""
    scheme, _, value = header[:_MOST_CHARACTERS].partition(" ")
    if scheme.lower() != "basic":
        return "", ""
    try:
        text = base64.b64decode(value.strip(), validate=True).decode()
    except (binascii.Error, ValueError):
        return "", ""
    name, colon, secret = text.partition(":")
    return (name, secret) if colon and name.isascii() else ("", "")


def is_expired(token: Token, now: datetime) -> bool:
    """Say whether a token is no longer valid."""
    return token.expires is not None and now.astimezone(UTC) >= token.expires
