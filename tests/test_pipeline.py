"""The whole journey of an article."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.errors import ConfigError, LockedError, SourceError
from publisher.pipeline import Publisher
from publisher.release import Standing
from tests.media_files import png
from tests.place import NOON, SETTINGS, Place, article

DAY = timedelta(days=1)
PARTS = tuple(
    (name, f"{name} is what this part is about, and of nothing else.") for name in ("Oak", "Ash", "Elm", "Yew")
)
ATOM = "{http://www.w3.org/2005/Atom}"


def test_a_second_run_changes_nothing(place: Place) -> None:
    """The same input gives the same bytes, and no file is touched twice."""
    place.write("a.md", article("Alpha", ("One", "First."), ("Two", "Second.")))
    first = place.publish()
    before, times = place.tree(), place.times()

    second = place.publish(NOON + DAY)

    assert (first.articles[0].new, first.live_items) == (3, 3)
    assert (second.changed, second.articles, second.untouched) == ((), (), 1)
    assert place.tree() == before
    assert place.times() == times


def test_every_file_of_the_layout_is_there(place: Place) -> None:
    """What the README promises to subscribers."""
    place.write("a.md", article("Alpha", ("One", "First.")))
    place.publish()

    assert set(place.tree()) == {
        "index.html",
        "style.css",
        "feed.css",
        "page.js",
        "icon.svg",
        "articles/index.html",
        "articles.opml",
        "feeds.opml",
        "sitemap.xml",
        "a/index.html",
        "snippets/a/lead.html",
        "snippets/a/one.html",
        *(f"{folder}{name}" for folder in ("", "a/", "articles/") for name in ("rss.xml", "atom.xml", "feed.json")),
        *(f"{folder}changes.{name}" for folder in ("", "a/") for name in ("rss.xml", "atom.xml", "feed.json")),
        "record.json",
        "a/record.json",
    }
    assert [item["title"] for item in place.items("a/feed.json")] == ["Alpha", "One"]
    assert len(place.items("articles/feed.json")) == 1


def test_an_edit_touches_only_what_it_changes(place: Place) -> None:
    """A changed paragraph updates one item; the other article's files stay as they are."""
    place.write("a.md", article("Alpha", ("One", "First."), ("Two", "Second.")))
    place.write("b.md", article("Beta", ("One", "First.")))
    place.publish()
    ids, times = place.ids("a/feed.json"), place.times()

    place.write("a.md", article("Alpha", ("One", "First."), ("Two", "Quite different now.")))
    report = place.publish(NOON + DAY)

    assert [(done.name, done.updated, done.unchanged) for done in report.articles] == [("a.md", 1, 2)]
    assert place.ids("a/feed.json") == ids
    changed = {item["title"]: item["date_modified"] for item in place.items("a/feed.json")}
    assert changed["Two"] == "2026-03-02T12:00:00Z"
    assert changed["One"] < changed["Two"]
    touched = {path for path, when in place.times().items() if times.get(path) != when}
    assert not [path for path in touched if "/b/" in path]
    assert "snippets/a/one.html" not in report.changed


def test_a_reworded_heading_keeps_its_id(place: Place) -> None:
    """Nobody sees the section twice; its anchor and its link stay as well."""
    place.write("a.md", article("Alpha", ("One", "First of all the sections."), ("Two", "Second.")))
    place.publish()
    before = {item["id"]: item for item in place.items("a/feed.json")}

    place.write("a.md", article("Alpha", ("The very beginning", "First of all the sections."), ("Two", "Second.")))
    place.publish(NOON + DAY)

    after = {item["id"]: item for item in place.items("a/feed.json")}
    assert set(after) == set(before)
    assert {item["url"] for item in after.values()} == {item["url"] for item in before.values()}
    assert "The very beginning" in {item["title"] for item in after.values()}
    assert 'id="one"' in (place.feeds / "a/index.html").read_text()


def test_white_space_and_tags_are_no_update(place: Place) -> None:
    """The new text is published, and `updated` does not move."""
    place.write("a.md", article("Alpha", ("One", "A word to stress.")))
    place.publish()
    before = {item["id"]: item["date_modified"] for item in place.items()}

    place.write("a.md", article("Alpha", ("One", "A *word*   to\nstress.")))
    report = place.publish(NOON + DAY)

    assert {item["id"]: item["date_modified"] for item in place.items()} == before
    assert report.articles[0].updated == 0
    assert "<em>word</em>" in (place.feeds / "snippets/a/one.html").read_text()


