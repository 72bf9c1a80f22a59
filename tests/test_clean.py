"""The cleaner: nothing unsafe leaves it, nothing that an author wrote is lost, and what it mends reads right."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from html import escape, unescape
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from publisher.clean import (
    Cleaner,
    CleanOptions,
    Form,
    clean_section,
    find_anchors,
    name_anchors,
)
from publisher.clean.addresses import (
    drop_tracking,
    find_original,
    is_data_image,
    parse_srcset,
    read_data_size,
    resolve_link,
    write_srcset,
)
from publisher.clean.anchors import Anchors, name_ids, rename_id
from publisher.clean.bounds import bound_markup
from publisher.clean.enclosures import list_media
from publisher.clean.gate import ALLOWED_ATTRIBUTES, ALLOWED_TAGS, strip_controls
from publisher.clean.names import MATH, MATH_TOKENS
from publisher.errors import SourceError
from publisher.model import Block, Kind, Media, MediaKind, Section

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

BASE = "https://site.test/a/page.html"
PAGE = "https://ours.test/articles/x/"
ATTACKS_FILE = Path(__file__).with_name("attacks.txt")
ATTACKS = [
    line.replace(r"\n", "\n").replace(r"\t", "\t").replace(r"\r", "\r").replace(r"\0", "\0")
    for line in ATTACKS_FILE.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith(("# ", "##")) and line != "#"
]
CLEANER = Cleaner()
PICTURE = Media(
    url="https://ours.test/media/a-1.png", kind=MediaKind.IMAGE, type="image/png", width_px=640, height_px=480
)
SOUND = Media(url="https://ours.test/media/b-2.mp3", kind=MediaKind.AUDIO, type="audio/mpeg", size_bytes=9)


def find_media(reference: str) -> Media | None:
    """Find a picture, or a sound, in anything that is not absolute, and both where they are published."""
    if reference in {PICTURE.url, SOUND.url}:
        return PICTURE if reference == PICTURE.url else SOUND
    if ":" in reference or reference.startswith(("/", "#")):
        return None
    return SOUND if "mp3" in reference else PICTURE


SHALLOW = Cleaner(CleanOptions(max_depth=4))

NEVER = set(re.findall(r"\w+", "script style iframe frame object embed link meta base form input svg slot marquee"))
NEVER_IN_FEEDS = {"math", "bdo", "picture", "mi", "mrow"}
PLACES: list[dict[str, Any]] = [
    {},
    {"base": BASE},
    {"base": BASE, "page": PAGE, "anchors": name_ids([["here", "s", "fn:1"], ["far", "fn:2", "here"]])[0]},
    {"base": BASE, "form": Form.FEED},
    {"base": BASE, "find_media": find_media},
    {"page": PAGE, "form": Form.FEED, "find_media": find_media},
    {"base": BASE, "page": PAGE, "form": Form.FEED, "anchors": name_ids([["x-here"], ["far", "here"]])[1]},
]


def find_faults(html: str, form: Form = Form.PAGE) -> list[str]:  # noqa: C901  One walk, all that can be wrong.
    """Say what is unsafe in cleaned HTML, read by a parser that the cleaner does not use."""
    tags, attributes = ALLOWED_TAGS[form], ALLOWED_ATTRIBUTES[form]
    faults = []
    for element in BeautifulSoup(f"<body>{html}", "html5lib").find_all(True):  # noqa: FBT003  How bs4 asks for all.
        if element.name in {"html", "head", "body"}:
            continue
        if element.name in NEVER or element.name not in tags or (form is Form.FEED and element.name in NEVER_IN_FEEDS):
            faults.append(element.name)
        if element.name in MATH and element.name != "math":
            # Inside formulas nothing but formulas, and text in nothing but tokens.
            if element.find_parent("math") is None:
                faults.append(f"{element.name} alone")
            if element.name in MATH_TOKENS and element.find(True):  # noqa: FBT003
                faults.append(f"{element.name} with elements")
            if element.name not in MATH_TOKENS and any(isinstance(node, str) for node in element.contents):
                faults.append(f"{element.name} with text")
        for name, found in element.attrs.items():
            value = " ".join(found) if isinstance(found, list) else found
            if name not in (*attributes["*"], *attributes.get(element.name, ())):
                faults.append(f"{element.name} {name}")
            addresses = re.split(r", | ", value) if name == "srcset" else [value]
            if name in {"href", "src", "srcset", "poster", "cite"}:
                faults += [
                    f"{name}={address}"
                    for address in addresses
                    if not re.match(r"https?://[^\s\\]|mailto:|tel:|#[A-Za-z]|\d+(\.\d+)?[wx]$", address)
                    and not (element.name == "img" and re.match(r"data:image/(png|gif|jpeg|webp);base64,", address))
                ]
    return faults


def read_xml(html: str) -> etree._Element:
    """Read cleaned HTML as XML; raises if it is none."""
    return etree.fromstring(f"<div>{html}</div>")


# --- What never leaves ---


def test_there_are_attacks_enough() -> None:
    """The collection has attacks of every class, sixty at least."""
    assert len(ATTACKS) >= 60
    assert ATTACKS_FILE.read_text(encoding="utf-8").count("\n## ") >= 10


@pytest.mark.parametrize(
    "place", PLACES, ids=["nowhere", "base", "page", "feed", "feed of a page", "media", "media in feeds"]
)
def test_attacks_come_out_harmless(place: dict[str, Any]) -> None:
    """No attack leaves anything but allowed elements with allowed attributes and safe addresses, as HTML or XML."""
    for attack in ATTACKS:
        html = CLEANER.clean(attack, **place)
        assert find_faults(html, place.get("form", Form.PAGE)) == [], attack
        assert CLEANER.clean(html, **place) == html, attack
        read_xml(html)


@pytest.mark.browser
def test_attacks_run_nothing_in_a_browser(browser: Browser) -> None:
    """A browser runs no script and asks for no page, style or frame, however it is given the cleaned attacks."""
    cleaned = [CLEANER.clean(attack, BASE) for attack in ATTACKS]
    asked: list[str] = []

    def stop(route: Route) -> None:
        asked.append(route.request.resource_type)
        route.abort()

    # Each as a document's own markup, and once more by innerHTML, which is how the pages of readers are built.
    document = "<!doctype html><script>ran = 0; steal = () => { ran += 1 }</script><body>"
    document += "".join(f"<section>{html}</section>" for html in cleaned)
    insert = "texts => texts.forEach(text => { const box = document.createElement('div'); document.body.append(box); "
    insert += "box.innerHTML = text; box.innerHTML = box.innerHTML; })"
    page = browser.new_page()
    page.route("**/*", stop)
    page.set_content(document, wait_until="domcontentloaded")
    page.evaluate(insert, cleaned)
    page.wait_for_timeout(300)

    assert page.evaluate("ran") == 0
    assert set(asked) <= {"image", "media", "texttrack"}
    assert page.evaluate("document.querySelectorAll('body > section').length") == len(cleaned)
    # `about:` is the page's own address, before the fragment of a link within it.
    protocols = page.evaluate("[...document.links].map(link => link.protocol)")
    assert set(protocols) <= {"http:", "https:", "mailto:", "tel:", "about:"}
    # The same page does run what is not cleaned.
    page.evaluate(insert, ["<img src=x onerror=steal()>"])
    page.wait_for_timeout(300)
    assert page.evaluate("ran") > 0
    page.close()


TAGS = sorted(
    ALLOWED_TAGS[Form.PAGE]
    | NEVER
    | set(
        re.findall(
            r"[\w-]+",
            "amp-img annotation applet button canvas center desc dialog dir fieldset font foreignObject label legend "
            "listing main menu mfrac mi mo msup noembed noscript option param picture plaintext select strike template "
            "text textarea title tt x-foo xmp",
        )
    )
)
SNIPPETS = (
    'href="#here"',
    "href='#far'",
    'href="https://e.test/?utm_source=x&amp;a=1"',
    'href=""',
    "href=/y",
    'id="here"',
    "id=far",
    'id="x-here"',
    "name=here",
    "src=/i.png",
    'src="data:image/png;base64,AA"',
    'data-src="j.jpg"',
    'alt="some words"',
    'alt="😀"',
    "width=1 height=1",
    'width="640px"',
    'srcset="a.jpg 1x, b.jpg 2x"',
    'style="display:none"',
    'style="font-weight:bold"',
    "hidden",
    'class="lineno"',
    "type=checkbox checked",
    "lang=en",
    "dir=rtl",
    'title="T &amp; &lt;b>"',
    "colspan=2",
    "cite=/q",
    "onclick=steal()",
    'alttext="x^2"',
    "open",
    "start=3",
    "sizes=100vw",
)
WORDS = (
    "word",
    "two words",
    "  spaced  ",
    "\n",
    "&nbsp;",
    "1\n2",
    "¶",
    "a&amp;b",
    "&lt;p&gt;",
    "日本",
    "&#13;",
    "<",
    "&",
)
pieces = st.one_of(
    st.sampled_from(WORDS),
    st.builds("</{}>".format, st.sampled_from(TAGS)),
    st.builds(
        lambda tag, attributes, end: f"<{' '.join([tag, *attributes])}{end}",
        st.sampled_from(TAGS) | st.sampled_from(["p", "div", "span", "a", "b", "br", "li", "td", "table", "pre"]),
        st.lists(st.sampled_from(SNIPPETS), max_size=3),
        st.sampled_from([">", ">", "/>"]),
    ),
)
soup = st.lists(pieces, max_size=25).map("".join) | st.lists(st.sampled_from(ATTACKS), max_size=3).map("".join)


@settings(max_examples=600, deadline=None)
@given(html=soup | st.text(), place=st.sampled_from(PLACES), cleaner=st.sampled_from([CLEANER, SHALLOW]))
def test_cleaned_is_safe_whole_and_its_own_cleaning(html: str, place: dict[str, Any], cleaner: Cleaner) -> None:
    """Of any input: nothing unsafe is left, HTML and XML parsers read the same, and cleaning twice changes nothing."""
    once = cleaner.clean(html, **place)

    assert find_faults(once, place.get("form", Form.PAGE)) == []
    assert cleaner.clean(once, **place) == once
    xml = read_xml(once)
    text = "".join(xml.itertext())
    assert "".join(text.split()) == "".join(BeautifulSoup(f"<div>{once}</div>", "html5lib").get_text().split())


@settings(max_examples=300, deadline=None)
@given(data=st.binary(max_size=400) | soup.map(str.encode), count=st.sampled_from([1, 1, 3, 200]))
def test_any_bytes_are_cleaned_within_the_limits(data: bytes, count: int) -> None:
    """Any bytes, however often they are repeated, give XML of bounded size that is its own cleaning, or are refused."""
    html = data.decode("latin-1") * count
    try:
        once = CLEANER.clean(html, BASE)
    except SourceError:
        assert count > 1
        return

    assert len(once) <= 20 * len(html) + 1000
    assert CLEANER.clean(once, BASE) == once
    read_xml(once)


@settings(max_examples=300, deadline=None)
@given(text=st.text())
def test_any_text_keeps_its_words(text: str) -> None:
    """Text comes out as it went in, but for white space and for characters that XML does not allow."""
    html = CLEANER.clean(text.replace("&", "&amp;").replace("<", "&lt;"))

    expected = strip_controls(text)
    assert "".join("".join(read_xml(html).itertext()).split()) == "".join(expected.split())


INLINE = ("b", "i", "em", "span", "font", "big", "sup", "u", "kbd", "a", "code", "label", "x-y")
inline = st.recursive(
    st.sampled_from(["w{}", "w{} w{}"]),
    lambda inner: st.builds(
        "{1}<{0}>{2}</{0}>".format,
        st.sampled_from(INLINE),
        inner,
        inner,
    ),
    max_leaves=6,
)
block = st.recursive(
    st.builds("<p>{}</p>".format, inline) | st.builds("<pre>{}</pre>".format, inline) | inline.map("<div>{}".format),
    lambda inner: st.one_of(
        st.builds("<div>{}{}</div>".format, inner, inline),
        st.builds("<ul><li>{}</li><li>{}</li></ul>".format, inline, inner),
        st.builds("<table><tr><th>{}</th><td>{}</td></tr></table>".format, inline, inner),
        st.builds("<section>{}<br><br>{}</section>".format, inline, inline),
        st.builds("<form><fieldset>{}</fieldset>{}</form>".format, inner, inline),
        st.builds("<object>{}</object>{}".format, inner, inner),
        st.builds("<center>{}<details><summary>{}</summary>{}</details></center>".format, inline, inline, inner),
    ),
    max_leaves=5,
)


@settings(max_examples=300, deadline=None)
@given(template=block, cleaner=st.sampled_from([CLEANER, SHALLOW]))
def test_no_word_is_lost_repeated_or_moved(template: str, cleaner: Cleaner) -> None:
    """Every visible word of an article comes out once, in its place and on its own."""
    html = re.sub(r"w\{\}", _numbered(), template)
    cleaned = cleaner.clean(html, BASE)
    assert re.findall(r"w\d+", unescape(re.sub(r"<[^>]*>", "", cleaned))) == re.findall(r"w\d+", html)


def _numbered() -> Callable[[object], str]:
    numbers = iter(range(10_000))
    return lambda _: f"w{next(numbers):04}"


# --- What costs no more than its size ---

RUNAWAYS = {
    "nested": "<div>" * 100_000,
    "nested and closed": "<div>" * 3000 + "x" + "</div>" * 3000,
    "misnested": "<span><div></span></div>" * 4000,
    "list in list": "<ul><li>" * 20_000,
    "copied by every paragraph": "".join(f"<b id={n}>" for n in range(2000)) + "<p>x" * 4000,
    "copied, in paragraphs": "<p>" + "".join(f"<i id={n}>" for n in range(2000)) + "<p>x" * 4000,
    "ends that are none": "<div title='</div>'><!--</div>-->" * 3000,
    "ends in scripts": "<div><script><!--<script></script></div>--></script>" * 1000,
    "ends in CDATA": "<div><svg><![CDATA[></svg></div>]]></svg>" * 1000,
    "ends in an SVG's style": "<div><svg><style></svg></div></style></svg>" * 1000,
    "moved out of a table": "<table>" + "x<b></b>" * 6000,
    "left over in cells": "<table>" + "<b id=1><td></b></tr>" * 2000,
    "attributes": "<p " + " ".join(f"a{n}" for n in range(20_000)) + ">x",
    "tables": "<table><tr><td>" * 3000,
    "never closed": "<a b='" * 20_000 + "<!--" * 10_000,
    "entities": "&amp;" * 50_000,
    "styles": "<p style='/*" + "/*" * 20_000 + "'>x",
    "srcset": "<img srcset='" + "a.jpg 1x," * 10_000 + ",'>",
    "formulas": "<math>" + "<mrow>" * 5000 + "x",
}


@pytest.mark.parametrize("html", RUNAWAYS.values(), ids=RUNAWAYS)
def test_no_input_runs_away(html: str) -> None:
    """Markup made to nest or to multiply is flattened: the result is no deeper than allowed, nor much longer."""
    cleaned = CLEANER.clean(html, BASE)

    assert len(cleaned) <= 12 * len(html)
    depth = deepest = 0
    for tag in re.findall(r"<[^>]*[^/]>", cleaned):
        depth += -1 if tag.startswith("</") else 1
        deepest = max(deepest, depth)
    assert deepest <= CleanOptions().max_depth + 2


def test_deep_nesting_keeps_its_words() -> None:
    """What is nested too deep is unwrapped, not dropped."""
    html = "<blockquote>w1 " * 1000 + "w2" + "</blockquote> w3" * 1000
    assert CLEANER.clean(html).count("w3") == 1000
    assert "w2" in CLEANER.clean("<i><div>" * 200 + "w2")


@settings(max_examples=200, deadline=None)
@given(html=soup)
def test_bounding_leaves_ordinary_markup_alone(html: str) -> None:
    """Markup of ordinary size never loses a tag to the guard against hostile markup."""
    # A script that holds a script, or a CDATA section in a drawing, cannot be judged and is made plain.
    if "<!--" not in html and "CDATA" not in html and "svg" not in html and "math" not in html:
        assert bound_markup(html) == html


def test_too_long_is_refused() -> None:
    """HTML above the limits raises the declared error, which names the article; embedded data does not count."""
    cleaner = Cleaner(CleanOptions(max_bytes=1000, max_elements=50))
    with pytest.raises(SourceError, match=r"longer than 1,000 bytes") as caught:
        cleaner.clean("é" * 600, BASE)
    assert caught.value.where == BASE
    with pytest.raises(SourceError, match="more than 50 elements"):
        cleaner.clean("<i>x</i>" * 60)
    assert cleaner.clean(f"<p>x<img src='data:image/tiff;base64,{'A' * 5000}'></p>") == "<p>x</p>"


# --- What is kept ---

KEPT = {
    "table": '<table><caption>Rain</caption><colgroup><col span="2"/><col/></colgroup>'
    '<thead><tr><th scope="col">Month</th><th scope="col" colspan="2">mm</th></tr></thead>'
    '<tbody><tr><th scope="row" abbr="Jan">January</th>'
    '<td rowspan="2">8</td><td>9</td></tr></tbody><tfoot><tr><td></td></tr></tfoot></table>',
    "figure": '<figure><img src="https://a.test/1.png" srcset="https://a.test/1.png 480w, https://a.test/2.png 800w" '
    'sizes="(max-width: 40em) 100vw, 50vw" alt="A pier" width="640" height="480" loading="lazy" decoding="async"/>'
    "<figcaption>The pier, <cite>Post</cite></figcaption></figure>",
    "code": "<pre><code>if a &lt; b &amp;&amp; c:\n\treturn  &quot;x&quot;\n\n    end</code></pre>".replace(
        "&quot;", '"'
    ),
    "words": '<p><code>x</code> <kbd>Esc</kbd> <samp>ok</samp> <var>n</var> <abbr title="World Wide Web">WWW</abbr> '
    "<dfn>d</dfn> H<sub>2</sub>O <mark>m</mark> <small>s</small> <s>o</s> <u>u</u> a<wbr/>b<br/>c</p>",
    "edits": '<p><del cite="https://a.test/1" datetime="2026-01-02">old</del> <ins datetime="2026-01-03">new</ins> '
    '<time datetime="2026-05-01">May Day</time> <data value="3">three</data></p>',
    "ruby": '<p lang="ja"><ruby>東<rp>(</rp><rt>とう</rt><rp>)</rp></ruby></p>',
    "direction": '<p lang="he" dir="rtl">שלום <bdi>x1</bdi> <span lang="en" dir="ltr">hi</span></p>',
    "lists": '<ol start="3" reversed="" type="a"><li value="7">x<ul><li>y</li></ul></li></ol>'
    "<dl><dt>t</dt><dd>d</dd></dl>",
    "details": '<details open=""><summary>More</summary><p>x</p></details>',
    "media": '<video src="https://a.test/v.mp4" poster="https://a.test/v.jpg" controls="" width="640" height="360">'
    '<track src="https://a.test/v.vtt" kind="captions" srclang="en" label="English"/></video>'
    '<audio src="https://a.test/a.mp3" controls=""></audio>',
    "quote": '<blockquote cite="https://a.test/q"><p>To be</p><footer>— <cite>H.</cite></footer></blockquote>'
    '<p>He said <q cite="https://a.test/r">no</q>.</p>',
    "links": '<p><a title="More" href="https://a.test/?x=1&amp;y=2#z" hreflang="de">a</a> '
    '<a href="mailto:x@a.test">m</a> '
    '<a href="tel:+15550100">t</a></p>',
    "sections": "<article><header><h2>H</h2></header><section><h3>S</h3><hr/><address>12 High St<br/>Town</address>"
    "</section><aside><p>n</p></aside></article>",
    "entities": "<p>5 &lt; 6 &amp;amp; © \xa0— 😀 &amp;lt;b&amp;gt;</p>",
}


@pytest.mark.parametrize("html", KEPT.values(), ids=KEPT)
def test_what_readers_can_show_is_kept(html: str) -> None:
    """Markup that every reader can show comes out as it went in, but for line breaks between blocks."""
    assert CLEANER.clean(html, BASE).replace(">\n<", "><") == html
    assert CLEANER.clean(html, BASE, form=Form.FEED).replace(">\n<", "><") == html


# --- What is mended: input, and what it becomes at BASE ---

MENDED = [
    # Addresses
    ('<a href="../x y">l</a>', '<a href="https://site.test/x%20y">l</a>'),
    ("<a href='//other.test/é'>l</a>", '<a href="https://other.test/%C3%A9">l</a>'),
    ("<a href='  https://a.test/\n '>l</a>", '<a href="https://a.test/">l</a>'),
    ("<p><a href=''>one</a> <a>two</a> <a href='#'>three</a></p>", "<p>one two three</p>"),
    (
        "<a href='https://a.test/?utm_source=x&b=%20&UTM_medium=y&gclid=z#f'>l</a>",
        '<a href="https://a.test/?b=%20#f">l</a>',
    ),
    ("<a href='ftp://a.test/'>l</a>", "l"),
    ("<a href='/x' target=_blank rel=nofollow download>l</a>", '<a href="https://site.test/x">l</a>'),
    ("<q cite='x'>q</q>", '<q cite="https://site.test/a/x">q</q>'),
    # Images
    ("<img src=i.png>", '<img src="https://site.test/a/i.png" alt=""/>'),
    ("<img src='data:image/gif;base64,AA' data-src='/r.jpg' alt=r>", '<img src="https://site.test/r.jpg" alt="r"/>'),
    ("<img src=/spacer.gif data-original=//cdn.test/r.jpg alt=r>", '<img src="https://cdn.test/r.jpg" alt="r"/>'),
    ("<img data-lazy-src=r.jpg class=lazy alt=r>", '<img src="https://site.test/a/r.jpg" alt="r"/>'),
    (
        "<img src=/blank.gif data-srcset='/s.jpg 4w, /l.jpg 9w' alt=r>",
        '<img src="https://site.test/l.jpg" srcset="https://site.test/s.jpg 4w, https://site.test/l.jpg 9w" alt="r"/>',
    ),
    (
        "<img class=lazy src='data:,'><noscript><img src=/n.jpg alt=n></noscript>",
        '<img src="https://site.test/n.jpg" alt="n"/>',
    ),
    (
        "<img data-src=/n.jpg alt=n><noscript><img src=/n.jpg></noscript>",
        '<img src="https://site.test/n.jpg" alt="n"/>',
    ),
    ("<p>x</p><noscript>Please turn on JavaScript</noscript>", "<p>x</p>"),
    (
        "<picture><source srcset=a.webp type=image/webp><img src=a.jpg alt=a width=10 height=20></picture>",
        '<img src="https://site.test/a/a.jpg" alt="a" width="10" height="20"/>',
    ),
    (
        "<picture><source data-srcset=/w.webp type=image/webp><source srcset='/b.jpg 8w, c.jpg 4w'><img alt=b>",
        '<img src="https://site.test/b.jpg" alt="b"/>',
    ),
    (
        "<amp-img src=/a.jpg width=30 height=20 alt=a></amp-img>",
        '<img src="https://site.test/a.jpg" alt="a" width="30" height="20"/>',
    ),
    ("<p>x<img src=//t.test/p width=1 height=1px alt=p></p>", "<p>x</p>"),
    ("<p>x<img src=/p style='width:0;height:0'><img src=//t.test/q style='display:none'></p>", "<p>x</p>"),
    ("<p>x<img src=https://www.facebook.com/tr?id=1></p>", "<p>x</p>"),
    (
        "<img src=/line.png width=600 height=1 alt=-->",
        '<img src="https://site.test/line.png" alt="--" width="600" height="1"/>',
    ),
    ("<p>Hi <img class=emoji src=/1f600.svg alt=😀></p>", "<p>Hi 😀</p>"),
    ("<p><img src='data:image/png;base64,AA' alt='A map'></p>", "<p>A map</p>"),
    # Embeds
    (
        "<iframe src='https://www.youtube.com/embed/abcdefghijk?rel=0' title='A talk'></iframe>",
        (
            '<p><a href="https://www.youtube.com/watch?v=abcdefghijk"><img '
            'src="https://i.ytimg.com/vi/abcdefghijk/hqdefault'
            '.jpg" alt=""/><br/>A talk</a></p>'
        ),
    ),
    (
        "<iframe data-src=//www.youtube-nocookie.com/embed/abcdefghijk?start=9></iframe>",
        (
            '<p><a href="https://www.youtube.com/watch?v=abcdefghijk&amp;t=9s"><img '
            'src="https://i.ytimg.com/vi/abcdefghijk/'
            'hqdefault.jpg" alt=""/><br/>youtube.com</a></p>'
        ),
    ),
    (
        "<p>v <iframe src=https://player.vimeo.com/video/1234?h=1></iframe></p>",
        '<p>v <a href="https://vimeo.com/1234">vimeo.com</a></p>',
    ),
    (
        "<iframe src=/chart.html title='Sales'>no frames</iframe>",
        '<p><a href="https://site.test/chart.html">Sales</a></p>',
    ),
    ("<iframe src=https://t.test/gtm width=0 height=0></iframe><p>x</p>", "<p>x</p>"),
    (
        "<lite-youtube videoid=abcdefghijk playlabel='Play: A talk'></lite-youtube>",
        (
            '<p><a href="https://www.youtube.com/watch?v=abcdefghijk">'
            '<img src="https://i.ytimg.com/vi/abcdefghijk/hqdefault.jpg" alt=""/><br/>Play: A talk</a></p>'
        ),
    ),
    (
        "<amp-twitter data-tweetid=2012></amp-twitter>",
        '<p><a href="https://twitter.com/i/status/2012">twitter.com</a></p>',
    ),
    ("<amp-vimeo data-videoid='\"><script>'></amp-vimeo><p>x</p>", "<p>x</p>"),
    ("<iframe src=/w /><p>rest</p>", '<p><a href="https://site.test/w">site.test</a></p>\n<p>rest</p>'),
    (
        "<object data=/f.pdf><p>Get <a href=/f.pdf>it</a></p></object>",
        '<p>Get <a href="https://site.test/f.pdf">it</a></p>',
    ),
    ("<object data=/f.pdf title=Report></object>", '<p><a href="https://site.test/f.pdf">Report</a></p>'),
    ("<embed src=/i.png type=image/png title=i>after", '<img src="https://site.test/i.png" alt="i"/>after'),
    ("<embed src=/x.swf>after", '<p><a href="https://site.test/x.swf">site.test</a></p>after'),
    ("<video autoplay src=/v.mp4></video>", '<video src="https://site.test/v.mp4" controls=""></video>'),
    (
        "<audio><source src=/a.ogg type=audio/ogg></audio>",
        '<audio controls=""><source src="https://site.test/a.ogg" type="audio/ogg"/></audio>',
    ),
    ("<video>Get the <a href=/v.mp4>film</a></video>", 'Get the <a href="https://site.test/v.mp4">film</a>'),
    # Code
    (
        "<div class=hl><pre><span class=k>def</span> f():\n    <span>x</span></pre></div>",
        "<pre><code>def f():\n    x</code></pre>",
    ),
    ("<pre><code class=language-js>a<br>b</code></pre>", "<pre><code>a\nb</code></pre>"),
    ("<pre><div>a</div><div>b</div></pre>", "<pre><code>a\nb</code></pre>"),
    ("<pre><i>a</i>\n\n    <b>b</b>  <i>c</i></pre>", "<pre><code>a\n\n    b  c</code></pre>"),
    (
        "<table><tr><td class=linenos><pre>1\n2</pre></td><td><pre>a = 1\nb = 2\n</pre></td></tr></table>",
        "<pre><code>a = 1\nb = 2</code></pre>",
    ),
    (
        "<table><tr><td class=blob-num data-line-number=1><td>if x:<tr><td class=blob-num><td>    y</table>",
        "<pre><code>if x:\n    y</code></pre>",
    ),
    ("<pre><span class=lineno>1 </span>a\n<span class=lineno>2 </span>b</pre>", "<pre><code>a\nb</code></pre>"),
    ("<div><pre class=lineno>1\n2</pre><pre>a\nb</pre></div>", "<pre><code>a\nb</code></pre>"),
    (
        "<table><tr><td>1</td><td>one</td></tr></table>",
        "<table><tbody><tr><td>1</td>\n<td>one</td></tr></tbody></table>",
    ),
    ("<p>Type <tt>ls</tt></p>", "<p>Type <code>ls</code></p>"),
    # Formulas and drawings
    ("<p>So <script type='math/tex'>x<2</script>.</p>", "<p>So x&lt;2.</p>"),
    ("<p><math alttext='e=mc^2'><mi>e</mi></math></p>", "<p>e=mc^2</p>"),
    (
        "<p><math><semantics><mi>x</mi><annotation encoding=TeX>\\alpha</annotation></semantics></math></p>",
        "<p>\\alpha</p>",
    ),
    ("<p><math><mfrac><mn>1</mn><mrow><mi>n</mi><mo>+</mo><mn>1</mn></mrow></mfrac></math></p>", "<p>1/(n+1)</p>"),
    ("<p><math><msqrt><mn>2</mn></msqrt><msup><mi>x</mi><mn>2</mn></msup></math></p>", "<p>√(2)x<sup>2</sup></p>"),
    ("<p><math><mfrac><mn>1</mn><mn>2</mn></mfrac><mi>x</mi></math></p>", "<p>(1/2)x</p>"),
    (
        "<p><span class=katex-mathml><math alttext=y /></span><span class=katex-html aria-hidden=true>y</span></p>",
        "<p>y</p>",
    ),
    ("<p>a <svg role=img aria-label='up'><path/></svg> b</p>", "<p>a up b</p>"),
    ("<p>a<svg><title>star</title><path d=M0/></svg></p>", "<p>a star</p>"),
    ("<svg><text>Start</text><g><text>End</text></g></svg>", "Start End"),
    # Structure
    ("<div>one</div><div>two<div>three</div></div>", "<p>one</p>\n<p>two</p>\n<p>three</p>"),
    ("one<br><br>two<br>still<br> <br>three", "<p>one</p>\n<p>two<br/>still</p>\n<p>three</p>"),
    ("<p>one<br><br><b>two</b></p>", "<p>one</p>\n<p><b>two</b></p>"),
    ("<p></p><p>&nbsp;</p><div><p> <br></p></div><b></b><ul><li></li></ul><h2></h2><p>x</p>", "<p>x</p>"),
    ("<p>a<b> </b>b</p>", "<p>a b</p>"),
    ("<center><font size=7>Old <big>web</big></font></center>", "<p>Old web</p>"),
    (
        "<p class=c style='color:red' align=left data-x=1>a <span style='font-weight:700'>b</span></p>",
        "<p>a <b>b</b></p>",
    ),
    ("<b style='font-weight:normal'><p>x</p></b>", "<p>x</p>"),
    ("<p hidden>a</p><div style='visibility: hidden'>b</div><p style='DISPLAY:/**/none'>c</p><p>d</p>", "<p>d</p>"),
    ("<!-- a --><p>b<!-- c -->d</p>", "<p>bd</p>"),
    (
        "<ul><li><input type=checkbox checked> a</li><li><input type=checkbox>b</li></ul>",
        "<ul><li>☑ a</li>\n<li>☐ b</li></ul>",
    ),
    ("<form><label>Name <input name=n></label><button>Go</button><select><option>x</select></form>", "<p>Name</p>"),
    ("<h2 id=s>Set-up <a class=anchor href=#s>¶</a></h2>", '<h2 id="s">Set-up</h2>'),
    (
        "<acronym title=t>A</acronym> <strike>b</strike> <dir><li>c</li></dir>",
        '<abbr title="t">A</abbr> <s>b</s><ul><li>c</li></ul>',
    ),
    ("<p>x <bdo dir=rtl>abc</bdo></p>", '<p>x <span dir="rtl">\u202eabc\u202c</span></p>'),
    ("<p>x <bdo dir=auto>abc</bdo></p>", '<p>x <span dir="auto">abc</span></p>'),
    ("<p>One<p>Two <b>bold <i>both</b> it</i>", "<p>One</p>\n<p>Two <b>bold <i>both</i></b><i> it</i></p>"),
    ("<p>  a\n\t b </p>\n\n  <p>c</p>", "<p>a b</p>\n<p>c</p>"),
    ("<a href=/x><div>Title</div><div>More</div></a>", '<a href="https://site.test/x">Title More </a>'),
    ("a\x00b\x07c\ufeff\x85&#1;d", "abc d"),
]


@pytest.mark.parametrize(("html", "expected"), MENDED, ids=[html[:60] for html, _ in MENDED])
def test_what_readers_cannot_show_is_mended(html: str, expected: str) -> None:
    """Each mend gives exactly this in a feed."""
    assert CLEANER.clean(html, BASE, form=Form.FEED) == expected


XMLNS = 'xmlns="http://www.w3.org/1998/Math/MathML"'
PIXELS = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUg=="
DOT = "data:image/gif;base64,R0lGODlhAQABAAAAACw="
ON_PAGES = [
    # Formulas
    (
        "<p><math display=inline><mi>x</mi> <mo stretchy=false>=</mo><mfrac><mn>1</mn><mn>2</mn></mfrac></math></p>",
        (
            f'<p><math {XMLNS} display="inline"><mi>x</mi><mo stretchy="false">=</mo>'
            "<mfrac><mn>1</mn><mn>2</mn></mfrac></math></p>"
        ),
    ),
    (
        (
            "<math><semantics><msup><mi>x</mi><mn>2</mn></msup><mi>no</mi><annotation encoding='application/x-tex'>x^2"
            "</annotation><annotation-xml encoding='MathML-Content'><apply><ci>y</ci></apply></annotation-xml>"
            "</semantics></math>"
        ),
        (
            f"<math {XMLNS}><semantics><msup><mi>x</mi><mn>2</mn></msup>"
            '<annotation encoding="application/x-tex">x^2</annotation></semantics></math>'
        ),
    ),
    (
        "<math><mtext>if <b>not</b></mtext>stray<mfenced open='['><mi>a</mi><mi>b</mi></mfenced></math>",
        (
            f"<math {XMLNS}><mtext>if not</mtext><mtext>stray</mtext>"
            "<mrow><mo>[</mo><mi>a</mi><mo>,</mo><mi>b</mi><mo>)</mo></mrow></math>"
        ),
    ),
    (
        (
            "<math><mi href='javascript:x' style='color:red' onclick=x>a</mi><mspace width=9em /><mspace width=99em />"
            "<maction actiontype=statusline><mn>1</mn></maction></math>"
        ),
        f'<math {XMLNS}><mi>a</mi><mspace width="9em"></mspace><mspace></mspace><mn>1</mn></math>',
    ),
    ("<p><math alttext='e=mc^2'></math> and <math></math></p>", "<p>e=mc^2 and</p>"),
    ("<p>a <mi>x</mi> b</p>", "<p>a x b</p>"),
    # Pictures
    (
        (
            "<picture><source srcset='a.avif 1x, b.avif 2x' type=image/avif media='(min-width: 9em)'><source "
            "srcset=c.svg type="
            "image/svg+xml><img src=a.jpg alt=a></picture>"
        ),
        (
            '<picture><source srcset="https://site.test/a/a.avif 1x, https://site.test/a/b.avif 2x" '
            'media="(min-width: 9em)" '
            'type="image/avif"/><img src="https://site.test/a/a.jpg" alt="a"/></picture>'
        ),
    ),
    (
        "<picture>x<source data-srcset=/w.webp><b><img alt=b></b></picture>",
        '<picture><source srcset="https://site.test/w.webp"/><img src="https://site.test/w.webp" alt="b"/></picture>x',
    ),
    ("<p><picture><source srcset=/w.webp></picture>x</p>", "<p>x</p>"),
    ("<picture><source src=a.jpg><img src=a.jpg></picture>", '<img src="https://site.test/a/a.jpg" alt=""/>'),
    (
        f"<p><img src='{PIXELS}' alt=dot width=1 height=1></p>",
        f'<p><img src="{PIXELS}" alt="dot" width="1" height="1"/></p>',
    ),
    (f"<p>x<img src='{PIXELS}'></p>", "<p>x</p>"),
    (f"<p><img src='{DOT}' alt='A map' width=640 height=480></p>", "<p>A map</p>"),
    (
        f"<p><img src='{DOT}' alt='dot' width=1 height=1></p>",
        f'<p><img src="{DOT}" alt="dot" width="1" height="1"/></p>',
    ),
    (
        f"<picture><source data-srcset=/a.jpg><img src='{DOT}' alt=a></picture>",
        '<picture><source srcset="https://site.test/a.jpg"/><img src="https://site.test/a.jpg" alt="a"/></picture>',
    ),
    (f"<p><img src='{PIXELS}' data-src=/r.jpg alt=r></p>", '<p><img src="https://site.test/r.jpg" alt="r"/></p>'),
    ("<p><img src='data:image/svg+xml;base64,PHN2Zz4=' alt=s></p>", "<p>s</p>"),
    ("<p><a href='data:image/png;base64,iVBORw0KGgo='>s</a></p>", "<p>s</p>"),
    # The rest
    (
        "<p>x <meter min=0 max=1 value=.6>60 %</meter> <progress value=3 max=10 class=c>3</progress></p>",
        '<p>x <meter value=".6" min="0" max="1">60 %</meter> <progress value="3" max="10">3</progress></p>',
    ),
    ("<ruby><rb>漢<rt>かん</ruby>", "<ruby><rb>漢</rb><rt>かん</rt></ruby>"),
    (
        "<p><a href=/ rel='nofollow noopener' role=doc-noteref aria-label='Note 1' translate=no>x</a></p>",
        (
            '<p><a translate="no" role="doc-noteref" aria-label="Note 1" href="https://site.test/" '
            'rel="nofollow noopener">'
            "x</a></p>"
        ),
    ),
    ("<p><a href=/ rel='opener stylesheet' role=button>x</a></p>", '<p><a href="https://site.test/">x</a></p>'),
    (
        "<table><tr><th id=h>H<tr><td headers='h g'>1</table>",
        '<table><tbody><tr><th id="h">H</th></tr>\n<tr><td headers="h g">1</td></tr></tbody></table>',
    ),
    ("<p>The <bdo dir=RTL>abc</bdo></p>", '<p>The <bdo dir="rtl">abc</bdo></p>'),
    ("<pre><code class='hljs language-C++'>x</code></pre>", '<pre><code data-language="c++">x</code></pre>'),
    (
        "<div class='highlight highlight-source-python'><pre>x</pre></div>",
        '<pre><code data-language="python">x</code></pre>',
    ),
]


@pytest.mark.parametrize(("html", "expected"), ON_PAGES, ids=range(len(ON_PAGES)))
def test_pages_show_what_browsers_can(html: str, expected: str) -> None:
    """Formulas, all sources of a picture, directions and the language of code are kept for pages."""
    assert CLEANER.clean(html, BASE) == expected


@settings(max_examples=200, deadline=None)
@given(html=soup)
def test_feeds_hold_nothing_that_only_pages_may(html: str) -> None:
    """Of any section, feeds hold only what feeds may, and pages what pages may; both are XML."""
    sections = [Section(title="T", blocks=(paragraph(html),))]

    draft = clean_section(sections[0], CLEANER, base=BASE, page=PAGE, anchors=name_anchors(sections)[0])

    assert find_faults(draft.content, Form.FEED) == []
    assert find_faults(draft.page_content or draft.content) == []
    read_xml(draft.content)


def test_long_data_is_not_kept() -> None:
    """A picture inside its own address is kept up to the limit; beyond it, its alternative text stands for it."""
    cleaner = Cleaner(CleanOptions(max_data_characters=500))
    for length, kept in ((400, True), (600, False)):
        html = cleaner.clean(f"<img alt='A map' src='{PIXELS.rstrip('=')}{'A' * (length - len(PIXELS) + 2)}'>")
        assert ("data:" in html) is kept
        assert (html == "A map") is not kept


def test_without_a_base_relative_addresses_go() -> None:
    """A relative address that nothing can complete is dropped; the words stay."""
    html = (
        "<p><a href=/x>link</a> <img src=i.png alt='A cat'> <a href='https://a.test/'>far</a></p><audio src=a></audio>"
    )
    assert CLEANER.clean(html) == '<p>link A cat <a href="https://a.test/">far</a></p>'


def test_indentation_of_the_source_is_not_content() -> None:
    """The same content gives the same bytes, however its source is wrapped and indented."""
    assert CLEANER.clean("<ul>\n    <li>a\n b</li>\n</ul>\n\n<p>c</p>") == CLEANER.clean(
        "<ul><li>a b</li></ul><p>c</p>"
    )


# --- Links inside the article ---

NOTE = '<p>X<sup id="fnref:1"><a href="#fn:1">1</a></sup></p><ol id=unused><li id="fn:1">N <a href="{}">↩</a></li></ol>'


@pytest.mark.parametrize("back", ["#fnref:1", BASE + "#fnref:1", "page.html#fnref:1", "#fnref%3A1"])
def test_footnotes_work(back: str) -> None:
    """Links inside the article lead to their targets' ids, however written, whether these are renamed or not."""
    for page, ids in (("", ["fn:1", "fnref:1"]), (PAGE, [rename_id("fn:1"), rename_id("fnref:1")])):
        tree = read_xml(CLEANER.clean(NOTE.format(back), BASE, page=page))
        assert [link.get("href") for link in tree.iter("a")] == [f"{page}#{id_}" for id_ in ids]
        assert {element.get("id") for element in tree.iter() if element.get("id")} >= set(ids)


