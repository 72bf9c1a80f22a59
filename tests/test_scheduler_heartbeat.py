"""The file that says whether the schedule is alive."""

from __future__ import annotations

import json
import logging
import os
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.scheduler.heartbeat import Health, Heartbeat, read_health

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
LIMIT = timedelta(minutes=10)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file is to be."""
    return tmp_path / "state" / "heartbeat.json"


def _beat(
    heartbeat: Heartbeat,
    now: datetime = NOW,
    *,
    next_due: datetime | None = NOW + LIMIT,
    running_since: datetime | None = None,
) -> None:
    heartbeat.beat(now=now, next_due=next_due, running_since=running_since, time_limit=LIMIT)


def test_alive(path: Path) -> None:
    """What beats is healthy, and says when the next run is."""
    _beat(Heartbeat(path))

    assert read_health(path, NOW + SECOND) == Health(
        is_healthy=True, message="alive, next run at 2026-03-01 12:10:00 UTC"
    )


def test_alive_without_a_plan(path: Path) -> None:
    """Not to know the next run is no fault."""
    _beat(Heartbeat(path), next_due=None)

    assert read_health(path, NOW) == Health(is_healthy=True, message="alive")


def test_at_work(path: Path) -> None:
    """A run may be as long as it is allowed to be, although the next is due meanwhile."""
    _beat(Heartbeat(path), NOW + LIMIT, next_due=NOW, running_since=NOW)

    assert read_health(path, NOW + LIMIT + 59 * SECOND) == Health(
        is_healthy=True, message="alive, at work since 2026-03-01 12:00:00 UTC"
    )


def test_hanging(path: Path) -> None:
    """A run that is longer than allowed hangs, although its process beats."""
    late = NOW + LIMIT + 61 * SECOND
    _beat(Heartbeat(path), late, running_since=NOW)

    health = read_health(path, late)

    assert not health.is_healthy
    assert health.message.startswith("hanging: the run that began at 2026-03-01 12:00:00 UTC had until")


@pytest.mark.parametrize(("seconds", "is_healthy"), [(60, True), (61, False)])
def test_dead(path: Path, seconds: int, *, is_healthy: bool) -> None:
    """What has not beaten for more than a minute is not alive; it is said since when, and which process."""
    _beat(Heartbeat(path))

    health = read_health(path, NOW + seconds * SECOND)

    assert health.is_healthy == is_healthy
    if not is_healthy:
        assert health.message.startswith("not alive")
        assert str(os.getpid()) in health.message
        assert "2026-03-01 12:00:00 UTC" in health.message


@pytest.mark.parametrize(("seconds", "is_healthy"), [(120, True), (121, False)])
def test_overdue(path: Path, seconds: int, *, is_healthy: bool) -> None:
    """A process that beats and does not begin what was due two minutes ago is not healthy."""
    now = NOW + seconds * SECOND
    _beat(Heartbeat(path), now, next_due=NOW)

    health = read_health(path, now)

    assert health.is_healthy == is_healthy
    assert health.message.startswith("alive" if is_healthy else "overdue: a run was due at 2026-03-01 12:00:00 UTC")


def test_not_running(path: Path) -> None:
    """Without a file nothing runs; a schedule that ended takes its file away, and may do so twice."""
    assert read_health(path, NOW).message.startswith("not running")
    heartbeat = Heartbeat(path)
    _beat(heartbeat)

    heartbeat.close()
    heartbeat.close()

    assert read_health(path, NOW) == Health(is_healthy=False, message="not running: start it with `publisher run`")
    assert list(path.parent.iterdir()) == []


def test_a_clock_that_was_set_back(path: Path) -> None:
    """A beat from the future is no sign of life; the next one comes at once and is."""
    heartbeat = Heartbeat(path)
    _beat(heartbeat)
    past = NOW - timedelta(hours=1)

    health = read_health(path, past)
    assert not health.is_healthy
    assert "was the clock set back?" in health.message

    _beat(heartbeat, past)
    assert read_health(path, past).is_healthy


def test_written_when_something_changed_or_ten_seconds_passed(path: Path) -> None:
    """The file is left alone while nothing changes, for ten seconds."""
    heartbeat = Heartbeat(path)

    def is_written(now: datetime, **others: Any) -> bool:  # noqa: ANN401  As `_beat` takes them.
        path.unlink(missing_ok=True)
        _beat(heartbeat, now, **others)
        return path.exists()

    assert is_written(NOW)
    assert not is_written(NOW + SECOND)
    assert not is_written(NOW + 9 * SECOND)
    assert is_written(NOW + 10 * SECOND)
    assert is_written(NOW + 11 * SECOND, running_since=NOW)
    assert not is_written(NOW + 12 * SECOND, running_since=NOW)
    assert is_written(NOW + 13 * SECOND, next_due=NOW + 2 * LIMIT)


def test_what_cannot_be_written_is_logged_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A full or read-only disk stops no schedule, and fills no log."""
    (tmp_path / "state").write_text("a file where a folder should be")
    heartbeat = Heartbeat(tmp_path / "state" / "heartbeat.json")

    with caplog.at_level(logging.WARNING):
        for seconds in range(0, 100, 10):
            _beat(heartbeat, NOW + seconds * SECOND)
        heartbeat.close()

    assert [record.getMessage() for record in caplog.records] == [
        "heartbeat cannot be written",
        "heartbeat cannot be removed",
    ]


