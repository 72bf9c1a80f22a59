"""Reads articles that are HTML: written by hand, exported, or saved from a site."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, takewhile
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from publisher.errors import SourceError
from publisher.model import Block, Document, Kind, LineKind, Metadata, Note
from publisher.parse.boilerplate import (
    HEADINGS,
    Dropped,
    describe,
    find_content,
    frame_captions,
    has_chrome,
    judge,
    number,
    weigh,
)
from publisher.parse.boilerplate import text_of as text_of_node
from publisher.parse.content import select_article
from publisher.parse.error_pages import refuse_error_page
from publisher.parse.frontmatter import merge_metadata
from publisher.parse.head import Head, choose_title, read_head
from publisher.parse.lines import drop_contents, drop_lines
from publisher.parse.options import ParseOptions
from publisher.parse.outline import normalise_levels, note_block
from publisher.parse.page_blocks import collect_blocks, settle_whole
from publisher.parse.page_remarks import drop_remarks
from publisher.parse.part_names import unforgive_names
from publisher.parse.permalinks import drop_permalinks
from publisher.parse.picture_frames import clear_frames
from publisher.parse.plaintext.furniture import counts_readers, opens_comments
from publisher.parse.stowed import find_stowed
from publisher.parse.tree import Node, TooComplexError, names, read_html
from publisher.parse.unseen import drop_unseen, is_stand_in
from publisher.parse.wordprocessors import write_out_looks
from publisher.urls import WEB_SCHEMES, resolve

_BELOW_TITLE = frozenset({"p", "h2", "h3", "h4"})
_DECKS = frozenset({"p", "div", "h2", "h3", "h4", "span", "section", "strong"})
_NO_DECK = frozenset({"h1", "h2", "h3", "form", "nav"})
_DECK_REACH = 40
_DECK = re.compile(
    r"(?:^|[\s_-])(?:deck|dek|standfirst|subtitle|sub-title|subhead(?:line)?|sub-heading|strapline|tagline|kicker-text"
    r"|article-?summary|article-?description|article-?lead|chapo|sapo|vorspann|untertitel|bajada|teaser-text)(?:$|[\s_-])"
)
_LEAD = re.compile(
    r"(?:^|[\s_-])(?:lead|lede|leader|intro|introduction|intro-?text|excerpt|abstract|teaser|teaser-?text|summary|vorspann"
    r"|ingress|entradilla|bajada|copete|perex|anons|lid|hero-?text)(?:$|[\s_-])"
)
_MIN_DECK, _MAX_DECK = 30, 700
_FIRST_PARAGRAPH = 200
_REPEATS_REACH = 4
_DRESS = "script[src], link[rel=stylesheet], meta[property], meta[name=generator], meta[name=viewport]"
_SITE_LINKS = 5
_SUMMARY = names("summary")
_LINKED_TO = names("h1 dt figcaption caption")
_SOURCED = names("img amp-img source iframe")
_LAZY = ("data-src", "data-original", "data-lazy-src", "data-lazy", "data-original-src", "data-hi-res-src", "data-url")
_ADDRESSES = ("href", "src", "poster", "cite", "longdesc", "data")


def parse_webpage(text: str, metadata: Metadata, options: ParseOptions, *, address: str = "") -> Document:
    """Read an article from HTML, a whole page or a fragment.

    A page of a site loses its furniture; a text written by hand keeps everything. Blocks stand in reading order and
    none is repeated.

    Args:
        text: Decoded; lines are counted in it.
        metadata: What front matter said; it wins over what the page says.
        options: Limits.
        address: Where the page was found, if it was on the web.

    Raises:
        SourceError: The page is nested too deep, too large, or an error page; its ``where`` is empty.
    """
    document = _parse_page(text, metadata, options, address, is_whole=False)
    is_empty = not document.blocks
    if is_empty and any(note.kind is LineKind.FURNITURE for note in document.notes):
        # A page of little but links: better all of it than nothing.
        document = _parse_page(text, metadata, options, address, is_whole=True)
    if not metadata.title:
        # Who gives a page a title of its own has seen what it is.
        refuse_error_page(document, text, is_empty=is_empty)
    return document


def _parse_page(text: str, front: Metadata, options: ParseOptions, address: str, *, is_whole: bool) -> Document:
    page, body = _read(text, options)
    head = Head(page, body)
    metadata = merge_metadata(front, read_head(head, front.canonical or address, options))
    if address and not metadata.canonical:
        metadata = replace(metadata, canonical=address)
    write_out_looks(page, body)
    dropped = drop_remarks(body) + drop_unseen(body)
    source_text = text_of_node(body)
    nodes, labels, forgiven = weigh_page(body)
    if not is_whole and (stowed := find_stowed(page, head, body.good)):
        source_text += f" {text_of_node(_add_stowed(body, stowed, options))}"
        nodes, more, forgiven = weigh_page(body)
        labels += more
    dropped += labels
    is_site = not is_whole and (is_entry(page) or has_chrome(nodes) or (body.links >= _SITE_LINKS and is_dressed(page)))
    content, reason = body, "the whole file"
    if is_site:
        dropped += _drop_folded_comments(nodes)
        content, reason = _find_article(nodes, forgiven)
    said = metadata.language
    if not said:
        metadata = replace(metadata, language=find_language(content))
    headings = _order_headings(nodes, content)
    for node in filter(lambda node: node.name in _LINKED_TO, nodes):
        drop_permalinks(node)
    inside = sum(map(content.holds_node, headings))
    title, place = choose_title(head, [text_of_node(heading) for heading in headings], front.title, inside=inside)
    shown = None if place is None else headings[place]
    standfirst, deck = _find_standfirst(shown, content, nodes, front.description)
    notes = _note_parts(title, shown, standfirst, deck)
    for part in (shown, deck):
        if part is not None:
            part.drop()
    if is_site:
        dropped += select_article(nodes, content)
    _show_pictures(body)
    _apply_base(page, body, metadata.canonical)
    whole = settle_whole(body)
    found = collect_blocks(body, has_pins=not is_site and not address, language=said or whole)
    _check_size(len(found), options)
    blocks, repeats = _drop_repeats(found, title, standfirst)
    notes += repeats
    blocks, lines = drop_lines(blocks, metadata.authors) if is_site else drop_contents(blocks)
    notes += lines
    notes += [note_block(block, reason) for block in blocks]
    notes += [_note_dropped(piece) for piece in dropped]
    return Document(
        title=title,
        standfirst=standfirst,
        metadata=metadata,
        blocks=normalise_levels(blocks),
        notes=tuple(sorted(notes, key=lambda note: note.line)),
        source_text=source_text,
    )


def _find_article(nodes: list[Node], forgiven: list[Node]) -> tuple[Node, str]:
    """Return the element that holds the article, and why."""
    frame_captions(nodes)
    content, reason = find_content(nodes)
    for node in forgiven:
        # What opens over a page may hold a picture too, and a side column is made with the article's builder.
        unforgive_names(node, unless_in=content)
    return content, reason


def _add_stowed(body: Node, markup: str, options: ParseOptions) -> Node:
    """Put a text that a page had for its scripts at the page's end, as its article."""
    _, read = _read(f"<body>{markup}", options)
    drop_unseen(read)
    article = Node("article", {}, body)
    article.children = read.children
    for child in article.children:
        if type(child) is Node:
            child.parent = article
    for node in article.walk():
        # It was counted in another text.
        node.line = 0
    body.children.append(article)
    return article


