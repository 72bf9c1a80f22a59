"""Reads the marks that lines carry: bullets and numbers before them, underlines and rules below."""

from __future__ import annotations

import re
from dataclasses import dataclass

BULLETS = "-*•·‣◦●○■□▪▫►▸→–—+⁃∙・"
# `o` and `+` are what lynx and w3m draw for the inner lists; at the margin they are words and sums.
_BULLET = re.compile(rf"\s*([{BULLETS}]|(?<=\s)[o])\s+(?=\S)")
_NUMBER = re.compile(
    r"\s*(?:(\d{1,3}(?:\.\d{1,3}){0,5})([.)]?)|\((\d{1,3})\)|([a-zA-Z])[.)]|\(([a-z])\)|([IVXLC]{1,8})[.)])\s+(?=\S)"
    r"|\s*（(\d{1,3})）\s*(?=\S)|\s*(\d{1,3})、\s*(?=\S)"
)
_CHAPTER = re.compile(
    r"\s*(?:(?:chapter|book|part|volume|letter|act|scene|section|canto|kapitel|buch|teil|band|chapitre|livre|partie|tome|capítulo|libro|parte|livro|capitolo|hoofdstuk|rozdział|глава|часть|книга)"
    r"\s+(?:\d{1,3}|[ivxlc]{1,8}|one|two|three|four|five|six|seven|eight|nine|ten)|(?-i:[IVXLC]{1,8}))\.?\s*",
    re.IGNORECASE,
)
# Most lines are no item, and this much tells so at once.
_MAY_MARK = re.compile(rf"\s*(?:[{BULLETS}\d(（]|o\s|[a-zA-Z][.)]|[IVXLC]{{2,8}}[.)])")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
UNDERLINES = frozenset("=-~^\"'*+#_.`:")
RULES = "-=_*~#+.•—–─═·"
_RULE = re.compile(rf"\s*([{RULES}])(?:\s*\1){{2,}}\s*")
_RULE_MAX = 400
_MARKER_MAX = 80
PROSE_ENDS = frozenset(".!?…。！？")
_CLOSERS = "\"')”’»"
CHAPTER_MAX = 32
"""A chapter's name and number are shorter, but for the white space that may centre them."""
_HEADING_LINES_MAX = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """What stands before an item or a numbered heading."""

    text: str
    """As written, without the white space around it."""
    number: tuple[int, ...] = ()
    """Its number, one part for each level (``2.1`` gives 2 and 1); empty for a bullet."""
    style: str = ""
    """``1``, ``1.1``, ``a``, ``A`` or ``I``; empty for a bullet."""

    @property
    def is_bullet(self) -> bool:
        """Whether it counts nothing."""
        return not self.number

    def shift(self, step: int) -> tuple[int, ...]:
        """Return the number that is some steps further on its own level; empty for a bullet."""
        return (*self.number[:-1], self.number[-1] + step) if self.number else ()


def read_marker(line: str) -> Marker | None:
    """Read the bullet or number that a line begins with.

    >>> read_marker("2.1 Names").number
    (2, 1)
    >>> read_marker("1984 was a year") is None
    True
    """
    if _MAY_MARK.match(line) is None:
        return None
    head = line[:_MARKER_MAX] + ("x" if len(line) > _MARKER_MAX else "")
    found = _BULLET.match(head)
    if found is not None:
        return Marker(text=found[1])
    found = _NUMBER.match(head)
    return None if found is None else _read_number(found)


def ends_sentence(line: str) -> bool:
    """Return whether a line ends as a sentence does, a quotation mark or bracket after it or not.

    >>> ends_sentence("It is late."), ends_sentence("(It is late.)"), ends_sentence("late,")
    (True, True, False)
    """
    return line.rstrip(_CLOSERS)[-1:] in PROSE_ENDS


def is_chapter(line: str) -> bool:
    """Return whether a line is a chapter's number and no more.

    >>> is_chapter("CHAPTER XII."), is_chapter("IV"), is_chapter("Chapter one of many")
    (True, True, False)
    """
    return (
        len(line) < _MARKER_MAX
        and (len(line) < CHAPTER_MAX or line[0].isspace())
        and _CHAPTER.fullmatch(line) is not None
    )


def _read_number(found: re.Match[str]) -> Marker | None:
    dotted, closed, round_, letter, round_letter, roman, wide, comma = found.groups()
    text = found[0].strip()
    if dotted is not None:
        parts = tuple(map(int, dotted.split(".")))
        if not closed and len(parts) == 1:
            # "3 comments" counts things.
            return None
        return Marker(text=text, number=parts, style="1" if len(parts) == 1 else "1.1")
    plain = round_ or wide or comma
    if plain is not None:
        return Marker(text=text, number=(int(plain),), style="1")
    if letter is not None and letter not in "IVX":
        return Marker(text=text, number=(ord(letter.lower()) - 96,), style="A" if letter.isupper() else "a")
    if round_letter is not None:
        return Marker(text=text, number=(ord(round_letter) - 96,), style="a")
    value = read_roman(roman or letter or "")
    return Marker(text=text, number=(value,), style="I") if value else None


def read_roman(text: str) -> int:
    """Read a Roman numeral in capitals; 0 if it is none.

    >>> read_roman("XIV"), read_roman("ICI")
    (14, 0)
    """
    total = 0
    highest = 0
    for character in reversed(text):
        value = _ROMAN.get(character, 0)
        total += value if value >= highest else -value
        highest = max(highest, value)
    return total if write_roman(total) == text else 0


def write_roman(number: int) -> str:
    """Write a number below 400 as a Roman numeral in capitals."""
    text = ""
    for value, letters in (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        while number >= value:
            text += letters
            number -= value
    return text


def is_rule(line: str) -> bool:
    """Return whether a line is nothing but a drawn line: three or more of one mark.

    >>> is_rule("* * *"), is_rule("...and so on")
    (True, False)
    """
    return len(line) < _RULE_MAX and _RULE.fullmatch(line) is not None


def is_underline(line: str, above: list[str]) -> bool:
    """Return whether a line underlines the text right above it: one mark throughout, about as long as the text."""
    mark = line.strip()
    if len(mark) < 2 or mark[0] not in UNDERLINES or mark.strip(mark[0]):  # noqa: PLR2004
        return False
    longest = max(len(text.strip()) for text in above)
    if len(above) > _HEADING_LINES_MAX:
        return False
    # Characters that take two columns are underlined once or twice.
    return longest * 0.6 <= len(mark) <= max(longest * 2 + 2, longest + 12)
