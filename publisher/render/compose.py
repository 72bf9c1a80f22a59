"""Chooses what stands in each feed, and in which words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from html import escape
from typing import TYPE_CHECKING

from publisher.dates import find_day, write_day
from publisher.model import Feed, FeedItem, SafeHtml, Tombstone
from publisher.people import split_people
from publisher.render.media import choose_media
from publisher.render.opening import begins_with, find_opening, has_prose, write_standfirst
from publisher.render.options import FeedOptions, Granularity, Selection
from publisher.render.text import direction, language_tag, one_line, printable, shorten
from publisher.urls import WEB_SCHEMES, mint_tag, resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from publisher.model import Article, DayOrTime, Item, Listing
    from publisher.render.options import RenderOptions

ARTICLES = "articles"
FEEDS = "feeds"
"""The folder of feeds that are of some of the articles."""
_TITLE_MAX = 80


def page_url(article: Article, options: RenderOptions) -> str:
    """Return the address of the article's page of ours."""
    return f"{options.url}{article.slug}/"


def original_url(article: Article) -> str:
    """Return the address of the original, empty if it has none that may be published."""
    return web_url(article.canonical).partition("#")[0]


def article_url(article: Article, options: RenderOptions) -> str:
    """Return where a reader should go for the article: to the original if there is one."""
    return original_url(article) or page_url(article, options)


def item_url(article: Article, item: Item, options: RenderOptions) -> str:
    """Return where a reader should go for an item: to the original if there is one, else to its anchor on our page."""
    original = original_url(article)
    if not original:
        return f"{page_url(article, options)}#{item.slug}"
    if item.is_lead or not item.fragment:
        return original
    return web_url(f"{original}#{item.fragment}") or original


def web_url(url: str) -> str:
    """Return the URL as a feed wants it, absolute and in ASCII; empty if it leads nowhere on the web."""
    return resolve(url, schemes=WEB_SCHEMES) if url else ""


def site_title(options: RenderOptions) -> str:
    """Return the publication's name, never empty."""
    return one_line(options.title) or options.url


def article_title(article: Article) -> str:
    """Return the article's title in one line, never empty."""
    return one_line(article.title) or one_line(article.name.rpartition("/")[2]) or article.slug


def listing_title(listing: Listing) -> str:
    """Return a listed article's title in one line, never empty."""
    return one_line(listing.title) or listing.slug


def listings_newest_first(listings: Sequence[Listing]) -> list[Listing]:
    """Sort by release, newest first; what came at the same time by its folder."""
    return sorted(
        sorted(listings, key=lambda listing: listing.slug), key=lambda listing: listing.published, reverse=True
    )


def item_title(article: Article, item: Item) -> str:
    """Return the item's title in one line, its first words if it has none; never empty.

    gPodder, Thunderbird and RSS Guard drop or hide items without a title.
    """
    return one_line(item.title) or shorten(one_line(item.text or item.summary), _TITLE_MAX) or article_title(article)


def is_headed(item: Item) -> bool:
    """Return whether a text needs the item's title above it: the lead has the article's, and first words say it all.

    A part of an article without headings is called by its own first words.
    """
    title = one_line(item.title)
    is_cut = title.endswith("…") and one_line(item.text).startswith(title.removesuffix("…"))
    return not item.is_lead and not is_cut


def item_title_in_mix(article: Article, item: Item) -> str:
    """Return the title for a feed that mixes articles: it says which article the item belongs to."""
    own, whole = item_title(article, item), article_title(article)
    if item.is_lead or own.casefold() == whole.casefold():
        return whole
    return f"{own} — {whole}"


def names(*candidates: Iterable[str]) -> tuple[str, ...]:
    """Return the first list with a name in it: one line each, each once, in the order given."""
    for candidate in candidates:
        found = tuple(dict.fromkeys(filter(None, map(one_line, candidate))))
        if found:
            return found
    return ()


def authors_of(options: RenderOptions, article: Article | None = None) -> tuple[str, ...]:
    """Return the names of an article's authors, else of the site's; none if neither says one.

    Never an e-mail address: articles of an earlier version are kept with those that were written beside names.
    """
    candidates = (article.authors if article else (), options.authors)
    return names(*([name for text in found for name in split_people(text)] for found in candidates))


