"""The `publisher` command, as people and scripts use it: in a process of its own."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import partial
from pathlib import Path

import click
import pytest

from publisher.cli import main
from publisher.store import RunLock
from tests.place import SETTINGS, Place, article

ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TERM": "xterm"}
PUBLISHER = [sys.executable, "-m", "publisher"]


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder."""
    return subprocess.run(
        [*PUBLISHER, *arguments], cwd=folder, capture_output=True, text=True, check=False, env=ENVIRONMENT
    )


@pytest.fixture
def filled(place: Place) -> Place:
    """A place with one article."""
    place.write("a.md", article("Alpha", ("One", "First."), ("Two", "Second.")))
    return place


def test_init_makes_a_place_that_publishes(tmp_path: Path) -> None:
    """From nothing to feeds with two commands, and a third finds nothing to do."""
    made = run(tmp_path, "init", "my-feeds")
    first = run(tmp_path / "my-feeds", "publish")
    second = run(tmp_path / "my-feeds", "publish")

    assert (made.returncode, first.returncode, second.returncode) == (0, 0, 0)
    assert "cd my-feeds" in made.stdout
    assert "welcome.md" in first.stdout
    assert "4 new" in first.stdout
    assert "feeds" in first.stdout
    assert "python -m publisher serve" in first.stdout
    assert "nothing to write" in second.stdout
    assert (tmp_path / "my-feeds/feeds/welcome/index.html").exists()


