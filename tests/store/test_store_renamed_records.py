"""Somebody gets another userid: records that name them, searches, transfers and settings are theirs under it."""

from typing import Any

import pytest

from chalicelib.directory import changing
from chalicelib.directory.model import Author
from chalicelib.libraries import browsing, editing, record_store, record_views, searches, statistics
from chalicelib.libraries import service as libraries
from chalicelib.libraries.browsing import Ask
from chalicelib.libraries.errors import RecordExistsError, RecordNotFoundError
from chalicelib.libraries.filters import Filter
from chalicelib.libraries.records import Action, Write
from chalicelib.libraries.transfers import store as transfers
from chalicelib.libraries.transfers.errors import TransferNotFoundError
from chalicelib.libraries.transfers.model import Direction, Status, Transfer
from chalicelib.libraries.transfers.service import of_person
from chalicelib.platform.idempotency import Attempt
from chalicelib.platform.store import transact
from chalicelib.wecom import person_store, preferring
from chalicelib.wecom.notices import Preferences
from tests.store.library_support import GAUGE, MAKER, fill, load
from tests.store.store_support import dump
from tests.support.auditing import differences

ADMIN = Author("linhao", "console")
PRESIDENT = "sunwei"
BY_KEEPER = "  - {key: by-keeper, name: 按保管人, sum: price, by: [keeper]}\n"
COUNTED = "  - {key: by-keeper-count, name: 各人件数, count: true, by: [keeper]}\n"
DUTY = """
key: duty
name: 值班
key_field: [staff, day]
unique_keys: [{fields: [deputy, day]}]
fields:
  staff: {label: 人员, type: user}
  day: {label: 日期, type: date}
  deputy: {label: 代理人, type: user}
  note: {label: 说明, type: text}
permissions:
  - {who: everyone, rows: {staff: $me}, ops: [read, update]}
"""
DAY = {"staff": "liming", "day": "2026-11-30", "deputy": "wangfang", "note": "早班"}


@pytest.fixture(autouse=True)
def published(empty: None) -> None:
    load(MAKER, GAUGE.replace("statistics:\n", f"statistics:\n{BY_KEEPER}{COUNTED}"), DUTY)


def rename(userid: str, *to: str) -> None:
    for name in to:
        changing.rename_person(userid, name, ADMIN)
        userid = name


def numbers(userid: str, **asked: Any) -> list[str]:
    condition = asked.pop("filter", None)
    ask = Ask(filter=Filter.model_validate(condition) if condition else None, **asked)
    found = []
    while True:
        page = browsing.page("gauge", userid, ask)
        found += [line.record.values["name"].removeprefix("压力表") for line in page.lines]
        if page.next_cursor is None:
            return found
        ask = Ask(ask.view, ask.filter, ask.words, ask.sort, ask.deleted, page.next_cursor, ask.limit)


def keys() -> dict[str, str]:
    page = browsing.page("gauge", PRESIDENT, Ask(limit=100))
    return {line.record.values["name"].removeprefix("压力表"): line.record.key for line in page.lines}


def create(number: int, keeper: str) -> None:
    values = {"name": f"压力表{number}", "dept": 11, "keeper": keeper, "price": number * 100}
    libraries.write_all("gauge", [Write(Action.CREATE, f"more/{number}", values)], "tester")


def test_one_s_records_are_listed_and_changed_under_every_userid_to_come_and_none_is_rewritten(database):
    fill(9)
    before = {key: row for key, row in dump(database).items() if key[0] == "libraries"}
    rename("liming", "ming", "li")
    assert numbers("li", view="mine", limit=2) == ["3", "6", "9"]
    assert {key: row for key, row in dump(database).items() if key in before} == before
    create(12, "li")
    assert numbers("li", view="mine", limit=2) == ["3", "6", "9", "12"]
    assert numbers("li", sort="-gauge_no", limit=1) == ["12", "9", "6", "3"]
    assert numbers("chenjing", limit=2) == ["1", "4", "7"]
    mine, line = browsing.record("gauge", "li", keys()["3"])
    assert line.seen.values["keeper"] == "li"
    editing.patch("gauge", "li", line.record.key, {"sn": "S-3"}, line.record.version)
    stored = record_store.read_records("gauge", [line.record.key])[line.record.key]
    assert (stored.values["keeper"], stored.values["sn"]) == ("li", "S-3")
    assert numbers("li", limit=2) == ["3", "6", "9", "12"]
    assert record_store.list_changes("gauge", line.record.key)[0].fields["keeper"] == ["liming", "li"]
    told = record_views.change_page(mine, line, None).items
    assert told[0].fields == {"sn": [None, "S-3"]}
    assert differences("gauge") == []


