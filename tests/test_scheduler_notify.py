"""What systemd is told, read from real sockets."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.scheduler.notify import Notifier


class Manager:
    """Listens as systemd does."""

    def __init__(self, address: str) -> None:
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(address)
        self.socket.settimeout(0)

    def hear(self) -> list[str]:
        """Return what was said since the last time. Whatever was sent is there at once."""
        found = []
        while True:
            try:
                found.append(self.socket.recv(100_000).decode())
            except BlockingIOError:
                return found


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[Manager]:
    """One that listens at a path."""
    # A path in the file system may have 107 bytes here, and pytest's are long.
    made = Manager(f"\0{tmp_path}")
    yield made
    made.socket.close()


def _environment(manager: Manager, **others: str) -> dict[str, str]:
    name = manager.socket.getsockname()
    return {"NOTIFY_SOCKET": name.decode().replace("\0", "@") if isinstance(name, bytes) else name, **others}


def test_each_state_is_one_message(manager: Manager) -> None:
    """Each state is told in the words of sd_notify(3), one datagram each."""
    notifier = Notifier.from_environment(_environment(manager))

    notifier.ready()
    notifier.status("next run at 12:00")
    notifier.stopping()
    notifier.extend_timeout(timedelta(seconds=1.5))

    assert manager.hear() == ["READY=1", "STATUS=next run at 12:00", "STOPPING=1", "EXTEND_TIMEOUT_USEC=1500000"]


def test_a_reload_has_its_time(manager: Manager) -> None:
    """A reload names the monotonic time at which it began, as Type=notify-reload asks for."""
    before = time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000
    Notifier.from_environment(_environment(manager)).reloading()
    after = time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000

    found = re.fullmatch(r"RELOADING=1\nMONOTONIC_USEC=(\d+)", manager.hear()[0])

    assert found
    assert before <= int(found[1]) <= after


def test_a_path_works_as_well() -> None:
    """The socket may have a place in the file system."""
    path = Path(f"/tmp/publisher-{os.getpid()}.sock")
    manager = Manager(str(path))
    try:
        Notifier.from_environment(_environment(manager)).ready()
        assert manager.hear() == ["READY=1"]
    finally:
        manager.socket.close()
        path.unlink()


@given(text=st.text(max_size=3_000) | st.sampled_from(["a\nREADY=1", "a\r\nSTOPPING=1", "\0MAINPID=1", "é" * 900]))
def test_a_status_is_never_more_than_a_status(text: str) -> None:
    """Whatever text is told, it stays one assignment, short enough to be taken, in whole characters."""
    manager = Manager("")  # The system picks an abstract address.
    Notifier.from_environment(_environment(manager)).status(text)
    found = manager.hear()
    manager.socket.close()

    assert len(found) == 1
    assert found[0].startswith("STATUS=")
    assert len(found[0].splitlines()) == 1
    assert found[0].isprintable() or not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", found[0])
    assert len(found[0].encode()) <= 1_000


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"NOTIFY_SOCKET": ""},
        {"NOTIFY_SOCKET": "vsock:2:1234"},
        {"NOTIFY_SOCKET": "relative/path"},
        {"NOTIFY_SOCKET": "/nowhere/at/all"},
        {"NOTIFY_SOCKET": "@"},
        {"NOTIFY_SOCKET": f"/{'long' * 100}"},
        {"NOTIFY_SOCKET": "/nul\0in/it"},
        {"NOTIFY_SOCKET": "@nobody-listens-here"},
        {"NOTIFY_SOCKET": "/dev/null", "WATCHDOG_USEC": "1"},
        {"NOTIFY_SOCKET": "@\udcff", "WATCHDOG_USEC": "often", "WATCHDOG_PID": "me"},
    ],
)
def test_nobody_to_tell_is_no_fault(environment: dict[str, str]) -> None:
    """Without a manager, or with an address that leads nowhere, nothing happens."""
    notifier = Notifier.from_environment(environment)

    notifier.ready()
    notifier.status("\udcff")
    notifier.reloading()
    notifier.keep_alive()
    notifier.stopping()


def test_signs_of_life_come_often_enough_and_not_more(manager: Manager) -> None:
    """A sign of life is sent at most once in a third of the time that the manager allows."""
    now = 0.0
    environment = _environment(manager, WATCHDOG_USEC="30000000", WATCHDOG_PID=str(os.getpid()))
    notifier = Notifier.from_environment(environment, clock=lambda: now)

    for second in range(31):
        now = float(second)
        notifier.keep_alive()
        notifier.keep_alive()

    assert manager.hear() == ["WATCHDOG=1"] * 4


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"WATCHDOG_USEC": "0"},
        {"WATCHDOG_USEC": "-5"},
        {"WATCHDOG_USEC": "soon"},
        {"WATCHDOG_USEC": "9" * 400},
        {"WATCHDOG_USEC": "1000", "WATCHDOG_PID": "1"},
    ],
)
def test_no_sign_of_life_that_nobody_waits_for(manager: Manager, environment: dict[str, str]) -> None:
    """Without a watchdog, or with one for another process, there are no signs of life."""
    notifier = Notifier.from_environment(_environment(manager, **environment))

    notifier.keep_alive()

    assert manager.hear() == []


def test_a_busy_manager_is_told_later(manager: Manager) -> None:
    """Where the manager does not read, nothing waits for it; states are told once it does, in their order."""
    notifier = Notifier.from_environment(_environment(manager))
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as flood:
        flood.settimeout(0)
        with pytest.raises(BlockingIOError):
            while True:
                flood.sendto(b"X=1", manager.socket.getsockname())

    notifier.ready()
    notifier.status("late")
    assert set(manager.hear()) == {"X=1"}
    notifier.keep_alive()

    assert manager.hear() == ["READY=1", "STATUS=late"]


def test_many_threads_may_tell(manager: Manager) -> None:
    """Messages of several threads arrive each whole and each once."""
    notifier = Notifier.from_environment(_environment(manager))
    heard: list[str] = []

    def tell(name: str) -> None:
        for number in range(200):
            notifier.status(f"{name}{number}")

    threads = [Thread(target=tell, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        heard += manager.hear()
    heard += manager.hear()
    notifier.keep_alive()
    heard += manager.hear()

    assert len(heard) == len(set(heard))
    assert all(re.fullmatch(r"STATUS=[abc]\d+", message) for message in heard)
    assert re.fullmatch(r"STATUS=[abc]199", heard[-1])


def test_old_news_pushes_nothing_out(manager: Manager) -> None:
    """However many states a busy manager missed, of these it hears the last, and all else that it was told."""
    notifier = Notifier.from_environment(_environment(manager))
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as flood:
        flood.settimeout(0)
        with pytest.raises(BlockingIOError):
            while True:
                flood.sendto(b"X=1", manager.socket.getsockname())

    notifier.ready()
    for number in range(100):
        notifier.status(str(number))
    notifier.stopping()
    manager.hear()
    notifier.keep_alive()

    assert manager.hear() == ["READY=1", "STATUS=99", "STOPPING=1"]


def test_it_is_what_systemd_itself_says(manager: Manager) -> None:
    """The same state from systemd's own program has the same words."""
    program = "/usr/bin/systemd-notify"
    if not Path(program).exists():
        pytest.skip("systemd is not installed")
    environment = {**os.environ, **_environment(manager)}
    # It waits until the manager has taken note, which ours never does.
    process = subprocess.Popen([program, "--no-block", "--ready", "--status=all is well"], env=environment)
    assert process.wait(30) == 0
    theirs = manager.hear()

    notifier = Notifier.from_environment(environment)
    notifier.ready()
    notifier.status("all is well")

    assert sorted(line for message in theirs for line in message.splitlines() if "PID" not in line) == sorted(
        manager.hear()
    )


@pytest.mark.skipif(sys.platform != "linux", reason="abstract addresses are Linux's")
def test_at_stands_for_a_zero_byte(manager: Manager) -> None:
    """An address that begins with @ is an abstract one."""
    environment = _environment(manager)
    assert environment["NOTIFY_SOCKET"].startswith("@")

    Notifier.from_environment(environment).ready()

    assert manager.hear() == ["READY=1"]
