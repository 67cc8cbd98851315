"""Who approves: every rule, every policy, and never the starter."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.directory.model import Department, Directory, Proxy
from chalicelib.flows.approvers import Asking, Found, people_of, resolve
from chalicelib.flows.model import Rule
from tests.support.flowing import LEAVE, approve, flow
from tests.support.institute import METROLOGY, OFFICE, PEOPLE, directory

EVERYBODY = directory()
NOW = dt.datetime(2026, 11, 23, 2, tzinfo=dt.UTC)


def asking(
    starter: str = "liming", values: dict[str, Any] | None = None, among: Directory = EVERYBODY, **more: Any
) -> Asking:
    return Asking("trial", PEOPLE[starter], values or {}, among, NOW, **more)


def _ask(
    rule: dict[str, Any],
    starter: str = "liming",
    values: dict[str, Any] | None = None,
    among: Directory = EVERYBODY,
    **node: Any,
) -> tuple[tuple[str, ...], str]:
    found = _found(rule, starter, values, among, **node)
    return found.userids, found.reason


def _found(
    rule: dict[str, Any], starter: str, values: dict[str, Any] | None, among: Directory, **node: Any
) -> Found:
    asked = flow(nodes=[{"approve": "step", "name": "步骤", "approvers": rule} | node]).nodes[0]
    return resolve(asked, asking(starter, values, among))


def test_whoever_was_renamed_is_asked_under_the_userid_they_have_and_once():
    renamed = replace(PEOPLE["chenjing"], userid="jing")
    among = replace(EVERYBODY, people={**EVERYBODY.people, "jing": renamed, "chenjing": renamed})
    rule = {"any_of": [{"person": "chenjing"}, {"field": "agent"}, {"person": "heyan"}]}
    assert _ask(rule, values={"agent": "jing"}, among=among)[0] == ("jing", "heyan")
    assert _ask({"person": "nobody"}, among=among) == (("wangfang",), "upwards")


@pytest.mark.parametrize(
    ("rule", "people", "reason"),
    [
        ({"person": "heyan"}, ("heyan",), "person"),
        ({"role": "attendance-admin"}, ("zhoumin",), "role"),
        ({"head_of": "starter.department"}, ("wangfang",), "head_of"),
        ({"deputy_of": "starter.department"}, ("chenjing",), "deputy_of"),
        ({"division_leader_of": "starter.department"}, ("zhaogang",), "division_leader_of"),
        ({"field": "agent"}, ("chenjing",), "field"),
        ({"field": "helpers"}, ("heyan", "zhoumin"), "field"),
        ({"head_of": "place"}, ("heyan",), "head_of"),
        ({"starter": True}, ("liming",), "starter"),
        (
            {"any_of": [{"role": "president"}, {"person": "sunwei"}, {"person": "heyan"}]},
            ("sunwei", "heyan"),
            "any_of",
        ),
    ],
)
def test_each_rule_finds_its_people_and_says_why(rule: dict, people: tuple, reason: str):
    values = {"agent": "chenjing", "helpers": ["heyan", "zhoumin"], "place": OFFICE}
    assert _ask(rule, values=values) == (people, reason)


def test_a_role_may_be_narrowed_to_a_department():
    assert _ask({"role": "attendance-admin", "of": "starter.department"}, "heyan") == (("zhoumin",), "role")
    assert _ask({"role": "attendance-admin", "of": "starter.department"})[1] == "upwards"


def test_a_department_without_a_leader_of_its_own_has_the_one_above():
    assert _ask({"division_leader_of": "starter.department"}, "zhoumin")[0] == ("zhaogang",)


def test_departments_that_are_each_others_parent_end_the_search():
    ring = directory(
        d11=Department(METROLOGY, "甲", OFFICE, 1, "wangfang"), d12=Department(OFFICE, "乙", METROLOGY, 2)
    )
    assert _ask({"division_leader_of": "starter.department"}, among=ring) == (("sunwei",), "upwards")


def test_a_head_who_asks_for_themself_is_decided_by_the_division_leader():
    assert _ask({"head_of": "starter.department"}, "wangfang") == (("zhaogang",), "above_starter")


def test_the_division_leader_is_decided_by_the_president():
    led = directory(d10=Department(10, "院领导", None, 0, "zhaogang"))
    assert _ask({"head_of": "starter.department"}, "zhaogang", among=led) == (("sunwei",), "above_starter")


def test_the_president_is_decided_by_the_party_secretary():
    assert _ask({"role": "president"}, "sunwei") == (("qianlan",), "above_starter")
    assert _ask({"head_of": "starter.department"}, "sunwei") == (("qianlan",), "above_starter")


def test_above_the_secretary_is_the_administrator():
    assert _ask({"role": "party-secretary"}, "qianlan") == (("linhao",), "administrator")


def test_a_starter_among_several_is_left_out_and_the_others_decide():
    rule = {"any_of": [{"person": "liming"}, {"person": "heyan"}]}
    assert _ask(rule) == (("heyan",), "any_of")
    assert _ask(rule, sign="all") == (("heyan",), "any_of")


def test_a_starter_whom_the_flow_asks_on_purpose_is_asked():
    assert _ask({"any_of": [{"starter": True}, {"person": "heyan"}]})[0] == ("liming", "heyan")


def test_a_starter_may_not_choose_themself_as_decider():
    assert _ask({"field": "agent"}, values={"agent": "liming"}) == (("wangfang",), "above_starter")


def test_nobody_is_taken_upwards_to_the_head():
    assert _ask({"role": "unheard-of"}) == (("wangfang",), "upwards")


def test_a_field_nobody_was_chosen_in_is_taken_upwards():
    assert _ask({"field": "agent"}) == (("wangfang",), "upwards")


def test_a_disabled_head_is_skipped_for_the_next_leader():
    assert _ask({"head_of": "starter.department"}, among=directory(without=("wangfang",))) == (
        ("zhaogang",),
        "upwards",
    )


def test_a_division_leader_who_left_is_not_stood_in_for_by_the_head_who_is_asked_anyway():
    left = directory(without=("zhaogang",))
    assert _ask({"division_leader_of": "starter.department"}, among=left) == (("sunwei",), "left")
    assert _ask({"division_leader_of": "starter.department"}, among=left, left="drop") == (
        ("sunwei",),
        "upwards",
    )


def test_a_missing_president_is_stood_in_for_by_the_secretary():
    assert _ask({"role": "president"}, among=directory(without=("sunwei",))) == (("qianlan",), "upwards")


@pytest.mark.parametrize("rule", [{"person": "heyan"}, {"field": "agent"}, {"any_of": [{"person": "heyan"}]}])
def test_disabled_people_are_never_asked(rule: dict):
    people, reason = _ask(rule, values={"agent": "heyan"}, among=directory(without=("heyan",)))
    assert (people, reason) == (("wangfang",), "upwards")


def test_nobody_goes_to_the_administrator_where_the_node_says_so():
    assert _ask({"role": "unheard-of"}, empty="administrator") == (("linhao",), "administrator")


def test_nobody_is_needed_where_the_node_says_so():
    assert _ask({"role": "unheard-of"}, empty="pass") == ((), "nobody_needed")


def test_a_node_that_passes_without_anybody_does_not_pass_by_the_starter_alone():
    assert _ask({"role": "party-secretary"}, "qianlan", empty="pass") == (("linhao",), "administrator")


def test_an_empty_institute_asks_its_administrators():
    among = directory(without=tuple(set(PEOPLE) - {"linhao"}))
    assert _ask({"head_of": "starter.department"}, among=among) == (("linhao",), "administrator")


def test_the_reason_names_the_role():
    assert _found({"role": "president"}, "liming", None, EVERYBODY).params == {"rule": "president"}


def test_a_copy_may_go_to_nobody():
    assert people_of(Rule(role="unheard-of"), asking()) == ()


def test_a_department_nobody_heads_and_one_that_does_not_exist_find_nobody():
    headless = directory(d11=Department(METROLOGY, "甲", None, 1))
    assert people_of(Rule(head_of="starter.department"), asking(among=headless)) == ()
    assert people_of(Rule(head_of="place"), asking(values={"place": 99})) == ()
    assert people_of(Rule(head_of="place"), asking()) == ()


@pytest.mark.parametrize("starter", sorted(PEOPLE))
def test_no_starter_decides_on_their_own_leave(starter: str):
    for node in LEAVE.walk():
        if node.kind == "approve":
            found = resolve(node, asking(starter, {"agent": "chenjing"}))
            assert found.userids
            assert starter not in found.userids


def _after(
    decided: dict[str, tuple[str, ...]], rule: dict[str, Any], *proxies: Proxy, **node: Any
) -> tuple[str, ...]:
    """The people of a node that must not be done by whoever decided at `first`."""
    asked = flow(nodes=[approve("first"), approve("step", approvers=rule, not_by=["first"], **node)]).nodes[1]
    return resolve(asked, asking(decided=decided, proxies=proxies)).userids


def test_who_decided_at_a_barred_node_is_left_out_and_the_others_are_asked():
    both = {"any_of": [{"person": "heyan"}, {"person": "zhoumin"}]}
    assert _after({}, both) == ("heyan", "zhoumin")
    assert _after({"first": ("heyan",)}, both) == ("zhoumin",)
    assert _after({"other": ("heyan",)}, both) == ("heyan", "zhoumin")


def test_where_only_the_barred_are_left_the_node_s_policy_decides_and_asks_none_of_them():
    only = {"person": "wangfang"}
    assert _after({"first": ("wangfang",)}, only) == ("zhaogang",)
    assert _after({"first": ("wangfang", "zhaogang")}, only) == ("sunwei",)
    assert _after({"first": ("wangfang", "heyan")}, only, empty={"person": "heyan"}) == ("linhao",)
    assert _after({"first": ("wangfang",)}, only, empty="administrator") == ("linhao",)
    assert _after({"first": ("wangfang", "linhao")}, only, empty="administrator") == ("linhao",)


def test_a_barred_proxy_does_not_stand_in():
    proxy = Proxy("1", "heyan", "zhoumin", "2026-01-01T00:00:00.000Z", "2027-01-01T00:00:00.000Z")
    assert _after({}, {"person": "heyan"}, proxy) == ("zhoumin",)
    assert _after({"first": ("zhoumin",)}, {"person": "heyan"}, proxy) == ("heyan",)


def test_the_starter_of_the_request_a_field_names_is_found():
    known = {("basis", "CG-1"): "heyan"}
    found = asking(values={"basis": "CG-1"}, starter_of=lambda field, name: known.get((field, name)))
    assert [p.userid for p in people_of(Rule(starter_of="basis"), found)] == ["heyan"]
    found = asking(values={"basis": "CG-2"}, starter_of=lambda field, name: known.get((field, name)))
    assert people_of(Rule(starter_of="basis"), found) == ()
