"""Runs of lines in plain text: tables, verse, amounts, clauses, pages, e-mails, turns, remarks, code."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.model import Document, Kind, LineKind, Metadata
from publisher.parse.options import ParseOptions
from publisher.parse.plaintext import parse_plaintext
from publisher.parse.plaintext.code import find_code
from publisher.parse.plaintext.hyphens import SOFT_HYPHEN, mark_broken_words
from publisher.parse.plaintext.layout import join_lines, split_lines
from publisher.parse.plaintext.mail import read_mail
from publisher.parse.plaintext.pagebreaks import find_page_lines
from publisher.parse.plaintext.remarks import find_remarks
from publisher.parse.plaintext.tables import split_rows
from publisher.parse.plaintext.verse import is_verse
from tests.patience import ends_within

PROSE = (
    "The keeper of the lighthouse counts the ships at dusk, and writes the number on a slate beside the door, where "
    "nobody but the cat has ever been seen to read it."
)
WRAPPED = (
    "The keeper of the lighthouse counts the ships at dusk, and writes the\n"
    "number on a slate beside the door, where nobody but the cat has ever\n"
    "been seen to read it, though the cat does so every evening.\n"
)


def read(text: str) -> Document:
    """Parse a text without front matter."""
    return parse_plaintext(text, Metadata(), ParseOptions())


def headings(document: Document) -> list[str]:
    """List the texts of the headings of a document."""
    return [block.text for block in document.blocks if block.kind is Kind.HEADING]


def html(document: Document) -> str:
    """Return the HTML of all blocks."""
    return "\n".join(block.html for block in document.blocks)


def kinds(document: Document) -> dict[str, LineKind]:
    """Return what each run of lines was taken for, by its text."""
    return {note.text: note.kind for note in document.notes}


@pytest.mark.parametrize("gap", ["    ", "\t"])
@pytest.mark.parametrize("around", ["\n", ""])
def test_columns_are_a_table(gap: str, around: str) -> None:
    """Words in columns are rows of cells, with blank lines around them or without."""
    rows = [f"{name:<8}{gap}{light:<6}{gap}{count}" for name, light, count in (
        ("Tower", "Light", "Ships"), ("Skerry", "red", "12"), ("Holm", "white", "7"), ("Ness", "green", "31"),
    )]  # fmt: skip

    document = read("\n".join(["Lights of the coast", PROSE, around, *rows, around, PROSE]))

    assert headings(document) == []
    assert "<tr><td>Skerry</td><td>red</td><td>12</td></tr>" in html(document)


def test_drawn_table() -> None:
    """Drawn lines part rows and cells; they are not published."""
    drawn = "┌───────┬──────┐\n│ Light │ Name │\n├───────┼──────┤\n│ red   │ Ness │\n└───────┴──────┘"

    assert split_rows(drawn) == [["Light", "Name"], ["red", "Ness"]]
    assert split_rows("+---+---+\n| a | b |\n| c | d |\n+---+---+\n| e | f |\n+---+---+\n| g | h |\n+---+---+") == [
        ["a c", "b d"],
        ["e", "f"],
        ["g", "h"],
    ]
    assert "<td>red</td><td>Ness</td>" in html(read(f"Lights\n\n{PROSE}\n\n{drawn}\n\n{PROSE}"))


def test_verse_keeps_its_lines() -> None:
    """Stanzas are paragraphs of lines; a stanza whose sentences end with its lines is found beside others."""
    first = "The lamp that turns above the bay,\n  and counts the seconds of the dark,\nhas never seen a single day,\n  nor any bird but owl and lark."  # noqa: E501
    second = "The keeper sleeps when others wake.\n  He does not mind the noise of noon.\nHe only asks, for quiet's sake,\n  a heavy curtain and no moon."  # noqa: E501

    document = read(f"The Lamp\n\n{first}\n\n{second}\n")

    assert "above the bay,<br>&#160;&#160;and counts the seconds" in html(document)
    assert "when others wake.<br>" in html(document)
    assert headings(document) == []


def test_wrapped_prose_is_no_verse() -> None:
    """A paragraph that was wrapped at a narrow column stays one paragraph."""
    narrow = [
        "the keeper of the light, who counts",
        "the ships at dusk, writes a number,",
        "and nobody, as we know, reads it,",
    ]

    assert not is_verse([*narrow, "but for the cat"], 0, len)


def test_amounts_are_items() -> None:
    """What a recipe needs is a list, and its times are no headings."""
    document = read(
        f"Keeper's Soup\n\n{PROSE}\n\nReady in: 40 minutes\nFeeds: 2\n\nYou need\n\n3 leeks\n1/2 l milk\n"
        f"1 ½ tsp pepper\n2-3 potatoes\n\nHow to cook it\n\n{PROSE}\n"
    )

    assert headings(document) == ["You need", "How to cook it"]
    assert "<li>1/2 l milk</li>" in html(document)


def test_clauses_are_headings_all() -> None:
    """Numbers that run on with text between them are headings, wherever one alone would be doubtful."""
    titles = ["1. Meaning of Words.", "2. Lamps.", "3. Duties of Keepers Towards the Masters of Ships.", "4. Fines."]

    document = read("LIGHTHOUSE RULES\n\n" + "\n".join(f"{title}\n\n{WRAPPED}\n{WRAPPED}" for title in titles))

    assert headings(document) == titles


STEPS = (
    "Trim the wick with the scissors that hang beside the door.",
    "Fill the lamp with oil from the blue can.",
    "Light the lamp, and wait until it burns without smoke.",
)


def test_steps_with_a_word_on_each_are_a_list() -> None:
    """Numbered items with indented paragraphs below are no clauses."""
    steps = "\n".join(f"{n}. {text}\n\n   {PROSE}\n" for n, text in enumerate(STEPS, 1))

    document = read(f"Lighting a lamp\n\n{PROSE}\n\n{steps}")

    assert not any("its number runs on" in note.reason for note in document.notes)


def test_underlined_versions_are_of_one_level() -> None:
    """An underline counts below a number, too, and says more of the level than a version's parts do."""
    versions = ["2.0 of May", "1.4.2 / March", "1.4.1 / February"]
    body = "\n\n".join(f"{version}\n{'-' * len(version)}\n\n* {PROSE}" for version in versions)

    document = read(f"Changes\n=======\n\n{body}\n")

    assert [(block.level, block.text) for block in document.blocks if block.kind is Kind.HEADING] == [
        (1, version) for version in versions
    ]


