"""Articles keep their ids and addresses when their files are renamed, edited, exchanged or written anew."""

from __future__ import annotations

import json
import os
import time
import unicodedata
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publisher.pipeline import Publisher
from tests.place import NOON, SETTINGS, Place

DAY = timedelta(days=1)
OPENING = "The bakery opens at six."
"""One sentence, far too short to be compared by its runs of words."""
FERRY = "The ferry stays in the harbour until the storm is over."
GARDEN = "Plant the garlic before the first frost, a hand apart and two fingers deep."
FRONT = "date: 2026-02-20\n"


def note(title: str, text: str, front: str = FRONT) -> str:
    """Write a note of one paragraph."""
    return f"---\ntitle: {title}\n{front}---\n{text}\n"


def addresses(place: Place) -> dict[str, str]:
    """Return the addresses of all live articles, by id."""
    return {item["id"]: item["url"] for item in place.items("articles/feed.json")}


def item_ids(place: Place) -> set[str]:
    """Return the ids of all live items."""
    return {item["id"] for item in place.items()}


def gone(place: Place) -> set[str]:
    """Return the paths that are answered with 410."""
    path = place.feeds / "gone.json"
    return set(json.loads(path.read_text())["gone"]) if path.exists() else set()


def move(place: Place, old: str, new: str, text: str | bytes | None = None) -> None:
    """Rename a file, and change its text if one is given."""
    data = (place.content / old).read_bytes() if text is None else text
    (place.content / old).unlink()
    place.write(new, data)


BEFORE = note("Opening hours", OPENING)
EDITS: dict[str, tuple[str, str | bytes]] = {
    "line added": ("hours.md", note("Opening hours", OPENING, f"{FRONT}layout: post\n")),
    "line removed": ("hours.md", note("Opening hours", OPENING, "")),
    "impossible date": ("hours.md", note("Opening hours", OPENING, "date: 0001-01-01\n")),
    "date changed": ("hours.md", note("Opening hours", OPENING, "date: 2026-02-21\n")),
    "slug added": ("hours.md", note("Opening hours", OPENING, f"{FRONT}slug: opening\n")),
    "id added": ("hours.md", note("Opening hours", OPENING, f"{FRONT}id: hours\n")),
    "white space": ("hours.md", BEFORE.replace(" opens ", "   opens\n") + "\n\n"),
    "line ends": ("hours.md", BEFORE.replace("\n", "\r\n")),
    "byte order mark": ("hours.md", b"\xef\xbb\xbf" + BEFORE.encode()),
    "UTF-16": ("hours.txt", f"Opening hours\n\n{OPENING}\n".encode("utf-16")),
    "plain text": ("hours.txt", f"Opening hours\n\n{OPENING}\n"),
    "heading": ("hours.md", f"# Opening hours\n\n{OPENING}\n"),
    "web page": (
        "hours.html",
        f"<html><head><title>Opening hours</title></head><body><h1>Opening hours</h1><p>{OPENING}</p></body></html>",
    ),
    "markup": ("hours.md", note("Opening hours", OPENING.replace("six", "**six**"))),
    "folder": ("2026/bakery.md", note("Opening hours", OPENING, f"{FRONT}tags: [bread]\n")),
    "bundle": ("bakery/index.md", note("Opening hours", OPENING, f"{FRONT}tags: [bread]\n")),
    "dated name": ("2026-02-20-bakery.markdown", note("Opening hours", OPENING, "author: Eve\n")),
    "case": ("Bakery.md", note("Opening hours", OPENING, f"{FRONT}tags: [bread]\n")),
    "sentence reworded, same date": ("hours.md", note("Opening hours", "From Monday we open at seven.")),
    "word changed, no date": ("hours.md", note("Opening hours", OPENING.replace("six", "seven"), "")),
    "title changed, same slug": ("hours.md", note("When we open", OPENING, f"{FRONT}slug: bakery\n")),
    "all but slug and date changed": ("hours.md", note("New times", "Come at noon.", f"{FRONT}slug: bakery\n")),
    "all but slug and title changed": ("hours.md", note("Opening hours", "Come at noon.", "slug: bakery\n")),
    "all but name and slug changed": ("x/bakery.md", note("New times", "Come at noon.", "slug: bakery\n")),
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_short_article_survives_a_new_name_and_an_edit(place: Place, edit: str) -> None:
    """One sentence is enough if it is the same, or if the author's title, date or slug speaks for it."""
    place.write("bakery.md", BEFORE)
    place.write("ferry.md", note("Ferry", FERRY))
    place.publish()
    before, items = addresses(place), item_ids(place)

    name, text = EDITS[edit]
    move(place, "bakery.md", name, text)
    report = place.publish(NOON + DAY)

    assert report.failed == ()
    assert (addresses(place), item_ids(place), gone(place)) == (before, items, set())
    assert [(done.new, done.withdrawn) for done in report.articles] == [(0, 0)]
    assert place.publish(NOON + 2 * DAY).changed == ()


def test_a_name_in_another_normal_form_is_the_same_name(place: Place) -> None:
    """A file system that decomposes names makes no doubles, though the file was edited at the same time."""
    name = "caf\u00e9.md"
    place.write(unicodedata.normalize("NFC", name), note("Café", OPENING))
    place.publish()
    before = addresses(place)

    move(place, unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name), note("Café", OPENING, ""))
    place.publish(NOON + DAY)

    assert addresses(place) == before


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("log.md", "x.md", "Nothing to report.\n"),
        ("log.md", "2026/log-2.md", "---\nauthor: Eve\n---\nNothing to report."),
        ("log.md", "x.md", f"---\ntitle: Log\n{FRONT}---\nNothing to report.\n"),
        ("Log.md", "log.md", f"---\ntitle: Log\n{FRONT}---\nNothing to report.\n"),
    ],
)
def test_a_title_that_comes_from_the_name_is_no_part_of_the_words(place: Place, old: str, new: str, text: str) -> None:
    """An article without a title has another one under another name, and is the same all the same."""
    place.write(old, "Nothing to report.")
    place.write("bakery.md", BEFORE)
    place.publish()
    before = addresses(place)

    move(place, old, new, text)
    place.publish(NOON + DAY)

    assert addresses(place) == before


