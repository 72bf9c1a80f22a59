"""What our own pipeline publishes, one edit after the other, never alarms; what goes wrong beside it does."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.preview import (
    READERS,
    FeedFormat,
    Level,
    Rule,
    compare_feeds,
    has_errors,
    read_entries,
    simulate,
    summarize,
)
from publisher.store import Store
from tests.place import NOON, SETTINGS, Place
from tests.preview.feeds import prose

NAMES = ("atom.xml", "rss.xml", "feed.json")
SMALL = f"{SETTINGS}[publish]\nmin_live = '0 days'\nmax_items = 6\n"
Files = dict[str, bytes]


def feeds(place: Place) -> Files:
    """Return every feed that is published."""
    # Pages of archives take no other's place.
    return {path: data for path, data in place.tree().items() if path.endswith(NAMES) and "archive/" not in path}


def withdrawn(files: Files, path: str) -> frozenset[str]:
    """Return what the other formats of a feed say is gone: RSS has no word for it."""
    stem = path.removesuffix("rss.xml").removesuffix("atom.xml").removesuffix("feed.json")
    return frozenset(read_entries(files[f"{stem}feed.json"]).deleted)


def known(place: Place) -> frozenset[str]:
    """Return the ids of everything that was ever withdrawn."""
    with closing(Store(place.config.state)) as store:
        stones = store.history.newest_tombstones(10_000) + store.history.newest_article_tombstones(10_000)
    return frozenset(stone.id for stone in stones)


def alarms(before: Files, after: Files, gone: frozenset[str] = frozenset()) -> dict[str, str]:
    """Return the errors, by feed, of putting some feeds in the place of others."""
    found = {}
    for path in sorted(set(before) & set(after)):
        regressions = compare_feeds(before[path], after[path], gone=gone | withdrawn(after, path))
        if has_errors(regressions):
            found[path] = summarize(regressions)
    return found


class Desk:
    """An author's articles, and what is done with them."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.articles: dict[str, list[tuple[str, str]]] = {}
        self.titles: dict[str, str] = {}
        self.front: dict[str, str] = {}
        self._made = 0
        self.now = NOON

    def make(self) -> str:
        """Return a name that nothing has had."""
        self._made += 1
        return f"n{self._made}"

    def add(self, sections: int = 3, front: str = "") -> str:
        """Write a new article."""
        name = f"{self.make()}.md"
        self.titles[name] = f"The {prose(name, 3)[:-1]}"
        self.front[name] = front
        self.articles[name] = [self.section() for _ in range(sections)]
        return name

    def section(self) -> tuple[str, str]:
        """Write a section."""
        name = self.make()
        return (f"On {prose(f'{name} heading', 3)[:-1].lower()}", prose(name, 50))

    def publish(self) -> Files:
        """Publish an hour later."""
        for path in self.place.content.glob("*.md"):
            if path.name not in self.articles:
                path.unlink()
        for name, sections in self.articles.items():
            parts = [f"---\ntitle: {self.titles[name]}\n{self.front[name]}---\n", prose(f"{name} lead", 40)]
            parts += [f"## {heading}\n\n{text}" for heading, text in sections]
            self.place.write(name, "\n\n".join(parts) + "\n")
        self.now += timedelta(hours=1)
        report = self.place.publish(self.now)
        assert report.failed == ()
        return feeds(self.place)


def edit(text: str, dice: random.Random) -> str:
    """Change some words of a text, in one stretch."""
    words = text.split()
    begin = dice.randrange(len(words))
    return " ".join([*words[:begin], *prose(f"{dice.random()}", dice.randint(1, 12)).split(), *words[begin + 5 :]])


def step_edit(desk: Desk, name: str, dice: random.Random) -> None:
    """Edit a section."""
    sections = desk.articles[name]
    if sections:
        n = dice.randrange(len(sections))
        sections[n] = (sections[n][0], edit(sections[n][1], dice))


def step_insert(desk: Desk, name: str, dice: random.Random) -> None:
    """Put a section in."""
    desk.articles[name].insert(dice.randint(0, len(desk.articles[name])), desk.section())


def step_remove(desk: Desk, name: str, dice: random.Random) -> None:
    """Take a section out."""
    if desk.articles[name]:
        del desk.articles[name][dice.randrange(len(desk.articles[name]))]


def step_replace(desk: Desk, name: str, dice: random.Random) -> None:
    """Put a wholly new text under an old heading."""
    if desk.articles[name]:
        n = dice.randrange(len(desk.articles[name]))
        desk.articles[name][n] = (desk.articles[name][n][0], desk.section()[1])


