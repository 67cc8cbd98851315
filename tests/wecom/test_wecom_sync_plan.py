"""What a run decides, without any side: who owns what, our own writes, how much is too much, and trees that stay trees."""

from pathlib import Path
from typing import Any

import pytest

from chalicelib.wecom.sync import fields, planning
from chalicelib.wecom.sync.breaker import Sizes, too_many
from chalicelib.wecom.sync.model import (
    Decisions,
    Link,
    Links,
    Member,
    Plan,
    Side,
    Unit,
    departments_of,
    digest,
)
from chalicelib.wecom.sync.treeing import order_there, units_of

ROOT = Path(__file__).parents[2]
LI = Member("李明", "工程师", (11,), active=True, mobile="")
UNITS = {
    1: Unit("院", None, 0, active=True),
    11: Unit("热工所", 1, 1, active=True),
    12: Unit("长度所", 1, 2, active=True),
}
AGREED = Links({"liming": Link(LI)}, {number: Link(unit) for number, unit in UNITS.items()})


def plan(ours: Any = LI, theirs: Any = LI, links: Links = AGREED, **more: Any) -> Plan:
    """What there is to do about 李明; None: there is no such person."""
    sides = [Side({"liming": one} if one else {}, dict(UNITS)) for one in (ours, theirs)]
    return planning.make(*sides, links, **more)


def steps(made: Plan) -> list[tuple[str, str, Any]]:
    return [(one.toward, one.verb, dict(one.values)) for one in made.steps]


def test_the_table_of_the_docs_is_the_table_that_decides():
    assert (ROOT / "docs/sync-fields.md").read_text("utf-8") == fields.page()
    for what, thing in (("person", Member), ("department", Unit)):
        assert set(thing._fields) <= set(fields.OWNERS[what]), "every field that is merged has its owner"


def test_the_side_that_changed_is_followed():
    assert steps(plan(ours=LI._replace(title="高工"))) == [("wecom", "change", {"title": "高工"})]
    assert steps(plan(theirs=LI._replace(title="高工"))) == [("platform", "change", {"title": "高工"})]
    both = plan(ours=LI._replace(title="高工"), theirs=LI._replace(name="李明明"))
    assert steps(both) == [("platform", "change", {"name": "李明明"}), ("wecom", "change", {"title": "高工"})]
    assert both.conflicts == []


@pytest.mark.parametrize("field", ["name", "title", "departments"])
def test_the_owner_wins_where_both_changed_and_the_conflict_is_told(field: str):
    mine, other = ((11, 12), (12,)) if field == "departments" else ("甲", "乙")
    made = plan(LI._replace(**{field: mine}), LI._replace(**{field: other}))
    (conflict,) = made.conflicts
    assert (conflict.field, conflict.winner) == (field, fields.OWNERS["person"][field])
    assert steps(made) == [("wecom", "change", {field: mine})]


@pytest.mark.parametrize(
    ("field", "mine", "other"), [("name", "甲", "乙"), ("parent", 12, 13), ("order", 7, 8)]
)
def test_the_owner_of_a_department_s_field_wins_too(field: str, mine: Any, other: Any):
    third = {13: Unit("力学所", 1, 3, active=True)}
    ours, theirs = (
        Side({}, UNITS | third | {11: UNITS[11]._replace(**{field: value})}) for value in (mine, other)
    )
    made = planning.make(ours, theirs, Links({}, AGREED.departments | {13: Link(third[13])}))
    owner = fields.OWNERS["department"][field]
    assert [(one.field, one.winner) for one in made.conflicts] == [(field, owner)]
    toward, value = ("wecom", mine) if owner == "platform" else ("platform", other)
    assert steps(made) == [(toward, "change", {field: value})]


def test_our_own_write_that_came_back_before_it_was_agreed_is_no_change_of_theirs():
    sent = Links({"liming": Link(LI, {"name": digest("甲")})}, AGREED.departments)
    made = plan(ours=LI._replace(name="乙"), theirs=LI._replace(name="甲"), links=sent)
    assert (steps(made), made.conflicts) == ([("wecom", "change", {"name": "乙"})], [])
    same = plan(ours=LI._replace(name="甲"), theirs=LI._replace(name="甲"), links=sent)
    assert (steps(same), same.agreed_people) == ([], {"liming": LI._replace(name="甲")})


