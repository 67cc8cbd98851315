"""The tree of departments: generated trees and moves, and what a person may be."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.directory.model import (
    Author,
    Change,
    Department,
    DepartmentCycleError,
    DepartmentInvalidError,
    DepartmentParentError,
    DepartmentPeopleError,
    Person,
    PersonInvalidError,
    tree,
)
from chalicelib.directory.model.history import (
    department_from,
    difference,
    edited,
    person_from,
    standing,
    values_of,
)
from chalicelib.directory.model.people import check_person, sees_mobile, tidied
from chalicelib.platform.errors import DomainError
from tests.support.institute import DEPARTMENTS, METROLOGY, OFFICE, PEOPLE

SOMEBODY = Person("a", "甲", "", 1)


@st.composite
def trees(draw: st.DrawFn) -> dict[int, Department]:
    """Up to a dozen departments, each below one that was there before it."""
    found = {1: Department(1, "d1")}
    for number in range(2, draw(st.integers(2, 12)) + 1):
        parent = draw(st.sampled_from(sorted(found)))
        found[number] = Department(number, f"d{number}", parent, draw(st.integers(0, 3)))
    return found


@given(trees(), st.data())
def test_a_move_is_allowed_exactly_where_it_makes_no_cycle(departments, data):
    number, parent = (data.draw(st.sampled_from(sorted(departments))) for _ in range(2))
    wanted = replace(departments[number], parent=parent)
    inside = parent in tree.below(number, departments) | {number}
    try:
        tree.check_department(wanted, departments)
    except DepartmentCycleError:
        assert inside
    else:
        assert not inside
        assert tree.line(number, departments | {number: wanted})[-1].id == 1


@given(trees())
def test_the_order_has_every_department_once_and_after_the_one_above_it(departments):
    numbers = [one.id for one in tree.ordered(departments)]
    assert sorted(numbers) == sorted(departments)
    for one in departments.values():
        assert one.parent is None or numbers.index(one.parent) < numbers.index(one.id)


@given(trees(), st.data())
def test_totals_are_the_sums_of_what_is_below(departments, data):
    counts = {number: data.draw(st.integers(0, 9)) for number in departments}
    totals = tree.totals(counts, departments)
    for number in departments:
        inside = tree.below(number, departments) | {number}
        assert totals[number] == sum(counts[one] for one in inside)


def test_a_tree_that_came_with_a_cycle_is_walked_once():
    wrong = {1: Department(1, "a", 2), 2: Department(2, "b", 1)}
    assert [one.id for one in tree.line(1, wrong)] == [1, 2]
    assert tree.totals({1: 3}, wrong) == {1: 3, 2: 3}
    assert tree.ordered(wrong) == ()


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"id": 0}, DepartmentInvalidError),
        ({"id": 1_000_000}, DepartmentInvalidError),
        ({"name": " "}, DepartmentInvalidError),
        ({"name": "x" * 65}, DepartmentInvalidError),
        ({"parent": None}, DepartmentParentError),
        ({"parent": 77}, DepartmentParentError),
    ],
)
def test_what_a_department_cannot_be(changes: dict, error: type[DomainError]):
    with pytest.raises(error):
        tree.check_department(replace(DEPARTMENTS[OFFICE], **changes), DEPARTMENTS)


def test_nothing_is_put_below_a_department_that_is_closed():
    closed = DEPARTMENTS | {METROLOGY: replace(DEPARTMENTS[METROLOGY], closed_on="2026-12-01")}
    with pytest.raises(DepartmentParentError):
        tree.check_department(DEPARTMENTS[OFFICE], closed)


@pytest.mark.parametrize("field", ["head", "leader", "deputies"])
def test_who_answers_for_a_department_is_in_service(field: str):
    wanted = replace(DEPARTMENTS[OFFICE], **{field: ("gone",) if field == "deputies" else "gone"})
    with pytest.raises(DepartmentPeopleError) as told:
        tree.check_named(wanted, set(PEOPLE))
    assert told.value.field == field


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("userid", "A"),
        ("userid", ""),
        ("userid", "-a"),
        ("userid", "a" * 65),
        ("name", ""),
        ("name", "a#b"),
        ("title", "x" * 65),
        ("post", "x" * 65),
        ("mobile", "12"),
        ("mobile_for", "nobody"),
        ("scheme", "none"),
        ("roles", ("A B",)),
        ("roles", tuple(f"r{n}" for n in range(21))),
        ("employed_on", "20261201"),
        ("left_on", "2026-13-01"),
    ],
)
def test_what_a_person_cannot_be(field: str, value: object):
    with pytest.raises(PersonInvalidError) as told:
        check_person(replace(SOMEBODY, **{field: value}), {1: Department(1, "a")})
    assert told.value.field == field


@given(st.text(alphabet="AbZ9_.", min_size=1, max_size=10))
def test_tidying_twice_is_tidying_once(userid: str):
    once = tidied(replace(SOMEBODY, userid=userid, mobile=" +86 138-0000 0000 "))
    assert tidied(once) == once
    assert once.userid == userid.lower()
    assert once.mobile == "13800000000"


@pytest.mark.parametrize(
    ("viewer", "rule", "sees"),
    [
        ("heyan", "everyone", True),
        ("chenjing", "department", True),
        ("heyan", "department", False),
        ("zhoumin", "leaders", False),
        ("wangfang", "leaders", True),
        ("zhaogang", "leaders", True),
        ("sunwei", "leaders", True),
        ("linhao", "leaders", True),
        ("liming", "leaders", True),
    ],
)
def test_who_sees_a_number(viewer: str, rule: str, sees: bool):  # noqa: FBT001
    person = replace(PEOPLE["liming"], mobile_for=rule)
    assert sees_mobile(PEOPLE[viewer], person, DEPARTMENTS) is sees


FIRST = dt.date(2026, 1, 1)


@given(
    st.lists(st.tuples(st.integers(0, 30), st.sampled_from(["x", "y", "z"])), max_size=12),
    st.integers(-5, 40),
)
def test_how_somebody_stood_on_a_day_is_what_the_last_change_until_then_made(steps, asked):
    person, changes, states = SOMEBODY, [], {-1: SOMEBODY}
    for version, (offset, title) in enumerate(sorted(steps), start=1):
        after = replace(edited(person, {"title": title}), version=version)
        day = (FIRST + dt.timedelta(days=offset)).isoformat()
        changes.append(
            Change(
                *("person", "a", version, "changed", day, ""),
                Author("x", "console"),
                difference(person, after),
                values_of(after),
            )
        )
        person = states[offset] = after
    text = (FIRST + dt.timedelta(days=asked)).isoformat()
    until = [change for change in changes if change.day <= text]
    found = standing(until[-1] if until else None, changes[0] if changes else None, person)
    expected = states[max(offset for offset in states if offset <= max(asked, -1))]
    assert found is not None
    assert person_from(found) == expected


def test_before_it_was_made_something_was_not_there():
    made = Change(
        "department", "7", 1, "created", "2026-12-01", "", Author("x", "wecom"), {}, {"id": 7, "name": "a"}
    )
    assert standing(None, made, None) is None
    assert department_from(standing(made, made, None) or {}) == Department(7, "a")
