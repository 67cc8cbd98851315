"""What libraries refuse."""

from __future__ import annotations

from chalicelib.platform.errors import (
    ConflictError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
    UnavailableError,
)


class LibraryNotFoundError(NotFoundError):
    code = "library_not_found"


class LibraryInvalidError(InvalidError):
    """The definition is not a library: see `problems`."""

    code = "library_invalid"


class LibraryKeyError(InvalidError):
    """The text is of another library than the address names."""

    code = "library_key"


class LibraryKindError(InvalidError):
    """The library is of another kind: a ledger has no records, a matrix has cells."""

    code = "library_kind"


class DefinitionOutdatedError(Exception):
    """A record was written by a later definition than the one at hand, which is up to a minute old: read it again."""


class ViewPreparingError(UnavailableError):
    """A new list or statistic does not know all records yet (`percent` of them). Repeat in a moment."""

    code = "view_preparing"


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


class ListingSortError(InvalidError):
    """No index has this order (`name`)."""

    code = "listing_sort"


class ListingFilterError(InvalidError):
    """The condition names no field (`name`), or asks of it what can never be."""

    code = "listing_filter"


class ListingHiddenError(InvalidError):
    """The condition or the order is about a field the person may not see."""

    code = "listing_hidden"


class ListingViewError(InvalidError):
    """There is no such view, or it is not for the person."""

    code = "listing_view"


class ListingTooWideError(InvalidError):
    """The condition asks for more values at once than `most`."""

    code = "listing_too_wide"


class WordsTooManyError(InvalidError):
    code = "words_too_many"


class WordTooShortError(InvalidError):
    """The word has fewer than two Chinese characters, or three letters or digits."""

    code = "word_too_short"


class RecordForbiddenError(ForbiddenError):
    """The person may see the record, or the library, but not do this with it."""

    code = "record_forbidden"


class RecordReferredError(ConflictError):
    """Other records name this one (`by`, in library `other`), so it cannot be deleted."""

    code = "record_referred"


class RecordActionNotFoundError(NotFoundError):
    code = "record_action_not_found"


class RecordActionClosedError(ConflictError):
    """The record is not as the action demands; it may have been a moment ago."""

    code = "record_action_closed"


class SearchNotFoundError(NotFoundError):
    code = "search_not_found"


class SearchesTooManyError(ConflictError):
    """The person keeps as many searches in this library as there is room for (`most`)."""

    code = "searches_too_many"


class StatisticNotFoundError(NotFoundError):
    """There is no such statistic, or it counts what the person may not see."""

    code = "statistic_not_found"


class StatisticDimensionError(InvalidError):
    """The statistic is not told apart by this (`name`)."""

    code = "statistic_dimension"
