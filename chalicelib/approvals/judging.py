"""Cases run and judged: does each hold, and do they together go over every edge of the flow. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from chalicelib.approvals.model.types import Action
from chalicelib.approvals.rehearsal import Edge, RefusedError, Rehearsal
from chalicelib.directory.model import Directory
from chalicelib.flows import compiler
from chalicelib.flows.cases import Case, Cases, Step
from chalicelib.flows.model import Flow
from chalicelib.flows.verify import Problem
from chalicelib.platform import clock
from chalicelib.platform.errors import DomainError


@dataclass(frozen=True)
class Verdict:
    """What came of a flow's cases. `problems`: F061 a case does not hold, F062 no case goes over an edge."""

    cases: int
    edges: int
    edges_seen: int
    problems: tuple[Problem, ...]


def judge(flow: Flow, cases: Cases, directory: Directory) -> Verdict:
    """Run every case; an empty list of problems means all hold and every edge is gone over."""
    problems: list[Problem] = []
    seen: set[Edge] = set()
    for case in cases.cases:
        rehearsal, wrong = run(flow, case, {**cases.balances, **case.balances}, directory)
        problems += [Problem("F061", f"cases.{case.name}", sentence) for sentence in wrong]
        seen |= rehearsal.edges if rehearsal else set()
    wanted = edges(flow)
    problems += [
        Problem("F062", f"nodes.{start}", f"no case goes from {start} to {end}", "add a case that does")
        for start, end in sorted(wanted - seen)
    ]
    return Verdict(len(cases.cases), len(wanted), len(wanted & seen), tuple(problems))


def edges(flow: Flow) -> set[Edge]:
    """Every way from state to state, but those of a wait that begins anew and of a failure nobody decided."""
    found: set[Edge] = set()
    for name, state in compiler.compile_flow(flow)["States"].items():
        ends = [state.get("Next"), state.get("Default")]
        ends += [choice["Next"] for choice in state.get("Choices", ())]
        ends += [catch["Next"] for catch in state.get("Catch", ()) if catch["Next"] != name]
        found |= {(name, end) for end in ends if end}
    return found


def run(
    flow: Flow, case: Case, balances: dict[str, float], directory: Directory
) -> tuple[Rehearsal | None, list[str]]:
    """One case: the rehearsal as it ended (None where the starter is unknown), and what is not as expected."""
    starter = directory.person(case.starter)
    if starter is None:
        return None, [f"the starter {case.starter} is not in the directory"]
    rehearsal = Rehearsal(flow, directory, starter, clock.from_wall(case.now), balances)
    try:
        rehearsal.submit(case.form)
    except RefusedError as refused:
        if case.expect.refused is None:
            return rehearsal, [f"the submission was refused: {refused}"]
        return rehearsal, list(_differences("refused", dict(case.expect.refused), refused.problems))
    if case.expect.refused is not None:
        return rehearsal, ["the submission was not refused"]
    for number, step in enumerate(case.steps, 1):
        try:
            _do(rehearsal, step)
        except (DomainError, RefusedError, LookupError) as error:
            return rehearsal, [f"step {number}: {_told(error)}"]
    return rehearsal, list(_compare(case, rehearsal))


def _do(rehearsal: Rehearsal, step: Step) -> None:
    if step.wait_hours:
        rehearsal.wait(step.wait_hours)
    elif step.do == "withdraw":
        rehearsal.withdraw(step.comment)
    elif step.do and step.at and step.by:
        rehearsal.decide(step.at, step.by, Action(step.do), step.comment, step.form)
    else:
        raise LookupError("a step says `at`, `by` and `do`, or `do: withdraw`, or `wait_hours`")


def _told(error: Exception) -> str:
    return error.code if isinstance(error, DomainError) else str(error)


def _compare(case: Case, rehearsal: Rehearsal) -> Iterator[str]:
    """Everything the case says, against what happened."""
    expect = case.expect
    happened: dict[str, Any] = {
        "nodes": tuple(rehearsal.nodes),
        "status": rehearsal.state.request.status.value,
        "records": tuple(
            (library, m.account, m.kind.value, float(m.amount)) for library, m in rehearsal.movements
        ),
        "messages": tuple((m["kind"], tuple(m["to"])) for m in rehearsal.messages),
    }
    said: dict[str, Any] = {
        "nodes": expect.nodes,
        "status": expect.status,
        "records": expect.records
        and tuple((r.library, r.account, r.action, r.amount) for r in expect.records),
        "messages": expect.messages and tuple((m.kind, m.to) for m in expect.messages),
    }
    for name, value in said.items():
        if value is not None:
            yield from _differences(name, value, happened[name])
    for key, value in (expect.form or {}).items():
        yield from _differences(f"form.{key}", value, rehearsal.state.request.form.get(key))
    for node, people in (expect.people or {}).items():
        yield from _differences(f"people.{node}", people, rehearsal.people.get(node, ()))


def _differences(name: str, expected: Any, found: Any) -> Iterator[str]:
    if expected != found:
        yield f"{name}: expected {expected!r}, got {found!r}"
