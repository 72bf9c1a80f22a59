"""Tells pages that were saved in place of an article: errors of a server, and doors that open for browsers only."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser

from publisher.errors import SourceError
from publisher.model import Block, Document, Kind
from publisher.parse.boilerplate import measure
from publisher.parse.tree import names

_MUCH, _LITTLE = 600, 200
"""Prose below which a page with a status in its title may be an error page, if its words are those of one, or not."""
_FEW = 150
"""Below this much text of any kind a page may be one that asks for a proof."""
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
_TOLD_OF_ERROR = frozenset({"error", "http", "status"})
# Without its number, a word alone may as well be the title of an article.
_SAID = {words: code for words, code in _PHRASES.items() if len(words) > 1}
# What errors and doors speak of, whatever site they are from: their own page, and how it is got.
_WEB = names("browser link page permission request requested server site url webpage website")
_SAID_TO_READER = re.compile(
    r"abilit|activ|activez|aktiv|browser|enabl|habilit|need|requi|turn it on|turn on|включ|启用|啟用|有効",
    re.IGNORECASE,
)
"""What is said of JavaScript where a page cannot do without."""
_CHECKS = 'iframe[src*="captcha" i], [class*="captcha" i]:not(script), [id*="captcha" i]:not(script)'
_ASKED_ELSEWHERE = 'textarea:not([name*="captcha" i]), input[type="email" i], input[type="password" i]'
"""Where these are, what is asked for a proof is who comments or writes, not who reads."""
# What a script fills.
_UNFILLED = "body div[id]:empty"
_TOLD = frozenset({Kind.PARAGRAPH, Kind.QUOTE})
_CURE = "if it is your article, begin the file with front matter that has its title"


def refuse_error_page(document: Document, markup: str, *, is_empty: bool) -> None:
    """Refuse a page that holds no article, but the reason why there is none.

    Such a page has a status in its title, or asks for a script or a proof, and next to no prose. What has a date,
    code or a picture is an article, however short.

    Args:
        document: What was read of it.
        markup: The page; it is read again if there is so little in it.
        is_empty: It has no text but menus and the like.

    Raises:
        SourceError: It is one; ``where`` is empty.
    """
    prose = _measure_prose(document.blocks)
    kinds = {block.kind for block in document.blocks}
    if prose >= _MUCH or document.metadata.date or not kinds.isdisjoint({Kind.CODE, Kind.FIGURE}):
        return
    page = LexborHTMLParser(markup)
    heading = page.css_first("title")
    titles = [document.title, heading.text() if heading is not None else ""]
    words = set(_WORD.findall(" ".join([block.text for block in document.blocks]).lower()))
    status = next(filter(None, (_find_status(title, words, prose) for title in titles)), "")
    if status:
        raise SourceError(
            f"this is an error page ({status}), not an article", "", f"save the article's page again; {_CURE}"
        )
    if len(document.source_text) > _LONG_PAGE or prose >= _LITTLE or page.css_first("script") is None:
        return
    is_bare = is_empty or all(block.text.endswith(("...", "…")) for block in document.blocks if not block.level)
    if page.css_first(_CHECKS) is not None and (is_bare or _asks_for_proof(page, document)):
        raise SourceError(
            "the page only asks for proof of a human reader", "", f"save the article's page in a browser; {_CURE}"
        )
    if _asks_for_script(page, document, is_bare=is_bare):
        raise SourceError(
            "the page shows its text only once a script has run",
            "",
            f"save it in a browser, once the text is shown; {_CURE}",
        )


def _measure_prose(blocks: Sequence[Block]) -> int:
    found = [measure(block.text) for block in blocks if block.kind is not Kind.HEADING]
    return sum(length for length in found if length >= _SENTENCE)


def _find_status(title: str, words: set[str], prose: int) -> str:
    """Return the status of HTTP that a part of a title says, and nothing else; empty if none does.

    Args:
        title: What a page is called.
        words: Those of its text, in lower case.
        prose: How much of it there is. With much, or with a number or a phrase alone, the words must be an error's.
    """
    title = title[:_LONGEST_TITLE].lower()
    is_error = not _WEB.isdisjoint(words)
    for part in (title, *_PARTS.split(title)[:_MOST_PARTS]):
        said = frozenset(_WORD.findall(part))
        rest = said - _FILLER
        codes = sorted(rest & _NAMED.keys())
        rest -= set(codes)
        if codes and rest in _PHRASES:
            code, is_sure = codes[0], prose < _LITTLE
        elif codes and not rest:
            code, is_sure = codes[0], prose < _LITTLE and not said.isdisjoint(_TOLD_OF_ERROR)
        else:
            code, is_sure = _SAID.get(rest, ""), prose < _LITTLE and not said.isdisjoint({"page", *_TOLD_OF_ERROR})
        if code and (is_sure or is_error):
            return f"{code} {_NAMED[code]}"
    return ""


def _asks_for_proof(page: LexborHTMLParser, document: Document) -> bool:
    """Return whether a page with a check for human readers has only a line or two beside it."""
    told = [block for block in document.blocks if not block.level]
    is_short = sum(len(block.text) for block in told) < _FEW and all(
        # Verse has lines of its own.
        block.kind in _TOLD and "<br" not in block.html
        for block in told
    )
    return is_short and page.css_first(_ASKED_ELSEWHERE) is None


def _asks_for_script(page: LexborHTMLParser, document: Document, *, is_bare: bool) -> bool:
    """Return whether all that a page says, with or without scripts, is that it needs one."""
    said = [block.text for block in document.blocks if block.kind in _TOLD]
    if is_bare and page.css_first(_UNFILLED) is not None:
        said += [(noscript.text() or "")[:2000] for noscript in page.css("noscript")[:5]]
    elif not is_bare and any(block.kind not in _TOLD and not block.level for block in document.blocks):
        return False
    return any("javascript" in text.lower() and _SAID_TO_READER.search(text) for text in said)
