"""One correct feed of each format, with all that the format has."""

from datetime import UTC, datetime

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
 xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:fh="http://purl.org/syndication/history/1.0"
 xmlns:thr="http://purl.org/syndication/thread/1.0">
<channel>
<title>Tide tables</title>
<link>https://example.org/</link>
<description>When the sea comes.</description>
<atom:link href="https://example.org/rss.xml" rel="self" type="application/rss+xml"/>
<atom:link href="https://example.org/rss-7.xml" rel="prev-archive"/>
<language>en-GB</language>
<copyright>Free</copyright>
<managingEditor>ada@example.org (Ada)</managingEditor>
<webMaster>web@example.org</webMaster>
<pubDate>Sun, 01 Mar 2026 12:00:05 GMT</pubDate>
<lastBuildDate>Sun, 01 Mar 2026 12:00:05 GMT</lastBuildDate>
<category domain="https://example.org/kinds">Sea</category>
<generator>By hand</generator>
<docs>https://www.rssboard.org/rss-specification</docs>
<cloud domain="rpc.example.org" port="80" path="/rpc" registerProcedure="tell" protocol="soap"/>
<ttl>60</ttl>
<image><url>https://example.org/logo.png</url><title>Tide tables</title><link>https://example.org/</link>
<width>88</width><height>31</height></image>
<skipHours><hour>0</hour><hour>23</hour></skipHours>
<skipDays><day>Sunday</day></skipDays>
<sy:updatePeriod>daily</sy:updatePeriod>
<sy:updateFrequency>2</sy:updateFrequency>
<item>
<title>High water</title>
<link>https://example.org/high</link>
<description>It &lt;em&gt;rises&lt;/em&gt;.</description>
<content:encoded>&lt;p&gt;It rises &amp;amp; falls.&lt;/p&gt;
&lt;p&gt;&lt;a href="https://example.org/x"&gt;More&lt;/a&gt;
&lt;img src="https://example.org/i.png" alt=""&gt;&lt;/p&gt;</content:encoded>
<dc:creator>Ada</dc:creator>
<dc:date>2026-03-01T12:00:05Z</dc:date>
<category>Tides</category>
<comments>https://example.org/high/talk</comments>
<enclosure url="https://example.org/high.mp3" length="1234" type="audio/mpeg"/>
<guid isPermaLink="false">tag:example.org,2026:high</guid>
<source url="https://example.com/rss.xml">Elsewhere</source>
<media:thumbnail url="https://example.org/t.png" width="10" height="10"/>
<media:content url="https://example.org/v.mp4" medium="video" expression="full" fileSize="12"/>
<thr:in-reply-to ref="tag:example.org,2026:z"/>
<thr:total>3</thr:total>
</item>
<item>
<title>Low water</title>
<link>https://example.org/low</link>
<description>It falls.</description>
<author>bob@example.org</author>
<guid isPermaLink="false">urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a</guid>
<pubDate>Sun, 01 Mar 2026 11:00:05 GMT</pubDate>
</item>
</channel>
</rss>
"""

ATOM = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"
 xmlns:fh="http://purl.org/syndication/history/1.0" xmlns:thr="http://purl.org/syndication/thread/1.0"
 xmlns:media="http://search.yahoo.com/mrss/" xml:lang="en">
<id>tag:example.org,2026:feed</id>
<title>Tide tables</title>
<subtitle type="html">When the &lt;em&gt;sea&lt;/em&gt; comes.</subtitle>
<updated>2026-03-01T12:00:05Z</updated>
<author><name>Ada</name><uri>https://example.org/ada</uri><email>ada@example.org</email></author>
<contributor><name>Bob</name></contributor>
<link rel="self" href="https://example.org/atom.xml" type="application/atom+xml"/>
<link rel="alternate" href="https://example.org/" type="text/html" hreflang="en" title="Pages"/>
<link rel="prev-archive" href="https://example.org/atom-7.xml"/>
<category term="sea" scheme="https://example.org/kinds" label="Sea"/>
<generator uri="https://example.org/maker" version="1">By hand</generator>
<icon>https://example.org/icon.png</icon>
<logo>https://example.org/logo.png</logo>
<rights>Free</rights>
<at:deleted-entry ref="tag:example.org,2026:gone" when="2026-02-01T12:00:05Z"><at:comment>Wrong</at:comment>
</at:deleted-entry>
<entry>
<id>tag:example.org,2026:high</id>
<title>High water</title>
<updated>2026-03-01T12:00:05Z</updated>
<published>2026-03-01T12:00:00Z</published>
<author><name>Ada</name></author>
<link href="https://example.org/high" type="text/html" thr:count="3"/>
<link rel="enclosure" href="https://example.org/high.mp3" type="audio/mpeg" length="1234"/>
<category term="tides"/>
<summary>It rises.</summary>
<content type="html">&lt;p&gt;It rises &amp;amp; falls.&lt;/p&gt;
&lt;p&gt;&lt;a href="https://example.org/x"&gt;More&lt;/a&gt;
&lt;img src="https://example.org/i.png" alt=""&gt;&lt;/p&gt;</content>
<rights>Free</rights>
<source><id>tag:example.com,2026:other</id><title>Elsewhere</title>
<updated>2026-02-01T12:00:05Z</updated></source>
<thr:in-reply-to ref="tag:example.org,2026:z"/>
<thr:total>3</thr:total>
<media:thumbnail url="https://example.org/t.png"/>
</entry>
<entry>
<id>urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a</id>
<title>Low water</title>
<updated>2026-03-01T11:00:05Z</updated>
<published>2026-03-01T11:00:05Z</published>
<link href="https://example.org/low"/>
<summary>It falls.</summary>
<content type="image/png">iVBORw0KGgo=</content>
</entry>
</feed>
"""