def test_a_new_section_is_the_only_new_item(place: Place) -> None:
    """An insertion gives one new id; those around it stay, and it is dated when it came."""
    place.write("a.md", article("Alpha", ("One", "First."), ("Two", "Second.")))
    place.publish()
    before = place.ids("a/feed.json")

    place.write(
        "a.md", article("Alpha", ("One", "First."), ("Between", "Something else entirely."), ("Two", "Second."))
    )
    report = place.publish(NOON + DAY)

    after = place.ids("a/feed.json")
    assert set(after.values()) - set(before.values()) == {after["Between"]}
    assert (report.articles[0].new, report.articles[0].unchanged) == (1, 3)
    dates = {item["title"]: item["date_published"] for item in place.items("a/feed.json")}
    assert dates["Between"] == "2026-03-02T12:00:00Z"


def test_a_removed_section_leaves_and_comes_back_as_itself(place: Place) -> None:
    """Its id is reserved: the same text coming back is the same item, another text is not."""
    with_two = article("Alpha", ("One", "First."), ("Two", "The second one has a story."))
    place.write("a.md", with_two)
    place.publish()
    before = place.ids("a/feed.json")

    place.write("a.md", article("Alpha", ("One", "First.")))
    report = place.publish(NOON + DAY)

    assert report.articles[0].withdrawn == 1
    assert report.removed == ("snippets/a/two.html",)
    assert before["Two"] not in place.ids().values()

    place.write("a.md", with_two)
    place.publish(NOON + 2 * DAY)

    assert place.ids("a/feed.json") == before


def test_a_removed_article_leaves_the_feeds(place: Place) -> None:
    """Its snippets go, its feeds hold nothing, the others' stay, and its names are not given away."""
    place.write("a.md", article("Alpha", ("One", "First.")))
    place.write("b.md", article("Beta", ("One", "First.")))
    place.publish()
    id_of_a = place.ids("articles/feed.json")["Alpha"]

    (place.content / "a.md").unlink()
    report = place.publish(NOON + DAY)

    assert [(done.name, done.withdrawn) for done in report.articles] == [("a.md", 2)]
    assert place.items("a/feed.json") == []
    assert not (place.feeds / "snippets/a").exists()
    assert list(place.ids("articles/feed.json")) == ["Beta"]

    place.write("other/a.md", article("Gamma", ("Elsewhere", "Nothing of the first is left in it.")))
    place.publish(NOON + 2 * DAY)

    assert (place.feeds / "a-2/index.html").exists()
    assert place.ids("articles/feed.json")["Gamma"] != id_of_a


@pytest.mark.parametrize(
    "text",
    [
        article("Trees", PARTS[0]),
        "",
        "---\ntitle: Trees\n",
        article("Trees", *((name, "Gone.") for name, _ in PARTS)).replace("It goes on with words", "")[:400],
    ],
    ids=["one section", "empty", "half of its head", "cut off"],
)
def test_a_file_that_shrank_withdraws_nothing(place: Place, text: str) -> None:
    """A fraction of an article is an error that says how to confirm; what was published stays until that is done."""
    place.write("a.md", article("Trees", *PARTS))
    place.publish()
    before = place.tree()
    place.write("a.md", text)

    report = place.publish(NOON + DAY)

    assert len(report.failed) == 1
    assert report.failed[0].where.startswith("a.md")
    assert place.tree() == before


def test_a_file_that_shrank_is_published_once_confirmed(place: Place) -> None:
    """Confirmed by name, the article loses its sections; another one that shrank does not."""
    for name in "ab":
        place.write(f"{name}.md", article(f"Trees {name}", *PARTS))
    place.publish()
    for name in "ab":
        place.write(f"{name}.md", article(f"Trees {name}", PARTS[1]))
    [first, _] = place.publish(NOON + DAY).failed
    assert first.message == "only 2 of 5 sections came back"
    assert "publisher publish --accept a.md" in first.hint

    report = place.publish(NOON + DAY, accepted=["a.md"])

    assert [error.where for error in report.failed] == ["b.md"]
    assert len(place.items("a/feed.json")) == 2
    assert len(place.items("b/feed.json")) == 5


