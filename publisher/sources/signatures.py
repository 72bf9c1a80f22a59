"""What a media file is by its own bytes, and how large a picture is.

Written here rather than taken from a library: imagesize 2.0.1, which is small and alive, loads an HTTP client and an
XML parser, and an AVIF of 662 bytes that claims 6.5 million extents keeps it busy for five seconds; one of a megabyte
would for hours. Nothing is ever decompressed here, and every loop has a bound.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import BinaryIO

HEAD_BYTES = 64
"""So much of a file's beginning tells its type."""
_MOST_SEGMENTS = 2_000
_MOST_BOXES = 2_000
_LARGEST_PX = 99_999
"""Wider or higher is no picture; the cleaner writes no longer numbers either."""
_MP4_BRANDS = (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"dash", b"M4V ", b"MSNV")
_M4A_BRANDS = (b"M4A ", b"M4B ", *_MP4_BRANDS)
_OGG_SOUNDS = (b"OpusHead", b"\x01vorbis", b"\x7fFLAC", b"Speex   ")
_CONTAINERS = {b"meta": 12, b"iprp": 8, b"ipco": 8}
"""Boxes in which the size of an AVIF is found, with the length of their headers."""
_TURNED = frozenset({5, 6, 7, 8})
"""Orientations of EXIF that make the width the height."""
_ORIENTATION = 0x0112


def is_type(head: bytes, media_type: str) -> bool:
    """Tell whether a file that begins so is of a type that may be published.

    >>> is_type(b"GIF89a", "image/gif"), is_type(b"<svg/>", "image/gif")
    (True, False)
    """
    check = _CHECKS.get(media_type)
    return check is not None and check(head)


def find_type(head: bytes, types: Iterator[str]) -> str:
    """Return which of some types a file is that begins so; empty if it is of none."""
    return next((media_type for media_type in types if is_type(head, media_type)), "")


def measure_picture(file: BinaryIO, media_type: str) -> tuple[int, int]:
    """Return width and height of a picture in pixels, as it is shown; zeros if its head does not tell.

    Whatever the bytes are, it ends soon, and raises nothing but ``OSError``.
    """
    try:
        size = _measure(file, media_type)
    except (EOFError, ValueError, IndexError):
        return 0, 0
    return size if all(1 <= side <= _LARGEST_PX for side in size) else (0, 0)


def _measure(file: BinaryIO, media_type: str) -> tuple[int, int]:
    file.seek(0)
    match media_type:
        case "image/png":
            head = _read(file, 24)
            return (_big(head[16:20]), _big(head[20:24])) if head[12:16] == b"IHDR" else (0, 0)
        case "image/gif":
            head = _read(file, 10)
            return _little(head[6:8]), _little(head[8:10])
        case "image/webp":
            return _measure_webp(_read(file, 30))
        case "image/jpeg":
            return _measure_jpeg(file)
        case "image/avif":
            return _measure_avif(file)
        case _:
            return 0, 0


def _measure_webp(head: bytes) -> tuple[int, int]:
    match head[12:16]:
        case b"VP8 ":
            return _little(head[26:28]) & 0x3FFF, _little(head[28:30]) & 0x3FFF
        case b"VP8L":
            bits = _little(head[21:25])
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8X":
            return _little(head[24:27]) + 1, _little(head[27:30]) + 1
        case _:
            return 0, 0


def _measure_jpeg(file: BinaryIO) -> tuple[int, int]:
    file.seek(2)
    is_turned = False
    for _ in range(_MOST_SEGMENTS):
        mark, kind = _read(file, 2)
        if mark != 0xFF:  # noqa: PLR2004  Begins every marker.
            return 0, 0
        if kind == 0xFF:  # noqa: PLR2004  A fill byte: the marker begins one later.
            file.seek(-1, os.SEEK_CUR)
            continue
        length = _big(_read(file, 2)) - 2
        if length < 0:
            return 0, 0
        if 0xC0 <= kind <= 0xCF and kind not in {0xC4, 0xC8, 0xCC}:  # noqa: PLR2004  Frame headers.
            frame = _read(file, 5)
            height, width = _big(frame[1:3]), _big(frame[3:5])
            return (height, width) if is_turned else (width, height)
        if kind == 0xE1:  # noqa: PLR2004  EXIF.
            segment = _read(file, length)
            is_turned = is_turned or (segment.startswith(b"Exif\0\0") and _read_orientation(segment[6:]) in _TURNED)
        else:
            file.seek(length, os.SEEK_CUR)
    return 0, 0


