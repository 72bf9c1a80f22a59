"""Draws the pictures of the sample articles: ``python -m tests.drawings`` writes them into ``content/``."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from math import sqrt
from pathlib import Path

CONTENT = Path(__file__).parent.parent / "content"
PALETTE = (0xFFFFFF, 0x1D3557, 0x457B9D, 0xA8DADC, 0xD8DEE6)
WHITE, INK, BLUE, PALE, GREY = range(len(PALETTE))
# Five columns of seven dots a letter, the lowest bit on top.
_LETTERS = {
    "A": (0x7E, 0x09, 0x09, 0x09, 0x7E),
    "0": (0x3E, 0x51, 0x49, 0x45, 0x3E),
    "1": (0x00, 0x42, 0x7F, 0x40, 0x00),
    "2": (0x62, 0x51, 0x49, 0x49, 0x46),
    "3": (0x22, 0x41, 0x49, 0x49, 0x36),
    "4": (0x18, 0x14, 0x12, 0x7F, 0x10),
    "5": (0x27, 0x45, 0x45, 0x45, 0x39),
    "6": (0x3C, 0x4A, 0x49, 0x49, 0x30),
    "7": (0x03, 0x01, 0x71, 0x09, 0x07),
    "8": (0x36, 0x49, 0x49, 0x49, 0x36),
}


class Drawing:
    """A picture of a few colours."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self.rows = [bytearray(width) for _ in range(height)]

    def fill(self, left: int, top: int, right: int, bottom: int, colour: int) -> None:
        """Fill a rectangle; what is outside the picture is left out."""
        left, right = max(0, left), min(self.width, right)
        for row in self.rows[max(0, top) : max(0, bottom)]:
            row[left:right] = bytes([colour]) * max(0, right - left)

    def draw_ellipse(self, centre: tuple[int, int], radii: tuple[int, int], colour: int) -> None:
        """Fill an ellipse."""
        for y in range(-radii[1], radii[1] + 1):
            half = round(radii[0] * sqrt(1 - (y / radii[1]) ** 2))
            self.fill(centre[0] - half, centre[1] + y, centre[0] + half + 1, centre[1] + y + 1, colour)

    def write(self, left: int, top: int, text: str, colour: int, scale: int) -> None:
        """Write a text in square dots."""
        for number, letter in enumerate(text):
            for column, bits in enumerate(_LETTERS[letter]):
                for line in range(7):
                    if bits >> line & 1:
                        x, y = left + (6 * number + column) * scale, top + line * scale
                        self.fill(x, y, x + scale, y + scale, colour)

    def encode(self) -> bytes:
        """Return the picture as PNG."""

        def chunk(kind: bytes, data: bytes) -> bytes:
            return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 3, 0, 0, 0)
        colours = b"".join(colour.to_bytes(3, "big") for colour in PALETTE)
        data = zlib.compress(b"".join(b"\0" + row for row in self.rows), 9)
        chunks = chunk(b"IHDR", head) + chunk(b"PLTE", colours) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
        return b"\x89PNG\r\n\x1a\n" + chunks


def draw_paper() -> Drawing:
    """Draw a sheet of A0 that is halved again and again."""
    line, long = 3, 840
    short = round(long / sqrt(2))
    drawing = Drawing(short + line, long + line)
    drawing.fill(0, 0, drawing.width, drawing.height, INK)
    left, top, right, bottom = 0, 0, drawing.width, drawing.height
    for number in range(1, 9):
        # One half is the next format, the other is halved in its turn.
        if bottom - top > right - left:
            middle = (top + bottom - line) // 2
            half = (left, middle, right, bottom)
            bottom = middle + line
        else:
            middle = (left + right - line) // 2
            half = (middle, top, right, bottom)
            right = middle + line
        _draw_sheet(drawing, half, line, number)
    drawing.fill(left + line, top + line, right - line, bottom - line, WHITE)
    return drawing


def _draw_sheet(drawing: Drawing, sheet: tuple[int, int, int, int], line: int, number: int) -> None:
    left, top, right, bottom = sheet
    drawing.fill(left + line, top + line, right - line, bottom - line, PALE if number % 2 else GREY)
    scale = max(1, min(right - left, bottom - top) // 36)
    x, y = (left + right - 11 * scale) // 2, (top + bottom - 7 * scale) // 2
    drawing.write(x, y, f"A{number}", INK, scale)


def draw_bulges() -> Drawing:
    """Draw the Earth in its water, which is drawn out towards the Moon and away from it."""
    drawing = Drawing(960, 540)
    drawing.draw_ellipse((360, 270), (250, 160), BLUE)
    drawing.draw_ellipse((360, 270), (246, 156), PALE)
    drawing.draw_ellipse((360, 270), (132, 132), INK)
    drawing.draw_ellipse((360, 270), (128, 128), GREY)
    drawing.draw_ellipse((850, 270), (39, 39), INK)
    drawing.draw_ellipse((850, 270), (36, 36), WHITE)
    return drawing


DRAWINGS: dict[str, Callable[[], Drawing]] = {
    "warum-a4-so-heisst/a-reihe.png": draw_paper,
    "why-the-sea-comes-twice-a-day_files/two-bulges.png": draw_bulges,
}
"""Every picture, by its path below ``content/``."""


def main() -> None:
    """Write all of them."""
    for path, draw in DRAWINGS.items():
        (CONTENT / path).parent.mkdir(exist_ok=True)
        (CONTENT / path).write_bytes(draw().encode())


if __name__ == "__main__":
    main()
