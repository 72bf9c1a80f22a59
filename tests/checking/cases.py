"""For each rule a small edit of a correct feed that breaks it alone, and one beside it that keeps it."""

from __future__ import annotations

from dataclasses import dataclass

from tests.checking.feeds import FEEDS
from tests.checking.media import MEDIA


@dataclass(frozen=True, slots=True)
class Case:
    """An edit of a correct feed."""

    rule: str
    feed: str
    old: str
    """What is replaced, once."""
    broken: str
    kept: str | None = None
    """What may stand there instead; None for what stands there already."""
    content_type: str = ""
    url: str = ""
    encoding: str = "utf-8"
    also: tuple[str, ...] = ()
    """Rules that cannot be kept where this one is broken."""

    def write(self, new: str | None) -> bytes:
        """Return the feed with the edit."""
        text = FEEDS[self.feed]
        assert self.old in text, self
        if new is not None:
            text = text.replace(self.old, new, 1)
        return text.encode(self.encoding, "surrogatepass")


_ITEM = "<item>\n<title>High water</title>"
_RSS_TITLE = "<title>High water</title>"
_RSS_HTML = "<p>It rises &amp;amp; falls.&lt;/p&gt;"
_HTML = "&lt;p&gt;It rises &amp;amp; falls.&lt;/p&gt;"
_MAKER = "<generator>By hand</generator>"
_LINK = '<link href="https://example.org/high" type="text/html" thr:count="3"/>'
_ENTRY_TITLE = "<title>High water</title>"
_SUMMARY = "<summary>It rises.</summary>"
_STONE = '<at:deleted-entry ref="tag:example.org,2026:gone" when="2026-02-01T12:00:05Z"><at:comment>Wrong</at:comment>'
_AUTHOR = "<author>bob@example.org</author>"
_THUMBNAIL = '<media:thumbnail url="https://example.org/t.png" width="10" height="10"/>'
_IMAGE = '<content type="image/png">iVBORw0KGgo=</content>'
_PREVIOUS = '<atom:link href="https://example.org/rss-7.xml" rel="prev-archive"/>'
_SECOND = '   "id": "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a",\n'
_SOUND = '"mime_type": "audio/mpeg", '
_HUB = '{"type": "WebSub", "url": "https://hub.example.org/"}'
_FEED_ID = "<id>tag:example.org,2026:feed</id>"
_HIGH_ID = "<id>tag:example.org,2026:high</id>"
_HOUR_FEED = "<updated>2026-03-01T12:00:05Z</updated>\n<author><name>Ada</name><uri>"
_TEXT = "It rises & falls."
_MEDIA = '<media:content url="https://example.org/v.mp4" medium="video" expression="full" fileSize="12"/>'
_END = "</channel>\n</rss>\n"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MORE_ITEMS = "".join(
    f"<item><title>Tide {n}</title><link>https://example.org/{n}</link><description>It comes.</description>"
    f'<guid isPermaLink="false">tag:example.org,2026:{n}</guid>'
    "<pubDate>Sun, 01 Mar 2026 10:00:05 GMT</pubDate></item>\n"
    for n in range(99)
)

_DOCUMENT = (
    # Formats that are not checked are not called wrong.
    Case(
        "format-unchecked",
        "rss",
        FEEDS["rss"],
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        '<channel rdf:about="https://example.org/"><title>Tides</title></channel></rdf:RDF>',
    ),
    Case(
        "format-unchecked",
        "rss",
        FEEDS["rss"],
        '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">'
        "<channel><title>Tides</title></channel></r:RDF>",
    ),
    Case("format-unchecked", "opml", FEEDS["opml"], "<outlineDocument><head/></outlineDocument>"),
    Case("format-unknown", "rss", FEEDS["rss"], '<RDF xmlns="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'),
    Case("document-empty", "rss", FEEDS["rss"], " \n "),
    Case("format-unknown", "rss", FEEDS["rss"], "<tides/>"),
    Case("format-unknown", "json", FEEDS["json"], "[]"),
    Case("size-too-large", "rss", "<title>High water", "<title>High water" + " " * (15 * 1024 * 1024)),
    Case("size-large", "rss", "It falls.", "It falls. " * 60_000, "It falls. " * 50_000),
    Case(
        "items-many",
        "rss",
        _END,
        _MORE_ITEMS + _END,
        _MORE_ITEMS.replace(">Tide 98<", "><!-- -->Tide<").partition("<item><title>Tide 97")[0] + _END,
    ),
    Case("encoding-unknown", "rss", 'encoding="UTF-8"', 'encoding="tides"', 'encoding="utf8"'),
    Case(
        "encoding-invalid",
        "rss",
        'encoding="UTF-8"?>',
        'encoding="us-ascii"?><!-- é -->',
        'encoding="UTF-8"?><!-- é -->',
    ),
    Case("encoding-not-utf8", "rss", 'encoding="UTF-8"', 'encoding="iso-8859-1"', 'encoding="us-ascii"'),
    Case("encoding-not-utf8", "opml", 'encoding="UTF-8"', 'encoding="windows-1252"'),
    Case(
        "encoding-http",
        "rss",
        'encoding="UTF-8"',
        'encoding="iso-8859-1"',
        content_type="application/rss+xml; charset=utf-8",
    ),
    Case("xml-well-formed", "rss", "</item>", "</itme>"),
    Case("xml-well-formed", "rss", "<ttl>60</ttl>", "<ttl>60</ttl>&nbsp;"),
    Case("xml-well-formed", "atom", _ENTRY_TITLE, "<x:title>High water</x:title>"),
    Case("xml-doctype", "rss", _DECLARATION, _DECLARATION + '<!DOCTYPE rss SYSTEM "rss.dtd">\n'),
    Case("xml-dtd-internal", "rss", _DECLARATION, _DECLARATION + '<!DOCTYPE rss [<!ENTITY a "b">]>\n'),
    Case(
        "xml-dtd-internal",
        "atom",
        FEEDS["atom"],
        FEEDS["atom"]
        .replace(_DECLARATION, _DECLARATION + '<!DOCTYPE feed [<!ENTITY copy "&#169;">]>')
        .replace("<rights>Free", "<rights>&copy; Ada"),
    ),
    Case(
        "xml-dtd-growth",
        "rss",
        _DECLARATION,
        _DECLARATION + '<!DOCTYPE rss [<!ENTITY a "b"><!ENTITY c "&a;">]>\n',
        also=("xml-dtd-internal",),
    ),
    Case(
        "xml-dtd-growth",
        "rss",
        FEEDS["rss"],
        f'<!DOCTYPE rss [<!ENTITY a "{"b" * 1_000}">]><rss version="2.0">{"&a;" * 1_000}</rss>',
        also=("xml-dtd-internal",),
    ),
    Case(
        "xml-depth",
        "rss",
        _MEDIA,
        "<media:tags>" * 100 + "</media:tags>" * 100,
        "<media:tags>" * 90 + "</media:tags>" * 90,
    ),
    Case("xml-elements", "rss", _MEDIA, "<a/>" * 200_000, "<media:tags/>" * 10_000, also=("size-large", "rss-element")),
    Case(
        "xml-xslt",
        "rss",
        _DECLARATION,
        _DECLARATION + '<?xml-stylesheet type="text/xsl" href="a.xsl"?>\n',
        _DECLARATION + '<?xml-stylesheet type="text/css" href="a.css"?>\n',
    ),
    Case("xml-cdata", "rss", "It falls.", "<![CDATA[<p>It falls.</p>]]>", "&lt;p&gt;It falls.&lt;/p&gt;"),
    Case("xml-cdata", "atom", '<content type="html">' + _HTML, '<content type="html"><![CDATA[<p>It falls.</p>]]>'),
    Case("stray-text", "rss", _ITEM, "<item>tides" + _ITEM[6:]),
    Case("stray-text", "atom", _HIGH_ID, "tides" + _HIGH_ID),
    Case("stray-text", "opml", "<body>", "<body>tides"),
    Case("namespace-misspelt", "rss", "xmlns:sy=", 'xmlns:c="http://purl.org/rss/1.0/modules/content" xmlns:sy='),
    Case(
        "namespace-misspelt",
        "atom",
        FEEDS["atom"],
        '<feed xmlns="http://purl.org/atom/ns#"/>',
        also=("format-unknown",),
    ),
    Case(
        "namespace-prefix",
        "atom",
        "xmlns:at=",
        'xmlns:dc="https://example.org/dc" xmlns:at=',
        'xmlns:d="https://example.org/dc" xmlns:at=',
    ),
)