def test_links_lead_to_the_page() -> None:
    """With a page, links inside the article are absolute, and links to other items of it are kept."""
    html = '<p id="a"><a href="#a">1</a> <a href="#far">2</a> <a href="#gone">3</a></p><h3 id="far">F</h3>'
    first, second = name_ids([["a"], ["far"]], links=[["a", "far", "gone"], []])
    assert CLEANER.clean(html.partition("<h3")[0], BASE, page=PAGE, anchors=first) == (
        f'<p id="x-a"><a href="{PAGE}#x-a">1</a> <a href="{PAGE}#x-far">2</a> 3</p>'
    )
    # The target's own item keeps the id although nothing in it links there.
    assert CLEANER.clean('<h3 id="far">F</h3>', BASE, page=PAGE, anchors=second) == '<h3 id="x-far">F</h3>'
    assert CLEANER.clean('x<a id="far"></a>', BASE, page=PAGE, anchors=second) == 'x<span id="x-far"></span>'


def test_ids_stay_with_what_they_name() -> None:
    """An id that nothing links to stays as long as its element does; an empty place is not kept for it."""
    html = '<h2 id="a">A</h2><p id="b">B</p><p id="c"></p><a name="d"></a><span id="e">E</span><h2 id="a">again</h2>'
    assert CLEANER.clean(html, BASE) == '<h2 id="a">A</h2>\n<p id="b">B</p>E<h2>again</h2>'


