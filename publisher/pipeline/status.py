"""Says how things stand: what is published, what waits, what fails, and what comes next."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from operator import attrgetter
from pathlib import Path

from publisher.config import Config
from publisher.model import Outcome
from publisher.pipeline.announcing import OWN_PINS
from publisher.pipeline.releasing import Releaser
from publisher.release import count_released
from publisher.store import FailureRow, Overview, ReleaseRow, Store, peek_meta
from publisher.timetable import ScheduleOptions, iter_due, next_due

_LAST_RUN = "last_run"
_BEATS = "beats"
_LAST_DUE = "last_due"
"""Where earlier versions kept how far the one schedule was."""
_MOST_RUNS = 100
"""Runs of one schedule that a plan lists; more are one line."""
_MOST_STEPS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """How far a schedule is."""

    anchor: datetime
    """Where its intervals are counted from, in UTC."""
    last: datetime | None = None
    """The newest due moment that is done, in UTC; None if there is none."""


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
    releases: tuple[ReleaseRow, ...]
    """How far articles are that come section by section, by name."""
    failures: tuple[FailureRow, ...]
    """By name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What will happen, and when."""

    at: datetime
    """In UTC."""
    name: str
    """Of an article; of a folder for a run, empty for that of all the rest."""
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What will be published when."""

    events: tuple[Event, ...]
    """In the order of time."""
    rhythms: tuple[tuple[str, ScheduleOptions, datetime], ...]
    """Schedules by folder, each with its next run."""
    is_running: bool
    """Whether `publisher run` ever ran here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What became of all runs."""

    runs: int = 0
    failures: int = 0
    """Articles that could not be published, counted in each run."""
    at: datetime | None = None
    """When the last run was, in UTC."""


def note_run(store: Store, now: datetime, failed: int) -> None:
    """Remember, inside a transaction, that there was a run, and how many there were, and how many articles failed."""
    before = read_totals(store.read_meta(_LAST_RUN))
    noted = {"at": now.isoformat(), "failed": failed, "runs": before.runs + 1, "failures": before.failures + failed}
    store.save_meta(_LAST_RUN, json.dumps(noted))


def peek_totals(path: Path) -> Totals:
    """Return what a state, in whatever use it is, says of all runs; all zero where there is none to read."""
    return read_totals(peek_meta(path, _LAST_RUN))


def read_totals(text: str) -> Totals:
    """Read what `note_run` wrote."""
    try:
        noted = json.loads(text or "{}")
        at = _read(noted["at"]) if "at" in noted else None
        return Totals(runs=int(noted.get("runs", 0)), failures=int(noted.get("failures", 0)), at=at)
    except (ValueError, TypeError, AttributeError):
        return Totals()


def load_beats(store: Store) -> dict[str, Beat]:
    """Return how far each schedule is, by folder."""
    noted = json.loads(store.read_meta(_BEATS) or "{}")
    beats = {
        folder: Beat(anchor=_read(beat["anchor"]), last=_read(beat["last"]) if beat["last"] else None)
        for folder, beat in noted.items()
    }
    before = store.read_meta(_LAST_DUE)
    if not beats and before:
        beats[""] = Beat(anchor=_read(before), last=_read(before))
    return beats


def save_beats(store: Store, beats: Mapping[str, Beat]) -> None:
    """Remember, inside a transaction, how far each schedule is."""
    noted = {
        folder: {"anchor": beat.anchor.isoformat(), "last": beat.last.isoformat() if beat.last else None}
        for folder, beat in sorted(beats.items())
    }
    store.save_meta(_BEATS, json.dumps(noted))


def read_status(config: Config, store: Store, now: datetime) -> Status:
    """Read how things stand. Nothing is changed, and a run may be at work meanwhile."""
    noted = json.loads(store.read_meta(_LAST_RUN) or "{}")
    dues = [due for _, _, due in _find_rhythms(config, store, now)] if load_beats(store) else []
    due = store.next_due()
    return Status(
        last_run=_read(noted["at"]) if noted else None,
        last_failed=noted.get("failed", 0),
        next_run=min([*dues, *([max(due, now)] if due else [])]) if dues else None,
        articles=tuple(store.overview()),
        releases=tuple(store.releases().values()),
        failures=tuple(store.failures().values()),
    )


def read_forecast(config: Config, store: Store, now: datetime, span: timedelta) -> Forecast:
    """Foresee what will be published when, if no file changes. Nothing is changed.

    Args:
        config: The settings.
        store: The state.
        now: In UTC.
        span: How far to look ahead.
    """
    until = now + span
    rhythms = tuple(_find_rhythms(config, store, now))
    events = [*_foresee_changes(store, until), *_foresee_releases(config, store, now, until)]
    for folder, options, due in rhythms:
        if options.slots:
            runs = [due, *islice(iter_due(options, anchor=now, after=due), _MOST_RUNS)]
            events += [Event(at=run, name=folder, what="run") for run in runs if run <= until]
    return Forecast(
        events=tuple(sorted(events, key=attrgetter("at", "name", "what"))),
        rhythms=rhythms,
        is_running=bool(load_beats(store)),
    )


def _find_rhythms(config: Config, store: Store, now: datetime) -> Iterator[tuple[str, ScheduleOptions, datetime]]:
    beats = load_beats(store)
    for folder, options in (("", config.schedule), *config.folders):
        beat = beats.get(folder, Beat(anchor=now))
        yield folder, options, next_due(options, anchor=beat.anchor, last=beat.last, now=now)


def _foresee_changes(store: Store, until: datetime) -> Iterator[Event]:
    """Foresee what articles do as a whole, and when those that fail are tried again."""
    failures = store.failures()
    releases = {row.name: row.due for row in store.releases().values()}
    for row in store.overview():
        if row.due and row.due <= until and row.name not in failures and row.due != releases.get(row.name):
            yield Event(at=row.due, name=row.name, what="expires" if row.is_live else "is published")
    for failure in failures.values():
        if failure.next_try <= until:
            yield Event(at=failure.next_try, name=failure.name, what="is tried again")


def _foresee_releases(config: Config, store: Store, now: datetime, until: datetime) -> Iterator[Event]:
    releaser = Releaser(config, store, now)
    files = store.sources()
    for row in store.releases().values():
        article_id = store.article_id_of_name(row.name)
        article = store.article(article_id) if article_id else None
        if row.name not in files or (article and article.withdrawn):
            # It goes on if it comes back.
            continue
        version = store.history.version(article.id, article.version) if article else None
        decisions = version.decisions if version else ()
        waiting = [
            found for found in decisions if found.outcome is Outcome.WAITING and found.fingerprint.pin not in OWN_PINS
        ]
        left = len(waiting) or (article.to_come if article else 0)
        place = 0
        for step in releaser.find_next(row, _MOST_STEPS):
            if step > until or (left and place >= left):
                break
            if not left:
                # Nothing of it was released yet: how many sections it has is not known before.
                yield Event(at=step, name=row.name, what="begins" if article is None else "the next section")
                break
            rest = waiting[place:]
            words = [len(found.fingerprint.text.split()) for found in rest] or [0] * (left - place)
            count = max(1, count_released(words, 1, row.rule))
            titles = [found.fingerprint.title for found in rest[:count]] or [f"{count} of {left}"]
            for number, title in enumerate(titles, start=place + 1):
                yield Event(at=step, name=row.name, what=f"{title} ({number} of {left} to come)")
            place += count


def _read(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
