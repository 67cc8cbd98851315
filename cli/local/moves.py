"""Moving all running requests of a flow to a version, for the command line."""

from collections.abc import Iterator
from dataclasses import dataclass

from chalicelib.approvals import moving
from chalicelib.approvals.moving import Candidate
from chalicelib.flows import service as flows


@dataclass(frozen=True)
class Told:
    """What came of one request: `version` it was on, `at` the nodes it waits at."""

    serial: str
    version: int
    at: str
    told: str


def move_all(key: str, to: int, by: str, *, dry_run: bool) -> list[Told]:
    """Move who can; say of the others why not. Raises FlowNotFoundError."""
    version = to or flows.current(key).version
    return [_move(one, key, version, by, dry_run=dry_run) for one in list(_all(key, version))]


def _all(key: str, version: int) -> Iterator[Candidate]:
    cursor: str | None = None
    while True:
        found, cursor = moving.candidates(key, version, cursor)
        yield from found
        if not cursor:
            return


def _move(one: Candidate, key: str, version: int, by: str, *, dry_run: bool) -> Told:
    request = one.state.request
    at = ", ".join(visit.name for visit in one.state.open_visits())
    if one.obstacle:
        told = moving.sentence(one.obstacle, "en")
    elif dry_run:
        told = "can be moved"
    else:
        (moved,) = moving.move(by, key, version, [request.id])
        kept = moved.obstacle or moved.error
        told = f"not moved: {kept.code}" if kept else f"moved to {version}"
    return Told(request.serial, request.flow_version, at, told)
