"""Texts that make a machine run the publisher: each is read back by the program that it is for, where there is one."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from itertools import takewhile
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from cronsim import CronSim
from dockerfile_parse import DockerfileParser
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from publisher.deploy import Place, write_cron, write_docker, write_github_actions, write_systemd
from publisher.deploy.rhythm import (
    find_step,
    list_slot,
    list_times,
    list_week,
    name_zone,
    round_up,
    write_calendar,
    write_fields,
    write_span,
)
from publisher.errors import OperatorError
from publisher.slots import Quiet, Slot, parse_quiet, parse_slot
from publisher.timetable import CatchUp, ScheduleOptions, iter_due
from tests.conftest import find_program
from tests.place import Place as Site
from tests.place import article

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
MONDAY = datetime(2026, 3, 2, tzinfo=UTC)  # No zone below changes its clocks within a month before or a week after.
BERLIN = ZoneInfo("Europe/Berlin")
ZONES = (UTC, BERLIN, ZoneInfo("Asia/Kathmandu"), ZoneInfo("Pacific/Auckland"))
_NOBODY = 65_534
MANAGER = next((path for path in ("/usr/lib/systemd/systemd", "/lib/systemd/systemd") if Path(path).exists()), "")

WEEKDAYS = ScheduleOptions(slots=(parse_slot("mon-fri 07:30"),), zone=BERLIN)

clock_times = st.times().map(lambda time: time.replace(microsecond=0))
day_sets = st.sets(st.integers(0, 6), min_size=1).map(tuple)
slots = st.builds(Slot, clock_times, day_sets)
quiets = st.lists(st.builds(Quiet, clock_times, clock_times, day_sets), max_size=2).map(tuple)
zones = st.sampled_from(ZONES)
spans = st.integers(1, 366 * 24 * 3600).map(lambda seconds: timedelta(seconds=seconds)) | st.sampled_from(
    [15 * MINUTE, 20 * MINUTE, timedelta(hours=1), timedelta(hours=6), DAY, WEEK]
)


@st.composite
def schedules(draw: st.DrawFn, *, shortest: timedelta = timedelta(seconds=1)) -> ScheduleOptions:
    """Any schedule."""
    shared = {"zone": draw(zones), "catch_up": draw(st.sampled_from(CatchUp))}
    try:
        if draw(st.booleans()):
            found = tuple(draw(st.lists(slots, min_size=1, max_size=4)))
            return ScheduleOptions(
                slots=found, quiet=draw(quiets), jitter=draw(st.sampled_from([0, 90])) * MINUTE, **shared
            )
        every = max(draw(spans), shortest)
        return ScheduleOptions(every=every, quiet=draw(quiets), **shared)
    except ValueError:
        # Quiet hours that cover the whole week.
        assume(False)  # noqa: FBT003  As it is written.
        raise


# What file systems allow in a name and people put there, and what programs take for more than a name.
names = st.text(
    st.sampled_from(" %$\"'`\\#;&|<>()[]{}*?!~@:,=+-.aZ9éß文𝒳") | st.characters(exclude_categories=("C", "Z")),
    min_size=1,
    max_size=12,
).filter(lambda name: "/" not in name and name not in {".", ".."})


def make_place(folder: Path, **changes: Any) -> Place:  # noqa: ANN401  Whatever a place has.
    """A place in a folder, with what is usual."""
    values: dict[str, Any] = {
        "folder": folder,
        "config": folder / "publisher.toml",
        "state": folder / ".publisher" / "state.sqlite3",
        "feeds": folder / "feeds",
        "content": folder / "content",
        "program": ("/opt/publisher/bin/publisher",),
        "options": ScheduleOptions(),
        "host": "127.0.0.1",
        "port": 8000,
        "time_limit": timedelta(minutes=30),
        "with_server": True,
    }
    return Place(**values | changes)


PLACE = make_place(Path("/srv/my feeds"))
WRITERS: tuple[Callable[[Place], str], ...] = (
    write_systemd,
    lambda place: write_systemd(place, timer=True),
    lambda place: write_systemd(place, account="alice"),
    lambda place: write_systemd(place, timer=True, account="alice"),
    write_cron,
    write_github_actions,
    write_docker,
)


# Schedules --------------------------------------------------------------------------------------------------------


@given(options=schedules())
def test_a_week_is_what_the_timetable_has(options: ScheduleOptions) -> None:
    """By the clocks of its zone, a schedule that goes round with the week is due exactly when its week says."""
    assume(options.every is None or (options.every == find_step(options.every) and options.every > MINUTE))
    plain = replace(options, jitter=timedelta())
    start = MONDAY.replace(tzinfo=options.zone).astimezone(UTC)
    # An interval is counted from midnight; any whole week back will do.
    dues = iter_due(plain, anchor=start - WEEK, after=start - timedelta(seconds=1))
    found = [due - start for due in takewhile(lambda due: due < start + WEEK, dues)]
    assert list(list_week(options)) == found


@given(every=spans)
def test_a_step_is_never_longer_than_the_interval(every: timedelta) -> None:
    """What stands for an interval comes round with the hour, the day or the week, and no later than the interval."""
    step = find_step(every)
    assert step == MINUTE or step <= every
    assert any(not unit % step for unit in (timedelta(hours=1), DAY, WEEK))


@settings(max_examples=40)
@given(options=schedules())
def test_cron_lines_are_due_when_the_schedule_is(options: ScheduleOptions) -> None:
    """The lines of a crontab together are due in each minute that the schedule has, no other, and never two at once."""
    moments = round_up(list_week(options))
    found: list[datetime] = []
    for times in list_times(moments):
        line = CronSim(write_fields(times), MONDAY - timedelta(seconds=1))
        found += takewhile(lambda due: due < MONDAY + WEEK, line)
    assert sorted(found) == [MONDAY + moment for moment in moments]


@given(slot=slots)
def test_a_slot_is_one_line(slot: Slot) -> None:
    """A slot is said in a single line; its seconds put it off to the next minute, never before its time."""
    (times,) = list_times(round_up(list_slot(slot)))
    due = next(CronSim(write_fields(times), MONDAY - timedelta(seconds=1)))
    exact = MONDAY + list_slot(slot)[0]
    if exact + MINUTE < MONDAY + WEEK:
        assert timedelta() <= due - exact < MINUTE


@settings(max_examples=10)
@given(found=st.lists(slots, min_size=1, max_size=4).map(tuple), zone=zones, quiet=quiets)
def test_calendar_events_are_due_when_the_schedule_is(
    found: tuple[Slot, ...], zone: tzinfo, quiet: tuple[Quiet, ...]
) -> None:
    """To the second, systemd finds the calendar events of a schedule due when the schedule is."""
    program = find_program("systemd-analyze")
    try:
        options = ScheduleOptions(slots=found, zone=zone, quiet=quiet)
    except ValueError:
        assume(False)  # noqa: FBT003  As it is written.
        raise
    events = [write_calendar(times, name_zone(zone)) for times in list_times(list_week(options))]
    answer = run(
        [program, "calendar", "--iterations=60", "--base-time=2026-03-01 23:59:59 UTC", *events],
        env={**os.environ, "TZ": "UTC"},
    )
    stamps = re.findall(r"(?:Next elapse|Iter\. #\d+): \w{3} ([-\d]+ [:\d]+) UTC", answer)
    elapses = sorted(datetime.fromisoformat(f"{stamp}+00:00") for stamp in stamps)
    dues = iter_due(options, anchor=MONDAY, after=MONDAY - timedelta(seconds=1))
    assert [due for due in elapses if due < MONDAY + WEEK] == list(takewhile(lambda due: due < MONDAY + WEEK, dues))


@pytest.mark.parametrize(
    ("options", "fields", "events"),
    [
        (ScheduleOptions(), ["*/15 * * * *"], ["*-*-* *:00/15:00"]),
        (ScheduleOptions(every=timedelta(hours=6)), ["0 */6 * * *"], ["*-*-* 00/6:00:00"]),
        (ScheduleOptions(every=WEEK), ["0 0 * * 1"], ["Mon *-*-* 00:00:00 UTC"]),
        (WEEKDAYS, ["30 7 * * 1-5"], ["Mon..Fri *-*-* 07:30:00 Europe/Berlin"]),
        (
            ScheduleOptions(slots=(parse_slot("sat,sun 09:00"), parse_slot("sat,sun 21:00"))),
            ["0 9,21 * * 0,6"],
            ["Sat..Sun *-*-* 09,21:00:00 UTC"],
        ),
        (
            ScheduleOptions(every=20 * MINUTE, quiet=(parse_quiet("22:10-06:00"),)),
            ["*/20 6-21 * * *", "0 22 * * *"],
            ["*-*-* 06..21:00/20:00 UTC", "*-*-* 22:00:00 UTC"],
        ),
    ],
)
def test_schedules_read_as_people_write_them(options: ScheduleOptions, fields: list[str], events: list[str]) -> None:
    """Steps, ranges and lists are used as a person would, and nothing is said twice."""
    cron = write_cron(replace(PLACE, options=options))
    timer = write_systemd(replace(PLACE, options=options), timer=True)
    assert [" ".join(line.split()[:5]) for line in lines_of(cron) if "mkdir" in line] == fields
    assert re.findall(r"(?m)^OnCalendar=(.*)$", timer) == events


@given(hours=st.integers(-12, 14))
def test_fixed_offsets_have_names(hours: int) -> None:
    """The name of a zone with a whole number of hours is that of a zone which has the same time."""
    zone = timezone(timedelta(hours=hours))
    assert MONDAY.astimezone(ZoneInfo(name_zone(zone))).utcoffset() == zone.utcoffset(None)


def test_a_zone_without_a_name_is_refused() -> None:
    """A zone that other programs cannot know is refused, with a cure."""
    options = replace(WEEKDAYS, zone=timezone(timedelta(hours=5, minutes=45)))
    for write in WRITERS[1], write_cron, write_github_actions:
        with pytest.raises(OperatorError, match="no name") as caught:
            write(replace(PLACE, options=options))
        assert "Europe/Berlin" in caught.value.hint


@given(span=spans)
def test_spans_are_said_exactly(span: timedelta) -> None:
    """A span in words is the span."""
    number, name = write_span(span).split()
    assert timedelta(**{f"{name.rstrip('s')}s": int(number)}) == span


# All texts --------------------------------------------------------------------------------------------------------


@settings(max_examples=25)
@given(options=schedules(), with_server=st.booleans(), host=st.sampled_from(["127.0.0.1", "0.0.0.0", "::1"]))
def test_texts_are_whole(options: ScheduleOptions, with_server: bool, host: str) -> None:  # noqa: FBT001
    """The same settings give the same text, which ends in a line break and has no placeholder or stray space in it."""
    place = replace(PLACE, options=options, with_server=with_server, host=host)
    for write in WRITERS:
        text = write(place)
        assert text == write(place)
        assert text.endswith("\n")
        assert re.search(r"[ \t]$|\t|@[a-z_]+@|\n\n\n", text, re.MULTILINE) is None
        assert max(map(len, lines_of(text))) < 900


@pytest.mark.parametrize("character", ["\n", "\r", "\0", "\x1b", "\x85", "\u2028", "\udcff"])
@pytest.mark.parametrize("field", ["folder", "config", "state", "feeds", "content"])
def test_names_that_no_line_can_hold_are_refused(character: str, field: str) -> None:
    """A name with a line break, a control character or a byte that is no text is refused, with a cure."""
    with pytest.raises(OperatorError, match="rename") as caught:
        make_place(**{"folder": Path("/srv/site"), field: Path(f"/srv/a{character}b")})
    assert caught.value.where.isprintable()
    assert caught.value.where.startswith("/srv/a")


def test_a_place_is_absolute() -> None:
    """A relative path is our own mistake: a service has no folder that it would be relative to."""
    with pytest.raises(ValueError, match="absolute"):
        make_place(Path("site"))
    with pytest.raises(ValueError, match="absolute"):
        make_place(Path("/srv/site"), program=("publisher",))


# systemd ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def units() -> Iterator[Path]:
    """A folder for units that any account may read."""
    with open_folder() as folder:
        yield folder


@contextmanager
def open_folder() -> Iterator[Path]:
    """Open a folder that is gone afterwards."""
    # Not in `tmp_path`: that is for the account of the tests alone.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@pytest.mark.parametrize("with_server", [True, False])
@pytest.mark.parametrize("account", ["", "daemon"])
@pytest.mark.parametrize("timer", [True, False])
@pytest.mark.parametrize(
    "options", [ScheduleOptions(), WEEKDAYS, ScheduleOptions(every=7 * MINUTE)], ids=["quarters", "weekdays", "odd"]
)
def test_systemd_finds_nothing_wrong(
    units: Path,
    options: ScheduleOptions,
    timer: bool,  # noqa: FBT001
    account: str,
    with_server: bool,  # noqa: FBT001
) -> None:
    """`systemd-analyze verify` has no complaint, of a service or of a timer, of one's own or of the system."""
    program = find_program("systemd-analyze")
    folder = units / 'my 50% "feeds" $HOME'
    program_folder = units / "my 50% program $HOME"
    place = make_place(folder, program=(write_program(program_folder),), options=options, with_server=with_server)
    write_units(units, write_systemd(place, timer=timer, account=account))
    found = [str(path) for path in units.iterdir() if path.suffix in {".service", ".timer"}]
    assert len(found) == (2 if timer else 1)
    assert run([program, "verify", "--man=no", *found]) == ""


