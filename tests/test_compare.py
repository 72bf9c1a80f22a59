"""What changed between two versions, word by word."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.clean import Cleaner, Form
from publisher.compare import compare_html, summarize_change
from tests.patience import ends_within

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
        ("<ul><li>a</li><li>b</li></ul>", "<ul><li>b</li></ul>", "<ul><li>[−<del>a</del>]</li>\n<li>b</li></ul>"),
        ("<h2>Oak</h2>", "<h2>Ash</h2>", "<h2>[<del>Oak</del> → <ins>Ash</ins>]</h2>"),
        ("<p>雨が降る。</p>", "<p>雪が降る。</p>", "<p>[<del>雨</del> → <ins>雪</ins>]が降る。</p>"),
        (
            "<table><tbody><tr><td>a</td><td>1</td></tr></tbody></table>",
            "<table><tbody><tr><td>a</td><td>2</td></tr></tbody></table>",
            "<table><tbody><tr><td>a</td>\n<td>[<del>1</del> → <ins>2</ins>]</td></tr></tbody></table>",
        ),
        ("<pre><code>a\nb\n</code></pre>", "<pre><code>a\nc\n</code></pre>", "<pre><code>  a\n- b\n+ c</code></pre>"),
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
    old = '<p>Look: <img src="https://example.org/a.png" alt="a"/></p>'
    new = '<p>Look: <img src="https://example.org/b.png" alt="b"/></p>'

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


def clean(html: str) -> str:
    """Return HTML as the pipeline compares it."""
    return CLEANER.clean(html, "")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            "<p>It costs <del>5</del> <ins>7</ins> pounds a week.</p>",
            "<p>It costs <del>5</del> <ins>7</ins> pounds a day.</p>",
            "<p>It costs <s>5</s> <u>7</u> pounds a [<del>week</del> → <ins>day</ins>].</p>",
            id="what the author struck stays struck, and is told from our marks",
        ),
        pytest.param(
            "<p>पानी बहता है</p>",
            "<p>पाना बहता है</p>",
            "<p>[<del>पानी</del> → <ins>पाना</ins>] बहता है</p>",
            id="a syllable is not parted from its vowel",
        ),
        pytest.param(
            "<ul><li>one</li><li>two</li></ul><p>a b</p>",
            "<ul><li><p>one</p></li><li><p>two</p></li></ul><p>a c</p>",
            "<ul><li><p>one</p></li>\n<li><p>two</p></li></ul>\n<p>a [<del>b</del> → <ins>c</ins>]</p>",
            id="a list with more space between its items is the same list",
        ),
        pytest.param(
            "<ol><li>a<li>b<li>c<li>d<li>e one<li>f</ol>",
            "<ol><li>a<li>b<li>c<li>d<li>e two<li>f</ol>",
            "<p>[… 3 items unchanged …]</p>\n"
            '<ol><li value="4">d</li>\n<li>e [<del>one</del> → <ins>two</ins>]</li>\n<li>f</li></ol>',
            id="items keep their numbers where others are folded",
        ),
        pytest.param(
            "<ol><li>a<li>b<li>c</ol>",
            "<ol><li>b<li>c</ol>",
            '<ol><li>[−<del>a</del>]</li>\n<li value="1">b</li>\n<li>c</li></ol>',
            id="an item that is gone takes no number from the others",
        ),
        pytest.param(
            "<table><tr><td>x<td><td>1</table>",
            "<table><tr><td>x<td><td>2</table>",
            "<table><tbody><tr><td>x</td>\n<td></td>\n<td>[<del>1</del> → <ins>2</ins>]</td></tr></tbody></table>",
            id="an empty cell keeps its place",
        ),
        pytest.param(
            "<p>a</p><hr><p>b</p>",
            "<p>a</p><p>b</p>",
            "<p>a</p>\n<p>[−<del>* * *</del>]</p>\n<p>b</p>",
            id="a line that is gone",
        ),
        pytest.param(
            "<p>The sea rose. The wind fell.</p>",
            "<p>The sea rose. The moon came. The wind fell.</p>",
            "<p>The sea rose. [+<ins>The moon came.</ins>] The wind fell.</p>",
            id="a new sentence is marked from its first word",
        ),
        pytest.param(
            "<p>10&nbsp;km in one day</p>",
            "<p>10&nbsp;km in two days</p>",
            "<p>10\xa0km in [<del>one day</del> → <ins>two days</ins>]</p>",
            id="spaces that do not break stay",
        ),
        pytest.param("<p>a b c</p>", "<p>b c</p>", "<p>[−<del>a</del>] b c</p>", id="a space after what was first"),
        pytest.param("<p>a<br>b</p>", "<p>a b</p>", "<p>a b</p>", id="an end of a line is nothing to mark"),
    ],
)
def test_what_a_reader_would_stumble_over(old: str, new: str, expected: str) -> None:
    """Nothing that did not change looks changed, or gets another meaning."""
    assert compare_html(clean(old), clean(new)) == expected


def test_folding_leaves_a_table_whole() -> None:
    """Rows are folded, never cells; the head is shown, and the line that stands for rows is a row."""
    rows = [f"<tr><td>r{n}</td><td>{n}</td></tr>" for n in range(9)]
    head = "<table><thead><tr><th>row</th><th>n</th></tr></thead>"
    changed = [*rows[:5], "<tr><td>r5</td><td>five</td></tr>", *rows[6:]]

    found = compare_html(clean(f"{head}{''.join(rows)}</table>"), clean(f"{head}{''.join(changed)}</table>"))

    cells = [[cell.text for cell in row] for row in ET.fromstring(f"<div>{found}</div>").iter("tr")]
    assert cells[:3] == [["row", "n"], ["[… 4 rows unchanged …]"], ["r4", "4"]]
    assert found.endswith("</table>\n<p>[… 2 rows unchanged …]</p>")


def test_long_code_is_folded() -> None:
    """Three lines on either side of a change are shown, and all that are there where nothing is to be folded."""
    lines = [f"line {n}" for n in range(30)]
    old = f"<pre><code>{chr(10).join(lines)}</code></pre>"
    new = old.replace("line 15", "row 15")

    found = compare_html(old, new)

    assert found.splitlines()[0] == "<pre><code>[… 12 lines unchanged …]"
    assert found.splitlines()[1:6] == ["  line 12", "  line 13", "  line 14", "- line 15", "+ row 15"]
    assert len(compare_html(old, new, context=None).splitlines()) == 31


def test_no_id_is_written_twice() -> None:
    """A link or a list that is cut by edits keeps its id once; what is gone has none."""
    old = '<ul id="x-l"><li id="x-a">one two three</li></ul><p id="x-b">So it was then.</p>'
    new = '<ul id="x-l"><li id="x-c">four</li></ul><p>Never.</p>'

    ids = re.findall(r'id="([^"]+)"', compare_html(old, new))

    assert len(ids) == len(set(ids))
    assert compare_html('<p>See <a id="x-a">this page</a> now.</p>', '<p>See <a id="x-a">that site</a> now.</p>') == (
        '<p>See [<del><a>this page</a></del> → <ins><a id="x-a">that site</a></ins>] now.</p>'
    )


WORDS = st.lists(
    st.sampled_from(
        [
            *("sea", "tide", "moon", "a", "of", "the", "and", ".", ",", "3.5", "R&amp;D", "1 &lt; 2", "“so”", "<br>"),
            *("雨", "雪が", "पानी", "cafe\u0301", "10&nbsp;km", "tide<sup>2</sup>", "sea<wbr>side"),
            *("<b>deep</b>", "<em>so <i>it</i> is</em>", '<a href="https://example.org/a" id="n-a">there</a>'),
            *('<a href="https://example.org/b">here</a>', "<del>gone</del>", "<ins>come</ins>", "<code>x = 1</code>"),
            *('<img src="https://example.org/a.png" alt="a">', '<img src="https://example.org/b.png" alt="b">'),
            "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>",
        ]
    ),
    max_size=8,
).map(" ".join)


def around(*names: str) -> st.SearchStrategy[str]:
    """Return words in an element, which may be any of these."""
    return st.builds("<{0}>{1}</{0}>".format, st.sampled_from(names), WORDS)


def listed(items: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return lists of some items."""
    opening = st.sampled_from(
        [("<ul>", "</ul>"), ("<ol>", "</ol>"), ('<ol start="4">', "</ol>"), ('<ul id="u">', "</ul>")]
    )
    return st.builds(lambda tags, all_: "".join([tags[0], *all_, tags[1]]), opening, st.lists(items, max_size=5))


