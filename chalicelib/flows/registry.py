"""What administrators do to the registry. Each act writes the head, its record and what it made, or nothing at all."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass

from chalicelib.flows import compiler, machines, store, verify
from chalicelib.flows.difference import Difference, difference
from chalicelib.flows.errors import (
    FlowChangedError,
    FlowNotFoundError,
    FlowVersionNotFoundError,
    OwnProposalError,
    ProposalDecidedError,
    ProposalNotFoundError,
)
from chalicelib.flows.model import Flow
from chalicelib.flows.verify import Problem
from chalicelib.platform import clock, messages
from chalicelib.platform.errors import VersionStaleError
from chalicelib.platform.store import CollisionError, Operation, transact


@dataclass(frozen=True)
class Draft:
    """A text that has passed every check, with its cases and the warnings that were shown."""

    flow: Flow
    source: str
    cases: str
    note: str = ""
    warnings: tuple[Problem, ...] = ()


def revision(key: str) -> int:
    """How often the flow was acted upon; 0 where nobody has heard of it. It is the ETag of the head."""
    head = store.read_head(key)
    return int(head.revision) if head else 0


def unchanged(key: str, source: str, cases: str) -> int | None:
    """The version that stands, if its text and cases are these."""
    head = store.read_head(key)
    row = store.read_version(key, int(head.version)) if head else None
    return int(row.version) if row and (row.source, row.cases) == (source, cases) else None


def publish(
    draft: Draft,
    by: str,
    *,
    seen: int | None = None,
    proposal: int = 0,
    approver: str = "",
    said: str = "",
) -> int:
    """Make the draft the next version and the one new requests start on; its number. `said` is the approver's note.

    A crash before the registry is written leaves a version of the machine that nothing starts on; publishing again
    is clean. Raises VersionStaleError when the head is not as it was `seen`, FlowChangedError when another
    administrator was first, and ProposalNotFoundError, ProposalDecidedError, OwnProposalError for a `proposal`.
    """
    key = draft.flow.key
    head = _head(draft, seen)
    written = _decided(key, proposal, approver, "approved") if proposal else []
    versions = store.read_versions(key)
    number = int(versions[0].version) + 1 if versions else 1
    asl = compiler.compile_flow(draft.flow)
    row = store.VersionRow(
        key=key,
        version=number,
        source=draft.source,
        definition=draft.flow.model_dump(mode="json", exclude_defaults=True, by_alias=True),
        asl=asl,
        hash=hashlib.sha256(draft.source.encode()).hexdigest(),
        machine_arn=machines.put(key, asl, number),
        published_at=clock.to_text(clock.now()),
        published_by=by,
        note=draft.note,
        cases=draft.cases,
        warnings=[asdict(problem) for problem in draft.warnings],
        approved_by=approver,
    )
    _point(head, row)
    head.name, head.section = draft.flow.name, draft.flow.section
    if proposal:
        head.proposed = 0
    _write(key, [*store.publish_writes(row, head, said), *written])
    machines.point_alias(row.machine_arn)
    return number


def propose(draft: Draft, by: str, *, seen: int | None = None) -> int:
    """Keep the draft for a second administrator; the number of the proposal. A later one takes its place.

    Raises VersionStaleError, FlowChangedError.
    """
    key = draft.flow.key
    head = _head(draft, seen)
    number = int(head.revision) + 1
    row = store.ProposalRow(
        key=key,
        number=number,
        source=draft.source,
        cases=draft.cases,
        note=draft.note,
        at=clock.to_text(clock.now()),
        by=by,
        state="waiting",
    )
    former = store.read_proposal(key, int(head.proposed)) if head.proposed else None
    writes = [store.proposal_write(row, new=True)]
    if former:
        former.state = "superseded"
        writes.append(store.proposal_write(former))
    head.proposed = number
    _write(key, [*writes, *store.head_write(head, _act(by, "propose", int(head.version), draft.note))])
    return number


def proposal(key: str, number: int) -> store.ProposalRow:
    """Raises ProposalNotFoundError."""
    row = store.read_proposal(key, number)
    if row is None:
        raise ProposalNotFoundError(number=number)
    return row


def require_decidable(row: store.ProposalRow, by: str) -> None:
    """Raises ProposalDecidedError, and OwnProposalError to who proposed it."""
    if row.state != "waiting":
        raise ProposalDecidedError(number=int(row.number))
    if row.by == by:
        raise OwnProposalError


def refuse(key: str, number: int, by: str, note: str = "", *, seen: int | None = None) -> None:
    """A second administrator does not want it. Raises what `publish` does."""
    head = _existing(key, seen)
    written = _decided(key, number, by, "refused")
    head.proposed = 0
    _write(key, [*written, *store.head_write(head, _act(by, "refuse", int(head.version), note))])


def roll_back(key: str, version: int, by: str, note: str = "", *, seen: int | None = None) -> None:
    """New requests start on an earlier version again; running ones stay where they are.

    Raises FlowNotFoundError, FlowVersionNotFoundError, VersionStaleError, FlowChangedError.
    """
    head = _existing(key, seen)
    row = store.read_version(key, version)
    if row is None:
        raise FlowVersionNotFoundError(flow=key, version=version)
    if version == int(head.version):
        return
    flow = Flow.model_validate(row.definition)
    head.version, head.name, head.section = version, flow.name, flow.section
    _write(key, store.head_write(head, _act(by, "rollback", version, note)))
    machines.point_alias(row.machine_arn)


def set_disabled(key: str, by: str, note: str = "", *, disabled: bool, seen: int | None = None) -> None:
    """Take no new requests, or take them again. Running ones go on. Raises what `roll_back` does."""
    head = _existing(key, seen)
    if bool(head.disabled) == disabled:
        return
    head.disabled = disabled
    _write(
        key,
        store.head_write(head, _act(by, "disable" if disabled else "enable", int(head.version), note)),
    )


def version_row(key: str, number: int = 0) -> store.VersionRow:
    """A version as it was published; the one that holds without a number.

    Raises FlowNotFoundError, FlowVersionNotFoundError.
    """
    head = store.read_head(key)
    if head is None or not head.version:
        raise FlowNotFoundError(flow=key)
    row = store.read_version(key, number or int(head.version))
    if row is None:
        raise FlowVersionNotFoundError(flow=key, version=number)
    return row


def compare(
    key: str, earlier: int = 0, later: int = 0, locale: str = messages.DEFAULT_LOCALE
) -> list[Difference]:
    """What changed from one version to another; 0 is the version that holds, and the one before the later.

    Raises FlowNotFoundError, FlowVersionNotFoundError.
    """
    after = version_row(key, later)
    before = version_row(key, earlier or max(1, int(after.version) - 1))
    return difference(Flow.model_validate(before.definition), Flow.model_validate(after.definition), locale)


def compare_text(key: str, source: str, locale: str = messages.DEFAULT_LOCALE) -> list[Difference]:
    """What a text would change; nothing to tell where no version holds yet. Raises verify.SourceError."""
    new, head = verify.read(source), store.read_head(key)
    if head is None or not head.version:
        return []
    return difference(Flow.model_validate(version_row(key).definition), new, locale)


def _head(draft: Draft, seen: int | None) -> store.HeadRow:
    """The head to be changed, made where there is none yet."""
    flow, found = draft.flow, store.read_head(draft.flow.key)
    if found is None:
        found = store.HeadRow(
            key=flow.key, name=flow.name, section=flow.section, version=0, published_at="", published_by=""
        )
    _check_seen(found, seen)
    return found


def _existing(key: str, seen: int | None) -> store.HeadRow:
    head = store.read_head(key)
    if head is None:
        raise FlowNotFoundError(flow=key)
    _check_seen(head, seen)
    return head


def _check_seen(head: store.HeadRow, seen: int | None) -> None:
    if seen is not None and int(head.revision) != seen:
        raise VersionStaleError


def _point(head: store.HeadRow, row: store.VersionRow) -> None:
    head.version, head.published_at, head.published_by = row.version, row.published_at, row.published_by


def _decided(key: str, number: int, by: str, state: str) -> list[Operation]:
    row = proposal(key, number)
    require_decidable(row, by)
    row.state, row.decided_by, row.decided_at = state, by, clock.to_text(clock.now())
    return [store.proposal_write(row)]


def _act(by: str, what: str, version: int, note: str) -> store.ActRow:
    return store.ActRow(at=clock.to_text(clock.now()), by=by, what=what, version=version, note=note)


def _write(key: str, operations: list[Operation]) -> None:
    """Raises FlowChangedError naming who was first."""
    try:
        transact(operations)
    except CollisionError as error:
        acts = store.read_acts(key)
        raise FlowChangedError(by=acts[0].by if acts else "", flow=key) from error
