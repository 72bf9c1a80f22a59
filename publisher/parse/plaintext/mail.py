"""Reads an article that was sent by e-mail: its header, its signature, and addresses not meant to be published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parseaddr, parsedate_to_datetime
from typing import TYPE_CHECKING

from publisher.parse.plaintext.markers import is_rule

if TYPE_CHECKING:
    from collections.abc import Sequence

HEADER = "the header of an e-mail"
SIGNATURE = "the signature of an e-mail"
_FIELD = re.compile(r"([^\s:]{2,20}(?: [^\s:]{1,12})?)\s?: ?(.*)")
# As RFC 5322 names them, and as mail programs show them.
_FROM = frozenset(
    ["from", "von", "de", "da", "van", "från", "fra", "od", "от", "від", "差出人", "发件人", "寄件者", "보낸사람"]
)
_SUBJECT = frozenset(
    [
        "subject",
        "betreff",
        "objet",
        "asunto",
        "assunto",
        "oggetto",
        "onderwerp",
        "ämne",
        "emne",
        "temat",
        "předmět",
        "тема",
        "件名",
        "主题",
        "主旨",
        "제목",
    ]
)
_DATE = frozenset(
    [
        "date",
        "sent",
        "datum",
        "gesendet",
        "fecha",
        "data",
        "envoyé",
        "enviado",
        "inviato",
        "verzonden",
        "дата",
        "日付",
        "日期",
    ]
)
_FIELDS_MIN = 3
_FIELDS_MAX = 60
_LINE_MAX = 1000
_REPLY = re.compile(
    r"(?:\[[^\[\]]{1,40}\]|(?:re|fwd?|aw|wg|tr|rv|sv|vs|antw|odp|отв)(?:\[\d\])?\s?:)\s*", re.IGNORECASE
)
_ANGLED = re.compile(r" ?<[^<>\s@]{1,100}@[^<>\s@]{1,200}>")
_ADDRESS = re.compile(r"[\w.+%-]{1,100}@[\w-]{1,100}(?:\.[\w-]{1,60}){1,6}")
_FOOT_LINES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """What the header of an e-mail says, and which lines of the text are not the letter."""

    subject: str
    author: str
    date: datetime | None
    outer: dict[int, str]
    """The reason for each line that is left out."""


def read_mail(lines: Sequence[str]) -> Mail | None:
    """Read the header that a text begins with; None if it begins with none."""
    start = next((n for n, line in enumerate(lines[:_FIELDS_MAX]) if line), -1)
    if start < 0 or _FIELD.match(lines[start][:_LINE_MAX]) is None:
        return None
    fields: dict[str, str] = {}
    name = ""
    end = start
    while end < len(lines) and end - start < _FIELDS_MAX and lines[end]:
        line = lines[end][:_LINE_MAX]
        found = _FIELD.match(line)
        if name and line[0].isspace():
            fields[name] += f" {line.strip()}"
        elif found is not None:
            name = found[1].lower()
            fields.setdefault(name, found[2].strip())
        else:
            break
        end += 1
    sender, subject = _pick(fields, _FROM), _pick(fields, _SUBJECT)
    if len(fields) < _FIELDS_MIN or not sender or not subject:
        return None
    outer = dict.fromkeys(range(start, end), HEADER)
    outer |= dict.fromkeys(_find_signature(lines, end), SIGNATURE)
    return Mail(
        subject=_strip_reply(subject), author=_read_name(sender), date=_read_date(_pick(fields, _DATE)), outer=outer
    )


def _pick(fields: dict[str, str], names: frozenset[str]) -> str:
    return next((value for name, value in fields.items() if name in names), "")


def _strip_reply(subject: str) -> str:
    """Leave out the list's name and the marks of replies.

    >>> _strip_reply("Re: [weir] Fwd: High water")
    'High water'
    """
    done = 0
    while (found := _REPLY.match(subject, done)) is not None:
        done = found.end()
    return subject[done:] or subject


def _read_name(sender: str) -> str:
    name = parseaddr(sender)[0] or ("" if "@" in sender else sender)
    return "" if "@" in name else name.strip("'\" ")


def _read_date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
        return moment.astimezone(UTC) if moment.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None


def _find_signature(lines: Sequence[str], start: int) -> range:
    """Return the lines from the signature's mark on, or from the rule above what a list adds to each letter."""
    for n in range(len(lines) - 1, start, -1):
        if lines[n] == "--":
            return range(n, len(lines))
    filled = 0
    for n in range(len(lines) - 1, start, -1):
        filled += bool(lines[n])
        if filled > _FOOT_LINES:
            break
        if lines[n][:20] == "_" * 20 and is_rule(lines[n]):
            return range(n, len(lines))
    return range(0)


def hide_addresses(lines: Sequence[str], mail: Mail) -> list[str]:
    """Return the lines of a letter without the addresses beside names and above quotations."""
    hidden = []
    for n, line in enumerate(lines):
        if "@" in line and n not in mail.outer:
            line = _ANGLED.sub("", line)  # noqa: PLW2901
            if line.endswith(":"):
                line = _ADDRESS.sub("…", line)  # noqa: PLW2901
        hidden.append(line)
    return hidden
