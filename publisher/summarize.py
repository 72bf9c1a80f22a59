"""A plain-text summary of a draft: what its article says of itself, or its first sentences."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from unicodedata import category

from publisher.model import Draft, SafeHtml

MAX_CHARACTERS = 300
_ENOUGH = 120
"""A summary that ends with a sentence is better than a longer one that does not, from this length on."""
_ELLIPSIS = "…"
# A sentence ends at these, with whatever closes quotes and brackets behind them; Chinese and Japanese follow without
# a space, so theirs end one wherever they stand.
_SENTENCE_END = re.compile(r"(?:[.!?…]+[\"'”’»)\]]*(?=\s|\Z)|[。！？｡]+[」』”’）】]*)")
_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:[A-Za-z]|[A-Z][a-z]{0,2}|e\.g|i\.e|etc|approx|vs|cf|No|Nr|bzw|z\.B|d\.h)\.$")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_CLOSING = frozenset("、。，．：；！？」』）】〉》”’ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ")
_JOINERS = frozenset("\u200c\u200d\ufe0e\ufe0f")
_SKIPPED = frozenset(
    {"h1", "h2", "h3", "h4", "h5", "h6", "pre", "table", "figure", "figcaption", "rt", "rp", "video", "audio", "nav"}
)
# What an item without prose is summarised by: of a listing its first line, of all else the whole text.
_QUIET = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "pre", "figcaption", "caption", "td", "th"})
_MOST_QUIET = 6
_BETWEEN_QUIET = " · "
# Shown by no reader that can play what is inside, or read aloud beside its text.
_SILENT = frozenset({"video", "audio", "rt", "rp", "note", "nav"})
_VOID = frozenset({"br", "hr", "img", "wbr", "col", "source", "track"})


def summarize(draft: Draft, description: str = "") -> Draft:
    """Give a draft its summary, from a description or else from its content.

    The summary is plain text of at most 300 characters and begins with whole sentences, as many as fit. Headings,
    pictures, captions, tables and code are in it only where there is nothing else: some readers show nothing of an item
    but its summary. It is empty for a content without any words.

    Args:
        draft: A draft; only its summary changes.
        description: What the author says the item is about, as plain text.
    """
    text = " ".join(description.split()) or _summarize_content(draft.content)
    return replace(draft, summary=cut_text(text))


def cut_text(text: str, limit: int = MAX_CHARACTERS) -> str:
    """Cut a text after a sentence, or else at a word, with an ellipsis that counts; never inside a character.

    >>> cut_text("One two three four", 10)
    'One two…'
    >>> cut_text("日本語の長い文章です", 6)
    '日本語の長…'
    """
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    end = _find_sentence_end(text, limit)
    if end >= min(_ENOUGH, limit // 2):
        return text[:end].rstrip()
    end = limit - len(_ELLIPSIS)
    while end > 1 and not _may_cut(text, end):
        end -= 1
    if end <= limit // 2:
        # One endless word: anywhere between two characters, then.
        end = _step_back(text, limit - len(_ELLIPSIS))
    return text[:end].rstrip(" ,;:–—-、，；：") + _ELLIPSIS


def _find_sentence_end(text: str, limit: int) -> int:
    """Return the last place within the limit where a sentence ends, 0 if there is none."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text, 0, limit + 1) if match.end() <= limit]
    return next((end for end in reversed(ends) if not _ABBREVIATION.search(text[max(0, end - 12) : end])), 0)


def _may_cut(text: str, end: int) -> bool:
    """Say whether a line could break before a character: at a space, or between characters of a script without."""
    if text[end] == " ":
        return True
    before, after = text[end - 1], text[end]
    if before == " " or after in _CLOSING or _is_attached(after):
        return False
    return bool(_UNSPACED.match(before) or _UNSPACED.match(after)) and before not in _JOINERS


def _step_back(text: str, end: int) -> int:
    """Move a cut before the letter, flag or emoji that it would divide."""
    start = end
    while end > 1 and (_is_attached(text[end]) or text[end - 1] in _JOINERS):
        end -= 1
    # A text of nothing but combining marks has no better place.
    return end if end > 1 else start


def _is_attached(character: str) -> bool:
    return character in _JOINERS or category(character).startswith("M") or "\U0001f3fb" <= character <= "\U0001f3ff"