def write_memo() -> str:
    """Write a memo of some pages, each of which breaks a sentence."""
    text = "\n".join(
        f"{WRAPPED}\n{WRAPPED}\n   The {lamp} lamp burns\n\n\nKeeper              Memo              [Page {n}]\n\n"
        f"MEMO 7              Lamps              June\n\n   all night, and goes out at dawn.\n"
        for n, lamp in enumerate(("red", "white", "green"), 1)
    )
    head = "Isle Office                      B. Keeper\nMemo: 7                               June\n"
    return f"{head}\n\n            Lamps and Oil\n\n{text}"


def test_pages_of_a_memo() -> None:
    """Heads and feet of pages go, and what they part is one paragraph again."""
    document = read(write_memo())

    assert document.title == "Lamps and Oil"
    assert "Page" not in html(document)
    assert "MEMO 7" not in html(document)
    assert "The white lamp burns all night, and goes out at dawn." in html(document)


@pytest.mark.parametrize("line", ["// module", "Bad:", "1", "A line of text that returns."])
def test_what_returns_amid_no_sentence_is_no_page(line: str) -> None:
    """Lines that return are the article's if they part no sentence."""
    lines = split_lines("\n\n".join([PROSE + "\n" * 20, line] * 5))

    assert find_page_lines(lines) == set()


def test_entries_with_leaders_are_contents() -> None:
    """Dots that lead to a page number make a line an entry of a table of contents."""
    document = read(
        f"Lamps\n\nWhat is where\n\nOil ........... 3\nWicks ......... 12\n\nOil\n\n{PROSE}\n\nWicks\n\n{PROSE}\n"
    )

    assert "...." not in html(document)
    assert headings(document) == ["Oil", "Wicks"]


MAIL = f"""From: Bea Keeper <bea@isle.example>
To: lamps@isle.example
Date: Mon, 6 Jun 2011 08:00:00 +0200
Subject: Re: [lamps] Oil for the winter

Dear friends,

{WRAPPED}
On Sunday, Cy <cy@isle.example> wrote:
> The oil that came last week was thin, and smelled of fish when it was
> burned.

{WRAPPED}
--
Bea
lamps@isle.example
"""


def test_mail() -> None:
    """The header gives title, author and date; addresses and signature are not published, and quotations are marked."""
    document = read(MAIL)

    assert document.title == "Oil for the winter"
    assert document.metadata.authors == ("Bea Keeper",)
    assert document.metadata.date == datetime(2011, 6, 6, 6, tzinfo=UTC)
    assert "@" not in html(document)
    assert headings(document) == []
    assert "<blockquote><p>The oil that came last week was thin, and smelled of fish when it was burned." in html(
        document
    )


@pytest.mark.parametrize(
    "text", ["From: here\n\nto there", "Note: one\nTwo: two\nThree: three", "", "Subject: x\nA: b\nC: d"]
)
def test_no_mail(text: str) -> None:
    """A few lines with colons are no header of an e-mail."""
    assert read_mail(split_lines(text)) is None


def test_turns_are_no_headings() -> None:
    """Time stamps and the names of those who speak open no sections."""
    stamped = "\n\n".join(f"0:0{n}:10\n{'ANNA' if n % 2 else 'BO'}\n{PROSE}" for n in range(1, 6))
    by_turns = "\n\n".join(f"{'Anna' if n % 2 else 'Bo'}\n\n{PROSE} {n}" for n in range(6))

    assert headings(read(f"Talk at the lamp\n\n{PROSE}\n\n{stamped}\n")) == []
    assert headings(read(f"Talk at the lamp\n\n{PROSE}\n\n{by_turns}\n")) == []


