"""The figures of our own set, and the floors below which none may fall.

A floor is a recorded figure less a margin, so that it catches a loss and lets small trades pass.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from math import isnan
from pathlib import Path
from typing import Any

from tests.quality import pages, sections
from tests.quality.cost import Stopwatch
from tests.quality.own.articles import read_articles
from tests.quality.own.flavours import write_records
from tests.quality.own.saved import read_pages
from tests.quality.scoring import Columns, score_pages, score_sections

PATH = Path(__file__).parent / "own" / "floors.json"
MARGIN = 0.02
CEILINGS = frozenset({"falseby"})
"""Columns in which less is better."""
Floors = dict[str, dict[str, float]]


def list_records() -> list[dict[str, Any]]:
    """Return our own texts with their gold answers, every flavour of every article."""
    return [record for article in read_articles() for record in write_records(article)]


def list_saved() -> list[pages.Saved]:
    """Return our own saved pages."""
    return [pages.Saved(page.name, page.data, page.url) for page in read_pages()]


def measure_sections(watch: Stopwatch) -> dict[str, Columns]:
    """Score our own texts, all together and by flavour."""
    records = list_records()
    # The first text also pays for what is loaded and compiled once.
    sections.predict(records[0])
    with watch:
        predictions = {record["id"]: sections.predict(record) for record in records}
    return score_sections(records, predictions)


def measure_pages(predictions: Mapping[str, Mapping[str, Any]]) -> Columns:
    """Score predictions of our own pages."""
    return score_pages([page.gold for page in read_pages()], predictions)


def predict_pages(watch: Stopwatch) -> dict[str, dict[str, Any]]:
    """Predict our own pages; one that is refused is left out."""
    predictions = {}
    for page in list_saved():
        with watch:
            prediction = pages.predict(page)
        if prediction is not None:
            predictions[page.name] = prediction
    return predictions


def write_floors(figures: Mapping[str, Columns]) -> None:
    """Record floors for figures; those that were not asked have none."""
    floors = {
        group: {name: _lower(name, value) for name, value in columns.items() if not isnan(value)}
        for group, columns in figures.items()
    }
    PATH.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")


def _lower(name: str, value: float) -> float:
    if name == "n":
        # As many texts as were recorded: a set that shrinks proves nothing.
        return value
    return round(min(1.0, value + MARGIN) if name in CEILINGS else max(0.0, value - MARGIN), 3)


def read_floors() -> Floors:
    """Return the recorded floors by group and column."""
    floors: Floors = json.loads(PATH.read_text(encoding="utf-8"))
    return floors


def find_falls(figures: Mapping[str, Columns], floors: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Say which figures are below their floor, or gone.

    >>> find_falls({"pages": {"title": 0.9, "falseby": 0.0}}, {"pages": {"title": 0.95, "falseby": 0.1}})
    ['pages: title is 0.900, floor 0.950']
    """
    falls = []
    for group, columns in floors.items():
        for name, floor in columns.items():
            value = figures.get(group, {}).get(name, float("nan"))
            is_held = value <= floor if name in CEILINGS else value >= floor
            if not is_held:
                falls.append(f"{group}: {name} is {value:.3f}, floor {floor:.3f}")
    return falls
