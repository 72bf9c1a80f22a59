"""Rules of OPML, for lists of feeds."""

from publisher.check.rules.kinds import error, note, warning

_SPEC = "OPML 2.0"

RULES = (
    error("opml-version", _SPEC, "The version is 2.0, or 1.0 or 1.1.", "Write version 2.0."),
    note("opml-version-old", _SPEC, "The version is 2.0.", "Write version 2.0."),
    warning("opml-outline", _SPEC + ": OPML 1 required nothing", "Every outline has a text, and the address that its "
            "type asks for.", "Add `text`, and `xmlUrl` or `url`."),
    error("opml-structure", _SPEC, "The root holds a head, then a body, each once.", "Add what is missing."),
    error("opml-body", _SPEC, "The body has at least one outline.", "Add an outline."),
    error("opml-element", _SPEC, "Elements without a namespace are those of OPML, in their places.",
          "Correct the name or the place."),
    warning("opml-attribute", _SPEC, "Attributes without a namespace are those of OPML, in their case.",
            "Correct the name, or use an attribute with a namespace."),
    error("opml-once", _SPEC, "No element of the head stands twice.", "Keep one of them."),
    error("opml-text", _SPEC, "Every outline has a text.", "Add the attribute `text`."),
    error("opml-feed", _SPEC, "An outline of type rss has an xmlUrl.", "Add the feed's address."),
    error("opml-link", _SPEC, "An outline of type link or include has a url.", "Add the address."),
    warning("opml-feed-version", _SPEC, "A feed's version is RSS, RSS1, RSS2 or scriptingNews.",
          "Leave it out; there is no word for Atom."),
    note("opml-docs", "measured: feed validators", "There is no `docs` in the head.", "Leave it out."),
    error("opml-date", "RFC 822 §5", "Dates are written as in `Sun, 01 Mar 2026 12:00:05 GMT`.",
          "Write English names, and the zone as `GMT`."),
    error("opml-value", _SPEC, "Numbers are digits, isComment and isBreakpoint are true or false, and ownerId is "
          "not empty.", "Correct it."),
    error("opml-email", _SPEC, "ownerEmail is an e-mail address.", "Correct it or leave it out."),
    warning("opml-title", _SPEC, "The head has a title.", "Name the list."),
    warning("opml-feed-twice", "measured: readers subscribe twice", "No feed is listed twice.", "Keep one of them."),
)  # fmt: skip
