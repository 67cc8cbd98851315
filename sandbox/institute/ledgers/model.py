"""What the generators of the demo ledgers share: how many records, whose day it is, who works where, numbers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from sandbox.institute.build import SMALLEST
from sandbox.institute.model import Institute

Values = dict[str, Any]
"""The values of one record, as its library names them."""
LABS: Final = ("length", "thermal", "mechanics", "electro")
YUAN: Final = 100


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many records of each ledger; every one adds up whatever its size."""

    suppliers: int = 80
    budgets: int = 40
    projects: int = 25
    large_assets: int = 46
    assets: int = 300
    instruments: int = 40
    contracts: int = 200
    usages: int = 400
    standards: int = 30
    seals: int = 16
    materials: int = 500
    attendance_people: int = 60
    attendance_days: int = 30


FULL: Final = Sizes()
FEW: Final = Sizes(
    suppliers=8,
    budgets=6,
    projects=6,
    large_assets=4,
    assets=16,
    instruments=4,
    contracts=12,
    usages=16,
    standards=6,
    seals=4,
    materials=14,
    attendance_people=7,
    attendance_days=7,
)


@dataclass(frozen=True)
class Office:
    """The institute on a day. Only its first sixty people keep books, so these are the same at every size."""

    institute: Institute
    today: date
    is_workday: Callable[[date], bool]

    def unit(self, key: str) -> int:
        return self.institute.department(key).id

    def members(self, key: str) -> tuple[str, ...]:
        """The userids of a department, its head first."""
        unit = self.unit(key)
        return tuple(p.userid for p in self.institute.people[:SMALLEST] if p.department_id == unit)

    def holder(self, role: str) -> str:
        return self.institute.holders(role)[0]

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def worked(self, day: date) -> date:
        """The day itself where it is worked, else the last workday before it."""
        while not self.is_workday(day):
            day -= timedelta(days=1)
        return day

    def workdays(self, first: date, last: date) -> Iterator[date]:
        """Both days counted."""
        for number in range((last - first).days + 1):
            if self.is_workday(day := first + timedelta(days=number)):
                yield day


@dataclass
class Numbers:
    """Numbers in the order in which they are taken, one count for each text before the number."""

    digits: int
    taken: dict[str, int] = field(default_factory=dict)

    def next(self, head: str) -> str:
        self.taken[head] = self.taken.get(head, 0) + 1
        return f"{head}{self.taken[head]:0{self.digits}d}"


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - timedelta(days=1)).day))


def at(random: Random, day: date, first: int = 9, last: int = 16) -> str:
    """A moment of a working day, wall clock; nobody works at noon."""
    hour = random.choice([one for one in range(first, last + 1) if one != 12])
    return f"{day}T{hour:02d}:{random.randrange(60):02d}"


def flow_no(random: Random, prefix: str, day: date) -> str:
    """The number of a request of that month, such as ZCYS-202603-0123."""
    return f"{prefix}-{day:%Y%m}-{random.randint(1, 999):04d}"


def lines(text: str) -> list[list[str]]:
    """A table of words: one row a line, cells between bars."""
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