def site_feed(
    options: RenderOptions, pairs: Sequence[tuple[Article, Item]], tombstones: Sequence[Tombstone] = ()
) -> Feed:
    """Compose the feed of everything from sections, newest first.

    The order of ``pairs``, and of ``tombstones``, does not matter.
    """
    return with_items(options, mixed_feed(options, ""), list_sections(options, pairs), lasting(tombstones))


def articles_feed(options: RenderOptions, articles: Sequence[Article], tombstones: Sequence[Tombstone] = ()) -> Feed:
    """Compose the feed with one item an article, newest first.

    The order of ``articles``, and of ``tombstones``, does not matter.
    """
    return with_items(options, mixed_feed(options, ARTICLES), list_wholes(options, articles), lasting(tombstones))


def lasting(tombstones: Iterable[Tombstone]) -> list[Tombstone]:
    """Return those that a feed of several articles names: what only moved to another article lives on there."""
    return [tombstone for tombstone in tombstones if not tombstone.successor]


def with_items(
    options: RenderOptions, feed: Feed, items: Iterable[FeedItem], tombstones: Sequence[Tombstone] = ()
) -> Feed:
    """Give a feed its items, newest first, and what it says of the withdrawn."""
    # The sort is stable: what came at the same time stays in the order given.
    spaced = space_updates(tuple(sorted(items, key=lambda item: item.published, reverse=True)))
    return replace(feed, items=spaced, tombstones=choose_tombstones(options, spaced, tombstones))


def article_feed(options: RenderOptions, article: Article) -> Feed:
    """Compose an article's own feed: all of it, the newest section first.

    Sections released together are a second apart, the first one the latest: newest first is the reading order.
    Of a withdrawn article only its title and its tombstones are left, as the feed is still the same.
    """
    return with_items(options, own_feed(options, article), _own_items(options, article), own_stones(options, article))


def own_feed(options: RenderOptions, article: Article) -> Feed:
    """Compose an article's own feed, as yet without items."""
    title = article_title(article)
    return Feed(
        id=mint_tag(options.authority, "feed", article.slug),
        path=article.slug,
        title=f"{title} — {site_title(options)}",
        # The standfirst is a text of the article's: it goes with it.
        description=title if article.withdrawn else _describe(article),
        home=page_url(article, options),
        base=page_url(article, options),
        language=language_tag(article.language, options.language),
        authors=authors_of(options, article) or (site_title(options),),
        license=license_of(options, article),
        to_come=0 if article.withdrawn else article.to_come,
        next_release=None if article.withdrawn else article.next_release,
        is_complete=True,
        hubs=options.hubs,
    )


def say_to_come(article: Article, zone: tzinfo = UTC) -> str:
    """Say in a sentence how many sections are still to come; empty if none is.

    >>> from publisher.model import Article
    >>> noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    >>> article = Article(name="a.md", id="tag:a", slug="a", title="A", language="en", published=noon, updated=noon,
    ...                   to_come=2, next_release=noon)
    >>> say_to_come(article)
    '2 more sections are to come, the next on 1 March 2026 at 12:00 UTC.'
    """
    if not article.to_come:
        return ""
    count = "1 more section is" if article.to_come == 1 else f"{article.to_come} more sections are"
    moment = article.next_release
    if moment is None:
        return f"{count} to come."
    which = "" if article.to_come == 1 else ", the next"
    return f"{count} to come{which} on {write_moment(moment, zone)}."


def write_date(when: date | datetime, zone: tzinfo = UTC) -> str:
    """Write a day, or the day of a time in a zone, for people."""
    return write_day(find_day(when, zone))


