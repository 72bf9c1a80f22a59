"""Collects what a page states about itself for machines, and finds the place where it shows its title."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from publisher.parse.bylines import fold_name
from publisher.parse.encoding import clean_text
from publisher.parse.pagelines import Area, read_lines
from publisher.parse.titles import ALIKE, LONGEST_TITLE, find_site_names, match_title, trim_title
from publisher.parse.tree import Node

# Of 700 real pages none has more than 286 `meta` elements, 107 typed scripts, and 18,193 characters of JSON-LD in one.
_MAX_META = 500
_MAX_SCRIPTS = 500
_MAX_JSON = 500_000
_MAX_OBJECTS, _MAX_LIST = 2_000, 200
_MAX_PLAIN, _MAX_TEXT = 300_000, 20_000
_H1_BONUS = 0.3

_TITLE_KEYS = (
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "citation_title",
    "parsely-title",
    "sailthru.title",
)
_SITE_KEYS = ("og:site_name", "application-name", "twitter:site", "publisher")
_HOME = 'a[href="/"], a[rel~="home"]'
_LONGEST_SITE = 60
_SITE_KINDS = frozenset({"WebSite", "Organization", "NewsMediaOrganization", "Corporation"})
_ARTICLE_KIND = re.compile(r"(?:Article|Posting|Report|Review|Recipe|HowTo|Book|CreativeWork|Thesis|Chapter|Essay)$")
_PAGE_KIND = re.compile(r"(?:WebPage|ItemPage|AboutPage|VideoObject|Event|Product|Course|Dataset)$")
_TELLING = ("headline", "datePublished", "author")
# What stands around JSON in old pages, so that older browsers pass it over.
_WRAPPED = (("<!--", "-->"), ("//<![CDATA[", "//]]>"), ("<![CDATA[", "]]>"), ("/*<![CDATA[*/", "/*]]>*/"))
_SIGNS = (
    ("’", "'"),
    ("‘", "'"),
    ("“", '"'),
    ("”", '"'),
    ("„", '"'),
    ("–", "-"),
    ("—", "-"),
    ("\u00ad", ""),
    ("…", "..."),
)


class Head:
    """A page's statements about itself, each found by its name."""

    def __init__(self, page: LexborHTMLParser, body: Node, address: str = "") -> None:
        """Collect them; the page is not changed, and must not change before all is read.

        Args:
            page: The whole page.
            body: Its body, of which nothing has been taken out yet.
            address: Where it was found, if that is known.
        """
        self.page = page
        self.lines = read_lines(body)
        """The page as lines."""
        self.address = address
        self.meta = _read_meta(page)
        """Values by lower-case name, in the order of the page."""
        self.things = _read_json(page)
        """Every object in the page's JSON-LD."""
        self.objects = _choose_objects(self.things, fold_name(self.first(*_TITLE_KEYS)))
        """Those that describe the article, the surest first."""

    def first(self, *names: str) -> str:
        """Return the first value of the first of these names that has one."""
        return next((self.meta[name][0] for name in names if name in self.meta), "")

    def json(self, key: str) -> Any:  # noqa: ANN401  JSON holds anything.
        """Return a field of the JSON-LD object that describes the article."""
        return next((found[key] for found in self.objects if found.get(key)), None)

    @cached_property
    def plain(self) -> str:
        """The text of the page for comparing, a line break before and after each line."""
        text = "\n".join(line.text for line in self.lines.lines)
        return f"\n{simplify(text[:_MAX_PLAIN])}\n"

    def is_line(self, text: str) -> bool:
        """Whether a text makes a whole line of the page."""
        return f"\n{simplify(text)}\n" in self.plain

    @cached_property
    def site(self) -> frozenset[str]:
        """What the site is called, folded: its names, those of its owners, the parts of its address."""
        names = [self.first(key) for key in _SITE_KEYS]
        names += [as_text(thing.get("name")) for thing in self.things if not _SITE_KINDS.isdisjoint(kinds_of(thing))]
        names += find_site_names(self.titles)
        host = split_address(self.address or self.first("og:url"))[0]
        labels = host.split(".")
        names += [host, *(".".join(labels[start:]) for start in range(1, len(labels) - 1))]
        names += [label for label in labels[:-1] if label != "www"]
        return frozenset(folded for name in names if (folded := fold_name(name)))

    @cached_property
    def labels(self) -> frozenset[str]:
        """What a part of a title may be without being the article's: the site's names, and what links to its home."""
        return self.site | {folded for name in self.homes if (folded := fold_name(name))}

    @cached_property
    def homes(self) -> list[str]:
        """The texts of the links to the site's home."""
        links = self.page.css(_HOME)[:_MAX_LIST]
        return [text for link in links if 0 < len(text := " ".join(link.text().split())) <= _LONGEST_SITE]

    @cached_property
    def titles(self) -> list[str]:
        """What the page calls itself, as it is stated, each once; the window's title stands last."""
        window = self.page.css_first("title")
        stated = [self.first(name) for name in _TITLE_KEYS]
        stated += [as_text(self.json("headline")), as_text(window.text()) if window is not None else ""]
        return list(dict.fromkeys(title[:LONGEST_TITLE] for title in stated if title))

    @cached_property
    def offers(self) -> list[str]:
        """What the page calls itself, each once, the site's name cut off."""
        trimmed = (trim_title(title, self.labels, self.is_line, self.headings) for title in self.titles)
        return list(dict.fromkeys(trimmed))

    @cached_property
    def headings(self) -> dict[str, int]:
        """The lines of the headings that may be the title, by their folded texts."""
        found: dict[str, int] = {}
        for number in self.lines.headings:
            line = self.lines.lines[number]
            folded = fold_name(line.text)
            # Boxes beside an article are headed by a word too.
            if folded not in self.labels and (line.tag == "h1" or " " in line.text):
                found.setdefault(folded, number)
        return found

    @cached_property
    def title_line(self) -> int:
        """Number of the line that shows the title, -1 if none does."""
        lines = self.lines.lines
        rank, place = ALIKE, -1
        for number in self.lines.headings:
            if len(lines[number].text) < LONGEST_TITLE:
                alike = match_title(lines[number].text, self.offers) if self.offers else 1.0
                alike += _H1_BONUS if lines[number].tag == "h1" else 0
                if alike > rank:
                    rank, place = alike, number
        starts = [] if rank >= 1 else [self.plain.find(f"\n{simplify(offer)}\n") for offer in self.offers]
        return next((self.plain.count("\n", 0, start) for start in starts if start >= 0), place)

    @cached_property
    def own(self) -> set[int]:
        """Numbers of the parts of the page that belong to the article."""
        page = self.lines
        own = page.chain(page.lines[self.title_line].area) if self.title_line >= 0 else {0}
        sizes = [0] * len(page.areas)
        for line in page.lines:
            sizes[line.area] += len(line.text)
        # A part has a higher number than the part around it.
        for area in range(len(sizes) - 1, 0, -1):
            sizes[page.areas[area][1]] += sizes[area]
        articles = [area for area, (kind, _) in enumerate(page.areas) if kind is Area.ARTICLE]
        if articles and own.isdisjoint(articles):
            own.add(max(articles, key=lambda area: sizes[area]))
        return own

    def near_title(self) -> list[int]:
        """Numbers of the lines around the title, the nearest below it first; none among comments.

        Without a title, the first lines of the article.
        """
        lines, title = self.lines.lines, self.title_line
        if title < 0:
            return [number for number, line in enumerate(lines) if line.area in self.own][:40]
        order = [*range(title + 1, title + 9), *range(title, title - 5, -1), *range(title + 9, title + 25)]
        return [
            number for number in order if 0 <= number < len(lines) and self._is_near(number - title, lines[number].area)
        ]

    def _is_near(self, steps: int, area: int) -> bool:
        # Some sites wrap the lines right below the title in what is called after the comments that it links to.
        if area in self.own or 0 < steps <= 4:  # noqa: PLR2004
            return True
        return abs(steps) <= 4 and self.lines.areas[area][0] is not Area.COMMENTS  # noqa: PLR2004

    def distance(self, line: int) -> int:
        """Characters between a line and the title; what stands before it counts double."""
        lines = self.lines.lines
        if not lines:
            return 0
        here = lines[min(line, len(lines) - 1)].offset
        there = lines[self.title_line].offset if self.title_line >= 0 else 0
        return here - there if here >= there else 2 * (there - here)