@pytest.mark.parametrize("front", ["", "significant: false\n"])
def test_a_correction_is_published_and_not_told(place: Place, front: str) -> None:
    """A minor change, by the author's word or the operator's, moves no date; the same change otherwise does."""
    place.write("a.md", article("Trees", *PARTS))
    place.publish()
    before = {item["title"]: item["date_modified"] for item in place.items("a/feed.json")}
    corrected = (("Oak", PARTS[0][1].replace("nothing", "nobody")), *PARTS[1:])

    place.write("a.md", article("Trees", *corrected, front=front))
    place.publish(NOON + DAY, is_minor=not front)

    items = place.items("a/feed.json")
    assert any("nobody" in item["content_html"] for item in items)
    assert {item["title"]: item["date_modified"] for item in items} == before
    place.write("a.md", article("Trees", *PARTS))
    place.publish(NOON + 2 * DAY)
    after = {item["title"]: item["date_modified"] for item in place.items("a/feed.json")}
    assert sorted(title for title in after if after[title] != before[title]) == ["Oak"]


def test_articles_that_all_disappear_are_not_withdrawn(place: Place) -> None:
    """A folder that was not mounted must not empty anybody's feeds."""
    for name in "ab":
        place.write(f"{name}.md", article(name, ("One", "First.")))
    place.publish()
    before = place.tree()

    for name in "ab":
        (place.content / f"{name}.md").unlink()
    report = place.publish(NOON + DAY)

    assert "disappeared" in str(report.failed[0])
    assert place.tree() == before
    place.content.rmdir()
    with pytest.raises(SourceError, match="cannot list"):
        place.publish(NOON + DAY)
    assert place.tree() == before


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (b"---\ntitle: [\n---\ntext", "a.md:"),
        (b"", "a.md"),
        (b"\x00\x01\x02binary", "a.md"),
        (b"---\ndate: soonish\n---\ntext", "a.md:2"),
        (b"---\ntitle: Only a title\n---\n", "a.md"),
    ],
)
def test_a_broken_article_costs_nobody_anything(place: Place, broken: bytes, message: str) -> None:
    """It is named in one line with the cure, its published items stay, and the others are published."""
    place.write("a.md", article("Alpha", ("One", "First.")))
    place.publish()
    items = place.items("a/feed.json")

    place.write("a.md", broken)
    place.write("b.md", article("Beta", ("One", "First.")))
    report = place.publish(NOON + DAY)

    assert len(report.failed) == 1
    assert message in str(report.failed[0])
    assert "\n" not in str(report.failed[0])
    assert report.failed[0].hint
    assert place.items("a/feed.json") == items
    assert "Beta" in place.ids("articles/feed.json")


def test_drafts_wait_and_expired_articles_leave(place: Place) -> None:
    """Front matter says when; a run that finds nothing changed still notices the hour."""
    place.write("draft.md", article("Draft", ("One", "First."), front="draft: true\n"))
    place.write("later.md", article("Later", ("One", "First."), front="publishDate: 2026-03-05\n"))
    place.write("short.md", article("Short", ("One", "First."), front="expiryDate: 2026-03-04\n"))

    report = place.publish()
    assert {done.name: done.standing for done in report.articles} == {
        "draft.md": Standing.DRAFT,
        "later.md": Standing.WAITING,
        "short.md": Standing.LIVE,
    }
    assert list(place.ids("articles/feed.json")) == ["Short"]

    assert place.publish(NOON + DAY).articles == ()
    place.publish(NOON + 3 * DAY)
    assert list(place.ids("articles/feed.json")) == []
    place.publish(NOON + 4 * DAY)
    assert list(place.ids("articles/feed.json")) == ["Later"]
    # A day of publication is dated like any other: of the present one only the time until now counts.
    assert place.items("articles/feed.json")[0]["date_published"] == "2026-03-05T12:00:00Z"


def test_a_renamed_file_is_the_same_article(place: Place) -> None:
    """The same bytes under another name keep ids, address and dates."""
    place.write("a.md", article("Alpha", ("One", "First.")))
    place.publish()
    before = place.tree()

    (place.content / "new").mkdir()
    (place.content / "a.md").rename(place.content / "new/b.md")
    report = place.publish(NOON + DAY)

    assert place.tree() == before
    assert report.articles[0].unchanged == 2


