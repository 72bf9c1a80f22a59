"""Writes two versions as one.

Which marks: newsboat, sfeed and mail show no ``ins`` or ``del`` at all, w3m and lynx write ``[DEL:noon:DEL]``, and of
the elements that could stand inside for a help newsboat knows ``strong`` only, none that strikes. So brackets and an
arrow stand in the text, ``[noon → dawn]``, ``[−gone]``, ``[+come]``: two or four characters an edit, in any reader.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from publisher.compare.align import find_changed_lines, find_changes
from publisher.compare.leaves import Element, read_number, write_tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from publisher.compare.align import Step
    from publisher.compare.leaves import Leaf, Token

_FOLDED = 2
"""A line that says so would be no shorter than one block."""
_LINES_AROUND = 3
_FLOW = frozenset({"article", "aside", "blockquote", "dd", "details", "div", "li", "section"})
"""What a line that stands for folded blocks may be in."""
_ROW_GROUPS = frozenset({"table", "tbody", "tfoot", "thead"})
_VALUE = re.compile(r' value="[^"]*"')
_START = re.compile(r' start="([^"]*)"')
_Path = tuple[Element, ...]


def write_comparison(steps: Sequence[Step], context: int | None) -> str:
    """Write each block with what changed in it, in the lists, tables and quotes of the version it is from."""
    return _Writer(steps).write(context)


class _Writer:
    def __init__(self, steps: Sequence[Step]) -> None:
        self._steps = steps
        self._paths = _place_steps(steps)
        self._parts: list[str] = []
        self._open: _Path = ()
        self._seen: set[int] = set()
        self._is_after_block = False
        self._counts: dict[int, int] = {}

    def write(self, context: int | None) -> str:
        shown = _choose_shown(self._steps, self._paths, context)
        folded: list[int] = []
        for number, step in enumerate(self._steps):
            if number not in shown:
                folded.append(number)
                continue
            self._end_fold(folded, self._paths[number])
            folded = []
            self._write_step(step, self._paths[number], context)
        self._end_fold(folded, ())
        self._go_to(())
        return "".join(self._parts)

    def _end_fold(self, folded: Sequence[int], path: _Path) -> None:
        """Write a line for what was left out before a block: in its list or table, if both sides of it are."""
        if not folded:
            return
        kinds = {_find_kind(self._paths[number]) for number in folded}
        kind = kinds.pop() if len(kinds) == 1 else "paragraph"
        count = len({self._steps[number].unit for number in folded})
        line = f"[… {count} {kind}{'' if count == 1 else 's'} unchanged …]"
        shared = path[: _count_shared(self._open, path)]
        inner = shared[-1].tag if shared else ""
        if inner in {"ul", "ol"}:
            self._go_to((*shared, Element("li", -1)))
        elif inner in _ROW_GROUPS and (row := _find_row(path)):
            span = _count_cells(self._paths, path[row])
            cell = Element("td", -3, f' colspan="{span}"' if span > 1 else "")
            self._go_to((*path[:row], Element("tr", -2), cell))
        else:
            depth = max((place for place, element in enumerate(shared, 1) if element.tag in _FLOW), default=0)
            self._go_to((*shared[:depth], Element("p", -1)))
        self._write(line)
        self._go_to(self._open[: -2 if self._open[-1].tag == "td" else -1])

    def _write_step(self, step: Step, path: _Path, context: int | None) -> None:
        old, new = step.old.tokens if step.old else (), step.new.tokens if step.new else ()
        if path[-1].tag == "hr":
            self._write_rule(path, is_gone=step.new is None)
            return
        self._go_to(path)
        if any(element.tag == "pre" for element in path):
            lines = (token.html for token in new) if step.is_equal else _write_lines(old, new, context)
            self._write("<code>", "\n".join(lines).rstrip(), "</code>")
        elif step.old and step.new:
            self._write(*self._write_both(old, new))
        else:
            self._write(*self._write_edit(old, new))

    def _write_rule(self, path: _Path, *, is_gone: bool) -> None:
        if is_gone:
            # A line that is not there any more can be shown in words only.
            self._go_to((*path[:-1], Element("p", path[-1].number)))
            self._write("[−<del>* * *</del>]")
        else:
            self._go_to(path[:-1])
            self._write("\n" if self._is_after_block else "", f"<hr{path[-1].attributes}/>")
            self._is_after_block = True

    def _write_both(self, old: Sequence[Token], new: Sequence[Token]) -> Iterator[str]:
        place = 0
        for a, b, c, d in find_changes(old, new):
            yield from write_tokens(new[place:c], self._seen)
            edit = "".join(self._write_edit(old[a:b], new[c:d]))
            yield edit
            if edit and c == d and d < len(new) and b < len(old) and not new[d].space and not new[d].is_break:
                # What was first is not any more.
                yield old[b].space
            place = d
        yield from write_tokens(new[place:], self._seen)

    def _write_edit(self, gone: Sequence[Token], come: Sequence[Token]) -> Iterator[str]:
        """Write what went and what came; ends of lines are never marked, those of the old version not shown."""
        gone = _strip_breaks(gone)[1]
        head, come, tail = _strip_breaks(come)
        yield from write_tokens(head, self._seen)
        if gone or come:
            yield (come or gone)[0].space
            sign = "" if gone and come else "−" if gone else "+"
            yield f"[{sign}"
            if gone:
                yield f"<del>{''.join(write_tokens(gone, None, is_start=True))}</del>"
            if gone and come:
                yield " → "
            if come:
                yield f"<ins>{''.join(write_tokens(come, self._seen, is_start=True))}</ins>"
            yield "]"
        yield from write_tokens(tail, self._seen)

    def _write(self, *parts: str) -> None:
        self._parts += parts
        if any(parts):
            self._is_after_block = False

    def _go_to(self, path: _Path) -> None:
        """Close and open blocks until just these are open; a new line begins between two, as the cleaner has it."""
        shared = _count_shared(self._open, path)
        for element in reversed(self._open[shared:]):
            self._write(f"</{element.tag}>")
            self._is_after_block = True
        for place in range(shared, len(path)):
            self._write("\n" if self._is_after_block else "", self._start(path[place], path[:place]))
        self._open = path

    def _start(self, element: Element, around: _Path) -> str:
        is_new = element.number >= 0 and element.number not in self._seen
        self._seen.add(element.number)
        attributes = element.attributes if is_new else element.repeated
        if element.tag == "ol":
            found = _START.search(attributes)
            self._counts[element.number] = read_number(found[1] if found else None, 1)
        elif element.tag == "li":
            parent = next((block.number for block in reversed(around) if block.tag in {"ol", "ul"}), 0)
            expected = self._counts.get(parent)
            if expected is not None:
                if element.ordinal not in {None, expected}:
                    # Items that are folded, or gone, must not give the others another number than they have.
                    attributes = f'{_VALUE.sub("", attributes)} value="{element.ordinal}"'
                self._counts[parent] = (expected if element.ordinal is None else element.ordinal) + 1
        return f"<{element.tag}{attributes}>"


def _strip_breaks(tokens: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token], Sequence[Token]]:
    """Part the ends of lines before and after tokens from these."""
    start, end = 0, len(tokens)
    while start < end and tokens[start].is_break:
        start += 1
    while end > start and tokens[end - 1].is_break:
        end -= 1
    return tokens[:start], tokens[start:end], tokens[end:]


def _write_lines(old: Sequence[Token], new: Sequence[Token], context: int | None) -> Iterator[str]:
    """Write code as programmers know it from their tools, a sign before each line: spaces and tags are part of code.

    No ``ins`` and no ``del``: the cleaner leaves nothing but text in code.
    """
    place = 0
    around = len(new) if context is None else _LINES_AROUND
    spans = find_changed_lines(old, new)
    for number, (a, b, c, d) in enumerate([*spans, (len(old), len(old), len(new), len(new))]):
        same = [f"  {token.html}" for token in new[place:c]]
        head, tail = around if number else 0, around if number < len(spans) else 0
        if len(same) >= head + tail + _FOLDED:
            count = len(same) - head - tail
            same = [*same[:head], f"[… {count} lines unchanged …]", *same[len(same) - tail :]]
        yield from same
        yield from (f"- {token.html}" for token in old[a:b])
        yield from (f"+ {token.html}" for token in new[c:d])
        place = d


def _place_steps(steps: Sequence[Step]) -> list[_Path]:
    """Say in which blocks each step is shown; what is gone in those of the new version, if its own live on there."""
    twins: dict[int, Element] = {}
    for step in steps:
        if step.old and step.new:
            for old, new in zip(step.old.path, step.new.path, strict=False):
                if old.tag != new.tag or twins.setdefault(old.number, new) is not new:
                    break
    return [step.new.path if step.new else _place_gone(step.old, twins) if step.old else () for step in steps]


def _place_gone(leaf: Leaf, twins: dict[int, Element]) -> _Path:
    kept: list[Element] = []
    # The last is its own: two blocks are never shown as one.
    for element in leaf.path[:-1]:
        twin = twins.get(element.number)
        if twin is None:
            break
        kept.append(twin)
    rest = leaf.path[len(kept) :]
    return (*kept, *(Element(own.tag, -10 - own.number, own.repeated, own.ordinal) for own in rest))


def _choose_shown(steps: Sequence[Step], paths: Sequence[_Path], context: int | None) -> set[int]:
    """Choose the steps to be shown: what changed, what stands beside it, and the head of its table."""
    if context is None:
        return set(range(len(steps)))
    groups = [list(group) for _, group in groupby(range(len(steps)), key=lambda number: steps[number].unit)]
    changed = [place for place, group in enumerate(groups) if not all(steps[number].is_equal for number in group)]
    shown = {place + away for place in changed for away in range(-context, context + 1)} & set(range(len(groups)))
    tables = {element.number for place in shown for element in paths[groups[place][0]] if element.tag == "table"}
    for place, group in enumerate(groups):
        path = paths[group[0]]
        if any(e.tag == "thead" for e in path) and any(e.number in tables for e in path):
            shown.add(place)
    hidden = [place for place in range(len(groups)) if place not in shown]
    # Numbers of a run are as far from their places as each other.
    for _, run in groupby(enumerate(hidden), key=lambda pair: pair[1] - pair[0]):
        places = [place for _, place in run]
        if len(places) < _FOLDED:
            shown.update(places)
    return {number for place in shown for number in groups[place]}


def _count_shared(one: _Path, other: _Path) -> int:
    shared = 0
    while shared < min(len(one), len(other)) and one[shared].number == other[shared].number:
        shared += 1
    return shared


def _find_row(path: _Path) -> int:
    return next((place for place, element in enumerate(path) if element.tag == "tr"), 0)


def _count_cells(paths: Sequence[_Path], row: Element) -> int:
    cells = {
        path[place + 1].number
        for path in paths
        if (place := _find_row(path)) and path[place].number == row.number and place + 1 < len(path)
    }
    return len(cells)


def _find_kind(path: _Path) -> str:
    tags = {element.tag for element in path}
    return "row" if "tr" in tags else "item" if "li" in tags else "paragraph"
