"""Writes two versions as one."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from publisher.compare.align import find_changes
from publisher.compare.leaves import Element, write_tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from publisher.compare.align import Step
    from publisher.compare.leaves import Leaf, Token

_FOLDED = 2
"""A line that says so would be no shorter than one block, and hardly than two."""


def write_comparison(steps: Sequence[Step], context: int | None) -> str:
    """Write each block with what changed in it, in the lists, tables and quotes of the version it is from."""
    return _Writer(steps).write(context)


class _Writer:
    def __init__(self, steps: Sequence[Step]) -> None:
        self._steps = steps
        self._parts: list[str] = []
        self._open: tuple[Element, ...] = ()
        self._seen: set[int] = set()
        self._gone: set[int] = set()
        self._twins = _find_twins(steps)

    def write(self, context: int | None) -> str:
        shown = _choose_shown(self._steps, context)
        folded = 0
        for number, step in enumerate(self._steps):
            if number in shown:
                self._end_fold(folded)
                folded = 0
                self._write_step(step)
            else:
                folded += 1
        self._end_fold(folded)
        self._go_to(())
        return "".join(self._parts).strip()

    def _end_fold(self, count: int) -> None:
        if count:
            self._go_to(())
            what = "1 paragraph" if count == 1 else f"{count} paragraphs"
            self._parts.append(f"<p>[… {what} unchanged …]</p>")

    def _write_step(self, step: Step) -> None:
        leaf = step.new or step.old
        if leaf is None:
            return
        self._go_to(leaf.path if step.new else self._place_gone(leaf))
        if leaf.is_code and not step.is_equal:
            self._parts += _write_lines(step.old.tokens if step.old else (), step.new.tokens if step.new else ())
        elif step.old and step.new:
            self._parts += self._write_both(step.old, step.new)
        elif step.new:
            self._parts += self._write_edit((), step.new.tokens)
        elif step.old:
            self._parts += self._write_edit(step.old.tokens, ())

    def _place_gone(self, leaf: Leaf) -> tuple[Element, ...]:
        """Return where a block that is gone is shown: in the list of the new version, if its own lives on there."""
        kept: list[Element] = []
        for element in leaf.path:
            twin = self._twins.get(element.number)
            if twin is None:
                break
            kept.append(twin)
        rest = leaf.path[len(kept) :]
        return (*kept, *(Element(element.tag, -1 - element.number, _strip_id(element.attributes)) for element in rest))

    def _write_both(self, old: Leaf, new: Leaf) -> Iterator[str]:
        place = 0
        for a, b, c, d in find_changes(old.tokens, new.tokens):
            yield from write_tokens(new.tokens[place:c], self._seen)
            yield from self._write_edit(old.tokens[a:b], new.tokens[c:d])
            place = d
        yield from write_tokens(new.tokens[place:], self._seen)

    def _write_edit(self, gone: tuple[Token, ...], come: tuple[Token, ...]) -> Iterator[str]:
        """Write what went and what came; brackets say so where nothing is underlined or struck."""
        first = (gone or come)[0]
        if first.html == "<hr />" or not (gone or come):
            yield first.html
            return
        if (come or gone)[0].has_space:
            yield " "
        sign = "" if gone and come else "−" if gone else "+"
        yield f"[{sign}"
        if gone:
            yield f"<del>{''.join(write_tokens(gone, self._gone)).strip(' ')}</del>"
        if gone and come:
            yield " → "
        if come:
            yield f"<ins>{''.join(write_tokens(come, self._seen)).strip(' ')}</ins>"
        yield "]"

    def _go_to(self, path: tuple[Element, ...]) -> None:
        """Close and open blocks until just these are open."""
        shared = 0
        while shared < min(len(self._open), len(path)) and self._open[shared].number == path[shared].number:
            shared += 1
        for element in reversed(self._open[shared:]):
            self._parts.append(f"</{element.tag}>")
        if self._parts and not shared:
            self._parts.append("\n")
        for element in path[shared:]:
            attributes = _strip_id(element.attributes) if element.number in self._seen else element.attributes
            self._seen.add(element.number)
            self._parts.append(f"<{element.tag}{attributes}>")
        self._open = path


def _write_lines(old: tuple[Token, ...], new: tuple[Token, ...]) -> Iterator[str]:
    """Write code as programmers know it from their tools, a sign before each line: spaces and tags are part of code."""
    place = 0
    for a, b, c, d in [*find_changes(old, new), (len(old), len(old), len(new), len(new))]:
        yield from (f"  {_end_line(token)}" for token in new[place:c])
        yield from (f"- {_end_line(token)}" for token in old[a:b])
        yield from (f"+ {_end_line(token)}" for token in new[c:d])
        place = d


def _end_line(token: Token) -> str:
    return token.html if token.html.endswith("\n") else f"{token.html}\n"


def _find_twins(steps: Sequence[Step]) -> dict[int, Element]:
    """Find the block of the new version that each block of the old one lives on in, by its number."""
    twins: dict[int, Element] = {}
    for step in steps:
        if step.old and step.new:
            for old, new in zip(step.old.path, step.new.path, strict=False):
                if old.tag != new.tag or twins.setdefault(old.number, new) is not new:
                    break
    return twins


def _choose_shown(steps: Sequence[Step], context: int | None) -> set[int]:
    """Choose the blocks to be shown: what changed, and what stands beside it."""
    everything = set(range(len(steps)))
    if context is None:
        return everything
    changed = [number for number in everything if not steps[number].is_equal]
    shown = {number + away for number in changed for away in range(-context, context + 1)} & everything
    hidden = sorted(everything - shown)
    # Numbers of a run are as far from their places as each other.
    for _, group in groupby(enumerate(hidden), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        if len(run) < _FOLDED:
            # Too short to be worth a line of its own.
            shown.update(run)
    return shown


def _strip_id(attributes: str) -> str:
    return re.sub(r' id="[^"]*"', "", attributes)
