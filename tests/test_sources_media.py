"""Pictures, sounds and films beside articles: which are found, and which never are."""

from __future__ import annotations

import io
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.sources import (
    BusyError,
    MediaError,
    MediaFile,
    MediaOptions,
    is_local,
    list_paths,
    look_at_media,
    may_name_media,
    open_media,
    read_media,
)
from publisher.sources.signatures import find_type, is_type, measure_picture
from publisher.urls import MEDIA_TYPES
from tests.media_files import EVERY, avif, gif, jpeg, mp3, png, wav, webp

OPTIONS = MediaOptions(settle=timedelta())
KNOWN: dict[tuple[str, int, int], MediaFile] = {}
SECRET = png(7, 7, 77)


def recall_nothing(path: str, size: int, mtime_ns: int) -> MediaFile | None:
    """Know nothing of any file."""
    return KNOWN.get((path, size, mtime_ns))


def read(folder: Path, path: str, options: MediaOptions = OPTIONS) -> MediaFile:
    """Look into a file of which nothing is known."""
    return read_media(folder, path, options, recall_nothing)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder, with a secret beside it."""
    folder = tmp_path / "content"
    (folder / "pics").mkdir(parents=True)
    (tmp_path / "secret.png").write_bytes(SECRET)
    return folder


@pytest.mark.parametrize("suffix", sorted(EVERY))
def test_every_type_that_may_be_published(content: Path, suffix: str) -> None:
    """It is known by its ending, in any case, and by its bytes; its name is made of its stem and of its bytes."""
    data = EVERY[suffix]
    (content / f"pics/Ünder the Sea!.{suffix.upper()}").write_bytes(data)

    found = read(content, f"pics/Ünder the Sea!.{suffix.upper()}")

    digest = sha256(data).hexdigest()
    assert found.name == f"under-the-sea-{digest[:16]}.{suffix}"
    assert (found.type, found.digest, found.size) == (MEDIA_TYPES[suffix], digest, len(data))
    assert found.kind.value == found.type.partition("/")[0]
    assert found.mtime_ns == (content / f"pics/Ünder the Sea!.{suffix.upper()}").stat().st_mtime_ns
    assert EVERY.keys() == MEDIA_TYPES.keys()


@pytest.mark.parametrize("suffix", sorted(EVERY))
def test_the_bytes_decide_the_type(content: Path, suffix: str) -> None:
    """A picture is published as what it is, under any name of a picture; likewise a sound or a film."""
    data, real = EVERY[suffix], MEDIA_TYPES[suffix]
    for other, expected in MEDIA_TYPES.items():
        path = f"a.{other}"
        (content / path).write_bytes(data)
        if expected.startswith("image/") == real.startswith("image/"):
            found = read(content, path)
            # The container of films is that of sounds, too: what is in it is for the player to find out.
            assert found.type in {real, {"video/mp4": "audio/mp4"}.get(real, real)}
            extension = found.name.rpartition(".")[2]
            assert MEDIA_TYPES[extension] == found.type
            assert found.right_name == ("" if expected == found.type else f"a.{extension}")
        else:
            with pytest.raises(MediaError, match="not what its name says") as caught:
                read(content, path)
            assert caught.value.file == MediaFile(path=path, size=len(data), mtime_ns=look_at_media(content, path)[1])


@pytest.mark.parametrize("suffix", sorted(EVERY))
@pytest.mark.parametrize("data", [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<script>alert(1)</script>"])
def test_what_is_no_media_is_refused_under_any_name(content: Path, suffix: str, data: bytes) -> None:
    """Text and nothing pass under no extension."""
    (content / f"a.{suffix}").write_bytes(data)

    with pytest.raises(MediaError):
        read(content, f"a.{suffix}")


@pytest.mark.parametrize("name", ["a.svg", "a.html", "a.png.exe", "a", "a.", "toml.toml", "a.heic", "a.mkv"])
def test_other_types_are_refused(content: Path, name: str) -> None:
    """What its name says is of no type on the list is not published, whatever its bytes are."""
    (content / name).write_bytes(png())

    with pytest.raises(MediaError):
        read(content, name)


def test_a_matroska_that_is_no_webm_is_refused(content: Path) -> None:
    """Both begin alike."""
    (content / "a.webm").write_bytes(EVERY["webm"].replace(b"\x84webm", b"\x88matroska"))

    with pytest.raises(MediaError):
        read(content, "a.webm")


def test_a_large_file_is_refused_before_it_is_read(content: Path) -> None:
    """The limit counts bytes; the error says how to raise it."""
    (content / "a.wav").write_bytes(wav(10))
    os.truncate(content / "a.wav", 2**40)

    with pytest.raises(MediaError, match=r"too large: 1,099,511,627,776 bytes \(.*limits\.media_bytes"):
        read(content, "a.wav")
    (content / "a.wav").write_bytes(wav())
    assert read(content, "a.wav", MediaOptions(max_bytes=len(wav()), settle=timedelta())).digest
    with pytest.raises(MediaError):
        read(content, "a.wav", MediaOptions(max_bytes=len(wav()) - 1, settle=timedelta()))


def test_a_missing_file_is_missing(content: Path) -> None:
    """Neither a file, nor a way to one: that is no error yet."""
    for path in ("pics/a.png", "a/b/c.png", "pics/" + "x" * 5000, "a\0b.png"):
        assert read(content, path).is_missing
        assert look_at_media(content, path) == (-1, 0)


def test_what_is_known_is_not_read_again(content: Path) -> None:
    """A file of the size and time of a known one is taken for it, as long as it still may be published."""
    (content / "a.png").write_bytes(png())
    known = read(content, "a.png")
    asked = []

    def recall(*seen: object) -> MediaFile:
        asked.append(seen)
        return known

    (content / "a.png").write_bytes(png(grey=200))
    assert read_media(content, "a.png", OPTIONS, recall) is known
    assert asked == [("a.png", *look_at_media(content, "a.png"))]

    (content / "a.png").rename(content.parent / "a.png")
    (content / "a.png").symlink_to("../a.png")
    with pytest.raises(MediaError, match="leads out"):
        read_media(content, "a.png", OPTIONS, recall)


def test_devices_pipes_and_folders_are_refused(content: Path) -> None:
    """Nothing waits for a pipe, and nothing is read from a device."""
    os.mkfifo(content / "pipe.png")
    (content / "folder.png").mkdir()
    (content / "zero.png").symlink_to("/dev/zero")

    for name in ("pipe.png", "folder.png", "zero.png"):
        with pytest.raises(MediaError):
            read(content, name)


def test_links_are_followed_inside_the_folder_only(content: Path) -> None:
    """A link to a file, or through a folder, is one where it stays inside; never to what is hidden there."""
    (content / "pics/a.png").write_bytes(png())
    (content / ".git").mkdir()
    (content / ".git/a.png").write_bytes(SECRET)
    links = {
        "inside.png": "pics/a.png",
        "out.png": "../secret.png",
        "absolute.png": str(content.parent / "secret.png"),
        "hidden.png": ".git/a.png",
        "circle.png": "circle.png",
        "folder": "pics",
        "up": "..",
    }
    for name, target in links.items():
        (content / name).symlink_to(target)

    assert read(content, "inside.png").digest == read(content, "folder/a.png").digest == sha256(png()).hexdigest()
    for name in ("out.png", "absolute.png", "hidden.png", "up/secret.png"):
        with pytest.raises(MediaError, match="leads out"):
            read(content, name)
        with pytest.raises(MediaError, match="leads out"), open_media(content, name):
            pass
    assert read(content, "circle.png").is_missing


def test_a_content_folder_in_a_hidden_one_is_no_hindrance(tmp_path: Path) -> None:
    """Only what is hidden inside it counts."""
    folder = tmp_path / ".sites" / "content"
    folder.mkdir(parents=True)
    (folder / "a.png").write_bytes(png())

    assert read(folder, "a.png").digest


def test_a_file_that_is_being_written_is_for_later(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that was changed a moment ago, and then changes again, is not taken."""
    (content / "a.png").write_bytes(png())

    def write_more(_seconds: float) -> None:
        with (content / "a.png").open("ab") as file:
            file.write(b"more")

    monkeypatch.setattr("time.sleep", write_more)
    with pytest.raises(BusyError):
        read(content, "a.png", MediaOptions(settle=timedelta(days=1)))