def test_a_file_moved_to_another_format_is_the_same_article(place: Place) -> None:
    """The same words, edited a little, in another folder, under another name and as HTML: ids and address stay."""
    place.write("a.md", article("Trees", *PARTS))
    place.write(
        "other.md", article("Stones", ("Flint", "Flint breaks into edges that cut, and strikes fire from iron."))
    )
    place.publish()
    before = place.ids("a/feed.json")

    (place.content / "a.md").unlink()
    lines = [line for line in article("Trees", *PARTS).split("---\n")[2].splitlines() if line]
    body = "".join(f"<h2>{line[3:]}</h2>" if line.startswith("## ") else f"<p>{line}</p>" for line in lines)
    body = body.replace("nothing else", "nobody else")
    place.write("new/woods.html", f"<html><body><article><h1>Trees</h1>{body}</article></body></html>")
    report = place.publish(NOON + DAY)

    assert report.failed == ()
    assert place.ids("a/feed.json") == before
    assert not (place.feeds / "woods").exists()


def test_another_article_in_place_of_one_that_is_gone_is_new(place: Place) -> None:
    """A new file is not taken for the article that was removed in the same run, unless it has its words."""
    place.write("a.md", article("Trees", *PARTS))
    place.publish()
    gone = set(place.ids("a/feed.json").values())

    (place.content / "a.md").unlink()
    stones = (
        "Granite cools slowly, basalt fast; sandstone is laid down by rivers, grain upon grain, and chalk by the sea."
    )
    slate = "Slate is mud that was pressed until it splits, and roofs are made of it."
    place.write("b.md", f"---\ntitle: Stones\n---\n{stones}\n\n## Slate\n\n{slate}\n")
    place.publish(NOON + DAY)

    assert not gone & set(place.ids().values())
    assert (place.feeds / "b/index.html").exists()


def test_an_article_that_named_itself_survives_any_change_of_its_file(place: Place) -> None:
    """`id` in front matter: another name and another text, still the same article."""
    place.write("a.md", article("Alpha", ("One", "First."), front="id: alpha\n"))
    place.publish()
    before = place.ids("articles/feed.json")["Alpha"]

    (place.content / "a.md").unlink()
    place.write("z.md", article("Omega", ("Last", "Other words altogether, all of them."), front="id: alpha\n"))
    place.publish(NOON + DAY)

    assert place.ids("articles/feed.json") == {"Omega": before}
    assert (place.feeds / "a/index.html").exists()


def test_two_articles_of_one_name_are_an_error(place: Place) -> None:
    """The second is named, the first stays."""
    place.write("a.md", article("Alpha", ("One", "First."), front="id: alpha\n"))
    place.write("b.md", article("Beta", ("One", "First."), front="id: alpha\n"))

    report = place.publish()

    assert "belongs to a.md" in str(report.failed[0])
    assert list(place.ids("articles/feed.json")) == ["Alpha"]


def test_another_article_in_the_same_file_is_another_article(place: Place) -> None:
    """An id is never given to anything else: where no sentence is left, the old article goes and a new one comes."""
    place.write("a.md", article("Alpha", ("One", "First.")))
    place.publish()
    before = set(place.ids().values()) | set(place.ids("articles/feed.json").values())

    other = "Bees dance to tell where flowers are, how far it is and how much of them a flight is worth today.\n\n" * 3
    place.write("a.md", f"# Bees\n\n{other}## Dances\n\n{other.replace('Bees', 'They')}")
    report = place.publish(NOON + DAY)

    assert {done.title: (done.new, done.withdrawn) for done in report.articles} == {"Alpha": (0, 2), "Bees": (2, 0)}
    after = set(place.ids().values()) | set(place.ids("articles/feed.json").values())
    assert not before & after
    assert (place.feeds / "a-2/index.html").exists()


def test_what_was_deleted_is_written_again(place: Place) -> None:
    """A lost file comes back, byte for byte; files of other people stay."""
    place.write("a.md", article("Alpha", ("One", "First.")))
    place.publish()
    before = place.tree()

    (place.feeds / "a/index.html").unlink()
    (place.feeds / "rss.xml").unlink()
    (place.feeds / "CNAME").write_text("example.org")
    report = place.publish(NOON + DAY)

    assert set(report.changed) == {"a/index.html", "rss.xml"}
    assert place.tree() == {**before, "CNAME": b"example.org"}


