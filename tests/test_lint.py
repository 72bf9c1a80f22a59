"""What authors are told of their articles, with the line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.errors import SourceError
from publisher.lint import RULES, Remark, lint_article
from publisher.model import Raw
from publisher.parse import ParseOptions, parse_article
from tests.patience import ends_within

FILES = frozenset({"there.png", "/there.png", "b.md"})
WORDS = "Enough words stand here to be a paragraph of an article, and some more."


def lint(name: str, text: str) -> list[tuple[str, int]]:
    """Look an article over; return the rules and the lines."""
    return [(remark.rule, remark.line) for remark in remarks(name, text)]


def remarks(name: str, text: str) -> tuple[Remark, ...]:
    """Look an article over."""
    document = parse_article(Raw(name=name, data=text.encode()), ParseOptions())
    return lint_article(
        name,
        text,
        document,
        is_there=lambda target: target.partition("#")[0] in FILES,
        is_article=lambda said: said in FILES,
    )


def markdown(body: str, front: str = "title: Tides\n") -> str:
    """Write an article in Markdown; its body begins in line 5."""
    return f"---\n{front}---\n{WORDS}\n\n{body}\n"


def page(body: str) -> str:
    """Write a page; its body begins in line 4."""
    return f"<!doctype html><title>Tides</title><article>\n<h1>Tides</h1>\n<p>{WORDS}</p>\n{body}\n</article>"


LONG = "A title that goes on and on " * 5
SHORT = "Tides\nHigh water\nLow water\nThe rings\nOf iron\nBoats and cars\nWhat floats\nWhat sinks\n"
MENU = "".join(
    f"{name} {part}\n"
    for name in ("Home", "News", "Sport", "Culture", "Travel", "Shop", "Help", "Jobs", "Weather", "Video")
    for part in ("today", "week", "archive", "tips")
)
TYPED = f"Tides\n\n{WORDS} {WORDS}\n\nHigh water\n\n{WORDS} {WORDS} Again.\n"

CASES = {
    "split-doubtful": ("a.txt", f"{SHORT}{WORDS}\n", 1, TYPED),
    "much-dropped": ("a.txt", f"{MENU}Tides\nBy Ada Low\n{TYPED[6:]}{MENU}{MENU}", 1, TYPED),
    "title-missing": ("a.md", f"{WORDS}\n\n{WORDS}\n", 1, f"# A title\n\n{WORDS}\n"),
    "title-long": ("a.md", markdown(f"## {LONG}\n\n{WORDS}"), 6, markdown(f"## A title\n\n{WORDS}")),
    "title-markup": ("a.md", f"# The `<b>` tag\n\n{WORDS}\n", 1, f"# The b tag < & co\n\n{WORDS}\n"),
    "heading-empty": ("a.md", markdown(f"##\n\n{WORDS}"), 6, markdown(f"```\n##\n```\n\n{WORDS}")),
    "heading-skip": (
        "a.md",
        markdown(f"## One\n\n{WORDS}\n\n#### Two\n\n{WORDS}"),
        10,
        markdown(f"## One\n\n{WORDS}\n\n### Two\n\n{WORDS}\n\n## Three\n\n{WORDS}"),
    ),
    "heading-twice": (
        "a.md",
        markdown(f"## One\n\n{WORDS}\n\n## one\n\n{WORDS} "),
        10,
        markdown(f"## One\n\n{WORDS}\n\n## Two\n\n{WORDS}"),
    ),
    "section-empty": ("a.md", markdown(f"## One\n\n## Two\n\n{WORDS}"), 6, markdown(f"## One\n\n### Two\n\n{WORDS}")),
    "image-alt": (
        "a.html",
        page("<h2>One</h2>\n<p>It is.</p>\n<img src='there.png'>"),
        6,
        page("<h2>One</h2>\n<p>It is.</p>\n<img src='there.png' alt=''>"),
    ),
    "image-alt-empty": (
        "a.md",
        markdown(f"{WORDS}\n\n![](there.png)"),
        8,
        markdown(f'{WORDS}\n\n![A pier](there.png) <img src="there.png" alt="">'),
    ),
    "link-dead": (
        "a.md",
        markdown(f"{WORDS}\n[gone](gone.md)"),
        7,
        markdown(f"{WORDS}\n[b](b.md#x) [web](https://example.org/x) [mail](mailto:a@example.org) [top](#)"),
    ),
    "anchor-dead": (
        "a.md",
        markdown(f"{WORDS}\n[there](#nowhere)\n\n## One thing\n\n{WORDS}"),
        7,
        markdown(f"{WORDS}\n[there](#one-thing) and [here](#x)\n\n## One thing\n\n<a id='x'></a> {WORDS}"),
    ),
    "reference-dead": (
        "a.md",
        markdown(WORDS, "title: Tides\nin_reply_to: gone.md\n"),
        3,
        markdown(WORDS, "title: Tides\nin_reply_to: b.md\nrelated: [https://example.org/]\n"),
    ),
    "date-old": (
        "a.md",
        markdown(WORDS, "title: Tides of 1911\ndate: 1911-05-03\n"),
        3,
        markdown(WORDS, "title: Tides\ndate: 1990-01-01\n"),
    ),
}


def test_every_rule_has_its_case() -> None:
    """No rule is without an article that breaks it."""
    assert CASES.keys() == RULES.keys()


@pytest.mark.parametrize("rule", CASES)
def test_each_rule_is_seen_where_it_is_broken(rule: str) -> None:
    """One article breaks this rule alone, in the line that is named; another keeps it."""
    name, broken, line, kept = CASES[rule]

    assert lint(name, broken) == [(rule, line)]
    assert lint(name, kept) == []


def test_plain_text_has_lines_too() -> None:
    """Headings of plain text are known by their lines."""
    text = f"Tides\n\n{WORDS}\n\nHigh water\n\n{WORDS}\n\nHigh water\n\n{WORDS} Again.\n"

    assert lint("a.txt", text) == [("heading-twice", 9)]


def test_pages_may_have_headings_of_their_own() -> None:
    """What is no part of the article, menus say, is not judged; levels are those of the file."""
    text = page("<h2>One</h2><p>It is.</p><h4>Deep</h4><p>It goes on.</p>").replace(
        "<article>", "<nav><h5>Menu</h5><a href='#gone'>x</a></nav><article>"
    )

    assert lint("a.html", text) == [("heading-skip", 4)]


def test_an_article_with_an_address_has_links_on_the_web() -> None:
    """Relative links are relative to the original then."""
    assert lint("a.md", markdown("[a](gone.md)", "title: T\ncanonical: https://example.org/a\n")) == []


def test_a_picture_at_the_root_of_the_site_is_looked_for() -> None:
    """A link that begins with a slash may be any page of the site; a picture is in the content folder."""
    assert lint("a.md", markdown("[about](/about/) [x](/x.html) ![A pier](/there.png)")) == []
    assert lint("a.md", markdown("![A pier](/gone.png)")) == [("link-dead", 6)]
    assert lint("a.md", markdown("![A pier](//host.example/gone.png)")) == []


def test_an_author_is_told_what_to_do() -> None:
    """Each remark names what is at fault, how bad it is, and the cure."""
    (remark,) = remarks("a.md", markdown("[gone](gone.md)"))

    assert "gone.md" in remark.message
    assert remark.level == "warning"
    assert "canonical" in remark.cure


@given(name=st.sampled_from(["a.md", "a.html", "a.txt"]), text=st.text(max_size=400))
def test_any_text_can_be_looked_over(name: str, text: str) -> None:
    """Whatever stands in an article that can be read: the same remarks each time, in the order of lines."""
    try:
        first = remarks(name, text)
    except SourceError:
        return
    assert first == remarks(name, text)
    assert [remark.line for remark in first] == sorted(remark.line for remark in first)
    assert all(0 <= remark.line <= text.count("\n") + 1 for remark in first)


def test_a_long_article_takes_no_longer_than_its_length() -> None:
    """Five thousand links take some seconds; what compares each with each takes minutes."""
    count = 5_000
    text = markdown("\n\n".join(f"## Part {n}\n\n[x](gone{n}.md) ![](p{n}.png) {WORDS}" for n in range(count)))
    document = parse_article(Raw(name="a.md", data=text.encode()), ParseOptions(max_blocks=100_000))

    def lint() -> tuple[Remark, ...]:
        return lint_article("a.md", text, document, is_there=lambda _: False, is_article=lambda _: False)

    assert len(ends_within(5, lint)) > count
