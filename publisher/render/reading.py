"""Says how long a text takes to read."""

from __future__ import annotations

import re

# IReST, the mean of readers without trouble: English 228 words a minute; Chinese 255 and Japanese 357 characters
# (Trauzettel-Klosinski and Dietz, "Standardized Assessment of Reading Performance", IOVS 53, 2012, table 2).
_WORDS_A_MINUTE = 228
_CHINESE_A_MINUTE = 255
_JAPANESE_A_MINUTE = 357
_KANA = re.compile("[\u3041-\u30ff]")
# Han with its extensions, kana, and what is written with them.
_CHARACTER = re.compile("[\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def count_minutes(texts: list[str]) -> int:
    """Return how many minutes some texts take to read, at least 1; Chinese and Japanese are counted by characters.

    >>> count_minutes(["word " * 228 * 7]), count_minutes([""]), count_minutes(["\u6f6e" * 1020])
    (7, 1, 4)
    """
    characters = sum(len(_CHARACTER.findall(text)) for text in texts)
    words = sum(len(_CHARACTER.sub(" ", text).split()) for text in texts)
    is_japanese = any(_KANA.search(text) for text in texts)
    minutes = words / _WORDS_A_MINUTE + characters / (_JAPANESE_A_MINUTE if is_japanese else _CHINESE_A_MINUTE)
    return max(1, round(minutes))
