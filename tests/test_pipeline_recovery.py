"""A state that was lost or damaged is made again from what was published."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.cli import main
from publisher.errors import CorruptError
from publisher.pipeline import Publisher
from publisher.store import Store
from tests.place import NOON, Place
from tests.test_pipeline_history import ASH, DAY, ELM, OAK, YEW, essay, history, retract, roll_back

FIR = (
    "Fir",
    (
        "Firs keep their needles for as long as ten years; where the air is clean their branches are green far down to"
        " the trunk, and foresters count the rings of the shoots."
    ),
)
_LATER = NOON + 10 * DAY


def state_of(place: Place) -> Path:
    """Return the file of the state."""
    return place.config.state


def lose(place: Place) -> None:
    """Delete the state and all that lies beside it."""
    for path in state_of(place).parent.iterdir():
        path.unlink()


def fill(place: Place) -> None:
    """Publish two articles with a past: an edit, a removal, a withdrawn article."""
    place.write("a.md", essay("Alpha", OAK, ASH, ELM, front="tags: [trees]\n"))
    place.write("b.md", essay("Beta", YEW))
    place.write("c.md", essay("Gamma", FIR))
    place.publish()
    place.write("a.md", essay("Alpha", OAK, (ELM[0], f"{ELM[1]} Some live.")))
    place.publish(NOON + DAY)
    (place.content / "c.md").unlink()
    place.publish(NOON + 2 * DAY)


def test_a_lost_state_gives_the_same_files(place: Place) -> None:
    """Every id, slug, published and updated date is as before: not a byte of any feed or page changes."""
    fill(place)
    before, times = place.tree(), place.times()

    lose(place)
    report = place.publish(_LATER)

    assert place.tree() == before
    assert place.times() == times
    assert not report.failed
    assert (report.changed, report.removed) == ((), ())
    assert "3 articles" in report.notices[0]
    assert place.publish(_LATER + DAY).notices == ()


def test_an_edit_made_while_the_state_was_lost_is_an_update(place: Place) -> None:
    """Ids survive it, `updated` moves for what was edited and for nothing else, and the change is told."""
    fill(place)
    before = {item["title"]: item for item in place.items("a/feed.json")}

    lose(place)
    place.write("a.md", essay("Alpha", ("The oak", OAK[1]), (ELM[0], f"{ELM[1]} Some live.")))
    place.publish(_LATER)

    after = {item["title"]: item for item in place.items("a/feed.json")}
    assert after["The oak"]["id"] == before["Oak"]["id"]
    assert after["Elm"] == before["Elm"]
    assert after["The oak"]["date_modified"] > before["Oak"]["date_modified"]
    assert place.items("a/changes.feed.json")[0]["title"] == "Edited: The oak"
    assert len(place.items("a/changes.feed.json")) == 4


def test_what_was_withdrawn_stays_so_and_may_come_back(place: Place) -> None:
    """Its id is given to nothing else; the same words bring it back, in a section and in an article."""
    place.write("a.md", essay("Alpha", OAK, ASH, ELM))
    place.write("c.md", essay("Gamma", YEW))
    place.publish()
    first, third = place.items("a/feed.json"), place.items("c/feed.json")
    place.write("a.md", essay("Alpha", OAK, ELM))
    (place.content / "c.md").rename(place.folder / "kept.md")
    place.publish(NOON + DAY)

    lose(place)
    place.publish(_LATER)
    (place.folder / "kept.md").rename(place.content / "c.md")
    place.write("a.md", essay("Alpha", OAK, ASH, ELM))
    place.publish(_LATER + DAY)

    assert place.items("a/feed.json") == first
    assert place.items("c/feed.json") == third


def test_what_was_withdrawn_may_come_back_elsewhere(place: Place) -> None:
    """The same words in another article are the same item, though nothing but their digest was left."""
    place.write("a.md", essay("Alpha", OAK, ASH, ELM))
    place.write("b.md", essay("Beta", YEW))
    place.publish()
    old = {item["title"]: item for item in place.items("a/feed.json")}["Ash"]
    place.write("a.md", essay("Alpha", OAK, ELM))
    place.publish(NOON + DAY)

    lose(place)
    place.publish(_LATER)
    place.write("b.md", essay("Beta", YEW, ASH))
    place.publish(_LATER + DAY)

    new = {item["title"]: item for item in place.items("b/feed.json")}["Ash"]
    assert (new["id"], new["date_published"], new["date_modified"]) == (
        old["id"],
        old["date_published"],
        old["date_modified"],
    )


def test_commands_say_that_the_state_was_lost(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not that nothing was published, while feeds are there."""
    monkeypatch.chdir(place.folder)
    never = CliRunner().invoke(main, ["retract", "news#elm", "--undo"])
    place.write("news.md", essay("News", ELM, OAK))
    place.publish()
    shutil.rmtree(place.config.state.parent)

    lost = CliRunner().invoke(main, ["retract", "news#elm", "--undo"])

    assert (never.exit_code, lost.exit_code) == (1, 1)
    assert "nothing was published here yet" in never.output
    assert "the state was lost (run `publisher publish` first: it recovers ids and dates from feeds/)" in lost.output


