"""A run: read both sides, plan, do the steps one by one. Whatever dies in between, the next run finds what is left.

Reading comes first and whole: what WeCom does not answer in full changes nothing. Each step is done and agreed by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from chalicelib.wecom.sync import planning, tags
from chalicelib.wecom.sync.breaker import Sizes
from chalicelib.wecom.sync.model import Link, Links, Member, Plan, Problem, Side, Step, Thing, digest
from chalicelib.wecom.sync.ports import (
    EmptyBookError,
    Ports,
    SideClosedError,
    StepRefusedError,
    Touched,
)

Budget = Callable[[], bool]
ROUNDS = 4


@dataclass
class Outcome:
    """What a run found and did. `stopped`: why not everything: `unavailable`, WeCom's number, `time`; empty: all."""

    plan: Plan
    done: list[Step] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    stopped: str = ""

    @property
    def waiting(self) -> int:
        return len(self.plan.questions)


def always() -> bool:
    return True


def look(ports: Ports) -> Plan:
    """The dry run: everything that there would be to do. Nothing is written. Raises SideClosedError, EmptyBookError."""
    plan, _ = _whole(ports, ports.memory.touched())
    return plan


def reconcile(ports: Ports, budget: Budget = always) -> Outcome:
    """The full run. Raises SideClosedError while reading, EmptyBookError; nothing was changed then."""
    touched = ports.memory.touched()
    plan, links = _whole(ports, touched)
    outcome = _execute(ports, plan, links, budget)
    if not outcome.stopped:
        tags.keep(ports, None, outcome.problems)
        ports.memory.settle(touched.receipts)
    return outcome


def follow(ports: Ports, budget: Budget = always) -> Outcome | None:
    """What was touched since: callbacks of WeCom, changes of the directory. None: nothing. Raises SideClosedError."""
    touched = ports.memory.touched()
    if touched.nothing:
        return None
    plan, links = _some(ports, touched)
    outcome = _execute(ports, plan, links, budget)
    if not outcome.stopped:
        tags.keep(ports, _roles(ports, touched), outcome.problems)
        ports.memory.settle(touched.receipts)
    return outcome


def _whole(ports: Ports, touched: Touched) -> tuple[Plan, Links]:
    reading = ports.theirs.whole()
    ours = ports.ours.whole()
    if (ours.people and not reading.side.people) or (ours.departments and not reading.side.departments):
        raise EmptyBookError
    links = ports.memory.whole()
    removed_here, removed_there = ports.memory.removed_today()
    sizes = Sizes(_serving(ours), _serving(reading.side), removed_here, removed_there)
    return planning.make(
        ours,
        reading.side,
        links,
        decisions=ports.memory.decisions(),
        renames=touched.renames,
        sizes=sizes,
        problems=reading.problems,
    ), links


def _some(ports: Ports, touched: Touched) -> tuple[Plan, Links]:
    userids = {*touched.people, *touched.renames, *touched.renames.values()}
    ours = ports.ours.some(userids)
    # Whoever was renamed is asked for by both names.
    userids |= {name for old, new in ours.aliases.items() for name in (old, new)}
    reading = ports.theirs.some(userids)
    if ours.departments and not reading.side.departments:
        raise EmptyBookError
    links = ports.memory.some(userids)
    here = ports.ours.count()
    removed_here, removed_there = ports.memory.removed_today()
    return planning.make(
        ours,
        reading.side,
        links,
        decisions=ports.memory.decisions(),
        renames=touched.renames,
        scope=userids,
        sizes=Sizes(here, here, removed_here, removed_there),
        problems=[one for one in reading.problems if one.what == "department" or one.id in userids],
    ), links


def _roles(ports: Ports, touched: Touched) -> frozenset[str]:
    of_tags = (ports.memory.role_of(tag) for tag in touched.tags)
    return touched.roles | {role for role in of_tags if role}


def _serving(side: Side) -> int:
    return sum(1 for one in side.people.values() if one.active)


