"""HTML loses a site's furniture and nothing else; no markup breaks the parser."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.errors import SourceError
from publisher.model import Document, Kind, LineKind, Raw
from publisher.parse import ParseOptions, parse_article
from publisher.parse.boilerplate import text_of
from publisher.parse.tree import TooComplexError, read_html

OPTIONS = ParseOptions()
PROSE = "The rain fell on the hills, and the river rose. Nobody had seen it so high, not even the oldest. "
SITE = f"""<!DOCTYPE html>
<html lang="en_GB">
<head>
<title>The river rose | Hill News</title>
<meta property="og:site_name" content="Hill News">
<meta name="author" content="By Ada Low">
<meta property="article:published_time" content="2026-05-12T08:00:00+02:00">
<meta name="description" content="A short account.">
<link rel="canonical" href="/2026/river">
<script type="application/ld+json">
{{"@type": "NewsArticle", "author": [{{"name": "Ada Low"}}, {{"name": "Bo Hill"}}]}}
</script>
</head>
<body class="has-sidebar">
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<div class="cookie-banner">We use cookies, which is fine. Accept them, or do not.</div>
<article>
<h1>The river rose</h1>
<p class="standfirst">What happened on the hills last night.</p>
<div class="share-buttons"><a href="#">Share</a> <a href="#">Post</a></div>
<p>{PROSE * 3}</p>
<h2 id="night">The night</h2>
<p>{PROSE * 3}</p>
<div class="related-posts"><h3>Dry summers</h3><ul><li><a href="/dry">Dry</a></li></ul></div>
<p>{PROSE * 2}</p>
<p style="display:none">Secret words.</p>
<div id="comments"><p>{PROSE * 5} Said a reader.</p></div>
</article>
<aside><p>Buy an umbrella today.</p></aside>
<footer>All rights reserved.</footer>
</body></html>"""


def parse(html: str, address: str = "") -> Document:
    """Parse a page as the file ``a.html``."""
    return parse_article(Raw(name="a.html", data=html.encode()), OPTIONS, address=address)


def kinds(document: Document) -> list[tuple[Kind, str]]:
    """List kind and text of each block."""
    return [(block.kind, block.text) for block in document.blocks]


def test_a_page_of_a_site_loses_its_furniture() -> None:
    """Menus, notices, share buttons, teasers, comments and hidden words go; the article stays whole."""
    document = parse(SITE, "https://example.org/2026/river?from=feed")

    assert kinds(document) == [
        (Kind.PARAGRAPH, (PROSE * 3).strip()),
        (Kind.HEADING, "The night"),
        (Kind.PARAGRAPH, (PROSE * 3).strip()),
        (Kind.PARAGRAPH, (PROSE * 2).strip()),
    ]
    assert document.title == "The river rose"
    assert document.standfirst == "What happened on the hills last night."


DECK = "What happened on the hills last night."


@pytest.mark.parametrize(
    ("header", "standfirst"),
    [
        (f"<header><h1>Rivers</h1><h2>{DECK}</h2></header>", DECK),
        (f"<header><h1>Rivers</h1><h3>{DECK}</h3><p>By Ann Lee</p></header>", DECK),
        (f"<header><h1>Rivers</h1><nav><h2>{DECK}</h2><a href=#a>Two</a></nav></header>", ""),
        (f"<header><h1>Rivers</h1><section class=newsletter><h3>{DECK}</h3></section></header>", ""),
        (f"<h1>Rivers</h1><p role=doc-subtitle>{DECK}</p>", DECK),
        (f"<h1>Rivers</h1><h2>{DECK}</h2>", ""),
        (f"<header><h1>Rivers</h1></header><h2>{DECK}</h2>", ""),
        ("<header><h1>Rivers</h1><h2>Hills at night</h2></header>", ""),
        (f"<header><h1>Rivers</h1><h2>{DECK}</h2><h2>And then</h2></header>", ""),
    ],
)
def test_a_heading_below_the_title_in_its_header_is_the_standfirst(header: str, standfirst: str) -> None:
    """Sections are not headed in the header of a title; below it, a heading opens one."""
    document = parse(
        f"<body><nav><a href=/>Home</a></nav><article>{header}<p>{PROSE * 2}</p><h2>Two</h2><p>{PROSE * 3}"
    )

    assert document.standfirst == standfirst
    if standfirst:
        assert "last night" not in "".join(block.text for block in document.blocks)


def test_a_page_says_who_wrote_it_and_when() -> None:
    """The head of a page fills the metadata that front matter leaves out."""
    metadata = parse(SITE, "https://example.org/x").metadata

    assert metadata.authors == ("Ada Low", "Bo Hill")
    assert metadata.date == datetime(2026, 5, 12, 6, tzinfo=UTC)
    assert metadata.language == "en-GB"
    assert metadata.canonical == "https://example.org/2026/river"
    assert metadata.description == "A short account."


def test_front_matter_wins_over_the_page() -> None:
    """What the author writes above the page counts."""
    document = parse(f"---\ntitle: Mine\nauthor: Me\ndescription: In short.\n---\n{SITE}")

    assert (document.title, document.metadata.authors, document.standfirst) == ("Mine", ("Me",), "In short.")


def test_every_dropped_piece_has_a_reason() -> None:
    """Whatever a reader of the page saw is in a block or in a note."""
    document = parse(SITE)

    gone = " ".join(note.text for note in document.notes if note.kind is LineKind.FURNITURE)
    for words in ("Home", "We use cookies", "Share", "Dry summers", "Said a reader", "Buy an umbrella", "All rights"):
        assert words in gone
    assert all(note.reason for note in document.notes)
    assert "Secret" not in document.source_text


@pytest.mark.parametrize(
    "html",
    [
        "<h1>T</h1><p>Short.</p><footer>By the author.</footer>",
        "<p>Only this.</p><aside>A thought beside it.</aside>",
        "<article><h2>A</h2><p>x</p></article><article><h2>B</h2><p>y</p></article>",
        "Loose words<br><br>and more",
        "<div class=note>Mind this.</div><p>Text</p>",
        "<ul><li><a href=/a>One</a></li><li><a href=/b>Two</a></li><li><a href=/c>Three</a></li></ul>",
        "<h2>Comments</h2><p>Are welcome.</p><h2>Related posts</h2><p>None.</p>",
    ],
)
def test_a_text_without_chrome_keeps_everything(html: str) -> None:
    """What someone wrote by hand is all theirs."""
    document = parse(html)
    _, body = read_html(html, max_depth=100)

    kept = " ".join([document.title, *(block.text for block in document.blocks)]).split()
    assert [word for word in text_of(body).split() if word not in kept] == []
    assert not [note for note in document.notes if note.kind is LineKind.FURNITURE]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("a<br><br>b<br>c", [(Kind.PARAGRAPH, "a"), (Kind.PARAGRAPH, "b c")]),
        ("<div>a <b>b</b><p>c</p>d</div>", [(Kind.PARAGRAPH, text) for text in ("a b", "c", "d")]),
        ("<p>a<p>b", [(Kind.PARAGRAPH, "a"), (Kind.PARAGRAPH, "b")]),
        ("<ul><li>a<ul><li>b</ul></ul>", [(Kind.LIST, "a b")]),
        ("<ol><li><h3>a</h3><p>b</p></ol>", [(Kind.HEADING, "a"), (Kind.PARAGRAPH, "b")]),
        ("<blockquote><p>a</p><p>b</p></blockquote>", [(Kind.QUOTE, "a b")]),
        ("<pre>a\n  b</pre>", [(Kind.CODE, "a\n  b")]),
        ("<figure><img src=x><figcaption>a</figcaption></figure>", [(Kind.FIGURE, "a")]),
        ("<p><a href=x><img src=x></a></p>b", [(Kind.FIGURE, ""), (Kind.PARAGRAPH, "b")]),
        ("a<hr>b", [(Kind.PARAGRAPH, "a"), (Kind.RULE, ""), (Kind.PARAGRAPH, "b")]),
        ("<table><tr><th>a<th>b<tr><td>c<td>d</table>", [(Kind.TABLE, "a b c d")]),
        ("<table><tr><td><p>a</p><p>b</p></table>", [(Kind.PARAGRAPH, "a"), (Kind.PARAGRAPH, "b")]),
        ("<span><p>a</p></span>", [(Kind.PARAGRAPH, "a")]),
        ("<p>a<iframe src=x></iframe>", [(Kind.PARAGRAPH, "a")]),
        ("<embed src=x>a", [(Kind.PARAGRAPH, "a")]),
        ("<![>a", [(Kind.PARAGRAPH, "a")]),
        ("<p>a&nbsp;b&lt;c", [(Kind.PARAGRAPH, "a b<c")]),
        ("<p><br></p><p> </p><div></div>a", [(Kind.PARAGRAPH, "a")]),
        ("<dl><dt>a<dd>b</dl>", [(Kind.LIST, "a b")]),
        ("<details><summary>a</summary>b</details>", [(Kind.PARAGRAPH, "a b")]),
    ],
)
def test_markup_becomes_blocks(html: str, expected: list[tuple[Kind, str]]) -> None:
    """Blocks are units: lists, tables and quotes stay whole, layout does not."""
    assert kinds(parse(html)) == expected


def test_heading_levels_start_at_one() -> None:
    """Whatever levels a page uses, the highest below its title is 1."""
    document = parse("<h1>T</h1><h3>a</h3>x<h5>b</h5>y<h3>c</h3>z")

    assert [block.level for block in document.blocks if block.level] == [1, 2, 1]


@pytest.mark.parametrize(
    ("html", "anchor", "pin"),
    [
        ("<h2 id=a>x</h2>", "a", "a"),
        ("<h2><a name=a></a>x</h2>", "a", ""),
        ("<a name=a></a><h2>x</h2>", "a", ""),
        ("<section id=a><h2>x</h2></section>", "a", ""),
        ("<h2>x <a href=#a id=a>¶</a></h2>", "a", ""),
        ("<p id=a>text</p><h2>x</h2>", "", ""),
    ],
)
def test_anchors_of_headings(html: str, anchor: str, pin: str) -> None:
    """A link can go to a heading's id, a wrapping section's, or an old empty anchor; only the first is a pin."""
    (heading,) = [block for block in parse(f"<h1>T</h1>text{html}text").blocks if block.level]

    assert (heading.anchor, heading.pin, heading.text) == (anchor, pin, "x")


def test_ids_of_a_sites_headings_are_no_pins() -> None:
    """A generator makes them of the words, so they change with the words."""
    (heading,) = [block for block in parse(SITE).blocks if block.level]

    assert (heading.anchor, heading.pin) == ("night", "")


def test_base_is_written_out() -> None:
    """``<base href>`` is lost with the page, so addresses are resolved against it."""
    document = parse('<base href="/img/"><p>a <a href="b">c</a> <a href="#d">e</a>', "https://example.org/x/y")

    assert document.blocks[0].html == '<p>a <a href="https://example.org/img/b">c</a> <a href="#d">e</a></p>'


def test_lazy_pictures_get_their_address() -> None:
    """A picture that waits for a script shows its address, wherever that is kept."""
    document = parse(
        '<p>a<p><img src="data:image/gif;base64,R0" data-src="a.png">'
        '<p><img class="lazy" alt=""><noscript><img src="b.png"></noscript>'
    )

    assert 'src="a.png"' in document.blocks[1].html
    assert 'src="b.png"' in document.blocks[2].html


def test_lines_count_from_the_top_of_the_file() -> None:
    """Front matter is part of the file."""
    document = parse("---\ntitle: T\n---\n<p>one</p>\n\n<h2>two</h2>\n<ul>\n<li>three</ul>")

    assert [block.line for block in document.blocks] == [4, 6, 8]


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<title>Rain today - Hill News</title><h1>Rain today</h1>x", "Rain today"),
        ("<title>Rain on the hills - Hill News</title>x", "Rain on the hills"),
        ("<title>Q - A</title>x", "Q - A"),
        ("<h1>Rain</h1>x<h1>Sun</h1>y", "Rain"),
        ("<title>Sun</title><h1>Rain</h1>x<h1>Sun</h1>y", "Sun"),
        ("x", "A"),
    ],
)
def test_titles(html: str, title: str) -> None:
    """The heading that the window's title repeats, else the window's without the site, else the file's name."""
    assert parse(html).title == title


