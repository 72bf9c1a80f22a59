"""Authors are named, and their e-mail addresses are not published."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from publisher.config import parse_config
from publisher.people import drop_addresses, split_people
from tests.place import SETTINGS, Place

WORDS = "The river rose by a hand’s breadth every hour, and nobody in the lower town went to bed that night. " * 4
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w-]+|mailto:", re.IGNORECASE)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Other", ("Ann Other",)),
        ("Ann Other <ann@example.org>", ("Ann Other",)),
        ("Ann Other <mailto:ann@example.org>", ("Ann Other",)),
        ("Ann Other (ann@example.org)", ("Ann Other",)),
        ("Ann Other [ann@example.org]", ("Ann Other",)),
        ("Ann Other, ann@example.org", ("Ann Other",)),
        ("Ann Other ann@example.org", ("Ann Other",)),
        ("Ann Other, e-mail: ann@example.org", ("Ann Other",)),
        ("Ann Other, PhD (ann@example.org, +44 20 1234)", ("Ann Other, PhD",)),
        ("Ann Other <ann@example.org> (https://ann.example)", ("Ann Other",)),
        ("ann@example.org (Ann Other)", ("Ann Other",)),
        ("<ann@example.org> Ann Other", ("Ann Other",)),
        ('"Other, Ann" <ann@example.org>', ("Other, Ann",)),
        ("Ann Other &lt;ann@example.org&gt;", ("Ann Other",)),
        ("[Ann Other](mailto:ann@example.org)", ("Ann Other",)),
        ('<a href="mailto:ann@example.org">Ann Other</a>', ("Ann Other",)),
        ("Ann Other <ann@example.org", ("Ann Other",)),
        ("Ann <ann@localhost>", ("Ann",)),
        ("Ann Other <ann at example dot org>", ("Ann Other",)),
        ("Ann Other, ann [at] example.org", ("Ann Other",)),
        ("Jörg Groß <jörg@groß.example>", ("Jörg Groß",)),
        ("王小明 <wang@example.org>", ("王小明",)),
        ("E Other <e@example.org>", ("E Other",)),
        ("Ann <ann@example.org> and Bo Hill <bo@example.org>", ("Ann", "Bo Hill")),
        ("Ann <ann@example.org>, Bo <bo@example.org>; Cy <cy@example.org>", ("Ann", "Bo", "Cy")),
        ("ann@example.org (Ann), bo@example.org (Bo)", ("Ann", "Bo")),
        ("ann@example.org", ()),
        ("mailto:ann@example.org", ()),
        ("<ann@example.org>", ()),
        ("E-mail: ann@example.org", ()),
        ("", ()),
        # These are names.
        ("@ann@social.example", ("@ann@social.example",)),
        ("Mary at Large", ("Mary at Large",)),
        ("Smith & Sons, London", ("Smith & Sons, London",)),
        ("Ann <Speedy> Other", ("Ann <Speedy> Other",)),
    ],
)
def test_names_are_parted_from_addresses(text: str, names: tuple[str, ...]) -> None:
    """However the two are written together, only the name is left, and what has no address stays as it is."""
    assert split_people(text) == names


PARTS = st.sampled_from(
    [
        "Ann",
        "ann@example.org",
        "mailto:a@b.example",
        "<",
        ">",
        "(",
        ")",
        "[",
        "]",
        '"',
        " ",
        ", ",
        "and",
        "&lt;",
        "@",
        "<b>",
    ]
)


@given(text=st.lists(PARTS | st.text(max_size=3), max_size=12).map("".join))
@example(text="ann<b>@example.org")
@example(text="ann@ann@example.org.a@b.example")
def test_no_address_is_ever_left(text: str) -> None:
    """Whatever stands around it; and the names of names are the same names."""
    names = split_people(text)

    for name in names:
        assert name == " ".join(name.split())
        assert split_people(name) == (name,)
        # A name such as @ann@social.example is no address, nor is what follows a sign that no mailbox begins with.
        assert not ADDRESS.search(re.sub(r"\S*@\S*@\S*|[^\w\s<>()\[\],;:\"]@?\S*", "", name)), name
    assert drop_addresses(text) in {text, ", ".join(names)}


def _publish(tmp_path: Path, files: dict[str, str], settings: str = SETTINGS) -> Place:
    place = Place(tmp_path / "place", timedelta(), settings)
    for name, text in files.items():
        place.write(name, text)
    report = place.publish()
    assert report.failed == ()
    return place


def _authors(place: Place, feed: str) -> list[str]:
    (item, *_) = place.items(feed)
    return [author["name"] for author in item.get("authors", [])]


PAGE = "<html><head><title>Tides</title>{head}</head><body><article><h1>Tides</h1>{line}<p>{words}</p><p>{words}</p>"
SITE_PAGE = (
    "<html><head><title>Tides</title><link rel=stylesheet href=x.css></head><body><nav><a href=/>Home</a></nav>"
    "<article><h1>Tides</h1>{0}<p>{1}</p><h2>Two</h2><p>{1}</p></article>"
)
LINKED = '<script type="application/ld+json">{{"@type": "Article", "author": {0}}}</script>'
SOURCES = {
    "yaml.md": f"---\ntitle: A\nauthor: Ann Other <ann@example.org>\n---\n{WORDS}",
    "list.md": f"---\ntitle: A\nauthors: [Ann Other (ann@example.org)]\n---\n{WORDS}",
    "toml.md": f'+++\ntitle = "A"\nauthor = "ann@example.org (Ann Other)"\n+++\n{WORDS}',
    "named.md": f"---\ntitle: A\nauthor:\n  name: Ann Other <ann@example.org>\n  email: ann@example.org\n---\n{WORDS}",
    "byline.txt": f"Tides by hand\n\nBy Ann Other <ann@example.org>\n\n{WORDS}\n\n{WORDS}\n",
    "address.txt": f"Tides by hand\n\nBy Ann Other (ann@example.org)\n\n{WORDS}\n\n{WORDS}\n",
    "meta.html": PAGE.format(
        head='<meta name="author" content="Ann Other &lt;ann@example.org&gt;">', line="<p>By Ann Other</p>", words=WORDS
    ),
    "linked.html": PAGE.format(
        head=LINKED.format('{"@type": "Person", "name": "Ann Other (ann@example.org)"}'),
        line="<p class=byline>Ann Other</p>",
        words=WORDS,
    ),
    "shown.html": PAGE.format(head="", line="<p class=byline>By Ann Other &lt;ann@example.org&gt;</p>", words=WORDS),
    "mailto.html": PAGE.format(
        head="", line='<p class=author>By <a href="mailto:ann@example.org">Ann Other</a></p>', words=WORDS
    ),
    "contact.html": SITE_PAGE.format(
        '<address class=author>Ann Other, <a href="mailto:ann@example.org">ann@example.org</a></address>', WORDS
    ),
    "named.html": SITE_PAGE.format(
        "<div class=author itemprop=author itemscope><span itemprop=name>Ann Other (ann@example.org)</span></div>",
        WORDS,
    ),
}


@pytest.mark.parametrize("name", SOURCES)
def test_no_source_of_names_publishes_an_address(name: str, tmp_path: Path) -> None:
    """Front matter, by-lines, heads and JSON-LD name the author; the address is in no file that is published.

    A by-line that is a part of the text, as in a page that is nothing but an article, is text like any other.
    """
    place = _publish(tmp_path, {name: SOURCES[name]})

    assert _authors(place, "feed.json") == ["Ann Other"]
    files = {path: data.decode() for path, data in place.tree().items()}
    if name in {"shown.html", "mailto.html"}:
        assert '"authors": "[\\"Ann Other\\"]"' in files[f"{name[:-5]}/record.json"]
    else:
        assert not [path for path, data in files.items() if "ann@example.org" in data]


@pytest.mark.parametrize("author", ["Ada <ada@example.org>", "ada@example.org (Ada)", "mailto:ada@example.org Ada"])
def test_the_author_of_the_settings_has_no_address(author: str, tmp_path: Path) -> None:
    """Nor is one in the feed of an article that names only an address: the site's author takes its place."""
    settings = SETTINGS.replace('"Ada"', f'"{author}"')
    place = _publish(tmp_path, {"a.md": f"---\ntitle: A\nauthor: bo@example.org\n---\n{WORDS}"}, settings)

    assert _authors(place, "feed.json") == ["Ada"]
    assert not [path for path, data in place.tree().items() if re.search(rb"(ada|bo)@example\.org", data)]
    assert parse_config(settings, "publisher.toml", tmp_path).render.authors == ("Ada",)


def test_a_site_of_addresses_alone_has_its_title_for_an_author(tmp_path: Path) -> None:
    """A feed must have an author (RFC 4287 §4.1.1)."""
    settings = SETTINGS.replace('"Ada"', '"ada@example.org"')
    place = _publish(tmp_path, {"a.md": f"---\ntitle: A\n---\n{WORDS}"}, settings)

    assert b"<name>Long reads</name>" in place.tree()["atom.xml"]
    assert b"<dc:creator>Long reads</dc:creator>" in place.tree()["rss.xml"]


def test_a_feed_of_some_authors_finds_them(tmp_path: Path) -> None:
    """The names in `[[feed]]` are compared without addresses, on both sides."""
    settings = f'{SETTINGS}[[feed]]\nname = "ann"\nauthors = ["Ann Other <ann@example.org>"]\n'
    place = _publish(tmp_path, {"a.md": SOURCES["list.md"], "b.md": f"# B\n\n{WORDS}"}, settings)

    assert [item["title"] for item in place.items("feeds/ann/feed.json")] == ["A"]
    assert not [path for path, data in place.tree().items() if b"ann@example.org" in data]
