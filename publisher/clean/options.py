"""For whom HTML is cleaned, and its limits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """For whom HTML is cleaned. What is in the narrower form is in the wider one too."""

    PAGE = "page"
    """Pages and snippets: whatever browsers show, formulas in MathML and all sources of a ``picture`` with it."""
    FEED = "feed"
    """Items of feeds: formulas are text and a ``picture`` is its image, because validators and readers know neither."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanOptions:
    """Limits of one item's HTML."""

    max_bytes: int = 2 * 1024 * 1024
    """Longer HTML, embedded data not counted, is refused; some readers give up on less."""
    max_elements: int = 50_000
    """HTML of more elements is refused; each costs about 50 µs."""
    max_depth: int = 60
    """What is nested deeper is unwrapped."""
    max_data_characters: int = 64 * 1024
    """A picture that an address holds is kept up to this length; of a longer one, its alternative text."""
