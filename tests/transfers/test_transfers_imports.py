"""Imports on a real database and bucket: every mistake by row and field, nothing half-written, nothing twice."""

import datetime as dt

import pytest

from chalicelib.libraries import editing, following, record_store
from chalicelib.libraries.errors import RecordForbiddenError
from chalicelib.libraries.sheets import reading
from chalicelib.libraries.sheets.errors import SheetSizeError
from chalicelib.libraries.transfers import service
from chalicelib.libraries.transfers.errors import (
    TransferFileError,
    TransferNotFoundError,
    TransferOverError,
    TransferRunningError,
)
from chalicelib.libraries.transfers.model import Direction, Existing, Mode, Status
from tests.transfers.transfer_support import (
    HEADER,
    PRESIDENT,
    SECRETARY,
    attempt,
    counts,
    fetched,
    finish,
    gauges,
    imported,
    line,
    pages,
    post,
    problems,
    records,
    start,
    upload,
)

pytestmark = [pytest.mark.cloud, pytest.mark.enable_socket]

BAD = gauges(
    line(1),
    line(2, price="十元"),
    line(3, sn="SN-00001"),
    line(4, keeper="张三", due="=TODAY()"),
    line(5, name=""),
)


def test_the_good_rows_come_in_and_the_bad_ones_are_told_by_row_and_field():
    found = imported(BAD)
    assert counts(found) == (1, 0, 0, 4)
    assert problems(found) == [
        ("3.price", "not_yuan"),
        ("4.sn", "repeated"),
        ("5.keeper", "no_such_person"),
        ("5.due_on", "formula"),
        ("6.name", "missing"),
    ]
    (record,) = records()
    assert (record["name"], record["price"], record["keeper"]) == ("压力表1", 150, "liming")
    assert record["gauge_no"].startswith("YB")


def test_the_refused_rows_come_back_and_come_in_when_they_are_corrected():
    found = imported(BAD)
    header, *lines = pages(fetched(found))["仪表库"]
    assert header == [*HEADER, "错误"]
    assert [row[0] for row in lines] == ["压力表2", "压力表3", "压力表4", ""]
    assert "“原值”：请填写金额" in lines[0][-1]
    lines[0][3], lines[1][4] = 7, "SN-3"
    lines[2][2], lines[2][5] = "王芳", dt.date(2027, 1, 1).isoformat()
    lines[3][0] = "压力表5"
    again = imported(gauges(*lines, header=header))
    assert counts(again) == (4, 0, 0, 0)
    assert again.result == ""


def test_a_check_writes_nothing_and_uses_up_no_number():
    made = upload(BAD)
    start(made, Mode.CHECK)
    found = finish(made)
    assert counts(found) == (1, 0, 0, 4)
    assert not found.has_written
    assert records() == []
    assert len(pages(fetched(found))["仪表库"]) == 6, "good rows too: all of it is uploaded again"
    start(made, Mode.PARTIAL)
    assert counts(finish(made)) == (1, 0, 0, 4)
    assert [record["gauge_no"][-4:] for record in records()] == ["0001"]


def test_all_or_nothing_writes_nothing_where_a_row_is_bad_and_all_where_none_is():
    found = imported(BAD, Mode.WHOLE)
    assert (counts(found), records()) == ((1, 0, 0, 4), [])
    good = imported(gauges(line(1), line(2)), Mode.WHOLE)
    assert counts(good) == (2, 0, 0, 0)
    assert len(records()) == 2


def test_the_same_file_again_changes_nothing():
    content = gauges(*(line(number) for number in range(1, 31)))
    assert counts(imported(content)) == (30, 0, 0, 0)
    before = records()
    assert counts(imported(content)) == (0, 0, 30, 0)
    assert records() == before