def write_moment(moment: datetime, zone: tzinfo = UTC) -> str:
    """Write a day and a minute for people, as clocks in a zone show them, with the zone's name and its offset.

    >>> from zoneinfo import ZoneInfo
    >>> noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    >>> [write_moment(noon, ZoneInfo(name)) for name in ("Europe/Berlin", "Pacific/Kiritimati", "Asia/Kathmandu")]
    ['1 March 2026 at 13:00 CET (UTC+1)', '2 March 2026 at 02:00 UTC+14', '1 March 2026 at 17:45 UTC+5:45']
    """
    local = moment.astimezone(zone)
    minutes = round((local.utcoffset() or timedelta()) / timedelta(minutes=1))
    hours, rest = divmod(abs(minutes), 60)
    offset = f"UTC{'-' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}" if minutes else "UTC"
    name = local.tzname() or ""
    # Zones without an abbreviation that people use are named by their offset.
    is_named = name.isalpha() and name != "UTC"
    return f"{write_date(local, zone)} at {local:%H:%M} {f'{name} ({offset})' if is_named else offset}"


def is_later_day(article: Article, moment: datetime, zone: tzinfo) -> bool:
    """Return whether a time is after an article's publication, and on another day."""
    return moment > article.published and find_day(moment, zone) != find_day(article.published, zone)


def shown_date(article: Article, moment: datetime, zone: tzinfo) -> DayOrTime:
    """Return a time of an article as pages show it: the day that its author states where feeds have a substitute."""
    return article.dated if article.dated and not is_later_day(article, moment, zone) else moment


def _describe(article: Article) -> str:
    text = one_line(article.standfirst) or article_title(article)
    # In UTC: a feed's bytes do not depend on the zone of pages.
    to_come = say_to_come(article)
    if not to_come:
        return text
    return f"{text} {to_come}" if text.endswith((".", "!", "?", "…")) else f"{text}. {to_come}"


def _own_items(options: RenderOptions, article: Article) -> tuple[FeedItem, ...]:
    if article.withdrawn:
        return ()
    if options.each is Granularity.ARTICLE:
        return (_whole(options, article),)
    return list_own_sections(options, [(article, item) for item in article.items])


def list_own_sections(options: RenderOptions, pairs: Iterable[tuple[Article, Item]]) -> tuple[FeedItem, ...]:
    """Make the items of an article's own feed, in the order given: a title says nothing of the article."""
    return tuple(_section(options, article, item, item_title(article, item)) for article, item in pairs)


def own_stones(options: RenderOptions, article: Article) -> tuple[Tombstone, ...]:
    """Return what the article's own feed may say of the withdrawn."""
    if options.each is not Granularity.ARTICLE:
        return article.tombstones
    if not article.withdrawn:
        return ()
    return (Tombstone(id=article.id, slug="", when=article.gone or article.updated),)


def select_articles(selection: Selection, articles: Iterable[Article], options: RenderOptions) -> list[Article]:
    """Choose the articles that a feed is of; their order stays."""
    return [article for article in articles if _fits(selection, article, options)]


def _fits(selection: Selection, article: Article, options: RenderOptions) -> bool:
    language = language_tag(article.language, options.language).lower()
    checks = (
        (selection.tags, {tag.casefold() for tag in names(article.tags)}, str.casefold),
        (selection.authors, {name.casefold() for name in authors_of(options, article)}, str.casefold),
    )
    if any(wanted and not any(fold(one_line(name)) in found for name in wanted) for wanted, found, fold in checks):
        return False
    languages = tuple(tag.lower() for tag in selection.languages)
    if languages and not any(language == tag or language.startswith(f"{tag}-") for tag in languages):
        return False
    return not selection.folders or any(article.name.startswith(f"{folder}/") for folder in selection.folders)


def selected_feed(options: RenderOptions, feed: FeedOptions) -> Feed:
    """Compose a feed of some of the articles, as yet without items."""
    path = f"{FEEDS}/{feed.name}"
    title = selected_title(options, feed)
    return Feed(
        id=mint_tag(options.authority, "feed", path),
        path=path,
        title=title,
        description=one_line(feed.description) or title,
        home=options.url,
        base=f"{options.url}{path}/",
        language=_language_of(feed, options),
        authors=authors_of(options) or (site_title(options),),
        license=license_of(options),
        is_complete=True,
        hubs=options.hubs,
    )


