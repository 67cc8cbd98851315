"""Random small flows: what the verifier lets through compiles, and every node it does not doubt is entered."""

import itertools
from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.flows import compiler, graph, path, verify
from chalicelib.flows.model import Flow
from chalicelib.flows.verify import routes
from tests.support.flowing import approve, flow

FORM = {
    "days": {"label": "天数", "type": "number", "required": True},
    "kind": {"label": "类别", "type": "enum", "required": True, "options": {"a": "甲", "b": "乙", "c": "丙"}},
    "far": {"label": "离京", "type": "boolean", "required": True},
}
VALUES = {"days": (0, 1, 2, 3, 4, 5), "kind": ("a", "b", "c"), "far": (True, False)}
FORMS = [dict(zip(VALUES, choice, strict=True)) for choice in itertools.product(*VALUES.values())]
CONDITIONS = st.sampled_from(
    [
        "days > 1",
        "days > 4",
        "days <= 1",
        'kind = "a"',
        'kind in ["a", "b"]',
        "far",
        "$not(far)",
        "far and days > 4",
    ]
)
PLAIN = st.fixed_dictionaries(
    {"kind": st.sampled_from(["approve", "handle", "cc", "wait"])}, optional={"when": CONDITIONS}
)


def _around(inside: Any) -> Any:
    sequence = st.lists(inside, max_size=2)
    arms = st.lists(st.tuples(CONDITIONS, sequence), min_size=1, max_size=2)
    ways = st.lists(sequence, min_size=2, max_size=2)
    branch = st.fixed_dictionaries(
        {"kind": st.sampled_from(["branch", "inclusive"]), "arms": arms, "otherwise": sequence},
        optional={"when": CONDITIONS},
    )
    return branch | st.fixed_dictionaries(
        {"kind": st.just("parallel"), "ways": ways}, optional={"when": CONDITIONS}
    )


FLOWS = st.lists(st.recursive(PLAIN, _around, max_leaves=8), min_size=1, max_size=3)


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(FLOWS)
def test_what_has_no_error_compiles_and_every_node_is_entered(drawn: list[dict[str, Any]]):
    made = flow(FORM, nodes=_nodes(drawn, itertools.count()))
    found = verify.verify(made)
    if verify.errors(found):
        assert {p.id for p in verify.errors(found)} <= {"F012", "F015"}
        return
    doubted = {p.place.split(".")[1] for p in found if p.id == "F033"}
    entered = {key for form in FORMS for key in _entered(made, form)}
    missing = {node.key for node in made.walk() if node.kind != "branch"} - entered
    assert missing <= _with_inner(made, doubted)
    undecided = [form for form in FORMS if not _people(made) & _entered(made, form)]
    assert bool(undecided) == ("F012" in [p.id for p in found])
    assert set(_states(compiler.compile_flow(made))) >= {node.key for node in made.walk()}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(FLOWS)
def test_trying_values_on_both_sides_of_each_literal_is_trying_all(drawn: list[dict[str, Any]]):
    made = flow(FORM, nodes=_nodes(drawn, itertools.count()))
    found = routes.survey(made)
    assert found.complete
    assert found.entered - _branches(made) == {key for form in FORMS for key in _entered(made, form)}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(FLOWS)
def test_what_surely_comes_before_has_come_before_on_every_way(drawn: list[dict[str, Any]]):
    made = flow(FORM, nodes=_nodes(drawn, itertools.count()))
    placed = graph.stands(made)
    for form in FORMS:
        entered = _entered(made, form)
        for key in entered:
            assert graph.surely_before(placed, key) - _branches(made) <= entered


def _nodes(drawn: list[dict[str, Any]], numbers: Iterator[int]) -> list[dict[str, Any]]:
    return [_node(one, f"n{next(numbers)}", numbers) for one in drawn]


def _node(one: dict[str, Any], key: str, numbers: Iterator[int]) -> dict[str, Any]:
    when = {"when": one["when"]} if "when" in one else {}
    rule = {"head_of": "starter.department"}
    if one["kind"] == "approve":
        return approve(key, **when)
    if one["kind"] == "handle":
        return {"handle": key, "name": key, "approvers": rule, **when}
    if one["kind"] == "cc":
        return {"cc": rule, "key": key, **when}
    if one["kind"] == "wait":
        return {"wait": {"for": {"hours": 1}}, "key": key, **when}
    if one["kind"] == "parallel":
        return {"parallel": [_nodes(way, numbers) for way in one["ways"]], "key": key, **when}
    arms = [{"when": text, "nodes": _nodes(way, numbers)} for text, way in one["arms"]]
    return {one["kind"]: [*arms, {"otherwise": _nodes(one["otherwise"], numbers)}], "key": key, **when}


def _entered(made: Flow, form: dict[str, Any]) -> set[str]:
    return {step[0].key for step in path.path(made, form) if step[1]}


def _people(made: Flow) -> set[str]:
    return {node.key for node in made.person_nodes()}


def _branches(made: Flow) -> set[str]:
    return {node.key for node in made.walk() if node.kind == "branch"}


def _with_inner(made: Flow, keys: set[str]) -> set[str]:
    from chalicelib.flows.model import inner, walk

    inside = {
        node.key for node in made.walk() if node.key in keys for way in inner(node) for node in walk(way)
    }
    return keys | inside


def _states(machine: dict[str, Any]) -> Iterator[str]:
    for name, state in machine["States"].items():
        yield name
        for branch in state.get("Branches", ()):
            yield from _states(branch)