ROWS = st.lists(st.lists(around("td"), min_size=2, max_size=2).map("".join).map("<tr>{}</tr>".format), max_size=5)
LINES = st.lists(st.sampled_from(["a", "b", "  c &lt; d", "", "- e"]), max_size=12).map("\n".join)
BLOCKS = st.one_of(
    around("p"),
    around("p", "h2", "h3", "div"),
    listed(around("li")),
    listed(st.one_of(around("li"), listed(around("li")).map("<li>So:{}</li>".format))),
    ROWS.map(lambda rows: f"<table>{''.join(rows)}</table>"),
    ROWS.map(lambda rows: f"<table><caption>C</caption><thead><tr><th>x<th>y</thead>{''.join(rows)}</table>"),
    st.lists(around("p"), max_size=3).map("".join).map("<blockquote>{}</blockquote>".format),
    st.lists(around("dt", "dd"), max_size=4).map("".join).map("<dl>{}</dl>".format),
    st.builds(
        '<figure><img src="https://example.org/{}.png" alt="f">{}</figure>'.format,
        st.sampled_from("ab"),
        around("figcaption"),
    ),
    st.builds("<details>{}{}</details>".format, around("summary"), around("p")),
    LINES.map("<pre><code>{}</code></pre>".format),
    st.just("<hr>"),
)
VERSIONS = st.lists(BLOCKS, max_size=6).map("".join).map(lambda html: str(CLEANER.clean(html, "")))
# What becomes of the author's own marks, and of lines of code, is tested by itself.
PLAIN = VERSIONS.filter(lambda html: not re.search("<(?:del|ins|pre|hr)[ />]", html))
INSIDE = {
    "li": {"ul", "ol"},
    "tr": {"thead", "tbody", "tfoot", "table"},
    "td": {"tr"},
    "th": {"tr"},
    "dt": {"dl"},
    "dd": {"dl"},
}


