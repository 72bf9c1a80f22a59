"""Every page names the article before and after its own, whatever was published, renamed or withdrawn."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from tests.place import NOON, Place, article

NAMES = ("ash", "birch", "cedar", "elm")
_STEPS = st.lists(
    st.tuples(st.sampled_from(("write", "remove", "rename")), st.sampled_from(NAMES), st.integers(0, 3)),
    min_size=1,
    max_size=8,
)


def _write(place: Place, name: str, title: str) -> None:
    # Texts of different words: none is taken for another that came again.
    text = " ".join(f"{name}{number}" for number in range(60))
    place.write(f"{name}.md", article(title, (f"Of {name}", text), front=f"slug: {name}\n"))


def _read_neighbours(place: Place) -> dict[str, tuple[str, ...]]:
    found = {}
    for path in sorted(place.feeds.glob("*/index.html")):
        page = html.fromstring(path.read_bytes())
        links: list[Any] = page.xpath("//nav[contains(@class, 'around')]/a")
        if path.parent.name != "articles":
            found[path.parent.name] = tuple(
                f"{a.get('rel')} {a.get('href')} {a.xpath('string(strong)')}" for a in links
            )
    return found


def _expect(live: dict[str, tuple[datetime, str]]) -> dict[str, tuple[str, ...]]:
    order = sorted(live, key=lambda name: (-live[name][0].timestamp(), name))[::-1]
    expected = {}
    for number, name in enumerate(order):
        links = []
        if number:
            links.append(f"prev ../{order[number - 1]}/index.html {live[order[number - 1]][1]}")
        if number + 1 < len(order):
            links.append(f"next ../{order[number + 1]}/index.html {live[order[number + 1]][1]}")
        expected[name] = tuple(links)
    return expected


@settings(max_examples=30)
@given(_STEPS)
def test_pages_name_their_neighbours(steps: list[tuple[str, str, int]]) -> None:
    """After each run each page has the links that it would have if all were written anew."""
    with TemporaryDirectory() as folder:
        place = Place(Path(folder) / "place", timedelta())
        first: dict[str, datetime] = {}
        live: dict[str, tuple[datetime, str]] = {}
        place.publish(NOON)
        for number, (what, name, title) in enumerate(steps):
            now = NOON + timedelta(days=number)
            if what == "remove":
                (place.content / f"{name}.md").unlink(missing_ok=True)
                live.pop(name, None)
            elif what == "write" or name in live:
                _write(place, name, f"{name} {title}")
                live[name] = (first.setdefault(name, now), f"{name} {title}")
            place.publish(now, accepted=[f"{each}.md" for each in NAMES])
            found = _read_neighbours(place)
            assert {each: found[each] for each in live} == _expect(live)
            assert all(found[each] == () for each in found if each not in live)


def test_a_new_article_rewrites_its_neighbours_page_and_no_other(place: Place) -> None:
    """A run costs what changed: of the other articles only the page beside the new one is written."""
    for number, name in enumerate(NAMES[:3]):
        _write(place, name, name)
        place.publish(NOON + timedelta(days=number))
    _write(place, NAMES[3], NAMES[3])
    changed = place.publish(NOON + timedelta(days=9)).changed
    others = {path for path in changed if path.split("/")[0] in NAMES[:3] and path.endswith((".html", ".xml", ".json"))}
    assert others == {"cedar/index.html"}
