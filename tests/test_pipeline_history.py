"""What becomes of items that are withdrawn, moved, retracted or rolled back, and what subscribers are told of it."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.errors import OperatorError
from publisher.pipeline import Publisher, Report
from publisher.pipeline.operator import ArticleHistory
from tests.place import NOON, SETTINGS, Place

DAY = timedelta(days=1)
DELETED = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
OAK = (
    "Oak",
    (
        "An oak may stand for a thousand years and feed more than two thousand kinds of living things, from jays that"
        " bury its acorns to beetles that breed in its dead wood."
    ),
)
ASH = (
    "Ash",
    (
        "The wood of the ash bends without breaking, so oars and handles of axes were made of it, and later the frames"
        " of carriages, early cars and even aeroplanes."
    ),
)
ELM = (
    "Elm",
    (
        "Elms died by the million after a beetle had carried a fungus from one trunk to another; whole avenues vanished"
        " within ten summers, first in Europe and then overseas."
    ),
)
YEW = (
    "Yew",
    (
        "Long bows were cut from yew, whose heartwood bears pressure while its sapwood bears pull; English kings"
        " imported so many staves that the forests of Bavaria ran short."
    ),
)


def essay(title: str, *sections: tuple[str, str], front: str = "") -> str:
    """Write a Markdown article of just these words."""
    opening = f"{title} begins with an opening of a few sentences, as articles do. They say what {title} is all about,"
    opening = f"{opening} and who may like to read on, or rather leave it there."
    parts = [f"---\ntitle: {title}\n{front}---\n", f"{opening}\n"]
    return "\n".join([*parts, *(f"## {heading}\n\n{text}\n" for heading, text in sections)])


def changes_of(place: Place, folder: str = "") -> list[dict[str, Any]]:
    """Return the items of a change feed."""
    return place.items(f"{folder}changes.feed.json")


def told(place: Place, folder: str = "") -> list[tuple[str, str]]:
    """Return kind and title of each change, the newest first."""
    return [(item["_publisher"]["kind"], item["title"]) for item in changes_of(place, folder)]


def deleted(place: Place, feed: str) -> dict[str, str]:
    """Return the tombstones of an Atom feed: when, by id."""
    root = ET.parse(place.feeds / feed).getroot()
    return {entry.attrib["ref"]: entry.attrib["when"] for entry in root.iter(DELETED)}


def retract(place: Place, item: str, *, is_undone: bool = False, days: int = 1) -> Report:
    """Take an item back, or undo that."""
    with Publisher.open(place.config) as publisher:
        return publisher.retract(item, NOON + days * DAY, is_undone=is_undone)


def roll_back(place: Place, name: str, number: int | None = None, days: int = 1) -> Report:
    """Publish an earlier version again."""
    with Publisher.open(place.config) as publisher:
        return publisher.roll_back(name, number, NOON + days * DAY)[1]


def history(place: Place, name: str) -> ArticleHistory:
    """Return what is remembered of an article."""
    with Publisher.open(place.config) as publisher:
        return publisher.read_history(name, NOON)


# Withdrawn.


def test_a_removed_section_leaves_a_tombstone(place: Place) -> None:
    """The feed says that it is gone and when; the snippet is gone; the page says so where it was."""
    place.write("a.md", essay("Alpha", OAK, ASH, ELM))
    place.publish()
    gone = place.ids("a/feed.json")["Ash"]

    place.write("a.md", essay("Alpha", OAK, ELM))
    place.publish(NOON + DAY)

    when = {gone: "2026-03-02T12:00:00Z"}
    assert deleted(place, "a/atom.xml") == deleted(place, "atom.xml") == when
    feed = json.loads((place.feeds / "a/feed.json").read_text())
    assert feed["_publisher"]["deleted"] == [{"id": gone, "when": when[gone]}]
    assert gone not in {item["id"] for item in feed["items"]}
    assert not (place.feeds / "snippets/a/ash.html").exists()
    assert 'id="ash"' in (place.feeds / "a/index.html").read_text()
    assert json.loads((place.feeds / "gone.json").read_text())["gone"] == ["snippets/a/ash.html"]


@pytest.mark.parametrize("way", ["removed", "draft", "expired"])
def test_a_withdrawn_article_leaves_a_page_and_feeds_that_say_so(place: Place, way: str) -> None:
    """Its own feeds are empty but for tombstones; no word of it is left; the feeds of all articles tell of it."""
    place.write("a.md", essay("Alpha", OAK, ASH))
    place.write("b.md", essay("Beta", YEW))
    place.publish(NOON - DAY)
    place.write("a.md", essay("Alpha", (OAK[0], f"{OAK[1]} It may."), ASH))
    place.publish()
    ids = set(place.ids("a/feed.json").values())
    article_id = place.ids("articles/feed.json")["Alpha"]

    if way == "removed":
        (place.content / "a.md").unlink()
    else:
        front = {"draft": "draft: true\n", "expired": "expiryDate: 2026-03-01T18:00:00Z\n"}[way]
        place.write("a.md", essay("Alpha", OAK, ASH, front=front))
    place.publish(NOON + DAY)

    assert place.items("a/feed.json") == []
    assert set(deleted(place, "a/atom.xml")) == ids
    assert set(deleted(place, "atom.xml")) == ids
    assert set(deleted(place, "articles/atom.xml")) == {article_id}
    page = (place.feeds / "a/index.html").read_text()
    assert "withdrawn" in page.lower()
    assert not [path for path, data in place.tree().items() if b"thousand" in data]
    gone = json.loads((place.feeds / "gone.json").read_text())["gone"]
    assert gone == ["a/", "snippets/a/ash.html", "snippets/a/lead.html", "snippets/a/oak.html"]
    assert told(place, "a/")[0] == ("withdrawn", "Withdrawn: Alpha")


def test_what_comes_back_in_time_is_the_same(place: Place) -> None:
    """A section and an article keep id and date; the tombstone goes."""
    place.write("a.md", essay("Alpha", OAK, ASH, ELM))
    place.publish()
    before = place.items("a/feed.json")
    place.write("a.md", essay("Alpha", OAK, ELM))
    place.publish(NOON + DAY)
    (place.content / "a.md").unlink()
    place.publish(NOON + 2 * DAY)

    place.write("a.md", essay("Alpha", OAK, ASH, ELM))
    place.publish(NOON + 30 * DAY)

    assert place.items("a/feed.json") == before
    assert deleted(place, "a/atom.xml") == {}
    assert not (place.feeds / "gone.json").exists()


def test_what_comes_back_too_late_is_new(place: Place) -> None:
    """After the set time the old id is given to nothing, and the text gets another; an article likewise."""
    place.set(f"{SETTINGS}[history]\nreturn_days = 10\n")
    place.write("a.md", essay("Alpha", OAK, ASH, ELM))
    place.write("b.md", essay("Beta", YEW))
    place.publish()
    first, second = place.ids("a/feed.json"), place.ids("b/feed.json")
    place.write("a.md", essay("Alpha", OAK, ELM))
    (place.content / "b.md").unlink()
    place.publish(NOON + DAY)

    place.write("a.md", essay("Alpha", OAK, ASH, ELM))
    place.write("b.md", essay("Beta", YEW))
    place.publish(NOON + 30 * DAY)

    now = place.ids("a/feed.json")
    assert (now["Oak"], now["Elm"]) == (first["Oak"], first["Elm"])
    assert now["Ash"] != first["Ash"]
    assert not set(place.ids("b-2/feed.json").values()) & set(second.values())
    assert "ash-2.html" in {path.name for path in (place.feeds / "snippets/a").iterdir()}


def test_an_article_returns_without_what_it_lost(place: Place) -> None:
    """A section that was live when its article was withdrawn, and is not in it when it returns, stays withdrawn."""
    place.write("a.md", essay("Alpha", OAK, ASH, ELM))
    place.publish()
    place.write("a.md", essay("Alpha", OAK, ASH, ELM, front="draft: true\n"))
    place.publish(NOON + DAY)

    place.write("a.md", essay("Alpha", OAK, ELM))
    place.publish(NOON + 2 * DAY)

    assert set(place.ids("a/feed.json")) == {"Alpha", "Oak", "Elm"}
    assert not (place.feeds / "snippets/a/ash.html").exists()


# Changes.


def test_each_significant_change_is_one_item_of_the_change_feeds(place: Place) -> None:
    """Added, edited, withdrawn: one each, linked to the section, with what went and what came."""
    place.write("a.md", essay("Alpha", OAK, ASH, ELM))
    place.publish()
    assert told(place) == [("added", "Added: Alpha")]

    edited = (ASH[0], ASH[1].replace("oars", "carts"))
    place.write("a.md", essay("Alpha", OAK, edited, YEW))
    place.publish(NOON + DAY)

    assert sorted(told(place, "a/")[:3]) == [
        ("added", "Added: Yew"),
        ("edited", "Edited: Ash"),
        ("withdrawn", "Withdrawn: Elm"),
    ]
    assert len(changes_of(place)) == 4
    change = next(item for item in changes_of(place, "a/") if item["title"] == "Edited: Ash")
    assert "oars" in change["content_html"].partition("<del>")[2].partition("</del>")[0]
    assert "carts" in change["content_html"].partition("<ins>")[2].partition("</ins>")[0]
    assert change["url"] == "https://example.org/a/#ash"
    assert change["_publisher"]["item"] == place.ids("a/feed.json")["Ash"]
    assert change["_publisher"]["old"] != change["_publisher"]["new"]
    assert change["summary"] == "“oars” became “carts”."
    assert change["content_html"].startswith(f"<p><em>{change['summary']}</em></p>")


def test_what_nobody_is_told_of_is_in_no_change_feed(place: Place) -> None:
    """White space, tags, a new order and minor corrections leave the change feeds as they are."""
    place.write("a.md", essay("Alpha", OAK, ASH, ELM))
    place.publish()
    before = (place.feeds / "changes.atom.xml").read_bytes()

    place.write("a.md", essay("Alpha", ELM, (OAK[0], OAK[1].replace("thousand", "*thousand*")), ASH))
    place.publish(NOON + DAY)
    place.write("a.md", essay("Alpha", ELM, (OAK[0], OAK[1].replace("thousand", "hundred")), ASH))
    place.publish(NOON + 2 * DAY, is_minor=True)

    assert (place.feeds / "changes.atom.xml").read_bytes() == before


def test_a_published_change_never_changes(place: Place) -> None:
    """Later edits add items to the change feed; those that were there keep every byte."""
    texts = ["stands for ages", "stands for a thousand years", "stands, some say, for a thousand years"]
    seen: dict[str, dict[str, Any]] = {}
    for day, text in enumerate(texts):
        place.write("a.md", essay("Alpha", ("Oak", f"An oak {text} and feeds many. {OAK[1]}"), ASH))
        place.publish(NOON + day * DAY)
        now = {item["id"]: item for item in changes_of(place, "a/")}
        assert {id_: now[id_] for id_ in seen} == seen
        seen = now

    assert len(seen) == len(texts)


def test_old_changes_are_forgotten(place: Place) -> None:
    """The state keeps as many changes of an article as a feed may show: it does not grow for ever."""
    place.set(f'{SETTINGS}[publish]\nmax_items = 3\nmin_live = "0 days"\n')
    for day in range(6):
        place.write("a.md", essay("Alpha", OAK, (ASH[0], f"{ASH[1]} Day {day}.")))
        place.publish(NOON + day * DAY)

    with Publisher.open(place.config) as publisher:
        kept = [change.summary for _, change in publisher.store.history.newest_changes(9, timedelta())]
    assert kept == ["“4” became “5”.", "“3” became “4”.", "“2” became “3”."]


# Moved between articles.


@pytest.mark.parametrize("names", [("a.md", "b.md"), ("b.md", "a.md")])
def test_a_section_that_moves_to_another_article_keeps_its_id(place: Place, names: tuple[str, str]) -> None:
    """Whatever the order of files: same id and first release, a new address, and the old page says where it is."""
    source, target = names
    place.write(source, essay("Source", OAK, ASH, ELM))
    place.write(target, essay("Target", YEW))
    place.publish()
    old = {item["title"]: item for item in place.items(f"{source[0]}/feed.json")}

    place.write(source, essay("Source", OAK, ELM))
    place.write(target, essay("Target", ASH, YEW))
    report = place.publish(NOON + DAY)

    new = {item["title"]: item for item in place.items(f"{target[0]}/feed.json")}
    assert new["Ash"]["id"] == old["Ash"]["id"]
    assert new["Ash"]["date_published"] == old["Ash"]["date_published"]
    assert new["Ash"]["date_modified"] == old["Ash"]["date_modified"]
    assert new["Ash"]["url"] == f"https://example.org/{target[0]}/#ash"
    done = {found.name: (found.new, found.moved, found.withdrawn, found.left) for found in report.articles}
    assert done == {source: (0, 0, 0, 1), target: (0, 1, 0, 0)}
    assert f'href="../{target[0]}/index.html#ash"' in (place.feeds / f"{source[0]}/index.html").read_text()
    moved = json.loads((place.feeds / "gone.json").read_text())["moved"]
    assert moved == {f"snippets/{source[0]}/ash.html": f"snippets/{target[0]}/ash.html"}
    assert deleted(place, "atom.xml") == {}
    assert ("moved", "Moved: Ash") in told(place, f"{target[0]}/")
    ids = [item["id"] for item in place.items()]
    assert len(ids) == len(set(ids))


def test_a_section_that_moves_and_is_edited_is_an_update(place: Place) -> None:
    """It keeps its id, and its readers get the new text."""
    place.write("a.md", essay("Source", OAK, ASH, ELM))
    place.write("b.md", essay("Target", YEW))
    place.publish()
    old = {item["title"]: item for item in place.items("a/feed.json")}

    place.write("a.md", essay("Source", OAK, ELM))
    place.write("b.md", essay("Target", (ASH[0], ASH[1].replace("oars", "carts")), YEW))
    place.publish(NOON + DAY)

    new = {item["title"]: item for item in place.items("b/feed.json")}
    assert new["Ash"]["id"] == old["Ash"]["id"]
    assert new["Ash"]["date_modified"] > old["Ash"]["date_modified"]


def test_a_section_may_move_there_and_back(place: Place) -> None:
    """It is the same item all the time, and at home it has its old anchor."""
    first = essay("Source", OAK, ASH, ELM), essay("Target", YEW)
    second = essay("Source", OAK, ELM), essay("Target", YEW, ASH)
    for day, (source, target) in enumerate((first, second, first)):
        place.write("a.md", source)
        place.write("b.md", target)
        place.publish(NOON + day * DAY)
        if day == 0:
            before = place.items("a/feed.json")

    assert place.items("a/feed.json") == before
    assert set(place.ids("b/feed.json")) == {"Target", "Yew"}


def test_a_section_that_moves_on_is_found_from_all_its_old_places(place: Place) -> None:
    """Each page that it left says where it is now, and goes on to say so when that article is withdrawn."""
    place.write("a.md", essay("Alpha", OAK, ASH))
    place.write("b.md", essay("Beta", ELM))
    place.write("c.md", essay("Gamma", YEW))
    place.publish()
    place.write("a.md", essay("Alpha", OAK))
    place.write("b.md", essay("Beta", ELM, ASH))
    place.publish(NOON + DAY)

    place.write("b.md", essay("Beta", ELM))
    place.write("c.md", essay("Gamma", YEW, ASH))
    place.publish(NOON + 2 * DAY)

    for folder in "ab":
        assert 'href="../c/index.html#ash"' in (place.feeds / folder / "index.html").read_text()
    place.write("c.md", essay("Gamma", YEW, ASH, front="draft: true\n"))
    place.publish(NOON + 3 * DAY)
    before = place.tree()
    place.publish(NOON + 4 * DAY, rebuild=True)
    assert place.tree() == before
    gone = json.loads((place.feeds / "gone.json").read_text())
    assert gone["moved"] == {}
    assert {"snippets/a/ash.html", "snippets/b/ash.html", "c/"} <= set(gone["gone"])


def test_an_anchor_that_moved_away_is_given_to_no_other(place: Place) -> None:
    """A new section under the old heading gets another anchor: the old one says where the section went."""
    place.write("a.md", essay("Source", OAK, ASH, ELM))
    place.write("b.md", essay("Target", YEW))
    place.publish()
    place.write("a.md", essay("Source", OAK, ELM))
    place.write("b.md", essay("Target", YEW, ASH))
    place.publish(NOON + DAY)

    place.write(
        "a.md",
        essay(
            "Source",
            OAK,
            ELM,
            (
                "Ash",
                (
                    "Of what a fire leaves, gardeners make good use: potassium and lime for roses, and slugs will not"
                    " cross it while it is dry and fresh."
                ),
            ),
        ),
    )
    place.publish(NOON + 2 * DAY)

    urls = {item["title"]: item["url"] for item in place.items("a/feed.json")}
    assert urls["Ash"] == "https://example.org/a/#ash-2"


# Retracted.


@pytest.mark.parametrize("by", ["id", "url", "slug"])
def test_a_retracted_item_stays_out_until_that_is_undone(place: Place, by: str) -> None:
    """Whatever becomes of its article; it comes back as itself, and no file keeps a word of it."""
    place.write("a.md", essay("Alpha", OAK, ASH, ELM))
    place.publish()
    item = next(item for item in place.items("a/feed.json") if item["title"] == "Ash")
    name = {"id": item["id"], "url": item["url"], "slug": "a#ash"}[by]

    retract(place, name)

    assert set(place.ids("a/feed.json")) == {"Alpha", "Oak", "Elm"}
    assert set(deleted(place, "a/atom.xml")) == {item["id"]}
    assert not [path for path, data in place.tree().items() if b"handles of axes" in data]

    place.write("a.md", essay("Alpha", OAK, (ASH[0], f"{ASH[1]} So were skis."), ELM, YEW))
    report = place.publish(NOON + 2 * DAY)
    assert set(place.ids("a/feed.json")) == {"Alpha", "Oak", "Elm", "Yew"}
    assert (report.articles[0].new, report.articles[0].withdrawn) == (1, 0)
    assert not [path for path, data in place.tree().items() if b"handles of axes" in data]

    retract(place, item["id"], is_undone=True, days=3)
    assert place.ids("a/feed.json")["Ash"] == item["id"]
    assert [item["title"] for item in place.items("a/feed.json")] == ["Yew", "Alpha", "Oak", "Ash", "Elm"]
    assert told(place, "a/")[0] == ("returned", "Back again: Ash")


def test_what_cannot_be_retracted_is_said(place: Place) -> None:
    """An item that is not there, or was retracted before, and an undo of nothing are errors that change nothing."""
    place.write("a.md", essay("Alpha", OAK, ASH))
    place.publish()
    for name in ("tag:example.org,2026:none", "a#none", "none#oak", "a"):
        with pytest.raises(OperatorError, match=r"there is no such (item|article)"):
            retract(place, name)
    with pytest.raises(OperatorError, match="not retracted"):
        retract(place, "a#oak", is_undone=True)
    retract(place, "a#oak")
    before = place.tree()
    with pytest.raises(OperatorError, match="retracted already"):
        retract(place, "a#oak")
    assert place.tree() == before


def test_an_article_may_lose_its_every_item(place: Place) -> None:
    """Its feeds are empty and valid; a later edit does not bring them back."""
    place.write("a.md", essay("Alpha", OAK))
    place.publish()
    for title in list(place.ids("a/feed.json")):
        retract(place, f"a#{'lead' if title == 'Alpha' else title.lower()}")

    assert place.items("a/feed.json") == []
    place.write("a.md", essay("Alpha", (OAK[0], f"{OAK[1]} So they say.")))
    place.publish(NOON + 2 * DAY)
    assert place.items("a/feed.json") == []


# Rolled back.


def test_a_version_is_published_again_with_its_ids(place: Place) -> None:
    """Items that were removed are back as themselves, new ones leave, edited ones have their old text as an update."""
    place.write("a.md", essay("Alpha", OAK, ASH, ELM))
    place.publish()
    before = {item["title"]: item for item in place.items("a/feed.json")}
    place.write("a.md", essay("Alpha", OAK, (ELM[0], "Elms are rare now. " + ELM[1]), YEW))
    place.publish(NOON + DAY)

    roll_back(place, "a.md", days=2)

    after = {item["title"]: item for item in place.items("a/feed.json")}
    assert {title: item["id"] for title, item in after.items()} == {t: item["id"] for t, item in before.items()}
    assert {t: item["content_html"] for t, item in after.items()} == {t: i["content_html"] for t, i in before.items()}
    assert after["Elm"]["date_modified"] > "2026-03-03"
    assert after["Oak"] == before["Oak"]
    assert "Elms are rare" in (place.content / "a.md").read_text()


def test_what_was_rolled_back_stays_so_until_the_file_changes(place: Place) -> None:
    """Neither a run, nor a touched file, nor a rebuild publishes the refused text again; an edit does."""
    place.write("a.md", essay("Alpha", OAK, ASH, ELM))
    place.publish()
    place.write("a.md", essay("Alpha", OAK, ASH, (ELM[0], "Elms are rare now. " + ELM[1])))
    place.publish(NOON + DAY)
    roll_back(place, "a", days=2)
    before = place.tree()

    place.publish(NOON + 3 * DAY)
    place.publish(NOON + 3 * DAY, rebuild=True)
    assert place.tree() == before
    assert history(place, "a").is_rolled_back

    place.write("a.md", essay("Alpha", OAK, ASH, (ELM[0], "Elms are very rare now. " + ELM[1])))
    place.publish(NOON + 4 * DAY)
    assert "very rare" in (place.feeds / "snippets/a/elm.html").read_text()
    assert not history(place, "a").is_rolled_back


def test_rolling_back_twice_goes_back_two_versions(place: Place) -> None:
    """The version before is that before the one which is shown, not the one that was taken back."""
    for day, text in enumerate(("First.", "Second.", "Third.")):
        place.write("a.md", essay("Alpha", OAK, (ELM[0], f"{ELM[1]} {text}")))
        place.publish(NOON + day * DAY)

    roll_back(place, "a.md", days=3)
    assert "Second." in (place.feeds / "snippets/a/elm.html").read_text()
    roll_back(place, "a.md", days=4)
    assert "First." in (place.feeds / "snippets/a/elm.html").read_text()
    with pytest.raises(OperatorError, match="no earlier version"):
        roll_back(place, "a.md", days=5)
    roll_back(place, "a.md", 3, days=5)
    assert "Third." in (place.feeds / "snippets/a/elm.html").read_text()
    assert [version.restores for version in history(place, "a.md").versions] == [3, 1, 2, 0, 0, 0]


def test_so_many_versions_are_kept_as_the_settings_say(place: Place) -> None:
    """The oldest go first; each holds the file's bytes."""
    place.set(f"{SETTINGS}[history]\nversions = 2\n")
    for day in range(4):
        place.write("a.md", essay("Alpha", OAK, (ELM[0], f"{ELM[1]} Day {day}.")))
        place.publish(NOON + day * DAY)

    versions = history(place, "a.md").versions
    assert [version.number for version in versions] == [4, 3]
    assert versions[0].source == (place.content / "a.md").read_bytes()
    with pytest.raises(OperatorError, match=r"version 1 was not kept.*kept are: 3, 4"):
        roll_back(place, "a.md", 1)


