"""Lists, rights and changes by hand, on both databases."""

from typing import Any

import pytest

from chalicelib.libraries import browsing, editing, following, index_store, record_store, statistics
from chalicelib.libraries import service as libraries
from chalicelib.libraries.browsing import Ask, Page
from chalicelib.libraries.errors import (
    ListingFilterError,
    ListingHiddenError,
    ListingSortError,
    ListingViewError,
    RecordExistsError,
    RecordForbiddenError,
    RecordGuardError,
    RecordInvalidError,
    RecordNotFoundError,
    RecordReferredError,
    StatisticNotFoundError,
)
from chalicelib.libraries.filters import Filter
from chalicelib.libraries.indexing import items
from chalicelib.libraries.records import Action, Write
from chalicelib.platform.errors import CursorError, VersionStaleError
from chalicelib.platform.idempotency import Attempt
from tests.store.library_support import fill, gauge, load
from tests.store.store_support import at_once
from tests.support.institute import METROLOGY, OFFICE

PRESIDENT, SECRETARY, ADMIN = "sunwei", "qianlan", "linhao"


@pytest.fixture(autouse=True)
def published(empty: None) -> None:
    load()


def page(userid: str, **asked: Any) -> Page:
    condition = asked.pop("filter", None)
    found = Filter.model_validate(condition) if condition else None
    return browsing.page("gauge", userid, Ask(filter=found, **asked))


def numbers(userid: str, **asked: Any) -> list[str]:
    return [line.record.values["name"].removeprefix("压力表") for line in page(userid, **asked).lines]


def attempt(key: str, userid: str = PRESIDENT, body: Any = None) -> Attempt:
    return Attempt(userid, key, body)


def create(values: dict[str, Any], userid: str = PRESIDENT, key: str = "attempt-1") -> str:
    return editing.create("gauge", userid, values, attempt(key, userid, values))


def problems(error: pytest.ExceptionInfo[RecordInvalidError]) -> set[tuple[str, str]]:
    return {(problem.field, problem.code) for problem in error.value.problems}


def test_a_list_is_read_page_by_page_without_gap_or_repeat():
    fill(25)
    first = page(PRESIDENT, limit=10)
    second = page(PRESIDENT, limit=10, cursor=first.next_cursor)
    third = page(PRESIDENT, limit=10, cursor=second.next_cursor)
    keys = [line.record.key for one in (first, second, third) for line in one.lines]
    assert keys == sorted(keys)
    assert len(set(keys)) == 25
    assert third.next_cursor is None


def test_a_view_is_sorted_and_filtered_for_who_looks():
    fill(9)
    assert numbers("liming", view="mine") == ["3", "6", "9"]
    assert numbers(PRESIDENT, view="dear", limit=3) == ["9", "8", "7"]


def test_a_descending_list_goes_on_where_it_stopped():
    fill(7)
    first = page(PRESIDENT, view="dear", limit=3)
    assert numbers(PRESIDENT, view="dear", limit=3, cursor=first.next_cursor) == ["4", "3", "2"]


def test_days_are_counted_from_today():
    fill(1, due_on="2000-01-01")
    fill_more = [
        Write(Action.CREATE, f"more/{n}", gauge(n, due_on=due)) for n, due in ((2, "2999-01-01"), (3, None))
    ]
    libraries.write_all("gauge", fill_more, "tester")
    assert numbers(PRESIDENT, view="due") == ["1"]


def test_everybody_sees_only_their_rows_and_fields():
    fill(9)
    lines = page("liming").lines
    assert {line.record.values["keeper"] for line in lines} == {"liming"}
    assert all("price" not in line.seen.values for line in lines)
    assert len(page(SECRETARY).lines) == 0
    assert len(page("wangfang", filter={"state": "在用"}).lines) == 3


def test_rights_add_up():
    fill(9)
    libraries.publish(
        libraries.store.read_definition("gauge").source.replace(
            "who: party-secretary, rows: {dept: $me.department}", "who: party-secretary, rows: {dept: 11}"
        ),
        "tester",
    )
    (line, *_) = page(SECRETARY).lines
    assert len(page(SECRETARY).lines) == 9
    assert "price" in line.seen.values
    assert "account" not in line.seen.values


def test_a_condition_on_what_is_hidden_is_refused():
    fill(3)
    for asked in ({"filter": {"price": {"gt": 100}}}, {"sort": "price"}):
        with pytest.raises(ListingHiddenError):
            page("liming", **asked)
    with pytest.raises(ListingViewError):
        page("liming", view="dear")


def test_what_cannot_be_asked_is_refused_by_name():
    with pytest.raises(ListingFilterError):
        page(PRESIDENT, filter={"moon": 1})
    with pytest.raises(ListingFilterError):
        page(PRESIDENT, filter={"state": "丢失"})
    with pytest.raises(ListingSortError):
        page(PRESIDENT, sort="account")


