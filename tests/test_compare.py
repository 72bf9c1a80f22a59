"""What changed between two versions, word by word."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.clean import Cleaner, Form
from publisher.compare import compare_html, summarize_change

CLEANER = Cleaner()


def words_outside(html: str, tag: str) -> list[str]:
    """Return the words of a comparison without those inside an element, and without brackets and signs."""
    kept = re.sub(rf"<{tag}>.*?</{tag}>", " ", html, flags=re.DOTALL)
    return re.findall(r"\w+", re.sub(r"<[^>]+>", " ", kept))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("<p>At noon.</p>", "<p>At dawn.</p>", "<p>At [<del>noon</del> → <ins>dawn</ins>].</p>"),
        ("<p>At noon sharp.</p>", "<p>At noon.</p>", "<p>At noon [−<del>sharp</del>].</p>"),
        ("<p>At noon.</p>", "<p>At noon sharp.</p>", "<p>At noon [+<ins>sharp</ins>].</p>"),
        ("<p>One.</p>", "<p>One.</p>\n<p>Two.</p>", "<p>One.</p>\n<p>[+<ins>Two.</ins>]</p>"),
        ("<ul><li>a</li><li>b</li></ul>", "<ul><li>b</li></ul>", "<ul><li>[−<del>a</del>]</li><li>b</li></ul>"),
        ("<h2>Oak</h2>", "<h2>Ash</h2>", "<h2>[<del>Oak</del> → <ins>Ash</ins>]</h2>"),
        ("<p>雨が降る。</p>", "<p>雪が降る。</p>", "<p>[<del>雨</del> → <ins>雪</ins>]が降る。</p>"),
        (
            "<table><tbody><tr><td>a</td><td>1</td></tr></tbody></table>",
            "<table><tbody><tr><td>a</td><td>2</td></tr></tbody></table>",
            "<table><tbody><tr><td>a</td><td>[<del>1</del> → <ins>2</ins>]</td></tr></tbody></table>",
        ),
        ("<pre><code>a\nb\n</code></pre>", "<pre><code>a\nc\n</code></pre>", "<pre>  a\n- b\n+ c\n</pre>"),
    ],
)
def test_each_edit_stands_where_it_was_made(old: str, new: str, expected: str) -> None:
    """Words in their sentence, rows in their table, points in their list, lines in their code."""
    assert compare_html(old, new) == expected


def test_the_markup_of_the_new_version_stays() -> None:
    """Links, emphasis and pictures are shown, and markup that changed around the same words is no edit."""
    old = '<p>See the old <a href="https://example.org/a">page</a>.</p>'
    new = '<p>See <em>the</em> new <a href="https://example.org/b">page</a>.</p>'

    assert compare_html(old, new) == (
        '<p>See <em>the</em> [<del>old</del> → <ins>new</ins>] <a href="https://example.org/b">page</a>.</p>'
    )
    assert compare_html("<p>Same <b>words</b>.</p>", "<p><i>Same</i> words.</p>") == "<p><i>Same</i> words.</p>"


def test_a_picture_is_new_or_gone() -> None:
    """Another picture is an edit; pictures and formulas are shown whole."""
    old = '<p>Look: <img src="https://example.org/a.png" alt="a" /></p>'
    new = '<p>Look: <img src="https://example.org/b.png" alt="b" /></p>'

    found = compare_html(old, new)

    assert f"<del>{old[9:-4]}</del> → <ins>{new[9:-4]}</ins>" in found


def test_little_between_two_edits_belongs_to_them() -> None:
    """A phrase that was rewritten is one edit, not one for each word."""
    found = compare_html("<p>It was a fine day in spring.</p>", "<p>It was the best of days in spring.</p>")

    assert found.count("<del>") == 1


def test_what_did_not_change_is_folded() -> None:
    """One block on either side stays; the number of the others is said."""
    blocks = [f"<p>Paragraph {name} with some words.</p>" for name in "abcdefgh"]
    changed = [*blocks[:4], blocks[4].replace("some", "other"), *blocks[5:]]

    found = compare_html("".join(blocks), "".join(changed))

    assert found.splitlines()[0] == "<p>[… 3 paragraphs unchanged …]</p>"
    assert found.splitlines()[-1] == "<p>[… 2 paragraphs unchanged …]</p>"
    assert "folded" not in compare_html("".join(blocks), "".join(changed), context=None)
    assert "Paragraph a" in compare_html("".join(blocks), "".join(changed), context=None)


def test_no_id_is_written_twice() -> None:
    """A link or a list that is cut by edits keeps its id once; what is gone has none."""
    old = '<ul id="x-l"><li id="x-a">one two three</li></ul><p id="x-b">So it was then.</p>'
    new = '<ul id="x-l"><li id="x-c">four</li></ul><p>Never.</p>'

    ids = re.findall(r'id="([^"]+)"', compare_html(old, new))

    assert len(ids) == len(set(ids))


WORDS = st.lists(
    st.sampled_from(["sea", "tide", "moon", "a", "of", "<b>deep</b>", "<em>so <i>it</i> is</em>"]), max_size=8
)
BLOCKS = st.one_of(
    WORDS.map(lambda words: f"<p>{' '.join(words)}</p>"),
    st.lists(WORDS, max_size=3).map(lambda rows: "<ul>" + "".join(f"<li>{' '.join(w)}</li>" for w in rows) + "</ul>"),
    st.lists(WORDS, max_size=3).map(
        lambda rows: "<table><tbody>" + "".join(f"<tr><td>{' '.join(w)}</td></tr>" for w in rows) + "</tbody></table>"
    ),
    WORDS.map(lambda words: f"<blockquote><p>{' '.join(words)}</p></blockquote>"),
)
VERSIONS = st.lists(BLOCKS, max_size=5).map("\n".join)


@given(old=VERSIONS, new=VERSIONS)
def test_any_comparison_holds_both_versions(old: str, new: str) -> None:
    """Outside the marks of one version every word of the other stands in order; the result is well-formed."""
    found = compare_html(old, new, context=None)

    assert words_outside(found, "del") == words_outside(new, "del")
    if found != new:
        assert words_outside(found, "ins") == words_outside(old, "ins")
    ET.fromstring(f"<div>{found}</div>")
    cleaned = CLEANER.clean(found, "", form=Form.FEED)
    assert words_outside(cleaned, "none") == words_outside(found, "none")
    assert cleaned.count("<ins>") == found.count("<ins>")
    assert compare_html(old, new, context=None) == found


@given(version=VERSIONS)
def test_any_version_beside_itself_is_itself(version: str) -> None:
    """Where nothing changed, nothing is marked or folded."""
    assert compare_html(version, version) == version


@given(old=st.text("<>/&;abp div=\"'", max_size=80), new=st.text("<>/&;abp div=\"'", max_size=80))
def test_any_text_is_compared_without_an_error(old: str, new: str) -> None:
    """What is no HTML at all, unclosed or crossed, gives something that the cleaner takes."""
    CLEANER.clean(compare_html(old, new), "", form=Form.FEED)


def test_hostile_versions_end() -> None:
    """Deep nesting, endless repetition and long texts without a word in common cost what their size is worth."""
    deep = "<div>" * 5_000 + "x" + "<p>" * 5_000
    same = f"<p>{'a ' * 20_000}</p>"
    long = f"<p>{' '.join(map(str, range(20_000)))}</p>"
    longer = f"<p>{' '.join(map(str, range(30_000, 50_000)))}</p>"

    turns = "<p>a</p>" * 2_000, "<p>a</p><p>b</p>" * 1_000
    few = f"<p>{'a ' * 900}</p>", f"<p>{'a b ' * 450}</p>"
    for old, new in (turns, few, (deep, same), (same, deep), (long, longer), (same, same.replace("a a", "a b"))):
        assert compare_html(old, new)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("High water at noon.", "High water at dawn.", "“noon” became “dawn”."),
        ("High water at noon.", "High water at noon sharp.", "“sharp” added."),
        ("High water at noon sharp.", "High water at noon.", "“sharp” removed."),
        ("High water at noon.", "High water at noon!", "Punctuation changed."),
        ("One. " * 3, "One. " * 3 + "And there was more, much more of it than anybody knew.", "11 words added."),
        ("a b c d e f g h i j", "x b c d e f g h i y", "2 words added and 2 removed in 2 places."),
        ("Same.", "Same.", "Edited."),
    ],
)
def test_a_sentence_says_what_changed(old: str, new: str, expected: str) -> None:
    """Short edits are quoted, others counted."""
    assert summarize_change("Tides", "Tides", old, new) == expected


@given(st.tuples(st.text(), st.text(), st.text(), st.text()))
def test_any_sentence_is_one_and_short(texts: tuple[str, str, str, str]) -> None:
    """At most 200 characters, and it ends."""
    found = summarize_change(*texts)

    assert 0 < len(found) <= 200
    assert found.endswith((".", "…"))
