"""Keeps hostile markup from costing more than its size: the HTML5 algorithm itself can be made to run away.

Two kinds of input do that to any parser that follows the standard (measured with nh3 0.3.8): 100,000 nested ``<div>``
take 36 seconds, and 1,000 unclosed ``<b id=…>`` followed by 3,000 ``<p>`` give 3 million elements. So tags are counted
first, by a stack that closes an element at its own end tag only and therefore never holds less than the parser's.
"""

from __future__ import annotations

import re

from publisher.clean.names import VOID, names

MAX_OPEN = 400
"""Elements open at once before a text is taken for hostile; real pages stay below 60."""
_MAX_FOSTERED = 3000
"""Tags directly inside a table that do not belong there; each costs a search through what was moved before it."""
_MAX_TAG_LENGTH = 50_000
"""Characters of one tag; a parser compares each attribute with all before it."""
_MAX_PLAIN_DEPTH = 40
_COPIES_PER_TAG = 8
_FREE_COPIES = 20_000

_ATTRIBUTES = r"""
    (?:[\t\n\f\r\ /]++
      |(?:=[^\t\n\f\r\ />=]*+|[^\t\n\f\r\ />=]++)
       (?:[\t\n\f\r\ ]*+=[\t\n\f\r\ ]*+(?:"[^"]*+"|'[^']*+'|(?=>)|[^\t\n\f\r\ >"'][^\t\n\f\r\ >]*+))?+
    )*+(?:>|\Z)
"""
# The tokens of the HTML Standard §13.2.5; possessive throughout, so that no input makes it backtrack.
_TOKEN = re.compile(
    rf"""
    <!--(?:-?>|.*?(?:--!?>|\Z))
    |<[!?][^>]*+>?
    |</[^a-zA-Z][^>]*+>?
    |<(?P<raw>script|style|title|textarea|xmp|iframe|noembed|noframes|plaintext)(?=[\t\n\f\r\ />]){_ATTRIBUTES}
     (?P<content>.*?(?=</(?P=raw)[\t\n\f\r\ />])|.*)
    |<(?P<slash>/?)(?P<name>[a-zA-Z][^\t\n\f\r\ />]*+){_ATTRIBUTES}
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_FORMATTING = names("a b big code em font i nobr s small strike strong tt u")
_FORMATS = re.compile(rf"<(?:{'|'.join(sorted(_FORMATTING))})\b", re.IGNORECASE | re.ASCII)
# What may hold text that looks like tags, or the other way round.
_ODD = re.compile(
    r"<(?:[!?]|/[^a-zA-Z]|svg|math|(?:script|style|title|textarea|xmp|iframe|noembed|noframes|plaintext|template|select)\b)",
    re.IGNORECASE | re.ASCII,
)
_CELLS = frozenset({"td", "th", "caption"})
_ROWS = frozenset({"tr", "tbody", "thead", "tfoot"})
_TABLE = _ROWS | {"table"}
_IN_TABLE = _CELLS | _ROWS | {"col", "colgroup", "table", "script", "style", "template"}
_CLOSES_PARAGRAPH = names(
    """
    p div ul ol dl table pre blockquote h1 h2 h3 h4 h5 h6 hr section article aside header footer nav figure figcaption
    details form fieldset address main center
    """
)
_PARAGRAPH = frozenset({"p"})
# What a start tag closes without being told to, if it is the innermost open element.
_CLOSED_BY = {
    "li": names("p li"),
    "dt": names("p dt dd"),
    "dd": names("p dt dd"),
    "option": names("option"),
    "rt": names("rt rp"),
    "rp": names("rt rp"),
    "a": names("a"),
    **dict.fromkeys(_CELLS, _CELLS | _PARAGRAPH),
    **dict.fromkeys(_ROWS, _CELLS | _ROWS | _PARAGRAPH),
    **dict.fromkeys(_CLOSES_PARAGRAPH, _PARAGRAPH),
}
_CLOSED_AT_END = names("p li dt dd option optgroup rt rp") | _CELLS | _ROWS
_CLOSING = frozenset(_CLOSED_BY) - {"a"}
_PLAIN = names("p div ul ol li blockquote pre h1 h2 h3 h4 h5 h6 br hr img")
_GLUED = _FORMATTING | names("span wbr sub sup mark kbd samp var abbr cite q ins del bdi time ruby")


def bound_markup(html: str) -> str:
    """Return the text as it is, or in a plainer shape if parsing it could run away; no visible word is lost.

    >>> bound_markup("<p>One <b>two")
    '<p>One <b>two'
    """
    return html if _is_small(html) else _write_plain(html) if _could_run_away(html) else html


def _is_small(html: str) -> bool:
    """Tell markup of so few tags that it cannot run away, however they stand; most items are such."""
    tags = html.count("<")
    if tags > MAX_OPEN or len(html) > _MAX_TAG_LENGTH or _ODD.search(html):
        return False
    return tags * len(_FORMATS.findall(html)) <= _FREE_COPIES


def _could_run_away(html: str) -> bool:
    """Estimate, never too low, how deep the parser would nest and how many elements it would copy."""
    opened = _Open()
    tags = copies = 0
    for match in _TOKEN.finditer(html):
        if match["name"] is None:
            if not _is_plain_raw(match, opened.names):
                return True
            continue
        if match.end() - match.start() > _MAX_TAG_LENGTH:
            return True
        (opened.end if match["slash"] else opened.start)(match["name"].lower())
        tags += 1
        copies += opened.formatting
        if opened.is_too_much or copies > _COPIES_PER_TAG * tags + _FREE_COPIES:
            return True
    return False


class _Open:
    """The elements that may still be open, the innermost last."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.formatting = 0
        self._fostered = 0

    @property
    def is_too_much(self) -> bool:
        return len(self.names) > MAX_OPEN or self._fostered > _MAX_FOSTERED

    def start(self, name: str) -> None:
        closed = _CLOSED_BY.get(name, ())
        while self.names and self.names[-1] in closed:
            self._close()
        if name not in _IN_TABLE and self.names and self.names[-1] in _TABLE:
            self._fostered += 1
        if name not in VOID:
            self.names.append(name)
            self.formatting += name in _FORMATTING

    def end(self, name: str) -> None:
        if name in _CLOSING:
            while self.names and self.names[-1] != name and self.names[-1] in _CLOSED_AT_END:
                self._close()
        if self.names and self.names[-1] == name:
            self._close()

    def _close(self) -> None:
        self.formatting -= self.names.pop() in _FORMATTING


def _is_plain_raw(match: re.Match[str], stack: list[str]) -> bool:
    """Say whether what holds no tags here, a comment or the content of a script, surely holds none for the parser."""
    in_foreign = "svg" in stack or "math" in stack
    if not match["raw"]:
        # Inside SVG and MathML a CDATA section goes on after the first `>`.
        return not (in_foreign and match.group().startswith("<![CDATA["))
    content = match["content"].lower()
    # Inside those, too, a style holds markup; and a script that comments out a script ends later than it seems.
    return not (in_foreign and "<" in content) and not ("<!--" in content and "<script" in content)


def _write_plain(html: str) -> str:
    """Keep the words, the blocks and the pictures; drop all other tags and whatever nests too deep."""
    parts: list[str] = []
    stack: list[str] = []
    end = 0
    for match in _TOKEN.finditer(html):
        parts.append(html[end : match.start()].replace("<", "&lt;"))
        end = match.end()
        name = (match["name"] or "").lower()
        if name not in _PLAIN or end - match.start() > _MAX_TAG_LENGTH:
            parts.append("" if name in _GLUED or not name else " ")
        elif match["slash"]:
            if stack and stack[-1] == name:
                parts.append(f"</{stack.pop()}>")
        elif name in VOID:
            parts.append(match.group())
        elif len(stack) < _MAX_PLAIN_DEPTH:
            stack.append(name)
            parts.append(match.group())
        else:
            parts.append(" ")
    parts.append(html[end:].replace("<", "&lt;"))
    return "".join(parts)
