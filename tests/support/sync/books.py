"""WeCom's address book and our directory in memory, as strict as the real ones: neither takes what they would refuse."""

import random
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from chalicelib.wecom.sync.model import Decisions, Link, Links, Member, Side, Step, Toward, Unit
from chalicelib.wecom.sync.ports import Reading, SideClosedError, StepRefusedError, Touched

ROOT = 1


@dataclass
class Tree:
    """People and departments of one side. `closes`: departments and people stay, as inactive."""

    keeps: bool
    people: dict[str, Member] = field(default_factory=dict)
    units: dict[int, Unit] = field(default_factory=dict)

    def open(self, number: int | None) -> bool:
        return number in self.units and self.units[number].active

    def check_unit(self, number: int, unit: Unit) -> None:
        if number != ROOT and not self.open(unit.parent):
            raise StepRefusedError("department_parent")
        seen, parent = {number}, unit.parent
        while parent:
            if parent in seen:
                raise StepRefusedError("department_cycle")
            seen.add(parent)
            parent = self.units[parent].parent
        for other, one in self.units.items():
            if other != number and one.active and (one.parent, one.name) == (unit.parent, unit.name):
                raise StepRefusedError("department_name")

    def check_member(self, member: Member) -> None:
        if member.active and not (member.departments and all(map(self.open, member.departments))):
            raise StepRefusedError("person_department")

    def empty(self, number: int) -> bool:
        inside = any(one.active and number in (one.departments or ()) for one in self.people.values())
        return not inside and not any(one.active and one.parent == number for one in self.units.values())

    def put_unit(self, number: int, unit: Unit) -> None:
        if unit.active:
            self.check_unit(number, unit)
        elif not self.empty(number):
            raise StepRefusedError("department_not_empty")
        if unit.active or self.keeps:
            self.units[number] = unit
        else:
            del self.units[number]

    def put_member(self, userid: str, member: Member) -> None:
        self.check_member(member)
        self.people[userid] = member

    def rename(self, userid: str, to: str) -> None:
        self.people[to] = self.people.pop(userid)

    def drop(self, userid: str) -> None:
        del self.people[userid]

    def do(self, step: Step) -> None:
        if step.what == "department":
            number = int(step.id)
            before = self.units.get(number)
            if step.verb == "remove" and before is None:
                return
            made = Unit(**step.values) if before is None else before._replace(**step.values)
            self.put_unit(number, made)
            return
        before_ = self.people.get(step.id)
        if step.verb == "rename":
            self.rename(step.id, str(step.values["userid"]))
        else:
            self.put_member(
                step.id, Member(**step.values) if before_ is None else before_._replace(**step.values)
            )


class MemoryDirectory:
    """Ours."""

    def __init__(self, tree: Tree, memory: "MemoryLinks") -> None:
        self.tree, self.memory = tree, memory
        self.aliases: dict[str, str] = {}
        self.writes = 0

    def whole(self) -> Side:
        return Side(dict(self.tree.people), dict(self.tree.units), dict(self.aliases))

    def some(self, userids: Collection[str]) -> Side:
        wanted = {self.aliases.get(one, one) for one in userids}
        people = {one: self.tree.people[one] for one in wanted if one in self.tree.people}
        aliases = {old: new for old, new in self.aliases.items() if new in people}
        return Side(people, dict(self.tree.units), aliases)

    def count(self) -> int:
        return sum(1 for one in self.tree.people.values() if one.active)

    def do(self, step: Step, agreement: Sequence[Any]) -> None:
        self.memory.pause()
        if step.verb == "create" and step.what == "person" and step.id in self.aliases:
            raise StepRefusedError("person_exists")
        self.tree.do(step)
        self.writes += 1
        if step.verb == "rename":
            self.renamed(step.id, str(step.values["userid"]))
        for write in agreement:
            write()

    def renamed(self, old: str, new: str) -> None:
        self.aliases = {one: (new if to == old else to) for one, to in self.aliases.items()} | {old: new}

    def roles(self) -> Mapping[str, frozenset[str]]:
        return {}