_COMMON = (
    Case("language-invalid", "rss", "<language>en-GB", "<language>English", "<language>gsw-CH"),
    Case("language-invalid", "rss", "<language>en-GB", "<language>xx", "<language>ast"),
    Case("atom-link-hreflang", "atom", 'hreflang="en"', 'hreflang="english"', 'hreflang="x-pirate"'),
    Case("name-email", "atom", "<name>Bob<", "<name>Bob &lt;bob@example.org&gt;<", "<name>@bob@example.org<"),
    Case("name-email", "json", '"name": "Bob"', '"name": "bob@example.org"', '"name": "Bob @ Home"'),
    Case("email-host", "atom", "<email>ada@example.org", "<email>ada@localhost", "<email>ada@[192.0.2.1]"),
    Case("email-host", "rss", "<webMaster>web@example.org", "<webMaster>web@localhost (Web)"),
    Case(
        "text-markup",
        "rss",
        "<copyright>Free",
        "<copyright>&lt;b&gt;Free&lt;/b&gt;",
        "<copyright>&#x3C;b&#x3E;Free&#x3C;/b&#x3E;",
    ),
    Case("text-markup", "rss", "<category>Tides", "<category>Tides &amp;amp; moons", "<category>Tides &amp; moons"),
    Case("text-markup", "rss", "<description>When", "<description>&lt;i&gt;When&lt;/i&gt;", "<description>a &lt; b"),
    Case("text-markup", "rss", ">Elsewhere</source>", ">&lt;b&gt;Else&lt;/b&gt;</source>", ">Else</source>"),
    Case(
        "text-markup",
        "rss",
        "<width>88",
        "<description>&lt;b&gt;A&lt;/b&gt;</description><width>88",
        "<description>Vec&lt;T&gt;</description><width>88",
    ),
    Case("text-markup", "atom", 'title="Pages"', 'title="&lt;b&gt;Pages&lt;/b&gt;"', 'title="Vec&lt;T&gt; &lt;b&gt;"'),
    Case("text-markup", "atom", 'label="Sea"', 'label="Sea &amp;amp; sand"', 'label="Sea &amp; sand;"'),
    Case("text-markup", "atom", "<name>Bob", "<name>&lt;b&gt;Bob&lt;/b&gt;", "<name>Bob &lt;3"),
    # What RSS and JSON Feed allow: an id is any text.
    Case("id-form", "rss", ">tag:example.org,2026:high<", ">tag:example.org,26:high<", ">high tide 2026<"),
    Case("id-form", "json", '"tag:example.org,2026:high"', '"urn:uuid:high"', '"high"'),
    Case("id-urn", "atom", _HIGH_ID, "<id>urn:high</id>", "<id>urn:isbn:9780141036144</id>"),
    # The part after the last colon of a tag URI may be empty (RFC 4151 §2.1).
    Case("atom-id", "atom", _HIGH_ID, "<id>tag</id>", "<id>tag:example.org,2000:</id>"),
    Case("url-invalid", "atom", ' xml:lang="en"', ' xml:lang="en" xml:base="https://a b/"', also=("atom-base",)),
    Case("feed-title", "rss", "<title>Tide tables</title>\n<link>", "<title/>\n<link>", also=("rss-image-channel",)),
    Case("feed-title", "atom", "<title>Tide tables</title>", "<title> </title>"),
    Case("feed-title", "json", '"title": "Tide tables"', '"title": " "'),
    Case("text-control", "rss", "It falls.", "It falls\x92.", "It falls’."),
    Case("text-control", "json", '"Low water"', '"Low\\u0007water"', '"Low\\twater"'),
    Case("text-replacement", "atom", "It falls.", "It falls\ufffd."),
    Case("text-mojibake", "rss", "It falls.", "MarÃ©e", "Marée"),
    Case("text-mojibake", "json", "When the sea comes.", "La mer â€™ici", "La mer ’ici"),
    Case("item-title", "rss", _RSS_TITLE, "<title> </title>"),
    Case("item-title", "rss", _RSS_TITLE, ""),
    Case("item-title", "atom", _ENTRY_TITLE, "<title/>"),
    Case("item-title", "json", '   "title": "Low water",\n', ""),
    Case(
        "title-markup",
        "rss",
        _RSS_TITLE,
        "<title>High &lt;b&gt;water&lt;/b&gt;</title>",
        "<title>High &#x3C;b&#x3E;water&#x3C;/b&#x3E;</title>",
    ),
    Case("title-markup", "rss", _RSS_TITLE, "<title>High &amp;amp; dry</title>", "<title>High &amp; dry</title>"),
    Case(
        "title-markup",
        "atom",
        _ENTRY_TITLE,
        "<title>High &lt;b&gt;water&lt;/b&gt;</title>",
        "<title>The &lt;b&gt; tag</title>",
    ),
    Case(
        "title-markup",
        "atom",
        _ENTRY_TITLE,
        "<title>High &amp;amp; dry</title>",
        "<title>A Vec&lt;T&gt; of &lt;/T&gt; &amp; &amp;mut; x</title>",
    ),
    Case("title-markup", "atom", _ENTRY_TITLE, '<title type="html">High &lt;b&gt;water&lt;/b&gt;</title>'),
    Case("language-invalid", "rss", "<language>en-GB", "<language>en_GB", "<language>zh-Hant"),
    Case("language-invalid", "atom", 'xml:lang="en"', 'xml:lang="english language"'),
    Case("language-invalid", "json", '"language": "en",\n "exp', '"language": "e",\n "exp'),
    Case("language-missing", "rss", "<language>en-GB</language>", "", "<dc:language>en</dc:language>"),
    Case("language-missing", "atom", ' xml:lang="en"', "", ' xml:lang=""'),
    Case("language-missing", "json", ' "language": "en",\n "exp', ' "exp'),
    Case(
        "item-content",
        "rss",
        "<description>It falls.</description>",
        "",
    ),
    Case(
        "item-content",
        "atom",
        "<summary>It falls.</summary>\n" + _IMAGE,
        "",
        '<content type="text">It falls.</content>',
    ),
    Case("item-content", "json", '"<p>It falls.</p>"', '""', '"It falls."'),
    Case(
        "url-invalid",
        "rss",
        "<link>https://example.org/low",
        "<link>https://example.org/l ow",
        "<link>https://example.org/l%20ow",
    ),
    Case("url-invalid", "rss", "<link>https://example.org/low", "<link>https://", "<link>mailto:ada@example.org"),
    Case(
        "url-invalid",
        "atom",
        'href="https://example.org/low"',
        'href="https://example.org/100%"',
        'href="https://[::1]:80/a?b#c"',
    ),
    Case("url-invalid", "json", '"https://example.org/low"', '" https://example.org/low"'),
    Case(
        "url-non-ascii",
        "rss",
        "<link>https://example.org/low",
        "<link>https://éxample.org/",
        "<link>https://xn--xample-9ua.org/",
    ),
    Case("url-non-ascii", "json", '"https://example.org/low"', '"https://example.org/é"'),
    Case(
        "url-percent-case",
        "rss",
        "<link>https://example.org/low",
        "<link>https://example.org/%c3%a9",
        "<link>https://example.org/%C3%A9",
    ),
    Case("url-relative", "atom", 'href="https://example.org/low"', 'href="/low"'),
    Case("url-relative", "json", '"https://example.org/low"', '"//example.org/low"'),
    Case("url-unsafe", "rss", "<link>https://example.org/low", "<link>javascript:alert(1)"),
    Case("url-unsafe", "atom", 'href="https://example.org/low"', 'href="data:text/html,x"'),
    Case("id-duplicate", "rss", "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a", "tag:example.org,2026:high"),
    Case("atom-id-twice", "atom", "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a", "tag:example.org,2026:high"),
    Case("id-duplicate", "json", "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a", "tag:example.org,2026:high"),
    Case("id-feed-item", "atom", _HIGH_ID, _FEED_ID),
    Case("id-tag", "atom", _HIGH_ID, "<id>tag:example.org:high</id>", "<id>tag:ada@example.org,2026-03-01:high</id>"),
    Case("id-uuid", "atom", "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a", "urn:uuid:1225c695"),
    Case("id-url", "json", "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a", "https://example.org/low", "low"),
    Case("id-url", "rss", '<guid isPermaLink="false">tag:example.org,2026:high', "<guid>https://example.org/high"),
    Case("date-future", "json", "2026-03-01T12:00:05Z", "2026-03-02T12:11:00Z", "2026-03-02T12:09:00Z"),
    Case("date-future", "opml", "Modified>Sun, 01 Mar 2026", "Modified>Mon, 01 Mar 2027"),
    Case("date-ancient", "rss", "<pubDate>Sun, 01 Mar 2026 11:00:05 GMT", "<pubDate>Thu, 01 Jan 1970 00:00:00 GMT"),
    Case(
        "date-order",
        "atom",
        "<published>2026-03-01T12:00:00Z",
        "<published>2026-03-01T12:00:06Z",
        "<published>2026-03-01T12:00:05Z",
    ),
    Case("date-order", "json", "2026-03-01T12:00:05Z", "2026-03-01T11:59:59Z"),
    Case("date-not-utc", "rss", "<pubDate>Sun, 01 Mar 2026 11:00:05 GMT", "<pubDate>Sun, 01 Mar 2026 12:00:05 +0100"),
    Case("date-not-utc", "atom", "<published>2026-03-01T11:00:05Z", "<published>2026-03-01T12:00:05+01:00"),
    Case(
        "item-date",
        "rss",
        "<pubDate>Sun, 01 Mar 2026 11:00:05 GMT</pubDate>",
        "",
        "<dc:date>2026-03-01T11:00:05Z</dc:date>",
    ),
    Case("item-date", "atom", "<published>2026-03-01T11:00:05Z</published>", ""),
    Case("item-date", "json", '   "date_published": "2026-03-01T11:00:00Z",\n', ""),
    Case(
        "date-feed-stale", "rss", "<lastBuildDate>Sun, 01 Mar 2026 12:00:05", "<lastBuildDate>Sun, 01 Mar 2026 12:00:04"
    ),
    Case("date-feed-stale", "atom", _HOUR_FEED, _HOUR_FEED.replace(":05Z", ":04Z"), _HOUR_FEED.replace(":05Z", ":06Z")),
    Case("http-type", "rss", _MAKER, _MAKER, content_type="text/html; charset=utf-8"),
    Case("http-type", "json", "A feed.", "A feed.", content_type="application/atom+xml; charset=utf-8"),
    Case("http-type-generic", "atom", _SUMMARY, _SUMMARY, content_type="text/xml; charset=utf-8"),
    Case("http-type-generic", "json", "A feed.", "A feed.", content_type="application/json; charset=utf-8"),
    Case("http-charset", "opml", "Ada", "Ada", content_type="text/x-opml"),
    Case(
        "self-link-url",
        "rss",
        "https://example.org/rss.xml",
        "https://example.org/old.xml",
        url="https://example.org/rss.xml",
    ),
    Case(
        "self-link-url",
        "atom",
        "https://example.org/atom.xml",
        "https://example.org/old.xml",
        url="https://example.org/atom.xml",
    ),
    Case(
        "self-link-url",
        "json",
        "https://example.org/feed.json",
        "https://example.org/old.json",
        url="https://example.org/feed.json",
    ),
)


