"""Serving a folder over HTTP, with a real server on a real socket."""

from __future__ import annotations

import http.client
import json
import logging
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import formatdate, parsedate_to_datetime
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publisher.config import ServeOptions
from publisher.errors import ConfigError, ServerError
from publisher.server import serve
from publisher.server.message import Asked
from publisher.server.site import Site as Application
from publisher.urls import MEDIA_TYPES
from tests.place import NOON, SETTINGS, Place, article
from tests.served import Site, served

RSS = b"<?xml version='1.0'?>\n<rss/>\n"
MODIFIED = 1_790_000_000  # 21 September 2026.
MODIFIED_TEXT = formatdate(MODIFIED, usegmt=True)
SECRET = b"secret"

PUBLIC = {
    "index.html": b"<!DOCTYPE html><title>All</title>",
    "rss.xml": RSS,
    "atom.xml": b"<feed/>",
    "feed.json": b"{}",
    "changes.rss.xml": b"<rss/>\n",
    "changes.atom.xml": b"<feed/>\n",
    "changes.feed.json": b"{}\n",
    "feeds.opml": b"<opml/>",
    "style.css": b"p{}",
    "empty.txt": b"",
    "articles/atom.xml": b"<feed>2</feed>",
    "river/index.html": b"<!DOCTYPE html><title>River</title>",
    "river/logo.png": b"\x89PNG",
    "river/Größe 1.webp": b"RIFF",
    "river/picture.svg": b"<svg/>",
    "river/sitemap.xml": b"<urlset/>",
    "river/data.bin": b"\x00\x01",
    "snippets/river/source.html": b"<p>It rises.</p>",
    # A browser that guessed would take this for a page.
    **{f"media/a-0123456789abcdef.{suffix}": b"<script>alert(1)</script>" for suffix in MEDIA_TYPES},
}
HIDDEN = (
    ".htpasswd",
    ".git/config",
    "river/.index.html.tmp",
    "river/index.html.tmp",
    "river/index.html~",
    "river/.hidden/index.html",
    "con.html",
    "river/aux",
    "river/stream:name",
    "river/back\\slash",
)


def fill(feeds: Path) -> None:
    """Lay out a folder with files to be seen, files to be hidden, and a secret beside it."""
    (feeds.parent / "secret.txt").write_bytes(SECRET)
    (feeds.parent / "feeds-private").mkdir()
    (feeds.parent / "feeds-private" / "index.html").write_bytes(SECRET)
    for name, data in PUBLIC.items():
        write(feeds / name, data)
    for name in HIDDEN:
        write(feeds / name, SECRET)
    (feeds / "out.txt").symlink_to(feeds.parent / "secret.txt")
    (feeds / "outside").symlink_to(feeds.parent, target_is_directory=True)
    (feeds / "private").symlink_to(feeds.parent / "feeds-private", target_is_directory=True)
    (feeds / "seen.txt").symlink_to(feeds / ".htpasswd")
    (feeds / "broken.txt").symlink_to(feeds / "nowhere")
    (feeds / "loop").symlink_to(feeds / "loop")
    (feeds / "latest").symlink_to(feeds / "river", target_is_directory=True)
    os.mkfifo(feeds / "pipe.txt")


def write(path: Path, data: bytes) -> None:
    """Write a file that was changed at `MODIFIED`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    os.utime(path, (MODIFIED, MODIFIED))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server for all tests that change nothing."""
    feeds = tmp_path_factory.mktemp("site") / "feeds"
    fill(feeds)
    with served(feeds) as site:
        yield site


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("rss.xml", "application/rss+xml; charset=utf-8"),
        ("atom.xml", "application/atom+xml; charset=utf-8"),
        ("articles/atom.xml", "application/atom+xml; charset=utf-8"),
        ("feed.json", "application/feed+json; charset=utf-8"),
        ("changes.rss.xml", "application/rss+xml; charset=utf-8"),
        ("changes.atom.xml", "application/atom+xml; charset=utf-8"),
        ("changes.feed.json", "application/feed+json; charset=utf-8"),
        ("feeds.opml", "text/x-opml; charset=utf-8"),
        ("index.html", "text/html; charset=utf-8"),
        ("style.css", "text/css; charset=utf-8"),
        ("empty.txt", "text/plain; charset=utf-8"),
        ("river/logo.png", "image/png"),
        ("river/Größe 1.webp", "image/webp"),
        ("river/picture.svg", "image/svg+xml"),
        *((f"media/a-0123456789abcdef.{suffix}", kind) for suffix, kind in MEDIA_TYPES.items()),
        ("river/sitemap.xml", "application/xml; charset=utf-8"),
        ("river/data.bin", "application/octet-stream"),
    ],
)
def test_each_file_has_its_type_and_validators(site: Site, name: str, kind: str) -> None:
    """A file comes whole, with its media type, both validators, and headers that keep browsers from guessing."""
    answer = site.ask(f"/{quote(name)}")

    assert answer.status == 200
    assert answer.body == PUBLIC[name]
    assert answer.headers["content-type"] == kind
    assert answer.headers["content-length"] == str(len(PUBLIC[name]))
    assert re.fullmatch(r'"[0-9a-f]{32}"', answer.headers["etag"])
    assert answer.headers["last-modified"] == MODIFIED_TEXT
    assert answer.headers["cache-control"] == "max-age=60"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; ")
    assert answer.headers["server"] == "publisher"


