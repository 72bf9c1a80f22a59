"""Rules of all formats: bytes and XML, text, addresses, dates, ids, and HTTP."""

from publisher.check.rules.kinds import error, note, warning

DOCUMENT = (
    error("document-empty", "RFC 4287 §2", "A feed is not empty.", "Publish the feed's document."),
    error("format-unknown", "measured: no reader takes it", "A feed is RSS 2.0, Atom 1.0, JSON Feed or OPML.",
          "Publish one of the four formats, with its own root element."),
    error("size-too-large", "measured: Miniflux", "A feed is at most 15 MB.", "Keep fewer items in the live feed."),
    note("size-large", "measured: Feedly, The Old Reader", "A feed is at most 512 KiB, which every poll costs.",
         "Keep fewer items in the live feed, or put less into each."),
    note("items-many", "measured: Liferea", "A live feed has at most 100 items.", "Move older items to archives."),
    error("encoding-unknown", "XML 1.0 §4.3.3", "The encoding that is declared exists.", "Publish in UTF-8."),
    error("encoding-invalid", "XML 1.0 §4.3.3, RFC 8259 §8.1", "All bytes are of the encoding that is declared.",
          "Publish in UTF-8, and say so."),
    warning("encoding-not-utf8", "XML 1.0 §4.3.3", "The encoding is UTF-8.", "Publish in UTF-8."),
    warning("encoding-http", "RFC 7303 §3", "The HTTP header and the document name the same encoding.",
            "Send `charset=utf-8` and publish in UTF-8."),
    error("xml-well-formed", "XML 1.0 §2.1", "The document is well-formed.",
          "Write the feed with an XML library, not with text templates."),
    warning("xml-doctype", "measured: parsers that refuse any DTD", "There is no document type declaration.",
            "Leave out `<!DOCTYPE …>`."),
    error("xml-dtd-internal", "measured: parsers that refuse entities", "No entity or attribute is declared.",
          "Leave out the DTD; write the characters themselves, or numeric references."),
    error("xml-depth", "measured: libxml2 stops at 256", "Elements are nested at most 100 deep.",
          "Nest less; put HTML into the feed as escaped text."),
    error("xml-elements", "measured: memory of readers", "A feed has at most 200,000 elements.",
          "Keep fewer items; put HTML into the feed as escaped text."),
    warning("xml-xslt", "measured: browsers have removed XSLT", "No XSLT style sheet is asked for.",
            "Leave it out, or use CSS; give people an HTML page."),
    note("xml-cdata", "measured: careless parsers", "Markup is escaped text, not CDATA.",
         "Escape `<` and `&`; a `]]>` in the text cannot break that."),
    error("stray-text", "RSS 2.0, RFC 4287 Appendix B, OPML 2.0",
          "There is no text where only elements belong.", "Put the text into an element, or delete it."),
    error("namespace-misspelt", "Namespaces in XML 1.0 §2.3", "Well-known namespaces are written exactly.",
          "Declare the namespace with the address given here."),
    warning("namespace-prefix", "measured: sfeed and others that look at prefixes only",
            "A well-known prefix stands for its well-known namespace.", "Use another prefix."),
)  # fmt: skip

TEXT = (
    warning("text-control", "XML 1.0 §2.2", "There are no control characters or non-characters in texts.",
            "Remove them; mostly they are Windows-1252 read as Latin-1."),
    warning("text-replacement", "measured: feed validators", "No character was lost (U+FFFD).",
            "Read the source in its own encoding."),
    warning("text-mojibake", "measured: feed validators", "UTF-8 is not read as Windows-1252 (`Ã©`).",
            "Decode the source as UTF-8, once."),
    warning("item-title", "measured: gPodder, Thunderbird, RSS Guard drop or hide it",
            "Every item has a title that is not empty.", "Use the first words where there is no title."),
    warning("feed-title", "measured: readers show the address instead", "A feed has a title that is not empty.",
            "Name the feed."),
    warning("title-markup", "RSS Best Practices Profile; RFC 4287 §4.2.14", "A title is plain text.",
            "Leave out tags and HTML entities; in RSS write a real `<` as `&#x3C;` and `&` as `&#x26;`."),
    error("language-invalid", "RFC 5646 §2.1", "A language is a BCP 47 tag.", "Write it as in `en` or `pt-BR`."),
    note("language-missing", "RSS Best Practices Profile; RFC 4287 §2; JSON Feed 1.1", "A feed names its language.",
         "Add `language`, in Atom `xml:lang`."),
    note("item-content", "measured: readers show an empty item", "Every item has a content or a summary.",
         "Add the item's text."),
)  # fmt: skip

