"""The journal under pressure: one winner, losers told who, and an audit chain that stays whole."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.approvals import audit, journal, lists, service, store
from chalicelib.approvals.decisions import Said
from chalicelib.approvals.model import engine, outcomes
from chalicelib.approvals.model.engine import Asked, Entry, Opening
from chalicelib.approvals.model.errors import AlreadyDecidedError, RequestNotFoundError
from chalicelib.approvals.model.types import (
    Action,
    Change,
    Event,
    Outcome,
    Request,
    Resume,
    State,
    Task,
    TaskState,
    Visit,
)
from chalicelib.directory import service as directory
from chalicelib.directory.model import Department, Person
from chalicelib.platform import chain
from chalicelib.platform.errors import CursorError
from chalicelib.platform.ids import new_id
from tests.store.store_support import at_once, dump, register_leave_flow

NOW = "2026-11-23T04:00:00.000Z"
EIGHT = tuple(f"person{number}" for number in range(8))
APPROVE, REJECT = Action.APPROVE, Action.REJECT


@pytest.fixture(autouse=True)
def office(empty: None) -> None:
    register_leave_flow()
    people = [Person(userid, userid, "", 1, pinyin=userid) for userid in (*EIGHT, "liming")]
    directory.load([Department(1, "院")], people)


def submitted(request: str | None = None, at: str = NOW) -> str:
    request = request or new_id()
    wanted = Request(
        id=request,
        serial=f"QJ-{request}",
        title="请假",
        flow="leave-request",
        flow_version=1,
        starter="liming",
        submitted_at=at,
        form={"kind": "personal", "days": 1, "minutes": 480, "needs_balance": False, "agent": "person0"},
        routing={"days": 1},
    )
    journal.commit(None, Change(wanted, events=(Event("submit", "liming"),)))
    return request


def waiting_for(*people: str, sign: str = "any", at: str = NOW) -> str:
    """A request at the node `head`, waiting for these people."""
    request = submitted(at=at)
    opening = Opening(
        "approve",
        "部门负责人审批",
        sign,
        ("approve", "reject", "return"),
        tuple(Asked(userid) for userid in people),
    )

    def open_it(state: State) -> Any:
        return engine.open_visit(state, Entry("head", 1, at, "token"), 1, opening, at), ()

    journal.change(request, open_it)
    return request


def decide(request: str, number: int, action: Action = APPROVE, comment: str = "") -> State:
    task = f"{request}.head.1.{number + 1}"
    return service.decide(EIGHT[number], task, Said(action, comment), "f1")


def outgoing(request: str) -> list[store.OutgoingRow]:
    return list(store.OutgoingRow.query(store.request_key(request), store.OutgoingRow.sk.startswith("7#")))


def tasks_by_state(state: State) -> dict[str, int]:
    found: dict[str, int] = {}
    for task in state.tasks:
        found[task.state.value] = found.get(task.state.value, 0) + 1
    return found


def test_of_eight_people_deciding_at_once_one_wins_and_the_others_learn_who():
    decide(waiting_for(*EIGHT), 0)
    request = waiting_for(*EIGHT)
    answers = at_once(8, lambda number: decide(request, number))
    winners = [number for number, answer in enumerate(answers) if isinstance(answer, State)]
    assert len(winners) == 1
    losers = [answer for answer in answers if isinstance(answer, AlreadyDecidedError)]
    assert len(losers) == 7
    assert {(error.params["by"], error.params["action"]) for error in losers} == {
        (EIGHT[winners[0]], "approved")
    }


def test_after_the_race_there_is_one_decision_one_resumption_and_a_whole_chain():
    request = waiting_for(*EIGHT)
    at_once(8, lambda number: decide(request, number))
    state = journal.read(request)
    assert tasks_by_state(state) == {"approved": 1, "cancelled": 7}
    assert [row.outgoing_kind for row in outgoing(request)].count("resume") == 1
    assert [event["action"] for event in journal.events(request)] == ["submit", "opened", "approve"]
    assert audit.is_whole(request)


def test_eight_clicks_of_the_same_person_are_one_decision():
    request = waiting_for(*EIGHT)
    answers = at_once(8, lambda _: decide(request, 3, REJECT, "不行"))
    assert all(isinstance(answer, State) for answer in answers)
    assert [event["action"] for event in journal.events(request)] == ["submit", "opened", "reject"]
    assert [row.outgoing_kind for row in outgoing(request)].count("resume") == 1


def test_all_must_sign_and_the_last_signature_resumes_once():
    request = waiting_for(*EIGHT[:4], sign="all")
    answers = at_once(4, lambda number: decide(request, number))
    assert all(isinstance(answer, State) for answer in answers)
    assert tasks_by_state(journal.read(request)) == {"approved": 4}
    assert [row.outgoing_kind for row in outgoing(request)].count("resume") == 1
    assert audit.is_whole(request)


@pytest.mark.parametrize("round_", range(5))
def test_a_decision_and_a_withdrawal_at_once_have_one_outcome(round_):
    request = waiting_for(EIGHT[0])
    works: list[Callable[[], State]] = [
        lambda: decide(request, 0),
        lambda: service.withdraw("liming", request, "不请了", "f1"),
    ]
    approved, withdrawn = at_once(2, lambda number: works[number]())
    visit = journal.read(request).visits[0]
    if isinstance(approved, State):
        # Withdrawing after it finds nobody waiting: it is on its way to the next node.
        assert type(withdrawn).__name__ == "InTransitError"
        assert visit.outcome.name == outcomes.APPROVED
    else:
        assert isinstance(approved, AlreadyDecidedError)
        assert (approved.params["by"], approved.params["action"]) == ("liming", "withdrawn")
        assert visit.outcome.name == outcomes.WITHDRAWN
    assert [row.outgoing_kind for row in outgoing(request)].count("resume") == 1
    assert audit.is_whole(request)


def test_withdrawing_again_after_a_lost_answer_changes_nothing(database):
    request = waiting_for(EIGHT[0])
    service.withdraw("liming", request, "", "f1")
    before = dump(database)
    service.withdraw("liming", request, "", "f1")
    assert dump(database) == before


def test_a_refused_decision_writes_nothing(database):
    request = waiting_for(EIGHT[0])
    decide(request, 0)
    before = dump(database)
    with pytest.raises(AlreadyDecidedError):
        decide(request, 0, REJECT, "不行")
    assert dump(database) == before


def test_a_step_called_again_opens_nothing_again():
    request = waiting_for(*EIGHT[:2])
    before = [event["action"] for event in journal.events(request)]
    visit, number = engine.locate(journal.read(request), Entry("head", 1, NOW, "token-2"))
    assert (visit.node, number) == ("head", 1)
    assert [event["action"] for event in journal.events(request)] == before


def test_everything_of_a_request_is_read_back_as_it_was_written():
    request = Request(
        id=new_id(),
        serial="QJ-1",
        title="请假😀",
        flow="leave-request",
        flow_version=3,
        starter="liming",
        submitted_at=NOW,
        form={"days": 0.5, "list": [1, {"a": None}], "text": "事由\n", "empty": ""},
        routing={"starter": {"is_dept_head": False}},
        closed_at=NOW,
        run=2,
        form_revision=4,
        preview=({"key": "head", "people": ["wangfang"]},),
        reminded_at=NOW,
        due_at=NOW,
        resumes={"head": Resume(2, "both.1", "head", ("a",), "last", Resume(1))},
        picks={"last": ("a", "b")},
        supervisors=("wangfang",),
        parent={"request": "r0", "node": "buy", "visit": 1, "number": 2},
        incomplete=True,
    )
    visit = Visit(
        node="head",
        number=2,
        kind="approve",
        name="部门负责人审批",
        sign="all",
        actions=("approve", "return"),
        opened_at=NOW,
        entries=("1/a", "2/b"),
        token="t",
        due_at=NOW,
        next_at=NOW,
        then="remind",
        remind_minutes=1440,
        reason="部门负责人",
        scope="both.1",
        ratio=0.6,
        min_votes=2,
        resume=Resume(1, back_to="last", back=Resume(3, again=("b",))),
        detail={"done": [1], "children": {"1": {"request": "r2", "status": "running"}}},
    )
    outcome = Outcome(outcomes.returned_to(), "a", NOW, {"days": 0.5})
    decided = Visit("agent", 1, "handle", "代理人", NOW, "any", outcome=outcome, left="Rejected")
    tasks = tuple(
        Task("head", 2, place, f"p{place}", NOW, state, due_at=NOW, decided_at=NOW, comment="好")
        for place, state in enumerate(TaskState, 1)
    )
    written = journal.commit(None, Change(request, (visit, decided), tasks, (Event("submit", "liming"),)))
    found = journal.read(request.id)
    assert found.request == written.request
    assert (found.visit("head", 2), found.visit("agent", 1)) == (replace(visit, token=""), decided)
    assert store.read_tokens(request, "head", 2) == ["t"]
    assert store.read_tokens(request, "agent", 1) == []
    assert store.read_tokens(replace(request, run=request.run + 1), "head", 2) == []
    assert sorted(found.tasks, key=lambda t: t.number) == list(tasks)


def test_a_request_that_is_not_there_is_not_found():
    with pytest.raises(RequestNotFoundError):
        journal.read(new_id())


def shelf(name: str) -> list[str]:
    return [row.request for row in store.ApprovalRow.by_person.query(name)]


def test_a_task_stands_on_the_list_that_fits_its_state():
    request = waiting_for(EIGHT[0], EIGHT[1])
    assert shelf(f"OPEN#{EIGHT[0]}") == shelf(f"OPEN#{EIGHT[1]}") == [request]
    decide(request, 0)
    assert shelf(f"OPEN#{EIGHT[0]}") == shelf(f"OPEN#{EIGHT[1]}") == []
    assert (shelf(f"DONE#{EIGHT[0]}"), shelf(f"DONE#{EIGHT[1]}")) == ([request], [])


def test_a_copy_stands_on_its_own_list():
    request = submitted()

    def copy(state: State) -> Any:
        return engine.effect_done(state, Entry("tell", 1, NOW), 1, "cc", "抄送", NOW, ("person5",)), ()

    journal.change(request, copy)
    assert shelf("CC#person5") == [request]
    assert shelf("OPEN#person5") == shelf("DONE#person5") == []


def test_a_request_moves_from_one_status_list_to_the_other():
    request = submitted()
    journal.change(request, lambda state: (engine.close(state, outcomes.APPROVED, NOW), ()))
    by_status = store.ApprovalRow.by_status
    assert [row.request for row in by_status.query("STATUS#running")] == []
    assert [row.request for row in by_status.query("STATUS#approved")] == [request]


def test_cursors_walk_over_all_my_requests_newest_first():
    made = [submitted(at=f"2026-11-23T04:{n // 60:02d}:{n % 60:02d}.000Z") for n in range(45)]
    found, cursor, pages = [], None, 0
    while pages == 0 or cursor:
        page = lists.requests("liming", "mine", None, None, cursor)
        found += [item.id for item in page.items]
        cursor, pages = page.next_cursor, pages + 1
    assert found == made[::-1]
    assert pages >= 3


def test_a_filter_leaves_out_what_does_not_fit_and_the_cursor_goes_on():
    made = [submitted(at=f"2026-11-23T04:00:{n:02d}.000Z") for n in range(25)]
    journal.change(made[0], lambda state: (engine.close(state, outcomes.REJECTED, NOW), ()))
    found, cursor, first = [], None, True
    while first or cursor:
        page = lists.requests("liming", "mine", "rejected", None, cursor)
        found += [item.id for item in page.items]
        cursor, first = page.next_cursor, False
    assert found == [made[0]]


def test_the_cursor_of_a_colleagues_list_is_refused():
    for n in range(21):
        submitted(at=f"2026-11-23T04:00:{n:02d}.000Z")
    cursor = lists.requests("liming", "mine", None, None, None).next_cursor
    with pytest.raises(CursorError):
        lists.requests("person0", "mine", None, None, cursor)


def test_all_requests_are_walked_for_an_export():
    made = {submitted(at=f"2026-11-23T04:00:{n:02d}.000Z") for n in range(12)}
    found, cursor = journal.request_ids(None, limit=5)
    while cursor:
        page, cursor = journal.request_ids(cursor, limit=5)
        found += page
    assert set(found) == made
    assert len(found) == 12


def test_a_changed_event_breaks_the_chain():
    request = waiting_for(EIGHT[0])
    row = store.EventRow.get(store.request_key(request), "5#000001")
    row.update(actions=[store.EventRow.comment.set("forged")])
    assert [found.seq for found in chain.verify(journal.events(request))] == [1]
    assert not audit.is_whole(request)


def test_a_deleted_last_event_breaks_the_chain():
    request = waiting_for(EIGHT[0])
    store.EventRow.get(store.request_key(request), "5#000002").delete()
    assert chain.verify(journal.events(request)) == []
    assert not audit.is_whole(request)
