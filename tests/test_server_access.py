"""Private feeds: who gets in, by which ways, and that no secret is ever told."""

from __future__ import annotations

import base64
import gzip
import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from publisher.config import ServeOptions, Token
from publisher.model import Article
from publisher.render.atom import render_atom
from publisher.render.compose import article_feed
from publisher.render.jsonfeed import render_json
from publisher.render.rss import render_rss
from publisher.server.access import Access, digest_secret, drop_hubs
from publisher.server.message import Asked
from publisher.server.site import Site as Application
from tests.rendering.hostile import articles
from tests.rendering.samples import OPTIONS as SAMPLES
from tests.served import Site, served

URL = "https://example.org/"
ANNA, BEN, OLD = "a" * 43, "b" * 43, "c" * 43
FILES = {
    "index.html": b"<!DOCTYPE html><title>All</title>",
    "atom.xml": b'<feed>\n <link href="https://example.org/atom.xml" rel="self"/>\n'
    b' <link href="https://hub.example.net/" rel="hub"/>\n</feed>\n',
    "feeds/members/atom.xml": b'<feed><link rel="self" href="https://example.org/feeds/members/atom.xml"/></feed>',
    "feeds/members/index.html": b"<!DOCTYPE html><title>Members</title>",
    "rss.xml": b'<rss>\n  <atom:link href="https://hub.example.net/?a=1&amp;b" rel="hub"/>\n  <a/></rss>\n',
    "feed.json": b'{\n "feed_url": "https://example.org/feed.json",\n "hubs": [\n  {\n   "type": "WebSub",\n'
    b'   "url": "https://hub.example.net/"\n  }\n ],\n "items": [{"content_html": "\\"hubs\\": [1],"}]\n}\n',
    "feeds/friends/feed.json": b'{"feed_url": "https://example.org/feeds/friends/feed.json"}',
    "feeds/membership/atom.xml": b"<feed>of all</feed>",
}


def token(name: str, *secrets: str, folders: tuple[str, ...] = (), expires: datetime | None = None) -> Token:
    """Return a token as the settings have it."""
    digests = tuple(digest_secret(secret).removeprefix("sha256:") for secret in secrets)
    return Token(name=name, digests=digests, folders=folders, expires=expires)


OPTIONS = ServeOptions(
    url=URL,
    hubs=("https://hub.example.net/",),
    private=("feeds/members/", "feeds/friends/"),
    tokens=(
        token("anna", ANNA),
        token("ben", BEN, "d" * 43, folders=("feeds/friends/",)),
        token("old", OLD, expires=datetime(2026, 1, 1, tzinfo=UTC)),
    ),
    per_minute=0,
)