id_lists = st.lists(
    st.lists(st.sampled_from(["a", "A", "x-a", "x-a-2", "fn:1", "fn 1", "é", ""]) | st.text()), max_size=5
)


@given(sections=id_lists, headings=id_lists)
def test_no_two_ids_of_an_article_go_by_one_name(sections: list[list[str]], headings: list[list[str]]) -> None:
    """Any id has a name that no other has, in its section and in all, and a name is its own name."""
    named = name_ids(sections, headings)

    owned = [name for anchors in named for name in anchors.own.values()]
    assert len(owned) == len(set(owned))
    for anchors, ids in zip(named, sections, strict=True):
        assert {*ids} - {""} <= anchors.own.keys()
        assert all(anchors.name(id_) == anchors.own[id_] for id_ in ids if id_)
        assert all(anchors.name(anchors.name(id_)) == anchors.name(id_) for id_ in ids if id_)


def test_each_section_has_its_own_notes() -> None:
    """Where two sections use the same ids, each one's links lead to its own; a link elsewhere leads to the first."""
    note = '<p>{}<a href="#fn">1</a></p><p id="fn">N</p>'
    texts = [note.format("a"), note.format("b"), '<p><a href="#fn">c</a></p>']
    sections = [Section(title="T", blocks=(paragraph(text),)) for text in texts]

    drafts = [
        clean_section(section, CLEANER, base=BASE, page=PAGE, anchors=anchors)
        for section, anchors in zip(sections, name_anchors(sections), strict=True)
    ]

    assert [re.findall(r'(?:id="|#)([\w-]+)', draft.content) for draft in drafts] == [
        ["x-fn", "x-fn"],
        ["x-fn-2", "x-fn-2"],
        ["x-fn"],
    ]