def test_init_never_overwrites(tmp_path: Path) -> None:
    """Settings that are there are an error; an article that is there is left alone."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content/mine.md").write_text("mine")

    assert run(tmp_path, "init", ".").returncode == 0
    settings = (tmp_path / "publisher.toml").read_text()
    (tmp_path / "publisher.toml").write_text("changed")
    again = run(tmp_path, "init", ".")

    assert again.returncode == 2
    assert "already" in again.stderr
    assert (tmp_path / "publisher.toml").read_text() == "changed" != settings
    assert [path.name for path in (tmp_path / "content").iterdir()] == ["mine.md"]


def test_publish_says_what_it_did(filled: Place) -> None:
    """A line an article on stdout, nothing on stderr; `--quiet` says nothing; `--json` says it to programs."""
    done = run(filled.folder, "publish")
    filled.write("b.md", article("Beta", ("One", "First.")))
    as_json = run(filled.folder, "publish", "--json")
    quiet = run(filled.folder, "publish", "--quiet", "--rebuild")

    assert "a.md  3 new" in done.stdout
    assert done.stderr == ""
    report = json.loads(as_json.stdout)
    assert (report["articles"][0]["name"], report["articles"][0]["new"], report["untouched"]) == ("b.md", 2, 1)
    assert (quiet.stdout, quiet.stderr, quiet.returncode) == ("", "", 0)


def test_exit_codes(filled: Place) -> None:
    """0 all well, 1 an article failed, 2 wrong usage or settings, 75 locked."""
    assert run(filled.folder, "publish").returncode == 0

    filled.write("bad.md", "---\ndate: soonish\n---\n\nText.")
    failed = run(filled.folder, "publish")
    assert failed.returncode == 1
    assert failed.stderr.startswith("error: bad.md:2: ")
    assert failed.stderr.count("\n") == 1

    assert run(filled.folder, "publish", "--nonsense").returncode == 2
    assert run(filled.folder, "publish", "--at", "soonish").returncode == 2
    with RunLock(filled.config.state.with_name("state.sqlite3.lock")):
        locked = run(filled.folder, "publish")
    assert locked.returncode == 75
    assert f"process {os.getpid()}" in locked.stderr
    filled.set("titel = 1")
    wrong = run(filled.folder, "publish")
    assert wrong.returncode == 2
    assert "line 1" in wrong.stderr


def test_no_settings(tmp_path: Path) -> None:
    """A folder that is no place says how to make one."""
    done = run(tmp_path, "publish")

    assert done.returncode == 2
    assert "publisher init" in done.stderr


def test_at_sets_the_clock(filled: Place) -> None:
    """The same time gives the same bytes, whenever it is run."""
    run(filled.folder, "publish", "--at", "2026-03-01T12:00Z")

    assert filled.items()[0]["date_published"] == "2026-03-01T12:00:00Z"


def test_dry_run_writes_nothing(filled: Place) -> None:
    """It says what would change, and that it did not."""
    done = run(filled.folder, "publish", "--dry-run")

    assert "3 new" in done.stdout
    assert "dry run" in done.stdout
    assert not filled.feeds.exists()


def test_history_shows_versions_and_reasons(filled: Place) -> None:
    """Which items there are, which versions, and why each section was taken for which item; for programs too."""
    run(filled.folder, "publish")
    filled.write("a.md", article("Alpha", ("The first", "First."), ("Two", "Second.")))
    dry = run(filled.folder, "publish", "--dry-run")
    run(filled.folder, "publish")

    done = run(filled.folder, "history", "content/a.md")

    assert "updated    The first  same text under another heading" in dry.stdout
    assert "updated    The first  same text under another heading" in done.stdout
    assert "a#one  The first" in done.stdout
    assert done.stdout.index("Version 2") < done.stdout.index("Version 1")
    data = json.loads(run(filled.folder, "history", "a", "--json").stdout)
    assert [version["number"] for version in data["versions"]] == [2, 1]
    assert data["versions"][0]["decisions"][1]["outcome"] == "updated"
    source = run(filled.folder, "history", "a", "--source", "1")
    assert source.stdout == article("Alpha", ("One", "First."), ("Two", "Second."))


def test_status_says_how_things_stand(filled: Place) -> None:
    """Last run, next run, a line an article, and what fails since when, on 80 columns; for programs too."""
    filled.write("drafts/draft.md", article("Beta", ("One", "First."), front="draft: true\n"))
    filled.write("bad.md", "---\ntitle: [\n---\n")
    run(filled.folder, "publish")

    done = run(filled.folder, "status")

    assert done.returncode == 0
    assert all(len(line) <= 80 for line in done.stdout.splitlines())
    assert "1 article failed" in done.stdout
    assert "not scheduled" in done.stdout
    assert re.search(r"a\.md +3  20\d\d-\d\d-\d\d\n", done.stdout)
    assert re.search(r"drafts/draft\.md +not published", done.stdout)
    assert "failing bad.md\n  since" in done.stdout
    data = json.loads(run(filled.folder, "status", "--json").stdout)
    assert [row["name"] for row in data["articles"]] == ["a.md", "drafts/draft.md"]
    assert data["failures"][0]["tries"] == 1
    assert data["next_run"] is None


def test_what_an_operator_names_must_be_there(filled: Place) -> None:
    """Nothing published yet, no such article, item or version: one line on stderr that says what to do, and exit 1."""
    for command in (["history", "a"], ["status"], ["retract", "a#one"], ["rollback", "a"]):
        done = run(filled.folder, *command)
        assert (done.returncode, done.stdout) == (1, "")
        assert "publisher publish" in done.stderr
    run(filled.folder, "publish")
    for command in (
        ["history", "b"],
        ["history", "a", "--source", "7"],
        ["retract", "a#three"],
        ["retract", "a#one", "--undo"],
        ["rollback", "a"],
        ["rollback", "a", "7"],
    ):
        done = run(filled.folder, *command)
        assert (done.returncode, done.stdout) == (1, "")
        assert len(done.stderr.splitlines()) == 1


def test_retract_and_rollback_say_what_they_did(filled: Place) -> None:
    """An item is taken back and restored; a version is published again, and the file is named that was not touched."""
    run(filled.folder, "publish")
    out = run(filled.folder, "retract", "a#one")
    assert (out.returncode, "1 withdrawn" in out.stdout) == (0, True)
    assert "One" not in filled.ids("a/feed.json")
    assert "1 back" in run(filled.folder, "retract", "a#one", "--undo").stdout
    assert "One" in filled.ids("a/feed.json")

    filled.write("a.md", article("Alpha", ("One", "First."), ("Two", "Second, and more of it.")))
    run(filled.folder, "publish")
    back = run(filled.folder, "rollback", "a.md")

    assert back.returncode == 0
    assert "Version 1 of a.md is published again; a.md itself was not touched." in back.stdout
    assert "more of it" not in (filled.feeds / "snippets/a/two.html").read_text()
    assert "more of it" in (filled.content / "a.md").read_text()


def test_a_lost_state_is_said(filled: Place) -> None:
    """The note goes to stderr, and the run is a success."""
    run(filled.folder, "publish")
    for path in (filled.folder / ".publisher").iterdir():
        path.unlink()

    done = run(filled.folder, "publish")

    assert done.returncode == 0
    assert done.stderr.startswith("note: the state was lost; ids, slugs and dates of 1 article with 3 items")
    assert "nothing to write" in done.stdout


@pytest.mark.parametrize(
    "command",
    [[], *([name] for name in sorted(main.commands))],
    ids=lambda command: "".join(command) or "publisher",
)
def test_help_is_helpful(tmp_path: Path, command: list[str]) -> None:
    """Every command explains itself, each argument and option of it, without needing a place, in 80 columns."""
    done = run(tmp_path, *command, "--help")

    assert done.returncode == 0
    assert len(done.stdout.splitlines()) > 5
    assert all(len(line) <= 80 for line in done.stdout.splitlines())
    found = main.commands[command[0]] if command else main
    for parameter in found.params:
        if isinstance(parameter, click.Option):
            assert parameter.help
            assert parameter.opts[0] in done.stdout
        else:
            # An argument is explained in the text.
            name = str(parameter.name).upper()
            assert done.stdout.count(name) > 1 or "{" in done.stdout


def test_releases_are_directed_from_the_command_line(place: Place) -> None:
    """Each command says what it did, how it is taken back, and how far the release is now."""
    filler = ("One", "First."), ("Two", "Second."), ("Three", "Third.")
    place.write("a.md", article("Alpha", *filler, front="release: 1 day\n"))
    assert "1 new, 3 to come" in run(place.folder, "publish").stdout
    for arguments, said in [
        (["pause", "a"], "a.md: paused since "),
        (["resume", "content/a.md"], "a.md: the next section is due "),
        (["advance", "a.md", "2"], "2 new, 1 unchanged, 1 to come"),
        (["advance", "a", "--undo"], "1 unchanged, 2 withdrawn, 3 to come"),
        (["hold", "a"], "a.md: the next section is due "),
        (["restart", "a"], "3 to come"),
    ]:
        done = run(place.folder, *arguments)
        assert done.returncode == 0, done.stderr
        assert said in done.stdout
        assert ("--undo" in done.stdout) == ("--undo" not in arguments)
    wrong = run(place.folder, "resume", "a")
    assert (wrong.returncode, "it is not paused" in wrong.stderr) == (1, True)
    assert run(place.folder, "pause", "nothing").returncode == 1
    long = "a-name-that-is-longer-than-any-column-of-a-table-and-then-some.md"
    place.write(long, article("Long", *filler, front="release: 1 day\n"))
    run(place.folder, "publish")
    run(place.folder, "pause", long)
    status = run(place.folder, "status").stdout
    assert "1 of 4" in status
    assert "paused" in status
    assert all(len(line) <= 80 for line in status.splitlines())


def test_plan_is_a_table_that_fits_a_terminal(place: Place) -> None:
    """What comes when, by day, in 80 columns, however long names and titles are; and for programs."""
    long = "A heading that goes on and on until nobody can take it in at one glance any more, and then some"
    name = "a-name-that-is-longer-than-any-column-of-a-table.md"
    front = "release:\n  every: 1 day\n  start: 2026-01-01\n"
    place.set(f'{SETTINGS}[schedule]\nslots = ["07:30"]\n')
    place.write(name, article("Alpha", (long, "First."), (f"{long} twice", "Second."), front=front))
    place.write("b.md", article("Beta", ("One", "First."), front="publishDate: 2999-01-01\n"))
    assert run(place.folder, "publish", "--at", "2026-01-01T00:00").returncode == 0
    # The clock of the machine is far ahead: all that is planned is overdue, and listed first.
    done = run(place.folder, "plan", "--days", "3")

    assert done.returncode == 0
    assert "never ran here" in done.stderr
    assert all(len(line) <= 80 for line in done.stdout.splitlines())
    assert done.stdout.count(" 07:30  content/") >= 3
    assert done.stdout.count("A heading that goes on") == 2
    events = json.loads(run(place.folder, "plan", "--days", "400000", "--json").stdout or "{}").get("events", [])
    assert events == []
    data = json.loads(run(place.folder, "plan", "--days", "3600", "--json").stdout)
    assert data["schedules"][0]["slots"] == ["07:30"]
    assert any(event["what"].startswith(long) for event in data["events"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["systemd"], ["Type=notify", "WatchdogSec=", "publisher run"]),
        (["systemd", "--serve", "--account", "ada"], ["--serve", "User=ada"]),
        (["systemd", "--timer"], ["OnCalendar=", "Persistent=yes"]),
        (["cron"], ["*/15 * * * *", "publish --quiet"]),
        (["github-actions"], ["on:", "concurrency:", "cron:"]),
        (["docker"], ["FROM ", "HEALTHCHECK", "healthcheck"]),
    ],
)
def test_schedule_prints_what_a_machine_needs(filled: Place, arguments: list[str], said: list[str]) -> None:
    """A complete text for this place on stdout, and nothing else; what does not fit is refused."""
    done = run(filled.folder, "schedule", *arguments)

    assert (done.returncode, done.stderr) == (0, "")
    assert all(part in done.stdout.replace("-m publisher", "publisher") for part in said), done.stdout
    # A workflow runs in a checkout of its own.
    assert str(filled.folder) in done.stdout or "github-actions" in arguments
    assert run(filled.folder, "schedule", "cron", "--timer").returncode == 2
    assert run(filled.folder, "schedule", "launchd").returncode == 2


def test_healthcheck_says_whether_the_loop_is_alive(tmp_path: Path) -> None:
    """Not running is unhealthy; running is healthy and says when it runs next; stopped is unhealthy again."""
    place = Place(tmp_path / "place", timedelta(), SETTINGS)
    place.write("a.md", article("Alpha", ("One", "First.")))
    assert run(place.folder, "healthcheck").returncode == 1
    with running(place.folder, tmp_path / "log") as process:
        wait_for(lambda: "next_run" in (tmp_path / "log").read_text())
        wait_for(lambda: "next run" in run(place.folder, "healthcheck").stdout)
        alive = run(place.folder, "healthcheck", "--quiet")
        assert (alive.returncode, alive.stdout) == (0, "")
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    dead = run(place.folder, "healthcheck")
    assert (dead.returncode, "not running" in dead.stderr) == (1, True)


def test_only_one_runs_at_a_time(tmp_path: Path) -> None:
    """A second one says who is at work, and exits with 75; a single publish goes between the runs."""
    place = Place(tmp_path / "place", timedelta(), SETTINGS)
    place.write("a.md", article("Alpha", ("One", "First.")))
    with running(place.folder, tmp_path / "log") as process:
        wait_for(lambda: "next_run" in (tmp_path / "log").read_text())
        second = run(place.folder, "run")
        assert second.returncode == 75
        assert f"another `publisher run` is at work (process {process.pid})" in second.stderr
        assert run(place.folder, "publish").returncode == 0


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="There is no such signal on this system.")
def test_settings_are_read_again_and_broken_ones_leave_the_old(tmp_path: Path) -> None:
    """SIGHUP takes new settings over at once; a broken file is said, and what was in force stays."""
    place = Place(tmp_path / "place", timedelta(), f'{SETTINGS}[schedule]\nevery = "1 day"\n')
    place.write("a.md", article("Alpha", ("One", "First.")))
    log = tmp_path / "log"
    with running(place.folder, log) as process:
        wait_for(lambda: "next_run" in log.read_text())
        place.set(f'{SETTINGS}[schedule]\nevery = "sometimes"\n')
        process.send_signal(signal.SIGHUP)
        wait_for(lambda: "settings not taken over" in log.read_text())
        assert "line 6" in log.read_text()
        assert process.poll() is None
        place.set(f'{SETTINGS}[schedule]\nevery = "1 second"\n')
        process.send_signal(signal.SIGHUP)
        wait_for(lambda: "settings read again" in log.read_text())
        place.write("b.md", article("Beta", ("One", "First.")))
        wait_for((place.feeds / "b/index.html").exists)
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="There are no such sockets on this system.")
def test_systemd_is_told_how_it_stands(tmp_path: Path) -> None:
    """That it is ready, what it does, that it is alive, that it reads settings again, and that it stops."""
    place = Place(tmp_path / "place", timedelta(), SETTINGS)
    place.write("a.md", article("Alpha", ("One", "First.")))
    told: list[str] = []
    with tempfile.TemporaryDirectory() as short, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        # The path of a socket may have no more than 107 bytes.
        manager.bind(f"{short}/notify")
        manager.settimeout(0.05)

        def hear(text: str) -> bool:
            with suppress(TimeoutError):
                told.extend(manager.recv(4096).decode().split("\n"))
            return any(line.startswith(text) for line in told)

        environment = {"NOTIFY_SOCKET": f"{short}/notify", "WATCHDOG_USEC": "3000000"}
        with running(place.folder, tmp_path / "log", environment=environment) as process:
            for text in ("READY=1", "STATUS=publishing 1 article", "STATUS=next run at 20", "WATCHDOG=1"):
                wait_for(partial(hear, text))
            told.clear()
            process.send_signal(signal.SIGHUP)
            for text in ("RELOADING=1", "MONOTONIC_USEC=", "READY=1"):
                wait_for(partial(hear, text))
            process.send_signal(signal.SIGTERM)
            wait_for(partial(hear, "STOPPING=1"))
            assert process.wait(20) == 0


def test_watching_publishes_what_changes(tmp_path: Path) -> None:
    """With `watch`, a file that is written is out within seconds, long before the next run."""
    place = Place(tmp_path / "place", timedelta(), f'{SETTINGS}[schedule]\nevery = "1 day"\nwatch = true\n')
    place.write("a.md", article("Alpha", ("One", "First.")))
    log = tmp_path / "log"
    with running(place.folder, log):
        wait_for(lambda: "next_run" in log.read_text())
        place.write("b.md", article("Beta", ("One", "First.")))
        wait_for((place.feeds / "b/index.html").exists)
        (place.content / "a.md").unlink()
        wait_for(lambda: "withdrawn" in (place.feeds / "a/index.html").read_text().lower())


def has_items(place: Place, count: int) -> bool:
    """Tell whether an article's feed is there and has so many items."""
    return (place.feeds / "a/feed.json").exists() and len(place.items("a/feed.json")) >= count


