"""Articles that come section by section."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from publisher.errors import OperatorError
from publisher.model import ReleaseRule
from publisher.pipeline import Publisher, Report
from publisher.pipeline.releasing import Verb
from publisher.pipeline.status import read_forecast, read_status
from publisher.release import count_released
from publisher.store import ReleaseRow, Store
from tests.place import NOON, SETTINGS, Place, article

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
SECTIONS = ("One", "Two", "Three", "Four", "Five")
WORDS = {
    "One": "The sea rises and falls with the moon.",
    "Two": "Wind blows from the water by day and from the land by night.",
    "Three": "Rain falls where air must climb over hills.",
    "Four": "Snow froze high up, before it could melt into drops.",
    "Five": "Fog is a cloud that touches the ground in the morning.",
}


def course(*titles: str, front: str = "release: 1 day\n", **edits: str) -> str:
    """Write an article of some sections; a text may be another one than usual."""
    return article("Course", *((title, edits.get(title, WORDS.get(title, title))) for title in titles), front=front)


@pytest.fixture
def drip(place: Place) -> Place:
    """A place with an article of a lead and five sections, a section a day."""
    place.write("course.md", course(*SECTIONS))
    return place


def shown(place: Place) -> list[str]:
    """The titles of what the article's own feed has, in the order in which they came."""
    items = sorted(place.items("course/feed.json"), key=lambda item: str(item["date_published"]))
    return [item["title"] for item in items]


def direct(place: Place, verb: Verb, now: datetime, count: int = 1, *, undo: bool = False) -> Report:
    """Do what an operator does."""
    with Publisher.open(place.config) as publisher:
        return publisher.direct(verb, "course.md", now, count=count, is_undone=undo)[0]


def row_of(place: Place) -> ReleaseRow:
    """How far the article is."""
    store = Store(place.config.state)
    try:
        row = store.release("course.md")
    finally:
        store.close()
    assert row is not None
    return row


def test_sections_come_one_by_one(drip: Place) -> None:
    """Each step brings the next section, with the time of its release; nothing else changes until it is complete."""
    ids: dict[str, str] = {}
    for day in range(6):
        drip.publish(NOON + day * DAY)
        assert len(shown(drip)) == day + 1
        assert shown(drip)[-1] == ("Course" if not day else SECTIONS[day - 1])
        assert ids.items() <= drip.ids("course/feed.json").items()
        ids = drip.ids("course/feed.json")
        dates = {item["title"]: item["date_published"] for item in drip.items("course/feed.json")}
        assert dates[shown(drip)[-1]] == f"{NOON + day * DAY:%Y-%m-%dT%H:%M:%SZ}"
        times = drip.times()
        drip.publish(NOON + day * DAY + HOUR)
        assert drip.times() == times
    assert row_of(drip).due is None
    times = drip.times()
    drip.publish(NOON + 9 * DAY)
    assert drip.times() == times


def test_only_what_is_released_is_in_any_file(drip: Place) -> None:
    """No word, title or slug of a section that is to come is in any file, of the record either."""
    drip.publish(NOON)
    drip.publish(NOON + DAY)

    everything = b"".join(drip.tree().values()).decode()
    assert WORDS["One"] in everything
    for title in SECTIONS[1:]:
        assert WORDS[title] not in everything
    names = " ".join(drip.tree())
    assert "snippets/course/one.html" in names
    assert "two" not in names


def test_page_and_feeds_say_what_is_to_come(drip: Place) -> None:
    """How many are to come, and when the next is due: on the page, in the feeds, and for the server."""
    drip.publish(NOON)

    said = "5 more sections are to come, the next on 2 March 2026 at 12:00 UTC."
    tree = drip.tree()
    assert said in tree["course/index.html"].decode()
    assert said in tree["course/rss.xml"].decode()
    assert said in tree["course/atom.xml"].decode()
    own = json.loads(tree["course/feed.json"])["_publisher"]
    assert (own["to_come"], own["next_release"]) == (5, "2026-03-02T12:00:00Z")
    assert b"<ttl>60</ttl>" in tree["course/rss.xml"]
    assert b"<ttl>60</ttl>" in tree["rss.xml"]
    assert json.loads(tree["releases.json"]) == {"version": 1, "next": {"course": "2026-03-02T12:00:00Z"}}
    for day in range(1, 6):
        drip.publish(NOON + day * DAY)
    tree = drip.tree()
    assert b"to come" not in tree["course/index.html"]
    assert b"<ttl>" not in tree["rss.xml"]
    assert "releases.json" not in tree


