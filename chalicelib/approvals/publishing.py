"""Publishing a flow: verified, its machine linted, its cases run against the institute; then the registry.

It stands above flows because cases need the engine. The command line and the administrators' pages call the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from chalicelib.directory import service as people
from chalicelib.directory.model import Directory
from chalicelib.flows import cases as case_files
from chalicelib.flows import registry, step_contract, store, verify
from chalicelib.flows import service as flows
from chalicelib.flows.errors import FlowInvalidError, FlowKeyError
from chalicelib.flows.model import Flow
from chalicelib.flows.verify import Problem
from chalicelib.libraries import matrices
from chalicelib.libraries import service as libraries
from chalicelib.libraries.model import Library
from chalicelib.platform.settings import settings

if TYPE_CHECKING:
    from chalicelib.approvals.judging import Verdict


NOBODY = Directory({}, {})


@dataclass(frozen=True)
class Judgement:
    """What is to be said of a text and its cases; it may be published where no problem is an error.

    `rules`: whom each finds for each department; `headroom`: what is left of Step Functions' limits, if no error.
    """

    flow: Flow | None
    problems: tuple[Problem, ...]
    verdict: Verdict | None = None
    rules: tuple[verify.Row, ...] = ()
    directory: Directory = NOBODY
    headroom: verify.Headroom | None = None

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(verify.errors(list(self.problems)))

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.level == "warning")


@dataclass(frozen=True)
class Outcome:
    """What came of publishing. `proposal` is the number under which a second administrator finds it, 0 for none;
    `version` the one that holds afterwards (with `dry_run` and proposals: before).
    """

    key: str
    version: int
    new: bool
    warnings: tuple[Problem, ...]
    problems: tuple[Problem, ...] = ()
    proposal: int = 0


def judge(
    source: str, cases: str, directory: Directory | None = None, beside: Iterable[Flow] = ()
) -> Judgement:
    """Everything that is wrong with a text and its cases, against the institute's people, flows and libraries of now.

    `beside` are flows that would be published before it. Cases run only for a text without errors. Writes nothing.
    """
    try:
        flow = verify.read(source)
    except verify.SourceError as error:
        return Judgement(None, tuple(error.problems))
    everybody = directory or institute()
    known = {head.key: flows.load(head.key, int(head.version)).flow for head in store.read_heads()}
    known |= {other.key: other for other in beside}
    shelf = {library.key: library for library in libraries.all_libraries()}
    found = verify.verify(flow, known, shelf) + verify.caller_problems(flow, known, shelf)
    cells = verify.table(flow, everybody, matrix_of(shelf))
    found += verify.verify_directory(flow, everybody, cells)
    rules = verify.by_rule(cells)
    if not verify.errors(found):
        found += step_contract.contract_problems(flow)
    if verify.errors(found):
        return Judgement(flow, tuple(found), rules=rules, directory=everybody)
    verdict, wrong = _cases(flow, cases, everybody, shelf)
    return Judgement(flow, (*found, *wrong), verdict, rules, everybody, verify.headroom(flow))


def publish(
    source: str,
    cases: str,
    by: str,
    note: str = "",
    *,
    seen: int | None = None,
    dry_run: bool = False,
    beside: Iterable[Flow] = (),
) -> Outcome:
    """Publish a text, or propose it where the deployment wants two administrators. The same text and cases again
    change nothing.

    Raises FlowInvalidError naming every error (a dry run tells them instead), and what `registry.publish` does.
    `beside` are the flows a dry run takes as published.
    """
    key = _key(source)
    if (standing := registry.unchanged(key, source, cases)) is not None:
        return Outcome(key, standing, new=False, warnings=())
    judgement = judge(source, cases, beside=beside)
    if dry_run:
        head = store.read_head(key)
        return Outcome(
            key,
            int(head.version) if head else 0,
            not judgement.errors,
            judgement.warnings,
            judgement.errors,
        )
    draft = _draft(judgement, source, cases, note)
    if settings().two_person == "yes":
        number = registry.propose(draft, by, seen=seen)
        head = store.read_head(key)
        version = int(head.version) if head else 0
        return Outcome(key, version, new=False, warnings=draft.warnings, proposal=number)
    version = registry.publish(draft, by, seen=seen)
    return Outcome(key, version, new=True, warnings=draft.warnings)


def approve(key: str, number: int, by: str, said: str = "", *, seen: int | None = None) -> Outcome:
    """A second administrator publishes what another proposed; it is judged anew. `said` goes into the list of acts.

    Raises ProposalNotFoundError, ProposalDecidedError, OwnProposalError and what `publish` does.
    """
    row = registry.proposal(key, number)
    registry.require_decidable(row, by)
    draft = _draft(judge(row.source, row.cases), row.source, row.cases, row.note)
    version = registry.publish(draft, row.by, seen=seen, proposal=number, approver=by, said=said)
    return Outcome(key, version, new=True, warnings=draft.warnings)


def institute() -> Directory:
    """The directory of now as a whole: cases may name anybody."""
    return people.whole()


def matrix_of(shelf: Mapping[str, Library]) -> verify.Matrix:
    """Cells as they stand, each matrix read once; a library that is none has no cells (F061 tells it)."""

    @cache
    def cells(library: str) -> Mapping[tuple[str, str], tuple[str, ...]]:
        if library not in shelf or shelf[library].kind != "matrix":
            return {}
        return {(row.row, row.column): tuple(row.userids) for row in matrices.cells(library)}

    return lambda library, row, column: cells(library).get((row, column), ())


def require_key(source: str, key: str) -> None:
    """Raises FlowKeyError when the text is of another flow, FlowInvalidError when it is of none."""
    if (said := _key(source)) != key:
        raise FlowKeyError(flow=said)


def _key(source: str) -> str:
    try:
        return verify.read(source).key
    except verify.SourceError as error:
        raise FlowInvalidError(problems=flows.as_fields(error.problems)) from error


def _draft(judgement: Judgement, source: str, cases: str, note: str) -> registry.Draft:
    if judgement.errors or judgement.flow is None:
        raise FlowInvalidError(problems=flows.as_fields(judgement.errors))
    return registry.Draft(judgement.flow, source, cases, note, judgement.warnings)


def _cases(
    flow: Flow, text: str, directory: Directory, shelf: Mapping[str, Library]
) -> tuple[Verdict | None, tuple[Problem, ...]]:
    if not text.strip():
        return None, (Problem("F063", "cases", "a flow comes with its cases", "write them"),)
    # The engine in memory is loaded only by who publishes: every other call of the API starts faster without it.
    from chalicelib.approvals import judging

    try:
        verdict = judging.judge(flow, case_files.read(text), directory, shelf)
    except verify.SourceError as error:
        return None, tuple(error.problems)
    return verdict, verdict.problems
