"""Forms of addresses, languages, media types and the like.

All patterns take time in proportion to the text.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from publisher.check.vocabulary import LANGUAGES

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,63}):")
_REFERENCE = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?"
    r"(?://(?:[A-Za-z0-9\-._~!$&'()*+,;=:]|%[0-9A-Fa-f]{2})*+(?:@(?:[A-Za-z0-9\-._~!$&'()*+,;=:]|%[0-9A-Fa-f]{2})*+)?"
    r"(?:\[[0-9A-Fa-f:.]{2,45}\](?::[0-9]{0,5})?)?(?=[/?#]|\Z))?"
    r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-Fa-f]{2})*+"
    r"(?:\?(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})*+)?"
    r"(?:#(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})*+)?"
)
_HOST = re.compile(r"//(?:[^/?#@]*@)?([^/?#@]*)")
# RFC 3986 §2.3: what need not be encoded anywhere.
_NEEDLESS_PERCENT = re.compile(r"%(?:2[DE]|3[0-9]|4[1-9A-F]|5[0-9AF]|6[1-9A-F]|7[0-9AE])", re.IGNORECASE)
_LOWER_PERCENT = re.compile(r"%(?:[a-f][0-9A-Fa-f]|[0-9A-F][a-f])")
_TAG = re.compile(
    r"(?i:tag):(?:[A-Za-z0-9._-]+@)?[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*,"
    r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?:"
    r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})*+(?:#(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})*+)?"
)
_UUID = re.compile(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_URN = re.compile(r"urn:[a-z0-9][a-z0-9-]{0,30}[a-z0-9]:[!-~]+", re.IGNORECASE)
# RFC 5646 §2.1: a language (with extended ones), a script, a region, variants, extensions, private use; or x-….
# Languages of four letters are reserved, and none of five to eight was ever registered (§2.2.1).
_LANGUAGE = re.compile(
    r"([a-z]{2,3})(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
    r"|x(?:-[a-z0-9]{1,8})+|i-[a-z]{3,8}|sgn-[a-z]{2}-[a-z]{2}|art-lojban|zh-[a-z]{3,8}|en-gb-oed",
    re.IGNORECASE,
)
_MEDIA_TYPE = re.compile(r"[A-Za-z0-9!#$&^_.+-]{1,127}/[A-Za-z0-9!#$&^_.+-]{1,127}(?: *;[ -~]*)?")
# RFC 2822 §3.4.1, with letters of any script (RFC 6531). A domain without a dot is an address too.
_ADDRESS = (
    r"(?:[^\s@<>()\[\]\",;:\\\x00-\x1f]{1,64}|\"(?:[^\"\\\r\n]|\\.){0,64}\")"
    r"@(?:[\w-]{1,63}(?:\.[\w-]{1,63}){0,40}|\[[!-Z^-~]{1,100}\])"
)
_EMAIL = re.compile(_ADDRESS)
_RSS_EMAIL = re.compile(rf"{_ADDRESS}(?: *\([^()]*\))?")
# A handle of the Fediverse, `@ada@example.org`, is a name.
_EMAIL_IN_TEXT = re.compile(r"(?<![\w.%+@-])[\w.%+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,40}")
_LONGEST = 4000
"""Of a date, a language and the like: what is longer is none."""


def is_language(text: str) -> bool:
    """Return whether a text is a BCP 47 tag of a language that exists; codes of three letters are not looked up.

    >>> is_language("zh-Hant-TW"), is_language("en_US"), is_language("English"), is_language("xx")
    (True, False, False, False)
    """
    match = _LANGUAGE.fullmatch(text) if len(text) < _LONGEST else None
    return match is not None and (len(match[1] or "") != len("en") or match[1].lower() in LANGUAGES)


def is_media_type(text: str) -> bool:
    """Whether a text has the form of a media type.

    >>> is_media_type("audio/mpeg"), is_media_type("mp3")
    (True, False)
    """
    return len(text) < _LONGEST and _MEDIA_TYPE.fullmatch(text) is not None


def is_email(text: str) -> bool:
    """Return whether a text is an address (RFC 2822 §3.4.1).

    >>> is_email("ada@example.org"), is_email("ada@localhost"), is_email("Ada")
    (True, True, False)
    """
    return len(text) < _LONGEST and _EMAIL.fullmatch(text) is not None


def is_rss_email(text: str) -> bool:
    """Return whether a text is an address, perhaps with a name in parentheses after it.

    >>> is_rss_email("ada@example.org (Ada)"), is_rss_email("Ada <ada@example.org>")
    (True, False)
    """
    return len(text) < _LONGEST and _RSS_EMAIL.fullmatch(text) is not None


def has_email(text: str) -> bool:
    """Return whether a text holds an address in any form, `mailto:` too.

    >>> has_email("Ada <ada@example.org>"), has_email("mailto:ada%40example.org"), has_email("Ada")
    (True, True, False)
    """
    if text[:7].lower() == "mailto:":
        text = unquote(text[7:_LONGEST])
    return _EMAIL.search(text[:_LONGEST]) is not None


def find_email_in_name(text: str) -> str:
    """Return the address that a name holds; empty if it holds none.

    >>> find_email_in_name("Ada <ada@example.org>"), find_email_in_name("@ada@example.org")
    ('ada@example.org', '')
    """
    match = _EMAIL_IN_TEXT.search(text[:_LONGEST])
    return match[0] if match else ""


def has_dotless_host(address: str) -> bool:
    """Return whether the host of an address has no dot, as in a local network.

    >>> has_dotless_host("ada@localhost"), has_dotless_host("ada@example.org")
    (True, False)
    """
    host = address.partition("@")[2].partition(" ")[0]
    return "." not in host and not host.startswith("[")


def is_tag_uri(text: str) -> bool:
    """Whether a text is a tag URI.

    >>> is_tag_uri("tag:example.org,2026:a"), is_tag_uri("tag:example.org:a")
    (True, False)
    """
    return len(text) < _LONGEST and _TAG.fullmatch(text) is not None


def is_uuid_urn(text: str) -> bool:
    """Whether a text is a URN of a UUID.

    >>> is_uuid_urn("urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a")
    True
    """
    return _UUID.fullmatch(text) is not None


def is_urn(text: str) -> bool:
    """Return whether a text is a URN (RFC 8141 §2).

    >>> is_urn("urn:isbn:9780141036144"), is_urn("urn:isbn")
    (True, False)
    """
    return len(text) < _LONGEST and _URN.fullmatch(text) is not None


def is_number(text: str) -> bool:
    """Whether a text is a number that is not negative, in plain digits.

    >>> is_number("12"), is_number("1,2"), is_number("-1")
    (True, False, False)
    """
    return 0 < len(text) <= 20 and text.isascii() and text.isdigit()  # noqa: PLR2004  More digits than any size has.


def scheme_of(url: str) -> str:
    """Return the scheme of an address in lower case, empty for a relative one.

    >>> scheme_of("HTTP://example.org"), scheme_of("/a:b")
    ('http', '')
    """
    match = _SCHEME.match(url)
    return match[1].lower() if match else ""


def unsafe_scheme(url: str) -> str:
    r"""Return the scheme of an address that a browser would run, read as browsers read it.

    >>> unsafe_scheme("java\nscript:alert(1)"), unsafe_scheme("data:image/png;base64,AA==")
    ('javascript', '')
    """
    head = re.sub(r"[\x00-\x20]", "", url[:200]).lower()
    scheme = scheme_of(head)
    if scheme == "data" and head.startswith(("data:image/png", "data:image/gif", "data:image/jpeg", "data:image/webp")):
        return ""
    return scheme if scheme in {"javascript", "vbscript", "data", "livescript", "mocha"} else ""


def find_url_fault(url: str) -> str:  # noqa: PLR0911  One for each fault.
    """Say why a text is no URI reference in ASCII; empty if it is one.

    >>> find_url_fault("https://example.org/a b")
    'has a character that may not stand there'
    """
    if not url:
        return "is empty"
    if url != url.strip():
        return "is surrounded by white space"
    if not _REFERENCE.fullmatch(url):
        return "has a character that may not stand there"
    if scheme_of(url) in {"http", "https"}:
        match = _HOST.search(url)
        if match is None or not url.partition(":")[2].startswith("//"):
            return "has no `//` after its scheme"
        if not match[1].partition(":")[0]:
            return "has no host"
        host, _, port = match[1].rpartition(":") if not match[1].endswith("]") else (match[1], "", "")
        if host and not host.startswith("[") and ":" in host:
            return "has a host that is none"
        if host and port and not port.isdigit():
            return "has a port that is no number"
    return ""


def has_lower_percent(url: str) -> bool:
    """Whether percent-encoding is in lower-case hex.

    >>> has_lower_percent("/%c3%a9"), has_lower_percent("/%C3%A9")
    (True, False)
    """
    return _LOWER_PERCENT.search(url) is not None


def is_normal_id(uri: str) -> bool:
    """Return whether an id is as RFC 4287 §4.2.6.1 advises.

    >>> is_normal_id("HTTP://example.org/"), is_normal_id("http://example.org/%41"), is_normal_id("http://example.org/a")
    (False, False, True)
    """
    scheme = uri.partition(":")[0]
    if scheme != scheme.lower() or has_lower_percent(uri) or _NEEDLESS_PERCENT.search(uri):
        return False
    if scheme not in {"http", "https"}:
        return True
    match = _HOST.search(uri)
    host = match[1] if match else ""
    port = ":80" if scheme == "http" else ":443"
    path = uri.partition("//")[2]
    is_host_normal = host == host.lower() and not host.endswith((port, ":"))
    return is_host_normal and "/" in path and "/./" not in path and "/../" not in path
