"""Rules of the answers that a server gives to readers; they can be seen on the web alone."""

from publisher.check.rules.kinds import note, warning

RULES = (
    warning("http-validator", "RFC 9110 §8.8", "An answer has an ETag or a Last-Modified.",
            "Send both: without them readers fetch the whole feed at every visit."),
    warning("http-not-modified", "RFC 9110 §13.2", "What did not change since the last visit is answered with 304.",
            "Compare If-None-Match with the ETag, and If-Modified-Since with the date where there is no ETag."),
    warning("http-not-modified-validators", "RFC 9110 §15.4.5; measured: rss2email, FreshRSS forget theirs",
            "A 304 carries the validators that the 200 had.", "Send ETag and Last-Modified with it."),
    note("http-vary", "RFC 9110 §12.5.5", "What is sent compressed says that it depends on what was asked for.",
         "Send `Vary: Accept-Encoding`."),
    warning("http-link-hub", "WebSub §4", "A feed with a hub says it in a Link header too, with its own address.",
            'Send `Link: <…>; rel="hub", <…>; rel="self"`.'),
)  # fmt: skip
