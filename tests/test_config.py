"""Reading the settings."""

from __future__ import annotations

import contextlib
import tomllib
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.config import find_config, list_settings, parse_config, read_config
from publisher.errors import ConfigError
from publisher.model import ReleaseRule
from publisher.render.options import Granularity
from publisher.slots import Quiet, Slot
from publisher.timetable import CatchUp

HERE = Path("place")


def parse(text: str) -> object:
    """Read settings."""
    return parse_config(text, "publisher.toml", HERE)


def test_no_setting_is_needed() -> None:
    """An empty file gives sensible settings."""
    config = parse_config("", "publisher.toml", HERE)

    assert (config.content, config.feeds) == (HERE / "content", HERE / "feeds")
    assert config.render.url == "http://127.0.0.1:8000/"
    assert config.schedule.every == timedelta(minutes=15)
    assert (config.render.everything, config.render.articles) == (Granularity.SECTIONS, Granularity.ARTICLE)


def test_every_setting_reaches_its_part() -> None:
    """What is written is what the parts get."""
    config = parse_config(
        """
        title = "Long reads"
        url = "https://example.org/feeds"
        language = "pt-BR"
        authors = ["Ada"]
        author = "Grace"
        authority = "example.org,2026-01"
        timezone = "Asia/Tokyo"
        content = "texts"
        [split]
        level = 2
        min_words = 5
        max_words = 0
        [publish]
        everything = "article"
        each = "off"
        max_items = 7
        hubs = ["https://hub.example.org/", "https://hub.example.org/"]
        max_bytes = "1.5 MB"
        [schedule]
        slots = ["mon-fri 19:00", "07:00"]
        timezone = "Europe/Berlin"
        jitter = "5 minutes"
        quiet = ["22:00-06:00"]
        catch_up = "spread"
        watch = true
        time_limit = "1 hour"
        stop_within = "3 seconds"
        [schedule.folders.news]
        every = "1 hour"
        [schedule.folders."news/local"]
        slots = ["08:00"]
        [release]
        every = "2 days"
        per_slot = 3
        start = 2026-04-01T07:00:00
        announce = true
        announce_end = "Das war alles."
        [release.folders.courses]
        reading = "10 minutes"
        slots = ["mon 07:00"]
        [limits]
        file_bytes = 1000
        media_bytes = "1.5 MB"
        items = 9
        article_time = "5 seconds"
        [serve]
        port = 1
        """,
        "publisher.toml",
        HERE,
    )

    assert config.render.url == "https://example.org/feeds/"
    assert config.render.authors == ("Ada", "Grace")
    assert (config.render.max_items, config.render.max_bytes) == (7, 1_500_000)
    assert config.render.hubs == ("https://hub.example.org/",)
    assert (config.render.everything, config.render.each) == (Granularity.ARTICLE, Granularity.OFF)
    assert config.parse.zone == ZoneInfo("Asia/Tokyo")
    assert (config.split.level, config.split.min_words, config.split.max_words, config.split.max_items) == (2, 5, 0, 9)
    assert (config.sources.max_bytes, config.parse.max_bytes, config.port) == (1000, 1000, 1)
    assert config.media.max_bytes == 1_500_000
    schedule = config.schedule
    assert schedule.slots == (Slot(time(7)), Slot(time(19), (0, 1, 2, 3, 4)))
    assert (schedule.zone, schedule.jitter) == (ZoneInfo("Europe/Berlin"), timedelta(minutes=5))
    assert (schedule.quiet, schedule.catch_up) == ((Quiet(time(22), time(6)),), CatchUp.SPREAD)
    folders = dict(config.folders)
    assert (folders["news"].every, folders["news/local"].slots) == (timedelta(hours=1), (Slot(time(8)),))
    assert folders["news"].quiet == schedule.quiet
    assert [config.folder_of(name) for name in ("a.md", "news/a.md", "news/local/x/a.md", "newsy/a.md")] == [
        *("", "news", "news/local", "")
    ]
    assert (config.is_watching, config.time_limit) == (True, timedelta(hours=1))
    assert (config.stop_within, config.article_limit) == (timedelta(seconds=3), timedelta(seconds=5))
    start = datetime(2026, 4, 1, 5, tzinfo=UTC)
    assert config.release_of("a.md") == ReleaseRule(every=timedelta(days=2), per_slot=3, start=start)
    rule = ReleaseRule(slots=(Slot(time(7), (0,)),), reading=timedelta(minutes=10))
    assert config.release_of("courses/a/b.md") == rule
    assert (config.announcement.partition("\n")[0], config.farewell) == ("What is to come", "Das war alles.")
    assert config.content == HERE / "texts"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ('titel = "x"', ["line 1", "`titel`", "did you mean `title`"]),
        ("\n[split]\nlevl = 1", ["line 3", "`split.levl`", "did you mean `level`"]),
        ("[schedul]\nevery = '1 hour'", ["line 1", "`schedul`", "did you mean `schedule`"]),
        ('[split]\nlevel = "two"', ["line 2", "`split.level`", "expected `int`"]),
        ('[moved]\n"a/" = 3', ["line 2", '`moved."a/"` must be a path']),
        ('[moved]\n"a/" = "b/"\n"c" = "../d"', ["line 3", "'../d'"]),
        ('[moved]\n"c" = "d"\n\n"a/" = "d"', ["line 4", "is a folder"]),
        ("[publish]\nmax_items = 0", ["line 2", "`publish.max_items` must lie between 1 and 1,000"]),
        ("[publish]\nhubs = [3]", ["line 2", "`publish.hubs` is wrong: expected `str`, got `int`"]),
        ("[split]\nlevel = 9", ["line 2", "between 0 and 6"]),
        ('url = "example.org"', ["line 1", "`url`", "https://example.org/"]),
        ('url = "https://example.org/?a=b"', ["`url`"]),
        ('timezone = "Mars/Olympus"', ["line 1", "Mars/Olympus", "Europe/Berlin"]),
        ('authority = "me"', ["line 1", "example.org,2026"]),
        ('language = "English!"', ["line 1", "pt-BR"]),
        ('title = " "', ["line 1", "`title` is empty"]),
        ('[schedule]\nevery = "often"', ["line 2", "`schedule.every`"]),
        ('[schedule]\nslots = ["25:00"]', ["line 2", "`schedule.slots`"]),
        ('[schedule]\nslots = ["mno-fri 07:30"]', ["line 2", 'did you mean "mon-fri 07:30"']),
        ('[schedule]\nslots = ["07:00"]\nevery = "1 day"', ["line 2", "exclude"]),
        ('[schedule]\nat = ["07:00"]', ["line 2", "is now `slots`"]),
        ('[schedule]\nevery = "1 minute"\njitter = "5 minutes"', ["line 3", "shorter than the interval"]),
        ('[schedule]\nquiet = ["22:00"]', ["line 2", "`schedule.quiet`"]),
        ('[schedule]\nquiet = ["00:00-24:00"]', ["line 2", "whole week"]),
        ('[schedule]\ncatch_up = "onse"', ["line 2", 'did you mean "once"']),
        ("[schedule.folders.news]\nevry = '1 day'", ["line 2", "did you mean `every`"]),
        ("[schedule.folders.news]", ["needs `every` or `slots`"]),
        ("[schedule.folders]\nnews = 3", ["line 2", "must be a folder"]),
        ("[release]\nper_slot = 0", ["line 2", "between 1 and 9,999"]),
        ('[release]\nstart = "soon"', ["line 2", "`release.start`"]),
        ('[release.folders.a]\nslots = ["07:30"]\nevery = "1 day"', ["line 2", "exclude"]),
        ('[publish]\nmax_bytes = "lots"', ["line 2", "512 KiB"]),
        ('[publish]\nhubs = ["hub.example.org"]', ["line 2", "https://"]),
        ('[publish]\neach = "paragraphs"', ["line 2", "sections"]),
        ("split = 3", ["line 1", "must be a table"]),
        ("title = x", ["line 1", "not TOML"]),
    ],
)
def test_a_wrong_setting_is_named_with_its_line_and_cure(text: str, parts: list[str]) -> None:
    """Each mistake says where it is and what would be right."""
    with pytest.raises(ConfigError) as caught:
        parse(text)

    for part in ["publisher.toml", *parts]:
        assert part in str(caught.value)
    assert "$" not in str(caught.value)