def test_times_are_in_utc_whatever_they_were_given_in(path: Path) -> None:
    """The file names times in UTC, as ISO 8601 has them."""
    _beat(Heartbeat(path), NOW.astimezone(timezone(timedelta(hours=5))))

    found = json.loads(path.read_text())
    assert found["at"] == "2026-03-01T12:00:00+00:00"
    assert found["version"] == 1


# What cannot be read ----------------------------------------------------------------------------------------------


def test_a_newer_file(path: Path) -> None:
    """What a newer publisher wrote is not guessed at."""
    _beat(Heartbeat(path))
    path.write_text(path.read_text().replace('"version": 1', '"version": 2'))

    health = read_health(path, NOW)

    assert not health.is_healthy
    assert "cannot be read: a newer publisher wrote it" in health.message
    assert "restart `publisher run`" in health.message


def test_what_may_not_be_read(tmp_path: Path) -> None:
    """A file that the system does not give out is said to be so."""
    health = read_health(tmp_path, NOW)

    assert not health.is_healthy
    assert "cannot be read: Is a directory" in health.message


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda parts: st.lists(parts, max_size=3) | st.dictionaries(st.text(max_size=5), parts, max_size=3),
)
TIMES = st.datetimes(timezones=st.just(UTC)).map(datetime.isoformat) | st.sampled_from(
    [None, "", 0, "2026-03-01", "2026-03-01T12:00:00", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00"]
)
NUMBERS = st.sampled_from(["1", "x", -1, 1e9, 1e300, float("nan"), -86_399_999_913_600])
KEYS = ("version", "at", "pid", "next_due", "running_since", "time_limit_seconds")
RIGHT = dict(zip(KEYS, (1, NOW.isoformat(), 1, None, None, 600), strict=True))
ALMOST = st.dictionaries(st.sampled_from(KEYS), TIMES | NUMBERS | JSON, max_size=3).map(lambda wrong: RIGHT | wrong)


@given(data=st.binary(max_size=200) | st.just(b"[" * 100_000) | JSON.map(lambda value: json.dumps(value).encode()))
def test_any_file_gives_an_answer(tmp_path: Path, data: bytes) -> None:
    """Whatever stands in the file, there is an answer of one line."""
    path = tmp_path / "heartbeat.json"
    path.write_bytes(data)

    health = read_health(path, NOW)

    assert health.message
    assert len(health.message.splitlines()) == 1


@given(key=st.sampled_from(KEYS), wrong=TIMES | NUMBERS | JSON, others=ALMOST)
def test_almost_a_heartbeat_gives_an_answer(tmp_path: Path, key: str, wrong: object, others: dict[str, object]) -> None:
    """A file that is wrong in a few places gives an answer as well."""
    path = tmp_path / "heartbeat.json"
    for content in (RIGHT | {key: wrong}, others):
        path.write_text(json.dumps(content))
        assert read_health(path, NOW).message


MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  Given below.


@given(now=MOMENTS, next_due=st.none() | MOMENTS, running_since=st.none() | MOMENTS, limit=st.timedeltas(SECOND, LIMIT))
def test_what_was_written_is_read(
    tmp_path: Path, now: datetime, next_due: datetime | None, running_since: datetime | None, limit: timedelta
) -> None:
    """What a heartbeat writes is always understood."""
    heartbeat = Heartbeat(tmp_path / "heartbeat.json")
    heartbeat.beat(now=now, next_due=next_due, running_since=running_since, time_limit=limit)

    health = read_health(tmp_path / "heartbeat.json", now)

    assert health.message.split(":")[0].split(",")[0] in {"alive", "overdue", "hanging"}
    assert health.is_healthy == health.message.startswith("alive")
