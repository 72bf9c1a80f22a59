"""Each rule of `publisher.check` is broken by one feed and kept by another."""

from __future__ import annotations

from pathlib import Path
from random import Random
from zipfile import ZipFile

import pytest
from flit_core.wheel import make_wheel_in
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from publisher.check import RULES, Level, check_feed
from publisher.lint import RULES as LINT_RULES
from tests.checking.cases import CASES, Case
from tests.checking.feeds import FEEDS, NOW


@pytest.mark.parametrize("name", FEEDS)
def test_a_correct_feed_passes(name: str) -> None:
    """Nothing is found in a feed that keeps all rules."""
    checked = check_feed(FEEDS[name].encode(), now=NOW)

    assert checked.format == name
    assert checked.findings == ()


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{case.rule}-{case.feed}-{number}") for number, case in enumerate(CASES)]
)
def test_one_edit_breaks_one_rule(case: Case) -> None:
    """A feed that breaks one rule is caught by that rule alone; one that keeps it passes."""
    found = check_feed(case.write(case.broken), url=case.url, content_type=case.content_type, now=NOW)
    kept = check_feed(case.write(case.kept), now=NOW)

    assert {finding.rule for finding in found.findings} - set(case.also) == {case.rule}, found.findings
    assert kept.findings == ()


def test_every_rule_has_a_pair() -> None:
    """No rule is there that no feed breaks, and none is tested that is not there."""
    assert {case.rule for case in CASES} == set(RULES)


def test_the_documents_name_every_rule_for_authors() -> None:
    """The table in docs/check.md is that of the program, and so is the number of rules for feeds."""
    text = (Path(__file__).parent.parent / "docs/check.md").read_text(encoding="utf-8")

    for rule in LINT_RULES.values():
        assert f"| `{rule.id}` | {rule.level} | {rule.title} |" in text
    assert f"There are {len(RULES)} rules" in text


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
