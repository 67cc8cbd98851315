"""A whole institute that is brought in: what it cannot be is told before anything is written."""

from dataclasses import replace

import pytest

from chalicelib.directory.model import (
    Department,
    DepartmentCycleError,
    DepartmentExistsError,
    DepartmentNameError,
    DepartmentParentError,
    MobileTakenError,
    Person,
    PersonDepartmentError,
    PersonExistsError,
    PersonInvalidError,
)
from chalicelib.directory.model.institute import Institute, check_institute
from chalicelib.platform.errors import DomainError
from cli.local import people
from sandbox import institute

NOTHING = Institute({}, {})
DEPARTMENTS = (
    Department(1, "院"),
    Department(11, "热工所", 1, head="wangfang"),
    Department(111, "温度室", 11),
)
WANG = Person("wangfang", "王芳", "所长", 11, mobile="10000000001")
LI = Person("liming", "李明", "工程师", 111, also=(11,), mobile="10000000002")


@pytest.mark.parametrize(
    ("departments", "error"),
    [
        ([Department(1, "院"), Department(2, "甲", 3), Department(3, "乙", 2)], DepartmentCycleError),
        ([Department(1, "院"), Department(2, "甲", 2)], DepartmentCycleError),
        ([Department(1, "院"), Department(2, "甲", 9)], DepartmentParentError),
        ([Department(1, "院"), Department(2, "另一个院")], DepartmentParentError),
        ([Department(1, "院"), Department(2, "甲", 1), Department(3, "甲", 1)], DepartmentNameError),
        ([Department(1, "院"), Department(1, "所")], DepartmentExistsError),
    ],
)
def test_departments_that_make_no_tree_are_refused(departments, error: type[DomainError]):
    with pytest.raises(error):
        check_institute(departments, (), NOTHING)


@pytest.mark.parametrize(
    ("person", "error", "field"),
    [
        (replace(LI, department=0, also=()), PersonDepartmentError, "department"),
        (replace(LI, department=99), PersonDepartmentError, "department"),
        (replace(LI, also=(111,)), PersonDepartmentError, "department"),
        (replace(LI, mobile="10000000001"), MobileTakenError, "mobile"),
        (replace(LI, userid="wangfang"), PersonExistsError, "userid"),
        (replace(LI, userid="LiMing"), PersonInvalidError, "userid"),
        (replace(LI, name=""), PersonInvalidError, "name"),
    ],
)
def test_whoever_is_wrong_among_people_is_named(person, error: type[DomainError], field: str):
    with pytest.raises(error) as told:
        check_institute(DEPARTMENTS, (WANG, person), NOTHING)
    assert told.value.params["userid"] == person.userid
    assert told.value.field in {field, "also"}


def test_a_leaver_has_no_department_and_their_number_is_somebody_else_s():
    check_institute(
        DEPARTMENTS, (WANG, replace(LI, active=False, department=99, mobile=WANG.mobile)), NOTHING
    )


def test_who_and_what_is_there_already_is_not_looked_at_again():
    there = Institute({9: Department(9, "院")}, {"old": Person("old", "", "", 0)})
    check_institute([Department(9, "另一个名字"), Department(2, "甲", 9)], [Person("old", "", "", 0)], there)


@pytest.mark.parametrize("size", [60, 500])
def test_the_demo_institute_is_right(size: int):
    made = institute.build(size)
    check_institute(map(people.department_of, made.departments), map(people.person_of, made.people), NOTHING)
