"""Stays, and publishes on the schedule of the settings: what `publisher run` joins together."""

from __future__ import annotations

import json
import logging
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime
from pathlib import Path

from publisher.cli.frame import heartbeat_path
from publisher.cli.hubs import Messenger
from publisher.config import Config, read_config
from publisher.errors import ConfigError, CorruptError, PublisherError
from publisher.pipeline import HUNG, Publisher, Report
from publisher.pipeline.status import Beat, load_beats, save_beats
from publisher.scheduler import Hooks, Order, Plan, read_clock, run_schedule, stop_on_signals
from publisher.scheduler.heartbeat import Heartbeat
from publisher.scheduler.notify import Notifier
from publisher.scheduler.watch import Watcher
from publisher.store import RunLock, Store

EXIT_HUNG = 70
"""EX_SOFTWARE of sysexits: what keeps it running starts it again."""
_GRACE_SECONDS = 60
"""A run that goes on for so long after its limit hangs where it cannot be interrupted."""

_PULSE_SECONDS = 2

_logger = logging.getLogger("publisher.run")


def run_forever(path: Path, *, serve: Callable[[Config, threading.Event], threading.Thread] | None) -> None:
    """Publish on schedule until told to stop.

    Args:
        path: The settings file.
        serve: Serves the feeds in a thread; None if they are not served.

    Raises:
        ConfigError: The settings are wrong; later, that keeps the old ones.
        LockedError: Another one is running here.
    """
    stop, reload = threading.Event(), threading.Event()
    notifier = Notifier.from_environment(os.environ)
    settings = _Settings(path, reload, notifier)
    config = settings.config
    lock = RunLock(config.state.with_name(f"{config.state.name}.run.lock"), what="another `publisher run`")
    with ExitStack() as stack:
        stack.enter_context(stop_on_signals(stop, within=config.stop_within, reload=reload))
        stack.enter_context(lock)
        heartbeat = Heartbeat(heartbeat_path(config))
        stack.callback(heartbeat.close)
        server = serve(config, stop) if serve else None
        if server:
            stack.callback(server.join, timeout=10)
        stack.callback(stop.set)
        stack.callback(notifier.stopping)
        messenger = stack.enter_context(closing(Messenger(lambda: settings.config, stop)))
        service = stack.enter_context(closing(_Service(settings, stop, notifier, heartbeat, messenger)))
        notifier.ready()
        _logger.info("started", extra={"settings": str(path), "pid": os.getpid(), "watching": config.is_watching})
        hooks = Hooks(read_plan=service.read_plan, take_change=service.take_change, tell=service.tell)
        run_schedule(service.run, make_plan(config), memory=_StateMemory(settings), stop=stop, hooks=hooks)
        _logger.info("stopped")


def make_plan(config: Config) -> Plan:
    """Return when the settings have something run."""
    return Plan(schedules={"": config.schedule, **dict(config.folders)})


class _Settings:
    """The settings, read again when they are asked to be or when their file has changed."""

    def __init__(self, path: Path, reload: threading.Event, notifier: Notifier) -> None:
        self._path = path
        self._reload = reload
        self._notifier = notifier
        self._stamp = self._look()
        self.config = read_config(path)

    def reread(self) -> bool:
        """Read them if need be; tell whether they are others now. Wrong ones leave the old ones in force."""
        stamp = self._look()
        if not self._reload.is_set() and stamp == self._stamp:
            return False
        self._reload.clear()
        self._stamp = stamp
        self._notifier.reloading()
        try:
            config = self._read()
        except ConfigError as error:
            _logger.error("settings not taken over; the old ones stay in force", extra={"reason": str(error)})  # noqa: TRY400
            return False
        finally:
            self._notifier.ready()
        if (config.feeds, config.host, config.port) != (self.config.feeds, self.config.host, self.config.port):
            _logger.warning("a server that was started with this serves where it did until it is started again")
        self.config = config
        _logger.info("settings read again", extra={"settings": str(self._path)})
        return True

    def _read(self) -> Config:
        config = read_config(self._path)
        if config.state != self.config.state:
            hint = "stop, move the state there, and start again"
            raise ConfigError("`state` cannot be changed while it runs", str(self._path), hint)
        return config

    def _look(self) -> tuple[int, int] | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_size, found.st_mtime_ns


