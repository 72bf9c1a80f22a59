"""Turns articles into the files that stand below ``feeds/``, in the order they should be written.

What is linked to is written before what links to it, so that a reader that comes between two
writes finds no address that is not there yet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.render import atom, jsonfeed, opml, page, rss
from publisher.render.compose import article_feed, site_feeds
from publisher.render.options import Granularity
from publisher.render.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from publisher.model import Article, Feed, Item, Listing
    from publisher.render.options import RenderOptions

_WRITERS = {atom.FILE: atom.render_atom, rss.FILE: rss.render_rss, jsonfeed.FILE: jsonfeed.render_json}
_ORDER = (atom.FILE, rss.FILE, jsonfeed.FILE)
_TOP_ORDER = (rss.FILE, atom.FILE, jsonfeed.FILE)


def render_article_files(options: RenderOptions, article: Article) -> Iterator[tuple[str, bytes]]:
    """Render one article: its snippets, its page, then its feeds unless they are switched off.

    Yields:
        A path below ``feeds/``, with ``/`` between the parts, and the file's bytes.
    """
    for item in article.items:
        snippet = printable(item.page_content or item.content).rstrip()
        yield f"snippets/{article.slug}/{item.slug}.html", f"{snippet}\n".encode()
    yield f"{article.slug}/{page.FILE}", page.render_article_page(options, article)
    if options.each is not Granularity.OFF:
        yield from _feed_files(article_feed(options, article), _ORDER)


def render_site_files(
    options: RenderOptions,
    *,
    newest: Sequence[tuple[Article, Item]],
    newest_articles: Sequence[Article],
    listings: Sequence[Listing],
) -> Iterator[tuple[str, bytes]]:
    """Render what stands for the whole site: the style sheet, the feeds that mix articles, the lists.

    Args:
        options: Who publishes, where, and which feeds.
        newest: The items published last, of any articles.
        newest_articles: The articles published last, with all their items.
        listings: Every article there is.

    Yields:
        A path below ``feeds/``, with ``/`` between the parts, and the file's bytes; ``index.html`` last.
    """
    yield page.STYLE_FILE, page.render_style()
    for feed in site_feeds(options, newest, newest_articles):
        yield from _feed_files(feed, _ORDER if feed.path else _TOP_ORDER)
    yield opml.FILE, opml.render_opml(options, listings)
    yield page.FILE, page.render_index_page(options, newest=newest, listings=listings)


def _feed_files(feed: Feed, order: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    folder = f"{feed.path}/" if feed.path else ""
    for name in order:
        yield f"{folder}{name}", _WRITERS[name](feed)
