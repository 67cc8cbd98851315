"""The further approver rules: lines, levels, ladders, choices, lists, matrices, records, picks; policies; proxies."""

import datetime as dt
from typing import Any

import pytest

from chalicelib.directory.model import Department, Directory, Proxy
from chalicelib.flows.approvers import Asking, Found, resolve
from chalicelib.platform import clock
from tests.support.flowing import flow
from tests.support.institute import DEPARTMENTS, LEADERS, METROLOGY, OFFICE, PEOPLE, directory

EVERYBODY = directory()
NOW = dt.datetime(2026, 11, 23, 2, tzinfo=dt.UTC)
HEYAN, ZHOUMIN = {"person": "heyan"}, {"person": "zhoumin"}


def found(
    rule: dict[str, Any], starter: str = "liming", node: dict[str, Any] | None = None, **more: Any
) -> Found:
    """What a rule of one node finds; `more` is of Asking."""
    among: Directory = more.pop("among", EVERYBODY)
    asked = flow(nodes=[{"approve": "step", "name": "步骤", "approvers": rule} | (node or {})]).nodes[0]
    return resolve(asked, Asking("trial", PEOPLE[starter], more.pop("values", {}), among, NOW, **more))


def people(rule: dict[str, Any], starter: str = "liming", **more: Any) -> tuple[str, ...]:
    return found(rule, starter, **more).userids


@pytest.mark.parametrize(
    ("to", "starter", "line"),
    [
        ("head", "liming", ("wangfang",)),
        ("division_leader", "liming", ("wangfang", "zhaogang")),
        ("president", "liming", ("wangfang", "zhaogang", "sunwei")),
        ("president", "wangfang", ("zhaogang", "sunwei")),
        ("division_leader", "heyan", ("zhaogang",)),
    ],
)
def test_a_management_line_goes_up_to_a_level_and_begins_above_the_starter(
    to: str, starter: str, line: tuple
):
    assert people({"line_of": "starter.department", "to": to}, starter, node={"sign": "in_order"}) == line


@pytest.mark.parametrize(("up", "head"), [(0, "heyan"), (1, "wangfang"), (2, "sunwei"), (9, "sunwei")])
def test_a_head_may_be_so_many_levels_up_and_the_root_is_the_last(up: int, head: str):
    assert people({"head_of": "starter.department", "up": up}, "zhoumin") == (head,)


LADDER = [
    {"below": 1000, "approvers": HEYAN},
    {"below": 10000, "approvers": ZHOUMIN},
    {"approvers": {"person": "sunwei"}},
]


@pytest.mark.parametrize(
    ("amount", "alone", "cumulative"),
    [
        (0, ("heyan",), ("heyan",)),
        (999.99, ("heyan",), ("heyan",)),
        (1000, ("zhoumin",), ("heyan", "zhoumin")),
        (10000, ("sunwei",), ("heyan", "zhoumin", "sunwei")),
    ],
)
def test_an_amount_falls_on_one_rung_and_where_said_on_those_below(
    amount: float, alone: tuple, cumulative: tuple
):
    values = {"amount": amount}
    assert people({"ladder": {"by": "amount", "rungs": LADDER}}, values=values) == alone
    ladder = {"by": "amount", "rungs": LADDER, "cumulative": True}
    assert people({"ladder": ladder}, values=values) == cumulative


@pytest.mark.parametrize("amount", [None, "much", True])
def test_an_amount_that_is_none_falls_on_no_rung(amount: Any):
    values = {} if amount is None else {"amount": amount}
    assert found({"ladder": {"by": "amount", "rungs": LADDER}}, values=values).reason == "upwards"


def test_choices_ask_for_each_chosen_option_in_the_order_of_the_map():
    rule = {"choices": {"field": "kinds", "map": {"a": HEYAN, "b": ZHOUMIN, "c": {"person": "sunwei"}}}}
    assert people(rule, values={"kinds": ["c", "a"]}) == ("heyan", "sunwei")
    assert people(rule, values={"kinds": "b"}) == ("zhoumin",)
    assert found(rule, values={"kinds": ["x"]}).reason == "upwards"