DEEP = "<div>" * 5000
MANY_ATTRIBUTES = "<p " + " ".join(f"a{n}" for n in range(20_000)) + ">x"
REOPENED = "".join(f"<p><i class=c{n}>x" for n in range(5000))


@pytest.mark.parametrize(
    "html",
    [
        DEEP,
        MANY_ATTRIBUTES,
        REOPENED,
        "<b>" * 5000,
        "<i></p>" * 5000,
        # An end tag that a parser does not see, or that closes nothing.
        "<div><!-- </div> -->" * 5000,
        "<div><table></div></table>" * 5000,
        "<div><script></div></script>" * 5000,
        "<div title='</div>'>" * 5000,
    ],
)
def test_markup_that_would_keep_a_parser_busy_is_refused(html: str) -> None:
    """The parser alone would take a time, and memory, that grow with the square of the length."""
    with pytest.raises(TooComplexError):
        read_html(html, max_depth=256)


@pytest.mark.parametrize(
    "unit",
    [
        "a&",
        "<",
        "<p>",
        "</p>",
        "<a>x",
        "<li>",
        "<h1>",
        "<!-->",
        "<script>",
        "<![CDATA[",
        "<svg><p>",
        "&#0;",
        "<table>",
        "<select>",
    ],
)
def test_repeated_markup_is_read(unit: str) -> None:
    """What is merely odd gives a tree, or is refused; never another error."""
    text, where = "", ""
    try:
        text = parse("<p>text</p>" + unit * 1000).blocks[0].text
    except SourceError as error:
        where = error.where

    assert text.startswith("text") or where.startswith("a.html:")


