"""Other programs that find the article in a page, asked the same questions as ours.

They are no dependencies of the package: what is not installed is left out, and said to be (``make quality PEERS=1``
installs them). Each is loaded when it is asked for, so that none is in another's memory.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from tests.quality.cost import Stopwatch
from tests.quality.pages import Saved

Prediction = dict[str, Any]
Extractor = Callable[[Saved, Stopwatch], Prediction | None]
OURS = "publisher"


def _load_ours() -> Extractor:
    from tests.quality import pages

    def extract(page: Saved, watch: Stopwatch) -> Prediction | None:
        with watch:
            return pages.predict(page)

    return extract


def _load_trafilatura(*, is_fast: bool) -> Extractor:
    library = import_module("trafilatura")
    writer = import_module("trafilatura.htmlprocessing")

    def extract(page: Saved, watch: Stopwatch) -> Prediction | None:
        with watch:
            # As its defaults are, which is less than what is asked of it below: the harder mark.
            library.extract(page.data, url=page.address, fast=is_fast)
        plain = {"url": page.address, "fast": is_fast, "include_comments": False, "with_metadata": True}
        found = library.bare_extraction(page.data, **plain)
        if found is None:
            return None
        # Links and pictures come on request only, and then stand in the text.
        whole = {"include_formatting": True, "include_links": True, "include_images": True}
        marked = library.bare_extraction(page.data, **plain, **whole)
        body = marked.body if marked is not None else found.body
        headings = [{"level": int((tag.get("rend") or "h2")[1:]), "text": _join_text(tag)} for tag in body.iter("head")]
        return {
            "id": page.name,
            "title": found.title,
            "byline": found.author,
            "published": found.date,
            "text": found.text,
            "headings": headings,
            "html": writer.build_html_output(marked or found, with_metadata=False),
        }

    return extract


def _load_readability() -> Extractor:
    library = import_module("readability")
    lxml_html = import_module("lxml.html")

    def extract(page: Saved, watch: Stopwatch) -> Prediction | None:
        try:
            with watch:
                document = library.Document(page.data, url=page.address)
                html = document.summary(html_partial=True)
                title = document.short_title()
                author = document.author() or ""
        except library.readability.Unparseable:
            return None
        tree = lxml_html.fromstring(html)
        headings = [
            {"level": int(tag.tag[1]), "text": _join_text(tag)} for tag in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")
        ]
        return {
            "id": page.name,
            "title": title,
            "byline": "" if author == "[no-author]" else author,
            "published": "",
            "text": " ".join(tree.itertext()),
            "headings": headings,
            "html": html,
        }

    return extract


def _join_text(tag: Any) -> str:  # noqa: ANN401  An element of lxml.
    return " ".join("".join(tag.itertext()).split())


_LOADERS: Mapping[str, tuple[str, Callable[[], Extractor]]] = {
    OURS: ("publisher", _load_ours),
    "trafilatura": ("trafilatura", lambda: _load_trafilatura(is_fast=False)),
    "trafilatura-fast": ("trafilatura", lambda: _load_trafilatura(is_fast=True)),
    "readability-lxml": ("readability", _load_readability),
}
NAMES = tuple(_LOADERS)


def list_installed() -> list[str]:
    """Return the names of the extractors that are here, ours first; say which are not."""
    installed = [name for name, (module, _) in _LOADERS.items() if find_spec(module)]
    for name in _LOADERS:
        if name not in installed:
            print(f"{name} is not installed, and left out", file=sys.stderr)
    return installed


def load_extractor(name: str) -> Extractor:
    """Load one by name."""
    return _LOADERS[name][1]()


def extract_all(
    pages: Iterable[Saved], names: Sequence[str]
) -> tuple[dict[str, dict[str, Prediction]], dict[str, float]]:
    """Run extractors over pages, one after the other on each page, so that a busy machine is unfair to none.

    Returns:
        For each extractor its predictions by page, and the milliseconds of processor time that a page took it.
    """
    extractors = {name: load_extractor(name) for name in names}
    watches = {name: Stopwatch() for name in names}
    predictions: dict[str, dict[str, Prediction]] = {name: {} for name in names}
    count = 0
    for page in pages:
        if not count:
            # The first page also pays for what a library loads when it is first used.
            for extract in extractors.values():
                extract(page, Stopwatch())
        count += 1
        for name, extract in extractors.items():
            found = extract(page, watches[name])
            if found is not None:
                predictions[name][page.name] = found
    return predictions, {name: 1000 * watch.seconds / max(1, count) for name, watch in watches.items()}