def test_systemd_would_find_what_is_wrong(units: Path) -> None:
    """The check above can fail: it complains of a program that is not there, and of a setting that does not exist."""
    program = find_program("systemd-analyze")
    write_units(units, write_systemd(make_place(units)).replace("UMask=", "Umasque="))
    answer = subprocess.run(
        [program, "verify", "--man=no", str(units / "publisher.service")], capture_output=True, text=True, check=False
    )
    assert "/opt/publisher/bin/publisher" in answer.stderr
    assert "Umasque" in answer.stderr


@pytest.mark.parametrize(("with_server", "most"), [(True, 2.0), (False, 1.5)])
def test_a_service_of_the_system_is_sandboxed(units: Path, with_server: bool, most: float) -> None:  # noqa: FBT001
    """By systemd's own measure, 0 to 10, the service can do little harm."""
    program = find_program("systemd-analyze")
    write_units(units, write_systemd(make_place(units, with_server=with_server), account="daemon"))
    unit = str(units / "publisher.service")
    answer = run([program, "security", "--no-pager", "--offline=true", f"--threshold={most * 10:.0f}", unit])
    assert float(re.findall(r"exposure level for .*: ([\d.]+)", answer)[0]) <= most


@settings(max_examples=6)
@given(found=st.lists(st.tuples(names, names), min_size=5, max_size=20))
def test_systemd_reads_every_name_as_it_is(found: list[tuple[str, str]]) -> None:
    """Whatever stands in the names of folders, systemd runs that program with those arguments in that folder."""
    with open_folder() as units:
        places = {}
        for number, (outer, inner) in enumerate(found):
            folder = units / outer / inner
            # Arguments may be anything, but no quote and no backslash may stand in the path of a program.
            program = re.sub(r"[\"'\\]", "_", f"{folder}/{inner}")
            places[f"p{number}.service"] = make_place(folder, program=(program, "-m", inner))
        for name, place in places.items():
            (units / name).write_text(write_systemd(place), encoding="utf-8")
        dump = dump_units(units, list(places))
    for name, place in places.items():
        part = dump[name]
        (line,) = re.findall(r"(?m)^\t+Command Line: (.*)$", part)[:1]
        assert split_words(line) == [*place.program, "run", "--serve", "--config", str(place.config)]
        assert f"WorkingDirectory: {place.folder}\n" in part
        assert f"ReadWritePaths: {place.feeds} {place.state_folder}\n" in part