@pytest.mark.parametrize("path", ["/rss.xml", "/", "/river/", "/nothing", "/river"])
def test_head_is_get_without_a_body(site: Site, path: str) -> None:
    """HEAD gives the status and the headers of GET, the length included."""
    get = site.ask(path)
    head = site.ask(path, method="HEAD")

    assert head.status == get.status
    assert {**head.headers, "date": ""} == {**get.headers, "date": ""}
    assert head.body == b""


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", ["/rss.xml", "/nothing"])
def test_nothing_can_be_written(site: Site, method: str, path: str) -> None:
    """Any other method is refused, and told which ones are not."""
    answer = site.ask(path, method=method)

    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD"


def test_folder_shows_its_page(site: Site) -> None:
    """A folder gives its page; without its slash it is redirected, once, with its query."""
    assert site.ask("/").body == PUBLIC["index.html"]
    assert site.ask("/river/").body == PUBLIC["river/index.html"]
    assert site.ask("/latest/").body == PUBLIC["river/index.html"]

    moved = site.ask("/river?a=1&b=%20")

    assert moved.status == 301
    assert moved.headers["location"] == "/river/?a=1&b=%20"


def test_folder_without_a_page_lists_nothing(site: Site) -> None:
    """A folder without a page is not there, with or without its slash."""
    for path in ("/snippets", "/snippets/", "/articles", "/articles/"):
        assert site.ask(path).status == 404


def test_what_is_not_there_says_so_in_words(site: Site) -> None:
    """A page for people, which no cache keeps."""
    answer = site.ask("/nothing.xml")

    assert answer.status == 404
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert b'<a href="/">' in answer.body
    assert b"nothing.xml" not in answer.body


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2E%2E%2Fsecret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/river/..\\..\\secret.txt",
        "/river/../../secret.txt",
        "/river/../rss.xml",
        "/./rss.xml",
        "//rss.xml",
        "/river//logo.png",
        "/%252e%252e/secret.txt",
        "/%c0%ae%c0%ae/secret.txt",
        "/%ef%bc%8e%ef%bc%8e/secret.txt",
        "/rss.xml%00",
        "/rss.xml%00.html",
        "/rss.xml%0a",
        "/rss.xml%0d%0aX-Evil:%201",
        "/%0a/evil",
        "/rss.xml.",
        "/rss.xml%20",
        "/rss.xml/",
        "/rss.xml/x",
        "/rss.xml::$DATA",
        "/out.txt",
        "/outside/secret.txt",
        "/outside/feeds/rss.xml/",
        "/private/",
        "/private/index.html",
        "/private",
        "/seen.txt",
        "/broken.txt",
        "/loop",
        "/loop/",
        "/pipe.txt",
        "/con",
        "/CON.html",
        "/river/NUL.txt",
        "/river/com1",
        "/river/lpt%c2%b9.txt",
        "/river/INDEX~1.HTM",
        "/" + "a" * 5000,
        "/" + "a/" * 3000,
        "//evil.example/..",
        "/\\evil.example",
        *(f"/{quote(name)}" for name in HIDDEN),
    ],
)
def test_no_way_out(site: Site, path: str) -> None:
    """Nothing outside the folder and nothing hidden in it is found, however its path is written."""
    answer = site.ask(path)

    assert answer.status == 404
    assert SECRET not in answer.body


ODD_PARTS = st.sampled_from([
    "..", ".", "", "/", "\\", "%2e", "%2E", "%2f", "%5c", "%00", "%0a", "%20", "%", "%252e", "%c0%ae", "~", ":",
    "river", "index.html", "rss.xml", "secret.txt", ".htpasswd", ".git", "config", "outside", "private", "out.txt",
    "feeds", "feeds-private", "latest", "loop", "con", "?", ";", "@evil.example", "http://evil.example",
])  # fmt: skip


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(ODD_PARTS | st.text(max_size=3).map(quote), max_size=8), slash=st.sampled_from(["", "/"]))
def test_any_path_gives_a_public_file_or_nothing(site: Site, parts: list[str], slash: str) -> None:
    """Whatever is asked for, what comes is a public file, a redirect inside the site, or a refusal."""
    answer = site.ask("/" + slash.join(parts))

    assert answer.status in {200, 301, 404}
    assert SECRET not in answer.body
    if answer.status == 200:
        assert answer.body in PUBLIC.values()
    if answer.status == 301:
        assert re.match(r"/[^/\\]", answer.headers["location"])
        assert site.ask(answer.headers["location"]).status == 200


# Conditional requests.


def test_known_etag_gets_304_with_both_validators(site: Site) -> None:
    """A reader that has the file gets no body, but every header that keeps its copy fresh."""
    first = site.ask("/rss.xml")
    again = site.ask("/rss.xml", {"If-None-Match": first.headers["etag"]})

    assert again.status == 304
    assert again.body == b""
    for name in ("etag", "last-modified", "cache-control", "date"):
        assert name in again.headers
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["last-modified"] == first.headers["last-modified"]
    assert "content-type" not in again.headers
    assert "content-length" not in again.headers


