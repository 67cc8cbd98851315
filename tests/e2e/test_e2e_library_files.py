"""What belongs to a record beside its values, from outside: files, its code, labels, saved searches, flows it starts."""

import json
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import expect

from tests.e2e.e2e_support import leave
from tests.e2e.pages_support import by
from tests.e2e.test_e2e_leave import PDF, evidence

pytestmark = [pytest.mark.cloud, pytest.mark.enable_socket]
SUPPLIERS = "/api/libraries/supplier"
NAME = "上海精测仪器厂"
ACCOUNT = "31001502800059000001"
DAY = "2025-03-03"


def supplier(number: int, **more: object) -> dict[str, object]:
    return {
        "name": NAME if number == 1 else f"{NAME} {number}",
        "uscc": f"91310000MA1FL{number:05d}",
        "kind": "仪器设备",
        "contact": "王经理",
        "phone": "021-12345678",
        "bank_name": "建设银行",
        "bank_account": ACCOUNT,
        **more,
    }


@pytest.fixture(scope="module")
def certified(platform):
    """A supplier with a certificate: its key, and the file."""
    admin = platform.person("linhao")
    file = evidence(admin, name="资质证书.pdf")
    made = admin.post(f"{SUPPLIERS}/records", {"values": supplier(1, qualifications=file)}, status=201)
    return made["id"], file["id"]


def test_who_sees_the_record_downloads_its_file(liming, certified):
    key, file = certified
    assert liming.fetch(f"/api/files/{file}").status_code == 404, "it is not a file of theirs"
    address = liming.get(f"{SUPPLIERS}/records/{key}/files/{file}")["url"]
    read = httpx.get(address, trust_env=False)
    assert (read.status_code, read.content) == (200, PDF)
    answer = liming.fetch(f"{SUPPLIERS}/records/{key}/files/nothing")
    assert (answer.status_code, answer.json()["code"]) == (404, "file_not_found")


def test_a_file_that_is_not_what_it_says_is_refused_at_its_field(platform, linhao):
    lie = evidence(linhao, content=b"<html><script>alert(1)</script>")
    answer = linhao.send("POST", f"{SUPPLIERS}/records", {"values": supplier(2, qualifications=lie)})
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["field"], error["code"]) == (400, "qualifications", "file_content")
    assert "PDF" in error["message"]
    form = leave(platform.workday(), agent="qinlan", evidence=[lie])
    answer = linhao.send("POST", "/api/requests", {"flow": "leave-request", "form": form})
    assert [one["code"] for one in answer.json()["errors"]] == ["file_content"]


def test_an_upload_of_50_mb_is_refused_in_a_sentence(liming):
    asked = {"name": "a.pdf", "size_bytes": 50 * 1024 * 1024, "content_type": "application/pdf"}
    answer = liming.send("POST", "/api/files", asked)
    assert (answer.status_code, answer.json()["code"]) == (400, "file_size")
    assert "20 MB" in answer.json()["message"]


def test_a_code_is_a_picture_for_who_sees_the_record(platform, liming, certified):
    answer = liming.fetch(f"{SUPPLIERS}/records/{certified[0]}/qr")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert "<svg" in answer.text
    assert liming.fetch(f"{SUPPLIERS}/records/nothing/qr").status_code == 404


def test_labels_are_a_pdf_of_what_one_may_see(liming, certified):
    made = liming.post(f"{SUPPLIERS}/labels", {"records": [certified[0]] * 25})
    assert (made["pages"], made["replaced"]) == (2, [])
    read = httpx.get(made["url"], trust_env=False)
    assert (read.status_code, read.content[:5]) == (200, b"%PDF-")
    for body, status in (
        ({"records": ["nothing"]}, 404),
        ({"records": []}, 400),
        ({"records": ["x"] * 201}, 400),
        ({"records": [certified[0]], "columns": 0}, 400),
        ({"records": [certified[0]], "view": "nothing"}, 400),
    ):
        assert liming.send("POST", f"{SUPPLIERS}/labels", body).status_code == status, body


def test_a_search_is_kept_used_and_taken_away(liming, certified):
    body = {"name": "仪器厂", "filter": json.dumps({"name": NAME}), "sort": ""}
    made = liming.send("POST", f"{SUPPLIERS}/searches", body)
    assert made.status_code == 201
    (saved,) = liming.get(f"{SUPPLIERS}/searches")["items"]
    assert (saved["name"], saved["usable"], saved["problem"]) == ("仪器厂", True, None)
    asked = {name: saved[name] for name in ("view", "filter", "words", "sort")}
    assert certified[0] in {one["id"] for one in liming.get(f"{SUPPLIERS}/records", **asked)["items"]}
    path = f"{SUPPLIERS}/searches/{saved['id']}"
    assert [liming.send("DELETE", path).status_code for _ in range(2)] == [204, 404]
    for wrong in ({"filter": '{"bank_account": "1"}'}, {"filter": "{"}, {"view": "x"}, {"name": ""}):
        assert liming.send("POST", f"{SUPPLIERS}/searches", body | wrong).status_code == 400, wrong
    assert liming.get(f"{SUPPLIERS}/searches")["items"] == []


@pytest.fixture(scope="module")
def late_day(platform):
    """A day 李明 came late, as the attendance of the institute has it: its key."""
    values = {
        "staff": "liming",
        "date": DAY,
        "dept": 11,
        "scheme": "固定班制",
        "day_type": "workday",
        "status": "late",
        "required_min": 480,
        "worked_min": 400,
        "credited_min": 400,
        "calc_version": "1",
    }
    made = platform.person("linhao").post(
        "/api/libraries/attendance-day/records", {"values": values}, status=201
    )
    return made["id"]


def test_an_action_begins_a_form(liming, chenjing, late_day):
    path = f"/api/libraries/attendance-day/records/{quote(late_day, safe='')}/actions"
    begun = liming.get(f"{path}/sick-leave")
    assert begun["flow"] == "leave-request"
    assert begun["values"]["start_at"] == f"{DAY}T08:30"
    assert chenjing.fetch(f"{path}/sick-leave").status_code == 404
    assert liming.fetch(f"{path}/nothing").json()["code"] == "record_action_not_found"


@pytest.mark.browser
def test_the_form_on_the_phone_begins_with_what_the_record_says(platform, signed_in, late_day):
    origin = "/".join(quote(part, safe="") for part in ("attendance-day", late_day, "sick-leave"))
    page = signed_in("liming", f"/#/start/leave-request?from={quote(origin, safe='')}")
    expect(by(page, "field-start_at")).to_have_value(f"{DAY}T08:30")
    expect(by(page, "field-kind")).to_have_value("sick")
