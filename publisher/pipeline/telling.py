"""Tells hubs what is new (WebSub §7), once it is in place, and again until they have taken it.

What is to be told lies in the state (`store.outbox`), written in the transaction that says that the files are in
place. So no hub is told of what is not there yet, and whatever ends a process, the next one tells what is left.
"""

from __future__ import annotations

import email.utils
import logging
import random
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http import HTTPStatus

from publisher.config import Config
from publisher.errors import FetchError, PublisherError
from publisher.store import HubRow, Notice, Store
from publisher.web import FetchOptions

_FIRST_WAIT = timedelta(minutes=1)
_LONGEST_WAIT = timedelta(hours=6)
_LONGEST_ASKED = timedelta(days=1)
"""Whatever a hub asks for."""
_GIVE_UP = timedelta(days=7)
"""Readers have long seen by themselves what is new by then."""
_ANSWER_TIME = timedelta(seconds=10)
_SHORTEST_TIME = timedelta(seconds=2)
_TIME_OVER = "the time was over"
_ANSWER_BYTES = 4 * 1024
_SAVE_EVERY = 20
"""So many notices are told again at most, if the process ends while it tells them."""
_OK = range(200, 300)
_BUSY = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS})
_MOST_NOTICED = 3

_logger = logging.getLogger("publisher.hubs")


