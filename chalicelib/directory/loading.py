"""Bringing in a whole institute: all of it is looked at before any of it is written.

What people are found by is written first, in batches; then the people with their counts, roles and numbers, some dozens
in one transaction. Where it ends in between, whoever is not there yet is listed nowhere, and bringing the institute in
again goes on with them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TypeVar

from pynamodb.exceptions import PutError

from chalicelib.directory import person_writes, spelling, store
from chalicelib.directory.model import Department, MobileTakenError, Person
from chalicelib.directory.model.institute import Institute, check_institute
from chalicelib.directory.model.people import tidied
from chalicelib.directory.store import DirectoryRow, MobileRow
from chalicelib.platform.errors import BusyError
from chalicelib.platform.store import CollisionError, Operation, Put, give_way, transact

Thing = TypeVar("Thing")
BATCH = 25
BATCH_PAUSES_SECONDS = (0.2, 0.5, 1, 2, 4, 8)
WRITERS = 4
WRITES_AT_ONCE = 95
"""Fewer than the 100 of a transaction."""
PEOPLE_AT_ONCE = 500
"""So many people are found by something and not there, at the most, where it ends in between."""


def load(departments: Iterable[Department], people: Iterable[Person]) -> None:
    """Bring in an institute; who and what is there already stays as it is. Roles follow from the people's.

    It is where history begins: a change is what comes after it. Raises what creating a department or a person would,
    before anything is written.
    """
    units, members = list(departments), [_ready(one) for one in people]
    there = Institute(store.read_departments(), store.read_people(one.userid for one in members))
    check_institute(units, members, there)
    new = [Put(store.department_row(one)) for one in units if one.id not in there.departments]
    for several in _cut(new, WRITES_AT_ONCE):
        transact(several)
    for some in _cut([one for one in members if one.userid not in there.people], PEOPLE_AT_ONCE):
        _bring_in(some)


def _ready(person: Person) -> Person:
    ready = tidied(person)
    return ready if ready.pinyin else replace(ready, pinyin=spelling.pinyin(ready.name))


def _bring_in(people: Sequence[Person]) -> None:
    rows = [row for person in people for row in person_writes.found_by(person)]
    with ThreadPoolExecutor(WRITERS) as writers:
        for _ in writers.map(_save, _cut(rows, BATCH)):
            pass
    for several in _together(people):
        try:
            transact(several)
        except CollisionError as error:
            taken = [
                op.row for op in error.operations if isinstance(op, Put) and isinstance(op.row, MobileRow)
            ]
            if taken:
                raise MobileTakenError(field="mobile", userid=taken[0].userid) from error
            raise


def _save(rows: Sequence[DirectoryRow]) -> None:
    """Write a batch; what a throttled table left of it is written again, with what it did take. Raises BusyError."""
    for pause in BATCH_PAUSES_SECONDS:
        try:
            with DirectoryRow.batch_write() as batch:
                for row in rows:
                    batch.save(row)
        except PutError:
            give_way(pause)
        else:
            return
    raise BusyError


def _together(people: Iterable[Person]) -> Iterator[list[Operation]]:
    """The writes of several new people in each transaction, a department and a role's name counted once in each."""
    parts: list[Operation] = []
    main, also, roles = Counter[int](), Counter[int](), set[str]()
    for member in people:
        own = person_writes.brought_in(member)
        shared = {*main, *also, *member.departments} | roles | set(member.roles)
        if parts and len(parts) + len(own) + len(shared) > WRITES_AT_ONCE:
            yield [*parts, *person_writes.count_updates(main, also), *person_writes.role_names(roles)]
            parts, main, also, roles = [], Counter(), Counter(), set()
        parts += own
        roles |= set(member.roles)
        if member.active:
            main[member.department] += 1
            also.update(member.also)
    if parts:
        yield [*parts, *person_writes.count_updates(main, also), *person_writes.role_names(roles)]


def _cut(things: Sequence[Thing], size: int) -> Iterator[Sequence[Thing]]:
    yield from (things[start : start + size] for start in range(0, len(things), size))
