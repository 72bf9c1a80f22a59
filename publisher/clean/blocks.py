"""Blocks as an author meant them: paragraphs for double breaks, no wrappers, nothing empty."""

from __future__ import annotations

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from publisher.clean.gate import check_attribute
from publisher.clean.names import BLOCKS, HEADINGS, MATH, MEDIA, VOID, names
from publisher.clean.tree import IDLE_ID, children, elements, is_block, is_gone, is_space, new_tag, read, unwrap

_CELLS = frozenset({"td", "th"})
_TABLE_PARTS = frozenset({"tr", "tbody", "thead", "tfoot"})
_PHRASING = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt", "caption", "p"})
_HOLDERS = frozenset({"li", "td", "th", "dd", "figcaption"})
_CONTAINERS = _HOLDERS | names(
    "blockquote section article aside header footer nav details address root hgroup figure div"
)
_KEPT_SPAN = ("id", "lang", "dir", "title")
_LANGUAGE = ("lang", "dir")
_Run = list[PageElement]


def tidy_blocks(root: Tag) -> None:
    """Drop what is empty, unwrap what only held a style, and make paragraphs; children come before parents."""
    for element in [*reversed(elements(root)), root]:
        if element.name in VOID or element.name in MATH or (is_gone(element) and element is not root):
            continue
        if element is not root and _is_blank(element):
            _drop_blank(element)
        elif element.name == "div":
            _dissolve(element)
        elif element.name == "span":
            if not _says_something(element):
                unwrap(element)
        elif element.name == "p":
            _split_paragraph(element)
        elif element.name in _CONTAINERS:
            _make_paragraphs(element)
        elif element.name in _PHRASING:
            _trim(element)
            _take_language(element)


def _take_language(heading: Tag) -> None:
    """Give a heading the language and the direction of all its words, which a `span` around them may say."""
    if heading.name not in HEADINGS:
        return
    contents = [node for node in heading.contents if not is_space(node)]
    if len(contents) != 1 or not isinstance(contents[0], Tag) or contents[0].name != "span":
        return
    span = contents[0]
    for name in _LANGUAGE:
        value = read(span, name)
        if name not in heading.attrs and value and check_attribute("span", name, value):
            heading.attrs[name] = value
            del span.attrs[name]
    if not _says_something(span):
        unwrap(span)


def _says_something(element: Tag) -> bool:
    return any(check_attribute(element.name, name, read(element, name)) for name in _KEPT_SPAN if name in element.attrs)


def _is_blank(element: Tag) -> bool:
    """Say whether nothing of an element would be seen."""
    if element.name in _CELLS or element.name in {"col", "colgroup"}:
        return False
    if element.name == "table":
        return not element.get_text().strip() and element.find(MEDIA) is None
    if element.name in _TABLE_PARTS:
        return all(is_space(node) for node in element.contents)
    if element.name in {"video", "audio"}:
        return False
    return all(child.name in {"br", "wbr"} if isinstance(child, Tag) else is_space(child) for child in element.contents)


def _drop_blank(element: Tag) -> None:
    if element.attrs.get("id"):
        # A link points here.
        if element.name not in BLOCKS or element.name in {"p", "div", "pre", *_PHRASING}:
            element.insert_before(new_tag("span", id=read(element, "id")))
            element.decompose()
    elif element.name in BLOCKS:
        element.replace_with(NavigableString(" "))
    else:
        # White space, and breaks, between words stay even in bold.
        element.unwrap()


def _dissolve(div: Tag) -> None:
    """Turn a `div` of text into a paragraph, and leave the content of any other in its place."""
    parent = div.parent
    if parent is None:
        return
    holder = next(found for found in div.parents if found.name != "div")
    if holder.name in _PHRASING or (holder.name not in BLOCKS and holder.name != "root"):
        unwrap(div, " ")
        return
    blocks = any(is_block(child) for child in div.contents)
    runs = _split_runs(div)
    if parent.name in _HOLDERS and len(runs) <= 1 and _is_alone(div) and not _says_something(div):
        unwrap(div, " ")
    elif not blocks and len(runs) == 1:
        div.name = "p"
        _trim(div)
    else:
        _wrap(div, runs)
        if not _says_something(div):
            unwrap(div, " ")


def _is_alone(element: Tag) -> bool:
    return all(is_space(node) for node in (*element.next_siblings, *element.previous_siblings))


def _split_paragraph(paragraph: Tag) -> None:
    runs = _split_runs(paragraph)
    if len(runs) < 2 or has_inner_block(paragraph):  # noqa: PLR2004  One run is a paragraph already.
        _trim(paragraph)
        return
    _wrap(paragraph, runs)
    first = next(children(paragraph), None)
    attributes = {name: value for name, value in paragraph.attrs.items() if name in {"lang", "dir"}}
    for part in children(paragraph):
        part.attrs.update(attributes)
    if first is not None:
        first.attrs.update({name: value for name, value in paragraph.attrs.items() if name in {"id", IDLE_ID}})
    paragraph.unwrap()


def has_inner_block(element: Tag) -> bool:
    """Say whether a block stands inside an element, directly or not."""
    return any(is_block(child) for child in element.contents)


def _make_paragraphs(container: Tag) -> None:
    """Wrap the text of a container in paragraphs where breaks divide it."""
    blocks_before = _count_blocks(container)
    runs = _split_runs(container)
    if len(runs) > blocks_before:
        _wrap(container, runs)
    else:
        _trim(container)


def _count_blocks(container: Tag) -> int:
    """Count the stretches of inline content between blocks, breaks or no breaks."""
    count = 0
    inside = False
    for node in container.contents:
        if is_block(node):
            inside = False
        elif not inside and not _is_filler(node) and not _is_break(node):
            inside = True
            count += 1
    return count


def _split_runs(container: Tag) -> list[_Run]:
    """Divide the inline content of a container at blocks and at double breaks; no run begins or ends with a break."""
    runs: list[_Run] = []
    run: _Run = []
    breaks: _Run = []
    for node in container.contents:
        if is_block(node):
            runs.append(run)
            run, breaks = [], []
        elif _is_break(node) or _is_filler(node):
            breaks.append(node)
        else:
            if sum(map(_is_break, breaks)) > 1:
                runs.append(run)
                run = []
            elif run:
                run += breaks
            run.append(node)
            breaks = []
    runs.append(run)
    return [found for found in runs if found]


def _wrap(container: Tag, runs: list[_Run]) -> None:
    for run in runs:
        paragraph = new_tag("p")
        run[0].insert_before(paragraph)
        for node in run:
            paragraph.append(node.extract())
    for node in list(container.contents):
        if _is_break(node):
            node.extract()


def _trim(container: Tag) -> None:
    """Remove the breaks at the edges of a block and beside blocks within; between words leave one."""
    keep = {id(node) for run in _split_runs(container) for node in run}
    after_break = False
    for node in list(container.contents):
        if _is_break(node):
            if id(node) not in keep or (after_break and container.name in _PHRASING):
                node.extract()
                continue
            after_break = True
        elif not is_space(node):
            after_break = False


def _is_filler(node: object) -> bool:
    return is_space(node) or (isinstance(node, Tag) and node.name == "wbr")


def _is_break(node: object) -> bool:
    return isinstance(node, Tag) and node.name == "br"
