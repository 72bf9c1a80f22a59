"""Compressed variants over HTTP: which is sent, by what it is known, and that it is never of other bytes."""

from __future__ import annotations

import gzip
import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import brotli
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.config import ServeOptions
from publisher.output import Output
from publisher.server.codings import choose_codings
from publisher.server.message import Asked
from publisher.server.site import Site as Application
from tests.served import Site, served

TEXT = b"<feed>" + b"It rises in the hills. " * 200 + b"</feed>\n"
OTHER = b"<feed>" + b"It ends in the sea. " * 200 + b"</feed>\n"
UNDONE = {
    "": lambda data: data,
    "gzip": gzip.decompress,
    "br": brotli.decompress,
    "zstd": lambda data: zstandard.ZstdDecompressor().decompress(data),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server on a folder that was written as it is published."""
    feeds = tmp_path_factory.mktemp("variants") / "feeds"
    Output(feeds, ("gzip", "br", "zstd")).write([("atom.xml", TEXT), ("index.html", TEXT), ("a/style.css", TEXT)])
    with served(feeds) as site:
        yield site


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        (None, ""),
        ("", ""),
        ("identity", ""),
        ("gzip", "gzip"),
        ("x-gzip", "gzip"),
        ("GZIP", "gzip"),
        ("br", "br"),
        ("zstd", "zstd"),
        ("gzip, deflate", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("gzip;q=0, *", "br"),
        ("*;q=0", ""),
        ("*", "br"),
        ("gzip;q=0", ""),
        ("identity;q=1, gzip;q=0.5", ""),
        ("deflate, compress", ""),
        ("gzip;q=nonsense", ""),
        ("br;q=0.001", "br"),
    ],
)
@pytest.mark.parametrize("path", ["/atom.xml", "/", "/a/style.css"])
def test_what_is_accepted_is_sent(site: Site, path: str, accepted: str | None, coding: str) -> None:
    """The smallest variant that is accepted is sent (RFC 9110 §12.5.3), each with an ETag of its own, and Vary."""
    headers = {} if accepted is None else {"Accept-Encoding": accepted}
    first, again = site.ask(path, headers), site.ask(path, headers)

    assert first.status == again.status == 200
    assert first.headers.get("content-encoding", "") == coding
    assert UNDONE[coding](first.body) == TEXT
    assert "Accept-Encoding" in first.headers["vary"]
    assert first.headers["content-length"] == str(len(first.body))
    assert ({**first.headers, "date": ""}, first.body) == ({**again.headers, "date": ""}, again.body)


def test_each_variant_has_its_own_tag(site: Site) -> None:
    """A tag is of the bytes that are sent: what one variant is known by is no reason to answer 304 for another."""
    names = ("identity", "gzip", "br", "zstd")
    tags = {name: site.ask("/atom.xml", {"Accept-Encoding": name}).headers["etag"] for name in names}

    assert len(set(tags.values())) == 4
    for known, tag in tags.items():
        for name in names:
            answer = site.ask("/atom.xml", {"Accept-Encoding": name, "If-None-Match": tag})
            assert answer.status == (304 if name == known else 200)
            if answer.status == 304:
                assert answer.headers["etag"] == tag
                assert answer.headers["vary"]
                assert answer.headers["last-modified"]
                assert answer.headers["cache-control"]
                assert "content-encoding" not in answer.headers


def test_variants_have_no_addresses(site: Site) -> None:
    """What lies beside a file is not there for anyone who asks for it by name."""
    for suffix in (".gz", ".br", ".zst", ".GZ"):
        assert site.ask(f"/atom.xml{suffix}").status == 404


def test_a_variant_of_other_bytes_is_never_sent(tmp_path: Path) -> None:
    """After a crash between a file and its variants, or with any that somebody left there, the file itself is sent."""
    feeds = tmp_path / "feeds"
    output = Output(feeds, ("gzip",))
    output.write([("atom.xml", TEXT)])
    with served(feeds) as site:
        assert site.ask("/atom.xml", {"Accept-Encoding": "gzip"}).headers["content-encoding"] == "gzip"
        (feeds / "atom.xml").write_bytes(OTHER)
        assert site.ask("/atom.xml", {"Accept-Encoding": "gzip"}).body == OTHER
        # The next run completes it.
        output.write([("atom.xml", OTHER)])
        answer = site.ask("/atom.xml", {"Accept-Encoding": "gzip"})
        assert gzip.decompress(answer.body) == OTHER
        (feeds / "atom.xml.gz").unlink()
        (feeds / "atom.xml.gz").mkdir()
        assert site.ask("/atom.xml", {"Accept-Encoding": "gzip"}).body == OTHER


def test_what_is_kept_ready_follows_the_file(tmp_path: Path) -> None:
    """An answer that was given many times is another one when the file is, even with the same size and time."""
    feeds = tmp_path / "feeds"
    feeds.mkdir()
    past = time.time() - 1_000  # noqa: TID251  Files have real times.
    one, two = b"<feed>1</feed>", b"<feed>2</feed>"
    (feeds / "atom.xml").write_bytes(one)
    os.utime(feeds / "atom.xml", (past, past))
    time.sleep(3.5)  # Until then the file is not taken for settled.
    with served(feeds) as site:
        assert [site.ask("/atom.xml").body for _ in range(3)] == [one] * 3
        half = feeds / "half"
        half.write_bytes(two)
        os.utime(half, (past, past))
        half.replace(feeds / "atom.xml")
        time.sleep(0.01)  # Not looked at more often than this.
        assert site.ask("/atom.xml").body == two
        (feeds / "atom.xml").unlink()
        time.sleep(0.01)
        assert site.ask("/atom.xml").status == 404


def test_readers_that_have_it_all_make_an_answer_ready(tmp_path: Path) -> None:
    """Where nobody asks for a whole feed, as on most days, the short way is taken all the same."""
    (tmp_path / "atom.xml").write_bytes(TEXT)
    time.sleep(3.2)  # Until it is settled.
    application = Application(tmp_path, ServeOptions())
    etag = application.answer(Asked(method="HEAD", path="/atom.xml", peer="127.0.0.1")).headers["ETag"]
    headers = {"if-none-match": etag}
    asked = Asked(method="GET", path="/atom.xml", peer="127.0.0.1", headers=headers)
    found = None
    for _ in range(3):
        assert application.answer(asked).status == 304
        found = application.answer_quickly("GET", "/atom.xml", "127.0.0.1", headers.get)
    assert found is not None
    assert (found[0], found[2]) == (304, b"")
    whole = application.answer_quickly("GET", "/atom.xml", "127.0.0.1", lambda _: None)
    assert whole is not None
    assert (whole[0], whole[2], dict(whole[1])["etag"]) == (200, TEXT, etag)


_names = st.sampled_from(["gzip", "br", "zstd", "identity", "*", "deflate", "x-gzip"])
_weights = st.sampled_from(["", ";q=0", ";q=0.3", "; q=0.8", ";q=1", ";q=1.000"])


@given(st.lists(st.tuples(_names, _weights), max_size=6))
def test_nothing_is_sent_that_was_ruled_out(parts: list[tuple[str, str]]) -> None:
    """No coding is chosen that has no weight, or one of zero."""
    header = ", ".join(name + weight for name, weight in parts)
    given_weights: dict[str, float] = {}
    for name, weight in parts:
        given_weights.setdefault(name.removeprefix("x-"), float(weight.rpartition("=")[2] or 1))
    for coding in choose_codings(header):
        assert given_weights.get(coding, given_weights.get("*", 0)) > 0


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_header_is_survived(text: str) -> None:
    """Whatever stands there, there is a choice, and it is quick."""
    assert set(choose_codings(text)) <= {"gzip", "br", "zstd"}
    choose_codings(text * 1_000)


RANGES: list[tuple[Mapping[str, str], int, str]] = [
    ({"Range": "bytes=0-0"}, 206, "0-0"),
    ({"Range": "bytes=2-4"}, 206, "2-4"),
    ({"Range": "bytes=5-"}, 206, "5-9"),
    ({"Range": "bytes=-3"}, 206, "7-9"),
    ({"Range": "bytes=-100"}, 206, "0-9"),
    ({"Range": "bytes=8-100"}, 206, "8-9"),
    ({"Range": "Bytes=0-3"}, 206, "0-3"),
    ({"Range": "bytes=10-"}, 416, ""),
    ({"Range": "bytes=99-100"}, 416, ""),
    ({"Range": "bytes=-0"}, 416, ""),
    ({"Range": "bytes=4-2"}, 200, ""),
    ({"Range": "bytes=0-1,3-4"}, 200, ""),
    ({"Range": "bytes=-"}, 200, ""),
    ({"Range": "bytes=a-b"}, 200, ""),
    ({"Range": "lines=0-1"}, 200, ""),
    ({"Range": "bytes=0-99999999999999999999999"}, 200, ""),
    ({"Range": "bytes=0-3", "If-Range": "ETAG"}, 206, "0-3"),
    ({"Range": "bytes=0-3", "If-Range": "W/ETAG"}, 200, ""),
    ({"Range": "bytes=0-3", "If-Range": '"other"'}, 200, ""),
    ({"Range": "bytes=0-3", "If-Range": "DATE"}, 206, "0-3"),
    ({"Range": "bytes=0-3", "If-Range": "Mon, 01 Jan 2024 00:00:00 GMT"}, 200, ""),
    ({"Range": "bytes=0-3", "If-None-Match": "ETAG"}, 304, ""),
]


@pytest.mark.parametrize(("headers", "status", "part"), RANGES)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_parts_of_media(media: Site, method: str, headers: Mapping[str, str], status: int, part: str) -> None:
    """A part is sent where it is asked for and the file is the same (RFC 9110 §14); what makes no sense gets it all."""
    whole = media.ask("/media/sound.mp3")
    told = {
        name: value.replace("ETAG", whole.headers["etag"]).replace("DATE", whole.headers["last-modified"])
        for name, value in headers.items()
    }
    answer = media.ask("/media/sound.mp3", told, method)

    assert whole.headers["accept-ranges"] == "bytes"
    assert answer.status == status
    if status == 206:
        first, last = map(int, part.split("-"))
        assert answer.headers["content-range"] == f"bytes {part}/10"
        assert answer.headers["content-length"] == str(last - first + 1)
        assert answer.headers["etag"] == whole.headers["etag"]
        assert answer.body == (b"" if method == "HEAD" else b"0123456789"[first : last + 1])
    if status == 416:
        assert answer.headers["content-range"] == "bytes */10"
    if status == 200 and method == "GET":
        assert answer.body == b"0123456789"


def test_a_large_file_comes_whole_and_in_parts(media: Site) -> None:
    """Files that are sent piece by piece are the same bytes."""
    data = (media.feeds / "media/film.mp4").read_bytes()

    assert media.ask("/media/film.mp4").body == data
    assert media.ask("/media/film.mp4", {"Range": "bytes=1000000-2999999"}).body == data[1_000_000:3_000_000]


def test_text_has_no_parts(site: Site) -> None:
    """A feed that is asked for in parts is sent whole: a part of a variant is of use to nobody."""
    assert site.ask("/atom.xml", {"Range": "bytes=0-3"}).body == TEXT


@pytest.fixture(scope="module")
def media(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server with media."""
    feeds = tmp_path_factory.mktemp("media") / "feeds"
    (feeds / "media").mkdir(parents=True)
    (feeds / "media/sound.mp3").write_bytes(b"0123456789")
    (feeds / "media/film.mp4").write_bytes(bytes(range(256)) * 16_000)
    past = time.time() - 1_000  # noqa: TID251  Files have real times.
    os.utime(feeds / "media/sound.mp3", (past, past))
    with served(feeds) as site:
        yield site