def test_ttl_follows_the_rhythm(place: Place) -> None:
    """A reader that keeps a feed for as long as it says comes no later than half a step after a release."""
    place.write("course.md", course(*SECTIONS, front="release: 10 minutes\n"))
    place.publish(NOON)

    assert b"<ttl>5</ttl>" in place.tree()["course/rss.xml"]


@pytest.mark.parametrize(
    ("front", "dates"),
    [
        ("release: [mon-fri 07:30]\n", ["02T07:30", "03T07:30", "04T07:30", "05T07:30", "06T07:30", "09T07:30"]),
        ("release:\n  every: 12 hours\n  per_slot: 3\n", ["01T12:00"] * 3 + ["02T00:00"] * 3),
        ("release:\n  every: 1 day\n  start: 2026-03-04\n", [f"0{day}T00:00" for day in range(4, 10)]),
        ("release:\n  slots: ['sun 13:00']\n  per_slot: 6\n", ["01T13:00"] * 6),
        ("release:\n  reading: 2 minutes\n", ["01T12:00"] * 6),
        ("release: at once\n", ["01T12:00"] * 6),
        (
            "release:\n  every: 1 day\n  start: 2026-01-01 07:00\n",
            ["01T12:00", *(f"{day:02}T07:00" for day in range(2, 7))],
        ),
        (
            "publishDate: 2026-02-10\nrelease: 12 hours\n",
            ["01T12:00", "02T00:00", "02T12:00", "03T00:00", "03T12:00", "04T00:00"],
        ),
        ("publishDate: 2026-03-03\nrelease: 2 days\n", [f"{day:02}T00:00" for day in range(3, 14, 2)]),
    ],
)
def test_each_way_to_say_when(place: Place, front: str, dates: list[str]) -> None:
    """Every so often, at set times, several at a time, from a date on, by reading time, or all at once."""
    place.write("course.md", course(*SECTIONS, front=front))
    now: datetime | None = NOON
    while now is not None and now < NOON + 14 * DAY:
        place.publish(now)
        due = find_due(place)
        assert due is None or due > now
        now = due

    # What comes together lies seconds apart, backwards from the step.
    moments = [datetime.fromisoformat(item["date_published"]) for item in place.items("course/feed.json")]
    minutes = [moment.replace(second=0) + timedelta(minutes=bool(moment.second)) for moment in moments]
    assert sorted(f"{minute:%dT%H:%M}" for minute in minutes) == dates


def find_due(place: Place) -> datetime | None:
    """Say when a run has anything to do by itself."""
    store = Store(place.config.state)
    try:
        return store.next_due()
    finally:
        store.close()


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("release: evry day\n", "course.md:3: release is wrong: "),
        ("release: [mno-fri 07:30]\n", 'did you mean "mon-fri 07:30"'),
        ("release:\n  evry: 1 day\n", "course.md:4: release.evry is not known"),
        ("release:\n  every: 1 day\n  per_slot: none\n", "course.md:5: release.per_slot is not a number"),
        ("release:\n  every: 1 day\n  slots: ['07:30']\n", "course.md:3: release has both every and slots"),
        ("release:\n  every: 1 day\n  start: soon\n", "course.md:5: release.start is not a date"),
    ],
)
def test_a_wrong_rule_is_refused(place: Place, front: str, said: str) -> None:
    """One error names file, line and cure; nothing is published by a rule that was not meant."""
    place.write("course.md", course(*SECTIONS, front=front))

    report = place.publish(NOON)

    assert len(report.failed) == 1
    assert said in str(report.failed[0])
    assert not (place.feeds / "course").exists()


