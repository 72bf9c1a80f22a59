"""The ``publisher`` command; every other door is opened from here."""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from shlex import quote
from shutil import which
from typing import TextIO

import click

from publisher import __version__
from publisher.errors import (
    ConfigError,
    CorruptError,
    LockedError,
    OperatorError,
    PublisherError,
    SourceError,
    StoreError,
)

EXIT_FAILED = 1
"""Something could not be published; everything else was."""
EXIT_USAGE = 2
EXIT_LOCKED = 75
"""EX_TEMPFAIL of sysexits: try again later."""

_CONFIG = click.option(
    "--config",
    "-c",
    type=click.Path(path_type=Path),
    envvar="PUBLISHER_CONFIG",
    help="Settings file. Default: publisher.toml here, or [tool.publisher] of pyproject.toml.",
)


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
    logging.basicConfig(
        level=logging.INFO if verbose else logging.WARNING,
        format="%(asctime)s %(levelname)s %(message)s",
        stream=sys.stderr,
    )


@main.command()
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False))
def init(directory: Path) -> None:
    """Make a new place to publish from in DIRECTORY.

    It gets publisher.toml with every setting explained, content/ with a short article, and feeds/. Nothing that is
    there is overwritten.
    """
    from publisher.scaffold import make_place

    with _errors_exit(EXIT_USAGE):
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
@_CONFIG
@click.option("--dry-run", is_flag=True, help="Say what would change; write nothing.")
@click.option("--at", "moment", metavar="TIME", help="Publish as if it were TIME, e.g. 2026-03-01T07:00.")
@click.option("--rebuild", is_flag=True, help="Read and render everything again; ids and dates stay.")
@click.option("--minor", "is_minor", is_flag=True, help="Publish changes as corrections: no `updated` moves.")
@click.option("--accept", "accepted", metavar="FILE", multiple=True, help="Publish FILE although most of it is gone.")
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

    with _errors_exit(EXIT_FAILED):
        settings = read_config(config or find_config(Path()))
        now = _read_time(moment, settings.parse.zone)
        stop = threading.Event()
        with stop_on_signals(stop), Publisher.open(settings, dry_run=dry_run) as publisher, _progress() as on_progress:
            report = publisher.publish(
                now,
                dry_run=dry_run,
                rebuild=rebuild,
                accepted=accepted,
                is_minor=is_minor,
                is_stopped=stop.is_set,
                on_progress=on_progress,
            )
    if as_json:
        click.echo(report_as_json(report))
    elif not quiet:
        show_report(report, _shorten(settings.feeds), dry_run=dry_run)
        if report.changed:
            click.echo(f"Look at them with `{_own_name()} serve` (http://{settings.host}:{settings.port}/).")
    for notice in report.notices:
        show_notice(notice)
    for error in report.failed:
        show_error(error)
    sys.exit(EXIT_FAILED if report.failed or report.is_stopped else 0)


@main.command()
@click.argument("article")
@_CONFIG
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

    with _errors_exit(EXIT_FAILED):
        settings = read_config(config or find_config(Path()))
        _check_published(settings.state)
        with Publisher.open(settings) as publisher:
            found = publisher.read_history(article, _read_time(None, settings.parse.zone))
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
@_CONFIG
@click.option("--json", "as_json", is_flag=True, help="Print all of it as JSON.")
def status(*, config: Path | None, as_json: bool) -> None:
    """Show what is published, what waits, what fails, and when the last and the next run are."""
    from publisher.cli.show import show_status, status_as_json
    from publisher.config import find_config, read_config
    from publisher.pipeline import read_status
    from publisher.store import Store

    with _errors_exit(EXIT_FAILED):
        settings = read_config(config or find_config(Path()))
        _check_published(settings.state)
        with closing(Store(settings.state)) as store:
            found = read_status(settings, store, _read_time(None, settings.parse.zone))
    if as_json:
        click.echo(status_as_json(found))
    else:
        show_status(found)


@main.command()
@click.argument("item")
@_CONFIG
@click.option("--undo", is_flag=True, help="Publish it again.")
def retract(*, item: str, config: Path | None, undo: bool) -> None:
    """Take ITEM out of publication although its section is still in its article.

    ITEM is its id, its address, or ARTICLE#SECTION as `publisher history` lists them. It leaves the feeds, pages and
    change feeds at once and stays out, whatever becomes of the article, until --undo.
    """
    from publisher.cli.show import show_report
    from publisher.config import find_config, read_config
    from publisher.pipeline import Publisher

    with _errors_exit(EXIT_FAILED):
        settings = read_config(config or find_config(Path()))
        _check_published(settings.state)
        with Publisher.open(settings) as publisher:
            report = publisher.retract(item, _read_time(None, settings.parse.zone), is_undone=undo)
    show_report(report, _shorten(settings.feeds), dry_run=False)