def weigh_page(body: Node) -> tuple[list[Node], list[Dropped], list[Node]]:
    """List the elements of a page, weighed.

    Returns:
        The elements, what `clear_frames` dropped, and the elements whose names are forgiven if the article holds them.
    """
    nodes = number(body)
    renamed = weigh(body)
    dropped, frames = clear_frames(body)
    if dropped or frames:
        nodes = number(body)
        renamed = weigh(body)
    return nodes, dropped, frames + renamed


def read_fragment(text: str, line: int, options: ParseOptions) -> tuple[Block, ...]:
    """Read the blocks of a piece of HTML inside another format.

    Args:
        text: The piece.
        line: Its first line in the file.
        options: Limits.

    Raises:
        SourceError: It is nested too deep, or too large; its ``where`` is empty.
    """
    # Without it, a script that comes first would go into the head.
    _, body = _read(f"<body>{text}", options)
    drop_unseen(body)
    _show_pictures(body)
    blocks = collect_blocks(body, has_pins=True)
    return tuple(replace(block, line=block.line + line - 1 if block.line else line) for block in blocks)


def _read(text: str, options: ParseOptions) -> tuple[LexborHTMLParser, Node]:
    try:
        return read_html(text, max_depth=options.max_depth)
    except TooComplexError as error:
        raise SourceError(f"the HTML cannot be read: {error}", "", "simplify its markup") from error


