"""Puts the demo institute together. Its random numbers are seeded by name, so growing it moves nobody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from sandbox.institute import names
from sandbox.institute.cast import (
    CAST,
    INSTITUTE_NAME,
    ROOT,
    ROOT_DIVISION_LEADER,
    UNITS,
    Member,
)
from sandbox.institute.model import Department, Gender, Institute, Person, Scheme

ROOT_ID: Final = 1  # WeCom's root department is always 1
SMALLEST: Final = sum(len(members) for members in CAST.values())

_UNIT_IDS: Final = {ROOT: ROOT_ID} | {unit.key: ROOT_ID + n for n, unit in enumerate(UNITS, start=1)}
_LABS: Final = frozenset(unit.key for unit in UNITS if unit.kind == "lab")
_GENDERS: Final[dict[str, Gender]] = {"m": "male", "f": "female"}
_LAB_TITLES: Final = ("高级工程师", "工程师", "工程师", "助理工程师", "检定员")
_OFFICE_TITLES: Final = ("主管", "专员", "专员", "科员")
# The years in which leaders, heads and everybody else joined.
_HIRED: Final = {"leader": (1994, 2006), "head": (1999, 2012), "staff": (2002, 2025)}
_HIRED_ON: Final = {"sunwei": date(1998, 7, 6), "liming": date(2012, 7, 2), "chenjing": date(2018, 7, 2)}


@dataclass(frozen=True, slots=True)
class _Row:
    unit: str
    member: Member
    rank: str


def build(people: int = 60) -> Institute:
    """The institute with so many people; the first 60 and their roles are the same at every size.

    Raises ValueError below 60: every role needs its holder.
    """
    if people < SMALLEST:
        raise ValueError(f"the demo institute has at least {SMALLEST} people, not {people}")
    rows = [*_cast(), *_newcomers(people - SMALLEST)]
    return Institute(
        name=INSTITUTE_NAME,
        departments=tuple(_departments()),
        people=tuple(_person(row, number) for number, row in enumerate(rows, start=1)),
    )


def _cast() -> Iterator[_Row]:
    for unit, members in CAST.items():
        for member in members:
            rank = "leader" if unit == ROOT else "head" if "dept-head" in member.roles.split() else "staff"
            yield _Row(unit, member, rank)


def _newcomers(count: int) -> Iterator[_Row]:
    random = Random("newcomers")
    taken = {member.userid for members in CAST.values() for member in members}
    # Laboratories are three times the size of offices.
    units = [unit.key for unit in UNITS for _ in range(3 if unit.kind == "lab" else 1)]
    for _ in range(count):
        short: str = random.choice("mf")
        name, spelling = names.draw(random, _GENDERS[short])
        unit = random.choice(units)
        title = random.choice(_LAB_TITLES if unit in _LABS else _OFFICE_TITLES)
        second = random.choice(units) if random.random() < 0.03 else ""
        also = second if second != unit else ""
        userid = _free(spelling, taken)
        taken.add(userid)
        yield _Row(unit, Member(userid, name, "m" if short == "m" else "f", title, "", also), "staff")


def _free(spelling: str, taken: set[str]) -> str:
    number, userid = 1, spelling
    while userid in taken:
        number += 1
        userid = f"{spelling}{number}"
    return userid


def _person(row: _Row, number: int) -> Person:
    member = row.member
    random = Random(member.userid)
    scheme: Scheme = "flexible" if row.unit in _LABS and "dept-head" not in member.roles else "fixed"
    return Person(
        userid=member.userid,
        name=member.name,
        title=member.title,
        department_id=_UNIT_IDS[row.unit],
        departments=tuple(_UNIT_IDS[unit] for unit in (row.unit, member.also) if unit),
        # No Chinese mobile begins with 10, so none of these can ring at a stranger's.
        mobile=f"100{number:08d}",
        gender=_GENDERS[member.gender],
        hired_on=_HIRED_ON.get(member.userid) or _hired_on(random, row.rank),
        scheme=scheme,
        roles=tuple(member.roles.split()),
    )


def _hired_on(random: Random, rank: str) -> date:
    first, last = _HIRED[rank]
    day = date(random.randint(first, last), random.choice((3, 7, 7, 7, 9)), 1)
    return day + timedelta(days=random.randint(0, 20))


def _departments() -> Iterator[Department]:
    yield Department(
        id=ROOT_ID,
        key=ROOT,
        name=INSTITUTE_NAME,
        parent_id=None,
        order=0,
        head=CAST[ROOT][0].userid,
        deputies=tuple(m.userid for m in CAST[ROOT] if m.title == "副院长"),
        division_leader=ROOT_DIVISION_LEADER,
    )
    for order, unit in enumerate(UNITS, start=1):
        members = CAST[unit.key]
        yield Department(
            id=_UNIT_IDS[unit.key],
            key=unit.key,
            name=unit.name,
            parent_id=ROOT_ID,
            order=order,
            head=members[0].userid,
            deputies=tuple(m.userid for m in members if "dept-deputy" in m.roles.split()),
            division_leader=unit.division_leader,
        )
