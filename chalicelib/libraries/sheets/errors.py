"""Why a file is not read at all. What is wrong with its cells are problems by row and field: see `rows`."""

from __future__ import annotations

from chalicelib.platform.errors import InvalidError, TooLargeError


class SheetSizeError(TooLargeError):
    """The file is over its limit. Send fewer rows at a time."""

    code = "sheet_size"


class SheetTypeError(InvalidError):
    """By its content the file is neither an XLSX workbook nor a CSV text, whatever its name says."""

    code = "sheet_type"


class SheetOldError(InvalidError):
    """A workbook as Excel wrote it before 2007. Save it as XLSX."""

    code = "sheet_old"


class SheetLockedError(InvalidError):
    """The workbook is encrypted. Save it without a password."""

    code = "sheet_locked"


class SheetBombError(InvalidError):
    """What is packed in the file is far larger than any sheet of people, or is an archive again."""

    code = "sheet_bomb"


class SheetBrokenError(InvalidError):
    """The file is damaged, or its header lies about what is in it. Save it anew."""

    code = "sheet_broken"


class SheetLongError(InvalidError):
    """More rows, columns or cells than are read at a time."""

    code = "sheet_long"


class SheetEmptyError(InvalidError):
    """There is no row with the names of the fields."""

    code = "sheet_empty"


class SheetColumnError(InvalidError):
    """The mapping names columns or fields there are not, or a field twice: see `problems`."""

    code = "sheet_column"
