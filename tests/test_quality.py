"""How well articles are read: our own set never falls below its floors, and the rulers measure what they say."""

from __future__ import annotations

import gzip
import json
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.model import LineKind
from tests.quality import __main__ as commands
from tests.quality import floors, held_out, pages, peers, sections
from tests.quality.cost import Stopwatch, measure_peak
from tests.quality.lines import read_lines, write_lines
from tests.quality.own import copied
from tests.quality.own.articles import read_article, read_articles
from tests.quality.own.saved import read_page, read_pages
from tests.quality.scoring import (
    Columns,
    PageScore,
    SectionScore,
    format_table,
    read_days,
    score_pages,
    score_sections,
    split_names,
)

# The floors ----------------------------------------------------------------------------------------------------------


def test_plain_text_is_read_as_well_as_it_was() -> None:
    """No figure of our own texts is below its floor (`python -m tests.quality own --record` sets it)."""
    figures = floors.measure_sections(Stopwatch())

    wanted = {group: columns for group, columns in floors.read_floors().items() if group != "pages"}
    assert floors.find_falls(figures, wanted) == []


def test_pages_are_read_as_well_as_they_were() -> None:
    """No figure of our own saved pages is below its floor."""
    figures = {"pages": floors.measure_pages(floors.predict_pages(Stopwatch()))}

    assert floors.find_falls(figures, {"pages": floors.read_floors()["pages"]}) == []


def test_every_figure_has_a_floor() -> None:
    """Nothing that is measured is left without a floor, but for what our own set does not ask."""
    recorded = floors.read_floors()

    asked = score_sections(floors.list_records(), {})
    assert recorded.keys() - {"pages"} == asked.keys()
    assert recorded["OVERALL"].keys() == asked["OVERALL"].keys()
    assert set(PageScore().columns()) - recorded["pages"].keys() == {"segF1"}


@given(value=st.floats(0, 1), name=st.sampled_from(["title", "falseby"]))
def test_a_fall_is_always_found(value: float, name: str) -> None:
    """A figure that is worse than its floor is reported, one that is not never is, and one that is gone always."""
    recorded = {"pages": {name: 0.5}}
    is_worse = value > 0.5 if name == "falseby" else value < 0.5

    assert bool(floors.find_falls({"pages": {name: value}}, recorded)) == is_worse
    assert floors.find_falls({}, recorded)


# Our own set ---------------------------------------------------------------------------------------------------------

RECORDS = floors.list_records()


def test_gold_covers_every_line_once() -> None:
    """Each line that is not blank is in one gold block, blocks are in order, and there is one title."""
    for record in RECORDS:
        covered = [line for block in record["blocks"] for line in range(block["line_start"], block["line_end"] + 1)]
        lines = record["text"].split("\n")
        assert covered == [n for n, line in enumerate(lines, 1) if line.strip()], record["id"]
        assert [block["kind"] for block in record["blocks"]].count("title") == 1, record["id"]


def test_the_set_is_as_varied_as_articles_are() -> None:
    """There are thirty languages and more, every flavour, every style of heading, and every kind of block."""
    assert len({article.language for article in read_articles()}) >= 25
    assert {record["flavour"] for record in RECORDS} == {"web", "blank", "wrapped", "dump", "copied"}
    styles = {"bare", "caps", "underline", "numbered", "spaced", *copied.STYLES}
    assert {record["style"] for record in RECORDS} == {None, *styles}
    kinds = {block["kind"] for record in RECORDS for block in record["blocks"]}
    assert kinds == {"title", "deck", "heading", "para", "quote", "li", "code", "table", "boilerplate", "toc"}
    assert {block["level"] for record in RECORDS for block in record["blocks"] if "level" in block} == {1, 2}
    headings = [sum(part.kind is LineKind.HEADING for part in article.parts) for article in read_articles()]
    # A few have no heading, as letters have none; most have some.
    assert headings.count(0) >= 3
    assert sum(count >= 3 for count in headings) > 0.9 * len(headings)


def test_copied_texts_are_as_varied_as_pages_are() -> None:
    """Every page's furniture is used, some in another language than the article's, with all lines or some."""
    found = [record for record in RECORDS if record["flavour"] == "copied"]

    assert {record["page"] for record in found} == {page.name for page in copied.read_furnitures()}
    assert len({page.language for page in copied.read_furnitures()}) >= 12
    assert any(record["lang"] != record["page_lang"] for record in found)
    assert {record["selection"] for record in found} == {"whole", "part"}


