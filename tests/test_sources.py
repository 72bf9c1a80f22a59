"""Finding articles in a folder."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.errors import SourceError
from publisher.sources import (
    FoundFile,
    SourceOptions,
    find_files,
    find_folders,
    may_name_article,
    read_file,
    wait_until_settled,
)

OPTIONS = SourceOptions(settle=timedelta())


def test_articles_are_found_in_folders(tmp_path: Path) -> None:
    """Text, Markdown and HTML at any depth, in the order of names."""
    for name in ("b.txt", "a/x.md", "a/b/c/y.HTML", "z.htm", "Ünï.markdown"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")

    assert list(find_files(tmp_path, OPTIONS)) == ["a/b/c/y.HTML", "a/x.md", "b.txt", "z.htm", "Ünï.markdown"]


def test_what_is_no_article_is_left_alone(tmp_path: Path) -> None:
    """Editors' files, dotfiles, other formats, pipes and links out of the folder are not articles."""
    outside = tmp_path / "outside.md"
    outside.write_text("secret")
    content = tmp_path / "content"
    content.mkdir()
    for name in (
        ".hidden.md",
        "_index.md",
        "a.md~",
        "#a.md#",
        ".#a.md",
        "~$a.html",
        "a.md.swp",
        "a.md.part",
        "pic.png",
    ):
        (content / name).write_text("x")
    (content / ".git").mkdir()
    (content / ".git" / "a.md").write_text("x")
    (content / "folder.md").mkdir()
    (content / "out.md").symlink_to(outside)
    (content / "out").symlink_to(tmp_path)
    (content / "dead.md").symlink_to(content / "nothing.md")
    (content / "circle.md").symlink_to(content / "circle.md")
    os.mkfifo(content / "pipe.md")
    (content / "real.md").write_text("x")
    (content / "inside.md").symlink_to(content / "real.md")

    assert list(find_files(content, OPTIONS)) == ["inside.md", "real.md"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """Is an error that says what to do, not an empty publication."""
    with pytest.raises(SourceError, match="create it"):
        find_files(tmp_path / "content", OPTIONS)


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    """The limit names its setting."""
    for number in range(4):
        (tmp_path / f"{number}.md").write_text("x")

    with pytest.raises(SourceError, match="limits.files"):
        find_files(tmp_path, SourceOptions(max_files=3))


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    """The limit names its setting and the file."""
    (tmp_path / "a.md").write_text("x" * 11)

    with pytest.raises(SourceError, match=r"a\.md: too large.*limits\.file_bytes"):
        read_file(find_files(tmp_path, OPTIONS)["a.md"], SourceOptions(max_bytes=10))


def test_a_file_that_changes_is_left_for_the_next_run(tmp_path: Path) -> None:
    """What was still being written since it was found is not read half."""
    (tmp_path / "a.md").write_text("half")
    found = find_files(tmp_path, OPTIONS)["a.md"]
    (tmp_path / "a.md").write_text("half and half")

    assert read_file(found, OPTIONS) is None


def test_a_young_file_must_stay_the_same_for_a_moment(tmp_path: Path) -> None:
    """A file that was touched just now is looked at twice; an old one is not waited for."""
    (tmp_path / "a.md").write_text("half")
    (tmp_path / "old.md").write_text("old")
    os.utime(tmp_path / "old.md", (1_000_000_000, 1_000_000_000))
    found = find_files(tmp_path, OPTIONS)
    grown = FoundFile(name="a.md", path=found["a.md"].path, size=2, mtime_ns=found["a.md"].mtime_ns)
    options = SourceOptions(settle=timedelta(milliseconds=20))

    assert wait_until_settled(found.values(), options) == set()
    assert wait_until_settled([grown, found["old.md"]], options) == {"a.md"}


def test_an_unreadable_file_is_an_error_of_its_own(tmp_path: Path) -> None:
    """A file that vanished since it was found is named."""
    (tmp_path / "a.md").write_text("x")
    found = find_files(tmp_path, OPTIONS)["a.md"]
    (tmp_path / "a.md").unlink()

    with pytest.raises(SourceError, match=r"a\.md: cannot be read"):
        read_file(found, OPTIONS)


PARTS = st.sampled_from(
    ["a", "b.md", "_x", ".git", "~tmp", "#a#", "ä", "c.TXT", "d.png", "e.md~", "f.", "g..html", "\udcff"]
)


@given(names=st.lists(st.lists(PARTS, min_size=1, max_size=3).map("/".join), max_size=6))
def test_folders_and_names_are_judged_as_when_files_are_found(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    """What watches for changes goes by the rule that finds articles: the same folders, the same names."""
    folder = tmp_path_factory.mktemp("content")
    for name in names:
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
        except OSError:
            continue  # A part of it is a file already.
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}

    found = find_files(folder, OPTIONS)

    assert set(found) == {name for name in files if may_name_article(name)}
    looked_into = find_folders(folder)
    assert looked_into[0] == folder
    assert {(folder / name).parent for name in found} <= set(looked_into)
    assert all(may_name_article(f"{path.relative_to(folder).as_posix()}/a.md") for path in looked_into[1:])


def test_folders_are_found_without_following_links(tmp_path: Path) -> None:
    """A link to a folder is none, so nothing is found twice or outside."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    (tmp_path / "a.md").write_text("x")

    assert find_folders(tmp_path) == (tmp_path, tmp_path / "sub")
    with pytest.raises(SourceError, match="cannot list this folder"):
        find_folders(tmp_path / "missing")
