"""Any change of any field can be traced: to a person or the platform, to a request, and back to the record as it stands."""

import random
from typing import Any

import pytest

from chalicelib.libraries import browsing, editing, record_store
from chalicelib.libraries import service as libraries
from chalicelib.libraries.record_views import change_page
from chalicelib.libraries.records import Action, Write
from chalicelib.platform.errors import CursorError
from tests.store.library_support import fill, gauge, load
from tests.support.institute import METROLOGY, OFFICE

PRESIDENT = "sunwei"


@pytest.fixture(autouse=True)
def published(empty: None) -> None:
    load()


def by_hand(chance: random.Random, key: str, version: int) -> None:
    values = {
        "name": f"表{chance.randint(1, 9)}",
        "price": chance.randint(1, 9),
        "account": chance.choice((None, "6222", "6333")),
        "dept": chance.choice((METROLOGY, OFFICE)),
        "due_on": chance.choice((None, "2026-12-01")),
    }
    some = chance.sample(sorted(values), chance.randint(1, 4))
    editing.patch("gauge", PRESIDENT, key, {name: values[name] for name in some}, version)


def by_flow(chance: random.Random, key: str, number: int) -> None:
    row = {"day": f"2026-11-{chance.randint(1, 30):02d}", "cost": chance.randint(0, 9)}
    match = {"gauge_no": key}
    write = chance.choice(
        (
            Write(Action.APPEND, f"flow/{number}", row, match, child="checks"),
            Write(Action.UPDATE, f"flow/{number}", {"keeper": "chenjing"}, match, {"price": 5}),
        )
    )
    libraries.write_all("gauge", [write], "system", f"QJ-{number:04d}")


def all_changes(key: str, userid: str = PRESIDENT) -> list[Any]:
    mine, line = browsing.record("gauge", userid, key)
    found, cursor = [], None
    while True:
        page = change_page(mine, line, cursor)
        found += page.items
        cursor = page.next_cursor
        if cursor is None:
            return found


@pytest.mark.parametrize("seed", range(3))
def test_the_changes_of_a_record_lead_to_the_record(seed: int):
    chance = random.Random(seed)
    fill(1)
    key = record_store.created("gauge", None, 10)[0][0]
    for number in range(2, 45):
        if chance.random() < 0.15:
            editing.delete("gauge", PRESIDENT, key, number - 1)
            editing.restore("gauge", PRESIDENT, key, number)
            break
        if chance.random() < 0.5:
            by_hand(chance, key, number - 1)
        else:
            by_flow(chance, key, number)
    changes = list(reversed(all_changes(key)))
    assert [change.version for change in changes] == list(range(1, len(changes) + 1))
    values: dict[str, Any] = {}
    for change in changes:
        assert change.by
        assert change.at
        assert bool(change.source) == (change.by == "system"), change
        for name, (old, new) in change.fields.items():
            assert values.get(name) == old, (change.version, name)
            values[name] = new
    record = libraries.full_records("gauge", [key])[key]
    assert {name: value for name, value in values.items() if value is not None} == record.values
    assert record.version == len(changes)


def test_what_somebody_may_not_see_is_not_in_the_history_either():
    libraries.write_all("gauge", [Write(Action.CREATE, "a", gauge(3, serial_no="HT-2026-0001"))], "tester")
    key = record_store.created("gauge", None, 10)[0][0]
    editing.patch("gauge", PRESIDENT, key, {"price": 9, "name": "乙"}, 1)
    seen = {name for change in all_changes(key, "liming") for name in change.fields}
    assert "price" not in seen
    assert {"name", "serial_no"} <= seen
    masked = [change.fields["serial_no"][1] for change in all_changes(key) if "serial_no" in change.fields]
    assert masked == ["••••0001"]


def test_a_page_of_another_records_history_is_refused():
    fill(2)
    first, second = record_store.created("gauge", None, 10)[0]
    for version in range(1, 25):
        editing.patch("gauge", PRESIDENT, first, {"price": 1000 + version}, version)
    mine, line = browsing.record("gauge", PRESIDENT, first)
    cursor = change_page(mine, line, None).next_cursor
    assert cursor
    with pytest.raises(CursorError):
        change_page(*browsing.record("gauge", PRESIDENT, second), cursor)