@main.command()
@click.argument("article")
@click.argument("version", type=int, required=False)
@_CONFIG
def rollback(*, article: str, version: int | None, config: Path | None) -> None:
    """Publish an earlier VERSION of ARTICLE again: the one before, unless it is named.

    Its items get their ids back. The file in content/ is not touched: what it holds is published once it changes.
    """
    from publisher.cli.show import show_report
    from publisher.config import find_config, read_config
    from publisher.pipeline import Publisher

    with _errors_exit(EXIT_FAILED):
        settings = read_config(config or find_config(Path()))
        _check_published(settings.state)
        with Publisher.open(settings) as publisher:
            restored, report = publisher.roll_back(article, version, _read_time(None, settings.parse.zone))
    show_report(report, _shorten(settings.feeds), dry_run=False)
    name = report.articles[0].name
    click.echo(f"Version {restored.number} of {name} is published again; {name} itself was not touched.")
    click.echo(f"To have its text back: {_own_name()} history {quote(name)} --source {restored.number} > FILE")


@main.command("export")
@_CONFIG
def export_state(*, config: Path | None) -> None:
    """Print the whole state as JSON Lines: every article, item, id and date."""
    from publisher.config import find_config, read_config
    from publisher.store import RunLock, Store

    with _errors_exit(EXIT_FAILED):
        settings = read_config(config or find_config(Path()))
        _check_published(settings.state)
        with RunLock(settings.state.with_name(f"{settings.state.name}.lock")), closing(Store(settings.state)) as store:
            for line in store.dump():
                click.echo(line)


@main.command("import")
@_CONFIG
@click.argument("file", type=click.File(encoding="utf-8"))
def import_state(*, config: Path | None, file: TextIO) -> None:
    """Take in what `publisher export` printed to FILE, or `-`, where nothing was published yet."""
    from publisher.config import find_config, read_config
    from publisher.store import RunLock, Store

    with _errors_exit(EXIT_FAILED):
        settings = read_config(config or find_config(Path()))
        settings.state.parent.mkdir(parents=True, exist_ok=True)
        with RunLock(settings.state.with_name(f"{settings.state.name}.lock")), closing(Store(settings.state)) as store:
            count = store.load(file, file.name)
    click.echo(f"{count:,} rows taken in. Write the files with `{_own_name()} publish`.")


@main.command()
@_CONFIG
@click.option("--serve", "with_server", is_flag=True, help="Serve the feeds as well.")
def run(*, config: Path | None, with_server: bool) -> None:
    """Stay, and publish on the schedule of the settings.

    A run that was missed is made up once at the start. SIGTERM and Ctrl-C finish the article in hand.
    """
    from publisher.config import find_config, read_config
    from publisher.scheduler import run_schedule, stop_on_signals

    logging.getLogger().setLevel(min(logging.INFO, logging.getLogger().level))
    with _errors_exit(EXIT_FAILED):
        path = config or find_config(Path())
        settings = read_config(path)
        stop = threading.Event()
        with stop_on_signals(stop):
            server = _serve_in_background(settings.feeds, settings.host, settings.port, stop) if with_server else None
            try:
                run_schedule(_make_job(path, stop), settings.schedule, memory=_StateMemory(settings.state), stop=stop)
            finally:
                stop.set()
                if server:
                    server.join(timeout=10)


@main.command()
@_CONFIG
@click.option("--host", help="Address to listen on. Default: that of the settings, 127.0.0.1.")
@click.option("--port", type=click.IntRange(0, 65_535), help="Port to listen on; 0 takes a free one.")
def serve(*, config: Path | None, host: str | None, port: int | None) -> None:
    """Serve the feeds for trying them out on this machine."""
    from publisher.config import find_config, read_config
    from publisher.server import serve as serve_folder

    logging.getLogger().setLevel(min(logging.INFO, logging.getLogger().level))
    with _errors_exit(EXIT_FAILED):
        settings = read_config(config or find_config(Path()))
        if not (settings.feeds / "index.html").is_file():
            raise SourceError("nothing is published yet", str(settings.feeds), "run `publisher publish` first")
        serve_folder(
            settings.feeds,
            host=host or settings.host,
            port=settings.port if port is None else port,
            on_ready=lambda url: click.echo(f"Serving {_shorten(settings.feeds)} at {url} (Ctrl-C stops)", err=True),
        )


