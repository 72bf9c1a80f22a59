"""The rules that turn what a browser would show into what a feed reader can show, element by element."""

from __future__ import annotations

import re
from collections.abc import Callable

from bs4 import Tag
from bs4.element import NavigableString

from publisher.clean.addresses import resolve_link, resolve_media
from publisher.clean.code import flatten_code, flatten_code_table
from publisher.clean.formulas import mend_math, replace_drawing, replace_math
from publisher.clean.media import (
    find_address,
    mend_image,
    mend_noscript,
    mend_picture,
    mend_player,
    replace_frame,
    replace_object,
    unwrap_picture,
)
from publisher.clean.names import BLOCKS, HEADINGS, MATH, names
from publisher.clean.options import Form
from publisher.clean.tree import (
    IDLE_ID,
    Place,
    elements,
    find_before,
    find_own_fragment,
    has_block,
    is_gone,
    new_tag,
    read,
    replace,
    text_of,
    unwrap,
)
from publisher.urls import guess_type

_HIDING = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)")
_STYLE_COMMENT = re.compile(r"/\*[^*]*+(?:\*(?!/)[^*]*+)*+\*/")
_PERMALINK = frozenset({"", "¶", "#", "§", "🔗", "⚓", "∞", "🔗\ufe0e", "🔗\ufe0f", "link", "permalink", "anchor"})
_PERMALINK_CLASS = re.compile(r"(?:^|[\s_-])(?:anchor|headerlink|permalink|heading-?link|hash-?link|direct-link)")

_RENAMED = {
    "acronym": "abbr",
    "dir": "ul",
    "listing": "pre",
    "menu": "ul",
    "strike": "s",
    "tt": "code",
}
_TO_DIV = names("center dialog fieldset form legend main marquee search")
_UNWRAPPED = names("basefont big blink canvas font label output text tspan g desc foreignObject annotation-xml mfenced")
_SOLID = names(
    """
    address article aside blockquote caption dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header img
    li math nav ol p pre section sub summary sup table td tfoot th thead tr ul video audio
    """
)
"""Elements that people link to from elsewhere: their ids stay as long as they do, links or none."""
_OVERRIDES = {"ltr": "\u202d", "rtl": "\u202e"}
_NO_PLACE = names("br wbr source track col colgroup")
_TABLE_PARTS = names("caption colgroup col thead tbody tfoot tr th td")
_DROPPED = names("button select textarea option title param")
_Rule = Callable[[Tag, Place], None]


def apply_rules(root: Tag, place: Place) -> None:
    """Replace, mend or drop each element that a reader could not show as it is."""
    every = elements(root)
    has_links = _name_ids(every, place)
    for element in every:
        # A rule may already have taken it away together with its parent.
        if not is_gone(element):
            _apply_rule(element, place)
    if has_links:
        _settle_links(root, place)


def _apply_rule(element: Tag, place: Place) -> None:
    if _is_hidden(element):
        element.decompose()
    elif rule := _RULES.get(element.name):
        rule(element, place)
    elif element.name in _RENAMED:
        element.name = _RENAMED[element.name]
        if element.name == "pre":
            flatten_code(element)
    elif element.name in _TO_DIV:
        element.name = "div"
    elif element.name in _DROPPED:
        element.decompose()
    elif element.name in _UNWRAPPED and _has_language(element):
        element.name = "span"
    elif element.name in _UNWRAPPED or (element.name in MATH and element.find_parent("math") is None):
        unwrap(element)


def _has_language(element: Tag) -> bool:
    """Return whether an element in a text says in what language or direction its words are."""
    return ("lang" in element.attrs or "dir" in element.attrs) and not has_block(element)


def _name_ids(every: list[Tag], place: Place) -> bool:
    """Give ids their names here, the first of each; where a link needs one, it will outlive its element.

    Returns:
        Whether there are links inside the article.
    """
    wanted = set[str]()
    for link in every:
        if link.name == "a" and (fragment := find_own_fragment(read(link, "href"), place.base, place.addresses)):
            wanted.add(place.name(fragment))
    seen: set[str] = set()
    for element in every:
        id_ = read(element, "id") or (read(element, "name") if element.name == "a" else "")
        element.attrs.pop("id", None)
        if "headers" in element.attrs:
            element.attrs["headers"] = " ".join(map(place.name, read(element, "headers").split()))
        renamed = place.name(id_) if id_ else ""
        if not renamed or renamed in seen:
            continue
        if renamed not in wanted and not place.is_linked(renamed):
            if element.name in _SOLID:
                seen.add(renamed)
                element.attrs[IDLE_ID] = renamed
            continue
        seen.add(renamed)
        if element.name in _NO_PLACE:
            # A break may go, a source never shows: the place itself stays.
            element.insert_before(new_tag("span", id=renamed))
        else:
            element.attrs["id"] = renamed
    return bool(wanted)


