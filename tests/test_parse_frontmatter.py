"""Front matter gives metadata, or one clear error; any other text is left alone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.errors import SourceError
from publisher.model import Metadata
from publisher.parse.frontmatter import merge_metadata, read_frontmatter
from publisher.parse.options import ParseOptions

OPTIONS = ParseOptions()
EVERYTHING = """---
Title: "On: rain"
summary: Why it falls.
authors: [Ada Low, Bo Hill]
date: 2026-05-12
lastmod: 2026-05-13T10:00:00+02:00
publishDate: 2026-06-01
expiryDate: 2027-06-01
draft: yes
slug: rain
tags: [water, sky]
categories: sky, weather
lang: en_GB
canonicalURL: https://example.org/rain
license: CC-BY-4.0
cover:
  image: rain.jpg
  alt: Rain
id: rain-article
layout: wide
---
Body
"""


def read(text: str, name: str = "a.md") -> Metadata:
    """Read the metadata of a text."""
    return read_frontmatter(text, name, OPTIONS).metadata


def test_every_name_is_read() -> None:
    """Hugo's names are understood in any case, and unknown ones are passed over."""
    assert read(EVERYTHING) == Metadata(
        title="On: rain",
        description="Why it falls.",
        authors=("Ada Low", "Bo Hill"),
        date=date(2026, 5, 12),
        lastmod=datetime(2026, 5, 13, 8, tzinfo=UTC),
        publish_date=date(2026, 6, 1),
        expiry_date=datetime(2027, 6, 1, tzinfo=UTC),
        draft=True,
        slug="rain",
        tags=("water", "sky", "weather"),
        language="en-GB",
        canonical="https://example.org/rain",
        license="CC-BY-4.0",
        image="rain.jpg",
        id="rain-article",
    )


def test_toml_says_the_same() -> None:
    """TOML front matter is read like YAML, with its own types."""
    text = """+++
title = "Rain"
date = 2026-05-12T08:00:00Z
draft = true
tags = ["water"]
slug = 2026
[author]
name = "Ada Low"
[params]
x = 1
+++
Body"""

    assert read(text) == Metadata(
        title="Rain",
        date=datetime(2026, 5, 12, 8, tzinfo=UTC),
        draft=True,
        tags=("water",),
        slug="2026",
        authors=("Ada Low",),
    )


@pytest.mark.parametrize("title", ["2026", "no", "1e3", "0x10", "2026-05-12", "Null island", "12:30:00"])
def test_titles_are_text_whatever_they_look_like(title: str) -> None:
    """YAML would make a number, a truth value or a date of them."""
    assert read(f"---\ntitle: {title}\n---\n").title == title


@pytest.mark.parametrize("value", ["", "~", "null", '""'])
def test_empty_values_say_nothing(value: str) -> None:
    """A name without a value is as good as none."""
    assert read(f"---\ntitle: {value}\ndate: {value}\ntags: {value}\ndraft: {value}\n---\n") == Metadata()


def test_a_date_without_offset_is_in_the_zone() -> None:
    """A wall-clock time is meant where the author is."""
    options = ParseOptions(zone=ZoneInfo("Europe/Berlin"))
    front = read_frontmatter("---\ndate: 2026-07-01 10:00\n---\n", "a.md", options)

    assert front.metadata.date == datetime(2026, 7, 1, 8, tzinfo=UTC)


def test_hugos_zero_date_is_no_date() -> None:
    """Hugo writes the year 1 for a date that was never set."""
    assert read("---\ndate: 0001-01-01T00:00:00Z\n---\n").date is None


@pytest.mark.parametrize(
    "text",
    [
        "---\n",
        "---\nA line, then a rule.\n---\nMore",
        "---\nNo end to this\n\nand more",
        "--- \n\nText\n",
        "----\ntitle: x\n----\n",
        "+++\nplus signs\n+++\n",
        "\n---\ntitle: x\n---\n",
        "Text\n---\ntitle: x\n---\n",
    ],
)
def test_rules_are_not_front_matter(text: str) -> None:
    """A line of hyphens above a text is a rule."""
    front = read_frontmatter(text, "a.txt", OPTIONS)

    assert (front.metadata, front.lines, front.body) == (Metadata(), 0, text)