def _check_size(count: int, options: ParseOptions) -> None:
    if count > options.max_blocks:
        raise SourceError(
            f"the article has more than {options.max_blocks} paragraphs", "", "split it into several files"
        )


# The page as a whole ----------------------------------------------------------------------------------------------


def _show_pictures(body: Node) -> None:
    """Give pictures that a script would load their address."""
    for image in body.find_all(_SOURCED):
        if image.name == "amp-img":
            image.name = "img"
        attributes = image.attributes
        source = image.get("src")
        if source and not source.startswith("data:") and image.name != "img":
            continue
        lazy = next((attributes[name] for name in _LAZY if image.get(name)), "")
        if (
            lazy
            and not lazy.startswith(("data:", "{", "["))
            and (not source or source.startswith("data:") or is_stand_in(source))
        ):
            attributes["src"] = lazy
        if image.get("data-srcset") and not image.get("srcset"):
            attributes["srcset"] = attributes["data-srcset"]


def _apply_base(page: LexborHTMLParser, body: Node, address: str) -> None:
    """Write out what ``<base href>`` does to the article's relative addresses."""
    tag = page.css_first("base[href]")
    href = (tag.attributes.get("href") or "").strip() if tag is not None else ""
    if not href:
        return
    base = resolve(href, address, schemes=WEB_SCHEMES) or href
    for node in (body, *body.walk()):
        for name in _ADDRESSES:
            value = node.get(name)
            if value and not value.startswith("#"):
                node.attributes[name] = _join(base, value)


def _join(base: str, value: str) -> str:
    try:
        return resolve(value, base) or urljoin(base, value)
    except ValueError:
        return value


def _drop_folded_comments(nodes: Sequence[Node]) -> list[Dropped]:
    """Take out what readers wrote, where it is folded under a line that says so."""
    dropped = []
    for details in (node for node in nodes if node.name == "details"):
        summary = details.find(_SUMMARY)
        line = text_of_node(summary) if summary is not None else ""
        # The word alone says the same as with a number after it.
        if opens_comments(line) or counts_readers(line) or counts_readers(f"{line} 1"):
            dropped.append(describe(details, "comments"))
            details.drop()
    return dropped


def is_dressed(page: LexborHTMLParser) -> bool:
    """Tell by its head whether a page was made for a site: who writes by hand links no style and runs no script."""
    return page.css_first(_DRESS) is not None or page.css_first("body[bgcolor], body[background], font") is not None


def is_entry(page: LexborHTMLParser) -> bool:
    """Tell an article of a site by the name that microformats have for one (hAtom, h-entry)."""
    return page.css_first(".hentry, .h-entry") is not None


def _order_headings(nodes: Sequence[Node], content: Node) -> list[Node]:
    """List the ``h1`` elements: those inside the article first, then those before it, the nearest first."""
    found = [node for node in nodes if node.name == "h1"]
    return sorted(found, key=lambda node: not content.holds_node(node))


def find_language(content: Node) -> str:
    """Return the language that the content itself, or the one element that holds all of it, is marked with."""
    element: Node | None = content
    while element is not None:
        language = element.get("lang") or element.get("xml:lang")
        if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*", language):
            return language
        inner = [child for child in element.children if type(child) is Node]
        element = inner[0] if len(inner) == 1 else None
    return ""


def _find_standfirst(
    title: Node | None, content: Node, nodes: Sequence[Node], description: str
) -> tuple[str, Node | None]:
    """Find the sentence or two below the title, and the element that shows them.

    Front matter's description wins; else they need a mark of their own, as a first paragraph is none.
    """
    shown, deck = _find_deck(title, content, nodes) if title is not None else ("", None)
    if description:
        return description, deck if _fold(shown) == _fold(description) else None
    return shown, deck


