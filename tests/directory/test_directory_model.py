"""People, departments, roles; who is an administrator; what a flow may know of its starter."""

from collections.abc import Iterable

import pytest

from chalicelib.directory import service, store
from chalicelib.directory.api import person_view
from chalicelib.directory.model import Department, Person, PersonDisabledError, PersonNotFoundError
from chalicelib.platform.errors import NotAdministratorError
from tests.support.institute import METROLOGY, PEOPLE, directory


def test_a_person_in_service_is_found():
    assert directory().person("liming") == PEOPLE["liming"]


@pytest.mark.parametrize("userid", [None, "", "nobody", "LIMING"])
def test_nobody_else_is(userid: str | None):
    assert directory().person(userid) is None


def test_a_disabled_person_is_nobody():
    among = directory(without=("liming", "zhoumin"))
    assert among.person("liming") is None
    assert among.in_role("attendance-admin") == ()


def test_a_role_has_its_holders_in_order():
    assert [person.userid for person in directory().in_role("president")] == ["sunwei"]
    assert directory().in_role("unheard-of") == ()


@pytest.mark.parametrize(("userid", "heads"), [("wangfang", True), ("liming", False), ("", False)])
def test_who_heads_a_department(userid: str, heads: bool):  # noqa: FBT001
    assert directory().is_head(userid) is heads


def test_a_flow_knows_six_things_of_its_starter():
    assert service.starter_facts(PEOPLE["wangfang"], directory()) == {
        "userid": "wangfang",
        "name": "王芳",
        "title": "所长",
        "department": METROLOGY,
        "roles": [],
        "is_dept_head": True,
    }


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch) -> dict[str, Person]:
    known = dict(directory(without=("heyan",)).people)

    def read(userids: Iterable[str]) -> dict[str, Person]:
        return {userid: known[userid] for userid in userids if userid in known}

    monkeypatch.setattr(store, "read_people", read)
    return known


def test_an_unknown_person_and_a_disabled_one_are_told_apart(people: dict[str, Person]):
    assert service.person("liming") is people["liming"]
    with pytest.raises(PersonNotFoundError):
        service.person("nobody")
    with pytest.raises(PersonDisabledError):
        service.person("heyan")


def test_an_administrator_is_one_today(people: dict[str, Person]):
    service.require_admin("linhao")
    people["linhao"] = Person("linhao", "林浩", "", 12, ("admin",), active=False)
    for userid in ("linhao", "liming", "nobody", ""):
        with pytest.raises(NotAdministratorError):
            service.require_admin(userid)


@pytest.mark.parametrize(
    "person",
    [PEOPLE["liming"], Person("a", "甲", "师", 1, ("x", "y"), active=False, pinyin="jia")],
)
def test_a_person_comes_back_from_the_table_as_they_were(person: Person):
    row = store.DirectoryRow.from_raw_data(store.person_row(person).serialize())
    assert store.person_of(row) == person


@pytest.mark.parametrize(
    "department", [Department(7, "甲"), Department(7, "甲", 1, 3, "wangfang", ("a", "b"), "zhaogang")]
)
def test_a_department_comes_back_from_the_table_as_it_was(department: Department):
    row = store.DirectoryRow.from_raw_data(store.department_row(department).serialize())
    assert store._department(row) == department


def test_others_see_no_roles_of_a_person_and_no_more_than_their_place():
    seen = person_view(PEOPLE["linhao"], {12: Department(12, "办公室")}).model_dump()
    assert seen == {
        "userid": "linhao",
        "name": "林浩",
        "title": "管理员",
        "department": 12,
        "department_name": "办公室",
        "active": True,
    }


def test_a_person_of_a_department_that_is_gone_has_none():
    assert person_view(PEOPLE["liming"], {}).department_name == ""