def _html(rule: str, broken: str, kept: str | None = None) -> tuple[Case, ...]:
    """Put one piece of HTML into a content of each format."""
    from html import escape
    from json import dumps

    pieces = {"rss": _HTML, "atom": _HTML, "json": '"<p>It falls.</p>"'}
    return tuple(
        Case(
            rule,
            feed,
            old,
            dumps(broken) if feed == "json" else escape(broken),
            None if kept is None else dumps(kept) if feed == "json" else escape(kept),
        )
        for feed, old in pieces.items()
    )


def _xhtml(rule: str, broken: str) -> Case:
    """Put XHTML into a summary."""
    start, end = '<summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">', "</div></summary>"
    return Case(rule, "atom", _SUMMARY, f"{start}{broken}{end}", f"{start}<p>It <em>rises</em>.</p>{end}")


_MARKUP = (
    *_html("html-script", "<p>a</p><script>alert('<p>')</script>", "<p>a</p><code>script</code>"),
    *_html("html-element", '<iframe src="https://example.com/"></iframe>'),
    *_html("html-element", "<svg></svg>"),
    _xhtml("html-element", "<style>p { }</style>"),
    _xhtml("html-element", '<svg xmlns="http://www.w3.org/2000/svg"/>'),
    *_html("html-script", '<p onclick="x()">a</p>', '<p title="onclick">a</p>'),
    *_html("html-attribute", '<p STYLE="color: red">a</p>'),
    _xhtml("html-script", '<p onclick="x()">a</p>'),
    *_html("html-attribute", '<p style="color: red">a</p>', '<p class="style">a</p>'),
    *_html("html-url-unsafe", '<a href="javascript:alert(1)">a</a>', '<a href="https://example.org/javascript:">a</a>'),
    *_html("html-url-unsafe", '<a href=" Java&#10;Script:alert(1)">a</a>'),
    *_html("html-url-unsafe", '<img src="data:text/html,x">', '<img src="data:image/png;base64,AA==">'),
    *_html("html-url-relative", '<a href="#note">a</a>', '<a href="https://example.org/#note">a</a>'),
    *_html("html-url-relative", '<img src="//example.org/a.png">'),
    *_html(
        "html-url-relative",
        '<img src="https://example.org/a" srcset="https://example.org/a 1x, b 2x">',
        '<img src="https://example.org/a" srcset="https://example.org/a 1x, https://example.org/b 2x">',
    ),
    *_html("html-url-relative", '<video poster="a.png"></video>'),
    *_html("html-url-relative", '<blockquote cite="/a">a</blockquote>'),
    *_html("html-url-relative", "<a href>a</a>"),
    _xhtml("html-url-relative", '<a href="/a">a</a>'),
    *_html("html-url-invalid", '<a href="https://example.org/a b">a</a>', '<a href="https://example.org/a%20b">a</a>'),
    *_html("html-url-invalid", '<a href="https://example.org/é">a</a>'),
    *_html("html-unbalanced", "<p><em>a</p>", "<ul><li>a<li>b</ul><p>a<br>b</p>"),
    *_html("html-unbalanced", "<div>a"),
    *_html("html-unbalanced", "a</div>"),
    *_html("html-unbalanced", '<p>a</p><a href="x'),
    *_html("html-unbalanced", "<p>a</p><!-- b", "<p>a</p><!-- b -->"),
    *_html("html-ampersand", "<p>AT&T</p>", "<p>AT&amp;T &#38; &#x26;</p>"),
    *_html("html-ampersand", '<a href="https://example.org/?a=1&b=2">a</a>'),
    *_html("html-entity", "<p>&tide;</p>", "<p>&hellip;</p>"),
    *_html("html-angle", "<p>1 < 2</p>", "<p>1 &lt; 2</p>"),
    *_html("html-angle", "<!DOCTYPE html><p>a</p>"),
    *_html("html-name", "<tide-table>a</tide-table>", "<table><tr><td>a</table>"),
    *_html("html-depth", "<b>" * 201 + "a" + "</b>" * 201, "<b>" * 200 + "a" + "</b>" * 200),
    Case("html-tags", "rss", "It falls.", "&lt;br&gt;" * 300_001, "&lt;br&gt;" * 1_000, also=("size-large",)),
    *_html("html-attribute-twice", '<p title="a" TITLE="b">a</p>'),
    *_html(
        "html-source",
        "<img alt=''>",
        "<picture><source srcset='https://example.org/a'><img src='https://example.org/a'></picture>",
    ),
)

