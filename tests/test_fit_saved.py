"""The texts that are made of saved pages, to train the network that judges plain text."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from random import Random
from typing import Any

import pytest

from publisher.parse.plaintext.zones import State
from tests.quality.gold_states import is_held_page, is_held_source, read_corpus, read_sample
from tests.quality.grafts import cut_pieces, graft, take_part
from tests.quality.lines import write_lines
from tests.quality.saved_texts import STYLES, make_record, read_saved_texts

TITLE = "The mill at the ford turns again"
_MARK = re.compile(r"^(?:[•▪-]|\d+\.) ")
FLOOD = "The river rose over night, and nobody in the village had seen so much water since monks built the old mill."
WHEEL = "By noon the new wheel turned for the first time, and the children threw their caps into the air and cheered."
SAYING = "Who has a wheel has bread, and who has bread has guests until the winter is over, as my mother used to say."
FLOUR = "The first flour goes to the baker, who gives a loaf to each house that lent a hand in the months before."
HELP = "You can help the museum with a gift, with old photographs of the ford, or with a Saturday of hard work."
PAGE = f"""<!doctype html><html><head><title>{TITLE} - The Ford Post</title><style>p {{}}</style></head><body>
<nav><ul><li><a href="/">Home</a></li><li>News<ul><li>Village</li></ul></li></ul></nav>
<p>News / {TITLE}</p>
<ol><li>Village</li><li>{TITLE}</li></ol>
<script>var hidden = "{FLOUR}";</script><div style="color: red; display: none">{FLOUR}</div><p hidden>Secret</p>
<main><header><h1>{TITLE}</h1>
<div>After two years of work the volunteers open the sluice at last</div>
<div>By Ada Miller</div><span>3 May</span> 2021</header>
<ul><li>How it began</li></ul>
<div id="text"><p>{FLOOD}</p>
<figure><img src="a.png"><figcaption>The wheel on its way</figcaption></figure>
<h2>How it began</h2>
<p>{WHEEL}<!-- a note --> Hurrah!</p>
<div>Advertisement</div>
<p>Read more: The baker and his oven</p>
<blockquote><p>{SAYING}</p></blockquote>
<ul><li>A wheel of oak</li><li><p>Two stones</p><p>of granite</p></li></ul>
<div>wheel.py</div><pre>turn_the(
    wheel_of_oak
)</pre>
<table><tr><th>Year</th><th>Sacks</th></tr><tr><td>1921</td><td>300</td></tr></table>
<p>{HELP}</p>
<p>The baker</p>
<p>{FLOUR}</p>
</div></main>
<section><h3>Most read</h3><ul><li>{TITLE}</li><li>The baker and his oven</li></ul></section>
<footer>Imprint<br>Privacy</footer></body></html>"""
GOLD: dict[str, Any] = {
    "id": "7",
    "url": "https://www.ford-post.example/mill",
    "title": TITLE,
    "text": f"{FLOOD}\nHow it began\n{WHEEL} Hurrah!\n{SAYING}\nA wheel of oak\nTwo stones\nof granite\nwheel.py\n"
    f"turn_the(\n    wheel_of_oak\n)\nThe baker\n{FLOUR}",
}
LINES = [
    ("boilerplate", "Home"),
    ("boilerplate", "News"),
    ("boilerplate", "Village"),
    ("boilerplate", f"News / {TITLE}"),
    ("boilerplate", "Village"),
    ("boilerplate", TITLE),
    ("title", TITLE),
]


def make() -> dict[str, Any]:
    """Return the record of the page."""
    record = make_record(GOLD, PAGE.encode(), "wcxb")
    assert record is not None
    return dict(record)


def list_lines(record: dict[str, Any]) -> list[tuple[str, str]]:
    """Return each line with its kind, without its bullet or number; a kind that is open has a question mark."""
    lines = record["text"].split("\n")
    return [
        (block["kind"] + ("?" if block.get("optional") else ""), _MARK.sub("", lines[n]).strip())
        for block in record["blocks"]
        for n in range(block["line_start"] - 1, block["line_end"])
    ]


def test_lines_have_the_kinds_of_their_elements() -> None:
    """What the gold text has is of the article, by its elements; what it may have left out is open."""
    found = list_lines(make())
    first = [text for _, text in found].index(FLOOD)
    assert found[first:] == [
        ("para", FLOOD),
        ("other", "The wheel on its way"),
        ("heading", "How it began"),
        ("para", f"{WHEEL} Hurrah!"),
        ("boilerplate", "Advertisement"),
        ("boilerplate", "Read more: The baker and his oven"),
        ("quote", SAYING),
        ("li", "A wheel of oak"),
        ("li", "Two stones"),
        ("para?", "of granite"),
        ("other", "wheel.py"),
        ("code", "turn_the("),
        ("code", "wheel_of_oak"),
        ("code", ")"),
        ("other", "Year\tSacks"),
        ("other", "1921\t300"),
        ("other", HELP),
        ("para?", "The baker"),
        ("para", FLOUR),
        ("boilerplate", "Most read"),
        ("boilerplate", TITLE),
        ("boilerplate", "The baker and his oven"),
        ("boilerplate", "Imprint"),
        ("boilerplate", "Privacy"),
    ]


def test_title_is_the_heading_nearest_to_the_body() -> None:
    """A trail of links or a teaser repeats the title and is furniture, as a by-line is; a standfirst may not be."""
    found = list_lines(make())
    assert found[: len(LINES)] == LINES
    assert found[len(LINES) : len(LINES) + 4] == [
        ("other", "After two years of work the volunteers open the sluice at last"),
        ("boilerplate", "By Ada Miller"),
        ("boilerplate", "3 May 2021"),
        ("boilerplate", "How it began"),
    ]


def test_zones_follow_from_kinds() -> None:
    """Furniture is above, between, inside and below."""
    sample = read_sample(make())
    assert sample is not None
    assert {State.ABOVE, State.TITLE, State.BETWEEN, State.INSIDE, State.BELOW} <= set(sample.states.tolist())


def test_standfirst_above_furniture_is_open() -> None:
    """A line of the gold text that is short or stands elsewhere, above the body, may be a standfirst."""
    standfirst = "After two years of work the volunteers open the sluice at last"
    record = make_record(GOLD | {"text": f"{standfirst}\n{GOLD['text']}"}, PAGE.encode(), "wcxb")
    assert record is not None
    assert ("other", standfirst) in list_lines(dict(record))


def test_styles_differ_in_blank_lines_and_marks() -> None:
    """The id of a page chooses its style: paragraphs apart or not, items with marks or not."""
    found: dict[str, list[str]] = {}
    for n in range(60):
        record = make_record(GOLD | {"id": f"{n}"}, PAGE.encode(), "wcxb")
        assert record is not None
        found[record["style"]] = record["text"].split("\n")
    assert set(found) == set(STYLES)
    assert "" not in found["tight"]
    assert found["selection"].count("") > found["innertext"].count("") > 0
    assert "A wheel of oak" in found["innertext"]
    assert any(line.endswith(" A wheel of oak") for line in found["innertext+bullets"])
    assert f"2. {TITLE}" in found["tight+bullets"]
    assert TITLE in found["tight+bullets"]


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Another page"},
        {"title": "!"},
        {"text": "Another text of the same length. " * 20},
        {"text": GOLD["text"] + "\nWhat is not on the page, by far." * 20},
        {"text": FLOOD},
    ],
)
def test_what_is_not_found_is_left_out(change: dict[str, str]) -> None:
    """A page has no record without its title and most of its text."""
    assert make_record(GOLD | change, PAGE.encode(), "wcxb") is None


@pytest.mark.parametrize(
    "page",
    [
        b"",
        b"<p>",
        b"<!-- -->",
        b"\xff\xfe",
        b"<frameset><frame></frameset>",
        b"<div>" * 100_000 + b"x",
        b"<ul><li><ul>" * 9000,
    ],
)
def test_odd_pages_have_no_record(page: bytes) -> None:
    """Any bytes are read; what is too deep is cut."""
    assert make_record(GOLD, page, "wcxb") is None


def test_articles_and_furniture_change_places() -> None:
    """An article goes into another page; a part has all of the article."""
    record = make()
    other = make_record(GOLD | {"id": "8"}, PAGE.replace("Advertisement", "Sponsored").encode(), "pages")
    assert other is not None
    pieces = cut_pieces(record)
    grafted = [line for piece in graft(pieces, cut_pieces(other), Random(1)) for line in piece.lines]
    assert {"Sponsored", FLOOD, SAYING} <= set(grafted)
    assert "Advertisement" not in grafted
    part = [line for piece in take_part(pieces, Random(1)) for line in piece.lines]
    assert {FLOOD, SAYING, FLOUR} <= set(part)


def test_corpus_has_its_saved_pages(tmp_path: Path) -> None:
    """Saved pages are read where there are any, but those that the copied part has with their own articles."""
    for part in ("copied", "sections", "wcxb", "pages"):
        (tmp_path / part).mkdir()
    known = make() | {"as_is": True, "page": "8", "id": "known"}
    for part, records in (("copied", [known]), ("sections", [])):
        write_lines(records, tmp_path / "lines")
        (tmp_path / part / "dev.jsonl.gz").write_bytes(gzip.compress((tmp_path / "lines").read_bytes()))
    gold = [GOLD, GOLD | {"id": "8"}, GOLD | {"id": "9", "text": None}, GOLD | {"id": "10", "title": None}]
    for part in ("wcxb", "pages"):
        write_lines(gold, tmp_path / part / "gold.jsonl")
        for page in gold:
            (tmp_path / part / f"{page['id']}.html.gz").write_bytes(gzip.compress(PAGE.encode()))

    found = read_corpus(tmp_path)

    assert [record["id"] for record in found] == [
        "known",
        *("wcxb-7:copied", "wcxb-8:copied", "wcxb-10:copied"),
        *("pages-7:copied", "pages-10:copied"),
    ]
    assert {record["source"] for record in found} == {"ford-post.example"}
    assert found[1:4] == read_saved_texts(tmp_path / "wcxb")
    assert [record["page"] for record in found[1:]] == ["wcxb-7", "wcxb-8", "wcxb-10", "7", "10"]


def test_source_decides_what_is_held_out() -> None:
    """A page that no other article stands in is held out when its site is."""
    held = 0
    for n in range(40):
        record = make() | {"source": f"site-{n}.example", "page": f"wcxb-{n}"}
        assert is_held_page(record) is is_held_source(record)
        held += is_held_page(record)
    assert 0 < held < 20


def test_title_without_gold_answer() -> None:
    """Where the gold answer has no title, the heading is taken that the head of the page names."""
    gold = GOLD | {"title": None}
    record = make_record(gold, PAGE.encode(), "wcxb")
    assert record is not None
    assert dict(record) == make()
    assert make_record(gold, PAGE.replace("<title>The mill", "<title>A mill").encode(), "wcxb") is None
