"""One stock, 64 who take from it at once: it never goes below zero, and is the sum of its movements."""

import datetime as dt
import json
import random
from typing import Any

import pytest
from pynamodb.exceptions import PynamoDBException

from chalicelib.directory import service as directory
from chalicelib.libraries import following, index_store, record_store, statistics
from chalicelib.libraries import service as libraries
from chalicelib.libraries.errors import RecordInvalidError
from chalicelib.libraries.figures import name_of
from chalicelib.libraries.indexing import Index, items
from chalicelib.libraries.records import Action, Write
from chalicelib.platform import clock
from chalicelib.platform.errors import BusyError
from chalicelib.platform.store import is_unavailable
from tests.store.library_support import PEOPLE
from tests.store.stock_support import KEY, MATERIAL, movement, publish_stock
from tests.store.store_support import at_once
from tests.support.institute import DEPARTMENTS

WRITERS, OPENING = 64, 100


@pytest.fixture(autouse=True)
def published(empty: None) -> None:
    directory.load(DEPARTMENTS.values(), PEOPLE.values())
    publish_stock()
    libraries.write_all("material", [Write(Action.CREATE, "opening", MATERIAL)], "tester")
    move("opening", OPENING, "入库")


def move(reference: str, qty: float, kind: str = "出库") -> None:
    libraries.write_all("material-txn", [movement(reference, qty, kind)], "tester", reference)


def movements() -> list[dict[str, Any]]:
    keys = [
        key
        for _, key in index_store.keys_between(
            "material-txn", Index("material"), KEY, "\x01", "\uffff", descending=False, most=1000
        )
    ]
    found: list[dict[str, Any]] = []
    for start in range(0, len(keys), 100):
        found += libraries.records("material-txn", keys[start : start + 100]).values()
    return found


def stock() -> float:
    values = libraries.record("material", KEY)
    assert values is not None
    return float(values["stock_qty"])


def test_sixty_four_writers_never_take_more_than_there_is():
    chance = random.Random(64)
    wanted = [chance.randint(1, 4) for _ in range(WRITERS)]

    def take(number: int) -> bool:
        while True:
            try:
                move(f"CK-{number}", -wanted[number])
            except RecordInvalidError as error:
                refusals.add(error.problems[0].code)
                return False
            except (BusyError, PynamoDBException) as error:
                # No answer on a busy machine is asked again, as a page does: the movement counts once.
                if not isinstance(error, BusyError) and not is_unavailable(error):
                    raise
            else:
                return True

    refusals: set[str] = set()
    taken = at_once(WRITERS, take)
    assert all(isinstance(one, bool) for one in taken)
    assert refusals == {"too_small"}
    rows = movements()
    assert stock() == sum(row["qty"] for row in rows)
    assert stock() == OPENING - sum(amount for amount, done in zip(wanted, taken, strict=True) if done)
    assert stock() >= 0
    assert len(rows) == 1 + sum(taken)
    lowest = min(row["stock_after"] for row in rows)
    assert lowest == stock() >= 0
    refused = [amount for amount, done in zip(wanted, taken, strict=True) if not done]
    assert all(amount > stock() for amount in refused)


def test_each_movement_tells_the_stock_it_leaves():
    for number, qty in enumerate((-10, 25, -3)):
        move(f"M-{number}", qty, "入库" if qty > 0 else "出库")
    told = {"opening": 100, "M-0": 90, "M-1": 115, "M-2": 112}
    assert {row["flow_no"]: row["stock_after"] for row in movements()} == told
    with clock.frozen(clock.now() + dt.timedelta(hours=1)):
        while following.sweep("material-txn") + following.sweep("material"):
            pass
    assert {row["flow_no"]: row["stock_after"] for row in movements()} == told, "an entry keeps what it saw"


def test_movements_of_one_transaction_add_up():
    rows = [movement(f"T-{number}", -20, "出库") for number in range(3)]
    libraries.transact_again(lambda: libraries.writes("material-txn", rows, "tester", "CK-9"))
    assert stock() == 40
    with pytest.raises(RecordInvalidError):
        libraries.writes("material-txn", [movement(f"U-{n}", -20, "出库") for n in range(3)], "tester")
    assert stock() == 40


def test_a_movement_counts_once_and_its_change_has_a_source():
    move("M-1", -5)
    move("M-1", -5)
    assert stock() == 95
    newest = libraries.changes("material", KEY)[0]
    assert (newest.source, newest.fields["stock_qty"]) == ("M-1", [100, 95])


def test_nobody_writes_the_stock_itself():
    write = Write(Action.UPDATE, "by-hand", {"stock_qty": 7}, {"code": KEY}, {"stock_qty": 5})
    libraries.write_all("material", [write], "tester")
    assert stock() == OPENING


def test_the_index_items_of_a_stock_follow_its_movements():
    move("M-1", -99.5)
    record = record_store.read_records("material", [KEY])[KEY]
    found = {(row.pk, row.sk) for row in index_store.ItemRow.scan() if row.pk.startswith("V#material#")}
    assert found == {
        index_store.place_of("material", item) for item in items(libraries.library("material"), record)
    }


def test_what_lies_in_a_store_is_held_against_what_was_taken_in_ninety_days():
    libraries.write_all(
        "material", [Write(Action.UPDATE, "price", {"avg_price": 1200}, {"code": KEY})], "tester"
    )
    today = clock.wall(clock.now()).date()
    days = [today - dt.timedelta(days=ago) for ago in (90, 89, 1, 0)]
    taken = [movement(f"D-{n}", -n, "出库", str(day)) for n, day in enumerate(days, start=1)]
    libraries.write_all("material-txn", taken, "tester")
    daily = libraries.library("material-txn").statistic("issued-daily")
    assert daily
    read = index_store.figures("material-txn", name_of(daily), str(days[1]), str(today))
    assert sorted(json.loads(group)[0] for group, *_ in read) == [str(day) for day in days[1:]]
    (group,) = statistics.tell("material", "linhao", "turnover-days").groups
    assert (group.values, group.figure) == ({"category": "标准物质"}, 90 * 90 / 9)
    assert [piece.figure for piece in group.pieces] == [90 * 1200, 9 * 1200]
    stands = statistics.tell("material-txn", "linhao", "month", ["category"]).groups
    assert [one.figure for one in stands] == [90 * 1200]
