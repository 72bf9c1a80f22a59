"""Which days articles are published under: in feeds, on pages, and again after an upgrade or a loss."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from publisher.check import check_feed
from publisher.model import Level
from publisher.release import Standing
from tests.place import NOON, SETTINGS, Place, downgrade
from tests.test_pipeline_recovery import lose

DAY = timedelta(days=1)
WORDS = "The river rose a hand's breadth every hour through the night, and by dawn the lower fields had gone under."
SECTIONS = "".join(f"\n## Part {number}\n\n{WORDS} That was watch number {number}.\n" for number in range(1, 4))


def write(place: Place, name: str, front: str = "") -> None:
    """Put an article of four sections into the content folder."""
    head = f"---\ntitle: {name.rpartition('/')[2]}\n{front}\n---\n" if front else ""
    place.write(name, f"{head}{WORDS}\n{SECTIONS}")


def set_zone(place: Place, zone: str) -> None:
    """Have the place publish in a time zone."""
    place.set(f'{SETTINGS}timezone = "{zone}"\n')


def read_times(place: Place, slug: str) -> list[datetime]:
    """Return when each section of an article was published, in reading order."""
    return [datetime.fromisoformat(item["date_published"]) for item in place.items(f"{slug}/feed.json")]


def read_page(place: Place, slug: str) -> str:
    """Return an article's page."""
    return (place.feeds / slug / "index.html").read_text(encoding="utf-8")


def read_dates(page: str) -> list[str]:
    """Return the days and times that a page shows, in its order."""
    return re.findall(r"<time[^>]*>([^<]*)</time>", page)