def step_reword(desk: Desk, name: str, dice: random.Random) -> None:
    """Reword a heading."""
    if desk.articles[name]:
        n = dice.randrange(len(desk.articles[name]))
        desk.articles[name][n] = (desk.section()[0], desk.articles[name][n][1])


def step_move(desk: Desk, name: str, dice: random.Random) -> None:
    """Put the sections in another order."""
    dice.shuffle(desk.articles[name])


def step_split(desk: Desk, name: str, dice: random.Random) -> None:
    """Make two sections of one."""
    if desk.articles[name]:
        n = dice.randrange(len(desk.articles[name]))
        heading, text = desk.articles[name][n]
        words = text.split()
        cut = len(words) // 2
        desk.articles[name][n : n + 1] = [(heading, " ".join(words[:cut])), (desk.section()[0], " ".join(words[cut:]))]


def step_retitle(desk: Desk, name: str, _dice: random.Random) -> None:
    """Give the article another title."""
    desk.titles[name] = f"The {prose(desk.make(), 3)[:-1]}"


def step_withdraw(desk: Desk, name: str, _dice: random.Random) -> None:
    """Take the article away, but never the last one: the pipeline takes that for a folder that is not mounted."""
    if len(desk.articles) > 1:
        del desk.articles[name], desk.titles[name], desk.front[name]


def step_add(desk: Desk, _name: str, dice: random.Random) -> None:
    """Write another article, which may push old items out of the feed."""
    desk.add(dice.randint(0, 5))


def step_wait(desk: Desk, _name: str, _dice: random.Random) -> None:
    """Let a day pass: what is released section by section goes on."""
    desk.now += timedelta(days=1)


STEPS: tuple[Callable[[Desk, str, random.Random], None], ...] = (
    step_edit,
    step_insert,
    step_remove,
    step_replace,
    step_reword,
    step_move,
    step_split,
    step_retitle,
    step_withdraw,
    step_add,
    step_wait,
)


@settings(max_examples=6)
@given(
    history=st.lists(st.lists(st.sampled_from(STEPS), min_size=1, max_size=2), min_size=1, max_size=4),
    seed=st.integers(0, 2**16),
)
def test_no_history_of_ordinary_edits_alarms(
    history: list[list[Callable[[Desk, str, random.Random], None]]], seed: int
) -> None:
    """Whatever authors do to sections and articles, no feed that follows from it is held back."""
    dice = random.Random(seed)
    with TemporaryDirectory() as folder:
        desk = Desk(Place(Path(folder) / "place", timedelta(), SMALL))
        desk.add(4)
        desk.add(3, "release: 1 day\n")
        before = desk.publish()
        for steps in history:
            done = []
            for step in steps:
                if name := dice.choice([*desk.articles, ""]):
                    step(desk, name, dice)
                    done.append(step.__doc__)
            after = desk.publish()
            assert alarms(before, after, known(desk.place)) == {}, done
            before = after


@pytest.fixture
def desk(place: Place) -> Desk:
    """Two articles, published."""
    desk = Desk(place)
    desk.add(4)
    desk.add(3)
    desk.publish()
    return desk


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__.removeprefix("step_"))
def test_each_edit_is_seen_for_what_it_is(desk: Desk, step: Callable[[Desk, str, random.Random], None]) -> None:
    """No edit is worth more than a note, in any feed; and a reader shows no double."""
    before = feeds(desk.place)
    step(desk, next(iter(desk.articles)), random.Random(1))
    after = desk.publish()

    for path in sorted(set(before) & set(after)):
        found = compare_feeds(before[path], after[path], gone=withdrawn(after, path))
        serious = [one for one in found if one.level is not Level.NOTE]
        # One item a whole article: another half of its text is gone.
        assert [one.rule for one in serious if one.rule is not Rule.ENTRY_SHRANK] == [], (path, serious)
        if "changes" not in path:
            for reader in READERS.values():
                assert simulate(reader, before[path], after[path], desk.now).doubled == (), (path, reader.name)


def test_publishing_the_same_again_is_nothing(desk: Desk) -> None:
    """No finding, and nothing new in any reader."""
    before = feeds(desk.place)
    after = desk.publish()

    for path, data in after.items():
        assert compare_feeds(before[path], data) == ()
        for reader in READERS.values():
            outcome = simulate(reader, before[path], data, desk.now)
            assert (outcome.new, outcome.updated, outcome.doubled, outcome.lost) == ((), (), (), ())
            assert outcome.unchanged == len(read_entries(data).entries)


def test_a_feed_that_rolls_says_nothing(place: Place) -> None:
    """Ten articles through a feed of six items: what leaves it at its old end is not missed."""
    place.set(SMALL)
    desk = Desk(place)
    desk.add(2)
    before = desk.publish()
    for _ in range(5):
        desk.add(2)
        desk.add(0)
        after = desk.publish()
        assert {path: compare_feeds(before[path], after[path]) for path in before if "/" not in path} == {
            path: () for path in before if "/" not in path
        }
        before = after