@pytest.mark.parametrize(
    ("title", "text", "front"),
    [
        ("Ferry", FERRY, ""),
        ("Ferry", FERRY, FRONT),
        ("Ferry", FERRY, "slug: bakery\ndate: 2026-02-27\n"),
        ("Opening hours", FERRY, "date: 2026-02-27\n"),
        ("Opening hours", FERRY, ""),
    ],
    ids=["all", "all but the date", "all but the slug", "all but the title, with a date", "all but the title"],
)
def test_another_short_article_is_another(place: Place, title: str, text: str, front: str) -> None:
    """A date, a slug or a title alone gives no id to another text under another name."""
    place.write("bakery.md", BEFORE)
    place.write("garden.md", note("Garlic", GARDEN))
    place.publish()
    before, items = addresses(place), item_ids(place)

    move(place, "bakery.md", "harbour.md", note(title, text, front))
    place.publish(NOON + DAY)

    assert len(addresses(place).keys() & before.keys()) == 1
    assert len(item_ids(place) & items) == 1
    assert "bakery/" in gone(place)


@pytest.mark.parametrize("front", ["slug: bakery\n", "slug: bakery\ndate: 2026-03-01\n"])
def test_a_file_that_is_written_anew_under_its_slug_is_the_same_article(place: Place, front: str) -> None:
    """The author says that its address stays, so it does; its sections are new items."""
    place.write("bakery.md", note("Opening hours", OPENING, "slug: bakery\n"))
    place.publish()
    before = addresses(place)

    place.write("bakery.md", note("Ferry", f"{FERRY}\n\n## Garlic\n\n{GARDEN}", front))
    report = place.publish(NOON + DAY)

    assert addresses(place) == before
    assert [done.slug for done in report.articles] == ["bakery"]
    assert not (place.feeds / "bakery-2").exists()


def test_a_slug_that_was_taken_still_names_its_article(place: Place) -> None:
    """Two articles want one slug; the second keeps its number, whatever is written into its file."""
    place.write("a.md", note("Garlic", GARDEN, "slug: news\n"))
    place.write("b.md", note("Opening hours", OPENING, "slug: news\n"))
    place.publish()
    before = addresses(place)

    place.write("b.md", note("Ferry", FERRY, "slug: news\n"))
    place.publish(NOON + DAY)
    assert addresses(place) == before

    move(place, "b.md", "c.md", note("Ferry lines", FERRY, "slug: news\n"))
    place.publish(NOON + 2 * DAY)
    assert addresses(place) == before


