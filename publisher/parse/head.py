"""Reads what a web page says of itself: title, authors, dates, language, address.

What it says for machines comes first (JSON-LD, meta elements, microdata), then what it shows to people near its title.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from selectolax.lexbor import LexborHTMLParser

from publisher.model import Metadata
from publisher.parse.authors import read_authors
from publisher.parse.bylines import fold_name
from publisher.parse.datelines import read_changed, read_published
from publisher.parse.encoding import clean_text
from publisher.parse.options import ParseOptions
from publisher.parse.statements import Head, as_text
from publisher.parse.titles import ALIKE, LONGEST_TITLE, cut_bar, drop_kicker, match_title, names_site, strip_site
from publisher.urls import WEB_SCHEMES, resolve

__all__ = ["Head", "choose_title", "read_head"]

_DESCRIPTION_KEYS = ("description", "og:description", "twitter:description", "dc.description")
_IMAGE_KEYS = ("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src")
_LANGUAGE_KEYS = ("content-language", "og:locale", "dc.language", "dcterms.language", "language")
_MOST_TAGS = 50
_MOST_HEADINGS, _LONGEST_HEADING = 50, 500
_FEW_WORDS = 3
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,8}")


def read_head(head: Head, address: str, options: ParseOptions) -> Metadata:
    """Read what a page says of itself, its title aside.

    Args:
        head: Collected from the whole page, before anything was taken out. It learns the address.
        address: Where the page was found, if known; it may say the date, and the site's name.
        options: For dates without an offset.
    """
    stated = _find_link(head.page, ("link",), "canonical")
    base = address or resolve(head.first("og:url"), schemes=WEB_SCHEMES)
    canonical = resolve(stated, base, schemes=WEB_SCHEMES) if stated else ""
    canonical = canonical or resolve(head.first("og:url"), address, schemes=WEB_SCHEMES)
    head.address = address or canonical
    language = _read_language(head)
    keywords = head.meta.get("article:tag") or head.first("news_keywords", "keywords").split(",")
    return Metadata(
        description=head.first(*_DESCRIPTION_KEYS),
        authors=read_authors(head, language),
        date=read_published(head, language, options),
        lastmod=read_changed(head, language, options),
        tags=tuple(dict.fromkeys(tag for tag in (" ".join(word.split()) for word in keywords[:_MOST_TAGS]) if tag)),
        language=language,
        canonical=canonical,
        license=_find_link(head.page, ("a", "link"), "license"),
        image=head.first(*_IMAGE_KEYS),
    )


def _find_link(page: LexborHTMLParser, names: Sequence[str], relation: str) -> str:
    found = page.css_first(", ".join(f'{name}[rel~="{relation}" i][href]' for name in names))
    return as_text(found.attributes.get("href")) if found is not None else ""


def _read_language(head: Head) -> str:
    html = head.page.css_first("html")
    attributes: Mapping[str, str | None] = html.attributes if html is not None else {}
    offers = [attributes.get("lang"), attributes.get("xml:lang"), *(head.first(key) for key in _LANGUAGE_KEYS)]
    offers.append(as_text(head.json("inLanguage")))
    return next((tag for offer in offers if (tag := _tag(offer or ""))), "")


def _tag(language: str) -> str:
    """Write a language as BCP 47 asks (RFC 5646 §2.1.1), ``en_us`` as ``en-US``; nothing if it is none."""
    language = language.partition(",")[0].strip().replace("_", "-")
    if not _LANGUAGE.fullmatch(language):
        return ""
    first, *rest = language.split("-")
    cased = [
        part.title() if len(part) == len("Latn") else part.upper() if len(part) == len("US") else part.lower()
        for part in rest
    ]
    return "-".join([first.lower(), *cased])


def choose_title(head: Head, headings: Sequence[str], front: str, *, inside: int = 0) -> tuple[str, int | None]:
    """Choose the article's title among what the page offers.

    Args:
        head: Of the page, after `read_head`.
        headings: Texts of its ``h1`` elements, those inside the article first.
        front: The title that front matter gives, if it does; it wins.
        inside: How many of the headings are inside the article.

    Returns:
        The title, and the number of the heading that shows it, if one does.
    """
    texts = [(" ".join(clean_text(text).split()), number) for number, text in enumerate(headings[:_MOST_HEADINGS])]
    texts = [(text, number) for text, number in texts if 0 < len(text) <= _LONGEST_HEADING]
    if front:
        same = next((number for text, number in texts if fold_name(text) == fold_name(front)), None)
        return front, texts[0][1] if same is None and len(texts) == 1 else same
    offers = head.offers
    # A page may have its name, or that of a section, as its first heading; an article has its own.
    known = head.labels - {fold_name(offer) for offer in offers[:1]}
    own = [pair for pair in texts if not offers or fold_name(pair[0]) not in known]
    text, place = max(own, key=lambda pair: match_title(pair[0], offers), default=("", None))
    # The only one in the article needs but a word in common with what the page calls itself.
    is_only = place is not None and [number for _, number in own if number < inside] == [place]
    alike = match_title(text, offers) if text and offers else float(bool(text))
    if alike >= ALIKE:
        return drop_kicker(strip_site(text, head.labels) or text, [*head.titles, *offers]), place
    if offers and fold_name(offers[0]) in head.headings and head.titles[0].startswith(offers[0]):
        # The site's name is its first heading, and articles have those of the second level.
        return offers[0], None
    if alike and is_only:
        return text, place
    # What readers see as the title may differ from what search engines are told, if it is more than a word.
    others = {
        fold_name(text): (text, number)
        for text, number in reversed(own)
        if len(text.split()) >= _FEW_WORDS and len(text) <= LONGEST_TITLE and not names_site(text, head.site)
    }
    if len(others) > 1:
        others = {folded: pair for folded, pair in others.items() if pair[1] < inside}
    if len(others) == 1:
        return next(iter(others.values()))
    return (cut_bar(offers[0]) if offers else ""), None
