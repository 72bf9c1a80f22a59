"""Reads what a web page says of itself: title, authors, dates, language, address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from bs4.element import Tag

from publisher.dates import EARLIEST, parse_date
from publisher.model import Metadata
from publisher.parse.boilerplate import text_of
from publisher.parse.options import ParseOptions
from publisher.urls import WEB_SCHEMES, resolve

_ARTICLE_TYPES = re.compile(r"(?:Article|BlogPosting|Posting|Report|Review|Recipe|WebPage|HowTo|Book|CreativeWork)$")
_ALIKE = 0.5
_MAX_JSON = 500_000
_SEPARATOR = re.compile(r"\s+(?:[-–—|·•»:/\\]|::|&raquo;)\s+|\s*[|»]\s*")
_BY = re.compile(
    r"^(?:(?:written|posted|story|words|text|published|reported|opinion)\s+)?(?:by|von|par|por|di|av|door|af)\b:?\s+|^(?:author|autor|auteur)s?:\s*",
    re.IGNORECASE,
)
_NAME_END = re.compile(
    r"\s*(?:[|•·\n]|\s[-–—]\s|,?\s+(?:on|am|le|updated|published)\s+\w*\s*\d|\d{1,2}[./]\d).*$",
    re.IGNORECASE | re.DOTALL,
)
_NAMES_CUT = re.compile(r"\s*(?:[;&]|,\s*(?:and\s)?|\s(?:and|und|et|y)\s)\s*", re.IGNORECASE)
_NO_NAME = re.compile(
    r"https?:|www\.|@|\d{3}|^(?:admin|administrator|editor|staff|unknown|redaktion|guest|webmaster|author|anonymous|user)$",
    re.IGNORECASE,
)
_BYLINE_TAGS = ["a", "span", "div", "p", "address", "strong", "em", "cite", "li", "td", "h4", "h5", "h6"]
_BYLINE_NAME = re.compile(r"(?:^|[\s_-])(?:byline|author|author-?name|autor|auteur|dateline)(?:$|[\s_-])")
_SHORTEST_NAME, _LONGEST_NAME, _MOST_NAMES = 3, 60, 6
_LONGEST_BYLINE = 100
_SHORTEST_DATE, _LONGEST_DATE = 6, 60
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)|/((?:19|20)\d\d)(\d\d)(\d\d)(?:[/_-]|$)")
_MONTHS = (
    "jan january januar janvier enero janeiro gennaio januari",
    "feb february februar février febrero fevereiro febbraio februari",
    "mar march märz mars marzo março maart mrz",
    "apr april avril abril aprile",
    "may mai mayo maio maggio mei maj",
    "jun june juni juin junio junho giugno",
    "jul july juli juillet julio julho luglio",
    "aug august août agosto augustus augusti",
    "sep sept september septembre septiembre setembro settembre",
    "oct october oktober octobre octubre outubro ottobre okt",
    "nov november novembre noviembre novembro",
    "dec december dezember décembre diciembre dezembro dicembre dez",
)
_MONTH_NUMBERS = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
_WRITTEN_DATE = re.compile(
    r"\b(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)"
    r"|\b(?P<day>[0-3]?\d)(?:\.|st|nd|rd|th|º)?\s+(?:de\s+)?(?P<month>[^\W\d]{3,10})\.?,?\s+(?:de\s+)?(?P<year>(?:19|20)\d\d)\b"
    r"|\b(?P<month2>[^\W\d]{3,10})\.?\s+(?P<day2>[0-3]?\d)(?:st|nd|rd|th)?,?\s+(?P<year2>(?:19|20)\d\d)\b"
    r"|\b(?P<day3>[0-3]?\d)\.\s?(?P<month3>[01]?\d)\.\s?(?P<year3>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)


class Head:
    """A page's statements about itself, each found by its name."""

    def __init__(self, root: Tag) -> None:
        """Collect them; the page is not changed."""
        self.root = root
        self.meta: dict[str, list[str]] = {}
        for tag in root.find_all("meta"):
            key = tag.get("property") or tag.get("name") or tag.get("itemprop") or tag.get("http-equiv")
            value = " ".join(str(tag.get("content") or "").split())
            if key and value:
                self.meta.setdefault(str(key).lower().strip(), []).append(value)
        self.objects = list(_read_json(root))

    def first(self, *names: str) -> str:
        """Return the first value of the first of these names that has one."""
        return next((self.meta[name][0] for name in names if name in self.meta), "")

    def json(self, key: str) -> Any:  # noqa: ANN401  JSON holds anything.
        """Return a field of the JSON-LD object that describes the article."""
        return next((found[key] for found in self.objects if found.get(key)), None)


def _read_json(root: Tag) -> Iterator[Mapping[str, Any]]:
    for script in root.find_all("script", type=re.compile(r"^\s*application/ld\+json", re.IGNORECASE)):
        text = str(script.string or "")
        if len(text) > _MAX_JSON:
            continue
        try:
            found = json.loads(text.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _flatten(found):
            kinds = thing.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and _ARTICLE_TYPES.search(kind) for kind in kinds):
                yield thing


