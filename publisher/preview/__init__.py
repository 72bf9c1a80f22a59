"""Shows what subscribers would see if a published feed were replaced by a new one.

`read_entries` reads a feed as readers do, `compare_feeds` says what would be worse for anyone who has the old one, and
`simulate` what one reader would show. Nothing here fetches, prints or reads the clock.
"""

from publisher.model import Level
from publisher.preview.entries import read_entries
from publisher.preview.pairing import Pair
from publisher.preview.readers import READERS, Reader
from publisher.preview.regression import Regression, Rule, compare_feeds, has_errors, summarize
from publisher.preview.simulate import Lost, Outcome, Updated, simulate
from publisher.preview.views import EntryView, FeedFormat, FeedView

__all__ = [
    "READERS",
    "EntryView",
    "FeedFormat",
    "FeedView",
    "Level",
    "Lost",
    "Outcome",
    "Pair",
    "Reader",
    "Regression",
    "Rule",
    "Updated",
    "compare_feeds",
    "has_errors",
    "read_entries",
    "simulate",
    "summarize",
]