class _Service:
    """What happens at a tick, and in a run."""

    def __init__(
        self,
        settings: _Settings,
        stop: threading.Event,
        notifier: Notifier,
        heartbeat: Heartbeat,
        messenger: Messenger,
    ) -> None:
        self._settings = settings
        self._messenger = messenger
        self._stop = stop
        self._notifier = notifier
        self._heartbeat = heartbeat
        self._status = ""
        self._watcher: Watcher | None = None
        self._watched: Path | None = None
        self._watch()

    def close(self) -> None:
        """End what runs beside it."""
        if self._watcher is not None:
            self._watcher.__exit__(None, None, None)
            self._watcher = None

    def read_plan(self) -> Plan | None:
        """Return when to run if the settings are others than before."""
        if not self._settings.reread():
            return None
        self._watch()
        return make_plan(self._settings.config)

    def take_change(self) -> bool:
        """Tell, once, that something changed in the content folder and has settled."""
        return self._watcher is not None and self._watcher.take()

    def tell(self, now: datetime, due: datetime) -> None:
        """Tell whoever asks that it is alive, and what comes next."""
        self._heartbeat.beat(now=now, next_due=due, running_since=None, time_limit=self._settings.config.time_limit)
        self._notifier.keep_alive()
        status = f"next run at {due:%Y-%m-%d %H:%M:%S} UTC"
        if status != self._status:
            self._status = status
            self._notifier.status(status)

    def run(self, order: Order) -> bool:
        """Publish what an order is for; tell whether it was done to its end."""
        config = self._settings.config
        in_hand = _InHand()
        deadline = time.monotonic() + config.time_limit.total_seconds()

        def progress(done: int, total: int, name: str) -> None:
            in_hand.name = name
            if not done:
                self._notifier.status(f"publishing {total} article{'' if total == 1 else 's'}")

        def is_wanted(name: str) -> bool:
            return order.is_everything or config.folder_of(name) in order.folders

        def is_stopped() -> bool:
            return self._stop.is_set() or time.monotonic() > deadline

        self._status = ""
        _logger.info("run started", extra=_describe(order))
        with self._keep_alive(order.now), _cut_off(config, in_hand), Publisher.open(config) as publisher:
            publisher.note_hung(order.now)
            report = publisher.publish(
                order.now, is_patient=True, is_wanted=is_wanted, is_stopped=is_stopped, on_progress=progress
            )
        _log_report(report)
        self._messenger.wake()
        if report.is_stopped and not self._stop.is_set():
            limit = f"{config.time_limit.total_seconds():,.0f} seconds"
            _logger.warning("run cut; it goes on from there", extra={"time_limit": limit})
            return False
        return not report.left

    @contextmanager
    def _keep_alive(self, since: datetime) -> Iterator[None]:
        """Say that it is alive while a run is at work, which may be busy with one article for minutes.

        That it hangs is seen by the time since when it runs.
        """
        limit = self._settings.config.time_limit
        done = threading.Event()

        def beat() -> None:
            end = time.monotonic() + limit.total_seconds() + _GRACE_SECONDS
            while time.monotonic() < end:
                self._heartbeat.beat(now=read_clock(), next_due=None, running_since=since, time_limit=limit)
                self._notifier.keep_alive()
                if done.wait(_PULSE_SECONDS):
                    return

        thread = threading.Thread(target=beat, name="heartbeat", daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()

    def _watch(self) -> None:
        """Watch the content folder if the settings have it so."""
        config = self._settings.config
        wanted = config.content if config.is_watching else None
        if wanted == self._watched:
            return
        self.close()
        self._watched = wanted
        if wanted is not None:
            self._watcher = Watcher(wanted)
            self._watcher.__enter__()


class _StateMemory:
    """Keeps in the state how far the schedules are."""

    def __init__(self, settings: _Settings) -> None:
        self._settings = settings

    def load_beats(self) -> Mapping[str, Beat]:
        """Return how far each schedule is."""
        with self._open() as store:
            return load_beats(store) if store else {}

    def save_beats(self, beats: Mapping[str, Beat]) -> None:
        """Remember how far each schedule is."""
        with closing(Store(self._settings.config.state)) as store, store.transaction():
            save_beats(store, beats)

    def find_due(self) -> datetime | None:
        """Return when the first article has to be looked at by itself."""
        with self._open() as store:
            return store.next_due() if store else None

    @contextmanager
    def _open(self) -> Iterator[Store | None]:
        path = self._settings.config.state
        try:
            store = Store(path) if path.exists() else None
        except CorruptError:
            # The first run sets it aside and recovers what it can.
            store = None
        try:
            yield store
        finally:
            if store:
                store.close()


class _InHand:
    """The article that is being read."""

    name = ""


@contextmanager
def _cut_off(config: Config, in_hand: _InHand) -> Iterator[None]:
    """End the whole process if a run hangs where it cannot be interrupted."""

    def die() -> None:
        _logger.critical("run hangs; the process ends itself", extra={"article": in_hand.name})
        if in_hand.name and in_hand.name != "writing":
            text = json.dumps({"name": in_hand.name})
            config.state.with_name(HUNG).write_text(text, encoding="utf-8")
        logging.shutdown()
        os._exit(EXIT_HUNG)

    timer = threading.Timer(config.time_limit.total_seconds() + _GRACE_SECONDS, die)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _describe(order: Order) -> dict[str, object]:
    """Say what a run is for."""
    if order.is_everything:
        return {"why": "a file changed"}
    if not order.folders:
        return {"why": "an article is due"}
    return {"why": "its time has come", "folders": [folder or "(all others)" for folder in sorted(order.folders)]}


def _log_report(report: Report) -> None:
    for article in report.articles:
        counts = {
            "new": article.new,
            "updated": article.updated,
            "returned": article.returned,
            "moved": article.moved,
            "unchanged": article.unchanged,
            "withdrawn": article.withdrawn,
            "to_come": article.waiting,
        }
        told = {name: count for name, count in counts.items() if count}
        _logger.info("article read", extra={"article": article.name, "standing": str(article.standing), **told})
    for notice in report.notices:
        _logger.warning("note", extra={"reason": notice})
    for error in report.failed:
        _log_failure(error)
    _logger.info(
        "run done",
        extra={
            "read": len(report.articles),
            "unchanged": report.untouched,
            "failed": len(report.failed),
            "still_failing": report.still_failing,
            "written": len(report.changed),
            "removed": len(report.removed),
        },
    )


def _log_failure(error: PublisherError) -> None:
    _logger.error("article failed", extra={"where": error.where, "reason": error.message, "hint": error.hint})
