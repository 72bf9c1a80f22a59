"""Noticing changes in a real folder."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from publisher.scheduler.watch import Watcher

SETTLE = timedelta(seconds=0.1)
LOOK = timedelta(seconds=0.2)
_LONG_SECONDS = 60.0
"""For a slow machine; what is waited for takes a fraction of a second on a usual one."""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A folder with an article and a folder with another."""
    folder = tmp_path / "content"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.md").write_text("one")
    (folder / "sub" / "b.md").write_text("one")
    return folder


def _wait_for(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + _LONG_SECONDS
    while not is_so():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.02)


def _take_all(watcher: Watcher) -> None:
    """Wait for a change, and until no more of it comes."""
    _wait_for(watcher.take)
    quiet = time.monotonic() + 0.2
    while time.monotonic() < quiet:
        if watcher.take():
            quiet = time.monotonic() + 0.2
        time.sleep(0.02)


def _move_in(folder: Path) -> None:
    made = folder.parent / "made elsewhere"
    made.mkdir()
    (made / "c.md").write_text("one")
    made.rename(folder / "made elsewhere")


def _save_as_editors_do(folder: Path) -> None:
    (folder / ".a.md.swp").write_text("two")
    (folder / "a.md~").write_text("one")
    (folder / ".a.md.swp").rename(folder / "a.md")


CHANGES: dict[str, Callable[[Path], object]] = {
    "created": lambda folder: (folder / "c.txt").write_text("one"),
    "changed": lambda folder: (folder / "a.md").write_text("two, and longer"),
    "changed below": lambda folder: (folder / "sub" / "b.md").write_text("two, and longer"),
    "saved by an editor": _save_as_editors_do,
    "renamed": lambda folder: (folder / "a.md").rename(folder / "c.md"),
    "moved": lambda folder: (folder / "a.md").rename(folder / "sub" / "a.md"),
    "removed": lambda folder: (folder / "a.md").unlink(),
    "picture": lambda folder: (folder / "sub" / "a.PNG").write_bytes(b"x"),
    "folder moved in": _move_in,
    "folder moved out": lambda folder: (folder / "sub").rename(folder.parent / "sub"),
    "folder renamed": lambda folder: (folder / "sub").rename(folder / "other"),
    "folder removed": lambda folder: shutil.rmtree(folder / "sub"),
}


def test_changes_are_told(content: Path) -> None:
    """An article that is created, changed, moved or removed is told once it has settled, alone or with its folder."""
    with ExitStack() as stack:
        watchers = {}
        for name in CHANGES:
            folder = content.parent / name / "content"
            shutil.copytree(content, folder)
            watchers[name] = stack.enter_context(Watcher(folder, settle=SETTLE, look=LOOK)), folder
        assert {name for name, (watcher, _folder) in watchers.items() if watcher.seconds_left() is not None} == set()

        for name, (_watcher, folder) in watchers.items():
            CHANGES[name](folder)
        missed = set(CHANGES)
        end = time.monotonic() + _LONG_SECONDS
        while missed and time.monotonic() < end:
            missed -= {name for name in missed if watchers[name][0].take()}
            time.sleep(0.02)

        assert missed == set()


def _make_draft(folder: Path) -> None:
    (folder / "_drafts").mkdir()
    (folder / "_drafts" / "c.md").write_text("x")


NO_CHANGES: dict[str, Callable[[Path], object]] = {
    "read": lambda folder: (folder / "a.md").read_bytes(),
    "hidden": lambda folder: (folder / ".a.md.swp").write_text("x"),
    "backup": lambda folder: (folder / "a.md~").write_text("x"),
    "lock": lambda folder: (folder / "~$a.html").write_text("x"),
    "document": lambda folder: (folder / "a.pdf").write_bytes(b"x"),
    "draft": _make_draft,
}


def test_what_is_no_article_is_passed_over(content: Path) -> None:
    """Editors' temporary files, hidden ones and other kinds of files are no changes."""
    with Watcher(content, settle=SETTLE, look=LOOK) as watcher:
        for change in NO_CHANGES.values():
            change(content)
        time.sleep(0.4)
        assert watcher.seconds_left() is None

        (content / "a.md").write_text("two")
        _wait_for(watcher.take)


def test_links_to_folders_are_not_followed(content: Path, tmp_path: Path) -> None:
    """Links that lead in circles, or out of the folder, are no ways to more articles."""
    (tmp_path / "outside").mkdir()
    (content / "out").symlink_to(tmp_path / "outside")
    (content / "sub" / "loop").symlink_to(content)
    (content / "all").symlink_to("/")
    with Watcher(content, settle=SETTLE, look=LOOK) as watcher:
        (tmp_path / "outside" / "c.md").write_text("one")
        time.sleep(0.4)
        assert watcher.seconds_left() is None

        (content / "a.md").write_text("two")
        _wait_for(watcher.take)


