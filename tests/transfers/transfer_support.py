"""What a person and the function do with imports and exports, step by step."""

import io
from collections.abc import Callable
from typing import Any

import httpx
import python_calamine
import xlsxwriter

from chalicelib.libraries import browsing, record_store
from chalicelib.libraries.browsing import Ask
from chalicelib.libraries.transfers import service, working
from chalicelib.libraries.transfers.model import Existing, Mode, Status, Transfer
from chalicelib.platform.idempotency import Attempt
from chalicelib.platform.ids import new_id

PRESIDENT, SECRETARY, ADMIN = "sunwei", "qianlan", "linhao"
HEADER = ["名称", "部门", "保管人", "原值", "出厂编号", "到期"]


def workbook(sheets: dict[str, list[list[Any]]]) -> bytes:
    """Texts that begin with = are formulas."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    for name, lines in sheets.items():
        page = book.add_worksheet(name)
        for row, line in enumerate(lines):
            page.write_row(row, 0, line)
    book.close()
    return target.getvalue()


def gauges(*lines: list[Any], header: list[str] = HEADER, **tables: list[list[Any]]) -> bytes:
    return workbook({"仪表库": [header, *lines], **tables})


def line(number: int, **more: Any) -> list[Any]:
    """A good row, by the header."""
    values = {
        "name": f"压力表{number}",
        "dept": "热工计量所",
        "keeper": "liming",
        "price": number + 0.5,
        "sn": f"SN-{number:05}",
        "due": "2027-01-31",
    }
    return list((values | more).values())


def attempt(userid: str) -> Attempt:
    return Attempt(userid, f"attempt-{new_id()}", None)


def upload(content: bytes, userid: str = PRESIDENT, library: str = "gauge") -> str:
    """An import whose file has arrived."""
    made, form = service.begin_import(library, userid, "仪表.xlsx", len(content), attempt(userid))
    answer = post(form, content)
    assert answer.status_code in {200, 204}, answer.text
    return made


def post(form: service.Upload, content: bytes) -> httpx.Response:
    return httpx.post(form.url, data=form.fields, files={"file": content}, trust_env=False)


def start(
    made: str,
    mode: Mode = Mode.PARTIAL,
    existing: Existing = Existing.UPDATE,
    mapping: dict[str, str | None] | None = None,
    userid: str = PRESIDENT,
) -> Transfer:
    return service.start_import("gauge", userid, made, mode, existing, mapping or {}, "zh_CN")


def finish(made: str, work: Callable[[str], bool] = working.work_on) -> Transfer:
    """Work until nothing is left to do."""
    while work(made):
        pass
    found = service.store.read(made)
    assert found.status in {Status.DONE, Status.FAILED}
    return found


def imported(content: bytes, mode: Mode = Mode.PARTIAL, **more: Any) -> Transfer:
    userid = more.get("userid", PRESIDENT)
    made = upload(content, userid)
    start(made, mode, **more)
    return finish(made)


def counts(found: Transfer) -> tuple[int, int, int, int]:
    """Created, updated, unchanged, refused."""
    told = found.progress.counts
    return (told["created"], told["updated"], told["unchanged"], told["refused"])


def problems(found: Transfer) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in found.problems]


def fetched(found: Transfer) -> bytes:
    answer = httpx.get(str(service.address(found)), trust_env=False)
    assert answer.status_code == 200, answer.text
    return answer.content


def pages(content: bytes) -> dict[str, list[list[Any]]]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def records(userid: str = PRESIDENT) -> list[dict[str, Any]]:
    """The values of every record somebody sees, by key, as they are stored."""
    found: list[str] = []
    cursor = None
    while True:
        page = browsing.page("gauge", userid, Ask(limit=100, cursor=cursor))
        found += [one.record.key for one in page.lines]
        cursor = page.next_cursor
        if cursor is None:
            break
    stored: dict[str, Any] = {}
    for at in range(0, len(found), 100):
        stored |= record_store.read_records("gauge", found[at : at + 100])
    return [dict(stored[key].values) for key in found]
