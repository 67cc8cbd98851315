"""Publishing: what refuses, what is only told, who may. The cases themselves: test_approvals_cases."""

from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from chalicelib.approvals import publishing
from chalicelib.flows import registry, store
from chalicelib.flows.errors import FlowInvalidError, FlowKeyError, OwnProposalError
from chalicelib.flows.verify import Problem
from chalicelib.libraries import matrices
from chalicelib.libraries import service as libraries
from chalicelib.libraries.model import Library
from chalicelib.platform.settings import settings
from tests.support import institute
from tests.support.flowing import approve, source

CASES = "cases: []"
GOOD = source(nodes=[approve("a")])
WARNED = source(nodes=[approve("a", approvers={"role": "nobody-has-this"})])


@pytest.fixture(autouse=True)
def office(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """An empty registry kept in a dict, the small institute, no libraries, and cases that hold."""
    kept: dict[str, Any] = {"published": [], "proposed": []}
    monkeypatch.setattr(publishing, "institute", institute.directory)
    monkeypatch.setattr(libraries, "all_libraries", list)
    monkeypatch.setattr(store, "read_heads", list)
    monkeypatch.setattr(store, "read_head", lambda _: None)
    monkeypatch.setattr(registry, "unchanged", lambda key, source, cases: kept.get((key, source, cases)))
    monkeypatch.setattr(
        registry, "publish", lambda draft, by, **more: kept["published"].append((draft, by, more)) or 1
    )
    monkeypatch.setattr(registry, "propose", lambda draft, by, **_: kept["proposed"].append((draft, by)) or 7)
    if_given = publishing._cases
    monkeypatch.setattr(
        publishing, "_cases", lambda f, text, *more: (None, ()) if text == CASES else if_given(f, text, *more)
    )
    return kept


def test_a_sound_flow_is_published_with_its_warnings(office):
    outcome = publishing.publish(WARNED, CASES, "linhao", "first", seen=0)
    assert (outcome.version, outcome.new) == (1, True)
    assert "F082" in {problem.id for problem in outcome.warnings}
    draft, by, more = office["published"][0]
    assert (draft.source, draft.cases, draft.note, by, more) == (
        WARNED,
        CASES,
        "first",
        "linhao",
        {"seen": 0},
    )


def test_an_unfilled_post_nobody_stands_in_for_refuses_and_its_row_says_for_whom(monkeypatch):
    empty = replace(institute.DEPARTMENTS[institute.OFFICE], head=None)
    monkeypatch.setattr(publishing, "institute", lambda: institute.directory(d12=empty))
    found = publishing.judge(source(nodes=[approve("a", empty="refuse")]), CASES)
    assert [problem.id for problem in found.errors] == ["F080"]
    (row,) = (row for row in found.rules if row.outcome == "fails")
    assert (row.place, row.departments) == ("nodes.a.approvers", (institute.OFFICE,))
    assert found.headroom is None


def test_a_judgement_tells_what_is_left_of_the_limits_and_what_each_rule_finds():
    found = publishing.judge(GOOD, CASES)
    assert {row.outcome for row in found.rules} == {"resolves", "falls_back"}
    assert found.headroom
    assert 0 < found.headroom.events.used < found.headroom.events_returned.used


def test_a_matrix_is_held_against_the_cells_it_has_now(monkeypatch):
    rule = {"matrix": {"library": "duties", "row": "starter.department", "column": '"buy"'}}
    duties = Library.model_validate(
        {
            "key": "duties",
            "name": "分工",
            "matrix": {"rows": {"type": "department", "label": "部门"}, "columns": {"buy": "采购"}},
        }
    )
    reads: list[str] = []
    cell = SimpleNamespace(row=str(institute.METROLOGY), column="buy", userids=["heyan"])
    monkeypatch.setattr(libraries, "all_libraries", lambda: [duties])
    monkeypatch.setattr(matrices, "cells", lambda key: reads.append(key) or [cell])
    found = publishing.judge(source(nodes=[approve("a", approvers=rule)]), CASES)
    (there,) = (row for row in found.rules if row.outcome == "resolves")
    assert (there.departments, there.people) == ((institute.METROLOGY,), ("heyan",))
    nowhere = {number for row in found.rules if row.outcome == "falls_back" for number in row.departments}
    assert nowhere == {institute.LEADERS, institute.OFFICE}
    assert reads == ["duties"]


def test_a_flow_without_cases_is_refused(office):
    with pytest.raises(FlowInvalidError) as refused:
        publishing.publish(GOOD, " \n", "linhao")
    assert [problem.code for problem in refused.value.problems] == ["F063"]
    assert office["published"] == []


def test_an_error_refuses_and_a_dry_run_tells_it(office):
    broken = source(nodes=[approve("a", when="nothing > 1")])
    with pytest.raises(FlowInvalidError):
        publishing.publish(broken, CASES, "linhao")
    outcome = publishing.publish(broken, CASES, "linhao", dry_run=True)
    assert not outcome.new
    assert outcome.problems
    assert publishing.publish(GOOD, CASES, "linhao", dry_run=True).new
    assert office["published"] == []


def test_the_same_text_and_cases_change_nothing(office):
    office[("trial", GOOD, CASES)] = 4
    outcome = publishing.publish(GOOD, CASES, "linhao")
    assert (outcome.version, outcome.new) == (4, False)
    assert office["published"] == []


def test_a_machine_of_ones_own_that_breaks_the_contract_is_refused():
    own = {"QueryLanguage": "JSONata", "StartAt": "a", "States": {"a": {"Type": "Succeed"}}}
    found = publishing.judge(source(nodes=[approve("a")], asl=own), CASES)
    assert {"F110", "F117"} <= {problem.id for problem in found.errors}
    assert all(isinstance(problem, Problem) for problem in found.errors)


def test_where_two_are_needed_publishing_proposes(office, monkeypatch):
    monkeypatch.setattr(publishing, "settings", lambda: replace(settings(), two_person="yes"))
    outcome = publishing.publish(GOOD, CASES, "linhao")
    assert (outcome.proposal, outcome.new) == (7, False)
    assert office["published"] == []
    row = store.ProposalRow(number=7, source=GOOD, cases=CASES, note="", by="linhao", state="waiting")
    monkeypatch.setattr(registry, "proposal", lambda *_: row)
    with pytest.raises(OwnProposalError):
        publishing.approve("trial", 7, "linhao")
    assert publishing.approve("trial", 7, "heyan").new
    _, by, more = office["published"][0]
    assert (by, more["approver"], more["proposal"]) == ("linhao", "heyan", 7)


def test_a_text_is_published_under_its_own_key_only():
    publishing.require_key(GOOD, "trial")
    with pytest.raises(FlowKeyError):
        publishing.require_key(GOOD, "another")
    with pytest.raises(FlowInvalidError):
        publishing.require_key("nonsense: [", "trial")
