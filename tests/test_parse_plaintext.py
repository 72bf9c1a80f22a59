"""Plain text becomes a document: headings are found, furniture is dropped, and no word is lost."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from publisher.errors import SourceError
from publisher.model import Kind, LineKind, Metadata
from publisher.parse.options import ParseOptions
from publisher.parse.plaintext import parse_plaintext, words
from publisher.parse.plaintext.code import is_code
from publisher.parse.plaintext.furniture import match_furniture, opens_related, sort_furniture
from publisher.parse.plaintext.layout import cut_units, detect_layout, split_lines
from publisher.parse.plaintext.markers import read_marker
from tests.patience import ends_within
from tests.quality.sections import predict

if TYPE_CHECKING:
    from publisher.model import Document

DROPPED = {LineKind.FURNITURE, LineKind.CONTENTS, LineKind.METADATA}

TIDES = (
    "The sea at the old harbour rises twice a day, and the stones of the quay are wet up to the third ring of iron.",
    "Nobody who lives there looks at tables any more; they look at the rings, and know how long the boats will float.",
    "When the moon is new the water comes higher than that, and the fish market has to be washed out in the evening.",
    "A visitor who leaves a car on the lower road will find it there next morning, clean, and with sand in the seats.",
    "The harbour master keeps a book of such cars, which is longer than the book of ships and a good deal funnier.",
    "In winter a storm may hold the water back for half a day, and then two tides seem to arrive at the same time.",
)

WEB = f"""How the Harbour Lives with the Tide
A small town has learned to live with the tide, and visitors learn it from their cars.
{TIDES[0]}
{TIDES[1]}
The Rings on the Quay
{TIDES[2]}
{TIDES[3]}
What Works and What Fails
{TIDES[4]}
Works:
- Looking at the rings: they cannot be out of date.
- Asking the harbour master, who has seen it all before.
Fails:
- Trusting a table from another port along the coast.
- Parking on the lower road for no more than an hour.
{TIDES[5]}
Next Steps
{TIDES[0]}
Leave a Reply
Please log in to comment on tides.
"""


def read(text: str, metadata: Metadata | None = None) -> Document:
    """Parse a text with the usual options."""
    return parse_plaintext(text, metadata or Metadata(), ParseOptions())


def wrap(text: str, width: int = 72, indent: str = "") -> str:
    """Wrap a text as editors do."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(indent) + len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] += f" {word}" if lines[-1] else word
    return "\n".join(indent + line for line in lines)


def headings(document: Document) -> list[tuple[int, str]]:
    """List the headings of a document with their levels."""
    return [(block.level, block.text) for block in document.blocks if block.kind is Kind.HEADING]


def kinds(document: Document) -> list[LineKind]:
    """List what the lines of a document were taken for."""
    return [note.kind for note in document.notes]


def letters(text: str) -> str:
    """Leave out all but letters and digits."""
    return "".join(filter(str.isalnum, text))


def test_copied_page_without_blank_lines() -> None:
    """One block a line and bare headings: all parts are found, labels are below their section."""
    document = read(WEB)

    assert document.title == "How the Harbour Lives with the Tide"
    assert (
        document.standfirst == "A small town has learned to live with the tide, and visitors learn it from their cars."
    )
    assert headings(document) == [
        (1, "The Rings on the Quay"),
        (1, "What Works and What Fails"),
        (2, "Works:"),
        (2, "Fails:"),
        (1, "Next Steps"),
    ]
    assert [block.kind for block in document.blocks[:2]] == [Kind.PARAGRAPH] * 2
    assert sum(block.kind is Kind.LIST for block in document.blocks) == 2
    assert kinds(document)[-2:] == [LineKind.FURNITURE] * 2


def test_blank_lines_between_blocks() -> None:
    """The same article with blank lines between its blocks gives the same blocks."""
    spaced = read("\n\n".join(WEB.splitlines()))

    assert [(block.kind, block.html, block.level) for block in spaced.blocks] == [
        (block.kind, block.html, block.level) for block in read(WEB).blocks
    ]