def test_more_withdrawn_than_a_feed_can_say(place: Place) -> None:
    """Of a large article withdrawn a short feed names some sections only: that alone holds nothing back."""
    place.set(SMALL)
    desk = Desk(place)
    desk.add(1)
    large = desk.add(14)
    before = desk.publish()
    desk.articles.pop(large)
    after = desk.publish()

    assert len(withdrawn(after, "atom.xml")) == 6
    own = f"{large.removesuffix('.md')}/atom.xml"
    found = compare_feeds(before[own], after[own])
    assert [(one.rule, one.level) for one in found] == [(Rule.FEED_EMPTIED, Level.WARNING)]
    for path in ("atom.xml", "feed.json"):
        assert not has_errors(compare_feeds(before[path], after[path]))
    for path in before:
        if "changes" not in path:
            assert [one.rule for one in compare_feeds(before[path], after[path], gone=known(place))] in (
                [],
                ["title-changed"],
            )


def test_sections_released_one_by_one_say_nothing(place: Place) -> None:
    """Each release is a new item for every reader, and nothing else."""
    desk = Desk(place)
    name = desk.add(4, "release: 1 day\n")
    before = desk.publish()
    for _ in range(3):
        desk.now += timedelta(days=1)
        after = desk.publish()
        assert all(compare_feeds(before[path], after[path]) == () for path in before if "articles" not in path)
        path = f"{name.removesuffix('.md')}/atom.xml"
        for reader in READERS.values():
            outcome = simulate(reader, before[path], after[path], desk.now)
            assert (len(outcome.new), outcome.doubled, outcome.lost) == (1, (), ())
        before = after


def test_a_lost_state_is_noticed(desk: Desk, tmp_path: Path) -> None:
    """The same articles published from another state have other ids: every item would come twice."""
    before = feeds(desk.place)
    other = Place(tmp_path / "other", timedelta(), SETTINGS.replace("example.org,2026", "example.org,2025"))
    shutil.copytree(desk.place.content, other.content, dirs_exist_ok=True)
    other.publish(desk.now + timedelta(days=1))
    after = feeds(other)

    count = len(read_entries(before["atom.xml"]).entries)
    assert count == 9
    for name in NAMES:
        found = compare_feeds(before[name], after[name])
        assert f"{count} ids would change: subscribers will see {count} doubles." in summarize(found)
        for reader in READERS.values():
            assert len(simulate(reader, before[name], after[name], desk.now).doubled) == count, (name, reader.name)


def test_an_empty_content_folder_is_noticed(desk: Desk, tmp_path: Path) -> None:
    """A place that lost its articles, and the state that would know, has an empty feed: it does not go out."""
    before = feeds(desk.place)
    other = Place(tmp_path / "other", timedelta())
    other.publish(desk.now)
    after = feeds(other)

    for name in NAMES:
        assert [one.rule for one in compare_feeds(before[name], after[name]) if one.level is Level.ERROR] == [
            Rule.FEED_EMPTIED
        ]


def test_readers_know_an_item_by_the_same_in_all_formats(desk: Desk) -> None:
    """Whoever changes from RSS to Atom or JSON Feed knows each item by the same id."""
    for path in (path for path in feeds(desk.place) if path.endswith("atom.xml")):
        stem = path.removesuffix("atom.xml")
        views = [read_entries(feeds(desk.place)[f"{stem}{name}"]) for name in NAMES]
        assert [view.format for view in views] == [FeedFormat.ATOM, FeedFormat.RSS, FeedFormat.JSON]
        assert len({view.title for view in views}) == 1
        fields = ("id", "link", "title", "published", "content", "tags", "authors")
        for field in fields:
            values = [[getattr(entry, field) for entry in view.entries] for view in views]
            assert values[0] == values[1] == values[2], (path, field)
        for reader in READERS.values():
            keys = [reader.identify(view, "").keys for view in views]
            assert keys[0] == keys[1] == keys[2] == tuple(entry.id for entry in views[0].entries)


def test_old_items_are_read_in_netnewswire_when_they_come(desk: Desk) -> None:
    """A first subscription half a year later shows nothing as new there, and everything elsewhere."""
    data = feeds(desk.place)["atom.xml"]
    later: datetime = desk.now + timedelta(days=200)

    shown = {name: len(simulate(reader, (), data, later).new) for name, reader in READERS.items()}

    assert shown.pop("netnewswire") == 0
    assert set(shown.values()) == {len(read_entries(data).entries)}
