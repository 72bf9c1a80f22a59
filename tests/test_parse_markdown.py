"""Markdown becomes blocks whose lines, anchors and pins are the author's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.errors import SourceError
from publisher.model import Block, Document, Kind, LineKind, Raw
from publisher.parse import ParseOptions, parse_article

OPTIONS = ParseOptions()


def parse(text: str) -> Document:
    """Parse a text as the file ``a.md``."""
    return parse_article(Raw(name="a.md", data=text.encode()), OPTIONS)


def headings(document: Document) -> list[tuple[int, str]]:
    """List the headings of a document."""
    return [(block.level, block.text) for block in document.blocks if block.kind is Kind.HEADING]


def find(document: Document, kind: Kind) -> Block:
    """Find the only block of a kind."""
    (block,) = [block for block in document.blocks if block.kind is kind]
    return block


@pytest.mark.parametrize(
    ("text", "title", "sections"),
    [
        ("# Rain\n\nText\n\n## Wet\n\nText", "Rain", [(1, "Wet")]),
        ("---\ntitle: Rain\n---\n# Rain\n\n## Wet\n\nText", "Rain", [(1, "Wet")]),
        ("---\ntitle: Rain\n---\n# Other\n\n## Wet\n\nText", "Rain", [(1, "Wet")]),
        ("---\ntitle: Rain\n---\n# Wet\n\nText\n\n# Dry\n\nText", "Rain", [(1, "Wet"), (1, "Dry")]),
        ("---\ntitle: Rain\n---\n# Rain\n\nText\n\n# Dry\n\nText", "Rain", [(1, "Dry")]),
        ("# Rain\n\nText\n\n# Wet\n\n## Very\n\nText", "Rain", [(1, "Wet"), (2, "Very")]),
        ("![x](y.png)\n\n# Rain\n\nText", "Rain", []),
        ("A note.\n\n# Rain\n\n## Wet\n\nText", "Rain", [(1, "Wet")]),
        ("## Wet\n\nText\n\n#### Very\n\nText", "A", [(1, "Wet"), (2, "Very")]),
        ("Rain\n====\n\nText\n\nWet\n---\n\nText", "Rain", [(1, "Wet")]),
    ],
)
def test_title_and_sections(text: str, title: str, sections: list[tuple[int, str]]) -> None:
    """Front matter names the article, else its first heading of level one, else the file."""
    document = parse(text)

    assert document.title == title
    assert headings(document) == sections


def test_every_kind_of_block() -> None:
    """Each construct is one block of its kind, and keeps its line."""
    document = parse(
        """---
title: T
---
para *em*
second line

- a
    1. b

> quote

```py
x  =  1
```

| h |
|---|
| c |

![alt](p.png "t")

***

Term
: meaning
"""
    )

    assert [(block.kind, block.line, block.text) for block in document.blocks] == [
        (Kind.PARAGRAPH, 4, "para em second line"),
        (Kind.LIST, 7, "a b"),
        (Kind.QUOTE, 10, "quote"),
        (Kind.CODE, 12, "x  =  1"),
        (Kind.TABLE, 16, "h c"),
        (Kind.FIGURE, 20, ""),
        (Kind.RULE, 22, ""),
        (Kind.LIST, 24, "Term meaning"),
    ]


@pytest.mark.parametrize("attributes", ["{#wet}", "{: #wet}", "{#wet .big}", "{#wet }"])
def test_ids_of_headings_are_pins(attributes: str) -> None:
    """An id that the author wrote to a heading pins its section."""
    heading = find(parse(f"# T\n\n## Wet & *cold* {attributes}\n\nText"), Kind.HEADING)

    assert (heading.anchor, heading.pin, heading.text, heading.html) == (
        "wet",
        "wet",
        "Wet & cold",
        "Wet &amp; <em>cold</em>",
    )


def test_footnotes_stand_in_the_section_that_refers_to_them() -> None:
    """A cut between sections takes each note along, with its number."""
    document = parse(
        "# T\n\nOne[^1].\n\n## A\n\nTwo[^b].\n\n## B\n\nThree.\n\n[^b]: Second.\n[^1]: First[^c].\n[^c]: Third.\n"
    )

    assert [block.text for block in document.blocks] == [
        *("One.", "First.", "Third.", "A", "Two.", "Second.", "B", "Three."),
    ]
    assert 'start="2"' in next(block.html for block in document.blocks if block.text == "Second.")


def test_raw_html_is_read_as_html() -> None:
    """HTML between Markdown gives blocks with lines, and loses its scripts."""
    document = parse(
        '# T\n\nText\n\n<h2 id="x">Raw</h2>\n<p>More</p>\n<script>alert(1)</script>\n\n<div>\n\nIn *it*\n\n</div>\n'
    )

    assert [(block.kind, block.line, block.text, block.pin) for block in document.blocks] == [
        (Kind.PARAGRAPH, 3, "Text", ""),
        (Kind.HEADING, 5, "Raw", "x"),
        (Kind.PARAGRAPH, 6, "More", ""),
        (Kind.PARAGRAPH, 11, "In it", ""),
    ]


def test_comments_vanish_and_shortcodes_stay() -> None:
    """``<!--more-->`` is Hugo's own; a shortcode may be anything, so it stays to be seen."""
    document = parse("# T\n\nText\n\n<!--more-->\n\n{{< youtube abc >}}\n")

    assert [block.text for block in document.blocks] == ["Text", "{{< youtube abc >}}"]


