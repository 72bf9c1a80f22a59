"""Cutting a document into sections."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.model import Block, Document, Kind, Section
from publisher.split import SplitOptions, count_words, find_fragment, split_document

WHOLE = SplitOptions(min_words=0, max_words=0)
LONG = "word " * 30


def heading(text: str, level: int = 1, pin: str = "", anchor: str = "") -> Block:
    """Make a heading."""
    return Block(kind=Kind.HEADING, html=text, text=text, level=level, pin=pin, anchor=anchor)


def paragraph(text: str = LONG) -> Block:
    """Make a paragraph."""
    return Block(kind=Kind.PARAGRAPH, html=f"<p>{text}</p>", text=text)


def flatten(sections: tuple[Section, ...]) -> list[Block]:
    """Return all blocks in the order of the sections, headings included."""
    return [block for section in sections for block in ((section.heading,) if section.heading else ()) + section.blocks]


@pytest.mark.parametrize(
    ("level", "titles"),
    [(1, ["News", "Rain", "Sun"]), (2, ["News", "Rain", "Hail", "Sun"]), (0, ["News", "Rain", "Sun"])],
)
def test_level_decides_where_to_cut(level: int, titles: list[str]) -> None:
    """Only headings down to the chosen level open a section; 0 finds the top level."""
    document = Document(
        title="News",
        blocks=(
            paragraph(),
            heading("Rain"),
            paragraph(),
            heading("Hail", 2),
            paragraph(),
            heading("Sun"),
            paragraph(),
        ),
    )

    sections = split_document(document, SplitOptions(level=level, min_words=0))

    assert [section.title for section in sections] == titles


def test_a_single_heading_at_the_top_does_not_hide_those_below_it() -> None:
    """A level that occurs once does not make the article one section: the next one cuts as well."""
    blocks = (heading("All of it", 1), heading("One", 2), paragraph(), heading("Two", 2), paragraph())

    sections = split_document(Document(title="T", blocks=blocks), SplitOptions())

    assert [section.title for section in sections] == ["All of it", "Two"]


def test_a_tiny_section_joins_the_one_before_it() -> None:
    """A section of a few words becomes a sub-heading of its neighbour; nothing is lost."""
    blocks = (
        heading("One"),
        paragraph(),
        heading("Note"),
        paragraph("Three short words."),
        heading("Two"),
        paragraph(),
    )

    sections = split_document(Document(title="T", blocks=blocks), SplitOptions())

    assert [section.title for section in sections] == ["One", "Two"]
    assert flatten(sections) == list(blocks)


def test_a_bare_heading_joins_what_it_introduces() -> None:
    """A heading with nothing below it opens the section that follows."""
    blocks = (heading("Part one"), heading("The storm"), paragraph(), heading("End"), paragraph())

    sections = split_document(Document(title="T", blocks=blocks), SplitOptions())

    assert [section.title for section in sections] == ["Part one", "End"]
    assert flatten(sections) == list(blocks)


def test_a_pinned_or_a_pictured_section_stands_alone() -> None:
    """A section that its author named, or that holds a figure, is an item however short it is."""
    figure = Block(kind=Kind.FIGURE, html="<img src=a.png>", text="")
    blocks = (heading("One"), paragraph(), heading("Two", pin="two"), paragraph("Short."), heading("Three"), figure)

    sections = split_document(Document(title="T", blocks=blocks), SplitOptions())

    assert [section.title for section in sections] == ["One", "Two", "Three"]


def test_a_long_section_is_cut_at_its_sub_headings() -> None:
    """A section over the limit is cut at its highest sub-headings; its beginning keeps its title."""
    blocks = (
        heading("Long"),
        paragraph(),
        heading("A", 2),
        paragraph(),
        heading("B", 2),
        paragraph(),
        heading("C"),
        paragraph(),
    )

    sections = split_document(Document(title="T", blocks=blocks), SplitOptions(max_words=80))

    assert [section.title for section in sections] == ["Long", "A", "B", "C"]


BLOCKS = st.lists(
    st.one_of(
        st.builds(heading, st.text(max_size=5), st.integers(1, 6)),
        st.builds(paragraph, st.text("ab ", max_size=40)),
        st.builds(lambda: Block(kind=Kind.LIST, html="<ul></ul>", text="one two")),
        st.builds(lambda: Block(kind=Kind.FIGURE, html="<img>", text="")),
    ),
    max_size=25,
)


@given(
    blocks=BLOCKS,
    level=st.integers(0, 6),
    min_words=st.integers(0, 12),
    max_words=st.integers(0, 30),
)
def test_no_block_is_lost_or_repeated(blocks: list[Block], level: int, min_words: int, max_words: int) -> None:
    """Whatever the settings, every block is in exactly one section, as a block or as its heading."""
    options = SplitOptions(level=level, min_words=min_words, max_words=max_words)

    sections = split_document(Document(title="T", blocks=tuple(blocks)), options)

    assert sorted(map(repr, flatten(sections))) == sorted(map(repr, blocks))
    assert bool(sections) == bool(blocks)
    assert sum(section.is_lead for section in sections) <= 1


def test_fragment_is_the_heading_if_it_stands_there_once() -> None:
    """The heading's words make a text directive when the source has them once, as whole words."""
    document = Document(title="T", source_text="Pros and Cons\nText of it.\nOutlook\nMore.")

    assert find_fragment(Section(title="Outlook", blocks=()), document) == ":~:text=Outlook"


def test_fragment_falls_back_to_the_first_words() -> None:
    """A heading that stands there twice is not used; the first words of the section are."""
    text = "Cons are many and they are all listed here in order."
    document = Document(title="T", source_text=f"Pros and Cons\nNothing.\nCons\n{text}")

    fragment = find_fragment(Section(title="Cons", blocks=(paragraph(text),)), document)

    assert fragment == ":~:text=Cons%20are%20many%20and%20they%20are%20all%20listed"


def test_no_fragment_without_a_proof() -> None:
    """Words that cannot be found exactly once give no fragment at all."""
    document = Document(title="T", source_text="Same\nsame\n")

    assert find_fragment(Section(title="Same", blocks=()), document) == ""


def test_an_anchor_of_the_source_wins() -> None:
    """The heading's own id needs no proof."""
    section = Section(title="Same", blocks=(), anchor="día")

    assert find_fragment(section, Document(title="T")) == "d%C3%ADa"


@pytest.mark.parametrize(("text", "count"), [("", 0), ("Two words.", 2), ("東京タワー", 3), ("a 東京 b", 3)])
def test_words_are_counted_in_every_script(text: str, count: int) -> None:
    """Two characters of a script without spaces count as a word."""
    assert count_words(text) == count