def _flatten(found: Any) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401  JSON holds anything.
    if isinstance(found, list):
        for item in found[:50]:
            yield from _flatten(item)
    elif isinstance(found, dict):
        yield found
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(found.get(key), list | dict):
                yield from _flatten(found[key])


def read_head(head: Head, address: str, options: ParseOptions) -> Metadata:
    """Read what a page says of itself, its title aside.

    Args:
        head: Collected from the whole page, before anything was taken out.
        address: Where the page was found, if known; it may say the date.
        options: For dates without an offset.
    """
    root = head.root
    link = root.find("link", rel=re.compile(r"(?:^|\s)canonical(?:\s|$)", re.IGNORECASE), href=True)
    base = address or resolve(head.first("og:url"), schemes=WEB_SCHEMES)
    canonical = resolve(str(link["href"]), base, schemes=WEB_SCHEMES) if isinstance(link, Tag) else ""
    canonical = canonical or resolve(head.first("og:url"), address, schemes=WEB_SCHEMES)
    html = root.find("html")
    language = str(html.get("lang") or html.get("xml:lang") or "") if isinstance(html, Tag) else ""
    language = language or head.first("content-language", "og:locale", "dc.language")
    rights = root.find(["a", "link"], rel=re.compile(r"(?:^|\s)license(?:\s|$)", re.IGNORECASE), href=True)
    keywords = head.meta.get("article:tag") or head.first("news_keywords", "keywords").split(",")
    return Metadata(
        description=head.first("description", "og:description", "twitter:description", "dc.description"),
        authors=_read_authors(head),
        date=_read_date(head, address or canonical, options),
        lastmod=_parse(
            _as_text(head.json("dateModified")) or head.first("article:modified_time", "og:updated_time"), options
        ),
        tags=tuple(dict.fromkeys(tag for tag in (" ".join(word.split()) for word in keywords[:50]) if tag)),
        language=_tag(language),
        canonical=canonical,
        license=str(rights["href"]) if isinstance(rights, Tag) else "",
        image=_as_text(head.first("og:image", "og:image:url", "twitter:image")),
    )


def find_language(content: Tag) -> str:
    """Return the language that the content itself, or the one element that holds all of it, is marked with."""
    element: Tag | None = content
    while element is not None:
        language = _tag(str(element.get("lang") or element.get("xml:lang") or ""))
        if language:
            return language
        inner = [child for child in element.children if isinstance(child, Tag)]
        element = inner[0] if len(inner) == 1 else None
    return ""


def _tag(language: str) -> str:
    language = language.partition(",")[0].strip().replace("_", "-")
    return language if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*", language) else ""


def _as_text(value: Any) -> str:  # noqa: ANN401  JSON holds anything.
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or value.get("url") or ""
    return " ".join(value.split()) if isinstance(value, str) else ""


# Title ------------------------------------------------------------------------------------------------------------


def choose_title(head: Head, headings: Sequence[Tag], front: str) -> tuple[str, Tag | None]:
    """Choose the article's title among what the page offers.

    Args:
        head: Of the page.
        headings: Its ``h1`` elements, those inside the article first.
        front: The title that front matter gives, if it does; it wins.

    Returns:
        The title, and the heading that shows it, if one does.
    """
    texts = [(text, heading) for heading in headings if (text := text_of(heading))]
    if front:
        same = next((heading for text, heading in texts if _folded(text) == _folded(front)), None)
        return front, same or (texts[0][1] if len(texts) == 1 else None)
    window = head.root.find("title")
    offers = [
        head.first("og:title", "twitter:title", "dc.title"),
        _as_text(head.json("headline")),
        text_of(window) if isinstance(window, Tag) else "",
    ]
    offers = [_strip_site(offer, head) for offer in offers if offer]
    best = max(texts, key=lambda pair: _match_title(pair[0], offers), default=None)
    # A page may have its name, or that of a section, as its first heading; an article has its own.
    if best is not None and (not offers or _match_title(best[0], offers) >= _ALIKE):
        return best
    return (offers[0] if offers else ""), None


def _match_title(text: str, offers: Sequence[str]) -> float:
    """Say how well a heading agrees with what the page calls itself, 0 to 1."""
    return max((_shared_words(text, offer) for offer in offers), default=0.0)


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _shared_words(text: str, other: str) -> float:
    words, others = set(_folded(text).split()), set(_folded(other).split())
    return len(words & others) / max(len(words), len(others), 1)


def _strip_site(title: str, head: Head) -> str:
    """Cut the site's name off a title."""
    title = " ".join(title.split())
    site = _folded(head.first("og:site_name", "application-name"))
    parts = _SEPARATOR.split(title)
    if len(parts) == 1:
        return title
    cut = list(_SEPARATOR.finditer(title))
    if site and _folded(parts[-1]) == site:
        return title[: cut[-1].start()].strip()
    if site and _folded(parts[0]) == site:
        return title[cut[0].end() :].strip()
    kept = title[: cut[-1].start()].strip()
    # The site stands last, and is short.
    return kept if len(kept.split()) >= max(3, len(parts[-1].split())) else title