def test_what_was_retracted_stays_out(place: Place) -> None:
    """Though its words are in no file, its section is known by their digest."""
    place.write("a.md", essay("Alpha", OAK, ASH, ELM))
    place.publish()
    retract(place, "a#ash")
    before = place.tree()

    lose(place)
    place.publish(_LATER)

    assert place.tree() == before
    retract(place, "a#ash", is_undone=True, days=12)
    assert "Ash" in place.ids("a/feed.json")


def test_what_was_rolled_back_stays_so(place: Place) -> None:
    """The text that was taken back is not published, though the version that is shown was lost with the state."""
    place.write("a.md", essay("Alpha", OAK, ASH, ELM))
    place.publish()
    place.write("a.md", essay("Alpha", OAK, ASH, (ELM[0], f"{ELM[1]} A mistake.")))
    place.publish(NOON + DAY)
    roll_back(place, "a.md", days=2)
    before = place.tree()

    lose(place)
    place.publish(_LATER)

    assert place.tree() == before
    assert not history(place, "a.md").versions


def test_an_article_that_cannot_be_read_just_then_stays_published(place: Place) -> None:
    """Its contents come from its snippets, cleaned once more."""
    fill(place)
    before = {path: data for path, data in place.tree().items() if path.startswith(("a/", "snippets/a/"))}

    lose(place)
    place.write("a.md", b"\x00\x01\x02 not a text \x00" * 50)
    report = place.publish(_LATER)

    assert [error.where.partition(":")[0] for error in report.failed] == ["a.md"]
    assert {path: data for path, data in place.tree().items() if path.startswith(("a/", "snippets/a/"))} == before


def test_files_that_are_no_longer_wanted_are_removed_after_it(place: Place) -> None:
    """The files of a lost state count as the publisher's own; those of others are left alone."""
    fill(place)
    (place.feeds / "a" / "own.txt").write_text("mine")

    lose(place)
    place.write("a.md", essay("Alpha", OAK))
    place.publish(_LATER, accepted=["a.md"])

    assert not (place.feeds / "snippets/a/elm.html").exists()