def test_others_find_by_any_userid_and_count_one_person(database):
    fill(6)
    rename("liming", "ming", "li")
    create(12, "li")
    for asked in ("liming", "ming", "li", {"in": ["ming", "nobody"]}):
        assert numbers(PRESIDENT, filter={"keeper": asked}, limit=2) == ["3", "6", "12"]
    assert numbers(PRESIDENT, filter={"keeper": {"ne": "ming"}}) == ["1", "2", "4", "5"]
    groups = statistics.tell("gauge", PRESIDENT, "by-keeper").groups
    assert {one.values["keeper"]: (one.number, one.figure) for one in groups} == {
        "chenjing": (2, 500),
        "wangfang": (2, 700),
        "li": (3, 2100),
    }
    own = statistics.tell("gauge", "li", "by-keeper-count").groups
    assert [(one.values, one.number) for one in own] == [({"keeper": "li"}, 3)]


def test_flows_read_and_write_records_by_today_s_userid():
    fill(3)
    rename("liming", "li")
    key = keys()["3"]
    read = libraries.record("gauge", key)
    assert read is not None
    assert read["keeper"] == "li"
    match = {"gauge_no": key}
    guarded = libraries.update("gauge", match, {"sn": "S"}, {}, lambda one: one["keeper"] == "li", "r/1")
    transact(guarded)
    transact(libraries.append("gauge", match, "checks", {"day": "2026-11-30", "by": "liming"}, "r/2"))
    stored = record_store.read_records("gauge", [key])[key].values
    assert (stored["keeper"], stored["checks"][0]["by"], stored["sn"]) == ("li", "li", "S")
    assert libraries.append("gauge", match, "checks", {"day": "2026-11-30", "by": "li"}, "r/2") == []
    assert differences("gauge") == []


def test_who_is_in_a_key_stays_in_it_and_nobody_gets_a_second_record():
    transact(libraries.create("duty", DAY, "d/1"))
    rename("liming", "ming", "li")
    rename("wangfang", "fang")
    with pytest.raises(RecordExistsError):
        libraries.create("duty", {**DAY, "staff": "li"}, "d/2")
    with pytest.raises(RecordExistsError):
        libraries.create("duty", {**DAY, "staff": "heyan", "deputy": "fang"}, "d/3")
    match = {"staff": "li", "day": DAY["day"]}
    transact(libraries.upsert("duty", match, {"note": "晚班"}, {}, None, "d/4"))
    transact(libraries.create("duty", {**DAY, "staff": "li", "day": "2026-12-01"}, "d/5"))
    page = browsing.page("duty", "li", Ask())
    assert [(line.record.key, line.seen.values["staff"]) for line in page.lines] == [
        ("liming|2026-11-30", "li"),
        ("liming|2026-12-01", "li"),
    ]
    values = page.lines[0].seen.values
    assert (values["note"], values["deputy"]) == ("晚班", "fang")
    editing.patch("duty", "li", page.lines[0].record.key, {"note": "中班"}, page.lines[0].record.version)
    with pytest.raises(RecordNotFoundError):
        browsing.record("duty", "fang", "liming|2026-11-30")
    assert differences("duty") == []


def test_saved_searches_and_transfers_are_still_one_s_own():
    ask = Ask(filter=Filter.model_validate({"keeper": "$me"}))
    first = searches.save("gauge", "liming", "我的", ask, Attempt("liming", "a-1", {}))
    begun = Transfer(
        "t1", "gauge", Direction.EXPORT, "liming", Status.RUNNING, "2026-11-30T01:00:00.000Z", "x"
    )
    transact([transfers.new_write(begun)])
    rename("liming", "ming", "li")
    searches.save("gauge", "li", "再一个", ask, Attempt("li", "a-2", {}))
    assert [one.name for one in searches.listed("gauge", "li")] == ["我的", "再一个"]
    searches.forget("gauge", "li", first)
    assert [one.name for one in searches.listed("gauge", "li")] == ["再一个"]
    assert [one.id for one in transfers.recent("li")] == ["t1"]
    assert of_person("gauge", "li", "t1", Direction.EXPORT).owner == "li"
    with pytest.raises(TransferNotFoundError):
        of_person("gauge", "chenjing", "t1", Direction.EXPORT)
    taken = transfers.take("t1")
    assert taken is not None
    transfers.keep(taken)
    assert [one.id for one in transfers.recent("li")] == ["t1"]


def test_message_settings_are_kept_and_changed_under_the_other_userid():
    preferring.prefer("liming", {"cc": "off"}, ("22:00", "07:30"), 0)
    rename("liming", "ming", "li")
    kept = preferring.preferences("li")
    assert (kept.ways, kept.quiet, kept.version) == ({"cc": "off"}, ("22:00", "07:30"), 1)
    preferring.prefer("li", {"cc": "daily"}, None, kept.version)
    assert person_store.read_preferences(["li", "ming", "heyan"]) == {
        name: Preferences({"cc": "daily"}, None, 2) for name in ("li", "ming")
    }
