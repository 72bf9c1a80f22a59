"""What was taken back is in no published file: feeds, archives, snippets, change feeds, records, compressed copies."""

from __future__ import annotations

import gzip
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import brotli
import pytest
import zstandard
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.cli import main
from publisher.pipeline import Publisher
from tests.place import NOON, SETTINGS, Place, downgrade

DAY = timedelta(days=1)
# Small feeds, so that nearly everything is in archives.
SMALL = f'{SETTINGS}[publish]\nmax_items = 2\nmin_live = "0 days"\n[[feed]]\nname = "all"\nfolders = ["x"]\n'
SMALL += 'granularity = "article"\nmax_items = 1\n[history]\nreturn_days = 365\n'


def read_all(feeds: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every published file, unpacked."""
    unpack = {".gz": gzip.decompress, ".br": brotli.decompress, ".zst": zstandard.ZstdDecompressor().decompress}
    for path in sorted(feeds.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            yield (
                path.relative_to(feeds).as_posix(),
                bytes(unpack[path.suffix](data)) if path.suffix in unpack else data,
            )


def find_word(place: Place, word: str) -> list[str]:
    """Return the published files that hold a word."""
    return [path for path, data in read_all(place.feeds) if word.encode() in data]


def retract(place: Place, item: str, now: timedelta) -> None:
    """Retract an item as an operator would."""
    with Publisher.open(place.config) as publisher:
        publisher.retract(item, NOON + now)


def write(place: Place, name: str, sections: list[str], edit: int = 0) -> None:
    """Write an article whose sections have no word in common, so that none is taken for an edit of another."""
    opening = " ".join(f"{name}opening{number}" for number in range(30))
    parts = (
        f"## On {word}\n\n{word}text {' '.join(f'{word}{n}' for n in range(30))} e{edit}{word}" for word in sections
    )
    place.write(f"x/{name}.md", "\n\n".join([f"# {name.title()}", opening, *parts]))


def grow(place: Place) -> dict[str, list[str]]:
    """Publish six articles on six days, so that most of them are filed; return the words of their sections."""
    known = {}
    for day in range(6):
        name = f"a{day}"
        known[name] = [f"{name}{letter}word" for letter in "xyz"]
        write(place, name, known[name])
        assert place.publish(NOON + day * DAY).failed == ()
    return known


@pytest.mark.parametrize("way", ["retract", "edit"])
def test_the_words_of_a_section_leave_every_file(tmp_path: Path, way: str) -> None:
    """Also the archives of whole articles, at once, without anything else being published."""
    place = Place(tmp_path / "place", timedelta(), SMALL)
    known = grow(place)
    word = known["a0"][1]
    assert any(path.startswith("articles/archive/") for path in find_word(place, f"{word}text"))

    if way == "retract":
        retract(place, f"a0#on-{word}", 10 * DAY)
    else:
        write(place, "a0", [known["a0"][0], known["a0"][2]])
        place.publish(NOON + 10 * DAY, accepted=["x/a0.md"])

    assert find_word(place, f"{word}text") == []
    if way == "retract":
        assert find_word(place, f"On {word}") == []
    place.publish(NOON + 11 * DAY, rebuild=True, accepted=["x/a0.md"])
    assert find_word(place, f"{word}text") == []
    assert find_word(place, f"{known['a0'][0]}text") != []


@pytest.mark.parametrize("way", ["retract", "edit", "file"])
def test_the_words_of_a_section_that_moved_leave_every_file(tmp_path: Path, way: str) -> None:
    """Its former article's change feeds and records too, though that article is not touched."""
    place = Place(tmp_path / "place", timedelta(), f"{SETTINGS}[publish]\ncompress = []\n")
    write(place, "a", ["stayword", "moveword", "restword"])
    write(place, "b", ["mainword", "sideword"])
    place.publish(NOON)
    write(place, "a", ["stayword", "moveword", "restword"], edit=1)
    place.publish(NOON + DAY)
    write(place, "a", ["stayword", "restword"], edit=1)
    write(place, "b", ["mainword", "sideword", "moveword"], edit=1)
    place.publish(NOON + 2 * DAY)
    assert "a/changes.feed.json" in find_word(place, "e1moveword")

    if way == "retract":
        retract(place, "b#on-moveword", 3 * DAY)
    elif way == "edit":
        write(place, "b", ["mainword", "sideword"], edit=1)
        place.publish(NOON + 3 * DAY)
    else:
        (place.content / "x/b.md").unlink()
        place.publish(NOON + 3 * DAY)

    assert find_word(place, "movewordtext") == []
    assert find_word(place, "e1moveword") == []
    if way == "retract":
        assert find_word(place, "On moveword") == []
        with Publisher.open(place.config) as publisher:
            publisher.retract("b#on-moveword", NOON + 4 * DAY, is_undone=True)
        assert find_word(place, "movewordtext") != []


def test_a_place_of_before_is_cleaned_by_the_next_run(tmp_path: Path) -> None:
    """Archives that an earlier publisher left as they were lose the words of what was withdrawn."""
    place = Place(tmp_path / "place", timedelta(), SMALL)
    known = grow(place)
    before = {path: place.feeds.joinpath(path).read_bytes() for path in find_word(place, f"{known['a0'][1]}text")}
    retract(place, f"a0#on-{known['a0'][1]}", 10 * DAY)
    # As it was: pages of whole articles with all their words, and a state that knows nothing of it.
    pages = {
        path: data for path, data in before.items() if path.startswith(("articles/archive/", "feeds/all/archive/"))
    }
    assert pages
    for path, data in pages.items():
        (place.feeds / path).write_bytes(data)
    with closing(sqlite3.connect(place.config.state)) as database:
        database.execute("UPDATE archives SET look = ?", (place.config.look,))
        downgrade(database, 8)

    place.publish(NOON + 11 * DAY)

    assert find_word(place, f"{known['a0'][1]}text") == []


@settings(max_examples=3, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_no_word_of_what_is_gone_is_published(seed: int) -> None:
    """Whatever is published, edited, removed, retracted or rebuilt: only words of live items are in any file."""
    chance = random.Random(seed)
    with TemporaryDirectory() as folder:
        place = Place(Path(folder) / "place", timedelta(), SMALL)
        live: dict[str, list[str]] = {}
        gone: set[str] = set()
        retracted: set[str] = set()
        for step in range(7):
            name = chance.choice("abc")
            words = live.setdefault(name, [])
            for _ in range(chance.randrange(1, 4)):
                words.append(f"{name}{step}{chance.choice('pqrst')}{len(words)}word")
            if len(words) > 2 and chance.random() < 0.6:
                lost = chance.choice(words)
                words.remove(lost)
                gone.add(lost)
            write(place, name, words, edit=chance.randrange(2))
            now = step * DAY
            place.publish(NOON + now, rebuild=chance.random() < 0.2, accepted=[f"x/{one}.md" for one in live])
            candidates = [one for one in words if one not in retracted]
            if len(candidates) > 1 and chance.random() < 0.6:
                found = chance.choice(candidates)
                item = next(item for item in place.items(f"{name}/feed.json") if f"{found}text" in item["content_html"])
                retract(place, item["id"], now + timedelta(hours=1))
                retracted.add(found)
            published = b"\n".join(data for _, data in read_all(place.feeds))
            for word in (gone | retracted) - {one for words in live.values() for one in words if one not in retracted}:
                assert f"{word}text".encode() not in published


def test_versions_are_forgotten_where_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`retract --forget` leaves no earlier version with the words of the section."""
    place = Place(tmp_path / "place", timedelta(), SETTINGS)
    for edit in range(3):
        write(place, "a", ["oneword", "twoword"], edit)
        place.publish(NOON + edit * DAY)
    monkeypatch.chdir(place.folder)

    done = CliRunner().invoke(main, ["retract", "a#on-twoword", "--forget"])

    assert done.exit_code == 0, done.output
    with Publisher.open(place.config) as publisher:
        history = publisher.read_history("a", NOON + 3 * DAY)
    assert [version.number for version in history.versions] == [history.article.version]


def test_versions_of_a_former_article_are_forgotten_too(tmp_path: Path) -> None:
    """The files of an article that a section moved away from have its words."""
    place = Place(tmp_path / "place", timedelta(), SETTINGS)
    write(place, "a", ["stayword", "moveword"])
    write(place, "b", ["mainword"])
    place.publish(NOON)
    write(place, "a", ["stayword"])
    write(place, "b", ["mainword", "moveword"])
    place.publish(NOON + DAY)

    with Publisher.open(place.config) as publisher:
        publisher.retract("b#on-moveword", NOON + 2 * DAY, is_forgetting=True)
        history = publisher.read_history("a", NOON + 3 * DAY)

    assert not [version for version in history.versions if b"moveword" in version.source]


def test_a_feed_that_was_held_back_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It still has the words of what was retracted: the command fails and names the feed."""
    place = Place(tmp_path / "place", timedelta(), f"{SETTINGS}[publish]\ncompress = []\n")
    write(place, "a", ["oneword", "twoword"])
    place.publish(NOON)
    path = place.feeds / "feed.json"
    path.write_text(
        path.read_text(encoding="utf-8").replace('"id": "tag:example.org,2026:', '"id": "tag:example.org,2020:')
    )
    monkeypatch.chdir(place.folder)

    done = CliRunner().invoke(main, ["retract", "a#on-twoword"])

    assert done.exit_code == 1
    assert "feeds/*" in done.output
    assert "publish --force" in done.output