@pytest.mark.parametrize("character", ['"', "'", "\\"])
def test_programs_that_systemd_does_not_run_are_refused(character: str) -> None:
    """A quote or a backslash in a program's path, for which systemd refuses the unit, is refused with a cure."""
    place = replace(PLACE, program=(f"/opt/a{character}b/publisher",))
    for timer in (True, False):
        with pytest.raises(OperatorError, match="no program") as caught:
            write_systemd(place, timer=timer)
        assert caught.value.where == place.program[0]


def dump_units(folder: Path, units: list[str]) -> dict[str, str]:
    """Have systemd load units, and print what it made of them."""
    find_program("systemd-analyze")
    runtime = folder / "runtime"
    runtime.mkdir()
    account: dict[str, Any] = {}
    if os.geteuid() == 0:
        # It refuses to do this as root.
        account = {"user": _NOBODY, "group": _NOBODY, "extra_groups": []}
        os.chown(runtime, _NOBODY, _NOBODY)
    runtime.chmod(0o700)
    wants = " ".join(units)
    (folder / "all.target").write_text(f"[Unit]\nWants={wants}\n")
    answer = subprocess.run(
        [MANAGER or find_program("systemd"), "--test", "--user", "--unit=all.target"],
        capture_output=True,
        text=True,
        check=True,
        cwd="/",
        env={"SYSTEMD_UNIT_PATH": f"{folder}:", "XDG_RUNTIME_DIR": str(runtime), "LANG": "C.UTF-8", "HOME": "/"},
        **account,
    )
    parts = re.split(r"(?m)^\t-> Unit (.*):$", answer.stdout)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def split_words(line: str) -> list[str]:
    """Read a command line as systemd prints it: words, in double quotes where they need them."""
    words = re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', line)
    return [re.sub(r"\\(.)", r"\1", quoted) if quoted else bare for quoted, bare in words]