def test_boxes_are_where_pages_have_them() -> None:
    """Furniture inside a text is never between a heading and what it heads, nor between two items of a list."""
    for record in RECORDS:
        if record["flavour"] == "copied":
            kinds = [block["kind"] for block in record["blocks"]]
            text = [kind for kind, _ in groupby(kinds[kinds.index("title") :])]
            for before, kind, after in zip(text, text[1:], text[2:], strict=False):
                if kind == "boilerplate":
                    assert before != "heading", record["id"]
                    assert (before, after) != ("li", "li"), record["id"]


def test_mistakes_in_furniture_are_refused() -> None:
    """A section that is missing or unknown is our own mistake."""
    page = copied.read_furniture(
        "a", "lang: en\n== above\nMenu\n== under\n\n== inside\nAd\n== inside\nAd\n== below\nEnd\n"
    )
    assert (page.language, page.above, page.inside) == ("en", ("Menu",), (("Ad",), ("Ad",)))
    for text in ("lang: en\n== above\nMenu\n", "lang: en\n== above\n== under\n== below\n== beside\n"):
        with pytest.raises(ValueError, match="sections"):
            copied.read_furniture("a", text)


def test_flavours_have_the_same_words() -> None:
    """An article's words are in each of its flavours; only furniture comes and goes."""
    for article in read_articles():
        lines = [line for part in article.parts if part.kind != "boilerplate" for line in part.lines]
        words = " ".join(lines).casefold().replace("|", " ").split()
        for record in (record for record in RECORDS if record["id"].startswith(f"{article.name}:")):
            # Upper case and back changes a few letters of German.
            letters = "".join(record["text"].split()).casefold()
            assert [word for word in words if word not in letters] == []


def test_pages_are_given_without_their_answers() -> None:
    """What is read is a page as it was saved, in its own character set; the answers were taken out of it."""
    assert len(read_pages()) >= 36
    for page in read_pages():
        assert b"data-gold" not in page.data
        assert b"<!--gold" not in page.data
        assert len(page.gold["text"].encode()) > 300
    data = {page.name: page.data for page in read_pages()}
    assert "南極" in data["ja-news"].decode("shift_jis")
    assert "Nürnberg" in data["de-adler"].decode("windows-1252")


def test_a_page_is_marked_with_its_answers() -> None:
    """`body` is the article, `not` is left out of it, and lazy pictures are known by what they would load."""
    page = read_page(
        "a",
        '<!--gold {"url": "https://example.org/", "title": "T", "byline": "", "published": null} -->\n'
        '<nav>Menu</nav><div data-gold="body"><h2>One <a href="#x" data-gold="not">#</a></h2><p>Two<p>Three'
        '<div data-gold="not"><div>Share</div></div><img src="blank.gif" data-src="/b/c.png"></div><p>Four',
    )

    assert page.data.startswith(b"<nav>Menu</nav><div><h2>One <a href")
    assert page.gold["text"] == "One Two Three"
    assert page.gold["headings"] == [{"level": 2, "text": "One"}]
    assert page.gold["structure"]["img"] == ["c.png"]


def test_a_page_may_have_its_article_in_data() -> None:
    """What no element of the page holds is given in its first line."""
    page = read_page("a", '<!--gold {"url": "https://a.example/", "body": "<h2>One</h2><p>Two"} -->\n<p>Loading …')

    assert page.data == "<p>Loading …".encode()
    assert (page.gold["text"], page.gold["headings"]) == ("One Two", [{"level": 2, "text": "One"}])
    assert "body" not in page.gold


def test_mistakes_in_the_set_are_refused() -> None:
    """An unknown key in an article, or a page without answers, is our own mistake."""
    with pytest.raises(ValueError, match="colour"):
        read_article("a", "lang: en\nflavours: web\ntitle: T\ncolour: red\n\nText.")
    with pytest.raises(ValueError, match="gold"):
        read_page("a", "<p>Text</p>")


# The rulers ----------------------------------------------------------------------------------------------------------


def test_gold_scores_full_marks() -> None:
    """An answer that is the gold answer has 1 in every column, 0 where less is better."""
    for columns in score_sections(RECORDS, {record["id"]: record for record in RECORDS}).values():
        assert all(value == 1 for name, value in columns.items() if name != "n")
    gold = [page.gold for page in read_pages()]
    html = {"html": "<p>x</p>"}
    columns = score_pages(gold, {record["id"]: record | html for record in gold})
    heads = {
        "bodyP",
        "bodyR",
        "bodyF1",
        "title",
        "soft",
        "byline",
        "anyname",
        "date",
        "headP",
        "headR",
        "headF1",
        "nesting",
    }
    assert {name for name, value in columns.items() if value == 1} == heads
    assert columns["falseby"] == columns["struct"] == 0