def basic(name: str, secret: str) -> dict[str, str]:
    """Return the header of HTTP Basic."""
    return {"Authorization": f"Basic {base64.b64encode(f'{name}:{secret}'.encode()).decode()}"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server with private folders."""
    feeds = tmp_path_factory.mktemp("private") / "feeds"
    for name, data in FILES.items():
        (feeds / name).parent.mkdir(parents=True, exist_ok=True)
        (feeds / name).write_bytes(data)
    (feeds / "way-in").symlink_to(feeds / "feeds/members", target_is_directory=True)
    with served(feeds, options=OPTIONS) as site:
        yield site


@pytest.mark.parametrize(
    "path",
    [
        "/feeds/members/atom.xml",
        "/feeds/members/",
        "/feeds/members",
        "/feeds/friends/feed.json",
        "/feeds/%6dembers/atom.xml",
        "/way-in/atom.xml",
        "/way-in/",
    ],
)
def test_private_folders_are_closed(site: Site, path: str) -> None:
    """Without a secret there is a challenge (RFC 9110 §11.6.1), and not a byte of what is there."""
    answer = site.ask(path)

    assert answer.status == 401
    assert answer.headers["www-authenticate"] == 'Basic realm="Private feeds", charset="UTF-8"'
    assert "example.org" not in answer.body.decode()
    assert answer.headers["cache-control"] in {"no-store", "private, no-cache"}


@pytest.mark.parametrize("path", ["/", "/atom.xml", "/feeds/membership/atom.xml"])
def test_all_else_is_open(site: Site, path: str) -> None:
    """A folder whose name only begins like that of a private one is open."""
    answer = site.ask(path)

    assert answer.status == 200
    assert answer.headers["cache-control"] == "max-age=60"


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        (f"/~{ANNA}/feeds/members/atom.xml", {}, 200),
        (f"/~{ANNA}/feeds/members/", {}, 200),
        (f"/~{ANNA}/atom.xml", {}, 200),
        (f"/~{BEN}/feeds/friends/feed.json", {}, 200),
        (f"/~{'d' * 43}/feeds/friends/feed.json", {}, 200),
        (f"/~{BEN}/feeds/members/atom.xml", {}, 404),
        (f"/~{OLD}/feeds/members/atom.xml", {}, 404),
        (f"/~{'x' * 43}/feeds/members/atom.xml", {}, 404),
        (f"/~{'x' * 43}/atom.xml", {}, 404),
        (f"/~{ANNA}", {}, 404),
        ("/~/feeds/members/atom.xml", {}, 404),
        (f"/~{ANNA.upper()}/feeds/members/atom.xml", {}, 404),
        ("/feeds/members/atom.xml", basic("anna", ANNA), 200),
        ("/feeds/members/atom.xml", basic("Anna", ANNA), 401),
        ("/feeds/members/atom.xml", basic("ben", ANNA), 401),
        ("/feeds/members/atom.xml", basic("anna", "wrong"), 401),
        ("/feeds/members/atom.xml", basic("anna", ""), 401),
        ("/feeds/members/atom.xml", basic("ben", BEN), 404),
        ("/feeds/members/atom.xml", {"Authorization": "Basic !"}, 401),
        ("/feeds/members/atom.xml", {"Authorization": f"Bearer {ANNA}"}, 401),
        ("/atom.xml", basic("anna", "wrong"), 200),
    ],
)
def test_who_gets_in(site: Site, path: str, headers: dict[str, str], status: int) -> None:
    """A secret opens what its token is for, until it expires or is taken back; a wrong one is not told from no page."""
    answer = site.ask(path, headers)

    assert answer.status == status
    if status == 404:
        assert answer.body == site.ask("/nothing").body


def test_what_is_private_stays_out_of_caches(site: Site) -> None:
    """Answers for one person are kept by no shared cache, found by no search, and told to nobody who is linked to."""
    for path, headers in ((f"/~{ANNA}/feeds/members/atom.xml", {}), ("/feeds/members/atom.xml", basic("anna", ANNA))):
        answer = site.ask(path, headers)
        assert answer.headers["cache-control"] == "private, no-cache"
        assert answer.headers["x-robots-tag"] == "noindex, nofollow"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "hub" not in answer.headers["link"]
        known = site.ask(path, {**headers, "If-None-Match": answer.headers["etag"]})
        assert (known.status, known.headers["cache-control"]) == (304, "private, no-cache")


def test_addresses_lead_back_through_the_secret(site: Site) -> None:
    """What a secret address gives links to itself, so that a reader is let in at every link it follows."""
    answer = site.ask(f"/~{ANNA}/feeds/members/atom.xml")

    assert f"https://example.org/~{ANNA}/feeds/members/atom.xml".encode() in answer.body
    assert f'<https://example.org/~{ANNA}/feeds/members/atom.xml>; rel="self"' in answer.headers["link"]
    assert site.ask("/feeds/members/atom.xml", basic("anna", ANNA)).body == FILES["feeds/members/atom.xml"]
    assert site.ask(f"/~{ANNA}/feeds/members").headers["location"] == f"/~{ANNA}/feeds/members/"


def test_no_secret_is_logged(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    """The log names the token and never its secret, right or wrong."""
    with caplog.at_level(logging.DEBUG):
        site.ask(f"/~{ANNA}/feeds/members/atom.xml")
        site.ask(f"/~{BEN}/feeds/members/atom.xml")
        site.ask("/feeds/members/atom.xml", basic("anna", ANNA))
        site.ask(f"/~{'wrong' * 8}/feeds/members/atom.xml")
    text = str([vars(record) for record in caplog.records])

    assert text.count("/~anna/feeds/members/atom.xml") >= 1
    for secret in (ANNA, BEN, "wrongwrong", base64.b64encode(ANNA.encode()).decode()):
        assert secret not in text


def test_a_token_taken_back_opens_nothing(tmp_path: Path) -> None:
    """Other settings hold for the very next request, also for what was answered before."""
    (tmp_path / "atom.xml").write_bytes(b"<feed/>")
    options = replace(OPTIONS, private=("",))
    application = Application(tmp_path, options)
    asked = Asked(method="GET", path=f"/~{ANNA}/atom.xml")

    assert application.answer(asked).status == 200
    application.update(replace(options, tokens=options.tokens[1:]))
    assert application.answer(asked).status == 404
    application.update(replace(options, private=()))
    assert application.answer(Asked(method="GET", path="/atom.xml")).status == 200
    application.update(options)
    assert application.answer(Asked(method="GET", path="/atom.xml")).status == 401


def test_what_becomes_private_is_not_given_from_what_is_ready(tmp_path: Path) -> None:
    """An answer that is kept ready is not given any more when its folder was made private, not even compressed."""
    (tmp_path / "atom.xml").write_bytes(b"<feed/>")
    (tmp_path / "atom.xml.gz").write_bytes(gzip.compress(b"<feed/>"))
    time.sleep(3.2)  # Until it is settled.
    application = Application(tmp_path, replace(OPTIONS, private=()))
    asked = Asked(method="GET", path="/atom.xml", peer="127.0.0.1")

    def quick() -> object:
        return application.answer_quickly("GET", "/atom.xml", "127.0.0.1", lambda _: None)

    for _ in range(3):
        application.answer(asked)
        found = quick()
    assert found is not None
    application.update(replace(OPTIONS, private=("",)))
    assert quick() is None
    assert application.answer(asked).status == 401
    assert quick() is None


def test_a_secret_ends_when_it_is_said_to() -> None:
    """A token is valid until the moment that its settings name, to the second."""
    end = datetime(2026, 6, 1, tzinfo=UTC)
    access = Access(("",), (token("x", ANNA, expires=end),))

    assert access.enter(f"/~{ANNA}/a", "", (end - timedelta(seconds=1)).timestamp()).token is not None
    assert access.enter(f"/~{ANNA}/a", "", end.timestamp()).token is None


_segments = st.sampled_from(
    [
        "feeds",
        "FEEDS",
        "members",
        "Members",
        "friends",
        "~",
        f"~{BEN}",
        "..",
        ".",
        "",
        "atom.xml",
        "feed.json",
        "index.html",
        "way-in",
        "\x00",
    ]
)


@given(parts=st.lists(_segments, max_size=6), encoded=st.booleans())
@example(parts=["feeds", "members", "atom.xml"], encoded=True)
def test_no_path_leads_into_what_is_private(site: Site, parts: list[str], encoded: bool) -> None:  # noqa: FBT001
    """However a path is written, without the right secret nothing of a private folder comes out."""
    path = "/" + "/".join(quote(part, safe="") if encoded else quote(part, safe="~.") for part in parts)
    answer = site.ask(path)

    assert FILES["feeds/members/atom.xml"] not in answer.body
    assert b"<title>Members" not in answer.body
    if BEN not in path:
        assert b"feed_url" not in answer.body


@pytest.mark.parametrize("name", ["atom.xml", "rss.xml", "feed.json"])
def test_no_feed_at_a_secret_address_names_a_hub(site: Site, name: str) -> None:
    """A public feed names hubs, but not at an address with a secret in it: a reader would send that there."""
    public, secret = site.ask(f"/{name}"), site.ask(f"/~{ANNA}/{name}")

    assert b"hub.example.net" in public.body
    assert 'rel="hub"' in public.headers["link"]
    assert b"hub.example.net" not in secret.body
    assert "hub" not in secret.headers["link"]
    assert drop_hubs(public.body) == secret.body.replace(f"~{ANNA}/".encode(), b"")


@given(source=articles())
def test_only_hubs_are_dropped(source: Article) -> None:
    """Whatever is in a feed of ours, without its hubs it is the feed that would be written if there were none."""
    feed = article_feed(SAMPLES, source)
    with_hubs = replace(feed, hubs=("https://hub.example.net/", "https://other.example/?a=1&b=%22"))

    for render in (render_atom, render_rss, render_json):
        assert drop_hubs(render(with_hubs)) == render(feed) == drop_hubs(render(feed))