def simplify(text: str) -> str:
    """Forget case, and the signs that one line of a page writes in one way and another in another."""
    text = text.casefold()
    if not text.isascii():
        for sign, simple in _SIGNS:
            text = text.replace(sign, simple)
    return text


def as_text(value: Any) -> str:  # noqa: ANN401  JSON holds anything.
    """Return the text of what stands in JSON-LD, white space collapsed; of a list its first, of an object its name."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or value.get("url") or ""
    # Many systems escape what needs none, and JSON can write what XML forbids.
    return " ".join(clean_text(unescape(value[:_MAX_TEXT])).split()) if isinstance(value, str) else ""


def kinds_of(thing: Mapping[str, Any]) -> list[str]:
    """Return the types of an object in JSON-LD."""
    kinds = thing.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def split_address(address: str) -> tuple[str, str]:
    """Return host and path of an address, empty if it is none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", ""
    return parts.hostname or "", parts.path


def _read_meta(page: LexborHTMLParser) -> dict[str, list[str]]:
    meta: dict[str, list[str]] = {}
    for node in page.css("meta")[:_MAX_META]:
        attributes = node.attributes
        names = (attributes.get(name) for name in ("property", "name", "itemprop", "http-equiv"))
        key = next((name for name in names if name), "")
        value = as_text(attributes.get("content"))
        if key and value:
            meta.setdefault(key.lower().strip(), []).append(value)
    return meta


