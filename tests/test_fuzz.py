"""Hostile and half-sane articles of every format: nothing crashes, and no word is lost without a note."""

from __future__ import annotations

import re
import sys
from collections import Counter
from itertools import count
from textwrap import fill
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.parse.encoding import decode_text
from tests.quality import conservation, floors

# In the templates below, `w#` is a word that readers see and `x#` one that they do not; each is given a number.
_NUMBER = re.compile(r"([wx])#")
_SHOWN = re.compile(r"w\d{4}")


def number(template: str) -> str:
    """Make each word of a template one of a kind."""
    numbers = count(1)
    return _NUMBER.sub(lambda found: f"{found[1]}{next(numbers):04}", template)


def words(text: str) -> list[str]:
    """Return the words of a list."""
    return text.split()


def shown(text: str) -> Counter[str]:
    """Count the words that readers see."""
    return conservation.find_words([text], _SHOWN)


def assert_kept(name: str, text: str, words: Counter[str], address: str = "") -> None:
    """Read an article and assert that none of the words is lost, neither by parsing nor by what comes after."""
    found = conservation.read(name, text.encode(), address)
    if found is None:
        return
    document, drafts = found
    assert conservation.find_lost(words, document, _SHOWN) == Counter()
    assert conservation.find_lost_by_cleaning(document, drafts, _SHOWN) == Counter()


# Whatever the bytes --------------------------------------------------------------------------------------------------

NAMES = st.sampled_from(["a.txt", "a.md", "a.html"])
SIGNS = st.text(st.sampled_from("aé漢1 \n\t<>/=\"'&;#!-[](){}*_`~^|:.\\+%$\x00\ufeff\u202e\xad"), max_size=200)
FRONTS = ("---\ntitle: ", "+++\ntitle = ", "---\n", "\ufeff---\ntags: [", "---\ndate: 2026-01-01\n---\n")


@settings(max_examples=150)
@given(
    name=NAMES,
    data=st.binary(max_size=200)
    | SIGNS.map(str.encode)
    | st.builds("{}{}".format, st.sampled_from(FRONTS), SIGNS).map(str.encode)
    | SIGNS.map(lambda text: text.encode("utf-16")),
)
def test_any_bytes_are_read_or_refused(name: str, data: bytes) -> None:
    """Nothing but `PublisherError` comes out of parsing, splitting and cleaning, whatever goes in."""
    found = conservation.read(name, data)

    assert found is None or found[0].title


# Plain text ----------------------------------------------------------------------------------------------------------

LINES = st.sampled_from(
    [
        *("w#", "w# w# w#", "w# w#, w# w# (w#) w#.", "w# w# " * 30, "W# w# W#", "w#: w#", "“w# w#.” w#?"),
        *("- w# w#", "• w#", "  - w# w#", "1. w#", "2) w# w#", "(a) w#", "IV. w#", "1.2.3 w#", "-", "1.", "*w#* w#"),
        *(
            "    w# = w#(w#);",
            "\tw#",
            "> w# w#",
            "w# | w# | w#",
            "w#\tw#\tw#",
            "w#    w#    12",
            "| w# | w# |",
            "|---|",
        ),
        *(
            "=====",
            "-----",
            "* * *",
            "w#\n=====",
            "w#\n-----",
            "...",
            "¿\n=====",
            "|---|\n-----",
            "—",
            "[1] w#",
            "[w#](w#)",
            "https://example.org/w#",
        ),
        *("Contents", "Related articles", "Leave a comment", "By W# W#", "Share w#", "Home | w# | w#", "w# > w# > w#"),
        *("12 May 2024", "Advertisement", "© 2024 w#", "Read more: w# w#", "3 min read", "References", "Tags: w#, w#"),
        *(
            "漢字w#漢字。",
            "第一章",
            "",
            "",
            "",
            " ",
            "\x0c",
            "w#-",
            "w#\u00adw#",
            "\u200bw#",
            "w#\r",
            "\ufeff",
            "***w#***",
        ),
    ]
)
PLAIN = st.lists(LINES, min_size=1, max_size=40).flatmap(
    lambda lines: st.sampled_from(["\n", "\n\n"]).map(lambda gap: gap.join(lines))
)
WRAPPED = PLAIN.map(lambda text: "\n\n".join(fill(part, 60) for part in text.split("\n\n")))


