"""More comes in one run than a feed holds: every subscriber gets every item all the same."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.cli import main
from publisher.render.archive import HARD_BYTES, Candidate, Limits, divide
from tests.place import NOON, SETTINGS, Place, article
from tests.rendering.checks import check_atom

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
FEEDS = ("feed.json", "articles/feed.json", "feeds/sea/feed.json")
QUICK = f"{SETTINGS}[publish]\ncompress = []\n"
SELECTED = '[[feed]]\nname = "sea"\ntags = ["sea"]\nmax_items = 5\n'


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A place with the default limits."""
    return Place(tmp_path / "place", timedelta(), QUICK)


def versions(place: Place, feed: str = "feed.json") -> set[tuple[str, str]]:
    """Return the items of a live feed, each as a subscriber knows it: its id and its last change."""
    return {(item["id"], item.get("date_modified", "")) for item in place.items(feed)}


def write_many(place: Place, name: str, count: int, front: str = "", size_kb: int = 0) -> None:
    """Write an article of some sections, each of about that size."""
    # Long words cost less to read than many short ones.
    bulk = " ".join(["tide" * 250] * size_kb)
    sections = ((f"Part {n} of {name}", f"Wave {n} of {name}. {bulk}") for n in range(count - 1))
    place.write(f"{name}.md", article(name.title(), *sections, front=front))


def test_what_comes_in_one_run_is_in_the_live_feed(place: Place) -> None:
    """60 items, then 60 more: all of them are there, though the feed then exceeds its limits."""
    write_many(place, "tides", 60)
    place.publish(NOON)
    before = versions(place)
    write_many(place, "ships", 60)

    report = place.publish(NOON + DAY)

    assert len(versions(place)) == 120
    assert before <= versions(place)
    assert any("feeds/*: 120 items, more than the limits" in notice for notice in report.notices)
    assert not (place.feeds / "archive" / "1").exists()


def test_long_articles_are_in_the_live_feed(place: Place) -> None:
    """Three articles of 300 KB each: no section is lost, nor is one of an article's own feed."""
    place.write("first.md", article("First", ("One", "Alone.")))
    place.publish(NOON)
    for name in ("tides", "ships", "gulls"):
        write_many(place, name, 10, size_kb=30)

    place.publish(NOON + DAY)

    assert len(versions(place)) == 32
    assert len(versions(place, "articles/feed.json")) == 4
    check_atom((place.feeds / "atom.xml").read_bytes())


def test_old_dates_are_no_reason_to_skip_an_item(tmp_path: Path) -> None:
    """Sections dated years ago come after newer ones: what counts is when they came."""
    place = Place(tmp_path / "place", timedelta(), f"{QUICK}max_items = 10\n")
    write_many(place, "new", 9)
    place.publish(NOON)
    write_many(place, "old", 16, front="date: 2019-05-04 10:00:00\n")

    place.publish(NOON + DAY)

    assert sum("Old" in item["title"] for item in place.items()) == 16


def test_the_longest_offered_moves_to_the_archive(tmp_path: Path) -> None:
    """After a week, with the next change; not before, and not without one."""
    place = Place(tmp_path / "place", timedelta(), f"{QUICK}max_items = 10\n")
    write_many(place, "old", 9, front="date: 2019-05-04 10:00:00\n")
    place.publish(NOON)
    write_many(place, "new", 8)
    place.publish(NOON + 3 * DAY)
    assert len(versions(place)) == 17
    tree = place.tree()
    place.publish(NOON + 8 * DAY)
    assert place.tree() == tree

    place.write("one.md", article("One"))
    report = place.publish(NOON + 9 * DAY)

    titles = [item["title"] for item in place.items()]
    assert len(titles) == 9
    assert not any("Old" in title for title in titles)
    assert (place.feeds / "archive/1/atom.xml").exists()
    assert not [notice for notice in report.notices if "limits" in notice]


def test_an_edit_is_offered_anew(tmp_path: Path) -> None:
    """What changed after it was filed stays for a week too, however many others come."""
    place = Place(tmp_path / "place", timedelta(), f"{QUICK}max_items = 4\n")
    write_many(place, "old", 4)
    place.publish(NOON)
    write_many(place, "new", 4)
    place.publish(NOON + WEEK)
    text = (place.content / "old.md").read_text(encoding="utf-8")
    (place.content / "old.md").write_text(text.replace("Wave 1 of old", "Wave 1, edited, of old"), encoding="utf-8")
    place.publish(NOON + WEEK + DAY)
    write_many(place, "late", 5)

    place.publish(NOON + WEEK + 2 * DAY)

    assert any("edited" in item["content_html"] for item in place.items())


