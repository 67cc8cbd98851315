"""Problems of a definition: each found, with its id and its place, and none in what is shipped."""

from typing import Any

import pytest

from chalicelib.flows import verify
from chalicelib.flows.errors import FlowInvalidError
from chalicelib.flows.service import checked
from tests.support.flowing import LEAVE, ROOT, approve, definition, flow, source

RULE = {"head_of": "starter.department"}
FIELDS = {
    "days": {"label": "天数", "type": "number"},
    "agent": {"label": "代理人", "type": "user"},
    "place": {"label": "部门", "type": "department"},
}
EFFECT = {"library": "x", "action": "hold", "account": '"annual"', "amount": "days"}


def _branch(*arms: dict[str, Any]) -> dict[str, Any]:
    return {"branch": list(arms), "key": "by", "name": "按"}


def _field(**more: Any) -> dict[str, Any]:
    return FIELDS | {"x": {"label": "甲", "type": "number"} | more}


WAY = {"when": "days > 1", "nodes": [approve("far")]}
FAULTY: list[tuple[str, str, str, dict[str, Any]]] = [
    ("F010", "nodes.head", "the same key twice", {"nodes": [approve("head"), approve("head")]}),
    (
        "F010",
        "nodes.far",
        "the same key in two ways of a branch",
        {"nodes": [approve("head"), _branch(WAY, {"otherwise": [approve("far")]})]},
    ),
    ("F011", "nodes.close", "a key of the compiler", {"nodes": [approve("close")]}),
    ("F011", "nodes.head_if", "a key the compiler makes", {"nodes": [approve("head_if")]}),
    (
        "F012",
        "nodes",
        "nobody decides",
        {"nodes": [{"cc": RULE, "key": "tell", "name": "抄送", "message": "好"}]},
    ),
    ("F013", "serial", "no running number", {"serial": "A-{yyyy}"}),
    (
        "F052",
        "nodes.tell.message",
        "a placeholder that means nothing",
        {"nodes": [approve("head"), {"cc": RULE, "key": "tell", "name": "抄送", "message": "{form.dayz}"}]},
    ),
    ("F020", "form.x.visible", "no expression", {"form": _field(visible="days >")}),
    ("F020", "form.x.computed", "a forbidden function", {"form": _field(computed="$random()")}),
    ("F020", "nodes.head.when", "no expression at a node", {"nodes": [approve("head", when="(")]}),
    ("F021", "form.x.required", "an unknown field", {"form": _field(required="dayz > 1")}),
    (
        "F021",
        "checks.0.when",
        "an unknown field",
        {"checks": [{"when": "dayz > 1", "field": "days", "message": ""}]},
    ),
    ("F021", "nodes.head.when", "an unknown field", {"nodes": [approve("head", when="dayz > 1")]}),
    (
        "F021",
        "nodes.by.branch.0.when",
        "an unknown field in a branch",
        {"nodes": [approve("head"), _branch(WAY | {"when": "dayz"}, {"otherwise": []})]},
    ),
    (
        "F021",
        "nodes.book.record.amount",
        "an unknown field in a record",
        {"nodes": [approve("head"), {"record": EFFECT | {"amount": "dayz"}, "key": "book", "name": "记"}]},
    ),
    (
        "F021",
        "nodes.book.record.when",
        "an unknown field in a record's condition",
        {"nodes": [approve("head"), {"record": EFFECT | {"when": "dayz"}, "key": "book", "name": "记"}]},
    ),
    (
        "F021",
        "effects.submitted.0.account",
        "an unknown field in an effect",
        {"effects": {"submitted": [EFFECT | {"account": "kindd"}]}},
    ),
    (
        "F022",
        "nodes.head.when",
        "the calendar in the machine",
        {"nodes": [approve("head", when='$work_days("2026-12-01", "2026-12-02") > days')]},
    ),
    (
        "F022",
        "effects.withdrawn.0.amount",
        "a balance in an effect",
        {"effects": {"withdrawn": [EFFECT | {"amount": '$balance("x", "y")'}]}},
    ),
    (
        "F023",
        "nodes.head.when",
        "the day in the machine",
        {"nodes": [approve("head", when='today > "2026"')]},
    ),
    (
        "F023",
        "nodes.head.when",
        "the starter's name in the machine",
        {"nodes": [approve("head", when='starter.name = "李明"')]},
    ),
    (
        "F023",
        "effects.rejected.0.when",
        "a row in an effect without any",
        {"effects": {"rejected": [EFFECT | {"when": "row.days > 1"}]}},
    ),
    ("F030", "nodes.by", "no otherwise", {"nodes": [approve("head"), _branch(WAY, {"when": "days < 1"})]}),
    (
        "F031",
        "nodes.by",
        "no way with a condition",
        {"nodes": [approve("head"), _branch({"otherwise": []}, {"otherwise": []})]},
    ),
    (
        "F032",
        "nodes.by",
        "two otherwise",
        {"nodes": [approve("head"), _branch(WAY, {"otherwise": []}, {"otherwise": []})]},
    ),
    (
        "F040",
        "nodes.head.approvers",
        "no user field",
        {"nodes": [approve("head", approvers={"field": "days"})]},
    ),
    (
        "F040",
        "nodes.head.approvers",
        "no field at all",
        {"nodes": [approve("head", approvers={"field": "whom"})]},
    ),
    (
        "F040",
        "nodes.head.approvers",
        "one of several rules",
        {"nodes": [approve("head", approvers={"any_of": [RULE, {"field": "days"}]})]},
    ),
    (
        "F040",
        "nodes.tell.cc",
        "a copy",
        {"nodes": [approve("head"), {"cc": {"field": "days"}, "key": "tell", "name": "抄", "message": ""}]},
    ),
    (
        "F041",
        "nodes.head.approvers",
        "no department",
        {"nodes": [approve("head", approvers={"head_of": "days"})]},
    ),
    (
        "F041",
        "nodes.head.approvers",
        "a misspelt place",
        {"nodes": [approve("head", approvers={"division_leader_of": "starter.departement"})]},
    ),
    (
        "F050",
        "checks.0",
        "a check at no field",
        {"checks": [{"when": "days > 1", "field": "dayz", "message": ""}]},
    ),
    ("F051", "form.x", "computed and required", {"form": _field(computed="days * 2", required=True)}),
]


