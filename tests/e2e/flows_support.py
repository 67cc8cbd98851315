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


def publish(folder: Path, key: str, nodes: list[dict]) -> int:
    """The flow with these nodes and a case that goes through them all, published; its version."""
    return content.publish_flow(written(folder, key, nodes), note="改版").version


def propose(folder: Path, key: str, nodes: list[dict], by: str) -> int:
    """The same text proposed by an administrator, where two are wanted; the number of the proposal."""
    path = written(folder, key, nodes)
    text, cases = (content.read_exactly(one) for one in (path, cases_of(path)))
    return publishing.publish(text, cases, by, "请审阅").proposal


def written(folder: Path, key: str, nodes: list[dict]) -> Path:
    path = folder / f"{key}.flow.yaml"
    flow = {"key": key, "name": "搬家", "section": "attendance", "serial": "BJ-{seq:4}", "withdraw": "never"}
    path.write_text(yaml.safe_dump(flow | {"form": FORM, "nodes": nodes}, allow_unicode=True), "utf-8")
    steps = [
        {"at": one["approve"], "by": who["person"], "do": "approve"}
        for one in nodes
        for who in one["approvers"]["any_of"]
    ]
    ends = [
        {
            **CASE,
            "name": f"在{place}强制结束",
            "steps": [*steps[:place], {"by": "linhao", "do": "end"}],
            "expect": {"status": "ended"},
        }
        for place in range(len(steps))
    ]
    case = {**CASE, "steps": steps, "expect": {"status": "approved"}}
    cases_of(path).write_text(yaml.safe_dump({"cases": [case, *ends]}, allow_unicode=True), "utf-8")
    return path
