"""Finds the lines that are no part of what was written, before the text is cut: of pages, e-mails and reviewers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from publisher.parse.plaintext.mail import Mail, hide_addresses, read_mail
from publisher.parse.plaintext.pagebreaks import MEMO_HEAD, PAGE_LINE, find_memo_head, find_page_lines
from publisher.parse.plaintext.remarks import REMARK, find_remarks, strip_marks

if TYPE_CHECKING:
    from publisher.model import Metadata


class Outer(NamedTuple):
    """The lines of a text, and what is known of some before any other is read."""

    lines: list[str]
    """Without the marks and addresses that were never meant to be read."""
    reasons: dict[int, str]
    """Why a line is left out, by its index."""
    mail: Mail | None


def read_outer(lines: list[str]) -> Outer:
    """Find the lines of a text that are left out for their form alone."""
    reasons = dict.fromkeys(find_page_lines(lines), PAGE_LINE)
    reasons |= dict.fromkeys(find_memo_head(lines), MEMO_HEAD)
    mail = read_mail(lines)
    if mail is not None:
        reasons |= mail.outer
        lines = hide_addresses(lines, mail)
    remarks, marks = find_remarks(lines)
    if remarks:
        reasons |= dict.fromkeys(remarks, REMARK)
        lines = strip_marks(lines, marks, remarks)
    return Outer(lines, reasons, mail)


def complete_metadata(metadata: Metadata, mail: Mail | None) -> Metadata:
    """Add what the header of an e-mail says to what front matter leaves open."""
    if mail is None:
        return metadata
    return replace(
        metadata,
        title=metadata.title or mail.subject,
        authors=metadata.authors or ((mail.author,) if mail.author else ()),
        date=metadata.date or mail.date,
    )
