"""Looks for inputs that crash, hang, or lose a word, guided by which lines of ours they reach.

    python -m tests.quality fuzz --seconds 600 --format html --corpus DIR

It needs atheris, which exists for Linux (and some for macOS): ``.venv/bin/python -m pip install atheris``. Each format
is fuzzed in a process of its own. An input that fails is written to ``crash-...`` in the current folder; given as an
only argument, ``python -m tests.quality.fuzz FORMAT FILE`` runs it again.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from functools import cache
from html import unescape
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

FORMATS = ("txt", "md", "html")
_MAX_BYTES = 8192
_TIMEOUT_S = 20
_MEMORY_MB = 2500
_TOKENS = {
    "txt": "\n\n|- |1. |    |\t|====|----|---\n|> |Contents\n|Comments\n|• ",
    "md": "\n\n|# |## |- |1. |    |```|> |[^1]|[^1]: |](|![|<!--|-->|**|<div>|</div>|{#x}|: |[a]: |~~|&amp;",
    "html": "<p>|</p>|<div class=|<nav>|</nav>|<table>|<td>|<a href=|<h1>|<h2>|<li>|<ul>|<pre>|<b>|</b>|<!--|-->"
    "|<script>|</script>|<article>|<aside>| hidden|<br>|<img src=|<svg>|<math>|<select>|<base href=|<figure>",
}
# What readers do not see, what is drawn otherwise, and what parsers of fragments and of pages read differently.
_STRANGE = re.compile(
    r"<\s*/?\s*(?:[!?]|head|html|body|frame|select|opt|button|input|textarea|title|noscript|template|svg|math|object|iframe"
    r"|embed|applet|noembed|noframes|plaintext|xmp|listing|meter|progress|dialog|datalist|param|meta|link|base|style"
    r"|script|audio|video|canvas|form|isindex|image|marquee|col)",
    re.IGNORECASE,
)
_HIDDEN = re.compile(
    r"<(head|script|style|form|noscript|button)\b.*?</\1>|<!.*?>|</?(?:html|body|meta|link|header|picture|source)\b.*?>",
    re.DOTALL | re.IGNORECASE,
)
# Letter by letter, since tags inside a word part it for one parser and not for another.
_LETTER = re.compile(r"[A-Za-z]")
_PART = re.compile(r"[A-Za-z]{2,}")


class LostError(AssertionError):
    """Words of an input are nowhere in its document."""


def _check_text(data: bytes) -> None:
    from publisher.parse.encoding import UndecodableError, decode_text
    from tests.quality import conservation

    found = conservation.read("a.txt", data)
    if found is None:
        return
    try:
        text = decode_text(data)
    except UndecodableError:
        return
    if not text.lstrip("\ufeff \n").startswith(("---", "+++")):
        _refuse_loss(conservation.find_lost_letters(text, found[0]))


def _check_markdown(data: bytes) -> None:
    from tests.quality import conservation

    found = conservation.read("a.md", data)
    # Raw HTML may hide what follows it; pages are fuzzed on their own.
    if found is not None and _STRANGE.search(data.decode("latin-1")) is None:
        _refuse_loss(conservation.find_lost_by_cleaning(*found, _LETTER))


def _check_page(data: bytes) -> None:
    from publisher.parse.encoding import UndecodableError, decode_text
    from tests.quality import conservation

    found = conservation.read("a.html", data)
    if found is None:
        return
    try:
        text = decode_text(data, is_html=True)
    except UndecodableError:
        return
    if _STRANGE.search(text) is None and not text.lstrip("\ufeff \n").startswith(("---", "+++")):
        _refuse_loss(conservation.find_missing(_find_shown(text), found[0]))


def _find_shown(html: str) -> list[str]:
    """Return the words of a page as another parser of HTML sees them, cut at every tag."""
    import nh3

    return _PART.findall(unescape(re.sub("<[^>]*>", " ", nh3.clean(html, attributes={}))))


def _refuse_loss(lost: Counter[str]) -> None:
    if lost:
        raise LostError(f"lost: {dict(lost)}")


_CHECKS: dict[str, Callable[[bytes], None]] = {"txt": _check_text, "md": _check_markdown, "html": _check_page}


def run(kind: str, seconds: int, corpus: Path | None) -> int:
    """Fuzz one format or all, and return 0 if nothing was found."""
    if find_spec("atheris") is None:
        print("atheris is not installed (Linux): .venv/bin/python -m pip install atheris", file=sys.stderr)
        return 2
    failed = [name for name in FORMATS if kind in {name, "all"} and _run_apart(name, seconds, corpus)]
    print(f"failed: {', '.join(failed)}" if failed else "nothing found")
    return 1 if failed else 0


def _run_apart(name: str, seconds: int, corpus: Path | None) -> int:
    with tempfile.TemporaryDirectory() as temporary:
        folder = corpus / name if corpus else Path(temporary) / "inputs"
        folder.mkdir(parents=True, exist_ok=True)
        for n, data in enumerate(_list_seeds(name)):
            (folder / f"seed-{n}").write_bytes(data[:_MAX_BYTES])
        tokens = Path(temporary) / "tokens"
        tokens.write_text("".join(f'"{_escape(token)}"\n' for token in _TOKENS[name].split("|")), encoding="ascii")
        command = [sys.executable, "-m", "tests.quality.fuzz", name, f"-max_total_time={seconds}", f"-dict={tokens}"]
        command += [f"-max_len={_MAX_BYTES}", f"-timeout={_TIMEOUT_S}", f"-rss_limit_mb={_MEMORY_MB}", str(folder)]
        return subprocess.run(command, check=False).returncode


def _escape(token: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in token.encode())


@cache
def _list_seeds(name: str) -> tuple[bytes, ...]:
    """Return inputs to begin with: our own pages, whole and bare; for the other formats our own texts."""
    from tests.quality.own.articles import read_articles
    from tests.quality.own.flavours import write_records
    from tests.quality.own.saved import read_pages

    if name == "html":
        pages = [page.data.decode("utf-8", "replace") for page in read_pages()]
        return tuple(text.encode() for page in pages for text in (page, _HIDDEN.sub("", page)))
    records = (record["text"] for article in read_articles() for record in write_records(article))
    return tuple(text.encode() for text in records)


def main() -> None:
    """Fuzz one format: the first argument; the others are libFuzzer's."""
    name = sys.argv.pop(1)
    atheris: Any = import_module("atheris")
    with atheris.instrument_imports(include=["publisher"]):
        import_module("tests.quality.conservation")
        for part in ("plaintext", "markdown", "webpage", "encoding", "frontmatter"):
            import_module(f"publisher.parse.{part}")
        for part in ("blocks", "bounds", "code", "formulas", "gate", "media", "rules", "tree", "write"):
            import_module(f"publisher.clean.{part}")
    atheris.Setup(sys.argv, _CHECKS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
