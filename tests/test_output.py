"""Writing files whole, and only those that differ."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import textwrap
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.errors import OutputError
from publisher.output import Output


def test_only_what_differs_is_written(tmp_path: Path) -> None:
    """A file with the same bytes is not touched: not even its time changes."""
    output = Output(tmp_path)
    assert output.write([("a/one.html", b"1"), ("rss.xml", b"2")]) == ["a/one.html", "rss.xml"]
    before = (tmp_path / "rss.xml").stat()

    assert output.write([("a/one.html", b"x"), ("rss.xml", b"2")]) == ["a/one.html"]

    after = (tmp_path / "rss.xml").stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)
    assert (tmp_path / "a/one.html").read_bytes() == b"x"


def test_a_file_is_copied_whole_or_not_at_all(tmp_path: Path) -> None:
    """A copy whose bytes are not those that were promised changes nothing, and nothing of it is left."""
    output = Output(tmp_path)
    data = bytes(range(256)) * 10_000
    digest = sha256(data).hexdigest()

    assert output.copy("media/a.wav", io.BytesIO(data), digest)
    assert (tmp_path / "media/a.wav").read_bytes() == data
    assert output.size("media/a.wav") == len(data)
    assert not output.copy("media/a.wav", io.BytesIO(b"other"), digest)
    assert not output.copy("media/b.wav", io.BytesIO(b"other"), digest)
    assert {path.name: path.read_bytes() for path in (tmp_path / "media").iterdir()} == {"a.wav": data}
    assert (output.size("media/b.wav"), output.size("none/b.wav")) == (-1, -1)


def test_a_copy_replaces_a_link_and_never_follows_one(tmp_path: Path) -> None:
    """Neither where the file shall lie nor on the way there."""
    (tmp_path / "precious").write_text("keep")
    (tmp_path / "feeds/media").mkdir(parents=True)
    (tmp_path / "feeds/media/a.png").symlink_to("../../precious")
    (tmp_path / "feeds/out").symlink_to("..")
    output = Output(tmp_path / "feeds")

    assert output.size("media/a.png") == -1
    assert output.copy("media/a.png", io.BytesIO(b"x"), sha256(b"x").hexdigest())
    with pytest.raises(OutputError, match="leads out"):
        output.copy("out/precious", io.BytesIO(b"x"), sha256(b"x").hexdigest())
    with pytest.raises(ValueError, match="plain names"):
        output.copy("../precious", io.BytesIO(b"x"), sha256(b"x").hexdigest())
    assert (tmp_path / "precious").read_text() == "keep"
    assert (tmp_path / "feeds/media/a.png").read_bytes() == b"x"
    assert not (tmp_path / "feeds/media/a.png").is_symlink()


def test_nothing_else_is_left(tmp_path: Path) -> None:
    """No temporary file outlives a write."""
    Output(tmp_path).write([(f"d/{n}.html", b"x" * n) for n in range(50)])

    assert sorted(path.name for path in (tmp_path / "d").iterdir()) == sorted(f"{n}.html" for n in range(50))


@given(path=st.text(max_size=30) | st.from_regex(r"(\.\.|[a-z/.])*", fullmatch=True))
def test_no_path_leaves_the_folder(tmp_path_factory: pytest.TempPathFactory, path: str) -> None:
    """Any path is written inside the folder or refused as our own mistake."""
    folder = tmp_path_factory.mktemp("outer")
    output = Output(folder / "feeds")
    try:
        output.write([(path, b"x")])
    except (ValueError, OutputError):
        pass
    else:
        assert (folder / "feeds" / path).resolve().is_relative_to((folder / "feeds").resolve())
    assert {entry.name for entry in folder.iterdir()} <= {"feeds"}


def test_a_link_does_not_lead_out(tmp_path: Path) -> None:
    """A folder that is a link to elsewhere is refused; a file that is a link is replaced, not followed."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "precious").write_text("keep")
    feeds = tmp_path / "feeds"
    feeds.mkdir()
    (feeds / "linked").symlink_to(outside)
    (feeds / "rss.xml").symlink_to(outside / "precious")

    with pytest.raises(OutputError, match="leads out"):
        Output(feeds).write([("linked/index.html", b"x")])
    Output(feeds).write([("rss.xml", b"x")])

    assert (outside / "precious").read_text() == "keep"
    assert [entry.name for entry in outside.iterdir()] == ["precious"]
    assert not (feeds / "rss.xml").is_symlink()


