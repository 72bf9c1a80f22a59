"""Turns articles into the files that stand below ``feeds/``, in the order they should be written.

What is linked to is written before what links to it, so that a reader that comes between two
writes finds no address that is not there yet.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from publisher.dates import rfc3339
from publisher.errors import TemplateError
from publisher.render import atom, jsonfeed, opml, page, rss, sitemap
from publisher.render.archive import archive_folder
from publisher.render.changes import article_changes, site_changes
from publisher.render.compose import FEEDS, article_feed, join_blocks, opening_standfirst
from publisher.render.options import STATIC, Format, Granularity
from publisher.render.templating import read_static
from publisher.render.text import printable
from publisher.urls import is_below

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from publisher.model import Article, Change, Feed, Item, Listing
    from publisher.render.options import RenderOptions

GONE_FILE = "gone.json"
"""What the server answers with 410 or 301; other servers may be set up from it."""
RELEASES_FILE = "releases.json"
"""When the next sections are due: the server has readers ask again then."""
_WRITERS = {atom.FILE: atom.render_atom, rss.FILE: rss.render_rss, jsonfeed.FILE: jsonfeed.render_json}
_FORMATS = {atom.FILE: Format.ATOM, rss.FILE: Format.RSS, jsonfeed.FILE: Format.JSON}
_ORDER = (atom.FILE, rss.FILE, jsonfeed.FILE)
_TOP_ORDER = (rss.FILE, atom.FILE, jsonfeed.FILE)


def _ignore(error: TemplateError) -> None:
    """Say nothing."""


def render_article_files(  # noqa: PLR0913, PLR0917  Each is a thing that only the caller knows.
    options: RenderOptions,
    article: Article,
    changes: Sequence[Change] = (),
    feed: Feed | None = None,
    around: page.Around = (None, None),
    on_fault: Callable[[TemplateError], None] = _ignore,
) -> Iterator[tuple[str, bytes]]:
    """Render one article: its snippets, its page, then its feeds unless they are switched off.

    Of a withdrawn article no word is left but in the names of its feeds: they and its page say that it was withdrawn.

    Args:
        options: Who publishes, where, and which feeds.
        article: With its tombstones.
        changes: What happened to it last.
        feed: Its own feed, where that is not all of it.
        around: The articles published before and after it.
        on_fault: Is told of a template of the site's own that is wrong; the page is made with ours.

    Yields:
        A path below ``feeds/``, with ``/`` between the parts, and the file's bytes.
    """
    if article.withdrawn:
        yield (
            f"{article.slug}/{page.FILE}",
            _render_page(options, lambda options: page.render_withdrawn_page(options, article), on_fault),
        )
    else:
        for item in article.items:
            content = printable(item.page_content or item.content)
            # A snippet is embedded alone, so it has what the item has.
            snippet = join_blocks(opening_standfirst(options, article, item), content).rstrip()
            yield f"snippets/{article.slug}/{item.slug}.html", f"{snippet}\n".encode()
        yield (
            f"{article.slug}/{page.FILE}",
            _render_page(
                options, lambda options: page.render_article_page(options, article, changes, around), on_fault
            ),
        )
    if options.each is not Granularity.OFF:
        yield from render_feed_files(options, feed or article_feed(options, article))
    if options.has_changes:
        yield from render_feed_files(options, article_changes(options, article, changes))


def render_site_files(  # noqa: PLR0913  Each is a list of its own, by name.
    options: RenderOptions,
    *,
    feeds: Iterable[Feed] = (),
    newest: Sequence[tuple[Article, Item]],
    listings: Sequence[Listing],
    changes: Sequence[tuple[Article, Change]] = (),
    gone: Mapping[str, str] | None = None,
    releases: Mapping[str, datetime] | None = None,
    on_fault: Callable[[TemplateError], None] = _ignore,
) -> Iterator[tuple[str, bytes]]:
    """Render what stands for the whole site: style sheets, the feeds that mix articles, the lists.

    Args:
        options: Who publishes, and where.
        feeds: That mix articles, in the order in which they are written.
        newest: The items published last, of any articles.
        listings: Every article there is.
        changes: The newest, with their articles, which need no items.
        gone: Paths below ``feeds/`` that no longer are, each with the path it moved to, or an empty string.
        releases: When the next section of an article is due, by its slug.
        on_fault: Is told of a template of the site's own that is wrong; the page is made with ours.

    Yields:
        A path below ``feeds/``, with ``/`` between the parts, and the file's bytes; ``index.html`` last.
    """
    for name in STATIC:
        yield name, read_static(name, options.templates)
    for feed in feeds:
        yield from render_feed_files(options, feed)
    if options.has_changes:
        yield from render_feed_files(options, site_changes(options, changes))
    yield opml.FILE, opml.render_site_opml(options, listings)
    if options.each is not Granularity.OFF:
        yield opml.ARTICLES_FILE, opml.render_articles_opml(options, listings)
    yield from sitemap.render_sitemaps(options, listings)
    if gone:
        yield GONE_FILE, _render_gone(gone)
    if releases:
        document = {"version": 1, "next": {slug: rfc3339(due) for slug, due in sorted(releases.items())}}
        yield RELEASES_FILE, f"{json.dumps(document, indent=1)}\n".encode()
    yield page.LIST_FILE, _render_page(options, lambda options: page.render_list_page(options, listings), on_fault)

    def render_index(options: RenderOptions) -> bytes:
        return page.render_index_page(options, newest=newest, listings=listings, releases=releases)

    yield page.FILE, _render_page(options, render_index, on_fault)


def render_feed_files(options: RenderOptions, feed: Feed) -> Iterator[tuple[str, bytes]]:
    """Render one document of a feed in every format that it has.

    Yields:
        A path below ``feeds/`` and the file's bytes.
    """
    folder = archive_folder(feed, feed.page) if feed.page else f"{feed.path}/" if feed.path else ""
    formats = {f"{FEEDS}/{chosen.name}": chosen.formats for chosen in options.feeds}.get(feed.path, tuple(Format))
    for name in _ORDER if feed.path or feed.prefix or feed.page else _TOP_ORDER:
        # An archive in JSON has no page to come: nothing links there.
        if _FORMATS[name] in formats and not (feed.is_open and name == jsonfeed.FILE):
            path = f"{folder}{feed.prefix}{name}"
            # A private feed may be read at an address with a secret in it. A reader would give a hub that address.
            hubs = () if is_below(path, options.private) else feed.hubs
            yield path, _WRITERS[name](replace(feed, hubs=hubs))


def _render_page(
    options: RenderOptions, render: Callable[[RenderOptions], bytes], on_fault: Callable[[TemplateError], None]
) -> bytes:
    """Render a page; with our templates, if there is something wrong with those of the site's own."""
    try:
        return render(options)
    except TemplateError as error:
        on_fault(error)
        return render(replace(options, templates=()))


def _render_gone(gone: Mapping[str, str]) -> bytes:
    document = {
        "version": 1,
        "gone": sorted(path for path, target in gone.items() if not target),
        "moved": {path: target for path, target in sorted(gone.items()) if target},
    }
    return f"{json.dumps(document, indent=1)}\n".encode()