@pytest.mark.parametrize(
    "place",
    ["<a name=s></a><h2>S</h2>", "<a id=s>S</a>", "<p>a<br id=s>b</p>", "<div id=s></div>", "<font id=s>S</font>"],
)
def test_a_target_outlives_its_element(place: str) -> None:
    """An id that a link needs is kept where its element is unwrapped, empty or replaced."""
    tree = read_xml(CLEANER.clean(f"<p><a href=#s>go</a></p>{place}", BASE))
    assert [link.get("href") for link in tree.iter("a")] == ["#s"]
    assert [element.get("id") for element in tree.iter() if element.get("id")] == ["s"]


def test_a_link_to_what_is_hidden_is_no_link() -> None:
    """A link whose target the cleaner drops is unwrapped."""
    assert CLEANER.clean("<p><a href=#h>go</a></p><p hidden id=h>x</p>", BASE) == "<p>go</p>"


ids = st.text(min_size=1).filter(str.strip) | st.from_regex(r"[a-z0-9:_.A-Z-]{1,90}", fullmatch=True)


@given(id_=ids, other=ids)
def test_renamed_ids_are_safe_stable_and_apart(id_: str, other: str) -> None:
    """A renamed id is a short ASCII name under our prefix, keeps its name, and differs from that of another id."""
    renamed = rename_id(id_)
    assert re.fullmatch(r"x-[a-z0-9]+(-[a-z0-9]+)*", renamed)
    assert len(renamed) <= 80
    assert rename_id(renamed) == renamed
    if id_.strip() != other.strip() and not any(text.strip().startswith("x-") for text in (id_, other)):
        assert renamed != rename_id(other)