def test_what_is_due_comes_on_time(tmp_path: Path) -> None:
    """Sections come at their own times, whatever the schedule; each once, through a restart."""
    place = Place(tmp_path / "place", timedelta(), f'{SETTINGS}[schedule]\nevery = "1 day"\n')
    sections = [(f"Section {n}", "Text.") for n in range(5)]
    place.write("a.md", article("Alpha", *sections, front="release: 2 seconds\n"))
    log = tmp_path / "log"
    for count in (2, 4):
        with running(place.folder, log) as process:
            # On a busy machine so many may have come before.
            wait_for(lambda: '"started"' in log.read_text())
            wait_for(partial(has_items, place, count))
            process.send_signal(signal.SIGTERM)
            assert process.wait(20) == 0
    with running(place.folder, log):
        wait_for(partial(has_items, place, 6))
    assert len(place.items("a/feed.json")) == 6
    assert len({item["id"] for item in place.items("a/feed.json")}) == 6


def test_logs_are_json_lines_where_nobody_looks(tmp_path: Path) -> None:
    """Each line is an object with time, level, event and logger; one event a step."""
    place = Place(tmp_path / "place", timedelta(), SETTINGS)
    place.write("a.md", article("Alpha", ("One", "First.")))
    log = tmp_path / "log"
    with running(place.folder, log) as process:
        wait_for(lambda: "next_run" in log.read_text())
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert [line["event"] for line in lines] == [
        *("started", "run started", "article read", "run done", "waiting", "stopped")
    ]
    assert all({"time", "level", "event", "logger"} <= line.keys() for line in lines)
    assert lines[2]["article"] == "a.md"


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="There are no timers on this system.")
def test_stopping_gives_up_the_article_in_hand(tmp_path: Path) -> None:
    """Asked to stop in a long article, it is given up in time, and what was done before is kept."""
    place = Place(tmp_path / "place", timedelta(), f'{SETTINGS}[schedule]\nstop_within = "1 second"\n')
    place.write("a.md", article("Alpha", ("One", "First.")))
    line = "a < b & " * 20
    place.write("b.md", article("Beta", *((f"Section {n}", f"{line} *{n}* " * 40) for n in range(150))))
    log = tmp_path / "log"
    with running(place.folder, log) as process:
        wait_for(lambda: "run started" in log.read_text())
        time.sleep(0.7)
        process.send_signal(signal.SIGTERM)
        began = time.monotonic()
        assert process.wait(30) == 0
        assert time.monotonic() - began < 15
    assert "Traceback" not in log.read_text()
    assert run(place.folder, "publish").returncode == 0
    assert (place.feeds / "b/index.html").exists()


