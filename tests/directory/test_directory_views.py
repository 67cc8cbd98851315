"""Changes as administrators read them: people, departments and roles by name, and why something could not be."""

import pytest

from chalicelib.directory import admin_views, service
from chalicelib.directory.change_store import Planned
from chalicelib.directory.model import Author, Change
from tests.support.institute import DEPARTMENTS, PEOPLE

ADMIN = Author("linhao", "console", "人事通知")


@pytest.fixture(autouse=True)
def institute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "departments", lambda: DEPARTMENTS)
    monkeypatch.setattr(service, "people", lambda userids: {u: PEOPLE[u] for u in userids if u in PEOPLE})


def change(kind: str, subject: str, **fields: object) -> Change:
    at = "2026-12-01T04:00:00.000Z"
    return Change(kind, subject, 1, "changed", "2026-12-01", at, ADMIN, fields, {"name": "热工计量所"})  # type: ignore[arg-type]


def test_who_answers_for_a_department_is_named_as_is_who_changed_it():
    changed = change("department", "11", head=["wangfang", "liming"], deputies=[["chenjing"], []])
    found = admin_views.change_list([changed], "zh_CN")
    assert found.names.people == {"wangfang": "王芳", "liming": "李明", "chenjing": "陈静", "linhao": "林浩"}
    assert found.names.departments["12"] == "办公室"
    (one,) = found.items
    assert (one.by.name, one.subject_name, one.note) == ("林浩", "热工计量所", "人事通知")


def test_roles_are_named_in_the_language_of_the_reader_and_new_ones_by_their_key():
    changed = change("person", "liming", roles=[["seal-keeper"], ["seal-keeper", "of-our-own"]])
    assert admin_views.change_list([changed], "zh_CN").names.roles == {
        "seal-keeper": "印章管理员",
        "of-our-own": "of-our-own",
    }
    assert admin_views.change_list([changed], "en").names.roles["seal-keeper"] != "印章管理员"


def test_a_planned_change_says_of_whom_and_why_it_could_not_be():
    failed = Planned(
        *("p", "department", "11", "2026-12-02", {"head": "gone"}, "", ADMIN),
        problem="department_people",
        params={"userid": "gone"},
    )
    waiting = Planned("q", "person", "liming", "2026-12-02", {"title": "A"}, "", ADMIN)
    found = admin_views.planned_list([failed, waiting], "zh_CN").items
    assert [(one.subject_name, one.problem_text[:9]) for one in found] == [
        ("热工计量所", "gone 不在职，"),
        ("李明", ""),
    ]


def test_what_nobody_knows_any_more_stands_as_it_was_written():
    found = admin_views.change_list([change("department", "11", head=["stranger", None])], "zh_CN")
    assert "stranger" not in found.names.people
    assert found.items[0].fields[0].old == "stranger"


def test_a_person_s_roles_are_told_by_name():
    assert admin_views.person_detail(PEOPLE["linhao"], "zh_CN").role_names == ["平台管理员"]
