"""Says how things stand: what is published, what waits, what fails, and when the next run is due."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from publisher.config import Config
from publisher.store import FailureRow, Overview, Store
from publisher.timetable import next_due

_LAST_RUN = "last_run"


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How things stand."""

    last_run: datetime | None
    """When the last run began, in UTC; None if there was none, or only one of an older publisher."""
    last_failed: int
    """Articles that it could not publish."""
    next_run: datetime | None
    """When `publisher run` is due next; None if it never ran here."""
    articles: tuple[Overview, ...]
    """By name."""
    failures: tuple[FailureRow, ...]
    """By name."""


def note_run(store: Store, now: datetime, failed: int) -> None:
    """Remember, inside a transaction, that there was a run."""
    store.save_meta(_LAST_RUN, json.dumps({"at": now.isoformat(), "failed": failed}))


def read_status(config: Config, store: Store, now: datetime) -> Status:
    """Read how things stand. Nothing is changed, and a run may be at work meanwhile."""
    noted = json.loads(store.read_meta(_LAST_RUN) or "{}")
    due = store.read_meta("last_due")
    last = datetime.fromisoformat(due).astimezone(UTC) if due else None
    return Status(
        last_run=datetime.fromisoformat(noted["at"]).astimezone(UTC) if noted else None,
        last_failed=noted.get("failed", 0),
        next_run=next_due(config.schedule, last=last, now=now) if last else None,
        articles=tuple(store.overview()),
        failures=tuple(store.failures().values()),
    )