@given(old=PLAIN, new=PLAIN)
def test_any_comparison_holds_both_versions(old: str, new: str) -> None:
    """Outside the marks of one version every word of the other stands in order."""
    found = compare_html(old, new, context=None)

    assert words_outside(found, "del") == words_outside(new, "del")
    if found != new:
        assert words_outside(found, "ins") == words_outside(old, "ins")


@given(old=VERSIONS, new=VERSIONS, context=st.sampled_from([None, 0, 1, 2]))
def test_any_comparison_is_clean(old: str, new: str, context: int | None) -> None:
    """It is well-formed, parts of lists and tables are in one, no id comes twice, and cleaning it changes nothing."""
    found = compare_html(old, new, context=context)

    root = ET.fromstring(f"<div>{found}</div>")
    for parent in root.iter():
        for child in parent:
            assert parent.tag in INSIDE.get(child.tag, {parent.tag})
    ids = re.findall(r' id="([^"]+)"', found)
    assert found == new or len(ids) == len(set(ids))
    assert CLEANER.clean(found, "", form=Form.FEED) == found
    assert compare_html(old, new, context=context) == found


@given(old=PLAIN, new=PLAIN)
def test_any_row_keeps_its_columns(old: str, new: str) -> None:
    """Folding leaves rows whole: all have their two cells, but for the line that stands for others."""
    for row in ET.fromstring(f"<div>{compare_html(old, new)}</div>").iter("tr"):
        cells = list(row)
        assert len(cells) == 2 or [cell.get("colspan") for cell in cells] == ["2"]


@given(old=LINES, new=LINES)
def test_any_code_holds_both_versions(old: str, new: str) -> None:
    """Without their signs, lines of code are the new version but for what went, the old but for what came."""
    before, after = (f"<p>{n}</p><pre><code>{lines}\n.</code></pre>" for n, lines in ((1, old), (2, new)))
    found = compare_html(before, after, context=None)
    lines = "\n".join(re.findall("<code>(.*?)</code>", found, re.DOTALL)).split("\n")
    is_same = old == new
    cut = 0 if is_same else 2

    assert [line[cut:] for line in lines if is_same or line[:1] != "-"] == [*new.split("\n"), "."]
    assert [line[cut:] for line in lines if is_same or line[:1] != "+"] == [*old.split("\n"), "."]


@given(version=VERSIONS)
def test_any_version_beside_itself_is_itself(version: str) -> None:
    """Where nothing changed, nothing is marked or folded."""
    assert compare_html(version, version) == version


@given(old=st.text("<>/&;abp div=\"'", max_size=80), new=st.text("<>/&;abp div=\"'", max_size=80))
def test_any_text_is_compared_without_an_error(old: str, new: str) -> None:
    """What is no HTML at all, unclosed or crossed, gives something that the cleaner takes."""
    CLEANER.clean(compare_html(old, new), "", form=Form.FEED)


