"""Scores the passages of a web page: how likely each is the article's, by its signs and by what is around it.

A list, a table or a quotation is judged as a whole, a heading with what it stands above, a caption with its picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from publisher.parse.boilerplate import HOLDS_HEADING, HOLDS_MEDIA, MEDIA
from publisher.parse.passage_weights import BASE, WEIGHTS
from publisher.parse.passages import Passage
from publisher.parse.picture_frames import leads_away
from publisher.parse.tree import Node, names

LEAST_SCORE = 0.2
"""A passage in doubt goes: a stray line of furniture is read by all, and most of those in doubt are that."""
_STAYS, _GOES = 1.0, -1.0
_UNITS = names("ul ol dl table blockquote pre")
_HEADED = frozenset({"th", "caption"})
# A list may be how a page is arranged; a table with header cells is not.
_MOST_OF_PAGE, _HALF_OF_PAGE = 0.9, 0.5
_NEVER = frozenset({"judged comments", "judged a cookie or pop-up notice"})
_WRITTEN = names("p li td th pre dd dt blockquote h1 h2 h3 h4 h5 h6")
_LOWEST_HEADING = -2.5
_PARTS = frozenset({"in pre", "in blockquote", "in table"})
_LOWEST_PART = -2.5
_LOWEST_SHORT = -1.5
_DOUBTS = frozenset({"below related", "links many", "links all", "repeated", "byline", "date", "arrows", "copyright"})
_SAID_AGAINST = ("judged ", "named ", "perhaps ", "role ", "phrase ", "opens ")
# What an element is perhaps named as counts for its paragraphs: a heading stays with those.
_SAID_OF_HEADING = tuple(said for said in _SAID_AGAINST if said != "perhaps ")
_BYLINES = frozenset({"byline", "date", "judged by-line and date", "judged by-line, date and tags"})
"""Signs of lines below a title, never below a section's heading."""
_AMID = frozenset({"inside", "between"})
_AGAINST_LIST = frozenset({"below related", "repeated", "byline", "arrows", "copyright"})
_STACKED_HEADINGS = 3
_FEW_DROPPED = 6
_BESIDE_HEADING = 40
"""Characters of a link or two to edit a section, beside its heading."""
_HEADERS = names("header hgroup")
# From a cell up past row, body and table, or from code past what highlights it, to where the heading stands.
_STEPS = 6
_LOOK_BELOW = 2
_BEFORE, _AFTER = 4, 2
_ELSEWHERE = ("judged", "named related", "named a side", "named comments", "named navigation")
_REPEATED = 40
_LEAST_PASSAGES, _MORE_THAN_REFRAIN = 5, 1200


def fall_back(passages: Sequence[Passage]) -> list[float]:
    """Score passages of which none reads like an article: what is named as none goes.

    The rest stays where rules find the article, or else anywhere.
    """
    rest = [not any(sign.startswith(("judged", "named")) for sign in passage.signs) for passage in passages]
    inside = [_AMID.issubset(passage.signs) and is_rest for passage, is_rest in zip(passages, rest, strict=True)]
    return [_STAYS if stays else _GOES for stays in (inside if any(inside) else rest)]


def judge_passages(body: Node, passages: Sequence[Passage]) -> list[float]:
    """Score passages: above 0 one is likelier the article's than not, in units of log odds."""
    scores = [_weigh(passage.signs) for passage in passages]
    scores = _pool(body, passages, scores)
    scores = _keep_parts(passages, scores)
    scores = _keep_between(passages, scores)
    scores = _keep_lists(passages, scores)
    scores = _lead_headings(passages, scores)
    scores = _frame(passages, scores)
    return _drop_repeats(passages, scores)


def _weigh(signs: Sequence[str]) -> float:
    value = BASE + sum([WEIGHTS.get(sign, 0.0) for sign in signs])
    # However well they read: nobody's article is in its comments, nor in a notice over it.
    return min(value, _GOES) if not _NEVER.isdisjoint(signs) else value


def _pool(body: Node, passages: Sequence[Passage], scores: Sequence[float]) -> list[float]:
    """Judge a list, a table or a quotation as one: give each of its passages the mean of all."""
    units: dict[int, list[int]] = {}
    known: dict[int, Node | None] = {}
    for n, passage in enumerate(passages):
        unit = _find_unit(passage.node, body, known)
        if unit is not None:
            units.setdefault(unit.order, []).append(n)
    pooled = list(scores)
    for members in units.values():
        weights = [sqrt(passages[n].length) for n in members]
        mean = sum(scores[n] * weight for n, weight in zip(members, weights, strict=True)) / sum(weights)
        for n in members:
            pooled[n] = mean
    return pooled


