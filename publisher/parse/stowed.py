"""Finds the text of an article that a page does not show before a script has run: in its JSON, or in a template.

Most pages have there what they show too, or other articles, so only a page that shows next to nothing is asked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape, unescape
from itertools import islice
from typing import Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from publisher.parse.boilerplate import measure
from publisher.parse.statements import Head

_LEAST, _TIMES = 600, 4
"""Characters of such a text, and how often as much as the page shows in paragraphs."""
_POOR = 2_000
"""Characters of prose from which on a page is never asked."""
_MOST_SCRIPTS, _MAX_JSON = 60, 5_000_000
_MOST_VALUES, _MOST_PIECES = 100_000, 20_000
_MARKUP = re.compile(r"<(?:p|h[1-6]|div|ul|ol|section|article|blockquote|figure|br)\b[^<>]{0,300}>", re.IGNORECASE)
_ENDED = re.compile(r"[.!?…。！？।؟][\"'”’»)\]]*(?:\s|$|<)")
_MOST_ITEMS, _DEEPEST = 2_000, 20
_LEAST_PIECE = 40
_HALF = 0.5
_LONGEST_PATH = 500
# `window.state = {`; `self.__next_f.push([1,"`, whose strings are rows such as `7:["$","p",null,{}]` and `8:T4f,<p>`.
_ASSIGNED = re.compile(r"\A\s*+(?:(?:var|let|const)\s+)?[\w.$]{1,80}+(?:\[[\"'][\w$-]{1,80}[\"']\])?\s*+=(?=\s*[{\[])")
_PUSHED = re.compile(r"__next_f\.push\((?=\[)")
_ROW = re.compile(r"^[0-9a-f]{1,8}:(?:T[0-9a-f]{1,8},(?P<text>[^\n]*)|(?P<json>[\[{\"][^\n]*))", re.MULTILINE)
_DECODER = json.JSONDecoder(strict=False)
_STATE = 'script[type="application/json"], script#__NEXT_DATA__, script#__NUXT_DATA__'


class _Piece(NamedTuple):
    """A string of a page's JSON."""

    place: tuple[int, ...]
    """Numbers of the list items around it."""
    text: str


def find_stowed(page: LexborHTMLParser, head: Head, shown: float) -> str:
    """Return the HTML of the text that a page has for its scripts; empty if it shows its article, or has none.

    Args:
        page: The whole page.
        head: What it states.
        shown: Characters of prose that it shows.
    """
    if shown > _POOR:
        return ""
    least = max(_LEAST, _TIMES * shown)
    for markup in _list_offers(page, head):
        words = unescape(re.sub(r"<[^<>]{0,2000}>", " ", markup)) if len(markup) >= least else ""
        if measure(words) >= least and _ENDED.search(words):
            return markup
    return ""


def _list_offers(page: LexborHTMLParser, head: Head) -> Iterator[str]:
    body = head.json("articleBody")
    yield _write_text(body) if isinstance(body, str) else ""
    for text in _list_texts(page, _STATE):
        yield _write_longest(_read_json(text))
    scripts = list(_list_texts(page, "script:not([src])"))
    for text in scripts:
        if found := _ASSIGNED.search(text):
            yield _write_longest(_read_json(text, found.end()))
    rows = [_read_json(text, found.end()) for text in scripts if (found := _PUSHED.search(text))]
    yield _write_longest(_read_rows("".join(filter(None, map(_take_text, rows)))))
    for template in page.css("template")[:_MOST_SCRIPTS]:
        # Lexbor gives what is in a template as markup only.
        yield (template.html or "").partition(">")[2].removesuffix("</template>")


def _list_texts(page: LexborHTMLParser, selector: str) -> Iterator[str]:
    for script in page.css(selector)[:_MOST_SCRIPTS]:
        text = script.text()
        if _LEAST <= len(text) <= _MAX_JSON:
            yield text


