"""A request under everything that can happen to it: people in any order, time-outs, retries, replays."""

import dataclasses
from contextlib import suppress

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from chalicelib.approvals.model import engine
from chalicelib.approvals.model.engine import Entry, Opening
from chalicelib.approvals.model.types import Action, OutcomeName, TaskState
from chalicelib.flows.model import Withdraw
from chalicelib.platform import chain
from chalicelib.platform.errors import DomainError
from tests.support.running import Running, opening

STEPS = ("agent", "head", "panel", "president")
PEOPLE = ("liming", "chenjing", "wangfang", "zhaogang", "sunwei")
OPENINGS = {
    "agent": opening("chenjing", kind="handle", actions=("approve", "return")),
    "head": opening("wangfang", "zhaogang"),
    "panel": opening("wangfang", "zhaogang", "sunwei", sign="all"),
    "president": opening("zhaogang", "sunwei"),
    "revise": opening("liming", kind="revise", actions=("resubmit",)),
}
DECIDED = {TaskState.APPROVED, TaskState.REJECTED, TaskState.RETURNED, TaskState.RESUBMITTED}


class Office(RuleBasedStateMachine):
    """Step Functions is played by `_settle`: it goes on as soon as the visit it waits at has an outcome."""

    @initialize()
    def submit(self) -> None:
        self.running = Running()
        self.run = 1
        self.entries = 0
        self.outcomes: dict[tuple[str, int], object] = {}
        self.ended = ""
        self._enter(STEPS[0])
        self._settle()

    def _enter(self, node: str) -> None:
        self.node = node
        self.entries += 1
        self._arrive()

    def _arrive(self) -> None:
        self.running.arrive(self.node, self.run, f"t{self.entries}", self._opening())

    def _opening(self) -> Opening:
        opened = OPENINGS[self.node]
        last = self.running.state.last_decided()
        if opened.kind != "approve" or opened.sign == "all" or last is None or last.outcome is None:
            return opened
        again = last.kind == "approve" and last.outcome.name is OutcomeName.APPROVED
        return dataclasses.replace(
            opened, passes_by=last.outcome.by if again and last.outcome.by in opened.people else ""
        )

    def _settle(self) -> None:
        """Let the machine go on until it waits for people or has come to its end."""
        while not self.ended:
            mark = Entry(self.node, self.run, f"t{self.entries}").mark
            visit = next(v for v in self.running.state.visits_of(self.node) if mark in v.entries)
            if visit.outcome is None:
                return
            name = visit.outcome.name
            if name is OutcomeName.RETURNED:
                self._enter("revise")
            elif name is OutcomeName.APPROVED and self.node != STEPS[-1]:
                self._enter(STEPS[0] if self.node == "revise" else STEPS[STEPS.index(self.node) + 1])
            else:
                self.ended = name.value

    @rule(
        actor=st.sampled_from(PEOPLE),
        action=st.sampled_from(list(Action)),
        comment=st.sampled_from(["", "因为"]),
    )
    def decide(self, actor: str, action: Action, comment: str) -> None:
        before = self.running.state
        try:
            self.running.decide(self.node, actor, action, comment)
        except DomainError:
            assert self.running.state is before, "what is refused changes nothing"
            return
        self._settle()

    @rule(
        node=st.sampled_from([*STEPS, "revise"]),
        number=st.integers(1, 3),
        actor=st.sampled_from(PEOPLE),
        action=st.sampled_from(list(Action)),
    )
    def decide_anything_from_an_old_page(self, node: str, number: int, actor: str, action: Action) -> None:
        with suppress(DomainError):
            self.running.decide(node, actor, action, "因为", number)
            self._settle()

    @rule(actor=st.sampled_from([*PEOPLE, "liming", "liming"]))
    def withdraw(self, actor: str) -> None:
        with suppress(DomainError):
            self.running.apply(
                engine.withdraw(self.running.state, Withdraw.ANY_TIME, actor, "", self.running.now)
            )
            assert actor == "liming"
            self._settle()

    @precondition(lambda self: self.running.state.open_visits())
    @rule()
    def expire(self) -> None:
        visit = self.running.state.open_visits()[0]
        self.running.apply(engine.expire(self.running.state, visit, self.running.now))
        self._settle()

    @precondition(lambda self: self.running.state.open_visits())
    @rule()
    def remind(self) -> None:
        visit = self.running.state.open_visits()[0]
        self.running.apply(engine.remind(self.running.state, visit, "liming", None))

    @precondition(lambda self: not self.ended)
    @rule()
    def a_step_is_tried_again(self) -> None:
        before = self.running.state
        self._arrive()
        assert self.running.state.tasks == before.tasks
        assert len(self.running.state.visits) == len(before.visits)

    @precondition(lambda self: not self.ended)
    @rule()
    def the_wait_is_over_and_begins_anew(self) -> None:
        before = self.running.state
        self._enter(self.node)
        assert self.running.state.tasks == before.tasks
        assert len(self.running.state.visits) == len(before.visits)

    @rule()
    def the_machine_is_lost_and_its_successor_replays_the_log(self) -> None:
        before, node, ended = self.running.state, self.node, self.ended
        events = len(self.running.events)
        self.run += 1
        self.ended = ""
        self._enter(STEPS[0])
        self._settle()
        after = self.running.state
        assert (self.node, self.ended) == (node, ended), "it comes to the same place"
        assert after.tasks == before.tasks, "nobody is asked again"
        assert len(after.visits) == len(before.visits)
        assert len(self.running.events) == events, "a replay is no event of the request"

    @invariant()
    def an_outcome_is_given_once(self) -> None:
        for visit in self.running.state.visits:
            if visit.outcome:
                key = (visit.node, visit.number)
                assert self.outcomes.setdefault(key, visit.outcome) == visit.outcome

    @invariant()
    def one_node_waits_at_a_time_or_the_machine_has_ended(self) -> None:
        waiting = self.running.state.open_visits()
        assert [visit.node for visit in waiting] == ([] if self.ended else [self.node])

    @invariant()
    def tasks_are_open_at_open_visits_only(self) -> None:
        state = self.running.state
        for visit in state.visits:
            opened = [task for task in state.tasks_of(visit) if task.state is TaskState.OPEN]
            assert bool(opened) == visit.open

    @invariant()
    def as_many_signed_as_the_node_asks_for(self) -> None:
        state = self.running.state
        for visit in state.visits:
            states = [task.state for task in state.tasks_of(visit)]
            ended = [s for s in states if s in DECIDED]
            if visit.sign == "any":
                assert len(ended) <= 1
            if visit.sign == "all" and visit.outcome and visit.outcome.name is OutcomeName.APPROVED:
                assert set(states) <= {TaskState.APPROVED, TaskState.EXPIRED}
            if visit.outcome and visit.outcome.name in {OutcomeName.REJECTED, OutcomeName.RETURNED}:
                assert len([s for s in ended if s is not TaskState.APPROVED]) == 1

    @invariant()
    def whoever_decided_was_asked(self) -> None:
        for visit in self.running.state.visits:
            if visit.outcome and visit.outcome.by not in {"system", "liming"}:
                assert visit.outcome.by in OPENINGS[visit.node].people

    @invariant()
    def a_machine_is_resumed_for_visits_that_have_an_outcome_and_a_token(self) -> None:
        resumed = [o.body for o in self.running.outgoing if o.kind == "resume"]
        for body in resumed:
            visit = self.running.state.visit(body["node"], body["visit"])
            assert visit is not None
            assert visit.outcome is not None
            assert visit.token
        decided = {(v.node, v.number) for v in self.running.state.visits if v.outcome}
        assert decided == {(body["node"], body["visit"]) for body in resumed}

    @invariant()
    def every_visit_that_has_ended_stands_in_the_log_once(self) -> None:
        ends = {"approve", "reject", "return", "resubmit", "auto_pass", "merged", "nobody_needed"}
        for visit in self.running.state.visits:
            here = [e for e in self.running.events if (e["node"], e["visit"]) == (visit.node, visit.number)]
            done = [e for e in here if e["action"] in ends]
            if visit.outcome and visit.outcome.name is OutcomeName.WITHDRAWN:
                assert "withdraw" in {e["action"] for e in self.running.events}
            elif visit.outcome and visit.sign == "any":
                assert len(done) == 1

    @invariant()
    def the_audit_chain_is_whole(self) -> None:
        assert chain.verify(self.running.events) == []
        if self.running.events:
            assert self.running.state.request.head_hash == self.running.events[-1]["hash"]


TestOffice = Office.TestCase
TestOffice.settings = settings(max_examples=60, stateful_step_count=25)
