"""Requests under everything that can happen to them, as a state machine for hypothesis.

People decide, return, pass on, ask and add; administrators jump; time passes; steps are called twice, answers are lost,
the machine is lost and its successor replays the log. After each step the invariants hold, and at the end everybody
approves what they are asked until the request closes: nothing was lost on the way.
"""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from chalicelib.approvals import answering
from chalicelib.approvals.answering import Child
from chalicelib.approvals.decisions import Place, Said
from chalicelib.approvals.model import engine, scoping
from chalicelib.approvals.model.types import ANSWERING, Action, Change, State, Task, TaskState, Visit
from chalicelib.flows.model import REVISE, Approve, Flow, Handle
from chalicelib.platform.errors import DomainError
from tests.support import invariants
from tests.support.offices import Office, world
from tests.support.random_flows import FORMS, PEOPLE, flows

ANYBODY = (*PEOPLE, "backup", "boss", "other", "starter")
PLACES = st.integers(0, 1000)
MOST_STEPS_TO_THE_END = 600
steps: Counter[str] = Counter()
"""How often each rule was followed, for the soak's summary."""
ERRANDS = frozenset({"call", "subflow", "wait"})
PEOPLE_TO = st.lists(st.sampled_from(ANYBODY), min_size=1, max_size=2, unique=True)
Operation = Callable[[State, Place, str, list[str], str], Change]
DESK: dict[str, Operation] = {
    "transfer": lambda state, at, by, to, now: engine.transfer(state, at, by, to[0], "", now),
    "delegate": lambda state, at, by, to, now: engine.delegate(state, at, by, to[0], "", now),
    "ask": lambda state, at, by, to, now: engine.ask_opinion(state, at, by, tuple(to), "what now", now),
    "take over": lambda state, at, by, to, now: engine.take_over(state, at, "admin", to[0], "", now),
    "remove": lambda state, at, by, to, now: engine.remove_approver(state, at, by, _near(at, to), "", now),
    "before": lambda state, at, by, to, now: engine.add_approvers(
        state, at, by, tuple(to), "before", "", now
    ),
    "after": lambda state, at, by, to, now: engine.add_approvers(state, at, by, tuple(to), "after", "", now),
    "with": lambda state, at, by, to, now: engine.add_approvers(state, at, by, tuple(to), "with", "", now),
}
ON_TASKS = ["return", "return", "return", "reject", *DESK]