def _keep_parts(passages: Sequence[Passage], scores: Sequence[float]) -> list[float]:
    """Keep code, quotations and tables that stand amid the article, and its footnotes, which read like nothing else."""
    kept = list(scores)
    places = [n for n, score in enumerate(scores) if score > LEAST_SCORE] or [0]
    for n, passage in enumerate(passages):
        signs = passage.signs
        if scores[n] > LEAST_SCORE or "inside" not in signs or any(sign.startswith("judged") for sign in signs):
            continue
        is_amid = places[0] < n < places[-1] and not _PARTS.isdisjoint(signs) and not passage.is_linked
        if (is_amid and scores[n] > _LOWEST_PART) or "named footnotes" in signs:
            kept[n] = _STAYS
    return kept


def _find_unit(node: Node | None, body: Node, known: dict[int, Node | None]) -> Node | None:
    """Return the outermost list, table or quotation around a block that only arranges no page."""
    if node is None or node is body:
        return None
    if node.order not in known:
        outer = _find_unit(node.parent, body, known)
        if outer is None and node.name in _UNITS and not node.holds & HOLDS_HEADING:
            is_data = node.name == "table" and node.find(_HEADED) is not None
            if node.good <= (_MOST_OF_PAGE if is_data else _HALF_OF_PAGE) * body.good:
                outer = node
        known[node.order] = outer
    return known[node.order]


def _keep_between(passages: Sequence[Passage], scores: Sequence[float]) -> list[float]:
    """Keep paragraphs between others of the article that only their length speaks against."""
    kept = list(scores)
    places = [n for n, score in enumerate(scores) if score > LEAST_SCORE and "inside" in passages[n].signs]
    if not places:
        return kept
    is_teaser = False
    for n in range(places[0] + 1, places[-1]):
        passage = passages[n]
        # Below a heading that leads elsewhere, and goes, is what that is about.
        is_teaser = scores[n] <= LEAST_SCORE and (is_teaser or (passage.is_heading and passage.is_linked))
        is_short = passage.node.name == "p" and "inside" in passage.signs and _LOWEST_SHORT < scores[n] <= LEAST_SCORE
        if is_short and not is_teaser and not _is_doubtful(passage):
            kept[n] = _STAYS
    return kept


def _keep_lists(passages: Sequence[Passage], scores: Sequence[float]) -> list[float]:
    """Keep lists right below a paragraph of the article that only their links speak against."""
    kept = list(scores)
    for n, passage in enumerate(passages):
        above = passages[n - 1] if n else passage
        is_next = kept[n - 1] > LEAST_SCORE and not above.is_heading if n else False
        is_list = not {"in ul", "in ol"}.isdisjoint(passage.signs) and _AMID.issubset(passage.signs)
        if (
            is_list
            and is_next
            and _LOWEST_SHORT < scores[n] <= LEAST_SCORE
            and not any(
                sign in _AGAINST_LIST or (sign.startswith(_SAID_AGAINST) and sign != "judged almost only links")
                for sign in passage.signs
            )
        ):
            kept[n] = _STAYS
    return kept


def _is_doubtful(passage: Passage, said: tuple[str, ...] = _SAID_AGAINST) -> bool:
    """Return whether what a passage says, or a sign that begins with what is ``said`` of it, speaks against it."""
    return any(sign in _DOUBTS or sign.startswith(said) for sign in passage.signs)


def _lead_headings(passages: Sequence[Passage], scores: Sequence[float]) -> list[float]:
    """Keep headings of the article, drop those of what is dropped."""
    led = list(scores)
    for n, passage in enumerate(passages):
        if not passage.is_heading:
            continue
        below = n + 1
        while below < len(passages) and passages[below].is_heading:
            below += 1
        if below == len(passages) or below - n > _STACKED_HEADINGS:
            continue
        is_article = scores[below] > LEAST_SCORE and _are_near(passage.node, passages[below].node)
        is_own = not passage.is_linked or ("between" in passage.signs and scores[n - 1] > LEAST_SCORE)
        if is_article and is_own and scores[n] > _LOWEST_HEADING:
            led[n] = _STAYS
        elif _opens_section(passages, scores, n, below):
            led[n] = max(scores[n], _STAYS)
        elif scores[n] > LEAST_SCORE and all(score <= LEAST_SCORE for score in scores[below : below + _LOOK_BELOW]):
            led[n] = _GOES
    return led


