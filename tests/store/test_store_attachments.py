"""Files of records and sheets of labels, on the emulator's DynamoDB and S3."""

import os
from collections.abc import Iterator
from typing import Any

import boto3
import httpx
import pytest
from botocore.config import Config

from chalicelib.libraries import attachments, browsing, editing, labels
from chalicelib.libraries import service as libraries
from chalicelib.libraries.errors import ListingViewError, RecordInvalidError, RecordNotFoundError
from chalicelib.libraries.label_sheets import Grid
from chalicelib.platform import files
from chalicelib.platform.files import FileNotFoundInOfficeError, FileSizeError, FileTypeError
from chalicelib.platform.idempotency import Attempt
from tests.store.library_support import GAUGE, MAKER, fill, gauge, load
from tests.store.store_support import forget_connections

pytestmark = [
    pytest.mark.cloud,
    pytest.mark.enable_socket,
    pytest.mark.parametrize("endpoint", ["ministack"], indirect=True),
]
PRESIDENT, KEEPER, OTHER, SECRETARY = "sunwei", "liming", "chenjing", "qianlan"
BUCKET = "xietong-contract-files"
PDF = b"%PDF-1.4\n%certificate\n"
KINDS = {"pdf": "application/pdf", "png": "image/png"}
WITH_FILES = GAUGE.replace(
    "  checks:\n",
    "  certificate: {label: 证书, type: file}\n  photos: {label: 照片, type: file, multiple: true}\n  checks:\n",
    1,
).replace(
    "cost: {label: 费用, type: money}",
    "cost: {label: 费用, type: money}\n      report: {label: 报告, type: file}",
)
HIDING = WITH_FILES.replace("hidden: [checks.cost, account]", "hidden: [checks.cost, account, certificate]")


@pytest.fixture
def bucket(database: Any, endpoint: str, empty: None) -> Iterator[None]:
    session = boto3.Session("test", "test", region_name="us-east-1")
    session.client("s3", endpoint_url=endpoint, config=Config(proxies={})).create_bucket(Bucket=BUCKET)
    os.environ |= {"XT_FILES_BUCKET": BUCKET, "XT_PUBLIC_URL": "https://office.example.cn"}
    forget_connections()
    load(MAKER, WITH_FILES)
    yield
    del os.environ["XT_FILES_BUCKET"], os.environ["XT_PUBLIC_URL"]
    forget_connections()


@pytest.fixture(autouse=True)
def ready(bucket: None) -> None:
    """Every test has the bucket."""


def asked(userid: str, content: bytes = PDF, kind: str = "pdf") -> tuple[dict[str, Any], files.Upload]:
    """A file value, and where its content goes."""
    told = {"name": f"证书.{kind}", "size_bytes": len(content), "content_type": KINDS[kind]}
    attempt = Attempt(userid, os.urandom(8).hex(), told)
    upload = files.begin_upload(userid, told["name"], told["size_bytes"], told["content_type"], attempt)
    return {"id": upload.id, **told}, upload


def uploaded(userid: str, content: bytes = PDF, kind: str = "pdf") -> dict[str, Any]:
    value, upload = asked(userid, content, kind)
    posted = httpx.post(
        upload.url, data=upload.fields, files={"file": (value["name"], content)}, trust_env=False
    )
    assert posted.is_success, posted.text
    return value


def create(values: dict[str, Any], userid: str = PRESIDENT) -> str:
    return editing.create("gauge", userid, values, Attempt(userid, os.urandom(8).hex(), values))


def patch(key: str, values: dict[str, Any], userid: str = PRESIDENT) -> None:
    editing.patch("gauge", userid, key, values, libraries.full_records("gauge", [key])[key].version)


def address(key: str, file: str, userid: str) -> str:
    mine, line = browsing.record("gauge", userid, key)
    return attachments.address(mine.library, line.seen.values, file)


def problems(values: dict[str, Any], userid: str = PRESIDENT) -> set[tuple[str, str]]:
    """What a new record with these values is refused for."""
    with pytest.raises(RecordInvalidError) as refused:
        create(gauge(3, **values), userid)
    assert browsing.page("gauge", PRESIDENT, browsing.Ask()).lines == []
    return {(one.field, one.code) for one in refused.value.problems}


def test_who_sees_the_field_reads_the_file_and_nobody_else():
    file = uploaded(PRESIDENT)
    key = create(gauge(3, certificate=file))
    for userid in (PRESIDENT, KEEPER):
        read = httpx.get(address(key, file["id"], userid), trust_env=False)
        assert (read.status_code, read.content, read.headers["content-type"]) == (200, PDF, KINDS["pdf"])
        assert read.headers["content-disposition"].startswith("attachment")
    with pytest.raises(RecordNotFoundError):
        address(key, file["id"], OTHER)


def test_a_hidden_field_hides_its_file():
    libraries.publish(HIDING, "tester")
    file, photo = uploaded(PRESIDENT), uploaded(PRESIDENT)
    key = create(gauge(1, certificate=file, photos=[photo], dept=11))
    libraries.publish(HIDING.replace("rows: {dept: $me.department}", "rows: {dept: 11}"), "tester")
    assert address(key, photo["id"], SECRETARY)
    with pytest.raises(FileNotFoundInOfficeError):
        address(key, file["id"], SECRETARY)


