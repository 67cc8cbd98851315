"""What the demo institute has written down: its research projects, and who is responsible for what where."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sandbox.institute.model import Department, Institute, Person

DUTIES: Final = ("safety", "budget", "confidential", "asset")
_PROJECTS: Final = (
    ("KY2024-001", "高精度压力标准装置研制", "thermal", "liming", "running", 86_000_000, 21_350_000),
    ("KY2024-007", "热电偶现场在线校准方法研究", "thermal", "xiongli", "running", 32_000_000, 8_420_000),
    ("KY2025-002", "激光干涉测长不确定度评定", "length", "fangyuan", "running", 54_000_000, 3_100_000),
    ("KY2025-005", "大扭矩标准机改造", "mechanics", "qinlan", "running", 120_000_000, 47_900_000),
    ("KY2023-011", "计量业务数据治理", "it", "shilei", "closed", 18_000_000, 17_640_000),
)


@dataclass(frozen=True, slots=True)
class Project:
    """A research project; amounts in fen."""

    number: str
    name: str
    pi: str
    department_id: int
    status: str
    budget: int
    spent: int


@dataclass(frozen=True, slots=True)
class Duty:
    """Who of a department is responsible for something."""

    department_id: int
    duty: str
    userid: str


def projects(institute: Institute) -> tuple[Project, ...]:
    ids = {unit.key: unit.id for unit in institute.departments}
    return tuple(
        Project(number, name, pi, ids[unit], status, budget, spent)
        for number, name, unit, pi, status, budget, spent in _PROJECTS
    )


def duties(institute: Institute) -> tuple[Duty, ...]:
    """Every duty of every department, the root aside, goes to one of its first people: the same at every size."""
    return tuple(
        duty for unit in institute.departments if unit.parent_id for duty in _of(unit, institute.people)
    )


def _of(unit: Department, people: tuple[Person, ...]) -> Iterator[Duty]:
    members = [person.userid for person in people if person.department_id == unit.id][:3]
    for number, duty in enumerate(DUTIES):
        if members:
            yield Duty(unit.id, duty, members[number % len(members)])
