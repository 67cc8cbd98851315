"""Spreadsheets as the pages use them: over HTTP, through the bucket, by the deployed function with its own policy."""

import base64
import io
from typing import Any

import httpx
import pytest
import python_calamine
import xlsxwriter

from cli.demo.leave import wait_for
from tests.e2e.e2e_support import run_xt

pytestmark = [pytest.mark.cloud, pytest.mark.enable_socket]
SUPPLIERS = "/api/libraries/supplier"
HEADER = ["名称", "统一社会信用代码", "类别", "联系人", "电话", "开户行", "账号"]


def supplier(number: int, **more: Any) -> list[Any]:
    values = {
        "name": f"试验供应商{number}",
        "uscc": f"91110000TEST{number:05}A",
        "kind": "材料试剂",
        "contact": "王先生",
        "phone": "01012345678",
        "bank": "工商银行",
        "account": "6222000011112222",
    }
    return list((values | more).values())


def workbook(*lines: list[Any]) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    page = book.add_worksheet("供应商库")
    for row, line in enumerate([HEADER, *lines]):
        page.write_row(row, 0, line)
    book.close()
    return target.getvalue()


def rows_of(content: bytes) -> list[dict[str, Any]]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    header, *lines = book.get_sheet_by_name("供应商库").to_python()
    return [dict(zip(header, line, strict=True)) for line in lines]


def upload(person: Any, content: bytes) -> str:
    asked = {"name": "供应商.xlsx", "size_bytes": len(content)}
    begun = person.post(f"{SUPPLIERS}/imports", asked, status=201)
    form = begun["upload"]
    answer = httpx.post(form["url"], data=form["fields"], files={"file": content}, trust_env=False)
    assert answer.status_code in {200, 204}, answer.text
    return str(begun["id"])


def ended(person: Any, path: str) -> dict[str, Any]:
    def is_over() -> dict[str, Any] | None:
        view: dict[str, Any] = person.get(path)
        return view if view["status"] in {"done", "failed"} else None

    found = wait_for(is_over, path)
    assert found["status"] == "done", found
    return found


def imported(person: Any, content: bytes, **how: Any) -> dict[str, Any]:
    made = upload(person, content)
    person.post(f"{SUPPLIERS}/imports/{made}/start", {"mode": "partial"} | how)
    return ended(person, f"{SUPPLIERS}/imports/{made}")


def fetched(view: dict[str, Any]) -> httpx.Response:
    answer = httpx.get(view["address"], trust_env=False)
    assert answer.status_code == 200, answer.text
    return answer


def test_a_sheet_is_checked_imported_corrected_and_exported(linhao):
    template = linhao.get(f"{SUPPLIERS}/template")
    assert base64.b64decode(template["content"]).startswith(b"PK")
    content = workbook(supplier(1), supplier(2, kind="食品"), supplier(3, uscc=""), supplier(1))
    made = upload(linhao, content)
    linhao.post(f"{SUPPLIERS}/imports/{made}/start", {"mode": "check"})
    checked = ended(linhao, f"{SUPPLIERS}/imports/{made}")
    assert checked["counts"] == {"created": 1, "updated": 0, "unchanged": 0, "refused": 3}
    assert not checked["wrote"]
    linhao.post(f"{SUPPLIERS}/imports/{made}/start", {"mode": "partial"})
    found = ended(linhao, f"{SUPPLIERS}/imports/{made}")
    told = [(one["row"], one["column"], one["label"], one["code"]) for one in found["problems"]]
    assert told == [
        (3, "C", "类别", "not_among"),
        (4, "B", "统一社会信用代码", "missing"),
        (5, "B", "统一社会信用代码", "repeated"),
    ]
    marked = fetched(found)
    assert "attachment" in marked.headers["content-disposition"]
    assert [row["错误"][:4] for row in rows_of(marked.content)] == ["“类别”", "“统一社", "“统一社"]
    assert imported(linhao, workbook(supplier(1)))["counts"]["unchanged"] == 1
    started = linhao.post(
        f"{SUPPLIERS}/exports", {"format": "xlsx", "filter": '{"kind": "材料试剂"}'}, status=201
    )
    exported = ended(linhao, f"{SUPPLIERS}/exports/{started['id']}")
    (row,) = [one for one in rows_of(fetched(exported).content) if one["名称"] == "试验供应商1"]
    assert (row["账号"], row["电话"]) == ("••••2222", "••••5678")
    latest = linhao.get("/api/transfers")["items"]
    assert {one["id"] for one in latest} >= {made, started["id"]}


def test_who_may_not_is_refused_and_nobody_sees_what_is_anothers(linhao, liming):
    refused = liming.send("POST", f"{SUPPLIERS}/imports", {"name": "a.xlsx", "size_bytes": 1})
    assert (refused.status_code, refused.json()["code"]) == (403, "record_forbidden")
    assert liming.send("POST", f"{SUPPLIERS}/exports", {"format": "csv"}).status_code == 403
    made = upload(linhao, workbook(supplier(7)))
    assert liming.fetch(f"{SUPPLIERS}/imports/{made}").status_code == 404
    assert linhao.fetch(f"{SUPPLIERS}/exports/{made}").status_code == 404


def test_what_is_wrong_with_a_call_is_told(linhao):
    large = linhao.send("POST", f"{SUPPLIERS}/imports", {"name": "a.xlsx", "size_bytes": 50 * 1024 * 1024})
    assert (large.status_code, large.json()["code"]) == (413, "sheet_size")
    begun = linhao.post(f"{SUPPLIERS}/imports", {"name": "a.xlsx", "size_bytes": 1}, status=201)
    early = linhao.send("POST", f"{SUPPLIERS}/imports/{begun['id']}/start", {"mode": "check"})
    assert (early.status_code, early.json()["code"]) == (400, "transfer_file")
    for wrong in ({"mode": "all"}, {"mode": "check", "existing": "drop"}, {}):
        answer = linhao.send("POST", f"{SUPPLIERS}/imports/{begun['id']}/start", wrong)
        assert (answer.status_code, answer.json()["code"]) == (400, "body_invalid")
    unknown = linhao.send("POST", f"{SUPPLIERS}/exports", {"format": "xlsx", "view": "nothing"})
    assert (unknown.status_code, unknown.json()["code"]) == (400, "listing_view")
    assert linhao.fetch("/api/libraries/duty-matrix/template").json()["code"] == "library_kind"


def test_administrators_have_a_command_for_it(platform, linhao, tmp_path):
    file, refused, out = (tmp_path / name for name in ("in.xlsx", "refused.xlsx", "out.csv"))
    file.write_bytes(workbook(supplier(21), supplier(22, kind="食品")))
    words = ["libraries", "import-records", "supplier", str(file), "--as", "linhao"]
    checked = run_xt(platform.local, *words)
    assert checked.returncode == 1
    assert "Row 3, 类别 (column C): “食品” is not among the choices" in checked.stdout
    answer = run_xt(platform.local, *words, "--mode", "partial", "--errors", str(refused))
    assert "1 created, 0 updated, 0 unchanged, 1 refused" in answer.stdout
    assert [row["名称"] for row in rows_of(refused.read_bytes())] == ["试验供应商22"]
    exported = run_xt(platform.local, "libraries", "export-records", "supplier", str(out), "--as", "linhao")
    assert exported.returncode == 0, exported.stderr
    assert "试验供应商21" in out.read_text("utf-8-sig")
