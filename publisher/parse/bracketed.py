"""Distinguishes words in angle brackets, such as the ``<T>`` of ``Vec<T>``, from tags of HTML."""

from __future__ import annotations

import re
from collections.abc import Collection

from publisher.parse.tree import names

# The elements of the HTML Standard §4 and of MathML Core and SVG in short, and those that it names as obsolete (§16.2).
_ELEMENTS = names(
    """
    a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br
    button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed
    fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe
    image img input ins kbd keygen label legend li link listing main map mark marquee math menu menuitem meta meter nav
    nobr noembed noframes noscript object ol optgroup option output p param picture plaintext pre progress q rb rp rt
    rtc ruby s samp script search section select selectedcontent slot small source spacer span strike strong style sub
    summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xmp
    circle defs desc ellipse g line path polygon polyline rect stop symbol text tspan use
    annotation mfrac mi mn mo mover mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder
    munderover semantics
    """
)
_WORD = re.compile(r"<([A-Za-z][A-Za-z0-9]{0,60})>")
_CLOSING = re.compile(r"</([A-Za-z][A-Za-z0-9]{0,60})[ \t\n]*>")


def find_closed(source: str) -> frozenset[str]:
    """Return the names, in lower case, that have a closing tag somewhere in a source."""
    return frozenset(name.lower() for name in _CLOSING.findall(source))


def is_bracketed_word(tag: str, closed: Collection[str]) -> bool:
    """Return whether what looks like a tag is a word in angle brackets.

    It is if HTML has no such element, it has no attributes, and nothing closes it. Browsers would drop it in silence.

    Args:
        tag: As it is in the source.
        closed: What `find_closed` returned for the source.

    >>> is_bracketed_word("<T>", ()), is_bracketed_word("<br>", ()), is_bracketed_word("<Note>", {"note"})
    (True, False, False)
    """
    found = _WORD.fullmatch(tag)
    return found is not None and found[1].lower() not in _ELEMENTS and found[1].lower() not in closed