def test_a_timer_makes_up_for_what_it_missed() -> None:
    """A run that was missed is made up for unless the settings say otherwise, for calendars and for odd intervals."""
    odd = ScheduleOptions(every=7 * MINUTE)
    for options, kept, left_out in (
        (WEEKDAYS, "Persistent=yes", "Persistent=no"),
        (odd, "OnActiveSec=0s", "OnActiveSec=420s"),
    ):
        assert kept in lines_of(write_systemd(replace(PLACE, options=options), timer=True))
        skipping = replace(options, catch_up=CatchUp.SKIP)
        assert left_out in lines_of(write_systemd(replace(PLACE, options=skipping), timer=True))


def test_a_timer_says_jitter_and_odd_intervals() -> None:
    """Jitter is that of the settings; an interval that no calendar has is counted, or said to be another."""
    options = replace(WEEKDAYS, jitter=timedelta(minutes=2))
    assert "RandomizedDelaySec=120s" in lines_of(write_systemd(replace(PLACE, options=options), timer=True))
    odd = ScheduleOptions(every=timedelta(hours=36))
    assert "OnUnitActiveSec=129600s" in lines_of(write_systemd(replace(PLACE, options=odd), timer=True))
    quiet = replace(odd, quiet=(parse_quiet("22:00-06:00"),))
    text = write_systemd(replace(PLACE, options=quiet), timer=True)
    assert "OnCalendar=*-*-* 06:00:00 UTC" in lines_of(text)
    assert "36 hours" in text
    assert "1 day" in text