class Requests(RuleBasedStateMachine):
    office: Office

    @initialize(flow=flows(), form=FORMS)
    def submit(self, flow: Flow, form: dict[str, Any]) -> None:
        steps["submit"] += 1
        self.office = Office(flow, world(*PEOPLE, "backup", "other", proxies={"p2": "stand_by", "p3": "p1"}))
        self.outcomes: invariants.Outcomes = {}
        self.office.submit(form)

    @precondition(lambda self: not self.running)
    @rule(flow=flows(), form=FORMS)
    def submit_another(self, flow: Flow, form: dict[str, Any]) -> None:
        self.submit(flow, form)

    @property
    def running(self) -> bool:
        return self.office.state.request.running

    @rule(place=PLACES, form=FORMS)
    def approve(self, place: int, form: dict[str, Any]) -> None:
        if task := self._any_of(self._open_tasks(), place):
            steps["approve"] += 1
            self._approve(task, form, self._holder(task, place))

    @rule(place=PLACES, to=PLACES, straight=st.booleans(), people=PEOPLE_TO, what=st.sampled_from(ON_TASKS))
    def do_with_a_task(self, place: int, to: int, straight: bool, people: list[str], what: str) -> None:  # noqa: FBT001
        if task := self._any_of(self._open_tasks(), place):
            at, by = (task.node, task.visit, task.number), self._holder(task, place)
            if what == "return":
                node = self._target(task, to)
                said = Said(Action.RETURN, "why", node, straight=straight)
                self._try(
                    "return straight" if straight else "return", lambda: self.office.decide_at(at, by, said)
                )
            elif what == "reject":
                if self._visit_of(task).sign == "ratio" or to % 8 == 7:
                    said = Said(Action.REJECT, "no")
                    self._try("reject", lambda: self.office.decide_at(at, by, said))
            else:
                self._operate(what, lambda state, now: DESK[what](state, at, by, people, now))

    @rule(back=st.integers(1, 4))
    def take_back(self, back: int) -> None:
        tasks = sorted(
            (t for t in self.office.state.tasks if t.state is TaskState.APPROVED),
            key=lambda t: t.decided_at or "",
        )
        if task := self._any_of(tasks, -back):
            at, flow = (task.node, task.visit, task.number), self.office.flow
            self._operate(
                "take back", lambda state, now: engine.take_back(state, flow, at, task.userid, "", now)
            )

    @rule(
        place=PLACES,
        what=st.sampled_from(["jump", "jump", "jump", "withdraw", "end"]),
        seldom=st.integers(0, 9),
    )
    def step_in(self, place: int, what: str, seldom: int) -> None:
        flow, targets = self.office.flow, engine.jump_targets(self.office.state, self.office.flow)
        if what == "jump" and self.running and targets and seldom > 4:
            to = targets[place % len(targets)]
            self._operate("jump", lambda state, now: engine.jump(state, flow, to, "admin", "", now))
        elif what == "withdraw" and seldom == 5:
            self._operate(what, lambda state, now: engine.withdraw(state, "starter", "", now, allowed=True))
        elif what == "end" and seldom == 6:
            self._operate(what, lambda state, now: engine.end_by_force(state, "admin", "", now))

    @rule(place=PLACES, status=st.sampled_from(["approved", "approved", "rejected"]))
    def what_a_node_waits_for_comes(self, place: int, status: str) -> None:
        visits = [v for v in self.office.state.open_visits() if v.kind in ERRANDS]
        if visits:
            steps["come back"] += 1
            self._come(visits[place % len(visits)], status)

    @rule(hours=st.sampled_from([0.2, 1, 3, 9, 30, 24 * 31]))
    def time_passes(self, hours: float) -> None:
        steps["wait"] += 1
        self.office.wait(hours)
        now = self.office.now
        assert all(v.next_at is None or v.next_at > now for v in self.office.state.open_visits())

    @precondition(lambda self: self.running)
    @rule()
    def the_machine_is_lost_and_its_successor_replays_the_log(self) -> None:
        self.office.release()
        if not self.running:
            return
        steps["replay"] += 1
        before, events = self._log(), len(self.office.events)
        self.office.lose_machine()
        assert self._log() == before, "the same visits, outcomes and tasks; nobody is asked again"
        news = [e["action"] for e in self.office.events[events:] if e["action"] not in {"too_late", "forked"}]
        assert news == ["restarted"]

    @rule(what=st.sampled_from(["hold", "hold", "lose machine", "twice", "once", "release", "sweep"]))
    def something_goes_wrong(self, what: str) -> None:
        steps[what] += 1
        if what == "hold":
            self.office.held = True
        elif what in {"twice", "once"}:
            self.office.repeated = what == "twice"
        elif what == "lose machine" and self.running:
            self.office.lose_machine()
        elif what == "release":
            self.office.release()
        elif what == "sweep":
            self.office.deliver_again()

    @precondition(lambda self: self.office.under_way)
    @rule(place=PLACES, lost=st.sampled_from(["", "", "after", "before"]))
    def one_thing_is_delivered(self, place: int, lost: str) -> None:
        pending = len(self.office.execution.pending())
        if lost and pending:
            steps["lose answer"] += 1
            self.office.lose_answer(place % pending, done=lost == "after")
        else:
            steps["deliver"] += 1
            self.office.step(place % self.office.under_way)

    @invariant()
    def everything_holds(self) -> None:
        invariants.check(self.office, self.outcomes)

    def teardown(self) -> None:
        """Everybody does what they are asked: the request comes to its end."""
        if not hasattr(self, "office"):
            return
        self.office.release()
        for _ in range(MOST_STEPS_TO_THE_END):
            if not self.running:
                break
            steps["to the end"] += 1
            self._go_on()
            invariants.check(self.office, self.outcomes)
        assert not self.running, f"stuck: {self.office.open_tasks()}"
        assert self.office.execution.status == "SUCCEEDED"

    def _go_on(self) -> None:
        waiting = [v for v in self.office.state.open_visits() if v.kind in ERRANDS]
        if task := self._any_of(self._open_tasks(), 0):
            self._approve(task, {"days": 2, "far": True}, task.userid)
        elif waiting:
            self._come(waiting[0], "approved")
        else:
            self.office.wait(1)

    @staticmethod
    def _holder(task: Task, place: int) -> str:
        """Who has the task: the proxy, or now and then the principal."""
        return task.on_behalf_of if task.on_behalf_of and place % 3 == 0 else task.userid

    def _approve(self, task: Task, form: dict[str, Any], by: str) -> None:
        node = self.office.flow.node(task.node)
        fills = isinstance(node, Approve | Handle) and bool(node.fields)
        said = Said(Action.APPROVE, form={"days": form["days"]} if fills else None)
        if task.node == REVISE:
            said = Said(Action.RESUBMIT, form=form)
        elif task.role in ANSWERING:
            said = Said(Action.ANSWER, "fine")
        self.office.decide_at((task.node, task.visit, task.number), by, said)

    def _come(self, visit: Visit, status: str) -> None:
        if visit.kind == "call" and status != "approved" and not visit.detail.get("failed"):
            self.office.answer(visit.node, answering.failed)
        elif visit.kind == "call":
            self.office.answer(visit.node, lambda state, v, facts: answering.answered(state, v, 1, {}, facts))
        elif visit.kind == "subflow":
            child = Child(1, "sub-1", status, {})
            self.office.answer(visit.node, lambda state, v, facts: answering.returned(state, v, child, facts))
        elif visit.detail.get("event"):
            self.office.operate(
                lambda state, now: (
                    answering.arrived(state, "arrived", {}, self.office.facts(state)) or Change(state.request)
                )
            )
        else:
            self.office.wait(24)

    def _target(self, task: Task, place: int) -> str:
        """Some node the person may return to."""
        targets = engine.return_targets(self.office.state, self.office.flow, self._visit_of(task))
        return targets[place % len(targets)].node if targets else REVISE

    def _operate(self, what: str, operation: Callable[[State, str], Change]) -> None:
        self._try(what, lambda: self.office.operate(operation))

    def _try(self, what: str, operation: Callable[[], object]) -> None:
        """What is refused changes nothing."""
        before = self.office.state
        try:
            operation()
            steps[what] += 1
        except DomainError:
            assert self.office.state == before
            steps["refused"] += 1

    def _open_tasks(self) -> list[Task]:
        return [
            task
            for visit in self.office.state.open_visits()
            for task in self.office.state.tasks_of(visit)
            if task.state is TaskState.OPEN
        ]

    @staticmethod
    def _any_of(tasks: list[Task], place: int) -> Task | None:
        return tasks[place % len(tasks)] if tasks else None

    def _visit_of(self, task: Task) -> Visit:
        return next(v for v in self.office.state.visits if (v.node, v.number) == (task.node, task.visit))

    def _log(self) -> tuple[list[Visit], tuple[Task, ...]]:
        """What a replay must reach again. Of ways that were left some come late, and say so: they do not count."""
        state = self.office.state
        kept = [v for v in state.visits if not scoping.left_by(state, v.scope) or state.tasks_of(v)]
        bare = [replace(v, entries=(), token="") for v in kept]
        return sorted(bare, key=lambda v: (v.node, v.number)), state.tasks


