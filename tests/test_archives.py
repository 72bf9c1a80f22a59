"""Feeds with an archive (RFC 5005 §4), from the files that were published."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from publisher.render.archive import Candidate, Limits, divide
from tests.place import NOON, SETTINGS, Place, article
from tests.rendering.checks import ATOM, HISTORY, check_atom, check_json, check_rss, read_deleted

DAY = timedelta(days=1)
# How long an item stays in the live feed at least is tested elsewhere.
SMALL = f'{SETTINGS}[publish]\nmin_live = "0 days"\nmax_items = 6\n'
SITE = "https://example.org/"
LIVE = ("atom.xml", "articles/atom.xml")


def grow(place: Place, days: int) -> None:
    """Publish an article of two sections a day."""
    for day in range(days):
        place.write(f"a{day:02}.md", article(f"Day {day}", ("Morning", f"Sun {day}."), ("Evening", f"Moon {day}.")))
        assert place.publish(NOON + day * DAY).failed == ()


@pytest.fixture(scope="module")
def ten_days(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place that was published every day for ten days, with feeds that hold six items."""
    place = Place(tmp_path_factory.mktemp("ten") / "place", timedelta(), SMALL)
    grow(place, 10)
    return place.folder


@pytest.fixture
def grown(tmp_path: Path, ten_days: Path) -> Place:
    """A copy of it."""
    place = Place(tmp_path / "place", timedelta(), SMALL)
    shutil.copytree(ten_days, place.folder, dirs_exist_ok=True)
    return place


def links(data: bytes) -> dict[str, str]:
    """Return the addresses of a feed's own links by relation, as paths below the feeds folder."""
    root = etree.fromstring(data)
    parent = root if root.tag == f"{ATOM}feed" else root[0]
    found = {link.get("rel"): link.get("href") for link in parent.findall(f"{ATOM}link")}
    return {rel: href.removeprefix(SITE) for rel, href in found.items() if rel != "alternate"}


def is_archive(data: bytes) -> bool:
    """Tell whether a document says that it will always be the same."""
    return f"<{{{HISTORY[1:-1]}}}archive" in data.decode() or b"<fh:archive/>" in data


def walk(tree: dict[str, bytes], path: str) -> Iterator[tuple[str, bytes]]:
    """Go from the live document back through the whole archive, as a reader would."""
    seen = set()
    while path:
        assert path not in seen
        seen.add(path)
        data = tree[path]
        yield path, data
        path = links(data).get("prev-archive", "")


def read_atom(tree: dict[str, bytes], path: str) -> dict[str, tuple[str, str]]:
    """Return every item of an archived feed with its title and content: the newest version, none that was deleted."""
    items: dict[str, tuple[str, str]] = {}
    newest: dict[str, str] = {}
    deleted: set[str] = set()
    for _, data in walk(tree, path):
        check_atom(data)
        deleted |= {ref for ref, _ in read_deleted(data)}
        for entry in etree.fromstring(data).findall(f"{ATOM}entry"):
            id_, updated = entry.findtext(f"{ATOM}id"), entry.findtext(f"{ATOM}updated")
            if id_ not in newest or newest[id_] < updated:
                newest[id_] = updated
                items[id_] = (entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}content"))
    return {id_: item for id_, item in items.items() if id_ not in deleted}


def read_json(tree: dict[str, bytes], path: str) -> dict[str, str]:
    """Return every item of a JSON Feed, by `next_url`, with its content; what comes first is the newest version."""
    items: dict[str, str] = {}
    url = path
    while url:
        check_json(tree[url])
        document = json.loads(tree[url])
        for item in document["items"]:
            items.setdefault(item["id"], item["content_html"])
        url = document.get("next_url", "").removeprefix(SITE)
    return items


def check_site(tree: dict[str, bytes]) -> None:
    """Every document is sound, and every link among them leads to one."""
    for path, data in tree.items():
        if not path.endswith((".xml", ".json")) or path.endswith(("record.json", "sitemap.xml", "gone.json")):
            continue
        {"xml": check_atom if b"<feed" in data[:600] else check_rss, "json": check_json}[path[-4:].strip(".")](data)
        if path.endswith(".xml"):
            found = links(data)
            assert found["self"] == path
            assert {target for rel, target in found.items() if "archive" in rel or rel == "current"} <= tree.keys()
            if "prev-archive" in found:
                assert links(tree[found["prev-archive"]])["next-archive"] in {path, _next_page(found["prev-archive"])}


