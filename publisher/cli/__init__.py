"""The ``publisher`` command; every other door is opened from here."""

from __future__ import annotations

import logging
import os
import sys
import threading
from contextlib import closing
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, TextIO

import click

from publisher import __version__
from publisher.cli.checking import check, preview
from publisher.cli.frame import (
    CONFIG,
    EXIT_FAILED,
    EXIT_USAGE,
    check_published,
    errors_exit,
    own_name,
    read_time,
    shorten,
)
from publisher.cli.hubs import hubs, tell_hubs
from publisher.cli.serving import serve, serve_in_background, token
from publisher.cli.stats import stats
from publisher.cli.timing import advance, healthcheck, hold, pause, plan, restart, resume, schedule
from publisher.errors import ConfigError, OperatorError, SourceError
from publisher.logs import set_up_logs
from publisher.progress import show_progress

if TYPE_CHECKING:
    from publisher.pipeline import Report


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="publisher")
@click.option("--verbose", "-v", is_flag=True, help="Log every step on stderr.")
@click.pass_context
def main(context: click.Context, *, verbose: bool) -> None:
    """Turn long articles into feeds whose items are the articles' sections.

    Articles lie in content/ as plain text, Markdown or saved web pages; RSS, Atom and JSON feeds, and pages for
    people, appear in feeds/. Start with: publisher init my-feeds
    """
    if os.environ.get("NO_COLOR"):
        # https://no-color.org: any value that is not empty. Without it, click colours a terminal only.
        context.color = False
    set_up_logs(
        level=logging.INFO if verbose else logging.WARNING,
        stream=sys.stderr,
        is_terminal=sys.stderr.isatty(),
        use_colour=not os.environ.get("NO_COLOR"),
    )


@main.command()
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False))
def init(directory: Path) -> None:
    """Make a new place to publish from in DIRECTORY.

    It gets publisher.toml with every setting explained, content/ with a short article, and feeds/. Nothing that is
    there is overwritten.
    """
    from publisher.scaffold import make_place

    with errors_exit(EXIT_USAGE):
        made = make_place(directory)
    for path in made:
        click.echo(f"  {path}")
    click.echo("Next:")
    if directory.resolve() != Path.cwd():
        click.echo(f"  cd {directory}")
    click.echo("  publisher publish     make the feeds")
    click.echo("  publisher serve       look at them, and subscribe, on this machine")
    click.echo("Before others subscribe, set `url` and `authority` in publisher.toml.")