@settings(max_examples=500)
@given(template=PLAIN | WRAPPED)
def test_no_word_of_plain_text_is_lost(template: str) -> None:
    """Every word of a plain text is in its document, or in a note of what was left out, and then in its items."""
    text = number(template.replace("W#", "w#"))

    assert_kept("a.txt", text, shown(text))


@settings(max_examples=100)
@given(text=st.text(max_size=300) | SIGNS)
def test_no_letter_of_any_text_is_lost(text: str) -> None:
    """Whatever the text, its letters are kept, front matter apart."""
    data = text.encode("utf-8", "replace")
    found = conservation.read("a.txt", data)
    if found is None or text.lstrip("\ufeff").startswith(("---", "+++")):
        return

    assert conservation.find_lost_letters(decode_text(data), found[0]) == Counter()


# Markdown ------------------------------------------------------------------------------------------------------------

MARKDOWN = st.sampled_from(
    [
        *("# w#", "## w# *w#* {#x}", "### w# `w#`", "w#\n===", "w# w#\n---", "####### w#", "#w#", "## [w#](/x)"),
        *("w# w# w#.", "w# **w#** _w#_ ~~w#~~ `w#`", "w#\nw#  \nw#\\\nw#", "**w#", "_w#*w#_*", "`w#", "``w#` w#``"),
        *("- w#\n- w#\n  - w#\n\n    w#", "1. w#\n2. w#", "* w#\n\n\n* w#", "- [ ] w#\n- [x] w#", "+ w#\n+\n+ w#", "-"),
        *("> w#\n> w#\nw#", "> - w#\n>> w#", ">", "    w#\n    w#", "```x#\nw#\nw#\n```", "~~~\nw#\n~~~", "```\nw#"),
        *("| w# | w# |\n|---|---|\n| w# | w# |", "|w#|\n|-|\n|w#|", "w# | w#\n--|--\nw# |", "| w# |", "|---|"),
        *(
            "[w#](/x# 'x#')",
            "[w#][a]\n\n[a]: /x# 'x#'",
            "![x#](/x#.png)",
            "[w#]",
            "<https://example.org/w#>",
            "[w#](<x# x#>)",
        ),
        *(
            "w#[^1]\n\n[^1]: w# w#",
            "w#[^2] w#[^2]\n\n[^2]: w#\n\n    w#",
            "w#^[w#]",
            "w#[^none]",
            "w#\n: w#\n: w#\n\n  w#",
        ),
        *(
            "<div>w#</div>",
            "<div>\n\nw#\n\n</div>",
            "w# <b>w#</b> w#",
            "<p>w#",
            "</div>",
            "<!-- x# -->",
            "w# <!-- x# --> w#",
        ),
        *("<script>x#</script>", "<style>x#</style>", "<details><summary>w#</summary>w#</details>", "w#<br>w#", "<br>"),
        *(
            "{{< x# >}}".replace("x#", "w#"),
            "{% w# %}",
            "w# &amp; w# &#119; \\* w#",
            "---",
            "***",
            "w# $w#$ w#",
            ":w#:",
        ),
        *(
            "<table><tr><td>w#<td>w#</table>",
            "<ul><li>w#<li>w#</ul>",
            "<h2 id=x>w#</h2>",
            "<pre>w#\n\nw#</pre>",
            "",
            " ",
        ),
    ]
)