JSON = """{
 "version": "https://jsonfeed.org/version/1.1",
 "title": "Tide tables",
 "home_page_url": "https://example.org/",
 "feed_url": "https://example.org/feed.json",
 "description": "When the sea comes.",
 "user_comment": "A feed.",
 "next_url": "https://example.org/feed-2.json",
 "icon": "https://example.org/icon.png",
 "favicon": "https://example.org/favicon.png",
 "authors": [{"name": "Ada", "url": "https://example.org/ada", "avatar": "https://example.org/ada.png"}],
 "language": "en",
 "expired": false,
 "hubs": [{"type": "WebSub", "url": "https://hub.example.org/"}],
 "_tides": {"any.thing": null},
 "items": [
  {
   "id": "tag:example.org,2026:high",
   "url": "https://example.org/high",
   "external_url": "https://example.com/high",
   "title": "High water",
   "summary": "It rises.",
   "content_html": "<p>It rises &amp; falls.</p><p><a href=\\"https://example.org/x\\">More</a></p>",
   "content_text": "It rises & falls.",
   "image": "https://example.org/i.png",
   "banner_image": "https://example.org/b.png",
   "date_published": "2026-03-01T12:00:00Z",
   "date_modified": "2026-03-01T12:00:05Z",
   "authors": [{"name": "Bob"}],
   "tags": ["tides"],
   "language": "en",
   "attachments": [
    {"url": "https://example.org/high.mp3", "mime_type": "audio/mpeg", "title": "Sound", "size_in_bytes": 1234,
     "duration_in_seconds": 61}
   ]
  },
  {
   "id": "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a",
   "url": "https://example.org/low",
   "title": "Low water",
   "date_published": "2026-03-01T11:00:00Z",
   "content_html": "<p>It falls.</p>"
  }
 ]
}
"""

OPML = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
<head>
<title>Feeds</title>
<dateCreated>Sun, 01 Mar 2026 12:00:05 GMT</dateCreated>
<dateModified>Sun, 01 Mar 2026 12:00:05 GMT</dateModified>
<ownerName>Ada</ownerName>
<ownerEmail>ada@example.org</ownerEmail>
<ownerId>https://example.org/ada</ownerId>
<expansionState>1, 2</expansionState>
<vertScrollState>1</vertScrollState>
</head>
<body>
<outline text="All" isComment="false">
<outline text="High" type="rss" xmlUrl="https://example.org/rss.xml" htmlUrl="https://example.org/" version="RSS2"
 language="en"/>
<outline text="Low" type="link" url="https://example.org/low" created="Sun, 01 Mar 2026 12:00:05 GMT"/>
</outline>
</body>
</opml>
"""

FEEDS = {"rss": RSS, "atom": ATOM, "json": JSON, "opml": OPML}