def test_a_short_article_may_be_corrected_title_and_all(place: Place) -> None:
    """Where both are similar, or the date is the same, the article in the file is the same."""
    place.write("a.md", note("Opening hours of the bakery", "The bakery opens at six on weekdays.", ""))
    place.write("b.md", note("Ferry", FERRY))
    place.publish()
    before = addresses(place)

    place.write("a.md", note("Opening hours of our bakery", "The bakery opens at seven on weekdays.", ""))
    place.write("b.md", note("No ferry", FERRY.replace("storm is over", "wind turns")))
    place.publish(NOON + DAY)

    assert (addresses(place), gone(place)) == (before, set())


def test_equal_articles_follow_their_names(place: Place) -> None:
    """Where several have the same words, the name decides, then slug and date; each keeps its own id."""
    for number in "231":
        place.write(f"old/{number}.md", note("Log", "Nothing to report.", f"date: 2026-02-0{number}\n"))
    place.publish()
    before = {item["id"]: item["date_published"] for item in place.items("articles/feed.json")}

    for number in "123":
        move(place, f"old/{number}.md", f"new/{number}.md", note("Log", "Nothing to report.", "layout: log\n"))
    place.publish(NOON + DAY)
    for number, name in zip("123", "zyx", strict=True):
        text = note("Log", "Nothing to report.", f"date: 2026-02-0{number}\n")
        move(place, f"new/{number}.md", f"{name}.md", text)
    report = place.publish(NOON + 2 * DAY)

    assert {item["id"]: item["date_published"] for item in place.items("articles/feed.json")} == before
    assert {done.name: done.slug for done in report.articles} == {"x.md": "3", "y.md": "2", "z.md": "1"}


def test_of_two_copies_one_is_the_article(place: Place) -> None:
    """An id is never given to two files."""
    place.write("bakery.md", BEFORE)
    place.publish()
    before = addresses(place)

    move(place, "bakery.md", "one.md", note("Opening hours", OPENING, ""))
    place.write("two.md", note("Opening hours", OPENING, "layout: post\n"))
    place.publish(NOON + DAY)

    after = addresses(place)
    assert before.items() <= after.items()
    assert len(after) == 2


def test_a_whole_folder_of_short_articles_moves_together(place: Place) -> None:
    """A folder that is renamed, and a line put into each of its files, makes no double, however many there are."""
    for number in range(60):
        place.write(f"a/{number:03}.md", note(f"Day {number}", f"On day {number} it rained.", ""))
    place.publish()
    before = addresses(place)

    for number in range(60):
        text = note(f"Day {number}", f"On day {number} it rained.", "layout: day\n")
        move(place, f"a/{number:03}.md", f"b/note-{60 - number:03}.md", text)
    report = place.publish(NOON + DAY)

    assert (addresses(place), gone(place)) == (before, set())
    assert sum(done.new + done.withdrawn for done in report.articles) == 0


@pytest.mark.parametrize("text", [note("Garlic", GARDEN), note("Opening hours", GARDEN, "")])
def test_an_article_that_makes_room_for_another_keeps_its_id(place: Place, text: str) -> None:
    """What was in the file moves with its words into a new one; the other article in the file is new."""
    place.write("today.md", note("Opening hours", FERRY))
    place.publish()
    before, items = addresses(place), item_ids(place)

    place.write("archive/one.md", note("Opening hours", FERRY, f"{FRONT}layout: old\n"))
    place.write("today.md", text)
    report = place.publish(NOON + DAY)

    assert before.items() <= addresses(place).items()
    assert items <= item_ids(place)
    assert len(addresses(place)) == 2
    assert gone(place) == set()
    assert [done.withdrawn for done in report.articles] == [0, 0]
    assert place.publish(NOON + 2 * DAY).changed == ()


def test_a_copy_of_an_article_that_stays_is_another(place: Place) -> None:
    """While the file still has its text, a copy takes nothing from it, though both were edited."""
    place.write("bakery.md", note("Opening hours", FERRY))
    place.publish()
    before = addresses(place)

    place.write("bakery.md", note("Opening hours", f"{FERRY} So we wait."))
    place.write("copy.md", note("Opening hours", FERRY))
    report = place.publish(NOON + DAY)

    assert before.items() <= addresses(place).items()
    assert {done.name: done.slug for done in report.articles} == {"bakery.md": "bakery", "copy.md": "copy"}