def test_settings_release_whole_folders(tmp_path: Path) -> None:
    """A rule of the settings holds for a folder; front matter and deeper folders have the last word."""
    rules = '[release.folders.slow]\nevery = "1 day"\n[release.folders."slow/fast"]\nevery = "at once"\n'
    place = Place(tmp_path / "place", timedelta(), SETTINGS + rules)
    plain = {"front": ""}
    for name in ("slow/a.md", "slow/fast/b.md", "c.md"):
        place.write(name, course(*SECTIONS, **plain))
    place.write("slow/d.md", course(*SECTIONS, front="release: at once\n"))

    report = place.publish(NOON)

    assert {found.name: found.waiting for found in report.articles} == {
        "c.md": 0,
        "slow/a.md": 5,
        "slow/d.md": 0,
        "slow/fast/b.md": 0,
    }


def test_an_edit_keeps_the_plan(drip: Place) -> None:
    """Released items keep ids and dates; unreleased text changes in silence; what is inserted takes its place."""
    for day in range(3):
        drip.publish(NOON + day * DAY)
    before = {item["title"]: item for item in drip.items("course/feed.json")}
    changes = len(drip.items("course/changes.feed.json"))
    drip.write("course.md", course("One", "Zero", "Two", "Four", "Five", Four="Hail is another thing than snow is."))

    drip.publish(NOON + 2 * DAY + HOUR)

    # Nothing is told of what was not out, and three is gone without a trace.
    after = {item["title"]: item for item in drip.items("course/feed.json")}
    assert after == before
    assert len(drip.items("course/changes.feed.json")) == changes
    for day in range(3, 6):
        drip.publish(NOON + day * DAY)
    assert shown(drip) == ["Course", "One", "Two", "Zero", "Four", "Five"]
    assert "Hail" in str(drip.items("course/feed.json"))
    after = {item["title"]: item for item in drip.items("course/feed.json")}
    assert before.items() <= after.items()


def test_a_section_that_waits_is_not_taken_for_one_that_is_gone(drip: Place) -> None:
    """A released section is taken out; the one that waits and is like it comes as itself, in its turn."""
    drip.write("course.md", course("One", "Two", "Three", Two=WORDS["One"] + " Twice a day it does."))
    drip.publish(NOON)
    drip.publish(NOON + DAY)
    one = drip.ids("course/feed.json")["One"]
    drip.write("course.md", course("Two", "Three", Two=WORDS["One"] + " Twice a day it does."))

    drip.publish(NOON + DAY + HOUR)
    assert shown(drip) == ["Course"]
    drip.publish(NOON + 2 * DAY)

    assert shown(drip) == ["Course", "Two"]
    assert drip.ids("course/feed.json")["Two"] != one


def test_what_is_added_after_the_end_waits_for_the_next_step(drip: Place) -> None:
    """A complete article that grows later goes on at its pace; the months between are not made up for."""
    for day in range(6):
        drip.publish(NOON + day * DAY)
    drip.write("course.md", course(*SECTIONS, "Six", "Seven"))

    drip.publish(NOON + 90 * DAY + HOUR)
    assert len(shown(drip)) == 6
    drip.publish(NOON + 91 * DAY)

    assert shown(drip)[-1] == "Six"


@pytest.mark.parametrize(
    ("catch_up", "counts"), [("once", [5, 5, 6]), ("skip", [3, 3, 4]), ("spread", [3, 4, 5])], ids=str
)
def test_missed_steps(tmp_path: Path, catch_up: str, counts: list[int]) -> None:
    """After three missed steps they come at once, or but one of them, or one by one until the next."""
    place = Place(tmp_path / "place", timedelta(), f'{SETTINGS}[schedule]\ncatch_up = "{catch_up}"\n')
    place.write("course.md", course(*SECTIONS))
    place.publish(NOON)
    place.publish(NOON + DAY)

    place.publish(NOON + 4 * DAY + HOUR)
    found = [len(shown(place))]
    place.publish(NOON + 4 * DAY + 9 * HOUR)
    found.append(len(shown(place)))
    place.publish(NOON + 5 * DAY)
    found.append(len(shown(place)))

    assert found == counts


