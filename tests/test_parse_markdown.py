"""Markdown becomes blocks whose lines, anchors and pins are the author's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.errors import SourceError
from publisher.model import Block, Document, Kind, LineKind, Metadata, Note, Raw
from publisher.parse import ParseOptions, parse_article
from publisher.parse.markdown import _run, parse_markdown
from publisher.parse.markdown_events import Reader, Reading
from publisher.parse.markdown_links import find_links

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


def test_links_inside_the_article_find_their_headings() -> None:
    """Who writes for GitHub links to the name that it makes of a heading; a name nobody links to is not given."""
    document = parse(
        "# T\n\n[a](#rain--wind-über) [b](#same-1) <a href='#no'>c</a>\n\n## Rain & *Wind*, Über\n\n## Same\n\n"
        "## Same\n\nText[^1]\n\n## Fn1\n\n[d](#%C3%BCber)\n\n### Über {#x}\n\n### Über\n\n[^1]: N"
    )

    found = [(block.anchor, block.pin) for block in document.blocks if block.level]
    assert found == [("rain--wind-über", ""), ("", ""), ("same-1", ""), ("", ""), ("x", "x"), ("über", "")]


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


def test_twenty_levels_are_kept() -> None:
    """A list as deep as the error says keeps all that is in it."""
    text = "".join("  " * depth + f"- *a{depth}*\n\n" for depth in range(20))

    block = find(parse("# T\n\n" + text), Kind.LIST)

    assert block.text.split() == [f"a{depth}" for depth in range(20)]
    assert block.html.count("<em>") == block.html.count("<ul>") == 20


@pytest.mark.parametrize(
    "unit", ["[", "![[", "^[", "*a_ ", "a**b", "[x](<", "<a", "`a``", "- a\n\n", "[^a]: x\n", "|a", "&#x;"]
)
def test_hostile_markdown_ends(unit: str) -> None:
    """No repeated construct keeps the parser busy for long, nor breaks it."""
    assert parse("# T\n\nText\n\n" + unit * 2000).title == "T"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "a *b* **c** ***d*** `e<f`",
            "<p>a <em>b</em> <strong>c</strong> <em><strong>d</strong></em> <code>e&lt;f</code></p>",
        ),
        ("a  \nb\\\nc\nd", "<p>a<br />\nb<br />\nc\nd</p>"),
        ("&amp; &copy; &#x1F600; \\* <", "<p>&amp; © 😀 * &lt;</p>"),
        (
            '[a](/b "c") <https://x.org/?a&b> <m@x.org>',
            (
                '<p><a href="/b" title="c">a</a> <a href="https://x.org/?a&amp;b">'
                'https://x.org/?a&amp;b</a> <a href="mailto:m@x.org">m@x.org</a></p>'
            ),
        ),
        ("[a] [b][A]\n\n[a]: /u", '<p><a href="/u">a</a> <a href="/u">b</a></p>'),
        ('x ![a *b* `c`](d "e")', '<p>x <img src="d" alt="a b c" title="e" /></p>'),
        ("- [x] a\n- [ ] b", "<ul>\n<li>☑ a</li>\n<li>☐ b</li>\n</ul>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("- a\n\n- b", "<ul>\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ul>"),
        ("- a\n  1. b", "<ul>\n<li>a<ol>\n<li>b</li>\n</ol>\n</li>\n</ul>"),
        ("~~a~~ ~b~ 10~20 30~40", "<p><s>a</s> <s>b</s> 10~20 30~40</p>"),
        ("見~~a~~b 10~20、30~40分", "<p>見<s>a</s>b 10~20、30~40分</p>"),
        ("T\nU\n: *d*\n: e", "<dl>\n<dt>T</dt>\n<dt>U</dt>\n<dd><em>d</em></dd>\n<dd>e</dd>\n</dl>"),
        ("> [!NOTE]\n> a", "<blockquote>\n<p><strong>Note</strong></p>\n<p>a</p>\n</blockquote>"),
        ("```c++ x\na < b\n```", '<pre><code class="language-c++">a &lt; b\n</code></pre>'),
        ("    a\n\n      b\n", "<pre><code>a\n\n  b\n</code></pre>"),
        ("> # a {#b}\n> ---", '<blockquote>\n<h1 id="b">a</h1>\n<hr />\n</blockquote>'),
        ("a <b class=x>c</b><!-- d -->", "<p>a <b class=x>c</b><!-- d --></p>"),
        (
            "| a | b |\n|:-:|--|\n| c |\n",
            (
                '<table>\n<thead>\n<tr>\n<th style="text-align:center">a</th>\n<th>b</th>\n</tr>\n'
                '</thead>\n<tbody>\n<tr>\n<td style="text-align:center">c</td>\n<td></td>\n</tr>\n</tbody>\n</table>'
            ),
        ),
        (
            "|a|\n|-|\n|b|c < d|e|",
            (
                "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>b</td>\n"
                "<td>c &lt; d</td>\n<td>e</td>\n</tr>\n</tbody>\n</table>"
            ),
        ),
    ],
)
def test_html_of_constructs(text: str, html: str) -> None:
    """CommonMark and GFM mean what GitHub shows, but that no word is lost and no range struck out."""
    (block,) = parse("---\ntitle: T\n---\n" + text).blocks

    assert block.html == html


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("https://example.org.", ["https://example.org"]),
        ("(see www.example.org/a_(b)), HTTP://X.org/?q=1&b;", ["http://www.example.org/a_(b)", "HTTP://X.org/?q=1&b"]),
        ("me@example.org, a.b-c+d@x.example.org.", ["mailto:me@example.org", "mailto:a.b-c+d@x.example.org"]),
        ("見https://example.org/あ。次", ["https://example.org/あ"]),
        (
            "https://example.org/_a_/b_c_ and **https://example.org/d**",
            ["https://example.org/_a_/b_c", "https://example.org/d"],
        ),
        ("www.example a@b x://y.org xhttps://a.org @b.org http://. https://", []),
        ("`https://a.org` \\\n<a href='/x'>https://a.org</a>", []),
        ("[https://a.org](/x)", ["/x"]),
    ],
)
def test_bare_addresses_are_links(text: str, links: list[str]) -> None:
    """As in GFM, an address needs no brackets; what ends the sentence is not part of it."""
    (block,) = parse("---\ntitle: T\n---\n" + text).blocks

    assert re.findall(r'<a href="([^"]*)"', block.html) == [link.replace("&", "&amp;") for link in links]


@pytest.mark.parametrize(
    ("text", "pin", "shown"),
    [
        ("## A {#b}", "b", "A"),
        ("## A {#b} ##", "b", "A"),
        ("A {: .c #b x=y }\n---", "b", "A"),
        ("## Use {name}", "", "Use {name}"),
        ("## {x} in {y: z} {}", "", "{x} in {y: z} {}"),
        ("## {#b}", "", "{#b}"),
        ("## A \\{#b}", "", "A {#b}"),
    ],
)
def test_braces_at_the_end_of_headings(text: str, pin: str, shown: str) -> None:
    """Braces pin a heading or are its text; they never vanish."""
    heading = find(parse(f"# T\n\n{text}\n\nText"), Kind.HEADING)

    assert (heading.pin, heading.text, heading.html) == (pin, shown, shown)


def test_footnotes_link_both_ways() -> None:
    """Each reference leads to its note, and the note back to each of them; labels match in any case."""
    document = parse("# T\n\nOne[^N n], two[^n  N].\n\n- Three[^x]\n\n  [^n n]: First.\n\n[^x]: - a\n")

    paragraph, _, notes = document.blocks
    assert re.findall('href="#(.*?)" id="(.*?)"', paragraph.html) == [("fn1", "fnref1"), ("fn1", "fnref1:1")]
    assert re.findall('<li id="(.*?)"', notes.html) == ["fn1", "fn2"]
    assert re.findall('href="#(.*?)"', notes.html) == ["fnref1", "fnref1:1", "fnref2"]
    assert notes.text == "First. a"


def test_footnotes_may_be_written_in_place() -> None:
    """``^[…]`` is a footnote with its markup, wherever it stands but in code, and changes no count of lines."""
    document = parse("# T\n\na^[1. *b*\nc [d](/e)] `^[f]`\n\n- g^[h ^[i] j]\n\nk[^l] ^[m\n\n[^l]: n\n\n```\no ^[p]")

    assert [(block.line, block.text) for block in document.blocks] == [
        *((3, "a ^[f]"), (6, "g"), (8, "k ^[m"), (12, "o ^[p]"), (3, "1. b c d h ^[i] j n")),
    ]
    assert "1. <em>b</em> c <a" in document.blocks[-1].html


def test_a_footnote_without_reference_is_told() -> None:
    """What no reader would find is left out, and the author is told; so is a second note of the same label."""
    document = parse("# T\n\nText[^a]\n\n[^a]: One\n\n[^a]: Two\n\n[^b]: Three[^c]\n\n[^c]: Four\n")

    assert [block.text for block in document.blocks] == ["Text", "One"]
    assert [(note.line, note.text) for note in document.notes if note.kind is LineKind.FURNITURE] == [
        (7, "Two"),
        (9, "Three"),
        (11, "Four"),
    ]


def reasons(notes: Iterable[Note]) -> list[str]:
    """List why headings were taken for headings."""
    return [note.reason for note in notes if note.kind is LineKind.HEADING]


@pytest.mark.parametrize("bold", ["**{}**", "__{}__", "***{}***", "**{}**  "])
def test_bold_paragraphs_are_headings_where_there_are_no_others(bold: str) -> None:
    """Who has no headings but bold lines means them for headings, and is told so."""
    one, two = bold.format("One *x*"), bold.format("Two")
    document = parse(f"# T\n\nText\n\n{one}\n\nText\n\n{two}\n\nText\n")

    assert headings(document) == [(1, "One x"), (1, "Two")]
    assert document.blocks[1].html == "One <em>x</em>"
    assert all("bold" in reason for reason in reasons(document.notes))


@pytest.mark.parametrize(
    "text",
    [
        "# T\n\n**One**\n\nText",
        "# T\n\n**One**\n\nText\n\n**Two**\n\nText\n\n## Three\n\nText",
        "# T\n\n**It rains.**\n\nText\n\n**It pours.**\n\nText",
        "# T\n\n**One** a\n\nText\n\n**Two** **b**\n\nText",
        "# T\n\n**One**\n\n**Two**\n\n**Three**\n\nText\n\n**Four**",
        f"# T\n\n**{'x ' * 60}y**\n\nText\n\n**{'x ' * 60}y**\n\nText",
    ],
)
def test_bold_that_is_no_heading(text: str) -> None:
    """A lone one, a sentence, a list of them, or one beside real headings stays a paragraph."""
    assert [text for _, text in headings(parse(text))] in ([], ["Three"])


@pytest.mark.parametrize(
    "text",
    [
        *("> " * 10_000 + "x", "- " * 5_000 + "x", "".join("  " * depth + "- a\n" for depth in range(1_000))),
        *("[" * 50_000, "*a " * 50_000, "![" * 50_000, "`" * 1_000_000, "a " + "`" * 1_000_000, "^[" * 19_000),
        *(
            "*a **b " * 20_000,
            "a@" * 100_000,
            "www." * 50_000,
            "https://a_" * 20_000,
            "[a](b" * 50_000,
            "<!--" * 50_000,
        ),
        "[x]: " + "y" * 100_000 + "\n\n" + "[x] " * 25_000,
        "|" + "a|" * 25_000 + "\n|" + "-|" * 25_000 + "\n" + "|a\n" * 25_000,
        "<!-- a -->\n\n" * 2_000 + "<!--",
    ],
    ids=lambda text: str(text[:8]),
)
def test_made_up_nesting_ends(text: str) -> None:
    """Whatever is repeated, the parser ends, with a document or an error that says what to do."""
    outcome = ""
    try:
        outcome = parse_markdown("Text\n\n" + text, Metadata(), OPTIONS).blocks[0].text
    except SourceError as error:
        outcome = error.hint

    assert outcome


def test_emphasis_without_end_keeps_its_words() -> None:
    """Tags deeper than anybody nests them are left out, not what is in them."""
    block = find(parse("# T\n\n" + "*a **b " * 100 + "c" + "** d*" * 100), Kind.PARAGRAPH)

    assert block.text.count("a") == block.text.count("b") == 100
    assert block.html.count("<em>") == block.html.count("</em>") < 40


def test_ten_megabytes() -> None:
    """The largest file that is read at all is read whole."""
    text = ("It rained *all day* in [the valley](https://example.org/valley). " * 16 + "\n\n") * 10_000

    document = parse_markdown(text[: OPTIONS.max_bytes], Metadata(), OPTIONS)

    assert len(document.blocks) == len(text[: OPTIONS.max_bytes].rstrip().split("\n\n"))


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends(end: str) -> None:
    """Lines end as they do on any system."""
    text = "# T\n\na  \nb\n\n- c\n\n```\nd\n\ne\n```\n"

    assert parse_markdown(text.replace("\n", end), Metadata(), OPTIONS) == parse_markdown(text, Metadata(), OPTIONS)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a\0b", "a�b"), ("a\ud800b", "a�b"), ("a\udc00\ud800", "a��"), ("a\fb\x1cc", "a b c"), ("a\tb\u2028c", "a b c")],
)
def test_characters_that_are_none(text: str, shown: str) -> None:
    """What is no character is replaced, and odd white space is white space."""
    (block,) = parse_markdown(text, Metadata(), OPTIONS).blocks

    assert block.text == shown
    block.html.encode()


def test_a_byte_order_mark_hides_no_heading() -> None:
    """Editors put a mark before the first line."""
    assert parse("\ufeff# Rain\n\nText").title == "Rain"


def test_a_panic_of_the_parser_is_an_error_of_the_source() -> None:
    """A panic in Rust is no `Exception`: it would end the whole run, where only one article is at fault."""
    panic: Any = type("PanicException", (BaseException,), {})

    class Panicking(Reader):
        def read(self, events: Iterable[tuple[Any, Any]]) -> Reading:
            raise panic(next(iter(events)))

    with pytest.raises(SourceError, match="parser failed"):
        _run(b"a", Panicking(b"a", OPTIONS))


WORD = st.from_regex(r"[a-z]{2,8}", fullmatch=True)
WORDS = st.lists(WORD, min_size=1, max_size=6).map(" ".join)
INLINE = st.lists(
    st.one_of(
        *(WORDS, WORDS.map("*{}*".format), WORDS.map("**{}**".format), WORDS.map("`{}`".format)),
        *(WORDS.map("[{}](https://example.org)".format), WORDS.map("~~{}~~".format), WORDS.map("<b>{}</b>".format)),
        *(
            WORDS.map("{}<br>".format),
            WORDS.map("{}  \n".format),
            WORDS.map("^[{}]".format),
            WORDS.map("{}[^1]".format),
        ),
        *(WORDS.map("({}) & co".format), WORDS.map("“{}”".format), WORD.map("https://{}.example.org/_a_/b".format)),
    ),
    min_size=1,
    max_size=4,
).map(" ".join)


def indent(text: str, first: str, others: str) -> str:
    """Put a mark before the first line of a block and white space before the others."""
    return first + text.replace("\n", "\n" + others)


BLOCKS = st.recursive(
    st.one_of(
        *(INLINE, INLINE, WORDS.map("## {}".format), WORDS.map("## {} {{#pin}}".format), WORDS.map("{}\n---".format)),
        *(WORDS.map("## {} {{braces}}".format), WORDS.map("    {}".format), WORDS.map("```py\n{}\n```".format)),
        *(WORDS.map("<div>{}</div>".format), WORDS.map("| a | b |\n|---|---|\n| c | d | {} |".format)),
        *(WORDS.map("{}\n: meaning".format), WORDS.map("**{}**".format), WORDS.map("- [x] {}".format)),
        *(
            WORDS.map("[^1]: {}".format),
            WORDS.map("[^2]: {}".format),
            WORDS.map("> [!NOTE]\n> {}".format),
            st.just("***"),
        ),
    ),
    lambda inner: st.one_of(
        inner.map(lambda text: indent(text, "> ", "> ")),
        inner.map(lambda text: indent(text, "- ", "  ")),
        inner.map(lambda text: indent(text, "12. ", "    ")),
        st.lists(inner, min_size=1, max_size=3).map("\n\n".join),
    ),
    max_leaves=6,
)


@given(blocks=st.lists(BLOCKS, min_size=1, max_size=6), front=st.booleans())
def test_no_word_is_lost(blocks: list[str], front: bool) -> None:  # noqa: FBT001  Drawn by hypothesis.
    """All words of an article are in its blocks or its title, or in a note that says what was left out."""
    text = "First.\n\n" + "\n\n".join(blocks)
    document = parse(f"---\ntitle: T\n---\n{text}" if front else text)

    seen = [document.title, document.standfirst, *(block.text for block in document.blocks)]
    seen += [note.text for note in document.notes if note.kind is LineKind.FURNITURE]
    said = re.sub(r"</?\w+>|\]\(https://example.org\)|```py|\{#pin\}", " ", text)
    words = Counter(re.findall("[a-z]{2,}", said.lower()))
    assert not words - Counter(re.findall("[a-z]{2,}", " ".join(seen).lower()))


@given(text=st.text(st.sampled_from("ab#*_`[](){}!<>-=|:~^\n \t&;0123/\\@."), max_size=200))
def test_lines_are_those_of_the_source(text: str) -> None:
    """Every block begins on a line that there is, and only footnotes stand below where they were written."""
    try:
        document = parse_markdown(text, Metadata(title="T"), OPTIONS)
    except SourceError:
        return
    lines = [block.line for block in document.blocks if 'class="footnotes"' not in block.html]
    assert lines == sorted(lines)
    assert all(1 <= block.line <= text.count("\n") + 1 for block in document.blocks)
    assert all("\0" not in block.html for block in document.blocks)


@given(text=st.text(st.sampled_from("awh:/.@_-()?!<>\"' 。é"), max_size=60))
def test_bare_addresses_lose_no_text(text: str) -> None:
    """Addresses are found in order, and none overlaps another."""
    ends = [0]
    for link in find_links(text):
        assert ends[-1] <= link.start < link.end <= len(text)
        assert link.href.endswith(text[link.start : link.end])
        ends.append(link.end)


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


def test_what_is_folded_away_is_one_block() -> None:
    """Markdown between ``<details>`` and its end stands inside it, with the footnotes that it refers to."""
    text = "<details>\n<summary>More</summary>\n\nOne[^1] *two*.\n\n- three\n\n</details>\n\nAfter.\n\n[^1]: A note.\n"
    blocks = parse(text).blocks

    assert [block.kind for block in blocks] == [Kind.PARAGRAPH, Kind.PARAGRAPH, Kind.LIST]
    assert blocks[0].text == "More One two. three"
    assert blocks[0].html.count("<em>two</em>") == 1
    assert blocks[0].html.endswith("</ul>\n</details>")


@pytest.mark.parametrize("text", ["<details>\n\n# A\n\nx\n\n</details>", "<details>\n\nx\n\ny", "x\n\n</details>\n\ny"])
def test_folds_that_are_none(text: str) -> None:
    """A section inside ``<details>``, one that never ends, or an end without a beginning, folds nothing away."""
    assert "x" in [block.text for block in parse(text).blocks]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("A Vec<T> of List<String> is written.", "A Vec<T> of List<String> is written."),
        ("Put <name> before it.", "Put <name> before it."),
        ("A Box<dyn Fn> or <T extends Comparable>.", "A Box<dyn Fn> or <T extends Comparable>."),
        ("Put <your name> in <file-name> or <path to it>.", "Put <your name> in <file-name> or <path to it>."),
        ("An <svg><path></svg> and <a name>.", "An and ."),
        ("It is <b>bold</b><br>and <Note>closed</Note>.", "It is bold and closed."),
        ("A <custom-thing>inner</custom-thing> word, a <T class=a>.", "A inner word, a ."),
    ],
)
def test_words_in_angle_brackets_are_kept(source: str, text: str) -> None:
    """What HTML does not know, and nothing closes, is no tag: browsers would drop it in silence."""
    document = parse_article(
        Raw(name="a.md", data=f"# {source}\n\n{source}\n\n## Map<K>\n\n{source}\n".encode()), ParseOptions()
    )

    assert document.title == text
    assert [block.text for block in document.blocks] == [text, "Map<K>", text]
    assert ("&lt;T&gt;" in document.blocks[0].html) == ("Vec<T>" in source)
