"""What word processors, wikis and generators of documentation draw is read as what it means."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.clean import Cleaner
from publisher.model import Document, Kind, Raw
from publisher.parse import ParseOptions, parse_article
from tests.patience import ends_within

PROSE = (
    "The wheel turns as long as the weir holds, and nobody has to stand beside it, which is why it was built there. "
)
GAP = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span>"


def parse(html: str) -> Document:
    """Parse a page as the file ``a.html``."""
    return parse_article(Raw(name="a.html", data=html.encode()), ParseOptions())


def write(html: str) -> str:
    """Return the article of a page as subscribers get it."""
    return Cleaner().clean("".join(block.html for block in parse(html).blocks))


def entry(marker: str, text: str, style: str = "", kind: str = "MsoListParagraph") -> str:
    """Write an entry of a list as Word does."""
    return f"<p class={kind} style='text-indent:-18pt;{style}'>{marker}{GAP}{text}</p>"


def page(body: str, title: str = "The mill", head: str = "") -> str:
    """Write a page of a site around an article."""
    return (
        f"<html lang=en><head><title>{title}</title><meta name=viewport content=x>{head}</head>"
        f"<body><nav><a href=/>Home</a></nav><main>{body}</main><footer>All rights reserved.</footer></body></html>"
    )


# Word processors ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("style", "element"),
    [
        (".c1{color:#000}.c3{font-weight:700}", "b"),
        (".c1{color:#000} .c3 { color: red; font-style: italic }", "i"),
        ("<!--\nspan.c3 {font: 12px Helvetica; font-weight: bold}\n-->", "b"),
        (".c3{font-weight:400}", ""),
        (".box .c3{font-weight:700}", ""),
        (".c3:hover{font-weight:700}", ""),
    ],
)
def test_emphasis_by_class_is_kept(style: str, element: str) -> None:
    """A class that a page's own style sheet makes bold or italic is emphasis; rules of other elements are not read."""
    html = f"<style>{style}</style><p><span class=c1>Nobody </span><span class='c1 c3'>slept</span>. {PROSE}</p>"

    assert (f"<{element}>slept</{element}>" if element else "Nobody slept.") in write(html)


def test_drawn_bullets_and_numbers_are_lists() -> None:
    """Paragraphs with a bullet or a number that was drawn become a list of their kind, without it."""
    bullets = entry("<span style='font-family:Symbol'>·</span>", "Two carts") + entry("·", "One wheel")
    steps = entry("3.", "Open the gate") + "\n" + entry("4)", "Shut <b>it</b>")

    html = write(f"<p>{PROSE}</p>{bullets}{steps}<p class=MsoListParagraph>Not an entry</p><p>{PROSE}</p>")

    assert "<ul><li>Two carts</li><li>One wheel</li></ul>" in html.replace("\n", "")
    assert re.search(r'<ol start="3"><li>Open the gate</li>\s*<li>Shut <b>it</b></li></ol>', html)
    assert "<p>Not an entry</p>" in html


@pytest.mark.parametrize(
    "deeper",
    [
        entry("o", "Hub", "margin-left:72.0pt").replace("MsoListParagraph", "MsoListParagraphCxSpMiddle"),
        "<p style='mso-list:l0 level2 lfo1'><![if !x]><span style='mso-list:Ignore'>o&nbsp; </span><![endif]>Hub</p>",
    ],
)
def test_drawn_lists_are_put_into_each_other(deeper: str) -> None:
    """An entry that is moved in belongs to the one before it."""
    style = "margin-left:36.0pt" if "72.0pt" in deeper else "mso-list:l0 level1 lfo1"

    html = write(f"<p>{PROSE}</p>{entry('·', 'Wheel', style)}{deeper}{entry('·', 'Race', style)}")

    assert re.sub(r"\s*\n\s*", "", html).endswith("<ul><li>Wheel<ul><li>Hub</li></ul></li><li>Race</li></ul>")


def test_parts_of_a_list_by_level_are_one_list() -> None:
    """An export that writes each level as a list of its own gives one list."""
    lists = (
        '<ul class="c1 lst-kix_ab1-0 start"><li>Wheel</li></ul><ul class="lst-kix_ab1-1 start"><li>Hub</li></ul>'
        '<ul class="lst-kix_ab1-0"><li>Race</li></ul>'
    )

    html = re.sub(r"\s*\n\s*", "", write(f"<p>{PROSE}</p>{lists}"))

    assert "<ul><li>Wheel<ul><li>Hub</li></ul></li></ul>" in html


