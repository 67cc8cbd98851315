"""What meets: returns and several signatures, forks, clocks, removed people and stand-ins, corrections and replays."""

import pytest

from chalicelib.approvals import acting
from chalicelib.approvals.decisions import Said
from chalicelib.approvals.model import arriving
from chalicelib.approvals.model.types import Action, TaskState
from chalicelib.flows.cases import Step
from tests.support import invariants
from tests.support.offices import Office, node, office, world

LATE = {"hours": 1, "remind_before_hours": 0, "then": {"escalate": {"head_of": "assignee.department"}}}


def do(at: Office, node_key: str, by: str, what: str, **more: object) -> None:
    acting.act(at, Step.model_validate({"at": node_key, "by": by, "do": what, "comment": "why"} | more))
    invariants.check(at, {})


def fork(*ways: list[dict[str, object]]) -> dict[str, object]:
    return {"parallel": [*ways], "key": "both"}


@pytest.mark.parametrize("straight", [True, False])
@pytest.mark.parametrize("lost", [True, False])
def test_a_return_inside_several_signatures_inside_a_fork_with_running_clocks(straight: bool, lost: bool):  # noqa: FBT001
    """The combination other engines lose tasks in: nobody is lost, nobody asked twice, every clock runs."""
    panel = node("panel", "p1", "p2", "p3", sign="all", due={"hours": 8})
    at = office(node("first"), fork([node("draft"), panel], [node("beside", due={"hours": 2})]), node("last"))
    at.approve("first", "first").approve("draft", "draft").approve("panel", "p2")
    beside, panel_due = at.visit("beside"), at.visit("panel").due_at
    at.wait(1)
    do(at, "panel", "p1", "return", to="draft", straight=straight)
    assert at.open() == {"draft": ("draft",), "beside": ("beside",)}
    if lost:
        at.lose_machine()
    at.wait(1)
    at.approve("draft", "draft")
    assert at.open() == {"panel": ("p1", "p3") if straight else ("p1", "p2", "p3"), "beside": ("beside",)}
    assert (at.visit("beside").due_at, at.visit("beside").number) == (beside.due_at, 1)
    assert at.visit("panel").due_at > panel_due
    assert at.visit("panel").next_at is not None
    at.approve("panel", *at.open()["panel"])
    assert at.open() == {"beside": ("beside",)}
    at.approve("beside", "beside")
    assert at.open() == {"last": ("last",)}


def test_a_straight_way_back_ends_with_the_way_that_is_left():
    """While a return is on its way inside one way, the other way returns out of the fork."""
    at = office(node("first"), fork([node("a"), node("b"), node("c")], [node("beside")]), node("last"))
    at.approve("first", "first").approve("a", "a").approve("b", "b")
    at.held = True
    do(at, "c", "c", "return", to="a", straight=True)
    do(at, "beside", "beside", "return", to="first")
    at.release()
    assert at.open() == {"first": ("first",)}
    at.approve("first", "first").approve("a", "a")
    assert at.open() == {"b": ("b",), "beside": ("beside",)}, "step by step, not straight to c"


def test_a_replay_begins_as_the_request_did_whatever_was_corrected_since():
    ways = {"branch": [{"when": "days > 3", "nodes": [node("long")]}, {"otherwise": [node("short")]}]}
    at = office(ways, node("last"))
    do(at, "short", "short", "return", to="revise", straight=True)
    at.decide("revise", "starter", Said(Action.RESUBMIT, form={"days": 9}))
    assert at.open() == {"short": ("short",)}
    visits = len(at.state.visits)
    at.lose_machine()
    assert at.open() == {"short": ("short",)}
    assert len(at.state.visits) == visits
    invariants.check(at, {})


def test_a_replay_of_a_request_that_began_incomplete_asks_its_starter_no_more():
    needed = {"days": {"label": "天数", "type": "number", "required": True}}
    at = office(node("first"))
    begun = Office(at.flow.model_copy(update={"form": {**_fields(needed)}}), at.world)
    begun.submit({}, incomplete=True)
    assert begun.open() == {"revise": ("starter",)}
    begun.decide("revise", "starter", Said(Action.RESUBMIT, form={"days": 2}))
    do(begun, "first", "first", "return", to="revise")
    begun.lose_machine()
    assert begun.open() == {"revise": ("starter",)}
    assert [v.node for v in begun.state.visits] == ["revise", "first", "revise"]


