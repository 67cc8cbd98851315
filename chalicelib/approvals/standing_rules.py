"""Approver rules of published flows that find nobody any more, as people come, leave and move.

Holding every rule against the whole directory takes seconds, so a job does it and its findings are kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from chalicelib.approvals import publishing, store
from chalicelib.flows import service as flows
from chalicelib.flows import store as flow_store
from chalicelib.flows import verify
from chalicelib.libraries import service as libraries
from chalicelib.platform import clock

FAILING = frozenset({"F080", "F082", "F083"})
"""Nobody for some departments and nobody instead; a role nobody holds; a person who left (docs/problems.md)."""
MOST_KEPT = 200


@dataclass(frozen=True)
class Failing:
    """A rule of a published flow that finds nobody."""

    flow: str
    flow_name: str
    problem: str
    place: str
    message: str
    hint: str


@dataclass(frozen=True)
class Findings:
    """What the latest look came to, and when that was: never, where `at` is empty."""

    at: str
    items: tuple[Failing, ...]
    count: int


def check() -> int:
    """Hold the rules of every published flow against the directory of now and keep what fails: how many."""
    everybody = publishing.institute()
    shelf = {library.key: library for library in libraries.all_libraries()}
    matrix = publishing.matrix_of(shelf)
    found: list[Failing] = []
    for head in flow_store.read_heads():
        if not head.disabled:
            flow = flows.load(head.key, int(head.version)).flow
            cells = verify.table(flow, everybody, matrix)
            found += _failing(head, verify.verify_directory(flow, everybody, cells))
    kept = [asdict(one) for one in found[:MOST_KEPT]]
    store.keep_rules(clock.to_text(clock.now()), kept, len(found))
    return len(found)


def latest() -> Findings:
    """What the latest look found."""
    row = store.read_rules()
    if row is None:
        return Findings("", (), 0)
    return Findings(row.at, tuple(Failing(**one) for one in row.items), int(row.total))


def _failing(head: flow_store.HeadRow, problems: list[verify.Problem]) -> Iterator[Failing]:
    for one in problems:
        if one.id in FAILING:
            yield Failing(head.key, head.name, one.id, one.place, one.message, one.hint)