def test_who_is_missing_on_one_side_was_there_or_never_was():
    nobody = Links({}, AGREED.departments)
    assert [step[:2] for step in steps(plan(theirs=None, links=nobody))] == [("wecom", "create")]
    assert [step[:2] for step in steps(plan(theirs=None))] == [("platform", "remove")]
    assert [step[:2] for step in steps(plan(ours=None, links=nobody))] == [("platform", "create")]


def test_where_nothing_was_agreed_out_wins_over_in_and_a_number_is_left_alone():
    nobody = Links({}, AGREED.departments)
    out = LI._replace(active=False)
    assert [step[:2] for step in steps(plan(ours=out, links=nobody))] == [("wecom", "remove")]
    assert [step[:2] for step in steps(plan(theirs=out, links=nobody))] == [("platform", "remove")]
    assert steps(plan(ours=LI._replace(mobile="x"), theirs=LI._replace(mobile=None), links=nobody)) == []
    assert steps(plan(ours=LI._replace(mobile="x"), theirs=LI._replace(mobile=None))) == [
        ("wecom", "change", {"mobile": "x"})
    ]


def test_what_the_app_does_not_see_is_no_difference():
    assert steps(plan(theirs=Member(None, None, None, active=True))) == []
    unseen = plan(
        ours=None, theirs=Member(None, None, (11,), active=True), links=Links({}, AGREED.departments)
    )
    assert (unseen.steps, [one.code for one in unseen.problems]) == ([], ["not_visible"])


@pytest.mark.parametrize(("removals", "size"), [(4, 60), (2, 39), (5001, 100_000)])
def test_more_than_five_in_a_hundred_is_too_much(removals: int, size: int):
    assert too_many(removals, size)


@pytest.mark.parametrize(("removals", "size"), [(1, 3), (2, 40), (3, 60), (5000, 100_000)])
def test_five_in_a_hundred_or_a_single_one_is_not(removals: int, size: int):
    assert not too_many(removals, size)


def test_removals_of_the_day_count_together():
    assert plan(theirs=None, sizes=Sizes(60, 60, 3)).questions
    assert steps(plan(theirs=None, sizes=Sizes(60, 60, 2)))
    said = Decisions(approved=frozenset({("people_in", "liming")}))
    assert steps(plan(theirs=None, sizes=Sizes(60, 60, 50), decisions=said))


def test_a_department_that_somebody_comes_into_stays_whoever_removed_it():
    moved = LI._replace(departments=(12,))
    ours = Side({"liming": LI}, UNITS | {12: UNITS[12]._replace(active=False)})
    made = planning.make(ours, Side({"liming": moved}, dict(UNITS)), AGREED)
    assert [(one.toward, one.verb, one.what) for one in made.steps] == [
        ("platform", "restore", "department"),
        ("platform", "change", "person"),
    ]


def test_two_moves_that_make_a_cycle_together_leave_our_tree():
    ours = Side({}, UNITS | {11: UNITS[11]._replace(parent=12)})
    theirs = Side({}, UNITS | {12: UNITS[12]._replace(parent=11)})
    made = planning.make(ours, theirs, Links({}, AGREED.departments))
    assert sorted((one.toward, one.id, one.values["parent"]) for one in made.steps) == [
        ("wecom", "11", 12),
        ("wecom", "12", 1),
    ]


def test_departments_below_themselves_or_below_nothing_keep_their_parent_and_are_told():
    rows = [
        {"id": 1, "parentid": 0},
        {"id": 2, "parentid": 3},
        {"id": 3, "parentid": 2},
        {"id": 4, "parentid": 3},
        {"id": 5, "parentid": 99},
    ]
    units, problems = units_of(rows, {number: f"部门{number}" for number in range(1, 6)})
    assert {number: unit.parent for number, unit in units.items()} == {
        1: None,
        2: None,
        3: None,
        4: 3,
        5: None,
    }
    assert [(one.id, one.code) for one in problems] == [
        ("2", "department_cycle"),
        ("3", "department_cycle"),
        ("5", "department_parent"),
    ]


def test_the_order_is_the_same_there_and_back():
    for order in (0, 3, 1_000_000):
        units, _ = units_of([{"id": 1, "order": order_there(order)}], {1: "院"})
        assert units[1].order == order


def test_departments_are_the_same_in_whatever_order_they_come():
    assert departments_of([12, 11, 13], 12) == departments_of([13, 11, 12], 12) == (12, 11, 13)
    assert departments_of([]) == ()
