"""An XLSX before it is parsed: how large it really is, how far its cells reach, and which of them are formulas.

A workbook is a zip of XML. Nothing its header says is believed: every entry is inflated piece by piece and counted, and
a cell far out, for which a parser would reserve everything before it, is met here first.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from chalicelib.libraries.sheets.errors import (
    SheetBombError,
    SheetBrokenError,
    SheetLockedError,
    SheetLongError,
    SheetTypeError,
)

MOST_INFLATED_BYTES = 150 * 1024 * 1024
MOST_ENTRIES = 1000
MOST_RATIO = 500
"""Of an entry over ten megabytes: a sheet with the same value in every cell has 400 at the most, a bomb 1,000."""
MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 50_000, 200, 2_000_000
PIECE = 64 * 1024
SMALL_BYTES = 10 * 1024 * 1024
WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
ENCRYPTED_FLAG = 0x1
LOCAL_HEADER_BYTES = 30
ARCHIVE = b"PK\x03\x04"

Place = tuple[int, int]
"""Row and column, both from 1 as Excel counts them."""


@dataclass
class Layout:
    """Where a sheet has cells: how far they reach, the formulas among them, and those that show an error."""

    rows: int = 0
    columns: int = 0
    cells: int = 0
    formulas: set[Place] = field(default_factory=set)
    errors: set[Place] = field(default_factory=set)


class Workbook:
    """The entries of an XLSX, each inflated and counted once.

    Raises SheetTypeError, SheetLockedError, SheetBombError, SheetBrokenError.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._entries = _entries(content)
        if WORKBOOK not in self._entries:
            raise SheetTypeError
        left = MOST_INFLATED_BYTES
        for entry in self._entries.values():
            left -= _measured(content, entry, left)

    def layout(self, sheet: str) -> Layout:
        """Raises SheetLongError, SheetBrokenError; KeyError for a sheet there is not."""
        scan = _Scan()
        self._parse(self._paths()[sheet], scan.start, scan.end)
        return scan.layout

    def _paths(self) -> dict[str, str]:
        """The entry of each sheet, by the sheet's name."""
        targets = {
            attributes.get("Id", ""): attributes.get("Target", "")
            for name, attributes in self._elements(RELATIONS)
            if name == "Relationship"
        }
        return {
            attributes.get("name", ""): _path(targets.get(_relation(attributes), ""))
            for name, attributes in self._elements(WORKBOOK)
            if name == "sheet"
        }

    def _elements(self, path: str) -> list[tuple[str, dict[str, str]]]:
        found: list[tuple[str, dict[str, str]]] = []
        self._parse(path, lambda name, attributes: found.append((_local(name), attributes)), lambda _: None)
        return found

    def _parse(
        self, path: str, start: Callable[[str, dict[str, str]], None], end: Callable[[str], None]
    ) -> None:
        if path not in self._entries:
            raise SheetBrokenError
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = start, end
        parser.StartDoctypeDeclHandler = _refuse_doctype
        try:
            for piece in _inflated(self._content, self._entries[path]):
                parser.Parse(piece, False)  # noqa: FBT003 - expat's own order
            parser.Parse(b"", True)  # noqa: FBT003
        except (expat.ExpatError, LookupError, ValueError) as error:  # the last two: an encoding nobody knows
            raise SheetBrokenError from error