_RSS = (
    # White space around an address is none of its characters (RSS 2.0: "the first non-whitespace characters").
    Case(
        "url-invalid",
        "rss",
        "<link>https://example.org/low",
        "<link>\n https://example.org/l ow\n ",
        "<link>\n https://example.org/low\t\n ",
    ),
    Case("rss-link-scheme", "rss", "<comments>https:", "<comments> //", "<comments> https:"),
    Case("rss-date-form", "rss", "<pubDate>Sun, 01 Mar 2026 11:00:05 GMT", "<pubDate>SUN, 01 mar 2026 11:00:05 gmt"),
    Case("rss-date-form", "rss", "<pubDate>Sun, 01 Mar 2026 11:00:05 GMT", "<pubDate>Sun,01 Mar 2026 11:00:05 GMT"),
    Case(
        "rss-date-form",
        "rss",
        "<pubDate>Sun, 01 Mar 2026 11:00:05 GMT",
        "<pubDate>Sun (a (quiet) day), 1(st)\n Mar(ch) 2026 11 : 00:05 GMT",
        "<pubDate>\n Sun, 1 Mar 2026 11:00:05 GMT ",
    ),
    Case(
        "rss-date-form",
        "rss",
        "<pubDate>Sun, 01 Mar 2026 11:00:05 GMT",
        "<pubDate>Sun, 01 Mar 2026 11:00:05 A",
        "<pubDate>Sun, 01 Mar 2026 11:00:05 Z",
        also=("date-not-utc",),
    ),
    Case("rss-date", "rss", "<pubDate>Sun, 01 Mar 2026 11:00:05 GMT", "<pubDate>Sun 01 Mar 2026 11:00:05 GMT"),
    Case("rss-date", "rss", "<pubDate>Sun, 01 Mar 2026 11:00:05 GMT", "<pubDate>Sun, 01 Mar 2026 (11:00:05 GMT"),
    Case("rss-date", "rss", "<pubDate>Sun, 01 Mar 2026 11:00:05 GMT", "<pubDate>Sun, 01 Mars 2026 11:00:05 GMT"),
    Case("rss-date", "rss", "<pubDate>Sun, 01 Mar 2026 11:00:05 GMT", "<pubDate>Sun, 01 Mar 2026 11:00:05 CET"),
    Case("rss-email-form", "rss", "<author>bob@example.org", "<author>Bob &lt;bob@example.org&gt;"),
    Case("rss-email-form", "rss", "<author>bob@example.org", "<author>Bob, bob@example.org"),
    Case(
        "rss-email-form",
        "rss",
        "<author>bob@example.org",
        "<author>mailto:bob%40example.org",
        '<author>"Bob B"@example.org',
    ),
    Case("rss-email", "rss", "<author>bob@example.org", "<author>mailto:bob", "<author>bob@example.org (B. O&#39;B)"),
    Case("rss-content-alone", "rss", "<description>It falls.</description>", "<content:encoded>a</content:encoded>"),
    Case(
        "rss-permalink-scheme",
        "rss",
        '<guid isPermaLink="false">urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a',
        "<guid>yt:video:1",
        '<guid isPermaLink="false">yt:video:1',
    ),
    Case(
        "rss-guid-short",
        "rss",
        "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a",
        "17",
        "20260301110005",
    ),
    Case(
        "rss-input-name",
        "rss",
        "<ttl>60</ttl>",
        "<textInput><title>Find</title><description>Find</description><name>?</name><link>https://example.org/q</link></textInput>",
        also=("rss-input-unused",),
    ),
    *(
        Case("rss-module", "rss", old, f"{old}{module}", f"{old}<media:tags/>")
        for old, module in (
            ("<webMaster>web@example.org</webMaster>", "<dc:publisher>Web</dc:publisher>"),
            ("<copyright>Free</copyright>", "<dc:rights>Free</dc:rights>"),
            ("<language>en-GB</language>", "<dc:language>en-GB</dc:language>"),
            ("<category>Tides</category>", "<dc:subject>Tides</dc:subject>"),
            (_RSS_TITLE, "<dc:title>High water</dc:title>"),
            ("<description>It falls.</description>", "<atom:content>It falls.</atom:content>"),
            ("<dc:creator>Ada</dc:creator>", "<pubDate>Sun, 01 Mar 2026 12:00:05 GMT</pubDate>"),
        )
    ),
    Case("rss-empty", "rss", "<description>When the sea comes.</description>", "<description/>"),
    Case("rss-email", "rss", "<author>bob@example.org</author>", "<author> </author>"),
    Case("rss-link-scheme", "rss", "<link>https://example.org/low", "<link>"),
    Case("rss-image-channel", "rss", "</url><title>Tide tables", "</url><title>"),
    Case("rss-guid-empty", "rss", "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a", " "),
    Case("rss-date", "rss", "<pubDate>Sun, 01 Mar 2026 11:00:05 GMT", "<pubDate>"),
    Case("rss-image-size", "rss", "<width>88", "<width>"),
    Case("rss-cloud", "rss", 'port="80"', 'port="http"'),
    Case("rss-cloud", "rss", 'port="80"', 'port="0"', 'port="8080"'),
    Case("rss-empty", "rss", "<day>Sunday</day>", ""),
    Case("title-markup", "rss", _RSS_TITLE, "<title>High &lt;b water</title>", "<title>High &#x3C;b water</title>"),
    Case("title-markup", "rss", _RSS_TITLE, "<title>High &lt;/ water</title>", "<title>3 &lt; 4 &lt;3</title>"),
    Case("text-markup", "rss", "(Ada)", "(&lt;b&gt;Ada&lt;/b&gt;)", "(Ada &#x26; Bob)"),
    Case("rss-permalink", "rss", '<guid isPermaLink="false">urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a', "<guid>"),
    Case("rss-cloud", "rss", 'protocol="soap"', 'protocol="rest"', 'protocol="http-post"'),
    Case("rss-ttl", "rss", "<ttl>60", "<ttl>"),
    Case("language-invalid", "rss", "<language>en-GB", "<language>"),
    Case("rss-version", "rss", 'rss version="2.0"', 'rss version="3.0"'),
    Case("rss-version-old", "rss", 'rss version="2.0"', 'rss version="0.91"'),
    Case("rss-version", "rss", 'rss version="2.0"', "rss"),
    Case("rss-channel", "rss", _END, "</channel>\n<channel/></rss>"),
    Case("rss-required", "rss", "<description>When the sea comes.</description>", ""),
    Case("rss-once", "rss", "<ttl>60</ttl>", "<ttl>60</ttl><ttl>60</ttl>"),
    Case(
        "rss-once",
        "rss",
        "<description>It falls.</description>",
        "<description>It falls.</description><description>It falls.</description>",
    ),
    Case("rss-element", "rss", "<ttl>60</ttl>", "<tide>60</tide>"),
    Case("rss-element", "rss", "<author>bob@example.org</author>", "<ttl>60</ttl>"),
    Case("rss-element", "rss", _END, "</channel>\n<item/></rss>"),
    Case("rss-attribute", "rss", "<ttl>60", '<ttl unit="min">60'),
    Case("rss-empty", "rss", "<copyright>Free</copyright>", "<copyright/>"),
    Case(
        "rss-item",
        "rss",
        "<title>Low water</title>\n<link>https://example.org/low</link>\n<description>It falls.</description>",
        "<link>https://example.org/low</link><content:encoded>It falls.</content:encoded>",
        also=("rss-content-alone",),
    ),
    Case("rss-children", "rss", "<description>It falls.</description>", "<description>It <b>falls</b>.</description>"),
    Case("rss-link", "rss", "<link>https://example.org/low</link>", ""),
    Case("rss-guid", "rss", '<guid isPermaLink="false">urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a</guid>', ""),
    Case("rss-permalink", "rss", '<guid isPermaLink="false">urn', "<guid>urn"),
    Case("rss-permalink-value", "rss", '<guid isPermaLink="false">urn', '<guid isPermaLink="no">urn'),
    Case(
        "rss-date",
        "rss",
        "<pubDate>Sun, 01 Mar 2026 11:00:05 GMT",
        "<pubDate>2026-03-01T11:00:05Z",
        "<pubDate>1 Mar 2026 11:00 GMT",
    ),
    Case("rss-date", "rss", "<pubDate>Sun, 01 Mar 2026 11:00:05 GMT", "<pubDate>30 Feb 2026 11:00:05 GMT"),
    Case("rss-date-year", "rss", "<pubDate>Sun, 01 Mar 2026 11", "<pubDate>Sun, 01 Mar 26 11"),
    Case("rss-date-day", "rss", "<pubDate>Sun, 01 Mar 2026 11", "<pubDate>Mon, 01 Mar 2026 11"),
    Case("rss-enclosure", "rss", ' length="1234"', ""),
    Case("rss-enclosure-length", "rss", 'length="1234"', 'length="1 MB"', 'length="0"'),
    Case("rss-enclosure-type", "rss", 'type="audio/mpeg"', 'type="mp3"'),
    Case(
        "rss-enclosures",
        "rss",
        "<comments>",
        '<enclosure url="https://example.org/a.mp3" length="1" type="audio/mpeg"/><comments>',
    ),
    Case("rss-image", "rss", "<image><url>https://example.org/logo.png</url>", "<image>"),
    Case("rss-image-size", "rss", "<width>88", "<width>145", "<width>144"),
    Case("rss-image-size", "rss", "<height>31", "<height>tall"),
    Case("rss-image-channel", "rss", "</url><title>Tide tables", "</url><title>Tables"),
    Case(
        "rss-image-type",
        "rss",
        "https://example.org/logo.png",
        "https://example.org/logo.svg",
        "https://example.org/logo",
    ),
    Case("rss-email", "rss", "<author>bob@example.org", "<author>Bob", "<author>bob@example.org (Bob)"),
    Case("rss-email", "rss", "<webMaster>web@example.org", "<webMaster>web"),
    Case(
        "rss-creator",
        "rss",
        "<author>bob@example.org</author>",
        "<author>bob@example.org</author><dc:creator>Bob</dc:creator>",
        "<dc:creator>Bob</dc:creator>",
    ),
    Case("rss-ttl", "rss", "<ttl>60", "<ttl>1 h"),
    Case("rss-ttl", "rss", "<ttl>60", "<ttl>0"),
    Case("rss-hours", "rss", "<hour>23", "<hour>25"),
    Case("rss-hours", "rss", "<hour>23", "<hour>24", also=("rss-midnight",)),
    Case("rss-midnight", "rss", "<hour>0</hour><hour>23", "<hour>24</hour><hour>23", "<hour>0</hour><hour>7"),
    Case("rss-hours", "rss", "<hour>23", "<hour>0"),
    Case("rss-days", "rss", "<day>Sunday", "<day>Sonntag"),
    Case("rss-cloud", "rss", ' path="/rpc"', ""),
    Case("rss-input", "rss", "<ttl>60</ttl>", "<textInput><title>Find</title></textInput>", "<ttl>5</ttl>"),
    Case(
        "rss-input-unused",
        "rss",
        "<ttl>60</ttl>",
        "<textInput><title>Find</title><description>Find</description><name>q</name><link>https://example.org/q</link></textInput>",
    ),
    Case("rss-source", "rss", '<source url="https://example.com/rss.xml">', "<source>"),
    Case("rss-link-scheme", "rss", "<link>https://example.org/low", "<link>/low"),
    Case(
        "rss-self", "rss", '<atom:link href="https://example.org/rss.xml" rel="self" type="application/rss+xml"/>', ""
    ),
    Case("rss-selves", "rss", _PREVIOUS, _PREVIOUS.replace("prev-archive", "self")),
    Case("rss-atom", "rss", _PREVIOUS, "<atom:entry/>", "<atom:updated>2026-03-01T12:00:05Z</atom:updated>"),
    Case("rss-order", "rss", _END, "<rating>a</rating>" + _END),
    Case(
        "rss-content-order",
        "rss",
        "<description>It falls.",
        "<content:encoded>It falls.</content:encoded><description>It falls.",
    ),
)