def test_pause_and_resume(drip: Place) -> None:
    """While it is paused nothing comes; then it goes on with the next step, and both can be taken back."""
    drip.publish(NOON)
    direct(drip, Verb.PAUSE, NOON + HOUR)
    drip.publish(NOON + 3 * DAY)
    assert len(shown(drip)) == 1
    assert "5 more sections are to come.<" in drip.tree()["course/index.html"].decode()
    direct(drip, Verb.RESUME, NOON + 3 * DAY + HOUR)
    assert len(shown(drip)) == 1
    drip.publish(NOON + 4 * DAY)
    assert len(shown(drip)) == 2
    direct(drip, Verb.RESUME, NOON + 4 * DAY + HOUR, undo=True)
    drip.publish(NOON + 6 * DAY)
    assert len(shown(drip)) == 2
    direct(drip, Verb.PAUSE, NOON + 6 * DAY + HOUR, undo=True)
    drip.publish(NOON + 7 * DAY)
    assert len(shown(drip)) == 3


def test_advance_and_its_undo(drip: Place) -> None:
    """Sections come before their time; taken back they wait again, and come with the ids that they got."""
    drip.publish(NOON)
    direct(drip, Verb.ADVANCE, NOON + HOUR, 2)
    # Seconds apart, the first one newest.
    assert shown(drip) == ["Course", "Two", "One"]
    ids = drip.ids("course/feed.json")
    direct(drip, Verb.ADVANCE, NOON + 2 * HOUR, undo=True)
    assert shown(drip) == ["Course"]
    drip.publish(NOON + DAY)
    assert set(shown(drip)) == {"Course", "One"}
    for day in range(2, 6):
        drip.publish(NOON + day * DAY)
    assert set(shown(drip)) == {"Course", *SECTIONS}
    assert ids.items() <= drip.ids("course/feed.json").items()


def test_hold_and_its_undo(drip: Place) -> None:
    """Steps pass without a release; taken back, the next one brings a section again."""
    drip.publish(NOON)
    direct(drip, Verb.HOLD, NOON + HOUR, 2)
    for day in (1, 2):
        drip.publish(NOON + day * DAY)
        assert len(shown(drip)) == 1
    drip.publish(NOON + 3 * DAY)
    assert len(shown(drip)) == 2
    direct(drip, Verb.HOLD, NOON + 3 * DAY + HOUR, 5)
    direct(drip, Verb.HOLD, NOON + 3 * DAY + 2 * HOUR, undo=True)
    drip.publish(NOON + 4 * DAY)
    assert len(shown(drip)) == 3


def test_restart_and_its_undo(drip: Place) -> None:
    """It begins again with the first section; ids and dates of first release stay; taken back, all is as before."""
    for day in range(4):
        drip.publish(NOON + day * DAY)
    before = {item["id"]: item["date_published"] for item in drip.items("course/feed.json")}
    direct(drip, Verb.RESTART, NOON + 10 * DAY)
    assert shown(drip) == ["Course"]
    drip.publish(NOON + 11 * DAY)
    assert shown(drip) == ["Course", "One"]
    direct(drip, Verb.RESTART, NOON + 11 * DAY + HOUR, undo=True)
    assert {item["id"]: item["date_published"] for item in drip.items("course/feed.json")} == before
    direct(drip, Verb.RESTART, NOON + 20 * DAY)
    for day in range(21, 26):
        drip.publish(NOON + day * DAY)
    assert before.items() <= {item["id"]: item["date_published"] for item in drip.items("course/feed.json")}.items()
    assert set(shown(drip)) == {"Course", *SECTIONS}


@pytest.mark.parametrize(
    ("verbs", "said"),
    [
        ([(Verb.RESUME, False)], "it is not paused"),
        ([(Verb.PAUSE, False), (Verb.PAUSE, False)], "it is paused already"),
        ([(Verb.HOLD, True)], "there is no hold to take back"),
        ([(Verb.PAUSE, False), (Verb.HOLD, True)], "the last command was pause"),
    ],
)
def test_what_cannot_be_done_is_said(drip: Place, verbs: list[tuple[Verb, bool]], said: str) -> None:
    """A command that makes no sense changes nothing and says why."""
    drip.publish(NOON)
    *before, (verb, undo) = verbs
    for other, other_undo in before:
        direct(drip, other, NOON + HOUR, undo=other_undo)
    row = row_of(drip)

    with pytest.raises(OperatorError, match=said):
        direct(drip, verb, NOON + HOUR, undo=undo)

    assert row_of(drip) == row