TAGS = [
    *("p", "div", "span", "ul", "li", "table", "tr", "td", "h1", "h2", "a", "b", "i", "pre", "blockquote", "figure"),
    *("img", "br", "script", "style", "svg", "select", "form", "nav", "aside"),
]
SOUP = st.lists(
    st.sampled_from([f"<{tag}>" for tag in TAGS])
    | st.sampled_from([f"</{tag}>" for tag in TAGS])
    | st.sampled_from(
        ["<![>", "<!--", "-->", "<?x", "</", "<a href='", "&amp", "&#x80;", "text", " id=x>", "<base href=//x>"]
    )
    | st.text(max_size=5),
    max_size=30,
).map("".join)


@given(html=SOUP | st.text(max_size=80))
def test_any_text_gives_a_tree(html: str) -> None:
    """No markup raises anything but the declared error."""
    page, body = read_html(html, max_depth=256)

    assert (body.name, body.parent) == ("body", None)
    if page.body is not None:
        page.strip_tags(["script", "style", "template", "noframes", "noembed", "title", "datalist"])
        assert "".join(text_of(body).split()) == "".join(page.body.text().split())


@given(html=SOUP)
def test_any_markup_is_parsed_or_refused(html: str) -> None:
    """Nothing but `SourceError` is raised, with the file's name."""
    title, where = "", ""
    try:
        title = parse(html).title
    except SourceError as error:
        where = error.where

    assert title or where.startswith("a.html:")