def _read_orientation(exif: bytes) -> int:
    """Return how a camera was held, 1 to 8; 0 if that is not said."""
    order = {b"II": "little", b"MM": "big"}.get(exif[:2])
    if order is None:
        return 0
    number = _little if order == "little" else _big
    start = number(exif[4:8])
    count = min(number(exif[start : start + 2]), _MOST_SEGMENTS)
    for place in range(start + 2, start + 2 + 12 * count, 12):
        if number(exif[place : place + 2]) == _ORIENTATION:
            return number(exif[place + 8 : place + 10])
    return 0


def _measure_avif(file: BinaryIO) -> tuple[int, int]:
    """Return the largest size that is spoken of: others are those of tiles and thumbnails."""
    end = file.seek(0, os.SEEK_END)
    largest, is_turned = (0, 0), False
    waiting = [(0, end)]
    for _ in range(_MOST_BOXES):
        if not waiting:
            break
        start, end = waiting.pop()
        if end - start < 8:  # noqa: PLR2004  Nothing is so short.
            continue
        file.seek(start)
        head = _read(file, 8)
        size, kind = _big(head[:4]), head[4:]
        header = 8
        if size == 1:
            size, header = _big(_read(file, 8)), 16
        size = size or end - start
        if size < header or start + size > end:
            return 0, 0
        waiting.append((start + size, end))
        if kind in _CONTAINERS:
            waiting.append((start + header + _CONTAINERS[kind] - 8, start + size))
        elif kind == b"ispe":
            found = _read(file, 12)
            largest = max(largest, (_big(found[4:8]), _big(found[8:12])), key=lambda sides: sides[0] * sides[1])
        elif kind == b"irot":
            is_turned = is_turned or bool(_read(file, 1)[0] & 1)
    width, height = largest
    return (height, width) if is_turned else largest


def _has_brand(head: bytes, *brands: bytes) -> bool:
    """Tell whether a file in the form of MP4 is of one of some kinds."""
    return head[4:8] == b"ftyp" and head[8:12] in brands


def _is_frame(head: bytes, *, layers: frozenset[int]) -> bool:
    """Tell whether a frame of MPEG sound begins here, of one of some layers by their numbers in the head."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:  # noqa: PLR2004  Eleven bits.
        return False
    return (head[1] >> 1 & 3) in layers


def _read(file: BinaryIO, count: int) -> bytes:
    data = file.read(count)
    if len(data) < count:
        raise EOFError
    return data


def _big(data: bytes) -> int:
    return int.from_bytes(data, "big")


def _little(data: bytes) -> int:
    return int.from_bytes(data, "little")


_CHECKS: dict[str, Callable[[bytes], bool]] = {
    "image/jpeg": lambda head: head.startswith(b"\xff\xd8\xff"),
    "image/png": lambda head: head.startswith(b"\x89PNG\r\n\x1a\n"),
    "image/gif": lambda head: head.startswith((b"GIF87a", b"GIF89a")),
    "image/webp": lambda head: head.startswith(b"RIFF") and head[8:12] == b"WEBP",
    "image/avif": lambda head: _has_brand(head, b"avif", b"avis"),
    "audio/mpeg": lambda head: head.startswith(b"ID3") or _is_frame(head, layers=frozenset({1})),
    # Its frames begin with twelve bits, where those of MP3 may begin with eleven.
    "audio/aac": lambda head: _is_frame(head, layers=frozenset({0})) and head[1] >= 0xF0,  # noqa: PLR2004
    "audio/mp4": lambda head: _has_brand(head, *_M4A_BRANDS),
    "audio/ogg": lambda head: head.startswith(b"OggS") and any(name in head[27:] for name in _OGG_SOUNDS),
    "audio/flac": lambda head: head.startswith(b"fLaC"),
    "audio/wav": lambda head: head.startswith(b"RIFF") and head[8:12] == b"WAVE",
    "video/mp4": lambda head: _has_brand(head, *_MP4_BRANDS),
    "video/webm": lambda head: head.startswith(b"\x1a\x45\xdf\xa3") and b"\x42\x82\x84webm" in head,
}
"""Tells for each type whether a file that begins so is of it."""