def test_an_article_without_a_rule_is_not_directed(place: Place) -> None:
    """What is published all at once has no release to be paused."""
    place.write("course.md", course(*SECTIONS, front=""))
    place.publish(NOON)

    with pytest.raises(OperatorError, match="it is published all at once"):
        direct(place, Verb.PAUSE, NOON)


def test_an_article_can_be_directed_before_it_begins(place: Place) -> None:
    """Nothing of it is out yet: it can be paused, and advanced."""
    place.write("course.md", course(*SECTIONS, front="release:\n  start: 2026-04-01\n"))
    place.publish(NOON)
    direct(place, Verb.PAUSE, NOON)
    assert not (place.feeds / "course").exists()
    direct(place, Verb.PAUSE, NOON, undo=True)
    direct(place, Verb.ADVANCE, NOON, 2)

    assert set(shown(place)) == {"Course", "One"}


def test_announcements(tmp_path: Path) -> None:
    """A first item says what is to come and stays as it was; a last one says that all is there; in one's own words."""
    own = 'announce = "Plan\\n{title}: {parts} Teile, {rhythm}."\nannounce_end = true\n'
    place = Place(tmp_path / "place", timedelta(), f"{SETTINGS}[release]\n{own}")
    place.write("course.md", course(*SECTIONS))
    place.publish(NOON)
    assert set(shown(place)) == {"Plan", "Course"}
    said = next(item for item in place.items("course/feed.json") if item["title"] == "Plan")
    assert said["content_html"] == "<p>Course: 6 Teile, one every day.</p>"
    place.write("course.md", course(*SECTIONS, "Six"))
    for day in range(1, 7):
        place.publish(NOON + day * DAY)
        assert ("Complete" in shown(place)) == (day == 6)
    assert said in place.items("course/feed.json")
    times = place.times()
    place.publish(NOON + 9 * DAY)
    assert place.times() == times


def test_a_restart_takes_the_farewell_back(tmp_path: Path) -> None:
    """An article that begins again is not complete; its announcement stays as it was."""
    own = "announce = true\nannounce_end = true\n"
    place = Place(tmp_path / "place", timedelta(), f"{SETTINGS}[release]\n{own}")
    place.write("course.md", course("One", "Two"))
    for day in range(3):
        place.publish(NOON + day * DAY)
    assert set(shown(place)) == {"What is to come", "Course", "One", "Two", "Complete"}
    ids = place.ids("course/feed.json")

    direct(place, Verb.RESTART, NOON + 5 * DAY)
    assert set(shown(place)) == {"What is to come", "Course"}
    for day in range(6, 8):
        place.publish(NOON + day * DAY)

    assert place.ids("course/feed.json") == ids


def test_what_is_withdrawn_is_not_planned(drip: Place) -> None:
    """An article that is gone, or made a draft again, has no sections to come; back again, it goes on."""
    drip.publish(NOON)
    for text in (course(*SECTIONS, front="release: 1 day\ndraft: true\n"), ""):
        if text:
            drip.write("course.md", text)
        else:
            (drip.content / "course.md").unlink()
        drip.publish(NOON + HOUR)
        store = Store(drip.config.state)
        assert read_forecast(drip.config, store, NOON + HOUR, 14 * DAY).events == ()
        store.close()
    drip.write("course.md", course(*SECTIONS))
    drip.publish(NOON + 2 * HOUR)
    drip.publish(NOON + DAY)

    assert shown(drip) == ["Course", "One"]