class MemoryBook:
    """Theirs. `patience`: so many calls until it is closed for once; None: never. `loses`: the answer, after the effect."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.patience: int | None = None
        self.loses = False
        self.told: list[Step] = []

    def whole(self) -> Reading:
        self._call()
        people = {userid: one._replace(mobile=None) for userid, one in self.tree.people.items()}
        return Reading(Side(people, dict(self.tree.units)))

    def some(self, userids: Collection[str]) -> Reading:
        self._call()
        people = {
            one: self.tree.people[one]._replace(mobile=None) for one in userids if one in self.tree.people
        }
        return Reading(Side(people, dict(self.tree.units)))

    def is_gone(self, userid: str) -> bool:
        self._call()
        return userid not in self.tree.people

    def do(self, step: Step) -> None:
        if not self.loses:
            self._call()
        self.tree.do(step)
        self.told.append(step)
        if self.loses:
            self._call()

    def _call(self) -> None:
        if self.patience is not None:
            self.patience -= 1
            if self.patience < 0:
                self.patience, self.loses = None, False
                raise SideClosedError("unavailable")

    def tag_members(self, tag: int) -> frozenset[str] | None:
        return None

    def make_tag(self, tag: int, name: str) -> None: ...

    def set_tag(self, tag: int, add: Collection[str], remove: Collection[str]) -> None: ...


class MemoryLinks:
    """What is remembered, and what was touched. `dies_in`: so many writes until the process ends; None: never."""

    def __init__(self) -> None:
        self.links = Links()
        self.approved: set[tuple[str, str]] = set()
        self.refused: set[tuple[str, str]] = set()
        self.removed = [0, 0]
        self.dirty: dict[str, int] = {}
        self.renames: dict[str, str] = {}
        self.outgoing: list[str] = []
        self.clock = 0
        self.dies_in: int | None = None
        self.writes = 0

    def pause(self) -> None:
        if self.dies_in is not None:
            self.dies_in -= 1
            if self.dies_in < 0:
                self.dies_in = None
                raise ProcessEndedError

    def whole(self) -> Links:
        return Links(dict(self.links.people), dict(self.links.departments))

    def some(self, userids: Collection[str]) -> Links:
        people = {one: self.links.people[one] for one in userids if one in self.links.people}
        return Links(people, dict(self.links.departments))

    def agreement(self, what: str, name: str, thing: Any) -> Sequence[Any]:
        return [lambda: self._keep(what, name, thing)]

    def agree(self, agreed: Iterable[Any]) -> None:
        for what, name, thing in agreed:
            self.pause()
            self._keep(what, name, thing)

    def _keep(self, what: str, name: str, thing: Any) -> None:
        self.writes += 1
        rows: Any = self.links.people if what == "person" else self.links.departments
        key: Any = name if what == "person" else int(name)
        if thing is None:
            rows.pop(key, None)
        else:
            rows[key] = Link(thing)

    def mark(self, step: Step, values: Mapping[str, str]) -> None:
        self.pause()
        rows: Any = self.links.people if step.what == "person" else self.links.departments
        key: Any = step.id if step.what == "person" else int(step.id)
        rows[key] = Link(rows.get(key, Link()).agreed, values)

    def decisions(self) -> Decisions:
        return Decisions(frozenset(self.approved), frozenset(self.refused))

    def removed_today(self) -> tuple[int, int]:
        return self.removed[0], self.removed[1]

    def count_removed(self, toward: Toward) -> None:
        self.removed[0 if toward == "platform" else 1] += 1

    def touched(self) -> Touched:
        receipts = [("dirty", name, moment) for name, moment in self.dirty.items()]
        receipts += [("outgoing", name, 0) for name in self.outgoing]
        return Touched(
            frozenset({*self.dirty, *self.outgoing}),
            renames=dict(self.renames),
            receipts=tuple(receipts),
        )

    def settle(self, receipts: Iterable[Any]) -> None:
        for kind, name, moment in receipts:
            if kind == "outgoing":
                self.outgoing.remove(name)
            elif self.dirty.get(name) == moment:
                del self.dirty[name]
                self.renames.pop(name, None)

    def event(self, name: str, to: str = "") -> None:
        self.clock += 1
        self.dirty[name] = self.clock
        if to:
            self.renames[name] = to
            self.dirty[to] = self.clock

    def tag_of(self, role: str) -> int:
        return 0

    def role_of(self, tag: str) -> str | None:
        return None


class ProcessEndedError(BaseException):
    """The function died here."""


def institute(chance: random.Random, people: int, departments: int) -> Tree:
    """A tree with the root, some departments at random below, and people in them."""
    made = Tree(keeps=True)
    made.units[ROOT] = Unit("院", None, 0, active=True)
    for number in range(2, departments + 2):
        made.units[number] = Unit(f"部门{number}", chance.randint(1, number - 1), number, active=True)
    for number in range(people):
        places = chance.sample(sorted(made.units), k=1 if chance.random() < 0.8 else 2)
        inside = (places[0], *sorted(places[1:]))
        made.people[f"p{number}"] = Member(f"人{number}", "工程师", inside, active=True, mobile="")
    return made
