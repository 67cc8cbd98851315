"""Published flows, as those who start and run requests read them."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass

from chalicelib.directory import service as directory
from chalicelib.directory.model import Person
from chalicelib.flows import starting, store, verify
from chalicelib.flows.errors import (
    FlowDisabledError,
    FlowInvalidError,
    FlowNotFoundError,
    MayNotStartError,
)
from chalicelib.flows.machines import STEP_FUNCTIONS, asl_text
from chalicelib.flows.model import Flow
from chalicelib.platform.errors import FieldProblem

__all__ = [
    "STEP_FUNCTIONS",
    "Published",
    "as_fields",
    "asl_text",
    "checked",
    "current",
    "load",
    "machines",
    "startable",
    "startable_by",
]


@dataclass(frozen=True)
class Published:
    """A flow as it stands in the registry."""

    flow: Flow
    version: int
    machine_arn: str


def current(key: str) -> Published:
    """The version new requests start on. Raises FlowNotFoundError, FlowDisabledError."""
    head = store.read_head(key)
    if head is None or not head.version:
        raise FlowNotFoundError(flow=key)
    if head.disabled:
        raise FlowDisabledError(flow=head.name)
    return load(key, int(head.version))


@functools.lru_cache(maxsize=256)
def load(key: str, version: int) -> Published:
    """A published version; it never changes, so one read serves the life of the Lambda. FlowNotFoundError."""
    row = store.read_version(key, version)
    if row is None:
        raise FlowNotFoundError(flow=key)
    return Published(Flow.model_validate(row.definition), int(row.version), row.machine_arn)


def keys() -> list[str]:
    """The keys of all flows that were ever published, disabled ones too."""
    return [row.key for row in store.read_heads()]


def machines() -> list[str]:
    """The ARNs of the state machines of all published flows, disabled ones too."""
    published = (load(row.key, int(row.version)) for row in store.read_heads())
    return [one.machine_arn.rpartition(":")[0] for one in published if one.machine_arn]


def startable(person: Person) -> list[Flow]:
    """The flows a person may start, by section and name."""
    flows = [load(row.key, int(row.version)).flow for row in store.read_heads() if not row.disabled]
    departments = directory.departments()
    return sorted(
        (flow for flow in flows if starting.may_start(flow, person, departments)),
        key=lambda flow: (flow.section, flow.name),
    )


def startable_by(key: str, person: Person) -> Published:
    """The version of a flow that a person may start now.

    Raises FlowNotFoundError, FlowDisabledError, MayNotStartError.
    """
    published = current(key)
    if not starting.may_start(published.flow, person, directory.departments()):
        raise MayNotStartError(flow=published.flow.name)
    return published


def checked(source: str) -> Flow:
    """The definition of a text without any problem. Raises FlowInvalidError with all of them."""
    try:
        flow = verify.read(source)
        problems = verify.errors(verify.verify(flow))
    except verify.SourceError as error:
        raise FlowInvalidError(problems=as_fields(error.problems)) from error
    if problems:
        raise FlowInvalidError(problems=as_fields(problems))
    return flow


def as_fields(problems: Iterable[verify.Problem]) -> tuple[FieldProblem, ...]:
    return tuple(
        FieldProblem(p.place, p.id, f"{p.message}{': ' + p.hint if p.hint else ''}") for p in problems
    )