@pytest.mark.parametrize(
    "close",
    [
        "Thank you for reading! Subscribe for free, and share this post with a friend.",
        "Danke fürs Lesen! Abonniere uns kostenlos.",
    ],
)
def test_close_of_a_newsletter(close: str) -> None:
    """What a newsletter asks of its readers last is dropped; an author's last words stay."""
    last = "Subscribers shared their lamps that winter, and along the whole coast nobody went without a light for long."
    document = read(f"Lamps\n\n{PROSE}\n\n{last}\n\n{close}\n")

    assert close not in html(document)
    assert last in html(document)


@pytest.mark.parametrize("buttons", ["Share", "Share\n\n24 Likes", "Like\n\nComment\n\nShare"])
def test_buttons_may_follow_the_close_of_a_newsletter(buttons: str) -> None:
    """What the network takes for the page's own is looked past, too."""
    close = "Thank you for reading Lamps! Subscribe for free to get new posts and to support my work."
    document = read(f"Lamps\n\n{PROSE}\n\nThe tower\n\n{PROSE}\n\n{close}\n\n{buttons}\n")

    assert "Subscribe" not in html(document)
    assert html(document).count(PROSE) == 2


def test_the_title_of_a_memo_is_below_its_head() -> None:
    """What follows it may look more like a title: a line about this kind of memo, and a list of contents."""
    contents = "Contents\n\n   1. Oil ............ 1\n   2. Wicks ............ 2\n"
    memo = write_memo().replace("and Oil\n", f"and Oil\n\nWhat this memo is\n\n   It binds nobody.\n\n{contents}", 1)

    assert read(memo).title == "Lamps and Oil"


def test_remarks_of_reviewers() -> None:
    """Remarks at the end go with their marks; notes that are numbered stay."""
    lines = [f"{PROSE} There are nine lamps[a], or ten[b].", "", "[a]Cy: nine?", "[b]ten, I think"]

    assert find_remarks(lines) == ({2, 3}, {"[a]", "[b]"})
    assert "nine lamps, or ten." in html(read("Lamps\n\n" + "\n".join(lines)))
    assert find_remarks(["As he says[1].", "", "[1]A book"]) == (set(), set())
    assert find_remarks(["A list", "[a]one", "[b]two"]) == (set(), set())


def test_colon_binds_short_lines() -> None:
    """Short lines right below a colon are items."""
    document = read(
        f"Lamps\n\n{PROSE}\n\nA keeper takes these to the tower:\noil\na new wick\nbread and cheese\n\n{PROSE}\n"
    )

    assert "<li>a new wick</li>" in html(document)
    assert headings(document) == []


def test_code_without_fences() -> None:
    """Settings and commands amid prose are code, each run as one block, and nothing in them is a heading or item."""
    code = ["lamp_name: ness", "steps:", "  - light: {oil: 2, wick: true}", "  - run: ./light --now", "  - wait"]
    text = "\n".join(["Lamps by program", PROSE, "Put this in a file:", *code, PROSE, "Next steps", PROSE])

    document = read(text)

    assert headings(document) == ["Next steps"]
    assert [block.text for block in document.blocks if block.kind is Kind.CODE] == ["\n".join(code)]


def test_prose_alone_is_never_code() -> None:
    """Without a line that is clearly code nothing is taken for it."""
    assert find_code([PROSE, "Lamps: a list", "- one", "  - two"]) == set()


def test_words_broken_at_line_ends() -> None:
    """A hyphen goes where the text has the word without it, and stays where it has it with it."""
    lines = ["The light-", "house of a well-", "known isle. A lighthouse is a well-known", "thing."]

    assert join_lines(mark_broken_words(lines)) == (
        "The lighthouse of a well-known isle. A lighthouse is a well-known thing."
    )
    assert mark_broken_words(["plain", "text"]) == ["plain", "text"]


@given(st.text(alphabet="ab-\u00ad \n"))
def test_breaking_changes_hyphens_only(text: str) -> None:
    """Only hyphens at the ends of lines are ever changed."""
    lines = split_lines(text)

    marked = mark_broken_words(lines)

    assert [line.rstrip("-" + SOFT_HYPHEN) for line in marked] == [line.rstrip("-" + SOFT_HYPHEN) for line in lines]


@pytest.mark.parametrize(
    "piece",
    [
        "[a]x\n",
        "Page 1\n\n",
        "0:00:01\n",
        "A: b\n",
        "| a |\n",
        "a  b\n",
        "> a b c\n",
        "1. a\n\nb c d\n",
        "x = 1;\n",
        "a-\n",
        "b,\n  c\n\n",
    ],
)
def test_time_of_runs_is_bounded(piece: str) -> None:
    """No form takes more than linear time, however often it returns."""
    ends_within(20, lambda: read("Title\n\n" + piece * 8000))