def _next_page(path: str) -> str:
    folder, number, name = path.rsplit("/", 2)
    return f"{folder}/{int(number) + 1}/{name}"


def test_the_archive_holds_everything_that_was_ever_published(grown: Place) -> None:
    """Going back from the live document finds every item, in each format, and each document keeps the cap."""
    tree = grown.tree()
    check_site(tree)

    sections = read_atom(tree, "atom.xml")
    assert sorted(title for title, _ in sections.values()) == sorted(
        title for day in range(10) for title in (f"Day {day}", f"Morning — Day {day}", f"Evening — Day {day}")
    )
    assert sections.keys() == read_json(tree, "feed.json").keys()
    assert sections.keys() == {id_ for _, data in walk(tree, "rss.xml") for id_ in check_rss(data)}
    assert len(read_atom(tree, "articles/atom.xml")) == 10
    assert all(len(check_atom(data)) <= 6 for _, data in walk(tree, "atom.xml"))
    assert 3 <= len(check_atom(tree["atom.xml"])) <= 6


def test_only_what_fits_as_a_whole_is_complete(grown: Place) -> None:
    """`fh:complete` stands where nothing was filed; `fh:archive` on filled pages, with the links to the others."""
    tree = grown.tree()

    assert b"fh:complete" not in tree["atom.xml"] + tree["rss.xml"]
    assert b"fh:complete" in tree["a03/atom.xml"]
    pages = [path for path, _ in walk(tree, "atom.xml")][1:]
    assert all(is_archive(tree[path]) for path in pages)
    for newer, page in pairwise(pages):
        assert links(tree[page])["next-archive"] == newer
    for page in pages:
        assert links(tree[page])["current"] == "atom.xml"
    assert not is_archive(tree[links(tree[pages[0]])["next-archive"]])


def test_not_a_byte_of_a_filled_page_ever_changes(tmp_path: Path) -> None:
    """Whatever is published, edited or corrected later."""
    place = Place(tmp_path / "place", timedelta(), SMALL)
    pages: dict[str, bytes] = {}
    for day in range(12):
        place.write(f"a{day:02}.md", article(f"Day {day}", ("Morning", f"Sun {day}."), ("Evening", f"Moon {day}.")))
        if day > 5:
            place.write(
                f"a{day - 5:02}.md", article(f"Day {day - 5}", ("Morning", f"Rain {day}."), ("Evening", "Fog."))
            )
        place.publish(NOON + day * DAY, rebuild=day % 3 == 0)
        tree = place.tree()
        check_site(tree)
        assert {path: tree[path] for path in pages} == pages
        filled = [path.rpartition("/")[0] for path, data in tree.items() if "archive/" in path and is_archive(data)]
        pages = {path: data for path, data in tree.items() if path.rpartition("/")[0] in filled}
    assert len(pages) > 12


def test_what_changes_after_it_was_filed_stands_in_the_live_document(grown: Place) -> None:
    """Subscribers see the edit; whoever reads it all takes the newest version; a correction moves nothing."""
    before = grown.tree()
    old = grown.ids("a00/feed.json")["Morning"]
    assert old not in check_atom(before["atom.xml"])
    grown.write("a00.md", article("Day 0", ("Morning", "A new sun."), ("Evening", "Moon 0.")))

    grown.publish(NOON + 20 * DAY)

    tree = grown.tree()
    assert old in check_atom(tree["atom.xml"])
    assert "A new sun." in read_atom(tree, "atom.xml")[old][1]
    assert "A new sun." in read_json(tree, "feed.json")[old]
    assert "A new sun." in " ".join(content for _, content in read_atom(tree, "articles/atom.xml").values())
    grown.write("a01.md", article("Day 1", ("Morning", "A corrected sun."), ("Evening", "Moon 1.")))
    grown.publish(NOON + 21 * DAY, is_minor=True)
    after = grown.tree()
    assert {path: after[path] for path in tree if path.startswith(("archive/", "atom.xml"))} == {
        path: tree[path] for path in tree if path.startswith(("archive/", "atom.xml"))
    }


