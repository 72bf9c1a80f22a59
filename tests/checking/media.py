"""Elements of Media RSS: for each rule one that breaks it, and one beside it that keeps it.

Each is written without its `<media:`.
"""

MEDIA = (
    (
        "media-required",
        "restriction>all</media:restriction>",
        'restriction relationship="deny">all</media:restriction>',
    ),
    ("media-value", 'restriction relationship="maybe"/>', 'restriction relationship="allow"/>'),
    (
        "media-value",
        'restriction relationship="deny" type="land">ch</media:restriction>',
        'restriction relationship="deny" type="country">ch US</media:restriction>',
    ),
    (
        "media-value",
        'restriction relationship="deny" type="country">usa</media:restriction>',
        'restriction relationship="deny" type="sharing"/>',
    ),
    (
        "media-value",
        'restriction relationship="deny" type="uri">a</media:restriction>',
        'restriction relationship="deny" type="uri">https://example.org</media:restriction>',
    ),
    (
        "media-value",
        'restriction relationship="deny">some</media:restriction>',
        'restriction relationship="deny">none</media:restriction>',
    ),
    ("media-value", "rating>grown-up</media:rating>", "rating>nonadult</media:rating>"),
    ("media-value", 'title type="text">a</media:title>', 'title type="plain">a</media:title>'),
    (
        "media-value",
        'hash algo="sha-2">a</media:hash>',
        'hash algo="md5">d41d8cd98f00b204e9800998ecf8427e</media:hash>',
    ),
    (
        "media-hash",
        "hash>d41d8cd9</media:hash>",
        'hash algo="sha-1">da39a3ee5e6b4b0d3255bfef95601890afd80709</media:hash>',
    ),
    (
        "media-scheme",
        'rating scheme="simple">nonadult</media:rating>',
        'rating scheme="https://example.org/r">7</media:rating>',
    ),
    (
        "media-scheme",
        'category scheme="kinds">a</media:category>',
        'category scheme="urn:k:a" label="Sea">a</media:category>',
    ),
    (
        "media-vocabulary",
        'rating scheme="urn:mpaa">u</media:rating>',
        'rating scheme="urn:mpaa">PG-13</media:rating>',
    ),
    (
        "media-vocabulary",
        'rating scheme="urn:icra">nz</media:rating>',
        'rating scheme="urn:icra">r (cz 1 lz 1)</media:rating>',
    ),
    (
        "media-vocabulary",
        'credit role="tidekeeper">Ada</media:credit>',
        'credit role="tidekeeper" scheme="urn:sea:roles">Ada</media:credit>',
    ),
    ("media-role", 'credit role="Author">Ada</media:credit>', 'credit role="author">Ada</media:credit>'),
    ("media-adult", "adult>false</media:adult>", "keywords>tides</media:keywords>"),
    ("media-time", 'text start="noon">a</media:text>', 'text start="0:01:02.5" end="70">a</media:text>'),
    (
        "media-time",
        'thumbnail url="https://example.org/t.png" time="1m"/>',
        'thumbnail url="https://example.org/t.png" time="12:05:01.123"/>',
    ),
    (
        "media-zero",
        'thumbnail url="https://example.org/t.png" width="0"/>',
        'thumbnail url="https://example.org/t.png" width="1"/>',
    ),
    (
        "media-number",
        'player url="https://example.org/p" height="-1"/>',
        'player url="https://example.org/p" height="2"/>',
    ),
    (
        "media-number",
        'content url="https://example.org/v" framerate="fast"/>',
        'content url="https://example.org/v" framerate="29.97"/>',
    ),
    (
        "media-number",
        'content url="https://example.org/v" channels="two"/>',
        'content url="https://example.org/v" duration="61.5"/>',
    ),
    ("media-attribute", 'title lang="en">a</media:title>', 'title xml:lang="en">a</media:title>'),
    (
        "media-group",
        'group><media:content url="https://example.org/v"/></media:group>',
        'group><media:content url="https://example.org/v"/><media:content url="https://example.org/w"/></media:group>',
    ),
    ("media-once", "title>a</media:title><media:title>b</media:title>", "title>a</media:title>"),
    (
        "media-once",
        'content url="https://example.org/v"><media:copyright>a</media:copyright><media:copyright>b</media:copyright></media:content>',
        'content url="https://example.org/v"><media:copyright>a</media:copyright></media:content>',
    ),
    (
        "language-invalid",
        'content url="https://example.org/v" lang="English"/>',
        'content url="https://example.org/v" lang="en"/>',
    ),
    (
        "url-invalid",
        'copyright url="https://a b">a</media:copyright>',
        'copyright url="https://example.org/">a</media:copyright>',
    ),
    ("text-markup", "copyright>&lt;b&gt;a&lt;/b&gt;</media:copyright>", "copyright>a &lt; b</media:copyright>"),
    (
        "text-markup",
        "description>&lt;b&gt;a&lt;/b&gt;</media:description>",
        'description type="html">&lt;b&gt;a&lt;/b&gt;</media:description>',
    ),
    (
        "text-markup",
        'category label="a &amp;amp; b">a</media:category>',
        'category label="a &amp; b">a</media:category>',
    ),
    (
        "html-unbalanced",
        'text type="html">&lt;b&gt;a</media:text>',
        'text type="html">&lt;b&gt;a&lt;/b&gt;</media:text>',
    ),
)