def test_find_anchors() -> None:
    """Ids, names of anchors and what links point to are found as the source has them, not those in text or comments."""
    html = '<p ID=a>x<a name="b c" HREF="#d%20e">y</a><input name=no><!-- id="no" --><pre>id="no"</pre><h2 id="fn:1">z'
    assert tuple(map(sorted, find_anchors(html))) == (["a", "b c", "fn:1"], ["d e"])
    assert find_anchors("<p>none</p>") == (frozenset(), frozenset())


# --- Addresses ---


@given(
    text=st.text() | st.lists(st.sampled_from(["a.jpg", "/b,c.png", " ", ",", "1x", "2w", ", ", "(", "x"])).map("".join)
)
def test_srcset_is_read_as_it_is_written(text: str) -> None:
    """What is read of any `srcset` is read the same once written."""
    found = parse_srcset(text, BASE)
    assert parse_srcset(write_srcset(found), "") == found


@pytest.mark.parametrize(
    ("text", "count"),
    [("a.jpg", 1), ("a.jpg 1x,b.jpg 2x", 2), ("a.jpg, b.jpg 2x", 2), ("a,b.jpg 1x", 1), ("a 1q, b 1x", 1), (",,,", 0)],
)
def test_srcset_candidates(text: str, count: int) -> None:
    """Commas divide candidates only after white space or a descriptor; unknown descriptors are left out."""
    assert len(parse_srcset(text, BASE)) == count