LATER = formatdate(MODIFIED + 1, usegmt=True)
EARLIER = formatdate(MODIFIED - 1, usegmt=True)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        # If-None-Match compares weakly, in lists and over several lines, and `*` is any file.
        ({"If-None-Match": "{etag}"}, 304),
        ({"If-None-Match": "W/{etag}"}, 304),
        ({"If-None-Match": '"a", {etag},"b"'}, 304),
        ({"If-None-Match": '"a,b", W/"c" , W/{etag}'}, 304),
        ({"If-None-Match": "*"}, 304),
        ({"If-None-Match": '"other"'}, 200),
        ({"If-None-Match": ""}, 200),
        ({"If-None-Match": "{bare}"}, 200),
        ({"If-None-Match": '"x{bare}"'}, 200),
        ({"If-None-Match": '"*"'}, 200),
        # With it, the date does not count, whatever either says (RFC 9110 §13.1.3).
        ({"If-None-Match": '"other"', "If-Modified-Since": LATER}, 200),
        ({"If-None-Match": "nonsense", "If-Modified-Since": LATER}, 200),
        ({"If-None-Match": "{etag}", "If-Modified-Since": EARLIER}, 304),
        # If-Modified-Since: any of three forms, the same second or later.
        ({"If-Modified-Since": MODIFIED_TEXT}, 304),
        ({"If-Modified-Since": LATER}, 304),
        ({"If-Modified-Since": EARLIER}, 200),
        ({"If-Modified-Since": "Monday, 21-Sep-26 14:13:20 GMT"}, 304),
        ({"If-Modified-Since": "Monday, 21-Sep-26 14:13:19 GMT"}, 200),
        ({"If-Modified-Since": "Sunday, 06-Nov-94 08:49:37 GMT"}, 200),
        ({"If-Modified-Since": "Mon Sep 21 14:13:20 2026"}, 304),
        ({"If-Modified-Since": "Sun Nov  6 08:49:37 1994"}, 200),
        ({"If-Modified-Since": "Tue, 31 Dec 2030 23:59:60 GMT"}, 304),
        # What is not such a date is ignored.
        ({"If-Modified-Since": "Mon, 21 Sep 2026 14:13:20 +0000"}, 200),
        ({"If-Modified-Since": "Mon, 31 Feb 2027 14:13:20 GMT"}, 200),
        ({"If-Modified-Since": "Mon, 21 Sep 2027 24:13:20 GMT"}, 200),
        ({"If-Modified-Since": "2027-09-21T14:13:20Z"}, 200),
        ({"If-Modified-Since": str(MODIFIED)}, 200),
        ({"If-Modified-Since": f"{LATER}, {LATER}"}, 200),
        # If-Match compares strongly.
        ({"If-Match": "{etag}"}, 200),
        ({"If-Match": "*"}, 200),
        ({"If-Match": '"a", {etag}'}, 200),
        ({"If-Match": "W/{etag}"}, 412),
        ({"If-Match": "w/{etag}"}, 412),
        ({"If-Match": '"other"'}, 412),
        ({"If-Match": ""}, 412),
        # If-Unmodified-Since counts where there is no If-Match.
        ({"If-Unmodified-Since": MODIFIED_TEXT}, 200),
        ({"If-Unmodified-Since": EARLIER}, 412),
        ({"If-Unmodified-Since": "nonsense"}, 200),
        ({"If-Match": "{etag}", "If-Unmodified-Since": EARLIER}, 200),
        ({"If-Match": '"other"', "If-Unmodified-Since": LATER}, 412),
        # These come first, and those that lead to 304 only after them.
        ({"If-Match": "{etag}", "If-None-Match": "{etag}"}, 304),
        ({"If-Match": '"other"', "If-None-Match": "{etag}"}, 412),
        ({"If-Unmodified-Since": EARLIER, "If-Modified-Since": LATER}, 412),
        # There are no ranges, so a request for one gets everything.
        ({"Range": "bytes=0-3"}, 200),
        ({"Range": "bytes=0-3", "If-Range": '"other"'}, 200),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_conditions(site: Site, method: str, headers: Mapping[str, str], status: int) -> None:
    """Conditions are weighed in the order, and compared in the way, of RFC 9110 §13."""
    etag = site.ask("/rss.xml").headers["etag"]
    filled = {name: value.replace("{etag}", etag).replace("{bare}", etag[1:-1]) for name, value in headers.items()}

    answer = site.ask("/rss.xml", filled, method)

    assert answer.status == status
    if status == 200 and method == "GET":
        assert answer.body == RSS
    if status == 304:
        assert answer.body == b""


def test_conditions_over_several_lines(site: Site) -> None:
    """Lines of a list are one list; two dates are none."""
    etag = site.ask("/rss.xml").headers["etag"]
    start = f"GET /rss.xml HTTP/1.1\r\nHost: {site.host}\r\nConnection: close\r\n"

    tags = site.send(f'{start}If-None-Match: "a"\r\nIf-None-Match: {etag}\r\n\r\n'.encode())
    dates = site.send(f"{start}If-Modified-Since: {LATER}\r\nIf-Modified-Since: {LATER}\r\n\r\n".encode())

    assert tags.startswith(b"HTTP/1.1 304 ")
    assert dates.startswith(b"HTTP/1.1 200 ")


def test_conditions_do_not_matter_where_nothing_is(site: Site) -> None:
    """What is not there is not there, whatever a reader thinks it has (RFC 9110 §13.2.1)."""
    for headers in ({"If-None-Match": "*"}, {"If-Match": '"a"'}, {"If-Modified-Since": LATER}):
        assert site.ask("/nothing", headers).status == 404
        assert site.ask("/river", headers).status == 301