class _Scan:
    """Walks over a sheet's elements. A row or cell without its place follows the one before, as parsers take it."""

    def __init__(self) -> None:
        self.layout = Layout()
        self._row = self._column = 0
        self._kind = ""
        self._is_counted = self._is_over = False
        self._steps = {
            "row": self._begin_row,
            "c": self._begin_cell,
            "v": self._fill_cell,
            "is": self._fill_cell,
            "f": self._calculate_cell,
        }

    def start(self, name: str, attributes: dict[str, str]) -> None:
        step = self._steps.get(_local(name))
        if step and not self._is_over:
            step(attributes)

    def end(self, name: str) -> None:
        """What follows the cells, such as the formulas of drop-downs, is none of them."""
        self._is_over = self._is_over or _local(name) == "sheetData"

    def _begin_row(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r", "")
        self._row = int(place) if place.isdecimal() else self._row + 1
        self._column = 0

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._kind, self._is_counted = attributes.get("t", ""), False
        row, column = _place(attributes.get("r", ""))
        self._row, self._column = row or self._row, column or self._column + 1

    def _fill_cell(self, _: dict[str, str]) -> None:
        if self._is_counted:
            return
        self._is_counted, layout = True, self.layout
        layout.rows, layout.columns = max(layout.rows, self._row), max(layout.columns, self._column)
        layout.cells += 1
        if layout.rows > MOST_ROWS + 1 or layout.columns > MOST_COLUMNS or layout.cells > MOST_CELLS:
            raise SheetLongError(rows=MOST_ROWS, columns=MOST_COLUMNS, cells=MOST_CELLS)
        if self._kind == "e":
            layout.errors.add((self._row, self._column))

    def _calculate_cell(self, attributes: dict[str, str]) -> None:
        self._fill_cell(attributes)
        self.layout.formulas.add((self._row, self._column))


def _entries(content: bytes) -> dict[str, zipfile.ZipInfo]:
    try:
        found = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise SheetBrokenError from error
    if len(found) > MOST_ENTRIES or sum(entry.file_size for entry in found) > MOST_INFLATED_BYTES:
        raise SheetBombError
    if any(entry.flag_bits & ENCRYPTED_FLAG for entry in found):
        raise SheetLockedError
    if len({entry.filename for entry in found}) < len(found):
        raise SheetBrokenError
    return {entry.filename: entry for entry in found}


def _measured(content: bytes, entry: zipfile.ZipInfo, most: int) -> int:
    """How large an entry really is. Raises SheetBombError, SheetBrokenError where its header says otherwise."""
    size = 0
    for piece in _inflated(content, entry):
        if size == 0 and piece.startswith(ARCHIVE):
            raise SheetBombError
        size += len(piece)
        if size > most or (size > SMALL_BYTES and size > MOST_RATIO * entry.compress_size):
            raise SheetBombError
    if size != entry.file_size:
        raise SheetBrokenError
    return size


def _inflated(content: bytes, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of an entry, a piece at a time, up to the end of what is packed and not to where the header says."""
    packed = memoryview(content)[_begin(content, entry) :][: entry.compress_size]
    if len(packed) < entry.compress_size or entry.compress_type not in {
        zipfile.ZIP_STORED,
        zipfile.ZIP_DEFLATED,
    }:
        raise SheetBrokenError
    pieces = (bytes(packed[at : at + PIECE]) for at in range(0, len(packed), PIECE))
    if entry.compress_type == zipfile.ZIP_STORED:
        yield from pieces
        return
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for piece in pieces:
            waiting = piece
            while waiting:
                yield inflate.decompress(waiting, PIECE)
                waiting = inflate.unconsumed_tail
        yield inflate.flush()
    except zlib.error as error:
        raise SheetBrokenError from error


def _begin(content: bytes, entry: zipfile.ZipInfo) -> int:
    """Where the data of an entry begins: behind its local header, whose name and extra field have lengths of their own."""
    header = content[entry.header_offset : entry.header_offset + LOCAL_HEADER_BYTES]
    if len(header) < LOCAL_HEADER_BYTES or not header.startswith(ARCHIVE):
        raise SheetBrokenError
    name, extra = int.from_bytes(header[26:28], "little"), int.from_bytes(header[28:30], "little")
    return entry.header_offset + LOCAL_HEADER_BYTES + name + extra


def _path(target: str) -> str:
    """The entry a relation of the workbook names, from its own folder or from the top."""
    return target.removeprefix("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")


def _relation(attributes: dict[str, str]) -> str:
    """The id of a sheet's relation; its prefix is the writer's choice."""
    return next((value for name, value in attributes.items() if name.endswith(":id")), "")


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _place(reference: str) -> Place:
    """Row and column of `AB12`; zero where it does not say."""
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    digits = reference[len(letters) :]
    return (int(digits) if digits else 0), column


def _refuse_doctype(*_: object) -> None:
    raise SheetBombError