@given(
    kind=st.sampled_from(["png;base64,iVBORw0KGgo", "gif;base64,R0lGOD", "jpeg;base64,/9j/"]),
    data=st.text("Aa0+/9", max_size=60),
    end=st.sampled_from(["", "=", "=="]),
)
def test_any_data_image_has_a_size_or_none(kind: str, data: str, end: str) -> None:
    """However an address that is a picture goes on, its size is read, or said not to be known."""
    url = f"data:image/{kind}{data}{end}"

    assert is_data_image(url)
    assert all(length >= 0 for length in read_data_size(url))
    assert not is_data_image(f"{url}<")


@given(
    keys=st.lists(st.sampled_from(["utm_x", "id", "fbclid", "q", "mc_eid", "refid", "_hsenc", "futm_a"]), max_size=6)
)
def test_only_tracking_is_dropped(keys: list[str]) -> None:
    """Parameters that do not track stay, in their order."""
    url = "https://a.test/p?" + "&".join(f"{key}=%20{n}" for n, key in enumerate(keys))
    kept = [
        part for part in url.partition("?")[2].split("&") if part.partition("=")[0] in {"id", "q", "refid", "futm_a"}
    ]
    assert drop_tracking(url).partition("?")[2].split("&") == (kept or [""])


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://youtu.be/abcdefghijk", "https://www.youtube.com/watch?v=abcdefghijk"),
        ("https://www.youtube.com/v/abcdefghijk&hl=en", "https://www.youtube.com/watch?v=abcdefghijk"),
        (
            "https://www.youtube.com/embed/videoseries?list=PL0123456789",
            "https://www.youtube.com/playlist?list=PL0123456789",
        ),
        ("https://www.dailymotion.com/embed/video/x7abcd1", "https://www.dailymotion.com/video/x7abcd1"),
        ("https://open.spotify.com/embed/track/1", "https://open.spotify.com/track/1"),
        ("https://codepen.io/me/embed/abc?x=1", "https://codepen.io/me/pen/abc"),
        ("https://embed.ted.com/talks/x", "https://www.ted.com/talks/x"),
        ("https://a.test/embed/1", "https://a.test/embed/1"),
        ("https://gist.github.com/ada/0123abcd.js?file=x.py", "https://gist.github.com/ada/0123abcd"),
        ("https://platform.twitter.com/embed/Tweet.html?dnt=true&id=20", "https://twitter.com/i/status/20"),
        ("https://www.instagram.com/p/abc_defg/embed/captioned/", "https://www.instagram.com/p/abc_defg/"),
        (
            "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fa%2Fposts%2F1&width=500",
            "https://www.facebook.com/a/posts/1",
        ),
        (
            "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fevil.test%2F",
            "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fevil.test%2F",
        ),
        (
            "https://www.openstreetmap.org/export/embed.html?bbox=-0.1%2C51.4%2C0.1%2C51.6&marker=51.5%2C-0.01",
            "https://www.openstreetmap.org/?mlat=51.5&mlon=-0.01",
        ),
        (
            "https://www.openstreetmap.org/export/embed.html?bbox=-0.1,51.4,0.1,51.6",
            "https://www.openstreetmap.org/#map=14/51.50000/0.00000",
        ),
        (
            "https://www.google.com/maps/embed?pb=!1m18!1m12!1m3!1d2483!2d-0.0015!3d51.4778!2m3",
            "https://www.google.com/maps?q=51.4778,-0.0015",
        ),
        ("https://www.google.com/maps/embed/v1/place?key=k&q=Big+Ben", "https://www.google.com/maps?q=Big%20Ben"),
        ("https://maps.google.com/maps?q=Big%20Ben&output=embed", "https://www.google.com/maps?q=Big%20Ben"),
    ],
)
def test_players_lead_to_their_pages(url: str, expected: str) -> None:
    """An embed becomes a link to the page that a person would open."""
    assert find_original(url) == expected


