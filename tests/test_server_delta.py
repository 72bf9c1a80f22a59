"""Only the new entries of a feed (RFC 3229): right for any history, and never where a cache could be misled."""

from __future__ import annotations

import gzip
import json
from datetime import timedelta
from pathlib import Path

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.config import ServeOptions
from publisher.server.delta import Deltas, wants_delta
from publisher.server.message import Asked
from publisher.server.site import Site as Application
from tests.place import NOON, Place, article
from tests.served import Site, served

WANTED = {"A-IM": "feed"}
FILES = ("atom.xml", "rss.xml", "feed.json")
FRENCH = ' xml:lang="fr"'

Entries = dict[str, str]
"""The text of each entry, by its id."""


def write_feed(name: str, entries: Entries) -> bytes:
    """Write a feed in the shape of ours."""
    if name == "feed.json":
        items = [{"id": key, "content_html": text} for key, text in entries.items()]
        return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": items}).encode()
    if name == "rss.xml":
        items_ = "".join(
            f"\n<item>\n<guid>{key}</guid><description>{text}</description></item>" for key, text in entries.items()
        )
        return (
            f"<?xml version='1.0'?>\n<rss version='2.0'><channel><title>T</title>{items_}\n</channel></rss>\n".encode()
        )
    entries_ = "".join(
        f"\n  <entry{FRENCH * (key in 'abc')}><id>{key}</id><content>{text}</content></entry>"
        for key, text in entries.items()
    )
    return f"<?xml version='1.0'?>\n<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title>{entries_}\n</feed>\n".encode()


def read_feed(name: str, data: bytes) -> Entries:
    """Read it back, as readers do."""
    if name == "feed.json":
        return {item["id"]: item["content_html"] for item in json.loads(data)["items"]}
    parsed = feedparser.parse(data)
    assert not parsed.bozo
    return {
        entry.id: entry.content[0].value if "content" in entry else entry.get("summary", "") for entry in parsed.entries
    }


_versions = st.lists(
    st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from(["one", "two", "three"]), max_size=8),
    min_size=1,
    max_size=8,
)


@settings(deadline=None, max_examples=60)
@given(versions=_versions, polls=st.lists(st.booleans(), min_size=8, max_size=8), name=st.sampled_from(FILES))
def test_nothing_is_ever_missed(
    tmp_path_factory: pytest.TempPathFactory, versions: list[Entries], polls: list[bool], name: str
) -> None:
    """Whoever asks for what is new at any times knows every entry as it is now: nothing is lost, whatever changed."""
    feeds = tmp_path_factory.mktemp("delta")
    application = Application(feeds, ServeOptions(per_minute=0))
    known: Entries = {}
    tag = ""
    for version, polled in zip(versions, polls, strict=False):
        (feeds / name).write_bytes(write_feed(name, version))
        # Somebody else asks at each version, as readers do.
        application.answer(Asked(method="GET", path=f"/{name}"))
        if not polled:
            continue
        headers = {"a-im": "feed", "if-none-match": tag} if tag else {"a-im": "feed"}
        answer = application.answer(Asked(method="GET", path=f"/{name}", headers=headers))
        if answer.status != 304:
            assert isinstance(answer.body, bytes)
            got = read_feed(name, answer.body)
            known |= got
            tag = answer.headers["ETag"]
            assert answer.status in {200, 226}
            assert (answer.status == 226) == ("IM" in answer.headers)
            if answer.status == 226:
                assert set(got) < set(version)
                assert answer.headers["Cache-Control"] == "no-store, im"
        assert {key: known.get(key) for key in version} == version


@pytest.mark.parametrize("name", FILES)
def test_entries_in_other_languages_are_entries(place: Place, name: str) -> None:
    """What an entry says of itself in attributes does not keep it from being left out."""
    place.write("mer.md", article("Mer", ("Marée", "Elle monte."), ("Lune", "Elle tire."), front="language: fr\n"))
    place.write("sea.md", article("Sea", ("Tide", "It rises."), ("Moon", "It pulls.")))
    place.publish(NOON)
    before = (place.feeds / name).read_bytes()
    if name == "atom.xml":
        assert b'<entry xml:lang="fr">' in before
    deltas = Deltas()
    deltas.note(name, '"a"', before)
    place.write("sea.md", article("Sea", ("Tide", "It rises."), ("Moon", "It pulls the sea.")))
    place.publish(NOON + timedelta(days=1))
    made = deltas.make(name, ['"a"'], (place.feeds / name).read_bytes())
    assert made is not None
    assert b"It pulls the sea." in made
    assert b"Elle" not in made
    assert b"rises" not in made


def test_only_what_is_new_comes_from_what_was_published(place: Place) -> None:
    """After an edit and an addition exactly these two entries are sent, in each format, compressed or not."""
    place.write("sea.md", article("Sea", ("Tide", "It rises."), ("Moon", "It pulls."), ("Sun", "It pulls less.")))
    place.publish(NOON)
    with served(place.feeds) as site:
        tags = {}
        for name in FILES:
            for coding in ("identity", "gzip"):
                headers = {"Accept-Encoding": coding, **WANTED}
                answer = site.ask(f"/{name}", headers)
                assert answer.status == 200
                assert "A-IM" in answer.headers["vary"]
                tags[name, coding] = answer.headers["etag"]
        place.write(
            "sea.md",
            article(
                "Sea",
                ("Tide", "It rises and falls."),
                ("Moon", "It pulls."),
                ("Sun", "It pulls less."),
                ("Wind", "It blows."),
            ),
        )
        place.publish(NOON.replace(hour=13))
        for (name, coding), tag in tags.items():
            headers = {"Accept-Encoding": coding, "If-None-Match": tag}
            delta, whole = site.ask(f"/{name}", headers | WANTED), site.ask(f"/{name}", headers)
            assert (delta.status, delta.headers["im"], delta.headers["delta-base"]) == (226, "feed", tag)
            assert (whole.status, "im" in whole.headers) == (200, False)
            # The tag is that of the whole feed as it is now: the next question goes from there.
            assert delta.headers["etag"] == whole.headers["etag"]
            assert site.ask(f"/{name}", {**headers, **WANTED, "If-None-Match": delta.headers["etag"]}).status == 304
            assert titles(name, delta) == ["Tide — Sea", "Wind — Sea"]
            assert len(titles(name, whole)) > 4