TAGS = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E, exclude_characters='"'), max_size=6)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(others=st.lists(st.tuples(st.booleans(), TAGS), max_size=5), where=st.integers(0, 5) | st.none())
def test_any_list_of_tags(site: Site, others: list[tuple[bool, str]], where: int | None) -> None:
    """A list gets 304 exactly when the file's own tag is in it, wherever."""
    own = site.ask("/rss.xml").headers["etag"]
    tags = [f'{"W/" if is_weak else ""}"{text}"' for is_weak, text in others]
    if where is not None:
        tags.insert(where, own)

    assert site.ask("/rss.xml", {"If-None-Match": ", ".join(tags)}).status == (200 if where is None else 304)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(["If-None-Match", "If-Modified-Since", "If-Match", "If-Unmodified-Since", "Range"]),
    value=st.text(st.characters(min_codepoint=0x20, max_codepoint=0xFF, exclude_categories=["Cc"])),
)
def test_any_condition_is_survived(site: Site, name: str, value: str) -> None:
    """No header makes the server fail."""
    assert site.ask("/rss.xml", {name: value}).status in {200, 304, 412}


# Files that change.


@pytest.fixture
def feeds(tmp_path: Path) -> Path:
    """A folder with one feed."""
    write(tmp_path / "feeds" / "rss.xml", RSS)
    return tmp_path / "feeds"


def test_change_gives_a_new_etag_even_with_the_same_size_and_time(feeds: Path) -> None:
    """An ETag follows the bytes: neither a file's time nor its size can hide a change."""
    with served(feeds) as site:
        seen: dict[bytes, str] = {}
        for data in (b"aaaa", b"bbbb", b"aaaa", b"cccc"):
            write(feeds / "rss.xml", data)
            for _ in range(2):
                answer = site.ask("/rss.xml")
                assert answer.body == data
                assert seen.setdefault(data, answer.headers["etag"]) == answer.headers["etag"]
                assert site.ask("/rss.xml", {"If-None-Match": answer.headers["etag"]}).status == 304
                assert site.ask("/rss.xml", method="HEAD").headers["etag"] == answer.headers["etag"]

    assert len(set(seen.values())) == 3


def test_remembered_etag_does_not_outlive_its_bytes(feeds: Path) -> None:
    """An ETag is remembered once a file has been left alone for 3 seconds, and forgotten when it changes."""
    with served(feeds) as site:
        time.sleep(3.2)
        etags = [site.ask("/rss.xml", method=method).headers["etag"] for method in ("HEAD", "HEAD", "GET")]
        assert len(set(etags)) == 1
        assert site.ask("/rss.xml", {"If-None-Match": etags[0]}).status == 304

        write(feeds / "rss.xml", RSS.upper())
        time.sleep(0.01)  # What is asked for all the time is looked at 200 times a second.

        assert site.ask("/rss.xml", {"If-None-Match": etags[0]}).status == 200
        assert site.ask("/rss.xml", method="HEAD").headers["etag"] != etags[0]


def test_readers_see_whole_files_while_they_are_replaced(feeds: Path) -> None:
    """While a file is replaced over and over, each answer is one version whole, under its own ETag."""
    versions = [bytes([65 + n]) * (50_000 + n) for n in range(8)]
    write(feeds / "rss.xml", versions[0])
    done = threading.Event()

    def replace() -> None:
        n = 0
        while not done.is_set():
            n += 1
            (feeds / ".rss.xml.tmp").write_bytes(versions[n % len(versions)])
            (feeds / ".rss.xml.tmp").replace(feeds / "rss.xml")

    with served(feeds) as site, ThreadPoolExecutor(5) as pool:
        writer = pool.submit(replace)
        answers = list(pool.map(lambda _: site.ask("/rss.xml"), range(200)))
        done.set()
        writer.result()

    assert all(answer.status == 200 and answer.body in versions for answer in answers)
    assert len({(answer.headers["etag"], answer.body) for answer in answers}) == len(
        {answer.headers["etag"] for answer in answers}
    )


def test_time_in_the_future_is_not_told(feeds: Path) -> None:
    """Last-Modified is never later than the answer itself (RFC 9110 §8.8.2.1)."""
    os.utime(feeds / "rss.xml", (4_000_000_000, 4_000_000_000))  # In 2096.
    with served(feeds) as site:
        answer = site.ask("/rss.xml")

    told = parsedate_to_datetime(answer.headers["last-modified"])
    assert told <= parsedate_to_datetime(answer.headers["date"])


def test_times_before_1970_are_survived(feeds: Path) -> None:
    """A file with an absurd time is served all the same."""
    os.utime(feeds / "rss.xml", (-5, -5))
    with served(feeds) as site:
        assert site.ask("/rss.xml", {"If-Modified-Since": EARLIER}).status == 304
        assert site.ask("/rss.xml").headers["last-modified"] == "Thu, 01 Jan 1970 00:00:00 GMT"


