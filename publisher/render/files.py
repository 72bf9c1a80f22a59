"""Turns articles into the files that stand below ``feeds/``, in the order they should be written.

What is linked to is written before what links to it, so that a reader that comes between two
writes finds no address that is not there yet.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from publisher.dates import rfc3339
from publisher.render import atom, jsonfeed, opml, page, rss, sitemap
from publisher.render.changes import article_changes, site_changes
from publisher.render.compose import article_feed, site_feeds
from publisher.render.options import Format, Granularity
from publisher.render.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from publisher.model import Article, Change, Feed, Item, Listing, Tombstone
    from publisher.render.options import RenderOptions

GONE_FILE = "gone.json"
"""What the server answers with 410 or 301; other servers may be set up from it."""
RELEASES_FILE = "releases.json"
"""When the next sections are due: the server has readers ask again then."""
_WRITERS = {atom.FILE: atom.render_atom, rss.FILE: rss.render_rss, jsonfeed.FILE: jsonfeed.render_json}
_FORMATS = {atom.FILE: Format.ATOM, rss.FILE: Format.RSS, jsonfeed.FILE: Format.JSON}
_ORDER = (atom.FILE, rss.FILE, jsonfeed.FILE)
_TOP_ORDER = (rss.FILE, atom.FILE, jsonfeed.FILE)


def render_article_files(
    options: RenderOptions, article: Article, changes: Sequence[Change] = ()
) -> Iterator[tuple[str, bytes]]:
    """Render one article: its snippets, its page, then its feeds unless they are switched off.

    Of a withdrawn article no word is left but in the names of its feeds: they and its page say that it was withdrawn.

    Args:
        options: Who publishes, where, and which feeds.
        article: With its tombstones.
        changes: What happened to it last.

    Yields:
        A path below ``feeds/``, with ``/`` between the parts, and the file's bytes.
    """
    if article.withdrawn:
        yield f"{article.slug}/{page.FILE}", page.render_withdrawn_page(options, article)
    else:
        for item in article.items:
            snippet = printable(item.page_content or item.content).rstrip()
            yield f"snippets/{article.slug}/{item.slug}.html", f"{snippet}\n".encode()
        yield f"{article.slug}/{page.FILE}", page.render_article_page(options, article)
    if options.each is not Granularity.OFF:
        yield from _feed_files(article_feed(options, article), _ORDER)
    if options.has_changes:
        yield from _feed_files(article_changes(options, article, changes), _ORDER)


def render_site_files(  # noqa: PLR0913  Each is a list of its own, by name.
    options: RenderOptions,
    *,
    newest: Sequence[tuple[Article, Item]],
    newest_articles: Sequence[Article],
    listings: Sequence[Listing],
    tombstones: Sequence[Tombstone] = (),
    article_tombstones: Sequence[Tombstone] = (),
    changes: Sequence[tuple[Article, Change]] = (),
    gone: Mapping[str, str] | None = None,
    releases: Mapping[str, datetime] | None = None,
    selected: Sequence[Feed] = (),
) -> Iterator[tuple[str, bytes]]:
    """Render what stands for the whole site: the style sheet, the feeds that mix articles, the lists.

    Args:
        options: Who publishes, where, and which feeds.
        newest: The items published last, of any articles.
        newest_articles: The articles published last, with all their items.
        listings: Every article there is.
        tombstones: Of the items withdrawn last, of any articles.
        article_tombstones: Of the articles withdrawn last.
        changes: The newest, with their articles, which need no items.
        gone: Paths below ``feeds/`` that no longer are, each with the path it moved to, or an empty string.
        releases: When the next section of an article is due, by its slug.
        selected: The feeds of some of the articles, in the order of the settings.

    Yields:
        A path below ``feeds/``, with ``/`` between the parts, and the file's bytes; ``index.html`` last.
    """
    yield page.STYLE_FILE, page.render_style()
    for found in site_feeds(
        options,
        newest,
        newest_articles,
        tombstones=tombstones,
        article_tombstones=article_tombstones,
    ):
        feed = replace(found, next_release=min((releases or {}).values(), default=None))
        yield from _feed_files(feed, _ORDER if feed.path else _TOP_ORDER)
    for chosen, found in zip(options.feeds, selected, strict=True):
        order = tuple(name for name in _ORDER if _FORMATS[name] in chosen.formats)
        yield from _feed_files(found, order)
    if options.has_changes:
        yield from _feed_files(site_changes(options, changes), _ORDER)
    yield opml.FILE, opml.render_opml(options, listings)
    yield from sitemap.render_sitemaps(options, listings)
    if gone:
        yield GONE_FILE, _render_gone(gone)
    if releases:
        document = {"version": 1, "next": {slug: rfc3339(due) for slug, due in sorted(releases.items())}}
        yield RELEASES_FILE, f"{json.dumps(document, indent=1)}\n".encode()
    yield page.FILE, page.render_index_page(options, newest=newest, listings=listings)


def _feed_files(feed: Feed, order: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    folder = f"{feed.path}/" if feed.path else ""
    for name in order:
        yield f"{folder}{feed.prefix}{name}", _WRITERS[name](feed)


def _render_gone(gone: Mapping[str, str]) -> bytes:
    document = {
        "version": 1,
        "gone": sorted(path for path, target in gone.items() if not target),
        "moved": {path: target for path, target in sorted(gone.items()) if target},
    }
    return f"{json.dumps(document, indent=1)}\n".encode()