_ATOM = (
    Case("date-order", "atom", "<published>2026-03-01T11:00:05Z", "<published>2026-03-01T11:00:06.5Z"),
    Case(
        "atom-updated-unique",
        "atom",
        "<updated>2026-03-01T11:00:05Z",
        "<updated>2026-03-01T13:00:05.0+01:00",
        "<updated>2026-03-01T12:00:04.999Z",
        also=("date-not-utc",),
    ),
    Case(
        "atom-content-xml",
        "atom",
        _IMAGE,
        '<content type="image/svg+xml">Sea <svg xmlns="http://www.w3.org/2000/svg"/></content>',
        '<content type="image/svg+xml">\n<svg xmlns="http://www.w3.org/2000/svg"/></content>',
    ),
    Case("atom-blank", "atom", "<rights>Free", "<rights> "),
    Case("atom-blank", "atom", ">iVBORw0KGgo=<", "><"),
    Case(
        "atom-id-normal",
        "atom",
        _HIGH_ID,
        "<id>tag:example.org,2026:%68igh</id>",
        "<id>tag:example.org,2026:%C3%A9</id>",
    ),
    Case(
        "atom-text-html",
        "atom",
        "<summary>It falls.",
        "<summary>It &lt;b&gt;falls&lt;/b&gt;.",
        "<summary>The &lt;b&gt; tag, a Vec&lt;T&gt; and &lt;/T&gt;.",
    ),
    Case("atom-text-html", "atom", "<rights>Free", "<rights>&amp;copy; Ada", "<rights>&amp;Ada; &amp; Bob"),
    Case(
        "atom-text-html",
        "atom",
        _IMAGE,
        "<content>&lt;p&gt;It falls.&lt;/p&gt;</content>",
        '<content type="html">&lt;p&gt;It falls.&lt;/p&gt;</content>',
    ),
    Case(
        "atom-text-html",
        "atom",
        _SUMMARY,
        '<summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">&lt;b&gt;It&lt;/b&gt;</div></summary>',
        '<summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><code>&lt;/b&gt;</code></div></summary>',
    ),
    Case(
        "atom-xhtml",
        "atom",
        _SUMMARY,
        '<summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p xmlns="">a</p></div></summary>',
    ),
    Case(
        "atom-alternates",
        "atom",
        "<title>Elsewhere</title>",
        '<title>Elsewhere</title><link href="https://example.com/"/><link href="https://example.com/a"/>',
        '<title>Elsewhere</title><link href="https://example.com/"/>',
    ),
    Case(
        "atom-text-children",
        "atom",
        _IMAGE,
        '<content type="text/plain"><b xmlns="urn:b"/></content>',
        '<content type="text/plain">b</content>',
    ),
    Case(
        "atom-content-type",
        "atom",
        _IMAGE,
        '<content type="html" src="https://example.org/a"/>',
        '<content type="text/html" src="https://example.org/a"/>',
    ),
    Case("atom-link-rel", "rss", 'rel="prev-archive"', 'rel="prev archive"'),
    Case("atom-empty", "atom", "<email>ada@example.org", "<email>"),
    Case("atom-blank", "atom", "<contributor><name>Bob", "<contributor><name> "),
    Case("atom-blank", "atom", "By hand", ""),
    Case("atom-required", "atom", _FEED_ID, ""),
    Case("atom-required", "atom", "<title>Low water</title>", ""),
    Case("atom-required", "atom", "<updated>2026-03-01T11:00:05Z</updated>", ""),
    Case("atom-once", "atom", "<logo>", "<logo>https://example.org/l.png</logo><logo>"),
    Case("atom-once", "atom", _SUMMARY, _SUMMARY + _SUMMARY),
    Case(
        "atom-author",
        "atom",
        "<author><name>Ada</name><uri>https://example.org/ada</uri><email>ada@example.org</email></author>",
        "",
    ),
    Case("atom-element", "atom", _SUMMARY, _SUMMARY + "<subtitle>Tides</subtitle>"),
    Case(
        "atom-no-namespace",
        "atom",
        _SUMMARY,
        _SUMMARY + '<tide xmlns="">High</tide>',
        _SUMMARY + '<tide xmlns="urn:tide">High</tide>',
    ),
    Case("atom-element", "atom", "<contributor>", "<contributor><title>Dr</title>"),
    Case("atom-grammar", "atom", 'title="Pages"', 'titel="Pages"', 'media:title="Pages"'),
    Case("atom-grammar", "atom", "<logo>", '<logo width="3">'),
    Case("atom-grammar", "atom", "<rights>Free</rights>\n<at", '<rights type="text" class="a">Free</rights>\n<at'),
    Case("atom-grammar", "atom", "By hand", "By <hand/>"),
    Case("atom-person-name", "atom", "<contributor><name>Bob</name>", "<contributor>"),
    Case("atom-person-name", "atom", "<contributor><name>Bob</name>", "<contributor><name>Bob</name><name>Bo</name>"),
    Case("atom-person-email", "atom", "<email>ada@example.org", "<email>ada"),
    Case("atom-empty", "atom", "https://example.org/icon.png", ""),
    Case("atom-empty", "atom", "<updated>2026-03-01T11:00:05Z", "<updated>"),
    Case(
        "atom-date",
        "atom",
        "<published>2026-03-01T11:00:05Z",
        "<published>2026-03-01",
        "<published>2026-03-01T11:00:05.25Z",
    ),
    Case("atom-date", "atom", "<published>2026-03-01T11:00:05Z", "<published> 2026-03-01T11:00:05Z"),
    Case("atom-date", "atom", "<published>2026-03-01T11:00:05Z", "<published>2026-02-29T11:00:05Z"),
    Case("atom-link-href", "atom", ' href="https://example.org/low"', ""),
    Case("atom-link-href", "rss", ' href="https://example.org/rss-7.xml"', ""),
    Case("atom-link-rel", "atom", 'rel="enclosure"', 'rel="an enclosure"', 'rel="https://example.org/rel"'),
    Case("atom-link-type", "atom", 'type="audio/mpeg"', 'type="mp3"'),
    Case("atom-link-hreflang", "atom", 'hreflang="en"', 'hreflang="en_GB"'),
    Case("atom-link-length", "atom", 'length="1234"', 'length="1 MB"'),
    Case(
        "atom-alternates",
        "atom",
        '<link href="https://example.org/low"/>',
        '<link href="https://example.org/low"/><link href="https://example.org/l"/>',
        '<link href="https://example.org/low"/><link href="https://example.org/l" hreflang="de"/>',
    ),
    Case(
        "atom-alternate",
        "atom",
        '<link href="https://example.org/low"/>\n<summary>It falls.</summary>\n' + _IMAGE,
        "<summary>It falls.</summary>",
    ),
    Case("atom-alternate-first", "atom", _LINK, '<link rel="enclosure" href="https://example.org/a.mp3"/>' + _LINK),
    Case("atom-link", "atom", '<link href="https://example.org/low"/>', ""),
    Case("atom-self", "atom", 'rel="self"', 'rel="related"'),
    Case("atom-selves", "atom", 'rel="prev-archive"', 'rel="self"'),
    Case(
        "atom-text-type",
        "atom",
        _SUMMARY,
        '<summary type="text/plain">It rises.</summary>',
        '<summary type="text">It rises.</summary>',
    ),
    Case("atom-text-children", "atom", _SUMMARY, "<summary>It <b xmlns=''>rises</b>.</summary>"),
    Case("atom-text-children", "atom", '<content type="html">', '<content type="html"><p/>'),
    Case("atom-xhtml", "atom", _SUMMARY, '<summary type="xhtml">It rises.</summary>'),
    Case(
        "atom-xhtml-content",
        "atom",
        _IMAGE,
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">a</div></content>',
        '<content type="image/svg+xml"><svg xmlns="http://www.w3.org/2000/svg"/></content>',
    ),
    Case("atom-content-type", "atom", 'type="image/png"', 'type="multipart/mixed"'),
    Case("atom-content-type", "atom", 'type="image/png"', 'type="picture"'),
    Case(
        "atom-content-src",
        "atom",
        '<content type="image/png">',
        '<content type="image/png" src="https://example.org/a.png">',
    ),
    Case(
        "atom-content-src-type",
        "atom",
        _IMAGE,
        '<content src="https://example.org/a.png"/>',
        '<content src="https://example.org/a.png" type="image/png"/>',
    ),
    Case("atom-content-summary", "atom", "<summary>It falls.</summary>\n", ""),
    Case("atom-content-base64", "atom", "iVBORw0KGgo=", "iVBORw0KGgo", "iVBORw0K\nGgo="),
    Case("atom-blank", "atom", '<category term="tides"/>', '<category term=""/>'),
    Case("atom-blank", "atom", "<uri>https://example.org/ada", "<uri>"),
    Case("url-relative", "atom", 'href="https://example.org/low"', 'href=""'),
    Case("atom-category-term", "atom", '<category term="tides"/>', "<category/>"),
    Case("atom-category-scheme", "atom", 'scheme="https://example.org/kinds"', 'scheme="kinds"'),
    Case("atom-id", "atom", _HIGH_ID, "<id>high</id>"),
    Case("atom-id", "atom", _HIGH_ID, "<id> tag:example.org,2026:high</id>"),
    Case("atom-id-normal", "atom", _HIGH_ID, "<id>TAG:example.org,2026:high</id>"),
    Case("atom-updated-unique", "atom", "<updated>2026-03-01T11:00:05Z", "<updated>2026-03-01T12:00:05.00Z"),
    Case("atom-source", "atom", "<title>Elsewhere</title>", ""),
    Case("atom-order", "atom", "</feed>", "<contributor><name>Eve</name></contributor></feed>"),
    Case("atom-base", "atom", "<entry>", '<entry xml:base="https://example.org/">'),
    Case(
        "atom-title-html",
        "atom",
        _ENTRY_TITLE,
        '<title type="html">High water</title>',
        '<title type="text">High water</title>',
    ),
)