def test_a_list_keeps_those_whose_condition_holds():
    rule = {"listed": [{"approvers": HEYAN}, {"approvers": ZHOUMIN, "when": "days > 3"}]}
    assert people(rule, values={"days": 2}) == ("heyan",)
    assert people(rule, values={"days": 4}) == ("heyan", "zhoumin")


def test_a_matrix_gives_the_people_of_a_cell():
    cells = {("duties", "11", "safety"): ("heyan", "zhoumin")}
    rule = {"matrix": {"library": "duties", "row": "$string(starter.department)", "column": '"safety"'}}

    def matrix(*place: str) -> tuple[str, ...]:
        return cells.get(place, ())

    assert people(rule, matrix=matrix) == ("heyan", "zhoumin")
    assert found(rule, "heyan", matrix=matrix).reason == "upwards"


def test_a_record_names_a_user_or_the_head_of_their_department():
    records = {("projects", "P1"): {"manager": "chenjing", "team": ["heyan", "zhoumin"]}}
    around = {
        "values": {"project": "P1"},
        "libraries": {"project": "projects"},
        "record": lambda library, key: records.get((library, key)),
    }
    assert people({"record": {"field": "project", "user": "manager"}}, **around) == ("chenjing",)
    assert people({"record": {"field": "project", "user": "team"}}, **around) == ("heyan", "zhoumin")
    assert people({"record": {"field": "project", "user": "manager", "head": True}}, **around) == (
        "wangfang",
    )
    missing = {**around, "values": {"project": "P2"}}
    assert found({"record": {"field": "project", "user": "manager"}}, **missing).reason == "upwards"


@pytest.mark.parametrize("word", ["starter_picks", "previous_picks"])
def test_picked_people_are_those_chosen_for_this_node_among_those_one_could_choose(word: str):
    assert people({word: {"most": 2}}, picks={"step": ("heyan", "zhoumin", "sunwei")}) == ("heyan", "zhoumin")
    among = {word: {"among": {"role": "attendance-admin"}, "most": 2}}
    assert people(among, picks={"step": ("heyan", "zhoumin")}) == ("zhoumin",)
    assert found({word: {}}, picks={"other": ("heyan",)}).reason == "upwards"


def test_who_decided_at_an_earlier_node_is_asked_again_even_the_starter():
    assert people({"decided": "first"}, decided={"first": ("heyan", "liming")}) == ("heyan", "liming")
    assert found({"decided": "first"}).reason == "upwards"


def test_several_rules_are_joined_without_repeats():
    rule = {"any_of": [{"head_of": "starter.department"}, HEYAN, {"person": "wangfang"}]}
    assert people(rule) == ("wangfang", "heyan")


@pytest.mark.parametrize(
    ("empty", "asked", "reason", "refused"),
    [
        ("upwards", ("wangfang",), "upwards", False),
        ("administrator", ("linhao",), "administrator", False),
        ("pass", (), "nobody_needed", False),
        ("refuse", ("linhao",), "administrator", True),
        (HEYAN, ("heyan",), "stand_ins", False),
        ({"person": "nobody"}, ("linhao",), "administrator", False),
    ],
)
def test_a_rule_that_finds_nobody_follows_its_policy(empty: Any, asked: tuple, reason: str, refused: Any):
    answer = found({"role": "unheard-of"}, node={"empty": empty})
    assert (answer.userids, answer.reason, answer.refused) == (asked, reason, refused)


@pytest.mark.parametrize(
    ("policy", "asked", "reason"),
    [
        ("upwards", ("zhaogang",), "above_starter"),
        ("keep", ("wangfang",), "head_of"),
        ("skip", (), "nobody_needed"),
    ],
)
def test_a_starter_who_would_decide_follows_the_policy(policy: str, asked: tuple, reason: str):
    answer = found({"head_of": "starter.department"}, "wangfang", {"own_request": policy})
    assert (answer.userids, answer.reason) == (asked, reason)


