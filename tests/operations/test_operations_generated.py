"""Every operation by generated inputs: any sign mode, any number of people and votes so far, anywhere in a flow.

What an operation must come to is said here by what it undoes, keeps or ends, not by working it out again.
"""

import datetime as dt
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from chalicelib.approvals import acting
from chalicelib.approvals.decisions import Said
from chalicelib.approvals.model import engine
from chalicelib.approvals.model.types import Action, State, TaskState
from chalicelib.flows.cases import Step
from tests.support import invariants
from tests.support.offices import Office, node, office

SIGNS = ("any", "all", "in_order", {"ratio": 0.5}, {"ratio": 0.6, "min_votes": 2}, {"ratio": 1})
CLOCKS = (None, {"hours": 3}, {"workdays": 2, "then": {"hand_to": {"person": "backup"}}})
PLACES = ("top", "parallel", "inclusive", "nested")
PANEL = "panel"


@st.composite
def panels(draw: st.DrawFn, least: int = 1) -> Office:
    """A request at its panel, with some of the votes given and some people still asked."""
    people = [f"p{number}" for number in range(1, draw(st.integers(least, 5)) + 1)]
    sign, clock = draw(st.sampled_from(SIGNS)), draw(st.sampled_from(CLOCKS))
    panel = node(PANEL, *people, sign=sign, **({"due": clock} if clock else {}))
    at = office(
        *_around(draw(st.sampled_from(PLACES)), [node("draft"), panel, node("check")]), withdraw="any_time"
    )
    at.approve("first", "first").approve("draft", "draft")
    for _ in range(draw(st.integers(0, len(people) - 1))):
        asked = at.open()[PANEL]
        chosen = draw(st.sampled_from(asked))
        before = at.state
        at.approve(PANEL, chosen)
        if PANEL not in at.open():
            at = _as_before(at, before)
            break
    if draw(st.booleans()):
        at.lose_machine()
    at.wait(draw(st.sampled_from((0.1, 2, 30))) if clock else 0.1)
    assume(PANEL in at.open())
    return at


def _around(place: str, inside: list[dict[str, Any]]) -> list[dict[str, Any]]:
    beside = [node("beside")]
    around = {
        "top": inside,
        "parallel": [{"parallel": [beside, inside], "key": "both"}],
        "inclusive": [
            {
                "inclusive": [{"when": "true", "nodes": way} for way in (inside, beside)]
                + [{"otherwise": []}],
                "key": "both",
            }
        ],
        "nested": [
            {"parallel": [beside, [{"parallel": [inside, [node("near")]], "key": "in"}]], "key": "out"}
        ],
    }[place]
    return [node("first"), *around, node("last")]


def _as_before(at: Office, before: State) -> Office:
    """The same request without the vote that carried it: all votes but that given again."""
    again = Office(at.flow, at.world).submit(dict(at.state.request.form))
    again.approve("first", "first").approve("draft", "draft")
    given_votes = [t for t in before.tasks if t.node == PANEL and t.state is TaskState.APPROVED]
    return again.approve(PANEL, *(t.userid for t in sorted(given_votes, key=lambda t: t.decided_at or "")))


def do(at: Office, by: str, what: str, **more: Any) -> None:
    acting.act(at, Step.model_validate({"at": PANEL, "by": by, "do": what, "comment": "why"} | more))
    invariants.check(at, {})


def rest(at: Office) -> dict[str, tuple[str, ...]]:
    """Who is asked elsewhere."""
    return {key: people for key, people in at.open().items() if key != PANEL}


def voted(at: Office) -> set[str]:
    return {t.userid for t in at.state.tasks_of(at.visit(PANEL)) if t.state is TaskState.APPROVED}


