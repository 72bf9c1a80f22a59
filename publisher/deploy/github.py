"""Writes a workflow of GitHub Actions."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from publisher.deploy.place import Place, fill_text, read_plain, write_minutes
from publisher.deploy.rhythm import (
    find_step,
    is_zoned,
    list_times,
    list_week,
    name_zone,
    round_up,
    write_fields,
    write_span,
)
from publisher.errors import OperatorError
from publisher.timetable import ScheduleOptions

_TARGET = "GitHub Actions"
_SHORTEST = timedelta(minutes=5)
_HOUR = timedelta(hours=1)
_WEEK = timedelta(weeks=1)
_OFFSET = timedelta(minutes=7)
"""At the full hour most workflows of all are started, and GitHub drops some."""
_SPARE = timedelta(minutes=10)
"""For what comes before and after the run."""


def write_github_actions(place: Place) -> str:
    """Write a workflow that publishes a place from its git repository to GitHub Pages.

    The repository is the nearest folder, from the place upwards, that has ``.git`` in it; the place itself if none has.

    Raises:
        OperatorError: Some of the place lies outside of the repository, or a name has a character that means
            something there.
    """
    root = next(
        (folder for folder in (place.folder, *place.folder.parents) if (folder / ".git").exists()), place.folder
    )
    names = {}
    for path in (place.config, place.feeds, place.state, place.content):
        if not path.is_relative_to(root):
            raise OperatorError(
                "this lies outside of the repository, and a workflow sees nothing else",
                str(path),
                f"move it below {root}, and name it so in the settings",
            )
        names[path] = read_plain(path, root, _TARGET)
    return fill_text(
        "github.txt",
        {
            "folder": place.folder.name or "/",
            "config_name": names[place.config],
            "paths": "\n".join(f"      - {_quote(name)}" for name in _list_paths(names, place)),
            "notes": "\n".join(f"    # {note}" for note in _list_notes(place.options)),
            "schedule": "\n".join(_write_schedule(place.options)),
            "config": _quote(names[place.config]),
            "feeds": _quote(names[place.feeds]),
            "state": _quote(names[place.state]),
            "timeout_minutes": str(write_minutes(place.time_limit + _SPARE)),
        },
    )


def _quote(text: str) -> str:
    # JSON is YAML.
    return json.dumps(text, ensure_ascii=False)


def _list_paths(names: dict[Path, str], place: Place) -> Iterable[str]:
    """List what a push has to change; `+` means something in these patterns."""
    return (name.replace("+", "\\+") for name in (f"{names[place.content]}/**", names[place.config]))


def _write_schedule(options: ScheduleOptions) -> Iterable[str]:
    moments = list_week(_slow_down(options))
    if options.every is not None:
        moments = tuple((moment + _OFFSET) % _WEEK for moment in moments)
    else:
        # Never before its time.
        moments = tuple((moment if moment % _HOUR else moment + _OFFSET) % _WEEK for moment in round_up(moments))
    zone = name_zone(options.zone) if is_zoned(options) else "UTC"
    for times in list_times(moments):
        yield f"    - cron: {_quote(write_fields(times))}"
        if zone != "UTC":
            yield f"      timezone: {_quote(zone)}"


def _slow_down(options: ScheduleOptions) -> ScheduleOptions:
    if options.every is None or options.every >= _SHORTEST:
        return options
    return replace(options, every=_SHORTEST, jitter=timedelta())


def _list_notes(options: ScheduleOptions) -> list[str]:
    """Say in comments what differs from the settings."""
    notes = ["GitHub may start a run some minutes late, and at the full hour leaves some out: none is planned then."]
    every = _slow_down(options).every
    if options.every is not None and every is not None and (step := find_step(every)) != options.every:
        notes += [
            f"The settings say every {write_span(options.every)}, for which there is no word here, so it is",
            f"every {write_span(step)}; a run that finds nothing new publishes and commits nothing.",
        ]
    if options.jitter > timedelta():
        notes.append(f"The jitter of the settings ({write_span(options.jitter)}) is left out.")
    if is_zoned(options) and name_zone(options.zone) != "UTC":
        notes += [
            "The times go by the zone that each names. GitHub Enterprise servers of before 2026 do not know the word:",
            "there, leave it out and write the times in UTC.",
        ]
    return notes
