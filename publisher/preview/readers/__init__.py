"""What real feed readers do with a feed: each by the rules of its own source, which are named with it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from publisher.preview.readers.feedly import FEEDLY
from publisher.preview.readers.freshrss import FRESHRSS
from publisher.preview.readers.lemon24 import LEMON24_READER
from publisher.preview.readers.miniflux import MINIFLUX
from publisher.preview.readers.netnewswire import NETNEWSWIRE
from publisher.preview.readers.newsboat import NEWSBOAT
from publisher.preview.readers.reader import Identities, Reader

__all__ = ["READERS", "Identities", "Reader"]

READERS: Mapping[str, Reader] = MappingProxyType(
    {reader.name: reader for reader in (MINIFLUX, FRESHRSS, NETNEWSWIRE, NEWSBOAT, LEMON24_READER, FEEDLY)}
)