def test_split_shows_the_outline(filled: Place) -> None:
    """Title, items with their words, what was dropped, why, and all of it for programs; no settings are needed."""
    path = filled.folder / "talk.txt"
    filler = "This sentence is here only so that the paragraph has the length of one that people write. " * 3
    path.write_text(
        f"The talk of the town\n{filler * 2}\n{filler}\nFirst point\n{filler}\nSecond point\n{filler}\nLeave a Reply\n"
    )

    plain = run(filled.folder, "split", "talk.txt")
    explained = run(filled.folder.parent, "split", str(path), "--explain")
    data = json.loads(run(filled.folder, "split", "talk.txt", "--json").stdout)

    assert "The talk of the town" in plain.stdout
    assert "First point" in plain.stdout
    assert "Leave a Reply" in plain.stdout.split("Dropped")[1]
    assert re.search(r"Confidence  \d+% of the lines", plain.stdout)
    assert 0.5 < data["confidence"] <= 1
    assert explained.stdout.count("\n") > plain.stdout.count("\n") + 7
    assert [item["title"] for item in data["items"]] == ["The talk of the town", "First point", "Second point"]
    assert data["items"][1]["words"] == 51
    assert [note["text"] for note in data["dropped"]] == ["Leave a Reply"]
    assert not filled.feeds.exists()