def test_an_item_that_came_back_is_offered_anew(tmp_path: Path) -> None:
    """Who did not poll before it was retracted gets it after it is back, though it was never changed."""
    place = Place(tmp_path / "place", timedelta(), f"{QUICK}max_items = 3\n")
    write_many(place, "old", 3)
    place.publish(NOON)
    from publisher.pipeline import Publisher

    with Publisher.open(place.config) as publisher:
        publisher.retract("old#part-1-of-old", NOON + timedelta(hours=1))
    with Publisher.open(place.config) as publisher:
        publisher.retract("old#part-1-of-old", NOON + 30 * DAY, is_undone=True)
    write_many(place, "new", 6)

    place.publish(NOON + 31 * DAY)

    assert any(item["title"].startswith("Part 1 of old") for item in place.items())


def test_what_exceeds_the_hard_limit_comes_later(place: Place) -> None:
    """5 MB in one run: the feed holds 4 MiB of it, the rest follows a week later, unasked and as announced."""
    place.write("first.md", article("First", ("One", "Alone.")))
    place.publish(NOON)
    for number in range(5):
        write_many(place, f"book{number}", 10, size_kb=110)
    wanted = 50

    report = place.publish(NOON + DAY)

    seen = versions(place)
    assert wanted / 2 < len(seen) < wanted
    assert all((place.feeds / name).stat().st_size <= HARD_BYTES for name in ("feed.json", "atom.xml", "rss.xml"))
    assert any("for room in it" in notice and "2026-03-08 on" in notice for notice in report.notices)
    assert b"fh:complete" not in (place.feeds / "atom.xml").read_bytes()
    # The next day brings nothing, the week after the rest.
    assert place.publish(NOON + 2 * DAY).changed == ()
    assert place.publish(NOON + WEEK).changed != ()
    place.publish(NOON + 8 * DAY)
    seen |= versions(place)
    assert len(seen) == wanted + 2
    assert place.publish(NOON + 30 * DAY).changed == ()


def test_an_edit_does_not_take_an_item_out_of_a_full_feed(place: Place) -> None:
    """What is offered stays when it changes; it does not go to the end of what waits."""
    place.write("first.md", article("First", ("One", "Alone.")))
    place.publish(NOON)
    for number in range(5):
        write_many(place, f"book{number}", 10, size_kb=110)
    place.publish(NOON + DAY)
    before = {item["id"] for item in place.items()}
    assert len(before) < 50
    path = place.content / "book0.md"
    assert any("Wave 3 of book0" in item["content_html"] for item in place.items())
    path.write_text(path.read_text(encoding="utf-8").replace("Wave 3 of", "Wave 3, edited, of"), encoding="utf-8")

    place.publish(NOON + 2 * DAY)

    assert {item["id"] for item in place.items()} == before
    assert any("Wave 3, edited, of book0" in item["content_html"] for item in place.items())


def test_a_new_article_does_not_wait_behind_a_backlog(place: Place) -> None:
    """What came with the first publication of a feed, when nobody subscribed, waits longest."""
    for number in range(6):
        write_many(place, f"book{number}", 10, size_kb=110)
    place.publish(NOON)
    write_many(place, "new", 3)

    place.publish(NOON + 8 * DAY)

    assert sum("New" in item["title"] for item in place.items()) == 3


