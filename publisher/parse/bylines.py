"""Makes names of people out of what pages write where an author's name belongs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from publisher.dates import find_days
from publisher.people import drop_addresses


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LONGEST_BYLINE = 160
_SHORTEST_NAME, _LONGEST_NAME = 2, 50
_MOST_WORDS = 5
_MOST_NAMES = 12

# What stands before a name. A single word needs a space or a colon after it; what could begin a sentence, a colon.
_BY_WORDS = (
    r"by|von|vom|par|por|di|da|door|af|av|od|per|oleh|przez|autor|aut\.|author|auteur|autore|autora|από|של|מאת|بقلم"
)
_BY = re.compile(
    r"^\W{0,3}(?:(?:"
    r"(?:(?:written|posted|published|reported|edited|created|contributed|compiled|submitted|researched|story"
    r"|words|text|article"
    r"|opinion|analysis|review|guest post|post|a post|blog)(?: and (?:written|photos?|photographed|edited))? by"
    r"|story|words)\b:?"
    r"|(?:geschrieben|verfasst|erstellt|eingestellt|veröffentlicht|gepostet|(?:ein )?(?:gast)?(?:beitrag"
    r"|artikel|kommentar|text"
    r"|bericht|interview)|beitrag|gespeichert|gepostet)\s?von\b:?"
    r"|(?:(?:article )?(?:écrit|rédigé|publié|posté|proposé)(?: et \w+)? par|propos recueillis par|texte(?: de"
    r"| par)?)\b:?"
    r"|(?:escrito|publicado|postado|texto|redactado)(?: por| de)\b:?"
    r"|(?:scritto|pubblicato|postato) da\b:?|a cura di\b:?|articolo di\b:?"
    r"|(?:geschreven|geplaatst|gepubliceerd) door\b:?|(?:skrevet|skriven|publisert|tekst|text) (?:af|av)\b:?"
    r"|(?:napisał|napsal|dodał|vložil|przygotował|opracował)[ao]?\b:?"
    r"|γράφει (?:ο|η)\b:?|(?:автор|текст)\w{0,4}\b:?|" + _BY_WORDS + r")(?=[\s:]|$)\s*:?"
    r"|(?:authors?|text|texte|texto|testo|tekst|teksti|words|story|interview|autor(?:[/*_:]?in(?:nen)?|en|es|zy"
    r"|ka)?|auteurs?|autrices?|autori?|autrice"
    r"|verfasser(?:in)?|redaktion|redakteur(?:in)?|forfatter|författare|kirjoittaja|kirjoittanut|szerző|írta"
    r"|yazar|yazan|haber"
    r"|penulis|tác giả|reporter|journalist|reportage|bericht|beitrag|kommentar|bylines?|credits?|автор|текст"
    r"|reported|created)\s{0,2}[:/–]"
    r"|(?:文|著者|著|作者|執筆|執筆者|撰文|记者|記者|取材・文|ライター|글|기자)(?:\s{0,2}[:：/／●・|]|\s)"
    # Two elements that only their style parts.
    r"|(?:written )?(?-i:[Bb]y)(?=(?-i:[A-Z]))"
    r")\s*",
    re.IGNORECASE,
)
# Where a name has ended, whatever follows.
_END = re.compile(
    r"\s*(?:[|•·●»«\n\t()\[\]<>@–—→]|\s-{1,2}\s|https?:|www\.|\s\+|,?\s(?:on(?!$)|am|at|from|for|via"
    r"|is|was|updated?|published|posted"
    r"|aktualisiert|veröffentlicht|verfasst|geschrieben|publié|publicado|mis à jour|vom|has|with"
    r"|about|seit|date|datum|stand|covers"
    r"|editor|for|illustrat\w+|photos?|photograph\w*|fotos?|bilder|video|edited|reviewed|translated|übersetzt"
    r"|kommentare?|comments?|lesezeit|min)(?=[\s:.]|$)"
    r"|,?\s(?:le|el|il|op|den)(?=\s(?:[^\W\d]{1,12}\.?,?\s)?\d)"
    r"|\d{1,2}[./:]\d|(?:19|20)\d\d\b|\s\d)",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"\s*(?:[;,/&、，；+]|\s(?:and|und|et|y|e|og|och|en|ja|i|a|und der|with|mit|avec|con|и|και)\s)\s*", re.IGNORECASE
)
_ROLE = re.compile(
    r"\b(?:writers?|reporters?|editors?|correspondents?|columnists?|contributors?|contributing|producers?"
    r"|photographers?|journalists?"
    r"|redakteur\w*|redaktion\w*|korrespondent\w*|chefred\w*|autorin?|journalistin|journaliste|rédac\w*"
    r"|redacc\w*|redazione|redacteur\w*|redactie"
    r"|director|manager|professor|analyst|researcher|fellow|president|ceo|founder|chief|officer|staff|senior"
    r"|associate|assistant"
    r"|bureau|desk|agenc(?:y|ies)|agentur|team|press|presse|pressestelle|pressemitteilung|newsroom|editorial"
    r"|office|department|specialist"
    r"|expert|consultant|engineer|student|author|photos?|fotos?|video|illustrations?|graphics?|images?|bild"
    r"|bilder|published|updated"
    r"|ph\.?d|m\.?d|mba|msc|jr\.?|sr\.?|gmbh|inc|ltd|llc|ag|e\.v|verlag|company|corp|comments?|views?|read|min"
    r"|minutes?|share|more|follow"
    r"|category|tags?|print|email|e-mail|subscribe|news|january|february|march|april|june|july|august|september"
    r"|october|november|december"
    r"|januar|februar|märz|juni|juli|oktober|dezember|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|kommentare?|uhr)\b",
    re.IGNORECASE,
)
_LONGEST_WIDE = 8
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_DEGREES = _words("phd md mba msc ma bsc dds rn rd jd esq cfa cpa mph llm mr mrs ms")
_NO_PERSON = re.compile(
    r"^(?:(?:the\s|die\s|la\s|das\s|unser\s)?(?:super\s?|site\s?|web\s?|blog\s?)?(?:admin(?:istrator|istrador"
    r"|istrateur)?|root|user|users?|editors?|staff|unknown"
    r"|redaktion|redazione|redacción|redaccion|redação|rédaction|redactie|redaktionen|redakcja|redakce|toimitus"
    r"|szerkesztőség|редакция|редакція|editorial"
    r"|guest|gast|webmaster|author|autor|authors|anonym(?:ous|e|us)?|anonimo|none|null|undefined|n/?a|default"
    r"|test|contributors?|contributed|team|newsroom"
    r"|news|press|presse|home|website|webredaktion|online|moderator|manager|owner|me|support|info|marketing"
    r"|agency|agencies|agenturen|various|diverse"
    r"|name|names|innen|teilen|wordpress|disqus|facebook|twitter|instagram|share|follow|print|email|about|profile|view"
    r"|posts?|read more|more)"
    r"(?:\s(?:author|user|team|staff|desk|online))?)$"
    r"|\b(?:redacción|redação|rédaction|redazione|redaktion|webredaktion|onlineredaktion|newsroom|news desk"
    r"|newsdesk|^editorial (?:team|staff|board)$|press office|pressestelle|web desk|staff (?:writer|reporter)s?"
    r"|web team)\b"
    r"|^(?:posts? by|(?:view|show|see) (?:all|author)|alle artikel|zeige alle|creative commons|cc by"
    r"|user agreement|über|publié|termin|view all|more from|all posts|follow|about|read|see|click|share|sign"
    r"|log ?in|subscribe|copyright|©|all rights|powered)\b"
    r"|(?:https?:|www\.|[@{}<>=\\_#]|\.(?:com|org|net|de|at|ch|fr|it|es|uk|eu|info|ru|pl|nl)(?:$|[/\s]))|[0-9]{3}"
    r"|\b(?:gmbh|e\.\s?v\.?|inc\.?|ltd\.?|llc|corp\.?|co\.? kg|kg|ag|verlag|s\.p\.a\.?|a/s|b\.v\.|s\.l\."
    r"|agentur|agency|copyright|unknown|no author)(?:$|\W)"
    r"|(?:ministerium|verband|stiftung|institut\w*|universität|university|hochschule|landesanstalt|bundesamt"
    r"|landesamt|anstalt|gesellschaft|verein"
    r"|foundation|association|ministry|department|council|commission|redaktion|zeitung|magazin|presse|stadt"
    r"|gemeinde|landkreis|diakonie"
    r"|caritas|deutschland)(?:s|es)?(?:$|\W)",
    re.IGNORECASE,
)
_PARTICLES = _words("""
    de la le da das do dos di del della der den des du van von vom zu zum zur ten ter te y e el al bin bint
    ibn abu ben af av und of the d l o st
    """)
_COMMON = _words("""
    the this that these our your you we it is are was will can how why what when who where all more read news
    home about contact new top best first last next after before from with for in on at die das und ein eine
    wie was im am les des une dans pour los las una para
    """)
_ADDRESS = re.compile(r"\s*(?:https?:|www\.|@|[^\s@]{1,64}@[^\s@]|[\w-]+\.(?:com|org|net)/)", re.IGNORECASE)
_CHANGED = re.compile(r"(?:last )?(?:updated?|modified|reviewed|edited|published|posted)\b", re.IGNORECASE)
_PLACE = re.compile(r"\s(?:in|im)\s", re.IGNORECASE)
_UPDATED = re.compile(r"(?:last )?(?:updated?|modified)\b|(?:zuletzt )?(?:aktualisiert|geändert)\b", re.IGNORECASE)
_OFFICE = re.compile(r",?\s(?:at|editor)", re.IGNORECASE)
_AFFILIATION = re.compile(r"(?<=\w\s)([^\W\d]{2,})\d{1,2}$")
_REPEATED = re.compile(r"^(.{4,40})\s\1$")
_NO_LETTERS = re.compile(r"[\W_]+")
# Addresses cannot have them.
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_LETTER = re.compile(r"[^\W\d_]")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def fold_name(name: str) -> str:
    """Reduce a name to its letters and digits, so that two ways to write it are equal.

    >>> fold_name("The Hill-News")
    'thehillnews'
    """
    if not name.isascii():
        name = unicodedata.normalize("NFKC", name).casefold().translate(_UMLAUTS)
    return _NO_LETTERS.sub("", name.casefold())


def cut_by(text: str) -> tuple[str, bool]:
    """Cut off what stands before a name, ``By`` in some thirty languages; say whether there was any.

    >>> cut_by("Written by: Ada Low")
    ('Ada Low', True)
    """
    found = _BY.match(text)
    return (text[found.end() :], True) if found else (text, False)


def split_names(text: str) -> Iterator[str]:
    """Split what a by-line says into its names, roles and places and what else follows a name left out.

    >>> list(split_names("By Ada Low, Bo Hill and Cy Ng, Staff Writers"))
    ['Ada Low', 'Bo Hill', 'Cy Ng']
    """
    text, _ = cut_by(drop_addresses(" ".join(text[:_LONGEST_BYLINE].split())))
    text, _ = cut_by(text)
    if _ADDRESS.match(text):
        return
    text = _cut_dates(text)
    if _CHANGED.match(text):
        return
    end = _END.search(text, 1)
    parts = _PARTS.split(text[: end.start()] if end else text)
    if end and len(parts) > 1 and _OFFICE.fullmatch(end.group()):
        parts.pop()
    has_full_name = False
    for count, part in enumerate(parts):
        name = part.strip(" .,;:-–—'\"“”„*~_[]").strip()
        if not name or name.casefold().replace(".", "") in _DEGREES:
            continue
        name = _AFFILIATION.sub(r"\1", _REPEATED.sub(r"\1", name))
        place = _PLACE.search(name)
        name = name[: place.start()] if place and is_full_name(name[: place.start()]) else name
        if _NO_PERSON.search(part) or (count and _follows_name(name, has_full_name=has_full_name)):
            # What follows an office or a role is its place, not a person.
            return
        has_full_name = has_full_name or is_full_name(name)
        yield name


def _follows_name(name: str, *, has_full_name: bool) -> bool:
    """Return whether a part of a by-line says who the person before it is: an office, a degree, a place."""
    if _ROLE.search(name) or name.casefold() in _SUFFIXES or ":" in name:
        return True
    # Who gives one person's first and last name gives the other's too.
    return has_full_name and not is_full_name(name)


def _cut_dates(text: str) -> str:
    return next((text[: found.start] for found in find_days(text)), text)


def clean_names(texts: Iterable[str]) -> tuple[str, ...]:
    """Make names from what a page states in a place that is meant for them; nicknames pass.

    Args:
        texts: Perhaps several names each.
    """
    found: dict[str, str] = {}
    for text in texts:
        for name in split_names(text):
            if len(found) < _MOST_NAMES and is_name(name):
                found.setdefault(fold_name(name), name)
    return tuple(found.values())


def is_name(name: str) -> bool:
    """Whether a text may be a name at all: neither too long nor an address, an office or a word of the page's own."""
    if not _SHORTEST_NAME <= len(name) <= _LONGEST_NAME or len(name.split()) > _MOST_WORDS:
        return False
    if _BY.fullmatch(f"{name}:") or (" " in name and name.islower() and _ROLE.search(name)):
        return False
    return _LETTER.search(name) is not None and not _NO_PERSON.search(name)