@given(
    st.lists(st.tuples(st.sampled_from(["·", "1.", "a)", "x", ""]), st.integers(-40, 400), st.booleans()), max_size=8)
)
def test_no_entry_is_lost_or_moved(entries: list[tuple[str, int, bool]]) -> None:
    """Whatever is drawn, each text is there once, in its place."""
    texts = [f"Word{number}" for number in range(len(entries))]
    html = "".join(
        entry(marker, text, f"margin-left:{margin}pt", "MsoListParagraph" if is_entry else "MsoNormal")
        for (marker, margin, is_entry), text in zip(entries, texts, strict=True)
    )

    document = parse(f"<h1>A</h1><p>{PROSE}</p>{html}")

    assert re.findall(r"Word\d", " ".join(block.text for block in document.blocks)) == texts


@pytest.mark.parametrize(
    "title", ["<p class=title>Bees in cities</p>", "<p class='c1 MsoTitle'><b>Bees in cities</b></p>"]
)
def test_the_style_of_a_title_makes_one(title: str) -> None:
    """The first paragraph of a page without a first heading is the title if it is drawn as such."""
    document = parse(f"{title}<p>{PROSE}</p><h2>Why</h2><p>{PROSE}</p>")

    assert document.title == "Bees in cities"
    assert document.blocks[0].text == PROSE.strip()
    assert parse(f"<p>{PROSE}</p>{title}<p>{PROSE}</p>").blocks[1].text == "Bees in cities"


@pytest.mark.parametrize(
    "html",
    [
        f"<style>{'.c{' * 30_000}</style><p><span class=c>x</span>" + PROSE,
        f"<style>{'.a ' * 30_000}</style><p>{PROSE}",
        entry("·", "x") * 5_000,
        '<ul class="lst-kix_a-1"><li>x</ul>' * 5_000,
        "<p class=MsoListParagraph style='margin:" + "1pt " * 5_000 + "'>x" + PROSE,
    ],
    ids=range(5),
)
def test_exports_without_end_take_little_time(html: str) -> None:
    """What an export repeats without end is read in proportion."""
    ends_within(4, lambda: parse(f"<h1>A</h1><p>{PROSE}</p>{html}"))


# Wikis, blogs and documentation -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "link",
    [
        '<a class="headerlink" href="#x" title="Permanent link">¶</a>',
        '<a class="hash-link" href="/docs/mill#x" aria-label="Direct link">\u200b</a>',
        '<a class="anchor" href="#x">link</a>',
        '<a href="#x">🔗</a>',
        "<button>Copy item path</button>",
    ],
)
def test_permalinks_are_no_words(link: str) -> None:
    """What links to a heading, or is a button beside its words, is in no title, heading or term."""
    document = parse(
        page(
            f"<article><h1 id=x>The mill{link}</h1><p>{PROSE}</p><h2>Gates{link}</h2><p>{PROSE}</p>"
            f"<p>{PROSE}</p></article>",
            "The mill | Weir",
        )
    )

    assert document.title == "The mill"
    assert [block.text for block in document.blocks if block.kind is Kind.HEADING] == ["Gates"]


def test_a_heading_may_be_a_button() -> None:
    """A heading that is nothing but a button keeps its words."""
    assert [block.text for block in parse(f"<h2><button>Gates</button></h2><p>{PROSE}</p>").blocks][:1] == ["Gates"]


def test_what_is_above_the_title_is_not_of_the_article() -> None:
    """A date or the site's name above the heading that shows the title goes with it."""
    blog = (
        "<title>Mill Notes: The flood of May</title><div class=hentry><h2>Tuesday, May 3, 2011</h2>"
        f"<h3 class=entry-title>The flood of May</h3><div class=entry-content><p>{PROSE}</p><p>{PROSE}</p></div>"
        "<div class=post-footer>Posted by <span class=fn>Ann</span> at <abbr class=published "
        "title=2011-05-03T10:00:00Z>10:00</abbr> Labels: <a rel=tag href=/l>rivers</a></div></div>"
    )
    document = parse(blog)

    assert (document.title, len(document.blocks)) == ("The flood of May", 2)
    assert document.metadata.date is not None
    assert document.metadata.date.isoformat()[:10] == str(date(2011, 5, 3))
    health = (
        f"<title>What the study says</title><header><h1>Hill Health</h1></header><h2>What the study says</h2><p>{PROSE}"
    )
    assert [block.kind for block in parse(health).blocks] == [Kind.PARAGRAPH]


def test_a_box_of_contents_goes_with_its_heading() -> None:
    """Links to the headings of an article are no part of it, in a text written by hand either."""
    contents = "<h2>Contents</h2><ul><li><a href=#a>1 Gates</a></li><li><a href=#b>2 Wheel</a></li></ul>"
    html = f"<h1>The mill</h1><p>{PROSE}</p>{{}}<h2 id=a>Gates</h2><p>{PROSE}</p><h2 id=b>Wheel</h2><p>{PROSE}</p>"

    assert parse(html.format(contents)).blocks == parse(html.format("")).blocks


