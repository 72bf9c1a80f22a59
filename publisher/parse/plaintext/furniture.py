"""Tells a page's furniture from its article: navigation, by-lines, share links, advertisements, comment forms."""

from __future__ import annotations

import re

from publisher.parse.plaintext import words
from publisher.parse.plaintext.layout import is_wide

_ENDS = ' \t:.!?…*«»‹›<>→←↑↓▶►▼▲|/\\#•·-–—・！？。："“”'
LENGTH_MAX = 160
"""No line of furniture is longer."""
_TITLE_MAX = 140
# A line this long, or one that ends as a sentence does, is prose unless it begins with several known words.
_SENTENCE_WORDS = 19
_SENTENCE_ENDS = frozenset(".!?…。！？।")
_LABEL_MAX = 48
_WIDE_LABEL_MAX = 24
_NOTICE_LENGTH = 6
_CELL_WORDS = 9
# From Thai on, scripts set no spaces, or few.
_FIRST_UNPARTED = "\u0e00"
_DATE_LINE_MAX = 80
_BYLINE_MAX = 120
_BYLINE_ENDS = frozenset(".!?:。")
_COUNTED = (
    "comments? replies responses? shares? likes views kommentare? antworten commentaires? comentarios? comentários? "
    "respuestas? commenti reacties? komentarz[ey]? kommentarer комментари[йия] коментар[іи]в? просмотр[аы]"
)
_COUNTS = re.compile(
    rf"\d+ (?:{'|'.join(_COUNTED.split())})|\d+ ?(?:条评论|條留言|件のコメント|개의 댓글|次阅读)"
    r"|(?:kommentare|comments|commentaires|comentarios|комментарии|评论|コメント|댓글) ?[(（:]? ?\d+[)）]?"
)
_READING = re.compile(
    r"\d{1,3}[- ]?(?:min(?:ute)?s?|minuten|minutos?|minuti|minut\w?|мин\w*|хв\w*|分钟|分鐘|分)\.?[- ]?"
    r"(?:read|reading|to read|lesezeit|de lecture|de lectura|de leitura|di lettura|leestijd|czytania|läsning"
    r"|чтения|на чтение|читання|阅读|閱讀|で読めます)?"
)
_SOCIALS = (
    "facebook twitter x linkedin whatsapp telegram reddit pinterest instagram "
    "youtube mastodon bluesky email e-mail "
    "mail print tumblr xing vk pocket flipboard messenger viber line weibo wechat copy link rss threads"
)
_SOCIAL = frozenset(_SOCIALS.split())
_MONTHS = (
    "jan feb mar mär apr may mai maj mei jun jul aug ago aoû sep set oct okt out "
    "ott nov dec dez dic déc fév avr juin juil "
    "abr ene gen mag giu lug янв фев мар апр май мая июн июл авг сен окт ноя дек"
)
_MONTH = rf"(?:{'|'.join(_MONTHS.split())})\w*"
_DATE = re.compile(
    rf"(?:\w{{2,12}},? )?(?:\d{{1,2}}\.? (?:de |of )?{_MONTH}\.?,? (?:de |del )?\d{{4}}"
    rf"|{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}"
    r"|\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日|\d{4}년 \d{1,2}월 \d{1,2}일)"
    r"(?:,? (?:at |um |à |a las |às )?\d{1,2}[:.h]\d{2}(?: ?[ap]\.?m\.?)?)?(?: (?:公開|更新|掲載|发布|發佈|投稿))?"
)
_PUBLISHERS = (
    "published|posted|updated|modified|created|written|veröffentlicht"
    "|aktualisiert|erschienen|publié|mis à jour|publicado"
    "|publicada|actualizado|atualizado|pubblicato|aggiornato|gepubliceerd"
    "|geplaatst|bijgewerkt|opublikowano|zaktualizowano"
    "|publicerad|uppdaterad|publiceret|opdateret|publisert|oppdatert|julkaistu|päivitetty|publikováno|aktualizováno"
    "|опубликовано|обновлено|опубліковано|оновлено|发布于|发表于|更新于|公開日?|更新日?|投稿日?|게시일|입력|수정"
)
_PUBLISHED = re.compile(rf"(?:first )?(?:{_PUBLISHERS})\b[^.!?]{{0,30}}?")
# What a row of links must have; most lines have none of it.
_MAY_PART = re.compile(r"[/>»›|·•→\t]|::|\s\s")
_CRUMBS = re.compile(r"\s(?:/|>|»|›|\||·|•|→|::)\s|\s{2,}|\t")