def test_folder_may_come_later_and_be_replaced(tmp_path: Path) -> None:
    """A server may be there before the first run; a link that is moved shows the new folder."""
    with served(tmp_path / "feeds") as site:
        assert site.ask("/rss.xml").status == 404
        for name in ("one", "two"):
            write(tmp_path / name / "rss.xml", name.encode())
            (tmp_path / "next").symlink_to(tmp_path / name)
            (tmp_path / "next").replace(tmp_path / "feeds")
            assert site.ask("/rss.xml").body == name.encode()


def test_file_too_large_is_an_outage_not_a_withdrawal(feeds: Path, caplog: pytest.LogCaptureFixture) -> None:
    """What cannot be read is answered with 503 and a small Retry-After, and logged."""
    with (feeds / "rss.xml").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with served(feeds) as site:
        answer = site.ask("/rss.xml")

    assert answer.status == 503
    assert int(answer.headers["retry-after"]) <= 30
    (entry,) = [entry for entry in caplog.records if entry.getMessage() == "cannot read what is asked for"]
    assert entry.__dict__["path"] == "/rss.xml"
    assert entry.exc_info is not None


# What is gone.

WITHDRAWN = b"<!DOCTYPE html><title>Withdrawn</title>"


def record(feeds: Path, document: object) -> None:
    """Write `gone.json` as the publisher does: whole, in place of the one before."""
    data = document if isinstance(document, bytes) else json.dumps(document).encode()
    (feeds / ".gone.json.tmp").write_bytes(data)
    (feeds / ".gone.json.tmp").replace(feeds / "gone.json")


def listed(gone: list[str], moved: Mapping[str, object] | None = None) -> dict[str, object]:
    """Make the document that stands in `gone.json`."""
    return {"version": 1, "gone": gone, "moved": moved or {}}


def withdraw(feeds: Path) -> None:
    """Lay out a folder where an article was withdrawn, and some snippets are gone or moved."""
    write(feeds / "old/index.html", WITHDRAWN)
    write(feeds / "old/atom.xml", b"<feed/>")
    write(feeds / "new/index.html", PUBLIC["index.html"])
    gone = ["old/", "bare/", "snippets/old/a.html"]
    moved = {"snippets/old/b.html": "snippets/new/b.html", "merged/": "new/#section", "Größe 1/": "new/ö 2.html"}
    record(feeds, listed(gone, moved))