ADDRESS = (
    error("url-invalid", "RFC 3986 §2, §3", "An address is a URI: no spaces, no stray `%`, a host where there must be.",
          "Percent-encode what may not stand in an address."),
    warning("url-non-ascii", "RFC 3986 §2", "An address is ASCII.", "Percent-encode it; write the host in Punycode."),
    note("url-percent-case", "RFC 3986 §2.1", "Percent-encoding is in upper-case hex.", "Write `%C3`, not `%c3`."),
    warning("url-relative", "measured: Miniflux, newsboat, elfeed, sfeed, gPodder resolve nothing",
            "An address is absolute.", "Write it with scheme and host."),
    error("url-unsafe", "measured: readers drop it, or run it", "A link leads to no script and no data.",
          "Link to http or https."),
)  # fmt: skip

IDENTITY = (
    error("id-duplicate", "RFC 4287 §4.1.1; JSON Feed 1.1; measured: FreshRSS changes all ids",
          "No id stands twice in a feed.", "Give every item its own id."),
    error("id-feed-item", "RFC 4287 §4.2.6", "The feed's id is no item's.", "Give the feed an id of its own."),
    error("id-tag", "RFC 4151 §2.1", "A tag URI has an authority, a date, and a name.",
          "Write it as in `tag:example.org,2026:name`."),
    error("id-uuid", "RFC 9562 §4", "A `urn:uuid:` holds a UUID.", "Write 32 hex digits in five groups."),
    note("id-url", "measured: an item whose page moves comes twice", "An id is no address, which may change.",
         "Use a `tag:` or `urn:uuid:` URI for new items; never change the ids of old ones."),
)  # fmt: skip

DATES = (
    warning("date-future", "measured: feed validators, readers that hide such items",
            "No date is more than ten minutes in the future.", "Publish the item when its time has come."),
    warning("date-ancient", "measured: feed validators", "No date is before 1990.", "Take the real date."),
    warning("date-order", "RFC 4287 §4.2.9, §4.2.15; JSON Feed 1.1", "Nothing is updated before it is published.",
            "Let the update be at the time of publication or later."),
    note("date-not-utc", "measured: elfeed and libmrss ignore offsets", "Dates are in UTC.",
         "Write `Z` in Atom and JSON Feed, `GMT` in RSS."),
    warning("item-date", "measured: a missing date becomes the time of the fetch", "Every item says when it appeared.",
            "Add `pubDate`, `published` or `date_published`."),
    warning("date-feed-stale", "RFC 4287 §4.2.15; RSS 2.0", "The feed's own date is not before its newest item's.",
            "Take the newest item's date."),
)  # fmt: skip

HTTP = (
    error("http-type", "RFC 4287 §7; JSON Feed 1.1", "The media type is that of a feed.",
          "Send `application/rss+xml`, `application/atom+xml`, `application/feed+json` or `text/x-opml`."),
    warning("http-type-generic", "RFC 4287 §7; RSS Best Practices Profile", "The media type names the format.",
            "Send the format's own type, not that of any XML or JSON."),
    note("http-charset", "RFC 7303 §3", "The media type names the encoding.", "Add `; charset=utf-8`."),
    warning("self-link-url", "WebSub §4; measured: rss2email, FreshRSS never move",
            "The self link is the address that the feed was fetched from.", "Write the feed's real address there."),
)  # fmt: skip

RULES = (*DOCUMENT, *TEXT, *ADDRESS, *IDENTITY, *DATES, *HTTP)