def _settle_links(root: Tag, place: Place) -> None:
    """Point the links inside the article to where their targets are now; unwrap those whose target is gone."""
    every = elements(root)
    ids = {read(element, "id") for element in every if "id" in element.attrs}
    for link in every:
        fragment = read(link, "href").removeprefix("#")
        if link.name != "a" or not read(link, "href").startswith("#"):
            continue
        if (fragment not in ids and not place.is_elsewhere(fragment)) or not _is_visible(link):
            unwrap(link)
        else:
            link.attrs["href"] = f"{resolve_media(place.page, '').partition('#')[0]}#{fragment}"


def _is_visible(link: Tag) -> bool:
    return bool(link.get_text().strip() or link.find(["img", "video", "audio"]))


def _is_hidden(element: Tag) -> bool:
    """Say whether a browser shows nothing of an element, or shows the same a second time."""
    attributes = element.attrs
    if not attributes:
        return False
    if "hidden" in attributes and read(element, "hidden").lower() != "until-found":
        return True
    if "style" in attributes and _HIDING.search(_STYLE_COMMENT.sub("", read(element, "style").lower())):
        return True
    if element.name == "dialog":
        return "open" not in attributes
    # The drawn half of a formula (KaTeX, MathJax); the other half, for screen readers, holds the formula itself.
    return (
        read(element, "aria-hidden") == "true"
        and "katex-html" in read(element, "class").split()
        and (twin := find_before(element)) is not None
        and "katex-mathml" in read(twin, "class").split()
    )


def _mend_link(link: Tag, place: Place) -> None:
    href = read(link, "href")
    fragment = find_own_fragment(href, place.base, place.addresses)
    if fragment is not None and _is_permalink(link, place):
        link.decompose()
    elif fragment:
        link.attrs["href"] = f"#{place.name(fragment)}"
    elif fragment is None and href.strip() and (address := _locate_link(href, place)):
        link.attrs["href"] = address
    elif link.attrs.get("id") or _has_language(link):
        # What was an anchor with a name stays one.
        link.attrs.pop("href", None)
        link.name = "span"
    else:
        unwrap(link)


def _locate_link(href: str, place: Place) -> str:
    """Make a link absolute: to a file beside the article that may be published, else to wherever it leads."""
    found = place.find(href) if guess_type(href) else None
    return found.url if found else resolve_link(href, place.base)


def _is_permalink(link: Tag, place: Place) -> bool:
    """Say whether a link only offers its own heading's address."""
    text = text_of(link).lower()
    if text not in _PERMALINK or any(find_address(image, place) for image in link.find_all("img")):
        return False
    return link.find_parent(HEADINGS) is not None or bool(_PERMALINK_CLASS.search(read(link, "class")))


def _tick(box: Tag, _: Place) -> None:
    if read(box, "type").lower() == "checkbox":
        replace(box, "☑ " if "checked" in box.attrs else "☐ ")
    else:
        box.decompose()


def _style_span(span: Tag, _: Place) -> None:
    """Keep what a word processor says by style alone."""
    style = read(span, "style").lower()
    if not style:
        return
    for pattern, name in _STYLES:
        if pattern.search(style) and span.contents:
            inner = new_tag(name)
            for node in list(span.contents):
                inner.append(node.extract())
            span.append(inner)


_STYLES = (
    (re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)"), "b"),
    (re.compile(r"font-style\s*:\s*italic"), "i"),
    (re.compile(r"text-decoration(?:-line)?\s*:\s*line-through"), "s"),
    (re.compile(r"vertical-align\s*:\s*super"), "sup"),
    (re.compile(r"vertical-align\s*:\s*sub"), "sub"),
)


def _unwrap_bold(bold: Tag, _: Place) -> None:
    # Text copied from Google Docs comes inside `<b style="font-weight:normal">`.
    if re.search(r"font-weight\s*:\s*(?:normal|400)", read(bold, "style").lower()):
        unwrap(bold)


