"""Untrusted HTML to `SafeHtml`: what a feed reader may show, and can.

The rules are in `rules`, `media`, `code`, `formulas` and `blocks`; `gate` holds the lists of what is allowed.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from publisher.errors import SourceError
from publisher.model import Block, Draft, Kind, SafeHtml, Section

if TYPE_CHECKING:
    from bs4 import Tag

    from publisher.clean.tree import Place

__all__ = ["CleanOptions", "Cleaner", "clean_section", "find_ids", "rename_id"]

_ROUNDS = 6
"""Rules may bring elements together that a parser takes apart again; two rounds settle all but made-up input."""
_UNSETTLED = re.compile(r"<(?:div|span|wbr|details|video|audio)\b")
"""What rules may see otherwise the next time, in made-up input at least; another round proves that they do not."""
_TOP_HEADING = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanOptions:
    """Limits of one item's HTML."""

    max_bytes: int = 2 * 1024 * 1024
    """Longer HTML, embedded data not counted, is refused; some readers give up on less."""
    max_elements: int = 50_000
    """HTML of more elements is refused; each costs about 50 µs."""
    max_depth: int = 60
    """What is nested deeper is unwrapped."""


class Cleaner:
    """Cleans any number of items; nothing that leaves it has not passed nh3's allow-list last."""

    def __init__(self, options: CleanOptions | None = None) -> None:
        from publisher.clean.gate import build_reader, build_seal

        self._options = options or CleanOptions()
        self._reader = build_reader()
        self._seal = build_seal()

    def clean(self, html: str, base: str = "", *, page: str = "", targets: Collection[str] | None = None) -> SafeHtml:
        """Clean HTML that may hold anything.

        The result is well-formed as HTML and as XML, has absolute addresses only, and is its own cleaning.

        Args:
            html: A fragment or a page.
            base: Absolute URL that relative addresses resolve against; without it, they are dropped.
            page: Absolute URL of the article's page: links inside the article lead there. Without it they stay ``#id``.
            targets: Ids elsewhere in the article, as its source has them: links to them, and their own places, are
                kept.

        Raises:
            SourceError: The HTML is longer, or has more elements, than `CleanOptions` allows.
        """
        return self._clean(html, self._place(base, page, targets))

    def _place(self, base: str, page: str, targets: Collection[str] | None, top_heading: int = 0) -> Place:
        from publisher.clean.tree import Place, rename_id

        renamed = frozenset(rename_id(target) for target in targets or ())
        depth = self._options.max_depth
        return Place(base=base, page=page, targets=renamed, max_depth=depth, top_heading=top_heading)

    def _clean(self, html: str, place: Place) -> SafeHtml:
        from publisher.clean.blocks import tidy_blocks
        from publisher.clean.gate import write_xhtml
        from publisher.clean.rules import apply_rules, flatten_depth, renumber_headings
        from publisher.clean.write import read_words, write

        text = self._prepare(html, place)
        for _ in range(_ROUNDS):
            root = self._read(text, place)
            flatten_depth(root, place.max_depth)
            apply_rules(root, place)
            tidy_blocks(root)
            if place.top_heading:
                renumber_headings(root, place.top_heading)
            flatten_depth(root, place.max_depth)
            before, written = text, write(root)
            text = self._seal.clean(written)
            if text == written and (text == before or not _UNSETTLED.search(text)):
                break
        else:
            # Never seen but in made-up input: the words alone are always their own cleaning.
            words = escape(read_words(text), quote=False)
            text = self._seal.clean(f"<p>{words}</p>" if words else "")
        return SafeHtml(write_xhtml(text))

    def _prepare(self, html: str, place: Place) -> str:
        from publisher.clean.bounds import bound_markup
        from publisher.clean.gate import rename_raw, strip_controls

        html = rename_raw(strip_controls(html))
        limit = self._options.max_bytes
        if len(html) > limit or len(html.encode("utf-8")) > limit:
            raise _refuse(f"an item's HTML is longer than {limit:,} bytes", place)
        return bound_markup(html)

    def _read(self, html: str, place: Place) -> Tag:
        """Parse as a browser does: nh3 repairs the markup, so that an XML parser reads it to the letter."""
        from bs4 import BeautifulSoup, Tag

        from publisher.clean.gate import strip_controls, write_xhtml
        from publisher.clean.tree import Element

        xml = strip_controls(write_xhtml(self._reader.clean(html)))
        if xml.count("<") > 2 * self._options.max_elements:
            raise _refuse(f"an item has more than {self._options.max_elements:,} elements", place)
        soup = BeautifulSoup(
            f"<root>{xml}</root>", "lxml-xml", multi_valued_attributes=None, element_classes={Tag: Element}
        )
        root = soup.find("root")
        assert root is not None
        return root


def _refuse(message: str, place: Place) -> SourceError:
    return SourceError(message, place.page or place.base, "cut the article at more headings, or raise the limit")


def rename_id(id: str) -> str:  # noqa: A002  The attribute's own name.
    """Give an id of a source the name that it has on our pages: ``x-…``, from the id alone."""
    from publisher.clean import tree

    return tree.rename_id(id)


def find_ids(html: str) -> frozenset[str]:
    """Return the ids in untrusted HTML, as the source has them: what `targets` is made of.

    >>> sorted(find_ids('<p id=a>One</p><a name="b">Two</a>'))
    ['a', 'b']
    """
    from publisher.clean.bounds import bound_markup
    from publisher.clean.gate import build_reader, rename_raw, strip_controls

    if "id" not in html and "ID" not in html and "name" not in html:
        return frozenset()
    found: set[str] = set()

    def see(tag: str, name: str, value: str) -> str:
        if value.strip() and (name == "id" or (name == "name" and tag == "a")):
            found.add(value.strip())
        return value

    build_reader(see).clean(bound_markup(rename_raw(strip_controls(html))))
    return frozenset(found)


def clean_section(section: Section, cleaner: Cleaner, *, base: str, page: str, targets: Collection[str]) -> Draft:
    """Make a section's blocks into an item's content; its summary is still empty.

    Sub-headings begin at ``h3``, because a page has the article's title in ``h1`` and the item's in ``h2``, and skip
    no level.

    Raises:
        SourceError: The section is longer, or has more elements, than `CleanOptions` allows.
    """
    from publisher.clean.write import find_first_image, read_words

    html = "\n".join(_write_block(block) for block in section.blocks)
    content = cleaner._clean(html, cleaner._place(base, page, targets, _TOP_HEADING))  # noqa: SLF001
    return Draft(
        title=section.title,
        content=content,
        summary="",
        text=read_words(content),
        is_lead=section.is_lead,
        anchor=rename_id(section.anchor),
        pin=section.pin,
        image=find_first_image(content),
    )


def _write_block(block: Block) -> str:
    if block.kind is not Kind.HEADING:
        return block.html
    level = min(max(block.level, 1), 6)
    anchor = block.anchor or block.pin
    return (
        f'<h{level} id="{escape(anchor)}">{block.html}</h{level}>' if anchor else f"<h{level}>{block.html}</h{level}>"
    )