def test_a_removal_that_carries_a_vote_leads_straight_back_too():
    at = office(node("draft", "d1", "d2", "d3", "d4", sign={"ratio": 0.5}), node("between"), node("panel"))
    at.approve("draft", "d1", "d2").approve("between", "between")
    do(at, "panel", "panel", "return", to="draft", straight=True)
    at.approve("draft", "d1")
    do(at, "draft", "d2", "remove_approver", whose="d3")
    assert at.open() == {"draft": ("d2", "d4")}
    do(at, "draft", "d2", "remove_approver", whose="d4")
    assert at.open() == {"panel": ("panel",)}, "one of two is half: straight back, not to `between`"


def test_who_was_removed_with_the_vote_carried_by_it_is_not_asked_when_that_is_taken_back():
    at = office(node("panel", "p1", "p2", "p3", sign={"ratio": 0.5}), node("last"))
    at.approve("panel", "p1")
    do(at, "panel", "p2", "remove_approver", whose="p3")
    assert at.open() == {"last": ("last",)}
    do(at, "panel", "p1", "take_back")
    assert at.open() == {"panel": ("p1", "p2")}


@pytest.mark.parametrize(
    ("result", "seen"),
    [
        ({"reject": True}, {}),
        ({"return_to": "revise"}, {"revise": ("starter",)}),
        ({"return_to": "first"}, {"first": ("first",)}),
    ],
)
def test_a_removal_that_carries_a_vote_follows_the_result_of_the_node(
    result: dict[str, object], seen: dict[str, tuple[str, ...]]
):
    results = [{"when": "days > 4", **result}]
    panel = node("panel", "p1", "p2", "p3", sign={"ratio": 0.5}, results=results, fields={"days": "edit"})
    at = office(node("first"), panel, node("last")).approve("first", "first")
    at.decide("panel", "p1", Said(Action.APPROVE, form={"days": 9}))
    do(at, "panel", "p2", "remove_approver", whose="p3")
    assert at.open() == seen
    assert at.state.request.running is bool(seen)


def test_who_was_removed_is_not_asked_when_the_request_comes_back():
    at = office(node("draft"), node("panel", "p1", "p2", "p3", sign="all"))
    at.approve("draft", "draft")
    do(at, "panel", "p1", "remove_approver", whose="p2")
    do(at, "panel", "p1", "return", to="draft", straight=True)
    at.approve("draft", "draft")
    assert at.open() == {"panel": ("p1", "p3")}


def test_whose_stand_in_approved_is_not_asked_when_the_request_comes_back():
    at = office(node("draft"), node("panel", "p1", "p2", sign="all", due=LATE))
    at.approve("draft", "draft")
    at.wait(2)
    assert at.open() == {"panel": ("p1", "p2", "boss")}
    at.approve("panel", "boss")
    assert at.open() == {"panel": ("p2",)}, "boss stood in for p1"
    do(at, "panel", "p2", "return", to="draft", straight=True)
    at.approve("draft", "draft")
    assert at.open() == {"panel": ("p2",)}
    at.approve("panel", "p2")
    assert at.state.request.status.value == "approved"


def test_a_stand_in_who_takes_back_and_the_one_stood_in_for_are_both_asked_again():
    at = office(node("panel", "p1", "p2", sign="all", due=LATE))
    at.wait(2)
    at.approve("panel", "boss")
    do(at, "panel", "boss", "take_back")
    assert at.open() == {"panel": ("p1", "p2", "boss")}
    at.approve("panel", "p2")
    assert at.open() == {"panel": ("p1", "boss")}, "p1's vote is still missing"


def test_who_was_asked_before_cannot_take_back_once_the_other_has_decided():
    at = office(node("panel", "p1", "p2", sign="all"))
    do(at, "panel", "p1", "add_approver", to=("other",), where="before")
    at.approve("panel", "other")
    do(at, "panel", "other", "take_back")
    assert at.open() == {"panel": ("p2", "other")}
    at.approve("panel", "other", "p1")
    assert at.refused(lambda: do(at, "panel", "other", "take_back")) == "take_back_too_late"


def test_taking_back_from_a_node_that_time_passed_asks_those_too_who_were_late():
    at = office(
        node(
            "panel", "p1", "p2", sign="all", due={"hours": 1, "remind_before_hours": 0, "then": "auto_pass"}
        ),
        node("last"),
    )
    at.approve("panel", "p1")
    at.wait(2)
    assert at.open() == {"last": ("last",)}
    do(at, "panel", "p1", "take_back")
    assert at.open() == {"panel": ("p1", "p2")}
    assert [t.state for t in at.state.tasks_of(at.visit("panel"))] == [TaskState.OPEN] * 2