def _read_json(text: str, start: int = 0) -> Any:  # noqa: ANN401  JSON holds anything.
    """Return the JSON that begins at a place of a text, whatever follows; None if none does."""
    try:
        return _DECODER.raw_decode(text[start:].lstrip())[0]
    except (ValueError, RecursionError):
        return None


def _take_text(row: Any) -> str:  # noqa: ANN401
    return row[1] if isinstance(row, list) and len(row) > 1 and isinstance(row[1], str) else ""


def _read_rows(rows: str) -> list[Any]:
    """Read what React sends to a page's scripts: a line for each value, its number first; a text has a length."""
    return [
        row["text"] if row["text"] is not None else _read_json(row["json"])
        for row in islice(_ROW.finditer(rows), _MOST_ITEMS)
    ]


def _write_text(text: str) -> str:
    """Write a text as HTML, if it is none."""
    if _MARKUP.search(text):
        return text
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in text.split("\n") if line.strip())


def _write_longest(data: Any) -> str:  # noqa: ANN401  JSON holds anything.
    """Write the strings of the one place in some JSON that has most of the prose."""
    places: dict[str, list[_Piece]] = {}
    prose: dict[str, int] = {}
    for path, piece in _list_strings(data):
        places.setdefault(path, []).append(piece)
        if len(piece.text) >= _LEAST_PIECE and _ENDED.search(piece.text):
            prose[path] = prose.get(path, 0) + len(piece.text)
    if not prose:
        return ""
    longest = max(prose, key=lambda path: prose[path])
    if prose[longest] < _HALF * sum(prose.values()):
        return ""
    pieces = places[longest]
    if len(pieces) > 1 and not any(_MARKUP.search(piece.text) for piece in pieces):
        return "".join(f"<p>{escape(text, quote=False)}</p>" for text in _join_runs(pieces))
    # Of several texts with markup the longest is the article, the others are about it or beside it.
    return _write_text(max((piece.text for piece in pieces), key=len))


def _list_strings(data: Any) -> Iterator[tuple[str, _Piece]]:  # noqa: ANN401
    """Yield the strings in some JSON in the order written, each with the names that lead to it.

    A name that only repeats the one before, as in lists inside lists, counts once.
    """
    waiting: list[tuple[Any, str, tuple[int, ...]]] = [(data, "", ())]
    values = pieces = 0
    while waiting and values < _MOST_VALUES and pieces < _MOST_PIECES:
        value, path, place = waiting.pop()
        values += 1
        if isinstance(value, dict):
            items = islice(value.items(), _MOST_ITEMS)
            waiting += reversed([(child, _lengthen(path, str(name)), place) for name, child in items])
        elif isinstance(value, list) and len(place) < _DEEPEST:
            waiting += reversed([(child, path, (*place, n)) for n, child in enumerate(value[:_MOST_ITEMS])])
        elif isinstance(value, str) and value.strip():
            inner = _read_json(value) if len(value) >= _LEAST and value.lstrip()[:1] in "{[" else None
            if isinstance(inner, dict | list):
                # JSON was written into JSON.
                waiting.append((inner, path, place))
                continue
            pieces += 1
            yield path, _Piece(place, value)


def _lengthen(path: str, name: str) -> str:
    return path if path.rpartition("/")[2] == name or len(path) > _LONGEST_PATH else f"{path}/{name[:50]}"


def _join_runs(pieces: list[_Piece]) -> Iterator[str]:
    """Join what stands in one paragraph: all but the last number of its place are the same."""
    depth = min(len(piece.place) for piece in pieces)
    run: list[str] = []
    around: tuple[int, ...] | None = None
    for piece in pieces:
        outer = piece.place[:-1] if len(piece.place) > depth or depth > 1 else piece.place
        if outer != around and run:
            yield "".join(run)
            run = []
        around = outer
        run.append(piece.text)
    if run:
        yield "".join(run)