@pytest.mark.parametrize(
    ("reference", "path"),
    [
        ("a.png", "notes/a.png"),
        ("./pics/a.png", "notes/pics/a.png"),
        ("pics//a.png", "notes/pics/a.png"),
        ("../a.png", "a.png"),
        ("pics/../a.png", "notes/a.png"),
        ("a%20b.png?v=2#top", "notes/a b.png"),
        (" a.png\n", "notes/a.png"),
        ("pics\\a.png", "notes/pics/a.png"),
        ("%C3%BC.png", "notes/ü.png"),
        ("caf\u00e9.png", "notes/caf\u00e9.png"),
        ("_files/a.png", "notes/_files/a.png"),
    ],
)
def test_what_a_reference_means(reference: str, path: str) -> None:
    """It is relative to its article, with or without percent-encoding, and may go up as far as the content folder."""
    assert list_paths("notes/a.md", reference)[0] == path


@pytest.mark.parametrize(
    ("reference", "path"),
    [
        ("/a.png", "a.png"),
        ("/images/a.png", "images/a.png"),
        (" /images//./x/../a.png?v=2#top ", "images/a.png"),
        ("/a%20b.png", "a b.png"),
        ("/\u00fc.png", "\u00fc.png"),
        ("/static/a.png", "static/a.png"),
    ],
)
def test_a_slash_begins_at_the_root_of_the_site(reference: str, path: str) -> None:
    """The root is the content folder, or one of three folders in it, wherever the article is."""
    paths = list_paths("notes/deep/a.md", reference)

    assert paths[0] == path
    assert {f"static/{path}", f"assets/{path}", f"public/{path}"} < set(paths)
    assert paths == list_paths("b.html", reference)


