"""What changed between two versions is told in the office's words."""

from typing import Any

import pytest

from chalicelib.flows.difference import difference
from chalicelib.flows.model import Flow
from chalicelib.platform import messages
from tests.support.flowing import LEAVE, approve, flow

A, B, C = approve("a"), approve("b"), approve("c")
DAYS = {"label": "天数", "type": "number"}


def told(old: Flow, new: Flow, locale: str = "zh_CN") -> list[tuple[str, str, str]]:
    return [(item.kind, item.place, item.sentence) for item in difference(old, new, locale)]


def changed(**more: Any) -> Flow:
    return Flow.model_validate(LEAVE.model_dump(by_alias=True, exclude_unset=True) | more)


def test_a_flow_does_not_differ_from_itself():
    assert difference(LEAVE, changed()) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            flow({"days": DAYS}),
            flow({"days": DAYS | {"label": "时长", "required": True}}),
            [
                ("changed", "form.days.label", "字段“天数”的显示名称：天数 → 时长"),
                ("changed", "form.days.required", "字段“天数”的必填：否 → 是"),
            ],
        ),
        (
            flow({"days": DAYS}),
            flow({"days": DAYS, "city": {"label": "地点", "type": "text"}}),
            [("added", "form.city", "新增字段“地点”（text）")],
        ),
        (
            flow({"t": {"label": "明细", "type": "table", "columns": {"x": DAYS, "y": DAYS}}}),
            flow({"t": {"label": "明细", "type": "table", "columns": {"x": DAYS}}}),
            [("removed", "form.t.columns.y", "删除字段“明细·天数”（number）")],
        ),
        (
            flow(nodes=[A]),
            flow(nodes=[A | {"approvers": {"role": "president"}, "sign": "all"}]),
            [
                ("changed", "nodes.a.approvers", "节点“a”的审批人：发起人部门负责人 → 院长"),
                ("changed", "nodes.a.sign", "节点“a”的签署方式：any → all"),
            ],
        ),
        (
            flow(nodes=[A]),
            flow(nodes=[A | {"due": {"workdays": 2}, "when": "days > 3"}]),
            [
                ("changed", "nodes.a.when", "节点“a”的条件：无 → days > 3"),
                ("changed", "nodes.a.due", "节点“a”的办理时限：无 → 2 个工作日"),
            ],
        ),
        (
            flow(nodes=[A, B, C]),
            flow(nodes=[C, A, B]),
            [("moved", "nodes.c", "节点“c”移到“流程开始”之后")],
        ),
        (
            flow(nodes=[A, B]),
            flow(nodes=[A, C]),
            [
                ("removed", "nodes.b", "删除节点“b”：发起人部门负责人"),
                ("added", "nodes.c", "新增节点“c”：发起人部门负责人"),
            ],
        ),
        (
            flow(),
            flow(starters={"roles": ["president"]}),
            [("changed", "starters", "可发起人：所有人 → 院长")],
        ),
    ],
)
def test_each_change_is_one_sentence(old, new, expected):
    assert told(old, new) == expected


def test_a_node_that_goes_into_a_way_has_moved():
    before = flow(nodes=[A, {"parallel": [[B], [C]], "key": "both"}])
    after = flow(nodes=[{"parallel": [[A, B], [C]], "key": "both"}])
    assert ("moved", "nodes.a") in [(kind, place) for kind, place, _ in told(before, after)]


def test_the_condition_of_a_way_is_told_at_its_branch():
    def branching(when: str) -> Flow:
        ways = [{"when": when, "nodes": [A]}, {"otherwise": [B]}]
        return flow(nodes=[{"branch": ways, "key": "which"}])

    assert (
        told(branching("days > 3"), branching("days > 5"))
        == [("changed", "nodes.which", "节点“分支 (which)”的分支条件：days > 3 → days > 5")]
        or "days > 3 → days > 5" in told(branching("days > 3"), branching("days > 5"))[0][2]
    )


def test_effects_come_and_go():
    gone = told(LEAVE, changed(effects={}))
    assert {kind for kind, _, _ in gone} == {"removed"}
    assert all(place.startswith("effects.") for _, place, _ in gone)
    assert gone[0][2].startswith("提交时：删除 ")


@pytest.mark.parametrize("locale", messages.LOCALES)
def test_both_languages_tell_everything(locale: str):
    after = changed(name="Leave", effects={}, starters={"roles": ["president"]}, nodes=[C])
    assert all(
        "…" not in sentence and "None" not in sentence for _, _, sentence in told(LEAVE, after, locale)
    )


def test_every_word_of_a_field_or_node_has_a_name():
    from chalicelib.flows.difference import FLOW_WORDS
    from chalicelib.flows.model import Approve, FormField, Handle

    words = {*FLOW_WORDS, *FormField.model_fields, *Approve.model_fields, *Handle.model_fields}
    words -= {"columns", "kind"}
    assert {w for w in words if messages.name_of("change_words", w) == w} == set()
