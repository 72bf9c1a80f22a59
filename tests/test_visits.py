"""Statistics: kept by day, feed, reader and status, bounded, and of nobody."""

from __future__ import annotations

import json
import threading
from collections import Counter as Sums
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.cli import main
from publisher.config import ServeOptions
from publisher.errors import StoreError
from publisher.scheduler import read_clock
from publisher.store import visits as visits_module
from publisher.store.visits import FILE, Claim, Visits
from tests.place import SETTINGS, Place, article
from tests.served import served

DAY = date(2026, 3, 1)


def _claim(subscribers: int, day: date = DAY, feed_id: str = "") -> Claim:
    return Claim(feed="atom.xml", reader="Feedly", feed_id=feed_id, subscribers=subscribers, day=day)


_COUNTS = st.dictionaries(
    st.tuples(st.sampled_from(["atom.xml", "a/rss.xml", ""]), st.sampled_from(["Feedly", "other"]), st.just(200)),
    st.integers(1, 1000),
)


@settings(max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 5), _COUNTS), max_size=8))
def test_what_is_added_is_summed(added: list[tuple[int, dict[tuple[str, str, int], int]]]) -> None:
    """By day and kind, whatever the order."""
    with TemporaryDirectory() as folder, closing(Visits(Path(folder) / FILE)) as visits:
        sums: Sums[tuple[date, str, str, int]] = Sums()
        for days, counts in added:
            day = DAY + timedelta(days=days)
            visits.add(day, counts)
            sums.update({(day, *key): count for key, count in counts.items()})
        assert {(row.day, row.feed, row.reader, row.status): row.count for row in visits.read(DAY)} == sums


def test_claims_are_the_latest(tmp_path: Path) -> None:
    """One for each feed, aggregator and what it calls the feed."""
    with closing(Visits(tmp_path / FILE)) as visits:
        visits.add(DAY, {}, [_claim(5), _claim(3, feed_id="7")])
        visits.add(DAY + timedelta(days=1), {}, [_claim(6, DAY + timedelta(days=1))])
        assert visits.claims(DAY) == [_claim(6, DAY + timedelta(days=1)), _claim(3, feed_id="7")]
        assert visits.claims(DAY + timedelta(days=1)) == [_claim(6, DAY + timedelta(days=1))]


def test_what_is_old_is_forgotten_and_no_day_grows_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """400 days are kept; beyond so many kinds of requests a day, the rest is counted together."""
    monkeypatch.setattr(visits_module, "_MOST_ROWS", 10)
    monkeypatch.setattr(visits_module, "_MOST_CLAIMS", 10)
    with closing(Visits(tmp_path / FILE)) as visits:
        claims = [_claim(1, DAY, str(number)) for number in range(50)]
        visits.add(DAY, {(f"{n}/atom.xml", "other", 200): 1 for n in range(50)}, claims)
        visits.add(DAY, {(f"{n}/atom.xml", "other", 200): 1 for n in range(50)})
        rows = visits.read(DAY)
        assert len(rows) <= 11
        assert sum(row.count for row in rows) == 100
        assert len(visits.claims(DAY)) == 10
        visits.add(DAY + timedelta(days=401), {("atom.xml", "other", 200): 1})
        assert [row.day for row in visits.read(DAY)] == [DAY + timedelta(days=401)]
        assert visits.claims(DAY) == []


def test_several_processes_add_at_once(tmp_path: Path) -> None:
    """Nothing is lost, and nothing fails."""

    def work() -> None:
        for _ in range(20):
            with closing(Visits(tmp_path / FILE)) as visits:
                visits.add(DAY, {("atom.xml", "other", 200): 1})

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with closing(Visits(tmp_path / FILE)) as visits:
        assert [row.count for row in visits.read(DAY)] == [80]


def test_a_damaged_file_is_one_clear_error(tmp_path: Path) -> None:
    """It says what to do, and that nothing but statistics is lost."""
    (tmp_path / FILE).write_bytes(b"no database" * 1000)
    with pytest.raises(StoreError, match="remove it, and counting begins anew"):
        Visits(tmp_path / FILE)


