"""Small media files, made of nothing: valid as far as anybody looks into them here."""

from __future__ import annotations

import struct
import zlib


def png(width: int = 20, height: int = 10, grey: int = 0) -> bytes:
    """Return a grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes([grey]) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def jpeg(width: int = 20, height: int = 10, orientation: int = 0) -> bytes:
    """Return the head of a photograph, with an EXIF block if an orientation is named."""
    exif = b""
    if orientation:
        entry = struct.pack(">HHIHH", 0x0112, 3, 1, orientation, 0)
        block = b"Exif\0\0MM\0*" + struct.pack(">IH", 8, 1) + entry + b"\0\0\0\0"
        exif = b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block
    frame = struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0" + exif + b"\xff\xc0" + frame + b"\xff\xd9"


def gif(width: int = 20, height: int = 10) -> bytes:
    """Return a picture of one colour."""
    screen = struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    return b"GIF89a" + screen + b"," + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x02\x02D\x01\0;"


def webp(width: int = 20, height: int = 10, form: bytes = b"VP8X") -> bytes:
    """Return the head of a picture in one of the three forms of WebP."""
    match form:
        case b"VP8X":
            data = b"\0\0\0\0" + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
        case b"VP8L":
            data = b"\x2f" + (width - 1 | (height - 1) << 14).to_bytes(4, "little") + bytes(5)
        case _:
            data = b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", width, height)
    chunk = form + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", 4 + len(chunk)) + b"WEBP" + chunk


def avif(width: int = 20, height: int = 10, turns: int = 0) -> bytes:
    """Return the head of a picture with a thumbnail of half its size."""
    sizes = b"".join(
        box(b"ispe", struct.pack(">III", 0, *sides)) for sides in ((width // 2, height // 2), (width, height))
    )
    properties = box(b"ipco", sizes + box(b"irot", bytes([turns])))
    meta = box(b"meta", b"\0\0\0\0" + box(b"hdlr", bytes(24)) + box(b"iprp", properties))
    return box(b"ftyp", b"avif\0\0\0\0avifmif1") + meta + box(b"mdat", bytes(10))


def box(kind: bytes, data: bytes) -> bytes:
    """Return a box of an ISO base media file."""
    return struct.pack(">I", len(data) + 8) + kind + data


def wav(seconds: int = 1) -> bytes:
    """Return silence."""
    data = bytes(100 * seconds)
    form = struct.pack("<HHIIHH", 1, 1, 100, 100, 1, 8)
    body = b"WAVEfmt " + struct.pack("<I", 16) + form + b"data" + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", len(body)) + body


def mp3(frames: int = 3) -> bytes:
    """Return silence: frames of 128 kbit/s at 44.1 kHz."""
    return (b"\xff\xfb\x90\x00" + bytes(413)) * frames


def mp4(brand: bytes = b"isom") -> bytes:
    """Return the head of a film, or of a sound."""
    return box(b"ftyp", brand + b"\0\0\2\0isommp41") + box(b"mdat", bytes(8))


EVERY = {
    "jpg": jpeg(),
    "jpeg": jpeg(),
    "png": png(),
    "gif": gif(),
    "webp": webp(),
    "avif": avif(),
    "mp3": mp3(),
    "m4a": mp4(b"M4A "),
    "aac": b"\xff\xf1\x50\x80\x02\x1f\xfc" + bytes(20),
    "ogg": b"OggS\0\x02" + bytes(20) + b"\x01\x1e\x01vorbis" + bytes(30),
    "opus": b"OggS\0\x02" + bytes(20) + b"\x01\x13OpusHead" + bytes(30),
    "flac": b"fLaC\0\0\0\x22" + bytes(34),
    "wav": wav(),
    "mp4": mp4(),
    "webm": b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\xf2\x81\x04\x42\xf3\x81\x08\x42\x82\x84webm"
    + bytes(20),
}
"""A file of each type that may be published, by its extension."""
