"""What the commands print."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

import click

from publisher.errors import PublisherError
from publisher.model import Decision, Document, LineKind, Outcome, Section
from publisher.pipeline import ArticleReport, Report, Status
from publisher.release import Standing

if TYPE_CHECKING:
    from publisher.pipeline.operator import ArticleHistory
    from publisher.pipeline.status import Forecast
    from publisher.store import ReleaseRow

_NAME_WIDTH = 48
_TITLE_WIDTH = 60
_STATUS_WIDTH = 24
_COLOURS = {
    Outcome.NEW: "green",
    Outcome.RETURNED: "green",
    Outcome.MOVED: "green",
    Outcome.UPDATED: "yellow",
    Outcome.WITHDRAWN: "red",
    Outcome.RETRACTED: "red",
    Outcome.WAITING: "cyan",
}
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_PLAN_WIDTH = 24
_DROPPED = frozenset({LineKind.FURNITURE, LineKind.CONTENTS})


def show_error(error: PublisherError) -> None:
    """Print an error and its cure on stderr, in one line."""
    where = f"{error.where}: " if error.where else ""
    hint = click.style(f" ({error.hint})", dim=True) if error.hint else ""
    click.echo(f"{click.style('error:', fg='red', bold=True)} {where}{error.message}{hint}", err=True)


def show_notice(text: str) -> None:
    """Print on stderr what an operator should know though nothing failed."""
    click.echo(f"{click.style('note:', fg='yellow', bold=True)} {text}", err=True)


def show_history(history: ArticleHistory, *, with_all: bool) -> None:
    """Print an article's items, and its versions with what became of each section and why."""
    article = history.article
    state = f"withdrawn on {article.gone:%Y-%m-%d %H:%M} UTC" if article.withdrawn and article.gone else "published"
    click.echo(f"{click.style(article.name, bold=True)}  “{article.title}”, {state}")
    click.echo(f"  id   {article.id}\n  slug {article.slug}")
    if history.is_rolled_back:
        click.echo("  rolled back: the file holds another text, which is published once the file changes")
    click.echo(f"\n{click.style('Items', bold=True)}")
    for item in (*article.items, *history.hidden):
        when = f"{item.gone:%Y-%m-%d}" if item.gone else ""
        gone = f"  {'retracted' if item.retracted else 'withdrawn'} {when}" if item.withdrawn else ""
        title = _cut_to(item.title or "(its words were lost with an earlier state)", _TITLE_WIDTH)
        click.echo(f"  {article.slug}#{item.slug}  {title}{click.style(gone, fg='red')}")
        dates = f"published {item.published:%Y-%m-%d %H:%M}, updated {item.updated:%Y-%m-%d %H:%M}"
        click.echo(f"    {click.style(f'{item.id}  {dates}', dim=True)}")
    for version in history.versions:
        marks = [f"restores version {version.restores}"] if version.restores else []
        marks += ["minor"] if version.is_minor else []
        marks += ["current"] if version.number == article.version and not article.withdrawn else []
        note = f"  ({', '.join(marks)})" if marks else ""
        head = click.style(f"Version {version.number}", bold=True)
        click.echo(f"\n{head}  {version.at:%Y-%m-%d %H:%M} UTC{note}")
        _show_decisions(version.decisions, with_all=with_all)
    if not history.versions:
        click.echo("\nNo version was kept: it was published before versions were, or the state was lost since.")


def show_status(status: Status) -> None:
    """Print how things stand, a line an article; it fits a terminal of 80 columns."""
    result = f", {count_of(status.last_failed, 'article')} failed" if status.last_failed else ""
    last = f"{status.last_run:%Y-%m-%d %H:%M} UTC{result}" if status.last_run else "none yet"
    due = f"{status.next_run:%Y-%m-%d %H:%M} UTC" if status.next_run else "not scheduled; see publisher run --help"
    click.echo(f"Last run  {last}\nNext run  {due}\n")
    failing = {failure.name for failure in status.failures}
    paused = {row.name for row in status.releases if row.paused}
    width = min(_STATUS_WIDTH, max((len(row.name) for row in status.articles), default=0))
    if status.articles:
        head = f"  {'Article':<{width}}  {'Items':>13}  {'Updated':<10}  Next change"
        click.echo(click.style(head, dim=True))
    for row in status.articles:
        state = "withdrawn" if row.slug else "not published"
        if row.is_live:
            state = f"{row.items} of {row.items + row.to_come}" if row.to_come else str(row.items)
        updated = f"{row.updated:%Y-%m-%d}" if row.is_live else ""
        due = f"{row.due:%Y-%m-%d %H:%M}" if row.due else ""
        mark = click.style("  failing", fg="red") if row.name in failing else ""
        mark = mark or (click.style("  paused", fg="yellow") if row.name in paused else "")
        click.echo(f"  {_fit(row.name, width)}  {state:>13}  {updated:<10}  {due:<16}{mark}".rstrip())
    for failure in status.failures:
        since = f"{failure.since:%Y-%m-%d %H:%M} UTC, tried {count_of(failure.tries, 'time')}"
        click.echo(f"\n{click.style('failing', fg='red')} {failure.name}\n  since {since}")
        text = f"{failure.message} ({failure.hint})" if failure.hint else failure.message
        click.echo(click.wrap_text(text, width=78, initial_indent="  ", subsequent_indent="  "))


