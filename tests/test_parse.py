"""Every format goes one way in, and every mistake comes out as one kind of error."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.errors import SourceError
from publisher.model import Document, Raw
from publisher.parse import EXTENSIONS, ParseOptions, parse_article, read_metadata

OPTIONS = ParseOptions()
PARAGRAPH = "The rain fell on the hills, and the river rose higher than anyone had seen it."


def parse(name: str, text: str | bytes, options: ParseOptions = OPTIONS) -> Document:
    """Parse a text under a name."""
    return parse_article(Raw(name=name, data=text if isinstance(text, bytes) else text.encode()), options)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.txt", f"Rain\n\n{PARAGRAPH}\n"),
        ("a.md", f"# Rain\n\n{PARAGRAPH}\n"),
        ("a.MARKDOWN", f"# Rain\n\n{PARAGRAPH}\n"),
        ("a.html", f"<h1>Rain</h1>\n\n<p>{PARAGRAPH}</p>\n"),
        ("a.htm", f"<h1>Rain</h1>\n\n<p>{PARAGRAPH}</p>\n"),
        ("b/a.xhtml", f"<h1>Rain</h1>\n\n<p>{PARAGRAPH}</p>\n"),
    ],
)
def test_every_format_is_read_with_its_front_matter(name: str, body: str) -> None:
    """Title, metadata, text and lines come out the same way; lines count from the top of the file."""
    document = parse(name, f"---\nslug: wet\ntags: [sky]\n---\n{body}")

    assert document.title == "Rain"
    assert document.metadata.slug == "wet"
    assert [(block.text, block.line) for block in document.blocks] == [(PARAGRAPH, 7)]
    assert [note.line for note in document.notes] == [5, 7]
    assert PARAGRAPH in document.source_text


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("first-light_of day.md", "First light of day"),
        ("2026/2026-05-12-rain.md", "Rain"),
        ("2026-05-12.md", "12 May 2026"),
        ("2026-05-12-rain/index.md", "Rain"),
        ("20260512_rain.md", "Rain"),
        ("2026.05.12-rain.md", "Rain"),
        ("2026-05-12T0830-rain.md", "Rain"),
        ("2026-05-99-rain.md", "2026 05 99 rain"),
        ("v1.2.md", "V1.2"),
        ("-.md", "-"),
    ],
)
def test_an_article_without_a_title_is_named_after_its_file(name: str, title: str) -> None:
    """No document is without a title."""
    assert parse(name, f"{PARAGRAPH}\n").title == title


@pytest.mark.parametrize(
    ("name", "data", "where", "words"),
    [
        ("a.pdf", b"x", "a.pdf:1", "no article"),
        ("README", b"x", "README:1", "no article"),
        ("b/a.md", b"", "b/a.md:1", "empty"),
        ("a.txt", b" \n\t\n", "a.txt:1", "empty"),
        ("a.md", b"---\ntitle: x\n---\n\n<!-- nothing -->\n", "a.md:4", "only a title"),
        ("a.html", b"<script>only()</script>", "a.html:1", "empty"),
        ("a.txt", b"one\ntwo\0", "a.txt:2", "binary"),
        ("a.md", b"%PDF-1.4", "a.md:1", "PDF"),
        ("a.md", b"---\n\ndate: soon\n---\nx", "a.md:3", "date"),
        ("a.html", b"<div>" * 300 + b"x", "a.html:1", "deeper"),
        ("a.md", b"text\n\n" + b"> " * 50 + b"x", "a.md:3", "too deep"),
        ("a.md", b"x\n\n" * 60, "a.md:1", "more than"),
        ("a.html", b"<p>x" * 60, "a.html:1", "more than"),
        ("a.md", b"x" * 20_000, "a.md:1", "larger"),
    ],
)
def test_mistakes_are_named_with_file_line_and_cure(name: str, data: bytes, where: str, words: str) -> None:
    """Whatever an author can mend is one kind of error."""
    with pytest.raises(SourceError) as caught:
        parse(name, data, ParseOptions(max_blocks=50, max_bytes=10_000))

    assert caught.value.where == where
    assert words in caught.value.message
    assert caught.value.hint


def test_metadata_alone_is_front_matter() -> None:
    """A run that only needs to know of drafts reads no more than the front matter."""
    raw = Raw(name="a.md", data=b"---\ndraft: true\ntitle: T\n---\n" + b"> " * 50)

    assert read_metadata(raw, OPTIONS).draft


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_the_address_is_canonical_unless_another_is_named(name: str) -> None:
    """An article from the web knows where it came from."""
    data = f"{PARAGRAPH}\n\n{PARAGRAPH}\n".encode()
    named = b"---\ncanonical: https://example.org/own\n---\n" + data
    address = "https://example.org/found"

    found = parse_article(Raw(name=name, data=data), OPTIONS, address=address)
    own = parse_article(Raw(name=name, data=named), OPTIONS, address=address)

    assert found.metadata.canonical == address
    assert own.metadata.canonical == "https://example.org/own"


def test_importing_loads_no_heavy_library() -> None:
    """A run that finds nothing changed pays for no parser."""
    code = (
        "import sys, publisher.parse; "
        "heavy = {'bs4', 'html5lib', 'lxml', 'pyromark', 'yaml', 'charset_normalizer', 'ada_url', 'dateutil'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_the_same_bytes_give_the_same_document(name: str) -> None:
    """Nothing depends on the order of sets: another interpreter, with other hashes, finds the same."""
    text = f"---\ntags: [b, a, c]\n---\n# Rain\n\n{PARAGRAPH}\n\n## Wet <b>x</b>\n\n- a\n- b\n\n{PARAGRAPH}\n"
    code = (
        "import sys; from publisher.model import Raw; from publisher.parse import ParseOptions, parse_article; "
        "print(repr(parse_article(Raw(name=sys.argv[1], data=sys.argv[2].encode()), ParseOptions())))"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code, name, text],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        ).stdout
        for seed in ("1", "2")
    }

    assert len(seen) == 1


@settings(deadline=None)
@given(
    extension=st.sampled_from(EXTENSIONS),
    data=st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
)
def test_any_bytes_are_parsed_or_refused(extension: str, data: bytes) -> None:
    """No input raises anything but `SourceError`, and none gives a document without title or text."""
    name = f"a{extension}"
    document, where = None, ""
    try:
        document = parse(name, data)
    except SourceError as error:
        where = error.where

    assert where.startswith(f"{name}:") if document is None else document.title
    assert document is None or document.blocks
