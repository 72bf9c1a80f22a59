"""Checks the HTML inside items, as text, and the XHTML, as elements.

A tokenizer of our own, because those of libraries repair what they read and do not say what was wrong. It goes through
the text once.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from html import unescape
from html.entities import html5
from typing import TYPE_CHECKING

from publisher.check import syntax
from publisher.check.findings import quote
from publisher.check.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.check.findings import Report
    from publisher.check.tree import Element

XHTML = "http://www.w3.org/1999/xhtml"
_MOST_DEEP = 200
_MOST_CANDIDATES = 1_000
"""Of a `srcset`; what follows them is not looked at."""
MOST_TAGS = 300_000
"""Tags of all contents of a feed."""
_TAG = re.compile(r"""<(/?)([A-Za-z][^\s/>]*+)((?:[^>"']++|"[^"]*+"|'[^']*+')*+)>""")
_ATTRIBUTE = re.compile(r"""([^\s=/"'>]++)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'>]++))?""")
_BARE = re.compile(r"&(?!#[0-9]{1,7};|#[xX][0-9A-Fa-f]{1,6};|[A-Za-z][A-Za-z0-9]{0,31};)")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{0,31};)")
_HANDLER = re.compile(r"on[a-z]{2,40}")
_RAW_END = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "title", "textarea", "xmp")}
_UNSAFE = words(
    "script style iframe frame frameset object embed applet link meta base basefont form input button select textarea"
    " svg math bdo slot marquee template noscript param title head plaintext xmp dialog portal canvas body html"
)
_VOID = words("area base br col embed hr img input link meta param source track wbr")
_OPTIONAL_END = words("li dt dd p rt rp optgroup option colgroup caption thead tbody tfoot tr td th")
_KNOWN = _UNSAFE | words(
    "a abbr acronym address area article aside audio b bdi big blockquote br caption center cite code col colgroup data"
    " dd del details dfn dir div dl dt em fieldset figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i"
    " img ins kbd label legend li main map mark menu meter nav nobr ol optgroup option output p picture pre progress q"
    " rb rp rt rtc ruby s samp search section small source span strike strong sub summary sup table tbody td tfoot th"
    " thead time tr track tt u ul var video wbr"
)
_URLS = words("href src poster cite longdesc background action formaction data usemap")
_CLOSING = re.compile(r"</([A-Za-z][A-Za-z0-9]{0,15})\s{0,9}>")
_NEEDS_SOURCE = frozenset({"img", "embed", "iframe", "track"})


class Markup:
    """A content that is being checked."""

    def __init__(self, report: Report, text: str, line: int, name: str) -> None:
        self._report = report
        self._text = text
        self._line = line
        self._name = name
        self._open: list[tuple[str, int]] = []
        self._breaks: list[int] | None = None

    def check(self) -> None:
        """Go through the text once."""
        place, end = 0, len(self._text)
        while place < end:
            start = self._text.find("<", place)
            self._characters(place, end if start < 0 else start)
            if start < 0:
                break
            self._report.tags += 1
            if self._report.tags > MOST_TAGS:
                if self._report.tags == MOST_TAGS + 1:
                    self._add("html-tags", start, f"there are more than {MOST_TAGS:,} tags; the rest was not read")
                return
            place = self._markup(start)
        for name, start in self._open:
            self._check_unclosed(name, start)

    def _markup(self, start: int) -> int:  # noqa: PLR0911  A way out for each kind of markup.
        """Read what begins with `<`; return where the text goes on."""
        text = self._text
        if text.startswith("<!--", start):
            close = text.find("-->", start + 4)
            if close < 0:
                self._add("html-unbalanced", start, "a comment has no end")
                return len(text)
            return close + 3
        follows = text[start + 1 : start + 2]
        if follows in ("!", "?") or (follows == "/" and not text[start + 2 : start + 3].isalpha()):
            close = text.find(">", start)
            self._add("html-angle", start, f"no tag begins at {quote(text[start : start + 20])}")
            return len(text) if close < 0 else close + 1
        if not (follows.isascii() and follows.isalpha()) and follows != "/":
            self._add("html-angle", start, f"no tag begins at {quote(text[start : start + 20])}")
            return start + 1
        match = _TAG.match(text, start)
        if match is None:
            # To browsers all the rest is inside this tag; going on would cost quadratic time.
            self._add("html-unbalanced", start, f"a tag has no end: {quote(text[start : start + 40])}")
            return len(text)
        name = match[2].lower()
        if match[1]:
            self._close(name, start)
            return match.end()
        self._open_tag(name, match[3], start)
        raw = _RAW_END.get(name)
        if raw is not None:
            end = raw.search(text, match.end())
            return len(text) if end is None else end.start()
        return match.end()

    def _open_tag(self, name: str, rest: str, start: int) -> None:
        attributes: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(rest):
            key = match[1].lower()
            value = (match[2] or "").strip("\"'") if match[2] and match[2][0] in "\"'" else match[2] or ""
            if key in attributes:
                self._add("html-attribute-twice", start, f"<{name}> has {key[:40]!r} twice")
            else:
                attributes[key] = value
                if "&" in value:
                    self._references(value, start)
        check_element(self._report, name, {k: unescape(v) for k, v in attributes.items()}, self._at(start), self._name)
        if name not in _VOID and not (rest.endswith("/") and name in {"svg", "math"}):
            self._open.append((name, start))
            if len(self._open) == _MOST_DEEP + 1:
                self._add("html-depth", start, f"{self._name} is nested deeper than {_MOST_DEEP}")
            del self._open[: -_MOST_DEEP - 1]

    def _close(self, name: str, start: int) -> None:
        if name in _VOID or not any(name == opened for opened, _ in reversed(self._open)):
            self._add("html-unbalanced", start, f"</{name[:40]}> closes nothing")
            return
        while True:
            opened, place = self._open.pop()
            if opened == name:
                return
            self._check_unclosed(opened, place)

    def _check_unclosed(self, name: str, start: int) -> None:
        if name not in _OPTIONAL_END:
            self._add("html-unbalanced", start, f"<{name[:40]}> is not closed where it should be")

    def _characters(self, start: int, end: int) -> None:
        place = self._text.find("&", start, end)
        if place >= 0:
            self._references(self._text[place:end], place)

    def _references(self, text: str, start: int) -> None:
        bare = _BARE.search(text)
        if bare:
            self._add("html-ampersand", start, f"an ampersand stands bare in {quote(text[bare.start() :][:40])}")
        for match in _NAMED.finditer(text):
            if match[1] not in html5:
                self._add("html-entity", start, f"there is no {match[0]}")

    def _add(self, rule: str, start: int, message: str) -> None:
        self._report.add(rule, self._at(start), f"{self._name}: {message}")

    def _at(self, place: int) -> int:
        if self._breaks is None:
            self._breaks = [match.start() for match in re.finditer("\n", self._text)]
        return self._line + bisect_right(self._breaks, place) if self._line else 0


