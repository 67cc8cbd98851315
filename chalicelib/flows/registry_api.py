"""The registry over HTTP, for administrators: what is published, how versions differ, back, off and on.

Publishing itself runs cases, which need the engine: approvals/publishing_api.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.directory import service as directory
from chalicelib.flows import difference, registry, service, store
from chalicelib.flows.errors import (
    FlowChangedError,
    FlowNotFoundError,
    FlowVersionNotFoundError,
    ProposalNotFoundError,
)
from chalicelib.flows.views import NodeView, node_views, section_name
from chalicelib.platform.answers import Answer
from chalicelib.platform.errors import BusyError, VersionStaleError
from chalicelib.platform.web import Api, Call

api = Api(__name__, require_admin=directory.require_admin)
MOST = 10**6
CHANGES = (FlowNotFoundError, FlowChangedError, VersionStaleError, BusyError)


class PublishedFlow(BaseModel):
    """A flow as the registry holds it. `version` 0: only proposed. `revision` is its ETag."""

    key: str
    name: str
    section: str
    section_name: str
    version: int
    published_at: str
    published_by: str
    status: Literal["live", "disabled", "proposed"]
    revision: int
    proposal: int


class PublishedFlowList(BaseModel):
    items: list[PublishedFlow]


class ProblemView(BaseModel):
    """`path`: the nodes of the shortest way that shows it."""

    id: str
    level: str
    place: str
    message: str
    hint: str
    path: list[str] = []


class FlowVersion(BaseModel):
    version: int
    published_at: str
    published_by: str
    approved_by: str
    note: str
    hash: str
    warnings: list[ProblemView]


class FlowVersionDetail(FlowVersion):
    source: str
    cases: str
    asl: dict[str, Any]


class PublishedFlowDetail(PublishedFlow):
    source: str
    cases: str
    asl: dict[str, Any]
    nodes: list[NodeView]
    versions: list[FlowVersion]


class DifferenceView(BaseModel):
    kind: Literal["added", "removed", "changed", "moved"]
    place: str
    sentence: str


class DifferenceList(BaseModel):
    items: list[DifferenceView]


class Between(BaseModel):
    """`to` 0 is the version that holds, `from` 0 the one before `to`."""

    model_config = ConfigDict(extra="forbid")

    from_: int = Field(default=0, alias="from", ge=0)
    to: int = Field(default=0, ge=0)


class Act(BaseModel):
    number: int
    at: str
    by: str
    what: str
    version: int
    note: str


class ActList(BaseModel):
    items: list[Act]


class Proposal(BaseModel):
    """`state`: waiting, approved, refused or superseded. `differences` are those to the version that holds."""

    number: int
    state: str
    source: str
    cases: str
    note: str
    at: str
    by: str
    decided_by: str
    decided_at: str
    differences: list[DifferenceView]


class NoteBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    note: str = Field(default="", max_length=500)


class RollbackBody(NoteBody):
    version: int = Field(ge=1)


@api.on("GET", "/admin/flows", out=PublishedFlowList, admin=True)
def list_published_flows(_: Call) -> PublishedFlowList:
    """Every flow of the registry, those that are off or only proposed too."""
    return PublishedFlowList(items=[published_view(head) for head in store.read_all_heads()])


@api.on("GET", "/admin/flows/{key}", out=PublishedFlowDetail, admin=True, errors=(FlowNotFoundError,))
def get_published_flow(call: Call, key: str) -> Answer:
    """One published flow: its text, its state machine, its versions."""
    row = registry.version_row(key)
    head = _head(key)
    flow = service.load(key, int(row.version)).flow
    body = PublishedFlowDetail(
        **published_view(head).model_dump(),
        source=row.source,
        cases=row.cases,
        asl=row.asl,
        nodes=node_views(flow.nodes, flow, call.locale),
        versions=[_version(version) for version in store.read_versions(key)],
    )
    return Answer(body, headers=etag(head))


@api.on(
    "GET",
    "/admin/flows/{key}/versions/{number}",
    out=FlowVersionDetail,
    admin=True,
    errors=(FlowNotFoundError, FlowVersionNotFoundError),
)
def get_flow_version(_: Call, key: str, number: str) -> FlowVersionDetail:
    """One version as it was published."""
    row = registry.version_row(key, number_of(key, number))
    return FlowVersionDetail(**_version(row).model_dump(), source=row.source, cases=row.cases, asl=row.asl)


@api.on(
    "GET",
    "/admin/flows/{key}/diff",
    query=Between,
    out=DifferenceList,
    admin=True,
    errors=(FlowNotFoundError, FlowVersionNotFoundError),
)
def compare_flow_versions(call: Call, key: str) -> DifferenceList:
    """What changed between two versions, in words."""
    found = registry.compare(key, call.query.from_, call.query.to, call.locale)
    return DifferenceList(items=[_difference(item) for item in found])


@api.on("GET", "/admin/flows/{key}/acts", out=ActList, admin=True)
def list_flow_acts(_: Call, key: str) -> ActList:
    """What administrators did to a flow, the latest first."""
    return ActList(items=[act_view(row) for row in store.read_acts(key)])


@api.on(
    "GET",
    "/admin/flows/{key}/proposals/{number}",
    out=Proposal,
    admin=True,
    errors=(ProposalNotFoundError,),
)
def get_proposal(call: Call, key: str, number: str) -> Proposal:
    """A text that waits for a second administrator, or waited."""
    row = registry.proposal(key, proposal_number(number))
    found = registry.compare_text(key, row.source, call.locale)
    return Proposal(
        number=int(row.number),
        state=row.state,
        source=row.source,
        cases=row.cases,
        note=row.note,
        at=row.at,
        by=row.by,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        differences=[_difference(item) for item in found],
    )


@api.on(
    "POST",
    "/admin/flows/{key}/rollback",
    body=RollbackBody,
    out=PublishedFlow,
    admin=True,
    guarded=True,
    errors=(*CHANGES, FlowVersionNotFoundError),
)
def roll_flow_back(call: Call, key: str) -> Answer:
    """New requests start on an earlier version again; running ones stay on theirs."""
    registry.roll_back(key, call.body.version, call.userid, call.body.note, seen=call.version)
    return head_answer(key)


@api.on(
    "POST",
    "/admin/flows/{key}/disable",
    body=NoteBody,
    out=PublishedFlow,
    admin=True,
    guarded=True,
    errors=CHANGES,
)
def disable_flow(call: Call, key: str) -> Answer:
    """Take no new requests; running ones go on."""
    registry.set_disabled(key, call.userid, call.body.note, disabled=True, seen=call.version)
    return head_answer(key)


@api.on(
    "POST",
    "/admin/flows/{key}/enable",
    body=NoteBody,
    out=PublishedFlow,
    admin=True,
    guarded=True,
    errors=CHANGES,
)
def enable_flow(call: Call, key: str) -> Answer:
    """Take new requests again."""
    registry.set_disabled(key, call.userid, call.body.note, disabled=False, seen=call.version)
    return head_answer(key)


def number_of(key: str, text: str) -> int:
    """A number of an address. Raises FlowVersionNotFoundError."""
    if not text.isdecimal() or not 0 < int(text) < MOST:
        raise FlowVersionNotFoundError(flow=key, version=text)
    return int(text)


def proposal_number(text: str) -> int:
    """The same of a proposal. Raises ProposalNotFoundError."""
    if not text.isdecimal() or not 0 < int(text) < MOST:
        raise ProposalNotFoundError(number=text)
    return int(text)


def head_answer(key: str) -> Answer:
    head = _head(key)
    return Answer(published_view(head), headers=etag(head))


def etag(head: store.HeadRow) -> dict[str, str]:
    return {"ETag": f'"{int(head.revision)}"'}


def published_view(head: store.HeadRow) -> PublishedFlow:
    status: Literal["live", "disabled", "proposed"] = "live"
    if head.disabled or not head.version:
        status = "disabled" if head.version else "proposed"
    return PublishedFlow(
        key=head.key,
        name=head.name,
        section=head.section,
        section_name=section_name(head.section),
        version=int(head.version),
        published_at=head.published_at,
        published_by=head.published_by,
        status=status,
        revision=int(head.revision),
        proposal=int(head.proposed),
    )


def act_view(row: store.ActRow) -> Act:
    return Act(
        number=int(row.number), at=row.at, by=row.by, what=row.what, version=int(row.version), note=row.note
    )


def _head(key: str) -> store.HeadRow:
    head = store.read_head(key)
    if head is None:
        raise FlowNotFoundError(flow=key)
    return head


def _version(row: store.VersionRow) -> FlowVersion:
    return FlowVersion(
        version=int(row.version),
        published_at=row.published_at,
        published_by=row.published_by,
        approved_by=row.approved_by,
        note=row.note,
        hash=row.hash,
        warnings=[ProblemView(**problem) for problem in row.warnings],
    )


def _difference(item: difference.Difference) -> DifferenceView:
    return DifferenceView(kind=item.kind, place=item.place, sentence=item.sentence)