def test_plan_and_status(drip: Place) -> None:
    """What comes when, by title, and how far each article is."""
    drip.publish(NOON)
    drip.publish(NOON + DAY)
    store = Store(drip.config.state)
    try:
        forecast = read_forecast(drip.config, store, NOON + DAY, 14 * DAY)
        status = read_status(drip.config, store, NOON + DAY)
    finally:
        store.close()

    assert [(event.at, event.what) for event in forecast.events] == [
        (NOON + (number + 1) * DAY, f"{title} ({number} of 4 to come)")
        for number, title in enumerate(SECTIONS[1:], start=1)
    ]
    assert (status.articles[0].items, status.articles[0].to_come) == (2, 4)
    assert status.articles[0].due == NOON + 2 * DAY


def test_plan_holds(drip: Place) -> None:
    """What is planned is what happens, at that time and not before."""
    drip.publish(NOON)
    store = Store(drip.config.state)
    try:
        events = read_forecast(drip.config, store, NOON, 14 * DAY).events
    finally:
        store.close()
    for event in events:
        drip.publish(event.at - timedelta(seconds=1))
        assert event.what.partition(" (")[0] not in shown(drip)
        drip.publish(event.at)
        assert event.what.partition(" (")[0] in shown(drip)
    assert len(events) == 5


def test_a_renamed_file_goes_on(drip: Place) -> None:
    """The release goes by the article, not by the name of its file."""
    drip.publish(NOON)
    drip.publish(NOON + DAY)
    (drip.content / "course.md").rename(drip.content / "lessons.md")
    drip.publish(NOON + DAY + HOUR)
    assert len(shown(drip)) == 2
    drip.publish(NOON + 2 * DAY)
    assert len(shown(drip)) == 3


def test_a_lost_state_goes_on_where_it_was(drip: Place) -> None:
    """With the state deleted, what was released stays released, and the rest comes at its time."""
    for day in range(3):
        drip.publish(NOON + day * DAY)
    before = drip.items("course/feed.json")
    for path in (drip.folder / ".publisher").iterdir():
        path.unlink()

    drip.publish(NOON + 2 * DAY + HOUR)
    assert drip.items("course/feed.json") == before
    drip.publish(NOON + 3 * DAY)

    assert shown(drip)[-1] == "Three"
    assert row_of(drip).due == NOON + 4 * DAY


def test_a_rollback_brings_nothing_before_its_time(drip: Place) -> None:
    """An earlier text is published again; what was not out waits on, in that text's order, and comes in its turn."""
    drip.publish(NOON)
    drip.publish(NOON + DAY)
    drip.write("course.md", course(*reversed(SECTIONS), One="Another text that has hardly a word of the old one."))
    drip.publish(NOON + DAY + HOUR)
    ids = drip.ids("course/feed.json")
    with Publisher.open(drip.config) as publisher:
        publisher.roll_back("course.md", 2, NOON + DAY + 2 * HOUR)

    assert set(shown(drip)) == {"Course", "One"}
    assert drip.ids("course/feed.json") == ids
    drip.publish(NOON + 2 * DAY)
    assert shown(drip)[-1] == "Two"


def test_a_command_on_an_article_that_has_left_its_rule(drip: Place) -> None:
    """Its file says meanwhile that all of it comes at once: so it does."""
    drip.publish(NOON)
    drip.write("course.md", course(*SECTIONS, front=""))

    direct(drip, Verb.HOLD, NOON + HOUR)

    assert set(shown(drip)) == {"Course", *SECTIONS}


def test_an_export_takes_the_plan_along(drip: Place, tmp_path: Path) -> None:
    """Taken out and in somewhere else, a release goes on where it was, and its commands can still be undone."""
    drip.publish(NOON)
    direct(drip, Verb.HOLD, NOON + HOUR)
    store = Store(drip.config.state)
    lines = list(store.dump())
    store.close()
    other = Store(tmp_path / "other.sqlite3")
    other.load(lines, "export.jsonl")

    assert other.release("course.md") == row_of(drip)
    assert list(other.dump()) == lines
    other.close()


