"""Holds an Atom document against the grammar of its specification, in RELAX NG."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from publisher.check.findings import Report

_ATOM = "{http://www.w3.org/2005/Atom}"
_MOST_SAID = 5
_MOST_CHILDREN = 2000


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
    grammar = _load()
    # Entry by entry, because libxml2 takes quadratic time in the number of siblings.
    entries = tree.findall(f"{_ATOM}entry")
    for entry in entries:
        tree.remove(entry)
    for part in (tree, *entries):
        if not _is_crowded(part) and not grammar.validate(part):
            for found in list(grammar.error_log)[:_MOST_SAID]:
                report.add("atom-grammar", found.line, found.message[:200])
            return


def _is_crowded(part: Any) -> bool:  # noqa: ANN401
    """Whether an element has so many children that holding it against the grammar would take seconds."""
    return any(len(element) > _MOST_CHILDREN for element in part.iter(f"{_ATOM}*"))


@cache
def _load() -> Any:  # noqa: ANN401  lxml is not typed.
    from lxml import etree

    text = files("publisher.check").joinpath("atom.rng").read_bytes()
    return etree.RelaxNG(etree.fromstring(text))