def selected_title(options: RenderOptions, feed: FeedOptions) -> str:
    """Return the title of a feed of some of the articles: its own, or what it is of.

    >>> from publisher.render.options import RenderOptions
    >>> options = RenderOptions(title="Long reads", url="https://example.org/", authority="example.org,2026")
    >>> selected_title(options, FeedOptions(name="sea", select=Selection(tags=("tides", "ships"))))
    'Long reads: tides, ships'
    """
    select = feed.select
    said = [*select.tags, *select.authors, *select.languages, *select.folders]
    return one_line(feed.title) or f"{site_title(options)}: {', '.join(map(one_line, said))}"


def _language_of(feed: FeedOptions, options: RenderOptions) -> str:
    only = feed.select.languages
    return language_tag(only[0], options.language) if len(only) == 1 else language_tag(options.language)


def shorten_item(item: FeedItem) -> FeedItem:
    """Give an item its summary for a content, below the standfirst if it has that; what has no prose stays whole."""
    own = item.content.replace(item.standfirst, "", 1)
    if not has_prose(own):
        return item
    summary = f"<p>{escape(item.summary, quote=False)}</p>"
    if begins_with(item.standfirst, summary):
        blocks = [item.standfirst]
    else:
        blocks = [summary] if begins_with(summary, item.standfirst) else [item.standfirst, summary]
    return replace(item, content=directed(join_blocks(*blocks), item.language))


def feed_title(options: RenderOptions, path: str) -> str:
    """Return the title of a feed that mixes articles."""
    return f"{site_title(options)}: articles" if path == ARTICLES else site_title(options)


def mixed_feed(options: RenderOptions, path: str) -> Feed:
    """Compose a feed of all articles, as yet without items."""
    title = feed_title(options, path)
    return Feed(
        id=mint_tag(options.authority, "feed", path),
        path=path,
        title=title,
        description=one_line(options.description) or title,
        home=options.url,
        base=f"{options.url}{path}/" if path else options.url,
        language=language_tag(options.language),
        authors=authors_of(options) or (site_title(options),),
        license=license_of(options),
        is_complete=True,
        hubs=options.hubs,
    )


def list_sections(options: RenderOptions, pairs: Iterable[tuple[Article, Item]]) -> list[FeedItem]:
    """Make an item of each section; what came at the same time by article, then in reading order."""
    settled = sorted(pairs, key=lambda pair: (pair[0].id, pair[1].position, pair[1].id))
    return [_section(options, article, item, item_title_in_mix(article, item)) for article, item in settled]


def list_wholes(options: RenderOptions, articles: Iterable[Article]) -> list[FeedItem]:
    """Make an item of each article; what came at the same time by its id."""
    return [_whole(options, article) for article in sorted(articles, key=lambda article: article.id)]


def space_updates(items: tuple[FeedItem, ...]) -> tuple[FeedItem, ...]:
    """Give every item of a feed an ``updated`` of its own, as validators want it for Atom.

    Times that differ by a fraction of a second differ. Articles released by the same run may collide: the older of two
    items keeps its time, the other moves ahead by a second, and so on: nothing moves before its own time, nor past
    another item.
    """
    order = sorted(range(len(items)), key=lambda n: (items[n].updated, items[n].published, items[n].id))
    spaced = list(items)
    last = datetime.min.replace(tzinfo=UTC)
    for n in order:
        own = items[n].updated
        moment = own if own > last else last.replace(microsecond=0) + timedelta(seconds=1)
        last = moment
        if moment != own:
            spaced[n] = replace(items[n], updated=moment)
    return tuple(spaced)


def choose_tombstones(
    options: RenderOptions, items: Sequence[FeedItem], tombstones: Iterable[Tombstone]
) -> tuple[Tombstone, ...]:
    """Choose what a feed says of the withdrawn: the newest first, each id once, never one that is live in the feed.

    Their age is counted from the newest time in the feed, not from the clock: a feed changes only when something
    happened. The order given does not matter.
    """
    settled = sorted(tombstones, key=lambda tombstone: (tombstone.id, tombstone.slug, tombstone.successor))
    known = {item.id for item in items}
    chosen: list[Tombstone] = []
    for tombstone in sorted(settled, key=lambda tombstone: tombstone.when, reverse=True):
        if tombstone.id not in known:
            known.add(tombstone.id)
            chosen.append(tombstone)
    if not chosen:
        return ()
    newest = max([chosen[0].when, *(item.updated for item in items)])
    return tuple(
        tombstone for tombstone in chosen[: options.max_items] if newest - tombstone.when <= options.tombstone_age
    )


