"""Tells hubs what is new, and the command that shows how it stands with them."""

from __future__ import annotations

import json
import logging
import sys
import threading
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publisher.cli.frame import CONFIG, EXIT_FAILED, errors_exit
from publisher.errors import PublisherError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from publisher.config import Config
    from publisher.pipeline.telling import HubStatus, Told

_WITHIN = timedelta(seconds=5)
"""What `publish` waits for hubs in all; what is left is told by the next run."""
_LOOK_SECONDS = 30.0

_logger = logging.getLogger("publisher.hubs")


def tell_hubs(config: Config, *, is_quiet: bool) -> None:
    """Tell hubs what is new, for some seconds at most; whatever comes of it, the run that it follows is done."""
    if not config.render.hubs:
        return
    from publisher.pipeline.telling import Teller
    from publisher.scheduler import read_clock

    try:
        found = Teller(config, read_clock).tell(within=_WITHIN)
    except PublisherError as error:
        _logger.error("hubs not told; the next run tells them", extra={"reason": str(error)})  # noqa: TRY400
        return
    if not is_quiet:
        for told in found:
            click.echo(_describe(told))


class Messenger:
    """Tells hubs beside the schedule: after each run, and when one that failed is to be asked again.

    Args:
        read_config: Returns the settings as they are now.
        stop: Ends it.
    """

    def __init__(self, read_config: Callable[[], Config], stop: threading.Event) -> None:
        self._read_config = read_config
        self._stop = stop
        self._woken = threading.Event()
        self._thread = threading.Thread(target=self._work, name="hubs", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Say that a run has ended."""
        self._woken.set()

    def close(self) -> None:
        """End it; what is being asked of a hub is not waited for."""
        self._woken.set()
        self._thread.join(timeout=1)

    def _work(self) -> None:
        # What the last process left is told first.
        self._woken.set()
        due: datetime | None = None
        while not self._stop.is_set():
            is_new = self._woken.wait(_LOOK_SECONDS)
            self._woken.clear()
            config = self._read_config()
            if not config.render.hubs or self._stop.is_set():
                continue
            from publisher.pipeline.telling import Teller
            from publisher.scheduler import read_clock

            # The state is opened only where there may be something to tell.
            if not is_new and (due is None or due > read_clock()):
                continue
            try:
                teller = Teller(config, read_clock)
                teller.tell(is_stopped=self._stop.is_set)
                due = teller.next_try()
            except PublisherError as error:
                _logger.error("hubs not told", extra={"reason": str(error)})  # noqa: TRY400


@click.command()
@CONFIG
@click.option("--send", "is_sending", is_flag=True, help="Tell them now, those too that are left alone for a while.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def hubs(*, config: Path | None, is_sending: bool, as_json: bool) -> None:
    """Show which hubs are told of what is new, what waits for them, and what was wrong.

    Hubs are told by themselves after each run that changes a feed. Exit code 1: after --send something still waits.
    """
    from publisher.config import find_config, read_config
    from publisher.pipeline.telling import Teller
    from publisher.scheduler import read_clock

    with errors_exit(EXIT_FAILED):
        settings = read_config(config or find_config(Path()))
        teller = Teller(settings, read_clock)
        if is_sending:
            for told in teller.tell(is_forced=True):
                click.echo(_describe(told), err=as_json)
        found = teller.list_hubs() if teller.has_hubs else []
    if as_json:
        click.echo(json.dumps([_to_json(status) for status in found], ensure_ascii=False, indent=1))
    elif not found:
        click.echo("No hubs are set: name some in `hubs` of [publish], or nothing was published yet.", err=True)
    else:
        _show(found)
    sys.exit(EXIT_FAILED if is_sending and any(status.waiting for status in found) else 0)


def _show(found: Sequence[HubStatus]) -> None:
    for status in found:
        row = status.row
        click.echo(click.style(row.url, bold=True))
        click.echo(f"  told last   {f'{row.told:%Y-%m-%d %H:%M} UTC' if row.told else 'never'}")
        if status.waiting:
            paths = [notice.path for notice in status.waiting]
            more = f" and {len(paths) - 3} more" if len(paths) > 3 else ""  # noqa: PLR2004
            click.echo(f"  waiting     {', '.join(paths[:3])}{more}")
        if row.next_try:
            times = "once" if row.attempts == 1 else f"{row.attempts} times"
            click.echo(f"  failed      {times}: {row.said}; again at {row.next_try:%Y-%m-%d %H:%M} UTC")
        elif row.said:
            click.echo(f"  refused     {row.said}")


def _describe(told: Told) -> str:
    feeds = f"{told.told} feed{'' if told.told == 1 else 's'}"
    text = f"Told {told.hub} of {feeds}" if told.told else f"Could not tell {told.hub}"
    if told.refused:
        text += f"; it refused {told.refused}"
    if told.waiting:
        text += f"; {told.waiting} wait ({told.problem})"
    return f"{text}."


def _to_json(status: HubStatus) -> dict[str, object]:
    row = status.row
    return {
        "hub": row.url,
        "told": row.told.isoformat() if row.told else None,
        "waiting": [notice.path for notice in status.waiting],
        "attempts": row.attempts,
        "next_try": row.next_try.isoformat() if row.next_try else None,
        "problem": row.said,
    }
