"""Nothing that we publish has a finding of any level, whatever stands in the articles."""

from __future__ import annotations

import re
import shutil
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publisher.check import Finding, check_feed
from tests.place import NOON, SETTINGS, Place, article

HOUR = timedelta(hours=1)
ROOT = Path(__file__).parent.parent
OTHERS = ("record.json", "gone.json", "releases.json", "sitemap.xml")
TYPES = {
    "atom.xml": "application/atom+xml; charset=utf-8",
    "rss.xml": "application/rss+xml; charset=utf-8",
    "feed.json": "application/feed+json; charset=utf-8",
    "articles.opml": "text/x-opml; charset=utf-8",
    "feeds.opml": "text/x-opml; charset=utf-8",
}
RICH = f"""{SETTINGS}
[publish]
max_items = 5
min_live = "0 days"
hubs = ["https://hub.example.org/"]

[[feed]]
name = "sea"
tags = ["sea"]

[[feed]]
name = "short"
languages = ["en"]
content = "summary"
granularity = "article"
formats = ["json", "rss"]
"""


def find_faults(place: Place, now_hours: int = 24) -> list[tuple[str, Finding]]:
    """Check every feed and every list of feeds below the feeds folder."""
    found = []
    for path, data in place.tree().items():
        name = path.rpartition("/")[2]
        if not name.endswith((".xml", ".json", ".opml")) or name in OTHERS:
            continue
        checked = check_feed(
            data,
            url=f"https://example.org/{path}",
            content_type=TYPES[name.removeprefix("changes.")],
            now=NOON + now_hours * HOUR,
        )
        assert (
            checked.format == {"xml": name[-8:-4].strip("."), "json": "json", "opml": "opml"}[name.rpartition(".")[2]]
        )
        found += [(path, finding) for finding in checked.findings]
    return found


def test_the_samples_have_no_finding(place: Place) -> None:
    """The articles that come with the project, published as they lie there."""
    shutil.copytree(ROOT / "content", place.content, dirs_exist_ok=True)

    assert place.publish(NOON + 365 * 24 * HOUR).failed == ()

    assert find_faults(place, 366 * 24) == []


def test_a_place_with_everything_has_no_finding(tmp_path: Path) -> None:
    """Archives, hubs, feeds of some articles, replies, tombstones, changes, text from right to left."""
    place = Place(tmp_path / "place", timedelta(), RICH)
    for day in range(8):
        front = f"tags: [sea]\nin_reply_to: a{day - 1}.md\nrelated: [https://example.com/, a0.md]\n"
        place.write(f"a{day}.md", article(f"Day {day}", ("One", f"Sun {day}."), ("Two", f"Moon {day}."), front=front))
        place.publish(NOON + day * HOUR)
    place.write(
        "b.md", "---\ntitle: البحر\nlanguage: ar\n---\n## المد\n\nيرتفع البحر مرتين في اليوم، ثم يعود إلى الوراء.\n"
    )
    place.write("a2.md", article("Day 2", ("One", "Another sun."), front="tags: [sea]\n"))
    (place.content / "a3.md").unlink()
    place.publish(NOON + 9 * HOUR)

    assert (place.feeds / "archive/1/atom.xml").exists()
    assert find_faults(place) == []


