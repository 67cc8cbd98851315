"""Flows and forms as the pages get them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

from chalicelib.flows.model import Arm, Branch, Cc, Flow, FormField, Node, Otherwise, Record
from chalicelib.platform import messages


class OptionView(BaseModel):
    value: str
    label: str


class FieldView(BaseModel):
    """A field to draw. `required` and `hidden` are what holds before anything is typed; the preview says more."""

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


class FormView(BaseModel):
    fields: list[FieldView]


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
    """One way of a branch; `when` empty is `otherwise`."""

    when: str
    nodes: list[NodeView]


class NodeView(BaseModel):
    """A node as the chart draws it."""

    key: str
    kind: str
    name: str
    when: str
    detail: str
    arms: list[ArmView]


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
        **summary_view(flow).model_dump(), version=version, form=FormView(fields=field_views(flow.form))
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
    )


def node_views(nodes: Iterable[Node]) -> list[NodeView]:
    """The tree of nodes, for the chart."""
    return [_node_view(node) for node in nodes]


def _node_view(node: Node) -> NodeView:
    arms = [_arm_view(arm) for arm in node.branch] if isinstance(node, Branch) else []
    return NodeView(
        key=node.key, kind=node.kind, name=node.name, when=node.when or "", detail=_detail(node), arms=arms
    )


def _arm_view(arm: Arm | Otherwise) -> ArmView:
    if isinstance(arm, Arm):
        return ArmView(when=arm.when, nodes=node_views(arm.nodes))
    return ArmView(when="", nodes=node_views(arm.otherwise))


def _detail(node: Node) -> str:
    """The rule of a person node, or what an effect writes, as the YAML says it; roles by their names."""
    if isinstance(node, Branch):
        return ""
    if isinstance(node, Record):
        return f"{node.record.library} · {node.record.action.value}"
    rule = node.cc if isinstance(node, Cc) else node.approvers
    parts = rule.any_of or (rule,)
    return ", ".join(
        f"{name}: {_named(name, getattr(part, name))}"
        for part in parts
        for name in sorted(part.model_fields_set)
    )


def _named(part: str, value: object) -> str:
    return messages.name_of("roles", str(value)) if part == "role" else str(value)