@settings(max_examples=250)
@given(template=st.lists(MARKDOWN, min_size=1, max_size=25).map("\n\n".join))
def test_no_word_of_markdown_is_lost(template: str) -> None:
    """Every word that a reader of the rendered text sees is in its document, and then in its items."""
    text = number(template)

    assert_kept("a.md", text, shown(text))


# HTML ----------------------------------------------------------------------------------------------------------------

TAGS = words(
    "p div span b i em strong a ul ol li dl dt dd table tr td th tbody thead caption blockquote pre code h1 h2 h3 h4 "
    "section article main header footer nav aside figure figcaption address center font small sup details summary"
)
ATTRIBUTES = (
    *("", "", "", " class=content", " class='post-content entry'", " class=sidebar", " class='share-buttons'"),
    *(" class=comments", " class=related-posts", " class=byline", " class='hidden'", " class=cookie-notice"),
    *(" id=x", " id=nav", " role=navigation", " role=main", " role=heading", " aria-hidden=true", " hidden"),
    *(" style='display:none'", " href=/x", " href='#x'", " title='x#'", " itemprop=articleBody", " class=deck"),
    *(" lang=de", " dir=rtl", " class=toc", " class=gutter", " data-x='x#'"),
)
TEXTS = st.sampled_from(
    [
        *(
            "w#",
            " w# w#, w#. ",
            "w# " * 25 + "w#. ",
            "w#, w# w#. " * 12,
            "\n",
            " ",
            "&amp;",
            "&#119;",
            "\u00a0",
            "¶",
            "#",
        ),
        *(
            "By w# w#",
            "Share",
            "Related articles",
            "Comments",
            "Advertisement",
            "Leave a comment",
            "12 May 2024",
            "1",
            "[1]",
        ),
    ]
)
WHOLE = st.sampled_from(
    [
        *(
            "<!-- x# -->",
            "<script>x#('<p>x#')</script>",
            "<style>.x#{}</style>",
            "<template>x#</template>",
            "<br>",
            "<hr>",
        ),
        *(
            "<img src=x#.png alt='x#'>",
            "<figure><img src=a.png><figcaption>w#</figcaption></figure>",
            "<br><br>",
            "<wbr>",
        ),
        *("<nav><a href=/a>w#</a> <a href=/b>w#</a></nav>", "<h2>w# w#</h2>", "<h1>w#</h1>", "<p>w# w# w#.</p>"),
        *(
            "<ul><li>w#<li>w# w#</ul>",
            "<table><tr><th>w#<td>w#</table>",
            "<pre>w#\n  w#</pre>",
            "<p>w#, w# w#. w#</p>" * 3,
        ),
        *(
            "<ul><li><a href=/a>w#</a><li><a href=/b>w#</a><li><a href=/c>w#</a></ul>",
            "<footer>w#</footer>",
            "<aside>w#</aside>",
        ),
        *(
            "<div hidden>w#</div>",
            "<p style='display:none'>w#</p>",
            "<details><summary>w#</summary><p>w#</p></details>",
        ),
    ]
)
OPENINGS = st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES))
CLOSINGS = st.builds("</{}>".format, st.sampled_from(TAGS))
SOUP = st.lists(TEXTS | WHOLE | OPENINGS | CLOSINGS | TEXTS | WHOLE, min_size=1, max_size=40).map("".join)
NESTED = st.recursive(
    TEXTS | WHOLE,
    lambda inner: st.builds(
        lambda tag, attribute, parts: f"<{tag}{attribute}>{''.join(parts)}</{tag}>",
        st.sampled_from(TAGS),
        st.sampled_from(ATTRIBUTES),
        st.lists(inner, min_size=1, max_size=5),
    ),
    max_leaves=25,
)
HEADS = st.sampled_from(
    [
        *("", "", "<!DOCTYPE html><html><head><title>x# x# - x#</title></head><body>", "<title>x#</title>"),
        *("<head><meta property='og:title' content='x# x#'><meta name=author content='x#'></head>", "<base href=/x#>"),
    ]
)