def test_who_approved_once_is_asked_again_at_the_node_the_request_was_returned_to():
    once = {"duplicate": "once"}
    at = office(
        node("first", "p1", **once), node("second", "p1", "p2", sign="all", **once), node("last", **once)
    )
    at.approve("first", "p1").approve("second", "p2")
    assert at.task("second", "p1").state is TaskState.MERGED
    do(at, "last", "last", "return", to="second")
    assert at.open() == {"second": ("p2",)}, (
        "p1's approval of `first` still counts, p2's of `second` does not"
    )
    do(at, "second", "p2", "return", to="first")
    assert at.open() == {"first": ("p1",)}


def test_where_a_delegate_is_late_the_superior_decides_beside_who_delegated():
    at = office(node("panel", "p1", due=LATE), node("last"))
    do(at, "panel", "p1", "delegate", to=("other",))
    at.wait(2)
    assert at.open() == {"panel": ("other", "boss")}
    at.approve("panel", "boss")
    assert at.open() == {"last": ("last",)}


@pytest.mark.parametrize("to", ["starter", "p2", "p1"])
def test_nobody_gets_a_decision_who_may_not_make_it_or_has_one(to: str):
    at = office(node("panel", "p1", "p2", sign="all"))
    assert at.refused(lambda: do(at, "panel", "admin", "take_over", whose="p1", to=(to,))) == "nobody_to_ask"
    assert at.refused(lambda: do(at, "panel", "p1", "transfer", to=(to,))) == "nobody_to_ask"
    at.approve("panel", "p2")
    assert at.refused(lambda: do(at, "panel", "p1", "transfer", to=("p2",))) == "nobody_to_ask"


HANDLED = {
    "sign": {"sign": {"file": "paper", "handler": {"person": "p1"}, "at_most": {"hours": 8}}, "key": "paper"},
    "seal": {
        "seal": {"seal": '"round"', "file": "paper", "handler": {"person": "p1"}, "at_most": {"hours": 8}},
        "key": "paper",
    },
}


@pytest.mark.parametrize("kind", HANDLED)
def test_who_sees_to_a_signature_or_a_seal_may_return_the_request(kind: str):
    form = {"paper": {"label": "文件", "type": "file"}}
    at = office(node("first"), HANDLED[kind], node("last"), form=form, typed={})
    at.approve("first", "first")
    do(at, "first", "first", "take_back")
    assert at.open() == {"first": ("first",)}, "nothing has been signed or sealed yet"
    at.approve("first", "first")
    do(at, "paper", "p1", "return", to="revise", straight=True)
    do(at, "revise", "starter", "resubmit")
    assert at.open() == {"paper": ("p1",)}
    at.approve("paper", "p1")
    assert at.refused(lambda: do(at, "first", "first", "take_back")) == "take_back_too_late"


@pytest.mark.parametrize(("wait", "late"), [({"for": {"hours": 1}}, False), ({"event": "arrived"}, True)])
def test_an_approval_is_taken_back_over_a_wait_unless_its_event_has_come(wait: dict[str, object], late: bool):  # noqa: FBT001
    at = office(node("first"), {"wait": wait, "key": "pause"}, node("last"))
    at.approve("first", "first")
    do(at, "first", "first", "take_back")
    at.approve("first", "first")
    if late:
        acting.act(at, Step.model_validate({"event": "arrived"}))
    else:
        at.wait(2)
    assert at.open() == {"last": ("last",)}
    if late:
        assert at.refused(lambda: do(at, "first", "first", "take_back")) == "take_back_too_late"
    else:
        do(at, "first", "first", "take_back")
        assert at.open() == {"first": ("first",)}


@pytest.mark.parametrize(("by", "merged"), [("p2", True), ("proxy", False)])
def test_what_a_principal_decides_themselves_is_theirs_and_what_the_proxy_decides_is_not(
    by: str,
    merged: bool,  # noqa: FBT001
):
    nodes = [node("first", "p2"), node("last", "p2", "p3", sign="all", duplicate="consecutive")]
    at = Office(office(*nodes).flow, world("p2", "p3", proxies={"p2": "proxy"})).submit({"days": 1})
    assert at.open() == {"first": ("proxy",)}
    at.world.proxies = ()
    at.approve("first", by)
    assert at.state.tasks[0].acts_for == ("" if merged else "p2")
    assert at.open() == {"last": ("p3",) if merged else ("p2", "p3")}