def test_a_file_of_another_record_is_not_read_through_this_one():
    file = uploaded(PRESIDENT)
    create(gauge(1, certificate=file))
    key = create(gauge(3))
    for wanted in (file["id"], "nothing", ""):
        with pytest.raises(FileNotFoundInOfficeError):
            address(key, wanted, KEEPER)


def test_files_in_rows_are_files_too():
    file = uploaded(PRESIDENT)
    key = create(gauge(3, checks=[{"day": "2026-01-01", "report": file}]))
    assert address(key, file["id"], KEEPER)
    row = files.row_of(file["id"])
    assert row.carriers == {f"record#gauge#{key}"}


def test_what_is_there_already_stays_whoever_changes_the_record():
    first, second = uploaded(PRESIDENT), uploaded(KEEPER)
    key = create(gauge(3, photos=[first]))
    patch(key, {"photos": [first, second]}, KEEPER)
    stored = libraries.record("gauge", key)
    assert stored is not None
    assert stored["photos"] == [first, second]
    patch(key, {"photos": None}, KEEPER)
    with pytest.raises(FileNotFoundInOfficeError):
        address(key, first["id"], KEEPER)


def test_anothers_file_cannot_be_taken_into_ones_own_record():
    file, key = uploaded(PRESIDENT), create(gauge(3))
    secret = create(gauge(1, certificate=file))
    with pytest.raises(RecordInvalidError) as refused:
        patch(key, {"certificate": file}, KEEPER)
    assert [(one.field, one.code) for one in refused.value.problems] == [("certificate", "not_your_file")]
    with pytest.raises(FileNotFoundInOfficeError):
        address(key, file["id"], KEEPER)
    assert address(secret, file["id"], PRESIDENT)


def test_a_file_of_one_field_is_not_moved_to_another_by_who_did_not_upload_it():
    file = uploaded(PRESIDENT)
    key = create(gauge(3, certificate=file))
    with pytest.raises(RecordInvalidError):
        patch(key, {"photos": [file]}, KEEPER)


@pytest.mark.parametrize(
    "changed",
    [
        {"name": "other.pdf"},
        {"size_bytes": 1},
        {"content_type": "image/png"},
        {"more": 1},
        {"id": "x" * 5000},
    ],
    ids=str,
)
def test_a_file_is_told_truly(changed: dict[str, Any]):
    assert problems({"certificate": uploaded(PRESIDENT) | changed}) == {("certificate", "not_your_file")}


def test_a_file_that_has_not_arrived_is_refused():
    value, _ = asked(PRESIDENT)
    assert problems({"certificate": value}) == {("certificate", "not_your_file")}
    assert problems({"certificate": {"id": value["id"]}}) == {("certificate", "not_your_file")}


@pytest.mark.parametrize("content", [b"<html><script>", b"MZ\x90\x00", b"%PD", b"\x89PNG\r\n\x1a\n"])
def test_a_file_that_is_not_what_it_says_is_refused(content: bytes):
    lie = uploaded(PRESIDENT, content)
    assert problems({"certificate": lie}) == {("certificate", "file_content")}
    rows = [{"day": "2026-01-01", "report": lie}]
    assert problems({"checks": rows, "photos": [uploaded(PRESIDENT), lie]}) == {
        ("checks.report", "file_content"),
        ("photos", "file_content"),
    }


def test_more_files_at_once_than_a_transaction_takes_are_refused():
    many = [{"day": "2026-01-01", "report": uploaded(PRESIDENT)} for _ in range(attachments.MOST_AT_ONCE + 1)]
    assert problems({"checks": many}) == {("checks.report", "not_file")}
    assert create(gauge(3, checks=many[:-1]))


def test_an_upload_of_50_mb_or_of_a_type_we_do_not_take_is_refused():
    attempt = Attempt(PRESIDENT, "attempt-1", {})
    with pytest.raises(FileSizeError) as refused:
        files.begin_upload(PRESIDENT, "a.pdf", 50 * 1024 * 1024, KINDS["pdf"], attempt)
    assert refused.value.params == {"limit_mb": 20}
    with pytest.raises(FileTypeError):
        files.begin_upload(PRESIDENT, "a.html", 10, "text/html", attempt)


def test_labels_are_handed_out_for_who_sees_the_records():
    fill(6)
    keys = [line.record.key for line in browsing.page("gauge", KEEPER, browsing.Ask()).lines]
    made = labels.sheets("gauge", KEEPER, [*keys, keys[0]], "mine", Grid())
    read = httpx.get(made.url, trust_env=False)
    assert (read.status_code, read.headers["content-type"]) == (200, "application/pdf")
    assert read.content.startswith(b"%PDF-")
    assert (made.pages, made.replaced) == (1, ())
    others = [line.record.key for line in browsing.page("gauge", PRESIDENT, browsing.Ask()).lines]
    with pytest.raises(RecordNotFoundError):
        labels.sheets("gauge", KEEPER, others, "", Grid())
    with pytest.raises(ListingViewError):
        labels.sheets("gauge", KEEPER, keys, "dear", Grid())


def test_a_code_is_for_who_sees_the_record():
    fill(3)
    (line,) = browsing.page("gauge", KEEPER, browsing.Ask()).lines
    drawn = labels.code("gauge", KEEPER, line.record.key)
    assert drawn.startswith("<?xml")
    assert "<svg" in drawn
    assert drawn == labels.code("gauge", PRESIDENT, line.record.key)
    with pytest.raises(RecordNotFoundError):
        labels.code("gauge", OTHER, line.record.key)
