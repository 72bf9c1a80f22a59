"""What an operator may set about asking the web."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchOptions:
    """What an operator may set about fetching."""

    is_private_allowed: bool = False
    """Whether machines of this network, and this machine, may be asked."""
    time_limit: timedelta = timedelta(seconds=30)
    """For all of it, redirects included."""
    max_bytes: int = 16 * 1024 * 1024
    """Of what comes, unpacked."""