@main.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@_CONFIG
@click.option("--explain", is_flag=True, help="Say why, for each line.")
@click.option("--json", "as_json", is_flag=True, help="Print all of it as JSON.")
def split(file: Path, *, config: Path | None, explain: bool, as_json: bool) -> None:
    """Show how the article in FILE is split, without publishing it."""
    from publisher.cli.show import show_split, split_as_json
    from publisher.config import find_config, parse_config, read_config
    from publisher.model import Raw
    from publisher.pipeline import read_document

    with _errors_exit(EXIT_FAILED):
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


class _StateMemory:
    """Keeps in the state when the schedule ran last."""

    def __init__(self, state: Path) -> None:
        self._state = state

    def load_last(self) -> datetime | None:
        """Return the due time of the last run."""
        from publisher.store import Store

        if not self._state.exists():
            return None
        try:
            store = Store(self._state)
        except CorruptError:
            # The first run sets it aside and recovers what it can.
            return None
        try:
            text = store.read_meta("last_due")
        finally:
            store.close()
        return datetime.fromisoformat(text).astimezone(UTC) if text else None

    def save_last(self, moment: datetime) -> None:
        """Remember the due time of a run."""
        from publisher.store import Store

        store = Store(self._state)
        try:
            with store.transaction():
                store.save_meta("last_due", moment.isoformat())
        finally:
            store.close()


def _make_job(path: Path, stop: threading.Event) -> Callable[[datetime], None]:
    """Return what the schedule calls: one run, with the settings as they are then."""
    from publisher.config import read_config
    from publisher.pipeline import Publisher

    logger = logging.getLogger("publisher.run")

    def job(now: datetime) -> None:
        settings = read_config(path)
        with Publisher.open(settings) as publisher:
            report = publisher.publish(now, is_patient=True, is_stopped=stop.is_set)
        for article in report.articles:
            logger.info(
                "%s: %d new, %d updated, %d unchanged, %d withdrawn",
                article.name,
                article.new,
                article.updated,
                article.unchanged,
                article.withdrawn,
            )
        for notice in report.notices:
            logger.warning("%s", notice)
        for error in report.failed:
            logger.error("%s", error)
        logger.info(
            "run done: %d articles read, %d unchanged, %d failed, %d still failing, %d files written, %d removed",
            len(report.articles),
            report.untouched,
            len(report.failed),
            report.still_failing,
            len(report.changed),
            len(report.removed),
        )

    return job


def _serve_in_background(feeds: Path, host: str, port: int, stop: threading.Event) -> threading.Thread:
    """Serve in a thread of its own; what it cannot do stops the whole command."""
    from publisher.server import serve as serve_folder

    ready = threading.Event()
    failure: list[PublisherError] = []

    def tell(url: str) -> None:
        click.echo(f"Serving {_shorten(feeds)} at {url}", err=True)
        ready.set()

    def work() -> None:
        try:
            serve_folder(
                feeds,
                host=host,
                port=port,
                stop=stop,
                on_ready=tell,
            )
        except PublisherError as error:
            failure.append(error)
        finally:
            ready.set()

    thread = threading.Thread(target=work, name="server", daemon=True)
    thread.start()
    ready.wait(timeout=30)
    if failure:
        raise failure[0]
    return thread


def _check_published(state: Path) -> None:
    """Refuse what makes sense only where something was published."""
    if not state.exists():
        raise StoreError("nothing was published here yet", str(state), "run `publisher publish` first")


@contextmanager
def _errors_exit(code: int) -> Iterator[None]:
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


@contextmanager
def _progress() -> Iterator[Callable[[int, int, str], None]]:
    """Show progress of a long run on a terminal, and nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _done, _total, _name: None
        return
    shown = False

    def show(done: int, total: int, name: str) -> None:
        nonlocal shown
        if total >= 20:  # noqa: PLR2004  Fewer are done before one could read it.
            shown = True
            click.echo(f"\r\x1b[K{done + 1} of {total}  {name[:60]}", nl=False, err=True)

    try:
        yield show
    finally:
        if shown:
            click.echo("\r\x1b[K", nl=False, err=True)


def _read_time(text: str | None, zone: tzinfo) -> datetime:
    """Read ``--at``, or the clock: only doors do."""
    from publisher.dates import parse_date

    if text is None:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        return parse_date(text, zone)
    except ValueError as error:
        raise click.BadParameter(f"{error}; write it as 2026-03-01T07:00", param_hint="--at") from error


def _own_name() -> str:
    """Return how this command can be called again from here."""
    program = Path(sys.argv[0])
    if program.name == "__main__.py":
        return "python -m publisher"
    return "publisher" if which("publisher") else str(_shorten(program))


def _shorten(path: Path) -> Path:
    """Return a path as seen from here, if it lies here."""
    try:
        return path.resolve().relative_to(Path.cwd())
    except ValueError:
        return path
