"""Feedly, as far as its documentation says and people saw: its source is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.preview.readers.reader import Identities, Reader
from publisher.preview.views import FeedFormat

if TYPE_CHECKING:
    from publisher.preview.views import EntryView, FeedView

_NETNEWSWIRE = "https://github.com/Ranchero-Software/NetNewsWire"


def _identify(feed: FeedView, _policy: str) -> Identities:
    """Take the guid, as `originId` in the documented JSON of an article suggests."""
    keys = (entry.id or entry.link or f"\n{entry.title}\n{entry.content or entry.summary}" for entry in feed.entries)
    return Identities(keys=tuple(keys))


def _look(entry: EntryView) -> tuple[object, ...]:
    return (entry.title, entry.link, entry.content or entry.summary)


FEEDLY = Reader(
    name="feedly",
    title="Feedly",
    version="documentation and reports of 2017 to 2026",
    formats=frozenset({FeedFormat.RSS, FeedFormat.ATOM}),
    identify=_identify,
    look=_look,
    is_certain=False,
    identity="Most likely the guid or id, else the link, else the text: items without a guid were seen again with"
    " each edit. An article's own id in Feedly never changes.",
    edits="Most likely replaced in silence when the feed is crawled again (`recrawled` in its API); whether always, is"
    " not known.",
    leaving="Stays, as far as is known.",
    limits="What is unread for about 31 days is marked as read. The same text in two feeds may be shown once; inside"
    " one feed nothing is merged.",
    order="By the time when it was crawled.",
    sources=(
        "https://developers.feedly.com/reference/articlejson",
        "https://docs.feedly.com/article/218-how-does-deduplication-work",
        "https://github.com/scripting/Scripting-News/issues/42",
        f"{_NETNEWSWIRE}: Modules/Account/Sources/Account/AccountDelegates/FeedlyAccountDelegate.swift",
    ),
)
