"""Cases travel with their flow: they hold, they go over every edge, and a wrong one is named."""

from pathlib import Path

import pytest

from chalicelib.approvals import judging
from chalicelib.flows import cases, verify
from cli.local import content
from cli.local.cases import cases_of, demo_directory, judge, shipped_libraries

LEAVE = next(path for path in content.flow_files() if path.name == "leave-request.flow.yaml")
REPAIR = next(path for path in content.flow_files() if path.name == "asset-repair.flow.yaml")


def judged(text: str, flow: Path = LEAVE) -> judging.Verdict:
    known = shipped_libraries() if flow is REPAIR else {}
    return judging.judge(verify.read(flow.read_text("utf-8")), cases.read(text), demo_directory(), known)


@pytest.mark.parametrize("path", content.flow_files(), ids=lambda path: path.stem)
def test_the_cases_of_every_shipped_flow_hold_and_go_over_every_edge(path: Path):
    verdict, problems = judge(path)
    assert problems == []
    assert verdict is not None
    assert verdict.edges_seen == verdict.edges > 0


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        (
            "status: approved\n      nodes: [agent, head, charge, tell]",
            "status: rejected",
            "status: expected",
        ),
        ("nodes: [agent, head, charge, tell]", "nodes: [agent, head, tell]", "nodes: expected"),
        (
            "people: {agent: [chenjing], head: [wangfang]}",
            "people: {head: [zhaogang]}",
            "people.head: expected",
        ),
        ("form: {days: 1,", "form: {days: 2,", "form.days: expected 2, got 1"),
        ("action: commit, amount: 480", "action: commit, amount: 240", "records: expected"),
        ("{evidence: missing}", "{reason: missing}", "refused: expected"),
        ("by: wangfang, do: approve", "by: zhaogang, do: approve", "zhaogang has no open task at head"),
    ],
)
def test_a_case_that_does_not_hold_says_what_was_expected_and_what_came(right, wrong, told):
    text = cases_of(LEAVE).read_text("utf-8")
    assert right in text
    problems = judged(text.replace(right, wrong, 1)).problems
    assert [problem.id for problem in problems if told in problem.message] == ["F061"]


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("error: form_invalid", "error: not_your_turn", "step 2: vendor: check"),
        (", vendor: 门口文印店", "", "step 3: vendor: check"),
        ("label: 准用", "label: 合格", "label: expected '合格', got '准用'"),
        ("cost: 280000", "cost: 1", "events: expected"),
        ("location: 会议室", "location: 3", "records.fixed-asset.2: location: not_text"),
        ("- {asset_no: ZC1999T90003, ", "- {nothing: 1, ", "records.fixed-asset.2: asset_no: missing"),
        ("  fixed-asset:\n    - ", "  no-such:\n    - ", "there is no library no-such"),
    ],
)
def test_a_case_about_records_says_what_is_wrong_with_them(right: str, wrong: str, told: str):
    text = cases_of(REPAIR).read_text("utf-8")
    assert right in text
    problems = judged(text.replace(right, wrong, 1), REPAIR).problems
    assert {problem.id for problem in problems if told in problem.message} == {"F061"}


def test_an_edge_no_case_goes_over_is_named():
    text = cases_of(LEAVE).read_text("utf-8")
    start = text.index("  - name: 院长拒绝")
    end = text.index("  - name:", start + 10)
    problems = judged(text[:start] + text[end:]).problems
    assert [(problem.id, problem.place) for problem in problems] == [("F062", "nodes.president")]


def test_a_flow_without_cases_is_told_so(tmp_path: Path):
    alone = tmp_path / "alone.flow.yaml"
    alone.write_text(LEAVE.read_text("utf-8"), "utf-8")
    verdict, problems = judge(alone)
    assert verdict is None
    assert problems[0].startswith("F063 alone.cases.yaml")


def test_cases_of_the_wrong_shape_are_told_by_place():
    with pytest.raises(verify.SourceError) as caught:
        cases.read("cases: [{name: x}]")
    assert {problem.id for problem in caught.value.problems} == {"F060"}
    assert "cases.cases.0.starter" in {problem.place for problem in caught.value.problems}
