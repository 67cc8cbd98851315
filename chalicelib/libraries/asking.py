"""How lists are asked for over HTTP, and what the routes of libraries refuse: said once for all of them."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from chalicelib.libraries.browsing import Ask
from chalicelib.libraries.errors import (
    LibraryKindError,
    LibraryNotFoundError,
    ListingFilterError,
    ListingHiddenError,
    ListingSortError,
    ListingTooWideError,
    ListingViewError,
    RecordForbiddenError,
    RecordNotFoundError,
    WordsTooManyError,
    WordTooShortError,
)
from chalicelib.libraries.filters import Filter

NO_LIBRARY = (LibraryNotFoundError, LibraryKindError, RecordForbiddenError)
NO_RECORD = (*NO_LIBRARY, RecordNotFoundError)
NO_LIST = (
    ListingFilterError,
    ListingHiddenError,
    ListingSortError,
    ListingTooWideError,
    ListingViewError,
    WordTooShortError,
    WordsTooManyError,
)


class ListAsked(BaseModel):
    """`filter`: a condition as in definitions, as JSON. `words`: what to look for. `sort`: a field, `-field` for the
    last first.
    """

    model_config = ConfigDict(extra="forbid")

    view: str = Field(default="", max_length=40)
    filter: str = Field(default="", max_length=4000)
    words: str = Field(default="", max_length=100)
    sort: str | None = Field(default=None, max_length=81)

    def ask(self) -> Ask:
        """What is asked for. Raises ListingFilterError."""
        return Ask(view=self.view, filter=read_filter(self.filter), words=self.words, sort=self.sort)


def read_filter(text: str) -> Filter | None:
    """A condition from its JSON. Raises ListingFilterError."""
    try:
        return Filter.model_validate_json(text) if text else None
    except (ValidationError, RecursionError) as error:
        raise ListingFilterError(field="filter", name=text[:40]) from error
