"""``lang`` and ``dir``: what an element says of its words stays with them, though its containers go."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from publisher.clean import Cleaner, clean_section, name_anchors
from publisher.model import Document, Raw
from publisher.parse import ParseOptions, parse_article
from publisher.split import SplitOptions, split_document

Spoken = tuple[str, str]
"""The language and the direction of a word."""


def read(name: str, text: str) -> Document:
    """Parse an article."""
    return parse_article(Raw(name=name, data=text.encode()), ParseOptions())


def publish(name: str, text: str) -> list[tuple[str, str]]:
    """Return the title and the content of each section."""
    sections = split_document(read(name, text), SplitOptions(level=1, min_words=0, part_words=0))
    cleaner = Cleaner()
    drafts = [
        clean_section(section, cleaner, base="", page="https://site.example/a/", anchors=anchors)
        for section, anchors in zip(sections, name_anchors(sections), strict=True)
    ]
    return [(draft.title, draft.content) for draft in drafts]


def speak(html: str) -> dict[str, Spoken]:
    """Return how each word ``w1``, ``w2``, … is marked, by the elements around it."""
    found: dict[str, Spoken] = {}

    def walk(node: LexborNode, spoken: Spoken) -> None:
        for child in node.iter(include_text=True):
            if child.tag == "-text":
                found.update(dict.fromkeys(re.findall(r"w\d+", child.text_content or ""), spoken))
            else:
                attributes = child.attributes
                walk(child, (attributes.get("lang") or spoken[0], attributes.get("dir") or spoken[1]))

    body = LexborHTMLParser(html).body
    assert body is not None
    walk(body, ("", ""))
    return found


def test_containers_pass_on_what_they_say() -> None:
    """A child's own wins, and nested containers combine; a table, a list or a heading is marked as a whole."""
    html = """<h1>Title</h1><section lang="ar"><div dir="rtl"><p>w1</p><p lang="fr" dir="ltr">w2</p>w3<br><br>w4
    <h2 id="x">w5</h2><ul><li>w6<li lang="he">w7</ul><table><tr><th>w8</table><pre>w9</pre></div>
    <blockquote dir="auto"><p>w10</p></blockquote></section><p>w11</p><figure lang="de"><img src="https://a.example/a.png">
    <figcaption>w12</figcaption></figure><div lang="no language" dir="sideways"><p>w13</p></div>"""
    content = "".join(content for _, content in publish("a.html", f"{html}<h3 lang='es'><i>w14</i></h3><p>w15</p>"))

    both = ("ar", "rtl")
    assert speak(content) == {
        **dict.fromkeys(("w1", "w3", "w4", "w6", "w8", "w9"), both),
        "w2": ("fr", "ltr"),
        "w7": ("he", "rtl"),
        "w10": ("ar", "auto"),
        "w11": ("", ""),
        "w12": ("de", ""),
        "w13": ("", ""),
        "w14": ("es", ""),
        "w15": ("", ""),
    }
    assert '<p lang="ar" dir="rtl">w1</p>' in content


def test_a_heading_keeps_its_title_and_its_id() -> None:
    """A section's title is plain text; a sub-heading is marked, and both are called as they were."""
    plain = "<h1>Title</h1><p>Words.</p><h2 id='a'>One <i>and</i></h2><p>Words.</p><h3 id='b'>Two</h3><p>Words.</p>"
    marked = re.sub("<(h[23])", r"<\1 lang='ar' dir='rtl'", plain)

    before, after = read("a.html", plain), read("a.html", marked)

    for old, new in zip(before.blocks, after.blocks, strict=True):
        assert (old.text, old.anchor, old.pin, old.level, old.kind) == (
            new.text,
            new.anchor,
            new.pin,
            new.level,
            new.kind,
        )
    assert [title for title, _ in publish("a.html", marked)] == [title for title, _ in publish("a.html", plain)]
    (_, content) = publish("a.html", marked)[1]
    assert '<h3 id="x-b" lang="ar" dir="rtl">Two</h3>' in content
    assert content.replace(' lang="ar" dir="rtl"', "") == publish("a.html", plain)[1][1]


def test_a_container_that_repeats_the_pages_language_says_nothing_new() -> None:
    """Else every paragraph of such a page would say it; one that differs, and what is in it, does."""
    html = """<html lang="en"><body><h1>T</h1><article lang="EN"><p>w1</p><div lang="fr"><p>w2</p>
    <div lang="en"><p>w3</p></div></div><p lang="en">w4</p></article>"""

    (_, content) = publish("a.html", html)[0]

    assert speak(content) == {"w1": ("", ""), "w2": ("fr", ""), "w3": ("en", ""), "w4": ("en", "")}


