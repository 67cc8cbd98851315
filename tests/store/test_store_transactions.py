"""All or nothing, once, and whoever collides learns with what."""

import pytest
from pynamodb.exceptions import DoesNotExist

from chalicelib.platform.sessions import CounterRow
from chalicelib.platform.store import (
    Check,
    CollisionError,
    Delete,
    Put,
    Update,
    transact,
)
from tests.store.store_support import at_once, dump

THERE, ABSENT = CounterRow.pk.exists(), CounterRow.pk.does_not_exist()


def row(name: str) -> CounterRow:
    return CounterRow(f"COUNTER#{name}", "#")


def value_of(name: str) -> int:
    return int(CounterRow.get(f"COUNTER#{name}", "#", consistent_read=True).value)


def operations(broken: str) -> dict[str, object]:
    """One operation of each kind on rows that exist; the condition of `broken` does not hold."""
    condition = {kind: ABSENT if kind == broken else THERE for kind in ("put", "update", "delete", "check")}
    return {
        "update": Update(row("update"), [CounterRow.value.add(1)], condition["update"]),
        "put": Put(row("put"), condition["put"]),
        "check": Check(CounterRow, "COUNTER#check", "#", condition["check"]),
        "delete": Delete(row("delete"), condition["delete"]),
    }


@pytest.mark.parametrize("broken", ["put", "update", "delete", "check"])
def test_a_collision_names_the_operation_whose_condition_failed(broken):
    for kind in ("put", "update", "delete", "check"):
        row(kind).save()
    wanted = operations(broken)
    with pytest.raises(CollisionError) as raised:
        transact(wanted.values())
    assert raised.value.operations == [wanted[broken]]


def test_two_collisions_are_both_named():
    for kind in ("put", "update", "delete"):
        row(kind).save()
    wanted = operations("put")
    with pytest.raises(CollisionError) as raised:
        transact(wanted.values())
    assert {id(op) for op in raised.value.operations} == {id(wanted["put"]), id(wanted["check"])}


def test_nothing_of_a_transaction_that_collides_is_written(database):
    for kind in ("put", "update", "delete", "check"):
        row(kind).save()
    before = dump(database)
    with pytest.raises(CollisionError):
        transact([Put(row("new")), *operations("check").values()])
    assert dump(database) == before


def test_the_same_token_counts_once():
    row("once").save()
    for _ in range(3):
        transact([Update(row("once"), [CounterRow.value.add(1)])], token="0123456789abcdef")
    assert value_of("once") == 1


def test_without_a_token_every_call_counts():
    row("thrice").save()
    for _ in range(3):
        transact([Update(row("thrice"), [CounterRow.value.add(1)])])
    assert value_of("thrice") == 3


def test_of_eight_writers_of_a_new_row_one_wins():
    row("warm").save()

    def write(number: int) -> int:
        fresh = row("raced")
        fresh.value = number
        transact([Put(fresh, ABSENT)])
        return number

    answers = at_once(8, write)
    winners = [answer for answer in answers if isinstance(answer, int)]
    assert [value_of("raced")] == winners
    assert sum(isinstance(answer, CollisionError) for answer in answers) == 7


def test_a_version_condition_lets_one_of_two_writers_through():
    row("versioned").save()

    def write(_: int) -> None:
        transact([Update(row("versioned"), [CounterRow.value.add(1)], CounterRow.value == 0)])

    answers = at_once(2, write)
    assert sorted(type(answer).__name__ for answer in answers) == ["CollisionError", "NoneType"]
    assert value_of("versioned") == 1


def test_a_deleted_row_is_gone():
    row("gone").save()
    transact([Delete(row("gone"), THERE)])
    with pytest.raises(DoesNotExist):
        value_of("gone")