def test_a_cursor_of_another_list_is_refused():
    fill(5)
    cursor = page(PRESIDENT, limit=2).next_cursor
    for asked in ({"view": "dear"}, {"filter": {"state": "在用"}}, {"deleted": True}):
        with pytest.raises(CursorError):
            page(PRESIDENT, cursor=cursor, **asked)
    with pytest.raises(CursorError):
        page(PRESIDENT, cursor="bm90IG91cnM")


def test_any_field_can_be_asked_for_and_several_together():
    fill(12)
    assert numbers(PRESIDENT, filter={"price": {"gte": 1000}, "keeper": "liming"}) == ["12"]
    assert numbers(PRESIDENT, filter={"name": "压力表7"}) == ["7"]
    assert numbers(PRESIDENT, filter={"any": [{"name": "压力表7"}, {"name": "压力表8"}]}) == ["7", "8"]


def test_what_is_read_for_a_page_is_bounded():
    browsing_read = browsing.MOST_READ
    fill(12)
    browsing.MOST_READ = 5
    try:
        first = page(PRESIDENT, filter={"name": "压力表11"})
        second = page(PRESIDENT, filter={"name": "压力表11"}, cursor=first.next_cursor)
        third = page(PRESIDENT, filter={"name": "压力表11"}, cursor=second.next_cursor)
    finally:
        browsing.MOST_READ = browsing_read
    assert [len(one.lines) for one in (first, second, third)] == [0, 0, 1]
    assert (first.searched, third.next_cursor) == (5, None)


def test_rows_of_a_table_are_listed_with_their_record():
    key = create(gauge(1, checks=[{"day": "2026-01-02", "cost": 5}, {"day": "2026-03-04", "cost": 7}]))
    lines = page(PRESIDENT, view="checks").lines
    assert [(line.record.key, line.row) for line in lines] == [(key, 1), (key, 0)]


def test_a_record_is_made_once_whatever_is_clicked():
    values = gauge(1)
    made = at_once(6, lambda _: create(values))
    assert len(set(made)) == 1
    assert len(page(PRESIDENT).lines) == 1


def test_nobody_writes_what_is_not_theirs():
    fill(3)
    key = page("liming").lines[0].record.key
    for values, code in (
        ({"price": 1}, "not_yours"),
        ({"dept": OFFICE}, "not_yours"),
        ({"gauge_no": "YB1"}, "not_yours"),
        ({"risky": True}, "not_yours"),
        ({"cost": 3}, "not_yours"),
        ({"moon": 1}, "unknown"),
        ({"state": "停用"}, "not_yours"),
        ({"checks": [{"day": "2026-01-01", "cost": 3}]}, "not_your_cell"),
    ):
        with pytest.raises(RecordInvalidError) as refused:
            editing.patch("gauge", "liming", key, values, 1)
        assert problems(refused) == {(next(iter(values)), code)}
    with pytest.raises(RecordForbiddenError):
        create(gauge(4), "liming")
    with pytest.raises(RecordForbiddenError):
        editing.delete("gauge", "liming", key, 1)
    with pytest.raises(RecordNotFoundError):
        editing.patch("gauge", "heyan", key, {"name": "乙"}, 1)


def test_a_new_record_must_be_one_of_those_its_writer_has():
    with pytest.raises(RecordForbiddenError):
        create(gauge(1), SECRETARY)


def test_a_change_is_made_on_what_was_seen():
    fill(1)
    key = page(PRESIDENT).lines[0].record.key
    editing.patch("gauge", PRESIDENT, key, {"name": "真空表", "account": "6222"}, 1)
    with pytest.raises(VersionStaleError):
        editing.patch("gauge", PRESIDENT, key, {"name": "温度计"}, 1)
    editing.patch("gauge", PRESIDENT, key, {"account": None}, 2)
    record = libraries.full_records("gauge", [key])[key]
    assert (record.values["name"], "account" in record.values, record.version) == ("真空表", False, 3)
    assert [dict(row.fields) for row in libraries.changes("gauge", key)][:2] == [
        {"account": ["6222", None]},
        {"name": ["压力表1", "真空表"], "account": [None, "6222"]},
    ]


def test_states_move_by_hand_only_where_it_is_foreseen():
    fill(1)
    key = page(PRESIDENT).lines[0].record.key
    with pytest.raises(RecordInvalidError):
        editing.patch("gauge", PRESIDENT, key, {"state": "报废"}, 1)
    editing.patch("gauge", PRESIDENT, key, {"state": "停用"}, 1)
    libraries.write_all(
        "gauge", [Write(Action.UPDATE, "flow/1", {"state": "报废"}, {"gauge_no": key})], "system"
    )
    with pytest.raises(RecordGuardError):
        editing.patch("gauge", PRESIDENT, key, {"name": "乙"}, 3)


