"""The registry: publishing definitions as state machines, and reading them back."""

from __future__ import annotations

import functools
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from chalicelib.flows import compiler, store, verify
from chalicelib.flows.errors import FlowInvalidError, FlowNotFoundError
from chalicelib.flows.model import Flow, Record, RecordEffect, Starters
from chalicelib.libraries import service as libraries
from chalicelib.platform import clock
from chalicelib.platform.aws import client
from chalicelib.platform.errors import FieldProblem
from chalicelib.platform.settings import settings
from chalicelib.platform.store import transact

STEP_FUNCTIONS = {"OpenNode": "open_node", "RunEffect": "run_effect", "CloseRequest": "close_request"}


@dataclass(frozen=True)
class Published:
    """A flow as it stands in the registry."""

    flow: Flow
    version: int
    machine_arn: str


def current(key: str) -> Published:
    """The version new requests start on. Raises FlowNotFoundError."""
    head = store.read_head(key)
    if head is None:
        raise FlowNotFoundError(flow=key)
    return load(key, int(head.version))


@functools.lru_cache(maxsize=256)
def load(key: str, version: int) -> Published:
    """A published version; it never changes, so one read serves the life of the Lambda. FlowNotFoundError."""
    row = store.read_version(key, version)
    if row is None:
        raise FlowNotFoundError(flow=key)
    return Published(Flow.model_validate(row.definition), int(row.version), row.machine_arn)


def startable(roles: tuple[str, ...]) -> list[Flow]:
    """The flows a person with these roles may start, by section and name."""
    flows = [load(row.key, int(row.version)).flow for row in store.read_heads()]
    return sorted((f for f in flows if may_start(f, roles)), key=lambda f: (f.section, f.name))


def may_start(flow: Flow, roles: tuple[str, ...]) -> bool:
    return not isinstance(flow.starters, Starters) or bool(set(flow.starters.roles) & set(roles))


def publish(source: str, by: str, note: str = "") -> tuple[Published, bool]:
    """Verify a definition, make it a state-machine version, and register it.

    Returns what is published now and whether it is new: the same text again changes nothing.
    Raises FlowInvalidError naming every problem; then nothing was changed.
    """
    flow = checked(source)
    _check_libraries(flow)
    digest = hashlib.sha256(source.encode()).hexdigest()
    head = store.read_head(flow.key)
    number = 1
    if head is not None:
        last = store.read_version(flow.key, int(head.version))
        if last is not None and last.hash == digest:
            return load(flow.key, int(head.version)), False
        number = int(store.read_versions(flow.key)[0].version) + 1
    asl = compiler.compile_flow(flow)
    at = clock.to_text(clock.now())
    machine_arn = _put_machine(flow, asl, number)
    row = store.VersionRow(
        key=flow.key,
        version=number,
        source=source,
        definition=flow.model_dump(mode="json", exclude_defaults=True, by_alias=True),
        asl=asl,
        hash=digest,
        machine_arn=machine_arn,
        published_at=at,
        published_by=by,
        note=note,
    )
    head = store.HeadRow(
        key=flow.key, name=flow.name, section=flow.section, version=number, published_at=at, published_by=by
    )
    transact(store.publish_writes(row, head))
    return load(flow.key, number), True


def _check_libraries(flow: Flow) -> None:
    """Raises FlowInvalidError (F053) where an effect names a ledger that is not published."""
    effects = [(f"nodes.{n.key}", n.record) for n in flow.walk() if isinstance(n, Record)]
    for moment in ("submitted", "rejected", "withdrawn"):
        effects += [
            (f"effects.{moment}", effect)
            for effect in getattr(flow.effects, moment)
            if isinstance(effect, RecordEffect)
        ]
    ledgers = {library.key for library in libraries.all_libraries() if library.ledger}
    problems = [
        verify.Problem("F053", place, f"there is no ledger {effect.library!r}", "publish the library first")
        for place, effect in effects
        if effect.library not in ledgers
    ]
    if problems:
        raise FlowInvalidError(problems=_as_fields(problems))


def checked(source: str) -> Flow:
    """The definition of a text without any problem. Raises FlowInvalidError with all of them."""
    try:
        flow = verify.read(source)
        problems = verify.errors(verify.verify(flow))
    except verify.SourceError as error:
        raise FlowInvalidError(problems=_as_fields(error.problems)) from error
    if problems:
        raise FlowInvalidError(problems=_as_fields(problems))
    return flow


def _as_fields(problems: list[verify.Problem]) -> tuple[FieldProblem, ...]:
    return tuple(
        FieldProblem(p.place, p.id, f"{p.message}{': ' + p.hint if p.hint else ''}") for p in problems
    )


def _put_machine(flow: Flow, asl: dict[str, Any], number: int) -> str:
    """Create or update the flow's state machine and publish a version of it; the version's ARN.

    Running requests stay on the version they started on.
    """
    where = settings()
    states = client("stepfunctions", read_seconds=20)
    partition, region, account = _place(where.flow_role_arn)
    functions = {
        name: f"arn:{partition}:lambda:{region}:{account}:function:{where.step_function_prefix}{function}"
        for name, function in STEP_FUNCTIONS.items()
    }
    definition = compiler.render(asl, {"Partition": partition, **functions})
    name = f"{where.machine_prefix}{flow.key}"
    arn = f"arn:{partition}:states:{region}:{account}:stateMachine:{name}"
    try:
        answer = states.update_state_machine(
            stateMachineArn=arn,
            definition=definition,
            roleArn=where.flow_role_arn,
            publish=True,
            versionDescription=f"version {number}",
        )
    except states.exceptions.StateMachineDoesNotExist:
        answer = states.create_state_machine(
            name=name,
            definition=definition,
            roleArn=where.flow_role_arn,
            type="STANDARD",
            publish=True,
            versionDescription=f"version {number}",
        )
    return str(answer["stateMachineVersionArn"])


def _place(role_arn: str) -> tuple[str, str, str]:
    """Partition, region and account of this deployment: the role's ARN says all but the region."""
    _, partition, _, _, account, _ = role_arn.split(":", 5)
    return partition, client("stepfunctions", read_seconds=20).meta.region_name, account


def asl_text(asl: dict[str, Any]) -> str:
    """A compiled flow as it is committed in stepfunctions/asl/."""
    return json.dumps(asl, ensure_ascii=False, indent=2) + "\n"
