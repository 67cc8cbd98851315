"""Records that name people by former userids: as they are read, as they are asked for, and as they are written."""

from typing import Any

import pytest

from chalicelib.libraries import renaming
from chalicelib.libraries.filters import Filter
from chalicelib.libraries.indexing import Index
from chalicelib.libraries.listing import Range, under_every_name
from chalicelib.libraries.model import Library, read
from chalicelib.libraries.records import Action, Record, Write, after
from tests.store.library_support import GAUGE

PRESENT = {"ming": "li", "liming": "li"}
"""`liming` was renamed twice: to `ming`, then to `li`."""
FIRST = {"li": "liming", "ming": "liming", "liming": "liming"}
LIBRARY = read(GAUGE)
DUTY = """
key: duty
name: 值班
key_field: [staff, day]
no_overlap: {by: [driver], start: day, end: until}
unique_keys: [{fields: [deputy, day]}]
fields:
  staff: {label: 人员, type: user}
  day: {label: 日期, type: date}
  until: {label: 至, type: date, required: true}
  driver: {label: 司机, type: user}
  deputy: {label: 代理人, type: user}
  told: {label: 知会, type: users}
  badge: {label: 工牌, type: user, unique: true}
  note: {label: 说明, type: text}
"""
ROWS = [{"day": "2026-01-01", "by": "ming", "cost": 5}, {"day": "2026-01-02", "by": "chenjing", "cost": 7}]


@pytest.fixture
def duty() -> Library:
    return read(DUTY)


def today(values: dict[str, Any], library: Library = LIBRARY) -> dict[str, Any]:
    return renaming.called_today(library.fields, values, PRESENT)


def test_people_are_called_as_today_wherever_a_field_or_a_column_names_them(duty: Library):
    found = today({"keeper": "liming", "name": "liming", "checks": ROWS, "state": "在用", "gone": "ming"})
    assert found["keeper"] == "li"
    assert [row["by"] for row in found["checks"]] == ["li", "chenjing"]
    assert (found["name"], found["state"], found["gone"]) == ("liming", "在用", "ming")
    assert today({"told": ["ming", "chenjing", "li"]}, duty) == {"told": ["li", "chenjing"]}
    assert today({"keeper": None, "checks": []}) == {"keeper": None, "checks": []}


def test_where_nobody_was_renamed_a_record_is_the_very_same(duty: Library):
    record = Record("liming|2026-01-01", {"staff": "liming"}, 3)
    assert renaming.record_today(duty, record, {}) is record
    assert renaming.record_to_write(duty, record, {}) is record


def test_fields_that_tell_records_apart_are_known(duty: Library):
    assert renaming.identifying(duty) == {"staff", "driver", "deputy", "badge"}
    assert renaming.identifying(LIBRARY) == frozenset()


def test_a_write_names_people_as_today_and_as_they_began_where_that_tells_records_apart(duty: Library):
    write = Write(
        Action.UPDATE,
        "r",
        {"told": ["ming"], "driver": "li", "note": "ming"},
        {"staff": "li", "day": "2026-01-01"},
    )
    assert set(renaming.named(duty, [write.match, write.values])) == {"li"}
    made = renaming.write_today(duty, write, PRESENT, FIRST)
    assert made.match == {"staff": "liming", "day": "2026-01-01"}
    assert made.values == {"told": ["li"], "driver": "liming", "note": "ming"}


def test_what_a_write_asks_of_a_record_is_asked_under_today_s_userids(duty: Library):
    stored = Record("liming|2026-01-01", {"staff": "liming", "day": "2026-01-01", "until": "2026-01-01"}, 1)
    write = Write(
        Action.UPDATE,
        "r",
        match={"staff": "li", "day": "2026-01-01"},
        guard=lambda values: values["staff"] == "li",
        worked={"note": lambda values: f"{values['staff']}的值班"},
    )
    made = renaming.write_today(duty, write, PRESENT, FIRST)
    found = after(duty, stored.key, renaming.record_to_write(duty, stored, PRESENT), made)
    assert (found.values["staff"], found.values["note"]) == ("liming", "li的值班")


def test_a_row_is_found_by_the_person_it_names_whichever_userid_was_written():
    library = read(GAUGE.replace("    append_only: true\n", ""))
    stored = Record("YB1", {**_gauge(), "checks": ROWS}, 1)
    write = Write(Action.UPDATE, "r", {"cost": 9}, {"gauge_no": "YB1"}, child="checks", row={"by": "liming"})
    made = renaming.write_today(library, write, PRESENT, {})
    found = after(library, "YB1", renaming.record_to_write(library, stored, PRESENT), made)
    assert [(row["by"], row["cost"]) for row in found.values["checks"]] == [("li", 9), ("chenjing", 7)]


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ({"keeper": "ming"}, {"keeper": "li"}),
        ({"keeper": {"in": ["ming", "li", "x"]}}, {"keeper": {"in": ["li", "x"]}}),
        ({"keeper": {"ne": "liming"}, "name": "liming"}, {"keeper": {"ne": "li"}, "name": "liming"}),
        (
            {"any": [{"keeper": "$me"}, {"checks.by": "ming"}]},
            {"any": [{"keeper": "$me"}, {"checks.by": "li"}]},
        ),
        ({"keeper": {"empty": True}}, {"keeper": {"empty": True}}),
    ],
)
def test_a_condition_asks_for_people_by_their_present_userids(said: Any, asked: Any):
    found = renaming.asked_today(dict(LIBRARY.walk()), Filter.model_validate(said), PRESENT)
    assert found == Filter.model_validate(asked)


def test_a_list_is_read_under_every_userid_somebody_had_and_nothing_else_is():
    names = {"li": ("li", "ming", "liming")}
    asked = [
        Range(Index("keeper", "price"), "li", "a", "b"),
        Range(Index("by", "day", "checks"), "chenjing"),
        Range(Index("state"), "li"),
        Range(Index("", "price"), ""),
    ]
    found = under_every_name(LIBRARY, asked, lambda value: names.get(value, (value,)))
    assert found == (
        Range(Index("keeper", "price"), "li", "a", "b"),
        Range(Index("keeper", "price"), "ming", "a", "b"),
        Range(Index("keeper", "price"), "liming", "a", "b"),
        *asked[1:],
    )


def _gauge() -> dict[str, Any]:
    return {"gauge_no": "YB1", "name": "表", "dept": 11, "keeper": "liming", "price": 1, "state": "在用"}