def show_release(row: ReleaseRow | None, zone: tzinfo) -> None:
    """Print how far the release of an article is."""
    if row is None:
        click.echo("  it is published all at once now")
        return
    if row.paused:
        state = f"paused since {_local(row.paused, zone)}"
    elif row.due:
        state = f"the next section is due {_local(row.due, zone)}"
    else:
        state = "complete"
    click.echo(f"  {row.name}: {state}")


def show_forecast(forecast: Forecast, zone: tzinfo, days: float) -> None:
    """Print what will be published when, a line an event; it fits a terminal of 80 columns."""
    if not forecast.is_running:
        show_notice("`publisher run` never ran here: what follows holds once it does")
    for folder, options, due in forecast.rhythms:
        if not options.slots:
            name = f"{folder}/" if folder else "content/"
            click.echo(f"{name}: a run every {_say_span(options.every)}, the next {_local(due, zone)}")
    width = get_terminal_size((80, 24)).columns
    day = ""
    for event in forecast.events:
        moment = event.at.astimezone(zone)
        if day != f"{moment:%Y-%m-%d}":
            day = f"{moment:%Y-%m-%d}"
            click.echo(click.style(f"\n{_DAYS[moment.weekday()]} {day}", bold=True))
        name = event.name or "content/"
        name = f"{event.name}/" if event.what == "run" and event.name else name
        text = show_text(f"  {moment:%H:%M}  {_fit(name, _PLAN_WIDTH)}  {event.what}")
        click.echo(_cut_to_width(text, width))
    if not forecast.events:
        click.echo(f"Nothing is planned for the next {days:g} days.")
    click.echo(click.style(f"\nTimes are those of {zone}.", dim=True))


def forecast_as_json(forecast: Forecast) -> str:
    """Return a forecast for programs."""
    rhythms = [
        {
            "folder": folder,
            "every_seconds": options.every.total_seconds() if options.every else None,
            "slots": [str(slot) for slot in options.slots],
            "zone": str(options.zone),
            "next_run": due,
        }
        for folder, options, due in forecast.rhythms
    ]
    return _to_json({"events": [asdict(event) for event in forecast.events], "schedules": rhythms})


def status_as_json(status: Status) -> str:
    """Return how things stand for programs."""
    return _to_json(asdict(status))


def history_as_json(history: ArticleHistory) -> str:
    """Return an article's history for programs; sources are left out."""
    data = asdict(history)
    for version in data["versions"]:
        del version["source"]
        for decision in version["decisions"]:
            del decision["fingerprint"]["text"]
    return _to_json(data)


def _show_decisions(decisions: Sequence[Decision], *, with_all: bool) -> None:
    """Print what became of each section and why; those that did not change only if all are wanted."""
    shown = [decision for decision in decisions if with_all or decision.outcome is not Outcome.UNCHANGED]
    rest = len(decisions) - len(shown)
    for decision in shown:
        outcome = click.style(f"{decision.outcome:<9}", fg=_COLOURS.get(decision.outcome))
        sure = "" if decision.confidence >= 1 else f", {decision.confidence:.0%} sure"
        why = click.style(f"  {decision.reason}{sure}", dim=True)
        title = _cut_to(decision.fingerprint.title or "(unknown)", _TITLE_WIDTH)
        click.echo(f"    {outcome}  {title}{why}")
    if rest:
        click.echo(click.style(f"    {rest} unchanged", dim=True))


