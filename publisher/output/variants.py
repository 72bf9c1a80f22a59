"""Compresses published files beforehand: what servers of static files send in place of the file itself.

nginx (``gzip_static``), Caddy (``precompressed``) and our own server look for them beside the file.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable

SUFFIXES = {"gzip": ".gz", "br": ".br", "zstd": ".zst"}

_TEXT = (".css", ".html", ".js", ".json", ".opml", ".svg", ".txt", ".xml")
_OWN = frozenset({"gone.json", "record.json", "releases.json"})
"""Readers do not ask for these."""
# Measured on feeds and pages of 25 kB, one core, MB a second and what is left: gzip 6 42 and 31.4 %, 9 31 and 31.3 %;
# br 4 33 and 31.5 %, 5 19 and 29.6 %, 9 1.6 and 29.3 %, 11 0.6 and 26.2 %; zstd 3 122 and 32.8 %, 9 28 and 31.2 %,
# 19 2.1 and 30.1 %. Beyond these levels a file takes a hundred times as long for a tenth less.
_GZIP_LEVEL = 6
_BROTLI_LEVEL = 5
_ZSTD_LEVEL = 9


def has_variants(path: str) -> bool:
    """Say whether a file is compressed beforehand, by its path."""
    name = path.rpartition("/")[2]
    return name.endswith(_TEXT) and name not in _OWN


def is_variant(path: str) -> bool:
    """Say whether a file is a variant of another, by its path.

    >>> is_variant("a/atom.xml.gz"), is_variant("a/data.gz")
    (True, False)
    """
    name, dot, suffix = path.rpartition(".")
    return f"{dot}{suffix}" in SUFFIXES.values() and has_variants(name)


def name_variants(path: str, codings: Iterable[str]) -> list[str]:
    """Return the paths of a file's variants.

    >>> name_variants("a/atom.xml", ("gzip", "br"))
    ['a/atom.xml.gz', 'a/atom.xml.br']
    """
    return [f"{path}{SUFFIXES[coding]}" for coding in codings] if has_variants(path) else []


def compress(data: bytes, coding: str) -> bytes:
    """Compress bytes; the same bytes always become the same, with one version of a library.

    Args:
        data: Any bytes.
        coding: ``gzip`` (RFC 1952), ``br`` (RFC 7932) or ``zstd`` (RFC 8878).
    """
    if coding == "gzip":
        return gzip.compress(data, _GZIP_LEVEL, mtime=0)
    if coding == "br":
        import brotli

        return bytes(brotli.compress(data, mode=brotli.MODE_TEXT, quality=_BROTLI_LEVEL))
    import zstandard

    return zstandard.ZstdCompressor(level=_ZSTD_LEVEL).compress(data)