@pytest.mark.parametrize(
    ("first", "second", "levels"),
    [
        ("Rings of Iron\n-------------", "Higher Water\n~~~~~~~~~~~~", [1, 2, 1]),
        ("1. Rings of Iron", "1.1. Higher Water", [1, 2, 1]),
        ("RINGS OF IRON", "HIGHER WATER", [1, 1, 1]),
        ("\n\nRings of Iron", "\nHigher Water", [1, 2, 1]),
        ("Rings of Iron", "Higher Water", [1, 1, 1]),
    ],
    ids=["underlined", "numbered", "capitals", "spaced", "bare"],
)
def test_wrapped_text(first: str, second: str, levels: list[int]) -> None:
    """Wrapping is undone, and headings are found in the form that the text gives all of them, with their levels."""
    third = first.replace("Rings of Iron", "Cars and Boats").replace("RINGS OF IRON", "CARS AND BOATS")
    third = third.replace("1. ", "2. ").replace("-" * 13, "-" * 14)
    blocks = ["The Harbour", wrap(TIDES[0]), first, wrap(f"{TIDES[1]} {TIDES[2]}"), second]
    blocks += [wrap(f"{TIDES[3]} {TIDES[4]}"), third, wrap(f"{TIDES[5]} {TIDES[0]}")]

    document = read("\n\n".join(blocks))

    assert document.title == "The Harbour"
    assert [level for level, _ in headings(document)] == levels
    assert f"<p>{TIDES[1]} {TIDES[2]}</p>" in [block.html for block in document.blocks]


def test_headings_outdented_by_a_page_dump() -> None:
    """Where a tool has indented the text and not the headings, what stands at the margin is a heading."""
    prose = [wrap(f"{one} {two}", indent="   ") for one, two in pairwise(TIDES)]
    text = "\n\n".join([" " * 20 + "The Harbour", *prose[:2], "Rings of Iron", prose[2], "Cars and Boats", *prose[3:]])

    assert headings(read(text)) == [(1, "Rings of Iron"), (1, "Cars and Boats")]


def test_numbered_headings_are_not_a_list() -> None:
    """Numbers with prose between them are headings; numbers that run on are items."""
    items = "Ask for:\n\n1. rope\n2. paint\n3. tar, if any"
    text = f"The Harbour\n\n1. Rings\n\n{TIDES[0]}\n\n2. Cars\n\n{TIDES[1]}\n\n{items}"

    document = read(text)

    assert [text for _, text in headings(document)] == ["1. Rings", "2. Cars"]
    assert document.blocks[-1].html == "<ol><li>rope</li><li>paint</li><li>tar, if any</li></ol>"


def test_nested_lists_are_one_block() -> None:
    """A list is one block with its inner lists and further paragraphs inside, and one note an item."""
    items = f"- One\n  - Inner\n  - Second inner\n- Two\n\n  More of two, {TIDES[1]}\n\n4. Four\n5. Five\n"
    text = f"Rope\n\n{TIDES[0]}\n\n{TIDES[2]}\n\n{items}"

    document = read(text)

    first, second = document.blocks[-2:]
    assert first.html == (
        "<ul><li>One<ul><li>Inner</li><li>Second inner</li></ul></li>"
        f"<li><p>Two</p><p>More of two, {TIDES[1]}</p></li></ul>"
    )
    assert second.html == '<ol start="4"><li>Four</li><li>Five</li></ol>'
    listed = [note for note in document.notes if note.kind is LineKind.ITEM]
    assert [(note.depth, note.ordered) for note in listed] == [
        (1, False),
        (2, False),
        (2, False),
        (1, False),
        (1, True),
        (1, True),
    ]