@pytest.fixture(scope="module")
def withdrawn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server for all tests that change nothing of what is gone."""
    feeds = tmp_path_factory.mktemp("withdrawn") / "feeds"
    feeds.mkdir()
    withdraw(feeds)
    with served(feeds) as site:
        yield site


@pytest.mark.parametrize("path", ["/old/", "/old/index.html", "/old/?a=1"])
def test_withdrawn_page_is_gone(withdrawn: Site, path: str) -> None:
    """A withdrawn article is answered with 410 and its page, whatever is asked about it, and no cache keeps it."""
    plain = withdrawn.ask(path)
    head = withdrawn.ask(path, method="HEAD")
    conditional = [
        withdrawn.ask(path, headers)
        for headers in (
            {"If-None-Match": "*"},
            {"If-Modified-Since": formatdate(usegmt=True)},
            {"If-Match": '"x"'},
            {"If-Unmodified-Since": EARLIER},
        )
    ]

    assert (plain.status, plain.body) == (410, WITHDRAWN)
    assert plain.headers["content-type"] == "text/html; charset=utf-8"
    assert plain.headers["cache-control"] == "no-store"
    assert not {"etag", "last-modified"} & set(plain.headers)
    assert (head.status, head.body) == (410, b"")
    assert head.headers["content-length"] == str(len(WITHDRAWN))
    assert {(answer.status, answer.body) for answer in conditional} == {(410, WITHDRAWN)}


def test_feeds_of_a_withdrawn_article_are_still_there(withdrawn: Site) -> None:
    """Its subscribers learn from its feeds that it was withdrawn."""
    answer = withdrawn.ask("/old/atom.xml")

    assert (answer.status, answer.body) == (200, b"<feed/>")
    assert "etag" in answer.headers


@pytest.mark.parametrize("path", ["/snippets/old/a.html", "/bare/", "/bare", "/bare/index.html"])
def test_what_is_gone_without_a_page_says_so_in_words(withdrawn: Site, path: str) -> None:
    """Without a page of its own, what is gone gets a small one."""
    answer = withdrawn.ask(path)

    assert answer.status == 410
    assert answer.headers["cache-control"] == "no-store"
    assert b"<h1>Withdrawn</h1>" in answer.body


@pytest.mark.parametrize("path", ["/old/nothing.html", "/old/atom.xml/", "/snippets/old/c.html", "//old/", "/old//"])
def test_only_what_is_listed_is_gone(withdrawn: Site, path: str) -> None:
    """What was never there is not found, even beside what is gone."""
    assert withdrawn.ask(path).status == 404


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/old", "/old/"),
        ("/snippets/old/b.html", "/snippets/new/b.html"),
        ("/snippets/old/b.html?a=%20", "/snippets/new/b.html?a=%20"),
        ("/merged/", "/new/#section"),
        ("/merged?a", "/new/?a#section"),
        ("/merged/index.html", "/new/#section"),
        (f"/{quote('Größe 1')}/", "/new/%C3%B6%202.html"),
    ],
)
def test_what_moved_is_redirected(withdrawn: Site, path: str, location: str) -> None:
    """What moved is redirected for good, percent-encoded, with its query; a withdrawn folder to its slash."""
    answer = withdrawn.ask(path)

    assert (answer.status, answer.headers["location"]) == (301, location)
    assert answer.headers["cache-control"] == "max-age=60"


def test_what_moved_twice_is_redirected_once(feeds: Path) -> None:
    """A chain of moves is one redirect; its end may be gone; a circle leads nowhere."""
    record(feeds, listed(["z/"], {"a/": "b/", "b/": "c/#d", "y/": "z/", "o/": "p/#x", "p/": "o/", "s/": "s/#t"}))
    with served(feeds) as site:
        assert site.ask("/a/").headers["location"] == "/c/#d"
        assert site.ask("/y/").status == 410
        assert [site.ask(path).status for path in ("/o/", "/p/", "/s/")] == [404] * 3


def test_gone_follows_its_file(feeds: Path) -> None:
    """What is gone is known as soon as the file says so, and what came back is there at once."""
    withdraw(feeds)
    with served(feeds) as site:
        assert site.ask("/old/").status == 410
        record(feeds, listed(["new/"]))
        assert (site.ask("/old/").status, site.ask("/new/").status) == (200, 410)
        (feeds / "gone.json").unlink()
        assert (site.ask("/old/").status, site.ask("/new/").status) == (200, 200)
        record(feeds, listed(["old/"]))
        assert site.ask("/old/").status == 410


HOSTILE_RECORDS = [
    b"",
    b"{",
    b'{"version": 1, "gone": ["river/"], "mo',
    b"\xff\xfe",
    b"[" * 200_000,
    b"1" * 10_000,
    b"null",
    b"[]",
    {"gone": ["river/"]},
    {"version": 2, "gone": ["river/"]},
    {"version": 1, "gone": "river/"},
    {"version": 1, "gone": {"river/": 1}},
    {"version": 1, "gone": [["river/"]]},
    {"version": 1, "gone": ["river/", 1]},
    {"version": 1, "gone": ["river/"], "moved": ["new/"]},
    *(
        listed(["river/", path])
        for path in ("", "/", "//evil.example/", "/river/", "../x", "a/../b", "a\\b", "a//b", "\ud800")
    ),
    *(
        listed(["river/"], {"a/": target})
        for target in (
            None,
            1,
            ["new/"],
            "",
            "/",
            "//evil.example/",
            "/new/",
            "https://evil.example/",
            "../x",
            "new/#a b:c",
            "new/#\ud800",
            "a\r\nSet-Cookie: x",
            "\\\\evil.example",
        )
    ),
]


@pytest.mark.parametrize("document", HOSTILE_RECORDS, ids=lambda document: ascii(document)[:99])
def test_a_bad_list_of_what_is_gone_is_ignored(site: Site, document: object, caplog: pytest.LogCaptureFixture) -> None:
    """A torn or hostile list does nothing, and is complained of in one line, however often it is asked."""
    record(site.feeds, document)
    try:
        assert [site.ask(path).status for path in ("/river/", "/a/", "/rss.xml", "/river/")] == [200, 404, 200, 200]
    finally:
        (site.feeds / "gone.json").unlink()

    (entry,) = [entry for entry in caplog.records if entry.getMessage() == "file ignored"]
    assert entry.__dict__["file"].endswith("gone.json")
    assert "\n" not in entry.__dict__["file"] + entry.__dict__["reason"]


def test_a_huge_list_of_what_is_gone_is_not_even_read(feeds: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Past 16 MiB the list is ignored; what is no regular file, or leads elsewhere, too."""
    withdraw(feeds)
    large = json.dumps(listed(["old/"])).encode()
    record(feeds, large + b" " * (16 * 1024 * 1024 - len(large)))
    with served(feeds) as site:
        assert site.ask("/old/").status == 410
        record(feeds, large + b" " * (16 * 1024 * 1024 - len(large) + 1))
        assert site.ask("/old/").status == 200
        (feeds.parent / "list").write_bytes(large)
        (feeds / "gone.json").unlink()
        (feeds / "gone.json").symlink_to(feeds.parent / "list")
        assert site.ask("/old/").status == 200
        (feeds / "gone.json").unlink()
        os.mkfifo(feeds / "gone.json")
        assert site.ask("/old/").status == 200

    assert len([entry for entry in caplog.records if entry.getMessage() == "file ignored"]) == 3


# What is to come.


def plan(feeds: Path, **dues: timedelta) -> None:
    """Write when the next sections are due, counted from now."""
    now = datetime.fromtimestamp(time.time(), UTC)  # noqa: TID251  The server's clock is the real one.
    document = {"version": 1, "next": {slug: (now + due).isoformat() for slug, due in dues.items()}}
    (feeds / "releases.json").write_text(json.dumps(document))
    time.sleep(0.1)  # It is looked at twenty times a second.


