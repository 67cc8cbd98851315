"""What came of a request, and how it differs from what a case expects. Pure.

Gathered from a rehearsal, or from the tables of a deployed platform: the same case looks at both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.approvals.effects import Planned
from chalicelib.approvals.model.types import SYSTEM, Role, State, TaskState, Visit
from chalicelib.flows.cases import Expected, Listed, StoredExpected
from chalicelib.libraries.model import Entry

Part = dict[str, Any]


@dataclass(frozen=True)
class Happened:
    """`nodes` in the order they were entered; the lists in the order things were written or sent; `record` is a library's
    record by its key, as it stands.
    """

    state: State
    nodes: tuple[str, ...]
    records: tuple[Part, ...]
    messages: tuple[Part, ...]
    calls: tuple[Part, ...]
    starts: tuple[Part, ...]
    record: Callable[[str, str], Mapping[str, Any] | None]


def differences(expect: Expected, happened: Happened) -> Iterator[str]:
    """Everything that is not as expected, a sentence each."""
    state = happened.state
    whole = {"nodes": happened.nodes, "status": state.request.status.value, "open": open_people(state)}
    for name, found in whole.items():
        if (value := getattr(expect, name)) is not None:
            yield from different(name, value, found)
    for name in ("records", "messages", "calls", "starts"):
        if (listed := getattr(expect, name)) is not None:
            yield from _listed(name, listed, getattr(happened, name))
    for one in expect.stored:
        yield from _stored(one, happened.record(one.library, one.key) or {})
    for key, value in (expect.form or {}).items():
        yield from different(f"form.{key}", value, state.request.form.get(key))
    for node, people in (expect.people or {}).items():
        yield from different(f"people.{node}", people, people_at(state, node))


def different(name: str, expected: Any, found: Any) -> Iterator[str]:
    if expected != found:
        yield f"{name}: expected {expected!r}, got {found!r}"


def people_at(state: State, node: str) -> tuple[str, ...]:
    """Who sat at a node the last time, or got its copy; where nobody was asked, whose approval of before counted."""
    visits = state.visits_of(node)
    if not visits:
        return ()
    asked = tuple(t.userid for t in state.tasks_of(visits[-1]) if t.role is Role.VOTE or _is_copy(visits[-1]))
    outcome = visits[-1].outcome
    return asked or ((outcome.by,) if outcome and outcome.by != SYSTEM else ())


def open_people(state: State) -> dict[str, tuple[str, ...]]:
    """Who has an open task, by node."""
    found = {
        visit.node: tuple(t.userid for t in state.tasks_of(visit) if t.state is TaskState.OPEN)
        for visit in state.open_visits()
    }
    return {node: people for node, people in found.items() if people}


def written(plan: Planned) -> Part:
    """A write of a library, with its parts."""
    what = plan.what
    if isinstance(what, Entry):
        told: Part = {"action": what.kind.value, "account": what.account, "amount": float(what.amount)}
    else:
        told = {
            "action": what.action.value,
            "match": dict(what.match),
            "values": dict(what.values),
            "add": dict(what.add),
            "child": what.child,
            **({"row": dict(what.row)} if what.row else {}),
        }
    return {"library": plan.library, **told}


def sent(body: Mapping[str, Any]) -> Part:
    """A message, a call or a sub-request from the body of its outbox row."""
    return {**body, **({"to": tuple(body["to"])} if "to" in body else {})}


def _stored(expected: StoredExpected, record: Mapping[str, Any]) -> Iterator[str]:
    for key, value in expected.values.items():
        place = f"stored.{expected.library}.{expected.key}.{key}"
        yield from different(place, value, _said(value, record.get(key)))


def _said(expected: Any, found: Any) -> Any:
    """What stands there, of rows only what is expected of the last ones; empty is the same as nothing."""
    if (
        isinstance(expected, list)
        and all(isinstance(row, dict) for row in expected)
        and isinstance(found, list)
    ):
        last = found[max(len(found) - len(expected), 0) :]
        return [{key: row.get(key) for key in said} for said, row in zip(expected, last, strict=False)]
    return expected if found in (None, "") and expected in (None, "") else found


def _is_copy(visit: Visit) -> bool:
    return visit.kind == "cc"


def _listed(name: str, listed: Iterable[Listed], found: tuple[Part, ...]) -> Iterator[str]:
    """Each list as long as said, and every part that is said the same."""
    said = [one.said() for one in listed]
    asked = [list(one) for one in said]
    parts = [
        {key: one.get(key) for key in (asked[place] if place < len(asked) else one)}
        for place, one in enumerate(found)
    ]
    yield from different(name, said, parts)