_HOSTILE = st.one_of(
    # What looks like UTF-8 read in another encoding, and is meant to, as in a text about encodings, stays a warning.
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60).filter(
        lambda text: not re.search("[ÂÃâð][^ -~]", text)
    ),
    st.sampled_from(
        [
            "<b>bold</b> & <script>alert(1)</script>",
            "]]> <![CDATA[ x ]]>",
            "&amp;amp; &lt;b&gt; &#0; &#xD800; &nope;",
            "\u202eback\u202c \u202d \u200f \u05e9\u05dc\u05d5\u05dd \u0627\u0644\u0628\u062d\u0631",
            "\U0001f469\u200d\U0001f467 \U0001f3f4\U000e0067\U000e007f \U0010ffff",
            "\x00\x01\x08\x0b\x1f\x7f\x85\x9f \ufeff \ufffe \ufdd0",
            "lost \ufffd\ufffd",
            "javascript:alert(1) data:text/html,x //evil.example/x",
            "x" * 300,
            "A title\nwith lines\r\nand\ttabs",
            '"quotes" \\backslashes\\ `code` *stars* _lines_ [a](b) ![c](d)',
            "<!-- comment --> <?xml version='1.0'?> <!DOCTYPE x>",
            "a\u0300\u0301\u0302" * 20,
            "\u2028\u2029\u200b\u00ad",
        ]
    ),
)


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, bytes]:
    """An article in any of the formats, with hostile text wherever there is any."""
    name = draw(st.sampled_from(["a.md", "a.txt", "a.html"]))
    title, body = draw(_HOSTILE), [(draw(_HOSTILE), draw(_HOSTILE)) for _ in range(draw(st.integers(1, 3)))]
    filler = "Some words stand here so that it is an article, and a few more after them."
    if name == "a.html":
        parts = [
            f"<h2>{heading}</h2><p>{text} {filler}</p><img src='{text}' alt='{heading}'>" for heading, text in body
        ]
        text = f"<!doctype html><title>{title}</title><article><h1>{title}</h1>{''.join(parts)}</article>"
    elif name == "a.txt":
        text = f"{title}\n\n{filler}\n\n" + "\n\n".join(f"{heading}\n\n{text} {filler}" for heading, text in body)
    else:
        author, tag = draw(_HOSTILE), draw(_HOSTILE)
        quoted = [value.replace("\\", "").replace('"', "'").replace("\n", " ") for value in (author, tag)]
        front = f'---\nauthor: "{quoted[0]}"\ntags: ["{quoted[1]}"]\n---\n' if all(map(_is_yaml, quoted)) else ""
        sections = "\n\n".join(f"## {heading}\n\n{text} {filler}\n\n![{heading}](<{text}>)" for heading, text in body)
        text = f"{front}# {title}\n\n{filler}\n\n{sections}"
    return name, text.encode("utf-8", "replace")


def _is_yaml(text: str) -> bool:
    return text.isprintable()


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(found=st.lists(articles(), min_size=20, max_size=20))
def test_hostile_articles_have_no_finding(found: list[tuple[str, bytes]]) -> None:
    """Three hundred articles of any text: no error, no warning, no note in any feed of them.

    Only a plain text of Atom that is about HTML has a warning.
    """
    with TemporaryDirectory() as folder:
        place = Place(Path(folder) / "place", timedelta(), f"{SETTINGS}[publish]\nmax_items = 20\n")
        for number, (name, data) in enumerate(found):
            place.write(f"n{number}{name}", data)

        place.publish(NOON)

        assert [found for found in find_faults(place) if not _is_plain_markup(*found)] == []


def _is_plain_markup(path: str, finding: Finding) -> bool:
    """Return whether a finding is that a plain text of Atom shows markup, as a title about HTML is meant to.

    Ten readers show such a title wrong if it is declared as HTML, so it stays plain, and validators warn.
    """
    return path.endswith("atom.xml") and finding.rule in {"title-markup", "atom-text-html", "text-markup"}


@pytest.mark.parametrize("level", ["error", "warning", "note"])
def test_each_level_can_be_found(level: str) -> None:
    """The three tests above could fail: the checker finds faults of each level."""
    bad = b'<rss version="2.0"><channel><title>A</title><item><title>&lt;b&gt;</title></item></channel></rss>'
    notes = b'{"version":"https://jsonfeed.org/version/1.1","title":"A","items":[],"description":""}'
    levels = {found.level for data in (bad, notes) for found in check_feed(data, now=NOON).findings}

    assert level in levels
