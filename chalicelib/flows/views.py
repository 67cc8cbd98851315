"""Flows and forms as the pages get them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

from chalicelib.flows.details import Teller
from chalicelib.flows.form.access import OPEN
from chalicelib.flows.model import (
    Approve,
    Arm,
    Branch,
    Flow,
    FormField,
    Handle,
    Inclusive,
    Node,
    Otherwise,
    Parallel,
    Subflow,
    TableAccess,
)
from chalicelib.flows.schemas import form_schema
from chalicelib.platform import messages


class OptionView(BaseModel):
    value: str
    label: str


class FieldView(BaseModel):
    """A field to draw. `required` and `hidden` are what holds before anything is typed; the preview says more.

    `required_when` and `visible_when` are the conditions (JSONata; of a column: over its row); `later` fields are
    filled at a node. `library` and `flows` say what a reference chooses from, `filtered` that not everything there
    may be chosen.
    """

    key: str
    label: str
    type: str
    required: bool
    computed: bool
    hidden: bool
    help: str
    unit: str
    options: list[OptionView]
    min: float | None
    max: float | None
    step: float | None
    max_length: int | None
    multiple: bool
    default: Any
    columns: list[FieldView]
    later: bool = False
    sensitive: bool = False
    library: str = ""
    filtered: bool = False
    flows: list[str] = []
    required_when: str = ""
    visible_when: str = ""
    locate: bool = False


class FormView(BaseModel):
    """The fields in their order; `json_schema` says the same of the values, for programs."""

    fields: list[FieldView]
    json_schema: dict[str, Any] = {}


class FlowSummary(BaseModel):
    key: str
    name: str
    section: str
    section_name: str
    description: str


class FlowList(BaseModel):
    items: list[FlowSummary]


class FlowView(FlowSummary):
    version: int
    form: FormView


class ArmView(BaseModel):
    """One way of a node; `when` empty is `otherwise`, or a way of a parallel node, which is always taken."""

    when: str
    nodes: list[NodeView]


class NodeView(BaseModel):
    """A node as the chart draws it. `detail` is a sentence, `flow` what a subflow starts, `opens` the fields its
    people may fill in or change.
    """

    key: str
    kind: str
    name: str
    when: str
    detail: str
    arms: list[ArmView]
    flow: str = ""
    opens: list[str] = []


ArmView.model_rebuild()


def section_name(section: str, locale: str = messages.DEFAULT_LOCALE) -> str:
    return messages.name_of("sections", section, locale)


def summary_view(flow: Flow) -> FlowSummary:
    return FlowSummary(
        key=flow.key,
        name=flow.name,
        section=flow.section,
        section_name=section_name(flow.section),
        description=flow.description,
    )


def flow_view(flow: Flow, version: int) -> FlowView:
    return FlowView(
        **summary_view(flow).model_dump(),
        version=version,
        form=FormView(fields=field_views(flow.form), json_schema=form_schema(flow.form)),
    )


def field_views(fields: dict[str, FormField]) -> list[FieldView]:
    return [_field_view(key, field) for key, field in fields.items()]


def _field_view(key: str, field: FormField) -> FieldView:
    return FieldView(
        key=key,
        label=field.label,
        type=field.type.value,
        required=field.required is True,
        computed=field.computed is not None,
        hidden=field.visible is not True,
        help=field.help,
        unit=field.unit,
        options=[OptionView(value=value, label=label) for value, label in field.options.items()],
        min=field.min,
        max=field.max,
        step=field.step,
        max_length=field.max_length,
        multiple=field.multiple,
        default=field.default,
        columns=field_views(field.columns),
        later=field.later,
        sensitive=field.sensitive,
        library=field.library or "",
        filtered=field.filter is not None,
        flows=list(field.flows),
        required_when=_condition(field.required),
        visible_when=_condition(field.visible),
        locate=field.locate,
    )


def _condition(said: bool | str) -> str:  # noqa: FBT001 - as the language says it
    return said if isinstance(said, str) else ""


def node_views(
    nodes: Iterable[Node], flow: Flow | None = None, locale: str = messages.DEFAULT_LOCALE
) -> list[NodeView]:
    """The tree of nodes, for the chart; with their flow, fields and nodes are called by their names."""
    teller = Teller(flow, locale)
    return [_node_view(node, teller) for node in nodes]


def _node_view(node: Node, teller: Teller) -> NodeView:
    return NodeView(
        key=node.key,
        kind=node.kind,
        name=node.name,
        when=node.when or "",
        detail=teller.node(node),
        arms=_ways(node, teller),
        flow=node.subflow.flow if isinstance(node, Subflow) else "",
        opens=_opened(node),
    )


def _ways(node: Node, teller: Teller) -> list[ArmView]:
    if isinstance(node, Parallel):
        return [_way("", way, teller) for way in node.parallel]
    if isinstance(node, Branch | Inclusive):
        return [_arm_view(arm, teller) for arm in node.ways]
    return []


def _arm_view(arm: Arm | Otherwise, teller: Teller) -> ArmView:
    if isinstance(arm, Arm):
        return _way(arm.when, arm.nodes, teller)
    return _way("", arm.otherwise, teller)


def _way(when: str, nodes: Iterable[Node], teller: Teller) -> ArmView:
    return ArmView(when=when, nodes=[_node_view(node, teller) for node in nodes])


def _opened(node: Node) -> list[str]:
    """Fields a person may change here, tables with a column or their rows among them."""
    if not isinstance(node, Approve | Handle):
        return []
    return [
        key
        for key, said in node.fields.items()
        if (
            said.rows != "fixed" or not OPEN.isdisjoint(said.columns.values())
            if isinstance(said, TableAccess)
            else said in OPEN
        )
    ]