def _join(paragraphs: list[str]) -> str:
    """Join paragraphs until there is more text than a summary can hold."""
    joined = ""
    for paragraph in paragraphs:
        joined = f"{joined} {paragraph}".strip()
        if len(joined) > MAX_CHARACTERS:
            break
    return joined


def _summarize_content(content: SafeHtml) -> str:
    """Return the paragraphs of an item, or else its list items, quotes, bare text, links, or what it shows."""
    reader = _Reader()
    reader.feed(content)
    reader.close()
    reader.end_paragraph()
    places = ("p", "li", "blockquote", "", "a")
    paragraphs = next((reader.found[place] for place in places if reader.found[place]), [])
    return _join(paragraphs) or _BETWEEN_QUIET.join(list(dict.fromkeys(reader.quiet))[:_MOST_QUIET])


class _Reader(HTMLParser):
    """Sorts the text of cleaned HTML by what it stands in; cleaned, it is well-formed, and void tags are known."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, list[str]] = {"p": [], "li": [], "blockquote": [], "": [], "a": []}
        self.quiet: list[str] = []
        """The words of pictures, listings, tables and headings, in the order of the content."""
        self._quiet_parts: list[str] = []
        self._open: list[str] = []
        self._skipping = 0
        self._parts: list[str] = []
        self._note: int | None = None
        self._is_link = True
        """All text of the paragraph so far stands in links: it is a player's title, or leads elsewhere."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._parts.append(" ")
        if tag in {"img", "video", "audio"}:
            found = dict(attrs)
            self._add_quiet(found.get("alt") or found.get("title") or found.get("aria-label") or "")
        if tag in _VOID:
            return
        if tag in _ENDING:
            self.end_paragraph()
        if tag == "sup" and self._open[-1:] == ["a"]:
            self._skipping += 1
            self._open.append("note")
            return
        if tag == "sup":
            self._note = len(self._parts)
        elif tag == "a" and self._note is not None and dict(attrs).get("href", ""):
            # A raised link is a note's mark: `[1]` says nothing in a summary.
            self._skipping += 1
            self._open.append("note")
            return
        self._skipping += tag in _SKIPPED
        self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or not self._open:
            return
        if tag in _ENDING:
            self.end_paragraph()
        opened = self._open.pop()
        if opened in _QUIET:
            text = "".join(self._quiet_parts).strip()
            self._add_quiet(text.partition("\n")[0] if opened == "pre" else text)
            self._quiet_parts.clear()
        self._skipping -= opened == "note" or opened in _SKIPPED
        if tag == "sup":
            self._end_sup()

    def handle_data(self, data: str) -> None:
        if self._skipping:
            if not _QUIET.isdisjoint(self._open) and _SILENT.isdisjoint(self._open):
                self._quiet_parts.append(data)
            return
        shifted = _SHIFTED.get(self._open[-1]) if self._open else None
        # Brackets alone stand around a note's mark.
        if shifted is not None and any(map(str.isalnum, data)) and all(sign in shifted for sign in data):
            data = "".join(map(shifted.__getitem__, data))
        self._parts.append(data)
        self._is_link = self._is_link and ("a" in self._open or not data.strip())

    def end_paragraph(self) -> None:
        """File the text collected so far."""
        text = " ".join("".join(self._parts).split())
        self._parts.clear()
        self._note = None
        if text:
            self.found["a" if self._is_link else self._name_place()].append(text)
        self._is_link = True

    def _add_quiet(self, text: str) -> None:
        text = " ".join(text.split())
        if text:
            self.quiet.append(text)

    def _end_sup(self) -> None:
        if self._note is not None and not "".join(self._parts[self._note :]).strip("[]() \u200b"):
            # Brackets around a note's mark go with it.
            del self._parts[self._note :]
        self._note = None

    def _name_place(self) -> str:
        for place in ("blockquote", "li"):
            if place in self._open:
                return place
        return "p" if "p" in self._open else ""


# Plain text has signs of its own for what most formulas raise and lower.
_SHIFTED = {
    "sup": dict(zip("0123456789+-=()ni−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ⁻", strict=True)),
    "sub": dict(zip("0123456789+-=()−", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎₋", strict=True)),
}
_ENDING = _SKIPPED - {"rt", "rp", "video", "audio"} | frozenset(
    {
        "p",
        "div",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "section",
        "article",
        "aside",
        "header",
        "footer",
        "details",
        "summary",
        "address",
        "hr",
        "hgroup",
    }
)
