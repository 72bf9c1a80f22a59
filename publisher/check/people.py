"""Checks persons of Atom: authors and contributors, in feeds and entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.check import syntax
from publisher.check.extensions import ATOM
from publisher.check.findings import quote
from publisher.check.markup import check_plain
from publisher.check.values import check_url

if TYPE_CHECKING:
    from publisher.check.findings import Report
    from publisher.check.tree import Element


def check_person(report: Report, person: Element) -> None:
    """Check the parts of a person (RFC 4287 §3.2)."""
    names = person.all(f"{ATOM}name")
    if len(names) != 1:
        report.add("atom-person-name", person.line, f"the {person.local} has {len(names)} names")
    for child in person.children:
        text = child.text.strip()
        if child.namespace == ATOM[1:-1] and not text:
            rule = "atom-blank" if child.local in {"name", "uri"} else "atom-empty"
            report.add(rule, child.line, f"<{child.local[:60]}> is empty")
        elif child.name == f"{ATOM}name":
            _check_name(report, child, text)
        elif child.name == f"{ATOM}email":
            _check_email(report, child, text)
        elif child.name == f"{ATOM}uri":
            check_url(report, child.text, child.line, "uri")


def _check_name(report: Report, element: Element, text: str) -> None:
    address = syntax.find_email_in_name(text)
    if address:
        report.add("name-email", element.line, f"the name holds {quote(address)}")
    check_plain(report, text, element.line, "name")


def _check_email(report: Report, element: Element, text: str) -> None:
    if not syntax.is_email(text):
        report.add("atom-person-email", element.line, f"the email is {quote(text)}")
    elif syntax.has_dotless_host(text):
        report.add("email-host", element.line, f"the email is {quote(text)}")