def test_one_folder_at_a_time(place: Place) -> None:
    """A run for a folder takes in what changed there, and what is due anywhere; files that moved are followed."""
    place.write("news/a.md", course("One", front=""))
    place.write("b.md", article("Beta", ("Uno", "First of all."), front=""))
    place.write("course.md", course(*SECTIONS))

    def news(name: str) -> bool:
        return name.startswith("news/")

    assert {found.name for found in place.publish(NOON, is_wanted=news).articles} == {"news/a.md"}
    place.publish(NOON)
    place.write("b.md", article("Beta", ("Uno", "First of all."), ("Due", "Second."), front=""))
    due = place.publish(NOON + DAY, is_wanted=news)
    assert {found.name for found in due.articles} == {"course.md"}
    assert len(place.items("b/feed.json")) == 2
    place.publish(NOON + DAY)
    ids = place.ids("b/feed.json")
    (place.content / "b.md").rename(place.content / "news/b.md")
    place.publish(NOON + DAY + HOUR, is_wanted=news)
    assert place.ids("b/feed.json") == ids
    (place.content / "course.md").unlink()
    assert place.publish(NOON + DAY + 2 * HOUR, is_wanted=news).articles == ()
    assert [found.withdrawn for found in place.publish(NOON + DAY + 2 * HOUR).articles] == [2]


def test_a_dry_run_shows_the_step_and_takes_none(drip: Place) -> None:
    """Looking ahead changes nothing: the step comes as if nobody had looked."""
    drip.publish(NOON)
    drip.publish(NOON + DAY, dry_run=True)
    assert shown(drip) == ["Course"]
    drip.publish(NOON + DAY)

    assert shown(drip) == ["Course", "One"]


def test_the_time_of_the_step_survives_a_failure(drip: Place) -> None:
    """An article that cannot be read at its step loses nothing; mended, the step is made up for."""
    drip.publish(NOON)
    drip.write("course.md", course(*SECTIONS, front="release: 1 day\ndate: soonish\n"))
    assert len(drip.publish(NOON + DAY).failed) == 1
    assert shown(drip) == ["Course"]
    drip.write("course.md", course(*SECTIONS))
    drip.publish(NOON + DAY + HOUR)

    assert shown(drip) == ["Course", "One"]


@settings(max_examples=15, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(data=st.data())
def test_nothing_is_released_twice_or_lost(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Whatever an operator does and whenever a run comes, ids are never doubled, and in the end all is out."""
    place = Place(tmp_path_factory.mktemp("release") / "place", timedelta())
    place.write("course.md", course("One", "Two", "Three"))
    now = NOON
    ids: dict[str, str] = {}
    for _ in range(data.draw(st.integers(1, 7))):
        now += data.draw(st.sampled_from([timedelta(seconds=1), HOUR, DAY, 3 * DAY]))
        verb = data.draw(st.sampled_from([None, None, *Verb]))
        if verb is None:
            place.publish(now)
        else:
            try:
                direct(place, verb, now, data.draw(st.integers(1, 2)), undo=data.draw(st.booleans()))
            except OperatorError:
                continue
        if (place.feeds / "course/feed.json").exists():
            found = place.ids("course/feed.json")
            assert all(ids.setdefault(title, id_) == id_ for title, id_ in found.items())
            assert len(set(found.values())) == len(place.items("course/feed.json"))
    place.publish(now)
    if row_of(place).paused:
        direct(place, Verb.RESUME, now)
    for _ in range(24):
        now += DAY
        due = find_due(place)
        if due is not None and due <= now:
            place.publish(now)
    assert set(shown(place)) == {"Course", "One", "Two", "Three"}
    assert ids.items() <= place.ids("course/feed.json").items()


@given(words=st.lists(st.integers(0, 3000), max_size=12), steps=st.integers(0, 20), minutes=st.integers(1, 30))
def test_a_step_by_reading_time_is_as_long_as_it_may_be(words: list[int], steps: int, minutes: int) -> None:
    """Each step brings at least one section, and no more than are read in its time, but for a first that is longer."""
    rule = ReleaseRule(reading=timedelta(minutes=minutes))
    place = 0
    for step in range(steps):
        end = count_released(words, step + 1, rule)
        assert end > place or end == len(words)
        assert end - place <= 1 or sum(words[place:end]) <= minutes * 200
        assert end == len(words) or end == place or sum(words[place : end + 1]) > minutes * 200
        place = end