def is_named_standfirst(node: Node, *, loosely: bool) -> bool:
    """Tell by its name whether an element holds a standfirst; loosely, by names that parts of an article have too."""
    if node.get("role").lower() == "doc-subtitle":  # DPUB-ARIA 1.1
        return True
    named = f"{node.get('class')} {node.get('itemprop')} {node.get('data-testid')}".lower()[:500]
    return _DECK.search(named) is not None or (loosely and _LEAD.search(named) is not None)


def _find_deck(title: Node, content: Node, nodes: Sequence[Node]) -> tuple[str, Node | None]:
    group = next((parent for parent in title.parents() if parent.name == "hgroup"), None)
    if group is not None:
        below = [node for node in group.find_all(_BELOW_TITLE) if text_of_node(node)]
        return (text_of_node(below[0]), below[0]) if len(below) == 1 else ("", None)
    below_title = _find_heading_below(title, content)
    if below_title is not None:
        return text_of_node(below_title), below_title
    following = (node for node in nodes[title.order + 1 :] if node.name in _DECKS)
    for node in islice(following, _DECK_REACH):
        # Twice, as a character of some scripts weighs as much as two.
        if node.text > 2 * _MAX_DECK or node.holds_node(content):
            continue
        text = text_of_node(node)
        if not _MIN_DECK <= len(text) <= _MAX_DECK or node.find(_NO_DECK) is not None or node.link * 2 > node.text:
            continue
        is_outside = not content.holds_node(node)
        if is_named_standfirst(node, loosely=is_outside):
            return text, node
        if node.name == "p" and not is_outside and len(text) > _FIRST_PARAGRAPH:
            break
    return "", None


def _find_heading_below(title: Node, content: Node) -> Node | None:
    """Return the heading that follows a title in the header that is theirs; sections are not headed there."""
    header = next((parent for parent in title.parents() if parent.name == "header"), None)
    if header is None or header.holds_node(content):
        return None
    headings = [node for node in header.find_all(HEADINGS) if text_of_node(node)]
    if len(headings) != 2 or headings[0] is not title:  # noqa: PLR2004
        return None
    boxes = takewhile(lambda around: around is not header, headings[1].parents())
    if any(judge(box) for box in boxes):
        return None
    text = text_of_node(headings[1])
    is_deck = _MIN_DECK <= len(text) <= _MAX_DECK and headings[1].link * 2 <= headings[1].text
    return headings[1] if is_deck else None


def _drop_repeats(blocks: Sequence[Block], title: str, standfirst: str) -> tuple[list[Block], list[Note]]:
    """Leave out a heading or paragraph among the first that repeats title or standfirst; note each.

    A heading above the one that repeats the title goes too: it is a date, or the site's.
    """
    said = {kind: _fold(text) for kind, text in ((Kind.HEADING, title), (Kind.PARAGRAPH, standfirst))}
    repeats = [
        place
        for place, block in enumerate(blocks[:_REPEATS_REACH])
        if said.get(block.kind) and _fold(block.text) == said[block.kind]
    ]
    titled = next((place for place in repeats if blocks[place].kind is Kind.HEADING), 0)
    above = [
        place for place, block in enumerate(blocks[:titled]) if block.kind is Kind.HEADING and place not in repeats
    ]
    gone = dict.fromkeys(repeats, "repeats the title or standfirst") | dict.fromkeys(above, "above the title")
    kept = [block for place, block in enumerate(blocks) if place not in gone]
    return kept, [_note_dropped(Dropped(blocks[n].line, blocks[n].text, gone[n])) for n in sorted(gone)]


def _fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


# Notes ------------------------------------------------------------------------------------------------------------


def _note_parts(title: str, shown: Node | None, standfirst: str, deck: Node | None) -> list[Note]:
    notes = []
    if title:
        line = shown.line if shown is not None else 0
        reason = "the heading that names the page" if shown is not None else "stated in the page's head"
        notes.append(Note(line=line, line_end=line, kind=LineKind.TITLE, text=title, reason=reason))
    if deck is not None:
        line = deck.line
        notes.append(Note(line=line, line_end=line, kind=LineKind.DECK, text=standfirst, reason="marked as such"))
    return notes


def _note_dropped(piece: Dropped) -> Note:
    return Note(line=piece.line, line_end=piece.line, kind=LineKind.FURNITURE, text=piece.text, reason=piece.reason)