def test_a_sandbox_lets_the_service_reach_what_it_needs() -> None:
    """A place under /tmp is not hidden by a /tmp of the service's own; a low port is one of the machine's."""
    assert {"PrivateTmp=yes", "PrivateUsers=yes"} <= set(lines_of(write_systemd(PLACE)))
    assert "PrivateTmp=no" in lines_of(write_systemd(make_place(Path("/tmp/site"))))
    low = write_systemd(replace(PLACE, port=80), account="alice")
    assert {"PrivateUsers=no", "AmbientCapabilities=CAP_NET_BIND_SERVICE"} <= set(lines_of(low))
    assert "CapabilityBoundingSet=" in lines_of(write_systemd(PLACE, account="alice"))


def test_only_a_server_and_who_tells_hubs_may_use_the_network() -> None:
    """A service that serves nothing and has no hubs to tell can open no connection."""
    assert "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6" in lines_of(write_systemd(PLACE))
    for text in write_systemd(replace(PLACE, with_server=False)), write_systemd(PLACE, timer=True):
        assert "RestrictAddressFamilies=AF_UNIX" in lines_of(text)
    telling = replace(PLACE, with_server=False, with_hubs=True)
    for text in write_systemd(telling), write_systemd(telling, timer=True):
        assert "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6" in lines_of(text)


# cron -------------------------------------------------------------------------------------------------------------

RECORDER = """#!/bin/sh
printf '%s\\0' "$PWD" "$@" > "$(dirname "$0")/seen"
"""


@settings(max_examples=25)
@given(outer=names, inner=names, is_busybox=st.booleans())
def test_cron_runs_the_command_whatever_the_names(outer: str, inner: str, is_busybox: bool) -> None:  # noqa: FBT001
    """The shell that cron starts calls the program with these very paths, or the text is refused for a backslash."""
    with open_folder() as root:
        folder = root / outer / inner
        place = make_place(folder, program=(write_program(folder, RECORDER), "-m", inner))
        if "\\" in outer + inner:
            with pytest.raises(OperatorError, match="backslash"):
                write_cron(place)
            return
        text = write_cron(place)
        (line,) = [line for line in lines_of(text) if "mkdir" in line]
        command = line.split(" ", 5)[5]
        run(["/bin/sh", "-c", command if is_busybox else unescape(command)], cwd="/", env={"PATH": "/usr/bin:/bin"})
        seen = (folder / "seen").read_text(encoding="utf-8").split("\0")[:-1]
        assert seen[1:] == ["-m", inner, "publish", "--quiet", "--config", str(place.config)]
        assert (place.state_folder / "cron.log").is_file()


def unescape(command: str) -> str:
    """Make of a command what cron hands to the shell: up to the first bare `%`, without backslashes before others."""
    return re.split(r"(?<!\\)%", command, maxsplit=1)[0].replace("\\%", "%")


def test_cron_publishes(place: Site) -> None:
    """The line of a real place publishes it, from nothing but what cron gives a command."""
    place.write("news.md", article("News", ("Rain", "It rained."), ("Wind", "It blew.")))
    text = write_cron(make_place(place.folder, program=(sys.executable, "-m", "publisher"), options=WEEKDAYS))
    (line,) = [line for line in lines_of(text) if "mkdir" in line]
    # The file was written a moment ago, and may still be growing: that is looked into by the next run.
    os.utime(place.content / "news.md", (1_700_000_000, 1_700_000_000))
    run(["/bin/sh", "-c", unescape(line.split(" ", 5)[5])], cwd="/", env={"PATH": "/usr/bin:/bin", "HOME": "/"})
    assert place.items()
    assert (place.folder / ".publisher" / "cron.log").read_text(encoding="utf-8") == ""


