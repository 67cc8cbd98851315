"""One fault after the other in a flow that has none: each is found by its id, at its place, and nothing else is."""

from typing import Any

import pytest

from chalicelib.flows import verify
from chalicelib.flows.model import Flow
from chalicelib.flows.verify import catalogue
from tests.support.flowing import ROOT, approve, flow

HERE = ROOT / "tests" / "flows"
HEAD = {"head_of": "starter.department"}
FIELDS: dict[str, Any] = {
    "days": {"label": "天数", "type": "number"},
    "kind": {"label": "类别", "type": "enum", "options": {"a": "甲", "b": "乙"}},
    "notes": {"label": "说明", "type": "longtext"},
    "on": {"label": "日期", "type": "date"},
    "paper": {"label": "文件", "type": "file"},
    "whom": {"label": "人员", "type": "user"},
    "rows": {"label": "明细", "type": "table", "columns": {"name": {"label": "名称", "type": "text"}}},
}
LATER = {"score": {"label": "评分", "type": "number", "later": True}}
OPENED = approve("last", fields={"score": "edit"})
SEAL = {"seal": '"official"', "file": "paper", "handler": HEAD, "at_most": {"workdays": 1}}
CALL = {"system": "gate", "operation": "open"}
MEETING: dict[str, Any] = {
    "system": "wecom",
    "operation": "meeting",
    "with": {"title": "kind", "people": "whom", "start_at": "on", "end_at": "on"},
}


def nodes_fault(*nodes: dict[str, Any], **form: Any) -> dict[str, Any]:
    return {"nodes": [approve("first"), *nodes], "form": FIELDS | form}


def field_fault(**said: Any) -> dict[str, Any]:
    return {"form": FIELDS | {"x": {"label": "甲", "type": "number"} | said}}


def rule_fault(**rule: Any) -> dict[str, Any]:
    return nodes_fault(approve("by", approvers=rule))


def _deep(depth: int) -> dict[str, Any]:
    inside = approve("inside")
    for number in range(depth):
        inside = {
            "branch": [{"when": f"days > {number}", "nodes": [inside]}, {"otherwise": []}],
            "key": f"b_{number}",
        }
    return inside


def _fork(*ways: list[dict[str, Any]]) -> dict[str, Any]:
    return {"parallel": list(ways), "key": "both"}


def _ladder(*rungs: dict[str, Any]) -> dict[str, Any]:
    return rule_fault(ladder={"by": "days", "rungs": [rung | {"approvers": HEAD} for rung in rungs]})