@pytest.mark.parametrize(
    ("due", "path", "low", "high"),
    [
        (timedelta(seconds=30), "/river/feed.json", 20, 30),
        (timedelta(seconds=30), "/river/", 20, 30),
        (timedelta(seconds=30), "/rss.xml", 20, 30),
        (timedelta(seconds=30), "/", 20, 30),
        (timedelta(seconds=30), "/style.css", 20, 30),
        (timedelta(hours=3), "/river/feed.json", 60, 60),
        (timedelta(seconds=-10), "/river/feed.json", 5, 5),
        (timedelta(hours=-3), "/river/feed.json", 60, 60),
    ],
)
def test_nothing_is_kept_beyond_the_next_release(site: Site, due: timedelta, path: str, low: int, high: int) -> None:
    """An answer may be kept until the next section is due, and for seconds while it is overdue; a minute at most."""
    (site.feeds / "river/feed.json").write_text("{}")
    plan(site.feeds, river=due)
    try:
        answer = site.ask(path)
        other = site.ask("/snippets/river/one.html")
    finally:
        (site.feeds / "releases.json").unlink()
        (site.feeds / "river/feed.json").unlink()
        time.sleep(0.1)

    if answer.status == 200:
        assert low <= int(answer.headers["cache-control"].removeprefix("max-age=")) <= high
    else:
        assert path == "/style.css"
    assert other.headers["cache-control"] in {"max-age=60", "no-store"}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": 2, "next": {}}', '{"version": 1, "next": {"a": "soon"}}'])
def test_a_bad_list_of_releases_is_ignored(site: Site, text: str, caplog: pytest.LogCaptureFixture) -> None:
    """A torn or hostile list changes nothing, and is complained of once."""
    (site.feeds / "releases.json").write_text(text)
    time.sleep(0.1)  # It is looked at twenty times a second.
    try:
        answers = [site.ask("/rss.xml") for _ in range(3)]
    finally:
        (site.feeds / "releases.json").unlink()

    assert [answer.headers["cache-control"] for answer in answers] == ["max-age=60"] * 3
    assert len([entry for entry in caplog.records if entry.getMessage() == "file ignored"]) == 1


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6) | st.sampled_from(["old/", "a/", "b/c.html", ".."]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3) | st.just("a/"), inner, max_size=3),
    max_leaves=6,
)


@given(gone=_json, moved=_json)
def test_any_list_of_what_is_gone_is_survived(site: Site, gone: object, moved: object) -> None:
    """Whatever the list says, the server answers, and never leads to another host or out of the folder."""
    record(site.feeds, {"version": 1, "gone": gone, "moved": moved})
    try:
        for path in ("/a/", "/old/", "/rss.xml"):
            answer = site.ask(path)
            assert answer.status in {200, 301, 404, 410}
            location = answer.headers.get("location", "/x")
            assert re.fullmatch(r"(/[A-Za-z0-9%._\-]+)+/?(#.*)?", location), location
            assert ".." not in location
    finally:
        (site.feeds / "gone.json").unlink()


# The server as a whole.


