"""Limits the time that an article may take."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from types import FrameType


class OvertimeError(BaseException):
    """An article took too long. Not an `Exception`: no library may take it for one of its own."""


@contextmanager
def limit_time(limit: timedelta) -> Iterator[None]:
    """Raise `OvertimeError` inside, wherever that is, once it has taken so long.

    It is raised between two steps of Python; compiled code is not interrupted but at its end. Without effect in other
    threads than the main one, and on systems without timers (Windows).
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise OvertimeError

    previous = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, limit.total_seconds())
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL if previous is None else previous)