def test_what_holds_the_whole_article_is_not_repeated_on_each_block() -> None:
    """The article's own language, and the usual direction, are written once, by feeds and pages; another one stays."""
    text = "".join(f"<p>w{n} " + "words of an article go on and on here " * 3 + "</p>" for n in (1, 2))
    whole = publish(
        "a.html", f'<article lang="ja" dir="ltr"><h1>Title</h1>{text}<p lang="ar" dir="rtl">w3</p></article>'
    )
    spoken = speak("".join(content for _, content in whole))
    assert spoken == {"w1": ("", ""), "w2": ("", ""), "w3": ("ar", "rtl")}

    other = publish("a.html", f'<div><article dir="rtl"><h1>Title</h1>{text}</article></div>')
    assert speak("".join(content for _, content in other))["w1"] == ("", "rtl")


def test_xhtml_has_a_name_of_its_own_for_it() -> None:
    """`xml:lang` is read as `lang`, on blocks and in them."""
    (_, content) = publish("a.xhtml", "<h1>T</h1><div xml:lang='ar'><p>w1</p></div><ul><li xml:lang='fr'>w2</li></ul>")[
        0
    ]

    assert speak(content) == {"w1": ("ar", ""), "w2": ("fr", "")}


def test_markdown_between_tags_is_marked() -> None:
    """A container goes on over the blank line that ends its HTML for Markdown, and no further than its end tag."""
    text = """# T

w1

<div dir="rtl">
<section lang="ar">

w2 **w3**

- w4

> w5

### w6

```
w7
```

<p lang="he">w8</p>

</section>

w9

</div>

w10

<p dir="rtl">w11</p>

<!-- <div dir="rtl"> -->

w12 <span lang="fr">w13</span> <font lang="de">w14</font> <a lang="it">w15</a>
"""
    content = "".join(content for _, content in publish("a.md", text))

    assert speak(content) == {
        **dict.fromkeys(("w2", "w3", "w4", "w5", "w7"), ("ar", "rtl")),
        "w1": ("", ""),
        "w8": ("he", "rtl"),
        "w9": ("", "rtl"),
        "w10": ("", ""),
        "w11": ("", "rtl"),
        "w12": ("", ""),
        "w13": ("fr", ""),
        "w14": ("de", ""),
        "w15": ("it", ""),
    }
    assert "w6" in [title for title, _ in publish("a.md", text)]


def test_a_bold_heading_of_markdown_is_marked_and_found() -> None:
    """Paragraphs that are headings in all but name are so inside a container too."""
    text = "# T\n\n<div dir='rtl'>\n\n**One**\n\nWords.\n\n**Two**\n\nWords.\n\n</div>\n"

    assert [(block.text, block.html) for block in read("a.md", text).blocks if block.level] == [
        ("One", '<span dir="rtl">One</span>'),
        ("Two", '<span dir="rtl">Two</span>'),
    ]


LANGUAGES, DIRECTIONS = ["", "ar", "fr", "zh-Hant"], ["", "rtl", "ltr", "auto"]
_SOME = st.tuples(st.sampled_from(LANGUAGES), st.sampled_from(DIRECTIONS))
_NESTS = st.recursive(
    st.tuples(st.sampled_from(["p", "h3", "loose", "ul"]), _SOME),
    lambda inner: st.tuples(
        st.sampled_from(["div", "section", "article", "main", "header", "blockquote", "center"]),
        _SOME,
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=8,
)


def write(nest: Any, around: Spoken, words: dict[str, Spoken]) -> str:  # noqa: ANN401  Nested to any depth.
    """Write a nest of elements, and note how each of its words is marked."""
    name, (language, direction), *inner = nest
    spoken = (language or around[0], direction or around[1])
    marks = (f' lang="{language}"' if language else "") + (f' dir="{direction}"' if direction else "")
    if inner:
        return f"<{name}{marks}>{''.join(write(each, spoken, words) for each in inner[0])}</{name}>"
    word = f"w{len(words)}"
    words[word] = around if name == "loose" else spoken
    if name == "loose":
        return f" {word}<br><br>"
    return f"<ul{marks}><li>{word}</li></ul>" if name == "ul" else f"<{name}{marks}>{word}</{name}>"


@pytest.mark.parametrize("extension", ["html", "md"])
@given(nests=st.lists(_NESTS, min_size=1, max_size=3))
def test_every_word_stays_marked_as_it_was(extension: str, nests: list[Any]) -> None:
    """However containers are nested: each word is in the language and the direction that the source says."""
    words: dict[str, Spoken] = {}
    html = "".join(write(nest, ("", ""), words) for nest in nests)
    start = "<h1>Title</h1><p>Words.</p>\n" if extension == "html" else "# Title\n\nWords.\n\n"

    published = publish(f"a.{extension}", f"{start}{html}\n")

    titles = {title for title, _ in published}
    expected = {word: spoken for word, spoken in words.items() if word not in titles}
    assert speak("".join(content for _, content in published)) == expected
