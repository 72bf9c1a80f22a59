"""The values that travel down the line: from raw bytes to a feed's items."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import NewType

from publisher.slots import Slot

ANNOUNCEMENT = "publisher announcement"
"""The pin of an item of ours that says what is to come; no author can pin it, as it has a space in it."""

SafeHtml = NewType("SafeHtml", str)  # Made by `clean`, given back by `store` only.


DayOrTime = date | datetime
"""A calendar day in the zone of the publication, or a time in UTC, to the second. A `datetime` is always a time."""


class Kind(StrEnum):
    """What a block of an article is."""

    HEADING = "heading"
    PARAGRAPH = "para"
    LIST = "list"
    QUOTE = "quote"
    CODE = "code"
    TABLE = "table"
    FIGURE = "figure"
    RULE = "hr"


class MediaKind(StrEnum):
    """What a file is that is not read but looked at or listened to; the words of Media RSS."""

    IMAGE = "image"
    AUDIO = "audio"
    VIDEO = "video"


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """A picture, a sound or a film that an item shows."""

    url: str
    """Absolute, ASCII."""
    kind: MediaKind
    type: str = ""
    """Its media type; empty if that is not sure."""
    size_bytes: int = 0
    """0 if it is not known."""
    width_px: int = 0
    """Of a picture as it is shown, turned as its camera says; 0 if it is not known."""
    height_px: int = 0
    title: str = ""


MediaFinder = Callable[[str], Media | None]
"""Finds the published file that an address means, as it stands in an article; None if it means no file of ours."""


class LineKind(StrEnum):
    """What a run of lines in a source was taken for, in the words of ``publisher split --explain``."""

    TITLE = "title"
    DECK = "deck"
    HEADING = "heading"
    PARAGRAPH = "para"
    QUOTE = "quote"
    ITEM = "li"
    CODE = "code"
    TABLE = "table"
    FIGURE = "figure"
    RULE = "hr"
    CONTENTS = "toc"
    FURNITURE = "boilerplate"
    METADATA = "meta"


class Level(StrEnum):
    """How bad something is that was found in a feed or an article."""

    ERROR = "error"
    """A specification forbids it, or readers refuse the feed or an item, show doubles, or lose what they have."""
    WARNING = "warning"
    """Allowed, but some readers show it wrongly or lose it."""
    NOTE = "note"
    """Could be better, or worth knowing; no reader is known to fail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """An article as it was found."""

    name: str
    """Its path below the content folder, with ``/`` between the parts; the article is known by it."""
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One unit of an article that no cut ever divides."""

    kind: Kind
    html: str
    """The whole block as untrusted HTML; for a heading only what stands inside its tag."""
    text: str
    """The same as plain text, white space collapsed (kept in code)."""
    level: int = 0
    """1 to 6 for a heading, 1 being the highest below the title; 0 for all else."""
    line: int = 0
    """First line in the source file, counted from 1; 0 where the format has no lines that mean anything."""
    anchor: str = ""
    """For a heading: its ``id`` in the source, if it had one."""
    pin: str = ""
    """For a heading: the id that the author pinned to it (``{#id}`` in Markdown, ``id=`` in our own HTML)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Why some lines of a source were taken for what they are."""

    line: int
    """First line, counted from 1."""
    line_end: int
    """Last line, inclusive."""
    kind: LineKind
    text: str
    """The text of these lines with wrapping undone."""
    reason: str
    level: int = 0
    """Of a heading, 1 to 6."""
    depth: int = 0
    """Of a list item, 1 for the outermost list."""
    ordered: bool = False
    """Of a list item: whether its list is numbered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseRule:
    """How the sections of an article are released one after the other."""

    every: timedelta | None = None
    """A step every so often …"""
    slots: tuple[Slot, ...] = ()
    """… or at set times; never both. With neither there is a step a day."""
    per_slot: int = 1
    """Sections to a step."""
    reading: timedelta | None = None
    """As many sections to a step as are read in so long, at least one; `per_slot` does not count then."""
    start: datetime | None = None
    """When the first step may be, in UTC; the first time that the article is read if it is not said."""
    at_once: bool = False
    """Everything at once after all: how one article leaves a rule that holds for its folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What front matter, or a page's own head, says of an article. Empty means not said."""

    title: str = ""
    description: str = ""
    authors: tuple[str, ...] = ()
    date: DayOrTime | None = None
    """All times are aware and in UTC; what names no time of the day is a day."""
    is_dated_by_name: bool = False
    """The date is the one in its file's name: neither its front matter nor its page states one."""
    lastmod: DayOrTime | None = None
    publish_date: DayOrTime | None = None
    """Not published before."""
    expiry_date: datetime | None = None
    """Withdrawn from then on."""
    draft: bool = False
    minor: bool = False
    """Its changes are corrections, of which subscribers are not told: no `updated` moves."""
    slug: str = ""
    tags: tuple[str, ...] = ()
    """Tags, then categories, in the order written, each once."""
    language: str = ""
    """A BCP 47 tag."""
    canonical: str = ""
    """The original's absolute URL."""
    license: str = ""
    """A URL or a name."""
    image: str = ""
    """A URL, perhaps relative to the original."""
    id: str = ""
    """The author's own name for the article, which survives renaming its file."""
    in_reply_to: str = ""
    """What the article answers: a URL, or the file or the `id` of another article."""
    related: tuple[str, ...] = ()
    """What belongs with it, said in the same way."""
    release: ReleaseRule | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article, parsed."""

    title: str
    standfirst: str = ""
    """The sentence or two below the title that say what the article is about; plain text."""
    metadata: Metadata = field(default_factory=Metadata)
    blocks: tuple[Block, ...] = ()
    """Everything that the author wrote below title and standfirst, in reading order."""
    notes: tuple[Note, ...] = ()
    """A reason for each run of lines, in the order of the source, dropped ones included."""
    source_text: str = ""
    """The plain text of the source as its readers see it, for proving that a text fragment is unique."""
    confidence: float = 1.0
    """Which share of its lines is likely to be read right, from 0 to 1; below 1 only for plain text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What becomes one item: a heading and the blocks below it."""

    title: str
    blocks: tuple[Block, ...]
    """Without the section's own heading; sub-headings are among them."""
    is_lead: bool = False
    """The blocks before the first heading, under the article's own title."""
    anchor: str = ""
    pin: str = ""
    line: int = 0
    heading: Block | None = None
    """The heading that opened it; None for a lead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A section, cleaned, that has not yet been matched with what was published before."""

    title: str
    content: SafeHtml
    page_content: SafeHtml | None = None
    """The content with what browsers show and feed readers do not, formulas say; None if that is the same."""
    summary: str
    """Plain text, at most 300 characters, cut at a word."""
    text: str
    """The content's words as plain text, white space collapsed: what `identify` compares."""
    is_lead: bool = False
    anchor: str = ""
    """The heading's id in the source as the cleaner renames it: links inside the article point there."""
    pin: str = ""
    image: str = ""
    """Absolute URL of the first image in the content, if any."""
    media: tuple[Media, ...] = ()
    """That image, then sounds and films in the order of the content."""
    fragment: str = ""
    """What follows ``#`` in a link to this section of the original, if one could be proven unique."""

    @property
    def fingerprint(self) -> Fingerprint:
        """What it is recognised by."""
        return Fingerprint(title=self.title, text=self.text, pin=self.pin, is_lead=self.is_lead)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What an item is recognised by when its article comes back edited."""

    title: str
    text: str
    pin: str = ""
    is_lead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Which known item a draft is."""

    id: str | None
    """None for a draft that is new."""
    reason: str
    confidence: float
    """0 to 1; 1 is certain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One published piece of an article: an RSS item, an Atom entry."""

    id: str
    """Permanent URI. Survives every edit and is never given to another item."""
    slug: str
    """Its anchor on the article's page and the name of its snippet; minted once."""
    title: str
    content: SafeHtml
    page_content: SafeHtml | None = None
    """The content with what browsers show and feed readers do not; None if that is the same."""
    summary: str = ""
    """Plain text, at most 300 characters, cut at a word."""
    text: str = ""
    pin: str = ""
    is_lead: bool = False
    anchor: str = ""
    image: str = ""
    media: tuple[Media, ...] = ()
    """The image, then sounds and films in the order of the content."""
    fragment: str = ""
    published: datetime
    """First release, in UTC. An edit moves only `updated`."""
    updated: datetime
    """Last real change, in UTC: never before `published`."""
    version: int = 1
    """Counts the real changes, from 1."""
    position: int = 0
    """Place in the article, from 0."""
    withdrawn: bool = False
    """Removed from the article; its id stays reserved."""
    gone: datetime | None = None
    """When it was withdrawn, in UTC."""
    retracted: bool = False
    """Taken back by the operator: it stays withdrawn although its section is still in the article."""
    digest: str = ""
    """Of its words, where the words themselves were lost with the state."""

    def __post_init__(self) -> None:
        """Refuse naive or backward times."""
        check_times(self.published, self.updated)

    @property
    def fingerprint(self) -> Fingerprint:
        """What this item is recognised by."""
        return Fingerprint(title=self.title, text=self.text, pin=self.pin, is_lead=self.is_lead)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """What stays of an item or an article that was withdrawn (RFC 6721)."""

    id: str
    """The id that it had, and that is never given to anything else."""
    slug: str
    """Of a section: the anchor it had on its article's page."""
    when: datetime
    """When it was withdrawn, in UTC."""
    successor: str = ""
    """Of a section that moved to another article: its path there below ``feeds/``, ``article/#section``."""


class ChangeKind(StrEnum):
    """What happened to a section, or to a whole article."""

    ADDED = "added"
    EDITED = "edited"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
    MOVED = "moved"
    """To another article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One edit that subscribers may want to see: an item of a change feed. It never changes itself."""

    id: str
    """Permanent URI of the change."""
    kind: ChangeKind
    item_id: str
    """Of the section, or of the article where all of it came or went."""
    slug: str
    """The section's anchor on its article's page; empty for a whole article."""
    title: str
    """Of the section, or the article, as it was then; never empty."""
    summary: str
    """What changed, in a sentence; plain text."""
    content: SafeHtml
    """The edit, with ``<ins>`` and ``<del>``."""
    old_digest: str = ""
    """Of its words before; empty if there were none."""
    new_digest: str = ""
    at: datetime
    """In UTC; no two changes have the same."""


class Outcome(StrEnum):
    """What became of a section when its article was read again."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    RETURNED = "returned"
    """Withdrawn earlier, and the same item again."""
    MOVED = "moved"
    """From another article."""
    WITHDRAWN = "withdrawn"
    RETRACTED = "retracted"
    """Still in the article, and kept out by the operator."""
    WAITING = "waiting"
    """In the article, and not released yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Which item a section was taken for, and why."""

    item_id: str
    """Empty for a section that was never released: it has no id yet."""
    fingerprint: Fingerprint
    outcome: Outcome
    reason: str = ""
    confidence: float = 1.0
    """0 to 1; 1 is certain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """An article as it was published at a time, kept so that it can be looked at, and published again."""

    number: int
    """From 1."""
    at: datetime
    """When it was published, in UTC."""
    title: str
    source: bytes
    """The file's bytes."""
    decisions: tuple[Decision, ...]
    """Of its sections in reading order, then of those it lost."""
    is_minor: bool = False
    """A correction that nobody was told of."""
    restores: int = 0
    """The version that was published again by it, 0 for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Another text that an article answers, or that belongs with it."""

    id: str
    """Its permanent URI; its address where it is none of ours."""
    url: str
    """Absolute, ASCII."""
    title: str = ""
    """Plain text in one line; empty if it is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article as it is published."""

    name: str
    """Path below the content folder."""
    id: str
    """Permanent URI, used where a feed has one item an article."""
    slug: str
    """Its folder below ``feeds/``; minted once."""
    title: str
    standfirst: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: str
    canonical: str = ""
    license: str = ""
    image: str = ""
    """Absolute URL of the picture that its author named for the whole of it."""
    media: tuple[Media, ...] = ()
    """The image, where it is a file of ours."""
    published: datetime
    updated: datetime
    dated: date | None = None
    """The day that its author states, where feeds cannot: before 1990. Pages show it in place of `published`."""
    pin: str = ""
    """The author's own name for it (``id`` in front matter)."""
    in_reply_to: str = ""
    """What it answers, as the author said it."""
    related: tuple[str, ...] = ()
    """What belongs with it, as the author said it."""
    answers: Reference | None = None
    """What it answers, once found."""
    relatives: tuple[Reference, ...] = ()
    """What belongs with it, as far as found."""
    withdrawn: bool = False
    """Removed, expired or made a draft again; its id and slug stay reserved."""
    gone: datetime | None = None
    """When it was withdrawn, in UTC."""
    version: int = 0
    """Number of the newest `Version`; 0 if none was kept."""
    to_come: int = 0
    """Sections that are not released yet."""
    next_release: datetime | None = None
    """When the next of them are due, in UTC; None if there are none, or while the release is paused."""
    items: tuple[Item, ...] = ()
    """Live items in reading order; of a withdrawn article those that were live."""
    opening: str = ""
    """Where its items are not at hand: the id of the first one that is the article's own; empty if it has none."""
    tombstones: tuple[Tombstone, ...] = ()
    """Of the sections withdrawn from it, the newest first; of a withdrawn article all of its items' are among them."""

    def __post_init__(self) -> None:
        """Refuse naive or backward times."""
        check_times(self.published, self.updated)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What lists of articles say of one: enough for the lists of feeds and the landing page."""

    id: str
    slug: str
    title: str
    standfirst: str = ""
    language: str
    published: datetime
    updated: datetime
    dated: date | None = None
    """As in `Article`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """An item as one feed shows it."""

    id: str
    title: str
    """Plain text, never empty."""
    url: str
    """Absolute, ASCII."""
    content: SafeHtml
    summary: str
    published: datetime
    updated: datetime
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: str = ""
    license: str = ""
    image: str = ""
    answers: Reference | None = None
    relatives: tuple[Reference, ...] = ()
    media: tuple[Media, ...] = ()
    """What is known of the image, then sounds and films."""
    standfirst: str = ""
    """Of an article's first item: the paragraph of HTML that was added at its beginning; empty if none was."""
    change: Change | None = None
    """In a change feed: what the item tells of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What the three formats are made from."""

    id: str
    """Permanent URI of the feed itself (Atom)."""
    path: str
    """Folder below ``feeds/``, empty for the top."""
    prefix: str = ""
    """What its files' names begin with: ``changes.`` for a change feed."""
    title: str
    description: str
    home: str
    """Absolute URL of the page for people."""
    base: str
    """Absolute URL of the folder that holds the feed's files, with a slash at its end."""
    language: str
    authors: tuple[str, ...] = ()
    license: str = ""
    items: tuple[FeedItem, ...] = ()
    """Newest first."""
    tombstones: tuple[Tombstone, ...] = ()
    """Of items that were in it and are withdrawn, the newest first."""
    to_come: int = 0
    """Sections of its article that are not released yet."""
    next_release: datetime | None = None
    """When the next items are due, in UTC, as far as that is known."""
    is_complete: bool = False
    """Holds everything that is in it, so `fh:complete` is true (RFC 5005 §2)."""
    page: int = 0
    """Number of this page of its archive, from 1, the oldest; 0 for the live document (RFC 5005 §4)."""
    older: int = 0
    """Number of the page before this document; 0 if there is none."""
    is_open: bool = False
    """Of a page: nothing was filed in it yet."""
    floor: datetime | None = None
    """Of a page without items: its time."""
    hubs: tuple[str, ...] = ()
    """Absolute URLs of the hubs that tell of its changes (WebSub §4); a page of an archive has none."""

    @property
    def updated(self) -> datetime:
        """Time of the newest change among items and tombstones, so that the same ones give the same bytes."""
        times = [item.updated for item in self.items] + [tombstone.when for tombstone in self.tombstones]
        return max(times, default=self.floor or datetime(2000, 1, 1, tzinfo=UTC))


def check_times(published: datetime, updated: datetime) -> None:
    """Raise ``ValueError`` for a time that is not in UTC, or an update before the first release."""
    if published.tzinfo is not UTC or updated.tzinfo is not UTC:
        raise ValueError(f"times must be in UTC: {published!r}, {updated!r}")
    if updated < published:
        raise ValueError(f"updated {updated} before published {published}")
