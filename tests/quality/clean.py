"""Runs the cleaner over records, so that its safety and its losses can be measured against any collection."""

from __future__ import annotations

import json
import sys
from functools import cache

from publisher.clean import Cleaner, Form
from publisher.errors import SourceError


@cache
def _cleaner() -> Cleaner:
    return Cleaner()


def predict(record: dict[str, str], form: Form = Form.PAGE) -> dict[str, str]:
    """Clean ``input``, found at ``base`` if there is one; what the cleaner refuses becomes empty."""
    try:
        return {"id": record["id"], "output": _cleaner().clean(record["input"], record.get("base", ""), form=form)}
    except SourceError:
        return {"id": record["id"], "output": ""}


def main() -> None:
    """Read records from standard input, one JSON object a line, and write one for each; the form may be named."""
    form = Form(sys.argv[1]) if len(sys.argv) > 1 else Form.PAGE
    for line in sys.stdin:
        if line.strip():
            sys.stdout.write(json.dumps(predict(json.loads(line), form), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
