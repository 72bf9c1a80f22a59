"""Lets another process see whether the schedule is alive: a small file, written again and again.

The times in it decide, not the process's number: that means nothing in another container.
"""

from __future__ import annotations

import json
import logging
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from publisher.dates import EARLIEST

_logger = logging.getLogger(__name__)

_VERSION = 1
_BEAT = timedelta(seconds=10)
"""How often the file is written if nothing happens."""
_DEAD = timedelta(seconds=60)
_OVERDUE = timedelta(minutes=2)
_HANGING = timedelta(minutes=1)
_SKEW = timedelta(minutes=1)
_MOST_BYTES = 10_000
_LONGEST_LIMIT = timedelta(days=366)
_LATEST_YEAR = 9_000
"""A limit after this would be beyond what dates can say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Whether a schedule is alive."""

    is_healthy: bool
    message: str
    """What is known, and what to do, in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beat:
    """What the file says. All times are in UTC."""

    at: datetime
    pid: int
    next_due: datetime | None
    running_since: datetime | None
    time_limit: timedelta


class Heartbeat:
    """Says in a file that the schedule is alive, and what it is at."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._last: _Beat | None = None
        self._has_failed = False

    def beat(
        self, *, now: datetime, next_due: datetime | None, running_since: datetime | None, time_limit: timedelta
    ) -> None:
        """Say how things stand; to be called every few seconds, during a run as well.

        The file is written if something else than the time changed, and every ten seconds. A reader sees the old
        one or the new one, whole. That it cannot be written is logged once, and raises nothing.

        Args:
            now: The present.
            next_due: When the next run is due; None if that is not known.
            running_since: When the run at hand began; None if none is.
            time_limit: How long a run may take.
        """
        beat = _Beat(at=now, pid=os.getpid(), next_due=next_due, running_since=running_since, time_limit=time_limit)
        last = self._last
        # A clock that was set back makes the file look as if it came from the future: it is written at once.
        if last is not None and timedelta() <= now - last.at < _BEAT and _is_same(beat, last):
            return
        self._last = beat
        try:
            _write(self._path, beat)
            self._has_failed = False
        except OSError as error:
            if not self._has_failed:
                _logger.warning("heartbeat cannot be written", extra={"file": str(self._path), "error": str(error)})
            self._has_failed = True

    def close(self) -> None:
        """Remove the file: the schedule ended as it should."""
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            _logger.warning("heartbeat cannot be removed", extra={"file": str(self._path), "error": str(error)})


def read_health(path: Path, now: datetime) -> Health:
    """Find out from its file whether a schedule is alive and does what it should."""
    try:
        with path.open("rb") as stream:
            beat = _parse(stream.read(_MOST_BYTES))
    except FileNotFoundError:
        return Health(is_healthy=False, message="not running: start it with `publisher run`")
    except OSError as error:
        return Health(is_healthy=False, message=f"{path} cannot be read: {error.strerror}; check its permissions")
    except ValueError as error:
        hint = "restart `publisher run`, and use the same version of publisher for both"
        return Health(is_healthy=False, message=f"{path} cannot be read: {error}; {hint}")
    fault = _find_fault(beat, now)
    return Health(is_healthy=not fault, message=fault or _describe(beat))


def _find_fault(beat: _Beat, now: datetime) -> str:
    """Say what is wrong; nothing if all is well."""
    if beat.at - now > _SKEW:
        return f"not alive: its last sign of life is of {_show(beat.at)}, in the future; was the clock set back?"
    if now - beat.at > _DEAD:
        return f"not alive: process {beat.pid} gave no sign of life since {_show(beat.at)}; restart it"
    if beat.running_since is not None:
        limit = beat.running_since + beat.time_limit
        return (
            f"hanging: the run that began at {_show(beat.running_since)} had until {_show(limit)}; restart it"
            if (now - limit > _HANGING)
            else ""
        )
    if beat.next_due is not None and now - beat.next_due > _OVERDUE:
        return f"overdue: a run was due at {_show(beat.next_due)}, and none is at work; restart it"
    return ""


def _describe(beat: _Beat) -> str:
    if beat.running_since is not None:
        return f"alive, at work since {_show(beat.running_since)}"
    return f"alive, next run at {_show(beat.next_due)}" if beat.next_due else "alive"


def _show(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


# The file ---------------------------------------------------------------------------------------------------------


def _is_same(beat: _Beat, other: _Beat) -> bool:
    """Tell whether two beats differ in nothing but their time."""
    return (beat.next_due, beat.running_since, beat.time_limit) == (
        other.next_due,
        other.running_since,
        other.time_limit,
    )


def _write(path: Path, beat: _Beat) -> None:
    text = json.dumps(
        {
            "version": _VERSION,
            "at": _stamp(beat.at),
            "pid": beat.pid,
            "next_due": _stamp(beat.next_due),
            "running_since": _stamp(beat.running_since),
            "time_limit_seconds": beat.time_limit.total_seconds(),
        }
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    # Not synced to the disk: after a crash of the machine nothing is alive anyway.
    half = path.with_name(f"{path.name}.tmp")
    half.write_text(f"{text}\n", encoding="ascii")
    half.replace(path)


def _stamp(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat()


def _parse(data: bytes) -> _Beat:
    """Read what `_write` wrote.

    Raises:
        ValueError: It was written by something else, or by a newer publisher.
    """
    try:
        found = json.loads(data)
        version = found["version"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ValueError("it is no heartbeat") from error
    if isinstance(version, int) and version > _VERSION:
        raise ValueError("a newer publisher wrote it")
    if version != _VERSION:
        raise ValueError("it is no heartbeat")
    try:
        return _Beat(
            at=_read_stamp(found["at"]),
            pid=int(found["pid"]),
            next_due=None if found["next_due"] is None else _read_stamp(found["next_due"]),
            running_since=None if found["running_since"] is None else _read_stamp(found["running_since"]),
            time_limit=_read_limit(found["time_limit_seconds"]),
        )
    except (ValueError, KeyError, TypeError, OverflowError) as error:
        raise ValueError("it is no heartbeat") from error


def _read_stamp(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or not EARLIEST.year <= moment.year <= _LATEST_YEAR:
        raise ValueError("not a time of ours")
    return moment.astimezone(UTC)


def _read_limit(seconds: float) -> timedelta:
    limit = timedelta(seconds=seconds)
    if not timedelta() <= limit <= _LONGEST_LIMIT:
        raise ValueError("not a limit of ours")
    return limit