@given(url=st.text() | st.sampled_from(ATTACKS), base=st.sampled_from(["", BASE]))
def test_no_link_is_unsafe(url: str, base: str) -> None:
    """A resolved link is empty, or ASCII on a scheme that may be linked to, and stays as it is when resolved again."""
    link = resolve_link(url, base)
    assert not link or re.fullmatch(r"(https?://|mailto:|tel:)[!-~]+", link)
    assert resolve_link(link, base) == link


# --- Sections ---


NO_ANCHORS = Anchors(own={}, article={}, taken=frozenset())


def heading(level: int, text: str, anchor: str = "") -> Block:
    """Make a heading."""
    return Block(kind=Kind.HEADING, html=text, text=text, level=level, anchor=anchor)


def paragraph(html: str) -> Block:
    """Make a paragraph whose text is beside the point here."""
    return Block(kind=Kind.PARAGRAPH, html=html, text="")


def test_a_section_becomes_a_draft() -> None:
    """A draft has the blocks' content and words, the first image and the renamed anchor; no summary yet."""
    section = Section(
        title="Rain",
        blocks=(
            paragraph("<p>It  <b>rai</b>ned.</p>"),
            paragraph("<p><img src=r.png><img src=s.png></p>"),
            paragraph("<p>Sun</p>"),
        ),
        anchor="fn:1",
        pin="rain",
        is_lead=True,
    )

    draft = clean_section(section, CLEANER, base=BASE, page=PAGE, anchors=NO_ANCHORS)

    assert draft.content.startswith("<p>It <b>rai</b>ned.</p>\n<p><img ")
    assert draft.text == "It rained. Sun"
    assert draft.image == "https://site.test/a/r.png"
    assert (draft.title, draft.summary, draft.anchor, draft.pin, draft.is_lead) == (
        "Rain",
        "",
        rename_id("fn:1"),
        "rain",
        True,
    )


def test_sub_headings_begin_at_three_and_skip_none() -> None:
    """Sub-headings of an item begin at `h3`, none more than one level below the one it stands under."""
    levels = [4, 6, 5, 4, 2, 3, 6, 6]
    section = Section(title="T", blocks=tuple(heading(level, f"h{n}") for n, level in enumerate(levels)))
    content = clean_section(section, CLEANER, base=BASE, page=PAGE, anchors=NO_ANCHORS).content
    assert [int(level) for level in re.findall(r"<h(\d)", content)] == [3, 4, 4, 3, 3, 4, 5, 5]


@given(levels=st.lists(st.integers(1, 6), max_size=12))
def test_heading_levels_never_skip(levels: list[int]) -> None:
    """Whatever the source's levels: the first is 3, and no heading is more than one level below the one before."""
    section = Section(title="T", blocks=tuple(heading(level, "x") for level in levels))
    content = clean_section(section, CLEANER, base="", page="", anchors=NO_ANCHORS).content
    found = [2, *map(int, re.findall(r"<h(\d)", content))]
    assert len(found) == len(levels) + 1
    assert all(3 <= after <= before + 1 for before, after in pairwise(found))