def test_all_mistakes_are_said_at_once() -> None:
    """Nobody mends a file one error at a time."""
    with pytest.raises(ConfigError, match="3 settings are wrong") as caught:
        parse('titel = "x"\nlanguage = "!"\n[split]\nlevel = 7')

    assert [f"line {line}" in str(caught.value) for line in (1, 2, 4)] == [True] * 3


@given(
    text=st.text(max_size=60) | st.from_regex(r"[a-z_]{3,9} = (\"[a-z0-9 :]*\"|[0-9]{1,3}|\[\]|true)\n", fullmatch=True)
)
def test_any_settings_file_is_read_or_refused(text: str) -> None:
    """No text crashes the reader."""
    with contextlib.suppress(ConfigError):
        parse(text)


def test_the_template_explains_every_setting_with_its_default() -> None:
    """The file that `publisher init` writes names all settings, and means what an empty file means."""
    text = files("publisher.scaffold").joinpath("publisher.toml").read_text(encoding="utf-8")
    lines = [line.strip("# ") for line in text.splitlines()]

    for table, names in list_settings().items():
        for name in names:
            assert any(line.startswith(f"{name} = ") for line in lines), f"{table}.{name}"
    given_values = parse_config(text, "publisher.toml", HERE)
    defaults = parse_config("", "publisher.toml", HERE)
    assert replace(given_values, render=defaults.render) == defaults
    assert replace(given_values.render, title="Articles", description="") == defaults.render
    # What is commented out must be right as well.
    optional = {line.partition(" = ")[0]: line for line in lines if " = " in line and line.count(" = ") == 1}
    for name in ("license", "authority"):
        assert tomllib.loads(optional[name])


