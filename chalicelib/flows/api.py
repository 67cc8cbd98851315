"""Flows over HTTP: what one may start. What administrators see and do: registry_api."""

from __future__ import annotations

from chalicelib.directory import service as directory
from chalicelib.flows import service
from chalicelib.flows.errors import FlowDisabledError, FlowNotFoundError, MayNotStartError
from chalicelib.flows.views import FlowList, FlowView, flow_view, summary_view
from chalicelib.platform.web import Api, Call

api = Api(__name__)


@api.on("GET", "/flows", out=FlowList)
def list_flows(call: Call) -> FlowList:
    """The flows I may start."""
    person = directory.person(call.userid)
    return FlowList(items=[summary_view(flow) for flow in service.startable(person)])


@api.on("GET", "/flows/{key}", out=FlowView, errors=(FlowNotFoundError, FlowDisabledError, MayNotStartError))
def get_flow(call: Call, key: str) -> FlowView:
    """One flow I may start, with its form."""
    published = service.startable_by(key, directory.person(call.userid))
    return flow_view(published.flow, published.version)