@settings(max_examples=400)
@given(template=st.builds("{}{}".format, HEADS, SOUP | NESTED), address=st.sampled_from(["", "https://example.com/a"]))
def test_no_word_of_html_is_lost(template: str, address: str) -> None:
    """Every word of a page is in its document, or in a note of what was left out: furniture, or what is hidden."""
    text = number(template)

    assert_kept("a.html", text, shown(text), address)


# Work ----------------------------------------------------------------------------------------------------------------


def count_calls(name: str, text: str) -> int:
    """Count the calls that it takes to read an article; 0 if it is refused."""
    calls = 0

    def see(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    data = text.encode()
    # What is loaded, compiled and remembered once is not counted.
    conservation.read(name, data)
    before = sys.getprofile()
    sys.setprofile(see)
    try:
        found = conservation.read(name, data)
    finally:
        sys.setprofile(before)
    return calls if found else 0


@settings(max_examples=20)
@given(
    case=st.tuples(st.just("a.txt"), st.lists(LINES, min_size=1, max_size=5).map(" \n".join))
    | st.tuples(st.just("a.md"), st.lists(MARKDOWN, min_size=1, max_size=5).map("\n\n".join))
    | st.tuples(st.just("a.html"), NESTED)
)
def test_work_grows_with_size_alone(case: tuple[str, str]) -> None:
    """Four times the text takes four times the calls, give or take what is done once for any text."""
    name, piece = case
    few, many = (count_calls(name, number((piece + "\n\n") * copies)) for copies in (15, 60))

    assert many <= 5 * few + 2000


# Words on their own --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "Title\n\n- one\n- two\n\n| one | two |\n\n> one\n> two\n"),
        ("a.md", "one<br>two\nthree\\\nfour"),
        ("a.md", "| one | two |\n|---|---|\n| three | four |\n\n- one\n- two\n\n> one\n>\n> two"),
        ("a.html", "<p>one<br>two<ul><li>one<li>two</ul><table><tr><td>one<td>two</table><dl><dt>one<dd>two</dl>"),
        ("a.html", "<div>one<div>two</div>three</div><h2>one</h2>two<pre>one\ntwo</pre><p>one</p>two"),
    ],
)
def test_words_stay_apart(name: str, text: str) -> None:
    """What stood in two lines, cells or items is never run together, neither in a block's text nor in an item's."""
    found = conservation.read(name, text.encode())

    assert found is not None
    document, drafts = found
    known = {"one", "two", "three", "four", "Title"}
    assert {word for block in document.blocks for word in re.findall(r"\w+", block.text)} <= known
    assert {word for draft in drafts for word in re.findall(r"\w+", draft.text)} <= known


def test_lines_of_korean_are_joined_by_a_space() -> None:
    """Korean is written in wide characters, and with spaces: wrapping undone, its words stand apart."""
    text = next(record["text"] for record in floors.list_records() if record["id"] == "ko-hangul:wrapped-bare")
    found = conservation.read("a.txt", text.encode())

    assert found is not None
    assert conservation.find_lost(conservation.find_words([text]), found[0]) == Counter()


OPENERS = words(
    "<!-- <script> <style> <textarea> <title> <template> <select> <button> <noembed> <svg> <table> <pre> <a <p"
)


@pytest.mark.parametrize("template", ["one {}\n\ntwo", "- one\n- {}\n\ntwo", "| a |\n|---|\n| {} |\n\ntwo"])
def test_what_one_block_leaves_open_ends_with_it(template: str) -> None:
    """A tag that an author names without marking it as code, or leaves open, never takes the blocks below it along."""
    taken = []
    for opener in OPENERS:
        found = conservation.read("a.md", template.format(opener).encode())
        assert found is not None
        document, drafts = found
        taken += [opener for word in conservation.find_lost_by_cleaning(document, drafts) if word == "two"]

    assert taken == []