_EXTENSIONS = (
    Case("fh-complete-archive", "rss", _PREVIOUS, "<fh:complete/><fh:archive/>", "<fh:complete/>"),
    Case("thr-value", "atom", 'thr:count="3"', 'thr:when="2026-03-01T12:00:05Z"'),
    Case("thr-ref", "rss", 'ref="tag:example.org,2026:z"', 'ref="z"'),
    Case("content-element", "rss", _AUTHOR, "<content:body>a</content:body>", "<content:items/>"),
    *(Case(rule, "rss", _THUMBNAIL, f"<media:{broken}", f"<media:{kept}") for rule, broken, kept in MEDIA),
    *(
        Case(
            "geo-value",
            "atom",
            _SUMMARY,
            f'{_SUMMARY}<g:{name} xmlns:g="http://www.w3.org/2003/01/geo/wgs84_pos#">{broken}</g:{name}>',
            f'{_SUMMARY}<g:{name} xmlns:g="http://www.w3.org/2003/01/geo/wgs84_pos#">{kept}</g:{name}>',
        )
        for name, broken, kept in (("lat", "90.5", "-90"), ("long", "180.001", "+180.0"), ("lat", "51N", "51.47"))
    ),
    Case(
        "cc-license",
        "rss",
        _AUTHOR,
        f'{_AUTHOR}<c:license xmlns:c="http://backend.userland.com/creativeCommonsRssModule">by-sa</c:license>',
        f'{_AUTHOR}<c:license xmlns:c="http://backend.userland.com/creativeCommonsRssModule">\n'
        "https://creativecommons.org/licenses/by/4.0/</c:license>",
    ),
    Case("thr-value", "atom", 'thr:count="3"', 'thr:updated="today"', 'thr:updated="2026-03-01T12:00:05Z"'),
    Case(
        "thr-value",
        "rss",
        "<thr:in-reply-to ",
        '<thr:in-reply-to type="html" ',
        '<thr:in-reply-to type="text/html" href="https://example.org/z" ',
    ),
    Case("fh-place", "rss", "<author>bob@example.org</author>", "<fh:archive/>"),
    Case("fh-element", "atom", "<rights>Free</rights>\n<at", "<fh:whole/>\n<at"),
    Case(
        "fh-empty",
        "atom",
        '<link rel="prev-archive" href="https://example.org/atom-7.xml"/>',
        "<fh:complete>yes</fh:complete>",
        "<fh:complete/>",
    ),
    Case("fh-complete", "rss", _PREVIOUS, _PREVIOUS + "<fh:complete/>"),
    Case(
        "fh-current",
        "rss",
        _PREVIOUS,
        _PREVIOUS + "<fh:archive/>",
        _PREVIOUS + '<fh:archive/><atom:link rel="current" href="https://example.org/"/>',
    ),
    Case("fh-entry-link", "rss", "<author>bob@example.org</author>", _PREVIOUS),
    Case("fh-entry-link", "atom", 'rel="enclosure"', 'rel="next-archive"'),
    Case("fh-link-twice", "rss", _PREVIOUS, _PREVIOUS + _PREVIOUS.replace("-7", "-6")),
    Case("fh-link-self", "rss", "rss-7.xml", "rss.xml"),
    Case("at-ref", "atom", 'ref="tag:example.org,2026:gone"', 'ref="gone"'),
    Case("at-ref", "atom", 'ref="tag:example.org,2026:gone" ', ""),
    Case("at-when", "atom", 'when="2026-02-01T12:00:05Z"', 'when="2026-02-01"'),
    Case("at-place", "atom", _SUMMARY, _SUMMARY + _STONE + "</at:deleted-entry>"),
    Case("at-element", "atom", "<at:comment>Wrong</at:comment>", "<at:why>Wrong</at:why>"),
    Case("at-live", "atom", 'gone" when="2026-02-01', 'high" when="2026-03-02', 'high" when="2026-02-01'),
    Case("at-once", "atom", _STONE, _STONE + "<at:comment>Wrong</at:comment>"),
    Case("at-twice", "atom", _STONE, _STONE + "</at:deleted-entry>" + _STONE),
    Case("dc-element", "rss", "<dc:creator>Ada</dc:creator>", "<dc:author>Ada</dc:author>"),
    Case("dc-date", "rss", "<dc:date>2026-03-01T12:00:05Z", "<dc:date>1 March 2026", "<dc:date>2026-03"),
    Case("content-element", "rss", "<author>bob@example.org</author>", "<content:body>a</content:body>"),
    Case("content-element", "rss", "<ttl>60</ttl>", "<content:encoded>a</content:encoded>"),
    Case("media-element", "rss", "<media:thumbnail", "<media:image"),
    Case("media-url", "atom", '<media:thumbnail url="https://example.org/t.png"/>', "<media:thumbnail/>"),
    Case("media-number", "rss", 'width="10"', 'width="10px"'),
    Case("media-value", "rss", 'medium="video"', 'medium="film"'),
    Case("media-value", "rss", 'medium="video"', 'isDefault="yes"', 'isDefault="true"'),
    Case("media-type", "rss", 'medium="video"', 'type="mp4"', 'type="video/mp4"'),
    Case("thr-element", "atom", "<thr:total>3</thr:total>", "<thr:sum>3</thr:sum>"),
    Case("thr-ref", "rss", '<thr:in-reply-to ref="tag:example.org,2026:z"/>', "<thr:in-reply-to/>"),
    Case("thr-number", "atom", 'thr:count="3"', 'thr:count="three"'),
    Case("thr-number", "rss", "<thr:total>3", "<thr:total>three"),
    Case("sy-value", "rss", "<sy:updatePeriod>daily", "<sy:updatePeriod>often"),
    Case("sy-value", "rss", "<sy:updateFrequency>2", "<sy:updateFrequency>0"),
)

