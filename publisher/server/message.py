"""A request and an answer, before they are any library's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import BinaryIO

RETRY_SECONDS = 5
"""Small, because some readers stop altogether for as long as they are told."""

NAME = {"Server": "publisher"}
"""Else granian names itself, with whatever is known of its faults."""

_GUARDS = {
    "X-Content-Type-Options": "nosniff",
    # A private address has a secret in it, which must not be told to whoever is linked to.
    "Referrer-Policy": "no-referrer",
    # On feeds as well: an SVG, or XHTML inside a feed, could run scripts as well as a page.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' http: https: data:; "
        "media-src 'self' http: https:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'self'"
    ),
}
_GUARDS_OF_PAGES = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "browsing-topics=(), camera=(), geolocation=(), microphone=()",
}

PAGE = "text/html; charset=utf-8"

_ERRORS = {
    HTTPStatus.BAD_REQUEST: ("Bad request", "This could not be understood."),
    HTTPStatus.UNAUTHORIZED: (
        "Private",
        "This is for subscribers. Use the address that you were given, or give its name and its secret.",
    ),
    HTTPStatus.NOT_FOUND: (
        "Not found",
        "There is nothing here. It may have been withdrawn, or its address was mistyped.",
    ),
    HTTPStatus.GONE: ("Withdrawn", "What was here was withdrawn."),
    HTTPStatus.METHOD_NOT_ALLOWED: ("Method not allowed", "What is published here can only be read."),
    HTTPStatus.PRECONDITION_FAILED: ("Precondition failed", "What is published here is not what the request expected."),
    HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE: ("No such part", "The file ends before what was asked for begins."),
    HTTPStatus.TOO_MANY_REQUESTS: ("Too many requests", "Please ask less often, and only for what has changed."),
    HTTPStatus.INTERNAL_SERVER_ERROR: ("Something went wrong", "It was noted. Please try again in a moment."),
    HTTPStatus.SERVICE_UNAVAILABLE: ("Not available just now", "This could not be read. Please try again in a moment."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What of a request matters."""

    method: str
    path: str
    """Decoded; begins with a slash if it is one of ours."""
    query: str = ""
    """As sent, without its question mark."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """By their names in small letters; several lines of one name are joined with commas (RFC 9110 §5.2)."""
    peer: str = ""
    """The address of the other end of the connection, which may be a proxy's."""

    @property
    def is_head(self) -> bool:
        """Whether only the headers are wanted."""
        return self.method == "HEAD"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """Part of an open file, to be sent piece by piece; whoever sends it closes it."""

    handle: BinaryIO
    start: int
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A response."""

    status: int
    headers: Mapping[str, str]
    body: bytes | Extract = b""
    feed: str = ""
    """The feed's path if it is of one; for counting."""


def refuse(status: HTTPStatus, headers: Mapping[str, str] | None = None, home: str = "/") -> Answer:
    """Say what is wrong in a small page, which looks like the others of the site if its style sheet can be had.

    Args:
        status: One of those that are explained above.
        headers: Further ones.
        home: The path of the front page.
    """
    title, text = _ERRORS[status]
    told = {"Content-Type": PAGE, "Cache-Control": "no-store", **(headers or {})}
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        told["Allow"] = "GET, HEAD"
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        told["Retry-After"] = str(RETRY_SECONDS)
    page = (
        '<!DOCTYPE html>\n<html lang="en">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f'<title>{title}</title>\n<link rel="stylesheet" href="{home}style.css">\n'
        f'<main class="notice text">\n<header class="head">\n<h1>{title}</h1>\n<p class="deck">{text}</p>\n</header>\n'
        f'<p class="onward"><a href="{home}">What is published here</a></p>\n</main>\n'
    ).encode()
    return Answer(status=status, headers={**told, "Content-Length": str(len(page))}, body=page)


def secure(answer: Answer) -> Answer:
    """Add the headers that keep browsers from doing with an answer what it is not for."""
    headers = {**answer.headers, **NAME}
    if answer.status != HTTPStatus.NOT_MODIFIED:
        headers |= _GUARDS
    if headers.get("Content-Type") == PAGE:
        headers |= _GUARDS_OF_PAGES
    return replace(answer, headers=headers)
