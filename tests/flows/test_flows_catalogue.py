"""The institute's sixty flows, said in our language: each is valid, compiles, and says all the catalogue asks for."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.flows import compiler, verify
from chalicelib.flows.model import Flow, Node, Ratio, inner
from chalicelib.platform import expressions
from tests.flows.catalogue.rules import free_below
from tests.flows.catalogue.steps import SEPARATED, SIGNS, key_of
from tests.flows.catalogue.translate import catalogue, entries, read, translated
from tests.support.flowing import around

KEYS = list(entries())
FLOWS = {key: Flow.model_validate(translated(key).definition) for key in KEYS}
KINDS = {
    "approve": {"approve"},
    "handle": {"handle", "approve"},
    "confirm": {"handle"},
    "read": {"cc"},
    "subflow": {"subflow"},
    "system": {"call"},
}
RULES = {
    "starter": {"starter"},
    "starter_dept_head": {"head_of"},
    "starter_dept_head_or_deputy": {"any_of"},
    "starter_division_leader": {"division_leader_of"},
    "role": {"role", "any_of"},
    "management_line": {"line_of", "listed", "any_of"},
    "field_user": {"field"},
    "field_dept_head": {"head_of"},
    "field_dept_division_leader": {"division_leader_of"},
    "field_dept_role": {"role"},
    "library_field_user": {"record", "head_of"},
    "role_by_amount": {"ladder"},
    "role_list_by_field": {"choices"},
    "role_list_by_condition": {"listed"},
    "role_by_enum": {"choices"},
    "multi": {"any_of"},
}


def _steps(key: str) -> Iterator[tuple[dict[str, Any], Node]]:
    """Every step of the catalogue with its node."""
    for step in entries()[key]["steps"]:
        node = FLOWS[key].node(key_of(step["key"]))
        assert node is not None, step["key"]
        yield step, node


def _people(key: str) -> Iterator[tuple[dict[str, Any], Any]]:
    yield from ((step, node) for step, node in _steps(key) if node.kind in {"approve", "handle"})


def test_the_catalogue_is_whole():
    assert len(KEYS) == 60
    assert len({flow.section for flow in FLOWS.values()}) == 13 == len(catalogue()["sections"])


@pytest.mark.parametrize("key", KEYS)
def test_a_flow_of_the_catalogue_has_no_error(key: str):
    assert list(map(verify.line, verify.errors(verify.verify(FLOWS[key], FLOWS)))) == []


@pytest.mark.parametrize("key", KEYS)
def test_a_flow_of_the_catalogue_compiles(key: str):
    states = compiler.compile_flow(FLOWS[key])["States"]
    written = str(states)
    for _, node in _steps(key):
        assert node.key in states or f"'{node.key}'" in written


@pytest.mark.parametrize("key", KEYS)
def test_steps_keep_their_order(key: str):
    order = [node.key for node in FLOWS[key].walk()]
    wanted = [key_of(step["key"]) for step in entries()[key]["steps"]]
    assert [one for one in order if one in wanted] == wanted


@pytest.mark.parametrize("key", KEYS)
def test_steps_keep_their_kind_and_name(key: str):
    for step, node in _steps(key):
        assert node.kind in KINDS[step["kind"]]
        assert node.name == step["name_zh"]
        assert bool(node.when) == ("when" in step or _free(step) > 0)


def _free(step: dict[str, Any]) -> int:
    """The amount under which a ladder asks nobody, so that its node has a condition."""
    said = step["assignee"]
    return free_below(said, catalogue()["amount_ladders"]) if said["kind"] == "role_by_amount" else 0


@pytest.mark.parametrize("key", KEYS)
def test_steps_keep_who_decides_and_how(key: str):
    for step, node in _people(key):
        assert node.approvers.says in RULES[step["assignee"]["kind"]]
        if step["mode"] == "vote":
            assert node.sign == Ratio(ratio=step["vote"]["pass_ratio"], min_votes=step["vote"]["min_votes"])
        else:
            assert node.sign == SIGNS[step["mode"]]


@pytest.mark.parametrize("key", KEYS)
def test_steps_keep_their_time_and_way_back(key: str):
    hourly = entries()[key]["time_limits"]["remind_every_hours"]
    for step, node in _people(key):
        assert (node.due.hours, node.due.remind_every_hours) == (step["due_hours"], hourly)
        assert node.return_to == step["return_to"]


@pytest.mark.parametrize("key", KEYS)
def test_what_a_step_fills_in_is_open_there(key: str):
    form = FLOWS[key].form
    for step, node in _people(key):
        assert set(node.fields) == set(step.get("fill", []))
    for field in entries()[key]["fields"]:
        assert field["key"] in form
        assert "fill_at" not in field or form[field["key"]].later


@pytest.mark.parametrize("key", KEYS)
def test_parallel_steps_run_side_by_side(key: str):
    for step in entries()[key]["steps"]:
        fork = FLOWS[key].node(step.get("parallel_group", ""))
        inside = {node.key for way in inner(fork) for node in way} if fork else set()
        assert (key_of(step["key"]) in inside) == ("parallel_group" in step)


@pytest.mark.parametrize("key", KEYS)
def test_nothing_is_left_out_without_a_reason(key: str):
    told = read("left-out.yaml")
    general = [re.compile(re.escape(path).replace(r"\*", r"[^.]+")) for path in told["everywhere"]]
    left = {path for path in translated(key).left if not any(one.fullmatch(path) for one in general)}
    assert left == set(told["flows"].get(key, {}))


def test_every_general_reason_has_its_case():
    left = {path for key in KEYS for path in translated(key).left}
    for path in read("left-out.yaml")["everywhere"]:
        pattern = re.compile(re.escape(path).replace(r"\*", r"[^.]+"))
        assert any(pattern.fullmatch(one) for one in left), path


@pytest.mark.parametrize("key", KEYS)
def test_every_automatic_value_and_every_rule_in_words_is_looked_after(key: str):
    entry, derived = entries()[key], read("derived.yaml").get(key, {})
    automatic = {field["key"] for field in entry["fields"] if field.get("auto")}
    automatic |= {
        f"{field['key']}.{column['key']}"
        for field in entry["fields"]
        for column in field.get("columns", [])
        if column.get("auto")
    }
    automatic |= {one["key"] for one in entry.get("derived", [])}
    unsaid = set(SEPARATED.get(key, {})) | {
        path.removeprefix("derived.") for path in translated(key).left if path.startswith("derived.")
    }
    assert automatic - unsaid == set(derived) - {"fetch", "more"}
    assert len(read("checks.yaml").get(key, [])) == len(entry.get("validations_zh", []))


TODAY = "2026-11-24"
RECORDS: dict[tuple[str, str], dict[str, Any]] = {
    ("contract", "C1"): {
        "kind": "采购合同",
        "supplier": "G1",
        "amount": 1_000_000,
        "paid_amount": 250_000,
        "payments": [{"phase": 1, "condition": "预付30%"}, {"phase": 2, "condition": "验收后"}],
    },
    ("supplier", "G1"): {"bank_account": "6222"},
    ("fixed-asset", "A1"): {
        "dept": 11,
        "unit_price": 12_000_000,
        "acquired_on": "2016-01-01",
        "custodian": "x",
    },
    ("fixed-asset", "A2"): {"dept": 12, "unit_price": 300_000, "acquired_on": "2024-01-01", "custodian": "y"},
    ("material", "M1"): {
        "stock_qty": 5,
        "held_qty": 2,
        "hazardous": True,
        "controlled": False,
        "avg_price": 100,
    },
    ("research-budget", "P1"): {"total": 900, "lines": [{"subject": "设备费", "budget": 500, "used": 40}]},
    ("instrument", "I1"): {"dept": 13, "fee_items": [{"price_internal": 3000, "price_external": 6000}]},
}
COMPUTED: list[tuple[str, str, dict[str, Any], Any]] = [
    ("staff-onboarding", "annual_minutes", {"report_on": "2026-07-01", "work_since": "2010-03-15"}, 5 * 480),
    ("staff-onboarding", "annual_minutes", {"report_on": "2026-01-01", "work_since": "2025-01-31"}, 0),
    ("staff-onboarding", "annual_minutes", {"report_on": "2026-02-01", "work_since": "2025-01-31"}, 4 * 480),
    ("staff-offboarding", "asset_open", {"holdings": [{"cleared": True}, {"cleared": False}]}, 1),
    ("staff-offboarding", "asset_open", {}, 0),
    ("training-request", "total_fee", {"fee": 120_000, "participants": ["a", "b"]}, 240_000),
    ("training-request", "days", {"start_on": "2026-11-24", "end_on": "2026-11-26"}, 3),
    ("overtime-request", "minutes", {"start_at": "2026-11-24T18:00", "end_at": "2026-11-24T20:30"}, 150),
    ("overtime-request", "expires_on", {"date": "2026-11-24"}, "2027-05-31"),
    ("overtime-request", "expires_on", {"date": "2026-08-03"}, "2027-02-28"),
    ("comp-time-off", "minutes", {"start_at": "2026-11-24T08:30", "end_at": "2026-11-24T09:40"}, 90),
    (
        "work-scheme-change",
        "has_exempt",
        {"persons": [{"to_scheme": "免考勤"}, {"to_scheme": "弹性班制"}]},
        True,
    ),
    ("travel-reimbursement", "days", {"transport": [{"on": "2026-11-05"}, {"on": "2026-11-03"}]}, 3),
    ("travel-reimbursement", "meal_allowance", {"days": 3}, 30_000),
    ("travel-reimbursement", "total", {"transport": [{"amount": 5}, {"amount": 7}], "meal_allowance": 3}, 15),
    ("payment-request", "paid_ratio", {"contract": "C1", "amount": 250_000}, 50),
    ("payment-request", "account", {"contract": "C1"}, "6222"),
    ("payment-request", "need_acceptance", {"contract": "C1", "phase": 1}, False),
    ("payment-request", "need_acceptance", {"contract": "C1", "phase": 2}, True),
    ("purchase-request", "has_it", {"items": [{"is_it": False}, {"is_it": True}]}, True),
    ("supplier-selection", "publicity_days", {"deal_amount": 20_000_000}, 3),
    ("material-request", "total", {"items": [{"qty": 2, "est_price": 150}, {"qty": 1, "est_price": 5}]}, 305),
    ("material-request", "hazardous", {"items": [{"material": "M1"}]}, True),
    ("hazardous-issue", "controlled", {"lines": [{"material": "M1"}]}, False),
    ("material-stocktake", "abs_diff_value", {"lines": [{"diff_value": -7}, {"diff_value": 3}]}, 10),
    ("asset-assignment", "new_custodian", {"kind": "归还", "assets": [{"asset": "A1"}]}, "x"),
    ("asset-assignment", "new_custodian", {"kind": "领用", "assets": [{"asset": "A1"}]}, "liming"),
    ("asset-assignment", "owner_depts", {"assets": [{"asset": "A1"}, {"asset": "A2"}]}, [11, 12]),
    ("asset-disposal", "trade", {"max_unit_price": 9_999_999, "total": 20_000_000}, True),
    (
        "asset-stocktake",
        "loss_value",
        {"lines": [{"asset": "A2", "result": "盘亏"}, {"asset": "A1"}]},
        300_000,
    ),
    ("asset-stocktake", "loss_value", {"lines": [{"asset": "A1", "result": "相符"}]}, 0),
    (
        "instrument-reservation",
        "est_fee",
        {
            "instrument": "I1",
            "user_kind": "院外",
            "start_at": "2026-11-24T09:00",
            "end_at": "2026-11-24T10:30",
        },
        9000,
    ),
    ("instrument-reservation", "cross_dept", {"instrument": "I1"}, True),
    ("instrument-contract", "discount_rate", {"services": [{"price": 90, "list_price": 100}]}, 0.9),
    ("seal-physical", "result", {"used_count": 3, "seal_count": 2}, "超次"),
    ("seal-physical", "result", {"used_count": 0, "seal_count": 2}, "异常中止"),
    ("seal-physical", "result", {"seal_count": 2}, None),
    ("seal-carry-out", "approved", {"docs": [{"count": 2}, {"count": 3}]}, 5),
    ("budget-adjustment", "equip_delta", {"lines": [{"subject": "设备费", "delta": -5}]}, -5),
    ("project-acceptance", "surplus", {"project": "P1", "used_total": 40}, 860),
    (
        "metrology-contract-review",
        "last_due",
        {"items": [{"due": "2026-12-01"}, {"due": "2026-11-30"}]},
        "2026-12-01",
    ),
    ("vehicle-use", "overnight", {"start_at": "2026-11-24T18:00", "end_at": "2026-11-25T01:00"}, True),
    (
        "official-reception",
        "budget",
        {"standard": 5000, "meals": 1, "guest_count": 4, "host_count": 2},
        30_000,
    ),
    ("lab-access", "after_hours", {"start_at": "2026-11-24T17:00", "end_at": "2026-11-24T19:00"}, True),
    ("lab-access", "after_hours", {"start_at": "2026-11-24T09:00", "end_at": "2026-11-24T11:00"}, False),
]


@pytest.mark.parametrize(("key", "field", "values", "expected"), COMPUTED)
def test_a_derived_value_is_what_the_rule_in_words_says(
    key: str, field: str, values: dict[str, Any], expected: Any
):
    computed = FLOWS[key].form[field].computed
    assert computed
    assert _evaluated(computed, values) == expected


CHECKED: list[tuple[str, int, dict[str, Any], bool]] = [
    ("staff-onboarding", 0, {"work_since": "2026-08-01", "report_on": "2026-07-01"}, True),
    ("budget-adjustment", 0, {"net_delta": 5}, True),
    ("budget-adjustment", 0, {"net_delta": 5, "approval_doc": {"id": "f1"}}, False),
    ("official-reception", 0, {"guest_count": 10, "host_count": 4}, True),
    ("official-reception", 0, {"guest_count": 12, "host_count": 4}, False),
    ("asset-registration", 0, {"category": "通用设备", "unit_price": 99_999}, True),
    ("asset-registration", 0, {"category": "专用设备", "unit_price": 150_000}, False),
    ("account-permission", 0, {"privileged": True, "valid_until": "2027-02-22"}, False),
    ("account-permission", 0, {"privileged": True, "valid_until": "2027-02-23"}, True),
    ("new-standard", 1, {"devices": [{"valid_until": "2026-11-23"}]}, True),
    ("new-standard", 1, {"devices": [{"valid_until": "2026-11-24"}]}, False),
    ("supplier-selection", 0, {"bids": [{"valid": True}] * 2, "method": "院内询价"}, True),
    ("supplier-selection", 0, {"bids": [{"valid": True}] * 2, "method": "单一来源"}, False),
]


@pytest.mark.parametrize(("key", "number", "values", "refused"), CHECKED)
def test_a_check_refuses_what_the_rule_in_words_forbids(
    key: str, number: int, values: dict[str, Any], refused: Any
):
    assert (_evaluated(FLOWS[key].checks[number].when, values) is True) == refused


def _evaluated(text: str, values: dict[str, Any]) -> Any:
    surroundings = around(department=11, today=dt.date.fromisoformat(TODAY))
    functions = replace(surroundings, record=lambda library, key: RECORDS.get((library, key))).functions()
    return expressions.evaluate(text, {**surroundings.context(), **values}, functions)
