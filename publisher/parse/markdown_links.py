"""Finds the addresses that stand bare in a text, as GFM links them."""

from __future__ import annotations

import re
from dataclasses import dataclass

# GFM's own rule goes on to the next space, and so swallows what follows an address in scripts that have no spaces:
# their punctuation, and curly quotes, end one here.
_END = "\\s<>\\0\u2018-\u201f\u00ab\u00bb\u2026\u3000-\u303f\uff00-\uffef"
_ADDRESS = re.compile(
    # What is possessive (+) is never tried again, and a look behind lets a run of letters begin only once: linear.
    rf"(?<![A-Za-z0-9])(?P<scheme>(?i:https?://))[^{_END}/?#.][^{_END}]*+"
    rf"|(?<![\w./@-])www\.[^{_END}/?#.][^{_END}]*+"
    r"|(?<![A-Za-z0-9._+/@-])(?P<mail>[A-Za-z0-9_+-][A-Za-z0-9._+-]*+@[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]*[A-Za-z0-9])+)(?![\w@/])"
)
_TRAILING = frozenset("?!.,:;*_~'\"")


@dataclass(frozen=True, slots=True, kw_only=True)
class BareLink:
    """An address in a text."""

    start: int
    end: int
    href: str


def find_links(text: str) -> list[BareLink]:
    """Find all bare addresses.

    What ends a sentence, and a parenthesis that none opened, is not part of an address.

    >>> [link.href for link in find_links("See (https://example.org/a_(b)), www.example.org or me@example.org.")]
    ['https://example.org/a_(b)', 'http://www.example.org', 'mailto:me@example.org']
    """
    links = []
    for found in _ADDRESS.finditer(text):
        start = found.start()
        if found["mail"]:
            links.append(BareLink(start=start, end=found.end(), href=f"mailto:{found[0]}"))
            continue
        shown = trim_address(found[0])
        host = shown.removeprefix(found["scheme"] or "").partition("/")[0]
        if found["scheme"] or host.count(".") > 1:
            href = shown if found["scheme"] else f"http://{shown}"
            links.append(BareLink(start=start, end=start + len(shown), href=href))
    return links


def trim_address(address: str) -> str:
    """Take off the end of an address what belongs to the sentence around it.

    >>> trim_address("https://example.org/a).")
    'https://example.org/a'
    """
    end = len(address)
    surplus = address.count(")") - address.count("(")
    while end and (address[end - 1] in _TRAILING or (address[end - 1] == ")" and surplus > 0)):
        end -= 1
        surplus -= address[end] == ")"
    return address[:end]