WORDS = st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), min_size=1, max_size=5).map(" ".join)
TREES = st.recursive(
    WORDS,
    lambda inner: (
        st.builds(
            "<{0}>{1}</{0}>".format,
            st.sampled_from(["div", "section", "blockquote", "article", "main", "center", "aside", "footer"]),
            st.lists(inner, min_size=1, max_size=4).map(" ".join),
        )
        | st.builds("<ul><li>{}<li>{}</ul>".format, inner, inner)
        | WORDS.map("<h2>{}</h2>".format)
        | WORDS.map("<p>{}</p>".format)
        | WORDS.map("<b>{}</b>".format)
    ),
    max_leaves=12,
)


@settings(deadline=None)
@given(html=TREES)
def test_no_word_of_a_hand_written_text_is_lost_or_moved(html: str) -> None:
    """All words stand in the blocks, in the order of the source."""
    document = parse(f"---\ntitle: T\n---\n{html}")

    _, body = read_html(html, max_depth=256)
    words = text_of(body).split()
    assert [word for block in document.blocks for word in block.text.split()] == words


def test_a_fragment_is_in_the_language_that_its_element_says() -> None:
    """Where there is no `html` element, the language of the article's own element counts."""
    document = parse("<article lang='ja'><h1>点字</h1><p>六つの点。</p></article>")

    assert document.metadata.language == "ja"


