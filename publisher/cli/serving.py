"""The commands that have to do with serving: `serve`, and `token` for what is private."""

from __future__ import annotations

import json
import logging
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from secrets import token_urlsafe
from typing import TYPE_CHECKING

import click

from publisher.cli.frame import CONFIG, EXIT_FAILED, errors_exit, read_time, shorten
from publisher.errors import PublisherError, SourceError

if TYPE_CHECKING:
    from publisher.config import Config
    from publisher.server import Reloader, Site

_logger = logging.getLogger("publisher.serve")

_LOOK_SECONDS = 1.0
_SECRET_BYTES = 32


@click.command()
@CONFIG
@click.option("--host", help="Address to listen on. Default: that of the settings, 127.0.0.1.")
@click.option("--port", type=click.IntRange(0, 65_535), help="Port to listen on; 0 takes a free one.")
@click.option("--reload", "is_writing", is_flag=True, help="Show what is being written; nothing is published by it.")
def serve(*, config: Path | None, host: str | None, port: int | None, is_writing: bool) -> None:
    """Serve the feeds and pages to readers and browsers.

    The settings say who may read what ([serve], [[token]]); when their file changes, they hold at once, but for where
    it listens. /healthz, /readyz and /metrics are for whoever watches over it. For the open internet, put a proxy
    before it that speaks TLS.

    With --reload it shows what would be published: on each change of an article, a template or the settings all of it
    is published into a place of its own, and open pages show it at once. feeds/ stays as it is.
    """
    from publisher.config import find_config, read_config

    logging.getLogger().setLevel(min(logging.INFO, logging.getLogger().level))
    with errors_exit(EXIT_FAILED):
        path = config or find_config(Path())
        settings = read_config(path)
        settings = replace(settings, host=host or settings.host, port=settings.port if port is None else port)
        if is_writing:
            with _make_trial_place(settings) as trial:
                _serve_while_writing(path, settings, trial)
            return
        if not (settings.feeds / "index.html").is_file():
            raise SourceError("nothing is published yet", str(settings.feeds), "run `publisher publish` first")
        stop = threading.Event()
        try:
            _serve(settings, stop, lambda url: _say_where(settings, url, " (Ctrl-C stops)"))
        finally:
            stop.set()


@click.command()
@click.argument("name")
@CONFIG
@click.option("--folder", "folders", multiple=True, help="What it opens; without it, all that is private.")
def token(*, name: str, config: Path | None, folders: tuple[str, ...]) -> None:
    """Make a secret for NAME, who may then read what is private.

    Prints the address to give away and the lines for the settings, which hold only a hash of the secret: it cannot be
    shown again. It is also the password of HTTP Basic, with NAME as the user. Nothing is changed by this command.

    To take it back, remove its table from the settings. To change it, write the hashes of both into a list,
    hash = ["sha256:…", "sha256:…"], until the reader has the new address.
    """
    from publisher.config import find_config, parse_config, read_config
    from publisher.server.access import MARK, digest_secret

    with errors_exit(EXIT_FAILED):
        settings = read_config(config or find_config(Path()))
        secret = token_urlsafe(_SECRET_BYTES)
        lines = ["[[token]]", f'name = "{name}"', f'hash = "{digest_secret(secret)}"']
        if folders:
            lines.append(f"folders = {json.dumps(folders, ensure_ascii=False)}")
        parse_config("\n".join(lines), "the token", Path())
        first = folders[0].strip("/") if folders else next(iter(settings.serve.private), "").rstrip("/")
        where = f"{settings.render.url}{MARK}{secret}/{f'{first}/' if first else ''}"
    prefix = "tool.publisher." if Path(settings.where).name == "pyproject.toml" else ""
    click.echo(f"Address for {name} (keep it secret; it is not shown again):")
    click.echo(f"  {where}atom.xml")
    click.echo(f"Or, with HTTP Basic: user {name}, password {secret}")
    click.echo(f"\nAdd to {settings.where}:\n")
    click.echo("\n".join([f"[[{prefix}token]]", *lines[1:]]))
    if not settings.serve.private:
        click.echo('\nNothing is private yet: private = ["/"] in [serve] makes everything so.', err=True)


def serve_in_background(config: Config, stop: threading.Event) -> threading.Thread:
    """Serve in a thread of its own; what it cannot do stops the whole command."""
    ready = threading.Event()
    failure: list[PublisherError] = []

    def tell(url: str) -> None:
        _say_where(config, url)
        ready.set()

    def work() -> None:
        try:
            _serve(config, stop, tell)
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