@main.command()
@CONFIG
@click.option("--dry-run", is_flag=True, help="Say what would change; write nothing.")
@click.option("--at", "moment", metavar="TIME", help="Publish as if it were TIME, e.g. 2026-03-01T07:00.")
@click.option("--rebuild", is_flag=True, help="Read and render everything again; ids and dates stay.")
@click.option("--minor", "is_minor", is_flag=True, help="Publish changes as corrections: no `updated` moves.")
@click.option("--accept", "accepted", metavar="FILE", multiple=True, help="Publish FILE although most of it is gone.")
@click.option("--force", is_flag=True, help="Publish feeds although subscribers would see doubles; see preview.")
@click.option("--no-hubs", is_flag=True, help="Tell no hubs yet: `publisher hubs --send` does, once feeds/ is copied.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.option("--quiet", "-q", is_flag=True, help="Print errors only.")
def publish(  # noqa: PLR0913  One argument for each option.
    *,
    config: Path | None,
    dry_run: bool,
    moment: str | None,
    rebuild: bool,
    is_minor: bool,
    accepted: tuple[str, ...],
    force: bool,
    no_hubs: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Publish every article once, then exit.

    \b
    Exit codes:
      0   all is well
      1   something could not be published; everything else was
      2   wrong usage or settings
      75  another run is at work; try again later
    """  # noqa: D301  Click wants the backspace itself.
    from publisher.cli.show import report_as_json, show_error, show_notice, show_report
    from publisher.config import find_config, read_config
    from publisher.pipeline import Publisher
    from publisher.scheduler import stop_on_signals

    with errors_exit(EXIT_FAILED):
        settings = read_config(config or find_config(Path()))
        now = read_time(moment, settings.parse.zone)
        stop = threading.Event()
        with (
            stop_on_signals(stop),
            Publisher.open(settings, dry_run=dry_run) as publisher,
            show_progress(sys.stderr) as on_progress,
        ):
            report = publisher.publish(
                now,
                dry_run=dry_run,
                rebuild=rebuild,
                accepted=accepted,
                is_minor=is_minor,
                is_forced=force,
                is_stopped=stop.is_set,
                on_progress=on_progress,
            )
    if as_json:
        click.echo(report_as_json(report))
    elif not quiet:
        show_report(report, shorten(settings.feeds), dry_run=dry_run)
        if report.changed:
            click.echo(f"Look at them with `{own_name()} serve` (http://{settings.host}:{settings.port}/).")
    for notice in report.notices:
        show_notice(notice)
    for error in report.failed:
        show_error(error)
    if not dry_run and not no_hubs and not report.is_stopped:
        tell_hubs(settings, is_quiet=quiet or as_json)
    sys.exit(EXIT_FAILED if report.failed or report.is_stopped else 0)


@main.command()
@click.argument("article")
@CONFIG
@click.option("--source", type=int, metavar="VERSION", help="Print the file as it was in VERSION.")
@click.option("--all", "with_all", is_flag=True, help="List sections that did not change as well.")
@click.option("--json", "as_json", is_flag=True, help="Print all of it as JSON.")
def history(*, article: str, config: Path | None, source: int | None, with_all: bool, as_json: bool) -> None:
    """Show the versions of ARTICLE that were published, and why each section was taken for which item.

    ARTICLE is its file, its slug (its folder below feeds/), its address or its id.
    """
    from publisher.cli.show import history_as_json, show_history
    from publisher.config import find_config, read_config
    from publisher.pipeline import Publisher

    with errors_exit(EXIT_FAILED):
        settings = read_config(config or find_config(Path()))
        check_published(settings)
        with Publisher.open(settings) as publisher:
            found = publisher.read_history(article, read_time(None, settings.parse.zone))
        if source is not None:
            version = next((version for version in found.versions if version.number == source), None)
            if version is None:
                raise OperatorError(
                    f"version {source} was not kept", article, "publisher history lists those that were"
                )
            sys.stdout.buffer.write(version.source)
        elif as_json:
            click.echo(history_as_json(found))
        else:
            show_history(found, with_all=with_all)


@main.command()
@CONFIG
@click.option("--json", "as_json", is_flag=True, help="Print all of it as JSON.")
def status(*, config: Path | None, as_json: bool) -> None:
    """Show what is published, what waits, what fails, and when the last and the next run are."""
    from publisher.cli.show import show_status, status_as_json
    from publisher.config import find_config, read_config
    from publisher.pipeline import read_status
    from publisher.store import Store

    with errors_exit(EXIT_FAILED):
        settings = read_config(config or find_config(Path()))
        check_published(settings)
        with closing(Store(settings.state)) as store:
            found = read_status(settings, store, read_time(None, settings.parse.zone))
    if as_json:
        click.echo(status_as_json(found))
    else:
        show_status(found)


@main.command()
@click.argument("item")
@CONFIG
@click.option("--undo", is_flag=True, help="Publish it again.")
@click.option("--forget", is_flag=True, help="Also forget the earlier versions of its article.")
def retract(*, item: str, config: Path | None, undo: bool, forget: bool) -> None:
    """Take ITEM out of publication although its section is still in its article.

    ITEM is its id, its address, or ARTICLE#SECTION as `publisher history` lists them. Its words leave every published
    file, archives and change feeds included, and stay out whatever becomes of the article, until --undo.
    """
    from publisher.cli.show import show_report
    from publisher.config import find_config, read_config
    from publisher.pipeline import Publisher

    with errors_exit(EXIT_FAILED):
        settings = read_config(config or find_config(Path()))
        check_published(settings)
        with Publisher.open(settings) as publisher:
            report = publisher.retract(item, read_time(None, settings.parse.zone), is_undone=undo, is_forgetting=forget)
    show_report(report, shorten(settings.feeds), dry_run=False)
    _exit_if_failed(report)


@main.command()
@click.argument("article")
@click.argument("version", type=int, required=False)
@CONFIG
def rollback(*, article: str, version: int | None, config: Path | None) -> None:
    """Publish an earlier VERSION of ARTICLE again: the one before, unless it is named.

    Its items get their ids back. The file in content/ is not touched: what it holds is published once it changes.
    """
    from publisher.cli.show import show_report
    from publisher.config import find_config, read_config
    from publisher.pipeline import Publisher

    with errors_exit(EXIT_FAILED):
        settings = read_config(config or find_config(Path()))
        check_published(settings)
        with Publisher.open(settings) as publisher:
            restored, report = publisher.roll_back(article, version, read_time(None, settings.parse.zone))
    show_report(report, shorten(settings.feeds), dry_run=False)
    name = report.articles[0].name
    click.echo(f"Version {restored.number} of {name} is published again; {name} itself was not touched.")
    click.echo(f"To have its text back: {own_name()} history {quote(name)} --source {restored.number} > FILE")
    _exit_if_failed(report)


def _exit_if_failed(report: Report) -> None:
    """Print what could not be published, such as a feed that was held back, and exit with an error if anything was."""
    from publisher.cli.show import show_error

    for error in report.failed:
        show_error(error)
    if report.failed:
        sys.exit(EXIT_FAILED)


@main.command("export")
@CONFIG
def export_state(*, config: Path | None) -> None:
    """Print the whole state as JSON Lines: every article, item, id and date."""
    from publisher.config import find_config, read_config
    from publisher.store import RunLock, Store

    with errors_exit(EXIT_FAILED):
        settings = read_config(config or find_config(Path()))
        check_published(settings)
        with RunLock(settings.state.with_name(f"{settings.state.name}.lock")), closing(Store(settings.state)) as store:
            for line in store.dump():
                click.echo(line)


@main.command("import")
@CONFIG
@click.argument("file", type=click.File(encoding="utf-8"))
def import_state(*, config: Path | None, file: TextIO) -> None:
    """Take in what `publisher export` printed to FILE, or `-`, where nothing was published yet."""
    from publisher.config import find_config, read_config
    from publisher.store import RunLock, Store

    with errors_exit(EXIT_FAILED):
        settings = read_config(config or find_config(Path()))
        settings.state.parent.mkdir(parents=True, exist_ok=True)
        with RunLock(settings.state.with_name(f"{settings.state.name}.lock")), closing(Store(settings.state)) as store:
            count = store.load(file, file.name)
    click.echo(f"{count:,} rows taken in. Write the files with `{own_name()} publish`.")


@main.command()
@CONFIG
@click.option("--serve", "with_server", is_flag=True, help="Serve the feeds as well.")
def run(*, config: Path | None, with_server: bool) -> None:
    """Stay, and publish on the schedule of the settings.

    A run that was missed is made up for once. Articles that are due by themselves come when they are due, and with
    `watch` files that change are published within seconds. `publisher plan` shows what comes when.

    \b
    Signals:
      SIGTERM, Ctrl-C  finish the article in hand and stop; it is given up
                       after `schedule.stop_within`
      SIGHUP           read the settings again; wrong ones leave the old ones

    \b
    Exit codes:
      0   asked to stop
      2   wrong usage or settings
      70  a run hung and could not be cut; start it again
      75  another `publisher run` is at work here
    """  # noqa: D301  Click wants the backspace itself.
    from publisher.cli.running import run_forever
    from publisher.config import find_config

    logging.getLogger().setLevel(min(logging.INFO, logging.getLogger().level))
    with errors_exit(EXIT_FAILED):
        run_forever(config or find_config(Path()), serve=serve_in_background if with_server else None)


@main.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@CONFIG
@click.option("--explain", is_flag=True, help="Say why, for each line.")
@click.option("--json", "as_json", is_flag=True, help="Print all of it as JSON.")
def split(file: Path, *, config: Path | None, explain: bool, as_json: bool) -> None:
    """Show how the article in FILE is split, without publishing it."""
    from publisher.cli.show import show_split, split_as_json
    from publisher.config import find_config, parse_config, read_config
    from publisher.model import Raw
    from publisher.pipeline import read_document

    with errors_exit(EXIT_FAILED):
        try:
            settings = read_config(config or find_config(Path()))
        except ConfigError:
            if config:
                raise
            settings = parse_config("", "", Path())
        try:
            data = file.read_bytes()
        except OSError as error:
            raise SourceError(f"cannot be read: {error.strerror}", str(file)) from error
        document, sections = read_document(Raw(name=str(file), data=data), settings)
    if as_json:
        click.echo(split_as_json(document, sections))
    else:
        show_split(document, sections, explain=explain)


for _command in (
    check,
    preview,
    plan,
    serve,
    token,
    hubs,
    stats,
    healthcheck,
    schedule,
    pause,
    resume,
    advance,
    hold,
    restart,
):
    main.add_command(_command)
