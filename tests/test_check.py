"""Each rule of `publisher.check` is broken by one feed and kept by another."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.check import RULES, Answer, check_answers, check_feed, list_conditions
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
    assert {case.rule for case in CASES} | set(ANSWERS) == set(RULES)


def test_the_documents_name_every_rule_for_authors() -> None:
    """The table in docs/check.md is that of the program, and so is the number of rules for feeds."""
    text = (Path(__file__).parent.parent / "docs/check.md").read_text(encoding="utf-8")

    for rule in LINT_RULES.values():
        assert f"| `{rule.id}` | {rule.level} | {rule.title} |" in text
    assert f"There are {len(RULES)} rules" in text


BOTH = {"etag": '"a"', "last-modified": "Sun, 01 Mar 2026 12:00:05 GMT", "vary": "Accept-Encoding"}
LINK = '<https://hub.example.org/>; rel="hub", <https://example.org/atom.xml>; rel="self"'
# For each rule of answers: the first headers, then the second answer, that break it alone.
ANSWERS: dict[str, tuple[dict[str, str], Answer | None]] = {
    "http-validator": ({"link": LINK}, None),
    "http-not-modified": (BOTH | {"link": LINK}, Answer(status=200, headers=BOTH)),
    "http-not-modified-validators": (BOTH | {"link": LINK}, Answer(status=304, headers={"etag": '"a"'})),
    "http-vary": (
        {"etag": '"a"', "content-encoding": "gzip", "link": LINK},
        Answer(status=304, headers={"etag": '"a"'}),
    ),
    "http-link-hub": (BOTH | {"link": "<https://example.org/atom.xml>; rel=self"}, Answer(status=304, headers=BOTH)),
}


@pytest.mark.parametrize("rule", ANSWERS)
def test_answers_are_judged_too(rule: str) -> None:
    """What a server answers to a reader that comes twice: each fault alone, and none where all is right."""
    data = FEEDS["json"].encode()
    headers, again = ANSWERS[rule]

    found = check_answers(data, Answer(status=200, headers=headers), again, now=NOW)
    right = Answer(status=200, headers=BOTH | {"link": LINK, "content-encoding": "gzip"})

    assert [finding.rule for finding in found.findings] == [rule]
    assert check_answers(data, right, Answer(status=304, headers=BOTH), now=NOW).findings == ()
    assert list_conditions(right) == {"If-None-Match": '"a"', "If-Modified-Since": "Sun, 01 Mar 2026 12:00:05 GMT"}