def test_a_note_between_rules_is_text_in_plain_text() -> None:
    """In plain text at least one name has to be known."""
    text = "---\nNote: read this first.\n---\nText"

    assert read_frontmatter(text, "a.txt", OPTIONS).body == text
    assert read_frontmatter(text, "a.md", OPTIONS).body == "Text"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("---\ntitle: x\ndate: soon\n---\n", 3, "date is not a date"),
        ("---\ndraft: maybe\n---\n", 2, "neither true nor false"),
        ("---\nlang: English\n---\n", 2, "language tag"),
        ("---\ncanonical: /here\n---\n", 2, "web address"),
        ("---\ncanonical: javascript:alert(1)\n---\n", 2, "web address"),
        ("---\ntitle: [a, b]\n---\n", 2, "is a list"),
        ("---\ntitle: a: b\n---\n", 2, "not YAML"),
        ("---\ntitle: x\n\tslug: y\n---\n", 3, "not YAML"),
        ("---\ntitle: *x\n---\n", 2, "anchor or alias"),
        ("---\na: &a [x]\ntitle: b\n---\n", 2, "anchor or alias"),
        ("---\n[title]\n---\n", 2, "names and values"),
        ("---\ndraft: true\n\nThe rest", 1, "no end"),
        ("---\ndraft:true\n---\n", 2, "names and values"),
        ("+++\ntitle = x\n+++\n", 2, "not TOML"),
        ("+++\ntitle = 'x'\ndate = 'soon'\n+++\n", 3, "date is not a date"),
        ("+++\na" + ".a" * 5000 + " = 1\n+++\n", 1, "too deep"),
        ("+++\na = " + "[" * 5000 + "\n+++\n", 1, "too deep"),
        ("---\na: " + "[" * 5000 + "\n---\n", 2, "too deep"),
        ("---\na: " + "x" * 70_000 + "\n---\n", 1, "longer than"),
    ],
)
def test_mistakes_are_named_with_their_line(text: str, line: int, words: str) -> None:
    """An error says the file, the line and the cure."""
    with pytest.raises(SourceError) as caught:
        read_frontmatter(text, "news/a.md", OPTIONS)

    assert caught.value.where == f"news/a.md:{line}"
    assert words in caught.value.message
    assert caught.value.hint


def test_tags_make_no_objects() -> None:
    """YAML's tags are text to us."""
    assert read("---\ntitle: !!python/object/apply:os.getcwd []\nslug: x\n---\n") == Metadata(slug="x")


def test_merging_keeps_what_the_first_says() -> None:
    """Front matter wins over a page's own head."""
    merged = merge_metadata(Metadata(title="Mine", tags=("a",)), Metadata(title="Page", tags=("b",), slug="s"))

    assert merged == Metadata(title="Mine", tags=("a",), slug="s")


LINES = st.lists(
    st.sampled_from(
        ["---", "+++", "title: x", "title = 'x'", "date: 1", "- a", "", "text", "a: &b c", "{", "[x]", "..."]
    )
    | st.text(st.characters(codec="utf-8", exclude_characters="\r\x85\u2028\u2029", exclude_categories=["Cc"])),
    max_size=8,
).map("\n".join)


@given(text=LINES)
def test_any_text_is_read_or_refused_with_its_place(text: str) -> None:
    """Nothing but `SourceError` is raised, and no line of the article is lost or moved."""
    where, body, lines = "", "", 0
    try:
        front = read_frontmatter(text, "a.md", OPTIONS)
        body, lines = front.body, front.lines
    except SourceError as error:
        where = error.where

    assert where.startswith("a.md:") if where else body == "\n".join(text.split("\n")[lines:])