def _execute(ports: Ports, plan: Plan, links: Links, budget: Budget) -> Outcome:
    outcome = Outcome(plan, problems=list(plan.problems))
    renamed = {one.values["userid"] for one in plan.steps if one.verb == "rename"}
    ports.memory.agree(
        [
            *(("person", name, thing) for name, thing in plan.agreed_people.items() if name not in renamed),
            *(("department", str(name), unit) for name, unit in plan.agreed_departments.items()),
        ]
    )
    _Work(ports, plan, links, budget, outcome).all()
    return outcome


class _Work:
    """The steps of one plan."""

    def __init__(self, ports: Ports, plan: Plan, links: Links, budget: Budget, outcome: Outcome) -> None:
        self._ports, self._plan, self._budget, self._outcome = ports, plan, budget, outcome
        self._left = Counter((one.what, one.id) for one in plan.steps)
        self._links: dict[tuple[str, str], Link] = {
            ("person", name): link for name, link in links.people.items()
        } | {("department", str(number)): link for number, link in links.departments.items()}

    def all(self) -> None:
        """A step that is refused because of another one is tried again after it."""
        waiting: Sequence[Step] = self._plan.steps
        for _ in range(ROUNDS):
            refused = self._round(waiting)
            if not refused or len(refused) == len(waiting):
                break
            waiting = [step for step, _ in refused]
        else:
            refused = self._round(waiting)
        self._outcome.problems += [
            Problem(step.what, step.id, error.code, error.detail) for step, error in refused
        ]

    def _round(self, steps: Iterable[Step]) -> list[tuple[Step, StepRefusedError]]:
        refused = []
        for step in steps:
            if not self._budget():
                self._outcome.stopped = self._outcome.stopped or "time"
                break
            if step.toward == "wecom" and self._outcome.stopped:
                continue
            try:
                self._do(step)
            except StepRefusedError as error:
                refused.append((step, error))
            except SideClosedError as error:
                self._outcome.stopped = error.reason
        return refused

    def _do(self, step: Step) -> None:
        if step.toward == "wecom":
            self._ports.memory.mark(step, {key: digest(value) for key, value in step.values.items()})
            self._ports.theirs.do(step)
            self._agree(step)
        else:
            if step.verb == "remove" and step.what == "person" and "departments" in step.before:
                self._ask_again(step)
            self._ports.ours.do(step, self._agreement(step))
        self._left[(step.what, step.id)] -= 1
        self._outcome.done.append(step)
        if step.verb == "remove" and step.what == "person":
            self._ports.memory.count_removed(step.toward)

    def _ask_again(self, step: Step) -> None:
        """Nobody is removed because a list did not name them: in WeCom one may be in no department, and in no list."""
        if not self._ports.theirs.is_gone(step.id):
            raise StepRefusedError("no_department")

    def _agreements(self, step: Step) -> list[tuple[Any, str, Thing | None]]:
        """What is agreed once the step is done."""
        link = self._links.get((step.what, step.id), Link())
        if step.verb == "rename":
            to = str(step.values["userid"])
            self._links[(step.what, to)] = link
            kept = self._plan.agreed_people.get(to, link.agreed)
            # First what is kept, then what is forgotten: nothing is lost between the two.
            return [*([("person", to, kept)] if kept else []), ("person", step.id, None)]
        if self._left[(step.what, step.id)] == 1:
            return [(step.what, step.id, self._target(step))]
        if link.agreed is None:
            return []
        link = Link(link.agreed._replace(**step.values))
        self._links[(step.what, step.id)] = link
        return [(step.what, step.id, link.agreed)]

    def _target(self, step: Step) -> Thing:
        if step.what == "department":
            return self._plan.units[int(step.id)]
        target: Member = self._plan.targets[step.id]
        return target

    def _agree(self, step: Step) -> None:
        if agreements := self._agreements(step):
            self._ports.memory.agree(agreements)

    def _agreement(self, step: Step) -> list[Any]:
        return [
            write
            for what, name, thing in self._agreements(step)
            for write in self._ports.memory.agreement(what, name, thing)
        ]
