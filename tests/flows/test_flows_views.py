"""Flows as the pages get them."""

from typing import Any

import pytest

from chalicelib.flows.schemas import form_schema
from chalicelib.flows.views import flow_view, node_views
from tests.support.flowing import approve, flow

FIELDS: dict[str, Any] = {
    "days": {"label": "天数", "type": "number"},
    "dept": {"label": "会签部门", "type": "department", "multiple": True},
    "paper": {"label": "合同", "type": "file"},
    "items": {"label": "明细", "type": "table", "columns": {"owner": {"label": "人", "type": "user"}}},
}
HEAD = {"head_of": "starter.department"}
TOLD = [
    (approve("a"), "发起人部门负责人", "Head of the starter's department"),
    (approve("a", approvers={"head_of": "dept", "up": 1}), "会签部门往上 1 级的负责人", None),
    (approve("a", approvers={"role": "cashier", "of": "dept"}), "会签部门的出纳", None),
    (approve("a", approvers={"role": "cashier"}, sign="all"), "出纳（全部同意）", None),
    (approve("a", approvers={"starter": True}, sign={"ratio": 0.6}), "发起人（60% 同意）", None),
    (
        approve("a", approvers={"line_of": "starter.department", "to": "division_leader"}),
        "发起人部门逐级至分管院领导",
        None,
    ),
    (approve("a", approvers={"field": "items.owner"}), "表单“人”中的人员", None),
    (approve("a", approvers={"record": {"field": "dept", "user": "keeper"}}), None, None),
    (
        approve("a", approvers={"matrix": {"library": "m", "row": "dept", "column": '"x"'}}),
        "审批矩阵 m",
        None,
    ),
    (approve("a", approvers={"decided": "first"}), "“甲”的办理人", None),
    (
        approve("a", approvers={"starter_picks": {"among": {"role": "cashier"}}}),
        "发起人从以下人员中选择：出纳",
        None,
    ),
    (approve("a", approvers={"previous_picks": {}}), "上一步选择的人员", None),
    (
        approve("a", approvers={"any_of": [{"starter": True}, {"person": "liming"}]}),
        "发起人、指定人员（liming）",
        "The starter and Named person (liming)",
    ),
    (
        approve("a", approvers={"ladder": {"by": "days", "rungs": [{"approvers": {"starter": True}}]}}),
        "按金额分级：发起人",
        None,
    ),
    ({"cc": {"starter": True}}, "抄送发起人", "Copy to The starter"),
    ({"parallel": [[approve("b")], [approve("c")]]}, "2 条分支同时进行", None),
    ({"inclusive": [{"when": "days > 3", "nodes": []}, {"otherwise": []}]}, None, None),
    ({"branch": [{"when": "days > 3", "nodes": []}, {"otherwise": []}]}, "", ""),
    ({"subflow": {"flow": "trip", "each": "items"}}, "按“明细”逐行发起 trip，等待其结束", None),
    ({"subflow": {"flow": "trip", "wait": False}}, "发起 trip", "Starts trip"),
    ({"record": {"library": "l", "action": "create", "map": {"a": "days"}}}, "写入 l：新增记录", None),
    ({"wait": {"until": "days"}}, "等到“天数”", None),
    ({"wait": {"for": {"hours": 4}}}, "等待4 个工作小时", "Waits 4 working hours"),
    ({"wait": {"event": "paid"}}, "等待外部事件 paid", None),
    ({"wait": {"event": "paid", "at_most": {"workdays": 2}}}, "等待外部事件 paid，最长2 个工作日", None),
    ({"call": {"system": "lims", "operation": "open"}}, "调用 lims：open", None),
    (
        {"sign": {"file": "paper", "handler": {"starter": True}, "at_most": {"workdays": 3}}},
        "电子签署“合同”，由发起人跟进，最长3 个工作日",
        None,
    ),
    (
        {"seal": {"seal": '"s"', "file": "paper", "handler": {"starter": True}, "at_most": {"workdays": 3}}},
        "“合同”用印，由发起人办理，最长3 个工作日",
        None,
    ),
]