def find_markup(text: str) -> str:
    """Return the first closing tag of HTML or named character reference in a text that should be plain; or nothing.

    An opening tag alone is no sign: `Vec<T>` and `x<b` are texts.

    >>> find_markup("a <b>sea</b>"), find_markup("salt &amp; sand"), find_markup("Vec<T> <b> </T> &x;")
    ('</b>', '&amp;', '')
    """
    closing = (match[0] for match in _CLOSING.finditer(text) if match[1].lower() in _KNOWN)
    named = (match[0] for match in _NAMED.finditer(text) if match[1] in html5)
    return next(closing, "") or next(named, "")


def check_plain(report: Report, text: str, line: int, name: str, rule: str = "text-markup") -> None:
    """Check that a text that is plain holds no HTML."""
    found = find_markup(text)
    if found:
        report.add(rule, line, f"{name} holds {quote(found)}")


def check_html(report: Report, text: str, line: int, name: str) -> None:
    """Check HTML that was written as text.

    Args:
        report: Where findings go.
        text: The HTML, unescaped once.
        line: Where it begins; 0 for lines that mean nothing.
        name: What it is called in messages.
    """
    Markup(report, text, line, name).check()


def check_xhtml(report: Report, root: Element, name: str) -> None:
    """Check XHTML that was written as elements."""
    for element in root.walk():
        if element.namespace and element.namespace != XHTML:
            report.add("html-element", element.line, f"{name}: <{element.local[:40]}> is not of XHTML")
        if element.namespace != XHTML:
            continue
        check_element(report, element.local.lower(), element.attributes, element.line, name)


def check_element(report: Report, tag: str, attributes: dict[str, str], line: int, name: str) -> None:
    """Check a tag and its attributes."""
    if tag == "script":
        report.add("html-script", line, f"{name} has <script>")
    elif tag in _UNSAFE:
        report.add("html-element", line, f"{name} has <{tag}>")
    elif tag not in _KNOWN:
        report.add("html-name", line, f"{name} has <{tag[:40]}>")
    for key, value in attributes.items():
        if _HANDLER.fullmatch(key):
            report.add("html-script", line, f"{name}: <{tag[:40]}> has {key[:40]}={quote(value)}")
        elif key in {"style", "srcdoc", "formaction"}:
            report.add("html-attribute", line, f"{name}: <{tag[:40]}> has {key}={quote(value)}")
    for key, url in _addresses(attributes):
        _check_address(report, url, line, f"{name}: {key} of <{tag[:40]}>")
    if tag in _NEEDS_SOURCE and not {"src", "srcset", "srcdoc"} & attributes.keys():
        report.add("html-source", line, f"{name}: <{tag}> has no src")


def _addresses(attributes: dict[str, str]) -> Iterator[tuple[str, str]]:
    for key, value in attributes.items():
        if key in _URLS:
            yield key, value
        elif key == "srcset":
            for candidate in re.split(r",\s", value, maxsplit=_MOST_CANDIDATES):
                words = candidate.split()
                if words:
                    yield key, words[0]


def _check_address(report: Report, url: str, line: int, name: str) -> None:
    unsafe = syntax.unsafe_scheme(url)
    if unsafe:
        report.add("html-url-unsafe", line, f"{name} is {quote(url)}")
    elif syntax.scheme_of(url) == "data":
        return
    elif not syntax.scheme_of(url.strip()):
        report.add("html-url-relative", line, f"{name} is {quote(url)}")
    elif not url.isascii() or syntax.find_url_fault(url):
        report.add("html-url-invalid", line, f"{name} is {quote(url)}")
