"""The command that says who reads: by what readers and aggregators say of themselves, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publisher.cli.frame import CONFIG, EXIT_FAILED, errors_exit

if TYPE_CHECKING:
    from publisher.store.visits import Claim, Visit

_NOT_MODIFIED = 304
_PARTIAL = 226
_MOST_DAYS = 400
_SHOWN_READERS = 5
_FORMATS = {"rss.xml": "RSS", "atom.xml": "Atom", "feed.json": "JSON"}
_NO_READERS = frozenset({"browser", "crawler", "monitor", "curl", "Wget", "script"})


@dataclass(slots=True)
class _Feed:
    """What is known of those who read a feed, in whichever format."""

    requests: int = 0
    unchanged: int = 0
    readers: dict[str, int] = field(default_factory=dict)
    """Requests, by the reader's name."""
    formats: dict[str, int] = field(default_factory=dict)
    subscribers: dict[str, int] = field(default_factory=dict)
    """What aggregators say, by name."""


@click.command()
@CONFIG
@click.option("--days", type=click.IntRange(1, _MOST_DAYS), default=30, show_default=True, help="Look back so far.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def stats(*, config: Path | None, days: int, as_json: bool) -> None:
    """Say which readers ask for the feeds, and how many subscribe by what aggregators say of themselves.

    The server counts while it serves: by day, feed, reader and status. It keeps no address and no name of anybody.
    """
    from publisher.cli.show import count_of
    from publisher.config import find_config, read_config
    from publisher.pipeline.status import peek_totals
    from publisher.scheduler import read_clock
    from publisher.store.visits import FILE, Visits

    with errors_exit(EXIT_FAILED):
        settings = read_config(config or find_config(Path()))
        path = settings.state.with_name(FILE)
        since = read_clock().date() - timedelta(days=days - 1)
        found: list[Visit] = []
        claims: list[Claim] = []
        if path.exists():
            with closing(Visits(path)) as visits:
                found, claims = visits.read(since), visits.claims(since)
        totals = peek_totals(settings.state)
    feeds = _gather(found, claims)
    if as_json:
        document = {
            "since": since.isoformat(),
            "days": days,
            "runs": totals.runs,
            "failures": totals.failures,
            "last_run": totals.at.isoformat() if totals.at else None,
            "feeds": [
                {
                    "feed": name or "(everything)",
                    "subscribers": sum(feed.subscribers.values()),
                    "aggregators": feed.subscribers,
                    "requests": feed.requests,
                    "not_modified": feed.unchanged,
                    "readers": feed.readers,
                    "formats": feed.formats,
                }
                for name, feed in feeds.items()
            ],
            "other_requests": sum(visit.count for visit in found if not visit.feed),
        }
        click.echo(json.dumps(document, ensure_ascii=False, indent=1))
        return
    if totals.at:
        failures = f", {count_of(totals.failures, 'failure')}" if totals.failures else ""
        times = "once" if totals.runs == 1 else f"{totals.runs:,} times"
        click.echo(f"Published {times}{failures}; last {totals.at:%Y-%m-%d %H:%M} UTC.")
    if not feeds:
        hint = "`publisher serve` and `publisher run --serve` count who asks."
        if not settings.serve.has_statistics:
            hint = "They are switched off: statistics = false in [serve] of the settings."
        click.echo(f"No statistics yet of the last {days} days. {hint}", err=True)
        return
    for name, feed in feeds.items():
        _show(name, feed, days)


def _gather(visits: Iterable[Visit], claims: Iterable[Claim]) -> dict[str, _Feed]:
    """Put together what is of one feed in its formats; the most asked for first."""
    feeds: dict[str, _Feed] = {}
    for visit in visits:
        if not visit.feed:
            continue
        name, kind = _split(visit.feed)
        feed = feeds.setdefault(name, _Feed())
        feed.requests += visit.count
        feed.unchanged += visit.count if visit.status in {_NOT_MODIFIED, _PARTIAL} else 0
        feed.readers[visit.reader] = feed.readers.get(visit.reader, 0) + visit.count
        feed.formats[kind] = feed.formats.get(kind, 0) + visit.count
    for claim in claims:
        feed = feeds.setdefault(_split(claim.feed)[0], _Feed())
        feed.subscribers[claim.reader] = feed.subscribers.get(claim.reader, 0) + claim.subscribers
    for feed in feeds.values():
        feed.readers = _sort(feed.readers)
        feed.subscribers = _sort(feed.subscribers)

    def rank(pair: tuple[str, _Feed]) -> tuple[int, int, str]:
        return -sum(pair[1].subscribers.values()), -pair[1].requests, pair[0]

    return dict(sorted(feeds.items(), key=rank))


def _sort(counts: dict[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _split(path: str) -> tuple[str, str]:
    """Return the folder of a feed, with `changes` if it is of these, and its format."""
    folder, _, name = path.rpartition("/")
    kind = _FORMATS.get(name.removeprefix("changes."), name)
    shown = f"{folder}/" if folder else ""
    return f"{shown}{'changes' if name.startswith('changes.') else ''}", kind


def _show(name: str, feed: _Feed, days: int) -> None:
    click.echo(f"\n{click.style(name or '(everything)', bold=True)}")
    subscribers = sum(feed.subscribers.values())
    if subscribers:
        said = ", ".join(f"{reader} {count:,}" for reader, count in list(feed.subscribers.items())[:_SHOWN_READERS])
        click.echo(f"  subscribers  {subscribers:,} by what aggregators say ({said})")
    share = f", {100 * feed.unchanged // feed.requests} % of them needed no whole feed" if feed.requests else ""
    click.echo(f"  requests     {feed.requests:,} in {days} days{share}")
    readers = {reader: count for reader, count in feed.readers.items() if reader not in _NO_READERS}
    if readers:
        said = ", ".join(f"{reader} {count:,}" for reader, count in list(readers.items())[:_SHOWN_READERS])
        more = f", {len(readers) - _SHOWN_READERS} more" if len(readers) > _SHOWN_READERS else ""
        click.echo(f"  readers      {said}{more}")
