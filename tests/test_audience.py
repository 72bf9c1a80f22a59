"""Who asks is recognised by what it calls itself, and nothing else of that is kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.audience import NAMES, Reader, recognize

KNOWN = [
    ("Feedly/1.0 (+http://www.feedly.com/fetcher.html; 1 subscribers; like FeedFetcher-Google)", "Feedly", 1, ""),
    ("FeedlyBot/1.0 (http://feedly.com; 21 subscribers)", "Feedly", 21, ""),
    ("Mozilla/5.0 (compatible; inoreader.com; 3 subscribers)", "Inoreader", 3, ""),
    ("NewsBlur Feed Fetcher - 12 subscribers - https://www.newsblur.com/site/9 (Mozilla/5.0)", "NewsBlur", 12, ""),
    ("Feedbin feed-id:2211 - 4 subscribers", "Feedbin", 4, "2211"),
    ("Mozilla/5.0 (compatible; theoldreader.com; 7 subscribers; feed-id=52a)", "The Old Reader", 7, "52a"),
    ("Bloglovin/1.0 (http://www.bloglovin.com; 88 subscribers)", "Bloglovin", 88, ""),
    ("BazQux/2.4 (+https://bazqux.com/fetcher; 5 subscribers)", "BazQux", 5, ""),
    ("FreshRSS/1.27.0 (Linux; https://freshrss.org)", "FreshRSS", None, ""),
    ("Mozilla/5.0 (compatible; Miniflux/2.2; +https://miniflux.app)", "Miniflux", None, ""),
    ("newsboat/2.39.0 (Linux x86_64)", "Newsboat", None, ""),
    ("Liferea/1.15.8 (Linux; https://lzone.de/liferea/) AppleWebKit (KHTML, like Gecko)", "Liferea", None, ""),
    ("NetNewsWire (RSS Reader; https://netnewswire.com/)", "NetNewsWire", None, ""),
    ("rss2email/3.14 (https://github.com/rss2email/rss2email)", "rss2email", None, ""),
    ("python-reader/3.20 (+https://github.com/lemon24/reader)", "reader", None, ""),
    ("feedparser/6.0.11 +https://github.com/kurtmckee/feedparser/", "feedparser", None, ""),
    ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Thunderbird/140.0", "Thunderbird", None, ""),
    ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "browser", None, ""),
    ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "crawler", None, ""),
    ("curl/8.14.1", "curl", None, ""),
    ("", "other", None, ""),
    # Nobody else is believed, and nothing beyond belief.
    ("Mozilla/5.0 Firefox/140.0; 9000 subscribers", "browser", None, ""),
    ("Feedly/1.0 (999999999 subscribers)", "Feedly", None, ""),
    ("Feedly/1.0 (9999999999999999999999 subscribers)", "Feedly", None, ""),
    ("Feedly/1.0 (-5 subscribers)", "Feedly", 5, ""),
]


@pytest.mark.parametrize(("agent", "name", "subscribers", "feed_id"), KNOWN)
def test_readers_are_recognised(agent: str, name: str, subscribers: int | None, feed_id: str) -> None:
    """By name, with what aggregators say of themselves."""
    assert recognize(agent) == Reader(name, subscribers, feed_id)


@given(st.text() | st.builds(lambda first, rest: first + rest, st.sampled_from([row[0] for row in KNOWN]), st.text()))
def test_whatever_it_says_only_what_is_known_is_kept(agent: str) -> None:
    """Never an error, never a name that is not in the list, never a text of the header's."""
    reader = recognize(agent)
    assert reader.name in NAMES
    assert reader.subscribers is None or 0 <= reader.subscribers <= 100_000_000
    assert len(reader.feed_id) <= 40
    assert not reader.feed_id or reader.feed_id.replace("-", "").isalnum()


def test_a_long_header_costs_nothing() -> None:
    """No more than 500 characters are looked at."""
    assert recognize("x" * 500 + "Feedly 5 subscribers") == Reader("other")
    assert recognize("feed-id:" * 1_000_000).name == "other"
