"""Measures `identify` over histories of edited documents: one record in, the ids of its sections out."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, TypedDict

from publisher.identify import identify, words_digest
from publisher.model import Fingerprint

if TYPE_CHECKING:
    from collections.abc import Sequence

_UNDERLINE = re.compile(r"(?P<mark>[=\-~^\"'`#*+.:_<>])(?P=mark)+\s*")


class Span(TypedDict):
    """A section as the record gives it: lines counted from 1, the last one inclusive, the heading among them."""

    heading: str
    level: int
    line_start: int
    line_end: int


class Revision(TypedDict):
    """A document at one time."""

    text: str
    sections: list[Span]


class History(TypedDict):
    """The revisions of one document, in order."""

    id: str
    format: str
    revisions: list[Revision]


class Named(TypedDict):
    """A section's id, and what changes when its readers are to be told of an update."""

    id: str
    ver: str


class Prediction(TypedDict):
    """An id for each section of each revision of one document."""

    id: str
    revisions: list[list[Named]]


def predict(record: History) -> Prediction:
    """Give each section of each revision its id, remembering between revisions what the publisher remembers."""
    fresh = count(1)
    known: dict[str, Fingerprint] = {}
    withdrawn: dict[str, Fingerprint] = {}
    revisions: list[list[Named]] = []
    for revision in record["revisions"]:
        lines = revision["text"].split("\n")
        sections = [take_fingerprint(lines, span) for span in revision["sections"]]
        ids = [match.id or f"item-{next(fresh)}" for match in identify(sections, known, withdrawn)]
        live = dict(zip(ids, sections, strict=True))
        withdrawn = {name: item for name, item in (withdrawn | known).items() if name not in live}
        known = live
        revisions.append(
            [
                {"id": name, "ver": words_digest(section.title, section.text)}
                for name, section in zip(ids, sections, strict=True)
            ]
        )
    return {"id": record["id"], "revisions": revisions}


def take_fingerprint(lines: Sequence[str], span: Span) -> Fingerprint:
    """Read one section's heading and the text below it, without the heading's own lines."""
    body = list(lines[span["line_start"] - 1 : span["line_end"]])
    if span["level"]:
        del body[:1]
        if body and _UNDERLINE.fullmatch(body[0]):
            del body[:1]
    return Fingerprint(title=span["heading"], text=" ".join(" ".join(body).split()), is_lead=not span["level"])