def test_requests_are_logged_on_one_line(feeds: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Each request is one line through `logging`, whatever its path contains."""
    with caplog.at_level(logging.INFO), served(feeds) as site:
        site.ask("/rss.xml?a=1")
        site.ask("/a%0d%0aINFO:%20forged")
    records = [record for record in caplog.records if record.getMessage() == "request"]

    # Neither who asked nor what stands behind a question mark is told; what writes the log escapes the rest.
    assert [(vars(record)["method"], vars(record)["path"], vars(record)["status"]) for record in records] == [
        ("GET", "/rss.xml", 200),
        ("GET", "/a\r\nINFO: forged", 404),
    ]
    assert "127.0.0.1" not in str([vars(record) for record in records])


def test_nonsense_is_refused_and_the_server_lives(site: Site) -> None:
    """What is not HTTP gets 400, and nothing else happens."""
    for data in (b"\x16\x03\x01\x02\x00\x01\x00\n\n", b"GET\r\n\r\n", b"GET /\xff\xfe HTTP/1.1\r\nHost: a\r\n\r\n"):
        assert site.send(data).startswith(b"HTTP/1.1 400 ")
    with suppress(ConnectionResetError):  # It comes where the answer does before all was sent.
        assert site.send(b"GET / HTTP/1.1\r\nX: " + b"a" * 200_000).startswith(b"HTTP/1.1 431 ")
    assert site.ask("/rss.xml").status == 200


def test_many_requests_over_one_connection(site: Site) -> None:
    """A connection is kept and used again; 304 and HEAD leave nothing behind on it."""
    connection = http.client.HTTPConnection(site.host, site.port, timeout=10)
    for n in range(30):
        headers = {"If-None-Match": "*"} if n % 3 == 0 else {}
        connection.request("HEAD" if n % 3 == 1 else "GET", "/rss.xml", headers=headers)
        assert connection.getresponse().read() == (RSS if n % 3 == 2 else b"")
    connection.close()


def test_port_in_use_says_what_to_do(site: Site, tmp_path: Path) -> None:
    """A port that another server has is an error that helps."""
    with pytest.raises(ServerError, match="in use") as caught:
        serve(tmp_path, host=site.host, port=site.port)

    assert caught.value.where == f"{site.host}:{site.port}"
    assert "another port" in caught.value.hint


@pytest.mark.parametrize("host", ["host.invalid", "192.0.2.1", "a" * 300])
def test_address_that_is_not_ours_says_what_to_do(tmp_path: Path, host: str) -> None:
    """A host that is not this machine, or none at all, is an error that helps."""
    with pytest.raises(ServerError, match="address") as caught:
        serve(tmp_path, host=host, port=0)

    assert "127.0.0.1" in caught.value.hint


def test_all_addresses(feeds: Path) -> None:
    """A server on all addresses tells one that works."""
    with served(feeds, host="0.0.0.0") as site:
        assert site.host == "127.0.0.1"
        assert site.ask("/rss.xml").body == RSS


def test_localhost(feeds: Path) -> None:
    """A name works as well as an address."""
    with served(feeds, host="localhost") as site:
        assert site.ask("/rss.xml").body == RSS


def test_stop_does_not_wait_for_idle_connections(feeds: Path) -> None:
    """A reader that keeps its connection open, or sends half a request, does not hold up the end."""
    with served(feeds) as site:
        idle = http.client.HTTPConnection(site.host, site.port, timeout=10)
        idle.request("GET", "/rss.xml")
        idle.getresponse().read()
        half = socket.create_connection((site.host, site.port))
        half.sendall(b"GET /rss.xml HT")
        before = time.monotonic()

    assert time.monotonic() - before < 8  # A head that never ends is given up after ten.
    idle.close()
    half.close()


PROGRAM = """
import logging, sys
from pathlib import Path
from publisher.server import serve
logging.basicConfig(level=logging.INFO, stream=sys.stderr)
serve(Path(sys.argv[1]), host="127.0.0.1", port=0, on_ready=lambda url: print(url, flush=True))
print("bye")
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_signal_ends_a_server_in_the_main_thread(feeds: Path, number: signal.Signals) -> None:
    """SIGTERM and Ctrl-C end the server cleanly; requests stand in its log."""
    command = [sys.executable, "-c", PROGRAM, str(feeds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        parts = urlsplit(process.stdout.readline().strip())
        assert parts.port is not None
        assert Site(feeds, "127.0.0.1", parts.port).ask("/rss.xml").body == RSS
        process.send_signal(number)
        output, errors = process.communicate(timeout=10)

    assert output == "bye\n"
    assert process.returncode == 0
    assert errors == "INFO:publisher.server.site:request\n"


def test_signal_reaches_the_handlers_of_the_caller(feeds: Path) -> None:
    """Where the caller handles signals, the server stops for one and then lets the caller know."""
    seen: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, _: seen.append(number))
    try:
        serve(feeds, host="127.0.0.1", port=0, on_ready=lambda _: signal.raise_signal(signal.SIGTERM))
        assert seen == [signal.SIGTERM]
        signal.raise_signal(signal.SIGTERM)
        assert seen == [signal.SIGTERM, signal.SIGTERM]
    finally:
        signal.signal(signal.SIGTERM, before)


def test_what_the_settings_say_moved_is_there(place: Place) -> None:
    """Old addresses of a site that moved here lead on: a page, a feed, and a folder with all that is in it."""
    moved = {"blog/tides/": "a/", "/blog/feed.xml": "/rss.xml", "then.html": "a/#one", "x/": "blog/tides/"}
    place.set(f"{SETTINGS}[moved]\n" + "".join(f'"{old}" = "{new}"\n' for old, new in moved.items()))
    place.write("a.md", article("Alpha", ("One", "First."), front="slug: a\n"))
    place.publish()
    with served(place.feeds) as site:
        for old, new in {
            "/blog/tides/": "/a/",
            "/blog/tides": "/a/",
            "/blog/tides/atom.xml": "/a/atom.xml",
            "/blog/tides/deep/er.xml?x=1": "/a/deep/er.xml?x=1",
            "/blog/feed.xml": "/rss.xml",
            "/then.html": "/a/#one",
            "/x/": "/a/",
        }.items():
            answer = site.ask(old)
            assert (answer.status, answer.headers["location"]) == (301, new), old
        assert site.ask("/blog/").status == 404
        assert site.ask("/a/atom.xml").status == 200


@pytest.mark.parametrize(
    "line", ['"../a/" = "b/"', '"a/" = "https://x.example/"', '"a/" = "b"', '"a//b" = "c"', '"" = "c"']
)
def test_only_paths_of_the_site_move(place: Place, line: str) -> None:
    """What leads elsewhere, or is no path, is an error of the settings."""
    place.set(f"{SETTINGS}[moved]\n{line}\n")
    with pytest.raises(ConfigError, match=r"`moved\."):
        _ = place.config


def test_two_versions_of_one_second_have_two_dates(place: Place) -> None:
    """The second is dated when its own second has come, and until then not at all: curl drops what is no younger."""
    dates = []
    with served(place.feeds) as site:
        for number in range(2):
            place.write("a.md", article("Alpha", ("One", f"Text {number}.")))
            place.publish(NOON + timedelta(days=number))
            dates.append(site.ask("/atom.xml").headers.get("last-modified", ""))
        time.sleep(2)
        dates.append(site.ask("/atom.xml").headers["last-modified"])
    assert dates[0] != dates[2]
    assert dates[1] in {"", dates[2]}


@pytest.mark.parametrize(
    ("url", "home"), [("", "/"), ("https://example.org/", "/"), ("https://example.org/a%20b/c/", "/a%20b/c/")]
)
def test_refusals_look_like_the_site_and_lead_to_its_front_page(tmp_path: Path, url: str, home: str) -> None:
    """Also where a site has only a folder of its host."""
    application = Application(tmp_path, ServeOptions(url=url))
    answer = application.answer(Asked(method="GET", path="/nothing/here"))
    assert answer.status == 404
    assert isinstance(answer.body, bytes)
    page = BeautifulSoup(answer.body, "html.parser")
    assert [found["href"] for found in page.select("link, a")] == [f"{home}style.css", home]
