"""Holds an Atom document against the grammar of its specification, in RELAX NG."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from publisher.check.findings import Report

_ATOM = "http://www.w3.org/2005/Atom"
_MOST_SAID = 5


def check_grammar(report: Report, source: bytes) -> None:
    """Report where a document breaks the grammar; what other rules have found is not said again.

    Args:
        report: Where findings go; with an error in it already, nothing is done.
        source: The document in UTF-8, known to be well-formed and without a DTD of its own.
    """
    from lxml import etree

    if report.has_errors:
        return
    # What was decoded already is UTF-8, whatever the declaration says.
    parser = etree.XMLParser(encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False)
    try:
        tree = etree.fromstring(source, parser)
    except etree.XMLSyntaxError as fault:
        # Names and limits are those of another parser: readers use it too.
        report.add("xml-well-formed", fault.lineno or 0, str(fault.msg)[:200])
        return
    _drop_foreign(tree)
    grammar = _load()
    if grammar.validate(tree):
        return
    for found in list(grammar.error_log)[:_MOST_SAID]:
        report.add("atom-grammar", found.line, found.message[:200])


def _drop_foreign(root: Any) -> None:  # noqa: ANN401  lxml is not typed.
    """Take out what is of other namespaces, which may hold anything (RFC 4287 §6.4).

    The grammar allows it too, but libxml2 2.14 takes some mixtures of such elements for faults of their neighbours.
    """
    for parent in root.iter(*(f"{{{_ATOM}}}{name}" for name in ("feed", "entry", "source", "author", "contributor"))):
        for child in list(parent):
            if isinstance(child.tag, str) and not child.tag.startswith(f"{{{_ATOM}}}"):
                _remove(parent, child)


def _remove(parent: Any, child: Any) -> None:  # noqa: ANN401
    """Remove an element, and leave the text behind it."""
    before = child.getprevious()
    if child.tail:
        if before is None:
            parent.text = f"{parent.text or ''}{child.tail}"
        else:
            before.tail = f"{before.tail or ''}{child.tail}"
    parent.remove(child)


@cache
def _load() -> Any:  # noqa: ANN401  lxml is not typed.
    from lxml import etree

    text = files("publisher.check").joinpath("atom.rng").read_bytes()
    return etree.RelaxNG(etree.fromstring(text))
