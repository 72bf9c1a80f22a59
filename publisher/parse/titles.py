"""Finds the title of an article in what a page calls itself, which often holds the site's name too."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import islice

from publisher.parse.bylines import fold_name

LONGEST_TITLE = 300
ALIKE = 0.5
"""From here on a heading and a stated title are taken for the same."""

_SEPARATOR = re.compile(r"\s+(?:[-–—|·•»«:/\\<>@_~│]|::|&raquo;)\s+|\s*[|»│｜]\s*|[：_]|:\s(?=\S+$)")
# What sites put before their names; the others stand in titles as well.
_STRONG_SEPARATOR = re.compile(r"\s+(?:[-–—|·•»:/\\│@]|::|&raquo;)\s+|\s*[|»│｜]\s*")
_COLON = re.compile(r":\s")
_BAR = re.compile(r"\s[|│]\s")
_MOST_PARTS = 8
_SHORTEST_PART, _SHORTEST_SITE = 13, 4
_FEW_WORDS, _KICKER_WORDS = 3, 6
_BEGINS = 0.9


def match_title(text: str, titles: Sequence[str]) -> float:
    """Say how well a heading agrees with what the page calls itself, 0 to 1.

    >>> match_title("Rain, again", ["Rain again", "Sun"]), match_title("Snow", ["Rain"])
    (1.0, 0.0)
    """
    return max((_compare(text, title) for title in titles), default=0.0)


def _compare(text: str, title: str) -> float:
    one, other = fold_name(text), fold_name(title)
    if one == other:
        return 1.0
    if len(one) >= _SHORTEST_SITE and other.startswith(one):
        return _BEGINS
    words, others = set(_words(text)), set(_words(title))
    return _BEGINS * len(words & others) / max(len(words), len(others), 1)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def find_site_names(titles: Sequence[str]) -> list[str]:
    """Return what stands before or after one title in another: that is the site's name.

    >>> find_site_names(["Rain again", "Rain again - Hill News"])
    [' - Hill News']
    """
    rests = []
    for title in titles:
        for other in titles:
            if len(title) <= len(other) or len(other.split()) == 1:
                continue
            if title.startswith(other) and _SEPARATOR.match(title, len(other)):
                rests.append(title[len(other) :])
            elif title.endswith(other):
                rests.append(title[: -len(other)])
    return rests


def names_site(text: str, site: Collection[str]) -> bool:
    """Whether a text is a site's name, holds it or is part of it; the names are folded."""
    folded = fold_name(text)
    return any(len(name) >= _SHORTEST_SITE and (name in folded or folded in name) for name in site)


def strip_site(title: str, site: Collection[str]) -> str:
    """Cut known names of the site off both ends of a title.

    >>> strip_site("Rain | Weather | Hill News", {"hillnews", "weather"})
    'Rain'
    """
    cuts = list(_SEPARATOR.finditer(title))
    while cuts and fold_name(title[cuts[-1].end() :]) in site:
        title = title[: cuts.pop().start()]
    if cuts and fold_name(title[: cuts[0].start()]) in site:
        title = title[cuts[0].end() :]
    return title.strip()


def trim_title(title: str, site: Collection[str], is_line: Callable[[str], bool], headings: Mapping[str, int]) -> str:
    """Cut the site's name off a title.

    Args:
        title: As stated.
        site: What the site is called, folded.
        is_line: Whether a text makes a whole line of the page: such a part is the title.
        headings: Lines of those of the page, by their folded texts: a part that is one is the title.

    Returns:
        What remains; where nothing tells what is the site's, its last part is, if that is short.
    """
    stripped = strip_site(title, site)
    if is_line(stripped) and not _BAR.search(stripped):
        return stripped
    headed, line = _find_headed(stripped, headings), _find_line(stripped, site, is_line)
    shown = headed if headed and stripped.startswith(headed) else max(headed, line, key=len)
    return shown or (_strip_last(title) if stripped == title else stripped)


def _find_line(title: str, site: Collection[str], is_line: Callable[[str], bool]) -> str:
    """Return the longest part of a title that makes a whole line of the page, empty if none does."""
    cuts = [(0, 0), *(found.span() for found in _SEPARATOR.finditer(title)), (len(title), len(title))]
    if not 2 < len(cuts) <= _MOST_PARTS:  # noqa: PLR2004  Its two ends are none.
        return ""
    spans = [(cuts[first][1], cuts[last][0]) for first in range(len(cuts) - 1) for last in range(first + 1, len(cuts))]
    for start, end in sorted(spans, key=lambda span: span[0] - span[1]):
        part = title[start:end].strip()
        if (" " in part or len(part) >= _SHORTEST_PART) and not names_site(part, site) and is_line(part):
            return part
    return ""


def _find_headed(title: str, headings: Mapping[str, int]) -> str:
    """Return the part of a title that is a heading of the page, empty if none is.

    Of several it is the one that comes last on the page: the site's name is above the article's.
    """
    cuts = [(found.start(), found.end()) for found in islice(_SEPARATOR.finditer(title), _MOST_PARTS)]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(title)]
    parts = [title[start:end].strip() for start in starts for end in ends if start < end]
    # A title may have a colon as well, but what follows it is then no heading of its own.
    parts += [title[found.end() :] for found in islice(_COLON.finditer(title), 1)]
    ranked = [(headings[folded], part) for part in parts if (folded := fold_name(part)) in headings and part != title]
    return max(ranked, default=(0, ""))[1]


def _strip_last(title: str) -> str:
    cuts = list(_STRONG_SEPARATOR.finditer(title))
    if not cuts:
        return title
    kept, last = title[: cuts[-1].start()].strip(), title[cuts[-1].end() :]
    return kept if len(kept.split()) >= max(_FEW_WORDS, len(last.split())) else title


def cut_bar(title: str) -> str:
    """Cut a title at a bar: what is after it names a section, a series or the site.

    >>> cut_bar("The river rose again | Weather"), cut_bar("Salt | Pepper")
    ('The river rose again', 'Salt | Pepper')
    """
    kept, *rest = _BAR.split(title)
    longest = max((len(part.split()) for part in rest), default=0)
    return kept.strip() if len(kept.split()) >= max(_FEW_WORDS, longest) else title


def drop_kicker(text: str, titles: Sequence[str]) -> str:
    """Cut off the word or two that some sites put before a title, inside its heading.

    >>> drop_kicker("Weather Rain again today", ["Rain again today"])
    'Rain again today'
    """
    folded = fold_name(text)
    if folded in map(fold_name, titles):
        return text
    for title in titles:
        words = len(title.split())
        is_end = folded != (end := fold_name(title)) and folded.endswith(end)
        if is_end and words >= _FEW_WORDS and len(text.split()) - words <= _KICKER_WORDS:
            return title
    return text
