"""Finds who wrote an article: what its page states, and what it shows near the title.

A content system names the account that a text was put in with; the author is who readers are told. So what is stated
counts where the page shows it too: of 16 names in the JSON-LD of real pages that were not shown, one was the author's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from publisher.dates import find_days
from publisher.parse.bylines import (
    clean_names,
    cut_by,
    find_byline,
    find_signature,
    fold_name,
    is_credit,
    is_full_name,
    is_name,
    names_helper,
    split_names,
)
from publisher.parse.pagelines import Area, Mark, leads_to_author
from publisher.parse.statements import Head, as_text, kinds_of, simplify

# Written for machines by hand or for citing, so true even if the page does not show them.
_TOLD_KEYS = ("citation_author", "parsely-author", "sailthru.author", "byl")
_KEYS = (
    *("author", "article:author", "article:author_name", "og:author", "dc.creator", "dcterms.creator", "dc.author"),
    *("dc.contributor", "byline", "cxenseparse:author", "authors", "creator", "twitter:data1"),
)
# Those of libraries turn names around.
_TURNED_KEYS = frozenset({"citation_author", "dc.creator", "dcterms.creator"})
_TURNED = re.compile(r"([^\s,]+), ([^\s,]+(?: [^\s,]+)?)")
_CARD_LABELS = frozenset(
    {"writtenby", "verfasstvon", "escritopor", "écritpar", "scrittoda", "geschrevendoor", "author", "by"}
)
_SAID = frozenset({"author", "creator", "schema:author", "dc:creator", "article:author"})
_SURE = re.compile(r"(?:^|[\s_-])author[_-]{0,3}name|(?:^|\s)(?:fn|p-author|author)(?:$|\s)")
_LIKELY = re.compile(
    r"(?:^|[\s_-])(?:by-?lines?|authors?|author-?names?|autor(?:es|in)?|auteurs?|autore|writers?|written-?by|posted-?by"
    r"|verfasser|redakteur|forfatter|journalist|contributors?|p-author)(?:$|[\s_-])"
)
_FULL_NAME = re.compile(r"(?:^|\s)fn(?:$|\s)")
_CARD = re.compile(r"vcard|h-?card|author|byline|by-line|contributor")
_MOST_AROUND = 30
_OTHER = re.compile(r"comment|avatar|image|picture|photo|thumb|social|follow|related|bio|description|more|posts")
_VERY_NEAR, _NEAR, _BESIDE = 300, 1500, 200
"""Characters: from the title, and from one author's element to the next."""
_FEW_LINES = 4
_LONGEST_MARK, _LONGEST_LINE, _LONGEST_FAR = 200, 160, 100
_HEADED = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "button", "figcaption"})
_BETWEEN = " ·•|,–—-"
_MOST_COMPARED = 100_000
_MOST_TIMES, _WORD = 8, 3
_MOST_MARKS, _MOST_PEOPLE = 30, 20


class _Found(NamedTuple):
    """Names in an element, and how likely they are the author's; the best sorts first."""

    is_helper: bool
    """They edited, checked or translated what another wrote."""
    is_far: bool
    tier: int
    distance: int
    number: int
    names: tuple[str, ...]
    mark: Mark


def read_authors(head: Head, language: str) -> tuple[str, ...]:
    """Return the names of an article's authors, in the order given; none where the page names none."""
    return next((names for names in _offers(head, language) if names), ())


def _offers(head: Head, language: str) -> Iterator[tuple[str, ...]]:
    """Yield what the page says of its authors, the surest first."""
    marked = [clean_names(names) if is_sure else _own_names(names, head) for names, is_sure in _read_marks(head)]
    for texts, is_told in _stated(head):
        people = clean_names(texts)
        names = tuple(name for name in people if _is_own(name, head))
        if people and not names:
            signed = _read_signed(head)
            names = tuple(name for name in people if simplify(name) in signed)
        if names and (is_told or all(simplify(name) in head.plain for name in names)):
            # Some state only the first of several.
            yield next((others for others in marked if set(names) < set(others)), names)
    yield from marked
    yield from (_own_names(names, head) for names in _read_bylines(head))
    yield from (_own_names(names, head) for names in _read_unsigned(head, language))
    people = _own_names(_read_people(head), head)
    firms = {fold_name(as_text(thing.get("name"))) for thing in head.things if _is_firm(thing)}
    authors = _own_names(head.meta.get("author", [])[:_MOST_PEOPLE], head)
    yield _choose_hidden(people, tuple(name for name in authors if fold_name(name) not in firms))


