"""Tells the standfirst below a title from the article's first paragraph."""

from __future__ import annotations

import re

from publisher.model import LineKind
from publisher.parse.plaintext.page import following
from publisher.parse.plaintext.reading import Reading

_COLUMNS_MAX = 360
_SHORT_COLUMNS = 130
_SENTENCES_MAX = 4
_SENTENCE = re.compile(r"[.!?][\"”’)]* (?=\S)|[。！？](?=.)")
# A first paragraph speaks of itself or greets; a standfirst does not.
_GREETING = re.compile(
    r"(?:this (?:post|article|page|is|document|proposal|guide|section)|welcome|hello|hi\b|today|we\b|i\b"
    r"|dieser (?:artikel|beitrag)|willkommen|hallo|heute|wir\b|ich\b|cet article|ce "
    r"billet|bienvenue|bonjour|aujourd|nous\b"
    r"|je\b|este (?:artículo|post|artigo)|bienvenid|hola\b|hoy\b|esta (?:página"
    r"|publicación|entrada)|bem-vind|olá\b|hoje\b"
    r"|questo articolo|benvenut|ciao\b|oggi\b|эта статья|привет|сегодня|мы\b|本文|欢迎|大家好|今天|この記事|ようこそ"
    r"|こんにちは|本日)",
    re.IGNORECASE,
)
_LINK = re.compile(r"https?://|\bhere\b|\bbelow\b|\baquí\b|\bici\b|\bhier\b")
_BEGINNING = 60


def find_deck(reading: Reading, title: int) -> int:
    """Find the standfirst below the title, mark it, and return its index; -1 if there is none."""
    if title < 0:
        return -1
    n = following(reading.units, reading.kinds, title)
    after = following(reading.units, reading.kinds, n)
    if (
        after >= len(reading.units)
        or reading.kinds[n] is not LineKind.PARAGRAPH
        or _weigh(reading, title, n, after) <= 0
    ):
        return -1
    reading.settle(n, LineKind.DECK, "short, and apart from the text below")
    return n


def _weigh(reading: Reading, title: int, n: int, after: int) -> float:
    """Weigh what speaks for a standfirst; above 0 it is one."""
    text, columns = reading.units[n].text, reading.columns[n]
    value = -0.7
    if columns > _COLUMNS_MAX or len(_SENTENCE.findall(text)) >= _SENTENCES_MAX:
        value -= 2.0
    elif columns <= _SHORT_COLUMNS:
        value += 0.8
    if n - title > 1:
        # A by-line stands between a standfirst and the text, seldom above both.
        value -= 1.6
    elif after - n > 1:
        value += 2.6
    if _GREETING.match(text):
        value -= 1.9
    if _LINK.search(text) or text[-1] in ":：":
        value -= 0.8
    return value + _compare(reading, n, after)


def _compare(reading: Reading, n: int, after: int) -> float:
    """Weigh how a candidate compares with the text below it."""
    text, columns = reading.units[n].text, reading.columns[n]
    kinds = reading.kinds
    own = [m for m in range(after, len(kinds)) if kinds[m] is LineKind.PARAGRAPH]
    value = 0.0
    if any(text[:_BEGINNING] in reading.units[m].text for m in own[:3]):
        value += 2.6
    if own:
        median = sorted(reading.columns[m] for m in own)[len(own) // 2]
        value += 0.7 if columns <= median * 0.8 else -1.0 if columns > median * 2 else 0.0
    if kinds[after] is LineKind.PARAGRAPH:
        value += 0.4 if reading.columns[after] > columns * 1.2 else -0.3
    elif kinds[after] is not LineKind.HEADING:
        value -= 0.5
    return value
