"""The operations of the engine, each by example."""

import pytest

from chalicelib.approvals.model import engine
from chalicelib.approvals.model.engine import Decision, Entry, locate
from chalicelib.approvals.model.errors import (
    ActionNotAllowedError,
    AlreadyDecidedError,
    CommentRequiredError,
    InTransitError,
    NotStarterError,
    NotYourTaskError,
    RequestClosedError,
    TaskNotFoundError,
    WithdrawNotAllowedError,
)
from chalicelib.approvals.model.outcomes import APPROVED, REJECTED, WITHDRAWN, returned_to
from chalicelib.approvals.model.types import SYSTEM, Action, State, Status, TaskState
from chalicelib.platform import chain
from tests.support.running import NOW, Running, opening, request


def _at_head(*people: str, **more: object) -> Running:
    """A request that waits at its head of department."""
    running = Running()
    running.arrive("head", 1, "t1", opening(*(people or ("wangfang",)), **more))
    return running


def _states(running: Running) -> dict[str, str]:
    return {task.userid: task.state.value for task in running.state.tasks}


def _outcome(running: Running, node: str = "head", number: int = 1) -> str | None:
    visit = running.state.visit(node, number)
    return visit.outcome.name if visit and visit.outcome else None


def test_arriving_opens_a_task_for_each_person_and_tells_them():
    running = _at_head("wangfang", "heyan", due_at="2026-11-24T01:00:00.000Z")
    assert _states(running) == {"wangfang": "open", "heyan": "open"}
    assert [t.due_at for t in running.state.tasks] == ["2026-11-24T01:00:00.000Z"] * 2
    assert [event["action"] for event in running.events] == ["opened"]
    assert running.events[0]["detail"]["people"] == ["wangfang", "heyan"]
    assert [(o.kind, o.body["kind"], o.body["to"]) for o in running.outgoing] == [
        ("message", "todo", ["wangfang", "heyan"])
    ]


def test_a_node_that_needs_nobody_passes_at_once_and_says_so():
    running = Running()
    running.arrive("head", 1, "t1", opening())
    assert running.state.tasks == ()
    assert _outcome(running) == APPROVED
    assert running.events[0]["action"] == "nobody_needed"
    assert [o.kind for o in running.outgoing] == ["resume"]


def test_who_approved_the_step_before_is_not_asked_again():
    running = _at_head("wangfang", passes_by="wangfang")
    assert running.state.tasks == ()
    visit = running.state.visit("head", 1)
    assert visit is not None
    assert visit.outcome is not None
    assert visit.outcome.by == "wangfang"
    assert running.events[0]["action"] == "merged"
    assert running.events[0]["detail"] == {"by": "wangfang"}


def test_one_of_several_decides_and_the_others_tasks_go_away():
    running = _at_head("wangfang", "heyan", "zhoumin")
    change = running.decide("head", "heyan", Action.APPROVE, "同意")
    assert _states(running) == {"wangfang": "cancelled", "heyan": "approved", "zhoumin": "cancelled"}
    assert _outcome(running) == APPROVED
    assert [(o.kind, o.body) for o in change.outgoing] == [("resume", {"node": "head", "visit": 1})]
    assert running.events[-1]["actor"] == "heyan"
    assert running.events[-1]["comment"] == "同意"


def test_where_all_must_sign_the_node_waits_for_the_last():
    running = _at_head("wangfang", "heyan", sign="all")
    assert running.decide("head", "heyan", Action.APPROVE).outgoing == ()
    assert _outcome(running) is None
    assert _states(running) == {"wangfang": "open", "heyan": "approved"}
    running.decide("head", "wangfang", Action.APPROVE)
    assert _outcome(running) == APPROVED


@pytest.mark.parametrize(("action", "outcome"), [(Action.REJECT, REJECTED), (Action.RETURN, returned_to())])
def test_where_all_must_sign_one_no_is_enough(action: Action, outcome: str):
    running = _at_head("wangfang", "heyan", "zhoumin", sign="all")
    running.decide("head", "zhoumin", Action.APPROVE)
    running.decide("head", "heyan", action, "不行")
    assert _outcome(running) == outcome
    assert _states(running)["wangfang"] == "cancelled"
    assert _states(running)["zhoumin"] == "approved"