def test_removing_leaves_no_empty_folder(tmp_path: Path) -> None:
    """Folders that a removal empties go as well; others, and files of other people, stay."""
    output = Output(tmp_path)
    output.write([("a/b/one.html", b""), ("a/two.html", b"")])
    (tmp_path / "CNAME").write_text("feeds.example.org")

    assert output.remove(["a/b/one.html", "a/gone.html"]) == ["a/b/one.html"]
    assert not (tmp_path / "a/b").exists()
    assert output.remove(["a/two.html"]) == ["a/two.html"]
    assert [entry.name for entry in tmp_path.iterdir()] == ["CNAME"]
    assert output.write([("a/b/one.html", b"")]) == ["a/b/one.html"]


def test_missing_files_are_found(tmp_path: Path) -> None:
    """What somebody deleted is noticed by its name."""
    output = Output(tmp_path)
    output.write([("a/one.html", b""), ("a/two.html", b"")])
    (tmp_path / "a/two.html").unlink()

    assert output.find_missing(["a/two.html", "a/one.html", "b/three.html"]) == ["a/two.html", "b/three.html"]


def test_a_refusing_disk_is_one_clear_error(tmp_path: Path) -> None:
    """A file where a folder should be is named, with what is wrong."""
    (tmp_path / "a").write_text("a file")

    with pytest.raises(OutputError) as caught:
        Output(tmp_path).write([("a/one.html", b"x")])

    assert str(tmp_path / "a") in str(caught.value)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
@pytest.mark.parametrize("moment", [0.0, 0.002, 0.01, 0.03])
def test_a_killed_process_leaves_whole_files(tmp_path: Path, moment: float) -> None:
    """Killed at any moment, each file is the old one or the new one, and in the order that was asked for."""
    script = textwrap.dedent(
        f"""
        import sys
        from pathlib import Path
        from publisher.output import Output
        output = Output(Path({str(tmp_path)!r}))
        turn = 0
        while True:
            turn += 1
            output.write([(f"{{n}}.html", b"%08d" % turn * 2000) for n in range(8)])
            if turn == 1:
                print("ready", flush=True)
        """
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
        try:
            process.wait(moment)
        except subprocess.TimeoutExpired:
            process.kill()

    turns = []
    for number in range(8):
        data = (tmp_path / f"{number}.html").read_bytes()
        assert data == data[:8] * 2000
        turns.append(int(data[:8]))
    assert turns == sorted(turns, reverse=True)
    assert turns[0] - turns[-1] <= 1


@settings(max_examples=30)
@given(st.lists(st.tuples(st.sampled_from(["a.xml", "b/a.xml"]), st.binary(max_size=3)), max_size=12))
def test_what_takes_anothers_place_is_a_second_younger(writes: list[tuple[str, bytes]]) -> None:
    """HTTP has whole seconds: a reader must be able to tell two versions apart, however soon one follows the other."""
    with TemporaryDirectory() as folder:
        output = Output(Path(folder), ("gzip",))
        for path, data in writes:
            target = Path(folder) / path
            before = target.stat().st_mtime_ns // 10**9 if target.exists() else -1
            if output.write([(path, data)]):
                assert target.stat().st_mtime_ns // 10**9 > before
                assert target.with_name("a.xml.gz").stat().st_mtime_ns == target.stat().st_mtime_ns
