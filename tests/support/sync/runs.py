"""One run of random changes on both sides, with events lost, doubled and late, up to the night that makes them the same."""

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from chalicelib.wecom.sync import engine
from chalicelib.wecom.sync.model import ROOT, Member, Unit, departments_of
from chalicelib.wecom.sync.ports import Ports, SideClosedError, StepRefusedError
from tests.support.fake_aws import ProcessDeath
from tests.support.sync.books import (
    MemoryBook,
    MemoryDirectory,
    MemoryLinks,
    ProcessEndedError,
    Tree,
    institute,
)

CHANGES = 24
NIGHTS = 3
"""The first may be the one that asks; what a person answered is done in the next."""


@dataclass
class Office:
    """Both sides, linked, and what happened."""

    chance: random.Random
    ours: MemoryDirectory
    theirs: MemoryBook
    memory: MemoryLinks
    happened: Counter[str] = field(default_factory=Counter)
    late: list[tuple[str, str]] = field(default_factory=list)
    names: int = 1000
    numbers: bool = True
    """Whether mobiles change, too."""

    @property
    def ports(self) -> Ports:
        return Ports(self.ours, self.theirs, self.memory)

    def changed_here(self, name: str) -> None:
        self.memory.outgoing.append(name)

    def renamed_here(self, userid: str, to: str) -> None:
        self.ours.renamed(userid, to)

    def hear(self, name: str, to: str = "") -> None:
        """An event of WeCom arrives."""
        self.memory.event(name, to)

    def dies(self, soon: int | None) -> None:
        """The process ends after so many writes; None: it does not."""
        self.memory.dies_in = soon

    def say(self, kind: str, subject: str, *, approved: bool) -> None:
        (self.memory.approved if approved else self.memory.refused).add((kind, subject))

    def new_day(self) -> None:
        self.memory.removed = [0, 0]

    def written(self) -> object:
        """What a run that has nothing to do leaves as it is."""
        return self.memory.writes, self.ours.writes, len(self.theirs.told)


def begin(seed: int) -> Office:
    chance = random.Random(seed)
    tree = institute(chance, chance.randint(4, 40), chance.randint(2, 9))
    memory = MemoryLinks()
    ours = MemoryDirectory(tree, memory)
    theirs = MemoryBook(Tree(keeps=False, people=dict(tree.people), units=dict(tree.units)))
    made = Office(chance, ours, theirs, memory)
    engine.reconcile(made.ports)
    return made


def run(seed: int) -> Office:
    """A day of changes and the night after it; raises AssertionError where the sides differ then."""
    return day(begin(seed), seed)


def several(seeds: Iterable[int]) -> Counter[str]:
    """What happened in all of them. Raises AssertionError at the first that does not converge."""
    happened: Counter[str] = Counter()
    for seed in seeds:
        happened += run(seed).happened
    return happened


def day(office: Office, seed: int, changes: int = CHANGES) -> Office:
    for _ in range(changes):
        change(office)
        if office.chance.random() < 0.3:
            follow(office)
    night(office)
    check(office, seed)
    return office


def change(office: Office) -> None:
    """One change on one side, and what is told of it."""
    side = office.chance.choice(("ours", "theirs"))
    verb = office.chance.choices(
        ("edit", "move", "join", "leave", "return", "rename", "unit", "arrange", "close"),
        (20, 16, 8, 8, 4, 5, 6, 10, 8),
    )[0]
    tree = office.ours.tree if side == "ours" else office.theirs.tree
    try:
        touched = globals()[f"_{verb}"](office, tree, side)
    except (StepRefusedError, IndexError):
        office.happened["refused"] += 1
        return
    office.happened[f"{side} {verb}"] += 1
    for name, to in touched:
        tell(office, side, name, to)


def tell(office: Office, side: str, name: str, to: str = "") -> None:
    """Ours is an outbox, which loses nothing. WeCom's events are lost, doubled, or come later."""
    if side == "ours":
        office.changed_here(to or name)
        return
    fate = office.chance.random()
    if fate < 0.25:
        office.happened["event dropped"] += 1
    elif fate < 0.45:
        office.happened["event late"] += 1
        office.late.append((name, to))
    else:
        for _ in range(2 if fate < 0.65 else 1):
            office.hear(name, to)
        office.happened["event doubled"] += fate < 0.65
        office.chance.shuffle(office.late)
        while office.late and office.chance.random() < 0.5:
            office.hear(*office.late.pop())


def follow(office: Office) -> None:
    """The minute's run, which may die, and before which WeCom may fall silent."""
    fate = office.chance.random()
    if fate < 0.2:
        office.theirs.patience = office.chance.randint(0, 4)
        office.theirs.loses = office.chance.random() < 0.5
    elif fate < 0.4:
        office.dies(office.chance.randint(0, 5))
    try:
        outcome = engine.follow(office.ports)
        office.happened["stopped"] += bool(outcome and outcome.stopped)
    except SideClosedError:
        office.happened["silent"] += 1
    except (ProcessEndedError, ProcessDeath):
        office.happened["died"] += 1
    office.theirs.patience, office.theirs.loses = None, False
    office.dies(None)


def night(office: Office) -> None:
    """The full run; whoever is asked answers, and the next one does it."""
    office.new_day()
    for _ in range(NIGHTS):
        plan = engine.reconcile(office.ports).plan
        if not plan.questions:
            return
        for one in plan.questions:
            office.happened[f"asked {one.kind}"] += 1
            office.say(one.kind, one.id, approved=not _separate(office, one.kind))