@pytest.mark.parametrize(("problem", "place", "what", "changed"), FAULTY, ids=lambda part: str(part)[:50])
def test_a_fault_is_found_by_its_id_and_place(problem: str, place: str, what: str, changed: dict):
    found = verify.verify(flow(**{"form_fields": changed.get("form", FIELDS)} | _without_form(changed)))
    together = [("F032", place)] if problem == "F031" else []
    assert [(p.id, p.place) for p in found] == [(problem, place), *together], what
    assert found[0].message


def _without_form(changed: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in changed.items() if key != "form"}


def test_a_flow_without_faults_has_none():
    assert verify.verify(flow(FIELDS)) == []


@pytest.mark.parametrize("path", sorted((ROOT / "stepfunctions").rglob("*.flow.yaml")), ids=lambda p: p.stem)
def test_shipped_flows_have_no_problem(path: Any):
    assert checked(path.read_text("utf-8")).key == path.name.removesuffix(".flow.yaml")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("key: [", "line 1"),
        ("key: x\n  name: y", "line 2"),
        ("a: 1\nb: 2\na: 3", "line 3"),
        ("a: !!python/object:os.system x", "line 1"),
    ],
)
def test_what_is_not_yaml_is_named_by_its_line(text: str, place: str):
    with pytest.raises(verify.SourceError) as caught:
        verify.read(text)
    assert [(p.id, p.place) for p in caught.value.problems] == [("F001", place)]


SHAPES: list[tuple[str, dict[str, Any]]] = [
    ("key", {"key": "Trial"}),
    ("colour", {"colour": "red"}),
    ("form.Days", {"form_fields": {"Days": {"label": "天", "type": "number"}}}),
    ("form.x.type", {"form_fields": {"x": {"label": "甲", "type": "colour"}}}),
    ("form.x", {"form_fields": {"x": {"label": "甲", "type": "enum"}}}),
    ("form.x", {"form_fields": {"x": {"label": "甲", "type": "text", "options": {"a": "甲"}}}}),
    ("form.x", {"form_fields": {"x": {"label": "甲", "type": "table"}}}),
    ("nodes", {"nodes": []}),
    ("nodes.0", {"nodes": [{"aprove": "x"}]}),
    ("nodes.0.approvers", {"nodes": [approve("a", approvers={})]}),
    ("nodes.0.approvers", {"nodes": [approve("a", approvers=RULE | {"role": "x"})]}),
    ("nodes.0.due", {"nodes": [approve("a", due={"hours": 1, "workdays": 1})]}),
    ("nodes.0.due", {"nodes": [approve("a", due={})]}),
    ("nodes.0.sign", {"nodes": [approve("a", sign="some")]}),
    ("withdraw", {"withdraw": "sometimes"}),
]


@pytest.mark.parametrize(("place", "changed"), SHAPES, ids=lambda part: str(part)[:50])
def test_a_wrong_shape_is_named_by_its_place(place: str, changed: dict):
    with pytest.raises(verify.SourceError) as caught:
        verify.read(source(**changed))
    assert (("F002", True)) in [(p.id, p.place.startswith(place)) for p in caught.value.problems]


@pytest.mark.parametrize("text", ["", "just a text", "[]", "5"])
def test_what_is_no_definition_at_all_is_named(text: str):
    with pytest.raises(verify.SourceError) as caught:
        verify.read(text)
    assert {p.id for p in caught.value.problems} == {"F002"}


def test_every_problem_is_told_at_once():
    faulty = flow(
        FIELDS, nodes=[approve("close", when="dayz"), approve("close", approvers={"field": "days"})]
    )
    assert [p.id for p in verify.verify(faulty)] == ["F010", "F011", "F021", "F040"]


def test_publishing_refuses_with_every_problem_as_a_field():
    with pytest.raises(FlowInvalidError) as caught:
        checked(source(FIELDS, nodes=[approve("close", when="dayz > 1")]))
    assert [(p.field, p.code) for p in caught.value.problems] == [
        ("nodes.close", "F011"),
        ("nodes.close.when", "F021"),
    ]
    with pytest.raises(FlowInvalidError) as caught:
        checked("key: [")
    assert [p.code for p in caught.value.problems] == ["F001"]


def test_a_definition_is_the_same_after_its_round_through_the_registry():
    kept = LEAVE.model_dump(mode="json", exclude_defaults=True)
    assert type(LEAVE).model_validate(kept) == LEAVE
    assert definition()["key"] == "trial"
