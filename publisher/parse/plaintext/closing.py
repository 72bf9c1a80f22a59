"""Finds what a newsletter closes with: thanks for reading, and the wish to be subscribed to, shared or paid."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from publisher.model import LineKind

if TYPE_CHECKING:
    from publisher.parse.plaintext.reading import Reading

_COLUMNS_MAX = 320
_UNITS_MAX = 8
_PASSED = frozenset({LineKind.FURNITURE, LineKind.RULE})
_ASKED = frozenset({LineKind.PARAGRAPH, LineKind.QUOTE, LineKind.HEADING, LineKind.ITEM})
# What the reader is asked to do, and what for: either alone may end an article on newsletters, too.
_ACT = re.compile(
    r"\b(?:subscrib|upgrad|sign up|share |forward|support|recommend|follow|donat|become a|buy me|restack|refer a"
    r"|abonnier|abonn|teil(?:e|en) |weiter(?:leit|sag)|unterstütz|empf[ei]hl|empfiehl|partag|soutenez|soutenir|inscri"
    r"|suscr[ií]b|compart|apoya|apóya|assin|inscrev|apoi|iscriv|condivid|sostien|deel |steun|prenumerer|dela |stöd"
    r"|subskryb|udostępni|wesprzyj|подпи|поделит|поддерж)|订阅|訂閱|分享|購読|登録|シェア|구독|공유",
    re.IGNORECASE,
)
_AIM = re.compile(
    r"\b(?:thank(?:s| you) for reading|for free|new posts?|my work|our work|newsletter"
    r"|this (?:post|issue|publication|email)"
    r"|enjoyed|liked|inbox|paid|free (?:or|and)|every week|weekly|future (?:posts|issues)|with a friend|word of mouth"
    r"|danke? fürs lesen|kostenlos|neue (?:beiträge|ausgaben)|(?:diese|jede|nächste)[nr]? ausgabe"
    r"|merci d['’]avoir lu|gratuit"
    r"|lettre d['’]information|infolettre|gracias por leer|gratis|boletín|obrigad[oa] por ler|grazie per aver letto"
    r"|newsletteren|nyhetsbrev"
    r"|nieuwsbrief|dzięk|рассылк|бесплатн|спасибо, что)|阅读|邮件|無料|メール|읽어",
    re.IGNORECASE,
)


def mark_closing(reading: Reading) -> None:
    """Mark the lines at the end that ask readers for something; what the author says last is not looked past."""
    looked = 0
    for n in range(len(reading.units) - 1, 0, -1):
        kind, text = reading.kinds[n], reading.units[n].text
        if kind in _PASSED:
            continue
        looked += 1
        is_close = (
            kind in _ASKED
            and n not in reading.decided
            and reading.columns[n] <= _COLUMNS_MAX
            and _ACT.search(text) is not None
            and _AIM.search(text) is not None
        )
        if not is_close or looked > _UNITS_MAX:
            return
        reading.decide(n, LineKind.FURNITURE, "what a newsletter closes with")