def test_a_dry_run_leaves_no_trace(place: Place) -> None:
    """It says what would change and writes nothing, on the first day and later."""
    place.write("a.md", article("Alpha", ("One", "First.")))

    report = place.publish(dry_run=True)
    assert report.articles[0].new == 2
    assert {path.name for path in place.folder.iterdir()} == {"content", "publisher.toml"}

    place.publish()
    before = place.tree()
    place.write("a.md", article("Alpha", ("One", "Edited.")))
    assert place.publish(NOON + DAY, dry_run=True).articles[0].updated == 1
    assert place.tree() == before
    assert place.publish(NOON + DAY).articles[0].updated == 1


def test_settings_that_change_the_text_are_silent(place: Place) -> None:
    """Another address or another cut is ours: files change, `updated` of what stays does not."""
    place.write("a.md", article("Alpha", ("One", "First."), ("Two", "See [One](#one).")))
    place.publish()
    before = {item["id"]: item["date_modified"] for item in place.items()}

    place.set((place.folder / "publisher.toml").read_text().replace("https://example.org/", "https://example.net/f/"))
    report = place.publish(NOON + DAY)

    assert report.changed
    assert {item["id"]: item["date_modified"] for item in place.items()} == before
    assert all(item["url"].startswith("https://example.net/f/") for item in place.items())


def test_the_authority_is_fixed_for_ever(place: Place) -> None:
    """Another one would double every item in every reader: it is refused."""
    place.write("a.md", article("Alpha", ("One", "First.")))
    place.publish()

    place.set((place.folder / "publisher.toml").read_text().replace("example.org,2026", "example.net,2026"))
    with pytest.raises(ConfigError, match="example.org,2026"):
        place.publish(NOON + DAY)


def test_a_trial_on_this_machine_fixes_no_authority(place: Place) -> None:
    """With a local address and no authority, ids work at once; the real address decides, and what was tried stays."""
    place.set('title = "Trial"\n')
    place.write("a.md", article("Alpha", ("One", "First.")))
    place.publish()
    before = place.ids()
    assert all(uri.startswith("tag:127.0.0.1,2026:") for uri in before.values())

    place.set('title = "Trial"\nurl = "https://reads.example/"\n')
    place.write("b.md", article("Beta", ("Two", "Second.")))
    place.publish(NOON + DAY)
    after = place.ids()
    assert before.items() <= after.items()
    assert after["Beta"].startswith("tag:reads.example,2026:")

    place.set('title = "Trial"\nurl = "https://other.example/"\n')
    place.write("c.md", article("Gamma", ("Three", "Third.")))
    place.publish(NOON + 400 * DAY)
    assert place.ids()["Gamma"].startswith("tag:reads.example,2026:")


def test_one_run_at_a_time(place: Place) -> None:
    """A second run is refused while the first is open."""
    with Publisher.open(place.config), pytest.raises(LockedError), Publisher.open(place.config):
        pass


def test_a_run_that_is_stopped_is_completed_by_the_next(place: Place) -> None:
    """After the article in hand it ends; what is published is whole, and the next run does the rest."""
    for number in range(6):
        place.write(f"{number}.md", article(f"Article {number}", ("One", "First.")))
    asked = 0

    def is_stopped() -> bool:
        nonlocal asked
        asked += 1
        return asked > 3

    with Publisher.open(place.config) as publisher:
        stopped = publisher.publish(NOON, is_stopped=is_stopped)
    assert stopped.is_stopped

    report = place.publish()
    assert report.live_articles == 6
    assert len(place.items("articles/feed.json")) == 6


def test_sections_keep_their_reading_order_where_the_newest_come_first(place: Place) -> None:
    """In every feed `updated` differs for each entry, and falls from section to section."""
    for name in "abc":
        place.write(
            f"{name}.md", article(name.upper(), ("One", "First."), ("Two", "Second."), front="date: 2026-01-01\n")
        )
    place.publish()

    entries = ET.parse(place.feeds / "atom.xml").getroot().findall(f"{ATOM}entry")
    times = [entry.findtext(f"{ATOM}updated") for entry in entries]
    titles = [entry.findtext(f"{ATOM}title") or "" for entry in entries]

    assert len(set(times)) == 9
    assert times == sorted(times, key=str, reverse=True)
    for name in "ABC":
        places = [titles.index(title) for title in titles if name in re.findall(r"\b[ABC]\b", title)]
        assert places == list(range(places[0], places[0] + 3))


