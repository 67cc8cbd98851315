"""Which files a form carries."""

from typing import Any

import pytest

from chalicelib.approvals import context
from chalicelib.approvals.model.errors import FormInvalidError
from chalicelib.approvals.submitting import MOST_FILES, carried
from chalicelib.platform.files import FileRow
from tests.support.flowing import flow

FIELDS = {
    "one": {"label": "甲", "type": "file"},
    "several": {"label": "乙", "type": "file", "multiple": True},
    "rows": {
        "label": "丙",
        "type": "table",
        "columns": {"name": {"label": "丁", "type": "text"}, "paper": {"label": "戊", "type": "file"}},
    },
    "text": {"label": "己", "type": "text"},
}


def file(name: str) -> dict[str, Any]:
    return {"id": name, "name": "a.pdf", "size_bytes": 9, "content_type": "application/pdf"}


@pytest.mark.parametrize(
    ("values", "ids"),
    [
        ({}, []),
        ({"one": file("a"), "text": "b"}, ["a"]),
        ({"one": file("a"), "several": [file("b"), file("a")]}, ["a", "b"]),
        ({"rows": [{"paper": file("a")}, {"name": "x"}, {"name": "y", "paper": file("b")}]}, ["a", "b"]),
        ({"one": None, "several": [], "rows": []}, []),
    ],
    ids=["none", "one", "the same twice", "in a table", "empty"],
)
def test_a_form_carries_each_of_its_files_once(values: dict[str, Any], ids: list[str]):
    assert context.files_of(flow(FIELDS), values) == ids


def test_a_file_says_which_requests_it_is_part_of():
    carriers = {context.carrier("r2"), context.carrier("r1"), "record#gauge#G1"}
    assert context.requests_of(FileRow("FILE#a", "FILE", carriers=carriers)) == ["r1", "r2"]
    assert context.requests_of(FileRow("FILE#a", "FILE")) == []


def test_who_adds_a_file_to_a_form_brings_that_one_alone():
    before = {"one": file("starters")}
    writes = carried("head", "r1", flow(FIELDS), before | {"several": [file("heads")]}, before)
    assert [write.row.pk for write in writes] == ["FILE#heads"]
    assert carried("starter", "r1", flow(FIELDS), before, before) == []


def test_more_files_than_a_transaction_takes_are_refused():
    rows = [{"paper": file(f"f{number}")} for number in range(MOST_FILES + 1)]
    with pytest.raises(FormInvalidError) as refused:
        carried("starter", "r1", flow(FIELDS), {"rows": rows}, {})
    assert [(one.code, one.params) for one in refused.value.problems] == [("not_file", {"max": MOST_FILES})]
    assert len(carried("starter", "r1", flow(FIELDS), {"rows": rows[1:]}, {})) == MOST_FILES
