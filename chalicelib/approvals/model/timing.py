"""What a visit's clock does: remind, pass, reject, ask a superior too, hand to somebody else. Pure."""

from __future__ import annotations

from dataclasses import replace

from chalicelib.approvals.model import scoping, straight, voting
from chalicelib.approvals.model.deciding import told_turn
from chalicelib.approvals.model.outcomes import REJECTED
from chalicelib.approvals.model.types import (
    ANSWERING,
    SYSTEM,
    Change,
    Event,
    Outcome,
    Outgoing,
    Role,
    State,
    Task,
    TaskState,
    Visit,
)


def auto_pass(state: State, visit: Visit, now: str) -> Change:
    """The time of a visit is over and its node says to pass: it passes, and the log says nobody did it."""
    outcome = Outcome(straight.approved_name(visit), SYSTEM, now, state.request.routing)
    state = replace(state, request=straight.sent_on(state.request, visit))
    return _over(state, visit, outcome, "auto_pass", len(scoping.rounds(state, visit.scope)))


def auto_reject(state: State, visit: Visit, now: str) -> Change:
    """The time of a visit is over and its node says to reject."""
    return _over(state, visit, Outcome(REJECTED, SYSTEM, now, state.request.routing), "auto_reject", 0)


def ended(state: State, visit: Visit, outcome: Outcome, depth: int, event: Event) -> Change:
    """A visit that waits for something other than people ends with what it waited for."""
    visits, tasks = scoping.end(state, visit, depth, outcome)
    return Change(
        state.request,
        visits=visits,
        tasks=tasks,
        events=(event,),
        outgoing=scoping.resumes(visits, visit),
    )


def remind(state: State, visit: Visit, actor: str, next_at: str | None) -> Change:
    """Tell the people who have not decided yet; `next_at` is when the timers look at this visit again."""
    to = [t.userid for t in state.tasks_of(visit) if t.state is TaskState.OPEN]
    body = {"kind": "remind", "node": visit.node, "visit": visit.number, "to": to, "overdue": actor == SYSTEM}
    return Change(
        state.request,
        visits=(replace(visit, next_at=next_at),),
        events=(Event("remind", actor, visit.node, visit.number, detail={"to": to}),),
        outgoing=(Outgoing("message", body),) if to else (),
    )


def tell_superiors(state: State, visit: Visit, to: tuple[str, ...], next_at: str | None) -> Change:
    """The superiors of those who are late are told, once; they are asked for nothing."""
    detail = {key: value for key, value in visit.detail.items() if key != "tell_at"}
    body = {"kind": "late", "node": visit.node, "visit": visit.number, "to": to}
    return Change(
        state.request,
        visits=(replace(visit, detail=detail, next_at=next_at),),
        events=(Event("tell_superiors", SYSTEM, visit.node, visit.number, detail={"people": list(to)}),),
        outgoing=(Outgoing("message", body),) if to else (),
    )


def escalate(
    state: State, visit: Visit, superiors: dict[int, tuple[str, ...]], now: str, next_at: str | None
) -> Change:
    """The superiors of those who are late are asked beside them, by the number of the late task: whoever is first
    decides. A superior who is at work here already, or the starter, is not asked again. Where an opinion or a delegate
    is late, it is the superior of who waits for them.
    """
    tasks = state.tasks_of(visit)
    waited_for = {t.parent for t in tasks if t.role in ANSWERING and t.state is TaskState.OPEN}
    at_work = {*voting.have_a_say(tasks), *visit.barred, state.request.starter}
    added: list[Task] = []
    for late in tasks:
        for userid in superiors.get(late.number, ()):
            if _is_late(late, waited_for) and userid not in at_work:
                at_work.add(userid)
                number = tasks[-1].number + len(added) + 1
                added.append(
                    Task(
                        visit.node,
                        visit.number,
                        number,
                        userid,
                        now,
                        role=Role.STAND_IN,
                        parent=late.number,
                        due_at=visit.due_at,
                        card=late.card,
                    )
                )
    event = Event("escalate", SYSTEM, visit.node, visit.number, detail={"people": [t.userid for t in added]})
    return Change(
        state.request,
        visits=(replace(visit, then="remind", next_at=next_at),),
        tasks=tuple(added),
        events=(event,),
        outgoing=told_turn(visit, {}, tuple(added)),
    )


def hand_over(
    state: State, visit: Visit, backups: dict[int, tuple[str, ...]], now: str, next_at: str | None
) -> Change:
    """Those who are late are replaced by their backups, the first of each who is not at work here already."""
    tasks = state.tasks_of(visit)
    at_work = {*voting.have_a_say(tasks), *visit.barred, state.request.starter}
    changed: list[Task] = []
    for late in tasks:
        to = next((userid for userid in backups.get(late.number, ()) if userid not in at_work), None)
        if to and late.state is TaskState.OPEN:
            at_work.add(to)
            number = tasks[-1].number + len(changed) // 2 + 1
            changed.append(replace(late, userid=to, on_behalf_of="", opened_at=now))
            changed.append(
                replace(
                    late, number=number, state=TaskState.EXPIRED, role=Role.COPY, parent=0, decided_at=now
                )
            )
    people = [t.userid for t in changed if t.in_hand]
    event = Event("hand_over", SYSTEM, visit.node, visit.number, detail={"people": people})
    return Change(
        state.request,
        visits=(replace(visit, then="remind", next_at=next_at),),
        tasks=tuple(changed),
        events=(event,),
        outgoing=told_turn(visit, {}, tuple(changed)),
    )


def _is_late(task: Task, waited_for: set[int]) -> bool:
    return task.number in waited_for or (task.state is TaskState.OPEN and task.role not in ANSWERING)


def _over(state: State, visit: Visit, outcome: Outcome, action: str, depth: int) -> Change:
    change = ended(state, visit, outcome, depth, Event(action, SYSTEM, visit.node, visit.number))
    mine = (visit.node, visit.number)
    tasks = tuple(
        replace(t, state=TaskState.EXPIRED) if (t.node, t.visit) == mine else t for t in change.tasks
    )
    return replace(change, tasks=tasks)
