"""Writes the lines of a crontab."""

from __future__ import annotations

from datetime import timedelta
from shlex import quote

from publisher.deploy.place import Place, fill_text
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

_MOST_CHARACTERS = 990
"""Many crons cut a command at 1,000 characters (MAX_COMMAND), or drop its line."""


def write_cron(place: Place) -> str:
    """Write the lines of a crontab that publish a place.

    What cron cannot say is said in a comment: other intervals than go round with the hour, the day or the week become
    the next shorter one that does, and seconds are put off to the next minute.

    Raises:
        OperatorError: A path has a backslash in it, which one cron keeps and another drops, or they are too long.
    """
    command = _write_command(place)
    options = place.options
    zone = name_zone(options.zone) if is_zoned(options) else ""
    lines = [f"{write_fields(times)} {command}" for times in list_times(round_up(list_week(options)))]
    return fill_text(
        "cron.txt",
        {
            "folder": str(place.folder),
            "status": " ".join(map(quote, place.command("status"))),
            "notes": "\n".join(_list_notes(place, zone)),
            "zone": f"CRON_TZ={zone}" if zone else "",
            "lines": "\n".join(lines),
        },
    )


def _write_command(place: Place) -> str:
    log = place.state_folder / "cron.log"
    publish = " ".join(map(_quote, place.command("publish", "--quiet")))
    # The log is opened before the publisher could make its folder.
    command = f"mkdir -p {_quote(str(place.state_folder))} && {publish} >>{_quote(str(log))} 2>&1"
    if "\\" in command.replace("\\%", ""):
        raise OperatorError("cron has no sure way to say a backslash", str(place.folder), "rename it, or use systemd")
    if len(command) > _MOST_CHARACTERS:
        raise OperatorError("these paths are too long for cron", str(place.folder), "shorten them, or use systemd")
    return command


def _quote(text: str) -> str:
    """Write a word for the shell, as cron hands it on.

    A bare ``%`` ends the command. With a backslash it does not, and whether cron takes that away (most) or not
    (BusyBox), the shell makes the same of it, because it stands outside of quotes.
    """
    return "\\%".join(quote(part) if part else "" for part in text.split("%"))


def _list_notes(place: Place, zone: str) -> list[str]:
    """Say in comments what differs from the settings."""
    options = place.options
    notes = []
    if options.every is not None and (step := find_step(options.every)) != options.every:
        nearest = "nothing shorter than that" if options.every < step else "no such interval"
        notes += [
            f"The settings say every {write_span(options.every)}. Cron has {nearest}, so it is",
            f"every {write_span(step)}; a run that finds nothing new costs next to nothing.",
        ]
    if any(slot.time.second for slot in options.slots):
        notes.append("Cron knows no seconds: such a time is put off to the next minute.")
    if options.jitter > timedelta():
        notes.append(f"Cron knows no jitter: the {write_span(options.jitter)} of the settings are left out.")
    if zone:
        notes += [
            f"The times are those of {zone}. CRON_TZ, which holds for all lines after it, is known to cronie (Fedora,",
            "Arch, RHEL) and to some other crons. That of Debian and Ubuntu, and BusyBox's, go by the clock of the",
            f"machine all the same: there, set that to {zone}, or use systemd.",
        ]
    return ["#", *(f"# {note}" for note in notes)] if notes else []
