"""Checks how a server answers readers that come again and again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from publisher.check.findings import Checked, Report

if TYPE_CHECKING:
    from collections.abc import Mapping

_HUB = re.compile(rb"""rel\s{0,9}=\s{0,9}["']hub["']|"hubs"\s{0,9}:\s{0,9}\[\s{0,9}\{""")
_VALIDATORS = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
_NOT_MODIFIED = 304


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered."""

    status: int
    headers: Mapping[str, str]
    """Their names in small letters."""


def list_conditions(first: Answer) -> dict[str, str]:
    """Return the headers with which a reader asks again: a server that keeps the rules answers 304.

    >>> list_conditions(Answer(status=200, headers={"etag": '"a"'}))
    {'If-None-Match': '"a"'}
    """
    return {_VALIDATORS[name]: first.headers[name] for name in _VALIDATORS if first.headers.get(name)}


def check_answers(data: bytes, first: Answer, again: Answer | None, *, now: datetime) -> Checked:
    """Check the answer to a first visit, and to one right after it.

    Args:
        data: The feed.
        first: The answer to a request without conditions, which took gzip.
        again: The answer to one with those of `list_conditions`; None if there were none.
        now: As for `check_feed`.

    >>> from datetime import UTC
    >>> first = Answer(status=200, headers={"etag": '"a"'})
    >>> found = check_answers(b"", first, first, now=datetime(2026, 3, 1, tzinfo=UTC)).findings
    >>> [each.rule for each in found]
    ['http-not-modified']
    """
    report = Report(now=now)
    if not list_conditions(first):
        report.add("http-validator", 0, "the answer has neither an ETag nor a Last-Modified")
    if again is not None:
        _check_again(report, first, again)
    if "content-encoding" in first.headers and "accept-encoding" not in first.headers.get("vary", "").lower():
        report.add(
            "http-vary", 0, f"it is packed with {first.headers['content-encoding'][:20]!r}, and has no such Vary"
        )
    relations = re.findall(r"""rel\s*=\s*"?([a-z ]+)""", first.headers.get("link", "").lower()[:10_000])
    if _HUB.search(data) and not {"hub", "self"} <= {word for relation in relations for word in relation.split()}:
        report.add("http-link-hub", 0, "the feed has a hub, and no Link header names it and the feed's address")
    return report.close("http")


def _check_again(report: Report, first: Answer, again: Answer) -> None:
    if again.status != _NOT_MODIFIED:
        report.add("http-not-modified", 0, f"asked again right away, the server answered {again.status}, not 304")
        return
    lost = [name for name in _VALIDATORS if name in first.headers and name not in again.headers]
    if lost:
        report.add("http-not-modified-validators", 0, f"the 304 has no {' and no '.join(lost)}")
