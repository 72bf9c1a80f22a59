"""Reads texts with gold answers as the network is trained on them: the signs of each unit and the state it is in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from publisher.parse.plaintext.layout import Unit, cut_units, detect_layout, split_lines
from publisher.parse.plaintext.outer import read_outer
from publisher.parse.plaintext.reading import Reading
from publisher.parse.plaintext.runs import mark_runs
from publisher.parse.plaintext.signs import SIZE, WORDLESS_SIZE, read_signs
from publisher.parse.plaintext.zones import BODY, FURNITURE, State
from tests.quality.held_out import is_held_out
from tests.quality.lines import read_lines

Record = Mapping[str, Any]

PARTS = ("copied", "sections")
ANY, ANY_IN_BODY = -1, -2
"""Units whose state the gold answer leaves open; the second kind are in the body for certain."""
OWNERS = 3
"""A hashed word from fewer sources and pages than this has no weight: the weights hold no word list of one page."""
_FAMILY = "18f-"
"""Its sources share their articles, and all but one of them are in training by the rule of checksums."""
_STATES = {
    "title": State.TITLE,
    "deck": State.DECK,
    "heading": State.HEADING,
    "para": State.PARAGRAPH,
    "quote": State.QUOTE,
    "li": State.ITEM,
    "code": State.CODE,
    "table": State.TABLE,
}
FURNITURE_KINDS = frozenset({"boilerplate", "toc"})
UNSCORED_KINDS = frozenset({"other", "hr"})


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """A text as the network sees it."""

    record: Record
    signs: NDArray[np.uint32]
    """Those of all units one after another, in order of their numbers within each."""
    counts: NDArray[np.int64]
    """How many each unit has."""
    states: NDArray[np.int64]
    weight: float = 1.0

    def __len__(self) -> int:
        """Return how many units the text has."""
        return len(self.counts)


def read_text(text: str) -> Reading:
    """Bring a text to the point where the parser asks the network."""
    outer = read_outer(split_lines(text))
    layout = detect_layout(outer.lines)
    reading = Reading(lines=outer.lines, layout=layout, units=cut_units(outer.lines, layout, outer.reasons))
    if reading.units:
        mark_runs(reading)
    return reading


def read_sample(record: Record, weight: float = 1.0) -> Sample | None:
    """Return a record as a sample, or `None` for a text without units."""
    reading = read_text(record["text"])
    if not reading.units:
        return None
    own, common = read_signs(reading)
    signs = [sorted([*found, *common]) for found in own]
    return Sample(
        record,
        np.array([sign for found in signs for sign in found], np.uint32),
        np.array([len(found) for found in signs], np.int64),
        np.array(read_states(reading.units, record["blocks"]), np.int64),
        weight,
    )


def read_corpus(folder: Path) -> list[Record]:
    """Return all records of a corpus; ``part`` names the part that each is of."""
    return [record | {"part": part} for part in PARTS for record in read_lines(folder / part / "dev.jsonl.gz")]


def read_states(units: Sequence[Unit], blocks: Iterable[Record]) -> list[int]:
    """Return the state of each unit, `ANY` or `ANY_IN_BODY`."""
    kinds: dict[int, tuple[str, bool]] = {}
    for block in blocks:
        kind = block["kind"]
        is_open = kind in UNSCORED_KINDS or any(block.get(name) for name in ("optional", "label", "ignore"))
        kinds.update(dict.fromkeys(range(block["line_start"] - 1, block["line_end"]), (kind, bool(is_open))))
    found = [kinds.get(unit.first, ("other", True)) for unit in units]
    names = [kind for kind, _ in found]
    body = [n for n, name in enumerate(names) if _STATES.get(name) in BODY]
    first, last = (body[0], body[-1]) if body else (len(names), len(names))
    title = names.index("title") if "title" in names else None
    deck = names.index("deck") if "deck" in names else None
    states: list[int] = []
    for n, (kind, is_open) in enumerate(found):
        if kind in FURNITURE_KINDS:
            if n < (first if title is None else title):
                states.append(State.ABOVE)
            elif n < first:
                states.append(State.BETWEEN if deck is None or n < deck else State.BETWEEN_DECK)
            else:
                states.append(State.INSIDE if n < last else State.BELOW)
        elif is_open:
            # A short paragraph may as well be a heading.
            states.append(ANY_IN_BODY if kind == "para" else ANY)
        else:
            states.append(_STATES.get(kind, ANY))
    return states


def find_common_words(samples: Iterable[Sample]) -> NDArray[np.bool_]:
    """Return for each hashed word whether enough sources and pages have it."""
    owners: dict[int, set[str]] = defaultdict(set)
    furniture = np.array(sorted(FURNITURE), np.int64)
    for sample in samples:
        is_word = sample.signs >= WORDLESS_SIZE
        from_page = np.repeat(np.isin(sample.states, furniture), sample.counts)
        source, page = f"source {sample.record['source']}", f"page {sample.record.get('page')}"
        for mask, owner in ((~from_page, source), (from_page, page if sample.record.get("page") else source)):
            for sign in np.unique(sample.signs[is_word & mask]).tolist():
                owners[sign].add(owner)
    common = np.zeros(SIZE - WORDLESS_SIZE, np.bool_)
    common[[sign - WORDLESS_SIZE for sign, found in owners.items() if len(found) >= OWNERS]] = True
    return common


def is_held_source(record: Record) -> bool:
    """Return whether the source of a record's article is kept out of training while the network is judged."""
    source = record["source"]
    return not source.startswith(_FAMILY) and is_held_out(source)


def is_held_page(record: Record) -> bool:
    """Return whether the page around a record's article is kept out of training while the network is judged."""
    page = record.get("page")
    return page is not None and is_held_out(f"page{page}")
