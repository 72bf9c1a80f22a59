"""Tells pages that were saved in place of an article: errors of a server, and doors that open for browsers only."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser

from publisher.errors import SourceError
from publisher.model import Block, Document, Kind

_MUCH, _LITTLE = 600, 300
"""Characters of prose below which a page may be such a one, with a number in its title and without."""
_LONG_PAGE = 1_500
_SENTENCE = 60
_MOST_PARTS, _LONGEST_TITLE = 8, 200
_PARTS = re.compile(r"[|·•:–—]|\s-\s|\.\s")
_WORD = re.compile(r"\w+")
_FILLER = frozenset({"error", "http", "https", "status", "code", "page", "the", "this", "was", "oops", "sorry", "1"})
# RFC 9110 §15.5 and §15.6, and RFC 6585: those that a person may be shown.
_NAMED = {
    "400": "Bad Request", "401": "Unauthorized", "402": "Payment Required", "403": "Forbidden", "404": "Not Found",
    "405": "Method Not Allowed", "406": "Not Acceptable", "408": "Request Timeout", "410": "Gone",
    "421": "Misdirected Request", "429": "Too Many Requests", "451": "Unavailable For Legal Reasons",
    "500": "Internal Server Error", "501": "Not Implemented", "502": "Bad Gateway", "503": "Service Unavailable",
    "504": "Gateway Timeout",
}  # fmt: skip
_PHRASES = {frozenset(_WORD.findall(phrase.lower())) - _FILLER: code for code, phrase in _NAMED.items()}
_PHRASES |= {frozenset({word, "denied"}): "403" for word in ("access", "permission")}
# Without its number, a word alone may as well be the title of an article.
_SAID = {words: code for words, code in _PHRASES.items() if len(words) > 1}
_CHECKS = 'script[src*="captcha" i], iframe[src*="captcha" i], [class*="captcha" i], [id*="captcha" i]'
# What a script fills.
_UNFILLED = "body div[id]:empty"


def refuse_error_page(document: Document, markup: str) -> None:
    """Refuse a page that holds no article, but the reason why there is none.

    Such a page has a status in its title, or asks for a script or a proof, and next to no prose.

    Args:
        document: What was read of it.
        markup: The page; it is read again if there is so little in it.

    Raises:
        SourceError: It is one; ``where`` is empty.
    """
    prose = _measure_prose(document.blocks)
    if prose >= _MUCH:
        return
    page = LexborHTMLParser(markup)
    heading = page.css_first("title")
    titles = [document.title, heading.text() if heading is not None else ""]
    status = next(filter(None, (_find_status(title, is_bare=prose < _LITTLE) for title in titles)), "")
    if status:
        raise SourceError(f"this is an error page ({status}), not an article", "", "save the article's page again")
    if len(document.source_text) > _LONG_PAGE or prose >= _LITTLE or page.css_first("script") is None:
        return
    if page.css_first(_CHECKS) is not None and not prose:
        raise SourceError("the page only asks for proof of a human reader", "", "save the article's page in a browser")
    if _asks_for_script(page, document):
        raise SourceError(
            "the page shows its text only once a script has run", "", "save it in a browser, once the text is shown"
        )


def _measure_prose(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks if block.kind is not Kind.HEADING and len(block.text) >= _SENTENCE)


def _find_status(title: str, *, is_bare: bool) -> str:
    """Return the status of HTTP that a part of a title says, and nothing else; empty if none does.

    Args:
        title: What a page is called.
        is_bare: A phrase without its number is enough.
    """
    title = title[:_LONGEST_TITLE].lower()
    for part in (title, *_PARTS.split(title)[:_MOST_PARTS]):
        words = frozenset(_WORD.findall(part)) - _FILLER
        codes = sorted(words & _NAMED.keys())
        rest = words - set(codes)
        code = codes[0] if codes and (not rest or rest in _PHRASES) else _SAID.get(rest, "") if is_bare else ""
        if code:
            return f"{code} {_NAMED[code]}"
    return ""


def _asks_for_script(page: LexborHTMLParser, document: Document) -> bool:
    """Return whether all that a page says, with or without scripts, is that it needs one."""
    text = " ".join(block.text for block in document.blocks)
    if not any(len(block.text) >= _SENTENCE for block in document.blocks) and page.css_first(_UNFILLED) is not None:
        text += " ".join((noscript.text() or "")[:2000] for noscript in page.css("noscript")[:5])
    return "javascript" in f"{document.title} {text}".lower()