def test_players_keep_their_sources_and_quotations_their_footers() -> None:
    """A film's `source` elements hold no text and are kept; who is quoted is no footer of the page."""
    page = (
        "<html><body><nav><a href=/>Home</a> <a href=/a>About</a></nav><article><h1>Tides</h1>"
        f"<p>{'Water rises and falls twice a day. ' * 20}</p>"
        "<figure><video controls><source src=a.webm><source src=a.mp4></video><figcaption>A bore</figcaption></figure>"
        "<blockquote><p>There is a tide.</p><footer>Shakespeare</footer></blockquote>"
        f"<p>{'The range differs from place to place. ' * 20}</p></article><footer>Imprint</footer></body></html>"
    )
    document = parse(page)
    html = "".join(block.html for block in document.blocks)

    assert html.count("<source") == 2
    assert "Shakespeare" in html
    assert "Imprint" not in html


NUMBERED = (
    """<table><tr><td class="linenos"><pre>1\n2</pre></td><td><pre>a = 1\n<b>b</b> = 2\n</pre></td></tr></table>"""
)
A_ROW_EACH = """<table><tr><td class="blob-num" data-line-number="1"></td><td>a = 1</td></tr>
<tr><td class="blob-num" data-line-number="2">2</td><td>b = 2</td></tr></table>""".replace('"1"></td>', '"1">1</td>')


@pytest.mark.parametrize("table", [NUMBERED, A_ROW_EACH])
def test_line_numbers_beside_code_are_no_code(table: str) -> None:
    """A table that only puts line numbers beside code is the code, in the language that a box around it names."""
    document = parse(f'<p>{PROSE}</p><div class="highlight language-Python"><div>{table}</div></div>')

    code = document.blocks[1]
    assert (code.kind, code.text) == (Kind.CODE, "a = 1\nb = 2")
    assert code.html == '<pre data-language="python">a = 1\nb = 2</pre>'


def test_numbers_beside_what_is_no_code_stay() -> None:
    """A table whose first column counts is a table, unless code stands beside it or the column says what it is."""
    rows = "".join(f"<tr><td>{n}</td><td>river {n}</td></tr>" for n in range(1, 4))
    assert [block.kind for block in parse(f"<p>{PROSE}</p><table>{rows}</table>").blocks] == [
        Kind.PARAGRAPH,
        Kind.TABLE,
    ]


def test_what_is_folded_away_stays_folded() -> None:
    """A few lines in ``details`` are one block, folded as they were; a section in it is read like any other."""
    folded = f"<details><summary>More</summary><p>One.</p><ul><li>Two</li></ul></details><p>{PROSE}</p>"
    section = f"<details><summary>More</summary><h2>Part</h2><p>{PROSE}</p></details>"

    block = parse(folded).blocks[0]
    assert (block.kind, block.text) == (Kind.PARAGRAPH, "More One. Two")
    assert block.html.startswith("<details><summary>More</summary>")
    assert Kind.HEADING in [block.kind for block in parse(section).blocks]


def test_players_stand_apart() -> None:
    """Players and frames that follow each other are a block each."""
    players = ("<video src=a.webm></video>", "<audio src=b.ogg></audio>", '<iframe src="/c" title="C"></iframe>')
    blocks = parse(f"<p>{PROSE}</p><div>{' '.join(players)}</div><p>{PROSE}</p>").blocks

    assert [block.kind for block in blocks] == [Kind.PARAGRAPH, *[Kind.FIGURE] * 3, Kind.PARAGRAPH]
    assert [block.html[4:9] for block in blocks[1:4]] == ["video", "audio", "ifram"]


def test_a_listing_that_a_script_puts_there_is_not_lost() -> None:
    """A script that shows a listing with a page of its own becomes a frame, any other script nothing."""
    listing = '<script src="https://gist.github.com/ada/0123abcd.js"></script>'
    page = f"<p>{PROSE}</p>{listing}<script src='https://example.org/gist.github.com/a/b.js'></script><p>{PROSE}</p>"

    blocks = parse(page).blocks

    assert [block.kind for block in blocks] == [Kind.PARAGRAPH, Kind.FIGURE, Kind.PARAGRAPH]
    assert blocks[1].html == '<p><iframe src="https://gist.github.com/ada/0123abcd.js"></iframe></p>'
    markdown = parse_article(Raw(name="a.md", data=f"{PROSE}\n\n{listing}\n".encode()), OPTIONS)
    assert markdown.blocks[1].html == blocks[1].html