@pytest.mark.parametrize(
    "zone", ["UTC", "Europe/Berlin", "America/Los_Angeles", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kolkata"]
)
def test_every_section_is_of_the_day_that_its_author_wrote(place: Place, zone: str) -> None:
    """Two articles of a day: all sections are of it in the zone, in UTC and on the page, and none says it again."""
    set_zone(place, zone)
    write(place, "a.md", "date: 2020-01-01")
    write(place, "b.md", "date: 2020-01-01")
    place.publish()

    for slug in ("a", "b"):
        times = read_times(place, slug)
        assert {moment.astimezone(each).date() for moment in times for each in (ZoneInfo(zone), UTC)} == {
            date(2020, 1, 1)
        }
        assert all(newer > older for newer, older in pairwise(times))
        assert read_dates(read_page(place, slug)) == ["1 January 2020"]
    assert "<h3>2020</h3>" in read_page(place, "")


def test_an_article_of_today_is_not_dated_in_the_future(place: Place) -> None:
    """Of today only the time that is over counts, even where the day has just begun."""
    set_zone(place, "Europe/Berlin")
    write(place, "a.md", "date: 2026-03-02")

    assert place.publish(NOON).articles[0].standing is Standing.WAITING
    report = place.publish(datetime(2026, 3, 1, 23, tzinfo=UTC))

    times = read_times(place, "a")
    assert report.articles[0].new == 4
    assert {moment.replace(microsecond=0) for moment in times} == {datetime(2026, 3, 1, 23, tzinfo=UTC)}
    assert len(set(times)) == 4
    assert read_dates(read_page(place, "a")) == ["2 March 2026"]


def test_a_run_at_midnight_dates_nothing_the_day_before(place: Place) -> None:
    """Sections of an article without a date are of the day of the run, however early that is."""
    write(place, "a.md")
    place.publish(datetime(2026, 3, 1, tzinfo=UTC))

    assert {moment.date() for moment in read_times(place, "a")} == {date(2026, 3, 1)}
    assert read_dates(read_page(place, "a")) == ["1 March 2026"]


def test_articles_of_one_second_keep_it(place: Place) -> None:
    """A time given to the second is each article's; their updates in Atom differ all the same."""
    for name in ("a.md", "b.md", "c.md"):
        write(place, name, "date: 2020-01-02T00:00:00Z")
    place.publish()

    times = [read_times(place, slug) for slug in ("a", "b", "c")]
    atom = re.findall("<updated>(.*)</updated>", (place.feeds / "atom.xml").read_text())[1:]
    whole = re.findall("<updated>(.*)</updated>", (place.feeds / "articles/atom.xml").read_text())[1:]
    assert {moment.replace(microsecond=0) for each in times for moment in each} == {datetime(2020, 1, 2, tzinfo=UTC)}
    assert len(set(atom)) == len(atom) == 12
    assert len(set(whole)) == len(whole) == 3
    assert all(updated.startswith("2020-01-02T00:00:00") for updated in (*atom, *whole))
    found = check_feed((place.feeds / "atom.xml").read_bytes(), url="https://example.org/atom.xml", now=NOON).findings
    assert not [each.rule for each in found if each.level is not Level.NOTE]
    assert len(set(re.findall("<pubDate>(.*)</pubDate>", (place.feeds / "rss.xml").read_text()))) == 1


def test_fractions_of_a_second_survive_the_loss_of_the_state(place: Place) -> None:
    """Not a byte changes when the state is made again from the feeds folder."""
    write(place, "a.md", "date: 2020-01-02T00:00:00Z")
    write(place, "old.md", "date: 1911-05-03")
    place.publish()
    before = place.tree()

    lose(place)
    report = place.publish(NOON + DAY)

    assert not report.failed
    assert place.tree() == before


@pytest.mark.parametrize(("column", "value"), [("updated_us", 10**6), ("published_us", -1), ("dated", "soon")])
def test_hostile_times_in_a_record_are_refused(place: Place, column: str, value: object) -> None:
    """A record may have been written by anybody who can write to the feeds folder."""
    write(place, "a.md", "date: 2020-01-02T00:00:00Z")
    place.publish()
    path = place.feeds / "a/record.json"
    path.write_text(
        re.sub(f'"{column}": ("[^"]*"|[0-9]+)', f'"{column}": {value!r}'.replace("'", '"'), path.read_text())
    )

    lose(place)
    report = place.publish(NOON + DAY)

    assert [error.where.partition(":")[0] for error in report.failed] == ["a/record.json"]


def test_a_section_that_came_later_says_so(place: Place) -> None:
    """There is a date below a heading only if the section came on a later day than its article, in the zone."""
    set_zone(place, "America/Los_Angeles")
    write(place, "a.md", "date: 2020-01-01")
    place.publish()
    more = f"\n## Epilogue\n\nNobody in the village had slept. {WORDS}\n"
    place.write("a.md", (place.content / "a.md").read_text() + more)
    # The last evening of February where this is published.
    place.publish(datetime(2026, 3, 1, 5, tzinfo=UTC))

    assert read_dates(read_page(place, "a")) == ["1 January 2020", "28 February 2026", "28 February 2026"]
    assert read_page(place, "a").count("Published <time") == 1


def test_what_is_to_come_is_said_in_the_zone(place: Place) -> None:
    """Pages name days and times by the clocks of the publication, and say which these are."""
    set_zone(place, "Europe/Berlin")
    write(place, "a.md", "release: ['00:30']")
    place.publish(datetime(2026, 3, 1, 22, 0, tzinfo=UTC))
    place.publish(datetime(2026, 3, 1, 23, 30, tzinfo=UTC))

    assert "the next on 3 March 2026 at 00:30 CET (UTC+1)." in read_page(place, "a")
    assert read_dates(read_page(place, ""))[0] == "3 March 2026 at 00:30 CET (UTC+1)"


def test_another_zone_changes_pages_and_no_feed(place: Place) -> None:
    """Pages follow the setting; what was published keeps its dates."""
    write(place, "a.md", "date: 2020-01-01T23:30:00Z")
    place.publish()
    before = place.tree()
    set_zone(place, "Asia/Tokyo")
    place.publish(NOON + DAY)

    changed = {name for name, data in place.tree().items() if before[name] != data}
    assert changed == {"a/index.html", "index.html", "articles/index.html"}
    assert read_dates(read_page(place, "a")) == ["2 January 2020"]


@pytest.mark.parametrize(
    ("name", "slug", "title"),
    [
        ("2019-04-05-high-water.md", "2019-04-05-high-water", "High water"),
        ("log/2019-04-05_high-water.markdown", "2019-04-05-high-water", "High water"),
        ("20190405-high-water.md", "20190405-high-water", "High water"),
        ("2019-04-05-high-water/index.md", "2019-04-05-high-water", "High water"),
        ("2019/04/05/high-water.md", "high-water", "High water"),
        ("2019-4-5-high-water.html", "2019-4-5-high-water", "High water"),
        ("2019-04-05.md", "2019-04-05", "5 April 2019"),
    ],
)
def test_a_day_in_the_name_of_a_file_is_the_article_s(place: Place, name: str, slug: str, title: str) -> None:
    """Where nothing else says when it was written, the day that a file is named by does, and it is no title."""
    body = f"<p>{WORDS}</p>" if name.endswith("html") else WORDS
    place.write(name, body)
    place.publish()

    items = place.items(f"{slug}/feed.json")
    assert {moment.date() for moment in read_times(place, slug)} == {date(2019, 4, 5)}
    assert items[0]["title"] == title


def test_what_an_article_says_goes_before_its_name(place: Place) -> None:
    """Front matter and a page's own date win over the name of the file; a name that is no day says nothing."""
    write(place, "2019-04-05-a.md", "date: 2018-01-02")
    place.write("2019-04-05-b.html", f'<meta name="date" content="2017-01-02"><p>{WORDS}</p>')
    write(place, "2019-02-30-c.md")
    place.publish()

    found = {slug: read_times(place, slug)[0].date() for slug in ("2019-04-05-a", "2019-04-05-b", "2019-02-30-c")}
    assert list(found.values()) == [date(2018, 1, 2), date(2017, 1, 2), NOON.date()]


def test_a_name_of_the_future_waits_and_withdraws_nothing(place: Place) -> None:
    """A new article waits for the day in its name; one that is public stays when its file is given such a name."""
    write(place, "2026-04-01-new.md")
    write(place, "known.md")
    first = place.publish()
    (place.content / "known.md").rename(place.content / "2026-04-02-known.md")
    second = place.publish(NOON + DAY)

    assert [report.standing for report in first.articles] == [Standing.WAITING, Standing.LIVE]
    assert [report.withdrawn for report in second.articles] == [0]
    assert (place.feeds / "known/feed.json").exists()


def test_a_day_before_1990_stays_on_the_page(place: Place) -> None:
    """Pages and lists show it, feeds show the first day that readers believe, and a note says so once."""
    write(place, "old.md", "date: 1911-05-03")
    write(place, "1954-02-03-gauge.md")
    place.write("page.html", f'<meta name="date" content="1975-03-01"><h1>Page</h1><p>{WORDS}</p>')
    report = place.publish()

    assert {moment.date() for slug in ("old", "1954-02-03-gauge") for moment in read_times(place, slug)} == {
        date(1990, 1, 1)
    }
    assert read_dates(read_page(place, "old")) == ["3 May 1911"]
    assert '"datePublished":"1911-05-03"' in read_page(place, "old")
    assert re.findall("<h2>(....)</h2>", read_page(place, "articles")) == ["1975", "1954", "1911"]
    assert set(report.notices) == {
        "old.md:3: 3 May 1911 is before 1990: the page shows this day, feeds show 1 January 1990",
        "1954-02-03-gauge.md: 3 February 1954 is before 1990: the page shows this day, feeds show 1 January 1990",
        "page.html:1: 1 March 1975 is before 1990: the page shows this day, feeds show 1 January 1990",
    }
    assert place.publish(NOON + DAY, rebuild=True).notices == ()


def test_a_date_that_was_wrong_can_be_corrected(place: Place) -> None:
    """The page follows the author, although the feeds keep the day that they had."""
    write(place, "a.md", "date: 1911-05-03")
    place.publish()
    write(place, "a.md", "date: 2011-05-03")
    place.publish(NOON + DAY)

    assert read_dates(read_page(place, "a")) == ["3 May 2011"]
    assert {moment.date() for moment in read_times(place, "a")} == {date(1990, 1, 1)}


def test_an_upgrade_moves_no_date(place: Place) -> None:
    """What an earlier version dated from midnight back keeps its dates, and its page does not repeat them."""
    write(place, "a.md", "date: 2020-01-02")
    place.publish()
    midnight = int(datetime(2020, 1, 2, tzinfo=UTC).timestamp())
    with closing(sqlite3.connect(place.config.state)) as state, state:
        state.execute("UPDATE items SET published = ? - position, updated = ? - position", (midnight, midnight))
        state.execute("UPDATE articles SET published = ?, updated = ?", (midnight, midnight))
        state.execute("UPDATE sources SET engine = 'earlier'")
        downgrade(state, 8)

    report = place.publish(NOON + DAY, rebuild=True, is_forced=True)

    assert [int(moment.timestamp()) for moment in read_times(place, "a")] == [midnight - n for n in range(4)]
    assert [(each.unchanged, each.updated) for each in report.articles] == [(4, 0)]
    assert read_dates(read_page(place, "a")) == ["2 January 2020"]