@pytest.mark.parametrize(
    ("name", "reference"), [("100%.png", "100%.png"), ("a%20b.png", "a%20b.png"), ("a#1?.png", "a#1?.png")]
)
def test_odd_names_are_found_as_they_are(content: Path, name: str, reference: str) -> None:
    """A name with a percent sign, a hash or a question mark in it is found, written as it is or encoded."""
    (content / name).write_bytes(png())

    for written in (reference, quote(name)):
        assert any(not read(content, path).is_missing for path in list_paths("a.md", written))


def test_names_are_found_in_either_normal_form(content: Path) -> None:
    """An accent may stand apart from its letter, as macOS writes names, or be one with it."""
    (content / "cafe\u0301.png").write_bytes(png())

    assert any(not read(content, path).is_missing for path in list_paths("a.md", "caf%C3%A9.png"))


@pytest.mark.parametrize(
    "reference",
    [
        "../secret.png",
        "../../secret.png",
        "pics/../../secret.png",
        "..%2fsecret.png",
        "%2e%2e/secret.png",
        "..\\secret.png",
        "..%5csecret.png",
        ".hidden.png",
        "pics/.git/a.png",
        "%2egit/a.png",
        "...",
        "a\0.png",
        "a%00.png",
        "a%0a.png",
        "pics/c:a.png",
        "a.png:stream",
        "/../secret.png",
        "/%2e%2e/secret.png",
        "/..\\secret.png",
        "/pics/../../secret.png",
        "/.git/a.png",
        "/",
        "/\\host\\a.png",
        "//host/a.png",
        "\\\\host\\a.png",
        "file:///etc/a.png",
        "https://host/a.png",
        "data:image/png;base64,AAAA",
        "#a.png",
        "?a.png",
        "",
        "  ",
        "x" * 3000,
    ],
)
def test_what_means_nothing(reference: str) -> None:
    """What leads out of the folder, is hidden, absolute or odd is no path, in any spelling."""
    paths = list_paths("a.md", reference)

    # What is decoded is out; what is left, if anything, is a plain name with a percent sign in it.
    assert all("%" in path and not path.startswith((".", "/")) for path in paths)
    assert is_local(reference) or not paths


_PLAIN = ".. . a pics up out.png secret.png .git ~ %2e%2e %2E ..%2f %5c ..%5c %252e%252e \\ ..\\ c: %00 inside.png / //"
_PARTS = st.sampled_from([*_PLAIN.split(), "", "\0", "\udc80", "\u2024\u2024", "\uff0e\uff0e"])
references = st.lists(_PARTS | st.text(max_size=5), max_size=8).flatmap(
    lambda parts: st.sampled_from(
        [*("/".join(parts), "".join(parts), quote("/".join(parts), errors="replace")), f"/{'/'.join(parts)}"]
    )
)