def test_a_sub_headings_anchor_is_a_target() -> None:
    """A link to a sub-heading of another item finds it."""
    section = Section(title="T", blocks=(heading(3, "Sub", 'a"b'), paragraph("<p>x</p>")))
    anchors = name_ids([["x"], ['a"b']])[0]
    content = clean_section(section, CLEANER, base=BASE, page=PAGE, anchors=anchors).content
    assert f'<h3 id="{rename_id(chr(97) + chr(34) + "b")}">Sub</h3>' in content


def test_a_sub_heading_without_an_id_is_given_one() -> None:
    """Sub-headings get ids made of their words, after all ids of the source; of two alike in a section, the first."""
    blocks = (
        heading(3, "Set up"),
        paragraph('<p id="end">x</p>'),
        heading(3, "Set up"),
        heading(3, "…"),
        heading(3, "End"),
    )
    sections = [Section(title="T", blocks=blocks), Section(title="U", blocks=(heading(3, "Set up"),))]

    contents = [
        clean_section(section, CLEANER, base=BASE, page=PAGE, anchors=anchors).content
        for section, anchors in zip(sections, name_anchors(sections), strict=True)
    ]

    assert re.findall(r"<h3.*?</h3>", contents[0]) == [
        '<h3 id="x-set-up">Set up</h3>',
        "<h3>Set up</h3>",
        "<h3>…</h3>",
        '<h3 id="x-end-2">End</h3>',
    ]
    assert contents[1] == '<h3 id="x-set-up-2">Set up</h3>'


def test_a_draft_has_two_forms_where_they_differ() -> None:
    """Feeds get a formula's text and pages the formula; where both say the same there is one content."""
    blocks = (paragraph("<p>So <math><msup><mi>x</mi><mn>2</mn></msup></math></p>"),)

    draft = clean_section(Section(title="T", blocks=blocks), CLEANER, base=BASE, page=PAGE, anchors=NO_ANCHORS)
    plain = clean_section(
        Section(title="T", blocks=(paragraph("<p>x</p>"),)), CLEANER, base="", page="", anchors=NO_ANCHORS
    )

    assert draft.content == "<p>So x<sup>2</sup></p>"
    assert draft.page_content is not None
    assert "<msup><mi>x</mi><mn>2</mn></msup></math>" in draft.page_content
    assert draft.text == "So x2"
    assert plain.page_content is None


def test_an_empty_section() -> None:
    """A section without visible content gives an empty draft, not an error."""
    draft = clean_section(
        Section(title="T", blocks=(paragraph("<p> </p>"),)), CLEANER, base="", page="", anchors=NO_ANCHORS
    )
    assert (draft.content, draft.text, draft.image) == ("", "", "")


# --- Around it ---


def test_importing_the_cleaner_loads_no_heavy_library() -> None:
    """A run that finds no change pays for none of the parsers."""
    code = (
        "import sys, publisher.clean; print(sorted({'bs4', 'lxml', 'nh3', 'ada_url', 'anyascii'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_quality_runner_cleans_records() -> None:
    """The runner reads and writes one JSON object a line, and leaves what is refused empty."""
    records = [{"id": "a", "input": "<p>x<a href=y>z</a>", "base": BASE}, {"id": "b", "input": "x" * 3_000_000}]
    done = subprocess.run(
        [sys.executable, "-m", "tests.quality.clean"],
        input="\n".join(map(json.dumps, records)),
        capture_output=True,
        text=True,
        check=True,
    )
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {"id": "a", "output": '<p>x<a href="https://site.test/a/y">z</a></p>'},
        {"id": "b", "output": ""},
    ]


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        ('<img src="a.png">', f'<img src="{PICTURE.url}" alt="" width="640" height="480"/>'),
        ('<img src="a.png" width="320">', f'<img src="{PICTURE.url}" alt="" width="320" height="240"/>'),
        ('<img src="a.png" height="120px">', f'<img src="{PICTURE.url}" alt="" width="160" height="120"/>'),
        ('<img src="a.png" width="7" height="9">', f'<img src="{PICTURE.url}" alt="" width="7" height="9"/>'),
        ('<img src="a.png" width="50%">', f'<img src="{PICTURE.url}" alt="" width="640" height="480"/>'),
        (
            '<img src="a.png" srcset="https://cdn.test/b.png 2x, c.png 3x">',
            f'<img src="{PICTURE.url}" srcset="{PICTURE.url} 3x" alt="" width="640" height="480"/>',
        ),
        (
            '<img src="a.png" data-src="https://cdn.test/b.png">',
            f'<img src="{PICTURE.url}" alt="" width="640" height="480"/>',
        ),
        ('<img src="https://cdn.test/b.png">', '<img src="https://cdn.test/b.png" alt=""/>'),
        ('<a href="a.png">See</a>', f'<a href="{PICTURE.url}">See</a>'),
        ('<a href="talk.mp3">Hear</a>', f'<a href="{SOUND.url}">Hear</a>'),
        ('<a href="page.html">Read</a>', '<a href="https://site.test/a/page.html">Read</a>'),
        ('<audio src="talk.mp3"></audio>', f'<audio src="{SOUND.url}" controls=""></audio>'),
        (
            '<video poster="a.png"><source src="talk.mp3"></video>',
            f'<video poster="{PICTURE.url}" controls=""><source src="{SOUND.url}"/></video>',
        ),
        ('<object data="page.html"></object>', '<p><a href="https://site.test/a/page.html">site.test</a></p>'),
    ],
)
def test_files_beside_the_article_are_shown(html: str, cleaned: str) -> None:
    """Their published addresses stand for them, before those of other sites; a picture says how large it is."""
    place = {"base": "https://site.test/a/", "find_media": find_media}

    assert CLEANER.clean(html, **place) == cleaned  # type: ignore[arg-type]
    assert CLEANER.clean(cleaned, **place) == cleaned  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("html", "listed"),
    [
        ("<p>None</p>", []),
        (
            '<img src="https://a.test/1.png"/><img src="https://a.test/2.png"/>',
            [("image", "https://a.test/1.png", "image/png")],
        ),
        (
            '<audio title="One"><source src="https://a.test/x"/><source src="https://a.test/x.ogg"/></audio>',
            [("audio", "https://a.test/x.ogg", "audio/ogg")],
        ),
        ('<video src="https://a.test/v" controls=""></video>', [("video", "https://a.test/v", "")]),
        ('<video src="https://a.test/v.png"></video>', [("video", "https://a.test/v.png", "")]),
        ('<img src="https://a.test/talk.mp3"/>', [("image", "https://a.test/talk.mp3", "")]),
        (
            f'<a href="{SOUND.url}">Hear</a><a href="https://a.test/c.mp3">Not ours</a>',
            [("audio", SOUND.url, "audio/mpeg")],
        ),
        (f'<a href="{PICTURE.url}">See</a>', []),
        (
            f'<audio src="{SOUND.url}"></audio><video src="https://a.test/v.webm"></video><img src="{PICTURE.url}"/>',
            [
                ("image", PICTURE.url, "image/png"),
                ("audio", SOUND.url, "audio/mpeg"),
                ("video", "https://a.test/v.webm", "video/webm"),
            ],
        ),
    ],
)
def test_what_an_item_shows_is_listed(html: str, listed: list[tuple[str, str, str]]) -> None:
    """Its first picture, then each sound and film once; a type only where it is sure."""
    found = list_media(html, find_media)

    assert [(media.kind.value, media.url, media.type) for media in found] == listed


@given(html=soup)
@settings(max_examples=60)
def test_whatever_is_listed_is_in_the_content(html: str) -> None:
    """Every address that feeds announce by itself stands in the cleaned HTML, and is on the web."""
    cleaned = CLEANER.clean(html, BASE, form=Form.FEED, find_media=find_media)

    for media in list_media(cleaned, find_media):
        assert media.url.startswith(("http://", "https://"))
        assert escape(media.url, quote=False) in cleaned.replace("&quot;", '"')
