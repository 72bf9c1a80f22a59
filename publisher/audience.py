"""Recognises who asks for a feed by what it calls itself, and how many it says it asks for.

Aggregators that read for many tell publishers in their ``User-Agent`` how many subscribe, as Google Reader began to do:
``Feedly/1.0 (+http://www.feedly.com/fetcher.html; 12 subscribers; …)``. Nothing else of the header is kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

OTHER = "other"
BROWSER = "browser"
_MOST_LENGTH = 500
_MOST_SUBSCRIBERS = 100_000_000

# Found anywhere, in small letters; the first that fits. Aggregators, which read for many, and say for how many.
_AGGREGATORS = (
    ("feedly", "Feedly"),
    ("inoreader", "Inoreader"),
    ("newsblur", "NewsBlur"),
    ("feedbin", "Feedbin"),
    ("theoldreader", "The Old Reader"),
    ("old reader", "The Old Reader"),
    ("bloglovin", "Bloglovin"),
    ("bazqux", "BazQux"),
    ("feedspot", "Feedspot"),
    ("netvibes", "Netvibes"),
    ("feedwrangler", "Feed Wrangler"),
    ("feedpress", "FeedPress"),
    ("feedhq", "FeedHQ"),
    ("feeder.co", "Feeder"),
    ("newsify", "Newsify"),
    ("g2reader", "G2Reader"),
    ("commafeed", "CommaFeed"),
    ("livedoor", "livedoor Reader"),
    ("hatena", "Hatena"),
    ("yandex.com/feeds", "Yandex"),
    ("blogtrottr", "Blogtrottr"),
    ("feedrabbit", "Feedrabbit"),
    ("kill the newsletter", "Kill the Newsletter"),
    ("mailchimp", "Mailchimp"),
    ("flipboard", "Flipboard"),
    ("artykul", "Artykul"),
    ("readwise", "Readwise Reader"),
    ("omnivore", "Omnivore"),
    ("podcastaddict", "Podcast Addict"),
    ("castbox", "Castbox"),
    ("overcast", "Overcast"),
    ("pocket casts", "Pocket Casts"),
    ("pocketcasts", "Pocket Casts"),
    ("spotify", "Spotify"),
    ("feedfetcher-google", "Google"),
)
# Programs and servers of one reader, or of a few.
_READERS = (
    ("freshrss", "FreshRSS"),
    ("miniflux", "Miniflux"),
    ("tiny tiny rss", "Tiny Tiny RSS"),
    ("tt-rss", "Tiny Tiny RSS"),
    ("nextcloud-news", "Nextcloud News"),
    ("nextcloud news", "Nextcloud News"),
    ("selfoss", "selfoss"),
    ("yarr", "yarr"),
    ("stringer", "Stringer"),
    ("newsboat", "Newsboat"),
    ("newsbeuter", "Newsbeuter"),
    ("liferea", "Liferea"),
    ("netnewswire", "NetNewsWire"),
    ("reeder", "Reeder"),
    ("newsflash", "NewsFlash"),
    ("news flash", "NewsFlash"),
    ("newsexplorer", "News Explorer"),
    ("fluent-reader", "Fluent Reader"),
    ("fluentreader", "Fluent Reader"),
    ("rssguard", "RSS Guard"),
    ("rss guard", "RSS Guard"),
    ("quiterss", "QuiteRSS"),
    ("akregator", "Akregator"),
    ("thunderbird", "Thunderbird"),
    ("elfeed", "elfeed"),
    ("sfeed", "sfeed"),
    ("vienna", "Vienna"),
    ("leaf", "Leaf"),
    ("unread", "Unread"),
    ("lire", "lire"),
    ("readkit", "ReadKit"),
    ("feedbro", "Feedbro"),
    ("capyreader", "Capy Reader"),
    ("read you", "Read You"),
    ("com.nononsenseapps.feeder", "Feeder"),
    ("rss2email", "rss2email"),
    ("feed2exec", "feed2exec"),
    ("rssbridge", "RSS-Bridge"),
    ("rss-bridge", "RSS-Bridge"),
    ("venus", "Planet Venus"),
    ("planet/", "Planet"),
    ("antennapod", "AntennaPod"),
    ("gpodder", "gPodder"),
    ("podverse", "Podverse"),
    ("applecoremedia", "Apple Podcasts"),
    ("podcasts/", "Apple Podcasts"),
    ("itms", "Apple Podcasts"),
    ("simplepie", "SimplePie"),
    ("python-reader", "reader"),
    ("reader/", "reader"),
    ("feedparser", "feedparser"),
    ("mastodon", "Mastodon"),
    ("slackbot", "Slack"),
    ("discordbot", "Discord"),
    ("telegrambot", "Telegram"),
    ("zapier", "Zapier"),
    ("ifttt", "IFTTT"),
    ("huginn", "Huginn"),
    ("superfeedr", "Superfeedr"),
    ("pubsubhubbub", "PubSubHubbub"),
    ("publisher/", "Publisher"),
)
_MACHINES = (
    ("bot", "crawler"),
    ("crawl", "crawler"),
    ("spider", "crawler"),
    ("slurp", "crawler"),
    ("uptime", "monitor"),
    ("monitor", "monitor"),
    ("prometheus", "monitor"),
    ("curl/", "curl"),
    ("wget/", "Wget"),
    ("python-requests", "script"),
    ("python-urllib", "script"),
    ("python-httpx", "script"),
    ("aiohttp", "script"),
    ("go-http-client", "script"),
    ("java/", "script"),
    ("okhttp", "script"),
    ("ruby", "script"),
    ("node", "script"),
    ("wrk", "script"),
)
_BELIEVED = frozenset(name for _, name in _AGGREGATORS) | {
    # Servers of a household or a company, which say it too.
    "FreshRSS",
    "Miniflux",
    "Tiny Tiny RSS",
    "Nextcloud News",
    "Superfeedr",
}
NAMES = frozenset(name for _, name in (*_AGGREGATORS, *_READERS, *_MACHINES)) | {OTHER, BROWSER}
"""Every name that `recognize` may give."""
_SUBSCRIBERS = re.compile(r"(?<![0-9.])([0-9]{1,9}) (?:subscribers?|readers?|users?|followers?)\b")
_FEED_ID = re.compile(r"\bfeed[-_]?id[:=] ?([a-z0-9][a-z0-9-]{0,39})(?![a-z0-9-])")


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks."""

    name: str
    """One of `NAMES`."""
    subscribers: int | None = None
    """What an aggregator says of itself; None if it says nothing."""
    feed_id: str = ""
    """What it calls the feed: some know a feed under several, and count for each."""


def recognize(user_agent: str) -> Reader:
    """Recognise who asks; never fails, and no more than 500 characters are looked at.

    >>> recognize("Feedly/1.0 (+http://www.feedly.com/fetcher.html; 12 subscribers; like FeedFetcher-Google)")
    Reader(name='Feedly', subscribers=12, feed_id='')
    >>> recognize("Feedbin feed-id:1234 - 4 subscribers")
    Reader(name='Feedbin', subscribers=4, feed_id='1234')
    >>> recognize("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0").name
    'browser'
    """
    text = user_agent[:_MOST_LENGTH].lower()
    name = _find_name(text)
    if name not in _BELIEVED:
        return Reader(name)
    said = _SUBSCRIBERS.search(text)
    known = _FEED_ID.search(text)
    count = int(said[1]) if said else None
    if count is not None and count > _MOST_SUBSCRIBERS:
        count = None
    return Reader(name, count, known[1] if known else "")


def _find_name(text: str) -> str:
    for needles in (_AGGREGATORS, _READERS, _MACHINES):
        for needle, name in needles:
            if needle in text:
                return name
    return BROWSER if text.startswith("mozilla/") else OTHER
