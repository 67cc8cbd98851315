"""Publishing over HTTP, for administrators: judge a text, publish it, decide on another administrator's."""

from __future__ import annotations

from dataclasses import asdict
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.approvals import publishing
from chalicelib.directory import service as directory
from chalicelib.directory.model import Directory
from chalicelib.flows import registry, verify
from chalicelib.flows.errors import (
    FlowInvalidError,
    FlowKeyError,
    OwnProposalError,
    ProposalDecidedError,
    ProposalNotFoundError,
)
from chalicelib.flows.registry_api import (
    CHANGES,
    NoteBody,
    ProblemView,
    PublishedFlow,
    head_answer,
    proposal_number,
)
from chalicelib.flows.verify import Problem
from chalicelib.platform.answers import Answer
from chalicelib.platform.web import Api, Call

api = Api(__name__, require_admin=directory.require_admin)
DECIDING = (*CHANGES, ProposalNotFoundError, ProposalDecidedError, OwnProposalError)
LONGEST_TEXT = 300_000


class TextBody(BaseModel):
    """A flow file and its cases file, as texts."""

    model_config = ConfigDict(extra="forbid")

    source: str = Field(max_length=LONGEST_TEXT)
    cases: str = Field(default="", max_length=LONGEST_TEXT)


class PublishBody(TextBody):
    note: str = Field(default="", max_length=500)
    dry_run: bool = False


class CasesVerdict(BaseModel):
    cases: int
    edges: int
    edges_seen: int


class LimitUse(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    used: int
    limit: int
    free_percent: int


class FlowHeadroom(BaseModel):
    """What the worst request uses of Step Functions' limits: events of one history (without and with returns), bytes."""

    model_config = ConfigDict(from_attributes=True)

    events: LimitUse
    events_returned: LimitUse
    routing_bytes: LimitUse
    payload_bytes: LimitUse
    definition_bytes: LimitUse


class RuleRow(BaseModel):
    """Departments whose starters fare alike with a rule, in one `case` a form may make; `how` as in verify's table."""

    place: str
    case: str
    finding: Literal["resolves", "depends", "falls_back", "fails"]
    how: str
    departments: list[str]
    people: list[str]


class FlowJudgement(BaseModel):
    """`verdict` and `headroom` are None where the text has errors, `verdict` also where there are no cases."""

    problems: list[ProblemView]
    verdict: CasesVerdict | None
    rules: list[RuleRow]
    headroom: FlowHeadroom | None


class PublishOutcome(BaseModel):
    """`problems` are told by a dry run; otherwise they refuse. `proposal`: waits for a second administrator."""

    version: int
    new: bool
    proposal: int
    warnings: list[ProblemView]
    problems: list[ProblemView]


@api.on("POST", "/admin/flows/verify", body=TextBody, out=FlowJudgement, admin=True)
def verify_flow(call: Call) -> FlowJudgement:
    """Everything that is wrong with a text and its cases; writes nothing."""
    found = publishing.judge(call.body.source, call.body.cases)
    verdict = found.verdict
    return FlowJudgement(
        problems=_views(found.problems),
        verdict=verdict
        and CasesVerdict(cases=verdict.cases, edges=verdict.edges, edges_seen=verdict.edges_seen),
        rules=[_row(row, found.directory) for row in found.rules],
        headroom=found.headroom and FlowHeadroom.model_validate(found.headroom, from_attributes=True),
    )


@api.on(
    "PUT",
    "/admin/flows/{key}",
    body=PublishBody,
    out=PublishOutcome,
    admin=True,
    guarded=True,
    errors=(*CHANGES, FlowInvalidError, FlowKeyError),
)
def publish_flow(call: Call, key: str) -> Answer:
    """Publish a text, or propose it; If-Match "0" for a flow nobody has heard of."""
    body = call.body
    publishing.require_key(body.source, key)
    outcome = publishing.publish(
        body.source, body.cases, call.userid, body.note, seen=call.version, dry_run=body.dry_run
    )
    return Answer(_outcome(outcome), headers={"ETag": f'"{registry.revision(key)}"'})


@api.on(
    "POST",
    "/admin/flows/{key}/proposals/{number}/approve",
    body=NoteBody,
    out=PublishOutcome,
    admin=True,
    guarded=True,
    errors=(*DECIDING, FlowInvalidError),
)
def approve_proposal(call: Call, key: str, number: str) -> Answer:
    """Publish what another administrator proposed."""
    outcome = publishing.approve(key, proposal_number(number), call.userid, call.body.note, seen=call.version)
    return Answer(_outcome(outcome), headers={"ETag": f'"{registry.revision(key)}"'})


@api.on(
    "POST",
    "/admin/flows/{key}/proposals/{number}/refuse",
    body=NoteBody,
    out=PublishedFlow,
    admin=True,
    guarded=True,
    errors=DECIDING,
)
def refuse_proposal(call: Call, key: str, number: str) -> Answer:
    """Do not publish what another administrator proposed."""
    registry.refuse(key, proposal_number(number), call.userid, call.body.note, seen=call.version)
    return head_answer(key)


def _row(row: verify.Row, everybody: Directory) -> RuleRow:
    return RuleRow(
        place=row.place,
        case=row.case,
        finding=row.outcome,
        how=row.how,
        departments=list(map(everybody.department_name, row.departments)),
        people=[everybody.people[userid].name for userid in row.people],
    )


def _outcome(outcome: publishing.Outcome) -> PublishOutcome:
    return PublishOutcome(
        version=outcome.version,
        new=outcome.new,
        proposal=outcome.proposal,
        warnings=_views(outcome.warnings),
        problems=_views(outcome.problems),
    )


def _views(problems: tuple[Problem, ...]) -> list[ProblemView]:
    return [ProblemView(**asdict(problem)) for problem in problems]
