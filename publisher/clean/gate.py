"""The two passes through nh3: the first reads any markup as a browser would, the last lets only what is allowed out.

nh3 parses with html5ever, to the letter of the HTML Standard, and writes what it read as plain, balanced tags. So the
first pass has a liberal list, and its output is what BeautifulSoup reads: no parser under BeautifulSoup but html5lib
follows the standard, and html5lib is 20 times slower. The last pass has the strict list and our own check of each
value, because nh3 itself looks at the schemes of ``href`` and ``src`` only.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING

from publisher.clean.addresses import is_data_image, parse_srcset, write_srcset
from publisher.clean.names import MATH, VOID, names
from publisher.clean.options import Form

if TYPE_CHECKING:
    import nh3

_INLINE = names(
    "a abbr b bdi br cite code data del dfn em i img ins kbd mark q rp rt ruby s samp small span strong sub sup time "
    "u var wbr"
)
_BLOCK = names(
    "address article aside audio blockquote caption col colgroup dd details div dl dt figcaption figure footer h1 h2 "
    "h3 h4 h5 h6 header hgroup hr li nav ol p pre section source summary table tbody td tfoot th thead tr track ul "
    "video"
)
_FEED_TAGS = _INLINE | _BLOCK
ALLOWED_TAGS = {Form.FEED: _FEED_TAGS, Form.PAGE: _FEED_TAGS | MATH | names("bdo meter picture progress rb rtc")}

_FEED_ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "*": ("id", "lang", "dir", "title"),
    "a": ("href", "hreflang"),
    "audio": ("src", "controls", "loop", "muted", "preload"),
    "blockquote": ("cite",),
    "col": ("span",),
    "colgroup": ("span",),
    "data": ("value",),
    "del": ("cite", "datetime"),
    "details": ("open",),
    "img": ("src", "srcset", "sizes", "alt", "width", "height", "loading", "decoding"),
    "ins": ("cite", "datetime"),
    "li": ("value",),
    "ol": ("start", "reversed", "type"),
    "q": ("cite",),
    "source": ("src", "type"),
    "td": ("colspan", "rowspan"),
    "th": ("scope", "colspan", "rowspan", "abbr"),
    "time": ("datetime",),
    "track": ("src", "kind", "srclang", "label", "default"),
    "video": ("src", "poster", "controls", "width", "height", "loop", "muted", "playsinline", "preload"),
}
_ALIGNED = ("columnalign", "rowalign")
_PAGE_ATTRIBUTES = _FEED_ATTRIBUTES | {
    "*": (*_FEED_ATTRIBUTES["*"], "translate", "role", "aria-label"),
    "a": (*_FEED_ATTRIBUTES["a"], "rel", "type"),
    "annotation": ("encoding",),
    "code": ("data-language",),
    "math": ("xmlns", "display", "alttext", "displaystyle"),
    "meter": ("value", "min", "max", "low", "high", "optimum"),
    "mfrac": ("linethickness",),
    "mi": ("mathvariant",),
    "mn": ("mathvariant",),
    "mo": (
        *("form", "fence", "separator", "stretchy", "symmetric", "largeop", "movablelimits", "lspace", "rspace"),
        *("minsize", "maxsize", "mathvariant"),
    ),
    "mover": ("accent",),
    "ms": ("mathvariant",),
    "mspace": ("width", "height", "depth"),
    "mstyle": ("displaystyle", "scriptlevel"),
    "mtable": (*_ALIGNED, "displaystyle"),
    "mtd": ("columnspan", "rowspan", *_ALIGNED),
    "mtext": ("mathvariant",),
    "mtr": _ALIGNED,
    "munder": ("accentunder",),
    "munderover": ("accent", "accentunder"),
    "progress": ("value", "max"),
    "source": ("src", "srcset", "sizes", "media", "type", "width", "height"),
    "td": (*_FEED_ATTRIBUTES["td"], "headers"),
    "th": (*_FEED_ATTRIBUTES["th"], "headers"),
}
ALLOWED_ATTRIBUTES = {Form.FEED: _FEED_ATTRIBUTES, Form.PAGE: _PAGE_ATTRIBUTES}
"""What may be published, in the order in which it is written; ``*`` is any element."""
MATH_NAMESPACE = "http://www.w3.org/1998/Math/MathML"

# Attributes that the first pass lets through for our rules to see.
_SEEN_ATTRIBUTES = names(
    "alttext aria-hidden aria-label checked class content data data-actualsrc data-echo data-full-src data-hi-res-src "
    "data-img-src data-lazy data-lazy-src data-lazy-srcset data-line-number data-original data-original-src "
    "data-original-srcset data-orig-file data-poster data-shortcode data-src data-srcset data-tweetid data-url "
    "data-videoid encoding hidden close data-lang mode movie name open playlabel role separators style type value "
    "videoid videotitle"
).union(*_PAGE_ATTRIBUTES.values()) - {"xmlns"}
# Elements that the first pass lets through for our rules to replace. None of them holds raw text: its output is read
# as XML, so those that do (`iframe`, `noscript`) come under the names that `rename_raw` gives them.
_SEEN_TAGS = _FEED_TAGS | names("""
    acronym address amp-anim amp-audio amp-iframe amp-img amp-instagram amp-twitter amp-video amp-vimeo amp-youtube
    applet basefont bdo big blink button canvas center dialog dir embed fieldset font form input label legend listing
    lite-vimeo lite-youtube main marquee menu meter mjx-math object option output param picture progress rb rtc search
    select strike svg textarea title tt x-frame x-noscript x-tex desc text tspan g foreignObject
    """)
_SEEN_MATH = MATH | {"annotation-xml", "mfenced"}
# What these hold, no reader sees.
_DROPPED_WHOLE = frozenset({"template", "script", "style", "noembed", "noframes"})
_VOID_TAG = re.compile(rf'<((?:{"|".join(sorted(VOID))})(?: [^\s=<>"]+="[^"]*")*)>')

# XML 1.0 §2.2 forbids some of these and discourages the others; the first position of a byte order mark is no place
# that survives a second parse.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_BREAKS = re.compile("\r\n?|\x85")
_LONG_DATA = re.compile(r"data:[^\"'\s<>]{200,}", re.ASCII)
_FORMULA = re.compile(r"<math\b", re.IGNORECASE | re.ASCII)
_DRAWING = re.compile(r"<svg\b", re.IGNORECASE | re.ASCII)
# nh3 drops these where they stand outside `math` and `svg`, words and all; a browser shows the words.
_MATH_TAG = re.compile(rf"<(/?)({'|'.join(sorted(MATH - {'math'}))}|maction|menclose|mfenced)(?=[\s/>])", re.IGNORECASE)
_SVG_TAG = re.compile(
    r"<(/?)(circle|defs|desc|ellipse|filter|foreignobject|g|line|marker|mask|path|pattern|polygon|polyline|rect|stop|switch"
    r"|symbol|text|textpath|tspan|use|view)(?=[\s/>])",
    re.IGNORECASE,
)
_RAW_TAG = re.compile(r"<(/?)(noscript|iframe)(?=[\s/>])", re.IGNORECASE | re.ASCII)
_TEX = re.compile(r"<script\b[^<>]{0,200}?\btype\s*=\s*[\"']?math/tex([^<>]{0,200})>", re.IGNORECASE | re.ASCII)
_MAX_TEX = 5000

_URL = re.compile(r"(?:https?://|mailto:|tel:)[!-~]+")
_ID = re.compile(r"[A-Za-z][\w.:-]{0,99}", re.ASCII)
_AMOUNT = re.compile(r"-?(?:\d{1,9}(?:\.\d{1,6})?|\.\d{1,6})", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,5}", re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,8}")
_SIZES = re.compile(r"[\w\s().,:%/*+<>=-]{1,500}", re.ASCII)
_LANGUAGE_OF_CODE = re.compile(r"[a-z0-9][a-z0-9+#._-]{0,29}")
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+(?:;[\w\s.,=\"'+-]{0,100})?", re.ASCII)
_PATTERNS = {
    "headers": re.compile(rf"{_ID.pattern}(?: {_ID.pattern}){{0,19}}", re.ASCII),
    # What a word says of a link or a place; nothing that a program would act upon.
    "rel": re.compile(r"(?:(?:author|bookmark|external|help|license|nofollow|noopener|noreferrer|tag)(?: (?!\Z)|\Z))+"),
    "role": re.compile(r"doc-[a-z]{3,20}|figure|group|img|list|listitem|math|none|note|presentation|separator"),
    "data-language": _LANGUAGE_OF_CODE,
    "hreflang": _LANGUAGE,
    "id": _ID,
    "lang": _LANGUAGE,
    "media": _SIZES,
    "sizes": _SIZES,
    "srclang": _LANGUAGE,
    "type": _MEDIA_TYPE,
}
_FLAGS = frozenset({"controls", "open", "reversed", "muted", "loop", "playsinline", "default"})
_NUMBERS = frozenset({"width", "height", "colspan", "rowspan", "span", "start"})
_WORDS = {
    "dir": frozenset({"ltr", "rtl", "auto"}),
    "translate": frozenset({"yes", "no"}),
    "scope": frozenset({"row", "col", "rowgroup", "colgroup"}),
    "loading": frozenset({"lazy", "eager"}),
    "decoding": frozenset({"async", "sync", "auto"}),
    "preload": frozenset({"none", "metadata", "auto"}),
    "kind": frozenset({"captions", "subtitles", "descriptions", "chapters", "metadata"}),
}
_MATH_WORD = re.compile(r"[a-z][a-z -]{0,59}")
_MATH_FORMAT = re.compile(r"[\w.+/ -]{1,60}", re.ASCII)
# Small, and never negative: a formula that is wide, or moves, would cover what stands beside it.
_MATH_LENGTH = re.compile(r"(?:\d(?:\.\d{1,3})?|\.\d{1,3})(?:em|ex)?|\d{1,2}(?:\.\d{1,3})?(?:px|pt)|\d{1,3}%")
_MATH_LENGTHS = names("depth height linethickness lspace maxsize minsize rspace width")
_MAX_SPAN = 1000
"""What the HTML Standard allows for ``colspan``; more only serves to exhaust a reader."""


def strip_controls(html: str) -> str:
    """Remove the characters that XML forbids or discourages; the other ways to end a line become a newline."""
    return _FORBIDDEN.sub("", _BREAKS.sub("\n", html))


def rename_raw(html: str, max_data: int = 0) -> str:
    """Give raw-text elements that we want to look into names that the parser takes for ordinary elements.

    Whatever this gets wrong is words in the wrong place, never more: the last pass sees the result as any other.
    Embedded data is dropped, unless it is an image of at most ``max_data`` characters.
    """
    html = _LONG_DATA.sub(lambda match: _keep_data(match[0], max_data), html)
    html = _RAW_TAG.sub(lambda match: f"<{match[1]}x-{'frame' if match[2].lower() == 'iframe' else 'noscript'}", html)
    if not has_formula(html):
        html = _MATH_TAG.sub(r"<\1x-\2", html)
    if not _DRAWING.search(html):
        html = _SVG_TAG.sub(r"<\1x-\2", html)
    return _rename_tex(html)


def _keep_data(address: str, max_data: int) -> str:
    return address if len(address) <= max_data and is_data_image(address) else "data:"


def _rename_tex(html: str) -> str:
    parts = []
    position = 0
    for match in _TEX.finditer(html):
        end = html.find("</script", match.end(), match.end() + _MAX_TEX)
        if match.start() < position or end < 0:
            continue
        mode = "display" if "display" in match[1] else "inline"
        tex = escape(html[match.end() : end])
        parts += [html[position : match.start()], f'<x-tex mode="{mode}">{tex}</x-tex>']
        position = end
    return "".join([*parts, html[position:]])


def has_formula(html: str) -> bool:
    """Say whether the pass that knows MathML is needed."""
    return _FORMULA.search(html) is not None


def build_reader(see: Callable[[str, str, str], str | None] | None = None, *, formulas: bool = True) -> nh3.Cleaner:
    """Build the first pass: it repairs the markup and drops what nobody sees; ``see`` is shown each attribute.

    Without ``formulas`` elements of MathML are unwrapped: nh3 drops those that it knows where they stand outside
    ``math``, words and all.
    """
    import nh3

    return nh3.Cleaner(
        tags=set(_SEEN_TAGS | _SEEN_MATH if formulas else _SEEN_TAGS),
        clean_content_tags=set(_DROPPED_WHOLE),
        attributes={"*": set(_SEEN_ATTRIBUTES)},
        attribute_filter=see,
        link_rel=None,
        url_schemes={"http", "https", "mailto", "tel", "data"},
    )


def build_seal(form: Form) -> nh3.Cleaner:
    """Build the last pass, which no HTML gets round."""
    import nh3

    return nh3.Cleaner(
        tags=set(ALLOWED_TAGS[form]),
        clean_content_tags=set(_DROPPED_WHOLE),
        attributes={tag: set(names) for tag, names in ALLOWED_ATTRIBUTES[form].items()},
        attribute_filter=check_attribute,
        link_rel=None,
        url_schemes={"http", "https", "mailto", "tel", "data"},
    )


def check_attribute(tag: str, name: str, value: str) -> str | None:  # noqa: PLR0911  One line for each kind of value.
    """Return what may be published of an attribute's value, or None; what it returns, it lets through unchanged."""
    if name in {"href", "src", "poster", "cite"}:
        return value if _is_address(tag, name, value) else None
    if name == "srcset":
        return value if value and write_srcset(parse_srcset(value, "")) == value else None
    if name in _FLAGS:
        return ""
    if tag in MATH and name not in {"id", "lang", "dir", "title", "alttext"}:
        return _check_math(name, value)
    if tag in {"meter", "progress"} and name in _PAGE_ATTRIBUTES[tag]:
        return value if _AMOUNT.fullmatch(value) else None
    if name in _NUMBERS or (name, tag) == ("value", "li"):
        return _check_number(name, value)
    if name in _WORDS:
        return _check_word(name, value)
    if name == "type" and tag == "ol":
        return value if value in set("1aAiI") else None
    if pattern := _PATTERNS.get(name):
        return value if pattern.fullmatch(value) else None
    return " ".join(value.split())


