"""An article is known by its words where its file's name says nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.identify import find_same_article

OAK = " ".join(
    f"The {n}th ring of the oak is {n * 7 % 11} millimetres wide and was grown in a dry year." for n in range(40)
)
ASH = " ".join(
    f"Of {n} ash trees that stood along the brook, {n % 3} were felled by the storm in spring." for n in range(40)
)
TIDE = "潮の満ち引きは月と太陽の引力によって起こり、一日に二度ずつ高くなったり低くなったりする。" * 2


@pytest.mark.parametrize("text", [OAK, OAK.upper(), OAK.replace("dry", "wet"), OAK[: len(OAK) * 2 // 3], f"New. {OAK}"])
def test_an_edited_text_is_the_same(text: str) -> None:
    """Other capitals, a word changed throughout, a third cut off or something put before it: still that article."""
    assert find_same_article(text, {"ash": ASH, "oak": OAK}) == "oak"


def test_scripts_without_spaces_are_compared_too() -> None:
    """A character of such a script counts as a word."""
    assert find_same_article(TIDE.replace("太陽", "日"), {"tide": TIDE, "oak": OAK}) == "tide"


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("", {"oak": OAK}),
        (OAK, {}),
        (OAK, {"empty": ""}),
        ("The 1th ring of the oak", {"oak": "The 1th ring of the oak"}),
        (ASH, {"oak": OAK}),
        (" ".join(map(str, range(100))), {"numbers": " ".join(map(str, range(400)))}),
        (OAK, {"one": OAK, "copy": OAK}),
    ],
    ids=["nothing", "none gone", "empty", "too short", "another", "a quarter", "two alike"],
)
def test_what_is_not_sure_is_new(text: str, known: dict[str, str]) -> None:
    """Too little text, too little in common, or two that are as like: no guess is made."""
    assert find_same_article(text, known) is None


@given(text=st.text(), known=st.dictionaries(st.text(max_size=3), st.text(), max_size=4))
def test_any_texts_give_one_of_them_or_none(text: str, known: dict[str, str]) -> None:
    """Whatever the texts, the answer is a name that was given, and does not hang on their order."""
    found = find_same_article(text, known)
    assert found is None or found in known
    assert find_same_article(text, dict(reversed(known.items()))) == found