def test_a_command_that_cron_would_cut_is_refused() -> None:
    """A command longer than cron takes is refused, with a cure."""
    with pytest.raises(OperatorError, match="too long") as caught:
        write_cron(make_place(Path("/srv") / ("x" * 240) / ("y" * 200)))
    assert "systemd" in caught.value.hint


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (ScheduleOptions(every=7 * MINUTE), ["7 minutes", "6 minutes"]),
        (ScheduleOptions(every=timedelta(hours=36)), ["36 hours", "1 day"]),
        (ScheduleOptions(every=timedelta(seconds=20)), ["20 seconds", "1 minute"]),
        (ScheduleOptions(jitter=2 * MINUTE), ["no jitter"]),
        (ScheduleOptions(slots=(parse_slot("07:00:30"),)), ["no seconds"]),
        (WEEKDAYS, ["CRON_TZ", "Debian"]),
    ],
)
def test_cron_says_what_it_cannot_do(options: ScheduleOptions, said: list[str]) -> None:
    """Whatever differs from the settings is said in a comment."""
    comments = " ".join(line for line in lines_of(write_cron(replace(PLACE, options=options))) if line.startswith("#"))
    assert all(word in comments for word in said)


def test_the_zone_comes_before_the_lines() -> None:
    """The zone of slots is set where it counts; an interval needs none."""
    lines = lines_of(write_cron(replace(PLACE, options=WEEKDAYS)))
    assert lines[-2] == "CRON_TZ=Europe/Berlin"
    assert not any(line.startswith("CRON_TZ") for line in lines_of(write_cron(PLACE)))


# GitHub Actions ---------------------------------------------------------------------------------------------------


def test_workflows_are_what_github_knows(tmp_path: Path) -> None:
    """The schema of workflows holds for those of intervals, of slots in a zone, and of odd names."""
    odd = make_place(Path("/srv/it's 50% of $HOME"), feeds=Path("/srv/it's 50% of $HOME/ma+in feeds"))
    files = []
    for number, place in enumerate((PLACE, replace(PLACE, options=WEEKDAYS), odd)):
        path = tmp_path / f"{number}.yml"
        path.write_text(write_github_actions(place), encoding="utf-8")
        files.append(str(path))
    run([sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", *files])


@settings(max_examples=30)
@given(options=schedules())
def test_workflows_run_in_time(options: ScheduleOptions) -> None:
    """A workflow runs for each time of the schedule, never before it, never at the full hour, and as often at most."""
    workflow = read_workflow(replace(PLACE, options=options))
    found: list[datetime] = []
    for entry in workflow[True]["schedule"]:
        line = CronSim(entry["cron"], MONDAY - timedelta(seconds=1))
        found += takewhile(lambda due: due < MONDAY + WEEK + DAY, line)
        assert entry.get("timezone", "UTC") == (name_zone(options.zone) if "timezone" in entry else "UTC")
    assert all(due.minute for due in found)
    assert len(found) == len(set(found))
    if options.every is None:
        for moment in list_week(options):
            assert any(timedelta() <= due - MONDAY - moment <= 8 * MINUTE for due in found)
    else:
        gaps = [(later - earlier) for earlier, later in zip(sorted(found), sorted(found)[1:], strict=False)]
        assert min(gaps, default=WEEK) >= 5 * MINUTE or options.quiet


def test_workflows_may_do_no_more_than_they_need() -> None:
    """Rights are given job by job, runs never overlap and end, actions have a major version, and no text is code."""
    workflow = read_workflow(PLACE)
    assert workflow["permissions"] == {}
    assert workflow["concurrency"] == {"group": "publish", "cancel-in-progress": False}
    assert {name: job["permissions"] for name, job in workflow["jobs"].items()} == {
        "publish": {"contents": "write"},
        "deploy": {"pages": "write", "id-token": "write"},
    }
    assert workflow["jobs"]["publish"]["timeout-minutes"] == 40
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", step["uses"]) for step in steps if "uses" in step)
    # What GitHub puts into a script before the shell reads it is how scripts are injected.
    assert not any("${{" in step["run"] for step in steps if "run" in step)
    assert workflow[True]["push"]["paths"] == ["content/**", "publisher.toml"]


def test_a_place_may_be_a_folder_of_its_repository(tmp_path: Path) -> None:
    """Paths are those in the repository, of which the place may be a part."""
    (tmp_path / ".git").mkdir()
    workflow = read_workflow(make_place(tmp_path / "web" / "site"))
    assert workflow["env"]["FEEDS"] == "web/site/feeds"
    assert workflow["env"]["CONFIG"] == "web/site/publisher.toml"
    assert workflow[True]["push"]["paths"][0] == "web/site/content/**"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"feeds": Path("/var/www")}, "outside of the repository"),
        ({"content": Path("/srv/site/${{ x }}")}, "more than a name"),
        ({"content": Path("/srv/site/a*b")}, "more than a name"),
        ({"content": Path("/srv/site")}, "folder of its own"),
    ],
)
def test_workflows_refuse_what_they_cannot_do(changes: dict[str, Any], message: str) -> None:
    """What lies outside of the repository, and names that are patterns or expressions, are refused, with a cure."""
    with pytest.raises(OperatorError, match=message) as caught:
        write_github_actions(make_place(Path("/srv/site"), **changes))
    assert caught.value.where == str(next(iter(changes.values())))
    assert caught.value.hint


