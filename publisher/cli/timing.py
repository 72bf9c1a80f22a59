"""The commands that are about time: what comes when, whether the loop is alive, releases section by section."""

from __future__ import annotations

import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import click

from publisher.cli.frame import (
    CONFIG,
    EXIT_FAILED,
    check_published,
    errors_exit,
    heartbeat_path,
    own_name,
    read_time,
    shorten,
)

_TARGETS = ("systemd", "cron", "github-actions", "docker")
_UNDO = click.option("--undo", is_flag=True, help="Take the last one back.")
_ARTICLE = click.argument("article")


@click.command()
@CONFIG
@click.option("--days", type=click.FloatRange(0, 3660), default=14, show_default=True, help="How far to look ahead.")
@click.option("--json", "as_json", is_flag=True, help="Print all of it as JSON.")
def plan(*, config: Path | None, days: float, as_json: bool) -> None:
    """Show what will be published when: runs, sections that are to come, articles that wait or expire.

    Times are those of the time zone of the schedule. It holds as long as no file changes.
    """
    from publisher.cli.show import forecast_as_json, show_forecast
    from publisher.config import find_config, read_config
    from publisher.pipeline.status import read_forecast
    from publisher.store import Store

    with errors_exit(EXIT_FAILED):
        settings = read_config(config or find_config(Path()))
        check_published(settings)
        with closing(Store(settings.state)) as store:
            found = read_forecast(settings, store, read_time(None, settings.parse.zone), timedelta(days=days))
    if as_json:
        click.echo(forecast_as_json(found))
    else:
        show_forecast(found, settings.schedule.zone, days)


@click.command()
@CONFIG
@click.option("--quiet", "-q", is_flag=True, help="Print nothing; the exit code says it.")
def healthcheck(*, config: Path | None, quiet: bool) -> None:
    """Say whether `publisher run` is alive and on time here.

    \b
    Exit codes:
      0  it is
      1  it is not; one line says why
    """  # noqa: D301  Click wants the backspace itself.
    from publisher.config import find_config, read_config
    from publisher.scheduler.heartbeat import read_health

    with errors_exit(EXIT_FAILED):
        settings = read_config(config or find_config(Path()))
        health = read_health(heartbeat_path(settings), read_time(None, settings.parse.zone))
    if not quiet:
        click.echo(health.message, err=not health.is_healthy)
    sys.exit(0 if health.is_healthy else EXIT_FAILED)


@click.command()
@click.argument("target", type=click.Choice(_TARGETS))
@CONFIG
@click.option("--timer", is_flag=True, help="For systemd: a timer that starts single runs, in place of a service.")
@click.option("--account", default="", metavar="NAME", help="For systemd: a unit of the whole system, run as NAME.")
@click.option("--serve", "with_server", is_flag=True, help="Serve the feeds as well.")
def schedule(*, target: str, config: Path | None, timer: bool, account: str, with_server: bool) -> None:
    """Print what makes a machine publish this folder on its schedule.

    \b
    TARGET is one of
      systemd         a service unit that keeps `publisher run` alive
      cron            lines for a crontab
      github-actions  a workflow for a repository
      docker          a Containerfile
    It says itself, in comments, where it goes and how it is switched on.
    """  # noqa: D301  Click wants the backspace itself.
    from publisher.config import find_config, read_config
    from publisher.deploy import Place, write_cron, write_docker, write_github_actions, write_systemd

    if (timer or account) and target != "systemd":
        raise click.BadParameter("goes with systemd only", param_hint="--timer" if timer else "--account")
    with errors_exit(EXIT_FAILED):
        path = config or find_config(Path())
        settings = read_config(path)
        place = Place(
            folder=path.resolve().parent,
            config=path.resolve(),
            state=settings.state.resolve(),
            feeds=settings.feeds.resolve(),
            content=settings.content.resolve(),
            program=_find_program(),
            options=settings.schedule,
            host=settings.host,
            port=settings.port,
            time_limit=settings.time_limit,
            with_server=with_server,
            with_hubs=bool(settings.render.hubs),
        )
        others = {"cron": write_cron, "github-actions": write_github_actions, "docker": write_docker}
        text = write_systemd(place, timer=timer, account=account) if target == "systemd" else others[target](place)
    click.echo(text, nl=False)


@click.command()
@_ARTICLE
@CONFIG
@_UNDO
def pause(*, article: str, config: Path | None, undo: bool) -> None:
    """Let no more sections of ARTICLE out until it is resumed.

    What is released stays. ARTICLE is its file, its slug, its address or its id, here and in the other commands.
    """
    _direct("pause", article, config, is_undone=undo)


@click.command()
@_ARTICLE
@CONFIG
@_UNDO
def resume(*, article: str, config: Path | None, undo: bool) -> None:
    """Go on with the release of ARTICLE: with the next step, not with those that passed meanwhile."""
    _direct("resume", article, config, is_undone=undo)


@click.command()
@_ARTICLE
@click.argument("count", type=click.IntRange(1, 1000), default=1)
@CONFIG
@_UNDO
def advance(*, article: str, count: int, config: Path | None, undo: bool) -> None:
    """Release the next COUNT sections of ARTICLE now (1 if it is not said); the steps to come stay as they are.

    --undo takes them back: they wait for their turn again, with the ids that they got.
    """
    _direct("advance", article, config, count=count, is_undone=undo)


@click.command()
@_ARTICLE
@click.argument("count", type=click.IntRange(1, 1000), default=1)
@CONFIG
@_UNDO
def hold(*, article: str, count: int, config: Path | None, undo: bool) -> None:
    """Let the next COUNT steps of ARTICLE pass without a release (1 if it is not said)."""
    _direct("hold", article, config, count=count, is_undone=undo)


@click.command()
@_ARTICLE
@CONFIG
@_UNDO
def restart(*, article: str, config: Path | None, undo: bool) -> None:
    """Begin the release of ARTICLE again with its first section; the others wait for their turn once more.

    Sections keep their ids and the dates of their first release: whoever has read one is not told of it again.
    """
    _direct("restart", article, config, is_undone=undo)


def _direct(verb: str, article: str, config: Path | None, *, count: int = 1, is_undone: bool) -> None:
    from publisher.cli.show import show_error, show_release, show_report
    from publisher.config import find_config, read_config
    from publisher.pipeline import Publisher
    from publisher.pipeline.releasing import Verb

    with errors_exit(EXIT_FAILED):
        settings = read_config(config or find_config(Path()))
        check_published(settings)
        now = read_time(None, settings.parse.zone)
        with Publisher.open(settings) as publisher:
            report, row = publisher.direct(Verb(verb), article, now, count=count, is_undone=is_undone)
    show_report(report, shorten(settings.feeds), dry_run=False)
    show_release(row, settings.schedule.zone)
    if not is_undone:
        click.echo(f"To take it back: {own_name()} {verb} {article} --undo")
    for error in report.failed:
        show_error(error)
    sys.exit(EXIT_FAILED if report.failed else 0)


def _find_program() -> tuple[str, ...]:
    """Return how this command is called, so that it can be called from anywhere."""
    program = Path(sys.argv[0]).resolve()
    return (sys.executable, "-m", "publisher") if program.name == "__main__.py" else (str(program),)