def test_bullet_on_a_line_of_its_own() -> None:
    """A bullet whose text is on the next line is no paragraph, and its text is the item."""
    items = "-\nFirst thing to buy, and the best.\n-\nSecond thing, which can wait."
    document = read(f"Rope\n{TIDES[0]}\n{TIDES[2]}\n{items}\n{TIDES[1]}\n")

    assert document.blocks[-2].html == (
        "<ul><li>First thing to buy, and the best.</li><li>Second thing, which can wait.</li></ul>"
    )


def test_text_is_escaped_and_urls_are_links() -> None:
    """Markup in the text stays text, and a bare URL becomes a link without the sentence's marks."""
    document = read(f"Rope\n\n{TIDES[0]} See (https://example.org/a_(b)?x=1&y=2). <b>Now</b> & here.\n\n{TIDES[1]}\n")

    html = document.blocks[0].html
    assert '<a href="https://example.org/a_(b)?x=1&amp;y=2">https://example.org/a_(b)?x=1&amp;y=2</a>).' in html
    assert "&lt;b&gt;Now&lt;/b&gt; &amp; here." in html


def test_code_quotes_and_tables() -> None:
    """Code keeps its lines, cells apart by bars become a table, an indented paragraph is a quotation."""
    quote = wrap(TIDES[5], 68, "    ")
    parts = [
        "The Harbour",
        wrap(f"{TIDES[0]} {TIDES[1]}"),
        "for ring in rings:\n    if ring.wet:\n        float(ring);",
    ]
    parts += [
        wrap(f"{TIDES[2]} {TIDES[3]}"),
        "Ring | Depth\nFirst | 2 m\nSecond | 3 m",
        wrap(f"{TIDES[4]} {TIDES[0]}"),
        quote,
    ]

    document = read("\n\n".join([*parts, wrap(f"{TIDES[1]} {TIDES[2]}")]))

    found = {block.kind: block for block in document.blocks}
    assert found[Kind.CODE].text == parts[2]
    assert found[Kind.TABLE].html.startswith("<table><tbody><tr><td>Ring</td><td>Depth</td></tr>")
    assert found[Kind.QUOTE].html == f"<blockquote><p>{TIDES[5]}</p></blockquote>"


@pytest.mark.parametrize(
    "line",
    [
        "Skip to main content",
        "Home / News / Sea",
        "Published on 4 March 2021",
        "6 min read",
        "Advertisement",
        "Auf Facebook teilen",
        "Tous droits réservés",
        "Lo más leído",
        "Informativa sulla privacy",
        "Lees meer",
        "Czytaj dalej",
        "Все права защищены",
        "返回顶部",
        "続きを読む",
        "광고",
        "12 comments",
        "Facebook Twitter WhatsApp",
    ],
)
def test_furniture_in_many_languages(line: str) -> None:
    """The stock phrases of pages are never published, in any of the languages we know."""
    document = read(f"{line}\nThe Harbour\n{TIDES[0]}\n{line}\n{TIDES[1]}\n{line}\n")

    assert [kind for kind in kinds(document) if kind is LineKind.FURNITURE] == [LineKind.FURNITURE] * 3
    assert document.title == "The Harbour"
    assert line not in " ".join(block.text for block in document.blocks)


def test_related_titles_go_and_prose_stays() -> None:
    """Titles below "Related posts" at the end are dropped; the same words above prose open a section."""
    tail = read(f"{WEB}Related posts\nA Walk along the Wall\nSand, and Where It Goes\n")
    middle = read(f"The Harbour\n{TIDES[0]}\nA Walk along the Wall\n{TIDES[1]}\n{TIDES[2]}\n")

    assert kinds(tail)[-3:] == [LineKind.FURNITURE] * 3
    assert headings(middle) == [(1, "A Walk along the Wall")]


def test_table_of_contents_is_left_out() -> None:
    """A list that names the sections below it is no part of the article."""
    contents = "Contents\n\n- Rings of Iron\n- Cars and Boats"
    text = f"The Harbour\n\n{contents}\n\nRings of Iron\n\n{TIDES[0]}\n\nCars and Boats\n\n{TIDES[1]}\n"

    document = read(text)

    assert kinds(document)[1:4] == [LineKind.CONTENTS] * 3
    assert [text for _, text in headings(document)] == ["Rings of Iron", "Cars and Boats"]