def walk(flow: Flow, form: dict[str, Any], seed: int, most: int) -> None:
    """The same at random: every rule as likely as the next one, for so many steps, and to the end."""
    chance = random.Random(seed)
    requests = Requests()
    requests.submit(flow, form)
    for _ in range(most):
        if not requests.running:
            break
        WAYS[chance.randrange(len(WAYS))](requests, chance)
        requests.everything_holds()
    requests.teardown()


def _near(at: Place, to: list[str]) -> int:
    """The number of a task near one's own: of its visit, if there are so many."""
    return max(1, at[2] + (ANYBODY.index(to[0]) % 5) - 2)


def _form(chance: random.Random) -> dict[str, Any]:
    return {"days": chance.randrange(6), "far": chance.random() < 0.5}


def _walk_desk(requests: Requests, chance: random.Random) -> None:
    people = chance.sample(ANYBODY, chance.choice((1, 1, 2)))
    place, to, straight = chance.randrange(1000), chance.randrange(1000), chance.random() < 0.5
    requests.do_with_a_task(place, to, straight, people, chance.choice(ON_TASKS))


def _walk_in_transit(requests: Requests, chance: random.Random) -> None:
    if requests.office.under_way:
        requests.one_thing_is_delivered(chance.randrange(1000), chance.choice(("", "", "after", "before")))


def _walk_race(requests: Requests, chance: random.Random) -> None:
    """Several people decide while nothing is delivered, or only some of it, in any order."""
    requests.something_goes_wrong("hold")
    for _ in range(chance.randrange(3, 10)):
        what = chance.choice(("approve", "approve", "return", "deliver", "deliver"))
        if what == "approve":
            requests.approve(chance.randrange(1000), _form(chance))
        elif what == "return":
            place, straight = chance.randrange(1000), chance.random() < 0.5
            requests.do_with_a_task(place, chance.randrange(1000), straight, ["other"], "return")
        else:
            _walk_in_transit(requests, chance)
        requests.everything_holds()
    requests.something_goes_wrong("release")


WAYS: tuple[Callable[[Requests, random.Random], None], ...] = (
    *(lambda requests, chance: requests.approve(chance.randrange(1000), _form(chance)),) * 5,
    *(_walk_desk,) * 5,
    *(_walk_race,) * 2,
    _walk_in_transit,
    lambda requests, chance: requests.take_back(chance.randrange(1, 5)),
    lambda requests, chance: requests.step_in(
        chance.randrange(1000), chance.choice(("jump", "jump", "withdraw", "end")), chance.randrange(10)
    ),
    lambda requests, chance: requests.what_a_node_waits_for_comes(
        chance.randrange(1000), chance.choice(("approved", "approved", "rejected"))
    ),
    lambda requests, chance: requests.time_passes(chance.choice((0.2, 1, 3, 9, 30))),
    lambda requests, _: requests.the_machine_is_lost_and_its_successor_replays_the_log(),
    lambda requests, chance: requests.something_goes_wrong(
        chance.choice(("hold", "hold", "lose machine", "twice", "once", "release", "sweep"))
    ),
)
