"""How well plain text is cut into headings, paragraphs, items and furniture: the door for a judge with gold answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from publisher.model import LineKind, Metadata
from publisher.parse.options import ParseOptions
from publisher.parse.plaintext import parse_plaintext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from publisher.model import Note


def predict(record: Mapping[str, Any]) -> dict[str, Any]:
    """Say what each run of lines of one text is.

    Args:
        record: ``id`` and ``text`` are read, nothing else.

    Returns:
        ``id`` and ``blocks``, made from nothing but the notes that the publisher itself makes of the text.
    """
    document = parse_plaintext(record["text"], Metadata(), ParseOptions())
    return {"id": record["id"], "blocks": [_write_note(note) for note in document.notes]}


def _write_note(note: Note) -> dict[str, Any]:
    block: dict[str, Any] = {"kind": str(note.kind), "line_start": note.line, "line_end": note.line_end}
    if note.kind is LineKind.HEADING:
        block["level"] = note.level
    if note.kind is LineKind.ITEM:
        block |= {"depth": note.depth, "ordered": note.ordered}
    return block