def test_split_of_a_broken_file_is_one_error(filled: Place) -> None:
    """The same clear error as publishing gives."""
    (filled.folder / "bad.md").write_text("---\ndate: soonish\n---\n\nText.")

    done = run(filled.folder, "split", "bad.md")

    assert done.returncode == 1
    assert "bad.md:2" in done.stderr


def on_terminal(folder: Path, *arguments: str, **environment: str) -> str:
    """Run a command on a terminal and return what it shows."""
    parent, child = pty.openpty()
    with subprocess.Popen(
        [*PUBLISHER, *arguments], cwd=folder, stdout=child, stderr=child, env={**ENVIRONMENT, **environment}
    ) as process:
        os.close(child)
        shown = b""
        while True:
            try:
                part = os.read(parent, 4096)
            except OSError:  # The other end is closed.
                break
            if not part:
                break
            shown += part
        process.wait()
    os.close(parent)
    return shown.decode()


def test_colour_and_progress_are_for_terminals(filled: Place) -> None:
    """Colour on a terminal only, none with NO_COLOR; progress for a long run on a terminal only."""
    environment = dict.fromkeys(("NO_COLOR",), "")
    assert "\x1b[32m" in on_terminal(filled.folder, "publish", **environment)
    for number in range(60):
        filled.write(f"{number}.md", article(str(number), *((f"Section {n}", "First.") for n in range(10))))

    # It appears after half a second, wherever the run is then.
    assert "of 60" in on_terminal(filled.folder, "publish", "--dry-run", **environment)
    plain = on_terminal(filled.folder, "publish", "--dry-run", NO_COLOR="1")
    assert "\x1b[3" not in plain
    piped = run(filled.folder, "publish", "--dry-run")
    assert "\x1b" not in piped.stdout + piped.stderr


