"""Cutting a document into sections."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.config import parse_config
from publisher.errors import ConfigError
from publisher.model import Block, Document, Kind, Section
from publisher.split import SplitOptions, count_words, find_fragment, split_document
from tests.patience import ends_within
from tests.place import NOON, Place

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


def essay(*words: int) -> tuple[Block, ...]:
    """Make paragraphs of so many words, each with an opening of its own."""
    return tuple(paragraph(f"P{n} " + "word " * (count - 2) + "end.") for n, count in enumerate(words))


def cut(blocks: tuple[Block, ...], options: SplitOptions | None = None) -> list[tuple[Block, ...]]:
    """Return the blocks of each section of a document."""
    document = Document(title="T", blocks=blocks)
    return [section.blocks for section in split_document(document, options or SplitOptions())]


def length(blocks: tuple[Block, ...]) -> int:
    """Count the words of blocks."""
    return sum(count_words(block.text) for block in blocks)


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
    part_words=st.integers(0, 30),
)
def test_no_block_is_lost_or_repeated(
    blocks: list[Block], level: int, min_words: int, max_words: int, part_words: int
) -> None:
    """Whatever the settings, every block is in exactly one section, as a block or as its heading."""
    options = SplitOptions(level=level, min_words=min_words, max_words=max_words, part_words=part_words)

    sections = split_document(Document(title="T", blocks=tuple(blocks)), options)

    assert sorted(map(repr, flatten(sections))) == sorted(map(repr, blocks))
    assert bool(sections) == bool(blocks)
    assert sum(section.is_lead for section in sections) <= 1


@pytest.mark.parametrize(("words", "parts"), [((80,) * 11, 1), ((80,) * 12, 2), ((80,) * 75, 10)])
def test_an_article_without_headings_is_cut_into_parts(words: tuple[int, ...], parts: int) -> None:
    """Below one and a half times the length it stays whole; a long one has about as many parts as it should."""
    assert abs(len(cut(essay(*words))) - parts) <= parts // 5


def test_headings_are_enough() -> None:
    """An article with headings is cut at those alone, unless a section is over the limit."""
    blocks = (heading("One"), *essay(*[100] * 20), heading("Two"), *essay(*[100] * 40))

    sections = split_document(Document(title="T", blocks=blocks), SplitOptions())

    assert sections[0].blocks == blocks[1:21]
    assert sections[1].title == "Two"
    assert all(300 <= length(section.blocks) <= 1200 for section in sections[1:])
    assert flatten(sections) == list(blocks)


def test_a_long_section_with_tiny_ones_below_it_is_cut_all_the_same() -> None:
    """Sub-headings that have nothing to say do not keep a section from being cut."""
    blocks = (heading("One"), *essay(*[100] * 40), heading("Note", 2), paragraph("Short."), heading("Two"), paragraph())

    sections = split_document(Document(title="T", blocks=blocks), SplitOptions())

    assert all(length(section.blocks) <= 1200 for section in sections)
    assert flatten(sections) == list(blocks)


@pytest.mark.parametrize("options", [SplitOptions(part_words=0), SplitOptions(part_words=10_000)])
def test_parts_can_be_switched_off(options: SplitOptions) -> None:
    """Without a length for parts, or with a great one, an article without headings is one item."""
    assert len(cut(essay(*[80] * 75), options)) == 1


def test_the_length_of_parts_is_a_setting() -> None:
    """`split.part_words` of the settings file decides how long parts are; a negative one is refused."""
    config = parse_config("[split]\npart_words = 250", "publisher.toml", Path())

    assert len(cut(essay(*[80] * 75), config.split)) > len(cut(essay(*[80] * 75)))
    with pytest.raises(ConfigError, match="part_words"):
        parse_config("[split]\npart_words = -1", "publisher.toml", Path())


def test_ids_survive_a_paragraph_put_in(tmp_path: Path) -> None:
    """Subscribers to an article without headings are told of the part that changed, not of all that follow it."""
    random = Random(11)
    words = ["".join(random.choices("abcdefghijklmnopqrstuvwxyz", k=7)) for _ in range(2000)]
    paragraphs = [" ".join(random.choices(words, k=80)).capitalize() + "." for _ in range(60)]
    place = Place(tmp_path / "place", timedelta())
    place.write("essay.txt", "An essay\n\n" + "\n\n".join(paragraphs))
    parts = place.publish(NOON).articles[0].new
    before = [item["id"] for item in place.items()]

    place.write("essay.txt", "An essay\n\n" + "\n\n".join([*paragraphs[:20], paragraphs[0][::-1], *paragraphs[20:]]))
    report = place.publish(NOON + timedelta(days=1)).articles[0]

    assert parts > 5
    assert report.withdrawn == 0
    assert report.new + report.updated <= 3
    assert set(before) <= {item["id"] for item in place.items()}


def test_parts_are_called_by_their_first_words() -> None:
    """The first part is the lead under the article's title; the others can be told apart in a list."""
    sections = split_document(Document(title="T", blocks=essay(*[80] * 75)), SplitOptions())

    assert [section.is_lead for section in sections] == [True] + [False] * (len(sections) - 1)
    assert sections[0].title == "T"
    assert len({section.title for section in sections}) == len(sections)
    for section in sections[1:]:
        assert section.title.endswith("…")
        assert section.blocks[0].text.startswith(section.title[:-1])