@pytest.mark.parametrize("damage", ["garbage", "cut", "header", "empty"])
def test_a_damaged_state_is_set_aside_and_made_again(place: Place, damage: str) -> None:
    """It is detected at once, kept under another name, and nothing that was published changes."""
    fill(place)
    before = place.tree()
    path = state_of(place)
    data = path.read_bytes()
    broken = {
        "garbage": data[:4096] + b"\xa5" * (len(data) - 4096),
        "cut": data[: len(data) // 2],
        "header": b"no database" + data[11:],
        "empty": b"",
    }[damage]
    path.write_bytes(broken)

    report = place.publish(_LATER)

    assert place.tree() == before
    assert report.notices
    if broken:
        assert path.with_name(f"{path.name}.damaged-1").read_bytes() == broken


def test_a_damaged_state_is_kept_where_nothing_can_be_recovered(place: Place) -> None:
    """Without records, ids would be lost: the run refuses, and says what to do."""
    fill(place)
    path = state_of(place)
    path.write_bytes(b"no database" * 1000)
    for record in place.feeds.rglob("record.json"):
        record.unlink()

    with pytest.raises(CorruptError, match="restore it from a backup"):
        place.publish(_LATER)
    assert path.read_bytes() == b"no database" * 1000


def test_feeds_without_records_are_said(place: Place) -> None:
    """Where nothing can be recovered, nobody finds out by the dates in a reader: the run says it, once."""
    fill(place)
    for record in place.feeds.rglob("record.json"):
        record.unlink()
    lose(place)

    assert "no records to recover from" in place.publish(_LATER).notices[0]
    assert place.publish(_LATER).notices == ()


def test_a_state_that_was_closed_in_order_is_not_searched_for_damage(place: Place) -> None:
    """A run without change costs what changed: the seal vouches for the file, until its size or its time is another."""
    fill(place)
    path = state_of(place)
    data, status = path.read_bytes(), path.stat()
    path.write_bytes(data[:-16384] + b"\xa5" * 16384)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    with closing(Store(path)) as store:
        assert store.read_meta("authority") == "example.org,2026"
    path.touch()
    with pytest.raises(CorruptError):
        Store(path)


@pytest.mark.parametrize(
    "record",
    [
        "",
        "[]",
        "{}",
        '{"publisher_record": 99, "rows": []}',
        '{"publisher_record": 1, "rows": [7]}',
        '{"publisher_record": 1, "rows": [{"table": "meta", "key": "authority", "value": "evil"}]}',
        '{"publisher_record": 1, "rows": [{"table": "articles", "slug": "a", "id": "x"}]}',
        '{"publisher_record": 1, "rows": [{"table": "articles; DROP TABLE items", "slug": "a"}]}',
        "[" * 100_000,
    ],
)
def test_a_record_that_is_none_costs_its_own_article_only(place: Place, record: str) -> None:
    """The others are recovered; the error names the file, and the run goes on."""
    fill(place)
    before = place.ids("b/feed.json")
    (place.feeds / "a/record.json").write_text(record)

    lose(place)
    report = place.publish(_LATER)

    assert [error.where.partition(":")[0] for error in report.failed] == ["a/record.json"]
    assert place.ids("b/feed.json") == before
    assert len(place.ids("a/feed.json")) == 3


@pytest.mark.parametrize(
    ("column", "value"),
    [("slug", "../../etc"), ("slug", ""), ("updated", 10**30), ("published", -5), ("position", 2**70), ("title", [1])],
)
def test_hostile_values_in_a_record_are_refused(place: Place, column: str, value: object) -> None:
    """A record may have been written by anybody who can write to the feeds folder."""
    fill(place)
    path = place.feeds / "a/record.json"
    record = json.loads(path.read_text())
    for row in record["rows"]:
        if row["table"] == "items":
            row[column] = value
    path.write_text(json.dumps(record))

    lose(place)
    report = place.publish(_LATER)

    assert [error.where.partition(":")[0] for error in report.failed] == ["a/record.json"]
    assert set(place.ids("a/feed.json")) == {"Alpha", "Oak", "Elm"}


def test_content_from_files_is_cleaned_before_it_leaves_again(place: Place) -> None:
    """What somebody wrote into a snippet or a change feed while the state was lost does not pass."""
    fill(place)
    evil = "<p onclick='x()'>Elms</p><script>alert(1)</script>"
    (place.feeds / "snippets/a/elm.html").write_text(evil)
    path = place.feeds / "a/changes.feed.json"
    feed = json.loads(path.read_text())
    feed["items"][0]["content_html"] = evil
    path.write_text(json.dumps(feed))

    lose(place)
    place.write("a.md", b"\x00\x01\x02 not a text \x00" * 50)
    place.publish(_LATER)

    assert not [path for path, data in place.tree().items() if b"alert(1)" in data or b"onclick" in data]


def test_a_crash_before_anything_was_recovered_loses_nothing(place: Place) -> None:
    """All of it is taken in at once: where a crash left a state without articles, the next run begins again."""
    fill(place)
    before = place.tree()
    lose(place)
    Store(state_of(place)).close()

    place.publish(_LATER)

    assert place.tree() == before


@settings(max_examples=10)
@given(
    days=st.lists(
        st.tuples(st.permutations([OAK, ASH, ELM, YEW]), st.integers(2, 4), st.booleans()), min_size=1, max_size=4
    )
)
def test_any_past_survives_the_loss_of_the_state(
    tmp_path_factory: pytest.TempPathFactory, days: list[tuple[list[tuple[str, str]], int, bool]]
) -> None:
    """Whatever was published, edited, moved or removed before: no file changes when the state is made again."""
    place = Place(tmp_path_factory.mktemp("place"), settle=timedelta())
    for day, (sections, count, is_split) in enumerate(days):
        place.write("a.md", essay("Alpha", *sections[:count]))
        if is_split:
            place.write("b.md", essay("Beta", *sections[count:]))
        elif (place.content / "b.md").exists():
            (place.content / "b.md").unlink()
        place.publish(NOON + day * DAY)
    before = place.tree()

    lose(place)
    with Publisher.open(place.config) as publisher:
        publisher.publish(_LATER)

    assert place.tree() == before
