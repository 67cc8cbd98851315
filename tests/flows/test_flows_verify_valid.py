"""Flows as offices write them: no false alarm; and sub-flows, which need the others to be judged."""

import re
from typing import Any

import pytest
import yaml

from chalicelib.flows import verify
from chalicelib.flows.model import NODE_KINDS, Flow, Rule
from chalicelib.flows.verify import catalogue
from tests.flows import test_flows_verify, test_flows_verify_faults, test_flows_verify_forms
from tests.support.flowing import ROOT, approve, flow

HERE = ROOT / "tests" / "flows"
VALID = {
    path.name.removesuffix(".flow.yaml"): path.read_text("utf-8")
    for path in sorted((HERE / "valid").glob("*.flow.yaml"))
}
KNOWN = {key: verify.read(text) for key, text in VALID.items()}
FAULTY = sorted((HERE / "faulty").glob("*.flow.yaml"))
ELSEWHERE = {"F053", "F054", "F055", "F056", "F057", "F060", "F061", "F062", "F063", "F087"}
"""What cases say, what is held against libraries (test_flows_library_checks.py), and callers (below)."""
MACHINES = {f"F{number}" for number in range(110, 120)}
"""What is held against the step contract: test_flows_registry_contract.py, test_flows_compiler.py."""


@pytest.mark.parametrize("key", KNOWN)
def test_a_valid_flow_raises_no_alarm(key: str):
    assert verify.verify(KNOWN[key], KNOWN) == []
    assert KNOWN[key].key == key


def test_the_valid_flows_use_every_kind_of_node_and_rule():
    assert {node.kind for valid in KNOWN.values() for node in valid.walk()} == set(NODE_KINDS)
    rules = {rule.says for valid in KNOWN.values() for _, rule in valid.rules()}
    assert rules == set(Rule.model_fields) - {"of", "up", "to"}


@pytest.mark.parametrize("path", FAULTY, ids=lambda path: path.name.removesuffix(".flow.yaml"))
def test_a_faulty_file_is_found_by_the_id_in_its_name(path: Any):
    try:
        found = verify.verify(verify.read(path.read_text("utf-8")), KNOWN)
    except verify.SourceError as error:
        found = error.problems
    assert [problem.id for problem in found] == [path.name[:4]]


def _starting(start: dict[str, Any], **more: Any) -> Flow:
    form = {"days": {"label": "天", "type": "number"}, "name": {"label": "名", "type": "text", "later": True}}
    return flow(
        form, nodes=[approve("head", fields={"name": "edit"}), {"subflow": start, "key": "sub"}], **more
    )


ASKED = {"subject": '"x"', "amount": "days"}
STARTS: list[tuple[str, str, dict[str, Any]]] = [
    ("F075", "nodes.sub.subflow.flow", {"flow": "nowhere"}),
    ("F075", "nodes.sub.subflow.flow", {"flow": "trial", "map": {"days": "1"}}),
    ("F077", "nodes.sub.subflow.map.colour", {"flow": "contract-signing", "map": ASKED | {"colour": '"x"'}}),
    ("F077", "nodes.sub.subflow.map.left", {"flow": "project-closing", "map": {"left": "1"}}),
    ("F095", "nodes.sub.subflow.map", {"flow": "contract-signing", "map": {"subject": '"x"'}}),
    ("F025", "nodes.sub.subflow.map.amount", {"flow": "contract-signing", "map": ASKED | {"amount": '"x"'}}),
    (
        "F021",
        "nodes.sub.subflow.result.name",
        {"flow": "contract-signing", "map": ASKED, "result": {"name": "answer.no"}},
    ),
    (
        "F025",
        "nodes.sub.subflow.result.name",
        {"flow": "contract-signing", "map": ASKED, "result": {"name": "answer.amount"}},
    ),
    (
        "F078",
        "nodes.sub.subflow.result",
        {"flow": "contract-signing", "map": ASKED, "wait": False, "result": {"name": "answer.code"}},
    ),
]


