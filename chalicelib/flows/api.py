"""Flows over HTTP: what one may start, and what administrators see of them."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from chalicelib.directory import service as directory
from chalicelib.flows import service, store
from chalicelib.flows.errors import FlowNotFoundError, MayNotStartError
from chalicelib.flows.views import (
    FlowList,
    FlowView,
    NodeView,
    flow_view,
    node_views,
    section_name,
    summary_view,
)
from chalicelib.platform.web import Api, Call

api = Api(__name__, require_admin=directory.require_admin)


class PublishedFlow(BaseModel):
    """A flow as the registry holds it."""

    key: str
    name: str
    section: str
    section_name: str
    version: int
    published_at: str
    published_by: str
    status: str


class PublishedFlowList(BaseModel):
    items: list[PublishedFlow]


class FlowVersion(BaseModel):
    version: int
    published_at: str
    published_by: str
    note: str
    hash: str


class PublishedFlowDetail(PublishedFlow):
    source: str
    asl: dict[str, Any]
    nodes: list[NodeView]
    versions: list[FlowVersion]


@api.on("GET", "/flows", out=FlowList)
def list_flows(call: Call) -> FlowList:
    """The flows I may start."""
    person = directory.person(call.userid)
    return FlowList(items=[summary_view(flow) for flow in service.startable(person.roles)])


@api.on("GET", "/flows/{key}", out=FlowView, errors=(FlowNotFoundError, MayNotStartError))
def get_flow(call: Call, key: str) -> FlowView:
    """One flow I may start, with its form."""
    published = service.current(key)
    if not service.may_start(published.flow, directory.person(call.userid).roles):
        raise MayNotStartError(flow=published.flow.name)
    return flow_view(published.flow, published.version)


@api.on("GET", "/admin/flows", out=PublishedFlowList, admin=True)
def list_published_flows(_: Call) -> PublishedFlowList:
    """Every published flow."""
    return PublishedFlowList(items=[PublishedFlow(**_published(head)) for head in store.read_heads()])


@api.on("GET", "/admin/flows/{key}", out=PublishedFlowDetail, admin=True, errors=(FlowNotFoundError,))
def get_published_flow(call: Call, key: str) -> PublishedFlowDetail:
    """One published flow: its text, its state machine, its versions."""
    head = store.read_head(key)
    if head is None:
        raise FlowNotFoundError(flow=key)
    versions = store.read_versions(key)
    current = next(row for row in versions if row.version == head.version)
    flow = service.load(key, int(head.version)).flow
    return PublishedFlowDetail(
        **_published(head),
        source=current.source,
        asl=current.asl,
        nodes=node_views(flow.nodes, flow, call.locale),
        versions=[
            FlowVersion(
                version=int(row.version),
                published_at=row.published_at,
                published_by=row.published_by,
                note=row.note,
                hash=row.hash,
            )
            for row in versions
        ],
    )


def _published(head: store.HeadRow) -> dict[str, Any]:
    return {
        "key": head.key,
        "name": head.name,
        "section": head.section,
        "section_name": section_name(head.section),
        "version": int(head.version),
        "published_at": head.published_at,
        "published_by": head.published_by,
        "status": "published",
    }
