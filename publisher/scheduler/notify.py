"""Tells systemd how things stand, by the protocol of sd_notify(3).

It is one datagram of a few words, so it is written here. Of the libraries, sdnotify has had no release since 2017 and
blocks while nobody reads, and systemd-python and cysystemd link against libsystemd, which containers and macOS lack.
"""

from __future__ import annotations

import os
import re
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from datetime import timedelta

_STATUS = b"STATUS="
_MOST_STATUS_BYTES = 1_000
"""systemd drops a message of more than 4,096 bytes."""
_MOST_UNSENT = 16
_BREAKS = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")


class Notifier:
    """Sends messages to the manager that started this process; does nothing if there is none.

    Nothing here ever raises, or waits for the manager, and any thread may call it. What could not be sent because the
    manager was busy is sent before the next message.
    """

    def __init__(
        self,
        address: str | bytes | None,
        *,
        watchdog: timedelta | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Remember where messages go; see `from_environment`.

        Args:
            address: Of the manager's socket, None for nobody.
            watchdog: How often the manager must hear from this process, None for never.
            clock: Returns seconds that are never set back.
        """
        self._address = address
        self._pause_seconds = watchdog.total_seconds() / 3 if watchdog else None
        self._clock = clock
        self._next_sign = clock()
        self._unsent: deque[bytes] = deque(maxlen=_MOST_UNSENT)
        # A run tells its status while another thread gives the signs of life.
        self._lock = threading.Lock()

    @classmethod
    def from_environment(cls, environ: Mapping[str, str], *, clock: Callable[[], float] = time.monotonic) -> Notifier:
        """Find out from ``NOTIFY_SOCKET``, ``WATCHDOG_USEC`` and ``WATCHDOG_PID`` whom to tell, and how often."""
        name = environ.get("NOTIFY_SOCKET", "")
        # "@" stands for the zero byte that an abstract address begins with; "vsock:" is for virtual machines.
        address = f"\0{name[1:]}" if name.startswith("@") else name if name.startswith("/") else None
        return cls(address if hasattr(socket, "AF_UNIX") else None, watchdog=_read_watchdog(environ), clock=clock)

    def ready(self) -> None:
        """Say that starting, or reloading, is done."""
        self._send("READY=1")

    def status(self, text: str) -> None:
        """Say in a few words what goes on, for ``systemctl status``; all white space becomes single spaces."""
        # A line is an assignment: a line break would let a file's name say READY=1.
        line = _BREAKS.sub(" ", text).strip()
        self._send(f"STATUS={line}")

    def reloading(self) -> None:
        """Say that settings are being read again; `ready` says when that is done."""
        # Type=notify-reload needs the time to tell this reload from an earlier one.
        self._send(f"RELOADING=1\nMONOTONIC_USEC={time.monotonic_ns() // 1000}")

    def stopping(self) -> None:
        """Say that this process is about to end."""
        self._send("STOPPING=1")

    def extend_timeout(self, span: timedelta) -> None:
        """Ask for more time to start, reload or stop, from now on."""
        self._send(f"EXTEND_TIMEOUT_USEC={span // timedelta(microseconds=1)}")

    def keep_alive(self) -> None:
        """Give a sign of life, if the manager waits for one; may be called as often as one likes."""
        self._send_waiting()
        now = self._clock()
        if self._pause_seconds is not None and now >= self._next_sign:
            self._next_sign = now + self._pause_seconds
            self._send("WATCHDOG=1", is_lasting=False)

    def _send(self, message: str, *, is_lasting: bool = True) -> None:
        if self._address is None:
            return
        data = message.encode("utf-8", "replace")
        if data.startswith(_STATUS):
            data = data[:_MOST_STATUS_BYTES].decode("utf-8", "ignore").encode("utf-8")
        if not is_lasting:
            self._try(data)
            return
        with self._lock:
            if data.startswith(_STATUS):
                # Only the newest is worth telling; many of them would push out what matters more.
                self._unsent = deque((other for other in self._unsent if not other.startswith(_STATUS)), _MOST_UNSENT)
            self._unsent.append(data)
        self._send_waiting()

    def _send_waiting(self) -> None:
        with self._lock:
            while self._unsent and self._try(self._unsent[0]):
                self._unsent.popleft()

    def _try(self, data: bytes) -> bool:
        """Send a message.

        Returns:
            False if it is worth another try.
        """
        if self._address is None:
            return True
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
                sender.settimeout(0)
                sender.sendto(data, self._address)
        except BlockingIOError:
            return False
        except (OSError, ValueError):
            return True  # Nobody is there, or never was: that is no matter of ours.
        return True


def _read_watchdog(environ: Mapping[str, str]) -> timedelta | None:
    """Return how often a sign of life is wanted, if it is wanted of this process."""
    span, process = environ.get("WATCHDOG_USEC", ""), environ.get("WATCHDOG_PID", "")
    if process and process != str(os.getpid()):
        return None
    try:
        watchdog = timedelta(microseconds=int(span))
    except (ValueError, OverflowError):
        return None
    return watchdog if watchdog > timedelta() else None