def test_front_matter_is_not_repeated() -> None:
    """A title or description of the front matter that the text begins with is not part of the body."""
    metadata = Metadata(title="the harbour", description=TIDES[1])
    document = read(f"The Harbour\n{TIDES[1]}\n{TIDES[0]}\n", metadata)

    assert (document.title, document.standfirst) == ("the harbour", TIDES[1])
    assert [block.text for block in document.blocks] == [TIDES[0]]


def test_front_matter_title_that_is_not_in_the_text() -> None:
    """With a title in the front matter, a first line that says something else is the body's."""
    document = read(f"{TIDES[0]}\n\n{TIDES[1]}\n", Metadata(title="The Harbour"))

    assert document.title == "The Harbour"
    assert [block.text for block in document.blocks] == [TIDES[0], TIDES[1]]


def test_script_without_spaces() -> None:
    """Chinese and Japanese are unwrapped without spaces, and their short lines found as headings."""
    prose = "港では一日に二度潮が満ちて、古い石の岸壁が三つ目の鉄の輪まで濡れる。船はその時に出て行く。" * 3
    lines = [prose[n : n + 36] for n in range(0, len(prose), 36)]
    text = "\n\n".join(["港の暮らし", "\n".join(lines), "鉄の輪について", "\n".join(lines), "まとめ", "\n".join(lines)])

    document = read(text)

    assert [text for _, text in headings(document)] == ["鉄の輪について", "まとめ"]
    assert document.blocks[0].text == prose


def test_too_many_blocks_are_refused() -> None:
    """A text with more blocks than allowed is refused as the author's to mend."""
    with pytest.raises(SourceError):
        parse_plaintext("\n\n".join(TIDES * 4), Metadata(), ParseOptions(max_blocks=20))


@pytest.mark.parametrize("text", ["", "\n", " \n\t\n", "\r\n\r\n"], ids=repr)
def test_nothing_gives_nothing(text: str) -> None:
    """A text of nothing but white space is an empty document."""
    document = read(text)

    assert (document.title, document.blocks, document.notes, document.source_text) == ("", (), (), "")


def test_prediction_is_made_of_notes() -> None:
    """What a judge is given is what the publisher itself makes of a text."""
    blocks = predict({"id": "x", "text": WEB})["blocks"]

    assert [(block["kind"], block["line_start"]) for block in blocks] == [
        (note.kind, note.line) for note in read(WEB).notes
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("npm install rope", True),
        ("const tide = high;", True),
        ("<td>wet</td>", True),
        ("Author(s)", False),
        ("to learn how the rings are read by those who live there;", False),
        ("The sea rises.", False),
        ("1) lire les anneaux du quai ;", False),
        ("1) lire les anneaux\u00a0;", False),
        ("- mesurer\u202f;", False),
        ("mesurer ;", False),
        ("- measure;", False),
        ("2) count (twice);", False),
        ("b. return the rings;", False),
        ("- const tide = high;", True),
        ("+ quay.flood(tide, 3);", True),
    ],
)
def test_code_and_prose(line: str, *, expected: bool) -> None:
    """A line of a program is told from a sentence, whatever mark the sentence ends with."""
    assert is_code(line) is expected