def is_full_name(name: str) -> bool:
    """Whether a text reads as a person's name even where anything might stand.

    Two words or more, each with a capital but for particles; or a short word in a script without spaces.

    >>> [is_full_name(name) for name in ("Ada van der Low", "the river rose", "Ada", "小暮ひさのり")]
    [True, False, False, True]
    """
    if not is_name(name) or _ROLE.search(name):
        return False
    if _WIDE.search(name):
        return len(name) <= _LONGEST_WIDE
    words = name.split()
    capitals = [word for word in words if word.casefold() not in _PARTICLES]
    if len(words) == 1 or not capitals or not _COMMON.isdisjoint(word.casefold() for word in words):
        return False
    return all(map(_begins_name, capitals))


def _begins_name(word: str) -> bool:
    first = word.strip("“”\"'’(.")[:1]
    # Most scripts have no capitals.
    return first.isupper() or not (first.isascii() or first.islower())


def find_byline(line: str) -> list[str]:
    """Read the names in a line that anything might stand in: full names after ``By``.

    >>> find_byline("jeudi 13 juin 2019, par Ada Low")
    ['Ada Low']
    >>> find_byline("Stand by your river")
    []
    """
    if is_credit(line):
        return []
    line = drop_addresses(line)
    rest, has_by = cut_by(line)
    if has_by:
        names = list(split_names(rest))
        is_alone = len(names) == 1 and names[0] == rest.strip() and len(rest.split()) <= _NICKNAME_WORDS
        if is_alone and is_name(names[0]) and "http" not in names[0]:
            return names
        return [name for name in names if is_full_name(name)]
    if _UPDATED.match(line) or next(find_days(line), None) is None:
        return []
    for found in _MIDDLE_BY.finditer(line):
        names = [name for name in split_names(line[found.end() :]) if is_full_name(name)]
        if names:
            return names
    return []