@pytest.mark.parametrize(
    ("policy", "asked", "reason"),
    [
        ("head", ("wangfang",), "left"),
        ("administrator", ("linhao",), "left"),
        ("drop", ("wangfang",), "upwards"),
    ],
)
def test_who_has_left_is_replaced_as_the_policy_says(policy: str, asked: tuple, reason: str):
    gone = directory(without=("chenjing",))
    answer = found({"person": "chenjing"}, node={"left": policy}, among=gone)
    assert (answer.userids, answer.reason) == (asked, reason)


def test_one_of_several_who_has_left_is_replaced_alone():
    rule = {"any_of": [{"person": "chenjing"}, HEYAN]}
    assert people(rule, among=directory(without=("chenjing",))) == ("wangfang", "heyan")


def proxy(person: str, to: str, number: int = 1, **more: Any) -> Proxy:
    times = {
        "from_at": clock.to_text(NOW - dt.timedelta(hours=1)),
        "until_at": clock.to_text(NOW + dt.timedelta(hours=1)),
    }
    return Proxy(str(number), person, to, **(times | more))


def seats(*proxies: Proxy, starter: str = "liming", **more: Any) -> list[tuple[str, str]]:
    answer = found({"head_of": "starter.department"}, starter, proxies=proxies, **more)
    return [(seat.userid, seat.on_behalf_of) for seat in answer.seats]


def test_a_proxy_sits_in_the_principals_seat():
    assert seats(proxy("wangfang", "chenjing")) == [("chenjing", "wangfang")]


@pytest.mark.parametrize(
    "other",
    [
        {"from_at": clock.to_text(NOW + dt.timedelta(seconds=1))},
        {"until_at": clock.to_text(NOW)},
        {"flows": ("another-flow",)},
        {"condition": "days > 3"},
        {"removed_at": clock.to_text(NOW)},
    ],
)
def test_a_proxy_of_another_time_flow_or_condition_does_not_hold(other: dict[str, Any]):
    assert seats(proxy("wangfang", "chenjing", **other), values={"days": 1}) == [("wangfang", "")]


def test_a_proxy_of_this_flow_whose_condition_holds_does():
    fitting = proxy("wangfang", "chenjing", flows=("trial",), condition="days > 3")
    assert seats(fitting, values={"days": 4}) == [("chenjing", "wangfang")]


def test_a_proxy_does_not_hand_on_decide_for_the_starter_or_act_after_leaving():
    assert seats(proxy("wangfang", "chenjing"), proxy("chenjing", "heyan", 2)) == [("chenjing", "wangfang")]
    assert seats(proxy("wangfang", "liming")) == [("wangfang", "")]
    gone = directory(without=("chenjing",))
    assert seats(proxy("wangfang", "chenjing"), among=gone) == [("wangfang", "")]


def test_a_proxy_who_is_asked_anyway_is_asked_once():
    rule = {"any_of": [{"person": "wangfang"}, HEYAN]}
    answer = found(rule, proxies=(proxy("wangfang", "heyan"),))
    assert answer.userids == ("heyan",)


def test_a_department_field_and_the_department_of_who_is_late_name_heads():
    assert people({"head_of": "place"}, values={"place": OFFICE}) == ("heyan",)
    assert people({"head_of": "places"}, values={"places": [OFFICE, METROLOGY]}) == ("heyan", "wangfang")
    late = {"assignee": PEOPLE["zhoumin"]}
    assert people({"head_of": "assignee.department"}, **late) == ("heyan",)


def test_a_headless_department_goes_up_the_tree_for_leader_and_head():
    headless = Directory(
        {**DEPARTMENTS, OFFICE: Department(OFFICE, "办公室", LEADERS)}, PEOPLE, EVERYBODY.holders
    )
    assert found({"head_of": "starter.department"}, "zhoumin", among=headless).reason == "upwards"