@pytest.mark.parametrize("action", [Action.REJECT, Action.RETURN])
@pytest.mark.parametrize("comment", ["", " ", "\n\t"])
def test_a_no_needs_a_reason(action: Action, comment: str):
    running = _at_head()
    with pytest.raises(CommentRequiredError) as refused:
        running.decide("head", "wangfang", action, comment)
    assert refused.value.field == "comment"
    assert _states(running) == {"wangfang": "open"}


def test_somebody_elses_task_is_not_mine_to_decide():
    running = _at_head()
    with pytest.raises(NotYourTaskError):
        engine.decide(running.state, "head", 1, 1, Decision(Action.APPROVE, "heyan", ""), (), NOW)


@pytest.mark.parametrize(
    ("node", "visit", "task"), [("leader", 1, 1), ("head", 2, 1), ("head", 1, 2), ("", 0, 0)]
)
def test_a_task_that_is_not_there_is_not_found(node: str, visit: int, task: int):
    with pytest.raises(TaskNotFoundError):
        engine.decide(_at_head().state, node, visit, task, Decision(Action.APPROVE, "wangfang"), (), NOW)


@pytest.mark.parametrize("action", [Action.REJECT, Action.RESUBMIT])
def test_a_node_offers_only_its_own_actions(action: Action):
    running = _at_head("wangfang", actions=("approve", "return"))
    with pytest.raises(ActionNotAllowedError) as refused:
        running.decide("head", "wangfang", action, "因为")
    assert refused.value.field == "action"


def test_a_task_is_decided_once_and_who_is_late_hears_who_was_first():
    running = _at_head("wangfang", "heyan")
    running.decide("head", "wangfang", Action.REJECT, "不行")
    for late in ("wangfang", "heyan"):
        with pytest.raises(AlreadyDecidedError) as refused:
            running.decide("head", late, Action.APPROVE)
        assert refused.value.params == {"by": "wangfang", "action": "rejected"}
    assert len([event for event in running.events if event["action"] != "opened"]) == 1


def test_one_who_signed_does_not_sign_again_while_others_are_asked():
    running = _at_head("wangfang", "heyan", sign="all")
    running.decide("head", "heyan", Action.APPROVE)
    with pytest.raises(AlreadyDecidedError) as refused:
        running.decide("head", "heyan", Action.REJECT, "后悔")
    assert refused.value.params == {"by": "heyan", "action": "approved"}


def test_the_outcome_carries_the_routing_of_the_moment():
    running = _at_head()
    running.decide("head", "wangfang", Action.APPROVE)
    visit = running.state.visit("head", 1)
    assert visit is not None
    assert visit.outcome is not None
    assert visit.outcome.routing == {"days": 2}


def test_resubmitting_counts_as_approval_of_the_correction():
    running = Running()
    running.arrive("revise", 1, "t1", opening("liming", actions=("resubmit",), kind="revise"))
    running.decide("revise", "liming", Action.RESUBMIT)
    assert _outcome(running, "revise") == APPROVED
    assert _states(running) == {"liming": "resubmitted"}


def test_a_corrected_form_is_a_new_revision():
    corrected = engine.resubmit_form(request(), {"days": 5}, {"days": 5})
    assert (corrected.form, corrected.routing, corrected.form_revision) == ({"days": 5}, {"days": 5}, 2)


def test_withdrawing_ends_every_open_visit_and_tells_the_machine():
    running = _at_head("wangfang", "heyan")
    change = running.apply(engine.withdraw(running.state, "liming", "改期", NOW, allowed=True))
    assert _outcome(running) == WITHDRAWN
    assert set(_states(running).values()) == {"cancelled"}
    assert [o.kind for o in change.outgoing] == ["resume"]
    assert running.events[-1]["comment"] == "改期"
    with pytest.raises(RequestClosedError):
        engine.withdraw(running.state, "liming", "", NOW, allowed=True)