@pytest.mark.parametrize(("node", "chinese", "english"), TOLD, ids=lambda part: str(part)[:50])
def test_a_node_is_told_in_a_sentence_of_each_language(node: Any, chinese: str | None, english: str | None):
    flowing = flow(FIELDS, nodes=[approve("first", name="甲"), node])
    for locale, expected in (("zh_CN", chinese), ("en", english)):
        told = node_views(flowing.nodes, flowing, locale)[1].detail
        assert "…" not in told
        assert expected is None or told == expected


def test_the_ways_of_every_fork_are_drawn():
    ways = [{"when": "days > 3", "nodes": [approve("b")]}, {"otherwise": []}]
    nodes = [approve("a"), {"inclusive": ways}, {"parallel": [[approve("c")], [approve("d")]]}]
    _, inclusive, parallel = node_views(flow(FIELDS, nodes=nodes).nodes)
    assert [(arm.when, len(arm.nodes)) for arm in inclusive.arms] == [("days > 3", 1), ("", 0)]
    assert [[node.key for node in arm.nodes] for arm in parallel.arms] == [["c"], ["d"]]


def test_a_node_tells_which_fields_it_opens():
    access = {"days": "edit", "dept": "read", "items": {"columns": {"owner": "read"}, "rows": "add"}}
    assert node_views(flow(FIELDS, nodes=[approve("a", fields=access)]).nodes)[0].opens == ["days", "items"]


def test_a_field_tells_what_it_refers_to_and_when_it_is_asked():
    fields = {
        "asset": {"label": "资产", "type": "library_ref", "library": "fixed-asset", "filter": "record.x = 1"},
        "why": {"label": "为", "type": "text", "required": "asset", "later": True, "sensitive": True},
    }
    asset, why = flow_view(flow(fields), 1).form.fields
    assert (asset.library, asset.filtered, asset.required_when) == ("fixed-asset", True, "")
    assert (why.required_when, why.later, why.sensitive) == ("asset", True, True)


@pytest.mark.parametrize(
    ("field", "schema"),
    [
        ({"type": "text", "max_length": 3}, {"type": "string", "maxLength": 3}),
        ({"type": "money", "min": 0}, {"type": "integer", "minimum": 0, "maximum": 2**53 - 1}),
        ({"type": "number", "step": 0.5, "max": 3}, {"maximum": 3, "multipleOf": 0.5}),
        ({"type": "enum", "options": {"a": "甲"}}, {"enum": ["a"]}),
        ({"type": "multi_enum", "options": {"a": "甲"}}, {"items": {"enum": ["a"]}, "uniqueItems": True}),
        ({"type": "department"}, {"type": "integer"}),
        ({"type": "daterange"}, {"minItems": 2, "maxItems": 2}),
        ({"type": "text", "flow": "trip"}, {"type": "string", "maxLength": 200}),
        ({"type": "number", "computed": "1"}, {"readOnly": True}),
    ],
)
def test_a_field_has_a_schema(field: dict[str, Any], schema: dict[str, Any]):
    found = form_schema(flow({"x": {"label": "甲"} | field}).form)["properties"]["x"]
    assert found["title"] == "甲"
    assert {key: found[key] for key in schema} == schema


def test_the_schema_of_a_form_asks_for_what_is_always_asked():
    fields = {
        "a": {"label": "甲", "type": "text", "required": True},
        "b": {"label": "乙", "type": "text", "required": "a"},
        "c": {"label": "丙", "type": "text", "required": True, "later": True},
        "t": {
            "label": "表",
            "type": "table",
            "columns": {"d": {"label": "丁", "type": "file", "multiple": True, "required": True}},
        },
    }
    schema = form_schema(flow(fields).form)
    assert schema["required"] == ["a"]
    assert schema["properties"]["t"]["items"]["required"] == ["d"]
