"""The three formats: one feed, read back by strangers."""

from __future__ import annotations

import calendar
import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from publisher.model import ChangeKind
from publisher.render.archive import make_page
from publisher.render.atom import render_atom
from publisher.render.changes import article_changes, site_changes
from publisher.render.compose import article_feed, articles_feed, selected_feed, shorten_item, site_feed
from publisher.render.files import render_article_files, render_site_files
from publisher.render.jsonfeed import render_json
from publisher.render.options import FeedOptions, Format, Granularity, Selection
from publisher.render.rss import render_rss
from publisher.render.text import one_line, printable
from tests.rendering.checks import ATOM, CONTENT, DC, LANG, MEDIA, check_atom, check_json, check_rss, check_text
from tests.rendering.hostile import articles, changes, tombstones
from tests.rendering.samples import (
    FILM,
    KEY,
    NOON,
    OPTIONS,
    TALK,
    arabic,
    article,
    change,
    item,
    listing,
    pairs,
    tombstone,
    withdrawn,
)

if TYPE_CHECKING:
    from publisher.model import Article, Change, Feed, Tombstone

FEEDS = [
    site_feed(OPTIONS, pairs(article(), arabic())),
    articles_feed(OPTIONS, [article(), arabic()]),
    article_feed(OPTIONS, article()),
    article_feed(OPTIONS, arabic()),
    site_feed(replace(OPTIONS, authors=(), license="", description=""), []),
    article_feed(OPTIONS, article(items=())),
    site_feed(OPTIONS, pairs(article()), [tombstone(1, days=1), tombstone(2, days=2)]),
    article_feed(OPTIONS, withdrawn()),
    article_changes(OPTIONS, article(), [change(number, kind) for number, kind in enumerate(ChangeKind)]),
    article_changes(OPTIONS, arabic(), [change(1)]),
    site_changes(OPTIONS, [(article(), change(1)), (arabic(), change(2, slug="arqam"))]),
    site_changes(OPTIONS, []),
]


def _name(feed: Feed) -> str:
    return f"{feed.path or 'top'}-{feed.prefix}{len(feed.items)}-{len(feed.tombstones)}"


