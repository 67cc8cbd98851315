"""Searches somebody saved for themselves: a list as they asked for it, under a name of theirs."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.directory import service as directory
from chalicelib.libraries import browsing, search_store, service
from chalicelib.libraries.browsing import Ask
from chalicelib.libraries.errors import SearchesTooManyError, SearchNotFoundError
from chalicelib.libraries.filters import Filter
from chalicelib.libraries.rights import Rights
from chalicelib.libraries.search_store import SLOTS, SearchRow
from chalicelib.platform import clock
from chalicelib.platform.errors import DomainError
from chalicelib.platform.idempotency import Attempt
from chalicelib.platform.ids import new_id
from chalicelib.platform.store import CollisionError, Operation, transact


@dataclass(frozen=True)
class Saved:
    """A saved search. `problem`: why it cannot be used now, a field it names having gone or been hidden since."""

    id: str
    name: str
    ask: Ask
    problem: DomainError | None = None


def listed(key: str, userid: str) -> list[Saved]:
    """Somebody's searches in a library, the oldest first. Raises LibraryKindError, RecordForbiddenError."""
    mine = _rights(key, userid)
    return [_saved(mine, row) for row in search_store.read_searches(key, _owner(userid))]


def save(key: str, userid: str, name: str, ask: Ask, attempt: Attempt) -> str:
    """Keep a search; its id. The same attempt keeps one.

    Raises ListingError where no list can be asked so, SearchesTooManyError, LibraryKindError, RecordForbiddenError,
    BusyError.
    """
    browsing.require_servable(_rights(key, userid), ask)
    made, owner = new_id(), _owner(userid)

    def operations() -> list[Operation]:
        if attempt.created_before():
            return []
        free = search_store.free_key(key, owner, search_store.read_searches(key, owner))
        if free is None:
            raise SearchesTooManyError(most=SLOTS)
        row = SearchRow(
            *free,
            id=made,
            name=name,
            view=ask.view,
            filter=ask.filter.model_dump_json(by_alias=True, exclude_none=True) if ask.filter else "",
            words=ask.words,
            sort=ask.sort,
            saved_at=clock.to_text(clock.now()),
        )
        return [search_store.save_write(row), attempt.write(made)]

    service.transact_again(operations)
    return attempt.created_before() or made


def forget(key: str, userid: str, search: str) -> None:
    """Take a saved search away. Raises SearchNotFoundError."""
    rows = search_store.read_searches(key, _owner(userid))
    found = next((row for row in rows if row.id == search), None)
    if found is None:
        raise SearchNotFoundError
    try:
        transact([search_store.forget_write(found)])
    except CollisionError as error:
        raise SearchNotFoundError from error


def _owner(userid: str) -> str:
    """Searches stand under the userid somebody began with, and so do not move when they are renamed."""
    return directory.first_userids([userid])[userid]


def _rights(key: str, userid: str) -> Rights:
    return browsing.rights(service.of_kind(key, "records").key, userid)


def _saved(mine: Rights, row: SearchRow) -> Saved:
    ask = Ask(
        view=row.view,
        filter=Filter.model_validate_json(row.filter) if row.filter else None,
        words=row.words,
        sort=row.sort,
    )
    try:
        browsing.require_servable(mine, ask)
    except DomainError as error:
        return Saved(row.id, row.name, ask, error)
    return Saved(row.id, row.name, ask)