def wait_for(condition: object, seconds: float = 30) -> None:
    """Wait until something is so."""
    assert callable(condition)
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.05)


@contextmanager
def running(
    folder: Path, log: Path, *arguments: str, environment: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Keep `publisher run` at work in a folder, and end it whatever happens."""
    with log.open("wb") as file:
        variables = {**ENVIRONMENT, **(environment or {})}
        process = subprocess.Popen([*PUBLISHER, "run", *arguments], cwd=folder, stderr=file, env=variables)
        try:
            yield process
        finally:
            process.kill()
            process.wait(20)


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_run_stays_publishes_serves_and_stops(tmp_path: Path, stop: signal.Signals) -> None:
    """It publishes on its schedule, goes on after a bad article, serves, and stops cleanly when asked."""
    place = Place(tmp_path / "place", timedelta(), f'{SETTINGS}[schedule]\nevery = "1 second"\n[serve]\nport = 0\n')
    place.write("a.md", article("Alpha", ("One", "First.")))
    log = tmp_path / "log"
    with running(place.folder, log, "--serve") as process:
        wait_for((place.feeds / "a/index.html").exists)
        wait_for(lambda: "http://" in log.read_text())
        url = log.read_text().partition("http://")[2].split()[0]
        wait_for((place.feeds / "index.html").exists)
        with urllib.request.urlopen(f"http://{url.rstrip('/')}/rss.xml", timeout=10) as answer:
            assert answer.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
        place.write("bad.md", "---\ndate: soonish\n---\n\nText.")
        wait_for(lambda: "bad.md:2" in log.read_text())
        place.write("b.md", article("Beta", ("One", "First.")))
        wait_for((place.feeds / "b/index.html").exists)
        process.send_signal(stop)
        assert process.wait(20) == 0
    assert "Traceback" not in log.read_text()


def test_run_recovers_from_a_damaged_state(tmp_path: Path) -> None:
    """The schedule starts all the same; the first run sets the state aside, and says so in the log."""
    run(tmp_path, "init", "place")
    folder = tmp_path / "place"
    run(folder, "publish")
    (folder / ".publisher/state.sqlite3").write_bytes(b"no database" * 500)
    process = subprocess.Popen([*PUBLISHER, "run"], cwd=folder, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT)
    try:
        wait_for((folder / ".publisher/state.sqlite3.damaged-1").exists)
        wait_for((folder / ".publisher/state.sqlite3.seal").exists)
    finally:
        process.send_signal(signal.SIGTERM)
        _, log = process.communicate(timeout=30)

    assert process.returncode == 0
    assert "the state was lost" in log


def test_a_run_that_was_missed_is_made_up_once(tmp_path: Path) -> None:
    """What was due while it was down runs at the start; what was not, does not."""
    place = Place(tmp_path / "place", timedelta(), f'{SETTINGS}[schedule]\nevery = "1 day"\n')
    place.write("a.md", article("Alpha", ("One", "First.")))
    log = tmp_path / "log"
    for round_ in range(2):
        with running(place.folder, log) as process:
            if round_ == 0:
                # Only then is the run remembered: one that is stopped before may have been cut short.
                wait_for(lambda: "next_run" in log.read_text())
            else:
                wait_for(lambda: "started" in log.read_text())
                time.sleep(2.5)
            process.send_signal(signal.SIGTERM)
            assert process.wait(20) == 0
        assert ("run done" in log.read_text()) == (round_ == 0)
        place.write("b.md", article("Beta", ("One", "First.")))
    assert not (place.feeds / "b").exists()
