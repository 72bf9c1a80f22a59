"""Says what is wrong with a feed: RSS 2.0, Atom 1.0, JSON Feed, or a list of feeds in OPML.

Made for any feed, not only ours: bytes in, findings out.
"""

from publisher.check.answer import Answer, check_answers, list_conditions
from publisher.check.feed import MAX_BYTES, check_feed
from publisher.check.findings import Checked, Finding
from publisher.check.rules import RULES, Level, Rule

__all__ = [
    "MAX_BYTES",
    "RULES",
    "Answer",
    "Checked",
    "Finding",
    "Level",
    "Rule",
    "check_answers",
    "check_feed",
    "list_conditions",
]