WORDS = st.sampled_from(
    [
        "Sea",
        "tide",
        "ring",
        "Iron",
        "the",
        "a",
        "of,",
        "quay.",
        "high?",
        "low:",
        "3",
        "漢字",
        "(b)",
        "https://example.org/",
        "-",
        "x;",
        "—",
        "港",
    ]
)
PROSE = st.lists(WORDS, min_size=1, max_size=30).map(" ".join)
MARKS = st.sampled_from(
    ["", "", "", "- ", "* ", "1. ", "2. ", "1.2 ", "IV. ", "(a) ", "  ", "    ", "\t", "  - ", "> "]
)
STOCK = st.sampled_from(
    [
        "",
        "",
        "",
        "---",
        "====",
        "-",
        "1.",
        "Leave a Reply",
        "Related posts",
        "Contents",
        "CHAPTER IV",
        "a | b",
        "x = f(1);",
        "$ ls",
    ]
)
LINES = st.one_of(STOCK, st.tuples(MARKS, PROSE).map("".join), st.text(max_size=20))
TEXTS = st.one_of(
    st.text(),
    st.lists(LINES, max_size=40).map("\n".join),
    st.lists(PROSE.map(lambda text: wrap(text, 50)), max_size=12).map("\n\n".join),
)


@given(text=TEXTS)
@settings(max_examples=100, deadline=None)
def test_every_line_has_one_note(text: str) -> None:
    """Every line that is not blank is in exactly one note, notes are in order, and each says why."""
    document = read(text)

    covered = [line for note in document.notes for line in range(note.line, note.line_end + 1)]
    filled = [n for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    assert covered == sorted(set(covered))
    assert set(filled) <= set(covered)
    assert all(note.reason and 0 <= note.level <= 6 for note in document.notes)
    assert all((note.level > 0) == (note.kind is LineKind.HEADING) for note in document.notes)


@given(text=TEXTS)
@settings(max_examples=100, deadline=None)
def test_no_word_is_lost_or_moved(text: str) -> None:
    """Every letter of the source is in its note, and those of the notes not dropped are in the blocks, in order."""
    document = read(text)
    lines = text.split("\n")
    for note in document.notes:
        source = "\n".join(lines[note.line - 1 : note.line_end])
        marker = read_marker(source.rstrip()) if note.kind is LineKind.ITEM else None
        source = source.lstrip()[len(marker.text) :] if marker else source
        assert letters(source) == letters(note.text)

    kept = [note for note in document.notes if note.kind not in DROPPED]
    body = [note for note in kept if note.kind not in {LineKind.TITLE, LineKind.DECK}]
    assert letters("".join(note.text for note in body)) == letters("".join(block.text for block in document.blocks))
    assert [letters(note.text) for note in kept if note.kind is LineKind.TITLE] in ([], [letters(document.title)])
    assert [note.text for note in kept if note.kind is LineKind.DECK] in ([], [document.standfirst])


@given(text=TEXTS)
@settings(max_examples=100, deadline=None)
def test_html_says_what_the_text_says(text: str) -> None:
    """A block's HTML has the letters of its text, and no element that we do not write."""
    known = {"p", "ul", "ol", "li", "blockquote", "pre", "code", "table", "tbody", "tr", "td", "a", "hr"}
    for block in read(text).blocks:
        soup = BeautifulSoup(block.html, "html.parser")
        assert {tag.name for tag in soup.find_all()} <= known
        if block.kind is not Kind.TABLE:
            assert letters(soup.get_text()) == letters(block.text)


@given(text=TEXTS)
def test_units_cover_the_text(text: str) -> None:
    """Units never overlap, and never leave out a line that is not blank."""
    lines = split_lines(text)
    units = cut_units(lines, detect_layout(lines))

    covered = [n for unit in units for n in range(unit.first, unit.last + 1)]
    assert covered == [n for n, line in enumerate(lines) if line]


@pytest.mark.parametrize(
    "piece",
    [
        "word ",
        "ab\n",
        "- a\n",
        "1. a\n",
        "Ab\n--\n",
        "a | b\n",
        "x = f(1);\n",
        "http://a/" + ")" * 900 + " ",
        "(((",
        "漢",
        " ",
        "-\nab\n",
    ],
    ids=repr,
)
def test_time_is_bounded_by_size(piece: str) -> None:
    """No text takes more than a second for each 10 kB, however hostile."""
    size = 40_000
    text = piece * (size // len(piece))

    ends_within(size / 10_000, lambda: read(text))


@pytest.mark.parametrize(
    "text",
    [
        "word " * 40_000,
        "word" * 50_000,
        "0" * 200_000,
        "?!." * 60_000,
        "漢" * 100_000,
        " " * 200_000 + "ab",
        "a" + " " * 200_000 + "b",
        "a | b\na | b" + " " * 200_000 + "c",
        "a\tb\na\tb" + " " * 200_000 + "c",
        "a\t" * 100_000 + "b\n" + "a\t" * 100_000 + "b",
        "@" * 100_000 + "\n" + "=" * 100_000,
        "a@a" * 30_000 + "\n" + "=" * 90_000,
        "a:" * 50_000 + "\n" + "-" * 100_000,
        "A Title\n\n." + '")' * 100_000 + "\n\nText.\n\nText.",
        "x = 1;".rjust(200_000) + "\n" + " a\nx = 1;\n" * 900,
        "http://a/" + "(" * 200_000,
    ],
    ids=lambda text: f"{text[:6]!r} {text[-6:]!r}",
)
def test_one_long_line_is_read_in_linear_time(text: str) -> None:
    """A line's length costs no more than in proportion: 200 kB in a line are read in two seconds."""
    ends_within(2, lambda: read(text))


def test_french_list_items_are_no_code() -> None:
    """A line that ends in a space and a semicolon is a sentence set as French sets it, however short."""
    document = read("Un titre\n\nPremier paragraphe du texte.\n\n1) choisir ;\n2) mesurer\u202f;\n3) compter.\n")

    assert document.blocks[-1].html == "<ol><li>choisir ;</li><li>mesurer ;</li><li>compter.</li></ol>"


@pytest.mark.parametrize("end", [";", " ;", "\u00a0;", "\u202f;", ",", " {"])
@pytest.mark.parametrize("mark", ["{}) ", "{}. ", "({}) ", "- "])
def test_list_of_short_items_is_one_list(mark: str, end: str) -> None:
    """A list mark outweighs what an item ends with, so a list of short items is one list from its first."""
    items = ["choose", "measure", "count"]
    lines = [mark.format(n) + item + end for n, item in enumerate(items, 1)]

    blocks = read("\n".join(["A Title", "", TIDES[0], "", *lines, "", TIDES[1]])).blocks

    tag = "ul" if mark == "- " else "ol"
    assert [block.kind for block in blocks] == [Kind.PARAGRAPH, Kind.LIST, Kind.PARAGRAPH]
    assert blocks[1].html.startswith(f"<{tag}><li>choose")


@pytest.mark.parametrize(
    "lines",
    [
        "Zum Inhalt springen|Auf LinkedIn teilen|Jetzt kommentieren|Mehr aus der Rubrik",
        "Aller au menu|Partager sur LinkedIn|Laissez une réponse|Dans la même catégorie",
        "Saltar a la navegación|Compartir en LinkedIn|Deja tu comentario|Te podría interesar",
        "Ir para o menu|Compartilhar no LinkedIn|Deixe sua opinião|Postagens relacionadas",
        "Vai al menu|Condividi su LinkedIn|Lascia il tuo commento|Potrebbero interessarti",
        "Direct naar inhoud|Deel op LinkedIn|Laat een bericht achter|Ook interessant",
        "Przejdź do stopki|Udostępnij na Facebooku|Napisz komentarz|Warto przeczytać",
        "Hoppa till innehållet|Dela på LinkedIn|Din kommentar|Missa inte",
        "Gå til hovedindhold|Del på LinkedIn|Skriv din kommentar|Læs mere om",
        "Hopp til hovedinnhold|Del på LinkedIn|Din kommentar|Les flere saker",
        "Siirry pääsisältöön|Jaa LinkedInissä|Kirjoita kommentti|Sinua saattaa kiinnostaa",
        "Přeskočit na obsah|Sdílet na Twitteru|Přidejte komentář|Mohlo by vás zajímat",
        "Preskočiť na obsah|Zdieľať na Facebooku|Pridajte komentár|Mohlo by vás zaujímať",
        "Tovább a tartalomhoz|Megosztás Twitteren|Írj hozzászólást|Ez is érdekelhet",
        "Salt la conținut|Distribuie pe Twitter|Scrie un comentariu|Te-ar putea interesa",
        "Към съдържанието|Сподели в Twitter|Напишете коментар|Вижте също",
        "Preskoči na sadržaj|Podijeli na Twitteru|Napišite komentar|Moglo bi vas zanimati",
        "Μετάβαση στο κύριο περιεχόμενο|Μοιραστείτε στο Facebook|Γράψτε ένα σχόλιο|Σχετικές ειδήσεις",
        "Ana içeriğe geç|Twitter'da paylaş|Bir yorum yazın|İlgili içerikler",
        "Перейти к навигации|Поделиться в Telegram|Написать комментарий|Ещё по теме",
        "Перейти до змісту|Поділитися в Telegram|Написати коментар|Вас може зацікавити",
        "انتقل إلى المحتوى|شارك على تويتر|أضف تعليقا|مقالات ذات صلة",
        "דלג לתוכן|שתף בטוויטר|כתבו תגובה|כתבות נוספות",
        "پرش به محتوا|اشتراک در تلگرام|نظر خود را بنویسید|مطالب مرتبط",
        "मुख्य सामग्री पर जाएं|फेसबुक पर शेयर करें|टिप्पणी लिखें|यह भी पढ़ें",
        "Langsung ke konten|Bagikan ke Twitter|Tulis komentar|Anda mungkin juga suka",
        "Chuyển đến nội dung|Chia sẻ lên Facebook|Viết bình luận|Có thể bạn quan tâm",
        "ข้ามไปยังเนื้อหา|แชร์บน Facebook|เขียนความคิดเห็น|บทความที่เกี่ยวข้อง",
        "跳过导航|分享到朋友圈|写下你的评论|为您推荐",
        "ナビゲーションに移動|Facebookでシェアする|コメントを入力|こちらの記事も読まれています",
        "메뉴 바로가기|카카오톡 공유|댓글을 남겨주세요|함께 읽으면 좋은 글",
    ],
    ids=lambda lines: lines.partition("|")[0],
)
def test_stock_phrases_of_each_language(lines: str) -> None:
    """Skip links, sharing, the comment form and related titles are furniture in the languages of the web."""
    for line in lines.split("|")[:3]:
        assert sort_furniture(line.casefold(), line), line
    assert opens_related(lines.split("|")[3]) or match_furniture(lines.split("|")[3])


SENTENCE_WORDS = st.sampled_from(
    [
        "the",
        "river",
        "rose",
        "and",
        "published",
        "in",
        "read",
        "share",
        "by",
        "photo",
        "from",
        "news",
        "of",
        "tags",
        "a",
    ]
)


@given(
    opening=st.sampled_from(
        sorted(phrase for phrase in words.BEGINNINGS if phrase.count(" ") < 2 and len(phrase) < 18 and phrase.isascii())
    ),
    rest=st.lists(SENTENCE_WORDS, min_size=20, max_size=40),
)
def test_prose_is_never_furniture(opening: str, rest: list[str]) -> None:
    """A sentence of twenty words or more is never furniture, even if its first word or two open stock phrases."""
    sentence = f"{opening.capitalize()} x{' '.join(rest)}."
    assume(not any(sentence.casefold().startswith(phrase) for phrase in words.BEGINNINGS if phrase.count(" ") > 1))

    assert match_furniture(sentence) == ""


@pytest.mark.parametrize("title", ["Health", "Recommendations", "Comments", "Discussion", "Accessibility", "Politik"])
def test_heading_of_one_word_stays(title: str) -> None:
    """What is the name of a section on some sites is an article's heading above its text."""
    document = read(f"The Harbour\n{TIDES[0]}\n{title}\n{TIDES[1]}\n{TIDES[2]}\n")

    assert [text for _, text in headings(document)] == [title]


def test_item_among_others_stays() -> None:
    """An item that says what pages say is the article's, if its neighbours are."""
    document = read(f"The Harbour\n{TIDES[0]}\n- Boats and nets\n- Leave a comment\n- Rings of iron\n{TIDES[1]}\n")

    assert document.blocks[1].html == "<ul><li>Boats and nets</li><li>Leave a comment</li><li>Rings of iron</li></ul>"


@pytest.mark.parametrize(
    ("line", "authors", "day"),
    [
        ("By Ada Low", ("Ada Low",), None),
        ("By Ada Low and Bo Hill | 12 June 2022", ("Ada Low", "Bo Hill"), date(2022, 6, 12)),
        ("Von Ada Low, 3. Mai 2022", ("Ada Low",), date(2022, 5, 3)),
        ("Par Ada Low, le 3 mai 2022", ("Ada Low",), date(2022, 5, 3)),
        ("文：小暮ひさのり", ("小暮ひさのり",), None),
        ("October 7, 2025 by Ada Low, Bo Hill", ("Ada Low", "Bo Hill"), date(2025, 10, 7)),
        ("Published 2 May 2021 · Updated 3 May 2021", (), date(2021, 5, 2)),
        ("Updated 3 May 2021", (), None),
        ("Published on 5/12/2026", (), None),
        ("By Staff Writer", (), None),
        ("Author: ada@example.org", (), None),
        ("6 min read", (), None),
    ],
)
def test_byline_below_the_title(line: str, authors: tuple[str, ...], day: date | None) -> None:
    """The page's own lines below the title say who wrote it and when; what they leave open is left open."""
    document = read(f"The Harbour\n{line}\n{TIDES[0]}\n{TIDES[1]}\n")

    assert document.metadata.authors == authors
    assert document.metadata.date == day
    assert [block.text for block in document.blocks] == [TIDES[0], TIDES[1]]


def test_front_matter_outweighs_the_byline() -> None:
    """Authors and date of the front matter are never overruled."""
    text = f"The Harbour\nBy Ada Low | 12 June 2022\n{TIDES[0]}\n{TIDES[1]}\n"

    known = read(text, Metadata(authors=("Cy Ng",))).metadata
    dated = read(text, Metadata(date=date(2020, 1, 2))).metadata

    assert (known.authors, known.date) == (("Cy Ng",), date(2022, 6, 12))
    assert (dated.authors, dated.date) == (("Ada Low",), date(2020, 1, 2))


@given(text=TEXTS)
@settings(max_examples=100, deadline=None)
def test_prose_names_no_author(text: str) -> None:
    """An article without lines of the page's own never gets an author or a date."""
    document = read(text)

    if LineKind.FURNITURE not in kinds(document):
        assert (document.metadata.authors, document.metadata.date) == ((), None)


@pytest.mark.parametrize("wide", ["x = " + "f" * 105 + ";", "| " + "cell | " * 17], ids=["code", "table"])
def test_wrapping_is_found_beside_wider_lines(wide: str) -> None:
    """Code and tables wider than the prose do not hide where it was wrapped."""
    parts = ["The Harbour", *(wrap(f"{one} {two}") for one, two in pairwise(TIDES)), f"{wide}\n{wide}\n{wide}"]

    document = read("\n\n".join([*parts, wrap(f"{TIDES[0]} {TIDES[3]}")]))

    assert document.blocks[0].text == f"{TIDES[0]} {TIDES[1]}"
    assert document.blocks[-1].text == f"{TIDES[0]} {TIDES[3]}"


def test_lines_of_like_length_are_not_wrapped() -> None:
    """Paragraphs of one line each stay apart, though all are about as long."""
    lines = [*TIDES, *(f"Once more: {line}" for line in TIDES), *(f"And so on: {line}" for line in TIDES)]
    document = read("The Harbour\n" + "\n".join(lines))

    assert [note.text for note in document.notes] == ["The Harbour", *lines]