def test_what_is_named_must_be_there():
    for values, code in (
        ({"maker": "M-9"}, "no_such_record"),
        ({"keeper": "nobody"}, "no_such_person"),
        ({"dept": 999}, "no_such_department"),
    ):
        with pytest.raises(RecordInvalidError) as refused:
            create(gauge(1) | values)
        assert problems(refused) == {(next(iter(values)), code)}


def test_a_lookup_is_the_other_records():
    libraries.write_all(
        "maker", [Write(Action.CREATE, "m", {"maker_no": "M-1", "name": "甲", "risky": True})], "t"
    )
    key = create(gauge(1, maker="M-1"))
    assert libraries.record("gauge", key)["risky"] is True
    with pytest.raises(RecordReferredError):
        editing.delete("maker", ADMIN, "M-1", 1)


def test_a_row_that_names_a_record_is_in_its_list():
    made = [Write(Action.CREATE, key, {"maker_no": key, "name": key}) for key in ("M-1", "M-2")]
    libraries.write_all("maker", made, "t")
    checks = [{"day": "2026-01-02", "part_of": "M-1"}, {"day": "2026-01-03", "part_of": "M-2"}]
    key = create(gauge(1, checks=checks))
    create(gauge(2, checks=checks[1:]), key="attempt-2")
    assert [line.record.key for line in page(PRESIDENT, filter={"checks.part_of": "M-1"}).lines] == [key]
    with pytest.raises(RecordReferredError):
        editing.delete("maker", ADMIN, "M-1", 1)


def test_the_bin_gives_back():
    key = create(gauge(1, sn="S-1"))
    editing.delete("gauge", PRESIDENT, key, 1)
    assert page(PRESIDENT).lines == []
    assert libraries.record("gauge", key) is None
    assert [line.record.key for line in page(PRESIDENT, deleted=True).lines] == [key]
    with pytest.raises(RecordForbiddenError):
        page("liming", deleted=True)
    other = create(gauge(2, sn="S-1"), key="attempt-2")
    with pytest.raises(RecordExistsError):
        editing.restore("gauge", PRESIDENT, key, 2)
    editing.delete("gauge", PRESIDENT, other, 1)
    editing.restore("gauge", PRESIDENT, key, 2)
    assert [line.record.key for line in page(PRESIDENT).lines] == [key]


def test_figures_are_what_the_records_say():
    fill(6)
    key = page(PRESIDENT).lines[0].record.key
    editing.patch(
        "gauge",
        PRESIDENT,
        key,
        {"state": "停用", "price": 1000, "checks": [{"day": "2026-02-03", "cost": 9}]},
        1,
    )
    groups = statistics.tell("gauge", PRESIDENT, "by-dept").groups
    assert {(one.values["state"], one.number, one.figure) for one in groups} == {
        ("停用", 1, 1000),
        ("在用", 5, 2000),
    }
    months = statistics.tell("gauge", PRESIDENT, "by-month").groups
    assert [(one.values, one.figure) for one in months] == [({"checks.day": "2026-02"}, 9)]
    averages = statistics.tell("gauge", PRESIDENT, "dear").groups
    assert {(one.values["state"], one.figure) for one in averages} == {("停用", 1000), ("在用", 400)}
    editing.delete("gauge", PRESIDENT, key, 2)
    groups = statistics.tell("gauge", PRESIDENT, "by-dept").groups
    assert [(one.values["state"], one.number) for one in groups] == [("在用", 5)]


def test_a_statistic_of_what_is_hidden_is_not_there():
    for userid in ("liming", "heyan"):
        with pytest.raises(StatisticNotFoundError):
            statistics.tell("gauge", userid, "by-dept")


def test_many_records_at_once_let_their_index_items_follow():
    rows = [Write(Action.CREATE, f"flow/{n}", gauge(n)) for n in range(1, 13)]
    libraries.transact_again(lambda: libraries.writes("gauge", rows, "system"))
    assert page(PRESIDENT).lines == []
    lagging = index_store.lagging("gauge")
    assert len(lagging) == 12
    for key in lagging:
        following.catch_up("gauge", key)
    assert len(page(PRESIDENT).lines) == 12
    assert index_store.lagging("gauge") == []
    groups = statistics.tell("gauge", PRESIDENT, "by-dept").groups
    assert groups[0].figure == sum(range(1, 13)) * 100


def test_index_items_are_those_of_the_records_whatever_was_done():
    key = create(gauge(1, sn="S-1", due_on="2026-12-01"))
    editing.patch("gauge", PRESIDENT, key, {"due_on": "2027-01-01", "keeper": "heyan"}, 1)
    editing.delete("gauge", PRESIDENT, key, 2)
    editing.restore("gauge", PRESIDENT, key, 3)
    record = record_store.read_records("gauge", [key])[key]
    library = libraries.library("gauge")
    stored = {(row.pk, row.sk) for row in index_store.ItemRow.scan() if row.pk.startswith("V#gauge#")}
    assert stored == {index_store.place_of("gauge", item) for item in items(library, record)}
    assert METROLOGY
