"""Commands that say beforehand what subscribers will see."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publisher.cli.frame import CONFIG, EXIT_FAILED, errors_exit, read_time

if TYPE_CHECKING:
    from publisher.pipeline.rehearsal import FeedChange, Rehearsal
    from publisher.preview import Outcome

_READERS = ("miniflux", "freshrss", "netnewswire", "newsboat", "reader", "feedly")
_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}
_MOST_TITLES = 10


@click.command()
@click.argument("feeds", nargs=-1)
@CONFIG
@click.option(
    "--reader",
    "-r",
    "readers",
    multiple=True,
    type=click.Choice(_READERS),
    help="Show what this one does, item by item. Default: all six, in numbers.",
)
@click.option("--at", "moment", metavar="TIME", help="Preview as if it were TIME, e.g. 2026-03-01T07:00.")
@click.option("--json", "as_json", is_flag=True, help="Print all of it as JSON.")
def preview(
    *, feeds: tuple[str, ...], config: Path | None, readers: tuple[str, ...], moment: str | None, as_json: bool
) -> None:
    """Show what subscribers would see if you published now; nothing is written.

    FEEDS are addresses of feeds below feeds/, such as atom.xml or articles/; without any, all that would change.

    \b
    Exit codes:
      0   every feed would be published
      1   one would be held back, or an article cannot be read
      2   wrong usage or settings
    """  # noqa: D301  Click wants the backspace itself.
    from publisher.cli.show import show_error, show_notice
    from publisher.config import find_config, read_config
    from publisher.pipeline.rehearsal import rehearse
    from publisher.preview import READERS

    with errors_exit(EXIT_FAILED):
        settings = read_config(config or find_config(Path()))
        now = read_time(moment, settings.parse.zone)
        rehearsal = rehearse(settings, now)
    chosen = [READERS[name] for name in readers or _READERS]
    wanted = {_name_feed(feed, settings.feeds) for feed in feeds}
    changes = [change for change in rehearsal.changes if not wanted or change.feed in wanted]
    shown = [(change, [change.show(reader, now) for reader in chosen]) for change in changes]
    if as_json:
        click.echo(json.dumps([_as_data(change, outcomes) for change, outcomes in shown], ensure_ascii=False, indent=2))
    elif not shown:
        click.echo("Nothing would change for subscribers.")
    for change, outcomes in [] if as_json else shown:
        title = f"{settings.feeds.name}/{change.feed}*"
        count = "" if change.published else "  (new)"
        click.echo(f"{click.style(title, bold=True)}{count}")
        for regression in change.regressions:
            level = click.style(f"{regression.level:<7}", fg=_COLOURS[regression.level])
            click.echo(f"  {level}  {_clean(regression.message)}")
        said = [_say(outcome) for outcome in outcomes]
        for text in dict.fromkeys(said):
            names = [reader.title for reader, other in zip(chosen, said, strict=True) if other == text]
            who = "every reader" if len(names) == len(_READERS) else ", ".join(names)
            click.echo(f"  {text}  {click.style(f'in {who}', dim=True)}")
            if readers:
                _show_items(outcomes[said.index(text)])
    for notice in rehearsal.report.notices:
        show_notice(notice)
    for error in rehearsal.report.failed:
        show_error(error)
    sys.exit(EXIT_FAILED if rehearsal.report.failed or _is_held(rehearsal) else 0)


@click.command()
@click.argument("target", required=False, default="")
@CONFIG
@click.option("--strict", is_flag=True, help="Warnings and notes count as errors.")
@click.option("--at", "moment", metavar="TIME", help="Check as if it were TIME, e.g. 2026-03-01T07:00.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
def check(*, target: str, config: Path | None, strict: bool, moment: str | None, as_json: bool) -> None:
    """Check feeds and articles: what would be wrong, in which line, and how to mend it.

    TARGET is a feed, an article, a folder of either, or an address on the web: any feed, not only yours. Without it,
    everything here is checked as it would be if you published now; nothing is written.

    \b
    Exit codes:
      0   no errors; with --strict, nothing at all
      1   something was found, or could not be checked
      2   wrong usage or settings
    """  # noqa: D301  Click wants the backspace itself.
    from publisher.cli.show import count_of
    from publisher.config import find_config, read_config
    from publisher.errors import ConfigError
    from publisher.model import Level
    from publisher.pipeline.inspection import Inspection, count_levels
    from publisher.progress import show_progress
    from publisher.web import FetchOptions

    is_url = target.lower().startswith(("http://", "https://"))
    with errors_exit(EXIT_FAILED):
        try:
            settings = read_config(config or find_config(Path()))
        except ConfigError:
            # Feeds can be checked anywhere; a place that is wrong is wrong.
            if config or not target:
                raise
            settings = None
        now = read_time(moment, settings.parse.zone if settings else UTC)
        with show_progress(sys.stderr) as on_progress:
            inspection = Inspection(now=now, on_progress=on_progress)
            if is_url:
                findings = inspection.check_url(target, settings.fetch if settings else FetchOptions())
            elif target or settings is None:
                findings = inspection.check_path(Path(target), settings)
            else:
                findings = inspection.check_place(settings)
            found = list(findings)
    counts = count_levels(found)
    if as_json:
        click.echo(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=2))
    else:
        for each in found:
            place = f"{each.where}:{each.line}" if each.line else each.where
            level = click.style(each.level, fg=_COLOURS[each.level])
            rule = click.style(each.rule, bold=True)
            cure = click.style(f" ({_clean(each.cure)})", dim=True) if each.cure else ""
            click.echo(f"{_clean(place)}: {level} {rule}: {_clean(each.message)}{cure}")
        looked = [count_of(inspection.feeds, "feed"), count_of(inspection.articles, "article")]
        result = ", ".join(count_of(count, level) for level, count in counts.items())
        click.echo(f"{' and '.join(text for text in looked if not text.startswith('0 '))}: {result}.")
    sys.exit(EXIT_FAILED if counts[Level.ERROR] or (strict and found) else 0)


def _is_held(rehearsal: Rehearsal) -> bool:
    from publisher.preview import has_errors

    return any(has_errors(change.regressions) for change in rehearsal.changes)


def _name_feed(address: str, folder: Path) -> str:
    """Return the feed that an address is of: a file below the feeds folder, its folder, or the path of either."""
    path = address.replace("\\", "/").removeprefix("./")
    path = path.removeprefix(f"{folder.name}/") if path != folder.name else ""
    name = path.rpartition("/")[2]
    if name.endswith((".xml", ".json")):
        start = "changes." if name.startswith("changes.") else ""
        return f"{path.removesuffix(name)}{start}"
    return f"{path.rstrip('/')}/" if path.strip("/") else ""


def _say(outcome: Outcome) -> str:
    """Say in numbers what a reader would show."""
    if outcome.refused:
        return click.style(outcome.refused, fg="red")
    unread = sum(update.is_unread for update in outcome.updated)
    silent = len(outcome.updated) - unread
    counts = [
        (len(outcome.new), "new", "green"),
        (unread, "changed, unread again", "yellow"),
        (silent, "changed, silently", "yellow"),
        (len(outcome.doubled), "doubled", "red"),
        (len(outcome.lost), "not shown", "red"),
        (outcome.unchanged, "unchanged", None),
    ]
    return ", ".join(click.style(f"{count} {what}", fg=colour) for count, what, colour in counts if count) or "nothing"


def _show_items(outcome: Outcome) -> None:
    """Print which items these are, the first of each kind."""
    kinds = [
        ("new", [entry.title for entry in outcome.new]),
        ("changed", [update.new.title for update in outcome.updated]),
        ("doubled", [pair.new.title for pair in outcome.doubled]),
        ("not shown", [f"{lost.entry.title}: {lost.why}" for lost in outcome.lost]),
    ]
    for kind, titles in kinds:
        for title in titles[:_MOST_TITLES]:
            click.echo(f"    {kind:<9}  {_clean(title)}")
        if len(titles) > _MOST_TITLES:
            click.echo(f"    {'':<9}  and {len(titles) - _MOST_TITLES} more")


def _as_data(change: FeedChange, outcomes: Sequence[Outcome]) -> dict[str, object]:
    """Return a feed's future for programs."""
    return {
        "feed": change.feed,
        "is_new": not change.published,
        "regressions": [
            {"rule": found.rule, "level": found.level, "message": found.message, "cure": found.cure}
            for found in change.regressions
        ],
        "readers": [
            {
                "reader": outcome.reader,
                "refused": outcome.refused,
                "new": [entry.id for entry in outcome.new],
                "updated": [{"id": update.new.id, "unread": update.is_unread} for update in outcome.updated],
                "doubled": [{"old": pair.old.id, "new": pair.new.id} for pair in outcome.doubled],
                "lost": [{"id": lost.entry.id, "why": lost.why} for lost in outcome.lost],
                "unchanged": outcome.unchanged,
            }
            for outcome in outcomes
        ],
    }


def _clean(text: str) -> str:
    """Return a text in one line, without what a terminal would obey."""
    from publisher.cli.show import show_text

    return show_text(" ".join(text.split()))