def _mend_bdo(bdo: Tag, place: Place) -> None:
    override = _OVERRIDES.get(read(bdo, "dir").strip().lower())
    if override is None or place.form is Form.FEED:
        bdo.name = "span"
    if override is not None and place.form is Form.FEED:
        # What stands for it in plain text (Unicode Standard Annex 9, §2.2).
        bdo.insert(0, NavigableString(override))
        bdo.append(NavigableString("\u202c"))


def _mend_picture(picture: Tag, place: Place) -> None:
    (mend_picture if place.form is Form.PAGE else unwrap_picture)(picture, place)


def _mend_math(math: Tag, place: Place) -> None:
    (mend_math if place.form is Form.PAGE else replace_math)(math)


def _mend_table(table: Tag, _: Place) -> None:
    flatten_code_table(table)


def _replace_tex(tex: Tag, _: Place) -> None:
    # MathJax 2 leaves what it drew, and what it showed while drawing, before the source.
    while (drawn := find_before(tex)) is not None and read(drawn, "class").lower().startswith("mathjax"):
        drawn.decompose()
    text = tex.get_text().strip()
    display = read(tex, "mode") == "display" and tex.parent is not None and tex.parent.name not in {"p", "span"}
    replace(tex, new_tag("p", text) if display and text else text)


def _mend_cite(element: Tag, place: Place) -> None:
    if "cite" in element.attrs:
        element.attrs["cite"] = resolve_media(read(element, "cite"), place.base)


def _keep_source(source: Tag, _: Place) -> None:
    if source.parent is None or source.parent.name not in {"audio", "video", "picture"}:
        unwrap(source)


_RULES: dict[str, _Rule] = {
    "a": _mend_link,
    "amp-anim": mend_image,
    "amp-audio": mend_player,
    "amp-iframe": replace_frame,
    "amp-instagram": replace_frame,
    "amp-img": mend_image,
    "amp-twitter": replace_frame,
    "amp-video": mend_player,
    "amp-vimeo": replace_frame,
    "amp-youtube": replace_frame,
    "applet": lambda element, _: unwrap(element, " "),
    "audio": mend_player,
    "b": _unwrap_bold,
    "bdo": _mend_bdo,
    "blockquote": _mend_cite,
    "del": _mend_cite,
    "embed": replace_object,
    "img": mend_image,
    "input": _tick,
    "ins": _mend_cite,
    "lite-vimeo": replace_frame,
    "lite-youtube": replace_frame,
    "math": _mend_math,
    "mjx-math": lambda element, _: element.decompose(),
    "object": replace_object,
    "picture": _mend_picture,
    "pre": lambda element, _: flatten_code(element),
    "q": _mend_cite,
    "source": _keep_source,
    "span": _style_span,
    "svg": lambda element, _: replace_drawing(element),
    "table": _mend_table,
    "track": _keep_source,
    "video": mend_player,
    "x-frame": replace_frame,
    "x-noscript": mend_noscript,
    "x-tex": _replace_tex,
}


def renumber_headings(root: Tag, top: int) -> None:
    """Give headings levels from ``top`` on, a heading one level at most below the one it stands under."""
    open_levels: list[int] = []
    for heading in root.find_all(HEADINGS):
        level = int(heading.name[1])
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        heading.name = f"h{min(top + len(open_levels) - 1, 6)}"


def flatten_depth(root: Tag, max_depth: int) -> None:
    """Unwrap what is nested deeper than a reader's own parser may go."""
    depths = {id(root): 0}
    deep: set[int] = set()
    every = elements(root)
    for element in every:
        depth = depths[id(element)] = depths[id(element.parent)] + 1
        if depth > max_depth:
            deep.add(id(element))
    if not deep:
        return
    # A formula is nothing without its shape: as text it has no depth.
    for formula in root.find_all("math"):
        if not is_gone(formula) and any(id(part) in deep for part in (formula, *elements(formula))):
            replace_math(formula)
    every = elements(root)
    # Text inside a table but outside a cell is moved by parsers: a table goes as a whole.
    parts = [(element, element.find_parent("table")) for element in every if element.name in _TABLE_PARTS]
    tables = {id(table) for part, table in parts if table is not None and id(part) in deep}
    deep |= tables | {id(part) for part, table in parts if id(table) in tables}
    # Parents first: each node then moves once.
    for element in every:
        if id(element) in deep and element.contents:
            unwrap(element, " " if element.name in BLOCKS else "")
        elif id(element) in deep and element.name in _TABLE_PARTS:
            element.decompose()
