"""Rules of the HTML inside items."""

from publisher.check.rules.kinds import error, warning

RULES = (
    warning("html-script", "measured: readers remove it, or run it", "No content holds a script.", "Remove it."),
    warning("html-element", "measured: readers remove it", "No element embeds or restyles anything, or asks for input.",
            "Remove it; link to what it would have shown."),
    warning("html-attribute", "measured: readers remove it", "No attribute is a style or a document.", "Remove it."),
    warning("html-url-unsafe", "measured: readers remove it, or run it", "No address in a content is a script or data.",
          "Link to http or https."),
    warning("html-url-relative", "measured: newsboat, elfeed, sfeed, gPodder; Miniflux and yarr ignore `xml:base`",
            "Every address in a content is absolute, `#note` and `//host/` too.", "Write it with scheme and host."),
    warning("html-url-invalid", "RFC 3986 §2", "Every address in a content is a URI in ASCII.",
            "Percent-encode it; write the host in Punycode."),
    warning("html-unbalanced", "HTML §13.1.2", "Every element that is opened in a content is closed there.",
            "Write the HTML from a tree, not from pieces of text."),
    warning("html-ampersand", "HTML §13.1.4", "An ampersand begins a character reference.", "Write `&amp;`."),
    warning("html-entity", "HTML §13.5", "A named character reference has a name that exists.",
            "Write the character itself."),
    warning("html-angle", "HTML §13.1.3", "A `<` begins a tag or a comment.", "Write `&lt;`."),
    warning("html-name", "HTML §4", "Elements are those of HTML.", "Use an element that readers know."),
    warning("html-depth", "measured: parsers that stop at 256", "Elements of a content are nested at most 200 deep.",
            "Nest less."),
    error("html-tags", "measured: memory and time of readers", "The contents of a feed have at most 300,000 tags.",
          "Keep fewer items in the live feed."),
    warning("html-attribute-twice", "HTML §13.1.2.3", "No attribute stands twice in a tag.", "Keep one of them."),
    warning("html-source", "HTML §4.8.3", "A picture, a player or a frame has an address.", "Add `src`."),
)  # fmt: skip
