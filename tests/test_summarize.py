"""A summary is plain text, short, and says the first things an item says."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from publisher.model import Draft, SafeHtml
from publisher.summarize import MAX_CHARACTERS, cut_text, summarize


def draft(content: str) -> Draft:
    """Make a draft of cleaned content."""
    return Draft(title="T", content=SafeHtml(content), summary="", text="")


def summary_of(content: str, description: str = "") -> str:
    """Return a summary."""
    return summarize(draft(content), description).summary


SENTENCE = "The pier was closed for eleven days after the storm of the previous week. "


def test_a_description_comes_first() -> None:
    """What the author says of the item is its summary, white space collapsed."""
    assert summary_of("<p>Text.</p>", "  In\n short. ") == "In short."


def test_only_the_summary_changes() -> None:
    """Everything else of a draft stays."""
    before = Draft(title="T", content=SafeHtml("<p>a</p>"), summary="", text="a", pin="p", image="i", anchor="x")
    after = summarize(before)
    assert after.summary == "a"
    assert summarize(after, "").content == before.content
    assert (after.title, after.text, after.pin, after.image, after.anchor) == ("T", "a", "p", "i", "x")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<p>One <b>t</b>wo.</p>\n<p>Three.</p>", "One two. Three."),
        ("<h3>Head</h3>\n<p>Text.</p>", "Text."),
        ("<p>H<sub>2</sub>O, x<sup>2</sup>, 1<sup>st</sup>.</p>", "H₂O, x², 1st."),
        ('<p>One.<sup>(<a href="#x-1">1</a>)</sup></p>', "One."),
        ('<p><a href="https://a.test/">A film</a></p>\n<p>See <a href="https://a.test/">it</a>.</p>', "See it."),
        ('<p><a href="https://a.test/">A film</a></p>', "A film"),
        ('<figure><img src="https://a.test/1.png" alt="x"/><figcaption>Cap</figcaption></figure><p>Text.</p>', "Text."),
        ("<table><caption>C</caption><tbody><tr><td><p>Cell</p></td></tr></tbody></table><p>Text.</p>", "Text."),
        ("<p>Run:</p>\n<pre><code>rm -r x</code></pre>\n<p>Done.</p>", "Run: Done."),
        ("<p>5 &lt; 6 &amp; more</p>", "5 < 6 & more"),
        ("<p>Line<br/>break</p>", "Line break"),
        ('<p>Fact.<sup id="x-r"><a href="#x-n">1</a></sup> Next.</p>', "Fact. Next."),
        ('<p>Fact.<a href="https://a.test/#x-n"><sup>1</sup></a> Next.</p>', "Fact. Next."),
        ('<p>Fact.<sup>[<a href="#x-n">1</a>]</sup> x<sup>2</sup></p>', "Fact. x²"),
        ("<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>字</p>", "漢字"),
        ("<ul><li>a</li>\n<li>b<ul><li>c</li></ul></li></ul>", "a b c"),
        ("<ul><li><p>a</p></li></ul><p>Text.</p>", "Text."),
        ("<blockquote><p>Quoted.</p></blockquote>\n<p>Text.</p>", "Text."),
        ("<blockquote><p>Quoted.</p></blockquote>", "Quoted."),
        ("bare <b>text</b>", "bare text"),
        ("<dl><dt>Term</dt><dd>Meaning</dd></dl>", "Term Meaning"),
        ("<details><summary>Click</summary><p>Inside.</p></details>", "Inside."),
        ('<p><video src="https://a.test/v.mp4" controls="">no video</video>Seen.</p>', "Seen."),
        ("<h3>Head</h3><pre><code>x</code></pre>", "Head · x"),
        ('<p><img src="https://a.test/1.png" alt="A pier"/></p>', "A pier"),
        (
            '<figure><img src="https://a.test/1.png" alt="A pier"/><figcaption>The <b>pier</b></figcaption></figure>',
            "A pier · The pier",
        ),
        ('<figure><img src="https://a.test/1.png" alt=""/><figcaption>Cap</figcaption></figure>', "Cap"),
        ('<figure><img src="https://a.test/1.png" alt="Cap"/><figcaption>Cap</figcaption></figure>', "Cap"),
        ("<pre><code>\n\n  def f(x):\n    return x\n</code></pre>", "def f(x):"),
        (
            "<table><caption>Tides</caption><tbody><tr><th>Day</th><td><p>1<sup>st</sup></p></td></tr></tbody></table>",
            "Tides · Day · 1st",
        ),
        ('<p><audio src="https://a.test/a.mp3" controls="" title="Bells">none</audio></p>', "Bells"),
        ('<p><audio src="https://a.test/a.mp3" controls="">none</audio></p>', ""),
        ('<p><img src="https://a.test/1.png" alt=""/></p>', ""),
        ('<p><a href="https://a.test/"><img src="https://a.test/1.png" alt="A pier"/></a></p>', "A pier"),
        ("", ""),
    ],
)
def test_what_is_summarised(content: str, expected: str) -> None:
    """Paragraphs, or else lists, quotes and bare text; never headings, captions, tables, code or marks of notes."""
    assert summary_of(content) == expected


def test_a_long_text_ends_with_a_sentence() -> None:
    """Where whole sentences fill enough of the room, no sentence is cut."""
    summary = summary_of(f"<p>{SENTENCE * 10}</p>")
    assert summary == (SENTENCE * 4).strip()
    assert len(summary) <= MAX_CHARACTERS


def test_a_long_sentence_ends_with_an_ellipsis() -> None:
    """A sentence too long is cut at a word, and the ellipsis counts."""
    summary = summary_of(f"<p>{'word, ' * 100}</p>")
    assert summary.endswith("word…")
    assert 290 < len(summary) <= MAX_CHARACTERS


@pytest.mark.parametrize("short", ["Dr.", "e.g.", "J.", "No."])
def test_an_abbreviation_is_no_sentence(short: str) -> None:
    """No summary ends after an abbreviation as if it were a sentence."""
    text = f"{'word ' * 50}met {short} Brown, {'word ' * 40}"
    assert cut_text(text).endswith("word…")


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("short", 5, "short"),
        ("one two three", 12, "one two…"),
        ("one two three", 8, "one two…"),
        ("abcdefghijklmnop", 6, "abcde…"),
        ("これは長い文章です。", 8, "これは長い文章…"),
        ("これは、長い、文章です", 4, "これは…"),
        ("やった！もっと長い文章", 6, "やった！"),
        ("中文混合文字English", 9, "中文混合文字…"),
        ("👩‍👩‍👧‍👧👩‍👩‍👧‍👧", 9, "👩‍👩‍👧‍👧…"),
        ("e\u0301e\u0301e\u0301e\u0301", 6, "e\u0301e\u0301…"),
        ("สวัสดีครับผม", 8, "สวัสดีค…"),
    ],
)
def test_where_a_text_is_cut(text: str, limit: int, expected: str) -> None:
    """At a sentence or a word; between characters in scripts without spaces; never inside one character."""
    assert cut_text(text, limit) == expected


@given(text=st.text() | st.text(alphabet="ab .,。、あ👩\u200d\u0301\n", max_size=700), limit=st.integers(2, 400))
@example(text="\u0301" * 500, limit=300)
@example(text="a" * 1000, limit=300)
@example(text=". " * 500, limit=300)
def test_a_summary_is_never_too_long(text: str, limit: int) -> None:
    """Of any text: at most the limit, one line, a beginning of the text, and empty only for an empty text."""
    cut = cut_text(text, limit)
    whole = " ".join(text.split())
    assert len(cut) <= limit
    assert cut == " ".join(cut.split())
    assert whole.startswith(cut.removesuffix("…")) or whole == cut
    assert bool(cut) == bool(whole)
    assert cut_text(cut, limit) == cut


@given(content=st.text(alphabet="<>/pulipresh ab.&;", max_size=200))
def test_any_content_gives_a_summary(content: str) -> None:
    """Content that was never cleaned still gives text within the limit, not an error."""
    assert len(summary_of(content)) <= MAX_CHARACTERS
