"""Records: what lies beside the published files so that a state that was lost can be made again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

RECORD = "record.json"
ADDRESS = "url"
"""Names, in the state and in records, the address that files were written for last."""
HEAD = "publisher_record"
FORMAT = 1
_OWNER = "archive:"


def write_record(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Write rows of the state as a record; the same rows give the same bytes."""
    # A row a line; the encoder that indents is ten times slower.
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f'{{"{HEAD}": {FORMAT}, "rows": [\n{lines}\n]}}\n'.encode()


def name_owner(feed: str, number: int) -> str:
    """Name whom the files of a page belong to, as the state has it."""
    return f"{_OWNER}{feed}:{number}"


def read_owner(owner: str) -> tuple[str, int] | None:
    """Return which page it is of which feed; None for another owner.

    >>> read_owner("archive:feeds/sea:12"), read_owner("")
    (('feeds/sea', 12), None)
    """
    if not owner.startswith(_OWNER):
        return None
    feed, _, number = owner.removeprefix(_OWNER).rpartition(":")
    return feed, int(number)
