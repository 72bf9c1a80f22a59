"""FreshRSS: the guid, until too many of a feed's guids are wrong; then it gives all of its items other ids."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from publisher.preview.readers.reader import Identities, Reader
from publisher.preview.views import FeedFormat

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from publisher.preview.views import EntryView, FeedView

_GUID, _LINK_DATE, _LINK_DATE_TITLE = "guid", "link and date", "link, date and title"
_POLICIES = (_GUID, _LINK_DATE, _LINK_DATE_TITLE)
_MOST_KEPT = 200


def _identify(feed: FeedView, policy: str) -> Identities:
    """Follow ``loadGuids`` and ``decideEntryGuid`` in `app/Models/Feed.php`.

    More than one in twenty guids that are empty, or stand twice, and the feed is known by link and date from then on,
    for good.
    """
    number = _POLICIES.index(policy) if policy else 0
    # PHP rounds halves up.
    allowed = int(len(feed.entries) * 0.05 + 0.5)
    while number + 1 < len(_POLICIES) and _count_bad(feed, _POLICIES[number]) > allowed:
        number += 1
    chosen = _POLICIES[number]
    keys = (_key(entry, chosen) or _key(entry, _LINK_DATE) for entry in feed.entries)
    return Identities(keys=tuple(keys), policy=chosen)


def _count_bad(feed: FeedView, policy: str) -> int:
    counts = Counter(_key(entry, policy) for entry in feed.entries)
    return counts[""] + sum(count - 1 for key, count in counts.items() if key)


def _key(entry: EntryView, policy: str) -> str:
    if policy == _GUID:
        return entry.id
    date = entry.published or entry.updated
    key = f"\n{entry.link}\n{date.isoformat() if date else ''}"
    return f"{key}\n{entry.title}" if policy == _LINK_DATE_TITLE else key


def _look(entry: EntryView) -> tuple[object, ...]:
    # `hash` in `app/Models/Entry.php`: the date is left out, because it may be made up.
    return (entry.link, entry.title, entry.authors, entry.content or entry.summary, entry.tags)


def _forget(left: Sequence[EntryView], present: int, _now: datetime) -> dict[int, str]:
    """Follow ``cleanOldEntries`` in `app/Models/EntryDAO.php`; what is in the feed is never dropped."""
    order = sorted(range(len(left)), key=lambda n: _seconds(left[n]), reverse=True)
    room = _MOST_KEPT - present
    return dict.fromkeys(order[max(room, 0) :], f"left the feed, and more than {_MOST_KEPT} items are kept of none")


def _seconds(entry: EntryView) -> float:
    time = entry.published or entry.updated
    return time.timestamp() if time else 0.0


FRESHRSS = Reader(
    name="freshrss",
    title="FreshRSS",
    version="the source of 2023, and what is known of it since 1.25",
    formats=frozenset({FeedFormat.RSS, FeedFormat.ATOM}),
    identify=_identify,
    look=_look,
    is_last_kept=True,
    forget=_forget,
    identity="The guid or id. If more than one in twenty are missing or stand twice in a feed, all its items are known"
    " by link and date instead (and by the title too, if that is not enough), from then on: everything comes twice.",
    edits="Replaced in silence where link, title, authors, content or tags changed. A setting has it unread again.",
    leaving="Stays, up to 200 items of a feed and for three months after it was last seen; starred ones longer.",
    limits="No age is too old. What is in the feed is never dropped.",
    order="By arrival; what arrives together by date.",
    sources=(
        "https://github.com/FreshRSS/FreshRSS: app/Models/Entry.php",
        "https://github.com/FreshRSS/FreshRSS: app/Models/Feed.php",
        "https://github.com/FreshRSS/FreshRSS: app/Models/EntryDAO.php",
        "https://github.com/FreshRSS/FreshRSS: app/Controllers/feedController.php",
        "https://github.com/FreshRSS/FreshRSS/pull/4487",
        "https://github.com/FreshRSS/FreshRSS/issues/5909",
    ),
)