KINDS = st.sampled_from(["title", "deck", "heading", "para", "quote", "li", "boilerplate", "toc", "hr", "other"])
BLOCKS = st.lists(
    st.builds(
        lambda kind, first, length, level, optional: {
            "kind": kind,
            "line_start": first,
            "line_end": min(6, first + length),
            "level": level,
            "optional": optional,
        },
        KINDS,
        st.integers(1, 6),
        st.integers(0, 3),
        st.integers(1, 3),
        st.booleans(),
    ),
    max_size=8,
)


@given(gold=BLOCKS, predicted=BLOCKS)
def test_figures_are_shares(gold: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> None:
    """Whatever is predicted, every figure is from 0 to 1 or was not asked, and the text is counted once."""
    score = SectionScore()

    score.count({"text": "a\nb\n\nc\nd\ne", "blocks": gold}, {"blocks": predicted})

    columns = score.columns()
    assert columns.pop("n") == 1
    assert all(0 <= value <= 1 or value != value for value in columns.values())  # noqa: PLR0124


def count_lines(gold: list[tuple[str, int, int]], predicted: list[tuple[str, int, int]]) -> Columns:
    """Score blocks given as kind, first and last line."""
    names = ("kind", "line_start", "line_end")
    first, second = ([dict(zip(names, block, strict=True)) for block in blocks] for blocks in (gold, predicted))
    score = SectionScore()
    score.count({"text": "\n".join("abcdefgh"), "blocks": first}, {"blocks": second})
    return score.columns()


def test_sections_by_hand() -> None:
    """Headings and items count by their first line, paragraphs by both, furniture line by line."""
    columns = count_lines(
        [("title", 1, 1), ("heading", 2, 2), ("para", 3, 4), ("heading", 5, 5), ("li", 6, 6), ("boilerplate", 7, 8)],
        [("title", 1, 1), ("heading", 2, 3), ("para", 3, 5), ("heading", 6, 6), ("li", 6, 8), ("toc", 7, 7)],
    )

    assert (columns["headP"], columns["headR"], columns["title"], columns["liF1"]) == (0.5, 0.5, 1, 1)
    assert (columns["paraF1"], columns["boilP"], columns["boilR"], columns["exact"]) == (0, 1, 0.5, 0)


def test_what_gold_leaves_open_is_in_no_score() -> None:
    """A rule, or a block that may be either, counts neither as found nor as missed."""
    gold = {"text": "a\nb", "blocks": [{"kind": "heading", "line_start": 1, "line_end": 1, "optional": True}]}
    score = SectionScore()
    score.count(gold, {"blocks": [{"kind": "para", "line_start": 1, "line_end": 1}]})

    assert score.columns()["perfect"] == 1


def test_pages_by_hand() -> None:
    """Body by runs of four words, false by-lines apart, headings without the page's title, levels by their steps."""
    gold = {
        "id": "a",
        "title": "The “Title”",
        "byline": "",
        "published": "2024-03-01",
        "text": "a b c d e",
        "headings": [{"level": 2, "text": "One"}, {"level": 3, "text": "Two"}, {"level": 2, "text": "Three"}],
        "structure": {"li": ["x"], "img": ["a.png"]},
    }
    prediction = {
        "title": 'the "title"',
        "byline": "By Someone",
        "published": "2024-02-29T23:30:00-01:00",
        "text": "a b c d f",
        "headings": [
            {"level": 1, "text": "The Title"},
            {"level": 1, "text": "one"},
            {"level": 2, "text": "Two"},
            {"level": 3, "text": "Three"},
        ],
        "html": '<ul><li>x</li></ul><img src="b/a.png?w=2"/>',
    }

    columns = score_pages([gold], {"a": prediction})

    assert (columns["bodyP"], columns["bodyR"], columns["title"], columns["falseby"], columns["date"]) == (
        0.5,
        0.5,
        1,
        1,
        1,
    )
    assert (columns["headF1"], columns["nesting"], columns["struct"]) == (1, 0.5, 1)


@given(text=st.text(max_size=40) | st.from_regex(r"\d{4}-\d\d-\d\dT\d\d:\d\d[+-]\d\d:\d\d", fullmatch=True))
def test_any_date_and_any_byline_are_read(text: str) -> None:
    """What pages say of dates and authors never breaks the ruler."""
    assert len(read_days(text)) <= 2
    assert all(name == name.strip() for name in split_names(text))


def test_tables_show_what_was_not_asked() -> None:
    """A figure that was not asked is a dash, and counts are whole."""
    assert format_table({"a": {"n": 2, "title": float("nan"), "deck": 0.5}}).split() == [
        *("n", "title", "deck"),
        *("a", "2", "-", "50.0"),
    ]


# What others are measured by -----------------------------------------------------------------------------------------


def test_we_are_measured_as_our_peers_are(capsys: pytest.CaptureFixture[str]) -> None:
    """All extractors answer the same questions; what is not installed is said to be."""
    saved = floors.list_saved()[:3]
    names = peers.list_installed()
    missing = capsys.readouterr().err

    predictions, costs = peers.extract_all(saved, names)

    assert names[0] == peers.OURS
    assert all(name in missing for name in set(peers.NAMES) - set(names))
    assert predictions[peers.OURS] == {page.name: pages.predict(page) for page in saved}
    assert all(cost > 0 for cost in costs.values())
    for found in predictions.values():
        assert {"id", "title", "byline", "published", "text", "headings", "html"} == found[saved[0].name].keys()


def test_peak_memory_is_that_of_the_work() -> None:
    """What the measuring process holds does not count."""
    ballast = bytearray(b"x" * 300_000_000)

    peak = measure_peak("sections", None)

    assert len(ballast) / 1024 / 1024 > peak > 5


def test_sources_held_out_are_scored_apart() -> None:
    """A fifth of the sources is apart, always the same; each counts once, however many texts it has."""
    names = [f"source {n}" for n in range(500)]
    held = [name for name in names if held_out.is_held_out(name)]
    assert 70 < len(held) < 130
    tuned = next(name for name in names if name not in held)
    records = [
        {"id": str(n), "source": source, "flavour": "web", "style": None, "text": "a\nb", "blocks": blocks}
        for n, (source, blocks) in enumerate(
            [
                (held[0], [{"kind": "title", "line_start": 1, "line_end": 1}]),
                (held[1], [{"kind": "title", "line_start": 2, "line_end": 2}]),
                (held[1], [{"kind": "title", "line_start": 2, "line_end": 2}]),
                (tuned, [{"kind": "title", "line_start": 2, "line_end": 2}]),
            ]
        )
    ]
    predictions = [{"blocks": [{"kind": "title", "line_start": 1, "line_end": 1}]}] * len(records)

    others, apart = held_out.describe_sections(records, predictions).split("-- 2 sources held out")

    heads, values = apart.split("\n")[1:3]
    figures = dict(zip(heads.split(), values.split()[1:], strict=True))
    assert (figures["n"], figures["title"]) == ("3", "50.0")
    assert "-- 1 other sources" in others


def test_a_corpus_is_scored_by_its_own_scorers(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Every folder's scorer is given all predictions; that of pages, those of the sites held out, too."""
    (tmp_path / "wcxb").mkdir()
    names = [f"{n}.example" for n in range(20)]
    gold = [{"id": name, "url": f"https://www.{name}/"} for name in names]
    write_lines(gold, tmp_path / "wcxb" / "gold.jsonl")
    (tmp_path / "wcxb" / "score.py").write_text(
        "import sys\nprint(len(open('gold.jsonl').readlines()), len(open(sys.argv[1]).readlines()), 'scored')\n"
    )
    for name in names:
        page = f"<h1>T</h1><p>{name} has a page with a text that is long enough to be read as one."
        (tmp_path / "wcxb" / f"{name}.html.gz").write_bytes(gzip.compress(page.encode()))

    assert commands.score(tmp_path, with_peers=False) == 0

    held = sum(map(held_out.is_held_out, names))
    out = capfd.readouterr().out
    assert "20 20 scored" in out
    assert f"{held} {held} scored" in out


def test_our_set_can_be_scored_by_others(tmp_path: Path) -> None:
    """Exported, it is a corpus: predictions of its files are those of the set itself."""
    commands.export_own(tmp_path)

    records = list(read_lines(tmp_path / "sections" / "dev.jsonl"))
    assert records == json.loads(json.dumps(RECORDS))
    assert next(commands.predict("sections", tmp_path / "sections" / "dev.jsonl")) == sections.predict(RECORDS[0])
    found = {record["id"]: record for record in commands.predict("pages", tmp_path / "pages")}
    assert found == floors.predict_pages(Stopwatch())
