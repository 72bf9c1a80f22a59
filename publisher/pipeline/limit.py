"""Limits the time that an article may take."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs


_AGAIN = 0.25
"""Seconds until the timer rings again: what it raises goes nowhere in a finalizer, or in a function that compiled code
calls (nh3 calls one for each attribute)."""


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

    is_over = False

    def ring(_number: int, _frame: FrameType | None) -> None:
        if not is_over:
            raise OvertimeError

    def pass_over(lost: UnraisableHookArgs) -> None:
        # Nothing to warn of: the next ring comes.
        if lost.exc_type is not OvertimeError:
            report(lost)

    previous = signal.signal(signal.SIGALRM, ring)
    report, sys.unraisablehook = sys.unraisablehook, pass_over
    try:
        # Two blocks: a ring between the end of the work and the first step of the inner one is too early for the next
        # to come before the timer is off.
        try:
            _start_timer(limit)
            yield
        finally:
            is_over = True
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        sys.unraisablehook = report
        signal.signal(signal.SIGALRM, signal.SIG_DFL if previous is None else previous)


def shorten_timer(limit: timedelta) -> None:
    """Let the timer of an article at work, if there is one, end no later than this from now."""
    if hasattr(signal, "setitimer") and signal.getitimer(signal.ITIMER_REAL)[0] > limit.total_seconds():
        _start_timer(limit)


def _start_timer(limit: timedelta) -> None:
    signal.setitimer(signal.ITIMER_REAL, max(limit.total_seconds(), 0.001), _AGAIN)