_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\d{4}")
_LINES = words.LINES | words.RELATED


def _by_beginning(phrases: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Group phrases by their first two characters, so that a line is compared with few of them."""
    found: dict[str, list[str]] = {}
    for phrase in sorted(phrases):
        found.setdefault(phrase[:2], []).append(phrase)
    return {first: tuple(group) for first, group in found.items()}


_BEGINNINGS = _by_beginning(words.BEGINNINGS)


def normalize(text: str) -> str:
    """Put a line into the form that the phrases have: lower case, single spaces, no marks at either end."""
    return _fold(text).strip(_ENDS)


def _fold(text: str) -> str:
    folded = text.casefold()
    # Python folds the Turkish capital İ to two characters.
    return " ".join((folded if folded.isascii() else folded.replace("i\u0307", "i")).split())


def match_furniture(text: str) -> str:
    """Return why a line is furniture wherever it stands; an empty string if it is not, as far as its words say.

    >>> match_furniture("Leave a Reply")
    'a stock phrase of pages'
    >>> match_furniture("A reply from the committee")
    ''
    """
    if len(text) > LENGTH_MAX:
        return ""
    lower = _fold(text)
    plain = lower.strip(_ENDS)
    if not plain:
        return ""
    if len(plain) <= _DATE_LINE_MAX and (reason := _match_line(plain)):
        return reason
    if _MAY_PART.search(text) is not None and is_row(text):
        return "a row of links"
    if lower[0] == "©" or _begins_furniture(lower):
        return "begins as pages' furniture does"
    return ""


def _begins_furniture(lower: str) -> bool:
    """Return whether a line begins as furniture does, and is no sentence that merely has the same first word or two."""
    phrases = _BEGINNINGS.get(lower[:2], ())
    if not phrases or not lower.startswith(phrases):
        return False
    known = max(
        (phrase for phrase in phrases if lower.startswith(phrase) and _is_whole(phrase, lower)), key=len, default=""
    )
    if known and lower[-1] not in _SENTENCE_ENDS and lower.count(" ") < _SENTENCE_WORDS:
        return True
    return known != "" and (_is_notice(known) or _is_label(known, lower))


def _is_whole(phrase: str, lower: str) -> bool:
    """Return whether a beginning ends where a word does, in scripts that part their words."""
    last, following = phrase[-1], lower[len(phrase) : len(phrase) + 1]
    return last >= _FIRST_UNPARTED or not (last.isalpha() and following.isalpha())


def _is_notice(phrase: str) -> bool:
    """Return whether a beginning is long enough to tell a notice, whose rest may be any sentence."""
    return phrase.count(" ") >= 2 or len(phrase) >= (_NOTICE_LENGTH if is_wide(phrase[0]) else 3 * _NOTICE_LENGTH)  # noqa: PLR2004


def _is_label(phrase: str, lower: str) -> bool:
    """Return whether so little follows a beginning that it labels the rest, though the line ends as a sentence does."""
    return lower.count(" ") < _SENTENCE_WORDS and len(lower) <= (_WIDE_LABEL_MAX if is_wide(phrase[0]) else _LABEL_MAX)


def _match_line(plain: str) -> str:
    """Return why a whole short line is furniture."""
    if plain in _LINES:
        return "a stock phrase of pages"
    if _is_shares(plain):
        return "a row of share links"
    if _DIGIT.search(plain) is None:
        return ""
    if _COUNTS.fullmatch(plain):
        return "a count of comments or readers"
    if _READING.fullmatch(plain):
        return "a reading time"
    return "a date of publication" if _PUBLISHED.match(plain) and _DATE.search(plain) else ""


def _is_shares(plain: str) -> bool:
    first, _, rest = plain.partition(" ")
    return first in _SOCIAL and rest != "" and all(name in _SOCIAL for name in rest.split(" "))


def match_byline(text: str) -> str:
    """Return why a short line right below a title names an author or a date.

    >>> match_byline("12 May 2026, by Ada Low"), match_byline("12 May 2026 was a Tuesday")
    ('a date and a by-line below the title', '')
    """
    if len(text) > _BYLINE_MAX:
        return ""
    lower = _fold(text)
    if len(lower) <= _DATE_LINE_MAX and _is_byline(lower, text):
        return "a by-line below the title"
    date = _DATE.match(lower) if _YEAR.search(lower) else None
    if date is None:
        return ""
    rest = lower[date.end() :].lstrip(" .,|·•-–—")
    if not rest:
        return "a date below the title"
    return "a date and a by-line below the title" if _is_byline(rest, text[-len(rest) :]) else ""


def _is_byline(lower: str, text: str) -> bool:
    return lower.startswith(words.BYLINE) and lower[-1] not in _BYLINE_ENDS and _looks_like_names(text)


def has_date(text: str) -> bool:
    """Return whether a short line has a whole date in it."""
    return len(text) <= _DATE_LINE_MAX and _YEAR.search(text) is not None and _DATE.search(text.casefold()) is not None


def _looks_like_names(text: str) -> bool:
    """Return whether most words after the first begin with a capital, as names and months do."""
    names = [word for word in text.split()[1:] if word[0].isalpha() and "@" not in word]
    return not names or sum(word[0].isupper() or not word[0].islower() for word in names) * 2 >= len(names)


def is_row(text: str) -> bool:
    """Return whether a line is made of links side by side, each known to be navigation."""
    cells = [normalize(cell) for cell in _CRUMBS.split(text.strip())]
    cells = [cell for cell in cells if cell]
    if len(cells) < 2:  # noqa: PLR2004
        return False
    known = sum(cell in words.NAVIGATION or cell in words.SECTIONS or cell in words.LINES for cell in cells)
    if text.count(" ") >= _SENTENCE_WORDS and max(cell.count(" ") for cell in cells) >= _CELL_WORDS:
        return False
    return known * 2 >= len(cells)


_PHRASES = (
    dict.fromkeys(_LINES, 1)
    | dict.fromkeys(words.NAVIGATION | words.SECTIONS, 5)
    | dict.fromkeys(words.RELATED | words.COMMENTS | words.CONTENTS, 6)
)


def sort_furniture(folded: str, line: str) -> int:  # noqa: PLR0911  A return a kind.
    """Return which kind of stock phrase a line is, as a number from 1 to 7, and 0 for none.

    Args:
        folded: The line in lower case, with single spaces.
        line: The line as written: wide gaps part the links of a row.
    """
    if len(folded) > LENGTH_MAX:
        return 0
    plain = folded.replace("i\u0307", "i").strip(_ENDS)
    if not plain:
        return 0
    kind = _PHRASES.get(plain)
    if kind is not None:
        return kind
    if len(plain) <= _DATE_LINE_MAX and _match_line(plain):
        return 2
    if _MAY_PART.search(line) is not None and is_row(line):
        return 3
    if folded[0] == "©" or _begins_furniture(folded):
        return 4
    return 7 if len(line) <= _BYLINE_MAX and (folded.startswith(words.BYLINE) or _DATE.match(folded)) else 0


def opens_related(text: str) -> bool:
    """Return whether a line opens a list of other articles' titles."""
    return len(text) <= _TITLE_MAX and normalize(text) in words.RELATED


def opens_comments(text: str) -> bool:
    """Return whether a line opens the form in which readers answer."""
    return len(text) <= _TITLE_MAX and normalize(text) in words.COMMENTS


def counts_readers(text: str) -> bool:
    """Return whether a line says how many comments or readers there are, and nothing else."""
    return len(text) <= _TITLE_MAX and _COUNTS.fullmatch(normalize(text)) is not None


def opens_contents(text: str) -> bool:
    """Return whether a line opens a table of contents."""
    return len(text) <= _TITLE_MAX and normalize(text) in words.CONTENTS
