"""A flow of the catalogue, as a definition in our language; and what of it was left out."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.flows.catalogue.conditions import Words, literal
from tests.flows.catalogue.coverage import Entry
from tests.flows.catalogue.effects import Done, effects_of
from tests.flows.catalogue.fields import form_of, with_parameters, words_of
from tests.flows.catalogue.steps import Around, key_of, nodes_of

HERE = Path(__file__).parent
WITHDRAW: Mapping[str, Any] = {
    "before_first_decision": "before_first_decision",
    "any_time_before_end": "any_time",
    "before_start": {"before": "start_at"},
    "by_source_system": "system",
}
CREATED_WITH = {
    "asset-registration": {
        "on_approved.lib_create_1.": {
            "events": (
                '[{"kind": "登记", "at": now, "to_dept": dept, "to_user": custodian, "flow_no": request.serial}]'
            )
        }
    }
}
"""Children of a record, written with it."""


@dataclass(frozen=True)
class Translated:
    """`left`: paths in the catalogue entry of everything the definition does not say."""

    definition: dict[str, Any]
    left: frozenset[str]


@functools.cache
def catalogue() -> dict[str, Any]:
    return read("flows.yaml")


@functools.cache
def read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((HERE / name).read_text("utf-8"))
    return found


@functools.cache
def entries() -> dict[str, dict[str, Any]]:
    """The catalogue's flows by key."""
    return {flow["key"]: flow for flow in catalogue()["flows"]}


@functools.cache
def translated(key: str) -> Translated:
    """One flow of the catalogue."""
    flow = Entry(entries()[key])
    derived, checks = read("derived.yaml").get(key, {}), read("checks.yaml").get(key, [])
    words = words_of(flow, derived, entries())
    around = _around(flow, words, checks, key, derived)
    nodes = nodes_of(flow, around)
    done = effects_of(flow, words, {"created_with": CREATED_WITH.get(key, {}), "lookup": _groups()})
    definition = {
        **_head(flow),
        "form": form_of(flow, derived, words, _parameters()),
        "checks": _checks(checks),
        "nodes": [*_fetch(derived), *_with_calls(nodes, done), *done.nodes],
        "effects": done.moments,
    }
    flow.take("validations_zh")
    return Translated(definition, frozenset(flow.left()))


def _head(flow: Entry) -> dict[str, Any]:
    limits, code = flow.one("time_limits"), flow.take("code").replace("-", "")
    withdraw = flow.look("withdraw")
    if withdraw in WITHDRAW:
        flow.take("withdraw")
    return {
        "key": flow.take("key"),
        "name": flow.take("name_zh"),
        "section": flow.take("section"),
        "description": flow.take("purpose_zh"),
        "serial": f"{code}-{{yyyy}}{{mm}}-{{seq:4}}",
        "title": flow.take("title_rule").replace("{name_zh}", "{flow.name}"),
        "starters": _starters(flow),
        "withdraw": WITHDRAW.get(withdraw, "never"),
        "due": {"workdays": limits.take("total_workdays")},
    }


def _starters(flow: Entry) -> Any:
    said = flow.one("starters")
    match said.take("scope"):
        case "roles":
            return {"roles": said.take("roles")}
        case "dept_heads":
            return {"heads": True}
        case "system":
            return {"system": said.take("system")}
    return "everyone"


def _around(
    flow: Entry, words: Words, checks: list[dict[str, Any]], key: str, derived: Mapping[str, Any]
) -> Around:
    limits = flow.one("time_limits")
    around = Around(key, words, catalogue()["amount_ladders"], _later(flow, derived), checks)
    around.remind_every = limits.take("remind_every_hours")
    around.auto_pass = limits.take("on_step_overdue") == "auto_pass"
    if "policy" in flow:
        around.urgency = flow.one("policy").take("due_by_field")
    return around


def _later(flow: Entry, derived: Mapping[str, Any]) -> dict[str, Any]:
    return {one["key"]: one for one in flow.look("fields")} | derived.get("more", {})


def _checks(checks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {**check, "when": with_parameters(check["when"], _parameters())}
        for check in checks
        if "when" in check and "at" not in check
    ]


def _fetch(derived: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The call that brings what is known elsewhere, before anybody is asked."""
    if not (call := derived.get("fetch")):
        return []
    taken = {key: f"answer.{key}" for key, said in derived.items() if said == "fetched"}
    return [{"call": {**call, "result": taken}, "key": "fetch", "name": "带入数据"}]


def _with_calls(nodes: list[dict[str, Any]], done: Done) -> list[dict[str, Any]]:
    """The nodes, and behind a step the calls that go with it."""
    found = []
    for node in nodes:
        found.append(node)
        key = node.get("approve") or node.get("handle") or node.get("key")
        for step, calls in done.after.items():
            found += calls if key_of(step) == key else []
    return found


def _parameters() -> dict[str, Any]:
    return {one["key"]: one["value"] for one in catalogue()["policy_parameters"]}


def _groups() -> str:
    """Group by subject, as a JSONata object."""
    groups = _parameters()["budget_subject_groups"]
    return literal({subject: group for group, subjects in groups.items() for subject in subjects})
