"""What the leave ledger opens with each year. One day is 480 minutes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Final, Literal

from sandbox.institute.build import SMALLEST
from sandbox.institute.model import Institute, Person

Account = Literal["annual", "comp", "care", "parental"]

DAY_MINUTES: Final = 480
_WHOLE: Final = frozenset({"liming", "chenjing", "wangfang", "zhaogang", "sunwei", "zhoumin", "linhao"})
# Years of service -> days: Regulation on Paid Annual Leave of Employees (State Council order 514), article 3.
_ANNUAL_DAYS: Final = ((20, 15), (10, 10), (1, 5))


@dataclass(frozen=True, slots=True)
class LeaveGrant:
    """One opening entry; `expires_on` is the last day it can be used."""

    userid: str
    account: Account
    minutes: int
    occurs_on: date
    expires_on: date


def leave_grants(institute: Institute, year: int) -> tuple[LeaveGrant, ...]:
    """The grants of one calendar year, by person; the same for the same year at every size.

    Overtime of the second half is dated 1 July: load the grants whose `occurs_on` has come.
    """
    return tuple(grant for person in institute.people for grant in _of(person, year))


@dataclass(frozen=True, slots=True)
class LeaveTaken:
    """Annual leave somebody has had in a year."""

    userid: str
    minutes: int


def leave_taken(institute: Institute, today: date) -> tuple[LeaveTaken, ...]:
    """Half days of annual leave that people of the sixty have had by a day, the more the later in the year.

    Nobody whose balance documentation and tests count on.
    """
    share = today.timetuple().tm_yday / 366
    several = (person for person in institute.people[:SMALLEST] if person.userid not in _WHOLE)
    found = []
    for person in several:
        halves = 2 * _annual_days(person.hired_on, date(today.year, 1, 1))
        had = Random(f"{person.userid} {today.year} taken").randint(0, halves) * share
        found.append(LeaveTaken(person.userid, int(had) * DAY_MINUTES // 2))
    return tuple(one for one in found if one.minutes)


def _of(person: Person, year: int) -> Iterator[LeaveGrant]:
    random = Random(f"{person.userid} {year}")
    first, last = date(year, 1, 1), date(year, 12, 31)
    days = _annual_days(person.hired_on, first)
    if days:
        yield LeaveGrant(person.userid, "annual", days * DAY_MINUTES, first, last)
    # Time off for overtime ends with the sixth month after the month it was worked in.
    if random.random() < 0.5:
        yield LeaveGrant(person.userid, "comp", 60 * random.randint(2, 12), first, date(year, 7, 31))
    if random.random() < 0.5:
        half = date(year, 7, 1)
        yield LeaveGrant(person.userid, "comp", 60 * random.randint(2, 12), half, date(year + 1, 1, 31))
    if random.random() < 0.15:
        yield LeaveGrant(person.userid, "care", 10 * DAY_MINUTES, first, last)
    if person.hired_on.year >= 2012 and random.random() < 0.25:
        yield LeaveGrant(person.userid, "parental", 5 * DAY_MINUTES, first, last)


def _annual_days(hired_on: date, on: date) -> int:
    """The higher tier counts from the first of the month after the anniversary."""
    for years, days in _ANNUAL_DAYS:
        month = hired_on.month % 12 + 1
        starts = date(hired_on.year + years + (1 if month == 1 else 0), month, 1)
        if starts <= on:
            return days
    return 0
