"""Exports on a real database and bucket: what somebody may see of a list, and no more; it can be imported again."""

import csv
import io
from typing import Any

import pytest

from chalicelib.libraries import editing
from chalicelib.libraries.browsing import Ask
from chalicelib.libraries.errors import ListingViewError, RecordForbiddenError
from chalicelib.libraries.filters import Filter
from chalicelib.libraries.transfers import exporting, service, store, working
from chalicelib.libraries.transfers.model import Status, Transfer
from chalicelib.platform import clock
from tests.store.library_support import fill
from tests.transfers.transfer_support import (
    ADMIN,
    PRESIDENT,
    attempt,
    counts,
    fetched,
    finish,
    imported,
    pages,
    records,
)

pytestmark = [pytest.mark.cloud, pytest.mark.enable_socket]


def begin(userid: str = PRESIDENT, kind: str = "xlsx", **asked: Any) -> str:
    condition = asked.pop("filter", None)
    ask = Ask(filter=Filter.model_validate(condition) if condition else None, **asked)
    return service.begin_export("gauge", userid, ask, kind, attempt(userid))


def exported(userid: str = PRESIDENT, kind: str = "xlsx", **asked: Any) -> Transfer:
    found = finish(begin(userid, kind, **asked))
    assert found.status is Status.DONE, found.error
    return found


def create(**values: Any) -> None:
    made = {"dept": 11, "keeper": "liming", **values}
    editing.create("gauge", PRESIDENT, made, attempt(PRESIDENT))


def lines_of(found: Transfer, sheet: str = "仪表库") -> list[dict[str, Any]]:
    header, *lines = pages(fetched(found))[sheet]
    return [dict(zip(header, one, strict=True)) for one in lines]


def test_an_export_comes_back_as_the_same_records():
    editing.create("maker", ADMIN, {"maker_no": "M1", "name": "甲公司"}, attempt(ADMIN))
    checks = [{"day": "2026-11-30", "cost": 1000}, {"day": "2026-12-01", "cost": 1}]
    create(gauge_no="G-1", name="=1+1", price=7, maker="M1", due_on="2027-01-31", checks=checks)
    create(gauge_no="G-2", name="@乙", price=123456, keeper="wangfang", dept=12)
    before = records()
    found = exported()
    told = lines_of(found)
    assert [(one["名称"], one["保管人"], one["厂商"], one["原值"]) for one in told] == [
        ("=1+1", "李明", "甲公司（M1）", 0.07),
        ("@乙", "王芳", "", 1234.56),
    ]
    assert counts(imported(fetched(found))) == (0, 0, 2, 0)
    assert records() == before


def test_a_csv_can_be_opened_by_anybody_without_being_worked_out():
    create(name='=HYPERLINK("http://x")', price=150, sn="SN-1")
    create(name="-2+3", price=250, sn="SN-2")
    content = fetched(exported(kind="csv")).decode("utf-8-sig")
    header, *lines = csv.reader(io.StringIO(content))
    told = [dict(zip(header, one, strict=True)) for one in lines]
    assert [one["名称"] for one in told] == ['\'=HYPERLINK("http://x")', "'-2+3"]
    assert [one["原值"] for one in told] == ["1.50", "2.50"]
    assert counts(imported(fetched(exported(kind="csv")))) == (0, 0, 2, 0)


def test_only_rows_and_fields_the_person_may_export_are_in_it():
    fill(6, account="6222000011112222", serial_no="HT-2026-0001-99")
    with pytest.raises(RecordForbiddenError):
        begin("liming")
    told = lines_of(exported(PRESIDENT))
    assert len(told) == 6
    assert {one["账号"] for one in told} == {"••••2222"}, "sensitive, as in lists"
    assert {one["合同号"] for one in told} == {"••••1-99"}, "masked for this person"


def test_an_export_is_the_list_that_was_looked_at():
    fill(9)
    assert [one["名称"] for one in lines_of(exported(view="dear"))][:2] == ["压力表9", "压力表8"]
    some = lines_of(exported(filter={"keeper": "wangfang"}))
    assert [one["名称"] for one in some] == ["压力表2", "压力表5", "压力表8"]
    with pytest.raises(ListingViewError):
        begin(view="checks")


def test_an_export_of_nothing_is_a_file_with_a_header():
    found = exported()
    assert (found.progress.done, lines_of(found)) == (0, [])


def test_an_export_goes_on_where_a_worker_died(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(exporting, "PAGES", 1)
    monkeypatch.setattr(exporting.browsing, "MOST_PAGE", 4)
    fill(10)
    made = begin()
    real, calls = store.keep, []

    class Killed(BaseException):
        """What ends a worker in the middle."""

    def die(transfer: Transfer) -> None:
        real(transfer)
        calls.append(transfer.progress.done)
        if len(calls) == 1:
            raise Killed

    monkeypatch.setattr(store, "keep", die)
    with pytest.raises(Killed):
        working.work_on(made)
    with clock.frozen(clock.now() + store.LEASE * 2):
        found = finish(made)
        assert [one["名称"] for one in lines_of(found)] == [f"压力表{n}" for n in range(1, 11)]
    assert calls == [4, 8, 10]


def test_an_export_that_is_too_long_says_so(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(exporting, "MOST_RECORDS", 3)
    fill(4)
    found = finish(begin())
    assert (found.status, found.error["code"]) == (Status.FAILED, "transfer_long")
    assert service.address(found) is None


def test_a_persons_latest_are_listed_for_them_alone():
    first, second = begin(), begin()
    assert [one.id for one in service.recent(PRESIDENT)] == [second, first]
    assert service.recent(ADMIN) == []


def test_the_template_has_what_the_person_may_fill_in():
    name, content = service.template_of("gauge", "liming", "zh_CN")
    header = pages(content)["仪表库"][0]
    assert name == "仪表库.xlsx"
    assert "名称*" in header
    assert not {"部门*", "保管人*", "原值*", "费用合计"} & set(header)
    table = pages(content)["检查"][0]
    assert table[:3] == ["编号", "日期*", "检查人"]
    assert "费用" not in table, "a column that is not the person's"