def _is_address(tag: str, name: str, value: str) -> bool:
    if _URL.fullmatch(value):
        return name == "href" or value.startswith("http")
    if tag == "a":
        return value[:1] == "#" and _ID.fullmatch(value, 1) is not None
    return (tag, name) == ("img", "src") and is_data_image(value)


def _check_math(name: str, value: str) -> str | None:
    value = value.strip().lower() if name != "encoding" else " ".join(value.split())
    if name == "xmlns":
        found = value == MATH_NAMESPACE.lower()
        return MATH_NAMESPACE if found else None
    if name in {"columnspan", "rowspan"}:
        return _check_number("colspan", value)
    if name == "display":
        fits = value in {"inline", "block"}
    elif name == "scriptlevel":
        fits = value in {"0", "1", "2", "3", "+1", "+2"}
    elif name in _MATH_LENGTHS:
        fits = _MATH_LENGTH.fullmatch(value) is not None
    else:
        fits = (_MATH_FORMAT if name == "encoding" else _MATH_WORD).fullmatch(value) is not None
    return value if fits else None


def _check_word(name: str, value: str) -> str | None:
    value = value.strip().lower()
    return value if value in _WORDS[name] else None


def _check_number(name: str, value: str) -> str | None:
    value = value.strip().removesuffix("px")
    if not _NUMBER.fullmatch(value):
        return None
    if name in {"colspan", "rowspan", "span"}:
        return str(min(int(value), _MAX_SPAN)) if int(value) > 0 else None
    return str(int(value)) if int(value) >= 0 or name in {"start", "value"} else None


def write_xhtml(html: str) -> str:
    """Turn what nh3 writes into the form that is HTML and XML alike (void elements closed, no named space)."""
    return _VOID_TAG.sub(r"<\1/>", html).replace("&nbsp;", "\xa0")