def test_the_words_of_what_is_withdrawn_leave_the_archive(grown: Place) -> None:
    """A page is written again for this alone: a tombstone stands where the item stood. It may come back."""
    old = grown.ids("a00/feed.json")
    (grown.content / "a00.md").rename(grown.folder / "kept.md")

    grown.publish(NOON + 20 * DAY)

    tree = grown.tree()
    check_site(tree)
    assert not [path for path, data in tree.items() if b"Sun 0." in data]
    deleted = {ref for path, data in walk(tree, "atom.xml") if "archive" in path for ref, _ in read_deleted(data)}
    assert set(old.values()) <= deleted
    assert not set(old.values()) & read_atom(tree, "atom.xml").keys()
    (grown.folder / "kept.md").rename(grown.content / "a00.md")
    grown.publish(NOON + 21 * DAY)
    assert set(old.values()) <= read_atom(grown.tree(), "atom.xml").keys()
    check_site(grown.tree())


def test_an_unchanged_place_writes_nothing(grown: Place) -> None:
    """Nor does one whose state was lost: the records of the pages say what stands in them."""
    tree, times = grown.tree(), grown.times()

    grown.publish(NOON + 20 * DAY)
    assert grown.times() == times
    shutil.rmtree(grown.folder / ".publisher")
    grown.publish(NOON + 21 * DAY)
    assert grown.tree() == tree
    assert grown.times() == times
    grown.publish(NOON + 22 * DAY)
    assert grown.times() == times


def test_lost_pages_are_written_again(grown: Place) -> None:
    """Of the site, and the page that is not filled yet."""
    tree = grown.tree()
    for path in ("archive/1/atom.xml", "archive/2/record.json", "articles/archive/1/feed.json"):
        (grown.feeds / path).unlink()
    shutil.rmtree(grown.feeds / links(tree[links(tree["atom.xml"])["prev-archive"]])["next-archive"].rpartition("/")[0])

    grown.publish(NOON + 20 * DAY)

    assert grown.tree() == tree


@pytest.mark.parametrize("text", ["", "{", '{"publisher_record": 1, "rows": []}', None])
def test_a_record_that_cannot_be_read_loses_no_item(grown: Place, text: str | None) -> None:
    """It is reported, and what stood in its page is filed anew."""
    ids = read_atom(grown.tree(), "atom.xml").keys()
    record = grown.feeds / "archive/2/record.json"
    if text is None:
        rows = json.loads(record.read_text(encoding="utf-8"))
        rows["rows"][0]["feed"] = "../../etc"
        text = json.dumps(rows)
    record.write_text(text, encoding="utf-8")
    shutil.rmtree(grown.folder / ".publisher")

    report = grown.publish(NOON + 20 * DAY)

    assert [error.where for error in report.failed] == ["archive/2/record.json"]
    assert read_atom(grown.tree(), "atom.xml").keys() == ids
    check_site(grown.tree())


def test_an_archive_goes_with_its_feed(grown: Place) -> None:
    """What is switched off leaves no page behind, and begins anew if it is switched on again."""
    grown.set(f'{SMALL}articles = "off"\n')
    grown.publish(NOON + 20 * DAY)
    assert [path for path in grown.tree() if path.startswith("articles/")] == ["articles/index.html"]
    assert [path for path in grown.tree() if path.startswith("archive/")]
    grown.set(SMALL)
    grown.publish(NOON + 21 * DAY)
    assert len(read_atom(grown.tree(), "articles/atom.xml")) == 10
    check_site(grown.tree())


def test_a_feed_may_change_what_its_items_are(grown: Place) -> None:
    """What was filed as sections stays readable where items are whole articles from now on."""
    before = read_atom(grown.tree(), "atom.xml").keys()
    grown.set(f'{SMALL}everything = "article"\n')
    grown.publish(NOON + 20 * DAY)
    tree = grown.tree()
    check_site(tree)
    assert read_atom(tree, "articles/atom.xml").keys() <= read_atom(tree, "atom.xml").keys()
    assert before & read_atom(tree, "atom.xml").keys()