FEEDLY = {"User-Agent": "Feedly/1.0 (+http://www.feedly.com/fetcher.html; 12 subscribers)"}
NEWSBOAT = {"User-Agent": "newsboat/2.39.0 (Linux x86_64)"}
SECRET = {"User-Agent": "Mozilla/5.0 (Ida Strand's own; ida@example.org)"}


def test_a_server_counts_and_the_command_tells(place: Place) -> None:
    """Readers by name, aggregators with what they say; no address, no header, nothing finer than a day."""
    place.write("a.md", article("Ash", ("One", "First.")))
    place.publish()
    state = place.config.state
    with served(place.feeds, state=state) as site:
        etag = site.ask("/atom.xml", FEEDLY).headers["etag"]
        for _ in range(3):
            assert site.ask("/atom.xml", {**NEWSBOAT, "If-None-Match": etag}).status == 304
        site.ask("/a/rss.xml", {"User-Agent": "Feedbin feed-id:5 - 2 subscribers"})
        site.ask("/a/atom.xml", {"User-Agent": "Feedbin feed-id:6 - 3 subscribers"})
        site.ask("/feed.json", SECRET)
        site.ask("/nothing?x=ida", SECRET)
        measures = site.ask("/metrics").body.decode()
    assert 'publisher_subscribers{feed="",format="atom",reader="Feedly"} 12.0' in measures
    assert "publisher_runs_total 1.0" in measures
    assert "publisher_failures_total 0.0" in measures
    assert "publisher_last_run_timestamp_seconds 1.7" in measures
    kept = b"".join(path.read_bytes() for path in state.parent.glob(f"{FILE}*"))
    for trace in (b"Ida", b"ida@", b"127.0.0.1", b"Mozilla", b"newsboat/2", b"fetcher.html"):
        assert trace not in kept

    config = ["--config", str(place.folder / "publisher.toml")]
    shown = CliRunner().invoke(main, ["stats", *config])
    assert shown.exit_code == 0
    assert "Published once; last 2026-03-01 12:00 UTC." in shown.stdout
    assert "subscribers  12 by what aggregators say (Feedly 12)" in shown.stdout
    assert "requests     5 in 30 days, 60 % of them needed no whole feed" in shown.stdout
    assert "readers      Newsboat 3, Feedly 1" in shown.stdout
    assert "subscribers  5 by what aggregators say (Feedbin 5)" in shown.stdout
    told = json.loads(CliRunner().invoke(main, ["stats", "--json", "--days", "1", *config]).stdout)
    assert [(feed["feed"], feed["subscribers"], feed["requests"]) for feed in told["feeds"]] == [
        ("(everything)", 12, 5),
        ("a/", 5, 2),
    ]
    assert told["since"] == read_clock().date().isoformat()


def test_statistics_can_be_switched_off(place: Place) -> None:
    """Then nothing is written, and the command says so."""
    place.set(f"{SETTINGS}[serve]\nstatistics = false\n")
    place.write("a.md", article("Ash", ("One", "First.")))
    place.publish()
    with served(place.feeds, options=ServeOptions(has_statistics=False), state=place.config.state) as site:
        site.ask("/atom.xml", FEEDLY)
    assert not place.config.state.with_name(FILE).exists()
    shown = CliRunner().invoke(main, ["stats", "--config", str(place.folder / "publisher.toml")])
    assert "statistics = false" in shown.stderr


def test_a_file_that_cannot_be_written_stops_no_server(place: Place, caplog: pytest.LogCaptureFixture) -> None:
    """It is said once, and the server serves."""
    place.write("a.md", article("Ash", ("One", "First.")))
    place.publish()
    place.config.state.with_name(FILE).mkdir()
    with served(place.feeds, state=place.config.state) as site:
        assert site.ask("/atom.xml", FEEDLY).status == 200
    assert [record.getMessage() for record in caplog.records if record.levelname == "WARNING"] == [
        "statistics cannot be kept"
    ]
