"""Names of people, without the e-mail addresses that they are often written with."""

from __future__ import annotations

import re
from html import unescape

# As mailboxes are written in practice: RFC 5322 §3.4.1, with letters of any script (RFC 6531), and a domain with a dot.
# A name such as `@ann@social.example` is no mailbox. A match begins at the beginning of a word, so that a search takes
# time in proportion to the text.
_MAILBOX = (
    r"(?<![\w.!#$%&'*+/=?^`{|}~@-])(?:mailto:[^\s<>()\[\]\"]+"
    r"|[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[\w-]{1,63}\.)+[\w-]{2,63}"
    # Written so that machines do not find it.
    r"|[\w.+-]{1,64} ?[\[({] ?at ?[\])}] ?[\w-]{1,63}(?:(?:\.| ?[\[({] ?dot ?[\])}] ?| dot )[\w-]{1,63})+"
    r"|[\w.+-]{1,64} at [\w-]{1,63}(?: dot [\w-]{1,63})+)"
)
_ADDRESS = re.compile(_MAILBOX, re.IGNORECASE)
# What else is in the same brackets belongs to the address: a telephone number, the rest of a tag.
_ADDRESS_IN_BRACKETS = re.compile(
    rf"<[^<>]*(?:\S@\S|{_MAILBOX})[^<>]*>|\([^()]*(?:[\w.+-]@\w|{_MAILBOX})[^()]*\)"
    rf"|\[[^\[\]]*(?:[\w.+-]@\w|{_MAILBOX})[^\[\]]*\]",
    re.IGNORECASE,
)
_HINT = re.compile(r"@|mailto:|\bat\b", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_PAIRS = {"(": ")", "[": "]", "<": ">", "{": "}", '"': '"', "'": "'", "“": "”", "„": "“", "«": "»", "‘": "’"}
_BETWEEN = " \t,;:|/&·•–—-"
_LINKING = re.compile(r"^[,;\s]*(?:and|und|et|y|e|en|och|og|и)\s")
_URL = re.compile(r"[(<\[]?https?://[^\s()<>\[\]]+[)>\]]?", re.IGNORECASE)
_LABEL = re.compile(r"(?:^|[\s(])(?:e-?mail|mail|contact|kontakt|courriel|correo)\W*$", re.IGNORECASE)
_LONGEST = 1_000
"""Characters of one author that are read: no name is longer."""


def split_people(text: str) -> tuple[str, ...]:
    """Return the names in what is said of an author, without any e-mail address.

    Nobody who writes ``Name <address>`` into a file says by that that the address is to be public: version control and
    package formats want it written so. Text without an address is returned as it is, white space collapsed.

    Returns:
        Names in the order given: one as a rule; several where several addresses part them; none if there is nothing
        but addresses.

    >>> split_people("Ann Other <ann@example.org>")
    ('Ann Other',)
    >>> split_people("ann@example.org (Ann Other), mailto:bo@example.org (Bo Hill)")
    ('Ann Other', 'Bo Hill')
    >>> split_people("ann@example.org"), split_people("Smith & Sons, London")
    ((), ('Smith & Sons, London',))
    """
    text = " ".join(text.split())
    if not _HINT.search(text):
        return (text,) if text else ()
    if len(text) > _LONGEST:
        text = text[:_LONGEST].rpartition(" ")[0] or text[:_LONGEST]
    plain = unescape(text)
    if not _has_address(plain):
        return (text,)
    plain = _unwrap(plain)
    if _ADDRESS_IN_BRACKETS.fullmatch(plain):
        plain = plain[1:-1]
    first, *others = _ADDRESS.sub("\0", _ADDRESS_IN_BRACKETS.sub("\0", plain)).split("\0")
    parts = (first, *(_LINKING.sub("", part) for part in others))
    # What is left of a text may be an address once more, where a tag was cut out of the middle of it. Each part is
    # shorter than the text was.
    found = [name for part in parts if (left := _tidy(part)) for name in split_people(left)]
    return tuple(dict.fromkeys(found))


def drop_addresses(text: str) -> str:
    """Return a text that may name people without the e-mail addresses in it, its names parted by commas.

    >>> drop_addresses("By Ann Other <ann@example.org> and Bo Hill")
    'By Ann Other, Bo Hill'
    """
    return ", ".join(split_people(text)) if _HINT.search(text) and _has_address(unescape(text[:_LONGEST])) else text


def _has_address(text: str) -> bool:
    return _ADDRESS.search(text) is not None or _ADDRESS_IN_BRACKETS.search(text) is not None


def _tidy(part: str) -> str:
    """Return the name in what is beside an address; empty if there is none."""
    part = _URL.sub(" ", _TAG.sub(" ", part))
    before = ""
    while before != part:
        before = part
        part = _LABEL.sub("", _unwrap(part.strip(_BETWEEN)))
    return " ".join(part.split()) if any(map(str.isalpha, part)) else ""


def _unwrap(text: str) -> str:
    """Remove brackets or quotes around the whole of a text, and those of which one is missing."""
    text = text.strip()
    if len(text) > 1 and _PAIRS.get(text[0]) == text[-1] and text[0] not in text[1:-1] and text[-1] not in text[1:-1]:
        return text[1:-1].strip()
    for opening, closing in list(_PAIRS.items())[:4]:
        if text.startswith(opening) and closing not in text:
            text = text[1:]
        if text.endswith(closing) and opening not in text:
            text = text[:-1]
        text = text.removesuffix(opening) if text.count(opening) > text.count(closing) else text
    return text.strip()