@pytest.mark.parametrize("cap", ["20 KB", "100 KB"])
def test_no_live_document_is_larger_than_it_may_be(tmp_path: Path, cap: str) -> None:
    """In any format, markup and all; a long article's own feed has an archive too, and its pages keep the cap."""
    place = Place(tmp_path / "place", timedelta(), f'{SETTINGS}[publish]\nmin_live = ""\nmax_bytes = "{cap}"\n')
    line = '*word* & "more" [link](https://example.org/?a=1&b=2) <b>\n' * 20
    place.write("a.md", article("Long", *((f"Section {n}", line) for n in range(120))))
    place.write("b.md", article("Short", ("One", "First.")))

    place.publish(NOON)

    tree = place.tree()
    check_site(tree)
    largest = int(cap.removesuffix(" KB")) * 1000
    feeds = {path: len(data) for path, data in tree.items() if path.endswith(("atom.xml", "rss.xml", "feed.json"))}
    whole = {path for path in feeds if path.startswith("articles/")}
    assert max(size for path, size in feeds.items() if path not in whole) <= largest
    assert max(feeds.values()) > largest / 3
    assert len(read_atom(tree, "a/atom.xml")) == len(read_json(tree, "a/feed.json")) == 121
    assert [title for title, _ in read_atom(tree, "a/atom.xml").values()][:2] == ["Long", "Section 0"]
    assert len(read_atom(tree, "atom.xml")) == 123


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10**6), cap=st.integers(1, 5))
def test_whatever_happens_nothing_is_lost_or_doubled(seed: int, cap: int) -> None:
    """Any sequence of additions, edits, removals, stops and lost states leaves an archive that holds what is live."""
    chance = random.Random(seed)
    with TemporaryDirectory() as folder:
        place = Place(Path(folder) / "place", timedelta(), f"{SETTINGS}[publish]\nmax_items = {cap}\n")
        now = NOON
        for step in range(8):
            _change(place, chance, step)
            stops = iter([False] * chance.randrange(6) + [True] * 50)
            now += DAY
            if chance.random() < 0.3:
                place.publish(now, accepted=[path.name for path in place.content.iterdir()], is_stopped=stops.__next__)
            if chance.random() < 0.1:
                shutil.rmtree(place.folder / ".publisher", ignore_errors=True)
            _check_live(place, now)


def _change(place: Place, chance: random.Random, step: int) -> None:
    files = sorted(place.content.iterdir())
    if len(files) > 2 and chance.random() < 0.2:
        chance.choice(files).unlink()
    elif files and chance.random() < 0.4:
        path = chance.choice(files)
        path.write_text(path.read_text(encoding="utf-8").replace("It goes on", f"It went on {step} times", 1))
    else:
        place.write(f"n{step}.md", article(f"New {step}", *((f"Part {n} of {step}", f"Sun {n}.") for n in range(3))))


def _check_live(place: Place, now: datetime) -> None:
    place.publish(now + timedelta(hours=1), accepted=[path.name for path in place.content.iterdir()])
    tree = place.tree()
    check_site(tree)
    live = _list_live(tree)
    assert {id_: html for id_, (_, html) in read_atom(tree, "atom.xml").items()} == live
    assert {id_: html for id_, html in read_json(tree, "feed.json").items() if id_ in live} == live


def _list_live(tree: dict[str, bytes]) -> dict[str, str]:
    """Return the contents of all items by id, from the articles' own feeds."""
    found: dict[str, Any] = {}
    for path, data in tree.items():
        if path.endswith("/feed.json") and path.count("/") == 1 and not path.startswith("articles/"):
            found |= {item["id"]: item["content_html"] for item in json.loads(data)["items"]}
    return found


@given(
    sizes=st.lists(st.integers(1, 400), max_size=30),
    max_items=st.one_of(st.none(), st.integers(1, 9)),
    max_bytes=st.integers(0, 2000),
)
def test_every_candidate_stands_in_one_place(sizes: list[int], max_items: int | None, max_bytes: int) -> None:
    """Nothing is lost or doubled, the newest stay, no document is too large but by its only item."""
    found = [Candidate(id=str(n), updated=NOON, file_bytes=size) for n, size in enumerate(sizes)]

    division = divide(found, Limits(max_items=max_items, max_bytes=max_bytes), NOON)

    filed = [candidate for page in division.pages for candidate in page]
    assert [*division.live, *reversed(filed)] == found
    assert all(division.pages)
    for document in (division.live, *division.pages):
        assert len(document) <= 1 or sum(candidate.file_bytes for candidate in document) <= max_bytes
        assert max_items is None or len(document) <= max(1, max_items)
    assert bool(division.live) == bool(found)