def test_a_workflow_never_loses_an_id(place: Site, tmp_path: Path) -> None:
    """Run as GitHub runs it, each time in a fresh clone, it keeps every id, and commits only what is worth it."""
    find_program("jq")
    origin = tmp_path / "origin.git"
    place.write("news.md", article("News", ("Rain", "It rained."), ("Wind", "It blew.")))
    (place.folder / ".gitignore").write_text("/feeds/\n/.publisher/\n", encoding="utf-8")
    git("init", "--quiet", "--initial-branch=main", cwd=place.folder)
    git("add", "--all", cwd=place.folder)
    git("commit", "--quiet", "--message=Begin", cwd=place.folder)
    git("clone", "--quiet", "--bare", str(place.folder), str(origin), cwd=tmp_path)
    steps = {step.get("name"): step for step in read_workflow(make_place(place.folder))["jobs"]["publish"]["steps"]}
    scripts = (steps["Publish"]["run"], steps["Keep feeds and state"]["run"])

    first = run_workflow(tmp_path / "1", origin, scripts, event="push")
    idle = run_workflow(tmp_path / "2", origin, scripts, event="schedule")
    git("pull", "--quiet", str(origin), "main", cwd=place.folder)
    place.write("news.md", article("News", ("Rain", "It rained."), ("Storm", "It stormed."), ("Wind", "It blew.")))
    place.write("more.md", article("More", ("Sun", "It shone.")))
    place.write("wrong.md", article("Wrong", ("No", "None."), front="lastmod: some day\n"))
    git("add", "--all", cwd=place.folder)
    git("commit", "--quiet", "--message=Edit", cwd=place.folder)
    git("push", "--quiet", str(origin), "HEAD:main", cwd=place.folder)
    edited = run_workflow(tmp_path / "3", origin, scripts, event="push")
    output = (tmp_path / "3.bin" / "output").read_text(encoding="utf-8")

    assert first
    assert idle == first
    assert {**edited, **first} == edited
    assert len(edited) > len(first)
    assert "code=1" in output.split()
    subjects = git("log", "--format=%s", "main", cwd=origin).split("\n")
    assert subjects == ["Publish", "Edit", "Publish", "Begin"]
    kept = git("ls-tree", "-r", "--name-only", "main", cwd=origin).split("\n")
    assert [name for name in kept if name.startswith(".publisher/")] == [".publisher/state.sqlite3"]


def run_workflow(folder: Path, origin: Path, scripts: tuple[str, str], *, event: str) -> dict[str, str]:
    """Run the scripts of a workflow in a fresh clone; return the ids that were published, by title."""
    git("clone", "--quiet", "--branch=main", str(origin), str(folder), cwd=origin)
    programs = folder.with_name(f"{folder.name}.bin")
    programs.mkdir()
    (programs / "publisher").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m publisher "$@"\n', encoding="utf-8")
    (programs / "publisher").chmod(0o755)
    for path in (folder / "content").iterdir():
        # A runner takes longer to start than a file takes to settle.
        os.utime(path, (1_700_000_000, 1_700_000_000))
    output = programs / "output"
    output.touch()
    environment = {
        **os.environ,
        "PATH": f"{programs}:{os.environ['PATH']}",
        "CONFIG": "publisher.toml",
        "FEEDS": "feeds",
        "STATE": ".publisher/state.sqlite3",
        "GITHUB_EVENT_NAME": event,
        "GITHUB_OUTPUT": str(output),
        "RUNNER_TEMP": str(programs),
    }
    run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", scripts[0]], cwd=folder, env=environment)
    if "has-news=true" in output.read_text(encoding="utf-8"):
        run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", scripts[1]], cwd=folder, env=environment)
    items = json.loads((folder / "feeds" / "feed.json").read_text(encoding="utf-8"))["items"]
    return {item["title"]: item["id"] for item in items}