def _local(moment: datetime, zone: tzinfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"


def _say_span(span: timedelta | None) -> str:
    """Say how long something is, as people write it."""
    seconds = int(span.total_seconds()) if span else 0
    for word, size in (("week", 604_800), ("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds and not seconds % size:
            return count_of(seconds // size, word)
    return count_of(seconds, "second")


def show_text(text: str) -> str:
    """Return a text without what a terminal would obey."""
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)


def _cut_to_width(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"


def _cut_to(text: str, width: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= width else f"{text[: width - 1]}…"


def show_report(report: Report, feeds: Path, *, dry_run: bool) -> None:
    """Print what a run did: a line an article that it looked at, and a line in sum."""
    width = min(_NAME_WIDTH, max((len(article.name) for article in report.articles), default=0))
    for article in report.articles:
        click.echo(f"  {_fit(article.name, width)}  {_describe(article)}")
        if dry_run:
            _show_decisions(article.decisions, with_all=False)
    if report.untouched:
        names = "1 article" if report.untouched == 1 else f"{report.untouched} articles"
        click.echo(f"  {names} unchanged")
    total = f"{count_of(report.live_articles, 'article')}, {count_of(report.live_items, 'item')}"
    if dry_run:
        click.echo("Nothing was written: this was a dry run.")
    elif report.is_stopped:
        click.echo("Stopped before the end; the next run goes on from here.")
    elif report.changed or report.removed:
        removed = f", {len(report.removed)} removed" if report.removed else ""
        click.echo(f"{total} in {feeds}: {count_of(len(report.changed), 'file')} written{removed}.")
    else:
        click.echo(f"{total} in {feeds}: nothing to write.")


def report_as_json(report: Report) -> str:
    """Return a report for programs."""
    data = asdict(report)
    for article in data["articles"]:
        for decision in article["decisions"]:
            del decision["fingerprint"]["text"]
    data["failed"] = [{"message": error.message, "where": error.where, "hint": error.hint} for error in report.failed]
    return _to_json(data)


def show_split(document: Document, sections: Sequence[Section], *, explain: bool) -> None:
    """Print how an article is split: title, standfirst, items, and what was dropped."""
    from publisher.split import count_words

    click.echo(f"{click.style('Title', bold=True)}       {document.title or '(none)'}")
    if document.standfirst:
        click.echo(f"{click.style('Standfirst', bold=True)}  {document.standfirst}")
    click.echo()
    for number, section in enumerate(sections, start=1):
        words = sum(count_words(block.text) for block in section.blocks)
        title = section.title or "(untitled)"
        name = f"{title} (lead)" if section.is_lead else title
        click.echo(f"{number:3}. {name}  {click.style(count_of(words, 'word'), dim=True)}")
        for block in section.blocks:
            if block.level:
                click.echo(f"     {'  ' * (block.level - 1)}– {block.text}")
    dropped = [note for note in document.notes if note.kind in _DROPPED]
    if document.confidence < 1:
        click.echo(f"\n{click.style('Confidence', bold=True)}  {document.confidence:.0%} of the lines are likely right")
    if dropped:
        click.echo(f"\n{click.style('Dropped as page furniture', bold=True)}")
        for note in dropped:
            click.echo(f"{note.line:5}  {_cut(note.text)}")
    if explain:
        click.echo(f"\n{click.style('Why', bold=True)}")
        for line in _explain(document):
            click.echo(line)


def split_as_json(document: Document, sections: Sequence[Section]) -> str:
    """Return how an article is split for programs."""
    from publisher.split import count_words

    return _to_json(
        {
            "title": document.title,
            "standfirst": document.standfirst,
            "confidence": round(document.confidence, 3),
            "metadata": asdict(document.metadata),
            "items": [
                {
                    "title": section.title,
                    "is_lead": section.is_lead,
                    "line": section.line,
                    "words": sum(count_words(block.text) for block in section.blocks),
                    "subheadings": [
                        {"level": block.level, "text": block.text} for block in section.blocks if block.level
                    ],
                    "blocks": [
                        {"kind": block.kind, "line": block.line, "level": block.level, "text": block.text}
                        for block in section.blocks
                    ],
                }
                for section in sections
            ],
            "dropped": [asdict(note) for note in document.notes if note.kind in _DROPPED],
            "notes": [asdict(note) for note in document.notes],
        }
    )


def _explain(document: Document) -> Iterator[str]:
    for note in document.notes:
        lines = f"{note.line}" if note.line == note.line_end else f"{note.line}–{note.line_end}"
        level = f" {note.level}" if note.level else ""
        kind = click.style(f"{note.kind}{level}", fg="cyan")
        yield f"{lines:>9}  {kind}: {note.reason}"
        yield f"{'':11}{click.style(_cut(note.text), dim=True)}"


def _describe(article: ArticleReport) -> str:
    if article.standing is Standing.WAITING and article.due:
        state = f"waits until {article.due:%Y-%m-%d %H:%M} UTC"
    elif article.standing is Standing.DRAFT:
        state = "draft, not published"
    elif article.standing is Standing.EXPIRED:
        state = "expired, not published"
    else:
        state = ""
    counts = [
        click.style(f"{count} {word}", fg=colour)
        for count, word, colour in (
            (article.new, "new", "green"),
            (article.returned, "back", "green"),
            (article.moved, "moved here", "green"),
            (article.updated, "updated", "yellow"),
            (article.unchanged, "unchanged", None),
            (article.withdrawn, "withdrawn", "red"),
            (article.left, "moved away", "red"),
            (article.waiting, "to come", "cyan"),
        )
        if count
    ]
    return ", ".join([*([state] if state else []), *counts]) or "nothing to publish"


def count_of(number: int, word: str) -> str:
    """Return a number with its word, in the plural unless it is one."""
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def _fit(name: str, width: int) -> str:
    """Pad a name to a width; a long one loses its middle, because both ends tell files apart."""
    if len(name) > width:
        half = (width - 1) // 2
        name = f"{name[: width - 1 - half]}…{name[len(name) - half :]}"
    return name.ljust(width)


def _cut(text: str) -> str:
    width = max(40, get_terminal_size((100, 24)).columns - 12)
    return _cut_to(text, width)


def _to_json(data: Any) -> str:  # noqa: ANN401  What JSON can hold.
    return json.dumps(data, ensure_ascii=False, indent=2, default=_encode)


def _encode(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
