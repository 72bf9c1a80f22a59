"""Rules of JSON Feed 1.1."""

from publisher.check.rules.kinds import error, note, warning

_SPEC = "JSON Feed 1.1"

RULES = (
    error("json-syntax", "RFC 8259", "The document is JSON.", "Write the feed with a JSON library."),
    error("json-bom", "RFC 8259 §8.1", "There is no byte order mark.", "Leave it out."),
    error("json-values", "measured: memory and time of readers", "A feed has at most 200,000 values.",
          "Keep fewer items in the live feed."),
    error("json-depth", "RFC 8259 §9", "Values are nested at most 64 deep.", "Nest less."),
    error("json-key-twice", "RFC 8259 §4", "No name stands twice in an object.", "Keep one of them."),
    error("json-surrogate", "RFC 8259 §8.2", "No half of a surrogate pair stands alone.", "Write the whole character."),
    error("json-version", _SPEC, "The version is `https://jsonfeed.org/version/1.1`.", "Write exactly that."),
    warning("json-version-old", _SPEC, "The version is 1.1.", "Publish version 1.1, with `authors`."),
    note("json-version-first", _SPEC, "The version is the first member.", "Move it up."),
    error("json-required", _SPEC, "A feed has version, title and items; an item has an id.", "Add the member."),
    error("json-type", _SPEC, "Every member is of its type.", "Write it as that type."),
    warning("json-null", _SPEC, "Nothing is null.", "Leave the member out."),
    warning("json-unknown", _SPEC, "Members are those of the specification, or begin with `_`.",
            "Correct the name, or move it into an object of your own."),
    warning("json-extension", _SPEC, "A member that begins with `_` and a letter is an object.", "Make it an object."),
    error("json-extension-name", _SPEC, "Names of extensions are `_` and a letter, without dots.",
          "Choose another name."),
    error("json-id", _SPEC, "An id is a string that is not empty.", "Write the id in quotation marks."),
    error("json-content", _SPEC, "An item has content_html or content_text.", "Add one of them."),
    note("json-content-html", "measured: readers that take content_html only", "An item has content_html.",
         "Add it."),
    warning("json-url", "measured: readers cannot open it", "An item has a url.", "Add the address of its page."),
    warning("json-author-old", _SPEC, "There is `authors`, not `author` alone.", "Write `authors`, a list."),
    error("json-author-empty", _SPEC, "An author has a name, a url or an avatar.", "Add one of them."),
    error("json-date", "RFC 3339 §5.6", "A date is written as in `2026-03-01T12:00:05Z`.",
          "Write `T`, seconds, and the zone."),
    error("json-attachment", _SPEC, "An attachment has url and mime_type.", "Add the member."),
    error("json-attachment-type", _SPEC, "mime_type is a media type.", "Write it as in `audio/mpeg`."),
    error("json-number", _SPEC, "Sizes and durations are not negative.", "Write the real one."),
    error("json-hub", _SPEC, "A hub has type and url.", "Add the member."),
    warning("json-self", _SPEC, "A feed has feed_url.", "Add the feed's own address."),
    note("json-home", _SPEC, "A feed has home_page_url.", "Add the address of the page for people."),
    note("json-empty", _SPEC, "No text and no list but items is empty.", "Leave the member out."),
)  # fmt: skip