def _say_where(config: Config, url: str, more: str = "") -> None:
    click.echo(f"Serving {shorten(config.feeds)} at {url}{more}", err=True)


def _serve(config: Config, stop: threading.Event, tell: Callable[[str], None]) -> None:
    """Serve, and go by the settings as they are now."""
    from publisher.server import serve as serve_folder

    def follow(site: Site) -> None:
        thread = threading.Thread(target=_follow_settings, args=(Path(config.where), site, stop), daemon=True)
        thread.start()

    serve_folder(
        config.feeds,
        host=config.host,
        port=config.port,
        options=config.serve,
        stop=stop,
        on_ready=tell,
        on_site=follow,
        state=config.state,
    )


def _follow_settings(path: Path, site: Site, stop: threading.Event) -> None:
    """Tell a site the settings whenever their file has changed: a token taken back opens nothing from then on."""
    from publisher.config import read_config

    known = _stamp(path)
    while not stop.wait(_LOOK_SECONDS):
        found = _stamp(path)
        if found == known:
            continue
        known = found
        try:
            site.update(read_config(path).serve)
        except PublisherError as error:
            _logger.error("settings not taken over; the old ones stay in force", extra={"reason": str(error)})  # noqa: TRY400
        else:
            _logger.info("settings read again", extra={"settings": str(path)})


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


# While writing ----------------------------------------------------------------------------------------------------


@contextmanager
def _make_trial_place(config: Config) -> Iterator[Path]:
    """Copy what was published to a place where it may be published anew; nothing of it is left afterwards."""
    from publisher.store import RunLock

    with tempfile.TemporaryDirectory(prefix="publisher-") as folder:
        place = Path(folder)
        if config.state.exists():
            with RunLock(config.state.with_name(f"{config.state.name}.lock")):
                for suffix in ("", "-wal"):
                    found = config.state.with_name(f"{config.state.name}{suffix}")
                    if found.exists():
                        shutil.copy2(found, place / f"state.sqlite3{suffix}")
                if config.feeds.is_dir():
                    shutil.copytree(config.feeds, place / "feeds", symlinks=True)
        yield place


def _serve_while_writing(path: Path, config: Config, place: Path) -> None:
    from publisher.server import Reloader
    from publisher.server import serve as serve_folder

    reloader, stop = Reloader(), threading.Event()
    feeds = place / "feeds"
    _publish_trial(config, place)
    writer = threading.Thread(target=_publish_changes, args=(path, place, reloader, stop), daemon=True)
    writer.start()
    try:
        serve_folder(
            feeds,
            host=config.host,
            port=config.port,
            options=replace(config.serve, private=(), per_minute=0),
            stop=stop,
            on_ready=lambda url: click.echo(f"Showing what is being written at {url} (Ctrl-C stops)", err=True),
            reloader=reloader,
        )
    finally:
        stop.set()
        writer.join(timeout=30)


def _publish_changes(path: Path, place: Path, reloader: Reloader, stop: threading.Event) -> None:
    """Publish into the trial place whenever something was saved."""
    from publisher.config import read_config

    known = _look(path)
    while not stop.wait(_LOOK_SECONDS / 4):
        found = _look(path)
        if found == known:
            continue
        known = found
        try:
            _publish_trial(read_config(path), place)
        except PublisherError as error:
            click.echo(str(error), err=True)
        reloader.bump()


def _publish_trial(config: Config, place: Path) -> None:
    """Publish everything as it is now, and say what is wrong with it."""
    from publisher.cli.show import show_error
    from publisher.pipeline import Publisher

    trial = replace(config, feeds=place / "feeds", state=place / "state.sqlite3", codings=(), min_percent=0)
    with Publisher.open(trial) as publisher:
        report = publisher.publish(read_time(None, config.parse.zone))
    for error in report.failed:
        show_error(error)
    if not report.failed:
        click.echo(f"{len(report.changed)} files written", err=True)
    sys.stderr.flush()


def _look(path: Path) -> dict[str, tuple[int, int]]:
    """Return what tells whether anything was saved: articles and what belongs to them, templates, the settings."""
    from publisher.config import read_config

    try:
        config = read_config(path)
        folders = [config.content, config.templates]
    except PublisherError:
        folders = [path.parent / "content", path.parent / "templates"]
    files = [path, *(file for folder in folders for file in folder.rglob("*") if "/." not in file.as_posix())]
    found = {}
    for file in files:
        try:
            facts = file.stat()
        except OSError:
            continue
        found[str(file)] = (facts.st_size, facts.st_mtime_ns)
    return found