@pytest.fixture(scope="module")
def maze() -> Iterator[Path]:
    """A content folder with links that lead out of it, and secrets all around and hidden inside."""
    root = Path(tempfile.mkdtemp())
    folder = root / "outer" / "content"
    (folder / "pics" / ".git").mkdir(parents=True)
    for place in (root, root / "outer", folder / "pics" / ".git"):
        for name in ("secret.png", "a.png", "out.png"):
            (place / name).write_bytes(SECRET)
    (folder / ".secret.png").write_bytes(SECRET)
    (folder / "pics" / "inside.png").write_bytes(png())
    (folder / "assets").mkdir()
    (folder / "assets" / "inside.png").write_bytes(png())
    for link, target in {
        "static": "../..",
        "public": "pics/.git",
        "up": "..",
        "out.png": "../secret.png",
        "pics/up": "../..",
        "git": "pics/.git",
    }.items():
        (folder / link).symlink_to(target)
    yield folder
    shutil.rmtree(root)


@given(article=st.sampled_from(["a.md", "pics/a.md", "pics/deep/a.md"]), reference=references)
@settings(max_examples=400)
def test_no_reference_ever_leaves_the_folder(maze: Path, article: str, reference: str) -> None:
    """Whatever an article calls a picture: no file outside the content folder, or hidden in it, is ever read."""
    for path in list_paths(article, reference):
        assert not any(part.startswith(".") for part in path.split("/"))
        try:
            found = read(maze, path)
        except MediaError:
            continue
        assert found.is_missing or found.digest == sha256(png()).hexdigest()


@given(article=st.sampled_from(["a.md", "pics/a.md"]), reference=references)
def test_every_path_is_plain(article: str, reference: str) -> None:
    """Every path is relative, of visible names, without control characters, colons and backslashes."""
    for path in list_paths(article, reference):
        assert path
        assert all(part and not part.startswith(".") for part in path.split("/"))
        assert not set(path) & set("\\:\0\n\r")


_BYTES = st.binary(max_size=300)
_STARTS = st.sampled_from([*EVERY.values(), b"\xff\xd8" + b"\xff" * 200, b"\xff\xd8\xff\xe1\xff\xffExif\0\0II*\0"])


@given(start=_STARTS, cut=st.integers(0, 100), rest=_BYTES)
@settings(max_examples=500)
def test_any_bytes_are_of_a_type_or_of_none(start: bytes, cut: int, rest: bytes) -> None:
    """Nothing that a file may hold makes looking into it fail; a size is told or not, and never a senseless one."""
    data = start[:cut] + rest

    for media_type in MEDIA_TYPES.values():
        is_type(data[:64], media_type)
        width, height = measure_picture(io.BytesIO(data), media_type)
        assert (width > 0) == (height > 0)
        assert 0 <= width <= 99_999
        assert 0 <= height <= 99_999
    assert find_type(data[:64], iter(MEDIA_TYPES.values())) in {"", *MEDIA_TYPES.values()}


@pytest.mark.parametrize(
    ("media_type", "data"),
    [
        ("image/png", png(640, 480)),
        ("image/gif", gif(640, 480)),
        ("image/jpeg", jpeg(640, 480)),
        ("image/jpeg", jpeg(640, 480, orientation=1)),
        ("image/jpeg", jpeg(480, 640, orientation=6)),
        ("image/jpeg", jpeg(640, 480)[:2] + b"\xff\xff\xff" + jpeg(640, 480)[3:]),
        ("image/webp", webp(640, 480)),
        ("image/webp", webp(640, 480, b"VP8L")),
        ("image/webp", webp(640, 480, b"VP8 ")),
        ("image/avif", avif(640, 480)),
        ("image/avif", avif(480, 640, turns=1)),
    ],
)
def test_pictures_are_measured_as_they_are_shown(media_type: str, data: bytes) -> None:
    """Width and height stand in the head of every type; a camera that was turned swaps them."""
    assert measure_picture(io.BytesIO(data), media_type) == (640, 480)


def test_a_size_that_is_a_lie_is_none() -> None:
    """Nothing is as large as some headers say."""
    assert measure_picture(io.BytesIO(png(1, 1).replace(b"\0\0\0\x01" * 2, b"\xff" * 8)), "image/png") == (0, 0)
    assert measure_picture(io.BytesIO(gif(0, 10)), "image/gif") == (0, 0)
    assert measure_picture(io.BytesIO(mp3()), "audio/mpeg") == (0, 0)


def test_names_that_may_be_media() -> None:
    """The ending decides, and nothing hidden counts."""
    names = ["a.png", "a/b.MP3", "_files/a.jpg", ".a.png", "a/.b/c.png", "a.svg", "a", "a.md"]
    assert [name for name in names if may_name_media(name)] == names[:3]
