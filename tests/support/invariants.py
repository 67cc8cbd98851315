"""What holds for a request whatever happens to it. Said in other words than the engine's, so that it can be wrong."""

from chalicelib.approvals.model import scoping
from chalicelib.approvals.model.outcomes import APPROVED
from chalicelib.approvals.model.types import SYSTEM, Outcome, Role, Status, Task, TaskState, Visit
from chalicelib.platform import chain
from tests.support.offices import Office

YES = {TaskState.APPROVED, TaskState.MERGED, TaskState.RESUBMITTED}
ALONGSIDE = {Role.AFTER, Role.WITH}
ANSWERING = {Role.OPINION, Role.DELEGATE}
HOLDING_UP = {Role.BEFORE, *ANSWERING}
PEOPLE_KINDS = {"approve", "handle", "revise", "sign", "seal"}
Outcomes = dict[tuple[str, int], Outcome]


def check(office: Office, outcomes: Outcomes) -> None:
    """Everything that holds after every step. `outcomes` are those seen so far."""
    once_decided_stays_decided(office, outcomes)
    the_right_people_have_open_tasks(office)
    nobody_is_asked_where_nothing_is_open(office)
    what_runs_waits_for_something(office)
    clocks_run(office)
    the_audit_chain_is_whole(office)


def once_decided_stays_decided(office: Office, outcomes: Outcomes) -> None:
    for visit in office.state.visits:
        if visit.outcome:
            assert outcomes.setdefault((visit.node, visit.number), visit.outcome) == visit.outcome


def the_right_people_have_open_tasks(office: Office) -> None:
    for visit in office.state.visits:
        tasks = office.state.tasks_of(visit)
        if visit.open:
            wanted = {t.number for t in tasks if in_hand(t) and has_turn(visit, t, tasks)}
            assert {t.number for t in tasks if t.state is TaskState.OPEN} == wanted
            people = [t.userid for t in tasks if in_hand(t)]
            deciding = [t.userid for t in tasks if in_hand(t) and t.role not in ANSWERING]
            assert len(set(deciding)) == len(deciding), f"somebody is to decide twice at {visit.id}"
            given = [t.number for t in tasks if in_hand(t) and vote_of(t, tasks) in YES]
            assert given == [], f"a vote that is given is asked for at {visit.id}"
            assert visit.kind not in PEOPLE_KINDS or wanted, f"{visit.id} waits for nobody"
            assert office.state.request.starter not in people or visit.kind != "approve" or _asked_own(tasks)
        if visit.kind in {"approve", "handle"}:
            assert not visit.open or not is_enough(visit, tasks), f"{visit.id} is decided and still open"
            if visit.outcome and visit.outcome.name == APPROVED and visit.outcome.by != SYSTEM and tasks:
                assert is_enough(visit, tasks), f"{visit.id} passed without enough votes"


def nobody_is_asked_where_nothing_is_open(office: Office) -> None:
    open_ids = {visit.id for visit in office.state.open_visits()}
    for task in office.state.tasks:
        assert not in_hand(task) or f"{task.node}.{task.visit}" in open_ids
    for visit in office.state.open_visits():
        assert not scoping.left_by(office.state, visit.scope), f"{visit.id} stands in a way that was left"


def what_runs_waits_for_something(office: Office) -> None:
    """At rest, the machine waits under the tokens of exactly the open visits; closed, it has come to its end."""
    opened = office.state.open_visits()
    if office.state.request.status is not Status.RUNNING:
        assert not opened
        return
    if office.under_way or office.trying_again or (office.held and office.dead):
        return
    assert opened, "it runs, and nothing is open"
    waiting = {work.token for work in office.execution.waiting()}
    assert {visit.token for visit in opened} == waiting
    assert office.execution.status == "RUNNING"


def clocks_run(office: Office) -> None:
    for visit in office.state.visits:
        if visit.outcome:
            assert visit.next_at is None
        else:
            assert (visit.due_at is None) == (visit.next_at is None), f"the clock of {visit.id} has stopped"
            assert all(t.due_at == visit.due_at for t in office.state.tasks_of(visit) if in_hand(t))


def the_audit_chain_is_whole(office: Office) -> None:
    assert chain.verify(office.events) == []
    request = office.state.request
    assert request.events == len(office.events)
    assert not office.events or request.head_hash == office.events[-1]["hash"]


def in_hand(task: Task) -> bool:
    return task.state in {TaskState.OPEN, TaskState.WAITING}


def vote_of(task: Task, tasks: tuple[Task, ...]) -> TaskState | None:
    """What was said for the vote of a task, by itself or by who was asked for the same."""
    vote = task.parent if task.role is Role.STAND_IN else task.number
    same = [t for t in tasks if t.number == vote or (t.role is Role.STAND_IN and t.parent == vote)]
    return next((t.state for t in same if t.state in YES), None)


def has_turn(visit: Visit, task: Task, tasks: tuple[Task, ...]) -> bool:
    """Whether a task in hand is to be decided now: nobody holds it up, and those before it are through."""
    if any(t.parent == task.number and t.role in HOLDING_UP and in_hand(t) for t in tasks):
        return False
    return _comes(visit, task, tasks)


def is_enough(visit: Visit, tasks: tuple[Task, ...]) -> bool:
    """Whether the votes there are carry the node, one way or the other."""
    votes = [t for t in tasks if t.role is Role.VOTE and (in_hand(t) or _spoke(t, tasks))]
    yes = [t for t in votes if _is_through(t, tasks)]
    if visit.sign == "any":
        return bool(yes)
    if visit.sign != "ratio":
        return len(yes) == len(votes) > 0
    need = next(n for n in range(1, 99) if n >= visit.ratio * len(votes) - 1e-9)
    need = min(max(need, visit.min_votes), len(votes))
    no = [t for t in votes if _said(t, tasks, {TaskState.REJECTED})]
    return len(yes) >= need or len(votes) - len(no) < need


def _comes(visit: Visit, task: Task, tasks: tuple[Task, ...]) -> bool:
    if task.role is Role.VOTE:
        before = [t for t in tasks if t.role is Role.VOTE and t.number < task.number]
        before = [t for t in before if in_hand(t) or _spoke(t, tasks)]
        return visit.sign != "in_order" or all(_is_through(t, tasks) for t in before)
    parent = next(t for t in tasks if t.number == task.parent)
    return _said(parent, tasks, YES) if task.role is Role.AFTER else _comes(visit, parent, tasks)


def _is_through(task: Task, tasks: tuple[Task, ...]) -> bool:
    """In favour, and so is everybody added with it or after it."""
    added = [t for t in tasks if t.parent == task.number and t.role in ALONGSIDE]
    added = [t for t in added if in_hand(t) or t.state in YES]
    return _said(task, tasks, YES) and all(_is_through(t, tasks) for t in added)


def _spoke(task: Task, tasks: tuple[Task, ...]) -> bool:
    return _said(task, tasks, YES | {TaskState.REJECTED})


def _said(task: Task, tasks: tuple[Task, ...], states: set[TaskState]) -> bool:
    """Said so itself, or whoever stood in for it did."""
    others = [t for t in tasks if t.parent == task.number and t.role is Role.STAND_IN]
    return task.state in states or any(t.state in states for t in others)


def _asked_own(tasks: tuple[Task, ...]) -> bool:
    """Whether the starter is only asked for an opinion, or works on somebody's behalf."""
    return all(t.role in ANSWERING for t in tasks if in_hand(t) and t.userid == "starter")
