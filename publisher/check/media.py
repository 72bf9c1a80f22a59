"""Checks Media RSS 1.5.1, in feeds of any format."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from publisher.check import syntax
from publisher.check.findings import quote
from publisher.check.markup import check_html, check_plain
from publisher.check.values import check_language, check_url
from publisher.check.vocabulary import COUNTRIES, EBU_ROLES, RATINGS, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from publisher.check.findings import Report
    from publisher.check.tree import Element

NAMESPACE = "http://search.yahoo.com/mrss/"
_SPACE = f"{{{NAMESPACE}}}"
_DECIMAL = re.compile(r"[0-9]{1,18}(?:\.[0-9]{1,18})?")
# RFC 2326 §3.6: seconds, or hours, minutes and seconds.
_TIME = re.compile(r"now|[0-9]{1,9}(?:\.[0-9]{0,9})?|[0-9]{1,6}:[0-5]?[0-9]:[0-5]?[0-9](?:\.[0-9]{0,9})?")
_HASH_DIGITS = {"md5": 32, "sha-1": 40}
_ICRA_CODE = "(?:[clnosvx]z [01]|(?:c[ab]|l[a-c]|n[a-c]|o[a-h]|s[a-f]|v[a-j]|x[a-e]) 1)"
_ICRA = re.compile(rf"r \({_ICRA_CODE}(?: {_ICRA_CODE}){{0,60}}\)")

# Kinds of values; a set is that of the words that are defined.
_ADDRESS, _URI, _SIZE, _COUNT, _AMOUNT, _LANGUAGE, _TYPE, _TIMESTAMP, _TEXT, _WORD = range(10)
_BOX = {"width": _SIZE, "height": _SIZE}
_STYLED = {"type": words("plain html")}
_FILE = {"type": _TYPE, "href": _ADDRESS}
_ATTRIBUTES: Mapping[str, Mapping[str, int | frozenset[str]]] = {
    "content": {
        **_BOX,
        "url": _ADDRESS,
        "fileSize": _SIZE,
        "type": _TYPE,
        "medium": words("image audio video document executable"),
        "isDefault": words("true false True False TRUE FALSE"),
        "expression": words("sample full nonstop"),
        "bitrate": _AMOUNT,
        "framerate": _AMOUNT,
        "samplingrate": _AMOUNT,
        "channels": _COUNT,
        "duration": _AMOUNT,
        "lang": _LANGUAGE,
    },
    "thumbnail": {**_BOX, "url": _ADDRESS, "time": _TIMESTAMP},
    "player": {**_BOX, "url": _ADDRESS},
    "embed": {**_BOX, "url": _ADDRESS},
    "rating": {"scheme": _URI},
    "category": {"scheme": _URI, "label": _TEXT},
    "credit": {"role": _WORD, "scheme": _URI},
    "copyright": {"url": _ADDRESS},
    "title": _STYLED,
    "description": _STYLED,
    "text": {**_STYLED, "lang": _LANGUAGE, "start": _TIMESTAMP, "end": _TIMESTAMP},
    "hash": {"algo": words("md5 sha-1")},
    "restriction": {"relationship": words("allow deny"), "type": words("country uri sharing")},
    "starRating": {"average": _AMOUNT, "count": _COUNT, "min": _COUNT, "max": _COUNT},
    "statistics": {"views": _COUNT, "favorites": _COUNT},
    "status": {"state": words("active blocked deleted"), "reason": _WORD},
    "rights": {"status": words("userCreated official")},
    "price": {
        "type": words("rent purchase package subscription"),
        "info": _WORD,
        "price": _AMOUNT,
        "currency": _WORD,
    },
    "license": _FILE,
    "peerLink": _FILE,
    "subTitle": {**_FILE, "lang": _LANGUAGE},
    "location": {"description": _WORD, "start": _TIMESTAMP, "end": _TIMESTAMP},
    "param": {"name": _WORD},
}
_OTHERS = words(
    "group adult keywords community tags comments comment responses response backLinks backLink scenes scene sceneTitle"
    " sceneDescription sceneStartTime sceneEndTime"
)
_FORMS: Mapping[int, tuple[str, Callable[[str], bool]]] = {
    _URI: ("media-scheme", lambda text: bool(syntax.scheme_of(text)) and not syntax.find_url_fault(text)),
    _TYPE: ("media-type", syntax.is_media_type),
    _TIMESTAMP: ("media-time", lambda text: _TIME.fullmatch(text) is not None),
    _AMOUNT: ("media-number", lambda text: _DECIMAL.fullmatch(text) is not None),
    _SIZE: ("media-number", syntax.is_number),
    _COUNT: ("media-number", syntax.is_number),
}
"""For kinds that have a form: the rule that another form breaks, and what recognises the form."""
_ONCE = frozenset(f"{_SPACE}{name}" for name in ("title", "description", "copyright", "adult"))


def check_media(report: Report, element: Element) -> None:
    """Check an element of Media RSS and all below it."""
    for inner in element.walk():
        if inner.namespace == NAMESPACE:
            _check_element(report, inner)
            if inner.local in {"group", "content"}:
                check_once(report, inner)


def check_once(report: Report, parent: Element) -> None:
    """Check that a container describes its media with one title, one description and one copyright."""
    counts = Counter(child.name for child in parent.children if child.name in _ONCE)
    for name, count in counts.items():
        if count > 1:
            line = parent.all(name)[1].line
            report.add("media-once", line, f"<{parent.local[:60]}> has {count} media:{name.removeprefix(_SPACE)}")


def _check_element(report: Report, element: Element) -> None:
    name, line = element.local, element.line
    if name not in _ATTRIBUTES and name not in _OTHERS:
        report.add("media-element", line, f"there is no media:{name[:60]}")
        return
    known = _ATTRIBUTES.get(name, {})
    for key, value in element.attributes.items():
        if key in known:
            _check_value(report, known[key], value, line, f"{key} of media:{name}")
        elif key[0] != "{":
            report.add("media-attribute", line, f"media:{name} has {quote(key)}")
    _check_required(report, element)
    _check_content(report, element)


def _check_required(report: Report, element: Element) -> None:
    name, found = element.local, element.attributes
    if name in {"thumbnail", "player", "content"} and "url" not in found:
        if name != "content" or element.first(f"{_SPACE}player") is None:
            report.add("media-url", element.line, f"media:{name} has no url")
    elif name == "restriction" and "relationship" not in found:
        report.add("media-required", element.line, "media:restriction has no relationship")


def _check_value(report: Report, kind: int | frozenset[str], value: str, line: int, name: str) -> None:
    """Check the value of an attribute by its kind."""
    if isinstance(kind, frozenset):
        rule = "" if value in kind else "media-value"
    elif kind in _FORMS:
        rule, has_form = _FORMS[kind]
        rule = "" if has_form(value) else rule
    else:
        rule = ""
        _check_common(report, kind, value, line, name)
    if kind == _SIZE and not rule and not int(value):
        rule = "media-zero"
    if rule:
        report.add(rule, line, f"{name} is {quote(value)}")


def _check_common(report: Report, kind: int, value: str, line: int, name: str) -> None:
    if kind == _ADDRESS:
        check_url(report, value, line, name)
    elif kind == _LANGUAGE:
        check_language(report, value, line, name)
    elif kind == _TEXT:
        check_plain(report, value, line, name)


# Contents of elements ---------------------------------------------------------------------------------------------


def _check_content(report: Report, element: Element) -> None:
    text, found, line = element.text.strip(), element.attributes, element.line
    match element.local:
        case "title" | "description" | "text" if found.get("type") == "html":
            check_html(report, element.text, line, f"media:{element.local}")
        case "title" | "description" | "text" | "copyright" | "category":
            check_plain(report, text, line, f"media:{element.local}")
        case "group" if len(element.all(f"{_SPACE}content")) <= 1:
            report.add("media-group", line, "the group has fewer than two media:content")
        case "adult":
            _check_adult(report, text, line)
        case "hash":
            _check_hash(report, found.get("algo", "md5"), text, line)
        case "credit":
            _check_role(report, found, line)
        case "rating":
            _check_rating(report, found.get("scheme", "urn:simple"), text, line)
        case "restriction":
            _check_restriction(report, found.get("type", ""), text, line)


def _check_hash(report: Report, algorithm: str, text: str, line: int) -> None:
    digits = _HASH_DIGITS.get(algorithm)
    if digits and not re.fullmatch(f"[0-9A-Fa-f]{{{digits}}}", text):
        report.add("media-hash", line, f"the hash is {quote(text)}")


def _check_adult(report: Report, text: str, line: int) -> None:
    report.add("media-adult", line, "there is media:adult")
    if text.lower() not in {"true", "false"}:
        report.add("media-value", line, f"media:adult is {quote(text)}")


def _check_role(report: Report, found: Mapping[str, str], line: int) -> None:
    role = found.get("role", "")
    if role != role.lower():
        report.add("media-role", line, f"the role is {quote(role)}")
    elif role and found.get("scheme", "urn:ebu") == "urn:ebu" and role not in EBU_ROLES:
        report.add("media-vocabulary", line, f"the role is {quote(role)}")


def _check_rating(report: Report, scheme: str, text: str, line: int) -> None:
    if scheme == "urn:simple":
        if text not in {"adult", "nonadult"}:
            report.add("media-value", line, f"the rating is {quote(text)}")
    elif scheme in RATINGS:
        if text.lower() not in RATINGS[scheme]:
            report.add("media-vocabulary", line, f"the rating of {scheme} is {quote(text)}")
    elif scheme == "urn:icra" and not _ICRA.fullmatch(text):
        report.add("media-vocabulary", line, f"the rating of {scheme} is {quote(text)}")


def _check_restriction(report: Report, kind: str, text: str, line: int) -> None:
    """Check what a restriction is about: countries, addresses, or all or nothing."""
    allowed = {"all", "none"}
    wrong: Iterable[str] = ()
    if kind == "country":
        wrong = (part for part in text.split() if part.lower() not in COUNTRIES | allowed)
    elif kind == "uri":
        wrong = (part for part in text.split() if not syntax.scheme_of(part) and part not in allowed)
    elif not kind:
        wrong = (text,) if text and text not in allowed else ()
    for part in wrong:
        report.add("media-value", line, f"the restriction is {quote(part)}")
        return