@pytest.mark.parametrize(("problem", "place", "start"), STARTS, ids=lambda part: str(part)[:40])
def test_what_a_sub_flow_is_given_is_held_against_its_form(problem: str, place: str, start: dict[str, Any]):
    found = verify.verify(_starting(start), KNOWN)
    assert (problem, place) in [(p.id, p.place) for p in found]
    assert {p.id for p in found} <= {problem, "F095"}


def test_a_circle_of_flows_is_found_and_told():
    one = _starting({"flow": "other"})
    other = _starting({"flow": "trial"}).model_copy(update={"key": "other"})
    found = verify.verify(one, {"other": other})
    assert [(p.id, p.message) for p in found] == [("F075", "starts itself: trial > other > trial")]


def test_a_change_that_would_break_a_flow_that_starts_this_one_is_told():
    caller = _starting({"flow": "contract-signing", "map": ASKED})
    flows = KNOWN | {"trial": caller}
    signing = KNOWN["contract-signing"]
    assert verify.caller_problems(signing, flows) == []
    less = signing.model_copy(update={"form": {k: f for k, f in signing.form.items() if k != "amount"}})
    found = verify.caller_problems(less, flows)
    assert {(problem.id, problem.level) for problem in found} == {("F087", "error")}
    told = [problem.message for problem in found if problem.place == "flows.trial"]
    assert "nodes.sub.subflow.map.amount" in told[0]
    assert verify.caller_problems(caller, flows) == []


def test_flows_that_others_start_come_first_and_a_circle_stays():
    first = _starting({"flow": "contract-signing", "map": ASKED})
    signing = KNOWN["contract-signing"]
    assert verify.in_order([first, signing]) == verify.in_order([signing, first]) == [signing, first]
    one = _starting({"flow": "other"})
    other = _starting({"flow": "trial"}).model_copy(update={"key": "other"})
    assert verify.in_order([one, other]) == [one, other]


def test_without_other_flows_what_is_started_is_not_looked_into():
    assert verify.verify(_starting({"flow": "nowhere"})) == []


def test_a_definition_that_is_too_large_is_told():
    nodes = [approve(f"n_{number}_{'x' * 20}") for number in range(900)]
    assert "F104" in [problem.id for problem in verify.verify(flow(nodes=nodes))]


def test_every_id_of_the_code_is_in_the_list_and_shown_to_be_found():
    modules = (ROOT / "chalicelib/flows/verify").glob("*.py")
    code = "".join(path.read_text("utf-8") for path in modules if path.stem != "catalogue")
    written = set(re.findall(r'"(F[0-9]{3})"', code))
    shown = {problem for problem, *_ in test_flows_verify.FAULTY}
    shown |= {problem for problem, *_ in test_flows_verify_faults.FAULTS + test_flows_verify_forms.FAULTS}
    shown |= {problem for problem, *_ in STARTS} | {path.name[:4] for path in FAULTY}
    assert written | ELSEWHERE | DIRECTORY | MACHINES == set(catalogue.PROBLEMS)
    assert written - shown - ELSEWHERE - DIRECTORY == {"F104"}


DIRECTORY = {"F080", "F081", "F082", "F083"}
"""What is held against the directory: test_flows_verify_directory.py."""


def test_a_problem_shows_the_shortest_way_to_it():
    found = verify.verify(flow(nodes=[approve("head", when="days > 1"), approve("tail", when="days > 2")]))
    assert [(p.id, p.level, p.path) for p in found] == [("F012", "warning", ("begin",))]
    assert verify.line(found[0]).startswith("F012 nodes: warning: a form may pass")
    circle = {"wait": {"event": "paid"}, "key": "stay"}
    found = verify.verify(flow(nodes=[approve("head"), circle]))
    assert verify.line(found[0]).endswith("[begin > head > stay]")


def test_the_states_the_compiler_makes_for_a_fork_are_known():
    text = yaml.safe_load(VALID["recruitment"])
    text["nodes"][0]["approve"] = "reviews_ways"
    text["nodes"][-1]["approvers"] = {"decided": "reviews_ways"}
    assert [(p.id, p.place) for p in verify.verify(Flow.model_validate(text))] == [
        ("F011", "nodes.reviews_ways")
    ]