def test_links_lead_to_the_original_where_there_is_one(place: Place) -> None:
    """The canonical URL, with a text fragment that the source has once; else the page here."""
    place.write("a.md", article("Alpha", ("Only here", "First."), front="canonical: https://news.example/alpha\n"))
    place.write("b.md", article("Beta", ("Only here", "First.")))
    place.publish()

    assert [item["url"] for item in place.items("a/feed.json")] == [
        "https://news.example/alpha",
        "https://news.example/alpha#:~:text=Only%20here",
    ]
    assert place.items("b/feed.json")[1]["url"] == "https://example.org/b/#only-here"


SECTIONS = st.lists(
    st.sampled_from(
        [
            ("Harvest", "Grain is cut when the ear bends and the stalk turns yellow."),
            ("Harvest", "Grapes wait until the sugar in them has risen far enough."),
            ("Storage", "Dry rooms keep what the summer gave through a long winter."),
            ("Milling", "Two stones turn against each other and flour falls between them."),
            ("Baking", "Heat sets the crumb, and steam keeps the crust soft for a while."),
            ("Example", "A village shares one oven and each house has its day."),
        ]
    ),
    min_size=1,
    max_size=6,
    unique=True,
)


@settings(max_examples=15)
@given(versions=st.lists(SECTIONS, min_size=2, max_size=4))
def test_any_edits_keep_ids_and_dates_right(
    tmp_path_factory: pytest.TempPathFactory, versions: list[list[tuple[str, str]]]
) -> None:
    """Through any edits: no id twice, none changes hands, dates never go back, and every change is told."""
    place = Place(tmp_path_factory.mktemp("edits"), timedelta(), f"{SETTINGS}[limits]\nmin_percent = 0\n")
    texts: dict[str, str] = {}
    updated: dict[str, str] = {}
    for day, version in enumerate(versions):
        place.write("a.md", article("Bread", *version))
        place.publish(NOON + day * DAY)
        items = place.items("a/feed.json")
        assert len({item["id"] for item in items}) == len(items) == len(version) + 1
        assert len({item["date_modified"] for item in items}) == len(items)
        for item in items:
            text = item["title"] + item["content_html"]
            assert (texts.get(item["id"], text) == text) == (updated.get(item["id"], "") in {"", item["date_modified"]})
            assert updated.get(item["id"], "") <= item["date_modified"]
            texts[item["id"]], updated[item["id"]] = text, item["date_modified"]
        assert place.publish(NOON + day * DAY).changed == ()


@settings(max_examples=15)
@given(first=SECTIONS, second=SECTIONS)
def test_any_revision_can_be_undone(
    tmp_path_factory: pytest.TempPathFactory, first: list[tuple[str, str]], second: list[tuple[str, str]]
) -> None:
    """An article edited in any way, and then back, has the items that it had, by the same ids."""
    place = Place(tmp_path_factory.mktemp("undo"), timedelta(), f"{SETTINGS}[limits]\nmin_percent = 0\n")
    place.write("a.md", article("Bread", *first))
    place.publish()
    before = [(item["id"], item["url"], item["content_html"]) for item in place.items("a/feed.json")]

    place.write("a.md", article("Bread", *second))
    place.publish(NOON + DAY)
    place.write("a.md", article("Bread", *first))
    place.publish(NOON + 2 * DAY)

    after = [(item["id"], item["url"], item["content_html"]) for item in place.items("a/feed.json")]
    assert sorted(after) == sorted(before)


def run_publisher(place: Place, *arguments: str, code: str = "") -> subprocess.CompletedProcess[str]:
    """Run the publisher in a process of its own; `code` is run before it."""
    script = f"import sys\n{code}\nfrom publisher.cli import main\nmain()"
    return subprocess.run(
        [sys.executable, "-c", script, "publish", "--at", "2026-03-02T12:00Z", *arguments],
        cwd=place.folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )


def test_a_run_without_changes_loads_and_reads_nothing(place: Place) -> None:
    """No parser, no feed writer, no template engine is loaded, and no article and no picture is opened."""
    place.write("a.md", article("Alpha", ("One", "First. ![](a.png) ![](missing.png)")))
    place.write("a.png", png())
    os.utime(place.content / "a.md", (1_000_000_000, 1_000_000_000))
    assert run_publisher(place).returncode == 0

    watch = (
        "import atexit\n"
        "opened = []\n"
        "sys.addaudithook(lambda name, args: opened.append(str(args[0])) if name == 'open' else None)\n"
        "def tell():\n"
        "    print('MODULES', *sorted(sys.modules))\n"
        "    print('OPENED', *[path for path in opened if 'content' in path])\n"
        "atexit.register(tell)\n"
    )
    done = run_publisher(place, code=watch)
    loaded = next(line for line in done.stdout.splitlines() if line.startswith("MODULES")).split()[1:]
    opened = next(line for line in done.stdout.splitlines() if line.startswith("OPENED")).split()[1:]

    assert "nothing to write" in done.stdout
    heavy = {
        "ada_url", "anyascii", "bs4", "charset_normalizer", "dateutil", "feedgen", "html5lib", "jinja2", "lxml",
        "nh3", "pyromark", "rapidfuzz", "schedule", "starlette", "granian", "urllib3", "brotli", "yaml", "asyncio",
        "ssl",
    }  # fmt: skip
    assert not heavy & set(loaded)
    ours = {name for name in loaded if name.startswith("publisher.")}
    assert not {name for name in ours if re.match(r"publisher\.(parse|render|clean|identify)\.(?!options)", name)}
    assert opened == []


def test_a_run_with_one_change_parses_one_article(place: Place) -> None:
    """The other articles are not opened, and their files not rewritten."""
    for name in "abc":
        place.write(f"{name}.md", article(name, ("One", "First.")))
    place.publish()
    times = place.times()
    place.write("b.md", article("b", ("One", "Edited.")))

    watch = (
        "opened = []\n"
        "sys.addaudithook(lambda name, args: opened.append(str(args[0])) if name == 'open' else None)\n"
        "import atexit\n"
        "atexit.register(lambda: print('OPENED', *[path for path in opened if path.endswith('.md')]))\n"
    )
    done = run_publisher(place, code=watch)

    opened = done.stdout.split("OPENED")[1].split()
    assert {Path(path).name for path in opened} == {"b.md"}
    touched = {Path(path).relative_to(place.feeds) for path, when in place.times().items() if times.get(path) != when}
    assert {path.parts[0] for path in touched if len(path.parts) > 1} <= {"b", "snippets", "articles"}
    assert Path("snippets/b/one.html") in touched
    assert Path("snippets/a/one.html") not in touched