def test_an_approved_request_is_withdrawn_until_its_day_with_what_its_flow_does_then():
    told = {"notify": {"person": "keeper"}, "message": "{request.title}: not needed"}
    form = {"until": {"label": "日期", "type": "date", "required": True}}
    at = office(
        node("first"),
        form=form,
        typed={"until": "2026-11-25"},
        withdraw={"before": "until"},
        effects={"withdrawn": [told]},
    ).approve("first", "first")
    assert at.state.request.status.value == "approved"
    assert at.refused(lambda: do(at, "first", "first", "withdraw")) == "not_starter"
    at.wait(24)
    do(at, "first", "starter", "withdraw")
    assert at.state.request.status.value == "withdrawn"
    assert [(m["to"], m["text"]) for m in at.messages if m["kind"] == "notify"] == [
        (["keeper"], "试验: not needed")
    ]
    late = office(node("first"), form=form, typed={"until": "2026-11-24"}, withdraw={"before": "until"})
    late.approve("first", "first").wait(24)
    assert late.refused(lambda: do(late, "first", "starter", "withdraw")) == "withdraw_not_allowed"


def test_a_node_may_have_any_name_whoever_got_copies_before():
    """Copies stand beside the nodes of a flow, and never among the tasks of one."""
    for key in ("talk", "copy", "cc", "request"):
        at = office(node("first"), node(key, "p1"))
        do(at, "first", "first", "copy", to=("other", "second"))
        at.approve("first", "first")
        assert at.open() == {key: ("p1",)}
        copied = {t.userid for t in at.state.tasks if t.state is TaskState.COPIED}
        assert copied == {"other", "second"}


def test_a_request_that_goes_round_too_often_is_returned_no_more_and_can_be_ended(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(arriving, "MOST_VISITS", 6)
    at = office(node("first"), node("last")).approve("first", "first")
    for _ in range(2):
        do(at, "last", "last", "return", to="first")
        at.approve("first", "first")
    assert len(at.state.visits) == 6
    assert at.refused(lambda: do(at, "last", "last", "return", to="first")) == "too_many_returns"
    assert at.refused(lambda: do(at, "last", "admin", "jump", to="first")) == "too_many_returns"
    at.approve("last", "last")
    assert at.state.request.status.value == "approved"


def test_whose_proxy_is_asked_is_not_asked_beside_them():
    made = office(node("panel", "p2", "p3", sign="all")).flow
    at = Office(made, world("p2", "p3", proxies={"p2": "proxy"})).submit({"days": 1})
    assert at.open() == {"panel": ("proxy", "p3")}
    assert at.refused(lambda: do(at, "panel", "p3", "add_approver", to=("p2",))) == "nobody_to_ask"
    assert at.refused(lambda: do(at, "panel", "p3", "transfer", to=("proxy",))) == "nobody_to_ask"


def test_a_nested_fork_returned_out_of_and_straight_back_keeps_every_approval():
    inner = {"parallel": [[node("a")], [node("b", "b1", "b2", sign="all")]], "key": "inner"}
    at = office(node("first"), fork([node("before"), inner], [node("beside")]), node("last"))
    at.approve("first", "first").approve("before", "before").approve("a", "a").approve("b", "b1")
    do(at, "b", "b2", "return", to="first", straight=True)
    at.lose_machine()
    assert at.open() == {"first": ("first",)}
    at.approve("first", "first")
    assert at.open() == {"beside": ("beside",), "b": ("b2",)}
    at.approve("b", "b2").approve("beside", "beside")
    assert at.open() == {"last": ("last",)}


def _fields(fields: dict[str, dict[str, object]]) -> dict[str, object]:
    from chalicelib.flows.model import FormField

    return {key: FormField.model_validate(field) for key, field in fields.items()}


def test_who_decided_before_is_neither_asked_nor_handed_the_task_of_a_node_they_are_barred_from():
    at = office(
        node("first", "p1", "p2"), node("second", "p1", "p2", "p3", not_by=["first"], duplicate="never")
    )
    at.approve("first", "p1")
    assert at.open() == {"second": ("p2", "p3")}
    for word in ("transfer", "add_approver"):
        assert at.refused(lambda word=word: do(at, "second", "p2", word, to=("p1",))) == "nobody_to_ask"
    do(at, "second", "p2", "ask_opinion", to=("p1",))
    assert "p1" in at.open()["second"]


def test_a_superior_who_is_barred_does_not_stand_in_when_time_is_up():
    late = {"workdays": 1, "then": {"escalate": {"any_of": [{"person": "first"}, {"person": "backup"}]}}}
    at = office(node("first"), node("second", "p2", due=late, not_by=["first"]))
    at.approve("first", "first")
    at.wait(48)
    assert at.open() == {"second": ("p2", "backup")}