def test_files_may_be_changed_through_a_link(content: Path) -> None:
    """All files change at once where they lead through a hidden link to a folder, as in a Kubernetes ConfigMap."""
    for name in ("..old", "..new"):
        (content / name).mkdir()
        (content / name / "c.md").write_text(name)
    (content / "..data").symlink_to("..old")
    (content / "c.md").symlink_to("..data/c.md")
    with Watcher(content, settle=SETTLE, look=LOOK) as watcher:
        (content / "..data_tmp").symlink_to("..new")
        (content / "..data_tmp").rename(content / "..data")

        _wait_for(watcher.take)


def test_names_in_no_encoding_are_passed_over(content: Path) -> None:
    """A folder whose name cannot be read does not keep the others from being watched."""
    try:
        Path(os.fsdecode(os.fsencode(content) + b"/\xff")).mkdir()
    except OSError:
        pytest.skip("this file system takes no such name")
    with Watcher(content, settle=SETTLE, look=LOOK) as watcher:
        (content / "a.md").write_text("two")

        _wait_for(watcher.take)


def test_new_folders_are_watched(content: Path) -> None:
    """Folders that are made while it watches are watched as well, however deep."""
    with Watcher(content, settle=SETTLE, look=LOOK) as watcher:
        deep = content / "x" / "y" / "z"
        deep.mkdir(parents=True)
        _take_all(watcher)

        (deep / "c.md").write_text("one")
        _take_all(watcher)
        deep.parent.rename(content / "w")
        _take_all(watcher)
        (content / "w" / "z" / "c.md").write_text("two")
        _take_all(watcher)


def test_it_waits_until_all_is_quiet(content: Path) -> None:
    """Nothing is told before nothing has happened for a while; the time left says when to ask."""
    with Watcher(content, settle=timedelta(seconds=100), longest=timedelta(seconds=1000)) as watcher:
        (content / "a.md").write_text("two")
        _wait_for(lambda: watcher.seconds_left() is not None)
        now = time.monotonic()

        assert not watcher.take(now + 50)
        assert 50 < (watcher.seconds_left(now) or 0) <= 100
        assert watcher.take(now + 101)
        assert not watcher.take(now + 1_000)


def test_it_does_not_wait_for_ever(content: Path) -> None:
    """A folder that is written to all the time is told of all the same, a while after the first change."""
    with Watcher(content, settle=timedelta(seconds=100), longest=timedelta(seconds=120)) as watcher:
        (content / "a.md").write_text("two")
        _wait_for(lambda: watcher.seconds_left() is not None)
        first = time.monotonic()
        # Each change puts off the end; each is seen by what is left getting longer.
        for number in range(3):
            before = watcher.seconds_left(first) or 0
            (content / "a.md").write_text("x" * (number + 10))
            _wait_for(lambda before=before: (watcher.seconds_left(first) or 0) > before)  # type: ignore[misc]

        assert watcher.take(first + 120)


def test_who_waits_is_woken(content: Path) -> None:
    """Each change is reported at once to whoever asked for it."""
    changed = threading.Event()
    with Watcher(content, on_change=changed.set):
        assert not changed.is_set()
        (content / "a.md").write_text("two")

        assert changed.wait(_LONG_SECONDS)


