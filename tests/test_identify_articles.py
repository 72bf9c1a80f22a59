"""An article is known by its words where its file's name says nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.identify import ArticleTraits, find_same_article, is_same_in_place, keeps_article, match_articles

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


MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
NOTE = ArticleTraits(title="Opening hours", sections=("1",), text="The bakery opens at six.", stem="bakery")
OTHER = ArticleTraits(title="Ferry", sections=("2",), text="The ferry stays in the harbour.", stem="ferry")


def as_article(traits: ArticleTraits, address: str, published: datetime = MONDAY) -> ArticleTraits:
    """Return what is known of an article that was published from a file with these traits."""
    return replace(traits, address=address, published=published)


words = st.sampled_from(("rain", "oak", "tide", "bread", "stone", "wind", "salt", "fern", "the", "of"))
texts = st.lists(words, max_size=30).map(" ".join)
dates = st.sampled_from((None, MONDAY, MONDAY + timedelta(days=1)))
names = st.sampled_from("abcdef")


@st.composite
def traits(draw: st.DrawFn) -> ArticleTraits:
    """Make a file or an article of which anything may be known."""
    text = draw(texts)
    return ArticleTraits(
        digest=draw(st.sampled_from(("", "x", "y"))),
        title=draw(texts),
        is_named=draw(st.booleans()),
        sections=(text,),
        bodies=(text,),
        text=text,
        slug=draw(st.sampled_from(("", "s", "t"))),
        address=draw(st.sampled_from(("", "s", "t"))),
        date=draw(dates),
        published=draw(dates),
        stem=draw(st.sampled_from(("", "a", "b"))),
        pin=draw(st.sampled_from(("", "p", "q"))),
        holder=draw(st.sampled_from(("", *"abc"))),
        is_old=draw(st.booleans()),
    )


@given(files=st.dictionaries(names, traits(), max_size=5), articles=st.dictionaries(names, traits(), max_size=5))
def test_no_article_is_given_to_two_files(files: dict[str, ArticleTraits], articles: dict[str, ArticleTraits]) -> None:
    """Nor are two pins joined, nor a file with the article that it was parted from; and no order matters."""
    found = match_articles(files, articles)

    assert found.keys() <= files.keys()
    assert set(found.values()) <= articles.keys()
    assert len(set(found.values())) == len(found)
    for name, other in found.items():
        pins = {files[name].pin, articles[other].pin} - {""}
        assert len(pins) <= 1
        assert articles[other].holder != name
    backwards = match_articles(dict(reversed(files.items())), dict(reversed(articles.items())))
    assert backwards == found


@given(
    text=texts,
    title=texts,
    other=st.lists(st.sampled_from(("moon", "clay", "harp", "kiln", "reed")), min_size=1, max_size=30).map(" ".join),
    date=dates,
    is_old=st.booleans(),
)
def test_other_words_get_no_id_without_the_author(
    *, text: str, title: str, other: str, date: datetime, is_old: bool
) -> None:
    """Without a slug, a title or a pin that says so, an article with no word in common is another one."""
    file = ArticleTraits(title=f"{other} x", sections=(other,), text=other, date=date, stem="new")
    known = ArticleTraits(title=title, sections=(text,), text=text, date=date, stem="old", is_old=is_old)

    assert match_articles({"a": file}, {"b": as_article(known, "c")}) == {}
    assert not keeps_article(replace(file, date=None), known)


@given(copies=st.lists(st.tuples(dates, st.sampled_from(("", "s", "t")), st.booleans()), min_size=1, max_size=5))
def test_equal_words_are_enough_however_few(copies: list[tuple[datetime | None, str, bool]]) -> None:
    """Files with the words of as many articles are these, whatever their front matter has become."""
    files = {
        str(n): replace(NOTE, date=date, slug=slug, pin=str(n) if is_pinned else "", stem=f"n{n}")
        for n, (date, slug, is_pinned) in enumerate(copies)
    }
    articles = {str(n): as_article(NOTE, f"address-{n}") for n in range(len(copies))}

    assert match_articles(files, articles).keys() == files.keys()


@pytest.mark.parametrize(
    ("file", "is_same"),
    [
        (replace(OTHER, slug="bakery"), False),
        (replace(OTHER, slug="bakery", stem="bakery"), True),
        (replace(OTHER, slug="bakery", title="Our opening hours"), True),
        (replace(OTHER, slug="bakery", text="The ferry opens at seven."), True),
        (replace(OTHER, slug="bakery", date=MONDAY), True),
        (replace(OTHER, slug="harbour", date=MONDAY), False),
        (replace(OTHER, title=NOTE.title), False),
        (replace(OTHER, title=NOTE.title, date=MONDAY), True),
        (replace(OTHER, title=NOTE.title, text="The bakery opens at seven."), True),
        (replace(OTHER, title=NOTE.title, text="The bakery opens at seven.", date=MONDAY + timedelta(days=9)), True),
        (replace(OTHER, text="The bakery opens at seven."), False),
        (replace(OTHER, stem="bakery"), False),
    ],
)
def test_what_the_author_says_is_weighed_with_what_is_written(file: ArticleTraits, *, is_same: bool) -> None:
    """The author's slug needs one more sign, and so does a title; a date or a name alone is none."""
    assert match_articles({"a": file}, {"b": as_article(NOTE, "bakery")}) == ({"a": "b"} if is_same else {})


def test_the_better_evidence_wins() -> None:
    """The slug decides between two articles of one title; without it, two that are as likely are no match."""
    file = replace(NOTE, text="Come at seven.", sections=("3",), stem="new", date=MONDAY)
    known = {name: as_article(replace(NOTE, stem=name), name) for name in "bc"}

    assert match_articles({"a": file}, known) == {}
    assert match_articles({"a": replace(file, slug="c")}, known) == {"a": "c"}


@pytest.mark.parametrize(
    ("file", "is_same"),
    [
        (replace(OTHER, slug="bakery"), True),
        (replace(OTHER, date=MONDAY), False),
        (replace(OTHER, date=MONDAY, title="New opening hours"), True),
        (replace(OTHER, title="New opening hours"), False),
        (replace(OTHER, title="New opening hours", text="The bakery opens at six, too."), True),
        (replace(OTHER, text=NOTE.text, date=MONDAY + timedelta(days=1)), False),
        (replace(OTHER, slug="bakery", pin="p"), True),
    ],
)
def test_a_file_that_was_written_anew(file: ArticleTraits, *, is_same: bool) -> None:
    """In the same file, the slug alone is enough; without it, title and text must be similar."""
    article = as_article(NOTE, "bakery")
    assert is_same_in_place(file, article) is is_same
    assert not is_same_in_place(replace(file, pin="p"), replace(article, pin="q"))
