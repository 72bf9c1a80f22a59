"""Each rule of `publisher.check` is broken by one feed and kept by another."""

from __future__ import annotations

import pytest

from publisher.check import RULES, check_feed
from tests.checking.cases import CASES, Case
from tests.checking.feeds import FEEDS, NOW


@pytest.mark.parametrize("name", FEEDS)
def test_a_correct_feed_passes(name: str) -> None:
    """Nothing is found in a feed that keeps all rules."""
    checked = check_feed(FEEDS[name].encode(), now=NOW)

    assert checked.format == name
    assert checked.findings == ()


@pytest.mark.parametrize("case", CASES, ids=[f"{number}-{case.rule}-{case.feed}" for number, case in enumerate(CASES)])
def test_one_edit_breaks_one_rule(case: Case) -> None:
    """A feed that breaks one rule is caught by that rule alone; one that keeps it passes."""
    found = check_feed(case.write(case.broken), url=case.url, content_type=case.content_type, now=NOW)
    kept = check_feed(case.write(case.kept), now=NOW)

    assert {finding.rule for finding in found.findings} - {case.also} == {case.rule}, found.findings
    assert kept.findings == ()


def test_every_rule_has_a_pair() -> None:
    """No rule is there that no feed breaks, and none is tested that is not there."""
    assert {case.rule for case in CASES} == set(RULES)