DEEP = "<div>" * 5_000 + "x" + "<p>" * 5_000
SAME = f"<p>{'a ' * 20_000}</p>"
NUMBERS = [str(number) for number in range(40_000)]
COMMON = [NUMBERS[number * 7919 % 300] for number in range(20_000)]
HOSTILE = [
    ("<p>a</p>" * 2_000, "<p>a</p><p>b</p>" * 1_000),
    (f"<p>{'a ' * 900}</p>", f"<p>{'a b ' * 450}</p>"),
    (DEEP, SAME),
    (SAME, DEEP),
    (SAME, SAME.replace("a a", "a b")),
    (f"<p>{' '.join(NUMBERS[:20_000])}</p>", f"<p>{' '.join(NUMBERS[20_000:])}</p>"),
    (f"<p>{' '.join(NUMBERS[:20_000])}</p>", f"<p>{' '.join(reversed(NUMBERS[:20_000]))}</p>"),
    (f"<p>{' '.join(COMMON)}</p>", f"<p>{' '.join(reversed(COMMON))}</p>"),
    ("".join(f"<p>{w}</p>" for w in NUMBERS[:5_000]), "".join(f"<p>{w}</p>" for w in NUMBERS[5_000:10_000])),
    (f"<ul>{'<li>x</li>' * 5_000}</ul>", f"<ul>{'<li>x</li><li>y</li>' * 2_500}</ul>"),
    ("<a " * 20_000, '<a x="' * 20_000),
    ("<em>" * 10_000 + "x", "<ruby>" * 10_000 + "y"),
]


@pytest.mark.parametrize("case", range(len(HOSTILE)))
def test_hostile_versions_end(case: int) -> None:
    """Deep nesting, endless repetition and long texts without a word in common cost what their size is worth."""
    # Each takes less than a second of two slow cores; an algorithm that squares takes minutes.
    assert ends_within(5, lambda: compare_html(*HOSTILE[case]))


def test_a_change_in_a_text_that_is_too_long_to_search_is_found_all_the_same() -> None:
    """Beyond what is searched word by word, words that come once still show where two texts are the same."""
    words = [*NUMBERS[:9_000], "noon", *NUMBERS[9_000:18_000]]
    new = ["first", *words[:9_000], "dawn", *words[9_001:], "last"]

    found = compare_html(f"<p>{' '.join(words)}</p>", f"<p>{' '.join(new)}</p>", context=None)

    assert [found.count("<del>"), found.count("<ins>")] == [1, 3]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("High water at noon.", "High water at dawn.", "“noon” became “dawn”."),
        ("High water at noon.", "High water at noon sharp.", "“sharp” added."),
        ("High water at noon sharp.", "High water at noon.", "“sharp” removed."),
        ("High water at noon.", "High water at noon!", "Punctuation changed."),
        ("One. " * 3, "One. " * 3 + "And there was more, much more of it than anybody knew.", "11 words added."),
        ("a b c d e f g h i j", "x b c d e f g h i y", "2 words replaced in 2 places."),
        ("a b c d e f", "x b c d e y z", "2 words replaced, 1 added in 2 places."),
        ("Same.", "Same.", "Edited."),
    ],
)
def test_a_sentence_says_what_changed(old: str, new: str, expected: str) -> None:
    """Short edits are quoted, others counted."""
    assert summarize_change("Tides", "Tides", old, new) == expected


def test_a_sentence_names_both_titles() -> None:
    """Long titles are cut so that their difference is seen, and the sentence is never too long for that."""
    long = "The tide that comes twice a day " * 4

    assert (
        summarize_change("Tide", "Tides", "Noon.", "Dawn.") == "Renamed from “Tide” to “Tides”; “Noon” became “Dawn”."
    )
    assert summarize_change("The  sea", "The sea", "Noon.", "Dawn.") == "“Noon” became “Dawn”."
    found = re.findall("“(.*?)”", summarize_change(f"{long} A", f"{long} B", "Noon.", "Dawn."))
    assert found[0] != found[1]
    assert found[0].endswith("A")


@given(st.tuples(st.text(), st.text(), st.text(), st.text()))
def test_any_sentence_is_one_and_short(texts: tuple[str, str, str, str]) -> None:
    """At most 200 characters, and it ends."""
    found = summarize_change(*texts)

    assert 0 < len(found) <= 200
    assert found.endswith((".", "…"))