def _read_signed(head: Head) -> str:
    """Return the lines around the title that have a date, or begin with ``By``."""
    lines = (head.lines.lines[number].text for number in head.near_title())
    return "\n".join(
        simplify(text)
        for text in lines
        if len(text) <= _LONGEST_FAR and (cut_by(text)[1] or next(find_days(text), None))
    )


def _choose_hidden(people: tuple[str, ...], authors: tuple[str, ...]) -> tuple[str, ...]:
    """Choose full names that the page does not show: they are stated twice, or by hand, without a content system."""
    if not authors or not all(map(is_full_name, (*people, *authors))):
        return ()
    return people if not set(authors).isdisjoint(people) else () if people else authors


def _own_names(texts: Iterable[str], head: Head) -> tuple[str, ...]:
    """Make names of texts; the site is not its own author, unless it has a person's name."""
    return tuple(name for name in clean_names(texts) if _is_own(name, head))


def _is_own(name: str, head: Head) -> bool:
    return fold_name(name) not in head.site or is_full_name(name)


def _stated(head: Head) -> Iterator[tuple[list[str], bool]]:
    yield _read_people(head), False
    for key in (*_KEYS, *_TOLD_KEYS):
        is_other = key == "twitter:data1" and fold_name(head.first("twitter:label1")) not in _CARD_LABELS
        if key in head.meta and not is_other:
            texts = head.meta[key][:_MOST_PEOPLE]
            turned = [_TURNED.fullmatch(text) if key in _TURNED_KEYS else None for text in texts]
            yield [f"{t[2]} {t[1]}" if t else text for t, text in zip(turned, texts, strict=True)], key in _TOLD_KEYS


def _read_people(head: Head) -> list[str]:
    """Read the authors in JSON-LD: a name, an object, the id of one, or a list of these."""
    named = {key: thing for thing in head.things if isinstance(key := thing.get("@id"), str) and thing.get("name")}
    found = head.json("author") or head.json("creator")
    names = []
    for stated in (found if isinstance(found, list) else [found])[:_MOST_PEOPLE]:
        person = stated
        if isinstance(stated, dict) and not stated.get("name") and isinstance(stated.get("@id"), str):
            person = named.get(stated["@id"], stated)
        if isinstance(person, dict):
            if _is_firm(person):
                continue
            person = person.get("name")
        names += [as_text(name) for name in (person if isinstance(person, list) else [person])]
    return names


def _is_firm(thing: Mapping[str, Any]) -> bool:
    return any("Organization" in kind for kind in kinds_of(thing))


def _read_marks(head: Head) -> list[tuple[list[str], bool]]:
    """Read the elements that are named for an author, the surest and nearest first, and whether each is sure."""
    found = sorted(filter(None, (_read_mark(mark, number, head) for number, mark in enumerate(head.lines.marks))))
    found = found[:_MOST_MARKS]
    return [
        (_join_siblings(one, found[number + 1 :]), one.tier <= 1 and not one.is_far and not one.is_helper)
        for number, one in enumerate(found)
    ]


def _read_mark(mark: Mark, number: int, head: Head) -> _Found | None:
    tier = _find_tier(mark)
    if tier is None or head.lines.areas[mark.area][0] is Area.COMMENTS:
        return None
    distance = head.distance(mark.line)
    is_below = 0 <= mark.line - head.title_line <= _FEW_LINES and distance <= _VERY_NEAR
    if mark.area not in head.own and not is_below:
        return None
    text = head.lines.text(mark)
    if not 0 < len(text) <= _LONGEST_MARK or is_credit(text) or _names_thing(mark, number, head):
        return None
    first, _, rest = text.partition("\n")
    name, has_by = cut_by(first)
    if has_by and not name.strip():
        first = f"{first} {rest.partition(chr(10))[0]}"
    tier = min(tier, 1) if has_by else tier
    is_strict = tier > 1 or (distance > _NEAR and not has_by)
    names = tuple(name for name in split_names(first) if (is_full_name(name) if is_strict else is_name(name)))
    if not names:
        return None
    is_helper = names_helper(first, _read_before(mark, head))
    return _Found(is_helper, distance > _NEAR, tier, distance, number, names, mark)


def _names_thing(mark: Mark, number: int, head: Head) -> bool:
    """Return whether an element with the class ``fn`` names no person: recipes and products have names as well."""
    if _FULL_NAME.search(mark.names) is None:
        return False
    around = (other for other in head.lines.marks[max(0, number - _MOST_AROUND) : number] if other.end >= mark.end)
    return not any(_CARD.search(other.names) for other in (mark, *around))