def test_a_row_whose_record_is_there_changes_exactly_the_filled_cells():
    imported(gauges(line(1), line(2)))
    found = imported(gauges(["", 9.9, "SN-00001"], header=["名称", "原值", "出厂编号"]))
    assert counts(found) == (0, 1, 0, 0)
    first, second = records()
    assert (first["name"], first["price"], second["price"]) == ("压力表1", 990, 250)
    (change, *_) = record_store.list_changes("gauge", first["gauge_no"])
    assert change.by == PRESIDENT
    assert set(change.fields) == {"price"}


def test_a_record_that_is_there_can_be_refused():
    imported(gauges(line(1)))
    found = imported(gauges(line(1), line(2)), existing=Existing.REFUSE)
    assert counts(found) == (1, 0, 0, 1)
    assert problems(found) == [("2.gauge_no", "record_exists")]


def test_rows_are_told_apart_by_the_key_too():
    imported(gauges(line(1)))
    (record,) = records()
    found = imported(gauges([record["gauge_no"], "真空表"], header=["编号", "名称"]))
    assert counts(found) == (0, 1, 0, 0)
    assert [one["name"] for one in records()] == ["真空表"]


def test_columns_may_be_called_anything_if_the_person_says_which_is_which():
    content = gauges(
        ["压力表", "热工计量所", "liming", 1, "多余"], header=["品名", "部门", "管", "price", "备注"]
    )
    made = upload(content)
    start(made, Mode.CHECK)
    found = finish(made)
    assert [(column["letter"], column["field"]) for column in found.columns] == [
        ("A", ""),
        ("B", "dept"),
        ("C", ""),
        ("D", "price"),
        ("E", ""),
    ]
    assert found.missing == ("名称", "保管人")
    start(made, Mode.PARTIAL, mapping={"A": "name", "C": "keeper"})
    assert counts(finish(made)) == (1, 0, 0, 0)


def test_a_table_has_a_sheet_of_its_own():
    header = ["编号", *HEADER]
    content = gauges(
        ["G-1", *line(1)],
        ["G-2", *line(2)],
        header=header,
        检查=[
            ["编号", "日期", "检查人", "费用"],
            ["G-1", "2026-11-30", "王芳", 10],
            ["G-1", "2026-12-01", "", 2.5],
            ["G-2", "昨天", "", 1],
            ["G-9", "2026-12-01", "", 1],
        ],
    )
    found = imported(content)
    assert counts(found) == (1, 0, 0, 1)
    assert problems(found) == [("checks.4.day", "not_date"), ("checks.5.@gauge_no", "no_such_row")]
    (record,) = records()
    assert [row["cost"] for row in record["checks"]] == [1000, 250]
    assert record["cost"] == 1250
    told = pages(fetched(found))
    assert [row[0] for row in told["仪表库"]] == ["编号", "G-2"]
    assert [row[0] for row in told["检查"]] == ["编号", "G-2", "G-9"]
    assert counts(imported(content))[2] == 1, "the same rows again change nothing"


def test_a_reference_is_a_key_or_a_title_that_only_one_has():
    for number, name in enumerate(("甲公司", "乙公司", "乙公司"), 1):
        made = editing.create("maker", "linhao", {"maker_no": f"M{number}", "name": name}, attempt("linhao"))
        following.follow_words("maker", made)
    makers = ["M1", "甲公司", "乙公司（M3）", "乙公司", "丙公司"]
    lines = [[*line(number), maker] for number, maker in enumerate(makers, 1)]
    found = imported(gauges(*lines, header=[*HEADER, "厂商"]))
    assert counts(found) == (3, 0, 0, 2)
    assert problems(found) == [("5.maker", "ambiguous"), ("6.maker", "no_such_record")]
    assert found.problems[0].params["ids"] == "M2、M3"
    assert [record["maker"] for record in records()] == ["M1", "M1", "M3"]


def test_nobody_imports_more_than_they_may_write_by_hand():
    with pytest.raises(RecordForbiddenError):
        service.begin_import("maker", "liming", "a.xlsx", 1, attempt("liming"))
    found = imported(gauges(line(1, dept="院领导"), line(2)), userid=SECRETARY)
    assert counts(found) == (1, 0, 0, 1)
    assert problems(found) == [("3.gauge_no", "record_forbidden")]