def needed(at: Office) -> int:
    """How many votes carry a panel nobody was added to."""
    votes = len([t for t in at.state.tasks_of(at.visit(PANEL)) if t.role == "vote"])
    visit = at.visit(PANEL)
    if visit.sign == "any":
        return 1
    if visit.sign != "ratio":
        return votes
    share = {0.5: -(-votes // 2), 0.6: -(-votes * 3 // 5), 1: votes}[visit.ratio]
    return min(max(share, visit.min_votes), votes)


def by_one_of(at: Office, data: st.DataObject) -> str:
    return data.draw(st.sampled_from(at.open()[PANEL]))


@given(panels(), st.data())
def test_approving_carries_the_node_with_the_last_vote_it_needs(at: Office, data: st.DataObject):
    mine, others = by_one_of(at, data), rest(at)
    carried = len(voted(at)) + 1 >= needed(at)
    do(at, mine, "approve")
    assert mine not in at.open().get(PANEL, ())
    assert rest(at) == ({**others, "check": ("check",)} if carried else others)
    assert (PANEL in at.open()) is not carried


@given(panels(), st.randoms(use_true_random=False))
def test_the_order_of_approvals_does_not_matter(at: Office, chance: Any):
    while PANEL in at.open():
        at.approve(PANEL, chance.choice(at.open()[PANEL]))
        invariants.check(at, {})
    assert len(voted(at)) == needed(at)
    assert at.open()["check"] == ("check",)


@given(panels(), st.data())
def test_rejecting_ends_the_request_where_the_vote_cannot_be_carried_any_more(
    at: Office, data: st.DataObject
):
    mine, others, need = by_one_of(at, data), rest(at), needed(at)
    votes = len([t for t in at.state.tasks_of(at.visit(PANEL)) if t.role == "vote"])
    lost = at.visit(PANEL).sign != "ratio" or votes - 1 < need
    do(at, mine, "reject")
    assert (at.state.request.status.value == "rejected") is lost
    assert rest(at) == ({} if lost else others)


@given(panels(), st.booleans(), st.data())
def test_a_return_opens_its_target_and_straight_back_only_asks_who_has_not_approved(
    at: Office,
    straight: bool,  # noqa: FBT001 - drawn
    data: st.DataObject,
):
    mine, others, approved = by_one_of(at, data), rest(at), voted(at)
    everybody = {t.userid for t in at.state.tasks_of(at.visit(PANEL)) if t.role == "vote"}
    target = data.draw(st.sampled_from(engine.return_targets(at.state, at.flow, at.visit(PANEL))))
    do(at, mine, "return", to=target.node, straight=straight)
    asked = "starter" if target.node == "revise" else target.node
    assert at.open() == (
        {**others, "draft": ("draft",)} if target.node == "draft" else {target.node: (asked,)}
    )
    if straight:
        act = Action.RESUBMIT if target.node == "revise" else Action.APPROVE
        at.decide(target.node, asked, Said(act))
        invariants.check(at, {})
        open_now = set(at.open()[PANEL])
        assert open_now.isdisjoint(approved)
        assert open_now == everybody - approved or at.visit(PANEL).sign == "in_order"
        assert set(rest(at)) == set(others)


@given(panels(), st.sampled_from(["withdraw", "end"]))
def test_withdrawn_or_ended_nobody_is_asked_any_more(at: Office, what: str):
    do(at, "starter" if what == "withdraw" else "admin", what)
    assert at.open() == {}
    assert at.state.request.status.value == ("withdrawn" if what == "withdraw" else "ended")
    assert at.refused(lambda: do(at, "starter", what)) == "request_closed"


@given(panels(), st.data())
def test_taking_back_undoes_an_approval(at: Office, data: st.DataObject):
    before, states = at.open(), at.task_states(PANEL)
    mine = by_one_of(at, data)
    do(at, mine, "approve")
    do(at, mine, "take_back")
    assert at.open() == before
    assert at.task_states(PANEL) == states


@given(panels(), st.data())
def test_a_transferred_task_is_the_same_task_in_other_hands(at: Office, data: st.DataObject):
    before, due = at.open(), at.visit(PANEL).due_at
    mine = by_one_of(at, data)
    number = at.task(PANEL, mine).number
    do(at, mine, "transfer", to=("other",))
    swapped = tuple("other" if userid == mine else userid for userid in before[PANEL])
    assert at.open() == {**before, PANEL: swapped}
    assert (at.task(PANEL, "other").number, at.task(PANEL, "other").due_at) == (number, due)
    assert at.refused(lambda: do(at, mine, "approve")) == "already_decided"
    do(at, "other", "transfer", to=(mine,))
    assert at.open() == before


@given(panels(), st.data())
def test_a_delegated_task_comes_back_with_the_answer(at: Office, data: st.DataObject):
    before, mine = at.open(), by_one_of(at, data)
    do(at, mine, "delegate", to=("other",))
    assert mine not in at.open()[PANEL]
    assert at.refused(lambda: do(at, mine, "approve")) == "not_your_turn"
    assert at.refused(lambda: do(at, "other", "approve")) == "action_not_allowed"
    do(at, "other", "answer")
    assert at.open() == before


@given(panels(), st.permutations(["other", "second", "starter"]), st.data())
def test_opinions_are_waited_for_whoever_answers_first(at: Office, asked: list[str], data: st.DataObject):
    before, mine = at.open(), by_one_of(at, data)
    do(at, mine, "ask_opinion", to=tuple(asked))
    for userid in data.draw(st.permutations(asked)):
        assert mine not in at.open()[PANEL]
        do(at, userid, "answer")
    assert at.open() == before


@given(panels(), st.data())
def test_who_was_added_before_decides_first(at: Office, data: st.DataObject):
    before, mine = at.open(), by_one_of(at, data)
    do(at, mine, "add_approver", to=("other", "second"), where="before")
    assert mine not in at.open()[PANEL]
    do(at, "second", "approve")
    assert mine not in at.open()[PANEL]
    do(at, "other", "approve")
    assert at.open() == before


@given(panels(), st.sampled_from(["after", "with"]), st.data())
def test_an_approval_counts_when_who_was_added_has_approved_too(at: Office, where: str, data: st.DataObject):
    plain = _twin(at)
    mine = by_one_of(at, data)
    do(at, mine, "add_approver", to=("other",), where=where)
    assert ("other" in at.open()[PANEL]) is (where == "with")
    do(at, mine, "approve")
    assert "other" in at.open()[PANEL], "not yet"
    do(at, "other", "approve")
    do(plain, mine, "approve")
    assert at.open() == plain.open()


@given(panels(least=2), st.data())
def test_who_was_removed_is_as_if_never_asked(at: Office, data: st.DataObject):
    before, mine = at.open(), by_one_of(at, data)
    tasks = [
        t for t in at.state.tasks_of(at.visit(PANEL)) if t.in_hand and t.userid != mine and t.parent == 0
    ]
    assume(tasks)
    gone = data.draw(st.sampled_from(tasks)).userid
    do(at, mine, "remove_approver", whose=gone)
    if PANEL in at.open():
        assert set(at.open()[PANEL]) - {gone} >= set(before[PANEL]) - {gone}
        assert gone not in at.open()[PANEL]
    else:
        assert len(voted(at)) >= needed(at), "fewer are enough now"


@given(panels(), st.sampled_from(["remind", "comment", "copy", "supervise"]))
def test_talking_changes_nothing_that_is_decided(at: Office, what: str):
    at.wait(2)
    before, copies = at.state, [t for t in at.state.tasks if t.state is TaskState.COPIED]
    do(at, "starter", what, to=("other",))
    assert at.state.visits == before.visits
    assert [t for t in at.state.tasks if t.node == PANEL] == [t for t in before.tasks if t.node == PANEL]
    assert len([t for t in at.state.tasks if t.state is TaskState.COPIED]) == len(copies) + (what == "copy")
    if what == "remind":
        written = len(at.events)
        do(at, "starter", "remind")
        assert len(at.events) == written, "the same person within a minute: nothing"
        at.world.pass_time(dt.timedelta(minutes=1))
        assert at.refused(lambda: do(at, "starter", "remind")) == "remind_too_soon"


@given(panels(), st.data())
def test_a_jump_opens_its_target_and_leaves_nothing_behind(at: Office, data: st.DataObject):
    target = data.draw(st.sampled_from(engine.jump_targets(at.state, at.flow)))
    others = rest(at)
    do(at, "admin", "jump", to=target)
    assert at.state.request.running
    people = {node.key for node in at.flow.person_nodes()}
    if target in people:
        assert target in at.open()
    if target in {"first", "last"}:
        assert at.open() == {target: (target,)}
    if target in {"draft", "check"}:
        assert at.open() == {**others, target: (target,)}


@given(panels(), st.data())
def test_a_leavers_task_is_somebody_elses(at: Office, data: st.DataObject):
    """Also one whose turn has not come."""
    before, tasks = at.open(), [t for t in at.state.tasks_of(at.visit(PANEL)) if t.in_hand]
    leaver = data.draw(st.sampled_from(tasks)).userid
    do(at, "admin", "take_over", whose=leaver, to=("other",))
    assert at.open()[PANEL] == tuple("other" if one == leaver else one for one in before[PANEL])
    assert leaver not in [t.userid for t in at.state.tasks if t.in_hand]
    assert rest(at) == {key: people for key, people in before.items() if key != PANEL}


def _twin(at: Office) -> Office:
    """Another request that stands where this one stands."""
    twin = Office(at.flow, at.world).submit(dict(at.state.request.form))
    twin.approve("first", "first").approve("draft", "draft")
    done = [t for t in at.state.tasks_of(at.visit(PANEL)) if t.state is TaskState.APPROVED]
    twin.approve(PANEL, *(t.userid for t in sorted(done, key=lambda t: t.decided_at or "")))
    assume(twin.open() == at.open())
    return twin