def check(office: Office, seed: int) -> None:
    plan = engine.look(office.ports)
    told = f"seed {seed}: {plan.steps} {plan.questions} {plan.problems} {plan.refused}"
    assert plan.differences == 0, told
    ours, theirs = office.ours.tree, office.theirs.tree
    assert serving(ours) == serving(theirs), told
    assert numbers(ours).items() <= numbers(theirs).items(), told
    assert {n: u for n, u in ours.units.items() if u.active} == theirs.units, told
    assert office.ports.memory.touched().nothing, told
    before = office.written()
    engine.reconcile(office.ports)
    assert office.written() == before, "a quiet night writes nothing"


def serving(tree: Tree) -> dict[str, tuple[object, ...]]:
    return {userid: one[:4] for userid, one in tree.people.items() if one.active}


def numbers(tree: Tree) -> dict[str, str]:
    """Mobiles, which only we know: whoever has one here has the same there."""
    return {userid: one.mobile for userid, one in tree.people.items() if one.active and one.mobile}


def _separate(office: Office, kind: str) -> bool:
    """Two people, or one: the administrator knows. Too many removals are meant, here."""
    return kind == "rename" and office.chance.random() < 0.5


def _someone(office: Office, tree: Tree, *, active: bool = True) -> str:
    return office.chance.choice(sorted(userid for userid, one in tree.people.items() if one.active == active))


def _places(office: Office, tree: Tree) -> tuple[int, ...]:
    there = sorted(number for number, unit in tree.units.items() if unit.active)
    found = office.chance.sample(there, k=min(len(there), office.chance.choice((1, 1, 1, 2))))
    return departments_of(found, found[0])


def _word(office: Office) -> str:
    office.names += 1
    return f"名{office.names}"


def _edit(office: Office, tree: Tree, side: str) -> list[tuple[str, str]]:
    userid = _someone(office, tree)
    field_ = office.chance.choice(
        ("name", "title", "mobile") if side == "ours" and office.numbers else ("name", "title")
    )
    tree.put_member(userid, tree.people[userid]._replace(**{field_: _word(office)}))
    return [(userid, "")]


def _move(office: Office, tree: Tree, side: str) -> list[tuple[str, str]]:
    userid = _someone(office, tree)
    tree.put_member(userid, tree.people[userid]._replace(departments=_places(office, tree)))
    return [(userid, "")]


def _join(office: Office, tree: Tree, side: str) -> list[tuple[str, str]]:
    office.names += 1
    userid = f"n{office.names}"
    # Sometimes two of one name: a newcomer is not who has just left.
    name = office.chance.choice((_word(office), "人1"))
    tree.put_member(userid, Member(name, "新人", _places(office, tree), active=True, mobile=""))
    return [(userid, "")]


def _leave(office: Office, tree: Tree, side: str) -> list[tuple[str, str]]:
    userid = _someone(office, tree)
    if side == "theirs" and office.chance.random() < 0.6:
        tree.drop(userid)
        return [(userid, ""), (userid, "")]
    tree.put_member(userid, tree.people[userid]._replace(active=False))
    return [(userid, "")]


def _return(office: Office, tree: Tree, side: str) -> list[tuple[str, str]]:
    userid = _someone(office, tree, active=False)
    tree.put_member(userid, tree.people[userid]._replace(active=True, departments=_places(office, tree)))
    return [(userid, "")]


def _rename(office: Office, tree: Tree, side: str) -> list[tuple[str, str]]:
    userid = _someone(office, tree)
    office.names += 1
    to = f"r{office.names}"
    tree.rename(userid, to)
    if side == "ours":
        office.renamed_here(userid, to)
    return [(userid, to)]


def _unit(office: Office, tree: Tree, side: str) -> list[tuple[str, str]]:
    office.names += 1
    parent = office.chance.choice(sorted(number for number, unit in tree.units.items() if unit.active))
    tree.put_unit(office.names, Unit(_word(office), parent, office.names, active=True))
    return [(f"unit {office.names}", "")]


def _arrange(office: Office, tree: Tree, side: str) -> list[tuple[str, str]]:
    number = office.chance.choice(sorted(n for n, unit in tree.units.items() if unit.active and n != ROOT))
    unit = tree.units[number]
    changed = office.chance.choice(
        (
            unit._replace(name=_word(office)),
            unit._replace(order=office.chance.randint(0, 99)),
            unit._replace(parent=office.chance.choice(sorted(tree.units))),
        )
    )
    tree.put_unit(number, changed)
    return [(f"unit {number}", "")]


def _close(office: Office, tree: Tree, side: str) -> list[tuple[str, str]]:
    number = office.chance.choice(sorted(n for n, unit in tree.units.items() if unit.active and n != ROOT))
    if office.chance.random() < 0.7:
        _clear(tree, number)
    tree.put_unit(number, tree.units[number]._replace(active=False))
    return [(f"unit {number}", "")]


def _clear(tree: Tree, number: int) -> None:
    """Everybody goes to the root first."""
    for userid, one in list(tree.people.items()):
        if one.active and number in (one.departments or ()):
            tree.put_member(userid, one._replace(departments=(ROOT,)))
    for other, unit in list(tree.units.items()):
        if unit.active and unit.parent == number:
            tree.put_unit(other, unit._replace(parent=ROOT))
