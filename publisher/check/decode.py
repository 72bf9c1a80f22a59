"""Turns bytes into text: which encoding they say they are in, and whether they are."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publisher.check.findings import Report

_DECLARATION = re.compile(rb"""\s{0,64}<\?xml\s[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([^"'>]{0,64})["']""")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"))
_BOMS_16 = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHARSET = re.compile(r""";\s{0,9}charset\s{0,9}=\s{0,9}["']?([A-Za-z0-9._:-]{1,64})""", re.IGNORECASE)
# What Python calls an encoding, but no text is written in.
_NO_CHARSETS = frozenset({"idna", "punycode", "raw_unicode_escape", "unicode_escape", "undefined", "mbcs", "oem"})


def decode(data: bytes, content_type: str, report: Report) -> str | None:
    """Decode a document; None, and the report says why, if that cannot be done."""
    mark = next((name for mark, name in (*_BOMS, *_BOMS_16) if data.startswith(mark)), "")
    declared = _declared(data)
    # A header says more than the document (RFC 7303 §3.2), a mark more than both.
    header = _CHARSET.search(content_type)
    said = mark or (header[1] if header else "") or declared or _guess(data)
    codec = _find_codec(said)
    if codec is None:
        report.add("encoding-unknown", 1, f"there is no encoding {said!r}"[:120])
        return None
    inside = _find_codec(mark or declared or "utf-8")
    if header and inside is not None and _find_codec(header[1]) != inside:
        report.add("encoding-http", 1, f"HTTP says {header[1]}, the document {mark or declared or 'UTF-8'}")
    if codec not in {"utf-8", "ascii"}:
        report.add("encoding-not-utf8", 1, f"the encoding is {said}")
    try:
        text = codecs.decode(data, codec)
    except (UnicodeError, ValueError) as fault:
        at = fault.start if isinstance(fault, UnicodeDecodeError) else 0
        report.add("encoding-invalid", data.count(b"\n", 0, at) + 1, f"byte {at} is not {said}: {data[at : at + 4]!r}")
        return None
    return text.removeprefix("\ufeff")


def _declared(data: bytes) -> str:
    match = _DECLARATION.match(data.removeprefix(codecs.BOM_UTF8)[:600])
    return match[1].decode("ascii", "replace") if match else ""


def _guess(data: bytes) -> str:
    """Find what is written two or four bytes to a character without a mark (XML 1.0, Appendix F)."""
    starts = {b"<\0\0\0": "utf-32-le", b"\0\0\0<": "utf-32-be", b"<\0": "utf-16-le", b"\0<": "utf-16-be",
              b"{\0": "utf-16-le", b"\0{": "utf-16-be"}  # fmt: skip
    return next((name for start, name in starts.items() if data.startswith(start)), "utf-8")


def _find_codec(name: str) -> str | None:
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    # `_is_text_encoding` is what `bytes.decode` itself looks at: zlib, base64 and rot13 are codecs too.
    return found.name if found._is_text_encoding and found.name not in _NO_CHARSETS else None  # noqa: SLF001
