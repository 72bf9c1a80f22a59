"""What every command needs: its settings, its errors and exit codes, the clock."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

import click

from publisher.errors import ConfigError, LockedError, PublisherError, StoreError

if TYPE_CHECKING:
    from publisher.config import Config

EXIT_FAILED = 1
"""Something could not be published; everything else was."""
EXIT_USAGE = 2
EXIT_LOCKED = 75
"""EX_TEMPFAIL of sysexits: try again later."""

CONFIG = click.option(
    "--config",
    "-c",
    type=click.Path(path_type=Path),
    envvar="PUBLISHERCONFIG",
    help="Settings file. Default: publisher.toml here, or [tool.publisher] of pyproject.toml.",
)


def check_published(config: Config) -> None:
    """Refuse what makes sense only where something was published."""
    if config.state.exists():
        return
    from publisher.pipeline.record import RECORD

    if (config.feeds / RECORD).exists():
        hint = f"run `publisher publish` first: it recovers ids and dates from {config.feeds.name}/"
        raise StoreError("the state was lost", str(config.state), hint)
    raise StoreError("nothing was published here yet", str(config.state), "run `publisher publish` first")


@contextmanager
def errors_exit(code: int) -> Iterator[None]:
    """Print an error and leave with its exit code."""
    from publisher.cli.show import show_error

    try:
        yield
    except LockedError as error:
        show_error(error)
        sys.exit(EXIT_LOCKED)
    except ConfigError as error:
        show_error(error)
        sys.exit(EXIT_USAGE)
    except PublisherError as error:
        show_error(error)
        sys.exit(code)


def read_time(text: str | None, zone: tzinfo) -> datetime:
    """Read ``--at``, or the clock: only doors do."""
    from publisher.dates import parse_date

    if text is None:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        return parse_date(text, zone)
    except ValueError as error:
        raise click.BadParameter(f"{error}; write it as 2026-03-01T07:00", param_hint="--at") from error


def own_name() -> str:
    """Return how this command can be called again from here."""
    program = Path(sys.argv[0])
    if program.name == "__main__.py":
        return "python -m publisher"
    return "publisher" if which("publisher") else str(shorten(program))


def shorten(path: Path) -> Path:
    """Return a path as seen from here, if it lies here."""
    try:
        return path.resolve().relative_to(Path.cwd())
    except ValueError:
        return path


def heartbeat_path(config: Config) -> Path:
    """Return where `publisher run` says that it is alive."""
    return config.state.with_name("heartbeat.json")
