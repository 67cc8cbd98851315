"""Flows that are started from a record, on both databases."""

import pytest

from chalicelib.libraries import actions, editing
from chalicelib.libraries import service as libraries
from chalicelib.libraries.errors import (
    RecordActionClosedError,
    RecordActionNotFoundError,
    RecordNotFoundError,
)
from chalicelib.libraries.records import Action, Write
from tests.store.library_support import GAUGE, MAKER, gauge, load

PRESIDENT, KEEPER, OTHER = "sunwei", "liming", "chenjing"
MAPPED = (
    GAUGE
    + """
actions:
  - key: repair
    name: 报修
    flow: gauge-repair
    filter: {state: 在用}
    map:
      gauge: gauge_no
      title: '"维修 " & name'
      price: price
      contract: serial_no
      spent: $sum(checks.cost)
      rows: $count(checks)
      wrong: $number(name)
      maker: maker
  - {key: look, name: 查看, flow: gauge-look}
"""
)


@pytest.fixture(autouse=True)
def published(empty: None) -> None:
    load(MAKER, MAPPED)
    checks = [{"day": "2026-01-01", "cost": 300}, {"day": "2026-02-01", "cost": 200}]
    values = gauge(3, gauge_no="G3", serial_no="HT-2026-000123", checks=checks)
    libraries.write_all("gauge", [Write(Action.CREATE, "opening/3", values)], "tester")


def test_a_form_begins_with_what_the_record_says():
    found = actions.start("gauge", KEEPER, "G3", "repair")
    assert found.flow == "gauge-repair"
    assert found.values == {
        "gauge": "G3",
        "title": "维修 压力表3",
        "contract": "HT-2026-000123",
        "spent": 500,
        "rows": 2,
    }, "price is hidden from keepers, there is no maker, and a name is no number"


def test_what_is_shown_in_part_fills_in_nothing():
    found = actions.start("gauge", PRESIDENT, "G3", "repair").values
    assert "contract" not in found
    assert found["price"] == 300


def test_cells_that_are_shown_in_part_fill_in_nothing():
    libraries.publish(MAPPED.replace("masked: [serial_no]", "masked: [checks.cost]"), "tester")
    found = actions.start("gauge", PRESIDENT, "G3", "repair").values
    assert "spent" not in found
    assert found["rows"] == 2


def test_an_action_without_a_map_begins_empty():
    assert actions.start("gauge", KEEPER, "G3", "look").values == {}


def test_an_action_is_closed_while_the_record_is_not_as_it_demands():
    version = libraries.full_records("gauge", ["G3"])["G3"].version
    editing.patch("gauge", PRESIDENT, "G3", {"state": "停用"}, version)
    with pytest.raises(RecordActionClosedError):
        actions.start("gauge", KEEPER, "G3", "repair")
    assert actions.start("gauge", KEEPER, "G3", "look").flow == "gauge-look"


def test_a_record_in_the_bin_starts_nothing():
    editing.delete("gauge", PRESIDENT, "G3", None)
    with pytest.raises(RecordActionClosedError):
        actions.start("gauge", PRESIDENT, "G3", "look")
    with pytest.raises(RecordNotFoundError):
        actions.start("gauge", KEEPER, "G3", "look")


def test_who_does_not_see_the_record_starts_nothing_from_it():
    for key, userid in (("G3", OTHER), ("G4", KEEPER)):
        with pytest.raises(RecordNotFoundError):
            actions.start("gauge", userid, key, "repair")


def test_there_is_no_action_of_another_name():
    with pytest.raises(RecordActionNotFoundError):
        actions.start("gauge", KEEPER, "G3", "mine")
