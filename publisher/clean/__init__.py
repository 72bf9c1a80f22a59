"""Untrusted HTML to `SafeHtml`: what a feed reader may show, and can.

The rules are in `rules`, `media`, `code`, `formulas` and `blocks`; `gate` holds the lists of what is allowed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from publisher.clean.options import CleanOptions, Form
from publisher.errors import SourceError
from publisher.model import Block, Draft, Kind, MediaFinder, SafeHtml, Section

if TYPE_CHECKING:
    from bs4 import Tag

    from publisher.clean.anchors import Anchors
    from publisher.clean.tree import Place

__all__ = ["CleanOptions", "Cleaner", "Form", "clean_section", "find_anchors", "name_anchors"]

_ROUNDS = 6
"""Rules may bring elements together that a parser takes apart again; two rounds settle all but made-up input."""
_UNSETTLED = re.compile(r"<(?:div|span|wbr|details|video|audio|picture|math|bdo)\b")
"""What rules may see otherwise the next time, in made-up input at least; another round proves that they do not."""
_PAGE_ONLY = re.compile(
    r"<(?:picture|math|bdo|meter|progress|rb|rtc)\b| (?:data-language|rel|role|aria-label|translate|headers|type)="
)
"""What the two forms write differently."""
_TOP_HEADING = 3


class Cleaner:
    """Cleans any number of items; nothing that leaves it has not passed nh3's allow-list last."""

    def __init__(self, options: CleanOptions | None = None) -> None:
        from publisher.clean.gate import build_reader, build_seal

        self._options = options or CleanOptions()
        self._readers = {formulas: build_reader(formulas=formulas) for formulas in (False, True)}
        self._seals = {form: build_seal(form) for form in Form}

    def clean(  # noqa: PLR0913  Each says something else of the place.
        self,
        html: str,
        base: str = "",
        *,
        page: str = "",
        anchors: Anchors | None = None,
        form: Form = Form.PAGE,
        find_media: MediaFinder | None = None,
    ) -> SafeHtml:
        """Clean HTML that may hold anything.

        The result is well-formed as HTML and as XML, has absolute addresses only, and is its own cleaning.

        Args:
            html: A fragment or a page.
            base: Absolute URL that relative addresses resolve against; without it, they are dropped.
            page: Absolute URL of the article's page: links inside the article lead there, and ids get names that meet
                no others on it. Without it links stay ``#id``.
            anchors: What the article's ids are called; links to those that are elsewhere in it are kept.
            form: For whom.
            find_media: Finds the files beside the article, by what it says and by where they are published.

        Raises:
            SourceError: The HTML is longer, or has more elements, than `CleanOptions` allows.
        """
        return self._clean(html, self._place(base, page, anchors, form, find_media=find_media))

    def _place(  # noqa: PLR0913  Each says something else of the place.
        self,
        base: str,
        page: str,
        anchors: Anchors | None,
        form: Form,
        *,
        top_heading: int = 0,
        find_media: MediaFinder | None = None,
    ) -> Place:
        from publisher.clean.tree import Place, find_addresses

        return Place(
            base=base,
            page=page,
            anchors=anchors,
            form=form,
            max_depth=self._options.max_depth,
            top_heading=top_heading,
            addresses=find_addresses(base, page),
            find_media=find_media,
        )

    def _clean(self, html: str, place: Place) -> SafeHtml:
        from publisher.clean.blocks import tidy_blocks
        from publisher.clean.gate import write_xhtml
        from publisher.clean.rules import apply_rules, flatten_depth, renumber_headings
        from publisher.clean.write import read_words, write

        seal = self._seals[place.form]
        text = self._prepare(html, place)
        for _ in range(_ROUNDS):
            root, depth = self._read(text, place)
            if depth > place.max_depth:
                flatten_depth(root, place.max_depth)
            apply_rules(root, place)
            tidy_blocks(root)
            if place.top_heading:
                renumber_headings(root, place.top_heading)
            flatten_depth(root, place.max_depth)
            before, written = text, write(root, place.form)
            text = seal.clean(written)
            if text == written and (text == before or not _UNSETTLED.search(text)):
                break
        else:
            # Never seen but in made-up input: the words alone are always their own cleaning.
            words = escape(read_words(text), quote=False)
            text = seal.clean(f"<p>{words}</p>" if words else "")
        return SafeHtml(write_xhtml(text))

    def _prepare(self, html: str, place: Place) -> str:
        from publisher.clean.bounds import bound_markup
        from publisher.clean.gate import rename_raw, strip_controls

        html = rename_raw(strip_controls(html), self._options.max_data_characters)
        limit = self._options.max_bytes
        if len(html) > limit or len(html.encode("utf-8")) > limit:
            raise _refuse(f"an item's HTML is longer than {limit:,} bytes", place)
        return bound_markup(html)

    def _read(self, html: str, place: Place) -> tuple[Tag, int]:
        """Parse as a browser does: nh3 repairs the markup, so that an XML parser reads it to the letter."""
        from publisher.clean.gate import has_formula, strip_controls, write_xhtml
        from publisher.clean.tree import read_tree

        xml = strip_controls(write_xhtml(self._readers[has_formula(html)].clean(html)))
        if xml.count("<") > 2 * self._options.max_elements:
            raise _refuse(f"an item has more than {self._options.max_elements:,} elements", place)
        return read_tree(xml)