def _read_json(page: LexborHTMLParser) -> list[Mapping[str, Any]]:
    things: list[Mapping[str, Any]] = []
    for script in page.css("script[type]")[:_MAX_SCRIPTS]:
        if "ld+json" not in (script.attributes.get("type") or "").lower():
            continue
        text = script.text().strip()
        if len(text) > _MAX_JSON:
            continue
        for start, end in _WRAPPED:
            text = text.removeprefix(start).removesuffix(end).strip()
        try:
            _collect(json.loads(text.rstrip(";"), strict=False), things)
        except (ValueError, RecursionError):
            continue
    return things


def _collect(found: Any, things: list[Mapping[str, Any]]) -> None:  # noqa: ANN401  JSON holds anything.
    """Collect every object, those inside others too, in the order written."""
    waiting = [found]
    while waiting and len(things) < _MAX_OBJECTS:
        thing = waiting.pop()
        if isinstance(thing, dict):
            things.append(thing)
            thing = list(thing.values())
        if isinstance(thing, list):
            waiting += [value for value in reversed(thing[:_MAX_LIST]) if isinstance(value, dict | list)]


def _choose_objects(things: Sequence[Mapping[str, Any]], title: str) -> list[Mapping[str, Any]]:
    """Put the object that describes the article first, then one that describes its page."""
    articles = [thing for thing in things if any(_ARTICLE_KIND.search(kind) for kind in kinds_of(thing))]
    told = [thing for thing in articles if any(thing.get(key) for key in _TELLING)]
    # A page with a list of articles describes them all.
    named = [thing for thing in told if title and fold_name(as_text(thing.get("headline"))) == title]
    pages = [thing for thing in things if any(_PAGE_KIND.search(kind) for kind in kinds_of(thing))]
    return [*(named or told or articles)[:1], *[thing for thing in pages if thing.get("datePublished")][:1]]