def test_comments_may_be_folded() -> None:
    """What readers wrote goes where it is folded under a count or a word for it; other folded lines stay, headed."""
    folded = "<details><summary>{}</summary><p>Bo: Fine piece.</p></details>"
    article = f"<article><h1>The mill</h1><p>{PROSE * 2}</p>{{}}<p>{PROSE * 2}</p></article>"
    for line in ("3 comments", "Comments (2)", "Comments"):
        assert "Fine piece" not in write(page(article.format(folded.format(line))))
    assert "Ways out Bo: Fine piece." in [
        block.text for block in parse(page(article.format(folded.format("Ways out")))).blocks
    ]


def test_remarks_are_of_the_article_whatever_they_look_like() -> None:
    """A box that is named as a remark stays, though its colour has the name of a side column."""
    remark = (
        '<div class="theme-admonition alert alert--secondary"><i>note</i><div><p>Shut the gate first.</p></div></div>'
    )

    assert "Shut the gate first." in write(
        page(f"<article><h1>The mill</h1><p>{PROSE}</p>{remark}<p>{PROSE}</p></article>")
    )


def test_a_link_to_edit_a_short_section_is_none_of_its_words() -> None:
    """A tool beside a heading goes, however short the heading is."""
    tool = '<span class="mw-editsection">[<a href="/w/index.php?action=edit">edit</a>]</span>'
    html = f'<h1>The mill</h1><p>{PROSE}</p><div class="mw-heading"><h2>After</h2>{tool}</div><p>{PROSE}</p>'

    assert "edit" not in " ".join(block.text for block in parse(page(html)).blocks)


@pytest.mark.parametrize(
    ("near", "names"),
    [
        ('<h1 class="fn">Flood bread</h1>', ()),
        ('<span class="fn">Flood Bread</span>', ()),
        ('<div class="vcard">By <span class="fn">Ada Low</span></div>', ("Ada Low",)),
        ('<span class="fn author">Ada Low</span>', ("Ada Low",)),
        ("<p>Last updated on 3 May 2025 by Ada Low</p>", ()),
    ],
)
def test_names_of_things_are_no_authors(near: str, names: tuple[str, ...]) -> None:
    """A recipe or a product has a full name in microformats too, and who changed a page did not write it."""
    html = page(f'<article class="hrecipe"><h1>Bread for six</h1>{near}<p>{PROSE}</p><p>{PROSE}</p></article>')

    assert parse(html).metadata.authors == names


@pytest.mark.parametrize(
    ("mark", "remark"),
    [
        (
            "<sup><a href='#cmnt{0}' id='cmnt_ref{0}'>[{1}]</a></sup>",
            (
                "<div style='border:1px'><p><a href='#cmnt_ref{0}' id='cmnt{0}'>[{1}]</a><span>{2}</span></p>"
                "<p>{2}</p></div>"
            ),
        ),
        (
            ("<span class=MsoCommentReference><a href='#_msocom_{0}' name='_msoanchor_{0}'>[AL{0}]</a></span>"),
            (
                "<div style='mso-element:comment'><div id='_com_{0}' class=msocomtxt><a name='_msocom_{0}'></a>"
                "<p class=MsoCommentText><a href='#_msoanchor_{0}' class=msocomoff>[AL{0}]</a>{2}</p></div></div>"
            ),
        ),
    ],
)
def test_remarks_of_reviewers_are_not_published(mark: str, remark: str) -> None:
    """They stand at the end of what a word processor exports, and links lead there and back."""
    marks = [mark.format(n, letter) for n, letter in ((1, "a"), (2, "b"))]
    remarks = "".join(remark.format(n, letter, "Is it so?") for n, letter in ((1, "a"), (2, "b")))
    body = f"<p>{PROSE}{marks[0]}</p><p><img src=/a.png>{marks[1]}</p><p>{PROSE}</p>"

    document = parse(f"<html><body><h1>The mill</h1>{body}<hr><div>{remarks}</div></body></html>")

    assert [block.text for block in document.blocks if block.text] == [PROSE.strip()] * 2
    assert any("a.png" in block.html for block in document.blocks)
    assert any(note.reason == "a reviewer's remark" for note in document.notes)


def test_footnotes_are_no_remarks() -> None:
    """They are linked in the same way, but by other names; and a mark without a remark leads nowhere."""
    note = "<p><a href='#ftnt_ref1' id='ftnt1'>[1]</a> It was built there first.</p>"
    lone = f"<p>{PROSE}<a href='#cmnt1'>[a]</a></p>"

    text = write(f"<h1>The mill</h1><p>{PROSE}<sup><a href='#ftnt1' id='ftnt_ref1'>[1]</a></sup></p>{lone}{note}")

    assert "It was built there first." in text
    assert "[a]" in text
