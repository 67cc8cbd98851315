"""The demo institute holds together at every size."""

import json
import re
from datetime import date

import pytest

from sandbox.institute import Institute, as_dict, build, leave_grants, leave_taken

CATALOGUE = """
    president party-secretary discipline-secretary chief-engineer quality-manager vp-finance vp-research
    vp-business vp-asset office-director office-secretary party-office-director archive-keeper seal-keeper
    legal-reviewer audit-officer hr-director hr-specialist attendance-admin finance-director finance-reviewer
    cashier invoice-clerk asset-director asset-admin procurement-officer warehouse-keeper warehouse-keeper-b
    research-director research-officer business-director business-officer quality-officer authorized-signatory
    it-director it-admin it-admin-b safety-officer logistics-director fleet-dispatcher instrument-share-admin
    instrument-operator standard-owner dept-head dept-deputy dept-asset-liaison dept-attendance-liaison admin
"""
ROLES = frozenset(CATALOGUE.split())


@pytest.fixture(params=[60, 2000], scope="module")
def institute(request: pytest.FixtureRequest) -> Institute:
    return build(request.param)


def test_building_twice_gives_the_same_institute():
    assert build(200) == build(200)


def test_growing_moves_nobody_of_the_first_sixty():
    assert build(2000).people[:60] == build().people


def test_growing_adds_no_holder_of_a_role():
    assert all(build(2000).holders(role) == build().holders(role) for role in ROLES)


def test_fewer_people_than_the_cast_is_refused():
    with pytest.raises(ValueError, match="at least 60"):
        build(59)


def test_it_has_thirteen_departments_below_one_root(institute: Institute):
    root, *departments = institute.departments
    assert (root.parent_id, [d.parent_id for d in departments]) == (None, [root.id] * 13)


def test_every_role_has_a_holder_and_no_other_role_exists(institute: Institute):
    assert {role for person in institute.people for role in person.roles} == ROLES


def test_userids_are_unique_lower_case_letters_with_a_number_at_most_behind(institute: Institute):
    ids = [person.userid for person in institute.people]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z]+([2-9]|[1-9]\d+)?", userid) for userid in ids)


def test_mobiles_are_unique_and_in_a_range_nobody_owns(institute: Institute):
    mobiles = {person.mobile for person in institute.people}
    assert len(mobiles) == len(institute.people)
    assert all(re.fullmatch(r"100\d{8}", mobile) for mobile in mobiles)


def test_every_person_belongs_to_known_departments_the_main_one_first(institute: Institute):
    known = {unit.id for unit in institute.departments}
    for person in institute.people:
        assert person.departments[0] == person.department_id
        assert set(person.departments) <= known
        assert len(set(person.departments)) == len(person.departments)


def test_heads_and_deputies_are_members_of_their_department(institute: Institute):
    for unit in institute.departments:
        for userid in (unit.head, *unit.deputies):
            assert userid is not None
            assert institute.person(userid).department_id == unit.id


def test_the_department_head_role_is_held_by_exactly_the_heads_of_departments(institute: Institute):
    heads = {unit.head for unit in institute.departments if unit.parent_id is not None}
    assert set(institute.holders("dept-head")) == heads


def test_the_deputy_role_is_held_by_exactly_the_deputies_of_departments(institute: Institute):
    deputies = {userid for unit in institute.departments[1:] for userid in unit.deputies}
    assert set(institute.holders("dept-deputy")) == deputies


def test_a_head_never_answers_to_herself(institute: Institute):
    leaders = {person.userid for person in institute.people if person.department_id == 1}
    for unit in institute.departments:
        assert unit.division_leader in leaders
        assert unit.division_leader != unit.head


def test_the_president_heads_the_root_and_answers_to_the_party_secretary(institute: Institute):
    root = institute.departments[0]
    assert (root.head,) == institute.holders("president")
    assert (root.division_leader,) == institute.holders("party-secretary")


@pytest.mark.parametrize("role", ["dept-asset-liaison", "dept-attendance-liaison"])
def test_every_department_has_one_liaison_of_each_kind(institute: Institute, role: str):
    units = sorted(institute.person(userid).department_id for userid in institute.holders(role))
    assert units == [unit.id for unit in institute.departments[1:]]


def test_no_department_is_above_itself(institute: Institute):
    parents = {unit.id: unit.parent_id for unit in institute.departments}
    for unit in institute.departments:
        seen, at = set(), unit.id
        while at is not None:
            assert at not in seen
            seen.add(at)
            at = parents[at]


@pytest.mark.parametrize(
    ("userid", "name", "department", "role"),
    [
        ("liming", "李明", "thermal", None),
        ("chenjing", "陈静", "thermal", None),
        ("wangfang", "王芳", "thermal", "dept-head"),
        ("zhaogang", "赵刚", "institute", "vp-business"),
        ("sunwei", "孙伟", "institute", "president"),
        ("zhoumin", "周敏", "hr", "attendance-admin"),
        ("linhao", "林浩", "it", "admin"),
    ],
)
def test_the_demo_cast_sits_where_the_documentation_says(userid, name, department, role):
    institute = build()
    person = institute.person(userid)
    assert (person.name, person.department_id) == (name, institute.department(department).id)
    assert role is None or role in person.roles


def test_the_demo_department_has_its_head_and_division_leader():
    thermal = build().department("thermal")
    assert (thermal.head, thermal.division_leader) == ("wangfang", "zhaogang")


def test_nobody_was_hired_before_their_working_life_or_after_the_last_intake(institute: Institute):
    assert all(date(1994, 1, 1) <= p.hired_on <= date(2025, 12, 31) for p in institute.people)


def test_the_dictionary_survives_json(institute: Institute):
    shown = as_dict(institute)
    assert json.loads(json.dumps(shown)) == shown
    assert shown["people"][0]["hired_on"] == institute.people[0].hired_on.isoformat()


def test_annual_leave_follows_years_of_service():
    days = {g.userid: g.minutes // 480 for g in leave_grants(build(), 2026) if g.account == "annual"}
    assert (days["sunwei"], days["liming"], days["chenjing"]) == (15, 10, 5)


def test_a_higher_tier_of_annual_leave_waits_for_the_month_after_the_anniversary():
    def days(year: int) -> int:
        return next(g for g in leave_grants(build(), year) if g.userid == "liming").minutes // 480

    assert (days(2022), days(2023)) == (5, 10)  # hired on 2 July 2012


def test_grants_are_whole_positive_and_expire_after_they_begin(institute: Institute):
    for grant in leave_grants(institute, 2026):
        assert grant.minutes > 0
        assert grant.occurs_on < grant.expires_on


def test_every_account_is_opened_for_somebody():
    accounts = {grant.account for grant in leave_grants(build(), 2026)}
    assert accounts == {"annual", "comp", "care", "parental"}


@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2026, 6, 30), date(2026, 12, 31)])
def test_nobody_has_taken_more_leave_than_they_have(today: date):
    granted = {one.userid: one.minutes for one in leave_grants(build(), 2026) if one.account == "annual"}
    taken = {one.userid: one.minutes for one in leave_taken(build(), today)}
    assert all(minutes <= granted[userid] for userid, minutes in taken.items())
    assert (len(taken) > 40) == (today.month > 1)
    assert "liming" not in taken