def test_a_date_is_the_same_day_however_it_is_written(place: Place) -> None:
    """With a time of day or without, in whatever zone: the day counts where the site is."""
    place.set(f'{SETTINGS}timezone = "Asia/Tokyo"\n')
    place.write("ferry.md", note("Ferry", FERRY, "date: 2026-02-20T08:00:00+09:00\n"))
    place.write("garden.md", note("Garlic", GARDEN, "date: 2026-02-20T08:00:00+09:00\n"))
    place.publish()
    before = addresses(place)

    move(place, "ferry.md", "boats.md", note("Ferry", "No boats.", "date: 2026-02-20\n"))
    move(place, "garden.md", "plants.md", note("Garlic", "Too late.", "date: 2026-02-19T20:00:00Z\n"))
    place.publish(NOON + DAY)

    assert addresses(place) == before


def test_files_that_change_places_keep_their_articles(place: Place) -> None:
    """Two files, or three in a circle, have each other's text: the ids go with the texts."""
    texts = [note("Opening hours", f"{OPENING} {OPENING}"), note("Ferry", FERRY), note("Garlic", GARDEN)]
    for name, text in zip("abc", texts, strict=True):
        place.write(f"{name}.md", text)
    place.publish()
    before = {item["id"]: (item["title"], item["url"]) for item in place.items("articles/feed.json")}

    for name, text in zip("bca", texts, strict=True):
        place.write(f"{name}.md", text.replace(FRONT, f"{FRONT}layout: post\n"))
    place.publish(NOON + DAY)

    assert {item["id"]: (item["title"], item["url"]) for item in place.items("articles/feed.json")} == before
    assert gone(place) == set()
    assert place.publish(NOON + 2 * DAY).changed == ()


def test_a_file_that_disappears_between_two_runs_is_back_under_another_name(place: Place) -> None:
    """A run may see the old name gone before the new one is there."""
    place.write("ferry.md", note("Ferry", FERRY, "slug: ferry\n"))
    place.write("garden.md", note("Garlic", GARDEN))
    place.publish()
    before = addresses(place)
    (place.content / "ferry.md").unlink()
    place.publish(NOON + DAY)
    assert "ferry/" in gone(place)

    place.write("2026/boats.md", note("Ferry", FERRY, "layout: post\n"))
    report = place.publish(NOON + 2 * DAY)

    assert addresses(place) == before
    assert gone(place) == set()
    assert [(done.returned, done.new) for done in report.articles] == [(1, 0)]


@pytest.mark.parametrize(
    "text",
    [
        note("Opening hours", GARDEN, "slug: ferry\ndate: 2026-02-27\n"),
        note("Ferry", GARDEN, "slug: ferry\ndate: 2026-02-27\n"),
        note("Ferry", FERRY, "date: 2026-02-27\n"),
    ],
    ids=["slug alone", "slug and title", "equal, for another day"],
)
def test_a_slug_that_is_used_again_later_is_another_article(place: Place, text: str) -> None:
    """The id of an article that was withdrawn before is not given to another one."""
    place.write("ferry.md", note("Ferry", FERRY, f"slug: ferry\n{FRONT}"))
    place.write("bakery.md", BEFORE)
    place.publish()
    before = addresses(place)
    (place.content / "ferry.md").unlink()
    place.publish(NOON + DAY)

    place.write("other.md", text)
    place.publish(NOON + 60 * DAY)

    assert len(addresses(place)) == 2
    assert len(addresses(place).keys() & before.keys()) == 1


def test_what_was_renamed_and_cannot_be_published_is_not_withdrawn(place: Place) -> None:
    """A file that came back under another name, and far too short, waits for the author's word, run after run."""
    long = "\n\n".join(f"## Part {n}\n\nIn part {n}, {GARDEN.lower()} {FERRY}" for n in range(6))
    place.write("a.md", note("Year", long, "slug: year\n"))
    place.write("b.md", note("Ferry", FERRY))
    place.publish()
    before = addresses(place)

    short = note("Year", "\n\n".join(long.split("\n\n")[:2]), "slug: year\n")
    move(place, "a.md", "c.md", short)
    report = place.publish(NOON + DAY, is_patient=True)
    assert "--accept c.md" in str(report.failed[0])
    assert (addresses(place), gone(place)) == (before, set())
    place.publish(NOON + DAY + timedelta(seconds=5), is_patient=True)
    assert (addresses(place), gone(place)) == (before, set())

    place.publish(NOON + 2 * DAY, accepted=["c.md"])
    assert addresses(place) == before
    assert (place.feeds / "year/index.html").exists()


