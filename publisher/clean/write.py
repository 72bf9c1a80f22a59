"""Writes a tree exactly as nh3 does, so that the last pass can prove itself idle."""

from __future__ import annotations

import re
from html import unescape

from bs4 import Tag
from bs4.element import NavigableString

from publisher.clean.gate import ALLOWED_ATTRIBUTES, ALLOWED_TAGS, MATH_NAMESPACE, check_attribute
from publisher.clean.names import BLOCKS, VOID
from publisher.clean.options import Form
from publisher.clean.tree import IDLE_ID, new_tag, read

# Not each single space between words: there are too many of those.
_SPACES = re.compile(r"[\t\n\f\r][\t\n\f\r ]*| [\t\n\f\r ]+")
# Readings above characters, and what players show where there are no players.
_ASIDE = re.compile(r"<(rt|rp|video|audio)\b[^>]*>.*?</\1>", re.DOTALL)
_TAG = re.compile(r"</?([a-z0-9]+)[^>]*>")


def write(root: Tag, form: Form) -> str:
    """Write what a form allows of a tree; white space that no browser shows is left out.

    The same content gives the same text, however its source was indented.
    """
    writer = _Writer(form)
    writer.write_content(root)
    writer.trim()
    return "".join(writer.parts)


class _Writer:
    """Carries the white space from one text to the next."""

    def __init__(self, form: Form) -> None:
        self._tags = ALLOWED_TAGS[form]
        self._attributes = ALLOWED_ATTRIBUTES[form]
        self._always = self._attributes["*"]
        self.parts: list[str] = []
        self._spaced = True
        self._after_block = False

    def write_content(self, element: Tag) -> None:
        for node in element.contents:
            if isinstance(node, Tag):
                self._write_element(node)
            elif isinstance(node, NavigableString):
                self._write_text(str(node))

    def trim(self) -> None:
        """Drop the space at the end of a block."""
        if self.parts and self.parts[-1].endswith(" "):
            self.parts[-1] = self.parts[-1][:-1]
        self._spaced = True

    def _write_text(self, text: str) -> None:
        text = _SPACES.sub(" ", text)
        if self._spaced:
            text = text.removeprefix(" ")
        if text:
            self._spaced = text.endswith(" ")
            self._after_block = False
            self.parts.append(_escape(text))

    def _write_element(self, element: Tag) -> None:
        name = element.name
        if name not in self._tags:
            self.write_content(element)
            return
        block = name in BLOCKS
        if block or name == "br":
            self.trim()
        if block and self._after_block:
            self.parts.append("\n")
        self._after_block = False
        self.parts.append(f"<{name}{self._write_attributes(element)}>")
        if name in VOID:
            self._spaced = name == "br"
        elif name == "pre":
            self._write_code(element)
        else:
            self.write_content(element)
        if block:
            self.trim()
            self._after_block = True
        if name not in VOID:
            self.parts.append(f"</{name}>")

    def _write_code(self, pre: Tag) -> None:
        language = read(pre, "data-language")
        attributes = self._write_attributes(new_tag("code", **{"data-language": language})) if language else ""
        self.parts.append(f"<code{attributes}>{_escape(pre.get_text())}</code>")

    def _write_attributes(self, element: Tag) -> str:
        attributes = element.attrs
        if element.name == "math":
            attributes = attributes | {"xmlns": MATH_NAMESPACE}
        if not attributes:
            return ""
        parts = []
        for name in (*self._always, *self._attributes.get(element.name, ())):
            value = attributes.get(name) or (attributes.get(IDLE_ID) if name == "id" else attributes.get(name))
            checked = check_attribute(element.name, name, value) if isinstance(value, str) else None
            if checked is not None:
                parts.append(f' {name}="{_escape(checked).replace(chr(34), "&quot;")}"')
        return "".join(parts)


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\xa0", "&nbsp;")


def read_words(html: str) -> str:
    """Return the words that a reader sees in cleaned HTML, white space collapsed; ruby without its readings.

    >>> read_words("<p>One</p><ul><li>t<b>w</b>o</li></ul>")
    'One two'
    """
    text = _TAG.sub(lambda match: "" if match[1] not in _SEPARATE else " ", _ASIDE.sub("", html))
    return " ".join(unescape(text).split())


_SEPARATE = BLOCKS | {"br", "img", "video", "audio"}


def find_first_image(html: str) -> str:
    """Return the address of the first image in cleaned HTML that has one on the web, empty if none has."""
    found = _IMAGE.search(html)
    return unescape(found[1]) if found else ""


_IMAGE = re.compile(r'<img [^>]*?\bsrc="(http[^"]*)"')