# Authors ----------------------------------------------------------------------------------------------------------


def _read_authors(head: Head) -> tuple[str, ...]:
    found = head.json("author")
    people = found if isinstance(found, list) else [found]
    names = _clean_names([_as_text(person) for person in people[:20]])
    for key in (
        "author",
        "article:author",
        "parsely-author",
        "dc.creator",
        "dcterms.creator",
        "sailthru.author",
        "byl",
    ):
        names = names or _clean_names([part for value in head.meta.get(key, []) for part in _cut_names(value)])
    return names or _clean_names(_find_byline(head.root))


def _find_byline(root: Tag) -> list[str]:
    for tag in root.find_all(_BYLINE_TAGS, limit=4000):
        if not tag.attrs:
            continue
        is_marked = "author" in f"{tag.get('rel') or ''} {tag.get('itemprop') or ''}".split()
        names = f"{tag.get('class') or ''} {tag.get('id') or ''}".lower()[:300]
        if is_marked or _BYLINE_NAME.search(names):
            inner = tag.find(itemprop="name") if is_marked else None
            text = text_of(inner if isinstance(inner, Tag) else tag)
            if _SHORTEST_NAME <= len(text) < _LONGEST_BYLINE:
                return _cut_names(text)
    return []


def _cut_names(text: str) -> list[str]:
    return _NAMES_CUT.split(_NAME_END.sub("", _BY.sub("", text.strip())))


def _clean_names(names: Sequence[str]) -> tuple[str, ...]:
    cleaned = (_BY.sub("", " ".join(name.split())).strip(" ,;:|-–—") for name in names)
    return tuple(dict.fromkeys(name for name in cleaned if _is_name(name)))


def _is_name(name: str) -> bool:
    is_long = len(name) > _LONGEST_NAME or len(name.split()) > _MOST_NAMES
    return len(name) >= _SHORTEST_NAME and not is_long and not _NO_NAME.search(name)


# Dates ------------------------------------------------------------------------------------------------------------


def _read_date(head: Head, address: str, options: ParseOptions) -> datetime | None:
    for text in _stated_dates(head):
        moment = _parse(text, options)
        if moment:
            return moment
    found = _URL_DATE.search(address)
    if found:
        moment = _parse("-".join(part for part in found.groups() if part), options)
        if moment:
            return moment
    return _find_written_date(head.root, options)


def _stated_dates(head: Head) -> Iterator[str]:
    for key in ("datePublished", "dateCreated", "uploadDate"):
        yield _as_text(head.json(key))
    keys = (
        "article:published_time",
        "og:published_time",
        "datepublished",
        "article:published",
        "parsely-pub-date",
        "sailthru.date",
        "date",
        "dc.date",
        "dc.date.issued",
        "dcterms.created",
        "dcterms.date",
        "pubdate",
        "publishdate",
        "publish-date",
        "publication_date",
        "originalpublicationdate",
        "cxenseparse:recs:publishtime",
        "article.published",
        "citation_date",
    )
    yield from (head.meta[key][0] for key in keys if key in head.meta)
    for tag in head.root.find_all(itemprop=re.compile("datePublished")):
        yield str(tag.get("datetime") or tag.get("content") or text_of(tag))
    times = head.root.find_all("time")
    for tag in sorted(times, key=lambda tag: not (tag.has_attr("pubdate") or "publish" in str(tag.get("class")))):
        yield str(tag.get("datetime") or text_of(tag))
    for tag in head.root.find_all("abbr", class_=re.compile("published|date")):
        yield str(tag.get("title") or "")


def _find_written_date(root: Tag, options: ParseOptions) -> datetime | None:
    """Find a date in words, in an element named for it or else early in the text."""
    for tag in root.find_all(class_=re.compile("date|time|publi|meta|byline|posted", re.IGNORECASE), limit=100):
        moment = _read_written(text_of(tag)[:200], options)
        if moment:
            return moment
    body = root.find("body")
    return _read_written(text_of(body)[:5000], options) if isinstance(body, Tag) else None


def _read_written(text: str, options: ParseOptions) -> datetime | None:
    for found in _WRITTEN_DATE.finditer(text):
        if found["iso"]:
            return _parse(found["iso"], options)
        name = (found["month"] or found["month2"] or "").casefold()
        month = int(found["month3"]) if found["month3"] else _MONTH_NUMBERS.get(name, 0)
        day = found["day"] or found["day2"] or found["day3"]
        year = found["year"] or found["year2"] or found["year3"]
        moment = _parse(f"{year}-{month:02}-{int(day):02}", options) if month else None
        if moment:
            return moment
    return None


def _parse(text: str, options: ParseOptions) -> datetime | None:
    text = text.strip()
    if not _SHORTEST_DATE <= len(text) <= _LONGEST_DATE or not any(character.isdigit() for character in text):
        return None
    try:
        moment = parse_date(text, options.zone)
    except ValueError:
        return None
    return moment if moment >= EARLIEST else None
