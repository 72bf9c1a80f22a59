"""Describes pages in JSON-LD (schema.org), for searches and for whoever shows a link to them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from publisher.dates import rfc3339_local
from publisher.render.compose import (
    article_title,
    authors_of,
    item_title,
    license_of,
    names,
    page_url,
    shown_date,
    site_title,
)
from publisher.render.text import is_url, language_tag, one_line

if TYPE_CHECKING:
    from datetime import datetime

    from publisher.model import Article
    from publisher.render.options import RenderOptions

_CONTEXT = "https://schema.org"
# None of these may end the element that the data stands in, or the line of a script that it is no part of.
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def describe_article(options: RenderOptions, article: Article) -> str:
    """Describe an article and its sections, to stand inside ``<script type="application/ld+json">``."""
    url = page_url(article, options)
    found: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "Article",
        "@id": url,
        "url": url,
        "headline": article_title(article),
        "description": one_line(article.standfirst),
        "inLanguage": language_tag(article.language, options.language),
        "datePublished": _write_time(options, article, article.published),
        "dateModified": _write_time(options, article, article.updated),
        "author": [{"@type": "Person", "name": name} for name in authors_of(options, article)],
        "publisher": {"@type": "Organization", "name": site_title(options), "url": options.url},
        "keywords": list(names(article.tags)),
        "image": find_image(article),
        "isBasedOn": article.canonical if is_url(article.canonical) else "",
        "license": license_of(options, article) if is_url(license_of(options, article)) else "",
        "hasPart": [
            {
                "@type": "Article",
                "@id": f"{url}#{item.slug}",
                "url": f"{url}#{item.slug}",
                "headline": item_title(article, item),
                "datePublished": _write_time(options, article, item.published),
                "dateModified": _write_time(options, article, item.updated),
            }
            for item in article.items
            if not item.is_lead
        ],
    }
    return _write(found)


def describe_site(options: RenderOptions) -> str:
    """Describe the whole site, likewise."""
    return _write(
        {
            "@context": _CONTEXT,
            "@type": "WebSite",
            "@id": options.url,
            "url": options.url,
            "name": site_title(options),
            "description": one_line(options.description),
            "inLanguage": language_tag(options.language),
        }
    )


def find_image(article: Article) -> str:
    """Return the address of the picture that stands for an article: its own, or the first of its sections."""
    return next((image for image in (article.image, *(item.image for item in article.items)) if is_url(image)), "")


def _write_time(options: RenderOptions, article: Article, moment: datetime) -> str:
    return rfc3339_local(shown_date(article, moment, options.zone), options.zone)


def _write(found: dict[str, Any]) -> str:
    told = {name: value for name, value in found.items() if value}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