def test_preview_announces_an_overflow(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before anything is published, with the same words as the report."""
    write_many(place, "tides", 120)
    monkeypatch.chdir(place.folder)

    with pytest.raises(SystemExit) as ended:
        main(["preview"])

    assert ended.value.code == 0
    assert (
        "note: feeds/*: 120 items, more than the limits of a feed: new items stay for 7 days" in capsys.readouterr().err
    )
    assert not (place.feeds / "atom.xml").exists()


def test_no_time_in_the_live_feed(tmp_path: Path) -> None:
    """`min_live = "0 days"` files in the same run whatever a feed has no room for."""
    place = Place(tmp_path / "place", timedelta(), f'{QUICK}max_items = 10\nmin_live = "0 days"\n')
    write_many(place, "tides", 30)

    report = place.publish(NOON)

    assert len(versions(place)) == 5
    assert not report.notices


@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 10**6), cap=st.integers(1, 12))
def test_every_subscriber_gets_every_item(seed: int, cap: int) -> None:
    """Whoever polls at any rhythm within a week has every version of every item that was published for as long."""
    chance = random.Random(seed)
    with TemporaryDirectory() as folder:
        text = f"{QUICK}max_items = {cap}\n{SELECTED}"
        place = Place(Path(folder) / "place", timedelta(), text)
        subscribers = {feed: _Subscriber(random.Random(seed + n)) for n, feed in enumerate(FEEDS)}
        for moment in _run_times(chance):
            for feed, subscriber in subscribers.items():
                subscriber.poll_until(moment, place, feed)
            _change(place, chance)
            place.publish(moment, accepted=[path.name for path in place.content.iterdir()])
            if chance.random() < 0.1:
                place.publish(moment, is_stopped=lambda: True, rebuild=True)
        for feed, subscriber in subscribers.items():
            subscriber.poll_until(moment + WEEK, place, feed)
        live = {item["id"] for path in place.content.iterdir() for item in place.items(f"{path.stem}/feed.json")}
        tagged = {
            item["id"]
            for path in place.content.iterdir()
            if "sea" in path.read_text(encoding="utf-8")
            for item in place.items(f"{path.stem}/feed.json")
        }
        assert live <= {id_ for id_, _ in subscribers["feed.json"].seen}
        assert tagged <= {id_ for id_, _ in subscribers["feeds/sea/feed.json"].seen}
        for path in place.content.iterdir():
            newest = {(item["id"], item["date_modified"]) for item in place.items(f"{path.stem}/feed.json")}
            assert {time for _, time in newest} <= {time for _, time in subscribers["feed.json"].seen}


def _run_times(chance: random.Random) -> Iterator[datetime]:
    moment = NOON
    for _ in range(chance.randrange(3, 9)):
        moment += timedelta(minutes=chance.choice((5, 60, 600, 3000, 9000, 30_000)))
        yield moment


def _change(place: Place, chance: random.Random) -> None:
    """Add articles, edit some, tag some: by far more than a feed holds."""
    names = sorted(path.stem for path in place.content.iterdir())
    for _ in range(chance.randrange(4)):
        if names and chance.random() < 0.4:
            path = place.content / f"{chance.choice(names)}.md"
            text = path.read_text(encoding="utf-8")
            text = text.replace("tags: []", "tags: [sea]", 1) if chance.random() < 0.5 else f"{text}\nMore.\n"
            path.write_text(text, encoding="utf-8")
        else:
            front = chance.choice(("tags: [sea]\n", "tags: []\n", "tags: []\ndate: 2015-06-07 08:09:10\n"))
            write_many(place, f"text{len(list(place.content.iterdir()))}", chance.randrange(1, 9), front)


class _Subscriber:
    """A reader that asks for the live feed alone, at any rhythm but once a week at least."""

    def __init__(self, chance: random.Random) -> None:
        self.seen: set[tuple[str, str]] = set()
        self._chance = chance
        self._next = NOON

    def poll_until(self, moment: datetime, place: Place, feed: str) -> None:
        """Poll as often as it would until then; the feed is the same all the time."""
        if self._next <= moment and (place.feeds / feed).exists():
            self.seen |= versions(place, feed)
        while self._next <= moment:
            self._next += timedelta(seconds=self._chance.randrange(60, 7 * 86_400))


SIZES = st.lists(st.tuples(st.integers(1, 400), st.integers(0, 12), st.integers(0, 12)), max_size=30)


@given(found=SIZES, max_items=st.one_of(st.none(), st.integers(1, 9)), max_bytes=st.integers(1, 900))
def test_only_what_was_offered_long_enough_is_filed(
    found: list[tuple[int, int, int]], max_items: int | None, max_bytes: int
) -> None:
    """Each item is in one place; what waits was never offered, and waits only where the hard limit leaves no room."""
    candidates = [
        Candidate(
            id=str(n),
            updated=NOON,
            file_bytes=size,
            offered=NOON - days * DAY if days else None,
            queued=NOON - waits * DAY if waits else None,
        )
        for n, (size, days, waits) in enumerate(found)
    ]
    limits = Limits(max_items=max_items, max_bytes=max_bytes, min_live=WEEK, hard_bytes=2000)

    division = divide(candidates, limits, NOON)

    filed = [candidate for page in division.pages for candidate in page]
    assert sorted([*division.live, *filed, *division.waiting], key=candidates.index) == candidates
    assert all(candidate.offered and candidate.offered <= NOON - WEEK for candidate in filed)
    assert filed == sorted(filed, key=lambda candidate: candidate.offered or NOON)
    assert all(candidate.offered is None for candidate in division.waiting)
    assert bool(division.live) == bool(candidates)
    if division.waiting:
        held = sum(candidate.file_bytes for candidate in division.live)
        assert held + min(candidate.file_bytes for candidate in division.waiting) <= 2000 + 400 + held
        assert sum(candidate.file_bytes for candidate in (*division.live, division.waiting[0])) > 2000 * 7 / 8


@settings(deadline=None)
@given(arrivals=st.lists(st.lists(st.integers(1, 900), max_size=8), min_size=1, max_size=12), gap=st.integers(1, 10))
def test_nothing_waits_without_end(arrivals: list[list[int]], gap: int) -> None:
    """Whatever comes in any runs is offered in the end, for a week, within the hard limit but for a single item."""
    limits = Limits(max_items=5, max_bytes=400, min_live=WEEK, hard_bytes=1000)
    offered: dict[str, datetime] = {}
    queued: dict[str, datetime | None] = {}
    open_: dict[str, int] = {}
    moment = NOON
    for number, sizes in enumerate([*arrivals, *([[]] * 200)]):
        open_ = {f"{number}.{n}": size for n, size in enumerate(sizes)} | open_
        queued = {id_: queued.get(id_, moment if number else None) for id_ in open_}
        found = [
            Candidate(id=id_, updated=NOON, file_bytes=size, offered=offered.get(id_), queued=queued[id_])
            for id_, size in open_.items()
        ]
        division = divide(found, limits, moment)
        for page in division.pages:
            for candidate in page:
                assert candidate.offered is not None
                assert candidate.offered + WEEK <= moment
                del open_[candidate.id]
        offered |= {candidate.id: candidate.offered or moment for candidate in division.live}
        size = sum(candidate.file_bytes for candidate in division.live)
        assert len(division.live) == 1 or size <= 1000
        moment += gap * DAY
    assert offered.keys() == {f"{number}.{n}" for number, sizes in enumerate(arrivals) for n in range(len(sizes))}


def test_a_lost_state_offers_items_longer_never_shorter(tmp_path: Path) -> None:
    """Nobody knows any longer since when they are offered."""
    import shutil

    place = Place(tmp_path / "place", timedelta(), f"{QUICK}max_items = 5\n")
    write_many(place, "old", 8)
    place.publish(NOON)
    tree = place.tree()
    shutil.rmtree(place.folder / ".publisher")
    place.publish(NOON + WEEK)
    assert place.tree() == tree
    write_many(place, "new", 2)

    place.publish(NOON + 8 * DAY)

    assert len(place.items()) == 10


def test_a_feed_that_is_switched_on_again_offers_its_items_anew(place: Place) -> None:
    """Nobody could fetch them in the meantime."""
    place.set(f"{QUICK}max_items = 3\n")
    write_many(place, "old", 3)
    place.publish(NOON)
    place.set(f'{QUICK}max_items = 3\neverything = "off"\n')
    place.publish(NOON + DAY)
    place.set(f"{QUICK}max_items = 3\n")
    write_many(place, "new", 2)

    place.publish(NOON + 8 * DAY)

    assert len(versions(place)) == 5


def test_a_feed_that_was_held_back_offered_nothing(place: Place) -> None:
    """Its items count as offered from the run that publishes them."""
    write_many(place, "old", 3)
    place.publish(NOON)
    data = json.loads((place.feeds / "feed.json").read_text(encoding="utf-8"))
    for number, item in enumerate(data["items"]):
        item["id"] = f"tag:example.org,2020:{number}"
    (place.feeds / "feed.json").write_text(json.dumps(data), encoding="utf-8")
    write_many(place, "new", 2)

    report = place.publish(NOON + DAY)

    assert [error.where for error in report.failed] == ["feeds/*"]
    from contextlib import closing

    from publisher.store import Store

    with closing(Store(place.config.state)) as store:
        assert {offer.since for offer in store.archives.offers("").values()} == {NOON}
        assert len(store.archives.offers("")) == 3
    place.publish(NOON + 2 * DAY, is_forced=True)
    with closing(Store(place.config.state)) as store:
        assert {offer.since for offer in store.archives.offers("").values()} == {NOON, NOON + 2 * DAY}
