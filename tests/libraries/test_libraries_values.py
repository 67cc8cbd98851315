"""Filters, what is worked out, numbers, states and the order of publishing, on values."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from chalicelib.libraries import definition
from chalicelib.libraries.derivation import order, with_defaults, with_derived
from chalicelib.libraries.errors import RecordGuardError, RecordInvalidError
from chalicelib.libraries.filters import Filter, Viewer, holds
from chalicelib.libraries.model import Library, read
from chalicelib.libraries.numbering import pattern_of
from chalicelib.libraries.recording import unique_values
from chalicelib.libraries.records import Action, Record, Write, after

STOCK = read((Path(__file__).parent / "valid.library.yaml").read_text("utf-8"))
TODAY = dt.date(2026, 11, 30)
ME = Viewer("liming", (11, 12))
BATCHES = [{"batch_no": "a", "qty": 5, "expiry": "2027-01-01"}, {"batch_no": "b", "qty": 2.5, "held": 4}]


@pytest.mark.parametrize(
    ("condition", "values", "expected"),
    [
        ({"status": "在用"}, {"status": "在用"}, True),
        ({"status": "在用"}, {}, False),
        ({"status": {"ne": "在用"}}, {"status": "停用"}, True),
        ({"status": {"ne": "在用"}}, {}, False),
        ({"status": {"in": ["在用", "停用"]}}, {"status": "停用"}, True),
        ({"keeper": "$me"}, {"keeper": "liming"}, True),
        ({"members": "$me"}, {"members": ["wangfang", "liming"]}, True),
        ({"members": {"ne": "$me"}}, {"members": ["wangfang", "liming"]}, False),
        ({"dept": "$me.department"}, {"dept": 12}, True),
        ({"dept": "$me.department"}, {"dept": 13}, False),
        ({"qty": {"gte": 3, "lt": 5}}, {"qty": 3}, True),
        ({"qty": {"gte": 3, "lt": 5}}, {"qty": 5}, False),
        ({"due": {"within_days": 30}}, {"due": "2026-12-30"}, True),
        ({"due": {"within_days": 30}}, {"due": "2026-12-31"}, False),
        ({"due": {"within_days": 30}}, {"due": "2025-01-01"}, True),
        ({"at": {"within_days": 0}}, {"at": "2026-11-30T23:59"}, True),
        ({"due": {"empty": True}}, {"due": ""}, True),
        ({"due": {"empty": False}}, {"due": ""}, False),
        ({"any": [{"a": 1}, {"b": 2}]}, {"b": 2}, True),
        ({"all": [{"a": 1}, {"any": [{"b": 2}, {"b": 3}]}]}, {"a": 1, "b": 3}, True),
        ({"all": [{"a": 1}, {"any": [{"b": 2}, {"b": 3}]}]}, {"a": 1, "b": 4}, False),
        ({"flag": True}, {"flag": True}, True),
        ({"rows.n": {"gte": 2, "lte": 3}}, {"rows": [{"n": 1}, {"n": 3}]}, True),
        ({"rows.n": {"gte": 2, "lte": 3}}, {"rows": [{"n": 1}, {"n": 4}]}, False),
        ({"rows.n": {"gte": 2}}, {"rows": []}, False),
        ({"rows.on": {"within_days": 3}}, {"rows": [{"on": "2027-01-01"}, {"on": "2026-12-01"}]}, True),
    ],
    ids=str,
)
def test_a_condition_holds(condition: dict[str, Any], values: dict[str, Any], expected: bool):  # noqa: FBT001
    assert holds(Filter.model_validate(condition), values, ME, TODAY) is expected


def test_no_condition_always_holds():
    assert holds(None, {}, ME, TODAY)


def test_what_is_worked_out_comes_behind_what_it_needs():
    found = order(STOCK)
    assert found.index("batches.free") > -1
    assert found.index("qty") < found.index("free") < found.index("low")
    assert found.index("held") < found.index("free")


def test_a_record_gets_its_defaults_and_what_is_worked_out():
    made = with_derived(STOCK, with_defaults(STOCK, {"name": "盐", "batches": BATCHES}))
    assert (made["qty"], made["lots"], made["held"], made["free"]) == (7.5, 2, 4, 3.5)
    assert (made["expiry"], made["low"], made["status"], made["hazardous"]) == (
        "2027-01-01",
        False,
        "在用",
        False,
    )
    assert [row["free"] for row in made["batches"]] == [5, -1.5]


def test_what_cannot_be_worked_out_is_left_out():
    made = with_derived(STOCK, {"name": "盐", "free": 9, "expiry": "2020-01-01"})
    assert "expiry" not in made
    assert made["lots"] == 0


def write(before: Record | None, action: Action = Action.UPDATE, **more: Any) -> Record:
    match = {} if action is Action.CREATE else {"code": "X-1"}
    return after(STOCK, "X-1", before, Write(action, "r", match=match, **more))


NEW = write(None, Action.CREATE, values={"code": "X-1", "name": "盐", "category": "试剂"})


def test_a_write_works_out_what_nobody_types():
    more = write(NEW, Action.APPEND, child="batches", values=BATCHES[0])
    assert (more.values["qty"], more.values["free"]) == (5, 5)
    assert write(more, values={"free": 100}).values["free"] == 5, "what is worked out cannot be written"


def test_a_record_begins_and_moves_as_its_states_say():
    stopped = write(NEW, values={"status": "停用"})
    assert write(stopped, values={"status": "在用"}).values["status"] == "在用"
    with pytest.raises(RecordGuardError):
        write(stopped, values={"status": "销毁"})


def test_a_record_in_a_frozen_state_stays_as_it_is():
    gone = write(NEW, values={"status": "销毁"})
    assert write(gone, values={"status": "销毁"}).values == gone.values
    with pytest.raises(RecordGuardError):
        write(gone, values={"name": "糖"})


def test_rows_of_a_table_do_not_share_their_row_key_and_stay_as_written():
    more = write(NEW, Action.APPEND, child="batches", values=BATCHES[0])
    with pytest.raises(RecordInvalidError):
        write(more, Action.APPEND, child="batches", values=BATCHES[0])
    with pytest.raises(RecordInvalidError):
        write(more, child="batches", row={"batch_no": "a"}, values={"qty": 6})


def test_a_number_has_the_code_of_an_option():
    assert pattern_of(STOCK, {"category": "耗材"}) == "WL-HC-{yyyy}{mm}{dd}-{seq:5}"
    plain = Library.model_validate({"key": "ab", "name": "甲", "serial": "A{dept}{seq:3}"})
    assert pattern_of(plain, {"dept": 11}) == "A11{seq:3}"


def test_fields_that_together_do_not_repeat_are_one_value():
    value = ("name+spec", '["盐", "500g"]')
    assert value in unique_values(STOCK, Record("X", {"name": "盐", "spec": "500g"}))
    assert unique_values(STOCK, Record("X", {"name": "盐"})) == [], "exempt: one is empty"
    counted = STOCK.model_copy(
        update={"unique_keys": (STOCK.unique_keys[0].model_copy(update={"exempt": False}),)}
    )
    assert unique_values(counted, Record("X", {"name": "盐"})) == [("name+spec", '["盐", ""]')]


def test_a_definition_survives_being_stored():
    stored = STOCK.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    assert Library.model_validate(stored) == STOCK


def library(key: str, *references: str) -> Library:
    fields = {
        f"f{n}": {"label": "某", "type": "library_ref", "library": one} for n, one in enumerate(references)
    }
    fields["code"] = {"label": "编号", "type": "text"}
    return Library.model_validate({"key": key, "name": key, "key_field": "code", "fields": fields})


def test_what_others_refer_to_is_published_first():
    several = [library("aa", "cc", "aa"), library("bb"), library("cc", "bb")]
    assert [one.key for one in definition.in_order(several)] == ["bb", "cc", "aa"]
    circle = [library("aa", "bb"), library("bb", "aa")]
    assert [one.key for one in definition.in_order(circle)] == ["aa", "bb"]


def test_a_library_others_look_into_keeps_what_they_look_at():
    other = library("bb")
    using = library("aa", "bb")
    looking = using.fields["f0"].model_copy(update={"display": "code"})
    using = using.model_copy(update={"fields": {**using.fields, "f0": looking}})
    gone = other.model_copy(update={"key_field": "no", "fields": {"no": other.fields["code"]}})
    published = {"aa": using, "bb": other}
    assert definition.broken({"bb": other}, published) == {}
    ((problem,),) = definition.broken({"bb": gone}, published).values()
    assert (problem.code, problem.field) == ("L083", "file")
