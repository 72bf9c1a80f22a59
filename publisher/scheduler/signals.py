"""Turns signals into requests: to stop, and to read the settings again."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread
from types import FrameType

from publisher.pipeline.limit import shorten_timer

_STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT)


@contextmanager
def stop_on_signals(stop: Event, *, within: timedelta | None = None, reload: Event | None = None) -> Iterator[None]:
    """Turn SIGTERM and SIGINT (Ctrl-C) into a request to stop, and SIGHUP into one to reload, while the context lasts.

    The first signal sets `stop`. SIGINT after that raises `KeyboardInterrupt`, for people who cannot wait.
    At the end the handlers from before are back.

    Args:
        stop: Set a moment after the signal, by another thread.
        within: The article in hand, if the pipeline limits its time, is given up after no more than this.
        reload: Set a moment after SIGHUP; where it is None, or there is no such signal, that is left alone.

    Raises:
        ValueError: This is not the main thread, which alone may handle signals.
    """
    asked = False

    def ask(number: int, _frame: FrameType | None) -> None:
        nonlocal asked
        if asked and number == signal.SIGINT:
            raise KeyboardInterrupt
        if not asked:
            asked = True
            _set(stop)
            if within is not None:
                shorten_timer(within)

    def reread(_number: int, _frame: FrameType | None) -> None:
        if reload is not None:
            _set(reload)

    handlers: dict[int, Callable[[int, FrameType | None], None]] = dict.fromkeys(_STOP_SIGNALS, ask)
    hangup = getattr(signal, "SIGHUP", None)
    if reload is not None and hangup is not None:
        handlers[hangup] = reread
    previous = {}
    try:
        for number, handler in handlers.items():
            previous[number] = signal.signal(number, handler)
        yield
    finally:
        for number, before in previous.items():
            # None stands for a handler that was not set from Python, which Python cannot put back.
            signal.signal(number, signal.SIG_DFL if before is None else before)


def _set(event: Event) -> None:
    # `event.set()` in the handler could wait for ever: a handler runs between any two steps of the main thread,
    # perhaps while that holds the lock inside `event.wait()`, which is not reentrant.
    Thread(target=event.set, name="signal", daemon=True).start()