def license_of(options: RenderOptions, article: Article | None = None) -> str:
    """Return the license as an ASCII URL, or as a name in one line; empty if there is none."""
    text = one_line(article.license if article else "") or one_line(options.license)
    return web_url(text) or text


def _section(options: RenderOptions, article: Article, item: Item, title: str) -> FeedItem:
    language = language_tag(article.language, options.language)
    standfirst = opening_standfirst(options, article, item)
    image = (article.image if item.is_lead else "") or item.image
    return FeedItem(
        id=item.id,
        title=title,
        url=item_url(article, item, options),
        content=directed(join_blocks(standfirst, keep_printable(item.content)) or _say_title(title), language),
        summary=one_line(item.summary) or item_title(article, item),
        standfirst=standfirst,
        published=item.published,
        updated=item.updated,
        authors=authors_of(options, article),
        tags=names(article.tags),
        language=language,
        license=license_of(options, article),
        image=web_url(image),
        # It is the article that answers, and its beginning that says so.
        answers=article.answers if item.position == 0 else None,
        relatives=article.relatives if item.position == 0 else (),
        media=choose_media(image, (*article.media, *item.media)),
    )


def _whole(options: RenderOptions, article: Article) -> FeedItem:
    first = next((item for item in article.items if item.id == find_opening(article)), None)
    standfirst = opening_standfirst(options, article, first) if first else ""
    image = article.image or next((item.image for item in article.items if item.image), "")
    language = language_tag(article.language, options.language)
    return FeedItem(
        id=article.id,
        title=article_title(article),
        url=article_url(article, options),
        content=directed(
            join_blocks(standfirst, keep_printable(_joined(article))) or _say_title(article_title(article)), language
        ),
        summary=one_line(article.standfirst) or (one_line(first.summary) if first else "") or article_title(article),
        standfirst=standfirst,
        published=article.published,
        updated=article.updated,
        authors=authors_of(options, article),
        tags=names(article.tags),
        language=language,
        license=license_of(options, article),
        image=web_url(image),
        answers=article.answers,
        relatives=article.relatives,
        media=choose_media(image, (*article.media, *(media for item in article.items for media in item.media))),
    )


def opening_standfirst(options: RenderOptions, article: Article, item: Item) -> str:
    """Return the standfirst as a paragraph if this item is to begin with it, else an empty string."""
    if item.id != find_opening(article):
        return ""
    paragraph = write_standfirst(article.standfirst, language_tag(article.language, options.language))
    return "" if begins_with(item.content, paragraph) else paragraph


def join_blocks(*blocks: str) -> SafeHtml:
    """Join pieces of safe HTML, each a whole number of elements; empty ones are left out."""
    return SafeHtml("\n".join(filter(None, blocks)))


def _say_title(title: str) -> SafeHtml:
    """Return a content for an item of which nothing is left that may be shown: readers drop items without any."""
    return SafeHtml(f"<p>{escape(title, quote=False)}</p>")


def _joined(article: Article) -> str:
    """Join the sections under their headings; the lead stands under the article's title, which is the item's."""
    parts = []
    for item in article.items:
        heading = "" if not is_headed(item) else f"<h2>{escape(item_title(article, item), quote=False)}</h2>\n"
        parts.append(f"{heading}{item.content}")
    return "\n".join(parts)


def directed(html: SafeHtml, language: str) -> SafeHtml:
    """Say that a text runs from right to left: no format of feeds has a word for it, and readers show left to right."""
    if direction(language) == "ltr":
        return html
    return SafeHtml(f'<div dir="rtl" lang="{language}">\n{html}\n</div>')


def keep_printable(html: str) -> SafeHtml:
    """Drop from safe HTML what XML would not carry.

    What is left is as safe as before: `clean` escapes every `<` and `&` that is text, so none can
    come to stand before a letter that it did not stand before already.
    """
    return SafeHtml(printable(html))
