"""A person's decision with what it makes of the form, from given facts only. Pure.

The running side brings the facts from the tables (`service`), a rehearsal from its case (`rehearsal`).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from chalicelib.approvals.model import engine
from chalicelib.approvals.model.errors import FormInvalidError, FormTooLargeError
from chalicelib.approvals.model.types import Action, Change, Request, State, Status, TaskState, Visit
from chalicelib.flows import form
from chalicelib.flows.model import REVISE, Approve, Flow, Handle, PersonNode, Withdraw, WithdrawBefore
from chalicelib.platform import clock

MAX_FORM_BYTES = 200_000
Place = tuple[str, int, int]
"""Node, visit and number of a task."""


@dataclass(frozen=True)
class Said:
    """What a person decides: `to` and `straight` go with return, `form` with what the node opens or a resubmission,
    `picks` names people for later nodes, `via` says by what other way than the page it came.
    """

    action: Action
    comment: str = ""
    to: str = REVISE
    straight: bool = False
    form: Mapping[str, Any] | None = None
    picks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    via: str = ""


def accepted(filled: form.Filled) -> form.Filled:
    """The filled form, if nothing is wrong with it. Raises FormInvalidError, FormTooLargeError."""
    if filled.problems:
        raise FormInvalidError(problems=filled.problems)
    if len(json.dumps(filled.values, ensure_ascii=False).encode()) > MAX_FORM_BYTES:
        raise FormTooLargeError(limit_kb=MAX_FORM_BYTES // 1000)
    return filled


def fills(flow: Flow, visit: Visit, said: Said) -> PersonNode | None:
    """The node whose fields a decision may fill further; None where it leaves the form as it is."""
    node = flow.node(visit.node)
    return node if said.action is Action.APPROVE and isinstance(node, Approve | Handle) else None


def filled_further(
    request: Request, flow: Flow, node: PersonNode, typed: Mapping[str, Any], around: form.Surroundings
) -> tuple[Request, str]:
    """The request with what a node's person filled in, and the node's result: `reject`, a node to return to, or nothing.

    What they may not change is refused, never ignored. Raises FormInvalidError, FormTooLargeError.
    """
    filled = accepted(form.fill_at(flow, node, request.form, typed, around))
    result = form.results_of(node, form.scope_of(filled.values, around), around.functions())
    told = "" if result is None else "reject" if result.reject else str(result.return_to)
    if filled.values == dict(request.form):
        return request, told
    routing = form.routing_values(flow, filled.values, around.starter)
    return engine.resubmit_form(request, filled.values, routing), told


def result_at(state: State, flow: Flow, visit: Visit, around: form.Surroundings) -> engine.Target | str:
    """What a node's results make of the form as it stands: `reject`, where it sends the request, or nothing."""
    node = flow.node(visit.node)
    if not isinstance(node, Approve | Handle) or not node.results:
        return ""
    result = form.results_of(node, form.scope_of(state.request.form, around), around.functions())
    if result is None or result.reject:
        return "reject" if result else ""
    return engine.result_target(state, flow, visit, str(result.return_to))


def corrected(request: Request, flow: Flow, typed: Mapping[str, Any], around: form.Surroundings) -> Request:
    """The request with the form as its starter sends it again. Raises FormInvalidError, FormTooLargeError."""
    before = {} if request.incomplete else request.form
    filled = accepted(form.fill(flow, typed, around, stored=request.form, offered=before))
    routing = form.routing_values(flow, filled.values, around.starter)
    return replace(engine.resubmit_form(request, filled.values, routing), incomplete=False)


def typed_of(flow: Flow, request: Request) -> dict[str, Any]:
    """What a person typed of the form: all but the computed values."""
    return {key: value for key, value in request.form.items() if not flow.form[key].computed}


def decided(
    state: State, flow: Flow, place: Place, userid: str, said: Said, worked: Request, result: str, now: str
) -> Change:
    """The change of a decision. `worked` is the request with what the decision makes of its form.

    Raises what `model.deciding.decide` does.
    """
    node, number, task = place
    visit, _ = engine.my_task(state, node, number, task, userid)
    wanted = engine.Decision(
        said.action,
        userid,
        said.comment,
        said.to,
        said.straight,
        said.picks,
        result,
        {**_changed(state.request, worked), **({"via": said.via} if said.via else {})},
    )
    targets = engine.return_targets(state, flow, visit)
    if result not in {"", "reject"}:
        targets = (engine.result_target(state, flow, visit, result),)
    return engine.decide(replace(state, request=worked), node, number, task, wanted, targets, now)


def may_withdraw(state: State, flow: Flow, moment: dt.datetime) -> bool:
    """Whether the flow lets the starter take the request back at this moment: once approved, only until a date."""
    allowed, status = flow.withdraw, state.request.status
    if status is not Status.RUNNING and not (
        status is Status.APPROVED and isinstance(allowed, WithdrawBefore)
    ):
        return False
    if isinstance(allowed, WithdrawBefore):
        until = str(state.request.form.get(allowed.before, ""))
        return clock.wall(moment).isoformat()[: len(until)] < until
    decided_already = any(
        t.state in {TaskState.APPROVED, TaskState.REJECTED} for t in state.tasks if t.node != REVISE
    )
    return allowed is Withdraw.ANY_TIME or (allowed is Withdraw.BEFORE_FIRST_DECISION and not decided_already)


def with_own_holds(around: form.Surroundings, held: Mapping[str, float]) -> form.Surroundings:
    """What a returned request holds itself counts as available to it."""
    return replace(
        around, balance=lambda library, account: around.balance(library, account) + held.get(account, 0)
    )


def _changed(before: Request, after: Request) -> dict[str, Any]:
    """What of the form a decision changed, for the audit chain."""
    if before.form == after.form:
        return {}
    keys = {*before.form, *after.form}
    return {"form": {key: after.form.get(key) for key in keys if before.form.get(key) != after.form.get(key)}}
