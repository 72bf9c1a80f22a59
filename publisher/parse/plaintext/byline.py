"""Reads who wrote an article, and when, from the lines of the page around its title."""

from __future__ import annotations

import re
from datetime import date

from publisher.dates import find_days
from publisher.model import LineKind
from publisher.parse.plaintext.reading import Reading

BELOW = 6
"""How many lines below the title may name an author or a date."""
_ABOVE = 3
_COLUMNS_MAX = 160
# What stands before the day of a change: the day of publication is another.
_CHANGED = re.compile(
    r"(?:updated?|modified|edited|revised|aktualisiert|geändert|stand|mis à jour|modifié|actualizado|actualización"
    r"|modificado|atualizado|aggiornato|modificato|bijgewerkt|gewijzigd|zaktualizowano|aktualizacja|uppdaterad"
    r"|opdateret|oppdatert|päivitetty|aktualizováno|frissítve|actualizat|ενημερώθηκε|güncellendi|обновлено|изменено"
    r"|оновлено|更新|수정|تحديث|diperbarui|cập nhật)\W*(?:\w{1,4}\W+){0,2}$",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}")


def read_byline(reading: Reading, title: int) -> tuple[tuple[str, ...], date | None]:
    """Read the names of the authors and the day of publication from the page's own lines around the title.

    Args:
        reading: Its furniture is marked.
        title: Index of the title's unit; -1 if the text begins without one.

    Returns:
        The names in the order written, none if no line names a person; and the day, or None if no day of publication
        is named there, or only one that could be read in two ways.
    """
    authors: tuple[str, ...] = ()
    day = None
    around = range(max(0, title - _ABOVE), min(len(reading.units), title + 1 + BELOW))
    # What is nearest to the title, and below it rather than above, is meant for this article.
    for n in sorted(around, key=lambda n: (n < title, abs(n - title))):
        if reading.kinds[n] is not LineKind.FURNITURE or reading.columns[n] > _COLUMNS_MAX:
            continue
        text = reading.units[n].text
        authors = authors or _find_names(text)
        day = day or _find_date(text)
    return authors, day


def _find_names(text: str) -> tuple[str, ...]:
    # The names of offices and roles in many languages take some milliseconds to prepare.
    from publisher.parse.bylines import find_byline

    return tuple(dict.fromkeys(find_byline(text)))


def _find_date(text: str) -> date | None:
    for found in find_days(text):
        written = text[found.start : found.end]
        if _CHANGED.search(text[: found.start]) is None and not _is_ambiguous(written):
            return found.day
    return None


def _is_ambiguous(written: str) -> bool:
    """Return whether a date in figures means one day in America and another in Europe.

    >>> [_is_ambiguous(written) for written in ("5/12/2026", "5/5/2026", "25/12/2026", "5.12.2026")]
    [True, False, False, False]
    """
    if _FIGURES.fullmatch(written) is None:
        return False
    first, second, _ = map(int, written.split("/"))
    return first != second and max(first, second) <= 12  # noqa: PLR2004  There are as many months.
