"""Keeps what a server counted, so that it is still known when the server has ended."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

from publisher.errors import StoreError
from publisher.server.counting import Counter
from publisher.store.visits import Claim, Visits

_EVERY_SECONDS = 30.0

_logger = logging.getLogger("publisher.serve")


@contextmanager
def keep_visits(
    counter: Counter, path: Path, is_wanted: Callable[[], bool], today: Callable[[], date]
) -> Iterator[None]:
    """Write what is counted to a file, every half minute and at the end; that it cannot be is logged once.

    Args:
        counter: What counts.
        path: The file; see `Visits`.
        is_wanted: Asked each time: the settings may change.
        today: Returns the day, in UTC.
    """
    stop = threading.Event()
    failed: list[StoreError] = []

    def write() -> None:
        found = counter.take()
        if not is_wanted() or not (found.requests or found.claims):
            return
        day = today()
        counts: dict[tuple[str, str, int], int] = {}
        for (feed, status, reader), count in found.requests.items():
            counts[feed, reader, int(status)] = count
        claims = [
            Claim(feed=feed, reader=reader, feed_id=feed_id, subscribers=subscribers, day=day)
            for (feed, reader, feed_id), subscribers in sorted(found.claims.items())
        ]
        try:
            with closing(Visits(path)) as visits:
                visits.add(day, counts, claims)
        except StoreError as error:
            if not failed:
                _logger.warning("statistics cannot be kept", extra={"reason": str(error)})
            failed.append(error)

    def work() -> None:
        while not stop.wait(_EVERY_SECONDS):
            write()

    thread = threading.Thread(target=work, name="visits", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=_EVERY_SECONDS)
        write()