def titles(name: str, answer: object) -> list[str]:
    """Return the titles of the items in an answer, sorted."""
    body = answer.body  # type: ignore[attr-defined]
    data = gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body
    if name == "feed.json":
        return sorted(item["title"] for item in json.loads(data)["items"])
    return sorted(entry.title for entry in feedparser.parse(data).entries)


@pytest.mark.parametrize(
    "headers",
    [
        {"A-IM": "vcdiff"},
        {"A-IM": "feed;q=0"},
        {},
        {**WANTED, "Via": "1.1 cache"},
        {**WANTED, "CDN-Loop": "cdn"},
        {**WANTED, "If-None-Match": '"unknown"'},
        {**WANTED, "If-None-Match": "*"},
    ],
)
def test_whole_feed_where_less_would_not_be_safe(tmp_path: Path, headers: dict[str, str]) -> None:
    """Without the wish, with a cache on the way, or from a version that is not remembered, all of it is sent."""
    one, two = {"a": "one", "b": "one"}, {"a": "one", "b": "two"}
    with served(tmp_path) as site:
        (tmp_path / "atom.xml").write_bytes(write_feed("atom.xml", one))
        tag = site.ask("/atom.xml").headers["etag"]
        (tmp_path / "atom.xml").write_bytes(write_feed("atom.xml", two))
        answer = site.ask("/atom.xml", {"If-None-Match": tag} | headers)

    if headers.get("If-None-Match") == "*":
        assert answer.status == 304
    else:
        assert answer.status == 200
        assert read_feed("atom.xml", answer.body) == two


def test_several_tags_leave_out_only_what_all_of_them_have() -> None:
    """A cache that adds its own tag to the asker's takes nothing from the asker."""
    versions = [{"a": "1"}, {"a": "1", "b": "1"}, {"a": "1", "b": "1", "c": "1"}]
    deltas = Deltas()
    for number, version in enumerate(versions):
        deltas.note("atom.xml", f'"{number}"', write_feed("atom.xml", version))

    now = write_feed("atom.xml", versions[-1])
    assert read_feed("atom.xml", deltas.make("atom.xml", ['"0"', '"1"'], now) or b"") == {"b": "1", "c": "1"}
    assert read_feed("atom.xml", deltas.make("atom.xml", ['"1"'], now) or b"") == {"c": "1"}
    assert deltas.make("atom.xml", ['"1"', '"9"'], now) is None


def test_what_is_remembered_is_bounded() -> None:
    """Of each feed the last fifty versions are remembered, and no file that is no feed of ours."""
    deltas = Deltas()
    for number in range(60):
        deltas.note("atom.xml", f'"{number}"', write_feed("atom.xml", {"a": str(number)}))
    assert [deltas.knows("atom.xml", f'"{number}"') for number in (0, 9, 10, 59)] == [False, False, True, True]
    with pytest.raises(ValueError, match="Expecting"):
        deltas.note("feed.json", '"a"', b"no json")


@given(st.text(max_size=80))
def test_any_wish_is_survived(text: str) -> None:
    """Whatever stands in the header, it is a wish or none."""
    assert wants_delta(text) in {True, False}
    assert wants_delta(f"{text},feed") or len(text) > 70


def test_a_feed_that_is_none_is_sent_as_it_is(tmp_path: Path) -> None:
    """A file with a feed's name that is no feed is served like any other."""
    (tmp_path / "feed.json").write_bytes(b"{")
    with served(tmp_path) as site:
        assert _ask_twice(site) == [b"{", b"{"]


def _ask_twice(site: Site) -> list[bytes]:
    return [site.ask("/feed.json", WANTED).body for _ in range(2)]


@pytest.mark.parametrize(
    ("agent", "accepted", "status"),
    [
        ("newsboat/2.39.0 (Linux x86_64)", "application/feed+json", 226),
        ("python-reader/3.26", "application/atom+xml,application/x-netcdf", 226),
        ("rss2email/3.14", "application/atom+xml,application/x-netcdf;q=0.9", 200),
        ("feedparser/6.0.14 +https://github.com/kurtmckee/feedparser/", "*/*", 200),
    ],
)
def test_who_would_take_it_for_a_fault_gets_the_whole_feed(
    place: Place, agent: str, accepted: str, status: int
) -> None:
    """Feedparser asks in the name of programs that know nothing but 200 and 304: to them a feed would be dead."""
    place.write("a.md", article("A", ("One", "First.")))
    place.publish(NOON)
    with served(place.feeds) as site:
        headers = {**WANTED, "User-Agent": agent, "Accept": accepted}
        etag = site.ask("/atom.xml", headers).headers["etag"]
        place.write("a.md", article("A", ("One", "First."), ("Two", "Second words.")))
        place.publish(NOON + timedelta(days=1))
        answer = site.ask("/atom.xml", {**headers, "If-None-Match": etag})
    assert answer.status == status
    assert len(feedparser.parse(answer.body).entries) == (1 if status == 226 else 3)
