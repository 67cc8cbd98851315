"""Flows written for one test: text, cases that go through all of it, published."""

from pathlib import Path

import yaml

from chalicelib.approvals import publishing
from cli.local import content
from cli.local.cases import cases_of

FORM = {"days": {"label": "天数", "type": "number", "required": True}}
CASE = {"name": "一路同意", "starter": "liming", "now": "2026-11-23 10:00", "form": {"days": 2}}


def node(key: str, *people: str, sign: str = "any") -> dict:
    who = {"any_of": [{"person": one} for one in people]}
    return {"approve": key, "name": key, "approvers": who, "sign": sign, "may": [], "duplicate": "never"}


def picked(key: str, rule: dict, **more: object) -> dict:
    """A node whose people somebody chooses."""
    return {"approve": key, "name": key, "approvers": rule, "may": [], "duplicate": "never", **more}


def publish(folder: Path, key: str, nodes: list[dict], picks: dict[str, list[str]] | None = None) -> int:
    """The flow with these nodes and a case that goes through them all, published; its version.

    `picks` are chosen in the case, by the starter and with every decision.
    """
    return content.publish_flow(written(folder, key, nodes, picks), note="改版").version


def propose(folder: Path, key: str, nodes: list[dict], by: str) -> int:
    """The same text proposed by an administrator, where two are wanted; the number of the proposal."""
    path = written(folder, key, nodes)
    text, cases = (content.read_exactly(one) for one in (path, cases_of(path)))
    return publishing.publish(text, cases, by, "请审阅").proposal


def written(folder: Path, key: str, nodes: list[dict], picks: dict[str, list[str]] | None = None) -> Path:
    path = folder / f"{key}.flow.yaml"
    flow = {"key": key, "name": "搬家", "section": "attendance", "serial": "BJ-{seq:4}", "withdraw": "never"}
    path.write_text(yaml.safe_dump(flow | {"form": FORM, "nodes": nodes}, allow_unicode=True), "utf-8")
    chosen = picks or {}
    steps = [
        {"at": one["approve"], "by": who, "do": "approve", "picks": chosen}
        for one in nodes
        for who in chosen.get(one["approve"]) or [each["person"] for each in one["approvers"]["any_of"]]
    ]
    ends = [
        {
            **CASE,
            "picks": chosen,
            "name": f"在{place}强制结束",
            "steps": [*steps[:place], {"by": "linhao", "do": "end"}],
            "expect": {"status": "ended"},
        }
        for place in range(len(steps))
    ]
    case = {**CASE, "picks": chosen, "steps": steps, "expect": {"status": "approved"}}
    back = [each for place, one in enumerate(nodes) if one["may"] for each in _returned(case, place)]
    cases_of(path).write_text(yaml.safe_dump({"cases": [case, *ends, *back]}, allow_unicode=True), "utf-8")
    return path


def _returned(case: dict, place: int) -> list[dict]:
    """The way back from a node and on again, and its end there."""
    steps = case["steps"]
    back = [*steps[:place], {**steps[place], "do": "return", "comment": "请补充"}]
    again = [*back, {"at": "revise", "by": case["starter"], "do": "resubmit"}, *steps]
    ended = [*back, {"by": "linhao", "do": "end"}]
    return [
        {**case, "name": f"在{place}退回后重新提交", "steps": again},
        {**case, "name": f"在{place}退回后结束", "steps": ended, "expect": {"status": "ended"}},
    ]
