"""What comes back to a node that waits for no person: answers of calls, ends of sub-requests, events. Each counts once."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.approvals import answering
from chalicelib.approvals.answering import Child
from chalicelib.approvals.decisions import Said
from chalicelib.approvals.model import engine
from chalicelib.approvals.model.types import Action, Change, State, Status, TaskState
from tests.support import invariants
from tests.support.offices import Office, node, office

FORM: dict[str, Any] = {
    "lines": {"label": "明细", "type": "table", "columns": {"what": {"label": "品名", "type": "text"}}},
    "booked": {"label": "单号", "type": "text", "later": True},
    "total": {"label": "合计", "type": "number", "later": True},
}
TWO = {"lines": [{"what": "灯"}, {"what": "表"}]}
CALL = {"system": "erp", "operation": "book", "with": {"what": "row.what"}, "each": "lines"}
SUBFLOW = {"flow": "other", "each": "lines", "map": {"name": "row.what"}}


def waiting(kind: str, said: dict[str, Any], typed: dict[str, Any] = TWO) -> Office:
    return office({kind: said, "key": "away"}, node("last"), form=FORM, typed=typed)


def answer(at: Office, number: int, told: dict[str, Any]) -> None:
    at.answer("away", lambda state, visit, facts: answering.answered(state, visit, number, told, facts))
    invariants.check(at, {})


def ended(at: Office, number: int, status: str, form: dict[str, Any] | None = None) -> None:
    child = Child(number, f"sub-{number}", status, form or {})
    at.answer("away", lambda state, visit, facts: answering.returned(state, visit, child, facts))
    invariants.check(at, {})


def test_a_call_for_each_row_is_waited_for_until_the_last_answer():
    at = waiting("call", {**CALL, "result": {"booked": "answer.number"}})
    assert [(one["number"], one["parts"]) for one in at.calls] == [(1, {"what": "灯"}), (2, {"what": "表"})]
    answer(at, 2, {"number": "B-2"})
    assert (at.open(), at.state.request.form["booked"]) == ({}, "B-2")
    with pytest.raises(LookupError):
        answer(at, 2, {"number": "B-9"})
    answer(at, 1, {"number": "B-1"})
    assert at.open() == {"last": ("last",)}
    assert at.state.request.form["booked"] == "B-1"
    assert [e["action"] for e in at.events if e["node"] == "away"] == ["opened", "called"]


def test_a_call_for_no_row_is_waited_for_by_nobody():
    at = waiting("call", CALL, {"lines": []})
    assert at.calls == []
    assert at.open() == {"last": ("last",)}


def test_a_replay_calls_nobody_again():
    at = waiting("call", CALL)
    answer(at, 1, {})
    at.lose_machine()
    assert len(at.calls) == 2
    answer(at, 2, {})
    at.lose_machine()
    assert len(at.calls) == 2
    assert at.open() == {"last": ("last",)}


@pytest.mark.parametrize(("policy", "seen"), [("ask", {"away": ("admin",)}), ("go_on", {"last": ("last",)})])
def test_a_refused_call_waits_for_an_administrator_or_is_done_without(
    policy: str, seen: dict[str, tuple[str, ...]]
):
    at = waiting("call", {**CALL, "each": None, "with": {}, "on_failure": policy})
    at.answer("away", answering.failed)
    assert at.open() == seen
    with pytest.raises(LookupError):
        at.answer("away", answering.failed)
    if policy == "ask":
        answer(at, 1, {})
        assert at.open() == {"last": ("last",)}, "it was done after all"
        assert at.task_states("away") == {"admin": TaskState.CANCELLED}


def asked() -> Office:
    """A call nobody took, about which administrators are asked."""
    at = waiting("call", {**CALL, "each": None, "with": {}, "on_failure": "ask"})
    at.answer("away", answering.failed)
    invariants.check(at, {})
    return at


def test_administrators_are_told_of_a_refused_call_and_let_the_request_go_on_without_it():
    at = asked()
    (told,) = [m for m in at.messages if m["kind"] == "call_failed"]
    assert (told["node"], told["to"]) == ("away", ["admin"])
    assert "对方系统没有接收调用" in told["text"]
    assert at.task("away", "admin").card["node_name"] == "调用外部系统"
    assert at.refused(lambda: at.decide("away", "admin", Said(Action.REJECT, "no"))) == "action_not_allowed"
    at.approve("away", "admin")
    assert at.open() == {"last": ("last",)}
    assert at.refused(lambda: at.operate(take_back(at))) == "take_back_too_late"
    with pytest.raises(LookupError):
        answer(at, 1, {})
    at.lose_machine()
    assert at.open() == {"last": ("last",)}


def take_back(at: Office) -> Callable[[State, str], Change]:
    place = at.place("away", "admin")
    return lambda state, now: engine.take_back(state, at.flow, place, "admin", "", now)


def test_a_call_in_a_fork_that_is_entered_anew_is_made_anew_and_nobody_is_asked_yet():
    call = {"call": {"system": "erp", "operation": "book"}, "key": "away"}
    at = office({"parallel": [[call], [node("beside")]], "key": "both"}, node("last"), withdraw="any_time")
    at.answer("away", answering.failed)
    assert at.open() == {"away": ("admin",), "beside": ("beside",)}
    at.decide("beside", "beside", Said(Action.RETURN, "again", straight=True))
    at.decide("revise", "starter", Said(Action.RESUBMIT))
    assert at.open() == {"beside": ("beside",)}
    assert len(at.calls) == 2
    answer(at, 1, {})
    invariants.check(at, {})


def test_sub_requests_are_waited_for_until_the_last_one_and_bring_values_back():
    at = waiting("subflow", {**SUBFLOW, "result": {"total": "answer.sum"}})
    assert [(one["flow"], one["form"]) for one in at.started] == [
        ("other", {"name": "灯"}),
        ("other", {"name": "表"}),
    ]
    begun = Child(2, "sub-2", Status.RUNNING.value, {})
    at.answer("away", lambda state, visit, _: answering.started(state, visit, begun))
    ended(at, 1, "approved", {"sum": 3})
    assert at.open() == {}, "the second one runs"
    ended(at, 1, "approved", {"sum": 3})
    assert at.open() == {}, "told twice, it is still one"
    ended(at, 2, "approved", {"sum": 4})
    assert at.open() == {"last": ("last",)}
    assert at.state.request.form["total"] == 4
    children = at.visit("away").detail["children"]
    assert {number: one["status"] for number, one in children.items()} == {"1": "approved", "2": "approved"}


@pytest.mark.parametrize("status", ["rejected", "withdrawn", "ended"])
@pytest.mark.parametrize(
    ("policy", "seen", "running"),
    [
        ("return", {"revise": ("starter",)}, True),
        ("reject", {}, False),
        ("go_on", {"last": ("last",)}, True),
    ],
)
def test_one_sub_request_that_is_not_approved_decides_as_the_node_says(
    policy: str,
    seen: dict[str, tuple[str, ...]],
    running: bool,  # noqa: FBT001
    status: str,
):
    at = waiting("subflow", {**SUBFLOW, "rejected": policy})
    ended(at, 1, status)
    assert at.open() == {}, "the second one runs"
    ended(at, 2, "approved")
    assert (at.open(), at.state.request.running) == (seen, running)


def test_a_sub_request_that_ends_after_its_parent_was_withdrawn_changes_nothing():
    at = waiting("subflow", SUBFLOW)
    before = at.state
    visit = at.visit("away")
    left = Child(1, "sub-1", "approved", {})
    gone = at.facts(before)
    assert answering.returned(before, visit, left, gone) is not None
    at.operate(lambda state, now: engine.end_by_force(state, "admin", "", now))
    assert answering.returned(at.state, at.visit("away"), left, at.facts(at.state)) is None


def test_nobody_waits_for_a_sub_request_that_is_only_started():
    at = waiting("subflow", {**SUBFLOW, "wait": False})
    assert len(at.started) == 2
    assert at.open() == {"last": ("last",)}


def test_an_event_lets_go_on_what_waits_for_it_once():
    at = office({"wait": {"event": "paid", "at_most": {"workdays": 9}}, "key": "away"}, node("last"))
    facts = at.facts(at.state)
    assert answering.arrived(at.state, "other", {}, facts) is None
    at.answer("away", lambda state, _, facts: answering.arrived(state, "paid", {"by": "bank"}, facts))
    assert at.open() == {"last": ("last",)}
    assert next(e["detail"]["told"] for e in at.events if e["action"] == "event") == {"by": "bank"}
    assert answering.arrived(at.state, "paid", {}, at.facts(at.state)) is None


SIGN = {"system": "esign", "operation": "sign", "result": {"booked": "answer.state"}}
RESULTS = [
    {"when": 'booked = "refused"', "reject": True},
    {"when": 'booked = "expired"', "return_to": "draft"},
    {"when": 'booked = "wrong"', "return_to": "revise"},
]


def signing(*before: dict[str, Any]) -> Office:
    asked = {"call": SIGN, "key": "away", "results": RESULTS}
    at = office(node("draft"), *before, asked, node("last"), form=FORM, typed=TWO)
    return at.approve("draft", "draft")


def test_what_was_answered_sends_the_request_back_to_a_node_and_it_is_called_again():
    at = signing()
    answer(at, 1, {"state": "expired"})
    assert at.open() == {"draft": ("draft",)}
    assert at.state.request.form["booked"] == "expired"
    at.approve("draft", "draft")
    assert len(at.calls) == 2
    answer(at, 1, {"state": "done"})
    assert at.open() == {"last": ("last",)}
    assert [e["detail"] for e in at.events if e["action"] == "called"] == [{"result": "draft"}, {}]


def test_what_was_answered_rejects_the_request_or_returns_it_to_its_starter():
    at = signing()
    answer(at, 1, {"state": "refused"})
    assert at.state.request.status is Status.REJECTED
    at = signing()
    answer(at, 1, {"state": "wrong"})
    assert at.open() == {"revise": ("starter",)}


def test_a_machine_lost_after_such_an_answer_comes_to_the_same():
    at = signing()
    answer(at, 1, {"state": "expired"})
    at.lose_machine()
    assert at.open() == {"draft": ("draft",)}
    assert len(at.calls) == 1


def test_an_answer_inside_a_fork_sends_its_own_way_back():
    asked = {"call": SIGN, "key": "away", "results": [{"when": 'booked = "expired"', "return_to": "inner"}]}
    fork = {"parallel": [[node("inner"), asked], [node("beside")]], "key": "both"}
    at = office(fork, node("last"), form=FORM, typed=TWO).approve("inner", "inner")
    answer(at, 1, {"state": "expired"})
    assert at.open() == {"beside": ("beside",), "inner": ("inner",)}


def test_what_goes_round_too_often_waits_for_an_administrator(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(answering, "MOST_VISITS", 2)
    at = signing()
    answer(at, 1, {"state": "expired"})
    assert at.open() == {"away": ("admin",)}
    assert [m["to"] for m in at.messages if m["kind"] == "call_failed"] == [["admin"]]
    assert at.visit("away").detail["failed"]
    assert at.state.request.running
