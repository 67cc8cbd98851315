"""Meeting two directories of 100,000 people: CPU seconds of the diff, and how many rows it writes."""

import gc
import random
import time

from chalicelib.wecom.sync import engine, planning
from chalicelib.wecom.sync.model import Link, Links, Member, Unit
from chalicelib.wecom.sync.ports import Ports
from tests.support.sync.books import MemoryBook, MemoryDirectory, MemoryLinks, Tree

PEOPLE, DEPARTMENTS = 100_000, 300
CHANGED = (0, 10, 1000)
"""People that were changed on each side since the night before."""
TARGET_SECONDS = 0.5
TIMES = 5
Row = tuple[str, int, float, int, int]


def measure() -> tuple[list[Row], list[str]]:
    """What was met, people, CPU seconds in the median, rows of people written, and of what was agreed."""
    rows = [_meet(changed) for changed in CHANGED]
    broken = [
        f"{row[0]}: {row[2]:.2f} s CPU, more than {TARGET_SECONDS}" for row in rows if row[2] > TARGET_SECONDS
    ]
    for (name, _, _, written, agreed), changed in zip(rows, CHANGED, strict=True):
        if (written, agreed) != (changed, 2 * changed):
            broken.append(f"{name}: {written} and {agreed} rows written, not {changed} and {2 * changed}")
    return rows, broken


def _meet(changed: int) -> Row:
    directory, book, memory = _sides(changed)
    spent = []
    for _ in range(TIMES):
        sides = directory.whole(), book.whole().side, memory.whole()
        gc.collect()
        began = time.process_time()
        planning.make(*sides)
        spent.append(time.process_time() - began)
    engine.reconcile(Ports(directory, book, memory))
    name = f"{changed} changed on each side" if changed else "nothing changed"
    return name, PEOPLE, sorted(spent)[TIMES // 2], directory.writes, memory.writes


def _sides(changed: int) -> tuple[MemoryDirectory, MemoryBook, MemoryLinks]:
    """Two that were the same, but for so many people on each side."""
    chance = random.Random(1)
    units = {1: Unit("院", None, 0, active=True)} | {
        number: Unit(f"部门{number}", chance.randint(1, number - 1), number, active=True)
        for number in range(2, DEPARTMENTS + 1)
    }
    people = {
        f"p{number}": Member(
            f"人{number}", "工程师", (chance.randint(1, DEPARTMENTS),), active=True, mobile=""
        )
        for number in range(PEOPLE)
    }
    memory = MemoryLinks()
    memory.links = Links(
        {userid: Link(member) for userid, member in people.items()},
        {number: Link(unit) for number, unit in units.items()},
    )
    # Rows that were read are other objects than those agreed on: nothing is equal by being the same.
    ours = Tree(keeps=True, people={k: Member(*m) for k, m in people.items()}, units=dict(units))
    theirs = Tree(keeps=False, people={k: Member(*m) for k, m in people.items()}, units=dict(units))
    chosen = chance.sample(sorted(people), k=2 * changed)
    for tree, userids, word in ((ours, chosen[:changed], "甲"), (theirs, chosen[changed:], "乙")):
        for userid in userids:
            tree.people[userid] = tree.people[userid]._replace(title=word)
    return MemoryDirectory(ours, memory), MemoryBook(theirs), memory
