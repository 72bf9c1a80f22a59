"""Text rules of feeds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from publisher.render.text import direction, looks_like_markup, one_line, printable, shorten
from tests.rendering.hostile import texts


@given(text=texts)
def test_printable_text_survives_xml_unchanged(text: str) -> None:
    """What is printable can be written as XML and is read back the same."""
    element = etree.Element("t")
    element.text = printable(text)

    assert (etree.fromstring(etree.tostring(element, encoding="utf-8")).text or "") == printable(text)


@given(text=texts)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """Both cleaners are done after one pass."""
    assert printable(printable(text)) == printable(text)
    assert one_line(one_line(text)) == one_line(text)


@given(text=texts)
def test_a_line_is_one_line_that_can_be_seen(text: str) -> None:
    """A line has no line end, no double space, and shows something unless it is empty."""
    line = one_line(text)

    assert line.splitlines() in ([], [line])
    assert "  " not in line
    assert line == line.strip()
    assert not line or any(character.isprintable() and character != " " for character in line)


@given(text=st.text("ab &<é😀", max_size=60).map(one_line), limit=st.integers(2, 30))
def test_shortened_lines_fit(text: str, limit: int) -> None:
    """A shortened line is never longer than its limit, and begins as the whole does."""
    short = shorten(text, limit)

    assert len(short) <= limit
    assert short == text or text.startswith(short.removesuffix("…"))


@given(text=texts)
def test_harmless_text_has_no_reference_and_no_tag(text: str) -> None:
    """What does not look like markup is read the same by a reader that takes it for HTML."""
    from lxml import html  # Only this test reads HTML.

    text = one_line(text)
    if text and not looks_like_markup(text):
        tree = html.fragment_fromstring(text, create_parent="div")
        assert not list(tree)


def test_direction_follows_script_before_language() -> None:
    """Arabic, Hebrew, Persian and Urdu run from right to left, unless written in another script."""
    assert {direction(tag) for tag in ("ar", "he", "fa-IR", "ur", "pa-Arab")} == {"rtl"}
    assert {direction(tag) for tag in ("en", "ur-Latn", "tr", "arn", "hex")} == {"ltr"}
