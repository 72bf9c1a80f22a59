"""Writes items of ours around an article that comes section by section: what is to come, that it is complete."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from html import escape

from publisher.model import ANNOUNCEMENT, Article, Block, Kind, ReleaseRule, Section

FAREWELL = "publisher farewell"
OWN_PINS = frozenset({ANNOUNCEMENT, FAREWELL})
"""No author can pin these: they have a space in them."""


def add_announcement(sections: list[Section], old: Article | None, text: str, *, said: Mapping[str, str]) -> None:
    """Put an item before the others that says what is to come, if the settings have one and the article is new.

    What was announced once stays as it was, whatever becomes of the article.

    Args:
        sections: Of the article, in reading order.
        old: What is known of it.
        text: What to say, with a title in its first line if it has several; empty for nothing.
        said: What its marks stand for.
    """
    known = _find(old, ANNOUNCEMENT)
    if known or (text and (old is None or old.withdrawn)):
        sections.insert(0, known or _write(text, ANNOUNCEMENT, said))


def add_farewell(sections: list[Section], old: Article | None, text: str, *, said: Mapping[str, str]) -> None:
    """Put an item after the others that says that the article is complete; it comes out when all of them are."""
    known = _find(old, FAREWELL)
    if known or (text and (old is None or old.withdrawn or old.to_come)):
        sections.append(known or _write(text, FAREWELL, said))


def say_rhythm(rule: ReleaseRule) -> str:
    """Say how often sections come.

    >>> say_rhythm(ReleaseRule(every=timedelta(days=2)))
    'one every 2 days'
    """
    if rule.slots:
        when = f"at {', '.join(str(slot) for slot in rule.slots)}"
    else:
        when = f"every {_say_span(rule.every or timedelta(days=1))}"
    if rule.reading:
        return f"about {_say_span(rule.reading, always=True)} of reading {when}"
    return f"{'one' if rule.per_slot == 1 else rule.per_slot} {when}"


def _say_span(span: timedelta, *, always: bool = False) -> str:
    seconds = int(span.total_seconds())
    sizes = (("week", 604_800), ("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))
    word, size = next((word, size) for word, size in sizes if not seconds % size)
    count = seconds // size
    if count == 1:
        return f"1 {word}" if always else word
    return f"{count} {word}s"


def _find(old: Article | None, pin: str) -> Section | None:
    """Return an item of ours as it was published."""
    item = next((item for item in old.items if item.pin == pin), None) if old and not old.withdrawn else None
    if item is None:
        return None
    block = Block(kind=Kind.PARAGRAPH, html=f"<p>{escape(item.text, quote=False)}</p>", text=item.text)
    return Section(title=item.title, blocks=(block,), pin=pin)


def _write(text: str, pin: str, said: Mapping[str, str]) -> Section:
    """Fill in a text, whose first line is the title if it has several."""
    for mark, value in said.items():
        text = text.replace(mark, value)
    title, line, body = text.strip().partition("\n")
    body = " ".join((body if line else title).split())
    block = Block(kind=Kind.PARAGRAPH, html=f"<p>{escape(body, quote=False)}</p>", text=body)
    return Section(title=" ".join(title.split()), blocks=(block,), pin=pin)
