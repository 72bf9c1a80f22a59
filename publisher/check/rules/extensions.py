"""Rules of what other specifications add to RSS and Atom."""

from publisher.check.rules.kinds import error, warning

HISTORY = (
    error("fh-place", "RFC 5005 §2, §4", "`fh:complete` and `fh:archive` stand in the feed itself.",
          "Move it to the channel or feed."),
    error("fh-element", "RFC 5005", "Elements of feed history are complete and archive, each once.",
          "Correct the name."),
    warning("fh-empty", "RFC 5005 §2, §4", "`fh:complete` and `fh:archive` are empty.", "Remove what is in it."),
    error("fh-complete", "RFC 5005 §2", "A complete feed is neither paged nor archived.",
          "Remove `fh:complete`, or the links to other pages."),
    warning("fh-current", "RFC 5005 §4", "An archive links to the current feed.", 'Add a link `rel="current"`.'),
    error("fh-entry-link", "RFC 5005 §3, §4", "Links between pages of a feed stand on the feed.",
          "Move the link to the channel or feed."),
    warning("fh-link-twice", "RFC 5005 §3, §4: readers follow one of them",
            "A feed has one link of each relation between pages.",
          "Keep one of them."),
    warning("fh-link-self", "RFC 5005 §3, §4", "A link between pages does not lead to the page itself.",
            "Correct the address."),
)  # fmt: skip

TOMBSTONES = (
    error("at-ref", "RFC 6721 §3", "A deleted entry has a ref, which is an id.", "Add the id of the entry."),
    error("at-when", "RFC 6721 §3", "A deleted entry says when, as RFC 3339 has it.", "Add the time."),
    error("at-place", "RFC 6721 §3", "Deleted entries stand in the feed itself.", "Move it out of the entry."),
    error("at-element", "RFC 6721 §4", "Elements of tombstones are deleted-entry, by and comment, in their places.",
          "Correct the name or the place."),
    error("at-once", "RFC 6721 §3", "A deleted entry has one `at:by` and one `at:comment`.", "Keep one of each."),
    warning("at-live", "RFC 6721 §3", "No entry is deleted and there, unless it was updated since.",
          "Remove one of the two."),
    error("at-twice", "RFC 6721 §3",
          "No two deleted entries have one ref and one when.", "Keep one of them."),
)  # fmt: skip

OTHERS = (
    error("dc-element", "DCMI Metadata Terms §3", "Elements of Dublin Core are its fifteen.", "Correct the name."),
    error("dc-date", "W3C Date and Time Formats", "`dc:date` is written as in `2026-03-01T12:00:05Z`.",
          "Write it so."),
    error("content-element", "RSS 1.0 content module", "`content:encoded` stands in an item, once.",
          "Correct the name or the place."),
    error("media-element", "Media RSS 1.5.1", "Elements of Media RSS are those of its specification.",
          "Correct the name."),
    error("media-url", "Media RSS 1.5.1", "A thumbnail, a player and a content have a url (a content may have a "
          "player instead).", "Add the address."),
    error("media-number", "Media RSS 1.5.1", "Widths, heights, sizes and durations are numbers.", "Write digits only."),
    error("media-value", "Media RSS 1.5.1", "medium, expression and isDefault are of the words that are defined.",
          "Write image, audio, video, document or executable; sample, full or nonstop; true or false."),
    error("media-type", "Media RSS 1.5.1", "The type of a content is a media type.", "Write it as in `video/mp4`."),
    error("thr-element", "RFC 4685 §3-5", "Elements of threading are in-reply-to and total.", "Correct the name."),
    error("thr-ref", "RFC 4685 §3", "`thr:in-reply-to` has a ref.", "Add the id of what it answers."),
    error("thr-value", "RFC 4685 §3, §4", "Types of replies are media types, times are as RFC 3339 has them.",
          "Write them as in `text/html` and `2026-03-01T12:00:05Z`."),
    error("thr-number", "RFC 4685 §4, §5", "Counts of replies are numbers.", "Write digits only."),
    error("sy-value", "RSS 1.0 syndication module", "updatePeriod is a word that is defined, updateFrequency above 0.",
          "Write hourly, daily, weekly, monthly or yearly, and digits."),
)  # fmt: skip

RULES = (*HISTORY, *TOMBSTONES, *OTHERS)
