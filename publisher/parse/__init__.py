"""Reads an article, whatever its format, into a document.

The libraries that the formats need are imported with the format's own module, when an article of that format comes:
a run that finds nothing changed loads none of them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from publisher.errors import SourceError
from publisher.model import Document, Kind, LineKind, Metadata, Note, Raw
from publisher.parse.options import ParseOptions

if TYPE_CHECKING:
    from publisher.parse.frontmatter import FrontMatter

__all__ = ["EXTENSIONS", "ParseOptions", "parse_article", "read_metadata"]

_PLAIN = (".txt",)
_MARKDOWN = (".md", ".markdown")
_HTML = (".html", ".htm", ".xhtml")
_PROSE = frozenset({Kind.HEADING, Kind.PARAGRAPH, Kind.LIST, Kind.QUOTE})
EXTENSIONS = _PLAIN + _MARKDOWN + _HTML
"""Endings, in lower case, of the names that are articles."""


def parse_article(raw: Raw, options: ParseOptions, *, address: str = "") -> Document:
    r"""Read an article of any format.

    Args:
        raw: The file; the ending of its name tells the format.
        options: Limits and defaults.
        address: Where the article was found, if that was on the web: relative links are relative to it, and it is the
            article's canonical address unless the article names another.

    Returns:
        A document with a title: front matter's, the text's own, or else one made from the file's name. Its language is
        front matter's, the page's own, or else that of its words where they leave no doubt. Its date is front matter's,
        the page's own, or else the one that the file's name begins with. Lines are counted from the first line of the
        file.

    Raises:
        SourceError: The article cannot be read; the error names the file, the line where there is one, and the cure.

    >>> parse_article(Raw(name="a.md", data=b"# News\n\nIt rained.\n"), ParseOptions()).title
    'News'
    """
    from publisher.parse.filenames import date_of_name, title_of_name

    front = _read_front(raw, options)
    name = raw.name
    try:
        document = _parse(front, _extension(name), options, address)
    except SourceError as error:
        # The parsers know lines, not names.
        raise SourceError(error.message, f"{name}:{error.where or front.lines + 1}", error.hint) from error
    if not document.blocks:
        # Without text there is no item, and a feed never loses its items to a slip of the hand.
        where = f"{name}:{front.lines + 1}"
        if any(note.kind is LineKind.FURNITURE for note in document.notes):
            problem = "all of the text was taken for the furniture of a page"
            raise SourceError(
                problem, where, "copy the article itself; headings marked with `#` in a .md file are kept"
            )
        problem = "the article has only a title" if document.title else "the article is empty"
        raise SourceError(problem, where, "write some text, or remove the file")
    if not document.metadata.language:
        document = _add_language(document)
    if not document.metadata.date and (day := date_of_name(name)):
        document = replace(document, metadata=replace(document.metadata, date=day, is_dated_by_name=True))
    return document if document.title else replace(document, title=title_of_name(name))


def _add_language(document: Document) -> Document:
    """Give a document that does not say its language the one that its words are in."""
    from publisher.parse.language import detect_language

    language = detect_language("\n".join(block.text for block in document.blocks if block.kind in _PROSE))
    if not language:
        return document
    first, last = document.blocks[0].line, document.blocks[-1].line
    reason = "language of the article, by its commonest words; `language` in front matter would be believed"
    note = Note(line=first, line_end=last, kind=LineKind.METADATA, text=language, reason=reason)
    return replace(document, metadata=replace(document.metadata, language=language), notes=(*document.notes, note))


def read_metadata(raw: Raw, options: ParseOptions) -> Metadata:
    """Read only an article's front matter, which is much faster than to read all of it.

    Raises:
        SourceError: As `parse_article` does.
    """
    return _read_front(raw, options).metadata


def _read_front(raw: Raw, options: ParseOptions) -> FrontMatter:
    from publisher.parse.encoding import UndecodableError, decode_text
    from publisher.parse.frontmatter import read_frontmatter

    where = f"{raw.name}:1"
    extension = _extension(raw.name)
    if extension not in EXTENSIONS:
        raise SourceError("this is no article", where, f"name it with one of {', '.join(EXTENSIONS)}")
    if len(raw.data) > options.max_bytes:
        raise SourceError(f"the file is larger than {options.max_bytes} bytes", where, "split it into several files")
    try:
        text = decode_text(raw.data, is_html=extension in _HTML)
    except UndecodableError as error:
        raise SourceError(
            f"cannot be read: {error.message}", f"{raw.name}:{error.line}", "save it as UTF-8 text"
        ) from error
    if not text.strip():
        raise SourceError("the file is empty", where, "write some text, or remove the file")
    return read_frontmatter(text, raw.name, options)


def _parse(front: FrontMatter, extension: str, options: ParseOptions, address: str) -> Document:
    if extension in _PLAIN:
        from publisher.parse.plaintext import parse_plaintext

        document = _shift(parse_plaintext(front.body, front.metadata, options), front.lines)
        if address and not document.metadata.canonical:
            return replace(document, metadata=replace(document.metadata, canonical=address))
        return document
    # Blank lines in place of the front matter keep the count of lines right.
    body = "\n" * front.lines + front.body
    if extension in _MARKDOWN:
        from publisher.parse.markdown import parse_markdown

        return parse_markdown(body, front.metadata, options, address=address)
    from publisher.parse.webpage import parse_webpage

    return parse_webpage(body, front.metadata, options, address=address)


def _shift(document: Document, lines: int) -> Document:
    """Count lines from the top of the file, where front matter stood."""
    if not lines:
        return document
    return replace(
        document,
        blocks=tuple(replace(block, line=block.line + lines if block.line else 0) for block in document.blocks),
        notes=tuple(
            replace(note, line=note.line + lines, line_end=note.line_end + lines) if note.line else note
            for note in document.notes
        ),
    )


def _extension(name: str) -> str:
    file = name.rpartition("/")[2]
    return f".{file.rpartition('.')[2].lower()}" if "." in file else ""
