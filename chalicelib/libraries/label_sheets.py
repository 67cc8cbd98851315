"""A sheet of labels as PDF: A4, cut into equal labels, each with a QR code and a few lines.

What it needs to draw is imported when the first sheet is made.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FONT = Path(__file__).parent / "fonts/wqy-microhei-gbk.ttf"
FONT_NAME = "WenQuanYi Micro Hei"
A4_MM, MM = (210.0, 297.0), 72 / 25.4
PADDING_MM, LARGEST_CODE_MM = 3.0, 25.0
TITLE_PT, KEY_PT, LINE_PT, FOOT_PT = 10.0, 8.0, 7.0, 6.0
LEADING = 1.25
REPLACEMENT = "□"
"""Stands where the font has no sign for a character."""


@dataclass(frozen=True)
class Label:
    """What stands on a label; `address` is what its code opens."""

    address: str
    title: str
    key: str
    lines: tuple[str, ...] = ()
    foot: str = ""


@dataclass(frozen=True)
class Grid:
    """How a sheet is cut."""

    columns: int = 3
    rows: int = 8

    @property
    def on_a_sheet(self) -> int:
        return self.columns * self.rows


@dataclass(frozen=True)
class Sheets:
    """A PDF. `replaced`: the characters the font has no sign for."""

    content: bytes
    pages: int
    replaced: tuple[str, ...]


def draw(labels: Sequence[Label], grid: Grid, title: str) -> Sheets:
    """The labels in their order, row by row; the same labels give the same bytes."""
    from reportlab.pdfgen.canvas import Canvas

    face = _face()
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=tuple(side * MM for side in A4_MM), invariant=1)
    canvas.setTitle(title)
    width, height = A4_MM[0] / grid.columns, A4_MM[1] / grid.rows
    missing: set[str] = set()
    for number, label in enumerate(labels):
        row, column = divmod(number % grid.on_a_sheet, grid.columns)
        if number and (row, column) == (0, 0):
            canvas.showPage()
        missing |= _draw_label(canvas, label, (column * width, A4_MM[1] - (row + 1) * height), width, height)
    canvas.save()
    pages = -(-len(labels) // grid.on_a_sheet)
    return Sheets(written.getvalue(), pages, tuple(sorted(missing - face)))


def _draw_label(
    canvas: Any, label: Label, corner: tuple[float, float], width: float, height: float
) -> set[str]:
    """One label, its lower left corner given; the characters that stand on it."""
    left, bottom = corner[0] + PADDING_MM, corner[1] + PADDING_MM
    inner = height - 2 * PADDING_MM
    side = min(inner, LARGEST_CODE_MM, width * 0.42)
    _draw_code(canvas, label.address, (left, bottom + (inner - side) / 2), side)
    text_left = (left + side + PADDING_MM) * MM
    room = (width - 3 * PADDING_MM - side) * MM
    top, said = (bottom + inner) * MM, set()
    for size, text in _rows(label, room):
        said |= set(text)
        top -= size * LEADING
        if top >= (bottom * MM) + FOOT_PT * LEADING:
            canvas.setFont(FONT_NAME, size)
            canvas.drawString(text_left, top, _cut(_signs(text), size, room))
    said |= set(label.foot)
    canvas.setFont(FONT_NAME, FOOT_PT)
    canvas.drawString(text_left, bottom * MM, _cut(_signs(label.foot), FOOT_PT, room))
    return {sign for sign in said if not sign.isspace()}


def _rows(label: Label, room: float) -> Iterator[tuple[float, str]]:
    """Lines of text from the top, each with its size: a long title takes two."""
    title = " ".join(label.title.split())
    head = _first_line(title, _fitting(_signs(title), TITLE_PT, room))
    yield TITLE_PT, title[:head]
    if head < len(title):
        yield TITLE_PT, title[head:]
    yield KEY_PT, label.key
    yield from ((LINE_PT, line) for line in label.lines)


def _first_line(text: str, most: int) -> int:
    """Where a text of two lines is broken: not within a word of Latin letters, where one begins before."""
    around = text[most - 1 : most + 1]
    within = most < len(text) and around.isascii() and around.isalnum()
    return text.rfind(" ", 0, most) + 1 or most if within else most


def _draw_code(canvas: Any, address: str, corner: tuple[float, float], side: float) -> None:
    """A QR code of squares, one path: no hairlines between them, sharp at every size."""
    import segno

    matrix = segno.make_qr(address, error="m").matrix
    square = side * MM / len(matrix)
    path = canvas.beginPath()
    for row, line in enumerate(matrix):
        for start, length in _runs(line):
            y = corner[1] * MM + (len(matrix) - 1 - row) * square
            path.rect(corner[0] * MM + start * square, y, length * square, square)
    canvas.drawPath(path, stroke=0, fill=1)


def _runs(line: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Where dark squares of a line begin, and how many there are."""
    start, length = 0, 0
    for place, dark in enumerate([*line, 0]):
        if dark:
            start, length = (start, length + 1) if length else (place, 1)
        elif length:
            yield start, length
            length = 0


def _signs(text: str) -> str:
    """A text as the font can write it."""
    face = _face()
    return "".join(" " if sign.isspace() else sign if sign in face else REPLACEMENT for sign in text)


def _cut(text: str, size: float, room: float) -> str:
    fits = _fitting(text, size, room)
    return text if fits == len(text) else text[: max(fits - 1, 0)] + "…"


def _fitting(text: str, size: float, room: float) -> int:
    """How many of a text's first characters there is room for."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return next(
        (count for count in range(len(text), 0, -1) if stringWidth(text[:count], FONT_NAME, size) <= room), 0
    )


@functools.lru_cache(maxsize=1)
def _face() -> frozenset[str]:
    """The characters of the font, which is known to the drawing from then on."""
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont(FONT_NAME, str(FONT))
    registerFont(font)
    return frozenset(map(chr, font.face.charToGlyph))
