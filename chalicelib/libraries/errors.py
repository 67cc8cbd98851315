"""What libraries refuse."""

from __future__ import annotations

from chalicelib.platform.errors import ConflictError, InvalidError, NotFoundError


class LibraryNotFoundError(NotFoundError):
    code = "library_not_found"


class LibraryInvalidError(InvalidError):
    """The definition is not a library: see `problems`."""

    code = "library_invalid"


class LibraryKindError(InvalidError):
    """The library is of another kind: a ledger has no records, a matrix has cells."""

    code = "library_kind"


class BalanceError(ConflictError):
    """The account has less than is asked for; somebody may have used it a moment ago."""

    code = "balance_short"


class RecordNotFoundError(NotFoundError):
    code = "record_not_found"


class RecordExistsError(ConflictError):
    """Another record has this key, or this value of a field without repeats (`field`)."""

    code = "record_exists"


class RecordOverlapError(ConflictError):
    """Another record has the same thing at that time: `record`, from `start` to `end`."""

    code = "record_overlap"


class RecordGuardError(ConflictError):
    """The record is not as the write demands: its guard does not hold."""

    code = "record_guard"


class RecordInvalidError(InvalidError):
    """Values do not fit the library's fields: see `problems`, by field."""

    code = "record_invalid"


class RecordsTooManyError(InvalidError):
    """More writes than one transaction takes. Use fewer rows."""

    code = "records_too_many"
