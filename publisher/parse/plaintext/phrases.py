"""Says in an editor's words what a sign of a heading means; ``publisher split --explain`` prints it."""

from __future__ import annotations

_NEIGHBOURS = {
    "code": "code",
    "end": "the end",
    "furniture": "page furniture",
    "heading": "a heading",
    "li": "a list",
    "short": "a short line",
    "text": "a paragraph",
    "title": "the title",
}
_PHRASES = {
    "caps": "all capitals",
    "chapter": "named a chapter",
    "columns more": "a long line",
    "comma": "one comma",
    "date": "holds a date",
    "deep number": "a number of several parts",
    "digits": "holds digits",
    "ends bare": "no punctuation at its end",
    "ends paren": "ends in a parenthesis",
    "few capitals": "few capitals",
    "gap": "more space above it than usual",
    "in contents": "stands in the table of contents",
    "indented": "indented",
    "label": "a label",
    "mostly capitals": "capitals on most words",
    "not caps": "no capitals where others have them",
    "not gap": "no space above it where others have some",
    "not numbered": "no number where others have one",
    "not outdent": "indented like the text around it",
    "not underlined": "not underlined where others are",
    "number runs on below": "the next number comes later",
    "number runs on from above": "goes on counting",
    "numbered": "numbered as others are",
    "outdent": "less indented than the text",
    "question word": "opens like a question",
    "repeated": "stands there more than once",
    "starts caseless": "begins in a script without capitals",
    "starts digit": "begins with a number",
    "starts lower": "begins with a small letter",
    "starts upper": "begins with a capital",
    "title case": "capitals on its words",
    "two lines": "two lines",
    "underlined": "underlined as others are",
    "usual name": "a usual name for a section",
    "wide ends bare": "no punctuation at its end",
    "words to 1": "a single word",
}


def describe_sign(sign: str) -> str:
    """Describe a sign.

    >>> describe_sign("above text to 800"), describe_sign("columns to 20"), describe_sign("ends question")
    ('a paragraph below it', 'at most 20 columns wide', 'ends in a question mark')
    """
    if sign in _PHRASES:
        return _PHRASES[sign]
    first, _, rest = sign.partition(" ")
    if first in {"above", "below", "after"}:
        neighbour = _NEIGHBOURS.get(rest.partition(" ")[0], rest)
        return f"{neighbour} {'below' if first == 'above' else 'above'} it"
    if first in {"columns", "words"}:
        return f"at most {rest.removeprefix('to ')} {'columns wide' if first == 'columns' else 'words'}"
    if first in {"ends", "starts"}:
        mark = f"{rest} mark" if rest in {"question", "exclamation", "quote"} else rest
        return f"{first} {'in' if first == 'ends' else 'with'} {'an' if mark[0] in 'aeiou' else 'a'} {mark}"
    return sign
