"""Takes an article through parsing, splitting and cleaning, and says which of its words were lost on the way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import cache

from publisher.clean import Cleaner, clean_section, name_anchors
from publisher.errors import PublisherError
from publisher.model import Document, Draft, LineKind, Metadata, Raw
from publisher.parse import ParseOptions, parse_article
from publisher.split import SplitOptions, split_document

BASE = "https://example.org/a/"
PAGE = "https://example.org/feeds/a/"
_WORD = re.compile(r"\w+")
_LETTER = re.compile(r"[^\W\d_]")
_MARKER = re.compile(r"^\W*\w{1,8}(?:\.\w{1,8})*[.):、]", re.MULTILINE)
# What stands in no block, and so in the note alone.
_DROPPED = frozenset({LineKind.TITLE, LineKind.DECK, LineKind.CONTENTS, LineKind.FURNITURE, LineKind.METADATA})


@cache
def _cleaner() -> Cleaner:
    return Cleaner()


def read(name: str, data: bytes, address: str = "") -> tuple[Document, tuple[Draft, ...]] | None:
    """Take an article as far as its drafts; None if it is refused, as it may be with the declared error only."""
    try:
        document = parse_article(Raw(name=name, data=data), ParseOptions(), address=address)
        sections = split_document(document, SplitOptions())
        drafts = [
            clean_section(section, _cleaner(), base=BASE, page=PAGE, anchors=anchors)
            for section, anchors in zip(sections, name_anchors(sections), strict=True)
        ]
    except PublisherError:
        return None
    return document, tuple(drafts)


def find_words(texts: Iterable[str], word: re.Pattern[str] = _WORD) -> Counter[str]:
    """Count the words of some texts."""
    return Counter(found for text in texts for found in word.findall(text))


def find_lost(words: Counter[str], document: Document, word: re.Pattern[str] = _WORD) -> Counter[str]:
    """Return which words are in no block, no title, no metadata, and no note of what was left out."""
    return words - find_words(_list_texts(document), word)


def find_lost_letters(text: str, document: Document) -> Counter[str]:
    """Return which letters of a plain text are nowhere in its document, numbers of list items apart.

    Letters, not words: a word that was cut at a line's end is whole again.
    """
    return find_lost(find_words([_MARKER.sub(" ", text)], _LETTER), document, _LETTER)


def find_missing(words: Iterable[str], document: Document) -> Counter[str]:
    """Return which words stand nowhere in a document, not even as part of a longer one or without their spaces."""
    stream = "".join(_LETTER.findall(" ".join(_list_texts(document))))
    return Counter(word for word in words if word not in stream)


def _list_texts(document: Document) -> Iterator[str]:
    yield document.title
    yield document.standfirst
    yield from (block.text for block in document.blocks)
    yield from (note.text for note in document.notes if note.kind in _DROPPED)
    yield from _list_metadata(document.metadata)


def _list_metadata(metadata: Metadata) -> Iterator[str]:
    for field in fields(metadata):
        value = getattr(metadata, field.name)
        yield " ".join(value) if isinstance(value, tuple) else str(value)


def find_lost_by_cleaning(document: Document, drafts: Iterable[Draft], word: re.Pattern[str] = _WORD) -> Counter[str]:
    """Return which words of the blocks are in no draft."""
    blocks = find_words((block.text for block in document.blocks), word)
    return blocks - find_words((text for draft in drafts for text in (draft.title, draft.text)), word)