def test_settings_may_stand_in_pyproject(tmp_path: Path) -> None:
    """`[tool.publisher]` is found where there is no publisher.toml, and errors name its lines."""
    path = tmp_path / "pyproject.toml"
    path.write_text('[project]\nname = "x"\n\n[tool.publisher]\ntitle = "Here"\n\n[tool.publisher.split]\nlevel = 1\n')

    config = read_config(find_config(tmp_path))
    path.write_text(path.read_text().replace("level = 1", "level = 9"))

    assert (config.render.title, config.split.level) == ("Here", 1)
    with pytest.raises(ConfigError, match="line 8: `split.level`"):
        read_config(path)


def test_no_settings_say_what_to_do(tmp_path: Path) -> None:
    """A folder without settings is told of `publisher init`."""
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\n')

    with pytest.raises(ConfigError, match="publisher init"):
        find_config(tmp_path)
    with pytest.raises(ConfigError, match="cannot read"):
        read_config(tmp_path / "publisher.toml")


def test_only_what_matters_changes_the_names_of_the_engine() -> None:
    """Articles are read again when parsing would differ, and files rendered again when they would look different."""
    first = parse_config("", "a", HERE)

    assert first.engine == parse_config('[serve]\nport = 1\n[schedule]\nevery = "1 day"', "b", HERE).engine
    assert first.look == parse_config("[serve]\nport = 1", "b", HERE).look
    assert first.engine != parse_config("[split]\nlevel = 2", "a", HERE).engine
    assert first.engine != parse_config("[limits]\nmedia_bytes = 7", "a", HERE).engine
    assert first.engine == parse_config('title = "Other"', "a", HERE).engine
    assert first.look != parse_config('title = "Other"', "a", HERE).look
