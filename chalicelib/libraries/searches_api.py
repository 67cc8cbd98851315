"""Saved searches over HTTP: everybody's own."""

from __future__ import annotations

from pydantic import BaseModel, Field

from chalicelib.libraries import searches
from chalicelib.libraries.asking import NO_LIBRARY, NO_LIST, ListAsked
from chalicelib.libraries.errors import (
    SearchesTooManyError,
    SearchNotFoundError,
)
from chalicelib.platform import messages
from chalicelib.platform.answers import Answer
from chalicelib.platform.errors import BusyError, IdempotencyKeyReusedError
from chalicelib.platform.web import Api, Call

api = Api(__name__)


class SearchBody(ListAsked):
    """A list as `GET /libraries/{key}/records` is asked for it, and what I call it."""

    name: str = Field(min_length=1, max_length=40)


class SavedSearch(BaseModel):
    """`problem` says why it cannot be used now: a field it names is gone, or not for me any more."""

    id: str
    name: str
    view: str
    filter: str
    words: str
    sort: str | None
    usable: bool
    problem: str | None


class SavedSearches(BaseModel):
    items: list[SavedSearch]


class SearchSaved(BaseModel):
    id: str


@api.on("GET", "/libraries/{key}/searches", out=SavedSearches, errors=NO_LIBRARY)
def list_searches(call: Call, key: str) -> SavedSearches:
    """My saved searches in a library, the oldest first."""
    return SavedSearches(items=[_shown(one, call.locale) for one in searches.listed(key, call.userid)])


@api.on(
    "POST",
    "/libraries/{key}/searches",
    body=SearchBody,
    out=SearchSaved,
    status=201,
    creates=True,
    errors=(
        *NO_LIBRARY,
        *NO_LIST,
        SearchesTooManyError,
        IdempotencyKeyReusedError,
        BusyError,
    ),
)
def save_search(call: Call, key: str) -> SearchSaved:
    """Keep a search under a name."""
    assert call.attempt is not None  # noqa: S101 - `creates` guarantees it
    body: SearchBody = call.body
    return SearchSaved(id=searches.save(key, call.userid, body.name, body.ask(), call.attempt))


@api.on("DELETE", "/libraries/{key}/searches/{search_id}", status=204, errors=(SearchNotFoundError,))
def forget_search(call: Call, key: str, search_id: str) -> Answer:
    """Take a saved search of mine away."""
    searches.forget(key, call.userid, search_id)
    return Answer(status=204)


def _shown(saved: searches.Saved, locale: str) -> SavedSearch:
    ask, problem = saved.ask, saved.problem
    return SavedSearch(
        id=saved.id,
        name=saved.name,
        view=ask.view,
        filter=ask.filter.model_dump_json(by_alias=True, exclude_none=True) if ask.filter else "",
        words=ask.words,
        sort=ask.sort,
        usable=problem is None,
        problem=messages.problem(problem.code, locale, **problem.params) if problem else None,
    )