def _refuse(message: str, place: Place) -> SourceError:
    return SourceError(message, place.page or place.base, "cut the article at more headings, or raise the limit")


def find_anchors(html: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the ids in untrusted HTML, and what its links may point to, as the source has them.

    >>> ids, links = find_anchors('<p id=a>One</p><a name="b" href="#c">Two</a>')
    >>> sorted(ids), sorted(links)
    (['a', 'b'], ['c'])
    """
    from publisher.clean.bounds import bound_markup
    from publisher.clean.gate import build_reader, rename_raw, strip_controls

    ids: set[str] = set()
    links: set[str] = set()

    def see(tag: str, name: str, value: str) -> str:
        if value.strip() and (name == "id" or (name == "name" and tag == "a")):
            ids.add(value.strip())
        elif name == "href" and "#" in value:
            links.add(unquote(value.partition("#")[2]).strip())
        return value

    if _MAY_HOLD_ANCHORS.search(html):
        build_reader(see).clean(bound_markup(rename_raw(strip_controls(html))))
    return frozenset(ids), frozenset(links)


_MAY_HOLD_ANCHORS = re.compile(r"\bid\b|\bname\b|#", re.IGNORECASE)


def name_anchors(sections: Sequence[Section]) -> tuple[Anchors, ...]:
    """Name the ids in an article, and its sub-headings that have none, so that all can be linked to."""
    from publisher.clean.anchors import name_ids

    found = [find_anchors("".join(block.html for block in section.blocks)) for section in sections]
    ids = []
    for section, (inner, _) in zip(sections, found, strict=True):
        own = (section.anchor, *(block.anchor or block.pin for block in section.blocks))
        ids.append(inner | {anchor.strip() for anchor in own if anchor.strip()})
    headings = [[_mint_key(block) for block in section.blocks if _is_unnamed(block)] for section in sections]
    return name_ids(ids, headings, [links for _, links in found])


def _is_unnamed(block: Block) -> bool:
    return block.kind is Kind.HEADING and not (block.anchor or block.pin) and any(map(str.isalnum, block.text))


def _mint_key(heading: Block) -> str:
    # No id that a link can lead to has a space in it (HTML Standard §3.2.6), so this is none of the source's.
    return f"# {' '.join(heading.text.split())}"


def clean_section(  # noqa: PLR0913  Each says something else of the place.
    section: Section,
    cleaner: Cleaner,
    *,
    base: str,
    page: str,
    anchors: Anchors,
    find_media: MediaFinder | None = None,
) -> Draft:
    """Make a section's blocks into an item's content; its summary is still empty.

    Sub-headings begin at ``h3``, because a page has the article's title in ``h1`` and the item's in ``h2``, and skip
    no level.

    Args:
        section: The section.
        cleaner: Cleans it.
        base: Absolute URL that relative addresses resolve against.
        page: Absolute URL of the article's page.
        anchors: What the article's ids are called.
        find_media: Finds the files beside the article, by what it says and by where they are published.

    Raises:
        SourceError: The section is longer, or has more elements, than `CleanOptions` allows.
    """
    from publisher.clean.enclosures import list_media
    from publisher.clean.write import find_first_image, read_words

    html = "\n".join(_write_block(block) for block in section.blocks)
    place = cleaner._place(base, page, anchors, Form.PAGE, top_heading=_TOP_HEADING, find_media=find_media)  # noqa: SLF001
    rich = content = cleaner._clean(html, place)  # noqa: SLF001
    if _PAGE_ONLY.search(rich):
        content = cleaner._clean(rich, replace(place, form=Form.FEED, top_heading=0))  # noqa: SLF001
    return Draft(
        title=section.title,
        content=content,
        page_content=rich if rich != content else None,
        summary="",
        text=read_words(content),
        is_lead=section.is_lead,
        anchor=anchors.name(section.anchor) if section.anchor else "",
        pin=section.pin,
        image=find_first_image(content),
        media=list_media(content, find_media),
    )


def _write_block(block: Block) -> str:
    if block.kind is not Kind.HEADING:
        return block.html
    level = min(max(block.level, 1), 6)
    anchor = block.anchor or block.pin or (_mint_key(block) if _is_unnamed(block) else "")
    return (
        f'<h{level} id="{escape(anchor)}">{block.html}</h{level}>' if anchor else f"<h{level}>{block.html}</h{level}>"
    )
