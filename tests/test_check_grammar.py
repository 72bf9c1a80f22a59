"""The grammar of Atom, as `publisher.check` holds feeds against it."""

from __future__ import annotations

from pathlib import Path
from random import Random
from zipfile import ZipFile

from flit_core.wheel import make_wheel_in  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from publisher.check import Level, check_feed
from tests.checking.feeds import FEEDS, NOW

_OTHERS = (
    "<x:note xmlns:x='urn:x'><id>of anything</id></x:note>",
    "<x:note xmlns:x='urn:x' entry='1'>text</x:note>",
    "<media:group xmlns:media='http://search.yahoo.com/mrss/'/>",
)


@given(random=st.randoms(use_true_random=False), others=st.lists(st.sampled_from(_OTHERS), max_size=3))
def test_the_order_in_atom_is_free(random: Random, others: list[str]) -> None:
    """RFC 4287 §4.1: children in any order, among any of other namespaces, are no error."""
    root = etree.fromstring(FEEDS["atom"].encode())
    for parent in [root, *root.iter("{*}entry", "{*}source", "{*}author", "{*}contributor")]:
        children = [*parent, *map(etree.fromstring, others)]
        random.shuffle(children)
        parent[:] = children

    checked = check_feed(etree.tostring(root), now=NOW)

    assert [found for found in checked.findings if found.level is Level.ERROR] == []


def test_the_grammar_is_packaged(tmp_path: Path) -> None:
    """A wheel holds the grammar of Atom."""
    made = make_wheel_in(Path(__file__).parent.parent / "pyproject.toml", tmp_path)

    assert "publisher/check/atom.rng" in ZipFile(made.file).namelist()