def test_a_folder_may_come_later(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A folder that is missing is waited for, said once; all that is in it when it comes is a change."""
    with caplog.at_level(logging.INFO, "publisher"), Watcher(tmp_path / "content", settle=SETTLE, look=LOOK) as watcher:
        assert not watcher.take()
        (tmp_path / "content").mkdir()
        (tmp_path / "content" / "a.md").write_text("one")
        _take_all(watcher)
        (tmp_path / "content" / "a.md").write_text("two")
        _take_all(watcher)

    assert [record.getMessage() for record in caplog.records] == [
        "content folder cannot be watched",
        "content folder is there again",
    ]


def test_a_folder_may_vanish_and_come_back(content: Path) -> None:
    """That a folder is gone is a change, that it is back another, and it is watched from then on."""
    with Watcher(content, settle=SETTLE, look=LOOK) as watcher:
        shutil.rmtree(content)
        _take_all(watcher)

        content.mkdir()
        _take_all(watcher)
        (content / "a.md").write_text("one")
        _take_all(watcher)


def test_another_folder_may_take_its_place(content: Path, tmp_path: Path) -> None:
    """A folder that is a link is watched where it leads, and that it leads elsewhere is a change."""
    other = tmp_path / "other"
    shutil.copytree(content, other)
    link = tmp_path / "link"
    link.symlink_to(content)
    with Watcher(link, settle=SETTLE, look=LOOK) as watcher:
        (content / "a.md").write_text("two")
        _take_all(watcher)

        (tmp_path / "new").symlink_to(other)
        (tmp_path / "new").rename(link)
        _take_all(watcher)
        (other / "a.md").write_text("three")
        _take_all(watcher)


def test_without_notifications_it_looks_by_itself(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For network file systems the environment may ask that the folder is looked at."""
    monkeypatch.setenv("WATCHFILES_FORCE_POLLING", "1")
    with Watcher(content, settle=SETTLE, look=LOOK) as watcher:
        (content / "sub" / "b.md").write_text("two")
        _take_all(watcher)
        # As long as before, and perhaps within the same second.
        (content / "sub" / "b.md").write_text("six")
        _take_all(watcher)
        (content / "new").mkdir()
        (content / "new" / "c.md").write_text("one")
        _take_all(watcher)
        shutil.rmtree(content)
        _take_all(watcher)
        content.mkdir()
        _take_all(watcher)


def test_a_fault_is_logged_and_watching_goes_on(content: Path, caplog: pytest.LogCaptureFixture) -> None:
    """What watchfiles cannot bear, a name in no encoding, is said in a line, and later changes are noticed."""
    name = os.fsencode(content) + b"/\xff.md"
    try:
        Path(os.fsdecode(name)).touch()
        Path(os.fsdecode(name)).unlink()
    except OSError:
        pytest.skip("this file system takes no such name")
    with caplog.at_level(logging.WARNING, "publisher"), Watcher(content, settle=SETTLE, look=LOOK) as watcher:
        Path(os.fsdecode(name)).touch()
        _take_all(watcher)
        (content / "a.md").write_text("two")
        _take_all(watcher)

    assert [record.getMessage() for record in caplog.records] == ["watching failed, and begins anew"]


def test_a_fault_of_who_is_woken_is_none_of_the_watcher(content: Path, caplog: pytest.LogCaptureFixture) -> None:
    """An error in what is called at a change ends nothing."""
    calls = []

    def fail() -> None:
        calls.append(1)
        raise LookupError("nobody there")

    with (
        caplog.at_level(logging.WARNING, "publisher"),
        Watcher(content, settle=SETTLE, look=LOOK, on_change=fail) as watcher,
    ):
        (content / "a.md").write_text("two")
        _wait_for(watcher.take)
        assert calls
        (content / "a.md").write_text("three")
        _wait_for(watcher.take)

    assert "nobody there" in caplog.text


LIMITED = """
import logging, sys, time
from datetime import timedelta
from pathlib import Path
from publisher.scheduler.watch import Watcher

logging.basicConfig(format="%(message)s %(hint)s", stream=sys.stdout)
content = Path(sys.argv[1])
with Watcher(content, settle=timedelta(seconds=0.1), look=timedelta(seconds=0.2)) as watcher:
    end = time.monotonic() + 60
    while not watcher.take():
        time.sleep(0.02)
    (content / "a.md").write_text("two")
    while time.monotonic() < end and not watcher.take():
        time.sleep(0.02)
    print("seen" if time.monotonic() < end else "missed")
"""


@pytest.mark.parametrize("limit", ["max_inotify_watches", "max_inotify_instances"])
def test_where_the_system_has_no_more_to_give_it_looks_by_itself(content: Path, limit: str) -> None:
    """At the limit of the system changes are noticed all the same, and it is said what to raise."""
    # A user namespace has limits of its own, so that this one hurts nobody else.
    script = f'echo 1 > /proc/sys/user/{limit} && exec "$@"'
    command = ["unshare", "--user", "--map-root-user", "sh", "-c", script, "sh"]
    if shutil.which("unshare") is None or subprocess.run([*command, "true"], check=False).returncode:
        pytest.skip("this system lets us make no user namespace")
    if limit == "max_inotify_instances":
        command[5] = script.replace("echo 1", "echo 0")

    done = subprocess.run(
        [*command, sys.executable, "-c", LIMITED, str(content)], capture_output=True, text=True, check=False
    )

    told = "watching reached a limit of the system; all files are looked at every few seconds instead"
    hint = "raise fs.inotify.max_user_watches or fs.inotify.max_user_instances with sysctl"
    assert done.stdout.splitlines() == [f"{told} {hint}", "seen"], done.stderr


def test_it_stops_at_once(content: Path) -> None:
    """The end of the context ends the thread, whatever it waits for."""
    for folder in (content, content / "missing"):
        with Watcher(folder):
            assert any(thread.name == "watch" for thread in threading.enumerate())
        assert not any(thread.name == "watch" for thread in threading.enumerate())


def test_its_library_says_nothing_of_its_own(content: Path, caplog: pytest.LogCaptureFixture) -> None:
    """That watchfiles saw a change is not worth a line of its own."""
    with caplog.at_level(logging.DEBUG), Watcher(content, settle=SETTLE, look=LOOK) as watcher:
        (content / "a.md").write_text("two")
        _wait_for(watcher.take)

    assert not [record for record in caplog.records if record.name.startswith("watchfiles")]
