"""Writes the pages for people: the front page, the list of all articles, and one page an article."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from publisher.dates import find_day
from publisher.model import ChangeKind
from publisher.render import atom, jsonfeed, opml, rss
from publisher.render.changes import ABOUT, PREFIX
from publisher.render.compose import (
    ARTICLES,
    FEEDS,
    article_title,
    authors_of,
    feed_title,
    is_headed,
    is_later_day,
    item_title,
    license_of,
    listing_title,
    listings_newest_first,
    names,
    original_url,
    page_url,
    say_to_come,
    selected_title,
    shown_date,
    site_title,
)
from publisher.render.linked import describe_article, describe_site, find_image
from publisher.render.options import Format, Granularity
from publisher.render.reading import count_minutes
from publisher.render.templating import fill_template, keep_html, mark_safe
from publisher.render.text import direction, language_tag, one_line, printable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from publisher.model import Article, Change, DayOrTime, Item, Listing, Tombstone
    from publisher.render.options import RenderOptions

FILE = "index.html"
LIST_FILE = f"{ARTICLES}/{FILE}"
_NEWEST_ITEMS = 30
_NEWEST_ARTICLES = 30
"""On the front page, which stays light however many there are; the list of all has them all."""
_NEXT_RELEASES = 8
_SHOWN_EDITS = 5
_OWN_IDS = (
    "_icon",
    "_main",
    "_contents",
    "_contents-heading",
    "_subscribe",
    "_subscribe-heading",
    "_withdrawn",
    "_withdrawn-heading",
)
_MOST_STONES = 100  # The older ones are no more linked to than worth a page of excuses.
_CONTENTS_FROM = 2  # A single heading needs no list of contents.
_CHOSEN = {
    Granularity.SECTIONS: "Sections of some of the articles, one by one.",
    Granularity.ARTICLE: "Some of the articles, whole.",
}
# Atom first: Liferea and FreshRSS take the first that a page names.
_FORMATS = (("Atom", atom.FILE, atom.TYPE), ("RSS", rss.FILE, rss.TYPE), ("JSON Feed", jsonfeed.FILE, jsonfeed.TYPE))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Link:
    """One file of a feed, as a page links to it."""

    label: str
    type: str
    href: str
    """Relative to the page, so that pages work on any host, in any folder and from a disk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Channel:
    """A feed, as a page offers it."""

    title: str
    about: str
    url: str
    """The absolute address to give to a reader."""
    links: tuple[_Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edit:
    """What happened to a section, in a sentence."""

    when: datetime
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A section of an article."""

    slug: str
    title: str
    content: str = ""
    anchor: str = ""
    """The id of its heading; empty if it has none, or if another element of the page has taken it."""
    is_lead: bool
    is_headed: bool = True
    """Its title stands above it; the first words of a part without a heading say it already."""
    published: datetime | None = None
    """When it came; None if that was with its article, or on the same day."""
    updated: datetime | None = None
    """When its words changed last; none where they never did."""
    edits: tuple[_Edit, ...] = ()
    """What is known of how they changed, the newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stone:
    """What is left on a page of a section that was withdrawn."""

    slug: str
    when: datetime
    href: str = ""
    """Where it moved to, relative to the page; empty if it is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """An article in a list of articles."""

    slug: str
    title: str
    standfirst: str
    language: str
    published: DayOrTime
    parts: tuple[_Part, ...] = ()
    due: datetime | None = None
    """When its next section comes."""


Around = tuple["Listing | None", "Listing | None"]
"""The article published before one, and the one published after it."""


def render_article_page(
    options: RenderOptions, article: Article, changes: Sequence[Change] = (), around: Around = (None, None)
) -> bytes:
    """Write an article's page, where every item has its permanent anchor.

    Args:
        options: Who publishes, and where.
        article: With its items and tombstones.
        changes: What happened to it last, the newest first.
        around: Its neighbours.

    Raises:
        TemplateError: A template of the site's own is wrong.
    """
    parts = _parts(options, article, changes if options.has_changes else ())
    contents = [part for part in parts if not part.is_lead]
    title, original = article_title(article), original_url(article)
    own = [] if options.each is Granularity.OFF else [_channel(title, "", page_url(article, options), "")]
    change_feeds = _change_channels(options, f"{title}: changes", page_url(article, options))
    before, after = (listing and _listed(options, listing) for listing in around)
    return _render(
        "article.html",
        options,
        language=language_tag(article.language, options.language),
        root="../",
        channels=[*own, *_site_channels(options, "../"), *change_feeds],
        own=own,
        changes=change_feeds,
        title=title,
        standfirst=one_line(article.standfirst),
        authors=authors_of(options, article),
        tags=names(article.tags),
        published=shown_date(article, article.published, options.zone),
        updated=shown_date(article, article.updated, options.zone),
        canonical=original or page_url(article, options),
        original=original,
        original_host=urlsplit(original).hostname or "",
        license=license_of(options, article),
        image=find_image(article),
        linked_data=mark_safe(describe_article(options, article)),
        minutes=count_minutes([item.text for item in article.items]),
        before=before,
        after=after,
        parts=parts,
        to_come=say_to_come(article, options.zone),
        answers=article.answers,
        relatives=article.relatives,
        contents=contents if len(contents) >= _CONTENTS_FROM else [],
        stones=_stones(article.tombstones, {name for part in parts for name in (part.slug, part.anchor)}),
    )


def render_withdrawn_page(options: RenderOptions, article: Article) -> bytes:
    """Write what stands where a withdrawn article stood: that it was withdrawn, and when.

    No word of the article is on it, not even its title, for which it may have been withdrawn. Links to sections that
    moved to other articles still lead on.
    """
    moved = [tombstone for tombstone in article.tombstones if tombstone.successor]
    changes = _change_channels(options, "Changes", page_url(article, options))
    return _render(
        "withdrawn.html",
        options,
        language=language_tag(options.language),
        root="../",
        channels=changes,
        changes=changes,
        title="Withdrawn",
        canonical="",
        license="",
        image="",
        linked_data="",
        gone=article.gone,
        stones=_stones(moved, set()),
    )


def render_index_page(
    options: RenderOptions,
    *,
    newest: Sequence[tuple[Article, Item]],
    listings: Sequence[Listing],
    releases: Mapping[str, datetime] | None = None,
) -> bytes:
    """Write the front page: what there is to subscribe to, what is new, what is to come, and the newest articles.

    Raises:
        TemplateError: A template of the site's own is wrong.
    """
    rows = [_listed(options, listing) for listing in _sort_listings(listings)[:_NEWEST_ARTICLES]]
    feeds = _site_channels(options, "")
    changes = _change_channels(options, f"{site_title(options)}: changes", options.url)
    return _render(
        "index.html",
        options,
        language=language_tag(options.language),
        root="",
        channels=[*feeds, *changes],
        feeds=feeds,
        changes=changes,
        title=site_title(options),
        description=one_line(options.description),
        canonical=options.url,
        license=license_of(options),
        image="",
        linked_data=mark_safe(describe_site(options)),
        newest=_newest(options, newest[:_NEWEST_ITEMS]),
        coming=_coming(options, listings, releases or {}),
        years=_by_year(options, rows),
        count=len(listings),
        is_all=len(rows) == len(listings),
        has_own_feeds=options.each is not Granularity.OFF,
    )


def render_list_page(options: RenderOptions, listings: Sequence[Listing]) -> bytes:
    """Write the list of all articles, by year.

    Raises:
        TemplateError: A template of the site's own is wrong.
    """
    rows = [_listed(options, listing) for listing in _sort_listings(listings)]
    return _render(
        "articles.html",
        options,
        language=language_tag(options.language),
        root="../",
        channels=_site_channels(options, "../"),
        title="All articles",
        canonical=f"{options.url}{ARTICLES}/",
        license=license_of(options),
        image="",
        linked_data="",
        years=_by_year(options, rows),
        count=len(rows),
        has_own_feeds=options.each is not Granularity.OFF,
    )


def _parts(options: RenderOptions, article: Article, changes: Sequence[Change]) -> list[_Part]:
    edits: dict[str, list[_Edit]] = {}
    for change in changes:
        if change.kind is ChangeKind.EDITED:
            edits.setdefault(change.item_id, []).append(_Edit(when=change.at, summary=one_line(change.summary)))
    # The page's own ids begin with a line, as no slug does. An anchor of the source takes no other id.
    taken = {item.slug for item in article.items} | set(_OWN_IDS)
    parts = []
    # An announcement comes before the opening in feeds; on the page it would part it from the article's title.
    for item in sorted(article.items, key=lambda item: not item.is_lead):
        anchor = "" if item.anchor in taken or any(map(str.isspace, item.anchor)) else printable(item.anchor)
        taken.add(anchor)
        title = item_title(article, item)
        parts.append(
            _Part(
                slug=item.slug,
                title=title,
                content=keep_html(item.page_content or item.content),
                anchor=anchor,
                is_lead=item.is_lead,
                is_headed=is_headed(item),
                published=item.published if is_later_day(article, item.published, options.zone) else None,
                # What was released together has different times, and nothing was edited.
                updated=item.updated if item.version > 1 else None,
                edits=tuple(edits.get(item.id, ())[:_SHOWN_EDITS]),
            )
        )
    return parts


def _newest(options: RenderOptions, pairs: Sequence[tuple[Article, Item]]) -> list[_Row]:
    """Gather the newest items below their articles; an article comes again if another came in between."""
    rows = []
    for _, group in groupby(pairs, key=lambda pair: pair[0].id):
        members = list(group)
        article = members[0][0]
        parts = [_Part(slug=item.slug, title=item_title(article, item), is_lead=item.is_lead) for _, item in members]
        rows.append(
            _Row(
                slug=article.slug,
                title=article_title(article),
                standfirst=one_line(article.standfirst),
                language=language_tag(article.language, options.language),
                published=shown_date(article, members[0][1].published, options.zone),
                parts=tuple(parts),
            )
        )
    return rows


def _listed(options: RenderOptions, listing: Listing) -> _Row:
    return _Row(
        slug=listing.slug,
        title=listing_title(listing),
        standfirst=one_line(listing.standfirst),
        language=language_tag(listing.language, options.language),
        published=listing.dated or listing.published,
    )


def _sort_listings(listings: Sequence[Listing]) -> list[Listing]:
    """Sort by the day that a page shows, newest first: feeds have one day for all articles from before 1990."""

    def find_place(listing: Listing) -> datetime:
        return datetime.combine(listing.dated, time(12), UTC) if listing.dated else listing.published

    return sorted(listings_newest_first(listings), key=find_place, reverse=True)


def _by_year(options: RenderOptions, rows: Sequence[_Row]) -> list[tuple[int, list[_Row]]]:
    def find_year(row: _Row) -> int:
        return find_day(row.published, options.zone).year

    return [(year, list(group)) for year, group in groupby(rows, key=find_year)]


def _coming(options: RenderOptions, listings: Sequence[Listing], releases: Mapping[str, datetime]) -> list[_Row]:
    """Gather the articles that go on soonest."""
    known = {listing.slug: listing for listing in listings}
    soonest = sorted((due, slug) for slug, due in releases.items() if slug in known)
    return [replace(_listed(options, known[slug]), due=due) for due, slug in soonest[:_NEXT_RELEASES]]


def _site_channels(options: RenderOptions, root: str) -> list[_Channel]:
    channels = []
    about = {
        Granularity.SECTIONS: "Every section of every article, one by one.",
        Granularity.ARTICLE: "Every article, whole.",
    }
    for path, granularity in (("", options.everything), (ARTICLES, options.articles)):
        if granularity is not Granularity.OFF:
            folder = f"{path}/" if path else ""
            channels.append(
                _channel(feed_title(options, path), about[granularity], f"{options.url}{folder}", f"{root}{folder}")
            )
    for feed in options.feeds:
        folder = f"{FEEDS}/{feed.name}/"
        channels.append(
            _channel(
                selected_title(options, feed),
                one_line(feed.description) or _CHOSEN[feed.granularity],
                f"{options.url}{folder}",
                f"{root}{folder}",
                feed.formats,
            )
        )
    return channels


def _change_channels(options: RenderOptions, title: str, base: str) -> list[_Channel]:
    """Offer the change feed that lies beside a page, if there are such."""
    return [_channel(title, ABOUT, base, PREFIX)] if options.has_changes else []


def _channel(title: str, about: str, base: str, prefix: str, formats: Sequence[Format] = tuple(Format)) -> _Channel:
    files = [opml.FILES[name] for name in Format if name in formats]
    links = tuple(
        _Link(label=label, type=kind, href=f"{prefix}{file}") for label, file, kind in _FORMATS if file in files
    )
    return _Channel(title=title, about=about, url=f"{base}{files[0]}", links=links)


def _stones(tombstones: Sequence[Tombstone], taken: set[str]) -> list[_Stone]:
    """Gather what is left of withdrawn sections, the newest first, where no other element has their anchor."""
    taken = taken | set(_OWN_IDS) | {""}
    stones = []
    settled = sorted(tombstones, key=lambda tombstone: tombstone.id)
    for tombstone in sorted(settled, key=lambda tombstone: tombstone.when, reverse=True):
        if tombstone.slug not in taken:
            taken.add(tombstone.slug)
            folder, _, anchor = tombstone.successor.partition("#")
            # Named in full, the page is found from a disk too.
            href = f"../{folder}{FILE}{f'#{anchor}' if anchor else ''}" if folder else ""
            stones.append(_Stone(slug=tombstone.slug, when=tombstone.when, href=href))
    return stones[:_MOST_STONES]


def _render(template: str, options: RenderOptions, *, language: str, **values: Any) -> bytes:  # noqa: ANN401
    is_english = language.lower().split("-")[0] == "en"
    return fill_template(
        template,
        options.templates,
        options.zone,
        language=language,
        direction=direction(language),
        # The templates' own words are English; on a page in another language they say so (WCAG 2.2, 3.1.2).
        ui=mark_safe("" if is_english else ' lang="en" dir="ltr"'),
        site=site_title(options),
        opml=opml.FILE,
        articles_opml="" if options.each is Granularity.OFF else opml.ARTICLES_FILE,
        opml_type=opml.TYPE,
        **values,
    )