_JSON = (
    Case("format-unknown", "json", FEEDS["json"], '{"version": 1, "gone": []}'),
    Case("json-version", "json", "https://jsonfeed.org/version/1.1", ""),
    Case("json-date", "json", "2026-03-01T11:00:00Z", ""),
    Case("json-date", "json", "2026-03-01T11:00:00Z", "2026-03-01T11:00Z", "2026-03-01t11:00:00z"),
    Case("atom-date", "atom", "<published>2026-03-01T11:00:05Z", "<published>2026-03-01t11:00:05z"),
    Case("url-relative", "json", '"https://example.org/low"', '""'),
    Case("json-attachment", "json", '"https://example.org/high.mp3"', '""'),
    Case("json-hub", "json", '"WebSub"', '""'),
    Case("language-invalid", "json", '"language": "en",\n "exp', '"language": "",\n "exp'),
    Case("json-syntax", "json", '"title": "Low water",', '"title": "Low water"'),
    Case("json-syntax", "json", '"expired": false', '"expired": NaN'),
    Case("json-syntax", "json", '"tags": ["tides"]', '"tags": ["tides",]'),
    Case("json-bom", "json", "{\n", "\ufeff{\n"),
    Case(
        "json-values",
        "json",
        '{"any.thing": null}',
        '{"a": [' + "1," * 200_000 + "1]}",
        '{"a": [' + "1," * 10_000 + "1]}",
    ),
    Case(
        "json-depth",
        "json",
        '{"any.thing": null}',
        '{"a": ' + "[" * 63 + "]" * 63 + "}",
        '{"a": ' + "[" * 62 + "]" * 62 + "}",
    ),
    Case("json-key-twice", "json", '"expired": false', '"expired": false, "expired": false'),
    Case("json-surrogate", "json", "When the sea comes.", "\\ud83c When", "\\ud83c\\udf0a When"),
    Case("json-version", "json", "version/1.1", "version/1.2"),
    Case("json-version-old", "json", "version/1.1", "version/1"),
    Case(
        "json-version-first",
        "json",
        ' "version": "https://jsonfeed.org/version/1.1",\n "title": "Tide tables",',
        ' "title": "Tide tables", "version": "https://jsonfeed.org/version/1.1",',
    ),
    Case("json-required", "json", _SECOND, ""),
    Case("json-required", "json", ' "title": "Tide tables",\n', ""),
    Case("json-type", "json", '"expired": false', '"expired": "no"'),
    Case("json-type", "json", '["tides"]', '"tides"'),
    Case("json-type", "json", '["tides"]', "[1]"),
    Case("json-type", "json", '{"name": "Bob"}', '"Bob"'),
    Case("json-type", "json", "1234", '"1234"', "1.5e400000"),
    Case("json-type", "json", f"[{_HUB}]", "[1]"),
    Case("json-null", "json", '"tags": ["tides"]', '"tags": null'),
    Case("json-unknown", "json", '"tags": ["tides"]', '"labels": ["tides"]'),
    Case("json-extension", "json", '{"any.thing": null}', "1"),
    Case("json-extension-name", "json", "_tides", "_tide.tables"),
    Case("json-extension-name", "json", "_tides", "_1"),
    Case("json-id", "json", '"urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a"', "12", '"12"'),
    Case("json-id", "json", '"urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a"', '""'),
    Case("json-content", "json", ',\n   "content_html": "<p>It falls.</p>"', ""),
    Case("json-content-html", "json", '"content_html": "<p>It falls.</p>"', '"content_text": "It falls."'),
    Case("json-url", "json", '   "url": "https://example.org/low",\n', ""),
    Case(
        "json-author-old",
        "json",
        '"authors": [{"name": "Bob"}]',
        '"author": {"name": "Bob"}',
        '"authors": [{"name": "Bob"}], "author": {"name": "Bob"}',
    ),
    Case("json-author-empty", "json", '{"name": "Bob"}', "{}"),
    Case("json-date", "json", "2026-03-01T11:00:00Z", "2026-03-01", "2026-03-01T11:00:00.5Z"),
    Case("json-attachment", "json", _SOUND, ""),
    Case("json-attachment-type", "json", "audio/mpeg", "mp3"),
    Case("json-number", "json", "1234", "-1"),
    Case("json-hub", "json", _HUB, '{"type": "WebSub"}'),
    Case("json-self", "json", ' "feed_url": "https://example.org/feed.json",\n', ""),
    Case("json-home", "json", ' "home_page_url": "https://example.org/",\n', ""),
    Case("json-empty", "json", "When the sea comes.", ""),
    Case("json-empty", "json", '["tides"]', "[]"),
    Case("json-empty", "json", '["tides"]', '[" "]'),
)

