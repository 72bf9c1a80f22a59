"""Writes units of systemd: a service that stays, or a timer and the service that it starts."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from shlex import quote

from publisher.deploy.place import Place, fill_text
from publisher.deploy.rhythm import find_step, is_zoned, list_times, list_week, name_zone, write_calendar, write_span
from publisher.errors import OperatorError
from publisher.timetable import CatchUp, ScheduleOptions

_BARE = re.compile(r"[\w/.,:+=@-]+", re.ASCII)
_LOWEST_FREE_PORT = 1024
_SPARE = timedelta(minutes=5)
"""After its time limit, a run may need this long to end."""
_TEMPORARY_FOLDERS = (Path("/tmp"), Path("/var/tmp"))  # noqa: S108  Nothing is written there.
_ANY_ACCOUNT = "NAME"
_NOT_IN_PROGRAMS = frozenset("\"'\\")


def write_systemd(place: Place, *, timer: bool = False, account: str = "") -> str:
    """Write a service that runs `publisher run`, or a timer and a service that runs `publisher publish`.

    Args:
        place: What to publish.
        timer: Write the two, each after a line that names its file.
        account: Write it for the whole system, with the rights of this account; else for the manager of one's own,
            with the lines that make it one of the system in comments.

    Raises:
        OperatorError: The zone of the schedule has no name, or its program has a quote or a backslash in its path.
    """
    return _write_timer(place, account) if timer else _write_service(place, account)


def _write_service(place: Place, account: str) -> str:
    words = place.command("run", *(["--serve"] if place.with_server else []))
    values = _describe(place) | {
        "command": _write_command(words),
        "sandbox": _write_sandbox(place, account, is_serving=place.with_server),
    }
    return fill_text("service.txt", values)


def _write_timer(place: Place, account: str) -> str:
    options = place.options
    values = _describe(place) | {
        "command": _write_command(place.command("publish", "--quiet")),
        "sandbox": _write_sandbox(place, account, is_serving=False),
        "limit_seconds": _write_seconds(place.time_limit + _SPARE),
        "times": "\n".join(_write_times(options)),
        "persistent": "no" if options.catch_up is CatchUp.SKIP else "yes",
        "jitter_seconds": _write_seconds(options.jitter),
    }
    return fill_text("timer.txt", values)


def _describe(place: Place) -> dict[str, str]:
    """Return what both kinds of service say."""
    return {
        "title": _escape_percent(place.folder.name or "/"),
        "folder": str(place.folder),
        "make_folders": " ".join(quote(str(path)) for path in _list_writable(place)),
        "working_folder": _write_path(place.folder),
    }


def _write_sandbox(place: Place, account: str, *, is_serving: bool) -> str:
    paths = (place.folder, place.config, place.state, place.feeds, place.content, Path(place.program[0]))
    is_temporary = any(path.is_relative_to(folder) for path in paths for folder in _TEMPORARY_FOLDERS)
    can_bind = is_serving and place.port < _LOWEST_FREE_PORT
    values = {
        "writable": " ".join(_quote(str(path)) for path in _list_writable(place)),
        "families": "AF_UNIX AF_INET AF_INET6" if is_serving or place.with_hubs else "AF_UNIX",
        "system": "" if account else "# ",
        "account": account or _ANY_ACCOUNT,
        # In a namespace of its own, a capability does not count for the ports of the machine.
        "private_users": "no" if can_bind else "yes",
        # With a /tmp of its own, the service would not see what lies in that of all others.
        "private_tmp": "no" if is_temporary else "yes",
        "capabilities": "CAP_NET_BIND_SERVICE" if can_bind else "",
    }
    return fill_text("sandbox.txt", values).rstrip("\n")


def _list_writable(place: Place) -> tuple[Path, ...]:
    return tuple(dict.fromkeys((place.feeds, place.state_folder)))


def _write_seconds(span: timedelta) -> str:
    return f"{span // timedelta(seconds=1)}s"


def _write_command(words: tuple[str, ...]) -> str:
    if not _NOT_IN_PROGRAMS.isdisjoint(words[0]):
        raise OperatorError(
            "systemd runs no program with a quote or a backslash in its path",
            words[0],
            "install the publisher in a folder without, such as /opt/publisher",
        )
    # With ":" systemd leaves `$` alone; without, it would have to be doubled in arguments, and not in the program.
    return ":" + " ".join(map(_quote, words))


def _quote(text: str) -> str:
    """Write a word so that systemd reads it whole, wherever a line of it holds several.

    Command lines know C's escapes, lists of paths do not; a backslash before itself or a quote means the same in both.
    """
    if _BARE.fullmatch(text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_escape_percent(escaped)}"'


def _write_path(path: Path) -> str:
    """Write a path for a line that holds nothing else: neither quotes nor backslashes mean anything there."""
    text = _escape_percent(str(path))
    # But at the end of the line a backslash goes on with the next, and spaces are dropped.
    return f"{text}/" if text.endswith(("\\", " ")) else text


def _escape_percent(text: str) -> str:
    return text.replace("%", "%%")


def _write_times(options: ScheduleOptions) -> list[str]:
    """Write when the timer fires, and a comment where that is not what the settings say."""
    every = options.every
    is_said = every is None or find_step(every) == every
    if every is not None and not is_said and not options.quiet:
        # From one run to the next it can count anything; but it cannot tell what was missed while it was off.
        first = every if options.catch_up is CatchUp.SKIP else timedelta()
        return [f"OnActiveSec={_write_seconds(first)}", f"OnUnitActiveSec={_write_seconds(every)}"]
    lines = []
    if every is not None and not is_said:
        lines += [
            f"# The settings say every {write_span(every)}; with quiet hours, a timer needs times that come round:",
            f"# every {write_span(find_step(every))}. A run that finds nothing new costs next to nothing.",
        ]
    zone = name_zone(options.zone) if is_zoned(options) else ""
    return lines + [f"OnCalendar={write_calendar(times, zone)}" for times in list_times(list_week(options))]
