"""Cases run and judged: does each hold, and do they together go over every edge of the flow. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.approvals.acting import act
from chalicelib.approvals.happened import differences, different
from chalicelib.approvals.model.errors import FormInvalidError
from chalicelib.approvals.rehearsal import Edge, RefusedError, Rehearsal
from chalicelib.approvals.shelf import Shelf
from chalicelib.approvals.world import World
from chalicelib.directory.model import Directory, Proxy
from chalicelib.flows import edges as chart
from chalicelib.flows.cases import Case, Cases, Given, Step
from chalicelib.flows.model import Flow
from chalicelib.flows.verify import Problem
from chalicelib.libraries.errors import RecordInvalidError
from chalicelib.libraries.model import Library
from chalicelib.platform import clock
from chalicelib.platform.errors import DomainError

Libraries = Mapping[str, Library]
NO_LIBRARIES: Libraries = {}


@dataclass(frozen=True)
class Verdict:
    """What came of a flow's cases. `problems`: F061 a case does not hold, F062 no case goes over an edge."""

    cases: int
    edges: int
    edges_seen: int
    problems: tuple[Problem, ...]


def judge(flow: Flow, cases: Cases, directory: Directory, libraries: Libraries = NO_LIBRARIES) -> Verdict:
    """Run every case; an empty list of problems means all hold and every edge is gone over."""
    problems: list[Problem] = []
    seen: set[Edge] = set()
    for case in cases.cases:
        rehearsal, wrong = run(flow, case, cases.given(case), directory, libraries)
        problems += [Problem("F061", f"cases.{case.name}", sentence) for sentence in wrong]
        seen |= rehearsal.edges if rehearsal else set()
    wanted = chart.edges(flow)
    problems += [
        Problem("F062", f"nodes.{start}", f"no case goes from {start} to {end}", "add a case that does")
        for start, end in sorted(wanted - seen)
    ]
    return Verdict(len(cases.cases), len(wanted), len(wanted & seen), tuple(problems))


def run(
    flow: Flow, case: Case, given: Given, directory: Directory, libraries: Libraries = NO_LIBRARIES
) -> tuple[Rehearsal | None, list[str]]:
    """One case: the rehearsal as it ended (None where it cannot begin), and what is not as expected."""
    starter = directory.person(case.starter)
    if starter is None:
        return None, [f"the starter {case.starter} is not in the directory"]
    shelf = Shelf(starter.userid, given.balances, libraries, cells=given.cells)
    if wrong := _fill(shelf, given):
        return None, wrong
    world = World(directory, starter, clock.from_wall(case.now), shelf, _proxies(given))
    return _run(Rehearsal(flow, world), case)


def _run(rehearsal: Rehearsal, case: Case) -> tuple[Rehearsal, list[str]]:
    try:
        rehearsal.submit(case.form, case.picks, incomplete=case.incomplete)
    except RefusedError as refused:
        if case.expect.refused is None:
            return rehearsal, [f"the submission was refused: {refused}"]
        return rehearsal, list(different("refused", dict(case.expect.refused), refused.problems))
    except DomainError as error:
        return rehearsal, [f"the submission was refused: {_told(error)}"]
    if case.expect.refused is not None:
        return rehearsal, ["the submission was not refused"]
    for number, step in enumerate(case.steps, 1):
        wrong = _step(rehearsal, step)
        if wrong:
            return rehearsal, [f"step {number}: {wrong}"]
    return rehearsal, list(differences(case.expect, rehearsal.happened()))


def _step(rehearsal: Rehearsal, step: Step) -> str:
    """What is wrong with a step; nothing where it went as it says."""
    try:
        act(rehearsal, step)
    except RefusedError as refused:
        return "" if step.error == FormInvalidError.code else str(refused)
    except (DomainError, LookupError) as error:
        told = _told(error)
        return "" if step.error == told else told
    return f"was not refused as {step.error}" if step.error else ""


def _fill(shelf: Shelf, given: Given) -> list[str]:
    """What is wrong with the records that are given."""
    wrong = []
    for library, records in given.records.items():
        for number, values in enumerate(records):
            place = f"records.{library}.{number}"
            try:
                shelf.put(library, values)
            except RecordInvalidError as error:
                wrong += [f"{place}: {problem.field}: {problem.code}" for problem in error.problems]
            except KeyError:
                return [f"{place}: there is no library {library}"]
    return wrong


def _proxies(given: Given) -> tuple[Proxy, ...]:
    return tuple(
        Proxy(
            id=str(number),
            person=one.person,
            proxy=one.proxy,
            from_at=clock.to_text(clock.from_wall(one.from_at)),
            until_at=clock.to_text(clock.from_wall(one.until_at)),
            flows=one.flows,
            condition=one.condition,
        )
        for number, one in enumerate(given.proxies, 1)
    )


def _told(error: Exception) -> str:
    return error.code if isinstance(error, DomainError) else str(error)