def git(*words: str, cwd: Path) -> str:
    """Run git without any settings of the machine."""
    environment = {
        **os.environ,
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_SYSTEM": "/dev/null",
        **{f"GIT_{role}_{what}": "ada@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }
    return run([find_program("git"), *words], cwd=cwd, env=environment).strip()


def read_workflow(place: Place) -> dict[Any, Any]:
    """Read a workflow; YAML 1.1 takes its key `on` for a truth."""
    workflow: dict[Any, Any] = yaml.safe_load(write_github_actions(place))
    return workflow


# Containers -------------------------------------------------------------------------------------------------------


def read_containerfile(text: str, folder: Path) -> list[tuple[str, str]]:
    """Read the instructions of a Containerfile."""
    path = folder / "Dockerfile"  # The parser wants that name, and nothing of the same name beside it.
    path.write_text(text, encoding="utf-8")
    structure = DockerfileParser(str(folder)).structure
    return [(part["instruction"], part["value"]) for part in structure if part["instruction"] != "COMMENT"]


@pytest.mark.parametrize("with_server", [True, False])
def test_an_image_runs_the_publisher(tmp_path: Path, with_server: bool) -> None:  # noqa: FBT001
    """The last stage runs as nobody in particular, without a shell, and is asked for its health."""
    text = write_docker(replace(PLACE, with_server=with_server))
    instructions = read_containerfile(text, tmp_path)
    start = max(number for number, (name, _) in enumerate(instructions) if name == "FROM")
    final = dict(instructions[start:])
    assert final["FROM"] == "python:3.13-slim"
    assert final["USER"] == "10001:10001"
    assert final["STOPSIGNAL"] == "SIGTERM"
    assert json.loads(final["CMD"]) == ["publisher", "run", *(["--serve"] if with_server else [])]
    assert json.loads(final["HEALTHCHECK"].partition(" CMD ")[2]) == ["publisher", "healthcheck"]
    assert json.loads(final["VOLUME"]) == ["/place/content", "/place/feeds", "/place/.publisher"]
    assert ("EXPOSE" in final) == with_server


def test_an_image_is_built_from_what_is_there(tmp_path: Path) -> None:
    """What is copied into the image is in the project, and its packages are checked against their hashes."""
    project = Path(__file__).parent.parent
    instructions = read_containerfile(write_docker(PLACE), tmp_path)
    copied = [value.split()[:-1] for name, value in instructions if name == "COPY" and "--from" not in value]
    assert all(list(project.glob(pattern)) for patterns in copied for pattern in patterns)
    assert {"publisher", "pyproject.toml", "requirements*.txt"} <= {name for names in copied for name in names}
    assert any("--require-hashes -r requirements.txt" in value for name, value in instructions if name == "RUN")


def test_a_container_can_write_feeds_and_state_only() -> None:
    """The commands in the comments mount everything else for reading, and leave no rights."""
    text = write_docker(make_place(Path("/srv/my feeds"), feeds=Path("/var/www/my feeds"), host="0.0.0.0"))
    commands = [line for line in lines_of(text) if re.match(r"#   (podman|docker) run ", line)]
    assert len(commands) == 2
    for command in commands:
        assert re.findall(r"--volume ('[^']*'|\S+)", command) == [
            ".:/place:ro,z",
            "./content:/place/content:ro,z",
            "'/var/www/my feeds:/var/www/my feeds:z'",
            "./.publisher:/place/.publisher:z",
        ]
        for option in ("--read-only", "--tmpfs /tmp", "--cap-drop all", "--publish 127.0.0.1:8000:8000"):
            assert f" {option} " in command
    assert " --network host " in write_docker(PLACE)
    assert " --network none " in write_docker(replace(PLACE, with_server=False))
    assert "--network" not in write_docker(replace(PLACE, with_server=False, with_hubs=True))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"feeds": Path("/srv/site/a:b")}, "more than a name"),
        ({"feeds": Path("/srv/site/$x")}, "more than a name"),
        ({"feeds": Path('/srv/site/"x"')}, "more than a name"),
        ({"state": Path("/srv/site/state.sqlite3")}, "folder of its own"),
    ],
)
def test_containers_refuse_what_they_cannot_do(changes: dict[str, Any], message: str) -> None:
    """Names that mean something to an engine, and a state without a folder of its own, are refused, with a cure."""
    with pytest.raises(OperatorError, match=message) as caught:
        write_docker(make_place(Path("/srv/site"), **changes))
    assert caught.value.where.startswith("/srv/site")
    assert caught.value.hint


# What tests share -------------------------------------------------------------------------------------------------


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, cut at line feeds only."""
    return text.removesuffix("\n").split("\n")


def write_program(folder: Path, text: str = "#!/bin/sh\n") -> str:
    """Write a program into a folder; return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "publisher"
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def write_units(folder: Path, text: str) -> None:
    """Write the units of a text into a folder, a timer's by the command that its own comments name."""
    if "# File: " not in text:
        (folder / "publisher.service").write_text(text, encoding="utf-8")
        return
    (script,) = re.findall(r"&& (awk '.*'\)) < FILE", text)
    subprocess.run(["/bin/sh", "-c", script.removesuffix(")")], input=text, text=True, check=True, cwd=folder)


def run(command: list[str], **options: Any) -> str:  # noqa: ANN401  As `subprocess` has them.
    """Run a command that has to succeed; return all that it printed."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, **options)
    answer: str = done.stdout
    assert done.returncode == 0, answer
    return answer