def test_the_first_part_of_a_section_keeps_its_name() -> None:
    """Heading, pin and anchor stay with the beginning; no other part takes them."""
    blocks = (heading("Long", pin="long", anchor="long"), *essay(*[100] * 40))

    first, *others = split_document(Document(title="T", blocks=blocks), SplitOptions())

    assert (first.title, first.pin, first.anchor, first.heading) == ("Long", "long", "long", blocks[0])
    assert not any(part.pin or part.anchor or part.heading or part.is_lead for part in others)


def test_japanese_is_cut_by_its_characters() -> None:
    """Where words have no spaces, parts are as long to read, and titles as wide, as anywhere else."""
    blocks = tuple(paragraph(f"第{n}段落。" + "これは日本語の文章である。" * 10) for n in range(60))

    sections = split_document(Document(title="T", blocks=blocks), SplitOptions())

    assert all(300 <= length(section.blocks) <= 1200 for section in sections)
    assert all(20 <= len(section.title) <= 32 for section in sections[1:])


def test_scenes_come_first() -> None:
    """Where a line or stars divide an article, it is cut there, and the line closes the part before it."""
    rule = Block(kind=Kind.RULE, html="<hr>", text="")
    blocks = tuple(block for _ in range(8) for block in (*essay(*[90] * 7), rule))

    assert all(part[-1] is rule and part.count(rule) == 1 for part in cut(blocks))


FOLLOWERS = st.sampled_from([Kind.PARAGRAPH, Kind.LIST, Kind.QUOTE, Kind.CODE, Kind.TABLE])


@given(
    kinds=st.lists(FOLLOWERS, min_size=20, max_size=40),
    ending=st.sampled_from([":", "：", ":”", ": »"]),
)
def test_an_announcement_stays_with_what_it_announces(kinds: list[Kind], ending: str) -> None:
    """No part ever ends with a colon, whatever follows it."""
    blocks = tuple(
        block
        for n, kind in enumerate(kinds)
        for block in (
            paragraph(f"Announcement {n} " + "word " * 30 + ending),
            Block(kind=kind, html="x", text=f"Block {n} " + "word " * 60),
        )
    )

    assert not any(part[-1].text.endswith(ending) for part in cut(blocks))


def test_what_stays_together() -> None:
    """A caption stays with its table, a picture with what follows, a sentence that goes on with its beginning."""
    pairs = {
        paragraph("Table 3. Tides"): Block(kind=Kind.TABLE, html="x", text="High " * 60),
        Block(kind=Kind.FIGURE, html="<img>", text="A harbour"): paragraph("Boats " * 80),
        paragraph("The law says that " + "word " * 50): paragraph("and so it goes on " + "word " * 30),
    }
    blocks = tuple(block for _ in range(20) for pair in pairs.items() for block in pair)
    firsts = set(map(id, pairs))

    parts = cut(blocks)

    assert len(parts) > 5
    assert not any(id(part[-1]) in firsts for part in parts)


def test_blocks_that_all_belong_together_are_cut_in_the_end() -> None:
    """A poem in small letters, or a play of announcements, is no single block."""
    for text in ("and so it went on and on", "HAMLET says:"):
        blocks = (paragraph(text),) * 2000
        assert all(300 <= length(part) <= 1200 for part in cut(blocks))


def test_a_block_too_long_stays_whole() -> None:
    """One endless paragraph, or one giant list, is one part; what is tiny beside it joins it."""
    giant = Block(kind=Kind.LIST, html="<ul></ul>", text="Item " * 5000)

    assert cut((giant,)) == [(giant,)]
    assert cut((*essay(40), giant, *essay(40))) == [(*essay(40), giant, *essay(40))]
    assert (giant,) in cut((*essay(400), giant, *essay(400)))


@given(words=st.lists(st.integers(2, 50), max_size=120), part_words=st.integers(100, 300))
def test_parts_are_of_readable_length(words: list[int], part_words: int) -> None:
    """Of blocks at most half as long as a part, every part but a lone one is half to twice as long as it should be."""
    parts = cut(essay(*words), SplitOptions(part_words=part_words))

    assert [block for part in parts for block in part] == list(essay(*words))
    if len(parts) > 1:
        assert all(part_words <= 2 * length(part) <= 4 * part_words for part in parts)
    else:
        assert sum(words) <= 2 * part_words