def test_a_field_that_is_not_the_persons_is_left_out_and_told():
    imported(gauges(line(1), line(2, keeper="王芳")))
    header = ["名称", "部门", "原值", "出厂编号"]
    found = imported(
        gauges(["甲", "办公室", 1, "SN-00001"], ["乙", "", "", "SN-00002"], header=header), userid="liming"
    )
    assert [column["why"] for column in found.columns] == ["", "barred", "barred", ""]
    assert counts(found) == (0, 1, 0, 1)
    assert problems(found) == [("3.gauge_no", "record_forbidden")]
    assert [(one["name"], one["dept"]) for one in records()] == [("甲", 11), ("压力表2", 11)]


def test_a_state_moves_as_its_moves_say():
    imported(gauges(line(1)))
    found = imported(gauges(["报废", "SN-00001"], ["停用", "SN-9"], header=["状态", "出厂编号"]))
    assert problems(found)[0] == ("2.state", "not_yours")


def test_what_was_masked_stays_as_it_is():
    imported(gauges([*line(1), "6222000011112222"], header=[*HEADER, "账号"]))
    found = imported(gauges(["SN-00001", "••••2222", 3], header=["出厂编号", "账号", "原值"]))
    assert counts(found) == (0, 1, 0, 0)
    assert records()[0]["account"] == "6222000011112222"


REFUSED_FILES = {
    "sheet_type": b"\x89PNG\r\n\x1a\n\x00\x00",
    "sheet_old": reading.COMPOUND + bytes(600),
    "sheet_empty": b" ",
    "transfer_header": gauges(["甲"], header=["什么"]),
}


@pytest.mark.parametrize("code", REFUSED_FILES)
def test_a_file_that_cannot_be_read_is_told_and_can_be_replaced(code: str):
    made = upload(REFUSED_FILES[code])
    start(made)
    found = finish(made)
    assert (found.status, found.error["code"]) == (Status.FAILED, code)
    with pytest.raises(TransferNotFoundError):
        service.of_person("gauge", "liming", made, Direction.IMPORT)


def test_a_file_over_the_limit_is_refused_before_and_by_the_bucket():
    with pytest.raises(SheetSizeError):
        service.begin_import("gauge", PRESIDENT, "a.xlsx", 50 * 1024 * 1024, attempt(PRESIDENT))
    made, form = service.begin_import("gauge", PRESIDENT, "a.xlsx", 10, attempt(PRESIDENT))
    assert post(form, b"a" * 11).status_code == 400
    with pytest.raises(TransferFileError):
        start(made)


def test_a_file_that_is_replaced_after_the_start_is_not_read():
    content = gauges(line(1))
    made, form = service.begin_import("gauge", PRESIDENT, "a.xlsx", len(content), attempt(PRESIDENT))
    post(form, content)
    start(made)
    post(form, b"other")
    assert finish(made).error["code"] == "transfer_file"


def test_the_same_attempt_is_the_same_import():
    one = attempt(PRESIDENT)
    first, _ = service.begin_import("gauge", PRESIDENT, "a.xlsx", 10, one)
    second, _ = service.begin_import("gauge", PRESIDENT, "a.xlsx", 10, one)
    assert first == second


def test_what_runs_or_has_written_is_not_started_again():
    made = upload(gauges(line(1)))
    start(made)
    with pytest.raises(TransferRunningError):
        start(made)
    finish(made)
    with pytest.raises(TransferOverError):
        start(made)


@pytest.mark.timeout(400)
def test_two_thousand_rows_with_a_hundred_mistakes():
    bad = set(range(20, 2001, 20))
    lines = [line(number, price="坏" if number in bad else number) for number in range(1, 2001)]
    found = imported(gauges(*lines))
    assert counts(found) == (1900, 0, 0, 100)
    assert {field for field, _ in problems(found)} == {f"{number + 1}.price" for number in bad}
    again = imported(gauges(*lines))
    assert counts(again) == (0, 0, 1900, 100)
    assert len(records()) == 1900
