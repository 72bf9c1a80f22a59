"""NetNewsWire, with feeds of its own (“On My Mac”, iCloud): the guid; what is old arrives read."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from publisher.preview.readers.reader import Identities, Reader
from publisher.preview.views import FeedFormat

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from publisher.preview.views import EntryView, FeedView

_SOURCE = "https://github.com/Ranchero-Software/NetNewsWire"
_STALE = timedelta(days=183)
_KEPT = timedelta(days=30)


def _identify(feed: FeedView, _policy: str) -> Identities:
    """Follow ``uniqueID`` in `RSSItem.swift`, and ``parseUniqueID`` in `JSONFeedParser.swift`."""
    if feed.format is FeedFormat.JSON:
        return Identities(keys=tuple(entry.id for entry in feed.entries))
    return Identities(keys=tuple(entry.id or _make_up(entry) for entry in feed.entries))


def _make_up(entry: EntryView) -> str:
    date = entry.published.isoformat() if entry.published else ""
    if date:
        return f"\n{entry.link or entry.title}{date}"
    return f"\n{entry.link or entry.title or entry.content or entry.summary}"


def _look(entry: EntryView) -> tuple[object, ...]:
    # `changesFrom` in `Article+Database.swift`.
    texts = (entry.title, entry.content, entry.link, entry.summary)
    return (*texts, entry.published, entry.updated, entry.authors)


def _refuse(entry: EntryView, now: datetime) -> str:
    is_stale = entry.published is not None and entry.published < now - _STALE
    return f"older than {_STALE.days} days: it arrives as if it had been read" if is_stale else ""


def _forget(left: Sequence[EntryView], present: int, now: datetime) -> dict[int, str]:
    """Follow ``update`` in `ArticlesTable.swift`: a feed without items deletes nothing.

    When an article arrived is not known here; its release stands for it.
    """
    if not present:
        return {}
    why = f"left the feed more than {_KEPT.days} days after it came"
    return {n: why for n, entry in enumerate(left) if entry.published and entry.published < now - _KEPT}


NETNEWSWIRE = Reader(
    name="netnewswire",
    title="NetNewsWire",
    version="the source of 2026",
    identify=_identify,
    look=_look,
    refuse=_refuse,
    forget=_forget,
    identity="The guid or id. Without one: in RSS and Atom link and date, or title and date, or what of these there is;"
    " in JSON Feed the item is passed over.",
    edits="Whatever changed is replaced in silence; read stays read. A date that is gone is kept.",
    leaving="Is deleted when it came more than 30 days ago, unless it is starred.",
    limits="What was released more than 183 days ago arrives as if it had been read: nobody is shown it. Earlier"
    " versions dropped what was older than three or four months.",
    order="By date of release.",
    sources=(
        f"{_SOURCE}: Modules/RSParser/Sources/RSParser/Feeds/XML/RSSItem.swift",
        f"{_SOURCE}: Modules/RSParser/Sources/RSParser/Feeds/JSON/JSONFeedParser.swift",
        f"{_SOURCE}: Modules/ArticlesDatabase/Sources/ArticlesDatabase/ArticlesTable.swift",
        f"{_SOURCE}: Modules/ArticlesDatabase/Sources/ArticlesDatabase/Extensions/Article+Database.swift",
        f"{_SOURCE}/issues/3286",
    ),
)