def _opens_section(passages: Sequence[Passage], scores: Sequence[float], n: int, below: int) -> bool:
    """Return whether text of the article follows a heading of it in the same part, after lines that are dropped.

    Such lines are notes that lead to other articles, links to edit the section, and the like.

    Args:
        passages: Of the page.
        scores: Theirs.
        n: The heading's place.
        below: That of the first passage below it that is no heading.
    """
    heading = passages[n]
    is_sure = scores[n] > LEAST_SCORE
    if "inside" not in heading.signs or heading.is_linked or scores[n] <= _LOWEST_HEADING:
        return False
    if _is_doubtful(heading, _SAID_OF_HEADING):
        return False
    if not is_sure and "between" not in heading.signs:
        # Above the first paragraph, it is as likely a second title.
        return False
    part = _find_part(heading.node)
    for place in range(below, len(passages) if is_sure else min(below + _FEW_DROPPED, len(passages))):
        passage = passages[place]
        if passage.is_heading or any(sign in _BYLINES for sign in passage.signs):
            return False
        if scores[place] > LEAST_SCORE:
            return part.holds_node(passage.node) and _find_picture(passage.node) is None
    return False


def _find_part(heading: Node) -> Node:
    """Return the element that holds a heading and what it is above: not the box of the heading alone."""
    part = heading
    for around in heading.parents():
        part = around
        if around.text > heading.text + _BESIDE_HEADING and around.name not in _HEADERS:
            break
    return part


def _are_near(node: Node, other: Node) -> bool:
    """Return whether two elements stand in the same one, or nearly."""
    around = node.parent
    if around is not None and around.parent is not None:
        around = around.parent
    steps = 0
    parent = other.parent
    while parent is not None and steps < _STEPS:
        if parent is node.parent or parent is around:
            return True
        parent = parent.parent
        steps += 1
    return False


def _frame(passages: Sequence[Passage], scores: Sequence[float]) -> list[float]:
    """Keep the captions of the article's pictures, drop those of others."""
    pictures = [_find_picture(passage.node) for passage in passages]
    written = [n for n, score in enumerate(scores) if score > LEAST_SCORE and pictures[n] is None]
    framed = list(scores)
    if not written:
        return framed
    first, last = written[0] - _BEFORE, written[-1] + _AFTER
    for n, picture in enumerate(pictures):
        if picture is not None:
            is_here = first <= n <= last and not is_teaser(picture)
            is_other = any(sign.startswith(_ELSEWHERE) for sign in passages[n].signs)
            framed[n] = _STAYS if is_here and not is_other else _GOES
    return framed


def is_teaser(picture: Node) -> bool:
    """Return whether a picture and its text are links to something else; of a caption, a link to its author is part."""
    if picture.link * 2 <= picture.text:
        return False
    if picture.name != "figure":
        return True
    images = picture.find_all(MEDIA)
    return not images or any(leads_away(image) for image in images)


def _find_picture(node: Node) -> Node | None:
    """Return the figure or the caption that a block is part of."""
    caption = node if node.name == "figcaption" else None
    for parent in (node, *node.parents()):
        if parent.name == "figure" and parent.holds & HOLDS_MEDIA:
            return parent
        if parent.name == "figcaption":
            caption = parent
    return caption


def _drop_repeats(passages: Sequence[Passage], scores: Sequence[float]) -> list[float]:
    """Drop what stands a second time word for word, as captions of galleries do; a refrain may.

    A page may hold a part twice, for wide screens and for narrow ones: that goes, too.
    """
    seen: dict[str, int] = {}
    result = list(scores)
    kept = [n for n, score in enumerate(scores) if score > LEAST_SCORE]
    texts = [passages[n].text for n in kept]
    run: list[int] = []
    for place, n in enumerate(kept):
        passage = passages[n]
        before = seen.get(passage.text, -1)
        if run and before >= 0 and texts[before - 1] == texts[place - 1]:
            run.append(n)
        else:
            _drop_run(run, passages, result)
            run = [n] if before >= 0 else []
        if passage.length > _REPEATED and before >= 0:
            is_written = passage.node.name in _WRITTEN and _find_picture(passage.node) is None
            if not is_written:
                result[n] = _GOES
        seen[passage.text] = place
    _drop_run(run, passages, result)
    return result


def _drop_run(run: Sequence[int], passages: Sequence[Passage], scores: list[float]) -> None:
    """Drop passages in a row that all stood in this order before, if they are more than a refrain."""
    length = sum({passages[n].text: passages[n].length for n in run}.values())
    if len(run) >= _LEAST_PASSAGES and length >= _MORE_THAN_REFRAIN:
        for n in run:
            scores[n] = _GOES
