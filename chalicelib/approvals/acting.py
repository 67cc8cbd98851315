"""The steps of a case, done in a rehearsal: who does what, what comes back, how time passes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from chalicelib.approvals import answering, closing, decisions, openings
from chalicelib.approvals.answering import Child
from chalicelib.approvals.decisions import Said
from chalicelib.approvals.model import engine
from chalicelib.approvals.model.types import SYSTEM, Action, Change, State, Status
from chalicelib.approvals.rehearsal import Rehearsal
from chalicelib.flows.cases import Step
from chalicelib.flows.model import Withdraw
from chalicelib.platform import clock

Operation = Callable[[Rehearsal, Step, State, str], Change]


def act(rehearsal: Rehearsal, step: Step) -> None:
    """Do one step. Raises the engine's errors, RefusedError, LookupError."""
    if step.wait_hours is not None:
        rehearsal.wait(step.wait_hours)
    elif step.do == "withdraw" and rehearsal.state.request.status is Status.APPROVED:
        _withdraw_approved(rehearsal, step)
    elif step.event is not None:
        _event(rehearsal, step.event, step.form or {})
    elif step.answer is not None or step.ended is not None:
        _come_back(rehearsal, step)
    elif step.do in {action.value for action in Action}:
        said = Said(Action(step.do), step.comment, step.node, step.straight, step.form, step.picks)
        rehearsal.decide(_node(step), step.by or "", said)
    else:
        operation = _OPERATIONS[step.do or ""]
        rehearsal.operate(lambda state, now: operation(rehearsal, step, state, now))


def _event(rehearsal: Rehearsal, event: str, told: Mapping[str, object]) -> None:
    visit = next((v for v in rehearsal.state.open_visits() if v.detail.get("event") == event), None)
    if visit is None:
        raise LookupError(f"nothing waits for {event}; open: {rehearsal.open_tasks()}")
    rehearsal.answer(visit.node, lambda state, _, facts: answering.arrived(state, event, told, facts))


def _come_back(rehearsal: Rehearsal, step: Step) -> None:
    if step.answer is not None:
        answer = step.answer
        rehearsal.answer(
            _node(step),
            lambda state, visit, facts: answering.answered(state, visit, step.number, answer, facts),
        )
    else:
        child = Child(step.number, f"sub-{step.number}", step.ended or "", step.form or {})
        rehearsal.answer(
            _node(step), lambda state, visit, facts: answering.returned(state, visit, child, facts)
        )


def _withdraw(rehearsal: Rehearsal, step: Step, state: State, now: str) -> Change:
    if step.by == SYSTEM:
        allowed = rehearsal.flow.withdraw is Withdraw.SYSTEM
        return engine.withdraw_from(state, state.request.source, step.comment, now, allowed=allowed)
    allowed = decisions.may_withdraw(state, rehearsal.flow, clock.from_text(now))
    return engine.withdraw(state, step.by or state.request.starter, step.comment, now, allowed=allowed)


def _withdraw_approved(rehearsal: Rehearsal, step: Step) -> None:
    allowed = decisions.may_withdraw(rehearsal.state, rehearsal.flow, rehearsal.world.now)
    by = step.by or rehearsal.state.request.starter
    rehearsal.end(lambda state, facts: closing.withdrawn(state, by, step.comment, facts, allowed=allowed))


def _transfer(rehearsal: Rehearsal, step: Step, state: State, now: str) -> Change:
    return engine.transfer(state, _mine(rehearsal, step), step.by or "", step.node, step.comment, now)


def _delegate(rehearsal: Rehearsal, step: Step, state: State, now: str) -> Change:
    return engine.delegate(state, _mine(rehearsal, step), step.by or "", step.node, step.comment, now)


def _ask_opinion(rehearsal: Rehearsal, step: Step, state: State, now: str) -> Change:
    return engine.ask_opinion(state, _mine(rehearsal, step), step.by or "", step.people, step.comment, now)


def _add_approver(rehearsal: Rehearsal, step: Step, state: State, now: str) -> Change:
    place = _mine(rehearsal, step)
    return engine.add_approvers(state, place, step.by or "", step.people, step.where, step.comment, now)


def _remove_approver(rehearsal: Rehearsal, step: Step, state: State, now: str) -> Change:
    number = rehearsal.place(_node(step), step.whose or "")[2]
    place = _mine(rehearsal, step)
    visit, _ = engine.my_task(state, *place, step.by or "")
    result = decisions.result_at(
        state, rehearsal.flow, visit, rehearsal.world.surroundings(state.request.serial)
    )
    return engine.remove_approver(state, place, step.by or "", number, step.comment, now, result)


def _take_back(rehearsal: Rehearsal, step: Step, state: State, now: str) -> Change:
    return engine.take_back(state, rehearsal.flow, _mine(rehearsal, step), step.by or "", step.comment, now)


def _take_over(rehearsal: Rehearsal, step: Step, state: State, now: str) -> Change:
    place = rehearsal.place(_node(step), step.whose or "")
    return engine.take_over(state, place, step.by or "", step.node, step.comment, now)


def _remind(_: Rehearsal, step: Step, state: State, now: str) -> Change:
    again = engine.has_just_reminded(state.request, step.by or "", now)
    return Change(state.request) if again else engine.remind_all(state, step.by or "", now)


def _comment(_: Rehearsal, step: Step, state: State, __: str) -> Change:
    mentioned = () if isinstance(step.to, str) else step.to
    return engine.comment(state, step.by or "", step.comment, mentioned, ())


def _copy(rehearsal: Rehearsal, step: Step, state: State, now: str) -> Change:
    card = openings.card(state, rehearsal.facts(state), "")
    return engine.copy(state, step.by or "", step.people, step.comment, now, card)


def _supervise(_: Rehearsal, step: Step, state: State, __: str) -> Change:
    return engine.supervise(state, step.by or "", step.comment, on=step.do == "supervise")


def _jump(rehearsal: Rehearsal, step: Step, state: State, now: str) -> Change:
    return engine.jump(state, rehearsal.flow, step.node, step.by or "", step.comment, now)


def _end(_: Rehearsal, step: Step, state: State, now: str) -> Change:
    return engine.end_by_force(state, step.by or "", step.comment, now)


def _mine(rehearsal: Rehearsal, step: Step) -> decisions.Place:
    return rehearsal.place(_node(step), step.by or "")


def _node(step: Step) -> str:
    if step.at is None:
        raise LookupError(f"a step that does {step.do} says at which node: `at`")
    return step.at


_OPERATIONS: dict[str, Operation] = {
    "withdraw": _withdraw,
    "transfer": _transfer,
    "delegate": _delegate,
    "ask_opinion": _ask_opinion,
    "add_approver": _add_approver,
    "remove_approver": _remove_approver,
    "take_back": _take_back,
    "take_over": _take_over,
    "remind": _remind,
    "comment": _comment,
    "copy": _copy,
    "supervise": _supervise,
    "supervise_end": _supervise,
    "jump": _jump,
    "end": _end,
}