_OPML = (
    Case("opml-attribute", "opml", 'htmlUrl="', 'htmlurl="', 'description="'),
    Case(
        "opml-attribute",
        "opml",
        'isComment="false"',
        'height="3"',
        'xml:lang="en"',
    ),
    Case("opml-version", "opml", 'opml version="2.0"', 'opml version="3.0"'),
    Case("opml-version-old", "opml", 'opml version="2.0"', 'opml version="1.1"'),
    Case(
        "opml-outline",
        "opml",
        FEEDS["opml"],
        FEEDS["opml"].replace('opml version="2.0"', 'opml version="1.0"').replace('text="High" ', ""),
        also=("opml-version-old",),
    ),
    Case("opml-structure", "opml", "</body>", "</body><body/>"),
    Case("opml-body", "opml", FEEDS["opml"].partition("<body>")[2].partition("</body>")[0], ""),
    Case("opml-element", "opml", "<ownerName>Ada</ownerName>", "<owner>Ada</owner>"),
    Case("opml-element", "opml", "<body>", "<body><item/>"),
    Case("opml-once", "opml", "<ownerName>", "<ownerName>Bob</ownerName><ownerName>"),
    Case("opml-text", "opml", 'text="High" ', ""),
    Case("opml-feed", "opml", 'xmlUrl="https://example.org/rss.xml" ', ""),
    Case("opml-link", "opml", ' url="https://example.org/low"', ""),
    Case("opml-feed-version", "opml", 'version="RSS2"', 'version="atom"'),
    Case("opml-docs", "opml", "<ownerName>", "<docs>https://opml.org/spec2.opml</docs><ownerName>"),
    Case("opml-date", "opml", 'created="Sun, 01 Mar 2026 12:00:05 GMT"', 'created="2026-03-01"'),
    Case("opml-value", "opml", 'isComment="false"', 'isComment="no"', 'isComment="False"'),
    Case("opml-value", "opml", "<ownerId>https://example.org/ada", "<ownerId>"),
    Case("opml-value", "opml", "<vertScrollState>1", "<vertScrollState>top"),
    Case("opml-value", "opml", "<expansionState>1, 2", "<expansionState>all"),
    Case("opml-email", "opml", "<ownerEmail>ada@example.org", "<ownerEmail>Ada"),
    Case("opml-title", "opml", "<title>Feeds</title>", ""),
    Case(
        "opml-feed-twice",
        "opml",
        "<body>",
        '<body><outline text="A" type="rss" xmlUrl="https://example.org/rss.xml"/>',
        '<body><outline text="A" type="rss" xmlUrl="https://example.org/a.xml"/>',
    ),
)

CASES = (*_DOCUMENT, *_COMMON, *_MARKUP, *_RSS, *_ATOM, *_EXTENSIONS, *_JSON, *_OPML)