def is_credit(line: str) -> bool:
    """Whether a line says who made a picture."""
    return _OF_PICTURE.match(line) is not None


def names_helper(text: str, before: str = "") -> bool:
    """Return whether a text, or what is before it, says that its person edited, checked or translated another's.

    >>> names_helper("Edited by Ada Low"), names_helper("Ada Low", "Fact-checked by:"), names_helper("By Ada Low")
    (True, True, False)
    """
    return _HELPED.match(text) is not None or _HELPED_BEFORE.search(before[-_LABEL:]) is not None


def find_signature(line: str) -> list[str]:
    """Read the names in a line that says what they are for, wherever it is in an article.

    >>> [find_signature(line) for line in ("Autorin: Ada Low", "Written by Ada Low", "By Ada Low")]
    [['Ada Low'], ['Ada Low'], []]
    >>> find_signature("This post was written by Ada Low, who keeps the mill.")
    ['Ada Low']
    """
    found = _BY.match(line)
    if found and ":" in found.group():
        return find_byline(line)
    told = _TOLD.search(line)
    if told:
        return [name for name in split_names(line[told.end() :]) if is_full_name(name)][:1]
    is_phrase = found is not None and " " in found.group().strip()
    rest, _ = cut_by(line)
    return find_byline(line) if is_phrase and is_full_name(rest) else []