def test_history_says_why(place: Place) -> None:
    """Each section's decision has a reason and a confidence, in the history and in a dry run."""
    place.write("a.md", essay("Alpha", OAK, ASH, ELM))
    place.publish()
    place.write("a.md", essay("Alpha", OAK, ("The ash tree", ASH[1]), YEW))

    dry = place.publish(NOON + DAY, dry_run=True)
    place.publish(NOON + DAY)

    decisions = history(place, "a.md").versions[0].decisions
    assert decisions == dry.articles[0].decisions
    found = {decision.fingerprint.title: (decision.outcome.value, decision.reason) for decision in decisions}
    assert found["The ash tree"] == ("updated", "same text under another heading")
    assert found["Elm"] == ("withdrawn", "its section is gone")
    assert found["Yew"][0] == "new"
    assert all(0 < decision.confidence <= 1 for decision in decisions)


@settings(max_examples=12)
@given(steps=st.lists(st.permutations([OAK, ASH, ELM, YEW]).map(lambda order: order[:3]), min_size=1, max_size=4))
def test_any_rollback_gives_a_version_its_items_back(
    tmp_path_factory: pytest.TempPathFactory, steps: list[list[tuple[str, str]]]
) -> None:
    """Whatever came after it, a version that is published again has the very items it had; no id is ever doubled."""
    place = Place(tmp_path_factory.mktemp("place"), settle=timedelta())
    place.write("a.md", essay("Alpha", OAK, ASH, ELM))
    place.publish()
    first = place.ids("a/feed.json")
    for day, sections in enumerate(steps, start=1):
        place.write("a.md", essay("Alpha", *sections))
        place.publish(NOON + day * DAY)
    if len(history(place, "a.md").versions) == 1:
        return

    roll_back(place, "a.md", 1, days=9)

    assert place.ids("a/feed.json") == first
    ids = [item["id"] for item in changes_of(place, "a/")]
    assert len(ids) == len(set(ids))


@settings(max_examples=15)
@given(
    days=st.lists(
        st.tuples(st.permutations([OAK, ASH, ELM, YEW]), st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=5
    )
)
def test_any_moves_keep_each_id_with_its_text(
    tmp_path_factory: pytest.TempPathFactory, days: list[tuple[list[tuple[str, str]], int, int]]
) -> None:
    """However sections wander between articles, or leave and return: no id is doubled, none ever shows another text."""
    place = Place(tmp_path_factory.mktemp("place"), settle=timedelta())
    titles: dict[str, str] = {}
    for day, (sections, first, second) in enumerate(days):
        low, high = sorted((first, second))
        # What lies between the two cuts is in no article that day.
        place.write("a.md", essay("Alpha", *sections[:low]))
        place.write("b.md", essay("Beta", *sections[high:]))
        place.publish(NOON + day * DAY, accepted=["a.md", "b.md"])
        items = [item for name in "ab" for item in place.items(f"{name}/feed.json")]
        ids = [item["id"] for item in items]
        assert len(set(ids)) == len(ids)
        assert sorted(item["id"] for item in place.items()) == sorted(ids)
        for item in items:
            assert titles.setdefault(item["id"], item["title"]) == item["title"]

    assert len(titles) == len(set(titles.values()))