def test_description_is_the_standfirst() -> None:
    """Front matter's description is not said twice."""
    document = parse("---\ntitle: T\ndescription: In short.\n---\nIn short.\n\nAt length.")

    assert document.standfirst == "In short."
    assert [block.text for block in document.blocks] == ["At length."]


def test_every_block_and_dropped_line_has_its_reason() -> None:
    """Notes tell what each line was taken for."""
    document = parse("# T\n\nText\n\n- a\n")

    assert [(note.line, note.kind) for note in document.notes] == [
        (1, LineKind.TITLE),
        (3, LineKind.PARAGRAPH),
        (5, LineKind.ITEM),
    ]


@pytest.mark.parametrize("text", ["> " * 60 + "x", "- " * 60 + "x", "a\n\n" + "1. " * 60 + "x"])
def test_deep_nesting_is_refused_not_lost(text: str) -> None:
    """The parser would drop what is nested too deep without a word."""
    with pytest.raises(SourceError, match="too deep"):
        parse(text)


@pytest.mark.parametrize(
    "unit", ["[", "![[", "^[", "*a_ ", "a**b", "[x](<", "<a", "`a``", "- a\n\n", "[^a]: x\n", "|a", "&#x;"]
)
def test_hostile_markdown_ends(unit: str) -> None:
    """No repeated construct keeps the parser busy for long, nor breaks it."""
    assert parse("# T\n\nText\n\n" + unit * 2000).title == "T"


WORDS = st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), min_size=1, max_size=6).map(" ".join)
PIECES = st.one_of(
    WORDS,
    WORDS.map("## {}".format),
    WORDS.map("- {}".format),
    WORDS.map("> {}".format),
    WORDS.map("    {}".format),
    WORDS.map("```\n{}\n```".format),
    WORDS.map("<div>{}</div>".format),
    WORDS.map("| {} |\n|---|".format),
)


@given(pieces=st.lists(PIECES, min_size=1, max_size=12))
def test_no_word_is_lost_or_moved(pieces: list[str]) -> None:
    """All words of a text stand in its blocks, in order, but for those of markup."""
    text = "\n\n".join(pieces)
    document = parse("---\ntitle: T\n---\n" + text)

    words = [word for word in text.replace("<div>", " ").replace("</div>", " ").split() if word.isalpha()]
    assert [word for block in document.blocks for word in block.text.split()] == words


@given(text=st.text(st.sampled_from("ab#*_`[](){}!<>-=|:~^\n \t&;0123/\\"), max_size=120) | st.text(max_size=60))
def test_any_text_is_parsed_or_refused(text: str) -> None:
    """Nothing but `SourceError` is raised."""
    title, where = "", ""
    try:
        title = parse(text).title
    except SourceError as error:
        where = error.where

    assert title or where.startswith("a.md:")