FAULTS: list[tuple[str, str, dict[str, Any]]] = [
    ("F011", "nodes.both_join", nodes_fault(_fork([approve("one")], [approve("two")]), approve("both_join"))),
    (
        "F011",
        "nodes.both_2_route",
        nodes_fault(_fork([approve("one")], [approve("two")]), approve("both_2_route")),
    ),
    ("F011", "nodes.route", nodes_fault(approve("route"))),
    ("F012", "nodes", {"nodes": [approve("first", when="days > 1")]}),
    ("F015", "nodes.b_0", nodes_fault(_deep(6))),
    ("F016", "nodes.both.parallel.1", nodes_fault(_fork([approve("one")], []))),
    ("F017", "form.today", field_fault() | {"form": FIELDS | {"today": {"label": "今天", "type": "date"}}}),
    ("F021", "form.x.computed", field_fault(computed="$sum(rows.price)")),
    (
        "F021",
        "nodes.by.approvers.ladder.by",
        rule_fault(ladder={"by": "dayz", "rungs": [{"approvers": HEAD}]}),
    ),
    (
        "F021",
        "nodes.by.approvers.listed.0.when",
        rule_fault(listed=[{"approvers": HEAD, "when": "dayz > 1"}]),
    ),
    (
        "F021",
        "nodes.by.approvers.matrix.column",
        rule_fault(matrix={"library": "m", "row": "days", "column": "kindd"}),
    ),
    (
        "F021",
        "nodes.do.call.with.name",
        nodes_fault({"call": CALL | {"each": "rows", "with": {"name": "row.nam"}}, "key": "do"}),
    ),
    ("F021", "nodes.stay.wait.until", nodes_fault({"wait": {"until": "onn"}, "key": "stay"})),
    ("F021", "nodes.tell.at", nodes_fault({"cc": HEAD, "key": "tell", "at": "onn"})),
    ("F021", "nodes.do.seal.uses", nodes_fault({"seal": SEAL | {"uses": "dayz"}, "key": "do"})),
    (
        "F021",
        "nodes.by.results.0.when",
        nodes_fault(approve("by", results=[{"when": "dayz > 1", "reject": True}])),
    ),
    (
        "F021",
        "nodes.by.checks.0.when",
        nodes_fault(
            approve("by", fields={"days": "edit"}, checks=[{"when": "dayz", "field": "days", "message": "x"}])
        ),
    ),
    (
        "F021",
        "form.rows.columns.name.required",
        {
            "form": FIELDS
            | {
                "rows": {
                    "label": "明细",
                    "type": "table",
                    "columns": {"name": {"label": "名", "type": "text", "required": "nam = 1"}},
                }
            }
        },
    ),
    ("F023", "form.x.computed", field_fault(computed="request.title")),
    ("F023", "form.x.computed", field_fault(computed="starter.salary")),
    (
        "F023",
        "nodes.do.call.with.a",
        nodes_fault({"call": CALL | {"with": {"a": "answer.code"}}, "key": "do"}),
    ),
    (
        "F022",
        "nodes.do.call.with.a",
        nodes_fault({"call": CALL | {"with": {"a": "$balance('x', 'y')"}}, "key": "do"}),
    ),
    ("F043", "nodes.by.approvers", rule_fault(starter_of="kind")),
    (
        "F070",
        "nodes.do.results.0.return_to",
        nodes_fault({"call": CALL, "key": "do", "results": [{"when": "true", "return_to": "nowhere"}]}),
    ),
    (
        "F072",
        "nodes.do.results.0.return_to",
        nodes_fault({"call": CALL, "key": "do", "results": [{"when": "true", "return_to": "do"}]}),
    ),
    ("F049", "nodes.by.not_by", nodes_fault(approve("by", not_by=["nowhere"]))),
    ("F049", "nodes.by.not_by", nodes_fault(approve("by", not_by=["by"]))),
    (
        "F026",
        "nodes.by.approvers.choices.map.c",
        rule_fault(choices={"field": "kind", "map": {"a": HEAD, "b": HEAD, "c": HEAD}}),
    ),
    (
        "F026",
        "nodes.by.due.by.hours.c",
        nodes_fault(approve("by", due={"hours": 8, "by": {"field": "kind", "hours": {"c": 1}}})),
    ),
    ("F024", "form.x.visible", field_fault(visible="days + 1")),
    ("F024", "checks.0.when", {"checks": [{"when": "days", "field": "days", "message": "x"}]}),
    ("F024", "nodes.by.when", nodes_fault(approve("by", when="days"))),
    ("F025", "nodes.by.when", nodes_fault(approve("by", when='days > "3"'))),
    ("F025", "form.x.computed", field_fault(computed="kind & kind")),
    (
        "F025",
        "nodes.do.call.result.score",
        nodes_fault({"call": CALL | {"result": {"score": "kind"}}, "key": "do"}, **LATER),
    ),
    (
        "F025",
        "nodes.by.approvers.ladder.by",
        rule_fault(ladder={"by": "kind", "rungs": [{"approvers": HEAD}]}),
    ),
    ("F026", "nodes.by.when", nodes_fault(approve("by", when='kind = "c"'))),
    ("F027", "form.x.computed", field_fault(computed="$summe(days)")),
    ("F027", "form.x.computed", field_fault(computed="$work_days(on)")),
    ("F028", "nodes.by.when", nodes_fault(approve("by", when='notes = "x"'))),
    ("F028", "nodes.by.when", nodes_fault(approve("by", when="$count(rows) > 1"))),
    ("F033", "nodes.by.when", nodes_fault(approve("by", when="1 > 2"))),
    (
        "F033",
        "nodes.way.branch.1.when",
        nodes_fault(
            {
                "branch": [
                    {"when": "days > 1", "nodes": [approve("a")]},
                    {"when": "days > 1", "nodes": [approve("b")]},
                    {"otherwise": []},
                ],
                "key": "way",
            }
        ),
    ),
    (
        "F033",
        "nodes.by",
        nodes_fault(approve("by", when="days > 30"), days={"label": "天数", "type": "number", "max": 20}),
    ),
    (
        "F033",
        "nodes.inside",
        nodes_fault(
            {
                "branch": [
                    {"when": "days > 3", "nodes": [approve("inside", when="days < 2")]},
                    {"otherwise": []},
                ],
                "key": "way",
            }
        ),
    ),
    ("F040", "nodes.by.approvers", rule_fault(any_of=[HEAD, {"field": "days"}])),
    ("F041", "nodes.by.approvers", rule_fault(head_of="assignee.department")),
    ("F042", "nodes.by.approvers.ladder.rungs", _ladder({"below": 5}, {"below": 9})),
    ("F043", "nodes.by.approvers", rule_fault(record={"field": "whom", "user": "keeper"})),
    ("F044", "nodes.by.approvers.ladder.rungs", _ladder({"below": 9}, {"below": 5}, {})),
    ("F045", "nodes.by.approvers.choices", rule_fault(choices={"field": "days", "map": {"a": HEAD}})),
    ("F046", "nodes.by.approvers.choices.map", rule_fault(choices={"field": "kind", "map": {"a": HEAD}})),
    ("F047", "nodes.by.sign", nodes_fault(approve("by", sign={"ratio": 0.5, "min_votes": 2}))),
    ("F048", "nodes.first.approvers", {"nodes": [approve("first", approvers={"previous_picks": {}})]}),
    (
        "F048",
        "nodes.by.approvers",
        {"nodes": [approve("first", when="days > 1"), approve("by", approvers={"previous_picks": {}})]},
    ),
    ("F049", "nodes.by.approvers", rule_fault(decided="nobody")),
    (
        "F049",
        "nodes.by.approvers",
        nodes_fault(approve("by", approvers={"decided": "last"}), approve("last")),
    ),
    (
        "F049",
        "nodes.by.approvers",
        nodes_fault(approve("some", when="days > 1"), approve("by", approvers={"decided": "some"})),
    ),
    (
        "F050",
        "nodes.by.checks.0",
        nodes_fault(approve("by", checks=[{"when": "days > 1", "field": "dayz", "message": "x"}])),
    ),
    (
        "F052",
        "effects.approved.0.message",
        {"effects": {"approved": [{"notify": HEAD, "message": "{form.dayz}"}]}},
    ),
    ("F052", "title", {"title": "{starter.nam}"}),
    (
        "F064",
        "nodes.by.empty",
        nodes_fault(
            approve("by", empty="refuse", approvers={"field": "next"}),
            approve("last", fields={"next": "edit"}),
            next={"label": "下一人", "type": "user", "later": True},
        ),
    ),
    (
        "F065",
        "nodes.by.due.then",
        nodes_fault(
            approve(
                "by",
                fields={"days": "required"},
                due={"hours": 1, "remind_before_hours": 0, "then": "auto_pass"},
            )
        ),
    ),
    (
        "F065",
        "nodes.by.due.then",
        nodes_fault(
            {"handle": "by", "name": "办", "approvers": HEAD, "due": {"hours": 4, "then": "auto_reject"}}
        ),
    ),
    ("F066", "nodes.by.return_to", nodes_fault(approve("by", may=["reject"], return_to=["first"]))),
    (
        "F067",
        "nodes.by.due.by",
        nodes_fault(approve("by", due={"hours": 8, "by": {"field": "days", "hours": {"a": 1}}})),
    ),
    (
        "F068",
        "nodes.by.due.remind_before_hours",
        nodes_fault(approve("by", due={"hours": 2, "remind_before_hours": 2})),
    ),
    (
        "F067",
        "nodes.by.due.by.hours.a",
        nodes_fault(approve("by", due={"hours": 8, "by": {"field": "kind", "hours": {"a": 0}}})),
    ),
    ("F069", "withdraw.before", {"withdraw": {"before": "days"}}),
    ("F105", "withdraw", {"withdraw": "system"}),
    ("F090", "form.x.locate", field_fault(locate=True)),
    ("F105", "withdraw", {"withdraw": "system", "starters": {"roles": ["president"]}}),
    ("F070", "nodes.first.return_to.0", {"nodes": [approve("first", return_to=["nowhere"])]}),
    ("F070", "nodes.first.return_to.0", {"nodes": [approve("first", return_to=["last"]), approve("last")]}),
    (
        "F070",
        "nodes.last.return_to.0",
        nodes_fault(_fork([approve("one")], [approve("two")]), approve("last", return_to=["one"])),
    ),
    (
        "F070",
        "nodes.two.results.0.return_to",
        nodes_fault(
            _fork([approve("one")], [approve("two", results=[{"when": "days > 1", "return_to": "one"}])])
        ),
    ),
    (
        "F071",
        "nodes.last.return_to.0",
        nodes_fault(approve("some", when="days > 1"), approve("last", return_to=["some"])),
    ),
    (
        "F072",
        "nodes.by.results.0.return_to",
        nodes_fault(
            approve(
                "by", due={"hours": 4, "then": "auto_pass"}, results=[{"when": "days > 1", "return_to": "by"}]
            )
        ),
    ),
    ("F073", "nodes.stay.wait", nodes_fault({"wait": {"event": "arrival"}, "key": "stay"})),
    ("F074", "nodes.stay.wait.until", nodes_fault({"wait": {"until": "on"}, "key": "stay"})),
    (
        "F076",
        "nodes.stay.wait.at_most",
        nodes_fault({"wait": {"for": {"hours": 2}, "at_most": {"hours": 3}}, "key": "stay"}),
    ),
    (
        "F078",
        "nodes.do.call.result.days",
        nodes_fault({"call": CALL | {"result": {"days": "answer.days"}}, "key": "do"}),
    ),
    (
        "F078",
        "nodes.do.call.result.dayz",
        nodes_fault({"call": CALL | {"result": {"dayz": "answer.days"}}, "key": "do"}),
    ),
    *(
        ("F106", f"nodes.do.call.{place}", nodes_fault({"call": MEETING | said, "key": "do"}))
        for place, said in (
            ("operation", {"operation": "living"}),
            ("with", {"with": dict.fromkeys(("title", "people", "start_at"), "kind")}),
            ("with.room", {"with": MEETING["with"] | {"room": "kind"}}),
        )
    ),
    ("F079", "nodes.do.call.each", nodes_fault({"call": CALL | {"each": "days"}, "key": "do"})),
]


@pytest.mark.parametrize(
    ("problem", "place", "changed"), FAULTS, ids=[f"{f}-{p}-{n}" for n, (f, p, _) in enumerate(FAULTS)]
)
def test_a_fault_is_found_by_its_id_at_its_place(problem: str, place: str, changed: dict[str, Any]):
    found = verify.verify(faulty(changed))
    assert [(p.id, p.place) for p in found] == [(problem, place)]
    assert found[0].level == catalogue.PROBLEMS[problem].level or problem in catalogue.EITHER
    assert found[0].message


def faulty(changed: dict[str, Any]) -> Flow:
    return flow(
        changed.get("form", FIELDS), **{key: value for key, value in changed.items() if key != "form"}
    )


def test_the_flow_the_faults_are_put_into_has_none():
    assert verify.verify(faulty(nodes_fault())) == []