@given(words=st.lists(st.integers(2, 400), max_size=40), max_items=st.integers(1, 8))
def test_a_book_without_chapters_is_never_too_many_items(words: list[int], max_items: int) -> None:
    """Parts grow before their number is beyond the limit of items."""
    blocks = essay(*words)

    assert len(cut(blocks, SplitOptions(part_words=10, max_items=max_items))) <= max(1, max_items)


def test_an_edit_moves_few_cuts() -> None:
    """A paragraph put in, taken out or reworded changes the part that it is in, and seldom one more."""
    random = Random(7)
    vocabulary = ["".join(random.choices("abcdefghijklmnopqrstuvwxyz", k=6)) for _ in range(3000)]

    def write() -> Block:
        words = max(3, round(80 * random.lognormvariate(0, 0.7)))
        return paragraph(" ".join(random.choices(vocabulary, k=words)).capitalize() + ".")

    changed = []
    for _ in range(60):
        before = tuple(write() for _ in range(100))
        place = random.randrange(100)
        kept = random.randrange(2)
        after = (*before[:place], *[write()] * random.randrange(2), *before[place + 1 - kept :])
        parts = cut(before)
        changed.append(len(set(parts) - set(cut(after))))

    assert sum(changed) / len(changed) < 2
    assert max(changed) <= 8


@pytest.mark.parametrize("text", ["— Yes.", "— {} it is, said {}.", "and {}", "Note {}:", "", "{} " + "word " * 80])
def test_many_paragraphs_take_little_time(text: str) -> None:
    """As many blocks as an article may have are cut in a few seconds, whatever they are like."""
    random = Random(3)
    blocks = tuple(paragraph(text.format(random.random(), n)) for n in range(20_000))

    parts = ends_within(10, lambda: cut(blocks))

    assert len(parts) <= 500


@given(text=st.text(max_size=300), blocks=BLOCKS)
def test_every_part_has_a_title_that_fits_a_line(text: str, blocks: list[Block]) -> None:
    """Whatever the text, a part's title is at most 61 characters in one line, and is never cut inside a letter."""
    bare = tuple(block for block in blocks if not block.level)
    document = Document(title="T", blocks=(*bare, paragraph(text)) * 9)

    for section in split_document(document, SplitOptions(part_words=3))[1:]:
        assert len(section.title) <= 61
        assert section.title == " ".join(section.title.split())
        assert section.title
        section.title.encode()


def test_a_part_is_linked_by_its_first_words() -> None:
    """A link to a part of the original holds words that stand there, without the title's ellipsis."""
    blocks = essay(*[80] * 30)
    document = Document(title="T", blocks=blocks, source_text="\n".join(block.text for block in blocks))

    for section in split_document(document, SplitOptions())[1:]:
        opening = section.blocks[0].text.split()[0]
        assert find_fragment(section, document).startswith(f":~:text={opening}%20word")


def test_fragment_is_the_heading_if_it_stands_there_once() -> None:
    """The heading's words make a text directive when the source has them once, as whole words."""
    document = Document(title="T", source_text="Pros and Cons\nText of it.\nOutlook\nMore.")

    assert find_fragment(Section(title="Outlook", blocks=(), heading=heading("Outlook")), document) == ":~:text=Outlook"


def test_fragment_falls_back_to_the_first_words() -> None:
    """A heading that stands there twice is not used; the first words of the section are."""
    text = "Cons are many and they are all listed here in order."
    document = Document(title="T", source_text=f"Pros and Cons\nNothing.\nCons\n{text}")

    fragment = find_fragment(Section(title="Cons", blocks=(paragraph(text),), heading=heading("Cons")), document)

    assert fragment == ":~:text=Cons%20are%20many%20and%20they%20are%20all%20listed"


def test_no_fragment_without_a_proof() -> None:
    """Words that cannot be found exactly once give no fragment at all."""
    document = Document(title="T", source_text="Same\nsame\n")

    assert find_fragment(Section(title="Same", blocks=(), heading=heading("Same")), document) == ""


def test_an_anchor_of_the_source_wins() -> None:
    """The heading's own id needs no proof."""
    section = Section(title="Same", blocks=(), anchor="día")

    assert find_fragment(section, Document(title="T")) == "d%C3%ADa"


@pytest.mark.parametrize(("text", "count"), [("", 0), ("Two words.", 2), ("東京タワー", 3), ("a 東京 b", 3)])
def test_words_are_counted_in_every_script(text: str, count: int) -> None:
    """Two characters of a script without spaces count as a word."""
    assert count_words(text) == count
