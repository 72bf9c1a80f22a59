"""Distinguishes words in angle brackets, such as the ``<T>`` of ``Vec<T>`` or ``<your name>``, from tags of HTML."""

from __future__ import annotations

import re
from collections.abc import Collection

from publisher.parse.tree import names

# The elements of the HTML Standard §4, and those that it names as obsolete (§16.2).
_ELEMENTS = names(
    """
    a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br
    button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed
    fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe
    image img input ins kbd keygen label legend li link listing main map mark marquee math menu menuitem meta meter nav
    nobr noembed noframes noscript object ol optgroup option output p param picture plaintext pre progress q rb rp rt
    rtc ruby s samp script search section select selectedcontent slot small source spacer span strike strong style sub
    summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xmp
    """
)
# Those of SVG and of MathML Core in short.
_DRAWN = names(
    """
    circle defs desc ellipse g line path polygon polyline rect stop symbol text tspan use
    annotation mfrac mi mn mo mover mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder
    munderover semantics
    """
)
# Words without values: an attribute with one is meant as such.
_WORD = re.compile(r"<([A-Za-z][A-Za-z0-9-]{0,60})(?:[ \t\n]+[A-Za-z_][\w-]*)*[ \t\n]*>", re.ASCII)
_DRAWINGS = names("svg math")
_CLOSING = re.compile(r"</([A-Za-z][A-Za-z0-9-]{0,60})[ \t\n]*>")


def find_closed(source: str) -> frozenset[str]:
    """Return the names, in lower case, that have a closing tag somewhere in a source."""
    return frozenset(name.lower() for name in _CLOSING.findall(source))


def is_bracketed_word(tag: str, closed: Collection[str]) -> bool:
    """Return whether what looks like a tag is one or more words in angle brackets.

    It is if HTML has no such element, no attribute has a value, and nothing closes it. Browsers would drop it in
    silence.

    Args:
        tag: As it is in the source.
        closed: What `find_closed` returned for the source.

    >>> is_bracketed_word("<T>", ()), is_bracketed_word("<br>", ()), is_bracketed_word("<Note>", {"note"})
    (True, False, False)
    >>> is_bracketed_word("<dyn Fn>", ()), is_bracketed_word('<note kind="x">', ()), is_bracketed_word("<a name>", ())
    (True, False, False)
    """
    found = _WORD.fullmatch(tag)
    if found is None:
        return False
    name = found[1].lower()
    if name in _ELEMENTS or name in closed:
        return False
    # Outside a drawing or a formula, they are no elements of HTML.
    return name not in _DRAWN or _DRAWINGS.isdisjoint(closed)
