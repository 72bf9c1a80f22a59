"""Measures `identify` over histories of edited documents: one record in, the ids of its sections out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from itertools import count
from typing import Any, TypedDict

from publisher.identify import identify, words_digest
from publisher.model import Fingerprint
from publisher.urls import slugify
from tests.quality.own.histories import HISTORIES, Revisions

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


# What one would do without a matcher -------------------------------------------------------------------------------


def name_by_slug(sections: Sequence[Fingerprint]) -> Iterator[str]:
    """Name each section by its heading, as anchors are: with -2, -3 where one is used again."""
    seen: Counter[str] = Counter()
    for section in sections:
        slug = slugify(section.title, "section")
        seen[slug] += 1
        yield f"{slug}-{seen[slug]}" if seen[slug] > 1 else slug


def name_by_position(sections: Sequence[Fingerprint]) -> Iterator[str]:
    """Name each section by its place."""
    yield from map(str, range(len(sections)))


def name_by_content(sections: Sequence[Fingerprint]) -> Iterator[str]:
    """Name each section by a digest of its heading and text."""
    for section in sections:
        yield sha256(f"{section.title}\0{section.text}".encode("utf-8", "surrogatepass")).hexdigest()


BASELINES: Mapping[str, Callable[[Sequence[Fingerprint]], Iterator[str]]] = {
    "slug of heading": name_by_slug,
    "position": name_by_position,
    "content hash": name_by_content,
}


def predict_simply(record: History, name: Callable[[Sequence[Fingerprint]], Iterator[str]]) -> Prediction:
    """Name each section of each revision by nothing but that revision, and call every change an update."""
    revisions: list[list[Named]] = []
    for revision in record["revisions"]:
        lines = revision["text"].split("\n")
        sections = [take_fingerprint(lines, span) for span in revision["sections"]]
        spans = revision["sections"]
        texts = (" ".join(" ".join(lines[span["line_start"] - 1 : span["line_end"]]).split()) for span in spans)
        revisions.append([{"id": id_, "ver": text} for id_, text in zip(name(sections), texts, strict=True)])
    return {"id": record["id"], "revisions": revisions}


# Our own histories ---------------------------------------------------------------------------------------------------


def write_history(name: str, revisions: Revisions) -> History:
    """Write one of our own histories as a record."""
    written: list[Revision] = []
    for parts in revisions:
        lines: list[str] = []
        spans: list[Span] = []
        for part in parts:
            start = len(lines) + 1
            spans.append({"heading": part.heading, "level": 2, "line_start": start, "line_end": start + 2})
            lines += [f"## {part.heading}", part.text, ""]
        written.append({"text": "\n".join(lines), "sections": spans})
    return {"id": name, "format": "md", "revisions": written}


def find_mistakes(revisions: Revisions, named: Sequence[Sequence[str]]) -> list[str]:
    """Say where an id goes to another section, or a section gets another id."""
    owners: dict[str, str] = {}
    ids: dict[str, str] = {}
    mistakes = []
    for place, (parts, names) in enumerate(zip(revisions, named, strict=True)):
        for part, id_ in zip(parts, names, strict=True):
            if owners.setdefault(id_, part.identity) != part.identity:
                mistakes.append(f"revision {place}: {part.heading} is taken for {owners[id_]}")
            elif ids.setdefault(part.identity, id_) != id_:
                mistakes.append(f"revision {place}: {part.heading} is shown again")
    return mistakes


def describe_own() -> str:
    """Say of each way to name sections how many of our own it gets wrong, a line for each."""
    ways: dict[str, Callable[[History], Prediction]] = {"identify": predict}
    ways |= {name: partial(predict_simply, name=way) for name, way in BASELINES.items()}
    total = sum(len(parts) for revisions in HISTORIES.values() for parts in revisions)
    lines = []
    for name, way in ways.items():
        wrong = 0
        for title, revisions in HISTORIES.items():
            found = way(write_history(title, revisions))["revisions"]
            wrong += len(find_mistakes(revisions, [[item["id"] for item in items] for items in found]))
        lines.append(f"{name}: {wrong} of {total} sections wrong")
    return "\n".join(lines)


# What is no update ---------------------------------------------------------------------------------------------------


def count_untold(records: Iterable[History], predictions: Iterable[Prediction]) -> Counter[str]:
    """Count by kind the sections whose source changed, and not only in white space, without an update."""
    kinds: Counter[str] = Counter()
    for record, prediction in zip(records, predictions, strict=True):
        old: dict[str, tuple[str, str, str]] = {}
        for revision, named in zip(record["revisions"], prediction["revisions"], strict=True):
            lines = revision["text"].split("\n")
            new: dict[str, tuple[str, str, str]] = {}
            for span, item in zip(revision["sections"], named, strict=True):
                source = " ".join(" ".join(lines[span["line_start"] - 1 : span["line_end"]]).split())
                section = take_fingerprint(lines, span)
                words = f"{section.title}\n{section.text}"
                new[item["id"]] = (source, item["ver"], words)
                before = old.get(item["id"])
                if before and before[0] != source and before[1] == item["ver"]:
                    kinds["the marks of the heading" if before[2] == words else "the style of quotes and dashes"] += 1
            old = new
    return kinds


# What the scorer says -----------------------------------------------------------------------------------------------

COLUMNS = {
    "hard wrong %": "hard_error_%",
    "false-new %": "false_new_%",
    "false-same on new %": "false_same_%of_new",
    "histories right %": "perfect_docs_%",
    "doubled ids": "dup_id",
    "missed updates": "missed_update",
    "spurious updates": "spurious_update",
}
"""What a column is called, and its name in the scorer's JSON."""


def format_scores(scores: Mapping[str, Mapping[str, Any]]) -> str:
    """Write the scorer's figures for all histories as a table, one row for each way to name sections."""
    width = max(map(len, scores), default=0)
    lines = [" " * width + "".join(f"  {column}" for column in COLUMNS)]
    for name, score in scores.items():
        values = (score[key] for key in COLUMNS.values())
        cells = (f"{value:.2f}" if isinstance(value, float) else str(value) for value in values)
        row = zip(cells, COLUMNS, strict=True)
        lines.append(name.ljust(width) + "".join(f"  {cell:>{len(column)}}" for cell, column in row))
    return "\n".join(lines)


def take_fingerprint(lines: Sequence[str], span: Span) -> Fingerprint:
    """Read one section's heading and the text below it, without the heading's own lines."""
    body = list(lines[span["line_start"] - 1 : span["line_end"]])
    if span["level"]:
        del body[:1]
        if body and _UNDERLINE.fullmatch(body[0]):
            del body[:1]
    return Fingerprint(title=span["heading"], text=" ".join(" ".join(body).split()), is_lead=not span["level"])