@dataclass(frozen=True, slots=True, kw_only=True)
class HubStatus:
    """How it stands with a hub."""

    row: HubRow
    waiting: tuple[Notice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What came of telling one hub."""

    hub: str
    told: int = 0
    refused: int = 0
    """It will not hear of these feeds: they are not told again until they change."""
    waiting: int = 0
    problem: str = ""
    """Why the rest waits."""


class Teller:
    """Tells the hubs of one place what they have not been told.

    Args:
        config: Names the hubs, and the state.
        clock: Returns the present, in UTC.
        draw: A number from 0 to 1: no two places that a hub fails ask it again at the same moment.
    """

    def __init__(
        self,
        config: Config,
        clock: Callable[[], datetime],
        draw: Callable[[], float] = random.random,
    ) -> None:
        self._config = config
        self._clock = clock
        self._draw = draw

    @property
    def has_hubs(self) -> bool:
        """Whether there is anybody to tell."""
        return bool(self._config.render.hubs) and self._config.state.exists()

    def list_hubs(self) -> list[HubStatus]:
        """Return how it stands with each hub of the settings."""
        with closing(Store(self._config.state)) as store:
            rows = store.outbox.hubs()
            return [
                HubStatus(row=rows.get(hub, HubRow(url=hub)), waiting=tuple(store.outbox.waiting(hub)))
                for hub in self._config.render.hubs
            ]

    def next_try(self) -> datetime | None:
        """Return when a hub may be told what waits; None if nothing does."""
        if not self.has_hubs:
            return None
        waiting = [status for status in self.list_hubs() if status.waiting]
        return min((status.row.next_try or self._clock() for status in waiting), default=None)

    def tell(
        self,
        *,
        within: timedelta | None = None,
        is_forced: bool = False,
        is_stopped: Callable[[], bool] = lambda: False,
    ) -> list[Told]:
        """Tell every hub that may be told now what waits for it, all hubs at once.

        Args:
            within: What is not told by then is left for the next time.
            is_forced: Tell hubs too that are left alone for a while because they failed.
            is_stopped: Asked between two notices.

        Returns:
            What came of it, by hub; a hub that failed is none of the caller's faults.

        Raises:
            StoreError: The state refused.
        """
        if not self.has_hubs:
            return []
        with closing(Store(self._config.state)) as store:
            with store.transaction():
                store.outbox.prune(self._config.render.hubs)
            now = self._clock()
            rows = store.outbox.hubs()
            jobs = []
            for hub in self._config.render.hubs:
                row = rows.get(hub, HubRow(url=hub))
                notices = store.outbox.waiting(hub)
                if notices and (is_forced or row.next_try is None or row.next_try <= now):
                    jobs.append((row, notices))
        if not jobs:
            return []
        deadline = time.monotonic() + within.total_seconds() if within else None
        found: list[Told] = []
        threads = []
        for row, notices in jobs:
            run = _Run(self._config, row, notices, clock=self._clock, draw=self._draw)

            def work(run: _Run = run) -> None:
                found.append(run.tell(deadline, is_stopped))

            # It has the process end whether a hub answers or not.
            threads.append(threading.Thread(target=work, name="hub", daemon=True))
            threads[-1].start()
        for thread in threads:
            thread.join(None if deadline is None else max(0.0, deadline - time.monotonic()) + 1)
        return sorted(found, key=lambda told: told.hub)


class _Run:
    """Tells one hub, one notice after the other, until it fails."""

    def __init__(
        self,
        config: Config,
        row: HubRow,
        notices: list[Notice],
        *,
        clock: Callable[[], datetime],
        draw: Callable[[], float],
    ) -> None:
        self._config = config
        self._row = row
        self._notices = notices
        self._clock = clock
        self._draw = draw
        self._settled: list[Notice] = []
        self._refused: list[Notice] = []
        self._told = 0

    def tell(self, deadline: float | None, is_stopped: Callable[[], bool]) -> Told:
        """Tell the hub, and remember what came of it."""
        problem = ""
        wait: timedelta | None = None
        for notice in self._notices:
            if is_stopped() or (deadline is not None and time.monotonic() >= deadline):
                problem = _TIME_OVER
                break
            left = _ANSWER_TIME if deadline is None else timedelta(seconds=max(0.1, deadline - time.monotonic()))
            try:
                problem, wait, is_refused = self._ask(notice, min(_ANSWER_TIME, left))
            except FetchError as error:
                # That we gave it no time is no fault of the hub's.
                is_hurried = left < _SHORTEST_TIME and "too long" in error.message
                problem, is_refused = _TIME_OVER if is_hurried else error.message, False
            if problem and not is_refused:
                break
            self._settled.append(notice)
            if is_refused:
                self._refused.append(notice)
                self._row = replace(self._row, said=problem)
            else:
                self._told += 1
            problem = ""
            if len(self._settled) >= _SAVE_EVERY:
                self._save(self._row)
        try:
            return self._end(problem, wait)
        except PublisherError as error:
            _logger.error("hub not noted as told", extra={"hub": self._row.url, "reason": str(error)})  # noqa: TRY400
            return Told(hub=self._row.url, told=self._told, problem=str(error))

    def _ask(self, notice: Notice, time_limit: timedelta) -> tuple[str, timedelta | None, bool]:
        """Return what the hub found wrong, how long to leave it alone, and whether it only refuses this feed."""
        from publisher.web.fetching import post_form

        options = FetchOptions(
            is_private_allowed=self._config.fetch.is_private_allowed,
            time_limit=time_limit,
            max_bytes=_ANSWER_BYTES,
        )
        topic = f"{self._config.render.url}{notice.path}"
        # WebSub leaves to hub and publisher how the one tells the other (§7). Each hub takes one of these two names:
        # Google's and Superfeedr's the first, as PubSubHubbub 0.4 had it, others the second.
        fields = [("hub.mode", "publish"), ("hub.url", topic), ("hub.topic", topic)]
        answer = post_form(notice.hub, fields, options)
        if answer.status in _OK:
            return "", None, False
        said = f"the hub answered {answer.status}"
        is_fault = answer.status in _BUSY or not 400 <= answer.status < 500  # noqa: PLR2004
        wait = read_retry_after(answer.headers.get("retry-after", ""), self._clock()) if is_fault else None
        return said, wait, not is_fault

    def _end(self, problem: str, wait: timedelta | None) -> Told:
        now = self._clock().replace(microsecond=0)
        row = replace(self._row, told=now) if self._told else self._row
        left = self._notices[self._told + len(self._refused) :]
        if problem and problem != _TIME_OVER:
            attempts = 1 if self._told else row.attempts + 1
            since = now if self._told or row.since is None else row.since
            row = replace(
                row, attempts=attempts, since=since, said=problem, next_try=now + (wait or self._choose_wait(attempts))
            )
            if now - since > _GIVE_UP:
                self._settled += left
                _logger.warning("hub not told", extra={"hub": row.url, "feeds": len(left), "reason": problem})
                left = []
            elif attempts == 1:
                extra = {"hub": row.url, "reason": problem, "next_try": f"{row.next_try:%Y-%m-%d %H:%M:%S} UTC"}
                _logger.warning("hub not reached; it is told later", extra=extra)
        else:
            row = replace(row, attempts=0, since=None, next_try=None, said=row.said if self._refused else "")
        self._save(row)
        if self._told:
            _logger.info("hub told", extra={"hub": row.url, "feeds": self._told})
        for notice in self._refused[:_MOST_NOTICED]:
            _logger.warning("hub refuses a feed", extra={"hub": row.url, "feed": notice.path, "reason": row.said})
        return Told(
            hub=row.url, told=self._told, refused=len(self._refused), waiting=len(left), problem=problem if left else ""
        )

    def _choose_wait(self, attempts: int) -> timedelta:
        """Return how long a hub is left alone: twice as long for each failure, by chance up to half less."""
        longest: timedelta = min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** min(attempts - 1, 20))
        return longest * (0.5 + self._draw() / 2)

    def _save(self, row: HubRow) -> None:
        with closing(Store(self._config.state)) as store, store.transaction():
            store.outbox.settle(self._settled)
            store.outbox.save_hub(row)
        self._settled.clear()


def read_retry_after(text: str, now: datetime) -> timedelta | None:
    """Read how long a server wants to be left alone (RFC 9110 §10.2.3): a number of seconds or a time; at most a day.

    >>> from datetime import UTC
    >>> read_retry_after("120", datetime(2026, 3, 1, tzinfo=UTC))
    datetime.timedelta(seconds=120)
    >>> read_retry_after("Sun, 01 Mar 2026 00:01:00 GMT", datetime(2026, 3, 1, tzinfo=UTC)).total_seconds()
    60.0
    """
    text = text.strip()
    if text.isascii() and text.isdigit():
        wait = timedelta(seconds=int(text[:9]))
    else:
        try:
            wait = email.utils.parsedate_to_datetime(text) - now
        except (ValueError, TypeError, OverflowError):
            return None
    return max(timedelta(seconds=1), min(_LONGEST_ASKED, wait))