def test_only_the_starter_withdraws():
    with pytest.raises(NotStarterError):
        engine.withdraw(_at_head().state, "wangfang", "", NOW, allowed=True)


def test_a_closed_request_is_not_withdrawn():
    closed = State(request(status=Status.APPROVED))
    with pytest.raises(RequestClosedError):
        engine.withdraw(closed, "liming", "", NOW, allowed=True)


def test_between_two_nodes_there_is_nothing_to_withdraw_yet():
    running = _at_head()
    running.decide("head", "wangfang", Action.APPROVE)
    with pytest.raises(InTransitError):
        engine.withdraw(running.state, "liming", "", NOW, allowed=True)


def test_between_two_nodes_there_is_nobody_to_urge_yet():
    running = _at_head()
    running.decide("head", "wangfang", Action.APPROVE)
    with pytest.raises(InTransitError):
        engine.remind_all(running.state, "liming", NOW)
    running.apply(engine.close(running.state, APPROVED, NOW))
    with pytest.raises(RequestClosedError):
        engine.remind_all(running.state, "liming", NOW)


def test_a_flow_may_forbid_withdrawing():
    with pytest.raises(WithdrawNotAllowedError):
        engine.withdraw(_at_head().state, "liming", "", NOW, allowed=False)


def test_a_visit_that_is_overdue_passes_and_nobody_is_said_to_have_done_it():
    running = _at_head("wangfang", "heyan", sign="all")
    running.decide("head", "heyan", Action.APPROVE)
    running.apply(engine.auto_pass(running.state, running.state.open_visits()[0], NOW))
    assert _outcome(running) == APPROVED
    assert _states(running) == {"wangfang": "expired", "heyan": "approved"}
    assert (running.events[-1]["action"], running.events[-1]["actor"]) == ("auto_pass", SYSTEM)
    assert running.outgoing[-1].kind == "resume"


def test_a_reminder_goes_to_those_who_have_not_decided():
    running = _at_head("wangfang", "heyan", sign="all")
    running.decide("head", "heyan", Action.APPROVE)
    change = running.apply(engine.remind(running.state, running.state.open_visits()[0], "liming", "later"))
    assert change.outgoing[0].body["to"] == ["wangfang"]
    assert change.outgoing[0].body["overdue"] is False
    assert running.state.open_visits()[0].next_at == "later"
    assert running.state.open_visits()[0].open


def test_a_decided_visit_is_of_no_interest_to_the_timers():
    running = _at_head("wangfang", next_at="2026-11-24T00:00:00.000Z")
    running.decide("head", "wangfang", Action.APPROVE)
    assert [visit.next_at for visit in running.state.visits] == [None]


def test_an_effect_is_a_visit_of_its_own_and_a_copy_is_nobodys_to_do():
    running = Running()
    entry = Entry("tell", 1, "t1")
    running.apply(engine.effect_done(running.state, entry, 1, "cc", "抄送", NOW, ("chenjing",)))
    assert _states(running) == {"chenjing": "copied"}
    assert locate(running.state, entry)[0] is not None
    with pytest.raises(AlreadyDecidedError):
        running.decide("tell", "chenjing", Action.APPROVE)


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        (APPROVED, Status.APPROVED),
        (REJECTED, Status.REJECTED),
        (WITHDRAWN, Status.WITHDRAWN),
    ],
)
def test_the_end_of_the_machine_closes_the_request_and_tells_the_starter(outcome: str, status: Status):
    change = engine.close(State(request()), outcome, NOW)
    assert (change.request.status, change.request.closed_at) == (status, NOW)
    assert [(o.body["kind"], o.body["to"]) for o in change.outgoing] == [(status.value, ["liming"])]
    assert change.events[0].detail == {"status": status.value}


def test_the_same_entry_again_is_the_same_visit_with_the_newest_token():
    running = _at_head()
    running.arrive("head", 1, "t1", opening("heyan"))
    assert _states(running) == {"wangfang": "open"}
    assert len(running.state.visits) == 1
    assert [event["action"] for event in running.events] == ["opened"]


