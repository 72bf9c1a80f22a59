"""What an operator may set about reading articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, tzinfo


@dataclass(frozen=True, slots=True, kw_only=True)
class ParseOptions:
    """Limits and defaults of the parsers."""

    zone: tzinfo = UTC
    """Where a date without an offset is meant to be."""
    max_bytes: int = 10 * 1024 * 1024
    """A larger file is refused."""
    max_depth: int = 256
    """HTML nested deeper is refused."""
    max_blocks: int = 20_000
    """A document of more blocks is refused."""