def _when(parsed: Any) -> str:  # noqa: ANN401
    return datetime.fromtimestamp(calendar.timegm(parsed), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@pytest.mark.parametrize("feed", FEEDS, ids=_name)
def test_all_formats_are_sound_and_hold_the_same_items(feed: Feed) -> None:
    """RSS, Atom and JSON Feed of one feed have the same ids in the same order, and keep the rules of their formats."""
    ids = [entry.id for entry in feed.items]

    assert check_atom(render_atom(feed)) == check_rss(render_rss(feed)) == check_json(render_json(feed)) == ids


@pytest.mark.parametrize("feed", FEEDS, ids=_name)
def test_a_reader_finds_the_same_in_all_formats(feed: Feed) -> None:
    """A parser that is not ours reads RSS and Atom to the very items of the JSON Feed."""
    document = json.loads(render_json(feed))
    atom = feedparser.parse(render_atom(feed), sanitize_html=False, resolve_relative_uris=False)
    rss = feedparser.parse(render_rss(feed), sanitize_html=False, resolve_relative_uris=False)

    for parsed in (atom, rss):
        assert not parsed.bozo
        assert parsed.feed.title == document["title"]
        assert parsed.feed.link == document["home_page_url"]
        assert parsed.feed.subtitle == document["description"]
        assert parsed.feed.language == document["language"]
        assert len(parsed.entries) == len(document["items"])
        for entry, expected in zip(parsed.entries, document["items"], strict=True):
            people = expected.get("authors", document["authors"])
            assert entry.id == expected["id"]
            assert entry.title == expected["title"]
            assert entry.link == expected["url"]
            assert entry.content[0].value == expected["content_html"].strip()
            assert entry.get("summary") == expected.get("summary")
            assert _when(entry.published_parsed) == expected["date_published"]
            assert [tag.term for tag in entry.get("tags", [])] == expected.get("tags", [])
            assert [author.name for author in entry.get("authors", atom.feed.authors)] == [p["name"] for p in people]
            assert [shown["url"] for shown in entry.get("media_thumbnail", [])] == [
                url for url in (expected.get("image"),) if url
            ]
    for entry, expected in zip(atom.entries, document["items"], strict=True):
        assert _when(entry.updated_parsed) == expected["date_modified"]


@given(source=articles())
def test_hostile_text_never_breaks_a_feed(source: Article) -> None:
    """Whatever stands in an article, every format is sound and has the same ids and, as text, the same titles."""
    options = replace(OPTIONS, title=source.title, description=source.standfirst, license=source.license)
    both = [(source, part) for part in source.items]

    for feed in (article_feed(options, source), site_feed(options, both), articles_feed(options, [source])):
        atom, rss, document = render_atom(feed), render_rss(feed), render_json(feed)
        assert check_atom(atom) == check_rss(rss) == check_json(document)
        titles = [entry["title"] for entry in json.loads(document)["items"]]
        contents = [entry["content_html"] for entry in json.loads(document)["items"]]
        channel = etree.fromstring(rss)[0]
        assert [part.findtext("title") for part in channel.iterfind("item")] == titles
        assert [part.findtext(f"{CONTENT}encoded") or "" for part in channel.iterfind("item")] == contents
        entries = etree.fromstring(atom).findall(f"{ATOM}entry")
        assert [part.findtext(f"{ATOM}content") or "" for part in entries] == contents
        assert [_plain(part.find(f"{ATOM}title")) for part in entries] == titles


def _plain(title: Any) -> str:  # noqa: ANN401
    from html import unescape  # Only for the rare titles that are escaped twice.

    text: str = title.text
    return unescape(text) if title.get("type") == "html" else text


@given(source=articles(), edits=changes(), gone=tombstones(), is_gone=st.booleans())
def test_every_file_is_clean_text_and_always_the_same(
    source: Article,
    edits: list[Change],
    gone: tuple[Tombstone, ...],
    is_gone: bool,  # noqa: FBT001
) -> None:
    """Whatever stands in an article, the same input gives the same bytes, and they are clean."""
    source = replace(source, withdrawn=is_gone, gone=NOON if is_gone else None)

    def everything() -> list[tuple[str, bytes]]:
        return [
            *render_article_files(OPTIONS, source, edits),
            *render_site_files(
                OPTIONS,
                feeds=[
                    site_feed(OPTIONS, [(source, part) for part in source.items], gone),
                    articles_feed(OPTIONS, [source], gone),
                ],
                newest=[(source, part) for part in source.items],
                listings=[listing(source)],
                changes=[(source, edit) for edit in edits],
                gone={stone.slug: stone.successor for stone in gone},
            ),
        ]

    first = everything()

    assert first == everything()
    for _, data in first:
        check_text(data)
    assert len({path for path, _ in first}) == len(first)


def test_bytes_do_not_depend_on_the_process() -> None:
    """Another process, with other hashes, writes the same bytes."""
    script = (
        "from tests.rendering.samples import *\n"
        "from publisher.render.files import *\n"
        "from publisher.render.compose import articles_feed, site_feed\n"
        "import hashlib\n"
        "digest = hashlib.sha256()\n"
        "both = [article(), arabic()]\n"
        "files = [f for a in both for f in render_article_files(OPTIONS, a)]\n"
        "files += render_site_files(OPTIONS, newest=pairs(*both),"
        " feeds=[site_feed(OPTIONS, pairs(*both)), articles_feed(OPTIONS, both)],"
        " listings=[listing(a) for a in both])\n"
        "for path, data in files: digest.update(path.encode() + data)\n"
        "print(digest.hexdigest())\n"
    )

    def digest(seed: str) -> bytes:
        environment = {"PYTHONHASHSEED": seed, "LC_ALL": "C", "TZ": "Asia/Tokyo" if seed == "1" else "UTC"}
        return subprocess.run([sys.executable, "-c", script], env=environment, check=True, capture_output=True).stdout

    assert digest("1") == digest("2")


def test_importing_loads_no_heavy_library() -> None:
    """A run that finds nothing to publish does not pay for feedgen, lxml, Jinja or the URL parser."""
    script = (
        "import sys, publisher.render\n"
        "print(sorted({'feedgen', 'lxml', 'jinja2', 'dateutil', 'ada_url', 'markupsafe'} & set(sys.modules)))"
    )

    found = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout

    assert found == "[]\n"


def test_an_unchanged_feed_does_not_change() -> None:
    """A feed's own time is that of its newest change."""
    changed = NOON + timedelta(hours=3)
    source = article(items=(item(0, "A"), item(1, "B", updated=changed)))

    data = render_atom(article_feed(OPTIONS, source))

    assert etree.fromstring(data).findtext(f"{ATOM}updated") == "2026-03-01T15:00:00Z"


def test_language_stands_where_it_differs() -> None:
    """An item in another language than its feed says so."""
    feed = site_feed(OPTIONS, pairs(article(), arabic()))

    entries = etree.fromstring(render_atom(feed)).findall(f"{ATOM}entry")
    channel = etree.fromstring(render_rss(feed))[0]

    assert [entry.get(LANG) for entry in entries] == [None] * 4 + ["ar"] * 2
    assert [part.findtext(f"{DC}language") for part in channel.iterfind("item")] == [None] * 4 + ["ar"] * 2


def test_licenses_are_links_where_they_are_addresses() -> None:
    """An address of a license becomes a link in Atom, a name becomes rights."""
    first, *_, last = etree.fromstring(render_atom(FEEDS[0])).findall(f"{ATOM}entry")

    links = {link.get("rel"): link.get("href") for link in first.iterfind(f"{ATOM}link")}
    assert links["license"] == OPTIONS.license
    assert first.find(f"{ATOM}rights") is None
    assert last.findtext(f"{ATOM}rights") == "© Harbour Ledger"
    assert json.loads(render_json(FEEDS[0]))["items"][-1]["_publisher"] == {"license": "© Harbour Ledger"}


def test_images_are_thumbnails() -> None:
    """An item's image is its media:thumbnail in Atom and RSS, and media:content says what is known of it."""
    for data in (render_atom(FEEDS[0]), render_rss(FEEDS[0])):
        thumbnails = etree.fromstring(data).iter(f"{MEDIA}thumbnail")
        assert [thumbnail.get("url") for thumbnail in thumbnails] == ["https://ledger.example/pier.jpg", KEY.url]
        remote, own = etree.fromstring(data).iter(f"{MEDIA}content")
        assert dict(remote.attrib) == {
            "url": "https://ledger.example/pier.jpg",
            "type": "image/jpeg",
            "medium": "image",
        }
        assert dict(own.attrib) == {
            "url": KEY.url,
            "type": "image/png",
            "medium": "image",
            "fileSize": "1234",
            "width": "640",
            "height": "480",
        }


def test_sounds_and_films_are_enclosures() -> None:
    """Atom links to each, and to the item's own picture; RSS has the first, with its length; JSON Feed attaches all."""
    atom, rss, document = (write(FEEDS[0]) for write in (render_atom, render_rss, render_json))

    links = etree.fromstring(atom).xpath("//*[local-name()='link'][@rel='enclosure']")
    assert [dict(link.attrib) for link in links] == [
        {"href": KEY.url, "rel": "enclosure", "type": "image/png", "length": "1234"},
        {"href": TALK.url, "rel": "enclosure", "type": "audio/mpeg", "length": "99"},
        {"href": FILM.url, "rel": "enclosure", "type": "video/webm", "title": "The pier & the sea"},
    ]
    (enclosure,) = etree.fromstring(rss).iter("enclosure")
    assert dict(enclosure.attrib) == {"url": TALK.url, "type": "audio/mpeg", "length": "99"}
    (attached,) = [item["attachments"] for item in json.loads(document)["items"] if "attachments" in item]
    assert attached == [
        {"url": TALK.url, "mime_type": "audio/mpeg", "size_in_bytes": 99},
        {"url": FILM.url, "mime_type": "video/webm", "title": "The pier & the sea"},
    ]
    whole = json.loads(render_json(FEEDS[1]))["items"][0]
    assert whole["attachments"] == attached


def test_what_is_not_known_is_not_said() -> None:
    """A sound of an unknown length has a length of 0 in RSS, which must have one; of an unknown type, no enclosure."""
    unknown = replace(TALK, size_bytes=0), replace(FILM, type="")
    feed = article_feed(OPTIONS, article(items=(item(1, "A", media=unknown),)))

    (enclosure,) = etree.fromstring(render_rss(feed)).iter("enclosure")
    assert (enclosure.get("url"), enclosure.get("length")) == (TALK.url, "0")
    alone = article_feed(OPTIONS, article(items=(item(1, "A", media=unknown[1:]),)))
    assert b"<enclosure" not in render_rss(alone)
    assert "attachments" not in json.loads(render_json(alone))["items"][0]
    assert f'<link href="{FILM.url}" rel="enclosure" title='.encode() in render_atom(alone)


def test_an_articles_own_picture_stands_for_it_and_its_opening() -> None:
    """The picture that an article names comes before those in its text; other sections have their own."""
    source = article(image=KEY.url, media=(KEY,))

    sections = article_feed(OPTIONS, source).items
    assert [part.image for part in sections] == [KEY.url, KEY.url, "", ""]
    assert [part.media[:1] for part in sections] == [(KEY,), (KEY,), (), ()]
    (whole,) = articles_feed(OPTIONS, [source]).items
    assert (whole.image, whole.media[0]) == (KEY.url, KEY)


def test_a_summary_is_escaped_for_what_it_stands_in() -> None:
    """A plain summary is HTML in RSS, declared in Atom where it looks like markup, and plain in JSON."""
    feed = article_feed(OPTIONS, article(items=(item(1, "A", summary="The <b> tag & co"),)))

    assert etree.fromstring(render_rss(feed)).findtext(".//item/description") == "The &lt;b&gt; tag &amp; co"
    summary = etree.fromstring(render_atom(feed)).find(f".//{ATOM}summary")
    assert (summary.get("type"), summary.text) == ("html", "The &lt;b&gt; tag &amp; co")
    assert json.loads(render_json(feed))["items"][0]["summary"] == "The <b> tag & co"


TITLES = ("AT&T;", "Vec<T>", "<b>bold</b>", "&amp;", "&lt;", "a < b", "</title>", "&#60;", "<!-- x -->", "]]>", "1 & 2")


@pytest.mark.parametrize("title", TITLES)
def test_titles_arrive_as_they_are(title: str) -> None:
    """Plain texts of feeds and items are what they are in every format, whatever they look like."""
    options = replace(OPTIONS, title=title, description=title, license=title, authors=(title,))
    source = article(license=title, tags=(title,), authors=(title,), items=(item(1, title),))
    feed = site_feed(options, pairs(source))

    for render in (render_atom, render_rss):
        parsed = feedparser.parse(render(feed), sanitize_html=False)
        assert parsed.feed.title == title
        # In RSS, feedparser takes any description for HTML.
        assert parsed.feed.subtitle == title or render is render_rss
        (entry,) = parsed.entries
        assert entry.title == f"{title} — {article().title}"
        assert [tag.term for tag in entry.tags] == [title]
    root = etree.fromstring(render_atom(feed))
    kinds = {
        (each.tag.removeprefix(ATOM), each.get("type"))
        for each in root.iter(*(f"{ATOM}{t}" for t in ("title", "subtitle", "rights")))
    }
    assert kinds == {("title", "text"), ("subtitle", "text"), ("rights", "text")}
    channel = etree.fromstring(render_rss(feed))[0]
    texts = ("title", "description", "copyright", "item/category", f"item/{DC}rights", f"item/{DC}creator")
    assert {channel.findtext(text) for text in texts} == {title}


def test_private_feeds_name_no_hub() -> None:
    """A reader would give a hub the address that it reads the feed at, and there may be a secret in that."""
    hub = "https://hub.example/"
    options = replace(OPTIONS, hubs=(hub,), feeds=CHOSEN, private=("tide-books/", "feeds/sea/", "feed.json/"))
    feeds = [site_feed(options, pairs(article())), *(selected_feed(options, chosen) for chosen in CHOSEN)]
    files = [
        *render_article_files(options, article(), [change(1)]),
        *render_article_files(options, arabic(), [change(2)]),
        *render_site_files(options, feeds=feeds, newest=[], listings=[], changes=[(article(), change(1))]),
    ]
    names = {name for name, data in files if b"hub.example" in data}

    own = {f"{prefix}{name}" for prefix in ("", "changes.") for name in ("atom.xml", "rss.xml", "feed.json")}
    chosen = {"feeds/pier/rss.xml", "feeds/pier/feed.json"}
    assert names == (own - {"feed.json"}) | {f"dafatir-al-madd/{name}" for name in own} | chosen


def test_a_feed_of_changes_is_never_complete() -> None:
    """It holds the last changes only; a feed of items without an archive holds them all (RFC 5005 §2)."""
    complete = [feed for feed in FEEDS if b"<fh:complete/>" in render_atom(feed)]

    assert complete == [feed for feed in FEEDS if not feed.prefix]


def test_files_come_in_the_order_of_writing() -> None:
    """A file comes after those it links to: snippets, page, feeds; style, feeds, lists, front page."""
    own = [path for path, _ in render_article_files(OPTIONS, article())]
    feeds = [articles_feed(OPTIONS, []), site_feed(OPTIONS, [])]
    files = render_site_files(OPTIONS, feeds=feeds, newest=[], listings=[], gone={"old-wharf/": ""})
    site = [path for path, _ in files]

    assert own == [
        *(f"snippets/tide-books/section-{number}.html" for number in range(4)),
        "tide-books/index.html",
        "tide-books/atom.xml",
        "tide-books/rss.xml",
        "tide-books/feed.json",
        "tide-books/changes.atom.xml",
        "tide-books/changes.rss.xml",
        "tide-books/changes.feed.json",
    ]
    assert site == [
        "style.css",
        "page.js",
        "icon.svg",
        "feed.css",
        "articles/atom.xml",
        "articles/rss.xml",
        "articles/feed.json",
        "rss.xml",
        "atom.xml",
        "feed.json",
        "changes.atom.xml",
        "changes.rss.xml",
        "changes.feed.json",
        "feeds.opml",
        "articles.opml",
        "sitemap.xml",
        "gone.json",
        "articles/index.html",
        "index.html",
    ]


def test_feeds_that_are_off_are_neither_written_nor_linked() -> None:
    """Off means: no file, no link, no outline."""
    options = replace(OPTIONS, everything=Granularity.OFF, articles=Granularity.OFF, each=Granularity.OFF)
    options = replace(options, has_changes=False)

    files = dict(render_article_files(options, article()))
    files |= render_article_files(options, withdrawn())
    files |= render_site_files(options, newest=pairs(article()), listings=[listing(article())])

    assert [path for path in files if path.endswith((".xml", ".json"))] == ["sitemap.xml"]
    assert not [path for path, data in files.items() if b"atom.xml" in data or b"rss.xml" in data]


def test_what_is_gone_is_listed_only_where_something_is() -> None:
    """The list of what is gone is sorted, tells moved from withdrawn, and is absent where it would be empty."""

    def files(gone: dict[str, str]) -> dict[str, bytes]:
        return dict(render_site_files(OPTIONS, newest=[], listings=[], gone=gone))

    both = files({"snippets/b/x.html": "b/#y", "old-wharf/": "", "a/": "b/", "snippets/a/x.html": ""})

    assert "gone.json" not in files({})
    assert json.loads(both["gone.json"]) == {
        "version": 1,
        "gone": ["old-wharf/", "snippets/a/x.html"],
        "moved": {"a/": "b/", "snippets/b/x.html": "b/#y"},
    }


def test_snippets_hold_the_content_alone() -> None:
    """A snippet is the item's clean HTML and a newline."""
    files = dict(render_article_files(OPTIONS, article()))

    assert files["snippets/tide-books/section-1.html"].decode() == f"{article().items[1].content}\n"


def _outlines(data: bytes) -> list[str]:
    return [one.get("xmlUrl").removeprefix(OPTIONS.url) for one in etree.fromstring(data).iterfind(".//outline[@type]")]


CHOSEN = (
    FeedOptions(name="sea", select=Selection(tags=("tides",))),
    FeedOptions(name="pier", select=Selection(tags=("pier",)), formats=(Format.JSON, Format.RSS)),
)


def test_opml_lists_every_feed_once() -> None:
    """A reader that imports the list has no item twice: one feed of everything, and chosen ones, each in one format."""
    listings = [listing(arabic()), listing(article())]
    options = replace(OPTIONS, feeds=CHOSEN)
    files = dict(render_site_files(options, newest=[], listings=listings))
    for name in ("feeds.opml", "articles.opml"):
        check_text(files[name])
        root = etree.fromstring(files[name])
        assert (root.tag, root.get("version")) == ("opml", "2.0")
        assert [child.tag for child in root.find("head")] == ["title", "dateModified"]
        for outline in root.iter("outline"):
            assert outline.get("text")
            assert (outline.get("type") == "rss") == (len(outline) == 0)

    assert _outlines(files["feeds.opml"]) == ["atom.xml", "feeds/sea/atom.xml", "feeds/pier/rss.xml"]
    assert _outlines(files["articles.opml"]) == ["tide-books/atom.xml", "dafatir-al-madd/atom.xml"]
    last = etree.fromstring(files["articles.opml"]).find("body/outline/outline[last()]")
    assert dict(last.attrib) == {
        "type": "rss",
        "text": "دفاتر المد",
        "title": "دفاتر المد",
        "description": "تسعون عامًا من كتابة المد.",
        "language": "ar",
        "htmlUrl": "https://ledger.example/feeds/dafatir-al-madd/",
        "xmlUrl": "https://ledger.example/feeds/dafatir-al-madd/atom.xml",
    }


def test_opml_lists_what_there_is() -> None:
    """Whole articles take the place of sections that are off; without feeds of articles there is no list of them."""
    options = replace(OPTIONS, everything=Granularity.OFF)
    assert _outlines(dict(render_site_files(options, newest=[], listings=[]))["feeds.opml"]) == ["articles/atom.xml"]
    options = replace(OPTIONS, each=Granularity.OFF)
    files = dict(render_site_files(options, newest=pairs(article()), listings=[listing(article())]))
    assert "articles.opml" not in files
    assert not [name for name, data in files.items() if b"articles.opml" in data]


def test_a_public_list_names_no_private_feed() -> None:
    """Not a chosen one, nor an article's; a list that is private itself names all."""
    listings = [listing(arabic()), listing(article())]

    def lists(*private: str) -> list[list[str]]:
        options = replace(OPTIONS, feeds=CHOSEN, private=private)
        files = dict(render_site_files(options, newest=[], listings=listings))
        return [_outlines(files["feeds.opml"]), _outlines(files["articles.opml"])]

    everything = lists()
    assert lists("feeds/sea/", "tide-books/") == [["atom.xml", "feeds/pier/rss.xml"], ["dafatir-al-madd/atom.xml"]]
    assert lists("") == everything
    assert lists("articles.opml/", "tide-books/")[1] == everything[1]


@given(source=articles())
def test_hostile_titles_never_break_the_list_of_feeds(source: Article) -> None:
    """Whatever its title, an article has one outline with a text."""
    files = dict(render_site_files(OPTIONS, newest=[], listings=[listing(source)]))

    outlines = etree.fromstring(files["articles.opml"]).findall(".//outline[@type]")

    assert outlines[-1].get("text") == (one_line(source.title) or source.slug)
    assert printable(outlines[-1].get("text")) == outlines[-1].get("text")


def test_text_from_right_to_left_says_so() -> None:
    """No format has a word for it: the content says it, in every feed and in a summary; other text is as it was."""
    for feed in (article_feed(OPTIONS, arabic()), articles_feed(OPTIONS, [arabic()])):
        assert feed.items
        for found in (*feed.items, *map(shorten_item, feed.items)):
            assert found.content.startswith('<div dir="rtl" lang="ar">')
            assert found.content.endswith("</div>")
    assert not [found for found in article_feed(OPTIONS, article()).items if "rtl" in found.content]


def test_live_documents_name_the_hubs() -> None:
    """A hub stands on the feed, as WebSub §4 and JSON Feed have it; an archive has no news to tell."""
    options = replace(OPTIONS, hubs=("https://hub.example/", "https://other.example/hub?a=1"))

    for feed in (article_feed(options, article()), site_feed(options, []), article_changes(options, article(), [])):
        found = etree.fromstring(render_atom(feed)).findall(f"{ATOM}link[@rel='hub']")
        assert [link.get("href") for link in found] == list(options.hubs)
        links = etree.fromstring(render_rss(feed)).findall(f"channel/{ATOM}link[@rel='hub']")
        assert [link.get("href") for link in links] == list(options.hubs)
        assert json.loads(render_json(feed))["hubs"] == [{"type": "WebSub", "url": url} for url in options.hubs]
    page = make_page(site_feed(options, pairs(article())), 1)
    assert b"hub" not in render_atom(page) + render_rss(page) + render_json(page)


def test_a_license_with_an_address_is_linked() -> None:
    """On the feed and on each item, in Atom and in RSS (RFC 4946); one that is only a name is no link."""
    url = "https://creativecommons.org/licenses/by/4.0/"
    for license_, count in ((url, 1), ("CC BY 4.0", 0)):
        options, source = replace(OPTIONS, license=license_), article(license=license_)
        feed = article_feed(options, source)
        atom, rss = etree.fromstring(render_atom(feed)), etree.fromstring(render_rss(feed))
        for parent in (atom, rss[0], *atom.iterfind(f"{ATOM}entry"), *rss.iterfind("channel/item")):
            links = parent.findall(f"{ATOM}link[@rel='license']")
            assert [link.get("href") for link in links] == [url] * count