def test_a_wait_that_begins_anew_is_the_same_visit():
    running = _at_head()
    before = running.state.visits[0]
    running.arrive("head", 1, "t1", opening("heyan"), "token of the second attempt")
    assert _states(running) == {"wangfang": "open"}
    visit = running.state.visits[0]
    assert visit.entries == before.entries == ("1/t1",), "the state was entered once"
    assert visit.token == "token of the second attempt"


def test_coming_back_after_a_return_is_the_next_visit():
    running = _at_head()
    running.decide("head", "wangfang", Action.RETURN, "补材料")
    running.arrive("revise", 1, "t2", opening("liming"))
    running.arrive("head", 1, "t3", opening("wangfang"))
    assert [visit.number for visit in running.state.visits_of("head")] == [1, 2]
    states = [task.state for task in running.state.tasks if task.node == "head"]
    assert states == [TaskState.RETURNED, TaskState.OPEN]


def test_a_decision_recorded_just_as_the_wait_ran_out_is_not_asked_again():
    running = _at_head()
    running.decide("head", "wangfang", Action.APPROVE)
    change = running.arrive("head", 1, "t1", opening("wangfang"))
    assert change.tasks == ()
    assert [(o.kind, o.body) for o in change.outgoing] == [("resume", {"node": "head", "visit": 1})]


def test_a_replay_is_answered_from_the_log_without_asking_anybody():
    running = _at_head()
    running.decide("head", "wangfang", Action.APPROVE)
    change = running.arrive("head", 2, "t9", opening("heyan"))
    assert change.tasks == ()
    assert change.events == ()
    assert [(o.kind, o.body) for o in change.outgoing] == [("resume", {"node": "head", "visit": 1})]
    assert running.state.visits[0].token == "token 2/t9"


def test_a_replay_waits_at_a_node_that_is_still_open():
    running = _at_head()
    change = running.arrive("head", 2, "t9", opening("heyan"))
    assert (change.tasks, change.outgoing) == ((), ())
    assert running.state.visits[0].token == "token 2/t9"
    running.decide("head", "wangfang", Action.APPROVE)
    assert _outcome(running) == APPROVED


def test_a_replay_follows_every_round_of_returns():
    running = _at_head()
    running.decide("head", "wangfang", Action.RETURN, "补材料")
    running.arrive("revise", 1, "t2", opening("liming"))
    running.arrive("head", 1, "t3", opening("wangfang"))
    running.decide("head", "wangfang", Action.APPROVE)
    first = running.arrive("head", 2, "u1", opening("heyan"))
    running.arrive("revise", 2, "u2", opening("liming"))
    second = running.arrive("head", 2, "u3", opening("heyan"))
    assert [change.visits[0].number for change in (first, second)] == [1, 2]
    assert [change.visits[0].outcome.name for change in (first, second) if change.visits[0].outcome] == [
        returned_to(),
        APPROVED,
    ]


def test_run_1_is_not_taken_for_run_11():
    running = _at_head()
    running.decide("head", "wangfang", Action.APPROVE)
    running.arrive("head", 11, "t1", opening("heyan"))
    running.arrive("leader", 1, "t4", opening("zhaogang"))
    visit, number = locate(running.state, Entry("head", 1, "t5"))
    assert (visit, number) == (None, 2)


def test_the_events_of_a_request_are_one_whole_chain():
    running = _at_head("wangfang", "heyan", sign="all")
    running.decide("head", "heyan", Action.APPROVE)
    running.decide("head", "wangfang", Action.REJECT, "不行")
    running.apply(engine.close(running.state, REJECTED, NOW))
    assert chain.verify(running.events) == []
    assert [event["seq"] for event in running.events] == [1, 2, 3, 4]
    assert running.state.request.head_hash == running.events[-1]["hash"]
    assert running.state.request.events == 4


def test_a_closed_request_refuses_every_operation():
    running = _at_head()
    running.decide("head", "wangfang", Action.APPROVE)
    running.apply(engine.close(running.state, APPROVED, NOW))
    with pytest.raises(AlreadyDecidedError):
        running.decide("head", "wangfang", Action.APPROVE)
    with pytest.raises(RequestClosedError):
        engine.withdraw(running.state, "liming", "", NOW, allowed=True)