def _read_before(mark: Mark, head: Head) -> str:
    """Return what is before an element in its line, or the line before if there is nothing."""
    lines = head.lines.lines
    if mark.line >= len(lines):
        return ""
    before = head.lines.join(lines[mark.line].piece, mark.start)
    return before or (lines[mark.line - 1].text if mark.line else "")


def _find_tier(mark: Mark) -> int | None:
    """Say how sure an element is to hold an author: 0 is most sure, None not at all."""
    said = f"{mark.get('itemprop')} {mark.get('rel')} {mark.get('property')}"
    if not said.isspace() and not _SAID.isdisjoint(said.lower().split()):
        return 0
    is_other, tier = _read_names(mark.names)
    if is_other:
        return None
    return 2 if mark.tag == "a" and leads_to_author(mark.get("href")) else tier


# Sites name many elements alike.
@lru_cache(4096)
def _read_names(names: str) -> tuple[bool, int | None]:
    """Say whether names are those of something else than an author, and how sure they are an author's."""
    tier = 0 if _SURE.search(names) else 2 if _LIKELY.search(names) else None
    return _OTHER.search(names) is not None, tier


def _join_siblings(one: _Found, others: list[_Found]) -> list[str]:
    """Add the names of like elements that follow: several authors have one each."""
    names = list(one.names)
    for other in others:
        is_like = (other.mark.tag, other.mark.names, other.mark.area) == (one.mark.tag, one.mark.names, one.mark.area)
        is_near = other[:2] == one[:2] and other.distance - one.distance < _BESIDE
        if is_like and is_near and other.mark.start >= one.mark.end:
            names += other.names
    return names


def _read_bylines(head: Head) -> Iterator[list[str]]:
    """Read the lines that begin with ``By``: those near the title, then any that says what it is."""
    lines = head.lines.lines
    for number in head.near_title():
        text = lines[number].text
        if len(text) <= _LONGEST_LINE:
            rest, has_by = cut_by(text)
            if has_by and not rest.strip(" :") and number + 1 < len(lines):
                # Lists to choose from are called so too.
                text = f"{text} {lines[number + 1].text[:_LONGEST_LINE]}"
                yield [name for name in find_byline(text) if is_full_name(name)]
            else:
                yield find_byline(text)
    for line in lines[max(head.title_line, 0) :]:
        if line.area in head.own and len(line.text) <= _LONGEST_FAR:
            yield find_signature(line.text)


def _read_unsigned(head: Head, language: str) -> Iterator[list[str]]:
    """Read the lines beside the title that are names and nothing else, with a date in them or near them."""
    title, lines = head.title_line, head.lines.lines
    if title < 0:
        return
    for number in range(max(0, title - 1), min(len(lines), title + _FEW_LINES + 1)):
        line = lines[number]
        if number == title or len(line.text) > _LONGEST_FAR or line.tag in _HEADED:
            continue
        day = next(find_days(line.text), None)
        around = lines[max(title, number - 1) : number] + lines[number + 1 : number + 4]
        if day is None and not any(next(find_days(other.text[:_LONGEST_FAR]), None) for other in around):
            continue
        rest = (line.text[: day.start] or line.text[day.end :]) if day else line.text
        # A dot or a bar between the two is as good as a word.
        is_parted = day is not None and number > title and rest.strip() != rest.strip(_BETWEEN)
        rest = rest.strip(_BETWEEN)
        names = [name for name in split_names(rest) if is_full_name(name)]
        is_whole = rest.startswith(names[0]) if names and day else rest == ", ".join(names)
        if names and is_whole and _are_people(names, head, language, least=1 if is_parted else 2):
            yield names


def _are_people(names: Sequence[str], head: Head, language: str, *, least: int) -> bool:
    """Tell names from the sections of a site, which are written alike, by where the page has their words otherwise.

    Args:
        names: Of a line.
        head: Of its page.
        language: In German all nouns have capitals: there the first of a name's words is a section's if it is alone.
        least: How many times the page has the first name.
    """
    text = "\n".join(line.text for line in head.lines.lines)[:_MOST_COMPARED]
    count = text.count(names[0])
    if not least <= count <= _MOST_TIMES or names[0].isupper():
        return False
    first = re.escape(names[0].split()[0])
    if language.startswith("de") and len(re.findall(rf"\b{first}\b", text)) != count:
        return False
    words = {word.casefold() for name in names for word in name.split()}
    return not any(len(word) >= _WORD and re.search(rf"\b{re.escape(word)}\b", text) for word in words)