@pytest.mark.parametrize("seed", range(6))
def test_a_crash_at_any_moment_is_completed_by_the_next_run(tmp_path: Path, seed: int) -> None:
    """Killed at any moment: what is there can be read, and the next run ends where one without a crash would."""
    calm, rough = (Place(tmp_path / name, settle=timedelta()) for name in ("calm", "rough"))
    for number in range(12):
        text = article(f"Article {number}", ("One", f"First of {number}."), ("Two", f"Second of {number}."))
        calm.write(f"{number}.md", text)
        rough.write(f"{number}.md", text)
    calm.publish()
    delays = random.Random(seed)
    command = [sys.executable, "-m", "publisher", "publish", "--at", "2026-03-01T12:00Z"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    for _ in range(4):
        with subprocess.Popen(command, cwd=rough.folder, stdout=subprocess.DEVNULL, env=environment) as process:
            try:
                process.wait(delays.uniform(0.1, 1.2))
            except subprocess.TimeoutExpired:
                process.kill()
        check_whole(rough)

    rough.publish()

    assert rough.tree() == calm.tree()


def check_whole(place: Place) -> None:
    """Check that every feed that is there can be read and points to pages that are there."""
    for path in place.feeds.rglob("*.xml") if place.feeds.exists() else ():
        root = ET.parse(path).getroot()
        for entry in root.findall(f"{ATOM}entry"):
            link = entry.find(f"{ATOM}link[@rel='alternate']")
            assert link is not None
            page = link.attrib["href"].removeprefix("https://example.org/").partition("#")[0]
            assert (place.feeds / page / "index.html").exists()


def test_hostile_names_stay_inside(place: Place) -> None:
    """Whatever an article or a heading calls itself: no path leaves the folder, no two share one, all are plain."""
    slugs = ["../../evil", "CON", "index", "snippets", "а-look-alike", "a-look-alike", "x" * 300, "/etc/passwd", ". ."]
    for number, slug in enumerate(slugs):
        front = f"slug: '{slug}'\n"
        headings = (("../../../up", f"Text {number}."), ("nul", "Other text."), ("<b>bold</b>", "Third text."))
        place.write(f"{number}.md", article(f"Title {number}", *headings, front=front))

    report = place.publish()

    assert report.failed == ()
    assert len({done.slug for done in report.articles}) == len(slugs)
    assert {path.name for path in place.folder.parent.iterdir()} == {place.folder.name}
    assert {path.name for path in place.folder.iterdir()} == {"content", "feeds", "publisher.toml", ".publisher"}
    for path in place.tree():
        assert re.fullmatch(
            r"([a-z0-9][a-z0-9-]{0,70}/)*[a-z0-9][a-z0-9-]{0,70}(\.atom|\.rss|\.feed)?\.(html|xml|json|css|js|svg|opml)",
            path,
        ), path
        assert not re.search(r"(^|/)(con|nul)[./]", path)


def test_limits_are_errors_that_name_their_setting(place: Place) -> None:
    """Too large, too many items, nested too deep: one error each, and the others are published."""
    place.set(
        (place.folder / "publisher.toml").read_text() + '[limits]\nitems = 5\nfile_bytes = "20 kB"\nnesting = 50\n'
    )
    place.write("good.md", article("Good", ("One", "First.")))
    place.write("large.md", "word " * 5000)
    place.write("many.md", article("Many", *((f"Heading {n}", f"Text {n}.") for n in range(9))))
    place.write("deep.html", "<div>" * 200 + "<p>Text that lies deep.</p>" + "</div>" * 200)

    report = place.publish()

    errors = {error.where.partition(":")[0]: error for error in report.failed}
    assert set(errors) == {"large.md", "many.md", "deep.html"}
    assert "limits.file_bytes" in errors["large.md"].hint
    assert "limits.items" in errors["many.md"].hint
    assert errors["deep.html"].hint
    assert [done.name for done in report.articles] == ["good.md"]


def test_a_patient_run_reports_a_failure_once(place: Place) -> None:
    """It is tried again after a while; a run by hand says it again, and so does one after its file was touched."""
    place.write("a.md", article("Alpha", ("One", "First.")))
    place.write("bad.md", "---\ntitle: [\n---\n")
    minute = timedelta(minutes=1)

    reports = [place.publish(NOON + number * minute, is_patient=True) for number in range(10)]

    assert [len(report.failed) for report in reports] == [1] + 9 * [0]
    assert [report.still_failing for report in reports] == [0] + 9 * [1]
    assert len(place.publish(NOON + 10 * minute).failed) == 1
    place.write("bad.md", "---\ntitle: [ \n---\n\nIt was touched.")
    assert len(place.publish(NOON + 11 * minute, is_patient=True).failed) == 1

    place.write("bad.md", article("Beta", ("One", "First.")))
    report = place.publish(NOON + 12 * minute, is_patient=True)
    assert (report.failed, report.still_failing, report.live_articles) == ((), 0, 2)
    with Publisher.open(place.config) as publisher:
        assert publisher.store.failures() == {}


def test_a_failure_is_tried_less_and_less_often(place: Place) -> None:
    """The wait doubles up to a day; a file that is gone is forgotten."""
    place.write("a.md", article("Alpha", ("One", "First.")))
    place.write("bad.md", "---\ntitle: [\n---\n")
    now, waits = NOON, []
    for _ in range(14):
        place.publish(now, is_patient=True)
        with Publisher.open(place.config) as publisher:
            failure = publisher.store.failures()["bad.md"]
        waits.append((failure.next_try - now) // timedelta(minutes=1))
        now = failure.next_try

    assert waits[:5] == [1, 2, 4, 8, 16]
    assert waits[-1] == 24 * 60
    assert (failure.since, failure.tries) == (NOON, 14)
    (place.content / "bad.md").unlink()
    place.publish(now, is_patient=True)
    with Publisher.open(place.config) as publisher:
        assert publisher.store.failures() == {}