_NICKNAME_WORDS = 3
_TOLD = re.compile(
    r"\bthis\s\w+\s(?:was|is)\s(?:\w+\s)?(?:written|authored|contributed)\sby\s|\bdiese[rs]?\s\w+\swurde\svon\s"
    r"|\bcet(?:te)?\s\w+\sa\sété\s(?:écrite?|rédigée?)\spar\s|\best[ea]\s\w+\s(?:fue|ha sido)\sescrit[oa]\spor\s",
    re.IGNORECASE,
)
_LABEL = 40
_HELPED_WORDS = (
    r"\b(?:(?:edited|reviewed|checked|translated|illustrated|photographed|approved|verified)\sby"
    r"|(?:editor|reviewer|translator|illustrator|photographer|übersetzer(?:in)?|übersetzung|lektorat|traducción"
    r"|traduction|traduzione)\s?:"
    r"|(?:übersetzt|geprüft|lektoriert|redigiert|illustriert|fotografiert)\svon"
    r"|(?:traduit|relu|vérifié|illustré|corrigé)e?\spar|(?:traducido|traduzido|revisado|editado|ilustrado)\spor"
    r"|(?:tradotto|illustrato|revisionato)\sda|(?:vertaald|geredigeerd)\sdoor)"
)
_HELPED = re.compile(rf"\W{{0,3}}(?:[\w-]{{1,12}}[\s-]){{0,2}}{_HELPED_WORDS}", re.IGNORECASE)
_HELPED_BEFORE = re.compile(rf"{_HELPED_WORDS}\W{{0,3}}$", re.IGNORECASE)
_OF_PICTURE = re.compile(
    r"\W{0,3}(?:photos?|fotos?|bild|bilder|image|picture|illustration|video|credit|©|crédits?|imagen|фото|foto:)\b",
    re.IGNORECASE,
)
_MIDDLE_BY = re.compile(r"(?:^|[\s,|•·–-])(?:by|von|par|por|di|da|door|av|af|автор)\b:?\s", re.IGNORECASE)