def test_nothing_is_withdrawn_while_a_new_file_is_being_written(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old name may be gone before the new file is whole; what is gone for good leaves with the next run."""
    place.write("ferry.md", note("Ferry", FERRY))
    place.write("garden.md", note("Garlic", GARDEN))
    place.write("bakery.md", BEFORE)
    place.publish()
    before = addresses(place)

    (place.content / "garden.md").unlink()
    move(place, "ferry.md", "boats.md", note("Ferry", FERRY, "layout: post\n"))
    soon = time.time_ns() + 1_900_000_000
    os.utime(place.content / "boats.md", ns=(soon, soon))
    real = time.sleep

    def write_on(seconds: float) -> None:
        real(min(seconds, 0.01))
        with (place.content / "boats.md").open("a") as file:
            file.write("\n")

    with monkeypatch.context() as patch:
        patch.setattr("time.sleep", write_on)
        patch.setattr(place, "_settle", timedelta(milliseconds=200))
        assert place.publish(NOON + DAY).left == 1
    assert (addresses(place), gone(place)) == (before, set())

    place.publish(NOON + 2 * DAY)
    assert sorted(addresses(place).values()) == ["https://example.org/bakery/", "https://example.org/ferry/"]
    assert addresses(place).items() <= before.items()


NAMES = ("a.md", "b.md", "c/a.md", "c/d.md", "d/index.md")
TEXTS = {
    "Opening hours": OPENING,
    "Ferry": FERRY,
    "Garlic": GARDEN,
    "Log": "Nothing to report.",
    "Tides": "High at noon.\n\n## Neap\n\nLow water is higher.",
}
FRONTS = ("", "layout: post\n", "tags: [x]\n", "author: Eve\n", "slug: {slug}\n")


STEP = st.tuples(
    st.permutations(NAMES),
    st.lists(st.sampled_from(sorted(TEXTS)), min_size=1, max_size=4, unique=True),
    st.lists(st.sampled_from(FRONTS), min_size=4, max_size=4),
)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(STEP, min_size=2, max_size=4))
def test_through_any_changes_every_id_stays_with_its_words(
    steps: list[tuple[list[str], list[str], list[str]]],
) -> None:
    """Whatever files are renamed to, exchanged, removed, put back or given another line in one run.

    An article that is in two runs in a row keeps its id and its address. No id is ever seen with other words, and
    nothing is published twice.
    """
    with TemporaryDirectory() as folder:
        place = Place(Path(folder) / "place", timedelta(), SETTINGS)
        owners: dict[str, str] = {}
        before: dict[str, tuple[str, str]] = {}
        for number, (names, titles, fronts) in enumerate(steps):
            for path in list(place.content.rglob("*.md")):
                path.unlink()
            for name, title, front in zip(names, titles, fronts, strict=False):
                text = note(title, TEXTS[title], FRONT + front.format(slug=title.lower()))
                place.write(name, text)
            report = place.publish(NOON + number * DAY)
            assert report.failed == ()
            found = {item["title"]: (item["id"], item["url"]) for item in place.items("articles/feed.json")}
            assert found.keys() == set(titles)
            assert len(place.items("articles/feed.json")) == len(titles)
            for title, (id_, _) in found.items():
                assert owners.setdefault(id_, title) == title
            for title in found.keys() & before.keys():
                assert found[title] == before[title]
            assert not gone(place) & {url.removeprefix("https://example.org/") for _, url in found.values()}
            before = found


@pytest.mark.parametrize("front", [FRONT, ""])
def test_files_of_one_title_that_change_places(place: Place, front: str) -> None:
    """The title is no sign between files that share it, the words are."""
    place.write("a.md", note("Log", FERRY))
    place.write("b.md", note("Log", GARDEN))
    place.publish()
    before = {item["id"]: item["content_html"] for item in place.items("articles/feed.json")}

    place.write("a.md", note("Log", GARDEN, f"{front}layout: log\n"))
    place.write("b.md", note("Log", FERRY, f"{front}layout: log\n"))
    place.publish(NOON + DAY)

    assert {item["id"]: item["content_html"] for item in place.items("articles/feed.json")} == before


def test_a_text_that_was_rolled_back_is_known_by_its_file(place: Place) -> None:
    """What the file holds counts, not the version that is published instead of it."""
    place.write("ferry.md", note("Ferry", FERRY))
    place.write("bakery.md", BEFORE)
    place.publish()
    before = addresses(place)
    place.write("ferry.md", note("Ferry", "Low water."))
    place.publish(NOON + DAY)
    with Publisher.open(place.config) as publisher:
        publisher.roll_back("ferry", None, NOON + DAY)

    move(place, "ferry.md", "boats.md", note("Ferry", "Low water.", "date: 2026-02-27\n"))
    place.publish(NOON + 2 * DAY)

    assert addresses(place) == before
