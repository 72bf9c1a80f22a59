"""Recognising sections that moved to another article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.identify import find_moved
from publisher.model import Fingerprint

TIDE = (
    "The moon pulls harder on the near side of the earth than on the far one, so the sea stands up in two bulges, and"
    " a coast that turns below them has high water twice a day."
)
CLOCK = (
    "A clock that keeps its rate at sea tells a navigator how far the sun has travelled since noon at home, and so how"
    " far east or west the ship has come."
)
PAPER = (
    "A sheet whose sides are as one to the root of two keeps its shape when it is halved, which is why a folded letter"
    " fits the next smaller envelope."
)


def section(title: str, text: str, *, is_lead: bool = False) -> Fingerprint:
    """Make what a section is known by."""
    return Fingerprint(title=title, text=text, is_lead=is_lead)


def test_the_same_section_is_found_whatever_its_heading() -> None:
    """Heading and text, or the text alone."""
    lost = {"tide": section("Tides", TIDE), "clock": section("Clocks", CLOCK)}

    found = find_moved({"one": section("Tides", TIDE), "two": section("At sea", CLOCK)}, lost)

    assert {name: match.id for name, match in found.items()} == {"one": "tide", "two": "clock"}
    assert found["one"].reason == "same heading and text, in another article"
    assert found["two"].reason == "same text, in another"


@pytest.mark.parametrize(
    ("title", "text", "is_found"),
    [
        ("Tides", TIDE.replace("the sea stands up", "the ocean rises"), True),
        ("Ebb and flood", TIDE.replace("twice", "two times"), True),
        ("Tides", CLOCK, False),
        ("Ebb and flood", " ".join(TIDE.split()[:18] + CLOCK.split()[:18]), False),
        ("Tides", "The moon pulls.", False),
    ],
)
def test_an_edited_section_is_found_where_most_of_it_is_left(title: str, text: str, *, is_found: bool) -> None:
    """Less is asked for under its own heading; a heading alone is nothing."""
    found = find_moved({"new": section(title, text)}, {"tide": section("Tides", TIDE)})

    assert bool(found) == is_found


def test_what_may_be_several_things_is_at_most_one() -> None:
    """Of equal sections, or equal items, at most one finds a partner; a few words and openings find none."""
    tide, few = section("Tides", TIDE), section("Thanks", "Thanks to all who helped.")

    assert find_moved({"a": few}, {"b": few}) == {}
    assert find_moved({"a": section("Tides", TIDE, is_lead=True)}, {"b": section("Tides", TIDE, is_lead=True)}) == {}
    assert len(find_moved({"a": tide, "b": tide}, {"c": tide})) <= 1
    assert len({match.id for match in find_moved({"a": tide}, {"c": tide, "d": tide}).values()}) <= 1


SECTIONS = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=3),
    st.builds(
        section,
        st.sampled_from(["Tides", "Clocks", "Paper"]),
        st.lists(st.sampled_from([TIDE, CLOCK, PAPER, "So it is."]), min_size=1, max_size=3).map(" ".join),
        is_lead=st.booleans(),
    ),
    max_size=6,
)


@given(fresh=SECTIONS, lost=SECTIONS)
def test_no_item_is_given_twice_whatever_the_order(fresh: dict[str, Fingerprint], lost: dict[str, Fingerprint]) -> None:
    """Any sections and items: each item goes to one section at most, and the order of items changes nothing."""
    found = find_moved(fresh, lost)
    given_ids = [match.id for match in found.values()]

    assert set(found) <= set(fresh)
    assert set(given_ids) <= set(lost)
    assert len(given_ids) == len(set(given_ids))
    assert find_moved(fresh, dict(reversed(lost.items()))) == found
